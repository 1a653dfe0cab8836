/* Everything `keur whatif` found: one object, frozen before it is written, like the result. */
#ifndef KEUR_ASSESS_WHATIF_H
#define KEUR_ASSESS_WHATIF_H

#include "assess/cheapest.h"
#include "assess/compare.h"
#include "assess/withdraw.h"

struct whatif {
	struct trial *trial;
	struct comparison comparison;
	struct withdrawal *withdrawal;   /* a plan for each supplier that is distrusted or replaced */
	struct replacement *replacement; /* a check of each that replaces one */
	size_t withdrawals, replacements;
	const struct cheapest *cheapest; /* NULL: not asked for */
};

/* Fills everything from the trial and the two results. */
void whatif_make(struct whatif *whatif, struct trial *trial, const struct result *before, const struct result *after);
/* The exit code of `after`, or at least EXIT_FOUND where a replacement does not pass. */
int whatif_exit_code(const struct whatif *whatif, int after);
void whatif_free(struct whatif *whatif);

#endif
