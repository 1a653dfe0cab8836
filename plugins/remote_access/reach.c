/* What an untrusted or undecided party can get to: from the part where a way in lands, or from one where it is at work already. */
#include "remote_access.h"

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

void say_reach(struct keur_draft *draft, uint32_t party, struct behind behind)
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

void judge_reach(struct remote *remote, const struct way *way)
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

/* ---- Parties that are there already ------------------------------------------------------------------------------------------------------ */

/* Who has a confirmed, valid way in with more than reading: judge_reach() has said it, with the path from outside. */
void mark_entered(struct remote *remote, uint32_t component)
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
int operates(const struct remote *remote, uint32_t row)
{
	uint32_t role = keur_member_at(&remote->task, PARTY_ROLE, row);

	return (role == KEUR_ROLE_MANAGE || role == KEUR_ROLE_SUPPORT || role == KEUR_ROLE_HOST) && !party_row_ended(&remote->task, row);
}
/* True once for each supplier and component. */
int first_of_supplier(struct remote *remote, uint32_t component, uint32_t index)
{
	uint32_t supplier = keur_code_at(&remote->task, PARTY_SUPPLIER, remote->parties.row[index]);

	if (supplier == KEUR_NONE || remote->worked[supplier] == component + 1u)
		return 0;
	remote->worked[supplier] = component + 1u;
	return 1;
}

void judge_party(struct remote *remote, uint32_t component, uint32_t row)
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
