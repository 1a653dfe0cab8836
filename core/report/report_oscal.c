/* assessment-results.oscal.json: OSCAL 1.1.2 assessment results. Each finding of keur is an observation about its component, each missing fact
 * too; each rule with breaches or risks is a finding that is not satisfied; each part with a breach, or a risk that may be high, is an open
 * risk. All UUIDs are hashes of what they stand for, so that the same thing has the same one next year. Projection: see oscal_field. */
#include "report/formats.h"

#include "base/digest.h"
#include "base/mem.h"
#include "report/words.h"

#include <stdlib.h>

#include "report/sink.h"

#define RESULT "assessment-results.results[]."
const struct projected oscal_field[] = {
	{ "assessment-results.metadata.version", "network.as_of" },
	{ "assessment-results.back-matter.resources[].title", "policy.id policy.version" },
	{ RESULT "local-definitions.components[].title", "components[].id" },
	{ RESULT "observations[].title", "findings[].rule gaps[].rule" },
	{ RESULT "observations[].description", "findings[].message gaps[].question" },
	{ RESULT "observations[].props[].value", "findings[].id findings[].kind findings[].basis findings[].level gaps[].count gaps[].worth" },
	{ RESULT "observations[].subjects[].title", "findings[].component gaps[].sample[]" },
	{ RESULT "observations[].relevant-evidence[].href", "findings[].evidence[].file" },
	{ RESULT "observations[].relevant-evidence[].description", "findings[].evidence[].line" },
	{ RESULT "risks[].title", "components[].id" },
	{ RESULT "risks[].statement", "components[].verdict" },
	{ RESULT "risks[].characterizations[].facets[].value", "components[].scenarios components[].risk" },
	{ RESULT "findings[].title", "findings[].rule" },
	{ RESULT "findings[].target.target-id", "findings[].rule" },
	{ NULL, NULL },
};
#undef RESULT

struct oscal {
	const struct result *result;
	struct out *out;
	struct words_files files;
	struct digest *digest;
	struct buffer room;
};

static void comma(struct out *out, bool wanted)
{
	if (wanted)
		OWN(out, ",");
}

/* ---- UUIDs --------------------------------------------------------------------------------------------------------------------- */

static void name_part(struct oscal *oscal, struct text part)
{
	digest_add(oscal->digest, part.data, part.length);
	digest_add(oscal->digest, "\n", 1);
}

static void name_start(struct oscal *oscal, const char *kind)
{
	digest_restart(oscal->digest);
	name_part(oscal, TEXT_LITERAL("keur oscal"));
	name_part(oscal, text_of(kind));
}

/* In the manner of version 5, which OSCAL asks for, with SHA-256 in the place of SHA-1. */
static void name_bare(struct oscal *oscal)
{
	static const char digit[] = "0123456789abcdef";
	unsigned char sum[DIGEST_SIZE];
	unsigned i;

	digest_end(oscal->digest, sum);
	sum[6] = (unsigned char)((sum[6] & 0x0F) | 0x50);
	sum[8] = (unsigned char)((sum[8] & 0x3F) | 0x80);
	for (i = 0; i < 16; i++) {
		if (i == 4 || i == 6 || i == 8 || i == 10)
			OWN(oscal->out, "-");
		out_char(oscal->out, digit[sum[i] >> 4]);
		out_char(oscal->out, digit[sum[i] & 15]);
	}
}

static void name_end(struct oscal *oscal)
{
	OWN(oscal->out, "\"");
	name_bare(oscal);
	OWN(oscal->out, "\"");
}

static void uuid(struct oscal *oscal, const char *kind, struct text name)
{
	name_start(oscal, kind);
	name_part(oscal, name);
	name_end(oscal);
}

static void component_uuid(struct oscal *oscal, const char *kind, uint32_t component)
{
	uuid(oscal, kind, model_string(oscal->result->model, COL_component_id, component));
}

