/* Who is involved in what administers a part. Above the many parts of a network stand few sets of administrators: each is gathered once, from the
 * top down, and parts with the same administrators share one. The work is that of the sets' sizes over the links between administrators, and
 * of the rows that the result has anyway. */
#include "assess/chain.h"

#include <stdlib.h>
#include <string.h>

/* ---- One gathering ------------------------------------------------------------------------------------------------------------------- */

void chain_begin(struct chain *chain)
{
	chain->rows = 0;
	chain->doubts = 0;
	chain->unknown_party = false;
	chain->answers = (struct answers){ 0 };
	chain->round++;
}

/* The closest way; what it does itself says more than that somebody works under it, whichever of the two rows comes first; then the nearest. */
static bool says_more(const struct involved *a, const struct involved *b)
{
	if (a->through != b->through || b->row == KEUR_NONE)
		return a->through <= b->through;
	return a->itself != b->itself ? a->itself : a->distance < b->distance;
}

static void enter(struct chain *chain, struct involved found)
{
	uint32_t at = chain->mark[found.supplier];
	struct involved *involved;

	found.order = (uint32_t)chain->rows;
	if (!at || at > chain->rows || chain->row[at - 1].supplier != found.supplier) {
		mem_reserve(&chain->row, &chain->capacity, chain->rows + 1, sizeof *chain->row);
		chain->row[chain->rows++] = found;
		chain->mark[found.supplier] = (uint32_t)chain->rows;
		return;
	}
	involved = &chain->row[at - 1];
	involved->roles |= found.roles;
	if (found.found < involved->found) {
		involved->found = found.found;
		involved->order = found.order;
	}
	if (says_more(&found, involved)) {
		involved->through = found.through;
		involved->itself = found.itself;
		involved->row = found.row;
		involved->distance = found.distance;
	}
}

void chain_involve(struct chain *chain, uint32_t supplier, uint8_t through, uint8_t roles, uint32_t row)
{
	if (supplier == KEUR_NONE)
		chain->unknown_party = true;
	else
		enter(chain, (struct involved){ .supplier = supplier, .row = row, .roles = roles, .through = through, .itself = roles != 0 });
}

bool chain_in_doubt(struct chain *chain, uint32_t component, uint32_t supplier)
{
	return supplier == KEUR_NONE || control_standing(&chain->control, supplier, component) != KEUR_STANDING_TRUSTED;
}

/* Whether the answer to chain_in_doubt() is another one for another component. */
static bool depends(const struct chain *chain, uint32_t supplier)
{
	return supplier != KEUR_NONE && chain->control.scoped[chain->control.circle[supplier]]
		&& chain->control.standing[chain->control.circle[supplier]] == KEUR_STANDING_TRUSTED;
}

void chain_doubt(struct chain *chain, uint32_t supplier)
{
	if (chain->unknown_party)
		return;
	if (!depends(chain, supplier)) {
		chain->unknown_party = supplier == KEUR_NONE
			|| chain->control.standing[chain->control.circle[supplier]] != KEUR_STANDING_TRUSTED;
		return;
	}
	if (chain->doubt_mark[supplier] == chain->round)
		return;
	chain->doubt_mark[supplier] = chain->round;
	mem_reserve(&chain->doubted, &chain->doubt_capacity, chain->doubts + 1, sizeof *chain->doubted);
	chain->doubted[chain->doubts++] = supplier;
}

/* Those in and above the nearest administrators, one step away from what is gathered now. */
void chain_join(struct chain *chain, struct crowd *crowd)
{
	uint32_t i;

	if (crowd->round == chain->round)
		return;
	crowd->round = chain->round;
	for (i = 0; i < crowd->rows; i++) {
		struct involved found = crowd->row[i];

		found.distance++;
		found.found++;
		enter(chain, found);
	}
	for (i = 0; i < crowd->doubts; i++)
		chain_doubt(chain, crowd->doubted[i]);
	chain->unknown_party |= crowd->unknown_party;
	chain->answers.unanswered |= crowd->answers.unanswered;
	chain->answers.unstated |= crowd->answers.unstated;
}

