"""check_formats.py KEUR DECLARED SARIF_SCHEMA plain|hostile COUNT INVENTORY...: what keur writes in each format, read by other readers.

plain: each writer against what it declares, the full ones against result.json. hostile: the same over a network in which every text of
every table is hostile, COUNT texts of it; nothing may be active, and every text must be the same again."""
import itertools
import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.parse
import xml.etree.ElementTree as ET

import hostile_network
import oracles
import oscal
from naughty import active, hidden, naughty, unguarded, visible
from page_reader import read_page
from readers import dot_labels, leaves, markdown_rows, read_csv, read_json, read_xlsx, unmarkdown

KEUR, DECLARED, SCHEMA, MODE, COUNT = sys.argv[1:6]
INVENTORY = sys.argv[6:]
FILES = {"json": "result.json", "jsonl": "result.jsonl", "xlsx": "report.xlsx", "sarif": "report.sarif", "oscal": "assessment-results.oscal.json",
         "junit": "report.junit.xml", "markdown": "summary.md", "dot": "paths.dot", "html": "report.html"}
declared = read_json(subprocess.run([DECLARED], check=True, capture_output=True, text=True).stdout)


def covers(fact, path):
    return path == fact or (path.startswith(fact) and path[len(fact)] in ".[")


def shown(value):
    """A value of result.json as a cell shows it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return visible(str(value))


# ---- Full formats


def check_jsonl(result, text):
    """The same objects, one to a line."""
    again = {}
    for line in text.splitlines():
        entry = read_json(line)
        kind = entry.pop("type")
        name = {"country": "countries"}.get(kind, kind + "s")
        if isinstance(result.get(name), list):
            again.setdefault(name, []).append(entry)
        elif isinstance(result.get(kind), dict):
            again[kind] = entry
        else:
            again.update(entry)
    assert again == {name: value for name, value in result.items() if value != []}, "JSON Lines say something else than result.json"


def check_facts(result, tables, rows):
    """Facts that stand in no other table, one to a row; those of the run by themselves."""
    sections = [table["section"] for table in tables if table["section"]]
    found = [row for name in ("facts", "run") for row in rows[name][1:]]
    wanted = []

    def walk(value, path):
        if isinstance(value, dict):
            for key, entry in value.items():
                walk(entry, f"{path}.{key}" if path else key)
        elif isinstance(value, list):
            for i, entry in enumerate(value):
                walk(entry, f"{path}[{i}]")
        else:
            wanted.append([path, shown(value)])

    walk({name: value for name, value in result.items() if name not in sections or name == "run"}, "")
    assert [[unguarded(cell) for cell in row] for row in found] == wanted


def check_cell(table, field, entry, cell):
    """Every value of the facts that a field declares stands in its cell; where there is one fact and one value, nothing else does."""
    facts = field["facts"].split()
    values = [(path, value) for path, value in leaves(entry) if any(covers(fact, path) for fact in facts) and value is not None]
    if len(facts) == 1 and len(values) == 1 and values[0][0] == facts[0] and not facts[0].endswith("[]"):
        assert cell == shown(values[0][1]), f"{table}.{field['name']}: {cell!r} is not {values[0][1]!r}"
        return
    for path, value in values:
        if isinstance(value, bool):
            continue  # said in words
        # A member that only says which of two words stands there is in the words.
        if shown(value) not in cell and not path.endswith((".fact", ".how", ".file", ".table", ".column", ".role")):
            raise AssertionError(f"{table}.{field['name']}: {path} is {value!r}, which is not in {cell!r}")


def check_table(result, table, rows):
    fields = table["fields"]
    assert rows[0] == [field["name"] for field in fields], f"{table['name']}: other columns than declared"
    for row in rows:
        assert len(row) == len(fields), f"{table['name']}: {row}"
    if not table["section"] or table["section"] == "run":
        return
    entries = result[table["section"]]
    assert len(rows) - 1 == len(entries), f"{table['name']}: {len(rows) - 1} rows for {len(entries)} entries"
    facts = [fact for field in fields for fact in field["facts"].split()]
    for entry, row in zip(entries, rows[1:]):
        for path, value in leaves(entry):
            assert any(covers(fact, path) or (value is None and covers(path, fact)) for fact in facts), f"{table['name']}: no column shows {path} ({value!r})"
        for field, cell in zip(fields, row):
            if field["facts"]:
                check_cell(table["name"], field, entry, unguarded(cell))


def check_tables(result, directory):
    tables = declared["tables"]
    rows = {table["name"]: read_csv(f"{directory}/{table['name']}.csv") for table in tables}
    sheets = read_xlsx(f"{directory}/report.xlsx")
    for name, sheet in oracles.workbook(f"{directory}/report.xlsx").items():
        for row, other in itertools.zip_longest(sheets[name], sheet, fillvalue=[]):
            assert [cell for cell in row if cell] == [cell for cell in other if cell], f"{name}: openpyxl reads {other}, not {row}"
    assert list(sheets) == ["matrix"] + [table["sheet"] for table in tables]
    for table in tables:
        name = table["name"]
        check_table(result, table, rows[name])
        sheet = [row + [""] * (len(rows[name][0]) - len(row)) for row in sheets[table["sheet"]]]
        assert len(sheet) == len(rows[name]), f"{name}: other rows in the workbook"
        for left, right in zip(sheet, rows[name]):
            for a, b in zip(left, right):
                assert a == b or (len(b.encode("utf-16-le")) // 2 > 32767 and b.startswith(a[:32000]) and "(cut:" in a), f"{name}: {a!r}, {b!r}"
        for row in rows[name][1:]:
            for cell in row:
                assert not active(cell) or re.fullmatch("-?[0-9]+", cell), f"{name}: {cell!r} would be run"
                assert not any(active(part) for part in cell.split(";")[1:]), f"{name}: {cell!r} would be run behind a semicolon"
    check_facts(result, tables, rows)
    matrix = [[cell for cell in row[1:6]] for row in sheets["matrix"] if row[0].startswith("likelihood ") and row[0][-1].isdigit()]
    for reading, block in (("worst", matrix[:5]), ("known", matrix[5:10])):
        assert [[int(cell) for cell in row] for row in block[::-1]] == result["summary"]["matrix"][reading]


# ---- Projections


def message(text):
    """A message of SARIF: braces are doubled, and no link may stand in it."""
    assert not re.search(r"\]\(", text), text
    assert not re.search(r"(?<!\{)\{(\{\{)*(?!\{)|(?<!\})\}(\}\})*(?!\})", text), text
    return text.replace("{{", "{").replace("}}", "}").replace("]\\u{28}", "](")


UNDO = {
    ("sarif", "text"): message, ("sarif", "uri"): urllib.parse.unquote, ("oscal", "href"): urllib.parse.unquote,
    ("oscal", "title"): unmarkdown, ("oscal", "description"): unmarkdown,
}


# What a format asks for beside facts: its own words, references within it, and what plugins declare about their rules.
STRUCTURE = {
    "sarif": r"\$schema|version|.*(columnKind|executionSuccessful|ruleIndex|results\[\]\.(kind|level)|driver\.name|logicalLocations\[\]\.kind"
             r"|rules\[\]\.(defaultConfiguration|fullDescription|shortDescription|properties)\..*|Notifications\[\]\.level)",
    "oscal": r".*([.-]uuid|\.type|types\[\]|methods\[\]|\.ns|\.system|props\[\]\.name|facets\[\]\.name|\.state|\.status|\.reason|\.remarks"
             r"|metadata\.(title|last-modified|oscal-version)|import-ap\.href|resources\[\]\.description|rlinks\[\]\.media-type|hashes\[\]\.algorithm"
             r"|results\[\]\.(title|description|start)|components\[\]\.description|assessment-assets\..*\.title|collected"
             r"|control-selections\[\]\.description|(risks|findings)\[\]\.description|risks\[\]\.statement)",
}


OWN_WORDS = {"undated", "documented", "espionage", "manipulation", "sabotage"}


def check_paths(kind, document, result):
    """Where a declared field stands, there stands what the fact says; and nothing stands where nothing is declared."""
    said = {}
    for path, value in leaves(result):
        said.setdefault(path, set()).update((str(value), visible(str(value))))
    fields = {field["shown"]: field["facts"].split() for entry in declared["formats"] if entry["name"] == kind for field in entry["fields"]}
    seen, known, wrong = set(), {}, {}
    packs = {form for entry in (result["policy"], *result["policy"]["extends"]) for form in (f"{entry['id']}/{entry['version']}", f"{entry['id']}.yaml")}
    for path, value in leaves(document):
        if path not in fields:
            assert re.fullmatch(STRUCTURE[kind], path), f"{kind}: {path} is not declared"
            continue
        undo = UNDO.get((kind, re.split(r"[.\[\]]+", path)[-1]), str)
        if path not in known and fields[path]:
            known[path] = set().union(*(values for fact, values in said.items() if any(covers(field, fact) for field in fields[path])))
        wanted = {undo(str(value)), visible(undo(str(value))), undo(str(value)).removeprefix("line ")} - {""}
        if kind == "oscal" and (value in OWN_WORDS or undo(str(value)) in packs):
            seen.add(path)
            continue
        seen.add(path)
        if path in known and not wanted & known[path]:
            wrong.setdefault(path, f"{kind}: {path} is {value!r}, which {fields[path]} do not say")
    assert not wrong, "\n".join(wrong.values())
    return seen


def check_sarif(result, document):
    if os.path.exists(SCHEMA):
        import jsonschema
        with open(SCHEMA, encoding="utf-8") as file:
            schema = json.load(file)
        jsonschema.validators.validator_for(schema)(schema).validate(document)
    run = document["runs"][0]
    assert len(run["results"]) == len(result["findings"]) + len(result["gaps"])
    for shown_, finding in zip(run["results"], result["findings"]):
        assert shown_["ruleId"] == finding["rule"] == run["tool"]["driver"]["rules"][shown_["ruleIndex"]]["id"]
        assert shown_["partialFingerprints"] == {"keurFinding/v1": finding["id"]}
        assert message(shown_["message"]["text"]) == visible(finding["message"])
        places = [entry["physicalLocation"] for entry in shown_["locations"] + shown_["relatedLocations"] if "physicalLocation" in entry]
        assert [(urllib.parse.unquote(place["artifactLocation"]["uri"]), place["region"]["startLine"]) for place in places] == \
            list(dict.fromkeys((row["file"], row["line"]) for row in finding["evidence"] if row["file"]))[:100]
        names = [name["name"] for entry in shown_["locations"] for name in entry.get("logicalLocations", [])]
        assert names == ([finding["component"]] if finding["component"] else [])
        assert (shown_["level"] == "error") == (finding["kind"] == "breach")


def check_junit(result, text):
    suite = ET.fromstring(text)[0]
    cases = [case for case in suite if case.get("classname") not in ("plugin", "group")]
    assert int(suite.get("tests")) == len(suite)
    for outcome, count in (("failure", "failures"), ("error", "errors"), ("skipped", "skipped")):
        assert len(suite.findall(f"*/{outcome}")) == int(suite.get(count))
    assert [case.get("name") for case in cases] == [visible(part["id"]) for part in result["components"]]
    for case, part in zip(cases, result["components"]):
        grave = part["verdict"] == "breach" or part["risk"]["worst"] in ("high", "very_high") \
            or (part["risk"]["worst"] and part["trusted_supplier"]["status"] in ("violated", "unknown"))
        assert (case.find("failure") is not None) == bool(grave), part["id"]
        assert (case.find("skipped") is not None) == (part["verdict"] in ("retired", "planned"))
        assert case.get("classname") == part["scope"]
    plugins = [case for case in suite if case.get("classname") == "plugin"]
    assert {case.get("name"): case.find("error") is None for case in plugins} | {"keur": True} == \
        {plugin["name"]: plugin["status"] == "ok" for plugin in result["run"]["plugins"]} | {"keur": True}


def asked_by_worth(result):
    """The questions by what an answer is worth, those that one answer serves together; what is worth the same stays as it is."""
    asked = {}
    for i, gap in enumerate(sorted(result["gaps"], key=lambda gap: -gap["worth"])):
        fills = gap["fills"]
        answer = fills and json.dumps([gap["who"], {name: value for name, value in fills.items() if name not in ("rows", "parts")},
                                       fills.get("rows") if fills["table"] == "country" and "column" not in fills else None])
        asked.setdefault(answer or i, []).append(gap)
    return list(asked.values())


def check_markdown(result, text):
    breaches = [finding for finding in result["findings"] if finding["kind"] == "breach"]
    rows = markdown_rows(text, "| part | what | finding |")
    assert [row[1] for row in rows] == [visible(finding["message"]) for finding in breaches[:50]]
    assert [row[2] for row in rows] == [finding["id"] for finding in breaches[:50]]
    rows = markdown_rows(text, "| question | parts | worth |")
    asked = asked_by_worth(result)[:20]
    assert len(rows) == len(asked)
    for row, same in zip(rows, asked):
        assert row[0] in [visible(gap["question"]) for gap in same]
        assert [int(cell.replace(",", "")) for cell in row[1:]] == [max(gap[name] for gap in same) for name in ("count", "worth")]
    risks = {visible(part["id"]): part for part in result["components"]}
    for row in markdown_rows(text, "| part | scope | known |"):
        part = risks[row[0]]
        assert part["risk"]["worst"].replace("_", " ") == row[3] and part["scope"].replace("_", " ") == row[1]
    rows = markdown_rows(text, "| file | SHA-256 |")
    assert rows == [[visible(entry["path"]), entry["sha256"]] for entry in result["inputs"]]
    for table in oracles.marked_tables(text):
        if table[0][0] != "likelihood \\ impact":  # blanks at the ends of cells mean nothing in Markdown
            again = markdown_rows(text, "| " + " | ".join(table[0]) + " |")
            assert [[cell.strip(" ") for cell in row] for row in again] == table[1:], table[0]
    for line in text.splitlines():
        assert line == "" or line[0] in "#*|-" or line.startswith(("Policy pack **", "And ", "None found", "Parts in service", "Not judged by this pack: ")) \
            or re.match(r"\d+ (entry|entries) that (is|are) milder than in ", line), line


def check_dot(result, text):
    labels = dot_labels(text)
    parts = {visible(part["id"]): part for part in result["components"]}
    drawn = [label for label in labels if label[1].startswith(("critical", "adjacent", "management", "security_element", "other"))]
    assert drawn or not labels
    for label in drawn:
        assert label[0] in parts and label[1].split(",")[0] == parts[label[0]]["scope"], label
    return labels


def words(text):
    """As the page says a name of keur's own."""
    return text.replace("_", " ")


