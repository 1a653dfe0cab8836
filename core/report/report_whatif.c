/* What would change, for a terminal: both matrices, the counts side by side, then the parts that change and why; long lists are cut, the rest counted. */
#include "report/report.h"
#include "report/text_whatif.h"
#include "report/words.h"

#include <stdlib.h>
#include <string.h>

enum { STEPS_SHOWN = 40, PARTS_SHOWN = 20, WHYS_SHOWN = 4, NUMBERS_AT = 36, AFTER_AT = 48 };

static void and_more(struct screen *screen, unsigned indent, uint64_t more)
{
	screen_line(screen, indent, indent + 2);
	TELL(screen, PAINT_DIM, say("and {count} more: --format json has them all"), TOLD_NUMBER("count", PAINT_DIM, more));
	screen_end(screen);
}

/* A supplier, segment or site that the inventory does not have: a new one, or a slip. */
static void unheard(struct screen *screen, const struct trial_step *step)
{
	screen_say(screen, PAINT_PLAIN, "  ");
	TELL(screen, PAINT_ALARM, say(trial_unheard_said[step->unheard_as]), TOLD_TEXT("name", PAINT_ALARM, step->unheard));
	if (!step->nearest.length)
		return;
	screen_say(screen, PAINT_ALARM, ": ");
	TELL(screen, PAINT_ALARM, say("did you mean {name}?"), TOLD_TEXT("name", PAINT_ALARM, step->nearest));
}

/* Ways in that go with one, or may. */
static void ways(struct screen *screen, const struct model *model, enum paint paint, const char *what, const uint32_t *row, uint32_t rows)
{
	if (!rows)
		return;
	screen_say(screen, PAINT_PLAIN, "  ");
	screen_say(screen, paint, what);
	screen_say(screen, PAINT_PLAIN, " ");
	text_keys(screen, model, TABLE_access, row, rows);
}

static void tried(struct screen *screen, const struct whatif *whatif)
{
	const struct trial *trial = whatif->trial;
	const struct model *before = whatif->comparison.result[BEFORE]->model;
	size_t i;

	screen_heading(screen, say("What is tried"));
	for (i = 0; i < trial->steps && i < STEPS_SHOWN; i++) {
		const struct trial_step *step = &trial->step[i];

		screen_line(screen, 2, 6);
		screen_text(screen, PAINT_BOLD, text_of(step->said));
		if (step->kind == TRIAL_REPLACE) {
			screen_say(screen, PAINT_PLAIN, "  ");
			TELL(screen, PAINT_PLAIN, say_many("{count} place", "{count} places", trial_changes(step)),
				TOLD_NUMBER("count", PAINT_PLAIN, trial_changes(step)));
		}
		if (step->unheard.length)
			unheard(screen, step);
		ways(screen, before, PAINT_PLAIN, say("and what was observed of it:"), step->closed, step->closes);
		ways(screen, before, PAINT_ALARM, say("left open, may be the same way in or another:"), step->left, step->lefts);
		screen_end(screen);
	}
	if (trial->steps > STEPS_SHOWN)
		and_more(screen, 2, trial->steps - STEPS_SHOWN);
}

