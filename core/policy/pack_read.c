/* First pass over a pack: events of the YAML reader into values by field number, led by the declared tables. Every key and value
 * is checked by itself; a wrong one is told, what hangs below it is skipped, and reading goes on, so that one run tells all. */
#include "policy/pack.h"

#include "syntax/yaml.h"

#include <stdio.h>
#include <stdlib.h>

/* The one mapping inside entries: its fields are named "when.scope" in the tables. */
#define GROUP "when"

enum where { AT_START, AT_TOP, AT_SECTION, AT_ENTRIES, AT_ENTRY, AT_GROUP, AT_LIST, AT_END };

struct reader {
	struct pack *pack;
	enum where where, before_list;
	unsigned skipped; /* depth of what is being skipped, 0: nothing */
	bool skip_next;   /* the value that follows was refused by its key */
	unsigned section; /* SECTIONS: none is pending or open */
	bool entries;     /* the value that follows is the section's list of entries */
	bool no_entries;  /* they were told to be wrong, so they are not also missing */
	const struct pack_field *field; /* whose value follows; NULL: none */
	bool group;       /* GROUP follows or is open */
	bool sections;    /* one was met */
	size_t value;                   /* of `field`, in pack.value */
	uint32_t entry;                 /* the open one, in pack.record */
	struct pack_text *item;         /* of the list that is open */
	size_t items, items_capacity;
};

static uint32_t add_values(struct pack *pack, size_t count)
{
	size_t first = pack->values;

	mem_reserve(&pack->value, &pack->values_capacity, first + count, sizeof *pack->value);
	memset(pack->value + first, 0, count * sizeof *pack->value);
	pack->values += count;
	return (uint32_t)first;
}

/* What stands under a misspelt key is not also missing. */
static void take_as_given(struct reader *r, struct text meant, struct mark at, const struct pack_field *field, size_t fields,
	uint32_t first)
{
	size_t i;

	if (text_is(meant, "entries"))
		r->no_entries = true;
	for (i = 0; i < fields && meant.length; i++)
		if (text_is(meant, field[i].name))
			r->pack->value[first + i].at = at;
	for (i = 0; i < SECTIONS && field == pack_header && meant.length; i++)
		if (text_is(meant, pack_section[i].name) && !r->pack->section[i].at.line)
			r->pack->section[i].at = at;
}

/* A key that nobody knows: what was meant? `more` is one further word that would be right. */
static int unknown_key(struct reader *r, struct text key, struct mark at, const char *whose, const struct pack_field *field,
	size_t fields, uint32_t first, const char *more)
{
	const char *known[SECTIONS + HEADER_FIELDS];
	struct buffer hint = { 0 };
	bool grouped = false;
	size_t count = 0, i;

	for (i = 0; i < fields; i++) {
		const char *dot = strchr(field[i].name, '.');

		grouped = grouped || dot;
		if (r->group == (dot != NULL))
			known[count++] = dot ? dot + 1 : field[i].name;
	}
	if (grouped && !r->group)
		known[count++] = GROUP;
	if (more)
		known[count++] = more;
	for (i = 0; i < SECTIONS && field == pack_header; i++)
		known[count++] = pack_section[i].name;
	take_as_given(r, pack_suggest(&hint, key, known, count), at, field, fields, first);
	pack_error(r->pack, at, "`%s` is no key of %s%s", pack_quote(r->pack, key), whose, hint.data);
	buffer_free(&hint);
	r->skip_next = true;
	return 0;
}

/* Makes the field of this name the pending one; false when there is none. */
static bool find_field(struct reader *r, struct text key, const struct pack_field *field, size_t fields, uint32_t first)
{
	size_t i;

	for (i = 0; i < fields; i++) {
		const char *dot = strchr(field[i].name, '.');

		if (r->group != (dot != NULL) || !text_is(key, dot ? dot + 1 : field[i].name))
			continue;
		r->field = &field[i];
		r->value = first + i;
		return true;
	}
	return false;
}

