#include "cli/explain_part.h"

#include "report/text.h"

#include <stdlib.h>

const char *const explain_factor[4] = { "", "threat", "exposure", "impact" };
const char *const explain_scenario[SCENARIOS] = { "espionage", "manipulation", "sabotage" };
const char *const explain_reading[READINGS] = { "known", "worst" };

unsigned explain_level(struct text name)
{
	static const char *const names[LEVELS + 1] = { "", "very_low", "low", "medium", "high", "very_high" };
	unsigned i;

	for (i = LEVELS; i > 0; i--)
		if (text_is(name, names[i]))
			break;
	return i;
}

/* ---- Small words --------------------------------------------------------------------------------------------------------------- */

/* The texts of a list, with commas. */
void explain_say_list(struct shown *s, const struct result_tree *tree, uint32_t node, const char *name)
{
	uint32_t i, first = result_children(tree, node, name);

	for (i = first; i; i = result_next(tree, i)) {
		if (i != first)
			tell(s, ", ");
		screen_text(&s->screen, PAINT_PLAIN, result_text(tree, i));
	}
}

/* ---- Head ---------------------------------------------------------------------------------------------------------------------- */

static void label(struct shown *s, const char *name)
{
	screen_line(&s->screen, INDENT, TEXT_COLUMN);
	dim(s, name);
	screen_to(&s->screen, TEXT_COLUMN);
}

/* The part's risk as a whole: never one level by itself while missing facts could change it. */
static void risk(struct shown *s)
{
	uint32_t both = result_member(s->part, 0, "risk"), all = result_member(s->part, 0, "scenarios");
	struct text known = both ? result_member_text(s->part, both, "known") : (struct text){ "", 0 };
	struct text worst = both ? result_member_text(s->part, both, "worst") : (struct text){ "", 0 };
	bool determined = false;
	unsigned i;

	if (!worst.length)
		return;
	tell(s, ", ");
	if (text_equal(known, worst)) {
		say_level(s, explain_level(worst));
		return;
	}
	for (i = 0; all && i < SCENARIOS; i++) {
		uint32_t scenario = result_member(s->part, all, explain_scenario[i]);
		uint32_t high = scenario ? result_member(s->part, scenario, "worst") : 0;

		/* Another scenario may decide. */
		determined |= high && text_equal(result_member_text(s->part, high, "risk"), worst)
			&& text_is(result_member_text(s->part, scenario, "determined"), "true");
	}
	if (!determined)
		screen_say(&s->screen, PAINT_BOLD, "undetermined: ");
	tell(s, "at least ");
	say_level(s, explain_level(known));
	tell(s, ", at most ");
	say_level(s, explain_level(worst));
}

/* "out of service since 2024-07-01" */
void explain_out_of_service(struct shown *s)
{
	uint32_t service = result_member(s->part, 0, "in_service");
	struct text from = service ? result_member_text(s->part, service, "from") : (struct text){ "", 0 };
	struct text until = service ? result_member_text(s->part, service, "until") : (struct text){ "", 0 };
	struct text as_of = result_member_text(&s->e->network, 0, "as_of");

	if (until.length && (!as_of.length || text_compare(until, as_of) <= 0)) {
		screen_say(&s->screen, PAINT_BOLD, "out of service since ");
		screen_text(&s->screen, PAINT_BOLD, until);
	} else if (from.length) {
		screen_say(&s->screen, PAINT_BOLD, "not in service before ");
		screen_text(&s->screen, PAINT_BOLD, from);
	} else {
		screen_say(&s->screen, PAINT_BOLD, "out of service");
	}
}