/* Of the document or its result: other inputs, another pack, another plugin make it another. */
static void result_uuid(struct oscal *oscal, const char *kind)
{
	const struct result *result = oscal->result;
	uint32_t i;

	name_start(oscal, kind);
	name_part(oscal, text_of(KEUR_VERSION));
	name_part(oscal, text_of(result->policy->sha256));
	words_date(result->model->as_of, &oscal->room);
	name_part(oscal, buffer_view(&oscal->room));
	for (i = 0; i < result->inputs; i++)
		name_part(oscal, text_of(result->input[i].sha256));
	for (i = 0; i < result->runs; i++)
		name_part(oscal, text_of(result->run[i].findings->plugin->sha256));
	name_end(oscal);
}

/* ---- Head ---------------------------------------------------------------------------------------------------------------------- */

/* A moment is asked for; what is not known is the first day that the other formats can have, and said beside it. */
static void moment(struct oscal *oscal)
{
	words_date(oscal->result->model->as_of, &oscal->room);
	if (!oscal->room.length)
		buffer_string(&oscal->room, "1980-01-01");
	buffer_string(&oscal->room, "T00:00:00Z");
	escape_json(oscal->out, buffer_view(&oscal->room));
}

static void property(struct out *out, bool more, const char *name, const char *value)
{
	comma(out, more);
	OWN(out, "{\"name\": ");
	sink_json(out, name);
	OWN(out, ", \"ns\": \"urn:keur:oscal\", \"value\": ");
	sink_json(out, value);
	OWN(out, "}");
}

static void number_property(struct out *out, bool more, const char *name, uint64_t number)
{
	comma(out, more);
	OWN(out, "{\"name\": ");
	sink_json(out, name);
	OWN(out, ", \"ns\": \"urn:keur:oscal\", \"value\": \"");
	out_number(out, (int64_t)number);
	OWN(out, "\"}");
}

static void pack_name(struct oscal *oscal)
{
	buffer_clear(&oscal->room);
	buffer_string(&oscal->room, oscal->result->policy->id);
	buffer_string(&oscal->room, "/");
	buffer_string(&oscal->room, oscal->result->policy->version);
}

static void head(struct oscal *oscal)
{
	const struct model *model = oscal->result->model;
	struct out *out = oscal->out;

	OWN(out, "{\"assessment-results\": {\n \"uuid\": ");
	result_uuid(oscal, "document");
	OWN(out, ",\n \"metadata\": {\"title\": \"keur: critical parts, reach and trusted suppliers of a mobile network\", \"last-modified\": ");
	moment(oscal);
	words_date(model->as_of, &oscal->room);
	OWN(out, ", \"version\": ");
	escape_json(out, oscal->room.length ? buffer_view(&oscal->room) : TEXT_LITERAL("undated"));
	OWN(out, ", \"oscal-version\": \"1.1.2\"},\n \"import-ap\": {\"href\": \"#");
	name_start(oscal, "pack");
	name_part(oscal, text_of(oscal->result->policy->id));
	name_bare(oscal);
	OWN(out, "\"},\n");
}

static void components(struct oscal *oscal)
{
	const struct model *model = oscal->result->model;
	struct out *out = oscal->out;
	uint32_t c;

	OWN(out, "  \"local-definitions\": {\"components\": [\n   {\"uuid\": ");
	uuid(oscal, "tool", TEXT_LITERAL("keur"));
	OWN(out, ", \"type\": \"software\", \"title\": \"keur\", \"description\": \"The program that made this.\", \"status\": {\"state\": \"operational\"}}");
	for (c = 0; c < model->rows[TABLE_component]; c++) {
		OWN(out, ",\n   {\"uuid\": ");
		component_uuid(oscal, "component", c);
		OWN(out, ", \"type\": \"system\", \"title\": ");
		escape_json_markdown(out, model_string(model, COL_component_id, c));
		OWN(out, ", \"description\": \"A part of the network.\", \"props\": [");
		property(out, false, "scope", schema_list[LIST_scope].member[keur_byte(&model->column[COL_component_scope], c)]);
		property(out, true, "trusted-supplier", schema_list[LIST_trust].member[keur_byte(&model->column[COL_component_trust_status], c)]);
		if (oscal->result->risk[c][READING_WORST])
			OWN(out, "], \"status\": {\"state\": \"operational\"}}");
		else
			OWN(out, "], \"status\": {\"state\": \"other\"}}");
	}
	OWN(out, "]},\n");
}