/* ---- Indexes --------------------------------------------------------------------------------------------------------------------- */

static uint32_t *rows_by(const struct model *model, enum column_id column, uint32_t keys)
{
	uint32_t *first = mem_zalloc((size_t)keys + 1, sizeof *first), rows = model->column[column].rows, row, key = 0;

	/* The table is sorted by this column. */
	for (row = 0; row < rows; row++)
		for (; key <= keur_code(&model->column[column], row) && key <= keys; key++)
			first[key] = row;
	for (; key <= keys; key++)
		first[key] = rows;
	return first;
}

static void index_access(struct chain *chain)
{
	const struct model *model = chain->facts->model;
	uint32_t rows = model->rows[TABLE_access], n = chain->facts->components, row, c;
	int pass;

	chain->access_first = mem_zalloc((size_t)n + 2, sizeof *chain->access_first);
	chain->access_of = mem_resize(NULL, rows, sizeof *chain->access_of);
	chain->way_in = mem_zalloc(rows, 1);
	for (pass = 0; pass < 2; pass++) {
		for (row = 0; row < rows; row++) {
			uint32_t target = keur_code(&model->column[COL_access_target], row);
			bool reads_only = model_known(model, COL_access_privilege, row)
				&& keur_byte(&model->column[COL_access_privilege], row) == KEUR_PRIVILEGE_READ;

			chain->way_in[row] = facts_way_in(model, row);
			if (reads_only || chain->way_in[row] == KEUR_NO)
				continue;
			if (target == KEUR_NONE)
				chain->stray |= model_answer(model, COL_access_party_standing, row) != KEUR_STANDING_TRUSTED
					|| !model_known(model, COL_access_party_standing, row);
			else if (pass == 0)
				chain->access_first[target + 2]++;
			else
				chain->access_of[chain->access_first[target + 1]++] = row;
		}
		for (c = 0; pass == 0 && c < n; c++)
			chain->access_first[c + 2] += chain->access_first[c + 1];
	}
}

/* ---- One part ------------------------------------------------------------------------------------------------------------------------ */

uint64_t chain_parties(struct chain *chain, uint32_t from, bool administrator)
{
	const struct model *model = chain->facts->model;
	const uint64_t hands_on = 1u << KEUR_ROLE_MANAGE | 1u << KEUR_ROLE_SUPPORT | 1u << KEUR_ROLE_HOST;
	uint64_t roles = 0;
	bool subcontracted = false;
	uint32_t row;

	for (row = chain->party_first[from]; row < chain->party_first[from + 1]; row++) {
		uint32_t supplier = keur_code(&model->column[COL_party_supplier], row);
		uint32_t under = keur_code(&model->column[COL_party_under], row);
		uint64_t role = UINT64_C(1) << keur_byte(&model->column[COL_party_role], row);

		uint8_t in_force = chain->in_force[row];

		if (in_force == KEUR_NO || (administrator && !(role & hands_on)))
			continue;
		if (!in_force) { /* it may be over: it answers nothing, and may still be there */
			chain_doubt(chain, supplier);
			if (under != KEUR_NONE)
				chain_doubt(chain, under);
			continue;
		}
		roles |= role;
		chain_involve(chain, supplier,
			administrator             ? KEUR_THROUGH_ADMINISTERS
				: under == KEUR_NONE ? KEUR_THROUGH_DIRECT
						     : KEUR_THROUGH_SUBCONTRACT,
			(uint8_t)role, row);
		subcontracted |= under != KEUR_NONE;
	}
	/* The main contractor answers, whether or not it has a row of its own; where it has, that is the one to show. */
	for (row = chain->party_first[from]; subcontracted && row < chain->party_first[from + 1]; row++) {
		uint32_t under = keur_code(&model->column[COL_party_under], row);
		uint64_t role = UINT64_C(1) << keur_byte(&model->column[COL_party_role], row);

		if (under != KEUR_NONE && chain->in_force[row] == KEUR_YES && (!administrator || (role & hands_on)))
			chain_involve(chain, under, administrator ? KEUR_THROUGH_ADMINISTERS : KEUR_THROUGH_DIRECT, 0, row);
	}
	return roles;
}

