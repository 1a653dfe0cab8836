/* The demo and the five cases: what each README says keur finds is found, rule by rule, and the whole result up to its last part, `run`
 * (versions, hashes of plugins), is the golden one byte for byte.
 *
 * After a change that is meant to change answers: read `git diff` of what KEUR_GOLDEN=write in the environment of this program writes to
 * tests/cases/golden, and believe it, before it is committed. */
#include "run_keur.h"

#define GOLDEN KEUR_SOURCE_DIR "/tests/cases/golden/"

struct golden {
	const char *name;
	const char *argument[8];
};

static const struct golden demo = { "demo", { DEMO "network.yaml", DEMO "ran.yaml", DEMO "bss.yaml", DEMO "access.yaml",
	"--suppliers=" DEMO "suppliers.yaml", "--overlay=" DEMO "overlay.yaml" } };
static const struct golden telfort = { "telfort", { CASES "telfort/network.yaml", "--suppliers=" CASES "telfort/decisions.yaml" } };
static const struct golden diginotar = { "diginotar", { CASES "diginotar/network.yaml", "--suppliers=" CASES "diginotar/decisions.yaml" } };
static const struct golden kpn = { "kpn-2012", { CASES "kpn-2012/network.yaml", "--suppliers=" CASES "kpn-2012/decisions.yaml" } };
static const struct golden pulse = { "pulse-secure", { CASES "pulse-secure/network.yaml", "--suppliers=" CASES "pulse-secure/decisions.yaml" } };
static const struct golden ncsc = { "ncsc-sharing", { CASES "ncsc-sharing/network.yaml", "--suppliers=" CASES "ncsc-sharing/decisions.yaml" } };

/* ---- Bytes --------------------------------------------------------------------------------------------------------------------------- */

static void write_golden(const char *path, const char *text, size_t length)
{
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(text, 1, length, file), length);
	assert_int_equal(fclose(file), 0);
	print_message("wrote %s\n", path);
}

/* Says where the two part, not only that they do. */
static void compare(const char *path, const char *found, size_t length)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	size_t golden_length, i, line = 1, start = 0;
	char *golden;

	if (fd < 0)
		fail_msg("%s: %s", path, strerror(errno));
	golden = read_descriptor(fd, &golden_length);
	for (i = 0; i < length && i < golden_length && found[i] == golden[i]; i++)
		if (found[i] == '\n') {
			line++;
			start = i + 1;
		}
	if (i < length || i < golden_length)
		fail_msg("%s:%zu:%zu differs\n  golden: %.*s\n  found:  %.*s", path, line, i - start + 1, 160,
			golden + (i > start + 60 ? i - 60 : start), 160, found + (i > start + 60 ? i - 60 : start));
	free(golden);
}

/* Assesses, compares, and gives the result to look into. All cases and the demo end with exit code 2. */
static json_t *golden(const struct golden *golden)
{
	struct run run = { .argument = { "assess", "--format=json" } };
	json_t *result;
	char path[400];
	size_t i;

	for (i = 0; golden->argument[i]; i++)
		run.argument[i + 2] = golden->argument[i];
	keur(&run);
	assert_int_equal(run.exit_code, 2);
	assert_string_equal(run.error, "");
	snprintf(path, sizeof path, "%s%s.json", GOLDEN, golden->name);
	if (getenv("KEUR_GOLDEN") && strcmp(getenv("KEUR_GOLDEN"), "write") == 0)
		write_golden(path, run.out, before_run(&run));
	compare(path, run.out, before_run(&run));
	result = json_loadb(run.out, run.length, JSON_REJECT_DUPLICATES, NULL);
	assert_non_null(result);
	run_free(&run);
	return result;
}

/* ---- What a result must say ---------------------------------------------------------------------------------------------------------------- */

struct found {
	const char *rule, *component, *party, *subject, *kind, *basis;
};

static void must_find(const json_t *result, const struct found *found, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++) {
		json_t *finding = finding_of(result, found[i].rule, found[i].component, found[i].party, found[i].subject);

		if (!finding)
			fail_msg("%s is not found on %s", found[i].rule, found[i].component);
		if (strcmp(json_text(finding, "kind"), found[i].kind) != 0 || strcmp(json_text(finding, "basis"), found[i].basis) != 0)
			fail_msg("%s on %s is %s, %s; expected %s, %s", found[i].rule, found[i].component, json_text(finding, "kind"),
				json_text(finding, "basis"), found[i].kind, found[i].basis);
	}
}

