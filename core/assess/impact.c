/* Impact per scenario, on the facts and worst credible, before findings: class, cap by users, floors of data and site, redundancy,
 * inheritance. The order binds. */
#include "assess/facts.h"

#include <stdlib.h>
#include <string.h>

struct impact {
	struct facts *facts;
	uint8_t (*base)[READINGS][SCENARIOS]; /* class (uncapped) and floors: what administrators inherit */
	uint8_t (*own)[READINGS][SCENARIOS];  /* the answer */
	struct impact_by (*by)[SCENARIOS];    /* on the facts: what raised it last, which is what it stands on */
};

static void raised_by(struct impact *impact, uint32_t c, enum reading r, int s, enum impact_source source, uint32_t about)
{
	if (r == READING_KNOWN)
		impact->by[c][s] = (struct impact_by){ (uint8_t)source, about };
}

static uint8_t most(uint8_t a, uint8_t b)
{
	return a > b ? a : b;
}

static uint8_t least(uint8_t a, uint8_t b)
{
	return a < b ? a : b;
}

static void raise_to(uint8_t level[SCENARIOS], const uint8_t floor[SCENARIOS])
{
	int s;

	for (s = 0; s < SCENARIOS; s++)
		level[s] = most(level[s], floor[s]);
}

static void raise_both(struct impact *impact, uint32_t c, enum reading reading, const uint8_t floor[SCENARIOS])
{
	raise_to(impact->base[c][reading], floor);
	raise_to(impact->own[c][reading], floor);
}

/* ---- Class and cap ----------------------------------------------------------------------------------------------------------------- */

static void by_class(struct impact *impact, uint32_t c)
{
	const struct facts *facts = impact->facts;
	const struct keur_column *function = &facts->model->column[COL_component_function];
	uint8_t cap = policy_cap_level(facts->policy, facts_users(facts, c));
	uint8_t *base = impact->base[c][READING_KNOWN], *own = impact->own[c][READING_KNOWN];
	uint32_t i;
	int s;

	memset(base, 1, SCENARIOS);
	memset(own, 1, SCENARIOS);
	for (i = 0; i < keur_list_length(function, c); i++) {
		uint32_t f = facts->function_of[keur_list_item(function, c, i)];
		const struct policy_function *p;

		if (f == KEUR_NONE)
			continue;
		p = &facts->policy->function[f];
		for (s = 0; s < SCENARIOS; s++) {
			base[s] = most(base[s], p->impact[s]);
			own[s] = most(own[s], p->capped ? least(p->impact[s], cap) : p->impact[s]);
		}
	}
	memcpy(impact->base[c][READING_WORST], base, SCENARIOS);
	memcpy(impact->own[c][READING_WORST], own, SCENARIOS);
	if (facts->derived->flags[c] & PART_FUNCTION_UNKNOWN)
		raise_both(impact, c, READING_WORST, facts->policy->unknown_impact);
	/* It may administer anything, as long as nobody answers for its links. */
	if ((facts->derived->flags[c] & PART_ADMINISTERS) && !bit(facts->link_stated, c))
		raise_both(impact, c, READING_WORST, facts->policy->unknown_impact);
}

/* ---- Floors ------------------------------------------------------------------------------------------------------------------------ */

static void by_data(struct impact *impact, uint32_t c)
{
	const struct facts *facts = impact->facts;
	const struct model *model = facts->model;
	bool known = model_known(model, COL_component_data, c), users_known = model_known(model, COL_component_users, c);
	uint64_t set = known ? keur_set(&model->column[COL_component_data], c) : UINT64_MAX;
	int64_t users = keur_number(&model->column[COL_component_users], c);
	unsigned d;

	for (set &= (UINT64_C(1) << schema_list[LIST_data].members) - 1; set; set &= set - 1) {
		const struct policy_data *data;

		d = (unsigned)__builtin_ctzll(set);
		data = &facts->policy->data[d];
		raise_both(impact, c, READING_WORST, data->floor);
		if (known)
			raise_both(impact, c, READING_KNOWN, data->floor);
		if (!data->many_users)
			continue;
		if (!users_known || users >= data->many_users)
			raise_both(impact, c, READING_WORST, data->many_floor);
		if (known && users_known && users >= data->many_users)
			raise_both(impact, c, READING_KNOWN, data->many_floor);
	}
}

