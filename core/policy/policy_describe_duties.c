/* The later sections of a pack in words: whom it distrusts, until when they must be out, measures, sharing, advisories. */
#include "policy/policy_describe.h"

#include "base/language.h"
#include "base/number.h"

static void from_base(struct buffer *out, const struct policy *policy, const struct policy_note *note)
{
	if (policy->bases && note->pack && strcmp(note->pack, policy->id) != 0)
		buffer_format(out, ", from %s", note->pack);
}

void policy_heading(struct buffer *out, const struct policy *policy, const char *title, const struct policy_note *note)
{
	buffer_format(out, "\n%s\n  source: %s (%s)", title, note->source, policy_status_name[note->status]);
	from_base(out, policy, note);
	buffer_string(out, "\n");
}

void policy_end_line(struct buffer *out, const struct policy *policy, const struct policy_note *heading, const struct policy_note *note)
{
	if (note->status != heading->status || strcmp(note->source, heading->source) != 0
		|| (note->pack && heading->pack && strcmp(note->pack, heading->pack) != 0)) {
		buffer_format(out, "\n      source: %s (%s)", note->source, policy_status_name[note->status]);
		from_base(out, policy, note);
	}
	buffer_string(out, "\n");
}

void policy_words(struct buffer *out, enum list_id list, uint64_t bits)
{
	const char *before = "";
	unsigned i;

	for (i = 0; i < schema_list[list].members; i++)
		if (bits >> i & 1u) {
			buffer_format(out, "%s%s", before, schema_list[list].member[i]);
			before = ", ";
		}
	if (!bits)
		buffer_string(out, "none");
}

/* ", scope critical; class a, b" */
static void condition(struct buffer *out, uint32_t scopes, const char *const *class_name, uint32_t classes)
{
	uint32_t c;

	if (scopes) {
		buffer_string(out, "; scope ");
		policy_words(out, LIST_scope, scopes);
	}
	for (c = 0; c < classes; c++)
		buffer_format(out, "%s%s", c ? ", " : "; class ", class_name[c]);
}

static void describe_untrusted(const struct policy *policy, struct buffer *out)
{
	const struct policy_untrusted *untrusted = &policy->untrusted;
	const char *before = "  ";
	uint32_t i;

	if (!untrusted->grounds)
		return;
	policy_heading(out, policy, "A supplier is untrusted by", &untrusted->note);
	for (i = 0; i < POLICY_GROUNDS; i++)
		if (untrusted->grounds >> i & 1) {
			buffer_format(out, "%s%s", before, policy_ground_name[i]);
			before = ", ";
		}
	if (untrusted->grounds != 1u << GROUND_DECISION)
		buffer_string(out, untrusted->countries ? "; designated countries " : "; no country is designated");
	for (i = 0; i < untrusted->countries; i++)
		buffer_format(out, "%s%s", i ? ", " : "", untrusted->country[i]);
	buffer_string(out, "\n");
}

static void describe_deadlines(const struct policy *policy, struct buffer *out)
{
	char date[DATE_SIZE];
	uint32_t i;

	if (policy->deadlines)
		policy_heading(out, policy, "Untrusted suppliers are out by; the first that fits counts", &policy->deadline[0].note);
	for (i = 0; i < policy->deadlines; i++) {
		const struct policy_deadline *deadline = &policy->deadline[i];

		buffer_format(out, "  %s: ", deadline->name);
		if (deadline->until != KEUR_NO_DATE) {
			date_format(deadline->until, date);
			buffer_string(out, date);
		} else {
			buffer_string(out, deadline->months ? "" : "a day that only the operator knows");
		}
		if (deadline->months) {
			buffer_format(out, "%s%u month%s from ", deadline->until != KEUR_NO_DATE ? ", " : "", deadline->months, deadline->months == 1 ? "" : "s");
			if (deadline->trigger != KEUR_NO_DATE)
				date_format(deadline->trigger, date);
			buffer_string(out, deadline->trigger != KEUR_NO_DATE ? date : "a day that has not come");
		}
		if (deadline->sensitive)
			buffer_string(out, deadline->sensitive == KEUR_YES ? "; on sensitive sites" : "; elsewhere than on sensitive sites");
		condition(out, deadline->scopes, deadline->class_name, deadline->classes);
		policy_end_line(out, policy, &policy->deadline[0].note, &deadline->note);
	}
}

static void describe_measures(const struct policy *policy, struct buffer *out)
{
	uint32_t i, k;

	if (policy->measures)
		policy_heading(out, policy, "Public measures that rules belong to, beside those that their plugins name", &policy->measure[0].note);
	for (i = 0; i < policy->measures; i++) {
		const struct policy_measure *measure = &policy->measure[i];

		buffer_format(out, "  %s%s:", measure->rule, measure->instead ? " (instead)" : "");
		for (k = 0; k < measure->measures; k++)
			buffer_format(out, "%s %s", k ? "," : "", measure->measure[k]);
		policy_end_line(out, policy, &policy->measure[0].note, &measure->note);
	}
}

