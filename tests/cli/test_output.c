/* What a run leaves behind: files of their owner only, all or none, whatever ends it; and what reaches a terminal, a pipe, a full disk. */
#include "cli/program.h"

#include <dirent.h>
#include <poll.h>
#include <pty.h>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>

#define RIGHT "keur: 1\nnetwork: {operator: Example, country: NL, as_of: 2026-11-01}\ncomponents:\n  - {id: amf-1, function: AMF, segment: core}\n"

static const char *const output_file[] = { "result.json", "components.csv", "findings.csv", "paths.csv", "gaps.csv", "groups.csv", "suppliers.csv",
	"countries.csv", "statements.csv", "overrides.csv", "inputs.csv", "facts.csv", "run.csv" };
enum { OUTPUT_FILE_COUNT = sizeof output_file / sizeof *output_file };
/* What tells that keur wrote them, in some version. */
static const char *const last_year[OUTPUT_FILE_COUNT] = { "{\"schema\": \"keur-result/1\", \"of\": \"last year\"}\n", "id,of last year\n", "id,of last year\n",
	"id,of last year\n", "rule,of last year\n", "id,of last year\n", "id,of last year\n", "id,of last year\n", "table,of last year\n", "table,of last year\n",
	"path,of last year\n", "fact,of last year\n", "fact,of last year\n" };

static char *path_of(const char *directory, const char *file)
{
	static char path[256];

	snprintf(path, sizeof path, "%s/%s", directory, file);
	return path;
}

static size_t count_files(const char *directory, const char *prefix)
{
	DIR *d = opendir(directory);
	struct dirent *entry;
	size_t count = 0;

	if (!d)
		return 0;
	while ((entry = readdir(d)))
		count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0 && strncmp(entry->d_name, prefix, strlen(prefix)) == 0;
	closedir(d);
	return count;
}

static void write_marked(const char *directory)
{
	size_t i;

	for (i = 0; i < OUTPUT_FILE_COUNT; i++)
		write_text(path_of(directory, output_file[i]), last_year[i]);
}

static void assert_marked(const char *directory)
{
	size_t i;

	for (i = 0; i < OUTPUT_FILE_COUNT; i++) {
		char *text = read_file(path_of(directory, output_file[i]), NULL);

		assert_string_equal(text, last_year[i]);
		free(text);
	}
	assert_int_equal(count_files(directory, ""), OUTPUT_FILE_COUNT);
}

static void assert_mode(const char *path, mode_t mode)
{
	struct stat info;

	assert_int_equal(lstat(path, &info), 0);
	assert_int_equal(info.st_mode & 07777, mode);
}

static void test_files(void **state)
{
	mode_t mask = umask(0);
	struct said said;
	size_t i;

	(void)state;
	write_text("right.yaml", RIGHT);
	said = RUN("assess", "right.yaml", "--output", "files");
	umask(mask);
	assert_code(&said, 2);
	assert_string_equal(said.err, "");
	assert_mode("files", 0700);
	for (i = 0; i < OUTPUT_FILE_COUNT; i++)
		assert_mode(path_of("files", output_file[i]), 0600);
	assert_int_equal(count_files("files", ""), OUTPUT_FILE_COUNT);
	said_free(&said);
	/* Only what was asked for. */
	said = RUN("assess", "right.yaml", "--output", "files", "--format", "json");
	assert_code(&said, 2);
	assert_string_equal(said.out, "");
	assert_mode("files/result.json", 0600);
	said_free(&said);
	said = RUN("check", "right.yaml");
	assert_code(&said, 0);
	said_free(&said);
}

/* Refused with this in the message, and what stands there stays as it is. */
static void assert_stays(const char *path, const char *content, const char *message, const char *const *argument)
{
	struct said said;
	char *text;

	write_text(path, content);
	said = run(argument);
	assert_code(&said, 1);
	if (!strstr(said.err, message))
		fail_msg("%s: %s", path, said.err);
	said_free(&said);
	text = read_file(path, NULL);
	assert_string_equal(text, content);
	free(text);
	assert_int_equal(unlink(path), 0);
}

#define ASSERT_STAYS(path, content, message, ...) assert_stays(path, content, message, (const char *const[]){ __VA_ARGS__, NULL })
#define READ "is read by this run"
#define NO_RESULT "is there already and is no result of keur"