/* The steps themselves stand among what is tried. */
static void cheapest(struct screen *screen, const struct cheapest *found)
{
	if (!found)
		return;
	screen_heading(screen, say("The cheapest way out"));
	screen_line(screen, 2, 6);
	if (found->cleared && !found->chosen) {
		screen_say(screen, PAINT_PLAIN, found->hopeless ? say("No closing or replacement clears a breach.") : say("There is no breach to clear."));
	} else if (found->cleared) {
		TELL(screen, PAINT_PLAIN, say_many("{count} step clears every breach that a closing or a replacement can clear,",
			"{count} steps clear every breach that a closing or a replacement can clear,", found->chosen),
			TOLD_NUMBER("count", PAINT_BOLD, found->chosen));
		screen_say(screen, PAINT_PLAIN, " ");
		TELL(screen, PAINT_PLAIN, say_many("of {count} candidate; assessed, not guessed: {proof}", "of {count} candidates; assessed, not guessed: {proof}",
			found->candidates), TOLD_NUMBER("count", PAINT_PLAIN, found->candidates),
			TOLD_WORD("proof", PAINT_BOLD, found->proven ? say("no smaller set does.") : say("NOT PROVEN SMALLEST.")));
		if (!found->each_needed) {
			screen_say(screen, PAINT_PLAIN, " ");
			screen_say(screen, PAINT_PLAIN, say("The steps are too many to leave each out once: single ones may not be needed."));
		}
	} else if (found->too_many) {
		TELL(screen, PAINT_ALARM, say("Not searched: more than {count} closings and replacements might help, which are too many to try."),
			TOLD_NUMBER("count", PAINT_ALARM, CHEAPEST_MOST));
	} else {
		screen_say(screen, PAINT_ALARM, say("None was found."));
	}
	screen_end(screen);
	if (!found->hopeless)
		return;
	screen_line(screen, 2, 6);
	TELL(screen, PAINT_ALARM, say_many("{count} breach is cleared by neither.", "{count} breaches are cleared by neither.", found->hopeless),
		TOLD_NUMBER("count", PAINT_ALARM, found->hopeless));
	screen_end(screen);
}

static void matrices(struct screen *screen, const struct whatif *whatif)
{
	int side;

	for (side = 0; side < SIDES; side++) {
		out_char(screen->out, '\n');
		screen_line(screen, 0, 0);
		screen_say(screen, PAINT_BOLD, side == BEFORE ? say("BEFORE") : say("AFTER"));
		screen_end(screen);
		text_matrix(screen, whatif->comparison.result[side]);
	}
}

static void counted(struct screen *screen, const char *what, uint64_t before, uint64_t after)
{
	screen_line(screen, 2, 2);
	screen_say(screen, PAINT_PLAIN, what);
	screen_to(screen, NUMBERS_AT);
	screen_number(screen, PAINT_PLAIN, before);
	screen_to(screen, AFTER_AT);
	screen_number(screen, before == after ? PAINT_DIM : PAINT_BOLD, after);
	screen_end(screen);
}

static void counts(struct screen *screen, const struct whatif *whatif)
{
	const struct result *before = whatif->comparison.result[BEFORE], *after = whatif->comparison.result[AFTER];
	unsigned level;

	screen_heading(screen, say("Counts"));
	screen_line(screen, 2, 2);
	screen_to(screen, NUMBERS_AT);
	screen_say(screen, PAINT_DIM, say("before"));
	screen_to(screen, AFTER_AT);
	screen_say(screen, PAINT_DIM, say("after"));
	screen_end(screen);
	counted(screen, say("breaches"), before->summary.breaches, after->summary.breaches);
	counted(screen, say("trusted suppliers: met"), before->summary.trust[KEUR_TRUST_MET], after->summary.trust[KEUR_TRUST_MET]);
	counted(screen, say("trusted suppliers: violated"), before->summary.trust[KEUR_TRUST_VIOLATED], after->summary.trust[KEUR_TRUST_VIOLATED]);
	counted(screen, say("trusted suppliers: unknown"), before->summary.trust[KEUR_TRUST_UNKNOWN], after->summary.trust[KEUR_TRUST_UNKNOWN]);
	counted(screen, say("critical parts"), before->summary.scope[KEUR_SCOPE_CRITICAL], after->summary.scope[KEUR_SCOPE_CRITICAL]);
	for (level = LEVELS; level >= 1; level--) {
		struct buffer what = { 0 };

		SAY_FILLED(&what, say("worst-credible risk: {level}"), { "level", text_of(screen_level(level)) });
		counted(screen, what.data, before->summary.risk[READING_WORST][level], after->summary.risk[READING_WORST][level]);
		buffer_free(&what);
	}
	counted(screen, say("high or more on facts"), before->summary.high_known, after->summary.high_known);
	counted(screen, say("questions"), before->summary.gaps, after->summary.gaps);
}

/* ---- Parts --------------------------------------------------------------------------------------------------------------------- */

static void arrow(struct screen *screen, bool *more, const char *what, const char *from, const char *to)
{
	screen_say(screen, PAINT_PLAIN, *more ? "; " : "  ");
	*more = true;
	screen_say(screen, PAINT_PLAIN, what);
	if (*what)
		screen_say(screen, PAINT_PLAIN, " ");
	screen_say(screen, PAINT_PLAIN, from);
	screen_say(screen, PAINT_PLAIN, " → ");
	screen_say(screen, PAINT_BOLD, to);
}

