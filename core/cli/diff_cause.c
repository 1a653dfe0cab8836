/* Why something changed, from what both results show and nothing else: a value that is another one, an answer that came, a decision, another
 * pack, another build of a plugin, another keur, another day. Where several fit all are named; where none is visible the list stays empty and the
 * reader is told so. */
#include "cli/diff.h"

#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>

const char *const diff_reason_name[DIFF_REASONS] = { "decision", "fact", "pack", "plugin", "keur", "date" };

/* What a fact of a part is, beyond being an effect of something else. */
enum meaning {
	EFFECT,     /* follows from others: no cause by itself */
	INPUT,      /* somebody gave it */
	BY_PACK,    /* the pack makes it out of facts: a cause only where these stayed */
	STANDING,
	ANSWER,     /* a question that came or went */
	FINDING,
	UNASSESSED
};
static const struct {
	const char *what; /* * at the end: all that begin so */
	enum meaning meaning;
} part_fact[] = {
	{ "functions[]", INPUT }, { "segment", INPUT }, { "users", INPUT }, { "data[]", INPUT }, { "in_service*", INPUT },
	{ "class", BY_PACK }, { "reasons[]", BY_PACK }, { "scenarios.*", BY_PACK },
	{ "standing of *", STANDING }, { "gaps[]", ANSWER }, { "findings[]", FINDING }, { "not_assessed_by[]", UNASSESSED },
	{ "trusted_supplier.because[]", INPUT },
};

struct causes {
	struct diff *diff;
	struct diff_change *change; /* at hand */
	struct buffer words;
	uint32_t pack, keur, date;  /* words, DICT_NONE: the same */
	struct edited *edited;      /* by row */
	size_t edits;
	bool same_facts;            /* every input file and every edit is the same: no fact can be another one */
};

static void add(struct causes *c, enum diff_reason reason, struct text words)
{
	struct diff *diff = c->diff;
	struct diff_cause cause = { reason, dict_add(&diff->words, words) };
	uint32_t i;

	if (reason == DIFF_FACT && c->same_facts)
		return;
	for (i = 0; i < c->change->causes; i++)
		if (diff->cause[c->change->cause + i].reason == cause.reason && diff->cause[c->change->cause + i].words == cause.words)
			return;
	mem_reserve(&diff->cause, &diff->cause_capacity, diff->causes + 1, sizeof *diff->cause);
	diff->cause[diff->causes++] = cause;
	c->change->causes++;
}

static void begin(struct causes *c, struct diff_change *change)
{
	c->change = change;
	change->cause = (uint32_t)c->diff->causes;
	change->causes = 0;
}

static int cause_compare(const void *a, const void *b, void *self)
{
	const struct diff *diff = self;
	const struct diff_cause *x = a, *y = b;

	if (x->reason != y->reason)
		return x->reason < y->reason ? -1 : 1;
	return text_compare(diff_text(diff, x->words), diff_text(diff, y->words));
}

static void end(struct causes *c)
{
	if (c->change->causes > 1)
		qsort_r(c->diff->cause + c->change->cause, c->change->causes, sizeof *c->diff->cause, cause_compare, c->diff);
}

static void add_whole(struct causes *c, enum diff_reason reason, uint32_t words)
{
	struct buffer copy = { 0 };

	if (words == DICT_NONE)
		return;
	buffer_text(&copy, diff_text(c->diff, words)); /* the dictionary may move while it grows */
	add(c, reason, buffer_view(&copy));
	buffer_free(&copy);
}

/* "users 3000, now 400000"; "data[] traffic, new" */
static void say_step(struct causes *c, const struct diff_step *step, const char *name)
{
	struct text old = diff_text(c->diff, step->value[DIFF_OLD]), now = diff_text(c->diff, step->value[DIFF_NEW]);

	buffer_clear(&c->words);
	buffer_string(&c->words, name);
	if (old.length) {
		buffer_string(&c->words, " ");
		buffer_text(&c->words, old);
	}
	buffer_string(&c->words, old.length && now.length ? ", now " : now.length ? " " : ", no longer");
	buffer_text(&c->words, now);
	if (!old.length)
		buffer_string(&c->words, ", new");
}

