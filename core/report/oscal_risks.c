/* OSCAL: a risk for each part with a breach or a risk that may be high, what it rests on, and by whose leave it stands. */
#include "report/oscal.h"

#include <ctype.h>

#include "report/sink.h"

/* ---- What a risk rests on ------------------------------------------------------------------------------------------- */

/* The next missing fact that may raise a part's levels, each once; they stand sorted. False: none is left. */
static bool next_gap(const struct result *result, uint32_t component, uint32_t *next, uint32_t *gap)
{
	if (*next >= result->open_first[component + 1])
		return false;
	*gap = result->open[*next].gap;
	while (*next < result->open_first[component + 1] && result->open[*next].gap == *gap)
		++*next;
	return true;
}

static void rests_on(struct oscal *oscal, uint32_t c)
{
	const struct result *result = oscal->result;
	uint32_t next = result->open_first[c], gap, i;
	bool more = false;

	for (i = result->finding_first[c]; i < result->finding_first[c + 1]; i++)
		oscal_related_finding(oscal, &more, &result->finding[result->finding_of[i]]);
	while (next_gap(result, c, &next, &gap)) {
		oscal_related(oscal, &more);
		oscal_gap_observation_uuid(oscal, &result->gap[gap]);
		OWN(oscal->out, "}");
	}
	if (more)
		OWN(oscal->out, "]");
}

/* ---- Risks --------------------------------------------------------------------------------------------------------------------- */

static void facet(struct out *out, bool more, const char *name, const char *value)
{
	oscal_comma(out, more);
	OWN(out, "{\"name\": ");
	sink_json(out, name);
	OWN(out, ", \"system\": \"" OSCAL_NS "\", \"value\": ");
	sink_json(out, value);
	OWN(out, "}");
}

/* 1 to 5. */
static void level_facet(struct out *out, const char *name, unsigned level)
{
	const char digit[2] = { (char)('0' + level), '\0' };

	facet(out, true, name, digit);
}

/* Under keur's own name only: which words NIST's own system of facets takes for these is not certain. Parts out of service have no levels. */
static void characterization(struct oscal *oscal, uint32_t c)
{
	const struct result *result = oscal->result;
	unsigned s = result_worst_scenario(result, c, READING_WORST);
	const struct levels *worst = &result->level[c][s][READING_WORST];
	struct out *out = oscal->out;

	if (!result->risk[c][READING_WORST])
		return;
	OWN(out, ", \"characterizations\": [{\"origin\": {\"actors\": [{\"type\": \"tool\", \"actor-uuid\": ");
	oscal_tool_uuid(oscal);
	OWN(out, "}]}, \"facets\": [");
	facet(out, false, "scenario", policy_scenario_name[s]);
	level_facet(out, "likelihood", worst->likelihood);
	level_facet(out, "impact", worst->impact);
	facet(out, true, "risk-worst", policy_level_name[result->risk[c][READING_WORST]]);
	facet(out, true, "risk-known", policy_level_name[result->risk[c][READING_KNOWN]]);
	OWN(out, "]}]");
}

/* What bears on a part. */
struct grounds {
	uint32_t breaches, found, missing; /* found: breaches and risks */
	bool excused;                      /* nothing of it is left but what documented exceptions cover */
};

static struct grounds grounds_of(const struct result *result, uint32_t c)
{
	struct grounds grounds = { .excused = true };
	uint32_t next = result->open_first[c], gap, i;

	for (i = result->finding_first[c]; i < result->finding_first[c + 1]; i++) {
		const struct result_finding *finding = &result->finding[result->finding_of[i]];

		if (!oscal_fails(finding))
			continue;
		grounds.found++;
		grounds.breaches += finding->kind == KEUR_KIND_BREACH;
		grounds.excused &= result_exception(result, finding) != KEUR_NONE;
	}
	while (next_gap(result, c, &next, &gap))
		grounds.missing++;
	grounds.excused &= grounds.breaches && result->risk[c][READING_WORST] == result->risk[c][READING_KNOWN];
	return grounds;
}

/* "very_high" as words. */
static void level_words(struct buffer *out, unsigned level)
{
	const char *name;

	for (name = policy_level_name[level]; *name; name++)
		buffer_format(out, "%c", *name == '_' ? ' ' : *name);
}

static void counted(struct buffer *out, uint32_t count, const char *one, const char *many)
{
	buffer_format(out, "%u %s", count, count == 1 ? one : many);
}

/* Where a level comes from that neither a finding nor a missing fact of the part makes. */
static const char *comes_from(const struct result *result, const struct levels *worst)
{
	const struct policy *policy = result->policy;

	if (result_incomplete(result))
		return "a plugin gave no complete answer, which counts as the worst one";
	if (worst->threat > policy->threat || worst->exposure > policy->exposure_internet)
		return "what was found, is suspected or is missing about other parts reaches it";
	return "it comes from the impact of the part, and from what the policy pack takes for granted about threat and exposure";
}

