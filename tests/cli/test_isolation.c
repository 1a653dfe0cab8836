/* What a user sees of isolation, limits and verdicts: on systems that lack something, and of plugins that fail, in every report. */
#include "cli/program.h"

#include "base/sanitizer.h"

#include <limits.h>
#include <seccomp.h>
#include <sys/prctl.h>

#define PLUGIN(name) KEUR_BINARY_DIR "/tests/host-plugins/" name ".so"
#define LOGS KEUR_BINARY_DIR "/tests/unfit-plugins/log.so"
#define RIGHT "keur: 1\nnetwork: {operator: Example, country: NL, as_of: 2026-11-01}\ncomponents:\n  - {id: amf-1, function: AMF}\n"
#define HELD(landlock, seccomp) "\"held\": {\"landlock\": " landlock ", \"seccomp\": " seccomp "}"

static int begin(void **state)
{
	if (enter_room(state) != 0)
		return -1;
	write_text("right.yaml", RIGHT);
	return 0;
}

/* ---- Systems that lack something -------------------------------------------------------------------------------------------------- */

/* As a kernel without it would answer. */
static void without(int call, unsigned compares, struct scmp_arg_cmp compare)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);

	if (!filter || seccomp_rule_add_array(filter, SCMP_ACT_ERRNO(ENOSYS), call, compares, &compare) != 0 || seccomp_load(filter) != 0)
		_exit(124);
	seccomp_release(filter);
}

static void without_landlock(void)
{
	without(SCMP_SYS(landlock_create_ruleset), 0, SCMP_A0(SCMP_CMP_EQ, 0));
}

static void without_seccomp(void)
{
	without(SCMP_SYS(seccomp), 0, SCMP_A0(SCMP_CMP_EQ, 0));
}

static void without_both(void)
{
	without_landlock();
	without_seccomp();
}

static void expect_result(const char *isolation, const char *member)
{
	struct said said = RUN("assess", "right.yaml", "--format", "json", "--isolation", isolation);

	assert_code(&said, 2);
	if (!strstr(said.out, member))
		fail_msg("no %s in %s", member, strstr(said.out, " \"run\": "));
	said_free(&said);
}

static void expect_refused(const char *golden)
{
	struct said said = RUN("assess", "right.yaml", "--output", "out");

	assert_code(&said, 1);
	assert_string_equal(said.out, "");
	assert_golden(golden, said.err);
	assert_false(exists("out"));
	said_free(&said);
}

/* Lines are broken where they are full. */
static void unfold(char *text)
{
	char *const start = text, *to = text;

	for (; *text; text++)
		if (*text != '\n' && (*text != ' ' || to == start || to[-1] != ' '))
			*to++ = *text;
		else if (*text == '\n')
			*to++ = ' ';
	*to = '\0';
}

static void expect_text(const char *isolation, const char *words)
{
	struct said said = RUN("assess", "right.yaml", "--isolation", isolation);

	assert_code(&said, 2);
	unfold(said.out);
	assert_non_null(strstr(said.out, words));
	said_free(&said);
}

