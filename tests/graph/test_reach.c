/* Reach against a search that asks every pair, the tie rule, and many starts at once. */
#include "graph_test.h"

static const uint32_t scenarios[] = { KEUR_ESPIONAGE, KEUR_MANIPULATION, KEUR_SABOTAGE };

/* Shortest paths by definition: distance[v], and path[v]: the lexicographically lowest rows among the shortest, as a chain of parents. */
struct naive {
	uint32_t nodes, *distance, *parent, *order; /* order: of nodes of one distance, by their paths */
};

static void naive_search(struct naive *naive, const unsigned char *carries, uint32_t nodes, uint32_t start)
{
	uint32_t done = 0, level_end = 0, i, v;

	naive->nodes = nodes;
	naive->distance = mem_alloc(nodes * sizeof(uint32_t));
	naive->parent = mem_alloc(nodes * sizeof(uint32_t));
	naive->order = mem_alloc(nodes * sizeof(uint32_t));
	memset(naive->distance, 0xFF, nodes * sizeof(uint32_t));
	naive->distance[start] = 0;
	naive->parent[start] = KEUR_NONE;
	naive->order[level_end++] = start;
	/* Within a distance, paths compare by the path of the part before, then by the part itself. */
	for (; done < level_end; done++)
		for (i = naive->order[done], v = 0; v < nodes; v++)
			if (carries[(size_t)i * nodes + v] && naive->distance[v] == UINT32_MAX) {
				naive->distance[v] = naive->distance[i] + 1;
				naive->parent[v] = i;
				naive->order[level_end++] = v;
			}
}

static void naive_free(struct naive *naive)
{
	free(naive->distance);
	free(naive->parent);
	free(naive->order);
}

static void assert_reach(const struct reach *reach, const struct naive *naive)
{
	uint32_t v, at = 0;

	for (v = 0; v < naive->nodes; v++) {
		if (naive->distance[v] == UINT32_MAX)
			continue;
		assert_true(at < reach->count);
		assert_int_equal(reach->component[at], v);
		if (reach->from[at] != naive->parent[v])
			fail_msg("part %u comes from %u, expected %u", v, reach->from[at], naive->parent[v]);
		at++;
	}
	assert_int_equal(reach->count, at);
}

static void against_a_naive_search(void **state)
{
	uint64_t random = 11;
	int round;

	(void)state;
	for (round = 0; round < 150; round++) {
		uint32_t nodes = (uint32_t)(1 + random_next(&random) % 40), start, i;
		struct model model;
		struct graph graph;
		struct reach reach;
		unsigned char *administers, *both;
		unsigned s;

		draw_model(&model, &random, nodes, nodes * 2);
		administers = management_of(&model);
		both = support_of(&model);
		for (i = 0; i < nodes * nodes; i++)
			both[i] |= administers[i];
		graph_build(&graph, &model);
		reach_start(&reach, nodes);
		for (start = 0; start < nodes; start++)
			for (s = 0; s < 3; s++) {
				struct naive naive;
				unsigned char *seen = mem_zalloc(nodes, 1);

				naive_search(&naive, s == 0 ? administers : both, nodes, start);
				reach_search(&reach, &graph, start, scenarios[s]);
				assert_reach(&reach, &naive);
				assert_true(reach_collect(&reach, &graph, start, scenarios[s], graph.administers.nodes));
				for (i = 0; i < reach.count; i++) {
					assert_int_not_equal(naive.distance[reach.component[i]], UINT32_MAX);
					assert_false(seen[reach.component[i]]++);
				}
				reach_search(&reach, &graph, start, scenarios[s]); /* a search leaves the scratch clean */
				assert_reach(&reach, &naive);
				naive_free(&naive);
				free(seen);
			}
		reach_free(&reach);
		graph_free(&graph);
		model_close(&model);
		free(administers);
		free(both);
	}
}

static void assert_from(const struct reach *reach, uint32_t component, uint32_t from)
{
	uint32_t i;

	for (i = 0; i < reach->count && reach->component[i] != component; i++)
		;
	assert_true(i < reach->count);
	assert_int_equal(reach->from[i], from);
}

