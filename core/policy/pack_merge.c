/* A pack under another one: what a pack leaves out its base says, and an entry with the same key goes before the base's. Works on values
 * and records as they were read, so that everything is checked together afterwards; their lines say from which pack they are. */
#include "policy/pack.h"

#include <stdlib.h>

struct merging {
	struct pack *pack;
	const struct pack *base;
	struct pack_record *record; /* of the entries of both */
	size_t records, capacity;
};

static struct mark below(struct mark at)
{
	return (struct mark){ at.line ? at.line + PACK_LINES : 0, at.column };
}

/* A copy of a base's value, its places one level further down. */
static struct pack_value take_over(struct pack *pack, const struct pack_value *value)
{
	struct pack_value copy = *value;
	uint32_t i;

	copy.at = below(value->at);
	if (value->items) {
		struct pack_text *item = arena_alloc(&pack->arena, value->items * sizeof *item);

		for (i = 0; i < value->items; i++) {
			item[i] = value->item[i];
			item[i].at = below(item[i].at);
		}
		copy.item = item;
	}
	return copy;
}

static struct pack_record take_over_record(struct merging *m, const struct pack_record *record, unsigned fields)
{
	struct pack *pack = m->pack;
	struct pack_record copy = { below(record->at), (uint32_t)pack->values };
	unsigned i;

	mem_reserve(&pack->value, &pack->values_capacity, pack->values + fields, sizeof *pack->value);
	for (i = 0; i < fields; i++)
		pack->value[pack->values++] = take_over(pack, pack_get(m->base, record, i));
	return copy;
}

/* Source and status hold for the entries of their own file, so each entry takes them along. */
static void settle_notes(struct pack *pack, enum section_id section)
{
	const struct pack_record *whole = &pack->section[section];
	uint32_t i;

	for (i = 0; i < pack->entries[section]; i++) {
		const struct pack_record *entry = pack_entry(pack, section, i);
		struct pack_value *source = &pack->value[entry->first + FIELD_SOURCE], *status = &pack->value[entry->first + FIELD_STATUS];

		if (pack_given(source) && !pack_given(status))
			continue; /* wrong, and told by pack_note */
		if (!pack_given(source) && !pack_given(pack_get(pack, whole, FIELD_SOURCE)))
			pack_error(pack, entry->at, "this entry of `%s` has no source, and neither has the section", pack_section[section].name);
		if (!pack_given(status) && !pack_given(pack_get(pack, whole, FIELD_STATUS)))
			pack_error(pack, entry->at, "this entry of `%s` has no status, and neither has the section; say verified, unverified or proposal",
				pack_section[section].name);
		if (!pack_given(source))
			*source = *pack_get(pack, whole, FIELD_SOURCE);
		if (!pack_given(status))
			*status = *pack_get(pack, whole, FIELD_STATUS);
	}
}

static bool same_texts(const struct pack_value *a, const struct pack_value *b)
{
	uint32_t i, k;

	for (i = 0; i < a->items; i++) {
		for (k = 0; k < b->items && !text_equal(a->item[i].text, b->item[k].text); k++)
			;
		if (k == b->items)
			return false;
	}
	return a->items == b->items;
}

static bool same_value(const struct pack_field *field, const struct pack_value *a, const struct pack_value *b)
{
	if (pack_given(a) != pack_given(b))
		return false;
	if (field->type == PACK_TEXTS || field->type == PACK_ROWS)
		return same_texts(a, b);
	return field->type <= PACK_ID ? text_equal(a->named ? a->text : (struct text){ "", 0 }, b->named ? b->text : (struct text){ "", 0 })
				      : a->number == b->number;
}

/* The first field of an entry's own names it, with the conditions under which it holds. */
static bool same_key(const struct merging *m, const struct pack_section *s, const struct pack_record *own, const struct pack_record *base)
{
	unsigned i;

	for (i = FIELD_OWN; i < s->entry_fields; i++)
		if ((i == FIELD_OWN || strchr(s->entry[i].name, '.')) && !same_value(&s->entry[i], pack_get(m->pack, own, i), pack_get(m->base, base, i)))
			return false;
	return true;
}

static void add(struct merging *m, struct pack_record record)
{
	mem_reserve(&m->record, &m->capacity, m->records + 1, sizeof *m->record);
	m->record[m->records++] = record;
}

static void add_new(struct merging *m, enum section_id section, const bool *used)
{
	uint32_t i;

	for (i = 0; i < m->pack->entries[section]; i++)
		if (!used || !used[i])
			add(m, *pack_entry(m->pack, section, i));
}

static void merge_entries(struct merging *m, enum section_id section)
{
	const struct pack_section *s = &pack_section[section];
	struct pack *pack = m->pack;
	bool whole = s->meets == MEETS_WHOLE && pack->section[section].at.line && !pack_level(pack->section[section].at);
	uint32_t own = pack->entries[section], first = (uint32_t)m->records, i, k;
	bool *used = mem_zalloc((size_t)own + 1, sizeof *used);

	/* Which of its own replace a base's entry must be known before the others go in front. */
	for (i = 0; i < own && s->meets <= MEETS_IN_FRONT; i++)
		for (k = 0; k < m->base->entries[section]; k++)
			used[i] |= same_key(m, s, pack_entry(pack, section, i), pack_entry(m->base, section, k));
	if (s->meets == MEETS_IN_FRONT)
		add_new(m, section, used);
	for (k = 0; k < m->base->entries[section] && !whole; k++) {
		const struct pack_record *base = pack_entry(m->base, section, k);
		bool replaced = false;

		for (i = 0; i < own && s->meets <= MEETS_IN_FRONT; i++)
			if (used[i] && same_key(m, s, pack_entry(pack, section, i), base)) {
				add(m, *pack_entry(pack, section, i));
				replaced = true; /* twice the same key is told when the entries are taken */
			}
		if (!replaced)
			add(m, take_over_record(m, base, s->entry_fields));
	}
	if (s->meets != MEETS_IN_FRONT)
		add_new(m, section, used);
	free(used);
	pack->entry[section] = first;
	pack->entries[section] = (uint32_t)m->records - first;
}

