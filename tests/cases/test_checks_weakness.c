/* Checks C26 to C28: what the letter about Pulse Secure teaches. */
#include "checks.h"

#define PULSE CASES "pulse-secure/network.yaml", "--suppliers=" CASES "pulse-secure/decisions.yaml"

static void c26_exploit_code_starts_the_clock(void **state)
{
	json_t *result = ASSESS(2, PULSE, "--as-of=2019-08-20"), *finding = must_find(result, "assurance.unpatched", "vpn-a", NULL);

	(void)state;
	assert_string_equal(argument_of(finding, "probability"), "medium");
	assert_string_equal(argument_of(finding, "damage"), "high");
	assert_string_equal(argument_of(finding, "label"), ", Normal");
	expect_basis(finding, "risk", "known", 4);
	must_not_find(result, "assurance.rescored", NULL);
	must_not_find(result, "assurance.late_patch", NULL); /* 110 days after the advice: no term runs for medium/high */
	json_decref(result);
	result = ASSESS(2, PULSE);
	finding = must_find(result, "assurance.rescored", NULL, "NCSC-2019-0353");
	assert_string_equal(argument_of(finding, "before"), "26");
	assert_string_equal(argument_of(finding, "points"), "31");
	assert_string_equal(argument_of(finding, "date"), "2019-08-21");
	assert_string_equal(argument_of(finding, "deadline"), "2019-08-28");
	finding = must_find(result, "assurance.unpatched", "vpn-a", NULL);
	assert_string_equal(argument_of(finding, "probability"), "high");
	assert_string_equal(argument_of(finding, "label"), ", Urgent");
	expect_basis(finding, "risk", "known", 5);
	json_decref(result);
}

/* Whether such code exists is a fact that can be missing: then the worst is that it does, since the advice. */
static void c26_nobody_knows_of_exploit_code(void **state)
{
	static const char text[] = "network: {as_of: 2019-08-20}\ncomponents: [{id: v, function: VPN gateway}]\nadvisories:\n"
				   "  - {id: a, components: [v], published: 2019-05-01, %spro_standard: yes, pro_exploit: none, pro_details: some, pro_access: internet,"
				   " pro_credent: none, pro_complexity: average, pro_userint: none, pro_exploited: no, pro_expect: no, pro_solution: within_two_months,"
				   " dam_dos: no, dam_code: no, dam_rights: no, dam_escalation: no, dam_leak: data}\n";
	char room[900];
	json_t *result;

	(void)state;
	snprintf(room, sizeof room, text, "");
	result = ASSESS_TEXT(2, room);
	expect_basis(must_find(result, "assurance.unpatched", "v", "a"), "risk", "known", 4);
	assert_non_null(gap_of(result, "assurance.unpatched", "statement a"));
	assert_int_equal(level_of(result, "v", "sabotage", "known", "exposure"), 4);
	assert_int_equal(level_of(result, "v", "sabotage", "worst", "exposure"), 5);
	json_decref(result);
	snprintf(room, sizeof room, text, "exploit_date: none, ");
	result = ASSESS_TEXT(2, room);
	assert_null(gap_of(result, "assurance.unpatched", "statement a"));
	json_decref(result);
}

/* Two units of a network of its own, with the day on which they were mended, and an exception. */
static json_t *late(const char *mended, const char *exception)
{
	char text[1400];

	snprintf(text, sizeof text, "network: {as_of: 2019-09-30}\ncomponents: [{id: v, function: VPN gateway}, {id: w, function: VPN gateway}]\nadvisories:\n"
		"  - {id: a, components: [v, w], published: 2019-05-01, exploit_date: 2019-08-21, pro_standard: yes, pro_exploit: none, pro_details: some,"
		" pro_access: internet, pro_credent: none, pro_complexity: average, pro_userint: none, pro_exploited: no, pro_expect: no,"
		" pro_solution: within_two_months, dam_dos: no, dam_code: no, dam_rights: no, dam_escalation: no, dam_leak: data}\n"
		"attestations:\n  - {what: patched, advisory: a, components: [w], date: 2019-06-01, by: unit w, answer: yes}\n%s%s", mended, exception);
	return ASSESS_TEXT(2, text);
}

static void c27_within_a_week_or_an_exception(void **state)
{
	static const char by_28[] = "  - {what: patched, advisory: a, components: [v], date: 2019-08-28, by: unit v, answer: yes}\n";
	static const char by_29[] = "  - {what: mitigated, advisory: a, components: [v], date: 2019-08-29, by: unit v, answer: yes}\n";
	static const char excused[] = "exceptions: [{id: e, advisory: a, components: [v], reason: no spare unit, evidence: risk assessment 7, authority: CISO, until: %s}]\n";
	char room[300];
	json_t *result = ASSESS(2, PULSE, "--as-of=2019-09-30"), *finding; /* the two late units, mended within days */

	(void)state;
	must_not_find(result, "assurance.late_patch", NULL);
	must_not_find(result, "assurance.unpatched", NULL);
	json_decref(result);
	result = late(by_28, "");
	must_not_find(result, "assurance.late_patch", NULL);
	json_decref(result);
	result = late(by_29, "");
	finding = must_find(result, "assurance.late_patch", "v", "a");
	expect_basis(finding, "breach", "known", 1); /* late, and mended: it exposes nobody any more */
	assert_string_equal(argument_of(finding, "deadline"), "2019-08-28");
	assert_string_equal(argument_of(finding, "mended"), "2019-08-29");
	must_not_find(result, "assurance.late_patch", "w");
	json_decref(result);
	result = late("", "");
	expect_basis(must_find(result, "assurance.late_patch", "v", "a"), "breach", "known", 5);
	json_decref(result);
	snprintf(room, sizeof room, excused, "2019-12-01");
	result = late("", room);
	must_not_find(result, "assurance.late_patch", NULL);
	must_find(result, "assurance.exception_used", "v", "e");
	must_find(result, "assurance.unpatched", "v", NULL); /* excused is not mended */
	json_decref(result);
	snprintf(room, sizeof room, excused, "2019-09-15"); /* over */
	result = late("", room);
	must_find(result, "assurance.late_patch", "v", "a");
	assert_string_equal(argument_of(must_find(result, "assurance.exception_void", NULL, "e"), "why"), "over");
	json_decref(result);
}

static void c28_units_not_mended_by_name(void **state)
{
	json_t *result = ASSESS(2, PULSE), *finding = must_find(result, "assurance.escalation_open", NULL, "NCSC-2019-0353");

	(void)state;
	assert_string_equal(argument_of(finding, "count"), "2");
	assert_string_equal(argument_of(finding, "total"), "3");
	assert_string_equal(argument_of(finding, "parts"), "vpn-a, vpn-b");
	json_decref(result);
	result = ASSESS(2, PULSE, "--as-of=2019-09-30"); /* and they stay on record */
	assert_string_equal(argument_of(must_find(result, "assurance.escalation_open", NULL, NULL), "parts"), "vpn-a, vpn-b");
	json_decref(result);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(c26_exploit_code_starts_the_clock),
		cmocka_unit_test(c26_nobody_knows_of_exploit_code),
		cmocka_unit_test(c27_within_a_week_or_an_exception),
		cmocka_unit_test(c28_units_not_mended_by_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
