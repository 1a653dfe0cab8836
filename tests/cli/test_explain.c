/* keur explain over the golden result: what it says, and how it says no. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "cli/command.h"
#include "cli/result_read.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define RESULT KEUR_SOURCE_DIR "/tests/report/golden/result.json"

static char scratch[] = "/tmp/keur-explain-XXXXXX";

static char *read_all(const char *path, size_t *length)
{
	FILE *file = fopen(path, "rb");
	char *text;
	long size;

	assert_non_null(file);
	fseek(file, 0, SEEK_END);
	size = ftell(file);
	rewind(file);
	text = mem_zalloc((size_t)size + 1, 1);
	assert_int_equal(fread(text, 1, (size_t)size, file), size);
	fclose(file);
	*length = (size_t)size;
	return text;
}

static void write_all(const char *path, const char *text, size_t length)
{
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(text, 1, length, file), length);
	assert_int_equal(fclose(file), 0);
}

static int redirect(int fd, FILE *file)
{
	int kept = dup(fd);

	assert_true(kept >= 0);
	assert_true(dup2(fileno(file), fd) >= 0);
	return kept;
}

/* Runs the command; returns its exit code, and in *said what it wrote: standard output, then standard error. */
static int run(const char *const *argument, int arguments, char **said)
{
	char *argv[8] = { (char *)(uintptr_t) "explain" };
	FILE *file = tmpfile();
	int out, error, rc, i;
	long size;

	assert_non_null(file);
	for (i = 0; i < arguments; i++)
		argv[i + 1] = (char *)(uintptr_t)argument[i];
	fflush(NULL);
	out = redirect(STDOUT_FILENO, file);
	error = redirect(STDERR_FILENO, file);
	rc = command_explain.run(&command_explain, arguments + 1, argv);
	fflush(NULL);
	dup2(out, STDOUT_FILENO);
	dup2(error, STDERR_FILENO);
	close(out);
	close(error);
	size = lseek(fileno(file), 0, SEEK_END);
	*said = mem_zalloc((size_t)size + 1, 1);
	assert_int_equal(pread(fileno(file), *said, (size_t)size, 0), size);
	fclose(file);
	return rc;
}

static void assert_golden(const char *name, const char *said)
{
	char path[512], *expected;
	size_t length;

	snprintf(path, sizeof path, "%s/tests/cli/golden/%s", KEUR_SOURCE_DIR, name);
	if (getenv("KEUR_GOLDEN") && strcmp(getenv("KEUR_GOLDEN"), "write") == 0)
		write_all(path, said, strlen(said));
	expected = read_all(path, &length);
	assert_string_equal(said, expected);
	free(expected);
}

static void assert_explains(const char *id, const char *golden)
{
	const char *arguments[] = { RESULT, "--", id };
	char *said;

	assert_int_equal(run(arguments, 3, &said), 0);
	assert_golden(golden, said);
	free(said);
}

static void test_explains(void **state)
{
	(void)state;
	assert_explains("billing-1", "explain-billing.txt");
	assert_explains("amf-1", "explain-amf.txt");
	assert_explains("old-1", "explain-old.txt");
	assert_explains("zz\t\"q\"\x1b[31m\xE2\x80\xAE" "cba", "explain-hostile.txt");
}

/* The golden results of tests/cases end before `run`. */
static void assert_demo(const char *id, const char *const *expected, size_t count)
{
	const char *arguments[] = { scratch, id };
	size_t length, i;
	char *text = read_all(KEUR_SOURCE_DIR "/tests/cases/golden/demo.json", &length), *said;
	struct buffer whole = { 0 };

	buffer_add(&whole, text, length);
	buffer_string(&whole, "\"run\": 0}");
	write_all(scratch, whole.data, whole.length);
	assert_int_equal(run(arguments, 2, &said), 0);
	for (i = 0; i < count; i++)
		if (!strstr(said, expected[i]))
			fail_msg("expected: %s\n     got: %s", expected[i], said);
	buffer_free(&whole);
	free(said);
	free(text);
}
#define EXPLAINS(id, ...) \
	assert_demo((id), (const char *const[]){ __VA_ARGS__ }, sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(const char *))

static void test_says(void **state)
{
	(void)state;
	EXPLAINS("hss-1", "exposure 5: remote_access.undeclared_path (keldora)\n", "  breach, dominated: exposure 4\n",
		"Mend remote_access.undeclared_path: exposure 5 \u2192 4, risk stays high, still a breach",
		"Mend remote_access.unauthorised_path: exposure 5 stays, risk stays high, still a breach",
		"Mend all that is known: exposure 5 \u2192 2, risk high \u2192 medium, no breach left\n", "class subscriber 5/5/5;");
	EXPLAINS("crm-1", "  breach on billing-1 reaches this part, sets threat 5\n", "threat 5 (manipulation, sabotage): ",
		"Mend remote_access.untrusted_reach on billing-1: threat 5 \u2192 2, risk stays high");
	EXPLAINS("udm-1", "keldora: trusted by Supplier board of the exercise, SB-25-002, until 2028-01-15\n", "operator: the operator itself\n",
		"Contract office answers that its list of parties is complete; contract register of 2026-09\n");
	EXPLAINS("crm-old", "out of service since 2024-07-01: no level.\n", "remote_access.retired_reachable", "logging_coverage.undetermined_past");
	EXPLAINS("ems-voice", "impact 5/4/4 (espionage/manipulation/sabotage): class mgmt 3/4/4; data config at least 3/4/2;\n",
		"raised on espionage by cscf-1, which it administers (network.yaml:");
}

