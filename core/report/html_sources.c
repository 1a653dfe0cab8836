/* What the answer stands on, in report.html: claims of completeness, facts changed by overlays, the pack with its sources and how far they are
 * verified, inputs and plugins with their hashes. */
#include "report/html_sections.h"

#include "base/number.h"

#include "report/sink.h"

enum { CHANGES_SHOWN = 2000 };

static void cell(struct html *html, enum column_id column, uint32_t row)
{
	TAG(html, "<td>");
	html_value(html, column, row);
	TAG(html, "</td>");
}

/* ---- Claims and changes -------------------------------------------------------------------------------------------------------------- */

static void statements(struct html *html)
{
	static const char *const head[] = { N_("who answers"), N_("rows of"), N_("complete"), N_("for"), N_("observed by"), N_("from"), N_("until"), N_("reference"), NULL };
	static const enum column_id column[] = { COL_statement_table, COL_statement_complete, COL_statement_covers, COL_statement_observed_by,
		COL_statement_from, COL_statement_until, COL_statement_reference };
	uint32_t rows = html->result->model->rows[TABLE_statement], most = html_most(html, CHANGES_SHOWN), row;
	size_t i;

	if (!rows) {
		html_paragraph(html, N_("Nobody answers that any rows are complete, so what is absent counts as unknown."));
		return;
	}
	html_table(html, N_("Claims of completeness, which keur takes as given"), head, HTML_NO_NUMBERS);
	for (row = 0; row < rows && row < most; row++) {
		TAG(html, "<tr><th scope=\"row\">");
		html_text(html, model_string(html->result->model, COL_statement_by, row));
		TAG(html, "</th>");
		for (i = 0; i < sizeof column / sizeof *column; i++)
			cell(html, column[i], row);
		TAG(html, "</tr>\n");
	}
	html_table_end(html);
	if (rows > row)
		html_more(html, rows - row);
}

static void override(struct html *html, const struct link_override *change)
{
	TAG(html, "<tr><th scope=\"row\"><code>");
	html_string(html, schema_table[change->table].name);
	TAG(html, "[");
	if (change->key)
		html_string(html, change->key);
	else
		html_key(html, change->table, change->row);
	TAG(html, "]");
	if (change->change == LINK_CHANGED) {
		TAG(html, ".");
		html_string(html, schema_column[change->column].name);
	}
	TAG(html, "</code></th><td>");
	if (change->change == LINK_CHANGED) {
		if (change->from[0])
			html_string(html, change->from);
		else
			html_unknown(html);
		TAG(html, " → <b>");
		html_string(html, change->to);
		TAG(html, "</b>");
	} else {
		html_own(html, "change", link_change_name[change->change]);
	}
	TAG(html, "</td><td>");
	if (change->lowers)
		html_say(html, N_("may lower a risk"));
	else
		html_say(html, N_("cannot lower a risk"));
	TAG(html, "</td><td>");
	html_string(html, change->reason);
	TAG(html, "</td><td>");
	html_string(html, change->authority);
	if (change->reference[0]) {
		TAG(html, "<br>");
		html_string(html, change->reference);
	}
	TAG(html, "</td><td><code>");
	if (change->file < html->files.count) {
		html_string(html, html->files.name[change->file]);
		TAG(html, ":");
		html_plain_number(html, change->line);
	}
	TAG(html, "</code></td></tr>\n");
}

static void overrides(struct html *html)
{
	static const char *const head[] = { N_("what"), N_("change"), N_("effect"), N_("reason"), N_("who decided"), N_("where"), NULL };
	const struct link_result *link = html->result->link;
	size_t i, shown = 0, most = html_most(html, CHANGES_SHOWN);
	int pass;

	if (!link || !link->overrides) {
		html_paragraph(html, N_("No overlay or edit changed a fact of the inventory."));
		return;
	}
	html_table(html, N_("Facts changed by overlays and edits; those that may lower a risk first"), head, HTML_NO_NUMBERS);
	for (pass = 0; pass < 2; pass++)
		for (i = 0; i < link->overrides; i++)
			if (link->override[i].lowers == !pass && shown++ < most)
				override(html, &link->override[i]);
	html_table_end(html);
	if (shown > most)
		html_more(html, shown - most);
}

void html_changes(struct html *html)
{
	html_section(html, "claims", N_("What others claim, and what was changed"));
	statements(html);
	overrides(html);
	html_section_end(html);
}

/* ---- Sources ------------------------------------------------------------------------------------------------------------------------- */