static bool has_group(const struct pack_section *s)
{
	size_t i;

	for (i = 0; i < s->entry_fields; i++)
		if (strchr(s->entry[i].name, '.'))
			return true;
	return false;
}

static int top_key(struct reader *r, struct text key, struct mark at)
{
	unsigned s;

	if (find_field(r, key, pack_header, HEADER_FIELDS, r->pack->header.first)) {
		if (r->field == &pack_header[HEADER_EXTENDS] && r->sections)
			pack_error(r->pack, at, "`extends` stands after a section; it belongs before the first one");
		return 0;
	}
	r->sections = true;
	for (s = 0; s < SECTIONS; s++) {
		if (!text_is(key, pack_section[s].name))
			continue;
		r->section = s;
		r->pack->section[s] = (struct pack_record){ at, add_values(r->pack, pack_section[s].fields) };
		return 0;
	}
	return unknown_key(r, key, at, "a pack", pack_header, HEADER_FIELDS, r->pack->header.first, NULL);
}

static int on_key(void *self, struct text key, struct mark at)
{
	struct reader *r = self;
	struct pack *pack = r->pack;
	const struct pack_section *s;
	char whose[64];

	if (r->skipped)
		return 0;
	if (r->where == AT_TOP)
		return top_key(r, key, at);
	s = &pack_section[r->section];
	if (r->where == AT_SECTION) {
		if (s->entry && text_is(key, "entries")) {
			r->entries = true;
			return 0;
		}
		if (find_field(r, key, s->field, s->fields, pack->section[r->section].first))
			return 0;
		snprintf(whose, sizeof whose, "`%s`", s->name);
		return unknown_key(r, key, at, whose, s->field, s->fields, pack->section[r->section].first, s->entry ? "entries" : NULL);
	}
	if (find_field(r, key, s->entry, s->entry_fields, pack->record[r->entry].first))
		return 0;
	if (r->where == AT_ENTRY && text_is(key, GROUP) && has_group(s)) {
		r->group = true;
		return 0;
	}
	snprintf(whose, sizeof whose, "%s of `%s`", r->group ? "`" GROUP "`" : "an entry", s->name);
	return unknown_key(r, key, at, whose, s->entry, s->entry_fields, pack->record[r->entry].first, NULL);
}

/* What should have stood where something of another shape stands. */
static void wrong_shape(struct reader *r, struct mark at, const char *what)
{
	const char *name = r->section < SECTIONS ? pack_section[r->section].name : "";

	if (r->where == AT_START)
		pack_error(r->pack, at, "%s stands here; a pack is a mapping that begins with `keur-policy: 1`", what);
	else if (r->where == AT_LIST)
		pack_error(r->pack, at, "%s stands here; the list `%s` holds single values", what, r->field->name);
	else if (r->field)
		pack_error(r->pack, at, "%s stands here; `%s` takes %s", what, r->field->name, pack_hint(r->field->type));
	else if (r->where == AT_TOP)
		pack_error(r->pack, at, "%s stands here; `%s` takes a mapping with %s", what, name,
			pack_section[r->section].entry ? "source, status and entries" : "source, status and its values");
	else if (r->where == AT_SECTION)
		pack_error(r->pack, at, "%s stands here; `entries` takes a list of mappings", what);
	else if (r->where == AT_ENTRIES)
		pack_error(r->pack, at, "%s stands here; each entry of `%s` is a mapping", what, name);
	else
		pack_error(r->pack, at, "%s stands here; `" GROUP "` takes a mapping", what);
}

/* The pending value is taken or refused: back to keys. */
static void value_done(struct reader *r)
{
	r->field = NULL;
	r->entries = false;
	if (r->where == AT_TOP)
		r->section = SECTIONS;
	if (r->where == AT_ENTRY)
		r->group = false;
}

static bool skipping(struct reader *r, bool opens)
{
	if (r->skipped) {
		r->skipped += opens;
		return true;
	}
	if (!r->skip_next)
		return false;
	r->skip_next = false;
	r->skipped = opens;
	return true;
}

