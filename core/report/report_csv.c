/* findings.csv, components.csv, suppliers.csv, gaps.csv, groups.csv: RFC 4180 with LF line ends (spreadsheets read both, diff and grep want these), UTF-8, a header row,
 * one line per record: a line break inside a name is shown as \u{A}, like everything else that people could not see. Lists are joined by
 * `|`. A cell that a spreadsheet would run as a formula gets an apostrophe in front; the exact text stands in result.json. */
#include "report/report.h"

#include "base/number.h"

#include "report/csv.h"
#include "report/words.h"

struct file {
	struct csv csv;
	const struct result *result;
	struct words_files files;
	struct buffer cell; /* being composed */
};

static void add_text(struct file *csv, struct text text)
{
	csv_text(&csv->csv, text);
}

static void add_string(struct file *csv, const char *string)
{
	csv_string(&csv->csv, string);
}

static void add_number(struct file *csv, uint64_t number)
{
	csv_number(&csv->csv, number);
}

static void end_record(struct file *csv)
{
	csv_end_record(&csv->csv);
}

/* The cell composed in csv->cell. */
static void add_cell(struct file *csv)
{
	add_text(csv, buffer_view(&csv->cell));
	buffer_clear(&csv->cell);
}

static void list_bar(struct file *csv)
{
	if (csv->cell.length)
		buffer_string(&csv->cell, "|");
}

static void start(struct file *csv, const struct result *result, struct out *out, const char *header)
{
	*csv = (struct file){ .result = result };
	csv_start(&csv->csv, out, header);
	words_files_start(&csv->files, result);
}

static void finish(struct file *csv)
{
	words_files_free(&csv->files);
	buffer_free(&csv->cell);
	csv_free(&csv->csv);
}

static void add_ids(struct file *csv, const uint32_t *row, uint32_t rows)
{
	uint32_t i;

	for (i = 0; i < rows; i++) {
		list_bar(csv);
		buffer_text(&csv->cell, model_string(csv->result->model, COL_component_id, row[i]));
	}
	add_cell(csv);
}

/* ---- Findings ------------------------------------------------------------------------------------------------------------------ */

static void add_scenarios(struct file *csv, uint8_t set)
{
	unsigned s;

	for (s = 0; s < SCENARIOS; s++)
		if (set >> s & 1) {
			list_bar(csv);
			buffer_string(&csv->cell, policy_scenario_name[s]);
		}
	add_cell(csv);
}

static void add_evidence(struct file *csv, const struct findings *run, const struct finding *raw)
{
	uint32_t i;

	for (i = 0; i < raw->evidences; i++) {
		const struct keur_row *row = &run->evidence[raw->evidence + i];
		struct words_place place;

		list_bar(csv);
		if (words_place(csv->result, &csv->files, row->table, row->row, &place)) {
			buffer_string(&csv->cell, place.file);
			buffer_format(&csv->cell, ":%u", place.line);
		} else {
			buffer_string(&csv->cell, row->table < TABLE_COUNT ? schema_table[row->table].name : "");
			buffer_string(&csv->cell, " ");
			words_key(csv->result, row->table, row->row, &csv->cell);
		}
	}
	add_cell(csv);
}

static void finding_record(struct file *csv, const struct result_finding *finding)
{
	const struct result *result = csv->result;
	const struct findings *run = result->run[finding->plugin].findings;
	const struct finding *raw = result_raw(result, finding);
	const struct declared_rule *rule = result_rule(result, finding);
	const struct result_measures measures = result_measures(result, finding);
	const char *type = "";
	uint32_t i;

	add_string(csv, finding->id);
	add_string(csv, rule->full);
	add_string(csv, words_kind[finding->kind]);
	add_number(csv, finding->level);
	add_string(csv, words_basis[raw->basis]);
	add_string(csv, words_factor[rule->factor]);
	add_scenarios(csv, words_scenarios(result, finding));
	words_key(result, TABLE_component, raw->component, &csv->cell);
	add_cell(csv);
	words_key(result, TABLE_supplier, raw->party, &csv->cell);
	add_cell(csv);
	result_subject(result, finding, &type, &csv->cell);
	add_string(csv, type);
	add_cell(csv);
	words_message(result, finding, &csv->cell);
	add_cell(csv);
	add_ids(csv, run->path + raw->path, raw->path_length);
	add_number(csv, finding->reached);
	add_ids(csv, result->reached_critical + finding->critical, finding->criticals);
	add_evidence(csv, run, raw);
	for (i = 0; i < measures.measures; i++) {
		list_bar(csv);
		buffer_string(&csv->cell, measures.measure[i]);
	}
	add_cell(csv);
	end_record(csv);
}

