/* The schema as data: generated from schema.def, asked by readers, link, messages, help and the plugin host. */
#ifndef KEUR_MODEL_SCHEMA_H
#define KEUR_MODEL_SCHEMA_H

#include "base/nearest.h"
#include "base/text.h"

#include <keur/plugin.h>

#include <stdint.h>

enum table_id {
#define TABLE(table, plural, doc) TABLE_##table,
#include "model/schema.def"
	TABLE_COUNT
};

/* COL_FIRST_table is the number of the table's first column; the step back lets that column have the same number. */
enum column_id {
#define TABLE(table, plural, doc) COL_FIRST_##table, COL_STEP_BACK_##table = COL_FIRST_##table - 1,
#define COLUMN(table, column, name, type, target, flags, doc) COL_##table##_##column,
#include "model/schema.def"
	COLUMN_COUNT,
	COLUMN_NONE = COLUMN_COUNT
};

enum list_id {
#define LIST(list, ...) LIST_##list,
#include "model/schema.def"
	LIST_COUNT
};

/* Members that code in core/ asks for by name and plugins need not know. */
enum { LIST_MEMBER_stated_party, LIST_MEMBER_stated_access, LIST_MEMBER_stated_log, LIST_MEMBER_stated_link,
	LIST_MEMBER_stated_ownership, LIST_MEMBER_stated_audit_finding, LIST_MEMBER_stated_advisory, LIST_MEMBER_stated_event, LIST_MEMBERS_stated };
extern const char *const schema_stated_said[LIST_MEMBERS_stated]; /* to people: "ways in"; a context of translators, "rows" */
enum { LIST_MEMBER_verdict_trusted, LIST_MEMBER_verdict_restricted, LIST_MEMBER_verdict_untrusted };

enum column_type {
	TYPE_TEXT,
	TYPE_COUNTRY, /* stored like TEXT */
	TYPE_MEMBER,
	TYPE_SET,
	TYPE_YES_NO,
	TYPE_NUMBER,
	TYPE_NUMBER8, /* derived levels, one byte */
	TYPE_DAYS,
	TYPE_DATE,
	TYPE_SHARE,
	TYPE_ROW,
	TYPE_ROWS,
	TYPE_TEXTS,
	TYPE_SELECTOR,
};

enum column_flag {
	COLUMN_KEY = 1,
	COLUMN_REQUIRED = 2,
	COLUMN_NONE_ANSWER = 4,
	COLUMN_DERIVED = 8,
	COLUMN_VIRTUAL = 16,
	COLUMN_ABSENCE_ANSWERS = 32, /* absence is no open question, see schema.def */
};

struct schema_column {
	const char *name; /* as users write it, e.g. "product.version" */
	const char *doc;
	enum table_id table;
	enum column_type type;
	unsigned char target; /* enum list_id for MEMBER and SET, enum table_id for ROW and ROWS */
	unsigned char flags;
	unsigned char name_length;
};

struct schema_table {
	const char *name;
	const char *plural;
	const char *doc;
};

struct schema_list {
	const char *name;
	const char *const *member;
	unsigned members;
};

extern const struct schema_table schema_table[TABLE_COUNT];
extern const unsigned short schema_first[TABLE_COUNT + 1]; /* columns of table t: schema_first[t] .. schema_first[t + 1] - 1 */
extern const struct schema_column schema_column[COLUMN_COUNT];
extern const struct schema_list schema_list[LIST_COUNT];

/* By the name a user wrote; COLUMN_NONE / TABLE_COUNT / -1 when there is none. Derived columns are not found by schema_find_column. */
enum column_id schema_find_column(enum table_id table, struct text name);
enum table_id schema_find_table(struct text name);  /* singular */
enum table_id schema_find_plural(struct text name); /* as a top-level key */
int schema_find_member(enum list_id list, struct text name);
/* "access.mfa", derived columns too. */
enum column_id schema_find_full(struct text name);
/* What might have been meant. */
struct text schema_nearest_column(enum table_id table, struct text name);
struct text schema_nearest_member(enum list_id list, struct text name);
struct text schema_nearest_plural(struct text name);

/* How a column is laid out for plugins and in the model: KEUR_COLUMN_*. */
uint32_t schema_layout(enum column_id column);
/* Bytes of one value (of one item for lists). */
size_t schema_width(enum column_id column);
/* A stored value of a set column, whatever its width. */
uint64_t schema_get_set(enum column_id column, const void *value);
/* Whether a value is the code of one string: not a row, not a list. */
static inline int schema_is_string(enum column_id column)
{
	return schema_column[column].type == TYPE_TEXT || schema_column[column].type == TYPE_COUNTRY
		|| schema_column[column].type == TYPE_SELECTOR;
}
static inline int schema_is_list(enum column_id column)
{
	return schema_column[column].type == TYPE_ROWS || schema_column[column].type == TYPE_TEXTS;
}
/* A stored value of a column that holds neither strings nor rows, as a user would write it. */
void schema_format(enum column_id column, const void *value, struct buffer *out);
/* What a value should look like, for messages: "a date like 2026-11-01". */
const char *schema_type_hint(enum column_id column);

#endif
