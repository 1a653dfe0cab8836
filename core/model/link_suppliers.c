/* Link: supplier names to legal entities, site names to places. A name that no register knows is no error: it gets a row of its own. */
#include "model/link_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One way to write a supplier: normalised code -> registered row or unregistered name. */
struct names {
	struct dict normal;
	uint32_t *owner; /* by code of normal: index into entity */
	size_t capacity;
};

struct entity {
	uint32_t code;          /* id in the model's dictionary */
	struct origin origin;   /* of its register row; row KEUR_NONE: not registered */
	uint32_t final;         /* row in the model */
};

struct supplier_work {
	struct names names;
	struct entity *entity;
	size_t entities, entity_capacity;
	struct seen_name *seen; /* every way in which somebody wrote a supplier */
	size_t seens, seen_capacity;
};

static uint32_t *name_slot(struct names *names, struct text text)
{
	struct buffer normal = { 0 };
	uint32_t code;
	size_t before = names->normal.count;

	/* `operator` is a word of the format, not a name: only exactly it means the operator, and no other spelling does. */
	if (text_is(text, "operator"))
		buffer_add(&normal, "", 1);
	else
		catalogue_normalise(text, &normal);
	code = dict_add(&names->normal, buffer_view(&normal));
	buffer_free(&normal);
	mem_reserve(&names->owner, &names->capacity, names->normal.count, sizeof *names->owner);
	if (names->normal.count > before)
		names->owner[code] = KEUR_NONE;
	return &names->owner[code];
}

static uint32_t new_entity(struct supplier_work *work, uint32_t code, struct origin origin)
{
	mem_reserve(&work->entity, &work->entity_capacity, work->entities + 1, sizeof *work->entity);
	work->entity[work->entities] = (struct entity){ code, origin, 0 };
	return (uint32_t)work->entities++;
}

static void see(struct supplier_work *work, uint32_t code, uint32_t entity, struct place at, const char *field, bool is_registered)
{
	mem_reserve(&work->seen, &work->seen_capacity, work->seens + 1, sizeof *work->seen);
	work->seen[work->seens++] = (struct seen_name){ code, entity, at, field, is_registered };
}

static void claim_name(struct link *link, struct supplier_work *work, uint32_t entity, struct text name)
{
	uint32_t *owner = name_slot(&work->names, name), code = dict_find(&link->model->dict, name);
	struct place at;

	if (name.length == 0)
		return;
	if (*owner == KEUR_NONE)
		*owner = entity;
	if (*owner == entity) {
		if (code < link->codes) {
			link->supplier_of[code] = entity; /* selectors may name it though no row does */
			see(work, code, entity, link_place(link, &work->entity[entity].origin, TABLE_supplier), "id", true);
		}
		return;
	}
	at = link_place(link, &work->entity[entity].origin, TABLE_supplier);
	messages_add(link->messages, SEVERITY_ERROR, at, "supplier name `%s` belongs to `%s` already: a name stands for one legal entity",
		messages_quote(link->messages, name),
		messages_quote(link->messages, dict_text(&link->model->dict, work->entity[*owner].code)));
}

static int origin_by_id(const void *a, const void *b, void *data)
{
	const struct link *link = data;
	struct text x = dict_text(&link->model->dict, link_code(link, a, COL_supplier_id));
	struct text y = dict_text(&link->model->dict, link_code(link, b, COL_supplier_id));
	int order = text_compare(x, y);
	const struct origin *p = a, *q = b;

	return order ? order : p->overlay - q->overlay;
}

/* Registered suppliers by id; rows of an overlay change those that exist. */
static void registered(struct link *link, struct supplier_work *work, struct additions *overlaid)
{
	size_t count, capacity, i;
	struct origin *origin = link_collect(link, TABLE_supplier, &count, &capacity);
	uint32_t previous = KEUR_NONE;

	for (i = 0; i < count;)
		if (link_code(link, &origin[i], COL_supplier_id) == KEUR_NONE)
			origin[i] = origin[--count]; /* without an id: reported by the reader */
		else
			i++;
	if (count)
		qsort_r(origin, count, sizeof *origin, origin_by_id, link);
	for (i = 0; i < count; i++) {
		uint32_t code = link_code(link, &origin[i], COL_supplier_id);

		if (previous != KEUR_NONE && work->entity[previous].code == code) {
			if (origin[i].overlay) {
				link_add(overlaid, previous, origin[i]);
			} else {
				struct place at = link_place(link, &origin[i], TABLE_supplier);
				struct place first = link_place(link, &work->entity[previous].origin, TABLE_supplier);

				messages_add_field(link->messages, SEVERITY_ERROR, at, "id", "supplier `%s` is given twice, also at %s:%u",
					messages_quote(link->messages, dict_text(&link->model->dict, code)),
					link->messages->file[first.file], first.line);
			}
			continue;
		}
		if (text_is(dict_text(&link->model->dict, code), "none")) {
			messages_add_field(link->messages, SEVERITY_ERROR, link_place(link, &origin[i], TABLE_supplier), "id",
				"supplier.id: `none` is an answer of the format (nobody), not a name: give the supplier another id, and `none` "
				"as an alias if exports name it so");
			continue;
		}
		previous = new_entity(work, code, origin[i]);
		claim_name(link, work, previous, dict_text(&link->model->dict, code));
	}
	free(origin);
}

