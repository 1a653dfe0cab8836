/* The remote ways in, in report.html, each drawn as a chain: who comes in and from where, through which parts, to which, and what is logged at
 * each of them and what is not. Those with a breach first. */
#include "report/html_sections.h"

#include "base/mem.h"
#include "report/ways.h"

#include <stdlib.h>

#include "report/sink.h"

enum { SHOWN_LARGE = 100, SHOWN = 1000 }; /* nobody reads more drawings */

/* The worst that was found on a way in: 3 a breach, 2 a risk, 1 something else, 0 nothing. */
static unsigned worst(const struct html *html, const struct ways *ways, uint32_t row)
{
	unsigned found = 0, rank;
	uint32_t i;

	for (i = ways->first[row]; i < ways->first[row + 1]; i++) {
		uint8_t kind = html->result->finding[ways->finding[i]].kind;

		rank = kind == KEUR_KIND_BREACH ? 3 : kind == KEUR_KIND_RISK ? 2 : 1;
		if (rank > found)
			found = rank;
	}
	return found;
}

static void facts(struct html *html, uint32_t row)
{
	static const struct {
		const char *name;
		enum column_id column;
	} fact[] = {
		{ N_("privilege"), COL_access_privilege }, { N_("protocol"), COL_access_protocol }, { N_("source"), COL_access_source },
		{ N_("declared"), COL_access_declared }, { N_("observed"), COL_access_observed }, { N_("valid now"), COL_access_valid_now },
		{ N_("authorised by"), COL_access_authorised_by }, { N_("valid from"), COL_access_valid_from }, { N_("valid until"), COL_access_valid_until },
		{ N_("more than one factor"), COL_access_mfa }, { N_("sessions recorded"), COL_access_recorded },
		{ N_("open all the time"), COL_access_standing }, { N_("approved per session"), COL_access_approved_per_session },
		{ N_("who can cut it"), COL_access_cut_switch }, { N_("sessions logged to"), COL_access_logged_to },
	};
	struct words_claim claim;
	size_t i;

	TAG(html, "<dl class=\"facts\">");
	for (i = 0; i < sizeof fact / sizeof *fact; i++) {
		bool known = model_known(html->result->model, fact[i].column, row);

		/* The source says whether it is declared or observed, where the row does not. */
		if (!known && (fact[i].column == COL_access_declared || fact[i].column == COL_access_observed))
			continue;
		html_field(html, fact[i].name, fact[i].column, row);
	}
	if (words_claim(html->result, TABLE_access, row, &claim)) {
		html_term(html, N_("claim"));
		html_own(html, "claim", claim.status);
		TAG(html, " ");
		html_text(html, claim.source);
		TAG(html, " ");
		html_date(html, claim.date);
		TAG(html, "</dd>");
	}
	TAG(html, "</dl>\n");
}

static void hop(struct html *html, uint32_t c, const char *class_, const char *said)
{
	const struct keur_column *column = html->result->model->column;

	TAG(html, "<li class=\"");
	escape_html(html->out, text_of(class_));
	TAG(html, "\"><span class=\"what\">");
	html_say(html, said);
	TAG(html, "</span><b>");
	html_part(html, c);
	TAG(html, "</b>");
	if (c < html->result->model->rows[TABLE_component]) {
		TAG(html, "<span class=\"name\">");
		html_member(html, LIST_scope, keur_byte(&column[COL_component_scope], c));
		TAG(html, "</span>");
		html_logged(html, c);
	}
	TAG(html, "</li>\n");
}

/* What a reader has to know of it before anything else: how far it goes, whether it may be there, and whether that is a fact. */
static void terms(struct html *html, uint32_t row)
{
	const struct model *model = html->result->model;
	struct words_claim claim;

	TAG(html, "<span>");
	html_say(html, N_("privilege"));
	TAG(html, " ");
	html_value(html, COL_access_privilege, row);
	TAG(html, "</span>");
	if (model_answer(model, COL_access_valid_now, row) == KEUR_NO) {
		TAG(html, "<span>");
		html_say(html, N_("not valid now"));
		TAG(html, "</span>");
	}
	if (model_answer(model, COL_access_declared, row) == KEUR_NO) {
		TAG(html, "<span class=\"bad\">");
		html_say(html, N_("not declared"));
		TAG(html, "</span>");
	}
	if (words_claim(html->result, TABLE_access, row, &claim)) {
		if (strcmp(claim.status, schema_list[LIST_claim].member[KEUR_CLAIM_CONFIRMED]) == 0)
			TAG(html, "<span>");
		else
			TAG(html, "<span class=\"doubt\">");
		html_fill(html, N_("by a claim: {status}"), IS_OWN(status, "claim", claim.status));
		TAG(html, "</span>");
	}
}

