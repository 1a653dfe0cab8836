/* What the pack's rule table makes of the rules that plugins declare. */
#include "assess/combine.h"

#include <stdlib.h>
#include <string.h>

enum { NO_PRIVILEGE = 255 }; /* of struct finding */

struct named_rule {
	const char *full;
	uint32_t plugin, rule;
};

static int named_compare(const void *a, const void *b)
{
	return strcmp(((const struct named_rule *)a)->full, ((const struct named_rule *)b)->full);
}

void rules_look_up(struct combining *combining)
{
	const struct policy *policy = combining->policy;
	struct named_rule *named = NULL;
	size_t count = 0, capacity = 0, i;
	uint32_t p, r, e;

	combining->rule = mem_zalloc((size_t)combining->plugins + 1, sizeof *combining->rule);
	for (p = 0; p <= combining->plugins; p++) {
		const struct declared_plugin *plugin = combining->result->run[p].findings->plugin;

		combining->rule[p] = mem_zalloc(plugin->rules, sizeof **combining->rule);
		for (r = 0; r < plugin->rules; r++) {
			struct weighed_rule *rule = &combining->rule[p][r];

			rule->exception = mem_zalloc(policy->rules, sizeof *rule->exception);
			for (e = 0; e < policy->rules; e++)
				if (strcmp(policy->rule[e].rule, plugin->rule[r].full) == 0)
					rule->exception[rule->exceptions++] = &policy->rule[e];
			mem_reserve(&named, &capacity, count + 1, sizeof *named);
			named[count++] = (struct named_rule){ plugin->rule[r].full, p, r };
		}
	}
	qsort(named, count, sizeof *named, named_compare);
	for (i = 0; i < count; i++)
		combining->rule[named[i].plugin][named[i].rule].rank = (uint32_t)i;
	free(named);
}

/* A hybrid is of every class of its functions; case_ holds the most sensitive one. */
static bool fits(const struct combining *combining, const struct policy_rule *exception, struct policy_case case_, uint32_t c)
{
	const struct keur_column *function = &combining->model->column[COL_component_function];
	const struct policy *policy = combining->policy;
	uint32_t i, n = c == KEUR_NONE || !exception->classes ? 0 : keur_list_length(function, c);
	bool fit = policy_rule_fits(exception, &case_);

	for (i = 0; i < n && n > 1 && !fit; i++) {
		uint32_t f = catalogue_find(&policy->catalogue, model_text(combining->model, keur_list_item(function, c, i)));

		if (f == DICT_NONE)
			continue;
		case_.class_name = text_of(policy->class_[policy->function[f].class_index].name);
		fit = policy_rule_fits(exception, &case_);
	}
	return fit;
}

/* The pack's measures beside or instead of the plugin's own. */
static struct result_measures measures_of(struct combining *combining, const struct declared_rule *rule)
{
	const struct policy *policy = combining->policy;
	uint32_t i, k, count = 0;
	const char **measure;

	for (i = 0; i < policy->measures && strcmp(policy->measure[i].rule, rule->full) != 0; i++)
		;
	if (i == policy->measures)
		return (struct result_measures){ rule->measure, rule->measures };
	measure = arena_alloc(&combining->result->arena, (rule->measures + policy->measure[i].measures + 1) * sizeof *measure);
	for (k = 0; k < rule->measures && !policy->measure[i].instead; k++)
		measure[count++] = rule->measure[k];
	for (k = 0; k < policy->measure[i].measures; k++) {
		uint32_t j;

		for (j = 0; j < count && strcmp(measure[j], policy->measure[i].measure[k]) != 0; j++)
			;
		if (j == count)
			measure[count++] = policy->measure[i].measure[k];
	}
	return (struct result_measures){ measure, count };
}

void rules_measures(struct combining *combining)
{
	struct result *result = combining->result;
	uint32_t p, r;

	result->measures = mem_zalloc((size_t)combining->plugins + 1, sizeof *result->measures);
	for (p = 0; p <= combining->plugins; p++) {
		const struct declared_plugin *plugin = result->run[p].findings->plugin;

		result->measures[p] = mem_zalloc((size_t)plugin->rules + 1, sizeof **result->measures);
		for (r = 0; r < plugin->rules; r++)
			result->measures[p][r] = measures_of(combining, &plugin->rule[r]);
	}
}

uint32_t rules_weigh(const struct combining *combining, uint32_t plugin, const struct finding *finding, uint8_t *level, uint8_t *kind, bool *due)
{
	const struct model *model = combining->model;
	const struct declared_rule *declared = &combining->result->run[plugin].findings->plugin->rule[finding->rule];
	const struct weighed_rule *rule = &combining->rule[plugin][finding->rule];
	uint32_t c = finding->component, by = KEUR_NONE, e;
	struct policy_case case_ = { .scope = KEUR_SCOPE_OTHER, .class_name = { "", 0 }, .required = KEUR_NO,
		.privilege = finding->privilege == NO_PRIVILEGE ? KEUR_NONE : finding->privilege };

	if (finding->subject_table == TABLE_group) {
		case_.domain = combining->result->grouping.domain[finding->subject_row];
		case_.standing = keur_byte(&model->column[COL_group_standing], finding->subject_row);
		case_.share = keur_days(&model->column[COL_group_share], finding->subject_row);
	}
	*level = case_.level = finding->level ? finding->level : declared->level;
	*kind = declared->kind;
	if (c != KEUR_NONE) {
		case_.scope = keur_byte(&model->column[COL_component_scope], c);
		case_.class_name = model_string(model, COL_component_class, c);
		if (model_answer(model, COL_component_trust_required, c) == KEUR_YES)
			case_.required = KEUR_YES;
	}
	for (e = 0; e < rule->exceptions; e++) {
		const struct policy_rule *exception = rule->exception[e];

		if (!fits(combining, exception, case_, c))
			continue;
		if (exception->level && !finding->level)
			*level = exception->level;
		if (exception->kind)
			*kind = exception->kind;
		by = (uint32_t)(exception - combining->policy->rule);
		break;
	}
	/* Only facts and decisions can break a rule. */
	if (*kind == KEUR_KIND_BREACH && finding->basis != KEUR_KNOWN)
		*kind = KEUR_KIND_RISK;
	/* What is not in force cannot be broken. Without a day it counts as in force. */
	*due = *kind == KEUR_KIND_BREACH && combining->policy->in_force_from != KEUR_NO_DATE && model->as_of != KEUR_NO_DATE
		&& model->as_of < combining->policy->in_force_from;
	if (*due)
		*kind = KEUR_KIND_RISK;
	return by;
}

uint8_t rules_scenarios(const struct combining *combining, uint32_t plugin, const struct finding *finding)
{
	return finding->scenarios ? finding->scenarios
				  : combining->result->run[plugin].findings->plugin->rule[finding->rule].scenarios;
}

void rules_free(struct combining *combining)
{
	uint32_t p, r;

	for (p = 0; p <= combining->plugins; p++) {
		for (r = 0; r < combining->result->run[p].findings->plugin->rules; r++)
			free(combining->rule[p][r].exception);
		free(combining->rule[p]);
	}
	free(combining->rule);
}
