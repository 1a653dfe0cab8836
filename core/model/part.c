#include "model/part.h"

#include "base/mem.h"
#include "base/number.h"
#include "model/country.h"
#include "model/mac.h"
#include "model/selector.h"

#include <stdio.h>
#include <stdlib.h>

uint32_t part_row(struct part *part, struct part_tables *tables, enum table_id table, uint32_t line)
{
	struct part_rows *rows = &tables->rows[table];

	(void)part;
	if (rows->count >= KEUR_NONE - 1)
		mem_fail();
	if (rows->count == rows->line_capacity)
		mem_reserve(&rows->line, &rows->line_capacity, (size_t)rows->count + 1, sizeof *rows->line);
	rows->line[rows->count] = line;
	return rows->count++;
}

/* Grows an array so that `need` elements fit, the new ones zero. */
static void reserve_zeroed(void *array_pointer, size_t *capacity, size_t need, size_t size)
{
	size_t before = *capacity;
	unsigned char *array;

	if (need <= before)
		return;
	mem_reserve(array_pointer, capacity, need, size);
	memcpy(&array, array_pointer, sizeof array);
	memset(array + before * size, 0, (*capacity - before) * size);
}

static void mark_known(struct part_column *column, uint32_t row)
{
	if (row / 64 >= column->valid_capacity)
		reserve_zeroed(&column->valid, &column->valid_capacity, (size_t)row / 64 + 1, sizeof *column->valid);
	column->valid[row / 64] |= UINT64_C(1) << (row % 64);
}

/* The hot path of reading: one store for the widths there are. */
static void set_bytes(struct part_column *column, uint32_t row, const void *value, size_t width)
{
	unsigned char *to;

	if (row >= column->data_capacity)
		reserve_zeroed(&column->data, &column->data_capacity, (size_t)row + 1, width);
	to = (unsigned char *)column->data + (size_t)row * width;
	if (width == 4)
		memcpy(to, value, 4);
	else if (width == 1)
		memcpy(to, value, 1);
	else if (width == 8)
		memcpy(to, value, 8);
	else
		memcpy(to, value, 2);
	mark_known(column, row);
}

/* Every row up to this one begins at the items there are now, unless it began before. */
static void begin_lists(struct part_column *column, uint32_t row)
{
	mem_reserve(&column->offset, &column->offset_capacity, (size_t)row + 2, sizeof *column->offset);
	while (column->offsets <= row)
		column->offset[column->offsets++] = column->items;
}

static void add_item(struct part_column *column, uint32_t row, uint32_t code)
{
	if (column->offsets <= row)
		begin_lists(column, row);
	if (column->items == column->data_capacity)
		mem_reserve(&column->data, &column->data_capacity, (size_t)column->items + 1, sizeof code);
	((uint32_t *)column->data)[column->items++] = code;
	mark_known(column, row);
}

static uint32_t newest(const struct part_tables *tables, enum column_id column)
{
	return tables->rows[schema_column[column].table].count - 1;
}

void part_set_code(struct part *part, struct part_tables *tables, enum column_id column, uint32_t code)
{
	struct part_column *c = &tables->column[column];
	uint32_t row = newest(tables, column);

	(void)part;
	if (schema_is_list(column))
		add_item(c, row, code);
	else
		set_bytes(c, row, &code, sizeof code);
}

/* Neighbours often say the same (segment, site, supplier): comparing with the column's last text is cheaper than hashing. */
static uint32_t code_of(struct part *part, struct part_column *c, struct text value)
{
	if (!c->has_last || !text_equal(dict_text(&part->dict, c->last), value)) {
		c->last = dict_add(&part->dict, value);
		c->has_last = true;
	}
	return c->last;
}

void part_set_text(struct part *part, struct part_tables *tables, enum column_id column, struct text value)
{
	part_set_code(part, tables, column, code_of(part, &tables->column[column], value));
}

/* Most values by far: a text or a name that is no special word, on a row that has none yet. */
static bool set_plain(struct part *part, struct part_column *c, uint32_t row, struct text value)
{
	uint32_t code;

	if (value.length == 0 || value.length > PART_ID_MOST || value.data[0] == 'u' || value.data[0] == 'n' || row >= c->data_capacity || row / 64 >= c->valid_capacity
		|| (c->valid[row / 64] >> (row % 64) & 1))
		return false;
	code = code_of(part, c, value);
	memcpy((unsigned char *)c->data + (size_t)row * sizeof code, &code, sizeof code);
	c->valid[row / 64] |= UINT64_C(1) << (row % 64);
	return true;
}

