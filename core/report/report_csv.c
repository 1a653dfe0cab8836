/* The CSV files, one to a table of cells.h: RFC 4180 with LF line ends (spreadsheets read both, diff and grep want these), UTF-8, a header
 * row, one line per record: a line break inside a name is shown as \u{A}, like everything else that people could not see. Lists are joined
 * by `|`. A cell that a spreadsheet would run as a formula gets an apostrophe in front; the exact text stands in result.json. */
#include "report/report.h"

#include "report/cells.h"
#include "report/csv.h"

static void take_text(void *csv, struct text text, uint8_t risk)
{
	(void)risk;
	csv_text(csv, text);
}

static void take_number(void *csv, int64_t number)
{
	csv_number(csv, (uint64_t)number);
}

static void take_end(void *csv)
{
	csv_end_record(csv);
}

static const struct cells_taker csv_taker = { take_text, take_number, take_end };

void report_csv(const struct result *result, const struct cells_table *table, struct out *out)
{
	struct csv csv = { .out = out };
	struct cells cells;
	size_t i;

	cells_start(&cells, result, &csv_taker, &csv);
	for (i = 0; i < table->fields; i++)
		cells_string(&cells, table->field[i].name);
	cells_end(&cells);
	cells_rows(&cells, table);
	cells_finish(&cells);
	csv_free(&csv);
}
