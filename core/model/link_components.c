/* Link: the components, sorted by id. */
#include "model/link_internal.h"

#include "base/nearest.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>

/* A component before it has its row. */
struct candidate {
	uint64_t prefix[2]; /* first sixteen bytes of the id, big-endian: they decide nearly every comparison */
	uint32_t code;
	struct origin origin;
};

static void take_prefix(struct candidate *candidate, struct text id)
{
	uint64_t word[2] = { 0, 0 };
	size_t length = id.length < sizeof word ? id.length : sizeof word;

	memcpy(word, id.data, length);
	candidate->prefix[0] = htobe64(word[0]);
	candidate->prefix[1] = htobe64(word[1]);
}

static int candidate_compare(const void *a, const void *b, void *dict)
{
	const struct candidate *x = a, *y = b;

	if (x->prefix[0] != y->prefix[0])
		return x->prefix[0] < y->prefix[0] ? -1 : 1;
	if (x->prefix[1] != y->prefix[1])
		return x->prefix[1] < y->prefix[1] ? -1 : 1;
	return text_compare(dict_text(dict, x->code), dict_text(dict, y->code));
}

static void twice(struct link *link, const struct origin *first, const struct origin *second, struct text id)
{
	struct place at = link_place(link, second, TABLE_component), other = link_place(link, first, TABLE_component);
	bool foreign = link->part[first->part]->kind == PART_FOREIGN || link->part[second->part]->kind == PART_FOREIGN;

	if (at.file < other.file || (at.file == other.file && at.line < other.line)) {
		struct place swap = at;

		at = other;
		other = swap;
	}
	messages_add_field(link->messages, SEVERITY_ERROR, at, "id", "component `%s` is given twice, first at %s:%u: %s",
		messages_quote(link->messages, id), link->messages->file[other.file], other.line,
		foreign ? "a record of an export joins a component through its `same_as`" : "an id names one part");
}

/* Which native component says that a record of an export is it. */
struct claims {
	uint32_t *by_code; /* 1 + place in list; 0: nobody */
	struct origin *list;
	size_t count, capacity;
};

static void claim(struct link *link, struct claims *claims, uint32_t record, const struct origin *by)
{
	uint32_t id = link_code(link, by, COL_component_id), *at = &claims->by_code[record];
	const struct origin *first = *at ? &claims->list[*at - 1] : NULL;

	if (first && link_code(link, first, COL_component_id) != id) {
		const struct dict *dict = &link->model->dict;
		struct place other = link_place(link, first, TABLE_component);

		messages_add_field(link->messages, SEVERITY_ERROR, link_place(link, by, TABLE_component), "same_as",
			"`%s` is claimed by two components, by `%s` here and by `%s` at %s:%u: a record of an export is one part",
			messages_quote(link->messages, dict_text(dict, record)), messages_quote(link->messages, dict_text(dict, id)),
			messages_quote(link->messages, dict_text(dict, link_code(link, first, COL_component_id))),
			link->messages->file[other.file], other.line);
		return;
	}
	mem_reserve(&claims->list, &claims->capacity, claims->count + 1, sizeof *claims->list);
	claims->list[claims->count++] = *by;
	*at = (uint32_t)claims->count;
}

/* Native and foreign components that stand for themselves; foreign ones that a native one names in same_as are joined to it later. */
static struct candidate *candidates(struct link *link, uint32_t *count)
{
	struct candidate *list = NULL;
	size_t capacity = 0, used = 0, p;
	struct claims claims = { .by_code = mem_resize(NULL, link->codes, sizeof *claims.by_code) };
	uint32_t row, i;

	memset(claims.by_code, 0, link->codes * sizeof *claims.by_code);
	for (p = 0; p < link->parts; p++) {
		const struct part *part = link->part[p];
		const struct part_column *same_as = &part->rows.column[COL_component_same_as];

		if (part->kind != PART_NATIVE)
			continue;
		for (row = 0; row < part->rows.rows[TABLE_component].count; row++) {
			struct origin origin = { row, KEUR_NONE, (uint16_t)p, 0, 0 };

			if (part_known(&part->rows, COL_component_same_as, row))
				for (i = same_as->offset[row]; i < same_as->offset[row + 1]; i++)
					claim(link, &claims, link_map(link, (uint16_t)p, ((uint32_t *)same_as->data)[i]), &origin);
		}
	}
	for (p = 0; p < link->parts; p++) {
		const struct part *part = link->part[p];

		if (part->kind >= PART_OVERLAY)
			continue;
		for (row = 0; row < part->rows.rows[TABLE_component].count; row++) {
			struct origin origin = { row, KEUR_NONE, (uint16_t)p, 0, 0 };
			uint32_t code = link_code(link, &origin, COL_component_id);

			if (code == KEUR_NONE)
				continue; /* reported by the reader */
			if (link_is_removed(link, code)) {
				link_edits_gone(link, code, &origin);
				continue;
			}
			if (part->kind == PART_FOREIGN && claims.by_code[code]) {
				/* Until rows are known, `row` is the code of the id it joins. */
				link_add(&link->joined, link_code(link, &claims.list[claims.by_code[code] - 1], COL_component_id), origin);
				continue;
			}
			mem_reserve(&list, &capacity, used + 1, sizeof *list);
			list[used] = (struct candidate){ .code = code, .origin = origin };
			take_prefix(&list[used++], dict_text(&link->model->dict, code));
		}
	}
	free(claims.by_code);
	free(claims.list);
	*count = (uint32_t)used;
	return list;
}