#define MUST_FIND(result, ...) \
	must_find((result), (const struct found[]){ __VA_ARGS__ }, sizeof((const struct found[]){ __VA_ARGS__ }) / sizeof(struct found))

static void check_status(const json_t *result, const char *id, const char *status, const char *verdict)
{
	json_t *part = component(result, id);
	const char *found = json_text(json_object_get(part, "trusted_supplier"), "status");

	if (strcmp(found, status) != 0 || (verdict && strcmp(json_text(part, "verdict"), verdict) != 0))
		fail_msg("%s is %s, %s; expected %s, %s", id, found, json_text(part, "verdict"), status, verdict ? verdict : "anything");
}

static long long level(const json_t *result, const char *id, const char *scenario, const char *reading, const char *factor)
{
	json_t *answer = json_object_get(json_object_get(component(result, id), "scenarios"), scenario);

	return json_number(json_object_get(answer, reading), factor);
}

static bool reaches(const json_t *result, const char *start, const char *party, const char *end)
{
	json_t *path = json_object_get(finding_of(result, "remote_access.untrusted_reach", start, party, NULL), "path");
	size_t steps = json_array_size(path);

	return steps && strcmp(json_string_value(json_array_get(path, steps - 1)), end) == 0;
}

static void no_finding_on(const json_t *result, const char *id)
{
	json_t *finding;
	size_t i;

	json_array_foreach(json_object_get(result, "findings"), i, finding)
		if (strcmp(json_text(finding, "component"), id) == 0)
			fail_msg("%s on %s", json_text(finding, "rule"), id);
}

/* ---- Demo: the ten problems of its README ----------------------------------------------------------------------------------------------------- */

static void demo_network(void **state)
{
	json_t *result = golden(&demo), *chain, *scope, *path;

	(void)state;
	/* 1 */
	MUST_FIND(result, { "vendor_trust.chain_untrusted", "billing-1", "ostrevia", NULL, "breach", "known" },
		{ "remote_access.untrusted_reach", "billing-1", "ostrevia", NULL, "breach", "known" });
	check_status(result, "billing-1", "violated", "breach");
	chain = json_array_get(json_object_get(json_object_get(component(result, "billing-1"), "trusted_supplier"), "because"), 0);
	assert_true(json_has(json_object_get(chain, "through"), "rekelaar"));
	assert_true(reaches(result, "billing-1", "ostrevia", "crm-1"));
	assert_int_equal(level(result, "crm-1", "sabotage", "known", "threat"), 5);
	/* 2: what the firewall saw goes beyond what is declared; the supplier is trusted all the same. */
	MUST_FIND(result, { "remote_access.undeclared_path", "hss-1", "keldora", "fw-2026-0931", "breach", "known" },
		{ "remote_access.unauthorised_path", "hss-1", "keldora", "fw-2026-0931", "breach", "known" },
		{ "remote_access.weak_controls", "hss-1", "keldora", "fw-2026-0931", "risk", "known" });
	check_status(result, "hss-1", "met", "breach");
	/* 3 */
	MUST_FIND(result, { "remote_access.standing_access", "ems-voice", "nimbara", "ra-nimbara", "risk", "known" },
		{ "remote_access.weak_controls", "ems-voice", "nimbara", "ra-nimbara", "risk", "known" },
		{ "remote_access.outside_region", "ems-voice", "nimbara", "ra-nimbara", "risk", "known" });
	/* 4 */
	MUST_FIND(result, { "logging_coverage.not_independent", "crm-1", NULL, NULL, "risk", "known" });
	/* 5: one question, for the element manager and every voice part below it */
	assert_int_equal(json_number(gap_of(result, "vendor_trust.unassessed_supplier", "supplier nimbara"), "count"), 4);
	check_status(result, "cscf-1", "unknown", NULL);
	check_status(result, "tas-1", "unknown", NULL);
	check_status(result, "sbc-1", "unknown", NULL);
	/* 6 */
	MUST_FIND(result, { "vendor_trust.keys_held_by_supplier", "li-mdf-1", "sleutelin", NULL, "breach", "known" });
	check_status(result, "li-mdf-1", "met", "breach");
	/* 7 */
	MUST_FIND(result, { "vendor_trust.unsupported_product", "vpn-2", NULL, NULL, "risk", "known" });
	/* 8 */
	MUST_FIND(result, { "vendor_trust.owner_untrusted", "mgw-1", "marisant", NULL, "breach", "known" });
	check_status(result, "mgw-1", "violated", "breach");
	/* 9 */
	no_finding_on(result, "probe-7");
	assert_string_equal(json_text(component(result, "probe-7"), "scope"), "other");
	assert_string_equal(json_text(component(result, "probe-7"), "scope_worst"), "adjacent");
	/* 10 */
	MUST_FIND(result, { "remote_access.retired_reachable", "crm-old", "rekelaar", "ra-crm-old", "risk", "known" },
		{ "logging_coverage.undetermined_past", "crm-old", NULL, NULL, "note", "known" });
	assert_true(json_is_null(json_object_get(component(result, "crm-old"), "scenarios"))
		|| json_object_size(json_object_get(component(result, "crm-old"), "scenarios")) == 0);

	/* And what is right stays right. */
	check_status(result, "amf-1", "met", "medium");
	check_status(result, "hsm-1", "met", "medium");
	assert_string_equal(json_text(component(result, "stat-1"), "scope"), "adjacent");
	scope = json_object_get(json_object_get(result, "summary"), "scope");
	assert_int_equal(json_number(scope, "management"), 6);
	assert_int_equal(json_number(scope, "security_element"), 5);
	assert_string_equal(json_text(json_array_get(json_object_get(component(result, "cr-1"), "reasons"), 0), "fact"), "designated");
	path = finding_of(result, "vendor_trust.chain_untrusted", "amf-1", NULL, NULL);
	assert_null(path);
	/* No more than the four parts with breaches, and no flood of questions. */
	assert_int_equal(json_number(json_object_get(result, "summary"), "breaches"), 6);
	assert_in_range(json_number(json_object_get(result, "summary"), "gaps"), 5, 15);
	json_decref(result);
}

