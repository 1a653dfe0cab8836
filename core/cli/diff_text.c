/* A diff for people: the two heads, what moved in the matrix, breaches that are new and gone, then every change with its cause. */
#include "cli/diff.h"

#include "base/language.h"
#include "base/mem.h"
#include "report/screen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { INDENT = 2, HANG = 6, COLUMN = 14, SHOWN = 60, NAMED = 8 }; /* columns; entries of one section; parts named in one line */

struct page {
	const struct diff *diff;
	struct screen screen;
};

static struct text entry_text(const struct page *p, const struct diff_change *change, const char *what)
{
	enum diff_side side = change->entry[DIFF_NEW] ? DIFF_NEW : DIFF_OLD;

	return diff_text(p->diff, diff_value(p->diff, side, change->entry[side], what));
}

static void put(struct page *p, enum paint paint, const char *text)
{
	screen_say(&p->screen, paint, text);
}

/* "very_high" as people read it. */
static void put_name(struct page *p, enum paint paint, struct text name)
{
	struct buffer words = { 0 };

	language_name(name, &words);
	screen_text(&p->screen, paint, buffer_view(&words));
	buffer_free(&words);
}

/* ---- Heads ---------------------------------------------------------------------------------------------------------------------------- */

static void head(struct page *p, enum diff_side side)
{
	const struct diff_result *r = &p->diff->side[side];
	uint32_t tool = result_member(&r->run, 0, "tool");
	struct text day = result_member_text(&r->network, 0, "as_of"), hash = result_member_text(&r->policy, 0, "sha256");
	static const struct {
		const char *member, *said;
	} count[] = { { "components", "parts" }, { "breaches", "breaches" }, { "gaps", "questions" }, { "undetermined", "undetermined" } };
	size_t i;

	screen_line(&p->screen, INDENT, COLUMN);
	put(p, PAINT_DIM, side == DIFF_OLD ? "old" : "new");
	screen_to(&p->screen, 8);
	put(p, PAINT_BOLD, "as of ");
	screen_text(&p->screen, PAINT_BOLD, day.length ? day : TEXT_LITERAL("no day"));
	put(p, PAINT_PLAIN, "  ");
	screen_text(&p->screen, PAINT_PLAIN, result_member_text(&r->policy, 0, "id"));
	put(p, PAINT_PLAIN, "/");
	screen_text(&p->screen, PAINT_PLAIN, result_member_text(&r->policy, 0, "version"));
	put(p, PAINT_DIM, " (");
	screen_text(&p->screen, PAINT_DIM, (struct text){ hash.data, hash.length > 8 ? 8 : hash.length });
	put(p, PAINT_DIM, ")");
	put(p, PAINT_PLAIN, "  keur ");
	screen_text(&p->screen, PAINT_PLAIN, tool ? result_member_text(&r->run, tool, "version") : TEXT_LITERAL("of an unknown version"));
	for (i = 0; i < sizeof count / sizeof *count; i++) {
		put(p, PAINT_PLAIN, i ? ", " : "  ");
		screen_count(&p->screen, PAINT_PLAIN, count[i].said, result_member_number(&r->summary, 0, count[i].member));
	}
	screen_end(&p->screen);
}

static void counts(struct page *p)
{
	static const enum diff_list told[] = { DIFF_COMPONENTS, DIFF_FINDINGS, DIFF_GAPS, DIFF_GROUPS, DIFF_SUPPLIERS, DIFF_OVERRIDES, DIFF_INPUTS,
		DIFF_PLUGINS };
	static const char *const said[DIFF_LISTS] = { [DIFF_COMPONENTS] = "parts", [DIFF_FINDINGS] = "findings", [DIFF_GAPS] = "questions",
		[DIFF_GROUPS] = "groups", [DIFF_SUPPLIERS] = "suppliers", [DIFF_OVERRIDES] = "edits", [DIFF_INPUTS] = "input files",
		[DIFF_PLUGINS] = "plugins" };
	static const unsigned at[] = { 24, 34, 46, 56 };
	static const enum diff_kind kind[] = { DIFF_FRESH, DIFF_GONE, DIFF_CHANGED, DIFF_SAME };
	size_t i, k;

	screen_end(&p->screen);
	screen_line(&p->screen, INDENT, 0);
	for (k = 0; k < 4; k++) {
		screen_to(&p->screen, at[k]);
		put(p, PAINT_DIM, diff_kind_name[kind[k]]);
	}
	screen_end(&p->screen);
	for (i = 0; i < sizeof told / sizeof *told; i++) {
		const uint64_t *count = p->diff->count[told[i]];

		if (!(count[DIFF_SAME] + count[DIFF_GONE] + count[DIFF_FRESH] + count[DIFF_CHANGED]))
			continue;
		screen_line(&p->screen, INDENT, 0);
		put(p, PAINT_PLAIN, said[told[i]]);
		for (k = 0; k < 4; k++) {
			screen_to(&p->screen, at[k]);
			screen_number(&p->screen, count[kind[k]] && kind[k] != DIFF_SAME ? PAINT_BOLD : PAINT_PLAIN, count[kind[k]]);
		}
		screen_end(&p->screen);
	}
}

