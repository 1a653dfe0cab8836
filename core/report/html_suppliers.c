/* Suppliers in report.html: what is known of each, what was decided and whether that holds, and how far into the network it gets. */
#include "report/html_sections.h"

#include "base/mem.h"

#include <stdlib.h>

#include "report/sink.h"

enum { PARTS_NAMED = 40 };

/* Rows by supplier: row[first[s]] .. row[first[s + 1] - 1]. */
struct by_supplier {
	uint32_t *first, *row;         /* of involvement */
	uint32_t *way_first, *way;     /* of access, by party */
	uint32_t *group_first, *group; /* of group */
	uint32_t *far_first, *far;     /* findings of whoever can get to other parts */
	uint32_t *criterion_first, *criterion;
	bool *intruder;
};

enum sorted { SORT_INVOLVEMENT, SORT_ACCESS, SORT_GROUP, SORT_CRITERION, SORT_FINDING };

static uint32_t supplier_of(const struct result *result, enum sorted what, uint32_t row)
{
	static const enum column_id column[] = { COL_involvement_supplier, COL_access_party, COL_group_supplier, COL_criterion_supplier };

	if (what == SORT_FINDING)
		return result->finding[row].reached ? result_raw(result, &result->finding[row])->party : KEUR_NONE;
	return model_known(result->model, column[what], row) ? keur_code(&result->model->column[column[what]], row) : KEUR_NONE;
}

static void sort_rows(const struct result *result, enum sorted what, uint32_t rows, uint32_t **first, uint32_t **row)
{
	uint32_t suppliers = result->model->rows[TABLE_supplier], i, s;

	*first = mem_zalloc((size_t)suppliers + 2, sizeof **first);
	*row = mem_zalloc((size_t)rows + 1, sizeof **row);
	for (i = 0; i < rows; i++)
		if ((s = supplier_of(result, what, i)) < suppliers)
			(*first)[s + 2]++;
	for (s = 0; s < suppliers; s++)
		(*first)[s + 2] += (*first)[s + 1];
	for (i = 0; i < rows; i++)
		if ((s = supplier_of(result, what, i)) < suppliers)
			(*row)[(*first)[s + 1]++] = i;
}

static void sort_all(struct by_supplier *by, const struct result *result)
{
	const uint32_t *rows = result->model->rows;

	sort_rows(result, SORT_INVOLVEMENT, rows[TABLE_involvement], &by->first, &by->row);
	sort_rows(result, SORT_ACCESS, rows[TABLE_access], &by->way_first, &by->way);
	sort_rows(result, SORT_GROUP, rows[TABLE_group], &by->group_first, &by->group);
	sort_rows(result, SORT_CRITERION, rows[TABLE_criterion], &by->criterion_first, &by->criterion);
	sort_rows(result, SORT_FINDING, result->findings, &by->far_first, &by->far);
	by->intruder = words_intruders(result);
}

static void sort_free(struct by_supplier *by)
{
	uint32_t *room[] = { by->first, by->row, by->way_first, by->way, by->group_first, by->group, by->far_first, by->far, by->criterion_first, by->criterion };
	size_t i;

	for (i = 0; i < sizeof room / sizeof *room; i++)
		free(room[i]);
	free(by->intruder);
}

/* Two things: in which parts it has a hand itself, and how far from there it could get, which is looked at for whoever is not trusted. */
static void involved(struct html *html, uint32_t s)
{
	const struct result_supplier *supplier = &html->result->supplier[s];

	html_term(html, N_("involved in"));
	html_fill(html, N_("parts in service: {parts}; critical: {critical}, at worst {critical_worst}; where trust is required: {required}, at worst {required_worst}"),
		IS_NUMBER(parts, supplier->parts), IS_NUMBER(critical, supplier->critical[READING_KNOWN]),
		IS_NUMBER(critical_worst, supplier->critical[READING_WORST]), IS_NUMBER(required, supplier->required[READING_KNOWN]),
		IS_NUMBER(required_worst, supplier->required[READING_WORST]));
	TAG(html, "</dd>");
}

static void can_get_to(struct html *html, const struct by_supplier *by, uint32_t s)
{
	const struct result *result = html->result;
	uint32_t i, shown = 0;

	for (i = by->far_first[s]; i < by->far_first[s + 1]; i++) {
		const struct result_finding *finding = &result->finding[by->far[i]];

		if (shown++ >= PARTS_NAMED)
			continue;
		if (shown == 1)
			html_term(html, N_("can get to"));
		else
			TAG(html, "; ");
		html_fill(html, N_("from {part} other parts: {count}, critical: {critical}"), IS_PART(part, result_raw(result, finding)->component),
			IS_NUMBER(count, words_further(result, finding)), IS_NUMBER(critical, finding->criticals));
	}
	if (shown > PARTS_NAMED) {
		TAG(html, " ");
		html_fill(html, N_("and {count} more, which stand with the parts"), IS_NUMBER(count, shown - PARTS_NAMED));
	}
	if (shown)
		TAG(html, "</dd>");
}