void chain_access(struct chain *chain, uint32_t target)
{
	const struct model *model = chain->facts->model;
	uint32_t i;

	for (i = chain->access_first[target]; i < chain->access_first[target + 1]; i++) {
		uint32_t access = chain->access_of[i], party = keur_code(&model->column[COL_access_party], access);

		if (chain->way_in[access] == KEUR_YES)
			chain_involve(chain, party, KEUR_THROUGH_ACCESS, 0, access);
		else
			chain_doubt(chain, party);
	}
}

/* An absent row is unknown until somebody answers for completeness: another party, another administrator, another way in, another owner. */
uint64_t chain_unstated(const struct facts *facts, uint32_t component)
{
	return (uint64_t)!bit(facts->party_stated, component) << LIST_MEMBER_stated_party
		| (uint64_t)!bit(facts->link_stated, component) << LIST_MEMBER_stated_link
		| (uint64_t)!facts_access_stated(facts, component) << LIST_MEMBER_stated_access
		| (uint64_t)!bit(facts->ownership_stated, component) << LIST_MEMBER_stated_ownership;
}

/* Roles an administrator must answer: whoever makes it does not hold it. */
#define ADMINISTRATOR_ROLES (UINT64_C(1) << KEUR_ROLE_MANAGE | UINT64_C(1) << KEUR_ROLE_SUPPORT)

static void take_administrator(struct chain *chain, uint32_t a)
{
	uint64_t roles = chain_parties(chain, a, true);

	chain_access(chain, a);
	chain->answers.unanswered |= chain->facts->policy->answered_roles & ADMINISTRATOR_ROLES & ~roles;
	chain->answers.unstated |= chain_unstated(chain->facts, a);
}

/* ---- Crowds -------------------------------------------------------------------------------------------------------------------------- */

static int found_compare(const void *a, const void *b)
{
	const struct involved *x = a, *y = b;

	return x->found != y->found ? (x->found > y->found) - (x->found < y->found) : (x->order > y->order) - (x->order < y->order);
}

/* The gathering at hand becomes a crowd. `nearer`: distances count from the administrators, one step nearer than where it was gathered. */
static struct crowd *keep_crowd(struct chain *chain, uint32_t of, uint32_t nearer)
{
	struct crowd *crowd = mem_zalloc(1, sizeof *crowd);
	uint32_t i;

	for (i = 1; i < chain->rows; i++)
		if (found_compare(&chain->row[i - 1], &chain->row[i]) > 0) {
			qsort(chain->row, chain->rows, sizeof *chain->row, found_compare);
			break;
		}
	crowd->of = of;
	crowd->rows = (uint32_t)chain->rows;
	crowd->row = mem_resize(NULL, chain->rows, sizeof *crowd->row);
	for (i = 0; i < crowd->rows; i++) {
		crowd->row[i] = chain->row[i];
		crowd->row[i].distance -= nearer;
		crowd->row[i].found -= nearer;
	}
	crowd->doubts = chain->unknown_party ? 0 : (uint32_t)chain->doubts;
	crowd->doubted = mem_resize(NULL, crowd->doubts, sizeof *crowd->doubted);
	if (crowd->doubts)
		memcpy(crowd->doubted, chain->doubted, crowd->doubts * sizeof *crowd->doubted);
	crowd->answers = chain->answers;
	crowd->unknown_party = chain->unknown_party;
	crowd->next = chain->crowd;
	chain->crowd = crowd;
	return crowd;
}

/* Crowds by the list of administrators that they were gathered from. */
struct shared {
	struct crowd **slot;
	size_t mask;
};

static struct crowd **slot_of(const struct shared *shared, const struct arcs *by, uint32_t v)
{
	const uint32_t *list = by->arc + by->first[v];
	size_t length = by->first[v + 1] - by->first[v], i;
	uint64_t hash = length;

