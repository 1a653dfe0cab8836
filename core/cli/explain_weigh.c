/* How findings make levels, followed with the pack's tables in the result: which one sets a factor, and what is left when one is mended. */
#include "cli/explain_part.h"

#include "base/dict.h"
#include "base/mem.h"

#include <stdlib.h>

struct weights {
	const struct result_tree *tree;
	struct text party;      /* empty: about nobody */
	uint32_t number;        /* of the party, from 1; 0: about nobody */
	unsigned factor, level; /* KEUR_THREAT, ... */
	uint8_t scenarios;
	bool known, breach, elsewhere; /* elsewhere: it stands on another part and reaches this one */
	bool sets;              /* a factor of the part, in any scenario */
};

struct explain_weights {
	struct weights *finding; /* in the order in which they are told */
	size_t findings;
	bool *mended;            /* by finding: left out of the sum */
	struct dict parties;
	unsigned (*raised)[KEUR_IMPACT]; /* by number of the party: threat and exposure, while they are summed up */
	unsigned base[SCENARIOS][4]; /* threat and exposure without findings of the part's list */
	bool internet, other[SCENARIOS][4]; /* the base is that of the internet; comes from parts elsewhere */
	unsigned likelihood[LEVELS + 1][LEVELS + 1], risk[LEVELS + 1][LEVELS + 1];
	bool follows;            /* the sum gives the levels of the result */
};

/* ---- Adding up ------------------------------------------------------------------------------------------------------------------- */

struct sum {
	unsigned threat, exposure, likelihood;
};

static void raise_to(unsigned *level, unsigned to)
{
	*level = to > *level ? to : *level;
}

/* The likeliest combination of one party's threat with that party's exposure. */
static struct sum add_up(const struct explain_weights *w, unsigned scenario)
{
	struct sum best = { 0 };
	size_t i;

	memset(w->raised, 0, (w->parties.count + 1) * sizeof *w->raised);
	w->raised[0][KEUR_THREAT] = w->base[scenario][KEUR_THREAT];
	w->raised[0][KEUR_EXPOSURE] = w->base[scenario][KEUR_EXPOSURE];
	for (i = 0; i < w->findings; i++) {
		const struct weights *f = &w->finding[i];

		if (!w->mended[i] && f->known && (f->factor == KEUR_THREAT || f->factor == KEUR_EXPOSURE) && (f->scenarios >> scenario & 1))
			raise_to(&w->raised[f->number][f->factor], f->level);
	}
	for (i = 0; i <= w->parties.count; i++) {
		unsigned *level = w->raised[i];
		struct sum now;

		raise_to(&level[KEUR_THREAT], w->raised[0][KEUR_THREAT]);
		raise_to(&level[KEUR_EXPOSURE], w->raised[0][KEUR_EXPOSURE]);
		now = (struct sum){ level[KEUR_THREAT], level[KEUR_EXPOSURE], w->likelihood[level[KEUR_THREAT]][level[KEUR_EXPOSURE]] };
		if (now.likelihood > best.likelihood
			|| (now.likelihood == best.likelihood
				&& (now.threat > best.threat || (now.threat == best.threat && now.exposure > best.exposure))))
			best = now;
	}
	return best;
}

bool explain_table(const struct result_tree *policy, const char *name, unsigned table[LEVELS + 1][LEVELS + 1])
{
	uint32_t row, cell, node = result_member(policy, 0, name);
	unsigned r = 0, c;

	for (row = node ? result_first(policy, node) : 0; row && r < LEVELS; row = result_next(policy, row)) {
		r++;
		for (c = 0, cell = result_first(policy, row); cell && c < LEVELS; cell = result_next(policy, cell)) {
			uint64_t level = result_number(policy, cell);

			if (level < 1 || level > LEVELS)
				return false;
			table[r][++c] = (unsigned)level;
		}
		if (c < LEVELS)
			return false;
	}
	return r == LEVELS;
}

