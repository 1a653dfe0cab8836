/* The supplier chain of each component, its trusted-supplier status, and the causes of what is not met. One computation; plugins read the result. */
#include "assess/facts.h"

#include <stdlib.h>
#include <string.h>

/* A row of table involvement in the making. Small, as there are several for every component. */
struct involved {
	uint32_t supplier;
	uint32_t row;      /* what it rests on: of table access, of table supplier (the owned, when it is an owner), else of table party */
	uint8_t roles;     /* bit per role */
	uint8_t through, standing;
};

_Static_assert(KEUR_ROLE_HOST < 8, "roles fit into a byte");

enum { FEW = 32 };

/* Rows of finished components, in blocks that go back one by one while they are written into the model's columns. */
enum { BLOCK_ROWS = 1 << 16 };
struct block {
	struct block *next;
	size_t rows;
	struct involved row[BLOCK_ROWS];
};

struct chain {
	struct facts *facts;
	uint32_t *first; /* by component: its first row */
	struct involved *row; /* of the component at hand */
	size_t rows, capacity;
	struct block *block, *newest;
	size_t done; /* rows in blocks */
	uint32_t *party_first;  /* by component: its rows of table party */
	uint8_t *in_force;      /* by row of party */
	uint32_t *access_first, *access_of; /* by target: rows of table access that let somebody change something, or may */
	uint8_t *way_in;        /* by row of access: facts_way_in() */
	bool stray;             /* such a way in does not say where it leads, and its party is not trusted */
	uint32_t *owner_first, *owner_of;   /* by owned supplier: controlling owners, and those that may be */
	uint32_t *doubted, doubt_round, *doubts; /* by supplier: the doubt that last found it; those found */
	uint32_t *mark;         /* by supplier: 1 + index of its row, if it has one for the component at hand */
	uint32_t *queue, *seen; /* search for administrators; seen, by component, holds the round */
	size_t queue_capacity;
	uint32_t round;
	bool unknown_party;
};

/* `row` as in struct involved; KEUR_NONE: it rests on no row. */
static void involve(struct chain *chain, uint32_t component, uint32_t supplier, uint8_t through, uint8_t roles, uint32_t row)
{
	struct involved *involved;
	uint32_t at;

	if (supplier == KEUR_NONE) {
		chain->unknown_party = true;
		return;
	}
	at = chain->mark[supplier];
	if (at && at <= chain->rows && chain->row[at - 1].supplier == supplier) {
		involved = &chain->row[at - 1];
		/* What it does itself says more than that somebody works under it, whichever of the two rows comes first. */
		bool itself = roles && !involved->roles;

		involved->roles |= roles;
		if (through < involved->through || (through == involved->through && (involved->row == KEUR_NONE || itself))) {
			involved->through = through;
			involved->row = row;
		}
		return;
	}
	mem_reserve(&chain->row, &chain->capacity, chain->rows + 1, sizeof *chain->row);
	chain->row[chain->rows++] = (struct involved){ supplier, row, roles, through,
		facts_standing(chain->facts, supplier, component) };
	chain->mark[supplier] = (uint32_t)chain->rows;
}

/* Who may be involved, by a claim or because a fact is missing: it makes nobody a party, but leaves open who is one. Trust in it does not close that as long
 * as somebody who owns it, or may, is not trusted. */
