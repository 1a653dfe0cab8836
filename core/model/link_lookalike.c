/* Link: different suppliers whose names look alike. Three spellings of one firm would each count for a third of it. */
#include "model/link_internal.h"

#include "model/lookalike.h"

#include <stdlib.h>
#include <string.h>

static const char *keep(struct link *link, struct text text)
{
	return arena_copy(&link->result->arena, text.data ? text.data : "", text.length);
}

static void record(struct link *link, const struct seen_name *first, const struct seen_name *second, struct text there, struct text here)
{
	struct link_result *result = link->result;

	mem_reserve(&result->lookalike, &result->lookalike_capacity, result->lookalikes + 1, sizeof *result->lookalike);
	result->lookalike[result->lookalikes++] = (struct link_lookalike){ second->entity, first->entity,
		keep(link, dict_text(&link->model->dict, second->code)), keep(link, dict_text(&link->model->dict, first->code)), keep(link, here),
		keep(link, there), second->at.file, second->at.line };
}

/* The one further down is told of, beside the registered one where there is one. */
static void tell(struct link *link, const struct seen_name *first, const struct seen_name *second)
{
	struct buffer place = { 0 }, here = { 0 }, there = { 0 };

	lookalike_reveal(dict_text(&link->model->dict, second->code), &here);
	lookalike_reveal(dict_text(&link->model->dict, first->code), &there);
	if (first->at.line)
		buffer_format(&place, " (%s:%u)", link->messages->file[first->at.file], first->at.line);
	messages_add_field(link->messages, SEVERITY_WARNING, second->at, second->field,
		"supplier `%s` looks like `%s`%s and counts as another: if they are one, %s", here.data, there.data, place.data ? place.data : "",
		text_is(dict_text(&link->model->dict, first->code), "operator") ? "write `operator`, exactly so" : "give it as an alias in the register");
	record(link, first, second, buffer_view(&there), buffer_view(&here));
	buffer_free(&here);
	buffer_free(&there);
	buffer_free(&place);
}

struct looks {
	struct dict dict;
	uint32_t *first; /* by look: the first name that has it */
	size_t capacity;
};

/* The name that looked like this before, or KEUR_NONE. */
static uint32_t seen_before(struct looks *looks, struct text look, uint32_t name)
{
	size_t before = looks->dict.count;
	uint32_t code = dict_add(&looks->dict, look);

	if (looks->dict.count == before)
		return looks->first[code];
	mem_reserve(&looks->first, &looks->capacity, looks->dict.count, sizeof *looks->first);
	looks->first[code] = name;
	return KEUR_NONE;
}

void link_lookalikes(struct link *link, const struct seen_name *name, size_t names)
{
	struct looks looks = { 0 };
	unsigned char *told = mem_zalloc(link->codes, 1); /* by entity, of which there are no more than names */
	struct buffer look = { 0 };
	size_t i;
	int reading;

	for (i = 0; i < names; i++)
		for (reading = 0; reading < 2; reading++) {
			const struct seen_name *second = &name[i], *first;
			uint32_t before;

			buffer_clear(&look);
			lookalike_skeleton(dict_text(&link->model->dict, name[i].code), reading == 1, &look);
			before = seen_before(&looks, look.data ? buffer_view(&look) : (struct text){ "", 0 }, (uint32_t)i);
			if (before == KEUR_NONE || name[before].entity == second->entity)
				continue;
			first = &name[before];
			if (second->registered && !first->registered) {
				first = second;
				second = &name[before];
			}
			if (told[second->entity])
				continue;
			told[second->entity] = 1; /* once for each that hides, however many names it has */
			tell(link, first, second);
		}
	buffer_free(&look);
	dict_free(&looks.dict);
	free(looks.first);
	free(told);
}

static int lookalike_compare(const void *a, const void *b)
{
	const struct link_lookalike *x = a, *y = b;

	if (x->supplier != y->supplier)
		return x->supplier < y->supplier ? -1 : 1;
	return (x->like > y->like) - (x->like < y->like);
}

void link_lookalikes_rows(struct link *link, const uint32_t *row_of)
{
	struct link_result *result = link->result;
	size_t i;

	for (i = 0; i < result->lookalikes; i++) {
		result->lookalike[i].supplier = row_of[result->lookalike[i].supplier];
		result->lookalike[i].like = row_of[result->lookalike[i].like];
	}
	if (result->lookalikes)
		qsort(result->lookalike, result->lookalikes, sizeof *result->lookalike, lookalike_compare);
}
