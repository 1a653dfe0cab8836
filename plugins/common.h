/* What the bundled plugins share: putting a finding together, asking for what is missing, and finding the rows of a component.
 *
 * Includes the public header and nothing else, so a third party may copy it. A plugin keeps one struct task on the stack of each
 * call; the first error of the host stays in task.result and silences everything after it, so loops only look at that. */
#ifndef KEUR_PLUGINS_COMMON_H
#define KEUR_PLUGINS_COMMON_H

#include <keur/plugin.h>

/* ---- Declaring ---------------------------------------------------------------------------------------------------------------- */

/* A plugin lists its columns once, as COLUMNS(X) with lines X(COMPONENT_SCOPE, "component.scope"): the enum gives their places in
 * the view, the array is keur_plugin.need. */
#define COLUMN_PLACE(place, name) place,
#define COLUMN_NEED(place, name) KEUR_TEXT(name),

#define TEXT_LIST(...) (const struct keur_text[]){ __VA_ARGS__ }
#define TEXT_COUNT(...) KEUR_COUNT(((const struct keur_text[]){ __VA_ARGS__ }))
#define TWO_LANGUAGES(english, dutch) \
	(const struct keur_message[]){ { KEUR_TEXT("en"), KEUR_TEXT(english) }, { KEUR_TEXT("nl"), KEUR_TEXT(dutch) } }

/* Members of struct keur_rule that come in pairs of count and array. */
#define MESSAGE(english, dutch) .messages = 2u, .message = TWO_LANGUAGES(english, dutch)
#define QUESTION(english, dutch) .questions = 2u, .question = TWO_LANGUAGES(english, dutch)
#define ARGS(...) .args = TEXT_COUNT(__VA_ARGS__), .arg = TEXT_LIST(__VA_ARGS__)
#define MEASURES(...) .measures = TEXT_COUNT(__VA_ARGS__), .measure = TEXT_LIST(__VA_ARGS__)
#define T(literal) KEUR_TEXT(literal)

/* ---- The call in hand --------------------------------------------------------------------------------------------------------- */

/* Text that grows; what it outgrows stays in scratch memory until the call returns, at most once its own size. */
struct words {
	char *text;
	uint32_t length, room;
};

struct task {
	const struct keur_host *host;
	struct keur_call *call;
	const struct keur_view *view;
	struct keur_failure *failure;
	int32_t result; /* 0, or the first error: what the entry point returns */
	struct words blame, list;
};

static inline struct task task_start(const struct keur_host *host, struct keur_call *call, const struct keur_view *view,
	struct keur_failure *failure)
{
	return (struct task){ .host = host, .call = call, .view = view, .failure = failure };
}

static inline void task_fail(struct task *task, const char *text)
{
	uint32_t i = 0;

	if (task->result)
		return;
	task->result = -1;
	if (!task->failure || !task->failure->text || task->failure->size == 0)
		return;
	for (; text[i] && i + 1 < task->failure->size; i++)
		task->failure->text[i] = text[i];
	task->failure->text[i] = '\0';
}

static inline void *task_memory(struct task *task, uint64_t bytes)
{
	void *memory = task->result ? NULL : task->host->scratch(task->call, bytes ? bytes : 1u);

	if (!memory)
		task_fail(task, "out of scratch memory");
	return memory;
}

static inline const struct keur_column *column(const struct task *task, uint32_t place)
{
	return &task->view->column[place];
}

/* ---- Answers: a row that is not known never reads as an answer ------------------------------------------------------------------ */

/* KEUR_YES, KEUR_NO, or 0: not known. */
static inline uint8_t answer(const struct task *task, uint32_t place, uint32_t row)
{
	return keur_known(column(task, place), row) ? keur_byte(column(task, place), row) : (uint8_t)0;
}
static inline int known(const struct task *task, uint32_t place, uint32_t row)
{
	return keur_known(column(task, place), row);
}
/* A member of a closed list, or KEUR_NONE: not known. */
static inline uint32_t member(const struct task *task, uint32_t place, uint32_t row)
{
	return known(task, place, row) ? keur_byte(column(task, place), row) : KEUR_NONE;
}
static inline uint64_t set(const struct task *task, uint32_t place, uint32_t row)
{
	return known(task, place, row) ? keur_set(column(task, place), row) : 0u;
}
/* A row or string code, or KEUR_NONE: not known, or the answer `none`. */
static inline uint32_t code(const struct task *task, uint32_t place, uint32_t row)
{
	return keur_code(column(task, place), row);
}
/* A date, or KEUR_NO_DATE: not known, or the answer `none`. */
static inline int32_t date(const struct task *task, uint32_t place, uint32_t row)
{
	return known(task, place, row) ? keur_days(column(task, place), row) : KEUR_NO_DATE;
}
static inline uint64_t bit(uint32_t value)
{
	return UINT64_C(1) << value;
}

