"""Assessment results of OSCAL 1.1.2, twice: as keur writes them, by a schema and by what result.json says; and, more widely, as far as the published
example goes, which is held to the same forms of values: were these too narrow, it would fail."""
import copy
import json
import os
import re

import jsonschema

import oracles
from naughty import visible
from readers import leaves, unmarkdown

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "oscal-1.1.2.schema.json"), encoding="utf-8") as schema_file:
    SCHEMA = json.load(schema_file)
VALIDATOR = jsonschema.Draft7Validator(SCHEMA, format_checker=jsonschema.FormatChecker())


def form(name):
    return SCHEMA["definitions"][name]["pattern"]


UUID, TOKEN, LINE, TITLE, MOMENT, URI, REFERENCE = map(form, ("uuid", "token", "line", "title", "moment", "uri", "reference"))
MARKUP = "(?s).*"  # a line, or paragraphs, of Markdown

PROPS = {"props": ["prop"], "links": ["link"], "remarks": MARKUP}
# By thing: members that it must have, members that it may have. A list holds one entry at least.
THINGS = {
    "document": ({"assessment-results": "assessment-results"}, {}),
    "assessment-results": ({"uuid": UUID, "metadata": "metadata", "import-ap": "import", "results": ["result"]},
                           {"local-definitions": "definitions", "back-matter": "back-matter"}),
    "metadata": ({"title": TITLE, "last-modified": MOMENT, "version": LINE, "oscal-version": r"1\.\d+\.\d+"},
                 {"published": MOMENT, "document-ids": ["document-id"], "roles": ["role"], "parties": ["party"],
                  "responsible-parties": ["responsible-party"], **PROPS}),
    "document-id": ({"identifier": LINE}, {"scheme": URI}),
    "import": ({"href": REFERENCE}, {"remarks": MARKUP}),
    "role": ({"id": TOKEN, "title": TITLE}, {"short-name": LINE, "description": MARKUP, **PROPS}),
    "party": ({"uuid": UUID, "type": "person|organization"}, {"name": LINE, "short-name": LINE, "member-of-organizations": [UUID], **PROPS}),
    "responsible-party": ({"role-id": TOKEN, "party-uuids": [UUID]}, PROPS),
    "responsible-role": ({"role-id": TOKEN}, {"party-uuids": [UUID], **PROPS}),
    "prop": ({"name": TOKEN, "value": LINE}, {"uuid": UUID, "ns": URI, "class": TOKEN, "group": TOKEN, "remarks": MARKUP}),
    "link": ({"href": REFERENCE}, {"rel": TOKEN, "media-type": LINE, "resource-fragment": LINE, "text": MARKUP}),
    "definitions": ({}, {"activities": ["activity"], "remarks": MARKUP}),
    "activity": ({"uuid": UUID, "description": MARKUP}, {"title": TITLE, "steps": ["step"], "related-controls": "reviewed", "responsible-roles": ["responsible-role"], **PROPS}),
    "step": ({"uuid": UUID, "description": MARKUP}, {"title": TITLE, "reviewed-controls": "reviewed", "responsible-roles": ["responsible-role"], **PROPS}),
    "result": ({"uuid": UUID, "title": TITLE, "description": MARKUP, "start": MOMENT, "reviewed-controls": "reviewed"},
               {"end": MOMENT, "local-definitions": "local", "attestations": ["attestation"], "assessment-log": "assessment-log",
                "observations": ["observation"], "risks": ["risk"], "findings": ["finding"], **PROPS}),
    "local": ({}, {"components": ["component"], "assessment-assets": "assets", "tasks": ["task"]}),
    "assets": ({"assessment-platforms": ["platform"]}, {"components": ["component"]}),
    "platform": ({"uuid": UUID}, {"title": TITLE, "uses-components": ["uses-component"], **PROPS}),
    "uses-component": ({"component-uuid": UUID}, PROPS),
    "task": ({"uuid": UUID, "type": TOKEN, "title": TITLE}, {"description": MARKUP, "timing": None, "associated-activities": None, "responsible-roles": ["responsible-role"], "subjects": None, "tasks": ["task"], **PROPS}),
    "component": ({"uuid": UUID, "type": LINE, "title": TITLE, "description": MARKUP, "status": "status"},
                  {"purpose": MARKUP, "responsible-roles": ["responsible-role"], **PROPS}),
    "status": ({"state": "under-development|operational|disposition|other"}, {"remarks": MARKUP}),
    "reviewed": ({"control-selections": ["selection"]}, {"description": MARKUP, "control-objective-selections": None, **PROPS}),
    "selection": ({}, {"description": MARKUP, "include-all": "nothing", "include-controls": ["control"], "exclude-controls": ["control"], **PROPS}),
    "control": ({"control-id": TOKEN}, {"statement-ids": [TOKEN]}),
    "nothing": ({}, {}),
    "attestation": ({"parts": ["part"]}, {"responsible-parties": ["responsible-party"]}),
    "part": ({"name": TOKEN}, {"uuid": UUID, "title": TITLE, "prose": MARKUP, "parts": ["part"], **PROPS}),
    "assessment-log": ({"entries": ["entry"]}, {}),
    "entry": ({"uuid": UUID, "start": MOMENT}, {"title": TITLE, "description": MARKUP, "end": MOMENT, "logged-by": None, "related-tasks": None, **PROPS}),
    "observation": ({"uuid": UUID, "description": MARKUP, "methods": ["EXAMINE|INTERVIEW|TEST|UNKNOWN"], "collected": MOMENT},
                    {"title": TITLE, "types": [TOKEN], "origins": ["origin"], "subjects": ["subject"], "relevant-evidence": ["evidence"], "expires": MOMENT, **PROPS}),
    "origin": ({"actors": ["actor"]}, {"related-tasks": None}),
    "actor": ({"type": "tool|assessment-platform|party", "actor-uuid": UUID}, {"role-id": TOKEN, "props": ["prop"], "links": ["link"]}),
    "subject": ({"subject-uuid": UUID, "type": TOKEN}, {"title": TITLE, **PROPS}),
    "evidence": ({"description": MARKUP}, {"href": REFERENCE, **PROPS}),
    "risk": ({"uuid": UUID, "title": TITLE, "description": MARKUP, "statement": MARKUP, "status": TOKEN},
             {"origins": ["origin"], "characterizations": ["characterization"], "mitigating-factors": None, "deadline": MOMENT, "remediations": None,
              "risk-log": None, "related-observations": ["related"], "props": ["prop"], "links": ["link"]}),
    "characterization": ({"origin": "origin", "facets": ["facet"]}, {"props": ["prop"], "links": ["link"]}),
    "facet": ({"name": TOKEN, "system": URI, "value": LINE}, PROPS),
    "related": ({"observation-uuid": UUID}, {}),
    "related-risk": ({"risk-uuid": UUID}, {}),
    "finding": ({"uuid": UUID, "title": TITLE, "description": MARKUP, "target": "target"},
                {"origins": ["origin"], "implementation-statement-uuid": UUID, "related-observations": ["related"], "related-risks": ["related-risk"], **PROPS}),
    "target": ({"type": "statement-id|objective-id", "target-id": TOKEN, "status": "objective-status"},
               {"title": TITLE, "description": MARKUP, "implementation-status": None, **PROPS}),
    "objective-status": ({"state": "satisfied|not-satisfied"}, {"reason": TOKEN, "remarks": MARKUP}),
    "back-matter": ({}, {"resources": ["resource"]}),
    "rlink": ({"href": REFERENCE}, {"media-type": LINE, "hashes": ["hash"]}),
    "hash": ({"algorithm": LINE, "value": LINE}, {}),
    "resource": ({"uuid": UUID}, {"title": TITLE, "description": MARKUP, "document-ids": ["document-id"], "citation": None, "rlinks": ["rlink"], "base64": None, **PROPS}),
}


