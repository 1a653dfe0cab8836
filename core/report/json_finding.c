/* Findings and gaps of result.json, one line each. */
#include "report/json.h"

#include "base/number.h"

void json_key(struct json_report *report, uint32_t table, uint32_t row)
{
	buffer_clear(&report->room);
	words_key(report->result, table, row, &report->room);
	escape_json(report->out, buffer_view(&report->room));
}

void json_place(const struct json_report *report, struct out *out, uint32_t table, uint32_t row)
{
	struct words_place at;

	if (!words_place(report->result, &report->files, table, row, &at)) {
		JSON(out, ", \"file\": null, \"line\": null");
		return;
	}
	JSON(out, ", \"file\": ");
	json_string(out, at.file);
	JSON(out, ", \"line\": ");
	out_number(out, at.line);
}

static void key_or_null(struct json_report *report, enum table_id table, uint32_t row)
{
	if (row == KEUR_NONE)
		JSON(report->out, "null");
	else
		json_key(report, table, row);
}

/* Component ids. */
static void ids(struct json_report *report, const uint32_t *row, uint32_t rows)
{
	uint32_t i;

	out_char(report->out, '[');
	for (i = 0; i < rows; i++) {
		json_comma(report->out, i > 0);
		escape_json(report->out, model_string(report->result->model, COL_component_id, row[i]));
	}
	out_char(report->out, ']');
}

static void strings(struct out *out, const char *const *string, uint32_t count)
{
	uint32_t i;

	for (i = 0; i < count; i++) {
		json_comma(out, i > 0);
		json_string(out, string[i]);
	}
}

static void subject(struct json_report *report, const struct result_finding *finding)
{
	const char *type = "";

	buffer_clear(&report->room);
	result_subject(report->result, finding, &type, &report->room);
	JSON(report->out, ", \"subject\": {\"type\": ");
	json_string(report->out, type);
	JSON(report->out, ", \"id\": ");
	escape_json(report->out, buffer_view(&report->room));
	out_char(report->out, '}');
}

static void scenarios(struct out *out, uint8_t set)
{
	bool more = false;
	unsigned s;

	for (s = 0; s < SCENARIOS; s++)
		if (set >> s & 1) {
			json_comma(out, more);
			json_string(out, policy_scenario_name[s]);
			more = true;
		}
}

static void args(struct json_report *report, const struct result_finding *finding, const struct declared_rule *rule)
{
	struct out *out = report->out;
	uint32_t i;

	for (i = 0; i < rule->args; i++) {
		json_comma(out, i > 0);
		json_string(out, rule->arg[i]);
		JSON(out, ": ");
		buffer_clear(&report->room);
		result_argument(report->result, finding, i, NULL, &report->room);
		escape_json(out, buffer_view(&report->room));
	}
}

/* What is said, and by whom, is no fact: it stands beside the row wherever that is evidence. */
static void claim(struct json_report *report, const struct keur_row *row)
{
	struct out *out = report->out;
	struct words_claim claim;
	char date[DATE_SIZE];

	if (!words_claim(report->result, row->table, row->row, &claim))
		return;
	JSON(out, ", \"claim\": {\"status\": ");
	json_string(out, claim.status);
	JSON(out, ", \"source\": ");
	if (claim.source.length)
		escape_json(out, claim.source);
	else
		JSON(out, "null");
	JSON(out, ", \"date\": ");
	if (claim.date == KEUR_NO_DATE) {
		JSON(out, "null}");
		return;
	}
	date_format(claim.date, date);
	json_string(out, date);
	out_char(out, '}');
}

static void evidence(struct json_report *report, const struct findings *run, const struct finding *raw)
{
	struct out *out = report->out;
	uint32_t i;

	for (i = 0; i < raw->evidences; i++) {
		const struct keur_row *row = &run->evidence[raw->evidence + i];

		json_comma(out, i > 0);
		JSON(out, "{\"table\": ");
		json_string(out, row->table < TABLE_COUNT ? schema_table[row->table].name : "");
		JSON(out, ", \"key\": ");
		json_key(report, row->table, row->row);
		json_place(report, out, row->table, row->row);
		claim(report, row);
		out_char(out, '}');
	}
}

