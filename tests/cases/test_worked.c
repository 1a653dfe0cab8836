/* The worked cases of the method, to the letter: scope, status, every level of every scenario on the facts and at worst, breaches,
 * number of questions, groups, exit code. */
#include "run_keur.h"

/* ---- Telfort ------------------------------------------------------------------------------------------------------------------------- */

#define TELFORT CASES "telfort/network.yaml"

static void telfort_distrusted(void **state)
{
	static const struct expected billing = { "critical", "violated", "breach", { true, true, true },
		{ "T5 E4 L5 I4 very_high", "T5 E4 L5 I3 high", "T5 E4 L5 I3 high" },
		{ "T5 E5 L5 I4 very_high", "T5 E5 L5 I3 high", "T5 E5 L5 I3 high" } };
	static const char *const about_path[] = { "remote_access.undeclared_path", "remote_access.unauthorised_path",
		"remote_access.supplier_only_path", "logging_coverage.unlogged_path" };
	json_t *result = ASSESS(2, TELFORT, "--suppliers=" CASES "telfort/decisions.yaml"), *chain, *because;
	size_t i;

	(void)state;
	check_component(result, "billing-1", &billing);
	check_counts(result, 1, 13);
	chain = finding_of(result, "vendor_trust.chain_untrusted", "billing-1", "huawei", NULL);
	assert_non_null(chain);
	assert_string_equal(json_text(chain, "kind"), "breach");
	because = json_array_get(json_object_get(json_object_get(component(result, "billing-1"), "trusted_supplier"), "because"), 0);
	assert_string_equal(json_text(because, "supplier"), "huawei");
	assert_true(json_has(json_object_get(because, "through"), "hp"));
	/* The reported path is a claim: suspected, so that it counts at worst only, and no breach. */
	for (i = 0; i < sizeof about_path / sizeof *about_path; i++) {
		json_t *path = finding_of(result, about_path[i], "billing-1", NULL, "path-q6");

		assert_non_null(path);
		assert_string_equal(json_text(path, "basis"), "suspected");
		assert_string_equal(json_text(path, "kind"), "risk");
	}
	json_decref(result);
}

static const struct expected billing_undecided = { "critical", "unknown", "very_high", { false, false, false },
	{ "T2 E4 L3 I4 high", "T2 E4 L3 I3 medium", "T2 E4 L3 I3 medium" },
	{ "T5 E5 L5 I4 very_high", "T5 E5 L5 I3 high", "T5 E5 L5 I3 high" } };

static void telfort_undecided(void **state)
{
	json_t *result = ASSESS(2, TELFORT);

	(void)state;
	check_component(result, "billing-1", &billing_undecided);
	check_counts(result, 0, 14);
	assert_non_null(gap_of(result, "vendor_trust.unassessed_supplier", "supplier huawei"));
	json_decref(result);
}

/* A trusted main contractor does not answer for whom it brings along. */
static void telfort_main_contractor_trusted(void **state)
{
	json_t *result = ASSESS(2, TELFORT, "--suppliers=" WORKED "telfort-hp-trusted.suppliers.yaml");

	(void)state;
	check_component(result, "billing-1", &billing_undecided);
	check_counts(result, 0, 13);
	assert_null(gap_of(result, "vendor_trust.unassessed_supplier", "supplier hp"));
	json_decref(result);
}

/* ---- An AMF and its element manager, run by a provider abroad --------------------------------------------------------------------------- */

static json_t *amf(const char *inventory, const char *suppliers, int exit_code, const struct expected *expected)
{
	json_t *result = ASSESS(exit_code, inventory, suppliers);

	check_component(result, "amf-1", expected);
	return result;
}

static void amf_undecided(void **state)
{
	static const struct expected expected = { "critical", "unknown", "very_high", { true, true, true },
		{ "T3 E3 L3 I5 high", "T3 E3 L3 I5 high", "T3 E3 L3 I5 high" },
		{ "T5 E3 L4 I5 very_high", "T5 E3 L4 I5 very_high", "T5 E3 L4 I5 very_high" } };
	json_t *result = amf(WORKED "amf.yaml", "--suppliers=" WORKED "amf-undecided.suppliers.yaml", 2, &expected), *because;

	(void)state;
	check_counts(result, 0, 2);
	because = json_array_get(json_object_get(json_object_get(component(result, "amf-1"), "trusted_supplier"), "because"), 0);
	assert_string_equal(json_text(because, "supplier"), "provider");
	assert_string_equal(json_text(because, "how"), "administers");
	assert_non_null(gap_of(result, "vendor_trust.unassessed_supplier", "supplier provider"));
	json_decref(result);
}

