#include "base/messages.h"

#include "base/character.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <xxhash.h>

enum { QUOTED_CHARACTERS = 64 };

uint32_t messages_file(struct messages *messages, const char *name)
{
	mem_reserve(&messages->file, &messages->files_capacity, messages->files + 1, sizeof *messages->file);
	messages->file[messages->files] = arena_copy(&messages->arena, name, strlen(name));
	return (uint32_t)messages->files++;
}

static int place_compare(const struct place *a, const struct place *b)
{
	if (a->file != b->file)
		return a->file < b->file ? -1 : 1;
	if (a->line != b->line)
		return a->line < b->line ? -1 : 1;
	return (a->column > b->column) - (a->column < b->column);
}

/* The slot where this text stands or would stand. */
static uint32_t *find_slot(struct messages *messages, enum severity severity, const char *text, size_t length)
{
	size_t mask = messages->slots - 1;
	size_t at = (size_t)XXH3_64bits(text, length) & mask;

	while (messages->slot[at]) {
		const struct message *m = &messages->group[messages->slot[at] - 1];

		if (m->severity == severity && strlen(m->text) == length && memcmp(m->text, text, length) == 0)
			break;
		at = (at + 1) & mask;
	}
	return &messages->slot[at];
}

static void grow_slots(struct messages *messages)
{
	size_t i;

	if (messages->slots && messages->groups * 2 < messages->slots)
		return;
	free(messages->slot);
	messages->slots = messages->slots ? messages->slots * 2 : 64;
	messages->slot = mem_zalloc(messages->slots, sizeof *messages->slot);
	for (i = 0; i < messages->groups; i++) {
		const struct message *m = &messages->group[i];

		*find_slot(messages, m->severity, m->text, strlen(m->text)) = (uint32_t)i + 1;
	}
}

static void add(struct messages *messages, enum severity severity, struct place at, const char *field, const char *format,
	va_list args)
{
	char text[1024];
	uint32_t *slot;
	struct message *m;
	int length = vsnprintf(text, sizeof text, format, args);

	if (length < 0)
		length = 0;
	if ((size_t)length >= sizeof text)
		length = (int)utf8_valid_prefix(text, sizeof text - 1);
	text[length] = '\0';
	if (severity == SEVERITY_ERROR)
		messages->errors++;
	else
		messages->warnings++;
	grow_slots(messages);
	slot = find_slot(messages, severity, text, (size_t)length);
	if (*slot) {
		m = &messages->group[*slot - 1];
		m->count++;
		if (place_compare(&at, &m->at) < 0)
			m->at = at;
		return;
	}
	mem_reserve(&messages->group, &messages->groups_capacity, messages->groups + 1, sizeof *messages->group);
	m = &messages->group[messages->groups++];
	*m = (struct message){ severity, at, arena_copy(&messages->arena, text, (size_t)length),
		field ? arena_copy(&messages->arena, field, strlen(field)) : NULL, 1 };
	*slot = (uint32_t)messages->groups;
}

void messages_add(struct messages *messages, enum severity severity, struct place at, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add(messages, severity, at, NULL, format, args);
	va_end(args);
}

void messages_add_field(struct messages *messages, enum severity severity, struct place at, const char *field,
	const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add(messages, severity, at, field, format, args);
	va_end(args);
}

static int message_compare(const void *a, const void *b)
{
	const struct message *x = a, *y = b;
	int order;

	if (x->severity != y->severity)
		return x->severity == SEVERITY_ERROR ? -1 : 1;
	order = place_compare(&x->at, &y->at);
	return order ? order : strcmp(x->text, y->text);
}

void messages_sort(struct messages *messages)
{
	if (messages->groups)
		qsort(messages->group, messages->groups, sizeof *messages->group, message_compare);
	if (messages->slots) {
		size_t i;

		memset(messages->slot, 0, messages->slots * sizeof *messages->slot);
		for (i = 0; i < messages->groups; i++) {
			const struct message *m = &messages->group[i];

			*find_slot(messages, m->severity, m->text, strlen(m->text)) = (uint32_t)i + 1;
		}
	}
}

void messages_print(const struct messages *messages, struct buffer *out)
{
	size_t i, shown = 0;

	for (i = 0; i < messages->groups && shown < MESSAGES_SHOWN; i++, shown++) {
		const struct message *m = &messages->group[i];

		if (m->at.file != MESSAGES_NO_FILE && m->at.file < messages->files) {
			buffer_string(out, messages->file[m->at.file]);
			if (m->at.line)
				buffer_format(out, ":%u", m->at.line);
			if (m->at.line && m->at.column)
				buffer_format(out, ":%u", m->at.column);
			buffer_string(out, ": ");
		}
		buffer_format(out, "%s: %s", m->severity == SEVERITY_ERROR ? "error" : "warning", m->text);
		if (m->count > 1)
			buffer_format(out, " (and %llu more like it)", (unsigned long long)(m->count - 1));
		buffer_string(out, "\n");
	}
	if (messages->groups > shown)
		buffer_format(out, "... and %zu more kinds of message\n", messages->groups - shown);
}

void messages_free(struct messages *messages)
{
	arena_free(&messages->arena);
	free(messages->file);
	free(messages->group);
	free(messages->slot);
	*messages = (struct messages){ 0 };
}

const char *messages_quote(struct messages *messages, struct text value)
{
	struct buffer out = { 0 };
	size_t at = 0, shown = 0;
	const char *copy;

	while (at < value.length && shown < QUOTED_CHARACTERS) {
		struct character c = character_next(value.data + at, value.length - at);

		if (c.code == CHARACTER_BAD)
			buffer_format(&out, "\\x%02X", (unsigned char)value.data[at]);
		else if (character_deceives(c.code))
			buffer_format(&out, "\\u{%X}", c.code);
		else
			buffer_add(&out, value.data + at, c.size);
		at += c.size;
		shown++;
	}
	if (at < value.length)
		buffer_string(&out, "...");
	copy = arena_copy(&messages->arena, out.data ? out.data : "", out.length);
	buffer_free(&out);
	return copy;
}
