/* Suppliers in report.html: what is known of each, what was decided and whether that holds, and how far into the network it gets. */
#include "report/html_sections.h"

#include "base/mem.h"

#include <stdlib.h>

#include "report/sink.h"

enum { PARTS_NAMED = 40 };

struct by_supplier {
	uint32_t *first, *row; /* rows of involvement of supplier s: row[first[s]] .. row[first[s + 1] - 1] */
	uint32_t next_criterion;
	bool *intruder;
};

static void sort_involvement(struct by_supplier *by, const struct model *model)
{
	uint32_t suppliers = model->rows[TABLE_supplier], rows = model->rows[TABLE_involvement], i, s;
	const struct keur_column *column = &model->column[COL_involvement_supplier];

	*by = (struct by_supplier){ .first = mem_zalloc((size_t)suppliers + 2, sizeof *by->first), .row = mem_zalloc((size_t)rows + 1, sizeof *by->row) };
	for (i = 0; i < rows; i++)
		by->first[keur_code(column, i) + 2]++;
	for (s = 0; s < suppliers; s++)
		by->first[s + 2] += by->first[s + 1];
	for (i = 0; i < rows; i++)
		by->row[by->first[keur_code(column, i) + 1]++] = i;
}

static void term(struct html *html, const char *name)
{
	TAG(html, "<dt>");
	html_say(html, name);
	TAG(html, "</dt><dd>");
}

static void described(struct html *html, const char *name, enum column_id column, uint32_t row)
{
	term(html, name);
	html_value(html, column, row);
	TAG(html, "</dd>");
}

static void reach(struct html *html, uint32_t s)
{
	const struct result_supplier *supplier = &html->result->supplier[s];

	term(html, N_("reaches"));
	html_fill(html, N_("parts: {parts}; critical: {critical}, at worst {critical_worst}; where trust is required: {required}, at worst {required_worst}"),
		IS_NUMBER(parts, supplier->parts), IS_NUMBER(critical, supplier->critical[READING_KNOWN]),
		IS_NUMBER(critical_worst, supplier->critical[READING_WORST]), IS_NUMBER(required, supplier->required[READING_KNOWN]),
		IS_NUMBER(required_worst, supplier->required[READING_WORST]));
	TAG(html, "</dd>");
}

/* In which parts, and how it got there. */
static void parts(struct html *html, const struct by_supplier *by, uint32_t s)
{
	const struct keur_column *column = html->result->model->column;
	uint32_t i, shown = 0, all = by->first[s + 1] - by->first[s];

	if (!all)
		return;
	term(html, N_("where"));
	for (i = by->first[s]; i < by->first[s + 1] && shown < PARTS_NAMED; i++, shown++) {
		uint32_t row = by->row[i];

		if (shown)
			TAG(html, ", ");
		html_part(html, keur_code(&column[COL_involvement_component], row));
		TAG(html, " (");
		html_member(html, LIST_through, keur_byte(&column[COL_involvement_through], row));
		TAG(html, ")");
	}
	if (all > shown) {
		TAG(html, " ");
		html_fill(html, N_("and {count} more, which stand with the parts"), IS_NUMBER(count, all - shown));
	}
	TAG(html, "</dd>");
}

static void decisions(struct html *html, uint32_t s)
{
	term(html, N_("decisions"));
	if (!html_decisions(html, s))
		html_say(html, N_("nobody decided"));
	buffer_clear(&html->room);
	if (result_lapse(html->result, s, language_now(), &html->room)) {
		TAG(html, "<br>");
		html_text(html, buffer_view(&html->room));
	}
	TAG(html, "</dd>");
}

static void evidence(struct html *html, struct by_supplier *by, uint32_t s)
{
	static const char *const head[] = { N_("criterion"), N_("evidence"), N_("source"), N_("date"), N_("note"), NULL };
	const struct result *result = html->result;
	const struct model *model = result->model;
	const struct schema_list *list = &schema_list[LIST_criterion];
	uint64_t open = 0;
	bool table = false;
	unsigned i;

	for (; by->next_criterion < model->rows[TABLE_criterion] && keur_code(&model->column[COL_criterion_supplier], by->next_criterion) <= s; by->next_criterion++) {
		uint32_t row = by->next_criterion;

		if (keur_code(&model->column[COL_criterion_supplier], row) < s)
			continue;
		if (!table)
			html_table_of(html, N_("Evidence"), model_string(model, COL_supplier_id, s), head, HTML_NO_NUMBERS);
		table = true;
		TAG(html, "<tr><th scope=\"row\">");
		html_value(html, COL_criterion_criterion, row);
		TAG(html, "</th><td>");
		html_value(html, COL_criterion_evidence, row);
		TAG(html, "</td><td>");
		html_value(html, COL_criterion_source, row);
		TAG(html, "</td><td>");
		html_value(html, COL_criterion_date, row);
		TAG(html, "</td><td>");
		html_text(html, model_string(model, COL_criterion_note, row));
		TAG(html, "</td></tr>\n");
	}
	if (table)
		html_table_end(html);
	for (i = 0; i < list->members; i++)
		if (!result->supplier[s].grounds[i])
			open |= UINT64_C(1) << i;
	if (!open || by->intruder[s])
		return;
	TAG(html, "<p class=\"doubt\">");
	html_say(html, N_("Not known, as nobody gives evidence for or against:"));
	TAG(html, " ");
	html_members(html, LIST_criterion, open);
	TAG(html, "</p>\n");
}

