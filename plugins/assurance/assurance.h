/* assurance: what the files of this plugin share. What is asked of the host's views, a finding being put together, and the helpers by which
 * every check reads dates, claims and lists. A check of one kind stands in a file of its own and knows nothing of the others.
 *
 * The first error of the host stays in task.result and silences everything after it, so loops only look at that. */
#ifndef KEUR_PLUGINS_ASSURANCE_H
#define KEUR_PLUGINS_ASSURANCE_H

#include <keur/plugin.h>

#include "rules.h"

struct task {
	const struct keur_host *host;
	struct keur_call *call;
	const struct keur_view *view;
	struct keur_failure *failure;
	int32_t result; /* 0, or the first error: what the entry point returns */
	uint32_t operator_;  /* row of supplier */
	int64_t number[PARAMS]; /* parameters that are numbers or days */
};

/* The kinds of checks, each a file: called once for the whole network. */
void judge_incidents(struct task *task);    /* incident.c */
void judge_advisories(struct task *task);   /* weakness.c */
void judge_certificates(struct task *task); /* certificate.c */
void judge_audits(struct task *task);       /* office.c */
void judge_retired(struct task *task);
void judge_interception(struct task *task);
void judge_data(struct task *task);
void judge_log_sample(struct task *task);
void judge_nothing(struct task *task);

/* ---- Reading ------------------------------------------------------------------------------------------------------------------ */

static inline const struct keur_column *column(const struct task *task, uint32_t place)
{
	return &task->view->column[place];
}
static inline uint32_t rows(const struct task *task, uint32_t place)
{
	return column(task, place)->rows;
}
static inline int known(const struct task *task, uint32_t place, uint32_t row)
{
	return keur_known(column(task, place), row);
}
/* KEUR_YES, KEUR_NO, or 0: not known. */
static inline uint8_t answer(const struct task *task, uint32_t place, uint32_t row)
{
	return known(task, place, row) ? keur_byte(column(task, place), row) : (uint8_t)0;
}
/* A member of a closed list, or KEUR_NONE: not known. */
static inline uint32_t member(const struct task *task, uint32_t place, uint32_t row)
{
	return known(task, place, row) ? keur_byte(column(task, place), row) : KEUR_NONE;
}
/* A row or string code, or KEUR_NONE: not known, or the answer `none`. */
static inline uint32_t code(const struct task *task, uint32_t place, uint32_t row)
{
	return keur_code(column(task, place), row);
}
/* A date, or KEUR_NO_DATE: not known, or the answer `none`. */
static inline int32_t day(const struct task *task, uint32_t place, uint32_t row)
{
	return known(task, place, row) ? keur_days(column(task, place), row) : KEUR_NO_DATE;
}
static inline uint32_t items(const struct task *task, uint32_t place, uint32_t row)
{
	return known(task, place, row) ? keur_list_length(column(task, place), row) : 0u;
}
static inline uint32_t item(const struct task *task, uint32_t place, uint32_t row, uint32_t index)
{
	return keur_list_item(column(task, place), row, index);
}
static inline int lists(const struct task *task, uint32_t place, uint32_t row, uint32_t value)
{
	for (uint32_t i = 0; i < items(task, place, row); i++)
		if (item(task, place, row, i) == value)
			return 1;
	return 0;
}
/* Whether that day has come: KEUR_YES, KEUR_NO, or 0 when it is not known, or not which day it is. */
static inline uint8_t come(const struct task *task, uint32_t place, uint32_t row)
{
	if (!known(task, place, row) || task->view->as_of == KEUR_NO_DATE)
		return 0;
	return keur_days(column(task, place), row) != KEUR_NO_DATE && keur_days(column(task, place), row) <= task->view->as_of ? (uint8_t)KEUR_YES
																: (uint8_t)KEUR_NO;
}
/* Nothing but a claim stands behind a row, and nobody confirmed it. */
static inline int only_claimed(const struct task *task, uint32_t place, uint32_t row)
{
	uint32_t claim = member(task, place, row);

	return claim != KEUR_NONE && claim != KEUR_CLAIM_CONFIRMED;
}
/* A part that there is something to say about. */
static inline int judged(const struct task *task, uint32_t component)
{
	return answer(task, IN_SERVICE, component) != KEUR_NO && answer(task, NOTHING_KNOWN, component) != KEUR_YES;
}

