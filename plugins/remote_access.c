/* remote_access: every way in from outside, whether somebody declared, authorised and controls it, and what an untrusted party that
 * comes in reaches from there.
 *
 * Rules about a way in work on the whole (the table is small, and observed ways in must be held against declared ones); only
 * `unobserved` works on ranges of components. Exposure is that of the target, not of the hops before it. */
#include "remote_access_rules.h"

/* ---- Drafts about a way in ------------------------------------------------------------------------------------------------------- */

static struct keur_draft draft_on_way(const struct way *way, uint32_t rule_index)
{
	struct keur_draft draft = keur_draft_on(rule_index, way->target, way->basis);

	keur_draft_about(&draft, KEUR_TABLE_ACCESS, way->row);
	draft.finding.party = way->party;
	draft.finding.privilege = way->privilege;
	keur_rests_on(&draft, KEUR_TABLE_ACCESS, way->row);
	if (way->basis == KEUR_UNKNOWN) /* whether it is valid at all hangs on the day of the answer */
		keur_blame_field(&draft, (struct keur_text)T("network.as_of"));
	return draft;
}

static struct keur_draft draft_of_party(const struct way *way, uint32_t rule_index)
{
	struct keur_draft draft = draft_on_way(way, rule_index);

	keur_say_row(&draft, KEUR_TABLE_SUPPLIER, way->party);
	keur_say_row(&draft, KEUR_TABLE_COMPONENT, way->target);
	return draft;
}

/* Asks for a field of the way in, unless a declared row that covers it answers, or an intruder would have to. */
static void ask(struct remote *remote, const struct way *way, struct keur_draft *draft, struct keur_text field)
{
	if (way->matched || way->intrusion)
		return;
	keur_blame_field(draft, field);
	keur_submit(&remote->task, draft);
}

/* ---- Declared or not -------------------------------------------------------------------------------------------------------------- */

static int unconfirmed(const struct keur_task *task, uint32_t access)
{
	uint32_t claim = keur_member_at(task, CLAIM, access);

	return claim != KEUR_NONE && claim != KEUR_CLAIM_CONFIRMED;
}

/* By its own word: `declared: no` outweighs a source. */
static uint8_t declared_itself(const struct keur_task *task, uint32_t access)
{
	uint8_t declared = keur_answer_at(task, DECLARED, access);

	return declared == 0 && keur_member_at(task, SOURCE, access) == KEUR_SOURCE_DECLARED ? (uint8_t)KEUR_DEMAND_MET : declared;
}

static int observed_itself(const struct keur_task *task, uint32_t access)
{
	return keur_answer_at(task, OBSERVED, access) == KEUR_YES || keur_member_at(task, SOURCE, access) == KEUR_SOURCE_OBSERVED;
}

static int party_row_ended(const struct keur_task *task, uint32_t row)
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
static void collect_declarations(struct remote *remote)
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

static void find_declaration(const struct remote *remote, struct way *way)
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

static void judge_declaration(struct remote *remote, const struct way *way)
{
	struct keur_draft draft = draft_of_party(way, UNDECLARED_PATH);

	if (way->declared == KEUR_DEMAND_MET)
		return;
	keur_say_code(&draft, keur_code_at(&remote->task, COUNTRY, way->row));
	if (way->declared == KEUR_DEMAND_OPEN)
		keur_blame_field(&draft, way->undecided);
	keur_submit(&remote->task, &draft);
}

/* ---- Authorised ---------------------------------------------------------------------------------------------------------------------- */

static struct keur_draft draft_authorisation(const struct remote *remote, const struct way *way)
{
	static const struct keur_value none = { .kind = KEUR_VALUE_SET, .text = T("component.data") };
	struct keur_draft draft = draft_of_party(way, UNAUTHORISED_PATH);

	const struct keur_task *task = &remote->task;
	uint32_t by = keur_code_at(task, AUTHORISED_BY, way->row);
	int32_t until = keur_date_at(task, VALID_UNTIL, way->row);

