/* Findings in report.html: the breaches before everything else, those about no part in particular, and how one finding is told: what it
 * says, by which rule, how much it weighs, on which facts it rests. */
#include "report/html_sections.h"

#include "report/sink.h"

enum { BREACHES_SHOWN = 1000, PARTS_LARGE = 20, PARTS_NAMED = 500, IDS_MOST = 16 };

static void claim(struct html *html, const struct keur_row *row)
{
	struct words_claim claim;

	if (!words_claim(html->result, row->table, row->row, &claim))
		return;
	TAG(html, " <em>");
	html_fill(html, N_("by a claim: {status}"), IS_OWN(status, "claim", claim.status));
	if (claim.source.length) {
		TAG(html, ", ");
		html_text(html, claim.source);
	}
	if (claim.date != KEUR_NO_DATE) {
		TAG(html, ", ");
		html_date(html, claim.date);
	}
	TAG(html, "</em>");
}

static void evidence(struct html *html, const struct findings *run, const struct finding *raw)
{
	uint32_t i;

	if (!raw->evidences)
		return;
	html_term(html, N_("rests on"));
	for (i = 0; i < raw->evidences; i++) {
		const struct keur_row *row = &run->evidence[raw->evidence + i];

		if (i)
			TAG(html, "; ");
		html_own(html, "table", row->table < TABLE_COUNT ? schema_table[row->table].name : "");
		TAG(html, " ");
		html_key(html, row->table, row->row);
		TAG(html, " ");
		html_place(html, row->table, row->row);
		claim(html, row);
	}
	TAG(html, "</dd>");
}

static void parts(struct html *html, const uint32_t *row, uint32_t rows, const char *between)
{
	uint32_t most = html->large ? PARTS_LARGE : PARTS_NAMED, i;

	for (i = 0; i < rows && i < most; i++) {
		if (i)
			html_say(html, between);
		html_part(html, row[i]);
	}
	if (rows > most) {
		TAG(html, " ");
		html_fill(html, N_("and {count} more, which result.json has"), IS_NUMBER(count, rows - most));
	}
}

static void reach(struct html *html, const struct result_finding *finding, const struct findings *run, const struct finding *raw)
{
	uint32_t further;

	if (raw->path_length) {
		html_term(html, N_("path"));
		parts(html, run->path + raw->path, raw->path_length, " → ");
		TAG(html, "</dd>");
	}
	further = words_further(html->result, finding);
	if (!further)
		return;
	html_term(html, N_("can get to"));
	html_count(html, further, "{count} other part ({all} in all)", "{count} other parts ({all} in all)", IS_NUMBER(all, finding->reached));
	if (finding->criticals) {
		TAG(html, ", ");
		html_say(html, N_("of which critical:"));
		TAG(html, " ");
		parts(html, html->result->reached_critical + finding->critical, finding->criticals, ", ");
	}
	TAG(html, "</dd>");
}

static void weight(struct html *html, const struct result_finding *finding, const struct finding *raw, const struct declared_rule *rule)
{
	uint8_t set = words_scenarios(html->result, finding);
	bool more = false;
	unsigned s;

	html_term(html, N_("weighs"));
	if (rule->factor == KEUR_NO_FACTOR || !finding->level) {
		html_fill(html, N_("no factor, level {level}"), IS_NUMBER(level, finding->level));
	} else {
		html_own(html, "factor", words_factor[rule->factor]);
		TAG(html, " ");
		html_plain_number(html, finding->level);
	}
	TAG(html, ", ");
	html_own(html, "basis", words_basis[raw->basis]);
	for (s = 0; s < SCENARIOS; s++) {
		if (!(set >> s & 1))
			continue;
		if (more)
			TAG(html, ", ");
		else
			TAG(html, "; ");
		html_own(html, "scenario", policy_scenario_name[s]);
		more = true;
	}
	if (finding->exception != KEUR_NONE) {
		TAG(html, "; ");
		html_fill(html, N_("by entry {number} of the pack's rules"), IS_NUMBER(number, finding->exception + 1)); /* people count from 1 */
	}
	TAG(html, "</dd>");
}

