/* What readers and link say: grouped, counted, in order, and never able to deceive the terminal it is shown on. */
#include "base_test.h"

#include "base/messages.h"

static struct place at(uint32_t file, uint32_t line, uint32_t column)
{
	return (struct place){ file, line, column };
}

static void assert_printed(struct messages *messages, const char *expected)
{
	struct buffer out = { 0 };

	messages_sort(messages);
	messages_print(messages, &out);
	assert_string_equal(out.data ? out.data : "", expected);
	buffer_free(&out);
}

static void equal_texts_are_one_group(void **state)
{
	struct messages messages = { 0 };
	uint32_t a = messages_file(&messages, "a.yaml"), b = messages_file(&messages, "b.yaml"), i;

	(void)state;
	assert_printed(&messages, "");
	for (i = 0; i < 10000; i++)
		messages_add(&messages, SEVERITY_ERROR, at(b, 20000 - i, 3), "`%s` is not a field", "segmnt");
	messages_add(&messages, SEVERITY_ERROR, at(a, 9, 5), "`%s` is not a field", "segmnt");
	messages_add(&messages, SEVERITY_ERROR, at(a, 9, 4), "`%s` is not a field", "segmnt");
	messages_add(&messages, SEVERITY_ERROR, at(a, 9, 6), "`%s` is not a field", "segmnt");
	/* A warning of the same text is another thing. */
	messages_add(&messages, SEVERITY_WARNING, at(a, 1, 1), "`%s` is not a field", "segmnt");
	assert_int_equal(messages.groups, 2);
	assert_int_equal(messages.errors, 10003);
	assert_int_equal(messages.warnings, 1);
	assert_printed(&messages, "a.yaml:9:4: error: `segmnt` is not a field (and 10002 more like it)\n"
				  "a.yaml:1:1: warning: `segmnt` is not a field\n");
	/* Still found after sorting. */
	messages_add(&messages, SEVERITY_WARNING, at(b, 1, 1), "`%s` is not a field", "segmnt");
	assert_int_equal(messages.groups, 2);
	messages_free(&messages);
}

static void in_order(void **state)
{
	struct messages messages = { 0 };
	uint32_t a = messages_file(&messages, "b"), b = messages_file(&messages, "a");

	(void)state;
	messages_add(&messages, SEVERITY_WARNING, at(a, 1, 1), "w");
	messages_add(&messages, SEVERITY_ERROR, at(MESSAGES_NO_FILE, 0, 0), "of no file");
	messages_add(&messages, SEVERITY_ERROR, at(b, 1, 1), "second file");
	messages_add(&messages, SEVERITY_ERROR, at(a, 2, 1), "z");
	messages_add(&messages, SEVERITY_ERROR, at(a, 2, 1), "y");
	messages_add(&messages, SEVERITY_ERROR, at(a, 1, 10), "column 10");
	messages_add(&messages, SEVERITY_ERROR, at(a, 1, 9), "column 9");
	messages_add(&messages, SEVERITY_ERROR, at(a, 10, 0), "no column");
	messages_add(&messages, SEVERITY_ERROR, at(a, 0, 0), "no line");
	assert_printed(&messages,
		"b: error: no line\nb:1:9: error: column 9\nb:1:10: error: column 10\nb:2:1: error: y\nb:2:1: error: z\n"
		"b:10: error: no column\na:1:1: error: second file\nerror: of no file\nb:1:1: warning: w\n");
	messages_free(&messages);
}

/* The table of groups grows without losing any. */
static void many_groups(void **state)
{
	struct messages messages = { 0 };
	struct buffer out = { 0 };
	uint32_t a = messages_file(&messages, "f"), i, round;

	(void)state;
	for (round = 0; round < 2; round++)
		for (i = 0; i < 5000; i++)
			messages_add_field(&messages, SEVERITY_ERROR, at(a, i + 1, 0), "id", "message %u", i);
	assert_int_equal(messages.groups, 5000);
	messages_sort(&messages);
	for (i = 0; i < 5000; i++) {
		assert_int_equal(messages.group[i].count, 2);
		assert_int_equal(messages.group[i].at.line, i + 1);
		assert_string_equal(messages.group[i].field, "id");
	}
	messages_print(&messages, &out);
	assert_non_null(strstr(out.data, "f:20: error: message 19 (and 1 more like it)\n... and 4980 more kinds of message\n"));
	assert_null(strstr(out.data, "message 20 "));
	buffer_free(&out);
	messages_free(&messages);
}

