/* What the files of combine share. */
#ifndef KEUR_ASSESS_COMBINE_H
#define KEUR_ASSESS_COMBINE_H

#include "assess/assess.h"
#include "assess/core_rules.h"

#define NO_GAP UINT32_MAX

/* One thing that raises a factor of the component at hand. */
struct contribution {
	uint32_t party; /* row of supplier; KEUR_NONE: nobody in particular */
	uint32_t gap;   /* the question behind it when it is unknown; else NO_GAP */
	uint32_t answer; /* what would answer it: questions of several rules that blame the same have one; NO_GAP without a question */
	uint32_t place; /* index into parties, set by levels_prepare */
	uint8_t factor, scenarios, level, basis;
};

/* The component at hand: what raises it, and room to evaluate. */
struct weighing {
	const struct policy *policy;
	struct contribution *item;
	size_t items, capacity;
	uint32_t *party;
	size_t parties, party_capacity;
	uint32_t *place_of; /* by supplier: its place in `party`, if `party` says so too */
	size_t suppliers;
	uint32_t *order;    /* items by question */
	size_t order_capacity;
	uint8_t (*threat)[SCENARIOS], (*exposure)[SCENARIOS]; /* by party; 0: nobody */
	size_t room;
	uint8_t exposure_base[READINGS];
	uint8_t impact[READINGS][SCENARIOS];
};

/* Names the distinct parties; once after all contributions of a component are in. */
void levels_prepare(struct weighing *weighing);
/* Levels per scenario: on the known facts, or on everything. */
void levels_evaluate(struct weighing *weighing, enum reading reading, struct levels out[SCENARIOS]);
/* The risk per scenario of what levels_evaluate said last for READING_KNOWN without a question, with one question's worst answers added:
 * items order[first] .. order[end - 1], as levels_order left them. */
void levels_order(struct weighing *weighing);
void levels_with_question(struct weighing *weighing, size_t first, size_t end, const struct levels known[SCENARIOS],
	struct levels out[SCENARIOS]);
/* Scenario bits that are determined: no factor rests on missing facts alone. */
uint8_t levels_determined(const struct weighing *weighing);
void levels_free(struct weighing *weighing);

/* Questions while they are collected. */
struct gap_table {
	struct gap_draft *draft;
	size_t drafts, capacity;
	uint32_t *slot;
	size_t slots;
	struct dict answers; /* what is blamed, whichever plugin does */
};

struct gap_draft {
	uint32_t plugin, rule; /* plugin = number of plugins: keur itself */
	uint32_t blame;        /* code in that plugin's blamed */
	uint32_t answer;       /* code in gap_table.answers */
	uint32_t count, sample[3], pairs, worth;
	uint32_t last;         /* 1 + component it was last touched by */
	uint32_t priced;       /* 1 + component it was last priced for */
	uint8_t scenarios;     /* that it touches there */
	uint8_t scope;
};

uint32_t gap_of(struct gap_table *table, const struct findings *findings, uint32_t plugin, uint32_t rule, uint32_t blame);
/* Sorts the drafts into result.gap; place[draft] is where each went. */
void gaps_finish(struct gap_table *table, struct result *result, uint32_t *place);
/* stakeholder.c: how every supplier weighs. */
void suppliers_weigh(struct result *result);
void gap_table_free(struct gap_table *table);
/* Rows and parts that the answers of result.gap go into, once result.gap_of says which question is whose. fills_rows.c */
void fills_find(struct result *result);

/* ---- The work of combine ----------------------------------------------------------------------------------------------------------- */

/* What the pack says about one declared rule: its exceptions, in the pack's order. */
struct weighed_rule {
	const struct policy_rule **exception;
	uint32_t exceptions;
	uint32_t rank; /* among all rules of the run by full name */
};

