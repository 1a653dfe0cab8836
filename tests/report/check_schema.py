"""check_schema.py SCHEMA RESULT...: are these files results of keur, by the schema, each part, finding and gap on a line of its own?"""
import json
import sys

import jsonschema


def no_twins(pairs):
    keys = [key for key, _ in pairs]
    assert len(keys) == len(set(keys)), f"a key stands twice: {keys}"
    return dict(pairs)


with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
for path in sys.argv[2:]:
    with open(path, encoding="utf-8") as file:
        text = file.read()
    result = json.loads(text, object_pairs_hook=no_twins)
    validator.validate(result)
    assert list(result)[-1] == "run", "run stands last"
    lines = text.splitlines()
    for table, first in (("components", "id"), ("findings", "id"), ("gaps", "rule")):
        for entry in result[table]:
            start = "  {%s: %s" % (json.dumps(first), json.dumps(entry[first], ensure_ascii=False)[:8])
            assert any(line.startswith(start[:10]) for line in lines), f"{table}: {entry[first]} has no line of its own"
    ids = {finding["id"] for finding in result["findings"]}
    for component in result["components"]:
        assert set(component["findings"]) <= ids
        assert all(gap < len(result["gaps"]) for gap in component["gaps"])
