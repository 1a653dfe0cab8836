/* What the pieces of the OSCAL writer share: the names of things, moments, properties, and which rule a thing belongs to. report_oscal.c writes the
 * document, oscal_observations.c what was found and what is missing, oscal_findings.c which rules that breaks, oscal_risks.c which parts are at risk. */
#ifndef KEUR_REPORT_OSCAL_H
#define KEUR_REPORT_OSCAL_H

#include "base/digest.h"
#include "report/report.h"
#include "report/words.h"

#include <stdbool.h>

/* Findings or parts by rule, all runs' rules one after another: item[first[rule]] .. item[first[rule + 1] - 1]. */
struct oscal_by_rule {
	uint32_t *first, *item;
};

struct oscal {
	const struct result *result;
	struct out *out;
	struct words_files files;
	struct digest *digest;
	struct buffer room;
	char moment[DATE_SIZE + 10]; /* the start of as_of, or of OSCAL_NO_DAY */
	uint32_t *first_rule;       /* by run: how many rules stand before its own */
	struct oscal_by_rule found; /* breaches and risks: index of result.finding */
	struct oscal_by_rule risk;  /* parts with a risk that names one of these */
};

/* Stands for a day that is not known, or that OSCAL cannot write; said beside it. The first that the other formats can have. */
#define OSCAL_NO_DAY "1980-01-01"

static inline void oscal_comma(struct out *out, bool wanted)
{
	if (wanted)
		out_char(out, ',');
}

/* ---- Names: oscal_names.c. All UUIDs are hashes of what they stand for, so that the same thing has the same one next year. ------------- */

/* Of this network: two operators may both have a part `amf-1`. The network is its operator and country. */
void oscal_name_start(struct oscal *oscal, const char *kind);
/* Of what is the same everywhere: keur itself and a policy pack. */
void oscal_name_start_anywhere(struct oscal *oscal, const char *kind);
void oscal_name_part(struct oscal *oscal, struct text part);
void oscal_name_end(struct oscal *oscal);  /* writes it, quoted */
void oscal_name_bare(struct oscal *oscal); /* without the quotes */
void oscal_uuid(struct oscal *oscal, const char *kind, struct text name);
void oscal_part_uuid(struct oscal *oscal, const char *kind, uint32_t component);
void oscal_tool_uuid(struct oscal *oscal);
void oscal_pack_uuid(struct oscal *oscal, const char *id, bool quoted);
/* Of the document or its result: other inputs, another pack, another plugin make it another. */
void oscal_result_uuid(struct oscal *oscal, const char *kind);

/* The moment that every other one is. A day that OSCAL cannot write is told in remarks and in the version; nothing is lost, and nothing refused. */
void oscal_set_moment(struct oscal *oscal);
bool oscal_has_day(struct text day); /* whether OSCAL has a moment for this day */

/* A property of keur's own. The value is one line without blanks at its ends: none of a stranger's. */
void oscal_property(struct out *out, bool more, const char *name, const char *value);
void oscal_number_property(struct out *out, bool more, const char *name, uint64_t number);
/* The name of what is keur's own among properties and facets. No URN of that name is registered; keur has no address on the web that it could use
 * instead, and a host of somebody else's, or none's, would be worse. It stays as it is, so that readers can rely on it. */
#define OSCAL_NS "urn:keur:oscal"

/* A text of others within a sentence of keur's own, where Markdown may stand. Appends; the whole goes through escape_json. */
void oscal_others(struct buffer *said, struct text text);

/* ---- Which rule ----------------------------------------------------------------------------------------------------------------------- */

bool oscal_fails(const struct result_finding *finding); /* a breach or a risk: its rule is not satisfied */
uint32_t oscal_rule(const struct oscal *oscal, const struct result_finding *finding);
enum { OSCAL_HIGH = 4 };
bool oscal_has_risk(const struct result *result, uint32_t component); /* it has a breach, or its risk may be high */
void oscal_by_rule(struct oscal *oscal);
void oscal_by_rule_free(struct oscal *oscal);

/* ---- The lists of a result; nothing when they would be empty, which OSCAL does not have --------------------------------------------- */

void oscal_observations(struct oscal *oscal);
void oscal_finding_observation_uuid(struct oscal *oscal, const struct result_finding *finding);
void oscal_gap_observation_uuid(struct oscal *oscal, const struct gap *gap);
/* An entry of a list of related observations, up to its UUID; *more: there is one already. Whoever wrote one ends the list. */
void oscal_related(struct oscal *oscal, bool *more);
void oscal_related_finding(struct oscal *oscal, bool *more, const struct result_finding *finding);
void oscal_risks(struct oscal *oscal);
void oscal_findings(struct oscal *oscal);

#endif
