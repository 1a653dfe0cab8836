/* Scope and trusted suppliers on a terminal. */
#include "report/text.h"

#include <string.h>

enum { LISTED = 20, MET_LISTED = 40, NAMED = 5 }; /* parts per status: more is a job for components.csv */

static void scope_counts(struct screen *screen, const char *what, const uint32_t *count)
{
	static const char *const name[5] = { N_AS("scope", "other"), N_AS("scope", "security element"), N_AS("scope", "management"),
		N_AS("scope", "adjacent"), N_AS("scope", "critical") };
	int i;

	screen_line(screen, 2, 18);
	screen_say(screen, PAINT_PLAIN, what);
	screen_to(screen, 18);
	for (i = KEUR_SCOPE_CRITICAL; i >= KEUR_SCOPE_OTHER; i--) {
		enum paint paint = !count[i] ? PAINT_DIM : i == KEUR_SCOPE_CRITICAL ? PAINT_BOLD : PAINT_PLAIN;

		screen_count(screen, paint, say_as("scope", name[i]), count[i]);
		screen_say(screen, PAINT_PLAIN, "   ");
	}
	screen_end(screen);
}

void text_scope(struct screen *screen, const struct result *result)
{
	screen_heading(screen, say("Scope"));
	scope_counts(screen, say("on the facts"), result->summary.scope);
	scope_counts(screen, say("worst credible"), result->summary.scope_worst);
	if (result->summary.in_service < result->summary.components) {
		screen_line(screen, 2, 2);
		screen_say(screen, PAINT_DIM, say("These count parts out of service too."));
		screen_end(screen);
	}
	if (strcmp(result->policy->critical_word, "approximated") == 0) {
		screen_line(screen, 2, 2);
		screen_say(screen, PAINT_DIM, say("What is critical is approximated by the pack, unless an overlay designates it: it is not the list in the order."));
		screen_end(screen);
	}
}

static void roles(struct screen *screen, uint64_t set)
{
	const char *between = "";
	unsigned i;

	for (i = 0; i < schema_list[LIST_role].members; i++)
		if (set >> i & 1) {
			screen_say(screen, PAINT_PLAIN, between);
			screen_say(screen, PAINT_PLAIN, words_member(LIST_role, i));
			between = ", ";
		}
}

void text_supplier(struct screen *screen, enum paint paint, const struct result *result, uint32_t supplier)
{
	struct buffer name = { 0 };
	struct text like;

	words_supplier(result, supplier, &name, &like);
	screen_text(screen, paint, buffer_view(&name));
	if (like.length) {
		screen_say(screen, PAINT_PLAIN, " ");
		TELL(screen, PAINT_LEVEL + 4, say("(looks like {name})"), TOLD_TEXT("name", PAINT_LEVEL + 4, like));
	}
	buffer_free(&name);
}

void text_involvement(struct screen *screen, struct text how, struct text under)
{
	const char *words = words_through(how, under.length > 0);

	if (words)
		TELL(screen, PAINT_PLAIN, say(words), TOLD_TEXT("supplier", PAINT_PLAIN, under));
	else
		screen_text(screen, PAINT_PLAIN, how);
}

void text_unstated(struct screen *screen, uint64_t tables)
{
	uint64_t left = tables ? tables : 1;
	bool several = (left & (left - 1)) != 0;
	const char *between = "", *sentence = several ? say("nobody answers that its lists of {rows} are complete")
		: say("nobody answers that its list of {rows} is complete");
	unsigned t;

	TELL_ON(screen, PAINT_PLAIN, &sentence, TOLD_NOTHING);
	for (t = 0; t < LIST_MEMBERS_stated; t++) {
		if (!(left >> t & 1))
			continue;
		left &= ~(UINT64_C(1) << t);
		screen_say(screen, PAINT_PLAIN, between);
		screen_say(screen, PAINT_PLAIN, say_as("rows", schema_stated_said[t]));
		between = left & (left - 1) ? ", " : say(" and ");
	}
	TELL(screen, PAINT_PLAIN, sentence, TOLD_NOTHING);
}

void text_doubtful(struct screen *screen)
{
	screen_say(screen, PAINT_PLAIN, say("somebody who is not trusted may be involved: by a claim, a way in, keys or ownership of which a fact is missing"));
}

