/* Deeds that no plugin may get away with, each at every stage of a worker's life: the host lives, the verdict is right, and what another
 * plugin finds beside it stays the same to the byte. See plugins/stages.c for what each does. */
#include "base/sanitizer.h"
#include "fixture.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PARTS = 40, TOGETHER = 6, LATE_MOST = 200 /* ms */ };

enum stage { LOAD, OPEN, ASSESS, END, STAGES };
static const char *const stage_name[STAGES] = { "load", "open", "assess", "end" };
static const char *const stage_where[STAGES] = { "while it was loaded", "in open()", "in assess_whole()", "" };

struct deed {
	const char *name;
	enum run_status status;
	const char *detail;     /* signal, system call, exit code, or what was wrong with the protocol */
	enum run_status before; /* what it is while loading and opening, when that differs */
	bool unsanitized;       /* a sanitizer in the plugin has ways of its own */
};

#define SAME(name, status, detail) { name, status, detail, status, false }
#define CALL(name, call) SAME(name, RUN_FORBIDDEN, call)

static const struct deed deeds[] = {
	SAME("segv", RUN_CRASHED, "SEGV"), { "abort", RUN_CRASHED, "ABRT", RUN_CRASHED, false }, { "divide", RUN_CRASHED, "FPE", RUN_CRASHED, true },
	{ "illegal", RUN_CRASHED, "ILL", RUN_CRASHED, true }, { "stack", RUN_CRASHED, "SEGV", RUN_CRASHED, true },
	{ "free", RUN_CRASHED, "ABRT", RUN_CRASHED, true }, { "jump", RUN_CRASHED, "SEGV", RUN_CRASHED, true },
	SAME("loop", RUN_TIMEOUT, NULL), SAME("sleep", RUN_TIMEOUT, NULL), SAME("pause", RUN_TIMEOUT, NULL), SAME("stop", RUN_TIMEOUT, NULL),
	SAME("ignore", RUN_TIMEOUT, NULL), SAME("block", RUN_TIMEOUT, NULL),
	SAME("exit", RUN_ENDED, "0"), SAME("exit_now", RUN_ENDED, "0"), SAME("quick_exit", RUN_ENDED, "3"),
	{ "hog", RUN_MEMORY, NULL, RUN_MEMORY, true }, { "hog_crash", RUN_MEMORY, NULL, RUN_MEMORY, true },
	CALL("hog_shared", "mmap"), CALL("write_and_run", "mmap"), CALL("protect_both", "mprotect"),
	{ "new_code", RUN_FORBIDDEN, "mprotect", RUN_OK, false }, CALL("memfd", "memfd_create"),
	CALL("kill_parent", "kill"), CALL("kill_group", "kill"), CALL("kill_all", "kill"), CALL("signal_parent", "tgkill"),
	CALL("queue_signal", "rt_sigqueueinfo"), CALL("fork", "clone"), CALL("fork_bomb", "clone"), CALL("vfork", "vfork"),
	CALL("thread", "clone3"), CALL("ptrace", "ptrace"), CALL("read_parent", "process_vm_readv"), CALL("execve", "execve"),
	CALL("pidfd", "pidfd_open"),
	CALL("udp", "socket"), CALL("tcp", "socket"), CALL("unix", "socket"), CALL("netlink", "socket"), CALL("pair", "socketpair"),
	CALL("io_uring", "io_uring_setup"),
	{ "read_file", RUN_FORBIDDEN, "openat", RUN_OK, false }, CALL("list", "openat"),
	CALL("write_file", "openat"), CALL("truncate", "openat"), CALL("write_self", "openat"), CALL("openat2", "openat2"),
	CALL("unlink", "unlink"), CALL("rename", "rename"), CALL("mkdir", "mkdir"), CALL("chmod", "chmod"), CALL("chdir", "chdir"),
	SAME("stat", RUN_OK, NULL),
	SAME("close_all", RUN_PROTOCOL, "it closed its connection"), CALL("dup", "dup2"), CALL("socket_owner", "fcntl"),
	{ "locale", RUN_FORBIDDEN, "openat", RUN_OK, false }, SAME("rounding", RUN_OK, NULL), SAME("environment", RUN_OK, NULL),
	SAME("garbage", RUN_OK, NULL), SAME("dumpable", RUN_OK, NULL), SAME("raise_limit", RUN_OK, NULL), SAME("poison", RUN_OK, NULL),
	CALL("grow", "mmap"), { "reserve", RUN_OK, NULL, RUN_OK, true }, CALL("own_filter", "seccomp"), CALL("path", "openat"),
	{ "stat_empty", RUN_OK, "77", RUN_ENDED, false } /* there is no data yet that could be told */, SAME("mark", RUN_OK, NULL),
	CALL("nice", "setpriority"), CALL("affinity", "sched_setaffinity"), CALL("setuid", "setuid"), CALL("personality", "personality"),
	CALL("unshare", "unshare"), CALL("alarm", "alarm"), CALL("bpf", "bpf"), CALL("perf", "perf_event_open"),
	CALL("userfault", "userfaultfd"), CALL("keyring", "keyctl"), CALL("unknown_call", "number 9999"),
	CALL("hide_call", "socket"), CALL("block_call", "socket"), SAME("old_call", RUN_OK, NULL),
	SAME("socket_garbage", RUN_PROTOCOL, "bytes that are no frame"), SAME("socket_huge", RUN_PROTOCOL, "bytes that are no frame"),
};
enum { DEEDS = sizeof deeds / sizeof *deeds };

