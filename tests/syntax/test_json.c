#include "syntax_test.h"

#include "syntax/json.h"

#include <jansson.h>

static int read_json(struct run *run)
{
	return json_read(&run->source, JSON_DUPLICATES_ERROR, &tree_events, run, &run->messages);
}

static int read_lenient(struct run *run)
{
	return json_read(&run->source, JSON_DUPLICATES_WARN, &tree_events, run, &run->messages);
}

static int read_places(struct run *run)
{
	run->places = true;
	return read_json(run);
}

static void values(void **state)
{
	(void)state;
	check_events(read_json, "{}", "{}");
	check_events(read_json, " [ ] \r\n", "[]");
	check_events(read_json, "{\"a\":1,\"b\":[true,false,null,\"x\"],\"c\":{\"d\":{}}}", "{a=#1;b=[?true;?false;~;'x';]c={d={}}}");
	check_events(read_json, "0", "#0;");
	check_events(read_json, "[-0,-1.5e+10,1E-2,10.25]", "[#-0;#-1.5e+10;#1E-2;#10.25;]");
	check_events(read_json, "\"\"", "'';");
	check_events(read_json, "\xEF\xBB\xBF{\"a\" : 1}", "{a=#1;}");
	check_stops(read_json, "{\"a\":[1,{\"b\":null}],\"c\":{}}");
}

static void strings(void **state)
{
	(void)state;
	check_events(read_json, "\"a\\\"b\\\\c\\/d\\be\\ff\\ng\\rh\\ti\"", "'a\"b\\c/d\be\ff\ng\rh\ti';");
	check_events(read_json, "\"\\u0041\\u00e9\\u20AC\\ud83d\\ude00z\"", "'A\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80z';");
	check_events(read_json, "{\"\\u0061b\":\"\xC3\xA9\x7F\"}", "{ab='\xC3\xA9\x7F';}");
}

static void places(void **state)
{
	(void)state;
	check_events(read_places, "{\"\xC3\xA9\": \"\xE2\x82\xAC\", \"b\":\r\n [1,\r  {}]\n}",
		"{@1.1\xC3\xA9@1.2='\xE2\x82\xAC@1.7';b@1.12=[@2.2#1@2.3;{@3.3}@3.4]@3.5}@4.1");
	check_events(read_places, "\xEF\xBB\xBF [\n\n1 ]", "[@1.2#1@3.1;]@3.3");
}

static void refused_structure(void **state)
{
	(void)state;
	check_no_text(read_json, "JSON");
	check_refused(read_json, " \n ", "2:2", "the file ends where a value was expected");
	check_refused(read_json, "{\n \"a\": [1,", "2:10", "the file ends where a value was expected; the `[` of line 2, column 7 is not closed");
	check_refused(read_json, "{\"a\": 1\n", "2:1", "the file ends where `,` or `}` was expected; the `{` of line 1, column 1");
	check_refused(read_json, "[1,\n]", "2:1", "a `,` stands before this `]`; remove it");
	check_refused(read_json, "{\"a\":1,}", "1:8", "a `,` stands before this `}`");
	check_refused(read_json, "[,1]", "1:2", "`,` stands where a value was expected");
	check_refused(read_json, "[1 2]", "1:4", "`2` stands where `,` or `]` was expected");
	check_refused(read_json, "[1}", "1:3", "`}` stands where `,` or `]` was expected");
	check_refused(read_json, "{\"a\" 1}", "1:6", "`1` stands where `:` after a key was expected");
	check_refused(read_json, "{\"a\":}", "1:6", "`}` stands where a value was expected");
	check_refused(read_json, "{1:2}", "1:2", "`1` stands where a key in double quotes was expected");
	check_refused(read_json, "{\"a\":1 \"b\":2}", "1:8", "`b` stands where `,` or `}` was expected");
	check_refused(read_json, "{null:2}", "1:2", "`null` stands where a key");
	check_refused(read_json, "{} {}", "1:4", "`{` stands where the end of the file");
	check_refused(read_json, "]", "1:1", "`]` stands where a value was expected");
}

