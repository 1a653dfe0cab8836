/* A pack in words, for `keur policy show`: everything that it says, with source and status of everything. */
#include "policy/policy_describe.h"

#include "base/language.h"
#include "base/number.h"

static void triple(struct buffer *out, const uint8_t level[SCENARIOS])
{
	buffer_format(out, "%u/%u/%u", level[0], level[1], level[2]);
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

void policy_class_words(const struct policy_class *class, struct buffer *out)
{
	triple(out, class->impact);
	buffer_string(out, class->capped ? ", capped by users" : "");
	buffer_string(out, class->inherits ? ", inherits" : "");
	buffer_string(out, class->administers ? ", administers" : "");
	buffer_string(out, class->filter ? ", separates segments" : "");
	buffer_string(out, class->security_element ? ", security element" : "");
	takes(out, class->takes);
}

static void describe_classes(const struct policy *policy, struct buffer *out)
{
	const struct policy_note *first = &policy->class_[0].impact_note;
	uint32_t c;

	policy_heading(out, policy, "Classes: impact espionage/manipulation/sabotage", first);
	for (c = 0; c < policy->classes; c++) {
		const struct policy_class *class = &policy->class_[c];

		buffer_format(out, "  %-20s ", class->name);
		policy_class_words(class, out);
		policy_end_line(out, policy, first, &class->impact_note);
	}
	first = &policy->class_[0].note;
	policy_heading(out, policy, "Criticality of classes", first);
	for (c = 0; c < policy->classes; c++) {
		buffer_format(out, "  %-20s %s", policy->class_[c].name, policy_criticality_name[policy->class_[c].criticality]);
		policy_end_line(out, policy, first, &policy->class_[c].note);
	}
}

void policy_function_words(const struct policy *policy, const struct policy_function *function, struct buffer *out)
{
	const struct policy_class *class = &policy->class_[function->class_index];

	buffer_string(out, class->name);
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
}

static void describe_functions(const struct policy *policy, struct buffer *out)
{
	const struct policy_note *first = &policy->function[0].note;
	uint32_t f;

	policy_heading(out, policy, "Functions: class, own impact, other names", first);
	for (f = 0; f < policy->catalogue.functions; f++) {
		const struct policy_function *function = &policy->function[f];

		buffer_format(out, "  %-20s ", function->name);
		policy_function_words(policy, function, out);
		if (function->aliases[0])
			buffer_format(out, ": %s", function->aliases);
		policy_end_line(out, policy, first, &function->note);
	}
}

void policy_data_words(const struct policy_data *data, struct buffer *out)
{
	char number[NUMBER_SIZE + 8];

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
}

static void describe_data(const struct policy *policy, struct buffer *out)
{
	const struct policy_note *first = &policy->data_note;
	unsigned d;

	policy_heading(out, policy, "Data: least impact of a part that holds it, and when that makes the part critical", first);
	for (d = 0; d < schema_list[LIST_data].members; d++) {
		const struct policy_data *data = &policy->data[d];

		buffer_format(out, "  %-20s ", schema_list[LIST_data].member[d]);
		policy_data_words(data, out);
		policy_end_line(out, policy, first, &data->note);
	}
}

static void describe_thresholds(const struct policy *policy, struct buffer *out)
{
	char number[NUMBER_SIZE + 8];
	uint32_t i;

	policy_heading(out, policy, "Most impact by users", &policy->cap_note);
	for (i = 0; i < policy->caps; i++) {
		number_format((uint64_t)policy->cap[i].below, number);
		if (i + 1 < policy->caps)
			buffer_format(out, "  under %s: %u", number, policy->cap[i].level);
		else
			buffer_format(out, "  more: %u", policy->cap[i].level);
		policy_end_line(out, policy, &policy->cap_note, &policy->cap[i].note);
	}
	policy_heading(out, policy, "Least impact on a sensitive site, or for users of public interest", &policy->site_note);
	buffer_string(out, "  ");
	triple(out, policy->site_floor);
	buffer_string(out, "\n");
	policy_heading(out, policy, "Redundancy", &policy->redundancy_note);
	buffer_format(out, "  own sabotage less by %u\n", policy->redundancy);
	policy_heading(out, policy, "Levels without any finding", &policy->baseline_note);
	buffer_format(out, "  threat %u, exposure %u, exposure to the internet %u\n", policy->threat, policy->exposure,
		policy->exposure_internet);
	policy_heading(out, policy, "Concentration: impact of a group from this share on", &policy->share[0].note);
	for (i = 0; i < policy->shares; i++) {
		share_format(policy->share[i].from, number);
		buffer_format(out, "  %s from %s: ", policy->share[i].untrusted ? "untrusted" : "trusted", number);
		triple(out, policy->share[i].impact);
		policy_end_line(out, policy, &policy->share[0].note, &policy->share[i].note);
	}
}

void policy_domain_words(const struct policy *policy, const struct policy_domain *domain, struct buffer *out)
{
	const char *before = "";
	uint32_t c;

	for (c = 0; c < policy->classes; c++)
		if (domain->in[c]) {
			buffer_format(out, "%s%s", before, policy->class_[c].name);
			before = ", ";
		}
	if (domain->scopes) {
		buffer_string(out, "scope ");
		policy_words(out, LIST_scope, domain->scopes);
	}
	if (domain->roles != 1u << KEUR_ROLE_MANUFACTURE) {
		buffer_string(out, "; by ");
		policy_words(out, LIST_role, domain->roles);
	}
	buffer_string(out, domain->by_region ? "; each region by itself" : "");
	buffer_string(out, domain->weighs ? "" : "; reported, not weighed");
}

static void describe_domains(const struct policy *policy, struct buffer *out)
{
	uint32_t i;

	if (policy->domains)
		policy_heading(out, policy, "Domains: parts of the network within which the share of a supplier counts", &policy->domain[0].note);
	for (i = 0; i < policy->domains; i++) {
		const struct policy_domain *domain = &policy->domain[i];

		buffer_format(out, "  %s: ", domain->name);
		policy_domain_words(policy, domain, out);
		policy_end_line(out, policy, &policy->domain[0].note, &domain->note);
	}
}

static void grid(struct buffer *out, unsigned steps, const uint8_t level[LEVELS + 1][LEVELS + 1])
{
	unsigned r, c;

	for (r = steps; r >= 1; r--) {
		buffer_format(out, "  %u:", r);
		for (c = 1; c <= steps; c++)
			buffer_format(out, " %u", level[r][c]);
		buffer_string(out, "\n");
	}
}

static void describe_matrices(const struct policy *policy, struct buffer *out)
{
	struct buffer title = { 0 };
	uint32_t m;

	policy_heading(out, policy, "Likelihood: threat 5 to 1 down, exposure 1 to 5 across", &policy->likelihood_note);
	grid(out, LEVELS, policy->likelihood);
	for (m = 0; m < policy->matrices; m++) {
		const struct policy_matrix *matrix = &policy->matrix[m];

		buffer_clear(&title);
		buffer_format(&title, "Risk, %s%s%s (%s): likelihood %u to 1 down, impact 1 to %u across", matrix->name, matrix->version[0] ? " " : "",
			matrix->version, m == policy->matrix_used ? "in force" : "not in force", matrix->steps, matrix->steps);
		policy_heading(out, policy, title.data, &matrix->note);
		if (matrix->steps < LEVELS)
			buffer_format(out, "  levels 1 2 3 4 5 are steps %u %u %u %u %u\n", matrix->scale[1], matrix->scale[2], matrix->scale[3],
				matrix->scale[4], matrix->scale[5]);
		grid(out, matrix->steps, matrix->own);
	}
	buffer_free(&title);
}

static void describe_required(const struct policy *policy, struct buffer *out)
{
	policy_heading(out, policy, "Only trusted suppliers in", &policy->required_note);
	buffer_string(out, "  ");
	policy_words(out, LIST_scope, policy->required_scopes);
	buffer_string(out, policy->required_sensitive ? "; on sensitive sites everywhere" : "");
	policy_heading(out, policy, "\nRoles that must be answered", &policy->roles_note);
	buffer_string(out, "  ");
	policy_words(out, LIST_role, policy->answered_roles);
	policy_heading(out, policy, "\nEvents that must be logged", &policy->events_note);
	buffer_string(out, "  critical, adjacent, management and security parts: ");
	policy_words(out, LIST_event, policy->events_scope);
	buffer_string(out, "\n  where personal data is held: ");
	policy_words(out, LIST_event, policy->events_personal);
	buffer_string(out, "\n  on hops of remote ways in: ");
	policy_words(out, LIST_event, policy->events_hop);
	policy_heading(out, policy, "\nLogs are kept for", &policy->retention_note);
	buffer_string(out, "  ");
	if (policy->retention)
		language_days(language_code[LANGUAGE_EN], policy->retention, out);
	buffer_string(out, policy->retention ? "\n" : "no least time\n");
}

void policy_rule_words(const struct policy_rule *rule, struct buffer *out)
{
	static const char *const kind[] = { "", "breach", "risk", "gap", "note" };
	uint32_t c;

	if (rule->level)
		buffer_format(out, "level %u%s", rule->level, rule->kind ? " " : "");
	buffer_string(out, kind[rule->kind]);
	if (rule->scopes) {
		buffer_string(out, "; scope ");
		policy_words(out, LIST_scope, rule->scopes);
	}
	for (c = 0; c < rule->classes; c++)
		buffer_format(out, "%s%s", c ? ", " : "; class ", rule->class_name[c]);
	if (rule->privileges) {
		buffer_string(out, "; privilege ");
		policy_words(out, LIST_privilege, rule->privileges);
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
		policy_heading(out, policy, "Rules: where a finding weighs otherwise than its plugin declares; the first that fits counts", &policy->rule[0].note);
	for (i = 0; i < policy->rules; i++) {
		buffer_format(out, "  %s: ", policy->rule[i].rule);
		policy_rule_words(&policy->rule[i], out);
		policy_end_line(out, policy, &policy->rule[0].note, &policy->rule[i].note);
	}
	if (policy->params)
		policy_heading(out, policy, "Parameters of plugins", &policy->param[0].note);
	for (i = 0; i < policy->params; i++) {
		buffer_format(out, "  %s: %s", policy->param[i].param, policy->param[i].value);
		policy_end_line(out, policy, &policy->param[0].note, &policy->param[i].note);
	}
}

void policy_describe(const struct policy *policy, struct buffer *out)
{
	uint32_t i;

	buffer_format(out, "%s, version %s: %s\n%s\nsha256 %s\n", policy->id, policy->version, policy->title, policy->about, policy->sha256);
	for (i = 0; i < policy->bases; i++)
		buffer_format(out, "%s %s, version %s, sha256 %s\n", i ? "which extends" : "extends", policy->base[i].id, policy->base[i].version,
			policy->base[i].sha256);
	buffer_format(out, "Critical parts are called `%s`.\n", policy->critical_word);
	if (policy->bases)
		buffer_format(out, "What is not said to be from another pack is from %s.\n", policy->id);
	if (policy->imitates)
		buffer_format(out, "It is not the pack %s/%s that ships with keur: id and version are the same, the bytes are not.\n", policy->id, policy->version);
	if (policy->held_against.id)
		buffer_format(out, policy->milds ? "Held against %s/%s it is milder in these entries, or cannot be compared:\n"
			: "Held against %s/%s nothing in it is milder.\n", policy->held_against.id, policy->held_against.version);
	policy_milder_words(policy, out);
	buffer_string(out, "Below, a source holds for every line under it that names no other.\n");
	describe_classes(policy, out);
	describe_functions(policy, out);
	describe_data(policy, out);
	describe_thresholds(policy, out);
	describe_domains(policy, out);
	describe_matrices(policy, out);
	describe_required(policy, out);
	describe_rules(policy, out);
	policy_describe_duties(policy, out);
}
