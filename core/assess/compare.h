/* Two results of one network, as it is and with something tried: which parts change, and which findings and reasons that are gone or new say why.
 * Each of these is traced to the steps of the trial that touch a row it rests on. */
#ifndef KEUR_ASSESS_COMPARE_H
#define KEUR_ASSESS_COMPARE_H

#include "assess/result.h"
#include "assess/trial.h"

enum side { BEFORE, AFTER, SIDES };
extern const char *const side_name[SIDES]; /* "before", "after" */

/* What of a part changed: bits. */
enum changed {
	CHANGED_SCOPE = 1,
	CHANGED_STATUS = 2,
	CHANGED_RISK = 4,
	CHANGED_BREACH = 8,
	CHANGED_LEVELS = 16, /* threat, exposure, likelihood or impact of a scenario */
	CHANGED_THERE = 32,  /* it is there on one side only */
	CHANGED_FINDINGS = 64, /* a finding on it is new, gone, or has another level or kind */
};

/* Which steps touch something is told by bits: one for each of the first STEPS_TOLD, and one for all after them, as nobody reads more. */
enum { STEPS_TOLD = 63 };
#define STEPS_LATER (UINT64_C(1) << STEPS_TOLD)

enum why { WHY_FINDING, WHY_REASON, WHY_CAUSE };

/* Something that is there on one side only. */
struct compared_why {
	uint8_t kind;    /* enum why: an index into result.finding, .reason or .cause of that side */
	uint8_t side;
	uint32_t index;
	uint64_t steps;  /* which touch it, by bits; 0: what they do together */
};

struct compared_part {
	uint32_t row[SIDES]; /* KEUR_NONE: not there */
	uint8_t changed;
	uint32_t why, whys;  /* in comparison.why */
};

/* A group of parts whose risk or breach changes. */
struct compared_group {
	uint32_t row[SIDES]; /* of table group; KEUR_NONE: not there */
};

struct comparison {
	const struct result *result[SIDES];
	struct compared_part *part; /* those that change, by id */
	uint32_t parts, part_capacity;
	struct compared_group *group; /* new ones, then by row before */
	uint32_t groups;
	size_t group_capacity;
	struct compared_why *why;
	uint32_t whys, why_capacity;
	uint32_t lower, higher; /* parts whose worst-credible risk falls, rises */
	uint32_t breaches[SIDES]; /* breaches that the other side does not have */
};

void compare_results(struct comparison *comparison, const struct result *before, const struct result *after, const struct trial *trial);
void comparison_free(struct comparison *comparison);

#endif
