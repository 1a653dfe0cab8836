/* What is new, gone, changed or the same: both sides' sorted entries are merged, and an entry's sorted facts. Knows which facts are no change
 * (a question's count goes with its parts, a message repeats its arguments), not why anything changed. */
#include "cli/diff.h"

#include "base/mem.h"

#include <stdlib.h>

const char *const diff_kind_name[DIFF_KINDS] = { "same", "gone", "new", "changed" };

/* Facts that follow from others or from where a thing stands; a name ending in * stands for all that begin so. */
static const struct {
	enum diff_list list;
	const char *what;
} unminded[] = {
	{ DIFF_COMPONENTS, "open[]" }, { DIFF_FINDINGS, "message" }, { DIFF_FINDINGS, "file of *" }, { DIFF_FINDINGS, "id" }, { DIFF_FINDINGS, "measures[]" },
	{ DIFF_GAPS, "question" }, { DIFF_GAPS, "sample[]" }, { DIFF_GAPS, "pairs" }, { DIFF_GAPS, "fills*" },
	{ DIFF_OVERRIDES, "line" }, { DIFF_OVERRIDES, "file" },
	{ DIFF_PLUGINS, "findings" }, { DIFF_PLUGINS, "isolation*" },
};

static bool minds(const struct diff *diff, unsigned list, uint32_t code)
{
	const char *what = dict_string(&diff->words, code);
	size_t i, length;

	for (i = 0; i < sizeof unminded / sizeof *unminded; i++) {
		length = strlen(unminded[i].what);
		if ((unsigned)unminded[i].list == list
			&& (unminded[i].what[length - 1] == '*' ? strncmp(what, unminded[i].what, length - 1) == 0 : strcmp(what, unminded[i].what) == 0))
			return false;
	}
	return true;
}

struct text diff_text(const struct diff *diff, uint32_t code)
{
	return code == DICT_NONE ? (struct text){ "", 0 } : dict_text(&diff->words, code);
}

static uint32_t value_of(const struct diff *diff, enum diff_side side, const struct diff_entry *entry, uint32_t what)
{
	uint32_t i;

	for (i = 0; entry && what != DICT_NONE && i < entry->facts; i++)
		if (diff->side[side].fact[entry->first + i].what == what)
			return diff->side[side].fact[entry->first + i].value;
	return DICT_NONE;
}

uint32_t diff_value(const struct diff *diff, enum diff_side side, const struct diff_entry *entry, const char *what)
{
	return value_of(diff, side, entry, dict_find(&diff->words, text_of(what)));
}

