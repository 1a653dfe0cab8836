/* Link: filling columns from the parts, and the tables that are sorted by their keys. */
#include "model/link_internal.h"

#include <stdlib.h>
#include <string.h>

struct origin *link_collect(const struct link *link, enum table_id table, size_t *count, size_t *capacity)
{
	struct origin *list = NULL;
	uint32_t row;
	size_t p;

	*count = *capacity = 0;
	for (p = 0; p < link->parts; p++) {
		const struct part *part = link->part[p];
		uint32_t rows = part->kind == PART_EDIT ? 0 : part->rows.rows[table].count;

		mem_reserve(&list, capacity, *count + rows, sizeof *list);
		for (row = 0; row < rows; row++)
			list[(*count)++] = (struct origin){ row, KEUR_NONE, (uint16_t)p, 0, part->kind >= PART_OVERLAY };
	}
	return list;
}

/* ---- Columns -------------------------------------------------------------------------------------------------------------------- */

/* A reference as the model stores it. KEUR_NONE where the answer is none, or where an error was reported. */
static uint32_t resolve(struct link *link, const struct origin *origin, enum column_id column, uint32_t code)
{
	uint32_t row;

	if (code == KEUR_NONE)
		return KEUR_NONE;
	if (schema_column[column].target == TABLE_supplier)
		return link->supplier_of[code];
	if (schema_column[column].target == TABLE_site)
		return link->site_of[code];
	row = schema_column[column].target == TABLE_component ? link->component_of[code]
		: model_find(link->model, (enum table_id)schema_column[column].target, dict_text(&link->model->dict, code));
	if (row == KEUR_NONE)
		link_missing(link, origin, column, dict_text(&link->model->dict, code));
	return row;
}

static bool is_reference(enum column_id column)
{
	return schema_column[column].type == TYPE_ROW || schema_column[column].type == TYPE_ROWS;
}

/* A column in every part, rows and templates: what the filling loops look up per row. */
struct column_view {
	const struct part_column *rows, *templates;
	const uint32_t *map;
	uint32_t limit[2]; /* rows of which validity is kept */
};

static struct column_view *column_views(const struct link *link, enum column_id column)
{
	struct column_view *view = mem_zalloc(link->parts + 1, sizeof *view);
	size_t p;

	/* One more than parts: rows of suppliers and sites that no file has come from an empty part at the end. */
	for (p = 0; p < link->parts; p++) {
		view[p].rows = &link->part[p]->rows.column[column];
		view[p].templates = &link->part[p]->templates.column[column];
		view[p].map = link->map[p];
	}
	return view;
}

static inline const struct part_column *view_column(const struct column_view *view, const struct origin *origin)
{
	const struct part_column *c = origin->template_ ? view[origin->part].templates : view[origin->part].rows;

	return c && origin->row / 64 < c->valid_capacity && (c->valid[origin->row / 64] >> (origin->row % 64) & 1) ? c : NULL;
}

static inline uint32_t view_code(const struct column_view *view, const struct origin *origin, uint32_t code)
{
	return code == KEUR_NONE || !view[origin->part].map ? code : view[origin->part].map[code];
}

static void fill_list(struct link *link, enum column_id column, const struct origin *pick, uint32_t rows)
{
	struct column_view *view = column_views(link, column);
	bool reference = is_reference(column);
	uint32_t row, i, items = 0, at = 0, *data, *offset;

	for (row = 0; row < rows; row++) {
		const struct part_column *c = view_column(view, &pick[row]);

		if (c)
			items += c->offset[pick[row].row + 1] - c->offset[pick[row].row];
	}
	model_column_create(link->model, column, items);
	data = model_data(link->model, column);
	offset = model_offsets(link->model, column);
	for (row = 0; row < rows; row++) {
		const struct part_column *c = view_column(view, &pick[row]);

		offset[row] = at;
		if (!c)
			continue;
		model_set_known(link->model, column, row);
		for (i = c->offset[pick[row].row]; i < c->offset[pick[row].row + 1]; i++) {
			uint32_t code = view_code(view, &pick[row], ((const uint32_t *)c->data)[i]);

			data[at++] = reference ? resolve(link, &pick[row], column, code) : code;
		}
	}
	offset[rows] = at;
	free(view);
}

