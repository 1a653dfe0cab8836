/* A policy pack: every number and list of the method as data. One YAML file, checked whole before use; the file stands beside the program
 * or is given by path. Nothing in code repeats what a pack says. */
#ifndef KEUR_POLICY_POLICY_H
#define KEUR_POLICY_POLICY_H

#include "base/error.h"
#include "base/messages.h"
#include "model/catalogue.h"
#include "model/schema.h"

#include <stdbool.h>
#include <stdint.h>

enum policy_status { STATUS_VERIFIED, STATUS_UNVERIFIED, STATUS_PROPOSAL };
extern const char *const policy_status_name[3];

/* Where an entry comes from. */
struct policy_note {
	const char *source;
	enum policy_status status;
	const char *pack; /* id of the pack that says so: this one, or one that it extends */
	uint32_t line;    /* in that pack's file */
	uint32_t column, file; /* file: of the messages that policy_load was given */
};

/* A pack that this one extends, and what that one extends. */
struct policy_base {
	const char *id, *version;
	char sha256[65];
};

/* What a pack judges more mildly than the one that it is held against, in words. */
struct policy_mild {
	const char *section, *what; /* what: the entry; empty where the section is one thing */
	const char *here, *there;   /* here: empty when nothing stands here */
	bool other;                 /* the two are different, and which is the milder one cannot be said */
	struct policy_note note;    /* of what stands here; source NULL: nothing does */
};

enum policy_criticality { CRITICALITY_LOW, CRITICALITY_MODERATE, CRITICALITY_HIGH, CRITICALITY_CRITICAL };
extern const char *const policy_criticality_name[4];

enum { SCENARIOS = 3 }; /* espionage, manipulation, sabotage: index i is bit 1 << i of KEUR_ALL_SCENARIOS */
extern const char *const policy_scenario_name[SCENARIOS];
enum { LEVELS = 5 };
extern const char *const policy_level_name[LEVELS + 1]; /* [1] "very_low" .. [5] "very_high" */

/* What passing on impact depends on: a class's part in inheritance over depends_on (method: T1, "Inheritance"). */
enum policy_passes { PASSES_SABOTAGE = KEUR_SABOTAGE, PASSES_MANIPULATION = KEUR_MANIPULATION, PASSES_ESPIONAGE = KEUR_ESPIONAGE };

struct policy_class {
	const char *name;
	uint8_t impact[SCENARIOS];
	bool capped;          /* by users */
	bool inherits;        /* takes its impact from what it administers or carries */
	bool administers;     /* a class whose parts are management in the worst-credible reading (mgmt, access-security) */
	bool filter;          /* a part of it between two segments separates them */
	bool security_element; /* scope security_element unless something higher applies */
	uint8_t takes;        /* scenario bits whose impact it takes from what depends on it; sabotage always set; a function may differ */
	enum policy_criticality criticality;
	struct policy_note note;        /* of the criticality: why its parts are critical, or are not */
	struct policy_note impact_note; /* of impact, flags and takes */
};

struct policy_function {
	const char *name;
	uint32_t class_index;
	uint8_t impact[SCENARIOS]; /* this and the next two: the class's, unless the pack gives the function its own */
	bool capped;
	uint8_t takes;             /* PKI passes on less than the rest of its class, identity more */
	const char *aliases;       /* as the pack spells them, joined by ", "; empty when there are none */
	struct policy_note note;
};

enum policy_data_critical { DATA_NEVER, DATA_ALWAYS, DATA_FROM_USERS, DATA_FOR_CRITICAL };

/* One per member of list data, in its order. */
struct policy_data {
	uint8_t floor[SCENARIOS];
	enum policy_data_critical critical;
	int64_t users_from;            /* DATA_FROM_USERS */
	int64_t many_users;            /* from so many users the floor is many_floor; 0: never */
	uint8_t many_floor[SCENARIOS];
	bool personal;                 /* asks for data_access and data_export in the log */
	struct policy_note note;
};

struct policy_cap {
	int64_t below; /* users; the last one INT64_MAX */
	uint8_t level;
	struct policy_note note;
};

/* A group of parts of one supplier: its impact from this share of users or sites on. */
struct policy_share {
	bool untrusted;
	int32_t from; /* hundredths of a percent; ascending per standing */
	uint8_t impact[SCENARIOS];
	struct policy_note note;
};

