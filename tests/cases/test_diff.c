/* keur diff over whole runs of the demo: what moved is told, with the cause that made it move and no other. */
#include "run_keur.h"

#include <time.h>

static char scratch[] = "/tmp/keur-diff-XXXXXX";

static void write_file(const char *name, const char *text, size_t length)
{
	char path[400];
	FILE *file;

	snprintf(path, sizeof path, "%s/%s", scratch, name);
	file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(text, 1, length, file), length);
	assert_int_equal(fclose(file), 0);
}

static char *read_path(const char *directory, const char *name, size_t *length)
{
	char path[400];
	int fd;

	snprintf(path, sizeof path, "%s/%s", directory, name);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	assert_true(fd >= 0);
	return read_descriptor(fd, length);
}

/* A file of the demo in the scratch directory, with a piece exchanged; `old` NULL: as it is. */
static void copy_demo(const char *name, const char *old, const char *now)
{
	size_t length;
	char *text = read_path(DEMO, name, &length), *at, *whole;

	if (!old) {
		write_file(name, text, length);
	} else {
		at = strstr(text, old);
		if (!at)
			fail_msg("the demo's %s has no `%s`", name, old);
		whole = malloc(length + strlen(now) + 1);
		assert_non_null(whole);
		sprintf(whole, "%.*s%s%s", (int)(at - text), text, now, at + strlen(old));
		write_file(name, whole, strlen(whole));
		free(whole);
	}
	free(text);
}

static const char *const demo_file[] = { "network.yaml", "ran.yaml", "bss.yaml", "access.yaml", "suppliers.yaml", "overlay.yaml" };

/* Assesses what stands in the scratch directory, with more options, into a file there. */
static void assess_into(const char *name, const char *const *more)
{
	struct run run = { .directory = scratch, .argument = { "assess", "--format=json", "network.yaml", "ran.yaml", "bss.yaml", "access.yaml",
		"--suppliers=suppliers.yaml", "--overlay=overlay.yaml" } };
	size_t i = 0;

	while (run.argument[i])
		i++;
	for (; more && *more; more++)
		run.argument[i++] = *more;
	keur(&run);
	if (run.exit_code == 1)
		fail_msg("%s", run.error);
	write_file(name, run.out, run.length);
	run_free(&run);
}

/* The demo with one piece exchanged, and what diff says of it. */
static json_t *diff_after(int exit_code, const char *file, const char *old, const char *now, const char *const *more)
{
	struct run run = { .directory = scratch, .argument = { "diff", "--format=json", "old.json", "new.json" } };
	json_error_t why;
	json_t *diff;

	copy_demo(file, old, now);
	assess_into("new.json", more);
	copy_demo(file, NULL, NULL);
	keur(&run);
	if (run.exit_code != exit_code)
		fail_msg("exit code %d, expected %d; %s%s", run.exit_code, exit_code, run.error, run.out);
	diff = json_loadb(run.out, run.length, JSON_REJECT_DUPLICATES, &why);
	if (!diff)
		fail_msg("line %d: %s", why.line, why.text);
	assert_string_equal(json_text(diff, "schema"), "keur-diff/1");
	run_free(&run);
	return diff;
}

static json_t *change_of(const json_t *diff, const char *list, const char *key)
{
	size_t i;
	json_t *change;

	json_array_foreach(json_object_get(diff, list), i, change)
		if (strcmp(json_text(change, "key"), key) == 0)
			return change;
	fail_msg("%s of %s did not change", list, key);
	return NULL;
}

/* "decision: nimbara undecided, now untrusted|..." */
static void check_causes(const json_t *change, const char *expected)
{
	char found[2000] = "";
	size_t i;
	json_t *cause;

	json_array_foreach(json_object_get(change, "causes"), i, cause)
		snprintf(found + strlen(found), sizeof found - strlen(found), "%s%s: %s", i ? "|" : "", json_text(cause, "cause"), json_text(cause, "what"));
	if (strcmp(found, expected) != 0)
		fail_msg("%s: because %s, expected %s", json_text(change, "key"), found, expected);
}

