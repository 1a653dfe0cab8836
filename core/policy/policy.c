/* Loading, finding and asking policy packs. */
#include "policy/policy.h"

#include "policy/pack.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

const char *const policy_status_name[3] = { "verified", "unverified", "proposal" };
const char *const policy_criticality_name[4] = { "low", "moderate", "high", "critical" };
const char *const policy_scenario_name[SCENARIOS] = { "espionage", "manipulation", "sabotage" };
const char *const policy_level_name[LEVELS + 1] = { "unknown", "very_low", "low", "medium", "high", "very_high" };
const char *const policy_grade_name[4] = { "unknown", "low", "medium", "high" };

static const char suffix[] = ".yaml";

static void free_policy(struct policy *policy)
{
	dict_free(&policy->catalogue.names);
	arena_free(&policy->arena);
}

/* Both passes over an open file. The policy is handed over only when nothing was wrong. */
static int load(struct policy *policy, struct source *source, const char *id, struct messages *messages, struct error *err)
{
	struct policy fresh = { 0 };
	struct pack pack = { .policy = &fresh, .source = source, .messages = messages, .id = id };
	uint64_t errors = messages->errors;
	int rc = pack_read(&pack) || pack_take(&pack) ? -1 : 0;

	free(pack.value);
	free(pack.record);
	arena_free(&pack.arena);
	if (rc) {
		free_policy(&fresh);
		errors = messages->errors - errors;
		return error_set(err, ERROR_INPUT, "policy pack %s: %llu error%s, nothing is loaded", messages->file[source->file],
			(unsigned long long)errors, errors == 1 ? "" : "s");
	}
	digest_hex(source->sha256, DIGEST_SIZE, fresh.sha256);
	*policy = fresh;
	return 0;
}

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
		size_t length = strlen(entry->d_name), stem = length - (sizeof suffix - 1);

		if (length < sizeof suffix || strcmp(entry->d_name + stem, suffix) != 0 || entry->d_name[0] == '.')
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

static int no_such_pack(const char *name, const char *directory, struct messages *messages, struct error *err)
{
	struct text wanted = text_of(name);
	size_t count, end = wanted.length > sizeof suffix - 1 ? wanted.length - (sizeof suffix - 1) : 0;
	struct buffer hint = { 0 };
	char **known;

	if (read_names(directory, &known, &count))
		return error_system(err, errno, "cannot read the directory of policy packs %s", directory);
	if (end && text_is((struct text){ name + end, wanted.length - end }, suffix))
		buffer_format(&hint, "; to read a file of your own write ./%s", messages_quote(messages, wanted));
	else if (count)
		pack_suggest(&hint, wanted, (const char *const *)known, count);
	error_set(err, ERROR_USAGE, "there is no policy pack `%s`%s", messages_quote(messages, wanted), hint.data ? hint.data : "");
	buffer_free(&hint);
	free_names(known, count);
	return -1;
}

int policy_load(struct policy *policy, const char *name, const char *directory, struct messages *messages, struct error *err)
{
	bool by_path = strchr(name, '/') != NULL;
	struct buffer path = { 0 };
	struct source source;
	int rc;

	if (by_path)
		buffer_string(&path, name);
	else
		buffer_format(&path, "%s/%s%s", directory, name, suffix);
	if (!by_path && access(path.data, F_OK) && errno == ENOENT)
		rc = no_such_pack(name, directory, messages, err);
	else
		rc = source_open(&source, path.data, path.data, messages, err);
	if (!rc) {
		rc = load(policy, &source, by_path ? NULL : name, messages, err);
		source_close(&source);
	}
	buffer_free(&path);
	return rc;
}

void policy_free(struct policy *policy)
{
	if (!policy)
		return;
	free_policy(policy);
	*policy = (struct policy){ 0 };
}

static bool has_class(const struct policy_rule *rule, struct text name)
{
	uint32_t i;

	for (i = 0; i < rule->classes; i++)
		if (text_is(name, rule->class_name[i]))
			return true;
	return rule->classes == 0;
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
	return has_bit(rule->scopes, case_->scope) && has_class(rule, case_->class_name) && has_bit(rule->privileges, case_->privilege)
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
