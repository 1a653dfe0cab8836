/* What stands behind one part in report.html: the full chain of reasons, from what the part is to its scope, its suppliers' status, its levels,
 * what was found and what is not known. */
#include "report/html_sections.h"

#include "report/sink.h"

enum { STORY = 500 }; /* up to so many parts each has its questions in words, of more their numbers */

static void facts(struct html *html, uint32_t c)
{
	TAG(html, "<dl class=\"facts\">");
	html_field(html, N_("function"), COL_component_function, c);
	html_field(html, N_("class"), COL_component_class, c);
	html_field(html, N_("segment"), COL_component_segment, c);
	html_field(html, N_("site"), COL_component_site, c);
	html_field(html, N_("product"), COL_component_product_name, c);
	html_field(html, N_("version"), COL_component_product_version, c);
	html_field(html, N_("users"), COL_component_users, c);
	html_field(html, N_("data"), COL_component_data, c);
	if (!html->result->risk[c][READING_WORST]) {
		html_field(html, N_("in service from"), COL_component_in_service_from, c);
		html_field(html, N_("in service until"), COL_component_in_service_until, c);
	}
	html_term(html, N_("verdict"));
	html_own(html, "verdict", result_verdict(html->result, c));
	TAG(html, "</dd></dl>\n");
}

