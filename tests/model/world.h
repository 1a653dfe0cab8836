/* What the tests of link and of core/assess share: inventories written as YAML on the spot, linked with a pack that ships with keur, and
 * asked by names instead of rows. */
#ifndef KEUR_TESTS_WORLD_H
#define KEUR_TESTS_WORLD_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <sys/stat.h>
#include <unistd.h>

#include "input/input.h"
#include "model/link.h"
#include "policy/policy.h"

#define PACKS KEUR_SOURCE_DIR "/inventories/policies"

struct world {
	char directory[32];
	struct policy policy;
	struct messages messages;
	struct input_set inputs;
	struct model model;
	struct link_result link;
	struct error err;
	struct buffer said; /* messages as printed; files by their names without the directory */
	bool linked;
	int32_t as_of; /* as of the command line */
};

static inline void world_start_with(struct world *w, const char *pack)
{
	struct messages messages = { 0 };

	memset(w, 0, sizeof *w);
	w->as_of = KEUR_NO_DATE;
	w->model.region.fd = -1;
	strcpy(w->directory, "/tmp/keur-world-XXXXXX");
	assert_non_null(mkdtemp(w->directory));
	assert_int_equal(policy_load(&w->policy, pack, PACKS, &messages, &w->err), 0);
	messages_free(&messages);
}

static inline void world_start(struct world *w)
{
	world_start_with(w, "nl-tfev");
}

/* Reads text as a file of this name. `keur: 1` is put before it, on a line of its own, unless it begins with a brace or a bracket. */
static inline void world_read(struct world *w, enum input_role role, const char *name, const char *text)
{
	char path[128];
	FILE *file;

	snprintf(path, sizeof path, "%s/%s", w->directory, name);
	file = fopen(path, "wb");
	assert_non_null(file);
	if (*text != '{' && *text != '[')
		fputs("keur: 1\n", file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
	if (input_read(&w->inputs, role, path, name, &w->messages, &w->err) != 0)
		fail_msg("%s", w->err.text);
	unlink(path);
}

static inline void world_file(struct world *w, const char *name, const char *text)
{
	world_read(w, INPUT_INVENTORY, name, text);
}

/* The same as if it were an export: rows of any table, read the lenient way by link. */
static inline void world_export(struct world *w, const char *name, const char *text)
{
	world_read(w, INPUT_INVENTORY, name, text);
	w->inputs.part[w->inputs.files - 1]->kind = PART_FOREIGN;
}

static inline void world_overlay(struct world *w, const char *name, const char *text)
{
	world_read(w, INPUT_OVERLAY, name, text);
}

static inline void world_say(struct world *w)
{
	messages_sort(&w->messages);
	buffer_clear(&w->said);
	messages_print(&w->messages, &w->said);
	if (!w->said.data)
		buffer_string(&w->said, "");
}

static inline int world_link(struct world *w)
{
	int done = -1;

	if (!w->messages.errors)
		done = link_parts(&w->model, w->inputs.part, w->inputs.files, &w->policy.catalogue, w->as_of, &w->link, &w->messages, &w->err);
	w->linked = done == 0;
	world_say(w);
	return done;
}

/* Links what must be right, without a word. */
static inline void world_must_link(struct world *w)
{
	if (world_link(w) != 0 || w->messages.groups)
		fail_msg("%s%s", w->said.data, w->linked ? "" : w->err.text);
}

static inline void world_end(struct world *w)
{
	if (w->linked) {
		model_close(&w->model);
		link_result_free(&w->link);
	}
	input_free(&w->inputs);
	policy_free(&w->policy);
	messages_free(&w->messages);
	buffer_free(&w->said);
	rmdir(w->directory);
}

/* One file, linked. */
static inline void world_of(struct world *w, const char *text)
{
	world_start(w);
	world_file(w, "f", text);
	world_must_link(w);
}

/* One file that link refuses with exactly these messages. */
static inline void world_refuses(const char *text, const char *said)
{
	struct world w;

	world_start(&w);
	world_file(&w, "f", text);
	assert_int_equal(world_link(&w), -1);
	assert_string_equal(w.said.data, said);
	world_end(&w);
}

/* ---- Asking ------------------------------------------------------------------------------------------------------------------------ */

/* The row with this key, as reports show keys. */
static inline uint32_t row_of(const struct world *w, enum table_id table, const char *key)
{
	struct buffer found = { 0 };
	uint32_t row;

	for (row = 0; row < w->model.rows[table]; row++) {
		buffer_clear(&found);
		model_key(&w->model, table, row, &found);
		if (text_is(buffer_view(&found), key))
			break;
	}
	buffer_free(&found);
	if (row == w->model.rows[table])
		fail_msg("no %s %s", schema_table[table].name, key);
	return row;
}

/* Value of "component.segment" in words; "" when unknown. The caller's until the next call. */
static inline const char *value_of(const struct world *w, const char *column, const char *key)
{
	static char room[512];
	enum column_id c = schema_find_full(text_of(column));
	struct buffer out = { 0 };

	if (c == COLUMN_NONE)
		fail_msg("no column %s", column);
	model_value(&w->model, c, row_of(w, schema_column[c].table, key), &out);
	snprintf(room, sizeof room, "%s", out.data ? out.data : "");
	buffer_free(&out);
	return room;
}

#define ASSERT_VALUE(w, column, key, expected) assert_string_equal(value_of(w, column, key), expected)

/* Every key of a table in its order, one on a line. */
static inline void assert_keys(const struct world *w, enum table_id table, const char *expected)
{
	struct buffer keys = { 0 };
	uint32_t row;

	buffer_string(&keys, "");
	for (row = 0; row < w->model.rows[table]; row++) {
		model_key(&w->model, table, row, &keys);
		buffer_string(&keys, "\n");
	}
	assert_string_equal(keys.data, expected);
	buffer_free(&keys);
}

static inline uint32_t part_of(const struct world *w, const char *id)
{
	uint32_t row = model_find(&w->model, TABLE_component, text_of(id));

	if (row == KEUR_NONE)
		fail_msg("no component %s", id);
	return row;
}

/* The whole model as text: every value of every row with its place. Files by name, as their numbers depend on the order of reading. */
static inline void show_model(const struct world *w, struct buffer *out)
{
	const struct model *model = &w->model;
	unsigned t, c;
	uint32_t row;

	for (t = 0; t < TABLE_COUNT; t++)
		for (row = 0; row < model->rows[t]; row++) {
			buffer_format(out, "%s %u", schema_table[t].name, row);
			if (model->line[t] && model->line[t][row]) /* a name that no register knows stands nowhere */
				buffer_format(out, " at %s:%u", w->messages.file[model_file(model, (enum table_id)t, row)], model->line[t][row]);
			buffer_string(out, "\n");
			for (c = schema_first[t]; c < schema_first[t + 1]; c++) {
				if (!model_known(model, (enum column_id)c, row))
					continue;
				buffer_format(out, "  %s=", schema_column[c].name);
				model_value(model, (enum column_id)c, row, out);
				buffer_string(out, "\n");
			}
		}
	buffer_format(out, "as of %d, operator %u\n", (int)model->as_of, model->operator_);
}

#endif