static inline int same_text(struct keur_text a, struct keur_text b)
{
	if (a.length != b.length)
		return 0;
	for (uint32_t i = 0; i < a.length; i++)
		if (a.text[i] != b.text[i])
			return 0;
	return 1;
}

/* ---- Memory and text ------------------------------------------------------------------------------------------------------------ */

static inline void *memory(struct task *task, uint64_t bytes)
{
	void *got = task->result ? NULL : task->host->scratch(task->call, bytes ? bytes : 1u);

	if (got || task->result)
		return got;
	task->result = -1;
	if (task->failure && task->failure->text && task->failure->size > 24u) {
		static const char text[] = "out of scratch memory";

		for (uint32_t i = 0; i < sizeof text; i++)
			task->failure->text[i] = text[i];
	}
	return NULL;
}

enum { LONGEST_WORDS = 1800 }; /* bytes; the host refuses texts that are much longer */

/* A text of bounded length; what no longer fits is counted. */
struct words {
	char text[LONGEST_WORDS + 1];
	uint32_t length, entries, left_out;
};

/* Names may have characters that the host does not take: a question mark stands for each. */
static inline int words_add(struct words *words, struct keur_text more)
{
	if (more.length > LONGEST_WORDS - words->length)
		return 0;
	for (uint32_t i = 0; i < more.length;) {
		uint32_t hidden = keur_hidden_character(more.text + i, more.length - i);

		words->text[words->length++] = hidden ? '?' : more.text[i];
		i += hidden ? hidden : 1u;
	}
	words->text[words->length] = '\0';
	return 1;
}
static inline struct keur_text words_text(const struct words *words)
{
	struct keur_text text = { words->text, words->length, 0u };
	static const struct keur_text nothing = KEUR_TEXT("-");

	return words->length ? text : nothing;
}
/* One more entry of a list "a, b, c". */
static inline void words_enter(struct words *words, struct keur_text entry)
{
	static const struct keur_text comma = KEUR_TEXT(", ");

	if (entry.length + 2u > LONGEST_WORDS - words->length) {
		words->left_out++;
		return;
	}
	if (words->entries++)
		words_add(words, comma);
	words_add(words, entry);
}
static inline void words_number(struct words *words, int64_t number)
{
	char room[24];
	uint32_t at = sizeof room;
	uint64_t left = number < 0 ? (uint64_t)-number : (uint64_t)number;

	do
		room[--at] = (char)('0' + left % 10u);
	while ((left /= 10u) != 0u);
	if (number < 0)
		room[--at] = '-';
	words_add(words, (struct keur_text){ room + at, (uint32_t)sizeof room - at, 0u });
}
static inline void words_component(const struct task *task, struct words *words, uint32_t component)
{
	words_enter(words, keur_string(task->view, code(task, COMPONENT_ID, component)));
}

/* ---- A finding being put together ------------------------------------------------------------------------------------------------- */

enum { MOST_VALUES = 10, MOST_EVIDENCE = 64 };

struct draft {
	struct keur_finding finding;
	struct keur_value value[MOST_VALUES]; /* in the order of the rule's args */
	struct keur_row evidence[MOST_EVIDENCE];
};