/* ---- Movement ------------------------------------------------------------------------------------------------------------------------- */

static const char *level_or(unsigned level, const char *none)
{
	return level ? screen_level(level) : none;
}

static void movement(struct page *p, enum reading reading)
{
	static const unsigned at[LEVELS + 1] = { 16, 28, 40, 48, 60, 70 };
	unsigned from, to;
	bool any = false;

	for (from = 0; from <= LEVELS; from++)
		for (to = 0; to <= LEVELS; to++)
			any |= from != to && p->diff->moved[reading][from][to];
	screen_heading(&p->screen, reading == READING_WORST ? "Parts by risk, at worst: from (down) to (across)"
		: "Parts by risk, on the facts: from (down) to (across)");
	if (!any) {
		screen_line(&p->screen, INDENT, 0);
		put(p, PAINT_PLAIN, "No part moved.");
		screen_end(&p->screen);
		return;
	}
	screen_line(&p->screen, INDENT, 0);
	for (to = 0; to <= LEVELS; to++) {
		screen_to(&p->screen, at[to]);
		put(p, PAINT_DIM, level_or(to, "none"));
	}
	screen_end(&p->screen);
	for (from = 0; from <= LEVELS; from++) {
		uint64_t sum = 0;

		for (to = 0; to <= LEVELS; to++)
			sum += p->diff->moved[reading][from][to];
		if (!sum)
			continue;
		screen_line(&p->screen, INDENT, 0);
		put(p, PAINT_DIM, level_or(from, "none"));
		for (to = 0; to <= LEVELS; to++) {
			if (!p->diff->moved[reading][from][to])
				continue;
			screen_to(&p->screen, at[to]);
			screen_number(&p->screen, from == to ? PAINT_PLAIN : PAINT_BOLD, p->diff->moved[reading][from][to]);
		}
		screen_end(&p->screen);
	}
}

/* ---- Changes -------------------------------------------------------------------------------------------------------------------------- */

enum { CAUSES_SHOWN = 6 };

static void causes(struct page *p, const struct diff_change *change)
{
	uint32_t i;

	for (i = 0; i < change->causes && i < CAUSES_SHOWN; i++) {
		const struct diff_cause *cause = &p->diff->cause[change->cause + i];

		screen_line(&p->screen, INDENT + 4, HANG + 4);
		put(p, PAINT_DIM, diff_reason_name[cause->reason]);
		put(p, PAINT_DIM, ": ");
		screen_text(&p->screen, PAINT_PLAIN, diff_text(p->diff, cause->words));
		screen_end(&p->screen);
	}
	if (change->causes > CAUSES_SHOWN) {
		screen_line(&p->screen, INDENT + 4, HANG + 4);
		put(p, PAINT_DIM, "and more causes ");
		screen_number(&p->screen, PAINT_DIM, change->causes - CAUSES_SHOWN);
		put(p, PAINT_DIM, ", all in --format=json");
		screen_end(&p->screen);
	}
	if (change->causes)
		return;
	screen_line(&p->screen, INDENT + 4, HANG + 4);
	put(p, PAINT_DIM, "no cause is visible in the two results");
	screen_end(&p->screen);
}

