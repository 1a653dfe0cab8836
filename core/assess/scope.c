/* Scope: critical, adjacent, management, security element, other; on the facts and in the worst-credible reading, with reasons. */
#include "assess/facts.h"

#include <stdlib.h>
#include <string.h>

static void raise_scope(struct facts *facts, uint32_t c, uint8_t scope, bool worst_only)
{
	if (facts->scope[c][READING_WORST] < scope)
		facts->scope[c][READING_WORST] = scope;
	if (!worst_only && facts->scope[c][READING_KNOWN] < scope)
		facts->scope[c][READING_KNOWN] = scope;
}

static void give_reason(struct facts *facts, uint32_t c, enum reason_kind kind, bool worst_only, uint8_t data, uint32_t about)
{
	facts_reason(facts, (struct reason){ c, (uint8_t)kind, worst_only, data, about });
}

static void make_critical(struct facts *facts, uint32_t c, enum reason_kind kind, bool worst_only, uint8_t data)
{
	raise_scope(facts, c, KEUR_SCOPE_CRITICAL, worst_only);
	give_reason(facts, c, kind, worst_only, data, KEUR_NONE);
}

/* Somebody with the authority to do so said that it is not critical, whatever its class and data: only an edit can say that. */
static bool taken_off(const struct facts *facts, uint32_t c)
{
	return model_answer(facts->model, COL_component_critical, c) == KEUR_NO;
}

/* ---- Critical -------------------------------------------------------------------------------------------------------------------- */

static void critical_by_data(struct facts *facts, uint32_t c)
{
	const struct model *model = facts->model;
	uint64_t set = keur_set(&model->column[COL_component_data], c);
	bool users_known = model_known(model, COL_component_users, c);
	int64_t users = keur_number(&model->column[COL_component_users], c);
	unsigned d;

	if (!model_known(model, COL_component_data, c)) {
		for (d = 0; d < schema_list[LIST_data].members; d++)
			if (facts->policy->data[d].critical == DATA_ALWAYS) {
				make_critical(facts, c, REASON_UNKNOWN_DATA, true, 0);
				return;
			}
		return;
	}
	for (d = 0; d < schema_list[LIST_data].members; d++) {
		const struct policy_data *data = &facts->policy->data[d];

		if (!(set >> d & 1))
			continue;
		if (data->critical == DATA_ALWAYS)
			make_critical(facts, c, REASON_DATA, false, (uint8_t)d);
		else if (data->critical == DATA_FROM_USERS && users_known && users >= data->users_from)
			make_critical(facts, c, REASON_DATA, false, (uint8_t)d);
		else if (data->critical == DATA_FROM_USERS && !users_known)
			make_critical(facts, c, REASON_UNKNOWN_USERS, true, (uint8_t)d);
	}
}

/* Credentials make a store critical when they are for a critical part: one that depends on it, or that it administers. Without a
 * statement about its links the worst reading assumes so. */
static bool serves_critical(const struct arcs *arcs, uint32_t c, const uint8_t *critical)
{
	uint32_t i;

	for (i = arcs->first[c]; i < arcs->first[c + 1]; i++)
		if (critical[arcs->arc[i]])
			return true;
	return false;
}

static void critical_by_credentials(struct facts *facts)
{
	const struct graph *graph = &facts->derived->graph;
	const struct model *model = facts->model;
	const unsigned credential = KEUR_DATA_CREDENTIAL;
	uint8_t *critical[READINGS]; /* before any credential makes another part critical */
	uint32_t c;
	int r;

	if (facts->policy->data[credential].critical != DATA_FOR_CRITICAL || !model->column[COL_component_data].data)
		return;
	for (r = 0; r < READINGS; r++) {
		critical[r] = mem_zalloc(facts->components, 1);
		for (c = 0; c < facts->components; c++)
			critical[r][c] = facts->scope[c][r] == KEUR_SCOPE_CRITICAL;
	}
	for (c = 0; c < facts->components; c++) {
		if (!(keur_set(&model->column[COL_component_data], c) >> credential & 1) || !model_known(model, COL_component_data, c)
			|| taken_off(facts, c))
			continue;
		if (serves_critical(&graph->supports, c, critical[READING_KNOWN])
			|| serves_critical(&graph->administers, c, critical[READING_KNOWN]))
			make_critical(facts, c, REASON_DATA, false, (uint8_t)credential);
		else if (!bit(facts->link_stated, c) || serves_critical(&graph->supports, c, critical[READING_WORST])
			|| serves_critical(&facts->administers_worst, c, critical[READING_WORST]))
			make_critical(facts, c, REASON_DATA, true, (uint8_t)credential);
	}
	for (r = 0; r < READINGS; r++)
		free(critical[r]);
}

