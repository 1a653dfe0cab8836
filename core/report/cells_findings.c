/* The rows of tables findings, paths and gaps. */
#include "report/cells.h"

#include "base/number.h"
#include "report/ways.h"

/* ---- Findings ------------------------------------------------------------------------------------------------------------------ */

/* A claim behind a row of evidence: its status, who says so, when. */
static void said(struct buffer *cell, const struct words_claim *claim)
{
	char date[DATE_SIZE];

	buffer_format(cell, " (%s", claim->status);
	if (claim->source.length) {
		buffer_string(cell, ", ");
		buffer_text(cell, claim->source);
	}
	if (claim->date != KEUR_NO_DATE) {
		date_format(claim->date, date);
		buffer_format(cell, ", %s", date);
	}
	buffer_string(cell, ")");
}

static void finding_row(struct cells *cells, const struct result_finding *finding)
{
	const struct result *result = cells->result;
	const struct findings *run = result->run[finding->plugin].findings;
	const struct finding *raw = result_raw(result, finding);
	const struct declared_rule *rule = result_rule(result, finding);
	const struct result_measures measures = result_measures(result, finding);
	uint8_t scenarios = words_scenarios(result, finding);
	const char *type = "";
	uint32_t i;

	cells_string(cells, finding->id);
	cells_string(cells, rule->full);
	cells_string(cells, words_kind[finding->kind]);
	cells_number(cells, finding->level);
	cells_string(cells, words_basis[raw->basis]);
	cells_string(cells, words_factor[rule->factor]);
	for (i = 0; i < SCENARIOS; i++)
		if (scenarios >> i & 1) {
			cells_bar(cells);
			buffer_string(&cells->cell, policy_scenario_name[i]);
		}
	cells_composed(cells);
	words_key(result, TABLE_component, raw->component, &cells->cell);
	cells_composed(cells);
	words_key(result, TABLE_supplier, raw->party, &cells->cell);
	cells_composed(cells);
	result_subject(result, finding, &type, &cells->cell);
	cells_string(cells, type);
	cells_composed(cells);
	words_message(result, finding, "en", &cells->cell);
	cells_composed(cells);
	for (i = 0; i < rule->args; i++) {
		cells_bar(cells);
		buffer_string(&cells->cell, rule->arg[i]);
		buffer_string(&cells->cell, "=");
		result_argument(result, finding, i, NULL, &cells->cell);
	}
	cells_composed(cells);
	cells_ids(cells, run->path + raw->path, raw->path_length);
	cells_number(cells, finding->reached);
	cells_ids(cells, result->reached_critical + finding->critical, finding->criticals);
	for (i = 0; i < raw->evidences; i++) {
		const struct keur_row *row = &run->evidence[raw->evidence + i];
		struct words_claim claim;

		cells_bar(cells);
		cells_place(cells, row->table, row->row);
		if (words_claim(result, row->table, row->row, &claim))
			said(&cells->cell, &claim);
	}
	cells_composed(cells);
	for (i = 0; i < measures.measures; i++) {
		cells_bar(cells);
		buffer_string(&cells->cell, measures.measure[i]);
	}
	cells_composed(cells);
	if (finding->exception == KEUR_NONE)
		cells_string(cells, "");
	else
		cells_number(cells, finding->exception);
	cells_string(cells, finding->due ? "yes" : "no");
	cells_end(cells);
}

void cells_findings(struct cells *cells)
{
	uint32_t i;

	for (i = 0; i < cells->result->findings; i++)
		finding_row(cells, &cells->result->finding[i]);
}

/* ---- Paths: the ways in -------------------------------------------------------------------------------------------------------- */

static void found(struct cells *cells, const struct ways *ways, uint32_t row)
{
	const struct result *result = cells->result;
	uint32_t i;

	for (i = ways->first[row]; i < ways->first[row + 1]; i++) {
		const struct result_finding *finding = &result->finding[ways->finding[i]];

		cells_bar(cells);
		buffer_string(&cells->cell, words_kind[finding->kind]);
		buffer_string(&cells->cell, " ");
		buffer_string(&cells->cell, result_rule(result, finding)->full);
		buffer_string(&cells->cell, " ");
		buffer_string(&cells->cell, finding->id);
	}
	cells_composed(cells);
}