static const char *step_of(const json_t *change, const char *what, const char *side)
{
	size_t i;
	json_t *step;

	json_array_foreach(json_object_get(change, "changes"), i, step)
		if (strcmp(json_text(step, "what"), what) == 0)
			return json_text(step, side);
	return "";
}

static void check_counts_of(const json_t *diff, const char *list, int same, int gone, int fresh, int changed)
{
	json_t *count = json_object_get(json_object_get(diff, "counts"), list);

	assert_int_equal(json_number(count, "same"), same);
	assert_int_equal(json_number(count, "gone"), gone);
	assert_int_equal(json_number(count, "new"), fresh);
	assert_int_equal(json_number(count, "changed"), changed);
}

/* ---- Causes ------------------------------------------------------------------------------------------------------------------------------ */

static void nothing(void **state)
{
	json_t *diff = diff_after(0, "bss.yaml", NULL, NULL, NULL);

	(void)state;
	assert_true(json_is_false(json_object_get(diff, "differs")));
	check_counts_of(diff, "components", 53, 0, 0, 0);
	check_counts_of(diff, "findings", 35, 0, 0, 0);
	assert_int_equal(json_array_size(json_object_get(diff, "gaps")), 0);
	json_decref(diff);
}

static void decision(void **state)
{
	json_t *diff = diff_after(2, "suppliers.yaml", "decisions:\n", "decisions:\n  - {supplier: nimbara, decision: untrusted, authority: Board}\n", NULL);
	json_t *part = change_of(diff, "components", "cscf-1");

	(void)state;
	check_causes(part, "decision: nimbara undecided, now untrusted");
	assert_string_equal(step_of(part, "trusted_supplier.status", "from"), "unknown");
	assert_string_equal(step_of(part, "trusted_supplier.status", "to"), "violated");
	assert_string_equal(step_of(part, "verdict", "to"), "breach");
	check_counts_of(diff, "components", 49, 0, 0, 4);
	check_counts_of(diff, "findings", 35, 0, 5, 0);
	check_causes(change_of(diff, "gaps", "vendor_trust.unassessed_supplier supplier nimbara"), "decision: nimbara undecided, now untrusted");
	check_causes(change_of(diff, "inputs", "suppliers.yaml"), "");
	json_decref(diff);
}

static void fact(void **state)
{
	json_t *diff = diff_after(2, "network.yaml", "    data: [content]\n    users: 2400000", "    data: [content, billing]\n    users: 900000", NULL);
	json_t *part = change_of(diff, "components", "upf-1");

	(void)state;
	check_causes(part, "fact: data[] billing, new|fact: users 2400000, now 900000");
	assert_string_equal(step_of(part, "users", "from"), "2400000");
	check_counts_of(diff, "components", 52, 0, 0, 1);
	json_decref(diff);
}

static void another_part(void **state)
{
	json_t *diff = diff_after(2, "network.yaml", "  - id: upf-1\n", "  - {id: upf-9, function: UPF, segment: core-5g}\n  - id: upf-1\n", NULL);

	(void)state;
	check_counts_of(diff, "components", 53, 0, 1, 0);
	assert_string_equal(json_text(change_of(diff, "components", "upf-9"), "change"), "new");
	check_causes(change_of(diff, "components", "upf-9"), "fact: not in the old inventory");
	/* From no level to very high at worst. */
	assert_int_equal(json_integer_value(json_array_get(json_array_get(json_object_get(json_object_get(diff, "movement"), "worst"), 0), 5)), 1);
	check_causes(change_of(diff, "gaps", "keur.unknown_value field component.data"), "fact: field component.data: asked now");
	json_decref(diff);
}