# What a reader of the page looks up rather than reads: the inside of the pack, names of rows, what a decision calls itself, how an intruder would
# do as a supplier, a country that nobody named here is of.
ONLY_FACTS = tuple(f"policy.{name}" for name in ("caps", "classes", "data", "from", "functions", "method", "phase_out", "rules")) + \
    ("schema", "countries[].id", "groups[].id", "suppliers[].decisions[].basis", "suppliers[].stakeholder")


def lacking(value, said):
    """Paths of an entry of result.json whose values are not said in a place of the page."""
    for path, leaf in leaves(value):
        if leaf is None or isinstance(leaf, bool) or path.endswith((".how", ".role", "impact_by[].by", "gaps[]", ".gap", "who", ".file", ".table", ".column")):
            continue  # in other words, or a number that a link stands for
        if path == "findings[]" or (path, leaf) == ("factor", "none") or (path.startswith("args.") and str(leaf) not in said):
            continue  # told elsewhere, linked; the message says them in its own way
        if path == "pack_rule":
            leaf += 1  # people count from 1
        if path == "reaches.count" and leaf and str(leaf) not in said:
            leaf -= 1  # the page counts the parts beyond the one where somebody lands
            if not leaf:
                continue
        if path == "measures[]":
            leaf = leaf.split(":", 1)[-1]  # after the name of the list that it stands in
        if path.endswith((".known.share", ".worst.share")):
            leaf = re.sub(r"\.00$", "", str(leaf)) + " %"
        number = f"{int(leaf):,}" if re.fullmatch("[0-9]+", str(leaf)) else str(leaf)
        if not any(form in said for form in (visible(str(leaf)), words(visible(str(leaf))), number)):
            yield path, leaf