static void refuse_shape(struct reader *r, struct mark at, const char *what, bool opens)
{
	wrong_shape(r, at, what);
	if (r->field)
		r->pack->value[r->value].at = at; /* wrong, but not missing */
	if (r->entries)
		r->no_entries = true;
	if (r->where != AT_LIST)
		value_done(r);
	if (r->where == AT_START)
		r->where = AT_END;
	r->skipped = opens;
}

static void begin_entry(struct reader *r, struct mark at)
{
	struct pack *pack = r->pack;

	mem_reserve(&pack->record, &pack->records_capacity, pack->records + 1, sizeof *pack->record);
	r->entry = (uint32_t)pack->records++;
	pack->record[r->entry] = (struct pack_record){ at, add_values(pack, pack_section[r->section].entry_fields) };
	pack->entries[r->section]++;
	r->where = AT_ENTRY;
}

static int on_map_begin(void *self, struct mark at)
{
	struct reader *r = self;

	if (skipping(r, true))
		return 0;
	if (r->where == AT_START) {
		r->where = AT_TOP;
		r->pack->header = (struct pack_record){ at, add_values(r->pack, HEADER_FIELDS) };
	} else if (r->where == AT_TOP && !r->field) {
		r->where = AT_SECTION;
		r->no_entries = false;
	} else if (r->where == AT_ENTRIES) {
		begin_entry(r, at);
	} else if (r->where == AT_ENTRY && !r->field) {
		r->where = AT_GROUP;
	} else {
		refuse_shape(r, at, "a mapping", true);
	}
	return 0;
}

/* What a pack leaves out, the pack that it extends says. */
static bool extends(const struct reader *r)
{
	return pack_given(pack_get(r->pack, &r->pack->header, HEADER_EXTENDS));
}

/* Every required field of a mapping that just ended is there. */
static void check_required(struct reader *r, const struct pack_record *record, const struct pack_field *field, size_t fields,
	const char *whose)
{
	size_t i;

	for (i = 0; i < fields; i++)
		if (field[i].required && !pack_given(&r->pack->value[record->first + i]))
			pack_error(r->pack, record->at, "%s has no `%s`; it takes %s", whose, field[i].name, pack_hint(field[i].type));
}

static void end_entry(struct reader *r)
{
	struct pack *pack = r->pack;
	const struct pack_section *s = &pack_section[r->section];
	const struct pack_record *record = &pack->record[r->entry];
	const struct pack_value *name = &pack->value[record->first + FIELD_OWN];
	char whose[128];

	/* The first field of its own names an entry, where it is text. */
	if (pack_given(name) && name->named)
		snprintf(whose, sizeof whose, "`%s`", pack_quote(pack, name->text));
	else
		snprintf(whose, sizeof whose, "this entry of `%s`", s->name);
	check_required(r, record, s->entry, s->entry_fields, whose);
}

static int on_map_end(void *self, struct mark at)
{
	struct reader *r = self;
	const struct pack_section *s;
	char whose[64];

	(void)at;
	if (r->skipped) {
		r->skipped--;
		return 0;
	}
	switch (r->where) {
	case AT_TOP:
		r->where = AT_END;
		check_required(r, &r->pack->header, pack_header, extends(r) ? HEADER_ABOUT : HEADER_FIELDS, "this pack");
		break;
	case AT_SECTION:
		s = &pack_section[r->section];
		snprintf(whose, sizeof whose, "`%s`", s->name);
		if (!s->entry || !extends(r))
			check_required(r, &r->pack->section[r->section], s->field, s->fields, whose);
		if (s->entry && !s->optional && !extends(r) && !r->no_entries && !r->pack->entries[r->section])
			pack_error(r->pack, r->pack->section[r->section].at, "`%s` has no entries", s->name);
		r->where = AT_TOP;
		r->section = SECTIONS;
		break;
	case AT_GROUP:
		r->where = AT_ENTRY;
		r->group = false;
		break;
	default:
		end_entry(r);
		r->where = AT_ENTRIES;
		break;
	}
	return 0;
}

