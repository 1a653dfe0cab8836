/* Standing of suppliers: which decision counts, for which part, at as_of. */
#include "assess/facts.h"

#include <stdlib.h>
#include <string.h>

/* Whether a decision counts at as_of. Of those whose period cannot be placed only distrust does: the others are unknown. */
static bool counts(const struct model *model, uint32_t row)
{
	uint8_t in_force = facts_in_force(model, COL_decision_from, COL_decision_until, row);
	uint8_t decision = keur_byte(&model->column[COL_decision_decision], row);

	return in_force == KEUR_YES || (in_force == 0 && decision == LIST_MEMBER_verdict_untrusted);
}

static uint8_t state_of(const struct model *model, uint32_t row)
{
	uint8_t in_force = facts_in_force(model, COL_decision_from, COL_decision_until, row);
	bool ended = model_known(model, COL_decision_until, row) && model->as_of != KEUR_NO_DATE
		&& keur_days(&model->column[COL_decision_until], row) <= model->as_of;

	return in_force == KEUR_YES ? DECISION_HOLDS : in_force == 0 ? DECISION_UNDATED : ended ? DECISION_EXPIRED : DECISION_NOT_YET;
}

/* A decision to trust covers the owners known at its date: an ownership row that is younger, or cannot be shown to be older, makes it unknown. */
static void later_owners(struct facts *facts)
{
	const struct model *model = facts->model;
	uint32_t suppliers = model->rows[TABLE_supplier], row, s, r;
	int32_t *youngest = mem_resize(NULL, suppliers, sizeof *youngest); /* by supplier: day of its newest ownership row; INT32_MAX: not known */

	for (s = 0; s < suppliers; s++)
		youngest[s] = INT32_MIN;
	for (row = 0; row < model->rows[TABLE_ownership]; row++) {
		uint32_t owned = keur_code(&model->column[COL_ownership_owned], row);
		int32_t from = model_known(model, COL_ownership_from, row) ? keur_days(&model->column[COL_ownership_from], row) : INT32_MAX;

		if (owned != KEUR_NONE && from > youngest[owned])
			youngest[owned] = from;
	}
	for (s = 0; s < suppliers; s++)
		for (r = facts->rule_first[s]; r < facts->rule_first[s + 1]; r++) {
			uint32_t decision = facts->rule[r].row;
			int32_t from = model_known(model, COL_decision_from, decision) ? keur_days(&model->column[COL_decision_from], decision)
										      : INT32_MIN;

			facts->rule[r].owner_is_later = youngest[s] != INT32_MIN && (from == INT32_MIN || youngest[s] > from)
				&& facts->rule[r].decision != LIST_MEMBER_verdict_untrusted;
			if (facts->rule[r].owner_is_later)
				facts->derived->decision_state[decision] = DECISION_REOPENED;
		}
	free(youngest);
}

/* By what each supplier that is untrusted is so, and by what the pack alone would have it so. */
static void say_grounds(struct facts *facts, const uint8_t *standing)
{
	struct model *model = facts->model;
	uint8_t *by = model_data(model, COL_supplier_untrusted_by), *designated = model_data(model, COL_supplier_designated_by);
	uint32_t s, decision;

	for (s = 0; s < model->rows[TABLE_supplier]; s++) {
		if (facts->ground[s]) {
			designated[s] = facts->ground[s];
			model_set_known(model, COL_supplier_designated_by, s);
		}
		if (standing[s] != KEUR_STANDING_UNTRUSTED)
			continue;
		facts_decision(facts, s, KEUR_NONE, &decision);
		by[s] = decision == KEUR_NONE ? facts->ground[s] : GROUND_DECISION;
		model_set_known(model, COL_supplier_untrusted_by, s);
	}
}

void facts_standings(struct facts *facts)
{
	struct model *model = facts->model;
	uint32_t rows = model->rows[TABLE_decision], suppliers = model->rows[TABLE_supplier], row, s;
	struct selection selection;
	bool selecting = false;
	uint8_t *standing;

	facts->derived->decision_state = mem_zalloc(rows, 1);
	facts->rule = mem_zalloc(rows, sizeof *facts->rule);
	facts->rule_first = mem_zalloc((size_t)suppliers + 1, sizeof *facts->rule_first);
	for (row = 0, s = 0; row < rows; row++) {
		uint32_t supplier = keur_code(&model->column[COL_decision_supplier], row);
		struct text covers = model_string(model, COL_decision_covers, row);
		struct standing_rule *rule = &facts->rule[facts->rules];

		for (; s <= supplier && s < suppliers; s++)
			facts->rule_first[s] = facts->rules;
		facts->derived->decision_state[row] = state_of(model, row);
		if (!counts(model, row))
			continue;
		*rule = (struct standing_rule){ .decision = keur_byte(&model->column[COL_decision_decision], row), .row = row };
		if (covers.length && !text_is(covers, "all")) {
			uint32_t terms;

			if (!selecting)
				selection_start(&selection, facts);
			selecting = true;
			rule->covers = selection_bits(&selection, covers, &terms, &rule->possible);
			rule->specific = (uint16_t)terms;
		}
		facts->rules++;
	}
	for (; s <= suppliers; s++)
		facts->rule_first[s] = facts->rules;
	if (selecting)
		selection_free(&selection);
	later_owners(facts);
	facts_grounds(facts);
	model_column_create(model, COL_supplier_untrusted_by, 0);
	model_column_create(model, COL_supplier_designated_by, 0);
	model_column_create(model, COL_supplier_standing, 0);
	model_set_all_known(model, COL_supplier_standing);
	standing = model_data(model, COL_supplier_standing);
	for (s = 0; s < suppliers; s++)
		standing[s] = facts_standing(facts, s, KEUR_NONE);
	say_grounds(facts, standing);
	facts->everywhere = mem_zalloc(suppliers, 1);
	for (s = 0; s < suppliers; s++) {
		uint32_t r;

		facts->everywhere[s] = standing[s];
		for (r = facts->rule_first[s]; r < facts->rule_first[s + 1]; r++)
			if (facts->rule[r].covers)
				facts->everywhere[s] = STANDING_SCOPED;
	}
}

