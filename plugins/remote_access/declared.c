/* Whether a way in that was observed is one that somebody declared: same party or one above it, target, country, and at least its privilege. */
#include "remote_access.h"

/* By its own word: `declared: no` outweighs a source. */
static uint8_t declared_itself(const struct keur_task *task, uint32_t access)
{
	uint8_t declared = keur_answer_at(task, DECLARED, access);

	return declared == 0 && keur_member_at(task, SOURCE, access) == KEUR_SOURCE_DECLARED ? (uint8_t)KEUR_DEMAND_MET : declared;
}

int observed_itself(const struct keur_task *task, uint32_t access)
{
	return keur_answer_at(task, OBSERVED, access) == KEUR_YES || keur_member_at(task, SOURCE, access) == KEUR_SOURCE_OBSERVED;
}

int party_row_ended(const struct keur_task *task, uint32_t row)
{
	int32_t from = keur_date_at(task, PARTY_FROM, row), until = keur_date_at(task, PARTY_UNTIL, row), as_of = task->view->as_of;

	return as_of != KEUR_NO_DATE && ((from != KEUR_NO_DATE && from > as_of) || (until != KEUR_NO_DATE && until <= as_of));
}

/* Subcontractors of subcontractors that are followed for one way in; also stops a circle. What lies further is not taken as covered. */
enum { CONTRACTS_FOLLOWED = 64 };

/* The rows of one supplier among the parties of a component: rows go by component, and so do those of a supplier in its index. */
static uint32_t first_contract(const struct remote *remote, uint32_t component, uint32_t party)
{
	const struct keur_index *contracts = &remote->contracts;
	uint32_t low = keur_index_begin(contracts, party), high = keur_index_end(contracts, party);

	while (low < high) {
		uint32_t middle = low + (high - low) / 2u;

		if (keur_code_at(&remote->task, PARTY_COMPONENT, contracts->row[middle]) < component)
			low = middle + 1u;
		else
			high = middle;
	}
	return low;
}

static int before(const struct declaration *a, const struct declaration *b)
{
	const uint32_t x[] = { a->target, a->party, a->country, a->privilege, a->valid, a->row };
	const uint32_t y[] = { b->target, b->party, b->country, b->privilege, b->valid, b->row };

	for (uint32_t i = 0; i < KEUR_COUNT(x); i++)
		if (x[i] != y[i])
			return x[i] < y[i];
	return 0;
}

static void sink(struct declaration *heap, uint32_t at, uint32_t count)
{
	struct declaration moved = heap[at];
	uint32_t child;

	for (; at < count / 2u; at = child) {
		child = at * 2u + 1u;
		child += child + 1u < count && before(&heap[child], &heap[child + 1u]);
		if (!before(&moved, &heap[child]))
			break;
		heap[at] = heap[child];
	}
	heap[at] = moved;
}

static void sort_declarations(struct declaration *all, uint32_t count)
{
	for (uint32_t i = count / 2u; i-- > 0;)
		sink(all, i, count);
	while (count > 1) {
		struct declaration last = all[--count];

		all[count] = all[0];
		all[0] = last;
		sink(all, 0, count);
	}
}

/* Sorted by target and party, and of those that answer alike the first row only: a way in looks at few, however many there are. */
void collect_declarations(struct remote *remote)
{
	struct keur_task *task = &remote->task;
	uint32_t rows = keur_column_at(task, TARGET)->rows, count = 0, kept = 0;
	struct declaration *all = keur_task_memory(task, (uint64_t)rows * sizeof(*all));

	for (uint32_t row = 0; all && row < rows; row++) {
		struct declaration one = { keur_code_at(task, TARGET, row), keur_code_at(task, PARTY, row), keur_code_at(task, COUNTRY, row),
			keur_member_at(task, PRIVILEGE, row), keur_known_at(task, VALID_NOW, row) ? 1u : 0u, row };

		if (one.target != KEUR_NONE && declared_itself(task, row) == KEUR_DEMAND_MET && !unconfirmed(task, row)
			&& keur_answer_at(task, VALID_NOW, row) != KEUR_NO)
			all[count++] = one;
	}
	sort_declarations(all, count);
	for (uint32_t i = 0; i < count; i++) {
		const struct declaration *last = kept ? &all[kept - 1u] : NULL;

		if (!last || last->target != all[i].target || last->party != all[i].party || last->country != all[i].country
			|| last->privilege != all[i].privilege || last->valid != all[i].valid)
			all[kept++] = all[i];
	}
	remote->declaration = all;
	remote->declarations = kept;
}

