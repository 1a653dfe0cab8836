"""check_large.py KEUR GENERATE COMPONENTS: the page of a network that is too large to be told part by part: which parts it tells, that every other
one is a row of its data, that the sums are right, and how large it is."""
import collections
import json
import subprocess
import sys
import tempfile

from page_reader import read_page
from readers import read_json

KEUR, GENERATE, COMPONENTS = sys.argv[1:4]
SCOPES = ["other", "security_element", "management", "adjacent", "critical"]
TRUSTS = ["not_required", "met", "unknown", "violated"]
LEVELS = [None, "very_low", "low", "medium", "high", "very_high"]
SCENARIOS = ["espionage", "manipulation", "sabotage"]
MOST, TOLD = 40 * 1000 * 1000, 5000


def cell(levels):
    return f"{levels['likelihood']}{levels['impact']}"


def worst(part, reading):
    """The cell that a part is drawn in: highest risk, then likelihood, then impact; the first of equals."""
    levels = [part["scenarios"][scenario][reading] for scenario in SCENARIOS]
    return max(levels, key=lambda one: (LEVELS.index(one["risk"]), one["likelihood"], one["impact"]))


def row(part, name):
    """A part as a row of the page's data, made from result.json."""
    sign = [SCOPES.index(part["scope"]), TRUSTS.index(part["trusted_supplier"]["status"]), LEVELS.index(part["risk"]["known"]),
            LEVELS.index(part["risk"]["worst"]), int(part["verdict"] == "breach")]
    cells = []
    for reading in ("known", "worst"):
        if part["scenarios"]:
            cells += [cell(worst(part, reading))] + [cell(part["scenarios"][scenario][reading]) for scenario in SCENARIOS]
    return [part["id"], name, "".join(map(str, sign)), "".join(cells)]


with tempfile.TemporaryDirectory() as room:
    subprocess.run([GENERATE, "--components", COMPONENTS, "--format", "yaml", "--output", f"{room}/network.yaml"], check=True)
    done = subprocess.run([KEUR, "assess", f"{room}/network.yaml", "--format", "json,html", "--output", f"{room}/out"], check=False)
    assert done.returncode in (0, 2), done.returncode
    with open(f"{room}/out/result.json", encoding="utf-8") as file:
        result = read_json(file.read())
    with open(f"{room}/out/report.html", encoding="utf-8") as file:
        text = file.read()

page = read_page(text)
parts = result["components"]
assert len(parts) > TOLD and len(text.encode()) < MOST, len(text)
told = {i for i in range(len(parts)) if f"p{i}" in page.said}
wanted = {i for i, part in enumerate(parts) if part["scope"] != "other" or part["verdict"] == "breach"}
assert told == wanted if len(wanted) <= TOLD else told <= wanted and len(told) == TOLD, f"{len(told)} parts are told, {len(wanted)} are in scope"
assert len(page.data) == 1
rows = json.loads(page.data[0])
for got, i in zip(rows, [i for i in range(len(parts)) if i not in told], strict=True):
    assert got == row(parts[i], got[1]), f"{got} is not {row(parts[i], got[1])}"

# Sums by function: those of result.json.
count = collections.Counter(name for part in parts for name in part["functions"])
for name, number in count.items():
    assert f">{name}</bdi></th><td class=\"n\">{number:,}</td>" in text, f"the page does not count {number} of {name}"