static void fill_codes(struct link *link, enum column_id column, const struct origin *pick, uint32_t rows)
{
	struct column_view *view = column_views(link, column);
	bool reference = is_reference(column);
	uint32_t row, *data;

	model_column_create(link->model, column, 0);
	data = model_data(link->model, column);
	for (row = 0; row < rows; row++) {
		const struct part_column *c = view_column(view, &pick[row]);
		uint32_t code;

		if (!c)
			continue;
		code = view_code(view, &pick[row], ((const uint32_t *)c->data)[pick[row].row]);
		data[row] = reference ? resolve(link, &pick[row], column, code) : code;
		model_set_known(link->model, column, row);
	}
	free(view);
}

static void fill_values(struct link *link, enum column_id column, const struct origin *pick, uint32_t rows)
{
	struct column_view *view = column_views(link, column);
	size_t width = schema_width(column);
	unsigned char *data;
	uint32_t row;

	model_column_create(link->model, column, 0);
	data = model_data(link->model, column);
	for (row = 0; row < rows; row++) {
		const struct part_column *c = view_column(view, &pick[row]);

		if (!c)
			continue;
		if (width == 1)
			data[row] = ((const unsigned char *)c->data)[pick[row].row];
		else
			memcpy(data + row * width, (const unsigned char *)c->data + pick[row].row * width, width);
		model_set_known(link->model, column, row);
	}
	free(view);
}

/* Template rows name their component by number. */
static void fill_owner(struct link *link, enum column_id column, const struct origin *pick, uint32_t rows)
{
	uint32_t row, *data;

	model_column_create(link->model, column, 0);
	data = model_data(link->model, column);
	for (row = 0; row < rows; row++)
		data[row] = pick[row].component != KEUR_NONE ? pick[row].component
							      : resolve(link, &pick[row], column, link_code(link, &pick[row], column));
	model_set_all_known(link->model, column);
}

static bool anybody_knows(const struct link *link, enum column_id column)
{
	size_t p;

	for (p = 0; p < link->parts; p++)
		if (link->part[p]->rows.column[column].valid || link->part[p]->templates.column[column].valid)
			return true;
	return false;
}

/* Chooses for one column where each row's value comes from: its own origin, else the first addition that knows it; an overlay always wins.
 * Returns false when nobody knows the column. `pick` is a copy to change; *changed says whether it differs from `origin`. */
static bool choose(struct link *link, enum column_id column, const struct origin *origin, struct origin *pick, uint32_t rows,
	const struct additions *const *more, size_t mores, bool *changed)
{
	size_t m, i;

	if (!anybody_knows(link, column))
		return false;
	*changed = false;
	for (m = 0; m < mores; m++) {
		for (i = 0; i < more[m]->count; i++) {
			const struct addition *add = &more[m]->item[i];

			if (!link_says(link, add, column))
				continue;
			if (!*changed) {
				memcpy(pick, origin, rows * sizeof *pick);
				*changed = true;
			}
			if (!add->origin.overlay && link_known(link, &pick[add->row], column))
				continue;
			if (link_of_overlay(link, &add->origin))
				link_override(link, column, add->row, &pick[add->row], &add->origin, add->edit);
			pick[add->row] = add->origin;
		}
	}
	return true;
}

static void drop_column(struct link *link, enum column_id column)
{
	size_t p;

	if (link->keep)
		return;
	for (p = 0; p < link->parts; p++) {
		struct part_column *c = &link->part[p]->rows.column[column];

		free(c->data);
		free(c->valid);
		free(c->offset);
		*c = (struct part_column){ 0 };
	}
}

/* Needed after the table is filled: ids by messages, names by suppliers. */
static bool keep_column(enum column_id column)
{
	return column == COL_component_id || schema_column[column].table == TABLE_supplier || schema_column[column].table == TABLE_site;
}

/* Where each row stands. One number for all files is enough where they are one. */
static void fill_places(struct link *link, enum table_id table, const struct origin *origin, uint32_t rows)
{
	struct model *model = link->model;
	uint32_t *line = region_alloc(&model->region, rows, sizeof *line), row;
	uint16_t *file = NULL;

	for (row = 0; row < rows; row++) {
		struct place at = link_place(link, &origin[row], table);

		line[row] = at.line;
		if (row == 0)
			model->one_file[table] = (uint16_t)at.file;
		else if (!file && at.file != model->one_file[table])
			file = region_alloc(&model->region, rows, sizeof *file);
	}
	for (row = 0; file && row < rows; row++)
		file[row] = (uint16_t)link_place(link, &origin[row], table).file;
	model->line[table] = line;
	model->file[table] = file;
}