	/* That nobody gave it and that it has no end are what is wrong with it, and closed lists have words for that in the language of the
	 * report. What is not known is left out. */
	if (by == KEUR_NONE && keur_known_at(task, AUTHORISED_BY, way->row))
		keur_say_member(&draft, (struct keur_text)T("access.cut_switch"), KEUR_CUT_NONE);
	else
		keur_say_code(&draft, by);
	keur_say_date(&draft, keur_date_at(task, VALID_FROM, way->row));
	if (until == KEUR_NO_DATE)
		keur_say(&draft, none);
	else
		keur_say_date(&draft, until);
	return draft;
}

static int expired(const struct keur_task *task, uint32_t access)
{
	int32_t until = keur_date_at(task, VALID_UNTIL, access);

	return until != KEUR_NO_DATE && task->view->as_of != KEUR_NO_DATE && until <= task->view->as_of;
}

/* Whether a way in is there although its authorisation has run out: KEUR_YES, KEUR_NO, or 0 and the field that would say. */
static uint8_t still_there(const struct keur_task *task, uint32_t access, struct keur_text *missing)
{
	uint8_t observed = observed_itself(task, access) ? (uint8_t)KEUR_YES : keur_answer_at(task, OBSERVED, access);
	uint8_t standing = keur_answer_at(task, STANDING, access);

	if (observed == KEUR_YES || standing == KEUR_YES)
		return KEUR_YES;
	if (observed == KEUR_NO && standing == KEUR_NO)
		return KEUR_NO;
	*missing = observed == 0 ? (struct keur_text)T("access.observed") : (struct keur_text)T("access.standing");
	return 0;
}

static void judge_expired(struct remote *remote, const struct way *way)
{
	struct keur_draft draft = draft_authorisation(remote, way);
	struct keur_text missing;
	uint8_t there = still_there(&remote->task, way->row, &missing);

	if (there == KEUR_YES)
		keur_submit(&remote->task, &draft);
	else if (there == 0)
		ask(remote, way, &draft, missing);
}

/* The dates of an authorisation that somebody gave: without an end the rule's own level, too long: 3. Returns that level. */
static uint32_t judge_period(struct remote *remote, const struct way *way)
{
	const struct keur_task *task = &remote->task;
	int32_t from = keur_date_at(task, VALID_FROM, way->row), until = keur_date_at(task, VALID_UNTIL, way->row), as_of = task->view->as_of;
	struct keur_draft draft = draft_authorisation(remote, way);

	if (until == KEUR_NO_DATE) {
		keur_submit(&remote->task, &draft);
		return rule[UNAUTHORISED_PATH].level;
	}
	draft.finding.level = 3;
	if (from == KEUR_NO_DATE && (as_of == KEUR_NO_DATE || (int64_t)until - as_of <= remote->longest)) {
		keur_blame_field(&draft, (struct keur_text)T("access.valid_from"));
		keur_submit(&remote->task, &draft);
		return 0;
	}
	if ((int64_t)until - (from == KEUR_NO_DATE ? as_of : from) <= remote->longest)
		return 0;
	keur_submit(&remote->task, &draft);
	return 3;
}

static void judge_authorisation(struct remote *remote, const struct way *way)
{
	const struct keur_task *task = &remote->task;
	struct keur_draft draft = draft_authorisation(remote, way);

	if (keur_known_at(task, AUTHORISED_BY, way->row) && keur_code_at(task, AUTHORISED_BY, way->row) == KEUR_NONE) {
		keur_submit(&remote->task, &draft);
		return;
	}
	if (way->declared == KEUR_DEMAND_FAILED || way->matched)
		return; /* undeclared is worse; a declared row that covers it is judged itself */
	if (way->declared == KEUR_DEMAND_MET && judge_period(remote, way) >= rule[UNAUTHORISED_PATH].level)
		return;
	if (!keur_known_at(task, AUTHORISED_BY, way->row))
		ask(remote, way, &draft, (struct keur_text)T("access.authorised_by"));
}

/* Nobody declared it, nobody authorised it, and who comes in is no supplier of anything, nor trusted: exposure is as high as any answer could make
 * it, and the answer would be the intruder's. */
