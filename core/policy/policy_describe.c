/* A pack in words, for `keur policy show`: everything that it says, with source and status of everything. */
#include "policy/policy.h"

#include "base/number.h"

/* A heading and, below it, the source that holds for each line that names none of its own. */
static void heading(struct buffer *out, const char *title, const struct policy_note *note)
{
	buffer_format(out, "\n%s\n  source: %s (%s)\n", title, note->source, policy_status_name[note->status]);
}

/* Ends a line; names its source where it is not the one of the heading. */
static void end_line(struct buffer *out, const struct policy_note *heading_note, const struct policy_note *note)
{
	if (note->status != heading_note->status || strcmp(note->source, heading_note->source) != 0)
		buffer_format(out, "\n      source: %s (%s)", note->source, policy_status_name[note->status]);
	buffer_string(out, "\n");
}

static void triple(struct buffer *out, const uint8_t level[SCENARIOS])
{
	buffer_format(out, "%u/%u/%u", level[0], level[1], level[2]);
}

static void words(struct buffer *out, enum list_id list, uint64_t bits)
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

static void takes(struct buffer *out, uint8_t bits)
{
	int i;

	if (bits == PASSES_SABOTAGE)
		return;
	buffer_string(out, ", takes");
	for (i = 0; i < SCENARIOS; i++)
		if (bits >> i & 1)
			buffer_format(out, " %s", policy_scenario_name[i]);
}

static void describe_classes(const struct policy *policy, struct buffer *out)
{
	const struct policy_note *first = &policy->class_[0].impact_note;
	uint32_t c;

	heading(out, "Classes: impact espionage/manipulation/sabotage", first);
	for (c = 0; c < policy->classes; c++) {
		const struct policy_class *class = &policy->class_[c];

		buffer_format(out, "  %-20s ", class->name);
		triple(out, class->impact);
		buffer_string(out, class->capped ? ", capped by users" : "");
		buffer_string(out, class->inherits ? ", inherits" : "");
		buffer_string(out, class->administers ? ", administers" : "");
		buffer_string(out, class->filter ? ", separates segments" : "");
		buffer_string(out, class->security_element ? ", security element" : "");
		takes(out, class->takes);
		end_line(out, first, &class->impact_note);
	}
	first = &policy->class_[0].note;
	heading(out, "Criticality of classes", first);
	for (c = 0; c < policy->classes; c++) {
		buffer_format(out, "  %-20s %s", policy->class_[c].name, policy_criticality_name[policy->class_[c].criticality]);
		end_line(out, first, &policy->class_[c].note);
	}
}

static void describe_functions(const struct policy *policy, struct buffer *out)
{
	const struct policy_note *first = &policy->function[0].note;
	uint32_t f;

	heading(out, "Functions: class, own impact, other names", first);
	for (f = 0; f < policy->catalogue.functions; f++) {
		const struct policy_function *function = &policy->function[f];
		const struct policy_class *class = &policy->class_[function->class_index];

		buffer_format(out, "  %-20s %s", function->name, class->name);
		if (memcmp(function->impact, class->impact, sizeof class->impact) != 0) {
			buffer_string(out, ", ");
			triple(out, function->impact);
		}
		if (function->capped != class->capped)
			buffer_string(out, function->capped ? ", capped by users" : ", not capped");
		if (function->takes != class->takes) {
			takes(out, function->takes);
			buffer_string(out, function->takes == PASSES_SABOTAGE ? ", takes sabotage only" : "");
		}
		if (function->aliases[0])
			buffer_format(out, ": %s", function->aliases);
		end_line(out, first, &function->note);
	}
}

static void describe_data(const struct policy *policy, struct buffer *out)
{
	const struct policy_note *first = &policy->data_note;
	char number[NUMBER_SIZE + 8];
	unsigned d;

	heading(out, "Data: least impact of a part that holds it, and when that makes the part critical", first);
	for (d = 0; d < schema_list[LIST_data].members; d++) {
		const struct policy_data *data = &policy->data[d];

		buffer_format(out, "  %-20s ", schema_list[LIST_data].member[d]);
		triple(out, data->floor);
		if (data->many_users) {
			number_format((uint64_t)data->many_users, number);
			buffer_format(out, ", from %s users ", number);
			triple(out, data->many_floor);
		}
		number_format((uint64_t)data->users_from, number);
		if (data->critical == DATA_FROM_USERS)
			buffer_format(out, ", critical from %s users", number);
		else
			buffer_string(out, data->critical == DATA_ALWAYS ? ", critical" : data->critical == DATA_FOR_CRITICAL
				? ", critical if for a critical part" : ", not critical by itself");
		buffer_string(out, data->personal ? ", personal" : "");
		end_line(out, first, &data->note);
	}
}

