/* What long work shows: one line on a terminal, late, seldom, as wide as the terminal, gone before anything else is said; nothing elsewhere. The
 * module is asked in a process of its own on a terminal of its own; each waits for what the other has shown, never for time to pass. */
#include "cli/program.h"

#include "cli/command.h"
#include "cli/progress.h"

#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <time.h>

enum { WAIT = 60000 /* ms, after which something is taken never to come */ };

/* One process at work on a terminal, and how the two talk. */
struct work {
	pid_t pid;
	int terminal, go, began;
	struct buffer seen;
	int code;
};

static int64_t now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static int go_in, began_out; /* of the process at work */

static void wait_for_go(void)
{
	char c;

	if (read(go_in, &c, 1) != 1)
		_exit(9);
}

static void say_begun(void)
{
	if (write(began_out, "b", 1) != 1)
		_exit(9);
}

static void setting(const char *name, const char *value)
{
	if (value)
		setenv(name, value, 1);
	else
		unsetenv(name);
}

static struct work begin(void (*scenario)(void), unsigned short columns, const char *term, const char *ci)
{
	struct winsize size = { .ws_row = 24, .ws_col = columns };
	struct work work = { .code = -1 };
	int go[2], began[2];

	assert_int_equal(pipe(go), 0);
	assert_int_equal(pipe(began), 0);
	fflush(NULL);
	work.pid = forkpty(&work.terminal, NULL, NULL, &size);
	assert_true(work.pid >= 0);
	if (!work.pid) {
		go_in = go[0];
		began_out = began[1];
		setting("TERM", term);
		setting("CI", ci);
		alarm(PROGRAM_SECONDS);
		scenario();
		_exit(0); /* nothing of the test's own is cleaned up twice */
	}
	close(go[0]);
	close(began[1]);
	work.go = go[1];
	work.began = began[0];
	return work;
}

static void let_go(const struct work *work)
{
	assert_int_equal(write(work->go, "g", 1), 1);
}

/* Reads on; false at the end. */
static bool look(struct work *work)
{
	struct pollfd terminal = { .fd = work->terminal, .events = POLLIN };
	char room[4096];
	ssize_t got;

	if (poll(&terminal, 1, WAIT) != 1)
		fail_msg("nothing more came after: %s", work->seen.data ? work->seen.data : "(nothing)");
	got = read(work->terminal, room, sizeof room); /* EIO when the other side is gone */
	if (got > 0)
		buffer_add(&work->seen, room, (size_t)got);
	return got > 0;
}

static const char *seen(const struct work *work)
{
	return work->seen.data ? work->seen.data : "";
}

static void wait_until(struct work *work, const char *what)
{
	while (!strstr(seen(work), what))
		if (!look(work))
			fail_msg("`%s` never came: %s", what, seen(work));
}

static void end_work(struct work *work)
{
	while (look(work))
		;
	work->code = finish(work->pid);
	close(work->terminal);
	close(work->go);
	close(work->began);
}

static void assert_same(const struct work *work, const char *expected)
{
	assert_string_equal(seen(work), expected);
	assert_int_equal(work->code, 0);
}

/* The widest line that was shown, in columns; of plain text. */
static size_t widest(const char *text)
{
	size_t most = 0;

	while (*text) {
		size_t length = strcspn(text, "\r\n\033");

		most = length > most ? length : most;
		text += length;
		text += strspn(text, "\r\n");
		if (*text == '\033')
			text += 3; /* ESC [ K */
	}
	return most;
}

/* ---- The line ------------------------------------------------------------------------------------------------------------------- */

static void half_read(void)
{
	say_begun();
	progress_start(false, false);
	progress_stage("reading", "bytes", true);
	progress_begin(progress_listener(), "network.yaml", 2000000);
	progress_at(progress_listener(), 1000000);
	wait_for_go();
	command_error("something is wrong");
	command_say(TEXT_LITERAL("and more\n"));
	progress_end();
	command_error("over");
}

