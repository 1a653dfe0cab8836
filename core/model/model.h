/* The model: the whole network as columns in shared memory, components sorted by id, the other tables by key. Written by link and by the
 * derived columns of assess/, then sealed: read-only for everybody, workers included, from then on. */
#ifndef KEUR_MODEL_MODEL_H
#define KEUR_MODEL_MODEL_H

#include "base/dict.h"
#include "base/region.h"
#include "model/schema.h"

#include <stdbool.h>
#include <stdint.h>

struct model {
	struct region region;
	struct dict dict; /* the strings until the seal, which moves them into the region */
	struct keur_column column[COLUMN_COUNT]; /* rows is right for every column, also for one without values */
	uint32_t rows[TABLE_COUNT];
	const uint32_t *line[TABLE_COUNT]; /* where each row stands; NULL for derived tables */
	const uint16_t *file[TABLE_COUNT]; /* in messages.file; NULL: all rows are of one_file */
	uint16_t one_file[TABLE_COUNT];
	const char *bytes;                 /* every string, NUL-ended */
	const uint32_t *string;            /* string[code] .. string[code + 1] - 1: bytes and the NUL */
	uint32_t strings;
	int32_t as_of;      /* KEUR_NO_DATE: not known */
	uint32_t operator_; /* the supplier row that means the operator itself; always exists */
};

static inline struct text model_text(const struct model *model, uint32_t code)
{
	return (struct text){ model->bytes + model->string[code], (size_t)(model->string[code + 1] - model->string[code] - 1) };
}
static inline bool model_known(const struct model *model, enum column_id column, uint32_t row)
{
	return keur_known(&model->column[column], row) != 0;
}
/* The file a row stands in; only for tables that have lines. */
static inline uint16_t model_file(const struct model *model, enum table_id table, uint32_t row)
{
	return model->file[table] ? model->file[table][row] : model->one_file[table];
}
/* A yes/no answer; 0 when unknown. */
static inline uint8_t model_answer(const struct model *model, enum column_id column, uint32_t row)
{
	return model_known(model, column, row) ? keur_byte(&model->column[column], row) : 0;
}
/* Text of a string column; length 0 when unknown or none. */
static inline struct text model_string(const struct model *model, enum column_id column, uint32_t row)
{
	uint32_t code = keur_code(&model->column[column], row);

	return code == KEUR_NONE ? (struct text){ "", 0 } : model_text(model, code);
}

/* The code of a text, added if need be. Only before the seal; moves the strings. */
uint32_t model_intern(struct model *model, struct text text);
void model_refresh_strings(struct model *model); /* after changes to dict */

/* Gives a column its memory: zeroed data for every row (for lists: `items` entries and the offsets) and an empty valid set.
 * Until the seal the data may be written through these. */
void model_column_create(struct model *model, enum column_id column, uint32_t items);
static inline void *model_data(struct model *model, enum column_id column)
{
	return (void *)(uintptr_t)model->column[column].data;
}
static inline uint32_t *model_offsets(struct model *model, enum column_id column)
{
	return (uint32_t *)(uintptr_t)model->column[column].offset;
}
static inline void model_set_known(struct model *model, enum column_id column, uint32_t row)
{
	((uint64_t *)(uintptr_t)model->column[column].valid)[row >> 6] |= UINT64_C(1) << (row & 63);
}
void model_set_all_known(struct model *model, enum column_id column);
/* Writes a set column, whatever its width; makes the row known. */
static inline void model_put_set(struct model *model, enum column_id column, uint32_t row, uint64_t set)
{
	size_t width = schema_width(column);

	memcpy((unsigned char *)model_data(model, column) + row * width, &set, width);
	model_set_known(model, column, row);
}
/* Sets the row count of a table for every column of it (derived tables, once). */
void model_set_rows(struct model *model, enum table_id table, uint32_t rows);

/* The row of `table` (component, supplier, site, access) with this id; KEUR_NONE. Binary search. */
uint32_t model_find(const struct model *model, enum table_id table, struct text id);
/* A row's key as addresses show it: its id, or the key columns joined by "/". */
void model_key(const struct model *model, enum table_id table, uint32_t row, struct buffer *out);
/* One value as a user would write it ("yes", "P90D", "customer|billing"); nothing when unknown. */
void model_value(const struct model *model, enum column_id column, uint32_t row, struct buffer *out);

/* Seals the region with a directory in it, from which model_map builds the same struct in another process. */
int model_seal(struct model *model, struct error *err);
int model_map(struct model *model, int fd, struct error *err);
void model_close(struct model *model);

#endif