static void describe_thresholds(const struct policy *policy, struct buffer *out)
{
	char number[NUMBER_SIZE + 8];
	uint32_t i;

	heading(out, "Most impact by users", &policy->cap_note);
	for (i = 0; i < policy->caps; i++) {
		number_format((uint64_t)policy->cap[i].below, number);
		if (i + 1 < policy->caps)
			buffer_format(out, "  under %s: %u", number, policy->cap[i].level);
		else
			buffer_format(out, "  more: %u", policy->cap[i].level);
		end_line(out, &policy->cap_note, &policy->cap[i].note);
	}
	heading(out, "Least impact on a sensitive site, or for users of public interest", &policy->site_note);
	buffer_string(out, "  ");
	triple(out, policy->site_floor);
	buffer_string(out, "\n");
	heading(out, "Redundancy", &policy->redundancy_note);
	buffer_format(out, "  own sabotage less by %u\n", policy->redundancy);
	heading(out, "Levels without any finding", &policy->baseline_note);
	buffer_format(out, "  threat %u, exposure %u, exposure to the internet %u\n", policy->threat, policy->exposure,
		policy->exposure_internet);
	heading(out, "Concentration: impact of a group from this share on", &policy->share[0].note);
	for (i = 0; i < policy->shares; i++) {
		share_format(policy->share[i].from, number);
		buffer_format(out, "  %s from %s: ", policy->share[i].untrusted ? "untrusted" : "trusted", number);
		triple(out, policy->share[i].impact);
		end_line(out, &policy->share[0].note, &policy->share[i].note);
	}
}

static void describe_domains(const struct policy *policy, struct buffer *out)
{
	uint32_t i, c;

	if (policy->domains)
		heading(out, "Domains: parts of the network within which the share of a supplier counts", &policy->domain[0].note);
	for (i = 0; i < policy->domains; i++) {
		const struct policy_domain *domain = &policy->domain[i];
		const char *before = "";

		buffer_format(out, "  %s: ", domain->name);
		for (c = 0; c < policy->classes; c++)
			if (domain->in[c]) {
				buffer_format(out, "%s%s", before, policy->class_[c].name);
				before = ", ";
			}
		if (domain->scopes) {
			buffer_string(out, "scope ");
			words(out, LIST_scope, domain->scopes);
		}
		if (domain->roles != 1u << KEUR_ROLE_MANUFACTURE) {
			buffer_string(out, "; by ");
			words(out, LIST_role, domain->roles);
		}
		buffer_string(out, domain->weighs ? "" : "; reported, not weighed");
		end_line(out, &policy->domain[0].note, &domain->note);
	}
}

static void grid(struct buffer *out, const uint8_t level[LEVELS + 1][LEVELS + 1])
{
	int r, c;

	for (r = LEVELS; r >= 1; r--) {
		buffer_format(out, "  %d:", r);
		for (c = 1; c <= LEVELS; c++)
			buffer_format(out, " %u", level[r][c]);
		buffer_string(out, "\n");
	}
}

static void describe_matrices(const struct policy *policy, struct buffer *out)
{
	struct buffer title = { 0 };
	uint32_t m;

	heading(out, "Likelihood: threat 5 to 1 down, exposure 1 to 5 across", &policy->likelihood_note);
	grid(out, policy->likelihood);
	for (m = 0; m < policy->matrices; m++) {
		const struct policy_matrix *matrix = &policy->matrix[m];

		buffer_clear(&title);
		buffer_format(&title, "Risk, %s (%s): likelihood 5 to 1 down, impact 1 to 5 across", matrix->name,
			strcmp(matrix->name, policy->matrix_name) == 0 ? "in force" : "not in force");
		heading(out, title.data, &matrix->note);
		grid(out, matrix->risk);
	}
	buffer_free(&title);
}

static void describe_required(const struct policy *policy, struct buffer *out)
{
	char days[DATE_SIZE];

	heading(out, "Only trusted suppliers in", &policy->required_note);
	buffer_string(out, "  ");
	words(out, LIST_scope, policy->required_scopes);
	heading(out, "\nRoles that must be answered", &policy->roles_note);
	buffer_string(out, "  ");
	words(out, LIST_role, policy->answered_roles);
	heading(out, "\nEvents that must be logged", &policy->events_note);
	buffer_string(out, "  critical, adjacent, management and security parts: ");
	words(out, LIST_event, policy->events_scope);
	buffer_string(out, "\n  where personal data is held: ");
	words(out, LIST_event, policy->events_personal);
	buffer_string(out, "\n  on hops of remote ways in: ");
	words(out, LIST_event, policy->events_hop);
	heading(out, "\nLogs are kept for", &policy->retention_note);
	duration_format(policy->retention, days);
	buffer_format(out, "  %s\n", policy->retention ? days : "no least time");
}

