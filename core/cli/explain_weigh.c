/* How findings make levels, followed with the pack's tables in the result: which one sets a factor, and what is left when one is mended. */
#include "cli/explain_weigh.h"

#include "base/mem.h"
#include "base/number.h"

#include <stdlib.h>
#include <string.h>

/* What the part's findings do not explain comes from elsewhere, and mending one of them leaves it. */
static void calibrate(struct shown *s)
{
	struct explain_weights *w = s->weights;
	struct explain_sum *sum = &w->sum;
	unsigned i, f;

	w->follows = explain_sum_start(sum, s, w->findings) && explain_sum_calibrate(sum, s, READING_KNOWN);
	for (i = 0; i < SCENARIOS; i++)
		for (f = KEUR_THREAT; f <= KEUR_EXPOSURE; f++) {
			unsigned level = sum->base[READING_KNOWN][i][f];

			if (level <= (f == KEUR_THREAT ? sum->threat : sum->exposure))
				continue;
			if (f == KEUR_EXPOSURE && level == sum->internet)
				w->internet = true;
			else
				w->other[i][f] = true;
		}
}

static bool sets(const struct shown *s, const struct weights *f, unsigned scenario)
{
	unsigned reading = f->raise.known ? READING_KNOWN : READING_WORST;

	if (!f->raise.known && s->level[scenario][READING_KNOWN][f->raise.factor] >= f->raise.level)
		return false; /* the facts alone are as bad */
	return f->raise.factor && (f->raise.scenarios >> scenario & 1) && f->raise.level && f->raise.level == s->level[scenario][reading][f->raise.factor];
}

static struct weights weigh_finding(const struct shown *s, const struct result_tree *tree)
{
	struct weights f = { .tree = tree, .raise = explain_sum_finding(&s->weights->sum, s, tree), .party = result_member_text(tree, 0, "party"),
		.breach = text_is(result_member_text(tree, 0, "kind"), "breach") };
	unsigned k;

	f.elsewhere = !text_equal(result_member_text(tree, 0, "component"), s->e->wanted);
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
	for (i = 0; i < list->items; i++)
		w->finding[i] = weigh_finding(s, &list->item[i].tree);
	if (w->findings)
		qsort(w->finding, w->findings, sizeof *w->finding, telling_compare);
	for (i = 0; i < w->findings; i++) {
		w->finding[i].raise.source = i;
		explain_sum_add(&w->sum, w->finding[i].raise);
	}
	calibrate(s);
}

void explain_weigh_free(struct shown *s)
{
	free(s->weights->finding);
	explain_sum_free(&s->weights->sum);
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

		if (f->raise.factor != factor || f->raise.known != known || !sets(s, f, scenario))
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

/* "authentication|data_export" */
static bool are_events(struct text value)
{
	while (value.length) {
		const char *bar = memchr(value.data, '|', value.length);
		size_t length = bar ? (size_t)(bar - value.data) : value.length;

		if (schema_find_member(LIST_event, (struct text){ value.data, length }) < 0)
			return false;
		value = bar ? (struct text){ bar + 1, value.length - length - 1 } : (struct text){ "", 0 };
	}
	return true;
}

/* "P3M" */
static bool is_duration(struct text value)
{
	int32_t days;

	return duration_parse(value, &days);
}

/* By which entry of the pack a finding weighs what it does, and what the pack demands that it misses: that is an argument of its message. */
static void weighed(struct shown *s, const struct result_tree *finding)
{
	static const struct {
		const char *argument, *section, *words;
		bool (*fits)(struct text value);
	} demands[] = {
		{ "events", "events", "required events:", are_events },
		{ "required", "retention", "required retention:", is_duration },
	};
	uint32_t node = result_member(finding, 0, "pack_rule"), args = result_member(finding, 0, "args"), i;
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
	for (k = 0; args && k < sizeof demands / sizeof *demands; k++)
		if (result_member_text(finding, args, demands[k].argument).length && demands[k].fits(result_member_text(finding, args, demands[k].argument)))
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
	if (!f->raise.known)
		tell(s, ", only suspected");
	if (f->sets) {
		tell(s, ", sets ");
		screen_count(&s->screen, PAINT_PLAIN, explain_factor[f->raise.factor], f->raise.level);
		tell(s, f->raise.known ? "" : " at worst");
	} else if (f->raise.factor && !s->retired) {
		tell(s, ", dominated: ");
		screen_count(&s->screen, PAINT_PLAIN, explain_factor[f->raise.factor], f->raise.level);
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
