/* Rows of the native format: values on the row that is open, rows beneath it, and what becomes of them when it closes. */
#include "input/native.h"

#include "base/number.h"
#include "model/selector.h"

#include <stdlib.h>

_Static_assert(TABLE_COUNT <= 64, "native.allowed has a bit for each table");

void native_start(struct native *n, struct part *part, enum native_naming naming, struct messages *messages)
{
	unsigned c;

	memset(n, 0, sizeof *n);
	n->part = part;
	n->messages = messages;
	n->errors_before = messages->errors;
	n->allowed = UINT64_MAX;
	n->only = TABLE_COUNT;
	n->overlay = part->kind == PART_OVERLAY;
	for (c = 0; c < COLUMN_COUNT; c++)
		if (schema_column[c].flags & COLUMN_REQUIRED)
			n->required_end[schema_column[c].table] = (unsigned short)(c + 1);
	native_shapes(n, naming);
}

void native_free(struct native *n)
{
	unsigned i;

	for (i = 0; i < SITE_VALUES; i++)
		buffer_free(&n->site.value[i]);
	buffer_free(&n->selector);
	dict_free(&n->sites);
	free(n->include);
	arena_free(&n->arena);
}

void native_format(struct native *n, struct text version, struct place at)
{
	int64_t number;

	if (number_parse(version, &number) && number == NATIVE_VERSION)
		return;
	messages_add_field(n->messages, SEVERITY_ERROR, at, "version", "this inventory has format `%s`; this program reads format %d",
		messages_quote(n->messages, version), NATIVE_VERSION);
	n->stopped = true;
}

static bool is_template(const struct native *n, const struct native_open_row *row)
{
	return row->tables == &n->part->templates;
}

static struct native_open_row *innermost(struct native *n)
{
	return &n->open[n->opens - 1];
}

/* ---- Rows ---------------------------------------------------------------------------------------------------------------------- */

static enum table_id table_of_shape(unsigned shape)
{
	unsigned w;

	if (shape < TABLE_COUNT)
		return (enum table_id)shape;
	for (w = 0; w < NATIVE_WITHIN; w++)
		if (native_within[w].shape == shape)
			return native_within[w].table;
	return TABLE_component; /* NATIVE_TEMPLATE */
}

/* The column of a row within another that refers to it. Its value is not known before the outer row is complete, so the row gets a
 * code that native_row_end replaces. */
static void imply(struct native *n, struct part_tables *tables, unsigned shape)
{
	unsigned w;

	for (w = 0; shape >= TABLE_COUNT && w < NATIVE_WITHIN; w++)
		if (native_within[w].shape == shape)
			part_set_code(n->part, tables, native_within[w].implied, 0);
}

static void open_row(struct native *n, struct part_tables *tables, enum table_id table, struct place at)
{
	struct native_open_row *row = &n->open[n->opens++];
	unsigned w;

	row->table = table;
	row->tables = tables;
	row->at = at;
	row->errors = n->messages->errors;
	for (w = 0; w < NATIVE_WITHIN; w++)
		row->within[w] = tables->rows[native_within[w].table].count;
}

void native_row_begin(struct native *n, unsigned shape, struct place at)
{
	struct part_tables *tables = n->opens ? innermost(n)->tables : &n->part->rows;
	enum table_id table = table_of_shape(shape);

	part_row(n->part, tables, table, at.line);
	open_row(n, tables, table, at);
	imply(n, tables, shape);
}

/* What a row cannot do without. A row of an overlay changes one that exists: it needs the key only. */
static void check_required(struct native *n, const struct native_open_row *row)
{
	uint32_t r = row->tables->rows[row->table].count - 1;
	unsigned c;

	if (n->messages->errors != row->errors)
		return; /* a misspelt or wrong field was told of: most likely it is the one that lacks */
	for (c = schema_first[row->table]; c < n->required_end[row->table]; c++) {
		const struct schema_column *column = &schema_column[c];

		if (!(column->flags & COLUMN_REQUIRED) || part_known(row->tables, (enum column_id)c, r)
			|| (n->overlay && !(column->flags & COLUMN_KEY)))
			continue;
		messages_add_field(n->messages, SEVERITY_ERROR, row->at, schema_table[row->table].name, "a row of %s without `%s`: every %s needs one",
			schema_table[row->table].plural, column->name, schema_table[row->table].name);
	}
}

static uint32_t *codes(struct part_tables *tables, enum column_id column)
{
	return tables->column[column].data;
}

static void refer(struct part_tables *tables, enum column_id column, uint32_t from, uint32_t code)
{
	enum table_id table = schema_column[column].table;
	uint32_t r;

	for (r = from; r < tables->rows[table].count; r++)
		codes(tables, column)[r] = code;
}

