/* What makes a supplier untrusted by the pack itself, without a decision about it: where it is established or managed from, and who owns or
 * controls it. Which countries are designated, and which grounds count, the pack says. */
#include "assess/facts.h"

#include <stdlib.h>
#include <string.h>

enum { MAJORITY = 5000 }; /* hundredths of a percent; more than this owns */

static bool designated(const struct policy_untrusted *untrusted, const struct model *model, enum column_id column, uint32_t supplier)
{
	struct text country = model_known(model, column, supplier) ? model_string(model, column, supplier) : (struct text){ "", 0 };
	uint32_t i;

	for (i = 0; i < untrusted->countries; i++)
		if (text_is(country, untrusted->country[i]))
			return true;
	return false;
}

/* By which of the pack's grounds an owner passes on what it is; POLICY_GROUNDS: by none. */
static unsigned passes_by(const struct policy_untrusted *untrusted, const struct model *model, uint32_t row)
{
	bool begun = !model_known(model, COL_ownership_from, row) || model->as_of == KEUR_NO_DATE
		|| keur_days(&model->column[COL_ownership_from], row) <= model->as_of;

	if (begun && (untrusted->grounds >> GROUND_CONTROL & 1) && model_answer(model, COL_ownership_control, row) == KEUR_YES)
		return GROUND_CONTROL;
	if (begun && (untrusted->grounds >> GROUND_OWNERSHIP & 1) && model_known(model, COL_ownership_share, row)
		&& keur_days(&model->column[COL_ownership_share], row) > MAJORITY)
		return GROUND_OWNERSHIP;
	return POLICY_GROUNDS;
}

/* From owner to owned, however long the chain is and whether or not it closes on itself: each supplier is taken once. */
static void pass_on(struct facts *facts, uint32_t *queue, uint32_t tail)
{
	const struct model *model = facts->model;
	const struct policy_untrusted *untrusted = &facts->policy->untrusted;
	uint32_t rows = model->rows[TABLE_ownership], suppliers = model->rows[TABLE_supplier], head, row, i;
	uint32_t *first = mem_zalloc((size_t)suppliers + 2, sizeof *first), *of = mem_resize(NULL, (size_t)rows + 1, sizeof *of);

	for (row = 0; row < rows; row++)
		first[keur_code(&model->column[COL_ownership_owner], row) + 2]++;
	for (i = 2; i < suppliers + 2; i++)
		first[i] += first[i - 1];
	for (row = 0; row < rows; row++)
		of[first[keur_code(&model->column[COL_ownership_owner], row) + 1]++] = row;
	for (head = 0; head < tail; head++)
		for (i = first[queue[head]]; i < first[queue[head] + 1]; i++) {
			uint32_t owned = keur_code(&model->column[COL_ownership_owned], of[i]);
			unsigned ground = passes_by(untrusted, model, of[i]);

			if (ground == POLICY_GROUNDS || owned == model->operator_ || facts->ground[owned])
				continue;
			facts->ground[owned] = (uint8_t)ground;
			queue[tail++] = owned;
		}
	free(first);
	free(of);
}

void facts_grounds(struct facts *facts)
{
	const struct model *model = facts->model;
	const struct policy_untrusted *untrusted = &facts->policy->untrusted;
	uint32_t suppliers = model->rows[TABLE_supplier], s, tail = 0, *queue;

	facts->ground = mem_zalloc((size_t)suppliers + 1, 1);
	if (!untrusted->countries)
		return;
	queue = mem_resize(NULL, (size_t)suppliers + 1, sizeof *queue);
	for (s = 0; s < suppliers; s++) {
		if (s == model->operator_)
			continue;
		if ((untrusted->grounds >> GROUND_ESTABLISHMENT & 1) && designated(untrusted, model, COL_supplier_country, s))
			facts->ground[s] = GROUND_ESTABLISHMENT;
		else if ((untrusted->grounds >> GROUND_MANAGEMENT_SEAT & 1) && designated(untrusted, model, COL_supplier_management_seat, s))
			facts->ground[s] = GROUND_MANAGEMENT_SEAT;
		if (facts->ground[s])
			queue[tail++] = s;
	}
	/* A designated owner counts by ownership or control even where establishment itself is no ground. */
	for (s = 0; s < suppliers && !(untrusted->grounds >> GROUND_ESTABLISHMENT & 1); s++)
		if (!facts->ground[s] && s != model->operator_ && designated(untrusted, model, COL_supplier_country, s))
			queue[tail++] = s;
	pass_on(facts, queue, tail);
	free(queue);
}