static bool begins(struct text what, const char *with)
{
	size_t length = strlen(with);

	return what.length >= length && memcmp(what.data, with, length) == 0;
}

/* ---- What is told of the whole -------------------------------------------------------------------------------------------------------- */

static struct text head_text(const struct causes *c, enum diff_side side, size_t offset, const char *member)
{
	return result_member_text((const struct result_tree *)(const void *)((const char *)&c->diff->side[side] + offset), 0, member);
}

static uint32_t words_of(struct causes *c)
{
	return dict_add(&c->diff->words, buffer_view(&c->words));
}

static struct text key_of(const struct result_tree *tree, uint32_t node)
{
	return (struct text){ tree->bytes + tree->node[node].key, tree->node[node].key_length };
}

/* Two values of a pack, wherever in its file they stand: in another line, or taken from another pack, nothing is judged otherwise. */
static bool same_value(const struct result_tree *a, uint32_t x, const struct result_tree *b, uint32_t y)
{
	uint32_t i, k;

	if (a->node[x].kind != b->node[y].kind || !text_equal(result_text(a, x), result_text(b, y)))
		return false;
	for (i = a->node[x].first, k = b->node[y].first; i && k; i = result_next(a, i), k = result_next(b, k)) {
		if (!text_equal(key_of(a, i), key_of(b, k)))
			return false;
		if (a->node[x].kind == '{' && (text_is(key_of(a, i), "line") || text_is(key_of(a, i), "pack")))
			continue;
		if (!same_value(a, i, b, k))
			return false;
	}
	return !i && !k;
}

/* The sections of the pack that judge otherwise, as far as results repeat them: a hash says nothing to whoever has to explain the difference. */
static void say_sections(struct causes *c)
{
	static const char *const section[] = { "baseline", "likelihood", "risk", "method", "classes", "functions", "caps", "data", "phase_out", "rules",
		"not_judged", "milder", "from" };
	const struct result_tree *old = &c->diff->side[DIFF_OLD].policy, *now = &c->diff->side[DIFF_NEW].policy;
	const char *between = "; other ";
	size_t i;

	for (i = 0; i < sizeof section / sizeof *section; i++) {
		uint32_t x = result_member(old, 0, section[i]), y = result_member(now, 0, section[i]);

		if (!x || !y || same_value(old, x, now, y))
			continue;
		buffer_format(&c->words, "%s%s", between, strcmp(section[i], "from") == 0 ? "sources or statuses" : section[i]);
		between = ", ";
	}
}

static void compare_whole(struct causes *c)
{
	const size_t pack = offsetof(struct diff_result, policy), network = offsetof(struct diff_result, network);
	const struct result_tree *run[DIFF_SIDES] = { &c->diff->side[DIFF_OLD].run, &c->diff->side[DIFF_NEW].run };
	struct text version[DIFF_SIDES], day[DIFF_SIDES];
	unsigned s;

	c->pack = c->keur = c->date = DICT_NONE;
	c->same_facts = c->diff->first[DIFF_INPUTS] == c->diff->first[DIFF_INPUTS + 1]
		&& c->diff->first[DIFF_OVERRIDES] == c->diff->first[DIFF_OVERRIDES + 1];
	for (s = 0; s < DIFF_SIDES; s++) {
		uint32_t tool = result_member(run[s], 0, "tool");

		version[s] = tool ? result_member_text(run[s], tool, "version") : (struct text){ "", 0 };
		day[s] = head_text(c, (enum diff_side)s, network, "as_of");
	}
	if (!text_equal(head_text(c, DIFF_OLD, pack, "sha256"), head_text(c, DIFF_NEW, pack, "sha256"))
		|| !text_equal(head_text(c, DIFF_OLD, pack, "id"), head_text(c, DIFF_NEW, pack, "id"))) {
		buffer_clear(&c->words);
		for (s = 0; s < DIFF_SIDES; s++) {
			buffer_string(&c->words, s ? ", now " : "");
			buffer_text(&c->words, head_text(c, (enum diff_side)s, pack, "id"));
			buffer_string(&c->words, "/");
			buffer_text(&c->words, head_text(c, (enum diff_side)s, pack, "version"));
			buffer_format(&c->words, " (%.8s)", head_text(c, (enum diff_side)s, pack, "sha256").data);
		}
		say_sections(c);
		c->pack = words_of(c);
	}
	if (!text_equal(version[DIFF_OLD], version[DIFF_NEW])) {
		buffer_clear(&c->words);
		buffer_text(&c->words, version[DIFF_OLD]);
		buffer_string(&c->words, ", now ");
		buffer_text(&c->words, version[DIFF_NEW]);
		c->keur = words_of(c);
	}
	if (!text_equal(day[DIFF_OLD], day[DIFF_NEW])) {
		buffer_clear(&c->words);
		buffer_string(&c->words, "as of ");
		buffer_text(&c->words, day[DIFF_OLD].length ? day[DIFF_OLD] : TEXT_LITERAL("no day"));
		buffer_string(&c->words, ", now ");
		buffer_text(&c->words, day[DIFF_NEW].length ? day[DIFF_NEW] : TEXT_LITERAL("no day"));
		c->date = words_of(c);
	}
}

