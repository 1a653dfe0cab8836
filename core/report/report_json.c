/* result.json, schema keur-result/1: everything the result says, in English, one component, finding and gap to a line, so that two results
 * can be compared line by line. All that stands before `run` depends on the inputs, the pack and the plugins only. */
#include "report/report.h"

#include "base/number.h"
#include "report/json.h"

void json_word_set(struct json_word *word, const char *name)
{
	size_t length = name ? strlen(name) : 0;

	*word = (struct json_word){ "null", 4 };
	if (!name || length > JSON_WORD - 2)
		return;
	word->text[0] = '"';
	memcpy(word->text + 1, name, length);
	word->text[length + 1] = '"';
	word->length = (unsigned)length + 2;
}

static void value_or_null(struct json_report *report, enum column_id column, uint32_t row)
{
	buffer_clear(&report->room);
	model_value(report->result->model, column, row, &report->room);
	json_text_or_null(report->out, buffer_view(&report->room));
}

/* ---- Head ---------------------------------------------------------------------------------------------------------------------- */

void json_network(struct json_report *report)
{
	const struct model *model = report->result->model;
	struct out *out = report->out;
	char date[DATE_SIZE];
	bool there = model->rows[TABLE_network] > 0;

	JSON(out, " \"network\": {\"operator\": ");
	json_text_or_null(out, there ? model_string(model, COL_network_operator, 0) : (struct text){ "", 0 });
	JSON(out, ", \"country\": ");
	json_text_or_null(out, there ? model_string(model, COL_network_country, 0) : (struct text){ "", 0 });
	JSON(out, ", \"users\": ");
	if (there && model_known(model, COL_network_users, 0))
		out_number(out, keur_number(&model->column[COL_network_users], 0));
	else
		JSON(out, "null");
	JSON(out, ", \"as_of\": ");
	if (model->as_of == KEUR_NO_DATE) {
		JSON(out, "null},\n");
		return;
	}
	date_format(model->as_of, date);
	json_string(out, date);
	JSON(out, "},\n");
}

/* ---- Summary ------------------------------------------------------------------------------------------------------------------- */

static void counts(struct out *out, const struct json_word *name, const uint32_t *count, int first, int last)
{
	int step = first < last ? 1 : -1, i;

	out_char(out, '{');
	for (i = first; i != last + step; i += step) {
		json_comma(out, i != first);
		json_word(out, &name[i]);
		JSON(out, ": ");
		out_number(out, count[i]);
	}
	out_char(out, '}');
}

static void matrix(struct out *out, const uint32_t (*count)[LEVELS + 1])
{
	unsigned likelihood, impact;

	for (likelihood = 1; likelihood <= LEVELS; likelihood++) {
		if (likelihood > 1)
			JSON(out, ", [");
		else
			JSON(out, "[[");
		for (impact = 1; impact <= LEVELS; impact++) {
			json_comma(out, impact > 1);
			out_number(out, count[likelihood][impact]);
		}
		out_char(out, ']');
	}
	out_char(out, ']');
}

/* How much of these parts the answer rests on facts for. */
static void coverage(struct out *out, const struct coverage *coverage)
{
	const struct {
		const char *name;
		uint32_t count;
	} field[] = {
		{ "parts", coverage->parts }, { "covered", coverage->covered }, { "met", coverage->trust[KEUR_TRUST_MET] },
		{ "violated", coverage->trust[KEUR_TRUST_VIOLATED] }, { "unknown", coverage->trust[KEUR_TRUST_UNKNOWN] },
		{ "parties_stated", coverage->stated[COVERED_PARTY] }, { "access_stated", coverage->stated[COVERED_ACCESS] },
		{ "links_stated", coverage->stated[COVERED_LINK] }, { "logs_stated", coverage->stated[COVERED_LOG] },
		{ "determined", coverage->determined },
	};
	size_t i;

	for (i = 0; i < sizeof field / sizeof *field; i++) {
		out_string(out, i ? ", " : "{");
		json_string(out, field[i].name);
		JSON(out, ": ");
		out_number(out, field[i].count);
	}
	out_char(out, '}');
}