int native_row_end(struct native *n)
{
	struct native_open_row *row = innermost(n);
	struct part_tables *tables = row->tables;
	uint32_t r = tables->rows[row->table].count - 1;
	enum column_id id = (enum column_id)schema_first[row->table];
	bool template = is_template(n, row) && row->table == TABLE_component;
	unsigned w;

	if (!template)
		check_required(n, row);
	for (w = 0; w < NATIVE_WITHIN; w++)
		if (native_within[w].outer == row->table)
			refer(tables, native_within[w].implied, row->within[w],
				template ? r : part_known(tables, id, r) ? codes(tables, id)[r] : 0);
	n->opens--;
	if (n->messages->errors - n->errors_before > NATIVE_ERRORS) {
		messages_add(n->messages, SEVERITY_ERROR, row->at, "more than 100,000 errors: the rest of this file was not read");
		n->stopped = true;
	}
	return n->stopped ? -1 : 0;
}

/* ---- Values -------------------------------------------------------------------------------------------------------------------- */

static void set(struct native *n, struct part_tables *tables, enum column_id column, struct text value, struct place at)
{
	part_set(n->part, tables, column, value, at, n->messages);
}

/* product.supplier: the same as a party that manufactures. */
static void add_maker(struct native *n, struct part_tables *tables, struct text supplier, struct place at)
{
	static const struct text manufacture = { "manufacture", 11 };
	int role = schema_find_member(LIST_role, manufacture);

	if (supplier.length == 0 || text_is(supplier, "unknown"))
		return;
	if (supplier.length > PART_ID_MOST) {
		part_too_long("component.product.supplier", "product.supplier", supplier, PART_ID_MOST, at, n->messages);
		return;
	}
	part_row(n->part, tables, TABLE_party, at.line);
	imply(n, tables, NATIVE_PARTY_WITHIN);
	part_set_text(n->part, tables, COL_party_supplier, supplier);
	part_set_member(n->part, tables, COL_party_role, (unsigned)role);
}

/* Whether the list or set in the newest row is the answer `none`. */
static bool is_none(const struct part_tables *tables, enum column_id column, uint32_t row)
{
	const struct part_column *c = &tables->column[column];

	if (schema_is_list(column))
		return c->offset[row] == c->items;
	return schema_get_set(column, (const unsigned char *)c->data + row * schema_width(column)) == 0;
}

void native_value(struct native *n, enum column_id column, struct text value, struct place at)
{
	const struct schema_column *s = &schema_column[column];
	struct part_tables *tables = innermost(n)->tables;
	bool none = value.length == 4 && memcmp(value.data, "none", 4) == 0;
	uint32_t row;

	if (none && !(s->flags & COLUMN_NONE_ANSWER) && (s->type == TYPE_ROW || s->type == TYPE_ROWS)) {
		messages_add_field(n->messages, SEVERITY_ERROR, at, s->name,
			"%s.%s: `none` is no answer here: give a name, or leave it out when it is not known", schema_table[s->table].name,
			s->name);
		return;
	}
	if (s->flags & COLUMN_VIRTUAL) {
		add_maker(n, tables, value, at);
		return;
	}
	if (s->flags & COLUMN_NONE_ANSWER && (s->type == TYPE_SET || schema_is_list(column))) {
		row = tables->rows[s->table].count - 1;
		if (part_known(tables, column, row) && (none || is_none(tables, column, row))) {
			messages_add_field(n->messages, SEVERITY_ERROR, at, s->name,
				"%s.%s: `none` stands alone: it says that there are no others", schema_table[s->table].name, s->name);
			return;
		}
	}
	set(n, tables, column, value, at);
}

void native_list_end(struct native *n, enum column_id column, size_t items, bool unknown, struct place at)
{
	const struct schema_column *s = &schema_column[column];

	if (items == 0)
		messages_add_field(n->messages, SEVERITY_ERROR, at, s->name,
			s->flags & COLUMN_NONE_ANSWER ? "%s.%s: an empty list says nothing: write `none`, or leave it out when it is not known"
						      : "%s.%s: an empty list says nothing: leave it out when it is not known",
			schema_table[s->table].name, s->name);
	else if (unknown && items > 1)
		messages_add_field(n->messages, SEVERITY_ERROR, at, s->name,
			"%s.%s: `unknown` stands in a list with others: a list says all there is, so write `unknown` alone",
			schema_table[s->table].name, s->name);
}

int native_short_row(struct native *n, const struct native_field *field, struct text value, struct place at)
{
	native_row_begin(n, field->shape, at);
	native_value(n, (enum column_id)field->column, value, at);
	return native_row_end(n);
}

/* ---- Inline sites -------------------------------------------------------------------------------------------------------------- */

void native_site_begin(struct native *n, struct place at)
{
	unsigned i;

	for (i = 0; i < SITE_VALUES; i++)
		buffer_clear(&n->site.value[i]);
	n->site.begin = at;
}

void native_site_value(struct native *n, enum column_id column, struct text value, struct place at)
{
	unsigned i = (unsigned)column - COL_FIRST_site;

	buffer_text(&n->site.value[i], value);
	n->site.at[i] = at;
}

