/* Link: joins parts into one model, or says what is wrong with them and makes nothing.
 *
 * In this order: components of all native and foreign parts by id (foreign ones join through same_as), bulk facts (apply), overlay, edits,
 * function names by the catalogue, references, suppliers by id, name or alias (unknown ones get a row that is not registered), sites;
 * then every table is sorted.
 *
 * Overlays and edits say what is otherwise than the inventory has it. An overlay's rows may raise a risk only; what may lower one is an
 * edit with a reason and an authority. Two of them that say two things of one value are an error. */
#ifndef KEUR_MODEL_LINK_H
#define KEUR_MODEL_LINK_H

#include "model/catalogue.h"
#include "model/model.h"
#include "model/part.h"

enum link_change { LINK_CHANGED, LINK_ADDED, LINK_REMOVED, LINK_CHANGES };
extern const char *const link_change_name[LINK_CHANGES]; /* "changed", "added", "removed" */

/* A change made by an overlay or an edit: for the record in the result. */
struct link_override {
	enum link_change change;
	enum table_id table;
	enum column_id column;  /* COLUMN_NONE: the whole row was added or removed */
	uint32_t row;           /* in the model; KEUR_NONE: removed */
	const char *key;        /* of a row that was removed; else NULL: ask the model */
	const char *from, *to;  /* as a user would write them; "" for unknown */
	const char *reason, *authority, *reference; /* of an edit; "" when it gives none */
	uint32_t file, line;
	bool lowers;            /* it may lower a risk */
	bool refused;           /* for want of a reason: link ends with an error */
	uint32_t edit;          /* for link: 1 + index of the edit */
};

/* A supplier of which a name is taken for that of another one: if they are one, each counts for a share of it only. */
struct link_lookalike {
	uint32_t supplier, like;     /* rows of the model */
	const char *name, *as;       /* what was written, and what it looks like */
	const char *name_seen, *as_seen; /* the same with what deceives made visible: `N\u{43E}kia` */
	uint32_t file, line;         /* where the name stands first; line 0: nowhere */
};

/* A record of an export that says otherwise of a part than what counts: the inventory's own word, or that of an export before it. */
struct link_difference {
	uint32_t component;        /* row of the model */
	enum column_id column;
	const char *ours, *theirs; /* as users write them */
	const char *record;        /* its id in the export */
};

struct link_result {
	struct link_override *override;
	size_t overrides, capacity;
	struct link_lookalike *lookalike; /* by supplier; each once */
	size_t lookalikes, lookalike_capacity;
	struct link_difference *difference; /* by component, then column and record */
	size_t differences, difference_capacity;
	struct arena arena;
};

/* Takes the parts apart while it works (memory of a column is freed once it is in the model); part_free is still the caller's. as_of: from
 * the command line, or KEUR_NO_DATE to take the inventory's. 0, or -1 with errors in messages (some may be found before stopping). */
int link_parts(struct model *model, struct part *const *part, size_t parts, const struct catalogue *catalogue, int32_t as_of,
	struct link_result *result, struct messages *messages, struct error *err);
/* The same, leaving the parts as they are, for linking them again. */
int link_parts_kept(struct model *model, struct part *const *part, size_t parts, const struct catalogue *catalogue, int32_t as_of,
	struct link_result *result, struct messages *messages, struct error *err);
/* Whether selectors find parts by this column: an answer there may bring one under a decision or a statement. */
bool link_selects_by(enum column_id column);
void link_result_free(struct link_result *result);

#endif