static void test_lacking(void **state)
{
	static const struct lack {
		void (*prepare)(void);
		const char *golden, *held, *words;
	} lack[] = {
		{ without_landlock, "isolation-no-landlock", HELD("0", "true"), "workers without landlock" },
		{ without_both, "isolation-nothing", HELD("0", "false"), "workers without a sandbox" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof lack / sizeof *lack; i++) {
		program_prepare = lack[i].prepare;
		expect_refused(lack[i].golden);
		expect_result("best-effort", lack[i].held);
		expect_text("best-effort", lack[i].words);
	}
	/* Here the version of landlock is that of the machine. */
	program_prepare = without_seccomp;
	expect_refused("isolation-no-seccomp");
	expect_text("best-effort", "workers without seccomp");
	program_prepare = NULL;
	expect_result("none", "\"isolation\": {\"mode\": \"none\", \"held\": {\"landlock\": 0, \"seccomp\": false}}");
	expect_text("none", "workers without a sandbox");
	expect_result("strict", "\"seccomp\": true}}");
}

/* ---- Plugins that fail -------------------------------------------------------------------------------------------------------------- */

static const struct failing {
	const char *name, *status, *said, *text;
	bool unsanitized;
} failing[] = {
	{ "crash_rows", "crashed", "crashed", "crashed in assess_rows(0, 1) (SIGSEGV)", false },
	{ "loop_rows", "timeout", "took too long", "took longer than 1 s in assess_rows(0, 1)", false },
	{ "hog", "out_of_memory", "ran out of memory", "ran out of memory in assess_rows(0, 1) (its limit is 128 MB)", true },
	{ "kill_group", "forbidden_call", "made a forbidden call", "was stopped in assess_rows(0, 1) at a system call that plugins may not make: kill",
		false },
	{ "exit_rows", "ended", "ended without a result", "ended its process in assess_rows(0, 1) (exit code 0) and gave no result", false },
	{ "write_socket", "protocol_error", "broke the protocol", "broke the protocol in assess_rows(0, 1): bytes that are no frame", false },
	{ "emit_level", "nonsense", "gave nonsense", "gave nonsense in assess_rows(0, 1): a finding of rule row: level 6; levels are 1 to 5, or 0 for "
		"the rule's own", false },
	{ "fail_rows", "failed", "failed", "failed in assess_rows(0, 1) with code -3 and did not say why", false },
};

static void assert_in_file(const char *path, const char *words)
{
	char *text = read_file(path, NULL);

	if (!strstr(text, words))
		fail_msg("no `%s` in %s", words, path);
	free(text);
}

/* One blank for each run of blanks, as lines break where they like. */
static char *in_one_line(char *text)
{
	char *from, *to = text;

	for (from = text; *from; from++) {
		if (strncmp(from, " !! ", 4) == 0)
			from += 3;
		else if ((*from != ' ' && *from != '\n') || (to > text && to[-1] != ' '))
			*to++ = *from == '\n' ? ' ' : *from;
	}
	*to = '\0';
	return text;
}

static void check_failing(const struct failing *f)
{
	char plugin[512], words[256];
	struct said said;

	remove_tree("out");
	remove_tree("pins");
	snprintf(plugin, sizeof plugin, PLUGIN("%s"), f->name);
	said = RUN("plugin", "pin", "--pins", "pins", plugin);
	assert_code(&said, 0);
	said_free(&said);
	said = RUN("assess", "right.yaml", "--plugin", plugin, "--pins", "pins", "--limit", "time=1", "--limit", "faulty.memory=128", "--output", "out");
	assert_code(&said, 3);
	in_one_line(said.out);
	snprintf(words, sizeof words, "faulty 1.0 %s", f->said);
	if (!strstr(said.out, words) || !strstr(said.out, f->text))
		fail_msg("%s: neither `%s` nor `%s` in:\n%s", f->name, words, f->text, said.out);
	said_free(&said);
	snprintf(words, sizeof words, "\"name\": \"faulty\", \"version\": \"1.0\"");
	assert_in_file("out/result.json", words);
	snprintf(words, sizeof words, "\"status\": \"%s\"", f->status);
	assert_in_file("out/result.json", words);
	assert_in_file("out/result.json", f->text);
	snprintf(words, sizeof words, "keur.not_assessed,plugin faulty (%s),", f->said);
	assert_in_file("out/gaps.csv", words);
	assert_in_file("out/components.csv", ",faulty,");
}

static void test_failing(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < sizeof failing / sizeof *failing; i++)
		if (!SANITIZED || !failing[i].unsanitized)
			check_failing(&failing[i]);
}

/* ---- Debugging ------------------------------------------------------------------------------------------------------------------------ */

/* Without isolation the author hears the plugin, a debugger may look, and finds the file under its own name; otherwise nothing of it. */
static void test_debugging(void **state)
{
	static const char plugin[] = KEUR_BINARY_DIR "/tests/cli-plugins/debugged.so";
	char *name = realpath(plugin, NULL), words[PATH_MAX + 64];
	struct said said = RUN("plugin", "pin", "--pins", "pins", plugin);

	(void)state;
	assert_code(&said, 0);
	said_free(&said);
	said = RUN("assess", "right.yaml", "--plugin", plugin, "--pins", "pins", "--quiet", "--isolation", "none");
	assert_code(&said, 2);
	assert_non_null(name);
	snprintf(words, sizeof words, "dumpable 1, loaded as %s\ndebugged: warning: look here\n", name);
	if (!strstr(said.err, words))
		fail_msg("no `%s` in: %s", words, said.err);
	said_free(&said);
	free(name);
	said = RUN("assess", "right.yaml", "--plugin", plugin, "--pins", "pins", "--quiet");
	assert_code(&said, 2);
	assert_string_equal(said.err, "");
	said_free(&said);
	remove_tree("pins");
}