/* What the part's findings do not explain comes from elsewhere, and mending one of them leaves it. */
static void calibrate(struct shown *s)
{
	struct explain_weights *w = s->weights;
	const struct result_tree *policy = &s->e->policy;
	uint32_t baseline = result_member(policy, 0, "baseline");
	uint64_t threat = baseline ? result_member_number(policy, baseline, "threat") : 0;
	uint64_t exposure = baseline ? result_member_number(policy, baseline, "exposure") : 0;
	uint64_t internet = baseline ? result_member_number(policy, baseline, "exposure_internet") : 0;
	unsigned i, f;

	w->follows = explain_table(policy, "likelihood", w->likelihood) && explain_table(policy, "risk", w->risk) && threat >= 1 && threat <= LEVELS
		&& exposure >= 1 && exposure <= LEVELS;
	if (!w->follows)
		return;
	for (i = 0; i < SCENARIOS; i++) {
		struct sum sum;

		w->base[i][KEUR_THREAT] = (unsigned)threat;
		w->base[i][KEUR_EXPOSURE] = (unsigned)exposure;
		sum = add_up(w, i);
		for (f = KEUR_THREAT; f <= KEUR_EXPOSURE; f++) {
			unsigned level = s->level[i][READING_KNOWN][f];

			if (level <= (f == KEUR_THREAT ? sum.threat : sum.exposure))
				continue;
			w->base[i][f] = level;
			if (f == KEUR_EXPOSURE && level == internet)
				w->internet = true;
			else
				w->other[i][f] = true;
		}
		sum = add_up(w, i);
		w->follows &= sum.threat == s->level[i][READING_KNOWN][KEUR_THREAT] && sum.exposure == s->level[i][READING_KNOWN][KEUR_EXPOSURE]
			&& s->level[i][READING_KNOWN][KEUR_IMPACT] > 0;
	}
}

static bool sets(const struct shown *s, const struct weights *f, unsigned scenario)
{
	unsigned reading = f->known ? READING_KNOWN : READING_WORST;

	if (!f->known && s->level[scenario][READING_KNOWN][f->factor] >= f->level)
		return false; /* the facts alone are as bad */
	return f->factor && (f->scenarios >> scenario & 1) && f->level && f->level == s->level[scenario][reading][f->factor];
}

static struct weights weigh_finding(const struct shown *s, const struct result_tree *tree)
{
	struct weights f = { .tree = tree, .party = result_member_text(tree, 0, "party"),
		.known = text_is(result_member_text(tree, 0, "basis"), "known"), .breach = text_is(result_member_text(tree, 0, "kind"), "breach") };
	uint64_t level = result_member_number(tree, 0, "level");
	uint32_t i;
	unsigned k;

	f.level = level <= LEVELS ? (unsigned)level : 0;
	f.elsewhere = !text_equal(result_member_text(tree, 0, "component"), s->e->wanted);
	for (k = KEUR_THREAT; k <= KEUR_IMPACT; k++)
		if (text_is(result_member_text(tree, 0, "factor"), explain_factor[k]))
			f.factor = k;
	for (i = result_children(tree, 0, "scenarios"); i; i = result_next(tree, i))
		for (k = 0; k < SCENARIOS; k++)
			if (text_is(result_text(tree, i), explain_scenario[k]))
				f.scenarios |= (uint8_t)(1u << k);
	/* From elsewhere it may get here in fewer scenarios than it has there. */
	for (k = 0; f.elsewhere && f.known && f.factor && k < SCENARIOS; k++)
		if (s->level[k][READING_KNOWN][f.factor] < f.level)
			f.scenarios &= (uint8_t)~(1u << k);
	for (k = 0; k < SCENARIOS; k++)
		f.sets |= sets(s, &f, k);
	return f;
}

/* Breaches first, then what sets a level, then the rest; as in the file among equals. */
static int telling_compare(const void *a, const void *b)
{
	const struct weights *x = a, *y = b;
	int p = x->breach ? 0 : x->sets ? 1 : 2, q = y->breach ? 0 : y->sets ? 1 : 2;

	if (p != q)
		return p - q;
	return (x->tree > y->tree) - (x->tree < y->tree);
}

void explain_weigh(struct shown *s)
{
	const struct explained_list *list = &s->e->findings;
	struct explain_weights *w = mem_zalloc(1, sizeof *w);
	size_t i;

	s->weights = w;
	w->findings = list->items;
	w->finding = mem_zalloc(list->items, sizeof *w->finding);
	w->mended = mem_zalloc(list->items, sizeof *w->mended);
	for (i = 0; i < list->items; i++) {
		w->finding[i] = weigh_finding(s, &list->item[i].tree);
		w->finding[i].number = w->finding[i].party.length ? dict_add(&w->parties, w->finding[i].party) + 1 : 0;
	}
	w->raised = mem_zalloc(w->parties.count + 1, sizeof *w->raised);
	if (w->findings)
		qsort(w->finding, w->findings, sizeof *w->finding, telling_compare);
	calibrate(s);
}

