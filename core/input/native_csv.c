/* The native format as CSV: one table per file, its columns named in the first row. Columns whose name begins with # are for people and are passed
 * over. One of them, `#question`, says that the rows are questions: a row that nobody has completed is left out, so that a half-filled file
 * answers half. */
#include "input/native_read.h"

#include "base/mem.h"
#include "syntax/csv.h"

#include <stdlib.h>

struct reader {
	struct native *n;
	uint32_t file;
	enum table_id table;
	enum column_id column[CSV_CELLS]; /* COLUMN_NONE: a header cell that was wrong, its cells are passed over */
	size_t columns;                   /* 0: the header is still to come */
	char separator;
	bool questions;                   /* there is a column #question */
	uint32_t open;                    /* rows that were left out */
	struct buffer plain;              /* the cell at hand, as it was before it was made safe to open */
};

static struct place place_of(const struct reader *r, struct mark at)
{
	return (struct place){ r->file, at.line, at.column };
}

/* The table is named before the dot of the first cell. */
static int read_table(struct reader *r, struct text cell, struct mark at)
{
	const char *dot = memchr(cell.data, '.', cell.length);
	struct text name = { cell.data, dot ? (size_t)(dot - cell.data) : 0 };
	struct nearest nearest = nearest_start(name);
	unsigned t;

	r->table = schema_find_table(name);
	if (r->table < TABLE_COUNT && !(schema_column[schema_first[r->table]].flags & COLUMN_DERIVED))
		return 0;
	for (t = 0; t < TABLE_COUNT; t++)
		if (!(schema_column[schema_first[t]].flags & COLUMN_DERIVED))
			nearest_try(&nearest, text_of(schema_table[t].name));
	if (nearest.best.length)
		messages_add(r->n->messages, SEVERITY_ERROR, place_of(r, at), "there is no table `%s`: did you mean `%.*s`?",
			messages_quote(r->n->messages, name), (int)nearest.best.length, nearest.best.data);
	else
		messages_add(r->n->messages, SEVERITY_ERROR, place_of(r, at),
			"there is no table `%s`: the first cell names table and column, like `component.id`",
			messages_quote(r->n->messages, name));
	return -1;
}

static bool is_repeated(const struct reader *r, enum column_id column)
{
	size_t i;

	for (i = 0; i < r->columns; i++)
		if (r->column[i] == column)
			return true;
	return false;
}

/* How separators are called in messages, and which there are. */
static const struct {
	char is;
	const char *said;
} separators[] = { { ',', "`,`" }, { ';', "`;`" }, { '\t', "a tab" } };
enum { SEPARATORS = sizeof separators / sizeof *separators };

static const char *separator_said(char is)
{
	size_t i;

	for (i = 0; separators[i].is != is; i++)
		;
	return separators[i].said;
}

static size_t count_of(const struct text *cell, size_t cells, char what)
{
	size_t count = 0, i, k;

	for (i = 0; i < cells; i++)
		for (k = 0; k < cell[i].length; k++)
			count += cell[i].data[k] == what;
	return count;
}

/* What the cells seem to be separated by, where that is not what separates those of the header: 0 when it is. `parts`: how many cells there should be;
 * 0: any number. */
static char separated_otherwise(const struct reader *r, const struct text *cell, size_t cells, size_t parts)
{
	size_t i, found;

	for (i = 0; i < SEPARATORS; i++) {
		found = separators[i].is == r->separator ? 0 : count_of(cell, cells, separators[i].is);
		if (found && (!parts || cells + found == parts || cells == 1))
			return separators[i].is;
	}
	return 0;
}

static void wrong_number(struct reader *r, const struct text *cell, const struct mark *mark, size_t cells)
{
	char other = separated_otherwise(r, cell, cells, r->columns);
	const char *by = separator_said(r->separator), *s = cells == 1 ? "" : "s";

	if (other)
		messages_add(r->n->messages, SEVERITY_ERROR, place_of(r, mark[0]),
			"%s stands in this row where cells are to be separated, so that it has %zu cell%s and the header %zu: the header is separated by %s, separate all rows "
			"like it", separator_said(other), cells, s, r->columns, by);
	else if (cells > r->columns)
		messages_add(r->n->messages, SEVERITY_ERROR, place_of(r, mark[0]),
			"a row has %zu cells, the header has %zu: put a cell that holds %s in quotes, or take out what is too much", cells, r->columns, by);
	else
		messages_add(r->n->messages, SEVERITY_ERROR, place_of(r, mark[0]),
			"a row has %zu cell%s, the header has %zu: what is not known is an empty cell, with %s before and behind it", cells, s, r->columns, by);
}