static void scope(struct html *html, uint32_t c)
{
	const struct result *result = html->result;
	const struct keur_column *column = result->model->column;
	uint32_t i;

	TAG(html, "<h4>");
	html_fill(html, N_("Scope: {known}; at worst {worst}"),
		IS_MEMBER(known, LIST_scope, keur_byte(&column[COL_component_scope], c)),
		IS_MEMBER(worst, LIST_scope, keur_byte(&column[COL_component_scope_worst], c)));
	TAG(html, "</h4><ul>");
	for (i = result->reason_first[c]; i < result->reason_first[c + 1]; i++) {
		struct reason_words words;

		buffer_clear(&html->room);
		words = result_reason(result, &result->reason[i], &html->room);
		TAG(html, "<li>");
		html_own(html, "fact", words.fact);
		if (words.value[0]) {
			TAG(html, " ");
			if (result->reason[i].kind == REASON_DATA || result->reason[i].kind == REASON_UNKNOWN_USERS)
				html_member(html, LIST_data, result->reason[i].data);
			else
				html_string(html, words.value);
		}
		if (words.pack[0]) {
			TAG(html, " <span class=\"source\">");
			html_fill(html, N_("pack entry {entry}, {status}"), IS_STRING(entry, words.pack), IS_OWN(status, "status", words.status));
			if (words.source && words.source[0]) {
				TAG(html, ": ");
				html_english(html, words.source);
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

static void level_cells(struct html *html, const struct levels *levels, const char *reading)
{
	const uint8_t number[] = { levels->threat, levels->exposure, levels->likelihood, levels->impact };
	size_t i;

	TAG(html, "<td>");
	html_say(html, reading);
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

/* One line where missing facts change nothing: most parts of a network that is known well. */
static void scenario_levels(struct html *html, uint32_t c, unsigned s)
{
	const struct levels *known = &html->result->level[c][s][READING_KNOWN], *worst = &html->result->level[c][s][READING_WORST];
	bool same = memcmp(known, worst, sizeof *known) == 0;

	if (same)
		TAG(html, "<tbody><tr><th scope=\"row\">");
	else
		TAG(html, "<tbody><tr><th scope=\"rowgroup\" rowspan=\"2\">");
	html_own(html, "scenario", policy_scenario_name[s]);
	if (!(html->result->determined[c] >> s & 1)) {
		TAG(html, " <span class=\"unknown\">");
		html_say(html, N_("undetermined"));
		TAG(html, "</span>");
	}
	TAG(html, "</th>");
	if (same) {
		level_cells(html, known, N_("known and worst"));
	} else {
		level_cells(html, known, N_("known"));
		TAG(html, "<tr>");
		level_cells(html, worst, N_("worst"));
	}
	TAG(html, "</tbody>");
}

static void levels(struct html *html, uint32_t c)
{
	static const char *const head[] = { N_("scenario"), N_("reading"), N_("threat"), N_("exposure"), N_("likelihood"), N_("impact"),
		N_("risk") };
	unsigned s;
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
	TAG(html, "</tr></thead>");
	for (s = 0; s < SCENARIOS; s++)
		scenario_levels(html, c, s);
	TAG(html, "</table>\n");
}

/* What makes an impact more than class, users and data do. */
static void raised(struct html *html, uint32_t c)
{
	static const char *const said[IMPACT_SOURCES] = { [IMPACT_BY_SITE] = N_("by its site"), [IMPACT_BY_SERVES] = N_("by whom it serves"),
		[IMPACT_BY_DEPENDANT] = N_("by what depends on it:"), [IMPACT_BY_ADMINISTERED] = N_("by what it administers:") };
	bool more = false;
	int s;

	for (s = 0; s < SCENARIOS && html->result->impact_by; s++) {
		const struct impact_by *by = &html->result->impact_by[c][s];
		enum table_id table = by->source == IMPACT_BY_SITE ? TABLE_site : TABLE_component;

		if (by->source == IMPACT_BY_ITSELF)
			continue;
		if (more) {
			TAG(html, "; ");
		} else {
			TAG(html, "<p><strong>");
			html_say(html, N_("Impact raised:"));
			TAG(html, "</strong> ");
		}
		more = true;
		html_own(html, "scenario", policy_scenario_name[s]);
		TAG(html, " ");
		html_say(html, said[by->source]);
		TAG(html, " ");
		if (by->source == IMPACT_BY_SITE)
			html_key(html, TABLE_site, by->about);
		else if (by->source != IMPACT_BY_SERVES)
			html_part(html, by->about);
		TAG(html, " ");
		html_place(html, table, by->source == IMPACT_BY_SERVES ? c : by->about);
	}
	if (more)
		TAG(html, "</p>\n");
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
	TAG(html, "<h4>");
	html_say(html, N_("What was found"));
	TAG(html, "</h4><ul class=\"findings\">\n");
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

static void question(struct html *html, uint32_t gap)
{
	bool asked = html_asks(html, gap);

	if (asked) {
		TAG(html, "<a href=\"#q");
		html_plain_number(html, gap);
		TAG(html, "\">");
	}
	if (html->result->model->rows[TABLE_component] <= STORY)
		html_question(html, gap);
	else
		html_fill(html, N_("question {number}"), IS_NUMBER(number, html->place[gap] + 1));
	if (asked)
		TAG(html, "</a>");
}

static void questions(struct html *html, uint32_t c)
{
	const struct result *result = html->result;
	uint32_t i, k, first = result->gap_first[c], end = result->gap_first[c + 1];

	if (first == end)
		return;
	TAG(html, "<h4>");
	html_say(html, N_("What is not known, and what it adds at worst"));
	TAG(html, "</h4><ul>");
	for (i = first; i < end; i++) {
		TAG(html, "<li>");
		question(html, result->gap_of[i]);
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
	TAG(html, "<h4>");
	html_say(html, N_("Groups that it is in"));
	TAG(html, "</h4><ul class=\"inline\">");
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
	if (out->planned == KEUR_NO_DATE)
		html_fill(html, N_("deadline {deadline}, no plan"), IS_DATE(deadline, out->deadline));
	else
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

void html_part_body(struct html *html, uint32_t c, bool brief)
{
	TAG(html, "<div class=\"body\">");
	not_assessed(html);
	facts(html, c);
	scope(html, c);
	TAG(html, "<h4>");
	html_say(html, N_("Trusted supplier:"));
	TAG(html, " ");
	html_status(html, keur_byte(&html->result->model->column[COL_component_trust_status], c));
	TAG(html, "</h4>");
	html_causes(html, c);
	phase_out(html, c);
	if (brief) {
		findings(html, c);
		html_paragraph(html, N_("Its levels, questions and groups stand in result.json."));
	} else {
		levels(html, c);
		raised(html, c);
		findings(html, c);
		questions(html, c);
		groups(html, c);
	}
	TAG(html, "</div>");
}
