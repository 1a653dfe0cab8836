/* What "did you mean" offers, and when it rather offers nothing. */
#include "base_test.h"

#include "base/nearest.h"

/* The best of a space-separated list. */
static void assert_best(const char *wanted, const char *candidates, const char *best, unsigned distance)
{
	struct nearest nearest = nearest_start(text_of(wanted));
	const char *at = candidates;

	while (*at) {
		size_t length = strcspn(at, " ");

		nearest_try(&nearest, (struct text){ at, length });
		at += length + (at[length] == ' ');
	}
	if (!text_is(nearest.best, best))
		fail_msg("%s among %s: %.*s", wanted, candidates, (int)nearest.best.length, nearest.best.data);
	if (*best)
		assert_int_equal(nearest.distance, distance);
}

static void edits(void **state)
{
	(void)state;
	assert_best("internett", "internal internet partner", "internet", 1); /* delete */
	assert_best("sgment", "segment", "segment", 1);                        /* insert */
	assert_best("segmemt", "segment", "segment", 1);                       /* replace */
	assert_best("semgent", "segment", "segment", 1);                       /* swap of neighbours */
	assert_best("SEGMENT", "segment", "segment", 0);                       /* letter case is no edit */
	assert_best("amf", "AMF", "AMF", 0);
	assert_best("manafucture", "manufacture", "manufacture", 2);
	assert_best("abcdef", "bcdefg", "bcdefg", 2);
}

static void ties_keep_the_earlier(void **state)
{
	(void)state;
	assert_best("cat", "bat rat cart", "bat", 1);
	assert_best("cat", "rat bat", "rat", 1);
	assert_best("cat", "bat Cat cat", "Cat", 0);
}

/* A third of the letters, at least one, at most four. */
static void far_is_nothing(void **state)
{
	(void)state;
	assert_best("", "a", "a", 1);
	assert_best("", "ab", "", 0);
	assert_best("ab", "xy", "", 0);
	assert_best("ab", "ax", "ax", 1);
	assert_best("abcdef", "abxyef", "abxyef", 2);
	assert_best("abcdef", "abxyzf", "", 0);
	assert_best("abcdefghijklmnopqrst", "ABCD....ijklmnopqrst", "ABCD....ijklmnopqrst", 4);
	assert_best("abcdefghijklmnopqrst", "abc.....ijklmnopqrst", "", 0);
	assert_best("flux", "AMF SMF UPF", "", 0);
}

static void long_names_are_nobody(void **state)
{
	char longest[66];
	struct nearest nearest;

	(void)state;
	memset(longest, 'a', sizeof longest);
	nearest = nearest_start((struct text){ longest, 64 });
	nearest_try(&nearest, (struct text){ longest, 65 });
	assert_int_equal(nearest.best.length, 0);
	nearest_try(&nearest, (struct text){ longest, 63 });
	assert_int_equal(nearest.best.length, 63);
	nearest = nearest_start((struct text){ longest, 65 });
	nearest_try(&nearest, (struct text){ longest, 64 });
	assert_int_equal(nearest.best.length, 0);
}

/* Names that begin with what was wanted, where none is a misspelling of it: the shortest, of equals the earlier. */
static void begun(void **state)
{
	struct nearest nearest = nearest_start(text_of("Siem"));

	(void)state;
	nearest_try(&nearest, text_of("siem-west-1"));
	nearest_try(&nearest, text_of("siem-10"));
	nearest_try(&nearest, text_of("siem-20"));
	assert_true(nearest.begins);
	assert_true(text_is(nearest.best, "siem-10"));
	nearest_try(&nearest, text_of("sien"));
	nearest_try(&nearest, text_of("siem-1"));
	assert_false(nearest.begins);
	assert_true(text_is(nearest.best, "sien"));
	assert_best("si", "siem-1", "", 0);
}

/* Edits one by one, by their definition: prefixes of both. */
static unsigned edit_distance(const char *a, size_t m, const char *b, size_t n)
{
	unsigned least, other;

	if (!m || !n)
		return (unsigned)(m + n);
	least = edit_distance(a, m - 1, b, n - 1) + (a[m - 1] != b[n - 1]);
	other = edit_distance(a, m - 1, b, n) + 1;
	least = other < least ? other : least;
	other = edit_distance(a, m, b, n - 1) + 1;
	least = other < least ? other : least;
	if (m > 1 && n > 1 && a[m - 1] == b[n - 2] && a[m - 2] == b[n - 1]) {
		other = edit_distance(a, m - 2, b, n - 2) + 1;
		least = other < least ? other : least;
	}
	return least;
}

static void against_the_definition(void **state)
{
	uint64_t random = 7;
	int round;

	(void)state;
	for (round = 0; round < 2000; round++) {
		char a[8], b[8];
		size_t m = 1 + random_next(&random) % 6, n = 1 + random_next(&random) % 6, i;
		unsigned expected, most = m / 3 < 1 ? 1 : (unsigned)(m / 3);
		struct nearest nearest;

		for (i = 0; i < 8; i++) {
			a[i] = (char)('a' + random_next(&random) % 3);
			b[i] = (char)('a' + random_next(&random) % 3);
		}
		expected = edit_distance(a, m, b, n);
		nearest = nearest_start((struct text){ a, m });
		nearest_try(&nearest, (struct text){ b, n });
		if ((nearest.best.length > 0 && !nearest.begins) != (expected <= most)
			|| (nearest.best.length && !nearest.begins && nearest.distance != expected))
			fail_msg("%.*s and %.*s: %u, expected %u", (int)m, a, (int)n, b, nearest.distance, expected);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(edits),
		cmocka_unit_test(ties_keep_the_earlier),
		cmocka_unit_test(far_is_nothing),
		cmocka_unit_test(begun),
		cmocka_unit_test(long_names_are_nobody),
		cmocka_unit_test(against_the_definition),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
