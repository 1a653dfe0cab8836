/* A result.json, while it is written, as flat facts: a path and a value each. The small tables of the reports are made from these, so that a
 * fact which result.json has cannot be missing in them. Reads what report_json writes, in pieces that end anywhere; knows no meaning. */
#ifndef KEUR_REPORT_FLAT_H
#define KEUR_REPORT_FLAT_H

#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>

enum { FLAT_DEPTH = 16 };

enum flat_kind { FLAT_STRING, FLAT_NUMBER, FLAT_ANSWER, FLAT_NULL }; /* FLAT_ANSWER: true, false */

struct flat {
	/* `path`: "groups[].known.share"; `place`: with indexes, "groups[3].known.share". Both without what the value's own key would add. */
	void (*value)(void *taker, const char *path, const char *place, enum flat_kind kind, struct text value);
	void (*end)(void *taker, const char *path); /* of an object or a list; "groups[]": an entry of it */
	void *taker;

	unsigned depth;
	struct {
		bool list;
		uint32_t index;       /* of the entry at hand */
		size_t path, place;   /* lengths of the path up to here */
	} level[FLAT_DEPTH + 1];
	struct buffer path, place, token;
	bool key;      /* a key comes next */
	bool quoted;   /* in a string */
	bool escaped;  /* after a backslash in it */
	bool started;  /* a number or word is being read */
};

void flat_take(void *flat, const char *data, size_t length); /* for out_start_taking */
void flat_free(struct flat *flat);

#endif
