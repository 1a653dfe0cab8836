/* The KPN case: whoever has a login on one router, or on the DNS, reaches what depends on it, down to the emergency number; what does not
 * depend on it is in no path. */
#include "run_keur.h"

static json_t *kpn(void)
{
	return ASSESS(2, CASES "kpn-2012/network.yaml", "--suppliers=" CASES "kpn-2012/decisions.yaml");
}

static const char *const not_affected[] = { "analogue-1", "mobile-1", "mobile-internet-1", "emergency-other", "webmail-1" };

static void check_path(const json_t *finding, const char *const *step, size_t steps)
{
	const json_t *path = json_object_get(finding, "path");
	size_t i;

	assert_int_equal(json_array_size(path), steps);
	for (i = 0; i < steps; i++)
		assert_string_equal(json_string_value(json_array_get(path, i)), step[i]);
}

static void reaches_the_emergency_number(void **state)
{
	static const char *const start[] = { "router-1", "dns-1" };
	json_t *result = kpn();
	size_t i;

	(void)state;
	for (i = 0; i < 2; i++) {
		const char *const step[] = { "web-cluster", start[i], "voip-1", "emergency-voip" };
		json_t *finding = finding_of(result, "remote_access.untrusted_reach", start[i], "intruder", NULL), *reaches, *id;

		assert_non_null(finding);
		assert_string_equal(json_text(finding, "basis"), "known");
		check_path(finding, step, 4);
		reaches = json_object_get(finding, "reaches");
		/* Itself, internet, telephony, television, emergency calls. */
		assert_int_equal(json_number(reaches, "count"), 5);
		assert_true(json_has(json_object_get(reaches, "critical"), "voip-1"));
		assert_true(json_has(json_object_get(reaches, "critical"), "emergency-voip"));
		/* Each critical part reached lists the finding. */
		id = json_object_get(finding, "id");
		assert_true(json_has(json_object_get(component(result, "emergency-voip"), "findings"), json_string_value(id)));
		assert_true(json_has(json_object_get(component(result, "voip-1"), "findings"), json_string_value(id)));
	}
	json_decref(result);
}

/* Dependence carries manipulation and sabotage, not espionage. */
static void dependence_is_not_espionage(void **state)
{
	static const char *const behind[] = { "internet-1", "voip-1", "itv-1", "emergency-voip" };
	json_t *result = kpn();
	size_t i;

	(void)state;
	for (i = 0; i < sizeof behind / sizeof *behind; i++) {
		json_t *scenarios = json_object_get(component(result, behind[i]), "scenarios");

		assert_int_equal(json_number(json_object_get(json_object_get(scenarios, "espionage"), "known"), "threat"), 2);
		assert_int_equal(json_number(json_object_get(json_object_get(scenarios, "manipulation"), "known"), "threat"), 5);
		assert_int_equal(json_number(json_object_get(json_object_get(scenarios, "sabotage"), "known"), "threat"), 5);
	}
	json_decref(result);
}

static void others_are_in_no_path(void **state)
{
	static const char *const scenario[] = { "espionage", "manipulation", "sabotage" };
	static const char *const reading[] = { "known", "worst" };
	json_t *result = kpn(), *finding;
	size_t i, f, s, r;

	(void)state;
	for (i = 0; i < sizeof not_affected / sizeof *not_affected; i++) {
		json_t *part = component(result, not_affected[i]);

		for (s = 0; s < 3; s++)
			for (r = 0; r < 2; r++)
				assert_int_equal(json_number(json_object_get(json_object_get(json_object_get(part, "scenarios"),
					scenario[s]), reading[r]), "threat"), 2);
		assert_int_equal(json_array_size(json_object_get(part, "findings")), 0);
		json_array_foreach(json_object_get(result, "findings"), f, finding) {
			char *text, quoted[40];

			if (strcmp(json_text(finding, "rule"), "assurance.incident_spared") == 0)
				continue; /* which names them because they are not affected */
			text = json_dumps(finding, 0);
			snprintf(quoted, sizeof quoted, "\"%s\"", not_affected[i]);
			assert_null(strstr(text, quoted));
			assert_null(strstr(json_text(finding, "message"), not_affected[i]));
			free(text);
		}
	}
	json_decref(result);
}

/* A party with a login on one router only; with a decision the chain is the same, without one it is a question. */
static void one_login(void **state)
{
	json_t *result = ASSESS(2, WORKED "router.yaml", "--suppliers=" WORKED "router-distrusted.suppliers.yaml"), *finding;
	static const char *const step[] = { "router-1", "voip-1", "emergency-1" };

	(void)state;
	finding = finding_of(result, "remote_access.untrusted_reach", "router-1", "fitter", NULL);
	assert_non_null(finding);
	check_path(finding, step, 3);
	assert_int_equal(json_number(json_object_get(finding, "reaches"), "count"), 3);
	assert_int_equal(json_number(json_object_get(json_object_get(json_object_get(component(result, "emergency-1"), "scenarios"), "sabotage"),
		"known"), "threat"), 5);
	assert_int_equal(json_number(json_object_get(json_object_get(json_object_get(component(result, "emergency-2"), "scenarios"), "sabotage"),
		"worst"), "threat"), 2);
	json_decref(result);

	result = ASSESS(2, WORKED "router.yaml", "--suppliers=" WORKED "router-undecided.suppliers.yaml");
	assert_null(finding_of(result, "remote_access.untrusted_reach", NULL, NULL, NULL));
	assert_non_null(gap_of(result, "remote_access.untrusted_reach", "supplier fitter"));
	assert_int_equal(json_number(json_object_get(json_object_get(json_object_get(component(result, "emergency-1"), "scenarios"), "sabotage"),
		"known"), "threat"), 2);
	assert_int_equal(json_number(json_object_get(json_object_get(json_object_get(component(result, "emergency-1"), "scenarios"), "sabotage"),
		"worst"), "threat"), 5);
	assert_int_equal(json_number(json_object_get(json_object_get(json_object_get(component(result, "emergency-2"), "scenarios"), "sabotage"),
		"worst"), "threat"), 2);
	json_decref(result);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reaches_the_emergency_number),
		cmocka_unit_test(dependence_is_not_espionage),
		cmocka_unit_test(others_are_in_no_path),
		cmocka_unit_test(one_login),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
