/* The beginning of report.html: about what, the answer in one sentence, and, where nobody can overlook it, what was not assessed. */
#include "report/html_sections.h"

#include "report/sink.h"

static void title(struct html *html)
{
	const struct model *model = html->result->model;
	struct text operator_ = model->rows[TABLE_network] ? model_string(model, COL_network_operator, 0) : TEXT_LITERAL("");
	struct text country = model->rows[TABLE_network] ? model_string(model, COL_network_country, 0) : TEXT_LITERAL("");

	TAG(html, "<header class=\"top\"><p class=\"kicker\">");
	html_say(html, N_("Review of critical parts and trusted suppliers"));
	TAG(html, "</p>\n<h1>");
	if (operator_.length)
		html_text(html, operator_);
	else
		html_say(html, N_("A network without a name"));
	TAG(html, "</h1>\n<p class=\"about\">");
	if (country.length) {
		html_text(html, country);
		TAG(html, " · ");
	}
	if (model->rows[TABLE_network] && model_known(model, COL_network_users, 0)) {
		html_count(html, (uint64_t)keur_number(&model->column[COL_network_users], 0), "{count} user", "{count} users", { .name = NULL });
		TAG(html, " · ");
	}
	if (model->as_of != KEUR_NO_DATE)
		html_fill(html, N_("as of {date}"), IS_DATE(date, model->as_of));
	else
		html_say(html, N_("no date is given, so every rule about dates answers unknown"));
	TAG(html, " · ");
	html_fill(html, N_("policy pack {pack}, version {version}"), IS_STRING(pack, html->result->policy->id),
		IS_STRING(version, html->result->policy->version));
	TAG(html, "</p></header>\n");
}

/* Whoever reads only one line reads this one. */
static void answer(struct html *html)
{
	const char *least = words_lower_bound(html->result);

	TAG(html, "<section id=\"answer\" aria-labelledby=\"h-answer\"><h2 id=\"h-answer\" class=\"quiet\">");
	html_say(html, N_("The answer"));
	TAG(html, "</h2>\n<p class=\"lead\">");
	buffer_clear(&html->room);
	words_sentence(html->result, &html->room);
	escape_html(html->out, buffer_view(&html->room));
	if (html->result->summary.due) {
		TAG(html, " ");
		html_fill(html, N_("Breaches due from {date}: {count}."), IS_DATE(date, html->result->policy->in_force_from),
			IS_NUMBER(count, html->result->summary.due));
	}
	if (least[0]) {
		TAG(html, " <span class=\"bad\">");
		escape_html(html->out, text_of(least));
		TAG(html, "</span>");
	}
	TAG(html, "</p>\n");
	buffer_clear(&html->room);
	if (words_sentence_groups(html->result, &html->room)) {
		TAG(html, "<p>");
		escape_html(html->out, buffer_view(&html->room));
		TAG(html, "</p>\n");
	}
}

static void figure(struct html *html, uint64_t number, const char *what, const char *class_)
{
	TAG(html, "<li class=\"");
	escape_html(html->out, text_of(class_));
	TAG(html, "\"><b>");
	html_number(html, number);
	TAG(html, "</b> <span>");
	html_say(html, what);
	TAG(html, "</span></li>\n");
}

