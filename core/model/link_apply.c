/* Link: bulk facts. Which components each `apply` is for; what each says for the first time, and where two contradict, is link_apply_answers.c. */
#include "model/link_internal.h"

#include <stdlib.h>
#include <string.h>

/* The arrays selectors ask, taken from the parts as they stand before any apply. */
struct asked {
	struct selectable selectable;
	uint32_t *id, *class_, *segment, *site, *country, *product, *function_first, *function, *party_component, *party_supplier;
	uint64_t *serves;
};

static uint32_t find(const struct selectable *selectable, enum selector_key key, struct text value)
{
	const struct link *link = selectable->context;
	uint32_t code = dict_find(selectable->dict, value), function;

	if (key == SELECTOR_FUNCTION) {
		function = catalogue_find(link->catalogue, value);
		return function == DICT_NONE ? code : dict_find(selectable->dict, link->catalogue->function[function]);
	}
	/* Suppliers are compared by row, told apart from codes by nothing but the key. */
	if (key == SELECTOR_SUPPLIER)
		return code == DICT_NONE ? DICT_NONE : link->supplier_of[code];
	return code;
}

static uint64_t link_set(const struct link *link, const struct origin *origin, enum column_id column)
{
	const struct part_column *c = &link_tables(link, origin)->column[column];

	return link_known(link, origin, column) ? schema_get_set(column, (const unsigned char *)c->data + origin->row * schema_width(column))
						: SELECT_UNKNOWN_SET;
}

static uint32_t *by_component(const struct link *link, enum column_id column)
{
	uint32_t *code = mem_resize(NULL, link->components, sizeof *code), c;
	size_t i;

	for (c = 0; c < link->components; c++)
		code[c] = link_code(link, &link->component[c], column);
	for (i = 0; i < link->joined.count; i++) {
		const struct addition *join = &link->joined.item[i];

		if (code[join->row] == KEUR_NONE)
			code[join->row] = link_code(link, &join->origin, column);
	}
	return code;
}

/* Code of the class of the function with this code; KEUR_NONE - 1 when the catalogue does not know it, which no selector names. */
static uint32_t class_code(const struct link *link, uint32_t code)
{
	uint32_t f = catalogue_find(link->catalogue, dict_text(&link->model->dict, code));

	return f == DICT_NONE ? KEUR_NONE - 1 : dict_find(&link->model->dict, link->catalogue->class_name[link->catalogue->function_class[f]]);
}

/* Where each component's functions come from: itself, else the first record of an export that is the same part. */
static struct origin *function_origins(const struct link *link)
{
	struct origin *pick = mem_resize(NULL, link->components, sizeof *pick);
	size_t i;

	if (link->components)
		memcpy(pick, link->component, link->components * sizeof *pick);
	for (i = 0; i < link->joined.count; i++) {
		const struct addition *join = &link->joined.item[i];

		if (!link_known(link, &pick[join->row], COL_component_function))
			pick[join->row] = join->origin;
	}
	return pick;
}

static void take_functions(struct link *link, struct asked *asked)
{
	uint32_t *first = mem_zalloc((size_t)link->components + 1, sizeof *first), *function = NULL, c, i, count = 0;
	/* By code of a function: 1 + code of its class; 0: not looked up yet. */
	uint32_t *class_of = mem_zalloc(link->codes, sizeof *class_of);
	struct origin *pick = function_origins(link);
	size_t capacity = 0;

	asked->class_ = mem_resize(NULL, link->components, sizeof *asked->class_);
	for (c = 0; c < link->components; c++) {
		const struct part_column *column = &link_tables(link, &pick[c])->column[COL_component_function];

		first[c] = count;
		asked->class_[c] = KEUR_NONE;
		if (!link_known(link, &pick[c], COL_component_function))
			continue;
		for (i = column->offset[pick[c].row]; i < column->offset[pick[c].row + 1]; i++) {
			uint32_t code = link_map(link, pick[c].part, ((const uint32_t *)column->data)[i]);

			mem_reserve(&function, &capacity, count + 1, sizeof *function);
			function[count++] = code;
			if (!class_of[code])
				class_of[code] = 1 + class_code(link, code);
			/* For selectors a hybrid is of the class of its first function; scope and impact look at all of them. */
			if (asked->class_[c] == KEUR_NONE && class_of[code] != KEUR_NONE)
				asked->class_[c] = class_of[code] - 1;
		}
	}
	free(pick);
	free(class_of);
	first[link->components] = count;
	asked->function_first = first;
	asked->function = function;
}

static void take_parties(struct link *link, struct asked *asked)
{
	size_t count, capacity, i, used = 0;
	struct origin *origin = link_collect(link, TABLE_party, &count, &capacity);

	asked->party_component = mem_resize(NULL, count, sizeof *asked->party_component);
	asked->party_supplier = mem_resize(NULL, count, sizeof *asked->party_supplier);
	for (i = 0; i < count; i++) {
		uint32_t component = link_code(link, &origin[i], COL_party_component);
		uint32_t supplier = link_code(link, &origin[i], COL_party_supplier);

		if (component == KEUR_NONE || supplier == KEUR_NONE || link->component_of[component] == KEUR_NONE)
			continue;
		asked->party_component[used] = link->component_of[component];
		asked->party_supplier[used++] = link->supplier_of[supplier];
	}
	asked->selectable.parties = (uint32_t)used;
	free(origin);
}

