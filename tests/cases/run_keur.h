/* Runs the built keur as a user would, and reads what it answers. For the tests of this folder only. */
#ifndef TESTS_CASES_RUN_KEUR_H
#define TESTS_CASES_RUN_KEUR_H

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define KEUR KEUR_BINARY_DIR "/bin/keur"
#define WORKED KEUR_SOURCE_DIR "/tests/cases/worked/"
#define CASES KEUR_SOURCE_DIR "/inventories/cases/"
#define DEMO KEUR_SOURCE_DIR "/inventories/demo/"

enum { MOST_ARGUMENTS = 32 };

struct run {
	const char *program;        /* NULL: the keur of this build */
	const char *directory;      /* where it runs; NULL: here */
	char *const *environment;   /* NULL: ours */
	const char *argument[MOST_ARGUMENTS];
	int exit_code;
	char *out, *error;          /* NUL-ended */
	size_t length;              /* of out */
};

static inline char *read_descriptor(int fd, size_t *length)
{
	off_t size = lseek(fd, 0, SEEK_END);
	char *text = malloc((size_t)size + 1);
	ssize_t got = 0, now;

	assert_non_null(text);
	while (got < size && (now = pread(fd, text + got, (size_t)(size - got), got)) > 0)
		got += now;
	assert_int_equal(got, size);
	text[size] = '\0';
	if (length)
		*length = (size_t)size;
	close(fd);
	return text;
}

static inline void keur(struct run *run)
{
	extern char **environ;
	int out = memfd_create("out", MFD_CLOEXEC), error = memfd_create("error", MFD_CLOEXEC), status, rc;
	const char *program = run->program ? run->program : KEUR;
	const char *argv[MOST_ARGUMENTS + 2] = { "keur" };
	posix_spawn_file_actions_t actions;
	size_t i;
	pid_t pid;

	for (i = 0; i < MOST_ARGUMENTS && run->argument[i]; i++)
		argv[i + 1] = run->argument[i];
	assert_true(out >= 0 && error >= 0);
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
	posix_spawn_file_actions_adddup2(&actions, error, STDERR_FILENO);
	if (run->directory)
		posix_spawn_file_actions_addchdir_np(&actions, run->directory);
	rc = posix_spawn(&pid, program, &actions, NULL, (char **)(uintptr_t)argv, run->environment ? run->environment : environ);
	posix_spawn_file_actions_destroy(&actions);
	if (rc != 0)
		fail_msg("%s does not start: %s", program, strerror(rc));
	assert_int_equal(waitpid(pid, &status, 0), pid);
	run->out = read_descriptor(out, &run->length);
	run->error = read_descriptor(error, NULL);
	run->exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static inline void run_free(struct run *run)
{
	free(run->out);
	free(run->error);
	run->out = run->error = NULL;
}

/* How much of a result in JSON is the same on every machine: all before the line of `run`, which has versions and hashes of programs. */
static inline size_t before_run(const struct run *run)
{
	const char *line = strstr(run->out, "\n \"run\"");

	assert_non_null(line);
	return (size_t)(line + 1 - run->out);
}

/* Assesses to JSON and takes the answer; the arguments are inventories and options, ended by NULL. */
static inline json_t *assess(int exit_code, const char *const *argument)
{
	struct run run = { .argument = { "assess", "--format=json" } };
	json_error_t why;
	json_t *result;
	size_t i;

	for (i = 0; argument[i]; i++)
		run.argument[i + 2] = argument[i];
	keur(&run);
	if (run.exit_code != exit_code)
		fail_msg("exit code %d, expected %d; %s", run.exit_code, exit_code, run.error);
	result = json_loadb(run.out, run.length, JSON_REJECT_DUPLICATES, &why);
	if (!result)
		fail_msg("result.json, line %d: %s", why.line, why.text);
	run_free(&run);
	return result;
}

#define ASSESS(exit_code, ...) assess(exit_code, (const char *const[]){ __VA_ARGS__, NULL })

/* ---- Looking into a result ---------------------------------------------------------------------------------------------------------- */

static inline const char *json_text(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));

	return text ? text : "";
}