	for (i = 0; i < length; i++) {
		hash = (hash ^ list[i]) * UINT64_C(0x9E3779B97F4A7C15);
		hash ^= hash >> 32;
	}
	for (i = (size_t)hash & shared->mask; shared->slot[i]; i = (i + 1) & shared->mask) {
		uint32_t other = shared->slot[i]->of;

		if (by->first[other + 1] - by->first[other] == length && memcmp(by->arc + by->first[other], list, length * sizeof *list) == 0)
			break;
	}
	return &shared->slot[i];
}

static struct crowd *crowd_above(struct chain *chain, struct shared *shared, uint32_t v)
{
	const struct arcs *by = &chain->facts->administered_by;
	struct crowd **slot;
	uint32_t i;

	if (by->first[v + 1] - by->first[v] <= 1)
		return by->first[v] == by->first[v + 1] ? NULL : chain->with[by->arc[by->first[v]]];
	slot = slot_of(shared, by, v);
	if (!*slot) {
		chain_begin(chain);
		for (i = by->first[v]; i < by->first[v + 1]; i++)
			chain_join(chain, chain->with[by->arc[i]]);
		*slot = keep_crowd(chain, v, 1);
	}
	return *slot;
}

static bool in_circle(const struct arcs *arcs, uint32_t v, uint32_t members)
{
	uint32_t i;

	for (i = arcs->first[v]; members == 1 && i < arcs->first[v + 1]; i++)
		if (arcs->arc[i] == v)
			return true;
	return members > 1;
}

/* Parts that administer one another stand above each other, and themselves: what they add to their own chains is there already. */
static void gather_circle(struct chain *chain, const uint32_t *circle, const uint32_t *member, uint32_t members)
{
	const struct arcs *by = &chain->facts->administered_by;
	struct crowd *crowd;
	uint32_t m, i;

	chain_begin(chain);
	for (m = 0; m < members; m++)
		take_administrator(chain, member[m]);
	for (m = 0; m < members; m++)
		for (i = by->first[member[m]]; i < by->first[member[m] + 1]; i++)
			if (circle[by->arc[i]] != circle[member[m]])
				chain_join(chain, chain->with[by->arc[i]]);
	crowd = keep_crowd(chain, member[0], 0);
	for (m = 0; m < members; m++)
		chain->above[member[m]] = chain->with[member[m]] = crowd;
}

static void gather_one(struct chain *chain, struct shared *shared, uint32_t v)
{
	const struct arcs *administers = &chain->facts->derived->graph.administers;

	chain->above[v] = crowd_above(chain, shared, v);
	if (administers->first[v] == administers->first[v + 1])
		return;
	chain_begin(chain);
	take_administrator(chain, v);
	if (chain->above[v])
		chain_join(chain, chain->above[v]);
	chain->with[v] = keep_crowd(chain, v, 0);
}

/* Members of the circles of `arcs`, circle after circle; first[circle] is where one begins. */
static uint32_t *by_circle(const struct arcs *arcs, uint32_t *circle, uint32_t *circles, uint32_t **first)
{
	uint32_t n = arcs->nodes, v, k, *member = mem_resize(NULL, n, sizeof *member);

	*circles = arcs_strong_components(arcs, circle);
	*first = mem_zalloc((size_t)*circles + 2, sizeof **first);
	for (v = 0; v < n; v++)
		(*first)[circle[v] + 2]++;
	for (k = 0; k < *circles; k++)
		(*first)[k + 2] += (*first)[k + 1];
	for (v = 0; v < n; v++)
		member[(*first)[circle[v] + 1]++] = v;
	return member;
}

static void gather_all(struct chain *chain)
{
	const struct arcs *by = &chain->facts->administered_by;
	uint32_t n = chain->facts->components, circles, k, *first, *circle = mem_resize(NULL, n, sizeof *circle);
	uint32_t *member = by_circle(by, circle, &circles, &first);
	struct shared shared = { .mask = 15 };

	while (shared.mask < (size_t)n * 2)
		shared.mask = shared.mask * 2 + 1;
	shared.slot = mem_zalloc(shared.mask + 1, sizeof(void *));
	for (k = 0; k < circles; k++) /* who administers has the lower number */
		if (in_circle(by, member[first[k]], first[k + 1] - first[k]))
			gather_circle(chain, circle, member + first[k], first[k + 1] - first[k]);
		else
			gather_one(chain, &shared, member[first[k]]);
	free(shared.slot);
	free(circle);
	free(member);
	free(first);
}