/* A part of the network within which the share of each supplier is counted. */
struct policy_domain {
	const char *name;
	uint8_t *in;      /* by class: belongs to it */
	uint32_t scopes;  /* bit per scope: parts of these scopes belong to it, whatever their class */
	uint32_t roles;   /* bit per role: each makes groups of its own */
	bool by_region;   /* shares are counted within each region by itself */
	bool weighs;      /* no: shares are reported, and have no impact */
	struct policy_note note;
};

/* A method by which likelihood and impact make a risk. It may have fewer steps than keur has levels: `scale` says which step a level is. */
struct policy_matrix {
	const char *name, *version; /* version: of the method, in its own words */
	uint8_t steps;              /* rows and columns of its own table */
	uint8_t scale[LEVELS + 1];  /* level -> step of its own table */
	uint8_t own[LEVELS + 1][LEVELS + 1];  /* [step of likelihood][step of impact] -> 1..5, in keur's words for its results */
	uint8_t risk[LEVELS + 1][LEVELS + 1]; /* the same for keur's levels: [likelihood][impact] -> 1..5 */
	struct policy_note note;
};

/* An exception to what a plugin declares for its rule: the first that fits counts. */
struct policy_rule {
	const char *rule;       /* "vendor_trust.untrusted_in_scope" */
	uint32_t scopes;        /* bit per scope; 0: any */
	const char *const *class_name; /* any of them */
	uint32_t classes;       /* 0: any */
	uint32_t privileges;    /* bit per privilege; 0: any */
	uint8_t required;       /* 0: any, KEUR_YES: only where a trusted supplier is required, KEUR_NO: only where not */
	uint8_t from_level;     /* only findings that the plugin itself gives at least this level; 0: any */
	uint8_t level;          /* 0: as declared */
	uint8_t kind;           /* KEUR_KIND_*, 0: as declared */
	const struct policy_domain **domain; /* the next three: only findings about a group, in any of these domains */
	uint32_t domains;       /* 0: any */
	uint8_t standing;       /* 1 + KEUR_STANDING_*; 0: any */
	int32_t share_over;     /* hundredths of a percent that its share exceeds; -1: any */
	struct policy_note note;
};

/* Zones of the stakeholder metric, ascending. */
enum policy_zone { ZONE_NONE, ZONE_WATCH, ZONE_CONTROL, ZONE_DANGER, ZONES };
extern const char *const policy_zone_name[ZONES];

/* Dependency on a supplier: its level, 1 to 4, from this share of the critical parts on. */
struct policy_dependency {
	int32_t from; /* hundredths of a percent; 0: any at all */
	uint8_t level;
	struct policy_note note;
};

/* Penetration by a supplier: its level, 1 to 4, when it has any of these in a part of these scopes. Bits of the lists role, privilege, through. */
struct policy_penetration {
	uint32_t scopes; /* 0: any */
	uint32_t roles, privileges, throughs;
	uint8_t level;
	struct policy_note note;
};

/* (dependency x penetration) / (maturity x trust) */
struct policy_stakeholder {
	bool given;
	int32_t zone_from[ZONES]; /* hundredths */
	struct policy_note note;
	struct policy_dependency *dependency; /* ascending */
	struct policy_penetration *penetration;
	uint32_t dependencies, penetrations;
};

/* What makes a supplier untrusted without a decision about it. A decision in force always goes before. */
enum policy_ground { GROUND_DECISION, GROUND_ESTABLISHMENT, GROUND_MANAGEMENT_SEAT, GROUND_OWNERSHIP, GROUND_CONTROL, POLICY_GROUNDS };
struct policy_untrusted {
	uint32_t grounds;           /* bit per ground; 0: the pack says nothing, so decisions only */
	const char *const *country; /* designated, ISO 3166-1 alpha-2 */
	uint32_t countries;
	struct policy_note note;
};

/* When untrusted suppliers must be out of a part: the first entry that fits. All 0 but the note: not known, or only to the operator. */
struct policy_deadline {
	const char *name;
	uint32_t scopes;
	const char *const *class_name;
	uint32_t classes;
	uint8_t sensitive; /* 0: any, KEUR_YES: only on sensitive sites, KEUR_NO: only elsewhere */
	int32_t until;   /* first day without them; KEUR_NO_DATE: not known */
	int32_t trigger; /* the day from which `months` run; KEUR_NO_DATE: it has not come */
	uint32_t months; /* 0: the day stands by itself */
	struct policy_note note;
};

