/* One component: everything that raises it, its levels in both readings, its questions and their price. */
#include "assess/combine.h"

#include <string.h>

void component_touch(struct combining *combining, uint32_t gap)
{
	struct gap_draft *draft = &combining->gaps.draft[gap];

	if (draft->last == combining->at + 1)
		return;
	draft->last = combining->at + 1;
	mem_reserve(&combining->touched, &combining->touched_capacity, combining->touches + 1, sizeof *combining->touched);
	combining->touched[combining->touches++] = gap;
}

void component_contribute(struct combining *combining, struct contribution item)
{
	struct weighing *w = &combining->weighing;

	/* Of a part of which nothing is known keur asks one question, not eleven. */
	item.answer = NO_GAP;
	if (item.gap != NO_GAP) {
		if (combining->nothing_known && combining->gaps.draft[item.gap].plugin != combining->plugins)
			item.gap = NO_GAP;
		else
			component_touch(combining, item.gap);
	}
	if (item.gap != NO_GAP)
		item.answer = combining->gaps.draft[item.gap].answer;
	if (!item.level || item.factor == KEUR_NO_FACTOR)
		return;
	mem_reserve(&w->item, &w->capacity, w->items + 1, sizeof *w->item);
	w->item[w->items++] = item;
}

void component_add_finding(struct combining *combining, uint32_t plugin, uint32_t finding, uint32_t exception, uint8_t level, uint8_t kind, bool due)
{
	struct result *result = combining->result;

	mem_reserve(&result->finding, &combining->finding_capacity, (size_t)result->findings + 1, sizeof *result->finding);
	result->finding[result->findings++] = (struct result_finding){ .plugin = plugin, .finding = finding, .kind = kind, .level = level,
		.exception = exception, .due = due };
}

static void take_findings(struct combining *combining, uint32_t plugin, size_t *cursor, uint32_t c, bool in_service)
{
	const struct findings *findings = combining->result->run[plugin].findings;

	for (; *cursor < findings->count && findings->finding[*cursor].component == c; ++*cursor) {
		const struct finding *finding = &findings->finding[*cursor];
		uint32_t gap = NO_GAP, exception;
		uint8_t level, kind;
		bool due;

		exception = rules_weigh(combining, plugin, finding, &level, &kind, &due);
		if (finding->basis != KEUR_UNKNOWN) {
			component_add_finding(combining, plugin, (uint32_t)*cursor, exception, level, kind, due);
			if (kind == KEUR_KIND_BREACH)
				combining->result->breach[c] = 1;
		}
		if (!in_service || finding->affects == KEUR_AFFECTS_REACH)
			continue;
		if (finding->basis == KEUR_UNKNOWN)
			gap = gap_of(&combining->gaps, findings, plugin, finding->rule, finding->blame);
		component_contribute(combining, (struct contribution){ .party = finding->party, .gap = gap,
			.factor = findings->plugin->rule[finding->rule].factor, .scenarios = rules_scenarios(combining, plugin, finding),
			.level = level, .basis = finding->basis });
	}
}

/* Counts the questions of the component at hand and what each alone is worth. */
static void price_questions(struct combining *combining, uint32_t c, const struct levels known[SCENARIOS])
{
	struct weighing *w = &combining->weighing;
	uint8_t scope = keur_byte(&combining->model->column[COL_component_scope_worst], c);
	size_t t, first, end, i;
	int s;

	for (t = 0; t < combining->touches; t++) {
		struct gap_draft *draft = &combining->gaps.draft[combining->touched[t]];

		if (draft->count < 3)
			draft->sample[draft->count] = c;
		draft->count++;
		if (scope > draft->scope)
			draft->scope = scope;
		mem_reserve(&combining->gap_list, &combining->gap_list_capacity, combining->gap_listed + 1, sizeof *combining->gap_list);
		combining->gap_list[combining->gap_listed++] = combining->touched[t];
	}
	if (!combining->touches)
		return;
	levels_order(w);
	/* Knowing the answer settles it for every rule that asks. */
	for (first = 0; first < w->items && w->item[w->order[first]].answer != NO_GAP; first = end) {
		uint32_t answer = w->item[w->order[first]].answer, worth = 0;
		struct levels with[SCENARIOS];

		for (end = first; end < w->items && w->item[w->order[end]].answer == answer; end++)
			;
		levels_with_question(w, first, end, known, with);
		for (s = 0; s < SCENARIOS; s++)
			worth += with[s].risk > known[s].risk;
		for (i = first; i < end; i++) {
			const struct contribution *item = &w->item[w->order[i]];
			struct gap_draft *draft = &combining->gaps.draft[item->gap];

			if (draft->priced != c + 1) {
				draft->priced = c + 1;
				draft->scenarios = 0;
				draft->worth += worth;
			}
			draft->pairs += (uint32_t)__builtin_popcount(item->scenarios & ~draft->scenarios & KEUR_ALL_SCENARIOS);
			draft->scenarios |= item->scenarios;
		}
	}
}

/* Keeps what the questions add at worst, for those who ask what an answer would change. */
static void keep_open(struct combining *combining)
{
	const struct weighing *w = &combining->weighing;
	size_t i;

	for (i = 0; i < w->items; i++) {
		const struct contribution *item = &w->item[i];

		if (item->gap == NO_GAP)
			continue;
		mem_reserve(&combining->open, &combining->open_capacity, combining->opens + 1, sizeof *combining->open);
		combining->open[combining->opens++] = (struct open_level){ item->gap, item->party, item->factor, item->level, item->scenarios };
	}
}

void component_assess(struct combining *combining, uint32_t c, size_t *cursor)
{
	static const enum column_id impact[READINGS] = { COL_component_impact_espionage, COL_component_impact_espionage_worst };
	struct result *result = combining->result;
	const struct model *model = combining->model;
	struct weighing *w = &combining->weighing;
	bool in_service = model_answer(model, COL_component_in_service, c) != KEUR_NO;
	bool internet = model_answer(model, COL_component_exposed, c) == KEUR_EXPOSED_INTERNET
		&& model_known(model, COL_component_exposed, c);
	uint32_t p;
	int r, s;

	w->items = 0;
	combining->at = c;
	combining->touches = 0;
	combining->nothing_known = model_answer(model, COL_component_nothing_known, c) == KEUR_YES;
	for (p = 0; p <= combining->plugins; p++)
		take_findings(combining, p, &cursor[p], c, in_service);
	if (!in_service)
		return;
	if (combining->starts)
		reaching_take(combining, c);
	questions_ask(combining, c);
	w->exposure_base[READING_KNOWN] = internet ? combining->policy->exposure_internet : combining->policy->exposure;
	w->exposure_base[READING_WORST] = internet || !model_known(model, COL_component_exposed, c)
		? combining->policy->exposure_internet
		: combining->policy->exposure;
	for (r = 0; r < READINGS; r++)
		for (s = 0; s < SCENARIOS; s++)
			w->impact[r][s] = keur_byte(&model->column[(int)impact[r] + s], c);
	levels_prepare(w);
	groups_take(combining, c);
	for (r = 0; r < READINGS; r++) {
		struct levels levels[SCENARIOS];

		levels_evaluate(w, (enum reading)r, levels);
		for (s = 0; s < SCENARIOS; s++) {
			result->level[c][s][r] = levels[s];
			if (result->risk[c][r] < levels[s].risk)
				result->risk[c][r] = levels[s].risk;
		}
		if (r == READING_KNOWN)
			price_questions(combining, c, levels);
	}
	result->determined[c] = levels_determined(w);
	keep_open(combining);
}
