#include "syntax/keys.h"

#include "base/mem.h"

#include <stdlib.h>
#include <xxhash.h>

/* A table up to this size is kept for the next mapping at its depth; clearing a larger one each time would cost more than its keys. */
enum { SLOTS_KEPT = 1024 };

void keys_open(struct keys *keys)
{
	struct key_level *level = &keys->level[keys->depth++];

	level->first = keys->entries;
	level->bytes = keys->bytes_used;
	level->slots = 0;
}

void keys_close(struct keys *keys)
{
	struct key_level *level = &keys->level[--keys->depth];

	keys->entries = level->first;
	keys->bytes_used = level->bytes;
	if (level->slots_capacity > SLOTS_KEPT) {
		free(level->slot);
		level->slot = NULL;
		level->slots_capacity = 0;
	}
}

/* Together with the length this is one-to-one for keys of up to eight bytes. Overlapping loads avoid a byte loop. */
static uint64_t head_of(struct text key)
{
	const unsigned char *s = (const unsigned char *)key.data;
	uint64_t eight;
	uint32_t low, high;

	if (key.length >= 8) {
		memcpy(&eight, s, 8);
		return eight;
	}
	if (key.length >= 4) {
		memcpy(&low, s, 4);
		memcpy(&high, s + key.length - 4, 4);
		return (uint64_t)high << 32 | low;
	}
	if (key.length == 0)
		return 0;
	return (uint64_t)s[0] << 16 | (uint64_t)s[key.length / 2] << 8 | s[key.length - 1];
}

static bool same(const struct keys *keys, const struct key_entry *entry, struct text key, uint64_t head)
{
	return entry->head == head && entry->length == key.length
		&& (key.length <= 8 || memcmp(keys->bytes + entry->offset + 8, key.data + 8, key.length - 8) == 0);
}

static size_t hash_of(const struct keys *keys, const struct key_entry *entry)
{
	if (entry->length <= 8)
		return (size_t)XXH3_64bits(&entry->head, sizeof entry->head);
	return (size_t)XXH3_64bits(keys->bytes + entry->offset, entry->length);
}

static struct text text_of_entry(const struct keys *keys, const struct key_entry *entry)
{
	/* A short key lies in its head, and until a long one comes there are no bytes. */
	return (struct text){ entry->length > 8 ? keys->bytes + entry->offset : (const char *)&entry->head, entry->length };
}

/* Where the entry stands, or would stand, in the table of its mapping. */
static uint32_t *find_slot(const struct keys *keys, const struct key_level *level, const struct key_entry *entry)
{
	struct text key = text_of_entry(keys, entry);
	size_t mask = level->slots - 1, at = hash_of(keys, entry) & mask;

	while (level->slot[at] && !same(keys, &keys->entry[level->first + level->slot[at] - 1], key, entry->head))
		at = (at + 1) & mask;
	return &level->slot[at];
}

static void grow_slots(struct keys *keys, struct key_level *level)
{
	size_t count = keys->entries - level->first, i;

	if (level->slots && (count + 1) * 2 <= level->slots)
		return;
	level->slots = level->slots ? level->slots * 2 : (size_t)KEYS_LINEAR * 4;
	mem_reserve(&level->slot, &level->slots_capacity, level->slots, sizeof *level->slot);
	memset(level->slot, 0, level->slots * sizeof *level->slot);
	for (i = 0; i < count; i++)
		*find_slot(keys, level, &keys->entry[level->first + i]) = (uint32_t)(i + 1);
}

/* A long key, a large mapping, or no room for one entry more. Kept apart so that the other keys do not pay for its registers. */
static __attribute__((noinline)) const struct mark *add_slowly(struct keys *keys, struct text key, uint64_t head, struct mark at)
{
	struct key_level *level = &keys->level[keys->depth - 1];
	size_t count = keys->entries - level->first, i;
	struct key_entry *entry;

	if (key.length > UINT32_MAX || count >= UINT32_MAX - 2)
		mem_fail();
	mem_reserve(&keys->entry, &keys->entries_capacity, keys->entries + 1, sizeof *keys->entry);
	entry = &keys->entry[keys->entries];
	*entry = (struct key_entry){ head, keys->bytes_used, (uint32_t)key.length, at };
	if (key.length > 8) {
		mem_reserve(&keys->bytes, &keys->bytes_capacity, keys->bytes_used + key.length, 1);
		memcpy(keys->bytes + keys->bytes_used, key.data, key.length);
	}
	if (count < KEYS_LINEAR) {
		for (i = level->first; i < keys->entries; i++)
			if (same(keys, &keys->entry[i], key, head))
				return &keys->entry[i].first;
	} else {
		uint32_t *slot;

		grow_slots(keys, level);
		slot = find_slot(keys, level, entry);
		if (*slot)
			return &keys->entry[level->first + *slot - 1].first;
		*slot = (uint32_t)(count + 1);
	}
	keys->bytes_used += key.length > 8 ? key.length : 0;
	keys->entries++;
	return NULL;
}

const struct mark *keys_add(struct keys *keys, struct text key, struct mark at)
{
	const struct key_level *level = &keys->level[keys->depth - 1];
	struct key_entry *entry, *end;
	uint64_t head = head_of(key);

	if (key.length > 8 || keys->entries - level->first >= KEYS_LINEAR || keys->entries == keys->entries_capacity)
		return add_slowly(keys, key, head, at);
	entry = keys->entry + level->first;
	for (end = keys->entry + keys->entries; entry < end; entry++)
		if (entry->head == head && entry->length == key.length)
			return &entry->first;
	*entry = (struct key_entry){ head, 0, (uint32_t)key.length, at };
	keys->entries++;
	return NULL;
}

void keys_free(struct keys *keys)
{
	size_t i;

	for (i = 0; i < sizeof keys->level / sizeof keys->level[0]; i++)
		free(keys->level[i].slot);
	free(keys->entry);
	free(keys->bytes);
	*keys = (struct keys){ 0 };
}
