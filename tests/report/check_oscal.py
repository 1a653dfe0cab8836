"""check_oscal.py KEUR INVENTORIES: what OSCAL asks of days, of names that stay, of parts that are not in service, of suspicion and of exceptions; each
over a network made for it, and read as every other OSCAL file of keur's is (oscal.py). And whether the schema would see a file that is wrong."""
import os
import subprocess
import sys
import tempfile

import oscal
from naughty import visible
from readers import read_json, unmarkdown

KEUR, INVENTORIES = sys.argv[1:]
room = tempfile.TemporaryDirectory()
count = 0


def assess(text, *more):
    """The document, and what result.json says; `text` is an inventory, or a list of files."""
    global count
    count += 1
    files = text
    if isinstance(text, str):
        files = [f"{room.name}/{count}.yaml"]
        with open(files[0], "w", encoding="utf-8") as file:
            file.write("keur: 1\n" + text)
    done = subprocess.run([KEUR, "assess", *files, *more, "--format", "json,oscal", "--output", f"{room.name}/{count}", "--quiet"], capture_output=True, check=False)
    assert done.returncode in (0, 2, 3), done.stderr.decode()
    with open(f"{room.name}/{count}/assessment-results.oscal.json", encoding="utf-8") as file:
        document = read_json(file.read())
    with open(f"{room.name}/{count}/result.json", encoding="utf-8") as file:
        result = read_json(file.read())
    oscal.compare(result, document)
    return document["assessment-results"], result


def run_of(body):
    return body["results"][0]


def titled(things, title):
    found = [thing for thing in things if unmarkdown(thing["title"]) == title]
    assert len(found) == 1, (title, [thing["title"] for thing in things])
    return found[0]


# ---- Days. OSCAL has moments of the years 1900 to 2999, and no leap day of a year that begins with 19.

PART = "components: [{id: a, function: AMF, segment: core}]\n"
for day, fits in (("0001-01-01", False), ("1899-12-31", False), ("1900-01-01", True), ("1996-02-28", True), ("1996-02-29", False), ("1999-12-31", True),
                  ("2000-02-29", True), ("2028-02-29", True), ("2100-02-28", True), ("2999-12-31", True), ("3000-01-01", False), ("9999-12-31", False)):
    body, _ = assess("network: {operator: X, country: NL, as_of: %s}\n" % day + PART)
    assert body["metadata"]["version"] == day
    assert body["metadata"]["last-modified"] == (day if fits else "1980-01-01") + "T00:00:00Z", day
body, _ = assess("network: {operator: X, country: NL}\n" + PART)
assert body["metadata"]["version"] == "undated" and body["metadata"]["last-modified"] == "1980-01-01T00:00:00Z"


# ---- Names: of one network the same every year, of two networks never, but for keur and its pack

def names(body):
    """By what they name: parts, observations, risks and findings; and the rest."""
    run, out = run_of(body), {}
    for kind, things in (("part", run["local-definitions"]["components"]), ("observation", run["observations"]), ("risk", run.get("risks", [])),
                         ("finding", run.get("findings", [])), ("resource", body["back-matter"]["resources"])):
        for thing in things:
            out.setdefault((kind, thing["title"], thing.get("description") if kind == "observation" else ""), thing["uuid"])
    out["tool"] = run["local-definitions"]["assessment-assets"]["components"][0]["uuid"]
    out["platform"] = run["local-definitions"]["assessment-assets"]["assessment-platforms"][0]["uuid"]
    return out


MANY = """components: [{id: a, function: AMF, segment: core, product: {supplier: s}}, {id: b, function: UDM, segment: core, keys_held_by: [s]}]
suppliers: [{id: s, name: S}]
decisions: [{supplier: s, decision: untrusted, authority: Minister, reference: R, from: 2020-01-01}]
"""
bodies = [assess("network: {operator: %s, country: %s, as_of: %s}\n" % network + MANY)[0]
          for network in (("X", "NL", "2026-11-01"), ("X", "NL", "2027-11-01"), ("Y", "NL", "2026-11-01"), ("X", "BE", "2026-11-01"))]
first, later, *others = map(names, bodies)
assert {kind[0] for kind in first} >= {"part", "observation", "risk", "finding", "resource"} and first == later
assert bodies[0]["uuid"] != bodies[1]["uuid"] and run_of(bodies[0])["uuid"] != run_of(bodies[1])["uuid"]
for other in others:
    assert other.keys() == first.keys()
    same = {key for key in first if first[key] == other[key]}
    assert same == {"tool", "platform", *(key for key in first if key[0] == "resource")}, same
# No name of one part ends where that of another begins: operator, country and part keep apart.
mixed = [names(assess(f'network: {{operator: {operator}, country: NL, as_of: 2026-11-01}}\ncomponents: [{{id: {part}, function: AMF, segment: core}}]\n')[0])
         for operator, part in (('"X"', '"NL\\na"'), ('"X\\nNL"', '"a"'))]
assert not {uuid for key, uuid in mixed[0].items() if key[0] == "part"} & {uuid for key, uuid in mixed[1].items() if key[0] == "part"}

# ---- Service

