"""The Dutch catalogue is whole: every sentence that the sources mark, and every word of the tables that reports show, has a translation with the
same places in braces; and of the sentences that have one, none is left in English in a Dutch report.

catalogue.py PROGRAM SAID SOURCE-DIRECTORY"""
import collections
import glob
import html
import os
import re
import subprocess
import sys
import tempfile

keur, said, source = sys.argv[1:4]
PO = os.path.join(source, "core/report/po/nl.po")
KEYWORDS = ["say", "say_many:1,2", "say_as:1c,2", "say_in:2", "say_as_in:2c,3", "N_", "N_AS:1c,2", "N_MANY:1,2", "SAID:2", "html_count:3,4"]
# Sentences that are said piece by piece would be English in Dutch words: what the screen shows of keur's own is a literal within say() and the like.
SCREENS = ["core/report/report_text.c", "core/report/report_whatif.c"] + [f"core/report/{os.path.basename(p)}"
    for p in sorted(glob.glob(os.path.join(source, "core/report/text_*.c")))]
failed = False


def complain(text):
    global failed
    failed = True
    print(text)


def unquoted(line):
    return re.sub(r"\\(.)", lambda m: {"n": "\n", "t": "\t"}.get(m[1], m[1]), line[1:-1])


def read(text):
    """Entries of a catalogue or template: (context, id) -> (plural, translations, flags)."""
    entries = collections.OrderedDict()
    for block in re.split(r"\n\s*\n", text):
        entry, at = {"flags": ""}, None
        for line in block.split("\n"):
            if line.startswith("#,"):
                entry["flags"] += line
            match = re.match(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?) (".*")$', line)
            if match:
                at = match[1]
                entry[at] = unquoted(match[2])
            elif line.startswith('"') and at:
                entry[at] += unquoted(line)
        if entry.get("msgid"):
            words = [entry[k] for k in sorted(entry) if k.startswith("msgstr")]
            entries[entry.get("msgctxt"), entry["msgid"]] = (entry.get("msgid_plural"), words, entry["flags"])
    return entries


def places(sentence):
    return sorted(set(re.findall(r"\{([a-z_]+)\}", sentence)))


def look_at_catalogue(wanted, dutch):
    for key, (plural, _, _) in wanted.items():
        name = f"{key[0]}: {key[1]}" if key[0] else key[1]
        if key not in dutch:
            complain(f"not in nl.po: {name!r}")
            continue
        other, words, flags = dutch[key]
        if "fuzzy" in flags:
            complain(f"only a guess (fuzzy): {name!r}")
        if plural != other:
            complain(f"another plural in nl.po: {name!r}")
        if len(words) != (2 if plural else 1):
            complain(f"{len(words)} translations: {name!r}")
        for word in words:
            if not word:
                complain(f"without a translation: {name!r}")
            elif places(word) != places(key[1]) and places(word) != places(plural or key[1]):
                complain(f"other places in braces: {name!r}: {word!r}")
            # What is put beside others keeps its blanks.
            if (word[:1] == " ") != (key[1][:1] == " ") or (word[-1:] == " ") != (key[1][-1:] == " "):
                complain(f"other blanks at an end: {name!r}: {word!r}")
    for key in dutch:
        if key not in wanted:
            complain(f"in nl.po and nowhere said: {key}")


def look_at_screens():
    for path in SCREENS:
        with open(os.path.join(source, path), encoding="utf-8") as file:
            text = file.read()
        for match in re.finditer(r'\b(?:screen_say|screen_heading|screen_fixed|screen_count|TELL)\((?:[^();"]|\([^()]*\))*"((?:[^"\\]|\\.)*)"', text):
            literal, before = match[1], text[match.start():match.start(1) - 1]
            bare = re.sub(r"\{[a-z_]+\}", "", literal)
            if re.search(r"[A-Za-z]{2}", bare) and not re.search(r"\b(?:say|say_as|say_many|N_|N_AS)\([^)]*$", before) and bare != "keur: ":
                complain(f"{path}:{text.count(chr(10), 0, match.start()) + 1}: said without say(): {literal!r}")


