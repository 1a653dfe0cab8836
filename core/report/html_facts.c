/* The rest of result.json in report.html, table by table and fact by fact under the names that it has there: for those who check a number
 * against another program, and so that the page leaves nothing out. Read off what report_json writes. */
#include "report/html_sections.h"

#include "report/cells.h"

#include "report/sink.h"

#include <stdbool.h>

/* More columns than COLUMNS_ABREAST would fit no paper: then a row is a list of its fields, without the empty ones. */
enum { ROWS_SHOWN = 5000, ROWS_LARGE = 300, COLUMNS_ABREAST = 10 }; /* ROWS_LARGE: of a large network, of tables that grow with it */

struct rows {
	struct html *html;
	const struct cells_table *table;
	uint32_t row, column, most;
};

static bool is_abreast(const struct cells_table *table)
{
	return table->fields <= COLUMNS_ABREAST;
}

static void cell_start(struct rows *rows)
{
	uint32_t column = rows->column++;

	if (is_abreast(rows->table)) {
		if (column)
			TAG(rows->html, "<td>");
		else
			TAG(rows->html, "<tr><th scope=\"row\">");
		return;
	}
	if (!column)
		TAG(rows->html, "<dl>");
	TAG(rows->html, "<dt>");
	html_string(rows->html, rows->table->field[column].name);
	TAG(rows->html, "</dt><dd>");
}

static void cell_end(struct rows *rows)
{
	if (!is_abreast(rows->table))
		TAG(rows->html, "</dd>");
	else if (rows->column > 1)
		TAG(rows->html, "</td>");
	else
		TAG(rows->html, "</th>");
}

static void take_text(void *taker, struct text text, uint8_t risk)
{
	struct rows *rows = taker;

	(void)risk;
	if (rows->row >= rows->most)
		return;
	if (!text.length && rows->column && !is_abreast(rows->table)) {
		rows->column++;
		return;
	}
	cell_start(rows);
	html_text(rows->html, text);
	cell_end(rows);
}

static void take_number(void *taker, int64_t number)
{
	struct rows *rows = taker;

	if (rows->row >= rows->most)
		return;
	cell_start(rows);
	html_plain_number(rows->html, number);
	cell_end(rows);
}

static void take_end(void *taker)
{
	struct rows *rows = taker;

	if (rows->row++ < rows->most) {
		if (is_abreast(rows->table))
			TAG(rows->html, "</tr>\n");
		else
			TAG(rows->html, "</dl>\n");
	}
	rows->column = 0;
}

static const struct cells_taker taker = { take_text, take_number, take_end };

static void head(struct html *html, const struct cells_table *table)
{
	size_t i;

	TAG(html, "<div class=\"wide\" role=\"group\" aria-label=\"");
	escape_html(html->out, text_of(table->sheet));
	TAG(html, "\"><table><caption>");
	html_string(html, table->sheet);
	TAG(html, "</caption><thead><tr>");
	for (i = 0; i < table->fields; i++) {
		TAG(html, "<th scope=\"col\">");
		html_string(html, table->field[i].name);
		TAG(html, "</th>");
	}
	TAG(html, "</tr></thead><tbody>\n");
}

static void table(struct html *html, const struct cells_table *table)
{
	struct rows rows = { .html = html, .table = table, .most = html->large && table->section[0] ? ROWS_LARGE : ROWS_SHOWN };
	struct cells cells;

	TAG(html, "<details class=\"table\"><summary>");
	html_english(html, table->sheet);
	TAG(html, "</summary><div class=\"rows\"");
	html_foreign(html, true);
	TAG(html, ">");
	if (is_abreast(table))
		head(html, table);
	cells_start(&cells, html->result, &taker, &rows);
	cells_rows(&cells, table);
	cells_finish(&cells);
	if (is_abreast(table))
		html_table_end(html);
	TAG(html, "</div>");
	if (rows.row > rows.most)
		html_more(html, rows.row - rows.most);
	TAG(html, "</details>\n");
}

void html_facts(struct html *html)
{
	size_t i;

	html_section(html, "facts", N_("Everything else, as result.json has it"));
	html_paragraph(html, N_("The tables under the names that result.json gives them, in English."));
	for (i = 0; i < CELLS_TABLES; i++)
		if (!cells_table[i].rows)
			table(html, &cells_table[i]);
	html_section_end(html);
}
