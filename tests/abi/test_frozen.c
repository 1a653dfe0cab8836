/* The plugins as they were built for keur 1.0, on the keur of today: they load, say who they are and find in a frozen network what they found
 * then. And every column that a plugin of 1.0 can have named is still there, of the same type.
 *
 * KEUR_ABI_WRITE=DIRECTORY writes what is expected instead of comparing it, for freeze.sh. */
#include "assess/assess.h"
#include "host/host.h"
#include "input/input.h"
#include "model/frames.h"
#include "model/link.h"
#include "policy/policy.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define FROZEN KEUR_SOURCE_DIR "/tests/abi/v1/"

static const struct host_options options = { .worker = KEUR_BINARY_DIR "/libexec/keur/keur-worker", .jobs = 2, .limits = { .seconds = 60 } };

static void compare(const char *name, const struct buffer *found)
{
	const char *write = getenv("KEUR_ABI_WRITE");
	struct buffer expected = { 0 };
	char path[512], part[4096];
	size_t got, i = 0, line = 1, begin = 0;
	FILE *file;

	snprintf(path, sizeof path, "%s/%s", write ? write : FROZEN, name);
	file = fopen(path, write ? "w" : "r");
	if (!file)
		fail_msg("%s cannot be opened", path);
	if (write) {
		assert_int_equal(fwrite(found->data, 1, found->length, file), found->length);
		assert_int_equal(fclose(file), 0);
		return;
	}
	while ((got = fread(part, 1, sizeof part, file)) > 0)
		buffer_add(&expected, part, got);
	fclose(file);
	for (; i < expected.length && i < found->length && expected.data[i] == found->data[i]; i++)
		if (found->data[i] == '\n') {
			begin = i + 1;
			line++;
		}
	if (i < expected.length || i < found->length)
		fail_msg("%s, line %zu: expected %.200s\nfound %.200s", path, line, begin < expected.length ? expected.data + begin : "(end)",
			begin < found->length ? found->data + begin : "(end)");
	buffer_free(&expected);
}

/* ---- Columns ----------------------------------------------------------------------------------------------------------------------- */

static const char *type_name(uint32_t type)
{
	static const char *const name[] = { [KEUR_COLUMN_BYTE] = "byte", [KEUR_COLUMN_SET] = "set", [KEUR_COLUMN_NUMBER] = "number",
		[KEUR_COLUMN_DAYS] = "days", [KEUR_COLUMN_STRING] = "string", [KEUR_COLUMN_ROW] = "row", [KEUR_COLUMN_STRINGS] = "strings",
		[KEUR_COLUMN_ROWS] = "rows", [KEUR_COLUMN_SET8] = "set", [KEUR_COLUMN_SET16] = "set", [KEUR_COLUMN_SET32] = "set" };

	assert_in_range(type, KEUR_COLUMN_BYTE, KEUR_COLUMN_SET32);
	return name[type];
}

/* A line each: table.column, its type, and of a closed list its words, which may only be joined by more. */
static void column_line(unsigned c, struct buffer *out)
{
	const struct schema_column *column = &schema_column[c];
	char full[128];
	size_t i;

	snprintf(full, sizeof full, "%s.%s", schema_table[column->table].name, column->name);
	if (schema_find_full(text_of(full)) == COLUMN_NONE)
		return;
	buffer_format(out, "%s %s", full, type_name(schema_layout((enum column_id)c)));
	for (i = 0; (column->type == TYPE_MEMBER || column->type == TYPE_SET) && i < schema_list[column->target].members; i++)
		buffer_format(out, " %s", schema_list[column->target].member[i]);
	buffer_string(out, "\n");
}

static void test_columns(void **state)
{
	struct buffer now = { 0 }, kept = { 0 };
	char line[1024];
	unsigned c;
	FILE *file;

	(void)state;
	for (c = 0; c < COLUMN_COUNT; c++)
		column_line(c, &now);
	buffer_add(&now, "", 1);
	if (getenv("KEUR_ABI_WRITE")) {
		now.length--;
		compare("columns.txt", &now);
		buffer_free(&now);
		return;
	}
	file = fopen(FROZEN "columns.txt", "r");
	assert_non_null(file);
	for (c = 0; fgets(line, sizeof line, file); c++) {
		const char *at;
		size_t length = strcspn(line, "\n");

		line[length] = '\0';
		at = strstr(now.data, line);
		if (!at || (at != now.data && at[-1] != '\n') || (at[length] != '\n' && at[length] != ' '))
			fail_msg("plugins of 1.0 may need this column, and it is no longer so: %s", line);
	}
	fclose(file);
	assert_true(c > 100);
	buffer_free(&now);
	buffer_free(&kept);
}

