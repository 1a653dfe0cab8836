/* Two results side by side. Both are read into facts: pairs of a name ("trusted_supplier.status") and a value, as codes of one dictionary, so
 * that comparing is comparing numbers and a part costs a few hundred bytes. What is told of a change is derived from these facts alone. */
#ifndef KEUR_CLI_DIFF_H
#define KEUR_CLI_DIFF_H

#include "base/dict.h"
#include "cli/result_read.h"
#include "report/report.h"

/* Lists that are compared, entry by entry. */
enum diff_list {
	DIFF_COMPONENTS,
	DIFF_GROUPS,
	DIFF_FINDINGS,
	DIFF_GAPS,
	DIFF_SUPPLIERS,
	DIFF_COUNTRIES,
	DIFF_STATEMENTS,
	DIFF_OVERRIDES,
	DIFF_INPUTS,
	DIFF_PLUGINS,
	DIFF_LISTS
};
extern const char *const diff_list_name[DIFF_LISTS];

enum diff_side { DIFF_OLD, DIFF_NEW, DIFF_SIDES };

struct diff_fact {
	uint32_t what, value; /* codes in diff.words; `what` of a list's member ends in [] */
};
struct diff_entry {
	uint32_t key; /* code */
	uint32_t first, facts;
};
struct diff_entries {
	struct diff_entry *entry; /* sorted by key */
	size_t entries, capacity;
};
struct diff_result {
	const char *path;
	struct result_tree network, policy, summary, run;
	struct diff_entries list[DIFF_LISTS];
	struct diff_fact *fact;
	size_t facts, capacity;
	uint32_t *gap; /* key by place in the file */
	size_t gaps, gap_capacity;
	struct diff_fact *standing; /* {supplier, standing}, sorted by supplier */
	size_t standings, standing_capacity;
	bool listed;  /* `standing` is that of the list of suppliers */
};

enum diff_kind { DIFF_SAME, DIFF_GONE, DIFF_FRESH, DIFF_CHANGED, DIFF_KINDS };
extern const char *const diff_kind_name[DIFF_KINDS]; /* "same", "gone", "new", "changed" */

enum diff_reason { DIFF_DECISION, DIFF_FACT, DIFF_PACK, DIFF_PLUGIN, DIFF_KEUR, DIFF_DATE, DIFF_REASONS };
extern const char *const diff_reason_name[DIFF_REASONS];

struct diff_cause {
	uint32_t reason; /* enum diff_reason */
	uint32_t words;  /* code */
};
/* One entry that is not the same. */
struct diff_change {
	uint8_t list, kind;
	uint32_t key;
	const struct diff_entry *entry[DIFF_SIDES]; /* NULL on the side where it is not */
	uint32_t cause, causes;
};
/* One fact of an entry that is not the same; a code is DICT_NONE on the side where it is not. */
struct diff_step {
	uint32_t what, value[DIFF_SIDES];
};

struct diff {
	struct dict words;
	struct diff_result side[DIFF_SIDES];
	struct diff_change *change; /* by list, then key */
	size_t changes, change_capacity;
	const struct diff_change **finding; /* those of findings, by part and rule */
	size_t findings;
	size_t first[DIFF_LISTS + 1];
	struct diff_cause *cause;
	size_t causes, cause_capacity;
	uint64_t count[DIFF_LISTS][DIFF_KINDS];
	uint64_t moved[READINGS][LEVELS + 1][LEVELS + 1]; /* parts by risk, from and to; 0: no level there */
	bool differs;
};

/* diff_read.c. -1 with messages or err. */
int diff_read(struct diff *diff, enum diff_side side, const char *path, struct messages *messages, struct error *err);
/* diff_compare.c */
void diff_compare(struct diff *diff);
/* The steps of a change, one by one: start with *at = {0}. */
struct diff_walk {
	uint32_t at[DIFF_SIDES];
};
bool diff_step(const struct diff *diff, const struct diff_change *change, struct diff_walk *walk, struct diff_step *step);
/* What an entry says under this name; DICT_NONE: nothing. */
uint32_t diff_value(const struct diff *diff, enum diff_side side, const struct diff_entry *entry, const char *what);
struct text diff_text(const struct diff *diff, uint32_t code); /* empty for DICT_NONE */
const struct diff_entry *diff_find(const struct diff *diff, enum diff_side side, enum diff_list list, uint32_t key);
/* The change of an entry; NULL: it is the same, or not there. */
const struct diff_change *diff_change_of(const struct diff *diff, enum diff_list list, uint32_t key);
/* Whether a side lacks the answer of the plugin that a rule belongs to, which the other side has run: what is missing there is not gone. */
bool diff_unassessed(const struct diff *diff, enum diff_side side, struct text rule);
/* Standing of a supplier where it is told; DICT_NONE: nowhere. */
uint32_t diff_standing(const struct diff *diff, enum diff_side side, uint32_t supplier);
/* diff_cause.c: fills in why, findings before parts. */
void diff_explain(struct diff *diff);

void diff_write_text(const struct diff *diff, const struct report_style *style, struct out *out);
void diff_write_json(const struct diff *diff, struct out *out);
void diff_write_csv(const struct diff *diff, struct out *out);
void diff_free(struct diff *diff);

#endif
