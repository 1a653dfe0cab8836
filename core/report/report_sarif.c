/* report.sarif: findings and missing facts as SARIF 2.1.0, for the tools that show results beside files. A finding stands where its first
 * evidence stands in the inventory, and at its component as a logical location; its id is its fingerprint, the same as long as rule, component
 * and subject are. What is only missing is "open": nobody can tell yet. Projection: see sarif_field. */
#include "report/formats.h"

#include "base/mem.h"
#include "report/words.h"

#include <stdlib.h>

#include "report/sink.h"

const struct projected sarif_field[] = {
	{ "runs[].tool.driver.version", "run.tool.version" },
	{ "runs[].tool.driver.rules[].id", "" },
	{ "runs[].invocations[].toolExecutionNotifications[].message.text", "run.plugins[].text" },
	{ "runs[].artifacts[].location.uri", "inputs[].path" },
	{ "runs[].artifacts[].hashes.sha-256", "inputs[].sha256" },
	{ "runs[].properties.operator", "network.operator" },
	{ "runs[].properties.asOf", "network.as_of" },
	{ "runs[].properties.policy", "policy.id" },
	{ "runs[].properties.policyVersion", "policy.version" },
	{ "runs[].results[].ruleId", "findings[].rule gaps[].rule" },
	{ "runs[].results[].message.text", "findings[].message gaps[].question" },
	{ "runs[].results[].locations[].physicalLocation.artifactLocation.uri", "findings[].evidence[].file" },
	{ "runs[].results[].locations[].physicalLocation.region.startLine", "findings[].evidence[].line" },
	{ "runs[].results[].relatedLocations[].physicalLocation.artifactLocation.uri", "findings[].evidence[].file" },
	{ "runs[].results[].relatedLocations[].physicalLocation.region.startLine", "findings[].evidence[].line" },
	{ "runs[].results[].locations[].logicalLocations[].name", "findings[].component gaps[].sample[]" },
	{ "runs[].results[].partialFingerprints.keurFinding/v1", "findings[].id" },
	{ "runs[].results[].partialFingerprints.keurQuestion/v1", "" },
	{ "runs[].results[].properties.kind", "findings[].kind" },
	{ "runs[].results[].properties.basis", "findings[].basis" },
	{ "runs[].results[].properties.level", "findings[].level" },
	{ "runs[].results[].properties.party", "findings[].party" },
	{ "runs[].results[].properties.parts", "gaps[].count" },
	{ "runs[].results[].properties.worth", "gaps[].worth" },
	{ NULL, NULL },
};

struct sarif {
	const struct result *result;
	struct out *out;
	struct words_files files;
	struct buffer room;
	uint32_t *first_rule; /* by run: how many rules stand before its own; rules that nothing names stand there too */
	bool more;            /* results */
};

static void comma(struct out *out, bool wanted)
{
	if (wanted)
		OWN(out, ",");
}

/* ---- The tool ------------------------------------------------------------------------------------------------------------------ */

/* What a rule says by default; what a finding says of itself goes before. */
static void rule(struct out *out, const struct declared_rule *rule, struct result_measures measures)
{
	static const char *const level[] = { [KEUR_KIND_BREACH] = "error", [KEUR_KIND_RISK] = "warning", [KEUR_KIND_GAP] = "note",
		[KEUR_KIND_NOTE] = "note" };
	uint32_t i;

	OWN(out, "\n   {\"id\": ");
	sink_json(out, rule->full);
	OWN(out, ", \"shortDescription\": {\"text\": ");
	escape_json_message(out, text_of(rule->title && rule->title[0] ? rule->title : rule->full));
	OWN(out, "}, \"fullDescription\": {\"text\": ");
	escape_json_message(out, text_of(rule->help && rule->help[0] ? rule->help : rule->full));
	OWN(out, "}, \"defaultConfiguration\": {\"level\": ");
	sink_json(out, level[rule->kind]);
	OWN(out, "}, \"properties\": {\"tags\": [");
	for (i = 0; i < measures.measures; i++) {
		comma(out, i > 0);
		sink_json(out, measures.measure[i]);
	}
	OWN(out, "]}}");
}

static void rules(struct sarif *sarif)
{
	const struct result *result = sarif->result;
	uint32_t count = 0, i, k;

	sarif->first_rule = mem_zalloc((size_t)result->runs + 1, sizeof *sarif->first_rule);
	for (i = 0; i <= result->runs; i++) { /* the last is keur itself */
		const struct declared_plugin *plugin = result->run[i].findings->plugin;

		sarif->first_rule[i] = count;
		for (k = 0; k < plugin->rules; k++) {
			comma(sarif->out, count > 0);
			rule(sarif->out, &plugin->rule[k], result->measures ? result->measures[i][k]
				: (struct result_measures){ plugin->rule[k].measure, plugin->rule[k].measures });
			count++;
		}
	}
}

