/* How each supplier weighs on the network: the stakeholder metric of EBIOS RM, (dependency x penetration) / (maturity x trust).
 *
 * Dependency and penetration are computed from who is involved where; maturity and trust stand in the register. The metric is a published
 * ratio of four scales, and no matrix of risk: nothing else in keur multiplies levels. Whole numbers only: hundredths. */
#include "assess/combine.h"

#include "base/language.h"
#include "assess/facts.h"

#include <stdlib.h>
#include <string.h>

enum { STEPS = 4, WHOLE = 10000 /* hundredths of a percent */ };

/* Parts that count: in service, by scope. */
static bool counts(const struct model *model, uint32_t component)
{
	return model_answer(model, COL_component_in_service, component) != KEUR_NO;
}

static uint8_t scope_of(const struct model *model, uint32_t component, enum reading reading)
{
	return keur_byte(&model->column[reading == READING_KNOWN ? COL_component_scope : COL_component_scope_worst], component);
}

static void raise(uint8_t *level, uint8_t to)
{
	if (*level < to)
		*level = to;
}

/* ---- Dependency: the share of critical parts that it is involved in ---------------------------------------------------------------- */

static uint8_t dependency_level(const struct policy_stakeholder *metric, uint32_t critical, uint32_t all)
{
	uint8_t level = 1;
	uint32_t i;

	for (i = 0; critical && i < metric->dependencies; i++)
		if ((uint64_t)critical * WHOLE >= (uint64_t)(uint32_t)metric->dependency[i].from * all)
			raise(&level, metric->dependency[i].level);
	return level;
}

/* ---- Penetration: the most far-reaching of its roles and ways in ------------------------------------------------------------------- */

struct touch {
	uint8_t scope;
	uint64_t roles, privileges, throughs;
};

static uint8_t penetration_level(const struct policy_stakeholder *metric, const struct touch *touch)
{
	uint8_t level = 1;
	uint32_t i;

	for (i = 0; i < metric->penetrations; i++) {
		const struct policy_penetration *entry = &metric->penetration[i];

		if ((!entry->scopes || entry->scopes >> touch->scope & 1)
			&& ((entry->roles & touch->roles) || (entry->privileges & touch->privileges) || (entry->throughs & touch->throughs)))
			raise(&level, entry->level);
	}
	return level;
}

static void involvements(struct result *result)
{
	const struct model *model = result->model;
	const struct policy_stakeholder *metric = &result->policy->stakeholder;
	uint32_t row;
	int r;

	for (row = 0; row < model->rows[TABLE_involvement]; row++) {
		uint32_t component = keur_code(&model->column[COL_involvement_component], row);
		struct result_supplier *supplier = &result->supplier[keur_code(&model->column[COL_involvement_supplier], row)];
		uint8_t required = model_answer(model, COL_component_trust_required, component);
		struct touch touch = { 0, keur_set(&model->column[COL_involvement_roles], row), 0,
			UINT64_C(1) << keur_byte(&model->column[COL_involvement_through], row) };

		if (!counts(model, component))
			continue;
		supplier->parts++;
		supplier->required[READING_KNOWN] += required == KEUR_YES;
		supplier->required[READING_WORST] += required != KEUR_NO;
		for (r = 0; r < READINGS; r++) {
			touch.scope = scope_of(model, component, (enum reading)r);
			supplier->critical[r] += touch.scope == KEUR_SCOPE_CRITICAL;
			raise(&supplier->penetration[r], penetration_level(metric, &touch));
		}
	}
}