static void refused_words(void **state)
{
	(void)state;
	check_refused(read_json, "[True]", "1:2", "`True` is not JSON: `true`, `false` and `null` are written in lower case");
	check_refused(read_json, "[None]", "1:2", "an absent value is written `null`");
	check_refused(read_json, "[NaN]", "1:2", "there is no such number");
	check_refused(read_json, "{'a':1}", "1:2", "strings stand between double quotes");
	check_refused(read_json, "[1, // one\n2]", "1:5", "it has no comments");
	check_refused(read_json, "[1, /* one */ 2]", "1:5", "it has no comments");
	check_refused(read_json, "# x\n1", "1:1", "it has no comments");
	check_refused(read_json, "[abc]", "1:2", "`abc` is not JSON: a value is a string in double quotes");
	check_refused(read_json, "[01]", "1:2", "must not begin with 0");
	check_refused(read_json, "[-]", "1:2", "a digit after its sign");
	check_refused(read_json, "[-.5]", "1:2", "a digit before its point");
	check_refused(read_json, "[.5]", "1:2", "a number begins with a digit or `-`");
	check_refused(read_json, "[+5]", "1:2", "a number begins with a digit or `-`");
	check_refused(read_json, "[1.]", "1:2", "a digit after its point");
	check_refused(read_json, "[1e]", "1:2", "a digit in its exponent");
	check_refused(read_json, "[1e+]", "1:2", "a digit in its exponent");
	check_refused(read_json, "[0x10]", "1:2", "`0x10` is not JSON: a number holds digits");
	check_refused(read_json, "[1.2.3]", "1:2", "a number holds digits");
	check_refused(read_json, "[2018-04-30]", "1:2", "put other text in quotes");
}

static void refused_strings(void **state)
{
	(void)state;
	check_refused(read_json, "[\n\"abc", "2:1", "is never closed");
	check_refused(read_json, "[\"abc\\", "1:2", "is never closed");
	check_refused(read_json, "[\"abc\\u12", "1:2", "is never closed");
	check_refused(read_json, "[\"abc\n\"]", "1:6", "a line ends inside a string");
	check_refused(read_json, "[\"\xC3\xA9\tb\"]", "1:4", "the control character U+0009 stands in a string; write it as `\\u0009` or `\\t`");
	check_refused(read_json, "[\"\x1F\"]", "1:3", "U+001F");
	check_refused(read_json, "[\"a\\x41\"]", "1:4", "`\\x` is no escape of JSON");
	check_refused(read_json, "[\"\\\xC3\xA9\"]", "1:3", "is no escape of JSON");
	check_refused(read_json, "[\"C:\\Users\"]", "1:5", "`\\U` is no escape");
	check_refused(read_json, "[\"\\u12G4\"]", "1:3", "four hexadecimal digits");
	check_refused(read_json, "[\"\\u0000\"]", "1:3", "NUL");
	check_refused(read_json, "[\"a\\udc00\"]", "1:4", "the second half of a surrogate pair");
	check_refused(read_json, "[\"a\\ud800\"]", "1:4", "the first half of a surrogate pair");
	check_refused(read_json, "[\"a\\ud800\\u0041\"]", "1:4", "the first half of a surrogate pair");
	check_refused(read_json, "[\"a\\ud800xxxxxx\"]", "1:4", "the first half of a surrogate pair");
	check_refused(read_json, "[\"a\xC3\xA9\",\n \"\xE9\"]", "2:3", "byte 0xE9 is not valid UTF-8");
	check_refused(read_json, "\"\xE2\x82", "1:2", "byte 0xE2 is not valid UTF-8");
	check_refused(read_json, "\"\xED\xA0\x80\"", "1:2", "byte 0xED is not valid UTF-8");
	check_refused_bytes(read_json, "[\"ab\0\"]", 8, "1:5", "byte 0x00");
	/* The earlier mistake is told, not the bytes that were read ahead. */
	check_refused(read_json, "[1 2, \"\xE9\"]", "1:4", "stands where");
}