/* ---- Copies of the plugin ------------------------------------------------------------------------------------------------------------- */

static char directory[] = "/tmp/keur-stages-XXXXXX";
static unsigned char *image;
static size_t image_size;

static void put(unsigned char *at, const char *word, size_t room)
{
	memset(at, ' ', room);
	memcpy(at, word, strlen(word));
}

static void make_copy(const char *path, const char *deed, const char *stage)
{
	unsigned char *mark = memmem(image, image_size, "KEUR-CHOSEN:deed=", 17);
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	assert_non_null(mark);
	put(mark + 17, deed, 24);
	put(mark + 17 + 24 + 7, stage, 8);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, image, image_size), image_size);
	close(fd);
}

static int read_image(void **state)
{
	FILE *file = fopen(PLUGIN("stages"), "rb");
	struct stat info;

	(void)state;
	if (!file || fstat(fileno(file), &info) != 0)
		return -1;
	image_size = (size_t)info.st_size;
	image = malloc(image_size);
	if (fread(image, 1, image_size, file) != image_size)
		return -1;
	fclose(file);
	return mkdtemp(directory) ? 0 : -1;
}

static int remove_copies(void **state)
{
	char command[64];

	(void)state;
	free(image);
	snprintf(command, sizeof command, "rm -rf %s", directory);
	return system(command);
}

/* ---- Verdicts -------------------------------------------------------------------------------------------------------------------------- */

struct expected {
	const struct deed *deed;
	enum stage stage;
	char path[64];
};

/* The limit of each. On a machine so busy that others run into it, it grows. */
static unsigned seconds = 1;

static enum run_status expected_status(const struct expected *e)
{
	return e->stage == END ? RUN_OK : e->stage == ASSESS ? e->deed->status : e->deed->before;
}

static void expected_text(const struct expected *e, char *text, size_t room)
{
	const char *where = stage_where[e->stage], *detail = e->deed->detail;

	*text = '\0';
	switch (expected_status(e)) {
	case RUN_CRASHED:
		snprintf(text, room, "crashed %s (SIG%s)", where, detail);
		break;
	case RUN_TIMEOUT:
		snprintf(text, room, "took longer than %u s %s", seconds, where);
		break;
	case RUN_ENDED:
		snprintf(text, room, "ended its process %s (exit code %s) and gave no result", where, detail);
		break;
	case RUN_MEMORY:
		snprintf(text, room, "ran out of memory %s (its limit is 64 MB)", where);
		break;
	case RUN_FORBIDDEN:
		snprintf(text, room, "was stopped %s at a system call that plugins may not make: %s", where,
			detail ? detail : "which one is not known, as its signals were blocked (starting a thread does that) or it went the 32-bit way");
		break;
	case RUN_PROTOCOL:
		snprintf(text, room, "broke the protocol %s: %s", where, detail);
		break;
	default:
		break;
	}
}

