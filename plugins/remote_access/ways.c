/* One way in: what is known about it, in which order it is judged, and how findings about it begin. */
#include "remote_access.h"

struct keur_draft draft_on_way(const struct way *way, uint32_t rule_index)
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

struct keur_draft draft_of_party(const struct way *way, uint32_t rule_index)
{
	struct keur_draft draft = draft_on_way(way, rule_index);

	keur_say_row(&draft, KEUR_TABLE_SUPPLIER, way->party);
	keur_say_row(&draft, KEUR_TABLE_COMPONENT, way->target);
	return draft;
}

/* Asks for a field of the way in, unless a declared row that covers it answers, or an intruder would have to. */
void ask(struct remote *remote, const struct way *way, struct keur_draft *draft, struct keur_text field)
{
	if (way->matched || way->intrusion)
		return;
	keur_blame_field(draft, field);
	keur_submit(&remote->task, draft);
}

int unconfirmed(const struct keur_task *task, uint32_t access)
{
	uint32_t claim = keur_member_at(task, CLAIM, access);

	return claim != KEUR_NONE && claim != KEUR_CLAIM_CONFIRMED;
}

int in_service(const struct keur_task *task, uint32_t component)
{
	return keur_answer_at(task, IN_SERVICE, component) != KEUR_NO;
}

static void judge_retired(struct remote *remote, const struct way *way)
{
	struct keur_draft draft = draft_of_party(way, RETIRED_REACHABLE);

	if (!keur_known_at(&remote->task, IN_SERVICE, way->target))
		keur_blame_field(&draft, (struct keur_text)T("network.as_of"));
	keur_submit(&remote->task, &draft);
}

void judge_way(struct remote *remote, uint32_t row)
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