static int is_intrusion(const struct remote *remote, const struct way *way)
{
	const struct keur_task *task = &remote->task;

	if (way->party == KEUR_NONE || keur_index_begin(&remote->contracts, way->party) != keur_index_end(&remote->contracts, way->party))
		return 0;
	return way->declared == KEUR_DEMAND_FAILED && keur_known_at(task, AUTHORISED_BY, way->row)
		&& keur_code_at(task, AUTHORISED_BY, way->row) == KEUR_NONE
		&& keur_member_at(task, PARTY_STANDING, way->row) != KEUR_STANDING_TRUSTED;
}

/* ---- Controlled ---------------------------------------------------------------------------------------------------------------------- */

static void judge_cut_switch(struct remote *remote, const struct way *way)
{
	uint32_t cut = keur_member_at(&remote->task, CUT_SWITCH, way->row);
	struct keur_draft draft = draft_of_party(way, SUPPLIER_ONLY_PATH);

	if (cut == KEUR_CUT_OPERATOR || (way->party != KEUR_NONE && way->party == remote->operator_))
		return;
	keur_say_member(&draft, (struct keur_text)T("access.cut_switch"), cut);
	if (cut == KEUR_NONE)
		ask(remote, way, &draft, (struct keur_text)T("access.cut_switch"));
	else
		keur_submit(&remote->task, &draft);
}

static uint8_t protocol_verdict(const struct remote *remote, uint32_t access)
{
	uint32_t protocol = keur_code_at(&remote->task, PROTOCOL, access);

	if (protocol == KEUR_NONE)
		return KEUR_DEMAND_OPEN;
	return keur_list_has(remote->cleartext, keur_string(remote->task.view, protocol)) ? (uint8_t)KEUR_DEMAND_FAILED : (uint8_t)KEUR_DEMAND_MET;
}

static void judge_controls(struct remote *remote, const struct way *way)
{
	static const struct keur_demand demand[] = {
		{ T("mfa"), T("access.mfa"), 4 },
		{ T("recorded"), T("access.recorded"), 3 },
		{ T("approved_per_session"), T("access.approved_per_session"), 3 },
		{ T("protocol"), T("access.protocol"), 3 },
	};
	struct keur_task *task = &remote->task;
	const uint8_t verdict[KEUR_COUNT(demand)] = { keur_answer_at(task, MFA, way->row), keur_answer_at(task, RECORDED, way->row),
		keur_answer_at(task, APPROVED, way->row), protocol_verdict(remote, way->row) };
	struct keur_draft draft = draft_on_way(way, WEAK_CONTROLS);

	keur_say_nothing(&draft); /* becomes the list */
	keur_say_row(&draft, KEUR_TABLE_SUPPLIER, way->party);
	keur_say_row(&draft, KEUR_TABLE_COMPONENT, way->target);
	keur_submit_demands(task, &draft, demand, verdict, KEUR_COUNT(demand), !way->matched && !way->intrusion);
}

static void judge_standing(struct remote *remote, const struct way *way)
{
	uint8_t standing = keur_answer_at(&remote->task, STANDING, way->row);
	struct keur_draft draft = draft_of_party(way, STANDING_ACCESS);

	if (standing == KEUR_YES)
		keur_submit(&remote->task, &draft);
	else if (standing == 0)
		ask(remote, way, &draft, (struct keur_text)T("access.standing"));
}

/* What the register says of the country: it compels or attacks (KEUR_YES, and then it is known), it does neither (KEUR_NO), or 0. */
struct claim {
	uint8_t threatens;
	uint32_t row; /* of country, or KEUR_NONE */
};

static struct claim claim_about(const struct keur_task *task, uint32_t country)
{
	static const uint32_t asked[][2] = { { COMPELS, COMPELS_EVIDENCE }, { OFFENSIVE, OFFENSIVE_EVIDENCE } };
	struct claim claim = { 0, KEUR_NONE };
	uint32_t no = 0;

