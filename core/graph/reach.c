/* Reach: who can change what, from one part or from many at once. */
#include "base/mem.h"
#include "graph/graph.h"

#include <stdlib.h>
#include <string.h>

/* Marks in reach.parent; a row number otherwise. */
#define UNSEEN (UINT32_MAX - 1)

void reach_start(struct reach *reach, uint32_t nodes)
{
	uint32_t v;

	*reach = (struct reach){ .nodes = nodes };
	reach->component = mem_resize(NULL, nodes, sizeof *reach->component);
	reach->from = mem_resize(NULL, nodes, sizeof *reach->from);
	reach->parent = mem_resize(NULL, nodes, sizeof *reach->parent);
	reach->queue = mem_resize(NULL, nodes, sizeof *reach->queue);
	for (v = 0; v < nodes; v++)
		reach->parent[v] = UNSEEN;
}

void reach_free(struct reach *reach)
{
	free(reach->component);
	free(reach->from);
	free(reach->parent);
	free(reach->queue);
	*reach = (struct reach){ 0 };
}

static uint32_t visit(struct reach *reach, uint32_t v, uint32_t w, uint32_t tail)
{
	if (reach->parent[w] != UNSEEN)
		return tail;
	reach->parent[w] = v;
	reach->queue[tail++] = w;
	return tail;
}

/* Both kinds of arcs in one ascending order, so that of several shortest paths the one with the lowest rows is found. */
static uint32_t visit_all(struct reach *reach, const struct arcs *a, const struct arcs *b, uint32_t v, uint32_t tail)
{
	uint32_t i = a->first[v], i_end = a->first[v + 1], k = b ? b->first[v] : 0, k_end = b ? b->first[v + 1] : 0;

	while (i < i_end && k < k_end)
		tail = visit(reach, v, a->arc[i] <= b->arc[k] ? a->arc[i++] : b->arc[k++], tail);
	while (i < i_end)
		tail = visit(reach, v, a->arc[i++], tail);
	while (k < k_end)
		tail = visit(reach, v, b->arc[k++], tail);
	return tail;
}

static int row_compare(const void *a, const void *b)
{
	uint32_t x, y;

	memcpy(&x, a, sizeof x);
	memcpy(&y, b, sizeof y);
	return (x > y) - (x < y);
}

/* Leaves the parents set and the parts reached in the queue; returns how many. Stops past `most`. */
static uint32_t search(struct reach *reach, const struct graph *graph, uint32_t start, uint32_t scenario, uint32_t most)
{
	const struct arcs *supports = scenario == KEUR_ESPIONAGE ? NULL : &graph->supports;
	uint32_t head = 0, tail = 0;

	reach->parent[start] = KEUR_NONE;
	reach->queue[tail++] = start;
	for (; head < tail && tail <= most; head++)
		tail = visit_all(reach, &graph->administers, supports, reach->queue[head], tail);
	return tail;
}

/* In order of rows: few are sorted, many are found by looking at every row once. */
static void put_in_order(struct reach *reach)
{
	uint32_t v, at = 0;

	if (reach->count < reach->nodes / 16) {
		memcpy(reach->component, reach->queue, reach->count * sizeof *reach->queue);
		qsort(reach->component, reach->count, sizeof *reach->component, row_compare);
		return;
	}
	for (v = 0; v < reach->nodes; v++)
		if (reach->parent[v] != UNSEEN)
			reach->component[at++] = v;
}

void reach_search(struct reach *reach, const struct graph *graph, uint32_t start, uint32_t scenario)
{
	uint32_t i;

	reach->count = search(reach, graph, start, scenario, reach->nodes);
	put_in_order(reach);
	for (i = 0; i < reach->count; i++) {
		reach->from[i] = reach->parent[reach->component[i]];
		reach->parent[reach->component[i]] = UNSEEN;
	}
}

bool reach_collect(struct reach *reach, const struct graph *graph, uint32_t start, uint32_t scenario, uint32_t most)
{
	uint32_t i;

	reach->count = search(reach, graph, start, scenario, most);
	memcpy(reach->component, reach->queue, reach->count * sizeof *reach->queue);
	for (i = 0; i < reach->count; i++)
		reach->parent[reach->queue[i]] = UNSEEN;
	return reach->count <= most;
}

/* Spreads every start's bit along the arcs until nothing changes: each pass over the queue moves 64 starts per word. */
void reach_matrix_build(struct reach_matrix *matrix, const struct graph *graph, const uint32_t *start, uint32_t starts,
	uint32_t scenario)
{
	const struct arcs *kinds[2] = { &graph->administers, &graph->supports };
	unsigned used = scenario == KEUR_ESPIONAGE ? 1 : 2, kind;
	uint32_t nodes = graph->administers.nodes, words = (starts + 63) / 64, head = 0, waiting = 0, i, w;
	uint32_t *queue = mem_resize(NULL, nodes, sizeof *queue);
	unsigned char *queued = mem_zalloc(nodes, 1);
	size_t cells;

	if (__builtin_mul_overflow((size_t)nodes, words, &cells))
		mem_fail();
	*matrix = (struct reach_matrix){ mem_zalloc(cells, sizeof *matrix->word), words, nodes };
	for (i = 0; i < starts; i++) {
		matrix->word[(size_t)start[i] * words + i / 64] |= UINT64_C(1) << (i % 64);
		if (!queued[start[i]]) {
			queued[start[i]] = 1;
			queue[waiting++] = start[i];
		}
	}
	while (waiting) {
		uint32_t v = queue[head];
		const uint64_t *from = &matrix->word[(size_t)v * words];

		head = head + 1 == nodes ? 0 : head + 1;
		waiting--;
		queued[v] = 0;
		for (kind = 0; kind < used; kind++) {
			const struct arcs *arcs = kinds[kind];

			for (i = arcs->first[v]; i < arcs->first[v + 1]; i++) {
				uint32_t to = arcs->arc[i];
				uint64_t *row = &matrix->word[(size_t)to * words], added = 0;

				for (w = 0; w < words; w++) {
					added |= from[w] & ~row[w];
					row[w] |= from[w];
				}
				if (added && !queued[to]) {
					uint64_t tail = (uint64_t)head + waiting;

					queued[to] = 1;
					queue[tail < nodes ? tail : tail - nodes] = to;
					waiting++;
				}
			}
		}
	}
	free(queue);
	free(queued);
}

void reach_matrix_free(struct reach_matrix *matrix)
{
	free(matrix->word);
	*matrix = (struct reach_matrix){ 0 };
}
