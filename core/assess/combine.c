/* From findings to the result: every finding weighed by the pack's rule table, every part's levels, and what each question is worth. */
#include "assess/combine.h"

#include <stdlib.h>
#include <string.h>

enum { NO_PRIVILEGE = 255 }; /* of struct finding */

/* What the pack says about one declared rule: its exceptions, in the pack's order. */
struct weighed_rule {
	const struct policy_rule **exception;
	uint32_t exceptions;
	uint32_t rank; /* among all rules of the run by full name */
};

/* A finding that raises everything reached from its component. */
struct reaching {
	uint32_t start;   /* index into the matrix */
	uint32_t plugin, finding;
	uint32_t gap, party, component;
	uint8_t level, scenarios, basis, factor;
	uint32_t result;  /* index into result.finding, once it has one */
	uint32_t reached;
};

struct attachment {
	uint32_t component, reaching;
};

struct combining {
	struct result *result;
	const struct model *model;
	const struct policy *policy;
	uint32_t plugins; /* keur's own rules are plugin number `plugins` */
	struct weighed_rule **rule;
	struct reaching *reaching;
	size_t reachings, reaching_capacity;
	uint32_t *start_first; /* by start: its entries of reaching */
	uint32_t starts;
	struct reach_matrix espionage, wide; /* wide: manipulation and sabotage */
	struct gap_table gaps;
	struct weighing weighing;
	struct attachment *attachment; /* critical parts reached, by component */
	size_t attachments, attachment_capacity;
	uint32_t *touched; /* questions of the component at hand */
	size_t touches, touched_capacity;
	uint32_t *gap_list;
	size_t gap_listed, gap_list_capacity;
	size_t finding_capacity;
	bool nothing_known;
};

/* ---- The pack's rule table ---------------------------------------------------------------------------------------------------------- */

struct named_rule {
	const char *full;
	uint32_t plugin, rule;
};

static int named_compare(const void *a, const void *b)
{
	return strcmp(((const struct named_rule *)a)->full, ((const struct named_rule *)b)->full);
}

static void look_up_rules(struct combining *combining)
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

/* Level and kind of a finding: what it says itself, else the first exception that fits, else what the plugin declares. */
static void weigh(const struct combining *combining, uint32_t plugin, const struct finding *finding, uint8_t *level, uint8_t *kind)
{
	const struct model *model = combining->model;
	const struct declared_rule *declared = &combining->result->run[plugin].findings->plugin->rule[finding->rule];
	const struct weighed_rule *rule = &combining->rule[plugin][finding->rule];
	uint32_t c = finding->component, e;
	struct policy_case case_ = { .scope = KEUR_SCOPE_OTHER, .class_name = { "", 0 }, .required = KEUR_NO,
		.privilege = finding->privilege == NO_PRIVILEGE ? KEUR_NONE : finding->privilege };

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

		if (!policy_rule_fits(exception, &case_))
			continue;
		if (exception->level && !finding->level)
			*level = exception->level;
		if (exception->kind)
			*kind = exception->kind;
		break;
	}
	/* Only facts and decisions can break a rule. */
	if (*kind == KEUR_KIND_BREACH && finding->basis != KEUR_KNOWN)
		*kind = KEUR_KIND_RISK;
}

/* ---- Reach --------------------------------------------------------------------------------------------------------------------------- */

static int reaching_compare(const void *a, const void *b)
{
	const struct reaching *x = a, *y = b;

	if (x->component != y->component)
		return x->component < y->component ? -1 : 1;
	if (x->plugin != y->plugin)
		return x->plugin < y->plugin ? -1 : 1;
	return (x->finding > y->finding) - (x->finding < y->finding);
}

static uint8_t scenarios_of(const struct combining *combining, uint32_t plugin, const struct finding *finding)
{
	return finding->scenarios ? finding->scenarios
				  : combining->result->run[plugin].findings->plugin->rule[finding->rule].scenarios;
}

