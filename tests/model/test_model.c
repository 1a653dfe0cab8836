/* The model asked for rows, keys and values; the same after the seal and in another mapping of it. */
#include "world.h"

static const char inventory[] =
	"network: {operator: Noordzee, country: NL, as_of: 2026-11-01, users: 4000000}\n"
	"sites: [{name: ams, country: NL, sensitive: no}]\n"
	"suppliers: [{id: acme, name: Acme N.V., aliases: [a1, a2], country: NL, maturity: 3, decision: trusted}]\n"
	"ownership: [{owner: zed, owned: acme, share: 33.34, control: no, from: 2020-01-01}, {id: o-1, owner: acme, owned: zed}]\n"
	"components:\n"
	"  - {id: a, name: \"\xC3\x89\xC3\xA9n\", function: [AMF, SMF], segment: core, site: ams, data: [log, customer], users: 12000, exposed: internet,\n"
	"     serves: none, in_service_from: 2000-02-29, critical: yes, keys_held_by: [operator, acme], depends_on: [b, a], same_as: [x, y],\n"
	"     product: {name: box, version: \"1.0\", end_of_support: none}}\n"
	"  - {id: b, keys_held_by: none, depends_on: none, data: none}\n"
	"  - {id: c}\n"
	"parties:\n"
	"  - {component: a, supplier: acme, role: manage, under: zed, audit_right: yes, notice_hours: 24, exit_plan: no}\n"
	"  - {component: a, supplier: acme, role: manufacture}\n"
	"  - {id: p-7, component: b, supplier: acme, role: support}\n"
	"links: [{from: a, to: b, plane: management, protocol: ssh}, {from: b, to: a, plane: timing}]\n"
	"access: [{id: r-1, party: acme, target: a, via: [b, c], privilege: root, valid_until: none, logged_to: none, claim: {status: denied, date: 2026-01-01}}]\n"
	"logs: [{component: a, sink: b, events: [authentication, start_stop], retention: P1Y}, {component: a, sink: none, retention: none}, {component: b}]\n"
	"statements: [{table: party, covers: {segment: [core]}, complete: yes, by: me, observed_by: [pam, flow]}]\n";

static void values(void **state)
{
	struct world w;

	(void)state;
	world_of(&w, inventory);
	ASSERT_VALUE(&w, "component.id", "a", "a");
	ASSERT_VALUE(&w, "component.name", "a", "\xC3\x89\xC3\xA9n");
	ASSERT_VALUE(&w, "component.function", "a", "AMF|SMF");
	ASSERT_VALUE(&w, "component.site", "a", "ams");
	ASSERT_VALUE(&w, "component.data", "a", "customer|log");
	ASSERT_VALUE(&w, "component.data", "b", "none");
	ASSERT_VALUE(&w, "component.data", "c", "");
	ASSERT_VALUE(&w, "component.users", "a", "12000");
	ASSERT_VALUE(&w, "component.exposed", "a", "internet");
	ASSERT_VALUE(&w, "component.serves", "a", "none");
	ASSERT_VALUE(&w, "component.in_service_from", "a", "2000-02-29");
	ASSERT_VALUE(&w, "component.critical", "a", "yes");
	ASSERT_VALUE(&w, "component.keys_held_by", "a", "operator|acme"); /* in the order of the file */
	ASSERT_VALUE(&w, "component.keys_held_by", "b", "none");
	ASSERT_VALUE(&w, "component.keys_held_by", "c", "");
	ASSERT_VALUE(&w, "component.depends_on", "a", "b|a");
	ASSERT_VALUE(&w, "component.depends_on", "b", "none");
	ASSERT_VALUE(&w, "component.same_as", "a", "x|y");
	ASSERT_VALUE(&w, "component.product.end_of_support", "a", "none");
	ASSERT_VALUE(&w, "component.product.version", "a", "1.0");
	ASSERT_VALUE(&w, "supplier.aliases", "acme", "a1|a2");
	ASSERT_VALUE(&w, "supplier.maturity", "acme", "3");
	ASSERT_VALUE(&w, "ownership.share", "zed/acme", "33.34 %");
	ASSERT_VALUE(&w, "party.audit_right", "a/acme/manage/zed", "yes");
	ASSERT_VALUE(&w, "party.exit_plan", "a/acme/manage/zed", "no");
	ASSERT_VALUE(&w, "party.under", "a/acme/manufacture", "");
	ASSERT_VALUE(&w, "access.privilege", "r-1", "root");
	ASSERT_VALUE(&w, "access.valid_until", "r-1", "none");
	ASSERT_VALUE(&w, "access.logged_to", "r-1", "none");
	ASSERT_VALUE(&w, "access.via", "r-1", "b|c");
	ASSERT_VALUE(&w, "access.claim.status", "r-1", "denied");
	ASSERT_VALUE(&w, "access.claim.date", "r-1", "2026-01-01");
	ASSERT_VALUE(&w, "log.retention", "a/b", "P365D");
	ASSERT_VALUE(&w, "log.retention", "a/none", "none");
	ASSERT_VALUE(&w, "log.events", "a/b", "authentication|start_stop");
	ASSERT_VALUE(&w, "statement.covers", "party/segment=core/me", "segment=core");
	ASSERT_VALUE(&w, "statement.observed_by", "party/segment=core/me", "pam|flow");
	assert_int_equal(model_answer(&w.model, COL_component_critical, 0), KEUR_YES);
	assert_int_equal(model_answer(&w.model, COL_component_critical, 1), 0);
	assert_true(text_is(model_string(&w.model, COL_component_segment, 0), "core"));
	assert_int_equal(model_string(&w.model, COL_component_segment, 1).length, 0);
	world_end(&w);
}