/* Inventories, registers, packs and filled-in answers bear the names of results only too often. */
static void test_never_over_others(void **state)
{
	static const char *const format[] = { "json", "jsonl", "xlsx", "html", "sarif", "oscal", "junit", "markdown", "dot" };
	static const char *const file[] = { "result.json", "result.jsonl", "report.xlsx", "report.html", "report.sarif", "assessment-results.oscal.json",
		"report.junit.xml", "summary.md", "paths.dot" };
	struct said said;
	char *text;
	size_t i;

	(void)state;
	assert_int_equal(mkdir("theirs", 0700), 0);
	write_text("right.yaml", RIGHT);
	ASSERT_STAYS("theirs/components.csv", "component.id,component.function\namf-1,AMF\n", READ, "assess", "theirs/components.csv", "--output", "theirs");
	ASSERT_STAYS("theirs/components.csv", "component.id,component.function\namf-1,AMF\n", READ, "assess", "theirs/../theirs/components.csv", "--output=./theirs");
	ASSERT_STAYS("theirs/suppliers.csv", "supplier.id,supplier.name\nhp,HP\n", READ, "assess", "right.yaml", "--suppliers", "theirs/suppliers.csv", "--output",
		"theirs");
	ASSERT_STAYS("theirs/summary.md", "keur-policy: 1\nextends: nl-tfev\nid: own\nversion: \"1\"\ntitle: Own\n", READ, "assess", "right.yaml", "--policy", "theirs/summary.md", "--output",
		"theirs", "--format=markdown");
	write_text("theirs/including.yaml", RIGHT "suppliers: !include result.json\n");
	ASSERT_STAYS("theirs/result.json", "[{\"id\": \"hp\"}]\n", READ, "assess", "theirs/including.yaml", "--output", "theirs");
	/* Not read now, but somebody's. */
	ASSERT_STAYS("theirs/components.csv", "id,function\namf-1,AMF\n", NO_RESULT, "assess", "right.yaml", "--output", "theirs");
	said = RUN("assess", "right.yaml", "--output", "theirs", "--format=json");
	assert_code(&said, 2);
	said_free(&said);
	ASSERT_STAYS("theirs/statements.csv", "statement.table,statement.covers\n", NO_RESULT, "assess", "right.yaml", "--output", "theirs", "--format=csv");
	assert_int_equal(unlink("theirs/result.json"), 0);
	for (i = 0; i < sizeof format / sizeof *format; i++) {
		char *path = path_of("theirs", file[i]);

		ASSERT_STAYS(path, "# of mine\n", NO_RESULT, "assess", "right.yaml", "--output", "theirs", "--format", format[i]);
		/* Its own it knows again, also in another language. */
		said = RUN("assess", "right.yaml", "--output", "theirs", "--format", format[i]);
		assert_code(&said, 2);
		said_free(&said);
		said = RUN("assess", "right.yaml", "--output", "theirs", "--format", format[i], "--lang=nl");
		assert_code(&said, 2);
		said_free(&said);
		said = RUN("assess", "right.yaml", "--output", "theirs", "--format", format[i]);
		assert_code(&said, 2);
		said_free(&said);
		assert_int_equal(unlink(path_of("theirs", file[i])), 0);
	}
	for (i = 0; i < 2; i++) {
		said = RUN("assess", "right.yaml", "--output", "theirs", "--format=csv");
		assert_code(&said, 2);
		said_free(&said);
	}
	/* A link is neither followed nor replaced. */
	assert_int_equal(symlink("elsewhere", "theirs/result.json"), 0);
	said = RUN("assess", "right.yaml", "--output", "theirs", "--format=json");
	assert_code(&said, 1);
	assert_non_null(strstr(said.err, NO_RESULT));
	said_free(&said);
	text = read_file("right.yaml", NULL);
	assert_string_equal(text, RIGHT);
	free(text);
	assert_int_equal(count_files("theirs", ".keur-"), 0);
}

