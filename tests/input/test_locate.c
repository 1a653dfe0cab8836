/* Columns of messages that only know a record's line and a field: what link has to say about references. */
#include "input_test.h"

static void say(struct reading *r, uint32_t line, const char *field)
{
	messages_add_field(&r->messages, SEVERITY_ERROR, (struct place){ r->set.file[0].file, line, 0 }, field, "line %u %s", line, field);
}

static void assert_located(const char *text, uint32_t line, const char *field, uint32_t want_line, uint32_t want_column)
{
	struct reading r;

	start(&r);
	write_file(&r, "f", text);
	assert_int_equal(input_read(&r.set, INPUT_INVENTORY, path_of(&r, "f"), "f", &r.messages, &r.err), 0);
	assert_int_equal(r.messages.errors, 0);
	say(&r, line, field);
	input_locate(&r.set, &r.messages);
	assert_int_equal(r.messages.group[0].at.line, want_line);
	assert_int_equal(r.messages.group[0].at.column, want_column);
	finish(&r);
}

static void yaml(void **state)
{
	static const char text[] = "keur: 1\ncomponents:\n  - id: a\n    product:\n      name: x\n      version: y\n    depends_on:\n      - b\n"
		"    parties:\n      - {supplier: x, role: build}\n  - {id: \xC3\xA9, users: 3}\nlinks:\n  - {from: a, to: b, plane: user}\n";

	(void)state;
	assert_located(text, 3, "id", 3, 9);
	assert_located(text, 3, "product.version", 6, 16);
	assert_located(text, 3, "depends_on", 8, 7);
	assert_located(text, 10, "supplier", 10, 20);
	assert_located(text, 11, "users", 11, 20);
	assert_located(text, 13, "to", 13, 19);
	assert_located(text, 13, "protocol", 13, 5); /* not written: the record */
	assert_located(text, 99, "to", 99, 0);
}

static void csv(void **state)
{
	static const char text[] = "link.from,to,plane\na,b,user\n\"c\nc\",d,user\n";

	(void)state;
	assert_located(text, 2, "from", 2, 1);
	assert_located(text, 2, "plane", 2, 5);
	assert_located(text, 3, "to", 4, 4);
	assert_located(text, 3, "protocol", 3, 1);
}

static void xml(void **state)
{
	static const char text[] = "<keur version=\"1\">\n  <component id=\"a\" name=\"id=\"\n    users=\"3\">\n    <product version=\"x\"/>\n"
		"    <depends_on>b</depends_on>\n  </component>\n  <link from=\"a\" to=\"b\" plane=\"user\"/>\n</keur>\n";

	(void)state;
	assert_located(text, 3, "users", 3, 5);
	assert_located(text, 3, "id", 2, 14);
	assert_located(text, 3, "depends_on", 5, 5);
	assert_located(text, 3, "product.version", 4, 14);
	assert_located(text, 7, "to", 7, 18);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(yaml), cmocka_unit_test(csv), cmocka_unit_test(xml) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
