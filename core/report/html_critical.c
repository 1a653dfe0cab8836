/* The critical parts in report.html, those that are critical only at worst among them, with the status of their suppliers and why it is so. */
#include "report/html_sections.h"

#include "report/sink.h"

enum { SHOWN = 1000 };


static void involvement(struct html *html, const struct words_cause *cause)
{
	const char *words = words_through(text_of(cause->how), cause->under != KEUR_NONE);

	if (words)
		html_fill(html, words, IS_SUPPLIER(supplier, cause->under));
	else
		html_own(html, "how", cause->how);
}

static void about_supplier(struct html *html, const struct words_cause *cause)
{
	static const char *const standing[] = { "trusted", "undecided", "untrusted" };
	unsigned i;

	html_supplier(html, cause->supplier);
	TAG(html, " ");
	for (i = 0; i < 3; i++)
		if (strcmp(cause->standing, standing[i]) == 0)
			html_standing(html, i);
	TAG(html, " ");
	involvement(html, cause);
	if (cause->under != KEUR_NONE && (strcmp(cause->how, "direct") == 0 || strcmp(cause->how, "keys") == 0)) {
		TAG(html, " (");
		html_supplier(html, cause->under);
		TAG(html, ")");
	}
	if (cause->roles) {
		TAG(html, ": ");
		html_members(html, LIST_role, cause->roles);
	}
	if (cause->ground) {
		TAG(html, "; ");
		html_fill(html, N_("no decision: the pack counts its {ground}"), IS_OWN(ground, "ground", cause->ground));
	}
	buffer_clear(&html->room);
	if (words_lapse(html->result, cause, language_now(), &html->room)) {
		TAG(html, "; ");
		html_text(html, buffer_view(&html->room));
	}
	TAG(html, "<div class=\"name\">");
	if (!html_decisions(html, cause->supplier) && !cause->ground)
		html_say(html, N_("nobody decided"));
	TAG(html, "</div>");
}

static void one_cause(struct html *html, const struct words_cause *cause)
{
	if (cause->supplier != KEUR_NONE) {
		about_supplier(html, cause);
	} else if (cause->roles) {
		html_say(html, N_("Nobody is named for:"));
		TAG(html, " ");
		html_members(html, LIST_role, cause->roles);
	} else if (strcmp(cause->how, "doubtful") == 0) {
		html_say(html, N_("Somebody who is not trusted may be involved: by a claim, a way in, keys or ownership of which a fact is missing."));
	} else {
		html_say(html, N_("Nobody answers that these lists are complete:"));
		TAG(html, " ");
		html_members(html, LIST_stated, cause->tables ? cause->tables : 1u << KEUR_STATED_PARTY);
	}
}

void html_decision(struct html *html, uint32_t row)
{
	const struct model *model = html->result->model;
	struct text authority = model_string(model, COL_decision_authority, row), reference = model_string(model, COL_decision_reference, row);

	if (authority.length) {
		TAG(html, "; ");
		html_fill(html, N_("decided by {authority}"), IS_TEXT(authority, authority));
	}
	if (reference.length) {
		TAG(html, "; ");
		html_fill(html, N_("reference {reference}"), IS_TEXT(reference, reference));
	}
	if (model_known(model, COL_decision_from, row)) {
		TAG(html, "; ");
		html_fill(html, N_("from {from}"), IS_DATE(from, keur_days(&model->column[COL_decision_from], row)));
	}
	TAG(html, "; ");
	if (model_known(model, COL_decision_until, row) && keur_days(&model->column[COL_decision_until], row) != KEUR_NO_DATE)
		html_fill(html, N_("until {until}"), IS_DATE(until, keur_days(&model->column[COL_decision_until], row)));
	else
		html_say(html, N_("without an end"));
	TAG(html, " ");
	html_place(html, TABLE_decision, row);
}

bool html_decisions(struct html *html, uint32_t supplier)
{
	const struct result *result = html->result;
	const struct model *model = result->model;
	uint32_t first = result_first_decision(result, supplier), row;

	for (row = first; row < model->rows[TABLE_decision] && keur_code(&model->column[COL_decision_supplier], row) == supplier; row++) {
		if (row > first)
			TAG(html, "<br>");
		html_value(html, COL_decision_decision, row);
		TAG(html, " (");
		html_own(html, "decision", words_decision_state[result->decision_state[row]]);
		TAG(html, "): ");
		if (model_known(model, COL_decision_covers, row))
			html_value(html, COL_decision_covers, row);
		else
			html_say(html, N_("all parts"));
		html_decision(html, row);
	}
	return row > first;
}

