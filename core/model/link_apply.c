/* Link: bulk facts. Which components each `apply` is for, where a component answers itself, and where two applies contradict. */
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

static void contradiction(struct link *link, const struct origin *a, const struct origin *b, const char *what)
{
	struct place at = link_place(link, b, TABLE_component), other = link_place(link, a, TABLE_component);

	messages_add(link->messages, SEVERITY_ERROR, at, "two applies give one component different %s, the other at %s:%u: make them not overlap",
		what, link->messages->file[other.file], other.line);
}

/* Which columns each apply sets, a bit for each column of a component. */
_Static_assert(COL_FIRST_party - COL_FIRST_component <= 64, "a bit for each column of a component");

static uint64_t **template_columns(const struct link *link)
{
	uint64_t **set = mem_zalloc(link->parts, sizeof *set);
	size_t p, a;
	unsigned c;

	for (p = 0; p < link->parts; p++) {
		set[p] = mem_zalloc(link->part[p]->applies, sizeof **set);
		for (a = 0; a < link->part[p]->applies; a++)
			for (c = schema_first[TABLE_component]; c < schema_first[TABLE_component + 1]; c++)
				if (part_known(&link->part[p]->templates, (enum column_id)c, (uint32_t)a))
					set[p][a] |= UINT64_C(1) << (c - schema_first[TABLE_component]);
	}
	return set;
}

/* `applied` is sorted by component: applies for the same one stand beside each other. Each is held against the first that says the same column. */
static void check_contradictions(struct link *link)
{
	const struct addition *item = link->applied.item;
	uint64_t **set = template_columns(link), said = 0;
	const struct origin *first[64];
	size_t i, p;

	for (i = 0; i < link->applied.count; i++) {
		const struct origin *origin = &item[i].origin, *own = &link->component[item[i].row];
		uint64_t left;

		if (i == 0 || item[i].row != item[i - 1].row)
			said = 0;
		for (left = set[origin->part][origin->row]; left; left &= left - 1) {
			int bit = __builtin_ctzll(left);
			enum column_id column = (enum column_id)(schema_first[TABLE_component] + bit);

			if (!(said >> bit & 1))
				first[bit] = origin;
			else if (!link_known(link, own, column) && !link_same_value(link, first[bit], origin, column))
				contradiction(link, first[bit], origin, schema_column[column].name);
		}
		said |= set[origin->part][origin->row];
	}
	for (p = 0; p < link->parts; p++)
		free(set[p]);
	free(set);
}

int link_apply(struct link *link)
{
	struct asked asked;
	uint64_t *bits;
	size_t p, a, total = 0;

	for (p = 0; p < link->parts; p++)
		total += link->part[p]->applies;
	if (!total)
		return 0;
	ask(link, &asked);
	bits = mem_zalloc((size_t)link->components / 64 + 1, sizeof *bits);
	for (p = 0; p < link->parts; p++) {
		const struct part *part = link->part[p];

		for (a = 0; a < part->applies; a++) {
			struct selector selector;
			struct origin origin = { (uint32_t)a, KEUR_NONE, (uint16_t)p, 1, 0 };
			uint32_t c;

			selector_parse(&selector, dict_text(&link->model->dict, link_map(link, (uint16_t)p, part->apply[a].selector)));
			if (!select_components(&asked.selectable, &selector, bits))
				link_selects_nothing(link, &asked.selectable, &selector, "apply", "to",
					(struct place){ part->file, part->apply[a].line, 0 });
			for (c = 0; c < link->components; c++)
				if (bits[c >> 6] >> (c & 63) & 1)
					link_add(&link->applied, c, origin);
			selector_free(&selector);
		}
	}
	free(bits);
	asked_free(&asked);
	if (link->applied.count)
		qsort(link->applied.item, link->applied.count, sizeof *link->applied.item, applied_compare);
	check_contradictions(link);
	return link_broken(link) ? -1 : 0;
}

/* ---- Parties and logs of templates --------------------------------------------------------------------------------------------- */

/* Template rows of `table` by apply: first[a] .. first[a + 1] - 1, as the reader wrote them in that order. */
static uint32_t *template_first(const struct part *part, enum table_id table)
{
	enum column_id owner = table == TABLE_party ? COL_party_component : COL_log_component;
	uint32_t *first = mem_zalloc(part->applies + 2, sizeof *first), rows = part->templates.rows[table].count, row;
	size_t a;

	for (row = 0; row < rows; row++)
		first[((const uint32_t *)part->templates.column[owner].data)[row] + 1]++;
	for (a = 0; a < part->applies; a++)
		first[a + 1] += first[a];
	return first;
}

