/* Checks C30 to C34, what the letter about DigiNotar teaches, and C37, what interception systems must show. */
#include "checks.h"

#define DIGINOTAR CASES "diginotar/network.yaml", "--suppliers=" CASES "diginotar/decisions.yaml"

static void c30_what_rests_on_a_withdrawn_issuer(void **state)
{
	json_t *result = ASSESS(2, DIGINOTAR), *finding = must_find(result, "assurance.replace_first", NULL, "diginotar");

	(void)state;
	assert_string_equal(argument_of(finding, "count"), "3");
	assert_string_equal(argument_of(finding, "machines"), "overheid-links");
	assert_string_equal(argument_of(finding, "others"), "overheid-sites, own-sites");
	assert_string_equal(argument_of(finding, "excepted"), "payment");
	expect_basis(must_find(result, "assurance.withdrawn_certificate", "gov-links", "overheid-links"), "risk", "known", 5);
	must_find(result, "assurance.withdrawn_certificate", "business-sites", "own-sites");
	must_not_find(result, "assurance.withdrawn_certificate", "payment-terminals");
	must_not_find(result, "assurance.withdrawn_certificate", "gov-sites-other"); /* undecided: a question */
	assert_non_null(gap_of(result, "assurance.withdrawn_certificate", "supplier other-issuer"));
	json_decref(result);
}

/* One certificate of a distrusted issuer, and an exception for it. */
static json_t *excepted(const char *exception)
{
	char text[700];

	snprintf(text, sizeof text, "network: {as_of: 2011-09-03}\nsuppliers: [{id: ca, decision: untrusted}, {id: other, decision: trusted}]\n"
		"components: [{id: pay, function: service, product: {supplier: other}}]\n"
		"certificates: [{id: c, issuer: ca, product_line: terminals, subjects: [pay], m2m: yes, expires: 2012-01-01, replacement: other}]\n"
		"exceptions: [{id: e, %s}]\n", exception);
	return ASSESS_TEXT(2, text);
}

#define SOUND "reason: break-in failed, evidence: report, authority: cabinet, "

static void c31_exceptions_have_evidence_and_an_end(void **state)
{
	static const struct { const char *exception, *why; } is_void[] = {
		{ "certificates: [c], " SOUND "until: 2011-09-03", "over" },
		{ "certificates: [c], " SOUND "until: none", "no end" },
		{ "certificates: [c], " SOUND "from: 2011-10-01, until: 2012-01-01", "not begun" },
		{ "certificates: [c], reason: x, authority: cabinet, until: 2012-01-01", "no evidence" },
		{ "certificates: [c], reason: x, evidence: y, authority: none, until: 2012-01-01", "no authority" },
	};
	static const char *const covers[] = { "certificates: [c], ", "supplier: ca, product_line: terminals, ", "components: [pay], " };
	static const char *const misses[] = { "supplier: other, ", "supplier: ca, product_line: others, ", "" };
	char room[300];
	json_t *result;
	size_t i;

	(void)state;
	for (i = 0; i < 3; i++) {
		snprintf(room, sizeof room, "%s" SOUND "until: 2012-01-01", covers[i]);
		result = excepted(room);
		must_not_find(result, "assurance.withdrawn_certificate", NULL);
		assert_string_equal(argument_of(must_find(result, "assurance.exception_used", NULL, "e"), "until"), "2012-01-01");
		json_decref(result);
		snprintf(room, sizeof room, "%s" SOUND "until: 2012-01-01", misses[i]);
		result = excepted(room);
		must_find(result, "assurance.withdrawn_certificate", "pay", "c");
		json_decref(result);
	}
	for (i = 0; i < sizeof is_void / sizeof *is_void; i++) {
		result = excepted(is_void[i].exception);
		must_find(result, "assurance.withdrawn_certificate", "pay", "c");
		assert_string_equal(argument_of(must_find(result, "assurance.exception_void", NULL, "e"), "why"), is_void[i].why);
		json_decref(result);
	}
}

