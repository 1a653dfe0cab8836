/* How a way in is guarded: who can cut it, its controls, whether it stands open, and from which country it comes. */
#include "remote_access.h"

void judge_cut_switch(struct remote *remote, const struct way *way)
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

void judge_controls(struct remote *remote, const struct way *way)
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

void judge_standing(struct remote *remote, const struct way *way)
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

void judge_country(struct remote *remote, const struct way *way)
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
