/* The file of pins: what it must be, what it must say, and how it is changed. */
#include "place.h"

#include "host/host_pins.h"

#include <sys/wait.h>

#define A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
#define C "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static void assert_refused(const char *path, const char *why)
{
	struct pins pins;
	struct error err;

	if (pins_read(&pins, path, false, &err) == 0)
		fail_msg("taken, instead of: %s", why);
	assert_string_equal(err.text, why);
	assert_int_equal(err.code, ERROR_INPUT);
	pins_free(&pins);
}

static void test_read(void **state)
{
	struct pins pins;
	struct error err;

	(void)state;
	place_text("plugins.lock", "# mine\n" A "  one 1.0\n\n" B "  two_2 2.0 beta \xC3\xA9\n" C "  three ");
	assert_int_equal(pins_read(&pins, "plugins.lock", false, &err), 0);
	assert_int_equal(pins.lines, 5);
	assert_string_equal(pins_find(&pins, A)->name, "one");
	assert_string_equal(pins_find(&pins, B)->version, "2.0 beta \xC3\xA9");
	assert_string_equal(pins_find_name(&pins, "three")->sha256, C);
	assert_string_equal(pins_find_name(&pins, "three")->version, "");
	assert_null(pins_find(&pins, "bbbb"));
	assert_null(pins_find_name(&pins, "on"));
	assert_null(pins_find_name(&pins, "# mine"));
	pins_free(&pins);
}

static void test_nothing(void **state)
{
	static const char *const path[] = { "no.lock", "no/such/directory/plugins.lock" };
	struct pins pins;
	struct error err;
	size_t i;

	(void)state;
	for (i = 0; i < 2; i++) {
		assert_int_equal(pins_read(&pins, path[i], false, &err), 0);
		assert_int_equal(pins.lines, 0);
		assert_null(pins_find(&pins, A));
		pins_free(&pins);
	}
	assert_int_equal(pins_read(&pins, "no.lock", true, &err), -1);
	assert_string_equal(err.text, "no.lock: there is no such file of pins; `keur plugin pin` makes it");
	pins_free(&pins);
	place_text("empty.lock", "");
	assert_int_equal(pins_read(&pins, "empty.lock", false, &err), 0);
	assert_int_equal(pins.lines, 0);
	pins_free(&pins);
}