static unsigned wrong; /* all of them are shown before the test fails */

static void check_verdict(const struct expected *e, const struct findings *f)
{
	const char *text = f->text ? f->text : "";
	char want[256];

	expected_text(e, want, sizeof want);
	if (strncmp(text, e->path, strlen(e->path)) == 0)
		text += strlen(e->path) + 2;
	if (f->status != expected_status(e) || strcmp(text, want) != 0 || f->count != (f->status == RUN_OK)) {
		print_error("%s, %s:\n got  %s: %s\n want %s: %s\n", e->deed->name, stage_name[e->stage], run_status[f->status].name, text,
			run_status[expected_status(e)].name, want);
		wrong++;
	}
}

static bool ran_into_limit(const struct expected *expected, size_t count, const struct findings *f)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (f[i].status == RUN_TIMEOUT && expected_status(&expected[i]) != RUN_TIMEOUT)
			return true;
	return f[count].status == RUN_TIMEOUT;
}

/* Several faulty ones and a good one, all at once. */
static void check_together(struct expected *expected, size_t count, const struct model *model, const struct findings *alone)
{
	struct host_options options = { .worker = WORKER, .jobs = TOGETHER + 1, .limits = { .seconds = seconds, .megabytes = 64 } };
	struct host_plugin plugin[TOGETHER + 1];
	const char *path[TOGETHER + 1];
	struct findings f[TOGETHER + 1];
	struct error err;
	bool again;
	size_t i;

	for (i = 0; i < count; i++) {
		snprintf(expected[i].path, sizeof expected[i].path, "%s/%zu.so", directory, i);
		make_copy(expected[i].path, expected[i].deed->name, stage_name[expected[i].stage]);
		path[i] = expected[i].path;
	}
	path[count] = PLUGIN("good");
	do {
		assert_int_equal(host_describe_all(plugin, path, count + 1, &options, &err), 0);
		assert_int_equal(host_run(plugin, count + 1, model, &options, f, &err), 0);
		again = seconds < 64 && ran_into_limit(expected, count, f);
		for (i = 0; i < count && !again; i++)
			check_verdict(&expected[i], &f[i]);
		if (!again)
			fixture_same(&f[count], alone);
		for (i = 0; i <= count; i++) {
			findings_free(&f[i]);
			host_plugin_free(&plugin[i]);
		}
		if (again)
			options.limits.seconds = seconds *= 4;
	} while (again);
}

static void run_alone(const char *path, const struct model *model, const struct host_options *options, struct findings *out)
{
	struct host_plugin plugin;
	struct error err;

	assert_int_equal(host_describe(&plugin, path, options, &err), 0);
	assert_int_equal(host_run(&plugin, 1, model, options, out, &err), 0);
	out->plugin = NULL;
	host_plugin_free(&plugin);
}

static void test_deeds(void **state)
{
	const struct host_options options = { .worker = WORKER, .jobs = 1 };
	struct expected expected[TOGETHER];
	struct findings alone;
	struct model model;
	size_t i, count = 0, tried = 0;
	enum stage stage;

	(void)state;
	fixture_model(&model, PARTS);
	run_alone(PLUGIN("good"), &model, &options, &alone);
	assert_int_equal(alone.status, RUN_OK);
	for (stage = LOAD; stage < STAGES; stage++)
		for (i = 0; i < DEEDS; i++) {
			if (SANITIZED && deeds[i].unsanitized)
				continue;
			expected[count++] = (struct expected){ &deeds[i], stage, "" };
			tried++;
			if (count == TOGETHER) {
				check_together(expected, count, &model, &alone);
				count = 0;
			}
		}
	if (count)
		check_together(expected, count, &model, &alone);
	print_message("%zu deeds at %d stages: %zu verdicts, %u wrong\n", (size_t)DEEDS, STAGES, tried, wrong);
	assert_int_equal(wrong, 0);
	findings_free(&alone);
	model_close(&model);
}

