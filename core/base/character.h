/* Characters of UTF-8 one by one, and which of them people could not see or would be misled by. The one table of those: everything that writes for people
 * asks here. */
#ifndef KEUR_BASE_CHARACTER_H
#define KEUR_BASE_CHARACTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One character; code CHARACTER_BAD: the byte there belongs to no valid character, and size is 1. */
#define CHARACTER_BAD UINT32_MAX
struct character {
	uint32_t code, size;
};
struct character character_next(const char *data, size_t left);

/* One that people could not see, or that would reorder or end what stands around it. */
bool character_deceives(uint32_t code);
/* The first character that turns the text behind it around, up to its end or that of its line (embeddings, overrides, isolates and what ends them: U+202A
 * to U+202E, U+2066 to U+2069), in valid UTF-8; NULL: there is none. A mark of direction turns nothing but itself. */
const char *character_turn(const char *data, size_t length);

struct character_range {
	uint32_t first, last;
};
/* Whether one of the ranges, which are in order, has it. */
bool character_within(const struct character_range *range, size_t ranges, uint32_t code);

#endif