static void cause_words(struct screen *screen, const struct result *result, const struct words_cause *cause)
{
	struct buffer lapse = { 0 }, under = { 0 };
	struct text like;

	if (cause->under != KEUR_NONE)
		words_supplier(result, cause->under, &under, &like);
	if (cause->supplier != KEUR_NONE) {
		text_supplier(screen, PAINT_BOLD, result, cause->supplier);
		screen_say(screen, PAINT_PLAIN, " (");
		if (cause->ground)
			TELL(screen, PAINT_PLAIN, say("{standing} by the pack: {ground}"), TOLD_WORD("standing", PAINT_PLAIN, say_as("standing", cause->standing)),
				TOLD_WORD("ground", PAINT_PLAIN, say_as("ground", cause->ground)));
		else
			screen_say(screen, PAINT_PLAIN, say_as("standing", cause->standing));
		screen_say(screen, PAINT_PLAIN, ", ");
		text_involvement(screen, text_of(cause->how), buffer_view(&under));
		if (cause->roles)
			screen_say(screen, PAINT_PLAIN, ": ");
		roles(screen, cause->roles);
		if (words_lapse(result, cause, language_now(), &lapse)) {
			screen_say(screen, PAINT_PLAIN, "; ");
			screen_text(screen, PAINT_PLAIN, buffer_view(&lapse));
		}
		screen_say(screen, PAINT_PLAIN, ")");
	} else if (cause->roles) {
		screen_say(screen, PAINT_PLAIN, say("nobody is named for:"));
		screen_say(screen, PAINT_PLAIN, " ");
		roles(screen, cause->roles);
	} else if (strcmp(cause->how, "doubtful") == 0) {
		text_doubtful(screen);
	} else {
		text_unstated(screen, cause->tables);
	}
	buffer_free(&lapse);
	buffer_free(&under);
}

void text_further(struct screen *screen, const char *before, uint64_t further)
{
	if (!further)
		return;
	screen_say(screen, PAINT_PLAIN, before);
	TELL(screen, PAINT_PLAIN, say_many("and {count} owner behind these, see the owners of each supplier in the result",
		"and {count} owners behind these, see the owners of each supplier in the result", further),
		TOLD_NUMBER("count", PAINT_PLAIN, further));
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
	text_further(screen, between, result->further[component]);
}

/* Parts whose status has the same causes. */
struct same {
	uint64_t causes; /* their hash */
	uint32_t count, part[NAMED];
};

static uint64_t mix(uint64_t hash, uint64_t value)
{
	hash = (hash ^ value) * UINT64_C(0x9E3779B97F4A7C15);
	return hash ^ hash >> 29;
}

static uint64_t hash_causes(const struct result *result, uint32_t component)
{
	struct words_cause cause;
	uint64_t hash = 1;
	uint32_t next = 0;

	while (words_next_cause(result, component, &next, &cause)) {
		hash = mix(hash, (uint64_t)cause.supplier << 32 | cause.under);
		hash = mix(hash, cause.roles << 8 | cause.tables);
		hash = mix(hash, (uintptr_t)cause.how);
		hash = mix(hash, (uintptr_t)cause.standing);
	}
	hash = mix(hash, result->further[component]);
	return hash;
}

static void one_same(struct screen *screen, const struct result *result, unsigned status, enum paint paint, const struct same *same)
{
	uint32_t i;

	screen_line(screen, 2, 14);
	screen_say(screen, paint, words_member(LIST_trust, status));
	screen_to(screen, 12);
	if (same->count == 1) {
		screen_text(screen, PAINT_BOLD, model_string(result->model, COL_component_id, same->part[0]));
		screen_say(screen, PAINT_PLAIN, "  ");
		causes(screen, result, same->part[0]);
		screen_end(screen);
		return;
	}
	TELL(screen, PAINT_BOLD, say_many("{count} part", "{count} parts", same->count), TOLD_NUMBER("count", PAINT_BOLD, same->count));
	screen_say(screen, PAINT_PLAIN, ": ");
	causes(screen, result, same->part[0]);
	screen_say(screen, PAINT_PLAIN, ": ");
	for (i = 0; i < same->count && i < NAMED; i++) {
		screen_say(screen, PAINT_PLAIN, i ? ", " : "");
		screen_text(screen, PAINT_BOLD, model_string(result->model, COL_component_id, same->part[i]));
	}
	screen_say(screen, PAINT_DIM, same->count > NAMED ? ", ..." : "");
	screen_end(screen);
}