	for (uint32_t row = 0; row < keur_column_at(task, COUNTRY_ID)->rows; row++)
		if (keur_code_at(task, COUNTRY_ID, row) == country)
			claim.row = row;
	if (claim.row == KEUR_NONE)
		return claim;
	for (uint32_t i = 0; i < KEUR_COUNT(asked); i++) {
		uint8_t said = keur_answer_at(task, asked[i][0], claim.row);

		if (said == KEUR_YES && keur_member_at(task, asked[i][1], claim.row) == KEUR_EVIDENCE_KNOWN)
			claim.threatens = KEUR_YES;
		no += said == KEUR_NO;
	}
	if (no == KEUR_COUNT(asked))
		claim.threatens = KEUR_NO;
	return claim;
}

/* One question for each country, by the address of its row. */
static void ask_country(struct remote *remote, const struct way *way, uint32_t country)
{
	struct keur_task *task = &remote->task;
	struct keur_draft draft = draft_of_party(way, COUNTRY_UNKNOWN);

	keur_say_code(&draft, country);
	task->blame.length = 0;
	keur_words_add(task, &task->blame, (struct keur_text)T("country["));
	keur_words_add(task, &task->blame, keur_string(task->view, country));
	keur_words_add(task, &task->blame, (struct keur_text)T("]"));
	keur_blame_field(&draft, keur_words_text(&task->blame));
	keur_submit(task, &draft);
}

static void judge_country(struct remote *remote, const struct way *way)
{
	const struct keur_task *task = &remote->task;
	uint32_t country = keur_code_at(task, COUNTRY, way->row);
	struct keur_draft draft = draft_of_party(way, OUTSIDE_REGION);

	keur_say_code(&draft, country);
	if (country != KEUR_NONE) {
		struct claim claim = claim_about(task, country);

		if (keur_list_has(remote->region, keur_string(task->view, country)))
			return;
		if (claim.threatens == KEUR_YES)
			draft.finding.level = 4;
		keur_rests_on(&draft, KEUR_TABLE_COUNTRY, claim.row);
		keur_submit(&remote->task, &draft);
		if (claim.threatens == 0)
			ask_country(remote, way, country);
	} else if (way->party == KEUR_NONE || way->party != remote->operator_) {
		ask(remote, way, &draft, (struct keur_text)T("access.from_country"));
	}
}

/* ---- Reach --------------------------------------------------------------------------------------------------------------------------- */

/* What lies behind a part where somebody lands; the part itself is not counted. */
struct behind {
	uint32_t count, critical;
	uint32_t part; /* the most important one: by scope, then by what its failure would do, then the lowest row; or the start */
};

static int in_service(const struct keur_task *task, uint32_t component)
{
	return keur_answer_at(task, IN_SERVICE, component) != KEUR_NO;
}

static uint32_t importance(const struct keur_task *task, uint32_t component)
{
	uint32_t scope = keur_member_at(task, SCOPE, component);

	return (scope == KEUR_NONE ? 0u : scope) * 8u + keur_answer_at(task, IMPACT_SABOTAGE, component);
}

static struct behind look_behind(const struct keur_task *task, uint32_t start, const struct keur_reach *reach)
{
	struct behind behind = { .part = start };

	for (uint32_t i = 0; i < reach->count; i++) {
		uint32_t part = reach->component[i];

		if (part == start || !in_service(task, part))
			continue;
		if (behind.count == 0 || importance(task, part) > importance(task, behind.part))
			behind.part = part;
		behind.count++;
		behind.critical += keur_member_at(task, SCOPE, part) == KEUR_SCOPE_CRITICAL;
	}
	return behind;
}

enum { LONGEST_PATH = 1000 }; /* parts behind the start that a path shows; nobody reads a longer one */