/* Of an entry of the pack: verified, unverified, keur's own proposal. */
static void verified(struct html *html, enum policy_status status)
{
	TAG(html, "<span class=\"sign t");
	html_plain_number(html, status == STATUS_VERIFIED ? KEUR_TRUST_MET : KEUR_TRUST_UNKNOWN);
	TAG(html, "\">");
	html_own(html, "status", policy_status_name[status]);
	TAG(html, "</span>");
}

static void pack(struct html *html)
{
	const struct policy *policy = html->result->policy;
	const struct policy_matrix *matrix = policy->matrices ? &policy->matrix[policy->matrix_used] : NULL;
	uint32_t i;

	TAG(html, "<dl>");
	html_term(html, N_("policy pack"));
	TAG(html, "<b>");
	html_fill(html, N_("{pack}, version {version}"), IS_STRING(pack, policy->id), IS_STRING(version, policy->version));
	TAG(html, "</b>: ");
	html_english(html, policy->title);
	TAG(html, "</dd>");
	html_term(html, N_("what it is"));
	html_english(html, policy->about);
	TAG(html, "</dd>");
	if (policy->legal_status[0]) {
		html_term(html, N_("legal status"));
		html_own(html, "legal", policy->legal_status);
		TAG(html, "</dd>");
	}
	if (policy->in_force_from != KEUR_NO_DATE) {
		html_term(html, N_("in force from"));
		html_date(html, policy->in_force_from);
		TAG(html, "</dd>");
	}
	html_term(html, N_("SHA-256"));
	html_code(html, policy->sha256);
	TAG(html, "</dd>");
	for (i = 0; i < policy->bases; i++) {
		html_term(html, N_("extends"));
		html_fill(html, N_("{pack}, version {version}"), IS_STRING(pack, policy->base[i].id), IS_STRING(version, policy->base[i].version));
		TAG(html, " ");
		html_code(html, policy->base[i].sha256);
		TAG(html, "</dd>");
	}
	html_term(html, N_("method"));
	html_english(html, policy->matrix_name);
	if (matrix && matrix->version[0]) {
		TAG(html, ", ");
		html_english(html, matrix->version);
	}
	TAG(html, " ");
	verified(html, policy->risk_note.status);
	TAG(html, "</dd>");
	html_term(html, N_("likelihood by"));
	html_english(html, policy->likelihood_note.source);
	TAG(html, " ");
	verified(html, policy->likelihood_note.status);
	TAG(html, "</dd></dl>\n");
}

static void sources(struct html *html)
{
	static const char *const head[] = { N_("source"), N_("status"), N_("entries"), NULL };
	struct words_sources sources;
	size_t i;

	words_sources_count(&sources, html->result->policy);
	TAG(html, "<p>");
	html_fill(html, N_("Entries of the pack: verified {verified}, unverified {unverified}, keur's own proposals {proposal}."),
		IS_NUMBER(verified, sources.status[STATUS_VERIFIED]), IS_NUMBER(unverified, sources.status[STATUS_UNVERIFIED]),
		IS_NUMBER(proposal, sources.status[STATUS_PROPOSAL]));
	TAG(html, "</p>\n");
	html_table(html, N_("Sources of the pack, and how far they were verified"), head, 2);
	for (i = 0; i < sources.entries; i++) {
		TAG(html, "<tr><th scope=\"row\">");
		html_english(html, sources.entry[i].source);
		TAG(html, "</th><td>");
		verified(html, sources.entry[i].status);
		TAG(html, "</td><td class=\"n\">");
		html_number(html, sources.entry[i].count);
		TAG(html, "</td></tr>\n");
	}
	html_table_end(html);
	words_sources_free(&sources);
}

static void milder(struct html *html)
{
	static const char *const head[] = { N_("entry"), N_("in this pack"), N_("there"), N_("milder"), N_("where"), NULL };
	const struct policy *policy = html->result->policy;
	struct buffer name = { 0 };
	uint32_t i;

	if (!policy->held_against.id)
		return;
	buffer_format(&name, "%s/%s", policy->held_against.id, policy->held_against.version);
	TAG(html, "<p>");
	if (policy->milds)
		html_count(html, policy->milds, "{count} entry that is milder than in {pack}, or cannot be compared:",
			"{count} entries that are milder than in {pack}, or cannot be compared:", IS_TEXT(pack, buffer_view(&name)));
	else
		html_fill(html, N_("Nothing in this pack is milder than in {pack}."), IS_TEXT(pack, buffer_view(&name)));
	TAG(html, "</p>\n");
	buffer_free(&name);
	if (!policy->milds)
		return;
	html_table(html, N_("What this pack judges more mildly"), head, HTML_NO_NUMBERS);
	for (i = 0; i < policy->milds; i++) {
		const struct policy_mild *row = &policy->mild[i];

		TAG(html, "<tr><th scope=\"row\">");
		html_code(html, row->section);
		TAG(html, " ");
		html_english(html, row->what);
		TAG(html, "</th><td>");
		html_english(html, row->here);
		TAG(html, "</td><td>");
		html_english(html, row->there);
		TAG(html, "</td><td>");
		if (row->other)
			html_say(html, N_("cannot be compared"));
		else
			html_say(html, N_("yes"));
		TAG(html, "</td><td>");
		if (row->note.source) {
			html_string(html, row->note.pack);
			TAG(html, ":");
			html_plain_number(html, row->note.line);
			TAG(html, " ");
			verified(html, row->note.status);
		} else {
			html_say(html, N_("left out"));
		}
		TAG(html, "</td></tr>\n");
	}
	html_table_end(html);
}

