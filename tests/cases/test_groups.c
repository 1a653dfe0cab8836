/* What groups promise: harmless parts change nothing else, distrust never lowers a group, the share of critical functions is there per supplier and
 * per country (C35), a cap is a rule of the pack, and much of everything takes its time in proportion. */
#include "run_keur.h"

#include <time.h>

#define DEMO_FILES DEMO "network.yaml", DEMO "ran.yaml", DEMO "bss.yaml", DEMO "access.yaml"
#define DEMO_TRUST "--suppliers=" DEMO "suppliers.yaml", "--overlay=" DEMO "overlay.yaml"

static char room[] = "/tmp/keur-groups-XXXXXX", made[64];

static int start(void **state)
{
	(void)state;
	assert_non_null(mkdtemp(room));
	snprintf(made, sizeof made, "%s/made.yaml", room);
	return 0;
}

static int end(void **state)
{
	(void)state;
	unlink(made);
	return rmdir(room);
}

static FILE *make(void)
{
	FILE *file = fopen(made, "we");

	assert_non_null(file);
	return file;
}

static json_t *group(const json_t *result, const char *id)
{
	size_t i;
	json_t *item;

	json_array_foreach(json_object_get(result, "groups"), i, item)
		if (strcmp(json_text(item, "id"), id) == 0)
			return item;
	return NULL;
}

static void check_share(const json_t *result, const char *id, const char *expected)
{
	const json_t *found = group(result, id), *known = json_object_get(found, "known");
	char share[80];

	snprintf(share, sizeof share, "%.2f %% of %lld %s, %lld parts", json_number_value(json_object_get(known, "share")), json_number(found, "whole"),
		json_text(found, "basis"), json_number(found, "components"));
	if (strcmp(share, expected) != 0)
		fail_msg("%s: %s, expected %s", id, share, expected);
}

/* ---- C35 ----------------------------------------------------------------------------------------------------------------------------------- */

static void C35_share_of_critical_functions(void **state)
{
	json_t *result = ASSESS(2, DEMO_FILES, DEMO_TRUST);

	(void)state;
	check_share(result, "critical/manufacture/keldora", "46.76 % of 112700000 users, 15 parts");
	check_share(result, "critical/manufacture/wolkara", "7.09 % of 112700000 users, 2 parts");
	check_share(result, "critical/manufacture/DE", "53.85 % of 112700000 users, 17 parts");
	check_share(result, "critical/manufacture/NL", "24.84 % of 112700000 users, 7 parts");
	/* Reported, and weighed in the domains that its parts belong to. */
	assert_true(json_is_null(json_object_get(json_object_get(group(result, "critical/manufacture/keldora"), "risk"), "worst")));
	assert_false(json_is_null(json_object_get(json_object_get(group(result, "core/manufacture/keldora"), "risk"), "worst")));
	json_decref(result);
}

/* The same stations under a pack with a cap, and the same cap not reached. */
static void C35_share_cap(void **state)
{
	static const struct {
		const char *policy;
		int breaches;
	} expected[] = { { "--policy=nl-tfev", 0 }, { "--policy=uk-hrv", 1 } };
	size_t i;

	(void)state;
	for (i = 0; i < 2; i++) {
		json_t *result = ASSESS(2, WORKED "ran.yaml", "--suppliers=" WORKED "ran.suppliers.yaml", expected[i].policy);
		json_t *finding = finding_of(result, "vendor_trust.concentration", NULL, "radio-maker", NULL);

		assert_int_equal(json_number(json_object_get(json_object_get(result, "summary"), "groups"), "breaches"), expected[i].breaches);
		assert_string_equal(json_text(finding, "kind"), expected[i].breaches ? "breach" : "risk");
		assert_int_equal(json_is_true(json_object_get(group(result, "access/manufacture/radio-maker"), "breach")), expected[i].breaches);
		json_decref(result);
	}
}

