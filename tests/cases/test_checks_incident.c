/* Checks C15 to C20: what the letter about KPN teaches. */
#include "checks.h"

#define KPN CASES "kpn-2012/network.yaml", "--suppliers=" CASES "kpn-2012/decisions.yaml"
#define AFTER "--as-of=2012-02-14"

static void c15_timeline(void **state)
{
	json_t *result = ASSESS(2, KPN, AFTER), *finding = must_find(result, "assurance.incident_timeline", NULL, NULL);

	(void)state;
	assert_string_equal(argument_of(finding, "start"), "2012-01-16");
	assert_string_equal(argument_of(finding, "detected"), "2");
	assert_string_equal(argument_of(finding, "verified"), "4");
	assert_string_equal(argument_of(finding, "contained"), "4");
	assert_string_equal(argument_of(finding, "authority"), "11");
	assert_string_equal(argument_of(finding, "customers"), "-");
	assert_string_equal(argument_of(finding, "eradicated"), "-");
	finding = must_find(result, "assurance.late_notice", NULL, NULL);
	assert_string_equal(argument_of(finding, "days"), "9");
	assert_string_equal(argument_of(finding, "limits"), "24 h, 72 h");
	json_decref(result);
	/* What has not happened yet is not in it. */
	result = ASSESS(2, KPN);
	finding = must_find(result, "assurance.incident_timeline", NULL, NULL);
	assert_string_equal(argument_of(finding, "detected"), "2");
	assert_string_equal(argument_of(finding, "authority"), "-");
	must_not_find(result, "assurance.late_notice", NULL);
	json_decref(result);
	/* A final report after thirty days, or none by then; the terms are parameters. */
	result = ASSESS_TEXT(2, "network: {as_of: 2026-11-01}\ncomponents: [{id: a, function: AMF}]\nevents:\n"
				"  - {incident: i, kind: detected, date: 2026-09-01, components: [a]}\n  - {incident: i, kind: notified_authority, date: 2026-09-02}\n");
	assert_string_equal(argument_of(must_find(result, "assurance.late_notice", NULL, NULL), "limits"), "30 d");
	json_decref(result);
	result = ASSESS_TEXT(2, "network: {as_of: 2026-11-01}\ncomponents: [{id: a, function: AMF}]\nevents:\n"
				"  - {incident: i, kind: detected, date: 2026-09-01, components: [a]}\n  - {incident: i, kind: notified_authority, date: 2026-09-02}\n",
		"--param=assurance.final_report=P90D");
	must_not_find(result, "assurance.late_notice", NULL);
	json_decref(result);
}

static void expect_state(const json_t *result, const char *id, const char *word, const char *basis, long long level)
{
	json_t *finding = must_find(result, "assurance.incident_open", id, NULL);

	assert_string_equal(argument_of(finding, "state"), word);
	expect_basis(finding, "risk", basis, level);
}

static void c16_contained_is_not_eradicated(void **state)
{
	static const char text[] = "network: {as_of: 2026-11-01}\ncomponents: [{id: a, function: AMF}]\nevents:\n"
				   "  - {incident: i, kind: first_trace, date: 2026-09-01, components: [a]}\n"
				   "  - {incident: i, kind: contained, date: 2026-09-02}\n  - {incident: i, kind: restored, date: 2026-09-03}\n%s";
	char room[700];
	json_t *result = ASSESS(2, KPN, AFTER);

	(void)state;
	expect_state(result, "web-cluster", "contained", "known", 4);
	expect_state(result, "router-1", "contained", "known", 4); /* restored elsewhere, and nothing eradicated */
	json_decref(result);
	snprintf(room, sizeof room, text, "  - {incident: i, kind: called_solved, date: 2026-09-04}\n");
	result = ASSESS_TEXT(2, room);
	assert_string_equal(argument_of(must_find(result, "assurance.called_solved", NULL, NULL), "state"), "contained");
	json_decref(result);
	snprintf(room, sizeof room, text, "  - {incident: i, kind: eradicated, date: 2026-09-04}\n  - {incident: i, kind: closed, date: 2026-09-05}\n");
	result = ASSESS_TEXT(2, room);
	must_not_find(result, "assurance.incident_open", NULL);
	must_not_find(result, "assurance.called_solved", NULL);
	json_decref(result);
	/* That it is eradicated is a claim, or on a day that nobody knows: the worst counts on. */
	snprintf(room, sizeof room, text, "  - {incident: i, kind: eradicated, date: 2026-09-04, claim: {status: reported, source: a newspaper}}\n");
	result = ASSESS_TEXT(2, room);
	expect_state(result, "a", "contained", "suspected", 4);
	json_decref(result);
	snprintf(room, sizeof room, text, "  - {incident: i, kind: eradicated}\n");
	result = ASSESS_TEXT(2, room);
	must_not_find(result, "assurance.incident_open", NULL);
	assert_non_null(gap_of(result, "assurance.incident_open", "field event.date"));
	json_decref(result);
}