static bool is_breach(const struct page *p, const struct diff_change *change, enum diff_side side)
{
	return change->entry[side] && text_is(diff_text(p->diff, diff_value(p->diff, side, change->entry[side], "kind")), "breach");
}

static void finding(struct page *p, const struct diff_change *change)
{
	struct text where = entry_text(p, change, "component");

	screen_line(&p->screen, INDENT, HANG);
	screen_text(&p->screen, PAINT_BOLD, where.length ? where : TEXT_LITERAL("the network"));
	put(p, PAINT_PLAIN, "  ");
	screen_text(&p->screen, PAINT_PLAIN, entry_text(p, change, "message"));
	put(p, PAINT_DIM, "  ");
	screen_text(&p->screen, PAINT_DIM, entry_text(p, change, "rule"));
	screen_end(&p->screen);
	causes(p, change);
}

static void and_more(struct page *p, uint64_t more)
{
	if (!more)
		return;
	screen_line(&p->screen, INDENT, HANG);
	put(p, PAINT_DIM, "and more: ");
	screen_number(&p->screen, PAINT_DIM, more);
	put(p, PAINT_DIM, ", all in --format=json and --format=csv");
	screen_end(&p->screen);
}

/* Findings for which `take` holds, under a heading with their number. */
static void findings(struct page *p, const char *heading, bool (*take)(const struct page *, const struct diff_change *))
{
	char counted[100];
	uint64_t count = 0, shown = 0;
	size_t i;

	for (i = 0; i < p->diff->findings; i++)
		count += take(p, p->diff->finding[i]);
	if (!count)
		return;
	snprintf(counted, sizeof counted, "%s: %llu", heading, (unsigned long long)count);
	screen_heading(&p->screen, counted);
	for (i = 0; i < p->diff->findings && shown < SHOWN; i++)
		if (take(p, p->diff->finding[i])) {
			finding(p, p->diff->finding[i]);
			shown++;
		}
	and_more(p, count - shown);
}

static bool breach_new(const struct page *p, const struct diff_change *change)
{
	return is_breach(p, change, DIFF_NEW) && !is_breach(p, change, DIFF_OLD);
}

static bool breach_gone(const struct page *p, const struct diff_change *change)
{
	return is_breach(p, change, DIFF_OLD) && !is_breach(p, change, DIFF_NEW);
}

static bool breach_stays(const struct page *p, const struct diff_change *change)
{
	return is_breach(p, change, DIFF_OLD) && is_breach(p, change, DIFF_NEW);
}

static bool other_new(const struct page *p, const struct diff_change *change)
{
	return change->kind == DIFF_FRESH && !is_breach(p, change, DIFF_NEW);
}

static bool other_gone(const struct page *p, const struct diff_change *change)
{
	return change->kind == DIFF_GONE && !is_breach(p, change, DIFF_OLD);
}

static bool other_changed(const struct page *p, const struct diff_change *change)
{
	return change->kind == DIFF_CHANGED && !is_breach(p, change, DIFF_OLD) && !is_breach(p, change, DIFF_NEW);
}

static const struct {
	const char *what, *label;
} part_told[] = { { "verdict", "verdict" }, { "risk.worst", "risk at worst" }, { "risk.known", "risk on the facts" }, { "scope", "scope" },
	{ "scope_worst", "scope at worst" }, { "trusted_supplier.status", "trusted supplier" }, { "standing", "standing" }, { "breach", "breach" } };
enum { PART_TOLD = sizeof part_told / sizeof *part_told };

static struct text told_text(const struct page *p, const struct diff_change *change, enum diff_side side, size_t i)
{
	return diff_text(p->diff, diff_value(p->diff, side, change->entry[side], part_told[i].what));
}

/* Whether one of those facts is another one: the others only stand behind them. */
static bool has_moved(const struct page *p, const struct diff_change *change)
{
	size_t i;

	for (i = 0; i < PART_TOLD; i++)
		if (!text_equal(told_text(p, change, DIFF_OLD, i), told_text(p, change, DIFF_NEW, i)))
			return true;
	return false;
}

