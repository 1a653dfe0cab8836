/* What the files of derive share: answers about every component that more than one of them needs. */
#ifndef KEUR_ASSESS_FACTS_H
#define KEUR_ASSESS_FACTS_H

#include "assess/assess.h"
#include "model/select.h"

enum { NO_CLASS = 0xFFFF };

struct facts {
	struct model *model;
	const struct policy *policy;
	struct derived *derived;
	struct arcs administered_by; /* who administers a part: administers reversed */
	struct arcs administered_by_worst; /* administers_worst reversed; the same arrays as administered_by when there are no such links */
	struct arcs administers_worst; /* administers, with links drawn towards an element manager counted both ways; the same arrays when there are none */
	uint32_t *function_of;      /* by string code: function of the pack, KEUR_NONE: not a known function */
	uint16_t *class_of;         /* by component; NO_CLASS: unknown */
	uint8_t (*scope)[READINGS]; /* by component */
	uint8_t *hop;               /* by component: a way in passes through it: enum hop */
	bool unnamed_way;           /* a way in does not say where it leads, or over which hops */
	/* Completeness, a bit per component. */
	uint64_t *party_stated, *log_stated, *link_stated, *ownership_stated, *access_claimed, *access_observed;
	/* Decisions that count at as_of, sorted by supplier. */
	struct standing_rule *rule;
	uint32_t rules;
	uint32_t *rule_first;       /* by supplier */
	uint8_t *ground;            /* by supplier: enum policy_ground by which the pack distrusts it; 0: by none */
	uint8_t *everywhere;        /* by supplier: its standing where no decision has a selector; STANDING_SCOPED where one has */
	uint32_t *domain_code;      /* by domain of the pack: its name */
	int64_t network_users;      /* -1: unknown */
	uint32_t components;
};

struct standing_rule {
	uint8_t decision;      /* member of list verdict */
	bool owner_is_later;   /* of a decision that trusts, somewhere or everywhere: an ownership row is younger than it */
	uint16_t specific;     /* terms of its selector; 0: everywhere */
	uint64_t *covers;      /* bit per component; NULL: everywhere */
	uint64_t *possible;    /* the same, with those of which it is not known */
	uint32_t row;          /* of table decision */
};

enum { STANDING_SCOPED = 255 };
enum hop { HOP_NOT, HOP_PERHAPS, HOP_CERTAIN };

static inline bool bit(const uint64_t *bits, uint32_t row)
{
	return bits[row >> 6] >> (row & 63) & 1;
}

/* Somebody answers for the ways in to a part. Without a system that would see one, that closes nothing where it matters most. */
static inline bool facts_access_stated(const struct facts *facts, uint32_t component)
{
	uint8_t scope = facts->scope[component][READING_WORST];

	return bit(scope == KEUR_SCOPE_CRITICAL || scope == KEUR_SCOPE_MANAGEMENT ? facts->access_observed : facts->access_claimed, component);
}

/* A date question: is the row's period in force at as_of? KEUR_YES, KEUR_NO, or 0 when as_of is unknown and it matters. */
uint8_t facts_in_force(const struct model *model, enum column_id from, enum column_id until, uint32_t row);
/* Whether a way in is there: KEUR_YES; KEUR_NO when it is over and nobody sees it; 0 when that rests on a claim or on a missing fact. */
uint8_t facts_way_in(const struct model *model, uint32_t access);
int64_t facts_users(const struct facts *facts, uint32_t component); /* its own, else the network's, else INT64_MAX */

void facts_classes(struct facts *facts);       /* facts.c */
void facts_statements(struct facts *facts);    /* statements.c */
void facts_scopes(struct facts *facts);        /* scope.c */
void facts_grounds(struct facts *facts);       /* grounds.c */
void facts_standings(struct facts *facts);     /* standing.c */
void facts_chain(struct facts *facts);         /* chain.c: involvement, status, causes */
void facts_phase_out(struct facts *facts);     /* phase_out.c */
void facts_cut_causes(struct facts *facts);    /* chain.c, once the phase-out has seen all: owners that are only counted go */
void facts_impact(struct facts *facts);        /* impact.c */
void facts_advisories(struct facts *facts);    /* derive_reports.c: scores and clocks of advisories */
void facts_certificates(struct facts *facts);  /* the same: how issuers stand */
void facts_group_names(struct facts *facts);
void facts_groups(struct facts *facts);        /* group.c: table group, who is in which */
void facts_duties(struct facts *facts);        /* duties.c: required events, retention, completeness columns */
void facts_reason(struct facts *facts, struct reason reason);

/* Standing of a supplier for a component (KEUR_NONE: for no part in particular). */
uint8_t facts_standing(const struct facts *facts, uint32_t supplier, uint32_t component);
/* The least trusted standing it has for any part. */
uint8_t facts_standing_anywhere(const struct facts *facts, uint32_t supplier);
/* The same, with the row of table decision behind it; KEUR_NONE: none, as for the operator. */
uint8_t facts_decision(const struct facts *facts, uint32_t supplier, uint32_t component, uint32_t *decision);

/* The model as selectors ask it. */
struct selection {
	struct selectable selectable;
	uint32_t *column[8];
	uint32_t *party_component;
	uint64_t *serves;
	const struct facts *facts;
};
void selection_start(struct selection *selection, const struct facts *facts);
/* *possible, unless NULL: those that may match because a fact is missing. */
uint64_t *selection_bits(const struct selection *selection, struct text canonical, uint32_t *terms, uint64_t **possible);
void selection_free(struct selection *selection);

#endif