/* ---- Findings --------------------------------------------------------------------------------------------------------------------------- */

/* Another decision on this supplier. */
static bool decided(struct causes *c, uint32_t supplier)
{
	uint32_t old = diff_standing(c->diff, DIFF_OLD, supplier), now = diff_standing(c->diff, DIFF_NEW, supplier);

	if (old == DICT_NONE || now == DICT_NONE || old == now)
		return false;
	buffer_clear(&c->words);
	buffer_text(&c->words, diff_text(c->diff, supplier));
	buffer_string(&c->words, " ");
	buffer_text(&c->words, diff_text(c->diff, old));
	buffer_string(&c->words, ", now ");
	buffer_text(&c->words, diff_text(c->diff, now));
	add(c, DIFF_DECISION, buffer_view(&c->words));
	return true;
}

/* The plugin that the rule belongs to: another build, another end. True when it ran on one side only, which explains all by itself. */
static bool by_plugin(struct causes *c, struct text rule)
{
	static const char *const what[] = { "version", "sha256", "status" };
	const char *dot = memchr(rule.data, '.', rule.length);
	uint32_t name = dot ? dict_find(&c->diff->words, (struct text){ rule.data, (size_t)(dot - rule.data) }) : DICT_NONE;
	const struct diff_change *plugin = name == DICT_NONE ? NULL : diff_change_of(c->diff, DIFF_PLUGINS, name);
	unsigned k;

	if (!plugin)
		return false;
	buffer_clear(&c->words);
	buffer_text(&c->words, diff_text(c->diff, name));
	if (plugin->kind != DIFF_CHANGED) {
		buffer_string(&c->words, plugin->kind == DIFF_GONE ? " was not run any more" : " was not run before");
	} else {
		const char *between = " ";

		for (k = 0; k < sizeof what / sizeof *what; k++) {
			struct text old = diff_text(c->diff, diff_value(c->diff, DIFF_OLD, plugin->entry[DIFF_OLD], what[k]));
			struct text now = diff_text(c->diff, diff_value(c->diff, DIFF_NEW, plugin->entry[DIFF_NEW], what[k]));

			if (text_equal(old, now))
				continue;
			buffer_format(&c->words, "%s%s %.*s, now %.*s", between, what[k], (int)(k == 1 && old.length > 8 ? 8 : old.length), old.data,
				(int)(k == 1 && now.length > 8 ? 8 : now.length), now.data);
			between = "; ";
		}
	}
	add(c, DIFF_PLUGIN, buffer_view(&c->words));
	return plugin->kind != DIFF_CHANGED;
}

/* An edit with the row that it is of. */
struct edited {
	uint32_t row; /* code: the address without its column */
	size_t change;
};

static int edited_compare(const void *a, const void *b)
{
	const struct edited *x = a, *y = b;

	if (x->row != y->row)
		return x->row < y->row ? -1 : 1;
	return (x->change > y->change) - (x->change < y->change);
}

