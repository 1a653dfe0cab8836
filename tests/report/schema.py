"""The schema's tables as core/model/schema.def says them: name, plural and the columns that are read."""
import collections
import os
import re

Column = collections.namedtuple("Column", "table name type target flags")
Table = collections.namedtuple("Table", "name plural columns")
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def read():
    """Tables by name, and closed lists by name. Computed tables have no column that is read, and are left out."""
    with open(os.path.join(ROOT, "core/model/schema.def"), encoding="utf-8") as file:
        text = re.sub(r"/\*.*?\*/", "", file.read(), flags=re.S)
    lists = {found[1]: re.findall(r'"(\w+)"', found[2]) for found in re.finditer(r"^LIST\((\w+),(.*?)\)\s*$", text, re.M | re.S)}
    tables = {found[1]: Table(found[1], found[2], []) for found in re.finditer(r'^TABLE\((\w+), "(\w+)"', text, re.M)}
    for found in re.finditer(r'^COLUMN\((\w+), \w+, "([\w.]+)", (\w+), (\w+), ([\w |]+), "', text, re.M):
        column = Column(found[1], found[2], found[3], found[4], set(found[5].split(" | ")))
        if "DERIVED" not in column.flags:
            tables[column.table].columns.append(column)
    return {name: table for name, table in tables.items() if table.columns}, lists


def countries():
    """Codes of countries that keur knows, those first that everybody may use for himself."""
    with open(os.path.join(ROOT, "core/model/country.c"), encoding="utf-8") as file:
        assigned = re.findall(r"\['([A-Z])' - 'A'\] = \"([A-Z]+)\"", file.read())
    return ["Q" + second for second in "MNOPQRSTUVWXYZ"] + [first + second for first, seconds in assigned for second in seconds]
