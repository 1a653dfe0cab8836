/* What the tests of the numbered checks share: small inventories written on the spot, and a finding's values by name. */
#ifndef TESTS_CASES_CHECKS_H
#define TESTS_CASES_CHECKS_H

#include "run_keur.h"

/* Options after the text, ended by NULL: ASSESS_TEXT(2, "components: ...", "--as-of=2020-01-01"). `keur: 1` is put before the text. */
#define ASSESS_TEXT(exit_code, text, ...) assess_text((exit_code), (text), (const char *const[]){ __VA_ARGS__ __VA_OPT__(, ) NULL })

static inline json_t *assess_text(int exit_code, const char *text, const char *const *option)
{
	char path[] = "/tmp/keur-check-XXXXXX";
	const char *argument[MOST_ARGUMENTS] = { path };
	int fd = mkstemp(path);
	FILE *file;
	json_t *result;
	size_t i;

	assert_true(fd >= 0);
	file = fdopen(fd, "w");
	assert_non_null(file);
	fprintf(file, "keur: 1\n%s", text);
	assert_int_equal(fclose(file), 0);
	for (i = 0; option[i]; i++)
		argument[i + 1] = option[i];
	result = assess(exit_code, argument);
	unlink(path);
	return result;
}

/* A value of a finding's message, in words. */
static inline const char *argument_of(const json_t *finding, const char *name)
{
	return json_text(json_object_get(finding, "args"), name);
}

static inline json_t *must_find(const json_t *result, const char *rule, const char *id, const char *subject)
{
	json_t *finding = finding_of(result, rule, id, NULL, subject);

	if (!finding)
		fail_msg("%s is not found on %s", rule, id ? id : "the network");
	return finding;
}

static inline void must_not_find(const json_t *result, const char *rule, const char *id)
{
	json_t *finding = finding_of(result, rule, id, NULL, NULL);

	if (finding)
		fail_msg("%s on %s: %s", rule, id ? id : "anything", json_text(finding, "message"));
}

static inline void expect_basis(const json_t *finding, const char *kind, const char *basis, long long level)
{
	assert_string_equal(json_text(finding, "kind"), kind);
	assert_string_equal(json_text(finding, "basis"), basis);
	assert_int_equal(json_number(finding, "level"), level);
}

static inline long long level_of(const json_t *result, const char *id, const char *scenario, const char *reading, const char *factor)
{
	json_t *answer = json_object_get(json_object_get(component(result, id), "scenarios"), scenario);

	return json_number(json_object_get(answer, reading), factor);
}

#endif