/* What may happen, how likely, how bad, and why: in sentences, as a person reads a register of risks. */
static void statement(struct oscal *oscal, uint32_t c, const struct grounds *grounds)
{
	const struct result *result = oscal->result;
	unsigned s = result_worst_scenario(result, c, READING_WORST);
	const struct levels *worst = &result->level[c][s][READING_WORST];
	struct buffer *room = &oscal->room;

	buffer_clear(room);
	if (result->risk[c][READING_WORST]) {
		buffer_format(room, "%c%s through this part: likelihood ", toupper((unsigned char)policy_scenario_name[s][0]), policy_scenario_name[s] + 1);
		level_words(room, worst->likelihood);
		buffer_string(room, ", impact ");
		level_words(room, worst->impact);
		buffer_string(room, ", so at worst a risk that is ");
		level_words(room, result->risk[c][READING_WORST]);
		buffer_string(room, "; on what is known alone, ");
		level_words(room, result->risk[c][READING_KNOWN]);
		buffer_string(room, ". ");
	} else {
		buffer_string(room, "This part is not in service and has no levels. ");
	}
	if (grounds->breaches) {
		buffer_string(room, "It has ");
		counted(room, grounds->breaches, "breach", "breaches");
		buffer_format(room, " of %s/", result->policy->id);
		oscal_others(room, text_of(result->policy->version));
		buffer_string(room, grounds->excused ? ", covered by documented exceptions that are in force. " : ". ");
	}
	if (grounds->found || grounds->missing) {
		counted(room, grounds->found, "finding", "findings");
		buffer_string(room, " and ");
		counted(room, grounds->missing, "missing fact", "missing facts");
		buffer_format(room, " bear on it%s.", !grounds->found && result->risk[c][READING_KNOWN] < OSCAL_HIGH
			? ": what is missing makes it so, not what was found" : "");
	} else {
		buffer_format(room, "No finding and no missing fact of its own bears on it: %s.", comes_from(result, worst));
	}
	escape_json(oscal->out, buffer_view(room));
}

/* By whose leave a breach stands; each exception once, where it is first met. */
static void exceptions(struct oscal *oscal, uint32_t c)
{
	const struct result *result = oscal->result;
	const struct model *model = result->model;
	uint32_t first = result->finding_first[c], i, k;

	for (i = first; i < result->finding_first[c + 1]; i++) {
		const struct result_finding *finding = &result->finding[result->finding_of[i]];
		uint32_t row = oscal_fails(finding) ? result_exception(result, finding) : KEUR_NONE;
		struct buffer said = { 0 };

		for (k = first; k < i && row != KEUR_NONE; k++)
			if (oscal_fails(&result->finding[result->finding_of[k]]) && result_exception(result, &result->finding[result->finding_of[k]]) == row)
				row = KEUR_NONE;
		if (row == KEUR_NONE)
			continue;
		OWN(oscal->out, ",{\"name\": \"exception\", \"ns\": \"" OSCAL_NS "\", \"value\": \"documented\", \"remarks\": ");
		words_date(keur_days(&model->column[COL_exception_until], row), &oscal->room);
		buffer_string(&said, "Exception ");
		oscal_others(&said, model_string(model, COL_exception_id, row));
		buffer_string(&said, " of ");
		oscal_others(&said, model_string(model, COL_exception_authority, row));
		buffer_string(&said, ", until ");
		buffer_text(&said, buffer_view(&oscal->room));
		buffer_string(&said, ", from ");
		oscal_others(&said, text_of(result_rule(result, finding)->full));
		escape_json(oscal->out, buffer_view(&said));
		OWN(oscal->out, "}");
		buffer_free(&said);
	}
}

static void risk(struct oscal *oscal, uint32_t c)
{
	const struct result *result = oscal->result;
	struct grounds grounds = grounds_of(result, c);
	struct out *out = oscal->out;

	OWN(out, "\n   {\"uuid\": ");
	oscal_part_uuid(oscal, "risk", c);
	OWN(out, ", \"title\": ");
	escape_json_markdown(out, model_string(result->model, COL_component_id, c));
	OWN(out, ", \"description\": \"What may come to pass through this part, by its worst scenario.\", \"statement\": ");
	statement(oscal, c, &grounds);
	OWN(out, ", \"props\": [");
	oscal_property(out, false, "verdict", result_verdict(result, c));
	exceptions(oscal, c);
	if (grounds.excused)
		OWN(out, "], \"status\": \"deviation-approved\"");
	else
		OWN(out, "], \"status\": \"open\"");
	characterization(oscal, c);
	rests_on(oscal, c);
	OWN(out, "}");
}

void oscal_risks(struct oscal *oscal)
{
	const struct result *result = oscal->result;
	bool more = false;
	uint32_t c;

	for (c = 0; c < result->model->rows[TABLE_component]; c++) {
		if (!oscal_has_risk(result, c))
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
