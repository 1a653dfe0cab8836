/* The result: one object with everything an assessment says, frozen before any report is written. Writers read this and nothing else.
 * A new fact is added here, and every full writer shows it. */
#ifndef KEUR_ASSESS_RESULT_H
#define KEUR_ASSESS_RESULT_H

#include "assess/fills.h"
#include "model/findings.h"
#include "model/frames.h"
#include "model/link.h"
#include "model/model.h"
#include "policy/policy.h"

#include <stdbool.h>
#include <stdint.h>

enum reading { READING_KNOWN, READING_WORST, READINGS }; /* the two answers */
extern const char *const reading_name[READINGS];         /* "known", "worst" */

/* Why a component has its scope: bit set per component, words and pack entry by result_reason(). */
enum reason_kind {
	REASON_CLASS,            /* its class is critical in the pack */
	REASON_DATA,             /* its data makes it critical; one reason per data class */
	REASON_DESIGNATED,       /* the overlay designates it */
	REASON_UNKNOWN_FUNCTION, /* worst credible */
	REASON_UNKNOWN_DATA,     /* worst credible */
	REASON_UNKNOWN_USERS,    /* worst credible: data that counts from a number of users */
	REASON_SEGMENT,          /* shares a segment with a critical part */
	REASON_UNKNOWN_SEGMENT,  /* worst credible */
	REASON_ADMINISTERS,      /* administers a part in scope; about: that part */
	REASON_HOP,              /* a way in to a part in scope passes through it; about: the access row */
	REASON_MAY_ADMINISTER,   /* worst credible: class that administers, and nobody answers for its links */
	REASON_MAY_BE_HOP,       /* worst credible: the same class, and ways in that nobody fully names */
	REASON_SECURITY_ELEMENT, /* its class */
	REASON_KINDS
};

struct reason {
	uint32_t component;
	uint8_t kind;       /* enum reason_kind */
	uint8_t worst_only; /* holds in the worst-credible reading only */
	uint8_t data;       /* REASON_DATA: member of list data */
	uint32_t about;     /* row of component (SEGMENT: a critical part in the segment; ADMINISTERS) or access (HOP); KEUR_NONE */
};

/* One scenario of one component in one reading. Levels 1 to 5. */
struct levels {
	uint8_t threat, exposure, likelihood, impact, risk;
};

/* What raised an impact above what class, users and data make it. */
enum impact_source { IMPACT_BY_ITSELF, IMPACT_BY_SITE, IMPACT_BY_SERVES, IMPACT_BY_DEPENDANT, IMPACT_BY_ADMINISTERED, IMPACT_SOURCES };
extern const char *const impact_source_name[IMPACT_SOURCES]; /* "", "site", "serves", "dependant", "administered" */
struct impact_by {
	uint8_t source;  /* enum impact_source */
	uint32_t about;  /* row: of site; of component, for the last two; else not used */
};

/* Why a trusted-supplier status is not met; or, when it is, who is trusted by which decision. */
struct trust_cause {
	uint32_t component;
	uint32_t involvement; /* row; KEUR_NONE: a role is unanswered or no statement covers the parties */
	uint32_t decision;    /* of a part that is met: row; KEUR_NONE: the operator itself, whom nobody decides on */
};

/* Until when the untrusted suppliers of a violated part must be out, and whether the plan gets there. */
enum phase_out_status { PHASE_OUT_ON_TRACK, PHASE_OUT_AT_RISK, PHASE_OUT_OVERDUE, PHASE_OUT_UNKNOWN, PHASE_OUT_STATUSES };
extern const char *const phase_out_name[PHASE_OUT_STATUSES]; /* "on_track", ... */
struct phase_out {
	uint32_t component;
	int32_t deadline, planned; /* first day without them, and the first by plan; KEUR_NO_DATE: not known, no plan */
	uint32_t entry;            /* of policy.deadline; KEUR_NONE: the pack has none for the part */
	uint32_t decision;         /* row whose own day this is; KEUR_NONE: the pack's */
	uint8_t status;            /* enum phase_out_status */
};