/* In which parts, and how it got there. */
static void parts(struct html *html, const struct by_supplier *by, uint32_t s)
{
	const struct keur_column *column = html->result->model->column;
	uint32_t i, shown = 0, all = by->first[s + 1] - by->first[s];

	if (!all)
		return;
	html_term(html, N_("where"));
	for (i = by->first[s]; i < by->first[s + 1] && shown < PARTS_NAMED; i++, shown++) {
		uint32_t row = by->row[i], part = keur_code(&column[COL_involvement_component], row);

		if (shown)
			TAG(html, ", ");
		html_part(html, part);
		TAG(html, " (");
		html_member(html, LIST_through, keur_byte(&column[COL_involvement_through], row));
		if (model_answer(html->result->model, COL_component_in_service, part) == KEUR_NO) {
			TAG(html, "; ");
			html_say(html, N_("out of service"));
		}
		TAG(html, ")");
	}
	if (all > shown) {
		TAG(html, " ");
		html_fill(html, N_("and {count} more, which stand with the parts"), IS_NUMBER(count, all - shown));
	}
	TAG(html, "</dd>");
}

/* What of each domain rests on it: the same shares as under concentration. */
static void shares(struct html *html, const struct by_supplier *by, uint32_t s)
{
	const struct model *model = html->result->model;
	const struct keur_column *column = model->column;
	uint32_t i;

	for (i = by->group_first[s]; i < by->group_first[s + 1]; i++) {
		uint32_t row = by->group[i];
		int32_t known = keur_days(&column[COL_group_share], row), worst = keur_days(&column[COL_group_share_worst], row);

		if (i == by->group_first[s])
			html_term(html, N_("share"));
		else
			TAG(html, "; ");
		html_text(html, model_string(model, COL_group_domain, row));
		if (model_known(model, COL_group_region, row)) {
			TAG(html, ", ");
			html_text(html, model_string(model, COL_group_region, row));
		}
		TAG(html, " (");
		html_member(html, LIST_role, keur_byte(&column[COL_group_role], row));
		TAG(html, ") ");
		if (known == worst)
			html_share(html, known);
		else
			html_fill(html, N_("{known} to {worst}"), IS_SHARE(known, known), IS_SHARE(worst, worst));
	}
	if (by->group_first[s] < by->group_first[s + 1])
		TAG(html, "</dd>");
}

static void ways(struct html *html, const struct by_supplier *by, uint32_t s)
{
	uint32_t i, all = by->way_first[s + 1] - by->way_first[s];

	if (!all)
		return;
	html_term(html, N_("ways in"));
	for (i = by->way_first[s]; i < by->way_first[s + 1] && i < by->way_first[s] + PARTS_NAMED; i++) {
		if (i > by->way_first[s])
			TAG(html, ", ");
		html_key(html, TABLE_access, by->way[i]);
	}
	if (all > PARTS_NAMED) {
		TAG(html, " ");
		html_fill(html, N_("and {count} more"), IS_NUMBER(count, all - PARTS_NAMED));
	}
	TAG(html, "</dd>");
}

static void decisions(struct html *html, uint32_t s)
{
	html_term(html, N_("decisions"));
	if (!html_decisions(html, s))
		html_say(html, N_("nobody decided"));
	buffer_clear(&html->room);
	if (result_lapse(html->result, s, language_now(), &html->room)) {
		TAG(html, "<br>");
		html_text(html, buffer_view(&html->room));
	}
	buffer_clear(&html->room);
	if (result_overridden(html->result, s, language_now(), &html->room)) {
		TAG(html, "<br><b>");
		html_text(html, buffer_view(&html->room));
		TAG(html, "</b>");
	}
	TAG(html, "</dd>");
}