/* A plugin without a complete answer is an error of the run, not a finding. */
static void invocation(struct sarif *sarif)
{
	const struct result *result = sarif->result;
	struct out *out = sarif->out;
	bool complete = true;
	uint32_t i;

	for (i = 0; i < result->runs; i++)
		complete &= result->run[i].findings->status == RUN_OK;
	OWN(out, "  \"invocations\": [{\"executionSuccessful\": ");
	if (complete)
		OWN(out, "true, \"toolExecutionNotifications\": [");
	else
		OWN(out, "false, \"toolExecutionNotifications\": [");
	complete = true;
	for (i = 0; i < result->runs; i++) {
		const struct findings *findings = result->run[i].findings;

		if (findings->status == RUN_OK)
			continue;
		comma(out, !complete);
		complete = false;
		OWN(out, "\n   {\"level\": \"error\", \"message\": {\"text\": ");
		buffer_clear(&sarif->room);
		buffer_string(&sarif->room, "not assessed: plugin ");
		buffer_string(&sarif->room, findings->plugin->name);
		buffer_string(&sarif->room, " ");
		buffer_string(&sarif->room, run_status[findings->status].said);
		buffer_string(&sarif->room, ": ");
		buffer_string(&sarif->room, findings->text ? findings->text : "");
		escape_json_message(out, buffer_view(&sarif->room));
		OWN(out, "}}");
	}
	OWN(out, "]}],\n");
}

static void uri(struct out *out, const char *file)
{
	OWN(out, "\"");
	escape_uri(out, text_of(file));
	OWN(out, "\"");
}

static void artifacts(struct sarif *sarif)
{
	struct out *out = sarif->out;
	uint32_t i;

	OWN(out, "  \"artifacts\": [");
	for (i = 0; i < sarif->result->inputs; i++) {
		comma(out, i > 0);
		OWN(out, "\n   {\"location\": {\"uri\": ");
		uri(out, sarif->result->input[i].path);
		OWN(out, "}, \"hashes\": {\"sha-256\": ");
		sink_json(out, sarif->result->input[i].sha256);
		OWN(out, "}}");
	}
	OWN(out, "],\n");
}

static void head(struct sarif *sarif)
{
	const struct result *result = sarif->result;
	const struct model *model = result->model;
	struct out *out = sarif->out;

	OWN(out, "{\"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\", \"version\": \"2.1.0\",\n \"runs\": [{\n"
		"  \"tool\": {\"driver\": {\"name\": \"keur\", \"version\": ");
	sink_json(out, KEUR_VERSION);
	OWN(out, ", \"rules\": [");
	rules(sarif);
	OWN(out, "]}},\n  \"columnKind\": \"unicodeCodePoints\",\n");
	invocation(sarif);
	artifacts(sarif);
	OWN(out, "  \"properties\": {\"operator\": ");
	escape_json(out, model->rows[TABLE_network] ? model_string(model, COL_network_operator, 0) : TEXT_LITERAL(""));
	OWN(out, ", \"asOf\": ");
	words_date(model->as_of, &sarif->room);
	escape_json(out, buffer_view(&sarif->room));
	OWN(out, ", \"policy\": ");
	sink_json(out, result->policy->id);
	OWN(out, ", \"policyVersion\": ");
	sink_json(out, result->policy->version);
	OWN(out, "},\n  \"results\": [");
}

/* ---- Results ------------------------------------------------------------------------------------------------------------------- */

static void place(struct out *out, const struct words_place *place)
{
	OWN(out, "{\"physicalLocation\": {\"artifactLocation\": {\"uri\": ");
	uri(out, place->file);
	OWN(out, "}, \"region\": {\"startLine\": ");
	out_number(out, place->line);
	OWN(out, "}}");
}

static void component(struct sarif *sarif, uint32_t row)
{
	OWN(sarif->out, "{\"name\": ");
	escape_json(sarif->out, model_string(sarif->result->model, COL_component_id, row));
	OWN(sarif->out, ", \"kind\": \"resource\"}");
}

/* The next row of evidence that stands in a file; false: none is left. */
static bool next_place(struct sarif *sarif, const struct findings *run, const struct finding *raw, uint32_t *next, struct words_place *place)
{
	while (*next < raw->evidences) {
		const struct keur_row *row = &run->evidence[raw->evidence + (*next)++];

		if (words_place(sarif->result, &sarif->files, row->table, row->row, place))
			return true;
	}
	return false;
}

/* The format wants each place once; of very many the first are enough to start from, and result.json has all. */
enum { PLACES_MOST = 100 };

static bool is_told(const struct words_place *told, size_t count, const struct words_place *at)
{
	while (count--)
		if (told[count].line == at->line && strcmp(told[count].file, at->file) == 0)
			return true;
	return false;
}

