"""Assessment results of OSCAL 1.1 as far as keur's and the published example's go: which members a thing must have, which it may, and how values
are formed. A schema to validate against is not at hand, so the published example is held to the same description."""
import re

UUID = "[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[45][0-9A-Fa-f]{3}-[89ABab][0-9A-Fa-f]{3}-[0-9A-Fa-f]{12}"
TOKEN = r"[^\W\d][\w.\-]*"
LINE = r"(?s)\S(.*\S)?"
MOMENT = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)"
MARKUP = "(?s).*"  # a line, or paragraphs, of Markdown
URI = r"(#?[A-Za-z0-9\-._~:/?\[\]@!$&'()*+,;=%]+)"

PROPS = {"props": ["prop"], "links": ["link"], "remarks": MARKUP}
# By thing: members that it must have, members that it may have. A list holds one entry at least.
THINGS = {
    "document": ({"assessment-results": "assessment-results"}, {}),
    "assessment-results": ({"uuid": UUID, "metadata": "metadata", "import-ap": "import", "results": ["result"]},
                           {"local-definitions": "definitions", "back-matter": "back-matter"}),
    "metadata": ({"title": MARKUP, "last-modified": MOMENT, "version": LINE, "oscal-version": r"1\.\d+\.\d+"},
                 {"published": MOMENT, "document-ids": ["document-id"], "roles": ["role"], "parties": ["party"],
                  "responsible-parties": ["responsible-party"], **PROPS}),
    "document-id": ({"identifier": LINE}, {"scheme": URI}),
    "import": ({"href": URI}, {"remarks": MARKUP}),
    "role": ({"id": TOKEN, "title": MARKUP}, {"short-name": LINE, "description": MARKUP, **PROPS}),
    "party": ({"uuid": UUID, "type": "person|organization"}, {"name": LINE, "short-name": LINE, "member-of-organizations": [UUID], **PROPS}),
    "responsible-party": ({"role-id": TOKEN, "party-uuids": [UUID]}, PROPS),
    "responsible-role": ({"role-id": TOKEN}, {"party-uuids": [UUID], **PROPS}),
    "prop": ({"name": TOKEN, "value": LINE}, {"uuid": UUID, "ns": URI, "class": TOKEN, "group": TOKEN, "remarks": MARKUP}),
    "link": ({"href": URI}, {"rel": TOKEN, "media-type": LINE, "resource-fragment": LINE, "text": MARKUP}),
    "definitions": ({}, {"activities": ["activity"], "remarks": MARKUP}),
    "activity": ({"uuid": UUID, "description": MARKUP}, {"title": MARKUP, "steps": ["step"], "related-controls": "reviewed", "responsible-roles": ["responsible-role"], **PROPS}),
    "step": ({"uuid": UUID, "description": MARKUP}, {"title": MARKUP, "reviewed-controls": "reviewed", "responsible-roles": ["responsible-role"], **PROPS}),
    "result": ({"uuid": UUID, "title": MARKUP, "description": MARKUP, "start": MOMENT, "reviewed-controls": "reviewed"},
               {"end": MOMENT, "local-definitions": "local", "attestations": ["attestation"], "assessment-log": "assessment-log",
                "observations": ["observation"], "risks": ["risk"], "findings": ["finding"], **PROPS}),
    "local": ({}, {"components": ["component"], "assessment-assets": "assets", "tasks": ["task"]}),
    "assets": ({"assessment-platforms": ["platform"]}, {"components": ["component"]}),
    "platform": ({"uuid": UUID}, {"title": MARKUP, "uses-components": ["uses-component"], **PROPS}),
    "uses-component": ({"component-uuid": UUID}, PROPS),
    "task": ({"uuid": UUID, "type": TOKEN, "title": MARKUP}, {"description": MARKUP, "timing": None, "associated-activities": None, "responsible-roles": ["responsible-role"], "subjects": None, "tasks": ["task"], **PROPS}),
    "component": ({"uuid": UUID, "type": LINE, "title": MARKUP, "description": MARKUP, "status": "status"},
                  {"purpose": MARKUP, "responsible-roles": ["responsible-role"], **PROPS}),
    "status": ({"state": "under-development|operational|disposition|other"}, {"remarks": MARKUP}),
    "reviewed": ({"control-selections": ["selection"]}, {"description": MARKUP, "control-objective-selections": None, **PROPS}),
    "selection": ({}, {"description": MARKUP, "include-all": "nothing", "include-controls": ["control"], "exclude-controls": ["control"], **PROPS}),
    "control": ({"control-id": TOKEN}, {"statement-ids": [TOKEN]}),
    "nothing": ({}, {}),
    "attestation": ({"parts": ["part"]}, {"responsible-parties": ["responsible-party"]}),
    "part": ({"name": TOKEN}, {"uuid": UUID, "title": MARKUP, "prose": MARKUP, "parts": ["part"], **PROPS}),
    "assessment-log": ({"entries": ["entry"]}, {}),
    "entry": ({"uuid": UUID, "start": MOMENT}, {"title": MARKUP, "description": MARKUP, "end": MOMENT, "logged-by": None, "related-tasks": None, **PROPS}),
    "observation": ({"uuid": UUID, "description": MARKUP, "methods": ["EXAMINE|INTERVIEW|TEST|UNKNOWN"], "collected": MOMENT},
                    {"title": MARKUP, "types": [TOKEN], "origins": ["origin"], "subjects": ["subject"], "relevant-evidence": ["evidence"], "expires": MOMENT, **PROPS}),
    "origin": ({"actors": ["actor"]}, {"related-tasks": None}),
    "actor": ({"type": "tool|assessment-platform|party", "actor-uuid": UUID}, {"role-id": TOKEN, "props": ["prop"], "links": ["link"]}),
    "subject": ({"subject-uuid": UUID, "type": TOKEN}, {"title": MARKUP, **PROPS}),
    "evidence": ({"description": MARKUP}, {"href": URI, **PROPS}),
    "risk": ({"uuid": UUID, "title": MARKUP, "description": MARKUP, "statement": MARKUP, "status": TOKEN},
             {"origins": ["origin"], "characterizations": ["characterization"], "mitigating-factors": None, "deadline": MOMENT, "remediations": None,
              "risk-log": None, "related-observations": ["related"], "props": ["prop"], "links": ["link"]}),
    "characterization": ({"origin": "origin", "facets": ["facet"]}, {"props": ["prop"], "links": ["link"]}),
    "facet": ({"name": TOKEN, "system": URI, "value": LINE}, PROPS),
    "related": ({"observation-uuid": UUID}, {"remarks": MARKUP}),
    "finding": ({"uuid": UUID, "title": MARKUP, "description": MARKUP, "target": "target"},
                {"origins": ["origin"], "implementation-statement-uuid": UUID, "related-observations": ["related"], "related-risks": None, **PROPS}),
    "target": ({"type": "statement-id|objective-id", "target-id": TOKEN, "status": "objective-status"},
               {"title": MARKUP, "description": MARKUP, "implementation-status": None, **PROPS}),
    "objective-status": ({"state": "satisfied|not-satisfied"}, {"reason": TOKEN, "remarks": MARKUP}),
    "back-matter": ({}, {"resources": ["resource"]}),
    "resource": ({"uuid": UUID}, {"title": MARKUP, "description": MARKUP, "document-ids": ["document-id"], "citation": None, "rlinks": None, "base64": None, **PROPS}),
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