/* The figures of the summary that a reader compares with last year's. */
static void figures(struct html *html)
{
	const struct result *result = html->result;

	TAG(html, "<ul class=\"figures\">\n");
	figure(html, result->summary.components, N_("parts"), "");
	figure(html, result->summary.in_service, N_("in service"), "");
	figure(html, result->summary.scope[KEUR_SCOPE_CRITICAL], N_("critical on the facts"), "");
	figure(html, result->summary.scope_worst[KEUR_SCOPE_CRITICAL], N_("critical at worst"), "");
	figure(html, result->summary.breaches, N_("breaches"), result->summary.breaches ? "bad" : "");
	figure(html, result->summary.trust[KEUR_TRUST_VIOLATED], N_("trust violated"), result->summary.trust[KEUR_TRUST_VIOLATED] ? "bad" : "");
	figure(html, result->summary.trust[KEUR_TRUST_UNKNOWN], N_("trust unknown"), result->summary.trust[KEUR_TRUST_UNKNOWN] ? "doubt" : "");
	figure(html, result->summary.trust[KEUR_TRUST_MET], N_("trust met"), "");
	figure(html, result->summary.undetermined, N_("undetermined"), result->summary.undetermined ? "doubt" : "");
	figure(html, result->summary.gaps, N_("open questions"), result->summary.gaps ? "doubt" : "");
	TAG(html, "</ul>\n");
}

bool html_incomplete(const struct html *html)
{
	uint32_t i;

	for (i = 0; i < html->result->runs; i++)
		if (html->result->run[i].findings->status != RUN_OK)
			return true;
	return false;
}

/* What a plugin that gave no complete answer looks for is unknown everywhere; nothing in the page may read as if it were fine. */
static void not_assessed(struct html *html)
{
	const struct result *result = html->result;
	uint32_t i;

	if (!html_incomplete(html))
		return;
	TAG(html, "<section id=\"not-assessed\" class=\"alarm\" role=\"alert\" aria-labelledby=\"h-not-assessed\"><h2 id=\"h-not-assessed\">");
	html_say(html, N_("Not assessed: the answer is incomplete"));
	TAG(html, "</h2>\n<ul>\n");
	for (i = 0; i < result->runs; i++) {
		const struct findings *run = result->run[i].findings;

		if (run->status == RUN_OK)
			continue;
		TAG(html, "<li><strong>");
		html_string(html, run->plugin->name);
		TAG(html, "</strong>: ");
		html_own(html, "run", run_status[run->status].said);
		if (run->text && run->text[0]) {
			TAG(html, " (");
			html_english(html, run->text);
			TAG(html, ")");
		}
		TAG(html, "</li>\n");
	}
	TAG(html, "</ul>\n<p>");
	html_count(html, result->summary.not_assessed,
		"What they look for counts as unknown in {count} part. Nothing below says that it is fine.",
		"What they look for counts as unknown in {count} parts. Nothing below says that they are fine.", { .name = NULL });
	TAG(html, "</p></section>\n");
}

/* ---- Scope and coverage ------------------------------------------------------------------------------------------------------------ */

static void scope_row(struct html *html, const char *what, const uint32_t *count)
{
	int i;

	TAG(html, "<tr><th scope=\"row\">");
	html_say(html, what);
	TAG(html, "</th>");
	for (i = KEUR_SCOPE_CRITICAL; i >= KEUR_SCOPE_OTHER; i--) {
		TAG(html, "<td class=\"n\">");
		html_number(html, count[i]);
		TAG(html, "</td>");
	}
	TAG(html, "</tr>\n");
}

static void scope(struct html *html)
{
	static const char *const head[] = { N_("reading"), N_("critical"), N_("adjacent"), N_("management"), N_("security element"), N_("other"), NULL };
	const struct result *result = html->result;

	html_table(html, N_("Parts by scope"), head, 1);
	scope_row(html, N_("on the facts"), result->summary.scope);
	scope_row(html, N_("worst credible"), result->summary.scope_worst);
	html_table_end(html);
	if (result->summary.in_service < result->summary.components)
		html_paragraph(html, N_("These count parts out of service too."));
	if (strcmp(result->policy->critical_word, "approximated") == 0)
		html_paragraph(html, N_("What is critical is approximated by the pack, unless an overlay designates it: it is not the list in the order."));
}

