/* Checks C01 to C14: what the answers about Telfort teach, each on that case or on a few lines of its own. */
#include "checks.h"

#define TELFORT CASES "telfort/network.yaml", "--suppliers=" CASES "telfort/decisions.yaml"
#define CHECKS KEUR_SOURCE_DIR "/tests/cases/checks/"

static json_t *telfort(void)
{
	return ASSESS(2, TELFORT);
}

static void c01_subcontractor_is_seen(void **state)
{
	json_t *result = telfort(), *finding = must_find(result, "vendor_trust.chain_untrusted", "billing-1", NULL);

	(void)state;
	assert_string_equal(json_text(finding, "party"), "huawei");
	expect_basis(finding, "breach", "known", 5);
	json_decref(result);
}

/* No matrix lowers a breach: the part's verdict is one whatever its cell. */
static void c02_untrusted_in_critical_is_a_breach(void **state)
{
	static const char text[] = "network: {as_of: 2026-11-01, users: 5000}\n"
				   "suppliers: [{id: x, decision: untrusted}]\n"
				   "components: [{id: amf, function: AMF, product: {supplier: x}}]\n";
	static const char *const matrix[] = { "--matrix=iso-27005", "--matrix=nist-800-30", "--matrix=ebios-4x4" };
	size_t i;

	(void)state;
	for (i = 0; i < 3; i++) {
		json_t *result = ASSESS_TEXT(2, text, matrix[i]);

		expect_basis(must_find(result, "vendor_trust.untrusted_in_critical", "amf", NULL), "breach", "known", 5);
		assert_string_equal(json_text(component(result, "amf"), "verdict"), "breach");
		json_decref(result);
	}
}

static void c03_untrusted_in_the_segment(void **state)
{
	json_t *result = ASSESS_TEXT(2, "network: {as_of: 2026-11-01}\n"
					 "suppliers: [{id: x, decision: untrusted}]\n"
					 "components:\n  - {id: amf, function: AMF, segment: core}\n"
					 "  - {id: stat, function: server, segment: core, product: {supplier: x}}\n"
					 "  - {id: far, function: server, segment: office, product: {supplier: x}}\n");

	(void)state;
	assert_string_equal(json_text(component(result, "stat"), "scope"), "adjacent");
	must_find(result, "vendor_trust.untrusted_adjacent", "stat", NULL);
	must_not_find(result, "vendor_trust.untrusted_adjacent", "far");
	json_decref(result);
}

static void c04_hidden_path(void **state)
{
	static const char declared[] = "network: {as_of: 2026-11-01}\ncomponents: [{id: amf, function: AMF}]\naccess:\n"
				       "  - {id: seen, party: x, target: amf, via: none, privilege: admin, from_country: NL, source: observed}\n"
				       "  - {id: said, party: x, target: amf, via: none, privilege: admin, from_country: NL, source: declared, authorised_by: %s,"
				       " valid_from: 2026-01-01, valid_until: %s}\n";
	char text[600];
	json_t *result = telfort();

	(void)state;
	expect_basis(must_find(result, "remote_access.undeclared_path", "billing-1", "path-q6"), "risk", "suspected", 5);
	json_decref(result);
	snprintf(text, sizeof text, declared, "none", "2026-12-31");
	result = ASSESS_TEXT(2, text);
	must_find(result, "remote_access.unauthorised_path", "amf", NULL);
	must_not_find(result, "remote_access.undeclared_path", "amf");
	json_decref(result);
	snprintf(text, sizeof text, declared, "the CISO", "2026-06-30"); /* and still seen */
	result = ASSESS_TEXT(2, text);
	must_find(result, "remote_access.undeclared_path", "amf", "seen"); /* what has run out declares nothing any more */
	json_decref(result);
}

static void c05_path_that_only_the_supplier_can_cut(void **state)
{
	json_t *result = telfort();

	(void)state;
	expect_basis(must_find(result, "remote_access.supplier_only_path", "billing-1", "path-q6"), "risk", "suspected", 5);
	json_decref(result);
}