void explain_weigh_free(struct shown *s)
{
	free(s->weights->finding);
	free(s->weights->mended);
	free(s->weights->raised);
	dict_free(&s->weights->parties);
	free(s->weights);
}

/* ---- Which finding sets which factor ------------------------------------------------------------------------------------------------ */

/* ": vendor_trust.chain_untrusted (huawei), ..." Returns whether there are any. */
static bool setters(const struct shown *s, unsigned scenario, unsigned factor, bool known, struct buffer *out)
{
	const struct explain_weights *w = s->weights;
	bool any = false;
	size_t i;

	for (i = 0; i < w->findings; i++) {
		const struct weights *f = &w->finding[i];

		if (f->factor != factor || f->known != known || !sets(s, f, scenario))
			continue;
		buffer_string(out, any ? ", " : "");
		buffer_text(out, result_member_text(f->tree, 0, "rule"));
		if (f->party.length) {
			buffer_string(out, " (");
			buffer_text(out, f->party);
			buffer_string(out, ")");
		}
		if (f->elsewhere) {
			buffer_string(out, " on ");
			buffer_text(out, result_member_text(f->tree, 0, "component"));
		}
		any = true;
	}
	return any;
}

static void baseline_from(const struct shown *s, const char *words, struct buffer *out)
{
	struct buffer from = { 0 };

	buffer_string(out, words);
	if (explain_from_text(s, explain_section(s, "baselines"), &from))
		buffer_format(out, " (%s)", from.data);
	buffer_free(&from);
}

static void known_reason(const struct shown *s, unsigned scenario, unsigned factor, struct buffer *out)
{
	const struct explain_weights *w = s->weights;
	uint32_t baseline = result_member(&s->e->policy, 0, "baseline");
	uint64_t level = s->level[scenario][READING_KNOWN][factor];

	if (setters(s, scenario, factor, true, out))
		return;
	if (w->other[scenario][factor] || !baseline)
		buffer_string(out, "a finding on another part that reaches this one");
	else if (result_member_number(&s->e->policy, baseline, explain_factor[factor]) == level)
		baseline_from(s, "the pack's baseline, nothing known raises it", out);
	else if (w->internet)
		baseline_from(s, "the pack's baseline for parts that the internet can reach", out);
	else
		buffer_string(out, "a finding on another part that reaches this one");
}

static void worst_reason(const struct shown *s, unsigned scenario, unsigned factor, struct buffer *out)
{
	size_t start = out->length;

	buffer_string(out, "suspected: ");
	if (setters(s, scenario, factor, false, out))
		return;
	out->length = start;
	buffer_string(out, s->e->gaps.items ? "facts are missing, see the questions below"
		: "what is suspected or missing about other parts, or a plugin that gave no answer");
}

/* One line for all scenarios with the same level for the same reason. */
static void factor_lines(struct shown *s, unsigned factor, unsigned reading)
{
	struct buffer reason[SCENARIOS] = { 0 };
	bool told[SCENARIOS] = { 0 };
	unsigned i, k, level;

	for (i = 0; i < SCENARIOS; i++) {
		told[i] = !s->level[i][reading][factor] || (reading == READING_WORST && s->level[i][1][factor] <= s->level[i][0][factor]);
		if (!told[i] && reading == READING_KNOWN)
			known_reason(s, i, factor, &reason[i]);
		else if (!told[i])
			worst_reason(s, i, factor, &reason[i]);
	}
	for (i = 0; i < SCENARIOS; i++) {
		const char *between = " (";
		bool all = true;

		if (told[i])
			continue;
		level = s->level[i][reading][factor];
		for (k = 0; k < SCENARIOS; k++)
			all &= s->level[k][reading][factor] == level && text_equal(buffer_view(&reason[k]), buffer_view(&reason[i]));
		begin(s);
		screen_count(&s->screen, PAINT_BOLD, explain_factor[factor], level);
		tell(s, reading == READING_WORST ? " at worst" : "");
		for (k = i; k < SCENARIOS; k++) {
			if (told[k] || s->level[k][reading][factor] != level || !text_equal(buffer_view(&reason[k]), buffer_view(&reason[i])))
				continue;
			told[k] = true;
			if (all)
				continue;
			tell(s, between);
			tell(s, explain_scenario[k]);
			between = ", ";
		}
		tell(s, all ? ": " : "): ");
		screen_text(&s->screen, PAINT_PLAIN, buffer_view(&reason[i]));
		finish(s);
	}
	for (i = 0; i < SCENARIOS; i++)
		buffer_free(&reason[i]);
}