/* From the first hop over the start to the most important part behind it. `access`: KEUR_NONE for a party that is there already. */
static void set_path(struct remote *remote, struct keur_draft *draft, uint32_t access, const struct keur_reach *reach, uint32_t part)
{
	struct keur_task *task = &remote->task;
	uint32_t hops = access == KEUR_NONE ? 0u : keur_list_length(keur_column_at(task, VIA), access), length, at;

	length = 1;
	for (uint32_t p = keur_reached_from(reach, part); p != KEUR_NONE && length <= reach->count; p = keur_reached_from(reach, p))
		length++;
	for (; length > LONGEST_PATH; length--)
		part = keur_reached_from(reach, part);
	/* A hop where the party lands is itself the start: what comes after it in the list does not belong to this path. */
	for (uint32_t i = 0; i < hops; i++)
		if (keur_list_item(keur_column_at(task, VIA), access, i) == draft->finding.component)
			hops = i;
	if (hops + length > remote->path_room) {
		uint32_t *room = keur_task_memory(task, (uint64_t)(hops + length) * 2u * sizeof(*room));

		if (!room)
			return;
		remote->path = room;
		remote->path_room = (hops + length) * 2u;
	}
	for (uint32_t i = 0; i < hops; i++)
		remote->path[i] = keur_list_item(keur_column_at(task, VIA), access, i);
	at = hops + length;
	for (uint32_t p = part; at > hops; p = keur_reached_from(reach, p))
		remote->path[--at] = p;
	draft->finding.path = remote->path;
	draft->finding.path_length = hops + length;
}

static void say_reach(struct keur_draft *draft, uint32_t party, struct behind behind)
{
	keur_say_row(draft, KEUR_TABLE_SUPPLIER, party);
	keur_say_row(draft, KEUR_TABLE_COMPONENT, draft->finding.component);
	keur_say_number(draft, KEUR_VALUE_NUMBER, behind.count);
	keur_say_number(draft, KEUR_VALUE_NUMBER, behind.critical);
	keur_say_row(draft, KEUR_TABLE_COMPONENT, behind.part);
}

/* The host gives the rows by component, and those of one by supplier: a part may have as many as there are suppliers. */
static uint32_t involvement_of(const struct keur_task *task, uint32_t component, uint32_t supplier)
{
	const struct keur_column *of = keur_column_at(task, INVOLVED_COMPONENT), *who = keur_column_at(task, INVOLVED_SUPPLIER);
	uint32_t low = keur_first_row(of, component), high = keur_first_row(of, component + 1u);

	while (low < high) {
		uint32_t middle = low + (high - low) / 2u;

		if (keur_code(who, middle) == supplier)
			return middle;
		if (keur_code(who, middle) < supplier)
			low = middle + 1u;
		else
			high = middle;
	}
	return KEUR_NONE;
}

/* vendor_trust already has the party on this part, on grounds that are not those of another way in: one fact, one finding. */
static int blamed_already(const struct keur_task *task, uint32_t component, uint32_t party, uint32_t access)
{
	uint32_t row = party == KEUR_NONE ? KEUR_NONE : involvement_of(task, component, party), other;

	if (row == KEUR_NONE)
		return 0;
	other = keur_code_at(task, INVOLVED_ACCESS, row);
	return other == KEUR_NONE || other == access;
}

/* Whoever can do more than read, from `start` onward. Emits nothing where it goes nowhere and the party is blamed for `start` already. */
static void carry_on(struct remote *remote, struct keur_draft draft, uint32_t access, uint32_t start)
{
	struct keur_task *task = &remote->task;
	struct keur_reach reach = { 0 };
	struct behind behind;

	if (task->result)
		return;
	task->result = task->host->reach(task->call, start, KEUR_SABOTAGE, &reach);
	if (task->result)
		return;
	behind = look_behind(task, start, &reach);
	if (behind.count == 0 && blamed_already(task, start, draft.finding.party, access))
		return;
	draft.finding.component = start;
	draft.finding.affects = KEUR_AFFECTS_REACH;
	say_reach(&draft, draft.finding.party, behind);
	set_path(remote, &draft, access, &reach, behind.part);
	keur_submit(task, &draft);
}

/* Whoever can only read gets the part itself. */
static void read_only(struct remote *remote, struct keur_draft draft)
{
	draft.finding.scenarios = KEUR_ESPIONAGE;
	say_reach(&draft, draft.finding.party, (struct behind){ .part = draft.finding.component });
	keur_submit(&remote->task, &draft);
}

