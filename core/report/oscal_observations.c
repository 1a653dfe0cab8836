/* OSCAL: an observation for each finding and for each missing fact, all by examining what the operator gave. */
#include "report/oscal.h"

#include "report/sink.h"

static void subject(struct oscal *oscal, bool more, uint32_t component)
{
	oscal_comma(oscal->out, more);
	OWN(oscal->out, "{\"subject-uuid\": ");
	oscal_part_uuid(oscal, "component", component);
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
void oscal_finding_observation_uuid(struct oscal *oscal, const struct result_finding *finding)
{
	oscal_name_start(oscal, "observation");
	oscal_name_part(oscal, text_of(finding->id));
	oscal_name_part(oscal, text_of(words_basis[result_raw(oscal->result, finding)->basis]));
	oscal_name_end(oscal);
}

/* Rule and blame are what makes a question the same one next year. */
void oscal_gap_observation_uuid(struct oscal *oscal, const struct gap *gap)
{
	oscal_name_start(oscal, "question");
	oscal_name_part(oscal, text_of(gap->rule));
	oscal_name_part(oscal, text_of(gap->blame));
	oscal_name_end(oscal);
}

static void collected(struct oscal *oscal)
{
	OWN(oscal->out, ", \"collected\": ");
	sink_json(oscal->out, oscal->moment);
	OWN(oscal->out, "}");
}

static void of_finding(struct oscal *oscal, const struct result_finding *finding)
{
	const struct result *result = oscal->result;
	const struct findings *run = result->run[finding->plugin].findings;
	const struct finding *raw = result_raw(result, finding);
	struct out *out = oscal->out;

	OWN(out, "\n   {\"uuid\": ");
	oscal_finding_observation_uuid(oscal, finding);
	OWN(out, ", \"title\": ");
	escape_json_markdown(out, text_of(result_rule(result, finding)->full));
	OWN(out, ", \"description\": ");
	buffer_clear(&oscal->room);
	words_message(result, finding, "en", &oscal->room);
	escape_json_markdown(out, buffer_view(&oscal->room));
	OWN(out, ", \"props\": [");
	oscal_property(out, false, "finding", finding->id);
	oscal_property(out, true, "kind", words_kind[finding->kind]);
	oscal_property(out, true, "basis", words_basis[raw->basis]);
	oscal_number_property(out, true, "level", finding->level);
	OWN(out, "], \"methods\": [\"EXAMINE\"], \"types\": [\"finding\"]");
	if (raw->component != KEUR_NONE) {
		OWN(out, ", \"subjects\": [");
		subject(oscal, false, raw->component);
		OWN(out, "]");
	}
	evidence(oscal, run, raw);
	collected(oscal);
}

static void of_gap(struct oscal *oscal, const struct gap *gap)
{
	struct out *out = oscal->out;
	uint32_t i;

	OWN(out, "\n   {\"uuid\": ");
	oscal_gap_observation_uuid(oscal, gap);
	OWN(out, ", \"title\": ");
	escape_json_markdown(out, text_of(gap->rule));
	OWN(out, ", \"description\": ");
	escape_json_markdown(out, text_of(gap->question));
	OWN(out, ", \"props\": [");
	oscal_number_property(out, false, "parts", gap->count);
	oscal_number_property(out, true, "worth", gap->worth);
	OWN(out, "], \"methods\": [\"EXAMINE\"], \"types\": [\"missing-fact\"]");
	for (i = 0; i < 3 && gap->sample[i] != KEUR_NONE; i++) {
		if (!i)
			OWN(out, ", \"subjects\": [");
		subject(oscal, i > 0, gap->sample[i]);
	}
	if (i)
		OWN(out, "]");
	collected(oscal);
}

void oscal_observations(struct oscal *oscal)
{
	const struct result *result = oscal->result;
	uint32_t i;

	if (!result->findings && !result->gaps)
		return;
	OWN(oscal->out, ",\n  \"observations\": [");
	for (i = 0; i < result->findings; i++) {
		oscal_comma(oscal->out, i > 0);
		of_finding(oscal, &result->finding[i]);
	}
	for (i = 0; i < result->gaps; i++) {
		oscal_comma(oscal->out, result->findings || i > 0);
		of_gap(oscal, &result->gap[i]);
	}
	OWN(oscal->out, "]");
}

void oscal_related(struct oscal *oscal, bool *more)
{
	if (*more)
		OWN(oscal->out, ", {\"observation-uuid\": ");
	else
		OWN(oscal->out, ", \"related-observations\": [{\"observation-uuid\": ");
	*more = true;
}

void oscal_related_finding(struct oscal *oscal, bool *more, const struct result_finding *finding)
{
	oscal_related(oscal, more);
	oscal_finding_observation_uuid(oscal, finding);
	OWN(oscal->out, "}");
}