static void critical_parts(struct facts *facts)
{
	const struct model *model = facts->model;
	uint32_t c;

	for (c = 0; c < facts->components; c++) {
		uint16_t class_ = facts->class_of[c];

		if (taken_off(facts, c))
			continue;
		if (class_ != NO_CLASS && facts->policy->class_[class_].criticality == CRITICALITY_CRITICAL)
			make_critical(facts, c, REASON_CLASS, false, 0);
		if (facts->derived->flags[c] & PART_FUNCTION_UNKNOWN)
			make_critical(facts, c, REASON_UNKNOWN_FUNCTION, true, 0);
		critical_by_data(facts, c);
		if (model_answer(model, COL_component_critical, c) == KEUR_YES)
			make_critical(facts, c, REASON_DESIGNATED, false, 0);
	}
	critical_by_credentials(facts);
}

/* ---- Adjacent -------------------------------------------------------------------------------------------------------------------- */

/* The critical parts of one reading by segment, and one whose segment is not known. A part out of service draws nobody in. */
static uint32_t *critical_by_segment(const struct facts *facts, enum reading reading, uint32_t *loose)
{
	const struct keur_column *segment = &facts->model->column[COL_component_segment];
	uint32_t *first = mem_resize(NULL, facts->model->strings, sizeof *first), c;

	memset(first, 0xFF, facts->model->strings * sizeof *first);
	*loose = KEUR_NONE;
	for (c = facts->components; c-- > 0;) {
		if (facts->scope[c][reading] != KEUR_SCOPE_CRITICAL
			|| model_answer(facts->model, COL_component_in_service, c) == KEUR_NO)
			continue;
		if (keur_known(segment, c))
			first[keur_code(segment, c)] = c;
		else
			*loose = c;
	}
	return first;
}

static void adjacent_parts(struct facts *facts)
{
	const struct keur_column *segment = &facts->model->column[COL_component_segment];
	uint32_t loose[READINGS], *first[READINGS], c;
	bool any;
	int r;

	for (r = 0; r < READINGS; r++)
		first[r] = critical_by_segment(facts, (enum reading)r, &loose[r]);
	any = loose[READING_WORST] != KEUR_NONE;
	for (c = 0; c < facts->components && !any; c++)
		any = facts->scope[c][READING_WORST] == KEUR_SCOPE_CRITICAL;
	for (c = 0; c < facts->components; c++) {
		uint32_t code = keur_code(segment, c);

		if (facts->scope[c][READING_KNOWN] == KEUR_SCOPE_CRITICAL)
			continue;
		if (code != KEUR_NONE && first[READING_KNOWN][code] != KEUR_NONE) {
			raise_scope(facts, c, KEUR_SCOPE_ADJACENT, false);
			give_reason(facts, c, REASON_SEGMENT, false, 0, first[READING_KNOWN][code]);
		} else if (facts->scope[c][READING_WORST] == KEUR_SCOPE_CRITICAL) {
			continue;
		} else if (code != KEUR_NONE && first[READING_WORST][code] != KEUR_NONE) {
			raise_scope(facts, c, KEUR_SCOPE_ADJACENT, true);
			give_reason(facts, c, REASON_SEGMENT, true, 0, first[READING_WORST][code]);
		} else if ((code == KEUR_NONE && any) || loose[READING_WORST] != KEUR_NONE) {
			/* Its own segment is not known, or that of a critical part, which may be this one. */
			raise_scope(facts, c, KEUR_SCOPE_ADJACENT, true);
			give_reason(facts, c, REASON_UNKNOWN_SEGMENT, true, 0, loose[READING_WORST]);
		}
	}
	for (r = 0; r < READINGS; r++)
		free(first[r]);
}

/* ---- Management ------------------------------------------------------------------------------------------------------------------ */

struct spread {
	struct facts *facts;
	enum reading reading;
	const struct arcs *administered_by;
	uint32_t *queue, count;
	uint8_t *seen;
	uint32_t *hop_first, *hop, *hop_access; /* by target: hops of valid ways in to it, and the access row */
};

