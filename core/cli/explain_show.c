#include "cli/explain_show.h"

#include "report/text.h"

#include <stdlib.h>

enum { INDENT = 2, HANG = 6, TEXT_COLUMN = 14 };

struct shown {
	struct explained *e;
	const struct result_tree *part; /* the component */
	struct screen screen;
	unsigned highest[4][READINGS]; /* by factor (KEUR_THREAT, ...): highest over the scenarios */
};

static const char *const factor_name[4] = { "", "threat", "exposure", "impact" };
static const char *const scenarios[SCENARIOS] = { "espionage", "manipulation", "sabotage" };
static const char *const readings[READINGS] = { "known", "worst" };

static unsigned level_number(struct text name)
{
	static const char *const names[LEVELS + 1] = { "", "very_low", "low", "medium", "high", "very_high" };
	unsigned i;

	for (i = LEVELS; i > 0; i--)
		if (text_is(name, names[i]))
			break;
	return i;
}

/* ---- Small words --------------------------------------------------------------------------------------------------------------- */

static void say(struct shown *s, const char *text)
{
	screen_say(&s->screen, PAINT_PLAIN, text);
}

static void dim(struct shown *s, const char *text)
{
	screen_say(&s->screen, PAINT_DIM, text);
}

/* A name of the result as people read it: without underscores. */
static void say_name(struct shown *s, enum paint paint, struct text name)
{
	struct buffer words = { 0 };
	size_t i;

	buffer_text(&words, name);
	for (i = 0; i < words.length; i++)
		if (words.data[i] == '_')
			words.data[i] = ' ';
	screen_text(&s->screen, paint, buffer_view(&words));
	buffer_free(&words);
}

static void say_level(struct shown *s, unsigned level)
{
	screen_say(&s->screen, (enum paint)(PAINT_LEVEL + level), screen_level(level));
}

/* The texts of a list, with commas. */
static void say_list(struct shown *s, const struct result_tree *tree, uint32_t node, const char *name)
{
	uint32_t i, first = result_children(tree, node, name);

	for (i = first; i; i = result_next(tree, i)) {
		if (i != first)
			say(s, ", ");
		screen_text(&s->screen, PAINT_PLAIN, result_text(tree, i));
	}
}

static void begin(struct shown *s)
{
	screen_line(&s->screen, INDENT, HANG);
}

static void finish(struct shown *s)
{
	screen_end(&s->screen);
}

/* ---- Head ---------------------------------------------------------------------------------------------------------------------- */

static void label(struct shown *s, const char *name)
{
	screen_line(&s->screen, INDENT, TEXT_COLUMN);
	dim(s, name);
	screen_to(&s->screen, TEXT_COLUMN);
}

/* The part's risk as a whole: never one level by itself while facts are missing. */
static void risk(struct shown *s)
{
	uint32_t both = result_member(s->part, 0, "risk"), all = result_member(s->part, 0, "scenarios");
	struct text known = both ? result_member_text(s->part, both, "known") : (struct text){ "", 0 };
	struct text worst = both ? result_member_text(s->part, both, "worst") : (struct text){ "", 0 };
	bool certain = false, determined = false;
	unsigned i;

	for (i = 0; all && i < SCENARIOS; i++) {
		uint32_t scenario = result_member(s->part, all, scenarios[i]);
		uint32_t low = scenario ? result_member(s->part, scenario, "known") : 0;
		uint32_t high = scenario ? result_member(s->part, scenario, "worst") : 0;

		if (!low || !high || !text_equal(result_member_text(s->part, high, "risk"), worst))
			continue; /* another scenario decides */
		if (!text_is(result_member_text(s->part, scenario, "determined"), "true"))
			continue;
		determined = true;
		certain |= text_equal(result_member_text(s->part, low, "risk"), worst);
	}
	if (!worst.length)
		return;
	say(s, ", ");
	if (certain) {
		say_level(s, level_number(worst));
		return;
	}
	if (!determined)
		screen_say(&s->screen, PAINT_BOLD, "undetermined: ");
	say(s, "at least ");
	say_level(s, level_number(known));
	say(s, ", at most ");
	say_level(s, level_number(worst));
}

