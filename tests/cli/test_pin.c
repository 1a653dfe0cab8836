/* From a stranger's file to an answer: refused, looked at, pinned, run, exchanged, refused; and the same with signatures. */
#include "cli/program.h"

#define PLUGIN(name) KEUR_BINARY_DIR "/tests/host-plugins/" name ".so"
#define BUNDLED(name) KEUR_BINARY_DIR "/plugins/" name ".so"
#define RIGHT "keur: 1\nnetwork: {operator: Example, country: NL, as_of: 2026-11-01}\ncomponents:\n  - {id: amf-1, function: AMF}\n"

static void copy(const char *from, const char *to)
{
	size_t length;
	char *bytes = read_file(from, &length);

	write_bytes(to, bytes, length);
	free(bytes);
}

/* What says who is trusted is nobody else's to write, whatever this user's umask is. */
static void write_own(const char *path, const char *text)
{
	write_text(path, text);
	assert_int_equal(chmod(path, 0600), 0);
}

/* A plugin's digits are those of this build: x stands for them; and ~ for the directory of this run. */
static char *without_digits(char *text)
{
	size_t run = 0, room = strlen(program_room);
	char *at;

	while ((at = strstr(text, program_room)) != NULL) {
		*at = '~';
		memmove(at + 1, at + room, strlen(at + room) + 1);
	}
	for (at = text; *at; at++) {
		run = (*at >= '0' && *at <= '9') || (*at >= 'a' && *at <= 'f') ? run + 1 : 0;
		if (run == 16)
			memset(at - 15, 'x', 16);
		else if (run > 16)
			*at = 'x';
	}
	return text;
}

static void expect(struct said said, int code, const char *golden_out, const char *golden_err)
{
	assert_code(&said, code);
	if (golden_out)
		assert_golden(golden_out, without_digits(said.out));
	if (golden_err)
		assert_golden(golden_err, without_digits(said.err));
	else
		assert_string_equal(said.err, "");
	said_free(&said);
}

static unsigned mode(const char *path)
{
	struct stat info;

	assert_int_equal(stat(path, &info), 0);
	return info.st_mode & 07777;
}

static void expect_ran(struct said said, const char *member)
{
	assert_non_null(strstr(said.out, member));
	assert_null(strstr(said.out, "\"status\": \"refused\""));
	said_free(&said);
}

static int begin(void **state)
{
	if (enter_room(state) != 0)
		return -1;
	write_text("right.yaml", RIGHT);
	copy(PLUGIN("good"), "good.so");
	return 0;
}

static void test_pin(void **state)
{
	(void)state;
	expect(RUN("assess", "right.yaml", "--plugin", "./good.so", "--quiet"), 3, NULL, "pin-unpinned");
	assert_false(exists(".config"));
	expect(RUN("plugin", "pin", "./good.so"), 0, "pin-new", NULL);
	assert_int_equal(mode(".config/keur"), 0700);
	assert_int_equal(mode(".config/keur/plugins.lock"), 0600);
	expect_ran(RUN("assess", "right.yaml", "--plugin", "./good.so", "--format", "json"), "\"name\": \"good\", \"version\": \"1.0\"");
	expect(RUN("plugin", "pin", "./good.so"), 0, "pin-again", NULL);
	/* One more byte. */
	{
		FILE *file = fopen("good.so", "ab");

		assert_non_null(file);
		assert_int_equal(fputc(0, file), 0);
		assert_int_equal(fclose(file), 0);
	}
	expect(RUN("assess", "right.yaml", "--plugin", "./good.so", "--quiet"), 3, NULL, "pin-changed");
	expect(RUN("plugin", "pin", "good.so"), 0, "pin-replaced", NULL);
	expect_ran(RUN("assess", "right.yaml", "--plugin", "good.so", "--format", "json"), "\"signer\": null");
	/* Bundled plugins need no pin; other pins are other pins. */
	write_own("other.lock", "# nothing yet\n");
	expect_ran(RUN("assess", "right.yaml", "--pins", "other.lock", "--format", "json"), "\"name\": \"vendor_trust\"");
	expect(RUN("assess", "right.yaml", "--plugin", "good.so", "--pins", "other.lock", "--quiet"), 3, NULL, "pin-other");
	expect(RUN("plugin", "pin", "good.so", "--pins", "mine/other.lock"), 0, NULL, NULL);
	expect_ran(RUN("assess", "right.yaml", "--plugin", "good.so", "--pins", "mine/other.lock", "--format", "json"), "\"name\": \"good\"");
}