static void amf_distrusted(void **state)
{
	static const struct expected expected = { "critical", "violated", "breach", { true, true, true },
		{ "T5 E3 L4 I5 very_high", "T5 E3 L4 I5 very_high", "T5 E3 L4 I5 very_high" },
		{ "T5 E3 L4 I5 very_high", "T5 E3 L4 I5 very_high", "T5 E3 L4 I5 very_high" } };
	json_t *result = amf(WORKED "amf.yaml", "--suppliers=" WORKED "amf-distrusted.suppliers.yaml", 2, &expected), *chain;

	(void)state;
	check_counts(result, 1, 0);
	chain = finding_of(result, "vendor_trust.chain_untrusted", "amf-1", "provider", NULL);
	assert_non_null(chain);
	assert_string_equal(json_text(chain, "kind"), "breach");
	json_decref(result);
}

static void amf_trusted(void **state)
{
	static const struct expected expected = { "critical", "met", "medium", { true, true, true },
		{ "T3 E2 L2 I5 medium", "T3 E2 L2 I5 medium", "T3 E2 L2 I5 medium" },
		{ "T3 E2 L2 I5 medium", "T3 E2 L2 I5 medium", "T3 E2 L2 I5 medium" } };
	json_t *result = amf(WORKED "amf-trusted.yaml", "--suppliers=" WORKED "amf-trusted.suppliers.yaml", 0, &expected);

	(void)state;
	check_counts(result, 0, 0);
	json_decref(result);
}

/* ---- Base stations ---------------------------------------------------------------------------------------------------------------------- */

static json_t *group(const json_t *result, const char *id)
{
	size_t i;
	json_t *item;

	json_array_foreach(json_object_get(result, "groups"), i, item)
		if (strcmp(json_text(item, "id"), id) == 0)
			return item;
	fail_msg("no group %s in the result", id);
	return NULL;
}

/* "60.00 % 18000/30000 users untrusted" */
static void check_share(const json_t *group, const char *reading, const char *expected)
{
	const json_t *answer = json_object_get(group, reading);
	char found[120];

	snprintf(found, sizeof found, "%.2f %% %lld/%lld %s %s", json_number_value(json_object_get(answer, "share")), json_number(answer, "part"),
		json_number(group, "whole"), json_text(group, "basis"), json_text(answer, "standing"));
	assert_string_equal(found, expected);
}

/* One is little, together they are much: the group decides, and nobody broke a rule. */
static void base_stations(void **state)
{
	static const struct expected expected = { "other", "not_required", "low", { true, true, true },
		{ "T5 E2 L3 I2 low", "T5 E2 L3 I2 low", "T5 E2 L3 I2 low" }, { "T5 E2 L3 I2 low", "T5 E2 L3 I2 low", "T5 E2 L3 I2 low" } };
	static const char *const scenario[] = { "espionage", "manipulation", "sabotage" };
	static const char *const levels[] = { "T5 E2 L3 I4 high", "T5 E2 L3 I4 high", "T5 E2 L3 I5 high" };
	json_t *result = ASSESS(2, WORKED "ran.yaml", "--suppliers=" WORKED "ran.suppliers.yaml"), *finding, *distrusted, *other;
	size_t s;

	(void)state;
	check_component(result, "gnb-1", &expected);
	check_counts(result, 0, 0);
	finding = finding_of(result, "vendor_trust.untrusted_in_scope", "gnb-1", "radio-maker", NULL);
	assert_non_null(finding);
	assert_string_equal(json_text(finding, "kind"), "risk");
	distrusted = group(result, "access/manufacture/radio-maker");
	check_share(distrusted, "known", "60.00 % 18000/30000 users untrusted");
	check_share(distrusted, "worst", "60.00 % 18000/30000 users untrusted");
	for (s = 0; s < 3; s++) {
		json_t *answer = json_object_get(json_object_get(distrusted, "scenarios"), scenario[s]);

		check_levels(scenario[s], json_object_get(answer, "known"), levels[s]);
		check_levels(scenario[s], json_object_get(answer, "worst"), levels[s]);
	}
	assert_true(json_is_false(json_object_get(distrusted, "breach")));
	finding = finding_of(result, "vendor_trust.concentration", NULL, "radio-maker", "access/manufacture/radio-maker");
	assert_non_null(finding);
	assert_string_equal(json_text(finding, "kind"), "risk");
	assert_string_equal(json_text(finding, "message"), "60 % of domain access rests on radio-maker (manufacture: 18000 of 30000 users)");
	/* The other maker has 40 % and is trusted: that weighs nothing. */
	other = group(result, "access/manufacture/maker");
	check_share(other, "known", "40.00 % 12000/30000 users trusted");
	assert_true(json_is_null(json_object_get(json_object_get(other, "risk"), "worst")));
	json_decref(result);
}