static void head(struct shown *s)
{
	const struct result_tree *network = &s->e->network, *policy = &s->e->policy;
	struct text country = result_member_text(network, 0, "country"), as_of = result_member_text(network, 0, "as_of");
	struct text verdict = result_member_text(s->part, 0, "verdict");

	screen_line(&s->screen, 0, INDENT);
	screen_text(&s->screen, PAINT_BOLD, result_member_text(s->part, 0, "id"));
	say(s, "  ");
	say_name(s, PAINT_PLAIN, result_member_text(s->part, 0, "scope"));
	if (text_is(verdict, "breach") || text_is(verdict, "retired")) {
		say(s, ", ");
		screen_text(&s->screen, PAINT_BOLD, verdict);
	}
	risk(s);
	finish(s);
	finish(s);
	if (result_children(s->part, 0, "functions")) {
		label(s, "functions");
		say_list(s, s->part, 0, "functions");
		finish(s);
	}
	label(s, "network");
	screen_text(&s->screen, PAINT_PLAIN, result_member_text(network, 0, "operator"));
	if (country.length) {
		say(s, " (");
		screen_text(&s->screen, PAINT_PLAIN, country);
		say(s, ")");
	}
	say(s, as_of.length ? ", as of " : ", without a date");
	screen_text(&s->screen, PAINT_PLAIN, as_of);
	finish(s);
	label(s, "policy");
	screen_text(&s->screen, PAINT_PLAIN, result_member_text(policy, 0, "id"));
	say(s, "/");
	screen_text(&s->screen, PAINT_PLAIN, result_member_text(policy, 0, "version"));
	say(s, "  ");
	screen_text(&s->screen, PAINT_PLAIN, result_member_text(policy, 0, "title"));
	finish(s);
	if (!result_children(s->part, 0, "not_assessed_by"))
		return;
	finish(s);
	screen_line(&s->screen, 0, 5);
	screen_fixed(&s->screen, PAINT_ALARM, " !! ");
	say(s, " ");
	screen_say(&s->screen, PAINT_ALARM, "NOT ASSESSED");
	say(s, " by ");
	say_list(s, s->part, 0, "not_assessed_by");
	say(s, ": what its rules look for counts as unknown.");
	finish(s);
}

/* ---- Scope --------------------------------------------------------------------------------------------------------------------- */

static void reasons(struct shown *s, bool worst)
{
	uint32_t i;

	for (i = result_children(s->part, 0, "reasons"); i; i = result_next(s->part, i)) {
		struct text value = result_member_text(s->part, i, "value"), pack = result_member_text(s->part, i, "pack");

		if ((result_member(s->part, i, "worst") != 0) != worst)
			continue;
		screen_line(&s->screen, INDENT + 2, HANG + 2);
		say_name(s, PAINT_PLAIN, result_member_text(s->part, i, "fact"));
		if (value.length) {
			say(s, " ");
			screen_text(&s->screen, PAINT_BOLD, value);
		}
		if (pack.length) {
			dim(s, "  the pack's ");
			screen_text(&s->screen, PAINT_DIM, pack);
			dim(s, ", ");
			screen_text(&s->screen, PAINT_DIM, result_member_text(s->part, i, "status"));
		}
		finish(s);
	}
}

static bool has_reason(const struct shown *s, bool worst)
{
	uint32_t i;

	for (i = result_children(s->part, 0, "reasons"); i; i = result_next(s->part, i))
		if ((result_member(s->part, i, "worst") != 0) == worst)
			return true;
	return false;
}

static void scope(struct shown *s)
{
	struct text known = result_member_text(s->part, 0, "scope"), worst = result_member_text(s->part, 0, "scope_worst");

	screen_heading(&s->screen, "Why this scope");
	begin(s);
	say_name(s, PAINT_BOLD, known);
	say(s, has_reason(s, false) ? " on the facts:" : " on the facts: nothing known makes it more");
	finish(s);
	reasons(s, false);
	if (text_equal(known, worst) && !has_reason(s, true))
		return;
	begin(s);
	say_name(s, PAINT_BOLD, worst);
	say(s, has_reason(s, true) ? " when missing facts turn out worst:" : " when missing facts turn out worst");
	finish(s);
	reasons(s, true);
}

/* ---- Levels -------------------------------------------------------------------------------------------------------------------- */