/* Whether a decision holds at as_of. Of those that do not, what says more comes later. */
enum decision_state {
	DECISION_HOLDS,
	DECISION_NOT_YET,
	DECISION_UNDATED,  /* it has a period, and there is no as_of */
	DECISION_REOPENED, /* it trusts, and an ownership row is younger or has no date */
	DECISION_EXPIRED,
};

enum { CRITERIA = 9 };

/* One supplier, over all parts in service. */
struct result_supplier {
	uint32_t parts;              /* it is involved in */
	uint32_t critical[READINGS]; /* of these */
	uint32_t required[READINGS]; /* of these, where the pack demands trusted suppliers */
	uint8_t grounds[CRITERIA];   /* by member of list criterion: 1 + member of list grounds, the strongest of all sources; 0: not known */
	/* The stakeholder metric: scales 1 to 4. */
	uint8_t dependency[READINGS], penetration[READINGS];
	uint8_t maturity, trust;     /* 0: not known */
	int32_t threat[READINGS];    /* hundredths; -1: no answer */
	uint8_t zone[READINGS];      /* enum policy_zone */
};

/* A finding in the result: the plugin's, with what the pack and the host made of it. */
struct result_finding {
	char id[19];         /* "f-" and 16 hexadecimal digits */
	uint32_t plugin;     /* index into result.run */
	uint32_t finding;    /* index into its findings */
	uint8_t kind;        /* KEUR_KIND_*, after the pack's table, scope and basis */
	uint8_t level;       /* after the pack's table */
	bool due;            /* a breach from policy.in_force_from on, which as_of is before */
	uint32_t exception;  /* entry of policy.rule by which it weighs; KEUR_NONE: as its plugin declares */
	uint32_t reached;    /* KEUR_AFFECTS_REACH: how many parts; else 0 */
	uint32_t critical;   /* first of its critical parts in result.reached_critical */
	uint32_t criticals;
};

/* Questions: everything missing with the same rule and blame is one. */
struct gap {
	const char *rule;    /* "vendor_trust.unassessed_supplier", "keur.nothing_known" */
	const char *blame;   /* "supplier mystery" */
	const char *question; /* in words, English; in others: result_question() */
	uint32_t count;      /* components touched */
	uint32_t sample[3];  /* rows of the first of them; KEUR_NONE when fewer */
	uint32_t pairs;      /* (component, scenario) pairs touched */
	uint32_t worth;      /* pairs whose known answer knowing this alone could change, for all rules that ask it */
	uint8_t scope;       /* highest scope_worst among the components touched */
	struct fill fill;    /* where the answer goes */
	bool parts;          /* into the components touched, or a new row for each; else into `row` of fill.table, or one new row */
	uint32_t *row, rows; /* owned */
	uint32_t plugin, rule_index; /* whose question it is: of result.run, and its rule */
};

/* A question in the order in which people are asked. */
struct asked {
	uint32_t gap;   /* of result.gap */
	uint32_t told;  /* the one that says it: this, or one with the same answer that is a question and nothing else */
	bool again;     /* an earlier one has the same answer */
	uint32_t also;  /* how many later ones have */
	uint32_t count; /* the most parts that any of these touches */
};

/* What an unanswered question adds to a component at worst. */
struct open_level {
	uint32_t gap;   /* of result.gap */
	uint32_t party; /* row of supplier; KEUR_NONE: about nobody in particular */
	uint8_t factor, level, scenarios;
};

struct result_plugin {
	const struct findings *findings; /* with declared plugin, status, text */
};

/* The public measures of a rule: those of its plugin and of the pack, each once. */
struct result_measures {
	const char *const *measure;
	uint32_t measures;
};

struct result_input {
	const char *path; /* relative to the inputs' common directory */
	char sha256[65];
};

/* Which groups (rows of table group) each part is in: member[first[c]] .. member[first[c + 1] - 1]. */
struct group_member {
	uint32_t group;
	uint8_t worst_only; /* only when missing facts turn out worst */
};
struct grouping {
	uint32_t *first;
	struct group_member *member;
	struct group_others {
		uint32_t first, count;
	} *others;          /* by group: groups whose parts may be in it too, joined[first] .. joined[first + count - 1] */
	uint32_t *joined;
	const struct policy_domain **domain; /* by group */
};
void grouping_free(struct grouping *grouping);