static void trusts(struct html *html, uint32_t component)
{
	const struct result *result = html->result;
	const struct model *model = result->model;
	uint32_t i;

	for (i = result->cause_first[component]; i < result->cause_first[component + 1]; i++) {
		uint32_t decision = result->cause[i].decision;

		TAG(html, "<li>");
		if (decision == KEUR_NONE) {
			html_fill(html, N_("{supplier}: the operator itself"), IS_SUPPLIER(supplier, model->operator_));
			TAG(html, "</li>");
			continue;
		}
		html_supplier(html, keur_code(&model->column[COL_decision_supplier], decision));
		TAG(html, ": ");
		html_say(html, N_("trusted"));
		html_decision(html, decision);
		buffer_clear(&html->room);
		if (result_overridden(result, keur_code(&model->column[COL_decision_supplier], decision), language_now(), &html->room)) {
			TAG(html, "; <b>");
			html_text(html, buffer_view(&html->room));
			TAG(html, "</b>");
		}
		TAG(html, "</li>");
	}
}

/* Why a status is what it is. */
void html_causes(struct html *html, uint32_t component)
{
	struct words_cause cause;
	uint32_t next = 0;

	TAG(html, "<ul class=\"causes\">");
	if (keur_byte(&html->result->model->column[COL_component_trust_status], component) == KEUR_TRUST_MET)
		trusts(html, component);
	while (words_next_cause(html->result, component, &next, &cause)) {
		TAG(html, "<li>");
		one_cause(html, &cause);
		TAG(html, "</li>");
	}
	TAG(html, "</ul>");
}

static void row(struct html *html, uint32_t c)
{
	const struct keur_column *column = html->result->model->column;

	TAG(html, "<tr><th scope=\"row\">");
	html_part(html, c);
	TAG(html, "<br><span class=\"name\">");
	html_text(html, model_string(html->result->model, COL_component_name, c));
	TAG(html, "</span></th><td>");
	html_member(html, LIST_scope, keur_byte(&column[COL_component_scope], c));
	if (keur_byte(&column[COL_component_scope], c) != KEUR_SCOPE_CRITICAL)
		html_say(html, N_(" (critical at worst)"));
	TAG(html, "</td><td>");
	html_status(html, keur_byte(&column[COL_component_trust_status], c));
	TAG(html, "</td><td>");
	html_causes(html, c);
	TAG(html, "</td><td>");
	html_risk(html, c);
	TAG(html, "</td></tr>\n");
}

/* Violated before unknown before met; those that are critical on the facts before those that may be; then by id. */
static unsigned rank(const struct result *result, uint32_t c)
{
	const struct keur_column *column = result->model->column;
	unsigned trust = keur_byte(&column[COL_component_trust_status], c);

	if (keur_byte(&column[COL_component_scope_worst], c) != KEUR_SCOPE_CRITICAL)
		return 0;
	return 1 + trust * 2 + (keur_byte(&column[COL_component_scope], c) == KEUR_SCOPE_CRITICAL);
}

void html_critical(struct html *html)
{
	static const char *const head[] = { N_("part"), N_("scope"), N_("trusted supplier"), N_("because"), N_("risk"), NULL };
	const struct result *result = html->result;
	uint32_t c, shown = 0, all = 0;
	unsigned wanted;

	html_section(html, "critical", N_("Critical parts and their suppliers"));
	TAG(html, "<p>");
	html_fill(html, N_("Trusted-supplier status of all parts: violated {violated}, unknown {unknown}, met {met}, not required {free}."),
		IS_NUMBER(violated, result->summary.trust[KEUR_TRUST_VIOLATED]), IS_NUMBER(unknown, result->summary.trust[KEUR_TRUST_UNKNOWN]),
		IS_NUMBER(met, result->summary.trust[KEUR_TRUST_MET]), IS_NUMBER(free, result->summary.trust[KEUR_TRUST_NOT_REQUIRED]));
	TAG(html, "</p>\n");
	for (c = 0; c < result->model->rows[TABLE_component]; c++)
		all += rank(result, c) > 0;
	if (!all) {
		html_paragraph(html, N_("No part is critical, on the facts or at worst."));
		html_section_end(html);
		return;
	}
	html_table(html, N_("Critical parts, on the facts or at worst"), head, HTML_NO_NUMBERS);
	for (wanted = 8; wanted >= 1; wanted--)
		for (c = 0; c < result->model->rows[TABLE_component]; c++)
			if (rank(result, c) == wanted && (!html->large || shown++ < SHOWN))
				row(html, c);
	html_table_end(html);
	if (shown > SHOWN)
		html_more(html, all - SHOWN);
	html_section_end(html);
}