/* A finding that raises everything reached from its component. */
struct reaching {
	uint32_t start;   /* index into the matrix */
	uint32_t plugin, finding;
	uint32_t gap, party, component;
	uint8_t level, scenarios, basis, factor;
	uint32_t result;  /* index into result.finding, once it has one */
	uint32_t reached;
};

/* A start whose reach is short, and one part of it. */
struct near {
	uint32_t component, start;
	uint8_t carried; /* scenario bits */
};

struct attachment {
	uint32_t component, reaching;
};

/* What raises one group by one party, or by nobody in particular: the highest of its parts. */
struct group_party {
	uint32_t group, party;
	uint8_t threat[READINGS][SCENARIOS], exposure[READINGS][SCENARIOS];
};

struct group_table {
	struct group_party *entry;
	size_t entries, capacity;
	uint32_t *slot;
	size_t slots;
};

struct combining {
	struct result *result;
	const struct model *model;
	const struct policy *policy;
	const uint8_t *flags; /* by component: enum part_flag */
	uint32_t plugins; /* keur's own rules are plugin number `plugins` */
	struct weighed_rule **rule;
	struct reaching *reaching;
	size_t reachings, reaching_capacity;
	uint32_t *start_first; /* by start: its entries of reaching */
	uint32_t starts;
	struct near *near;     /* what starts with a short reach reach, by component; near_at: the first not yet taken */
	size_t nears, near_capacity, near_at;
	uint32_t *far, fars;   /* starts with a long reach: a bit each in the matrices */
	struct reach_matrix espionage, wide; /* wide: manipulation and sabotage */
	struct gap_table gaps;
	struct group_table groups;
	struct weighing weighing;
	struct attachment *attachment; /* critical parts reached, by component */
	size_t attachments, attachment_capacity;
	uint32_t *touched; /* questions of the component at hand */
	size_t touches, touched_capacity;
	uint32_t *gap_list;
	size_t gap_listed, gap_list_capacity;
	struct open_level *open; /* of all components so far; their gaps are drafts */
	size_t opens, open_capacity;
	size_t finding_capacity;
	uint32_t at; /* the component at hand */
	bool nothing_known;
};

/* rules.c: what the pack makes of each finding. */
void rules_look_up(struct combining *combining);
/* Public measures of every rule. */
void rules_measures(struct combining *combining);
void rules_free(struct combining *combining);
/* Level and kind of a finding: what it says itself, else the first exception of the pack that fits, else what the plugin declares.
 * Returns that exception's index in the pack; KEUR_NONE: none fits. */
uint32_t rules_weigh(const struct combining *combining, uint32_t plugin, const struct finding *finding, uint8_t *level, uint8_t *kind, bool *due);
uint8_t rules_scenarios(const struct combining *combining, uint32_t plugin, const struct finding *finding);
/* reaching.c: findings that raise everything they reach. */
void reaching_collect(struct combining *combining, const struct graph *graph);
int reaching_compare(const void *a, const void *b);
/* Contributions of every finding that reaches component c. */
void reaching_take(struct combining *combining, uint32_t c);
/* questions.c: what keur itself asks about component c. */
void questions_ask(struct combining *combining, uint32_t c);
/* group_levels.c: what the component at hand does to its groups; a finding about a group itself; then the levels of all groups. */
void groups_take(struct combining *combining, uint32_t c);
void groups_raise(struct combining *combining, const struct finding *finding, const struct contribution *item);
void groups_finish(struct combining *combining);
/* component.c */
void component_contribute(struct combining *combining, struct contribution item);
void component_touch(struct combining *combining, uint32_t gap);
void component_assess(struct combining *combining, uint32_t c, size_t *cursor);
void component_add_finding(struct combining *combining, uint32_t plugin, uint32_t finding, uint32_t exception, uint8_t level, uint8_t kind, bool due);

/* Identifiers of findings, order, and which belong to which component. finding.c */
void findings_identify(struct result *result);
/* Counts for result.summary. result.c */
void summary_count(struct result *result);

#endif
