/* report.xlsx: the tables of cells.h, one to a sheet, with filters and a header that stays in sight, and the matrix in colours. Written by
 * libxlsxwriter in its mode of constant memory: a row leaves memory when the next one begins. The same result gives the same bytes: the only
 * date in the file is the one that the result is about. No cell is a formula or a link. */
#include "report/report_xlsx.h"

#include "base/mem.h"
#include "report/cells.h"
#include "report/escape.h"
#include "report/xlsx_files.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <xlsxwriter.h>

enum { TEXT_FORMAT = 0x31, USUAL_WIDTH = 14, DAY = 86400, DAYS_TO_1980 = 3652, ALARM = 0xA61B1B };

struct xlsx {
	lxw_workbook *workbook;
	lxw_worksheet *sheet;
	lxw_format *header, *alarm, *risk[LEVELS + 1], *count[LEVELS + 1]; /* risk[0]: text */
	const struct cells_table *table;
	uint32_t limit, row, top; /* top: rows above the header of a sheet */
	struct buffer lacks; /* what stands there: which plugins gave no complete answer; empty: all did */
	uint16_t column;
	unsigned part;       /* sheets of this table so far */
	struct buffer shown; /* scratch */
	int failed;          /* errno */
};

/* From calm to alarming, all readable in black; the words stand in the cells as well. */
static const uint32_t colour[LEVELS + 1] = { 0xFFFFFF, 0xC6E0B4, 0xE2EFDA, 0xFFE699, 0xF8CBAD, 0xFF9B9B };

/* ---- Sheets -------------------------------------------------------------------------------------------------------------------- */

static void sheet_end(struct xlsx *xlsx)
{
	if (!xlsx->sheet)
		return;
	worksheet_autofilter(xlsx->sheet, xlsx->top, 0, xlsx->row > xlsx->top + 1 ? xlsx->row - 1 : xlsx->top + 1, (lxw_col_t)(xlsx->table->fields - 1));
	/* The library does not look whether its temporary files took what it wrote. */
	if (xlsx->sheet->optimize_tmpfile && (fflush(xlsx->sheet->optimize_tmpfile) != 0 || ferror(xlsx->sheet->optimize_tmpfile)))
		xlsx->failed = xlsx_files_failed() ? xlsx_files_failed() : EIO;
	xlsx->sheet = NULL;
}

static void write_text(struct xlsx *xlsx, uint32_t row, uint16_t column, struct text text, lxw_format *format);

/* A row above everything else of a sheet, and a red tab: nobody takes what is not there for what is fine. */
static uint32_t mark(struct xlsx *xlsx)
{
	if (!xlsx->lacks.length)
		return 0;
	worksheet_set_tab_color(xlsx->sheet, ALARM);
	write_text(xlsx, 0, 0, buffer_view(&xlsx->lacks), xlsx->alarm);
	return 1;
}

static void sheet_start(struct xlsx *xlsx)
{
	char name[40];
	size_t i;

	if (xlsx->part++)
		snprintf(name, sizeof name, "%.20s %u", xlsx->table->sheet, xlsx->part);
	else
		snprintf(name, sizeof name, "%.31s", xlsx->table->sheet);
	xlsx->sheet = workbook_add_worksheet(xlsx->workbook, name);
	if (!xlsx->sheet) {
		xlsx->failed = ENOMEM;
		return;
	}
	xlsx->top = mark(xlsx);
	worksheet_freeze_panes(xlsx->sheet, xlsx->top + 1, 1);
	for (i = 0; i < xlsx->table->fields; i++) {
		const struct cells_field *field = &xlsx->table->field[i];

		worksheet_set_column(xlsx->sheet, (lxw_col_t)i, (lxw_col_t)i, field->width ? field->width : USUAL_WIDTH, NULL);
		worksheet_write_string(xlsx->sheet, xlsx->top, (lxw_col_t)i, field->name, xlsx->header);
	}
	xlsx->row = xlsx->top + 1;
	xlsx->column = 0;
}

/* ---- Cells --------------------------------------------------------------------------------------------------------------------- */

/* What a cell cannot hold is cut, and says so. */
static void cut(struct buffer *text)
{
	size_t at = 0, units = 0, end = 0;

	while (at < text->length) {
		struct character c = character_next(text->data + at, text->length - at);

		units += c.code != CHARACTER_BAD && c.code >= 0x10000 ? 2 : 1;
		at += c.size;
		if (units <= XLSX_TEXT - 100)
			end = at;
	}
	if (units <= XLSX_TEXT)
		return;
	text->length = end;
	buffer_format(text, " ... (cut: %zu characters are more than a cell holds; all of it stands in result.json)", units);
}