/* Two ways of the same length: the one with the lower rows, whichever kind of arc it takes. */
static void ties(void **state)
{
	static const struct arrow link[] = { { 0, 2 }, { 0, 1 }, { 1, 3 }, { 2, 3 }, { 3, 6 }, { 0, 5 }, { 5, 6 } };
	static const struct arrow mixed[] = { { 0, 5 }, { 5, 7 } };
	static const struct arrow need[] = { { 3, 0 }, { 7, 3 } };
	struct model model;
	struct graph graph;
	struct reach reach;

	(void)state;
	make_model(&model, 7, link, NULL, 7, NULL, 0);
	graph_build(&graph, &model);
	reach_start(&reach, 7);
	reach_search(&reach, &graph, 0, KEUR_ESPIONAGE);
	assert_int_equal(reach.count, 6); /* not 4 */
	assert_from(&reach, 0, KEUR_NONE);
	assert_from(&reach, 3, 1);
	assert_from(&reach, 6, 5); /* shorter than over 3 */
	reach_free(&reach);
	graph_free(&graph);
	model_close(&model);

	make_model(&model, 8, mixed, NULL, 2, need, 2);
	graph_build(&graph, &model);
	reach_start(&reach, 8);
	reach_search(&reach, &graph, 0, KEUR_ESPIONAGE);
	assert_int_equal(reach.count, 3); /* 0, 5, 7 */
	assert_from(&reach, 7, 5);
	reach_search(&reach, &graph, 0, KEUR_SABOTAGE);
	assert_int_equal(reach.count, 4);
	assert_from(&reach, 7, 3); /* 0 supports 3, which supports 7 */
	reach_free(&reach);
	graph_free(&graph);
	model_close(&model);
}

static void many_starts_at_once(void **state)
{
	static const uint32_t counts[] = { 0, 1, 63, 64, 65, 200 };
	uint64_t random = 5;
	size_t k;
	unsigned s;

	(void)state;
	for (k = 0; k < sizeof counts / sizeof *counts; k++) {
		uint32_t nodes = 300, start[200], i, v;
		struct model model;
		struct graph graph;
		struct reach reach;

		draw_model(&model, &random, nodes, k % 2 ? nodes : nodes / 2 * 3);
		graph_build(&graph, &model);
		reach_start(&reach, nodes);
		for (i = 0; i < counts[k]; i++)
			start[i] = (uint32_t)(random_next(&random) % nodes); /* the same one twice is allowed */
		for (s = 0; s < 3; s++) {
			struct reach_matrix matrix;

			reach_matrix_build(&matrix, &graph, start, counts[k], scenarios[s]);
			assert_int_equal(matrix.words, (counts[k] + 63) / 64);
			for (i = 0; i < counts[k]; i++) {
				uint32_t at = 0;

				reach_search(&reach, &graph, start[i], scenarios[s]);
				for (v = 0; v < nodes; v++) {
					uint64_t bit = matrix.word[(size_t)v * matrix.words + i / 64] >> (i % 64) & 1;
					bool reached = at < reach.count && reach.component[at] == v;

					at += reached;
					if (bit != reached)
						fail_msg("start %u, part %u", start[i], v);
				}
			}
			/* Bits past the last start stay 0. */
			if (counts[k] % 64)
				for (v = 0; v < nodes; v++)
					assert_int_equal(matrix.word[(size_t)v * matrix.words + matrix.words - 1] >> (counts[k] % 64), 0);
			reach_matrix_free(&matrix);
		}
		reach_free(&reach);
		graph_free(&graph);
		model_close(&model);
	}
}

/* A chain as long as a network, and the same closed to a cycle. */
static void long_chain(void **state)
{
	enum { LENGTH = 100000 };
	struct arrow *link = mem_alloc(LENGTH * sizeof *link);
	uint32_t i, closed, start[1] = { 17 };

	(void)state;
	for (i = 0; i < LENGTH; i++)
		link[i] = (struct arrow){ i, (i + 1) % LENGTH };
	for (closed = 0; closed < 2; closed++) {
		struct reach_matrix matrix;
		struct model model;
		struct graph graph;
		struct reach reach;

		make_model(&model, LENGTH, link, NULL, LENGTH - 1 + closed, NULL, 0);
		graph_build(&graph, &model);
		reach_start(&reach, LENGTH);
		reach_search(&reach, &graph, 17, KEUR_SABOTAGE);
		assert_int_equal(reach.count, closed ? LENGTH : LENGTH - 17);
		assert_int_equal(reach.component[reach.count - 1], LENGTH - 1);
		assert_int_equal(reach.from[reach.count - 1], LENGTH - 2);
		reach_search(&reach, &graph, LENGTH - 3, KEUR_ESPIONAGE); /* few of many: sorted another way */
		assert_int_equal(reach.count, closed ? LENGTH : 3);
		if (!closed)
			assert_int_equal(reach.component[0], LENGTH - 3);
		reach_matrix_build(&matrix, &graph, start, 1, KEUR_ESPIONAGE);
		assert_int_equal(matrix.word[LENGTH - 1], 1);
		assert_int_equal(matrix.word[0], closed);
		reach_matrix_free(&matrix);
		reach_free(&reach);
		graph_free(&graph);
		model_close(&model);
	}
	free(link);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(against_a_naive_search),
		cmocka_unit_test(ties),
		cmocka_unit_test(many_starts_at_once),
		cmocka_unit_test(long_chain),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
