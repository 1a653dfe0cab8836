/* Until when the untrusted suppliers of a part must be out, and whether the plan gets there. The day is the operator's own, from the decision
 * about the supplier, else the pack's; the plan is the end of the part's service or of what the supplier does there. */
#include "assess/facts.h"

#include <stdlib.h>

static int32_t day(const struct model *model, enum column_id column, uint32_t row)
{
	return row != KEUR_NONE && model_known(model, column, row) ? keur_days(&model->column[column], row) : KEUR_NO_DATE;
}

/* The later one; no day when either has none. */
static int32_t later(int32_t a, int32_t b)
{
	return a == KEUR_NO_DATE || b == KEUR_NO_DATE ? KEUR_NO_DATE : a > b ? a : b;
}

static int32_t earlier(int32_t a, int32_t b)
{
	return a == KEUR_NO_DATE ? b : b == KEUR_NO_DATE ? a : a < b ? a : b;
}

/* The day after which a supplier does nothing in a part any more, by the rows that are still in force. */
static int32_t parties_end(const struct model *model, uint32_t component, uint32_t supplier)
{
	const struct keur_column *of = &model->column[COL_party_component];
	uint32_t low = 0, high = model->rows[TABLE_party], row;
	int32_t end = KEUR_NO_DATE;
	bool any = false;

	while (low < high) { /* the table is sorted by part */
		uint32_t middle = low + (high - low) / 2;

		if (keur_code(of, middle) < component)
			low = middle + 1;
		else
			high = middle;
	}
	for (row = low; row < model->rows[TABLE_party] && keur_code(of, row) == component; row++) {
		int32_t until = day(model, COL_party_until, row);

		if (keur_code(&model->column[COL_party_supplier], row) != supplier
			|| facts_in_force(model, COL_party_from, COL_party_until, row) == KEUR_NO)
			continue;
		end = any ? later(end, until) : until;
		any = true;
	}
	return end;
}

static int32_t plan(const struct model *model, uint32_t component, uint32_t involvement)
{
	uint32_t supplier = keur_code(&model->column[COL_involvement_supplier], involvement);
	int32_t service = day(model, COL_component_in_service_until, component), end = KEUR_NO_DATE;

	switch (keur_byte(&model->column[COL_involvement_through], involvement)) {
	case KEUR_THROUGH_DIRECT:
	case KEUR_THROUGH_SUBCONTRACT:
		end = parties_end(model, component, supplier);
		break;
	case KEUR_THROUGH_ADMINISTERS:
		end = day(model, COL_party_until, keur_code(&model->column[COL_involvement_party], involvement));
		break;
	case KEUR_THROUGH_ACCESS:
		end = day(model, COL_access_valid_until, keur_code(&model->column[COL_involvement_access], involvement));
		break;
	default:
		break; /* who owns or holds keys has no end of its own */
	}
	return earlier(service, end);
}

static uint8_t standing(const struct model *model, const struct phase_out *out)
{
	if (model->as_of == KEUR_NO_DATE || out->deadline == KEUR_NO_DATE)
		return PHASE_OUT_UNKNOWN;
	if (out->deadline <= model->as_of)
		return PHASE_OUT_OVERDUE;
	return out->planned != KEUR_NO_DATE && out->planned <= out->deadline ? PHASE_OUT_ON_TRACK : PHASE_OUT_AT_RISK;
}

static const struct policy_deadline *pack_deadline(const struct facts *facts, uint32_t component)
{
	const struct model *model = facts->model;
	uint32_t site = keur_code(&model->column[COL_component_site], component);
	uint8_t sensitive = site == KEUR_NONE ? 0 : model_answer(model, COL_site_sensitive, site);

	return policy_find_deadline(facts->policy, facts->scope[component][READING_KNOWN], model_string(model, COL_component_class, component),
		sensitive);
}

/* Whoever only comes in over a way that nobody declared has no contract that could end: that way is to be closed, and at once. */
static bool is_intruder(const struct model *model, uint32_t involvement)
{
	uint32_t access;

	if (keur_byte(&model->column[COL_involvement_through], involvement) != KEUR_THROUGH_ACCESS)
		return false;
	access = keur_code(&model->column[COL_involvement_access], involvement);
	return access != KEUR_NONE && model_answer(model, COL_access_declared, access) == KEUR_NO;
}

static void look_at(struct facts *facts, uint32_t component, const struct trust_cause *cause, uint32_t causes)
{
	const struct model *model = facts->model;
	const struct policy_deadline *entry = pack_deadline(facts, component);
	struct phase_out out = { .component = component, .deadline = KEUR_NO_DATE, .planned = KEUR_NO_DATE,
		.entry = entry ? (uint32_t)(entry - facts->policy->deadline) : KEUR_NONE, .decision = KEUR_NONE };
	bool any = false;
	uint32_t i;

	for (i = 0; i < causes; i++) {
		uint32_t decision = KEUR_NONE;
		int32_t own, deadline, planned;

		if (cause[i].involvement == KEUR_NONE || is_intruder(model, cause[i].involvement))
			continue;
		facts_decision(facts, keur_code(&model->column[COL_involvement_supplier], cause[i].involvement), component, &decision);
		own = day(model, COL_decision_phase_out_until, decision);
		deadline = own != KEUR_NO_DATE ? own : entry ? entry->until : KEUR_NO_DATE;
		if (own == KEUR_NO_DATE && !entry)
			continue; /* nobody sets a day */
		planned = plan(model, component, cause[i].involvement);
		out.planned = any ? later(out.planned, planned) : planned;
		if (deadline != KEUR_NO_DATE && (out.deadline == KEUR_NO_DATE || deadline < out.deadline)) {
			out.deadline = deadline;
			out.decision = own != KEUR_NO_DATE ? decision : KEUR_NONE;
		}
		any = true;
	}
	if (!any)
		return;
	out.status = standing(model, &out);
	mem_reserve(&facts->derived->phase_out, &facts->derived->phase_out_capacity, facts->derived->phase_outs + 1,
		sizeof *facts->derived->phase_out);
	facts->derived->phase_out[facts->derived->phase_outs++] = out;
}

void facts_phase_out(struct facts *facts)
{
	const struct derived *derived = facts->derived;
	uint32_t first, end;

	for (first = 0; first < derived->causes; first = end) {
		uint32_t c = derived->cause[first].component;

		for (end = first; end < derived->causes && derived->cause[end].component == c; end++)
			;
		if (keur_byte(&facts->model->column[COL_component_trust_status], c) == KEUR_TRUST_VIOLATED)
			look_at(facts, c, &derived->cause[first], end - first);
	}
}
