/* What the files that hold one pack against another share: the rows that are being collected. */
#ifndef KEUR_POLICY_MILDER_H
#define KEUR_POLICY_MILDER_H

#include "policy/policy_describe.h"

struct milder {
	const struct policy *here, *there;
	struct arena *arena; /* of what is said */
	struct policy_mild *row;
	size_t rows, capacity;
	struct buffer what, said_here, said_there; /* of the row that is being made */
};

/* The row that stands in the three buffers, which are emptied. note NULL: nothing stands here. `other`: the two cannot be put in order. */
void milder_add(struct milder *m, const char *section, const struct policy_note *note, bool other);
/* The three steps: what parts are worth and how levels combine; exceptions, deadlines, measures; whom and what else the pack weighs. */
void milder_levels(struct milder *m);
void milder_rules(struct milder *m);
void milder_duties(struct milder *m);

static inline bool milder_lower(const uint8_t here[SCENARIOS], const uint8_t there[SCENARIOS])
{
	return here[0] < there[0] || here[1] < there[1] || here[2] < there[2];
}

#endif