static void coverage_row(struct html *html, const char *what, const struct coverage *coverage)
{
	const uint32_t count[] = { coverage->covered, coverage->parts, coverage->stated[COVERED_PARTY], coverage->stated[COVERED_ACCESS],
		coverage->stated[COVERED_LINK], coverage->stated[COVERED_LOG], coverage->determined };
	size_t i;

	TAG(html, "<tr><th scope=\"row\">");
	html_say(html, what);
	TAG(html, "</th>");
	for (i = 0; i < sizeof count / sizeof *count; i++) {
		TAG(html, "<td class=\"n\">");
		html_number(html, count[i]);
		TAG(html, "</td>");
	}
	TAG(html, "</tr>\n");
}

/* How much of the answer rests on facts. */
static void coverage(struct html *html)
{
	static const char *const head[] = { N_("parts"), N_("covered by facts"), N_("of"), N_("parties complete"), N_("ways in complete"),
		N_("links complete"), N_("logs complete"), N_("levels determined"), NULL };
	const struct result *result = html->result;

	if (!result->summary.critical.parts && !result->summary.required.parts)
		return;
	html_table(html, N_("How far facts cover what matters most"), head, 1);
	coverage_row(html, N_("critical"), &result->summary.critical);
	coverage_row(html, N_("trusted supplier required"), &result->summary.required);
	html_table_end(html);
}

void html_scope(struct html *html)
{
	html_section(html, "scope", N_("Scope and coverage"));
	scope(html);
	coverage(html);
	html_section_end(html);
}

/* What nothing below can say anything about. */
static void left_out(struct html *html)
{
	struct policy_left_out part[POLICY_PARTS];
	unsigned count = policy_left_out(html->result->policy, part), i;

	if (!count)
		return;
	TAG(html, "<div class=\"note\" id=\"left-out\"><p>");
	html_fill(html, N_("The pack {pack} leaves out what follows, so nothing below says anything about it:"), IS_STRING(pack, html->result->policy->id));
	TAG(html, "</p>\n<ul>\n");
	for (i = 0; i < count; i++) {
		TAG(html, "<li>");
		html_english(html, part[i].means);
		TAG(html, " (");
		html_code(html, part[i].section);
		TAG(html, ")</li>\n");
	}
	TAG(html, "</ul></div>\n");
}

/* What the pack lets pass that another one would not; row by row with its sources. */
static void milder(struct html *html)
{
	const struct policy *policy = html->result->policy;
	struct buffer name = { 0 };

	if (!policy->imitates && !policy->milds)
		return;
	buffer_format(&name, "%s/%s", policy->held_against.id, policy->held_against.version);
	TAG(html, "<div class=\"note\" id=\"milder\">");
	if (policy->imitates) {
		TAG(html, "<p><b>");
		html_fill(html, N_("This is not the pack {pack} that ships with keur: id and version are the same, the bytes are not."),
			IS_TEXT(pack, buffer_view(&name)));
		TAG(html, "</b></p>");
	}
	if (policy->milds) {
		TAG(html, "<p><a href=\"#sources\">");
		html_count(html, policy->milds, "{count} entry of the pack is milder than in {pack}, or cannot be compared.",
			"{count} entries of the pack are milder than in {pack}, or cannot be compared.", IS_TEXT(pack, buffer_view(&name)));
		TAG(html, "</a></p>");
	}
	TAG(html, "</div>\n");
	buffer_free(&name);
}

void html_head(struct html *html)
{
	title(html);
	not_assessed(html);
	answer(html);
	figures(html);
	left_out(html);
	milder(html);
	if (html->large) {
		TAG(html, "<p class=\"note\">");
		html_fill(html, N_("This network has more than {most} parts: the page tells those in scope, of which {chains} with all that is behind "
			"their levels, and sums by site, function and supplier. "
			"What it leaves out stands in result.json, which `keur assess --format json` writes."), IS_NUMBER(most, HTML_EVERYTHING), IS_NUMBER(chains, HTML_CHAINS));
		TAG(html, "</p>\n");
	}
	html_section_end(html);
}
