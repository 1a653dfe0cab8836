/* Text as a double-quoted scalar of YAML: on one line to libyaml and to people, and read back as it was. */
#include "../syntax/syntax_test.h"

#include "report/escape.h"
#include "syntax/yaml.h"

static int read_yaml(struct run *run)
{
	return yaml_read(&run->source, &tree_events, run, &run->messages);
}

static void add(struct buffer *out, uint32_t c)
{
	char bytes[4] = { (char)c, 0, 0, 0 };
	size_t length = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4, i;

	for (i = length; length > 1 && i-- > 0; c >>= 6)
		bytes[i] = (char)(i ? 0x80 | (c & 0x3F) : (0xF00u >> length & 0xFF) | c);
	buffer_add(out, bytes, length);
}

static void check_back(struct text text)
{
	struct buffer file = { 0 }, expected = { 0 };
	struct run run = { 0 };

	buffer_string(&file, "# ");
	escape_visible(&file, text);
	buffer_string(&file, "\n- ");
	escape_yaml(&file, text);
	buffer_string(&file, "\n# end\n");
	buffer_string(&expected, "['");
	buffer_text(&expected, text);
	buffer_string(&expected, "';]");
	run_bytes(&run, file.data, file.length, read_yaml);
	if (run.rc || run.events.length != expected.length || memcmp(run.events.data, expected.data, expected.length) != 0)
		fail_msg("%s%s\nread as %s", file.data, run.printed.data ? run.printed.data : "", run.events.data ? run.events.data : "nothing");
	run_free(&run);
	buffer_free(&file);
	buffer_free(&expected);
}

static void characters(void **state)
{
	struct buffer text = { 0 };
	uint32_t c;

	(void)state;
	for (c = 1; c < 0x110000; c += c < 0x3100 ? 1 : c >= 0xF000 && c < 0x10000 ? 1 : c >= 0xE0000 && c < 0xE0100 ? 1 : 0x101) {
		if (c >= 0xD800 && c < 0xE000)
			continue;
		add(&text, c);
		if (text.length > 60) {
			check_back(buffer_view(&text));
			buffer_clear(&text);
		}
	}
	check_back(buffer_view(&text));
	buffer_free(&text);
	check_back(TEXT_LITERAL("a: b # c"));
	check_back(TEXT_LITERAL(" \t- [x], {y}: &z *z !t |\n\nkeur: 2\r\n... \\u2028 \\"));
	check_back(TEXT_LITERAL("x\xC2\x85hidden: 1\xE2\x80\xA8- y\xE2\x80\xA9z\r"));
}

static void as_written(void **state)
{
	static const struct {
		const char *text, *written;
	} one[] = {
		{ "", "\"\"" },
		{ "Caf\xC3\xA9 \"x\" \\", "\"Caf\xC3\xA9 \\\"x\\\" \\\\\"" },
		{ "a\nb\r\t\x1B\x7F", "\"a\\x0Ab\\x0D\\x09\\x1B\\x7F\"" },
		{ "\xC2\x85\xC2\xAD\xE2\x80\xA8\xE2\x80\xA9\xE2\x80\xAE\xEF\xBB\xBF", "\"\\x85\\xAD\\u2028\\u2029\\u202E\\uFEFF\"" },
		{ "\xF3\xA0\x80\xA1", "\"\\U000E0021\"" },
		{ "a\xFFz", "\"a\xEF\xBF\xBDz\"" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof one / sizeof *one; i++) {
		struct buffer out = { 0 };

		escape_yaml(&out, text_of(one[i].text));
		assert_string_equal(out.data, one[i].written);
		buffer_free(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(characters), cmocka_unit_test(as_written) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