/* Thousands of parts often have one cause: one line for all of them. */
static void with_status(struct screen *screen, const struct result *result, unsigned status, enum paint paint)
{
	const struct model *model = result->model;
	uint32_t c, k, sames = 0, listed = 0, total = result->summary.trust[status];
	struct same same[LISTED];

	for (c = 0; total && c < model->rows[TABLE_component]; c++) {
		uint64_t hash;

		if (keur_byte(&model->column[COL_component_trust_status], c) != status)
			continue;
		hash = hash_causes(result, c);
		for (k = 0; k < sames && same[k].causes != hash; k++)
			;
		if (k == LISTED)
			continue;
		if (k == sames)
			same[sames++] = (struct same){ .causes = hash };
		if (same[k].count < NAMED)
			same[k].part[same[k].count] = c;
		same[k].count++;
		listed++;
	}
	for (k = 0; k < sames; k++)
		one_same(screen, result, status, paint, &same[k]);
	if (total > listed) {
		screen_line(screen, 12, 12);
		screen_more(screen, total - listed, "components.csv");
		screen_end(screen);
	}
}

/* Whom the parts above may rest on though the pack itself says otherwise. */
static void despite(struct screen *screen, const struct result *result)
{
	struct buffer said = { 0 };
	uint32_t s, told = 0, all = 0;

	for (s = 0; s < result->model->rows[TABLE_supplier]; s++) {
		buffer_clear(&said);
		if (!result->supplier[s].parts || !result_overridden(result, s, language_now(), &said) || all++ >= LISTED)
			continue;
		screen_line(screen, 12, 14);
		screen_text(screen, PAINT_BOLD, model_string(result->model, COL_supplier_id, s));
		screen_say(screen, PAINT_PLAIN, ": ");
		screen_text(screen, PAINT_LEVEL + 4, buffer_view(&said));
		screen_end(screen);
		told++;
	}
	if (all > told) {
		screen_line(screen, 12, 12);
		screen_more(screen, all - told, "suppliers.csv");
		screen_end(screen);
	}
	buffer_free(&said);
}

/* Nothing more to say about these than their names. */
static void met(struct screen *screen, const struct result *result)
{
	const struct model *model = result->model;
	uint32_t c, listed = 0, total = result->summary.trust[KEUR_TRUST_MET];

	if (!total)
		return;
	screen_line(screen, 2, 12);
	screen_say(screen, PAINT_LEVEL + 1, words_member(LIST_trust, KEUR_TRUST_MET));
	screen_to(screen, 12);
	for (c = 0; c < model->rows[TABLE_component] && listed < MET_LISTED; c++) {
		if (keur_byte(&model->column[COL_component_trust_status], c) != KEUR_TRUST_MET)
			continue;
		if (listed++)
			screen_say(screen, PAINT_PLAIN, ", ");
		screen_text(screen, PAINT_PLAIN, model_string(model, COL_component_id, c));
	}
	if (total > listed) {
		screen_say(screen, PAINT_DIM, " ");
		screen_more(screen, total - listed, "components.csv");
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
		{ KEUR_TRUST_VIOLATED, PAINT_LEVEL + 5, N_AS("trust", "violated") },
		{ KEUR_TRUST_UNKNOWN, PAINT_LEVEL + 3, N_AS("trust", "unknown") },
		{ KEUR_TRUST_MET, PAINT_LEVEL + 1, N_AS("trust", "met") },
		{ KEUR_TRUST_NOT_REQUIRED, PAINT_DIM, N_AS("trust", "not required") },
	};
	size_t i;

	screen_heading(screen, say("Trusted suppliers"));
	screen_line(screen, 2, 2);
	for (i = 0; i < sizeof shown / sizeof *shown; i++) {
		enum paint paint = result->summary.trust[shown[i].status] ? shown[i].paint : PAINT_DIM;

		screen_count(screen, paint, say_as("trust", shown[i].name), result->summary.trust[shown[i].status]);
		screen_say(screen, PAINT_PLAIN, "   ");
	}
	screen_end(screen);
	for (i = 0; i < 2; i++)
		with_status(screen, result, shown[i].status, shown[i].paint);
	met(screen, result);
	despite(screen, result);
}
