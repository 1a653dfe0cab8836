#include "base/dict.h"

#include "base/mem.h"

#include <stdlib.h>
#include <xxhash.h>

static size_t hash_of(const struct dict *dict, struct text text)
{
	return (size_t)XXH3_64bits_withSeed(text.length ? text.data : "", text.length, dict->seed);
}

static uint32_t *find_slot(const struct dict *dict, struct text text)
{
	size_t mask = dict->slots - 1;
	size_t at = hash_of(dict, text) & mask;

	while (dict->slot[at] && !text_equal(dict_text(dict, dict->slot[at] - 1), text))
		at = (at + 1) & mask;
	return &dict->slot[at];
}

/* At most two thirds full; also builds the index anew after dict_drop_index. */
static void make_room(struct dict *dict)
{
	size_t i;

	if (dict->slots && (dict->count + 1) * 3 <= dict->slots * 2)
		return;
	free(dict->slot);
	dict->slots = dict->slots ? dict->slots : 256;
	while ((dict->count + 1) * 3 > dict->slots * 2)
		dict->slots *= 2;
	dict->slot = mem_zalloc(dict->slots, sizeof *dict->slot);
	for (i = 0; i < dict->count; i++)
		*find_slot(dict, dict_text(dict, (uint32_t)i)) = (uint32_t)i + 1;
}

uint32_t dict_add(struct dict *dict, struct text text)
{
	uint32_t *slot;

	make_room(dict);
	slot = find_slot(dict, text);
	if (*slot)
		return *slot - 1;
	if (dict->count >= UINT32_MAX - 2 || text.length >= UINT32_MAX - dict->bytes_used)
		mem_fail();
	mem_reserve(&dict->bytes, &dict->bytes_capacity, dict->bytes_used + text.length + 1, 1);
	mem_reserve(&dict->offset, &dict->offset_capacity, dict->count + 2, sizeof *dict->offset);
	if (text.length)
		memcpy(dict->bytes + dict->bytes_used, text.data, text.length);
	dict->bytes[dict->bytes_used + text.length] = '\0';
	dict->offset[dict->count] = (uint32_t)dict->bytes_used;
	dict->bytes_used += text.length + 1;
	dict->offset[dict->count + 1] = (uint32_t)dict->bytes_used;
	dict->count++;
	*slot = (uint32_t)dict->count;
	return (uint32_t)dict->count - 1;
}

uint32_t dict_find(const struct dict *dict, struct text text)
{
	if (!dict->slots) {
		size_t i;

		for (i = 0; i < dict->count; i++)
			if (text_equal(dict_text(dict, (uint32_t)i), text))
				return (uint32_t)i;
		return DICT_NONE;
	}
	return *find_slot(dict, text) ? *find_slot(dict, text) - 1 : DICT_NONE;
}

struct dict dict_copy(const struct dict *dict)
{
	struct dict copy = { .seed = dict->seed };

	if (!dict->count)
		return copy;
	mem_reserve(&copy.bytes, &copy.bytes_capacity, dict->bytes_used, 1);
	mem_reserve(&copy.offset, &copy.offset_capacity, dict->count + 1, sizeof *copy.offset);
	memcpy(copy.bytes, dict->bytes, dict->bytes_used);
	memcpy(copy.offset, dict->offset, (dict->count + 1) * sizeof *copy.offset);
	copy.bytes_used = dict->bytes_used;
	copy.count = dict->count;
	if (dict->slots) {
		copy.slots = dict->slots;
		copy.slot = mem_resize(NULL, copy.slots, sizeof *copy.slot);
		memcpy(copy.slot, dict->slot, copy.slots * sizeof *copy.slot);
	}
	return copy;
}

void dict_drop_index(struct dict *dict)
{
	free(dict->slot);
	dict->slot = NULL;
	dict->slots = 0;
}

void dict_free(struct dict *dict)
{
	free(dict->bytes);
	free(dict->offset);
	free(dict->slot);
	*dict = (struct dict){ 0 };
}
