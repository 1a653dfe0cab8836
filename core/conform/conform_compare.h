/* Whether two runs found the same: over one model to the byte, over a model and its renamed twin as sets. */
#ifndef KEUR_CONFORM_CONFORM_COMPARE_H
#define KEUR_CONFORM_CONFORM_COMPARE_H

#include "model/findings.h"
#include "model/model.h"

struct conform_run {
	const struct findings *findings;
	const struct model *model;
};

/* True when they are the same. Else `difference` says what only one of them found, in words. `exact`: one model, everything counts, the
 * order too. Else ids are taken back to what they were before renaming, evidence is a set, and paths and values are left out: a shortest
 * path is one of several, and a value may name one of several rows. */
bool conform_same(struct conform_run a, struct conform_run b, bool exact, struct buffer *difference);

#endif
