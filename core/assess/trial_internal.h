/* Between trial.c, which makes the steps, and trial_close.c, which knows what of a way in goes with it. */
#ifndef KEUR_ASSESS_TRIAL_INTERNAL_H
#define KEUR_ASSESS_TRIAL_INTERNAL_H

#include "assess/contracts.h"
#include "assess/trial.h"

/* What steps about single parts and ways in ask of the model, made for the first of them. */
struct trial_index {
	struct contracts contracts;
	struct rows_by ways;    /* rows of access by target */
	struct rows_by parties; /* rows of party by component */
	uint64_t *closed;       /* bit per row of access: a step closes it */
	uint64_t *counted;      /* bit per component: `covers` of its ways in is there */
	uint32_t *covers;       /* by row of access, of what was observed: how many declared ones cover it for certain */
	uint32_t *open;         /* the same, of those that no step closes */
	uint64_t compared;      /* pairs of a declared and an observed one that were looked at: what closing costs */
};

struct trial_index *trial_index(struct trial *trial, const struct model *model);
void trial_index_free(struct trial_index *index);

/* Edits that take a row away. */
void trial_remove_row(struct trial_step *step, const struct model *model, enum table_id table, uint32_t row);
/* Closes step->row and what was observed of it. Nothing when a step before it did. */
void trial_close(struct trial *trial, struct trial_step *step, const struct model *model);
/* What a step closed is open again, for other steps about the same model. */
void trial_reopen(struct trial *trial, const struct trial_step *step);

#endif
