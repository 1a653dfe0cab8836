/* `keur plugin`: what its tools say of good plugins, of bad ones, and to who calls them wrongly. */
#include "cli/program.h"

#include <elf.h>
#include <sys/resource.h>

#define UNFIT(name) KEUR_UNFIT "/" name ".so"

/* Without what differs from build to build and from run to run: hashes, times and sizes, and the libraries that sanitizers bring. */
static char *steady(const char *text)
{
	struct buffer out = { 0 };

	while (*text) {
		size_t hex = strspn(text, "0123456789abcdef");

		if (hex == 64) {
			buffer_string(&out, "<sha256>");
			text += hex;
		} else if (strncmp(text, "  ok       time: ", 17) == 0) {
			buffer_add(&out, text, strcspn(text, ":"));
			text += strcspn(text, "\n");
		} else if (strncmp(text, "  ok       symbols: ", 20) == 0) {
			do
				text += strcspn(text, "\n") + 1;
			while (strncmp(text, "           ", 11) == 0);
		} else {
			buffer_add(&out, text++, 1);
		}
	}
	buffer_add(&out, "", 0);
	return out.data;
}

static void assert_steady(const char *golden, const char *text)
{
	char *out = steady(text);

	assert_golden(golden, out);
	free(out);
}

/* Lines that were broken for the terminal in one again. */
static char *unwrapped(const char *text)
{
	struct buffer out = { 0 };

	while (*text) {
		size_t blank = strspn(text, " \n");

		buffer_add(&out, blank ? " " : text, 1);
		text += blank ? blank : 1;
	}
	return out.data;
}

static void assert_says(const char *text, const char *part)
{
	char *whole = unwrapped(text);

	if (!strstr(whole, part))
		fail_msg("nowhere: %s\nin: %s", part, text);
	free(whole);
}

static void assert_narrow(const char *text)
{
	size_t line = 0;

	for (; *text; text++) {
		line = *text == '\n' ? 0 : line + (((unsigned char)*text & 0xC0) != 0x80);
		assert_in_range(line, 0, 100);
	}
}

/* ---- check ---------------------------------------------------------------------------------------------------------------------------- */

static void test_conforms(void **state)
{
	struct said said = RUN("plugin", "check", UNFIT("fit"));

	(void)state;
	assert_code(&said, 0);
	assert_string_equal(said.err, "");
	assert_steady("plugin-check-fit", said.out);
	assert_narrow(said.out);
	said_free(&said);
}

