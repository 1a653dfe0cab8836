/* The CSV files: golden bytes, and what a spreadsheet must not run. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "fixture.h"
#include "report/cells.h"

static char *make(struct fixture *f, enum cells_id table, size_t *length)
{
	FILE *file;
	struct out *out = temporary(&file);

	report_csv(&f->result, &cells_table[table], out);
	return written(out, file, length);
}

static void assert_csv(enum cells_id table)
{
	struct fixture *f = mem_alloc(sizeof *f);
	size_t length;
	char *text, name[64];

	fixture_build(f);
	text = make(f, table, &length);
	snprintf(name, sizeof name, "%s.csv", cells_table[table].name);
	assert_golden(name, text, length);
	free(text);
	fixture_free(f);
	free(f);
}

static void test_tables(void **state)
{
	unsigned i;

	(void)state;
	for (i = 0; i < CELLS_TABLES; i++)
		assert_csv((enum cells_id)i);
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
		for (k = 0; k < CELLS_TABLES; k++) {
			text = make(f, (enum cells_id)k, &length);
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
		cmocka_unit_test(test_tables),
		cmocka_unit_test(test_shape),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