static void doubt(struct chain *chain, uint32_t component, uint32_t supplier)
{
	uint32_t head = 0, tail = 0, k;

	if (chain->unknown_party)
		return;
	if (supplier == KEUR_NONE) {
		chain->unknown_party = true;
		return;
	}
	chain->doubt_round++;
	chain->doubted[supplier] = chain->doubt_round;
	for (chain->doubts[tail++] = supplier; head < tail; head++) {
		uint32_t s = chain->doubts[head];

		if (facts_standing(chain->facts, s, component) != KEUR_STANDING_TRUSTED) {
			chain->unknown_party = true;
			return;
		}
		for (k = chain->owner_first[s]; k < chain->owner_first[s + 1]; k++) {
			uint32_t owner = keur_code(&chain->facts->model->column[COL_ownership_owner], chain->owner_of[k]);

			if (chain->doubted[owner] == chain->doubt_round) /* found by another way, or a circle */
				continue;
			chain->doubted[owner] = chain->doubt_round;
			chain->doubts[tail++] = owner;
		}
	}
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

enum { MAJORITY = 5000 }; /* hundredths of a percent; more than this controls */

uint8_t ownership_controls(const struct model *model, uint32_t row)
{
	uint8_t control = model_answer(model, COL_ownership_control, row);
	bool share_known = model_known(model, COL_ownership_share, row), dated = model_known(model, COL_ownership_from, row);
	bool majority = share_known && keur_days(&model->column[COL_ownership_share], row) > MAJORITY;

	if (dated && model->as_of != KEUR_NO_DATE && keur_days(&model->column[COL_ownership_from], row) > model->as_of)
		return KEUR_NO; /* not yet */
	if (control == KEUR_YES || majority)
		return dated && model->as_of == KEUR_NO_DATE ? 0 : KEUR_YES;
	return control == KEUR_NO && share_known ? KEUR_NO : 0;
}

static void index_owners(struct chain *chain)
{
	const struct model *model = chain->facts->model;
	uint32_t rows = model->rows[TABLE_ownership], n = model->rows[TABLE_supplier], row, s;
	int pass;

	chain->owner_first = mem_zalloc((size_t)n + 2, sizeof *chain->owner_first);
	chain->owner_of = mem_resize(NULL, rows, sizeof *chain->owner_of);
	chain->doubted = mem_zalloc((size_t)n + 1, sizeof *chain->doubted);
	chain->doubts = mem_resize(NULL, (size_t)n + 1, sizeof *chain->doubts);
	for (pass = 0; pass < 2; pass++) {
		for (row = 0; row < rows; row++) {
			uint32_t owned = keur_code(&model->column[COL_ownership_owned], row);

			if (ownership_controls(model, row) == KEUR_NO || owned == KEUR_NONE)
				continue;
			if (pass == 0)
				chain->owner_first[owned + 2]++;
			else
				chain->owner_of[chain->owner_first[owned + 1]++] = row;
		}
		for (s = 0; pass == 0 && s < n; s++)
			chain->owner_first[s + 2] += chain->owner_first[s + 1];
	}
}

/* ---- The chain of one component -------------------------------------------------------------------------------------------------- */

/* Parties of `from` that are in force; of an administrator only those that manage, support or host it. Returns their roles. */
static uint64_t take_parties(struct chain *chain, uint32_t component, uint32_t from, bool administrator)
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
			doubt(chain, component, supplier);
			if (under != KEUR_NONE)
				doubt(chain, component, under);
			continue;
		}
		roles |= role;
		involve(chain, component, supplier,
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
			involve(chain, component, under, administrator ? KEUR_THROUGH_ADMINISTERS : KEUR_THROUGH_DIRECT, 0, row);
	}
	return roles;
}

static void take_access(struct chain *chain, uint32_t component, uint32_t target)
{
	const struct model *model = chain->facts->model;
	uint32_t i;

	for (i = chain->access_first[target]; i < chain->access_first[target + 1]; i++) {
		uint32_t access = chain->access_of[i], party = keur_code(&model->column[COL_access_party], access);

		if (chain->way_in[access] == KEUR_YES)
			involve(chain, component, party, KEUR_THROUGH_ACCESS, 0, access);
		else
			doubt(chain, component, party);
	}
}

static void take_keys(struct chain *chain, uint32_t component)
{
	const struct keur_column *keys = &chain->facts->model->column[COL_component_keys_held_by];
	uint32_t i;

	if (!keur_known(keys, component)) /* anybody may hold them */
		chain->unknown_party = true;
	for (i = 0; i < keur_list_length(keys, component); i++)
		involve(chain, component, keur_list_item(keys, component, i), KEUR_THROUGH_KEYS, 0, KEUR_NONE);
}

static void take_owner(struct chain *chain, uint32_t component, uint32_t ownership, uint32_t owned)
{
	const struct model *model = chain->facts->model;
	uint32_t owner = keur_code(&model->column[COL_ownership_owner], ownership);

	if (ownership_controls(model, ownership) == KEUR_YES)
		involve(chain, component, owner, KEUR_THROUGH_OWNER, 0, owned);
	else
		doubt(chain, component, owner);
}

/* Rows appended here are owners whose own owners are looked at in turn; involve() adds each supplier once, so cycles end. */
static void take_owners(struct chain *chain, uint32_t component)
{
	size_t i;
	uint32_t k;

	for (i = 0; i < chain->rows; i++)
		for (k = chain->owner_first[chain->row[i].supplier]; k < chain->owner_first[chain->row[i].supplier + 1]; k++)
			take_owner(chain, component, chain->owner_of[k], chain->row[i].supplier);
}