static void about(struct html *html, const struct result_finding *finding, const struct finding *raw)
{
	const char *type = "";

	html_term(html, N_("about"));
	buffer_clear(&html->room);
	result_subject(html->result, finding, &type, &html->room);
	html_own(html, "subject", type);
	TAG(html, " ");
	html_text(html, buffer_view(&html->room));
	if (raw->party != KEUR_NONE) {
		TAG(html, "; ");
		html_fill(html, N_("party {party}"), IS_SUPPLIER(party, raw->party));
	}
	TAG(html, "</dd>");
}

/* Under the name of their system; one that nobody names keeps its letters. */
static void measures(struct html *html, const struct result_finding *finding)
{
	const struct result_measures measures = result_measures(html->result, finding);
	struct text last = { "", 0 };
	uint32_t i;

	if (!measures.measures)
		return;
	html_term(html, N_("measures"));
	for (i = 0; i < measures.measures; i++) {
		struct text of = words_measure(measures.measure[i]);

		if (i)
			escape_html(html->out, text_of(text_equal(of, last) ? ", " : "; "));
		if (!text_equal(of, last)) {
			html_text(html, of);
			TAG(html, ": ");
		}
		html_string(html, measures.measure[i]);
		last = of;
	}
	TAG(html, "</dd>");
}

/* What is known and what is suspected of the same thing are two findings with one id, and have two places. */
static void place_name(struct html *html, const struct result_finding *finding)
{
	escape_html(html->out, text_of(finding->id));
	if (result_raw(html->result, finding)->basis != KEUR_KNOWN)
		TAG(html, "-s");
}

/* Of a plugin that does not speak the language of the page it is English, and said to be: a reader aloud goes by that. */
static void message(struct html *html, const struct result_finding *finding)
{
	bool foreign = !result_speaks(html->result, finding, language_now());

	buffer_clear(&html->room);
	words_message(html->result, finding, language_now(), &html->room);
	if (foreign)
		TAG(html, "<span lang=\"en\">");
	html_text(html, buffer_view(&html->room));
	if (foreign)
		TAG(html, "</span>");
}

/* ---- In people's names --------------------------------------------------------------------------------------------------------------- */

/* Where the ids stand in a message that has names. */
struct naming {
	struct span {
		size_t from, to;
	} id[IDS_MOST];
	unsigned ids;
	const char *language;
};

static struct text name_of(const struct result *result, const struct finding_value *value)
{
	if (value->kind == KEUR_VALUE_ROW && value->table == TABLE_component && value->row < result->model->rows[TABLE_component])
		return model_string(result->model, COL_component_name, value->row);
	if (value->kind == KEUR_VALUE_ROW && value->table == TABLE_supplier && value->row < result->model->rows[TABLE_supplier])
		return model_string(result->model, COL_supplier_name, value->row);
	return (struct text){ "", 0 };
}

static void put_named(void *self, const struct result *result, const struct result_finding *finding, uint32_t arg, struct buffer *out)
{
	const struct finding *raw = result_raw(result, finding);
	struct text name = { "", 0 };
	struct naming *naming = self;

	if (arg < raw->values && naming->ids < IDS_MOST)
		name = name_of(result, &result->run[finding->plugin].findings->value[raw->extra + arg]);
	if (name.length) {
		buffer_text(out, name);
		buffer_string(out, " ");
		naming->id[naming->ids].from = out->length;
	}
	result_argument(result, finding, arg, naming->language, out);
	if (name.length)
		naming->id[naming->ids++].to = out->length;
}

/* A message with the names of parts and suppliers, and their ids small behind them. */
static void message_named(struct html *html, const struct result_finding *finding)
{
	bool foreign = !result_speaks(html->result, finding, language_now());
	struct naming naming = { .language = foreign ? language_code[LANGUAGE_EN] : language_now() };
	size_t at = 0;
	unsigned i;

	buffer_clear(&html->room);
	result_message_filled(html->result, finding, language_now(), put_named, &naming, &html->room);
	if (!html->room.length) {
		html_string(html, result_rule(html->result, finding)->title);
		return;
	}
	if (foreign)
		TAG(html, "<span lang=\"en\">");
	for (i = 0; i < naming.ids && naming.id[i].to <= html->room.length; i++) { /* what is too long was cut off */
		html_text(html, (struct text){ html->room.data + at, naming.id[i].from - at });
		TAG(html, "<span class=\"name\">");
		html_text(html, (struct text){ html->room.data + naming.id[i].from, naming.id[i].to - naming.id[i].from });
		TAG(html, "</span>");
		at = naming.id[i].to;
	}
	html_text(html, (struct text){ html->room.data + at, html->room.length - at });
	if (foreign)
		TAG(html, "</span>");
}

