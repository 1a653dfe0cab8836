/* Concentration in report.html: what of each domain of the network rests on one supplier or one country, the gravest first. */
#include "report/html_sections.h"

#include "base/mem.h"

#include <stdlib.h>

#include "report/sink.h"

enum { SHOWN = 500 };

struct ranked {
	unsigned rank;
	uint32_t row;
};

static int ranked_compare(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;

	if (x->rank != y->rank)
		return x->rank > y->rank ? -1 : 1;
	return (x->row > y->row) - (x->row < y->row);
}

static unsigned gravity(const struct result_group *group)
{
	return (unsigned)group->breach << 16 | (unsigned)group->risk[READING_WORST] << 8 | group->risk[READING_KNOWN];
}

/* Whom or what it rests on. */
static void who(struct html *html, uint32_t row)
{
	const struct model *model = html->result->model;

	if (model_known(model, COL_group_supplier, row))
		html_supplier(html, keur_code(&model->column[COL_group_supplier], row));
	else if (model_known(model, COL_group_country, row))
		html_fill(html, N_("country {country}"), IS_TEXT(country, model_string(model, COL_group_country, row)));
	else
		html_say(html, N_("not known who"));
	if (model_known(model, COL_group_standing, row)) {
		uint8_t known = keur_byte(&model->column[COL_group_standing], row);

		TAG(html, " ");
		html_standing(html, known);
		if (model_known(model, COL_group_standing_worst, row) && keur_byte(&model->column[COL_group_standing_worst], row) != known) {
			TAG(html, " ");
			html_fill(html, N_("at worst {standing}"), IS_MEMBER(standing, LIST_standing, keur_byte(&model->column[COL_group_standing_worst], row)));
		}
	}
	TAG(html, "<br><span class=\"name\">");
	html_member(html, LIST_role, keur_byte(&model->column[COL_group_role], row));
	TAG(html, "</span>");
}

static void share(struct html *html, uint32_t row)
{
	const struct keur_column *column = html->result->model->column;
	int32_t known = keur_days(&column[COL_group_share], row), worst = keur_days(&column[COL_group_share_worst], row);
	bool users = keur_byte(&column[COL_group_basis], row) == KEUR_SHARED_USERS;

	/* A bar of which the known share is full and what missing facts may add is hatched. */
	TAG(html, "<svg class=\"bar\" viewBox=\"0 0 100 6\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"bed\" x=\"0\" y=\"0\" width=\"100\" height=\"6\"/><rect class=\"may\" x=\"0\" y=\"0\" width=\"");
	html_plain_number(html, worst / 100);
	TAG(html, "\" height=\"6\"/><rect class=\"is\" x=\"0\" y=\"0\" width=\"");
	html_plain_number(html, known / 100);
	TAG(html, "\" height=\"6\"/></svg>");
	if (known == worst)
		html_share(html, known);
	else
		html_fill(html, N_("{known} to {worst}"), IS_SHARE(known, known), IS_SHARE(worst, worst));
	TAG(html, "<br><span class=\"name\">");
	html_fill(html, users ? N_("{part} of {whole} users") : N_("{part} of {whole} sites"), IS_NUMBER(part, keur_number(&column[COL_group_part], row)),
		IS_NUMBER(whole, keur_number(&column[COL_group_whole], row)));
	if (keur_number(&column[COL_group_part_worst], row) != keur_number(&column[COL_group_part], row)
		|| keur_number(&column[COL_group_whole_worst], row) != keur_number(&column[COL_group_whole], row)) {
		TAG(html, "; ");
		html_fill(html, N_("at worst {part} of {whole}"), IS_NUMBER(part, keur_number(&column[COL_group_part_worst], row)),
			IS_NUMBER(whole, keur_number(&column[COL_group_whole_worst], row)));
	}
	TAG(html, "</span>");
}

static void risk(struct html *html, const struct result_group *group)
{
	uint8_t known = group->risk[READING_KNOWN], worst = group->risk[READING_WORST];

	if (group->breach) {
		html_kind(html, KEUR_KIND_BREACH);
		TAG(html, " ");
	}
	if (!worst)
		html_say(html, N_("has no weight"));
	else if (known == worst)
		html_level(html, worst);
	else if (known)
		html_fill(html, N_("undetermined: at least {known}, at most {worst}"), IS_LEVEL(known, known), IS_LEVEL(worst, worst));
	else
		html_fill(html, N_("undetermined: at most {worst}"), IS_LEVEL(worst, worst));
}

static void group(struct html *html, uint32_t row)
{
	const struct result *result = html->result;
	const struct model *model = result->model;

	TAG(html, "<tr><th scope=\"row\">");
	html_english(html, result->grouping.domain[row]->name);
	if (result->grouping.domain[row]->by_region) {
		TAG(html, ", ");
		if (model_known(model, COL_group_region, row))
			html_text(html, model_string(model, COL_group_region, row));
		else
			html_say(html, N_("region not known"));
	}
	TAG(html, "</th><td>");
	who(html, row);
	TAG(html, "</td><td>");
	share(html, row);
	TAG(html, "</td><td class=\"n\">");
	html_number(html, keur_list_length(&model->column[COL_group_members], row));
	TAG(html, "</td><td class=\"n\">");
	html_number(html, (uint64_t)keur_number(&model->column[COL_group_unanswered], row));
	TAG(html, "</td><td>");
	risk(html, &result->group[row]);
	TAG(html, "</td></tr>\n");
}

void html_groups(struct html *html)
{
	static const char *const head[] = { N_("domain"), N_("rests on"), N_("share"), N_("parts"), N_("unanswered"), N_("risk"), NULL };
	const struct result *result = html->result;
	uint32_t rows = result->model->rows[TABLE_group], i, shown;
	struct ranked *ranked;

	html_section(html, "groups", N_("Concentration: what rests on one supplier or one country"));
	if (!rows) {
		html_paragraph(html, N_("No supplier or country has a share of a domain that the pack counts."));
		html_section_end(html);
		return;
	}
	ranked = mem_resize(NULL, rows, sizeof *ranked);
	for (i = 0; i < rows; i++)
		ranked[i] = (struct ranked){ gravity(&result->group[i]), i };
	qsort(ranked, rows, sizeof *ranked, ranked_compare);
	shown = rows < html_most(html, SHOWN) ? rows : html_most(html, SHOWN);
	html_paragraph(html, N_("Shares at worst count in whom nobody names. Unanswered: parts of the domain of which nobody says who it is. Users are summed over "
		"parts: whoever depends on several of them counts with each."));
	for (i = 0; i < shown && ranked[i].rank; i++) {
		if (!i)
			html_table(html, N_("Groups of parts that would fall together"), head, HTML_NO_NUMBERS);
		group(html, ranked[i].row);
	}
	if (i)
		html_table_end(html);
	else
		html_paragraph(html, N_("No share is so large that it weighs in this pack."));
	if (i < shown) {
		TAG(html, "<details><summary>");
		html_say(html, N_("Shares that have no weight in this pack"));
		TAG(html, "</summary>");
		html_table(html, N_("Shares that have no weight in this pack"), head, HTML_NO_NUMBERS);
		for (; i < shown; i++)
			group(html, ranked[i].row);
		html_table_end(html);
		TAG(html, "</details>\n");
	}
	if (rows > shown)
		html_more(html, rows - shown);
	html_section_end(html);
	free(ranked);
}