struct answers {
	uint64_t unanswered; /* roles */
	uint64_t unstated;   /* tables; members of list stated */
};

/* An absent row is unknown until somebody answers for completeness: another party, another administrator, another way in, another owner. */
static uint64_t unstated_tables(const struct facts *facts, uint32_t component)
{
	return (uint64_t)!bit(facts->party_stated, component) << LIST_MEMBER_stated_party
		| (uint64_t)!bit(facts->link_stated, component) << LIST_MEMBER_stated_link
		| (uint64_t)!facts_access_stated(facts, component) << LIST_MEMBER_stated_access
		| (uint64_t)!bit(facts->ownership_stated, component) << LIST_MEMBER_stated_ownership;
}

/* Roles an administrator must answer: whoever makes it does not hold it. */
#define ADMINISTRATOR_ROLES (UINT64_C(1) << KEUR_ROLE_MANAGE | UINT64_C(1) << KEUR_ROLE_SUPPORT)

/* An administrator of the component, found once in this round: whether it is new. */
static bool find_administrator(struct chain *chain, uint32_t a, uint32_t *tail)
{
	if (chain->seen[a] == chain->round)
		return false;
	chain->seen[a] = chain->round;
	mem_reserve(&chain->queue, &chain->queue_capacity, (size_t)*tail + 1, sizeof *chain->queue);
	chain->queue[(*tail)++] = a;
	return true;
}

static void take_administrator(struct chain *chain, uint32_t component, uint32_t a, struct answers *answers)
{
	uint64_t roles = take_parties(chain, component, a, true);

	take_access(chain, component, a);
	answers->unanswered |= chain->facts->policy->answered_roles & ADMINISTRATOR_ROLES & ~roles;
	answers->unstated |= unstated_tables(chain->facts, a);
}

/* A part that administers only if a link drawn towards it counts both ways: everybody hands-on there may be involved. */
static void doubt_administrator(struct chain *chain, uint32_t component, uint32_t a, struct answers *answers)
{
	const struct model *model = chain->facts->model;
	bool before = chain->unknown_party;
	uint32_t i;

	chain->unknown_party = false;
	for (i = chain->party_first[a]; i < chain->party_first[a + 1]; i++)
		if (chain->in_force[i] != KEUR_NO)
			doubt(chain, component, keur_code(&model->column[COL_party_supplier], i));
	for (i = chain->access_first[a]; i < chain->access_first[a + 1]; i++)
		doubt(chain, component, keur_code(&model->column[COL_access_party], chain->access_of[i]));
	if (chain->unknown_party) /* the question behind it is which way the link goes */
		answers->unstated |= UINT64_C(1) << LIST_MEMBER_stated_link;
	chain->unknown_party |= before;
}

static struct answers take_chain(struct chain *chain, uint32_t component)
{
	struct facts *facts = chain->facts;
	const struct arcs *by = &facts->administered_by, *perhaps = &facts->administered_by_worst;
	struct answers answers;
	uint32_t head, tail = 0, i;

	chain->rows = 0;
	chain->unknown_party = chain->stray;
	chain->round++;
	answers.unanswered = facts->policy->answered_roles & ~take_parties(chain, component, component, false);
	answers.unstated = unstated_tables(facts, component);
	take_access(chain, component, component);
	find_administrator(chain, component, &tail);
	for (head = 0; head < tail; head++)
		for (i = by->first[chain->queue[head]]; i < by->first[chain->queue[head] + 1]; i++)
			if (find_administrator(chain, by->arc[i], &tail))
				take_administrator(chain, component, by->arc[i], &answers);
	for (head = 0; perhaps->first != by->first && head < tail; head++)
		for (i = perhaps->first[chain->queue[head]]; i < perhaps->first[chain->queue[head] + 1]; i++)
			if (find_administrator(chain, perhaps->arc[i], &tail))
				doubt_administrator(chain, component, perhaps->arc[i], &answers);
	take_keys(chain, component);
	take_owners(chain, component);
	return answers;
}

/* ---- Status ------------------------------------------------------------------------------------------------------------------------ */

static void give_cause(struct facts *facts, uint32_t component, uint32_t involvement, uint32_t decision)
{
	struct derived *derived = facts->derived;

	mem_reserve(&derived->cause, &derived->cause_capacity, (size_t)derived->causes + 1, sizeof *derived->cause);
	derived->cause[derived->causes++] = (struct trust_cause){ component, involvement, decision };
}

