/* What the files of link share. See link.h for what it does. */
#ifndef KEUR_MODEL_LINK_INTERNAL_H
#define KEUR_MODEL_LINK_INTERNAL_H

#include "model/link.h"
#include "model/select.h"

/* Where a row of the model comes from. */
struct origin {
	uint32_t row;
	uint32_t component; /* a template row: the component it is for, by model row; else KEUR_NONE */
	uint16_t part;
	uint8_t template_;
	uint8_t overlay;
};

/* A further origin of a row that already has one: a foreign record of the same part, an apply, an overlay, an edit. */
struct addition {
	uint32_t row;  /* in the model */
	uint32_t edit; /* 1 + index of the edit, of which it gives one column; 0: none */
	struct origin origin;
};

struct additions {
	struct addition *item;
	size_t count, capacity;
};

/* One row of table edit. */
struct link_edit {
	struct origin said;     /* its row */
	struct origin typed;    /* a row of a part of kind PART_EDIT that knows the new value */
	enum table_id table;
	enum column_id column;  /* COLUMN_NONE: the row goes */
	struct text key;
	uint32_t next;          /* 1 + the next edit of the same row */
	bool used;              /* its row was found */
	bool free;              /* a what-if: needs no reason */
	bool empties;           /* `set: unknown`: the value goes */
};

/* A row that an edit gave another key. */
struct link_rewritten {
	struct place at;   /* of the row that it was */
	struct origin was;
	bool free;
};

struct link_edits {
	struct link_edit *item;
	size_t count, capacity;
	struct dict address;    /* "access[ra-7]" of every edit */
	uint32_t *first;        /* by code of address: 1 + its first edit */
	size_t first_capacity;
	uint64_t tables;        /* a bit for each table that has edits */
	uint32_t *removed;      /* by code: 1 + the edit that removes the component of this id; NULL: none is */
	struct part **made;     /* parts of kind PART_EDIT, owned */
	size_t mades;
	struct part *rewritten; /* the last of them: rows that an edit gave another key. Their lines are indexes into `row` */
	uint16_t rewritten_part; /* its number */
	struct link_rewritten *row;
	size_t rows, row_capacity;
};

struct link {
	struct model *model;
	struct part *const *part;
	size_t parts;
	const struct catalogue *catalogue;
	struct link_result *result;
	struct messages *messages;
	uint32_t **map;         /* by part: its codes in model->dict; NULL: the same */
	uint32_t codes;         /* entries of the arrays by code below */
	uint32_t *component_of; /* by code: the row with this id (or joined under it); KEUR_NONE */
	uint32_t *supplier_of, *site_of;
	uint32_t *rank;         /* by code: scratch, order of texts that are keys of the current table */
	struct origin *component;
	uint32_t components;
	struct additions joined, applied, overlaid; /* of components, sorted by row, in order of precedence within a row */
	struct link_edits edits;
	bool keep; /* the parts are needed again */
	unsigned shown_missing, shown_selectors;
	struct part by_mac;     /* parties whom nobody named: makers by the hardware address of what they made */
	size_t overrides_seen;  /* by link_overrides_refuse */
	unsigned selected_by;   /* a bit for each key by which decisions and statements that may lower a risk select, see link_directions.c */
	unsigned char *selected_supplier; /* by row: they select by it; NULL: there is no overlay */
	uint64_t refused;       /* errors of which the model is whole all the same: others can still be found */
};

static inline bool link_broken(const struct link *link)
{
	return link->messages->errors > link->refused;
}

/* ---- link_part.c: reading parts ------------------------------------------------------------------------------------------------- */
static inline const struct part_tables *link_tables(const struct link *link, const struct origin *origin)
{
	const struct part *part = link->part[origin->part];

	return origin->template_ ? &part->templates : &part->rows;
}
static inline uint32_t link_map(const struct link *link, uint16_t part, uint32_t code)
{
	return code == KEUR_NONE || !link->map[part] ? code : link->map[part][code];
}
/* Whether it stands in an overlay, or is tried. A bulk fact of one is still weaker than what a part says itself. */
static inline bool link_of_overlay(const struct link *link, const struct origin *origin)
{
	enum part_kind kind = link->part[origin->part]->kind;

	return origin->overlay || kind == PART_OVERLAY || kind == PART_WHAT_IF;
}
static inline bool link_known(const struct link *link, const struct origin *origin, enum column_id column)
{
	return part_known(link_tables(link, origin), column, origin->row);
}
/* A string or reference column's code in the model's dictionary; KEUR_NONE when unknown (or none). */
uint32_t link_code(const struct link *link, const struct origin *origin, enum column_id column);
struct place link_place(const struct link *link, const struct origin *origin, enum table_id table);
const char *link_where(struct link *link, struct place at); /* "file:line", for messages that name another place */
void link_value_text(const struct link *link, const struct origin *origin, enum column_id column, struct buffer *out);
bool link_same_value(const struct link *link, const struct origin *a, const struct origin *b, enum column_id column);
void link_merge_strings(struct link *link);
void link_resolve_functions(struct link *link);
/* Ranks of the texts that `column` holds in these rows into link->rank. */
void link_rank(struct link *link, const struct origin *origin, size_t rows, const enum column_id *column, size_t columns);
void link_add(struct additions *additions, uint32_t row, struct origin origin);

