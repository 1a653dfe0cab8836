/* result.json: golden bytes, the escaper, and the schema. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "fixture.h"

#include "report/escape.h"

#include <sys/wait.h>

static void test_golden(void **state)
{
	struct fixture *f = mem_alloc(sizeof *f);
	size_t length;
	FILE *file;
	struct out *out = temporary(&file);
	char *text;

	(void)state;
	fixture_build(f);
	report_json(&f->result, out);
	text = written(out, file, &length);
	assert_golden("result.json", text, length);
	free(text);
	fixture_free(f);
	free(f);
}

static void test_empty(void **state)
{
	struct fixture *f = mem_alloc(sizeof *f);
	size_t length;
	FILE *file;
	struct out *out = temporary(&file);
	char *text;

	(void)state;
	fixture_build(f);
	model_set_rows(&f->model, TABLE_component, 0);
	model_set_rows(&f->model, TABLE_statement, 0);
	model_set_rows(&f->model, TABLE_supplier, 0);
	model_set_rows(&f->model, TABLE_country, 0);
	model_set_rows(&f->model, TABLE_network, 0);
	f->model.as_of = KEUR_NO_DATE;
	f->result.findings = f->result.gaps = f->result.runs = f->result.inputs = 0;
	f->result.link = NULL;
	f->result.messages = NULL;
	report_json(&f->result, out);
	text = written(out, file, &length);
	assert_golden("empty.json", text, length);
	free(text);
	fixture_free(f);
	free(f);
}

static void assert_escaped(const char *text, size_t length, const char *expected)
{
	size_t size;
	FILE *file;
	struct out *out = temporary(&file);
	char *got;

	escape_json(out, (struct text){ text, length });
	got = written(out, file, &size);
	assert_string_equal(got, expected);
	free(got);
}
#define assert_json(text, expected) assert_escaped((text), sizeof(text) - 1, (expected))

static void test_escape(void **state)
{
	(void)state;
	assert_json("", "\"\"");
	assert_json("plain text, longer than eight", "\"plain text, longer than eight\"");
	assert_json("a\"b\\c/d", "\"a\\\"b\\\\c/d\"");
	assert_json("\b\f\n\r\t", "\"\\b\\f\\n\\r\\t\"");
	assert_json("\0\x01\x1f\x7f", "\"\\u0000\\u0001\\u001f\\u007f\"");
	assert_json("1234567\x7f" "9", "\"1234567\\u007f9\"");
	assert_json("12345678\x1b", "\"12345678\\u001b\"");
	assert_json("\xC3\xA9\xE2\x82\xAC\xF0\x9F\x93\xA1", "\"\xC3\xA9\xE2\x82\xAC\xF0\x9F\x93\xA1\"");
	assert_json("\xE2\x80\xA8\xE2\x80\xA9", "\"\\u2028\\u2029\"");
	assert_json("\xE2\x80\xAE\xEF\xBB\xBF\xC2\x85", "\"\\u202e\\ufeff\\u0085\"");
	assert_json("\xF3\xA0\x80\xA0", "\"\\udb40\\udc20\""); /* a tag character: invisible, beyond the first plane */
	assert_json("a\xFF" "b\xC3", "\"a\xEF\xBF\xBD" "b\xEF\xBF\xBD\"");
}

/* Every byte at every place of a word: what the fast path lets through is what the table says. */
static void test_escape_every_byte(void **state)
{
	char text[17], expected[32];
	unsigned byte, place;

	(void)state;
	for (byte = 0x20; byte < 0x7F; byte++)
		for (place = 0; place < 16; place++) {
			memset(text, 'x', 16);
			text[place] = (char)byte;
			if (byte == '"' || byte == '\\')
				snprintf(expected, sizeof expected, "\"%.*s\\%c%.*s\"", (int)place, text, (int)byte, (int)(15 - place), text + place + 1);
			else
				snprintf(expected, sizeof expected, "\"%.16s\"", text);
			assert_escaped(text, 16, expected);
		}
}

static void test_visible(void **state)
{
	struct buffer out = { 0 };

	(void)state;
	escape_visible(&out, TEXT_LITERAL("a\x1b[31m\xE2\x80\xAE\xC3\xA9\xF0\x9F\x93\xA1\xFF"));
	assert_string_equal(out.data, "a\\u{1B}[31m\\u{202E}\xC3\xA9\xF0\x9F\x93\xA1\\xFF");
	assert_false(escape_is_plain(TEXT_LITERAL("a\xE2\x80\xAE")));
	assert_true(escape_is_plain(TEXT_LITERAL("a\"b\\c \xC3\xA9")));
	assert_false(escape_is_plain(TEXT_LITERAL("a\n")));
	assert_int_equal(escape_width(TEXT_LITERAL("e\xCC\x81\xE4\xB8\xAD\xF0\x9F\x93\xA1")), 5);
	/* Hebrew and Tibetan marks; a Devanagari sign that takes room of its own; a syllable of Hangul in three letters; letters of Yi and Tangut; a compass. */
	assert_int_equal(escape_columns(0x5C1), 0);
	assert_int_equal(escape_columns(0xF72), 0);
	assert_int_equal(escape_columns(0x93E), 1);
	assert_int_equal(escape_width(TEXT_LITERAL("\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB")), 2);
	assert_int_equal(escape_columns(0xA4D0), 1);
	assert_int_equal(escape_columns(0x17000), 2);
	assert_int_equal(escape_columns(0x1F9ED), 2);
	buffer_free(&out);
}

static void take(void *taker, const char *data, size_t length)
{
	buffer_add(taker, data, length);
}

/* A page shows what stands in its script, and nothing in it ends that. */
static void test_within_a_page(void **state)
{
	static const char *const cases[][2] = { { "plain \xC3\xA9", "\"plain \xC3\xA9\"" }, { "a</script>", "\"a\\u003c/script>\"" },
		{ "a\xE2\x80\xAE" "b", "\"a\\\\u{202E}b\"" }, { "<\xCD\x8F", "\"\\u003c\\\\u{34F}\"" } };
	struct buffer taken = { 0 };
	struct out *out = mem_alloc(sizeof *out);
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		buffer_clear(&taken);
		out_start_taking(out, take, &taken);
		escape_html_json(out, text_of(cases[i][0]));
		out_flush(out);
		assert_string_equal(taken.data, cases[i][1]);
	}
	buffer_free(&taken);
	free(out);
}

/* The golden file against the schema that users get, by Python's jsonschema where it is installed. */
static void test_schema(void **state)
{
	int status;

	(void)state;
	status = system("python3 -c 'import jsonschema' >/dev/null 2>&1");
	if (status != 0)
		skip();
	status = system("python3 " KEUR_SOURCE_DIR "/tests/report/check_schema.py " KEUR_SOURCE_DIR "/tests/report/keur-result.schema.json "
		KEUR_SOURCE_DIR "/tests/report/golden/result.json " KEUR_SOURCE_DIR "/tests/report/golden/empty.json");
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_golden),
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_escape),
		cmocka_unit_test(test_escape_every_byte),
		cmocka_unit_test(test_visible), cmocka_unit_test(test_within_a_page),
		cmocka_unit_test(test_schema),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