/* Why it is met: the decision behind each trust. */
static uint8_t met(struct chain *chain, uint32_t component)
{
	size_t i;

	for (i = 0; i < chain->rows; i++) {
		uint32_t decision;

		facts_decision(chain->facts, chain->row[i].supplier, component, &decision);
		give_cause(chain->facts, component, (uint32_t)(chain->done + i), decision);
	}
	return KEUR_TRUST_MET;
}

static uint8_t status_of(struct chain *chain, uint32_t component, uint8_t required, const struct answers *answers)
{
	bool untrusted = false, unknown = chain->unknown_party || answers->unanswered || answers->unstated;
	uint8_t worst = KEUR_STANDING_TRUSTED;
	size_t i;

	for (i = 0; i < chain->rows; i++)
		if (chain->row[i].standing > worst)
			worst = chain->row[i].standing;
	untrusted = worst == KEUR_STANDING_UNTRUSTED;
	unknown |= worst == KEUR_STANDING_UNDECIDED;
	if (required == KEUR_NO || (required == 0 && !untrusted && !unknown))
		return KEUR_TRUST_NOT_REQUIRED;
	for (i = 0; i < chain->rows; i++)
		if (chain->row[i].standing == worst && worst != KEUR_STANDING_TRUSTED)
			give_cause(chain->facts, component, (uint32_t)(chain->done + i), KEUR_NONE);
	if (unknown && !untrusted && (chain->unknown_party || answers->unanswered || answers->unstated))
		give_cause(chain->facts, component, KEUR_NONE, KEUR_NONE);
	if (untrusted && required == KEUR_YES)
		return KEUR_TRUST_VIOLATED;
	return untrusted || unknown ? KEUR_TRUST_UNKNOWN : met(chain, component);
}

static int involved_compare(const void *a, const void *b)
{
	const struct involved *x = a, *y = b;

	return (x->supplier > y->supplier) - (x->supplier < y->supplier);
}

/* By supplier. Nearly always few, where insertion is the cheapest. */
static void sort_involved(struct involved *row, size_t rows)
{
	size_t i, k;

	if (rows > FEW) {
		qsort(row, rows, sizeof *row, involved_compare);
		return;
	}
	for (i = 1; i < rows; i++) {
		struct involved moved = row[i];

		for (k = i; k > 0 && row[k - 1].supplier > moved.supplier; k--)
			row[k] = row[k - 1];
		row[k] = moved;
	}
}

/* The main contractor of a party that works under one; the owned of an owner. */
static uint32_t under_of(const struct model *model, const struct involved *row)
{
	if (row->through == KEUR_THROUGH_OWNER)
		return row->row;
	if (row->through == KEUR_THROUGH_ACCESS || row->row == KEUR_NONE
		|| keur_code(&model->column[COL_party_supplier], row->row) != row->supplier)
		return KEUR_NONE;
	return keur_code(&model->column[COL_party_under], row->row);
}

static void write_involvement(struct facts *facts, struct chain *chain)
{
	struct model *model = facts->model;
	uint32_t *component, *supplier, *under, *party, *access, i;
	struct block *next;
	uint8_t *through, *standing;
	unsigned c;

	model_set_rows(model, TABLE_involvement, (uint32_t)chain->done);
	for (c = schema_first[TABLE_involvement]; c < schema_first[TABLE_involvement + 1]; c++)
		model_column_create(model, (enum column_id)c, 0);
	component = model_data(model, COL_involvement_component);
	supplier = model_data(model, COL_involvement_supplier);
	through = model_data(model, COL_involvement_through);
	standing = model_data(model, COL_involvement_standing);
	under = model_data(model, COL_involvement_under);
	party = model_data(model, COL_involvement_party);
	access = model_data(model, COL_involvement_access);
	for (c = 0; c < facts->components; c++)
		for (i = chain->first[c]; i < chain->first[c + 1]; i++)
			component[i] = c;
	for (i = 0; chain->block; chain->block = next) {
		size_t k;

		for (k = 0; k < chain->block->rows; k++, i++) {
			const struct involved *row = &chain->block->row[k];

			supplier[i] = row->supplier;
			through[i] = row->through;
			standing[i] = row->standing;
			model_put_set(model, COL_involvement_roles, i, row->roles);
			under[i] = under_of(model, row);
			party[i] = row->through == KEUR_THROUGH_ACCESS || row->through == KEUR_THROUGH_OWNER ? KEUR_NONE : row->row;
			access[i] = row->through == KEUR_THROUGH_ACCESS ? row->row : KEUR_NONE;
		}
		next = chain->block->next;
		free(chain->block);
	}
	for (c = schema_first[TABLE_involvement]; c < schema_first[TABLE_involvement + 1]; c++)
		model_set_all_known(model, (enum column_id)c);
}