static bool is_sorted(const struct candidate *list, uint32_t count, struct dict *dict)
{
	uint32_t i;

	for (i = 1; i < count; i++)
		if (candidate_compare(&list[i - 1], &list[i], dict) > 0)
			return false;
	return true;
}

/* Overlay rows change components that exist. */
static void find_overlaid(struct link *link)
{
	size_t p;
	uint32_t row;

	for (p = 0; p < link->parts; p++) {
		const struct part *part = link->part[p];

		if (part->kind != PART_OVERLAY && part->kind != PART_WHAT_IF)
			continue;
		for (row = 0; row < part->rows.rows[TABLE_component].count; row++) {
			struct origin origin = { row, KEUR_NONE, (uint16_t)p, 0, 1 };
			uint32_t code = link_code(link, &origin, COL_component_id);

			if (code == KEUR_NONE)
				continue;
			if (link->component_of[code] == KEUR_NONE)
				link_missing(link, &origin, COL_component_id, dict_text(&link->model->dict, code));
			else
				link_add(&link->overlaid, link->component_of[code], origin);
		}
	}
}

static int addition_compare(const void *a, const void *b)
{
	const struct addition *x = a, *y = b;

	if (x->row != y->row)
		return x->row < y->row ? -1 : 1;
	if (x->origin.part != y->origin.part)
		return x->origin.part < y->origin.part ? -1 : 1;
	return (x->origin.row > y->origin.row) - (x->origin.row < y->origin.row);
}

int link_components(struct link *link)
{
	uint32_t count, i, kept = 0;
	struct candidate *list = candidates(link, &count);
	struct dict *dict = &link->model->dict;

	if (!is_sorted(list, count, dict))
		qsort_r(list, count, sizeof *list, candidate_compare, dict);
	link->component = mem_resize(NULL, count, sizeof *link->component);
	for (i = 0; i < count; i++) {
		uint32_t code = list[i].code;

		if (kept && list[i - 1].code == code) {
			twice(link, &list[i - 1].origin, &list[i].origin, dict_text(dict, code));
			continue;
		}
		link->component_of[code] = kept;
		link->component[kept++] = list[i].origin;
	}
	free(list);
	link->components = kept;
	for (i = 0, kept = 0; i < link->joined.count; i++) {
		struct addition *join = &link->joined.item[i];

		join->row = link->component_of[join->row];
		if (join->row == KEUR_NONE)
			continue; /* the part that it is was removed */
		link->component_of[link_code(link, &join->origin, COL_component_id)] = join->row;
		link->joined.item[kept++] = *join;
	}
	link->joined.count = kept;
	find_overlaid(link);
	link_edits_by_id(link, TABLE_component, link->component_of, &link->overlaid);
	link_edits_unused(link, TABLE_component);
	if (link->joined.count)
		qsort(link->joined.item, link->joined.count, sizeof *link->joined.item, addition_compare);
	if (link->overlaid.count)
		qsort(link->overlaid.item, link->overlaid.count, sizeof *link->overlaid.item, addition_compare);
	return link_broken(link) ? -1 : 0;
}

void link_component_columns(struct link *link)
{
	const struct additions *more[] = { &link->joined, &link->applied, &link->overlaid };

	link_fill_table(link, TABLE_component, link->component, link->components, more, 3);
	link_exports_done(link);
}

int link_missing(struct link *link, const struct origin *origin, enum column_id column, struct text id)
{
	const struct schema_column *s = &schema_column[column];
	enum table_id target = (enum table_id)s->target;
	struct place at = link_place(link, origin, s->table);
	struct nearest nearest = nearest_start(id);
	uint32_t i;

	if (link_is_removed(link, dict_find(&link->model->dict, id))) {
		const struct link_edit *edit = &link->edits.item[link->edits.removed[dict_find(&link->model->dict, id)] - 1];
		struct place gone = link_place(link, &edit->said, TABLE_edit);

		messages_add_field(link->messages, SEVERITY_ERROR, at, s->name, "%s.%s names component `%s`, which the edit at %s removes: "
			"change or remove this row as well", schema_table[s->table].name, s->name, messages_quote(link->messages, id),
			link_where(link, gone));
		return -1;
	}
	/* The search is linear; twenty of them are all that is ever shown. */
	if (link->shown_missing < MESSAGES_SHOWN) {
		link->shown_missing++;
		for (i = 0; target == TABLE_component && i < link->components; i++)
			nearest_try(&nearest,
				dict_text(&link->model->dict, link_code(link, &link->component[i], COL_component_id)));
		for (i = 0; target != TABLE_component && i < link->model->rows[target]; i++)
			nearest_try(&nearest, model_string(link->model, (enum column_id)schema_first[target], i));
	}
	if (nearest.best.length)
		messages_add_field(link->messages, SEVERITY_ERROR, at, s->name, "%s.%s: there is no %s `%s`: did you mean `%s`?",
			schema_table[s->table].name, s->name, schema_table[target].name, messages_quote(link->messages, id),
			messages_quote(link->messages, nearest.best));
	else
		messages_add_field(link->messages, SEVERITY_ERROR, at, s->name, "%s.%s: there is no %s `%s`%s",
			schema_table[s->table].name, s->name, schema_table[target].name, messages_quote(link->messages, id),
			memchr(id.data, ';', id.length) ? ": are they several? In CSV separate them with |" : "");
	return -1;
}
