/* Every way to go wrong has its words, and what another plugin finds stays the same to the byte. */
#include "fixture.h"

#include "base/sanitizer.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define PARTS 40

struct expected {
	const char *plugin;
	enum run_status status; /* RUN_REFUSED: when it is described */
	const char *text;       /* of a refusal: after the path */
	unsigned seconds;       /* 0: many */
	bool unsanitized;       /* the sanitizer has words of its own */
};

static const struct expected expected[] = {
	{ "crash_constructor", RUN_CRASHED, "crashed while it was loaded (SIGSEGV)", 0, false },
	{ "ifunc", RUN_CRASHED, "crashed while it was loaded (SIGSEGV)", 0, true },
	{ "loop_constructor", RUN_TIMEOUT, "took longer than 1 s while it was loaded", 1, false },
	{ "undefined", RUN_REFUSED, "cannot be loaded: undefined symbol: nobody_has_this", 0, false },
	{ "no_symbol", RUN_REFUSED, "exports no keur_plugin_v1: is it a plugin of keur? See <keur/plugin.h>", 0, false },
	{ "stamp_magic", RUN_ABI, "its keur_plugin_v1 is not headed by KEUR_STAMP of <keur/plugin.h>", 0, false },
	{ "stamp_major", RUN_ABI, "it speaks version 2 of the plugin interface; this keur speaks version 1: it needs a newer keur", 0, false },
	{ "symbol_major", RUN_ABI, "it speaks version 2 of the plugin interface; this keur speaks version 1: it needs a newer keur", 0, false },
	{ "stamp_minor", RUN_OK, NULL, 0, false }, /* sizes decide */
	{ "stamp_small", RUN_ABI, "its stamp says that struct keur_finding has 64 bytes, which no version 1 has (1.0: 120); fill it with "
		"KEUR_STAMP", 0, false },
	{ "stamp_text", RUN_ABI, "its stamp says that struct keur_text has 24 bytes, which no version 1 has (1.0: 16); fill it with "
		"KEUR_STAMP", 0, false },
	{ "stamp_large", RUN_ABI, "its keur_plugin_v1 has 200 bytes where its stamp says 4096; fill it with KEUR_STAMP", 0, false },
	{ "declare_name", RUN_REFUSED, "declares the name \"Faulty Plugin\"; it must be lower-case letters, digits and underscores, a letter "
		"first, at most 64", 0, false },
	{ "declare_keur", RUN_REFUSED, "declares the name \"keur\", which is the program's own", 0, false },
	{ "declare_encoding", RUN_REFUSED, "declares a name that is not UTF-8 or has control characters", 0, false },
	{ "declare_need", RUN_REFUSED, "declares the need \"access.mfaa\", a column that this keur does not have; did it mean "
		"\"access.mfa\"?", 0, false },
	{ "declare_twice", RUN_REFUSED, "declares rule row twice", 0, false },
	{ "declare_call", RUN_REFUSED, "declares rule row with a call (on) out of range", 0, false },
	{ "declare_entry", RUN_REFUSED, "declares rule all for assess_whole(), which it does not have", 0, false },
	{ "declare_message", RUN_REFUSED, "declares rule row with a message whose placeholders are not its arguments: \"what about {blame}? "
		"({count})\"", 0, false },
	{ "declare_param", RUN_REFUSED, "declares parameter step with a wrong default: \"0\" is not a whole number from 1 to 9", 0, false },
	{ "declare_reserved", RUN_REFUSED, "it declares a parameter whose reserved member is 7; it must be 0", 0, false },
	{ "declare_pattern", RUN_REFUSED, "declares parameter name with a wrong default, which is not a pattern (PCRE2), see its character 6: missing "
		"closing parenthesis", 0, false },
	{ "declare_many", RUN_REFUSED, "declares rule row with a message of more than 64 placeholders", 0, false },
	{ "declare_file", RUN_REFUSED, "declares parameter data with a file as its default; the default of a file must be empty", 0, false },
	{ "declare_pointer", RUN_CRASHED, "crashed while it was loaded (SIGSEGV)", 0, false },
	{ "declare_null", RUN_REFUSED, "it declares 2 rules and no list of them", 0, false },
	{ "declare_count", RUN_REFUSED, "it declares 100000 rules; the most is 256", 0, false },
	{ "declare_nothing", RUN_REFUSED, "declares no rules", 0, false },
	{ "declare_threads", RUN_REFUSED, "it asks for threading 1; the one value of this version is 0", 0, false },
	{ "exec_stack", RUN_REFUSED, "asks for an executable stack: link it with -z noexecstack", 0, false },
	{ "runpath", RUN_REFUSED, "names directories to load libraries from (RPATH or RUNPATH): link it without -rpath", 0, false },
	{ "missing", RUN_REFUSED, "cannot be opened: No such file or directory", 0, false },

	{ "crash_destructor", RUN_OK, NULL, 0, false },
	{ "crash_open", RUN_CRASHED, "crashed in open() (SIGSEGV)", 0, false },
	{ "crash_rows", RUN_CRASHED, "crashed in assess_rows(0, 40) (SIGSEGV)", 0, false },
	{ "crash_whole", RUN_CRASHED, "crashed in assess_whole() (SIGSEGV)", 0, false },
	{ "abort_rows", RUN_CRASHED, "crashed in assess_rows(0, 40) (SIGABRT)", 0, false },
	{ "kill_group", RUN_FORBIDDEN, "was stopped in assess_rows(0, 40) at a system call that plugins may not make: kill", 0, false },
	{ "write_model", RUN_CRASHED, "crashed in assess_rows(0, 40) (SIGSEGV)", 0, false },
	{ "exit_open", RUN_ENDED, "ended its process in open() (exit code 0) and gave no result", 0, false },
	{ "exit_rows", RUN_ENDED, "ended its process in assess_rows(0, 40) (exit code 0) and gave no result", 0, false },
	{ "child_left", RUN_FORBIDDEN, "was stopped in assess_rows(0, 40) at a system call that plugins may not make: clone", 0, false },
	{ "hog", RUN_MEMORY, "ran out of memory in assess_rows(0, 40) (its limit is 4096 MB)", 0, true },
	{ "close_all", RUN_PROTOCOL, "broke the protocol in assess_rows(0, 40): it closed its connection", 0, false },
	{ "write_socket", RUN_PROTOCOL, "broke the protocol in assess_rows(0, 40): bytes that are no frame", 0, false },
	{ "log_flood", RUN_PROTOCOL, "broke the protocol in assess_rows(0, 40): it logs without an end", 0, false },
	{ "forge_end", RUN_PROTOCOL, "broke the protocol in assess_rows(0, 40): an end that does not fit what came before", 0, false },
	{ "loop_open", RUN_TIMEOUT, "took longer than 1 s in open()", 1, false },
	{ "loop_rows", RUN_TIMEOUT, "took longer than 1 s in assess_rows(0, 40)", 1, false },
	{ "loop_stop", RUN_TIMEOUT, "took longer than 1 s in assess_rows(0, 40)", 1, false },
	{ "sleep_rows", RUN_TIMEOUT, "took longer than 1 s in assess_rows(0, 40)", 1, false },
	{ "stop_self", RUN_TIMEOUT, "took longer than 1 s in assess_rows(0, 40)", 1, false },
	{ "ignore_signals", RUN_TIMEOUT, "took longer than 1 s in assess_rows(0, 40)", 1, false },
	{ "fail_open", RUN_FAILED, "failed in open() with code -3: no licence for this \xC3\xA9l\xC3\xA9ment, ?[1mbold?[0m", 0, false },
	{ "fail_rows", RUN_FAILED, "failed in assess_rows(0, 40) with code -3 and did not say why", 0, false },
	{ "fail_whole", RUN_FAILED, "failed in assess_whole() with code -3: the whole is less than its parts", 0, false },
	{ "reach_open", RUN_NONSENSE, "gave nonsense in open(): reach() used in open(), where the network is not there yet", 0, false },
	{ "match_column", RUN_NONSENSE, "gave nonsense in assess_rows(0, 40): match() of a column that holds no strings", 0, false },
	{ "reach_row", RUN_NONSENSE, "gave nonsense in assess_rows(0, 40): reach() from component row 40; there are 40", 0, false },
	{ "reach_scenario", RUN_NONSENSE, "gave nonsense in assess_rows(0, 40): reach() for scenarios 7; it takes exactly one scenario bit", 0,
		false },
	{ "param_open", RUN_NONSENSE, "gave nonsense in open(): parameter number 0; it declares 0, numbered from 0", 0, false },
	{ "column_open", RUN_NONSENSE, "gave nonsense in open(): column() of a column that it does not declare as a need", 0, false },
	{ "pattern", RUN_NONSENSE, "gave nonsense in assess_rows(0, 40): the pattern of parameter name needs too much work: make it simpler, "
		"without repetitions inside repetitions", 0, false },
	{ "flood", RUN_LIMIT, "found more than 1,000,000 things, the limit of this run (--limit faulty.findings=4000000 sets another)", 0, false },

#define ROW_NONSENSE "gave nonsense in assess_rows(0, 40): a finding of rule row: "
	{ "emit_component", RUN_NONSENSE, ROW_NONSENSE "component row 40; there are 40", 0, false },
	{ "emit_range", RUN_NONSENSE, ROW_NONSENSE "component row 4294967295; there are 40", 0, false },
	{ "emit_rule", RUN_NONSENSE, "gave nonsense in assess_rows(0, 40): a finding of rule number 2; it declares 2 rules, numbered from 0", 0,
		false },
	{ "emit_rule_huge", RUN_NONSENSE, "gave nonsense in assess_rows(0, 40): a finding of rule number 70000; it declares 2 rules, numbered "
		"from 0", 0, false },
	{ "emit_other_call", RUN_NONSENSE, "gave nonsense in assess_rows(0, 40): a finding of rule all: emitted in another call than the one "
		"the rule declares", 0, false },
	{ "emit_subject", RUN_NONSENSE, ROW_NONSENSE "a subject that does not exist: row 2 of table access", 0, false },
	{ "emit_subject_table", RUN_NONSENSE, ROW_NONSENSE "a subject in table 99, which does not exist", 0, false },
	{ "emit_party", RUN_NONSENSE, ROW_NONSENSE "party row 3; there are 3 suppliers", 0, false },
	{ "emit_level", RUN_NONSENSE, ROW_NONSENSE "level 6; levels are 1 to 5, or 0 for the rule's own", 0, false },
	{ "emit_level_huge", RUN_NONSENSE, ROW_NONSENSE "level 1000; levels are 1 to 5, or 0 for the rule's own", 0, false },
	{ "emit_basis", RUN_NONSENSE, ROW_NONSENSE "basis 0; it is one of KEUR_KNOWN, KEUR_SUSPECTED, KEUR_UNKNOWN", 0, false },
	{ "emit_scenarios", RUN_NONSENSE, ROW_NONSENSE "scenarios 8; they are bits up to KEUR_ALL_SCENARIOS", 0, false },
	{ "emit_affects", RUN_NONSENSE, ROW_NONSENSE "affects 2; it is one of KEUR_AFFECTS_COMPONENT, KEUR_AFFECTS_REACH", 0, false },
	{ "emit_privilege", RUN_NONSENSE, ROW_NONSENSE "privilege 4; it is one of KEUR_PRIVILEGE_*, or KEUR_NONE", 0, false },
	{ "emit_blame", RUN_NONSENSE, ROW_NONSENSE "basis KEUR_UNKNOWN and nothing to blame", 0, false },
	{ "emit_blamed_row", RUN_NONSENSE, ROW_NONSENSE "a value that does not exist: row 3 of table supplier", 0, false },
	{ "emit_values", RUN_NONSENSE, ROW_NONSENSE "2 values for 1 placeholders", 0, false },
	{ "emit_value_kind", RUN_NONSENSE, ROW_NONSENSE "a value of kind 12; it is one of KEUR_VALUE_*", 0, false },
	{ "emit_date", RUN_NONSENSE, ROW_NONSENSE "the value 2147483647, which is out of range for its kind", 0, false },
	{ "emit_value_null", RUN_NONSENSE, ROW_NONSENSE "a count of things and NULL where they should be", 0, false },
	{ "emit_value_reserved", RUN_NONSENSE, ROW_NONSENSE "a value whose reserved members are not 0: begin with a struct of zeroes", 0, false },
	{ "emit_member", RUN_NONSENSE, ROW_NONSENSE "a value that is in no closed list: its text must be \"table.column\" and its number one of "
		"that list", 0, false },
	{ "emit_member_column", RUN_NONSENSE, ROW_NONSENSE "a value that is in no closed list: its text must be \"table.column\" and its number "
		"one of that list", 0, false },
	{ "emit_text_long", RUN_NONSENSE, ROW_NONSENSE "a text of 5000 bytes; the most is 4096", 0, false },
	{ "emit_text_huge", RUN_NONSENSE, ROW_NONSENSE "a text of 4194304 bytes; the most is 4096", 0, false },
	{ "emit_encoding", RUN_NONSENSE, ROW_NONSENSE "a text that is not UTF-8, or that has control characters", 0, false },
	{ "emit_control", RUN_NONSENSE, ROW_NONSENSE "a text that is not UTF-8, or that has control characters", 0, false },
	{ "emit_evidence", RUN_NONSENSE, ROW_NONSENSE "evidence that does not exist: row 39 of table link", 0, false },
	{ "emit_evidences", RUN_NONSENSE, ROW_NONSENSE "4097 rows of evidence; the most is 4096", 0, false },
	{ "emit_path", RUN_NONSENSE, ROW_NONSENSE "a path through component row 40; there are 40", 0, false },
	{ "emit_whole_component", RUN_NONSENSE, "gave nonsense in assess_whole(): a finding of rule all: component row 40; there are 40", 0,
		false },
	{ "emit_whole_rule", RUN_NONSENSE, "gave nonsense in assess_whole(): a finding of rule row: emitted in another call than the one the "
		"rule declares", 0, false },
};