/* ---- That they would do it -------------------------------------------------------------------------------------------------------------- */

/* What a system permits to some users only, or does not have. */
static bool is_up_to_the_system(const char *name)
{
	static const char *const names[] = { "read_parent", "io_uring", "write_self", "raise_limit", "nice", "setuid", "unshare", "bpf", "perf",
		"userfault", "keyring", "old_call", "poison", "unknown_call" };
	size_t i;

	for (i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

/* The other ways in which one shows that it did what it was to do. */
static const struct {
	const char *name, *text;
} shown[] = {
	{ "kill_group", "crashed in assess_whole() (SIGKILL)" },
	{ "execve", "ended its process in assess_whole() (exit code 0) and gave no result" },
	{ "new_code", "" }, { "locale", "" }, { "rounding", "" }, { "environment", "" }, { "garbage", "" }, { "mark", "" /* one worker for another, while they are loaded */ },
};

static const char *proof_of(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof shown / sizeof *shown; i++)
		if (strcmp(shown[i].name, name) == 0)
			return shown[i].text;
	return "ended its process in assess_whole() (exit code 77) and gave no result";
}

/* Without a sandbox every deed that the sandbox prevents succeeds, and says so by its exit code. */
static void test_proof(void **state)
{
	const struct host_options options = { .worker = WORKER, .jobs = 1, .isolation = ISOLATION_NONE, .limits = { .seconds = 60 } };
	size_t i, proven = 0;
	struct findings f;
	struct model model;
	char path[64];

	(void)state;
	fixture_model(&model, PARTS);
	snprintf(path, sizeof path, "%s/proof.so", directory);
	signal(SIGTERM, SIG_IGN); /* kill_parent */
	for (i = 0; i < DEEDS; i++) {
		if ((deeds[i].status != RUN_FORBIDDEN && deeds[i].status != RUN_OK) || (SANITIZED && deeds[i].unsanitized))
			continue;
		make_copy(path, deeds[i].name, "assess");
		run_alone(path, &model, &options, &f);
		if (strcmp(f.text ? f.text : "", proof_of(deeds[i].name)) == 0) {
			proven++;
		} else if (!is_up_to_the_system(deeds[i].name)) {
			print_error("%s did not do it: %s\n", deeds[i].name, f.text ? f.text : "ok");
			wrong++;
		}
		findings_free(&f);
	}
	signal(SIGTERM, SIG_DFL);
	for (i = 0; i < 2; i++) {
		snprintf(path, sizeof path, "/tmp/keur-was-here-%d%s", (int)getpid(), i ? "-too" : "");
		remove(path);
	}
	print_message("%zu deeds done where nothing prevents them\n", proven);
	assert_int_equal(wrong, 0);
	model_close(&model);
}

/* ---- How late a verdict is ----------------------------------------------------------------------------------------------------------- */

static int64_t milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int by_size(const void *a, const void *b)
{
	return (*(const int64_t *)a > *(const int64_t *)b) - (*(const int64_t *)a < *(const int64_t *)b);
}

/* A single one may meet a machine that is busy. */
static void test_late(void **state)
{
	static const char *const never_back[] = { "loop", "sleep", "stop", "ignore", "block" };
	enum { TRIES = sizeof never_back / sizeof *never_back };
	const struct host_options options = { .worker = WORKER, .jobs = 1, .limits = { .seconds = 1 } };
	int64_t late[TRIES];
	struct findings f;
	struct model model;
	char path[64];
	size_t i;

	(void)state;
	fixture_model(&model, PARTS);
	snprintf(path, sizeof path, "%s/late.so", directory);
	for (i = 0; i < TRIES; i++) {
		int64_t start;

		make_copy(path, never_back[i], "assess");
		start = milliseconds();
		run_alone(path, &model, &options, &f);
		late[i] = milliseconds() - start - 1000;
		assert_int_equal(f.status, RUN_TIMEOUT);
		findings_free(&f);
	}
	qsort(late, TRIES, sizeof *late, by_size);
	print_message("verdicts after the limit of 1 s: median %lld ms, worst %lld ms\n", (long long)late[TRIES / 2],
		(long long)late[TRIES - 1]);
	assert_true(late[0] >= 0);
	assert_true(SANITIZED || late[TRIES / 2] <= LATE_MOST);
	model_close(&model);
}

/* An end that is right, and no end of the process: whoever says that it is done and goes on is not. Others are not kept waiting. */
static void test_stay(void **state)
{
	const struct host_options options = { .worker = WORKER, .jobs = 2, .limits = { .seconds = 1 } };
	struct host_plugin plugin[2];
	struct findings f[2];
	struct error err;
	struct model model;
	char stay[64];
	const char *const path[2] = { stay, PLUGIN("good") };

	(void)state;
	fixture_model(&model, PARTS);
	snprintf(stay, sizeof stay, "%s/stay.so", directory);
	make_copy(stay, "stay", "assess");
	assert_int_equal(host_describe_all(plugin, path, 2, &options, &err), 0);
	assert_int_equal(host_run(plugin, 2, &model, &options, f, &err), 0);
	assert_int_equal(f[0].status, RUN_PROTOCOL);
	assert_string_equal(f[0].text, "broke the protocol in assess_whole(): it went on after its end");
	assert_int_equal(f[1].status, RUN_OK);
	findings_free(&f[0]);
	findings_free(&f[1]);
	host_plugin_free(&plugin[0]);
	host_plugin_free(&plugin[1]);
	model_close(&model);
}

/* ---- What is left behind ------------------------------------------------------------------------------------------------------------- */

static size_t entries(const char *path)
{
	DIR *directory_ = opendir(path);
	size_t count = 0;

	assert_non_null(directory_);
	while (readdir(directory_))
		count++;
	closedir(directory_);
	return count;
}

/* Of shared memory, by this process. */
static size_t mappings(void)
{
	FILE *maps = fopen("/proc/self/maps", "r");
	char line[512];
	size_t count = 0;

	assert_non_null(maps);
	while (fgets(line, sizeof line, maps))
		count += strstr(line, "memfd:") != NULL;
	fclose(maps);
	return count;
}

/* Half of them crash while they are loaded, half while they assess. */
static void test_nothing_left(void **state)
{
	const struct host_options options = { .worker = WORKER, .jobs = 2 };
	const size_t crashes = 1000;
	size_t descriptors, files, shared, i;
	struct model model;
	char path[2][64];
	struct findings f;

	(void)state;
	fixture_model(&model, PARTS);
	for (i = 0; i < 2; i++) {
		snprintf(path[i], sizeof path[i], "%s/crash-%zu.so", directory, i);
		make_copy(path[i], "segv", i ? "assess" : "load");
	}
	run_alone(path[0], &model, &options, &f); /* what is made once is made */
	findings_free(&f);
	descriptors = entries("/proc/self/fd");
	files = entries(directory);
	shared = mappings();
	for (i = 0; i < crashes; i++) {
		run_alone(path[i % 2], &model, &options, &f);
		assert_int_equal(f.status, RUN_CRASHED);
		findings_free(&f);
	}
	assert_int_equal(entries("/proc/self/fd"), descriptors);
	assert_int_equal(entries(directory), files);
	assert_int_equal(mappings(), shared);
	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1); /* no child is left, ended or not */
	print_message("%zu crashes: nothing left\n", crashes);
	model_close(&model);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_deeds),
		cmocka_unit_test(test_proof),
		cmocka_unit_test(test_late),
		cmocka_unit_test(test_stay),
		cmocka_unit_test(test_nothing_left),
	};

	return cmocka_run_group_tests(tests, read_image, remove_copies);
}
