/* A selector: which components something is about. `all`, or exact lists by key; every key given must match.
 *
 * Canonical text, as parts and models store it: "all", or "segment=bss|oss;class=mgmt". A backslash escapes | ; = and itself. */
#ifndef KEUR_MODEL_SELECTOR_H
#define KEUR_MODEL_SELECTOR_H

#include "base/messages.h"
#include "base/text.h"

#include <stdbool.h>

enum selector_key {
	SELECTOR_ID,
	SELECTOR_FUNCTION,
	SELECTOR_CLASS,
	SELECTOR_SEGMENT,
	SELECTOR_SITE,
	SELECTOR_COUNTRY,
	SELECTOR_SUPPLIER,
	SELECTOR_PRODUCT,
	SELECTOR_SERVES, /* a purpose; a part whose purposes are not known may serve each */
	SELECTOR_KEYS
};

extern const char *const selector_key_name[SELECTOR_KEYS];

struct selector_term {
	enum selector_key key;
	struct text *value; /* as written, unescaped */
	size_t values;
};

struct selector {
	bool all;
	struct selector_term *term;
	size_t terms;
	struct arena arena; /* owns everything above */
};

/* 0 when canonical text is right; else an error message. */
int selector_check(struct text canonical, struct place at, struct messages *messages);
/* Of text that selector_check accepted. */
void selector_parse(struct selector *selector, struct text canonical);
void selector_free(struct selector *selector);

/* How readers build canonical text: selector_begin_key for each key, then its values. */
int selector_add_key(struct buffer *canonical, struct text key, struct place at, struct messages *messages);
void selector_add_value(struct buffer *canonical, struct text value);

#endif
