/* Which format a file has, told from its first bytes. */
#ifndef KEUR_INPUT_RECOGNISE_H
#define KEUR_INPUT_RECOGNISE_H

#include "base/text.h"
#include "input/input.h"

enum { RECOGNISE_BYTES = 64 * 1024 };

/* What keur reads, for the messages that must say so. */
extern const char recognise_supported[];

/* INPUT_UNKNOWN with *why filled (one of a few fixed texts) when it is none of ours. */
enum input_format recognise(struct text head, const char **why);

/* Whether a file of keur's own tree is to be read as JSON: its name says so, and what stands in it begins as JSON does. */
bool recognise_json(struct text head, const char *name);

#endif