/* Each verdict with the sentence that teaches. */
static void test_reasons(void **state)
{
	static const struct {
		const char *path;
		int code;
		const char *says;
	} reason[] = {
		{ UNFIT("order"), 2, "FAILED 40 components: with the rows in another order, it found something else: only the first time, " },
		{ UNFIT("order"), 2, "unfit.found on c-00" },
		{ UNFIT("order"), 2, "Look at every row that counts, not at the first that fits" },
		{ UNFIT("order"), 2, "note not tried: 40 components of which only the ids are known and larger: mend the above first" },
		{ UNFIT("state"), 2, "FAILED 40 components: in three ranges with a process each, it found something else: only the first time, " },
		{ UNFIT("split"), 2, "FAILED 40 components: in three ranges with a process each, it found something else: only the second time, 2 findings" },
		{ UNFIT("leak"), 2, "in three ranges with a process each, it found something else: only the first time, 1 finding: unfit.left on c-00000" },
		{ UNFIT("leak"), 2, "the whole on nothing that the rows left behind" },
		{ UNFIT("address"), 2, "over the same network again, it found something else: only the first time, 1 finding: unfit.found on c-00000, known, value 1: 0 0 0 , value 2: " },
		{ UNFIT("address"), 2, "nothing may hang on time, addresses" },
		{ UNFIT("clock"), 2, "warning calls: it uses time: asks for the time; the same network must give the same findings on any day" },
		{ UNFIT("clock"), 2, "over the same network again, it found something else" },
		{ UNFIT("lonely"), 2, "FAILED 1 component: over this network, it failed in assess_rows(0, 1) with code -1: " },
		{ UNFIT("lonely"), 2, "one is not enough" },
		{ UNFIT("large"), 2, "FAILED 10,000 components: over this network, it crashed in assess_rows(0, 10000) (SIGABRT)" },
		{ UNFIT("slow"), 2, "a million would take longer than the 300 s that keur gives. Is there a loop over all rows inside another?" },
		{ UNFIT("need"), 2, "declares the need \"component.sites\", a column that this keur does not have; did it mean \"component.site\"?" },
		{ UNFIT("initial"), 2, "declares parameter step with a wrong default: \"7\" is not a whole number from 0 to 5" },
		{ UNFIT("bound"), 2, "FAILED step: it declares that `0` is a value, and with it it failed in open() with code -1: a step of 0 leads nowhere" },
		{ UNFIT("export"), 2, "export.so: exports helper_for_everybody beside keur_plugin_v1: compile it with -fvisibility=hidden" },
		{ UNFIT("mute"), 2, "FAILED found: has no help: say why it matters and what would mend it" },
		{ UNFIT("mute"), 2, "note not tried: 10,000 components: mend the above first" },
		{ UNFIT("mute"), 2, "warning found: has no question: a fact that is missing is neither good nor bad" },
		{ UNFIT("mute"), 2, "FAILED found: asks about missing facts and declares no question" },
		{ UNFIT("quiet"), 0, "warning questions: it never asked, although rows were unknown in every column that it reads: absent is unknown, never \"no\"" },
		{ UNFIT("quiet"), 0, "note rules: no built-in inventory provoked never: a test of your own should" },
		{ UNFIT("quiet"), 0, "Log: the first of what it said note log: info: one line note log: info: one line" },
		{ UNFIT("pattern"), 2, "FAILED segments: with `.`, over one component, it crashed in assess_rows(0, 1) (SIGABRT)" },
		{ UNFIT("word"), 2, "FAILED word: with 64 letters, over 40 components, it crashed in assess_rows(0, 40) (SIGABRT)" },
		{ UNFIT("wordless"), 2, "FAILED word: with `NL`, over one component, it failed in open() with code -1 and did not say why" },
		{ UNFIT("many"), 2, "FAILED step: it declares that `5` is a value, and with it, over 40 components, it crashed in assess_rows(0, 40) (SIGABRT)" },
		{ UNFIT("slips"), 0, "note word: runs with its default, `x`, an empty one and 64 letters, over one component and over 40; with `NL` it does not, and says "
			"so: it failed in open() with code -1: one word of one letter, or of many" },
		{ UNFIT("slips"), 0, "note found: asks for the field \"component.sites\", which is no column; did it mean \"component.site\"?" },
		{ UNFIT("slips"), 0, "note found: a path of it ends at c-00000, and the finding is on c-00001: a path leads from the way in to the finding's component" },
		{ UNFIT("slips"), 0, "note found: a path of it names c-00000 twice, right after itself" },
		{ UNFIT("slips"), 0, "note party: every finding is about supplier row 0, and no column is read that knows suppliers" },
		{ UNFIT("slips"), 0, "note found: its message in language `nl` leaves out {number}, which the English one has" },
		{ UNFIT("slips"), 0, "note found: its question in language `nl` leaves out {count}, which the English one has" },
		{ UNFIT("listed"), 0, "warning found: rule found was only ever a question: its finding was never tried; give values with --param" },
		{ UNFIT("listed"), 0, "note list: runs without a file, and none was tried: give one with --param list=FILE" },
		{ UNFIT("gaps"), 0, "note found: rule found was only ever a question, which a gap may be" },
		{ UNFIT("gaps"), 0, ", 2 notes, 0 warnings, 0 failed" }, /* none about the field */
		{ UNFIT("onward"), 0, "note found: a path of it names c-00000 twice" },
		{ UNFIT("onward"), 0, ", 2 notes, 0 warnings, 0 failed" }, /* none about its end */
		{ UNFIT("loop"), 2, "FAILED 1 component: over this network, it took longer than 10 s in assess_rows(0, 1). Is there a loop without an end?" },
		{ UNFIT("loop"), 2, "note not tried: everything else: mend the above first" },
		{ "missing.so", 2, "FAILED refused: missing.so: cannot be opened: No such file or directory" },
	};
	struct said said = { 0 };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof reason / sizeof *reason; i++) {
		if (!i || reason[i].path != reason[i - 1].path) {
			said_free(&said);
			said = RUN("plugin", "check", reason[i].path);
			assert_string_equal(said.err, "");
			assert_narrow(said.out);
		}
		if (said.code != reason[i].code)
			fail_msg("%s: exit code %d\n%s", reason[i].path, said.code, said.out);
		assert_says(said.out, reason[i].says);
	}
	said_free(&said);
}

static void test_bundled(void **state)
{
	static const char *const path[] = { KEUR_PLUGINS "/assurance.so", KEUR_PLUGINS "/logging_coverage.so", KEUR_PLUGINS "/remote_access.so", KEUR_PLUGINS "/vendor_trust.so" };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof path / sizeof *path; i++) {
		struct said said = RUN("plugin", "check", path[i]);

		if (said.code != 0)
			fail_msg("%s", said.out);
		assert_says(said.out, ", 0 warnings, 0 failed");
		said_free(&said);
	}
}