static void head(struct shown *s)
{
	const struct result_tree *network = &s->e->network, *policy = &s->e->policy;
	struct text country = result_member_text(network, 0, "country"), as_of = result_member_text(network, 0, "as_of");
	struct text verdict = result_member_text(s->part, 0, "verdict");

	screen_line(&s->screen, 0, INDENT);
	screen_text(&s->screen, PAINT_BOLD, result_member_text(s->part, 0, "id"));
	tell(s, "  ");
	explain_name(s, PAINT_PLAIN, result_member_text(s->part, 0, "scope"));
	if (text_is(verdict, "breach")) {
		tell(s, ", ");
		screen_text(&s->screen, PAINT_BOLD, verdict);
	}
	if (s->retired) {
		tell(s, ", ");
		explain_out_of_service(s);
	}
	risk(s);
	finish(s);
	finish(s);
	if (result_children(s->part, 0, "functions")) {
		label(s, "functions");
		explain_say_list(s, s->part, 0, "functions");
		finish(s);
	}
	label(s, "network");
	screen_text(&s->screen, PAINT_PLAIN, result_member_text(network, 0, "operator"));
	if (country.length) {
		tell(s, " (");
		screen_text(&s->screen, PAINT_PLAIN, country);
		tell(s, ")");
	}
	tell(s, as_of.length ? ", as of " : ", without a date");
	screen_text(&s->screen, PAINT_PLAIN, as_of);
	finish(s);
	label(s, "policy");
	screen_text(&s->screen, PAINT_PLAIN, result_member_text(policy, 0, "id"));
	tell(s, "/");
	screen_text(&s->screen, PAINT_PLAIN, result_member_text(policy, 0, "version"));
	tell(s, "  ");
	screen_text(&s->screen, PAINT_PLAIN, result_member_text(policy, 0, "title"));
	finish(s);
	if (!result_children(s->part, 0, "not_assessed_by"))
		return;
	finish(s);
	screen_line(&s->screen, 0, 5);
	screen_fixed(&s->screen, PAINT_ALARM, " !! ");
	tell(s, " ");
	screen_say(&s->screen, PAINT_ALARM, "NOT ASSESSED");
	tell(s, " by ");
	explain_say_list(s, s->part, 0, "not_assessed_by");
	tell(s, ": what its rules look for counts as unknown.");
	finish(s);
}

/* ---- Scope --------------------------------------------------------------------------------------------------------------------- */

/* "class/subscriber", "data/traffic": where the pack says that such parts are critical. */
static uint32_t reason_from(const struct shown *s, struct text pack)
{
	static const char class_[] = "class/", data[] = "data/";
	uint32_t entry, critical;

	if (pack.length > sizeof data - 1 && memcmp(pack.data, data, sizeof data - 1) == 0)
		return explain_entry_from(s, explain_entry(s, "data", "name",
			(struct text){ pack.data + sizeof data - 1, pack.length - (sizeof data - 1) }));
	if (pack.length <= sizeof class_ - 1 || memcmp(pack.data, class_, sizeof class_ - 1) != 0)
		return 0;
	entry = explain_entry(s, "classes", "name", (struct text){ pack.data + sizeof class_ - 1, pack.length - (sizeof class_ - 1) });
	critical = entry ? result_member(&s->e->policy, entry, "criticality") : 0;
	return explain_entry_from(s, critical);
}

