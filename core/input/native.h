/* keur's own inventory format, bound to the schema: what YAML, XML and CSV have in common.
 *
 * A reader opens a row, gives it values by column, opens rows beneath it, closes it. Field names are looked up here in *shapes*, the sets
 * of names that may stand in one map or element, which are made from the schema: a new column or table needs no change in any
 * reader. Nothing is allocated per field, and nothing formatted unless it is a message. */
#ifndef KEUR_INPUT_NATIVE_H
#define KEUR_INPUT_NATIVE_H

#include "base/messages.h"
#include "model/part.h"

#include <stdbool.h>

enum { NATIVE_ERRORS = 100000 }; /* then reading stops: the file is not what it should be, and each error costs a formatted text */
enum { NATIVE_VERSION = 1 };

enum native_naming { NATIVE_PLURALS, /* YAML: `components`, `parties` */ NATIVE_SINGULARS /* XML: <component>, <party> */ };

enum native_kind {
	NATIVE_VALUE,    /* one value for `column` */
	NATIVE_LIST,     /* one or several */
	NATIVE_SELECTOR, /* `all`, canonical text, or lists by key; column COLUMN_NONE: the `to` of an apply entry */
	NATIVE_SITE,     /* a name, or a row of table site */
	NATIVE_GROUP,    /* fields of `shape` that belong to the same row: product, claim */
	NATIVE_ROW,      /* one row of `shape` */
	NATIVE_ROWS,     /* any number of them */
	NATIVE_APPLIES,  /* entries of `shape` */
	NATIVE_SET,      /* what an apply entry sets: values for its template */
	NATIVE_REFERENCE,/* of an apply entry */
	NATIVE_FORMAT,   /* `keur: 1` */
};

struct native_field {
	const char *name; /* not NUL-ended */
	unsigned char length;
	unsigned char kind;   /* enum native_kind */
	unsigned char shape;  /* of what stands beneath */
	unsigned char table;  /* of the rows beneath; TABLE_COUNT: none */
	unsigned short column; /* enum column_id */
	unsigned short next;  /* field that came after this one the last time: the first guess */
};

enum { NATIVE_MOST_GROUPS = 12 };

enum {
	/* 0 .. TABLE_COUNT - 1: a row of that table */
	NATIVE_TOP = TABLE_COUNT,
	NATIVE_APPLY,
	NATIVE_TEMPLATE,      /* a component without id */
	NATIVE_PARTY_WITHIN,  /* rows beneath a component or supplier, which is implied */
	NATIVE_LOG_WITHIN,
	NATIVE_DECISION_WITHIN,
	NATIVE_CRITERION_WITHIN,
	NATIVE_GROUPS,        /* the first of the groups of fields with a dot: product.name, claim.date */
	NATIVE_SHAPES = NATIVE_GROUPS + NATIVE_MOST_GROUPS
};

/* Rows that may stand within another, which they then need not name. */
struct native_within {
	enum table_id outer, table;
	enum column_id implied;
	unsigned char shape;
	const char *what, *path; /* for messages, as in struct native_shape */
};
enum { NATIVE_WITHIN = 4 };
extern const struct native_within native_within[NATIVE_WITHIN];

enum { NATIVE_FIELDS = 640, NATIVE_NO_FIELD = 0xFFFF, NATIVE_OPEN = 4 };

struct native_shape {
	const char *what; /* for messages: "a party within a component" */
	const char *path; /* for messages: "party."; NULL: what, and a dot */
	unsigned short first, count;
	unsigned short start; /* field that came first the last time */
};

struct native_open_row {
	enum table_id table;
	struct part_tables *tables;
	struct place at;
	uint64_t errors;    /* when it began */
	uint32_t within[NATIVE_WITHIN]; /* rows of these tables when this one began: what was added since refers to it */
};

struct native_include {
	const char *path;
	enum table_id table;
	struct place at;
};