static void c32_the_replacement_must_be_trusted(void **state)
{
	static const char text[] = "network: {as_of: 2011-09-03}\nsuppliers: [{id: ca, decision: untrusted}, {id: new%s}]\n"
				   "components: [{id: web, function: service}]\n"
				   "certificates: [{id: c, issuer: ca, subjects: [web], expires: 2012-01-01, replacement: %s}]\n";
	char room[500];
	json_t *result = ASSESS(2, DIGINOTAR);

	(void)state;
	assert_non_null(gap_of(result, "assurance.replacement_not_trusted", "supplier other-issuer"));
	assert_non_null(gap_of(result, "assurance.replacement_not_trusted", "field certificate.replacement")); /* companies choose themselves */
	json_decref(result);
	snprintf(room, sizeof room, text, ", decision: trusted", "new");
	result = ASSESS_TEXT(2, room);
	must_not_find(result, "assurance.replacement_not_trusted", NULL);
	json_decref(result);
	snprintf(room, sizeof room, text, ", decision: untrusted", "new");
	result = ASSESS_TEXT(2, room);
	assert_string_equal(json_text(must_find(result, "assurance.replacement_not_trusted", "web", "c"), "party"), "new");
	json_decref(result);
	snprintf(room, sizeof room, text, "", "none");
	result = ASSESS_TEXT(2, room);
	must_find(result, "assurance.replacement_not_trusted", "web", "c");
	json_decref(result);
}

/* On 30 August only the own brand was thought to be hit: without evidence that PKIoverheid stood apart, it is in scope. */
static void c33_other_products_are_in_scope(void **state)
{
	static const char text[] = "network: {as_of: 2011-08-30}\nsuppliers: [{id: ca, decision: trusted}]\n"
				   "components: [{id: gov, function: service}, {id: shop, function: service}]\n"
				   "certificates:\n  - {id: a, issuer: ca, product_line: A, subjects: [shop], expires: 2012-01-01}\n"
				   "  - {id: b, issuer: ca, product_line: B, subjects: [gov], expires: 2012-01-01}\n"
				   "events: [{incident: i, kind: detected, date: 2011-08-29, supplier: ca, product_line: A}]\n%s";
	char room[900];
	json_t *result = ASSESS(2, DIGINOTAR, "--as-of=2011-08-30");

	(void)state;
	assert_non_null(gap_of(result, "assurance.line_not_separated", "statement separated for diginotar PKIoverheid"));
	assert_int_equal(level_of(result, "gov-links", "manipulation", "worst", "threat"), 5);
	json_decref(result);
	snprintf(room, sizeof room, text, "");
	result = ASSESS_TEXT(2, room);
	assert_int_equal(json_number(gap_of(result, "assurance.line_not_separated", "statement separated for ca B"), "count"), 1);
	assert_int_equal(level_of(result, "gov", "espionage", "known", "threat"), 2);
	assert_int_equal(level_of(result, "gov", "espionage", "worst", "threat"), 5);
	json_decref(result);
	snprintf(room, sizeof room, text, "attestations: [{what: separated, supplier: ca, product_line: B, date: 2011-08-01, by: auditor, answer: no}]\n");
	result = ASSESS_TEXT(2, room);
	expect_basis(must_find(result, "assurance.line_not_separated", "gov", "b"), "risk", "known", 5);
	json_decref(result);
	snprintf(room, sizeof room, text, "attestations: [{what: separated, supplier: ca, product_line: B, date: 2011-08-01, by: auditor, answer: yes}]\n");
	result = ASSESS_TEXT(2, room);
	must_not_find(result, "assurance.line_not_separated", NULL);
	assert_null(gap_of(result, "assurance.line_not_separated", "statement separated for ca B"));
	json_decref(result);
}