/* Public measures to which a rule belongs, beside or instead of those that its plugin declares. */
struct policy_measure {
	const char *rule;
	const char *const *measure;
	uint32_t measures;
	bool instead;
	struct policy_note note;
};

/* To whom findings and indicators may be given. */
struct policy_recipient {
	const char *name, *law; /* law: empty where there is none */
	bool basis;             /* without one an export is refused */
	struct policy_note note;
};
struct policy_sharing {
	const char *profile;    /* NULL: the pack says nothing */
	bool own_records_only, label_required, decision_log;
	bool override_approver, override_reason;
	struct policy_recipient *recipient;
	uint32_t recipients;
	struct policy_note note;
};

struct policy_param {
	const char *param; /* "remote_access.region" */
	const char *value;
	struct policy_note note;
};

/* How advisories about vulnerabilities are scored (scored by advisory_score.h): grades 1 low, 2 medium, 3 high. */
enum advisory_grade { GRADE_NONE, GRADE_LOW, GRADE_MEDIUM, GRADE_HIGH };
extern const char *const policy_grade_name[4]; /* [0] "unknown" */

struct policy_answer {
	const char *name;
	uint32_t points;
};
struct policy_question {
	const char *name, *words;
	bool damage; /* asks for damage, of which the most counts; else for probability, which is summed */
	const struct policy_answer *answer;
	uint32_t answers;
	struct policy_note note;
};
struct policy_label {
	const char *name;
	uint8_t probability, damage; /* grades, exactly */
	struct policy_note note;
};
struct policy_advisory {
	const char *method; /* NULL: the pack scores no advisories */
	struct policy_question *question;
	uint32_t questions;
	uint32_t medium_from, high_from; /* sums */
	struct policy_note note;
	struct policy_label *label;
	uint32_t labels;
	uint8_t clock_probability, clock_damage; /* from these grades on a mitigation is due within clock_days */
	int32_t clock_days;                      /* 0: no clock */
	struct policy_note clock_note;
};

struct policy {
	const char *id, *version, *title, *about; /* about: what it rests on and what it is not, for the head of reports */
	char sha256[65];
	const char *legal_status; /* of the law that it follows: in_force, guidance, proposal; empty: not said */
	int32_t in_force_from;    /* before this day nothing is a breach yet; KEUR_NO_DATE: not said */
	struct policy_note in_force_note;
	struct policy_base *base; /* nearest first */
	uint32_t bases;
	struct catalogue catalogue;
	struct policy_class *class_; /* `classes` of them; one is named "unknown" and has no function */
	struct policy_function *function; /* catalogue.functions of them, in the same order */
	struct policy_data data[16];
	struct policy_note data_note, site_note;
	struct policy_cap *cap;
	uint32_t classes, caps;
	struct policy_note cap_note; /* of the first */
	uint8_t site_floor[SCENARIOS];    /* sensitive site, or serves anybody of list serves */
	uint8_t unknown_impact[SCENARIOS]; /* worst credible of a part whose function is not known: that of class `unknown` */
	uint8_t redundancy;               /* levels of own sabotage less when another member of the redundancy group takes over */
	struct policy_note redundancy_note;
	uint8_t threat, exposure, exposure_internet; /* baselines */
	struct policy_note baseline_note;
	uint8_t likelihood[LEVELS + 1][LEVELS + 1]; /* [threat][exposure] -> 1..5 */
	struct policy_note likelihood_note;
	const char *matrix_name;
	uint8_t risk[LEVELS + 1][LEVELS + 1]; /* [likelihood][impact] -> 1..5 */
	struct policy_note risk_note;
	struct policy_matrix *matrix; /* all that the pack holds; the one in force is copied above */
	uint32_t matrices, matrix_used; /* which one that is */
	struct policy_share *share;   /* trusted before untrusted, each ascending */
	uint32_t shares;
	struct policy_domain *domain;
	uint32_t domains;
	uint32_t required_scopes;  /* bit per scope: where only trusted suppliers may be */
	bool required_sensitive;   /* and on sensitive sites, whatever the scope */
	uint32_t answered_roles;   /* bit per role that must be answered */
	struct policy_note required_note, roles_note;
	uint64_t events_scope;     /* for critical, adjacent, management, security_element */
	uint64_t events_personal;  /* where personal data is held */
	uint64_t events_hop;       /* on hops of ways in */
	int32_t retention;         /* days; 0: the pack asks for none */
	struct policy_note events_note, retention_note;
	const char *critical_word; /* "approximated": "an approximation, not the list in the order" */
	struct policy_rule *rule;
	uint32_t rules;
	struct policy_param *param;
	uint32_t params;
	struct policy_stakeholder stakeholder;
	struct policy_advisory advisory;
	struct policy_untrusted untrusted;
	struct policy_deadline *deadline;
	uint32_t deadlines;
	struct policy_measure *measure;
	uint32_t measures;
	struct policy_note systems_note;
	struct policy_sharing sharing;
	/* The pack that ships with keur against which this one is held: the one of its id, else the nearest that it extends, else the default. */
	struct policy_base held_against; /* id NULL: none */
	bool shipped;                    /* it is one that ships itself */
	bool imitates;                   /* it has the id and version of that one, and other bytes */
	struct policy_mild *mild;
	uint32_t milds;
	struct arena arena;
};

