/* The names that may stand in each map of the native format, made from the schema, and what to say about any other. */
#include "input/native.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct native_field *add_field(struct native *n, unsigned shape, const char *name, size_t length, enum native_kind kind)
{
	struct native_field *f;

	if (n->fields == NATIVE_FIELDS)
		abort(); /* the schema outgrew a constant of ours: seen by the first test that reads anything */
	f = &n->field[n->fields++];
	*f = (struct native_field){ .name = name, .length = (unsigned char)length, .kind = (unsigned char)kind, .table = TABLE_COUNT,
		.column = COLUMN_NONE, .next = NATIVE_NO_FIELD };
	n->shape[shape].count++;
	return f;
}

static void begin_shape(struct native *n, unsigned shape, const char *what, const char *path)
{
	n->shape[shape] = (struct native_shape){ what, path, (unsigned short)n->fields, 0, NATIVE_NO_FIELD };
}

static enum native_kind kind_of(enum column_id column)
{
	const struct schema_column *c = &schema_column[column];

	if (c->type == TYPE_SELECTOR)
		return NATIVE_SELECTOR;
	if (c->type == TYPE_SET || schema_is_list(column))
		return NATIVE_LIST;
	return column == COL_component_site ? NATIVE_SITE : NATIVE_VALUE;
}

static void add_column(struct native *n, unsigned shape, enum column_id column, size_t skip)
{
	const struct schema_column *c = &schema_column[column];

	add_field(n, shape, c->name + skip, c->name_length - skip, kind_of(column))->column = (unsigned short)column;
}

/* `product` of product.name, once; 0 when the name has no dot. */
static size_t group_of(const struct schema_column *c)
{
	const char *dot = memchr(c->name, '.', c->name_length);

	return dot ? (size_t)(dot - c->name) : 0;
}

const struct native_within native_within[NATIVE_WITHIN] = {
	{ TABLE_component, TABLE_party, COL_party_component, NATIVE_PARTY_WITHIN, "a party within a component", "party." },
	{ TABLE_component, TABLE_log, COL_log_component, NATIVE_LOG_WITHIN, "a log within a component", "log." },
	{ TABLE_supplier, TABLE_decision, COL_decision_supplier, NATIVE_DECISION_WITHIN, "a decision within a supplier", "decision." },
	{ TABLE_supplier, TABLE_criterion, COL_criterion_supplier, NATIVE_CRITERION_WITHIN, "a criterion within a supplier", "criterion." },
};

/* Whether column `c` begins a group of its table: its columns stand together. */
static bool begins_group(unsigned c)
{
	const struct schema_column *column = &schema_column[c];
	size_t length = group_of(column);

	return length && (c == schema_first[column->table] || group_of(column - 1) != length
		|| memcmp(schema_column[c - 1].name, column->name, length) != 0);
}

static unsigned group_shape(enum column_id column)
{
	unsigned c, shape = NATIVE_GROUPS;

	for (c = 0; c < (unsigned)column; c++)
		shape += begins_group(c);
	if (shape >= NATIVE_SHAPES)
		abort(); /* the schema outgrew a constant of ours, as below */
	return shape;
}

/* Every column of a table that users write, but `without`. */
static void add_columns(struct native *n, unsigned shape, enum table_id table, enum column_id without)
{
	unsigned c;

	for (c = schema_first[table]; c < schema_first[table + 1]; c++) {
		const struct schema_column *column = &schema_column[c];

		if (column->flags & COLUMN_DERIVED || c == (unsigned)without)
			continue;
		if (!group_of(column))
			add_column(n, shape, (enum column_id)c, 0);
		else if (begins_group(c))
			add_field(n, shape, column->name, group_of(column), NATIVE_GROUP)->shape = (unsigned char)group_shape((enum column_id)c);
	}
}

/* "product of a component", "component.product." */
static void add_groups(struct native *n)
{
	unsigned c, k;

	for (c = 0; c < COLUMN_COUNT; c++) {
		const struct schema_column *first = &schema_column[c];
		const char *table = schema_table[first->table].name;
		size_t length = group_of(first);
		unsigned shape;

		if (!begins_group(c) || first->flags & COLUMN_DERIVED)
			continue;
		shape = group_shape((enum column_id)c);
		snprintf(n->group[shape - NATIVE_GROUPS].what, sizeof n->group->what, "%.*s of %s %s", (int)length, first->name,
			strchr("aeiou", table[0]) ? "an" : "a", table);
		snprintf(n->group[shape - NATIVE_GROUPS].path, sizeof n->group->path, "%s.%.*s.", table, (int)length, first->name);
		begin_shape(n, shape, n->group[shape - NATIVE_GROUPS].what, n->group[shape - NATIVE_GROUPS].path);
		for (k = c; k < schema_first[first->table + 1] && (k == c || !begins_group(k)) && group_of(&schema_column[k]); k++)
			add_column(n, shape, (enum column_id)k, length + 1);
	}
}