/* About a row of a table; `component` may be KEUR_NONE: about no part in particular. */
static inline struct draft draft_about(uint32_t rule_index, uint32_t component, uint32_t table, uint32_t row)
{
	struct draft draft;

	draft.finding = keur_finding_about(rule_index, component);
	draft.finding.subject_table = table;
	draft.finding.subject_row = row;
	if (table != KEUR_SUBJECT_NETWORK) {
		draft.evidence[0] = (struct keur_row){ table, row };
		draft.finding.evidences = 1;
	}
	return draft;
}
static inline void rests_on(struct draft *draft, uint32_t table, uint32_t row)
{
	for (uint32_t i = 0; i < draft->finding.evidences; i++)
		if (draft->evidence[i].table == table && draft->evidence[i].row == row)
			return;
	if (row != KEUR_NONE && draft->finding.evidences < MOST_EVIDENCE)
		draft->evidence[draft->finding.evidences++] = (struct keur_row){ table, row };
}
static inline void say(struct draft *draft, struct keur_value value)
{
	if (draft->finding.values < MOST_VALUES)
		draft->value[draft->finding.values++] = value;
}
static inline void say_text(struct draft *draft, struct keur_text text)
{
	say(draft, keur_value_text(text));
}
/* What stands in a message where nothing is known or nothing applies: the same in every language. */
static inline void say_nothing(struct draft *draft)
{
	static const struct keur_text nothing = KEUR_TEXT("-");

	say_text(draft, nothing);
}
static inline void say_row(struct draft *draft, uint32_t table, uint32_t row)
{
	if (row == KEUR_NONE)
		say_nothing(draft);
	else
		say(draft, keur_value_row(table, row));
}
static inline void say_code(struct draft *draft, uint32_t string)
{
	if (string == KEUR_NONE)
		say_nothing(draft);
	else
		say(draft, (struct keur_value){ .kind = KEUR_VALUE_CODE, .row = string });
}
static inline void say_number(struct draft *draft, int64_t number)
{
	say(draft, keur_value_number(number));
}
static inline void say_day(struct draft *draft, int32_t date)
{
	if (date == KEUR_NO_DATE)
		say_nothing(draft);
	else
		say(draft, (struct keur_value){ .kind = KEUR_VALUE_DATE, .number = date });
}
/* Days from one date to another. */
static inline void say_days(struct draft *draft, int32_t from, int32_t to)
{
	if (from == KEUR_NO_DATE || to == KEUR_NO_DATE)
		say_nothing(draft);
	else
		say_number(draft, (int64_t)to - from);
}
static inline void say_member(struct draft *draft, struct keur_text list, uint32_t value)
{
	if (value == KEUR_NONE)
		say_nothing(draft);
	else
		say(draft, (struct keur_value){ .kind = KEUR_VALUE_MEMBER, .number = value, .text = list });
}
static inline void say_set(struct draft *draft, struct keur_text list, uint64_t mask)
{
	if (mask == 0)
		say_nothing(draft);
	else
		say(draft, (struct keur_value){ .kind = KEUR_VALUE_SET, .number = (int64_t)mask, .text = list });
}
/* The finding rests on a fact that is missing. */
static inline void ask(struct draft *draft, uint32_t blame, struct keur_text blamed)
{
	draft->finding.basis = KEUR_UNKNOWN;
	draft->finding.blame = blame;
	draft->finding.blamed = keur_value_text(blamed);
}
static inline void ask_field(struct draft *draft, struct keur_text field)
{
	ask(draft, KEUR_BLAME_FIELD, field);
}
static inline void submit(struct task *task, struct draft *draft)
{
	if (task->result)
		return;
	draft->finding.value = draft->value;
	draft->finding.evidence = draft->evidence;
	task->result = task->host->emit(task->call, &draft->finding);
}

/* ---- Exceptions, which more than one check honours -------------------------------------------------------------------------------- */

/* What an exception would have to be about; KEUR_NONE: not asked. */
struct excused {
	uint32_t component, supplier, product_line, advisory, certificate;
};
/* The row of an exception in force that covers it, or KEUR_NONE. */
uint32_t exception_for(const struct task *task, struct excused about);

#endif