static void describe_rule(const struct policy_rule *rule, struct buffer *out)
{
	static const char *const kind[] = { "", "breach", "risk", "gap", "note" };
	uint32_t c;

	buffer_format(out, "  %s:", rule->rule);
	if (rule->level)
		buffer_format(out, " level %u", rule->level);
	buffer_format(out, "%s%s", rule->kind ? " " : "", kind[rule->kind]);
	if (rule->scopes) {
		buffer_string(out, "; scope ");
		words(out, LIST_scope, rule->scopes);
	}
	for (c = 0; c < rule->classes; c++)
		buffer_format(out, "%s%s", c ? ", " : "; class ", rule->class_name[c]);
	if (rule->privileges) {
		buffer_string(out, "; privilege ");
		words(out, LIST_privilege, rule->privileges);
	}
	if (rule->from_level)
		buffer_format(out, "; found at level %u or more", rule->from_level);
	for (c = 0; c < rule->domains; c++)
		buffer_format(out, "%s%s", c ? ", " : "; domain ", rule->domain[c]->name);
	if (rule->standing)
		buffer_string(out, rule->standing == 1 + KEUR_STANDING_UNTRUSTED ? "; supplier untrusted" : "; supplier trusted");
	if (rule->share_over >= 0) {
		char share[NUMBER_SIZE];

		share_format(rule->share_over, share);
		buffer_format(out, "; share over %s", share);
	}
	if (rule->required)
		buffer_format(out, "; where trusted suppliers are %srequired", rule->required == KEUR_YES ? "" : "not ");
}

static void describe_rules(const struct policy *policy, struct buffer *out)
{
	uint32_t i;

	if (policy->rules)
		heading(out, "Rules: where a finding weighs otherwise than its plugin declares; the first that fits counts", &policy->rule[0].note);
	for (i = 0; i < policy->rules; i++) {
		describe_rule(&policy->rule[i], out);
		end_line(out, &policy->rule[0].note, &policy->rule[i].note);
	}
	if (policy->params)
		heading(out, "Parameters of plugins", &policy->param[0].note);
	for (i = 0; i < policy->params; i++) {
		buffer_format(out, "  %s: %s", policy->param[i].param, policy->param[i].value);
		end_line(out, &policy->param[0].note, &policy->param[i].note);
	}
}

static void describe_advisory(const struct policy *policy, struct buffer *out)
{
	const struct policy_advisory *advisory = &policy->advisory;
	struct buffer title = { 0 };
	char days[DATE_SIZE];
	uint32_t i, a;

	if (!advisory->method)
		return;
	buffer_format(&title, "Advisories, %s: probability is the sum of points, medium from %u, high from %u; damage the most points, 1 medium, 2 high",
		advisory->method, advisory->medium_from, advisory->high_from);
	heading(out, title.data, &advisory->note);
	buffer_free(&title);
	for (i = 0; i < advisory->questions; i++) {
		const struct policy_question *question = &advisory->question[i];

		buffer_format(out, "  %-14s %s, %s:", question->name, question->damage ? "damage" : "probability", question->words);
		for (a = 0; a < question->answers; a++)
			buffer_format(out, "%s %s %u", a ? "," : "", question->answer[a].name, question->answer[a].points);
		end_line(out, &advisory->note, &question->note);
	}
	if (advisory->labels)
		heading(out, "Labels of advisories: probability/damage", &advisory->label[0].note);
	for (i = 0; i < advisory->labels; i++) {
		const struct policy_label *label = &advisory->label[i];

		buffer_format(out, "  %s: %s/%s", label->name, policy_grade_name[label->probability], policy_grade_name[label->damage]);
		end_line(out, &advisory->label[0].note, &label->note);
	}
	if (!advisory->clock_days)
		return;
	duration_format(advisory->clock_days, days);
	heading(out, "Mitigation of advisories is due", &advisory->clock_note);
	buffer_format(out, "  within %s from the day of %s/%s\n", days, policy_grade_name[advisory->clock_probability],
		policy_grade_name[advisory->clock_damage]);
}

void policy_describe(const struct policy *policy, struct buffer *out)
{
	buffer_format(out, "%s, version %s: %s\n%s\nsha256 %s\nCritical parts are called `%s`.\n", policy->id, policy->version,
		policy->title, policy->about, policy->sha256, policy->critical_word);
	buffer_string(out, "Below, a source holds for every line under it that names no other.\n");
	describe_classes(policy, out);
	describe_functions(policy, out);
	describe_data(policy, out);
	describe_thresholds(policy, out);
	describe_domains(policy, out);
	describe_matrices(policy, out);
	describe_required(policy, out);
	describe_rules(policy, out);
	describe_advisory(policy, out);
}
