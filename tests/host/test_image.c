/* A plugin's file that goes wrong while it is copied: that is the file's fault, not ours. */
#include "place.h"

#include "host/host_image.h"

#include <errno.h>

#define GOOD KEUR_BINARY_DIR "/tests/host-plugins/good.so"

static enum { AS_IT_IS, FAILS, GROWS } file;
static unsigned reads, interrupted;

ssize_t __real_read(int fd, void *data, size_t length);
ssize_t __wrap_read(int fd, void *data, size_t length);

ssize_t __wrap_read(int fd, void *data, size_t length)
{
	if (interrupted) {
		interrupted--;
		errno = EINTR;
		return -1;
	}
	if (file == FAILS && ++reads == 2) {
		errno = EIO;
		return -1;
	}
	if (file == GROWS) {
		memset(data, 0x7F, length);
		return (ssize_t)length;
	}
	return __real_read(fd, data, length);
}

static void assert_refused(const char *why)
{
	struct buffer refused = { 0 };
	struct image image;
	struct error err;

	reads = 0;
	if (image_open(GOOD, &image, &refused, &err) != 0)
		fail_msg("the host failed: %s", err.text);
	assert_string_equal(buffer_view(&refused).data, why);
	assert_int_equal(image.fd >= 0, !*why);
	assert_int_equal(strlen(image.sha256), *why ? 0 : 64);
	if (image.fd >= 0)
		close(image.fd);
	buffer_free(&refused);
}

static void test_reads(void **state)
{
	(void)state;
	interrupted = 1;
	assert_refused("");
	file = FAILS;
	assert_refused("cannot be read: Input/output error");
	file = GROWS;
	assert_refused("is larger than 64 MB");
	file = AS_IT_IS;
	assert_refused("");
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_reads) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
