/* The graph of who can change what: management links and dependencies over components, and reach over them.
 * Used by the host (scope, chain, impact) and by workers (the plugin's reach call). Knows the model, no policy. */
#ifndef KEUR_GRAPH_GRAPH_H
#define KEUR_GRAPH_GRAPH_H

#include "model/model.h"

#include <stdint.h>

/* Arcs of one kind, by rows: arc[first[v]] .. arc[first[v + 1] - 1], ascending, each once. */
struct arcs {
	uint32_t *first;
	uint32_t *arc;
	uint32_t nodes;
};

struct graph {
	struct arcs administers; /* management links from -> to */
	struct arcs supports;    /* depends_on backwards: from what is needed to what needs it */
};

void graph_build(struct graph *graph, const struct model *model);
void graph_free(struct graph *graph);
void arcs_reverse(const struct arcs *arcs, struct arcs *reversed);
void arcs_free(struct arcs *arcs);

/* Breadth first from one part over the arcs that carry the scenario (KEUR_ESPIONAGE: administers; the others: both). */
struct reach {
	uint32_t *component; /* reached, the start included, ascending */
	uint32_t *from;      /* parallel to component: the part before it on the shortest path with the lowest rows; KEUR_NONE for the start */
	uint32_t count;
	uint32_t *parent;    /* by component: scratch that a search leaves clean */
	uint32_t *queue;
	uint32_t nodes;
};
void reach_start(struct reach *reach, uint32_t nodes);
void reach_search(struct reach *reach, const struct graph *graph, uint32_t start, uint32_t scenario);
/* The same set in the order of the search, without `from`: cheaper where neither is needed. False when it is of more than `most` parts, and
 * then incomplete. */
bool reach_collect(struct reach *reach, const struct graph *graph, uint32_t start, uint32_t scenario, uint32_t most);
void reach_free(struct reach *reach);

/* Many starts at once, 64 to a machine word: bit s of word[v * words + s / 64] says that start[s] reaches v. */
struct reach_matrix {
	uint64_t *word;
	uint32_t words, nodes;
};
void reach_matrix_build(struct reach_matrix *matrix, const struct graph *graph, const uint32_t *start, uint32_t starts,
	uint32_t scenario);
void reach_matrix_free(struct reach_matrix *matrix);

/* Strongly connected parts: component of each node, numbered so that an arc never leads from a lower to a higher number. */
uint32_t arcs_strong_components(const struct arcs *arcs, uint32_t *component);

#endif