/* The component at hand is finished: its rows go to the others. */
static void keep_rows(struct chain *chain)
{
	size_t i;

	for (i = 0; i < chain->rows; i++) {
		if (!chain->newest || chain->newest->rows == BLOCK_ROWS) {
			struct block *block = mem_alloc(sizeof *block);

			block->next = NULL;
			block->rows = 0;
			*(chain->newest ? &chain->newest->next : &chain->block) = block;
			chain->newest = block;
		}
		chain->newest->row[chain->newest->rows++] = chain->row[i];
	}
	chain->done += chain->rows;
	if (chain->done >= KEUR_NONE)
		mem_fail();
}

/* Whether the part stands where the pack wants trusted suppliers whatever the scope; 0: not known. */
static uint8_t on_sensitive_site(const struct facts *facts, uint32_t component)
{
	uint32_t site = keur_code(&facts->model->column[COL_component_site], component);

	if (!facts->policy->required_sensitive)
		return KEUR_NO;
	return site == KEUR_NONE ? 0 : model_answer(facts->model, COL_site_sensitive, site);
}

static uint8_t required_of(const struct facts *facts, uint32_t component)
{
	const uint8_t *scope = facts->scope[component], sensitive = on_sensitive_site(facts, component);

	if (model_answer(facts->model, COL_component_in_service, component) == KEUR_NO)
		return KEUR_NO;
	if (facts->policy->required_scopes >> scope[READING_KNOWN] & 1 || sensitive == KEUR_YES)
		return KEUR_YES;
	return facts->policy->required_scopes >> scope[READING_WORST] & 1 || sensitive != KEUR_NO ? 0 : KEUR_NO;
}

void facts_chain(struct facts *facts)
{
	struct model *model = facts->model;
	struct chain chain = { .facts = facts };
	uint32_t n = facts->components, c;
	uint8_t *required, *status;

	chain.first = mem_resize(NULL, (size_t)n + 1, sizeof *chain.first);
	chain.in_force = mem_zalloc(model->rows[TABLE_party], 1);
	for (c = 0; c < model->rows[TABLE_party]; c++)
		chain.in_force[c] = facts_in_force(model, COL_party_from, COL_party_until, c);
	chain.party_first = rows_by(model, COL_party_component, n);
	index_access(&chain);
	index_owners(&chain);
	chain.mark = mem_zalloc(model->rows[TABLE_supplier], sizeof *chain.mark);
	chain.seen = mem_zalloc(n, sizeof *chain.seen);
	model_column_create(model, COL_component_trust_required, 0);
	model_column_create(model, COL_component_trust_status, 0);
	model_column_create(model, COL_component_unanswered_roles, 0);
	model_column_create(model, COL_component_unstated, 0);
	required = model_data(model, COL_component_trust_required);
	status = model_data(model, COL_component_trust_status);
	for (c = 0; c < n; c++) {
		struct answers answers = take_chain(&chain, c);

		chain.first[c] = (uint32_t)chain.done;
		sort_involved(chain.row, chain.rows);
		required[c] = required_of(facts, c);
		if (required[c])
			model_set_known(model, COL_component_trust_required, c);
		status[c] = status_of(&chain, c, required[c], &answers);
		model_put_set(model, COL_component_unanswered_roles, c, answers.unanswered);
		model_put_set(model, COL_component_unstated, c, answers.unstated);
		keep_rows(&chain);
	}
	chain.first[n] = (uint32_t)chain.done;
	model_set_all_known(model, COL_component_trust_status);
	write_involvement(facts, &chain);
	free(chain.row);
	free(chain.first);
	free(chain.party_first);
	free(chain.in_force);
	free(chain.access_first);
	free(chain.access_of);
	free(chain.way_in);
	free(chain.doubted);
	free(chain.doubts);
	free(chain.owner_first);
	free(chain.owner_of);
	free(chain.mark);
	free(chain.queue);
	free(chain.seen);
}