def check(value, kind="document", path=""):
    """Raises an AssertionError at the first thing that is not as described. None: not described."""
    if kind is None:
        return
    if isinstance(kind, list):
        assert isinstance(value, list) and value, f"{path} is no list, or an empty one"
        for entry in value:
            check(entry, kind[0], path + "[]")
        return
    if kind not in THINGS:
        assert isinstance(value, str) and re.fullmatch(kind, value), f"{path}: {value!r} is not {kind}"
        return
    must, may = THINGS[kind]
    assert isinstance(value, dict), f"{path} is no mapping"
    assert must.keys() <= value.keys(), f"{path} lacks {must.keys() - value.keys()}"
    for name, entry in value.items():
        assert name in must or name in may, f"{path} has {name}, which a {kind} has not"
        check(entry, {**must, **may}[name], f"{path}.{name}")


# ---- What keur writes


def validate(document):
    """Against the schema; and that no two things have one UUID, and no UUID is nobody's."""
    errors = [f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}" for error in VALIDATOR.iter_errors(document)]
    assert not errors, "\n".join(errors[:10])
    uuids = [value for path, value in leaves(document) if path.endswith(".uuid")]
    assert len(uuids) == len(set(uuids)), "two things have one UUID"
    for path, value in leaves(document):
        if path.endswith("-uuid"):
            assert value in uuids, f"{path}: {value} is nobody's"
    assert document["assessment-results"]["import-ap"]["href"][1:] in uuids


