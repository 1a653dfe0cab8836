/* remote_access: every way in from outside, whether somebody declared, authorised and controls it, and what an untrusted party that
 * comes in reaches from there.
 *
 * Rules about a way in work on the whole (the table is small, and observed ways in must be held against declared ones); only
 * `unobserved` works on ranges of components. Exposure is that of the target, not of the hops before it. */
#include "remote_access.h"

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
