/* The lines of result.json that there are most of: one per component. */
#include "base/number.h"
#include "report/json.h"

#include <stdlib.h>

static void functions(struct json_report *report, uint32_t component)
{
	const struct model *model = report->result->model;
	const struct keur_column *column = &model->column[COL_component_function];
	uint32_t i, n = keur_known(column, component) ? keur_list_length(column, component) : 0;

	for (i = 0; i < n; i++) {
		json_comma(report->out, i > 0);
		escape_json(report->out, model_text(model, keur_list_item(column, component, i)));
	}
}

static void reasons(struct json_report *report, uint32_t component)
{
	const struct result *result = report->result;
	struct out *out = report->out;
	uint32_t i, first = result->reason_first[component], end = result->reason_first[component + 1];

	for (i = first; i < end; i++) {
		struct reason_words words;

		buffer_clear(&report->room);
		words = result_reason(result, &result->reason[i], &report->room);
		if (i > first)
			JSON(out, ", {\"fact\": ");
		else
			JSON(out, "{\"fact\": ");
		json_own(out, words.fact);
		JSON(out, ", \"value\": ");
		json_string(out, words.value);
		JSON(out, ", \"pack\": ");
		json_text_or_null(out, text_of(words.pack));
		JSON(out, ", \"status\": ");
		json_own(out, words.status);
		if (result->reason[i].worst_only)
			JSON(out, ", \"worst\": true}");
		else
			JSON(out, "}");
	}
}

static void roles(struct json_report *report, uint64_t set)
{
	bool more = false;

	JSON(report->out, ", \"roles\": [");
	for (; set; set &= set - 1) {
		json_comma(report->out, more);
		json_word(report->out, &report->role[__builtin_ctzll(set)]);
		more = true;
	}
	JSON(report->out, "]");
}

/* Of which tables nobody calls the rows complete. */
static void tables(struct json_report *report, uint64_t set)
{
	bool more = false;

	JSON(report->out, ", \"tables\": [");
	for (; set; set &= set - 1) {
		json_comma(report->out, more);
		json_word(report->out, &report->stated[__builtin_ctzll(set)]);
		more = true;
	}
	JSON(report->out, "]");
}

/* Of somebody undecided: the decision that does not hold any more. */
static void lapse(struct json_report *report, const struct words_cause *cause)
{
	buffer_clear(&report->room);
	if (!words_lapse(report->result, cause, "en", &report->room))
		return;
	JSON(report->out, ", \"lapse\": ");
	escape_json(report->out, buffer_view(&report->room));
}

static void causes(struct json_report *report, uint32_t component)
{
	struct out *out = report->out;
	struct words_cause cause;
	uint32_t next = 0;
	bool more = false;

	while (words_next_cause(report->result, component, &next, &cause)) {
		json_comma(out, more);
		more = true;
		JSON(out, "{\"supplier\": ");
		if (cause.supplier == KEUR_NONE)
			JSON(out, "null");
		else
			escape_json(out, model_string(report->result->model, COL_supplier_id, cause.supplier));
		JSON(out, ", \"standing\": ");
		json_own(out, cause.standing);
		if (cause.ground) {
			JSON(out, ", \"ground\": ");
			json_own(out, cause.ground);
		}
		JSON(out, ", \"how\": ");
		json_own(out, cause.how);
		JSON(out, ", \"through\": [");
		if (cause.under != KEUR_NONE)
			escape_json(out, model_string(report->result->model, COL_supplier_id, cause.under));
		JSON(out, "], \"role\": ");
		if (cause.role < 0)
			JSON(out, "null");
		else
			json_word(out, &report->role[cause.role]);
		roles(report, cause.roles);
		if (cause.tables)
			tables(report, cause.tables);
		lapse(report, &cause);
		out_char(out, '}');
	}
}

/* A date or null, also for the answer `none`. */
static void date(const struct model *model, struct out *out, enum column_id column, uint32_t row)
{
	int32_t days = keur_days(&model->column[column], row);
	char text[DATE_SIZE];

	if (!model_known(model, column, row) || days == KEUR_NO_DATE) {
		JSON(out, "null");
		return;
	}
	date_format(days, text);
	json_string(out, text);
}