static void read_column(struct reader *r, struct text cell, struct mark at)
{
	size_t prefix = strlen(schema_table[r->table].name) + 1;
	enum column_id column;
	struct text near;

	/* Every cell may name the table, the first one must. */
	if (cell.length > prefix && cell.data[prefix - 1] == '.' && memcmp(cell.data, schema_table[r->table].name, prefix - 1) == 0)
		cell = (struct text){ cell.data + prefix, cell.length - prefix };
	column = schema_find_column(r->table, cell);
	if (cell.length && cell.data[0] == '#') {
		r->questions |= text_is(cell, "#question");
	} else if (column == COLUMN_NONE && separated_otherwise(r, &cell, 1, 0)) {
		messages_add(r->n->messages, SEVERITY_ERROR, place_of(r, at),
			"%s stands in the header cell `%s`, and the cells of this header are separated by %s: separate all by the same",
			separator_said(separated_otherwise(r, &cell, 1, 0)), messages_quote(r->n->messages, cell), separator_said(r->separator));
	} else if (column == COLUMN_NONE) {
		near = schema_nearest_column(r->table, cell);
		if (near.length)
			messages_add(r->n->messages, SEVERITY_ERROR, place_of(r, at), "%s has no column `%s`: did you mean `%.*s`? Else delete the column",
				schema_table[r->table].name, messages_quote(r->n->messages, cell), (int)near.length, near.data);
		else
			messages_add(r->n->messages, SEVERITY_ERROR, place_of(r, at), "%s has no column `%s`: give it the name of one that the schema has, or delete the column",
				schema_table[r->table].name, messages_quote(r->n->messages, cell));
	} else if (is_repeated(r, column)) {
		messages_add(r->n->messages, SEVERITY_ERROR, place_of(r, at), "the column `%s` stands twice in the header; remove one",
			schema_column[column].name);
		column = COLUMN_NONE;
	}
	r->column[r->columns++] = column;
}

static int read_header(struct reader *r, const struct text *cell, const struct mark *mark, size_t cells)
{
	struct native_field field = { .length = 0 };
	size_t i;

	if (read_table(r, text_trim(cell[0]), mark[0]) != 0)
		return -1;
	field.name = schema_table[r->table].name;
	field.length = (unsigned char)strlen(field.name);
	field.kind = NATIVE_ROWS;
	field.table = (unsigned char)r->table;
	if (!native_allowed(r->n, &field, place_of(r, mark[0])))
		return -1;
	for (i = 0; i < cells; i++)
		read_column(r, text_trim(cell[i]), mark[i]);
	return 0;
}

/* A list with another separator. Texts may hold any of these; words of closed lists and names of functions do not. */
static bool is_separated_otherwise(struct reader *r, enum column_id column, struct text item, struct place at)
{
	const struct schema_column *s = &schema_column[column];
	struct buffer right = { 0 };
	size_t i, cuts = 0;

	if (s->type != TYPE_SET && column != COL_component_function)
		return false;
	for (i = 0; i < item.length; i++) {
		bool cut = item.data[i] == ';' || item.data[i] == ',';

		cuts += cut;
		if (cut)
			buffer_string(&right, "|");
		else if (item.data[i] != ' ')
			buffer_add(&right, item.data + i, 1);
	}
	if (cuts)
		messages_add_field(r->n->messages, SEVERITY_ERROR, at, s->name, "%s.%s: `%s`: separate with |, like `%s`",
			schema_table[s->table].name, s->name, messages_quote(r->n->messages, item),
			messages_quote(r->n->messages, buffer_view(&right)));
	buffer_free(&right);
	return cuts > 0;
}