/* ---- Mediation of lawful interception -------------------------------------------------------------------------------------------------------- */

static void interception_keys(void **state)
{
	static const struct expected expected = { "critical", "met", "breach", { true, true, true },
		{ "T2 E5 L3 I5 high", "T2 E5 L3 I5 high", "T2 E5 L3 I3 medium" },
		{ "T2 E5 L3 I5 high", "T2 E5 L3 I5 high", "T2 E5 L3 I3 medium" } };
	json_t *result = ASSESS(2, WORKED "li.yaml", "--suppliers=" WORKED "maker.suppliers.yaml"), *finding;

	(void)state;
	check_component(result, "mediation-1", &expected);
	check_counts(result, 1, 0);
	finding = finding_of(result, "vendor_trust.keys_held_by_supplier", "mediation-1", "maker", NULL);
	assert_non_null(finding);
	assert_string_equal(json_text(finding, "kind"), "breach");
	json_decref(result);
}

static void interception_distrusted(void **state)
{
	static const struct expected expected = { "critical", "violated", "breach", { true, true, true },
		{ "T5 E5 L5 I5 very_high", "T5 E5 L5 I5 very_high", "T5 E5 L5 I3 high" },
		{ "T5 E5 L5 I5 very_high", "T5 E5 L5 I5 very_high", "T5 E5 L5 I3 high" } };
	json_t *result = ASSESS(2, WORKED "li.yaml", "--suppliers=" WORKED "maker-distrusted.suppliers.yaml");

	(void)state;
	check_component(result, "mediation-1", &expected);
	check_counts(result, 2, 0);
	json_decref(result);
}

/* ---- A part with only an id --------------------------------------------------------------------------------------------------------------------- */

static void only_an_id(void **state)
{
	static const struct expected expected = { "other", "unknown", "very_high", { false, false, false },
		{ "T2 E2 L2 I1 very_low", "T2 E2 L2 I1 very_low", "T2 E2 L2 I1 very_low" },
		{ "T5 E5 L5 I5 very_high", "T5 E5 L5 I5 very_high", "T5 E5 L5 I5 very_high" } };
	json_t *result = ASSESS(2, WORKED "id-only.yaml");
	struct run text = { .argument = { "assess", WORKED "id-only.yaml" } };

	(void)state;
	check_component(result, "thing-1", &expected);
	assert_string_equal(json_text(component(result, "thing-1"), "scope_worst"), "critical");
	check_counts(result, 0, 1);
	assert_non_null(gap_of(result, "keur.nothing_known", "field component"));
	json_decref(result);
	/* No lone colour for what is not determined. */
	keur(&text);
	assert_int_equal(text.exit_code, 2);
	assert_non_null(strstr(text.out, "ndetermined: at least very low, at most very high"));
	run_free(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(telfort_distrusted),
		cmocka_unit_test(telfort_undecided),
		cmocka_unit_test(telfort_main_contractor_trusted),
		cmocka_unit_test(amf_undecided),
		cmocka_unit_test(amf_distrusted),
		cmocka_unit_test(amf_trusted),
		cmocka_unit_test(base_stations),
		cmocka_unit_test(interception_keys),
		cmocka_unit_test(interception_distrusted),
		cmocka_unit_test(only_an_id),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