def check_told(result, page):
    """All that result.json has of a part, a finding or a question stands where the page tells of it, and all else somewhere."""
    for i, part in enumerate(result["components"]):
        missing = list(lacking(part, page.said[f"p{i}"]))
        assert not missing, f"the page does not say of {part['id']!r}: {missing[:5]}"
    for i, gap in enumerate(result["gaps"]):
        missing = list(lacking(gap, page.said[f"q{i}"]))
        assert not missing, f"the page does not say of question {i}: {missing[:5]}"
    for finding in result["findings"]:
        missing = list(lacking(finding, page.said[finding["id"] + ("" if finding["basis"] == "known" else "-s")]))
        assert not missing, f"the page does not say of {finding['id']}: {missing[:5]}"
    rest = {name: value for name, value in result.items() if name not in ("components", "gaps", "findings")}
    missing = [(path, leaf) for path, leaf in lacking(rest, page.text)]
    assert not missing, f"the page does not say: {missing[:5]}"
    missing = [(path, leaf) for path, leaf in lacking(rest, "\n".join(page.story)) if not path.startswith(ONLY_FACTS)]
    assert not missing, f"only the tables of all other facts say: {missing[:5]}"


def check_html(result, text):
    page = read_page(text)
    check_told(result, page)
    assert not hidden(page.text) - {"\n"}, "the page has what people cannot see"
    assert not hidden("".join(page.values)), "an attribute has what people cannot see"
    pieces = set(page.texts)
    differs = {piece for piece in pieces if piece.strip()} ^ oracles.browsed(text)
    assert not differs, f"a browser reads other texts: {sorted(differs)[:5]}"
    numbers = dict(re.findall(r'<tr id="q([0-9]+)"><th scope="row">([0-9,.]+)\. ', text))
    for gap, number in re.findall(r'<a href="#q([0-9]+)">[a-z]+ ([0-9,.]+)</a>', text):
        assert numbers.get(gap, number) == number, f"question {numbers[gap]} is called {number} elsewhere in the page"
    for part in result["components"]:
        assert visible(part["id"]) in pieces, f"the page lacks {part['id']!r}"
    for finding in result["findings"]:
        assert finding["id"] + ("" if finding["basis"] == "known" else "-s") in page.ids and visible(finding["message"]) in pieces, f"the page lacks {finding['message']!r}"
    return page


