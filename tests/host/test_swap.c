/* Somebody exchanges the plugin's file while it is opened, by every way there is: another file renamed over it, its bytes written over in
 * place, a link in its place. Of thousands of tries some are accepted and some refused; never is one accepted whose bytes are not the pinned.
 *
 * KEUR_SWAPS in the environment: how many tries (ctest -C full -L full: 100,000). */
#include "fixture.h"
#include "place.h"

#include "base/digest.h"
#include "host/host_image.h"
#include "host/host_pins.h"
#include "host/host_trust.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>

enum { TRIES = 2000, DESCRIBED = 40 /* every so many goes through a worker */, LEAST = 20 };

static atomic_bool done;
static atomic_uint exchanges;

/* Until the other has gone on: a try begins while the next exchange does. */
static void wait_for_exchange(void)
{
	unsigned seen = atomic_load(&exchanges);

	while (atomic_load(&exchanges) == seen)
		sched_yield();
}

static void write_over(const char *bytes, size_t length)
{
	int fd = open("p.so", O_WRONLY | O_NOFOLLOW);

	if (fd < 0)
		return; /* a link, just now */
	if (pwrite(fd, bytes, length, 0) != (ssize_t)length || ftruncate(fd, (off_t)length) != 0)
		perror("p.so");
	close(fd);
}

static void renamed(const char *bytes, size_t length)
{
	place_write("other", bytes, length);
	if (rename("other", "p.so") != 0)
		perror("rename");
}

static void linked(const char *to)
{
	unlink("link");
	if (symlink(to, "link") != 0 || rename("link", "p.so") != 0)
		perror("link");
}

static void *exchange(void *unused)
{
	size_t good, evil;
	char *good_bytes = place_read(PLUGIN("good"), &good), *evil_bytes = place_read(PLUGIN("swapped"), &evil);
	uint32_t random = 1;

	(void)unused;
	while (!atomic_load(&done)) {
		random = random * 1664525 + 1013904223;
		switch (random >> 28) {
		case 0: case 1: case 2: case 3: case 4:
			renamed(evil_bytes, evil);
			break;
		case 5: case 6: case 7:
			write_over(evil_bytes, evil);
			break;
		case 8: case 9: case 10: /* in place as well, back to what is pinned */
			write_over(good_bytes, good);
			break;
		case 11:
			linked(PLUGIN("swapped"));
			break;
		default:
			renamed(good_bytes, good);
			break;
		}
		atomic_fetch_add(&exchanges, 1);
	}
	free(good_bytes);
	free(evil_bytes);
	return NULL;
}

/* What the sealed copy really holds. */
static void hash_of(int image, char sha256[65])
{
	struct digest *digest = digest_new();
	unsigned char block[4096], hash[DIGEST_SIZE];
	off_t at = 0;
	ssize_t n;

	while ((n = pread(image, block, sizeof block, at)) > 0) {
		digest_add(digest, block, (size_t)n);
		at += n;
	}
	assert_int_equal(n, 0);
	digest_end(digest, hash);
	digest_free(digest);
	digest_hex(hash, sizeof hash, sha256);
}

/* How it must not be done: looks at the path, then loads from the path. True when what it would load is not what it looked at; that this
 * happens shows that the exchanges do come in between. */
static bool fooled(const char *pinned)
{
	char hash[65];
	int fd = open("p.so", O_RDONLY);

	if (fd < 0)
		return false;
	hash_of(fd, hash);
	close(fd);
	if (strcmp(hash, pinned) != 0)
		return false;
	fd = open("p.so", O_RDONLY);
	if (fd < 0)
		return false;
	hash_of(fd, hash);
	close(fd);
	return strcmp(hash, pinned) != 0;
}

struct count {
	unsigned accepted, refused, unverified;
};

/* Accepted or refused as host_describe does it, without the worker. */
static void look(const struct host_trust *trust, const char *pinned, struct count *count)
{
	struct host_plugin plugin = { .declared = { .path = "p.so", .name = "p" }, .image = -1 };
	struct buffer refused = { 0 };
	struct image image;
	struct error err;
	char hash[65];

	if (image_open("p.so", &image, &refused, &err) != 0)
		fail_msg("%s", err.text);
	memcpy(plugin.declared.sha256, image.sha256, sizeof image.sha256);
	if (image.fd >= 0 && trust_check(trust, &plugin, &image, &refused)) {
		hash_of(image.fd, hash);
		count->accepted++;
		count->unverified += strcmp(hash, pinned) != 0;
	} else {
		assert_true(refused.length > 0);
		count->refused++;
	}
	if (image.fd >= 0)
		close(image.fd);
	buffer_free(&refused);
	declared_free(&plugin.declared);
}

/* The whole way: what runs calls itself by the pinned one's name, in a worker that was given those bytes. */
static void load(const struct host_options *options, const char *pinned, struct count *count)
{
	struct host_plugin plugin;
	struct error err;
	char hash[65];

	if (host_describe(&plugin, "p.so", options, &err) != 0)
		fail_msg("%s", err.text);
	if (plugin.refused) {
		count->refused++;
	} else {
		hash_of(plugin.image, hash);
		count->accepted++;
		count->unverified += strcmp(hash, pinned) != 0 || strcmp(plugin.declared.name, "good") != 0;
	}
	host_plugin_free(&plugin);
}

static void test_swap(void **state)
{
	const char *wanted = getenv("KEUR_SWAPS");
	unsigned tries = wanted ? (unsigned)strtoul(wanted, NULL, 10) : TRIES, fools = 0, i;
	const struct host_options open_to_all = { .worker = WORKER };
	struct count looked = { 0 }, loaded = { 0 };
	struct host_trust trust = { .pin_options = "" };
	const struct host_options options = { .worker = WORKER, .trust = &trust };
	struct host_plugin plugin;
	struct pins pins;
	struct error err;
	pthread_t thread;
	char pinned[65];

	(void)state;
	place_copy(PLUGIN("good"), "p.so");
	assert_int_equal(host_describe(&plugin, "p.so", &open_to_all, &err), 0);
	memcpy(pinned, plugin.declared.sha256, sizeof pinned);
	host_plugin_free(&plugin);
	assert_int_equal(pins_read(&pins, "none.lock", false, &err), 0);
	pins_set(&pins, "good", "1.0", pinned);
	trust.pins = &pins;
	assert_int_equal(pthread_create(&thread, NULL, exchange, NULL), 0);
	for (i = 0; i < tries; i++) {
		wait_for_exchange();
		if (i % DESCRIBED == 0)
			load(&options, pinned, &loaded);
		else
			look(&trust, pinned, &looked);
		fools += fooled(pinned);
	}
	atomic_store(&done, true);
	assert_int_equal(pthread_join(thread, NULL), 0);
	print_message("looked at: %u accepted, %u refused, %u unverified; loaded: %u accepted, %u refused, %u unverified; by the path it "
		"would have been %u\n", looked.accepted, looked.refused, looked.unverified, loaded.accepted, loaded.refused, loaded.unverified, fools);
	assert_int_equal(looked.unverified, 0);
	assert_int_equal(loaded.unverified, 0);
	/* Or nothing was tried. */
	assert_true(looked.accepted > LEAST && looked.refused > LEAST);
	assert_true(loaded.accepted > 0 && loaded.refused > 0 && fools > 0);
	pins_free(&pins);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_swap),
	};

	return cmocka_run_group_tests(tests, place_enter, place_leave);
}
