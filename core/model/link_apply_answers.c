/* Link: which bulk fact answers what for whom. Each value of a component, each role and the logs are a question that the component answers itself, or else the
 * first `apply` that speaks of it. A later one must say the same: the two are compared once, however many components they share, and what says nothing new
 * for a component is not kept for it, so that applies which repeat or contradict one another for a whole network cost no more than a look. */
#include "model/link_internal.h"

#include <stdlib.h>
#include <string.h>

_Static_assert(COL_FIRST_party - COL_FIRST_component <= 64, "a bit for each column of a component");

enum { COLUMNS = 64, ROLES = 8, QUESTION_LOGS = COLUMNS + ROLES, QUESTIONS };

struct question {
	uint64_t *own, *said; /* bits by component: it answers itself; some apply does */
	uint32_t *first;      /* by component: which apply did first */
};

/* One apply: which questions it answers. */
struct apply {
	struct origin origin;
	uint64_t columns;
	unsigned char roles;
	bool logs, nameless; /* nameless: a row of a party without a role, which answers nothing and stands beside all others */
};

struct link_answers {
	struct link *link;
	struct question question[QUESTIONS];
	struct apply *apply;
	uint32_t applies;
	uint32_t *compared;    /* by apply: 1 + the last comparison it was in */
	uint32_t comparison;
	uint64_t *fresh;       /* bits by component: the apply at hand says something new */
	uint32_t **party, **log; /* by part: see link_template_first */
	unsigned char *own_roles, *own_logs; /* by component */
};

/* ---- Rows that are parties and logs ------------------------------------------------------------------------------------------------- */

uint32_t *link_template_first(const struct part *part, enum table_id table)
{
	enum column_id owner = table == TABLE_party ? COL_party_component : COL_log_component;
	uint32_t *first = mem_zalloc(part->applies + 2, sizeof *first), rows = part->templates.rows[table].count, row;
	size_t a;

	for (row = 0; row < rows; row++)
		first[((const uint32_t *)part->templates.column[owner].data)[row] + 1]++;
	for (a = 0; a < part->applies; a++)
		first[a + 1] += first[a];
	return first;
}

unsigned link_row_answers(const struct link *link, enum table_id table, const struct origin *row)
{
	if (table != TABLE_party)
		return 1u;
	if (!link_known(link, row, COL_party_role))
		return 0;
	return 1u << ((const uint8_t *)link_tables(link, row)->column[COL_party_role].data)[row->row];
}

unsigned char *link_own_answers(const struct link *link, enum table_id table, const struct origin *row, size_t rows)
{
	enum column_id owner = table == TABLE_party ? COL_party_component : COL_log_component;
	unsigned char *answered = mem_zalloc(link->components, 1);
	size_t i;

	for (i = 0; i < rows; i++) {
		uint32_t code = link_code(link, &row[i], owner);

		if (code != KEUR_NONE && link->component_of[code] != KEUR_NONE)
			answered[link->component_of[code]] |= (unsigned char)link_row_answers(link, table, &row[i]);
	}
	return answered;
}

static unsigned char *own_answers(const struct link *link, enum table_id table)
{
	size_t rows, capacity;
	struct origin *row = link_collect(link, table, &rows, &capacity);
	unsigned char *answered = link_own_answers(link, table, row, rows);

	free(row);
	return answered;
}

static bool same_row(const struct link *link, enum table_id table, const struct origin *a, const struct origin *b)
{
	unsigned c;

	for (c = schema_first[table]; c < schema_first[table + 1]; c++) {
		enum column_id column = (enum column_id)c;

		if (c == COL_party_component || c == COL_log_component || schema_column[c].flags & COLUMN_DERIVED)
			continue;
		if (link_known(link, a, column) != link_known(link, b, column) || !link_same_value(link, a, b, column))
			return false;
	}
	return true;
}

/* Rows of an apply's template in one table: first[0] .. first[1] - 1. */
static const uint32_t *rows_of(const struct link_answers *answers, enum table_id table, const struct origin *apply)
{
	return (table == TABLE_party ? answers->party : answers->log)[apply->part] + apply->row;
}

/* Whether every row of `a` with this answer stands in `b` too. */
static bool is_part_of(const struct link_answers *answers, enum table_id table, const struct origin *a, const struct origin *b, unsigned answer)
{
	const uint32_t *of_a = rows_of(answers, table, a), *of_b = rows_of(answers, table, b);
	struct origin x = *a, y = *b;

	for (x.row = of_a[0]; x.row < of_a[1]; x.row++) {
		if (!(link_row_answers(answers->link, table, &x) & answer))
			continue;
		for (y.row = of_b[0]; y.row < of_b[1] && !same_row(answers->link, table, &x, &y); y.row++)
			;
		if (y.row == of_b[1])
			return false;
	}
	return true;
}

/* ---- Questions ------------------------------------------------------------------------------------------------------------------------ */

static enum column_id column_of(unsigned q)
{
	return (enum column_id)(schema_first[TABLE_component] + q);
}

static bool answers_itself(const struct link_answers *answers, unsigned q, uint32_t component)
{
	if (q < COLUMNS)
		return link_known(answers->link, &answers->link->component[component], column_of(q));
	return q == QUESTION_LOGS ? answers->own_logs[component] : answers->own_roles[component] >> (q - COLUMNS) & 1;
}

static struct question *open_question(struct link_answers *answers, unsigned q)
{
	struct question *question = &answers->question[q];
	size_t words = (size_t)answers->link->components / 64 + 1;
	uint32_t c;

	if (question->said)
		return question;
	question->own = mem_zalloc(words, sizeof *question->own);
	question->said = mem_zalloc(words, sizeof *question->said);
	question->first = mem_resize(NULL, answers->link->components, sizeof *question->first);
	for (c = 0; c < answers->link->components; c++)
		if (answers_itself(answers, q, c))
			question->own[c >> 6] |= UINT64_C(1) << (c & 63);
	return question;
}

