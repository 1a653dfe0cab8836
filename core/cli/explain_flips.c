/* The smallest flips: which findings mended, or questions answered well, lower the risk by a level, and which single answers would raise it. Each
 * claim is computed with the pack's tables out of what the result says raises this part: findings, and what each question adds at worst. What the
 * sum cannot reproduce (a level that comes from another part) is held fast, so that nothing is promised of it; impact is, too, where it would have
 * to fall, as it follows from facts that the tables alone do not settle. */
#include "cli/explain_part.h"

#include "base/dict.h"
#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>

enum { MOST_TOGETHER = 4, SETS_SHOWN = 3, RAISES_SHOWN = 6, MOST_STEPS = 100000000 };

/* A finding that can be mended, or a question that can be answered. */
struct source {
	const struct result_tree *finding; /* NULL: a question */
	struct text blame;                 /* of a question: those with the same blame are one */
	const struct result_tree *gap;
	bool mended, confirmed;
};
struct effect {
	size_t source;
	uint32_t party; /* number of it, from 1; 0: over nobody in particular */
	unsigned factor, level, scenarios;
	bool known;
};
/* What raises a party in one scenario, by factor. */
struct raised {
	unsigned level[KEUR_IMPACT];
	size_t by[KEUR_IMPACT]; /* a source of that level; SIZE_MAX: none that is listed */
};
struct flips {
	struct shown *s;
	struct dict parties;
	struct raised *raised; /* by number of the party */
	uint64_t steps;        /* of MOST_STEPS: what single answers would raise is not searched further */
	struct source *source;
	size_t sources, source_capacity;
	struct effect *effect;
	size_t effects, effect_capacity;
	unsigned likelihood[LEVELS + 1][LEVELS + 1], risk[LEVELS + 1][LEVELS + 1];
	unsigned base[READINGS][SCENARIOS][4];
	bool follows;
};
enum { ALL = SCENARIOS }; /* the part's risk: the highest of its scenarios */

/* ---- Adding up ----------------------------------------------------------------------------------------------------------------------- */

static bool counts(const struct flips *f, const struct effect *e, unsigned reading)
{
	const struct source *source = &f->source[e->source];

	return !source->mended && (reading == READING_WORST || e->known || source->confirmed);
}

static void raise_to(struct raised *raised, unsigned factor, unsigned level, size_t by)
{
	if (level <= raised->level[factor])
		return;
	raised->level[factor] = level;
	raised->by[factor] = by;
}

/* The likeliest combination of one party's threat with that party's exposure. */
static unsigned likeliest(struct flips *f, unsigned reading, unsigned scenario, struct raised *pair)
{
	unsigned best = 0;
	size_t i;

	f->steps += f->effects + f->parties.count + 1;
	for (i = 0; i <= f->parties.count; i++)
		f->raised[i] = (struct raised){ .by = { SIZE_MAX, SIZE_MAX, SIZE_MAX } };
	for (i = KEUR_THREAT; i <= KEUR_EXPOSURE; i++)
		raise_to(&f->raised[0], (unsigned)i, f->base[reading][scenario][i], SIZE_MAX);
	for (i = 0; i < f->effects; i++) {
		const struct effect *e = &f->effect[i];

		if (e->factor != KEUR_IMPACT && (e->scenarios >> scenario & 1) && counts(f, e, reading))
			raise_to(&f->raised[e->party], e->factor, e->level, e->source);
	}
	*pair = (struct raised){ .by = { SIZE_MAX, SIZE_MAX, SIZE_MAX } };
	for (i = 0; i <= f->parties.count; i++) {
		struct raised *one = &f->raised[i];
		unsigned t, e, l;

		raise_to(one, KEUR_THREAT, f->raised[0].level[KEUR_THREAT], f->raised[0].by[KEUR_THREAT]);
		raise_to(one, KEUR_EXPOSURE, f->raised[0].level[KEUR_EXPOSURE], f->raised[0].by[KEUR_EXPOSURE]);
		t = one->level[KEUR_THREAT];
		e = one->level[KEUR_EXPOSURE];
		l = f->likelihood[t][e];
		if (l > best || (l == best && (t > pair->level[KEUR_THREAT]
			|| (t == pair->level[KEUR_THREAT] && e > pair->level[KEUR_EXPOSURE])))) {
			best = l;
			*pair = *one;
		}
	}
	return best;
}

static unsigned risk_in(struct flips *f, unsigned reading, unsigned scenario, struct raised *pair)
{
	unsigned impact = f->s->level[scenario][reading][KEUR_IMPACT];
	size_t i;

	for (i = 0; reading == READING_KNOWN && i < f->effects; i++) {
		const struct effect *e = &f->effect[i];

		if (e->factor == KEUR_IMPACT && f->source[e->source].confirmed && (e->scenarios >> scenario & 1) && e->level > impact)
			impact = e->level;
	}
	return f->risk[likeliest(f, reading, scenario, pair)][impact];
}

