/* The smallest flips: which findings mended, or questions answered well, lower the risk by a level, and which single answers would raise it. Each
 * claim is computed with the pack's tables out of what the result says raises this part: findings, and what each question adds at worst. What the
 * sum cannot reproduce (a level that comes from another part) is held fast, so that nothing is promised of it; impact is, too, where it would have
 * to fall, as it follows from facts that the tables alone do not settle. */
#include "cli/explain_sum.h"

#include "base/mem.h"

#include <stdlib.h>

enum { MOST_TOGETHER = 4, SETS_SHOWN = 3, RAISES_SHOWN = 6, MOST_STEPS = 100000000 };

/* A finding that can be mended, or a question that can be answered. */
struct source {
	const struct result_tree *finding; /* NULL: a question */
	struct text blame;                 /* of a question: those with the same blame are one */
};
struct flips {
	struct shown *s;
	struct explain_sum sum; /* past MOST_STEPS, what single answers would raise is not searched further */
	struct source *source;
	size_t sources, source_capacity;
};
enum { ALL = SCENARIOS }; /* the part's risk: the highest of its scenarios */

/* ---- Adding up ----------------------------------------------------------------------------------------------------------------------- */

static unsigned risk_in(struct flips *f, unsigned reading, unsigned scenario, struct explain_pair *pair)
{
	unsigned impact = f->s->level[scenario][reading][KEUR_IMPACT];
	size_t i;

	for (i = 0; reading == READING_KNOWN && i < f->sum.raises; i++) {
		const struct explain_raise *e = &f->sum.raise[i];

		if (e->factor == KEUR_IMPACT && f->sum.source[e->source].confirmed && (e->scenarios >> scenario & 1) && e->level > impact)
			impact = e->level;
	}
	return f->sum.risk[explain_sum_up(&f->sum, reading, scenario, pair)][impact];
}

/* *pair: what it comes from. */
static unsigned risk_from(struct flips *f, unsigned reading, unsigned scenario, struct explain_pair *pair)
{
	unsigned highest = 0, k;

	for (k = 0; k < SCENARIOS; k++) {
		struct explain_pair own;
		unsigned risk = scenario == ALL || scenario == k ? risk_in(f, reading, k, &own) : 0;

		if (risk <= highest)
			continue;
		highest = risk;
		*pair = own;
	}
	return highest;
}

static unsigned risk_of(struct flips *f, unsigned reading, unsigned scenario)
{
	struct explain_pair pair;

	return risk_from(f, reading, scenario, &pair);
}

/* ---- Collecting ---------------------------------------------------------------------------------------------------------------------- */

static size_t add_source(struct flips *f, struct source source)
{
	mem_reserve(&f->source, &f->source_capacity, f->sources + 1, sizeof *f->source);
	f->source[f->sources] = source;
	return f->sources++;
}

static void add_finding(struct flips *f, const struct result_tree *tree)
{
	struct explain_raise e = explain_sum_finding(&f->sum, f->s, tree);

	if (!e.factor || e.factor == KEUR_IMPACT || !e.scenarios || !e.level)
		return; /* what an impact finding adds is in the impact already */
	e.source = add_source(f, (struct source){ .finding = tree });
	explain_sum_add(&f->sum, e);
}

/* They stand in the order of the file, until questions are told by worth. */
static const struct result_tree *gap_at(const struct shown *s, uint64_t index)
{
	const struct explained_list *gaps = &s->e->gaps;
	size_t low = 0, high = gaps->items;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (gaps->item[middle].index < index)
			low = middle + 1;
		else
			high = middle;
	}
	return low < gaps->items && gaps->item[low].index == index ? &gaps->item[low].tree : NULL;
}

static void add_questions(struct flips *f)
{
	const struct result_tree *part = f->s->part;
	struct dict blames = { 0 };
	size_t first = f->sources;
	uint32_t i;

	for (i = result_children(part, 0, "open"); i; i = result_next(part, i)) {
		const struct result_tree *gap = gap_at(f->s, result_member_number(part, i, "gap"));
		struct text blame = gap ? result_member_text(gap, 0, "blame") : (struct text){ "", 0 };
		struct explain_raise e = explain_sum_read(&f->sum, part, i);

		if (!blame.length || !e.factor || !e.level)
			continue;
		if (!result_member(part, i, "scenarios"))
			e.scenarios = KEUR_ALL_SCENARIOS;
		e.source = first + dict_add(&blames, blame);
		if (e.source == f->sources)
			add_source(f, (struct source){ .blame = blame });
		explain_sum_add(&f->sum, e);
	}
	dict_free(&blames);
}

/* ---- The smallest sets --------------------------------------------------------------------------------------------------------------- */

struct sets {
	unsigned size, count, to; /* sources in each; how many sets there are; risk after the best of them */
	size_t source[SETS_SHOWN][MOST_TOGETHER];
};

/* Those found, in the order of their sources. Each branch is in two, so there are no more. */
struct found {
	size_t source[1 << MOST_TOGETHER][MOST_TOGETHER];
	unsigned count;
};