static void test_junit(void **state)
{
	struct said said = RUN("plugin", "check", UNFIT("help"), "--junit", "junit.xml", "--param", "step=3");
	char *text;

	(void)state;
	assert_code(&said, 2);
	said_free(&said);
	assert_int_equal(system("xmllint --noout junit.xml"), 0);
	text = read_file("junit.xml", NULL);
	assert_says(text, "<testsuite name=\"unfit\" tests=\"13\" failures=\"1\"");
	assert_says(text, "<testcase classname=\"Declaration\" name=\"found\"><failure message=\"has no help: say why it matters and what would mend it\">");
	assert_says(text, "built for version 1.1 of &lt;keur/plugin.h&gt;");
	free(text);
	said = RUN("plugin", "check", UNFIT("help"), "--junit", "nowhere/junit.xml");
	assert_code(&said, 1);
	assert_string_equal(said.err, "keur: error: cannot write nowhere/junit.xml: No such file or directory\n");
	said_free(&said);
}

/* Under a path as long as anywhere: it stands in what is compared. */
static void copy_here(const char *name)
{
	char path[4096], *bytes;
	size_t length;

	snprintf(path, sizeof path, "%s/%s", KEUR_UNFIT, name);
	bytes = read_file(path, &length);
	write_bytes(name, bytes, length);
	free(bytes);
}

/* The loader needs no section headers; what is said of a plugin without them must be as true. */
static void test_no_sections(void **state)
{
	struct said said;
	char *bytes;
	size_t length;

	(void)state;
	bytes = read_file(UNFIT("mute"), &length);
	assert_true(length > sizeof(Elf64_Ehdr));
	((Elf64_Ehdr *)(void *)bytes)->e_shoff = 0;
	((Elf64_Ehdr *)(void *)bytes)->e_shnum = 0;
	((Elf64_Ehdr *)(void *)bytes)->e_shstrndx = 0;
	write_bytes("bare.so", bytes, length);
	free(bytes);
	said = RUN("plugin", "check", "bare.so");
	assert_code(&said, 2);
	assert_says(said.out, "leaves none undefined, and needs lib");
	assert_says(said.out, "built for version 1.1");
	said_free(&said);
}

/* ---- list and help -------------------------------------------------------------------------------------------------------------------- */

static void test_list(void **state)
{
	struct said said;

	(void)state;
	copy_here("fit.so");
	copy_here("need.so");
	said = RUN("plugin", "list", "--plugin", "fit.so", "--plugin", "need.so", "--plugin", "/dev/null");
	assert_code(&said, 0);
	assert_string_equal(said.err, "");
	assert_narrow(said.out);
	assert_steady("plugin-list", said.out);
	said_free(&said);
}

static void test_help(void **state)
{
	struct said said = RUN("plugin", "help", "remote_access");

	(void)state;
	assert_code(&said, 0);
	assert_narrow(said.out);
	assert_says(said.out, "--param remote_access.longest_authorisation=");
	said_free(&said);
	copy_here("fit.so");
	said = RUN("plugin", "help", "fit.so");
	assert_code(&said, 0);
	assert_steady("plugin-help", said.out);
	said_free(&said);
}

/* Against the schemas that users get, by Python's jsonschema. */
static void test_json(void **state)
{
	static const char check[] = "python3 - " KEUR_SOURCE_DIR "/tests/cli/keur-plugin.schema.json <<'END'\n"
				    "import json, jsonschema, sys\n"
				    "schema = json.load(open(sys.argv[1]))\n"
				    "jsonschema.Draft202012Validator.check_schema(schema)\n"
				    "for name in ['list.json', 'help.json', 'bundled.json']:\n"
				    "    jsonschema.Draft202012Validator(schema).validate(json.load(open(name)))\n"
				    "assert [p['status'] for p in json.load(open('list.json'))['plugins']] == ['ok'] * 5 + ['refused']\n"
				    "END";
	struct said said = RUN("plugin", "list", "--json", "--plugin", UNFIT("fit"), "--plugin", UNFIT("need"));

	(void)state;
	assert_code(&said, 0);
	write_text("list.json", said.out);
	said_free(&said);
	said = RUN("plugin", "help", "--json", UNFIT("fit"));
	assert_code(&said, 0);
	write_text("help.json", said.out);
	said_free(&said);
	said = RUN("plugin", "help", "vendor_trust", "--json");
	assert_code(&said, 0);
	write_text("bundled.json", said.out);
	said_free(&said);
	if (system("python3 -c 'import jsonschema' > /dev/null 2>&1") != 0)
		skip();
	assert_int_equal(system(check), 0);
}

