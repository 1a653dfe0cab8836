/* The keys of the mappings that are open at the moment: is this one a repetition, and where stood the first?
 *
 * Nearly all mappings are small and nearly all keys short, so a key of up to eight bytes is one number, and up to KEYS_LINEAR keys
 * are compared one by one. A larger mapping gets a hash table, so that a million keys cost a million steps. */
#ifndef KEUR_SYNTAX_KEYS_H
#define KEUR_SYNTAX_KEYS_H

#include "syntax/tree.h"

enum { KEYS_LINEAR = 16 };

struct key_entry {
	uint64_t head;   /* the first eight bytes, or all of a shorter key */
	size_t offset;   /* in keys.bytes, of a key longer than eight bytes */
	uint32_t length;
	struct mark first;
};

struct key_level {
	size_t first;   /* its first entry */
	size_t bytes;   /* where its keys begin in keys.bytes */
	uint32_t *slot; /* open addressing over its entries, numbered from 1; unused until there are more than KEYS_LINEAR */
	size_t slots, slots_capacity;
};

struct keys {
	struct key_entry *entry;
	size_t entries, entries_capacity;
	char *bytes;
	size_t bytes_used, bytes_capacity;
	struct key_level level[TREE_DEPTH + 1];
	unsigned depth; /* open mappings; level[depth - 1] is the innermost */
};

void keys_open(struct keys *keys);
/* NULL when the key is new and now remembered, else where it stood first. */
const struct mark *keys_add(struct keys *keys, struct text key, struct mark at);
void keys_close(struct keys *keys);
void keys_free(struct keys *keys);

#endif