static void pack(void **state)
{
	static const char *const more[] = { "--policy=eu-5g-toolbox", NULL };
	json_t *diff = diff_after(2, "bss.yaml", NULL, NULL, more), *part = change_of(diff, "components", "billing-1"), *cause;

	(void)state;
	assert_int_equal(json_array_size(json_object_get(part, "causes")), 1);
	cause = json_array_get(json_object_get(part, "causes"), 0);
	assert_string_equal(json_text(cause, "cause"), "pack");
	assert_memory_equal(json_text(cause, "what"), "nl-tfev/", 8);
	assert_non_null(strstr(json_text(cause, "what"), ", now eu-5g-toolbox/"));
	/* Which sections, for whoever has to explain it. */
	assert_non_null(strstr(json_text(cause, "what"), "; other "));
	assert_non_null(strstr(json_text(cause, "what"), "phase_out"));
	assert_non_null(strstr(json_text(cause, "what"), "not_judged"));
	assert_null(strstr(json_text(cause, "what"), "baseline"));
	json_decref(diff);
}

static void plugin(void **state)
{
	static const char *const more[] = { "--without=vendor_trust", NULL };
	json_t *diff = diff_after(2, "bss.yaml", NULL, NULL, more);

	(void)state;
	check_causes(change_of(diff, "components", "mgw-1"), "plugin: no longer assessed: vendor_trust was not run any more");
	assert_string_equal(json_text(change_of(diff, "plugins", "vendor_trust"), "change"), "gone");
	json_decref(diff);
}

/* A breach of which the new result has no answer is not gone. */
static void not_assessed_any_more(void **state)
{
	static const char *const more[] = { "--limit=remote_access.findings=3", NULL };
	struct run run = { .directory = scratch, .argument = { "diff", "old.json", "new.json" } };
	struct run back = { .directory = scratch, .argument = { "diff", "new.json", "old.json" } };
	json_t *diff = diff_after(2, "bss.yaml", NULL, NULL, more), *change;
	size_t i, unassessed = 0;

	(void)state;
	json_array_foreach(json_object_get(diff, "findings"), i, change) {
		if (strncmp(json_text(change, "rule"), "remote_access.", 14) != 0)
			continue;
		assert_string_equal(json_text(change, "change"), "gone");
		check_causes(change, "plugin: no longer assessed: remote_access status ok, now over_limit");
		unassessed++;
	}
	assert_true(unassessed > 3);
	json_decref(diff);
	keur(&run);
	assert_int_equal(run.exit_code, 2);
	assert_non_null(strstr(run.out, "not assessed by remote_access: breaches and questions are at least as many as said\n"));
	assert_non_null(strstr(run.out, "\nBreaches no longer assessed, which may all still be there: "));
	assert_null(strstr(run.out, "Breaches that are gone"));
	run_free(&run);
	keur(&back);
	assert_int_equal(back.exit_code, 2);
	assert_non_null(strstr(back.out, "\nBreaches not assessed before, which may all have been there: "));
	assert_null(strstr(back.out, "Breaches that are new"));
	run_free(&back);
}

/* The same day over is no change; a year on, decisions have expired. */
static void date(void **state)
{
	static const char *const more[] = { "--as-of=2029-01-01", NULL };
	json_t *diff = diff_after(2, "bss.yaml", NULL, NULL, more), *part = change_of(diff, "components", "amf-1");
	const char *now;

	(void)state;
	now = step_of(part, "standing of keldora", "to");
	assert_string_equal(now, "undecided");
	assert_string_equal(json_text(json_array_get(json_object_get(part, "causes"), 0), "cause"), "decision");
	json_decref(diff);
}

/* Nothing is invented: where both results show the same of all that could be a cause, none is named. */
static void no_cause(void **state)
{
	struct run run = { .directory = scratch, .argument = { "diff", "old.json", "new.json" } };
	size_t length;
	char *text = read_path(scratch, "old.json", &length), *at = strstr(text, "\"id\": \"amf-1\""), *scope = strstr(at, "\"scope\": \"critical\"");

	(void)state;
	memcpy(scope, "\"scope\": \"adjacent\"", 19);
	write_file("new.json", text, length);
	keur(&run);
	assert_int_equal(run.exit_code, 2);
	assert_non_null(strstr(run.out, "  amf-1  scope critical → adjacent\n      no cause is visible in the two results\n"));
	run_free(&run);
	free(text);
}