def page(text):
    """What people read of the page: without style, script, and the tables that have the names of result.json."""
    body = re.sub(r"<(style|script)\b.*?</\1>", "", text, flags=re.S)
    body = re.sub(r'<section id="facts".*?</section>', "", body, flags=re.S)
    attributes = " ".join(re.findall(r'(?:aria-label|title|placeholder|alt)="([^"]*)"', body))
    return html.unescape(re.sub(r"<[^>]+>", " ", body) + " " + attributes)


def reports(room):
    """Dutch reports of the demo and the cases: name -> text."""
    found = {}
    demo = os.path.join(source, "inventories/demo")
    sets = {"demo": [f"{demo}/{n}.yaml" for n in ("network", "ran", "bss", "access")]
            + ["--suppliers", f"{demo}/suppliers.yaml", "--overlay", f"{demo}/overlay.yaml"]}
    for case in sorted(glob.glob(os.path.join(source, "inventories/cases/*/network.yaml"))):
        folder = os.path.dirname(case)
        decisions = os.path.join(folder, "decisions.yaml")
        sets[os.path.basename(folder)] = [case] + (["--suppliers", decisions] if os.path.exists(decisions) else [])
    for name, inputs in sets.items():
        out = os.path.join(room, name)
        text = subprocess.run([keur, "assess", *inputs, "--lang", "nl", "--format", "text,markdown,html", "--output", out], capture_output=True, text=True)
        if text.returncode not in (0, 2):
            complain(f"{name}: exit code {text.returncode}: {text.stderr[:500]}")
            continue
        found[name + ", text"] = text.stdout
        with open(os.path.join(out, "summary.md"), encoding="utf-8") as file:
            found[name + ", summary.md"] = file.read()
        with open(os.path.join(out, "report.html"), encoding="utf-8") as file:
            found[name + ", report.html"] = page(file.read())
    whatif = subprocess.run([keur, "whatif", *sets["demo"], "--lang", "nl", "--distrust", "keldora", "--cheapest"], capture_output=True, text=True)
    found["whatif"] = whatif.stdout
    return found


def look_at_reports(dutch, found):
    """Every literal stretch of a translated sentence that has three words or more, and that no Dutch sentence has, is nowhere to be seen."""
    translations = " ".join(" ".join(words.split()) for _, all_words, _ in dutch.values() for words in all_words)
    flat = {name: " ".join(re.sub(r"\\(.)", r"\1", text).split()) for name, text in found.items()}
    looked = 0
    for (_, english), (plural, _, _) in dutch.items():
        for sentence in filter(None, (english, plural)):
            for stretch in re.split(r"\{[a-z_]+\}", sentence):
                stretch = " ".join(stretch.split()).strip(" ,.;:()")
                if len(stretch.split()) < 3 or stretch in translations:
                    continue
                looked += 1
                for name, text in flat.items():
                    if stretch in text:
                        complain(f"{name}: English: {stretch!r}")
    if looked < 100:
        complain(f"only {looked} stretches were looked for")


sources = sorted(p for p in glob.glob(os.path.join(source, "core/*/*.[ch]")))
template = subprocess.run(["xgettext", "--from-code=UTF-8", "--language=C", "--keyword", *["--keyword=" + k for k in KEYWORDS], "--output=-", *sources],
                          capture_output=True, text=True, check=True).stdout
wanted = read(template)
wanted.update(read(subprocess.run([said], capture_output=True, text=True, check=True).stdout))
with open(PO, encoding="utf-8") as catalogue:
    dutch = read(catalogue.read())
look_at_catalogue(wanted, dutch)
look_at_screens()
with tempfile.TemporaryDirectory() as directory:
    checked = subprocess.run(["msgfmt", "--check-format", "--check-domain", "--output-file=" + os.path.join(directory, "nl.mo"), PO], capture_output=True,
                             text=True)
    if checked.returncode != 0 or checked.stderr:
        complain(checked.stderr)
    look_at_reports(dutch, reports(directory))
sys.exit(failed)
