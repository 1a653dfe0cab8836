/* A way in that is closed: what was observed of a declared one is that way in and goes with it. How many declarations cover what was observed is counted
 * once for a part, and counted down with each that is closed, so that to close every way into a part costs each pair of them a look or two. */
#include "assess/trial_internal.h"

#include "assess/facts.h"

#include <stdlib.h>

struct trial_index *trial_index(struct trial *trial, const struct model *model)
{
	struct trial_index *index = trial->index;
	size_t ways = model->rows[TABLE_access], parts = model->rows[TABLE_component];

	if (index)
		return index;
	index = trial->index = mem_zalloc(1, sizeof *index);
	contracts_start(&index->contracts, model);
	rows_by_start(&index->ways, model, COL_access_target, model->rows[TABLE_component]);
	rows_by_start(&index->parties, model, COL_party_component, model->rows[TABLE_component]);
	index->closed = mem_zalloc(ways / 64 + 1, sizeof *index->closed);
	index->counted = mem_zalloc(parts / 64 + 1, sizeof *index->counted);
	index->covers = mem_zalloc(ways + 1, sizeof *index->covers);
	index->open = mem_zalloc(ways + 1, sizeof *index->open);
	return index;
}

void trial_index_free(struct trial_index *index)
{
	if (!index)
		return;
	contracts_free(&index->contracts);
	rows_by_free(&index->ways);
	rows_by_free(&index->parties);
	free(index->closed);
	free(index->counted);
	free(index->covers);
	free(index->open);
	free(index);
}

/* ---- The same way in ----------------------------------------------------------------------------------------------------------- */

enum cover { COVER_NONE, COVER_PERHAPS, COVER_CERTAIN };

static bool is_observed(const struct model *model, uint32_t row)
{
	return model_answer(model, COL_access_observed, row) == KEUR_YES
		|| (model_known(model, COL_access_source, row) && keur_byte(&model->column[COL_access_source], row) == KEUR_SOURCE_OBSERVED);
}

static bool is_declared(const struct model *model, uint32_t row)
{
	uint8_t declared = model_answer(model, COL_access_declared, row);

	return declared ? declared == KEUR_YES
			: model_known(model, COL_access_source, row) && keur_byte(&model->column[COL_access_source], row) == KEUR_SOURCE_DECLARED;
}

/* A declaration that nobody has confirmed covers nothing. */
static bool may_cover(const struct model *model, uint32_t row)
{
	return is_declared(model, row) && (!model_known(model, COL_access_claim_status, row)
		|| keur_byte(&model->column[COL_access_claim_status], row) == KEUR_CLAIM_CONFIRMED);
}

/* Whether a declared row covers an observed one of the same target: the same country, the same party or one above it, and at least its privilege.
 * What is not known may be so. By the rules of the plugin that finds undeclared ways in. */
static enum cover covers(struct trial_index *index, const struct model *model, uint32_t declared, uint32_t observed)
{
	static const enum column_id same[] = { COL_access_party, COL_access_from_country };
	const struct keur_column *privilege = &model->column[COL_access_privilege];
	uint32_t target = keur_code(&model->column[COL_access_target], declared);
	uint8_t valid = facts_in_force(model, COL_access_valid_from, COL_access_valid_until, declared); /* derived columns may not be there yet */
	enum cover cover = COVER_CERTAIN;
	size_t i;

	index->compared++;
	if (valid == KEUR_NO)
		return COVER_NONE;
	if (!valid || !keur_known(privilege, declared) || !keur_known(privilege, observed))
		cover = COVER_PERHAPS;
	else if (keur_byte(privilege, declared) < keur_byte(privilege, observed))
		return COVER_NONE;
	for (i = 0; i < sizeof same / sizeof *same; i++) {
		uint32_t x = keur_code(&model->column[same[i]], declared), y = keur_code(&model->column[same[i]], observed);

		if (x == KEUR_NONE || y == KEUR_NONE)
			cover = COVER_PERHAPS;
		else if (x != y && !(same[i] == COL_access_party && contracts_under(&index->contracts, target, y, x)))
			return COVER_NONE;
	}
	return cover;
}

/* Seen, and not said to be declared or undeclared: what a declaration may cover. */
static bool may_be_covered(const struct model *model, uint32_t row)
{
	return is_observed(model, row) && !is_declared(model, row) && !model_answer(model, COL_access_declared, row);
}

/* ---- Closing ------------------------------------------------------------------------------------------------------------------- */