void report_findings_csv(const struct result *result, struct out *out)
{
	struct file csv;
	uint32_t i;

	start(&csv, result, out, "id,rule,kind,level,basis,factor,scenarios,component,party,subject_type,subject,message,path,reaches,"
		"reaches_critical,evidence,measures");
	for (i = 0; i < result->findings; i++)
		finding_record(&csv, &result->finding[i]);
	finish(&csv);
}

/* ---- Components ---------------------------------------------------------------------------------------------------------------- */

static void add_reasons(struct file *csv, uint32_t component)
{
	const struct result *result = csv->result;
	struct buffer room = { 0 };
	uint32_t i;

	for (i = result->reason_first[component]; i < result->reason_first[component + 1]; i++) {
		struct reason_words words;

		buffer_clear(&room);
		words = result_reason(result, &result->reason[i], &room);
		list_bar(csv);
		buffer_string(&csv->cell, words.fact);
		if (words.value[0]) {
			buffer_string(&csv->cell, " ");
			buffer_string(&csv->cell, words.value);
		}
		if (result->reason[i].worst_only)
			buffer_string(&csv->cell, " (worst)");
	}
	buffer_free(&room);
	add_cell(csv);
}

static void add_causes(struct file *csv, uint32_t component)
{
	struct words_cause cause;
	uint32_t next = 0;

	while (words_next_cause(csv->result, component, &next, &cause)) {
		list_bar(csv);
		if (cause.supplier != KEUR_NONE) {
			words_key(csv->result, TABLE_supplier, cause.supplier, &csv->cell);
			buffer_string(&csv->cell, " ");
			buffer_string(&csv->cell, cause.standing);
			buffer_string(&csv->cell, " ");
		}
		buffer_string(&csv->cell, cause.how);
	}
	add_cell(csv);
}

static void add_levels(struct file *csv, uint32_t component)
{
	const struct result *result = csv->result;
	bool cell = result->risk[component][READING_WORST] != 0;
	unsigned s, reading;

	for (s = 0; s < SCENARIOS; s++)
		for (reading = 0; reading < READINGS; reading++)
			add_string(csv, cell ? policy_level_name[result->level[component][s][reading].risk] : "");
	for (reading = 0; reading < READINGS; reading++)
		add_string(csv, cell ? policy_level_name[result->risk[component][reading]] : "");
	for (s = 0; cell && s < SCENARIOS; s++)
		if (!(result->determined[component] >> s & 1)) {
			list_bar(csv);
			buffer_string(&csv->cell, policy_scenario_name[s]);
		}
	add_cell(csv);
}

static void add_not_assessed(struct file *csv)
{
	uint32_t i;

	for (i = 0; i < csv->result->runs; i++)
		if (csv->result->run[i].findings->status != RUN_OK) {
			list_bar(csv);
			buffer_string(&csv->cell, csv->result->run[i].findings->plugin->name);
		}
	add_cell(csv);
}

/* First day without untrusted suppliers, the first by plan, and whether that is in time; empty where none has to leave. */
static void add_phase_out(struct file *csv, uint32_t component)
{
	const struct phase_out *out = result_phase_out(csv->result, component);
	int32_t day[2] = { out ? out->deadline : KEUR_NO_DATE, out ? out->planned : KEUR_NO_DATE };
	char date[DATE_SIZE];
	int i;

	add_string(csv, out ? phase_out_name[out->status] : "");
	for (i = 0; i < 2; i++) {
		if (day[i] != KEUR_NO_DATE)
			date_format(day[i], date);
		add_string(csv, day[i] != KEUR_NO_DATE ? date : "");
	}
}

static void component_record(struct file *csv, uint32_t component)
{
	const struct result *result = csv->result;
	const struct model *model = result->model;
	const struct keur_column *column = model->column;

	add_text(csv, model_string(model, COL_component_id, component));
	add_text(csv, model_string(model, COL_component_name, component));
	model_value(model, COL_component_function, component, &csv->cell);
	add_cell(csv);
	add_text(csv, model_string(model, COL_component_segment, component));
	model_value(model, COL_component_site, component, &csv->cell);
	add_cell(csv);
	add_string(csv, schema_list[LIST_scope].member[keur_byte(&column[COL_component_scope], component)]);
	add_string(csv, schema_list[LIST_scope].member[keur_byte(&column[COL_component_scope_worst], component)]);
	add_reasons(csv, component);
	add_string(csv, schema_list[LIST_trust].member[keur_byte(&column[COL_component_trust_status], component)]);
	add_causes(csv, component);
	add_levels(csv, component);
	add_string(csv, result_verdict(result, component));
	add_not_assessed(csv);
	add_number(csv, result->finding_first[component + 1] - result->finding_first[component]);
	add_number(csv, result->gap_first[component + 1] - result->gap_first[component]);
	add_phase_out(csv, component);
	end_record(csv);
}