/* The last hop, when it administers parts and is not the target: somebody who gets that far is in the place from where it is done. */
static uint32_t administering_hop(struct remote *remote, const struct way *way)
{
	struct keur_task *task = &remote->task;
	uint32_t hops = keur_list_length(keur_column_at(task, VIA), way->row), hop;
	struct keur_reach reach = { 0 };

	if (hops == 0 || task->result)
		return KEUR_NONE;
	hop = keur_list_item(keur_column_at(task, VIA), way->row, hops - 1u);
	if (hop == way->target || !in_service(task, hop))
		return KEUR_NONE;
	task->result = task->host->reach(task->call, hop, KEUR_ESPIONAGE, &reach);
	return task->result == 0 && reach.count > 1 ? hop : KEUR_NONE;
}

static void judge_reach(struct remote *remote, const struct way *way)
{
	const struct keur_task *task = &remote->task;
	uint32_t standing = keur_member_at(task, PARTY_STANDING, way->row), hop;
	struct keur_draft draft = draft_on_way(way, UNTRUSTED_REACH);

	if (way->party == KEUR_NONE)
		keur_blame_field(&draft, (struct keur_text)T("access.party"));
	else if (standing == KEUR_STANDING_TRUSTED)
		return;
	else if (standing != KEUR_STANDING_UNTRUSTED)
		keur_blame_supplier(&draft, way->party);

	if (way->privilege == KEUR_PRIVILEGE_READ) {
		if (!blamed_already(task, way->target, way->party, KEUR_NONE))
			read_only(remote, draft);
		return;
	}
	if (way->privilege == KEUR_NONE) { /* at least it can read; the rest is a question */
		read_only(remote, draft);
		keur_blame_field(&draft, (struct keur_text)T("access.privilege"));
	}
	carry_on(remote, draft, way->row, way->target);
	hop = administering_hop(remote, way);
	if (hop != KEUR_NONE)
		carry_on(remote, draft, way->row, hop);
}

/* ---- One way in ---------------------------------------------------------------------------------------------------------------------- */

static void judge_retired(struct remote *remote, const struct way *way)
{
	struct keur_draft draft = draft_of_party(way, RETIRED_REACHABLE);

	if (!keur_known_at(&remote->task, IN_SERVICE, way->target))
		keur_blame_field(&draft, (struct keur_text)T("network.as_of"));
	keur_submit(&remote->task, &draft);
}

static void judge_way(struct remote *remote, uint32_t row)
{
	const struct keur_task *task = &remote->task;
	uint8_t valid = keur_answer_at(task, VALID_NOW, row);
	struct way way = { .row = row, .target = keur_code_at(task, TARGET, row), .party = keur_code_at(task, PARTY, row) };

	if (way.target == KEUR_NONE)
		return; /* may lead anywhere: see leads_anywhere() */
	way.privilege = keur_member_at(task, PRIVILEGE, row);
	way.basis = unconfirmed(task, row) ? KEUR_SUSPECTED : valid == 0 ? KEUR_UNKNOWN : KEUR_KNOWN;
	if (valid == KEUR_NO) {
		if (in_service(task, way.target) && expired(task, row))
			judge_expired(remote, &way);
		return;
	}
	if (keur_answer_at(task, IN_SERVICE, way.target) != KEUR_YES)
		judge_retired(remote, &way);
	if (!in_service(task, way.target))
		return;
	find_declaration(remote, &way);
	judge_declaration(remote, &way);
	judge_authorisation(remote, &way);
	way.intrusion = (uint8_t)is_intrusion(remote, &way);
	judge_cut_switch(remote, &way);
	judge_controls(remote, &way);
	judge_standing(remote, &way);
	way.intrusion = (uint8_t)(way.intrusion && way.privilege != KEUR_PRIVILEGE_READ); /* who only reads is a threat to espionage alone */
	judge_country(remote, &way);
	judge_reach(remote, &way);
}

/* ---- Parties that are there already ------------------------------------------------------------------------------------------------------ */

