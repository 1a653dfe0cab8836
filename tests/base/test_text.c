/* UTF-8 against a decoder written from the definition, views of text, and the buffer that grows. */
#include "base_test.h"

/* Length of the character that begins here, by decoding it and asking whether this is the one way to write it; 0: none. */
static size_t decoded(const unsigned char *s, size_t left)
{
	static const uint32_t least[5] = { 0, 0, 0x80, 0x800, 0x10000 };
	size_t size = s[0] < 0x80 ? 1 : (s[0] & 0xE0) == 0xC0 ? 2 : (s[0] & 0xF0) == 0xE0 ? 3 : (s[0] & 0xF8) == 0xF0 ? 4 : 0, i;
	uint32_t c = size == 1 ? s[0] : s[0] & (0x7Fu >> size);

	if (size == 0 || size > left)
		return 0;
	for (i = 1; i < size; i++) {
		if ((s[i] & 0xC0) != 0x80)
			return 0;
		c = c << 6 | (s[i] & 0x3Fu);
	}
	return c < least[size] || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF) ? 0 : size;
}

static void check_one(const unsigned char *bytes, size_t length)
{
	size_t found = utf8_valid_prefix((const char *)bytes, length), expected = 0, step;

	while (expected < length && (step = decoded(bytes + expected, length - expected)) > 0)
		expected += step;
	if (found != expected)
		fail_msg("%02X %02X %02X %02X (%zu): %zu valid, expected %zu", bytes[0], bytes[1], bytes[2], bytes[3], length, found, expected);
}

static void every_pair_of_bytes(void **state)
{
	unsigned a, b;

	(void)state;
	for (a = 0; a < 256; a++)
		for (b = 0; b < 256; b++) {
			unsigned char bytes[4] = { (unsigned char)a, (unsigned char)b, 0, 0 };

			check_one(bytes, 1);
			check_one(bytes, 2);
		}
}

static void three_and_four_bytes(void **state)
{
	static const unsigned char edge[] = { 0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF };
	unsigned a, b, c, d;

	(void)state;
	for (a = 0xC0; a < 256; a++)
		for (b = 0; b < 256; b++)
			for (c = 0; c < sizeof edge; c++)
				for (d = 0; d < sizeof edge; d++) {
					unsigned char bytes[4] = { (unsigned char)a, (unsigned char)b, edge[c], edge[d] };

					check_one(bytes, 3);
					check_one(bytes, 4);
				}
}

/* Plain bytes are looked at eight at a time: a bad one counts wherever it stands. */
static void bad_byte_anywhere(void **state)
{
	size_t length, at;

	(void)state;
	for (length = 1; length <= 40; length++)
		for (at = 0; at < length; at++) {
			char text[41];

			memset(text, 'x', sizeof text);
			text[at] = (char)0xFF;
			assert_int_equal(utf8_valid_prefix(text, length), at);
			text[at] = 'x';
			assert_int_equal(utf8_valid_prefix(text, length), length);
		}
	assert_int_equal(utf8_valid_prefix("", 0), 0);
	assert_int_equal(utf8_valid_prefix("a\0b", 3), 3);
	assert_int_equal(utf8_valid_prefix("12345678\xE2\x82\xAC" "12345678", 19), 19);
	assert_int_equal(utf8_valid_prefix("1234567\xE2\x82", 9), 7);
}

static void characters_are_counted(void **state)
{
	(void)state;
	assert_int_equal(utf8_count("", 0), 0);
	assert_int_equal(utf8_count("abc", 3), 3);
	assert_int_equal(utf8_count("\xC3\xA9\xE2\x82\xAC\xF0\x9F\x93\xA1z", 10), 4);
}

static void views(void **state)
{
	struct text none = { NULL, 0 };

	(void)state;
	assert_true(text_equal(none, text_of("")));
	assert_true(text_is(TEXT_LITERAL("ab"), "ab"));
	assert_false(text_is(TEXT_LITERAL("ab"), "abc"));
	assert_false(text_is(TEXT_LITERAL("abc"), "ab"));
	assert_int_equal(text_compare(none, none), 0);
	assert_true(text_compare(none, text_of("a")) < 0);
	assert_true(text_compare(text_of("a"), none) > 0);
	assert_true(text_compare(text_of("a"), text_of("ab")) < 0);
	assert_true(text_compare(text_of("b"), text_of("ab")) > 0);
	assert_true(text_compare(text_of("Z"), text_of("a")) < 0); /* bytes, no locale */
	assert_true(text_compare(text_of("z"), text_of("\xC3\xA9")) < 0);
	assert_true(text_is(text_trim(text_of(" \t\r\na b\n ")), "a b"));
	assert_true(text_is(text_trim(text_of(" \n")), ""));
	assert_true(text_is(text_trim(text_of("\xC2\xA0x")), "\xC2\xA0x")); /* ASCII blanks only */
}