void json_summary(struct json_report *report, const char *name)
{
	const struct result *result = report->result;
	struct out *out = report->out;
	unsigned reading;

	out_char(out, ' ');
	json_string(out, name);
	JSON(out, ": {\"components\": ");
	out_number(out, result->summary.components);
	JSON(out, ", \"in_service\": ");
	out_number(out, result->summary.in_service);
	JSON(out, ", \"scope\": ");
	counts(out, report->scope, result->summary.scope, KEUR_SCOPE_CRITICAL, KEUR_SCOPE_OTHER);
	JSON(out, ",\n  \"scope_worst\": ");
	counts(out, report->scope, result->summary.scope_worst, KEUR_SCOPE_CRITICAL, KEUR_SCOPE_OTHER);
	JSON(out, ",\n  \"trusted_supplier\": {\"met\": ");
	out_number(out, result->summary.trust[KEUR_TRUST_MET]);
	JSON(out, ", \"violated\": ");
	out_number(out, result->summary.trust[KEUR_TRUST_VIOLATED]);
	JSON(out, ", \"unknown\": ");
	out_number(out, result->summary.trust[KEUR_TRUST_UNKNOWN]);
	JSON(out, ", \"not_required\": ");
	out_number(out, result->summary.trust[KEUR_TRUST_NOT_REQUIRED]);
	JSON(out, "}, \"breaches\": ");
	out_number(out, result->summary.breaches);
	JSON(out, ", \"due\": ");
	out_number(out, result->summary.due);
	JSON(out, ", \"gaps\": ");
	out_number(out, result->summary.gaps);
	JSON(out, ", \"undetermined\": ");
	out_number(out, result->summary.undetermined);
	JSON(out, ", \"not_assessed\": ");
	out_number(out, result->summary.not_assessed);
	JSON(out, ", \"phase_out\": {");
	for (reading = 0; reading < PHASE_OUT_STATUSES; reading++) {
		json_comma(out, reading > 0);
		json_string(out, phase_out_name[reading]);
		JSON(out, ": ");
		out_number(out, result->summary.phase_out[reading]);
	}
	JSON(out, "}, \"high\": {\"known\": ");
	out_number(out, result->summary.high_known);
	JSON(out, ", \"only_missing\": ");
	out_number(out, result->summary.high_only_missing);
	JSON(out, "},\n  \"coverage\": {\"critical\": ");
	coverage(out, &result->summary.critical);
	JSON(out, ",\n   \"required\": ");
	coverage(out, &result->summary.required);
	JSON(out, "},\n  \"groups\": {\"weighed\": ");
	out_number(out, result->summary.groups);
	JSON(out, ", \"breaches\": ");
	out_number(out, result->summary.group_breaches);
	JSON(out, ", \"risk\": {");
	for (reading = READINGS; reading-- > 0;) {
		json_word(out, &report->reading[reading]);
		JSON(out, ": ");
		counts(out, report->level, result->summary.group_risk[reading], 1, LEVELS);
		json_comma(out, reading > 0);
	}
	JSON(out, "}},\n  \"risk\": {");
	for (reading = READINGS; reading-- > 0;) {
		json_word(out, &report->reading[reading]);
		JSON(out, ": ");
		counts(out, report->level, result->summary.risk[reading], 1, LEVELS);
		json_comma(out, reading > 0);
	}
	JSON(out, "},\n  \"matrix\": {");
	for (reading = READINGS; reading-- > 0;) {
		json_word(out, &report->reading[reading]);
		JSON(out, ": ");
		matrix(out, result->summary.matrix[reading]);
		json_comma(out, reading > 0);
	}
	JSON(out, "}},\n");
}

/* ---- What others claimed and changed -------------------------------------------------------------------------------------------- */