static void assert_refuses(const char *path, const char *id, const char *expected)
{
	const char *arguments[] = { path, id };
	char *said;

	assert_int_equal(run(arguments, 2, &said), 1);
	if (!strstr(said, expected))
		fail_msg("expected: %s\n     got: %s", expected, said);
	free(said);
}

static void test_unknown_part(void **state)
{
	(void)state;
	assert_refuses(RESULT, "billin-1", "no part has the id `billin-1`: did you mean `billing-1`?\n");
	assert_refuses(RESULT, "amf-2", "no part has the id `amf-2`: did you mean `amf-1`?\n");
	assert_refuses(RESULT, "\x1b[31mxxxxxxxxxxxxxxx", "no part has the id `\\u{1B}[31mxxxxxxxxxxxxxxx`; the result has 5 parts");
}

/* Cut anywhere, a result is an error with a place, never a crash and never an answer. */
static void test_truncated(void **state)
{
	size_t length, cut;
	char *text = read_all(RESULT, &length), expected[64];

	(void)state;
	for (cut = 0; cut < length - 2; cut += cut < 200 ? 1 : 97) {
		write_all(scratch, text, cut);
		snprintf(expected, sizeof expected, "%s:", scratch);
		assert_refuses(scratch, "billing-1", expected);
	}
	write_all(scratch, text, length - 2);
	assert_refuses(scratch, "billing-1", "the file ends where");
	free(text);
}

static void assert_foreign(const char *text, const char *expected)
{
	char whole[512];

	write_all(scratch, text, strlen(text));
	snprintf(whole, sizeof whole, "%s:%s", scratch, expected);
	assert_refuses(scratch, "x", whole);
}

static void test_foreign(void **state)
{
	(void)state;
	assert_foreign("[1, 2]", "1:1: error: this is no result of keur: a list stands where an object was expected");
	assert_foreign("7", "1:1: error: this is no result of keur: it holds nothing but `7`");
	assert_foreign("{\"version\": 3}", "1:2: error: this is no result of keur: its first key is `version`, not `schema`");
	assert_foreign("{\"schema\": \"other/2\"}", "1:12: error: the schema `other/2` is not one that this keur reads: keur-result/1");
	assert_foreign("{\"schema\": null}", "1:12: error: the schema is not one that this keur reads");
	assert_foreign("{\"schema\": []}", "1:12: error: the schema is a list");
	assert_foreign("{\"schema\": {\"a\": 1}}", "1:12: error: the schema is not one");
	assert_foreign("{\"schema\": \"keur-result/1\"}", "1:1: error: this is no result of keur: it has no `components`");
	assert_foreign("{\"schema\": \"keur-result/1\", \"components\": []}", "1:1: error: the result has no `run`");
	assert_foreign("{\"schema\": \"keur-result/1\",\n \"components\": [3]}", "2:17: error: a part without an `id`");
	assert_foreign("{\"schema\": \"keur-result/1\",\n \"components\": [{\"id\": []}]}", "2:17: error: a part without an `id`");
	assert_foreign("{\"schema\": \"keur-result/1\",\n \"components\": {}}", "2:16: error: a part without an `id`");
	/* What contradicts itself is no ground for an answer. */
	assert_foreign("{\"schema\": \"keur-result/1\",\n \"components\": [{\"id\": \"a\"},\n  {\"id\": \"a\"}], \"run\": 0}",
		"3:10: error: the part `a` stands twice in this result, first at line 2");
	assert_foreign("{\"schema\": \"keur-result/1\",\n \"components\": [], \"findings\": [{\"id\": \"f\"}, {\"id\": \"f\"}], \"run\": 0}",
		"2:53: error: the finding `f` stands twice in this result, first at line 2");
	assert_foreign("{\"schema\": \"keur-result/1\",\n \"components\": [{\"id\": \"a\"}],\n \"findings\": [{\"id\": \"f\", \"component\": \"b\"}], \"run\": 0}",
		"3:40: error: a finding is about `b`, which is no part of this result");
	assert_foreign("{\"schema\": \"keur-result/1\",\n \"components\": [{\"id\": \"a\", \"findings\": [\"f\"]}], \"findings\": [], \"run\": 0}",
		"2:42: error: a part names the finding `f`, which this result does not have");
	assert_foreign("{\"schema\": \"keur-result/1\",\n \"components\": [{\"id\": \"a\", \"gaps\": [0, 1]}], \"gaps\": [{\"rule\": \"r\"}], \"run\": 0}",
		"2:41: error: a part names a gap that this result does not have");
	assert_foreign("{\"schema\": \"keur-result/1\", \"summary\": {\"components\": 2, \"gaps\": 0},\n \"components\": [{\"id\": \"a\"}], \"run\": 0}",
		"1:55: error: the summary counts other parts than the result has");
	assert_foreign("{\"schema\": \"keur-result/1\", \"summary\": {\"components\": 1, \"gaps\": 0},\n \"components\": [{\"id\": \"a\"}], \"gaps\": [{}], \"run\": 0}",
		"1:66: error: the summary counts other gaps than the result has");
	assert_foreign("{\"schema\": \"keur-result/1\",\n \"components\": [{\"id\": \"a\", \"risk\": {\"known\": \"high\", \"worst\": \"low\"}}], \"run\": 0}",
		"2:37: error: the risk of `a` is higher on the facts than at worst");
	assert_foreign("{\"schema\": \"keur-result/1\",\n \"run\": {\"a\": 1, \"a\": 2}}", "2:18: error: the key `a` stands twice");
	assert_refuses("/nonexistent/result.json", "x", "/nonexistent/result.json");
	assert_refuses("/tmp", "x", "is a directory");
}

