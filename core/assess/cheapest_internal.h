/* Between cheapest.c, which looks for the set, and cheapest_candidates.c, which reads off a breach what may clear it. */
#ifndef KEUR_ASSESS_CHEAPEST_INTERNAL_H
#define KEUR_ASSESS_CHEAPEST_INTERNAL_H

#include "assess/cheapest.h"

struct search {
	struct cheapest *cheapest;
	const struct model *model;   /* the network as it is: what candidates can name */
	const struct trial *base;
	struct messages *messages;
	cheapest_assess assess;
	void *context;
	struct dict hopeless; /* ids of breaches */
	struct dict tried;    /* candidates by what they are about: what was looked at once */
	uint32_t *number;     /* by code of `tried`; KEUR_NONE: it changes nothing */
	size_t number_capacity;
	uint32_t numbers;
	struct dict demanded; /* sets of candidates, their bytes */
	struct trial alone;   /* one candidate at a time */
	struct trial trying;  /* what is assessed; emptied after that, for what it knows of the model stays */
	bool settled;         /* no further candidates: what was found is only looked at again */
	bool leaves_open;     /* closing one may leave over what was not surely the same way in: more steps are not always better */
};

/* Whether a finding is a breach that something may clear. */
bool cheapest_is_breach(const struct search *search, const struct result_finding *finding);
/* What may clear a breach of `now`, by number of the candidate. The caller frees demand.candidate. */
struct demand cheapest_demand_of(struct search *search, const struct result *now, const struct result_finding *finding);
/* A demand for every breach of `now` that is not hopeless; how many of these there are. */
uint32_t cheapest_take_breaches(struct search *search, const struct result *now);

#endif