static void reach_manager(struct spread *spread, uint32_t manager, enum reason_kind kind, uint32_t about)
{
	struct facts *facts = spread->facts;
	bool worst_only = spread->reading == READING_WORST;
	uint8_t was = spread->seen[manager]; /* 0: new, 1: in scope from the start, 2: has its reason */

	if (was < 2 && (!worst_only || facts->scope[manager][READING_KNOWN] < KEUR_SCOPE_MANAGEMENT)) {
		raise_scope(facts, manager, KEUR_SCOPE_MANAGEMENT, worst_only);
		give_reason(facts, manager, kind, worst_only, 0, about);
		spread->seen[manager] = 2;
	}
	if (was)
		return;
	spread->seen[manager] = 2;
	spread->queue[spread->count++] = manager;
}

static void spread_management(struct spread *spread)
{
	struct facts *facts = spread->facts;
	uint32_t head = 0, c, i;

	for (c = 0; c < facts->components; c++)
		if (facts->scope[c][spread->reading] > KEUR_SCOPE_OTHER) {
			spread->seen[c] = 1;
			spread->queue[spread->count++] = c;
		}
	while (head < spread->count) {
		uint32_t v = spread->queue[head++];

		for (i = spread->administered_by->first[v]; i < spread->administered_by->first[v + 1]; i++)
			reach_manager(spread, spread->administered_by->arc[i], REASON_ADMINISTERS, v);
		for (i = spread->hop_first[v]; i < spread->hop_first[v + 1]; i++)
			if (spread->hop[i] != v && (spread->reading == READING_WORST || facts_way_in(facts->model, spread->hop_access[i])))
				reach_manager(spread, spread->hop[i], REASON_HOP, spread->hop_access[i]);
	}
}

/* Hops of the ways in that are not over, by their targets. */
static void collect_hops(struct facts *facts, struct spread *spread)
{
	const struct model *model = facts->model;
	const struct keur_column *via = &model->column[COL_access_via], *target = &model->column[COL_access_target];
	uint32_t rows = model->rows[TABLE_access], row, i, hops = via->offset ? via->offset[rows] : 0;
	int pass;

	spread->hop_first = mem_zalloc((size_t)facts->components + 2, sizeof *spread->hop_first);
	spread->hop = mem_resize(NULL, hops, sizeof *spread->hop);
	spread->hop_access = mem_resize(NULL, hops, sizeof *spread->hop_access);
	for (pass = 0; pass < 2; pass++) {
		for (row = 0; row < rows; row++) {
			uint32_t t = keur_code(target, row);

			uint8_t there = facts_way_in(model, row);

			if (there == KEUR_NO)
				continue;
			for (i = 0; i < keur_list_length(via, row); i++) {
				uint32_t hop = keur_list_item(via, row, i), at;

				if (facts->hop[hop] != HOP_CERTAIN)
					facts->hop[hop] = there ? HOP_CERTAIN : HOP_PERHAPS;
				if (t == KEUR_NONE)
					continue; /* see stray_hops */
				if (pass == 0) {
					spread->hop_first[t + 2]++;
					continue;
				}
				at = spread->hop_first[t + 1]++;
				spread->hop[at] = hop;
				spread->hop_access[at] = row;
			}
		}
		for (i = 0; pass == 0 && i < facts->components; i++)
			spread->hop_first[i + 2] += spread->hop_first[i + 1];
	}
}

/* A way in that is not over, and does not say where it leads or over which hops: any part of the right class may be one. */
static bool any_way_in_unnamed(const struct model *model)
{
	uint32_t row;

	for (row = 0; row < model->rows[TABLE_access]; row++)
		if (facts_way_in(model, row) != KEUR_NO
			&& (!model_known(model, COL_access_target, row) || !model_known(model, COL_access_via, row)))
			return true;
	return false;
}

/* A way in that does not say where it leads may lead into any part: its hops are management at worst. */
static void stray_hops(struct facts *facts)
{
	const struct model *model = facts->model;
	const struct keur_column *via = &model->column[COL_access_via];
	uint32_t row, i;

	for (row = 0; row < model->rows[TABLE_access]; row++) {
		if (keur_code(&model->column[COL_access_target], row) != KEUR_NONE || facts_way_in(model, row) == KEUR_NO)
			continue;
		for (i = 0; i < keur_list_length(via, row); i++) {
			uint32_t hop = keur_list_item(via, row, i);

			if (facts->scope[hop][READING_KNOWN] >= KEUR_SCOPE_MANAGEMENT)
				continue;
			raise_scope(facts, hop, KEUR_SCOPE_MANAGEMENT, true);
			give_reason(facts, hop, REASON_HOP, true, 0, row);
		}
	}
}