/* Router and DNS, then telephony over the internet, then the emergency number; and what is not reached, by name. */
static void c17_dependency_walk(void **state)
{
	static const char *const path[] = { "router-1", "voip-1", "emergency-voip" };
	static const char *const apart[] = { "analogue-1", "mobile-1", "mobile-internet-1", "emergency-other", "webmail-1" };
	json_t *result = ASSESS(2, KPN, AFTER), *finding = must_find(result, "assurance.incident_open", "router-1", NULL), *steps;
	size_t i;

	(void)state;
	steps = json_object_get(finding, "path");
	assert_int_equal(json_array_size(steps), 3);
	for (i = 0; i < 3; i++)
		assert_string_equal(json_string_value(json_array_get(steps, i)), path[i]);
	assert_string_equal(argument_of(finding, "reached"), "emergency-voip, internet-1, itv-1, voip-1");
	assert_true(json_has(json_object_get(json_object_get(finding, "reaches"), "critical"), "emergency-voip"));
	assert_int_equal(level_of(result, "emergency-voip", "sabotage", "known", "threat"), 4);
	finding = must_find(result, "assurance.incident_spared", NULL, NULL);
	for (i = 0; i < 5; i++) {
		assert_non_null(strstr(argument_of(finding, "parts"), apart[i]));
		assert_int_equal(level_of(result, apart[i], "sabotage", "known", "threat"), 2);
	}
	assert_null(strstr(argument_of(finding, "parts"), "voip-1"));
	json_decref(result);
}

static void c18_same_login_same_reach(void **state)
{
	static const char text[] = "network: {as_of: 2026-11-01}\ncomponents:\n  - {id: a, function: server}\n  - {id: b, function: AMF}\n"
				   "  - {id: c, function: server, depends_on: [b]}\n  - {id: d, function: server}\n"
				   "credentials: [{id: k, works_on: [b], found_on: [a]%s}]\n"
				   "events: [{incident: i, kind: detected, date: 2026-09-01, components: [a]}]\n";
	char room[700];
	json_t *result = ASSESS(2, KPN);

	(void)state;
	expect_basis(must_find(result, "assurance.same_credential", "router-1", "server-login"), "risk", "known", 5);
	must_find(result, "assurance.same_credential", "customer-store", NULL);
	must_not_find(result, "assurance.same_credential", "webmail-1");
	json_decref(result);
	snprintf(room, sizeof room, text, ", privilege: admin, rotated: none");
	result = ASSESS_TEXT(2, room);
	assert_string_equal(argument_of(must_find(result, "assurance.same_credential", "b", "k"), "from"), "a");
	assert_int_equal(level_of(result, "c", "sabotage", "known", "threat"), 5);
	assert_int_equal(level_of(result, "d", "sabotage", "known", "threat"), 2);
	json_decref(result);
	snprintf(room, sizeof room, text, ", privilege: admin, rotated: 2026-09-05"); /* since the last trace */
	result = ASSESS_TEXT(2, room);
	must_not_find(result, "assurance.same_credential", NULL);
	json_decref(result);
	snprintf(room, sizeof room, text, ", privilege: admin"); /* nobody says */
	result = ASSESS_TEXT(2, room);
	must_not_find(result, "assurance.same_credential", NULL);
	assert_non_null(gap_of(result, "assurance.same_credential", "field credential.rotated"));
	assert_int_equal(level_of(result, "b", "sabotage", "worst", "threat"), 5);
	json_decref(result);
	snprintf(room, sizeof room, text, ", privilege: read, rotated: none");
	result = ASSESS_TEXT(2, room);
	assert_int_equal(level_of(result, "b", "espionage", "known", "threat"), 5);
	assert_int_equal(level_of(result, "b", "sabotage", "known", "threat"), 2);
	json_decref(result);
}

static void c19_not_ours(void **state)
{
	json_t *result = ASSESS(2, KPN, AFTER), *finding = must_find(result, "assurance.attribution", NULL, NULL);

	(void)state;
	assert_string_equal(argument_of(finding, "to"), "KPN");
	assert_string_equal(argument_of(finding, "status"), "reported");
	assert_string_equal(argument_of(finding, "withdrawn"), "list of addresses/not_ours");
	json_decref(result);
}

static void c20_customers_hit(void **state)
{
	json_t *result = ASSESS(2, KPN, AFTER);

	(void)state;
	assert_string_equal(argument_of(must_find(result, "assurance.customers_hit", NULL, NULL), "customers"), "2000000");
	json_decref(result);
	/* Where nobody counted, as many as use the largest part that was cut. */
	result = ASSESS_TEXT(2, "network: {as_of: 2026-11-01}\ncomponents: [{id: a, users: 300}, {id: b, users: 7000}]\n"
				"events: [{incident: i, kind: service_cut, date: 2026-09-01, components: [a, b]}]\n");
	assert_string_equal(argument_of(must_find(result, "assurance.customers_hit", NULL, NULL), "customers"), "7000");
	json_decref(result);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(c15_timeline),
		cmocka_unit_test(c16_contained_is_not_eradicated),
		cmocka_unit_test(c17_dependency_walk),
		cmocka_unit_test(c18_same_login_same_reach),
		cmocka_unit_test(c19_not_ours),
		cmocka_unit_test(c20_customers_hit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