#define POLICY_DEFAULT "nl-tfev" /* the pack by which keur assesses, and against which one is held that extends nothing */

/* By name (a pack that ships with keur, DIRECTORY/NAME.yaml) or by path (contains a slash). What is wrong with the pack is in messages,
 * with places; err says that there is something, or why the file could not be read. *policy is untouched on failure. What the pack extends
 * is found in `directory` too, or, where it is named with a slash, beneath the pack's own. */
int policy_load(struct policy *policy, const char *name, const char *directory, struct messages *messages, struct error *err);
/* Puts another matrix of the pack in force. */
int policy_use_matrix(struct policy *policy, const char *name, struct error *err);
/* Names of the packs in `directory`, sorted, one per line; appended to names. */
int policy_list(const char *directory, struct buffer *names, struct error *err);
/* Fills `mild` and what belongs to it; policy_load does so. `there` is not needed afterwards. */
void policy_hold_against(struct policy *policy, const struct policy *there);
/* `mild` in words, a row to a line, with the entry's place; for people. */
void policy_milder_words(const struct policy *policy, struct buffer *out);
/* The whole pack in words, with source and status of every entry. */
void policy_describe(const struct policy *policy, struct buffer *out);
void policy_free(struct policy *policy);

/* What an assessment by this pack does not judge, in the order of a pack's sections. */
enum { POLICY_PARTS = 17 };
struct policy_left_out {
	const char *section, *means;
};
unsigned policy_left_out(const struct policy *policy, struct policy_left_out out[POLICY_PARTS]);

/* What an exception may depend on. */
struct policy_case {
	uint32_t scope;
	struct text class_name; /* may be empty */
	uint32_t privilege;     /* KEUR_NONE: not known */
	uint8_t required;       /* KEUR_YES or KEUR_NO */
	uint8_t level;          /* of the finding before the exception */
	const struct policy_domain *domain; /* of a finding about a group; NULL: it is about something else, and the next two do not count */
	uint8_t standing;       /* KEUR_STANDING_* */
	int32_t share;          /* hundredths of a percent */
};
/* Whether an exception is about groups only. */
static inline bool policy_rule_of_groups(const struct policy_rule *rule)
{
	return rule->domains || rule->standing || rule->share_over >= 0;
}
bool policy_rule_fits(const struct policy_rule *rule, const struct policy_case *case_);
/* The first exception for `rule` ("plugin.rule") that fits, or NULL. */
const struct policy_rule *policy_find_rule(const struct policy *policy, const char *rule, const struct policy_case *case_);
/* The first deadline that fits a part, or NULL. */
const struct policy_deadline *policy_find_deadline(const struct policy *policy, uint32_t scope, struct text class_name, uint8_t sensitive);
extern const char *const policy_ground_name[POLICY_GROUNDS];
/* The most impact that so many users allow. */
uint8_t policy_cap_level(const struct policy *policy, int64_t users);
/* Impact of a group with such a share, in hundredths of a percent; all 0 below the lowest threshold. Distrust never weighs less than trust. */
void policy_share_impact(const struct policy *policy, int32_t share, bool untrusted, uint8_t impact[SCENARIOS]);

#endif
