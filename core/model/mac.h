/* Hardware addresses (EUI-48) as people write them. */
#ifndef KEUR_MODEL_MAC_H
#define KEUR_MODEL_MAC_H

#include "base/text.h"

#include <stdbool.h>

enum { MAC_LEAST = 6, MAC_DIGITS = 12 }; /* hexadecimal digits: of the shortest prefix that is assigned, and of a whole address */

/* The digits alone, in lower case: 00-53-0A.. as 00530a.. False when other signs than separators stand between them. */
bool mac_digits(struct text written, struct buffer *out);
/* Chosen by whoever set it up: says nothing about a maker. */
bool mac_is_local(struct text digits);

#endif
