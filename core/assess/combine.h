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
	uint8_t (*threat)[SCENARIOS], (*exposure)[SCENARIOS]; /* by party; 0: nobody */
	size_t room;
	uint8_t exposure_base[READINGS];
	uint8_t impact[READINGS][SCENARIOS];
};

/* Names the distinct parties; once after all contributions of a component are in. */
void levels_prepare(struct weighing *weighing);
/* Levels per scenario: known facts, or everything, or the known facts with one question's worst answers (gap). */
void levels_evaluate(struct weighing *weighing, enum reading reading, uint32_t gap, struct levels out[SCENARIOS]);
/* Scenario bits that are determined: no factor rests on missing facts alone. */
uint8_t levels_determined(const struct weighing *weighing);
void levels_free(struct weighing *weighing);

/* Questions while they are collected. */
struct gap_table {
	struct gap_draft *draft;
	size_t drafts, capacity;
	uint32_t *slot;
	size_t slots;
};

struct gap_draft {
	uint32_t plugin, rule; /* plugin = number of plugins: keur itself */
	uint32_t blame;        /* code in that plugin's blamed */
	uint32_t count, sample[3], pairs, worth;
	uint32_t last;         /* 1 + component it was last counted for */
	uint8_t scope;
};

uint32_t gap_of(struct gap_table *table, uint32_t plugin, uint32_t rule, uint32_t blame);
/* Sorts the drafts into result.gap; place[draft] is where each went. */
void gaps_finish(struct gap_table *table, struct result *result, uint32_t *place);
void gap_table_free(struct gap_table *table);

/* Identifiers of findings, order, and which belong to which component. finding.c */
void findings_identify(struct result *result);
/* Counts for result.summary. summary.c */
void summary_count(struct result *result);

#endif