static void test_line(void **state)
{
	struct work work = begin(half_read, 80, "xterm", NULL);
	const char *line = "\rkeur: reading network.yaml: 1,000 of 2,000 kB";
	const char *error;
	int64_t began;
	char c;

	(void)state;
	assert_int_equal(read(work.began, &c, 1), 1);
	began = now();
	wait_until(&work, "s left\033[K");
	assert_true(now() - began >= 900); /* a second, less what lies between the two clocks */
	assert_memory_equal(seen(&work), line, strlen(line));
	let_go(&work);
	end_work(&work);
	/* Gone before each message, and never back after the end. */
	error = strstr(seen(&work), "keur: error: something is wrong\r\n");
	assert_non_null(error);
	assert_memory_equal(error - 4, "\r\033[K", 4);
	assert_non_null(strstr(error, "and more\r\n"));
	error = strstr(error, "keur: error: over\r\n");
	assert_non_null(error);
	assert_string_equal(error, "keur: error: over\r\n");
	assert_null(strstr(seen(&work), "m\033")); /* no colours */
	buffer_free(&work.seen);
}

static void seldom(void)
{
	const struct timespec nap = { .tv_nsec = 1000000 };
	int64_t until;
	unsigned i = 0;

	progress_start(false, false);
	progress_stage("reading", "bytes", true);
	progress_begin(progress_listener(), "network.yaml", 100000);
	for (until = now() + 2500; now() < until; nanosleep(&nap, NULL))
		progress_at(progress_listener(), ++i);
	progress_end();
}

static void test_seldom(void **state)
{
	int64_t began = now();
	struct work work = begin(seldom, 80, "xterm", NULL);
	const char *at;
	int64_t shown = 0;

	(void)state;
	end_work(&work);
	for (at = seen(&work); (at = strstr(at, "\rkeur: ")); at++)
		shown++;
	assert_in_range(shown, 1, (now() - began - 1000) / 250 + 1);
	buffer_free(&work.seen);
}

static void hostile(void)
{
	progress_start(false, false);
	progress_stage("reading", "bytes", true);
	progress_begin(progress_listener(), "a\033[2J\nb\xE2\x80\xAE" "c\xFF.yaml", 0);
	wait_for_go();
	progress_stage("running plugins", "runs", false);
	progress_begin(progress_listener(), "\033]0;title\a", 7);
	progress_at(progress_listener(), 3);
	wait_for_go();
	progress_end();
}

static void test_hostile(void **state)
{
	struct work work = begin(hostile, 120, "xterm", NULL);

	(void)state;
	wait_until(&work, "\rkeur: reading a\\u{1B}[2J\\u{A}b\\u{202E}c\\xFF.yaml: ");
	let_go(&work);
	wait_until(&work, "\rkeur: running plugins, \\u{1B}]0;title\\u{7}: 3 of 7 runs");
	let_go(&work);
	end_work(&work);
	assert_null(strstr(seen(&work), "\033[2J"));
	assert_null(strstr(seen(&work), "\033]"));
	assert_null(strchr(seen(&work), '\n'));
	buffer_free(&work.seen);
}

/* ---- Width ---------------------------------------------------------------------------------------------------------------------- */

#define LONG "/a/long/path/with/many/directories/before/the/name/of/the/inventory/network.yaml"

static void long_name(void)
{
	progress_start(false, false);
	progress_about("with what is tried");
	progress_stage("reading", "bytes", true);
	progress_begin(progress_listener(), LONG, 0);
	wait_for_go();
	progress_end();
}

static void resize(const struct work *work, unsigned short columns)
{
	struct winsize size = { .ws_row = 24, .ws_col = columns };

	assert_int_equal(ioctl(work->terminal, TIOCSWINSZ, &size), 0);
}

static void test_width(void **state)
{
	struct work work = begin(long_name, 200, "xterm", NULL);
	size_t before;

	(void)state;
	wait_until(&work, "\rkeur: with what is tried: reading " LONG ": ");
	resize(&work, 80);
	wait_until(&work, "\rkeur: with what is tried: reading ...");
	before = work.seen.length;
	while (!strstr(seen(&work) + before, "\rkeur: "))
		look(&work);
	assert_non_null(strstr(seen(&work) + before, "inventory/network.yaml: "));
	assert_in_range(widest(seen(&work) + before), 70, 79);
	/* No room for the name, then none for anything. */
	resize(&work, 36);
	before = work.seen.length;
	wait_until(&work, "\rkeur: with what is tried: reading: ");
	while (widest(seen(&work) + before) > 35) {
		before = work.seen.length;
		look(&work);
	}
	resize(&work, 19);
	do {
		before = work.seen.length;
		look(&work);
	} while (strcmp(seen(&work) + before, "\r\033[K") != 0);
	let_go(&work);
	end_work(&work);
	buffer_free(&work.seen);
}

