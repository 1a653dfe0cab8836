/* Scope and trusted suppliers on a terminal. */
#include "report/text.h"

#include <string.h>

enum { LISTED = 20, MET_LISTED = 40 }; /* parts per status: more is a job for components.csv */

static void scope_counts(struct screen *screen, const char *what, const uint32_t *count)
{
	static const char *const name[5] = { "other", "security element", "management", "adjacent", "critical" };
	int i;

	screen_line(screen, 2, 18);
	screen_say(screen, PAINT_PLAIN, what);
	screen_to(screen, 18);
	for (i = KEUR_SCOPE_CRITICAL; i >= KEUR_SCOPE_OTHER; i--) {
		enum paint paint = !count[i] ? PAINT_DIM : i == KEUR_SCOPE_CRITICAL ? PAINT_BOLD : PAINT_PLAIN;

		screen_count(screen, paint, name[i], count[i]);
		screen_say(screen, PAINT_PLAIN, "   ");
	}
	screen_end(screen);
}

void text_scope(struct screen *screen, const struct result *result)
{
	screen_heading(screen, "Scope");
	scope_counts(screen, "on the facts", result->summary.scope);
	scope_counts(screen, "worst credible", result->summary.scope_worst);
	if (strcmp(result->policy->critical_word, "approximated") == 0) {
		screen_line(screen, 2, 2);
		screen_say(screen, PAINT_DIM, "What is critical is approximated by the pack, unless an overlay designates it: it is not the list in the order.");
		screen_end(screen);
	}
}

static void roles(struct screen *screen, uint64_t set)
{
	const struct schema_list *list = &schema_list[LIST_role];
	const char *between = "";
	unsigned i;

	for (i = 0; i < list->members; i++)
		if (set >> i & 1) {
			screen_say(screen, PAINT_PLAIN, between);
			screen_say(screen, PAINT_PLAIN, list->member[i]);
			between = ", ";
		}
}

void text_involvement(struct screen *screen, struct text how, struct text under)
{
	static const struct {
		const char *how, *alone, *with; /* without and with the name of `under` */
	} words[] = {
		{ "direct", "directly", NULL },
		{ "subcontract", "as a subcontractor", "under " },
		{ "administers", "in what administers it", "in what administers it, under " },
		{ "access", "by a remote way in", "by a remote way in, under " },
		{ "keys", "holds its keys", NULL },
		{ "owner", "as an owner", "owns " },
	};
	size_t i;

	for (i = 0; i < sizeof words / sizeof *words; i++) {
		if (!text_is(how, words[i].how))
			continue;
		if (!under.length || !words[i].with) {
			screen_say(screen, PAINT_PLAIN, words[i].alone);
			return;
		}
		screen_say(screen, PAINT_PLAIN, words[i].with);
		screen_text(screen, PAINT_PLAIN, under);
		return;
	}
	screen_text(screen, PAINT_PLAIN, how);
}

void text_unstated(struct screen *screen, uint64_t tables)
{
	static const char *const name[] = { "parties", "ways in", "logs", "links", "owners" };
	uint64_t left = tables ? tables : 1;
	bool several = (left & (left - 1)) != 0;
	const char *between = "";
	unsigned t;

	screen_say(screen, PAINT_PLAIN, several ? "nobody answers that its lists of " : "nobody answers that its list of ");
	for (t = 0; t < sizeof name / sizeof *name; t++) {
		if (!(left >> t & 1))
			continue;
		left &= ~(UINT64_C(1) << t);
		screen_say(screen, PAINT_PLAIN, between);
		screen_say(screen, PAINT_PLAIN, name[t]);
		between = left & (left - 1) ? ", " : " and ";
	}
	screen_say(screen, PAINT_PLAIN, several ? " are complete" : " is complete");
}

void text_doubtful(struct screen *screen)
{
	screen_say(screen, PAINT_PLAIN, "somebody who is not trusted may be involved: by a claim, a way in, keys or ownership of which a fact is missing");
}