/* A decision as a trust rests on it; KEUR_NONE: the operator, whom nobody decides on. */
static void trust(struct json_report *report, struct out *out, uint32_t decision)
{
	const struct model *model = report->result->model;
	uint32_t supplier = decision == KEUR_NONE ? model->operator_ : keur_code(&model->column[COL_decision_supplier], decision);

	JSON(out, "{\"supplier\": ");
	escape_json(out, model_string(model, COL_supplier_id, supplier));
	if (decision == KEUR_NONE) {
		JSON(out, ", \"authority\": null, \"reference\": null, \"until\": null, \"designated_by\": null, \"file\": null, \"line\": null}");
		return;
	}
	JSON(out, ", \"authority\": ");
	json_text_or_null(out, model_string(model, COL_decision_authority, decision));
	JSON(out, ", \"reference\": ");
	json_text_or_null(out, model_string(model, COL_decision_reference, decision));
	JSON(out, ", \"until\": ");
	date(model, out, COL_decision_until, decision);
	JSON(out, ", \"designated_by\": ");
	json_text_or_null(out, text_of(model_known(model, COL_supplier_designated_by, supplier)
		? policy_ground_name[keur_byte(&model->column[COL_supplier_designated_by], supplier)] : ""));
	json_place(report, out, TABLE_decision, decision);
	out_char(out, '}');
}

/* A thousand parts rest on the same few decisions: each is written once and copied. One too long for that is left empty. */
static void prepare_trusts(struct json_report *report)
{
	uint32_t decisions = report->result->model->rows[TABLE_decision], i;
	struct out *out = mem_alloc(sizeof *out);

	report->decision = mem_zalloc((size_t)decisions + 1, sizeof *report->decision);
	for (i = 0; i < decisions; i++) {
		out_start(out, -1);
		trust(report, out, i);
		report->decision[i] = report->decisions.length;
		if (!out->failed)
			buffer_add(&report->decisions, out->data, out->used);
	}
	report->decision[decisions] = report->decisions.length;
	free(out);
}

/* Who is trusted by whose decision. */
static void trusts(struct json_report *report, uint32_t component)
{
	const struct result *result = report->result;
	uint32_t i, first = result->cause_first[component], end = result->cause_first[component + 1];

	JSON(report->out, "], \"trusts\": [");
	for (i = first; i < end; i++) {
		uint32_t decision = result->cause[i].decision;

		json_comma(report->out, i > first);
		if (decision != KEUR_NONE && report->decision[decision] < report->decision[decision + 1])
			out_add(report->out, report->decisions.data + report->decision[decision],
				report->decision[decision + 1] - report->decision[decision]);
		else
			trust(report, report->out, decision);
	}
}

static void data(struct json_report *report, uint32_t component)
{
	const struct keur_column *column = &report->result->model->column[COL_component_data];
	uint64_t set = keur_known(column, component) ? keur_set(column, component) : 0;
	bool more = false;

	JSON(report->out, ", \"data\": [");
	for (; set; set &= set - 1) {
		json_comma(report->out, more);
		json_word(report->out, &report->data[__builtin_ctzll(set)]);
		more = true;
	}
	JSON(report->out, "]");
}

/* What an explanation starts from. */
static void facts(struct json_report *report, uint32_t component)
{
	const struct model *model = report->result->model;
	struct out *out = report->out;

	JSON(out, "], \"class\": ");
	json_text_or_null(out, model_string(model, COL_component_class, component));
	JSON(out, ", \"segment\": ");
	json_text_or_null(out, model_string(model, COL_component_segment, component));
	JSON(out, ", \"users\": ");
	if (model_known(model, COL_component_users, component))
		out_number(out, keur_number(&model->column[COL_component_users], component));
	else
		JSON(out, "null");
	data(report, component);
}

/* Of a part out of service: since when, or from when. */
static void service(struct json_report *report, uint32_t component)
{
	const struct model *model = report->result->model;

	JSON(report->out, ", \"in_service\": {\"from\": ");
	date(model, report->out, COL_component_in_service_from, component);
	JSON(report->out, ", \"until\": ");
	date(model, report->out, COL_component_in_service_until, component);
	JSON(report->out, "}");
}

static void day(struct out *out, int32_t days)
{
	char text[DATE_SIZE];

	if (days == KEUR_NO_DATE) {
		JSON(out, "null");
		return;
	}
	date_format(days, text);
	json_string(out, text);
}