void report_components_csv(const struct result *result, struct out *out)
{
	struct file csv;
	uint32_t i;

	start(&csv, result, out, "id,name,functions,segment,site,scope,scope_worst,reasons,trusted_supplier,because,espionage_known,"
		"espionage_worst,manipulation_known,manipulation_worst,sabotage_known,sabotage_worst,risk_known,risk_worst,undetermined,"
		"verdict,not_assessed_by,findings,gaps,phase_out,phase_out_deadline,phase_out_planned");
	for (i = 0; i < result->model->rows[TABLE_component]; i++)
		component_record(&csv, i);
	finish(&csv);
}

/* ---- Suppliers ----------------------------------------------------------------------------------------------------------------- */

/* Criteria with this answer: 1 + member of list grounds; 0: none. */
static void add_criteria(struct file *csv, const struct result_supplier *supplier, uint8_t grounds)
{
	unsigned i;

	for (i = 0; i < CRITERIA; i++)
		if (supplier->grounds[i] == grounds) {
			list_bar(csv);
			buffer_string(&csv->cell, schema_list[LIST_criterion].member[i]);
		}
	add_cell(csv);
}

static void add_owners(struct file *csv, uint32_t supplier)
{
	const struct result *result = csv->result;
	const struct model *model = result->model;
	uint32_t i;

	for (i = result->owner_first[supplier]; i < result->owner_first[supplier + 1]; i++) {
		uint32_t row = result->owner_of[i];

		list_bar(csv);
		buffer_text(&csv->cell, model_string(model, COL_supplier_id, keur_code(&model->column[COL_ownership_owner], row)));
		buffer_string(&csv->cell, ownership_controls(model, row) == KEUR_YES ? " (controls)" : "");
	}
	add_cell(csv);
}

static void add_scale(struct file *csv, uint8_t step)
{
	if (step)
		add_number(csv, step);
	else
		add_string(csv, "");
}

static void add_metric(struct file *csv, const struct result_supplier *supplier)
{
	bool given = csv->result->policy->stakeholder.given;
	unsigned r;

	for (r = 0; r < READINGS; r++)
		add_scale(csv, given ? supplier->dependency[r] : 0);
	for (r = 0; r < READINGS; r++)
		add_scale(csv, given ? supplier->penetration[r] : 0);
	add_scale(csv, supplier->maturity);
	add_scale(csv, supplier->trust);
	for (r = 0; r < READINGS; r++) {
		words_hundredths(supplier->threat[r], &csv->cell);
		add_cell(csv);
	}
	for (r = 0; r < READINGS; r++)
		add_string(csv, supplier->threat[r] < 0 ? "" : policy_zone_name[supplier->zone[r]]);
}

static void supplier_record(struct file *csv, uint32_t row)
{
	static const enum column_id column[] = { COL_supplier_id, COL_supplier_name, COL_supplier_country, COL_supplier_management_seat,
		COL_supplier_registered, COL_supplier_standing };
	const struct result_supplier *supplier = &csv->result->supplier[row];
	unsigned i, r;

	for (i = 0; i < sizeof column / sizeof *column; i++) {
		if (model_known(csv->result->model, column[i], row))
			model_value(csv->result->model, column[i], row, &csv->cell);
		add_cell(csv);
	}
	result_lapse(csv->result, row, &csv->cell);
	add_cell(csv);
	add_criteria(csv, supplier, 1 + KEUR_GROUNDS_KNOWN);
	add_criteria(csv, supplier, 1 + KEUR_GROUNDS_SUSPECTED);
	add_criteria(csv, supplier, 1 + KEUR_GROUNDS_NONE);
	add_criteria(csv, supplier, 0);
	add_owners(csv, row);
	add_number(csv, supplier->parts);
	for (r = 0; r < READINGS; r++)
		add_number(csv, supplier->critical[r]);
	for (r = 0; r < READINGS; r++)
		add_number(csv, supplier->required[r]);
	add_metric(csv, supplier);
	end_record(csv);
}