static void locations(struct sarif *sarif, const struct findings *run, const struct finding *raw)
{
	struct out *out = sarif->out;
	struct words_place at, told[PLACES_MOST];
	size_t count = 0;
	uint32_t next = 0;
	bool placed = next_place(sarif, run, raw, &next, &at), more = false;

	OWN(out, ", \"locations\": [");
	if (placed) {
		told[count++] = at;
		place(out, &at);
	}
	if (raw->component != KEUR_NONE) {
		if (placed)
			OWN(out, ", \"logicalLocations\": [");
		else
			OWN(out, "{\"logicalLocations\": [");
		component(sarif, raw->component);
		OWN(out, "]");
	}
	if (placed || raw->component != KEUR_NONE)
		OWN(out, "}");
	OWN(out, "], \"relatedLocations\": [");
	while (count < PLACES_MOST && next_place(sarif, run, raw, &next, &at)) {
		if (is_told(told, count, &at))
			continue;
		told[count++] = at;
		comma(out, more);
		more = true;
		place(out, &at);
		OWN(out, "}");
	}
	OWN(out, "]");
}

/* A kind other than "fail" has no level. Suspicion fails too: a breach may rest on it. */
static void judgement(struct out *out, uint8_t kind, uint8_t level)
{
	if (kind == KEUR_KIND_BREACH)
		OWN(out, ", \"kind\": \"fail\", \"level\": \"error\"");
	else if (kind == KEUR_KIND_RISK && level >= 4)
		OWN(out, ", \"kind\": \"fail\", \"level\": \"warning\"");
	else if (kind == KEUR_KIND_RISK)
		OWN(out, ", \"kind\": \"fail\", \"level\": \"note\"");
	else if (kind == KEUR_KIND_GAP)
		OWN(out, ", \"kind\": \"open\", \"level\": \"none\"");
	else
		OWN(out, ", \"kind\": \"informational\", \"level\": \"none\"");
}

static void begin_result(struct sarif *sarif, const char *rule)
{
	comma(sarif->out, sarif->more);
	sarif->more = true;
	OWN(sarif->out, "\n   {\"ruleId\": ");
	sink_json(sarif->out, rule);
}

static void finding(struct sarif *sarif, const struct result_finding *finding)
{
	const struct result *result = sarif->result;
	const struct findings *run = result->run[finding->plugin].findings;
	const struct finding *raw = result_raw(result, finding);
	struct out *out = sarif->out;

	begin_result(sarif, result_rule(result, finding)->full);
	OWN(out, ", \"ruleIndex\": ");
	out_number(out, sarif->first_rule[finding->plugin] + raw->rule);
	judgement(out, finding->kind, finding->level);
	OWN(out, ", \"message\": {\"text\": ");
	buffer_clear(&sarif->room);
	words_message(result, finding, "en", &sarif->room);
	escape_json_message(out, buffer_view(&sarif->room));
	OWN(out, "}");
	locations(sarif, run, raw);
	OWN(out, ", \"partialFingerprints\": {\"keurFinding/v1\": ");
	sink_json(out, finding->id);
	OWN(out, "}, \"properties\": {\"kind\": ");
	sink_json(out, words_kind[finding->kind]);
	OWN(out, ", \"basis\": ");
	sink_json(out, words_basis[raw->basis]);
	OWN(out, ", \"level\": ");
	out_number(out, finding->level);
	if (raw->party != KEUR_NONE) {
		OWN(out, ", \"party\": ");
		escape_json(out, model_string(result->model, COL_supplier_id, raw->party));
	}
	OWN(out, "}}");
}

static void gap(struct sarif *sarif, const struct gap *gap)
{
	struct out *out = sarif->out;
	uint32_t i;

	begin_result(sarif, gap->rule);
	judgement(out, KEUR_KIND_GAP, 0);
	OWN(out, ", \"message\": {\"text\": ");
	escape_json_message(out, text_of(gap->question));
	OWN(out, "}, \"locations\": [");
	for (i = 0; i < 3 && gap->sample[i] != KEUR_NONE; i++) {
		comma(out, i > 0);
		OWN(out, "{\"logicalLocations\": [");
		component(sarif, gap->sample[i]);
		OWN(out, "]}");
	}
	/* Rule and blame are what makes a question the same one next year. */
	OWN(out, "], \"partialFingerprints\": {\"keurQuestion/v1\": ");
	buffer_clear(&sarif->room);
	buffer_string(&sarif->room, gap->rule);
	buffer_string(&sarif->room, " ");
	buffer_string(&sarif->room, gap->blame);
	escape_json(out, buffer_view(&sarif->room));
	OWN(out, "}, \"properties\": {\"parts\": ");
	out_number(out, gap->count);
	OWN(out, ", \"worth\": ");
	out_number(out, gap->worth);
	OWN(out, "}}");
}

void report_sarif(const struct result *result, struct out *out)
{
	struct sarif sarif = { .result = result, .out = out };
	uint32_t i;

	words_files_start(&sarif.files, result);
	head(&sarif);
	for (i = 0; i < result->findings; i++)
		finding(&sarif, &result->finding[i]);
	for (i = 0; i < result->gaps; i++)
		gap(&sarif, &result->gap[i]);
	OWN(out, "]}]}\n");
	words_files_free(&sarif.files);
	buffer_free(&sarif.room);
	free(sarif.first_rule);
}