/* Edits by the rows that evidence may name: of "access[ra-7].mfa" that is "access[ra-7]". */
static void list_edits(struct causes *c)
{
	struct diff *diff = c->diff;
	size_t k;

	c->edited = mem_zalloc(diff->first[DIFF_OVERRIDES + 1] - diff->first[DIFF_OVERRIDES], sizeof *c->edited);
	for (k = diff->first[DIFF_OVERRIDES]; k < diff->first[DIFF_OVERRIDES + 1]; k++) {
		struct text key = diff_text(diff, diff->change[k].key);
		size_t length = key.length;

		while (length && key.data[length - 1] != ']')
			length--;
		if (!length) /* the only row of its table: "network.users" */
			for (; length < key.length && key.data[length] != '.'; length++)
				;
		c->edited[c->edits++] = (struct edited){ dict_find(&diff->words, (struct text){ key.data, length }), k };
	}
	if (c->edits)
		qsort(c->edited, c->edits, sizeof *c->edited, edited_compare);
}

/* Rows that the finding rests on and that an edit changed. */
static void by_edit(struct causes *c, enum diff_side side, const struct diff_entry *entry)
{
	const struct diff *diff = c->diff;
	uint32_t row = dict_find(&diff->words, TEXT_LITERAL("evidence[]")), i;

	for (i = 0; c->edits && i < entry->facts; i++) {
		const struct diff_fact *fact = &diff->side[side].fact[entry->first + i];
		size_t low = 0, high = c->edits;

		if (fact->what != row)
			continue;
		while (low < high) {
			size_t middle = low + (high - low) / 2;

			if (c->edited[middle].row < fact->value)
				low = middle + 1;
			else
				high = middle;
		}
		for (; low < c->edits && c->edited[low].row == fact->value; low++) {
			buffer_clear(&c->words);
			buffer_string(&c->words, "edit of ");
			buffer_text(&c->words, diff_text(diff, diff->change[c->edited[low].change].key));
			add(c, DIFF_FACT, buffer_view(&c->words));
		}
	}
}

static const char *const input_said[DIFF_KINDS] = { [DIFF_CHANGED] = " is another file than before", [DIFF_GONE] = " is no longer read",
	[DIFF_FRESH] = " was not read before" };

/* Rows that it rests on, in a file that is another one. The row itself may have stayed: told only where nothing nearer is known. */
static void by_file(struct causes *c, enum diff_side side, const struct diff_entry *entry)
{
	const struct diff *diff = c->diff;
	uint32_t i;

	for (i = 0; i < entry->facts; i++) {
		const struct diff_fact *fact = &diff->side[side].fact[entry->first + i];
		struct text what = diff_text(diff, fact->what);
		const struct diff_change *input;

		if (!begins(what, "file of "))
			continue;
		input = diff_change_of(diff, DIFF_INPUTS, fact->value);
		if (!input)
			continue;
		buffer_clear(&c->words);
		buffer_text(&c->words, (struct text){ what.data + 8, what.length - 8 });
		buffer_string(&c->words, ": ");
		buffer_text(&c->words, diff_text(diff, input->key));
		buffer_string(&c->words, input_said[input->kind]);
		add(c, DIFF_FACT, buffer_view(&c->words));
		return;
	}
}


static void why_finding(struct causes *c, struct diff_change *change)
{
	enum diff_side side = change->entry[DIFF_NEW] ? DIFF_NEW : DIFF_OLD;
	uint32_t party = diff_value(c->diff, side, change->entry[side], "party");
	struct buffer rule = { 0 };
	struct diff_walk walk = { { 0 } };
	struct diff_step step;

	begin(c, change);
	buffer_text(&rule, diff_text(c->diff, diff_value(c->diff, side, change->entry[side], "rule")));
	if (by_plugin(c, buffer_view(&rule))) {
		buffer_free(&rule);
		return;
	}
	while (change->kind == DIFF_CHANGED && diff_step(c->diff, change, &walk, &step)) {
		char name[100];
		struct text what = diff_text(c->diff, step.what);

		if (!begins(what, "args.") && !begins(what, "evidence[]") && !begins(what, "path[]") && !begins(what, "party"))
			continue;
		snprintf(name, sizeof name, "%.*s", (int)what.length, what.data);
		say_step(c, &step, begins(what, "args.") ? name + 5 : begins(what, "evidence[]") ? "evidence" : begins(what, "path[]") ? "path" : "party");
		add(c, DIFF_FACT, buffer_view(&c->words));
	}
	if (party != DICT_NONE)
		decided(c, party);
	by_edit(c, side, change->entry[side]);
	if (!change->causes)
		by_file(c, side, change->entry[side]);
	add_whole(c, DIFF_PACK, c->pack);
	add_whole(c, DIFF_KEUR, c->keur);
	if (!change->causes)
		add_whole(c, DIFF_DATE, c->date);
	end(c);
	buffer_free(&rule);
}