static void read_list(struct reader *r, enum column_id column, struct text cell, struct place at)
{
	size_t items = 0;
	bool unknown = false;

	for (;;) {
		const char *bar = cell.length ? memchr(cell.data, '|', cell.length) : NULL;
		struct text item = text_trim((struct text){ cell.data, bar ? (size_t)(bar - cell.data) : cell.length });

		items++;
		unknown |= text_is(item, "unknown");
		if (!is_separated_otherwise(r, column, item, at))
			native_value(r->n, column, item, at);
		if (!bar)
			break;
		cell = (struct text){ bar + 1, cell.length - (size_t)(bar + 1 - cell.data) };
	}
	native_list_end(r->n, column, items, unknown, at);
}

/* What of a row is the answer, where that is not each value that it cannot do without: who answers a statement without saying who says so
 * has answered, and is told what is missing. */
static bool is_answer(enum column_id column)
{
	return column == COL_statement_complete || column == COL_country_compels_answer || column == COL_country_offensive_answer;
}

/* A question that nobody has answered: a value that the row cannot do without is empty, or its answer. */
static bool is_open(const struct reader *r, const struct text *cell)
{
	bool asked = false, answered = false;
	size_t i;

	for (i = 0; r->questions && i < r->columns; i++)
		if (r->column[i] != COLUMN_NONE && is_answer(r->column[i])) {
			asked = true;
			answered |= text_trim(cell[i]).length > 0;
		}
	if (asked)
		return !answered;
	for (i = 0; r->questions && i < r->columns; i++)
		if (r->column[i] != COLUMN_NONE && (schema_column[r->column[i]].flags & COLUMN_REQUIRED) && !text_trim(cell[i]).length)
			return true;
	return false;
}

/* Questions are written so that no program for spreadsheets runs a cell: an apostrophe stands before what it would take for a formula, at the
 * beginning and after a semicolon. Takes those away again. */
static struct text without_guards(struct reader *r, struct text cell)
{
	size_t i;

	if (!r->questions || !memchr(cell.data, '\'', cell.length))
		return cell;
	buffer_clear(&r->plain);
	for (i = 0; i < cell.length; i++)
		if (cell.data[i] != '\'' || (i && cell.data[i - 1] != ';') || !text_would_run((struct text){ cell.data + i + 1, cell.length - i - 1 }))
			buffer_add(&r->plain, cell.data + i, 1);
	return buffer_view(&r->plain);
}

static int on_row(void *self, const struct text *cell, const struct mark *mark, size_t cells)
{
	struct reader *r = self;
	size_t i;

	if (!r->columns)
		return read_header(r, cell, mark, cells);
	if (cells != r->columns) {
		wrong_number(r, cell, mark, cells);
		return r->n->messages->errors - r->n->errors_before > NATIVE_ERRORS ? -1 : 0;
	}
	if (r->table == TABLE_network && r->n->part->rows.rows[TABLE_network].count == 1) {
		messages_add(r->n->messages, SEVERITY_ERROR, place_of(r, mark[0]), "the table network has one row, here is another");
		return -1;
	}
	if (is_open(r, cell)) {
		r->open++;
		return 0;
	}
	native_row_begin(r->n, r->table, place_of(r, mark[0]));
	for (i = 0; i < cells; i++) {
		enum column_id column = r->column[i];
		struct text value = text_trim(cell[i].length ? without_guards(r, cell[i]) : cell[i]);

		if (column == COLUMN_NONE || !value.length)
			continue;
		if (schema_column[column].type == TYPE_SET || schema_is_list(column))
			read_list(r, column, value, place_of(r, mark[i]));
		else
			native_value(r->n, column, value, place_of(r, mark[i]));
	}
	return native_row_end(r->n);
}

static void on_separated(void *self, char by)
{
	struct reader *r = self;

	r->separator = by;
}

int native_csv_read(struct native *n, struct source *source)
{
	static const struct csv_handler handler = { on_row, on_separated };
	struct reader *r = mem_zalloc(1, sizeof *r);
	uint64_t before = n->messages->errors;
	int result;

	r->n = n;
	r->file = source->file;
	result = csv_read(source, &handler, r, n->messages);
	if (r->open)
		messages_add(n->messages, SEVERITY_WARNING, (struct place){ r->file, 1, 1 }, "rows whose question is still open: %u; they are left out",
			r->open);
	buffer_free(&r->plain);
	free(r);
	return result != 0 || n->messages->errors != before ? -1 : 0;
}
