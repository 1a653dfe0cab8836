/* The supplier chain of each component, its trusted-supplier status, and the causes of what is not met. One computation; plugins read the result. */
#include "assess/chain.h"

#include <stdlib.h>
#include <string.h>

/* A row of table involvement in the making. Small, as there are several for every component. */
struct finished {
	uint32_t supplier, row;
	uint8_t roles, through, standing;
	bool further;
};

enum { FEW = 32 };

/* Rows of finished components, in blocks that go back one by one while they are written into the model's columns. */
enum { BLOCK_ROWS = 1 << 16 };
struct block {
	struct block *next;
	size_t rows;
	struct finished row[BLOCK_ROWS];
};

/* ---- Owners ---------------------------------------------------------------------------------------------------------------------------- */

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

static void take_keys(struct chain *chain, uint32_t component)
{
	const struct keur_column *keys = &chain->facts->model->column[COL_component_keys_held_by];
	uint32_t i;

	if (!keur_known(keys, component)) /* anybody may hold them */
		chain->unknown_party = true;
	for (i = 0; i < keur_list_length(keys, component); i++)
		chain_involve(chain, keur_list_item(keys, component, i), KEUR_THROUGH_KEYS, 0, KEUR_NONE);
}

static void take_owner(struct chain *chain, uint32_t ownership, uint32_t owned)
{
	const struct model *model = chain->facts->model;
	uint32_t owner = keur_code(&model->column[COL_ownership_owner], ownership);

	if (ownership_controls(model, ownership) == KEUR_YES)
		chain_involve(chain, owner, KEUR_THROUGH_OWNER, 0, owned);
	else
		chain_doubt(chain, owner);
}

/* Rows appended here are owners whose own owners are looked at in turn; chain_involve() adds each supplier once, so cycles end. */
static void take_owners(struct chain *chain)
{
	size_t i;
	uint32_t k;

	for (i = 0; i < chain->rows; i++)
		for (k = chain->owner_first[chain->row[i].supplier]; k < chain->owner_first[chain->row[i].supplier + 1]; k++)
			take_owner(chain, chain->owner_of[k], chain->row[i].supplier);
}

/* An administrator of the component, found once in this round: whether it is new. Above what is settled nobody can be in doubt. */
static bool find_administrator(struct chain *chain, uint32_t a, uint32_t *tail)
{
	if (chain->seen[a] == chain->round || !chain->unsettled[a])
		return false;
	chain->seen[a] = chain->round;
	mem_reserve(&chain->queue, &chain->queue_capacity, (size_t)*tail + 1, sizeof *chain->queue);
	chain->queue[(*tail)++] = a;
	return true;
}

/* A part that administers only if a link drawn towards it counts both ways: everybody hands-on there may be involved. */
static bool leaves_doubt(struct chain *chain, uint32_t component, uint32_t a)
{
	const struct model *model = chain->facts->model;
	uint32_t i;

	for (i = chain->party_first[a]; i < chain->party_first[a + 1]; i++)
		if (chain->in_force[i] != KEUR_NO && chain_in_doubt(chain, component, keur_code(&model->column[COL_party_supplier], i)))
			return true;
	for (i = chain->access_first[a]; i < chain->access_first[a + 1]; i++)
		if (chain_in_doubt(chain, component, keur_code(&model->column[COL_access_party], chain->access_of[i])))
			return true;
	return false;
}

/* Walked for each component, as what counts is who stands there in the worst reading only; the first who is in doubt ends it. */
static bool doubts_administrators(struct chain *chain, uint32_t component)
{
	const struct arcs *by = &chain->facts->administered_by, *perhaps = &chain->facts->administered_by_worst;
	uint32_t head, tail = 0, i;

	if (!chain->unsettled)
		return false;
	find_administrator(chain, component, &tail);
	for (head = 0; head < tail; head++)
		for (i = by->first[chain->queue[head]]; i < by->first[chain->queue[head] + 1]; i++)
			find_administrator(chain, by->arc[i], &tail);
	for (head = 0; head < tail; head++)
		for (i = perhaps->first[chain->queue[head]]; i < perhaps->first[chain->queue[head] + 1]; i++)
			if (find_administrator(chain, perhaps->arc[i], &tail) && leaves_doubt(chain, component, perhaps->arc[i]))
				return true;
	return false;
}