# ---- Runs


def assess(inventory, directory, *more):
    formats = "text,csv," + ",".join(FILES)
    done = subprocess.run([KEUR, "assess", *inventory, "--format", formats, "--output", directory, *more], capture_output=True, check=False)
    assert done.returncode in (0, 2, 3), done.stderr.decode()
    return done


def read(directory, kind):
    with open(f"{directory}/{FILES[kind]}", "rb") as file:
        return file.read().decode("utf-8")


def check(directory):
    """All formats of one result; gives the result and the paths seen in the projections."""
    result = read_json(read(directory, "json"))
    check_jsonl(result, read(directory, "jsonl"))
    check_tables(result, directory)
    sarif, results = read_json(read(directory, "sarif")), read_json(read(directory, "oscal"))
    check_sarif(result, sarif)
    oscal.compare(result, results)
    check_junit(result, read(directory, "junit"))
    check_markdown(result, read(directory, "markdown"))
    assert sorted(check_dot(result, read(directory, "dot"))) == sorted(oracles.drawn(f"{directory}/{FILES['dot']}"))
    check_html(result, read(directory, "html"))
    for name in os.listdir(directory):
        if not name.endswith((".xlsx", ".html")):
            with open(f"{directory}/{name}", encoding="utf-8") as file:
                bad = hidden(file.read()) - {"\n"}
            assert not bad, f"{name} has {sorted(map(ascii, bad))}"
    return result, {("sarif", path) for path in check_paths("sarif", sarif, result)} | \
        {("oscal", path) for path in check_paths("oscal", results, result)}


