/* What explain says would change a part's risk really changes it: each claim is read from explain, carried out as an overlay over the demo, and the
 * risk that a new assessment gives is the one that was claimed. */
#include "run_keur.h"

#include <sys/resource.h>

static char scratch[] = "/tmp/keur-flips-XXXXXX";

#define WHY ", reason: tried out, authority: the test}\n"
#define EDIT(address, value) "  - {address: \"" address "\", set: \"" value "\"" WHY

static const struct flip {
	const char *part, *claim; /* explain's words, blanks as one */
	const char *scenario, *reading, *from, *to; /* scenario NULL: the part's risk */
	const char *overlay;
} flips[] = {
	{ "hss-1", "Lowers risk on the facts high → medium: mend remote_access.unauthorised_path (keldora), and mend remote_access.undeclared_path (keldora)",
		NULL, "known", "high", "medium",
		"edits:\n" EDIT("access[fw-2026-0931].declared", "yes") EDIT("access[fw-2026-0931].authorised_by", "head of core operations")
			EDIT("access[fw-2026-0931].valid_until", "2026-12-31") },
	{ "cscf-1", "Lowers risk at worst high → medium: a good answer to supplier nimbara", NULL, "worst", "high", "medium",
		"decisions:\n  - {supplier: nimbara, decision: trusted, authority: Board, reference: B-1}\n" },
	{ "cscf-1", "Raises risk on the facts medium → high: a bad answer to supplier nimbara", NULL, "known", "medium", "high",
		"decisions:\n  - {supplier: nimbara, decision: untrusted, authority: Board}\n" },
	{ "ems-voice", "Raises risk on the facts high → very high: a bad answer to supplier nimbara", NULL, "known", "high", "very_high",
		"decisions:\n  - {supplier: nimbara, decision: untrusted, authority: Board}\n" },
	{ "ems-voice", "Lowers risk on the facts high → medium: mend remote_access.standing_access (nimbara), and mend remote_access.weak_controls (nimbara)",
		NULL, "known", "high", "medium",
		"edits:\n" EDIT("access[ra-nimbara].standing", "no") EDIT("access[ra-nimbara].mfa", "yes") EDIT("access[ra-nimbara].approved_per_session", "yes") },
	{ "ems-voice", "Lowers risk on the facts high → medium: mend remote_access.outside_region (nimbara), and mend remote_access.weak_controls (nimbara)",
		NULL, "known", "high", "medium",
		"edits:\n" EDIT("access[ra-nimbara].from_country", "NL") EDIT("access[ra-nimbara].mfa", "yes") EDIT("access[ra-nimbara].approved_per_session", "yes") },
	{ "ems-voice", "Lowers manipulation, sabotage at worst very high → high: mend remote_access.weak_controls (nimbara)", "sabotage", "worst",
		"very_high", "high",
		"edits:\n" EDIT("access[ra-nimbara].mfa", "yes") EDIT("access[ra-nimbara].approved_per_session", "yes") },
	{ "billing-1", "Lowers risk on the facts high → medium: mend remote_access.untrusted_reach (ostrevia), and mend vendor_trust.chain_untrusted (ostrevia)",
		NULL, "known", "high", "medium", "edits:\n" EDIT("party[billing-1/ostrevia/manage/rekelaar].supplier", "rekelaar") },
	{ "vpn-2", "Lowers risk on the facts high → medium: mend vendor_trust.unsupported_product", NULL, "known", "high", "medium",
		"edits:\n" EDIT("component[vpn-2].product.end_of_support", "2030-01-01") },
	{ "crm-1", "Lowers risk on the facts high → medium: mend logging_coverage.not_independent", NULL, "known", "high", "medium",
		"edits:\n" EDIT("log[crm-1/log-rekelaar].sink_admin", "operator") },
	{ "crm-1", "Lowers sabotage on the facts high → low: mend remote_access.untrusted_reach (ostrevia) on billing-1", "sabotage", "known", "high", "low",
		"edits:\n" EDIT("party[billing-1/ostrevia/manage/rekelaar].supplier", "rekelaar") },
	{ "li-mdf-1", "Lowers risk on the facts high → medium: mend vendor_trust.keys_held_by_supplier (sleutelin)", NULL, "known", "high", "medium",
		"edits:\n" EDIT("component[li-mdf-1].keys_held_by", "operator") },
	{ "probe-7", "Lowers risk at worst high → low: a good answer to statement access for parts without a segment, and a good answer to statement log for "
		"parts without a segment, and a good answer to product Probe 1.1", NULL, "worst", "high", "low",
		"logs:\n  - {component: probe-7, events: [authentication, admin_action, account_change, config_change, log_control, software_update], sink: siem-1,\n"
		"     sink_admin: operator, retention: P6M, time_sync: yes, integrity: yes, reviewed: weekly}\n"
		"statements:\n  - {table: log, covers: {id: [probe-7]}, complete: yes, by: Security, reference: R-1}\n"
		"  - {table: access, covers: {id: [probe-7]}, complete: yes, by: Security, reference: R-1, observed_by: [flow]}\n"
		"edits:\n" EDIT("component[probe-7].product.end_of_support", "2030-01-01") },
};