static void take_chain(struct chain *chain, uint32_t component)
{
	struct facts *facts = chain->facts;
	uint32_t told[KEUR_STANDING_UNTRUSTED + 1] = { 0 };
	size_t i;

	chain_begin(chain);
	chain->unknown_party = chain->stray;
	chain->answers.unanswered = facts->policy->answered_roles & ~chain_parties(chain, component, false);
	chain->answers.unstated = chain_unstated(facts, component);
	chain_access(chain, component);
	if (chain->above[component])
		chain_join(chain, chain->above[component]);
	if (doubts_administrators(chain, component)) { /* the question behind it is which way the link goes */
		chain->unknown_party = true;
		chain->answers.unstated |= UINT64_C(1) << LIST_MEMBER_stated_link;
	}
	take_keys(chain, component);
	take_owners(chain);
	for (i = 0; i < chain->doubts && !chain->unknown_party; i++)
		chain->unknown_party = chain_in_doubt(chain, component, chain->doubted[i]);
	for (i = 0; i < chain->rows; i++) {
		struct involved *row = &chain->row[i]; /* in the order of being found: near ones first */

		row->standing = facts_standing(facts, row->supplier, component);
		row->further = row->through == KEUR_THROUGH_OWNER && told[row->standing]++ >= OWNERS_TOLD;
	}
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

static uint8_t status_of(struct chain *chain, uint32_t component, uint8_t required)
{
	bool untrusted = false, unknown = chain->unknown_party || chain->answers.unanswered || chain->answers.unstated;
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
	if (unknown && !untrusted && (chain->unknown_party || chain->answers.unanswered || chain->answers.unstated))
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
static uint32_t under_of(const struct model *model, const struct finished *row)
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
	uint8_t *through, *standing, *further;
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
	further = model_data(model, COL_involvement_further);
	for (c = 0; c < facts->components; c++)
		for (i = chain->first[c]; i < chain->first[c + 1]; i++)
			component[i] = c;
	for (i = 0; chain->block; chain->block = next) {
		size_t k;

		for (k = 0; k < chain->block->rows; k++, i++) {
			const struct finished *row = &chain->block->row[k];

			supplier[i] = row->supplier;
			through[i] = row->through;
			standing[i] = row->standing;
			model_put_set(model, COL_involvement_roles, i, row->roles);
			under[i] = under_of(model, row);
			party[i] = row->through == KEUR_THROUGH_ACCESS || row->through == KEUR_THROUGH_OWNER ? KEUR_NONE : row->row;
			access[i] = row->through == KEUR_THROUGH_ACCESS ? row->row : KEUR_NONE;
			further[i] = row->further ? KEUR_YES : KEUR_NO;
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
		const struct involved *row = &chain->row[i];

		if (!chain->newest || chain->newest->rows == BLOCK_ROWS) {
			struct block *block = mem_alloc(sizeof *block);

			block->next = NULL;
			block->rows = 0;
			*(chain->newest ? &chain->newest->next : &chain->block) = block;
			chain->newest = block;
		}
		chain->newest->row[chain->newest->rows++] = (struct finished){ row->supplier, row->row, row->roles, row->through, row->standing,
			row->further };
	}
	chain->done += chain->rows;
	if (chain->done >= KEUR_NONE)
		mem_fail();
}

void facts_cut_causes(struct facts *facts)
{
	struct derived *derived = facts->derived;
	const struct keur_column *further = &facts->model->column[COL_involvement_further];
	uint32_t i, kept = 0;

	derived->further = mem_zalloc(facts->components, sizeof *derived->further);
	for (i = 0; i < derived->causes; i++) {
		const struct trust_cause *cause = &derived->cause[i];

		if (cause->involvement != KEUR_NONE && keur_byte(further, cause->involvement) == KEUR_YES)
			derived->further[cause->component]++;
		else
			derived->cause[kept++] = *cause;
	}
	derived->causes = kept;
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
	crowds_start(&chain);
	index_owners(&chain);
	chain.seen = mem_zalloc(n, sizeof *chain.seen);
	model_column_create(model, COL_component_trust_required, 0);
	model_column_create(model, COL_component_trust_status, 0);
	model_column_create(model, COL_component_unanswered_roles, 0);
	model_column_create(model, COL_component_unstated, 0);
	required = model_data(model, COL_component_trust_required);
	status = model_data(model, COL_component_trust_status);
	for (c = 0; c < n; c++) {
		take_chain(&chain, c);
		chain.first[c] = (uint32_t)chain.done;
		sort_involved(chain.row, chain.rows);
		required[c] = required_of(facts, c);
		if (required[c])
			model_set_known(model, COL_component_trust_required, c);
		status[c] = status_of(&chain, c, required[c]);
		model_put_set(model, COL_component_unanswered_roles, c, chain.answers.unanswered);
		model_put_set(model, COL_component_unstated, c, chain.answers.unstated);
		keep_rows(&chain);
	}
	chain.first[n] = (uint32_t)chain.done;
	model_set_all_known(model, COL_component_trust_status);
	write_involvement(facts, &chain);
	free(chain.first);
	free(chain.owner_first);
	free(chain.owner_of);
	free(chain.seen);
	free(chain.queue);
	crowds_free(&chain);
}