static void management_parts(struct facts *facts)
{
	struct spread spread = { .facts = facts };
	uint32_t c;

	facts->unnamed_way = any_way_in_unnamed(facts->model);

	spread.queue = mem_resize(NULL, (size_t)facts->components + 1, sizeof *spread.queue);
	spread.seen = mem_zalloc(facts->components, 1);
	collect_hops(facts, &spread);
	spread.reading = READING_KNOWN;
	spread.administered_by = &facts->administered_by;
	spread_management(&spread);
	for (c = 0; c < facts->components; c++) {
		if (!(facts->derived->flags[c] & PART_ADMINISTERS) || facts->scope[c][READING_KNOWN] >= KEUR_SCOPE_MANAGEMENT)
			continue;
		if (!bit(facts->link_stated, c)) {
			raise_scope(facts, c, KEUR_SCOPE_MANAGEMENT, true);
			give_reason(facts, c, REASON_MAY_ADMINISTER, true, 0, KEUR_NONE);
		}
		if (facts->unnamed_way || !bit(facts->access_claimed, c)) {
			raise_scope(facts, c, KEUR_SCOPE_MANAGEMENT, true);
			give_reason(facts, c, REASON_MAY_BE_HOP, true, 0, KEUR_NONE);
		}
	}
	stray_hops(facts);
	memset(spread.seen, 0, facts->components);
	spread.count = 0;
	spread.reading = READING_WORST;
	spread.administered_by = &facts->administered_by_worst;
	spread_management(&spread);
	free(spread.queue);
	free(spread.seen);
	free(spread.hop_first);
	free(spread.hop);
	free(spread.hop_access);
}

static void security_elements(struct facts *facts)
{
	uint32_t c;

	for (c = 0; c < facts->components; c++)
		if (facts->derived->flags[c] & PART_SECURITY_ELEMENT) {
			raise_scope(facts, c, KEUR_SCOPE_SECURITY_ELEMENT, false);
			give_reason(facts, c, REASON_SECURITY_ELEMENT, false, 0, KEUR_NONE);
		}
}

/* A management link drawn from a network function towards an element manager: in the worst reading it counts both ways. */
static bool drawn_towards_manager(const struct facts *facts, uint32_t from, uint32_t to)
{
	return (facts->derived->flags[to] & PART_ADMINISTERS) && !(facts->derived->flags[from] & PART_ADMINISTERS);
}

static void build_worst_arcs(struct facts *facts)
{
	const struct arcs *arcs = &facts->derived->graph.administers;
	uint32_t nodes = arcs->nodes, v, i, extra = 0, at = 0;
	struct arcs both;
	uint32_t *count = mem_zalloc((size_t)nodes + 1, sizeof *count);

	for (v = 0; v < nodes; v++)
		for (i = arcs->first[v]; i < arcs->first[v + 1]; i++)
			if (drawn_towards_manager(facts, v, arcs->arc[i])) {
				count[arcs->arc[i]]++;
				extra++;
			}
	if (!extra) { /* as good as always: nothing to add */
		free(count);
		facts->administers_worst = *arcs;
		facts->administered_by_worst = facts->administered_by;
		return;
	}
	both.nodes = nodes;
	both.first = mem_zalloc((size_t)nodes + 1, sizeof *both.first);
	both.arc = mem_resize(NULL, (size_t)arcs->first[nodes] + extra, sizeof *both.arc);
	for (v = 0; v < nodes; v++) {
		both.first[v] = at;
		for (i = arcs->first[v]; i < arcs->first[v + 1]; i++)
			both.arc[at++] = arcs->arc[i];
		at += count[v];
		count[v] = at; /* filled backwards from here */
	}
	both.first[nodes] = at;
	for (v = 0; v < nodes; v++)
		for (i = arcs->first[v]; i < arcs->first[v + 1]; i++)
			if (drawn_towards_manager(facts, v, arcs->arc[i]))
				both.arc[--count[arcs->arc[i]]] = v;
	free(count);
	facts->administers_worst = both;
	arcs_reverse(&facts->administers_worst, &facts->administered_by_worst);
}

void facts_scopes(struct facts *facts)
{
	build_worst_arcs(facts);
	critical_parts(facts);
	adjacent_parts(facts);
	security_elements(facts);
	management_parts(facts);
}