static void by_site(struct impact *impact, uint32_t c)
{
	const struct facts *facts = impact->facts;
	const struct model *model = facts->model;
	uint32_t site = keur_code(&model->column[COL_component_site], c);
	uint8_t sensitive = site == KEUR_NONE ? 0 : model_answer(model, COL_site_sensitive, site);
	bool serves_known = model_known(model, COL_component_serves, c);
	bool serves = serves_known && keur_set(&model->column[COL_component_serves], c);
	int s;

	for (s = 0; s < SCENARIOS && (sensitive == KEUR_YES || serves); s++)
		if (impact->own[c][READING_KNOWN][s] < facts->policy->site_floor[s])
			raised_by(impact, c, READING_KNOWN, s, sensitive == KEUR_YES ? IMPACT_BY_SITE : IMPACT_BY_SERVES, sensitive == KEUR_YES ? site : KEUR_NONE);
	if (sensitive == KEUR_YES || serves)
		raise_both(impact, c, READING_KNOWN, facts->policy->site_floor);
	if (sensitive != KEUR_NO || !serves_known || serves)
		raise_both(impact, c, READING_WORST, facts->policy->site_floor);
}

/* ---- Redundancy -------------------------------------------------------------------------------------------------------------------- */

struct redundancy {
	struct impact *impact;
	uint32_t *involved_first;           /* by component: its rows of table involvement */
	uint32_t *access_first, *access_of; /* by target: ways in that are there, or may be, and let somebody change something */
	uint32_t *seen, round, *queue;      /* by component: the search for administrators that last found it */
};

static bool shares_supplier(const struct redundancy *redundancy, uint32_t a, uint32_t b)
{
	const struct model *model = redundancy->impact->facts->model;
	const uint32_t *supplier = model->column[COL_involvement_supplier].data;
	const uint32_t *access = model->column[COL_involvement_access].data;
	const uint8_t *standing = model->column[COL_involvement_standing].data;
	const struct keur_column *roles = &model->column[COL_involvement_roles];
	uint32_t i = redundancy->involved_first[a], k = redundancy->involved_first[b];
	uint32_t i_end = redundancy->involved_first[a + 1], k_end = redundancy->involved_first[b + 1];

	while (i < i_end && k < k_end) {
		if (supplier[i] != supplier[k]) {
			*(supplier[i] < supplier[k] ? &i : &k) += 1;
			continue;
		}
		/* The operator's own hands do not undo its redundancy; anybody else's do. */
		if (standing[i] != KEUR_STANDING_TRUSTED || standing[k] != KEUR_STANDING_TRUSTED)
			return true;
		if (supplier[i] != model->operator_
			&& ((keur_set(roles, i) & keur_set(roles, k) & (1u << KEUR_ROLE_MANAGE)) || (access[i] != KEUR_NONE && access[k] != KEUR_NONE)))
			return true;
		i++;
		k++;
	}
	return false;
}

/* Whether two ways in are one path: the same party outside the operator (which a missing one may be), or a hop that both take. */
static bool is_one_path(const struct model *model, uint32_t x, uint32_t y)
{
	const struct keur_column *via = &model->column[COL_access_via];
	uint32_t p = keur_code(&model->column[COL_access_party], x), q = keur_code(&model->column[COL_access_party], y), i, k;

	if (p == KEUR_NONE || q == KEUR_NONE || (p == q && p != model->operator_))
		return true;
	for (i = 0; i < keur_list_length(via, x); i++)
		for (k = 0; k < keur_list_length(via, y); k++)
			if (keur_list_item(via, x, i) == keur_list_item(via, y, k))
				return true;
	return false;
}

