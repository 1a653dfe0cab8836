/* The events of a tree of mappings, lists and scalars, as YAML and JSON both give them.
 *
 * A reader calls the handler in document order and stops at the first call that does not return 0. Text is valid until the
 * call returns. Positions are of the first character of what the event is about; what a YAML alias repeats is given with the places
 * where it was written. Repeated keys are told and reading goes on, so a handler sees the key again before the reader returns -1.
 * All but `include` must be given. */
#ifndef KEUR_SYNTAX_TREE_H
#define KEUR_SYNTAX_TREE_H

#include "base/messages.h"
#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>

struct mark {
	uint32_t line, column; /* from 1, column in characters */
};

enum scalar_kind {
	SCALAR_PLAIN,   /* YAML plain: the schema types it */
	SCALAR_QUOTED,  /* quoted or block text: always text */
	SCALAR_NUMBER,  /* JSON only, as written */
	SCALAR_BOOLEAN, /* JSON only: "true" or "false" */
	SCALAR_NULL,    /* JSON null; a YAML mapping value or list entry left empty is SCALAR_PLAIN with length 0 */
};

struct tree_handler {
	int (*map_begin)(void *self, struct mark at);
	int (*map_end)(void *self, struct mark at);
	int (*list_begin)(void *self, struct mark at);
	int (*list_end)(void *self, struct mark at);
	int (*key)(void *self, struct text key, struct mark at);
	int (*scalar)(void *self, struct text value, enum scalar_kind kind, struct mark at);
	/* YAML only: `key: !include path`, allowed where the handler is not NULL and depth is 1 (value of a top-level key). */
	int (*include)(void *self, struct text path, struct mark at);
};

enum { TREE_DEPTH = 64 }; /* deepest nesting accepted; real files never pass 15, libyaml is quadratic in depth */

#endif