/* Of a part that untrusted suppliers have to leave: by when, and whether the plan gets there. */
static void phase_out(struct json_report *report, uint32_t component)
{
	const struct phase_out *phase_out = result_phase_out(report->result, component);
	struct out *out = report->out;

	if (!phase_out)
		return;
	JSON(out, ", \"phase_out\": {\"deadline\": ");
	day(out, phase_out->deadline);
	JSON(out, ", \"planned\": ");
	day(out, phase_out->planned);
	JSON(out, ", \"status\": ");
	json_own(out, phase_out_name[phase_out->status]);
	JSON(out, ", \"entry\": ");
	json_text_or_null(out, text_of(phase_out->entry == KEUR_NONE ? "" : report->result->policy->deadline[phase_out->entry].name));
	JSON(out, ", \"decision\": ");
	if (phase_out->decision == KEUR_NONE)
		JSON(out, "null");
	else
		json_key(report, TABLE_decision, phase_out->decision);
	out_char(out, '}');
}

/* A template with its digits filled in: six of these make up most of a line. */
static void levels(struct json_report *report, const struct levels *levels)
{
#define THREAT "{\"threat\": "
#define EXPOSURE THREAT "0, \"exposure\": "
#define LIKELIHOOD EXPOSURE "0, \"likelihood\": "
#define IMPACT LIKELIHOOD "0, \"impact\": "
#define WHOLE IMPACT "0, \"risk\": "
	char text[] = WHOLE;

	text[sizeof THREAT - 1] = (char)('0' + levels->threat);
	text[sizeof EXPOSURE - 1] = (char)('0' + levels->exposure);
	text[sizeof LIKELIHOOD - 1] = (char)('0' + levels->likelihood);
	text[sizeof IMPACT - 1] = (char)('0' + levels->impact);
	json_raw(report->out, text, sizeof text - 1);
	json_word(report->out, &report->level[levels->risk]);
	out_char(report->out, '}');
#undef THREAT
#undef EXPOSURE
#undef LIKELIHOOD
#undef IMPACT
#undef WHOLE
}

static void scenarios(struct json_report *report, uint32_t component)
{
	const struct result *result = report->result;
	struct out *out = report->out;
	unsigned s;

	for (s = 0; s < SCENARIOS; s++) {
		json_comma(out, s > 0);
		json_word(out, &report->scenario[s]);
		JSON(out, ": {\"known\": ");
		levels(report, &result->level[component][s][READING_KNOWN]);
		JSON(out, ", \"worst\": ");
		levels(report, &result->level[component][s][READING_WORST]);
		if (result->determined[component] >> s & 1)
			JSON(out, ", \"determined\": true}");
		else
			JSON(out, ", \"determined\": false}");
	}
}

static void findings(struct json_report *report, uint32_t component)
{
	const struct result *result = report->result;
	struct out *out = report->out;
	uint32_t i, first = result->finding_first[component], end = result->finding_first[component + 1];

	for (i = first; i < end; i++) {
		const char *id = result->finding[result->finding_of[i]].id;

		if (i > first)
			JSON(out, ", \"");
		else
			JSON(out, "\"");
		json_raw(out, id, sizeof result->finding->id - 1);
		out_char(out, '"');
	}
}

static void gaps(struct json_report *report, uint32_t component)
{
	const struct result *result = report->result;
	struct out *out = report->out;
	uint32_t i, first = result->gap_first[component], end = result->gap_first[component + 1];

	for (i = first; i < end; i++) {
		json_comma(out, i > first);
		out_number(out, result->gap_of[i]);
	}
}

/* The ids of its groups. */
static void groups(struct json_report *report, uint32_t component)
{
	const struct grouping *grouping = &report->result->grouping;
	uint32_t i;

	for (i = grouping->first ? grouping->first[component] : 0; grouping->first && i < grouping->first[component + 1]; i++) {
		json_comma(report->out, i > grouping->first[component]);
		json_key(report, TABLE_group, grouping->member[i].group);
	}
}

/* The plugins that gave no complete answer: an answer is complete for all parts or for none. */
/* What each question adds at worst: {"gap": 3, "factor": "threat", "level": 5, "party": "hp"}; in all scenarios unless it names some. */
static void open_levels(struct json_report *report, uint32_t component)
{
	static const char *const factor[] = { "", "threat", "exposure", "impact" };
	const struct result *result = report->result;
	struct out *out = report->out;
	uint32_t i, first = result->open_first[component];
	unsigned s;

	for (i = first; i < result->open_first[component + 1]; i++) {
		const struct open_level *open = &result->open[i];
		bool more = false;

		json_comma(out, i > first);
		JSON(out, "{\"gap\": ");
		out_number(out, open->gap);
		JSON(out, ", \"factor\": ");
		json_string(out, factor[open->factor]);
		JSON(out, ", \"level\": ");
		out_number(out, open->level);
		if (open->scenarios != KEUR_ALL_SCENARIOS) {
			JSON(out, ", \"scenarios\": [");
			for (s = 0; s < SCENARIOS; s++)
				if (open->scenarios >> s & 1) {
					json_comma(out, more);
					json_word(out, &report->scenario[s]);
					more = true;
				}
			out_char(out, ']');
		}
		if (open->party != KEUR_NONE) {
			JSON(out, ", \"party\": ");
			json_key(report, TABLE_supplier, open->party);
		}
		out_char(out, '}');
	}
}