void report_suppliers_csv(const struct result *result, struct out *out)
{
	struct file csv;
	uint32_t i;

	start(&csv, result, out, "id,name,country,management_seat,registered,standing,lapse,known,suspected,none,unanswered,owners,parts,critical_known,"
		"critical_worst,required_known,required_worst,dependency_known,dependency_worst,penetration_known,penetration_worst,maturity,trust,"
		"threat_known,threat_worst,zone_known,zone_worst");
	for (i = 0; i < result->model->rows[TABLE_supplier]; i++)
		if (words_lists_supplier(result, i))
			supplier_record(&csv, i);
	finish(&csv);
}

/* ---- Gaps ---------------------------------------------------------------------------------------------------------------------- */

/* "access[ra-7].mfa|access[ra-9].mfa", three at most; of a row that is not there yet its table and what is known of it. */
static void add_fills(struct file *csv, const struct gap *gap)
{
	const struct fill *fill = &gap->fill;
	uint32_t i;

	if (fill->kind == FILL_FIELD) {
		const uint32_t *row = gap->parts ? gap->sample : gap->row;

		for (i = 0; i < 3 && (gap->parts ? row[i] != KEUR_NONE : i < gap->rows); i++) {
			list_bar(csv);
			buffer_format(&csv->cell, "%s[", schema_table[fill->table].name);
			words_key(csv->result, fill->table, row[i], &csv->cell);
			buffer_format(&csv->cell, "].%s", schema_column[fill->column].name);
		}
	} else if (fill->kind != FILL_NOTHING) {
		buffer_format(&csv->cell, "new %s", schema_table[fill->kind == FILL_STATEMENT ? TABLE_statement : fill->table].name);
		if (fill->kind == FILL_STATEMENT)
			buffer_format(&csv->cell, " %s", schema_table[fill->table].name);
		if (fill->name)
			buffer_format(&csv->cell, " %s", fill->name);
	}
	add_cell(csv);
}

void report_gaps_csv(const struct result *result, struct out *out)
{
	struct file csv;
	uint32_t i, samples;

	start(&csv, result, out, "rule,blame,question,count,worth,pairs,scope,sample,who,fills");
	for (i = 0; i < result->gaps; i++) {
		const struct gap *gap = &result->gap[i];

		for (samples = 0; samples < 3 && gap->sample[samples] != KEUR_NONE;)
			samples++;
		add_string(&csv, gap->rule);
		add_string(&csv, gap->blame);
		add_string(&csv, gap->question);
		add_number(&csv, gap->count);
		add_number(&csv, gap->worth);
		add_number(&csv, gap->pairs);
		add_string(&csv, schema_list[LIST_scope].member[gap->scope]);
		add_ids(&csv, gap->sample, samples);
		add_string(&csv, answerer[gap->fill.answerer].name);
		add_fills(&csv, gap);
		end_record(&csv);
	}
	finish(&csv);
}

/* ---- Groups -------------------------------------------------------------------------------------------------------------------- */

static void add_value(struct file *csv, enum column_id column, uint32_t row)
{
	model_value(csv->result->model, column, row, &csv->cell);
	add_cell(csv);
}

void report_groups_csv(const struct result *result, struct out *out)
{
	static const enum column_id first[] = { COL_group_domain, COL_group_role, COL_group_supplier, COL_group_country }, then[] = {
		COL_group_unanswered, COL_group_basis, COL_group_part, COL_group_part_worst, COL_group_whole, COL_group_share,
		COL_group_share_worst, COL_group_standing, COL_group_standing_worst };
	struct file csv;
	uint32_t row;
	size_t i;
	unsigned s, reading;

	start(&csv, result, out, "domain,role,supplier,country,components,unanswered,basis,part,part_worst,whole,share,share_worst,standing,"
		"standing_worst,impact_known,impact_worst,risk_known,risk_worst,breach");
	for (row = 0; row < result->model->rows[TABLE_group]; row++) {
		const struct result_group *group = &result->group[row];

		for (i = 0; i < sizeof first / sizeof *first; i++)
			add_value(&csv, first[i], row);
		add_number(&csv, keur_list_length(&result->model->column[COL_group_members], row));
		for (i = 0; i < sizeof then / sizeof *then; i++)
			add_value(&csv, then[i], row);
		for (reading = 0; reading < READINGS; reading++) {
			for (s = 0; group->risk[reading] && s < SCENARIOS; s++)
				buffer_format(&csv.cell, "%s%u", s ? "/" : "", group->level[s][reading].impact);
			add_cell(&csv);
		}
		for (reading = 0; reading < READINGS; reading++)
			add_string(&csv, group->risk[reading] ? policy_level_name[group->risk[reading]] : "");
		add_string(&csv, group->breach ? "yes" : "no");
		end_record(&csv);
	}
	finish(&csv);
}