static void long_texts_are_cut_at_a_character(void **state)
{
	struct messages messages = { 0 };
	char text[3000];
	size_t i, start;

	(void)state;
	for (start = 0; start < 4; start++) {
		for (i = 0; i < start; i++)
			text[i] = 'x';
		for (; i + 3 < sizeof text; i += 3)
			memcpy(text + i, "\xE2\x82\xAC", 3);
		text[i] = '\0';
		messages_add(&messages, SEVERITY_ERROR, at(MESSAGES_NO_FILE, 0, 0), "%s", text);
		i = strlen(messages.group[start].text);
		assert_true(i > 1000 && i < 1024);
		assert_int_equal(utf8_valid_prefix(messages.group[start].text, i), i);
	}
	messages_free(&messages);
}

static void quoting(void **state)
{
	static const struct {
		const char *bytes, *shown;
	} cases[] = {
		{ "plain `x`", "plain `x`" },
		{ "\xC3\xA9\xE2\x82\xAC\xF0\x9F\x93\xA1", "\xC3\xA9\xE2\x82\xAC\xF0\x9F\x93\xA1" },
		{ "a\x1B[31mb", "a\\u{1B}[31mb" },
		{ "\t\n\r\x7F", "\\u{9}\\u{A}\\u{D}\\u{7F}" },
		{ "\xC2\x85\xC2\x9B", "\\u{85}\\u{9B}" },                 /* C1: 9B begins a terminal sequence */
		{ "\xC2\xA0", "\xC2\xA0" },
		{ "\xE2\x80\xAE" "cba\xE2\x80\xAC", "\\u{202E}cba\\u{202C}" }, /* change of direction */
		{ "\xE2\x81\xA6\xE2\x81\xA9", "\\u{2066}\\u{2069}" },
		{ "\xE2\x80\x8E\xE2\x80\x8F\xD8\x9C", "\\u{200E}\\u{200F}\\u{61C}" },
		{ "\xE2\x80\x8B\xE2\x81\xA0\xEF\xBB\xBF", "\\u{200B}\\u{2060}\\u{FEFF}" }, /* nothing to see */
		{ "\xE2\x80\xA8\xE2\x80\xA9", "\\u{2028}\\u{2029}" },
		{ "\xFF\xFE", "\\xFF\\xFE" },
		{ "a\x80z", "a\\x80z" },
		{ "\xC0\xAF", "\\xC0\\xAF" },                             /* overlong */
		{ "\xED\xA0\x80", "\\xED\\xA0\\x80" },                   /* surrogate */
		{ "\xE2\x82", "\\xE2\\x82" },                             /* cut off */
		{ "\xF4\x90\x80\x80", "\\xF4\\x90\\x80\\x80" },
		{ "", "" },
	};
	struct messages messages = { 0 };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(messages_quote(&messages, text_of(cases[i].bytes)), cases[i].shown);
	assert_string_equal(messages_quote(&messages, (struct text){ "a\0b", 3 }), "a\\u{0}b");
	assert_string_equal(messages_quote(&messages, (struct text){ NULL, 0 }), "");
	messages_free(&messages);
}

/* 64 characters at most, whatever their size in bytes. */
static void long_values_are_cut(void **state)
{
	struct messages messages = { 0 };
	struct buffer value = { 0 }, expected = { 0 };
	int i;

	(void)state;
	for (i = 0; i < 64; i++)
		buffer_string(&value, "\xE2\x82\xAC");
	assert_string_equal(messages_quote(&messages, buffer_view(&value)), value.data);
	buffer_text(&expected, buffer_view(&value));
	buffer_string(&expected, "...");
	buffer_string(&value, "\xE2\x82\xAC");
	assert_string_equal(messages_quote(&messages, buffer_view(&value)), expected.data);
	buffer_free(&value);
	buffer_free(&expected);
	messages_free(&messages);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(equal_texts_are_one_group),
		cmocka_unit_test(in_order),
		cmocka_unit_test(many_groups),
		cmocka_unit_test(long_texts_are_cut_at_a_character),
		cmocka_unit_test(quoting),
		cmocka_unit_test(long_values_are_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