/* ---- Text ------------------------------------------------------------------------------------------------------------------------ */

static inline char lower(char letter)
{
	return letter >= 'A' && letter <= 'Z' ? (char)(letter - 'A' + 'a') : letter;
}

/* The same letters, upper or lower case. */
static inline int same_word(const char *a, uint32_t a_length, const char *b, uint32_t b_length)
{
	if (a_length != b_length)
		return 0;
	for (uint32_t i = 0; i < a_length; i++)
		if (lower(a[i]) != lower(b[i]))
			return 0;
	return 1;
}

/* Whether `word` is one of a comma-separated list. */
static inline int list_has(struct keur_text list, struct keur_text word)
{
	for (uint32_t start = 0; start <= list.length;) {
		uint32_t end = start, last;

		while (end < list.length && list.text[end] != ',')
			end++;
		last = end;
		while (start < last && list.text[start] == ' ')
			start++;
		while (last > start && list.text[last - 1] == ' ')
			last--;
		if (last > start && same_word(list.text + start, last - start, word.text, word.length))
			return 1;
		start = end + 1;
	}
	return 0;
}

enum { LONGEST_WORDS = 2000 }; /* bytes; the host refuses values that are much longer */

static inline void words_add(struct task *task, struct words *words, struct keur_text more)
{
	if (more.length > LONGEST_WORDS - words->length) {
		more.length = LONGEST_WORDS - words->length;
		while (more.length && ((unsigned char)more.text[more.length] & 0xc0u) == 0x80u)
			more.length--; /* not within a character */
	}
	if (words->room - words->length <= more.length) {
		uint32_t room = 2u * (words->length + more.length) + 64u;
		char *text = task_memory(task, room);

		if (!text)
			return;
		for (uint32_t i = 0; i < words->length; i++)
			text[i] = words->text[i];
		words->text = text;
		words->room = room;
	}
	for (uint32_t i = 0; i < more.length; i++)
		words->text[words->length++] = more.text[i];
	words->text[words->length] = '\0';
}

/* One more entry of a list "a, b, c". */
static inline void words_enter(struct task *task, struct words *words, struct keur_text entry)
{
	static const struct keur_text comma = KEUR_TEXT(", ");

	if (words->length)
		words_add(task, words, comma);
	words_add(task, words, entry);
}

static inline struct keur_text words_text(const struct words *words)
{
	return (struct keur_text){ words->text ? words->text : "", words->length, 0u };
}

/* ---- A finding being put together ------------------------------------------------------------------------------------------------ */

enum { MOST_VALUES = 8, MOST_EVIDENCE = 4 };

struct draft {
	struct keur_finding finding;
	struct keur_value value[MOST_VALUES]; /* in the order of the rule's args */
	struct keur_row evidence[MOST_EVIDENCE];
};

/* About the component itself, nobody in particular, at the rule's own level and scenarios. */
static inline struct draft draft_on(uint32_t rule, uint32_t component, uint32_t basis)
{
	struct draft draft = { .finding = { .rule = rule, .component = component, .basis = basis } };

	draft.finding.subject_table = KEUR_TABLE_COMPONENT;
	draft.finding.subject_row = component;
	draft.finding.party = KEUR_NONE;
	draft.finding.privilege = KEUR_NONE;
	return draft;
}

static inline void about(struct draft *draft, uint32_t table, uint32_t row)
{
	draft->finding.subject_table = table;
	draft->finding.subject_row = row;
}

static inline void rests_on(struct draft *draft, uint32_t table, uint32_t row)
{
	if (row != KEUR_NONE && draft->finding.evidences < MOST_EVIDENCE)
		draft->evidence[draft->finding.evidences++] = (struct keur_row){ table, row };
}

