/* What the writers share: the result's numbers as words, places of rows, and why a status is what it is. Writes nothing. */
#ifndef KEUR_REPORT_WORDS_H
#define KEUR_REPORT_WORDS_H

#include "assess/result.h"
#include "base/language.h"

#include <stdbool.h>
#include <stdint.h>

extern const char *const words_kind[5];   /* by KEUR_KIND_* */
extern const char *const words_factor[5]; /* by KEUR_THREAT, ... */
extern const char *const words_basis[4];  /* by KEUR_KNOWN, ... */
/* For people, to be said as "level" and as "trust". */
extern const char *const words_level[LEVELS + 1]; /* 0: none */
extern const char *const words_trust[4];          /* by KEUR_TRUST_* */

/* The message as every report shows it: a breach always says of which pack and rule. language: "en" for machines, language_now() for people. */
void words_message(const struct result *result, const struct result_finding *finding, const char *language, struct buffer *out);
/* The answer in one sentence that names what it counts, appended; about groups too, false when there is nothing to tell. */
void words_sentence(const struct result *result, struct buffer *out);
bool words_sentence_groups(const struct result *result, struct buffer *out);
/* What would have to be done about breaches: those that are mended in the same way and are about one party are one step, finding[first] .. finding[first + count - 1] of the
 * result's findings. */
struct words_act {
	const char *rule; /* "vendor_trust.chain_untrusted" */
	const char *said; /* English, for say(), with {party} */
	uint8_t who;      /* enum answerer */
};
struct words_steps {
	uint32_t *finding, steps;
	struct words_step {
		uint32_t first, count;
	} *step;
	bool *intruder; /* by supplier */
};
/* About a finding, by its number in the result; NULL: its rule is one that only its plugin knows. */
const struct words_act *words_act(const struct words_steps *steps, const struct result *result, uint32_t finding);
void words_steps(struct words_steps *steps, const struct result *result);
void words_steps_free(struct words_steps *steps);
/* Its name, else its id. */
struct text words_name(const struct result *result, uint32_t supplier);
/* How many parts a finding's party can get to from the part where it lands, that one left out: its message says the same number. */
uint32_t words_further(const struct result *result, const struct result_finding *finding);
/* "EU toolbox for 5G security" of "EU-TB:SM03"; of a system that nobody here names its own letters. */
struct text words_measure(const char *measure);
/* Said beside the answer where a plugin gave none; else "". */
const char *words_lower_bound(const struct result *result);
/* Sections of reports that findings of plugins go into. What is not here the host says by itself, from facts and decisions: phase-out, for one. */
enum words_section { WORDS_FINDINGS, WORDS_WAYS, WORDS_LOGS, WORDS_SUPPLIERS, WORDS_GROUPS, WORDS_SECTIONS };
/* Plugins without a complete answer from which such a section may lack something: "remote_access, vendor_trust", appended. False: there are none. */
bool words_unassessed(const struct result *result, enum words_section section, struct buffer *out);
/* The same as sentences that stand at the section's beginning. language: "en" for machines, language_now() for people. */
bool words_may_lack(const struct result *result, enum words_section section, const char *language, struct buffer *out);
/* After "because facts are missing": which plugins are missing too, appended; nothing when all gave an answer. */
void words_or_unanswered(const struct result *result, struct buffer *out);
/* A number of what plugins find: "at least 3" where one of them gave no complete answer; appended. */
void words_least(const struct result *result, uint64_t count, struct buffer *out);
/* "veiligheidselement" for "security_element": members of closed lists as people are told them; in English as inventories have them. */
const char *words_member(enum list_id list, unsigned member);
/* Scenarios of a finding: its own, or those its rule declares. */
uint8_t words_scenarios(const struct result *result, const struct result_finding *finding);

/* Names of files as reports show them: relative to the inputs' common directory, so that a result is the same wherever it was made. */
struct words_files {
	const char **name; /* by index into messages.file */
	size_t count;
};
void words_files_start(struct words_files *files, const struct result *result);
void words_files_free(struct words_files *files);

/* Where a row stands. False for computed tables and subjects that are not rows. */
struct words_place {
	const char *file;
	uint32_t line;
};
bool words_place(const struct result *result, const struct words_files *files, uint32_t table, uint32_t row, struct words_place *place);

/* The claim that a row rests on, when it rests on one. */
struct words_claim {
	const char *status;  /* "reported" */
	struct text source;  /* empty: not known */
	int32_t date;        /* KEUR_NO_DATE: not known */
};
bool words_claim(const struct result *result, uint32_t table, uint32_t row, struct words_claim *claim);

/* One reason for a trusted-supplier status that is not "met". */
struct words_cause {
	uint32_t supplier;    /* row; KEUR_NONE: about nobody, see how */
	const char *how;      /* "direct", "subcontract", ...; "unanswered": roles without an answer; "unstated": no claim that the list is complete */
	const char *standing; /* "" when about nobody */
	const char *ground;   /* what the pack counts as grounds where nobody decided; NULL: a decision */
	uint32_t under;       /* row of supplier: main contractor, or who is owned; KEUR_NONE */
	uint64_t roles;       /* set of list role */
	uint64_t tables;      /* set of list stated, when unstated */
	int role;             /* the one that gives most power; -1: none */
};
/* Causes of a component one after another; *next starts at 0. */
bool words_next_cause(const struct result *result, uint32_t component, uint32_t *next, struct words_cause *cause);

/* How somebody is involved, as list through has it, in words; `under`: with the main contractor or whom it owns as {supplier}, where that says
 * something. NULL: there are none. */
const char *words_through(struct text how, bool under);
/* Why somebody who is undecided is so, when a decision about it does not hold; appended. False when there is nothing to tell. */
bool words_lapse(const struct result *result, const struct words_cause *cause, const char *language, struct buffer *out);
extern const char *const words_decision_state[5]; /* by enum decision_state */
/* Suppliers of a report: all but an operator that no register describes. */
bool words_lists_supplier(const struct result *result, uint32_t supplier);
/* By supplier, to be freed: all that it has in the network are ways in that nobody declared and nobody authorised. Whoever breaks in is not asked
 * what suppliers are asked. */
bool *words_intruders(const struct result *result);
/* The first of link.lookalike about this supplier or a later one. */
size_t words_lookalike(const struct result *result, uint32_t supplier);
/* A supplier's name, what deceives in it made visible where it is taken for another's, appended; *like: that one's, or empty. */
void words_supplier(const struct result *result, uint32_t supplier, struct buffer *out, struct text *like);
/* 266 as 2.66, appended; nothing when it is negative. */
void words_hundredths(int32_t hundredths, struct buffer *out);

/* What a pack rests on: each source with the status of its entries, in the order of the pack. */
struct words_source {
	const char *source;
	enum policy_status status;
	uint32_t count;
};
struct words_sources {
	struct words_source *entry;
	size_t entries, capacity;
	uint32_t status[3], sources; /* entries by status; different sources */
};
void words_sources_count(struct words_sources *sources, const struct policy *policy);
void words_sources_free(struct words_sources *sources);

/* A date as text in a cleared buffer; empty when it is not known. */
void words_date(int32_t days, struct buffer *out);

/* A key of any table or subject kind, appended. */
void words_key(const struct result *result, uint32_t table, uint32_t row, struct buffer *out);

#endif
