/* The dictionary against a table of its own over 100,000 strings, and without its index. */
#include "base_test.h"

#include "base/dict.h"

enum { DRAWS = 100000, SPACE = 60000 };

/* Each number gives another string: its digits, then filling of a length that depends on it. */
static struct text string_of(uint32_t number, char room[64])
{
	int length = snprintf(room, 64, "%x/%.*s", number, (int)(number % 40), "........................................");

	if (number == 0)
		return (struct text){ room, 0 };
	if (number % 5 == 0)
		room[0] = (char)(room[0] | 0x80); /* not only ASCII: the dictionary takes bytes */
	if (number % 7 == 0)
		room[length++] = '\0';
	return (struct text){ room, (size_t)length };
}

static void against_a_table(void **state)
{
	uint32_t *code = malloc(SPACE * sizeof *code), *number = malloc(SPACE * sizeof *number), i, seen = 0;
	struct dict dict = { 0 };
	uint64_t random = 42;
	char room[64];

	(void)state;
	memset(code, 0xFF, SPACE * sizeof *code);
	for (i = 0; i < DRAWS; i++) {
		uint32_t n = (uint32_t)(random_next(&random) % SPACE);
		struct text text = string_of(n, room);

		assert_int_equal(dict_find(&dict, text), code[n]);
		if (code[n] == DICT_NONE) {
			number[seen] = n;
			code[n] = seen++;
		}
		assert_int_equal(dict_add(&dict, text), code[n]);
		if (i == DRAWS / 2) {
			dict_drop_index(&dict); /* built anew by the next dict_add */
			assert_int_equal(dict_find(&dict, text), code[n]);
			assert_int_equal(dict_find(&dict, TEXT_LITERAL("nowhere")), DICT_NONE);
		}
	}
	assert_int_equal(dict.count, seen);
	for (i = 0; i < seen; i++) {
		struct text expected = string_of(number[i], room), found = dict_text(&dict, i);

		assert_true(text_equal(found, expected));
		assert_int_equal(dict_string(&dict, i)[found.length], 0);
	}
	for (i = 0; i < SPACE; i++)
		assert_int_equal(dict_find(&dict, string_of(i, room)), code[i]);
	dict_free(&dict);
	assert_int_equal(dict.count, 0);
	free(code);
	free(number);
}

static void empty(void **state)
{
	struct dict dict = { 0 };

	(void)state;
	assert_int_equal(dict_find(&dict, TEXT_LITERAL("")), DICT_NONE);
	assert_int_equal(dict_add(&dict, (struct text){ NULL, 0 }), 0);
	assert_int_equal(dict_add(&dict, TEXT_LITERAL("")), 0);
	assert_int_equal(dict_add(&dict, TEXT_LITERAL("a")), 1);
	assert_string_equal(dict_string(&dict, 0), "");
	assert_int_equal(dict_find(&dict, (struct text){ NULL, 0 }), 0);
	dict_free(&dict);
	dict_free(&dict);
}

/* Another seed, the same codes. */
static void test_seed(void **state)
{
	struct dict plain = { 0 }, seeded = { .seed = UINT64_C(0x123456789abcdef) };
	char text[16];
	unsigned i;

	(void)state;
	for (i = 0; i < 5000; i++) {
		snprintf(text, sizeof text, "%u", i % 3000);
		assert_int_equal(dict_add(&plain, text_of(text)), dict_add(&seeded, text_of(text)));
	}
	assert_int_equal(seeded.count, 3000);
	assert_int_equal(dict_find(&seeded, text_of("2999")), 2999);
	dict_free(&plain);
	dict_free(&seeded);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_seed),
		cmocka_unit_test(against_a_table),
		cmocka_unit_test(empty),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
