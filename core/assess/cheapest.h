/* The cheapest way out: a set of closings and replacements that clears every breach, as small as can be found.
 *
 * Candidates are read off the breaches: a way in that a finding rests on can be closed, a supplier that it blames replaced in the part where it works,
 * keys can go to the operator. Up to CHEAPEST_EXACT of them the set is the smallest there is: each need ("one of these, or a breach stays") is
 * shown by assessing everything else together, the smallest set that meets the needs so far is assessed, and where it fails that shows another need. This rests
 * on one property, which tests hold: closing, and replacing by somebody trusted, never raise anything, as long as no closing leaves open what may or may
 * not be the same way in; where one does, nothing is called proven. With more candidates what meets most
 * demands goes first, steps that are not needed are dropped again, one at a time or, where there are many, by halves, and the answer is not proven
 * smallest. How often that assesses hardly grows with the network or with its breaches. Either way the set was assessed before it is shown. */
#ifndef KEUR_ASSESS_CHEAPEST_H
#define KEUR_ASSESS_CHEAPEST_H

#include "assess/result.h"
#include "assess/trial.h"

enum { CHEAPEST_EXACT = 20, CHEAPEST_MOST = 2000 };

struct candidate {
	struct trial_about about; /* rows of the network as it is */
	const char *said;         /* "--close ra-7" */
	bool chosen;
};

/* What findings say of one breach: one of these may clear it. */
struct demand {
	uint32_t *candidate;
	uint32_t candidates;
	size_t capacity;
};

struct cheapest {
	struct candidate *candidate;
	uint32_t candidates;
	struct demand *demand;
	uint32_t demands;
	uint32_t chosen;
	uint32_t assessments; /* for real */
	uint32_t hopeless;    /* breaches that no closing or replacement clears */
	bool proven;          /* no smaller set does */
	bool each_needed;     /* each step was left out once, and a breach came back */
	bool too_many;        /* more than CHEAPEST_MOST candidates: not searched */
	bool cleared;         /* assessed: no breach is left but the hopeless ones */
	size_t candidate_capacity, demand_capacity;
	struct arena arena;
};

/* Assesses the network with a trial. The result lives until the next call. */
typedef int (*cheapest_assess)(void *context, const struct trial *trial, const struct result **result, struct error *err);

/* `trial` has what is tried anyway; the chosen steps are added to it. `now`: the network with that. `model`: the network as it is. */
int cheapest_find(struct cheapest *cheapest, struct trial *trial, const struct result *now, const struct model *model, struct messages *messages,
	cheapest_assess assess, void *context, struct error *err);
void cheapest_free(struct cheapest *cheapest);

#endif