static void c06_who_read_what_and_who_took_it(void **state)
{
	json_t *result = telfort(), *finding = must_find(result, "logging_coverage.missing_events", "billing-1", NULL);

	(void)state;
	expect_basis(finding, "risk", "known", 4);
	assert_non_null(strstr(argument_of(finding, "events"), "admin_action"));
	assert_non_null(strstr(argument_of(finding, "events"), "data_access"));
	assert_non_null(strstr(argument_of(finding, "events"), "data_export"));
	assert_null(strstr(argument_of(finding, "events"), "authentication"));
	json_decref(result);
}

/* Two of four lines say all six things; one of two where a cell of the CSV is empty, under names of its own. */
static void c07_log_entries_have_six_fields(void **state)
{
	json_t *result = ASSESS(2, TELFORT, "--param=assurance.log_sample=" CHECKS "log.jsonl");
	json_t *finding = must_find(result, "assurance.log_entries", NULL, NULL);

	(void)state;
	assert_string_equal(argument_of(finding, "share"), "50 %");
	assert_string_equal(argument_of(finding, "lines"), "4");
	assert_string_equal(argument_of(finding, "missing"), "origin");
	json_decref(result);
	result = ASSESS(2, TELFORT, "--param=assurance.log_sample=" CHECKS "log.csv");
	finding = must_find(result, "assurance.log_entries", NULL, NULL);
	assert_string_equal(argument_of(finding, "share"), "50 %");
	assert_string_equal(argument_of(finding, "missing"), "result");
	json_decref(result);
	result = ASSESS(2, TELFORT, "--param=assurance.log_sample=" CHECKS "log.jsonl",
		"--param=assurance.log_fields=action,object,result,actor,actor,time"); /* where nobody asks for the origin */
	assert_string_equal(argument_of(must_find(result, "assurance.log_entries", NULL, NULL), "share"), "100 %");
	json_decref(result);
}

static void c08_the_vendor_keeps_its_own_log(void **state)
{
	json_t *result = telfort(), *finding = must_find(result, "logging_coverage.not_independent", "billing-1", NULL);

	(void)state;
	expect_basis(finding, "risk", "known", 4);
	assert_string_equal(argument_of(finding, "admin"), "hp");
	json_decref(result);
}

static void c09_keys_with_the_vendor(void **state)
{
	json_t *result = ASSESS_TEXT(2, "network: {as_of: 2026-11-01}\nsuppliers: [{id: x, decision: trusted}]\n"
					 "components: [{id: li-1, function: MDF, data: [li_target], keys_held_by: [x], product: {supplier: x}}]\n");

	(void)state;
	expect_basis(must_find(result, "vendor_trust.keys_held_by_supplier", "li-1", NULL), "breach", "known", 5);
	json_decref(result);
}

/* A finding of 2011, put to a contractor: open past its term, with nobody who answers for it; then mended. */
static void c10_audit_finding_is_tracked(void **state)
{
	static const char text[] = "network: {as_of: %s}\nsuppliers: [{id: hp, decision: trusted}]\n"
				   "components: [{id: b, function: billing, data: [customer]}]\n"
				   "audit_findings: [{id: a-1, components: [b], date: 2011-06-01, due: 2012-06-01, addressed_to: hp, %s}]\n";
	char room[600];
	json_t *result, *finding;

	(void)state;
	snprintf(room, sizeof room, text, "2012-01-01", "owner: none, resolved: 2014-06-01");
	result = ASSESS_TEXT(2, room);
	finding = must_find(result, "assurance.finding_open", "b", "a-1");
	expect_basis(finding, "risk", "known", 3); /* in time, but nobody answers for it */
	assert_string_equal(argument_of(finding, "age"), "214");
	assert_string_equal(argument_of(finding, "to"), "hp");
	json_decref(result);
	snprintf(room, sizeof room, text, "2013-01-01", "owner: security office, resolved: 2014-06-01");
	result = ASSESS_TEXT(2, room);
	finding = must_find(result, "assurance.finding_open", "b", "a-1");
	expect_basis(finding, "risk", "known", 4); /* late, and open for over a year */
	assert_string_equal(argument_of(finding, "failing"), "past its term");
	json_decref(result);
	snprintf(room, sizeof room, text, "2021-01-01", "owner: none, status: resolved, resolved: 2014-06-01");
	result = ASSESS_TEXT(2, room);
	must_not_find(result, "assurance.finding_open", NULL);
	assert_string_equal(argument_of(must_find(result, "assurance.finding_closed", NULL, "a-1"), "age"), "1096");
	json_decref(result);
	/* That it was mended is a claim until somebody confirms it. */
	snprintf(room, sizeof room, text, "2021-01-01", "owner: none, status: resolved, claim: {status: reported, source: the operator}");
	result = ASSESS_TEXT(2, room);
	expect_basis(must_find(result, "assurance.finding_open", "b", "a-1"), "risk", "suspected", 4);
	json_decref(result);
	/* What is not known is asked, at the level that it may have. */
	snprintf(room, sizeof room, text, "2021-01-01", "owner: security office");
	result = ASSESS_TEXT(2, room);
	must_not_find(result, "assurance.finding_open", NULL);
	assert_non_null(gap_of(result, "assurance.finding_open", "field audit_finding.status"));
	assert_true(level_of(result, "b", "espionage", "worst", "exposure") >= 4);
	json_decref(result);
}