/* A way in counts by what it can do, whatever other part the supplier has in the target. */
static void ways_in(struct result *result)
{
	const struct model *model = result->model;
	const struct policy_stakeholder *metric = &result->policy->stakeholder;
	uint32_t row;
	int r;

	for (row = 0; row < model->rows[TABLE_access]; row++) {
		uint32_t party = keur_code(&model->column[COL_access_party], row), target = keur_code(&model->column[COL_access_target], row);
		bool known = model_known(model, COL_access_privilege, row);
		uint8_t open = facts_way_in(model, row);
		struct touch touch = { .scope = KEUR_SCOPE_CRITICAL };

		if (party == KEUR_NONE || open == KEUR_NO || (target != KEUR_NONE && !counts(model, target)))
			continue;
		touch.privileges = known ? UINT64_C(1) << keur_byte(&model->column[COL_access_privilege], row) : UINT64_MAX;
		for (r = 0; r < READINGS; r++) {
			if (r == READING_KNOWN && (!known || open != KEUR_YES || target == KEUR_NONE))
				continue;
			if (target != KEUR_NONE)
				touch.scope = scope_of(model, target, (enum reading)r);
			raise(&result->supplier[party].penetration[r], penetration_level(metric, &touch));
		}
	}
}

/* ---- The metric ---------------------------------------------------------------------------------------------------------------------- */

static void weigh(const struct policy_stakeholder *metric, struct result_supplier *supplier, const uint32_t all[READINGS])
{
	int r, z;

	for (r = 0; r < READINGS; r++) {
		/* What is not known is the worst of its scale in the worst reading, and there is no answer on the facts. */
		uint8_t maturity = supplier->maturity ? supplier->maturity : 1, trust = supplier->trust ? supplier->trust : 1;
		int32_t exposure, reliability;

		raise(&supplier->dependency[r], dependency_level(metric, supplier->critical[r], all[r]));
		if (r == READING_WORST) { /* more parts that may be critical make no supplier less important */
			raise(&supplier->dependency[r], supplier->dependency[READING_KNOWN]);
			raise(&supplier->penetration[r], supplier->penetration[READING_KNOWN]);
		}
		raise(&supplier->penetration[r], 1);
		supplier->threat[r] = -1;
		if (!metric->given || (r == READING_KNOWN && !(supplier->maturity && supplier->trust)))
			continue;
		exposure = supplier->dependency[r] * supplier->penetration[r];
		reliability = maturity * trust;
		supplier->threat[r] = exposure * 100 / reliability;
		for (z = ZONE_WATCH; z < ZONES; z++)
			if (exposure * 100 >= metric->zone_from[z] * reliability) /* not after rounding */
				supplier->zone[r] = (uint8_t)z;
	}
}

/* ---- Evidence ------------------------------------------------------------------------------------------------------------------------ */

/* Of several sources on one criterion the strongest counts. */
static void evidence(struct result *result)
{
	const struct model *model = result->model;
	uint32_t row;

	for (row = 0; row < model->rows[TABLE_criterion]; row++) {
		struct result_supplier *supplier = &result->supplier[keur_code(&model->column[COL_criterion_supplier], row)];
		uint8_t criterion = keur_byte(&model->column[COL_criterion_criterion], row), found;

		if (!model_known(model, COL_criterion_evidence, row))
			continue;
		found = keur_byte(&model->column[COL_criterion_evidence], row);
		raise(&supplier->grounds[criterion], (uint8_t)(found + 1));
	}
}

/* Rows of ownership by the owned. */
static void index_owners(struct result *result)
{
	const struct model *model = result->model;
	uint32_t suppliers = model->rows[TABLE_supplier], rows = model->rows[TABLE_ownership], row, s;
	int pass;

	result->owner_first = mem_zalloc((size_t)suppliers + 2, sizeof *result->owner_first);
	result->owner_of = mem_resize(NULL, rows, sizeof *result->owner_of);
	for (pass = 0; pass < 2; pass++) {
		for (row = 0; row < rows; row++) {
			uint32_t owned = keur_code(&model->column[COL_ownership_owned], row);

			if (owned == KEUR_NONE)
				continue;
			if (pass == 0)
				result->owner_first[owned + 2]++;
			else
				result->owner_of[result->owner_first[owned + 1]++] = row;
		}
		for (s = 0; pass == 0 && s < suppliers; s++)
			result->owner_first[s + 2] += result->owner_first[s + 1];
	}
}