def plain(line):
    """Of a sentence of keur's own with others' words in it: only these are escaped."""
    return re.sub(r"\\(.)|`([@#]+)`", r"\1\2", line)


def marked(document):
    """What another reader of Markdown makes of the lines that may hold it."""
    own = (".statement", ".remarks")
    lines = {value: path.endswith(own) for path, value in leaves(document) if path.endswith((".title", ".description", *own))}
    for (line, mixed), again in zip(lines.items(), oracles.marked_lines(list(lines)), strict=True):
        assert again == (plain(line) if mixed else unmarkdown(line) if "\\" in line or "`" in line else line), f"{line} is read as {again}"


def property_of(thing, name):
    found = [entry["value"] for entry in thing["props"] if entry["name"] == name]
    assert len(found) == 1, f"{name}: {thing['props']}"
    return found[0]


def compare(result, document):
    """All of it against what result.json says."""
    validate(document)
    marked(document)
    body = document["assessment-results"]
    run, pack = body["results"][0], result["policy"]
    observations, risks, findings = (run.get(name, []) for name in ("observations", "risks", "findings"))
    assert all(observation["methods"] == ["EXAMINE"] for observation in observations)
    compare_head(result["network"]["as_of"], body)
    assets = run["local-definitions"]["assessment-assets"]
    assert [tool["title"] for tool in assets["components"]] == ["keur"] and property_of(assets["components"][0], "version") == result["run"]["tool"]["version"]
    packs = [(resource["rlinks"][0]["href"], resource["rlinks"][0]["hashes"]) for resource in body["back-matter"]["resources"]]
    assert packs == [(entry["id"] + ".yaml", [{"algorithm": "SHA-256", "value": entry["sha256"]}]) for entry in [pack, *pack["extends"]]]
    compare_parts(result, run["local-definitions"]["components"])
    assert len(observations) == len(result["findings"]) + len(result["gaps"])
    for observation, finding in zip(observations, result["findings"]):
        assert unmarkdown(observation["description"]) == visible(finding["message"])
    known = {}  # by UUID: the finding, or the number of the question
    for i, observation in enumerate(observations):
        known[observation["uuid"]] = result["findings"][i] if i < len(result["findings"]) else i - len(result["findings"])
    compare_risks(result, risks, known)
    compare_findings(result, findings, risks, known)


STAND_IN = "1980-01-01"