static void keur_itself(void **state)
{
	struct run run = { .directory = scratch, .argument = { "diff", "old.json", "new.json" } };
	size_t length;
	char *text = read_path(scratch, "old.json", &length), *at = strstr(text, "\"id\": \"amf-1\""), *scope = strstr(at, "\"scope\": \"critical\"");
	static const char before[] = "\"tool\": {\"name\": \"keur\", \"version\": \"";
	char *version = strstr(text, before) + sizeof before - 1;

	(void)state;
	memcpy(scope, "\"scope\": \"adjacent\"", 19);
	*version = '7';
	write_file("new.json", text, length);
	keur(&run);
	assert_int_equal(run.exit_code, 2);
	assert_non_null(strstr(run.out, "\n      keur: "));
	assert_null(strstr(run.out, "no cause is visible"));
	run_free(&run);
	free(text);
}

/* ---- What it writes ------------------------------------------------------------------------------------------------------------------------ */

/* Findings and edits, many of both: each finding has the edits of its own rows for a cause, and finds them at once. */
static void write_edited(const char *name, int level, bool edited)
{
	enum { ROWS = 20000 };
	char path[400];
	FILE *file;
	int i;

	snprintf(path, sizeof path, "%s/%s", scratch, name);
	file = fopen(path, "wb");
	assert_non_null(file);
	fputs("{\"schema\": \"keur-result/1\", \"components\": [{\"id\": \"c\"}],\n \"findings\": [", file);
	for (i = 0; i < ROWS; i++)
		fprintf(file, "%s{\"id\": \"f-%d\", \"rule\": \"a.b\", \"component\": \"c\", \"level\": %d, \"evidence\": [{\"table\": \"access\", \"key\": \"ra-%d\"}]}",
			i ? ",\n" : "", i, level, i);
	fputs("],\n \"overrides\": [", file);
	for (i = 0; edited && i < ROWS; i++)
		fprintf(file, "%s{\"address\": {\"table\": \"access\", \"key\": \"ra-%d\", \"column\": \"mfa\"}, \"change\": \"changed\", \"from\": null, \"to\": \"no\"}",
			i ? ",\n" : "", i);
	fputs("], \"run\": 0}", file);
	assert_int_equal(fclose(file), 0);
}

static void many_edits(void **state)
{
	struct run run = { .directory = scratch, .argument = { "diff", "--format=json", "odd.json", "bad.json" } };
	struct timespec began, ended;
	json_t *diff;

	(void)state;
	write_edited("odd.json", 1, false);
	write_edited("bad.json", 2, true);
	clock_gettime(CLOCK_MONOTONIC, &began);
	keur(&run);
	clock_gettime(CLOCK_MONOTONIC, &ended);
	diff = json_loadb(run.out, run.length, 0, NULL);
	if (!diff)
		fail_msg("%s", run.error);
	check_causes(change_of(diff, "findings", "f-7"), "fact: edit of access[ra-7].mfa");
	assert_true(ended.tv_sec - began.tv_sec < 15); /* seconds; edit by edit it takes minutes */
	json_decref(diff);
	run_free(&run);
}

static void assert_golden(const char *name, const char *text)
{
	char path[512];
	const char *write = getenv("KEUR_GOLDEN");
	char *expected;
	FILE *file;

	snprintf(path, sizeof path, "%s/tests/cases/golden/%s", KEUR_SOURCE_DIR, name);
	if (write && strcmp(write, "write") == 0) {
		file = fopen(path, "wb");
		assert_non_null(file);
		fputs(text, file);
		assert_int_equal(fclose(file), 0);
	}
	expected = read_path(KEUR_SOURCE_DIR "/tests/cases/golden", name, NULL);
	assert_string_equal(text, expected);
	free(expected);
}