static inline long long json_number(const json_t *object, const char *key)
{
	return json_integer_value(json_object_get(object, key));
}

static inline bool json_has(const json_t *array, const char *text)
{
	size_t i;
	json_t *item;

	json_array_foreach(array, i, item)
		if (json_is_string(item) && strcmp(json_string_value(item), text) == 0)
			return true;
	return false;
}

static inline json_t *component(const json_t *result, const char *id)
{
	size_t i;
	json_t *item;

	json_array_foreach(json_object_get(result, "components"), i, item)
		if (strcmp(json_text(item, "id"), id) == 0)
			return item;
	fail_msg("no component %s in the result", id);
	return NULL;
}

/* The first finding of a rule on a component; `party` and `subject` NULL: any. */
static inline json_t *finding_of(const json_t *result, const char *rule, const char *id, const char *party, const char *subject)
{
	size_t i;
	json_t *item;

	json_array_foreach(json_object_get(result, "findings"), i, item)
		if (strcmp(json_text(item, "rule"), rule) == 0 && (!id || strcmp(json_text(item, "component"), id) == 0)
			&& (!party || strcmp(json_text(item, "party"), party) == 0)
			&& (!subject || strcmp(json_text(json_object_get(item, "subject"), "id"), subject) == 0))
			return item;
	return NULL;
}

static inline json_t *gap_of(const json_t *result, const char *rule, const char *blame)
{
	size_t i;
	json_t *item;

	json_array_foreach(json_object_get(result, "gaps"), i, item)
		if (strcmp(json_text(item, "rule"), rule) == 0 && strcmp(json_text(item, "blame"), blame) == 0)
			return item;
	return NULL;
}

/* ---- What an answer should be --------------------------------------------------------------------------------------------------------- */

/* "T5 E4 L5 I4 very_high" */
static inline void check_levels(const char *where, const json_t *levels, const char *expected)
{
	char found[80];

	snprintf(found, sizeof found, "T%lld E%lld L%lld I%lld %s", json_number(levels, "threat"), json_number(levels, "exposure"),
		json_number(levels, "likelihood"), json_number(levels, "impact"), json_text(levels, "risk"));
	if (strcmp(found, expected) != 0)
		fail_msg("%s: %s, expected %s", where, found, expected);
}

struct expected {
	const char *scope, *status, *verdict;
	bool determined[3];                  /* espionage, manipulation, sabotage */
	const char *known[3], *worst[3];     /* levels */
};

static inline void check_component(const json_t *result, const char *id, const struct expected *expected)
{
	static const char *const scenario[3] = { "espionage", "manipulation", "sabotage" };
	json_t *part = component(result, id);
	int s;

	assert_string_equal(json_text(part, "scope"), expected->scope);
	assert_string_equal(json_text(json_object_get(part, "trusted_supplier"), "status"), expected->status);
	assert_string_equal(json_text(part, "verdict"), expected->verdict);
	for (s = 0; s < 3; s++) {
		json_t *answer = json_object_get(json_object_get(part, "scenarios"), scenario[s]);
		char where[200];

		snprintf(where, sizeof where, "%s, %s, known", id, scenario[s]);
		check_levels(where, json_object_get(answer, "known"), expected->known[s]);
		snprintf(where, sizeof where, "%s, %s, worst", id, scenario[s]);
		check_levels(where, json_object_get(answer, "worst"), expected->worst[s]);
		if (json_is_true(json_object_get(answer, "determined")) != expected->determined[s])
			fail_msg("%s, %s: determined should be %d", id, scenario[s], expected->determined[s]);
	}
}

static inline void check_counts(const json_t *result, int breaches, int gaps)
{
	const json_t *summary = json_object_get(result, "summary");

	assert_int_equal(json_number(summary, "breaches"), breaches);
	assert_int_equal(json_number(summary, "gaps"), gaps);
	assert_int_equal(json_array_size(json_object_get(result, "gaps")), gaps);
	assert_int_equal(json_number(summary, "not_assessed"), 0);
}

#endif
