/* Running the built program as a user would, in an empty directory of its own. */
#ifndef KEUR_TESTS_PROGRAM_H
#define KEUR_TESTS_PROGRAM_H

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PROGRAM_SECONDS = 120 }; /* after which a run is taken to hang; sanitizers on a busy machine are slow */

struct said {
	int code;   /* exit code, or minus the signal that ended it */
	char *out, *err;
};

static char program_room[] = "/tmp/keur-cli-XXXXXX";

static inline char *read_file(const char *path, size_t *length)
{
	FILE *file = fopen(path, "rb");
	char *text;
	long size;

	if (!file)
		fail_msg("cannot open %s", path);
	fseek(file, 0, SEEK_END);
	size = ftell(file);
	rewind(file);
	text = mem_zalloc((size_t)size + 1, 1);
	assert_int_equal(fread(text, 1, (size_t)size, file), size);
	fclose(file);
	if (length)
		*length = (size_t)size;
	return text;
}

static inline void write_bytes(const char *path, const char *data, size_t length)
{
	FILE *file = fopen(path, "wb");

	if (!file)
		fail_msg("cannot write %s", path);
	assert_int_equal(fwrite(data, 1, length, file), length);
	assert_int_equal(fclose(file), 0);
}

static inline void write_text(const char *path, const char *text)
{
	write_bytes(path, text, strlen(text));
}

static inline int remove_one(const char *path, const struct stat *info, int type, struct FTW *at)
{
	(void)info;
	(void)type;
	(void)at;
	return remove(path);
}

static inline void remove_tree(const char *path)
{
	nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static inline int exists(const char *path)
{
	struct stat info;

	return lstat(path, &info) == 0;
}

/* Starts the program with these descriptors; -1: closed. */
static inline pid_t start(const char *const *argument, int out, int err)
{
	char *argv[32] = { (char *)(uintptr_t) "keur" };
	pid_t pid;
	size_t i;

	for (i = 0; argument[i] && i < 30; i++)
		argv[i + 1] = (char *)(uintptr_t)argument[i];
	fflush(NULL);
	pid = fork();
	assert_true(pid >= 0);
	if (pid)
		return pid;
	if (out >= 0 ? dup2(out, STDOUT_FILENO) < 0 : close(STDOUT_FILENO))
		_exit(125);
	if (err >= 0 ? dup2(err, STDERR_FILENO) < 0 : close(STDERR_FILENO))
		_exit(125);
	alarm(PROGRAM_SECONDS);
	execv(KEUR_PROGRAM, argv);
	_exit(126);
}

static inline int finish(pid_t pid)
{
	int status;

	while (waitpid(pid, &status, 0) < 0)
		assert_int_equal(errno, EINTR);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

static inline char *take(FILE *file)
{
	off_t size = lseek(fileno(file), 0, SEEK_END);
	char *text = mem_zalloc((size_t)size + 1, 1);

	assert_int_equal(pread(fileno(file), text, (size_t)size, 0), size);
	fclose(file);
	return text;
}

static inline struct said run(const char *const *argument)
{
	FILE *out = tmpfile(), *err = tmpfile();
	struct said said;

	assert_non_null(out);
	assert_non_null(err);
	said.code = finish(start(argument, fileno(out), fileno(err)));
	said.out = take(out);
	said.err = take(err);
	return said;
}

#define RUN(...) run((const char *const[]){ __VA_ARGS__, NULL })

static inline void said_free(struct said *said)
{
	free(said->out);
	free(said->err);
}

static inline void assert_code(const struct said *said, int code)
{
	if (said->code != code)
		fail_msg("exit code %d, not %d:\n%s", said->code, code, said->err);
}

/* Compares with tests/cli/golden/NAME.txt; KEUR_GOLDEN=write writes it instead. */
static inline void assert_golden(const char *name, const char *text)
{
	char path[512], *expected;

	snprintf(path, sizeof path, "%s/tests/cli/golden/%s.txt", KEUR_SOURCE_DIR, name);
	if (getenv("KEUR_GOLDEN") && strcmp(getenv("KEUR_GOLDEN"), "write") == 0)
		write_text(path, text);
	expected = read_file(path, NULL);
	if (strcmp(text, expected) != 0)
		fail_msg("%s\nexpected: %s\n     got: %s", name, expected, text);
	free(expected);
}

static inline int enter_room(void **state)
{
	(void)state;
	unsetenv("NO_COLOR");
	unsetenv("XDG_CONFIG_HOME");
	/* Whoever runs the tests has pins and keys of their own. */
	return mkdtemp(program_room) && chdir(program_room) == 0 && setenv("HOME", program_room, 1) == 0 ? 0 : -1;
}

static inline int leave_room(void **state)
{
	(void)state;
	if (chdir("/") != 0)
		return -1;
	remove_tree(program_room);
	return 0;
}

#endif
