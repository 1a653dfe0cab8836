/* Holding a pack against another one: what it demands (trusted suppliers, answers, logs), whom it distrusts, when its law begins, and how it
 * weighs suppliers and advisories and guards findings. */
#include "policy/policy_milder.h"

#include "base/number.h"

/* Members of a list that are gone. */
static void lost_words(struct milder *m, const char *section, const char *what, enum list_id list, uint64_t here, uint64_t there,
	const struct policy_note *note)
{
	if (!(there & ~here))
		return;
	buffer_string(&m->what, what);
	if (here)
		policy_words(&m->said_here, list, here);
	else
		buffer_string(&m->said_here, "none");
	policy_words(&m->said_there, list, there);
	milder_add(m, section, note, false);
}

static void required(struct milder *m)
{
	const struct policy *here = m->here, *there = m->there;
	char days[DATE_SIZE], were[DATE_SIZE];

	lost_words(m, "trusted_suppliers", "scopes", LIST_scope, here->required_scopes, there->required_scopes, &here->required_note);
	if (there->required_sensitive && !here->required_sensitive) {
		buffer_string(&m->what, "sensitive sites");
		buffer_string(&m->said_here, "no");
		buffer_string(&m->said_there, "yes");
		milder_add(m, "trusted_suppliers", &here->required_note, false);
	}
	lost_words(m, "answered", "roles", LIST_role, here->answered_roles, there->answered_roles, &here->roles_note);
	lost_words(m, "events", "by scope", LIST_event, here->events_scope, there->events_scope, &here->events_note);
	lost_words(m, "events", "of personal data", LIST_event, here->events_personal, there->events_personal, &here->events_note);
	lost_words(m, "events", "on hops", LIST_event, here->events_hop, there->events_hop, &here->events_note);
	if (here->retention < there->retention) {
		duration_format(here->retention, days);
		duration_format(there->retention, were);
		buffer_string(&m->said_here, here->retention ? days : "none");
		buffer_string(&m->said_there, were);
		milder_add(m, "retention", &here->retention_note, false);
	}
}

/* ---- Suppliers ------------------------------------------------------------------------------------------------------------------------- */

static bool names_country(const struct policy_untrusted *untrusted, const char *country)
{
	uint32_t i;

	for (i = 0; i < untrusted->countries; i++)
		if (strcmp(untrusted->country[i], country) == 0)
			return true;
	return false;
}

static void countries(struct buffer *out, const struct policy_untrusted *untrusted)
{
	uint32_t i;

	for (i = 0; i < untrusted->countries; i++)
		buffer_format(out, "%s%s", i ? ", " : "", untrusted->country[i]);
	if (!untrusted->countries)
		buffer_string(out, "none");
}

static void untrusted(struct milder *m)
{
	const struct policy_untrusted *here = &m->here->untrusted, *there = &m->there->untrusted;
	uint32_t lost = there->grounds & ~here->grounds & ~(1u << GROUND_DECISION), i; /* a decision counts in any pack */
	bool less = false;

	for (i = 0; i < POLICY_GROUNDS; i++)
		if (lost >> i & 1) {
			buffer_string(&m->what, policy_ground_name[i]);
			buffer_string(&m->said_here, "no ground");
			buffer_string(&m->said_there, "a ground");
			milder_add(m, "untrusted", &here->note, false);
		}
	for (i = 0; i < there->countries; i++)
		less |= !names_country(here, there->country[i]);
	if (less) {
		buffer_string(&m->what, "countries");
		countries(&m->said_here, here);
		countries(&m->said_there, there);
		milder_add(m, "untrusted", &here->note, false);
	}
}

static uint8_t dependency_from(const struct policy_stakeholder *metric, int32_t share)
{
	uint8_t level = 1;
	uint32_t i;

	for (i = 0; i < metric->dependencies; i++)
		if (share >= metric->dependency[i].from)
			level = metric->dependency[i].level;
	return level;
}

