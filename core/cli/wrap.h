/* Text for people, broken between words at the width of their terminal. */
#ifndef KEUR_CLI_WRAP_H
#define KEUR_CLI_WRAP_H

#include "base/text.h"

/* Adds every line of `text`, those that are longer than `width` broken. A line goes on under its first column's end (two blanks before what
 * follows), or two further in than it began. */
void wrap_text(struct text text, unsigned width, struct buffer *out);
/* The same to standard output, made visible before. */
void wrap_print(struct text text, unsigned width);
/* The width of the terminal; `otherwise` where there is none, or one too narrow to wrap at. */
unsigned wrap_width(unsigned otherwise);

#endif
