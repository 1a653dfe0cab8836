/* Assessment: from the model and a pack to scope, chain, status and impact (before plugins), and from findings to the result (after).
 * Knows no file, no plugin, no report. */
#ifndef KEUR_ASSESS_ASSESS_H
#define KEUR_ASSESS_ASSESS_H

#include "assess/result.h"
#include "graph/graph.h"

/* What the functions of a part make it, any of them: a hybrid is all that its functions are. */
enum part_flag {
	PART_ADMINISTERS = 1,       /* may be management in the worst reading */
	PART_SECURITY_ELEMENT = 2,
	PART_FILTER = 4,
	PART_FUNCTION_UNKNOWN = 8,  /* no function, or one that the pack does not know */
};

/* Before plugins: fills every derived column and the table involvement, and what stays beside them. The model must not be sealed yet. */
struct derived {
	struct graph graph;
	uint8_t *flags; /* by component: enum part_flag */
	struct reason *reason; /* sorted by component, then kind, once derive returns */
	uint32_t reasons;
	size_t reason_capacity;
	struct trust_cause *cause; /* by component */
	uint32_t causes;
	size_t cause_capacity;
	uint32_t *further; /* by component: as in the result */
	struct impact_by (*impact_by)[SCENARIOS]; /* the same */
	struct phase_out *phase_out; /* by component */
	uint32_t phase_outs;
	size_t phase_out_capacity;
	uint8_t *decision_state; /* by row of table decision: enum decision_state */
	struct grouping grouping;
};
void derive(struct model *model, const struct policy *policy, struct derived *derived);
void derived_free(struct derived *derived);

/* After plugins. Takes over reasons and causes. The result keeps pointers to model, link, policy and findings. */
void combine(struct result *result, const struct model *model, const struct link_result *link, const struct policy *policy, struct derived *derived,
	const struct findings *findings, uint32_t plugins);

enum { EXIT_CLEAN = 0, EXIT_COULD_NOT = 1, EXIT_FOUND = 2, EXIT_INCOMPLETE = 3 };
/* Exit code; fail_on: 1 to 5, or 6 for none. */
int result_exit_code(const struct result *result, unsigned fail_on, enum reading basis);

#endif