/* Everything before the heads' hashes and versions is cut: those change with every pack and release. */
static const char *after_heads(const char *text)
{
	const char *at = strstr(text, "\n\n  ");

	assert_non_null(at);
	at = strstr(at + 4, "\n\n");
	assert_non_null(at);
	return at;
}

static void formats(void **state)
{
	static const char *const format[] = { "--format=text", "--format=csv" };
	static const char *const golden[] = { "diff.txt", "diff.csv" };
	json_t *diff = diff_after(2, "suppliers.yaml", "decisions:\n", "decisions:\n  - {supplier: nimbara, decision: untrusted, authority: Board}\n", NULL);
	size_t i;

	(void)state;
	json_decref(diff);
	for (i = 0; i < 2; i++) {
		struct run run = { .directory = scratch, .argument = { "diff", format[i], "old.json", "new.json" } };
		struct run again = run;

		keur(&run);
		assert_int_equal(run.exit_code, 2);
		keur(&again);
		assert_string_equal(run.out, again.out);
		assert_golden(golden[i], i ? run.out : after_heads(run.out));
		run_free(&run);
		run_free(&again);
	}
}

/* A group that changed says what of it moved, each fact once for the scenarios that share it. */
static void what_moved_in_a_group(void **state)
{
	static const char edits[] = "keur: 1\nedits: [{address: 'access[fw-2026-0931]', remove: yes, reason: r, authority: a}]\n";
	static const char said[] = "\n  changed  core/manufacture/keldora  risk at worst medium → low, risk on the facts medium → low, "
		"exposure on the facts 5 → 2 (espionage, manipulation, sabotage), ";
	struct run run = { .directory = scratch, .argument = { "diff", "old.json", "moved.json" } };
	char *at;

	(void)state;
	write_file("moved.yaml", edits, sizeof edits - 1);
	assess_into("moved.json", (const char *const[]){ "--overlay=moved.yaml", NULL });
	keur(&run);
	assert_int_equal(run.exit_code, 2);
	/* Lines that were broken are one again. */
	while ((at = strstr(run.out, "\n      ")) != NULL)
		memmove(at + 1, at + 7, strlen(at + 7) + 1), *at = ' ';
	if (!strstr(run.out, said))
		fail_msg("the group does not say: %s\n%s", said, run.out);
	run_free(&run);
}

/* ---- Saying no ------------------------------------------------------------------------------------------------------------------------------ */

static void assert_refuses(const char *old, const char *now, const char *expected)
{
	struct run run = { .directory = scratch, .argument = { "diff", old, now } };

	keur(&run);
	assert_int_equal(run.exit_code, 1);
	assert_string_equal(run.out, "");
	if (!strstr(run.error, expected))
		fail_msg("expected: %s\n     got: %s", expected, run.error);
	run_free(&run);
}

static void foreign(const char *text, const char *expected)
{
	write_file("bad.json", text, strlen(text));
	assert_refuses("old.json", "bad.json", expected);
	assert_refuses("bad.json", "old.json", expected);
}

