/* Finding and asking policy packs; how one is loaded: pack_load.c. */
#include "policy/policy.h"

#include "policy/pack.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>

const char *const policy_status_name[3] = { "verified", "unverified", "proposal" };
const char *const policy_criticality_name[4] = { "low", "moderate", "high", "critical" };
const char *const policy_scenario_name[SCENARIOS] = { "espionage", "manipulation", "sabotage" };
const char *const policy_zone_name[ZONES] = { "none", "watch", "control", "danger" };
const char *const policy_level_name[LEVELS + 1] = { "unknown", "very_low", "low", "medium", "high", "very_high" };
const char *const policy_ground_name[POLICY_GROUNDS] = { "decision", "establishment", "management_seat", "ownership", "control" };
const char *const policy_grade_name[4] = { "unknown", "low", "medium", "high" };

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Sorted names without suffix; each and the array for free(). -1 when the directory cannot be read. */
static int read_names(const char *directory, char ***names, size_t *count)
{
	DIR *dir = opendir(directory);
	const struct dirent *entry;
	size_t capacity = 0;

	*names = NULL;
	*count = 0;
	if (!dir)
		return -1;
	while ((entry = readdir(dir))) {
		size_t length = strlen(entry->d_name), stem = length - (sizeof PACK_SUFFIX - 1);

		if (length < sizeof PACK_SUFFIX || strcmp(entry->d_name + stem, PACK_SUFFIX) != 0 || entry->d_name[0] == '.')
			continue;
		mem_reserve(names, &capacity, *count + 1, sizeof **names);
		(*names)[(*count)++] = mem_copy_string(entry->d_name, stem);
	}
	closedir(dir);
	if (*count)
		qsort(*names, *count, sizeof **names, compare_names);
	return 0;
}

static void free_names(char **names, size_t count)
{
	while (count)
		free(names[--count]);
	free(names);
}

int policy_list(const char *directory, struct buffer *names, struct error *err)
{
	char **name;
	size_t count, i;

	if (read_names(directory, &name, &count))
		return error_system(err, errno, "cannot read the directory of policy packs %s", directory);
	for (i = 0; i < count; i++)
		buffer_format(names, "%s\n", name[i]);
	free_names(name, count);
	return 0;
}

int pack_missing(const char *name, const char *directory, struct messages *messages, struct error *err)
{
	struct text wanted = text_of(name);
	size_t count, end = wanted.length > sizeof PACK_SUFFIX - 1 ? wanted.length - (sizeof PACK_SUFFIX - 1) : 0;
	struct buffer hint = { 0 };
	char **known;

	if (read_names(directory, &known, &count))
		return error_system(err, errno, "cannot read the directory of policy packs %s", directory);
	if (end && text_is((struct text){ name + end, wanted.length - end }, PACK_SUFFIX))
		buffer_format(&hint, "; to read a file of your own write ./%s", messages_quote(messages, wanted));
	else if (count)
		pack_suggest(&hint, wanted, (const char *const *)known, count);
	error_set(err, ERROR_USAGE, "there is no policy pack `%s`%s", messages_quote(messages, wanted), hint.data ? hint.data : "");
	buffer_free(&hint);
	free_names(known, count);
	return -1;
}

void policy_free(struct policy *policy)
{
	if (!policy)
		return;
	dict_free(&policy->catalogue.names);
	arena_free(&policy->arena);
	*policy = (struct policy){ 0 };
}

int policy_use_matrix(struct policy *policy, const char *name, struct error *err)
{
	const char **known = mem_zalloc(policy->matrices, sizeof *known);
	struct buffer hint = { 0 };
	uint32_t i, found = policy->matrices;

	for (i = 0; i < policy->matrices; i++) {
		known[i] = policy->matrix[i].name;
		if (strcmp(known[i], name) == 0)
			found = i;
	}
	if (found < policy->matrices) {
		policy->matrix_used = found;
		policy->matrix_name = policy->matrix[found].name;
		policy->risk_note = policy->matrix[found].note;
		memcpy(policy->risk, policy->matrix[found].risk, sizeof policy->risk);
	} else {
		pack_suggest(&hint, text_of(name), known, policy->matrices);
		error_set(err, ERROR_USAGE, "the policy pack %s has no matrix `%.64s`%s", policy->id, name, hint.data);
	}
	buffer_free(&hint);
	free(known);
	return found < policy->matrices ? 0 : -1;
}

static bool has_class(const char *const *class_name, uint32_t classes, struct text name)
{
	uint32_t i;

	for (i = 0; i < classes; i++)
		if (text_is(name, class_name[i]))
			return true;
	return classes == 0;
}

/* 0 stands for any; a value that is not known (KEUR_NONE) fits nothing else. */
static bool has_bit(uint32_t bits, uint32_t value)
{
	return bits == 0 || (value < 32 && (bits >> value & 1u));
}

static bool fits_group(const struct policy_rule *rule, const struct policy_case *case_)
{
	uint32_t i;

	if (!policy_rule_of_groups(rule))
		return true;
	for (i = 0; i < rule->domains && rule->domain[i] != case_->domain; i++)
		;
	return case_->domain && (!rule->domains || i < rule->domains) && (!rule->standing || rule->standing == case_->standing + 1)
		&& case_->share > rule->share_over;
}

bool policy_rule_fits(const struct policy_rule *rule, const struct policy_case *case_)
{
	return has_bit(rule->scopes, case_->scope) && has_class(rule->class_name, rule->classes, case_->class_name) && has_bit(rule->privileges, case_->privilege)
		&& (!rule->required || rule->required == case_->required) && case_->level >= rule->from_level
		&& fits_group(rule, case_);
}

const struct policy_rule *policy_find_rule(const struct policy *policy, const char *rule, const struct policy_case *case_)
{
	uint32_t i;

	for (i = 0; i < policy->rules; i++)
		if (strcmp(policy->rule[i].rule, rule) == 0 && policy_rule_fits(&policy->rule[i], case_))
			return &policy->rule[i];
	return NULL;
}

const struct policy_deadline *policy_find_deadline(const struct policy *policy, uint32_t scope, struct text class_name, uint8_t sensitive)
{
	uint32_t i;

	for (i = 0; i < policy->deadlines; i++)
		if ((!policy->deadline[i].sensitive || policy->deadline[i].sensitive == sensitive) && has_bit(policy->deadline[i].scopes, scope) && has_class(policy->deadline[i].class_name, policy->deadline[i].classes, class_name))
			return &policy->deadline[i];
	return NULL;
}

uint8_t policy_cap_level(const struct policy *policy, int64_t users)
{
	uint32_t i = 0;

	while (i + 1 < policy->caps && users >= policy->cap[i].below)
		i++;
	return policy->cap[i].level;
}

void policy_share_impact(const struct policy *policy, int32_t share, bool untrusted, uint8_t impact[SCENARIOS])
{
	uint32_t i;
	int s;

	memset(impact, 0, SCENARIOS);
	for (i = 0; i < policy->shares; i++)
		for (s = 0; s < SCENARIOS; s++)
			if ((untrusted || !policy->share[i].untrusted) && share >= policy->share[i].from && impact[s] < policy->share[i].impact[s])
				impact[s] = policy->share[i].impact[s];
}
