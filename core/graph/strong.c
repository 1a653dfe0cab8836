/* Strongly connected parts (Tarjan's algorithm with a stack of its own: chains may be as long as the network). */
#include "base/mem.h"
#include "graph/graph.h"

#include <stdlib.h>

struct frame {
	uint32_t node, next; /* next arc to look at */
};

uint32_t arcs_strong_components(const struct arcs *arcs, uint32_t *component)
{
	uint32_t nodes = arcs->nodes, counter = 0, found = 0, held = 0, root;
	uint32_t *index = mem_zalloc(nodes, sizeof *index); /* order of discovery from 1; 0: not yet */
	uint32_t *low = mem_zalloc(nodes, sizeof *low);
	uint32_t *hold = mem_resize(NULL, nodes, sizeof *hold);
	struct frame *stack = mem_resize(NULL, nodes, sizeof *stack);

	for (root = 0; root < nodes; root++)
		component[root] = UINT32_MAX;
	for (root = 0; root < nodes; root++) {
		uint32_t depth = 0;

		if (index[root])
			continue;
		stack[depth++] = (struct frame){ root, arcs->first[root] };
		index[root] = low[root] = ++counter;
		hold[held++] = root;
		while (depth) {
			struct frame *top = &stack[depth - 1];
			uint32_t v = top->node;

			if (top->next < arcs->first[v + 1]) {
				uint32_t w = arcs->arc[top->next++];

				if (!index[w]) {
					index[w] = low[w] = ++counter;
					hold[held++] = w;
					stack[depth++] = (struct frame){ w, arcs->first[w] };
				} else if (component[w] == UINT32_MAX && index[w] < low[v]) {
					low[v] = index[w];
				}
				continue;
			}
			if (low[v] == index[v]) {
				uint32_t w;

				do {
					w = hold[--held];
					component[w] = found;
				} while (w != v);
				found++;
			}
			if (--depth && low[v] < low[stack[depth - 1].node])
				low[stack[depth - 1].node] = low[v];
		}
	}
	free(index);
	free(low);
	free(hold);
	free(stack);
	return found;
}
