/* The CSV files, one to a table of cells.h: RFC 4180 with LF line ends (spreadsheets read both, diff and grep want these), UTF-8, a header
 * row, one line per record: a line break inside a name is shown as \u{A}, like everything else that people could not see. Lists are joined
 * by `|`. A cell that a spreadsheet would run as a formula gets an apostrophe in front; the exact text stands in result.json. */
#include "report/report.h"

#include "report/cells.h"
#include "report/escape.h"

struct csv {
	struct out *out;
	struct buffer shown; /* scratch */
	bool started;        /* the record has a cell */
};

static void separate(struct csv *csv)
{
	if (csv->started)
		out_char(csv->out, ',');
	csv->started = true;
}

static void take_text(void *taker, struct text text, uint8_t risk)
{
	struct csv *csv = taker;
	size_t i;

	(void)risk;
	separate(csv);
	buffer_clear(&csv->shown);
	escape_cell(&csv->shown, text);
	text = buffer_view(&csv->shown);
	if (!memchr(text.data, ',', text.length) && !memchr(text.data, '"', text.length)) {
		out_text(csv->out, text);
		return;
	}
	out_char(csv->out, '"');
	for (i = 0; i < text.length; i++) {
		if (text.data[i] == '"')
			out_char(csv->out, '"');
		out_char(csv->out, text.data[i]);
	}
	out_char(csv->out, '"');
}

static void take_number(void *taker, int64_t number)
{
	struct csv *csv = taker;

	separate(csv);
	out_number(csv->out, number);
}

static void take_end(void *taker)
{
	struct csv *csv = taker;

	out_char(csv->out, '\n');
	csv->started = false;
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
	buffer_free(&csv.shown);
}