/* ---- new: that its project builds and works is tests/build/template.sh's ------------------------------------------------------------- */

static void test_new(void **state)
{
	static const char *const file[] = { "CMakeLists.txt", "README.md", "assess.cmake", "expected.txt", "mine.c", "network.yaml" };
	struct said said = RUN("plugin", "new", "mine");
	size_t i;

	(void)state;
	assert_code(&said, 0);
	assert_golden("plugin-new", said.out);
	said_free(&said);
	for (i = 0; i < sizeof file / sizeof *file; i++) {
		char path[64], *text;

		snprintf(path, sizeof path, "mine/%s", file[i]);
		text = read_file(path, NULL);
		assert_non_null(strstr(text, "mine"));
		assert_null(strstr(text, "@NAME@"));
		free(text);
	}
	/* Never twice. */
	said = RUN("plugin", "new", "mine");
	assert_code(&said, 1);
	assert_string_equal(said.err, "keur: error: mine is there already: give another directory, `keur plugin new mine DIR`\n");
	said_free(&said);
}

/* What cannot be written whole leaves nothing. */
static void test_new_taken_back(void **state)
{
	struct rlimit before, small = { 2000, 2000 };
	struct said said;

	(void)state;
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	small.rlim_max = before.rlim_max;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	said = RUN("plugin", "new", "large");
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	assert_code(&said, 1);
	assert_non_null(strstr(said.err, "File too large"));
	assert_false(exists("large"));
	said_free(&said);
}

/* ---- Called wrongly ------------------------------------------------------------------------------------------------------------------- */

static void test_wrong(void **state)
{
	static const struct {
		const char *argument[6];
		const char *golden;
	} wrong[] = {
		{ { "plugin", NULL }, "usage-plugin" },
		{ { "plugin", "lits", NULL }, "usage-plugin-tool" },
		{ { "plugin", "strange", NULL }, "usage-plugin-strange" },
		{ { "plugin", "list", "vendor_trust", NULL }, "usage-plugin-list" },
		{ { "plugin", "help", NULL }, "usage-plugin-help" },
		{ { "plugin", "help", "vendor_trst", NULL }, "usage-plugin-name" },
		{ { "plugin", "help", "strange", NULL }, "usage-plugin-no-name" },
		{ { "plugin", "help", "./strange.so", NULL }, "usage-plugin-file" },
		{ { "plugin", "help", "a", "b", NULL }, "usage-plugin-two" },
		{ { "plugin", "check", NULL }, "usage-plugin-check" },
		{ { "plugin", "check", UNFIT("fit"), "--param=step", NULL }, "usage-plugin-param" },
		{ { "plugin", "check", UNFIT("fit"), "--param=other.step=1", NULL }, "usage-plugin-other" },
		{ { "plugin", "check", UNFIT("fit"), "--param=unfit.step=9", NULL }, "usage-plugin-value" },
		{ { "plugin", "check", UNFIT("fit"), "--params=1", NULL }, "usage-plugin-option" },
		{ { "plugin", "new", NULL }, "usage-plugin-new" },
		{ { "plugin", "new", "a", "b", "c", NULL }, "usage-plugin-new-three" },
		{ { "plugin", "new", "Foreign Ground 2", NULL }, "usage-plugin-new-name" },
		{ { "plugin", "new", "_1", NULL }, "usage-plugin-new-nothing" },
		{ { "plugin", "new", "vendor_trust", NULL }, "usage-plugin-new-bundled" },
		{ { "plugin", "new", "test", NULL }, "usage-plugin-new-kept" },
		{ { "plugin", "new", "mine", "/dev", NULL }, "usage-plugin-new-there" },
		{ { "plugin", "new", "mine", "no/where", NULL }, "usage-plugin-new-nowhere" },
		{ { "plugin", "new", "mine", "--lang=rust", NULL }, "usage-plugin-new-lang" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct said said = run(wrong[i].argument);

		assert_code(&said, 1);
		assert_string_equal(said.out, "");
		assert_golden(wrong[i].golden, said.err);
		said_free(&said);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_conforms),
		cmocka_unit_test(test_reasons),
		cmocka_unit_test(test_bundled),
		cmocka_unit_test(test_no_sections),
		cmocka_unit_test(test_junit),
		cmocka_unit_test(test_list),
		cmocka_unit_test(test_help),
		cmocka_unit_test(test_json),
		cmocka_unit_test(test_new),
		cmocka_unit_test(test_new_taken_back),
		cmocka_unit_test(test_wrong),
	};

	return cmocka_run_group_tests(tests, enter_room, leave_room);
}
