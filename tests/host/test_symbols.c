/* What a shared object gives and takes: of a real one, and of what is left when bytes of it are turned or cut off. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "host/host_symbols.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static unsigned char *image;
static size_t length;

static void read_bytes(struct host_symbols *symbols, const unsigned char *bytes, size_t size)
{
	int fd = memfd_create("test", MFD_CLOEXEC);
	struct error err;

	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, size), size);
	assert_int_equal(host_symbols_read(symbols, fd, &err), 0);
	close(fd);
}

static void test_good(void **state)
{
	struct host_symbols symbols;
	size_t i, libc = 0, plugin = 0;

	(void)state;
	read_bytes(&symbols, image, length);
	assert_true(symbols.read);
	for (i = 0; i < symbols.givens; i++) /* sanitizers give some as well */
		plugin += strcmp(symbols.given[i], "keur_plugin_v1") == 0;
	assert_int_equal(plugin, 1);
	assert_true(symbols.stamp.magic == KEUR_ABI_MAGIC);
	assert_int_equal(symbols.stamp.minor, KEUR_ABI_MINOR);
	for (i = 0; i < symbols.neededs; i++)
		libc += strncmp(symbols.needed[i], "libc.so.", 8) == 0;
	assert_int_equal(libc, 1);
	host_symbols_free(&symbols);
}

/* Nothing is read outside the file: sanitizers and valgrind watch. */
static void test_damaged(void **state)
{
	unsigned char *bytes = mem_alloc(length);
	struct host_symbols symbols;
	size_t i;

	(void)state;
	for (i = 1; i < length; i += length / 97) {
		read_bytes(&symbols, image, i);
		host_symbols_free(&symbols);
	}
	/* The headers of the file and of its sections, byte by byte. */
	for (i = 0; i < 64 + 40 * 64; i++) {
		size_t at = i < 64 ? i : length - (i - 63);

		memcpy(bytes, image, length);
		bytes[at] ^= 0xFF;
		read_bytes(&symbols, bytes, length);
		host_symbols_free(&symbols);
	}
	free(bytes);
}

static void test_empty(void **state)
{
	struct host_symbols symbols;
	struct error err;
	int fd = memfd_create("test", MFD_CLOEXEC);

	(void)state;
	assert_int_equal(host_symbols_read(&symbols, fd, &err), -1);
	close(fd);
}

static int load(void **state)
{
	int fd = open(KEUR_BINARY_DIR "/plugins/remote_access.so", O_RDONLY | O_CLOEXEC);
	struct stat info;

	(void)state;
	if (fd < 0 || fstat(fd, &info) != 0)
		return -1;
	length = (size_t)info.st_size;
	image = mem_alloc(length);
	if (read(fd, image, length) != info.st_size)
		return -1;
	return close(fd);
}

static int unload(void **state)
{
	(void)state;
	free(image);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_good),
		cmocka_unit_test(test_damaged),
		cmocka_unit_test(test_empty),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