/* ---- link_components.c ------------------------------------------------------------------------------------------------------------ */
int link_components(struct link *link);
void link_component_columns(struct link *link);
/* ---- link_exports.c: where an export says otherwise of a part --------------------------------------------------------------------- */
/* A warning, and an entry of the link's result, for each record of an export that says otherwise in this column than `pick`, where the values come
 * from. Once all columns are filled: puts the entries in order. */
void link_exports_column(struct link *link, enum column_id column, const struct origin *pick);
void link_exports_done(struct link *link);
/* ---- link_apply.c: which components each apply is for ---------------------------------------------------------------------------- */
int link_apply(struct link *link);
/* Template rows of party and log for the components they are for, except where the component answers itself. */
void link_apply_rows(struct link *link, enum table_id table, struct origin **origin, size_t *count, size_t *capacity);
/* ---- link_apply_answers.c: what each apply says that nobody said before ------------------------------------------------------------ */
struct link_answers;
struct link_answers *link_answers_new(struct link *link, size_t applies);
/* The next apply, in order of parts and rows, for the components in `bits`: told where it contradicts one before it; left are those for which it says
 * something new. */
void link_answers_take(struct link_answers *answers, struct origin origin, uint64_t *bits);
void link_answers_free(struct link_answers *answers);
/* Template rows of `table` by apply: first[a] .. first[a + 1] - 1, as the reader wrote them in that order. The caller frees it. */
uint32_t *link_template_first(const struct part *part, enum table_id table);
/* What a row answers: for parties its role, for logs the one question there is, a bit each; 0: a party without a role. */
unsigned link_row_answers(const struct link *link, enum table_id table, const struct origin *row);
/* By component: what these rows answer. The caller frees it. */
unsigned char *link_own_answers(const struct link *link, enum table_id table, const struct origin *row, size_t rows);
/* ---- link_selectors.c: selectors that name nothing -------------------------------------------------------------------------------- */
/* A warning that says which of its values no component has. `what`: "statement"; `field`: where its selector stands. */
void link_selects_nothing(struct link *link, const struct selectable *selectable, const struct selector *selector, const char *what,
	const char *field, struct place at);
/* Once the tables are filled: statements and decisions. */
void link_check_selectors(struct link *link);
/* Rows that an overlay adds and that have no place for who answers for them: a statement of an overlay must. Logs, where somebody stated that all
 * are there; parties, where parts are selected by them. */
void link_check_added(struct link *link);
/* ---- link_users.c: numbers of users that cannot be -------------------------------------------------------------------------------- */
/* Once the tables are filled, that of the network too. */
void link_check_users(struct link *link);

/* ---- link_places.c: segments and sites that nobody but an edit has heard of -------------------------------------------------------- */
void link_check_places(struct link *link);
/* ---- link_lookalike.c: names that are taken for one another ----------------------------------------------------------------------- */
struct seen_name {
	uint32_t code;   /* in the model's dictionary */
	uint32_t entity; /* whose it is; numbered from 0, fewer than codes */
	struct place at; /* where it stands first; line 0: nowhere */
	const char *field; /* of that row */
	bool registered;
};
/* A warning, and an entry of the link's result, for each supplier of which a name looks like one of another supplier. The entries name entities until
 * link_lookalikes_rows gives them rows. */
