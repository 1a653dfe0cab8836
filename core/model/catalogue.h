/* What link needs to know of a policy pack: which functions there are, by which names, and of which class. Filled by policy/. */
#ifndef KEUR_MODEL_CATALOGUE_H
#define KEUR_MODEL_CATALOGUE_H

#include "base/dict.h"

#include <stdint.h>

struct catalogue {
	struct dict names;        /* every name and alias, lower case, without spaces, `-`, `_`, `.`, `/` */
	uint32_t *name_function;  /* by code of names: the function */
	struct text *name;        /* by code of names: as the pack spells it */
	struct text *function;    /* canonical names */
	uint32_t *function_class; /* index into class_name */
	struct text *class_name;
	uint32_t functions, classes;
};

/* DICT_NONE when the catalogue does not know it. Spelling with other case, blanks, hyphens is the same name. */
uint32_t catalogue_find(const struct catalogue *catalogue, struct text name);
/* The nearest name or alias. */
struct text catalogue_nearest(const struct catalogue *catalogue, struct text name);
/* A name as `names` holds it, appended to out. */
void catalogue_normalise(struct text name, struct buffer *out);

#endif
