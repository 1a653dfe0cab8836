/* Who stands behind each supplier: those at the top of the chains of control over it. Circles of owners are one. Linear in the ownership rows, as
 * of those at the top a supplier keeps CONTROL_TOPS. */
#ifndef KEUR_ASSESS_CONTROL_H
#define KEUR_ASSESS_CONTROL_H

#include "assess/facts.h"

enum { CONTROL_TOPS = 64 };

struct control {
	const struct facts *facts;
	struct arcs controls, controlled_by;
	uint32_t *circle;    /* by supplier: strongly connected part, mostly itself alone */
	uint32_t *set_of;    /* by circle: its set of tops; many share one */
	size_t *set_first;
	uint32_t *top;       /* tops of set k: top[set_first[k]] .. top[set_first[k + 1] - 1], rows of supplier, ascending */
	uint8_t *open;       /* by circle: more are at the top of it than are kept, so that it may be anybody's */
	size_t sets, tops, set_capacity, top_capacity;
	uint8_t *standing;   /* by circle: the least trusted of it and everybody above, of those whose standing is the same everywhere */
	uint8_t *scoped;     /* by circle: somebody there or above has decisions that depend on the part */
	uint32_t *seen, *queue, round;
};

/* reading: control that is known, or any that may be. */
void control_start(struct control *control, const struct facts *facts, enum reading reading);
const uint32_t *control_tops(const struct control *control, uint32_t supplier, uint32_t *count);
/* More are at the top than control_tops gives. */
bool control_is_open(const struct control *control, uint32_t supplier);
/* The least trusted standing, for a component, of a supplier and all who control it. */
uint8_t control_standing(struct control *control, uint32_t supplier, uint32_t component);
void control_free(struct control *control);

#endif