/* ---- Observations -------------------------------------------------------------------------------------------------------------- */

static void subject(struct oscal *oscal, bool more, uint32_t component)
{
	comma(oscal->out, more);
	OWN(oscal->out, "{\"subject-uuid\": ");
	component_uuid(oscal, "component", component);
	OWN(oscal->out, ", \"type\": \"component\", \"title\": ");
	escape_json_markdown(oscal->out, model_string(oscal->result->model, COL_component_id, component));
	OWN(oscal->out, "}");
}

static void evidence(struct oscal *oscal, const struct findings *run, const struct finding *raw)
{
	struct out *out = oscal->out;
	struct words_place place;
	bool more = false;
	uint32_t i;

	for (i = 0; i < raw->evidences; i++) {
		const struct keur_row *row = &run->evidence[raw->evidence + i];

		if (!words_place(oscal->result, &oscal->files, row->table, row->row, &place))
			continue;
		if (more)
			OWN(out, ", {\"href\": \"");
		else
			OWN(out, ", \"relevant-evidence\": [{\"href\": \"");
		more = true;
		escape_uri(out, text_of(place.file));
		OWN(out, "\", \"description\": \"line ");
		out_number(out, place.line);
		OWN(out, "\"}");
	}
	if (more)
		OWN(out, "]");
}

/* What is known and what is suspected of the same thing are two findings with one id. */
static void observation_uuid(struct oscal *oscal, const struct result_finding *finding)
{
	name_start(oscal, "observation");
	name_part(oscal, text_of(finding->id));
	name_part(oscal, text_of(words_basis[result_raw(oscal->result, finding)->basis]));
	name_end(oscal);
}

static void finding_observation(struct oscal *oscal, const struct result_finding *finding)
{
	const struct result *result = oscal->result;
	const struct findings *run = result->run[finding->plugin].findings;
	const struct finding *raw = result_raw(result, finding);
	struct out *out = oscal->out;

	OWN(out, "\n   {\"uuid\": ");
	observation_uuid(oscal, finding);
	OWN(out, ", \"title\": ");
	escape_json_markdown(out, text_of(result_rule(result, finding)->full));
	OWN(out, ", \"description\": ");
	buffer_clear(&oscal->room);
	words_message(result, finding, "en", &oscal->room);
	escape_json_markdown(out, buffer_view(&oscal->room));
	OWN(out, ", \"props\": [");
	property(out, false, "finding", finding->id);
	property(out, true, "kind", words_kind[finding->kind]);
	property(out, true, "basis", words_basis[raw->basis]);
	number_property(out, true, "level", finding->level);
	OWN(out, "], \"methods\": [\"EXAMINE\"], \"types\": [\"finding\"]");
	if (raw->component != KEUR_NONE) {
		OWN(out, ", \"subjects\": [");
		subject(oscal, false, raw->component);
		OWN(out, "]");
	}
	evidence(oscal, run, raw);
	OWN(out, ", \"collected\": ");
	moment(oscal);
	OWN(out, "}");
}