void part_set_member(struct part *part, struct part_tables *tables, enum column_id column, unsigned member)
{
	unsigned char byte = (unsigned char)member;

	(void)part;
	set_bytes(&tables->column[column], newest(tables, column), &byte, sizeof byte);
}

/* ---- Values as users write them -------------------------------------------------------------------------------------------- */

/* 4.000, 4,000 and 4 000 as 4000: digits in groups of three, which nothing else looks like. */
static bool grouped_number(struct text value, struct buffer *out)
{
	size_t i, digits = 0, groups = 0;
	int64_t number;

	for (i = 0; i < value.length; i++) {
		if (value.data[i] >= '0' && value.data[i] <= '9') {
			buffer_add(out, value.data + i, 1);
			digits++;
		} else if (!strchr(".,' _", value.data[i]) || digits == 0 || digits > 3 || (groups && digits != 3)) {
			return false;
		} else {
			groups++;
			digits = 0;
		}
	}
	return groups && digits == 3 && number_parse(buffer_view(out), &number);
}

/* 1-1-2029, 1.1.2029, 31/12/2029, 2029/1/31 as ISO 8601. With slashes day and month may stand either way: only where one of them can be
 * no month. */
static bool other_date(struct text value, struct buffer *out)
{
	unsigned number[3] = { 0 }, part = 0, digits[3] = { 0 }, day, month, year;
	char separator = 0;
	int32_t days;
	size_t i;

	for (i = 0; i < value.length; i++) {
		char c = value.data[i];

		if (c >= '0' && c <= '9' && digits[part] < 4) {
			number[part] = number[part] * 10 + (unsigned)(c - '0');
			digits[part]++;
		} else if (part < 2 && digits[part] && strchr("-./", c) && (!separator || c == separator)) {
			separator = c;
			part++;
		} else {
			return false;
		}
	}
	if (digits[0] == 4) {
		year = number[0];
		month = number[1];
		day = number[2];
	} else {
		if (digits[2] != 4 || (separator == '/' && number[0] <= 12 && number[1] <= 12 && number[0] != number[1]))
			return false;
		year = number[2];
		month = separator == '/' && number[1] > 12 ? number[0] : number[1];
		day = month == number[1] ? number[0] : number[1];
	}
	buffer_format(out, "%04u-%02u-%02u", year, month, day);
	return date_parse(buffer_view(out), &days);
}

/* The right way to write what a value of the wrong form most likely means; empty when nobody can tell. */
static void meant(enum column_type type, struct text value, struct buffer *out)
{
	char room[2];

	if (type == TYPE_COUNTRY)
		buffer_text(out, country_meant(value, room));
	else if (!(type == TYPE_NUMBER ? grouped_number : other_date)(value, out))
		buffer_clear(out);
}

static void wrong_form(enum column_id column, struct text value, struct place at, struct messages *messages)
{
	const struct schema_column *c = &schema_column[column];
	const char *shown = messages_quote(messages, value), *country = c->type == TYPE_COUNTRY ? "two letters of ISO 3166-1 like NL" : "";
	struct buffer right = { 0 };

	if (c->type == TYPE_COUNTRY || c->type == TYPE_NUMBER || c->type == TYPE_DATE)
		meant(c->type, value, &right);
	messages_add_field(messages, SEVERITY_ERROR, at, c->name, "%s.%s: `%s` is not %s%s%s", schema_table[c->table].name, c->name,
		shown, c->type == TYPE_COUNTRY ? "a country code" : schema_type_hint(column),
		right.length ? ": write " : *country ? ": " : "", right.length ? right.data : country);
	buffer_free(&right);
}

static int wrong_value(enum column_id column, struct text value, struct place at, struct messages *messages)
{
	const struct schema_column *c = &schema_column[column];
	const char *shown = messages_quote(messages, value);

	if (c->type == TYPE_MEMBER || c->type == TYPE_SET) {
		const struct schema_list *list = &schema_list[c->target];
		struct text near = schema_nearest_member((enum list_id)c->target, value);
		struct buffer known = { 0 };
		unsigned i;

		if (near.length) {
			messages_add_field(messages, SEVERITY_ERROR, at, c->name, "%s.%s: `%s` is not in its list: did you mean `%.*s`?",
				schema_table[c->table].name, c->name, shown, (int)near.length, near.data);
			return -1;
		}
		for (i = 0; i < list->members; i++)
			buffer_format(&known, "%s%s", i ? ", " : "", list->member[i]);
		if (c->flags & COLUMN_NONE_ANSWER)
			buffer_string(&known, ", none");
		messages_add_field(messages, SEVERITY_ERROR, at, c->name, "%s.%s: `%s` is not in its list: %s", schema_table[c->table].name,
			c->name, shown, known.data);
		buffer_free(&known);
		return -1;
	}
	wrong_form(column, value, at, messages);
	return -1;
}