/* "verdict high → breach, scope ..." */
static void moves(struct page *p, const struct diff_change *change)
{
	const char *between = "  ";
	size_t i;

	for (i = 0; i < PART_TOLD; i++) {
		struct text old = told_text(p, change, DIFF_OLD, i), now = told_text(p, change, DIFF_NEW, i);

		if (text_equal(old, now))
			continue;
		put(p, PAINT_PLAIN, between);
		put(p, PAINT_DIM, part_told[i].label);
		put(p, PAINT_DIM, " ");
		put_name(p, PAINT_PLAIN, old.length ? old : TEXT_LITERAL("none"));
		put(p, PAINT_PLAIN, " → ");
		put_name(p, PAINT_BOLD, now.length ? now : TEXT_LITERAL("none"));
		between = ", ";
	}
}

static void part(struct page *p, const struct diff_change *change)
{
	screen_line(&p->screen, INDENT, HANG);
	screen_text(&p->screen, PAINT_BOLD, diff_text(p->diff, change->key));
	if (change->kind == DIFF_CHANGED) {
		moves(p, change);
	} else {
		put(p, PAINT_PLAIN, "  ");
		put_name(p, PAINT_PLAIN, entry_text(p, change, "scope"));
		put(p, PAINT_PLAIN, ", ");
		put_name(p, PAINT_BOLD, entry_text(p, change, "verdict"));
	}
	screen_end(&p->screen);
	if (change->kind == DIFF_CHANGED)
		causes(p, change);
}

static void parts(struct page *p, enum diff_kind kind, const char *heading)
{
	const struct diff *diff = p->diff;
	uint64_t count = 0, shown = 0;
	char counted[100];
	size_t i;

	for (i = diff->first[DIFF_COMPONENTS]; i < diff->first[DIFF_COMPONENTS + 1]; i++)
		count += diff->change[i].kind == kind && (kind != DIFF_CHANGED || has_moved(p, &diff->change[i]));
	if (!count)
		return;
	snprintf(counted, sizeof counted, "%s: %llu", heading, (unsigned long long)count);
	screen_heading(&p->screen, counted);
	for (i = diff->first[DIFF_COMPONENTS]; i < diff->first[DIFF_COMPONENTS + 1] && shown < SHOWN; i++)
		if (diff->change[i].kind == kind && (kind != DIFF_CHANGED || has_moved(p, &diff->change[i]))) {
			part(p, &diff->change[i]);
			shown++;
		}
	and_more(p, count - shown);
}

static int causes_compare(const void *a, const void *b, void *self)
{
	const struct diff *diff = self;
	const struct diff_change *x = *(const struct diff_change *const *)a, *y = *(const struct diff_change *const *)b;
	uint32_t i;

	for (i = 0; i < x->causes && i < y->causes; i++) {
		const struct diff_cause *p = &diff->cause[x->cause + i], *q = &diff->cause[y->cause + i];

		if (p->reason != q->reason)
			return p->reason < q->reason ? -1 : 1;
		if (p->words != q->words)
			return text_compare(diff_text(diff, p->words), diff_text(diff, q->words));
	}
	return x->causes == y->causes ? 0 : x->causes < y->causes ? -1 : 1;
}

static int quiet_compare(const void *a, const void *b, void *self)
{
	const struct diff *diff = self;
	const struct diff_change *x = *(const struct diff_change *const *)a, *y = *(const struct diff_change *const *)b;
	int order = causes_compare(a, b, self);

	return order ? order : text_compare(diff_text(diff, x->key), diff_text(diff, y->key));
}

/* Parts whose scope, risk and status stayed: those with the same causes on one line. */
static void quiet_parts(struct page *p)
{
	struct diff *diff = (struct diff *)(uintptr_t)p->diff; /* qsort_r takes no const */
	size_t room = diff->first[DIFF_COMPONENTS + 1] - diff->first[DIFF_COMPONENTS], count = 0, i, k, shown = 0;
	const struct diff_change **quiet = mem_zalloc(room, sizeof(const struct diff_change *));
	char counted[100];

	for (i = diff->first[DIFF_COMPONENTS]; i < diff->first[DIFF_COMPONENTS + 1]; i++)
		if (diff->change[i].kind == DIFF_CHANGED && !has_moved(p, &diff->change[i]))
			quiet[count++] = &diff->change[i];
	if (count) {
		qsort_r(quiet, count, sizeof(const struct diff_change *), quiet_compare, diff);
		snprintf(counted, sizeof counted, "Parts of which only findings, questions or facts changed: %zu", count);
		screen_heading(&p->screen, counted);
	}
	for (i = 0; i < count && shown < SHOWN; i = k, shown++) {
		screen_line(&p->screen, INDENT, HANG);
		for (k = i; k < count && causes_compare(&quiet[i], &quiet[k], diff) == 0; k++) {
			if (k - i >= NAMED)
				continue;
			put(p, PAINT_PLAIN, k > i ? ", " : "");
			screen_text(&p->screen, PAINT_BOLD, diff_text(diff, quiet[k]->key));
		}
		if (k - i > NAMED) {
			put(p, PAINT_DIM, " and more: ");
			screen_number(&p->screen, PAINT_DIM, k - i - NAMED);
		}
		screen_end(&p->screen);
		causes(p, quiet[i]);
	}
	and_more(p, count - i);
	free(quiet);
}

