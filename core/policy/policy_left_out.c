/* What a pack does not judge: a section that it leaves out, or gives so that it can find nothing. An assessment by such a pack says so, or somebody
 * takes silence for a clean answer. */
#include "policy/policy.h"

static bool all_least(const uint8_t level[SCENARIOS])
{
	unsigned s;

	for (s = 0; s < SCENARIOS; s++)
		if (level[s] > 1)
			return false;
	return true;
}

static bool no_caps(const struct policy *policy)
{
	return policy->caps == 0 || policy->cap[0].level == LEVELS;
}

static bool no_critical(const struct policy *policy)
{
	uint32_t i;

	for (i = 0; i < policy->classes; i++)
		if (policy->class_[i].criticality == CRITICALITY_CRITICAL)
			return false;
	return true;
}

static bool no_critical_data(const struct policy *policy)
{
	unsigned i;

	for (i = 0; i < schema_list[LIST_data].members; i++)
		if (policy->data[i].critical != DATA_NEVER)
			return false;
	return true;
}

static bool no_site(const struct policy *policy)
{
	return all_least(policy->site_floor);
}

static bool no_concentration(const struct policy *policy)
{
	bool weighs = false;
	uint32_t i;

	for (i = 0; i < policy->domains; i++)
		weighs |= policy->domain[i].weighs;
	for (i = 0; weighs && i < policy->shares; i++)
		if (!all_least(policy->share[i].impact))
			return false;
	return true;
}

static bool no_domains(const struct policy *policy)
{
	return policy->domains == 0;
}
static bool no_requirement(const struct policy *policy)
{
	return !policy->required_scopes && !policy->required_sensitive;
}
static bool no_roles(const struct policy *policy)
{
	return !policy->answered_roles;
}
static bool no_deadlines(const struct policy *policy)
{
	return policy->deadlines == 0;
}
static bool no_events(const struct policy *policy)
{
	return !policy->events_scope && !policy->events_personal && !policy->events_hop;
}
static bool no_retention(const struct policy *policy)
{
	return policy->retention == 0;
}
static bool no_stakeholder(const struct policy *policy)
{
	return !policy->stakeholder.given;
}
static bool no_advisory(const struct policy *policy)
{
	return !policy->advisory.method;
}
static bool no_clock(const struct policy *policy)
{
	return policy->advisory.method && !policy->advisory.clock_days;
}
static bool no_sharing(const struct policy *policy)
{
	return !policy->sharing.profile;
}

static bool flat(const uint8_t level[LEVELS + 1][LEVELS + 1])
{
	return level[LEVELS][LEVELS] == level[1][1]; /* neither rows nor columns fall */
}

static bool no_likelihood(const struct policy *policy)
{
	return flat(policy->likelihood);
}
static bool no_risk(const struct policy *policy)
{
	return flat(policy->risk);
}

/* In the order of a pack. */
static const struct {
	struct policy_left_out said;
	bool (*is)(const struct policy *policy);
} part[POLICY_PARTS] = {
	{ { "criticality", "no class of parts is critical" }, no_critical },
	{ { "data", "what data a part holds does not make it critical" }, no_critical_data },
	{ { "caps", "how many users a part serves does not limit its impact" }, no_caps },
	{ { "site", "sensitive sites and whom a part serves weigh nothing" }, no_site },
	{ { "concentration", "the share of one supplier weighs nothing" }, no_concentration },
	{ { "domains", "the share of each supplier is not counted" }, no_domains },
	{ { "likelihood", "whatever threat and exposure are, the likelihood is the same" }, no_likelihood },
	{ { "matrices", "whatever likelihood and impact are, the risk is the same" }, no_risk },
	{ { "trusted_suppliers", "no part has to be from trusted suppliers" }, no_requirement },
	{ { "answered", "nobody has to be named for a part" }, no_roles },
	{ { "phase_out", "untrusted suppliers have no day by which to be out" }, no_deadlines },
	{ { "events", "nothing has to be logged" }, no_events },
	{ { "retention", "logs need not be kept for any time" }, no_retention },
	{ { "stakeholder", "suppliers are not weighed by the stakeholder metric" }, no_stakeholder },
	{ { "advisory", "advisories are not scored" }, no_advisory },
	{ { "advisory_clock", "no day follows from an advisory" }, no_clock },
	{ { "sharing", "to whom findings may be given is not said" }, no_sharing },
};

unsigned policy_left_out(const struct policy *policy, struct policy_left_out out[POLICY_PARTS])
{
	unsigned i, count = 0;

	for (i = 0; i < POLICY_PARTS; i++)
		if (part[i].is(policy))
			out[count++] = part[i].said;
	return count;
}