static void claim_other_names(struct link *link, struct supplier_work *work)
{
	size_t registered_count = work->entities, i;
	uint32_t k;

	for (i = 0; i < registered_count; i++) {
		const struct origin *origin = &work->entity[i].origin;
		const struct part_tables *tables;
		const struct part_column *aliases;
		uint32_t name;

		if (origin->row == KEUR_NONE) /* the operator, that no register describes */
			continue;
		tables = link_tables(link, origin);
		aliases = &tables->column[COL_supplier_aliases];
		name = link_code(link, origin, COL_supplier_name);
		if (name != KEUR_NONE)
			claim_name(link, work, (uint32_t)i, dict_text(&link->model->dict, name));
		if (part_known(tables, COL_supplier_aliases, origin->row))
			for (k = aliases->offset[origin->row]; k < aliases->offset[origin->row + 1]; k++)
				claim_name(link, work, (uint32_t)i,
					dict_text(&link->model->dict, link_map(link, origin->part, ((const uint32_t *)aliases->data)[k])));
		if (part_known(tables, COL_supplier_enterprise, origin->row)) {
			char pen[40];

			/* How readers name a supplier of which an export gives only the IANA private enterprise number. */
			snprintf(pen, sizeof pen, "iana-pen:%lld",
				(long long)((const int64_t *)tables->column[COL_supplier_enterprise].data)[origin->row]);
			claim_name(link, work, (uint32_t)i, text_of(pen));
		}
	}
}

/* Where value i of a column stands; an item of a list with its row. */
static struct place place_of(const struct link *link, uint16_t p, const struct part_tables *tables, enum column_id column, uint32_t i)
{
	uint32_t low = 0, high = tables->rows[schema_column[column].table].count;

	if (!schema_is_list(column)) {
		low = i;
	} else {
		while (high - low > 1) {
			uint32_t middle = low + (high - low) / 2;

			if (tables->column[column].offset[middle] <= i)
				low = middle;
			else
				high = middle;
		}
	}
	return (struct place){ link->part[p]->file, tables->rows[schema_column[column].table].line[low], 0 };
}

/* Every name that a reference to a supplier holds, in every part. */
static void mentioned_in(struct link *link, struct supplier_work *work, uint16_t p, const struct part_tables *tables, enum column_id column)
{
	const struct part_column *c = &tables->column[column];
	size_t values = schema_is_list(column) ? c->items : tables->rows[schema_column[column].table].count, i;

	for (i = 0; c->valid && i < values; i++) {
		uint32_t code, *owner;

		if (!schema_is_list(column) && !part_known(tables, column, (uint32_t)i))
			continue;
		code = ((const uint32_t *)c->data)[i];
		if (code == KEUR_NONE)
			continue;
		code = link_map(link, p, code);
		if (link->supplier_of[code] != KEUR_NONE)
			continue;
		owner = name_slot(&work->names, dict_text(&link->model->dict, code));
		if (*owner == KEUR_NONE)
			*owner = new_entity(work, code, (struct origin){ KEUR_NONE, KEUR_NONE, 0, 0, 0 });
		else if (work->entity[*owner].origin.row == KEUR_NONE
			&& text_compare(dict_text(&link->model->dict, code), dict_text(&link->model->dict, work->entity[*owner].code)) < 0)
			work->entity[*owner].code = code; /* of several spellings the first in order, whatever the order of files */
		link->supplier_of[code] = *owner; /* the entity; turned into its row at the end */
		see(work, code, *owner, place_of(link, p, tables, column, (uint32_t)i), schema_column[column].name, false);
	}
}

static int entity_compare(const void *a, const void *b, void *data)
{
	const struct supplier_work *work = ((void **)data)[0];
	const struct dict *dict = ((void **)data)[1];
	uint32_t x, y;

	memcpy(&x, a, sizeof x);
	memcpy(&y, b, sizeof y);
	return text_compare(dict_text(dict, work->entity[x].code), dict_text(dict, work->entity[y].code));
}

