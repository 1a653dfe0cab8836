#include "model/model.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

void model_column_create(struct model *model, enum column_id column, uint32_t items)
{
	struct keur_column *c = &model->column[column];
	uint32_t rows = model->rows[schema_column[column].table];

	c->data = region_alloc(&model->region, schema_is_list(column) ? items : rows, schema_width(column));
	c->valid = region_alloc(&model->region, (size_t)rows / 64 + 1, sizeof *c->valid);
	if (schema_is_list(column))
		c->offset = region_alloc(&model->region, (size_t)rows + 1, sizeof *c->offset);
}

void model_refresh_strings(struct model *model)
{
	model->bytes = model->dict.bytes;
	model->string = model->dict.offset;
	model->strings = (uint32_t)model->dict.count;
}

uint32_t model_intern(struct model *model, struct text text)
{
	uint32_t code = dict_add(&model->dict, text);

	model_refresh_strings(model);
	return code;
}

/* Into the region, for the other processes. */
static void move_strings(struct model *model)
{
	char *bytes = region_alloc(&model->region, model->dict.bytes_used, 1);
	uint32_t *string = region_alloc(&model->region, model->dict.count + 1, sizeof *string);

	/* One after the other: the strings of a large network need not be in memory twice. */
	dict_drop_index(&model->dict);
	if (model->dict.count) {
		memcpy(bytes, model->dict.bytes, model->dict.bytes_used);
		free(model->dict.bytes);
		model->dict.bytes = NULL;
		memcpy(string, model->dict.offset, (model->dict.count + 1) * sizeof *string);
	}
	model->strings = (uint32_t)model->dict.count;
	model->bytes = bytes;
	model->string = string;
	dict_free(&model->dict);
}

void model_set_all_known(struct model *model, enum column_id column)
{
	uint32_t rows = model->column[column].rows, row;
	uint64_t *valid = (uint64_t *)(uintptr_t)model->column[column].valid;

	for (row = 0; row + 64 <= rows; row += 64)
		valid[row >> 6] = UINT64_MAX;
	if (row < rows)
		valid[row >> 6] = (UINT64_C(1) << (rows - row)) - 1;
}

void model_set_rows(struct model *model, enum table_id table, uint32_t rows)
{
	unsigned c;

	model->rows[table] = rows;
	for (c = schema_first[table]; c < schema_first[table + 1]; c++) {
		model->column[c].rows = rows;
		model->column[c].type = schema_layout((enum column_id)c);
	}
}

uint32_t model_find(const struct model *model, enum table_id table, struct text id)
{
	enum column_id key = (enum column_id)schema_first[table];
	uint32_t low = 0, high = model->rows[table];

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		int order = text_compare(model_string(model, key, middle), id);

		if (order == 0)
			return middle;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return KEUR_NONE;
}

/* ---- Values in words ------------------------------------------------------------------------------------------------------- */

static void add_row(const struct model *model, enum table_id table, uint32_t row, struct buffer *out)
{
	if (row == KEUR_NONE)
		buffer_string(out, "none");
	else
		model_key(model, table, row, out);
}

static void add_list(const struct model *model, enum column_id column, uint32_t row, struct buffer *out)
{
	const struct keur_column *c = &model->column[column];
	uint32_t i, n = keur_list_length(c, row);

	if (!n)
		buffer_string(out, "none");
	for (i = 0; i < n; i++) {
		uint32_t item = keur_list_item(c, row, i);

		if (i)
			buffer_string(out, "|");
		if (schema_column[column].type == TYPE_ROWS)
			add_row(model, (enum table_id)schema_column[column].target, item, out);
		else
			buffer_text(out, model_text(model, item));
	}
}

void model_value(const struct model *model, enum column_id column, uint32_t row, struct buffer *out)
{
	const struct keur_column *c = &model->column[column];
	const struct schema_column *s = &schema_column[column];

	if (!keur_known(c, row))
		return;
	if (s->type == TYPE_ROW)
		add_row(model, (enum table_id)s->target, keur_code(c, row), out);
	else if (schema_is_list(column))
		add_list(model, column, row, out);
	else if (!schema_is_string(column))
		schema_format(column, (const unsigned char *)c->data + row * schema_width(column), out);
	else if (keur_code(c, row) == KEUR_NONE)
		buffer_string(out, "none");
	else
		buffer_text(out, model_text(model, keur_code(c, row)));
}

