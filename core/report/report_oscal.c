/* assessment-results.oscal.json: OSCAL 1.1.2 assessment results. Each finding of keur is an observation about its component, each missing fact
 * too; each rule with breaches or risks is a finding that is not satisfied; each part with a breach, or a risk that may be high, is a risk, which is
 * open unless documented exceptions cover all that was found. Projection: see oscal_field. */
#include "report/formats.h"

#include "report/oscal.h"

#include "report/sink.h"

#define RESULT "assessment-results.results[]."
const struct projected oscal_field[] = {
	{ "assessment-results.metadata.version", "network.as_of" },
	{ "assessment-results.back-matter.resources[].title", "policy.id policy.version policy.extends[].id policy.extends[].version" },
	{ "assessment-results.back-matter.resources[].rlinks[].href", "policy.id policy.extends[].id" },
	{ "assessment-results.back-matter.resources[].rlinks[].hashes[].value", "policy.sha256 policy.extends[].sha256" },
	{ RESULT "local-definitions.assessment-assets.components[].props[].value", "run.tool.version" },
	{ RESULT "local-definitions.components[].title", "components[].id" },
	{ RESULT "local-definitions.components[].props[].value", "components[].scope components[].trusted_supplier.status" },
	{ RESULT "observations[].title", "findings[].rule gaps[].rule" },
	{ RESULT "observations[].description", "findings[].message gaps[].question" },
	{ RESULT "observations[].props[].value", "findings[].id findings[].kind findings[].basis findings[].level gaps[].count gaps[].worth" },
	{ RESULT "observations[].subjects[].title", "findings[].component gaps[].sample[]" },
	{ RESULT "observations[].relevant-evidence[].href", "findings[].evidence[].file" },
	{ RESULT "observations[].relevant-evidence[].description", "findings[].evidence[].line" },
	{ RESULT "risks[].title", "components[].id" },
	{ RESULT "risks[].props[].value", "components[].verdict" },
	{ RESULT "risks[].characterizations[].facets[].value", "components[].scenarios components[].risk" },
	{ RESULT "findings[].title", "findings[].rule" },
	{ RESULT "findings[].target.target-id", "findings[].rule" },
	{ NULL, NULL },
};
#undef RESULT

static void pack_name(struct oscal *oscal, const char *id, const char *version)
{
	buffer_clear(&oscal->room);
	buffer_string(&oscal->room, id);
	buffer_string(&oscal->room, "/");
	buffer_string(&oscal->room, version);
	escape_json_markdown(oscal->out, buffer_view(&oscal->room));
}

/* ---- Head ---------------------------------------------------------------------------------------------------------------------- */

/* OSCAL asks for moments, and keur knows one day. */
static void what_moments_are(struct oscal *oscal)
{
	struct buffer said = { 0 };

	words_date(oscal->result->model->as_of, &oscal->room);
	if (!oscal->room.length)
		buffer_string(&said, "Nobody says for which day the inventory is true: all moments here are " OSCAL_NO_DAY " in its place, and what "
			"depends on a date is not answered.");
	else if (oscal_has_day(buffer_view(&oscal->room)))
		buffer_format(&said, "All moments here are the start of %s, the day that the inventory is true for; none is when this was made.",
			oscal->room.data);
	else
		buffer_format(&said, "The inventory is true for %s, which OSCAL has no moment for: all moments here are " OSCAL_NO_DAY " in its place.",
			oscal->room.data);
	escape_json(oscal->out, buffer_view(&said));
	buffer_free(&said);
}

static void head(struct oscal *oscal)
{
	struct out *out = oscal->out;

	OWN(out, "{\"assessment-results\": {\n \"uuid\": ");
	oscal_result_uuid(oscal, "document");
	OWN(out, ",\n \"metadata\": {\"title\": \"keur: critical parts, reach and trusted suppliers of a mobile network\", \"last-modified\": ");
	sink_json(out, oscal->moment);
	OWN(out, ", \"version\": ");
	words_date(oscal->result->model->as_of, &oscal->room);
	escape_json(out, oscal->room.length ? buffer_view(&oscal->room) : TEXT_LITERAL("undated"));
	OWN(out, ", \"oscal-version\": \"1.1.2\", \"remarks\": ");
	what_moments_are(oscal);
	OWN(out, "},\n \"import-ap\": {\"href\": \"#");
	oscal_pack_uuid(oscal, oscal->result->policy->id, false);
	OWN(out, "\", \"remarks\": \"There is no assessment plan in OSCAL. The reference is to the policy pack, whose rules were assessed.\"},\n");
}

/* ---- What was assessed, and by what ------------------------------------------------------------------------------------------------ */

/* Which word of OSCAL's fits the time of service; whether a part with a first or last day is in service takes a day to judge by. */
static void state(struct oscal *oscal, uint32_t c)
{
	const struct model *model = oscal->result->model;
	bool coming = model_known(model, COL_component_in_service_from, c)
		&& keur_days(&model->column[COL_component_in_service_from], c) > model->as_of;

	if (!model_known(model, COL_component_in_service, c))
		OWN(oscal->out, "{\"state\": \"other\", \"remarks\": \"Whether it is in service is not known.\"}");
	else if (model_answer(model, COL_component_in_service, c) == KEUR_YES)
		OWN(oscal->out, "{\"state\": \"operational\"}");
	else if (coming)
		OWN(oscal->out, "{\"state\": \"under-development\", \"remarks\": \"It is not in service yet.\"}");
	else
		OWN(oscal->out, "{\"state\": \"disposition\", \"remarks\": \"It is out of service.\"}");
}

