/* Scope and trusted suppliers on a terminal. */
#include "report/text.h"

enum { LISTED = 20 }; /* parts per status: more is a job for components.csv */

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

static void supplier(struct screen *screen, const struct result *result, enum paint paint, uint32_t row)
{
	struct buffer key = { 0 };

	words_key(result, TABLE_supplier, row, &key);
	screen_text(screen, paint, buffer_view(&key));
	buffer_free(&key);
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

/* How somebody is involved, in words that need no glossary. */
static void involvement(struct screen *screen, const struct result *result, const struct words_cause *cause)
{
	bool under = cause->under != KEUR_NONE;

	if (strcmp(cause->how, "subcontract") == 0)
		screen_say(screen, PAINT_PLAIN, under ? "under " : "as a subcontractor");
	else if (strcmp(cause->how, "owner") == 0)
		screen_say(screen, PAINT_PLAIN, under ? "owns " : "as an owner");
	else if (strcmp(cause->how, "administers") == 0)
		screen_say(screen, PAINT_PLAIN, under ? "in what administers it, under " : "in what administers it");
	else if (strcmp(cause->how, "access") == 0)
		screen_say(screen, PAINT_PLAIN, under ? "by a remote way in, under " : "by a remote way in");
	else if (strcmp(cause->how, "keys") == 0)
		screen_say(screen, PAINT_PLAIN, "holds its keys");
	else
		screen_say(screen, PAINT_PLAIN, "directly");
	if (under && strcmp(cause->how, "keys") != 0 && strcmp(cause->how, "direct") != 0)
		supplier(screen, result, PAINT_PLAIN, cause->under);
}

static void cause_words(struct screen *screen, const struct result *result, const struct words_cause *cause)
{
	if (cause->supplier != KEUR_NONE) {
		supplier(screen, result, PAINT_BOLD, cause->supplier);
		screen_say(screen, PAINT_PLAIN, " (");
		screen_say(screen, PAINT_PLAIN, cause->standing);
		screen_say(screen, PAINT_PLAIN, ", ");
		involvement(screen, result, cause);
		if (cause->roles)
			screen_say(screen, PAINT_PLAIN, ": ");
		roles(screen, cause->roles);
		screen_say(screen, PAINT_PLAIN, ")");
	} else if (cause->roles) {
		screen_say(screen, PAINT_PLAIN, "nobody is named for: ");
		roles(screen, cause->roles);
	} else {
		screen_say(screen, PAINT_PLAIN, "nobody answers that its list of parties is complete");
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
		if (status != KEUR_TRUST_MET) {
			screen_say(screen, PAINT_PLAIN, "  ");
			causes(screen, result, c);
		}
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
	for (i = 0; i < 3; i++)
		with_status(screen, result, shown[i].status, shown[i].paint);
}