static const char *risk_word(const struct result *result, uint32_t row, enum reading reading)
{
	return result->risk[row][reading] ? screen_level(result->risk[row][reading]) : say("no cell");
}

static const char *status_word(const struct result *result, uint32_t row)
{
	return say_as("trust", words_trust[keur_byte(&result->model->column[COL_component_trust_status], row)]);
}

static const char *scope_word(const struct result *result, uint32_t row, enum column_id column)
{
	static const char *const word[] = { N_AS("scope", "other"), N_AS("scope", "security element"), N_AS("scope", "management"),
		N_AS("scope", "adjacent"), N_AS("scope", "critical") };

	return say_as("scope", word[keur_byte(&result->model->column[column], row)]);
}

static void what_changes(struct screen *screen, const struct comparison *comparison, const struct compared_part *part)
{
	const struct result *before = comparison->result[BEFORE], *after = comparison->result[AFTER];
	uint32_t b = part->row[BEFORE], a = part->row[AFTER];
	bool more = false;
	unsigned r;

	if (part->changed & CHANGED_THERE) {
		screen_say(screen, PAINT_BOLD, a == KEUR_NONE ? say("  gone") : say("  new"));
		return;
	}
	if (part->changed & CHANGED_BREACH)
		arrow(screen, &more, "", before->breach[b] ? say_as("kind", "breach") : say("no breach"),
			after->breach[a] ? say_as("kind", "breach") : say("no breach"));
	if (part->changed & CHANGED_STATUS)
		arrow(screen, &more, say("trusted supplier"), status_word(before, b), status_word(after, a));
	for (r = READINGS; r-- > 0;)
		if (before->risk[b][r] != after->risk[a][r])
			arrow(screen, &more, r == READING_WORST ? say("at worst") : say_as("reading", "known"), risk_word(before, b, (enum reading)r),
				risk_word(after, a, (enum reading)r));
	for (r = 0; part->changed & CHANGED_SCOPE && r < 2; r++) {
		enum column_id column = r ? COL_component_scope_worst : COL_component_scope;

		if (keur_byte(&before->model->column[column], b) != keur_byte(&after->model->column[column], a))
			arrow(screen, &more, r ? say("scope at worst") : say("scope"), scope_word(before, b, column), scope_word(after, a, column));
	}
	if (!more)
		screen_say(screen, PAINT_PLAIN, part->changed & CHANGED_LEVELS ? say("  the levels behind its risk") : say("  its findings"));
}

static void because(struct screen *screen, const struct whatif *whatif, const struct compared_why *why)
{
	size_t steps = whatif->trial->steps, i;
	uint32_t named = 0, touching = 0;

	if (steps < 2)
		return;
	screen_say(screen, PAINT_DIM, "  (");
	for (i = 0; i < steps && i < STEPS_TOLD; i++) {
		if (!(why->steps >> i & 1) || touching++ >= TEXT_SHOWN)
			continue;
		screen_say(screen, PAINT_DIM, named++ ? ", " : "");
		screen_text(screen, PAINT_DIM, text_of(whatif->trial->step[i].said));
	}
	if (touching > named)
		screen_more(screen, touching - named, NULL);
	if (why->steps & STEPS_LATER) {
		screen_say(screen, PAINT_DIM, named ? ", " : "");
		TELL(screen, PAINT_DIM, say("a step after the first {count}"), TOLD_NUMBER("count", PAINT_DIM, STEPS_TOLD));
	}
	screen_say(screen, PAINT_DIM, why->steps ? ")" : say("all together)"));
}

