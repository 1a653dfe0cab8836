/* Holding a pack against the one that it extends: each way to weaken one, with the row that tells of it; and what is no weakening. */
#include "policy_test.h"

static char path[] = "/tmp/keur-milder-XXXXXX";

#define ENTRIES(entries) "{source: x, status: proposal, entries: [" entries "]}\n"
#define ONES "1 1 1 1 1, 1 1 1 1 1, 1 1 1 1 1, 1 1 1 1 1, 1 1 1 1 1"
#define YES 0, true
#define GONE 0, false    /* nothing stands here */
#define UNKNOWN 1, true
#define LEFT_OUT 1, false

static void load(struct trial *trial, const char *id, const char *entries)
{
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	fprintf(file, "keur-policy: 1\nextends: nl-tfev\nid: %s\nversion: \"1\"\ntitle: Mine\n%s", id, entries);
	fclose(file);
	trial_load(trial, path, PACKS);
	unlink(path);
	if (trial->rc)
		fail_msg("%s: %s", entries, trial->said.data);
}

static void each(void **state)
{
	static const struct {
		const char *entries, *section, *what, *here, *there;
		bool other, stands;
	} weak[] = {
		{ "likelihood: {source: x, status: proposal, rows: [" ONES "]}\n",
		  "likelihood", "threat 5, exposure 1 to 5", "1 1 1 1 1", "2 3 4 5 5", YES },
		{ "matrices: {use: m, source: x, status: proposal, entries: [{name: m, rows: [" ONES "]}]}\n",
		  "matrices", "m, likelihood 1, impact 1 to 5", "1 1 1 1 1", "1 1 2 2 2", YES },
		{ "rules: " ENTRIES("{rule: vendor_trust.chain_untrusted, kind: note}"),
		  "rules", "vendor_trust.chain_untrusted", "note", "risk", YES },
		{ "rules: " ENTRIES("{rule: vendor_trust.chain_untrusted, when: {required: yes}, kind: note}"),
		  "rules", NULL, "note; where trusted suppliers are required", "breach; where trusted suppliers are required", YES },
		{ "rules: " ENTRIES("{rule: vendor_trust.untrusted_in_critical, when: {class: subscriber}, kind: note}"),
		  "rules", NULL, "note; class subscriber", "as its plugin declares", UNKNOWN },
		{ "without: [rules]\n",
		  "rules", "vendor_trust.chain_untrusted", "as its plugin declares", "breach; where trusted suppliers are required", LEFT_OUT },
		{ "without: [measures]\n",
		  "measures", "vendor_trust.unassessed_supplier", "", "BIO2:5.22.02", GONE },
		{ "functions: " ENTRIES("{function: HSS, class: general}"),
		  "functions", "HSS", "general, not critical", "subscriber", YES },
		{ "functions: " ENTRIES("{function: coffee machine, class: general, aliases: [HSSFunction]}, {function: HSS, class: subscriber}"),
		  "functions", "HSSFunction", "coffee machine: general, not critical", "subscriber", YES },
		{ "criticality: " ENTRIES("{level: low, classes: [subscriber]}"),
		  "criticality", "subscriber", "low", "critical", YES },
		{ "classes: " ENTRIES("{class: filter, impact: 3/4/4, flags: [capped, filter]}"),
		  "classes", "filter", "3/4/4, capped by users, separates segments", NULL, YES },
		{ "data: " ENTRIES("{data: content, floor: 5/3/1, critical: never, personal: yes}"),
		  "data", NULL, "5/3/1, not critical by itself, personal", NULL, YES },
		{ "caps: " ENTRIES("{below: 1000000, level: 2}, {level: 5}"),
		  "caps", "from 10,000 users", "2", "3", YES },
		{ "site: {floor: 1/1/1, source: x, status: proposal}\n",
		  "site", "", "1/1/1", "4/4/4", YES },
		{ "redundancy: {relief: 4, source: x, status: proposal}\n",
		  "redundancy", NULL, "own sabotage less by 4", NULL, YES },
		{ "baselines: {threat: 1, exposure: 2, exposure_internet: 3, source: x, status: proposal}\n",
		  "baselines", NULL, NULL, NULL, YES },
		{ "concentration: " ENTRIES("{standing: untrusted, from: 99, impact: 4/4/5}, {standing: trusted, from: 99, impact: 3/3/4}"),
		  "concentration", "untrusted from 50 %", "0/0/0", NULL, YES },
		{ "domains: " ENTRIES("{domain: access, classes: [ran-radio]}"),
		  "domains", "access", NULL, NULL, YES },
		{ "trusted_suppliers: {scopes: [other], source: x, status: proposal}\n",
		  "trusted_suppliers", "scopes", "other", NULL, YES },
		{ "answered: {roles: [manufacture], source: x, status: proposal}\n",
		  "answered", "roles", "manufacture", NULL, YES },
		{ "events: {scope: [], personal: [], hop: [], source: x, status: proposal}\n",
		  "events", "by scope", "none", NULL, YES },
		{ "retention: {least: P1D, source: x, status: proposal}\n",
		  "retention", "", "P1D", "P90D", YES },
		{ "phase_out: " ENTRIES("{deadline: never, when: {scope: critical, class: keys}, until: 9999-12-31}"),
		  "phase_out", "order", "", NULL, GONE },
		{ "phase_out: " ENTRIES("{deadline: never, when: {scope: critical}, until: 9999-12-31}"),
		  "phase_out", "order", "never: 9999-12-31", "order: a day that only the operator knows", UNKNOWN },
		{ "params: " ENTRIES("{param: remote_access.region, value: \"NL,CN\"}"),
		  "params", "remote_access.region", "NL,CN", NULL, UNKNOWN },
		{ "stakeholder: {watch: 9, control: 9.1, danger: 9.2, source: x, status: proposal}\n",
		  "stakeholder", "danger", "from 9.20", "from 2.50", YES },
		{ "dependency: " ENTRIES("{level: 2, from: 0}"),
		  "dependency", "from 10 %", "2", "3", YES },
		{ "penetration: " ENTRIES("{level: 2, roles: [manage]}"),
		  "penetration", NULL, NULL, NULL, YES },
		{ "advisory: {medium_from: 30, high_from: 31, source: x, status: proposal}\n",
		  "advisory", NULL, "medium from 30, high from 31", NULL, YES },
		{ "advisory: " ENTRIES("{question: pro_exploit, asks: probability, words: x, answers: [none 0, poc 1, exploit 2]}"),
		  "advisory", "pro_exploit", NULL, NULL, YES },
		{ "advisory_clock: {probability: high, damage: high, within: P70D, source: x, status: proposal}\n",
		  "advisory_clock", NULL, "P70D from high/high", NULL, YES },
		{ "sharing: " ENTRIES("{recipient: csirt-outside-eu, basis: yes, law: none}"),
		  "sharing", "csirt-outside-eu", "legal basis none", NULL, YES },
		{ "in_force_from: 2099-01-01\n",
		  "in_force_from", "", "2099-01-01", "", YES },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof weak / sizeof *weak; i++) {
		const struct policy_mild *row = NULL;
		struct buffer all = { 0 };
		struct trial trial;
		uint32_t k;

		load(&trial, "mine", weak[i].entries);
		for (k = 0; k < trial.policy.milds && !row; k++) {
			row = &trial.policy.mild[k];
			if (strcmp(row->section, weak[i].section) != 0 || (weak[i].what && strcmp(row->what, weak[i].what) != 0)
				|| (weak[i].here && strcmp(row->here, weak[i].here) != 0) || (weak[i].there && strcmp(row->there, weak[i].there) != 0))
				row = NULL;
		}
		policy_milder_words(&trial.policy, &all);
		if (!row)
			fail_msg("%s: %s", weak[i].entries, all.data ? all.data : "nothing is milder");
		assert_int_equal(row->other, weak[i].other);
		assert_int_equal(row->note.source != NULL, weak[i].stands);
		if (weak[i].stands) {
			assert_string_equal(row->note.pack, "mine");
			assert_int_equal(row->note.line, 6);
		}
		assert_string_equal(trial.policy.held_against.id, "nl-tfev");
		assert_false(trial.policy.imitates);
		buffer_free(&all);
		trial_end(&trial);
	}
}

