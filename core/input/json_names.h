/* Which key a JSON value belongs to: the nearest one around it, so that the entries of a list have the name of the list. */
#ifndef KEUR_INPUT_JSON_NAMES_H
#define KEUR_INPUT_JSON_NAMES_H

#include "syntax/tree.h"

struct json_names {
	unsigned depth; /* maps and lists open */
	struct {
		bool map;
		struct buffer key;
	} level[TREE_DEPTH + 1];
};

static inline void json_names_open(struct json_names *names, bool map)
{
	names->level[names->depth].map = map;
	buffer_clear(&names->level[names->depth].key);
	names->depth++;
}

static inline void json_names_close(struct json_names *names)
{
	names->depth--;
}

/* What stands before the last colon is the module that defines the name (RFC 7951). */
static inline void json_names_key(struct json_names *names, struct text key)
{
	const char *colon = key.length ? memrchr(key.data, ':', key.length) : NULL;
	struct buffer *out = &names->level[names->depth - 1].key;

	buffer_clear(out);
	if (colon)
		key = (struct text){ colon + 1, key.length - (size_t)(colon + 1 - key.data) };
	buffer_text(out, key);
}

static inline struct text json_names_now(const struct json_names *names)
{
	unsigned d = names->depth;

	while (d && !names->level[d - 1].map)
		d--;
	return d ? buffer_view(&names->level[d - 1].key) : (struct text){ "", 0 };
}

static inline void json_names_free(struct json_names *names)
{
	unsigned d;

	for (d = 0; d <= TREE_DEPTH; d++)
		buffer_free(&names->level[d].key);
}

#endif