/* ---- Limits --------------------------------------------------------------------------------------------------------------------------- */

static void refuse_limit(const char *limit, const char *golden)
{
	struct said said = RUN("assess", "right.yaml", "--limit", limit);

	assert_code(&said, 1);
	assert_golden(golden, said.err);
	assert_string_equal(said.out, "");
	said_free(&said);
}

static void test_limits(void **state)
{
	struct said said;

	(void)state;
	refuse_limit("time", "limit-nothing");
	refuse_limit("tiem=3", "limit-key");
	refuse_limit("time=0", "limit-little");
	refuse_limit("text=1000000", "limit-much");
	refuse_limit("findings=many", "limit-word");
	refuse_limit("strange.time=3", "limit-nobody");
	refuse_limit("vendor_trust.colour=3", "limit-other");
	/* For one plugin and for all; the narrower wins wherever it stands. */
	said = RUN("assess", "right.yaml", "--limit", "remote_access.findings=1000", "--limit", "findings=1", "--format", "json");
	assert_code(&said, 3);
	assert_non_null(strstr(said.out, "\"text\": \"found more than 1 things, the limit of this run (--limit "));
	assert_non_null(strstr(said.out, "{\"name\": \"remote_access\", \"version\": \"1.0\""));
	assert_true(strstr(strstr(said.out, "\"name\": \"remote_access\", \"version\""), "\"status\": \"ok\"")
		< strstr(said.out, "\"name\": \"vendor_trust\", \"version\""));
	said_free(&said);
	/* From a file, too. */
	write_text("keur.yaml", "inventory: right.yaml\nlimit: [findings=1]\n");
	said = RUN("assess");
	assert_code(&said, 3);
	said_free(&said);
	remove_tree("keur.yaml");
}

/* What is said for a plugin that is refused is not a slip of the pen, and does not hide that it is refused. */
static void test_refused(void **state)
{
	struct said said;

	(void)state;
	write_text("none.lock", "# nothing\n");
	said = RUN("assess", "right.yaml", "--plugin", PLUGIN("crash_rows"), "--pins", "none.lock", "--param", "faulty.x=1", "--limit", "faulty.time=5",
		"--quiet");
	assert_code(&said, 3);
	assert_non_null(strstr(said.err, "is not pinned"));
	said_free(&said);
}

/* What a plugin logs is for who asks, and in no result. */
/* What is left is of plugins: the lines on stages hold times. */
static void drop_stages(char *text)
{
	char *to = text;

	while (*text) {
		size_t length = strcspn(text, "\n") + 1;

		if (strncmp(text, "keur: ", 6) != 0) {
			memmove(to, text, length);
			to += length;
		}
		text += length;
	}
	*to = '\0';
}

static void test_verbose(void **state)
{
	struct said said;

	(void)state;
	said = RUN("plugin", "pin", "--pins", "pins", LOGS);
	assert_code(&said, 0);
	said_free(&said);
	said = RUN("assess", "right.yaml", "--plugin", LOGS, "--pins", "pins", "--quiet");
	assert_code(&said, 2);
	assert_string_equal(said.err, "");
	said_free(&said);
	said = RUN("assess", "right.yaml", "--plugin", LOGS, "--pins", "pins", "--quiet", "--verbose");
	assert_code(&said, 2);
	drop_stages(said.err);
	assert_golden("verbose", said.err);
	said_free(&said);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lacking),
		cmocka_unit_test(test_failing),
		cmocka_unit_test(test_debugging),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_verbose),
		cmocka_unit_test(test_refused),
	};

	return cmocka_run_group_tests(tests, begin, leave_room);
}
