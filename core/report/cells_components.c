/* The rows of table components: one to a part. */
#include "report/cells.h"

#include "base/number.h"

static void reasons(struct cells *cells, uint32_t component)
{
	const struct result *result = cells->result;
	uint32_t i;

	for (i = result->reason_first[component]; i < result->reason_first[component + 1]; i++) {
		struct reason_words words;

		buffer_clear(&cells->room);
		words = result_reason(result, &result->reason[i], &cells->room);
		cells_bar(cells);
		buffer_string(&cells->cell, words.fact);
		if (words.value[0]) {
			buffer_string(&cells->cell, " ");
			buffer_string(&cells->cell, words.value);
		}
		if (words.pack[0]) {
			buffer_string(&cells->cell, " [");
			buffer_string(&cells->cell, words.pack);
			buffer_string(&cells->cell, words.status[0] ? ", " : "");
			buffer_string(&cells->cell, words.status);
			buffer_string(&cells->cell, "]");
		}
		if (result->reason[i].worst_only)
			buffer_string(&cells->cell, " (worst)");
	}
	cells_composed(cells);
}

static void members(struct cells *cells, const char *between, enum list_id list, uint64_t set)
{
	for (; set; set &= set - 1) {
		buffer_string(&cells->cell, between);
		buffer_string(&cells->cell, schema_list[list].member[__builtin_ctzll(set)]);
		between = ", ";
	}
}

static void causes(struct cells *cells, uint32_t component)
{
	struct words_cause cause;
	uint32_t next = 0;

	while (words_next_cause(cells->result, component, &next, &cause)) {
		cells_bar(cells);
		if (cause.supplier != KEUR_NONE) {
			words_key(cells->result, TABLE_supplier, cause.supplier, &cells->cell);
			buffer_string(&cells->cell, " ");
			buffer_string(&cells->cell, cause.standing);
			buffer_string(&cells->cell, " ");
		}
		buffer_string(&cells->cell, cause.how);
		if (cause.under != KEUR_NONE) {
			buffer_string(&cells->cell, " through ");
			words_key(cells->result, TABLE_supplier, cause.under, &cells->cell);
		}
		members(cells, ": ", LIST_role, cause.roles);
		members(cells, ": ", LIST_stated, cause.tables);
		buffer_clear(&cells->room);
		if (words_lapse(cells->result, &cause, "en", &cells->room)) {
			buffer_string(&cells->cell, ", ");
			buffer_text(&cells->cell, buffer_view(&cells->room));
		}
	}
	if (cells->result->further[component]) {
		cells_bar(cells);
		buffer_format(&cells->cell, "and %u owners behind these", cells->result->further[component]);
	}
	cells_composed(cells);
}

/* Who is trusted by whose decision. */
static void trusts(struct cells *cells, uint32_t component)
{
	static const struct {
		const char *before;
		enum column_id column;
	} said[] = { { ": ", COL_decision_authority }, { ", ", COL_decision_reference }, { ", until ", COL_decision_until } };
	const struct result *result = cells->result;
	const struct model *model = result->model;
	uint32_t i;
	size_t k;

	for (i = result->cause_first[component]; i < result->cause_first[component + 1]; i++) {
		uint32_t decision = result->cause[i].decision;

		if (keur_byte(&model->column[COL_component_trust_status], component) != KEUR_TRUST_MET)
			break;
		cells_bar(cells);
		words_key(result, TABLE_supplier,
			decision == KEUR_NONE ? model->operator_ : keur_code(&model->column[COL_decision_supplier], decision), &cells->cell);
		if (decision == KEUR_NONE)
			continue;
		for (k = 0; k < sizeof said / sizeof *said; k++) {
			buffer_clear(&cells->room);
			model_value(model, said[k].column, decision, &cells->room);
			if (!cells->room.length)
				continue;
			buffer_string(&cells->cell, said[k].before);
			buffer_text(&cells->cell, buffer_view(&cells->room));
		}
		buffer_string(&cells->cell, " - ");
		cells_place(cells, TABLE_decision, decision);
	}
	cells_composed(cells);
}