/* An export is not ours to mend: what it says of a country and is none stays unknown. */
static int wrong_country(const struct part *part, enum column_id column, struct text value, struct place at, struct messages *messages)
{
	const struct schema_column *c = &schema_column[column];

	if (part->kind != PART_FOREIGN)
		return wrong_value(column, value, at, messages);
	messages_add_field(messages, SEVERITY_WARNING, at, c->name, "%s.%s: `%s` is not a country code: left unknown",
		schema_table[c->table].name, c->name, messages_quote(messages, value));
	return 0;
}

/* What class and data make critical stays so, unless an edit says who decided otherwise and why. */
static int no_lowering(struct text value, struct place at, struct messages *messages)
{
	messages_add_field(messages, SEVERITY_ERROR, at, schema_column[COL_component_critical].name,
		"component.critical: `%s`: a designation adds to what class and data make critical: write `yes`, leave it out, or take the part off "
		"the list in an overlay with an edit that has a reason and an authority",
		messages_quote(messages, value));
	return -1;
}

/* Texts that are hardware addresses, whole or their beginning. */
static bool right_address(enum column_id column, struct text value)
{
	struct buffer digits = { 0 };
	bool right = column != COL_component_mac && column != COL_supplier_mac_prefixes;

	if (!right)
		right = mac_digits(value, &digits) && digits.length <= MAC_DIGITS
			&& digits.length >= (column == COL_component_mac ? MAC_DIGITS : MAC_LEAST);
	buffer_free(&digits);
	return right;
}

static int wrong_address(enum column_id column, struct text value, struct place at, struct messages *messages)
{
	const struct schema_column *c = &schema_column[column];

	messages_add_field(messages, SEVERITY_ERROR, at, c->name, "%s.%s: `%s` is not %s", schema_table[c->table].name, c->name,
		messages_quote(messages, value), column == COL_component_mac ? "a hardware address of twelve hexadecimal digits like 00:53:00:12:34:56"
									     : "the beginning of hardware addresses, six to twelve hexadecimal digits like 00:53:00");
	return -1;
}

/* Numbers that are steps of a scale. */
static const struct range {
	enum column_id column;
	int64_t least, most;
} ranges[] = {
	{ COL_supplier_maturity, 1, 4 },
	{ COL_supplier_trust, 1, 4 },
};

static bool within_range(enum column_id column, int64_t number)
{
	size_t i;

	for (i = 0; i < sizeof ranges / sizeof *ranges; i++)
		if (ranges[i].column == column)
			return number >= ranges[i].least && number <= ranges[i].most;
	return true;
}

static int out_of_range(enum column_id column, struct text value, struct place at, struct messages *messages)
{
	const struct schema_column *c = &schema_column[column];
	const struct range *range = ranges;

	while (range->column != column)
		range++;
	messages_add_field(messages, SEVERITY_ERROR, at, c->name, "%s.%s: `%s` is not on its scale: %lld to %lld", schema_table[c->table].name,
		c->name, messages_quote(messages, value), (long long)range->least, (long long)range->most);
	return -1;
}

static int twice(enum column_id column, struct place at, struct messages *messages)
{
	messages_add_field(messages, SEVERITY_ERROR, at, schema_column[column].name, "%s.%s is given twice for one row: keep one",
		schema_table[schema_column[column].table].name, schema_column[column].name);
	return -1;
}

/* `none` as an answer: an empty list or set, KEUR_NONE for a row or a text, the lowest number for a date or duration (never, nothing). */
static void set_none(struct part_column *c, enum column_id column, uint32_t row)
{
	static const uint32_t no_row = KEUR_NONE;
	static const int32_t no_days = KEUR_NO_DATE, zero_days = 0;
	static const uint64_t empty = 0;

	switch (schema_column[column].type) {
	case TYPE_ROWS:
	case TYPE_TEXTS:
		begin_lists(c, row);
		mark_known(c, row);
		break;
	case TYPE_SET:
		set_bytes(c, row, &empty, schema_width(column));
		break;
	case TYPE_DATE:
		set_bytes(c, row, &no_days, sizeof no_days);
		break;
	case TYPE_DAYS:
		set_bytes(c, row, &zero_days, sizeof zero_days);
		break;
	default:
		set_bytes(c, row, &no_row, sizeof no_row);
	}
}