/* By one way of being involved, in a part of one scope. */
static uint8_t penetration_of(const struct policy_stakeholder *metric, unsigned scope, uint32_t role, uint32_t privilege, uint32_t through)
{
	uint8_t level = 1;
	uint32_t i;

	for (i = 0; i < metric->penetrations; i++) {
		const struct policy_penetration *entry = &metric->penetration[i];

		if ((!entry->scopes || entry->scopes >> scope & 1) && ((entry->roles & role) || (entry->privileges & privilege) || (entry->throughs & through))
			&& entry->level > level)
			level = entry->level;
	}
	return level;
}

/* One row for each way of being involved that weighs less anywhere: where it is told for is the first such scope. */
static void penetration(struct milder *m, enum list_id list, unsigned kind)
{
	const struct policy_stakeholder *here = &m->here->stakeholder, *there = &m->there->stakeholder;
	const struct policy_note *note = here->penetrations ? &here->penetration[0].note : &here->note;
	unsigned i, scope;

	for (i = 0; i < schema_list[list].members; i++)
		for (scope = 0; scope < schema_list[LIST_scope].members; scope++) {
			uint32_t bit = 1u << i, role = kind == 0 ? bit : 0, privilege = kind == 1 ? bit : 0, through = kind == 2 ? bit : 0;
			uint8_t now = penetration_of(here, scope, role, privilege, through), was = penetration_of(there, scope, role, privilege, through);

			if (now >= was)
				continue;
			buffer_format(&m->what, "%s, scope %s", schema_list[list].member[i], schema_list[LIST_scope].member[scope]);
			buffer_format(&m->said_here, "%u", now);
			buffer_format(&m->said_there, "%u", was);
			milder_add(m, "penetration", note, false);
			break;
		}
}

static void stakeholder(struct milder *m)
{
	const struct policy_stakeholder *here = &m->here->stakeholder, *there = &m->there->stakeholder;
	char share[NUMBER_SIZE];
	uint32_t i;
	int z;

	if (!there->given)
		return;
	if (!here->given) {
		milder_add(m, "stakeholder", NULL, false);
		return;
	}
	for (z = ZONE_WATCH; z < ZONES; z++)
		if (here->zone_from[z] > there->zone_from[z]) {
			buffer_string(&m->what, policy_zone_name[z]);
			buffer_format(&m->said_here, "from %d.%02d", here->zone_from[z] / 100, here->zone_from[z] % 100);
			buffer_format(&m->said_there, "from %d.%02d", there->zone_from[z] / 100, there->zone_from[z] % 100);
			milder_add(m, "stakeholder", &here->note, false);
		}
	for (i = 0; i < there->dependencies; i++) {
		uint8_t now = dependency_from(here, there->dependency[i].from);

		if (now >= there->dependency[i].level)
			continue;
		share_format(there->dependency[i].from, share);
		buffer_format(&m->what, "from %s", share);
		buffer_format(&m->said_here, "%u", now);
		buffer_format(&m->said_there, "%u", there->dependency[i].level);
		milder_add(m, "dependency", here->dependencies ? &here->dependency[0].note : NULL, false);
	}
	penetration(m, LIST_role, 0);
	penetration(m, LIST_privilege, 1);
	penetration(m, LIST_through, 2);
}

/* ---- Advisories, sharing --------------------------------------------------------------------------------------------------------------- */

static const struct policy_question *question_of(const struct policy_advisory *advisory, const char *name)
{
	uint32_t i;

	for (i = 0; i < advisory->questions; i++)
		if (strcmp(advisory->question[i].name, name) == 0)
			return &advisory->question[i];
	return NULL;
}

static void answers(struct buffer *out, const struct policy_question *question)
{
	uint32_t a;

	for (a = 0; question && a < question->answers; a++)
		buffer_format(out, "%s%s %u", a ? ", " : "", question->answer[a].name, question->answer[a].points);
}

static bool fewer_points(const struct policy_question *here, const struct policy_question *there)
{
	uint32_t a, k;

	for (a = 0; a < there->answers; a++) {
		for (k = 0; k < here->answers && strcmp(here->answer[k].name, there->answer[a].name) != 0; k++)
			;
		if (k == here->answers || here->answer[k].points < there->answer[a].points)
			return true;
	}
	return false;
}