void link_fill_table(struct link *link, enum table_id table, const struct origin *origin, uint32_t rows,
	const struct additions *const *more, size_t mores)
{
	struct model *model = link->model;
	struct origin *pick = mem_resize(NULL, rows, sizeof *pick);
	unsigned c;

	uint32_t row;

	model_set_rows(model, table, rows);
	fill_places(link, table, origin, rows);
	for (row = 0; row < rows; row++)
		if (origin[row].overlay)
			link_override_row(link, LINK_ADDED, table, row, &origin[row], 0);
	for (c = schema_first[table]; c < schema_first[table + 1]; c++) {
		enum column_id column = (enum column_id)c;
		bool changed, owner = column == COL_party_component || column == COL_log_component;
		const struct origin *from;

		if (schema_column[c].flags & (COLUMN_DERIVED | COLUMN_VIRTUAL))
			continue;
		if (!choose(link, column, origin, pick, rows, more, mores, &changed)) {
			if (owner && rows)
				fill_owner(link, column, origin, rows);
			continue;
		}
		from = changed ? pick : origin;
		if (table == TABLE_component)
			link_exports_column(link, column, from);
		if (owner)
			fill_owner(link, column, from, rows);
		else if (schema_is_list(column))
			fill_list(link, column, from, rows);
		else if (schema_is_string(column) || schema_column[c].type == TYPE_ROW)
			fill_codes(link, column, from, rows);
		else
			fill_values(link, column, from, rows);
		if (!keep_column(column))
			drop_column(link, column);
	}
	free(pick);
	if (table == TABLE_access)
		link_declarations(link, origin, rows);
	link_overrides_refuse(link);
}

/* ---- Order ---------------------------------------------------------------------------------------------------------------------- */

enum { KEYS_MOST = 6 };
#define KEY_UNKNOWN (UINT32_MAX - 1) /* beside KEUR_NONE, which is the answer none */

/* Keys that are ordered by their text: suppliers and components have rows already, and those are in order. */
static bool ordered_by_text(enum column_id column)
{
	const struct schema_column *c = &schema_column[column];

	return schema_is_string(column) || (c->type == TYPE_ROW && c->target != TABLE_supplier && c->target != TABLE_component);
}

/* One key column of every row into keys[i * width]. */
static void take_keys(struct link *link, enum column_id column, const struct origin *origin, size_t rows, uint32_t *keys, size_t width)
{
	struct column_view *view = column_views(link, column);
	bool owner = column == COL_party_component || column == COL_log_component;
	enum column_type type = schema_column[column].type;
	const uint32_t *of_code = ordered_by_text(column) ? link->rank
		: schema_column[column].target == TABLE_supplier ? link->supplier_of : link->component_of;
	size_t i;

	for (i = 0; i < rows; i++, keys += width) {
		const struct part_column *c = view_column(view, &origin[i]);
		uint32_t row = origin[i].row, code;

		if (owner && origin[i].component != KEUR_NONE) {
			*keys = origin[i].component;
		} else if (!c) {
			*keys = KEY_UNKNOWN;
		} else if (type == TYPE_MEMBER) {
			*keys = ((const uint8_t *)c->data)[row];
		} else if (type == TYPE_DATE) {
			*keys = (uint32_t)((const int32_t *)c->data)[row] ^ UINT32_C(0x80000000); /* earlier dates first */
		} else {
			code = view_code(view, &origin[i], ((const uint32_t *)c->data)[row]);
			*keys = code == KEUR_NONE ? KEUR_NONE : of_code[code];
		}
	}
	free(view);
}

/* Sorts `order` by keys[order[i] * width + k], k from 0: stable passes, least significant digit first. Digits in which all keys agree are
 * skipped; a digit is as wide as pays for so many rows. */