static void measure_factors(struct shown *s)
{
	uint32_t all = result_member(s->part, 0, "scenarios");
	unsigned i, r, f;

	for (i = 0; all && i < SCENARIOS; i++) {
		uint32_t scenario = result_member(s->part, all, scenarios[i]);

		for (r = 0; scenario && r < READINGS; r++) {
			uint32_t levels = result_member(s->part, scenario, readings[r]);

			for (f = KEUR_THREAT; levels && f <= KEUR_IMPACT; f++) {
				uint64_t level = result_member_number(s->part, levels, factor_name[f]);

				if (level <= LEVELS && level > s->highest[f][r])
					s->highest[f][r] = (unsigned)level;
			}
		}
	}
}

static void level_row(struct shown *s, const char *name, const char *what, uint32_t levels)
{
	static const char *const column[] = { "threat", "exposure", "likelihood", "impact" };
	static const unsigned at[] = { 31, 40, 51, 60 };
	size_t i;

	screen_line(&s->screen, INDENT, 0);
	say(s, name);
	screen_to(&s->screen, 16);
	dim(s, what);
	for (i = 0; i < sizeof at / sizeof *at; i++) {
		screen_to(&s->screen, at[i]);
		screen_text(&s->screen, PAINT_PLAIN, result_member_text(s->part, levels, column[i]));
	}
	screen_to(&s->screen, 64);
	say_level(s, level_number(result_member_text(s->part, levels, "risk")));
	finish(s);
}

/* A scenario is undetermined when a factor of it rests on missing facts alone: then no level stands by itself. */
static void undetermined(struct shown *s, uint32_t known, uint32_t worst)
{
	screen_line(&s->screen, 16, 18);
	screen_say(&s->screen, PAINT_BOLD, "undetermined: ");
	say(s, "at least ");
	say_level(s, level_number(result_member_text(s->part, known, "risk")));
	say(s, ", at most ");
	say_level(s, level_number(result_member_text(s->part, worst, "risk")));
	finish(s);
}

static bool same_levels(const struct shown *s, uint32_t a, uint32_t b)
{
	static const char *const field[] = { "threat", "exposure", "likelihood", "impact", "risk" };
	size_t i;

	for (i = 0; i < sizeof field / sizeof *field; i++)
		if (!text_equal(result_member_text(s->part, a, field[i]), result_member_text(s->part, b, field[i])))
			return false;
	return true;
}

static void levels(struct shown *s)
{
	uint32_t all = result_member(s->part, 0, "scenarios");
	unsigned i;

	screen_heading(&s->screen, "Why these levels");
	if (!all || !result_first(s->part, all)) {
		begin(s);
		say(s, "Out of service on the day of the assessment: no level.");
		finish(s);
		return;
	}
	screen_line(&s->screen, 26, 0);
	dim(s, "threat  exposure  likelihood  impact  risk");
	finish(s);
	for (i = 0; i < SCENARIOS; i++) {
		uint32_t scenario = result_member(s->part, all, scenarios[i]);
		uint32_t known = scenario ? result_member(s->part, scenario, "known") : 0;
		uint32_t worst = scenario ? result_member(s->part, scenario, "worst") : 0;
		bool determined = scenario && text_is(result_member_text(s->part, scenario, "determined"), "true");

		if (!known || !worst)
			continue;
		if (determined && same_levels(s, known, worst)) {
			level_row(s, scenarios[i], "", known);
			continue;
		}
		level_row(s, scenarios[i], "at least", known);
		level_row(s, "", "at most", worst);
		if (!determined)
			undetermined(s, known, worst);
	}
}

/* ---- What the factors rest on --------------------------------------------------------------------------------------------------- */

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

static bool is_behind(const struct shown *s, const struct result_tree *finding, unsigned factor, unsigned reading)
{
	bool known = text_is(result_member_text(finding, 0, "basis"), "known");

	return text_is(result_member_text(finding, 0, "factor"), factor_name[factor]) && known == (reading == READING_KNOWN)
		&& result_member_number(finding, 0, "level") == s->highest[factor][reading];
}