static void write_text(struct xlsx *xlsx, uint32_t row, uint16_t column, struct text text, lxw_format *format)
{
	if (!text.length || !xlsx->sheet)
		return;
	buffer_clear(&xlsx->shown);
	escape_cell_xlsx(&xlsx->shown, text);
	cut(&xlsx->shown);
	if (worksheet_write_string(xlsx->sheet, row, column, xlsx->shown.data, format) != LXW_NO_ERROR)
		xlsx->failed = EIO;
}

static void write_number(struct xlsx *xlsx, uint32_t row, uint16_t column, int64_t number, lxw_format *format)
{
	if (xlsx->sheet && worksheet_write_number(xlsx->sheet, row, column, (double)number, format) != LXW_NO_ERROR)
		xlsx->failed = EIO;
}

static void begin_cell(struct xlsx *xlsx)
{
	if (xlsx->row < xlsx->limit || xlsx->column)
		return;
	sheet_end(xlsx);
	sheet_start(xlsx);
}

static void take_text(void *taker, struct text text, uint8_t risk)
{
	struct xlsx *xlsx = taker;

	begin_cell(xlsx);
	write_text(xlsx, xlsx->row, xlsx->column++, text, xlsx->risk[risk]);
}

static void take_number(void *taker, int64_t number)
{
	struct xlsx *xlsx = taker;

	begin_cell(xlsx);
	write_number(xlsx, xlsx->row, xlsx->column++, number, NULL);
}

static void take_end(void *taker)
{
	struct xlsx *xlsx = taker;

	xlsx->row++;
	xlsx->column = 0;
}

static const struct cells_taker xlsx_taker = { take_text, take_number, take_end };

static void write_table(struct xlsx *xlsx, const struct result *result, const struct cells_table *table)
{
	/* Sheets of what plugins find; others stand on the inventory alone, or say it row by row. */
	static const struct {
		enum cells_id table;
		enum words_section about;
	} found[] = { { CELLS_FINDINGS, WORDS_FINDINGS }, { CELLS_PATHS, WORDS_WAYS }, { CELLS_GROUPS, WORDS_GROUPS } };
	struct cells cells;
	size_t i;

	buffer_clear(&xlsx->lacks);
	for (i = 0; i < sizeof found / sizeof *found; i++)
		if (table == &cells_table[found[i].table])
			words_may_lack(result, found[i].about, language_code[LANGUAGE_EN], &xlsx->lacks);
	xlsx->table = table;
	xlsx->part = 0;
	sheet_start(xlsx);
	cells_start(&cells, result, &xlsx_taker, xlsx);
	cells_rows(&cells, table);
	cells_finish(&cells);
	sheet_end(xlsx);
}

/* ---- Matrix -------------------------------------------------------------------------------------------------------------------- */

static uint32_t one_matrix(struct xlsx *xlsx, const struct result *result, enum reading reading, uint32_t row)
{
	unsigned likelihood, impact;
	char text[32];

	write_text(xlsx, row++, 0, text_of(reading == READING_WORST ? "Worst credible: what is unknown turns out bad"
		: "On the known facts"), xlsx->header);
	write_text(xlsx, row, 0, text_of("likelihood / impact"), xlsx->header);
	for (impact = 1; impact <= LEVELS; impact++) {
		snprintf(text, sizeof text, "impact %u", impact);
		write_text(xlsx, row, (uint16_t)impact, text_of(text), xlsx->header);
	}
	for (likelihood = LEVELS; likelihood >= 1; likelihood--) {
		row++;
		snprintf(text, sizeof text, "likelihood %u", likelihood);
		write_text(xlsx, row, 0, text_of(text), xlsx->header);
		for (impact = 1; impact <= LEVELS; impact++)
			write_number(xlsx, row, (uint16_t)impact, result->summary.matrix[reading][likelihood][impact],
				xlsx->count[result->policy->risk[likelihood][impact]]);
	}
	return row + 2;
}

static void write_matrix(struct xlsx *xlsx, const struct result *result)
{
	uint32_t row;

	xlsx->sheet = workbook_add_worksheet(xlsx->workbook, "matrix");
	if (!xlsx->sheet) {
		xlsx->failed = ENOMEM;
		return;
	}
	worksheet_set_column(xlsx->sheet, 0, LEVELS, 18, NULL);
	words_may_lack(result, WORDS_FINDINGS, language_code[LANGUAGE_EN], &xlsx->lacks);
	row = mark(xlsx);
	worksheet_freeze_panes(xlsx->sheet, row, 1);
	row = one_matrix(xlsx, result, READING_WORST, row);
	row = one_matrix(xlsx, result, READING_KNOWN, row);
	write_text(xlsx, row, 0, text_of("Parts in service, each once by its worst scenario; a cell's risk stands beside its count."), NULL);
	xlsx->sheet = NULL;
}