static void advisories(struct milder *m)
{
	const struct policy_advisory *here = &m->here->advisory, *there = &m->there->advisory;
	char days[DATE_SIZE], were[DATE_SIZE];
	uint32_t i;

	if (!there->method)
		return;
	if (!here->method || strcmp(here->method, there->method) != 0) {
		buffer_string(&m->said_here, here->method ? here->method : "");
		buffer_string(&m->said_there, there->method);
		milder_add(m, "advisory", here->method ? &here->note : NULL, here->method != NULL);
		return;
	}
	if (here->medium_from > there->medium_from || here->high_from > there->high_from) {
		buffer_format(&m->said_here, "medium from %u, high from %u", here->medium_from, here->high_from);
		buffer_format(&m->said_there, "%u, %u", there->medium_from, there->high_from);
		milder_add(m, "advisory", &here->note, false);
	}
	for (i = 0; i < there->questions; i++) {
		const struct policy_question *now = question_of(here, there->question[i].name);

		if (now && now->damage == there->question[i].damage && !fewer_points(now, &there->question[i]))
			continue;
		buffer_string(&m->what, there->question[i].name);
		answers(&m->said_here, now);
		answers(&m->said_there, &there->question[i]);
		milder_add(m, "advisory", now ? &now->note : NULL, false);
	}
	if (there->clock_days && (!here->clock_days || here->clock_days > there->clock_days || here->clock_probability > there->clock_probability
		|| here->clock_damage > there->clock_damage)) {
		duration_format(here->clock_days, days);
		duration_format(there->clock_days, were);
		if (here->clock_days)
			buffer_format(&m->said_here, "%s from %s/%s", days, policy_grade_name[here->clock_probability], policy_grade_name[here->clock_damage]);
		buffer_format(&m->said_there, "%s from %s/%s", were, policy_grade_name[there->clock_probability], policy_grade_name[there->clock_damage]);
		milder_add(m, "advisory_clock", here->clock_days ? &here->clock_note : NULL, false);
	}
}

static void guard(struct milder *m, const char *what, bool here, bool there)
{
	if (here || !there)
		return;
	buffer_string(&m->what, what);
	buffer_string(&m->said_here, "no");
	buffer_string(&m->said_there, "yes");
	milder_add(m, "sharing", &m->here->sharing.note, false);
}

static void sharing(struct milder *m)
{
	const struct policy_sharing *here = &m->here->sharing, *there = &m->there->sharing;
	uint32_t i, k;

	if (!there->profile)
		return;
	if (!here->profile) {
		buffer_string(&m->said_there, there->profile);
		milder_add(m, "sharing", NULL, false);
		return;
	}
	guard(m, "own_records_only", here->own_records_only, there->own_records_only);
	guard(m, "label_required", here->label_required, there->label_required);
	guard(m, "decision_log", here->decision_log, there->decision_log);
	guard(m, "override_needs approver", here->override_approver, there->override_approver);
	guard(m, "override_needs reason", here->override_reason, there->override_reason);
	for (i = 0; i < here->recipients; i++) {
		const struct policy_recipient *now = &here->recipient[i];

		for (k = 0; k < there->recipients && strcmp(there->recipient[k].name, now->name) != 0; k++)
			;
		if (!now->basis || (k < there->recipients && there->recipient[k].basis))
			continue;
		buffer_string(&m->what, now->name);
		buffer_format(&m->said_here, "legal basis %s", now->law);
		buffer_string(&m->said_there, k < there->recipients ? "no legal basis" : "");
		milder_add(m, "sharing", &now->note, false);
	}
}

/* Before its law is in force nothing is a breach of a pack. */
static void begins(struct milder *m)
{
	char date[DATE_SIZE];

	if (m->here->in_force_from == KEUR_NO_DATE || (m->there->in_force_from != KEUR_NO_DATE && m->there->in_force_from >= m->here->in_force_from))
		return;
	date_format(m->here->in_force_from, date);
	buffer_string(&m->said_here, date);
	if (m->there->in_force_from != KEUR_NO_DATE)
		date_format(m->there->in_force_from, date);
	buffer_string(&m->said_there, m->there->in_force_from != KEUR_NO_DATE ? date : "");
	milder_add(m, "in_force_from", &m->here->in_force_note, false);
}

void milder_duties(struct milder *m)
{
	begins(m);
	required(m);
	untrusted(m);
	stakeholder(m);
	advisories(m);
	sharing(m);
}