/* Settings that came with a stranger's inventory say where beneath it the result goes, and nowhere else. */
static void test_settings_stay_beneath(void **state)
{
	static const char *const out[] = { "/tmp/out", "../out", "a/../../out", "away", "away/in" };
	struct said said;
	size_t i;

	(void)state;
	write_text("right.yaml", RIGHT);
	assert_int_equal(mkdir("sub", 0700), 0);
	assert_int_equal(symlink("/tmp", "away"), 0);
	for (i = 0; i < sizeof out / sizeof *out; i++) {
		char text[128];

		snprintf(text, sizeof text, "inventory: [right.yaml]\noutput: %s\n", out[i]);
		write_text("keur.yaml", text);
		said = RUN("assess");
		assert_code(&said, 1);
		if (i == 0)
			assert_golden("settings-output", said.err);
		if (!strstr(said.err, "leads out of the directory of keur.yaml"))
			fail_msg("%s: %s", out[i], said.err);
		said_free(&said);
	}
	/* What the user says goes. */
	said = RUN("assess", "--output", "said", "--format=json");
	assert_code(&said, 2);
	said_free(&said);
	assert_true(exists("said/result.json"));
	write_text("keur.yaml", "inventory: [right.yaml]\noutput: sub/out/\n");
	said = RUN("assess");
	assert_code(&said, 2);
	said_free(&said);
	assert_mode("sub/out", 0700);
	assert_true(exists("sub/out/result.json"));
	assert_int_equal(unlink("keur.yaml"), 0);
}

/* One of the files cannot be replaced, and that shows only when its turn comes: the others have their old content again. */
static void test_renamed_back(void **state)
{
	struct said said;

	(void)state;
	assert_int_equal(mkdir("back", 0700), 0);
	write_marked("back");
	assert_int_equal(unlink("back/components.csv"), 0);
	write_text("above", last_year[4]);
	if (unshare(CLONE_NEWNS) != 0 || mount("none", "/", "none", MS_REC | MS_PRIVATE, "") != 0 || mount("above", "back/gaps.csv", "", MS_BIND, NULL) != 0)
		skip();
	said = RUN("assess", "right.yaml", "--output", "back");
	assert_code(&said, 1);
	assert_golden("output-busy", said.err);
	said_free(&said);
	assert_int_equal(umount("back/gaps.csv"), 0);
	assert_false(exists("back/components.csv"));
	write_text("back/components.csv", last_year[1]);
	assert_marked("back");
}

/* What a killed run could not take away goes with the next one; what a run at work has there stays. */
static void test_left_over(void **state)
{
	char alive[64], dead[64];
	struct said said;
	pid_t pid = fork();

	(void)state;
	if (pid == 0)
		_exit(0);
	finish(pid);
	assert_int_equal(mkdir("left", 0700), 0);
	snprintf(alive, sizeof alive, "left/.keur-%ld-result.json", (long)getpid());
	snprintf(dead, sizeof dead, "left/.keur-%ld-result.json", (long)pid);
	write_text(alive, "at work");
	write_text(dead, "killed");
	write_text("left/.keur-notes", "somebody's");
	said = RUN("assess", "right.yaml", "--output", "left", "--format=json");
	assert_code(&said, 2);
	said_free(&said);
	assert_true(exists(alive));
	assert_true(exists("left/.keur-notes"));
	assert_false(exists(dead));
}

static void test_kept_when_refused(void **state)
{
	struct said said;

	(void)state;
	assert_int_equal(mkdir("kept", 0700), 0);
	write_marked("kept");
	write_text("wrong.yaml", "keur: 1\ncomponents:\n  - {id: a, functon: AMF}\n");
	said = RUN("assess", "wrong.yaml", "--output", "kept");
	assert_code(&said, 1);
	assert_marked("kept");
	said_free(&said);
	/* A directory stands where a file should go: found before the other files got their names. */
	assert_int_equal(unlink("kept/gaps.csv"), 0);
	assert_int_equal(mkdir("kept/gaps.csv", 0700), 0);
	said = RUN("assess", "right.yaml", "--output", "kept");
	assert_code(&said, 1);
	assert_golden("output-directory", said.err);
	said_free(&said);
	assert_int_equal(rmdir("kept/gaps.csv"), 0);
	write_text("kept/gaps.csv", "rule,of last year\n");
	assert_marked("kept");
}