static unsigned findings_behind(struct shown *s, unsigned factor, unsigned reading)
{
	unsigned found = 0;
	size_t i;

	for (i = 0; i < s->e->findings.items; i++) {
		const struct result_tree *finding = &s->e->findings.item[i].tree;

		if (!is_behind(s, finding, factor, reading))
			continue;
		screen_line(&s->screen, INDENT + 2, HANG + 2);
		screen_text(&s->screen, PAINT_PLAIN, result_member_text(finding, 0, "message"));
		dim(s, "  ");
		screen_text(&s->screen, PAINT_DIM, result_member_text(finding, 0, "rule"));
		if (reading == READING_WORST)
			dim(s, ", suspected");
		places(s, finding);
		finish(s);
		found++;
	}
	return found;
}

static void plain_reason(struct shown *s, const char *text)
{
	screen_line(&s->screen, INDENT + 2, HANG + 2);
	say(s, text);
	finish(s);
}

/* Why a factor stands where it does when none of the part's own findings put it there. */
static void other_reason(struct shown *s, unsigned factor)
{
	uint32_t baseline = result_member(&s->e->policy, 0, "baseline");
	unsigned level = s->highest[factor][READING_KNOWN];

	if (factor == KEUR_IMPACT)
		plain_reason(s, "by what the part does, its users, its data, its site, and what depends on it");
	else if (baseline && (result_member_number(&s->e->policy, baseline, factor_name[factor]) == level))
		plain_reason(s, "the pack's baseline: nothing known raises it");
	else if (baseline && factor == KEUR_EXPOSURE && result_member_number(&s->e->policy, baseline, "exposure_internet") == level)
		plain_reason(s, "the pack's baseline for parts that the internet can reach");
	else
		plain_reason(s, "by a finding on another part that reaches this one");
}

static void factors(struct shown *s)
{
	unsigned f;

	if (!s->highest[KEUR_IMPACT][READING_WORST])
		return;
	finish(s);
	for (f = KEUR_THREAT; f <= KEUR_IMPACT; f++) {
		unsigned known = s->highest[f][READING_KNOWN], worst = s->highest[f][READING_WORST];

		begin(s);
		screen_count(&s->screen, PAINT_BOLD, factor_name[f], known);
		if (worst > known)
			say(s, " on the facts");
		finish(s);
		if (!findings_behind(s, f, READING_KNOWN))
			other_reason(s, f);
		if (worst <= known)
			continue;
		begin(s);
		screen_count(&s->screen, PAINT_BOLD, factor_name[f], worst);
		say(s, " at worst");
		finish(s);
		if (!findings_behind(s, f, READING_WORST))
			plain_reason(s, s->e->gaps.items ? "facts are missing, see the questions below"
				: "by what is suspected or missing about other parts, or by a plugin that gave no answer");
	}
}

/* ---- Status -------------------------------------------------------------------------------------------------------------------- */

/* Set of list stated; a result of an earlier keur does not say which. */
static uint64_t stated_tables(const struct shown *s, uint32_t node)
{
	static const char *const name[] = { "party", "access", "log", "link", "ownership" };
	uint64_t set = 0;
	uint32_t i;
	unsigned t;

	for (i = result_children(s->part, node, "tables"); i; i = result_next(s->part, i))
		for (t = 0; t < sizeof name / sizeof *name; t++)
			if (text_is(result_text(s->part, i), name[t]))
				set |= UINT64_C(1) << t;
	return set;
}

static void cause(struct shown *s, uint32_t node)
{
	struct text who = result_member_text(s->part, node, "supplier"), how = result_member_text(s->part, node, "how");
	uint32_t under = result_children(s->part, node, "through");

	screen_line(&s->screen, INDENT + 2, HANG + 2);
	if (!who.length && text_is(how, "unstated")) {
		text_unstated(&s->screen, stated_tables(s, node));
	} else if (!who.length && text_is(how, "doubtful")) {
		text_doubtful(&s->screen);
	} else if (!who.length) {
		say(s, "nobody is named for: ");
		say_list(s, s->part, node, "roles");
	} else {
		screen_text(&s->screen, PAINT_BOLD, who);
		say(s, " is ");
		screen_text(&s->screen, PAINT_PLAIN, result_member_text(s->part, node, "standing"));
		say(s, "; involved ");
		text_involvement(&s->screen, how, under ? result_text(s->part, under) : (struct text){ "", 0 });
		if (result_children(s->part, node, "roles")) {
			say(s, ": ");
			say_list(s, s->part, node, "roles");
		}
	}
	finish(s);
}

