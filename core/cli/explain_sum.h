/* How what raises a part adds up: the likeliest pair of one party's threat with that party's exposure, by the pack's tables in the result. What the
 * sum cannot reproduce (a level that comes from another part) is held fast. */
#ifndef KEUR_CLI_EXPLAIN_SUM_H
#define KEUR_CLI_EXPLAIN_SUM_H

#include "cli/explain_part.h"

#include "base/dict.h"

/* One thing that raises a factor. `source`: what the caller numbers, a finding or a question; several may come of one. */
struct explain_raise {
	size_t source;
	uint32_t party; /* its number, from 1; 0: over nobody in particular */
	unsigned factor, level, scenarios; /* KEUR_THREAT, ...; bits */
	bool known;
};

/* A threat and an exposure, by factor. */
struct explain_pair {
	unsigned level[KEUR_IMPACT];
	size_t by[KEUR_IMPACT]; /* a source of that level; SIZE_MAX: none that is listed */
};

struct explain_sum {
	struct dict parties;
	struct explain_raise *raise;
	size_t raises, capacity;
	struct explain_pair *raised; /* by number of the party: scratch */
	struct {
		bool mended;    /* left out */
		bool confirmed; /* counts on the facts too */
	} *source;
	unsigned threat, exposure, internet; /* the pack's baselines */
	unsigned base[READINGS][SCENARIOS][4]; /* with what comes from elsewhere */
	unsigned likelihood[LEVELS + 1][LEVELS + 1], risk[LEVELS + 1][LEVELS + 1];
	uint64_t steps; /* taken so far */
};

/* What a node says of a party, a factor, a level and scenarios. */
struct explain_raise explain_sum_read(struct explain_sum *sum, const struct result_tree *tree, uint32_t node);
/* The same of a finding, as it gets to the part. */
struct explain_raise explain_sum_finding(struct explain_sum *sum, const struct shown *s, const struct result_tree *finding);
void explain_sum_add(struct explain_sum *sum, struct explain_raise raise);
/* Once everything is added, of `sources`. false: the result has no tables to sum up with. */
bool explain_sum_start(struct explain_sum *sum, const struct shown *s, size_t sources);
/* What the sum does not explain of the part's levels comes from elsewhere, and stays. false: the sum is not how they came about. */
bool explain_sum_calibrate(struct explain_sum *sum, const struct shown *s, enum reading reading);
/* The likelihood, and the pair that it comes from: the highest of those. */
unsigned explain_sum_up(struct explain_sum *sum, unsigned reading, unsigned scenario, struct explain_pair *pair);
void explain_sum_free(struct explain_sum *sum);

#endif