/* ---- Cases: what their READMEs say keur should answer ---------------------------------------------------------------------------------------------- */

static void case_telfort(void **state)
{
	json_t *result = golden(&telfort);

	(void)state;
	MUST_FIND(result, { "vendor_trust.chain_untrusted", "billing-1", "huawei", NULL, "breach", "known" },
		{ "logging_coverage.missing_events", "billing-1", NULL, NULL, "risk", "known" },
		{ "logging_coverage.not_independent", "billing-1", NULL, NULL, "risk", "known" },
		{ "logging_coverage.not_reviewed", "billing-1", NULL, NULL, "risk", "known" },
		{ "logging_coverage.undetermined_past", "billing-1", NULL, NULL, "note", "known" },
		{ "remote_access.undeclared_path", "billing-1", "huawei", "path-q6", "risk", "suspected" });
	check_status(result, "billing-1", "violated", "breach");
	json_decref(result);
}

static void case_diginotar(void **state)
{
	static const char *const apart[] = { "payments", "airport", "railways" };
	json_t *result = golden(&diginotar);
	size_t i;

	(void)state;
	check_status(result, "ca-overheid", "violated", "breach");
	check_status(result, "ca-own", "violated", "breach");
	check_status(result, "ca-payment", "met", NULL);
	check_status(result, "ca-other", "unknown", NULL);
	MUST_FIND(result, { "vendor_trust.untrusted_in_critical", "ca-overheid", "diginotar", NULL, "breach", "known" },
		{ "vendor_trust.untrusted_in_critical", "ca-own", "diginotar", NULL, "breach", "known" },
		{ "remote_access.untrusted_reach", "ca-overheid", "diginotar", NULL, "breach", "known" },
		{ "remote_access.untrusted_reach", "ca-own", "intruder", NULL, "breach", "known" },
		{ "remote_access.untrusted_reach", "ca-overheid", "intruder", NULL, "risk", "suspected" });
	assert_int_equal(level(result, "gov-sites", "manipulation", "known", "threat"), 5);
	assert_int_equal(level(result, "gov-links", "manipulation", "known", "threat"), 5);
	assert_int_equal(level(result, "business-sites", "manipulation", "known", "threat"), 5);
	assert_true(reaches(result, "ca-own", "intruder", "business-sites"));
	assert_int_equal(level(result, "payment-terminals", "manipulation", "worst", "threat"), 2);
	assert_int_equal(json_number(gap_of(result, "vendor_trust.unassessed_supplier", "supplier other-issuer"), "count"), 1);
	for (i = 0; i < 3; i++) {
		no_finding_on(result, apart[i]);
		assert_int_equal(level(result, apart[i], "sabotage", "worst", "threat"), 2);
	}
	json_decref(result);
}

