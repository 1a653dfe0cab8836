/* Advisories: which parts have the weakness, which of them are mended, and whether that was in time.
 *
 * Scores and the policy's term come computed with the table (advisory.probability, .clock_from, ...) and are not computed again here. */
#include "assurance.h"

#define T(literal) KEUR_TEXT(literal)
#define GRADE_WORDS ((struct keur_text)T("advisory.probability"))

/* What is known of one part and one advisory. */
enum { NOT_AFFECTED, PERHAPS_AFFECTED, AFFECTED };
struct unit {
	uint8_t made;         /* by the advisory's maker, or it names none */
	uint8_t affected;
	uint8_t mended;       /* patched or mitigated at as_of */
	uint8_t doubt;        /* an attestation that cannot be placed in time says so */
	int32_t mended_on;    /* the earliest day, KEUR_NO_DATE */
	uint32_t attestation; /* the row that says so */
};

struct weakness {
	struct task *task;
	uint32_t row; /* of advisory */
	struct unit *unit; /* by component */
	struct keur_text open; /* the field that keeps PERHAPS_AFFECTED open */
};

/* ---- Which parts ---------------------------------------------------------------------------------------------------------------------- */

/* Marks the parts that the advisory's maker makes. */
static void find_made(struct weakness *weakness)
{
	const struct task *task = weakness->task;
	uint32_t maker = code(task, ADVISORY_SUPPLIER, weakness->row);

	for (uint32_t c = 0; c < task->view->components; c++)
		weakness->unit[c] = (struct unit){ .made = maker == KEUR_NONE, .mended_on = KEUR_NO_DATE, .attestation = KEUR_NONE };
	for (uint32_t row = 0; maker != KEUR_NONE && row < rows(task, PARTY_SUPPLIER); row++)
		if (code(task, PARTY_SUPPLIER, row) == maker && member(task, PARTY_ROLE, row) == KEUR_ROLE_MANUFACTURE
			&& code(task, PARTY_COMPONENT, row) != KEUR_NONE)
			weakness->unit[code(task, PARTY_COMPONENT, row)].made = 1;
}

static uint8_t by_product(struct weakness *weakness, uint32_t component)
{
	struct task *task = weakness->task;
	uint32_t product = code(task, ADVISORY_PRODUCT, weakness->row), version;

	if (product == KEUR_NONE || code(task, PRODUCT, component) != product || !weakness->unit[component].made)
		return NOT_AFFECTED;
	version = code(task, VERSION, component);
	if (!known(task, ADVISORY_VERSIONS, weakness->row)) {
		weakness->open = (struct keur_text)T("advisory.versions");
		return PERHAPS_AFFECTED;
	}
	if (version == KEUR_NONE) {
		weakness->open = (struct keur_text)T("component.product.version");
		return PERHAPS_AFFECTED;
	}
	return lists(task, ADVISORY_VERSIONS, weakness->row, version) ? AFFECTED : NOT_AFFECTED;
}

static uint8_t affected(struct weakness *weakness, uint32_t component)
{
	if (lists(weakness->task, ADVISORY_COMPONENTS, weakness->row, component))
		return AFFECTED;
	return by_product(weakness, component);
}

/* ---- Which are mended ------------------------------------------------------------------------------------------------------------------ */

static void take_attestation(struct weakness *weakness, uint32_t row, uint32_t component)
{
	struct task *task = weakness->task;
	struct unit *unit = &weakness->unit[component];
	uint8_t now = come(task, ATTESTED_DATE, row), over = come(task, ATTESTED_UNTIL, row);
	int32_t date = day(task, ATTESTED_DATE, row);

	if (member(task, ATTESTED, row) == KEUR_ATTESTED_NOT_AFFECTED) {
		if (now != KEUR_NO && over != KEUR_YES)
			unit->affected = NOT_AFFECTED;
		return;
	}
	if (now == KEUR_NO || over == KEUR_YES)
		return;
	if (now != KEUR_YES)
		unit->doubt = 1;
	else if (!unit->mended || date < unit->mended_on) {
		unit->mended = 1;
		unit->mended_on = date;
		unit->attestation = row;
	}
}

static void take_attestations(struct weakness *weakness)
{
	struct task *task = weakness->task;

	for (uint32_t row = 0; row < rows(task, ATTESTED); row++) {
		uint32_t what = member(task, ATTESTED, row);

		if (code(task, ATTESTED_ADVISORY, row) != weakness->row || answer(task, ATTESTED_ANSWER, row) != KEUR_YES
			|| what < KEUR_ATTESTED_PATCHED || what > KEUR_ATTESTED_NOT_AFFECTED)
			continue;
		for (uint32_t i = 0; i < items(task, ATTESTED_COMPONENTS, row); i++)
			take_attestation(weakness, row, item(task, ATTESTED_COMPONENTS, row, i));
		for (uint32_t c = 0; !known(task, ATTESTED_COMPONENTS, row) && c < task->view->components; c++)
			take_attestation(weakness, row, c);
	}
}