_Static_assert(CRITERIA == KEUR_CRITERION_NOTICES + 1, "an answer for each member of list criterion");

void suppliers_weigh(struct result *result)
{
	const struct model *model = result->model;
	uint32_t suppliers = model->rows[TABLE_supplier], all[READINGS] = { 0 }, c, s;
	int r;

	result->supplier = mem_zalloc(suppliers, sizeof *result->supplier);
	index_owners(result);
	evidence(result);
	involvements(result);
	ways_in(result);
	for (c = 0; c < model->rows[TABLE_component]; c++)
		for (r = 0; r < READINGS; r++)
			all[r] += counts(model, c) && scope_of(model, c, (enum reading)r) == KEUR_SCOPE_CRITICAL;
	for (s = 0; s < suppliers; s++) {
		struct result_supplier *supplier = &result->supplier[s];

		if (model_known(model, COL_supplier_maturity, s))
			supplier->maturity = (uint8_t)keur_number(&model->column[COL_supplier_maturity], s);
		if (model_known(model, COL_supplier_trust, s))
			supplier->trust = (uint8_t)keur_number(&model->column[COL_supplier_trust], s);
		weigh(&result->policy->stakeholder, supplier, all);
	}
}

/* ---- Decisions that do not hold ------------------------------------------------------------------------------------------------------ */