static void add_rows(struct native *n, unsigned shape, enum native_naming naming, enum table_id table, unsigned beneath)
{
	const char *name = naming == NATIVE_PLURALS ? schema_table[table].plural : schema_table[table].name;
	struct native_field *f = add_field(n, shape, name, strlen(name), table == TABLE_network ? NATIVE_ROW : NATIVE_ROWS);

	f->table = (unsigned char)table;
	f->shape = (unsigned char)beneath;
}

static bool readable(enum table_id table)
{
	return !(schema_column[schema_first[table]].flags & COLUMN_DERIVED);
}

void native_shapes(struct native *n, enum native_naming naming)
{
	static const char keur[] = "keur", version[] = "version", apply[] = "apply", decision[] = "decision";
	static const char to[] = "to", set[] = "set", reference[] = "reference";
	struct native_field *f;
	unsigned t, w;

	n->fields = 0;
	begin_shape(n, NATIVE_TOP, "an inventory", "");
	if (naming == NATIVE_PLURALS)
		add_field(n, NATIVE_TOP, keur, sizeof keur - 1, NATIVE_FORMAT);
	else
		add_field(n, NATIVE_TOP, version, sizeof version - 1, NATIVE_FORMAT);
	for (t = 0; t < TABLE_COUNT; t++)
		if (readable((enum table_id)t))
			add_rows(n, NATIVE_TOP, naming, (enum table_id)t, t);
	add_field(n, NATIVE_TOP, apply, sizeof apply - 1, NATIVE_APPLIES)->shape = NATIVE_APPLY;

	for (t = 0; t < TABLE_COUNT; t++) {
		begin_shape(n, t, schema_table[t].name, NULL);
		add_columns(n, t, (enum table_id)t, COLUMN_NONE);
		if (t == TABLE_component) {
			add_rows(n, t, naming, TABLE_party, NATIVE_PARTY_WITHIN);
			add_rows(n, t, naming, TABLE_log, NATIVE_LOG_WITHIN);
		}
		if (t == TABLE_supplier) {
			if (naming == NATIVE_PLURALS)
				add_rows(n, t, naming, TABLE_decision, NATIVE_DECISION_WITHIN);
			f = add_field(n, t, decision, sizeof decision - 1, NATIVE_ROW);
			f->table = TABLE_decision;
			f->shape = NATIVE_DECISION_WITHIN;
			f->column = COL_decision_decision;
			add_rows(n, t, naming, TABLE_criterion, NATIVE_CRITERION_WITHIN);
		}
	}
	begin_shape(n, NATIVE_TEMPLATE, "`set` of apply", "apply.set.");
	add_columns(n, NATIVE_TEMPLATE, TABLE_component, COL_component_id);
	add_rows(n, NATIVE_TEMPLATE, naming, TABLE_party, NATIVE_PARTY_WITHIN);
	add_rows(n, NATIVE_TEMPLATE, naming, TABLE_log, NATIVE_LOG_WITHIN);
	for (w = 0; w < NATIVE_WITHIN; w++) {
		begin_shape(n, native_within[w].shape, native_within[w].what, native_within[w].path);
		add_columns(n, native_within[w].shape, native_within[w].table, native_within[w].implied);
	}
	add_groups(n);
	begin_shape(n, NATIVE_APPLY, "an entry of apply", "apply.");
	add_field(n, NATIVE_APPLY, to, sizeof to - 1, NATIVE_SELECTOR);
	f = add_field(n, NATIVE_APPLY, set, sizeof set - 1, NATIVE_SET);
	f->shape = NATIVE_TEMPLATE;
	add_field(n, NATIVE_APPLY, reference, sizeof reference - 1, NATIVE_REFERENCE);
}

static bool is_named(const struct native_field *field, struct text name)
{
	return field->length == name.length && field->name[0] == name.data[0] && memcmp(field->name, name.data, name.length) == 0;
}

const struct native_field *native_find(struct native *n, unsigned shape, unsigned short *last, struct text name)
{
	struct native_shape *s = &n->shape[shape];
	unsigned short *guess = *last == NATIVE_NO_FIELD ? &s->start : &n->field[*last].next;
	unsigned i;

	if (!name.length)
		return NULL;
	if (*guess != NATIVE_NO_FIELD && is_named(&n->field[*guess], name)) {
		*last = *guess;
		return &n->field[*guess];
	}
	for (i = s->first; i < (unsigned)s->first + s->count; i++) {
		if (!is_named(&n->field[i], name))
			continue;
		*guess = *last = (unsigned short)i;
		return &n->field[i];
	}
	return NULL;
}