/* An inline site while it is read. */
enum { SITE_VALUES = COL_FIRST_statement - COL_FIRST_site };
struct native_site {
	struct buffer value[SITE_VALUES]; /* by column from COL_FIRST_site */
	struct place at[SITE_VALUES];
	struct place begin;
};

struct native {
	struct part *part;
	struct messages *messages;
	uint64_t errors_before;
	uint64_t allowed;       /* tables that may stand in this file, a bit each */
	const char *allowed_why; /* "a register holds suppliers, ... only" */
	enum table_id only;     /* an included file: its table; else TABLE_COUNT */
	bool overlay, stopped;
	unsigned short required_end[TABLE_COUNT]; /* behind the last required column of the table */
	struct native_shape shape[NATIVE_SHAPES];
	struct { char what[48], path[48]; } group[NATIVE_MOST_GROUPS]; /* words of the groups' shapes */
	struct native_field field[NATIVE_FIELDS];
	unsigned fields;
	struct native_open_row open[NATIVE_OPEN]; /* the innermost row is open[opens - 1] */
	unsigned opens;
	struct native_site site;
	struct dict sites; /* inline sites that have a row */
	struct buffer selector; /* canonical text so far */
	uint32_t selector_values;
	uint64_t selector_errors; /* when it began */
	struct part_apply apply;
	struct place apply_at;
	bool apply_to, apply_set;
	struct native_include *include;
	size_t includes, includes_capacity;
	struct arena arena; /* include paths, names of groups */
};

void native_start(struct native *n, struct part *part, enum native_naming naming, struct messages *messages);
void native_free(struct native *n);

/* ---- Names ---- */
void native_shapes(struct native *n, enum native_naming naming);
/* *last is the field before this one in the same map, NATIVE_NO_FIELD for none; moved on. NULL when there is none of that name. */
const struct native_field *native_find(struct native *n, unsigned shape, unsigned short *last, struct text name);
/* The message for that, with what might have been meant. */
void native_unknown(struct native *n, unsigned shape, struct text name, struct place at);
/* "component.users: a list stands where a whole number like 12000 belongs"; `stands`: "a list", "a map". */
void native_wrong_kind(struct native *n, const struct native_field *field, unsigned shape, const char *stands, struct place at);
/* The same for a single value where it cannot stand: `product: Acme`. */
void native_wrong_value(struct native *n, const struct native_field *field, unsigned shape, struct text value, struct place at);
/* Whether rows of this top-level field may stand in this file; else a message. */
bool native_allowed(struct native *n, const struct native_field *field, struct place at);
void native_format(struct native *n, struct text version, struct place at);

/* ---- Rows ---- */
void native_row_begin(struct native *n, unsigned shape, struct place at);
int native_row_end(struct native *n); /* -1: too many errors, stop */
void native_value(struct native *n, enum column_id column, struct text value, struct place at);
/* A list was empty, or had `unknown` among others. */
void native_list_end(struct native *n, enum column_id column, size_t items, bool unknown, struct place at);
/* The short form of a nested decision: `decision: trusted`. */
int native_short_row(struct native *n, const struct native_field *field, struct text value, struct place at);

/* ---- What is not simply a row ---- */
void native_site_begin(struct native *n, struct place at);
void native_site_value(struct native *n, enum column_id column, struct text value, struct place at);
void native_site_end(struct native *n);

void native_selector_begin(struct native *n);
int native_selector_key(struct native *n, struct text key, struct place at);
void native_selector_value(struct native *n, struct text value);
void native_selector_key_end(struct native *n, struct place at); /* a key without values is an error */
void native_selector_end(struct native *n, enum column_id column, struct place at);

void native_apply_begin(struct native *n, struct place at);
void native_apply_to(struct native *n, struct text canonical, struct place at);
void native_apply_reference(struct native *n, struct text reference);
void native_set_begin(struct native *n, struct place at);
int native_apply_end(struct native *n);

void native_add_include(struct native *n, struct text path, const struct native_field *field, struct place at);

#endif