static void describe_sharing(const struct policy *policy, struct buffer *out)
{
	const struct policy_sharing *sharing = &policy->sharing;
	struct buffer title = { 0 };
	uint32_t i;

	if (!sharing->profile)
		return;
	buffer_format(&title, "Sharing, profile %s: to whom findings and indicators may be given", sharing->profile);
	policy_heading(out, policy, title.data, &sharing->note);
	buffer_free(&title);
	buffer_format(out, "  each gets %s; a label is %s; every export %s a decision log\n",
		sharing->own_records_only ? "only its own records" : "all records", sharing->label_required ? "required" : "not required",
		sharing->decision_log ? "is written into" : "needs no entry in");
	buffer_format(out, "  without a legal basis: refused%s%s%s\n", sharing->override_approver || sharing->override_reason ? ", unless with " : "",
		sharing->override_approver ? "a named approver" : "",
		sharing->override_reason ? sharing->override_approver ? " and a reason" : "a reason" : "");
	for (i = 0; i < sharing->recipients; i++) {
		const struct policy_recipient *recipient = &sharing->recipient[i];

		buffer_format(out, "  %s: %s%s", recipient->name, recipient->basis ? "legal basis " : "no legal basis", recipient->law);
		policy_end_line(out, policy, &sharing->note, &recipient->note);
	}
}

static void describe_ratio(struct buffer *out, const char *name, int32_t hundredths)
{
	buffer_format(out, "%s from %d.%02d", name, hundredths / 100, hundredths % 100);
}

/* How suppliers weigh. */
static void describe_stakeholder(const struct policy *policy, struct buffer *out)
{
	const struct policy_stakeholder *metric = &policy->stakeholder;
	char share[NUMBER_SIZE];
	uint32_t i;
	int z;

	if (!metric->given)
		return;
	policy_heading(out, policy, "Suppliers: (dependency x penetration) / (maturity x trust), each 1 to 4; zones", &metric->note);
	for (z = ZONE_WATCH; z < ZONES; z++) {
		buffer_string(out, z > ZONE_WATCH ? ", " : "  ");
		describe_ratio(out, policy_zone_name[z], metric->zone_from[z]);
	}
	buffer_string(out, "\n");
	policy_heading(out, policy, "Dependency: from this share of the critical parts on; else 1", &metric->dependency[0].note);
	for (i = 0; i < metric->dependencies; i++) {
		share_format(metric->dependency[i].from, share);
		buffer_format(out, "  %u from %s%s", metric->dependency[i].level, share, metric->dependency[i].from ? "" : " (any)");
		policy_end_line(out, policy, &metric->dependency[0].note, &metric->dependency[i].note);
	}
	policy_heading(out, policy, "Penetration: by any of these in a part of these scopes; else 1", &metric->penetration[0].note);
	for (i = 0; i < metric->penetrations; i++) {
		const struct policy_penetration *entry = &metric->penetration[i];

		buffer_format(out, "  %u:", entry->level);
		if (entry->scopes) {
			buffer_string(out, " in ");
			policy_words(out, LIST_scope, entry->scopes);
			buffer_string(out, ";");
		}
		if (entry->roles) {
			buffer_string(out, " roles ");
			policy_words(out, LIST_role, entry->roles);
		}
		if (entry->privileges) {
			buffer_string(out, "; privileges ");
			policy_words(out, LIST_privilege, entry->privileges);
		}
		if (entry->throughs) {
			buffer_string(out, "; through ");
			policy_words(out, LIST_through, entry->throughs);
		}
		policy_end_line(out, policy, &metric->penetration[0].note, &entry->note);
	}
}

static void describe_advisory(const struct policy *policy, struct buffer *out)
{
	const struct policy_advisory *advisory = &policy->advisory;
	struct buffer title = { 0 };
	uint32_t i, a;

	if (!advisory->method)
		return;
	buffer_format(&title, "Advisories, %s: probability is the sum of points, medium from %u, high from %u; damage the most points, 1 medium, 2 high",
		advisory->method, advisory->medium_from, advisory->high_from);
	policy_heading(out, policy, title.data, &advisory->note);
	buffer_free(&title);
	for (i = 0; i < advisory->questions; i++) {
		const struct policy_question *question = &advisory->question[i];

		buffer_format(out, "  %-14s %s, %s:", question->name, question->damage ? "damage" : "probability", question->words);
		for (a = 0; a < question->answers; a++)
			buffer_format(out, "%s %s %u", a ? "," : "", question->answer[a].name, question->answer[a].points);
		policy_end_line(out, policy, &advisory->note, &question->note);
	}
	if (advisory->labels)
		policy_heading(out, policy, "Labels of advisories: probability/damage", &advisory->label[0].note);
	for (i = 0; i < advisory->labels; i++) {
		const struct policy_label *label = &advisory->label[i];

		buffer_format(out, "  %s: %s/%s", label->name, policy_grade_name[label->probability], policy_grade_name[label->damage]);
		policy_end_line(out, policy, &advisory->label[0].note, &label->note);
	}
	if (!advisory->clock_days)
		return;
	policy_heading(out, policy, "Mitigation of advisories is due", &advisory->clock_note);
	buffer_string(out, "  within ");
	language_days(language_code[LANGUAGE_EN], advisory->clock_days, out);
	buffer_format(out, " from the day of %s/%s\n", policy_grade_name[advisory->clock_probability],
		policy_grade_name[advisory->clock_damage]);
}

void policy_describe_duties(const struct policy *policy, struct buffer *out)
{
	describe_untrusted(policy, out);
	describe_deadlines(policy, out);
	describe_measures(policy, out);
	describe_sharing(policy, out);
	describe_stakeholder(policy, out);
	describe_advisory(policy, out);
}
