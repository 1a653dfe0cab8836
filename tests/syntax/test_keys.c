#include "syntax_test.h"

#include "syntax/keys.h"

static const struct mark *add(struct keys *keys, const char *key, uint32_t line)
{
	return keys_add(keys, text_of(key), (struct mark){ line, 1 });
}

/* Lengths around the eight bytes that are compared first. */
static void lengths(void **state)
{
	static const char *const names[] = { "", "a", "b", "ab", "ba", "aba", "abba", "abab", "abcdefg", "abcdefh", "abcdefgh", "abcdefghi",
		"abcdefghj", "abcdefgh-abcdefgh", "abcdefgh-abcdefgi" };
	struct keys keys = { 0 };
	size_t i;

	(void)state;
	keys_open(&keys);
	for (i = 0; i < sizeof names / sizeof names[0]; i++)
		assert_null(add(&keys, names[i], (uint32_t)i + 1));
	for (i = 0; i < sizeof names / sizeof names[0]; i++)
		assert_int_equal(add(&keys, names[i], 99)->line, i + 1);
	keys_close(&keys);
	keys_free(&keys);
}

static void nested(void **state)
{
	struct keys keys = { 0 };
	char name[32];
	uint32_t i, round;

	(void)state;
	for (round = 0; round < 3; round++) {
		keys_open(&keys);
		assert_null(add(&keys, "outer", 1));
		for (i = 0; i < 3000; i++) {
			snprintf(name, sizeof name, "key-%u", i);
			assert_null(add(&keys, name, i + 2));
			if (i % 500 == 0) {
				keys_open(&keys);
				assert_null(add(&keys, "outer", 1));
				assert_null(add(&keys, name, 7));
				assert_int_equal(add(&keys, name, 8)->line, 7);
				keys_close(&keys);
			}
		}
		for (i = 0; i < 3000; i++) {
			snprintf(name, sizeof name, "key-%u", i);
			assert_int_equal(add(&keys, name, 1)->line, i + 2);
		}
		assert_non_null(add(&keys, "outer", 1));
		keys_close(&keys);
	}
	keys_free(&keys);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(lengths), cmocka_unit_test(nested) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