static void sort_by_keys(uint32_t *order, size_t rows, const uint32_t *keys, size_t width)
{
	unsigned bits = rows < 2048 ? 8 : rows < 262144 ? 11 : 16, shift;
	uint32_t buckets = UINT32_C(1) << bits, *bucket = mem_resize(NULL, (size_t)buckets + 1, sizeof *bucket);
	uint32_t *other = mem_resize(NULL, rows, sizeof *other);
	size_t k = width, i;

	while (k-- > 0) {
		uint32_t any = 0, all = UINT32_MAX;

		for (i = 0; i < rows; i++) {
			any |= keys[i * width + k];
			all &= keys[i * width + k];
		}
		for (shift = 0; shift < 32; shift += bits) {
			if (((any ^ all) >> shift & (buckets - 1)) == 0)
				continue;
			memset(bucket, 0, ((size_t)buckets + 1) * sizeof *bucket);
			for (i = 0; i < rows; i++)
				bucket[(keys[i * width + k] >> shift & (buckets - 1)) + 1]++;
			for (i = 0; i < buckets; i++)
				bucket[i + 1] += bucket[i];
			for (i = 0; i < rows; i++)
				other[bucket[keys[order[i] * width + k] >> shift & (buckets - 1)]++] = order[i];
			memcpy(order, other, rows * sizeof *order);
		}
	}
	free(other);
	free(bucket);
}

static bool sorted_by_keys(size_t rows, const uint32_t *keys, size_t width)
{
	size_t i, k;

	for (i = 1; i < rows; i++)
		for (k = 0; k < width; k++) {
			if (keys[(i - 1) * width + k] < keys[i * width + k])
				break;
			if (keys[(i - 1) * width + k] > keys[i * width + k])
				return false;
		}
	return true;
}

static void report_twice(struct link *link, enum table_id table, const struct origin *first, const struct origin *second)
{
	struct place at = link_place(link, second, table), other = link_place(link, first, table);

	if (at.file < other.file || (at.file == other.file && at.line < other.line)) {
		struct place swap = at;

		at = other;
		other = swap;
	}
	messages_add(link->messages, SEVERITY_ERROR, at, "the same row of %s stands at %s:%u already: remove one, or give both an `id`",
		schema_table[table].plural, link->messages->file[other.file], other.line);
}

/* Whether one of these additions is an edit of the column. */
static bool is_edited(const struct link *link, const struct addition *edited, size_t edits, enum column_id column)
{
	size_t i;

	for (i = 0; i < edits; i++)
		if (link->edits.item[edited[i].edit - 1].column == column)
			return true;
	return false;
}

/* A foreign row that names a component nobody knows is left out with a warning; a native one is an error. A value that an edit replaces
 * is not looked at. */
static bool references_exist(struct link *link, enum table_id table, const enum column_id *reference, size_t references,
	const struct origin *origin, const struct addition *edited, size_t edits)
{
	size_t r;

	for (r = 0; r < references && origin->component == KEUR_NONE; r++) {
		enum column_id c = reference[r];
		uint32_t code = link_code(link, origin, c);

		if (code == KEUR_NONE || link->component_of[code] != KEUR_NONE || is_edited(link, edited, edits, c))
			continue;
		if (link_is_removed(link, code) && schema_column[c].flags & COLUMN_REQUIRED) /* nothing without it */
			link_override_row(link, LINK_REMOVED, table, KEUR_NONE, origin, link->edits.removed[code]);
		else if (link->part[origin->part]->kind == PART_FOREIGN)
			messages_add_field(link->messages, SEVERITY_WARNING, link_place(link, origin, table), schema_column[c].name,
				"left out a row of %s of an export: it names a component that is in no inventory", schema_table[table].plural);
		else
			link_missing(link, origin, c, dict_text(&link->model->dict, code));
		return false;
	}
	return true;
}