static void not_assessed(struct json_report *report)
{
	bool more = false;
	uint32_t i;

	for (i = 0; i < report->result->runs; i++) {
		const struct findings *findings = report->result->run[i].findings;

		if (findings->status == RUN_OK)
			continue;
		json_comma(report->out, more);
		json_string(report->out, findings->plugin->name);
		more = true;
	}
}

/* By what an impact on the facts is more than class, users and data make it: one entry for each scenario. */
static void impact_by(struct json_report *report, uint32_t component)
{
	const struct result *result = report->result;
	struct out *out = report->out;
	bool more = false;
	int s;

	JSON(out, ", \"impact_by\": [");
	for (s = 0; s < SCENARIOS && result->impact_by; s++) {
		const struct impact_by *by = &result->impact_by[component][s];
		enum table_id table = by->source == IMPACT_BY_SITE ? TABLE_site : TABLE_component;

		if (by->source == IMPACT_BY_ITSELF)
			continue;
		json_comma(out, more);
		more = true;
		JSON(out, "{\"scenario\": ");
		json_word(out, &report->scenario[s]);
		JSON(out, ", \"by\": ");
		json_string(out, impact_source_name[by->source]);
		JSON(out, ", \"what\": ");
		if (by->source == IMPACT_BY_SERVES)
			JSON(out, "null");
		else
			json_key(report, table, by->about);
		json_place(report, out, table, by->source == IMPACT_BY_SERVES ? component : by->about);
		out_char(out, '}');
	}
	out_char(out, ']');
}

static void component_line(struct json_report *report, uint32_t component)
{
	const struct result *result = report->result;
	const struct model *model = result->model;
	const uint8_t *risk = result->risk[component];
	struct out *out = report->out;

	JSON(out, "{\"id\": ");
	escape_json(out, model_string(model, COL_component_id, component));
	JSON(out, ", \"functions\": [");
	functions(report, component);
	facts(report, component);
	if (!risk[READING_WORST])
		service(report, component);
	JSON(out, ", \"scope\": ");
	json_word(out, &report->scope[keur_byte(&model->column[COL_component_scope], component)]);
	JSON(out, ", \"scope_worst\": ");
	json_word(out, &report->scope[keur_byte(&model->column[COL_component_scope_worst], component)]);
	JSON(out, ", \"reasons\": [");
	reasons(report, component);
	JSON(out, "], \"trusted_supplier\": {\"status\": ");
	json_word(out, &report->trust[keur_byte(&model->column[COL_component_trust_status], component)]);
	JSON(out, ", \"because\": [");
	causes(report, component);
	if (keur_byte(&model->column[COL_component_trust_status], component) == KEUR_TRUST_MET)
		trusts(report, component);
	out_char(out, ']');
	if (result->further[component]) {
		JSON(out, ", \"further_owners\": ");
		out_number(out, result->further[component]);
	}
	out_char(out, '}');
	phase_out(report, component);
	JSON(out, ", \"scenarios\": {");
	if (risk[READING_WORST]) /* else out of service: no cell */
		scenarios(report, component);
	out_char(out, '}');
	impact_by(report, component);
	JSON(out, ", \"risk\": {\"known\": ");
	json_word(out, &report->level[risk[READING_KNOWN]]);
	JSON(out, ", \"worst\": ");
	json_word(out, &report->level[risk[READING_WORST]]);
	JSON(out, "}, \"verdict\": ");
	json_own(out, result_verdict(result, component));
	JSON(out, ", \"not_assessed_by\": [");
	not_assessed(report);
	JSON(out, "], \"findings\": [");
	findings(report, component);
	JSON(out, "], \"gaps\": [");
	gaps(report, component);
	JSON(out, "], \"open\": [");
	open_levels(report, component);
	JSON(out, "], \"groups\": [");
	groups(report, component);
	JSON(out, "]}");
}

void json_components(struct json_report *report)
{
	uint32_t component, components = report->result->model->rows[TABLE_component];

	prepare_trusts(report);
	for (component = 0; component < components; component++) {
		if (component)
			JSON(report->out, ",\n  ");
		component_line(report, component);
	}
	free(report->decision);
	buffer_free(&report->decisions);
}