static void statements(struct json_report *report)
{
	static const struct {
		const char *key;
		enum column_id column;
	} field[] = {
		{ "table", COL_statement_table }, { "covers", COL_statement_covers }, { "complete", COL_statement_complete },
		{ "by", COL_statement_by }, { "reference", COL_statement_reference }, { "from", COL_statement_from },
		{ "until", COL_statement_until },
	};
	const struct model *model = report->result->model;
	const struct schema_list *observer = &schema_list[LIST_observer];
	struct out *out = report->out;
	uint32_t row;
	size_t i;

	for (row = 0; row < model->rows[TABLE_statement]; row++) {
		uint64_t set = model_known(model, COL_statement_observed_by, row)
			? keur_set(&model->column[COL_statement_observed_by], row) : 0;
		bool more = false;

		if (row)
			JSON(out, ",\n  ");
		out_char(out, '{');
		for (i = 0; i < sizeof field / sizeof *field; i++) {
			json_comma(out, i > 0);
			json_string(out, field[i].key);
			JSON(out, ": ");
			value_or_null(report, field[i].column, row);
		}
		JSON(out, ", \"observed_by\": [");
		for (i = 0; i < observer->members; i++)
			if (set >> i & 1) {
				json_comma(out, more);
				json_string(out, observer->member[i]);
				more = true;
			}
		JSON(out, "]}");
	}
}

static void overrides(struct json_report *report)
{
	const struct link_result *link = report->result->link;
	struct out *out = report->out;
	size_t i;

	for (i = 0; link && i < link->overrides; i++) {
		const struct link_override *change = &link->override[i];

		if (i)
			JSON(out, ",\n  ");
		JSON(out, "{\"address\": {\"table\": ");
		json_string(out, schema_table[change->table].name);
		JSON(out, ", \"key\": ");
		if (change->key)
			json_string(out, change->key);
		else
			json_key(report, change->table, change->row);
		JSON(out, ", \"column\": ");
		json_text_or_null(out, change->column == COLUMN_NONE ? (struct text){ "", 0 } : text_of(schema_column[change->column].name));
		JSON(out, "}, \"change\": ");
		json_own(out, link_change_name[change->change]);
		JSON(out, ", \"from\": ");
		json_text_or_null(out, text_of(change->from));
		JSON(out, ", \"to\": ");
		json_text_or_null(out, text_of(change->to));
		JSON(out, ", \"file\": ");
		json_text_or_null(out, change->file < report->files.count ? text_of(report->files.name[change->file]) : (struct text){ "", 0 });
		JSON(out, ", \"line\": ");
		out_number(out, change->line);
		if (change->lowers)
			JSON(out, ", \"lowers\": true, \"reason\": ");
		else
			JSON(out, ", \"lowers\": false, \"reason\": ");
		json_text_or_null(out, text_of(change->reason));
		JSON(out, ", \"authority\": ");
		json_text_or_null(out, text_of(change->authority));
		JSON(out, ", \"reference\": ");
		json_text_or_null(out, text_of(change->reference));
		out_char(out, '}');
	}
}

static void inputs(struct json_report *report)
{
	struct out *out = report->out;
	uint32_t i;

	for (i = 0; i < report->result->inputs; i++) {
		if (i)
			JSON(out, ",\n  ");
		JSON(out, "{\"path\": ");
		json_string(out, report->result->input[i].path);
		JSON(out, ", \"sha256\": ");
		json_string(out, report->result->input[i].sha256);
		out_char(out, '}');
	}
}

/* ---- The run: tool, plugins, machine --------------------------------------------------------------------------------------------- */

/* What really held, not what was asked for; null when no worker ran. */
static void isolation_held(struct out *out, struct run_isolation held)
{
	if (!held.ran) {
		JSON(out, "null");
		return;
	}
	JSON(out, "{\"landlock\": ");
	out_number(out, held.landlock);
	JSON(out, ", \"seccomp\": ");
	if (held.seccomp)
		JSON(out, "true}");
	else
		JSON(out, "false}");
}