uint32_t result_first_decision(const struct result *result, uint32_t supplier)
{
	const struct keur_column *column = &result->model->column[COL_decision_supplier];
	uint32_t low = 0, high = result->model->rows[TABLE_decision];

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (keur_code(column, middle) < supplier)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Whether a decision about all parts is in force: what another one that ran out or was reopened said, is said again or taken back. */
static bool decided_anew(const struct result *result, uint32_t supplier)
{
	const struct model *model = result->model;
	uint32_t row = result_first_decision(result, supplier);

	for (; row < model->rows[TABLE_decision] && keur_code(&model->column[COL_decision_supplier], row) == supplier; row++)
		if (result->decision_state[row] == DECISION_HOLDS && (!model_known(model, COL_decision_covers, row)
			|| text_is(model_string(model, COL_decision_covers, row), "all")))
			return true;
	return false;
}

/* The one to tell of: what ran out or was reopened last says most. */
static uint32_t lapsed_decision(const struct result *result, uint32_t supplier)
{
	const struct model *model = result->model;
	uint32_t row = result_first_decision(result, supplier), best = KEUR_NONE;
	int32_t newest = 0;
	uint8_t state = DECISION_HOLDS, past = decided_anew(result, supplier) ? DECISION_REOPENED : DECISION_EXPIRED + 1;

	for (; row < model->rows[TABLE_decision] && keur_code(&model->column[COL_decision_supplier], row) == supplier; row++) {
		enum column_id day = result->decision_state[row] == DECISION_EXPIRED ? COL_decision_until : COL_decision_from;
		int32_t on = model_known(model, day, row) ? keur_days(&model->column[day], row) : INT32_MIN;

		if (result->decision_state[row] == DECISION_HOLDS || result->decision_state[row] >= past || result->decision_state[row] < state
			|| (best != KEUR_NONE && result->decision_state[row] == state && on <= newest))
			continue;
		best = row;
		newest = on;
		state = result->decision_state[row];
	}
	return best;
}

bool result_lapse(const struct result *result, uint32_t supplier, const char *language, struct buffer *out)
{
	enum { BY_REFERENCE, BY_AUTHORITY, BY_NOTHING, NAMINGS };
	static const char *const words[][NAMINGS] = {
		[DECISION_NOT_YET] = { N_("the decision {named} ({verdict}) holds only from {day}"),
			N_("the decision of {named} ({verdict}) holds only from {day}"), N_("the decision ({verdict}) holds only from {day}") },
		[DECISION_UNDATED] = { N_("the decision {named} ({verdict}) has a period, and no day is given to judge it by"),
			N_("the decision of {named} ({verdict}) has a period, and no day is given to judge it by"),
			N_("the decision ({verdict}) has a period, and no day is given to judge it by") },
		[DECISION_REOPENED] = { N_("the decision {named} ({verdict}) does not cover an owner of later date, or of none"),
			N_("the decision of {named} ({verdict}) does not cover an owner of later date, or of none"),
			N_("the decision ({verdict}) does not cover an owner of later date, or of none") },
		[DECISION_EXPIRED] = { N_("the decision {named} ({verdict}) expired on {day}"), N_("the decision of {named} ({verdict}) expired on {day}"),
			N_("the decision ({verdict}) expired on {day}") },
	};
	struct buffer name = { 0 }, day = { 0 };
	const struct model *model = result->model;
	uint32_t row = lapsed_decision(result, supplier);
	unsigned naming = BY_NOTHING;
	const char *verdict;
	uint8_t state;

	if (row == KEUR_NONE)
		return false;
	state = result->decision_state[row];
	if (model_known(model, COL_decision_reference, row))
		naming = BY_REFERENCE;
	else if (model_known(model, COL_decision_authority, row))
		naming = BY_AUTHORITY;
	if (naming != BY_NOTHING)
		model_value(model, naming == BY_REFERENCE ? COL_decision_reference : COL_decision_authority, row, &name);
	if (state == DECISION_EXPIRED || state == DECISION_NOT_YET)
		model_value(model, state == DECISION_EXPIRED ? COL_decision_until : COL_decision_from, row, &day);
	verdict = schema_list[LIST_verdict].member[keur_byte(&model->column[COL_decision_decision], row)];
	SAY_FILLED(out, say_in(language, words[state][naming]), { "named", buffer_view(&name) },
		{ "verdict", text_of(say_as_in(language, "verdict", verdict)) }, { "day", buffer_view(&day) });
	buffer_free(&name);
	buffer_free(&day);
	return true;
}

/* The decision in force that lets a supplier in though the pack distrusts it: the one for the most parts, as no selector goes before others. */
static uint32_t overriding_decision(const struct result *result, uint32_t supplier)
{
	const struct model *model = result->model;
	uint32_t row = result_first_decision(result, supplier), best = KEUR_NONE;

	for (; row < model->rows[TABLE_decision] && keur_code(&model->column[COL_decision_supplier], row) == supplier; row++)
		if (result->decision_state[row] == DECISION_HOLDS && keur_byte(&model->column[COL_decision_decision], row) != LIST_MEMBER_verdict_untrusted
			&& (best == KEUR_NONE || !model_known(model, COL_decision_covers, row)))
			best = row;
	return best;
}

bool result_overridden(const struct result *result, uint32_t supplier, const char *language, struct buffer *out)
{
	static const char *const words[] = {
		N_("the pack distrusts it by {ground}; the decision {named} ({verdict}) goes before that"),
		N_("the pack distrusts it by {ground}; the decision of {named} ({verdict}) goes before that"),
		N_("the pack distrusts it by {ground}; a decision ({verdict}) goes before that"),
	};
	const struct model *model = result->model;
	struct buffer name = { 0 };
	const char *ground, *verdict;
	unsigned naming = 2;
	uint32_t row;

	if (!model_known(model, COL_supplier_designated_by, supplier) || (row = overriding_decision(result, supplier)) == KEUR_NONE)
		return false;
	ground = policy_ground_name[keur_byte(&model->column[COL_supplier_designated_by], supplier)];
	verdict = schema_list[LIST_verdict].member[keur_byte(&model->column[COL_decision_decision], row)];
	if (model_known(model, COL_decision_reference, row))
		naming = 0;
	else if (model_known(model, COL_decision_authority, row))
		naming = 1;
	if (naming < 2)
		model_value(model, naming ? COL_decision_authority : COL_decision_reference, row, &name);
	SAY_FILLED(out, say_in(language, words[naming]), { "ground", text_of(say_as_in(language, "ground", ground)) }, { "named", buffer_view(&name) },
		{ "verdict", text_of(say_as_in(language, "verdict", verdict)) });
	buffer_free(&name);
	return true;
}