enum { BUSY = 5000 }; /* milliseconds */

static int64_t milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static unsigned wrong; /* all of them are shown before the test fails */

static void check_verdict(const struct expected *e, const struct findings *f, const char *path)
{
	const char *text = f->text ? f->text : "";

	if (strncmp(text, path, strlen(path)) == 0)
		text += strlen(path) + 2;
	if (f->status != e->status || strcmp(text, e->text ? e->text : "") != 0) {
		print_error("%s:\n got  %s: %s\n want %s: %s\n", e->plugin, run_status[f->status].name, text, run_status[e->status].name,
			e->text);
		wrong++;
	}
	assert_true(f->status == RUN_OK || f->count == 0);
}

/* The faulty plugin beside a good one. */
static void check(const struct expected *e, const struct model *model, const struct findings *alone)
{
	struct host_options options = { .worker = WORKER, .jobs = 2, .limits = { .seconds = e->seconds } };
	struct host_plugin plugin[2];
	char bad[512];
	const char *path[2] = { bad, PLUGIN("good") };
	struct findings f[2];
	struct error err;
	int64_t start = milliseconds();

	snprintf(bad, sizeof bad, PLUGIN("%s"), e->plugin);
	assert_int_equal(host_describe_all(plugin, path, 2, &options, &err), 0);
	assert_null(plugin[1].refused);
	assert_int_equal(host_run(plugin, 2, model, &options, f, &err), 0);
	if (e->seconds && !SANITIZED) /* ended by the limit; the rest is for a machine that is busy */
		assert_true(milliseconds() - start < e->seconds * 1000 + BUSY);
	check_verdict(e, &f[0], bad);
	fixture_same(&f[1], alone);
	findings_free(&f[0]);
	findings_free(&f[1]);
	host_plugin_free(&plugin[0]);
	host_plugin_free(&plugin[1]);
}