static int yes_or_no(struct text value)
{
	switch (value.data[0]) { /* never empty here */
	case 'y':
		return text_is(value, "yes") ? KEUR_YES : 0;
	case 'n':
		return text_is(value, "no") ? KEUR_NO : 0;
	case 't':
		return text_is(value, "true") ? KEUR_YES : 0;
	case 'f':
		return text_is(value, "false") ? KEUR_NO : 0;
	default:
		return 0;
	}
}

int part_too_long(const char *what, const char *field, struct text value, size_t most, struct place at, struct messages *messages)
{
	enum { SHOWN = 40 };
	struct text begins = { value.data, utf8_valid_prefix(value.data, value.length < SHOWN ? value.length : SHOWN) };
	char bytes[NUMBER_SIZE + 8], limit[NUMBER_SIZE + 8];

	number_format(value.length, bytes);
	number_format(most, limit);
	messages_add_field(messages, SEVERITY_ERROR, at, field, "%s: `%s...` has %s bytes: %s are the most that is accepted", what,
		messages_quote(messages, begins), bytes, limit);
	return -1;
}

/* Text in a file of changes stands for a value of any column, lists among them: its parts are looked at when they are set. */
static int check_length(enum column_id column, struct text value, struct place at, struct messages *messages)
{
	const struct schema_column *s = &schema_column[column];
	bool id = s->type == TYPE_ROW || s->type == TYPE_ROWS || (s->type == TYPE_TEXT && s->flags & COLUMN_KEY && column != COL_edit_address);
	char what[64];

	if (value.length <= (id ? PART_ID_MOST : PART_TEXT_MOST) || column == COL_edit_set || s->type == TYPE_SELECTOR)
		return 0;
	snprintf(what, sizeof what, "%s.%s", schema_table[s->table].name, s->name);
	return part_too_long(what, s->name, value, id ? PART_ID_MOST : PART_TEXT_MOST, at, messages);
}

/* Every value that is not plain. Kept apart so that plain ones, most of a file, do not pay for it. */
static __attribute__((noinline)) int set_typed(struct part *part, struct part_tables *tables, enum column_id column, struct text value,
	struct place at, struct messages *messages)
{
	const struct schema_column *s = &schema_column[column];
	struct part_column *c = &tables->column[column];
	uint32_t row = newest(tables, column);
	bool known = part_known(tables, column, row);
	int64_t number;
	int32_t days;
	int member;

	if (value.length > PART_ID_MOST && check_length(column, value, at, messages) != 0)
		return -1;
	/* To set something to unknown is something to do. */
	if (value.length == 0 || (value.data[0] == 'u' && text_is(value, "unknown") && column != COL_edit_set))
		return 0;
	if (value.data[0] == 'n' && (s->flags & COLUMN_NONE_ANSWER) && text_is(value, "none")) {
		if (known)
			return twice(column, at, messages);
		set_none(c, column, row);
		return 0;
	}
	if (known && !schema_is_list(column) && s->type != TYPE_SET)
		return twice(column, at, messages);
	switch (s->type) {
	case TYPE_COUNTRY:
		if (!country_known(value))
			return wrong_country(part, column, value, at, messages);
		part_set_text(part, tables, column, value);
		return 0;
	case TYPE_TEXTS:
		if (!right_address(column, value))
			return wrong_address(column, value, at, messages);
		part_set_text(part, tables, column, value);
		return 0;
	case TYPE_TEXT:
	case TYPE_ROW:
	case TYPE_ROWS:
		part_set_text(part, tables, column, value);
		return 0;
	case TYPE_SELECTOR:
		if (selector_check(value, at, messages) != 0)
			return -1;
		part_set_text(part, tables, column, value);
		return 0;
	case TYPE_MEMBER:
	case TYPE_SET:
		member = schema_find_member((enum list_id)s->target, value);
		if (member < 0)
			return wrong_value(column, value, at, messages);
		if (s->type == TYPE_SET) {
			size_t width = schema_width(column);
			uint64_t set = UINT64_C(1) << member;

			if (known)
				set |= schema_get_set(column, (unsigned char *)c->data + row * width);
			set_bytes(c, row, &set, width);
		} else {
			part_set_member(part, tables, column, (unsigned)member);
		}
		return 0;
	case TYPE_YES_NO:
		member = yes_or_no(value);
		if (!member)
			return wrong_value(column, value, at, messages);
		if (column == COL_component_critical && member == KEUR_NO && part->kind != PART_EDIT)
			return no_lowering(value, at, messages);
		part_set_member(part, tables, column, (unsigned)member);
		return 0;
	case TYPE_NUMBER:
		if (!number_parse(value, &number))
			return wrong_value(column, value, at, messages);
		if (!within_range(column, number))
			return out_of_range(column, value, at, messages);
		set_bytes(c, row, &number, sizeof number);
		return 0;
	case TYPE_DAYS:
	case TYPE_DATE:
	case TYPE_SHARE:
		if (!(s->type == TYPE_DATE ? date_parse : s->type == TYPE_DAYS ? duration_parse : share_parse)(value, &days))
			return wrong_value(column, value, at, messages);
		set_bytes(c, row, &days, sizeof days);
		return 0;
	case TYPE_NUMBER8:
		break; /* derived, never read */
	}
	return wrong_value(column, value, at, messages);
}