body, result = assess("""network: {operator: X, country: NL, as_of: 2026-11-01}
components:
  - {id: now, function: AMF, segment: core, in_service_from: 2026-11-01}
  - {id: coming, function: AMF, segment: core, in_service_from: 2026-11-02}
  - {id: gone, function: AMF, segment: core, in_service_until: 2026-11-01}
""")
states = {part["title"]: part["status"]["state"] for part in run_of(body)["local-definitions"]["components"]}
assert states == {"now": "operational", "coming": "under-development", "gone": "disposition"}, states
assert {part["id"]: part["verdict"] for part in result["components"] if part["id"] != "now"} == {"coming": "planned", "gone": "retired"}
body, _ = assess("network: {operator: X}\ncomponents: [{id: perhaps, function: AMF, segment: core, in_service_until: 2026-11-01}, {id: now, function: AMF, segment: core}]\n")
assert {part["title"]: part["status"]["state"] for part in run_of(body)["local-definitions"]["components"]} == {"now": "operational", "perhaps": "other"}

# ---- Suspicion: a rule that only suspicion breaks does not fail for certain

ACCESS = """network: {operator: X, country: NL, as_of: 2026-11-01}
components: [{id: a, function: AMF, segment: core}]
suppliers: [{id: s, name: S}]
access: [{id: ra, party: s, target: a, privilege: admin, mfa: no, declared: no, observed: yes, claim: {status: %s, source: paper, date: 2026-01-01}}]
"""
for claim, reason in (("reported", "other"), ("confirmed", "fail")):
    body, _ = assess(ACCESS % claim)
    assert titled(run_of(body)["findings"], "remote_access.weak_controls")["target"]["status"]["reason"] == reason

# ---- Exceptions: in force, from the very rule, and about the very part; then what is broken stands by leave

EXCUSED = """network: {operator: X, country: NL, as_of: 2026-11-01}
components: [{id: "a_b\\n c", function: AMF, segment: core, product: {supplier: s, name: P, end_of_support: 2030-01-01}, exposed: internet, users: 10, site: {name: n, country: NL}}]
suppliers: [{id: s, name: S, country: NL}]
decisions: [{supplier: s, decision: untrusted, authority: Minister, reference: R, from: 2020-01-01}]
exceptions: [{id: "e\\n*1*", %s reason: r, evidence: %s, authority: "the [CISO](x)", from: 2026-01-01, until: %s}]
"""
RULE, PARTS = "rule: vendor_trust.untrusted_in_critical,", 'components: ["a_b\\n c"],'
for limits, evidence, until, covered in ((RULE + PARTS, "paper", "2027-01-01", True), (RULE + "supplier: s,", "paper", "2027-01-01", True),
                                         (RULE + PARTS + "supplier: s, product_line: P,", "paper", "2027-01-01", True),
                                         (RULE + PARTS + "supplier: s, product_line: Q,", "paper", "2027-01-01", False),
                                         (RULE, "paper", "2027-01-01", False), (PARTS, "paper", "2027-01-01", False),
                                         (RULE + PARTS, "none", "2027-01-01", False), (RULE + PARTS, "paper", "none", False),
                                         (RULE + PARTS, "paper", "2026-11-01", False), (RULE + PARTS, "paper", "2026-11-02", True),
                                         ("rule: vendor_trust.chain_untrusted," + PARTS, "paper", "2027-01-01", False)):
    body, result = assess(EXCUSED % (limits, evidence, until))
    risk = titled(run_of(body)["risks"], visible("a_b\n c"))
    props = {entry["name"]: entry for entry in risk["props"]}
    assert result["components"][0]["verdict"] == "breach"
    assert ("exception" in props) == covered, (limits, evidence, until, risk)
    if covered:
        assert oscal.plain(props["exception"]["remarks"]) == visible(f"Exception e\n*1* of the [CISO](x), until {until}, from vendor_trust.untrusted_in_critical")
    assert risk["status"] == ("deviation-approved" if covered else "open"), (limits, evidence, until, risk)
COVERED = EXCUSED % (RULE + PARTS, "paper", "2027-01-01")
for change in (("exposed: internet", "exposed: none"),  # missing facts may make it worse
               ("exposed: internet", "exposed: internet, keys_held_by: [s]")):  # another finding, which nobody allowed
    assert change[0] in COVERED
    body, _ = assess(COVERED.replace(*change))
    risk = run_of(body)["risks"][0]
    assert risk["status"] == "open" and any(entry["name"] == "exception" for entry in risk["props"]), (change, risk)

# ---- Demo and cases, also under a pack that stands on another; and whether the schema sees what is wrong

demo = f"{INVENTORIES}/demo"
whole = [f"{demo}/{name}.yaml" for name in ("network", "ran", "bss", "access")]
more = ["--suppliers", f"{demo}/suppliers.yaml", "--overlay", f"{demo}/overlay.yaml"]
body, _ = assess(whole, *more)
oscal.try_damage({"assessment-results": body})
with open(f"{room.name}/own.yaml", "w", encoding="utf-8") as file:
    file.write('keur-policy: 1\nid: own\nversion: "1.0 [x](y)"\nextends: nl-tfev\ntitle: Own\nabout: A pack of its own.\n')
body, result = assess(whole, *more, "--policy", f"{room.name}/own.yaml")
assert [unmarkdown(resource["title"]) for resource in body["back-matter"]["resources"]] == ["own/1.0 [x](y)", "nl-tfev/1"]
for case in sorted(os.listdir(f"{INVENTORIES}/cases")):
    if os.path.isdir(f"{INVENTORIES}/cases/{case}"):
        assess([f"{INVENTORIES}/cases/{case}/network.yaml"], "--suppliers", f"{INVENTORIES}/cases/{case}/decisions.yaml")
room.cleanup()
