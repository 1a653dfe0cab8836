/* Buffered output: every byte once, and the first failure told at the end. */
#include "base_test.h"

#include "base/out.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static int scratch_file(void)
{
	char path[] = "/tmp/keur-out-XXXXXX";
	int fd = mkstemp(path);

	assert_true(fd >= 0);
	unlink(path);
	return fd;
}

static void every_byte_once(void **state)
{
	static struct out out;
	struct buffer expected = { 0 };
	int fd = scratch_file();
	struct error err;
	uint64_t random = 3;
	char *found;
	int i;

	(void)state;
	out_start(&out, fd);
	for (i = 0; i < 3000; i++) {
		char piece[100];
		size_t length = random_next(&random) % sizeof piece;

		memset(piece, 'a' + i % 26, sizeof piece);
		out_add(&out, piece, length);
		buffer_add(&expected, piece, length);
		out_char(&out, '\n');
		buffer_string(&expected, "\n");
		out_text(&out, TEXT_LITERAL("text"));
		out_string(&out, "string");
		buffer_string(&expected, "textstring");
	}
	/* More than the buffer at once. */
	out_add(&out, expected.data, expected.length);
	assert_int_equal(out_end(&out, "f", &err), 0);
	found = malloc(expected.length);
	assert_int_equal(pread(fd, found, expected.length, 0), (ssize_t)expected.length);
	assert_memory_equal(found, expected.data, expected.length);
	assert_int_equal(pread(fd, found, expected.length, (off_t)expected.length), (ssize_t)expected.length);
	assert_memory_equal(found, expected.data, expected.length);
	assert_int_equal(lseek(fd, 0, SEEK_END), (off_t)(2 * expected.length));
	free(found);
	buffer_free(&expected);
	close(fd);
}

/* A piece that ends exactly with the buffer. */
static void full_buffer(void **state)
{
	static struct out out;
	static char block[sizeof out.data];
	int fd = scratch_file();
	struct error err;

	(void)state;
	memset(block, 'x', sizeof block);
	out_start(&out, fd);
	out_add(&out, block, sizeof block);
	out_char(&out, 'y');
	out_add(&out, "", 0);
	out_add(&out, block, sizeof block - 1);
	out_char(&out, 'z');
	assert_int_equal(out_end(&out, "f", &err), 0);
	assert_int_equal(lseek(fd, 0, SEEK_END), (off_t)(2 * sizeof block + 1));
	assert_int_equal(pread(fd, block, 2, sizeof block), 2);
	assert_memory_equal(block, "yx", 2);
	close(fd);
}

static void numbers(void **state)
{
	static struct out out;

	(void)state;
	out_start(&out, -1);
	out_number(&out, 0);
	out_char(&out, ' ');
	out_number(&out, -1);
	out_char(&out, ' ');
	out_number(&out, INT64_MAX);
	out_char(&out, ' ');
	out_number(&out, INT64_MIN);
	out.data[out.used] = '\0';
	assert_string_equal(out.data, "0 -1 9223372036854775807 -9223372036854775808");
}

static void closed_pipe(void **state)
{
	static struct out out;
	struct error err = { 0 };
	int ends[2];

	(void)state;
	signal(SIGPIPE, SIG_IGN);
	assert_int_equal(pipe(ends), 0);
	close(ends[0]);
	out_start(&out, ends[1]);
	out_string(&out, "lost");
	assert_int_equal(out_end(&out, "result.json", &err), -1);
	assert_int_equal(err.code, ERROR_IO);
	assert_string_equal(err.text, "cannot write result.json: Broken pipe");
	close(ends[1]);
}

static void full_disk(void **state)
{
	static struct out out;
	struct error err = { 0 };
	int fd = open("/dev/full", O_WRONLY | O_CLOEXEC), i;

	(void)state;
	assert_true(fd >= 0);
	out_start(&out, fd);
	for (i = 0; i < 100000; i++) /* goes on as if nothing had happened */
		out_string(&out, "0123456789");
	assert_int_equal(out_end(&out, "report.html", &err), -1);
	assert_string_equal(err.text, "cannot write report.html: No space left on device");
	/* The first failure sticks, whatever comes after. */
	close(fd);
	out_string(&out, "more");
	assert_int_equal(out_end(&out, "report.html", &err), -1);
	assert_string_equal(err.text, "cannot write report.html: No space left on device");
}

/* A reader that is slow takes a write in pieces. */
static void writes_in_pieces(void **state)
{
	static struct out out;
	struct error err;
	char piece[777];
	size_t got = 0, i;
	ssize_t n;
	int ends[2], status;
	pid_t child;

	(void)state;
	assert_int_equal(pipe(ends), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		close(ends[0]);
		out_start(&out, ends[1]);
		for (i = 0; i < 30000; i++)
			out_string(&out, "0123456789");
		_exit(out_end(&out, "pipe", &err) == 0 ? 0 : 1);
	}
	close(ends[1]);
	while ((n = read(ends[0], piece, sizeof piece)) > 0)
		for (i = 0; i < (size_t)n; i++, got++)
			if (piece[i] != (char)('0' + got % 10))
				fail_msg("byte %zu is %c", got, piece[i]);
	assert_int_equal(got, 300000);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	close(ends[0]);
}

/* Messages never end in half a character. */
static void errors_are_cut_at_a_character(void **state)
{
	struct error err;
	struct buffer text = { 0 };
	size_t at;

	(void)state;
	for (at = 0; at < 8; at++) {
		size_t i;

		buffer_clear(&text);
		for (i = 0; i < at; i++)
			buffer_string(&text, "x");
		for (i = 0; i < 300; i++)
			buffer_string(&text, "\xE2\x82\xAC");
		assert_int_equal(error_set(&err, ERROR_INPUT, "%s", text.data), -1);
		assert_int_equal(utf8_valid_prefix(err.text, strlen(err.text)), strlen(err.text));
		assert_true(strlen(err.text) > sizeof err.text - 8);
		assert_int_equal(error_system(&err, ENOENT, "%s", text.data), -1);
		assert_int_equal(utf8_valid_prefix(err.text, strlen(err.text)), strlen(err.text));
	}
	buffer_free(&text);
	assert_int_equal(error_set(&err, ERROR_USAGE, "%s: %d", "a", 3), -1);
	assert_string_equal(err.text, "a: 3");
	assert_int_equal(err.code, ERROR_USAGE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_byte_once),
		cmocka_unit_test(full_buffer),
		cmocka_unit_test(numbers),
		cmocka_unit_test(closed_pipe),
		cmocka_unit_test(full_disk),
		cmocka_unit_test(writes_in_pieces),
		cmocka_unit_test(errors_are_cut_at_a_character),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
