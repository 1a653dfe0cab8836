/* The two graphs of a model: which links and dependencies become arcs, in which order, and backwards. */
#include "graph_test.h"

static void assert_arcs(const struct arcs *arcs, const unsigned char *has, uint32_t nodes)
{
	uint32_t v, w, at = 0;

	assert_int_equal(arcs->nodes, nodes);
	for (v = 0; v < nodes; v++) {
		assert_int_equal(arcs->first[v], at);
		for (w = 0; w < nodes; w++)
			if (has[(size_t)v * nodes + w])
				assert_int_equal(arcs->arc[at++], w); /* ascending, each once, none missing */
	}
	assert_int_equal(arcs->first[nodes], at);
}

static void against_every_row(void **state)
{
	uint64_t random = 1;
	int round;

	(void)state;
	for (round = 0; round < 300; round++) {
		uint32_t nodes = (uint32_t)(1 + random_next(&random) % 30), v, w;
		struct model model;
		struct graph graph;
		struct arcs back, again;
		unsigned char *administers, *supports, *reversed = mem_zalloc((size_t)nodes * nodes, 1);

		draw_model(&model, &random, nodes, nodes * 3);
		administers = management_of(&model);
		supports = support_of(&model);
		graph_build(&graph, &model);
		assert_arcs(&graph.administers, administers, nodes);
		assert_arcs(&graph.supports, supports, nodes);
		for (v = 0; v < nodes; v++)
			for (w = 0; w < nodes; w++)
				reversed[(size_t)w * nodes + v] = administers[(size_t)v * nodes + w];
		arcs_reverse(&graph.administers, &back);
		assert_arcs(&back, reversed, nodes);
		arcs_reverse(&back, &again);
		assert_arcs(&again, administers, nodes);
		arcs_free(&back);
		arcs_free(&again);
		graph_free(&graph);
		model_close(&model);
		free(administers);
		free(supports);
		free(reversed);
	}
}

static void planes_loops_and_repetitions(void **state)
{
	static const struct arrow link[] = { { 0, 1 }, { 0, 1 }, { 1, 1 }, { 1, 0 }, { 2, 0 }, { 2, 1 }, { 0, 2 } };
	static const uint8_t plane[] = { KEUR_PLANE_MANAGEMENT, KEUR_PLANE_MANAGEMENT, KEUR_PLANE_MANAGEMENT, KEUR_PLANE_USER,
		KEUR_PLANE_CONTROL, KEUR_PLANE_SIGNALLING, KEUR_PLANE_TIMING };
	static const struct arrow need[] = { { 0, 2 }, { 0, 2 }, { 0, 0 }, { 1, 2 } };
	struct model model;
	struct graph graph;

	(void)state;
	make_model(&model, 3, link, plane, 7, need, 4);
	graph_build(&graph, &model);
	assert_int_equal(graph.administers.first[3], 1); /* 0 -> 1, once */
	assert_int_equal(graph.administers.arc[0], 1);
	assert_int_equal(graph.supports.first[2], 0);
	assert_int_equal(graph.supports.first[3], 2); /* 2 -> 0, 2 -> 1 */
	assert_int_equal(graph.supports.arc[0], 0);
	assert_int_equal(graph.supports.arc[1], 1);
	graph_free(&graph);
	model_close(&model);
}

static void nothing(void **state)
{
	uint32_t nodes;

	(void)state;
	for (nodes = 0; nodes < 2; nodes++) {
		struct model model;
		struct graph graph;
		struct arcs back;

		make_model(&model, nodes, NULL, NULL, 0, NULL, 0);
		graph_build(&graph, &model);
		assert_int_equal(graph.administers.first[nodes], 0);
		assert_int_equal(graph.supports.first[nodes], 0);
		arcs_reverse(&graph.administers, &back);
		assert_int_equal(back.first[nodes], 0);
		arcs_free(&back);
		graph_free(&graph);
		graph_free(&graph);
		model_close(&model);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(against_every_row),
		cmocka_unit_test(planes_loops_and_repetitions),
		cmocka_unit_test(nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