/* How far facts cover some parts. */
enum covered { COVERED_PARTY, COVERED_ACCESS, COVERED_LINK, COVERED_LOG, COVERED_TABLES };
struct coverage {
	uint32_t parts;    /* in service */
	uint32_t trust[4]; /* by KEUR_TRUST_* */
	uint32_t stated[COVERED_TABLES]; /* somebody answers that these rows are complete */
	uint32_t determined;             /* in all scenarios */
	uint32_t covered;  /* all of that, and a trusted-supplier status that is not unknown */
};

/* A group, by row of table group. */
struct result_group {
	struct levels level[SCENARIOS][READINGS]; /* all 0 where its share has no impact */
	uint8_t risk[READINGS];                   /* highest over scenarios; 0: none */
	bool breach;
};

struct result {
	const struct model *model;
	const struct policy *policy;
	const struct link_result *link;
	const struct messages *messages; /* file names for evidence */

	struct levels (*level)[SCENARIOS][READINGS]; /* by component */
	uint8_t *determined;   /* by component: scenario bits */
	uint8_t (*risk)[READINGS]; /* by component: highest over scenarios; 0: out of service, no cell */
	uint8_t *breach;       /* by component: has a breach */
	uint32_t *finding_first, *finding_of; /* findings of component c: finding_of[finding_first[c]] .. ; indexes into finding, ascending by id order */
	uint32_t *gap_first, *gap_of;         /* gaps touching component c, the same way */

	struct open_level *open; /* of component c: open[open_first[c]] ..; sorted by gap, factor, party and level */
	uint32_t *open_first;
	struct result_group *group; /* by row of table group */
	struct grouping grouping;

	struct reason *reason; /* sorted by component, then kind; reason_first[c] .. reason_first[c + 1] - 1 */
	uint32_t *reason_first;
	struct phase_out *phase_out; /* sorted by component */
	uint32_t phase_outs;
	struct trust_cause *cause; /* sorted by component; cause_first the same way */
	uint32_t *cause_first;
	struct impact_by (*impact_by)[SCENARIOS]; /* by component: what impact on the facts stands on, before findings */
	uint32_t *further; /* by component: owners that are causes too, and behind so many nearer ones that they are only counted */

	struct result_supplier *supplier; /* by row of table supplier */
	uint8_t *decision_state;          /* by row of table decision */
	uint32_t *owner_first, *owner_of; /* by row of table supplier: rows of table ownership by the owned */

	struct result_finding *finding; /* sorted by component, rule, subject; KEUR_NONE last */
	uint32_t findings;
	uint32_t *reached_critical;     /* component rows */
	struct gap *gap;                /* sorted by scope, worth, pairs (falling), then rule and blame */
	uint32_t gaps;

	struct result_measures **measures; /* by run and rule; NULL: what plugins declare */
	struct result_plugin *run; /* run[runs] is keur itself, whose rules are `keur.…` */
	uint32_t runs;
	struct findings *core;     /* keur's own findings, owned */
	struct result_input *input;
	uint32_t inputs;
	enum frame_isolation isolation; /* as asked for; what held is said of each run */

	struct { /* counted once */
		uint32_t components, in_service;
		uint32_t scope[5];          /* by KEUR_SCOPE_*, known */
		uint32_t scope_worst[5];
		uint32_t trust[4];          /* by KEUR_TRUST_* */
		uint32_t breaches, due, gaps, undetermined, not_assessed; /* due: breaches from policy.in_force_from on, which is still to come */
		uint32_t phase_out[PHASE_OUT_STATUSES];
		uint32_t risk[READINGS][LEVELS + 1];
		uint32_t matrix[READINGS][LEVELS + 1][LEVELS + 1]; /* [likelihood][impact], each part once by its worst scenario */
		struct coverage critical, required; /* parts of scope critical; parts where the pack demands trusted suppliers */
		uint32_t groups, group_breaches, group_risk[READINGS][LEVELS + 1]; /* groups of a supplier whose share weighs, or may; [0]: on the facts none does */
		uint32_t high_known, high_only_missing; /* parts at or above high on the facts; only because facts are missing */
	} summary;
	struct arena arena;
};