/* Levels, and the scenarios in which they rest on missing facts alone. A part out of service has none. */
static void levels(struct cells *cells, uint32_t component)
{
	const struct result *result = cells->result;
	bool there = result->risk[component][READING_WORST] != 0;
	unsigned s, reading;

	for (s = 0; s < SCENARIOS; s++)
		for (reading = 0; reading < READINGS; reading++) {
			const struct levels *levels = &result->level[component][s][reading];
			const uint8_t factor[] = { levels->threat, levels->exposure, levels->likelihood, levels->impact };
			size_t i;

			for (i = 0; i < sizeof factor; i++)
				if (there)
					cells_number(cells, factor[i]);
				else
					cells_string(cells, "");
			cells_risk(cells, there ? levels->risk : 0);
		}
	for (s = 0; there && s < SCENARIOS; s++)
		if (!(result->determined[component] >> s & 1)) {
			cells_bar(cells);
			buffer_string(&cells->cell, policy_scenario_name[s]);
		}
	cells_composed(cells);
}

static void not_assessed(struct cells *cells)
{
	const struct result *result = cells->result;
	uint32_t i;

	for (i = 0; i < result->runs; i++)
		if (result->run[i].findings->status != RUN_OK) {
			cells_bar(cells);
			buffer_string(&cells->cell, result->run[i].findings->plugin->name);
		}
	cells_composed(cells);
}

static void findings_and_gaps(struct cells *cells, uint32_t component)
{
	const struct result *result = cells->result;
	uint32_t i;

	for (i = result->finding_first[component]; i < result->finding_first[component + 1]; i++) {
		cells_bar(cells);
		buffer_string(&cells->cell, result->finding[result->finding_of[i]].id);
	}
	cells_composed(cells);
	for (i = result->gap_first[component]; i < result->gap_first[component + 1]; i++) {
		cells_bar(cells);
		buffer_format(&cells->cell, "%u", result->gap_of[i]);
	}
	cells_composed(cells);
}

/* What each question adds at worst: "3 threat 5 (hp)", in some scenarios only "3 threat 5 espionage". */
static void open_levels(struct cells *cells, uint32_t component)
{
	const struct result *result = cells->result;
	uint32_t i;
	unsigned s;

	for (i = result->open_first[component]; i < result->open_first[component + 1]; i++) {
		const struct open_level *open = &result->open[i];

		cells_bar(cells);
		buffer_format(&cells->cell, "%u %s %u", open->gap, words_factor[open->factor], open->level);
		for (s = 0; s < SCENARIOS; s++)
			if (open->scenarios != KEUR_ALL_SCENARIOS && open->scenarios >> s & 1)
				buffer_format(&cells->cell, " %s", policy_scenario_name[s]);
		if (open->party == KEUR_NONE)
			continue;
		buffer_string(&cells->cell, " (");
		words_key(result, TABLE_supplier, open->party, &cells->cell);
		buffer_string(&cells->cell, ")");
	}
	cells_composed(cells);
}

/* "sabotage dependant ems-voice (network.yaml:14)" */
static void impact_by(struct cells *cells, uint32_t component)
{
	const struct result *result = cells->result;
	struct words_place place;
	int s;

	for (s = 0; s < SCENARIOS && result->impact_by; s++) {
		const struct impact_by *by = &result->impact_by[component][s];
		enum table_id table = by->source == IMPACT_BY_SITE ? TABLE_site : TABLE_component;

		if (by->source == IMPACT_BY_ITSELF)
			continue;
		cells_bar(cells);
		buffer_format(&cells->cell, "%s %s", policy_scenario_name[s], impact_source_name[by->source]);
		if (by->source != IMPACT_BY_SERVES) {
			buffer_string(&cells->cell, " ");
			words_key(result, table, by->about, &cells->cell);
		}
		if (words_place(result, &cells->files, table, by->source == IMPACT_BY_SERVES ? component : by->about, &place))
			buffer_format(&cells->cell, ", file %s, line %u", place.file, place.line);
	}
	cells_composed(cells);
}