/* The entries of a section that only this pack has move along. */
static void keep_entries(struct merging *m, enum section_id section)
{
	uint32_t first = (uint32_t)m->records;

	add_new(m, section, NULL);
	m->pack->entry[section] = first;
}

static bool left_out(const struct pack *pack, enum section_id section)
{
	const struct pack_value *without = pack_get(pack, &pack->header, HEADER_WITHOUT);
	uint32_t i;

	for (i = 0; i < without->items; i++)
		if (text_is(without->item[i].text, pack_section[section].name))
			return true;
	return false;
}

/* `without`: sections that the base has, that a pack may lack, and that this one does not give itself. */
static void check_without(struct pack *pack)
{
	const struct pack_value *without = pack_get(pack, &pack->header, HEADER_WITHOUT);
	const char *known[SECTIONS];
	struct buffer hint = { 0 };
	size_t count = 0;
	uint32_t i, k, s;

	for (s = 0; s < SECTIONS; s++)
		if (pack_section[s].optional)
			known[count++] = pack_section[s].name;
	for (i = 0; i < without->items; i++) {
		for (s = 0; s < SECTIONS && !(pack_section[s].optional && text_is(without->item[i].text, pack_section[s].name)); s++)
			;
		buffer_clear(&hint);
		if (s == SECTIONS) {
			pack_suggest(&hint, without->item[i].text, known, count);
			pack_error(pack, without->item[i].at, "`%s` is no section that a pack can do without%s", pack_quote(pack, without->item[i].text), hint.data);
		} else if (pack->section[s].at.line) {
			pack_error(pack, without->item[i].at, "`%s` is left out here and given at line %s", pack_section[s].name,
				pack_line(pack, pack->section[s].at));
		}
		for (k = 0; k < i && !text_equal(without->item[k].text, without->item[i].text); k++)
			;
		if (k < i)
			pack_error(pack, without->item[i].at, "`%s` stands twice in `without`; remove one", pack_quote(pack, without->item[i].text));
	}
	buffer_free(&hint);
}

/* A section of values only is one thing with one source: the pack's, or the base's. One with entries may leave its own values out. */
static void merge_section(struct merging *m, enum section_id section)
{
	const struct pack_section *s = &pack_section[section];
	struct pack *pack = m->pack;
	struct pack_record *own = &pack->section[section];
	const struct pack_record *base = &m->base->section[section];
	bool changes = false;
	unsigned i;

	if (!base->at.line || left_out(pack, section)) {
		/* Nobody says what this pack leaves out. */
		for (i = 0; own->at.line && s->entry && i < s->fields; i++)
			if (s->field[i].required && !pack_given(pack_get(pack, own, i)))
				pack_error(pack, own->at, "`%s` has no `%s`; it takes %s", s->name, s->field[i].name, pack_hint(s->field[i].type));
		keep_entries(m, section);
		return;
	}
	if (!own->at.line) {
		*own = take_over_record(m, base, s->fields);
	} else if (s->entry) {
		settle_notes(pack, section);
		for (i = FIELD_OWN; i < s->fields; i++)
			changes |= pack_given(pack_get(pack, own, i));
		/* Which matrix is used needs no source of its own: the matrix has one. */
		for (i = FIELD_SOURCE; i <= FIELD_STATUS && changes && section != SECTION_MATRICES; i++)
			if (!pack_given(pack_get(pack, own, i)))
				pack_error(pack, own->at, i == FIELD_SOURCE ? "`%s` has no source" : "`%s` has no status; say verified, unverified or proposal", s->name);
		for (i = 0; i < s->fields; i++)
			if (!pack_given(pack_get(pack, own, i)) && (i >= FIELD_OWN || !changes))
				pack->value[own->first + i] = take_over(pack, pack_get(m->base, base, i));
	}
	if (s->entry)
		merge_entries(m, section);
}

int pack_merge(struct pack *pack)
{
	struct merging m = { .pack = pack, .base = pack->base };
	uint64_t errors = pack->messages->errors;
	unsigned i;

	check_without(pack);
	for (i = 0; i < SECTIONS; i++)
		if (pack_section[i].entry)
			settle_notes(pack->base, (enum section_id)i);
	for (i = 0; i < SECTIONS; i++)
		merge_section(&m, (enum section_id)i);
	for (i = HEADER_ABOUT; i <= HEADER_WORD; i++)
		if (!pack_given(pack_get(pack, &pack->header, i)))
			pack->value[pack->header.first + i] = take_over(pack, pack_get(pack->base, &pack->base->header, i));
	free(pack->record);
	pack->record = m.record;
	pack->records = m.records;
	pack->records_capacity = m.capacity;
	return pack->messages->errors > errors ? -1 : 0;
}
