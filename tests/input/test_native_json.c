/* The native format as JSON: the same tree as YAML, read as what the file's name promises. */
#include "input_test.h"

#include "../syntax/beneath.h"

/* Which of the two a file is read as. */
static void assert_format(const char *name, const char *text, enum input_format format)
{
	struct reading r;

	start(&r);
	write_file(&r, name, text);
	read_name(&r, INPUT_INVENTORY, name);
	assert_int_equal(r.set.file[0].format, format);
	assert_said(&r, "");
	finish(&r);
}

static void by_name(void **state)
{
	(void)state;
	assert_format("a.json", "{\"keur\": 1, \"components\": [{\"id\": \"a\"}]}", INPUT_JSON);
	assert_format("a.JSON", "\xEF\xBB\xBF \n{\"keur\": 1}\n", INPUT_JSON);
	assert_format("a.yaml", "{\"keur\": 1, \"components\": [{\"id\": \"a\"}]}", INPUT_YAML);
	assert_format("json", "{\"keur\": 1}", INPUT_YAML);
	assert_format("a.json", "keur: 1\n", INPUT_YAML); /* whatever its name, it is not JSON */
	assert_format("a.json.yaml", "{keur: 1, components: [{id: a}] } # so\n", INPUT_YAML);
}

static void as_yaml_has_it(void **state)
{
	struct reading yaml, json;

	(void)state;
	start(&yaml);
	read_as(&yaml, INPUT_INVENTORY, SAMPLES "network.yaml", "network.yaml");
	start(&json);
	read_as(&json, INPUT_INVENTORY, SAMPLES "network.json", "network.json");
	assert_said(&json, "");
	assert_int_equal(json.set.file[0].format, INPUT_JSON);
	assert_string_equal(json.rows.data, yaml.rows.data);
	assert_int_equal(json.set.part[0]->rows.rows[TABLE_component].line[0], 10);
	finish(&yaml);
	finish(&json);
}

static void read_json(struct reading *r, const char *text)
{
	start(r);
	write_file(r, "f.json", text);
	read_name(r, INPUT_INVENTORY, "f.json");
	assert_int_equal(r->result, 0);
}

static void texts_and_null(void **state)
{
	struct reading r;

	(void)state;
	read_json(&r, "{\"keur\": 1, \"components\": [{\"id\": \"a\", \"name\": \"\\ud83d\\ude00 \\u00e9 \\\"x\\\"\", \"users\": 12, \"segment\": null,\n"
		      " \"site\": {\"name\": \"s\", \"country\": null}}]}\n");
	assert_said(&r, "");
	assert_string_equal(r.rows.data, "component[0].id=a\ncomponent[0].name=\xF0\x9F\x98\x80 \xC3\xA9 \"x\"\ncomponent[0].site=s\ncomponent[0].users=12\n");
	finish(&r);
}

static void assert_refuses(const char *text, const char *said)
{
	struct reading r;

	read_json(&r, text);
	assert_said(&r, said);
	assert_true(r.messages.errors > 0);
	finish(&r);
}

static void refused_with_place(void **state)
{
	(void)state;
	assert_refuses("{\"keur\": 1,\n \"components\": [{\"id\": \"a\", \"name\": \"x\\ud83d\"}]}",
		"f.json:2:39: error: the first half of a surrogate pair stands here without the second (`\\udc00` to `\\udfff`)\n");
	assert_refuses("{\"keur\": 1,\n \"components\": [{\"id\": \"a\", \"name\": \"\\ude00\"}]}",
		"f.json:2:38: error: the second half of a surrogate pair stands here without the first (`\\ud800` to `\\udbff`)\n");
	assert_refuses("{\"keur\": 1, \"components\": [{\"id\": \"a\", \"id\": \"b\"}]}",
		"f.json:1:40: error: the key `id` stands twice in this object, first at line 1, column 29; remove one\n"
		"f.json:1:46: error: component.id is given twice for one row: keep one\n");
	assert_refuses("{\"keur\": 1, \"components\": [{\"id\": \"a\",}]}", "f.json:1:39: error: a `,` stands before this `}`; remove it, JSON has none after the last entry\n");
	assert_refuses("{\"keur\": 1, \"components\": []} // x", "f.json:1:31: error: `//` is not JSON: it has no comments; remove this one\n");
	assert_refuses("{\"keur\": 1, \"components\": [{id: a}]}",
		"f.json:1:29: error: `id` is not JSON: a value is a string in double quotes, a number, `true`, `false`, `null`, `{` or `[`\n");
	assert_refuses("{\"keur\": 1, \"links\": [{\"from\": \"a\", \"to\": \"b\", \"plane\": \"usr\"}]}",
		"f.json:1:57: error: link.plane: `usr` is not in its list: did you mean `user`?\n");
}

/* What link says of a record it knows by its line alone. */
static void located(void **state)
{
	struct reading r;

	(void)state;
	read_json(&r, "{\"keur\": 1, \"components\": [\n {\"id\": \"a\",\n  \"product\": {\"version\": \"y\"},\n  \"depends_on\": [\"b\"]}]}\n");
	messages_add_field(&r.messages, SEVERITY_ERROR, (struct place){ r.set.file[0].file, 2, 0 }, "product.version", "version");
	messages_add_field(&r.messages, SEVERITY_ERROR, (struct place){ r.set.file[0].file, 2, 0 }, "depends_on", "needs");
	input_locate(&r.set, &r.messages);
	assert_int_equal(r.messages.group[0].at.line, 3);
	assert_int_equal(r.messages.group[0].at.column, 26);
	assert_int_equal(r.messages.group[1].at.line, 4);
	assert_int_equal(r.messages.group[1].at.column, 17);
	finish(&r);
}

static void included(void **state)
{
	struct reading r;

	(void)state;
	if (!opens_beneath())
		skip();
	start(&r);
	write_file(&r, "main.yaml", "keur: 1\ncomponents: !include parts.json\n");
	write_file(&r, "parts.json", "[{\"id\": \"a\", \"name\": \"\\ud83d\\ude00\"}]\n");
	read_name(&r, INPUT_INVENTORY, "main.yaml");
	assert_said(&r, "");
	assert_row(&r, "component[0].name=\xF0\x9F\x98\x80");
	finish(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(by_name), cmocka_unit_test(as_yaml_has_it), cmocka_unit_test(texts_and_null),
		cmocka_unit_test(refused_with_place), cmocka_unit_test(located), cmocka_unit_test(included) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