/* Scope as people are told it: the reason's fact, value and the pack entry behind it. value may be empty. */
struct reason_words {
	const char *fact;  /* "data", "class", "designated", "segment", ... */
	const char *value; /* "traffic" */
	const char *pack;  /* "data/traffic", "class/subscriber", or "" */
	const char *status; /* of the pack entry, or "" */
	const char *source;
};
struct reason_words result_reason(const struct result *result, const struct reason *reason, struct buffer *room);

/* A finding's message in a language ("en"), placeholders filled in. */
void result_message(const struct result *result, const struct result_finding *finding, const char *language, struct buffer *out);
/* The same, each argument put there by `put`. What stands in round brackets as "label: {place}" and has nothing in its place ("-") is left out. */
typedef void result_put_argument(void *self, const struct result *result, const struct result_finding *finding, uint32_t arg, struct buffer *out);
void result_message_filled(const struct result *result, const struct result_finding *finding, const char *language, result_put_argument *put, void *self,
	struct buffer *out);
/* Whether its rule has words in a language, and whether all rules of a plugin have. */
bool result_speaks(const struct result *result, const struct result_finding *finding, const char *language);
bool result_plugin_speaks(const struct declared_plugin *plugin, const char *language);
/* One placeholder's value in words: argument `arg` of the finding's rule; language NULL: as files have it, for machines. */
void result_argument(const struct result *result, const struct result_finding *finding, uint32_t arg, const char *language, struct buffer *out);
/* A question in a language, appended. False when its rule has no words in it and it is asked in English. */
bool result_question(const struct result *result, const struct gap *gap, const char *language, struct buffer *out);
/* Every question by what an answer is worth; what is worth the same stays by scope. The caller frees them. */
struct asked *result_by_worth(const struct result *result);
const struct finding *result_raw(const struct result *result, const struct result_finding *finding);
const struct declared_rule *result_rule(const struct result *result, const struct result_finding *finding);
/* The public measures that a finding belongs to. */
struct result_measures result_measures(const struct result *result, const struct result_finding *finding);
/* What is known of the phase-out of a part; NULL: no untrusted supplier has to leave it by a day. */
const struct phase_out *result_phase_out(const struct result *result, uint32_t component);
/* The documented exception in force on as_of, row of table exception, that names the finding's rule and is limited to nothing that the finding is not
 * about; KEUR_NONE: none is. */
uint32_t result_exception(const struct result *result, const struct result_finding *finding);
/* Subject as {type, id}: "component", "supplier", "segment", "network", "access" ... */
void result_subject(const struct result *result, const struct result_finding *finding, const char **type, struct buffer *id);
/* The cell a component is drawn in: its scenario with the highest risk; ties: higher likelihood, then impact, then first. */
unsigned result_worst_scenario(const struct result *result, uint32_t component, enum reading reading);
/* "breach", or the worst reading's risk level in words; of parts out of service "retired", or "planned" before their first day of service. */
const char *result_verdict(const struct result *result, uint32_t component);

/* Why a supplier without standing has none, when a decision about it does not hold: "the decision SB-25-001 (trusted) expired on 2025-12-31",
 * appended. False when there is nothing to tell. */
/* What stands in the way of what the pack itself says: a country that it designates, and a decision that trusts all the same. */
bool result_overridden(const struct result *result, uint32_t supplier, const char *language, struct buffer *out);
bool result_lapse(const struct result *result, uint32_t supplier, const char *language, struct buffer *out);
/* Rows of table decision about a supplier stand together; the first, or the first about a later one. */
uint32_t result_first_decision(const struct result *result, uint32_t supplier);
/* Whether the owner of a row of ownership controls the owned: KEUR_YES, KEUR_NO, or 0 when what is given does not say. */
uint8_t ownership_controls(const struct model *model, uint32_t row);

/* The least that any plugin's workers were held by; .ran false: no worker ran. */
struct run_isolation result_held(const struct result *result);

void result_free(struct result *result);

#endif