static void broken_rule(struct html *html, const struct result_finding *finding)
{
	struct buffer pack = { 0 };

	buffer_format(&pack, "%s/%s", html->result->policy->id, html->result->policy->version);
	html_fill(html, N_("breach of {pack}, rule {rule}"), IS_TEXT(pack, buffer_view(&pack)), IS_STRING(rule, result_rule(html->result, finding)->full));
	buffer_free(&pack);
}

void html_finding(struct html *html, const struct result_finding *finding, bool named)
{
	const struct findings *run = html->result->run[finding->plugin].findings;
	const struct finding *raw = result_raw(html->result, finding);
	const struct declared_rule *rule = result_rule(html->result, finding);

	TAG(html, "<li class=\"finding\"");
	if (!named) { /* where it is told in full, once */
		TAG(html, " id=\"");
		place_name(html, finding);
		TAG(html, "\"");
	}
	TAG(html, "><p>");
	html_kind(html, finding->kind);
	TAG(html, " ");
	if (named) {
		TAG(html, "<strong>");
		message_named(html, finding);
		TAG(html, "</strong>");
	} else {
		message(html, finding);
	}
	TAG(html, "</p><dl>");
	if (named && raw->component != KEUR_NONE) {
		html_term(html, N_("part"));
		html_part(html, raw->component);
		TAG(html, "</dd>");
	}
	html_term(html, N_("rule"));
	if (named)
		broken_rule(html, finding);
	else
		html_code(html, rule->full);
	TAG(html, " ");
	html_code(html, finding->id);
	TAG(html, "</dd>");
	about(html, finding, raw);
	weight(html, finding, raw, rule);
	reach(html, finding, run, raw);
	evidence(html, run, raw);
	measures(html, finding);
	TAG(html, "</dl></li>\n");
}

void html_message(struct html *html, const struct result_finding *finding)
{
	uint32_t component = result_raw(html->result, finding)->component;
	bool told = component == KEUR_NONE ? html->others <= html_most(html, HTML_OTHERS) : html_shows(html, component);

	if (told) {
		TAG(html, "<a href=\"#");
		place_name(html, finding);
		TAG(html, "\">");
	}
	message(html, finding);
	if (told)
		TAG(html, "</a>");
}

void html_breaches(struct html *html)
{
	const struct result *result = html->result;
	uint32_t i, all = 0;

	html_section(html, "breaches", N_("Breaches"));
	html_may_lack(html, WORDS_FINDINGS);
	html_paragraph(html, N_("A breach is a rule of the pack that is broken. No matrix can lower it."));
	if (result->summary.due) {
		TAG(html, "<p>");
		html_fill(html, N_("The pack's law is in force from {date}: none yet. From then on these are:"), IS_DATE(date, result->policy->in_force_from));
		TAG(html, "</p>\n");
	}
	for (i = 0; i < result->findings; i++) {
		if ((result->finding[i].kind != KEUR_KIND_BREACH && !result->finding[i].due) || all++ >= BREACHES_SHOWN)
			continue;
		if (all == 1)
			TAG(html, "<ol class=\"findings\">\n");
		html_finding(html, &result->finding[i], true);
	}
	if (all)
		TAG(html, "</ol>\n");
	else
		html_paragraph(html, result_incomplete(result) ? N_("None found by what was assessed.") : N_("None found."));
	if (all > BREACHES_SHOWN)
		html_more(html, all - BREACHES_SHOWN);
	html_section_end(html);
}

void html_others(struct html *html)
{
	const struct result *result = html->result;
	uint32_t most = html_most(html, HTML_OTHERS), shown = 0, i;

	html_section(html, "others", N_("Findings about the network, groups and suppliers"));
	html_may_lack(html, WORDS_FINDINGS);
	TAG(html, "<ul class=\"findings\">\n");
	for (i = 0; i < result->findings && shown < most; i++) {
		if (result_raw(result, &result->finding[i])->component != KEUR_NONE)
			continue;
		html_finding(html, &result->finding[i], false);
		shown++;
	}
	TAG(html, "</ul>\n");
	if (html->others > shown)
		html_more(html, html->others - shown);
	html_section_end(html);
}