static bool say_the_same(const struct link_answers *answers, unsigned q, const struct origin *a, const struct origin *b)
{
	enum table_id table = q == QUESTION_LOGS ? TABLE_log : TABLE_party;
	unsigned answer;

	if (q < COLUMNS)
		return link_same_value(answers->link, a, b, column_of(q));
	answer = q == QUESTION_LOGS ? 1u : 1u << (q - COLUMNS);
	return is_part_of(answers, table, a, b, answer) && is_part_of(answers, table, b, a, answer);
}

static void compare(struct link_answers *answers, unsigned q, uint32_t first, uint32_t second)
{
	struct link *link = answers->link;
	const struct origin *a = &answers->apply[first].origin, *b = &answers->apply[second].origin;
	struct place at, other;

	if (answers->compared[first] == answers->comparison)
		return;
	answers->compared[first] = answers->comparison;
	if (say_the_same(answers, q, a, b))
		return;
	at = link_place(link, b, TABLE_component);
	other = link_place(link, a, TABLE_component);
	messages_add(link->messages, SEVERITY_ERROR, at, "two applies give one component different %s, the other at %s:%u: make them not overlap",
		q < COLUMNS ? schema_column[column_of(q)].name : q == QUESTION_LOGS ? "logs" : "parties in the same role",
		link->messages->file[other.file], other.line);
}

/* The apply answers question q for the components in `bits`. */
static void answer(struct link_answers *answers, unsigned q, uint32_t apply, const uint64_t *bits)
{
	struct question *question = open_question(answers, q);
	size_t words = (size_t)answers->link->components / 64 + 1, w;
	uint64_t left;

	answers->comparison++;
	for (w = 0; w < words; w++) {
		uint64_t asked = bits[w] & ~question->own[w], again = asked & question->said[w];

		for (left = again; left; left &= left - 1)
			compare(answers, q, question->first[w * 64 + (unsigned)__builtin_ctzll(left)], apply);
		for (left = asked & ~again; left; left &= left - 1)
			question->first[w * 64 + (unsigned)__builtin_ctzll(left)] = apply;
		question->said[w] |= asked;
		answers->fresh[w] |= asked & ~again;
	}
}

static struct apply describe(const struct link_answers *answers, struct origin origin)
{
	const struct part_tables *templates = &answers->link->part[origin.part]->templates;
	struct apply apply = { .origin = origin };
	const uint32_t *party = rows_of(answers, TABLE_party, &origin), *log = rows_of(answers, TABLE_log, &origin);
	struct origin row = origin;
	unsigned c;

	for (c = schema_first[TABLE_component]; c < schema_first[TABLE_component + 1]; c++)
		if (part_known(templates, (enum column_id)c, origin.row))
			apply.columns |= UINT64_C(1) << (c - schema_first[TABLE_component]);
	for (row.row = party[0]; row.row < party[1]; row.row++) {
		unsigned roles = link_row_answers(answers->link, TABLE_party, &row);

		apply.roles |= (unsigned char)roles;
		apply.nameless |= !roles;
	}
	apply.logs = log[0] < log[1];
	return apply;
}

static bool speaks_of(const struct apply *apply, unsigned q)
{
	if (q < COLUMNS)
		return apply->columns >> q & 1;
	return q == QUESTION_LOGS ? apply->logs : apply->roles >> (q - COLUMNS) & 1;
}

void link_answers_take(struct link_answers *answers, struct origin origin, uint64_t *bits)
{
	size_t words = (size_t)answers->link->components / 64 + 1;
	uint32_t number = answers->applies++;
	struct apply apply = describe(answers, origin);
	unsigned q;

	answers->apply[number] = apply;
	if (apply.nameless)
		memcpy(answers->fresh, bits, words * sizeof *bits);
	else
		memset(answers->fresh, 0, words * sizeof *bits);
	for (q = 0; q < QUESTIONS; q++)
		if (speaks_of(&apply, q))
			answer(answers, q, number, bits);
	memcpy(bits, answers->fresh, words * sizeof *bits);
}

struct link_answers *link_answers_new(struct link *link, size_t applies)
{
	struct link_answers *answers = mem_zalloc(1, sizeof *answers);
	size_t p;

	answers->link = link;
	answers->apply = mem_resize(NULL, applies, sizeof *answers->apply);
	answers->compared = mem_zalloc(applies, sizeof *answers->compared);
	answers->fresh = mem_zalloc((size_t)link->components / 64 + 1, sizeof *answers->fresh);
	answers->party = mem_zalloc(link->parts, sizeof *answers->party);
	answers->log = mem_zalloc(link->parts, sizeof *answers->log);
	for (p = 0; p < link->parts; p++) {
		answers->party[p] = link_template_first(link->part[p], TABLE_party);
		answers->log[p] = link_template_first(link->part[p], TABLE_log);
	}
	answers->own_roles = own_answers(link, TABLE_party);
	answers->own_logs = own_answers(link, TABLE_log);
	return answers;
}

void link_answers_free(struct link_answers *answers)
{
	unsigned q;
	size_t p;

	for (q = 0; q < QUESTIONS; q++) {
		free(answers->question[q].own);
		free(answers->question[q].said);
		free(answers->question[q].first);
	}
	for (p = 0; p < answers->link->parts; p++) {
		free(answers->party[p]);
		free(answers->log[p]);
	}
	free(answers->party);
	free(answers->log);
	free(answers->own_roles);
	free(answers->own_logs);
	free(answers->apply);
	free(answers->compared);
	free(answers->fresh);
	free(answers);
}