void cells_paths(struct cells *cells)
{
	static const enum column_id column[] = { COL_access_id, COL_access_party, COL_access_from_country, COL_access_target, COL_access_via,
		COL_access_protocol, COL_access_privilege, COL_access_source, COL_access_declared, COL_access_observed,
		COL_access_claim_status, COL_access_claim_source, COL_access_claim_date, COL_access_authorised_by, COL_access_valid_from,
		COL_access_valid_until, COL_access_standing, COL_access_mfa, COL_access_recorded, COL_access_approved_per_session,
		COL_access_cut_switch, COL_access_logged_to, COL_access_valid_now, COL_access_party_standing };
	const struct model *model = cells->result->model;
	struct words_place place;
	struct ways ways;
	uint32_t row;
	size_t i;

	ways_find(&ways, cells->result);
	for (row = 0; row < model->rows[TABLE_access]; row++) {
		uint32_t target = keur_code(&model->column[COL_access_target], row);

		for (i = 0; i < sizeof column / sizeof *column; i++)
			cells_value(cells, column[i], row);
		if (target < model->rows[TABLE_component])
			model_value(model, COL_component_scope, target, &cells->cell);
		cells_composed(cells);
		if (words_place(cells->result, &cells->files, TABLE_access, row, &place))
			buffer_format(&cells->cell, "%s:%u", place.file, place.line);
		cells_composed(cells);
		found(cells, &ways, row);
		cells_end(cells);
	}
	ways_free(&ways);
}

/* ---- Gaps ---------------------------------------------------------------------------------------------------------------------- */

static void fill_address(struct cells *cells, const struct fill *fill, uint32_t row, const char *column)
{
	cells_bar(cells);
	buffer_format(&cells->cell, "%s[", schema_table[fill->table].name);
	words_key(cells->result, fill->table, row, &cells->cell);
	buffer_format(&cells->cell, column ? "].%s" : "]", column);
}

/* A row that is not there yet: its table and what is known of it. */
static void fill_new(struct cells *cells, const struct fill *fill, const char *stated)
{
	cells_bar(cells);
	buffer_format(&cells->cell, "new %s", schema_table[fill->kind == FILL_STATEMENT ? TABLE_statement : fill->table].name);
	if (stated)
		buffer_format(&cells->cell, " %s", stated);
	if (fill->name)
		buffer_format(&cells->cell, " %s", fill->name);
	if (fill->line)
		buffer_format(&cells->cell, " %s", fill->line);
}

/* "access[ra-7].mfa|access[ra-9].mfa" */
static void fills(struct cells *cells, const struct gap *gap)
{
	const struct fill *fill = &gap->fill;
	const uint32_t *row = gap->parts ? gap->sample : gap->row;
	uint16_t left = fill->stated;
	const char *stated = fill_next(fill, &left);
	uint32_t i;

	if (fill->kind == FILL_FIELD || gap->rows) {
		for (i = 0; gap->parts ? i < 3 && row[i] != KEUR_NONE : i < gap->rows; i++)
			fill_address(cells, fill, row[i], fill->kind == FILL_FIELD ? schema_column[fill->column].name : stated);
		while (fill->kind == FILL_ADVISORY && (stated = fill_next(fill, &left)) != NULL)
			fill_address(cells, fill, row[0], stated);
		if (fill->name && fill->kind == FILL_FIELD)
			buffer_format(&cells->cell, " (of %s)", fill->name);
	} else if (fill->kind != FILL_NOTHING) {
		do {
			fill_new(cells, fill, stated);
			stated = fill_next(fill, &left);
		} while (stated);
	}
	if (gap->parts)
		buffer_string(&cells->cell, " (in each part)");
	cells_composed(cells);
}

void cells_gaps(struct cells *cells)
{
	uint32_t i, samples;

	for (i = 0; i < cells->result->gaps; i++) {
		const struct gap *gap = &cells->result->gap[i];

		for (samples = 0; samples < 3 && gap->sample[samples] != KEUR_NONE;)
			samples++;
		cells_string(cells, gap->rule);
		cells_string(cells, gap->blame);
		cells_string(cells, gap->question);
		cells_number(cells, gap->count);
		cells_number(cells, gap->worth);
		cells_number(cells, gap->pairs);
		cells_string(cells, schema_list[LIST_scope].member[gap->scope]);
		cells_ids(cells, gap->sample, samples);
		cells_string(cells, answerer[gap->fill.answerer].name);
		fills(cells, gap);
		cells_number(cells, i); /* by which components name it */
		cells_end(cells);
	}
}