/* In a mount namespace of this process, which takes the mount with it. */
static void test_full_disk(void **state)
{
	struct said said;

	(void)state;
	assert_int_equal(mkdir("small", 0700), 0);
	if (unshare(CLONE_NEWNS) != 0 || mount("none", "/", "none", MS_REC | MS_PRIVATE, "") != 0
		|| mount("tmpfs", "small", "tmpfs", 0, "size=64k") != 0)
		skip();
	assert_int_equal(mkdir("small/out", 0700), 0);
	write_marked("small/out");
	said = RUN("demo", "large");
	assert_code(&said, 2);
	said_free(&said);
	said = RUN("assess", "large/network.yaml", "large/access.yaml", "large/bss.yaml", "large/ran.yaml", "--output", "small/out", "--quiet");
	assert_code(&said, 1);
	assert_golden("output-full", said.err);
	assert_marked("small/out");
	said_free(&said);
	assert_int_equal(umount("small"), 0);
}

static void assert_stdout_refused(int fd, const char *golden, const char *format)
{
	FILE *err = tmpfile();
	const char *argument[] = { "assess", "right.yaml", "--format", format, NULL };
	char *text;

	assert_int_equal(finish(start(argument, fd, fileno(err))), 1);
	text = take(err);
	assert_golden(golden, text);
	free(text);
}

/* Whoever reads a pipe may have had enough: nothing went wrong, and the code is that of the answer. */
static void assert_unread(int fd, int code, const char *const *argument)
{
	FILE *err = tmpfile();
	char *text;

	assert_int_equal(finish(start(argument, fd, fileno(err))), code);
	text = take(err);
	assert_null(strstr(text, "error"));
	free(text);
}

static void test_standard_output(void **state)
{
	static const char *const format[] = { "text", "json", "jsonl", "csv", "xlsx", "sarif", "oscal", "junit", "markdown", "dot" };
	int full = open("/dev/full", O_WRONLY | O_CLOEXEC), ends[2];
	const char *const check[] = { "check", "right.yaml", NULL }, *const help[] = { "--help", NULL }, *const show[] = { "policy", "show", NULL };
	FILE *err = tmpfile();
	size_t i;

	(void)state;
	assert_true(full >= 0);
	assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
	close(ends[0]);
	for (i = 0; i < sizeof format / sizeof *format; i++) {
		assert_stdout_refused(full, "stdout-full", format[i]);
		assert_unread(ends[1], 2, (const char *const[]){ "assess", "right.yaml", "--format", format[i], NULL });
		assert_stdout_refused(-1, "stdout-closed", format[i]);
	}
	/* What is printed through stdio, too. */
	assert_int_equal(finish(start(check, full, fileno(err))), 1);
	assert_unread(ends[1], 0, check);
	assert_unread(ends[1], 0, help);
	assert_unread(ends[1], 0, show);
	assert_int_equal(finish(start(help, -1, fileno(err))), 1);
	fclose(err);
	close(full);
	close(ends[1]);
}

static void make_large(const char *path)
{
	struct buffer yaml = { 0 };
	int i;

	buffer_string(&yaml, "keur: 1\nnetwork: {operator: Example, country: NL, as_of: 2026-11-01}\ncomponents:\n");
	for (i = 0; i < 20000; i++)
		buffer_format(&yaml, "  - {id: amf-%d, function: AMF, segment: core, product: {supplier: Example %d}}\n", i, i % 7);
	write_bytes(path, yaml.data, yaml.length);
	buffer_free(&yaml);
}

static void limit_files(void)
{
	setrlimit(RLIMIT_FSIZE, &(struct rlimit){ 64 * 1024, 64 * 1024 });
}

/* The model is shared with workers as a file in memory. */
static void test_file_limit(void **state)
{
	struct said said;

	(void)state;
	program_prepare = limit_files;
	said = RUN("assess", "right.yaml");
	program_prepare = NULL;
	assert_code(&said, 1);
	assert_golden("file-limit", said.err);
	said_free(&said);
}

/* Stopped while it writes: the old files stay, no temporary file does. */
static void test_interrupted(void **state)
{
	static const int number[] = { SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGALRM, SIGUSR1, SIGUSR2, SIGXCPU };
	const char *const argument[] = { "assess", "large.yaml", "--output", "stopped", "--quiet", NULL };
	size_t i;

	(void)state;
	make_large("large.yaml");
	assert_int_equal(mkdir("stopped", 0700), 0);
	for (i = 0; i < sizeof number / sizeof *number; i++) {
		int tries, caught = 0;

		signal(number[i], SIG_DFL); /* a signal that is ignored stays so in a child: what runs in the background ignores SIGINT */
		for (tries = 0; tries < 5 && !caught; tries++) {
			pid_t pid;
			int code, status = 0;

			write_marked("stopped");
			pid = start(argument, STDOUT_FILENO, STDERR_FILENO);
			while (!count_files("stopped", ".keur-") && waitpid(pid, &status, WNOHANG) == 0)
				poll(NULL, 0, 1);
			if (kill(pid, number[i]) != 0)
				continue; /* it was faster: once more */
			code = finish(pid);
			assert_int_equal(count_files("stopped", ".keur-"), 0);
			caught = code == -number[i];
			if (caught)
				assert_marked("stopped");
		}
		if (!caught)
			fail_msg("signal %d never met a run that was writing", number[i]);
	}
}