static void test_wrong_lines(void **state)
{
#define HASH "a pin begins with the file's SHA-256: 64 hexadecimal digits in lower case, as sha256sum writes them"
#define NAME "here stands the plugin's name: lower-case letters, digits and underscores, a letter first, at most 64"
#define BYTES "this line is not UTF-8, or has control characters (lines end with a line feed alone)"
#define NAME_64 "n234567890123456789012345678901234567890123456789012345678901234"
	static const struct {
		const char *text, *why;
	} wrong[] = {
		{ A "  one 1.0\naaa  two 1\n", "w.lock:2:4: " HASH },
		{ "AAAA", "w.lock:1:1: " HASH },
		{ " " A "  one 1\n", "w.lock:1:1: " HASH },
		{ "#\n" A, "w.lock:2:65: after the 64 digits come two blanks, the plugin's name, a blank and its version" },
		{ A "f  one 1\n", "w.lock:1:65: after the 64 digits come two blanks, the plugin's name, a blank and its version" },
		{ A " one 1\n", "w.lock:1:65: after the 64 digits come two blanks, the plugin's name, a blank and its version" },
		{ A "\tone 1\n", "w.lock:1:65: " BYTES },
		{ A "   one 1\n", "w.lock:1:67: " NAME },
		{ A "  ./one.so 1\n", "w.lock:1:67: " NAME },
		{ A "  " NAME_64 "5 1\n", "w.lock:1:67: " NAME },
		{ A "  one", "w.lock:1:70: after the plugin's name come a blank and its version" },
		{ A "  one.so 1", "w.lock:1:70: after the plugin's name come a blank and its version" },
		{ A "  one 1\r\n", "w.lock:1:72: " BYTES },
		{ "# caf\xE9\n", "w.lock:1:6: " BYTES },
		{ A "  one 1\n" B "  one 2\n", "w.lock:2:67: this plugin has a pin further up: keep the one that is meant" },
		{ A "  one 1\n" A "  two 1\n", "w.lock:2:1: this file has a pin further up, under another name: keep the one that is meant" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		place_text("w.lock", wrong[i].text);
		assert_refused("w.lock", wrong[i].why);
	}
	place_text("w.lock", A "  " NAME_64 " 1\n");
	{
		struct pins pins;
		struct error err;

		assert_int_equal(pins_read(&pins, "w.lock", false, &err), 0);
		pins_free(&pins);
	}
}

/* Who could write the file decides what runs. */
static void test_owners(void **state)
{
	char *large = calloc(1, 1024 * 1024 + 2);

	(void)state;
	place_text("o.lock", A "  one 1\n");
	assert_int_equal(chmod("o.lock", 0620), 0);
	assert_refused("o.lock", "o.lock: can be written by others than its owner; to mend it: chmod go-w o.lock");
	assert_int_equal(chmod("o.lock", 0602), 0);
	assert_refused("o.lock", "o.lock: can be written by others than its owner; to mend it: chmod go-w o.lock");
	assert_int_equal(chmod("o.lock", 0600), 0);
	place_text("an o.lock", "");
	assert_int_equal(chmod("an o.lock", 0666), 0);
	assert_refused("an o.lock", "an o.lock: can be written by others than its owner; to mend it: chmod go-w 'an o.lock'");
	assert_int_equal(symlink("o.lock", "link.lock"), 0);
	assert_refused("link.lock", "link.lock: is a symbolic link: name the file itself");
	assert_int_equal(mkdir("directory.lock", 0700), 0);
	assert_refused("directory.lock", "directory.lock: is not a regular file");
	assert_int_equal(mkfifo("fifo.lock", 0600), 0);
	assert_refused("fifo.lock", "fifo.lock: is not a regular file");
	assert_int_equal(mkdir("open", 0700), 0);
	place_text("open/o.lock", A "  one 1\n");
	assert_int_equal(chmod("open", 0770), 0);
	assert_refused("open/o.lock", "open/o.lock: its directory can be written by others than its owner; to mend it: chmod go-w open");
	assert_int_equal(chmod("open", 01777), 0);
	assert_refused("open/o.lock", "open/o.lock: its directory open is one where others keep files too: keep it in a directory of your own");
	if (geteuid() == 0) {
		assert_int_equal(chmod("open", 0755), 0);
		assert_int_equal(chown("open", 12345, 0), 0);
		assert_refused("open/o.lock", "open/o.lock: its directory open belongs to user 12345, not to you or root: keep it in a directory of your "
			"own");
		assert_int_equal(chown("o.lock", 12345, 0), 0);
		assert_refused("o.lock", "o.lock: belongs to user 12345, not to you or root: copy it to a place of your own and look at it first");
	}
	assert_non_null(large);
	memset(large, '#', 1024 * 1024 + 1);
	place_text("large.lock", large);
	assert_refused("large.lock", "large.lock: is larger than 1024 KB");
	free(large);
}

static void assert_file(const char *path, const char *expected)
{
	char *text = place_read(path, NULL);

	assert_string_equal(text, expected);
	free(text);
}

static unsigned mode(const char *path)
{
	struct stat info;

	assert_int_equal(stat(path, &info), 0);
	return info.st_mode & 0777;
}

static void test_change(void **state)
{
#define HEADING "# Plugins that keur may run: the SHA-256 of the file, the plugin's name, its version.\n" \
	"# Written by `keur plugin pin`; take a line away to withdraw its approval.\n"
	struct pins pins;
	struct error err;
	mode_t mask = umask(0);

	(void)state;
	assert_int_equal(pins_open(&pins, "new/deep/plugins.lock", &err), 0);
	pins_set(&pins, "one", "1.0", A);
	assert_int_equal(pins_save(&pins, &err), 0);
	pins_free(&pins);
	umask(mask);
	assert_int_equal(mode("new"), 0700);
	assert_int_equal(mode("new/deep"), 0700);
	assert_int_equal(mode("new/deep/plugins.lock"), 0600);
	assert_file("new/deep/plugins.lock", HEADING A "  one 1.0\n");

	/* Comments and the order stay; a name that was left behind by an interrupted run is in nobody's way. */
	place_text("new/deep/plugins.lock", "# mine\n" A "  one 1.0\n\n" B "  two 2\n# end");
	place_text("new/deep/.plugins.lock.new", "half a li");
	assert_int_equal(pins_open(&pins, "new/deep/plugins.lock", &err), 0);
	pins_set(&pins, "one", "1.1", C);
	pins_set(&pins, "three", "3", A);
	assert_int_equal(pins_save(&pins, &err), 0);
	pins_free(&pins);
	assert_file("new/deep/plugins.lock", "# mine\n" C "  one 1.1\n\n" B "  two 2\n# end\n" A "  three 3\n");
	assert_int_equal(access("new/deep/.plugins.lock.new", F_OK), -1);
}

/* One file, one pin: pinned again under another name, it takes the place of the pin it had. What is written can be read. */
static void test_other_name(void **state)
{
	static const struct {
		const char *before, *name, *sha256, *after;
	} change[] = {
		{ "#\n" A "  better 1\n" B "  two 2\n", "good", A, "#\n" A "  good 1.1\n" B "  two 2\n" },
		/* This name and these bytes each have a pin. */
		{ "#\n" A "  better 1\n\n" B "  good 2\n", "good", A, "#\n\n" A "  good 1.1\n" },
		{ "#\n" B "  good 2\n\n" A "  better 1\n#\n", "good", A, "#\n" A "  good 1.1\n\n#\n" },
		{ "#\n" A "  good 1\n", "good", A, "#\n" A "  good 1.1\n" },
	};
	struct pins pins;
	struct error err;
	size_t i;

	(void)state;
	assert_int_equal(mkdir("names", 0700), 0);
	for (i = 0; i < sizeof change / sizeof *change; i++) {
		place_text("names/plugins.lock", change[i].before);
		assert_int_equal(pins_open(&pins, "names/plugins.lock", &err), 0);
		pins_set(&pins, change[i].name, "1.1", change[i].sha256);
		assert_int_equal(pins_save(&pins, &err), 0);
		pins_free(&pins);
		assert_file("names/plugins.lock", change[i].after);
		assert_int_equal(pins_read(&pins, "names/plugins.lock", false, &err), 0);
		pins_free(&pins);
	}
}

static void test_no_change(void **state)
{
	struct pins pins;
	struct error err;

	(void)state;
	place_text("a-file", "");
	assert_int_equal(pins_open(&pins, "a-file/plugins.lock", &err), -1);
	assert_string_equal(err.text, "a-file/plugins.lock: its directory a-file cannot be opened: Not a directory");
	pins_free(&pins);
	assert_int_equal(mkdir("shared", 0700), 0);
	assert_int_equal(chmod("shared", 0777), 0);
	assert_int_equal(pins_open(&pins, "shared/plugins.lock", &err), -1);
	assert_string_equal(err.text, "shared/plugins.lock: its directory can be written by others than its owner; to mend it: chmod go-w shared");
	pins_free(&pins);
	/* What cannot be read is not written over. */
	assert_int_equal(mkdir("bad", 0700), 0);
	place_text("bad/plugins.lock", "?\n");
	assert_int_equal(pins_open(&pins, "bad/plugins.lock", &err), -1);
	pins_free(&pins);
	assert_file("bad/plugins.lock", "?\n");
	/* Something in the place of the file. */
	assert_int_equal(pins_open(&pins, "bad/other.lock", &err), 0);
	assert_int_equal(mkdir("bad/other.lock", 0700), 0);
	assert_int_equal(pins_save(&pins, &err), -1);
	assert_string_equal(err.text, "cannot write bad/other.lock: Is a directory");
	assert_int_equal(access("bad/.other.lock.new", F_OK), -1);
	pins_free(&pins);
}

enum { WRITERS = 4, EACH = 25 };

/* Several at once: no pin is lost. */
static void test_together(void **state)
{
	struct pins pins;
	struct error err;
	unsigned i, k;
	int status;

	(void)state;
	for (i = 0; i < WRITERS; i++)
		if (fork() == 0) {
			for (k = 0; k < EACH; k++) {
				char name[32], hash[65];

				snprintf(name, sizeof name, "p%u_%u", i, k);
				snprintf(hash, sizeof hash, "%032x%032x", i, k);
				if (pins_open(&pins, "together/plugins.lock", &err) != 0)
					_exit(1);
				pins_set(&pins, name, "1", hash);
				if (pins_save(&pins, &err) != 0)
					_exit(1);
				pins_free(&pins);
			}
			_exit(0);
		}
	for (i = 0; i < WRITERS; i++) {
		assert_true(wait(&status) > 0);
		assert_int_equal(status, 0);
	}
	assert_int_equal(pins_read(&pins, "together/plugins.lock", false, &err), 0);
	assert_int_equal(pins.lines, 2 + WRITERS * EACH);
	pins_free(&pins);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_read),
		cmocka_unit_test(test_nothing),
		cmocka_unit_test(test_wrong_lines),
		cmocka_unit_test(test_owners),
		cmocka_unit_test(test_change),
		cmocka_unit_test(test_other_name),
		cmocka_unit_test(test_no_change),
		cmocka_unit_test(test_together),
	};

	return cmocka_run_group_tests(tests, place_enter, place_leave);
}