/* Table involvement holds one row for each supplier, by its closest way; one that is involved more closely may have a way in as well. */
static bool shares_way_in(const struct redundancy *redundancy, uint32_t a, uint32_t b)
{
	uint32_t i, k;

	for (i = redundancy->access_first[a]; i < redundancy->access_first[a + 1]; i++)
		for (k = redundancy->access_first[b]; k < redundancy->access_first[b + 1]; k++)
			if (is_one_path(redundancy->impact->facts->model, redundancy->access_of[i], redundancy->access_of[k]))
				return true;
	return false;
}

/* Everything that administers `a`, itself included, against the same of `b`: nothing may be in both. */
static bool shares_administrator(struct redundancy *redundancy, uint32_t a, uint32_t b)
{
	const struct arcs *by = &redundancy->impact->facts->administered_by;
	uint32_t of_a = ++redundancy->round, of_b = ++redundancy->round, side, i;

	for (side = of_a; side <= of_b; side++) {
		uint32_t head = 0, tail = 0, start = side == of_a ? a : b;

		if (redundancy->seen[start] == of_a)
			return true;
		redundancy->seen[start] = side;
		for (redundancy->queue[tail++] = start; head < tail; head++)
			for (i = by->first[redundancy->queue[head]]; i < by->first[redundancy->queue[head] + 1]; i++) {
				uint32_t w = by->arc[i];

				if (side == of_b && redundancy->seen[w] == of_a)
					return true;
				if (redundancy->seen[w] == side)
					continue;
				redundancy->seen[w] = side;
				redundancy->queue[tail++] = w;
			}
	}
	return false;
}

static bool can_take_over(struct redundancy *redundancy, uint32_t a, uint32_t b)
{
	const struct facts *facts = redundancy->impact->facts;
	const struct keur_column *site = &facts->model->column[COL_component_site];
	uint32_t x = keur_code(site, a), y = keur_code(site, b);

	return x != KEUR_NONE && y != KEUR_NONE && x != y && model_answer(facts->model, COL_component_in_service, b) != KEUR_NO
		&& !shares_supplier(redundancy, a, b) && !shares_way_in(redundancy, a, b) && !shares_administrator(redundancy, a, b);
}

/* Own sabotage lower by what the pack says, at least 1, in the known answer. Members of a group are looked at in order until one can take over; a group larger
 * than this is compared in part, which can only leave the impact higher. */
enum { GROUP_COMPARED = 64 };

static void index_ways_in(struct redundancy *redundancy)
{
	const struct facts *facts = redundancy->impact->facts;
	const struct model *model = facts->model;
	const struct keur_column *target = &model->column[COL_access_target], *privilege = &model->column[COL_access_privilege];
	uint32_t rows = model->rows[TABLE_access], n = facts->components, row, c;
	int pass;

	redundancy->access_first = mem_zalloc((size_t)n + 2, sizeof *redundancy->access_first);
	redundancy->access_of = mem_resize(NULL, rows, sizeof *redundancy->access_of);
	for (pass = 0; pass < 2; pass++) {
		for (row = 0; row < rows; row++) {
			if (keur_code(target, row) == KEUR_NONE || facts_way_in(model, row) == KEUR_NO
				|| (keur_known(privilege, row) && keur_byte(privilege, row) == KEUR_PRIVILEGE_READ))
				continue;
			if (pass == 0)
				redundancy->access_first[keur_code(target, row) + 2]++;
			else
				redundancy->access_of[redundancy->access_first[keur_code(target, row) + 1]++] = row;
		}
		for (c = 0; pass == 0 && c < n; c++)
			redundancy->access_first[c + 2] += redundancy->access_first[c + 1];
	}
}