/* Who has a confirmed, valid way in with more than reading: judge_reach() has said it, with the path from outside. */
static void mark_entered(struct remote *remote, uint32_t component)
{
	const struct keur_task *task = &remote->task;

	for (uint32_t i = keur_index_begin(&remote->ways, component); i < keur_index_end(&remote->ways, component); i++) {
		uint32_t row = remote->ways.row[i], privilege = keur_member_at(task, PRIVILEGE, row), party = keur_code_at(task, PARTY, row);

		if (party != KEUR_NONE && keur_answer_at(task, VALID_NOW, row) == KEUR_YES && !unconfirmed(task, row) && privilege != KEUR_NONE
			&& privilege != KEUR_PRIVILEGE_READ)
			remote->entered[party] = component + 1u;
	}
}

/* Whether this row of parties puts somebody to work at the part who can change it. */
static int operates(const struct remote *remote, uint32_t row)
{
	uint32_t role = keur_member_at(&remote->task, PARTY_ROLE, row);

	return (role == KEUR_ROLE_MANAGE || role == KEUR_ROLE_SUPPORT || role == KEUR_ROLE_HOST) && !party_row_ended(&remote->task, row);
}
/* True once for each supplier and component. */
static int first_of_supplier(struct remote *remote, uint32_t component, uint32_t index)
{
	uint32_t supplier = keur_code_at(&remote->task, PARTY_SUPPLIER, remote->parties.row[index]);

	if (supplier == KEUR_NONE || remote->worked[supplier] == component + 1u)
		return 0;
	remote->worked[supplier] = component + 1u;
	return 1;
}

static void judge_party(struct remote *remote, uint32_t component, uint32_t row)
{
	struct keur_task *task = &remote->task;
	uint32_t supplier = keur_code_at(task, PARTY_SUPPLIER, row), involved = involvement_of(task, component, supplier), standing;
	struct keur_draft draft;

	standing = involved == KEUR_NONE ? keur_member_at(task, SUPPLIER_STANDING, supplier) : keur_member_at(task, INVOLVED_STANDING, involved);
	if (standing == KEUR_STANDING_TRUSTED || remote->entered[supplier] == component + 1u)
		return;
	draft = keur_draft_on(UNTRUSTED_REACH, component, KEUR_KNOWN);
	keur_draft_about(&draft, KEUR_TABLE_SUPPLIER, supplier);
	draft.finding.party = supplier;
	keur_rests_on(&draft, KEUR_TABLE_PARTY, row);
	if (standing != KEUR_STANDING_UNTRUSTED)
		keur_blame_supplier(&draft, supplier);
	carry_on(remote, draft, KEUR_NONE, component);
}

/* ---- Ways in that nobody can name ----------------------------------------------------------------------------------------------------------- */

/* A way in without a target may lead to any part: leaving the target out must not look safer than naming it. */
static int leads_anywhere(const struct keur_task *task)
{
	for (uint32_t row = 0; row < keur_column_at(task, TARGET)->rows; row++) {
		struct keur_text missing;

		if (keur_code_at(task, TARGET, row) != KEUR_NONE)
			continue;
		if (keur_answer_at(task, VALID_NOW, row) != KEUR_NO || (expired(task, row) && still_there(task, row, &missing) != KEUR_NO))
			return 1;
	}
	return 0;
}

/* What would answer for the ways in: the stray one's target, or somebody for the segment. */
static void blame_unseen(struct keur_task *task, struct keur_draft *draft, uint32_t component)
{
	uint32_t segment = keur_code_at(task, SEGMENT, component);

	if (keur_answer_at(task, ACCESS_STATED, component) == KEUR_YES)
		keur_blame_field(draft, (struct keur_text)T("access.target"));
	else if (segment == KEUR_NONE)
		keur_blame_statement(task, draft, (struct keur_text)T("access"), segment);
	else
		keur_blame(draft, KEUR_BLAME_SEGMENT, (struct keur_value){ .kind = KEUR_VALUE_CODE, .row = segment });
}

static int asked_about(const struct keur_task *task, uint32_t component)
{
	return in_service(task, component) && keur_answer_at(task, NOTHING_KNOWN, component) != KEUR_YES;
}

/* Somebody answers for the ways in to the part, and none is loose. */
static int is_seen(const struct keur_task *task, uint32_t component, int stray)
{
	return !stray && keur_answer_at(task, ACCESS_STATED, component) == KEUR_YES;
}