static char *on_terminal(const char *no_colour, const char *terminal)
{
	const char *const argument[] = { "assess", "right.yaml", NULL };
	struct winsize size = { .ws_row = 24, .ws_col = 80 };
	struct buffer text = { 0 };
	int outside, inside;
	char room[4096];
	ssize_t n;
	pid_t pid;

	assert_int_equal(openpty(&outside, &inside, NULL, NULL, &size), 0);
	assert_int_equal(fcntl(outside, F_SETFD, FD_CLOEXEC), 0);
	if (no_colour)
		setenv("NO_COLOR", no_colour, 1);
	setenv("TERM", terminal, 1);
	pid = start(argument, inside, inside);
	unsetenv("NO_COLOR");
	close(inside);
	while ((n = read(outside, room, sizeof room)) > 0) /* EIO: the other end is closed */
		buffer_add(&text, room, (size_t)n);
	assert_int_equal(finish(pid), 2);
	close(outside);
	return text.data;
}

static void test_terminal(void **state)
{
	struct said said;
	char *text, *line;

	(void)state;
	text = on_terminal(NULL, "xterm");
	assert_non_null(strstr(text, "\x1b["));
	free(text);
	text = on_terminal("", "xterm"); /* empty is as good as not set */
	assert_non_null(strstr(text, "\x1b["));
	free(text);
	text = on_terminal("1", "xterm");
	assert_null(strchr(text, '\x1b'));
	free(text);
	text = on_terminal(NULL, "dumb");
	assert_null(strchr(text, '\x1b'));
	for (line = strtok(text, "\r\n"); line; line = strtok(NULL, "\r\n"))
		if (utf8_count(line, strlen(line)) > 80)
			fail_msg("wider than the terminal: %s", line);
	free(text);
	setenv("TERM", "xterm", 1);
	said = RUN("assess", "right.yaml");
	assert_null(strchr(said.out, '\x1b'));
	assert_null(strchr(said.err, '\x1b'));
	said_free(&said);
}

/* A workbook would only upset a terminal. */
static void test_terminal_takes_no_workbook(void **state)
{
	const char *const argument[] = { "assess", "right.yaml", "--format", "xlsx", NULL };
	FILE *err = tmpfile();
	int outside, inside;
	char *text;

	(void)state;
	assert_int_equal(openpty(&outside, &inside, NULL, NULL, NULL), 0);
	assert_int_equal(finish(start(argument, inside, fileno(err))), 1);
	text = take(err);
	assert_golden("terminal-xlsx", text);
	free(text);
	close(outside);
	close(inside);
}

static void test_demo(void **state)
{
	struct said first, second;
	char *text;
	size_t length;

	(void)state;
	first = RUN("demo", "demo");
	assert_code(&first, 2);
	assert_string_equal(first.err, "");
	second = RUN("demo", "demo");
	assert_code(&second, 2);
	assert_string_equal(first.out, second.out);
	said_free(&first);
	said_free(&second);
	assert_mode("demo", 0700);
	assert_mode("demo/network.yaml", 0600);

	/* One file was changed, another one removed: nothing is overwritten and nothing added. */
	text = read_file("demo/ran.yaml", &length);
	text[length - 1] = '#';
	write_bytes("demo/ran.yaml", text, length);
	assert_int_equal(unlink("demo/access.yaml"), 0);
	first = RUN("demo", "demo");
	assert_code(&first, 1);
	assert_string_equal(first.out, "");
	assert_golden("demo-changed", first.err);
	said_free(&first);
	free(text);
	text = read_file("demo/ran.yaml", &length);
	assert_int_equal(text[length - 1], '#');
	free(text);
	assert_false(exists("demo/access.yaml"));
	assert_int_equal(count_files("demo", ".keur-"), 0);

	/* A link is no file of the demo, wherever it leads. */
	assert_int_equal(unlink("demo/ran.yaml"), 0);
	assert_int_equal(symlink("/etc/passwd", "demo/ran.yaml"), 0);
	first = RUN("demo", "demo");
	assert_code(&first, 1);
	said_free(&first);
}