/* ---- The file ------------------------------------------------------------------------------------------------------------------ */

static void make_formats(struct xlsx *xlsx)
{
	char number[64];
	unsigned i;

	xlsx->header = workbook_add_format(xlsx->workbook);
	format_set_bold(xlsx->header);
	format_set_num_format_index(xlsx->header, TEXT_FORMAT);
	xlsx->alarm = workbook_add_format(xlsx->workbook);
	format_set_bold(xlsx->alarm);
	format_set_num_format_index(xlsx->alarm, TEXT_FORMAT);
	format_set_font_color(xlsx->alarm, ALARM);
	for (i = 0; i <= LEVELS; i++) {
		/* As text also for whoever edits the cell: what is typed over it is no formula either. */
		xlsx->risk[i] = workbook_add_format(xlsx->workbook);
		format_set_num_format_index(xlsx->risk[i], TEXT_FORMAT);
		xlsx->count[i] = workbook_add_format(xlsx->workbook);
		if (!i)
			continue;
		format_set_bg_color(xlsx->risk[i], colour[i]);
		format_set_bg_color(xlsx->count[i], colour[i]);
		snprintf(number, sizeof number, "#,##0 \"(%s)\"", policy_level_name[i]);
		format_set_num_format(xlsx->count[i], number);
	}
}

/* Excel counts from no earlier day than ZIP does: without a date the file has the first of those. */
static void set_created(lxw_workbook *workbook, int32_t as_of)
{
	static char title[] = "keur: result of an assessment", author[] = "keur";
	int32_t day = as_of == KEUR_NO_DATE || as_of < DAYS_TO_1980 ? DAYS_TO_1980 : as_of;
	lxw_doc_properties properties = { .title = title, .author = author, .created = (time_t)day * DAY };

	workbook_set_properties(workbook, &properties);
}

static void write_workbook(struct xlsx *xlsx, const struct result *result)
{
	size_t i;

	make_formats(xlsx);
	set_created(xlsx->workbook, result->model->as_of);
	write_matrix(xlsx, result);
	for (i = 0; i < CELLS_TABLES; i++)
		write_table(xlsx, result, &cells_table[i]);
	if (workbook_close(xlsx->workbook) != LXW_NO_ERROR)
		xlsx->failed = errno ? errno : EIO;
	/* The library goes on without what its files did not take; the first reason says most. */
	if (xlsx_files_failed())
		xlsx->failed = xlsx_files_failed();
}

/* A ZIP is written back and forth; `out` may be a pipe. */
static void copy(int fd, struct out *out)
{
	char data[16 * 1024];
	off_t at = 0;
	ssize_t n;

	while ((n = pread(fd, data, sizeof data, at)) > 0) {
		out_add(out, data, (size_t)n);
		at += n;
	}
	if (n < 0)
		out->failed = errno;
}

void report_xlsx_split(const struct result *result, uint32_t rows, struct out *out)
{
	lxw_workbook_options options = { .constant_memory = LXW_TRUE };
	struct xlsx xlsx = { .limit = rows };
	int file = xlsx_files_open();
	char name[40];

	if (file < 0) {
		out->failed = errno;
		return;
	}
	/* ZIP64 only where it is needed: older programs do not know it. */
	options.use_zip64 = result->findings > XLSX_ROWS || result->model->rows[TABLE_component] > XLSX_ROWS;
	snprintf(name, sizeof name, "/proc/self/fd/%d", file);
	xlsx_files_watch();
	xlsx.workbook = workbook_new_opt(name, &options);
	if (!xlsx.workbook) {
		out->failed = ENOMEM;
		close(file);
		return;
	}
	write_workbook(&xlsx, result);
	if (!xlsx.failed && !xlsx_files_whole(file))
		xlsx.failed = EIO;
	if (xlsx.failed)
		out->failed = xlsx.failed;
	else
		copy(file, out);
	buffer_free(&xlsx.shown);
	buffer_free(&xlsx.lacks);
	close(file);
}

void report_xlsx(const struct result *result, struct out *out)
{
	report_xlsx_split(result, XLSX_ROWS, out);
}