void html_sources(struct html *html)
{
	html_section(html, "sources", N_("What the method rests on"));
	pack(html);
	milder(html);
	sources(html);
	html_section_end(html);
}

/* ---- Inputs and plugins -------------------------------------------------------------------------------------------------------------- */

static void inputs(struct html *html)
{
	static const char *const head[] = { N_("file"), N_("SHA-256"), NULL };
	uint32_t i;

	html_table(html, N_("Inputs"), head, HTML_NO_NUMBERS);
	for (i = 0; i < html->result->inputs; i++) {
		TAG(html, "<tr><th scope=\"row\">");
		html_string(html, html->result->input[i].path);
		TAG(html, "</th><td>");
		html_code(html, html->result->input[i].sha256);
		TAG(html, "</td></tr>\n");
	}
	html_table_end(html);
}

static void held(struct html *html, struct run_isolation held)
{
	if (!held.ran)
		html_say(html, N_("no worker ran"));
	else if (held.landlock && held.seccomp)
		html_fill(html, N_("landlock {version}, seccomp"), IS_NUMBER(version, held.landlock));
	else if (held.seccomp)
		html_say(html, N_("seccomp, no landlock"));
	else if (held.landlock)
		html_fill(html, N_("landlock {version}, no seccomp"), IS_NUMBER(version, held.landlock));
	else
		html_say(html, N_("no sandbox"));
}

static void plugin(struct html *html, const struct findings *run)
{
	TAG(html, "<tr><th scope=\"row\">");
	html_string(html, run->plugin->name);
	TAG(html, "</th><td>");
	html_string(html, run->plugin->version);
	TAG(html, "</td><td><span class=\"sign t");
	html_plain_number(html, run->status == RUN_OK ? KEUR_TRUST_MET : KEUR_TRUST_VIOLATED);
	TAG(html, "\">");
	if (run->status == RUN_OK)
		html_say(html, N_("complete"));
	else
		html_say(html, N_("not assessed"));
	TAG(html, "</span>");
	if (run->status != RUN_OK) {
		TAG(html, "<br>");
		html_own(html, "run", run_status[run->status].said);
		TAG(html, " ");
		html_english(html, run->text);
	}
	if (!result_plugin_speaks(run->plugin, language_now())) {
		TAG(html, "<br>");
		html_say(html, N_("brings no words in this language: what it says stands here in English"));
	}
	TAG(html, "</td><td class=\"n\">");
	html_number(html, run->count);
	TAG(html, "</td><td>");
	if (run->plugin->signer)
		html_string(html, run->plugin->signer);
	else
		html_say(html, N_("nobody trusted"));
	TAG(html, "</td><td>");
	held(html, run->held);
	TAG(html, "</td><td>");
	html_code(html, run->plugin->sha256);
	TAG(html, "</td></tr>\n");
}

void html_run(struct html *html)
{
	static const char *const head[] = { N_("plugin"), N_("version"), N_("answer"), N_("findings"), N_("signed by"), N_("held by"), N_("SHA-256"), NULL };
	const struct result *result = html->result;
	uint32_t i;

	html_section(html, "run", N_("Inputs and plugins"));
	inputs(html);
	html_table(html, N_("Plugins"), head, HTML_NO_NUMBERS);
	for (i = 0; i < result->runs; i++)
		plugin(html, result->run[i].findings);
	html_table_end(html);
	TAG(html, "<p>");
	html_fill(html, N_("keur {version}, isolation of plugins as asked for: {mode}; what held at least:"), IS_STRING(version, KEUR_VERSION),
		IS_OWN(mode, "isolation", isolation_name[result->isolation]));
	TAG(html, " ");
	held(html, result_held(result));
	TAG(html, ".</p>\n");
	html_section_end(html);
}
