/* The smallest flips: which findings mended, or questions answered well, lower the risk by a level, and which single answers would raise it. Each
 * claim is computed with the pack's tables out of what the result says raises this part: findings, and what each question adds at worst. What the
 * sum cannot reproduce (a level that comes from another part) is held fast, so that nothing is promised of it; impact is, too, where it would have
 * to fall, as it follows from facts that the tables alone do not settle. */
#include "cli/explain_part.h"

#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>

enum { MOST_TOGETHER = 4, SETS_SHOWN = 3, RAISES_SHOWN = 6, MANY_SOURCES = 40 };

/* A finding that can be mended, or a question that can be answered. */
struct source {
	const struct result_tree *finding; /* NULL: a question */
	struct text blame;                 /* of a question: those with the same blame are one */
	const struct result_tree *gap;
	bool mended, confirmed;
};
struct effect {
	size_t source;
	struct text party;
	unsigned factor, level, scenarios;
	bool known;
};
struct flips {
	struct shown *s;
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

static unsigned raised(const struct flips *f, unsigned reading, unsigned scenario, unsigned factor, struct text party)
{
	unsigned level = f->base[reading][scenario][factor];
	size_t i;

	for (i = 0; i < f->effects; i++) {
		const struct effect *e = &f->effect[i];

		if (e->factor == factor && (e->scenarios >> scenario & 1) && e->level > level && counts(f, e, reading)
			&& (!e->party.length || text_equal(e->party, party)))
			level = e->level;
	}
	return level;
}

/* The likeliest combination of one party's threat with that party's exposure. */
static unsigned likeliest(const struct flips *f, unsigned reading, unsigned scenario, unsigned *threat, unsigned *exposure)
{
	unsigned best = 0;
	size_t i;

	*threat = *exposure = 0;
	for (i = 0; i <= f->effects; i++) {
		struct text party = i < f->effects ? f->effect[i].party : (struct text){ "", 0 };
		unsigned t, e, l;

		if (i < f->effects && !party.length)
			continue;
		t = raised(f, reading, scenario, KEUR_THREAT, party);
		e = raised(f, reading, scenario, KEUR_EXPOSURE, party);
		l = f->likelihood[t][e];
		if (l > best || (l == best && (t > *threat || (t == *threat && e > *exposure)))) {
			best = l;
			*threat = t;
			*exposure = e;
		}
	}
	return best;
}

static unsigned risk_in(const struct flips *f, unsigned reading, unsigned scenario)
{
	unsigned impact = f->s->level[scenario][reading][KEUR_IMPACT], threat, exposure;
	size_t i;

	for (i = 0; reading == READING_KNOWN && i < f->effects; i++) {
		const struct effect *e = &f->effect[i];

		if (e->factor == KEUR_IMPACT && f->source[e->source].confirmed && (e->scenarios >> scenario & 1) && e->level > impact)
			impact = e->level;
	}
	return f->risk[likeliest(f, reading, scenario, &threat, &exposure)][impact];
}

static unsigned risk_of(const struct flips *f, unsigned reading, unsigned scenario)
{
	unsigned highest = 0, k;

	if (scenario < ALL)
		return risk_in(f, reading, scenario);
	for (k = 0; k < SCENARIOS; k++) {
		unsigned risk = risk_in(f, reading, k);

		highest = risk > highest ? risk : highest;
	}
	return highest;
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

static void add_finding(struct flips *f, const struct result_tree *tree)
{
	uint64_t level = result_member_number(tree, 0, "level");
	struct effect e = { .party = result_member_text(tree, 0, "party"), .factor = factor_of(result_member_text(tree, 0, "factor")),
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
	uint32_t i;

	for (i = result_children(part, 0, "open"); i; i = result_next(part, i)) {
		const struct result_tree *gap = gap_at(f->s, result_member_number(part, i, "gap"));
		uint64_t level = result_member_number(part, i, "level");
		struct text blame = gap ? result_member_text(gap, 0, "blame") : (struct text){ "", 0 };
		struct effect e = { .party = result_member_text(part, i, "party"), .factor = factor_of(result_member_text(part, i, "factor")),
			.level = level <= LEVELS ? (unsigned)level : 0, .scenarios = scenarios_of(part, i) };

		if (!blame.length || !e.factor || !e.level)
			continue;
		if (!result_member(part, i, "scenarios"))
			e.scenarios = KEUR_ALL_SCENARIOS;
		for (e.source = 0; e.source < f->sources; e.source++)
			if (!f->source[e.source].finding && text_equal(f->source[e.source].blame, blame))
				break;
		if (e.source == f->sources)
			add_source(f, (struct source){ .blame = blame, .gap = gap });
		add_effect(f, e);
	}
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
			unsigned t, e;

			f->base[r][k][KEUR_THREAT] = (unsigned)threat;
			f->base[r][k][KEUR_EXPOSURE] = (unsigned)exposure;
			likeliest(f, r, k, &t, &e);
			if (level[KEUR_THREAT] > t)
				f->base[r][k][KEUR_THREAT] = level[KEUR_THREAT];
			if (level[KEUR_EXPOSURE] > e)
				f->base[r][k][KEUR_EXPOSURE] = level[KEUR_EXPOSURE];
			likeliest(f, r, k, &t, &e);
			f->follows = t == level[KEUR_THREAT] && e == level[KEUR_EXPOSURE] && level[KEUR_IMPACT] > 0;
		}
}

/* ---- The smallest sets --------------------------------------------------------------------------------------------------------------- */

struct sets {
	unsigned size, count, to; /* sources in each; how many sets there are; risk after the best of them */
	size_t source[SETS_SHOWN][MOST_TOGETHER];
};

/* Can mending it do anything here? */
static bool matters(const struct flips *f, size_t source, unsigned reading)
{
	size_t i;

	for (i = 0; i < f->effects; i++)
		if (f->effect[i].source == source && f->effect[i].factor != KEUR_IMPACT && (reading == READING_WORST || f->effect[i].known))
			return true;
	return false;
}

static void choose(struct flips *f, unsigned reading, unsigned scenario, unsigned before, unsigned size, size_t from, size_t *chosen, unsigned depth,
	struct sets *sets)
{
	size_t i;

	if (depth == size) {
		unsigned now = risk_of(f, reading, scenario);

		if (now >= before)
			return;
		if (sets->count < SETS_SHOWN)
			memcpy(sets->source[sets->count], chosen, size * sizeof *chosen);
		sets->to = !sets->count || now > sets->to ? now : sets->to; /* what all of them reach */
		sets->count++;
		return;
	}
	for (i = from; i < f->sources; i++) {
		if (!matters(f, i, reading))
			continue;
		chosen[depth] = i;
		f->source[i].mended = true;
		choose(f, reading, scenario, before, size, i + 1, chosen, depth + 1, sets);
		f->source[i].mended = false;
	}
}

static struct sets smallest(struct flips *f, unsigned reading, unsigned scenario)
{
	unsigned before = risk_of(f, reading, scenario), most = f->sources > MANY_SOURCES ? 2 : MOST_TOGETHER;
	size_t chosen[MOST_TOGETHER];
	struct sets sets = { 0 };

	for (sets.size = 1; sets.size <= most; sets.size++) {
		choose(f, reading, scenario, before, sets.size, 0, chosen, 0, &sets);
		if (sets.count)
			break;
	}
	return sets;
}

/* ---- Telling ------------------------------------------------------------------------------------------------------------------------- */

static void say_source(struct shown *s, const struct source *source)
{
	const struct result_tree *tree = source->finding;
	struct text party;

	if (!tree) {
		say(s, "a good answer to ");
		screen_text(&s->screen, PAINT_BOLD, source->blame);
		return;
	}
	party = result_member_text(tree, 0, "party");
	say(s, "mend ");
	screen_text(&s->screen, PAINT_BOLD, result_member_text(tree, 0, "rule"));
	if (party.length) {
		say(s, " (");
		screen_text(&s->screen, PAINT_PLAIN, party);
		say(s, ")");
	}
	if (!text_equal(result_member_text(tree, 0, "component"), s->e->wanted)) {
		say(s, " on ");
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
			say(s, more ? ", " : "");
			say(s, explain_scenario[k]);
			more = true;
		}
	say(s, more ? " " : "risk ");
	say(s, reading == READING_WORST ? "at worst " : "on the facts ");
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

		for (k = 0; k < sets->size; k++)
			f->source[sets->source[i][k]].mended = true;
		now = risk_of(f, reading, scenario);
		for (k = 0; k < sets->size; k++)
			f->source[sets->source[i][k]].mended = false;
		begin(s);
		say(s, "Lowers ");
		say_where(s, reading, alike);
		say_level(s, risk_of(f, reading, scenario));
		say(s, " → ");
		say_level(s, now);
		say(s, ": ");
		for (k = 0; k < sets->size; k++) {
			say(s, k ? ", and " : "");
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
		say(f->s, reading == READING_WORST ? "At worst no" : "On the facts no");
		say(f->s, " few of them together lower the risk: it rests on the impact, or on what comes from other parts.");
		finish(f->s);
	}
}

static void raisings(struct flips *f)
{
	struct shown *s = f->s;
	unsigned before = risk_of(f, READING_KNOWN, ALL), shown = 0, to, k;
	size_t i;

	for (to = LEVELS; to > before; to--)
		for (i = 0; i < f->sources; i++) {
			struct source *source = &f->source[i];
			unsigned now;

			source->confirmed = true;
			now = risk_of(f, READING_KNOWN, ALL);
			source->confirmed = false;
			if (now != to || ++shown > RAISES_SHOWN)
				continue;
			begin(s);
			say(s, "Raises risk on the facts ");
			say_level(s, before);
			say(s, " → ");
			say_level(s, now);
			say(s, source->finding ? ": should it turn out true, " : ": a bad answer to ");
			screen_text(&s->screen, PAINT_BOLD, source->finding ? result_member_text(source->finding, 0, "rule") : source->blame);
			finish(s);
		}
	/* Where the part's risk does not move, a scenario of it may. */
	for (k = 0; k < SCENARIOS; k++)
		for (i = 0; i < f->sources && shown < RAISES_SHOWN; i++) {
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
			say(s, "Raises ");
			say_where(s, READING_KNOWN, 1u << k);
			say_level(s, was);
			say(s, " → ");
			say_level(s, now);
			say(s, source->finding ? ": should it turn out true, " : ": a bad answer to ");
			screen_text(&s->screen, PAINT_BOLD, source->finding ? result_member_text(source->finding, 0, "rule") : source->blame);
			finish(s);
		}
	if (shown > RAISES_SHOWN) {
		begin(s);
		dim(s, "raised by more single answers: ");
		screen_number(&s->screen, PAINT_DIM, shown - RAISES_SHOWN);
		finish(s);
	}
}

static bool readings_differ(const struct flips *f)
{
	unsigned k;

	for (k = 0; k < SCENARIOS; k++)
		if (risk_in(f, READING_KNOWN, k) != risk_in(f, READING_WORST, k))
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
	calibrate(&f);
	if (f.follows && f.sources) {
		lowerings(&f, READING_KNOWN);
		if (readings_differ(&f))
			lowerings(&f, READING_WORST);
		raisings(&f);
	}
	free(f.source);
	free(f.effect);
}