int part_set(struct part *part, struct part_tables *tables, enum column_id column, struct text value, struct place at,
	struct messages *messages)
{
	enum column_type type = schema_column[column].type;

	if ((type == TYPE_TEXT || type == TYPE_ROW)
		&& set_plain(part, &tables->column[column], newest(tables, column), value))
		return 0;
	return set_typed(part, tables, column, value, at, messages);
}

void part_copy_value(struct part *to, const struct part_column *from, enum column_id column, uint32_t row, const uint32_t *map)
{
	struct part_column *c = &to->rows.column[column];
	uint32_t newest_row = newest(&to->rows, column), i, code;
	size_t width = schema_width(column);

	if (schema_is_list(column)) {
		begin_lists(c, newest_row);
		mark_known(c, newest_row); /* also where the list is the answer `none` */
		for (i = from->offset[row]; i < from->offset[row + 1]; i++) {
			code = ((const uint32_t *)from->data)[i];
			add_item(c, newest_row, code == KEUR_NONE || !map ? code : map[code]);
		}
	} else if (schema_is_string(column) || schema_column[column].type == TYPE_ROW) {
		code = ((const uint32_t *)from->data)[row];
		code = code == KEUR_NONE || !map ? code : map[code];
		set_bytes(c, newest_row, &code, sizeof code);
	} else {
		set_bytes(c, newest_row, (const unsigned char *)from->data + row * width, width);
	}
}

void part_copy_row(struct part *to, const struct part *from, bool template_, enum table_id table, uint32_t row, const uint32_t *map, uint32_t line)
{
	const struct part_tables *tables = template_ ? &from->templates : &from->rows;
	unsigned c;

	part_row(to, &to->rows, table, line);
	for (c = schema_first[table]; c < schema_first[table + 1]; c++)
		/* A row of a template names its component by number, not by code. */
		if (part_known(tables, (enum column_id)c, row) && !(template_ && (c == COL_party_component || c == COL_log_component)))
			part_copy_value(to, &tables->column[c], (enum column_id)c, row, map);
}

int part_row_complete(struct part *part, struct part_tables *tables, enum table_id table, struct place at, struct messages *messages)
{
	uint32_t row = tables->rows[table].count - 1;
	int result = 0;
	unsigned c;

	(void)part;
	for (c = schema_first[table]; c < schema_first[table + 1]; c++) {
		if (!(schema_column[c].flags & COLUMN_REQUIRED) || part_known(tables, (enum column_id)c, row))
			continue;
		messages_add(messages, SEVERITY_ERROR, at, "a row of %s without `%s`: every %s needs one", schema_table[table].plural,
			schema_column[c].name, schema_table[table].name);
		result = -1;
	}
	return result;
}

static void close_tables(struct part_tables *tables)
{
	unsigned c;

	for (c = 0; c < COLUMN_COUNT; c++) {
		struct part_column *column = &tables->column[c];
		uint32_t rows = tables->rows[schema_column[c].table].count;

		if (schema_is_list((enum column_id)c) && column->valid)
			begin_lists(column, rows); /* rows + 1 entries: the last one is the end */
	}
}

void part_close(struct part *part)
{
	close_tables(&part->rows);
	close_tables(&part->templates);
}

static void free_tables(struct part_tables *tables)
{
	unsigned c, t;

	for (c = 0; c < COLUMN_COUNT; c++) {
		free(tables->column[c].data);
		free(tables->column[c].valid);
		free(tables->column[c].offset);
	}
	for (t = 0; t < TABLE_COUNT; t++)
		free(tables->rows[t].line);
}

void part_free(struct part *part)
{
	if (!part)
		return;
	free_tables(&part->rows);
	free_tables(&part->templates);
	dict_free(&part->dict);
	free(part->apply);
	*part = (struct part){ 0 };
}
