/* report.html over the small result of fixture.h. What a browser makes of the page, and whether it says everything, is for check_formats.py; here is
 * what the demo and the cases cannot show: a plugin that crashed, a result without logs or groups, and that writing is the same twice. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "fixture.h"

static char *page(const struct result *result, size_t *length)
{
	FILE *file;
	struct out *out = temporary(&file);

	report_html(result, out);
	return written(out, file, length);
}

static void test_says_loudly_what_was_not_assessed(void **state)
{
	struct fixture f;
	size_t length;
	const char *alarm;
	char *text;

	(void)state;
	fixture_build(&f);
	text = page(&f.result, &length);
	alarm = strstr(text, "<section id=\"not-assessed\" class=\"alarm\" role=\"alert\"");
	assert_non_null(alarm);
	assert_true(alarm < strstr(text, "<section id=\"answer\"")); /* before anything that could read as an answer */
	assert_non_null(strstr(alarm, "<bdi>logging</bdi></strong>: crashed (<bdi>killed by signal 11</bdi>)"));
	assert_non_null(strstr(alarm, "counts as unknown in 4 parts. Nothing below says that they are fine."));
	assert_non_null(strstr(text, "Not assessed by <bdi>logging</bdi>: what it looks for counts as unknown here."));
	assert_non_null(strstr(text, "not fully assessed"));
	f.run[1].status = RUN_OK;
	f.result.summary.not_assessed = 0;
	free(text);
	text = page(&f.result, &length);
	assert_null(strstr(text, "class=\"alarm\""));
	assert_null(strstr(text, "not fully assessed"));
	free(text);
	fixture_free(&f);
}

static void test_hostile_names_are_text(void **state)
{
	struct fixture f;
	size_t length;
	char *text;

	(void)state;
	fixture_build(&f);
	text = page(&f.result, &length);
	assert_int_equal(strlen(text), length); /* no NUL */
	assert_null(strchr(text, '\x1b'));
	assert_null(strstr(text, "\xE2\x80\xAE"));
	assert_non_null(strstr(text, "<bdi>zz\\u{9}&quot;q&quot;\\u{1B}[31m\\u{202E}cba</bdi>"));
	assert_non_null(strstr(text, "<bdi>=cmd()|&#39;calc</bdi>"));
	free(text);
	fixture_free(&f);
}

/* The answer names what it counts; the breach is told in names, its rule behind it; and what to do stands before the matrix. */
static void test_tells_a_director(void **state)
{
	struct fixture f;
	size_t length;
	const char *steps;
	char *text;

	(void)state;
	fixture_build(&f);
	text = page(&f.result, &length);
	assert_non_null(strstr(text, "<p class=\"lead\">A rule of the policy pack is broken, in 1 critical part; 1 part that needs trusted suppliers has one that is "
		"not trusted, and of 1 more it is not known; 1 part carries a high or very high risk on the known facts, 2 more only because facts are missing. "
		"<span class=\"bad\">This is a lower bound: not everything was assessed.</span></p>"));
	assert_non_null(strstr(text, ", rule <bdi>"));
	steps = strstr(text, "<section id=\"steps\"");
	assert_non_null(steps);
	assert_true(strstr(text, "<section id=\"answer\"") < steps && steps < strstr(text, "<section id=\"matrix\""));
	assert_non_null(strstr(steps, "ends 1 breach"));
	assert_non_null(strstr(steps, "Decide on supplier mystery"));
	assert_non_null(strstr(steps, "keur whatif --cheapest"));
	free(text);
	fixture_free(&f);
}

static void test_same_bytes_twice(void **state)
{
	struct fixture f;
	size_t first, second;
	char *one, *other;

	(void)state;
	fixture_build(&f);
	one = page(&f.result, &first);
	other = page(&f.result, &second);
	assert_int_equal(first, second);
	assert_string_equal(one, other);
	free(one);
	free(other);
	fixture_free(&f);
}

static void test_unknown_is_said(void **state)
{
	struct fixture f;
	size_t length;
	char *text;

	(void)state;
	fixture_build(&f);
	f.model.as_of = KEUR_NO_DATE;
	text = page(&f.result, &length);
	assert_non_null(strstr(text, "no date is given, so every rule about dates answers unknown"));
	assert_non_null(strstr(text, "undetermined: at least <span class=\"level l2\">low</span>, at most <span class=\"level l5\">very high</span>"));
	assert_non_null(strstr(text, "<span class=\"unknown\">not known</span>"));
	free(text);
	fixture_free(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_says_loudly_what_was_not_assessed), cmocka_unit_test(test_hostile_names_are_text),
		cmocka_unit_test(test_tells_a_director), cmocka_unit_test(test_same_bytes_twice), cmocka_unit_test(test_unknown_is_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