void explain_factors(struct shown *s)
{
	unsigned f;

	if (!s->level[0][READING_WORST][KEUR_IMPACT])
		return;
	finish(s);
	for (f = KEUR_THREAT; f <= KEUR_EXPOSURE; f++) {
		factor_lines(s, f, READING_KNOWN);
		factor_lines(s, f, READING_WORST);
	}
	explain_impact(s);
	factor_lines(s, KEUR_IMPACT, READING_WORST);
}

/* ---- Findings ----------------------------------------------------------------------------------------------------------------------- */

/* By which entry of the pack a finding weighs what it does, and what the pack demands that it misses. */
static void weighed(struct shown *s, const struct result_tree *finding)
{
	static const struct {
		const char *rule, *section, *words;
	} demands[] = {
		{ "logging_coverage.missing_events", "events", "required events:" },
		{ "logging_coverage.short_retention", "retention", "required retention:" },
	};
	uint32_t node = result_member(finding, 0, "pack_rule"), i;
	size_t k;

	if (!node)
		return;
	if (finding->node[node].kind != 'n') {
		screen_line(&s->screen, INDENT + 2, HANG + 2);
		dim(s, "kind and level are those of its plugin: no entry of the pack's rules fits");
		finish(s);
	} else {
		uint64_t left = result_number(finding, node);

		for (i = result_children(&s->e->policy, 0, "rules"); i && left; i = result_next(&s->e->policy, i))
			left--;
		explain_from_line(s, "weighed by the pack's rules:", (struct text){ "", 0 }, explain_entry_from(s, i));
	}
	for (k = 0; k < sizeof demands / sizeof *demands; k++)
		if (text_is(result_member_text(finding, 0, "rule"), demands[k].rule))
			explain_from_line(s, demands[k].words, (struct text){ "", 0 }, explain_section(s, demands[k].section));
}

static void places(struct shown *s, const struct result_tree *finding)
{
	const char *between = "  ";
	uint32_t i;

	for (i = result_children(finding, 0, "evidence"); i; i = result_next(finding, i)) {
		struct text file = result_member_text(finding, i, "file");

		if (!file.length)
			continue;
		dim(s, between);
		screen_text(&s->screen, PAINT_DIM, file);
		dim(s, ":");
		screen_text(&s->screen, PAINT_DIM, result_member_text(finding, i, "line"));
		between = ", ";
	}
}

/* "breach on billing-1 reaches this part", "risk, sets exposure 5" */
static void standing(struct shown *s, const struct weights *f)
{
	struct text kind = result_member_text(f->tree, 0, "kind");

	screen_text(&s->screen, f->breach ? (enum paint)(PAINT_LEVEL + LEVELS) : PAINT_BOLD, kind.length ? kind : TEXT_LITERAL("finding"));
	if (f->elsewhere) {
		struct text where = result_member_text(f->tree, 0, "component");

		tell(s, " on ");
		screen_text(&s->screen, PAINT_BOLD, where.length ? where : TEXT_LITERAL("the network"));
		tell(s, " reaches this part");
	}
	if (!f->known)
		tell(s, ", only suspected");
	if (f->sets) {
		tell(s, ", sets ");
		screen_count(&s->screen, PAINT_PLAIN, explain_factor[f->factor], f->level);
		tell(s, f->known ? "" : " at worst");
	} else if (f->factor && !s->retired) {
		tell(s, ", dominated: ");
		screen_count(&s->screen, PAINT_PLAIN, explain_factor[f->factor], f->level);
	}
}

void explain_findings(struct shown *s)
{
	const struct explain_weights *w = s->weights;
	size_t i;

	if (!w->findings)
		return;
	screen_heading(&s->screen, "Findings");
	for (i = 0; i < w->findings; i++) {
		const struct result_tree *tree = w->finding[i].tree;

		begin(s);
		standing(s, &w->finding[i]);
		finish(s);
		screen_line(&s->screen, INDENT + 2, HANG);
		screen_text(&s->screen, PAINT_PLAIN, result_member_text(tree, 0, "message"));
		if (!w->finding[i].breach) { /* a breach names its rule */
			dim(s, "  ");
			screen_text(&s->screen, PAINT_DIM, result_member_text(tree, 0, "rule"));
		}
		places(s, tree);
		finish(s);
		weighed(s, tree);
	}
}

/* ---- What mending does ---------------------------------------------------------------------------------------------------------------- */