static void collect_reaching(struct combining *combining, const struct graph *graph)
{
	uint32_t p, i, *start;
	size_t f;

	for (p = 0; p < combining->plugins; p++) {
		const struct findings *findings = combining->result->run[p].findings;

		for (f = 0; f < findings->count; f++) {
			const struct finding *finding = &findings->finding[f];
			struct reaching *r;
			uint8_t kind;

			if (finding->affects != KEUR_AFFECTS_REACH || finding->component == KEUR_NONE)
				continue;
			mem_reserve(&combining->reaching, &combining->reaching_capacity, combining->reachings + 1,
				sizeof *combining->reaching);
			r = &combining->reaching[combining->reachings++];
			*r = (struct reaching){ .plugin = p, .finding = (uint32_t)f, .gap = NO_GAP, .party = finding->party,
				.component = finding->component, .scenarios = scenarios_of(combining, p, finding), .basis = finding->basis,
				.factor = findings->plugin->rule[finding->rule].factor, .result = KEUR_NONE };
			weigh(combining, p, finding, &r->level, &kind);
			if (finding->basis == KEUR_UNKNOWN)
				r->gap = gap_of(&combining->gaps, p, finding->rule, finding->blame);
		}
	}
	if (!combining->reachings)
		return;
	qsort(combining->reaching, combining->reachings, sizeof *combining->reaching, reaching_compare);
	start = mem_resize(NULL, combining->reachings, sizeof *start);
	combining->start_first = mem_resize(NULL, combining->reachings + 1, sizeof *combining->start_first);
	for (i = 0; i < combining->reachings; i++) {
		if (i == 0 || combining->reaching[i].component != combining->reaching[i - 1].component) {
			combining->start_first[combining->starts] = i;
			start[combining->starts++] = combining->reaching[i].component;
		}
		combining->reaching[i].start = combining->starts - 1;
	}
	combining->start_first[combining->starts] = (uint32_t)combining->reachings;
	reach_matrix_build(&combining->espionage, graph, start, combining->starts, KEUR_ESPIONAGE);
	reach_matrix_build(&combining->wide, graph, start, combining->starts, KEUR_SABOTAGE);
	free(start);
}

/* ---- One component ------------------------------------------------------------------------------------------------------------------- */

static void touch(struct combining *combining, uint32_t gap)
{
	size_t i;

	for (i = 0; i < combining->touches; i++)
		if (combining->touched[i] == gap)
			return;
	mem_reserve(&combining->touched, &combining->touched_capacity, combining->touches + 1, sizeof *combining->touched);
	combining->touched[combining->touches++] = gap;
}

static void contribute(struct combining *combining, struct contribution item)
{
	struct weighing *w = &combining->weighing;

	/* Of a part of which nothing is known keur asks one question, not eleven. */
	if (item.gap != NO_GAP) {
		if (combining->nothing_known && combining->gaps.draft[item.gap].plugin != combining->plugins)
			item.gap = NO_GAP;
		else
			touch(combining, item.gap);
	}
	if (!item.level || item.factor == KEUR_NO_FACTOR)
		return;
	mem_reserve(&w->item, &w->capacity, w->items + 1, sizeof *w->item);
	w->item[w->items++] = item;
}

static void take_reach(struct combining *combining, uint32_t c)
{
	uint32_t w, i;

	for (w = 0; w < combining->wide.words; w++) {
		uint64_t narrow = combining->espionage.word[(size_t)c * combining->wide.words + w];
		uint64_t bits = combining->wide.word[(size_t)c * combining->wide.words + w];

		for (; bits; bits &= bits - 1) {
			uint32_t start = w * 64 + (uint32_t)__builtin_ctzll(bits);
			uint8_t carried = KEUR_MANIPULATION | KEUR_SABOTAGE;

			if (narrow >> (start & 63) & 1)
				carried |= KEUR_ESPIONAGE;
			for (i = combining->start_first[start]; i < combining->start_first[start + 1]; i++) {
				struct reaching *r = &combining->reaching[i];

				if (!(r->scenarios & carried))
					continue;
				r->reached++;
				contribute(combining, (struct contribution){ .party = r->party, .gap = r->gap, .factor = r->factor,
					.scenarios = r->scenarios & carried, .level = r->level, .basis = r->basis });
				if (r->basis == KEUR_UNKNOWN || r->component == c
					|| keur_byte(&combining->model->column[COL_component_scope], c) != KEUR_SCOPE_CRITICAL)
					continue;
				mem_reserve(&combining->attachment, &combining->attachment_capacity, combining->attachments + 1,
					sizeof *combining->attachment);
				combining->attachment[combining->attachments++] = (struct attachment){ c, i };
			}
		}
	}
}

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
			contribute(combining, item);
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
			contribute(combining, item);
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
			contribute(combining, item);
		} else if (facts[i].column == COL_component_segment) {
			touch(combining, item.gap);
		} else {
			memset(floor, 0, sizeof floor);
			for (d = 0; d < schema_list[LIST_data].members && facts[i].column == COL_component_data; d++)
				for (s = 0; s < SCENARIOS; s++)
					if (floor[s] < policy->data[d].floor[s])
						floor[s] = policy->data[d].floor[s];
			for (s = 0; s < SCENARIOS; s++) {
				item.level = facts[i].column == COL_component_data ? floor[s] : policy->site_floor[s];
				item.scenarios = (uint8_t)(1u << s);
				contribute(combining, item);
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
			contribute(combining, item);
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
			contribute(combining, (struct contribution){ KEUR_NONE, gap, 0, KEUR_THREAT, KEUR_ALL_SCENARIOS, 5, KEUR_UNKNOWN });
			contribute(combining, (struct contribution){ KEUR_NONE, gap, 0, KEUR_EXPOSURE, KEUR_ALL_SCENARIOS, 5, KEUR_UNKNOWN });
		}
		for (r = 0; r < findings->plugin->rules; r++) {
			const struct declared_rule *rule = &findings->plugin->rule[r];

			if (rule->factor != KEUR_NO_FACTOR)
				contribute(combining,
					(struct contribution){ KEUR_NONE, gap, 0, rule->factor, rule->scenarios, 5, KEUR_UNKNOWN });
		}
	}
}