static void evidence(struct html *html, const struct by_supplier *by, uint32_t s)
{
	static const char *const head[] = { N_("criterion"), N_("evidence"), N_("source"), N_("date"), N_("note"), NULL };
	const struct model *model = html->result->model;
	uint32_t i;

	for (i = by->criterion_first[s]; i < by->criterion_first[s + 1]; i++) {
		uint32_t row = by->criterion[i];

		if (i == by->criterion_first[s])
			html_table_of(html, N_("Evidence"), model_string(model, COL_supplier_id, s), head, HTML_NO_NUMBERS);
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
	if (i > by->criterion_first[s])
		html_table_end(html);
}

static uint64_t open_criteria(const struct result *result, uint32_t s)
{
	uint64_t open = 0;
	unsigned i;

	for (i = 0; i < schema_list[LIST_criterion].members; i++)
		if (!result->supplier[s].grounds[i])
			open |= UINT64_C(1) << i;
	return open;
}

/* What the register does not say, once for all suppliers of which it does not say the same. Of an intruder nothing is asked. */
static void not_known(struct html *html, const struct by_supplier *by, const uint32_t *row, uint32_t rows)
{
	uint64_t *open = mem_zalloc((size_t)rows + 1, sizeof *open);
	uint32_t i, k, named;

	for (i = 0; i < rows; i++)
		open[i] = by->intruder[row[i]] ? 0 : open_criteria(html->result, row[i]);
	for (i = 0; i < rows; i++) {
		for (k = 0; open[k] != open[i]; k++)
			;
		if (!open[i] || k < i)
			continue;
		TAG(html, "<p class=\"doubt\">");
		html_say(html, N_("Not known, as nobody gives evidence for or against:"));
		TAG(html, " ");
		html_members(html, LIST_criterion, open[i]);
		TAG(html, ". ");
		html_say(html, N_("This holds for:"));
		for (named = 0; k < rows; k++) {
			if (open[k] != open[i])
				continue;
			if (named++)
				TAG(html, ",");
			TAG(html, " ");
			html_supplier(html, row[k]);
		}
		TAG(html, "</p>\n");
	}
	free(open);
}

static void owners(struct html *html, uint32_t s)
{
	const struct result *result = html->result;
	const struct model *model = result->model;
	uint32_t i;

	if (result->owner_first[s] == result->owner_first[s + 1])
		return;
	html_term(html, N_("owners"));
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
	html_term(html, N_("stakeholder metric"));
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
	html_term(html, N_("intruder"));
	html_say(html, N_("all that it has here are ways in that nobody declared and nobody authorised"));
	TAG(html, "</dd>");
}

static void supplier(struct html *html, const struct by_supplier *by, uint32_t s)
{
	const struct model *model = html->result->model;

	TAG(html, "<article class=\"supplier\" id=\"s");
	html_plain_number(html, s);
	TAG(html, "\"><h3>");
	html_supplier_name(html, s);
	TAG(html, " ");
	html_standing(html, keur_byte(&model->column[COL_supplier_standing], s));
	TAG(html, "</h3><dl>");
	html_field(html, N_("name"), COL_supplier_name, s);
	html_field(html, N_("country"), COL_supplier_country, s);
	html_field(html, N_("management seat"), COL_supplier_management_seat, s);
	html_field(html, N_("registered"), COL_supplier_registered, s);
	involved(html, s);
	parts(html, by, s);
	can_get_to(html, by, s);
	shares(html, by, s);
	ways(html, by, s);
	decisions(html, s);
	owners(html, s);
	metric(html, s);
	if (by->intruder[s])
		described_as_intruder(html);
	TAG(html, "</dl>\n");
	evidence(html, by, s);
	TAG(html, "</article>\n");
}

/* Untrusted, restricted, undecided, trusted: whom a decision restricts is trusted in some places only. */
enum { RANKS = 4 };

static unsigned rank(const struct result *result, uint32_t s)
{
	const struct model *model = result->model;
	uint32_t row;

	for (row = result_first_decision(result, s); row < model->rows[TABLE_decision] && keur_code(&model->column[COL_decision_supplier], row) == s; row++)
		if (result->decision_state[row] == DECISION_HOLDS && keur_byte(&model->column[COL_decision_decision], row) == LIST_MEMBER_verdict_restricted)
			return 1;
	switch (keur_byte(&model->column[COL_supplier_standing], s)) {
	case KEUR_STANDING_UNTRUSTED:
		return 0;
	case KEUR_STANDING_TRUSTED:
		return 3;
	default:
		return 2;
	}
}

void html_suppliers(struct html *html)
{
	const struct result *result = html->result;
	uint32_t all = 0, shown = 0, suppliers = result->model->rows[TABLE_supplier], s, *row = mem_zalloc((size_t)suppliers + 1, sizeof *row);
	struct by_supplier by;
	unsigned r;

	html_section(html, "suppliers", N_("Suppliers"));
	html_may_lack(html, WORDS_SUPPLIERS);
	for (r = 0; r < RANKS; r++)
		for (s = 0; s < suppliers; s++) {
			if (rank(result, s) != r)
				continue;
			all += words_lists_supplier(result, s);
			if (html_lists(html, s))
				row[shown++] = s;
		}
	if (all)
		html_paragraph(html, N_("Those that are not trusted come first. Involved in: parts in which a supplier has a hand itself, through others, or by a "
			"way in. Can get to: what it could reach from there, which is looked at for suppliers that are not trusted."));
	else
		html_paragraph(html, N_("No supplier is named."));
	sort_all(&by, result);
	not_known(html, &by, row, shown);
	for (s = 0; s < shown; s++)
		supplier(html, &by, row[s]);
	sort_free(&by);
	free(row);
	if (all > shown)
		html_more(html, all - shown);
	html_section_end(html);
}
