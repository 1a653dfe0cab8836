/* Shared memory that grows in place and, once sealed, can be written by nobody. */
#include "base_test.h"

#include "base/region.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static void grows_in_place(void **state)
{
	struct region region;
	struct error err;
	unsigned char *piece[400], *base;
	uint64_t last = 0;
	size_t i, k;

	(void)state;
	assert_int_equal(region_open(&region, &err), 0);
	base = region.base;
	assert_int_equal((uintptr_t)base % (uintptr_t)sysconf(_SC_PAGESIZE), 0);
	assert_int_equal(region_offset(&region, NULL), 0);
	for (i = 0; i < 400; i++) {
		size_t count = i % 50 == 49 ? 1500000 : i * 3;

		piece[i] = region_alloc(&region, count, 1);
		assert_int_equal((uintptr_t)piece[i] % 16, 0);
		assert_true(region_offset(&region, piece[i]) >= last); /* an empty piece takes no room */
		assert_true(region_offset(&region, piece[i]) > 0);
		last = region_offset(&region, piece[i]) + count;
		for (k = 0; k < count; k += 997)
			assert_int_equal(piece[i][k], 0);
		memset(piece[i], (int)i % 250 + 1, count);
	}
	assert_ptr_equal(region.base, base);
	for (i = 0; i < 400; i++)
		if (i % 50 == 49)
			assert_int_equal(piece[i][1499999], i % 250 + 1);
	region_close(&region);
	assert_int_equal(region.fd, -1);
	region_close(&region);
}

static void too_much(void **state)
{
	struct region region;
	struct error err;

	(void)state;
	assert_int_equal(region_open(&region, &err), 0);
	ASSERT_OUT_OF_MEMORY(region_alloc(&region, SIZE_MAX, 8));
	ASSERT_OUT_OF_MEMORY(region_alloc(&region, (size_t)1 << 36, 1));
	assert_non_null(region_alloc(&region, 1, 1));
	region_close(&region);
}

/* How a child that writes there ends. */
static int write_in_child(unsigned char *at)
{
	pid_t child = fork();
	int status;

	assert_true(child >= 0);
	if (child == 0) {
		signal(SIGSEGV, SIG_DFL); /* a sanitizer would report it and exit */
		*(volatile unsigned char *)at = 1;
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	return status;
}

static void sealed_is_read_only(void **state)
{
	struct region region, mapped;
	struct error err;
	unsigned char *data;
	int copy, status;

	(void)state;
	assert_int_equal(region_open(&region, &err), 0);
	data = region_alloc(&region, 5000, 1);
	data[4999] = 77;
	assert_int_equal(write_in_child(data), 0);
	assert_int_equal(region_seal(&region, &err), 0);
	status = write_in_child(data);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGSEGV);
	assert_int_equal(data[4999], 77);
	/* Nor by any other way to the file. */
	assert_true(mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, region.fd, 0) == MAP_FAILED);
	assert_int_equal(errno, EPERM);
	assert_true(pwrite(region.fd, "x", 1, 0) < 0);
	assert_int_equal(errno, EPERM);
	assert_int_not_equal(ftruncate(region.fd, 0), 0);
	assert_int_not_equal(ftruncate(region.fd, (off_t)1 << 30), 0);
	assert_int_not_equal(fcntl(region.fd, F_ADD_SEALS, F_SEAL_WRITE), 0); /* sealed against more seals too */

	copy = dup(region.fd);
	assert_int_equal(region_map(&mapped, copy, &err), 0);
	assert_int_equal(mapped.fd, copy);
	assert_ptr_not_equal(mapped.base, region.base);
	assert_int_equal((mapped.base + region_offset(&region, data))[4999], 77);
	assert_int_equal(mprotect(mapped.base, 4096, PROT_READ | PROT_WRITE), -1);
	status = write_in_child(mapped.base);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV);
	region_close(&mapped);
	region_close(&region);
}

static void assert_refused(int fd)
{
	struct region region;
	struct error err = { 0 };

	assert_int_equal(region_map(&region, fd, &err), -1);
	assert_string_equal(err.text, "the model that was handed over is not sealed");
	assert_null(region.base);
	region_close(&region);
}

static void unsealed_is_refused(void **state)
{
	struct region region;
	struct error err;
	int fd;

	(void)state;
	assert_int_equal(region_open(&region, &err), 0);
	region_alloc(&region, 10, 1);
	assert_refused(dup(region.fd));
	region_close(&region);
	/* Sealed against shrinking only: whoever holds it could still write. */
	fd = memfd_create("half", MFD_CLOEXEC | MFD_ALLOW_SEALING);
	assert_int_equal(ftruncate(fd, 4096), 0);
	assert_int_equal(fcntl(fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW), 0);
	assert_refused(fd);
	fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
	assert_refused(fd);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(grows_in_place),
		cmocka_unit_test(too_much),
		cmocka_unit_test(sealed_is_read_only),
		cmocka_unit_test(unsealed_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