/* Each description of a site gets one row; two that contradict each other get two, and link says so. */
void native_site_end(struct native *n)
{
	struct native_site *site = &n->site;
	struct text name = buffer_view(&site->value[0]);
	struct buffer key = { 0 };
	size_t before = n->sites.count;
	unsigned i;

	if (!name.length) {
		messages_add_field(n->messages, SEVERITY_ERROR, site->begin, "site", "a site without `name`: every site needs one");
		return;
	}
	native_value(n, COL_component_site, name, site->at[0]);
	for (i = 1; i < SITE_VALUES && !site->value[i].length; i++)
		;
	if (i == SITE_VALUES)
		return;
	for (i = 0; i < SITE_VALUES; i++) {
		buffer_text(&key, buffer_view(&site->value[i]));
		buffer_add(&key, "", 1);
	}
	dict_add(&n->sites, buffer_view(&key));
	buffer_free(&key);
	if (n->sites.count == before)
		return;
	part_row(n->part, &n->part->rows, TABLE_site, site->begin.line);
	for (i = 0; i < SITE_VALUES; i++)
		if (site->value[i].length)
			set(n, &n->part->rows, (enum column_id)(COL_FIRST_site + i), buffer_view(&site->value[i]), site->at[i]);
}

/* ---- Selectors ----------------------------------------------------------------------------------------------------------------- */

void native_selector_begin(struct native *n)
{
	buffer_clear(&n->selector);
	n->selector_values = 1; /* no key is open that lacks one */
	n->selector_errors = n->messages->errors;
}

int native_selector_key(struct native *n, struct text key, struct place at)
{
	n->selector_values = 0;
	return selector_add_key(&n->selector, key, at, n->messages);
}

void native_selector_value(struct native *n, struct text value)
{
	if (!value.length)
		return;
	selector_add_value(&n->selector, value);
	n->selector_values++;
}

void native_selector_key_end(struct native *n, struct place at)
{
	const char *key = n->selector.data + n->selector.length;

	if (n->selector_values)
		return;
	while (key > n->selector.data && key[-1] != ';')
		key--;
	messages_add(n->messages, SEVERITY_ERROR, at, "the selector's `%.*s` has no value: give at least one",
		(int)(n->selector.data + n->selector.length - key - 1), key);
}

void native_selector_end(struct native *n, enum column_id column, struct place at)
{
	struct text canonical = buffer_view(&n->selector);

	n->apply_to |= column == COLUMN_NONE;
	if (n->messages->errors != n->selector_errors)
		return;
	if (!canonical.length)
		messages_add(n->messages, SEVERITY_ERROR, at, "this selector names nothing: write `all`, or lists like {segment: [bss]}");
	else if (selector_check(canonical, at, n->messages) != 0)
		return;
	else if (column == COLUMN_NONE)
		n->apply.selector = dict_add(&n->part->dict, canonical);
	else
		part_set_text(n->part, innermost(n)->tables, column, canonical);
}

/* ---- Bulk facts ---------------------------------------------------------------------------------------------------------------- */

/* The template row exists from the start, because its number is that of the entry. */
void native_apply_begin(struct native *n, struct place at)
{
	part_row(n->part, &n->part->templates, TABLE_component, at.line);
	n->apply = (struct part_apply){ DICT_NONE, DICT_NONE, at.line };
	n->apply_at = at;
	n->apply_to = n->apply_set = false;
}

void native_apply_to(struct native *n, struct text canonical, struct place at)
{
	n->apply_to = true;
	if (canonical.length && selector_check(canonical, at, n->messages) == 0)
		n->apply.selector = dict_add(&n->part->dict, canonical);
}

void native_apply_reference(struct native *n, struct text reference)
{
	if (reference.length)
		n->apply.reference = dict_add(&n->part->dict, reference);
}

void native_set_begin(struct native *n, struct place at)
{
	if (n->apply_set)
		messages_add_field(n->messages, SEVERITY_ERROR, at, "set", "an entry of apply has two `set`: keep one");
	n->apply_set = true;
	open_row(n, &n->part->templates, TABLE_component, at);
}

int native_apply_end(struct native *n)
{
	if (!n->apply_to)
		messages_add_field(n->messages, SEVERITY_ERROR, n->apply_at, "apply", "an entry of apply without `to`: say to which components, or `all`");
	if (!n->apply_set)
		messages_add_field(n->messages, SEVERITY_ERROR, n->apply_at, "apply", "an entry of apply without `set`: say what it sets");
	mem_reserve(&n->part->apply, &n->part->apply_capacity, n->part->applies + 1, sizeof *n->part->apply);
	n->part->apply[n->part->applies++] = n->apply;
	return n->stopped ? -1 : 0;
}

/* ---- Included files ------------------------------------------------------------------------------------------------------------ */

void native_add_include(struct native *n, struct text path, const struct native_field *field, struct place at)
{
	if (field->kind != NATIVE_ROWS) {
		messages_add(n->messages, SEVERITY_ERROR, at, "`!include` can give a table, not `%.*s`", (int)field->length, field->name);
		return;
	}
	mem_reserve(&n->include, &n->includes_capacity, n->includes + 1, sizeof *n->include);
	n->include[n->includes++] = (struct native_include){ arena_copy(&n->arena, path.data, path.length),
		(enum table_id)field->table, at };
}