static void groups(struct cells *cells, uint32_t component)
{
	const struct grouping *grouping = &cells->result->grouping;
	uint32_t i;

	for (i = grouping->first ? grouping->first[component] : 0; grouping->first && i < grouping->first[component + 1]; i++) {
		cells_bar(cells);
		words_key(cells->result, TABLE_group, grouping->member[i].group, &cells->cell);
	}
	cells_composed(cells);
}

static void in_service(struct cells *cells, uint32_t component)
{
	static const enum column_id column[] = { COL_component_in_service_from, COL_component_in_service_until };
	const struct model *model = cells->result->model;
	size_t i;

	for (i = 0; i < 2; i++) {
		/* Dates of parts that are in service say nothing about the answer. `none` is no date. */
		if (!cells->result->risk[component][READING_WORST] && keur_days(&model->column[column[i]], component) != KEUR_NO_DATE)
			model_value(model, column[i], component, &cells->cell);
		cells_composed(cells);
	}
}

/* First day without untrusted suppliers, the first by plan, and who sets the day; empty where none has to leave. */
static void phase_out(struct cells *cells, uint32_t component)
{
	const struct phase_out *out = result_phase_out(cells->result, component);
	int32_t day[2] = { out ? out->deadline : KEUR_NO_DATE, out ? out->planned : KEUR_NO_DATE };
	char date[DATE_SIZE];
	int i;

	cells_string(cells, out ? phase_out_name[out->status] : "");
	for (i = 0; i < 2; i++) {
		if (day[i] != KEUR_NO_DATE)
			date_format(day[i], date);
		cells_string(cells, day[i] != KEUR_NO_DATE ? date : "");
	}
	if (out && out->entry != KEUR_NONE)
		buffer_string(&cells->cell, cells->result->policy->deadline[out->entry].name);
	if (out && out->decision != KEUR_NONE) {
		cells_bar(cells);
		cells_place(cells, TABLE_decision, out->decision);
	}
	cells_composed(cells);
}

static void component_row(struct cells *cells, uint32_t component)
{
	const struct result *result = cells->result;
	const struct keur_column *column = result->model->column;
	unsigned reading;

	cells_value(cells, COL_component_id, component);
	cells_value(cells, COL_component_name, component);
	cells_value(cells, COL_component_function, component);
	cells_value(cells, COL_component_class, component);
	cells_value(cells, COL_component_segment, component);
	cells_value(cells, COL_component_site, component);
	cells_value(cells, COL_component_users, component);
	cells_value(cells, COL_component_data, component);
	in_service(cells, component);
	cells_string(cells, schema_list[LIST_scope].member[keur_byte(&column[COL_component_scope], component)]);
	cells_string(cells, schema_list[LIST_scope].member[keur_byte(&column[COL_component_scope_worst], component)]);
	reasons(cells, component);
	cells_string(cells, schema_list[LIST_trust].member[keur_byte(&column[COL_component_trust_status], component)]);
	causes(cells, component);
	trusts(cells, component);
	cells_string(cells, result_verdict(result, component));
	for (reading = 0; reading < READINGS; reading++)
		cells_risk(cells, result->risk[component][reading]);
	levels(cells, component);
	not_assessed(cells);
	findings_and_gaps(cells, component);
	open_levels(cells, component);
	impact_by(cells, component);
	groups(cells, component);
	phase_out(cells, component);
	cells_end(cells);
}

void cells_components(struct cells *cells)
{
	uint32_t component;

	for (component = 0; component < cells->result->model->rows[TABLE_component]; component++)
		component_row(cells, component);
}
