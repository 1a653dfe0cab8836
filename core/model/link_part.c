/* Link: reading parts through the model's dictionary. */
#include "model/link_internal.h"

#include <stdlib.h>
#include <string.h>

uint32_t link_code(const struct link *link, const struct origin *origin, enum column_id column)
{
	const struct part_tables *tables = link_tables(link, origin);

	if (!part_known(tables, column, origin->row))
		return KEUR_NONE;
	return link_map(link, origin->part, ((const uint32_t *)tables->column[column].data)[origin->row]);
}

struct place link_place(const struct link *link, const struct origin *origin, enum table_id table)
{
	uint32_t line = link_tables(link, origin)->rows[table].line[origin->row];

	if (link->part[origin->part] == link->edits.rewritten)
		return link->edits.row[line].at;
	return (struct place){ link->part[origin->part]->file, line, 0 };
}

const char *link_where(struct link *link, struct place at)
{
	struct buffer room = { 0 };
	const char *copy;

	buffer_string(&room, link->messages->file[at.file]);
	if (at.line) /* what is tried stands in no file */
		buffer_format(&room, ":%u", at.line);
	copy = arena_copy(&link->messages->arena, room.data, room.length);
	buffer_free(&room);
	return copy;
}

static struct text code_text(const struct link *link, const struct origin *origin, uint32_t code)
{
	return code == KEUR_NONE ? TEXT_LITERAL("none") : dict_text(&link->model->dict, link_map(link, origin->part, code));
}

void link_value_text(const struct link *link, const struct origin *origin, enum column_id column, struct buffer *out)
{
	const struct part_column *c = &link_tables(link, origin)->column[column];
	uint32_t row = origin->row, i;

	if (!link_known(link, origin, column))
		return;
	if (schema_is_list(column)) {
		if (c->offset[row] == c->offset[row + 1])
			buffer_string(out, "none");
		for (i = c->offset[row]; i < c->offset[row + 1]; i++) {
			if (i > c->offset[row])
				buffer_string(out, "|");
			buffer_text(out, code_text(link, origin, ((const uint32_t *)c->data)[i]));
		}
	} else if (schema_is_string(column) || schema_column[column].type == TYPE_ROW) {
		buffer_text(out, code_text(link, origin, ((const uint32_t *)c->data)[row]));
	} else {
		schema_format(column, (const unsigned char *)c->data + row * schema_width(column), out);
	}
}

bool link_same_value(const struct link *link, const struct origin *a, const struct origin *b, enum column_id column)
{
	struct buffer x = { 0 }, y = { 0 };
	bool same;

	link_value_text(link, a, column, &x);
	link_value_text(link, b, column, &y);
	same = text_equal(buffer_view(&x), buffer_view(&y));
	buffer_free(&x);
	buffer_free(&y);
	return same;
}

/* Edits on trial have been read, and nobody asks for their addresses again: there may be one for each of many parts. */
static bool only_trial(const struct link *link, size_t p)
{
	unsigned t;

	if (link->part[p]->kind != PART_WHAT_IF)
		return false;
	for (t = 0; t < TABLE_COUNT; t++)
		if (t != TABLE_edit && link->part[p]->rows.rows[t].count)
			return false;
	return true;
}

/* The part with the most strings gives its dictionary; the others are added to it. */
void link_merge_strings(struct link *link)
{
	size_t p, largest = 0, code;

	for (p = 1; p < link->parts; p++)
		if (link->part[p]->dict.count > link->part[largest]->dict.count && !only_trial(link, p))
			largest = p;
	link->map = mem_zalloc(link->parts + 1, sizeof *link->map); /* one more: see link_makers */
	if (!link->parts)
		return;
	/* Moved, not copied: its codes stay right, and the part needs no strings of its own any more. */
	link->model->dict = link->keep ? dict_copy(&link->part[largest]->dict) : link->part[largest]->dict;
	if (!link->keep)
		link->part[largest]->dict = (struct dict){ 0 };
	for (p = 0; p < link->parts; p++) {
		const struct dict *dict = &link->part[p]->dict;

		if (p == largest || link->part[p] == link->edits.rewritten /* whose codes are the model's */
			|| only_trial(link, p))
			continue;
		link->map[p] = mem_resize(NULL, dict->count, sizeof **link->map);
		for (code = 0; code < dict->count; code++)
			link->map[p][code] = dict_add(&link->model->dict, dict_text(dict, (uint32_t)code));
	}
}

