/* A dictionary: every distinct string once, known by its code (0, 1, 2, ... in order of first sight). */
#ifndef KEUR_BASE_DICT_H
#define KEUR_BASE_DICT_H

#include "base/text.h"

#include <stdint.h>

#define DICT_NONE UINT32_MAX

struct dict {
	char *bytes; /* each string NUL-ended */
	size_t bytes_used, bytes_capacity;
	uint32_t *offset; /* offset[code] .. offset[code + 1] - 2 is the string, then its NUL; 4 GiB of distinct strings at most */
	size_t count, offset_capacity;
	uint32_t *slot;
	size_t slots;
	uint64_t seed; /* of its hash: set before the first string where strings may be chosen to collide; codes do not depend on it */
};

uint32_t dict_add(struct dict *dict, struct text text);
uint32_t dict_find(const struct dict *dict, struct text text); /* DICT_NONE when absent */
static inline struct text dict_text(const struct dict *dict, uint32_t code)
{
	return (struct text){ dict->bytes + dict->offset[code], (size_t)(dict->offset[code + 1] - dict->offset[code] - 1) };
}
static inline const char *dict_string(const struct dict *dict, uint32_t code)
{
	return dict->bytes + dict->offset[code];
}
struct dict dict_copy(const struct dict *dict);
void dict_drop_index(struct dict *dict); /* frees what only dict_add and dict_find need; both rebuild it when called again */
void dict_free(struct dict *dict);

#endif