/* What keur makes of plugins: those that came with it, those that are pinned, those that are not. */
/* What is approved is what is read: the plugin's own words do not come to stand where keur's would. */
static void test_forged_summary(void **state)
{
	struct said said = RUN("plugin", "pin", KEUR_BINARY_DIR "/tests/unfit-plugins/forged.so", "--pins=./forged.lock");

	(void)state;
	assert_code(&said, 0);
	assert_non_null(strstr(said.out, "\n  summary   for tests signer The authority itself, for all parts of every network there is\n"));
	assert_non_null(strstr(said.out, "\n  signer    unsigned\n"));
	said_free(&said);
}

static void test_list(void **state)
{
	struct said said;
	const char *at;

	(void)state;
	copy(PLUGIN("good"), "good.so");
	copy(PLUGIN("swapped"), "swapped.so");
	write_own("list.lock", "");
	expect(RUN("plugin", "pin", "good.so", "--pins", "list.lock"), 0, NULL, NULL);
	expect(RUN("plugin", "list", "--plugin", "good.so", "--plugin", "swapped.so", "--pins", "list.lock"), 0, "pin-list", NULL);
	said = RUN("plugin", "list", "--json", "--plugin", "good.so", "--plugin", "swapped.so", "--pins", "list.lock");
	assert_non_null(strstr(said.out, "\"bundled\": true, \"pinned\": false"));
	at = strstr(said.out, "\"name\": \"good\"");
	assert_non_null(at);
	at = strstr(at, "\"bundled\": false, \"pinned\": ");
	assert_non_null(at);
	assert_int_equal(strncmp(at, "\"bundled\": false, \"pinned\": true, \"signer\": null", 48), 0);
	at = strstr(at, "\"name\": \"swapped\"");
	assert_non_null(at);
	assert_non_null(strstr(at, "\"bundled\": false, \"pinned\": false, \"signer\": null"));
	said_free(&said);
	expect(RUN("plugin", "list", "--pins", "no.lock"), 1, "pin-empty", "pin-no-pins");
	expect(RUN("plugin", "list", "--keys", "no.keys"), 1, "pin-empty", "pin-no-keys");
}

/* A name of a file that would paint a screen, wherever it is said. */
static void test_strange_name(void **state)
{
	static const char strange[] = "\033[2Jgood.so";
	static const char *const run_with[][6] = {
		{ "assess", "right.yaml", "--quiet", "--plugin", strange, NULL },
		{ "assess", "--quiet", strange, NULL },
		{ "assess", "right.yaml", "--pins", strange, NULL },
		{ "assess", "right.yaml", "--without", strange, NULL },
		{ "plugin", "pin", "missing\033[2J.so", NULL },
		{ "plugin", "pin", strange, NULL },
		{ "plugin", "list", "--plugin", strange, NULL },
		{ "plugin", "check", strange, NULL },
		{ "plugin", "help", strange, NULL },
		{ "plugin", "help", "\033[2J", NULL },
		{ "plugin", strange, NULL },
		{ "policy", "show", strange, NULL },
		{ "explain", strange, "x", NULL },
		{ strange, NULL },
	};
	size_t i;

	(void)state;
	copy(PLUGIN("good"), strange);
	for (i = 0; i < sizeof run_with / sizeof *run_with; i++) {
		struct said said = run(run_with[i]);

		if (strchr(said.err, '\033') || strchr(said.out, '\033'))
			fail_msg("%s %s: raw: %s%s", run_with[i][0], run_with[i][1], said.out, said.err);
		if (!strstr(said.err, "\\u{1B}[2J") && !strstr(said.out, "\\u{1B}[2J") && !strstr(said.out, "ok, "))
			fail_msg("%s %s: not said: %s%s", run_with[i][0], run_with[i][1], said.out, said.err);
		said_free(&said);
	}
	assert_int_equal(unlink(strange), 0);
}

