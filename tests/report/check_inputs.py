"""check_inputs.py KEUR COUNT: hostile text on the way in. The same network in each of keur's own formats is the same result; a column that takes
no text refuses each of COUNT texts by name and place; and so does the reader of a format a character that it cannot carry."""
import json
import os
import re
import subprocess
import sys
import tempfile

import hostile_network
from hostile_network import COUNTRIES, TABLES
from naughty import hidden, naughty

KEUR, COUNT = sys.argv[1], int(sys.argv[2])


def run(*arguments):
    done = subprocess.run([KEUR, *arguments], capture_output=True, check=False)
    said = (done.stdout + done.stderr).decode("utf-8")
    bad = hidden(said) - {"\n"}
    assert not bad, f"keur says {sorted(map(ascii, bad))}"
    return done.returncode, said


def write(path, text):
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(text)
    return path


# ---- The same by way of each format


def facts(room, name, network, register):
    arguments = [argument for path in register for argument in ("--suppliers", path)]
    status, said = run("assess", *network, *arguments, "--format", "json", "--output", f"{room}/{name}")
    assert status == 2, said
    with open(f"{room}/{name}/result.json", encoding="utf-8") as file:
        result = json.load(file)
    for member in ("inputs", "run"):
        del result[member]
    return json.dumps(result, indent=1), result


def without_places(text):
    return re.sub(r'"(file|line)": ("[^"]*"|[0-9]+|null)', r'"\1": 0', text)


def same_everywhere(room):
    texts = [text for text in naughty(500) if hostile_network.carried(text)]
    texts = [texts[i * len(texts) // COUNT] for i in range(COUNT)] if COUNT < len(texts) else texts
    rows = hostile_network.rows_of(texts)
    halves = (hostile_network.without_register(rows), hostile_network.register(rows))
    files = {"yaml": [[write(f"{room}/{i}.yaml", hostile_network.to_yaml(half))] for i, half in enumerate(halves)],
             "json": [[write(f"{room}/{i}.json", hostile_network.to_json(half))] for i, half in enumerate(halves)],
             "xml": [[write(f"{room}/{i}.xml", hostile_network.to_xml(half))] for i, half in enumerate(halves)],
             "csv": [[write(f"{room}/{table}.csv", text) for table, text in hostile_network.to_csv(half).items()] for half in halves]}
    known = {kind: without_places(facts(room, kind, *paths)[0]) for kind, paths in files.items()}
    for kind, text in known.items():
        for line, other in zip(text.splitlines(), known["yaml"].splitlines()):
            assert line == other, f"by way of {kind}: {line}\nby way of YAML: {other}"
        assert text == known["yaml"], kind
    print(f"{len(texts)} texts in every column are the same by way of {', '.join(known)}")


# ---- What a column refuses


FORMS = {"YES_NO": "yes|no|true|false", "NUMBER": "[0-9]+", "DATE": "[0-9]{4}-[0-9]{2}-[0-9]{2}", "DAYS": "P[0-9YMWD]+", "SHARE": r"[0-9.]+ ?%?"}


NO_TEXT = ("MEMBER", "SET", "YES_NO", "NUMBER", "DATE", "DAYS", "SHARE", "COUNTRY")


def row_with(table, column, text, k):
    """A row that is right but for this text."""
    row = {}
    for other in TABLES[table].columns:
        if other.name == column.name:
            row[other.name] = [text] if column.type == "SET" else text
        elif (other.name == "id" and "KEY" in other.flags) or other.name == "address":
            row[other.name] = COUNTRIES[k % len(COUNTRIES)] if table == "country" else f"r{k}"
        elif "REQUIRED" in other.flags:
            row[other.name] = hostile_network.cell(other, [f"t{k}"] * (k + 1), k)
    return row


def refused(room, table, texts):
    """How many texts the columns of a table refused that take none; each stands in a row of its own."""
    rows = []
    for column in TABLES[table].columns:
        for k, text in enumerate(texts):
            if column.type in NO_TEXT and not (column.type in FORMS and re.fullmatch(FORMS[column.type], text)):
                rows.append(row_with(table, column, text, k))
    if not rows:
        return 0
    path = write(f"{room}/refused.yaml", hostile_network.to_yaml({table: rows}))
    sound = write(f"{room}/sound.yaml", "keur: 1\ncomponents:\n  - {id: r0}\n")
    status, said = run("check", *((sound, "--overlay", path) if table == "edit" else (path,)))
    named = re.findall(r"^refused\.yaml:(\d+):(\d+): error: " + table + r"\.[\w.]+: `.*` is not ", said.replace(room + "/", ""), re.M)
    more = sum(int(found) for found in re.findall(r"\(and (\d+) more like it\)", said)) + sum(map(int, re.findall(r"and (\d+) more kinds", said)))
    assert status == 2 and named, f"{table}: exit {status}\n{said}"
    # Messages show so much of a text, and equal ones are of one kind: a few long texts count as one.
    assert len(rows) * 0.98 <= len(named) + more <= len(rows), f"{table}: {len(named)} and {more} of {len(rows)} were refused\n{said}"
    return len(rows)


def refuses(room):
    texts = [text for text in naughty(COUNT) if text.strip(" \t\r\n") not in ("unknown", "none", "")]
    print("refused:", sum(refused(room, name, texts) for name in TABLES if name != "network"), "texts where no text may stand")


# ---- What a format cannot carry


CANNOT = {
    "yaml": ['"a\\0b"', '"a\\x00b"', '"\\ud800"', '"\\udfff"', '"\\U00110000"', '"a\x01b"', '"a\x1bb"', '"\ufffe"', '"a\x7fb"'],
    "json": ['"a\\u0000b"', '"\\ud800"', '"\\udc00\\ud800"', '"a\x01b"', '"\x1b[0m"'],
    "xml": ["&#0;", "&#27;", "&#xd800;", "&#xfffe;", "&#x110000;", "a\x01b", "a\x1bb", "\ufffe", "&y;", "]]>"],
    "csv": ['"a\0b"'],
}
AROUND = {"yaml": "keur: 1\ncomponents:\n  - {id: c, name: %s}\n", "json": '{"keur": 1, "components": [{"id": "c", "name": %s}]}',
          "xml": '<keur version="1"><component id="c"><name>%s</name></component></keur>', "csv": "component.id,component.name\nc,%s\n"}


def cannot_carry(room):
    for kind, texts in CANNOT.items():
        for text in texts:
            status, said = run("check", write(f"{room}/cannot.{kind}", AROUND[kind] % text))
            assert status in (1, 2) and "error: " in said, f"{kind} took {text!r}: {said}"
            assert re.search(r"cannot\.\w+(:\d+:\d+)?: error: ", said), said
    for kind, around in AROUND.items():
        for bad in (b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe2\x82"):
            with open(f"{room}/bytes.{kind}", "wb") as file:
                file.write((around % '"x"').encode().replace(b"x\"", bad + b"\"", 1) if kind != "xml" else (around % "x").encode().replace(b">x<", b">" + bad + b"<"))
            status, said = run("check", f"{room}/bytes.{kind}")
            assert status in (1, 2) and re.search(r"bytes\.\w+(:\d+:\d+)?: error: ", said), f"{kind} took {bad!r}: {said}"


with tempfile.TemporaryDirectory() as place:
    os.chmod(place, 0o700)
    same_everywhere(place)
    refuses(place)
    cannot_carry(place)
