"""Networks in which every text is hostile: row k of every table of the schema has text k in every column that takes text, and refers to the
rows k of other tables. What is no text cycles through what its column takes. Written in each of keur's own formats."""
import json
import re
from xml.sax.saxutils import escape, quoteattr

import schema
from naughty import hidden

TABLES, LISTS = schema.read()
REGISTER = ("supplier", "decision", "ownership", "criterion", "country")


class Word(str):
    """What is written as it is: a member of a closed list, a date, a number."""


FUNCTIONS = ["AMF", "UDM", "billing", "gNB-DU", "SIEM", "EMS"]
COUNTRIES = schema.countries()
LATER = {"until", "valid_until", "expires", "due", "phase_out_until", "product.end_of_support"}


def supplier(texts, k):
    """Names that are spelt alike belong to one supplier: numbers keep them apart."""
    k %= len(texts)
    return f"{texts[k]} s{k}"


def first(k):
    """In fives, or everything would administer everything."""
    return k - k % 5


# What its type does not tell. None: left out.
OWN = {
    ("component", "function"): lambda texts, k: Word(FUNCTIONS[k % len(FUNCTIONS)]),
    ("component", "data"): lambda texts, k: [Word("traffic" if k % 3 else "billing")],
    ("component", "critical"): lambda texts, k: None,  # by edits
    ("component", "depends_on"): lambda texts, k: [texts[first(k)]] if k % 5 == 1 else None,
    ("component", "in_service_until"): lambda texts, k: None,
    ("component", "same_as"): lambda texts, k: [f"{texts[k]} x{k}"],
    ("component", "mac"): lambda texts, k: [Word("00:53:%02x:%02x:00:01" % (k >> 8, k & 255))],
    ("party", "role"): lambda texts, k: Word("manage"),
    ("party", "until"): lambda texts, k: None,
    ("supplier", "id"): supplier,
    ("supplier", "name"): supplier,
    ("supplier", "aliases"): lambda texts, k: [supplier(texts, k) + " alias"],
    ("supplier", "mac_prefixes"): lambda texts, k: [Word("00:53:%02x:%02x" % (k >> 8, k & 255))],
    ("supplier", "enterprise"): lambda texts, k: Word(str(k + 1)),
    ("supplier", "maturity"): lambda texts, k: Word(str(1 + k % 4)),
    ("supplier", "trust"): lambda texts, k: Word(str(1 + k % 4)),
    ("decision", "decision"): lambda texts, k: Word(["trusted", "untrusted", "restricted"][k % 3]),
    ("decision", "covers"): lambda texts, k: Word("all") if k % 3 < 2 else {"segment": [texts[k]], "id": [texts[k]]},
    ("ownership", "owner"): lambda texts, k: supplier(texts, k - 1),
    ("link", "to"): lambda texts, k: texts[first(k)] if k % 5 else texts[(k + 1) % len(texts)],
    ("link", "plane"): lambda texts, k: Word("signalling" if k % 25 else "management"),
    ("access", "source"): lambda texts, k: None,
    ("access", "declared"): lambda texts, k: Word("no"),
    ("access", "observed"): lambda texts, k: Word("yes"),
    ("access", "privilege"): lambda texts, k: Word("admin"),
    ("access", "target"): lambda texts, k: texts[k],
    ("log", "component"): lambda texts, k: texts[k],
    ("statement", "complete"): lambda texts, k: Word("yes"),
    ("statement", "covers"): lambda texts, k: {["id", "segment", "site", "product", "supplier"][k % 5]: [texts[k] if k % 5 < 4 else supplier(texts, k)]},
    ("statement", "observed_by"): lambda texts, k: [Word("pam")],
    ("network", "operator"): lambda texts, k: texts[k],
    ("network", "country"): lambda texts, k: Word("NL"),
    ("network", "as_of"): lambda texts, k: Word("2026-11-01"),
    ("network", "users"): lambda texts, k: Word("4000000"),
    ("country", "offensive_programme.source"): lambda texts, k: texts[(k + len(texts) // 3) % len(texts)],  # there are fewer countries than texts
    ("country", "agreement.source"): lambda texts, k: texts[(k + 2 * len(texts) // 3) % len(texts)],
    ("country", "id"): lambda texts, k: Word(COUNTRIES[k]),
    ("event", "incident"): lambda texts, k: texts[first(k)],
}


def cell(column, texts, k):
    own = OWN.get((column.table, column.name))
    if own:
        return own(texts, k)
    if column.type in ("TEXT", "TEXTS"):
        return texts[k] if column.type == "TEXT" else [texts[k]]
    if column.type in ("ROW", "ROWS"):
        name = {"supplier": supplier(texts, first(k) if column.name == "under" else k), "component": texts[k if "KEY" in column.flags else first(k)]}
        value = name.get(column.target, texts[k])
        return value if column.type == "ROW" else [value]
    if column.type in ("MEMBER", "SET"):
        word = Word(LISTS[column.target][k % len(LISTS[column.target])])
        return word if column.type == "MEMBER" else [word]
    if column.type == "DATE":
        return Word("2027-%02d-01" % (1 + k % 12) if column.name in LATER else "2026-%02d-01" % (1 + k % 9))
    return {"YES_NO": Word("no" if k % 2 else "yes"), "NUMBER": Word(str(1 + k)), "DAYS": Word("P90D"), "SHARE": Word("60"),
            "COUNTRY": Word(COUNTRIES[k % 40])}[column.type]


def rows_of(texts):
    """The rows of every table but edits, as mappings from columns; half the rows that can do without an id have none."""
    out = {}
    for table in TABLES.values():
        if table.name == "edit":
            continue
        rows = out[table.name] = []
        for k in range({"network": 1, "country": min(len(texts), len(COUNTRIES))}.get(table.name, len(texts))):
            if (table.name == "supplier" and k % 4 == 3) or (table.name == "ownership" and k % 4 != 1):
                continue  # not in the register: asked about; and no chain of owners through everybody
            row = {}
            for column in table.columns:
                value = cell(column, texts, k)
                if value is not None and not (column.name == "id" and "KEY" not in column.flags and k // 2 % 2):
                    row[column.name] = value
            rows.append(row)
    return out


def edits(texts):
    return {"edit": [{"address": "component[%s].critical" % text, "set": Word("yes"), "reason": text, "authority": text, "reference": text}
                     for text in texts if "]" not in text and "[" not in text][:50]}


def register(rows):
    return {name: entries for name, entries in rows.items() if name in REGISTER}


def without_register(rows):
    return {name: entries for name, entries in rows.items() if name not in REGISTER}


def filled(rows):
    """Columns of text that some row has a text in."""
    return {(table, name) for table, entries in rows.items() for row in entries for name, value in row.items() if not isinstance(value, Word)}


# ---- YAML and JSON, which are one tree


def quoted(text):
    out = []
    for c in text:
        code = ord(c)
        if c in "\"\\":
            out.append("\\" + c)
        elif 0x20 <= code < 0x7F:
            out.append(c)
        else:
            out.append("\\x%02x" % code if code < 0x100 else "\\u%04x" % code if code < 0x10000 else "\\U%08x" % code)
    return '"' + "".join(out) + '"'


def flow(value):
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(entry)}" for key, entry in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(entry) for entry in value) + "]"
    return value if isinstance(value, Word) else quoted(value)


def nested(row):
    """Dots in the names of columns are mappings in mappings."""
    out = {}
    for name, value in row.items():
        *above, last = name.split(".")
        inner = out
        for key in above:
            inner = inner.setdefault(key, {})
        inner[last] = value
    return out


def tree(rows):
    return {table if table == "network" else TABLES[table].plural: nested(entries[0]) if table == "network" else [nested(row) for row in entries]
            for table, entries in rows.items() if entries}


def to_yaml(rows):
    lines = ["keur: 1"]
    for name, entries in tree(rows).items():
        lines += [f"{name}: {flow(entries)}"] if isinstance(entries, dict) else [f"{name}:"] + ["  - " + flow(row) for row in entries]
    return "\n".join(lines) + "\n"


def to_json(rows):
    return json.dumps({"keur": 1, **tree(rows)})


# ---- XML and CSV


def element(name, value):
    if isinstance(value, dict):
        return f"<{name}>" + "".join(element(key, entry) for key, entry in value.items()) + f"</{name}>"
    if isinstance(value, list):
        return "".join(element(name, entry) for entry in value)
    return f"<{name}>" + escape(value, {"\r": "&#13;"}) + f"</{name}>"


def to_xml(rows):
    out = ['<?xml version="1.0" encoding="UTF-8"?>\n<keur version="1">\n']
    for table, entries in rows.items():
        for row in entries:
            plain = {name: value for name, value in row.items() if isinstance(value, str) and "." not in name}
            rest = nested({name: value for name, value in row.items() if name not in plain})
            out.append(f"<{table}" + "".join(f" {name}={quoteattr(value)}" for name, value in plain.items()) + ">"
                       + "".join(element(name, value) for name, value in rest.items()) + f"</{table}>\n")
    return "".join(out) + "</keur>\n"


def csv_cell(value):
    if isinstance(value, dict):
        value = ";".join(key + "=" + "|".join(re.sub(r"([\\|;=])", r"\\\1", entry) for entry in entries) for key, entries in value.items())
    if isinstance(value, list):
        value = "|".join(value)
    return '"' + value.replace('"', '""') + '"'


def to_csv(rows):
    """One text for each table."""
    out = {}
    for table, entries in rows.items():
        names = list(dict.fromkeys(name for row in entries for name in row))
        lines = [",".join(f"{table}.{name}" for name in names)]
        lines += [",".join(csv_cell(row[name]) if name in row else "" for name in names) for row in entries]
        out[table] = "\n".join(lines) + "\n"
    return out


def carried(text):
    """Whether XML and CSV can carry it in every column: no character that XML does not have, no blanks at the ends, no bar, which parts lists."""
    return text == text.strip(" \t\r\n") and "|" not in text and "\r" not in text and not text.startswith("'") \
        and not any(c < " " or c in "\ufffe\uffff" for c in hidden(text)) and ";" not in text