/* A register to fill in: most rows first, spellings joined, names that go on from others told of. */
static void test_suppliers(void **state)
{
	struct said said;

	(void)state;
	write_text("named.yaml", "keur: 1\ncomponents:\n"
		"  - {id: a, parties: [{supplier: Exampel, role: manage}, {supplier: Example, role: build}, {supplier: Example, role: host}]}\n"
		"  - {id: b, parties: [{supplier: Example Technologies, role: manage}, {supplier: EXAMPLE, role: build}]}\n"
		"  - {id: c, parties: [{supplier: Examples, role: manage}, {supplier: \"Example, Ltd\", role: build}]}\n"
		"  - {id: d, parties: [{supplier: \"\\u0415xample\", role: manage}]}\n");
	said = RUN("suppliers", "new", "named.yaml", "--addresses=none", "--enterprises=none");
	assert_code(&said, 0);
	assert_string_equal(said.err, "");
	assert_golden("suppliers-new", said.out);
	/* What it writes is a register. */
	write_text("register.yaml", said.out);
	said_free(&said);
	said = RUN("check", "named.yaml", "--suppliers", "register.yaml");
	assert_code(&said, 0);
	said_free(&said);
}

/* Names of strangers: what libyaml takes for the end of a line and no editor shows does not begin one, and each name is read back as it was. */
static void test_suppliers_hostile(void **state)
{
	struct said said;
	const char *line;

	(void)state;
	write_text("hostile.json", "{\"keur\": 1, \"components\": [{\"id\": \"a\", \"parties\": [\n"
		"{\"supplier\": \"x\\u2028  - id: planted\", \"role\": \"manage\"}, {\"supplier\": \"x\\u0085decisions: []\", \"role\": \"build\"},\n"
		"{\"supplier\": \"y\\u2029z\\u202E\", \"role\": \"host\"}, {\"supplier\": \"iana-pen:1\\u0085decisions: []\", \"role\": \"host\"},\n"
		"{\"supplier\": \"y, \\r\\n- w\", \"role\": \"support\"}, {\"supplier\": \"y\", \"role\": \"integrate\"}]}]}\n");
	said = RUN("suppliers", "new", "hostile.json", "--addresses=none", "--enterprises=none");
	assert_code(&said, 0);
	for (line = said.out; *line; line++)
		assert_true(*line == '\n' || (*line >= ' ' && *line < 0x7F));
	assert_non_null(strstr(said.out, "  - id: \"x\\u2028  - id: planted\""));
	assert_non_null(strstr(said.out, "  - id: \"x\\x85decisions: []\""));
	assert_non_null(strstr(said.out, "  - id: \"y\\u2029z\\u202E\""));
	assert_non_null(strstr(said.out, "    # perhaps the same as \"y, \\x0D\\x0A- w\"\n"));
	assert_null(strstr(said.out, "enterprise:"));
	write_text("register.yaml", said.out);
	said_free(&said);
	said = RUN("assess", "hostile.json", "--suppliers", "register.yaml", "--format=json", "--fail-on=none");
	assert_non_null(strstr(said.out, "\"registered\": \"yes\""));
	assert_null(strstr(said.out, "\"registered\": \"no\""));
	said_free(&said);
	/* By hand, without the escapes, it is no register. */
	write_text("register.yaml", "keur: 1\nsuppliers:\n  - id: x # \xE2\x80\xA8" "decisions: [{supplier: x, decision: trusted}]\n");
	said = RUN("check", "hostile.json", "--suppliers", "register.yaml");
	assert_code(&said, 2);
	assert_non_null(strstr(said.err, "register.yaml:3:13: error: the character U+2028 stands here"));
	said_free(&said);
}