/* ---- Questions -------------------------------------------------------------------------------------------------------------------------- */

/* Who or what a question blames: "supplier hp". */
static void why_question(struct causes *c, uint32_t gap, bool gone)
{
	struct buffer question = { 0 }, blame = { 0 };
	const char *of;
	uint32_t supplier;

	buffer_text(&question, diff_text(c->diff, gap));
	of = question.data ? strchr(question.data, ' ') : NULL;
	buffer_string(&blame, of ? of + 1 : "");
	supplier = blame.data && strncmp(blame.data, "supplier ", 9) == 0 ? dict_find(&c->diff->words, text_of(blame.data + 9)) : DICT_NONE;
	if (blame.data && strncmp(blame.data, "plugin ", 7) == 0) {
		add(c, DIFF_PLUGIN, buffer_view(&blame));
	} else if ((supplier == DICT_NONE || !decided(c, supplier)) && !c->same_facts) {
		buffer_clear(&c->words);
		buffer_text(&c->words, buffer_view(&blame));
		buffer_string(&c->words, gone ? ": no longer asked" : ": asked now");
		add(c, supplier == DICT_NONE ? DIFF_FACT : DIFF_DECISION, buffer_view(&c->words));
	}
	buffer_free(&question);
	buffer_free(&blame);
}

static void why_gap(struct causes *c, struct diff_change *change)
{
	struct diff_walk walk = { { 0 } };
	struct diff_step step;

	begin(c, change);
	if (by_plugin(c, diff_text(c->diff, change->key)))
		return;
	if (change->kind != DIFF_CHANGED)
		why_question(c, change->key, change->kind == DIFF_GONE);
	while (change->kind == DIFF_CHANGED && diff_step(c->diff, change, &walk, &step)) {
		static const struct {
			const char *what, *said;
		} told[] = { { "count", "parts it is about:" }, { "worth", "worth" }, { "scope", "highest scope" } };
		size_t i;

		for (i = 0; i < sizeof told / sizeof *told; i++)
			if (text_is(diff_text(c->diff, step.what), told[i].what)) {
				say_step(c, &step, told[i].said);
				add(c, DIFF_FACT, buffer_view(&c->words));
			}
	}
	add_whole(c, DIFF_PACK, c->pack);
	add_whole(c, DIFF_KEUR, c->keur);
	end(c);
}

/* ---- Parts ------------------------------------------------------------------------------------------------------------------------------ */

/* A pattern's * at the end stands for any more. */
static bool fits(struct text what, const char *pattern)
{
	size_t length = strlen(pattern);

	return pattern[length - 1] == '*' ? what.length >= length - 1 && memcmp(what.data, pattern, length - 1) == 0 : text_is(what, pattern);
}

static enum meaning meaning_of(struct text what)
{
	size_t i;

	for (i = 0; i < sizeof part_fact / sizeof *part_fact; i++)
		if (fits(what, part_fact[i].what))
			return part_fact[i].meaning;
	return EFFECT;
}

/* A part takes over why its findings and questions came and went. */
static bool take_over(struct causes *c, enum diff_list list, uint32_t key)
{
	const struct diff_change *change = diff_change_of(c->diff, list, key);
	uint32_t i;

	if (!change || change->kind == DIFF_CHANGED)
		return false;
	for (i = 0; i < change->causes; i++) {
		struct diff_cause cause = c->diff->cause[change->cause + i];

		add_whole(c, (enum diff_reason)cause.reason, cause.words);
	}
	return true;
}