/* Right JSON of a right schema with fields of wrong types: less is said, nothing breaks. */
static void test_odd(void **state)
{
	static const char *const odd[] = {
		"{\"id\": \"x\"}",
		"{\"id\": \"x\", \"scenarios\": [], \"reasons\": {}, \"trusted_supplier\": 3, \"findings\": \"f\", \"gaps\": null}",
		"{\"id\": \"x\", \"scenarios\": {\"espionage\": {\"known\": {\"threat\": 99, \"risk\": \"odd\"}, \"worst\": 4}}}",
		"{\"id\": \"x\", \"trusted_supplier\": {\"status\": \"odd\", \"because\": [1, {}, {\"supplier\": \"s\", \"how\": \"odd\"}]}}",
	};
	char text[512], *said;
	const char *arguments[] = { scratch, "x" };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof odd / sizeof *odd; i++) {
		snprintf(text, sizeof text, "{\"schema\": \"keur-result/1\", \"components\": [%s], \"findings\": [{\"id\": \"f\"}], \"gaps\": [{}], \"run\": 0}", odd[i]);
		write_all(scratch, text, strlen(text));
		assert_int_equal(run(arguments, 2, &said), 0);
		assert_non_null(strstr(said, "Why this scope"));
		free(said);
	}
}

static void test_usage(void **state)
{
	const char *help[] = { "--help" }, *none[] = { RESULT }, *many[] = { RESULT, "a", "b" }, *option[] = { "--colour", RESULT, "a" };
	char *said;

	(void)state;
	assert_int_equal(run(help, 1, &said), 0);
	assert_non_null(strstr(said, "usage: keur explain RESULT COMPONENT [options]\n"));
	free(said);
	assert_int_equal(run(none, 1, &said), 1);
	assert_non_null(strstr(said, "not 1 name\n"));
	free(said);
	assert_int_equal(run(many, 3, &said), 1);
	assert_non_null(strstr(said, "not 3 names\n"));
	free(said);
	assert_int_equal(run(option, 3, &said), 1);
	assert_non_null(strstr(said, "no option --colour"));
	free(said);
}

/* The reader alone: every entry comes once, in order, with its list and number. */
static int count_entries(void *self, const char *table, uint32_t index, struct result_tree *tree, struct messages *messages)
{
	unsigned *counts = self;

	(void)messages;
	if (strcmp(table, "components") == 0)
		assert_int_equal(index, counts[0]++);
	else if (strcmp(table, "findings") == 0)
		assert_int_equal(index, counts[1]++);
	else if (strcmp(table, "policy") == 0)
		assert_int_equal(result_member_number(tree, result_member(tree, 0, "baseline"), "exposure_internet"), 3);
	else if (strcmp(table, "summary") == 0)
		counts[2] += (unsigned)result_member_number(tree, 0, "components");
	else if (strcmp(table, "run") == 0)
		counts[3]++;
	return 0;
}

static void test_reader(void **state)
{
	unsigned counts[4] = { 0 };
	struct messages messages = { 0 };
	struct error err;

	(void)state;
	assert_int_equal(result_read(RESULT, count_entries, counts, &messages, &err), 0);
	assert_int_equal(counts[0], 5);
	assert_int_equal(counts[1], 2);
	assert_int_equal(counts[2], 5);
	assert_int_equal(counts[3], 1);
	assert_int_equal(messages.errors, 0);
	messages_free(&messages);
}

static int make_scratch(void **state)
{
	int fd = mkstemp(scratch);

	(void)state;
	return fd < 0 ? -1 : close(fd);
}

static int remove_scratch(void **state)
{
	(void)state;
	return unlink(scratch);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_explains),
		cmocka_unit_test(test_says),
		cmocka_unit_test(test_unknown_part),
		cmocka_unit_test(test_truncated),
		cmocka_unit_test(test_foreign),
		cmocka_unit_test(test_odd),
		cmocka_unit_test(test_usage),
		cmocka_unit_test(test_reader),
	};

	return cmocka_run_group_tests(tests, make_scratch, remove_scratch);
}
