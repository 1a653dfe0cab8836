/* The built-in inventories of `keur plugin check`: every column in every state, the same bytes each time, and renaming that changes how rows
 * sort and nothing else. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "conform/conform_model.h"

static struct policy policy;

static void model_of(struct conform_model *made, struct conform_shape shape)
{
	struct error err;

	if (conform_model_make(made, &shape, &policy, &err) != 0)
		fail_msg("%s", err.text);
}

/* Whether a known value is the answer `none`. */
static bool is_none(const struct model *model, enum column_id id, uint32_t row)
{
	const struct keur_column *column = &model->column[id];

	switch (schema_column[id].type) {
	case TYPE_DATE:
	case TYPE_DAYS:
		return keur_days(column, row) == INT32_MIN || (schema_column[id].type == TYPE_DAYS && keur_days(column, row) == 0);
	case TYPE_SET:
		return keur_set(column, row) == 0;
	case TYPE_ROWS:
	case TYPE_TEXTS:
		return keur_list_length(column, row) == 0;
	case TYPE_ROW:
	case TYPE_TEXT:
		return keur_code(column, row) == KEUR_NONE;
	default:
		return false;
	}
}

static void test_every_state(void **state)
{
	struct conform_model made;
	unsigned c;

	(void)state;
	model_of(&made, (struct conform_shape){ .components = 3000 });
	for (c = 0; c < COLUMN_COUNT; c++) {
		const struct schema_column *column = &schema_column[c];
		uint32_t rows = made.model.rows[column->table], known = 0, none = 0, row;

		if (column->flags & COLUMN_VIRTUAL || strcmp(column->name, "id") == 0 || column->table == TABLE_network
			|| column->table == TABLE_edit)
			continue;
		for (row = 0; row < rows; row++) {
			known += model_known(&made.model, (enum column_id)c, row);
			none += model_known(&made.model, (enum column_id)c, row) && is_none(&made.model, (enum column_id)c, row);
		}
		/* Only under a pack that counts by region, or by more than decisions. */
		if (!known && c != COL_group_region && c != COL_supplier_designated_by)
			fail_msg("%s.%s is never known", schema_table[column->table].name, column->name);
		if (column->flags & COLUMN_DERIVED)
			continue;
		if (!(column->flags & (COLUMN_KEY | COLUMN_REQUIRED)) && known == rows)
			fail_msg("%s.%s is never unknown", schema_table[column->table].name, column->name);
		if (column->flags & COLUMN_NONE_ANSWER && !none)
			fail_msg("%s.%s is never none", schema_table[column->table].name, column->name);
	}
	conform_model_free(&made);
}

/* Every member of every closed list that is read occurs. */
static void test_every_member(void **state)
{
	struct conform_model made;
	unsigned c, member;

	(void)state;
	model_of(&made, (struct conform_shape){ .components = 3000 });
	for (c = 0; c < COLUMN_COUNT; c++) {
		const struct schema_column *column = &schema_column[c];
		uint64_t seen = 0;
		uint32_t row;

		if (column->flags & (COLUMN_DERIVED | COLUMN_VIRTUAL) || (column->type != TYPE_MEMBER && column->type != TYPE_SET))
			continue;
		for (row = 0; row < made.model.rows[column->table]; row++)
			if (model_known(&made.model, (enum column_id)c, row))
				seen |= column->type == TYPE_SET ? keur_set(&made.model.column[c], row) : UINT64_C(1) << keur_byte(&made.model.column[c], row);
		for (member = 0; member < schema_list[column->target].members; member++)
			if (!(seen >> member & 1))
				fail_msg("%s.%s is never %s", schema_table[column->table].name, column->name, schema_list[column->target].member[member]);
	}
	conform_model_free(&made);
}

static void test_same_bytes(void **state)
{
	struct conform_shape shape = { .components = 1000 };
	struct buffer a = { 0 }, b = { 0 };

	(void)state;
	conform_network(&shape, &policy, &a);
	conform_network(&shape, &policy, &b);
	assert_true(text_equal(buffer_view(&a), buffer_view(&b)));
	buffer_free(&a);
	buffer_free(&b);
}

/* The same rows under the same names, in another order. */
static void test_renamed(void **state)
{
	static const enum table_id sorted[] = { TABLE_component, TABLE_supplier, TABLE_access, TABLE_site };
	struct conform_model plain, renamed;
	unsigned t;
	size_t i;

	(void)state;
	model_of(&plain, (struct conform_shape){ .components = 40 });
	model_of(&renamed, (struct conform_shape){ .components = 40, .renamed = true });
	for (t = 0; t < TABLE_COUNT; t++)
		assert_int_equal(plain.model.rows[t], renamed.model.rows[t]);
	for (i = 0; i < sizeof sorted / sizeof *sorted; i++) {
		uint32_t rows = plain.model.rows[sorted[i]], moved = 0, row;

		for (row = 0; row < rows; row++) {
			struct buffer key = { 0 }, before = { 0 };

			model_key(&renamed.model, sorted[i], row, &key);
			conform_plain(buffer_view(&key), &before);
			assert_int_not_equal(model_find(&plain.model, sorted[i], buffer_view(&before)), KEUR_NONE);
			moved += model_find(&plain.model, sorted[i], buffer_view(&before)) != row;
			buffer_free(&key);
			buffer_free(&before);
		}
		assert_true(moved * 3 > rows);
	}
	conform_model_free(&plain);
	conform_model_free(&renamed);
}

static void assert_plain(const char *renamed, const char *plain)
{
	struct buffer out = { 0 };

	conform_plain(text_of(renamed), &out);
	assert_string_equal(out.data, plain);
	buffer_free(&out);
}

static void test_plain(void **state)
{
	(void)state;
	assert_plain("c12345-00001", "c-00001");
	assert_plain("party[c12345-00001/s54321-00002/manage]", "party[c-00001/s-00002/manage]");
	assert_plain("x.a12345-1", "x.a-1");
	/* What only looks like it. */
	assert_plain("abc12345-00001 c1234-00001 c-00001 c12345 s", "abc12345-00001 c1234-00001 c-00001 c12345 s");
}

static int load(void **state)
{
	struct messages messages = { 0 };
	struct error err;
	int done = policy_load(&policy, "nl-tfev", KEUR_SOURCE_DIR "/inventories/policies", &messages, &err);

	(void)state;
	messages_free(&messages);
	return done;
}

static int unload(void **state)
{
	(void)state;
	policy_free(&policy);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_state),
		cmocka_unit_test(test_every_member),
		cmocka_unit_test(test_same_bytes),
		cmocka_unit_test(test_renamed),
		cmocka_unit_test(test_plain),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