def compare_head(as_of, body):
    """One moment for all, and it is said which day that is."""
    fits = bool(as_of) and re.search(MOMENT, as_of + "T00:00:00Z")
    moments = {value for path, value in leaves(body) if path.endswith((".start", ".collected", ".last-modified")) or path == "last-modified"}
    assert moments == {(as_of if fits else STAND_IN) + "T00:00:00Z"}, moments
    assert body["metadata"]["version"] == (as_of or "undated")
    remarks = plain(body["metadata"]["remarks"])
    assert (as_of or "Nobody says for which day") in remarks and (STAND_IN in remarks) == (not fits), remarks
    assert "no assessment plan" in body["import-ap"]["remarks"]


def compare_parts(result, parts):
    assert [unmarkdown(part["title"]) for part in parts] == [visible(part["id"]) for part in result["components"]]
    for shown, part in zip(parts, result["components"]):
        assert shown["type"] == "network-function"
        assert property_of(shown, "scope") == part["scope"] and property_of(shown, "trusted-supplier") == part["trusted_supplier"]["status"]
        if "in_service" not in part:  # in service, or perhaps
            assert shown["status"]["state"] in ("operational", "other")
            continue
        coming = part["in_service"]["from"] and part["in_service"]["from"] > result["network"]["as_of"]
        assert shown["status"]["state"] == ("under-development" if coming else "disposition"), shown


def said(level):
    return level.replace("_", " ")


LEVELS = [None, "very_low", "low", "medium", "high", "very_high"]


def compare_risks(result, risks, known):
    grave = [part for part in result["components"] if part["verdict"] == "breach" or part["risk"]["worst"] in ("high", "very_high")]
    assert [unmarkdown(risk["title"]) for risk in risks] == [visible(part["id"]) for part in grave]
    for risk, part in zip(risks, grave):
        facts = [known[entry["observation-uuid"]] for entry in risk.get("related-observations", [])]
        found = [entry for entry in facts if isinstance(entry, dict)]
        missing = [entry for entry in facts if not isinstance(entry, dict)]
        assert {entry["id"] for entry in found} == set(part["findings"])
        assert missing == sorted(set(missing)) and set(missing) == {entry["gap"] for entry in part["open"]} <= set(part["gaps"])
        assert property_of(risk, "verdict") == part["verdict"]
        failing = [entry for entry in found if entry["kind"] in ("breach", "risk")]
        breaches, statement = sum(entry["kind"] == "breach" for entry in found), plain(risk["statement"])
        if part["risk"]["worst"]:
            facets = {facet["name"]: facet["value"] for facet in risk["characterizations"][0]["facets"]}
            levels = part["scenarios"][facets["scenario"]]["worst"]
            assert facets == {"scenario": facets["scenario"], "likelihood": str(levels["likelihood"]), "impact": str(levels["impact"]),
                              "risk-worst": part["risk"]["worst"], "risk-known": part["risk"]["known"]}
            assert levels["risk"] == part["risk"]["worst"]
            assert statement.startswith(f"{facets['scenario'].capitalize()} through this part: likelihood {said(LEVELS[levels['likelihood']])}, "
                                        f"impact {said(LEVELS[levels['impact']])}, so at worst a risk that is {said(part['risk']['worst'])}; "
                                        f"on what is known alone, {said(part['risk']['known'])}. "), statement
        else:
            assert "characterizations" not in risk and statement.startswith("This part is not in service and has no levels. "), statement
        number = re.search(f"It has ([0-9]+) breach(es)? of {re.escape(result['policy']['id'] + '/' + result['policy']['version'])}[.,]", statement)
        assert (int(number[1]) if number else 0) == breaches, statement
        if failing or missing:
            assert re.search(rf"\b{len(failing)} findings? and {len(missing)} missing facts? bear on it", statement), statement
            assert ("not what was found" in statement) == (not failing and part["risk"]["known"] not in ("high", "very_high"))
        else:
            base = result["policy"]["baseline"]
            elsewhere = levels["threat"] > base["threat"] or levels["exposure"] > base["exposure_internet"]
            why = "a plugin gave no" if result["summary"]["not_assessed"] else "about other parts" if elsewhere else "takes for granted"
            assert "No finding and no missing fact of its own bears on it: " in statement and why in statement, statement
        excused = risk["status"] == "deviation-approved"
        assert excused == ("covered by documented exceptions" in statement)
        assert not excused or (breaches and part["risk"]["worst"] == part["risk"]["known"] and any(entry["name"] == "exception" for entry in risk["props"]))


