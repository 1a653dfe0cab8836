/* Strongly connected parts against mutual reach, and on graphs deeper than any call stack. */
#include "graph_test.h"

static void build(struct model *model, struct graph *graph, uint32_t nodes, const struct arrow *link, uint32_t links)
{
	make_model(model, nodes, link, NULL, links, NULL, 0);
	graph_build(graph, model);
}

static void against_mutual_reach(void **state)
{
	uint64_t random = 23;
	int round;

	(void)state;
	for (round = 0; round < 300; round++) {
		uint32_t nodes = (uint32_t)(1 + random_next(&random) % 25), v, w, i, k, found, highest = 0;
		uint32_t *component = mem_alloc(nodes * sizeof *component);
		unsigned char *reaches;
		struct model model;
		struct graph graph;

		draw_model(&model, &random, nodes, nodes * 2);
		graph_build(&graph, &model);
		reaches = management_of(&model);
		for (v = 0; v < nodes; v++)
			reaches[(size_t)v * nodes + v] = 1;
		for (k = 0; k < nodes; k++)
			for (v = 0; v < nodes; v++)
				for (w = 0; w < nodes; w++)
					reaches[v * nodes + w] |= reaches[v * nodes + k] & reaches[k * nodes + w];
		found = arcs_strong_components(&graph.administers, component);
		for (v = 0; v < nodes; v++) {
			if (component[v] > highest)
				highest = component[v];
			for (w = 0; w < nodes; w++)
				assert_int_equal(component[v] == component[w], reaches[v * nodes + w] && reaches[w * nodes + v]);
			/* An arc never leads from a lower to a higher number. */
			for (i = graph.administers.first[v]; i < graph.administers.first[v + 1]; i++)
				assert_true(component[graph.administers.arc[i]] <= component[v]);
		}
		assert_int_equal(found, highest + 1);
		graph_free(&graph);
		model_close(&model);
		free(component);
		free(reaches);
	}
}

enum { LENGTH = 100000 };

/* i -> i + 1, i + 1 -> i, closed or not: 100,000 parts deep. */
static void deep(void **state)
{
	struct arrow *link = mem_alloc(LENGTH * sizeof *link);
	uint32_t *component = mem_alloc(LENGTH * sizeof *component), i;
	int shape;

	(void)state;
	for (shape = 0; shape < 4; shape++) {
		bool closed = shape & 1, backwards = shape & 2;
		struct model model;
		struct graph graph;

		for (i = 0; i < LENGTH; i++) {
			uint32_t next = (i + 1) % LENGTH;

			link[i] = backwards ? (struct arrow){ next, i } : (struct arrow){ i, next };
		}
		build(&model, &graph, LENGTH, link, LENGTH - 1 + closed);
		assert_int_equal(arcs_strong_components(&graph.administers, component), closed ? 1 : LENGTH);
		for (i = 0; i < LENGTH; i++)
			assert_int_equal(component[i], closed ? 0 : backwards ? i : LENGTH - 1 - i);
		graph_free(&graph);
		model_close(&model);
	}
	free(link);
	free(component);
}

static void nothing(void **state)
{
	struct model model;
	struct graph graph;
	uint32_t component[1] = { 7 };

	(void)state;
	build(&model, &graph, 0, NULL, 0);
	assert_int_equal(arcs_strong_components(&graph.administers, component), 0);
	assert_int_equal(component[0], 7);
	graph_free(&graph);
	model_close(&model);
	build(&model, &graph, 1, NULL, 0);
	assert_int_equal(arcs_strong_components(&graph.administers, component), 1);
	assert_int_equal(component[0], 0);
	graph_free(&graph);
	model_close(&model);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(against_mutual_reach),
		cmocka_unit_test(deep),
		cmocka_unit_test(nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
