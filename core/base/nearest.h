/* The nearest right name for a wrong one: what "did you mean" offers. */
#ifndef KEUR_BASE_NEAREST_H
#define KEUR_BASE_NEAREST_H

#include "base/text.h"

struct nearest {
	struct text wanted;
	struct text best;   /* length 0: nothing is near enough */
	unsigned distance;  /* edits (insert, delete, replace, swap of neighbours), letter case apart */
	bool begins;        /* best only begins with what was wanted: `siem` for `siem-1` */
};

/* Usage: nearest_start(wanted), nearest_try for each candidate, then look at best. Ties keep the earlier candidate.
 * Where none is a misspelling, the shortest that begins with the wanted name is offered. */
struct nearest nearest_start(struct text wanted);
void nearest_try(struct nearest *nearest, struct text candidate);

#endif