/* What only sharpens, or says the same in other entries, has nothing to tell. */
static void sharper(void **state)
{
	static const char *const sharp[] = {
		"",
		"retention: {least: P6M, source: x, status: proposal}\n",
		"criticality: " ENTRIES("{level: critical, classes: [mgmt]}"),
		"rules: " ENTRIES("{rule: vendor_trust.chain_untrusted, kind: breach}"),
		"rules: " ENTRIES("{rule: vendor_trust.concentration, when: {domain: access, standing: untrusted, share_over: 10}, kind: breach}"),
		"rules: " ENTRIES("{rule: vendor_trust.chain_untrusted, when: {required: yes, scope: critical}, kind: breach, level: 5}"),
		"likelihood: {source: x, status: proposal, rows: [5 5 5 5 5, 5 5 5 5 5, 5 5 5 5 5, 5 5 5 5 5, 5 5 5 5 5]}\n",
		"untrusted: {grounds: [decision, establishment], countries: [XX], source: x, status: proposal}\n",
		"functions: " ENTRIES("{function: balloon, class: ran-radio}"),
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof sharp / sizeof *sharp; i++) {
		struct buffer all = { 0 };
		struct trial trial;

		load(&trial, "mine", sharp[i]);
		policy_milder_words(&trial.policy, &all);
		if (trial.policy.milds)
			fail_msg("%s: %s", sharp[i], all.data);
		buffer_free(&all);
		trial_end(&trial);
	}
}