/* ---- Plugins ----------------------------------------------------------------------------------------------------------------------- */

struct network {
	struct policy policy;
	struct messages messages;
	struct input_set inputs;
	struct model model;
	struct link_result link;
	struct derived derived;
};

static void network_read(struct network *n)
{
	static const char *const file[] = { "network", "ran", "bss", "access", "suppliers", "overlay" };
	static const enum input_role role[] = { INPUT_INVENTORY, INPUT_INVENTORY, INPUT_INVENTORY, INPUT_INVENTORY, INPUT_SUPPLIERS, INPUT_OVERLAY };
	struct error err = { 0 };
	size_t i;

	*n = (struct network){ .model.region.fd = -1 };
	if (policy_load(&n->policy, "nl-tfev", FROZEN "network", &n->messages, &err) != 0)
		fail_msg("%s", err.text);
	for (i = 0; i < sizeof file / sizeof *file; i++) {
		char path[512];

		snprintf(path, sizeof path, FROZEN "network/%s.yaml", file[i]);
		if (input_read(&n->inputs, role[i], path, path, &n->messages, &err) != 0)
			fail_msg("%s", err.text);
	}
	assert_int_equal(n->messages.errors, 0);
	if (link_parts(&n->model, n->inputs.part, n->inputs.files, &n->policy.catalogue, KEUR_NO_DATE, &n->link, &n->messages, &err) != 0)
		fail_msg("%s", err.text);
	derive(&n->model, &n->policy, &n->derived);
	assert_int_equal(model_seal(&n->model, &err), 0);
}

static void network_free(struct network *n)
{
	derived_free(&n->derived);
	model_close(&n->model);
	link_result_free(&n->link);
	input_free(&n->inputs);
	policy_free(&n->policy);
	messages_free(&n->messages);
}

static void add_key(const struct model *model, uint32_t table, uint32_t row, struct buffer *out)
{
	buffer_string(out, "\"");
	if (table < TABLE_COUNT && row != KEUR_NONE)
		model_key(model, (enum table_id)table, row, out);
	buffer_string(out, "\"");
}

/* Keys of this network have nothing in them that JSON escapes. */
static void add_findings(const struct findings *f, const struct model *model, struct buffer *out)
{
	size_t i;

	for (i = 0; i < f->count; i++) {
		const struct finding *x = &f->finding[i];

		buffer_format(out, "%s{\"rule\": \"%s\", \"component\": ", out->length > 2 ? ",\n" : "", f->plugin->rule[x->rule].full);
		add_key(model, TABLE_component, x->component, out);
		buffer_format(out, ", \"subject\": {\"table\": \"%s\", \"key\": ",
			x->subject_table < TABLE_COUNT ? schema_table[x->subject_table].name : "other");
		add_key(model, x->subject_table, x->subject_row, out);
		buffer_format(out, "}, \"level\": %u, \"basis\": %u}", x->level, x->basis);
	}
}

static void test_plugins(void **state)
{
#if defined(__x86_64__)
	static const char *const name[] = { "vendor_trust", "remote_access", "logging_coverage" };
	struct buffer found = { 0 };
	struct network network;
	size_t i;

	(void)state;
	network_read(&network);
	buffer_string(&found, "[\n");
	for (i = 0; i < sizeof name / sizeof *name; i++) {
		struct error err = { 0 };
		struct host_plugin plugin;
		struct findings f;
		char path[512];

		snprintf(path, sizeof path, FROZEN "x86_64/%s.so", name[i]);
		if (host_describe(&plugin, path, &options, &err) != 0)
			fail_msg("%s", err.text);
		if (plugin.refused)
			fail_msg("%s", plugin.refused);
		assert_string_equal(plugin.declared.name, name[i]);
		assert_string_equal(plugin.declared.version, "1.0");
		assert_true(plugin.declared.rules >= 7);
		if (host_run(&plugin, 1, &network.model, &options, &f, &err) != 0)
			fail_msg("%s", err.text);
		if (f.status != RUN_OK)
			fail_msg("%s: %s: %s", name[i], run_status[f.status].name, f.text);
		assert_true(f.count > 0);
		add_findings(&f, &network.model, &found);
		findings_free(&f);
		host_plugin_free(&plugin);
	}
	buffer_string(&found, "\n]\n");
	compare("expected.json", &found);
	buffer_free(&found);
	network_free(&network);
#else
	(void)state;
	skip(); /* there are frozen plugins for x86-64 only */
#endif
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_columns),
		cmocka_unit_test(test_plugins),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
