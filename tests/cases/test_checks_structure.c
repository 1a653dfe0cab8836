/* Checks C35, C36 and C38: what a taskforce asks every year. */
#include "checks.h"

static const char network[] = "network: {as_of: 2026-11-01}\n"
			      "suppliers: [{id: a, decision: trusted, country: SE}, {id: b, decision: untrusted, country: DE}]\n"
			      "sites: [{name: s1}, {name: s2}, {name: s3}]\n"
			      "components:\n"
			      "  - {id: g1, function: gNB, site: s1, users: 3000, product: {supplier: a}}\n"
			      "  - {id: g2, function: gNB, site: s2, users: 3000, product: {supplier: a}}\n"
			      "  - {id: g3, function: gNB, site: s3, users: %d, product: {supplier: b}}\n";

static json_t *group(const json_t *result, const char *id)
{
	size_t i;
	json_t *item;

	json_array_foreach(json_object_get(result, "groups"), i, item)
		if (strcmp(json_text(item, "id"), id) == 0)
			return item;
	fail_msg("no group %s", id);
	return NULL;
}

static double share(const json_t *result, const char *id)
{
	return json_number_value(json_object_get(json_object_get(group(result, id), "known"), "share"));
}

/* Shares by supplier and by country; over 35 % in access is a breach of the British pack, up to it is none. */
static void c35_concentration(void **state)
{
	char text[700];
	json_t *result;

	(void)state;
	snprintf(text, sizeof text, network, 4000);
	result = ASSESS_TEXT(2, text, "--policy=uk-hrv");
	assert_float_equal(share(result, "access/manufacture/b"), 40.0, 0.001);
	assert_float_equal(share(result, "access/manufacture/a"), 60.0, 0.001);
	assert_float_equal(share(result, "access/manufacture/SE"), 60.0, 0.001);
	assert_string_equal(json_text(must_find(result, "vendor_trust.concentration", NULL, "access/manufacture/b"), "kind"), "breach");
	json_decref(result);
	result = ASSESS_TEXT(2, text, "--policy=nl-tfev");
	assert_string_equal(json_text(must_find(result, "vendor_trust.concentration", NULL, "access/manufacture/b"), "kind"), "risk");
	json_decref(result);
	snprintf(text, sizeof text, network, 3000); /* a third */
	result = ASSESS_TEXT(2, text, "--policy=uk-hrv");
	assert_float_equal(share(result, "access/manufacture/b"), 33.33, 0.01);
	assert_string_not_equal(json_text(must_find(result, "vendor_trust.concentration", NULL, "access/manufacture/b"), "kind"), "breach");
	json_decref(result);
}

static const char leaving[] = "network: {as_of: %s}\n"
			      "suppliers: [{id: bad, decision: untrusted}, {id: good, decision: trusted}]\n"
			      "components:\n"
			      "  - {id: no-plan, function: AMF, parties: [{supplier: bad, role: manufacture}]}\n"
			      "  - {id: in-time, function: AMF, in_service_until: 2026-12-31, parties: [{supplier: bad, role: manufacture}]}\n"
			      "  - {id: late, function: AMF, in_service_until: 2027-06-01, parties: [{supplier: bad, role: manufacture}]}\n"
			      "  - {id: manager, function: NMS, in_service_until: 2027-06-01, parties: [{supplier: bad, role: manage}]}\n"
			      "  - {id: stays, function: AMF, parties: [{supplier: good, role: manufacture}]}\n";

static void expect_leaving(const json_t *result, const char *id, const char *status, const char *deadline)
{
	const json_t *out = json_object_get(component(result, id), "phase_out");

	assert_string_equal(json_text(out, "status"), status);
	assert_string_equal(json_text(out, "deadline"), deadline);
}

/* Germany: the core by the end of 2026, management by the end of 2029. The same network before and after the first of these days. */
static void c36_phase_out(void **state)
{
	char text[1000];
	json_t *result;

	(void)state;
	snprintf(text, sizeof text, leaving, "2026-11-01");
	result = ASSESS_TEXT(2, text, "--policy=de-critical-functions");
	expect_leaving(result, "no-plan", "at_risk", "2027-01-01");
	expect_leaving(result, "in-time", "on_track", "2027-01-01");
	expect_leaving(result, "late", "at_risk", "2027-01-01");
	expect_leaving(result, "manager", "on_track", "2030-01-01");
	assert_null(json_object_get(component(result, "stays"), "phase_out"));
	json_decref(result);
	snprintf(text, sizeof text, leaving, "2027-01-02");
	result = ASSESS_TEXT(2, text, "--policy=de-critical-functions");
	expect_leaving(result, "no-plan", "overdue", "2027-01-01");
	expect_leaving(result, "late", "overdue", "2027-01-01");
	expect_leaving(result, "manager", "on_track", "2030-01-01");
	json_decref(result);
}

/* A result to compare, as a file of the caller's. */
static void assess_into(const char *path, const char *as_of)
{
	struct run run = { .argument = { "assess", "--format=json", CASES "pulse-secure/network.yaml",
		"--suppliers=" CASES "pulse-secure/decisions.yaml", as_of } };
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	keur(&run);
	assert_int_equal(run.exit_code, 2);
	assert_int_equal(fwrite(run.out, 1, run.length, file), run.length);
	assert_int_equal(fclose(file), 0);
	run_free(&run);
}

/* The day before the advisory weighed more, and that day: what changed, and by which finding. */
static void c38_compared_with_an_earlier_run(void **state)
{
	char room[] = "/tmp/keur-check-XXXXXX", before[64], after[64];
	struct run run = { .argument = { "diff", before, after, "--format=json" } };
	json_t *diff, *finding;
	bool rescored = false, unpatched = false;
	size_t i;

	(void)state;
	assert_non_null(mkdtemp(room));
	snprintf(before, sizeof before, "%s/before.json", room);
	snprintf(after, sizeof after, "%s/after.json", room);
	assess_into(before, "--as-of=2019-08-20");
	assess_into(after, "--as-of=2019-08-21");
	keur(&run);
	assert_int_equal(run.exit_code, 2);
	diff = json_loadb(run.out, run.length, 0, NULL);
	assert_non_null(diff);
	assert_true(json_is_true(json_object_get(diff, "differs")));
	json_array_foreach(json_object_get(diff, "findings"), i, finding) {
		rescored |= strcmp(json_text(finding, "rule"), "assurance.rescored") == 0;
		unpatched |= strcmp(json_text(finding, "rule"), "assurance.unpatched") == 0;
	}
	assert_true(rescored && unpatched);
	json_decref(diff);
	run_free(&run);
	assess_into(before, "--as-of=2019-08-21");
	run = (struct run){ .argument = { "diff", before, after, "--format=json" } };
	keur(&run);
	assert_int_equal(run.exit_code, 0);
	run_free(&run);
	unlink(before);
	unlink(after);
	rmdir(room);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(c35_concentration),
		cmocka_unit_test(c36_phase_out),
		cmocka_unit_test(c38_compared_with_an_earlier_run),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