/* The next placeholder. */
static inline void say(struct draft *draft, struct keur_value value)
{
	if (draft->finding.values < MOST_VALUES)
		draft->value[draft->finding.values++] = value;
}
static inline void say_text(struct draft *draft, struct keur_text text)
{
	say(draft, (struct keur_value){ .kind = KEUR_VALUE_TEXT, .text = text });
}
/* What stands in a message where nothing is known or nothing applies: the same in every language. */
static inline void say_nothing(struct draft *draft)
{
	say_text(draft, (struct keur_text)KEUR_TEXT("-"));
}
static inline void say_row(struct draft *draft, uint32_t table, uint32_t row)
{
	if (row == KEUR_NONE)
		say_nothing(draft);
	else
		say(draft, (struct keur_value){ .kind = KEUR_VALUE_ROW, .table = table, .row = row });
}
static inline void say_code(struct draft *draft, uint32_t string)
{
	if (string == KEUR_NONE)
		say_nothing(draft);
	else
		say(draft, (struct keur_value){ .kind = KEUR_VALUE_CODE, .row = string });
}
static inline void say_number(struct draft *draft, uint32_t kind, int64_t number)
{
	say(draft, (struct keur_value){ .kind = kind, .number = number });
}
static inline void say_date(struct draft *draft, int32_t day)
{
	if (day == KEUR_NO_DATE)
		say_nothing(draft);
	else
		say_number(draft, KEUR_VALUE_DATE, day);
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

/* ---- Asking: the finding rests on a fact that is missing -------------------------------------------------------------------------- */

static inline void blame(struct draft *draft, uint32_t kind, struct keur_value who)
{
	draft->finding.basis = KEUR_UNKNOWN;
	draft->finding.blame = kind;
	draft->finding.blamed = who;
}
static inline void blame_text(struct draft *draft, uint32_t kind, struct keur_text text)
{
	blame(draft, kind, (struct keur_value){ .kind = KEUR_VALUE_TEXT, .text = text });
}
static inline void blame_field(struct draft *draft, struct keur_text field)
{
	blame_text(draft, KEUR_BLAME_FIELD, field);
}
static inline void blame_supplier(struct draft *draft, uint32_t supplier)
{
	blame(draft, KEUR_BLAME_SUPPLIER, (struct keur_value){ .kind = KEUR_VALUE_ROW, .table = KEUR_TABLE_SUPPLIER, .row = supplier });
}

/* "party for segment bss-prod": statements are asked for per segment, so that one answer covers many parts. */
static inline void blame_statement(struct task *task, struct draft *draft, struct keur_text table, uint32_t segment)
{
	static const struct keur_text within = KEUR_TEXT(" for segment "), outside = KEUR_TEXT(" for parts without a segment");

	task->blame.length = 0;
	words_add(task, &task->blame, table);
	words_add(task, &task->blame, segment == KEUR_NONE ? outside : within);
	if (segment != KEUR_NONE)
		words_add(task, &task->blame, keur_string(task->view, segment));
	blame_text(draft, KEUR_BLAME_STATEMENT, words_text(&task->blame));
}

/* A finding for which no row was named rests on the component's own. */
static inline void submit(struct task *task, struct draft *draft)
{
	if (task->result)
		return;
	if (draft->finding.evidences == 0)
		rests_on(draft, KEUR_TABLE_COMPONENT, draft->finding.component);
	draft->finding.value = draft->value;
	draft->finding.evidence = draft->evidence;
	task->result = task->host->emit(task->call, &draft->finding);
}

/* ---- Several demands on one row: one finding --------------------------------------------------------------------------------------- */

enum { OPEN = 0, FAILED = KEUR_NO, MET = KEUR_YES }; /* as yes/no answers, so that a column can be a verdict */

struct demand {
	struct keur_text word;  /* in the list of what failed */
	struct keur_text field; /* what to ask for when there is no answer */
	uint32_t level;         /* when it fails */
};

/* One finding that lists what failed, at the highest of their levels, and one question for each open demand that could raise it.
 * The first placeholder of `draft` is the list. Returns the level of what failed. */
static inline uint32_t submit_demands(struct task *task, const struct draft *draft, const struct demand *demand,
	const uint8_t *verdict, uint32_t demands, int ask)
{
	uint32_t level = 0;

	task->list.length = 0;
	for (uint32_t i = 0; i < demands; i++) {
		if (verdict[i] != FAILED)
			continue;
		words_enter(task, &task->list, demand[i].word);
		if (demand[i].level > level)
			level = demand[i].level;
	}
	if (level) {
		struct draft finding = *draft;

		finding.value[0] = (struct keur_value){ .kind = KEUR_VALUE_TEXT, .text = words_text(&task->list) };
		finding.finding.level = level;
		submit(task, &finding);
	}
	for (uint32_t i = 0; i < demands && ask; i++) {
		struct draft question = *draft;

		if (verdict[i] != OPEN || demand[i].level <= level)
			continue;
		question.value[0] = (struct keur_value){ .kind = KEUR_VALUE_TEXT, .text = demand[i].word };
		question.finding.level = demand[i].level;
		blame_field(&question, demand[i].field);
		submit(task, &question);
	}
	return level;
}

/* ---- Rows by what they refer to ---------------------------------------------------------------------------------------------------- */

/* Rows of one table that refer to rows first .. last - 1 of another, in their own order: row[begin(x)] .. row[end(x) - 1]. */
struct group {
	const uint32_t *start, *row;
	uint32_t first, last;
};

static inline struct group group_by(struct task *task, uint32_t place, uint32_t first, uint32_t last)
{
	const struct keur_column *reference = column(task, place);
	uint32_t *start = task_memory(task, ((uint64_t)last - first + 2u) * sizeof(*start)), *row, total = 0;

	if (!start)
		return (struct group){ 0 };
	/* start[k + 1] counts the rows of k, becomes where they end, and while they are filled in from the back, where they begin. */
	for (uint32_t r = 0; r < reference->rows; r++) {
		uint32_t to = keur_code(reference, r);

		if (to >= first && to < last) {
			start[to - first + 1u]++;
			total++;
		}
	}
	for (uint32_t i = 1; i <= last - first; i++)
		start[i] += start[i - 1];
	start[last - first + 1u] = total;
	row = task_memory(task, (uint64_t)total * sizeof(*row));
	if (!row)
		return (struct group){ 0 };
	for (uint32_t r = reference->rows; r-- > 0;) {
		uint32_t to = keur_code(reference, r);

		if (to >= first && to < last)
			row[--start[to - first + 1u]] = r;
	}
	return (struct group){ start + 1, row, first, last };
}
static inline uint32_t group_begin(const struct group *group, uint32_t to)
{
	return group->start && to >= group->first && to < group->last ? group->start[to - group->first] : 0u;
}
static inline uint32_t group_end(const struct group *group, uint32_t to)
{
	return group->start && to >= group->first && to < group->last ? group->start[to - group->first + 1u] : 0u;
}

/* First row of a sorted reference column that is not before `to`. */
static inline uint32_t lower_bound(const struct keur_column *sorted, uint32_t to)
{
	uint32_t low = 0, high = sorted->rows;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2u;

		if (keur_code(sorted, middle) < to)
			low = middle + 1u;
		else
			high = middle;
	}
	return low;
}

