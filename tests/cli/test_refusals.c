/* Every way in which a user's input is refused: exit code, the words on stderr as golden files, nothing on stdout, nothing written. */
#include "cli/program.h"

#define UNREAD "keur: error: the inventory has errors; references and functions are checked when these are mended\n"
#define HEAD "keur: 1\nnetwork: {operator: Example, country: NL, as_of: 2026-11-01}\n"
#define RIGHT HEAD "components:\n  - {id: amf-1, function: AMF, segment: core}\n"

static void assert_nothing_written(void)
{
	if (exists("out"))
		fail_msg("a refused run wrote its output directory");
}

/* Runs assess and check over `files`, which stand in the room; both say the same. */
static void refuse(const char *golden, const char *const *files, int check_code)
{
	const char *assess[8] = { "assess", "--output", "out" }, *check[8] = { "check" };
	struct said said;
	char name[64];
	size_t i;

	for (i = 0; files[i]; i++) {
		assess[i + 3] = files[i];
		check[i + 1] = files[i];
	}
	snprintf(name, sizeof name, "refusal-%s", golden);
	said = run(assess);
	assert_code(&said, 1);
	assert_string_equal(said.out, "");
	assert_golden(name, said.err);
	assert_nothing_written();
	said_free(&said);
	said = run(check);
	assert_code(&said, check_code);
	assert_string_equal(said.out, "");
	assert_golden(name, said.err);
	said_free(&said);
}

#define REFUSE(golden, check_code, ...) refuse(golden, (const char *const[]){ __VA_ARGS__, NULL }, check_code)

