/* From findings to the result: every finding weighed by the pack's rule table, every part's levels, and what each question is worth. */
#include "assess/combine.h"

#include <stdlib.h>
#include <string.h>

struct ranked {
	struct result_finding finding;
	uint32_t rank, subject_table, subject_row, party;
};

static int ranked_compare(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;

	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	if (x->subject_table != y->subject_table)
		return x->subject_table < y->subject_table ? -1 : 1;
	if (x->subject_row != y->subject_row)
		return x->subject_row < y->subject_row ? -1 : 1;
	return (x->party > y->party) - (x->party < y->party);
}

/* Findings of one component, first .. end - 1, by rule, subject and party. */
static void order_findings(struct combining *combining, uint32_t first)
{
	struct result *result = combining->result;
	uint32_t count = result->findings - first, i;
	struct ranked *ranked;

	if (count < 2)
		return;
	ranked = mem_resize(NULL, count, sizeof *ranked);
	for (i = 0; i < count; i++) {
		const struct result_finding *f = &result->finding[first + i];
		const struct finding *raw = &result->run[f->plugin].findings->finding[f->finding];

		ranked[i] = (struct ranked){ *f, combining->rule[f->plugin][raw->rule].rank, raw->subject_table, raw->subject_row,
			raw->party };
	}
	qsort(ranked, count, sizeof *ranked, ranked_compare);
	for (i = 0; i < count; i++)
		result->finding[first + i] = ranked[i].finding;
	free(ranked);
}

/* Which result finding each reaching one became, what it reaches, and the findings of each component. */
static void link_findings(struct combining *combining)
{
	struct result *result = combining->result;
	uint32_t n = combining->model->rows[TABLE_component], c, f, of = 0;
	size_t a = 0, i;

	for (f = 0; f < result->findings; f++) {
		const struct result_finding *finding = &result->finding[f];
		const struct finding *raw = &result->run[finding->plugin].findings->finding[finding->finding];
		struct reaching key = { .component = raw->component, .plugin = finding->plugin, .finding = finding->finding }, *found;

		if (raw->affects != KEUR_AFFECTS_REACH || !combining->reachings)
			continue;
		found = bsearch(&key, combining->reaching, combining->reachings, sizeof key, reaching_compare);
		if (found)
			found->result = f;
	}
	for (i = 0; i < combining->attachments; i++)
		result->finding[combining->reaching[combining->attachment[i].reaching].result].criticals++;
	result->reached_critical = mem_resize(NULL, combining->attachments, sizeof *result->reached_critical);
	for (f = 0; f < result->findings; f++) {
		result->finding[f].critical = of;
		of += result->finding[f].criticals;
		result->finding[f].criticals = 0;
	}
	for (i = 0; i < combining->reachings; i++)
		if (combining->reaching[i].result != KEUR_NONE)
			result->finding[combining->reaching[i].result].reached = combining->reaching[i].reached;
	result->finding_first = mem_zalloc((size_t)n + 1, sizeof *result->finding_first);
	result->finding_of = mem_resize(NULL, result->findings + combining->attachments, sizeof *result->finding_of);
	for (c = 0, of = 0, f = 0; c < n; c++) {
		result->finding_first[c] = of;
		for (; f < result->findings && result_raw(result, &result->finding[f])->component == c; f++)
			result->finding_of[of++] = f;
		for (; a < combining->attachments && combining->attachment[a].component == c; a++) {
			struct result_finding *finding = &result->finding[combining->reaching[combining->attachment[a].reaching].result];

			result->finding_of[of++] = (uint32_t)(finding - result->finding);
			result->reached_critical[finding->critical + finding->criticals++] = c;
		}
	}
	result->finding_first[n] = of;
}

static int number_compare(const void *a, const void *b)
{
	uint32_t x, y;

	memcpy(&x, a, sizeof x);
	memcpy(&y, b, sizeof y);
	return (x > y) - (x < y);
}

static int open_compare(const void *a, const void *b)
{
	const struct open_level *x = a, *y = b;

	if (x->gap != y->gap)
		return x->gap < y->gap ? -1 : 1;
	if (x->factor != y->factor)
		return x->factor - y->factor;
	if (x->party != y->party)
		return x->party < y->party ? -1 : 1;
	return x->level != y->level ? x->level - y->level : x->scenarios - y->scenarios;
}

/* Once it is known where each draft went; equal ones are one. */
static void link_open(struct combining *combining, const uint32_t *place)
{
	struct result *result = combining->result;
	uint32_t n = combining->model->rows[TABLE_component], kept = 0, c, i;

	result->open = combining->open;
	for (c = 0; c < n; c++) {
		uint32_t first = result->open_first[c], end = result->open_first[c + 1], start = kept;

		for (i = first; i < end; i++)
			result->open[i].gap = place[result->open[i].gap];
		if (end - first > 1)
			qsort(result->open + first, end - first, sizeof *result->open, open_compare);
		for (i = first; i < end; i++)
			if (kept == start || open_compare(&result->open[kept - 1], &result->open[i]) != 0)
				result->open[kept++] = result->open[i];
		result->open_first[c] = start;
	}
	result->open_first[n] = kept;
}

static void link_gaps(struct combining *combining)
{
	struct result *result = combining->result;
	uint32_t *place = mem_resize(NULL, combining->gaps.drafts, sizeof *place), n = combining->model->rows[TABLE_component], c, i;

	gaps_finish(&combining->gaps, result, place);
	result->gap_of = combining->gap_list;
	for (c = 0; c < n; c++) {
		uint32_t first = result->gap_first[c], end = result->gap_first[c + 1];

		for (i = first; i < end; i++)
			result->gap_of[i] = place[result->gap_of[i]];
		if (end - first > 1)
			qsort(result->gap_of + first, end - first, sizeof *result->gap_of, number_compare);
	}
	link_open(combining, place);
	free(place);
	fills_find(result);
}