static bool takes_list(const struct pack_field *field)
{
	return field && (field->type == PACK_WORDS || field->type == PACK_TEXTS || field->type == PACK_ROWS);
}

static int on_list_begin(void *self, struct mark at)
{
	struct reader *r = self;

	if (skipping(r, true))
		return 0;
	if (takes_list(r->field) && r->where != AT_LIST) {
		r->before_list = r->where;
		r->where = AT_LIST;
		r->items = 0;
		r->pack->value[r->value].at = at;
	} else if (r->where == AT_SECTION && r->entries) {
		r->where = AT_ENTRIES;
		r->entries = false;
		r->pack->entry[r->section] = (uint32_t)r->pack->records;
	} else {
		refuse_shape(r, at, "a list", true);
	}
	return 0;
}

static void end_list(struct reader *r)
{
	struct pack_value *value = &r->pack->value[r->value];

	if (r->field->type != PACK_WORDS && r->items) {
		struct pack_text *item = arena_alloc(&r->pack->arena, r->items * sizeof *item);

		memcpy(item, r->item, r->items * sizeof *item);
		value->item = item;
		value->items = (uint32_t)r->items;
	}
	r->where = r->before_list;
	value_done(r);
}

static int on_list_end(void *self, struct mark at)
{
	struct reader *r = self;

	(void)at;
	if (r->skipped)
		r->skipped--;
	else if (r->where == AT_LIST)
		end_list(r);
	else
		r->where = AT_SECTION;
	return 0;
}

static struct text keep(struct reader *r, struct text text)
{
	return (struct text){ arena_copy(&r->pack->arena, text.data, text.length), text.length };
}

static void add_item(struct reader *r, struct text text, enum scalar_kind kind, struct mark at)
{
	struct pack_value *value = &r->pack->value[r->value];

	if (pack_parse(r->pack, r->field, text, at, value) || r->field->type == PACK_WORDS)
		return;
	mem_reserve(&r->item, &r->items_capacity, r->items + 1, sizeof *r->item);
	r->item[r->items++] = (struct pack_text){ keep(r, text), at, kind == SCALAR_PLAIN };
}

static int on_scalar(void *self, struct text text, enum scalar_kind kind, struct mark at)
{
	struct reader *r = self;
	struct pack_value *value;

	if (skipping(r, false))
		return 0;
	if (!r->field) {
		refuse_shape(r, at, text.length ? "a single value" : "nothing", false);
		return 0;
	}
	if (r->where == AT_LIST) {
		add_item(r, text, kind, at);
		return 0;
	}
	value = &r->pack->value[r->value];
	value->at = at;
	if (takes_list(r->field)) {
		/* One member needs no brackets. */
		r->before_list = r->where;
		r->where = AT_LIST;
		r->items = 0;
		add_item(r, text, kind, at);
		end_list(r);
		return 0;
	}
	if (!pack_parse(r->pack, r->field, text, at, value) && r->field->type <= PACK_ID) {
		value->text = keep(r, text);
		value->named = true;
	}
	value_done(r);
	return 0;
}

int pack_read(struct pack *pack)
{
	static const struct tree_handler handler = { on_map_begin, on_map_end, on_list_begin, on_list_end, on_key, on_scalar, NULL };
	struct reader r = { .pack = pack, .section = SECTIONS };
	uint64_t errors = pack->messages->errors;
	int rc = yaml_read(pack->source, &handler, &r, pack->messages), s;

	free(r.item);
	if (rc)
		return -1;
	for (s = 0; s < SECTIONS && pack->header.at.line && !extends(&r); s++)
		if (!pack->section[s].at.line && !pack_section[s].optional)
			pack_error(pack, (struct mark){ 0, 0 }, "section `%s` is missing", pack_section[s].name);
	return pack->messages->errors > errors ? -1 : 0;
}