static void duplicates(void **state)
{
	struct run run = { 0 };
	struct buffer text = { 0 };
	unsigned i;

	(void)state;
	check_refused(read_json, "{\"a\":1,\n \"b\":{\"a\":2},\n \"a\":3}", "3:2",
		"the key `a` stands twice in this object, first at line 1, column 2; remove one");
	check_refused(read_json, "{\"a\":1,\"\\u0061\":3}", "1:8", "stands twice");
	run_bytes(&run, "{\"a\":1,\"b\":2,\"a\":3,\n\"c\":{\"a\":1,\"a\":2}}", 38, read_lenient);
	assert_int_equal(run.rc, 0);
	assert_string_equal(run.events.data, "{a=#1;b=#2;a=#3;c={a=#1;a=#2;}}");
	assert_string_equal(run.printed.data, "f:1:14: warning: the key `a` stands twice in one object (and 1 more like it)\n");
	run_free(&run);
	/* All are told, up to what anybody reads. */
	run = (struct run){ 0 };
	run_bytes(&run, "{\"a\":1,\"a\":2,\"b\":3,\"b\":4}", 25, read_json);
	assert_int_equal(run.messages.errors, 2);
	assert_string_equal(run.events.data, "{a=#1;a=#2;b=#3;b=#4;}");
	run_free(&run);
	run = (struct run){ 0 };
	buffer_string(&text, "{\"x\":0");
	for (i = 0; i < 100000; i++)
		buffer_format(&text, ",\"k%u\":0", i % 50000);
	buffer_string(&text, "}");
	run_bytes(&run, text.data, text.length, read_json);
	assert_int_equal(run.messages.errors, MESSAGES_SHOWN);
	run_free(&run);
	buffer_free(&text);
}

static void depth(void **state)
{
	char text[512];

	(void)state;
	memset(text, '[', 64);
	memset(text + 64, ']', 64);
	text[128] = 0;
	{
		struct run run = { 0 };

		run_bytes(&run, text, 128, read_json);
		assert_int_equal(run.rc, 0);
		run_free(&run);
	}
	memset(text, '[', 65);
	check_refused(read_json, text, "1:65", "nested more than 64 deep");
}

static void long_string(void **state)
{
	size_t most = 16 * 1024 * 1024;
	char *text = malloc(most + 16);
	struct run run = { 0 };

	(void)state;
	text[0] = '"';
	memset(text + 1, 'x', most + 1);
	text[most + 1] = '"';
	text[most + 2] = '\0';
	run_bytes(&run, text, most + 2, read_json);
	assert_int_equal(run.rc, 0);
	assert_int_equal(run.events.length, most + 3);
	run_free(&run);
	text[most + 1] = 'x';
	text[most + 2] = '"';
	text[most + 3] = '\0';
	check_refused(read_json, text, "1:1", "longer than 16 MiB");
	free(text);
}

/* Every kind of token across every border of a chunk. */
static void borders(void **state)
{
	static const char tail[] = "{\"k\\u00e9y\\ud83d\\ude00\":-12.5e3,\r\n\"\xE2\x82\xAC\":true}]";
	size_t shift;

	(void)state;
	for (shift = 0; shift < sizeof tail + 2; shift++) {
		struct buffer text = { 0 }, events = { 0 };
		size_t i, pad = SOURCE_CHUNK - shift;

		buffer_string(&text, "[\"");
		for (i = 0; i < pad - 5; i++)
			buffer_string(&text, "p");
		buffer_string(&events, "[@1.1'");
		buffer_add(&events, text.data + 2, text.length - 2);
		buffer_format(&events, "@1.2';{@1.%zuk\xC3\xA9y\xF0\x9F\x98\x80@1.%zu=#-12.5e3@1.%zu;\xE2\x82\xAC@2.1=?true@2.5;}@2.9]@2.10",
			pad, pad + 1, pad + 24);
		buffer_string(&text, "\",");
		buffer_add(&text, tail, sizeof tail - 1);
		check_events(read_places, text.data, events.data);
		buffer_free(&text);
		buffer_free(&events);
	}
}

