#include "assess/whatif.h"

#include "assess/assess.h"

#include <stdlib.h>

/* The plan of one supplier is the same whether it is distrusted, replaced or both. */
static bool is_planned(const struct whatif *whatif, uint32_t supplier)
{
	size_t i;

	for (i = 0; i < whatif->withdrawals; i++)
		if (whatif->withdrawal[i].supplier == supplier)
			return true;
	return false;
}

void whatif_make(struct whatif *whatif, struct trial *trial, const struct result *before, const struct result *after)
{
	size_t i;

	trial_settle(trial);
	*whatif = (struct whatif){ .trial = trial };
	compare_results(&whatif->comparison, before, after, trial);
	whatif->withdrawal = mem_zalloc(trial->steps, sizeof *whatif->withdrawal);
	whatif->replacement = mem_zalloc(trial->steps, sizeof *whatif->replacement);
	for (i = 0; i < trial->steps; i++) {
		const struct trial_step *step = &trial->step[i];

		if ((step->kind == TRIAL_DISTRUST || (step->kind == TRIAL_REPLACE && step->within == KEUR_NONE)) && !is_planned(whatif, step->row))
			withdraw(&whatif->withdrawal[whatif->withdrawals++], before, step);
		if (step->kind == TRIAL_REPLACE && !text_is(step->with, trial_anybody_trusted))
			replacement_check(&whatif->replacement[whatif->replacements++], after, step);
	}
}

int whatif_exit_code(const struct whatif *whatif, int after)
{
	size_t i;

	for (i = 0; i < whatif->replacements; i++)
		if (after == EXIT_CLEAN && !replacement_passes(&whatif->replacement[i]))
			return EXIT_FOUND;
	return after;
}

void whatif_free(struct whatif *whatif)
{
	size_t i;

	for (i = 0; i < whatif->withdrawals; i++)
		withdrawal_free(&whatif->withdrawal[i]);
	free(whatif->withdrawal);
	free(whatif->replacement);
	comparison_free(&whatif->comparison);
	*whatif = (struct whatif){ 0 };
}