static unsigned role_of(const struct link *link, const struct origin *origin)
{
	if (!link_known(link, origin, COL_party_role))
		return 0;
	return 1u << ((const uint8_t *)link_tables(link, origin)->column[COL_party_role].data)[origin->row];
}

/* Rows of one apply's template in one table: first .. end - 1 of its part. */
struct template_rows {
	struct origin apply;
	uint32_t first, end;
};

static struct template_rows rows_of(uint32_t *const *first, const struct addition *applied)
{
	const uint32_t *range = first[applied->origin.part];

	return (struct template_rows){ applied->origin, range[applied->origin.row], range[applied->origin.row + 1] };
}

/* What a row answers: for parties its role, for logs the one question there is. */
static unsigned answers(const struct link *link, enum table_id table, const struct origin *row)
{
	return table == TABLE_party ? role_of(link, row) : 1u;
}

static bool same_row(const struct link *link, enum table_id table, const struct origin *a, const struct origin *b)
{
	unsigned c;

	for (c = schema_first[table]; c < schema_first[table + 1]; c++) {
		enum column_id column = (enum column_id)c;

		if (c == COL_party_component || c == COL_log_component || schema_column[c].flags & COLUMN_DERIVED)
			continue;
		if (link_known(link, a, column) != link_known(link, b, column) || !link_same_value(link, a, b, column))
			return false;
	}
	return true;
}

/* Whether every row of `a` with this answer stands in `b` too. */
static bool is_part_of(const struct link *link, enum table_id table, const struct template_rows *a, const struct template_rows *b, unsigned answer)
{
	struct origin x = a->apply, y = b->apply;

	for (x.row = a->first; x.row < a->end; x.row++) {
		if (!(answers(link, table, &x) & answer))
			continue;
		for (y.row = b->first; y.row < b->end && !same_row(link, table, &x, &y); y.row++)
			;
		if (y.row == b->end)
			return false;
	}
	return true;
}

/* Apply i gives an answer that one before it for the same component has given: they may say the same, or contradict each other. */
static void compare_answers(struct link *link, enum table_id table, uint32_t *const *first, size_t i, unsigned answer)
{
	const struct addition *item = link->applied.item;
	struct template_rows now = rows_of(first, &item[i]);
	size_t k;

	for (k = i; k-- > 0 && item[k].row == item[i].row;) {
		struct template_rows before = rows_of(first, &item[k]);
		struct origin row = before.apply;
		unsigned given = 0;

		for (row.row = before.first; row.row < before.end; row.row++)
			given |= answers(link, table, &row);
		if (!(given & answer))
			continue;
		if (!is_part_of(link, table, &now, &before, answer) || !is_part_of(link, table, &before, &now, answer))
			contradiction(link, &item[k].origin, &item[i].origin, table == TABLE_party ? "parties in the same role" : "logs");
		return;
	}
}

void link_apply_rows(struct link *link, enum table_id table, struct origin **origin, size_t *count, size_t *capacity)
{
	/* What each component answers itself: roles for parties, anything at all for logs. */
	unsigned char *answered = mem_zalloc(link->components, 1);
	unsigned char *by_apply = mem_zalloc(link->components, 1);
	enum column_id owner = table == TABLE_party ? COL_party_component : COL_log_component;
	uint32_t **first = mem_zalloc(link->parts, sizeof *first);
	size_t own = *count, i, p;

	for (i = 0; i < own; i++) {
		uint32_t code = link_code(link, &(*origin)[i], owner);

		if (code != KEUR_NONE && link->component_of[code] != KEUR_NONE)
			answered[link->component_of[code]] |= (unsigned char)answers(link, table, &(*origin)[i]);
	}
	for (p = 0; p < link->parts; p++)
		first[p] = template_first(link->part[p], table);
	for (i = 0; i < link->applied.count; i++) {
		const struct addition *add = &link->applied.item[i];
		struct template_rows rows = rows_of(first, add);
		unsigned given = 0, twice = 0;
		uint32_t row;

		for (row = rows.first; row < rows.end; row++) {
			struct origin template_ = { row, add->row, add->origin.part, 1, link_of_overlay(link, &add->origin) };
			unsigned answer = answers(link, table, &template_);

			if (answered[add->row] & answer)
				continue;
			if (by_apply[add->row] & answer) {
				if (!(twice & answer))
					compare_answers(link, table, first, i, answer);
				twice |= answer;
				continue;
			}
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