static void add_result_finding(struct combining *combining, uint32_t plugin, uint32_t finding, uint8_t level, uint8_t kind)
{
	struct result *result = combining->result;

	mem_reserve(&result->finding, &combining->finding_capacity, (size_t)result->findings + 1, sizeof *result->finding);
	result->finding[result->findings++] = (struct result_finding){ .plugin = plugin, .finding = finding, .kind = kind, .level = level };
}

static void take_findings(struct combining *combining, uint32_t plugin, size_t *cursor, uint32_t c, bool in_service)
{
	const struct findings *findings = combining->result->run[plugin].findings;

	for (; *cursor < findings->count && findings->finding[*cursor].component == c; ++*cursor) {
		const struct finding *finding = &findings->finding[*cursor];
		uint32_t gap = NO_GAP;
		uint8_t level, kind;

		weigh(combining, plugin, finding, &level, &kind);
		if (finding->basis != KEUR_UNKNOWN) {
			add_result_finding(combining, plugin, (uint32_t)*cursor, level, kind);
			if (kind == KEUR_KIND_BREACH)
				combining->result->breach[c] = 1;
		}
		if (!in_service || finding->affects == KEUR_AFFECTS_REACH)
			continue;
		if (finding->basis == KEUR_UNKNOWN)
			gap = gap_of(&combining->gaps, plugin, finding->rule, finding->blame);
		contribute(combining, (struct contribution){ .party = finding->party, .gap = gap,
			.factor = findings->plugin->rule[finding->rule].factor, .scenarios = scenarios_of(combining, plugin, finding),
			.level = level, .basis = finding->basis });
	}
}

/* Counts the questions of the component at hand and what each alone is worth. */
static void price_questions(struct combining *combining, uint32_t c, const struct levels known[SCENARIOS])
{
	struct weighing *w = &combining->weighing;
	uint8_t scope = keur_byte(&combining->model->column[COL_component_scope_worst], c);
	struct levels with[SCENARIOS];
	size_t t, i;
	int s;

	for (t = 0; t < combining->touches; t++) {
		struct gap_draft *draft = &combining->gaps.draft[combining->touched[t]];
		uint8_t scenarios = 0;

		if (draft->count < 3)
			draft->sample[draft->count] = c;
		draft->count++;
		if (scope > draft->scope)
			draft->scope = scope;
		for (i = 0; i < w->items; i++)
			if (w->item[i].gap == combining->touched[t])
				scenarios |= w->item[i].scenarios;
		draft->pairs += (uint32_t)__builtin_popcount(scenarios);
		if (scenarios) {
			levels_evaluate(w, READING_KNOWN, combining->touched[t], with);
			for (s = 0; s < SCENARIOS; s++)
				draft->worth += with[s].risk > known[s].risk;
		}
		mem_reserve(&combining->gap_list, &combining->gap_list_capacity, combining->gap_listed + 1, sizeof *combining->gap_list);
		combining->gap_list[combining->gap_listed++] = combining->touched[t];
	}
}

