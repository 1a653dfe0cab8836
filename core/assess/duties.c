/* What must be logged and for how long, and the answers about completeness, as columns. */
#include "assess/facts.h"

#include <stdlib.h>

/* Whether anything but its id is known of a component. Links and ways in say something about others too, so they do not count. */
static bool only_id(const struct facts *facts, const uint64_t *has_rows, uint32_t c)
{
	unsigned column;

	if (bit(has_rows, c))
		return false;
	for (column = schema_first[TABLE_component] + 1u; column < schema_first[TABLE_component + 1]; column++)
		if (!(schema_column[column].flags & COLUMN_DERIVED) && model_known(facts->model, (enum column_id)column, c))
			return false;
	return true;
}

static void mark_rows(const struct model *model, enum column_id owner, uint64_t *bits)
{
	uint32_t row;

	for (row = 0; row < model->column[owner].rows; row++) {
		uint32_t c = keur_code(&model->column[owner], row);

		if (c != KEUR_NONE)
			bits[c >> 6] |= UINT64_C(1) << (c & 63);
	}
}

static uint64_t events_for(const struct policy *policy, uint8_t scope, bool personal, bool hop)
{
	return (scope > KEUR_SCOPE_OTHER ? policy->events_scope : 0) | (personal ? policy->events_personal : 0)
		| (hop ? policy->events_hop : 0);
}

static void required_events(struct facts *facts)
{
	struct model *model = facts->model;
	uint64_t personal = 0;
	int32_t *retention;
	unsigned d;
	uint32_t c;

	for (d = 0; d < schema_list[LIST_data].members; d++)
		if (facts->policy->data[d].personal)
			personal |= UINT64_C(1) << d;
	model_column_create(model, COL_component_required_events, 0);
	model_column_create(model, COL_component_required_events_worst, 0);
	model_column_create(model, COL_component_required_retention, 0);
	retention = model_data(model, COL_component_required_retention);
	for (c = 0; c < facts->components; c++) {
		bool data_known = model_known(model, COL_component_data, c);
		bool holds = data_known && (keur_set(&model->column[COL_component_data], c) & personal);

		uint64_t known = events_for(facts->policy, facts->scope[c][READING_KNOWN], holds, facts->hop[c] == HOP_CERTAIN);
		uint64_t worst = known
			| events_for(facts->policy, facts->scope[c][READING_WORST], holds || !data_known,
				facts->hop[c] != HOP_NOT || facts->unnamed_way || !bit(facts->access_claimed, c));
		retention[c] = facts->policy->retention;
		if (worst)
			model_set_known(model, COL_component_required_retention, c);
		model_put_set(model, COL_component_required_events, c, known);
		model_put_set(model, COL_component_required_events_worst, c, worst);
	}
}

static void answers(struct facts *facts)
{
	static const enum column_id column[] = { COL_component_scope, COL_component_scope_worst, COL_component_nothing_known,
		COL_component_hop, COL_component_access_stated, COL_component_log_stated, COL_component_link_stated,
		COL_component_party_stated };
	enum { COLUMNS = sizeof column / sizeof *column };
	struct model *model = facts->model;
	uint64_t *has_rows = mem_zalloc((size_t)facts->components / 64 + 1, sizeof *has_rows);
	uint8_t *data[COLUMNS];
	uint32_t c;
	size_t k;

	mark_rows(model, COL_party_component, has_rows);
	mark_rows(model, COL_log_component, has_rows);
	for (k = 0; k < COLUMNS; k++) {
		model_column_create(model, column[k], 0);
		model_set_all_known(model, column[k]);
		data[k] = model_data(model, column[k]);
	}
	for (c = 0; c < facts->components; c++) {
		data[0][c] = facts->scope[c][READING_KNOWN];
		data[1][c] = facts->scope[c][READING_WORST];
		data[2][c] = only_id(facts, has_rows, c) ? KEUR_YES : KEUR_NO;
		data[3][c] = facts->hop[c] == HOP_CERTAIN ? KEUR_YES : KEUR_NO;
		data[4][c] = facts_access_stated(facts, c) ? KEUR_YES : KEUR_NO;
		data[5][c] = bit(facts->log_stated, c) ? KEUR_YES : KEUR_NO;
		data[6][c] = bit(facts->link_stated, c) ? KEUR_YES : KEUR_NO;
		data[7][c] = bit(facts->party_stated, c) ? KEUR_YES : KEUR_NO;
	}
	free(has_rows);
}

void facts_duties(struct facts *facts)
{
	answers(facts);
	required_events(facts);
}
