/* A supplier that is withdrawn from: what would stop if everything of it were cut now, in which order it can be replaced, what may stay for a while by
 * whose decision, and whether "only this product line is hit" can be shown. Of whom it is replaced by: whether that one is trusted there.
 *
 * Works on sealed models and knows no file, no plugin, no report. */
#ifndef KEUR_ASSESS_WITHDRAW_H
#define KEUR_ASSESS_WITHDRAW_H

#include "assess/result.h"
#include "assess/trial.h"

/* What people call a service when it is gone, in the order in which they ask. */
enum service { SERVICE_EMERGENCY, SERVICE_ROAMING, SERVICE_CHARGING, SERVICE_INTERCEPTION, SERVICE_VOICE, SERVICE_VITAL, SERVICE_NONE, SERVICES };
extern const char *const service_name[SERVICES]; /* "emergency service", ...; "" for none */

/* A part that the supplier makes, manages or hosts, or that relies on its certificates. */
struct withdrawn_part {
	uint32_t component;
	uint8_t roles;        /* bits of list role, in force */
	bool by_certificate;  /* it stops when the supplier's certificates do */
	bool administers;     /* other parts are administered from it */
	uint32_t level;       /* how many parts of the supplier must be replaced before it, one after another */
	uint32_t behind;      /* parts that depend on it, directly or not; KEUR_NONE: not counted, as there are too many to count for */
	uint32_t stays;       /* 1 + index of the exception that lets it stay for a while; 0: none */
};

/* A part that has nothing to do with the supplier, and stops with one that has. */
struct withdrawn_dependent {
	uint32_t component, from; /* from: the part it depends on, on the shortest way */
	uint8_t service;
};

enum exception_kind { EXCEPTION_DECISION, EXCEPTION_DOCUMENTED };
/* A decision with a scope, or a documented exception. */
struct withdrawn_exception {
	uint8_t kind;          /* enum exception_kind: a row of table decision, or of table exception */
	bool counts;           /* false: expired, or without evidence, authority or end */
	uint32_t row;
	int32_t until;         /* KEUR_NO_DATE: no end */
	uint32_t parts;        /* how many of the supplier's parts it covers */
	bool reopened;         /* a decision that does not hold since the supplier has another owner */
};

/* Something that parts inside and outside the scope of a restricted decision have in common. */
enum shared_kind { SHARED_SEGMENT, SHARED_SITE, SHARED_PLATFORM, SHARED_ADMINISTRATION, SHARED_MANAGER, SHARED_KEYS };
extern const char *const shared_name[SHARED_KEYS + 1];
struct withdrawn_shared {
	uint8_t kind;
	uint32_t what;            /* string code, row of site, of component, or of supplier */
	uint32_t inside, outside; /* parts on each side that have it */
	uint32_t sample[2];       /* the first inside, the first outside */
};

/* Of which table `what` is a row; not for segments. */
static inline enum table_id shared_table(const struct withdrawn_shared *shared)
{
	return shared->kind == SHARED_SITE ? TABLE_site : shared->kind >= SHARED_MANAGER ? TABLE_supplier : TABLE_component;
}

enum { PHASE_WAYS_IN, PHASE_MACHINES, PHASE_CERTIFICATES, PHASE_PARTS }; /* parts of level n are in phase PHASE_PARTS + n */

struct withdrawal {
	const struct trial_step *step;
	uint32_t supplier;
	struct withdrawn_part *part;           /* by level, then what administers, then impact, scope, parts behind, id */
	uint32_t parts;
	struct withdrawn_dependent *dependent; /* by service, then impact, id */
	uint32_t dependents;
	uint32_t *access, accesses;            /* ways in of the supplier and of who works under it */
	uint32_t *certificate, certificates, machines; /* those between machines first: `machines` of them */
	uint32_t logs, keys;                   /* log rows whose sink it administers; parts whose keys it holds */
	uint32_t phases;
	struct withdrawn_exception *exception;
	uint32_t exceptions;
	bool lines;                            /* a restricted decision says that only some are hit */
	uint32_t inside, outside;              /* of its parts, by that decision */
	uint32_t unshown;                      /* of these, parts of which segment or parties are not known: nothing can be shown */
	struct withdrawn_shared *shared;
	uint32_t shareds;
};

/* Whether the replacement of a supplier passes the rule that the supplier failed. */
struct replacement {
	const struct trial_step *step;
	uint32_t supplier;   /* in the model with what is tried */
	uint32_t parts;      /* where it is involved now */
	uint32_t required;   /* of these, parts that need a trusted supplier */
	uint32_t undecided, untrusted; /* of the required ones */
	uint32_t sample[3];  /* the first that do not pass; KEUR_NONE when fewer */
};

void withdraw(struct withdrawal *withdrawal, const struct result *before, const struct trial_step *step);
void withdrawal_free(struct withdrawal *withdrawal);
static inline bool replacement_passes(const struct replacement *replacement)
{
	return !replacement->undecided && !replacement->untrusted;
}
void replacement_check(struct replacement *replacement, const struct result *after, const struct trial_step *step);

#endif