/* ---- Findings --------------------------------------------------------------------------------------------------------------------------- */

/* The advisory's own two grades, looked up: what an unmended part is exposed to. 0: no more than any part. */
static uint32_t level_of(uint32_t probability, uint32_t damage)
{
	static const uint8_t level[3][3] = { /* probability down, damage across: low, medium, high */
		{ 0, 0, 3 },
		{ 0, 3, 4 },
		{ 3, 4, 5 },
	};

	return probability > KEUR_GRADE_HIGH || damage > KEUR_GRADE_HIGH ? 0u : level[probability][damage];
}

static void say_grades(struct draft *draft, const struct task *task, uint32_t row, struct words *label)
{
	static const struct keur_text comma = T(", ");
	struct keur_text text = keur_string(task->view, code(task, LABEL, row));

	say_member(draft, GRADE_WORDS, member(task, PROBABILITY, row));
	say_member(draft, GRADE_WORDS, member(task, DAMAGE, row));
	if (text.length) {
		words_add(label, comma);
		words_add(label, text);
	}
	say_text(draft, (struct keur_text){ label->text, label->length, 0u });
}

/* What keeps the score open is one or several of its answers. */
static void ask_answers(struct draft *draft, uint32_t row)
{
	draft->finding.basis = KEUR_UNKNOWN;
	draft->finding.blame = KEUR_BLAME_STATEMENT;
	draft->finding.blamed = keur_value_row(KEUR_TABLE_ADVISORY, row);
}

static void report_unpatched(struct weakness *weakness, uint32_t component)
{
	struct task *task = weakness->task;
	const struct unit *unit = &weakness->unit[component];
	struct draft draft = draft_about(UNPATCHED, component, KEUR_TABLE_ADVISORY, weakness->row);
	uint32_t row = weakness->row, least = level_of(member(task, PROBABILITY, row), member(task, DAMAGE, row));
	uint32_t most = level_of(member(task, PROBABILITY_WORST, row), member(task, DAMAGE_WORST, row));
	struct words label = { .length = 0 };

	rests_on(&draft, KEUR_TABLE_COMPONENT, component);
	say_row(&draft, KEUR_TABLE_COMPONENT, component);
	say_row(&draft, KEUR_TABLE_ADVISORY, row);
	say_grades(&draft, task, row, &label);
	if (unit->affected == AFFECTED && !unit->doubt && least) {
		draft.finding.level = least;
		submit(task, &draft);
	}
	if (unit->affected == AFFECTED && !unit->doubt && most <= least)
		return;
	if (!most)
		return;
	draft.finding.level = most;
	if (unit->affected == PERHAPS_AFFECTED)
		ask_field(&draft, weakness->open);
	else if (unit->doubt)
		ask_field(&draft, task->view->as_of == KEUR_NO_DATE ? (struct keur_text)T("network.as_of") : (struct keur_text)T("attestation.date"));
	else
		ask_answers(&draft, row);
	submit(task, &draft);
}

static void report_used(struct task *task, uint32_t exception, uint32_t component, struct keur_value what)
{
	struct draft draft = draft_about(EXCEPTION_USED, component, KEUR_TABLE_EXCEPTION, exception);

	say_row(&draft, KEUR_TABLE_EXCEPTION, exception);
	say_code(&draft, code(task, EXCEPTION_AUTHORITY, exception));
	say_day(&draft, day(task, EXCEPTION_UNTIL, exception));
	say(&draft, what);
	say_code(&draft, code(task, EXCEPTION_REASON, exception));
	submit(task, &draft);
}

/* The last day on which mending is in time, or KEUR_NO_DATE. */
static int32_t deadline(const struct task *task, uint32_t place, uint32_t row)
{
	int32_t from = day(task, place, row);

	return from == KEUR_NO_DATE || !known(task, CLOCK_WITHIN, row) ? KEUR_NO_DATE : from + keur_days(column(task, CLOCK_WITHIN), row);
}

