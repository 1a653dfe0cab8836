/* Every part in report.html: a line to look through and filter, and behind it the full chain of reasons, from what the part is to its
 * levels, findings and open questions. */
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

	TAG(html, "<summary><span class=\"who\"><b>");
	html_text(html, model_string(result->model, COL_component_id, c));
	TAG(html, "</b> <span class=\"name\">");
	html_text(html, model_string(result->model, COL_component_name, c));
	TAG(html, "</span></span> <span class=\"what\">");
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

static void fact(struct html *html, const char *name, enum column_id column, uint32_t c)
{
	TAG(html, "<dt>");
	html_say(html, name);
	TAG(html, "</dt><dd>");
	html_value(html, column, c);
	TAG(html, "</dd>");
}

static void facts(struct html *html, uint32_t c)
{
	TAG(html, "<dl class=\"facts\">");
	fact(html, N_("function"), COL_component_function, c);
	fact(html, N_("class"), COL_component_class, c);
	fact(html, N_("segment"), COL_component_segment, c);
	fact(html, N_("site"), COL_component_site, c);
	fact(html, N_("product"), COL_component_product_name, c);
	fact(html, N_("version"), COL_component_product_version, c);
	fact(html, N_("users"), COL_component_users, c);
	fact(html, N_("data"), COL_component_data, c);
	if (!html->result->risk[c][READING_WORST]) {
		fact(html, N_("in service from"), COL_component_in_service_from, c);
		fact(html, N_("in service until"), COL_component_in_service_until, c);
	}
	TAG(html, "<dt>");
	html_say(html, N_("verdict"));
	TAG(html, "</dt><dd>");
	html_own(html, "verdict", result_verdict(html->result, c));
	TAG(html, "</dd></dl>\n");
}

static void scope(struct html *html, uint32_t c)
{
	const struct result *result = html->result;
	const struct keur_column *column = result->model->column;
	uint32_t i;

	TAG(html, "<h3>");
	html_fill(html, N_("Scope: {known}; at worst {worst}"),
		IS_MEMBER(known, LIST_scope, keur_byte(&column[COL_component_scope], c)),
		IS_MEMBER(worst, LIST_scope, keur_byte(&column[COL_component_scope_worst], c)));
	TAG(html, "</h3><ul>");
	for (i = result->reason_first[c]; i < result->reason_first[c + 1]; i++) {
		struct reason_words words;

		buffer_clear(&html->room);
		words = result_reason(result, &result->reason[i], &html->room);
		TAG(html, "<li>");
		html_own(html, "fact", words.fact);
		if (words.value[0]) {
			TAG(html, " ");
			html_string(html, words.value);
		}
		if (words.pack[0]) {
			TAG(html, " <span class=\"source\">");
			html_fill(html, N_("pack entry {entry}, {status}"), IS_STRING(entry, words.pack), IS_OWN(status, "status", words.status));
			if (words.source && words.source[0]) {
				TAG(html, ": ");
				html_string(html, words.source);
			}
			TAG(html, "</span>");
		}
		if (result->reason[i].worst_only)
			html_say(html, N_(" (at worst only)"));
		TAG(html, "</li>");
	}
	if (result->reason_first[c] == result->reason_first[c + 1]) {
		TAG(html, "<li>");
		html_say(html, N_("nothing makes it more than other"));
		TAG(html, "</li>");
	}
	TAG(html, "</ul>\n");
}

static void level_row(struct html *html, uint32_t c, unsigned s, unsigned r)
{
	const struct levels *levels = &html->result->level[c][s][r];
	const uint8_t number[] = { levels->threat, levels->exposure, levels->likelihood, levels->impact };
	size_t i;

	TAG(html, "<tr>");
	if (r == 0) {
		TAG(html, "<th scope=\"rowgroup\" rowspan=\"2\">");
		html_own(html, "scenario", policy_scenario_name[s]);
		if (!(html->result->determined[c] >> s & 1)) {
			TAG(html, " <span class=\"unknown\">");
			html_say(html, N_("undetermined"));
			TAG(html, "</span>");
		}
		TAG(html, "</th>");
	}
	TAG(html, "<td>");
	html_say(html, r == READING_KNOWN ? N_("known") : N_("worst"));
	TAG(html, "</td>");
	for (i = 0; i < sizeof number; i++) {
		TAG(html, "<td class=\"n\">");
		html_plain_number(html, number[i]);
		TAG(html, "</td>");
	}
	TAG(html, "<td>");
	html_level(html, levels->risk);
	TAG(html, "</td></tr>");
}