static void take_countries(struct link *link, struct asked *asked)
{
	const struct model *model = link->model;
	uint32_t c;

	asked->country = mem_resize(NULL, link->components, sizeof *asked->country);
	for (c = 0; c < link->components; c++) {
		uint32_t row = asked->site[c] == KEUR_NONE ? KEUR_NONE : link->site_of[asked->site[c]];

		asked->country[c] = row == KEUR_NONE ? KEUR_NONE : keur_code(&model->column[COL_site_country], row);
	}
}

/* Every record of a part may say it; the first that does counts. */
static void take_serves(struct link *link, struct asked *asked)
{
	uint32_t c;
	size_t i;

	asked->serves = mem_resize(NULL, link->components, sizeof *asked->serves);
	for (c = 0; c < link->components; c++)
		asked->serves[c] = link_set(link, &link->component[c], COL_component_serves);
	for (i = 0; i < link->joined.count; i++)
		if (asked->serves[link->joined.item[i].row] == SELECT_UNKNOWN_SET)
			asked->serves[link->joined.item[i].row] = link_set(link, &link->joined.item[i].origin, COL_component_serves);
}

static void ask(struct link *link, struct asked *asked)
{
	struct selectable *s = &asked->selectable;

	*asked = (struct asked){ 0 };
	asked->id = by_component(link, COL_component_id);
	asked->segment = by_component(link, COL_component_segment);
	asked->site = by_component(link, COL_component_site);
	asked->product = by_component(link, COL_component_product_name);
	take_functions(link, asked);
	take_countries(link, asked);
	take_parties(link, asked);
	take_serves(link, asked);
	s->serves = asked->serves;
	s->components = link->components;
	s->dict = &link->model->dict;
	s->id = asked->id;
	s->class_ = asked->class_;
	s->segment = asked->segment;
	s->site = asked->site;
	s->country = asked->country;
	s->product = asked->product;
	s->function_first = asked->function_first;
	s->function = asked->function;
	s->party_component = asked->party_component;
	s->party_supplier = asked->party_supplier;
	s->find = find;
	s->context = link;
}

static void asked_free(struct asked *asked)
{
	free(asked->id);
	free(asked->class_);
	free(asked->segment);
	free(asked->site);
	free(asked->country);
	free(asked->product);
	free(asked->function_first);
	free(asked->function);
	free(asked->party_component);
	free(asked->party_supplier);
	free(asked->serves);
}

static int applied_compare(const void *a, const void *b)
{
	const struct addition *x = a, *y = b;

	if (x->row != y->row)
		return x->row < y->row ? -1 : 1;
	if (x->origin.part != y->origin.part)
		return x->origin.part < y->origin.part ? -1 : 1;
	return (x->origin.row > y->origin.row) - (x->origin.row < y->origin.row);
}

int link_apply(struct link *link)
{
	struct asked asked;
	struct link_answers *answers;
	uint64_t *bits;
	size_t p, a, total = 0;
	uint32_t c;

	for (p = 0; p < link->parts; p++)
		total += link->part[p]->applies;
	if (!total)
		return 0;
	ask(link, &asked);
	answers = link_answers_new(link, total);
	bits = mem_zalloc((size_t)link->components / 64 + 1, sizeof *bits);
	for (p = 0; p < link->parts; p++) {
		const struct part *part = link->part[p];

		for (a = 0; a < part->applies; a++) {
			struct selector selector;
			struct origin origin = { (uint32_t)a, KEUR_NONE, (uint16_t)p, 1, 0 };

			selector_parse(&selector, dict_text(&link->model->dict, link_map(link, (uint16_t)p, part->apply[a].selector)));
			if (!select_components(&asked.selectable, &selector, bits))
				link_selects_nothing(link, &asked.selectable, &selector, "apply", "to",
					(struct place){ part->file, part->apply[a].line, 0 });
			link_answers_take(answers, origin, bits);
			for (c = 0; c < link->components; c++)
				if (bits[c >> 6] >> (c & 63) & 1)
					link_add(&link->applied, c, origin);
			selector_free(&selector);
		}
	}
	free(bits);
	link_answers_free(answers);
	asked_free(&asked);
	if (link->applied.count)
		qsort(link->applied.item, link->applied.count, sizeof *link->applied.item, applied_compare);
	return link_broken(link) ? -1 : 0;
}

/* ---- Parties and logs of templates --------------------------------------------------------------------------------------------- */

void link_apply_rows(struct link *link, enum table_id table, struct origin **origin, size_t *count, size_t *capacity)
{
	/* What each component answers itself: roles for parties, anything at all for logs. */
	unsigned char *answered = link_own_answers(link, table, *origin, *count);
	unsigned char *by_apply = mem_zalloc(link->components, 1);
	uint32_t **first = mem_zalloc(link->parts, sizeof *first);
	size_t i, p;

	for (p = 0; p < link->parts; p++)
		first[p] = link_template_first(link->part[p], table);
	for (i = 0; i < link->applied.count; i++) {
		const struct addition *add = &link->applied.item[i];
		const uint32_t *range = first[add->origin.part] + add->origin.row;
		unsigned given = 0;
		uint32_t row;

		for (row = range[0]; row < range[1]; row++) {
			struct origin template_ = { row, add->row, add->origin.part, 1, link_of_overlay(link, &add->origin) };
			unsigned answer = link_row_answers(link, table, &template_);

			if ((answered[add->row] | by_apply[add->row]) & answer)
				continue; /* by the component, or by an apply before this one, which says the same */
			given |= answer;
			mem_reserve(origin, capacity, *count + 1, sizeof **origin);
			(*origin)[(*count)++] = template_;
		}
		by_apply[add->row] |= (unsigned char)given;
	}
	for (p = 0; p < link->parts; p++)
		free(first[p]);
	free(first);
	free(answered);
	free(by_apply);
}