def compare_findings(result, findings, risks, known):
    broken = {}
    for finding in result["findings"]:
        if finding["kind"] in ("breach", "risk"):
            broken.setdefault(finding["rule"], []).append(finding)
    assert {finding["target"]["target-id"] for finding in findings} == broken.keys()
    for finding in findings:
        rule = broken[finding["target"]["target-id"]]
        assert [known[entry["observation-uuid"]] for entry in finding["related-observations"]] == rule
        status = finding["target"]["status"]
        certain = any(entry["basis"] == "known" for entry in rule)
        assert status["reason"] == ("fail" if certain else "other") and ("suspected" in status.get("remarks", "")) == (not certain)
        observed = {entry["observation-uuid"] for entry in finding["related-observations"]}
        wanted = [risk["uuid"] for risk in risks if not observed.isdisjoint(entry["observation-uuid"] for entry in risk.get("related-observations", []))]
        assert [entry["risk-uuid"] for entry in finding.get("related-risks", [])] == wanted


# ---- Whether the schema sees anything


def damages(document):
    """Copies, each with one thing wrong, and what that is: a member too many, one too few, an empty list, a value of no form. Of each list the first
    entry is damaged."""
    def walk(value, path):
        yield path, value
        for key in value if isinstance(value, dict) else range(min(len(value), 1)) if isinstance(value, list) else ():
            yield from walk(value[key], path + (key,))

    def at(root, path):
        for key in path:
            root = root[key]
        return root

    for path, value in walk(document, ()):
        if isinstance(value, dict):
            changes = [("one too many", lambda thing: thing.update(bogus="x"))] + [(f"no {key}", lambda thing, key=key: thing.pop(key)) for key in value]
        elif isinstance(value, list):
            changes = [("empty", lambda thing: thing.clear())]
        else:
            changes = [("", None), (" x ", None), ("x\ny", None), (5, None)]
        for what, change in changes:
            damaged = copy.deepcopy(document)
            if change:
                change(at(damaged, path))
            else:
                at(damaged, path[:-1])[path[-1]] = what
            yield "/".join(map(str, path)), what, damaged


# What OSCAL leaves free: members that need not be there, by the thing they belong to; and of any text, when it is Markdown. All else must be seen.
NEED_NOT = {"assessment-results": "back-matter", "results": "local-definitions observations risks findings", "local-definitions": "components assessment-assets",
            "assessment-assets": "components", "assessment-platforms": "title uses-components", "control-selections": "description include-all",
            "observations": "title types subjects relevant-evidence", "subjects": "title", "relevant-evidence": "href",
            "risks": "characterizations related-observations", "findings": "related-observations related-risks", "status": "reason",
            "back-matter": "resources", "resources": "title description rlinks", "rlinks": "media-type hashes"}


def is_free(path, what):
    last = [key for key in path.split("/") if not key.isdigit()][-1]
    if isinstance(what, str) and what.startswith("no "):
        return what[3:] in ("props", "remarks", *NEED_NOT.get(last, "").split())
    return (last in ("description", "statement", "remarks") and isinstance(what, str)) or (last, what) in (("title", " x "), ("href", ""))


def first_ones(value):
    """Of each list the first entry: enough to damage, and quick to look at."""
    if isinstance(value, dict):
        return {key: first_ones(entry) for key, entry in value.items()}
    return [first_ones(value[0])] if isinstance(value, list) and value else value


def try_damage(document):
    """Every damage is seen but for what OSCAL leaves free."""
    tried, unseen = 0, []
    for path, what, damaged in damages(first_ones(document)):
        tried += 1
        if VALIDATOR.is_valid(damaged) and not is_free(path, what):
            unseen.append(f"{path}: {what!r}")
    assert tried > 300 and not unseen, "\n".join([f"{tried} tried, not seen:", *unseen])