static void test_faults(void **state)
{
	const struct host_options options = { .worker = WORKER, .jobs = 1 };
	struct host_plugin plugin;
	struct findings alone;
	struct error err;
	struct model model;
	size_t i;

	(void)state;
	fixture_model(&model, PARTS);
	assert_int_equal(host_describe(&plugin, PLUGIN("good"), &options, &err), 0);
	assert_int_equal(host_run(&plugin, 1, &model, &options, &alone, &err), 0);
	for (i = 0; i < sizeof expected / sizeof *expected; i++)
		if (!SANITIZED || !expected[i].unsanitized)
			check(&expected[i], &model, &alone);
	assert_int_equal(wrong, 0);
	findings_free(&alone);
	host_plugin_free(&plugin);
	model_close(&model);
}

/* One range of four is lost: so is the answer, with the same words whoever is first. */
static void test_lost_range(void **state)
{
	struct host_options options = { .worker = WORKER };
	struct host_plugin plugin;
	struct findings f;
	struct error err;
	struct model model;

	(void)state;
	fixture_model(&model, 250000);
	for (options.jobs = 1; options.jobs <= 4; options.jobs += 3) {
		assert_int_equal(host_describe(&plugin, PLUGIN("crash_late"), &options, &err), 0);
		assert_int_equal(host_run(&plugin, 1, &model, &options, &f, &err), 0);
		assert_int_equal(f.status, RUN_CRASHED);
		assert_string_equal(f.text, "crashed in assess_rows(65536, 131072) (SIGSEGV)");
		assert_int_equal(f.count, 0);
		findings_free(&f);
		host_plugin_free(&plugin);
	}
	model_close(&model);
}