static void wide_name(void)
{
	progress_start(false, false);
	progress_stage("reading", "bytes", true);
	progress_begin(progress_listener(), "\xE6\xBC\xA2\xE5\xAD\x97\xE6\xBC\xA2\xE5\xAD\x97\xE6\xBC\xA2\xE5\xAD\x97", 0); /* six of two columns */
	wait_for_go();
	progress_end();
}

/* Columns count, not bytes: of 10 that are left three are dots, and three characters of two fit into the rest. */
static void test_wide(void **state)
{
	struct work work = begin(wide_name, 30, "xterm", NULL);

	(void)state;
	wait_until(&work, "\rkeur: reading ...\xE5\xAD\x97\xE6\xBC\xA2\xE5\xAD\x97: ");
	let_go(&work);
	end_work(&work);
	buffer_free(&work.seen);
}

/* ---- Silence -------------------------------------------------------------------------------------------------------------------- */

static void long_work(void)
{
	const struct timespec second = { .tv_sec = 1, .tv_nsec = 300000000 };

	progress_stage("linking", NULL, false);
	nanosleep(&second, NULL);
	progress_end();
}

static void as_usual(void)
{
	progress_start(false, false);
	long_work();
}

static void short_work(void)
{
	progress_start(false, false);
	progress_stage("linking", NULL, false);
	progress_end();
}

static void silent(void)
{
	progress_start(true, false);
	long_work();
}

static void in_background(void)
{
	if (fork() == 0) {
		setpgid(0, 0);
		progress_start(false, false);
		long_work();
		_exit(0);
	}
	wait(NULL);
}

static void into_pipe(void)
{
	int ends[2];
	char c;

	if (pipe(ends) != 0 || dup2(ends[1], STDERR_FILENO) < 0)
		_exit(9);
	close(ends[1]);
	progress_start(false, false);
	long_work();
	close(STDERR_FILENO);
	_exit(read(ends[0], &c, 1) == 0 ? 0 : 1);
}

static void test_silence(void **state)
{
	static const struct {
		void (*scenario)(void);
		const char *term, *ci;
	} quiet[] = { { short_work, "xterm", NULL }, { silent, "xterm", NULL }, { in_background, "xterm", NULL }, { into_pipe, "xterm", NULL },
		{ as_usual, "dumb", NULL }, { as_usual, "", NULL }, { as_usual, NULL, NULL }, { as_usual, "xterm", "true" } };
	struct work shown;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof quiet / sizeof *quiet; i++) {
		struct work work = begin(quiet[i].scenario, 80, quiet[i].term, quiet[i].ci);

		end_work(&work);
		assert_same(&work, "");
		buffer_free(&work.seen);
	}
	shown = begin(as_usual, 80, "xterm", ""); /* an empty CI is none */
	end_work(&shown);
	assert_non_null(strstr(seen(&shown), "\rkeur: linking: "));
	buffer_free(&shown.seen);
}

static void interrupted(void)
{
	progress_start(false, false);
	progress_stage("linking", NULL, false);
	wait_for_go();
	progress_abandon();
	_exit(0);
}

static void test_interrupted(void **state)
{
	struct work work = begin(interrupted, 80, "xterm", NULL);
	size_t length;

	(void)state;
	wait_until(&work, "\rkeur: linking: ");
	let_go(&work);
	end_work(&work);
	length = work.seen.length;
	assert_true(length > 4);
	assert_string_equal(seen(&work) + length - 4, "\r\033[K");
	buffer_free(&work.seen);
}

/* ---- Plain lines ---------------------------------------------------------------------------------------------------------------- */

/* Digits of times become 0: 0.031 is 0.000, and so is 12.500. */
static char *without_times(const char *text)
{
	char *copy = mem_copy_string(text, strlen(text)), *to = copy;
	const char *at = text;

	while (*at) {
		const char *dot = at + strspn(at, "0123456789");

		if (dot > at && *dot == '.' && strspn(dot + 1, "0123456789") == 3 && strncmp(dot + 4, " s", 2) == 0) {
			memcpy(to, "0.000", 5);
			to += 5;
			at = dot + 4;
		} else {
			*to++ = *at++;
		}
	}
	*to = '\0';
	return copy;
}

