/* What is not known, in report.html: the questions by what an answer is worth, with who can answer each and where the answer goes. */
#include "report/html_sections.h"

#include "report/sink.h"

static void row_name(struct html *html, const struct fill *fill, uint32_t row)
{
	uint16_t left = fill->kind == FILL_ADVISORY ? fill->stated : 0;
	const char *name, *between = "";

	escape_html(html->out, text_of(schema_table[fill->table].name));
	TAG(html, "[");
	html_key(html, fill->table, row);
	TAG(html, "]");
	if (fill->kind != FILL_FIELD && !left)
		return;
	TAG(html, ".");
	if (fill->kind == FILL_FIELD)
		escape_html(html->out, text_of(schema_column[fill->column].name));
	for (; (name = fill_next(fill, &left)) != NULL; between = ", ") {
		escape_html(html->out, text_of(between));
		escape_html(html->out, text_of(name));
	}
}

/* "access[ra-7].mfa": where an overlay would put the answer. */
static void goes_into(struct html *html, const struct gap *gap)
{
	const struct fill *fill = &gap->fill;
	const uint32_t *row = gap->parts ? gap->sample : gap->row;
	uint32_t rows = gap->parts ? 3 : gap->rows, i;

	if (fill->kind == FILL_NOTHING)
		return;
	TAG(html, "<code>");
	if (fill->kind == FILL_FIELD || gap->rows) {
		for (i = 0; i < rows && row[i] != KEUR_NONE; i++) {
			if (i)
				TAG(html, "<br>");
			if (html->large && i == 20) {
				TAG(html, "…");
				break;
			}
			row_name(html, fill, row[i]);
		}
	} else {
		html_fill(html, N_("a new row of {table}"), IS_STRING(table, schema_table[fill->kind == FILL_STATEMENT ? TABLE_statement : fill->table].name));
		if (fill->stated) {
			buffer_clear(&html->room);
			TAG(html, " ");
			fill_stated(fill, &html->room);
			html_text(html, buffer_view(&html->room));
		}
	}
	if (fill->name && (fill->kind == FILL_FIELD || !gap->rows)) {
		TAG(html, " (");
		html_string(html, fill->name);
		if (fill->line) {
			TAG(html, ", ");
			html_string(html, fill->line);
		}
		TAG(html, ")");
	}
	TAG(html, "</code>");
	if (gap->parts) {
		TAG(html, " ");
		html_say(html, N_("in each part"));
	}
}

void html_question(struct html *html, uint32_t gap)
{
	bool foreign;

	buffer_clear(&html->room);
	foreign = !result_question(html->result, &html->result->gap[gap], language_now(), &html->room);
	if (foreign)
		TAG(html, "<span lang=\"en\">");
	html_text(html, buffer_view(&html->room));
	if (foreign)
		TAG(html, "</span>");
}

static void question(struct html *html, uint32_t number)
{
	const struct gap *gap = &html->result->gap[number];
	unsigned i;

	TAG(html, "<tr id=\"q");
	html_plain_number(html, number);
	TAG(html, "\"><th scope=\"row\">");
	html_number(html, html->place[number] + 1);
	TAG(html, ". ");
	html_question(html, number);
	TAG(html, "<br><span class=\"name\">");
	html_code(html, gap->rule);
	TAG(html, " ");
	html_string(html, gap->blame);
	TAG(html, "</span></th><td>");
	html_say(html, answerer[gap->fill.answerer].said);
	TAG(html, "</td><td>");
	goes_into(html, gap);
	TAG(html, "</td><td>");
	html_member(html, LIST_scope, gap->scope);
	TAG(html, ": ");
	for (i = 0; i < 3 && gap->sample[i] != KEUR_NONE; i++) {
		if (i)
			TAG(html, ", ");
		html_part(html, gap->sample[i]);
	}
	if (gap->count > i)
		TAG(html, ", …");
	TAG(html, "</td><td class=\"n\">");
	html_number(html, gap->count);
	TAG(html, "</td><td class=\"n\">");
	html_number(html, gap->pairs);
	TAG(html, "</td><td class=\"n\">");
	html_number(html, gap->worth);
	TAG(html, "</td></tr>\n");
}

void html_questions(struct html *html)
{
	static const char *const head[] = { N_("question"), N_("who can answer"), N_("where the answer goes"), N_("for instance"), N_("parts"), N_("pairs"),
		N_("worth"), NULL };
	const struct result *result = html->result;
	uint32_t i;

	html_section(html, "questions", N_("Missing facts, by what an answer is worth"));
	if (!result->gaps) {
		html_paragraph(html, N_("None: every fact that the method asks for is there."));
		html_section_end(html);
		return;
	}
	html_paragraph(html, N_("Pairs: of part and scenario that the question touches. Worth: those whose answer on the facts could change by this alone. "
		"What is missing counts as its bad answer in the worst-credible reading."));
	html_table(html, N_("Open questions, those whose answer is worth most first"), head, 4);
	for (i = 0; i < result->gaps && html_asks(html, html->asked[i].gap); i++)
		question(html, html->asked[i].gap);
	html_table_end(html);
	if (i < result->gaps)
		html_more(html, result->gaps - i);
	html_section_end(html);
}
