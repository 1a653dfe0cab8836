/* The list of parts in report.html: a line for each, the gravest first, to look through, filter and open, and what the script filters by. */
#include "report/html_sections.h"

#include <stdlib.h>

#include "report/sink.h"

enum { CHUNK = 100 };

/* What the script filters by. Cells: likelihood and impact of the worst scenario and of each, known then worst. */
static void data(struct html *html, uint32_t c)
{
	const struct result *result = html->result;
	const struct keur_column *column = result->model->column;
	unsigned s, r;

	TAG(html, " data-scope=\"");
	html_plain_number(html, keur_byte(&column[COL_component_scope], c));
	TAG(html, "\" data-trust=\"");
	html_plain_number(html, keur_byte(&column[COL_component_trust_status], c));
	TAG(html, "\" data-risk=\"");
	html_plain_number(html, result->risk[c][READING_WORST]);
	if (result->breach[c])
		TAG(html, "\" data-breach=\"1");
	TAG(html, "\" data-cells=\"");
	for (r = 0; result->risk[c][READING_WORST] && r < READINGS; r++) {
		const struct levels *worst = &result->level[c][result_worst_scenario(result, c, (enum reading)r)][r];

		if (r)
			TAG(html, " ");
		html_plain_number(html, worst->likelihood);
		html_plain_number(html, worst->impact);
		for (s = 0; s < SCENARIOS; s++) {
			TAG(html, " ");
			html_plain_number(html, result->level[c][s][r].likelihood);
			html_plain_number(html, result->level[c][s][r].impact);
		}
	}
	TAG(html, "\"");
}

static void summary(struct html *html, uint32_t c)
{
	const struct result *result = html->result;
	const struct keur_column *column = result->model->column;
	struct text name = model_string(result->model, COL_component_name, c);

	TAG(html, "<summary><h3 class=\"who\"><b>");
	html_text(html, model_string(result->model, COL_component_id, c));
	TAG(html, "</b>");
	if (name.length) {
		TAG(html, " <span class=\"name\">");
		html_text(html, name);
		TAG(html, "</span>");
	}
	TAG(html, "</h3> <span class=\"what\">");
	html_member(html, LIST_scope, keur_byte(&column[COL_component_scope], c));
	TAG(html, "</span> <span class=\"trust\">");
	html_status(html, keur_byte(&column[COL_component_trust_status], c));
	TAG(html, "</span> <span class=\"risk\">");
	if (result->breach[c]) {
		html_kind(html, KEUR_KIND_BREACH);
		TAG(html, " ");
	}
	html_risk(html, c);
	if (result->summary.not_assessed) {
		TAG(html, " <span class=\"sign t2\">");
		html_say(html, N_("not fully assessed"));
		TAG(html, "</span>");
	}
	TAG(html, "</span></summary>\n");
}

static void part(struct html *html, uint32_t c, bool brief)
{
	if (html->result->finding_first[c] == html->result->finding_first[c + 1])
		TAG(html, "<details class=\"part calm\" id=\"p"); /* one line on paper */
	else
		TAG(html, "<details class=\"part\" id=\"p");
	html_plain_number(html, c);
	TAG(html, "\"");
	data(html, c);
	TAG(html, ">");
	summary(html, c);
	html_part_body(html, c, brief);
	TAG(html, "</details>\n");
}

/* ---- All of them ----------------------------------------------------------------------------------------------------------------------- */

static void choice(struct html *html, const char *value, const char *context, const char *said)
{
	TAG(html, "<option value=\"");
	escape_html(html->out, text_of(value));
	TAG(html, "\">");
	html_own(html, context, said);
	TAG(html, "</option>");
}

static void choices(struct html *html, const char *of, const char *all, const char *context, const char *const *said, unsigned first, unsigned last)
{
	char value[2] = "0";
	unsigned i;

	TAG(html, "<label>");
	html_say(html, all);
	TAG(html, " <select data-filter=\"");
	escape_html(html->out, text_of(of));
	TAG(html, "\">");
	choice(html, "", NULL, N_("all"));
	for (i = last + 1; i-- > first;) {
		value[0] = (char)('0' + i);
		choice(html, value, context, said[i]);
	}
	TAG(html, "</select></label>\n");
}

/* Shown by the script, which they are for. */
static void controls(struct html *html, uint32_t all)
{
	static const char *const breach_said[] = { "", N_("with a breach") };

	TAG(html, "<form class=\"controls\" id=\"filter\" hidden role=\"search\"");
	html_attribute(html, "aria-label", N_("Filter the parts"), { .name = NULL });
	TAG(html, "><label>");
	html_say(html, N_("Text"));
	TAG(html, " <input type=\"search\" data-filter=\"text\" autocomplete=\"off\"></label>\n");
	choices(html, "scope", N_("Scope"), schema_list[LIST_scope].name, schema_list[LIST_scope].member, 0, schema_list[LIST_scope].members - 1);
	choices(html, "trust", N_("Trusted supplier"), "trust", words_trust, 0, 3);
	choices(html, "risk", N_("Risk at worst"), "level", words_level, 0, LEVELS);
	choices(html, "breach", N_("Breach"), NULL, breach_said, 1, 1);
	TAG(html, "<button type=\"button\" data-do=\"sort\" aria-pressed=\"false\">");
	html_say(html, N_("Sort by name"));
	TAG(html, "</button><button type=\"button\" data-do=\"open\">");
	html_say(html, N_("Open all shown"));
	TAG(html, "</button><button type=\"button\" data-do=\"close\">");
	html_say(html, N_("Close all"));
	TAG(html, "</button><button type=\"button\" data-do=\"clear\">");
	html_say(html, N_("Show all parts"));
	TAG(html, "</button>\n<p role=\"status\" id=\"shown\" tabindex=\"-1\"");
	/* Sentences that the script fills in. */
	html_attribute_said(html, "data-all", say_many("{all} part.", "All {all} parts.", all), { .name = NULL });
	html_attribute_said(html, "data-some", say_many("{shown} of {all} part.", "{shown} of {all} parts.", all), { .name = NULL });
	html_attribute_said(html, "data-cell", say_many("{shown} of {all} part: {cell}.", "{shown} of {all} parts: {cell}.", all), { .name = NULL });
	TAG(html, "></p></form>\n");
}

void html_parts(struct html *html)
{
	const struct result *result = html->result;
	uint32_t parts = result->model->rows[TABLE_component], all = html->shown ? html->shown_parts : parts, i, shown = 0, *order = html_by_urgency(result);

	html_section(html, "parts", N_("Parts, and why each is where it is"));
	controls(html, parts);
	TAG(html, "<div id=\"list\">\n");
	for (i = 0; i < parts; i++) {
		if (!html_shows(html, order[i]))
			continue;
		/* The browser lays out a full chunk when somebody gets there. */
		if (shown % CHUNK == 0 && all - shown >= CHUNK)
			TAG(html, "<div class=\"chunk later\">\n");
		else if (shown % CHUNK == 0)
			TAG(html, "<div class=\"chunk\">\n");
		shown++;
		part(html, order[i], html->large && shown > HTML_CHAINS);
		if (shown % CHUNK == 0)
			TAG(html, "</div>\n");
	}
	if (shown % CHUNK)
		TAG(html, "</div>\n");
	TAG(html, "</div>\n");
	html_rows(html);
	html_section_end(html);
	free(order);
}