static void one_why(struct screen *screen, const struct whatif *whatif, const struct compared_why *why)
{
	const struct result *result = whatif->comparison.result[why->side];
	const struct model *model = result->model;
	struct buffer room = { 0 }, key = { 0 };
	struct reason_words words;
	uint32_t row;

	screen_line(screen, 6, 10);
	screen_say(screen, PAINT_PLAIN, why->side == BEFORE ? say("gone: ") : say("new: "));
	switch ((enum why)why->kind) {
	case WHY_FINDING:
		words_message(result, &result->finding[why->index], language_now(), &room);
		screen_text(screen, PAINT_PLAIN, buffer_view(&room));
		break;
	case WHY_REASON:
		words = result_reason(result, &result->reason[why->index], &room);
		TELL(screen, PAINT_PLAIN, say("reason of its scope: {fact}"), TOLD_WORD("fact", PAINT_PLAIN, say_as("fact", words.fact)));
		screen_say(screen, PAINT_PLAIN, " ");
		screen_text(screen, PAINT_PLAIN, text_of(words.value));
		break;
	case WHY_CAUSE:
		row = result->cause[why->index].involvement;
		if (row == KEUR_NONE) {
			screen_say(screen, PAINT_PLAIN, say("who is involved is not fully answered"));
			break;
		}
		model_key(model, TABLE_supplier, keur_code(&model->column[COL_involvement_supplier], row), &key);
		TELL(screen, PAINT_PLAIN, say("{supplier} in its chain, {standing}"), TOLD_TEXT("supplier", PAINT_PLAIN, buffer_view(&key)),
			TOLD_WORD("standing", PAINT_PLAIN, words_member(LIST_standing, keur_byte(&model->column[COL_involvement_standing], row))));
		break;
	}
	because(screen, whatif, why);
	screen_end(screen);
	buffer_free(&room);
	buffer_free(&key);
}

static bool is_breach(const struct comparison *comparison, const struct compared_why *why)
{
	return why->kind == WHY_FINDING && comparison->result[why->side]->finding[why->index].kind == KEUR_KIND_BREACH;
}

static bool of_a_breach(const struct comparison *comparison, const struct compared_part *part)
{
	uint32_t i;

	for (i = 0; i < part->whys; i++)
		if (is_breach(comparison, &comparison->why[part->why + i]))
			return true;
	return false;
}

/* What matters most first: a breach, then the larger step, then the higher risk. */
static uint32_t weight(const struct comparison *comparison, const struct compared_part *part)
{
	const struct result *before = comparison->result[BEFORE], *after = comparison->result[AFTER];
	uint32_t b = part->row[BEFORE], a = part->row[AFTER];
	uint32_t was = b == KEUR_NONE ? 0 : before->risk[b][READING_WORST], is = a == KEUR_NONE ? 0 : after->risk[a][READING_WORST];
	uint32_t step = was > is ? was - is : is - was, high = was > is ? was : is;
	uint32_t kind = part->changed & (CHANGED_BREACH | CHANGED_THERE) || of_a_breach(comparison, part) ? 3 : part->changed & CHANGED_STATUS ? 2 : part->changed & CHANGED_RISK ? 1 : 0;

	return kind * 100 + step * 10 + high;
}

struct ranked {
	uint32_t weight, index;
};

static int ranked_compare(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;

	if (x->weight != y->weight)
		return x->weight > y->weight ? -1 : 1;
	return (x->index > y->index) - (x->index < y->index);
}

static void part_line(struct screen *screen, const struct whatif *whatif, const struct compared_part *part)
{
	const struct comparison *comparison = &whatif->comparison;
	int side = part->row[AFTER] == KEUR_NONE ? BEFORE : AFTER;
	uint32_t i, shown = 0;
	int breach;

	screen_line(screen, 2, 6);
	screen_text(screen, PAINT_BOLD, model_string(comparison->result[side]->model, COL_component_id, part->row[side]));
	what_changes(screen, comparison, part);
	screen_end(screen);
	for (breach = 1; breach >= 0; breach--)
		for (i = 0; i < part->whys && shown < WHYS_SHOWN; i++)
			if (is_breach(comparison, &comparison->why[part->why + i]) == (breach != 0)) {
				one_why(screen, whatif, &comparison->why[part->why + i]);
				shown++;
			}
	if (part->whys > WHYS_SHOWN)
		and_more(screen, 6, part->whys - WHYS_SHOWN);
}