void link_lookalikes(struct link *link, const struct seen_name *name, size_t names);
void link_lookalikes_rows(struct link *link, const uint32_t *row_of);
/* ---- link_mac.c ------------------------------------------------------------------------------------------------------------------- */
/* Adds a party to the rows of table party for every component without a maker whose hardware address has a prefix of the register. */
void link_makers(struct link *link, struct origin **origin, size_t *rows, size_t *capacity);
/* ---- link_suppliers.c ------------------------------------------------------------------------------------------------------------- */
int link_suppliers(struct link *link);
int link_sites(struct link *link);
/* ---- link_edits.c: what edits change --------------------------------------------------------------------------------------------- */
/* Reads every row of table edit. Appends the parts that hold their values to `part`, which has room for one for each part and one more. */
void link_edits_read(struct link *link, struct part **part);
/* Once there are codes: which components go. */
void link_edits_removed(struct link *link);
static inline bool link_is_removed(const struct link *link, uint32_t code)
{
	return link->edits.removed && code != KEUR_NONE && link->edits.removed[code];
}
/* A component that an edit removes was found: for the record. */
void link_edits_gone(struct link *link, uint32_t code, const struct origin *origin);
/* Edits of a table whose rows are found by id (component, supplier, site; network has one row) as additions; row_of by code of the id. */
void link_edits_by_id(struct link *link, enum table_id table, const uint32_t *row_of, struct additions *additions);
/* Edits of another table: rows that go are taken out of `origin`, rows that get another key are replaced there; other values become
 * additions to the row at that index of `origin`. */
void link_edits_of_rows(struct link *link, enum table_id table, struct origin *origin, size_t *rows, struct additions *additions);
/* Whether an addition says anything of a column: that it is unknown, too. */
static inline bool link_says(const struct link *link, const struct addition *add, enum column_id column)
{
	const struct link_edit *edit = add->edit ? &link->edits.item[add->edit - 1] : NULL;

	if (edit && edit->column != column)
		return false;
	return (edit && edit->empties) || link_known(link, &add->origin, column);
}
/* An edit of that row as an addition, or, where it gave the row another key, on the record. `sorted`: where rows come from. */
void link_edits_add(struct link *link, struct additions *additions, uint32_t row, const struct origin *sorted, uint32_t edit);
/* Whether this row got its key by a what-if: then it may be a row that is there already. */
bool link_edits_merges(const struct link *link, enum table_id table, const struct origin *origin);
/* "billing-1/hp/manage", as model_key will show it. */
void link_row_key(const struct link *link, enum table_id table, const struct origin *origin, struct buffer *out);
/* Edits whose row nobody has. */
void link_edits_unused(struct link *link, enum table_id table);
void link_edits_free(struct link *link);
/* ---- link_directions.c: which changes may lower a risk --------------------------------------------------------------------------- */
/* Whether a column is for people, and no rule looks at it. */
bool link_is_label(enum column_id column);
/* Whether everything in the set or list of `inner` is in that of `outer`. */
bool link_within(const struct link *link, const struct origin *inner, const struct origin *outer, enum column_id column);
/* Of two values that differ; either may be unknown. */
bool link_lowers(const struct link *link, enum column_id column, const struct origin *from, const struct origin *to);
/* Once suppliers have rows, before anything is judged that selectors read: what they select by. */
void link_selected(struct link *link);
/* By being there at all. */
bool link_addition_lowers(const struct link *link, enum table_id table, const struct origin *origin);
/* ---- link_overrides.c: what overlays and edits may change, and the record of it -------------------------------------------------- */
/* An overlay or an edit (1 + its index; 0: an overlay) gives row `row` another value: recorded, or refused with a message. */
void link_override(struct link *link, enum column_id column, uint32_t row, const struct origin *from, const struct origin *to, uint32_t edit);
void link_override_row(struct link *link, enum link_change change, enum table_id table, uint32_t row, const struct origin *origin, uint32_t edit);
static inline bool link_is_identity(enum column_id column)
{
	return column == COL_component_same_as || column == COL_supplier_name || column == COL_supplier_aliases || column == COL_supplier_enterprise
		|| column == COL_supplier_mac_prefixes;
}
/* Values in overlays that decide who is who: those are read before overlays are. */
void link_identities(struct link *link);
/* Once table access is filled. */
void link_declarations(struct link *link, const struct origin *origin, uint32_t rows);
/* Refuses what may lower a risk and nobody answers for, of tables that are filled. */
void link_overrides_refuse(struct link *link);
/* ---- link_rows.c: every other table ---------------------------------------------------------------------------------------------- */
int link_rows(struct link *link, enum table_id table);
/* Rows of a table in the order given, with further origins; frees the parts' columns when nothing else needs them. */
void link_fill_table(struct link *link, enum table_id table, const struct origin *origin, uint32_t rows,
	const struct additions *const *more, size_t mores);
/* All rows of a table in every part, in order of parts and rows; *count of them. */
struct origin *link_collect(const struct link *link, enum table_id table, size_t *count, size_t *capacity);
int link_missing(struct link *link, const struct origin *origin, enum column_id column, struct text id);
int link_header(struct link *link, int32_t as_of);

#endif