static void finding_line(struct json_report *report, const struct result_finding *finding)
{
	const struct result *result = report->result;
	const struct findings *run = result->run[finding->plugin].findings;
	const struct finding *raw = result_raw(result, finding);
	const struct declared_rule *rule = result_rule(result, finding);
	const struct result_measures measures = result_measures(result, finding);
	struct out *out = report->out;

	JSON(out, "{\"id\": \"");
	json_raw(out, finding->id, sizeof finding->id - 1);
	JSON(out, "\", \"rule\": ");
	json_string(out, rule->full);
	JSON(out, ", \"kind\": ");
	json_string(out, words_kind[finding->kind]);
	JSON(out, ", \"due\": ");
	out_string(out, finding->due ? "true" : "false");
	subject(report, finding);
	JSON(out, ", \"component\": ");
	key_or_null(report, TABLE_component, raw->component);
	JSON(out, ", \"party\": ");
	key_or_null(report, TABLE_supplier, raw->party);
	JSON(out, ", \"factor\": ");
	json_string(out, words_factor[rule->factor]);
	JSON(out, ", \"scenarios\": [");
	scenarios(out, words_scenarios(result, finding));
	JSON(out, "], \"level\": ");
	out_number(out, finding->level);
	JSON(out, ", \"basis\": ");
	json_string(out, words_basis[raw->basis]);
	JSON(out, ", \"message\": ");
	buffer_clear(&report->room);
	words_message(result, finding, "en", &report->room);
	escape_json(out, buffer_view(&report->room));
	JSON(out, ", \"args\": {");
	args(report, finding, rule);
	JSON(out, "}, \"path\": ");
	ids(report, run->path + raw->path, raw->path_length);
	JSON(out, ", \"reaches\": {\"count\": ");
	out_number(out, finding->reached);
	JSON(out, ", \"critical\": ");
	ids(report, result->reached_critical + finding->critical, finding->criticals);
	JSON(out, "}, \"evidence\": [");
	evidence(report, run, raw);
	JSON(out, "], \"measures\": [");
	strings(out, measures.measure, measures.measures);
	JSON(out, "], \"pack_rule\": ");
	if (finding->exception == KEUR_NONE)
		JSON(out, "null}");
	else {
		out_number(out, finding->exception);
		out_char(out, '}');
	}
}

void json_findings(struct json_report *report)
{
	uint32_t i;

	for (i = 0; i < report->result->findings; i++) {
		if (i)
			JSON(report->out, ",\n  ");
		finding_line(report, &report->result->finding[i]);
	}
}

/* {"table": "access", "column": "mfa", "rows": ["ra-7"]}; a new row has `new`, what is known of it; `parts`: in each part that asks. */
static void fills(struct json_report *report, const struct gap *gap)
{
	static const char *const known[] = { [FILL_DECISION] = "supplier", [FILL_STATEMENT] = "segment", [FILL_PARTY] = "role",
		[FILL_COUNTRY] = "id", [FILL_ATTESTATION] = "supplier" };
	const struct fill *fill = &gap->fill;
	struct out *out = report->out;
	struct buffer stated = { 0 };
	uint32_t i;

	if (fill->kind == FILL_NOTHING) {
		JSON(out, "null");
		return;
	}
	JSON(out, "{\"table\": ");
	json_string(out, fill->kind == FILL_STATEMENT ? schema_table[TABLE_statement].name : schema_table[fill->table].name);
	fill_stated(fill, &stated);
	if (fill->kind == FILL_FIELD || fill->kind == FILL_ADVISORY) {
		JSON(out, ", \"column\": ");
		json_string(out, fill->kind == FILL_ADVISORY ? stated.data : schema_column[fill->column].name);
	}
	if (fill->kind == FILL_FIELD) {
		if (fill->name) {
			JSON(out, ", ");
			json_string(out, fill->table == TABLE_access ? "access" : fill->column == COL_component_function ? "function" : "product");
			JSON(out, ": ");
			json_string(out, fill->name);
		}
	} else if (!gap->rows) {
		JSON(out, ", \"new\": {");
		if (stated.length) {
			if (fill->kind == FILL_STATEMENT)
				JSON(out, "\"table\": ");
			else
				JSON(out, "\"what\": ");
			json_string(out, stated.data);
			if (fill->name)
				JSON(out, ", ");
		}
		if (fill->name) {
			json_string(out, known[fill->kind]);
			JSON(out, ": ");
			json_string(out, fill->name);
		}
		if (fill->line) {
			JSON(out, ", \"product_line\": ");
			json_string(out, fill->line);
		}
		out_char(out, '}');
	}
	if (gap->parts) {
		JSON(out, ", \"parts\": true");
	} else if (fill->kind == FILL_FIELD || gap->rows) {
		JSON(out, ", \"rows\": [");
		for (i = 0; i < gap->rows; i++) {
			if (i)
				JSON(out, ", ");
			json_key(report, fill->table, gap->row[i]);
		}
		out_char(out, ']');
	}
	out_char(out, '}');
	buffer_free(&stated);
}

static void gap_line(struct json_report *report, const struct gap *gap)
{
	struct out *out = report->out;
	uint32_t samples = 0;

	while (samples < 3 && gap->sample[samples] != KEUR_NONE)
		samples++;
	JSON(out, "{\"rule\": ");
	json_string(out, gap->rule);
	JSON(out, ", \"blame\": ");
	json_string(out, gap->blame);
	JSON(out, ", \"question\": ");
	json_string(out, gap->question);
	JSON(out, ", \"count\": ");
	out_number(out, gap->count);
	JSON(out, ", \"sample\": ");
	ids(report, gap->sample, samples);
	JSON(out, ", \"scope\": ");
	json_word(out, &report->scope[gap->scope]);
	JSON(out, ", \"pairs\": ");
	out_number(out, gap->pairs);
	JSON(out, ", \"worth\": ");
	out_number(out, gap->worth);
	JSON(out, ", \"who\": ");
	json_string(out, answerer[gap->fill.answerer].name);
	JSON(out, ", \"fills\": ");
	fills(report, gap);
	out_char(out, '}');
}

void json_gaps(struct json_report *report)
{
	uint32_t i;

	for (i = 0; i < report->result->gaps; i++) {
		if (i)
			JSON(report->out, ",\n  ");
		gap_line(report, &report->result->gap[i]);
	}
}