static bool is_told(struct text what)
{
	size_t i;

	for (i = 0; i < PART_TOLD; i++)
		if (text_is(what, part_told[i].what))
			return true;
	return false;
}

/* "scenarios.espionage.worst.exposure": the scenario and what is behind it, "worst.exposure"; false: a fact of no scenario. */
static bool of_scenario(struct text what, struct text *scenario, struct text *rest)
{
	static const char inside[] = "scenarios.";
	const char *dot;

	if (what.length < sizeof inside || memcmp(what.data, inside, sizeof inside - 1) != 0)
		return false;
	what = (struct text){ what.data + sizeof inside - 1, what.length - (sizeof inside - 1) };
	dot = memchr(what.data, '.', what.length);
	if (!dot)
		return false;
	*scenario = (struct text){ what.data, (size_t)(dot - what.data) };
	*rest = (struct text){ dot + 1, what.length - scenario->length - 1 };
	return true;
}

/* "worst.exposure" as "exposure at worst", like the risks. */
static void put_fact(struct page *p, struct text what)
{
	static const struct {
		const char *before, *said;
	} reading[] = { { "worst.", " at worst" }, { "known.", " on the facts" } };
	const char *said = "";
	size_t i, length;

	for (i = 0; i < sizeof reading / sizeof *reading; i++) {
		length = strlen(reading[i].before);
		if (what.length > length && memcmp(what.data, reading[i].before, length) == 0) {
			what = (struct text){ what.data + length, what.length - length };
			said = reading[i].said;
			break;
		}
	}
	put_name(p, PAINT_DIM, what);
	put(p, PAINT_DIM, said);
	put(p, PAINT_DIM, " ");
}

/* Whether two steps say the same of two scenarios. */
static bool same_step(const struct page *p, const struct diff_step *a, const struct diff_step *b)
{
	struct text scenario[2], rest[2];

	return a->value[DIFF_OLD] == b->value[DIFF_OLD] && a->value[DIFF_NEW] == b->value[DIFF_NEW]
		&& of_scenario(diff_text(p->diff, a->what), &scenario[0], &rest[0]) && of_scenario(diff_text(p->diff, b->what), &scenario[1], &rest[1])
		&& text_equal(rest[0], rest[1]);
}

/* What stands behind the risk of a group, as its causes do not say it: "exposure at worst 5 → 4 (espionage, sabotage)". */
static void steps(struct page *p, const struct diff_change *change)
{
	struct diff_walk walk = { { 0 } };
	struct diff_step step[64];
	struct text scenario, rest;
	size_t count = 0, said = 0, i, k;

	while (count < sizeof step / sizeof *step && diff_step(p->diff, change, &walk, &step[count]))
		count += !is_told(diff_text(p->diff, step[count].what));
	for (i = 0; i < count; i++) {
		struct text old = diff_text(p->diff, step[i].value[DIFF_OLD]), now = diff_text(p->diff, step[i].value[DIFF_NEW]);
		bool scenarios = of_scenario(diff_text(p->diff, step[i].what), &scenario, &rest);

		for (k = 0; k < i && !same_step(p, &step[k], &step[i]); k++)
			;
		if (k < i)
			continue; /* said with the first scenario */
		put(p, PAINT_PLAIN, said++ || has_moved(p, change) ? ", " : "  ");
		put_fact(p, scenarios ? rest : diff_text(p->diff, step[i].what));
		put_name(p, PAINT_PLAIN, old.length ? old : TEXT_LITERAL("none"));
		put(p, PAINT_PLAIN, " → ");
		put_name(p, PAINT_BOLD, now.length ? now : TEXT_LITERAL("none"));
		for (k = i; scenarios && k < count; k++)
			if (k == i || same_step(p, &step[i], &step[k])) {
				of_scenario(diff_text(p->diff, step[k].what), &scenario, &rest);
				put(p, PAINT_DIM, k == i ? " (" : ", ");
				put_name(p, PAINT_DIM, scenario);
			}
		put(p, PAINT_DIM, scenarios ? ")" : "");
	}
}

