/* Who answers for completeness: statements in force, and the selectors they are about. */
#include "assess/facts.h"

#include <stdlib.h>
#include <string.h>

static uint32_t find(const struct selectable *selectable, enum selector_key key, struct text value)
{
	const struct facts *facts = selectable->context;

	if (key == SELECTOR_FUNCTION) {
		uint32_t f = catalogue_find(&facts->policy->catalogue, value);

		if (f != DICT_NONE)
			value = text_of(facts->policy->function[f].name);
	}
	if (key == SELECTOR_SUPPLIER) /* by row, see selection_start */
		return model_find(facts->model, TABLE_supplier, value);
	return dict_find(selectable->dict, value);
}

static uint32_t *codes(const struct model *model, enum column_id column)
{
	uint32_t rows = model->column[column].rows, row, *code;

	if (!model->column[column].data)
		return NULL;
	code = mem_resize(NULL, rows, sizeof *code);
	for (row = 0; row < rows; row++)
		code[row] = keur_code(&model->column[column], row);
	return code;
}

void selection_start(struct selection *selection, const struct facts *facts)
{
	const struct model *model = facts->model;
	struct selectable *s = &selection->selectable;
	uint32_t c, *site, *country;

	*selection = (struct selection){ .facts = facts };
	s->components = facts->components;
	s->dict = &model->dict;
	s->find = find;
	s->context = facts;
	s->id = selection->column[0] = codes(model, COL_component_id);
	s->class_ = selection->column[1] = codes(model, COL_component_class);
	s->segment = selection->column[2] = codes(model, COL_component_segment);
	s->product = selection->column[3] = codes(model, COL_component_product_name);
	/* Sites are rows in the model; selectors name them. */
	site = selection->column[4] = mem_resize(NULL, facts->components, sizeof *site);
	country = selection->column[5] = mem_resize(NULL, facts->components, sizeof *country);
	for (c = 0; c < facts->components; c++) {
		uint32_t row = keur_code(&model->column[COL_component_site], c);

		site[c] = row == KEUR_NONE ? KEUR_NONE : keur_code(&model->column[COL_site_id], row);
		country[c] = row == KEUR_NONE ? KEUR_NONE : keur_code(&model->column[COL_site_country], row);
	}
	s->site = site;
	s->country = country;
	s->serves = selection->serves = select_serves(&model->column[COL_component_serves], facts->components);
	s->function_first = model->column[COL_component_function].offset;
	s->function = model->column[COL_component_function].data;
	s->parties = model->rows[TABLE_party];
	s->party_component = selection->column[6] = codes(model, COL_party_component);
	s->party_supplier = selection->column[7] = codes(model, COL_party_supplier);
	if (!s->party_component || !s->party_supplier)
		s->parties = 0;
}

uint64_t *selection_bits(const struct selection *selection, struct text canonical, uint32_t *terms, uint64_t **possible)
{
	uint64_t *bits = mem_zalloc((size_t)selection->selectable.components / 64 + 1, sizeof *bits);
	struct selector selector;

	selector_parse(&selector, canonical);
	select_components(&selection->selectable, &selector, bits);
	if (possible) {
		*possible = mem_zalloc((size_t)selection->selectable.components / 64 + 1, sizeof **possible);
		select_possible(&selection->selectable, &selector, *possible);
	}
	if (terms)
		*terms = (uint32_t)selector.terms;
	selector_free(&selector);
	return bits;
}

void selection_free(struct selection *selection)
{
	size_t i;

	for (i = 0; i < sizeof selection->column / sizeof *selection->column; i++)
		free(selection->column[i]);
	free(selection->serves);
}

static uint64_t *closed_by(struct facts *facts, uint8_t table)
{
	switch (table) {
	case LIST_MEMBER_stated_party:
		return facts->party_stated;
	case LIST_MEMBER_stated_log:
		return facts->log_stated;
	case LIST_MEMBER_stated_link:
		return facts->link_stated;
	case LIST_MEMBER_stated_access:
		return facts->access_claimed;
	case LIST_MEMBER_stated_ownership:
		return facts->ownership_stated;
	default:
		return NULL;
	}
}

static void change(uint64_t *bits, const uint64_t *covered, size_t words, bool on)
{
	size_t w;

	for (w = 0; w < words; w++)
		bits[w] = on ? bits[w] | covered[w] : bits[w] & ~covered[w];
}

void facts_statements(struct facts *facts)
{
	const struct model *model = facts->model;
	size_t words = (size_t)facts->components / 64 + 1;
	uint32_t rows = model->rows[TABLE_statement], row;
	struct selection selection;
	bool selecting = false;
	int opening;

	facts->party_stated = mem_zalloc(words, sizeof(uint64_t));
	facts->log_stated = mem_zalloc(words, sizeof(uint64_t));
	facts->link_stated = mem_zalloc(words, sizeof(uint64_t));
	facts->ownership_stated = mem_zalloc(words, sizeof(uint64_t));
	facts->access_claimed = mem_zalloc(words, sizeof(uint64_t));
	facts->access_observed = mem_zalloc(words, sizeof(uint64_t));
	/* Who says that a table is not complete opens again what a wider statement closed. */
	for (opening = 0; opening < 2; opening++)
		for (row = 0; row < rows; row++) {
			uint64_t *to = closed_by(facts, keur_byte(&model->column[COL_statement_table], row)), *covered;
			struct text covers = model_string(model, COL_statement_covers, row);
			bool observed = model_known(model, COL_statement_observed_by, row)
				&& keur_set(&model->column[COL_statement_observed_by], row);
			uint8_t in_force = facts_in_force(model, COL_statement_from, COL_statement_until, row),
				complete = model_answer(model, COL_statement_complete, row);

			/* A statement whose period cannot be placed closes nothing, and may well open. */
			if (!to || (opening ? complete != KEUR_NO || in_force == KEUR_NO : complete != KEUR_YES || in_force != KEUR_YES))
				continue;
			if (text_is(covers, "all")) {
				covered = mem_resize(NULL, words, sizeof *covered);
				memset(covered, 0xFF, words * sizeof *covered);
			} else {
				if (!selecting)
					selection_start(&selection, facts);
				selecting = true;
				covered = selection_bits(&selection, covers, NULL, NULL);
			}
			change(to, covered, words, !opening);
			if (to == facts->access_claimed && (opening || observed))
				change(facts->access_observed, covered, words, !opening);
			free(covered);
		}
	if (selecting)
		selection_free(&selection);
}