static void by_redundancy(struct impact *impact)
{
	const struct facts *facts = impact->facts;
	const struct model *model = facts->model;
	const struct keur_column *group = &model->column[COL_component_redundancy_group];
	struct redundancy redundancy = { .impact = impact };
	uint32_t n = facts->components, rows = model->rows[TABLE_involvement], c, row, *next, *head;
	const uint32_t *component = model->column[COL_involvement_component].data;
	const int sabotage = SCENARIOS - 1;

	if (!group->data)
		return;
	redundancy.involved_first = mem_zalloc((size_t)n + 1, sizeof *redundancy.involved_first);
	for (row = 0; row < rows; row++)
		redundancy.involved_first[component[row] + 1]++;
	for (c = 0; c < n; c++)
		redundancy.involved_first[c + 1] += redundancy.involved_first[c];
	index_ways_in(&redundancy);
	redundancy.seen = mem_zalloc(n, sizeof *redundancy.seen);
	redundancy.queue = mem_resize(NULL, n, sizeof *redundancy.queue);
	head = mem_resize(NULL, model->strings, sizeof *head);
	next = mem_resize(NULL, n, sizeof *next);
	memset(head, 0xFF, model->strings * sizeof *head);
	for (c = n; c-- > 0;)
		if (keur_known(group, c)) {
			next[c] = head[keur_code(group, c)];
			head[keur_code(group, c)] = c;
		}
	for (c = 0; c < n; c++) {
		uint32_t other, looked = 0;
		uint8_t *level = &impact->own[c][READING_KNOWN][sabotage];

		if (!keur_known(group, c))
			continue;
		for (other = head[keur_code(group, c)]; other != KEUR_NONE && looked < GROUP_COMPARED; other = next[other], looked++)
			if (other != c && can_take_over(&redundancy, c, other)) {
				*level = *level > facts->policy->redundancy ? (uint8_t)(*level - facts->policy->redundancy) : 1;
				break;
			}
	}
	free(redundancy.involved_first);
	free(redundancy.access_first);
	free(redundancy.access_of);
	free(redundancy.seen);
	free(redundancy.queue);
	free(head);
	free(next);
}

/* ---- Inheritance ------------------------------------------------------------------------------------------------------------------- */

/* A part out of service has nothing to pass on. */
static bool in_service(const struct facts *facts, uint32_t c)
{
	return model_answer(facts->model, COL_component_in_service, c) != KEUR_NO;
}

/* What depends on a part passes its impact on: sabotage always, the rest by the class of what it depends on. Returns whether anything rose. */
static bool from_dependants(struct impact *impact, uint32_t c, enum reading r)
{
	const struct facts *facts = impact->facts;
	const struct arcs *supports = &facts->derived->graph.supports;
	const struct keur_column *function = &facts->model->column[COL_component_function];
	uint8_t takes = KEUR_SABOTAGE;
	bool rose = false;
	uint32_t i;
	int s;

	for (i = 0; i < keur_list_length(function, c); i++) {
		uint32_t f = facts->function_of[keur_list_item(function, c, i)];

		if (f != KEUR_NONE)
			takes |= facts->policy->function[f].takes;
	}
	for (i = supports->first[c]; i < supports->first[c + 1]; i++)
		for (s = 0; s < SCENARIOS; s++) {
			uint8_t level = impact->own[supports->arc[i]][r][s];

			if (!(takes >> s & 1) || !in_service(facts, supports->arc[i]))
				continue;
			impact->base[c][r][s] = most(impact->base[c][r][s], level);
			if (impact->own[c][r][s] < level) {
				impact->own[c][r][s] = level;
				raised_by(impact, c, r, s, IMPACT_BY_DEPENDANT, supports->arc[i]);
				rose = true;
			}
		}
	return rose;
}

/* What a part administers, directly or not, itself left out. Where each of these has one administrator only they are a tree, whose branches add up; else
 * branches may share parts, and the sum is what the largest branch has at least, and what all have at most. Only where the pack caps these two
 * differently are the parts searched. */
struct below {
	bool tree;
	uint8_t base[SCENARIOS]; /* highest */
	uint32_t of[SCENARIOS];  /* a part that has it */
	int64_t most, least;     /* sum of users */
};

/* The higher of two, with whose it is. */
static void take_higher(struct below *below, int s, uint8_t base, uint32_t of)
{
	if (base > below->base[s]) {
		below->base[s] = base;
		below->of[s] = of;
	}
}

