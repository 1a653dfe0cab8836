"""Readers of keur's formats that know nothing of how keur writes them: the standard library's, and what it has none of."""
import csv
import json
import re
import xml.etree.ElementTree as ET
import zipfile

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def no_twins(pairs):
    keys = [key for key, _ in pairs]
    assert len(keys) == len(set(keys)), f"a key stands twice: {keys}"
    return dict(pairs)


def read_json(text):
    return json.loads(text, object_pairs_hook=no_twins, parse_float=str)


def leaves(value, path=""):
    """Every value that is neither list nor mapping, with its path: "findings[].rule"."""
    if isinstance(value, dict):
        for key, entry in value.items():
            yield from leaves(entry, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for entry in value:
            yield from leaves(entry, path + "[]")
    else:
        yield path, value


def read_csv(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.reader(file, strict=True))


def stored(text):
    """Text of Office Open XML without its escapes."""
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)


def column_of(reference):
    number = 0
    for letter in re.match("[A-Z]+", reference)[0]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def read_sheet(text):
    """Rows of cells as text; and that nothing in them can run."""
    rows, width = [], 0
    for row in ET.fromstring(text).iter(SHEET + "row"):
        cells = {}
        for cell in row:
            assert {child.tag for child in cell} <= {SHEET + "is", SHEET + "v"}, [child.tag for child in cell]
            assert cell.get("t") in (None, "n", "inlineStr"), cell.get("t")
            cells[column_of(cell.get("r"))] = stored("".join(cell.itertext()))
        width = max(width, *cells, 0) if cells else width
        while len(rows) < int(row.get("r")) - 1:
            rows.append({})
        rows.append(cells)
    return [[row.get(column, "") for column in range(width + 1)] for row in rows]


def read_xlsx(path):
    """Sheets by name."""
    with zipfile.ZipFile(path) as file:
        assert all(entry.date_time == (1980, 1, 1, 0, 0, 0) for entry in file.infolist()), "a date of making"
        relations = {entry.get("Id"): entry for entry in ET.fromstring(file.read("xl/_rels/workbook.xml.rels"))}
        for name in file.namelist():
            assert "external" not in name.lower() and "hyperlink" not in name.lower(), name
            if name.endswith(".rels"):
                assert b'TargetMode="External"' not in file.read(name), name
        book = ET.fromstring(file.read("xl/workbook.xml"))
        return {sheet.get("name"): read_sheet(file.read("xl/" + relations[sheet.get(RELATION + "id")].get("Target")))
                for sheet in book.iter(SHEET + "sheet")}


MARKS = "\\`*_{}[]<>!|~&:.$^=\""


def unmarkdown(text):
    """Text of one line of Markdown; nothing in it may mean anything."""
    out, i = [], 0
    while i < len(text):
        code = re.compile("`([@#]+)`(?![@#])").match(text, i)
        if code:
            out.append(code[1])
            i = code.end()
            continue
        assert text[i] not in "@#", f"`{text[i]}` is no code in: {text}"
        if text[i] == "\\" and text[i + 1:i + 2] and text[i + 1] in MARKS:
            out.append(text[i + 1])
            i += 2
            continue
        assert text[i] not in MARKS, f"`{text[i]}` means something in: {text}"
        out.append(text[i])
        i += 1
    return "".join(out)


def split_cells(row):
    """At bars that no backslash takes the meaning of."""
    cells, start, i = [], 0, 0
    while i < len(row):
        if row[i] == "\\":
            i += 1
        elif row[i] == "|":
            cells.append(row[start:i][:-1])
            start = i + 2
        i += 1
    return cells + [row[start:]]


def markdown_rows(text, head):
    """Cells of the rows of the table whose header row begins like this."""
    lines = text.splitlines()
    for i, line in enumerate(lines):
        if line.startswith(head):
            rows = []
            for row in lines[i + 2:]:
                if not row.startswith("|"):
                    break
                assert row.startswith("| ") and row.endswith(" |"), row
                rows.append([unmarkdown(cell) for cell in split_cells(row[2:-2])])
            return rows
    return []


DOT = re.compile(r"""\s*(?:(?P<quoted>"(?:[^"\\]|\\.)*")|(?P<sign>->|[{}\[\];=])|(?P<word>[A-Za-z0-9]+))""", re.S)


def read_dot(text):
    """Tokens: ("quoted", label), ("sign", ...), ("word", ...)."""
    tokens, at = [], 0
    text = text.rstrip()
    while at < len(text):
        found = DOT.match(text, at)
        assert found, f"no token of DOT: {text[at:at + 60]!r}"
        kind = found.lastgroup
        tokens.append((kind, found[kind][1:-1] if kind == "quoted" else found[kind]))
        at = found.end()
    return tokens


ATTRIBUTES = {"rankdir", "label", "shape", "peripheries", "color", "penwidth"}


def dot_labels(text):
    """Lines of the labels of a graph that consists of nodes and arrows with a few attributes, and of nothing else."""
    tokens, labels, inside = read_dot(text), [], False
    assert [token[1] for token in tokens[:3]] == ["digraph", "paths", "{"] and tokens[-1] == ("sign", "}")
    for i, (kind, token) in enumerate(tokens[3:-1], 3):
        inside = (inside or (kind, token) == ("sign", "[")) and (kind, token) != ("sign", "]")
        if kind == "quoted":
            assert inside and tokens[i - 2][1] == "label" and tokens[i - 1][1] == "="
            lines = [line.replace("\x00", "\\") for line in token.replace("\\\\", "\x00").replace('\\"', '"').split("\\n")]
            for line in lines:
                assert "\\" not in token.replace("\\\\", "").replace('\\"', "").replace("\\n", ""), token
                assert not re.search("&(?!amp;|lt;|gt;)|[<>]", line), token
            labels.append([line.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") for line in lines])
        elif kind == "word":
            assert token in ATTRIBUTES if tokens[i + 1] == ("sign", "=") else True
            assert inside or re.fullmatch("[pcn][0-9]+|rankdir|LR", token), token
    return labels