/* The one of its id goes before the one that it extends; what extends nothing is held against the default; the default against nothing. */
static void against(void **state)
{
	struct trial trial;

	(void)state;
	load(&trial, "uk-hrv", "");
	assert_string_equal(trial.policy.held_against.id, "uk-hrv");
	assert_true(trial.policy.imitates);
	assert_non_null(strstr(trial.said.data, "this is not the pack uk-hrv/1 that ships with keur"));
	assert_false(trial.policy.shipped);
	trial_end(&trial);
	trial_load(&trial, SMALL, PACKS);
	assert_int_equal(trial.rc, 0);
	assert_string_equal(trial.policy.held_against.id, "nl-tfev");
	assert_true(trial.policy.milds > 10);
	trial_end(&trial);
	trial_load(&trial, "nl-tfev", PACKS);
	assert_null(trial.policy.held_against.id);
	assert_true(trial.policy.shipped);
	trial_end(&trial);
	trial_load(&trial, PACKS "/uk-hrv.yaml", PACKS);
	assert_string_equal(trial.policy.held_against.id, "nl-tfev");
	assert_true(trial.policy.shipped);
	assert_false(trial.policy.imitates);
	trial_end(&trial);
	trial_load(&trial, SMALL, "/nonexistent");
	assert_null(trial.policy.held_against.id);
	trial_end(&trial);
}

/* Conditions that nobody could compare case by case are said to be so, in little time. */
static void too_many(void **state)
{
	struct buffer entries = { 0 };
	struct trial trial;
	bool told = false;
	uint32_t i;

	(void)state;
	buffer_string(&entries, "rules:\n  source: x\n  status: proposal\n  entries:\n");
	for (i = 0; i < 3000; i++)
		buffer_format(&entries, "    - {rule: a.b, when: {domain: access, share_over: %u.%02u, standing: untrusted}, kind: note}\n", 99 - i / 100, 99 - i % 100);
	load(&trial, "mine", entries.data);
	for (i = 0; i < trial.policy.milds; i++)
		told |= strcmp(trial.policy.mild[i].here, "3000 entries, too many to be compared") == 0 && trial.policy.mild[i].other;
	assert_true(told);
	buffer_free(&entries);
	trial_end(&trial);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each), cmocka_unit_test(sharper), cmocka_unit_test(against), cmocka_unit_test(too_many),
	};
	int fd = mkstemp(path);

	if (fd < 0)
		return 1;
	close(fd);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