static int64_t plus(int64_t a, int64_t b)
{
	int64_t sum;

	return __builtin_add_overflow(a, b, &sum) ? INT64_MAX : sum;
}

/* Parts that administer one another: what all of them have, so that of each it is known what the others have. */
struct together {
	int64_t users;       /* of those whose users are counted */
	uint32_t everybody;  /* members that count as all users there are */
	uint8_t highest[SCENARIOS], second[SCENARIOS];
	uint32_t highest_of[SCENARIOS], second_of[SCENARIOS];
};

static void join_circle(struct together *all, uint32_t c, const uint8_t base[SCENARIOS], int64_t users)
{
	int s;

	if (users == INT64_MAX)
		all->everybody++;
	else
		all->users = plus(all->users, users);
	for (s = 0; s < SCENARIOS; s++) {
		if (base[s] > all->highest[s]) {
			all->second[s] = all->highest[s];
			all->second_of[s] = all->highest_of[s];
			all->highest[s] = base[s];
			all->highest_of[s] = c;
		} else if (base[s] > all->second[s]) {
			all->second[s] = base[s];
			all->second_of[s] = c;
		}
	}
}

/* What the others of a circle have, as seen from one of them; `below` holds what all of them have beneath the circle. */
static void add_others(struct below *below, const struct together *all, uint32_t c, const uint8_t base[SCENARIOS], int64_t users)
{
	bool endless = all->everybody > (users == INT64_MAX ? 1u : 0u) || all->users == INT64_MAX;
	int64_t others = endless ? INT64_MAX : all->users - (users == INT64_MAX ? 0 : users);
	int s;

	for (s = 0; s < SCENARIOS; s++) {
		bool itself = base[s] && base[s] == all->highest[s];
		bool other = itself && all->highest_of[s] != c; /* another one has the highest as well */

		take_higher(below, s, itself ? all->second[s] : all->highest[s], itself && !other ? all->second_of[s] : all->highest_of[s]);
	}
	below->most = plus(below->most, others);
	below->least = plus(below->least, others);
}

/* One part that `c` administers itself, with all below it. */
static void add_branch(const struct impact *impact, struct below *below, const struct below *of, uint32_t w, enum reading r)
{
	bool serves = in_service(impact->facts, w);
	int64_t users = serves ? facts_users(impact->facts, w) : 0, branch = plus(users, of->least);
	int s;

	for (s = 0; s < SCENARIOS; s++) {
		if (serves)
			take_higher(below, s, impact->base[w][r][s], w);
		take_higher(below, s, of->base[s], of->of[s]);
	}
	below->most = plus(below->most, plus(users, of->most));
	below->least = below->least > branch ? below->least : branch;
}

/* order: all parts, the administered before those that administer them; circle: by component, who is in one circle. */
static void add_up(const struct impact *impact, const struct arcs *administers, const struct arcs *by, const uint32_t *order,
	const uint32_t *circle, enum reading r, struct below *below)
{
	const struct facts *facts = impact->facts;
	uint32_t n = facts->components, k, end, m, i;

	for (k = 0; k < n; k = end) {
		struct below beneath = { .tree = true };
		struct together all = { 0 };

		for (end = k; end < n && circle[order[end]] == circle[order[k]]; end++) {
			uint32_t c = order[end];

			if (in_service(facts, c))
				join_circle(&all, c, impact->base[c][r], facts_users(facts, c));
			for (i = administers->first[c]; i < administers->first[c + 1]; i++) {
				uint32_t w = administers->arc[i];

				beneath.tree &= circle[w] != circle[c] && by->first[w + 1] - by->first[w] == 1 && below[w].tree;
				if (circle[w] != circle[c])
					add_branch(impact, &beneath, &below[w], w, r);
			}
		}
		if (beneath.tree)
			beneath.least = beneath.most;
		for (m = k; m < end; m++) {
			uint32_t c = order[m];

			below[c] = beneath;
			if (end - k > 1)
				add_others(&below[c], &all, c, in_service(facts, c) ? impact->base[c][r] : (const uint8_t[SCENARIOS]){ 0 },
					in_service(facts, c) ? facts_users(facts, c) : 0);
		}
	}
}

