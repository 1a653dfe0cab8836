/* Names that people take for one another: letters of other alphabets that look like Latin ones, characters that nobody sees, 0 and O. */
#ifndef KEUR_MODEL_LOOKALIKE_H
#define KEUR_MODEL_LOOKALIKE_H

#include "base/text.h"

#include <stdbool.h>

/* What a name looks like: equal, in either way of reading a capital I, for names that are taken for one another. No name itself, and of use
 * for comparing only. */
void lookalike_skeleton(struct text name, bool capital_i_is_i, struct buffer *out);
/* Whether a reader sees a letter or a digit of any alphabet: not only blanks, strokes and characters that nobody sees. */
bool lookalike_has_letters(struct text text);
/* The name with what deceives made visible: `N\u{43E}kia`. */
void lookalike_reveal(struct text name, struct buffer *out);

#endif