/* By component: first row of a list sorted by component. */
#define FIRST_BY_COMPONENT(first, list, count, n) \
	do { \
		uint32_t at_ = 0, c_; \
		(first) = mem_zalloc((size_t)(n) + 1, sizeof *(first)); \
		for (c_ = 0; c_ < (n); c_++) { \
			(first)[c_] = at_; \
			while (at_ < (count) && (list)[at_].component == c_) \
				at_++; \
		} \
		(first)[n] = at_; \
	} while (0)

static void take_over_derived(struct result *result, struct derived *derived, uint32_t n)
{
	result->grouping = derived->grouping;
	derived->grouping = (struct grouping){ 0 };
	result->reason = derived->reason;
	result->cause = derived->cause;
	FIRST_BY_COMPONENT(result->reason_first, derived->reason, derived->reasons, n);
	FIRST_BY_COMPONENT(result->cause_first, derived->cause, derived->causes, n);
	result->further = derived->further;
	result->impact_by = derived->impact_by;
	derived->impact_by = NULL;
	derived->reason = NULL;
	derived->cause = NULL;
	derived->further = NULL;
	result->phase_out = derived->phase_out;
	result->phase_outs = derived->phase_outs;
	derived->phase_out = NULL;
	derived->phase_outs = 0;
	result->decision_state = derived->decision_state;
	derived->decision_state = NULL;
	derived->reasons = derived->causes = 0;
}

/* Findings on no part in particular: they raise nothing but the group that they are about, if they are. */
static void take_whole(struct combining *combining, uint32_t plugin, size_t first)
{
	struct result *result = combining->result;
	const struct findings *findings = result->run[plugin].findings;
	size_t f;

	for (f = first; f < findings->count; f++) {
		const struct finding *finding = &findings->finding[f];
		uint32_t gap = NO_GAP;
		uint8_t level, kind;
		bool due;
		uint32_t exception = rules_weigh(combining, plugin, finding, &level, &kind, &due);

		if (finding->basis != KEUR_UNKNOWN)
			component_add_finding(combining, plugin, (uint32_t)f, exception, level, kind, due);
		if (finding->subject_table != TABLE_group)
			continue;
		if (finding->basis == KEUR_UNKNOWN)
			gap = gap_of(&combining->gaps, findings, plugin, finding->rule, finding->blame);
		if (kind == KEUR_KIND_BREACH)
			result->group[finding->subject_row].breach = true;
		groups_raise(combining, finding, &(struct contribution){ .party = finding->party, .gap = gap,
			.factor = findings->plugin->rule[finding->rule].factor, .scenarios = rules_scenarios(combining, plugin, finding),
			.level = level, .basis = finding->basis });
	}
}

void combine(struct result *result, const struct model *model, const struct link_result *link, const struct policy *policy, struct derived *derived,
	const struct findings *findings, uint32_t plugins)
{
	struct combining combining = { .result = result, .model = model, .policy = policy, .plugins = plugins, .weighing = { .policy = policy, .suppliers = model->rows[TABLE_supplier] },
		.flags = derived->flags };
	uint32_t n = model->rows[TABLE_component], c, p, first;
	size_t *cursor = mem_zalloc((size_t)plugins + 1, sizeof *cursor);
	struct findings *core = mem_zalloc(1, sizeof *core);

	*result = (struct result){ .model = model, .link = link, .policy = policy, .runs = plugins };
	result->level = mem_zalloc(n, sizeof *result->level);
	result->determined = mem_zalloc(n, 1);
	result->risk = mem_zalloc(n, sizeof *result->risk);
	result->breach = mem_zalloc(n, 1);
	result->group = mem_zalloc(model->rows[TABLE_group], sizeof *result->group);
	result->gap_first = mem_zalloc((size_t)n + 1, sizeof *result->gap_first);
	result->open_first = mem_zalloc((size_t)n + 1, sizeof *result->open_first);
	result->run = mem_zalloc((size_t)plugins + 1, sizeof *result->run);
	for (p = 0; p < plugins; p++)
		result->run[p].findings = &findings[p];
	core->plugin = &core_declared;
	result->run[plugins].findings = result->core = core;
	core_notes(core, model, derived->flags);
	core_export_notes(core, link);
	core_supplier_notes(core, model, derived->decision_state);
	findings_sort(core);
	rules_look_up(&combining);
	rules_measures(&combining);
	reaching_collect(&combining, &derived->graph);
	graph_free(&derived->graph); /* the matrix has all that is still asked of it */
	take_over_derived(result, derived, n);
	suppliers_weigh(result);
	for (c = 0; c < n; c++) {
		first = result->findings;
		result->gap_first[c] = (uint32_t)combining.gap_listed;
		result->open_first[c] = (uint32_t)combining.opens;
		component_assess(&combining, c, cursor);
		order_findings(&combining, first);
	}
	first = result->findings;
	result->gap_first[n] = (uint32_t)combining.gap_listed;
	result->open_first[n] = (uint32_t)combining.opens;
	for (p = 0; p <= plugins; p++)
		take_whole(&combining, p, cursor[p]);
	groups_finish(&combining);
	order_findings(&combining, first);
	link_findings(&combining);
	link_gaps(&combining);
	findings_identify(result);
	summary_count(result);
	rules_free(&combining);
	free(combining.reaching);
	free(combining.start_first);
	free(combining.near);
	free(combining.far);
	free(combining.attachment);
	free(combining.touched);
	reach_matrix_free(&combining.espionage);
	reach_matrix_free(&combining.wide);
	gap_table_free(&combining.gaps);
	levels_free(&combining.weighing);
	free(cursor);
}