def plain(room):
    seen = set()
    example = os.path.join(os.path.dirname(os.path.dirname(SCHEMA)), "oscal", "oscal-content-ifa_assessment-results-example.json")
    if os.path.exists(example):
        with open(example, encoding="utf-8") as file:
            oscal.check(json.load(file))
    for i, inventory in enumerate(INVENTORY):
        files = inventory.split(",")
        seen |= check_run(f"{room}/{i}", files)
    seen |= check_run(f"{room}/less", INVENTORY[0].split(","), "--without", "vendor_trust")
    seen |= check_run(f"{room}/silent", INVENTORY[0].split(","), "--policy", "csa2-proposal")  # a pack that leaves much out
    for entry in declared["formats"]:
        for field in entry["fields"]:
            if entry["name"] in ("sarif", "oscal") and "toolExecutionNotifications" not in field["shown"]:
                assert (entry["name"], field["shown"]) in seen, f"{entry['name']} declares {field['shown']} and never has it"


def check_run(directory, arguments, *more):
    assess(arguments, directory, *more)
    _, seen = check(directory)
    first = {name: open(f"{directory}/{name}", "rb").read() for name in os.listdir(directory)}
    assess(arguments, directory + "-again", *more)
    for name, data in first.items():
        assert open(f"{directory}-again/{name}", "rb").read() == data, f"{name}: the same inputs, other bytes"
    return seen


