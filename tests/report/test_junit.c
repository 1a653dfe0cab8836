/* JUnit XML: what stands in attributes and texts is what was said, and nothing of it can end them. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "report/junit.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static char *written(const char *suite, const struct junit_case *entry, size_t cases)
{
	FILE *file = tmpfile();
	struct error err;
	struct out out;
	char *text;
	off_t size;

	assert_non_null(file);
	out_start(&out, fileno(file));
	junit_write(suite, entry, cases, &out);
	assert_int_equal(out_end(&out, "junit", &err), 0);
	size = lseek(fileno(file), 0, SEEK_END);
	text = calloc((size_t)size + 1, 1);
	assert_int_equal(pread(fileno(file), text, (size_t)size, 0), size);
	fclose(file);
	return text;
}

static void test_cases(void **state)
{
	static const struct junit_case entry[] = {
		{ "Group", "good", "", false },
		{ "Group", "said", "a < b", false },
		{ "Group", "bad", "\"quoted\" & <tag> ]]> \x1b[31m \xFF", true },
	};
	char *text = written("a&b\"<", entry, 3);

	(void)state;
	assert_string_equal(text, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"
		"<testsuite name=\"a&amp;b&quot;&lt;\" tests=\"3\" failures=\"1\" errors=\"0\" skipped=\"0\">\n"
		"<testcase classname=\"Group\" name=\"good\"/>\n"
		"<testcase classname=\"Group\" name=\"said\"><system-out>a &lt; b</system-out></testcase>\n"
		"<testcase classname=\"Group\" name=\"bad\"><failure message=\"&quot;quoted&quot; &amp; &lt;tag&gt; ]]&gt; \\u{1B}[31m \\xFF\">"
		"&quot;quoted&quot; &amp; &lt;tag&gt; ]]&gt; \\u{1B}[31m \\xFF</failure></testcase>\n"
		"</testsuite>\n</testsuites>\n");
	free(text);
}

static void test_none(void **state)
{
	char *text = written("empty", NULL, 0);

	(void)state;
	assert_string_equal(text, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"
		"<testsuite name=\"empty\" tests=\"0\" failures=\"0\" errors=\"0\" skipped=\"0\">\n</testsuite>\n</testsuites>\n");
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cases),
		cmocka_unit_test(test_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
