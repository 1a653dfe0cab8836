"""What other people's programs make of keur's files: openpyxl of a workbook, cmark-gfm of Markdown, Graphviz of DOT, html5lib of a page. Debian
packages, without which this module cannot be imported."""
import json
import subprocess
import xml.etree.ElementTree as ET

import html5lib
import openpyxl

from readers import stored

MARK = "{http://commonmark.org/xml/1.0}"
EXTENSIONS = [argument for name in ("table", "strikethrough", "autolink", "tasklist", "footnotes") for argument in ("-e", name)]
PLAIN = {"document", "heading", "paragraph", "text", "strong", "list", "item", "table", "table_header", "table_row", "table_cell", "softbreak", "code"}


def workbook(path):
    """Sheets by name, as rows of text; and that no cell is a formula, a link, a comment or anything else but text and numbers."""
    book, out = openpyxl.load_workbook(path), {}
    for sheet in book:
        rows = out[sheet.title] = []
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n") and cell.hyperlink is None and cell.comment is None, (sheet.title, cell.coordinate, cell.value)
            rows.append(["" if cell.value is None else stored(str(cell.value)) for cell in row])
    assert not book.defined_names and not book.vba_archive and not book._external_links
    return out


def marked(text):
    """The tree of a Markdown file as GitHub reads it; and that there is no link, picture or HTML in it, and no code but @ and #."""
    root = ET.fromstring(subprocess.run(["cmark-gfm", *EXTENSIONS, "-t", "xml"], input=text.encode(), capture_output=True, check=True).stdout)
    kinds = {node.tag.removeprefix(MARK) for node in root.iter()}
    assert kinds <= PLAIN, kinds - PLAIN
    for node in root.iter(MARK + "code"):
        assert not node.text.strip("@#"), node.text
    return root


def said(node):
    return "".join(text.text or "" for text in node.iter() if text.tag in (MARK + "text", MARK + "code"))


def marked_tables(text):
    """Rows of cells of each table, its header first."""
    return [[[said(cell) for cell in row] for row in table] for table in marked(text).iter(MARK + "table")]


def marked_lines(lines):
    """What each of these lines says where Markdown may stand within a line; and that nothing in them is marked."""
    root = marked("\n\n".join("- x " + line + " x" for line in lines))
    out = []
    for item in root.iter(MARK + "item"):
        assert {node.tag for node in item.iter()} <= {MARK + name for name in ("item", "paragraph", "text", "code")}, ET.tostring(item)
        out.append(said(item)[2:-2])
    return out


def drawn(path):
    """The lines that Graphviz draws in each node and at each arrow that has a label; and that nothing in the picture is a link."""
    graph = json.loads(subprocess.run(["dot", "-Tjson", path], capture_output=True, check=True).stdout)
    out = []
    for thing in graph.get("objects", []) + graph.get("edges", []):
        assert not {"URL", "href", "image", "tooltip", "target"} & set(thing), thing
        out.append([step["text"] for step in thing.get("_ldraw_", []) if step["op"] == "T"])
    return [lines for lines in out if lines]


HTML = "{http://www.w3.org/1999/xhtml}"


def browsed(text):
    """Every text of a page, as the tree that a browser builds has it; raises at whatever a browser would have to guess about."""
    tree, out = html5lib.HTMLParser(strict=True).parse(text), []
    for node in tree.iter():
        if node.tag not in (HTML + "script", HTML + "style"):
            out.append(node.text)
        out.append(node.tail)
    return {piece for piece in out if piece and piece.strip()}
