/* What keur itself asks: facts of a part that nobody gave, and plugins that gave no complete answer. */
#include "assess/combine.h"

#include <string.h>

static uint32_t core_gap(struct combining *combining, enum core_rule rule, struct text blame)
{
	uint32_t code = dict_add(&combining->result->core->blamed, blame);

	return gap_of(&combining->gaps, combining->result->core, combining->plugins, rule, code);
}

static void raise_impact(struct combining *combining, uint32_t gap, const uint8_t level[SCENARIOS])
{
	struct contribution item = { .party = KEUR_NONE, .gap = gap, .factor = KEUR_IMPACT, .basis = KEUR_UNKNOWN };
	int s;

	for (s = 0; s < SCENARIOS; s++) {
		item.level = level[s];
		item.scenarios = (uint8_t)(1u << s);
		component_contribute(combining, item);
	}
}

static void raise_factor(struct combining *combining, uint32_t gap, uint8_t factor, uint8_t level)
{
	component_contribute(combining,
		(struct contribution){ .party = KEUR_NONE, .gap = gap, .factor = factor, .scenarios = KEUR_ALL_SCENARIOS, .level = level,
			.basis = KEUR_UNKNOWN });
}

/* The highest floors among these classes of data; `many`: as if they were of many users. */
static void data_floor(const struct policy *policy, uint64_t set, bool many, uint8_t floor[SCENARIOS])
{
	unsigned d;
	int s;

	memset(floor, 0, SCENARIOS);
	for (d = 0; d < schema_list[LIST_data].members; d++)
		for (s = 0; s < SCENARIOS && (set >> d & 1); s++) {
			uint8_t level = many && policy->data[d].many_users ? policy->data[d].many_floor[s] : policy->data[d].floor[s];

			if (floor[s] < level)
				floor[s] = level;
		}
}

/* Functions that are not given, or that the pack does not know: each by its name. */
static void ask_functions(struct combining *combining, uint32_t c)
{
	const struct keur_column *function = &combining->model->column[COL_component_function];
	uint32_t i, n = keur_list_length(function, c);

	if (!(combining->flags[c] & PART_FUNCTION_UNKNOWN))
		return;
	if (!n)
		raise_impact(combining, core_gap(combining, CORE_UNKNOWN_FUNCTION, TEXT_LITERAL("field component.function")),
			combining->policy->unknown_impact);
	for (i = 0; i < n; i++) {
		struct text name = model_text(combining->model, keur_list_item(function, c, i));
		struct buffer blame = { 0 };

		if (catalogue_find(&combining->policy->catalogue, name) != DICT_NONE)
			continue;
		buffer_string(&blame, "function ");
		buffer_text(&blame, name);
		raise_impact(combining, core_gap(combining, CORE_UNKNOWN_FUNCTION, buffer_view(&blame)), combining->policy->unknown_impact);
		buffer_free(&blame);
	}
}

static void ask_data(struct combining *combining, uint32_t c)
{
	const struct model *model = combining->model;
	const struct policy *policy = combining->policy;
	uint64_t set = keur_set(&model->column[COL_component_data], c), counted = 0;
	uint8_t floor[SCENARIOS];
	unsigned d;

	if (!model_known(model, COL_component_data, c)) {
		data_floor(policy, UINT64_MAX, true, floor);
		raise_impact(combining, core_gap(combining, CORE_UNKNOWN_FACT, TEXT_LITERAL("field component.data")), floor);
		return;
	}
	/* Data that weighs by how many users it is of. */
	for (d = 0; d < schema_list[LIST_data].members; d++)
		if (policy->data[d].critical == DATA_FROM_USERS || policy->data[d].many_users)
			counted |= set & UINT64_C(1) << d;
	if (counted && !model_known(model, COL_component_users, c)) {
		data_floor(policy, counted, true, floor);
		raise_impact(combining, core_gap(combining, CORE_UNKNOWN_FACT, TEXT_LITERAL("field component.users")), floor);
	}
}

