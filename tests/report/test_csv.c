/* The CSV files: golden bytes, and what a spreadsheet must not run. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "fixture.h"

typedef void writer(const struct result *result, struct out *out);

static char *make(struct fixture *f, writer *write_csv, size_t *length)
{
	FILE *file;
	struct out *out = temporary(&file);

	write_csv(&f->result, out);
	return written(out, file, length);
}

static void assert_csv(const char *name, writer *write_csv)
{
	struct fixture *f = mem_alloc(sizeof *f);
	size_t length;
	char *text;

	fixture_build(f);
	text = make(f, write_csv, &length);
	assert_golden(name, text, length);
	free(text);
	fixture_free(f);
	free(f);
}

static void test_findings(void **state)
{
	(void)state;
	assert_csv("findings.csv", report_findings_csv);
}

static void test_components(void **state)
{
	(void)state;
	assert_csv("components.csv", report_components_csv);
}

static void test_gaps(void **state)
{
	(void)state;
	assert_csv("suppliers.csv", report_suppliers_csv);
	assert_csv("gaps.csv", report_gaps_csv);
}

/* By a small reader of RFC 4180: every record has as many cells as the header, stands on one line, and no cell starts a formula. */
static void check_records(const char *text)
{
	size_t cells = 1, expected = 0;
	bool quoted = false, start = true;

	for (; *text; text++) {
		assert_true((unsigned char)*text >= 0x20 || *text == '\n');
		if (start && !quoted)
			assert_null(memchr("=+-@\t\r", *text == '"' && text[1] != '"' ? text[1] : *text, 6));
		start = false;
		if (*text == '"') {
			quoted = !quoted;
		} else if (*text == '\n') {
			assert_false(quoted);
			if (!expected)
				expected = cells;
			assert_int_equal(cells, expected);
			cells = 1;
			start = true;
		} else if (*text == ',' && !quoted) {
			cells++;
			start = true;
		}
	}
	assert_false(quoted);
	assert_int_equal(cells, 1);
}

static void test_shape(void **state)
{
	writer *const writers[] = { report_findings_csv, report_components_csv, report_suppliers_csv, report_gaps_csv };
	static const char *const hostile[] = { "=1", "+1", "-1", "@a", "\t=1", "\r=1", "\n=1", "\"=1\"", ",=1", "a,b", "a\"b", "\"", "" };
	struct fixture *f = mem_alloc(sizeof *f);
	size_t length, i, k;
	char *text;

	(void)state;
	fixture_build(f);
	for (i = 0; i < sizeof hostile / sizeof *hostile; i++) {
		f->gap[0].blame = hostile[i];
		f->gap[0].question = hostile[i];
		set_text(&f->model, COL_component_name, PART_AMF, hostile[i]);
		for (k = 0; k < 3; k++) {
			text = make(f, writers[k], &length);
			check_records(text);
			free(text);
		}
	}
	fixture_free(f);
	free(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_findings),
		cmocka_unit_test(test_components),
		cmocka_unit_test(test_gaps),
		cmocka_unit_test(test_shape),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