static void gap_observation(struct oscal *oscal, const struct gap *gap)
{
	struct out *out = oscal->out;
	uint32_t i;

	OWN(out, "\n   {\"uuid\": ");
	name_start(oscal, "question");
	name_part(oscal, text_of(gap->rule));
	name_part(oscal, text_of(gap->blame));
	name_end(oscal);
	OWN(out, ", \"title\": ");
	escape_json_markdown(out, text_of(gap->rule));
	OWN(out, ", \"description\": ");
	escape_json_markdown(out, text_of(gap->question));
	OWN(out, ", \"props\": [");
	number_property(out, false, "parts", gap->count);
	number_property(out, true, "worth", gap->worth);
	OWN(out, "], \"methods\": [\"UNKNOWN\"], \"types\": [\"missing-fact\"]");
	for (i = 0; i < 3 && gap->sample[i] != KEUR_NONE; i++) {
		if (!i)
			OWN(out, ", \"subjects\": [");
		subject(oscal, i > 0, gap->sample[i]);
	}
	if (i)
		OWN(out, "]");
	OWN(out, ", \"collected\": ");
	moment(oscal);
	OWN(out, "}");
}

static void observations(struct oscal *oscal)
{
	const struct result *result = oscal->result;
	uint32_t i;

	if (!result->findings && !result->gaps)
		return; /* OSCAL has no empty lists */
	OWN(oscal->out, ",\n  \"observations\": [");
	for (i = 0; i < result->findings; i++) {
		comma(oscal->out, i > 0);
		finding_observation(oscal, &result->finding[i]);
	}
	for (i = 0; i < result->gaps; i++) {
		comma(oscal->out, result->findings || i > 0);
		gap_observation(oscal, &result->gap[i]);
	}
	OWN(oscal->out, "]");
}

static void related(struct oscal *oscal, bool *more, const struct result_finding *finding)
{
	if (*more)
		OWN(oscal->out, ", {\"observation-uuid\": ");
	else
		OWN(oscal->out, ", \"related-observations\": [{\"observation-uuid\": ");
	*more = true;
	observation_uuid(oscal, finding);
	OWN(oscal->out, "}");
}

/* ---- Risks --------------------------------------------------------------------------------------------------------------------- */

static void facet(struct out *out, bool more, const char *name, const char *value)
{
	comma(out, more);
	OWN(out, "{\"name\": ");
	sink_json(out, name);
	OWN(out, ", \"system\": \"urn:keur:oscal\", \"value\": ");
	sink_json(out, value);
	OWN(out, "}");
}

/* 1 to 5. */
static void level_facet(struct out *out, const char *name, unsigned level)
{
	const char digit[2] = { (char)('0' + level), '\0' };

	facet(out, true, name, digit);
}

static void risk(struct oscal *oscal, uint32_t c)
{
	const struct result *result = oscal->result;
	unsigned s = result_worst_scenario(result, c, READING_WORST);
	struct text id = model_string(result->model, COL_component_id, c);
	const struct levels *worst = &result->level[c][s][READING_WORST];
	struct out *out = oscal->out;
	bool more = false;
	uint32_t i;

	OWN(out, "\n   {\"uuid\": ");
	component_uuid(oscal, "risk", c);
	OWN(out, ", \"title\": ");
	escape_json_markdown(out, id);
	OWN(out, ", \"description\": \"What may come to pass through this part, by its worst scenario.\", \"statement\": ");
	sink_json(out, result_verdict(result, c));
	OWN(out, ", \"status\": \"open\", \"characterizations\": [{\"origin\": {\"actors\": [{\"type\": \"tool\", \"actor-uuid\": ");
	uuid(oscal, "tool", TEXT_LITERAL("keur"));
	OWN(out, "}]}, \"facets\": [");
	facet(out, false, "scenario", policy_scenario_name[s]);
	level_facet(out, "likelihood", worst->likelihood);
	level_facet(out, "impact", worst->impact);
	facet(out, true, "risk-worst", policy_level_name[result->risk[c][READING_WORST]]);
	facet(out, true, "risk-known", policy_level_name[result->risk[c][READING_KNOWN]]);
	OWN(out, "]}]");
	for (i = result->finding_first[c]; i < result->finding_first[c + 1]; i++)
		related(oscal, &more, &result->finding[result->finding_of[i]]);
	if (more)
		OWN(out, "]");
	OWN(out, "}");
}

