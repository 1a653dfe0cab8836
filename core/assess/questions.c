/* What keur itself asks: facts of a part that nobody gave, and plugins that gave no complete answer. */
#include "assess/combine.h"

#include <string.h>

/* Questions that keur itself asks: facts of the component that nobody gave. */
static void ask_core(struct combining *combining, uint32_t c)
{
	static const struct {
		enum column_id column;
		const char *blame;
	} facts[] = {
		{ COL_component_data, "field component.data" },
		{ COL_component_exposed, "field component.exposed" },
		{ COL_component_segment, "field component.segment" },
		{ COL_component_serves, "field component.serves" },
	};
	const struct model *model = combining->model;
	const struct policy *policy = combining->policy;
	struct findings *core = (struct findings *)(uintptr_t)combining->result->run[combining->plugins].findings;
	uint32_t site = keur_code(&model->column[COL_component_site], c);
	struct contribution item = { .party = KEUR_NONE, .basis = KEUR_UNKNOWN, .scenarios = KEUR_ALL_SCENARIOS };
	uint8_t floor[SCENARIOS] = { 0 };
	size_t i;
	unsigned d;
	int s;

#define CORE_GAP(rule, text) gap_of(&combining->gaps, combining->plugins, (rule), dict_add(&core->blamed, text_of(text)))
	if (combining->nothing_known) {
		item.gap = CORE_GAP(CORE_NOTHING_KNOWN, "field component");
		item.level = 5;
		for (item.factor = KEUR_THREAT; item.factor <= KEUR_IMPACT; item.factor++)
			component_contribute(combining, item);
		return;
	}
	if (keur_byte(&model->column[COL_component_scope_worst], c) == KEUR_SCOPE_CRITICAL
		&& text_is(model_string(model, COL_component_class, c), "unknown")) {
		struct buffer blame = { 0 };

		if (keur_list_length(&model->column[COL_component_function], c)) {
			buffer_string(&blame, "function ");
			buffer_text(&blame, model_text(model, keur_list_item(&model->column[COL_component_function], c, 0)));
		} else {
			buffer_string(&blame, "field component.function");
		}
		item.gap = CORE_GAP(CORE_UNKNOWN_FUNCTION, blame.data);
		item.factor = KEUR_IMPACT;
		for (s = 0; s < SCENARIOS; s++) {
			item.level = policy->unknown_impact[s];
			item.scenarios = (uint8_t)(1u << s);
			component_contribute(combining, item);
		}
		buffer_free(&blame);
	}
	item.scenarios = KEUR_ALL_SCENARIOS;
	for (i = 0; i < sizeof facts / sizeof *facts; i++) {
		if (model_known(model, facts[i].column, c))
			continue;
		item.gap = CORE_GAP(CORE_UNKNOWN_FACT, facts[i].blame);
		item.factor = KEUR_IMPACT;
		if (facts[i].column == COL_component_exposed) {
			item.factor = KEUR_EXPOSURE;
			item.level = policy->exposure_internet;
			component_contribute(combining, item);
		} else if (facts[i].column == COL_component_segment) {
			component_touch(combining, item.gap);
		} else {
			memset(floor, 0, sizeof floor);
			for (d = 0; d < schema_list[LIST_data].members && facts[i].column == COL_component_data; d++)
				for (s = 0; s < SCENARIOS; s++)
					if (floor[s] < policy->data[d].floor[s])
						floor[s] = policy->data[d].floor[s];
			for (s = 0; s < SCENARIOS; s++) {
				item.level = facts[i].column == COL_component_data ? floor[s] : policy->site_floor[s];
				item.scenarios = (uint8_t)(1u << s);
				component_contribute(combining, item);
			}
			item.scenarios = KEUR_ALL_SCENARIOS;
		}
	}
	if (site == KEUR_NONE || !model_answer(model, COL_site_sensitive, site)) {
		item.gap = CORE_GAP(CORE_UNKNOWN_FACT, site == KEUR_NONE ? "field component.site" : "field site.sensitive");
		item.factor = KEUR_IMPACT;
		for (s = 0; s < SCENARIOS; s++) {
			item.level = policy->site_floor[s];
			item.scenarios = (uint8_t)(1u << s);
			component_contribute(combining, item);
		}
	}
#undef CORE_GAP
}

/* What a plugin without a complete answer would have judged counts as unknown, in every factor that its rules declare. */
static void ask_not_assessed(struct combining *combining)
{
	struct findings *core = (struct findings *)(uintptr_t)combining->result->run[combining->plugins].findings;
	uint32_t p, r;

	for (p = 0; p < combining->plugins; p++) {
		const struct findings *findings = combining->result->run[p].findings;
		struct buffer blame = { 0 };
		uint32_t gap;

		if (findings->status == RUN_OK)
			continue;
		buffer_format(&blame, "plugin %s", findings->plugin->name);
		gap = gap_of(&combining->gaps, combining->plugins, CORE_NOT_ASSESSED, dict_add(&core->blamed, buffer_view(&blame)));
		buffer_free(&blame);
		/* A plugin that could not even be described might have judged anything. */
		if (!findings->plugin->rules) {
			component_contribute(combining, (struct contribution){ KEUR_NONE, gap, 0, KEUR_THREAT, KEUR_ALL_SCENARIOS, 5, KEUR_UNKNOWN });
			component_contribute(combining, (struct contribution){ KEUR_NONE, gap, 0, KEUR_EXPOSURE, KEUR_ALL_SCENARIOS, 5, KEUR_UNKNOWN });
		}
		for (r = 0; r < findings->plugin->rules; r++) {
			const struct declared_rule *rule = &findings->plugin->rule[r];

			if (rule->factor != KEUR_NO_FACTOR)
				component_contribute(combining,
					(struct contribution){ KEUR_NONE, gap, 0, rule->factor, rule->scenarios, 5, KEUR_UNKNOWN });
		}
	}
}

void questions_ask(struct combining *combining, uint32_t c)
{
	ask_core(combining, c);
	ask_not_assessed(combining);
}
