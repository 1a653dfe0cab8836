/* Asking the result: reasons in words, the cell a part is drawn in, verdicts, the counts, the exit code. */
#include "assess/combine.h"

#include "base/language.h"

#include <stdlib.h>
#include <string.h>

const char *const phase_out_name[PHASE_OUT_STATUSES] = { "on_track", "at_risk", "overdue", "unknown" };
const char *const reading_name[READINGS] = { "known", "worst" };

const char *const impact_source_name[IMPACT_SOURCES] = { "", "site", "serves", "dependant", "administered" };

struct reason_words result_reason(const struct result *result, const struct reason *reason, struct buffer *room)
{
	static const char *const fact[REASON_KINDS] = {
		[REASON_CLASS] = N_AS("fact", "class"), [REASON_DATA] = N_AS("fact", "data"), [REASON_DESIGNATED] = N_AS("fact", "designated"),
		[REASON_UNKNOWN_FUNCTION] = N_AS("fact", "function unknown"), [REASON_UNKNOWN_DATA] = N_AS("fact", "data unknown"),
		[REASON_UNKNOWN_USERS] = N_AS("fact", "users unknown"), [REASON_SEGMENT] = N_AS("fact", "segment"), [REASON_UNKNOWN_SEGMENT] = N_AS("fact", "segment unknown"),
		[REASON_ADMINISTERS] = N_AS("fact", "administers"), [REASON_HOP] = N_AS("fact", "hop of access"), [REASON_MAY_ADMINISTER] = N_AS("fact", "links not stated"),
		[REASON_MAY_BE_HOP] = N_AS("fact", "ways in not fully known"),
		[REASON_SECURITY_ELEMENT] = N_AS("fact", "security element"),
	};
	const struct model *model = result->model;
	const struct policy *policy = result->policy;
	struct reason_words words = { fact[reason->kind], "", "", "", "" };
	const struct policy_note *note = NULL;
	struct text value = { "", 0 };
	uint32_t i;

	buffer_clear(room);
	switch (reason->kind) {
	case REASON_CLASS:
	case REASON_SECURITY_ELEMENT:
	case REASON_MAY_ADMINISTER:
	case REASON_MAY_BE_HOP:
		value = model_string(model, COL_component_class, reason->component);
		for (i = 0; i < policy->classes; i++)
			if (text_is(value, policy->class_[i].name))
				note = &policy->class_[i].note;
		break;
	case REASON_DATA:
	case REASON_UNKNOWN_USERS:
		value = text_of(schema_list[LIST_data].member[reason->data]);
		note = &policy->data[reason->data].note;
		break;
	case REASON_UNKNOWN_DATA:
		for (i = 0; !note && i < schema_list[LIST_data].members; i++)
			if (policy->data[i].critical == DATA_ALWAYS)
				note = &policy->data[i].note;
		break;
	case REASON_SEGMENT:
		value = model_string(model, COL_component_segment, reason->component);
		break;
	case REASON_ADMINISTERS:
		value = model_string(model, COL_component_id, reason->about);
		break;
	case REASON_HOP:
		value = model_string(model, COL_access_id, reason->about);
		break;
	default:
		break;
	}
	/* One room for both: value, NUL, pack entry. */
	buffer_text(room, value);
	buffer_add(room, "", 1);
	if (note) {
		buffer_string(room, reason->kind == REASON_DATA || reason->kind == REASON_UNKNOWN_USERS || reason->kind == REASON_UNKNOWN_DATA
				? "data"
				: "class");
		if (value.length) {
			buffer_string(room, "/");
			buffer_text(room, value);
		}
		words.status = policy_status_name[note->status];
		words.source = note->source;
	}
	words.value = room->data;
	words.pack = room->data + value.length + 1;
	return words;
}

static int phase_out_compare(const void *key, const void *item)
{
	uint32_t component;

	memcpy(&component, key, sizeof component);
	return (component > ((const struct phase_out *)item)->component) - (component < ((const struct phase_out *)item)->component);
}

const struct phase_out *result_phase_out(const struct result *result, uint32_t component)
{
	return result->phase_outs ? bsearch(&component, result->phase_out, result->phase_outs, sizeof *result->phase_out, phase_out_compare) : NULL;
}

struct result_measures result_measures(const struct result *result, const struct result_finding *finding)
{
	const struct declared_rule *rule = result_rule(result, finding);

	if (result->measures)
		return result->measures[finding->plugin][result_raw(result, finding)->rule];
	return (struct result_measures){ rule->measure, rule->measures };
}

unsigned result_worst_scenario(const struct result *result, uint32_t component, enum reading reading)
{
	unsigned best = 0, s;

	for (s = 1; s < SCENARIOS; s++) {
		const struct levels *a = &result->level[component][s][reading], *b = &result->level[component][best][reading];

		if (a->risk != b->risk ? a->risk > b->risk
			: a->likelihood != b->likelihood ? a->likelihood > b->likelihood : a->impact > b->impact)
			best = s;
	}
	return best;
}

const char *result_verdict(const struct result *result, uint32_t component)
{
	const struct model *model = result->model;

	if (result->breach[component])
		return "breach";
	if (!result->risk[component][READING_WORST])
		return model_known(model, COL_component_in_service_from, component)
			&& keur_days(&model->column[COL_component_in_service_from], component) > model->as_of ? "planned" : "retired";
	return policy_level_name[result->risk[component][READING_WORST]];
}

enum { HIGH = 4 };

