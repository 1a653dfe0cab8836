/* Whether somebody allowed a way in, for how long, and whether it was taken away when that ended. */
#include "remote_access.h"

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

int expired(const struct keur_task *task, uint32_t access)
{
	int32_t until = keur_date_at(task, VALID_UNTIL, access);

	return until != KEUR_NO_DATE && task->view->as_of != KEUR_NO_DATE && until <= task->view->as_of;
}

/* Whether a way in is there although its authorisation has run out: KEUR_YES, KEUR_NO, or 0 and the field that would say. */
uint8_t still_there(const struct keur_task *task, uint32_t access, struct keur_text *missing)
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

void judge_expired(struct remote *remote, const struct way *way)
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

void judge_authorisation(struct remote *remote, const struct way *way)
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
int is_intrusion(const struct remote *remote, const struct way *way)
{
	const struct keur_task *task = &remote->task;

	if (way->party == KEUR_NONE || keur_index_begin(&remote->contracts, way->party) != keur_index_end(&remote->contracts, way->party))
		return 0;
	return way->declared == KEUR_DEMAND_FAILED && keur_known_at(task, AUTHORISED_BY, way->row)
		&& keur_code_at(task, AUTHORISED_BY, way->row) == KEUR_NONE
		&& keur_member_at(task, PARTY_STANDING, way->row) != KEUR_STANDING_TRUSTED;
}