static void buffers(void **state)
{
	struct buffer buffer = { 0 };
	size_t i;

	(void)state;
	assert_string_equal(buffer_view(&buffer).data, "");
	buffer_add(&buffer, NULL, 0);
	assert_string_equal(buffer.data, "");
	buffer_string(&buffer, "one ");
	buffer_text(&buffer, TEXT_LITERAL("two "));
	buffer_format(&buffer, "%s %d", "three", 4);
	buffer_format(&buffer, "%s", "");
	assert_string_equal(buffer.data, "one two three 4");
	assert_int_equal(buffer.length, 15);
	buffer_clear(&buffer);
	assert_string_equal(buffer.data, "");
	for (i = 0; i < 10000; i++)
		buffer_format(&buffer, "%zu,", i);
	assert_int_equal(buffer.length, 48890);
	assert_int_equal(strlen(buffer.data), buffer.length);
	assert_true(strcmp(buffer.data + buffer.length - 10, "9998,9999,") == 0);
	buffer_clear(&buffer);
	buffer_add(&buffer, "a\0b", 3);
	assert_int_equal(buffer.length, 3);
	assert_int_equal(buffer.data[3], 0);
	buffer_free(&buffer);
	assert_null(buffer.data);
	buffer.length = SIZE_MAX - 1;
	ASSERT_OUT_OF_MEMORY((buffer_add(&buffer, "ab", 2), 0));
}

static void lines(void **state)
{
	struct text rest = TEXT_LITERAL("one\n\ntwo\r\nend");
	struct text none = { NULL, 0 }, ended = TEXT_LITERAL("x\n");

	(void)state;
	assert_true(text_is(text_line(&rest), "one"));
	assert_true(text_is(text_line(&rest), ""));
	assert_int_equal(rest.length, 8);
	assert_true(text_is(text_line(&rest), "two\r"));
	assert_true(text_is(text_line(&rest), "end"));
	assert_int_equal(rest.length, 0);
	assert_int_equal(text_line(&rest).length, 0);
	assert_int_equal(text_line(&none).length, 0);
	assert_true(text_is(text_line(&ended), "x"));
	assert_int_equal(ended.length, 0);
}

static void ids(void **state)
{
#define ID_64 "n234567890123456789012345678901234567890123456789012345678901234"
	static const struct {
		const char *text;
		size_t length;
		bool right;
	} id[] = {
		{ "a", 1, true }, { "remote_access", 13, true }, { "a9_", 3, true }, { ID_64, 64, true }, { ID_64 "5", 65, false }, { "", 0, false },
		{ "_a", 0, false }, { "9a", 0, false }, { "A", 0, false }, { "a.b", 1, false }, { "ab c", 2, false }, { "a\xC3\xA9", 1, false },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof id / sizeof *id; i++) {
		assert_int_equal(id_length(text_of(id[i].text)), id[i].length);
		assert_int_equal(id_right(text_of(id[i].text)), id[i].right);
	}
}

/* A path in advice can be pasted, whatever it is. */
static void words_of_a_shell(void **state)
{
	static const char *const word[][2] = {
		{ "plugin.so", "plugin.so" },
		{ "/usr/lib/x86_64-linux-gnu/a+b:c=d,e@f%g.so", "/usr/lib/x86_64-linux-gnu/a+b:c=d,e@f%g.so" },
		{ "", "''" },
		{ "a b", "'a b'" },
		{ "$(id)", "'$(id)'" },
		{ "~", "'~'" },
		{ "it's", "'it'\\''s'" },
		{ "'", "''\\'''" },
		{ "a\nb", "'a\nb'" },
		{ "\xC3\xA9", "'\xC3\xA9'" },
	};
	struct buffer buffer = { 0 };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof word / sizeof *word; i++) {
		buffer_clear(&buffer);
		buffer_shell(&buffer, word[i][0]);
		assert_string_equal(buffer.data, word[i][1]);
	}
	buffer_free(&buffer);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_pair_of_bytes),
		cmocka_unit_test(three_and_four_bytes),
		cmocka_unit_test(bad_byte_anywhere),
		cmocka_unit_test(characters_are_counted),
		cmocka_unit_test(views),
		cmocka_unit_test(buffers),
		cmocka_unit_test(lines),
		cmocka_unit_test(ids),
		cmocka_unit_test(words_of_a_shell),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