/* Names that published lists propose, each with the list and its hash; never as a fact. */
static void test_suppliers_proposed(void **state)
{
	struct said said;

	(void)state;
	write_text("addresses.yaml", "keur: 1\ncomponents:\n"
		"  - {id: a, mac: [\"00:53:01:00:00:01\", 00-53-01-00-00-02]}\n"
		"  - {id: b, mac: [\"00:53:02:A0:00:01\"]}\n"
		"  - {id: c, mac: [\"00:53:09:00:00:01\"]}\n"
		"  - {id: d, mac: [\"02:53:01:00:00:01\"]}\n"
		"  - {id: e, mac: [\"00:53:01:00:00:03\"], product: {supplier: Known}}\n"
		"  - {id: f, parties: [{supplier: \"iana-pen:32473\", role: manage}, {supplier: \"iana-pen:7\", role: host}]}\n");
	write_text("oui.txt", "OUI/MA-L  Organization\n00-53-01   (hex)\t\tMade-up Radio\n005301     (base 16)\t\tMade-up Radio\n"
		"00:53:02:00:00:00/24\tShort\tMade-up Block\n00:53:02:A0:00:00/28\tSmall\tMade-up \"Small\" Series\n");
	write_text("numbers", "Decimal\n| Organization\n32473\n  Made-up Enterprise\n    Somebody\n      a&example.org\n");
	said = RUN("suppliers", "new", "addresses.yaml", "--addresses=oui.txt", "--enterprises=numbers");
	assert_code(&said, 0);
	assert_string_equal(said.err, "");
	assert_golden("suppliers-proposed", said.out);
	write_text("register.yaml", said.out);
	said_free(&said);
	said = RUN("check", "addresses.yaml", "--suppliers", "register.yaml");
	assert_code(&said, 0);
	said_free(&said);
	said = RUN("suppliers", "new", "addresses.yaml", "--addresses=missing.txt");
	assert_code(&said, 1);
	assert_non_null(strstr(said.err, "missing.txt: No such file or directory"));
	said_free(&said);
}

/* Piped: lines of 80, broken between words. */
static void test_policy_width(void **state)
{
	struct said said = RUN("policy", "show");
	const char *line, *end;

	(void)state;
	assert_code(&said, 0);
	for (line = said.out; *line; line = end + 1) {
		end = strchr(line, '\n');
		assert_non_null(end);
		while (*line == ' ')
			line++;
		if (utf8_count(line, (size_t)(end - line)) > 80 && memchr(line, ' ', (size_t)(end - line)))
			fail_msg("longer than 80: %.*s", (int)(end - line), line);
	}
	said_free(&said);
}

static void assert_shown(const struct said *said, int code)
{
	const char *line;

	assert_code(said, code);
	assert_non_null(strstr(said->out, "\\u{1B}[31m"));
	for (line = said->out; *line; line++)
		assert_true(*line == '\n' || (unsigned char)*line >= ' ');
	assert_null(strstr(said->out, "\xE2\x80\xAE"));
}

/* A pack of a stranger: what it says can neither colour a terminal nor turn its lines around. */
static void test_policy_hostile(void **state)
{
	struct said said;

	(void)state;
	write_text("hostile-pack.yaml", "keur-policy: 1\nextends: nl-tfev\nid: own\nversion: \"1\\e[31m\"\ntitle: \"T\\e]0;x\\a\\u202E\"\nabout: \"A\\e[31m\\u202E\"\n"
		"critical_word: \"C\\e[31m\"\n");
	said = RUN("policy", "show", "./hostile-pack.yaml");
	assert_shown(&said, 0);
	said_free(&said);
	said = RUN("policy", "check", "./hostile-pack.yaml");
	assert_shown(&said, 0);
	said_free(&said);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_files), cmocka_unit_test(test_kept_when_refused), cmocka_unit_test(test_standard_output),
		cmocka_unit_test(test_interrupted), cmocka_unit_test(test_never_over_others),
		cmocka_unit_test(test_settings_stay_beneath), cmocka_unit_test(test_renamed_back), cmocka_unit_test(test_left_over),
		cmocka_unit_test(test_file_limit), cmocka_unit_test(test_terminal), cmocka_unit_test(test_terminal_takes_no_workbook),
		cmocka_unit_test(test_demo), cmocka_unit_test(test_full_disk), cmocka_unit_test(test_suppliers), cmocka_unit_test(test_suppliers_hostile), cmocka_unit_test(test_policy_width), cmocka_unit_test(test_policy_hostile), cmocka_unit_test(test_suppliers_proposed),
	};

	return cmocka_run_group_tests(tests, enter_room, leave_room);
}