/* 30 % of the country and 60 % of one region: the cap counts in each. Where nobody says which region, it may be so, and no rule is broken. */
static void C35_share_cap_by_region(void **state)
{
	static const struct {
		const char *region, *known, *worst;
		bool breach;
	} expected[] = { { "region: north, ", "60.00", "60.00", true }, { "", "20.00", "60.00", false } };
	char share[16];
	size_t i, k;

	(void)state;
	for (i = 0; i < 2; i++) {
		FILE *file = make();
		json_t *result, *north, *item, *question = NULL;
		int named = 0;

		fprintf(file, "keur: 1\nnetwork: {operator: O, country: NL, as_of: 2026-11-01, users: 1000}\n"
			"statements: [{table: party, covers: all, complete: yes, by: me}]\nsites:\n"
			"  - {name: a, country: NL, region: north, sensitive: no}\n  - {name: b, country: NL, %ssensitive: no}\n"
			"  - {name: c, country: NL, region: south, sensitive: no}\ncomponents:\n"
			"  - {id: g1, function: gNB, segment: ran, site: a, users: %d, product: {supplier: radio-maker}}\n"
			"  - {id: g2, function: gNB, segment: ran, site: a, users: 200, product: {supplier: maker}}\n"
			"  - {id: g3, function: gNB, segment: ran, site: b, users: %d, product: {supplier: radio-maker}}\n"
			"  - {id: g4, function: gNB, segment: ran, site: c, users: 500, product: {supplier: maker}}\n", expected[i].region, i ? 100 : 200,
			i ? 200 : 100);
		fclose(file);
		result = ASSESS(2, made, "--suppliers=" WORKED "ran.suppliers.yaml", "--policy=uk-hrv");
		check_share(result, "access/manufacture/radio-maker", "30.00 % of 1000 users, 2 parts");
		north = group(result, "access-by-region/north/manufacture/radio-maker");
		assert_string_equal(json_text(north, "region"), "north");
		snprintf(share, sizeof share, "%.2f", json_number_value(json_object_get(json_object_get(north, "known"), "share")));
		assert_string_equal(share, expected[i].known);
		snprintf(share, sizeof share, "%.2f", json_number_value(json_object_get(json_object_get(north, "worst"), "share")));
		assert_string_equal(share, expected[i].worst);
		assert_int_equal(json_is_true(json_object_get(north, "breach")), expected[i].breach);
		assert_int_equal(json_number(json_object_get(json_object_get(result, "summary"), "groups"), "breaches"), expected[i].breach);
		/* The sentence says which region; whoever stands in none is asked for. */
		json_array_foreach(json_object_get(result, "findings"), k, item)
			named += strstr(json_text(item, "message"), " of domain access-by-region in north rests on radio-maker ") != NULL;
		assert_int_equal(named, 1);
		json_array_foreach(json_object_get(result, "gaps"), k, item)
			if (strcmp(json_text(item, "blame"), "field site.region") == 0)
				question = item;
		assert_int_equal(question != NULL, !expected[i].breach);
		if (question) {
			assert_int_equal(json_number(question, "count"), 1);
			assert_string_equal(json_string_value(json_array_get(json_object_get(json_object_get(question, "fills"), "rows"), 0)), "b");
		}
		json_decref(result);
	}
}

/* ---- Harmless parts ------------------------------------------------------------------------------------------------------------------------ */

enum { HARMLESS = 10000 };

/* Everything answered, everybody trusted, in a domain and a segment of their own. */
static void write_harmless(void)
{
	FILE *file = make();
	int i;

	fputs("keur: 1\ncomponents:\n", file);
	for (i = 0; i < HARMLESS; i++)
		fprintf(file, "  - {id: harmless-%05d, function: RIC, segment: harmless, site: harmless, users: 5, data: none, exposed: none, serves: none, "
			"depends_on: none, keys_held_by: [operator], product: {supplier: operator, name: Own, version: \"1\", end_of_support: none}, "
			"parties: [{supplier: operator, role: manage}, {supplier: operator, role: support}]}\n", i);
	fputs("sites:\n  - {name: harmless, country: NL, sensitive: no}\nstatements:\n", file);
	for (i = 0; i < 5; i++)
		fprintf(file, "  - {table: %s, covers: {segment: [harmless]}, complete: yes, by: me, observed_by: [vpn]}\n",
			((const char *const[]){ "party", "access", "log", "link", "ownership" })[i]);
	fclose(file);
}

static void harmless_parts_change_nothing(void **state)
{
	json_t *before = ASSESS(2, DEMO_FILES, DEMO_TRUST), *after, *item;
	static const char *const same[] = { "scope", "scope_worst", "scenarios", "risk", "verdict", "findings" };
	size_t i, k;

	(void)state;
	write_harmless();
	after = ASSESS(2, DEMO_FILES, made, DEMO_TRUST);
	assert_int_equal(json_number(json_object_get(after, "summary"), "components"),
		json_number(json_object_get(before, "summary"), "components") + HARMLESS);
	json_array_foreach(json_object_get(before, "components"), i, item) {
		json_t *now = component(after, json_text(item, "id"));

		for (k = 0; k < sizeof same / sizeof *same; k++)
			if (!json_equal(json_object_get(item, same[k]), json_object_get(now, same[k])))
				fail_msg("%s: %s changed", json_text(item, "id"), same[k]);
		assert_string_equal(json_text(json_object_get(item, "trusted_supplier"), "status"),
			json_text(json_object_get(now, "trusted_supplier"), "status")); /* its decisions are in files, whose paths are shown from another place */
	}
	/* The share of critical parts covered is still told, and is what it was. */
	assert_true(json_equal(json_object_get(json_object_get(json_object_get(before, "summary"), "coverage"), "critical"),
		json_object_get(json_object_get(json_object_get(after, "summary"), "coverage"), "critical")));
	assert_int_equal(json_number(json_object_get(json_object_get(json_object_get(after, "summary"), "coverage"), "critical"), "parts"), 30);
	/* Groups of the other domains are what they were. */
	json_array_foreach(json_object_get(before, "groups"), i, item)
		if (strcmp(json_text(item, "domain"), "access") != 0)
			assert_true(json_equal(item, group(after, json_text(item, "id"))));
	json_decref(before);
	json_decref(after);
}