/* Everything else that has a list, one line each. */
static void others(struct page *p, enum diff_list list, const char *heading)
{
	const struct diff *diff = p->diff;
	size_t i;

	if (diff->first[list] == diff->first[list + 1])
		return;
	screen_heading(&p->screen, heading);
	for (i = diff->first[list]; i < diff->first[list + 1] && i < diff->first[list] + SHOWN; i++) {
		const struct diff_change *change = &diff->change[i];

		screen_line(&p->screen, INDENT, HANG);
		put(p, PAINT_DIM, diff_kind_name[change->kind]);
		put(p, PAINT_PLAIN, "  ");
		screen_text(&p->screen, PAINT_PLAIN, diff_text(diff, change->key));
		if (change->kind == DIFF_CHANGED)
			moves(p, change);
		if (change->kind == DIFF_CHANGED && list == DIFF_GROUPS)
			steps(p, change);
		screen_end(&p->screen);
		if (change->kind == DIFF_CHANGED && list < DIFF_INPUTS)
			causes(p, change);
	}
	and_more(p, diff->first[list + 1] - i);
}

void diff_write_text(const struct diff *diff, const struct report_style *style, struct out *out)
{
	struct page page = { .diff = diff }, *p = &page;
	struct text operator_ = result_member_text(&diff->side[DIFF_NEW].network, 0, "operator");

	screen_start(&p->screen, style, out);
	screen_line(&p->screen, 0, INDENT);
	put(p, PAINT_BOLD, "keur diff");
	put(p, PAINT_PLAIN, "  ");
	screen_text(&p->screen, PAINT_BOLD, operator_);
	if (!text_equal(operator_, result_member_text(&diff->side[DIFF_OLD].network, 0, "operator"))) {
		put(p, PAINT_PLAIN, ", before ");
		screen_text(&p->screen, PAINT_BOLD, result_member_text(&diff->side[DIFF_OLD].network, 0, "operator"));
	}
	screen_end(&p->screen);
	screen_end(&p->screen);
	head(p, DIFF_OLD);
	head(p, DIFF_NEW);
	counts(p);
	if (diff->differs) {
		findings(p, "Breaches that are new", breach_new);
		findings(p, "Breaches that are gone", breach_gone);
		movement(p, READING_WORST);
		movement(p, READING_KNOWN);
		parts(p, DIFF_CHANGED, "Parts that moved");
		quiet_parts(p);
		parts(p, DIFF_FRESH, "Parts that are new");
		parts(p, DIFF_GONE, "Parts that are gone");
		findings(p, "Breaches that stay and changed", breach_stays);
		findings(p, "Other findings that are new", other_new);
		findings(p, "Other findings that are gone", other_gone);
		findings(p, "Other findings that changed", other_changed);
		others(p, DIFF_GROUPS, "Groups");
		others(p, DIFF_SUPPLIERS, "Suppliers");
		others(p, DIFF_COUNTRIES, "Countries");
		others(p, DIFF_GAPS, "Questions");
		others(p, DIFF_STATEMENTS, "Statements");
		others(p, DIFF_OVERRIDES, "Edits");
	}
	others(p, DIFF_INPUTS, "Input files");
	others(p, DIFF_PLUGINS, "Plugins");
	if (!diff->differs) {
		screen_end(&p->screen);
		screen_line(&p->screen, INDENT, INDENT);
		put(p, PAINT_PLAIN, "The answers are the same.");
		screen_end(&p->screen);
	}
	screen_finish(&p->screen);
}