/* Inventories say what a part does, not whether it is a machine or a program: the type is a word of keur's own, which OSCAL allows. There is one part at least, or nothing
 * was assessed. */
static void parts(struct oscal *oscal)
{
	const struct model *model = oscal->result->model;
	struct out *out = oscal->out;
	uint32_t c;

	OWN(out, "\"components\": [");
	for (c = 0; c < model->rows[TABLE_component]; c++) {
		oscal_comma(out, c > 0);
		OWN(out, "\n   {\"uuid\": ");
		oscal_part_uuid(oscal, "component", c);
		OWN(out, ", \"type\": \"network-function\", \"title\": ");
		escape_json_markdown(out, model_string(model, COL_component_id, c));
		OWN(out, ", \"description\": \"A part of the network.\", \"props\": [");
		oscal_property(out, false, "scope", schema_list[LIST_scope].member[keur_byte(&model->column[COL_component_scope], c)]);
		oscal_property(out, true, "trusted-supplier", schema_list[LIST_trust].member[keur_byte(&model->column[COL_component_trust_status], c)]);
		OWN(out, "], \"status\": ");
		state(oscal, c);
		OWN(out, "}");
	}
	OWN(out, "],\n   ");
}

static void local_definitions(struct oscal *oscal)
{
	struct out *out = oscal->out;

	OWN(out, "  \"local-definitions\": {");
	parts(oscal);
	OWN(out, "\"assessment-assets\": {\"components\": [{\"uuid\": ");
	oscal_tool_uuid(oscal);
	OWN(out, ", \"type\": \"software\", \"title\": \"keur\", \"description\": \"The program that made this.\", \"props\": [");
	oscal_property(out, false, "version", KEUR_VERSION);
	OWN(out, "], \"status\": {\"state\": \"operational\"}}], \"assessment-platforms\": [{\"uuid\": ");
	oscal_name_start_anywhere(oscal, "platform");
	oscal_name_end(oscal);
	OWN(out, ", \"title\": \"keur\", \"uses-components\": [{\"component-uuid\": ");
	oscal_tool_uuid(oscal);
	OWN(out, "}]}]}},\n");
}

/* ---- Back matter ------------------------------------------------------------------------------------------------------------------- */

static void pack(struct oscal *oscal, const char *id, const char *version, const char *sha256)
{
	struct out *out = oscal->out;

	OWN(out, "{\"uuid\": ");
	oscal_pack_uuid(oscal, id, true);
	OWN(out, ", \"title\": ");
	pack_name(oscal, id, version);
	OWN(out, ", \"rlinks\": [{\"href\": \"");
	escape_uri(out, text_of(id));
	OWN(out, ".yaml\", \"media-type\": \"application/yaml\", \"hashes\": [{\"algorithm\": \"SHA-256\", \"value\": ");
	sink_json(out, sha256);
	OWN(out, "}]}], \"description\": ");
}

static void back_matter(struct oscal *oscal)
{
	const struct policy *policy = oscal->result->policy;
	uint32_t i;

	OWN(oscal->out, ",\n \"back-matter\": {\"resources\": [\n   ");
	pack(oscal, policy->id, policy->version, policy->sha256);
	OWN(oscal->out, "\"The policy pack, in the place of an assessment plan. The hash tells which file it is.\"}");
	for (i = 0; i < policy->bases; i++) {
		OWN(oscal->out, ",\n   ");
		pack(oscal, policy->base[i].id, policy->base[i].version, policy->base[i].sha256);
		OWN(oscal->out, "\"A policy pack that the first one extends.\"}");
	}
	OWN(oscal->out, "]}");
}

void report_oscal(const struct result *result, struct out *out)
{
	struct oscal oscal = { .result = result, .out = out, .digest = digest_new() };

	words_files_start(&oscal.files, result);
	oscal_set_moment(&oscal);
	oscal_by_rule(&oscal);
	head(&oscal);
	OWN(out, " \"results\": [{\n  \"uuid\": ");
	oscal_result_uuid(&oscal, "result");
	OWN(out, ", \"title\": \"Assessment by keur\", \"description\": ");
	pack_name(&oscal, result->policy->id, result->policy->version);
	OWN(out, ", \"start\": ");
	sink_json(out, oscal.moment);
	OWN(out, ",\n");
	local_definitions(&oscal);
	OWN(out, "  \"reviewed-controls\": {\"control-selections\": [{\"description\": \"The rules of the policy pack.\", \"include-all\": {}}]}");
	oscal_observations(&oscal);
	oscal_risks(&oscal);
	oscal_findings(&oscal);
	OWN(out, "}]");
	back_matter(&oscal);
	OWN(out, "\n}}\n");
	oscal_by_rule_free(&oscal);
	words_files_free(&oscal.files);
	digest_free(oscal.digest);
	buffer_free(&oscal.room);
}
