/* What a plugin says as it is shown, and which texts of others are taken at all. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "host/host_words.h"

static void shown(void **state)
{
	static const char *const cases[][2] = {
		{ "plain \xC3\xA9 \xF0\x9F\x93\xA1", "plain \xC3\xA9 \xF0\x9F\x93\xA1" }, { "a\x1B[31m\tb\n", "a?[31m?b?" }, { "a\xFF\xC3", "a??" },
		{ "\xC2\x9B" "31m\xC2\xA0", "?31m\xC2\xA0" }, { "a\xE2\x80\xAE" "b\xE2\x80\x8B" "c\xCD\x8F\xF3\xA0\x81\x81", "a?b?c??" },
	};
	struct buffer out = { 0 };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		buffer_clear(&out);
		words_clean(&out, cases[i][0], strlen(cases[i][0]));
		assert_string_equal(out.data, cases[i][1]);
	}
	buffer_free(&out);
}

static void taken(void **state)
{
	(void)state;
	assert_true(words_are_clean(TEXT_LITERAL("\xD9\x85\xE2\x80\x8C\xD8\xA7 \xE2\x80\x94"), false)); /* a joiner that Persian is written with */
	assert_true(words_are_clean(TEXT_LITERAL("a\nb"), true));
	assert_false(words_are_clean(TEXT_LITERAL("a\nb"), false));
	assert_false(words_are_clean(TEXT_LITERAL("a\tb"), true));
	assert_false(words_are_clean(TEXT_LITERAL("a\xE2\x81\xA6"), true));
	assert_false(words_are_clean(TEXT_LITERAL("a\xC2\x9B"), true));
	assert_int_equal(words_clean_prefix(TEXT_LITERAL("ab\xE2\x80\xAE")), 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(shown), cmocka_unit_test(taken) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