static void unknown_function(struct link *link, const struct part *part, const struct origin *origin, struct text name)
{
	struct place at = link_place(link, origin, TABLE_component);
	struct text near = catalogue_nearest(link->catalogue, name);
	const char *shown = messages_quote(link->messages, name);

	if (part->kind == PART_FOREIGN)
		messages_add_field(link->messages, SEVERITY_WARNING, at, "function",
			"the pack's catalogue has no function `%s`: counted as unknown, critical in the worst-credible reading", shown);
	else if (near.length)
		messages_add_field(link->messages, SEVERITY_ERROR, at, "function",
			"component.function: the pack's catalogue has no `%s`: did you mean `%.*s`?", shown, (int)near.length, near.data);
	else
		messages_add_field(link->messages, SEVERITY_ERROR, at, "function",
			"component.function: the pack's catalogue has no `%s`: write a function that `keur policy show` lists, leave it out "
			"when it is not known, or add it as an alias in a pack of your own", shown);
}

/* Replaces each function name by its canonical one, in place; unknown names stay as they are. */
static void resolve_functions(struct link *link, uint16_t p, bool template_, uint32_t *canonical)
{
	struct part *part = link->part[p];
	struct part_tables *tables = template_ ? &part->templates : &part->rows;
	struct part_column *column = &tables->column[COL_component_function];
	uint32_t rows = tables->rows[TABLE_component].count, row, i;

	for (row = 0; column->valid && row < rows; row++) {
		for (i = column->offset[row]; i < column->offset[row + 1]; i++) {
			uint32_t *code = &((uint32_t *)column->data)[i];
			struct origin origin = { row, KEUR_NONE, p, template_, 0 };

			if (canonical[*code] == KEUR_NONE) {
				struct text name = dict_text(&part->dict, *code);
				uint32_t function = catalogue_find(link->catalogue, name);

				canonical[*code] = *code;
				if (function == DICT_NONE)
					canonical[*code] = KEUR_NONE - 1; /* known to be unknown */
				else if (!text_equal(name, link->catalogue->function[function]))
					canonical[*code] = dict_add(&part->dict, link->catalogue->function[function]);
			}
			if (canonical[*code] == KEUR_NONE - 1)
				unknown_function(link, part, &origin, dict_text(&part->dict, *code));
			else
				*code = canonical[*code];
		}
	}
}

/* Before the dictionaries are merged: canonical names are strings of the part. */
void link_resolve_functions(struct link *link)
{
	size_t p, i;

	for (p = 0; p < link->parts; p++) {
		size_t codes = link->part[p]->dict.count;
		uint32_t *canonical = mem_resize(NULL, codes, sizeof *canonical);

		for (i = 0; i < codes; i++)
			canonical[i] = KEUR_NONE;
		resolve_functions(link, (uint16_t)p, false, canonical);
		resolve_functions(link, (uint16_t)p, true, canonical);
		free(canonical);
	}
}

/* ---- Order of texts -------------------------------------------------------------------------------------------------------------- */

static int by_text(const void *a, const void *b, void *dict)
{
	uint32_t x, y;

	memcpy(&x, a, sizeof x);
	memcpy(&y, b, sizeof y);
	return text_compare(dict_text(dict, x), dict_text(dict, y));
}

void link_rank(struct link *link, const struct origin *origin, size_t rows, const enum column_id *column, size_t columns)
{
	uint32_t *used = NULL;
	size_t count = 0, capacity = 0, i, k;

	if (!link->rank)
		link->rank = mem_zalloc(link->codes, sizeof *link->rank);
	for (k = 0; k < columns; k++) {
		for (i = 0; i < rows; i++) {
			uint32_t code = link_code(link, &origin[i], column[k]);

			if (code == KEUR_NONE || link->rank[code] == UINT32_MAX)
				continue;
			link->rank[code] = UINT32_MAX; /* seen */
			mem_reserve(&used, &capacity, count + 1, sizeof *used);
			used[count++] = code;
		}
	}
	if (count)
		qsort_r(used, count, sizeof *used, by_text, &link->model->dict);
	for (i = 0; i < count; i++)
		link->rank[used[i]] = (uint32_t)i + 1;
	free(used);
}

void link_add(struct additions *additions, uint32_t row, struct origin origin)
{
	mem_reserve(&additions->item, &additions->capacity, additions->count + 1, sizeof *additions->item);
	additions->item[additions->count++] = (struct addition){ row, 0, origin };
}