static int source_compare(const void *a, const void *b)
{
	size_t x, y;

	memcpy(&x, a, sizeof x);
	memcpy(&y, b, sizeof y);
	return (x > y) - (x < y);
}

static int set_compare(const void *a, const void *b)
{
	int k, order = 0;

	for (k = 0; k < MOST_TOGETHER && !order; k++)
		order = source_compare((const char *)a + (size_t)k * sizeof(size_t), (const char *)b + (size_t)k * sizeof(size_t));
	return order;
}

static void mend(struct flips *f, const size_t *source, unsigned count, bool mended)
{
	while (count--)
		f->sum.source[source[count]].mended = mended;
}

/* A risk stays as it is while the threat and the exposure that it comes from stay: of the two that raise these, every set that lowers it has one.
 * So nothing else need be tried, and every smallest set is found. */
static void search(struct flips *f, unsigned reading, unsigned scenario, unsigned before, size_t *chosen, unsigned depth, unsigned size,
	struct found *found)
{
	size_t sorted[MOST_TOGETHER] = { 0 };
	struct explain_pair pair;
	unsigned i;

	if (risk_from(f, reading, scenario, &pair) < before) {
		memcpy(sorted, chosen, depth * sizeof *chosen);
		qsort(sorted, depth, sizeof *sorted, source_compare);
		for (i = 0; i < found->count; i++)
			if (set_compare(found->source[i], sorted) == 0)
				return;
		memcpy(found->source[found->count++], sorted, sizeof sorted);
		return;
	}
	for (i = KEUR_THREAT; depth < size && i <= KEUR_EXPOSURE; i++) {
		chosen[depth] = pair.by[i];
		if (pair.by[i] == SIZE_MAX || (i == KEUR_EXPOSURE && pair.by[KEUR_THREAT] == pair.by[i]))
			continue;
		mend(f, &chosen[depth], 1, true);
		search(f, reading, scenario, before, chosen, depth + 1, size, found);
		mend(f, &chosen[depth], 1, false);
	}
}

static struct sets smallest(struct flips *f, unsigned reading, unsigned scenario)
{
	unsigned before = risk_of(f, reading, scenario), i;
	size_t chosen[MOST_TOGETHER];
	struct sets sets = { .size = 1 };
	struct found found = { .count = 0 };

	for (; sets.size <= MOST_TOGETHER; sets.size++) {
		search(f, reading, scenario, before, chosen, 0, sets.size, &found);
		if (found.count)
			break;
	}
	if (found.count)
		qsort(found.source, found.count, sizeof *found.source, set_compare);
	for (i = 0; i < found.count; i++) {
		unsigned now;

		mend(f, found.source[i], sets.size, true);
		now = risk_of(f, reading, scenario);
		mend(f, found.source[i], sets.size, false);
		sets.to = now > sets.to ? now : sets.to; /* what all of them reach */
		if (i < SETS_SHOWN)
			memcpy(sets.source[i], found.source[i], sizeof found.source[i]);
	}
	sets.count = found.count;
	return sets;
}

/* ---- Telling ------------------------------------------------------------------------------------------------------------------------- */

static void say_source(struct shown *s, const struct source *source)
{
	const struct result_tree *tree = source->finding;
	struct text party;

	if (!tree) {
		tell(s, "a good answer to ");
		screen_text(&s->screen, PAINT_BOLD, source->blame);
		return;
	}
	party = result_member_text(tree, 0, "party");
	tell(s, "mend ");
	screen_text(&s->screen, PAINT_BOLD, result_member_text(tree, 0, "rule"));
	if (party.length) {
		tell(s, " (");
		screen_text(&s->screen, PAINT_PLAIN, party);
		tell(s, ")");
	}
	if (!text_equal(result_member_text(tree, 0, "component"), s->e->wanted)) {
		tell(s, " on ");
		screen_text(&s->screen, PAINT_PLAIN, result_member_text(tree, 0, "component"));
	}
}

/* No scenario: the part's risk. */
static void say_where(struct shown *s, unsigned reading, unsigned scenarios)
{
	bool more = false;
	unsigned k;

	for (k = 0; k < SCENARIOS; k++)
		if (scenarios >> k & 1) {
			tell(s, more ? ", " : "");
			tell(s, explain_scenario[k]);
			more = true;
		}
	tell(s, more ? " " : "risk ");
	tell(s, reading == READING_WORST ? "at worst " : "on the facts ");
}

static bool same_sets(const struct sets *a, const struct sets *b)
{
	return a->size == b->size && a->count == b->count && memcmp(a->source, b->source, sizeof a->source) == 0;
}