/* The part before `part` on the path from the start, or KEUR_NONE for the start and for what was not reached. */
static inline uint32_t reached_from(const struct keur_reach *reach, uint32_t part)
{
	uint32_t low = 0, high = reach->count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2u;

		if (reach->component[middle] < part)
			low = middle + 1u;
		else
			high = middle;
	}
	return low < reach->count && reach->component[low] == part ? reach->from[low] : KEUR_NONE;
}

/* The row of table involvement (sorted by component) for a supplier in a component, or KEUR_NONE. */
static inline uint32_t involvement_row(const struct keur_column *component_of, const struct keur_column *supplier_of, uint32_t component,
	uint32_t supplier)
{
	for (uint32_t row = lower_bound(component_of, component); row < component_of->rows; row++) {
		if (keur_code(component_of, row) != component)
			break;
		if (keur_code(supplier_of, row) == supplier)
			return row;
	}
	return KEUR_NONE;
}

/* The row of table supplier that means the operator itself, or KEUR_NONE. */
static inline uint32_t operator_of(const struct task *task, uint32_t id_place)
{
	static const struct keur_text name = KEUR_TEXT("operator");
	const struct keur_column *id = column(task, id_place);

	for (uint32_t row = 0; row < id->rows; row++) {
		struct keur_text text = keur_string(task->view, keur_code(id, row));

		if (text.length == name.length && same_word(text.text, text.length, name.text, name.length))
			return row;
	}
	return KEUR_NONE;
}

#endif