static json_t *assess_with(const char *overlay, int number)
{
	char path[400], option[420];
	struct run run = { .argument = { "assess", "--format=json", DEMO "network.yaml", DEMO "ran.yaml", DEMO "bss.yaml", DEMO "access.yaml",
		"--suppliers=" DEMO "suppliers.yaml", "--overlay=" DEMO "overlay.yaml" } };
	json_t *result;
	FILE *file;

	if (overlay) {
		snprintf(path, sizeof path, "%s/%d.yaml", scratch, number);
		file = fopen(path, "wb");
		assert_non_null(file);
		fprintf(file, "keur: 1\n%s", overlay);
		assert_int_equal(fclose(file), 0);
		snprintf(option, sizeof option, "--overlay=%s", path);
		run.argument[8] = option;
	}
	keur(&run);
	if (run.exit_code == 1)
		fail_msg("%s", run.error);
	result = json_loadb(run.out, run.length, 0, NULL);
	assert_non_null(result);
	if (!overlay) {
		snprintf(path, sizeof path, "%s/result.json", scratch);
		file = fopen(path, "wb");
		assert_non_null(file);
		assert_int_equal(fwrite(run.out, 1, run.length, file), run.length);
		assert_int_equal(fclose(file), 0);
	} else {
		unlink(path);
	}
	run_free(&run);
	return result;
}

/* What explain says, its lines joined. */
static char *explained(const char *part)
{
	char path[400];
	struct run run = { .argument = { "explain", path, part } };
	char *from, *to;

	snprintf(path, sizeof path, "%s/result.json", scratch);
	keur(&run);
	assert_int_equal(run.exit_code, 0);
	for (from = to = run.out; *from; from++)
		if ((*from != ' ' && *from != '\n') || (to > run.out && to[-1] != ' '))
			*to++ = *from == '\n' ? ' ' : *from;
	*to = '\0';
	free(run.error);
	return run.out;
}

static const char *risk_of(const json_t *result, const struct flip *flip)
{
	json_t *part = component(result, flip->part);

	if (!flip->scenario)
		return json_text(json_object_get(part, "risk"), flip->reading);
	return json_text(json_object_get(json_object_get(json_object_get(part, "scenarios"), flip->scenario), flip->reading), "risk");
}

static void claims_hold(void **state)
{
	json_t *before = assess_with(NULL, 0);
	size_t i;

	(void)state;
	for (i = 0; i < sizeof flips / sizeof *flips; i++) {
		char *said = explained(flips[i].part);
		json_t *after;

		if (!strstr(said, flips[i].claim))
			fail_msg("%s: explain does not say: %s\n%s", flips[i].part, flips[i].claim, strstr(said, "What would change"));
		assert_string_equal(risk_of(before, &flips[i]), flips[i].from);
		after = assess_with(flips[i].overlay, (int)i);
		if (strcmp(risk_of(after, &flips[i]), flips[i].to) != 0)
			fail_msg("%s: claimed %s, and it is %s: %s", flips[i].part, flips[i].to, risk_of(after, &flips[i]), flips[i].claim);
		json_decref(after);
		free(said);
	}
	json_decref(before);
}

/* Where nothing listed would help, none is promised: the parts rest on what they are. */
static void nothing_promised(void **state)
{
	char *said = explained("amf-1");

	(void)state;
	assert_null(strstr(said, "Lowers "));
	assert_null(strstr(said, "Raises "));
	free(said);
	said = explained("cscf-1");
	assert_null(strstr(said, "Lowers risk on the facts"));
	assert_non_null(strstr(said, "On the facts no few of them together lower the risk: it rests on the impact, or on what comes from other parts."));
	free(said);
}

/* Hundreds of ways in, each of another party: what is told still comes at once. */
static void many_ways_in(void **state)
{
	enum { WAYS = 300 };
	char path[400], inventory[400];
	struct run run = { .argument = { "assess", "--format=json", inventory } };
	struct rusage began, ended;
	FILE *file;
	char *said;
	int i;

	(void)state;
	snprintf(inventory, sizeof inventory, "%s/many.yaml", scratch);
	file = fopen(inventory, "wb");
	assert_non_null(file);
	fputs("keur: 1\nnetwork: {operator: N, country: NL, as_of: 2026-11-01, users: 4000000}\ncomponents:\n  - {id: amf, function: AMF, segment: core}\n"
		"suppliers:\n", file);
	for (i = 0; i < WAYS; i++)
		fprintf(file, "  - {id: s%d, country: US, decisions: [{decision: untrusted, authority: Board}]}\n", i);
	fputs("access:\n", file);
	for (i = 0; i < WAYS; i++)
		fprintf(file, "  - {id: ra-%d, target: amf, party: s%d, privilege: admin, standing: yes, mfa: no}\n", i, i);
	assert_int_equal(fclose(file), 0);
	keur(&run);
	snprintf(path, sizeof path, "%s/result.json", scratch);
	file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(run.out, 1, run.length, file), run.length);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(unlink(inventory), 0);
	if (run.exit_code == 1)
		fail_msg("%s", run.error);
	run_free(&run);
	assert_int_equal(getrusage(RUSAGE_CHILDREN, &began), 0);
	said = explained("amf");
	assert_int_equal(getrusage(RUSAGE_CHILDREN, &ended), 0);
	assert_non_null(strstr(said, "What would change"));
	assert_non_null(strstr(said, "not tried one by one, as they are too many, are further findings: "));
	assert_non_null(strstr(said, "Mend all that is known"));
	assert_true(ended.ru_utime.tv_sec - began.ru_utime.tv_sec < 15); /* seconds of its own; to try every pair takes minutes */
	free(said);
}

static int make_scratch(void **state)
{
	(void)state;
	return mkdtemp(scratch) ? 0 : -1;
}

static int clean_up(void **state)
{
	char path[400];

	(void)state;
	snprintf(path, sizeof path, "%s/result.json", scratch);
	unlink(path);
	return rmdir(scratch);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(claims_hold), cmocka_unit_test(nothing_promised), cmocka_unit_test(many_ways_in) };

	return cmocka_run_group_tests(tests, make_scratch, clean_up);
}