#define RIGHT "keur: 1\nnetwork: {operator: Example, country: NL, as_of: 2026-11-01}\ncomponents:\n  - {id: amf-1, function: AMF, segment: core}\n"

static void assert_verbose(const struct said *said, int code, const char *expected)
{
	char *plain = without_times(said->err);

	assert_string_equal(plain, expected);
	assert_code(said, code);
	free(plain);
}

static void test_verbose(void **state)
{
	struct said said, quiet;

	(void)state;
	write_text("right.yaml", RIGHT);
	quiet = RUN("check", "right.yaml");
	said = RUN("check", "right.yaml", "--verbose");
	assert_verbose(&said, 0, "keur: reading right.yaml: 127 bytes, 0.000 s\nkeur: linking: 1 component, 0.000 s\nkeur: all together: 0.000 s\n");
	assert_string_equal(said.out, quiet.out);
	assert_string_equal(quiet.err, "");
	said_free(&said);
	said_free(&quiet);

	said = RUN("assess", "right.yaml", "--verbose", "--output", "verbose", "--format", "json");
	quiet = RUN("assess", "right.yaml", "--quiet", "--output", "quiet", "--format", "json");
	assert_string_equal(quiet.err, "");
	assert_string_equal(quiet.out, "");
	assert_non_null(strstr(said.err, "keur: reading right.yaml: 127 bytes, "));
	assert_non_null(strstr(said.err, "keur: looking at plugins: 4 plugins, "));
	assert_non_null(strstr(said.err, "keur: running plugins: 4 runs, "));
	assert_non_null(strstr(said.err, "keur: combining: "));
	assert_non_null(strstr(said.err, "keur: writing result.json: "));
	said_free(&said);
	said_free(&quiet);
	/* What was told is no part of the result. */
	{
		char *a = read_file("verbose/result.json", NULL), *b = read_file("quiet/result.json", NULL);

		assert_string_equal(a, b);
		free(a);
		free(b);
	}
	said = RUN("diff", "verbose/result.json", "quiet/result.json", "--verbose");
	assert_code(&said, 0);
	assert_non_null(strstr(said.err, "keur: reading verbose/result.json: "));
	assert_non_null(strstr(said.err, "keur: comparing: "));
	said_free(&said);
	said = RUN("explain", "quiet/result.json", "amf-2", "--verbose");
	assert_code(&said, 1);
	assert_non_null(strstr(said.err, " s\nkeur: error: quiet/result.json: no part has the id `amf-2`: did you mean `amf-1`?\n"));
	said_free(&said);
}

/* Quiet says what is wrong, and nothing else: neither warnings nor how far it came. */
static void test_quiet(void **state)
{
	static const char register_[] = "keur: 1\nsuppliers:\n  - {id: b}\n";
	static const char *const argument[][6] = { { "check", "right.yaml", "--quiet" }, { "ask", "out/result.json", "--quiet" },
		{ "explain", "out/result.json", "amf-1", "--quiet" }, { "suppliers", "new", "right.yaml", "--quiet" }, { "demo", "small", "--quiet" },
		{ "whatif", "right.yaml", "--set", "component[amf-1].users=5", "--quiet" } };
	struct said said;
	size_t i;

	(void)state;
	write_text("right.yaml", RIGHT);
	write_text("register.yaml", register_);
	said = RUN("assess", "right.yaml", "--quiet", "--output", "out");
	said_free(&said);
	for (i = 0; i < sizeof argument / sizeof *argument; i++) {
		said = run(argument[i]);
		assert_true(said.code == 0 || said.code == 2);
		assert_string_equal(said.err, "");
		assert_true(*said.out ? i >= 1 && i <= 3 : i == 0 || i >= 4); /* the answer where that is what was asked for */
		said_free(&said);
	}
	said = RUN("check", "missing.yaml", "--quiet");
	assert_code(&said, 1);
	assert_string_equal(said.err, "keur: error: cannot open missing.yaml: No such file or directory\n");
	said_free(&said);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_line),
		cmocka_unit_test(test_seldom),
		cmocka_unit_test(test_hostile),
		cmocka_unit_test(test_width),
		cmocka_unit_test(test_wide),
		cmocka_unit_test(test_silence),
		cmocka_unit_test(test_interrupted),
		cmocka_unit_test(test_verbose),
		cmocka_unit_test(test_quiet),
	};

	return cmocka_run_group_tests(tests, enter_room, leave_room);
}