/* A limit that the second range passes. */
static void test_limit(void **state)
{
	struct host_options options = { .worker = WORKER, .limits = { .findings = 100000 } };
	struct host_plugin plugin;
	struct findings f;
	struct error err;
	struct model model;

	(void)state;
	fixture_model(&model, 250000);
	assert_int_equal(host_describe(&plugin, PLUGIN("faulty"), &options, &err), 0);
	for (options.jobs = 1; options.jobs <= 4; options.jobs += 3) {
		assert_int_equal(host_run(&plugin, 1, &model, &options, &f, &err), 0);
		assert_int_equal(f.status, RUN_LIMIT);
		assert_string_equal(f.text, "found more than 100,000 things, the limit of this run (--limit faulty.findings=400000 sets another)");
		findings_free(&f);
	}
	plugin.limits.findings = 250001;
	assert_int_equal(host_run(&plugin, 1, &model, &options, &f, &err), 0);
	assert_int_equal(f.status, RUN_OK);
	assert_int_equal(f.count, 250001);
	findings_free(&f);
	host_plugin_free(&plugin);
	model_close(&model);
}

/* ---- Files that are no plugins --------------------------------------------------------------------------------------------------- */

static char directory[] = "/tmp/keur-host-XXXXXX";

static void check_file(const char *path, const char *text)
{
	const struct host_options options = { .worker = WORKER };
	struct host_plugin plugin;
	struct error err;
	char want[1024];

	assert_int_equal(host_describe(&plugin, path, &options, &err), 0);
	snprintf(want, sizeof want, "%s: %s", path, text);
	assert_non_null(plugin.refused);
	assert_string_equal(plugin.refused, want);
	assert_int_equal(plugin.image, -1);
	host_plugin_free(&plugin);
}

