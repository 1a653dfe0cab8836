/* A trial: what somebody wants to try (`keur whatif`) as edits, by names that the inventory has. The same mechanism as overlays and answers; a
 * trial only needs no reason. Knows no command line and no file. */
#ifndef KEUR_ASSESS_TRIAL_H
#define KEUR_ASSESS_TRIAL_H

#include "base/error.h"
#include "model/model.h"
#include "model/part.h"

enum trial_kind { TRIAL_DISTRUST, TRIAL_TRUST, TRIAL_REPLACE, TRIAL_CLOSE, TRIAL_MOVE, TRIAL_SET, TRIAL_KINDS };
extern const char *const trial_name[TRIAL_KINDS]; /* "distrust", ... */
extern const char trial_anybody_trusted[];        /* as a replacement: somebody whom an authority trusts */

/* What a name that the inventory does not have was given as. */
enum trial_unheard { UNHEARD_SUPPLIER, UNHEARD_SEGMENT, UNHEARD_SITE, UNHEARD_KINDS };
extern const char *const trial_unheard_said[UNHEARD_KINDS]; /* to people, with {name} */

/* One thing to try. */
struct trial_step {
	enum trial_kind kind;
	const char *said;      /* "--close ra-7" */
	const char *argument;  /* "ra-7" */
	uint32_t file;         /* in messages.file: `said`, as the place of what it changes */
	uint32_t row;          /* in the model as it is: the supplier, access or component; KEUR_NONE */
	struct text with;      /* REPLACE: by whom, as given */
	uint32_t within;       /* REPLACE: in this part only; KEUR_NONE: everywhere */
	struct text unheard;   /* a new supplier, segment or site when the inventory has none of that name: it may be meant, or misspelt */
	enum trial_unheard unheard_as;
	struct text nearest;   /* the one that it has and that may be meant; empty: none is near */
	uint32_t *closed;      /* CLOSE: further rows of table access that are the same way in, as observed */
	uint32_t closes;
	uint32_t *left;        /* CLOSE: further rows that may be the same way in, or another: they stay, unless a later step closes them (trial_settle) */
	uint32_t lefts;
	struct part *part;     /* its edits, of kind PART_WHAT_IF */
};

struct trial {
	struct trial_step *step;
	size_t steps, capacity;
	struct arena arena;
	struct trial_index *index;
};

/* Adds a step. `model`: the network as it is. -1 with err when the argument names nothing in it. */
int trial_add(struct trial *trial, enum trial_kind kind, const char *argument, const struct model *model, struct messages *messages,
	struct error *err);
/* What a search tries, by rows of the model as it is: a name may hold the signs that part an argument, a row holds none. */
struct trial_about {
	enum { ABOUT_REPLACE, ABOUT_CLOSE, ABOUT_KEYS } kind; /* the keys of a part go to the operator */
	uint32_t row;    /* REPLACE: the supplier, by somebody trusted; CLOSE: the way in; KEYS: the part */
	uint32_t within; /* REPLACE: the part */
};
int trial_add_about(struct trial *trial, const struct trial_about *about, const struct model *model, struct messages *messages, struct error *err);
/* How many changes a step makes; 0: the network is already so. */
uint32_t trial_changes(const struct trial_step *step);
/* Once all are added: what a later step closes is no longer listed as left open by an earlier one. */
void trial_settle(struct trial *trial);
void trial_forget(struct trial *trial); /* its steps, for others about the same model */
void trial_free(struct trial *trial);

#endif