/* The register's columns for registered rows; id and `registered` for all. */
static void fill_suppliers(struct link *link, struct supplier_work *work, const uint32_t *order, const struct additions *overlaid)
{
	static const struct part empty_part;
	struct part *const *parts = link->part;
	struct part **with_empty = mem_zalloc(link->parts + 1, sizeof *with_empty);
	struct origin *origin = mem_resize(NULL, work->entities, sizeof *origin);
	struct additions moved = { 0 };
	const struct additions *more[] = { &moved };
	struct part blank = empty_part;
	uint32_t line = 0, *id;
	uint8_t *known;
	size_t i;

	/* Rows that no file has come from an empty part, so that filling need not know of them. */
	memcpy(with_empty, parts, link->parts * sizeof *with_empty);
	blank.rows.rows[TABLE_supplier] = (struct part_rows){ 1, &line, 1 };
	with_empty[link->parts] = &blank;
	for (i = 0; i < work->entities; i++) {
		origin[i] = work->entity[order[i]].origin;
		if (origin[i].row == KEUR_NONE)
			origin[i] = (struct origin){ 0, KEUR_NONE, (uint16_t)link->parts, 0, 0 };
	}
	for (i = 0; i < overlaid->count; i++)
		link_add(&moved, work->entity[overlaid->item[i].row].final, overlaid->item[i].origin);
	link_edits_by_id(link, TABLE_supplier, link->supplier_of, &moved);
	link->part = with_empty;
	link_fill_table(link, TABLE_supplier, origin, (uint32_t)work->entities, more, 1);
	link->part = parts;
	model_column_create(link->model, COL_supplier_registered, 0);
	model_set_all_known(link->model, COL_supplier_registered);
	if (!link->model->column[COL_supplier_id].data)
		model_column_create(link->model, COL_supplier_id, 0);
	model_set_all_known(link->model, COL_supplier_id);
	known = model_data(link->model, COL_supplier_registered);
	id = model_data(link->model, COL_supplier_id);
	for (i = 0; i < work->entities; i++) {
		id[i] = work->entity[order[i]].code;
		known[i] = work->entity[order[i]].origin.row == KEUR_NONE ? KEUR_NO : KEUR_YES;
	}
	link_edits_unused(link, TABLE_supplier);
	free(moved.item);
	free(with_empty);
	free(origin);
}

int link_suppliers(struct link *link)
{
	struct supplier_work work = { 0 };
	struct additions overlaid = { 0 };
	void *sorting[2] = { &work, &link->model->dict };
	uint32_t operator_code = dict_find(&link->model->dict, TEXT_LITERAL("operator")), *owner, *order, *row_of, code;
	size_t p, i;
	unsigned c;

	registered(link, &work, &overlaid);
	owner = name_slot(&work.names, TEXT_LITERAL("operator"));
	if (*owner == KEUR_NONE)
		*owner = new_entity(&work, operator_code, (struct origin){ KEUR_NONE, KEUR_NONE, 0, 0, 0 });
	link->model->operator_ = *owner;
	see(&work, operator_code, *owner, (struct place){ 0, 0, 0 }, "id", true);
	claim_other_names(link, &work);
	for (p = 0; p < link->parts; p++)
		for (c = 0; c < COLUMN_COUNT; c++)
			if ((schema_column[c].type == TYPE_ROW || schema_column[c].type == TYPE_ROWS)
				&& schema_column[c].target == TABLE_supplier) {
				mentioned_in(link, &work, (uint16_t)p, &link->part[p]->rows, (enum column_id)c);
				mentioned_in(link, &work, (uint16_t)p, &link->part[p]->templates, (enum column_id)c);
			}
	link_lookalikes(link, work.seen, work.seens);
	order = mem_resize(NULL, work.entities, sizeof *order);
	for (i = 0; i < work.entities; i++)
		order[i] = (uint32_t)i;
	qsort_r(order, work.entities, sizeof *order, entity_compare, sorting);
	row_of = mem_resize(NULL, work.entities, sizeof *row_of);
	for (i = 0; i < work.entities; i++)
		row_of[order[i]] = work.entity[order[i]].final = (uint32_t)i;
	link_lookalikes_rows(link, row_of);
	for (code = 0; code < link->codes; code++)
		if (link->supplier_of[code] != KEUR_NONE)
			link->supplier_of[code] = work.entity[link->supplier_of[code]].final;
	link->model->operator_ = work.entity[link->model->operator_].final;
	fill_suppliers(link, &work, order, &overlaid);
	free(order);
	free(row_of);
	free(overlaid.item);
	free(work.entity);
	free(work.seen);
	free(work.names.owner);
	dict_free(&work.names.normal);
	return link_broken(link) ? -1 : 0;
}