/* ---- Links that count both ways ------------------------------------------------------------------------------------------------------- */

/* Somebody at the part may be in doubt, for some component. */
static bool is_unsettled(const struct chain *chain, uint32_t v)
{
	const struct model *model = chain->facts->model;
	uint32_t i;

	for (i = chain->party_first[v]; i < chain->party_first[v + 1]; i++) {
		uint32_t supplier = keur_code(&model->column[COL_party_supplier], i);

		if (chain->in_force[i] != KEUR_NO && (supplier == KEUR_NONE || chain->control.scoped[chain->control.circle[supplier]]
			|| chain->control.standing[chain->control.circle[supplier]] != KEUR_STANDING_TRUSTED))
			return true;
	}
	for (i = chain->access_first[v]; i < chain->access_first[v + 1]; i++) {
		uint32_t party = keur_code(&model->column[COL_access_party], chain->access_of[i]);

		if (party == KEUR_NONE || chain->control.scoped[chain->control.circle[party]]
			|| chain->control.standing[chain->control.circle[party]] != KEUR_STANDING_TRUSTED)
			return true;
	}
	return false;
}

static void find_unsettled(struct chain *chain)
{
	const struct arcs *by = &chain->facts->administered_by_worst;
	uint32_t n = chain->facts->components, circles, k, m, i, *first, *circle = mem_resize(NULL, n, sizeof *circle);
	uint32_t *member = by_circle(by, circle, &circles, &first);

	chain->unsettled = mem_zalloc(n, 1);
	for (k = 0; k < circles; k++) {
		bool unsettled = false;

		for (m = first[k]; m < first[k + 1] && !unsettled; m++) {
			unsettled = is_unsettled(chain, member[m]);
			for (i = by->first[member[m]]; i < by->first[member[m] + 1]; i++)
				unsettled |= chain->unsettled[by->arc[i]];
		}
		for (m = first[k]; m < first[k + 1]; m++)
			chain->unsettled[member[m]] = unsettled;
	}
	free(circle);
	free(member);
	free(first);
}

void crowds_start(struct chain *chain)
{
	const struct model *model = chain->facts->model;
	uint32_t n = chain->facts->components, suppliers = model->rows[TABLE_supplier], row;

	chain->in_force = mem_zalloc(model->rows[TABLE_party], 1);
	for (row = 0; row < model->rows[TABLE_party]; row++)
		chain->in_force[row] = facts_in_force(model, COL_party_from, COL_party_until, row);
	chain->party_first = rows_by(model, COL_party_component, n);
	index_access(chain);
	control_start(&chain->control, chain->facts, READING_WORST);
	chain->mark = mem_zalloc(suppliers, sizeof *chain->mark);
	chain->doubt_mark = mem_zalloc(suppliers, sizeof *chain->doubt_mark);
	chain->above = mem_zalloc(n, sizeof *chain->above);
	chain->with = mem_zalloc(n, sizeof *chain->with);
	gather_all(chain);
	if (chain->facts->administered_by_worst.first != chain->facts->administered_by.first)
		find_unsettled(chain);
}

void crowds_free(struct chain *chain)
{
	struct crowd *next;

	for (; chain->crowd; chain->crowd = next) {
		next = chain->crowd->next;
		free(chain->crowd->row);
		free(chain->crowd->doubted);
		free(chain->crowd);
	}
	control_free(&chain->control);
	free(chain->in_force);
	free(chain->party_first);
	free(chain->access_first);
	free(chain->access_of);
	free(chain->way_in);
	free(chain->mark);
	free(chain->doubt_mark);
	free(chain->doubted);
	free(chain->above);
	free(chain->with);
	free(chain->unsettled);
	free(chain->row);
}
