/* OSCAL: a finding for each rule that is not satisfied, with the observations it rests on and the risks that come of it. */
#include "report/oscal.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

#include "report/sink.h"

/* ---- Which rule ---------------------------------------------------------------------------------------------------------------- */

bool oscal_fails(const struct result_finding *finding)
{
	return finding->kind == KEUR_KIND_BREACH || finding->kind == KEUR_KIND_RISK;
}

uint32_t oscal_rule(const struct oscal *oscal, const struct result_finding *finding)
{
	return oscal->first_rule[finding->plugin] + result_raw(oscal->result, finding)->rule;
}

bool oscal_has_risk(const struct result *result, uint32_t component)
{
	return result->breach[component] || result->risk[component][READING_WORST] >= OSCAL_HIGH;
}

/* Counted the first time, entered the second. */
struct filling {
	struct oscal_by_rule *by;
	uint32_t *next; /* by rule: where the next goes; NULL: they are counted */
};

static void enter(struct filling *filling, uint32_t rule, uint32_t item)
{
	if (filling->next)
		filling->by->item[filling->next[rule]++] = item;
	else
		filling->by->first[rule + 1]++;
}

static void all_found(struct oscal *oscal, struct filling *filling)
{
	uint32_t i;

	for (i = 0; i < oscal->result->findings; i++)
		if (oscal_fails(&oscal->result->finding[i]))
			enter(filling, oscal_rule(oscal, &oscal->result->finding[i]), i);
}

/* A part once for each rule, however often it breaks it. */
static void all_risks(struct oscal *oscal, struct filling *filling)
{
	const struct result *result = oscal->result;
	uint32_t *entered = mem_zalloc((size_t)oscal->first_rule[result->runs + 1] + 1, sizeof *entered); /* by rule: 1 + the last part */
	uint32_t c, i;

	for (c = 0; c < result->model->rows[TABLE_component]; c++)
		for (i = result->finding_first[c]; i < result->finding_first[c + 1] && oscal_has_risk(result, c); i++) {
			const struct result_finding *finding = &result->finding[result->finding_of[i]];
			uint32_t rule = oscal_rule(oscal, finding);

			if (!oscal_fails(finding) || entered[rule] == c + 1)
				continue;
			entered[rule] = c + 1;
			enter(filling, rule, c);
		}
	free(entered);
}

static void fill(struct oscal *oscal, struct oscal_by_rule *by, void (*all)(struct oscal *oscal, struct filling *filling))
{
	uint32_t rules = oscal->first_rule[oscal->result->runs + 1], r;
	struct filling filling = { by, NULL };

	by->first = mem_zalloc((size_t)rules + 1, sizeof *by->first);
	all(oscal, &filling);
	for (r = 0; r < rules; r++)
		by->first[r + 1] += by->first[r];
	by->item = mem_zalloc((size_t)by->first[rules] + 1, sizeof *by->item);
	filling.next = mem_zalloc((size_t)rules + 1, sizeof *filling.next);
	memcpy(filling.next, by->first, ((size_t)rules + 1) * sizeof *filling.next);
	all(oscal, &filling);
	free(filling.next);
}

void oscal_by_rule(struct oscal *oscal)
{
	const struct result *result = oscal->result;
	uint32_t run;

	oscal->first_rule = mem_zalloc((size_t)result->runs + 2, sizeof *oscal->first_rule);
	for (run = 0; run <= result->runs; run++) /* the last is keur itself */
		oscal->first_rule[run + 1] = oscal->first_rule[run] + result->run[run].findings->plugin->rules;
	fill(oscal, &oscal->found, all_found);
	fill(oscal, &oscal->risk, all_risks);
}

void oscal_by_rule_free(struct oscal *oscal)
{
	free(oscal->first_rule);
	free(oscal->found.first);
	free(oscal->found.item);
	free(oscal->risk.first);
	free(oscal->risk.item);
}

/* ---- Findings: one to a rule --------------------------------------------------------------------------------------------------- */

/* What is only suspected fails nothing for certain, and OSCAL has two states: the reason says it. */
static void status(struct oscal *oscal, uint32_t rule)
{
	const struct oscal_by_rule *found = &oscal->found;
	bool known = false;
	uint32_t i;

	for (i = found->first[rule]; i < found->first[rule + 1]; i++)
		known |= result_raw(oscal->result, &oscal->result->finding[found->item[i]])->basis == KEUR_KNOWN;
	OWN(oscal->out, ", \"status\": {\"state\": \"not-satisfied\", \"reason\": ");
	if (known)
		OWN(oscal->out, "\"fail\"}}");
	else
		OWN(oscal->out, "\"other\", \"remarks\": \"This is suspected: no observation behind it is known for certain.\"}}");
}

static void finding(struct oscal *oscal, const struct declared_rule *declared, uint32_t rule)
{
	const struct result *result = oscal->result;
	struct out *out = oscal->out;
	bool more = false;
	uint32_t i;

	OWN(out, "\n   {\"uuid\": ");
	oscal_uuid(oscal, "finding", text_of(declared->full));
	OWN(out, ", \"title\": ");
	escape_json_markdown(out, text_of(declared->full));
	OWN(out, ", \"description\": ");
	escape_json_markdown(out, text_of(declared->title && declared->title[0] ? declared->title : declared->full));
	OWN(out, ", \"target\": {\"type\": \"objective-id\", \"target-id\": ");
	sink_json(out, declared->full);
	status(oscal, rule);
	for (i = oscal->found.first[rule]; i < oscal->found.first[rule + 1]; i++)
		oscal_related_finding(oscal, &more, &result->finding[oscal->found.item[i]]);
	OWN(out, "]");
	for (i = oscal->risk.first[rule]; i < oscal->risk.first[rule + 1]; i++) {
		if (i > oscal->risk.first[rule])
			OWN(out, ", {\"risk-uuid\": ");
		else
			OWN(out, ", \"related-risks\": [{\"risk-uuid\": ");
		oscal_part_uuid(oscal, "risk", oscal->risk.item[i]);
		OWN(out, "}");
	}
	if (oscal->risk.first[rule] < oscal->risk.first[rule + 1])
		OWN(out, "]");
	OWN(out, "}");
}

void oscal_findings(struct oscal *oscal)
{
	const struct result *result = oscal->result;
	bool more = false;
	uint32_t run, r;

	for (run = 0; run <= result->runs; run++)
		for (r = 0; r < result->run[run].findings->plugin->rules; r++) {
			uint32_t rule = oscal->first_rule[run] + r;

			if (oscal->found.first[rule] == oscal->found.first[rule + 1])
				continue;
			if (more)
				OWN(oscal->out, ",");
			else
				OWN(oscal->out, ",\n  \"findings\": [");
			more = true;
			finding(oscal, &result->run[run].findings->plugin->rule[r], rule);
		}
	if (more)
		OWN(oscal->out, "]");
}
