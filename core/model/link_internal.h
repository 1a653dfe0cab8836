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

/* A further origin of a row that already has one: a foreign record of the same part, an apply, an overlay. */
struct addition {
	uint32_t row; /* in the model */
	struct origin origin;
};

struct additions {
	struct addition *item;
	size_t count, capacity;
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
	unsigned shown_missing, shown_selectors;
};

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
static inline bool link_known(const struct link *link, const struct origin *origin, enum column_id column)
{
	return part_known(link_tables(link, origin), column, origin->row);
}
/* A string or reference column's code in the model's dictionary; KEUR_NONE when unknown (or none). */
uint32_t link_code(const struct link *link, const struct origin *origin, enum column_id column);
struct place link_place(const struct link *link, const struct origin *origin, enum table_id table);
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
/* ---- link_apply.c: which components each apply is for ---------------------------------------------------------------------------- */
int link_apply(struct link *link);
/* Template rows of party and log for the components they are for, except where the component answers itself. */
void link_apply_rows(struct link *link, enum table_id table, struct origin **origin, size_t *count, size_t *capacity);
/* ---- link_selectors.c: selectors that name nothing -------------------------------------------------------------------------------- */
/* A warning that says which of its values no component has. `what`: "statement"; `field`: where its selector stands. */
void link_selects_nothing(struct link *link, const struct selectable *selectable, const struct selector *selector, const char *what,
	const char *field, struct place at);
/* Once the tables are filled: statements and decisions. */
void link_check_selectors(struct link *link);
/* ---- link_suppliers.c ------------------------------------------------------------------------------------------------------------- */
int link_suppliers(struct link *link);
int link_sites(struct link *link);
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