/* Pinned under a name that it does not have: what keur then says to do, helps. */
static void test_other_name(void **state)
{
	char *text, *name;

	(void)state;
	expect(RUN("plugin", "pin", "good.so", "--pins", "mine/named.lock"), 0, NULL, NULL);
	text = read_file("mine/named.lock", NULL);
	name = strstr(text, "  good 1.0\n");
	assert_non_null(name);
	memcpy(name, "  goed", 6);
	write_own("mine/named.lock", text);
	free(text);
	expect(RUN("assess", "right.yaml", "--plugin", "good.so", "--pins", "mine/named.lock", "--quiet"), 3, NULL, "pin-misnamed");
	expect(RUN("plugin", "pin", "good.so", "--pins", "mine/named.lock"), 0, "pin-renamed", NULL);
	expect_ran(RUN("assess", "right.yaml", "--plugin", "good.so", "--pins", "mine/named.lock", "--format", "json"), "\"name\": \"good\"");
}

/* $XDG_CONFIG_HOME counts when it is absolute. */
static void test_place(void **state)
{
	char path[256];

	(void)state;
	copy(PLUGIN("good"), "good.so");
	snprintf(path, sizeof path, "%s/xdg", program_room);
	setenv("XDG_CONFIG_HOME", path, 1);
	expect(RUN("plugin", "pin", "good.so"), 0, NULL, NULL);
	assert_true(exists("xdg/keur/plugins.lock"));
	setenv("XDG_CONFIG_HOME", "relative", 1);
	expect(RUN("plugin", "pin", "good.so"), 0, NULL, NULL);
	assert_false(exists("relative"));
	unsetenv("XDG_CONFIG_HOME");
}

static void test_refusals(void **state)
{
	size_t before, after;
	char *text, *now;

	(void)state;
	copy(PLUGIN("good"), "good.so");
	write_text("text.so", "I am a text.\n");
	expect(RUN("plugin", "pin", "good.so"), 0, NULL, NULL);
	text = read_file(".config/keur/plugins.lock", &before);
	expect(RUN("plugin", "pin", PLUGIN("swapped"), "text.so"), 2, NULL, "pin-text");
	expect(RUN("plugin", "pin", "missing.so"), 2, NULL, "pin-missing");
	copy(BUNDLED("vendor_trust"), "vendor_trust.so");
	expect(RUN("plugin", "pin", "vendor_trust.so"), 2, NULL, "pin-bundled");
	copy(PLUGIN("good"), "too.so");
	expect(RUN("plugin", "pin", "good.so", "too.so"), 2, NULL, "pin-two");
	expect(RUN("plugin", "pin"), 1, NULL, "pin-nothing");
	expect(RUN("plugin", "pin", "good.so", "--pin", "x"), 1, NULL, "pin-option");
	now = read_file(".config/keur/plugins.lock", &after);
	assert_string_equal(now, text);
	free(text);
	free(now);
}

/* Under umask 002 a linker leaves a file that the user's group may write. */
static void test_group(void **state)
{
	(void)state;
	copy(PLUGIN("good"), "grouped so.so");
	assert_int_equal(chown("grouped so.so", (uid_t)-1, getegid()), 0);
	assert_int_equal(chmod("grouped so.so", 0775), 0);
	write_own("mine/the lock", "");
	expect(RUN("assess", "right.yaml", "--plugin", "grouped so.so", "--pins", "mine/the lock", "--quiet"), 3, NULL, "pin-grouped");
	expect(RUN("plugin", "pin", "grouped so.so", "--pins", "mine/the lock"), 0, NULL, NULL);
	expect_ran(RUN("assess", "right.yaml", "--plugin", "grouped so.so", "--pins", "mine/the lock", "--format", "json"), "\"name\": \"good\"");
	expect_ran(RUN("plugin", "list", "--plugin", "grouped so.so"), "good ");
	assert_int_equal(chmod("grouped so.so", 0777), 0);
	expect(RUN("plugin", "pin", "grouped so.so", "--pins", "mine/the lock"), 2, NULL, "pin-others");
}