static void refusals(void **state)
{
	size_t length;
	char *text = read_path(scratch, "old.json", &length);

	(void)state;
	assert_refuses("old.json", NULL, "two results are needed, the old one and the new one, not 1\n");
	assert_refuses("old.json", "old.json", "`old.json` and `old.json` are the same file\n");
	assert_refuses("old.json", "none.json", "none.json");
	assert_refuses("old.json", ".", "is a directory");
	assert_refuses("old.json", "network.yaml", "network.yaml: this is an inventory; diff reads a result.json, which `keur assess --output=DIR` writes\n");
	foreign("{\"schema\": \"keur-result/2\"}", "bad.json:1:12: error: the schema `keur-result/2` is not one that this keur reads: keur-result/1");
	foreign("{\"schema\": \"keur-diff/1\"}", "the schema `keur-diff/1` is not one that this keur reads");
	foreign("[]", "bad.json:1:1: error: this is no result of keur");
	foreign("{\"schema\": \"keur-result/1\", \"components\": [{\"id\": \"\"}], \"run\": 0}", "bad.json:1:44: error: a part without an `id`");
	foreign("{\"schema\": \"keur-result/1\", \"components\": [{\"id\": \"a\"}, {\"id\": \"a\"}], \"run\": 0}", "bad.json:1:64: error: the part `a` stands twice in this result, first at line 1");
	foreign("{\"schema\": \"keur-result/1\", \"components\": [],\n \"findings\": [{\"rule\": \"x\"}], \"run\": 0}", "bad.json:2:15: error: a finding without an `id`");
	write_file("bad.json", text, length / 2);
	assert_refuses("old.json", "bad.json", "bad.json:");
	free(text);
}

/* Right JSON with fields of wrong types: less is said, nothing breaks. */
static void odd(void **state)
{
	static const char *const component[] = {
		"{\"id\": \"x\"}", "{\"id\": [\"x\"], \"findings\": \"f\", \"gaps\": [7, \"a\", 18446744073709551616, \".\", \"-1\", \"1e3\"]}",
		"{\"id\": \"x\", \"trusted_supplier\": {\"because\": [1, {}, {\"supplier\": {\"a\": 1}}, {\"supplier\": \"s\"}]}}",
		"{\"id\": \"x\", \"risk\": {\"known\": \"odd\", \"worst\": 4}, \"a\": {\"b\": [[1, 2], {\"c\": [3]}]}}",
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof component / sizeof *component; i++) {
		struct run run = { .directory = scratch, .argument = { "diff", "old.json", "odd.json" } };
		char text[600];

		snprintf(text, sizeof text, "{\"schema\": \"keur-result/1\", \"components\": [%s], \"findings\": [{\"id\": \"f\", \"evidence\": [1, {}]}], \"gaps\": [{\"rule\": \"r\"}],"
			" \"network\": 3, \"policy\": [], \"summary\": {}, \"run\": 0}", component[i]);
		write_file("odd.json", text, strlen(text));
		keur(&run);
		if (run.exit_code != (i == 1 ? 1 : 2)) /* an `id` that is none is refused */
			fail_msg("%s: exit code %d; %s", component[i], run.exit_code, run.error);
		run_free(&run);
	}
}

static int make_demo(void **state)
{
	size_t i;

	(void)state;
	if (!mkdtemp(scratch))
		return -1;
	for (i = 0; i < sizeof demo_file / sizeof *demo_file; i++)
		copy_demo(demo_file[i], NULL, NULL);
	assess_into("old.json", NULL);
	return 0;
}

static int clean_up(void **state)
{
	static const char *const other[] = { "old.json", "new.json", "bad.json", "odd.json", "moved.json", "moved.yaml" };
	char path[400];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof demo_file / sizeof *demo_file; i++) {
		snprintf(path, sizeof path, "%s/%s", scratch, demo_file[i]);
		unlink(path);
	}
	for (i = 0; i < sizeof other / sizeof *other; i++) {
		snprintf(path, sizeof path, "%s/%s", scratch, other[i]);
		unlink(path);
	}
	return rmdir(scratch);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing), cmocka_unit_test(decision), cmocka_unit_test(fact), cmocka_unit_test(another_part), cmocka_unit_test(pack),
		cmocka_unit_test(plugin), cmocka_unit_test(not_assessed_any_more), cmocka_unit_test(date), cmocka_unit_test(no_cause), cmocka_unit_test(keur_itself), cmocka_unit_test(many_edits), cmocka_unit_test(formats),
		cmocka_unit_test(what_moved_in_a_group),
		cmocka_unit_test(refusals), cmocka_unit_test(odd),
	};

	return cmocka_run_group_tests(tests, make_demo, clean_up);
}