/* What a file says: `check` ends with 2. */
static void test_content(void **state)
{
	static const struct {
		const char *golden, *file, *content;
		size_t length; /* 0: up to the NUL */
	} refusal[] = {
		{ "key", "key.yaml", HEAD "components:\n  - id: amf-1\n    function: AMF\n    segmnt: core\n", 0 },
		{ "key-below", "key-below.yaml", HEAD "components:\n  - id: amf-1\n    function: AMF\n    product: {suplier: Example}\n", 0 },
		{ "table", "table.yaml", HEAD "component:\n  - {id: amf-1, function: AMF}\n", 0 },
		{ "function", "function.yaml", HEAD "components:\n  - {id: b-1, function: biling}\n", 0 },
		{ "duplicate", "duplicate.yaml", HEAD "components:\n  - {id: a, function: AMF}\n  - {id: b, function: SMF}\n  - {id: a, function: SMF}\n", 0 },
		{ "reference", "reference.yaml", HEAD "components:\n  - {id: amf-1, function: AMF}\n  - {id: smf-1, function: SMF}\n"
			"links:\n  - {from: amf-1, to: smf-2, plane: control}\n", 0 },
		{ "sink", "sink.yaml", HEAD "components:\n  - id: amf-1\n    function: AMF\n    logs:\n      - {events: [authentication], sink: siem}\n", 0 },
		{ "sink-begun", "sink-begun.yaml", HEAD "components:\n  - {id: siem-10, function: SIEM}\n  - {id: siem-1, function: SIEM}\n"
			"  - {id: a, function: AMF, logs: [{events: [authentication], sink: siem}]}\n", 0 },
		{ "function-alias", "function-alias.yaml", HEAD "components:\n  - {id: b-1, function: Element Mangaer}\n", 0 },
		{ "function-other", "function-other.yaml", HEAD "components:\n  - {id: b-1, function: flux capacitor}\n", 0 },
		{ "group", "group.yaml", HEAD "components:\n  - {id: b-1, product: Invoicer}\n", 0 },
		{ "csv-table", "csv-table.csv", "id,name\na,b\n", 0 },
		{ "csv-list", "csv-list.csv", "component.id,data,function\na,billing;traffic,\"AMF, SMF\"\n", 0 },
		{ "csv-unknown", "csv-unknown.csv", "component.id,colour\na,red\n", 0 },
		{ "number", "number.yaml", HEAD "components:\n  - {id: a, function: AMF, users: many}\n", 0 },
		{ "list-value", "list-value.yaml", HEAD "components:\n  - {id: a, function: AMF, exposed: internett}\n", 0 },
		{ "designation", "designation.yaml", HEAD "components:\n  - {id: a, function: AMF, critical: no}\n", 0 },
		{ "country", "country.yaml", "keur: 1\nnetwork: {operator: Example, country: Nederland}\ncomponents:\n  - {id: a, function: AMF}\n", 0 },
		{ "date", "date.yaml", "keur: 1\nnetwork: {operator: Example, as_of: 1 November}\ncomponents:\n  - {id: a, function: AMF}\n", 0 },
		{ "shape", "shape.yaml", HEAD "components: amf-1\n", 0 },
		{ "twice", "twice.yaml", HEAD "components:\n  - {id: a, function: AMF, function: SMF}\n", 0 },
		{ "tab", "tab.yaml", HEAD "components:\n  - id: amf-1\n\tfunction: AMF\n", 0 },
		{ "empty", "empty.yaml", "", 0 },
		{ "binary", "binary.yaml", "\177ELF\2\1\1\0\0\0\0\0\0\0\0\0\3\0\76\0", 20 },
		{ "noise", "noise.yaml", "\0\1\2\3\377\376\0\0", 8 },
		{ "latin-1", "latin-1.yaml", HEAD "components:\n  - {id: a, name: caf\351, function: AMF}\n", 0 },
		{ "prose", "prose.txt", "Dear colleague,\nhere is the list that you asked for.\n", 0 },
		{ "include", "include.yaml", HEAD "components: !include ../network.yaml\n", 0 },
		{ "include-absolute", "include-absolute.yaml", HEAD "components: !include /etc/passwd\n", 0 },
		{ "xml", "wrong.xml", "<keur version=\"1\">\n  <network operator=\"Example\"/>\n  <component id=\"a\" functon=\"AMF\"/>\n</keur>\n", 0 },
		{ "xml-open", "open.xml", "<keur version=\"1\">\n  <component id=\"a\" function=\"AMF\">\n</keur>\n", 0 },
		{ "csv-column", "column.csv", "component.id;functon\namf-1;AMF\n", 0 },
		{ "csv-cells", "cells.csv", "component.id;function\namf-1;AMF;more\n", 0 },
		{ "csv-quote", "quote.csv", "component.id;name;function\namf-1;\"never closed;AMF\n", 0 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof refusal / sizeof *refusal; i++) {
		write_bytes(refusal[i].file, refusal[i].content, refusal[i].length ? refusal[i].length : strlen(refusal[i].content));
		REFUSE(refusal[i].golden, 2, refusal[i].file);
	}
}

static void test_several_files(void **state)
{
	(void)state;
	write_text("one.yaml", RIGHT);
	write_text("other.yaml", "keur: 1\nnetwork: {operator: Another, country: BE}\n");
	REFUSE("headers", 2, "one.yaml", "other.yaml");
	write_text("again.yaml", "keur: 1\ncomponents:\n  - {id: amf-1, function: AMF}\n");
	REFUSE("given-twice", 2, "one.yaml", "again.yaml");
}

/* Selectors that find no component are no refusal, but are told of. */
static void test_for_nothing(void **state)
{
	static const char text[] = HEAD
		"components:\n"
		"  - {id: amf-1, function: AMF, segment: core-a, site: {name: ams, country: NL}, parties: [{supplier: Example, role: manage}]}\n"
		"  - {id: hss-1, function: [SIEM, HSS], segment: core-b}\n"
		"  - {id: mme-1, function: MME}\n"
		"statements:\n"
		"  - {table: party, covers: {segment: [core]}, complete: yes, by: x}\n"
		"  - {table: party, covers: {segment: [corea, coreb]}, complete: yes, by: x}\n"
		"  - {table: log, covers: {site: [asm]}, complete: yes, by: x}\n"
		"  - {table: log, covers: {country: [BE]}, complete: yes, by: x}\n"
		"  - {table: log, covers: {supplier: [Exampel]}, complete: yes, by: x}\n"
		"  - {table: log, covers: {id: [hss1]}, complete: yes, by: x}\n"
		"  - {table: log, covers: {function: [MME], segment: [core-a]}, complete: yes, by: x}\n"
		"  - {table: link, covers: {class: [core-mobillity]}, complete: yes, by: x}\n"
		"  # these are for something\n"
		"  - {table: link, covers: {class: [core-mobility]}, complete: yes, by: x}\n"
		"  - {table: link, covers: {class: [subscriber], id: [hss-1]}, complete: yes, by: x}\n"
		"  - {table: access, covers: {segment: [given-below]}, complete: yes, by: x}\n"
		"apply:\n"
		"  - {to: {id: [mme1]}, set: {users: 3}}\n"
		"  - {to: {id: [mme-1]}, set: {segment: given-below}}\n"
		"suppliers:\n"
		"  - {id: Example, decision: {decision: restricted, covers: {function: [SMF]}}}\n";
	struct said said;

	(void)state;
	write_text("for-nothing.yaml", text);
	said = RUN("check", "for-nothing.yaml");
	assert_code(&said, 0);
	assert_golden("for-nothing", said.err);
	said_free(&said);
}

/* What cannot be opened: `check` ends with 1. */
static void test_files(void **state)
{
	(void)state;
	assert_int_equal(mkdir("directory", 0700), 0);
	REFUSE("directory", 1, "directory");
	assert_int_equal(mkfifo("fifo", 0600), 0);
	REFUSE("fifo", 1, "fifo"); /* and does not wait for a writer */
	REFUSE("device", 1, "/dev/zero");
	REFUSE("missing", 1, "missing.yaml");
	if (geteuid() == 0)
		return; /* who may read everything */
	write_text("secret.yaml", RIGHT);
	assert_int_equal(chmod("secret.yaml", 0), 0);
	REFUSE("unreadable", 1, "secret.yaml");
}

/* A mistake made 10,000 times is said once, with the count. */
static void assert_one_message(const char *file, const char *expected, const char *end_with)
{
	struct said said = RUN("assess", file, "--output", "out");
	const char *end = strchr(said.err, '\n');

	assert_code(&said, 1);
	assert_non_null(end);
	assert_string_equal(end + 1, end_with);
	if (!strstr(said.err, expected) || !strstr(said.err, "(and 9999 more like it)\n"))
		fail_msg("expected `%s` and 9999 more, got: %s", expected, said.err);
	assert_nothing_written();
	said_free(&said);
}

static void test_many(void **state)
{
	struct buffer yaml = { 0 }, csv = { 0 }, function = { 0 };
	int i;

	(void)state;
	buffer_string(&yaml, HEAD "components:\n");
	buffer_string(&csv, "component.id;function;exposed\n");
	buffer_string(&function, "component.id;function\n");
	for (i = 0; i < 10000; i++) {
		buffer_format(&yaml, "  - {id: c-%d, function: AMF, segmnt: core}\n", i);
		buffer_format(&csv, "c-%d;AMF;internett\n", i);
		buffer_format(&function, "c-%d;AMFF\n", i);
	}
	write_bytes("many.yaml", yaml.data, yaml.length);
	assert_one_message("many.yaml", "many.yaml:4:30: error: component has no field `segmnt`: did you mean `segment`?", UNREAD);
	write_bytes("many.csv", csv.data, csv.length);
	assert_one_message("many.csv", "many.csv:2:9: error: component.exposed: `internett` is not in its list: did you mean `internet`?", UNREAD);
	write_bytes("function.csv", function.data, function.length);
	assert_one_message("function.csv", "function.csv:2:5: error: component.function: the pack's catalogue has no `AMFF`: did you mean `AMF`?",
		"keur: error: the inventory has errors\n");
	buffer_free(&yaml);
	buffer_free(&csv);
	buffer_free(&function);
}

/* Nothing to assess is no clean network. */
static void test_nothing(void **state)
{
	static const char *const assess[] = { "assess", "nothing.yaml", NULL };
	struct said said;

	(void)state;
	write_bytes("nothing.yaml", HEAD, sizeof HEAD - 1);
	said = run(assess);
	assert_code(&said, 1);
	assert_string_equal(said.out, "");
	assert_string_equal(said.err, "keur: error: no components in what was read: nothing to assess\n");
	said_free(&said);
}

/* A pack that came with keur, with one key misspelt. */
static void write_wrong_pack(const char *path)
{
	char *pack = read_file(KEUR_SOURCE_DIR "/inventories/policies/nl-tfev.yaml", NULL), *key = strstr(pack, "\ncritical_word:");

	assert_non_null(key);
	memcpy(key, "\ncritical_wrod:", strlen("\ncritical_wrod:"));
	write_text(path, pack);
	free(pack);
}

static void test_usage(void **state)
{
	static const struct {
		const char *golden, *argument[8];
	} usage[] = {
		{ "none", { NULL } },
		{ "command", { "asess", "right.yaml" } },
		{ "command-strange", { "frobnicate" } },
		{ "option-first", { "--verison" } },
		{ "help", { "help", "chek" } },
		{ "option", { "assess", "right.yaml", "--formt", "json" } },
		{ "option-begun", { "assess", "right.yaml", "--out", "out" } },
		{ "explain-inventory", { "explain", "right.yaml", "amf-1" } },
		{ "option-strange", { "assess", "right.yaml", "--frobnicate" } },
		{ "option-short", { "assess", "right.yaml", "-q" } },
		{ "option-bare", { "assess", "right.yaml", "--output" } },
		{ "flag-value", { "assess", "right.yaml", "--quiet=yes" } },
		{ "fail-on", { "assess", "right.yaml", "--output", "out", "--fail-on", "huge" } },
		{ "fail-on-basis", { "assess", "right.yaml", "--output", "out", "--fail-on-basis=best" } },
		{ "jobs", { "assess", "right.yaml", "--output", "out", "--jobs", "many" } },
		{ "as-of", { "assess", "right.yaml", "--output", "out", "--as-of", "yesterday" } },
		{ "as-of-no-day", { "assess", "right.yaml", "--output", "out", "--as-of", "2026-02-30" } },
		{ "format", { "assess", "right.yaml", "--output", "out", "--format", "text,xml" } },
		{ "format-comma", { "assess", "right.yaml", "--output", "out", "--format=,html" } },
		{ "format-comma", { "assess", "right.yaml", "--output", "out", "--format=html," } },
		{ "format-empty", { "assess", "right.yaml", "--output", "out", "--format=" } },
		{ "formats", { "assess", "right.yaml", "--format", "json,csv" } },
		{ "pack", { "assess", "right.yaml", "--output", "out", "--policy", "nl-tfv" } },
		{ "pack-file", { "assess", "right.yaml", "--output", "out", "--policy", "./wrong-pack.yaml" } },
		{ "pack-missing", { "assess", "right.yaml", "--output", "out", "--policy", "./no-pack.yaml" } },
		{ "without", { "assess", "right.yaml", "--output", "out", "--without", "vendortrust" } },
		{ "param", { "assess", "right.yaml", "--output", "out", "--param", "region" } },
		{ "param-plugin", { "assess", "right.yaml", "--output", "out", "--param", "remote.region=EU" } },
		{ "param-key", { "assess", "right.yaml", "--output", "out", "--param", "remote_access.regio=EU" } },
		{ "suppliers", { "assess", "right.yaml", "--output", "out", "--suppliers", "right.yaml" } },
		{ "suppliers-missing", { "assess", "right.yaml", "--output", "out", "--suppliers", "missing.yaml" } },
		{ "output-file", { "assess", "right.yaml", "--output", "right.yaml" } },
		{ "no-inventory", { "assess", "--output", "out" } },
		{ "check-nothing", { "check" } },
		{ "check-option", { "check", "right.yaml", "--output", "out" } },
		{ "demo-two", { "demo", "out", "other" } },
		{ "explain-one", { "explain", "result.json" } },
		{ "explain-option", { "explain", "--color", "result.json", "amf-1" } },
		{ "explain-missing", { "explain", "missing.json", "amf-1" } },
		{ "suppliers-word", { "suppliers", "nieuw", "right.yaml" } },
		{ "suppliers-none", { "suppliers", "new" } },
		{ "suppliers-wrong", { "suppliers", "new", "wrong-pack.yaml" } },
		{ "policy-word", { "policy", "lst" } },
		{ "policy-none", { "policy" } },
		{ "policy-many", { "policy", "show", "nl-tfev", "eu-5g-toolbox" } },
		{ "policy-pack", { "policy", "show", "eu-5g-tolbox" } },
		{ "policy-file", { "policy", "show", "./wrong-pack.yaml" } },
	};
	size_t i;

	(void)state;
	write_text("right.yaml", RIGHT);
	write_wrong_pack("wrong-pack.yaml");
	for (i = 0; i < sizeof usage / sizeof *usage; i++) {
		struct said said = run(usage[i].argument);
		char name[64];

		snprintf(name, sizeof name, "usage-%s", usage[i].golden);
		assert_golden(name, said.err);
		assert_code(&said, 1);
		assert_string_equal(said.out, "");
		assert_nothing_written();
		said_free(&said);
	}
}

/* A plugin that is none: the run goes on, says so everywhere, and ends with 3. */
static void test_plugin(void **state)
{
	struct said said;

	(void)state;
	write_text("right.yaml", RIGHT);
	write_text("text.so", "I am a text.\n");
	said = RUN("assess", "right.yaml", "--plugin", "text.so", "--quiet");
	assert_code(&said, 3);
	assert_string_equal(said.out, "");
	assert_golden("plugin-text", said.err);
	said_free(&said);
	said = RUN("assess", "right.yaml", "--plugin", "text.so");
	assert_code(&said, 3);
	assert_non_null(strstr(said.out, "NOT ASSESSED"));
	assert_non_null(strstr(said.out, "text: text.so: "));
	said_free(&said);
	said = RUN("assess", "right.yaml", "--plugin", "text.so", "--format", "json");
	assert_code(&said, 3);
	assert_non_null(strstr(said.out, "\"rule\": \"keur.not_assessed\""));
	assert_non_null(strstr(said.out, "\"status\": \"refused\""));
	said_free(&said);
	said = RUN("assess", "right.yaml", "--plugin", "missing.so", "--quiet");
	assert_code(&said, 3);
	assert_golden("plugin-missing", said.err);
	said_free(&said);
}

static void refuse_settings(const char *golden, const char *settings)
{
	struct said said;
	char name[64];

	write_text("keur.yaml", settings);
	said = RUN("assess");
	snprintf(name, sizeof name, "settings-%s", golden);
	assert_golden(name, said.err);
	assert_code(&said, 1);
	assert_string_equal(said.out, "");
	assert_nothing_written();
	said_free(&said);
}

static void test_settings(void **state)
{
	struct said said;

	(void)state;
	write_text("right.yaml", RIGHT);
	write_text("keur.yaml", "inventory: [right.yaml]\nformat: json\nas-of: 2027-01-31\nquiet: no\nwithout: [vendor_trust]\n");
	said = RUN("assess");
	assert_code(&said, 2);
	assert_memory_equal(said.out, "{\"schema\": \"keur-result/1\"", 24);
	assert_non_null(strstr(said.out, "\"as_of\": \"2027-01-31\""));
	assert_null(strstr(said.out, "\"name\": \"vendor_trust\""));
	said_free(&said);
	/* What is given by hand goes before it. */
	said = RUN("assess", "--format", "csv", "--as-of=2027-02-01");
	assert_code(&said, 2);
	assert_int_not_equal(said.out[0], '{');
	said_free(&said);
	/* It is for runs that name no inventory. */
	said = RUN("assess", "right.yaml", "--format=json");
	assert_non_null(strstr(said.out, "\"as_of\": \"2026-11-01\""));
	said_free(&said);

	refuse_settings("plugin", "inventory: right.yaml\nplugin: ./mine.so\n");
	refuse_settings("pins", "inventory: right.yaml\npins: pins.lock\n");
	refuse_settings("keys", "inventory: right.yaml\nkeys: trusted.keys\n");
	refuse_settings("require-signed", "require-signed: no\ninventory: right.yaml\n");
	refuse_settings("isolation", "inventory: right.yaml\nisolation: none\n");
	refuse_settings("unknown", "inventory: right.yaml\npolcy: nl-tfev\n");
	refuse_settings("value", "inventory: right.yaml\nfail-on: huge\n");
	refuse_settings("flag", "inventory: right.yaml\nquiet: perhaps\n");
	refuse_settings("list", "inventory: right.yaml\npolicy: [nl-tfev, eu-5g-toolbox]\n");
	refuse_settings("mapping", "inventory: {file: right.yaml}\n");
	refuse_settings("words", "right.yaml\n");
	refuse_settings("twice", "inventory: right.yaml\ninventory: right.yaml\n");
	refuse_settings("no-inventory", "format: json\n");
	assert_int_equal(unlink("keur.yaml"), 0);
	assert_int_equal(mkdir("keur.yaml", 0700), 0);
	said = RUN("assess");
	assert_golden("settings-directory", said.err);
	assert_code(&said, 1);
	said_free(&said);
	assert_int_equal(rmdir("keur.yaml"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing), cmocka_unit_test(test_several_files),
		cmocka_unit_test(test_content), cmocka_unit_test(test_several_files),
		cmocka_unit_test(test_for_nothing), cmocka_unit_test(test_files),
		cmocka_unit_test(test_many), cmocka_unit_test(test_usage), cmocka_unit_test(test_plugin), cmocka_unit_test(test_settings),
	};

	return cmocka_run_group_tests(tests, enter_room, leave_room);
}