/* `alike`: the scenarios of which all this is true. */
static void lower(struct flips *f, unsigned reading, unsigned scenario, unsigned alike, const struct sets *sets)
{
	struct shown *s = f->s;
	unsigned i, k;

	for (i = 0; i < sets->count && i < SETS_SHOWN; i++) {
		unsigned now;

		mend(f, sets->source[i], sets->size, true);
		now = risk_of(f, reading, scenario);
		mend(f, sets->source[i], sets->size, false);
		begin(s);
		tell(s, "Lowers ");
		say_where(s, reading, alike);
		say_level(s, risk_of(f, reading, scenario));
		tell(s, " → ");
		say_level(s, now);
		tell(s, ": ");
		for (k = 0; k < sets->size; k++) {
			tell(s, k ? ", and " : "");
			say_source(s, &f->source[sets->source[i][k]]);
		}
		finish(s);
	}
	if (sets->count > SETS_SHOWN) {
		begin(s);
		dim(s, "as small, and as good or better, are more: ");
		screen_number(&s->screen, PAINT_DIM, sets->count - SETS_SHOWN);
		finish(s);
	}
}

/* The part's risk, and the scenarios of which something else is true. */
static void lowerings(struct flips *f, unsigned reading)
{
	struct sets whole = smallest(f, reading, ALL), own[SCENARIOS];
	unsigned k, other, told = 0, alike;

	lower(f, reading, ALL, 0, &whole);
	for (k = 0; k < SCENARIOS; k++)
		own[k] = smallest(f, reading, k);
	for (k = 0; k < SCENARIOS; k++) {
		if ((told >> k & 1) || !own[k].count || same_sets(&own[k], &whole))
			continue;
		for (other = k, alike = 0; other < SCENARIOS; other++)
			if (same_sets(&own[k], &own[other]) && risk_of(f, reading, k) == risk_of(f, reading, other) && own[k].to == own[other].to)
				alike |= 1u << other;
		told |= alike;
		lower(f, reading, k, alike, &own[k]);
	}
	if (!whole.count && risk_of(f, reading, ALL) > 1) {
		begin(f->s);
		tell(f->s, reading == READING_WORST ? "At worst no" : "On the facts no");
		tell(f->s, " few of them together lower the risk: it rests on the impact, or on what comes from other parts.");
		finish(f->s);
	}
}

static void raising(struct shown *s, unsigned scenarios, unsigned before, unsigned now, const struct source *source)
{
	begin(s);
	tell(s, "Raises ");
	say_where(s, READING_KNOWN, scenarios);
	say_level(s, before);
	tell(s, " → ");
	say_level(s, now);
	tell(s, source->finding ? ": should it turn out true, " : ": a bad answer to ");
	screen_text(&s->screen, PAINT_BOLD, source->finding ? result_member_text(source->finding, 0, "rule") : source->blame);
	finish(s);
}

static void raisings(struct flips *f)
{
	struct shown *s = f->s;
	unsigned before = risk_of(f, READING_KNOWN, ALL), shown = 0, to, k;
	size_t i;

	for (to = LEVELS; to > before; to--)
		for (i = 0; i < f->sources && f->sum.steps < MOST_STEPS; i++) {
			unsigned now;

			f->sum.source[i].confirmed = true;
			now = risk_of(f, READING_KNOWN, ALL);
			f->sum.source[i].confirmed = false;
			if (now == to && ++shown <= RAISES_SHOWN)
				raising(s, 0, before, now, &f->source[i]);
		}
	/* Where the part's risk does not move, a scenario of it may. */
	for (k = 0; k < SCENARIOS; k++)
		for (i = 0; i < f->sources && shown < RAISES_SHOWN && f->sum.steps < MOST_STEPS; i++) {
			unsigned was = risk_of(f, READING_KNOWN, k), now, whole;

			f->sum.source[i].confirmed = true;
			now = risk_of(f, READING_KNOWN, k);
			whole = risk_of(f, READING_KNOWN, ALL);
			f->sum.source[i].confirmed = false;
			if (now <= was || whole != before)
				continue;
			shown++;
			raising(s, 1u << k, was, now, &f->source[i]);
		}
	if (shown > RAISES_SHOWN) {
		begin(s);
		dim(s, "raised by more single answers: ");
		screen_number(&s->screen, PAINT_DIM, shown - RAISES_SHOWN);
		finish(s);
	}
	if (f->sum.steps >= MOST_STEPS) {
		begin(s);
		dim(s, "what single answers would raise: not searched further, they are too many");
		finish(s);
	}
}

static bool readings_differ(struct flips *f)
{
	unsigned k;

	for (k = 0; k < SCENARIOS; k++)
		if (risk_of(f, READING_KNOWN, k) != risk_of(f, READING_WORST, k))
			return true;
	return false;
}

void explain_flips(struct shown *s)
{
	struct flips f = { .s = s };
	size_t i;

	for (i = 0; i < s->e->findings.items; i++)
		add_finding(&f, &s->e->findings.item[i].tree);
	add_questions(&f);
	if (explain_sum_start(&f.sum, s, f.sources) && !s->retired && f.sources && explain_sum_calibrate(&f.sum, s, READING_KNOWN)
		&& explain_sum_calibrate(&f.sum, s, READING_WORST)) {
		lowerings(&f, READING_KNOWN);
		if (readings_differ(&f))
			lowerings(&f, READING_WORST);
		raisings(&f);
	}
	free(f.source);
	explain_sum_free(&f.sum);
}