static void c11_retired_needs_proof(void **state)
{
	static const char text[] = "network: {as_of: 2021-05-19}\nsuppliers: [{id: hp, decision: trusted}]\n"
				   "components: [{id: b, function: billing, in_service_until: 2018-04-01, parties: [{supplier: hp, role: manage%s}]}]\n%s";
	char room[600];
	json_t *result = ASSESS(2, TELFORT, "--as-of=2021-05-19");

	(void)state;
	must_find(result, "assurance.retired_unproven", "billing-1", NULL);
	must_find(result, "assurance.retired_connected", "billing-1", "billing-1/huawei/manage/hp");
	must_find(result, "assurance.retired_connected", "billing-1", "billing-1/hp/support");
	must_find(result, "remote_access.retired_reachable", "billing-1", NULL);
	json_decref(result);
	snprintf(room, sizeof room, text, ", until: 2018-04-01", "attestations: [{what: decommissioned, components: [b], date: 2018-05-01, by: archive, answer: yes}]\n");
	result = ASSESS_TEXT(0, room);
	must_not_find(result, "assurance.retired_unproven", NULL);
	must_not_find(result, "assurance.retired_connected", NULL);
	json_decref(result);
	/* A proof that is not yet there, or no longer holds, is none. */
	snprintf(room, sizeof room, text, "", "attestations: [{what: decommissioned, components: [b], date: 2022-05-01, by: archive, answer: yes}]\n");
	result = ASSESS_TEXT(0, room);
	must_find(result, "assurance.retired_unproven", "b", NULL);
	must_find(result, "assurance.retired_connected", "b", NULL);
	json_decref(result);
	/* What is not in service yet was never taken down. */
	result = ASSESS_TEXT(0, "network: {as_of: 2021-05-19}\nsuppliers: [{id: hp, decision: trusted}]\n"
		"components: [{id: b, function: billing, in_service_from: 2021-05-20, parties: [{supplier: hp, role: manage}]}]\n");
	must_not_find(result, "assurance.retired_unproven", NULL);
	must_not_find(result, "assurance.retired_connected", NULL);
	assert_string_equal(json_string_value(json_object_get(json_array_get(json_object_get(result, "components"), 0), "verdict")), "planned");
	json_decref(result);
}