static void chain(struct html *html, uint32_t row)
{
	const struct model *model = html->result->model;
	const struct keur_column *via = &model->column[COL_access_via];
	uint32_t hops = keur_known(via, row) ? keur_list_length(via, row) : 0, i;

	TAG(html, "<ol class=\"chain\"><li class=\"from\"><span class=\"what\">");
	html_say(html, N_("from"));
	TAG(html, "</span><b>");
	if (model_known(model, COL_access_party, row))
		html_supplier(html, keur_code(&model->column[COL_access_party], row));
	else
		html_say(html, N_("nobody knows who"));
	TAG(html, "</b><span>");
	if (model_known(model, COL_access_from_country, row))
		html_fill(html, N_("country {country}"), IS_TEXT(country, model_string(model, COL_access_from_country, row)));
	else
		html_say(html, N_("country not known"));
	TAG(html, "</span>");
	if (model_known(model, COL_access_party_standing, row)) {
		TAG(html, "<span>");
		html_standing(html, keur_byte(&model->column[COL_access_party_standing], row));
		TAG(html, "</span>");
	}
	terms(html, row);
	TAG(html, "</li>\n");
	if (!keur_known(via, row)) {
		TAG(html, "<li class=\"gone\"><span class=\"what\">");
		html_say(html, N_("through"));
		TAG(html, "</span><span class=\"doubt\">");
		html_say(html, N_("nobody says through which parts"));
		TAG(html, "</span></li>\n");
	}
	for (i = 0; i < hops; i++)
		hop(html, keur_list_item(via, row, i), "hop", N_("through"));
	hop(html, keur_code(&model->column[COL_access_target], row), "target", N_("to"));
	TAG(html, "</ol>\n");
}

static void found(struct html *html, const struct ways *ways, uint32_t row)
{
	const struct result *result = html->result;
	unsigned kind;
	uint32_t i;

	if (ways->first[row] == ways->first[row + 1])
		return;
	TAG(html, "<ul class=\"findings\">");
	for (kind = KEUR_KIND_BREACH; kind < KEUR_KIND_NOTE; kind++) /* a note is about the part, and told there */
		for (i = ways->first[row]; i < ways->first[row + 1]; i++) {
			const struct result_finding *finding = &result->finding[ways->finding[i]];

			if (finding->kind != kind)
				continue;
			TAG(html, "<li>");
			html_kind(html, kind);
			TAG(html, " ");
			html_message(html, finding);
			TAG(html, "</li>");
		}
	TAG(html, "</ul>\n");
}

/* A way in on which nothing was found looks like one that is fine: each says by itself that it was not assessed. */
static void unassessed(struct html *html, struct text plugins)
{
	TAG(html, "<p><span class=\"sign t2\">");
	html_fill(html, N_("not assessed by {plugins}"), IS_TEXT(plugins, plugins));
	TAG(html, "</span></p>\n");
}

static void way(struct html *html, const struct ways *ways, struct text plugins, uint32_t row)
{
	if (plugins.length)
		TAG(html, "<article class=\"path open\" id=\"a");
	else
		TAG(html, "<article class=\"path\" id=\"a");
	html_plain_number(html, row);
	TAG(html, "\"><h3>");
	html_text(html, model_string(html->result->model, COL_access_id, row));
	TAG(html, " ");
	html_place(html, TABLE_access, row);
	TAG(html, "</h3>\n");
	if (plugins.length)
		unassessed(html, plugins);
	chain(html, row);
	found(html, ways, row);
	TAG(html, "<details><summary>");
	html_say(html, N_("What is known of this way in"));
	TAG(html, "</summary>");
	facts(html, row);
	TAG(html, "</details></article>\n");
}

void html_paths(struct html *html)
{
	uint32_t rows = html->result->model->rows[TABLE_access], most = html->large ? SHOWN_LARGE : SHOWN, row, shown = 0;
	struct buffer plugins = { 0 };
	struct ways ways;
	unsigned rank;

	html_section(html, "paths", N_("Remote ways in"));
	html_may_lack(html, WORDS_WAYS);
	if (!rows)
		html_paragraph(html, N_("No way in is named. Unless somebody answers that the list is complete, that says nothing."));
	words_unassessed(html->result, WORDS_WAYS, &plugins);
	ways_find(&ways, html->result);
	for (rank = 4; rank-- > 0;)
		for (row = 0; row < rows && shown < most; row++)
			if (worst(html, &ways, row) == rank) {
				way(html, &ways, buffer_view(&plugins), row);
				shown++;
			}
	ways_free(&ways);
	buffer_free(&plugins);
	if (rows > shown) {
		TAG(html, "<p class=\"more\">");
		html_fill(html, N_("And {count} more ways in, which paths.csv and the inventory have."), IS_NUMBER(count, rows - shown));
		TAG(html, "</p>\n");
	}
	html_section_end(html);
}