/* Whether a level of the part would rise, if it administered that many users. */
static bool would_rise(const struct impact *impact, uint32_t c, enum reading r, const struct below *below, int64_t users)
{
	uint8_t cap = policy_cap_level(impact->facts->policy, users);
	int s;

	for (s = 0; s < SCENARIOS; s++)
		if (impact->own[c][r][s] < least(below->base[s], cap))
			return true;
	return false;
}

/* An administrator takes, in each scenario, the least of the highest base among what it administers and the cap of the sum of their users. */
static bool from_administered(struct impact *impact, struct reach *reach, const struct graph *graph, uint32_t c, enum reading r,
	const struct below *below)
{
	const struct facts *facts = impact->facts;
	int64_t users = below->most;
	uint8_t cap;
	uint32_t i;
	int s;

	if (!would_rise(impact, c, r, below, users))
		return false;
	if (policy_cap_level(facts->policy, below->least) != policy_cap_level(facts->policy, users)) {
		reach_collect(reach, graph, c, KEUR_ESPIONAGE, reach->nodes);
		for (users = 0, i = 0; i < reach->count; i++)
			if (reach->component[i] != c && in_service(facts, reach->component[i]))
				users = plus(users, facts_users(facts, reach->component[i]));
		if (!would_rise(impact, c, r, below, users))
			return false;
	}
	cap = policy_cap_level(facts->policy, users);
	for (s = 0; s < SCENARIOS; s++)
		if (impact->own[c][r][s] < least(below->base[s], cap)) {
			impact->own[c][r][s] = least(below->base[s], cap);
			raised_by(impact, c, r, s, IMPACT_BY_ADMINISTERED, below->of[s]);
		}
	return true;
}

/* Parts that administer each other are one: each can do what the others can. */
static void collapse_cycles(struct impact *impact, enum reading r, const uint32_t *part, uint32_t parts)
{
	uint32_t n = impact->facts->components, c, (*highest)[SCENARIOS];
	uint8_t (*base)[SCENARIOS], (*own)[SCENARIOS];
	int s;

	if (parts < n) {
		base = mem_zalloc(parts, sizeof *base);
		own = mem_zalloc(parts, sizeof *own);
		highest = mem_zalloc(parts, sizeof *highest);
		for (c = 0; c < n; c++) {
			raise_to(base[part[c]], impact->base[c][r]);
			for (s = 0; s < SCENARIOS; s++)
				if (impact->own[c][r][s] > own[part[c]][s]) {
					own[part[c]][s] = impact->own[c][r][s];
					highest[part[c]][s] = c;
				}
		}
		for (c = 0; c < n; c++) {
			raise_to(impact->base[c][r], base[part[c]]);
			for (s = 0; s < SCENARIOS; s++)
				if (impact->own[c][r][s] < own[part[c]][s]) {
					impact->own[c][r][s] = own[part[c]][s];
					raised_by(impact, c, r, s, IMPACT_BY_ADMINISTERED, highest[part[c]][s]);
				}
		}
		free(base);
		free(own);
		free(highest);
	}
}

/* Until nothing rises over depends_on: whatever rises has those that it depends on looked at again. Levels rise a few times at most, so that this takes its
 * time in proportion, however long a chain is and in which order it stands. */
static bool settle_dependants(struct impact *impact, const struct arcs *needs, uint32_t *queue, uint8_t *queued, enum reading r)
{
	const struct arcs *supports = &impact->facts->derived->graph.supports;
	uint32_t n = impact->facts->components, head = 0, waiting = 0, c, i;
	bool rose = false;

	for (c = 0; c < n; c++)
		if (supports->first[c] < supports->first[c + 1]) {
			queue[waiting++] = c;
			queued[c] = 1;
		}
	for (; waiting; waiting--) {
		c = queue[head];
		head = head + 1 == n ? 0 : head + 1;
		queued[c] = 0;
		if (!from_dependants(impact, c, r))
			continue;
		rose = true;
		for (i = needs->first[c]; i < needs->first[c + 1]; i++) {
			uint32_t w = needs->arc[i];

			if (queued[w])
				continue;
			queued[w] = 1;
			/* The one at hand has left its place but is still counted. */
			queue[(uint32_t)(((uint64_t)head + waiting - 1) % n)] = w;
			waiting++;
		}
	}
	return rose;
}

