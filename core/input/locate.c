/* Columns for messages that know the line of a record and the name of a field: the record is read again, which costs nothing as long as
 * there are no such messages. Keeping a column for every value would cost every run.
 *
 * A file that changed since it was read may give wrong columns, never anything worse. */
#include "input/input.h"

#include "base/mem.h"
#include "syntax/csv.h"
#include "syntax/json.h"
#include "syntax/xml.h"
#include "syntax/yaml.h"

#include <stdlib.h>

/* XML needs the text of a line, which is read from the start of the file each time: enough for the messages that are shown. */
enum { XML_LINES = 2 * MESSAGES_SHOWN, XML_LINE_SIZE = 128 * 1024, XML_TAG_LINES = 32 };

struct want {
	struct message *message;
	struct text field;
	uint32_t line;             /* of the record */
	struct mark found, record; /* line 0: not found */
};

struct search {
	struct want *want; /* by line */
	size_t wants;
	unsigned depth;
	struct {
		uint32_t line;
		struct buffer key; /* the key whose value is due */
		struct mark at;
		bool map;
	} open[TREE_DEPTH + 1];
	struct buffer path; /* scratch: `product.version` */
	struct buffer header; /* CSV: the names of the columns, each NUL-ended */
};

static int want_compare(const void *a, const void *b)
{
	const struct want *x = a, *y = b;

	return (x->line > y->line) - (x->line < y->line);
}

/* The wants about this line are [result, *end). */
static size_t wants_of(const struct search *s, uint32_t line, size_t *end)
{
	size_t low = 0, high = s->wants;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (s->want[middle].line < line)
			low = middle + 1;
		else
			high = middle;
	}
	for (*end = low; *end < s->wants && s->want[*end].line == line; (*end)++)
		;
	return low;
}

static void found(struct search *s, uint32_t line, struct text field, struct mark at)
{
	size_t i, end;

	for (i = wants_of(s, line, &end); i < end; i++)
		if (!s->want[i].found.line && text_equal(s->want[i].field, field))
			s->want[i].found = at;
}

static void record_begins(struct search *s, struct mark at)
{
	size_t i, end;

	for (i = wants_of(s, at.line, &end); i < end; i++)
		if (!s->want[i].record.line)
			s->want[i].record = at;
}

/* ---- YAML and JSON ---------------------------------------------------------------------------------------------------------------------- */

/* A value begins at `at`: of the key that is due in the innermost map. */
static void tree_value(struct search *s, struct mark at)
{
	unsigned d = s->depth;
	struct text key;

	if (!d || !s->open[d - 1].map)
		return;
	key = buffer_view(&s->open[d - 1].key);
	found(s, s->open[d - 1].line, key, at);
	if (s->open[d - 1].at.line != s->open[d - 1].line)
		found(s, s->open[d - 1].at.line, key, at);
	if (d < 2 || !s->open[d - 2].map)
		return;
	buffer_clear(&s->path);
	buffer_text(&s->path, buffer_view(&s->open[d - 2].key));
	buffer_string(&s->path, ".");
	buffer_text(&s->path, key);
	found(s, s->open[d - 2].line, buffer_view(&s->path), at);
}

static void tree_open(struct search *s, struct mark at, bool map)
{
	tree_value(s, at);
	s->open[s->depth].line = at.line;
	s->open[s->depth].map = map;
	buffer_clear(&s->open[s->depth].key);
	s->depth++;
}

static int tree_map_begin(void *self, struct mark at)
{
	record_begins(self, at);
	tree_open(self, at, true);
	return 0;
}

static int tree_list_begin(void *self, struct mark at)
{
	tree_open(self, at, false);
	return 0;
}

static int tree_close(void *self, struct mark at)
{
	struct search *s = self;

	(void)at;
	s->depth--;
	return 0;
}

static int tree_key(void *self, struct text key, struct mark at)
{
	struct search *s = self;

	buffer_clear(&s->open[s->depth - 1].key);
	buffer_text(&s->open[s->depth - 1].key, key);
	s->open[s->depth - 1].at = at;
	return 0;
}

static int tree_scalar(void *self, struct text value, enum scalar_kind kind, struct mark at)
{
	(void)value;
	(void)kind;
	tree_value(self, at);
	return 0;
}

static int tree_include(void *self, struct text path, struct mark at)
{
	(void)self;
	(void)path;
	(void)at;
	return 0;
}

/* ---- CSV ----------------------------------------------------------------------------------------------------------------------- */

static int csv_row(void *self, const struct text *cell, const struct mark *mark, size_t cells)
{
	struct search *s = self;
	const char *name = s->header.data, *dot;
	size_t table, i;

	if (!name) {
		for (i = 0; i < cells; i++) {
			buffer_text(&s->header, text_trim(cell[i]));
			buffer_add(&s->header, "", 1);
		}
		return 0;
	}
	record_begins(s, mark[0]);
	dot = strchr(name, '.');
	table = dot ? (size_t)(dot - name) + 1 : 0; /* the first cell's "component.", which the others may repeat */
	for (i = 0; i < cells && name < s->header.data + s->header.length; i++, name += strlen(name) + 1)
		found(s, mark[0].line, text_of(name + (strncmp(name, s->header.data, table) == 0 ? table : 0)), mark[i]);
	return 0;
}

/* ---- XML ----------------------------------------------------------------------------------------------------------------------- */