static void number_text(struct buffer *out, const char *text)
{
	if (strpbrk(text, ".eE"))
		buffer_format(out, "%.17g", strtod(text, NULL));
	else
		buffer_string(out, text);
}

static int oracle_scalar(void *self, struct text value, enum scalar_kind kind, struct mark at)
{
	struct run *run = self;

	if (kind != SCALAR_NUMBER)
		return tree_scalar(self, value, kind, at);
	{
		char *copy = mem_copy_string(value.data, value.length);

		buffer_string(&run->events, "#");
		number_text(&run->events, copy);
		buffer_string(&run->events, ";");
		free(copy);
	}
	return 0;
}

static int read_oracle(struct run *run)
{
	struct tree_handler handler = tree_events;

	handler.scalar = oracle_scalar;
	return json_read(&run->source, JSON_DUPLICATES_ERROR, &handler, run, &run->messages);
}

static void oracle_events(struct buffer *out, const json_t *value)
{
	const char *key;
	json_t *entry;
	size_t i;

	switch (json_typeof(value)) {
	case JSON_OBJECT:
		buffer_string(out, "{");
		json_object_foreach((json_t *)(uintptr_t)value, key, entry) {
			buffer_string(out, key);
			buffer_string(out, "=");
			oracle_events(out, entry);
		}
		buffer_string(out, "}");
		break;
	case JSON_ARRAY:
		buffer_string(out, "[");
		json_array_foreach(value, i, entry)
			oracle_events(out, entry);
		buffer_string(out, "]");
		break;
	case JSON_STRING:
		buffer_string(out, "'");
		buffer_add(out, json_string_value(value), json_string_length(value));
		buffer_string(out, "';");
		break;
	case JSON_INTEGER:
		buffer_format(out, "#%lld;", (long long)json_integer_value(value));
		break;
	case JSON_REAL:
		buffer_format(out, "#%.17g;", json_real_value(value));
		break;
	case JSON_TRUE:
		buffer_string(out, "?true;");
		break;
	case JSON_FALSE:
		buffer_string(out, "?false;");
		break;
	default:
		buffer_string(out, "~;");
	}
}

static void random_space(struct buffer *out, uint64_t *seed)
{
	static const char *const spaces[] = { "", "", "", " ", "\n", "\r\n", "\t ", "   " };

	buffer_string(out, spaces[xorshift(seed) % 8]);
}

static void random_string(struct buffer *out, uint64_t *seed, unsigned unique)
{
	static const char *const pieces[] = { "a", "Zz", " ", "\\n", "\\\"", "\\\\", "\\/", "\\u0041", "\\u20ac", "\\ud83d\\ude00", "\xC3\xA9",
		"\xE2\x82\xAC", "\xF0\x9F\x98\x80", "\\b\\f\\r\\t", "{[:,]}", "\x7F" };
	size_t count = (size_t)(xorshift(seed) % 12);

	buffer_string(out, "\"");
	while (count--)
		buffer_string(out, pieces[xorshift(seed) % 16]);
	if (unique)
		buffer_format(out, "%u", unique);
	buffer_string(out, "\"");
}