static void risks(struct oscal *oscal)
{
	const struct result *result = oscal->result;
	bool more = false;
	uint32_t c;

	for (c = 0; c < result->model->rows[TABLE_component]; c++) {
		if (!result->breach[c] && result->risk[c][READING_WORST] < 4)
			continue;
		if (more)
			OWN(oscal->out, ",");
		else
			OWN(oscal->out, ",\n  \"risks\": [");
		more = true;
		risk(oscal, c);
	}
	if (more)
		OWN(oscal->out, "]");
}

/* ---- Findings: one to a rule --------------------------------------------------------------------------------------------------- */

static bool is_of(const struct result *result, uint32_t i, uint32_t run, uint32_t rule)
{
	const struct result_finding *finding = &result->finding[i];

	return finding->plugin == run && (finding->kind == KEUR_KIND_BREACH || finding->kind == KEUR_KIND_RISK)
		&& result_raw(result, finding)->rule == rule;
}

static bool rule_finding(struct oscal *oscal, bool another, uint32_t run, uint32_t rule)
{
	const struct result *result = oscal->result;
	const struct declared_rule *declared = &result->run[run].findings->plugin->rule[rule];
	struct out *out = oscal->out;
	bool more = false;
	uint32_t i;

	for (i = 0; i < result->findings && !is_of(result, i, run, rule); i++)
		;
	if (i == result->findings)
		return false;
	if (another)
		OWN(out, ",");
	else
		OWN(out, ",\n  \"findings\": [");
	OWN(out, "\n   {\"uuid\": ");
	uuid(oscal, "finding", text_of(declared->full));
	OWN(out, ", \"title\": ");
	escape_json_markdown(out, text_of(declared->full));
	OWN(out, ", \"description\": ");
	escape_json_markdown(out, text_of(declared->title && declared->title[0] ? declared->title : declared->full));
	OWN(out, ", \"target\": {\"type\": \"objective-id\", \"target-id\": ");
	sink_json(out, declared->full);
	OWN(out, ", \"status\": {\"state\": \"not-satisfied\"}}");
	for (; i < result->findings; i++)
		if (is_of(result, i, run, rule))
			related(oscal, &more, &result->finding[i]);
	OWN(out, "]}");
	return true;
}

static void findings(struct oscal *oscal)
{
	const struct result *result = oscal->result;
	bool more = false;
	uint32_t run, rule;

	for (run = 0; run <= result->runs; run++) /* the last is keur itself */
		for (rule = 0; rule < result->run[run].findings->plugin->rules; rule++)
			more |= rule_finding(oscal, more, run, rule);
	if (more)
		OWN(oscal->out, "]");
}

void report_oscal(const struct result *result, struct out *out)
{
	struct oscal oscal = { .result = result, .out = out, .digest = digest_new() };

	words_files_start(&oscal.files, result);
	head(&oscal);
	OWN(out, " \"results\": [{\n  \"uuid\": ");
	result_uuid(&oscal, "result");
	OWN(out, ", \"title\": \"Assessment by keur\", \"description\": ");
	pack_name(&oscal);
	escape_json_markdown(out, buffer_view(&oscal.room));
	OWN(out, ", \"start\": ");
	moment(&oscal);
	OWN(out, ",\n");
	components(&oscal);
	OWN(out, "  \"reviewed-controls\": {\"control-selections\": [{\"description\": \"The rules of the policy pack.\", \"include-all\": {}}]}");
	observations(&oscal);
	risks(&oscal);
	findings(&oscal);
	OWN(out, "}],\n \"back-matter\": {\"resources\": [{\"uuid\": ");
	uuid(&oscal, "pack", text_of(result->policy->id));
	OWN(out, ", \"title\": ");
	pack_name(&oscal);
	escape_json_markdown(out, buffer_view(&oscal.room));
	OWN(out, ", \"description\": \"The policy pack stands for the assessment plan.\"}]}\n}}\n");
	words_files_free(&oscal.files);
	digest_free(oscal.digest);
	buffer_free(&oscal.room);
}