static void cause_words(struct screen *screen, const struct result *result, const struct words_cause *cause)
{
	struct text under = { "", 0 };

	if (cause->under != KEUR_NONE)
		under = model_string(result->model, COL_supplier_id, cause->under);
	if (cause->supplier != KEUR_NONE) {
		screen_text(screen, PAINT_BOLD, model_string(result->model, COL_supplier_id, cause->supplier));
		screen_say(screen, PAINT_PLAIN, " (");
		screen_say(screen, PAINT_PLAIN, cause->standing);
		screen_say(screen, PAINT_PLAIN, ", ");
		text_involvement(screen, text_of(cause->how), under);
		if (cause->roles)
			screen_say(screen, PAINT_PLAIN, ": ");
		roles(screen, cause->roles);
		screen_say(screen, PAINT_PLAIN, ")");
	} else if (cause->roles) {
		screen_say(screen, PAINT_PLAIN, "nobody is named for: ");
		roles(screen, cause->roles);
	} else if (strcmp(cause->how, "doubtful") == 0) {
		text_doubtful(screen);
	} else {
		text_unstated(screen, cause->tables);
	}
}

static void causes(struct screen *screen, const struct result *result, uint32_t component)
{
	struct words_cause cause;
	uint32_t next = 0;
	const char *between = "";

	while (words_next_cause(result, component, &next, &cause)) {
		screen_say(screen, PAINT_PLAIN, between);
		cause_words(screen, result, &cause);
		between = "; ";
	}
}

static void with_status(struct screen *screen, const struct result *result, unsigned status, enum paint paint)
{
	const struct model *model = result->model;
	uint32_t c, listed = 0, total = result->summary.trust[status];

	for (c = 0; c < model->rows[TABLE_component] && listed < LISTED; c++) {
		if (keur_byte(&model->column[COL_component_trust_status], c) != status)
			continue;
		screen_line(screen, 2, 14);
		screen_say(screen, paint, schema_list[LIST_trust].member[status]);
		screen_to(screen, 12);
		screen_text(screen, PAINT_BOLD, model_string(model, COL_component_id, c));
		screen_say(screen, PAINT_PLAIN, "  ");
		causes(screen, result, c);
		screen_end(screen);
		listed++;
	}
	if (total > listed) {
		screen_line(screen, 12, 12);
		screen_say(screen, PAINT_DIM, "and ");
		screen_number(screen, PAINT_DIM, total - listed);
		screen_say(screen, PAINT_DIM, " more, see components.csv");
		screen_end(screen);
	}
}

/* Nothing more to say about these than their names. */
static void met(struct screen *screen, const struct result *result)
{
	const struct model *model = result->model;
	uint32_t c, listed = 0, total = result->summary.trust[KEUR_TRUST_MET];

	if (!total)
		return;
	screen_line(screen, 2, 12);
	screen_say(screen, PAINT_LEVEL + 1, schema_list[LIST_trust].member[KEUR_TRUST_MET]);
	screen_to(screen, 12);
	for (c = 0; c < model->rows[TABLE_component] && listed < MET_LISTED; c++) {
		if (keur_byte(&model->column[COL_component_trust_status], c) != KEUR_TRUST_MET)
			continue;
		if (listed++)
			screen_say(screen, PAINT_PLAIN, ", ");
		screen_text(screen, PAINT_PLAIN, model_string(model, COL_component_id, c));
	}
	if (total > listed) {
		screen_say(screen, PAINT_DIM, " and ");
		screen_number(screen, PAINT_DIM, total - listed);
		screen_say(screen, PAINT_DIM, " more, see components.csv");
	}
	screen_end(screen);
}

void text_trust(struct screen *screen, const struct result *result)
{
	static const struct {
		unsigned status;
		enum paint paint;
		const char *name;
	} shown[] = {
		{ KEUR_TRUST_VIOLATED, PAINT_LEVEL + 5, "violated" },
		{ KEUR_TRUST_UNKNOWN, PAINT_LEVEL + 3, "unknown" },
		{ KEUR_TRUST_MET, PAINT_LEVEL + 1, "met" },
		{ KEUR_TRUST_NOT_REQUIRED, PAINT_DIM, "not required" },
	};
	size_t i;

	screen_heading(screen, "Trusted suppliers");
	screen_line(screen, 2, 2);
	for (i = 0; i < sizeof shown / sizeof *shown; i++) {
		enum paint paint = result->summary.trust[shown[i].status] ? shown[i].paint : PAINT_DIM;

		screen_count(screen, paint, shown[i].name, result->summary.trust[shown[i].status]);
		screen_say(screen, PAINT_PLAIN, "   ");
	}
	screen_end(screen);
	for (i = 0; i < 2; i++)
		with_status(screen, result, shown[i].status, shown[i].paint);
	met(screen, result);
}