static void run(struct json_report *report)
{
	const struct result *result = report->result;
	struct out *out = report->out;
	uint32_t i;

	JSON(out, " \"run\": {\"tool\": {\"name\": \"keur\", \"version\": ");
	json_string(out, KEUR_VERSION);
	JSON(out, "},\n  \"plugins\": [");
	for (i = 0; i < result->runs; i++) {
		const struct findings *findings = result->run[i].findings;
		const struct declared_plugin *plugin = findings->plugin;

		if (i)
			JSON(out, ",\n   ");
		JSON(out, "{\"name\": ");
		json_string(out, plugin->name);
		JSON(out, ", \"version\": ");
		json_text_or_null(out, text_of(plugin->version));
		JSON(out, ", \"sha256\": ");
		json_text_or_null(out, text_of(plugin->sha256));
		JSON(out, ", \"signer\": ");
		json_text_or_null(out, text_of(plugin->signer));
		JSON(out, ", \"status\": ");
		json_string(out, run_status[findings->status].name);
		JSON(out, ", \"findings\": ");
		out_number(out, (int64_t)findings->count);
		JSON(out, ", \"isolation\": ");
		isolation_held(out, findings->held);
		if (findings->status != RUN_OK) {
			JSON(out, ", \"text\": ");
			json_text_or_null(out, text_of(findings->text));
		}
		out_char(out, '}');
	}
	JSON(out, "],\n  \"isolation\": {\"mode\": ");
	json_string(out, isolation_name[result->isolation]);
	JSON(out, ", \"held\": ");
	isolation_held(out, result_held(result));
	JSON(out, "}}}\n");
}

void json_start(struct json_report *report)
{
	unsigned i;

	for (i = 0; i < 5; i++)
		json_word_set(&report->scope[i], schema_list[LIST_scope].member[i]);
	for (i = 0; i < 4; i++)
		json_word_set(&report->trust[i], schema_list[LIST_trust].member[i]);
	json_word_set(&report->level[0], NULL);
	for (i = 1; i <= LEVELS; i++)
		json_word_set(&report->level[i], policy_level_name[i]);
	for (i = 0; i < READINGS; i++)
		json_word_set(&report->reading[i], reading_name[i]);
	for (i = 0; i < SCENARIOS; i++)
		json_word_set(&report->scenario[i], policy_scenario_name[i]);
	for (i = 0; i < 6; i++)
		json_word_set(&report->role[i], schema_list[LIST_role].member[i]);
	for (i = 0; i < schema_list[LIST_data].members; i++)
		json_word_set(&report->data[i], schema_list[LIST_data].member[i]);
	for (i = 0; i < LIST_MEMBERS_stated; i++)
		json_word_set(&report->stated[i], schema_list[LIST_stated].member[i]);
	words_files_start(&report->files, report->result);
}

void json_end(struct json_report *report)
{
	words_files_free(&report->files);
	buffer_free(&report->room);
}

static void write_json(const struct result *result, struct out *out, bool brief)
{
	struct json_report report = { .result = result, .out = out };

	json_start(&report);
	JSON(out, "{\"schema\": \"keur-result/1\",\n");
	json_network(&report);
	json_policy(&report);
	json_summary(&report, "summary");
	JSON(out, " \"components\": [\n  ");
	if (!brief)
		json_components(&report);
	JSON(out, "],\n \"groups\": [\n  ");
	json_groups(&report);
	JSON(out, "],\n \"findings\": [\n  ");
	if (!brief)
		json_findings(&report);
	JSON(out, "],\n \"gaps\": [\n  ");
	if (!brief)
		json_gaps(&report);
	JSON(out, "],\n \"suppliers\": [\n  ");
	json_suppliers(&report);
	JSON(out, "],\n \"countries\": [\n  ");
	json_countries(&report);
	JSON(out, "],\n \"statements\": [\n  ");
	statements(&report);
	JSON(out, "],\n \"overrides\": [\n  ");
	overrides(&report);
	JSON(out, "],\n \"inputs\": [\n  ");
	inputs(&report);
	JSON(out, "],\n");
	run(&report);
	json_end(&report);
}

void report_json(const struct result *result, struct out *out)
{
	write_json(result, out, false);
}

void report_json_brief(const struct result *result, struct out *out)
{
	write_json(result, out, true);
}