/* Whether a declaration covers the observed way but for the party; FAILED outweighs OPEN. */
static uint8_t covers(const struct remote *remote, const struct way *way, const struct declaration *declared, struct keur_text *missing)
{
	uint32_t own_country = keur_code_at(&remote->task, COUNTRY, way->row);
	uint8_t verdict = KEUR_DEMAND_MET;

	if (!declared->valid) {
		verdict = KEUR_DEMAND_OPEN;
		*missing = (struct keur_text)T("network.as_of");
	}
	if (declared->privilege == KEUR_NONE || way->privilege == KEUR_NONE) {
		verdict = KEUR_DEMAND_OPEN;
		*missing = (struct keur_text)T("access.privilege");
	} else if (declared->privilege < way->privilege) {
		return KEUR_DEMAND_FAILED;
	}
	if (declared->country == KEUR_NONE || own_country == KEUR_NONE) {
		verdict = KEUR_DEMAND_OPEN;
		*missing = (struct keur_text)T("access.from_country");
	} else if (declared->country != own_country) {
		return KEUR_DEMAND_FAILED;
	}
	if (declared->party == KEUR_NONE) {
		verdict = KEUR_DEMAND_OPEN;
		*missing = (struct keur_text)T("access.party");
	}
	return verdict;
}

/* What is looked for: a declaration that covers the way, else the first that may. */
struct search {
	const struct remote *remote;
	struct way *way;
	uint32_t possible; /* row of the first that may; KEUR_NONE */
	int left;          /* contracts that are still followed */
};

/* Declarations of one party, or of nobody in particular, for the target. True: one covers the way. */
static int find_of_party(struct search *search, uint32_t party)
{
	const struct remote *remote = search->remote;
	const struct declaration from = { .target = search->way->target, .party = party };
	uint32_t low = 0, high = remote->declarations;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2u;

		if (before(&remote->declaration[middle], &from))
			low = middle + 1u;
		else
			high = middle;
	}
	for (; low < remote->declarations && remote->declaration[low].target == from.target && remote->declaration[low].party == party; low++) {
		const struct declaration *declared = &remote->declaration[low];
		struct keur_text missing = T("");
		uint8_t verdict = covers(remote, search->way, declared, &missing);

		if (verdict == KEUR_DEMAND_MET)
			return 1;
		if (verdict == KEUR_DEMAND_OPEN && declared->row < search->possible) {
			search->possible = declared->row;
			search->way->undecided = missing;
		}
	}
	return 0;
}

/* Declarations of whoever the party works under. */
static int find_above(struct search *search, uint32_t party)
{
	const struct remote *remote = search->remote;
	const struct keur_task *task = &remote->task;

	for (uint32_t i = first_contract(remote, search->way->target, party); i < keur_index_end(&remote->contracts, party); i++) {
		uint32_t row = remote->contracts.row[i], under = keur_code_at(task, PARTY_UNDER, row);

		if (keur_code_at(task, PARTY_COMPONENT, row) != search->way->target)
			break;
		if (under == KEUR_NONE || party_row_ended(task, row))
			continue;
		if (find_of_party(search, under) || (search->left-- > 0 && find_above(search, under)))
			return 1;
	}
	return 0;
}

void find_declaration(const struct remote *remote, struct way *way)
{
	const struct keur_task *task = &remote->task;
	struct search search = { .remote = remote, .way = way, .possible = KEUR_NONE, .left = CONTRACTS_FOLLOWED };

	way->declared = declared_itself(task, way->row);
	if (way->declared != KEUR_DEMAND_OPEN)
		return;
	if (!observed_itself(task, way->row)) {
		way->undecided = (struct keur_text)T("access.declared");
		return;
	}
	if (way->party == KEUR_NONE) { /* any declaration may be the one, and none of them surely */
		way->undecided = (struct keur_text)T("access.party");
		return;
	}
	if (find_of_party(&search, way->party) || find_above(&search, way->party) || find_of_party(&search, KEUR_NONE)) {
		way->declared = KEUR_DEMAND_MET;
		way->matched = 1;
	} else if (search.possible == KEUR_NONE) {
		way->declared = KEUR_DEMAND_FAILED;
	}
}

void judge_declaration(struct remote *remote, const struct way *way)
{
	struct keur_draft draft = draft_of_party(way, UNDECLARED_PATH);

	if (way->declared == KEUR_DEMAND_MET)
		return;
	keur_say_code(&draft, keur_code_at(&remote->task, COUNTRY, way->row));
	if (way->declared == KEUR_DEMAND_OPEN)
		keur_blame_field(&draft, way->undecided);
	keur_submit(&remote->task, &draft);
}