/* Which suppliers a part names depends on its status: only of the same one can a name be missed. */
static bool same_status(const struct causes *c)
{
	static const char what[] = "trusted_supplier.status";

	return diff_value(c->diff, DIFF_OLD, c->change->entry[DIFF_OLD], what) == diff_value(c->diff, DIFF_NEW, c->change->entry[DIFF_NEW], what);
}

static void standing_of_part(struct causes *c, const struct diff_step *step, struct text what)
{
	struct buffer name = { 0 };
	uint32_t supplier = dict_find(&c->diff->words, (struct text){ what.data + 12, what.length - 12 });

	buffer_text(&name, (struct text){ what.data + 12, what.length - 12 });
	if (supplier != DICT_NONE && decided(c, supplier)) {
		/* told */
	} else if (step->value[DIFF_OLD] != DICT_NONE && step->value[DIFF_NEW] != DICT_NONE) { /* by somebody else, or until another day */
		say_step(c, step, name.data);
		add(c, DIFF_DECISION, buffer_view(&c->words));
	} else if (same_status(c)) {
		buffer_clear(&c->words);
		buffer_text(&c->words, buffer_view(&name));
		buffer_string(&c->words, step->value[DIFF_OLD] == DICT_NONE ? " is named among its suppliers" : " is no longer named among its suppliers");
		add(c, DIFF_FACT, buffer_view(&c->words));
	}
	buffer_free(&name);
}

/* Rows that no finding rests on, and other parts', change a part too: all that is visible then is which files are other ones. */
static void by_inputs(struct causes *c)
{
	enum { NAMED = 3 };
	size_t first = c->diff->first[DIFF_INPUTS], i;

	for (i = first; i < c->diff->first[DIFF_INPUTS + 1] && i < first + NAMED; i++) {
		const struct diff_change *input = &c->diff->change[i];

		buffer_clear(&c->words);
		buffer_string(&c->words, "of this part or another: ");
		buffer_text(&c->words, diff_text(c->diff, input->key));
		buffer_string(&c->words, input_said[input->kind]);
		add(c, DIFF_FACT, buffer_view(&c->words));
	}
}

/* Facts first; then what the pack made of facts that stayed. */
static void why_part(struct causes *c, struct diff_change *change)
{
	struct diff_walk walk = { { 0 } };
	struct diff_step step;
	bool by_pack = false;

	begin(c, change);
	while (change->kind == DIFF_CHANGED && diff_step(c->diff, change, &walk, &step)) {
		struct buffer what = { 0 };
		struct text name;

		buffer_text(&what, diff_text(c->diff, step.what));
		name = buffer_view(&what);
		switch (meaning_of(name)) {
		case INPUT:
			say_step(c, &step, begins(name, "trusted_supplier.") ? "answers" : what.data);
			add(c, DIFF_FACT, buffer_view(&c->words));
			break;
		case BY_PACK:
			by_pack = true;
			break;
		case STANDING:
			standing_of_part(c, &step, name);
			break;
		case ANSWER:
			if (!take_over(c, DIFF_GAPS, step.value[step.value[DIFF_OLD] == DICT_NONE]))
				why_question(c, step.value[step.value[DIFF_OLD] == DICT_NONE], step.value[DIFF_NEW] == DICT_NONE);
			break;
		case FINDING:
			take_over(c, DIFF_FINDINGS, step.value[step.value[DIFF_OLD] == DICT_NONE]);
			break;
		case UNASSESSED:
			say_step(c, &step, "no answer of");
			add(c, DIFF_PLUGIN, buffer_view(&c->words));
			break;
		case EFFECT:
			break;
		}
		buffer_free(&what);
	}
	if (change->kind == DIFF_CHANGED) {
		if (by_pack || !change->causes) {
			add_whole(c, DIFF_PACK, c->pack);
			add_whole(c, DIFF_KEUR, c->keur);
		}
		if (!change->causes)
			add_whole(c, DIFF_DATE, c->date);
		if (!change->causes)
			by_inputs(c);
	} else {
		add(c, DIFF_FACT, change->kind == DIFF_FRESH ? TEXT_LITERAL("not in the old inventory") : TEXT_LITERAL("not in the new inventory"));
	}
	end(c);
}