/* Whether the pack counts the part by region and nobody places it in one: it is in a group of those. */
static bool lacks_region(const struct combining *combining, uint32_t c)
{
	const struct grouping *grouping = &combining->result->grouping;
	uint32_t m;

	for (m = grouping->first ? grouping->first[c] : 0; grouping->first && m < grouping->first[c + 1]; m++)
		if (grouping->domain[grouping->member[m].group]->by_region
			&& !model_known(combining->model, COL_group_region, grouping->member[m].group))
			return true;
	return false;
}

static void ask_place(struct combining *combining, uint32_t c)
{
	const struct model *model = combining->model;
	const struct policy *policy = combining->policy;
	uint32_t site = keur_code(&model->column[COL_component_site], c);

	if (!model_known(model, COL_component_exposed, c))
		raise_factor(combining, core_gap(combining, CORE_UNKNOWN_FACT, TEXT_LITERAL("field component.exposed")), KEUR_EXPOSURE,
			policy->exposure_internet);
	if (!model_known(model, COL_component_segment, c)) /* decides about scope, and about no level by itself */
		component_touch(combining, core_gap(combining, CORE_UNKNOWN_FACT, TEXT_LITERAL("field component.segment")));
	if (!model_known(model, COL_component_serves, c))
		raise_impact(combining, core_gap(combining, CORE_UNKNOWN_FACT, TEXT_LITERAL("field component.serves")), policy->site_floor);
	if (site == KEUR_NONE)
		raise_impact(combining, core_gap(combining, CORE_UNKNOWN_FACT, TEXT_LITERAL("field component.site")), policy->site_floor);
	else if (!model_answer(model, COL_site_sensitive, site))
		raise_impact(combining, core_gap(combining, CORE_UNKNOWN_FACT, TEXT_LITERAL("field site.sensitive")), policy->site_floor);
	if (site != KEUR_NONE && lacks_region(combining, c)) /* raises the share of its groups, and no level of the part by itself */
		component_touch(combining, core_gap(combining, CORE_UNKNOWN_FACT, TEXT_LITERAL("field site.region")));
}

/* Of a part of which only the id is known: one question instead of all. */
static void ask_everything(struct combining *combining)
{
	uint32_t gap = core_gap(combining, CORE_NOTHING_KNOWN, TEXT_LITERAL("field component"));
	uint8_t factor;

	for (factor = KEUR_THREAT; factor <= KEUR_IMPACT; factor++)
		raise_factor(combining, gap, factor, LEVELS);
}

/* What a plugin without a complete answer would have judged counts as unknown, in every factor that its rules declare; one that could not
 * even be described might have judged anything. */
static void ask_not_assessed(struct combining *combining, const struct findings *findings)
{
	struct buffer blame = { 0 };
	uint32_t gap, r;
	uint8_t factor;

	buffer_format(&blame, "plugin %s (%s)", findings->plugin->name, run_status[findings->status].said);
	gap = core_gap(combining, CORE_NOT_ASSESSED, buffer_view(&blame));
	buffer_free(&blame);
	for (factor = KEUR_THREAT; !findings->plugin->rules && factor <= KEUR_IMPACT; factor++)
		raise_factor(combining, gap, factor, LEVELS);
	for (r = 0; r < findings->plugin->rules; r++) {
		const struct declared_rule *rule = &findings->plugin->rule[r];

		if (rule->factor != KEUR_NO_FACTOR)
			component_contribute(combining,
				(struct contribution){ .party = KEUR_NONE, .gap = gap, .factor = rule->factor, .scenarios = rule->scenarios,
					.level = LEVELS, .basis = KEUR_UNKNOWN });
	}
}

void questions_ask(struct combining *combining, uint32_t c)
{
	uint32_t p;

	if (combining->nothing_known) {
		ask_everything(combining);
	} else {
		ask_functions(combining, c);
		ask_data(combining, c);
		ask_place(combining, c);
	}
	for (p = 0; p < combining->plugins; p++)
		if (combining->result->run[p].findings->status != RUN_OK)
			ask_not_assessed(combining, combining->result->run[p].findings);
}