static void keys(void **state)
{
	struct world w;

	(void)state;
	world_of(&w, inventory);
	assert_keys(&w, TABLE_component, "a\nb\nc\n");
	assert_keys(&w, TABLE_party, "a/acme/manufacture\na/acme/manage/zed\np-7\n");
	assert_keys(&w, TABLE_supplier, "acme\noperator\nzed\n");
	assert_keys(&w, TABLE_decision, "acme/trusted\n");
	assert_keys(&w, TABLE_ownership, "o-1\nzed/acme\n");
	assert_keys(&w, TABLE_link, "a/b/management/ssh\nb/a/timing\n");
	assert_keys(&w, TABLE_access, "r-1\n");
	assert_keys(&w, TABLE_log, "a/b\na/none\nb\n");
	assert_keys(&w, TABLE_site, "ams\n");
	assert_keys(&w, TABLE_statement, "party/segment=core/me\n");
	assert_keys(&w, TABLE_network, "Noordzee\n");
	world_end(&w);
}

static void finding(void **state)
{
	struct world w;
	char id[16];
	uint32_t n, i;

	(void)state;
	for (n = 0; n < 70; n += 1 + n / 5) {
		struct buffer text = { 0 };

		buffer_string(&text, "components:\n");
		for (i = 0; i < n; i++)
			buffer_format(&text, "  - {id: c%u}\n", i * 2);
		if (!n)
			buffer_string(&text, "  - {id: only}\n");
		world_of(&w, text.data);
		for (i = 0; i < n; i++) {
			uint32_t row;

			snprintf(id, sizeof id, "c%u", i * 2);
			row = model_find(&w.model, TABLE_component, text_of(id));
			assert_int_not_equal(row, KEUR_NONE);
			assert_true(text_is(model_string(&w.model, COL_component_id, row), id));
			snprintf(id, sizeof id, "c%u", i * 2 + 1);
			assert_int_equal(model_find(&w.model, TABLE_component, text_of(id)), KEUR_NONE);
		}
		assert_int_equal(model_find(&w.model, TABLE_component, TEXT_LITERAL("")), KEUR_NONE);
		assert_int_equal(model_find(&w.model, TABLE_access, TEXT_LITERAL("c0")), KEUR_NONE);
		buffer_free(&text);
		world_end(&w);
	}
}

/* Bits past the last row stay clear, whatever the number of rows. */
static void all_known(void **state)
{
	uint32_t rows;

	(void)state;
	for (rows = 0; rows <= 130; rows++) {
		struct model model = { .region.fd = -1 };
		struct error err;
		uint32_t i, known = 0;

		assert_int_equal(region_open(&model.region, &err), 0);
		model_set_rows(&model, TABLE_component, rows);
		model_column_create(&model, COL_component_scope, 0);
		assert_int_equal(model.column[COL_component_scope].rows, rows);
		assert_int_equal(model.column[COL_component_scope].type, KEUR_COLUMN_BYTE);
		for (i = 0; i < rows; i++)
			assert_false(model_known(&model, COL_component_scope, i));
		model_set_all_known(&model, COL_component_scope);
		for (i = 0; i <= rows / 64; i++)
			known += (uint32_t)__builtin_popcountll(model.column[COL_component_scope].valid[i]);
		assert_int_equal(known, rows);
		model_close(&model);
	}
}

static void written_columns(void **state)
{
	struct world w;
	uint32_t code;

	(void)state;
	world_of(&w, inventory);
	code = model_intern(&w.model, TEXT_LITERAL("new text"));
	assert_int_equal(model_intern(&w.model, TEXT_LITERAL("new text")), code);
	assert_true(text_is(model_text(&w.model, code), "new text"));
	assert_true(text_is(model_text(&w.model, model_intern(&w.model, TEXT_LITERAL("core"))), "core"));
	model_column_create(&w.model, COL_component_class, 0);
	((uint32_t *)model_data(&w.model, COL_component_class))[1] = code;
	model_set_known(&w.model, COL_component_class, 1);
	ASSERT_VALUE(&w, "component.class", "b", "new text");
	ASSERT_VALUE(&w, "component.class", "a", "");
	model_column_create(&w.model, COL_component_required_events, 0);
	model_put_set(&w.model, COL_component_required_events, 2, 1u << KEUR_EVENT_START_STOP | 1u << KEUR_EVENT_AUTHENTICATION);
	ASSERT_VALUE(&w, "component.required_events", "c", "authentication|start_stop");
	model_column_create(&w.model, COL_component_impact_sabotage, 0);
	((uint8_t *)model_data(&w.model, COL_component_impact_sabotage))[0] = 5;
	model_set_known(&w.model, COL_component_impact_sabotage, 0);
	ASSERT_VALUE(&w, "component.impact_sabotage", "a", "5");
	world_end(&w);
}