static void assess_component(struct combining *combining, uint32_t c, size_t *cursor)
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
	combining->touches = 0;
	combining->nothing_known = model_answer(model, COL_component_nothing_known, c) == KEUR_YES;
	for (p = 0; p < combining->plugins; p++)
		take_findings(combining, p, &cursor[p], c, in_service);
	if (!in_service)
		return;
	if (combining->starts)
		take_reach(combining, c);
	ask_core(combining, c);
	ask_not_assessed(combining);
	w->exposure_base[READING_KNOWN] = internet ? combining->policy->exposure_internet : combining->policy->exposure;
	w->exposure_base[READING_WORST] = internet || !model_known(model, COL_component_exposed, c)
		? combining->policy->exposure_internet
		: combining->policy->exposure;
	for (r = 0; r < READINGS; r++)
		for (s = 0; s < SCENARIOS; s++)
			w->impact[r][s] = keur_byte(&model->column[(int)impact[r] + s], c);
	levels_prepare(w);
	for (r = 0; r < READINGS; r++) {
		struct levels levels[SCENARIOS];

		levels_evaluate(w, (enum reading)r, NO_GAP, levels);
		for (s = 0; s < SCENARIOS; s++) {
			result->level[c][s][r] = levels[s];
			if (result->risk[c][r] < levels[s].risk)
				result->risk[c][r] = levels[s].risk;
		}
		if (r == READING_KNOWN)
			price_questions(combining, c, levels);
	}
	result->determined[c] = levels_determined(w);
}

/* ---- Everything ---------------------------------------------------------------------------------------------------------------------- */

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
static void link_findings(struct combining *combining, const uint32_t *own_first)
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
	for (c = 0, of = 0; c < n; c++) {
		result->finding_first[c] = of;
		for (f = own_first[c]; f < own_first[c + 1]; f++)
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
	free(place);
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
	result->reason = derived->reason;
	result->cause = derived->cause;
	FIRST_BY_COMPONENT(result->reason_first, derived->reason, derived->reasons, n);
	FIRST_BY_COMPONENT(result->cause_first, derived->cause, derived->causes, n);
	derived->reason = NULL;
	derived->cause = NULL;
	derived->reasons = derived->causes = 0;
}

void combine(struct result *result, const struct model *model, const struct policy *policy, struct derived *derived,
	const struct findings *findings, uint32_t plugins)
{
	struct combining combining = { .result = result, .model = model, .policy = policy, .plugins = plugins, .weighing.policy = policy };
	uint32_t n = model->rows[TABLE_component], c, p, first, *own_first = mem_zalloc((size_t)n + 1, sizeof *own_first);
	size_t *cursor = mem_zalloc((size_t)plugins + 1, sizeof *cursor), f;
	struct findings *core = mem_zalloc(1, sizeof *core);

	*result = (struct result){ .model = model, .policy = policy, .runs = plugins, .isolation = "none" };
	result->level = mem_zalloc(n, sizeof *result->level);
	result->determined = mem_zalloc(n, 1);
	result->risk = mem_zalloc(n, sizeof *result->risk);
	result->breach = mem_zalloc(n, 1);
	result->gap_first = mem_zalloc((size_t)n + 1, sizeof *result->gap_first);
	result->run = mem_zalloc((size_t)plugins + 1, sizeof *result->run);
	for (p = 0; p < plugins; p++)
		result->run[p].findings = &findings[p];
	core->plugin = &core_declared;
	result->run[plugins].findings = result->core = core;
	core_notes(core, model, policy);
	look_up_rules(&combining);
	collect_reaching(&combining, &derived->graph);
	take_over_derived(result, derived, n);
	for (c = 0; c < n; c++) {
		own_first[c] = first = result->findings;
		result->gap_first[c] = (uint32_t)combining.gap_listed;
		assess_component(&combining, c, cursor);
		order_findings(&combining, first);
	}
	own_first[n] = first = result->findings;
	result->gap_first[n] = (uint32_t)combining.gap_listed;
	for (p = 0; p <= plugins; p++)
		for (f = p == plugins ? 0 : cursor[p]; f < result->run[p].findings->count; f++) {
			uint8_t level, kind;

			weigh(&combining, p, &result->run[p].findings->finding[f], &level, &kind);
			if (result->run[p].findings->finding[f].basis != KEUR_UNKNOWN)
				add_result_finding(&combining, p, (uint32_t)f, level, kind);
		}
	order_findings(&combining, first);
	link_findings(&combining, own_first);
	link_gaps(&combining);
	findings_identify(result);
	summary_count(result);
	for (p = 0; p <= plugins; p++) {
		uint32_t r;

		for (r = 0; r < result->run[p].findings->plugin->rules; r++)
			free(combining.rule[p][r].exception);
		free(combining.rule[p]);
	}
	free(combining.rule);
	free(combining.reaching);
	free(combining.start_first);
	free(combining.attachment);
	free(combining.touched);
	reach_matrix_free(&combining.espionage);
	reach_matrix_free(&combining.wide);
	gap_table_free(&combining.gaps);
	levels_free(&combining.weighing);
	free(own_first);
	free(cursor);
}