/* *pair: what it comes from. */
static unsigned risk_from(struct flips *f, unsigned reading, unsigned scenario, struct raised *pair)
{
	unsigned highest = 0, k;

	for (k = 0; k < SCENARIOS; k++) {
		struct raised own;
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
	struct raised pair;

	return risk_from(f, reading, scenario, &pair);
}

/* ---- Collecting ---------------------------------------------------------------------------------------------------------------------- */

static unsigned factor_of(struct text name)
{
	unsigned k;

	for (k = KEUR_IMPACT; k > 0; k--)
		if (text_is(name, explain_factor[k]))
			break;
	return k;
}

static unsigned scenarios_of(const struct result_tree *tree, uint32_t node)
{
	unsigned set = 0, k;
	uint32_t i;

	for (i = result_children(tree, node, "scenarios"); i; i = result_next(tree, i))
		for (k = 0; k < SCENARIOS; k++)
			if (text_is(result_text(tree, i), explain_scenario[k]))
				set |= 1u << k;
	return set;
}

static size_t add_source(struct flips *f, struct source source)
{
	mem_reserve(&f->source, &f->source_capacity, f->sources + 1, sizeof *f->source);
	f->source[f->sources] = source;
	return f->sources++;
}

static void add_effect(struct flips *f, struct effect effect)
{
	mem_reserve(&f->effect, &f->effect_capacity, f->effects + 1, sizeof *f->effect);
	f->effect[f->effects++] = effect;
}

static uint32_t number_of(struct flips *f, struct text party)
{
	return party.length ? dict_add(&f->parties, party) + 1 : 0;
}

static void add_finding(struct flips *f, const struct result_tree *tree)
{
	uint64_t level = result_member_number(tree, 0, "level");
	struct effect e = { .party = number_of(f, result_member_text(tree, 0, "party")), .factor = factor_of(result_member_text(tree, 0, "factor")),
		.level = level <= LEVELS ? (unsigned)level : 0, .scenarios = scenarios_of(tree, 0),
		.known = text_is(result_member_text(tree, 0, "basis"), "known") };
	unsigned k;

	/* From elsewhere it may get here in fewer scenarios than it has there. */
	for (k = 0; k < SCENARIOS && e.factor && !text_equal(result_member_text(tree, 0, "component"), f->s->e->wanted); k++)
		if (f->s->level[k][e.known ? READING_KNOWN : READING_WORST][e.factor] < e.level)
			e.scenarios &= ~(1u << k);
	if (!e.factor || e.factor == KEUR_IMPACT || !e.scenarios || !e.level)
		return; /* what an impact finding adds is in the impact already */
	e.source = add_source(f, (struct source){ .finding = tree });
	add_effect(f, e);
}

static const struct result_tree *gap_at(const struct shown *s, uint64_t index)
{
	size_t i;

	for (i = 0; i < s->e->gaps.items; i++)
		if (s->e->gaps.item[i].index == index)
			return &s->e->gaps.item[i].tree;
	return NULL;
}

static void add_questions(struct flips *f)
{
	const struct result_tree *part = f->s->part;
	struct dict blames = { 0 };
	size_t first = f->sources;
	uint32_t i;

	for (i = result_children(part, 0, "open"); i; i = result_next(part, i)) {
		const struct result_tree *gap = gap_at(f->s, result_member_number(part, i, "gap"));
		uint64_t level = result_member_number(part, i, "level");
		struct text blame = gap ? result_member_text(gap, 0, "blame") : (struct text){ "", 0 };
		struct effect e = { .party = number_of(f, result_member_text(part, i, "party")), .factor = factor_of(result_member_text(part, i, "factor")),
			.level = level <= LEVELS ? (unsigned)level : 0, .scenarios = scenarios_of(part, i) };

		if (!blame.length || !e.factor || !e.level)
			continue;
		if (!result_member(part, i, "scenarios"))
			e.scenarios = KEUR_ALL_SCENARIOS;
		e.source = first + dict_add(&blames, blame);
		if (e.source == f->sources)
			add_source(f, (struct source){ .blame = blame, .gap = gap });
		add_effect(f, e);
	}
	dict_free(&blames);
}

/* Levels that nothing listed explains stay, whatever is mended. */
static void calibrate(struct flips *f)
{
	const struct result_tree *policy = &f->s->e->policy;
	uint32_t baseline = result_member(policy, 0, "baseline");
	uint64_t threat = baseline ? result_member_number(policy, baseline, "threat") : 0;
	uint64_t exposure = baseline ? result_member_number(policy, baseline, "exposure") : 0;
	unsigned r, k;

	f->follows = !f->s->retired && explain_table(policy, "likelihood", f->likelihood) && explain_table(policy, "risk", f->risk) && threat >= 1
		&& threat <= LEVELS && exposure >= 1 && exposure <= LEVELS;
	for (r = 0; f->follows && r < READINGS; r++)
		for (k = 0; k < SCENARIOS && f->follows; k++) {
			const unsigned *level = f->s->level[k][r];
			struct raised pair;
			const unsigned *now = pair.level;

			f->base[r][k][KEUR_THREAT] = (unsigned)threat;
			f->base[r][k][KEUR_EXPOSURE] = (unsigned)exposure;
			likeliest(f, r, k, &pair);
			if (level[KEUR_THREAT] > now[KEUR_THREAT])
				f->base[r][k][KEUR_THREAT] = level[KEUR_THREAT];
			if (level[KEUR_EXPOSURE] > now[KEUR_EXPOSURE])
				f->base[r][k][KEUR_EXPOSURE] = level[KEUR_EXPOSURE];
			likeliest(f, r, k, &pair);
			f->follows = now[KEUR_THREAT] == level[KEUR_THREAT] && now[KEUR_EXPOSURE] == level[KEUR_EXPOSURE] && level[KEUR_IMPACT] > 0;
		}
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
		f->source[source[count]].mended = mended;
}

/* A risk stays as it is while the threat and the exposure that it comes from stay: of the two that raise these, every set that lowers it has one.
 * So nothing else need be tried, and every smallest set is found. */
static void search(struct flips *f, unsigned reading, unsigned scenario, unsigned before, size_t *chosen, unsigned depth, unsigned size,
	struct found *found)
{
	size_t sorted[MOST_TOGETHER] = { 0 };
	struct raised pair;
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

static void raisings(struct flips *f)
{
	struct shown *s = f->s;
	unsigned before = risk_of(f, READING_KNOWN, ALL), shown = 0, to, k;
	size_t i;

	for (to = LEVELS; to > before; to--)
		for (i = 0; i < f->sources && f->steps < MOST_STEPS; i++) {
			struct source *source = &f->source[i];
			unsigned now;

			source->confirmed = true;
			now = risk_of(f, READING_KNOWN, ALL);
			source->confirmed = false;
			if (now != to || ++shown > RAISES_SHOWN)
				continue;
			begin(s);
			tell(s, "Raises risk on the facts ");
			say_level(s, before);
			tell(s, " → ");
			say_level(s, now);
			tell(s, source->finding ? ": should it turn out true, " : ": a bad answer to ");
			screen_text(&s->screen, PAINT_BOLD, source->finding ? result_member_text(source->finding, 0, "rule") : source->blame);
			finish(s);
		}
	/* Where the part's risk does not move, a scenario of it may. */
	for (k = 0; k < SCENARIOS; k++)
		for (i = 0; i < f->sources && shown < RAISES_SHOWN && f->steps < MOST_STEPS; i++) {
			struct source *source = &f->source[i];
			unsigned was = risk_of(f, READING_KNOWN, k), now, whole;

			source->confirmed = true;
			now = risk_of(f, READING_KNOWN, k);
			whole = risk_of(f, READING_KNOWN, ALL);
			source->confirmed = false;
			if (now <= was || whole != before)
				continue;
			shown++;
			begin(s);
			tell(s, "Raises ");
			say_where(s, READING_KNOWN, 1u << k);
			say_level(s, was);
			tell(s, " → ");
			say_level(s, now);
			tell(s, source->finding ? ": should it turn out true, " : ": a bad answer to ");
			screen_text(&s->screen, PAINT_BOLD, source->finding ? result_member_text(source->finding, 0, "rule") : source->blame);
			finish(s);
		}
	if (shown > RAISES_SHOWN) {
		begin(s);
		dim(s, "raised by more single answers: ");
		screen_number(&s->screen, PAINT_DIM, shown - RAISES_SHOWN);
		finish(s);
	}
	if (f->steps >= MOST_STEPS) {
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
	f.raised = mem_zalloc(f.parties.count + 1, sizeof *f.raised);
	calibrate(&f);
	if (f.follows && f.sources) {
		lowerings(&f, READING_KNOWN);
		if (readings_differ(&f))
			lowerings(&f, READING_WORST);
		raisings(&f);
	}
	free(f.source);
	free(f.effect);
	free(f.raised);
	dict_free(&f.parties);
}