const struct diff_entry *diff_find(const struct diff *diff, enum diff_side side, enum diff_list list, uint32_t key)
{
	const struct diff_entries *entries = &diff->side[side].list[list];
	size_t low = 0, high = entries->entries;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = text_compare(diff_text(diff, entries->entry[middle].key), diff_text(diff, key));

		if (order == 0)
			return &entries->entry[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

uint32_t diff_standing(const struct diff *diff, enum diff_side side, uint32_t supplier)
{
	const struct diff_result *result = &diff->side[side];
	size_t low = 0, high = result->standings;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (result->standing[middle].what < supplier)
			low = middle + 1;
		else
			high = middle;
	}
	return low < result->standings && result->standing[low].what == supplier ? result->standing[low].value : DICT_NONE;
}

/* ---- Steps of one entry ------------------------------------------------------------------------------------------------------------- */

static const struct diff_fact *fact_at(const struct diff *diff, enum diff_side side, const struct diff_change *change, uint32_t at)
{
	const struct diff_entry *entry = change->entry[side];

	return entry && at < entry->facts ? &diff->side[side].fact[entry->first + at] : NULL;
}

static bool is_member(const struct diff *diff, uint32_t what)
{
	struct text name = dict_text(&diff->words, what);

	return name.length > 2 && name.data[name.length - 1] == ']';
}

bool diff_step(const struct diff *diff, const struct diff_change *change, struct diff_walk *walk, struct diff_step *step)
{
	for (;;) {
		const struct diff_fact *old = fact_at(diff, DIFF_OLD, change, walk->at[DIFF_OLD]);
		const struct diff_fact *now = fact_at(diff, DIFF_NEW, change, walk->at[DIFF_NEW]);
		bool both = old && now && old->what == now->what && (old->value == now->value || !is_member(diff, old->what));
		bool from_old = old && (both || !now || old->what < now->what || (old->what == now->what && old->value < now->value));
		bool from_new = now && (both || !from_old);

		if (!old && !now)
			return false;
		*step = (struct diff_step){ from_old ? old->what : now->what, { from_old ? old->value : DICT_NONE, from_new ? now->value : DICT_NONE } };
		walk->at[DIFF_OLD] += from_old;
		walk->at[DIFF_NEW] += from_new;
		if (step->value[DIFF_OLD] != step->value[DIFF_NEW] && minds(diff, change->list, step->what))
			return true;
	}
}

/* ---- Entries ------------------------------------------------------------------------------------------------------------------------ */

static void add_change(struct diff *diff, unsigned list, const struct diff_entry *old, const struct diff_entry *now)
{
	struct diff_change change = { .list = (uint8_t)list, .kind = !now ? DIFF_GONE : !old ? DIFF_FRESH : DIFF_CHANGED,
		.key = old ? old->key : now->key, .entry = { old, now } };
	struct diff_walk walk = { { 0 } };
	struct diff_step step;

	if (old && now && !diff_step(diff, &change, &walk, &step))
		change.kind = DIFF_SAME;
	diff->count[list][change.kind]++;
	if (change.kind == DIFF_SAME)
		return;
	/* Which files were read and which build of a plugin ran is no change of the answer by itself. */
	if (list < DIFF_INPUTS)
		diff->differs = true;
	mem_reserve(&diff->change, &diff->change_capacity, diff->changes + 1, sizeof *diff->change);
	diff->change[diff->changes++] = change;
}

static unsigned level_of(const struct diff *diff, enum diff_side side, const struct diff_entry *entry, const char *what)
{
	static const char *const name[LEVELS + 1] = { "", "very_low", "low", "medium", "high", "very_high" };
	struct text level = diff_text(diff, diff_value(diff, side, entry, what));
	unsigned i;

	for (i = LEVELS; i > 0; i--)
		if (text_is(level, name[i]))
			break;
	return i;
}

static void count_move(struct diff *diff, const struct diff_entry *old, const struct diff_entry *now)
{
	static const char *const what[READINGS] = { "risk.known", "risk.worst" };
	unsigned r;

	for (r = 0; r < READINGS; r++)
		diff->moved[r][level_of(diff, DIFF_OLD, old, what[r])][level_of(diff, DIFF_NEW, now, what[r])]++;
}

/* Findings are told by the part that they stand on, then by rule. */
static int telling_compare(const void *a, const void *b, void *self)
{
	const struct diff *diff = self;
	const struct diff_change *x = *(const struct diff_change *const *)a, *y = *(const struct diff_change *const *)b;
	const uint32_t order[] = { dict_find(&diff->words, TEXT_LITERAL("component")), dict_find(&diff->words, TEXT_LITERAL("rule")) };
	size_t i;

	for (i = 0; i < 2; i++) {
		enum diff_side p = x->entry[DIFF_NEW] ? DIFF_NEW : DIFF_OLD, q = y->entry[DIFF_NEW] ? DIFF_NEW : DIFF_OLD;
		int rank = text_compare(diff_text(diff, value_of(diff, p, x->entry[p], order[i])),
			diff_text(diff, value_of(diff, q, y->entry[q], order[i])));

		if (rank)
			return rank;
	}
	return text_compare(diff_text(diff, x->key), diff_text(diff, y->key));
}

static void order_findings(struct diff *diff)
{
	size_t first = diff->first[DIFF_FINDINGS], count = diff->first[DIFF_FINDINGS + 1] - first, i;

	diff->finding = mem_zalloc(count, sizeof(const struct diff_change *));
	diff->findings = count;
	for (i = 0; i < count; i++)
		diff->finding[i] = &diff->change[first + i];
	if (count > 1)
		qsort_r(diff->finding, count, sizeof(const struct diff_change *), telling_compare, diff);
}

static void merge(struct diff *diff, unsigned list)
{
	const struct diff_entries *a = &diff->side[DIFF_OLD].list[list], *b = &diff->side[DIFF_NEW].list[list];
	size_t i = 0, k = 0;

	diff->first[list] = diff->changes;
	while (i < a->entries || k < b->entries) {
		const struct diff_entry *old = i < a->entries ? &a->entry[i] : NULL, *now = k < b->entries ? &b->entry[k] : NULL;
		int order = !old ? 1 : !now ? -1 : text_compare(diff_text(diff, old->key), diff_text(diff, now->key));

		if (order < 0)
			now = NULL;
		if (order > 0)
			old = NULL;
		i += old != NULL;
		k += now != NULL;
		add_change(diff, list, old, now);
		if (list == DIFF_COMPONENTS)
			count_move(diff, old, now);
	}
}

/* Pack, date and operator are part of the answer though they stand in no list. */
static bool same_head(const struct diff *diff)
{
	static const struct {
		size_t offset;
		const char *member;
	} head[] = { { offsetof(struct diff_result, network), "operator" }, { offsetof(struct diff_result, network), "as_of" },
		{ offsetof(struct diff_result, policy), "id" }, { offsetof(struct diff_result, policy), "version" },
		{ offsetof(struct diff_result, policy), "sha256" } };
	size_t i;

	for (i = 0; i < sizeof head / sizeof *head; i++) {
		const struct result_tree *tree[DIFF_SIDES];
		unsigned s;

		for (s = 0; s < DIFF_SIDES; s++)
			tree[s] = (const struct result_tree *)(const void *)((const char *)&diff->side[s] + head[i].offset);
		if (!text_equal(result_member_text(tree[0], 0, head[i].member), result_member_text(tree[1], 0, head[i].member)))
			return false;
	}
	return true;
}

void diff_compare(struct diff *diff)
{
	unsigned list;

	diff->differs = !same_head(diff);
	for (list = 0; list < DIFF_LISTS; list++)
		merge(diff, list);
	diff->first[DIFF_LISTS] = diff->changes;
	order_findings(diff);
}

const struct diff_change *diff_change_of(const struct diff *diff, enum diff_list list, uint32_t key)
{
	size_t low = diff->first[list], high = diff->first[list + 1];

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = text_compare(diff_text(diff, key), diff_text(diff, diff->change[middle].key));

		if (order == 0)
			return &diff->change[middle];
		if (order > 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

bool diff_unassessed(const struct diff *diff, enum diff_side side, struct text rule)
{
	static const enum diff_side across[DIFF_SIDES] = { [DIFF_OLD] = DIFF_NEW, [DIFF_NEW] = DIFF_OLD };
	const char *dot = memchr(rule.data, '.', rule.length);
	uint32_t plugin = dot ? dict_find(&diff->words, (struct text){ rule.data, (size_t)(dot - rule.data) }) : DICT_NONE;
	const struct diff_entry *here = plugin == DICT_NONE ? NULL : diff_find(diff, side, DIFF_PLUGINS, plugin);

	/* keur's own rules belong to no plugin of either list. */
	if (plugin == DICT_NONE || !diff_find(diff, across[side], DIFF_PLUGINS, plugin))
		return false;
	return !here || !text_is(diff_text(diff, diff_value(diff, side, here, "status")), run_status[RUN_OK].name);
}

void diff_free(struct diff *diff)
{
	unsigned s, l;

	for (s = 0; s < DIFF_SIDES; s++) {
		struct diff_result *side = &diff->side[s];

		for (l = 0; l < DIFF_LISTS; l++)
			free(side->list[l].entry);
		free(side->fact);
		free(side->gap);
		free(side->standing);
		result_tree_free(&side->network);
		result_tree_free(&side->policy);
		result_tree_free(&side->summary);
		result_tree_free(&side->run);
	}
	free(diff->change);
	free(diff->finding);
	free(diff->cause);
	dict_free(&diff->words);
}