/* Whom the missing ways in belong to is not known either. */
static void judge_unseen(struct remote *remote, uint32_t component)
{
	struct keur_draft draft = keur_draft_on(UNTRUSTED_REACH, component, KEUR_UNKNOWN);

	blame_unseen(&remote->task, &draft, component);
	say_reach(&draft, KEUR_NONE, (struct behind){ .part = component });
	keur_submit(&remote->task, &draft);
}

/* ---- Entry points ------------------------------------------------------------------------------------------------------------------------------ */

static void prepare(struct remote *remote)
{
	struct keur_task *task = &remote->task;
	uint32_t components = task->view->components;
	struct keur_text unused;
	int64_t number;

	remote->operator_ = keur_operator_row(task, SUPPLIER_ID);
	remote->ways = keur_index_by(task, TARGET, 0, components);
	remote->parties = keur_index_by(task, PARTY_COMPONENT, 0, components);
	remote->contracts = keur_index_by(task, PARTY_SUPPLIER, 0, keur_column_at(task, SUPPLIER_ID)->rows);
	remote->worked = keur_task_memory(task, (uint64_t)keur_column_at(task, SUPPLIER_ID)->rows * sizeof(*remote->worked));
	remote->entered = keur_task_memory(task, (uint64_t)keur_column_at(task, SUPPLIER_ID)->rows * sizeof(*remote->entered));
	collect_declarations(remote);
	if (!task->result)
		task->result = task->host->param(task->call, REGION, &number, &remote->region);
	if (!task->result)
		task->result = task->host->param(task->call, LONGEST_AUTHORISATION, &remote->longest, &unused);
	if (!task->result)
		task->result = task->host->param(task->call, CLEARTEXT, &number, &remote->cleartext);
}

static int32_t assess_whole(void *self, const struct keur_host *host, struct keur_call *call, const struct keur_view *view,
	struct keur_failure *failure)
{
	struct remote remote = { .task = keur_task_start(host, call, view, failure) };
	struct keur_task *task = &remote.task;
	int stray = leads_anywhere(task);

	(void)self;
	prepare(&remote);
	for (uint32_t row = 0; row < keur_column_at(task, TARGET)->rows && !task->result; row++)
		judge_way(&remote, row);
	for (uint32_t component = 0; component < view->components && !task->result; component++) {
		if (!asked_about(task, component))
			continue;
		if (!is_seen(task, component, stray))
			judge_unseen(&remote, component);
		mark_entered(&remote, component);
		for (uint32_t i = keur_index_begin(&remote.parties, component); i < keur_index_end(&remote.parties, component); i++)
			if (operates(&remote, remote.parties.row[i]) && first_of_supplier(&remote, component, i))
				judge_party(&remote, component, remote.parties.row[i]);
	}
	return task->result;
}

static int32_t assess_rows(void *self, const struct keur_host *host, struct keur_call *call, const struct keur_view *view,
	uint32_t first, uint32_t last, struct keur_failure *failure)
{
	struct keur_task task = keur_task_start(host, call, view, failure);
	int stray = leads_anywhere(&task);

	(void)self;
	for (uint32_t component = first; component < last && !task.result; component++) {
		struct keur_draft draft;

		if (!asked_about(&task, component) || is_seen(&task, component, stray))
			continue;
		draft = keur_draft_on(UNOBSERVED, component, KEUR_UNKNOWN);
		blame_unseen(&task, &draft, component);
		keur_say_row(&draft, KEUR_TABLE_COMPONENT, component);
		keur_submit(&task, &draft);
	}
	return task.result;
}

const struct keur_plugin keur_plugin_v1 = {
	.stamp = KEUR_STAMP,
	.name = T("remote_access"),
	.version = T("1.0"),
	.summary = T("Every way in from outside: declared, authorised, controlled, and what an untrusted party reaches"),
	.licence = T("Apache-2.0"),
	.rules = RULES, .rule = rule,
	.params = PARAMS, .param = param,
	.needs = NEEDS, .need = need,
	.assess_rows = assess_rows,
	.assess_whole = assess_whole,
};