/* Which data could this supplier reach: through which way in, and which role? */
static void c12_data_in_reach(void **state)
{
	json_t *result = telfort(), *finding = must_find(result, "assurance.data_in_reach", NULL, "huawei");

	(void)state;
	assert_string_equal(argument_of(finding, "data"), "customer|traffic");
	assert_string_equal(argument_of(finding, "parts"), "1");
	assert_string_equal(argument_of(finding, "ways"), "path-q6: customer|traffic, billing-1: customer|traffic");
	json_decref(result);
	/* Through what it administers, and of what nobody says what it holds. */
	result = ASSESS_TEXT(2, "network: {as_of: 2026-11-01}\nsuppliers: [{id: x, decision: untrusted}]\n"
				"components:\n  - {id: ems, function: EMS, data: [config], parties: [{supplier: x, role: manage}]}\n"
				"  - {id: hss, function: HSS, data: [subscriber_key]}\n  - {id: amf, function: AMF}\n"
				"links:\n  - {from: ems, to: hss, plane: management}\n  - {from: ems, to: amf, plane: management}\n"
				"access:\n  - {id: peek, party: x, target: hss, via: none, privilege: read}\n");
	finding = must_find(result, "assurance.data_in_reach", NULL, "x");
	assert_string_equal(argument_of(finding, "data"), "subscriber_key|config");
	assert_string_equal(argument_of(finding, "parts"), "3");
	assert_string_equal(argument_of(finding, "unknown"), "1");
	assert_string_equal(argument_of(finding, "ways"), "peek: subscriber_key, ems: subscriber_key|config");
	json_decref(result);
}

static void c13_claims_have_a_status_and_dates_that_fit(void **state)
{
	json_t *result = telfort(), *finding = must_find(result, "assurance.dates_conflict", "billing-1", "path-q6"), *claim;

	(void)state;
	assert_string_equal(argument_of(finding, "date"), "2021-03-30");
	assert_string_equal(argument_of(finding, "status"), "reported");
	assert_string_equal(argument_of(finding, "limit"), "2018-04-01");
	finding = must_find(result, "assurance.dates_conflict", "billing-1", "hidden way in/detected/2019-01-01");
	assert_string_equal(argument_of(finding, "status"), "not_commented");
	claim = json_object_get(json_array_get(json_object_get(finding, "evidence"), 0), "claim");
	assert_string_equal(json_text(claim, "status"), "not_commented");
	assert_string_equal(json_text(claim, "date"), "2021-03-30");
	claim = json_object_get(json_array_get(json_object_get(must_find(result, "remote_access.undeclared_path", "billing-1", NULL), "evidence"), 0), "claim");
	assert_string_equal(json_text(claim, "status"), "reported");
	assert_string_equal(json_text(claim, "source"), "question 6 of 2021Z05118");
	json_decref(result);
	/* Nobody detects what has left no trace yet. */
	result = ASSESS_TEXT(2, "network: {as_of: 2026-11-01}\ncomponents: [{id: a, function: AMF}]\nevents:\n"
				"  - {incident: i, kind: first_trace, date: 2026-05-02, components: [a]}\n  - {incident: i, kind: contained, date: 2026-05-01}\n");
	finding = must_find(result, "assurance.dates_conflict", NULL, "i/contained/2026-05-01");
	assert_string_equal(argument_of(finding, "other"), "first_trace");
	json_decref(result);
}

static void c14_no_sign_of_abuse_is_undetermined(void **state)
{
	json_t *result = telfort(), *finding = must_find(result, "logging_coverage.undetermined_past", "billing-1", NULL);

	(void)state;
	expect_basis(finding, "note", "known", 0);
	assert_non_null(strstr(json_text(finding, "message"), "cannot be determined"));
	json_decref(result);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(c01_subcontractor_is_seen),
		cmocka_unit_test(c02_untrusted_in_critical_is_a_breach),
		cmocka_unit_test(c03_untrusted_in_the_segment),
		cmocka_unit_test(c04_hidden_path),
		cmocka_unit_test(c05_path_that_only_the_supplier_can_cut),
		cmocka_unit_test(c06_who_read_what_and_who_took_it),
		cmocka_unit_test(c07_log_entries_have_six_fields),
		cmocka_unit_test(c08_the_vendor_keeps_its_own_log),
		cmocka_unit_test(c09_keys_with_the_vendor),
		cmocka_unit_test(c10_audit_finding_is_tracked),
		cmocka_unit_test(c11_retired_needs_proof),
		cmocka_unit_test(c12_data_in_reach),
		cmocka_unit_test(c13_claims_have_a_status_and_dates_that_fit),
		cmocka_unit_test(c14_no_sign_of_abuse_is_undetermined),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