/* ---- Sites ------------------------------------------------------------------------------------------------------------------------ */

struct site {
	uint32_t code;
	struct origin origin;
};

static int site_compare(const void *a, const void *b, void *dict)
{
	const struct site *x = a, *y = b;
	int order = text_compare(dict_text(dict, x->code), dict_text(dict, y->code));

	return order ? order : x->origin.overlay - y->origin.overlay;
}

/* The same place described by several files: what they say must agree. `site[i]` against those before it of the same name, from site[start]. */
static void check_same_site(struct link *link, const struct site *site, size_t start, size_t i)
{
	enum column_id column;
	size_t k;

	for (column = COL_site_country; column <= COL_site_sensitive; column++) {
		struct place at = link_place(link, &site[i].origin, TABLE_site), other;

		for (k = start; k < i; k++)
			if (link_known(link, &site[k].origin, column) && link_known(link, &site[i].origin, column)
				&& !link_same_value(link, &site[k].origin, &site[i].origin, column))
				break;
		if (k == i)
			continue;
		other = link_place(link, &site[k].origin, TABLE_site);
		messages_add_field(link->messages, SEVERITY_ERROR, at, schema_column[column].name,
			"site.%s is not what %s:%u says of the same site", schema_column[column].name, link->messages->file[other.file],
			other.line);
	}
}

int link_sites(struct link *link)
{
	static const enum column_id mentions = COL_component_site;
	size_t described, capacity, p, i, begin = 0, kept = 0, sites_capacity = 0, count = 0;
	struct origin *origin = link_collect(link, TABLE_site, &described, &capacity), *first;
	struct site *site = NULL;
	struct additions more_origins = { 0 };
	const struct additions *more[] = { &more_origins };
	struct part blank = { 0 }, **with_empty = mem_zalloc(link->parts + 1, sizeof *with_empty);
	struct part *const *parts = link->part;
	uint32_t line = 0, *id, row, *codes = NULL;
	size_t codes_capacity = 0;

	mem_reserve(&site, &sites_capacity, described, sizeof *site);
	for (i = 0; i < described; i++)
		if (link_code(link, &origin[i], COL_site_id) != KEUR_NONE) {
			site[count] = (struct site){ link_code(link, &origin[i], COL_site_id), origin[i] };
			link->site_of[site[count++].code] = 0;
		}
	for (p = 0; p < link->parts; p++) {
		const struct part_tables *both[2] = { &link->part[p]->rows, &link->part[p]->templates };
		unsigned t;

		for (t = 0; t < 2; t++)
			for (row = 0; row < both[t]->rows[TABLE_component].count; row++) {
				struct origin at = { row, KEUR_NONE, (uint16_t)p, (uint8_t)t, 0 };
				uint32_t code = link_code(link, &at, mentions);

				if (code == KEUR_NONE || link->site_of[code] != KEUR_NONE)
					continue;
				link->site_of[code] = 0;
				mem_reserve(&site, &sites_capacity, count + 1, sizeof *site);
				site[count++] = (struct site){ code, { 0, KEUR_NONE, (uint16_t)link->parts, 0, 0 } };
			}
	}
	if (count)
		qsort_r(site, count, sizeof *site, site_compare, &link->model->dict);
	first = mem_resize(NULL, count, sizeof *first);
	for (i = 0; i < count; i++) {
		if (kept && site[i].code == site[i - 1].code) {
			if (!site[i].origin.overlay)
				check_same_site(link, site, begin, i);
			link_add(&more_origins, (uint32_t)kept - 1, site[i].origin);
			continue;
		}
		begin = i;
		mem_reserve(&codes, &codes_capacity, kept + 1, sizeof *codes);
		codes[kept] = site[i].code;
		link->site_of[site[i].code] = (uint32_t)kept;
		first[kept++] = site[i].origin;
	}
	memcpy(with_empty, parts, link->parts * sizeof *with_empty);
	blank.rows.rows[TABLE_site] = (struct part_rows){ 1, &line, 1 };
	with_empty[link->parts] = &blank;
	link_edits_by_id(link, TABLE_site, link->site_of, &more_origins);
	link->part = with_empty;
	link_fill_table(link, TABLE_site, first, (uint32_t)kept, more, 1);
	link->part = parts;
	if (!link->model->column[COL_site_id].data)
		model_column_create(link->model, COL_site_id, 0);
	model_set_all_known(link->model, COL_site_id);
	id = model_data(link->model, COL_site_id);
	for (i = 0; i < kept; i++)
		id[i] = codes[i];
	link_edits_unused(link, TABLE_site);
	free(codes);
	free(first);
	free(site);
	free(origin);
	free(more_origins.item);
	free(with_empty);
	return link_broken(link) ? -1 : 0;
}
