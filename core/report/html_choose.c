/* Which parts, suppliers and questions of a large network stand in its page in full, and in which order parts are told: the gravest first. */
#include "report/html.h"

#include "base/mem.h"

#include <stdlib.h>

uint32_t html_urgency(const struct result *result, uint32_t component)
{
	return (uint32_t)result->breach[component] << 16 | (uint32_t)result->risk[component][READING_WORST] << 8
		| (uint32_t)result->risk[component][READING_KNOWN] << 4 | keur_byte(&result->model->column[COL_component_scope], component);
}

struct urgent {
	uint32_t urgency, component;
};

static int urgent_compare(const void *a, const void *b)
{
	const struct urgent *x = a, *y = b;

	if (x->urgency != y->urgency)
		return x->urgency > y->urgency ? -1 : 1;
	return (x->component > y->component) - (x->component < y->component);
}

uint32_t *html_by_urgency(const struct result *result)
{
	uint32_t parts = result->model->rows[TABLE_component], i;
	struct urgent *urgent = mem_resize(NULL, (size_t)parts + 1, sizeof *urgent);
	uint32_t *order = mem_resize(NULL, (size_t)parts + 1, sizeof *order);

	for (i = 0; i < parts; i++)
		urgent[i] = (struct urgent){ html_urgency(result, i), i };
	qsort(urgent, parts, sizeof *urgent, urgent_compare);
	for (i = 0; i < parts; i++)
		order[i] = urgent[i].component;
	free(urgent);
	return order;
}

/* In scope on the facts, or with a breach. */
static void choose_parts(struct html *html)
{
	const struct result *result = html->result;
	uint32_t parts = result->model->rows[TABLE_component], *order = html_by_urgency(result), i;

	html->shown = mem_zalloc((size_t)parts + 1, 1);
	for (i = 0; i < parts && html->shown_parts < HTML_EVERYTHING; i++) {
		uint32_t c = order[i];

		if (!result->breach[c] && keur_byte(&result->model->column[COL_component_scope], c) == KEUR_SCOPE_OTHER)
			continue;
		html->shown[c] = 1;
		html->shown_parts++;
	}
	free(order);
}

/* Who gets furthest: untrusted before undecided, then by critical parts, then by parts. */
static uint64_t weight(const struct result *result, uint32_t s)
{
	const struct result_supplier *supplier = &result->supplier[s];

	return (uint64_t)keur_byte(&result->model->column[COL_supplier_standing], s) << 62 | (uint64_t)(supplier->critical[READING_WORST] & 0x3FFFFFFF) << 32
		| supplier->parts;
}

struct listed {
	uint64_t weight;
	uint32_t supplier;
};

static int listed_compare(const void *a, const void *b)
{
	const struct listed *x = a, *y = b;

	if (x->weight != y->weight)
		return x->weight > y->weight ? -1 : 1;
	return (x->supplier > y->supplier) - (x->supplier < y->supplier);
}

/* Of more suppliers than anybody reads those that weigh most. */
static void choose_suppliers(struct html *html, uint32_t most)
{
	uint32_t rows = html->result->model->rows[TABLE_supplier], n = 0, s;
	struct listed *listed = mem_resize(NULL, (size_t)rows + 1, sizeof *listed);

	html->listed = mem_zalloc((size_t)rows + 1, 1);
	for (s = 0; s < rows; s++)
		if (words_lists_supplier(html->result, s))
			listed[n++] = (struct listed){ weight(html->result, s), s };
	qsort(listed, n, sizeof *listed, listed_compare);
	for (s = 0; s < n && s < most; s++)
		html->listed[listed[s].supplier] = 1;
	free(listed);
}

/* By what an answer is worth. */
static void order_questions(struct html *html)
{
	uint32_t i;

	html->asked = result_by_worth(html->result);
	html->place = mem_resize(NULL, html->result->gaps, sizeof *html->place);
	for (i = 0; i < html->result->gaps; i++)
		html->place[html->asked[i].gap] = i;
}

void html_choose(struct html *html)
{
	uint32_t most = html_most(html, HTML_SUPPLIERS), i;

	order_questions(html);
	if (html->large)
		choose_parts(html);
	if (html->result->model->rows[TABLE_supplier] > most)
		choose_suppliers(html, most);
	for (i = 0; i < html->result->findings; i++)
		html->others += result_raw(html->result, &html->result->finding[i])->component == KEUR_NONE;
}

uint32_t html_most(const struct html *html, uint32_t few)
{
	return html->large ? few : HTML_EVERYTHING;
}

bool html_shows(const struct html *html, uint32_t component)
{
	return !html->shown || html->shown[component];
}

bool html_lists(const struct html *html, uint32_t supplier)
{
	return html->listed ? html->listed[supplier] : words_lists_supplier(html->result, supplier);
}

bool html_asks(const struct html *html, uint32_t gap)
{
	return html->place[gap] < html_most(html, HTML_QUESTIONS);
}