static void set_bit(uint64_t *bits, uint32_t i)
{
	bits[i / 64] |= UINT64_C(1) << i % 64;
}

static void clear_bit(uint64_t *bits, uint32_t i)
{
	bits[i / 64] &= ~(UINT64_C(1) << i % 64);
}

/* Every pair once: declared rows outside, as who works under one party is looked up once in a row. */
static void count_covers(struct trial_index *index, const struct model *model, uint32_t target)
{
	uint32_t first = index->ways.first[target], end = index->ways.first[target + 1], i, k;

	if (bit(index->counted, target))
		return;
	set_bit(index->counted, target);
	for (i = first; i < end; i++)
		for (k = first; may_cover(model, index->ways.row[i]) && k < end; k++)
			if (may_be_covered(model, index->ways.row[k])
				&& covers(index, model, index->ways.row[i], index->ways.row[k]) == COVER_CERTAIN)
				index->covers[index->ways.row[k]]++;
	for (k = first; k < end; k++)
		index->open[index->ways.row[k]] = index->covers[index->ways.row[k]];
}

/* What was observed of a declared way in is that way in: closing one closes the other, or it would be left over as an undeclared one. A row that
 * another declaration covers as well stays. So does one that only may be the same way in: it is left open, and listed. */
static void close_observed(struct trial *trial, struct trial_step *step, const struct model *model)
{
	struct trial_index *index = trial->index;
	uint32_t target = keur_code(&model->column[COL_access_target], step->row), first, ways, i, row;
	uint8_t *cover;

	if (target == KEUR_NONE || !may_cover(model, step->row))
		return;
	count_covers(index, model, target);
	first = index->ways.first[target];
	ways = index->ways.first[target + 1] - first;
	cover = mem_zalloc(ways, 1);
	for (i = 0; i < ways; i++) {
		row = index->ways.row[first + i];
		if (!may_be_covered(model, row))
			continue;
		cover[i] = (uint8_t)covers(index, model, step->row, row);
		index->open[row] -= cover[i] == COVER_CERTAIN;
		if (bit(index->closed, row) || index->open[row])
			cover[i] = COVER_NONE;
		step->closes += cover[i] == COVER_CERTAIN;
		step->lefts += cover[i] == COVER_PERHAPS;
	}
	step->closed = arena_alloc(&trial->arena, step->closes * sizeof *step->closed);
	step->left = arena_alloc(&trial->arena, step->lefts * sizeof *step->left);
	step->closes = step->lefts = 0;
	for (i = 0; i < ways; i++)
		if (cover[i] == COVER_CERTAIN)
			step->closed[step->closes++] = index->ways.row[first + i];
		else if (cover[i] == COVER_PERHAPS)
			step->left[step->lefts++] = index->ways.row[first + i];
	free(cover);
}

void trial_close(struct trial *trial, struct trial_step *step, const struct model *model)
{
	struct trial_index *index = trial_index(trial, model);
	uint32_t i;

	if (bit(index->closed, step->row))
		return; /* a step before this one closes it */
	set_bit(index->closed, step->row);
	trial_remove_row(step, model, TABLE_access, step->row);
	close_observed(trial, step, model);
	for (i = 0; i < step->closes; i++) {
		set_bit(index->closed, step->closed[i]);
		trial_remove_row(step, model, TABLE_access, step->closed[i]);
	}
}

void trial_settle(struct trial *trial)
{
	size_t i;
	uint32_t k, kept;

	for (i = 0; i < trial->steps; i++) {
		struct trial_step *step = &trial->step[i];

		for (k = 0, kept = 0; k < step->lefts; k++)
			if (!bit(trial->index->closed, step->left[k]))
				step->left[kept++] = step->left[k];
		step->lefts = kept;
	}
}

void trial_reopen(struct trial *trial, const struct trial_step *step)
{
	struct trial_index *index = trial->index;
	uint32_t target, k;

	if (step->kind != TRIAL_CLOSE || step->row == KEUR_NONE)
		return;
	clear_bit(index->closed, step->row);
	for (k = 0; k < step->closes; k++)
		clear_bit(index->closed, step->closed[k]);
	target = keur_code(&index->contracts.model->column[COL_access_target], step->row);
	for (k = target == KEUR_NONE ? 0 : index->ways.first[target]; target != KEUR_NONE && k < index->ways.first[target + 1]; k++)
		index->open[index->ways.row[k]] = index->covers[index->ways.row[k]];
}