/* The most specific decision, then the most restrictive. `possible`: what a decision may cover, because a fact is missing, counts as covered. */
static uint8_t decided(const struct facts *facts, uint32_t supplier, uint32_t component, bool possible, uint32_t *decision, bool *open)
{
	uint8_t standing = KEUR_STANDING_UNDECIDED;
	int specific = -1, open_again = -1;
	uint32_t r, reopened = KEUR_NONE;

	*decision = KEUR_NONE;
	*open = false;
	for (r = facts->rule_first[supplier]; r < facts->rule_first[supplier + 1]; r++) {
		const struct standing_rule *rule = &facts->rule[r];
		bool inside = !rule->covers || (component != KEUR_NONE && bit(possible ? rule->possible : rule->covers, component));
		uint8_t says = rule->decision == LIST_MEMBER_verdict_untrusted ? KEUR_STANDING_UNTRUSTED : KEUR_STANDING_TRUSTED;

		*open |= rule->covers && component != KEUR_NONE && bit(rule->possible, component) != bit(rule->covers, component);
		if (rule->decision == LIST_MEMBER_verdict_restricted && !inside)
			says = KEUR_STANDING_UNTRUSTED; /* a restriction speaks about every other part too */
		else if (!inside)
			continue;
		if (says == KEUR_STANDING_TRUSTED && rule->owner_is_later) {
			/* No decision any more, so that one made since, however wide, is not held up by it; it is named where there is none. */
			if ((int)rule->specific > open_again)
				reopened = rule->row;
			open_again = (int)rule->specific > open_again ? rule->specific : open_again;
			continue;
		}
		if ((int)rule->specific > specific || ((int)rule->specific == specific && says > standing)) {
			specific = rule->specific;
			standing = says;
			*decision = rule->row;
		}
	}
	if (*decision == KEUR_NONE)
		*decision = reopened;
	return standing;
}

/* Where a decision may cover the part or not, because a fact is missing (its segment, whom it serves), what both readings agree on holds; else
 * nothing is decided. */
uint8_t facts_decision(const struct facts *facts, uint32_t supplier, uint32_t component, uint32_t *decision)
{
	uint32_t other;
	uint8_t standing;
	bool open;

	*decision = KEUR_NONE;
	if (supplier == facts->model->operator_)
		return KEUR_STANDING_TRUSTED; /* its controllers are looked at as owners */
	standing = decided(facts, supplier, component, false, decision, &open);
	if (open && decided(facts, supplier, component, true, &other, &open) != standing)
		standing = KEUR_STANDING_UNDECIDED;
	else if (standing != KEUR_STANDING_UNDECIDED)
		return standing;
	/* Where nothing is decided the pack's own grounds count. */
	if (facts->ground[supplier]) {
		*decision = KEUR_NONE;
		return KEUR_STANDING_UNTRUSTED;
	}
	return standing;
}

uint8_t facts_standing(const struct facts *facts, uint32_t supplier, uint32_t component)
{
	uint32_t decision;

	if (facts->everywhere && facts->everywhere[supplier] != STANDING_SCOPED)
		return facts->everywhere[supplier];
	return facts_decision(facts, supplier, component, &decision);
}

uint8_t facts_standing_anywhere(const struct facts *facts, uint32_t supplier)
{
	uint8_t standing = facts_standing(facts, supplier, KEUR_NONE);
	uint32_t r;

	for (r = facts->rule_first[supplier]; r < facts->rule_first[supplier + 1]; r++)
		if (facts->rule[r].decision == LIST_MEMBER_verdict_untrusted || facts->rule[r].decision == LIST_MEMBER_verdict_restricted)
			standing = KEUR_STANDING_UNTRUSTED;
	return supplier == facts->model->operator_ ? KEUR_STANDING_TRUSTED : standing;
}
