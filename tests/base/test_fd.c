/* Descriptors: all of it is written, what is sealed stays as it is, and a view of it shows it. */
#include "base_test.h"

#include "base/fd.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

/* What was sealed reads as it was written, and nobody changes it. */
static void sealed(void **state)
{
	int fd = fd_memory("keur-test");
	struct text view;

	(void)state;
	assert_true(fd >= 0);
	assert_int_equal(fcntl(fd, F_GETFD) & FD_CLOEXEC, FD_CLOEXEC);
	assert_false(fd_map(fd, &view));
	assert_int_equal(errno, EINVAL);
	fd_unmap(view);
	assert_true(fd_write(fd, "one ", 4));
	assert_true(fd_write(fd, "two", 3));
	assert_true(fd_write(fd, NULL, 0));
	assert_true(fd_seal(fd));
	assert_false(fd_write(fd, "x", 1));
	assert_int_equal(pwrite(fd, "x", 1, 0), -1);
	assert_int_equal(ftruncate(fd, 0), -1);
	assert_int_equal(ftruncate(fd, 100), -1);
	assert_int_equal(fcntl(fd, F_ADD_SEALS, F_SEAL_FUTURE_WRITE), -1);
	assert_true(fd_map(fd, &view));
	assert_true(text_is(view, "one two"));
	fd_unmap(view);
	close(fd);
}

/* A pipe takes a little at a time; a reader that is gone is a failure. */
static void pieces(void **state)
{
	static char data[200000], got[sizeof data];
	size_t have = 0;
	int end[2];
	pid_t pid;

	(void)state;
	memset(data, 'k', sizeof data);
	assert_int_equal(pipe(end), 0);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		close(end[0]);
		_exit(fd_write(end[1], data, sizeof data) ? 0 : 1);
	}
	close(end[1]);
	for (;;) {
		ssize_t n = read(end[0], got + have, sizeof got - have < 999 ? sizeof got - have : 999);

		assert_true(n >= 0);
		if (n == 0)
			break;
		have += (size_t)n;
	}
	assert_int_equal(have, sizeof data);
	assert_memory_equal(got, data, sizeof data);
	close(end[0]);
	assert_false(fd_write(-1, "x", 1));
	assert_int_equal(errno, EBADF);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sealed),
		cmocka_unit_test(pieces),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