static void levels(struct html *html, uint32_t c)
{
	static const char *const head[] = { N_("scenario"), N_("reading"), N_("threat"), N_("exposure"), N_("likelihood"), N_("impact"),
		N_("risk") };
	unsigned s, r;
	size_t i;

	if (!html->result->risk[c][READING_WORST])
		return;
	TAG(html, "<table class=\"levels\"><caption>");
	html_say(html, N_("Levels, 1 very low to 5 very high"));
	TAG(html, "</caption><thead><tr>");
	for (i = 0; i < sizeof head / sizeof *head; i++) {
		TAG(html, "<th scope=\"col\">");
		html_say(html, head[i]);
		TAG(html, "</th>");
	}
	TAG(html, "</tr></thead><tbody>");
	for (s = 0; s < SCENARIOS; s++)
		for (r = 0; r < READINGS; r++)
			level_row(html, c, s, r);
	TAG(html, "</tbody></table>\n");
}

static void finding_elsewhere(struct html *html, const struct result_finding *finding)
{
	TAG(html, "<li class=\"finding\"><p>");
	html_kind(html, finding->kind);
	TAG(html, " ");
	html_message(html, finding);
	TAG(html, "</p></li>\n");
}

/* The gravest kind first. */
static void findings(struct html *html, uint32_t c)
{
	const struct result *result = html->result;
	unsigned kind;
	uint32_t i, first = result->finding_first[c], end = result->finding_first[c + 1];

	if (first == end)
		return;
	TAG(html, "<h3>");
	html_say(html, N_("What was found"));
	TAG(html, "</h3><ul class=\"findings\">\n");
	for (kind = KEUR_KIND_BREACH; kind <= KEUR_KIND_NOTE; kind++)
		for (i = first; i < end; i++) {
			const struct result_finding *finding = &result->finding[result->finding_of[i]];

			if (finding->kind == kind && result_raw(result, finding)->component == c)
				html_finding(html, finding, false);
			else if (finding->kind == kind)
				finding_elsewhere(html, finding);
		}
	TAG(html, "</ul>\n");
}

/* What each open question adds at worst. */
static void open_level(struct html *html, const struct open_level *open)
{
	unsigned s;

	TAG(html, "; ");
	html_own(html, "factor", words_factor[open->factor]);
	TAG(html, " ");
	html_plain_number(html, open->level);
	for (s = 0; open->scenarios != KEUR_ALL_SCENARIOS && s < SCENARIOS; s++)
		if (open->scenarios >> s & 1) {
			TAG(html, " ");
			html_own(html, "scenario", policy_scenario_name[s]);
		}
	if (open->party != KEUR_NONE) {
		TAG(html, " (");
		html_supplier(html, open->party);
		TAG(html, ")");
	}
}

static void questions(struct html *html, uint32_t c)
{
	const struct result *result = html->result;
	uint32_t i, k, first = result->gap_first[c], end = result->gap_first[c + 1];

	if (first == end)
		return;
	TAG(html, "<h3>");
	html_say(html, N_("What is not known, and what it adds at worst"));
	TAG(html, "</h3><ul>");
	for (i = first; i < end; i++) {
		TAG(html, "<li>");
		if (html_asks(html, result->gap_of[i])) {
			TAG(html, "<a href=\"#q");
			html_plain_number(html, result->gap_of[i]);
			TAG(html, "\">");
			html_question(html, result->gap_of[i]);
			TAG(html, "</a>");
		} else {
			html_question(html, result->gap_of[i]);
		}
		for (k = result->open_first[c]; k < result->open_first[c + 1]; k++)
			if (result->open[k].gap == result->gap_of[i])
				open_level(html, &result->open[k]);
		TAG(html, "</li>");
	}
	TAG(html, "</ul>\n");
}

static void groups(struct html *html, uint32_t c)
{
	const struct grouping *grouping = &html->result->grouping;
	uint32_t i;

	if (!grouping->first || grouping->first[c] == grouping->first[c + 1])
		return;
	TAG(html, "<h3>");
	html_say(html, N_("Groups that it is in"));
	TAG(html, "</h3><ul class=\"inline\">");
	for (i = grouping->first[c]; i < grouping->first[c + 1]; i++) {
		TAG(html, "<li>");
		html_key(html, TABLE_group, grouping->member[i].group);
		if (grouping->member[i].worst_only)
			html_say(html, N_(" (at worst only)"));
		TAG(html, "</li>");
	}
	TAG(html, "</ul>\n");
}