/* Takes out rows that name what is not there. `edited` is in the order of `origin`, and stays so. */
static size_t keep_referring(struct link *link, enum table_id table, struct origin *origin, size_t rows, struct additions *edited)
{
	enum column_id reference[KEYS_MOST];
	size_t references = 0, i, kept = 0, at = 0, end, edits = 0;
	unsigned c;

	for (c = schema_first[table]; c < schema_first[table + 1]; c++)
		if (schema_column[c].type == TYPE_ROW && schema_column[c].target == TABLE_component
			&& !(schema_column[c].flags & COLUMN_DERIVED))
			reference[references++] = (enum column_id)c;
	for (i = 0; i < rows; i++, at = end) {
		for (end = at; end < edited->count && edited->item[end].row == i; end++)
			;
		if (!references_exist(link, table, reference, references, &origin[i], edited->item + at, end - at))
			continue;
		for (; at < end; at++) {
			edited->item[edits] = edited->item[at];
			edited->item[edits++].row = (uint32_t)kept;
		}
		origin[kept++] = origin[i];
	}
	edited->count = edits;
	return kept;
}

int link_rows(struct link *link, enum table_id table)
{
	enum column_id key[KEYS_MOST] = { COLUMN_NONE }, text_key[KEYS_MOST];
	size_t width = 0, texts = 0, rows, capacity, i, k;
	struct origin *origin = link_collect(link, table, &rows, &capacity), *sorted;
	struct additions overlaid = { 0 }, edited = { 0 };
	const struct additions *more[] = { &overlaid };
	uint32_t *keys, *order, *row_of, kept = 0;
	uint64_t *twice; /* by place in order: the same keys as the row before */
	unsigned c;

	if (table == TABLE_party || table == TABLE_log)
		link_apply_rows(link, table, &origin, &rows, &capacity);
	link_edits_of_rows(link, table, origin, &rows, &edited);
	link_edits_unused(link, table);
	rows = keep_referring(link, table, origin, rows, &edited);
	if (table == TABLE_party)
		link_makers(link, &origin, &rows, &capacity);
	for (c = schema_first[table]; c < schema_first[table + 1]; c++)
		if (schema_column[c].flags & COLUMN_KEY)
			key[width++] = (enum column_id)c;
	if (key[0] != (enum column_id)schema_first[table])
		key[width++] = (enum column_id)schema_first[table]; /* the optional id tells equal rows apart */
	for (k = 1, i = 1; k < width; k++) /* a key that no row has decides nothing */
		if (anybody_knows(link, key[k]))
			key[i++] = key[k];
	width = i;
	for (k = 0; k < width; k++)
		if (ordered_by_text(key[k]))
			text_key[texts++] = key[k];
	link_rank(link, origin, rows, text_key, texts);
	keys = mem_resize(NULL, rows * width, sizeof *keys);
	order = mem_resize(NULL, rows, sizeof *order);
	for (i = 0; i < rows; i++)
		order[i] = (uint32_t)i;
	for (k = 0; k < width; k++)
		take_keys(link, key[k], origin, rows, keys + k, width);
	if (!sorted_by_keys(rows, keys, width))
		sort_by_keys(order, rows, keys, width);
	twice = mem_zalloc(rows / 64 + 1, sizeof *twice);
	for (i = 1; i < rows; i++)
		if (memcmp(&keys[order[i] * width], &keys[order[i - 1] * width], width * sizeof *keys) == 0)
			twice[i / 64] |= UINT64_C(1) << (i % 64);
	free(keys); /* the most memory of this function goes before the result is made */
	sorted = mem_resize(NULL, rows, sizeof *sorted);
	row_of = mem_resize(NULL, edited.count ? rows : 0, sizeof *row_of);
	for (i = 0; i < rows; i++) {
		const struct origin *now = &origin[order[i]];

		bool again = twice[i / 64] >> (i % 64) & 1;

		if (!again)
			sorted[kept++] = *now;
		else if (now->overlay)
			link_add(&overlaid, kept - 1, *now);
		else if (link->part[now->part]->kind != PART_FOREIGN && !link_edits_merges(link, table, now)
			&& !link_edits_merges(link, table, &origin[order[i - 1]])) /* an export may say the same thing twice */
			report_twice(link, table, &origin[order[i - 1]], now);
		if (edited.count)
			row_of[order[i]] = kept - 1;
	}
	for (i = 0; i < edited.count; i++)
		link_edits_add(link, &overlaid, row_of[edited.item[i].row], sorted, edited.item[i].edit);
	free(row_of);
	free(edited.item);
	free(twice);
	free(order);
	free(origin);
	if (!link_broken(link))
		link_fill_table(link, table, sorted, kept, more, 1);
	free(overlaid.item);
	free(sorted);
	return link_broken(link) ? -1 : 0;
}