void model_key(const struct model *model, enum table_id table, uint32_t row, struct buffer *out)
{
	enum column_id id = (enum column_id)schema_first[table];
	unsigned c, shown = 0;

	if (text_is(text_of(schema_column[id].name), "id") || table == TABLE_site) {
		struct text text = model_string(model, id, row);

		if (text.length) {
			buffer_text(out, text);
			return;
		}
	}
	for (c = schema_first[table]; c < schema_first[table + 1]; c++) {
		bool derived_key = (table == TABLE_involvement && c <= COL_involvement_supplier)
			|| (table == TABLE_group && c <= COL_group_country);

		if (!(schema_column[c].flags & COLUMN_KEY) && !derived_key)
			continue;
		if (!model_known(model, (enum column_id)c, row))
			continue;
		if (shown++)
			buffer_string(out, "/");
		model_value(model, (enum column_id)c, row, out);
	}
}

/* ---- Handing over ------------------------------------------------------------------------------------------------------------ */

#define DIRECTORY_MAGIC UINT64_C(0x6b6575722d6d6431)

/* Everything by offset into the region; 0: not there. */
struct directory {
	uint64_t magic;
	uint32_t tables, columns;
	struct {
		uint64_t data, valid, offset;
		uint32_t rows, type;
	} column[COLUMN_COUNT];
	uint64_t line[TABLE_COUNT], file[TABLE_COUNT];
	uint32_t rows[TABLE_COUNT];
	uint16_t one_file[TABLE_COUNT];
	uint64_t bytes, string;
	uint32_t strings, operator_;
	int32_t as_of;
};

int model_seal(struct model *model, struct error *err)
{
	struct region *region = &model->region;
	struct directory *directory;
	uint64_t place;
	unsigned i;

	if (!model->strings || model->dict.count)
		move_strings(model);
	directory = region_alloc(region, 1, sizeof *directory);
	place = region_offset(region, directory);

	directory->magic = DIRECTORY_MAGIC;
	directory->tables = TABLE_COUNT;
	directory->columns = COLUMN_COUNT;
	for (i = 0; i < COLUMN_COUNT; i++) {
		directory->column[i].data = region_offset(region, model->column[i].data);
		directory->column[i].valid = region_offset(region, model->column[i].valid);
		directory->column[i].offset = region_offset(region, model->column[i].offset);
		directory->column[i].rows = model->column[i].rows;
		directory->column[i].type = model->column[i].type;
	}
	for (i = 0; i < TABLE_COUNT; i++) {
		directory->line[i] = region_offset(region, model->line[i]);
		directory->file[i] = region_offset(region, model->file[i]);
		directory->rows[i] = model->rows[i];
		directory->one_file[i] = model->one_file[i];
	}
	directory->bytes = region_offset(region, model->bytes);
	directory->string = region_offset(region, model->string);
	directory->strings = model->strings;
	directory->operator_ = model->operator_;
	directory->as_of = model->as_of;
	memcpy(region->base, &place, sizeof place);
	return region_seal(region, err);
}

static const void *at(const struct region *region, uint64_t offset)
{
	return offset ? region->base + offset : NULL;
}

int model_map(struct model *model, int fd, struct error *err)
{
	const struct directory *directory;
	uint64_t place;
	unsigned i;

	*model = (struct model){ .region.fd = -1 };
	if (region_map(&model->region, fd, err) != 0)
		return -1;
	memcpy(&place, model->region.base, sizeof place);
	directory = at(&model->region, place);
	/* The host that wrote it is trusted; this catches a worker and a host of different builds. */
	if (place == 0 || place > model->region.used - sizeof *directory || directory->magic != DIRECTORY_MAGIC
		|| directory->tables != TABLE_COUNT || directory->columns != COLUMN_COUNT)
		return error_set(err, ERROR_PLUGIN, "the model is of another build of keur than this worker");
	for (i = 0; i < COLUMN_COUNT; i++) {
		model->column[i].data = at(&model->region, directory->column[i].data);
		model->column[i].valid = at(&model->region, directory->column[i].valid);
		model->column[i].offset = at(&model->region, directory->column[i].offset);
		model->column[i].rows = directory->column[i].rows;
		model->column[i].type = directory->column[i].type;
	}
	for (i = 0; i < TABLE_COUNT; i++) {
		model->line[i] = at(&model->region, directory->line[i]);
		model->file[i] = at(&model->region, directory->file[i]);
		model->rows[i] = directory->rows[i];
		model->one_file[i] = directory->one_file[i];
	}
	model->bytes = at(&model->region, directory->bytes);
	model->string = at(&model->region, directory->string);
	model->strings = directory->strings;
	model->operator_ = directory->operator_;
	model->as_of = directory->as_of;
	return 0;
}

void model_close(struct model *model)
{
	dict_free(&model->dict);
	region_close(&model->region);
	*model = (struct model){ .region.fd = -1 };
}