static void parts(struct screen *screen, const struct whatif *whatif)
{
	const struct comparison *comparison = &whatif->comparison;
	struct ranked *order = mem_resize(NULL, comparison->parts, sizeof *order);
	uint32_t i;

	screen_heading(screen, say("Parts that change"));
	if (!comparison->parts) {
		screen_line(screen, 2, 2);
		screen_say(screen, PAINT_PLAIN, say("None."));
		screen_end(screen);
	}
	for (i = 0; i < comparison->parts; i++)
		order[i] = (struct ranked){ weight(comparison, &comparison->part[i]), i };
	if (comparison->parts)
		qsort(order, comparison->parts, sizeof *order, ranked_compare);
	for (i = 0; i < comparison->parts && i < PARTS_SHOWN; i++)
		part_line(screen, whatif, &comparison->part[order[i].index]);
	if (comparison->parts > PARTS_SHOWN)
		and_more(screen, 2, comparison->parts - PARTS_SHOWN);
	free(order);
}

static void groups(struct screen *screen, const struct comparison *comparison)
{
	struct buffer key = { 0 };
	uint32_t i;
	int side, reading;

	if (comparison->groups)
		screen_heading(screen, say("Groups that change"));
	for (i = 0; i < comparison->groups && i < PARTS_SHOWN; i++) {
		const struct compared_group *group = &comparison->group[i];
		bool more = false;

		side = group->row[AFTER] == KEUR_NONE ? BEFORE : AFTER;
		screen_line(screen, 2, 6);
		buffer_clear(&key);
		model_key(comparison->result[side]->model, TABLE_group, group->row[side], &key);
		screen_text(screen, PAINT_BOLD, buffer_view(&key));
		for (reading = READINGS; reading-- > 0;) {
			unsigned risk[SIDES];

			for (side = 0; side < SIDES; side++)
				risk[side] = group->row[side] == KEUR_NONE ? 0 : comparison->result[side]->group[group->row[side]].risk[reading];
			if (risk[BEFORE] != risk[AFTER])
				arrow(screen, &more, reading == READING_WORST ? say("at worst") : say_as("reading", "known"), screen_level(risk[BEFORE]),
					screen_level(risk[AFTER]));
		}
		if (!more)
			screen_say(screen, PAINT_PLAIN, say("  the levels behind its risk"));
		screen_end(screen);
	}
	if (comparison->groups > PARTS_SHOWN)
		and_more(screen, 2, comparison->groups - PARTS_SHOWN);
	buffer_free(&key);
}

static void last_line(struct screen *screen, const struct comparison *comparison)
{
	out_char(screen->out, '\n');
	screen_line(screen, 0, 2);
	TELL(screen, PAINT_BOLD, say_many("{count} part changes: {higher} to a higher worst-credible risk, {lower} to a lower;",
		"{count} parts change: {higher} to a higher worst-credible risk, {lower} to a lower;", comparison->parts),
		TOLD_NUMBER("count", PAINT_BOLD, comparison->parts), TOLD_NUMBER("higher", PAINT_BOLD, comparison->higher),
		TOLD_NUMBER("lower", PAINT_BOLD, comparison->lower));
	screen_say(screen, PAINT_PLAIN, " ");
	TELL(screen, PAINT_BOLD, say_many("{count} breach is gone,", "{count} breaches are gone,", comparison->breaches[BEFORE]),
		TOLD_NUMBER("count", PAINT_BOLD, comparison->breaches[BEFORE]));
	screen_say(screen, PAINT_PLAIN, " ");
	TELL(screen, PAINT_BOLD, say_many("{count} is new.", "{count} are new.", comparison->breaches[AFTER]),
		TOLD_NUMBER("count", PAINT_BOLD, comparison->breaches[AFTER]));
	screen_end(screen);
}

void report_whatif_text(const struct whatif *whatif, const struct report_style *style, struct out *out)
{
	struct screen screen;

	screen_start(&screen, style, out);
	tried(&screen, whatif);
	cheapest(&screen, whatif->cheapest);
	matrices(&screen, whatif);
	counts(&screen, whatif);
	parts(&screen, whatif);
	groups(&screen, &whatif->comparison);
	text_withdrawals(&screen, whatif);
	text_replacements(&screen, whatif);
	last_line(&screen, &whatif->comparison);
	screen_finish(&screen);
}