struct outcome {
	unsigned factor[4], risk; /* highest over the scenarios */
	bool breach;
};

static struct outcome outcome(const struct shown *s)
{
	const struct explain_weights *w = s->weights;
	struct outcome now = { 0 };
	unsigned i;
	size_t k;

	for (i = 0; i < SCENARIOS; i++) {
		struct sum sum = add_up(w, i);
		unsigned risk = w->risk[sum.likelihood][s->level[i][READING_KNOWN][KEUR_IMPACT]];

		now.factor[KEUR_THREAT] = sum.threat > now.factor[KEUR_THREAT] ? sum.threat : now.factor[KEUR_THREAT];
		now.factor[KEUR_EXPOSURE] = sum.exposure > now.factor[KEUR_EXPOSURE] ? sum.exposure : now.factor[KEUR_EXPOSURE];
		now.risk = risk > now.risk ? risk : now.risk;
	}
	for (k = 0; k < w->findings; k++)
		now.breach |= w->finding[k].breach && !w->finding[k].elsewhere && !w->mended[k];
	return now;
}

static void say_factor(struct shown *s, unsigned factor, unsigned before, unsigned after)
{
	screen_count(&s->screen, PAINT_PLAIN, explain_factor[factor], before);
	if (after == before) {
		tell(s, " stays, ");
		return;
	}
	tell(s, " → ");
	screen_number(&s->screen, PAINT_PLAIN, after);
	tell(s, ", ");
}

static void say_outcome(struct shown *s, unsigned factor, const struct outcome *before, const struct outcome *after)
{
	unsigned f;

	tell(s, ": ");
	for (f = KEUR_THREAT; f <= KEUR_EXPOSURE; f++)
		if (f == factor || before->factor[f] != after->factor[f])
			say_factor(s, f, before->factor[f], after->factor[f]);
	tell(s, before->risk == after->risk ? "risk stays " : "risk ");
	say_level(s, before->risk);
	if (before->risk != after->risk) {
		tell(s, " → ");
		say_level(s, after->risk);
	}
	if (before->breach)
		tell(s, after->breach ? ", still a breach" : ", no breach left");
}

static void effect(struct shown *s, size_t finding, struct outcome before)
{
	struct explain_weights *w = s->weights;
	const struct weights *f = &w->finding[finding];
	struct outcome after;

	w->mended[finding] = true;
	after = outcome(s);
	w->mended[finding] = false;
	if (s->retired)
		tell(s, ": a part out of service has no level, the finding goes");
	else if (!f->known)
		tell(s, ": only suspected, so the levels on the facts stay");
	else if (!f->factor)
		tell(s, after.breach == before.breach ? ": no level changes" : ": no level changes, no breach left");
	else if (!w->follows || f->factor == KEUR_IMPACT)
		tell(s, ": by how much levels fall cannot be told from the result");
	else
		say_outcome(s, f->factor, &before, &after);
}

static void mend_all(struct shown *s)
{
	struct explain_weights *w = s->weights;
	struct outcome before = outcome(s), after;
	size_t i, mended = 0;

	for (i = 0; i < w->findings; i++)
		if (w->finding[i].known && w->finding[i].factor) {
			w->mended[i] = true;
			mended++;
		}
	after = outcome(s);
	for (i = 0; i < w->findings; i++)
		w->mended[i] = false;
	if (mended < 2 || !w->follows || s->retired)
		return;
	begin(s);
	tell(s, "Mend all that is known");
	say_outcome(s, 0, &before, &after);
	finish(s);
}

unsigned explain_remedies(struct shown *s)
{
	const struct explain_weights *w = s->weights;
	struct outcome before = outcome(s);
	size_t i;

	for (i = 0; i < w->findings; i++) {
		const struct result_tree *tree = w->finding[i].tree;

		begin(s);
		tell(s, w->finding[i].known ? "Mend " : "Settle ");
		screen_text(&s->screen, PAINT_BOLD, result_member_text(tree, 0, "rule"));
		if (w->finding[i].elsewhere) {
			tell(s, " on ");
			screen_text(&s->screen, PAINT_PLAIN, result_member_text(tree, 0, "component"));
		}
		effect(s, i, before);
		if (result_children(tree, 0, "measures")) {
			dim(s, "  ");
			explain_say_list(s, tree, 0, "measures");
		}
		dim(s, "  ");
		screen_text(&s->screen, PAINT_DIM, result_member_text(tree, 0, "id"));
		finish(s);
	}
	mend_all(s);
	return (unsigned)w->findings;
}
