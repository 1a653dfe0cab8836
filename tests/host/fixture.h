/* A small network built by hand: `parts` components c00000000, c00000001, ... in segments "core" and "edge", three suppliers, a management
 * link from every part to the next, two ways in. And where the test plugins are. */
#ifndef KEUR_TESTS_HOST_FIXTURE_H
#define KEUR_TESTS_HOST_FIXTURE_H

#include "host/host.h"
#include "model/model.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define WORKER KEUR_BINARY_DIR "/libexec/keur/keur-worker"
#define PLUGIN(name) KEUR_BINARY_DIR "/tests/host-plugins/" name ".so"

static inline void fixture_text(struct model *model, enum column_id column, uint32_t row, const char *text)
{
	((uint32_t *)model_data(model, column))[row] = model_intern(model, text_of(text));
	model_set_known(model, column, row);
}

static inline void fixture_row(struct model *model, enum column_id column, uint32_t row, uint32_t value)
{
	((uint32_t *)model_data(model, column))[row] = value;
	model_set_known(model, column, row);
}

static inline void fixture_components(struct model *model, uint32_t parts)
{
	uint32_t i;

	model_column_create(model, COL_component_id, 0);
	model_column_create(model, COL_component_segment, 0);
	model_column_create(model, COL_component_product_name, 0);
	model_column_create(model, COL_component_name, 0);
	if (parts) /* hard on patterns */
		fixture_text(model, COL_component_name, 0, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!");
	for (i = 0; i < parts; i++) {
		char id[16];

		snprintf(id, sizeof id, "c%08u", i);
		fixture_text(model, COL_component_id, i, id);
		if (i % 3)
			fixture_text(model, COL_component_segment, i, i % 2 ? "core" : "edge");
		snprintf(id, sizeof id, "box-%u", i % 7);
		fixture_text(model, COL_component_product_name, i, id);
	}
}

static inline void fixture_links(struct model *model, uint32_t links)
{
	uint32_t i;

	model_column_create(model, COL_link_from, 0);
	model_column_create(model, COL_link_to, 0);
	model_column_create(model, COL_link_plane, 0);
	for (i = 0; i < links; i++) {
		fixture_row(model, COL_link_from, i, i);
		fixture_row(model, COL_link_to, i, i + 1);
		((uint8_t *)model_data(model, COL_link_plane))[i] = KEUR_PLANE_MANAGEMENT;
		model_set_known(model, COL_link_plane, i);
	}
}

static inline void fixture_model(struct model *model, uint32_t parts)
{
	static const char *const supplier[] = { "acme", "bolt", "operator" };
	struct error err;
	unsigned t;
	uint32_t i;

	*model = (struct model){ .region.fd = -1 };
	assert_int_equal(region_open(&model->region, &err), 0);
	for (t = 0; t < TABLE_COUNT; t++)
		model_set_rows(model, (enum table_id)t, 0);
	model_set_rows(model, TABLE_component, parts);
	model_set_rows(model, TABLE_supplier, 3);
	model_set_rows(model, TABLE_access, 2);
	model_set_rows(model, TABLE_link, parts ? parts - 1 : 0);
	model_set_rows(model, TABLE_network, 1);
	fixture_components(model, parts);
	fixture_links(model, parts ? parts - 1 : 0);
	model_column_create(model, COL_supplier_id, 0);
	for (i = 0; i < 3; i++)
		fixture_text(model, COL_supplier_id, i, supplier[i]);
	model_column_create(model, COL_access_id, 0);
	fixture_text(model, COL_access_id, 0, "ra-7");
	fixture_text(model, COL_access_id, 1, "ra-8");
	model->as_of = 20000;
	model->operator_ = 2;
	assert_int_equal(model_seal(model, &err), 0);
}

/* What one plugin found, twice. */
static inline void fixture_same(const struct findings *a, const struct findings *b)
{
	size_t i;

	assert_int_equal(a->status, RUN_OK);
	assert_int_equal(a->count, b->count);
	for (i = 0; i < a->count; i++) /* up to the padding */
		assert_memory_equal(&a->finding[i], &b->finding[i], offsetof(struct finding, privilege) + 1);
	assert_memory_equal(a->value, b->value, a->values * sizeof *a->value);
	assert_memory_equal(a->evidence, b->evidence, a->evidences * sizeof *a->evidence);
}

#endif
