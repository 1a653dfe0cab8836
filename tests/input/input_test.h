/* What the tests of core/input share: files made on the spot, what a set holds as text, what the messages say. */
#ifndef KEUR_TESTS_INPUT_TEST_H
#define KEUR_TESTS_INPUT_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>
#include <sys/stat.h>
#include <unistd.h>

#include "input/input.h"

#define SAMPLES KEUR_SOURCE_DIR "/tests/input/samples/"
#define FOREIGN KEUR_SOURCE_DIR "/../shared/samples/"

struct reading {
	char directory[64];
	struct input_set set;
	struct messages messages;
	struct error err;
	int result;
	struct buffer said; /* the messages as they are printed */
	struct buffer rows; /* every value of every part, a line each */
};

static inline void start(struct reading *r)
{
	memset(r, 0, sizeof *r);
	strcpy(r->directory, "/tmp/keur-input-XXXXXX");
	assert_non_null(mkdtemp(r->directory));
}

static inline const char *path_of(const struct reading *r, const char *name)
{
	static char path[256];

	snprintf(path, sizeof path, "%s/%s", r->directory, name);
	return path;
}

static inline void write_bytes(const struct reading *r, const char *name, const char *bytes, size_t length)
{
	FILE *f = fopen(path_of(r, name), "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, length, f), length);
	assert_int_equal(fclose(f), 0);
}

static inline void write_file(const struct reading *r, const char *name, const char *text)
{
	write_bytes(r, name, text, strlen(text));
}

static inline void show_value(struct buffer *out, const struct part *part, const struct part_tables *tables, enum column_id column, uint32_t row)
{
	const struct part_column *c = &tables->column[column];
	uint32_t i;

	switch (schema_column[column].type) {
	case TYPE_TEXT:
	case TYPE_COUNTRY:
	case TYPE_ROW:
	case TYPE_SELECTOR:
		i = ((uint32_t *)c->data)[row];
		if (i == KEUR_NONE)
			buffer_string(out, "none");
		else if (tables == &part->templates && (column == COL_party_component || column == COL_log_component))
			buffer_format(out, "#%u", i);
		else
			buffer_string(out, dict_string(&part->dict, i));
		break;
	case TYPE_ROWS:
	case TYPE_TEXTS:
		for (i = c->offset[row]; i < c->offset[row + 1]; i++)
			buffer_format(out, "%s%s", i > c->offset[row] ? "|" : "", dict_string(&part->dict, ((uint32_t *)c->data)[i]));
		break;
	case TYPE_MEMBER:
		buffer_string(out, schema_list[schema_column[column].target].member[((unsigned char *)c->data)[row]]);
		break;
	case TYPE_YES_NO:
		buffer_string(out, ((unsigned char *)c->data)[row] == KEUR_YES ? "yes" : "no");
		break;
	case TYPE_SET:
		buffer_format(out, "%llx", (unsigned long long)schema_get_set(column, (char *)c->data + row * schema_width(column)));
		break;
	case TYPE_NUMBER:
		buffer_format(out, "%lld", (long long)((int64_t *)c->data)[row]);
		break;
	default:
		buffer_format(out, "%d", ((int32_t *)c->data)[row]);
	}
}

static inline void show_tables(struct buffer *out, const struct part *part, const struct part_tables *tables, const char *prefix)
{
	uint32_t row;
	unsigned c;

	for (c = 0; c < COLUMN_COUNT; c++) {
		enum table_id t = schema_column[c].table;

		for (row = 0; row < tables->rows[t].count; row++) {
			if (!part_known(tables, (enum column_id)c, row))
				continue;
			buffer_format(out, "%s%s[%u].%s=", prefix, schema_table[t].name, row, schema_column[c].name);
			show_value(out, part, tables, (enum column_id)c, row);
			buffer_string(out, "\n");
		}
	}
}

static inline void show_part(struct buffer *out, const struct part *part)
{
	size_t i;

	show_tables(out, part, &part->rows, "");
	show_tables(out, part, &part->templates, "set ");
	for (i = 0; i < part->applies; i++)
		buffer_format(out, "apply %s reference %s\n", dict_string(&part->dict, part->apply[i].selector),
			part->apply[i].reference == DICT_NONE ? "-" : dict_string(&part->dict, part->apply[i].reference));
}

/* Reads a file; messages show its name without the directory. */
static inline void read_as(struct reading *r, enum input_role role, const char *path, const char *name)
{
	size_t i;

	r->result = input_read(&r->set, role, path, name, &r->messages, &r->err);
	input_locate(&r->set, &r->messages);
	messages_sort(&r->messages);
	messages_print(&r->messages, &r->said);
	if (r->messages.errors == 0)
		for (i = 0; i < r->set.files; i++)
			show_part(&r->rows, r->set.part[i]);
}

static inline void read_name(struct reading *r, enum input_role role, const char *name)
{
	read_as(r, role, path_of(r, name), name);
}

static inline void finish(struct reading *r)
{
	char command[96];

	buffer_free(&r->said);
	buffer_free(&r->rows);
	messages_free(&r->messages);
	input_free(&r->set);
	snprintf(command, sizeof command, "rm -rf %s", r->directory);
	assert_int_equal(system(command), 0);
}

static inline void assert_said(const struct reading *r, const char *text)
{
	assert_string_equal(r->said.data ? r->said.data : "", text);
}

/* One line of what the set holds. */
static inline void assert_row(const struct reading *r, const char *line)
{
	const char *at = r->rows.data;
	size_t length = strlen(line);

	while (at && (at = strstr(at, line)) != NULL) {
		if ((at == r->rows.data || at[-1] == '\n') && at[length] == '\n')
			return;
		at++;
	}
	fail_msg("no `%s` in:\n%s\n%s", line, r->rows.data ? r->rows.data : "(nothing)", r->said.data ? r->said.data : "");
}

/* What a text given as a file of this role leads to. */
static inline void assert_refused(enum input_role role, const char *text, const char *said)
{
	struct reading r;

	start(&r);
	write_file(&r, "f", text);
	read_name(&r, role, "f");
	assert_int_equal(r.result, 0);
	assert_said(&r, said);
	assert_true(r.messages.errors > 0);
	finish(&r);
}

static inline void assert_accepted(struct reading *r, enum input_role role, const char *text)
{
	start(r);
	write_file(r, "f", text);
	read_name(r, role, "f");
	assert_int_equal(r->result, 0);
	assert_said(r, "");
}

static inline bool have_foreign(const char *name)
{
	struct stat st;
	char path[256];

	snprintf(path, sizeof path, FOREIGN "%s", name);
	return stat(path, &st) == 0;
}

#endif
