/* The findings of a part, as they weigh in its levels. */
#ifndef KEUR_CLI_EXPLAIN_WEIGH_H
#define KEUR_CLI_EXPLAIN_WEIGH_H

#include "cli/explain_sum.h"

struct weights {
	const struct result_tree *tree;
	struct explain_raise raise;
	struct text party;      /* empty: about nobody */
	bool breach, elsewhere; /* elsewhere: it stands on another part and reaches this one */
	bool sets;              /* a factor of the part, in any scenario */
};

struct explain_weights {
	struct weights *finding; /* in the order in which they are told */
	size_t findings;
	struct explain_sum sum;  /* sources are findings */
	bool internet, other[SCENARIOS][4]; /* the base is that of the internet; comes from parts elsewhere */
	bool follows;            /* the sum gives the levels of the result */
};

#endif
