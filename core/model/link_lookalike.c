/* Link: different suppliers whose names look alike. Three spellings of one firm would each count for a third of it. */
#include "model/link_internal.h"

#include "model/lookalike.h"

#include <stdlib.h>
#include <string.h>

/* The one further down is told of, beside the registered one where there is one. */
static void tell(struct link *link, const struct seen_name *first, const struct seen_name *second)
{
	struct buffer place = { 0 }, here = { 0 }, there = { 0 };

	if (second->registered && !first->registered) {
		const struct seen_name *swap = first;

		first = second;
		second = swap;
	}
	lookalike_reveal(dict_text(&link->model->dict, second->code), &here);
	lookalike_reveal(dict_text(&link->model->dict, first->code), &there);
	if (first->at.line)
		buffer_format(&place, " (%s:%u)", link->messages->file[first->at.file], first->at.line);
	messages_add_field(link->messages, SEVERITY_WARNING, second->at, second->field,
		"supplier `%s` looks like `%s`%s and counts as another: if they are one, %s", here.data, there.data, place.data ? place.data : "",
		text_is(dict_text(&link->model->dict, first->code), "operator") ? "write `operator`, exactly so" : "give it as an alias in the register");
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
			uint32_t before;

			buffer_clear(&look);
			lookalike_skeleton(dict_text(&link->model->dict, name[i].code), reading == 1, &look);
			before = look.length ? seen_before(&looks, buffer_view(&look), (uint32_t)i) : KEUR_NONE;
			if (before == KEUR_NONE || name[before].entity == name[i].entity || told[name[i].entity])
				continue;
			told[name[i].entity] = 1; /* once for each that hides, however many names it has */
			tell(link, &name[before], &name[i]);
		}
	buffer_free(&look);
	dict_free(&looks.dict);
	free(looks.first);
	free(told);
}