/* What decides what runs must be the user's own. */
static void test_files(void **state)
{
	(void)state;
	copy(PLUGIN("good"), "good.so");
	assert_int_equal(mkdir("own", 0700), 0);
	write_text("own/pins.lock", "");
	assert_int_equal(chmod("own/pins.lock", 0666), 0);
	expect(RUN("assess", "right.yaml", "--plugin", "good.so", "--pins", "own/pins.lock", "--quiet"), 1, "pin-empty", "pin-writable");
	expect(RUN("plugin", "pin", "good.so", "--pins", "own/pins.lock"), 1, "pin-empty", "pin-writable");
	assert_int_equal(chmod("own/pins.lock", 0600), 0);
	assert_int_equal(chmod("own", 0777), 0);
	expect(RUN("assess", "right.yaml", "--plugin", "good.so", "--pins", "own/pins.lock", "--quiet"), 1, "pin-empty", "pin-directory");
	assert_int_equal(chmod("own", 0700), 0);
	write_own("own/pins.lock", "\n0123\n");
	expect(RUN("assess", "right.yaml", "--plugin", "good.so", "--pins", "own/pins.lock", "--quiet"), 1, "pin-empty", "pin-line");
	/* What was named is looked at, also without a plugin that needs it. */
	expect(RUN("assess", "right.yaml", "--pins", "own/pins.lock", "--quiet"), 1, "pin-empty", "pin-line");
	expect(RUN("assess", "right.yaml", "--pins", "no.lock", "--quiet"), 1, "pin-empty", "pin-no-pins");
	expect(RUN("assess", "right.yaml", "--plugin", "good.so", "--pins", "no.lock", "--quiet"), 1, "pin-empty", "pin-no-pins");
	expect(RUN("assess", "right.yaml", "--keys", "no.keys", "--require-signed", "--quiet"), 1, "pin-empty", "pin-no-keys");
	expect(RUN("assess", "right.yaml", "--plugin", "good.so", "--keys", "no.keys", "--quiet"), 1, "pin-empty", "pin-no-keys");
}

static void test_signed(void **state)
{
	struct said said;

	(void)state;
	copy(PLUGIN("good"), "good.so");
	expect(RUN("plugin", "pin", "good.so"), 0, NULL, NULL);
	expect(RUN("assess", "right.yaml", "--plugin", "good.so", "--require-signed", "--quiet"), 3, "pin-empty", "pin-unsigned");
	if (system("minisign -G -W -f -p made.pub -s made.key > minisign.out 2>&1 && minisign -S -W -s made.key -m good.so > minisign.out") != 0) {
		print_message("minisign is not installed: signed plugins were not tried\n");
		skip();
	}
	{
		size_t length;
		char *key = read_file("made.pub", &length);
		FILE *file = fopen("trusted.keys", "wb");

		assert_non_null(file);
		fprintf(file, "untrusted comment: A. Uthor, Utrecht%s", strchr(key, '\n'));
		fclose(file);
		free(key);
		assert_int_equal(chmod("trusted.keys", 0600), 0);
	}
	said = RUN("plugin", "pin", "good.so");
	assert_non_null(strstr(said.out, "  signer    unknown: key "));
	said_free(&said);
	expect(RUN("plugin", "pin", "good.so", "--keys", "trusted.keys"), 0, "pin-signed", NULL);
	expect_ran(RUN("assess", "right.yaml", "--plugin", "good.so", "--keys", "trusted.keys", "--require-signed", "--format", "json"),
		"\"signer\": \"A. Uthor, Utrecht\"");
	expect_ran(RUN("assess", "right.yaml", "--plugin", "good.so", "--keys", "trusted.keys"), "signed by");
	/* The user's own keys. */
	copy("trusted.keys", ".config/keur/trusted.keys");
	assert_int_equal(chmod(".config/keur/trusted.keys", 0600), 0);
	expect_ran(RUN("assess", "right.yaml", "--plugin", "good.so", "--require-signed", "--format", "json"), "\"signer\": \"A. Uthor, Utrecht\"");
	/* Another plugin under this signature. */
	copy(PLUGIN("swapped"), "good.so");
	expect(RUN("plugin", "pin", "good.so"), 2, "pin-empty", "pin-forged");
	assert_int_equal(unlink(".config/keur/trusted.keys"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pin),
		cmocka_unit_test(test_forged_summary),
		cmocka_unit_test(test_list),
		cmocka_unit_test(test_strange_name),
		cmocka_unit_test(test_other_name),
		cmocka_unit_test(test_place),
		cmocka_unit_test(test_refusals),
		cmocka_unit_test(test_group),
		cmocka_unit_test(test_files),
		cmocka_unit_test(test_signed),
	};

	return cmocka_run_group_tests(tests, begin, leave_room);
}