static void c34_seventy_one_days(void **state)
{
	static const char text[] = "network: {as_of: 2011-09-03}\nsuppliers: [{id: ca, decision: trusted}]\n"
				   "components: [{id: a, parties: [{supplier: ca, role: manage, notice_hours: 24}]}]\n"
				   "events: [{incident: i, kind: supplier_knew, date: 2011-06-19, supplier: ca}]\n";
	json_t *result = ASSESS(2, DIGINOTAR), *finding = must_find(result, "assurance.silent_supplier", NULL, NULL);

	(void)state;
	assert_string_equal(argument_of(finding, "knew"), "2011-06-19");
	assert_string_equal(argument_of(finding, "days"), "71");
	assert_string_equal(argument_of(finding, "by"), "cert-bund");
	assert_string_equal(argument_of(finding, "hours"), "-");
	assert_non_null(gap_of(result, "assurance.silent_supplier", "field party.notice_hours")); /* does the contract oblige it? */
	json_decref(result);
	result = ASSESS_TEXT(2, text); /* nobody told the operator yet */
	finding = must_find(result, "assurance.silent_supplier", NULL, NULL);
	assert_string_equal(argument_of(finding, "days"), "76");
	assert_string_equal(argument_of(finding, "by"), "-");
	assert_string_equal(argument_of(finding, "hours"), "24");
	assert_null(gap_of(result, "assurance.silent_supplier", "field party.notice_hours"));
	json_decref(result);
}

static void c37_interception_profile(void **state)
{
	static const char text[] = "network: {as_of: 2026-11-01}\ncomponents: [{id: li, function: MDF}, {id: amf, function: AMF}]\nattestations:\n"
				   "  - {what: security_plan_current, components: [li], date: 2026-01-01, until: %s, by: office, answer: yes}\n"
				   "  - {what: agreements_concrete, components: [li], date: 2026-01-01, by: office, answer: yes}\n"
				   "  - {what: screening_complete, components: [li], date: 2026-01-01, by: office, answer: %s}\n"
				   "  - {what: external_logging, components: [li], date: 2026-01-01, by: office, answer: yes}\n";
	char room[700];
	json_t *result = ASSESS_TEXT(2, "network: {as_of: 2026-11-01}\ncomponents: [{id: li, function: MDF}]\n");

	(void)state;
	assert_int_equal(json_number(gap_of(result, "assurance.interception_profile",
		"statement security_plan_current, agreements_concrete, screening_complete, external_logging"), "count"), 1);
	json_decref(result);
	snprintf(room, sizeof room, text, "2027-01-01", "yes");
	result = ASSESS_TEXT(2, room);
	must_not_find(result, "assurance.interception_profile", NULL);
	assert_null(gap_of(result, "assurance.interception_profile", "statement security_plan_current"));
	json_decref(result);
	snprintf(room, sizeof room, text, "2026-06-01", "yes"); /* a plan that is no longer current */
	result = ASSESS_TEXT(2, room);
	assert_non_null(gap_of(result, "assurance.interception_profile", "statement security_plan_current"));
	json_decref(result);
	snprintf(room, sizeof room, text, "2027-01-01", "no");
	result = ASSESS_TEXT(2, room);
	expect_basis(must_find(result, "assurance.interception_profile", "li", NULL), "risk", "known", 4);
	assert_string_equal(argument_of(must_find(result, "assurance.interception_profile", "li", NULL), "failing"), "screening_complete");
	must_not_find(result, "assurance.interception_profile", "amf");
	json_decref(result);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(c30_what_rests_on_a_withdrawn_issuer),
		cmocka_unit_test(c31_exceptions_have_evidence_and_an_end),
		cmocka_unit_test(c32_the_replacement_must_be_trusted),
		cmocka_unit_test(c33_other_products_are_in_scope),
		cmocka_unit_test(c34_seventy_one_days),
		cmocka_unit_test(c37_interception_profile),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