/* XML tells the end of a start tag: that is remembered first, and the attribute looked for before it afterwards. */
static int xml_start(void *self, struct text name, const struct xml_attribute *attribute, size_t attributes, struct mark at)
{
	struct search *s = self;
	size_t i;

	found(s, at.line, name, (struct mark){ at.line, 0 });
	if (s->depth)
		found(s, s->open[s->depth - 1].line, name, (struct mark){ at.line, 0 });
	for (i = 0; i < attributes; i++) {
		found(s, at.line, attribute[i].name, (struct mark){ at.line, 0 });
		if (!s->depth)
			continue;
		buffer_clear(&s->path);
		buffer_text(&s->path, name);
		buffer_string(&s->path, ".");
		buffer_text(&s->path, attribute[i].name);
		found(s, s->open[s->depth - 1].line, buffer_view(&s->path), (struct mark){ at.line, 0 });
	}
	s->open[s->depth++].line = at.line;
	return 0;
}

static int xml_end(void *self, struct text name, struct text text, bool stray, struct mark at)
{
	struct search *s = self;

	(void)name;
	(void)text;
	(void)stray;
	(void)at;
	s->depth--;
	return 0;
}

/* Where `name=` or `<name` begins in the line; 0 when it does not stand there. */
static uint32_t column_of(const char *line, size_t length, struct text name)
{
	size_t i;

	for (i = 1; i + name.length <= length; i++) {
		const char *after = line + i + name.length;
		bool attribute = strchr(" \t", line[i - 1]) && after < line + length && strchr("= \t", *after);
		bool element = line[i - 1] == '<' && after < line + length && strchr(" \t/>", *after);

		if ((attribute || element) && memcmp(line + i, name.data, name.length) == 0)
			return (uint32_t)utf8_count(line, element ? i - 1 : i) + 1;
	}
	if (length > name.length && memcmp(line, name.data, name.length) == 0 && strchr("= \t", line[name.length]))
		return 1; /* an attribute at the beginning of a line */
	return 0;
}

static void xml_columns(struct search *s, struct source *source)
{
	char *line = mem_alloc(XML_LINE_SIZE);
	size_t i, looked = 0;

	for (i = 0; i < s->wants && looked < XML_LINES; i++) {
		struct want *w = &s->want[i];
		const char *dot = w->field.length ? memrchr(w->field.data, '.', w->field.length) : NULL;
		struct text name = dot ? (struct text){ dot + 1, w->field.length - (size_t)(dot + 1 - w->field.data) } : w->field;
		uint32_t up;

		if (!w->found.line)
			continue;
		looked++;
		for (up = 0; up < XML_TAG_LINES && up < w->found.line && !w->found.column; up++) {
			size_t length = source_line(source, w->found.line - up, line, XML_LINE_SIZE);

			w->found.column = column_of(line, length, name);
			if (w->found.column)
				w->found.line -= up;
		}
	}
	free(line);
}

/* -------------------------------------------------------------------------------------------------------------------------------- */

static void read_again(struct search *s, struct input_file *file, struct messages *scratch)
{
	static const struct tree_handler tree = { tree_map_begin, tree_close, tree_list_begin, tree_close, tree_key, tree_scalar,
		tree_include };
	static const struct csv_handler csv = { csv_row, NULL };
	static const struct xml_handler xml = { xml_start, xml_end };

	if (file->format == INPUT_YAML)
		yaml_read(&file->source, &tree, s, scratch);
	else if (file->format == INPUT_JSON)
		json_read(&file->source, JSON_DUPLICATES_ERROR, &tree, s, scratch);
	else if (file->format == INPUT_CSV)
		csv_read(&file->source, &csv, s, scratch);
	else
		xml_read(&file->source, &xml, s, scratch);
	if (file->format == INPUT_XML)
		xml_columns(s, &file->source);
}

static void locate_in(struct input_file *file, struct want *want, size_t wants)
{
	struct messages scratch = { 0 }; /* what is wrong with the file was said the first time */
	struct search *s = mem_zalloc(1, sizeof *s);
	struct error err;
	size_t i;

	s->want = want;
	s->wants = wants;
	qsort(want, wants, sizeof *want, want_compare);
	if (source_rewind(&file->source, &err) == 0)
		read_again(s, file, &scratch);
	for (i = 0; i < wants; i++) {
		struct mark at = want[i].found.line && want[i].found.column ? want[i].found : want[i].record;

		if (!at.line)
			continue;
		want[i].message->at.line = at.line;
		want[i].message->at.column = at.column;
	}
	for (i = 0; i <= TREE_DEPTH; i++)
		buffer_free(&s->open[i].key);
	buffer_free(&s->path);
	buffer_free(&s->header);
	free(s);
	messages_free(&scratch);
}

void input_locate(struct input_set *set, struct messages *messages)
{
	struct want *want = NULL;
	size_t f, i, wants, capacity = 0;

	for (f = 0; f < set->files; f++) {
		struct input_file *file = &set->file[f];

		if (file->format != INPUT_YAML && file->format != INPUT_JSON && file->format != INPUT_XML && file->format != INPUT_CSV)
			continue;
		for (i = 0, wants = 0; i < messages->groups; i++) {
			struct message *m = &messages->group[i];

			if (m->at.file != file->file || !m->at.line || m->at.column || !m->field)
				continue;
			mem_reserve(&want, &capacity, wants + 1, sizeof *want);
			want[wants++] = (struct want){ m, text_of(m->field), m->at.line, { 0, 0 }, { 0, 0 } };
		}
		if (wants)
			locate_in(file, want, wants);
	}
	free(want);
}
