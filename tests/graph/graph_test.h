/* What the tests of core/graph share: a model with nothing but links and dependencies, drawn at random or given. */
#ifndef KEUR_TESTS_GRAPH_TEST_H
#define KEUR_TESTS_GRAPH_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "graph/graph.h"

static inline uint64_t random_next(uint64_t *state)
{
	uint64_t z = *state += UINT64_C(0x9E3779B97F4A7C15);

	z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
	return z ^ z >> 31;
}

struct arrow {
	uint32_t from, to;
};

/* Links as given, each on the plane that `plane` says (NULL: all management); needs[i]: `from` depends on `to`, sorted by `from`. */
static inline void make_model(struct model *model, uint32_t nodes, const struct arrow *link, const uint8_t *plane, uint32_t links,
	const struct arrow *need, uint32_t needs)
{
	struct error err;
	unsigned t;
	uint32_t i, v, *offset;

	*model = (struct model){ .region.fd = -1 };
	assert_int_equal(region_open(&model->region, &err), 0);
	for (t = 0; t < TABLE_COUNT; t++)
		model_set_rows(model, (enum table_id)t, 0);
	model_set_rows(model, TABLE_component, nodes);
	model_set_rows(model, TABLE_link, links);
	if (links) {
		model_column_create(model, COL_link_from, 0);
		model_column_create(model, COL_link_to, 0);
		model_column_create(model, COL_link_plane, 0);
	}
	for (i = 0; i < links; i++) {
		((uint32_t *)model_data(model, COL_link_from))[i] = link[i].from;
		((uint32_t *)model_data(model, COL_link_to))[i] = link[i].to;
		((uint8_t *)model_data(model, COL_link_plane))[i] = plane ? plane[i] : KEUR_PLANE_MANAGEMENT;
		model_set_known(model, COL_link_from, i);
		model_set_known(model, COL_link_to, i);
		model_set_known(model, COL_link_plane, i);
	}
	if (!needs)
		return;
	model_column_create(model, COL_component_depends_on, needs);
	offset = model_offsets(model, COL_component_depends_on);
	for (v = 0, i = 0; v < nodes; v++) {
		offset[v] = i;
		for (; i < needs && need[i].from == v; i++) {
			((uint32_t *)model_data(model, COL_component_depends_on))[i] = need[i].to;
			model_set_known(model, COL_component_depends_on, v);
		}
	}
	offset[nodes] = i;
	assert_int_equal(i, needs);
}

static inline int arrow_compare(const void *a, const void *b)
{
	const struct arrow *x = a, *y = b;

	return (x->from > y->from) - (x->from < y->from);
}

/* Links on all planes and dependencies, a random number of each, with loops and repetitions. */
static inline void draw_model(struct model *model, uint64_t *random, uint32_t nodes, uint32_t most)
{
	uint32_t links = (uint32_t)(random_next(random) % (most + 1)), needs = (uint32_t)(random_next(random) % (most + 1)), i;
	struct arrow *link = mem_alloc((links + 1) * sizeof *link), *need = mem_alloc((needs + 1) * sizeof *need);
	uint8_t *plane = mem_alloc(links + 1);

	for (i = 0; i < links; i++) {
		link[i] = (struct arrow){ (uint32_t)(random_next(random) % nodes), (uint32_t)(random_next(random) % nodes) };
		plane[i] = random_next(random) % 3 ? KEUR_PLANE_MANAGEMENT : (uint8_t)(random_next(random) % 5);
	}
	for (i = 0; i < needs; i++)
		need[i] = (struct arrow){ (uint32_t)(random_next(random) % nodes), (uint32_t)(random_next(random) % nodes) };
	qsort(need, needs, sizeof *need, arrow_compare);
	make_model(model, nodes, link, plane, links, need, needs);
	free(link);
	free(need);
	free(plane);
}

/* What the graph must be, asked of the model by looking at every row: by [from * nodes + to]. */
static inline unsigned char *management_of(const struct model *model)
{
	uint32_t n = model->rows[TABLE_component], row;
	unsigned char *has = mem_zalloc((size_t)n * n, 1);

	for (row = 0; row < model->rows[TABLE_link]; row++) {
		uint32_t from = keur_code(&model->column[COL_link_from], row), to = keur_code(&model->column[COL_link_to], row);

		if (keur_byte(&model->column[COL_link_plane], row) == KEUR_PLANE_MANAGEMENT && from != to)
			has[(size_t)from * n + to] = 1;
	}
	return has;
}

static inline unsigned char *support_of(const struct model *model)
{
	uint32_t n = model->rows[TABLE_component], v, i;
	const struct keur_column *needs = &model->column[COL_component_depends_on];
	unsigned char *has = mem_zalloc((size_t)n * n, 1);

	for (v = 0; v < n; v++)
		for (i = 0; i < keur_list_length(needs, v); i++)
			if (keur_list_item(needs, v, i) != v)
				has[(size_t)keur_list_item(needs, v, i) * n + v] = 1;
	return has;
}

#endif