static void random_value(struct buffer *out, uint64_t *seed, unsigned depth_left)
{
	unsigned i, count = (unsigned)(xorshift(seed) % 6);
	bool map;

	random_space(out, seed);
	switch (xorshift(seed) % (depth_left ? 10 : 6)) {
	case 0:
		buffer_string(out, xorshift(seed) % 2 ? "true" : "false");
		break;
	case 1:
		buffer_string(out, "null");
		break;
	case 2:
		buffer_format(out, "%lld", (long long)(xorshift(seed) % 2000000) - 1000000);
		break;
	case 3:
		buffer_format(out, "%s%llu.%03llu%s%llu", xorshift(seed) % 2 ? "-" : "", (unsigned long long)(xorshift(seed) % 1000),
			(unsigned long long)(xorshift(seed) % 1000), xorshift(seed) % 2 ? "e-" : "E+", (unsigned long long)(xorshift(seed) % 99));
		break;
	case 4:
	case 5:
		random_string(out, seed, 0);
		break;
	default:
		map = xorshift(seed) % 2;
		if (xorshift(seed) % 16 == 0)
			count += 40;
		buffer_string(out, map ? "{" : "[");
		for (i = 0; i < count; i++) {
			buffer_string(out, i ? "," : "");
			random_space(out, seed);
			if (map) {
				/* The number at its end makes every key of a mapping another. */
				random_string(out, seed, 1000 + i);
				random_space(out, seed);
				buffer_string(out, ":");
			}
			random_value(out, seed, depth_left - 1);
		}
		random_space(out, seed);
		buffer_string(out, map ? "}" : "]");
	}
	random_space(out, seed);
}

/* jansson reads the same trees from random documents, and accepts and refuses the same mutations of them. */
static void oracle(void **state)
{
	uint64_t seed = 20191118;
	unsigned i, accepted = 0, refused = 0;

	(void)state;
	for (i = 0; i < 600; i++) {
		struct buffer text = { 0 }, expected = { 0 };
		struct run run = { 0 };
		json_t *tree;

		random_value(&text, &seed, 5);
		if (i % 2)
			text.data[xorshift(&seed) % text.length] = "\"{}[]:, 0x\\-.e"[xorshift(&seed) % 14];
		tree = json_loadb(text.data, text.length, JSON_DECODE_ANY | JSON_REJECT_DUPLICATES, NULL);
		run_bytes(&run, text.data, text.length, read_oracle);
		if ((tree != NULL) != (run.rc == 0))
			fail_msg("jansson %s: %s\n%s", tree ? "accepts" : "refuses", buffer_view(&run.printed).data, text.data);
		if (tree) {
			accepted++;
			oracle_events(&expected, tree);
			assert_string_equal(buffer_view(&run.events).data, buffer_view(&expected).data);
		} else {
			refused++;
		}
		json_decref(tree);
		run_free(&run);
		buffer_free(&text);
		buffer_free(&expected);
	}
	assert_true(accepted > 300 && refused > 50);
}

static void mutations(void **state)
{
	(void)state;
	check_mutations(read_json, "{\"keur\": 1, \"network\": {\"operator\": \"Noordzee \\u00e9\\ud83d\\ude00\", \"users\": -4.5e6},\n"
		"\"components\": [{\"id\": \"b-1\", \"data\": [true, false, null]}, {\"id\": \"caf\xC3\xA9\"}]}\n", 4000, 7);
}

static void samples(void **state)
{
	(void)state;
	check_samples(".json", read_lenient, 0);
}

/* In a comment or a value: people read a line otherwise than keur. */
static void turned(void **state)
{
	(void)state;
	check_warned(read_json, "[\n\"x\xE2\x80\xAB\"]", "2:3", "the character U+202B stands here, which turns what follows around");
	check_events(read_json, "[\"\\u202e\"]", "['\xE2\x80\xAE';]");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values), cmocka_unit_test(strings), cmocka_unit_test(places), cmocka_unit_test(refused_structure),
		cmocka_unit_test(refused_words), cmocka_unit_test(refused_strings), cmocka_unit_test(duplicates), cmocka_unit_test(depth),
		cmocka_unit_test(long_string), cmocka_unit_test(borders), cmocka_unit_test(oracle), cmocka_unit_test(mutations),
		cmocka_unit_test(turned), cmocka_unit_test(samples),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
