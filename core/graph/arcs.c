/* Arcs as compressed rows, and the two graphs of the model. */
#include "graph/graph.h"

#include "base/mem.h"

#include <stdlib.h>

struct pair {
	uint32_t from, to;
};

/* Counting sort by `from`, then each row sorted and freed of repetitions. */
static void arcs_from_pairs(struct arcs *arcs, uint32_t nodes, const struct pair *pair, uint32_t pairs)
{
	uint32_t *first = mem_zalloc((size_t)nodes + 2, sizeof *first);
	uint32_t *arc = mem_resize(NULL, pairs, sizeof *arc);
	uint32_t i, v, to = 0;

	for (i = 0; i < pairs; i++)
		first[pair[i].from + 2]++;
	for (v = 0; v < nodes; v++)
		first[v + 2] += first[v + 1];
	for (i = 0; i < pairs; i++)
		arc[first[pair[i].from + 1]++] = pair[i].to;
	for (v = 0; v < nodes; v++) {
		uint32_t begin = v ? first[v] : 0, end = first[v + 1], start = to;

		/* Insertion sort: rows are short and mostly in order, as links are sorted by their ends. */
		for (i = begin; i < end; i++) {
			uint32_t value = arc[i], k = i;

			for (; k > begin && arc[k - 1] > value; k--)
				arc[k] = arc[k - 1];
			arc[k] = value;
		}
		for (i = begin; i < end; i++)
			if (to == start || arc[to - 1] != arc[i])
				arc[to++] = arc[i];
		first[v] = start;
	}
	first[nodes] = to;
	*arcs = (struct arcs){ first, arc, nodes };
}

static void build_administers(struct arcs *arcs, const struct model *model)
{
	const struct keur_column *from = &model->column[COL_link_from], *to = &model->column[COL_link_to];
	const struct keur_column *plane = &model->column[COL_link_plane];
	uint32_t rows = model->rows[TABLE_link], row, count = 0;
	struct pair *pair = mem_resize(NULL, rows, sizeof *pair);

	for (row = 0; row < rows; row++)
		if (keur_byte(plane, row) == KEUR_PLANE_MANAGEMENT && keur_code(from, row) != keur_code(to, row))
			pair[count++] = (struct pair){ keur_code(from, row), keur_code(to, row) };
	arcs_from_pairs(arcs, model->rows[TABLE_component], pair, count);
	free(pair);
}

static void build_supports(struct arcs *arcs, const struct model *model)
{
	const struct keur_column *needs = &model->column[COL_component_depends_on];
	uint32_t nodes = model->rows[TABLE_component], v, i, count = 0;
	struct pair *pair = mem_resize(NULL, needs->offset ? needs->offset[nodes] : 0, sizeof *pair);

	for (v = 0; v < nodes; v++)
		for (i = 0; i < keur_list_length(needs, v); i++)
			if (keur_list_item(needs, v, i) != v)
				pair[count++] = (struct pair){ keur_list_item(needs, v, i), v };
	arcs_from_pairs(arcs, nodes, pair, count);
	free(pair);
}

void graph_build(struct graph *graph, const struct model *model)
{
	build_administers(&graph->administers, model);
	build_supports(&graph->supports, model);
}

void arcs_reverse(const struct arcs *arcs, struct arcs *reversed)
{
	uint32_t count = arcs->first[arcs->nodes], v, i, at = 0;
	struct pair *pair = mem_resize(NULL, count, sizeof *pair);

	for (v = 0; v < arcs->nodes; v++)
		for (i = arcs->first[v]; i < arcs->first[v + 1]; i++)
			pair[at++] = (struct pair){ arcs->arc[i], v };
	arcs_from_pairs(reversed, arcs->nodes, pair, count);
	free(pair);
}

void arcs_free(struct arcs *arcs)
{
	free(arcs->first);
	free(arcs->arc);
	*arcs = (struct arcs){ 0 };
}

void graph_free(struct graph *graph)
{
	arcs_free(&graph->administers);
	arcs_free(&graph->supports);
}