static void phase_out(struct html *html, uint32_t c)
{
	const struct phase_out *out = result_phase_out(html->result, c);

	if (!out)
		return;
	TAG(html, "<p><strong>");
	html_say(html, N_("Phase-out:"));
	TAG(html, "</strong> ");
	html_own(html, "phase-out", phase_out_name[out->status]);
	TAG(html, "; ");
	html_fill(html, N_("deadline {deadline}, planned {planned}"), IS_DATE(deadline, out->deadline), IS_DATE(planned, out->planned));
	if (out->entry != KEUR_NONE) {
		TAG(html, "; ");
		html_fill(html, N_("by the pack's deadline {entry}"), IS_STRING(entry, html->result->policy->deadline[out->entry].name));
	}
	if (out->decision != KEUR_NONE) {
		TAG(html, "; ");
		html_say(html, N_("by the decision"));
		TAG(html, " ");
		html_key(html, TABLE_decision, out->decision);
	}
	TAG(html, "</p>\n");
}

static void not_assessed(struct html *html)
{
	const struct result *result = html->result;
	uint32_t i;

	for (i = 0; i < result->runs; i++) {
		if (result->run[i].findings->status == RUN_OK)
			continue;
		TAG(html, "<p class=\"doubt\">");
		html_fill(html, N_("Not assessed by {plugin}: what it looks for counts as unknown here."),
			IS_STRING(plugin, result->run[i].findings->plugin->name));
		TAG(html, "</p>\n");
	}
}

static void part(struct html *html, uint32_t c)
{
	TAG(html, "<details class=\"part\" id=\"p");
	html_plain_number(html, c);
	TAG(html, "\"");
	data(html, c);
	TAG(html, ">");
	summary(html, c);
	TAG(html, "<div class=\"body\">");
	not_assessed(html);
	facts(html, c);
	scope(html, c);
	TAG(html, "<h3>");
	html_say(html, N_("Trusted supplier:"));
	TAG(html, " ");
	html_status(html, keur_byte(&html->result->model->column[COL_component_trust_status], c));
	TAG(html, "</h3>");
	html_causes(html, c);
	phase_out(html, c);
	levels(html, c);
	findings(html, c);
	questions(html, c);
	groups(html, c);
	TAG(html, "</div></details>\n");
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
static void controls(struct html *html)
{
	static const char *const scope_said[] = { "other", "security_element", "management", "adjacent", "critical" };
	static const char *const trust_said[] = { "not required", "met", "unknown", "violated" };
	static const char *const risk_said[] = { "none", "very low", "low", "medium", "high", "very high" };
	static const char *const breach_said[] = { "", N_("with a breach") };

	TAG(html, "<form class=\"controls\" id=\"filter\" hidden role=\"search\"");
	html_attribute(html, "aria-label", N_("Filter the parts"), { .name = NULL });
	TAG(html, "><label>");
	html_say(html, N_("Text"));
	TAG(html, " <input type=\"search\" data-filter=\"text\" autocomplete=\"off\"></label>\n");
	choices(html, "scope", N_("Scope"), schema_list[LIST_scope].name, scope_said, 0, 4);
	choices(html, "trust", N_("Trusted supplier"), "trust", trust_said, 0, 3);
	choices(html, "risk", N_("Risk at worst"), "level", risk_said, 0, 5);
	choices(html, "breach", N_("Breach"), NULL, breach_said, 1, 1);
	TAG(html, "<button type=\"button\" data-do=\"sort\" aria-pressed=\"false\">");
	html_say(html, N_("Sort by name"));
	TAG(html, "</button><button type=\"button\" data-do=\"open\">");
	html_say(html, N_("Open all shown"));
	TAG(html, "</button><button type=\"button\" data-do=\"close\">");
	html_say(html, N_("Close all"));
	TAG(html, "</button><button type=\"button\" data-do=\"clear\">");
	html_say(html, N_("Show all parts"));
	TAG(html, "</button>\n<p role=\"status\" id=\"shown\"");
	/* Sentences that the script fills in. */
	html_attribute(html, "data-all", N_("All {all} parts."), { .name = NULL });
	html_attribute(html, "data-some", N_("{shown} of {all} parts."), { .name = NULL });
	html_attribute(html, "data-cell", N_("{shown} of {all} parts: {cell}."), { .name = NULL });
	TAG(html, "></p></form>\n");
}

void html_parts(struct html *html)
{
	const struct result *result = html->result;
	uint32_t parts = result->model->rows[TABLE_component], all = html->shown ? html->shown_parts : parts, i, shown = 0, *order = html_by_urgency(result);

	html_section(html, "parts", N_("Parts, and why each is where it is"));
	controls(html);
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
		part(html, order[i]);
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