static void owners(struct html *html, uint32_t s)
{
	const struct result *result = html->result;
	const struct model *model = result->model;
	uint32_t i;

	if (result->owner_first[s] == result->owner_first[s + 1])
		return;
	term(html, N_("owners"));
	for (i = result->owner_first[s]; i < result->owner_first[s + 1]; i++) {
		uint32_t row = result->owner_of[i], owner = keur_code(&model->column[COL_ownership_owner], row);
		uint8_t controls = ownership_controls(model, row);

		if (i > result->owner_first[s])
			TAG(html, "<br>");
		html_supplier(html, owner);
		TAG(html, " ");
		html_standing(html, keur_byte(&model->column[COL_supplier_standing], owner));
		TAG(html, " ");
		html_value(html, COL_ownership_share, row);
		TAG(html, ", ");
		html_say(html, controls == KEUR_YES ? N_("controls it") : controls == KEUR_NO ? N_("does not control it") : N_("control not known"));
		TAG(html, " ");
		html_place(html, TABLE_ownership, row);
	}
	TAG(html, "</dd>");
}

static void metric(struct html *html, uint32_t s)
{
	const struct result_supplier *supplier = &html->result->supplier[s];
	int r;

	if (!html->result->policy->stakeholder.given)
		return;
	term(html, N_("stakeholder metric"));
	for (r = 0; r < READINGS; r++) {
		if (r)
			TAG(html, "<br>");
		html_say(html, r == READING_KNOWN ? N_("known:") : N_("at worst:"));
		TAG(html, " ");
		if (supplier->threat[r] < 0) {
			html_unknown(html);
			continue;
		}
		buffer_clear(&html->room);
		words_hundredths(supplier->threat[r], &html->room);
		language_marks(html->room.data);
		html_fill(html, N_("zone {zone}, {value}; dependency {dependency}, penetration {penetration}"), IS_OWN(zone, "zone", policy_zone_name[supplier->zone[r]]),
			IS_TEXT(value, buffer_view(&html->room)), IS_NUMBER(dependency, supplier->dependency[r]), IS_NUMBER(penetration, supplier->penetration[r]));
	}
	TAG(html, "<br>");
	html_say(html, N_("maturity"));
	TAG(html, " ");
	html_value(html, COL_supplier_maturity, s);
	TAG(html, ", ");
	html_say(html, N_("trust"));
	TAG(html, " ");
	html_value(html, COL_supplier_trust, s);
	TAG(html, "</dd>");
}

static void described_as_intruder(struct html *html)
{
	term(html, N_("intruder"));
	html_say(html, N_("all that it has here are ways in that nobody declared and nobody authorised"));
	TAG(html, "</dd>");
}

static void supplier(struct html *html, struct by_supplier *by, uint32_t s)
{
	const struct model *model = html->result->model;
	bool plain = html->plain;

	TAG(html, "<article class=\"supplier\" id=\"s");
	html_plain_number(html, s);
	TAG(html, "\"><h3>");
	html->plain = true; /* where it stands itself */
	html_supplier(html, s);
	html->plain = plain;
	TAG(html, " ");
	html_standing(html, keur_byte(&model->column[COL_supplier_standing], s));
	TAG(html, "</h3><dl>");
	described(html, N_("name"), COL_supplier_name, s);
	described(html, N_("country"), COL_supplier_country, s);
	described(html, N_("management seat"), COL_supplier_management_seat, s);
	described(html, N_("registered"), COL_supplier_registered, s);
	reach(html, s);
	parts(html, by, s);
	decisions(html, s);
	owners(html, s);
	metric(html, s);
	if (by->intruder[s])
		described_as_intruder(html);
	TAG(html, "</dl>\n");
	evidence(html, by, s);
	TAG(html, "</article>\n");
}

void html_suppliers(struct html *html)
{
	const struct model *model = html->result->model;
	uint32_t s, all = 0, shown = 0;
	struct by_supplier by;

	sort_involvement(&by, model);
	by.intruder = words_intruders(html->result);
	html_section(html, "suppliers", N_("Suppliers"));
	for (s = 0; s < model->rows[TABLE_supplier]; s++) {
		all += words_lists_supplier(html->result, s);
		if (!html_lists(html, s))
			continue;
		supplier(html, &by, s);
		shown++;
	}
	if (!all)
		html_paragraph(html, N_("No supplier is named."));
	if (all > shown)
		html_more(html, all - shown);
	html_section_end(html);
	free(by.first);
	free(by.row);
	free(by.intruder);
}