/* ---- Distrust --------------------------------------------------------------------------------------------------------------------------------- */

static int risk_of(const json_t *group, const char *reading)
{
	static const char *const level[] = { "", "very_low", "low", "medium", "high", "very_high" };
	const char *name = json_text(json_object_get(group, "risk"), reading);
	int i;

	for (i = 5; i > 0 && strcmp(level[i], name) != 0; i--)
		;
	return i;
}

/* One after another, every supplier of the demo is distrusted: no group gets a lower risk, on the facts or at worst. */
static void distrust_never_lowers(void **state)
{
	json_t *before = ASSESS(2, DEMO_FILES, DEMO_TRUST), *item;
	char tried[40][40];
	size_t tries = 0, i, k;

	(void)state;
	json_array_foreach(json_object_get(before, "groups"), i, item) {
		for (k = 0; k < tries && strcmp(tried[k], json_text(item, "supplier")) != 0; k++)
			;
		if (k == tries && json_text(item, "supplier")[0] && tries < 40)
			snprintf(tried[tries++], sizeof *tried, "%.39s", json_text(item, "supplier"));
	}
	assert_true(tries >= 8);
	for (k = 0; k < tries; k++) {
		FILE *file = make();
		json_t *after;

		fprintf(file, "keur: 1\ndecisions:\n  - {id: tried, supplier: %s, decision: untrusted, authority: me, reference: test}\n", tried[k]);
		fclose(file);
		after = ASSESS(2, DEMO_FILES, DEMO_TRUST, "--suppliers", made);
		json_array_foreach(json_object_get(before, "groups"), i, item) {
			json_t *now = group(after, json_text(item, "id"));

			assert_non_null(now);
			if (risk_of(now, "known") < risk_of(item, "known") || risk_of(now, "worst") < risk_of(item, "worst"))
				fail_msg("distrusting %s lowers %s", tried[k], json_text(item, "id"));
		}
		json_decref(after);
	}
	json_decref(before);
}

/* ---- Much of everything -------------------------------------------------------------------------------------------------------------------------- */

static double seconds_of(int parts, int suppliers)
{
	struct run run = { .argument = { "assess", made, "--without=vendor_trust", "--without=remote_access", "--without=logging_coverage", "--format=csv" } };
	struct timespec from, to;
	FILE *file = make();
	int i;

	fputs("keur: 1\nnetwork: {operator: Large, country: NL, as_of: 2026-11-01, users: 4000000}\ncomponents:\n", file);
	for (i = 0; i < parts; i++)
		fprintf(file, "  - {id: p-%06d, function: gNB, segment: s-%d, users: 5%s%s}\n", i, i / 50, i % 7 ? ", product: {supplier: " : "",
			i % 7 ? (char[24]){ 'm', (char)('a' + i % suppliers % 10), (char)('a' + i % suppliers / 10 % 10), (char)('a' + i % suppliers / 100 % 10), '}' } : "");
	fclose(file);
	clock_gettime(CLOCK_MONOTONIC, &from);
	keur(&run);
	clock_gettime(CLOCK_MONOTONIC, &to);
	assert_true(run.exit_code == 2 || run.exit_code == 0);
	run_free(&run);
	return (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9;
}

/* Ten times as many parts and suppliers: ten times the work, with room for the noise of a busy machine; a square would be a hundred times. */
static void in_proportion(void **state)
{
	double small, large;

	(void)state;
	small = seconds_of(10000, 100);
	large = seconds_of(100000, 1000);
	if (large > 40 * small + 1)
		fail_msg("%.2f s for 100,000 parts of 1,000 suppliers, %.2f s for a tenth of both", large, small);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(C35_share_of_critical_functions),
		cmocka_unit_test(C35_share_cap),
		cmocka_unit_test(C35_share_cap_by_region),
		cmocka_unit_test(harmless_parts_change_nothing),
		cmocka_unit_test(distrust_never_lowers),
		cmocka_unit_test(in_proportion),
	};

	return cmocka_run_group_tests(tests, start, end);
}