static void report_late(struct weakness *weakness, uint32_t component)
{
	struct task *task = weakness->task;
	const struct unit *unit = &weakness->unit[component];
	int32_t by = deadline(task, CLOCK_FROM, weakness->row), earliest = deadline(task, CLOCK_FROM_WORST, weakness->row);
	int32_t at = unit->mended ? unit->mended_on : task->view->as_of;
	uint32_t exception = exception_for(task, (struct excused){ component, KEUR_NONE, KEUR_NONE, weakness->row, KEUR_NONE });
	struct draft draft = draft_about(LATE_PATCH, component, KEUR_TABLE_ADVISORY, weakness->row);

	if (answer(task, CLOCK_WORST, weakness->row) != KEUR_YES)
		return;
	rests_on(&draft, KEUR_TABLE_ATTESTATION, unit->mended ? unit->attestation : KEUR_NONE);
	say_row(&draft, KEUR_TABLE_COMPONENT, component);
	say_row(&draft, KEUR_TABLE_ADVISORY, weakness->row);
	say_day(&draft, by);
	say_day(&draft, unit->mended ? unit->mended_on : KEUR_NO_DATE);
	if (unit->affected == AFFECTED && by != KEUR_NO_DATE && at != KEUR_NO_DATE && !unit->doubt) {
		if (at <= by)
			return; /* in time, or there is time */
		if (exception != KEUR_NONE) {
			report_used(task, exception, component, keur_value_row(KEUR_TABLE_ADVISORY, weakness->row));
			return;
		}
		if (unit->mended) { /* it was late, and is mended: what is told raises nothing any more */
			draft.finding.level = 1;
		}
		submit(task, &draft);
		return;
	}
	if (exception != KEUR_NONE || (earliest != KEUR_NO_DATE && at != KEUR_NO_DATE && at <= earliest))
		return;
	if (at != KEUR_NO_DATE && unit->affected == AFFECTED && !unit->doubt && answer(task, CLOCK, weakness->row) != KEUR_YES)
		ask_answers(&draft, weakness->row);
	else
		ask_field(&draft, at == KEUR_NO_DATE ? (struct keur_text)T("network.as_of")
			: unit->affected == PERHAPS_AFFECTED ? weakness->open
			: unit->doubt ? (struct keur_text)T("attestation.date")
			: (struct keur_text)T("advisory.published"));
	submit(task, &draft);
}

/* Which parts were not mended on the day on which the term began. */
static void report_escalation(struct weakness *weakness)
{
	struct task *task = weakness->task;
	struct draft draft = draft_about(ESCALATION_OPEN, KEUR_NONE, KEUR_TABLE_ADVISORY, weakness->row);
	int32_t from = day(task, CLOCK_FROM, weakness->row);
	struct words parts = { .length = 0 };
	uint32_t count = 0, total = 0;

	if (from == KEUR_NO_DATE || come(task, CLOCK_FROM, weakness->row) == KEUR_NO)
		return;
	for (uint32_t c = 0; c < task->view->components; c++) {
		const struct unit *unit = &weakness->unit[c];

		if (unit->affected == NOT_AFFECTED || !judged(task, c))
			continue;
		total++;
		if (unit->mended && unit->mended_on <= from)
			continue;
		count++;
		words_component(task, &parts, c);
	}
	say_row(&draft, KEUR_TABLE_ADVISORY, weakness->row);
	say_day(&draft, from);
	say_number(&draft, count);
	say_number(&draft, total);
	say_text(&draft, words_text(&parts));
	if (count)
		submit(task, &draft);
}

static void report_rescored(struct weakness *weakness)
{
	struct task *task = weakness->task;
	struct draft draft = draft_about(RESCORED, KEUR_NONE, KEUR_TABLE_ADVISORY, weakness->row);
	uint32_t row = weakness->row;
	struct words label = { .length = 0 };

	if (!known(task, POINTS_BEFORE, row) || !known(task, POINTS, row)
		|| keur_number(column(task, POINTS), row) <= keur_number(column(task, POINTS_BEFORE), row))
		return;
	say_row(&draft, KEUR_TABLE_ADVISORY, row);
	say_number(&draft, keur_number(column(task, POINTS_BEFORE), row));
	say_number(&draft, keur_number(column(task, POINTS), row));
	say_day(&draft, day(task, EXPLOIT_DATE, row));
	say_grades(&draft, task, row, &label);
	say_day(&draft, answer(task, CLOCK, row) == KEUR_YES ? deadline(task, CLOCK_FROM, row) : KEUR_NO_DATE);
	submit(task, &draft);
}

static void judge_advisory(struct weakness *weakness)
{
	struct task *task = weakness->task;

	find_made(weakness);
	for (uint32_t c = 0; c < task->view->components; c++)
		weakness->unit[c].affected = affected(weakness, c);
	take_attestations(weakness);
	for (uint32_t c = 0; c < task->view->components && !task->result; c++) {
		struct unit *unit = &weakness->unit[c];

		if (unit->affected == NOT_AFFECTED || !judged(task, c))
			continue;
		if (unit->affected == PERHAPS_AFFECTED)
			affected(weakness, c); /* for the field to ask for */
		if (!unit->mended)
			report_unpatched(weakness, c);
		report_late(weakness, c);
	}
	report_rescored(weakness);
	report_escalation(weakness);
}

void judge_advisories(struct task *task)
{
	struct weakness weakness = { .task = task };
	uint32_t advisories = rows(task, ADVISORY_ID);

	if (!advisories)
		return;
	weakness.unit = memory(task, (uint64_t)task->view->components * sizeof *weakness.unit);
	for (weakness.row = 0; weakness.unit && weakness.row < advisories && !task->result; weakness.row++)
		if (come(task, PUBLISHED, weakness.row) != KEUR_NO)
			judge_advisory(&weakness);
}