def hostile(room):
    texts = naughty(int(COUNT))
    rows, more = hostile_network.rows_of(texts), hostile_network.edits(texts)
    check_filled({**rows, **more}, texts)
    paths = [f"{room}/=cmd [a](b)\u202e{name}.yaml" for name in ("network", "suppliers", "overlay")]
    for path, tables in zip(paths, (hostile_network.without_register(rows), hostile_network.register(rows), more)):
        with open(path, "w", encoding="ascii") as file:
            file.write(hostile_network.to_yaml(tables))
    done = assess([paths[0], "--suppliers", paths[1], "--overlay", paths[2]], f"{room}/out")
    assert not hidden((done.stdout + done.stderr).decode("utf-8")) - {"\n"}, "the summary has what people cannot see"
    result, _ = check(f"{room}/out")
    assert all(plugin["status"] == "ok" for plugin in result["run"]["plugins"]), result["run"]["plugins"]
    assert sorted(part["id"] for part in result["components"]) == sorted(texts)
    for part in result["components"]:
        assert part["segment"] == part["id"]
    table = read_csv(f"{room}/out/components.csv")
    for row, part in zip(table[1:], result["components"]):
        for column in ("id", "name", "segment"):
            assert unguarded(row[table[0].index(column)]) == visible(part["id"])
    table = read_csv(f"{room}/out/paths.csv")
    for column in ("id", "target", "protocol", "authorised_by", "claim_source"):
        assert sorted(unguarded(row[table[0].index(column)]) for row in table[1:]) == sorted(map(visible, texts)), column
    labels = dot_labels(read(f"{room}/out", "dot"))
    assert set(map(visible, texts)) <= {label[0] for label in labels}
    print(f"{len(texts)} texts in each of {len(hostile_network.filled({**rows, **more}))} columns, through {len(declared['formats'])} formats")


def check_filled(rows, texts):
    """Every column that takes text has hostile text, and every text stands in each table somewhere."""
    for table in hostile_network.TABLES.values():
        for column in table.columns:
            if column.type in ("TEXT", "TEXTS", "SELECTOR", "ROW", "ROWS") and (table.name, column.name) not in (("component", "function"), ("edit", "set")):
                assert (table.name, column.name) in hostile_network.filled(rows), f"no text stands in {table.name}.{column.name}"
    for name in set(rows) - {"network", "edit", "ownership", "country", "supplier"}:
        found = {text for row in rows[name] for text in row.values() if isinstance(text, str)}
        assert set(texts) <= found, f"{name} lacks {set(texts) - found}"


with tempfile.TemporaryDirectory() as room:
    plain(room) if MODE == "plain" else hostile(room)