static void case_kpn(void **state)
{
	json_t *result = golden(&kpn);

	(void)state;
	assert_true(reaches(result, "router-1", "intruder", "emergency-voip"));
	assert_true(reaches(result, "dns-1", "intruder", "emergency-voip"));
	MUST_FIND(result, { "vendor_trust.chain_untrusted", "customer-store", "intruder", NULL, "breach", "known" },
		{ "remote_access.undeclared_path", "customer-store", "intruder", "intruder-customer", "breach", "known" });
	check_status(result, "customer-store", "violated", "breach");
	assert_string_equal(json_text(json_object_get(json_object_get(json_object_get(component(result, "voip-1"), "scenarios"),
		"manipulation"), "known"), "risk"), "high");
	assert_string_equal(json_text(json_object_get(json_object_get(json_object_get(component(result, "voip-1"), "scenarios"),
		"espionage"), "known"), "risk"), "medium");
	json_decref(result);
}

static void case_pulse_secure(void **state)
{
	static const char *const gateway[] = { "vpn-a", "vpn-b", "vpn-rest" };
	json_t *result = golden(&pulse), *finding;
	size_t i;

	(void)state;
	MUST_FIND(result, { "remote_access.undeclared_path", "vpn-a", "state-actors", "abuse-a", "risk", "suspected" },
		{ "remote_access.undeclared_path", "vpn-b", "state-actors", "abuse-b", "risk", "suspected" });
	assert_true(reaches(result, "vpn-a", "state-actors", "net-a"));
	assert_true(reaches(result, "vpn-b", "state-actors", "net-b"));
	assert_int_equal(level(result, "net-a", "sabotage", "known", "threat"), 2);
	assert_int_equal(level(result, "net-a", "sabotage", "worst", "threat"), 5);
	assert_int_equal(level(result, "net-rest", "sabotage", "worst", "threat"), 2);
	assert_int_equal(level(result, "vpn-rest", "sabotage", "worst", "threat"), 2);
	for (i = 0; i < 3; i++)
		assert_true(level(result, gateway[i], "sabotage", "known", "exposure") >= 3);
	/* Nothing is held against the maker, but that every unit rests on it. */
	json_array_foreach(json_object_get(result, "findings"), i, finding)
		assert_true(strcmp(json_text(finding, "party"), "pulse-secure") != 0
			|| strcmp(json_text(finding, "rule"), "vendor_trust.concentration") == 0);
	json_decref(result);
}

static void case_ncsc_sharing(void **state)
{
	static const char *const reader[] = { "share-ca", "share-jp", "share-gb", "share-us" };
	json_t *result = golden(&ncsc);
	size_t i;

	(void)state;
	assert_true(reaches(result, "fortigate-defence", "state-actor", "defence-network"));
	for (i = 0; i < 4; i++)
		MUST_FIND(result, { "remote_access.unauthorised_path", "address-lists", NULL, reader[i], "risk", "known" },
			{ "remote_access.outside_region", "address-lists", NULL, reader[i], "risk", "known" });
	assert_null(finding_of(result, "remote_access.unauthorised_path", NULL, NULL, "share-eu"));
	assert_null(finding_of(result, "remote_access.outside_region", NULL, NULL, "share-eu"));
	MUST_FIND(result, { "logging_coverage.missing_events", "address-lists", NULL, NULL, "risk", "known" });
	assert_non_null(gap_of(result, "vendor_trust.chain_unknown", "field party.role manufacture"));
	json_decref(result);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(demo_network),
		cmocka_unit_test(case_telfort),
		cmocka_unit_test(case_diginotar),
		cmocka_unit_test(case_kpn),
		cmocka_unit_test(case_pulse_secure),
		cmocka_unit_test(case_ncsc_sharing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