static void status(struct shown *s)
{
	static const struct {
		const char *name, *meaning;
		enum paint paint;
	} known[] = {
		{ "violated", ": only trusted suppliers may be involved here, and somebody is not", PAINT_LEVEL + 5 },
		{ "unknown", ": only trusted suppliers may be involved here, and an answer is missing", PAINT_LEVEL + 3 },
		{ "met", ": everybody who is involved is trusted", PAINT_LEVEL + 1 },
		{ "not_required", ": the pack demands no trusted suppliers in this scope", PAINT_BOLD },
	};
	uint32_t trust = result_member(s->part, 0, "trusted_supplier"), i;
	struct text name = trust ? result_member_text(s->part, trust, "status") : (struct text){ "", 0 };
	size_t k;

	screen_heading(&s->screen, "Why this trusted-supplier status");
	begin(s);
	for (k = 0; k < sizeof known / sizeof *known; k++)
		if (text_is(name, known[k].name)) {
			say_name(s, known[k].paint, name);
			say(s, known[k].meaning);
		}
	finish(s);
	for (i = trust ? result_children(s->part, trust, "because") : 0; i; i = result_next(s->part, i))
		cause(s, i);
}

/* ---- What would change it -------------------------------------------------------------------------------------------------------- */

static int by_worth(const void *a, const void *b)
{
	const struct explained_item *x = a, *y = b;
	uint64_t p = result_member_number(&x->tree, 0, "worth"), q = result_member_number(&y->tree, 0, "worth");

	if (p != q)
		return p > q ? -1 : 1;
	return (x->index > y->index) - (x->index < y->index);
}

static void questions(struct shown *s)
{
	struct explained_list *gaps = &s->e->gaps;
	size_t i;

	if (gaps->items)
		qsort(gaps->item, gaps->items, sizeof *gaps->item, by_worth);
	for (i = 0; i < gaps->items; i++) {
		const struct result_tree *gap = &gaps->item[i].tree;

		begin(s);
		screen_text(&s->screen, PAINT_PLAIN, result_member_text(gap, 0, "question"));
		dim(s, "  ");
		screen_text(&s->screen, PAINT_DIM, result_member_text(gap, 0, "rule"));
		dim(s, ", ");
		screen_count(&s->screen, PAINT_DIM, "parts", result_member_number(gap, 0, "count"));
		dim(s, ", ");
		screen_count(&s->screen, PAINT_DIM, "worth", result_member_number(gap, 0, "worth"));
		finish(s);
	}
}

static unsigned remedies(struct shown *s)
{
	unsigned shown = 0, f, r;
	size_t i;

	for (f = KEUR_THREAT; f <= KEUR_IMPACT; f++)
		for (i = 0; i < s->e->findings.items; i++) {
			const struct result_tree *finding = &s->e->findings.item[i].tree;
			bool behind = false;

			for (r = 0; r < READINGS; r++)
				behind |= is_behind(s, finding, f, r);
			if (!behind)
				continue;
			begin(s);
			say(s, "Mend ");
			screen_text(&s->screen, PAINT_BOLD, result_member_text(finding, 0, "rule"));
			say(s, ", which holds the ");
			screen_count(&s->screen, PAINT_PLAIN, factor_name[f], result_member_number(finding, 0, "level"));
			if (result_children(finding, 0, "measures")) {
				dim(s, "  ");
				say_list(s, finding, 0, "measures");
			}
			dim(s, "  ");
			screen_text(&s->screen, PAINT_DIM, result_member_text(finding, 0, "id"));
			finish(s);
			shown++;
		}
	return shown;
}

static void changes(struct shown *s)
{
	screen_heading(&s->screen, "What would change it");
	questions(s);
	if (!remedies(s) && !s->e->gaps.items) {
		begin(s);
		say(s, "No missing fact, and no finding behind its levels: only another part, another pack, or a designation.");
		finish(s);
	}
}

void explain_show(struct explained *explained, const struct report_style *style, struct out *out)
{
	struct shown s = { .e = explained, .part = &explained->component };

	screen_start(&s.screen, style, out);
	measure_factors(&s);
	head(&s);
	scope(&s);
	levels(&s);
	factors(&s);
	status(&s);
	changes(&s);
	screen_finish(&s.screen);
}
