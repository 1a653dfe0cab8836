/* What the impact of a part rests on, as far as the pack's numbers in the result tell: class, users, data. */
#include "cli/explain_part.h"

#include "base/number.h"

static bool triple(const struct shown *s, uint32_t node, const char *name, unsigned level[SCENARIOS])
{
	uint32_t i = result_children(&s->e->policy, node, name);
	unsigned k;

	for (k = 0; i && k < SCENARIOS; k++, i = result_next(&s->e->policy, i)) {
		uint64_t number = result_number(&s->e->policy, i);

		level[k] = number <= LEVELS ? (unsigned)number : 0;
	}
	return k == SCENARIOS;
}

static void say_triple(struct shown *s, enum paint paint, const unsigned level[SCENARIOS])
{
	char text[8] = { (char)('0' + level[0] % 10), '/', (char)('0' + level[1] % 10), '/', (char)('0' + level[2] % 10) };

	screen_say(&s->screen, paint, text);
}

/* The users that count: its own, else the network's. */
static bool users_of(const struct shown *s, uint64_t *users, bool *own)
{
	uint32_t node = result_member(s->part, 0, "users");

	*own = node && s->part->node[node].kind == 'n';
	if (*own) {
		*users = result_number(s->part, node);
		return true;
	}
	node = result_member(&s->e->network, 0, "users");
	if (!node || s->e->network.node[node].kind != 'n')
		return false;
	*users = result_number(&s->e->network, node);
	return true;
}

static unsigned cap_of(const struct shown *s, bool known, uint64_t users)
{
	const struct result_tree *policy = &s->e->policy;
	uint64_t level = LEVELS;
	uint32_t i;

	for (i = result_children(policy, 0, "caps"); i; i = result_next(policy, i)) {
		uint32_t below = result_member(policy, i, "below");

		level = result_member_number(policy, i, "level");
		if (known && below && policy->node[below].kind == 'n' && users < result_number(policy, below))
			break;
	}
	return level >= 1 && level <= LEVELS ? (unsigned)level : LEVELS;
}

static void raise_to(unsigned level[SCENARIOS], const unsigned by[SCENARIOS])
{
	unsigned k;

	for (k = 0; k < SCENARIOS; k++)
		if (level[k] < by[k])
			level[k] = by[k];
}

static void by_functions(struct shown *s, unsigned explained[SCENARIOS])
{
	struct text class_ = result_member_text(s->part, 0, "class");
	uint32_t i, of_class = class_.length ? explain_entry(s, "classes", "name", class_) : 0;
	unsigned level[SCENARIOS], cap;
	bool own, plain = false, known, capped = false;
	uint64_t users = 0;

	known = users_of(s, &users, &own);
	cap = cap_of(s, known, users);
	for (i = result_children(s->part, 0, "functions"); i; i = result_next(s->part, i)) {
		uint32_t function = explain_entry(s, "functions", "name", result_text(s->part, i)), from = function ? function : of_class;
		bool under_cap = from && text_is(result_member_text(&s->e->policy, from, "capped"), "true");
		unsigned k;

		if (!from || (plain && !function) || !triple(s, from, "impact", level))
			continue;
		plain |= !function;
		tell(s, function ? "function " : "class ");
		screen_text(&s->screen, PAINT_BOLD, function ? result_text(s->part, i) : class_);
		tell(s, " ");
		say_triple(s, PAINT_PLAIN, level);
		for (k = 0; under_cap && k < SCENARIOS; k++)
			if (level[k] > cap)
				level[k] = cap;
		capped |= under_cap;
		raise_to(explained, level);
		tell(s, "; ");
	}
	if (!capped)
		return;
	if (known) {
		screen_number(&s->screen, PAINT_PLAIN, users);
		tell(s, own && users == 1 ? " user allows at most " : own ? " users allow at most " : " users of the network, as its own are unknown, allow at most ");
	} else {
		tell(s, "unknown users allow ");
	}
	screen_number(&s->screen, PAINT_PLAIN, cap);
	tell(s, "; ");
}

static void by_data(struct shown *s, unsigned explained[SCENARIOS])
{
	const char *between = "data ";
	uint64_t users = 0;
	bool own, known = users_of(s, &users, &own);
	uint32_t i;

	for (i = result_children(s->part, 0, "data"); i; i = result_next(s->part, i)) {
		uint32_t data = explain_entry(s, "data", "name", result_text(s->part, i));
		uint64_t many = data ? result_member_number(&s->e->policy, data, "many_users") : 0;
		unsigned level[SCENARIOS];

		if (!data || !triple(s, data, many && known && own && users >= many ? "many_floor" : "floor", level))
			continue;
		raise_to(explained, level);
		tell(s, between);
		explain_name(s, PAINT_BOLD, result_text(s->part, i));
		tell(s, " at least ");
		say_triple(s, PAINT_PLAIN, level);
		between = ", ";
	}
	tell(s, between[0] == ',' ? "; " : "");
}