static void check_taken(const char *path)
{
	const struct host_options options = { .worker = WORKER };
	struct host_plugin plugin;
	struct error err;

	assert_int_equal(host_describe(&plugin, path, &options, &err), 0);
	assert_string_equal(plugin.refused ? plugin.refused : "", "");
	host_plugin_free(&plugin);
}

static const char *make_file(const char *name, const void *bytes, size_t length, mode_t mode)
{
	static char path[256];
	int fd;

	snprintf(path, sizeof path, "%s/%s", directory, name);
	unlink(path);
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, length), length);
	assert_int_equal(fchmod(fd, mode), 0);
	close(fd);
	return path;
}

static size_t read_plugin(unsigned char *bytes, size_t room)
{
	FILE *file = fopen(PLUGIN("good"), "rb");
	size_t length;

	assert_non_null(file);
	length = fread(bytes, 1, room, file);
	fclose(file);
	return length;
}

static void test_files(void **state)
{
	static unsigned char bytes[1024 * 1024];
	size_t length = read_plugin(bytes, sizeof bytes);
	char link[300], want[400];
	const char *path;

	(void)state;
	assert_non_null(mkdtemp(directory));
	check_file(directory, "is not a regular file");
	check_file(make_file("empty.so", "", 0, 0600), "is empty");
	check_file(make_file("text.so", "hello\n", 6, 0600), "is not a shared object (no ELF header)");
	path = make_file("wide.so", bytes, length, 0622);
	snprintf(want, sizeof want, "can be written by others than its owner; to mend it: chmod go-w %s", path);
	check_file(path, want);
	/* The user's own group is the user, where the linker is left to let it write. */
	path = make_file("grouped.so", bytes, length, 0622);
	assert_int_equal(chown(path, (uid_t)-1, getegid()), 0);
	assert_int_equal(chmod(path, 0775), 0);
	check_taken(path);
	if (geteuid() == 0) {
		assert_int_equal(chown(path, (uid_t)-1, 12345), 0);
		snprintf(want, sizeof want, "can be written by others than its owner; to mend it: chmod go-w %s", path);
		check_file(path, want);
		assert_int_equal(chown(path, 12345, 0), 0);
		check_file(path, "belongs to user 12345, not to you or root: copy it to a place of your own and look at it first");
	}
	snprintf(link, sizeof link, "%s/link.so", directory);
	assert_int_equal(symlink(PLUGIN("good"), link), 0);
	check_file(link, "is a symbolic link: name the file itself");
	check_file(WORKER, "is a program, not a plugin: link it with -shared");
	check_file(make_file("cut.so", bytes, 5000, 0600), "is cut off: it is shorter than its own headers say");
	check_file(make_file("head.so", bytes, 64, 0600), "is damaged: its program headers lie outside the file");
	bytes[18] = 8; /* e_machine: MIPS */
	check_file(make_file("mips.so", bytes, length, 0600), "is built for another machine; this one is x86-64");
	bytes[4] = 1; /* 32 bits */
	check_file(make_file("small.so", bytes, length, 0600), "is not built for 64 bits, little endian");
	unlink(link);
	snprintf(want, sizeof want, "rm -r %s", directory);
	assert_int_equal(system(want), 0);
}

static void test_no_worker(void **state)
{
	const struct host_options options = { .worker = "/nonexistent/keur-worker" };
	struct host_plugin plugin;
	struct error err;

	(void)state;
	assert_int_equal(host_describe(&plugin, PLUGIN("good"), &options, &err), -1);
	assert_string_equal(err.text, "cannot start /nonexistent/keur-worker: No such file or directory");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_faults),
		cmocka_unit_test(test_lost_range),
		cmocka_unit_test(test_limit),
		cmocka_unit_test(test_files),
		cmocka_unit_test(test_no_worker),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