static void cover(const struct result *result, uint32_t c, struct coverage *coverage)
{
	static const enum column_id stated[COVERED_TABLES] = { COL_component_party_stated, COL_component_access_stated,
		COL_component_link_stated, COL_component_log_stated };
	uint8_t trust = keur_byte(&result->model->column[COL_component_trust_status], c);
	bool determined = result->determined[c] == KEUR_ALL_SCENARIOS, all = determined && trust != KEUR_TRUST_UNKNOWN;
	int t;

	coverage->parts++;
	coverage->trust[trust]++;
	coverage->determined += determined;
	for (t = 0; t < COVERED_TABLES; t++) {
		bool answered = model_answer(result->model, stated[t], c) == KEUR_YES;

		coverage->stated[t] += answered;
		all &= answered;
	}
	coverage->covered += all;
}

/* Groups that weigh, or may: those whose share has an impact. */
static void count_groups(struct result *result)
{
	uint32_t g;
	int r;

	for (g = 0; g < result->model->rows[TABLE_group]; g++) {
		const struct result_group *group = &result->group[g];

		result->summary.group_breaches += group->breach;
		if (!group->risk[READING_WORST])
			continue;
		result->summary.groups++;
		for (r = 0; r < READINGS; r++)
			result->summary.group_risk[r][group->risk[r]]++;
	}
}

void summary_count(struct result *result)
{
	const struct model *model = result->model;
	uint32_t n = model->rows[TABLE_component], c, f, p;
	int r;

	result->summary.components = n;
	result->summary.gaps = result->gaps;
	for (f = 0; f < result->phase_outs; f++)
		result->summary.phase_out[result->phase_out[f].status]++;
	count_groups(result);
	for (f = 0; f < result->findings; f++) {
		result->summary.breaches += result->finding[f].kind == KEUR_KIND_BREACH;
		result->summary.due += result->finding[f].due;
	}
	for (p = 0; p < result->runs; p++)
		if (result->run[p].findings->status != RUN_OK)
			result->summary.not_assessed = n;
	for (c = 0; c < n; c++) {
		result->summary.scope[keur_byte(&model->column[COL_component_scope], c)]++;
		result->summary.scope_worst[keur_byte(&model->column[COL_component_scope_worst], c)]++;
		result->summary.trust[keur_byte(&model->column[COL_component_trust_status], c)]++;
		if (!result->risk[c][READING_WORST])
			continue; /* out of service: no cell */
		result->summary.in_service++;
		if (keur_byte(&model->column[COL_component_scope], c) == KEUR_SCOPE_CRITICAL)
			cover(result, c, &result->summary.critical);
		if (model_answer(model, COL_component_trust_required, c) == KEUR_YES)
			cover(result, c, &result->summary.required);
		result->summary.undetermined += result->determined[c] != KEUR_ALL_SCENARIOS;
		for (r = 0; r < READINGS; r++) {
			const struct levels *levels = &result->level[c][result_worst_scenario(result, c, (enum reading)r)][r];

			result->summary.risk[r][result->risk[c][r]]++;
			result->summary.matrix[r][levels->likelihood][levels->impact]++;
		}
		result->summary.high_known += result->risk[c][READING_KNOWN] >= HIGH;
		result->summary.high_only_missing += result->risk[c][READING_KNOWN] < HIGH && result->risk[c][READING_WORST] >= HIGH;
	}
}

int result_exit_code(const struct result *result, unsigned fail_on, enum reading basis)
{
	const struct model *model = result->model;
	uint32_t n = model->rows[TABLE_component], c, p, g;
	bool found = result->summary.breaches > 0;

	for (p = 0; p < result->runs; p++)
		if (result->run[p].findings->status != RUN_OK)
			return EXIT_INCOMPLETE;
	for (c = 0; c < n && !found; c++)
		found = keur_byte(&model->column[COL_component_trust_status], c) >= KEUR_TRUST_UNKNOWN
			|| (result->risk[c][basis] && result->risk[c][basis] >= fail_on);
	for (g = 0; g < model->rows[TABLE_group] && !found; g++)
		found = result->group[g].risk[basis] && result->group[g].risk[basis] >= fail_on;
	return found ? EXIT_FOUND : EXIT_CLEAN;
}

struct run_isolation result_held(const struct result *result)
{
	struct run_isolation held = { 0 };
	uint32_t i;

	for (i = 0; i < result->runs; i++)
		run_isolation_note(&held, &result->run[i].findings->held);
	return held;
}

void result_free(struct result *result)
{
	uint32_t p, i;

	for (i = 0; i < result->gaps; i++)
		free(result->gap[i].row);
	free(result->level);
	free(result->determined);
	free(result->risk);
	free(result->breach);
	free(result->finding_first);
	free(result->finding_of);
	free(result->gap_first);
	free(result->gap_of);
	free(result->open);
	free(result->open_first);
	free(result->group);
	grouping_free(&result->grouping);
	free(result->reason);
	free(result->reason_first);
	free(result->cause);
	free(result->phase_out);
	for (p = 0; result->measures && p <= result->runs; p++)
		free(result->measures[p]);
	free(result->measures);
	free(result->cause_first);
	free(result->further);
	free(result->impact_by);
	free(result->finding);
	free(result->supplier);
	free(result->decision_state);
	free(result->owner_first);
	free(result->owner_of);
	free(result->reached_critical);
	free(result->gap);
	free(result->run);
	if (result->core) {
		findings_free(result->core);
		free(result->core);
	}
	arena_free(&result->arena);
	*result = (struct result){ 0 };
}