/* Every column byte for byte. */
static void assert_same_columns(const struct model *a, const struct model *b)
{
	unsigned c, t;
	uint32_t row;

	for (c = 0; c < COLUMN_COUNT; c++) {
		const struct keur_column *x = &a->column[c], *y = &b->column[c];
		uint32_t values = schema_is_list((enum column_id)c) ? (x->offset ? x->offset[x->rows] : 0) : x->rows;

		assert_int_equal(x->rows, y->rows);
		assert_int_equal(x->type, y->type);
		assert_int_equal(x->data == NULL, y->data == NULL);
		assert_int_equal(x->valid == NULL, y->valid == NULL);
		assert_int_equal(x->offset == NULL, y->offset == NULL);
		if (x->data && values)
			assert_memory_equal(x->data, y->data, values * schema_width((enum column_id)c));
		if (x->offset)
			assert_memory_equal(x->offset, y->offset, (x->rows + 1) * sizeof *x->offset);
		for (row = 0; row < x->rows; row++)
			assert_int_equal(keur_known(x, row), keur_known(y, row));
	}
	for (t = 0; t < TABLE_COUNT; t++) {
		assert_int_equal(a->rows[t], b->rows[t]);
		for (row = 0; a->line[t] && row < a->rows[t]; row++) {
			assert_int_equal(a->line[t][row], b->line[t][row]);
			assert_int_equal(model_file(a, (enum table_id)t, row), model_file(b, (enum table_id)t, row));
		}
	}
	assert_int_equal(a->strings, b->strings);
	for (row = 0; row < a->strings; row++)
		assert_true(text_equal(model_text(a, row), model_text(b, row)));
	assert_int_equal(a->as_of, b->as_of);
	assert_int_equal(a->operator_, b->operator_);
}

static void seal_and_map_text(const char *first, const char *second)
{
	struct buffer before = { 0 }, after = { 0 };
	struct world w;
	struct model sealed, mapped;
	struct error err;

	world_start(&w);
	world_file(&w, "a", first);
	if (second)
		world_file(&w, "b", second);
	world_must_link(&w);
	show_model(&w, &before);
	assert_int_equal(model_seal(&w.model, &err), 0);
	show_model(&w, &after);
	assert_string_equal(after.data, before.data);
	buffer_clear(&after);
	assert_int_equal(model_map(&mapped, dup(w.model.region.fd), &err), 0);
	assert_same_columns(&w.model, &mapped);
	sealed = w.model;
	w.model = mapped;
	show_model(&w, &after);
	assert_string_equal(after.data, before.data);
	assert_int_equal(model_find(&w.model, TABLE_supplier, TEXT_LITERAL("operator")), w.model.operator_);
	w.model = sealed;
	model_close(&mapped);
	buffer_free(&before);
	buffer_free(&after);
	world_end(&w);
}

static void seal_and_map(void **state)
{
	(void)state;
	seal_and_map_text(inventory, NULL);
	seal_and_map_text(inventory, "components: [{id: from-b}]\nlinks: [{from: from-b, to: a, plane: user}]\n"); /* rows of two files */
	seal_and_map_text("network: {country: NL}\n", NULL);
	seal_and_map_text("components: [{id: a}]\n", NULL);
}

/* A sealed region that holds something else, or nothing, is no model. */
static void other_regions_are_refused(void **state)
{
	struct model mapped;
	struct region region;
	struct error err;
	int variant;

	(void)state;
	for (variant = 0; variant < 3; variant++) {
		uint64_t place = variant == 0 ? 0 : variant == 1 ? UINT64_MAX : 128;

		assert_int_equal(region_open(&region, &err), 0);
		region_alloc(&region, 1 << 20, 1);
		memcpy(region.base, &place, sizeof place);
		assert_int_equal(region_seal(&region, &err), 0);
		assert_int_equal(model_map(&mapped, dup(region.fd), &err), -1);
		assert_string_equal(err.text, "the model is of another build of keur than this worker");
		model_close(&mapped);
		region_close(&region);
	}
	assert_int_equal(region_open(&region, &err), 0);
	assert_int_equal(model_map(&mapped, dup(region.fd), &err), -1);
	assert_string_equal(err.text, "the model that was handed over is not sealed");
	model_close(&mapped);
	region_close(&region);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values),
		cmocka_unit_test(keys),
		cmocka_unit_test(finding),
		cmocka_unit_test(all_known),
		cmocka_unit_test(written_columns),
		cmocka_unit_test(seal_and_map),
		cmocka_unit_test(other_regions_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