void native_unknown(struct native *n, unsigned shape, struct text name, struct place at)
{
	const struct native_shape *s = &n->shape[shape];
	struct nearest nearest = nearest_start(name);
	const char *shown = messages_quote(n->messages, name);
	struct buffer known = { 0 };
	unsigned i;

	for (i = s->first; i < (unsigned)s->first + s->count; i++)
		nearest_try(&nearest, (struct text){ n->field[i].name, n->field[i].length });
	if (nearest.best.length) {
		messages_add_field(n->messages, SEVERITY_ERROR, at, shown, "%s has no field `%s`: did you mean `%.*s`?", s->what, shown,
			(int)nearest.best.length, nearest.best.data);
		return;
	}
	for (i = s->first; i < (unsigned)s->first + s->count; i++)
		buffer_format(&known, "%s%.*s", i > s->first ? ", " : "", (int)n->field[i].length, n->field[i].name);
	messages_add_field(n->messages, SEVERITY_ERROR, at, shown, "%s has no field `%s`: it can have %s", s->what, shown,
		known.length ? known.data : "none");
	buffer_free(&known);
}

void native_wrong_kind(struct native *n, const struct native_field *field, unsigned shape, const char *stands, struct place at)
{
	const struct native_shape *s = &n->shape[shape];
	const char *name = messages_quote(n->messages, (struct text){ field->name, field->length });
	struct buffer belongs = { 0 };

	switch ((enum native_kind)field->kind) {
	case NATIVE_VALUE:
	case NATIVE_LIST:
		buffer_string(&belongs, schema_type_hint((enum column_id)field->column));
		break;
	case NATIVE_SELECTOR:
		buffer_string(&belongs, "`all` or a map of lists by id, function, class, segment, site, country, supplier, product, serves");
		break;
	case NATIVE_SITE:
		buffer_string(&belongs, "a name, or a map of name, country and sensitive");
		break;
	case NATIVE_GROUP:
	case NATIVE_ROW:
	case NATIVE_SET:
		buffer_string(&belongs, "a map of its fields");
		break;
	case NATIVE_ROWS:
		buffer_format(&belongs, "a list of maps (one for each %s)", schema_table[field->table].name);
		break;
	case NATIVE_APPLIES:
		buffer_string(&belongs, "a list of maps with to, set and reference");
		break;
	case NATIVE_REFERENCE:
		buffer_string(&belongs, "text");
		break;
	case NATIVE_FORMAT:
		buffer_string(&belongs, "a version number");
		break;
	}
	messages_add_field(n->messages, SEVERITY_ERROR, at, name, "%s%s%.*s: %s stands where %s belongs", s->path ? s->path : s->what,
		s->path ? "" : ".", (int)field->length, field->name, stands, belongs.data);
	buffer_free(&belongs);
}

void native_wrong_value(struct native *n, const struct native_field *field, unsigned shape, struct text value, struct place at)
{
	const struct native_shape *s = &n->shape[shape];
	const char *name = messages_quote(n->messages, (struct text){ field->name, field->length });
	const struct native_field *first = &n->field[n->shape[field->shape].first];

	if (field->kind != NATIVE_GROUP) {
		native_wrong_kind(n, field, shape, "a single value", at);
		return;
	}
	messages_add_field(n->messages, SEVERITY_ERROR, at, name, "%s%s%s: a single value stands where a map like {%.*s: %s} belongs",
		s->path ? s->path : s->what, s->path ? "" : ".", name, (int)first->length, first->name, messages_quote(n->messages, value));
}

bool native_allowed(struct native *n, const struct native_field *field, struct place at)
{
	if (field->kind == NATIVE_FORMAT)
		return true;
	if (field->table == TABLE_edit && !n->overlay) {
		messages_add_field(n->messages, SEVERITY_ERROR, at, messages_quote(n->messages, (struct text){ field->name, field->length }),
			"`%.*s` may not stand in this file: what changes an inventory is kept apart from it: give the file with --overlay",
			(int)field->length, field->name);
		return false;
	}
	if (field->table < TABLE_COUNT && (n->allowed >> field->table & 1))
		return true;
	if (field->table == TABLE_COUNT && n->allowed == UINT64_MAX)
		return true;
	messages_add_field(n->messages, SEVERITY_ERROR, at, messages_quote(n->messages, (struct text){ field->name, field->length }),
		"`%.*s` may not stand in this file: %s", (int)field->length, field->name, n->allowed_why);
	return false;
}
