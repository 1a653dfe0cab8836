/* A part: one input file as columns with a dictionary of its own. References are still strings (dictionary codes), values are typed.
 *
 * Filled by one reader, row by row, in the order of the file: a value is set on the newest row of its table only. Depends on the file's
 * bytes and the schema, on nothing else, so that parts can be read apart from each other. */
#ifndef KEUR_MODEL_PART_H
#define KEUR_MODEL_PART_H

#include "base/dict.h"
#include "base/messages.h"
#include "model/schema.h"

#include <stdbool.h>
#include <stdint.h>

struct part_column {
	void *data;       /* schema_width() bytes a row (an item for lists); NULL until the first value */
	uint64_t *valid;  /* a bit a row; NULL until the first value */
	uint32_t *offset; /* lists: offset[row] .. offset[row + 1] - 1, rows + 1 entries once the part is closed */
	size_t data_capacity, valid_capacity, offset_capacity;
	uint32_t items;   /* lists: entries in data */
	uint32_t offsets; /* lists: entries in offset */
	uint32_t last;    /* code of the text set last */
	bool has_last;
};

struct part_rows {
	uint32_t count;
	uint32_t *line; /* of the row's first character, from 1 */
	size_t line_capacity;
};

/* The rows of the file, or the templates of its `apply` entries: template component row i is what apply i sets, and the template party and
 * log rows refer to it by component = i (not a string). */
struct part_tables {
	struct part_rows rows[TABLE_COUNT];
	struct part_column column[COLUMN_COUNT];
};

/* One `apply` entry: selector (canonical text code), reference (code or DICT_NONE), its line. */
struct part_apply {
	uint32_t selector, reference, line;
};

enum part_kind {
	PART_NATIVE,  /* strict: an id twice is an error */
	PART_FOREIGN, /* an export: joins native components through their same_as; unknown functions are gaps */
	PART_OVERLAY, /* its rows change rows that exist, see link.h */
	PART_WHAT_IF, /* the same, asked on trial: wins over overlays and may lower without a reason */
	PART_EDIT,    /* made by link: values of edits, typed, a row each; or rows that edits gave another key */
};

struct part {
	enum part_kind kind;
	uint32_t file; /* in messages.file */
	struct dict dict;
	struct part_tables rows, templates;
	struct part_apply *apply;
	size_t applies, apply_capacity;
};

void part_free(struct part *part);

/* Appends a row and returns its number. */
uint32_t part_row(struct part *part, struct part_tables *tables, enum table_id table, uint32_t line);

/* What a reader takes, whatever the format: the longest text, and the longest id. Every report shows them, some of them over and over. */
enum { PART_TEXT_MOST = 64 * 1024, PART_ID_MOST = 1024 };
/* -1, and an error message, for what is longer: `what` it is, "component.name", and the most. */
int part_too_long(const char *what, const char *field, struct text value, size_t most, struct place at, struct messages *messages);

/* One value as the user wrote it, on the newest row of the column's table. Types it by the schema; a list column gets one more item, or
 * the answer `none`. `unknown` leaves it unset. A wrong value is an error message naming the column and what would be right, and -1.
 * Setting a single-valued column twice is an error too. */
int part_set(struct part *part, struct part_tables *tables, enum column_id column, struct text value, struct place at,
	struct messages *messages);
/* The same for values a reader made itself and knows to be right. */
void part_set_code(struct part *part, struct part_tables *tables, enum column_id column, uint32_t code);
void part_set_text(struct part *part, struct part_tables *tables, enum column_id column, struct text value);
void part_set_member(struct part *part, struct part_tables *tables, enum column_id column, unsigned member); /* and YES_NO */

/* One value that a row of another part knows, over what the newest row of this one has. map: codes of that part to codes of this one; NULL:
 * the same. */
void part_copy_value(struct part *to, const struct part_column *from, enum column_id column, uint32_t row, const uint32_t *map);
/* Appends a copy of a row of another part; of a template's row without the component. */
void part_copy_row(struct part *to, const struct part *from, bool template_, enum table_id table, uint32_t row, const uint32_t *map, uint32_t line);

/* Reports required columns that the newest row of `table` lacks. */
int part_row_complete(struct part *part, struct part_tables *tables, enum table_id table, struct place at, struct messages *messages);
/* No more rows: completes list offsets. */
void part_close(struct part *part);

static inline bool part_known(const struct part_tables *tables, enum column_id column, uint32_t row)
{
	const struct part_column *c = &tables->column[column];

	return c->valid && row / 64 < c->valid_capacity && (c->valid[row / 64] >> (row % 64) & 1);
}

#endif