/* All parts by circle, ascending. */
static void order_by(const uint32_t *circle, uint32_t circles, uint32_t n, uint32_t *order)
{
	uint32_t *first = mem_zalloc((size_t)circles + 1, sizeof *first), c;

	for (c = 0; c < n; c++)
		first[circle[c] + 1]++;
	for (c = 0; c < circles; c++)
		first[c + 1] += first[c];
	for (c = 0; c < n; c++)
		order[first[circle[c]]++] = c;
	free(first);
}

/* Rounds until nothing rises: levels only rise and end at 5, so there are few. */
static void inherit(struct impact *impact)
{
	const struct facts *facts = impact->facts;
	const struct arcs *supports = &facts->derived->graph.supports;
	struct graph graph = { .supports = *supports };
	uint32_t n = facts->components, *part = mem_resize(NULL, n, sizeof *part), parts = n, c;
	uint32_t *queue = mem_resize(NULL, n, sizeof *queue), *order = mem_resize(NULL, n, sizeof *order);
	uint8_t *queued = mem_zalloc(n, 1);
	struct below *below = mem_resize(NULL, n, sizeof *below);
	struct arcs needs;
	struct reach reach;
	bool rose;
	int r;

	reach_start(&reach, n);
	arcs_reverse(supports, &needs);
	for (r = 0; r < READINGS; r++) {
		const struct arcs *by = r == READING_WORST ? &facts->administered_by_worst : &facts->administered_by;

		graph.administers = r == READING_WORST ? facts->administers_worst : facts->derived->graph.administers;
		if (r == READING_KNOWN || graph.administers.first != facts->derived->graph.administers.first) {
			parts = arcs_strong_components(&graph.administers, part);
			order_by(part, parts, n, order);
		}
		collapse_cycles(impact, (enum reading)r, part, parts);
		do {
			rose = settle_dependants(impact, &needs, queue, queued, (enum reading)r);
			add_up(impact, &graph.administers, by, order, part, (enum reading)r, below);
			for (c = 0; c < n; c++)
				if (graph.administers.first[c] < graph.administers.first[c + 1])
					rose |= from_administered(impact, &reach, &graph, c, (enum reading)r, &below[c]);
		} while (rose);
	}
	reach_free(&reach);
	arcs_free(&needs);
	free(below);
	free(order);
	free(queue);
	free(queued);
	free(part);
}

void facts_impact(struct facts *facts)
{
	static const enum column_id first[READINGS] = { COL_component_impact_espionage, COL_component_impact_espionage_worst };
	struct impact impact = { .facts = facts };
	uint32_t n = facts->components, c;
	int r, s;

	impact.base = mem_zalloc(n, sizeof *impact.base);
	impact.own = mem_zalloc(n, sizeof *impact.own);
	impact.by = mem_zalloc(n, sizeof *impact.by);
	for (c = 0; c < n; c++) {
		by_class(&impact, c);
		by_data(&impact, c);
		by_site(&impact, c);
	}
	by_redundancy(&impact);
	inherit(&impact);
	for (r = 0; r < READINGS; r++)
		for (s = 0; s < SCENARIOS; s++) {
			enum column_id column = (enum column_id)((int)first[r] + s);
			uint8_t *level;

			model_column_create(facts->model, column, 0);
			model_set_all_known(facts->model, column);
			level = model_data(facts->model, column);
			for (c = 0; c < n; c++)
				level[c] = most(impact.own[c][r][s], r == READING_WORST ? impact.own[c][READING_KNOWN][s] : 0);
		}
	free(impact.base);
	free(impact.own);
	facts->derived->impact_by = impact.by;
}
