/* The inventories on which plugins are tried: made up, the same bytes for the same shape on every machine. Every column of the schema occurs
 * known, unknown and, where it may, as `none`; a column that is added to the schema later occurs by itself. Knows no plugin. */
#ifndef KEUR_CONFORM_CONFORM_NETWORK_H
#define KEUR_CONFORM_CONFORM_NETWORK_H

#include "base/text.h"
#include "policy/policy.h"

#include <stdint.h>

struct conform_shape {
	uint32_t components;
	bool renamed; /* the same network, other ids: every table is sorted differently, and written in another order */
	bool unknown; /* ids and the columns that must be there, nothing else */
	bool undated; /* nobody says for which day: what hangs on dates is unknown */
};

/* keur YAML; functions come from the pack's catalogue. */
void conform_network(const struct conform_shape *shape, const struct policy *policy, struct buffer *out);
/* Appends `text` with every id as it is where nothing was renamed: what the same finding is called in both networks. */
void conform_plain(struct text text, struct buffer *out);

#endif