static void reasons(struct shown *s, bool worst)
{
	uint32_t i;

	for (i = result_children(s->part, 0, "reasons"); i; i = result_next(s->part, i)) {
		struct text value = result_member_text(s->part, i, "value"), pack = result_member_text(s->part, i, "pack");

		if ((result_member(s->part, i, "worst") != 0) != worst)
			continue;
		screen_line(&s->screen, INDENT + 2, HANG + 2);
		explain_name(s, PAINT_PLAIN, result_member_text(s->part, i, "fact"));
		if (value.length) {
			tell(s, " ");
			if (text_is(result_member_text(s->part, i, "fact"), "data"))
				explain_name(s, PAINT_BOLD, value);
			else
				screen_text(&s->screen, PAINT_BOLD, value);
		}
		if (pack.length) {
			dim(s, "  the pack's ");
			screen_text(&s->screen, PAINT_DIM, pack);
			dim(s, ", ");
			if (reason_from(s, pack))
				explain_from(s, "", reason_from(s, pack));
			else
				screen_text(&s->screen, PAINT_DIM, result_member_text(s->part, i, "status"));
		} else {
			dim(s, "  keur method, section 2 (proposal)");
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
	explain_name(s, PAINT_BOLD, known);
	tell(s, has_reason(s, false) ? " on the facts:" : " on the facts: nothing known makes it more");
	finish(s);
	reasons(s, false);
	if (text_equal(known, worst) && !has_reason(s, true))
		return;
	begin(s);
	explain_name(s, PAINT_BOLD, worst);
	tell(s, has_reason(s, true) ? " when missing facts turn out worst:" : " when missing facts turn out worst");
	finish(s);
	reasons(s, true);
}

/* ---- Levels -------------------------------------------------------------------------------------------------------------------- */

static void measure_factors(struct shown *s)
{
	uint32_t all = result_member(s->part, 0, "scenarios");
	unsigned i, r, f;

	for (i = 0; all && i < SCENARIOS; i++) {
		uint32_t scenario = result_member(s->part, all, explain_scenario[i]);

		for (r = 0; scenario && r < READINGS; r++) {
			uint32_t levels = result_member(s->part, scenario, explain_reading[r]);

			for (f = KEUR_THREAT; levels && f <= KEUR_IMPACT; f++) {
				uint64_t level = result_member_number(s->part, levels, explain_factor[f]);

				s->level[i][r][f] = level <= LEVELS ? (unsigned)level : 0;
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
	tell(s, name);
	screen_to(&s->screen, 16);
	dim(s, what);
	for (i = 0; i < sizeof at / sizeof *at; i++) {
		screen_to(&s->screen, at[i]);
		screen_text(&s->screen, PAINT_PLAIN, result_member_text(s->part, levels, column[i]));
	}
	screen_to(&s->screen, 64);
	say_level(s, explain_level(result_member_text(s->part, levels, "risk")));
	finish(s);
}

/* A scenario is undetermined when a factor of it rests on missing facts alone: then no level stands by itself. */
static void undetermined(struct shown *s, uint32_t known, uint32_t worst)
{
	screen_line(&s->screen, 16, 18);
	screen_say(&s->screen, PAINT_BOLD, "undetermined: ");
	tell(s, "at least ");
	say_level(s, explain_level(result_member_text(s->part, known, "risk")));
	tell(s, ", at most ");
	say_level(s, explain_level(result_member_text(s->part, worst, "risk")));
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

/* By which tables threat and exposure make a likelihood, and that and impact a risk. */
static void tables(struct shown *s)
{
	const struct result_tree *policy = &s->e->policy;
	uint32_t method = result_member(policy, 0, "method");

	if (!method)
		return;
	explain_from_line(s, "threat and exposure make the likelihood:", (struct text){ "", 0 }, result_member(policy, method, "likelihood"));
	explain_from_line(s, "likelihood and impact make the risk by ", result_member_text(policy, method, "id"), result_member(policy, method, "from"));
}

static void levels(struct shown *s)
{
	uint32_t all = result_member(s->part, 0, "scenarios");
	unsigned i;

	screen_heading(&s->screen, "Why these levels");
	if (!all || !result_first(s->part, all)) {
		begin(s);
		if (s->retired) {
			explain_out_of_service(s);
			tell(s, ": no level.");
		} else {
			tell(s, "The result gives none.");
		}
		finish(s);
		return;
	}
	screen_line(&s->screen, 26, 0);
	dim(s, "threat  exposure  likelihood  impact  risk");
	finish(s);
	for (i = 0; i < SCENARIOS; i++) {
		uint32_t scenario = result_member(s->part, all, explain_scenario[i]);
		uint32_t known = scenario ? result_member(s->part, scenario, "known") : 0;
		uint32_t worst = scenario ? result_member(s->part, scenario, "worst") : 0;
		bool determined = scenario && text_is(result_member_text(s->part, scenario, "determined"), "true");

		if (!known || !worst)
			continue;
		if (determined && same_levels(s, known, worst)) {
			level_row(s, explain_scenario[i], "", known);
			continue;
		}
		level_row(s, explain_scenario[i], "at least", known);
		level_row(s, "", "at most", worst);
		/* Equal for all that: the level stands whatever the missing facts are. */
		if (!determined && !text_equal(result_member_text(s->part, known, "risk"), result_member_text(s->part, worst, "risk")))
			undetermined(s, known, worst);
	}
	tables(s);
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

static void changes(struct shown *s)
{
	screen_heading(&s->screen, "What would change it");
	explain_flips(s);
	questions(s);
	if (!explain_remedies(s) && !s->e->gaps.items) {
		begin(s);
		tell(s, "No missing fact, and no finding behind its levels: only another part, another pack, or a designation.");
		finish(s);
	}
}

void explain_show(struct explained *explained, const struct report_style *style, struct out *out)
{
	struct shown s = { .e = explained, .part = &explained->component };

	screen_start(&s.screen, style, out);
	s.retired = result_member(s.part, 0, "in_service"); /* which only parts out of service have */
	measure_factors(&s);
	explain_weigh(&s);
	head(&s);
	scope(&s);
	levels(&s);
	explain_factors(&s);
	explain_findings(&s);
	explain_overrides(&s);
	explain_status(&s);
	explain_groups(&s);
	changes(&s);
	explain_weigh_free(&s);
	screen_finish(&s.screen);
}