static void lower_where(struct shown *s, const unsigned explained[SCENARIOS], const unsigned level[SCENARIOS], const char *why)
{
	const char *between = "lower on ";
	unsigned k;
	bool any = false;

	for (k = 0; k < SCENARIOS; k++) {
		if (level[k] >= explained[k])
			continue;
		tell(s, between);
		tell(s, explain_scenario[k]);
		between = ", ";
		any = true;
	}
	if (any)
		tell(s, why);
}

/* What raised it, by scenario, with its place: the part that depends on this one, or that this one administers; its site; whom it serves. */
static void raised(struct shown *s, const unsigned explained[SCENARIOS], const unsigned level[SCENARIOS])
{
	static const struct {
		const char *by, *before, *after;
	} known[] = {
		{ "site", "its sensitive site ", "" }, { "serves", "whom it serves", "" }, { "dependant", "", ", which depends on it" },
		{ "administered", "", ", which it administers" },
	};
	bool told = result_member(s->part, 0, "impact_by") != 0; /* older results have none */
	const char *between = "";
	uint32_t i;
	unsigned k;
	size_t w;

	for (k = 0; k < SCENARIOS; k++) {
		if (level[k] <= explained[k])
			continue;
		for (i = result_children(s->part, 0, "impact_by"); i; i = result_next(s->part, i))
			if (text_is(result_member_text(s->part, i, "scenario"), explain_scenario[k]))
				break;
		for (w = 0; i && w < sizeof known / sizeof *known && !text_is(result_member_text(s->part, i, "by"), known[w].by); w++)
			;
		tell(s, between);
		tell(s, "raised on ");
		tell(s, explain_scenario[k]);
		between = "; ";
		if (!i || w == sizeof known / sizeof *known) {
			tell(s, told ? " by a finding" : " by what it administers, what depends on it, its site or whom it serves: this result does not say");
			continue;
		}
		tell(s, " by ");
		tell(s, known[w].before);
		screen_text(&s->screen, PAINT_BOLD, result_member_text(s->part, i, "what"));
		tell(s, known[w].after);
		explain_place(s, s->part, i);
	}
	if (between[0])
		dim(s, "; keur method, section 3 (proposal)");
}

/* Where each number of the line before is from. */
static void sources(struct shown *s, bool other, bool lower)
{
	struct text class_ = result_member_text(s->part, 0, "class");
	const struct result_tree *policy = &s->e->policy;
	bool known, own, capped = false, of_class = false;
	uint64_t users = 0;
	unsigned cap;
	uint32_t i;

	known = users_of(s, &users, &own);
	cap = cap_of(s, known, users);
	for (i = result_children(s->part, 0, "functions"); i; i = result_next(s->part, i)) {
		uint32_t function = explain_entry(s, "functions", "name", result_text(s->part, i));
		uint32_t from = function ? function : explain_entry(s, "classes", "name", class_);

		capped |= from && text_is(result_member_text(policy, from, "capped"), "true");
		if (function)
			explain_from_line(s, "function ", result_text(s->part, i), explain_entry_from(s, function));
		else if (!of_class)
			explain_from_line(s, "class ", class_, explain_entry_from(s, from));
		of_class |= !function;
	}
	for (i = capped ? result_children(policy, 0, "caps") : 0; i; i = result_next(policy, i))
		if (result_member_number(policy, i, "level") == cap) {
			explain_from_line(s, "cap by users", (struct text){ "", 0 }, explain_entry_from(s, i));
			break;
		}
	for (i = result_children(s->part, 0, "data"); i; i = result_next(s->part, i))
		explain_from_line(s, "data ", result_text(s->part, i),
			explain_entry_from(s, explain_entry(s, "data", "name", result_text(s->part, i))));
	if (other)
		explain_from_line(s, "floor of site and users served", (struct text){ "", 0 }, explain_section(s, "site"));
	if (lower)
		explain_from_line(s, "redundancy", (struct text){ "", 0 }, explain_section(s, "redundancy"));
}

void explain_impact(struct shown *s)
{
	unsigned level[SCENARIOS], explained[SCENARIOS] = { 1, 1, 1 }, k;
	bool same = true, other = false, lower = false;

	for (k = 0; k < SCENARIOS; k++)
		level[k] = s->level[k][READING_KNOWN][KEUR_IMPACT];
	begin(s);
	screen_say(&s->screen, PAINT_BOLD, "impact ");
	say_triple(s, PAINT_BOLD, level);
	tell(s, " (espionage/manipulation/sabotage): ");
	if (!result_children(&s->e->policy, 0, "classes")) {
		tell(s, "by what the part does, its users, its data, its site, and what depends on it");
		finish(s);
		return;
	}
	by_functions(s, explained);
	by_data(s, explained);
	raised(s, explained, level);
	lower_where(s, explained, level, ": another part of its redundancy group can take over");
	for (k = 0; k < SCENARIOS; k++) {
		same &= level[k] == explained[k];
		other |= level[k] > explained[k];
		lower |= level[k] < explained[k];
	}
	if (same)
		tell(s, "nothing else raises it");
	finish(s);
	sources(s, other, lower);
}
