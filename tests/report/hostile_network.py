"""A network in which every text is hostile: text k stands in every text field of part k, of its supplier, its way in and so on."""


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
    return value.word if isinstance(value, Word) else quoted(value)


class Word:
    """What is written as it is: a member of a closed list, a date, a number."""

    def __init__(self, word):
        self.word = word


def document(tables):
    lines = ["keur: 1"]
    for table, rows in tables.items():
        if isinstance(rows, dict):
            lines.append(f"{table}: {flow(rows)}")
            continue
        lines.append(f"{table}:")
        lines += ["  - " + flow(row) for row in rows]
    return "\n".join(lines) + "\n"


FUNCTIONS = ["AMF", "UDM", "billing", "gNB-DU", "SIEM", "EMS"]


def supplier(texts, k):
    """Names that are spelt alike belong to one supplier: numbers keep them apart."""
    k %= len(texts)
    return f"{texts[k]} s{k}"


def inventory(texts):
    yes = Word("yes")
    components, access, links, statements = [], [], [], []
    for k, text in enumerate(texts):
        first = k - k % 5  # in fives, or everything would administer everything
        other = texts[first]
        components.append({
            "id": text, "name": text, "function": Word(FUNCTIONS[k % len(FUNCTIONS)]), "segment": text, "site": {"name": text},
            "product": {"supplier": supplier(texts, k), "name": text, "version": text}, "redundancy_group": text, "owner": text,
            "data": Word("[traffic]" if k % 3 else "[billing]"), "keys_held_by": [supplier(texts, k)],
            "parties": [{"supplier": supplier(texts, k), "role": Word("manage"), "under": supplier(texts, first)}],
            "logs": [{"events": Word("[authentication]"), "sink": other, "sink_admin": supplier(texts, k)}],
        })
        access.append({"id": text, "party": supplier(texts, k), "target": text, "via": [other], "protocol": text, "privilege": Word("admin"),
                       "authorised_by": text, "declared": Word("no"), "observed": yes,
                       "claim": {"status": Word("reported"), "source": text}})
        if k == first:
            other = texts[min(k + 1, len(texts) - 1)]
        links.append({"from": text, "to": other, "plane": Word("signalling" if k % 25 else "management"), "protocol": text})
        statements.append({"table": Word("log"), "covers": {"id": [text]}, "complete": yes, "by": text, "reference": text})
    return document({"network": {"operator": texts[0], "country": Word("NL"), "as_of": Word("2026-11-01"), "users": Word("4000000")},
                     "components": components, "access": access, "links": links, "statements": statements})


def register(texts):
    suppliers, ownership, countries = [], [], []
    for k, text in enumerate(texts):
        if k % 4 == 3:
            continue  # not in the register: asked about
        suppliers.append({"id": supplier(texts, k), "name": supplier(texts, k), "country": Word("NL"),
                          "decisions": [{"decision": Word(["trusted", "untrusted", "restricted"][k % 3]), "authority": text, "reference": text}],
                          "criteria": [{"criterion": Word("intent"), "evidence": Word("suspected"), "source": text, "note": text}]})
        if k % 4 == 1:
            ownership.append({"owner": supplier(texts, k - 1), "owned": supplier(texts, k), "share": Word("60")})
    countries.append({"id": Word("QZ"), "compels_cooperation": {"answer": Word("yes"), "evidence": Word("known"), "source": texts[0]}})
    return document({"suppliers": suppliers, "ownership": ownership, "countries": countries})


def overlay(texts):
    return document({"edits": [{"address": "component[%s].critical" % text, "set": "yes", "reason": text, "authority": text, "reference": text}
                               for text in texts if "]" not in text and "[" not in text][:50]})