/* What facts of other lists are; a fact that stands here nowhere is a fact that somebody gave. */
static const struct {
	enum diff_list list;
	const char *what;
	enum meaning meaning;
} other_fact[] = {
	{ DIFF_SUPPLIERS, "standing", STANDING }, { DIFF_SUPPLIERS, "decisions[]", STANDING }, { DIFF_SUPPLIERS, "lapse*", STANDING },
	{ DIFF_SUPPLIERS, "parts", EFFECT }, { DIFF_SUPPLIERS, "critical.*", EFFECT }, { DIFF_SUPPLIERS, "required.*", EFFECT },
	{ DIFF_SUPPLIERS, "stakeholder.*", EFFECT }, { DIFF_SUPPLIERS, "unanswered[]", EFFECT },
	{ DIFF_GROUPS, "known.standing", STANDING }, { DIFF_GROUPS, "worst.standing", STANDING }, { DIFF_GROUPS, "scenarios.*", BY_PACK },
	{ DIFF_GROUPS, "risk.*", BY_PACK }, { DIFF_GROUPS, "breach", BY_PACK },
};

static enum meaning meaning_elsewhere(unsigned list, struct text what)
{
	size_t i;

	for (i = 0; i < sizeof other_fact / sizeof *other_fact; i++)
		if ((unsigned)other_fact[i].list == list && fits(what, other_fact[i].what))
			return other_fact[i].meaning;
	return INPUT;
}

/* Groups, suppliers, countries, statements, edits: what their own facts show. */
static void why_other(struct causes *c, struct diff_change *change)
{
	struct diff_walk walk = { { 0 } };
	struct diff_step step;
	uint32_t supplier = diff_value(c->diff, DIFF_NEW, change->entry[DIFF_NEW], "supplier");

	begin(c, change);
	while (change->kind == DIFF_CHANGED && diff_step(c->diff, change, &walk, &step)) {
		struct buffer what = { 0 };
		enum meaning meaning;

		buffer_text(&what, diff_text(c->diff, step.what));
		meaning = meaning_elsewhere(change->list, buffer_view(&what));
		if (meaning == STANDING && supplier != DICT_NONE && decided(c, supplier)) {
			/* told */
		} else if (meaning == STANDING || meaning == INPUT) {
			say_step(c, &step, what.data);
			add(c, meaning == STANDING ? DIFF_DECISION : DIFF_FACT, buffer_view(&c->words));
		}
		buffer_free(&what);
	}
	if (change->kind != DIFF_CHANGED) {
		add(c, DIFF_FACT, change->kind == DIFF_FRESH ? TEXT_LITERAL("not in the old inventory") : TEXT_LITERAL("not in the new inventory"));
	} else if (!change->causes) {
		add_whole(c, DIFF_PACK, c->pack);
		add_whole(c, DIFF_KEUR, c->keur);
		if (!change->causes)
			by_inputs(c);
	}
	end(c);
}

void diff_explain(struct diff *diff)
{
	static void (*const why[DIFF_LISTS])(struct causes *, struct diff_change *) = { [DIFF_COMPONENTS] = why_part, [DIFF_GROUPS] = why_other,
		[DIFF_FINDINGS] = why_finding, [DIFF_GAPS] = why_gap, [DIFF_SUPPLIERS] = why_other, [DIFF_COUNTRIES] = why_other, [DIFF_STATEMENTS] = why_other,
		[DIFF_OVERRIDES] = why_other };
	/* Parts take over the causes of their findings. */
	static const enum diff_list order[] = { DIFF_FINDINGS, DIFF_GAPS, DIFF_COMPONENTS, DIFF_GROUPS, DIFF_SUPPLIERS, DIFF_COUNTRIES,
		DIFF_STATEMENTS, DIFF_OVERRIDES };
	struct causes c = { .diff = diff };
	size_t i, k;

	compare_whole(&c);
	list_edits(&c);
	for (i = 0; i < sizeof order / sizeof *order; i++)
		for (k = diff->first[order[i]]; k < diff->first[order[i] + 1]; k++)
			why[order[i]](&c, &diff->change[k]);
	buffer_free(&c.words);
	free(c.edited);
}
