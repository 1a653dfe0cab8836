/* Packs that extend others: what is taken over, what is replaced, where each entry says it is from, and every refusal with its words. */
#include "policy_test.h"
#include "../syntax/beneath.h"

#include <sys/stat.h>

static char directory[] = "/tmp/keur-extends-XXXXXX";

static void put(const char *name, const char *text)
{
	char path[128];
	FILE *file;

	snprintf(path, sizeof path, "%s/%s", directory, name);
	file = fopen(path, "wb");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static int start(void **state)
{
	char *small = read_text(SMALL);

	(void)state;
	assert_non_null(mkdtemp(directory));
	put("small.yaml", small);
	free(small);
	return 0;
}

static int end(void **state)
{
	static const char *const names[] = { "small.yaml", "mine.yaml", "other.yaml", "wrong.yaml", "third.yaml" };
	char path[128];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof names / sizeof *names; i++) {
		snprintf(path, sizeof path, "%s/%s", directory, names[i]);
		unlink(path);
	}
	return rmdir(directory);
}

#define MINE "keur-policy: 1\nextends: small\nid: mine\nversion: \"1\"\ntitle: Mine\n"

static void load_text(struct trial *trial, const char *text)
{
	put("mine.yaml", text);
	trial_load(trial, "mine", directory);
}

static const struct policy_class *class_of(const struct policy *policy, const char *name)
{
	uint32_t c;

	for (c = 0; c < policy->classes; c++)
		if (strcmp(policy->class_[c].name, name) == 0)
			return &policy->class_[c];
	fail_msg("no class %s", name);
	return NULL;
}

/* Three lines are a pack. */
static void three_lines(void **state)
{
	struct trial trial;
	const struct policy *policy = &trial.policy;

	(void)state;
	load_text(&trial, MINE "retention: {least: P6M, source: mine, status: verified}\n");
	assert_int_equal(trial.rc, 0);
	assert_string_equal(policy->id, "mine");
	assert_string_equal(policy->about, "For tests.");
	assert_string_equal(policy->critical_word, "approximated");
	assert_int_equal(policy->retention, 180);
	assert_string_equal(policy->retention_note.pack, "mine");
	assert_int_equal(policy->retention_note.line, 6);
	assert_string_equal(policy->likelihood_note.pack, "small");
	assert_int_equal(policy->likelihood_note.line, 57);
	assert_int_equal(policy->classes, 3);
	assert_int_equal(policy->rules, 3);
	assert_string_equal(policy->advisory.method, "points");
	assert_int_equal(policy->bases, 1);
	assert_string_equal(policy->base[0].id, "small");
	assert_string_equal(policy->base[0].version, "3");
	assert_int_equal(strlen(policy->base[0].sha256), 64);
	assert_string_not_equal(policy->base[0].sha256, policy->sha256);
	trial_end(&trial);
}

/* By key: what is named goes, what is new comes, the rest stays. */
static void by_key(void **state)
{
	struct trial trial;
	const struct policy *policy = &trial.policy;
	struct policy_case case_ = { KEUR_SCOPE_CRITICAL, TEXT_LITERAL("core"), KEUR_PRIVILEGE_ROOT, KEUR_YES, 5, NULL, 0, 0 };
	uint32_t f;

	(void)state;
	load_text(&trial, MINE
		"classes: {source: mine, status: verified, entries: [{class: core, impact: 1/1/1}, {class: sky, impact: 2/2/2}]}\n"
		"criticality: {source: mine, status: verified, entries: [{level: high, classes: core}, {level: low, classes: sky}]}\n"
		"functions: {source: mine, status: verified, entries: [{function: Balloon, class: sky, aliases: [kite]}, {function: Edge Box, class: edge}]}\n"
		"data: {source: mine, status: verified, entries: [{data: log, floor: 1/1/1, critical: always}]}\n"
		"caps: {source: mine, status: verified, entries: [{below: 7, level: 1}, {level: 2}]}\n"
		"rules:\n  source: mine\n  status: verified\n  entries:\n"
		"    - {rule: a.b, level: 1}\n"
		"    - {rule: a.b, when: {scope: adjacent}, level: 2}\n"
		"    - {rule: c.d, level: 2}\n"
		"params: {source: mine, status: verified, entries: [{param: a.x, value: \"3\"}, {param: a.y, value: \"4\"}]}\n");
	if (trial.rc)
		fail_msg("%s", trial.said.data);
	assert_int_equal(class_of(policy, "core")->impact[0], 1);
	assert_string_equal(class_of(policy, "core")->impact_note.pack, "mine");
	assert_int_equal(class_of(policy, "core")->criticality, CRITICALITY_HIGH);
	assert_string_equal(class_of(policy, "core")->note.pack, "mine");
	assert_string_equal(class_of(policy, "edge")->impact_note.pack, "small");
	assert_string_equal(class_of(policy, "edge")->impact_note.source, "elsewhere");
	assert_int_equal(class_of(policy, "unknown")->criticality, CRITICALITY_CRITICAL);
	assert_int_equal(policy->classes, 4);
	f = catalogue_find(&policy->catalogue, TEXT_LITERAL("kite"));
	assert_string_equal(policy->function[f].name, "Balloon");
	assert_string_equal(policy->function[f].note.pack, "mine");
	f = catalogue_find(&policy->catalogue, TEXT_LITERAL("edge box"));
	assert_int_equal(policy->function[f].impact[0], 2); /* its own impact is gone with the entry */
	f = catalogue_find(&policy->catalogue, TEXT_LITERAL("AMF"));
	assert_string_equal(policy->function[f].note.pack, "small");
	assert_int_equal(policy->data[KEUR_DATA_LOG].critical, DATA_ALWAYS);
	assert_string_equal(policy->data[KEUR_DATA_LOG].note.pack, "mine");
	assert_string_equal(policy->data[KEUR_DATA_TRAFFIC].note.pack, "small");
	assert_int_equal(policy->caps, 2);
	assert_int_equal(policy_cap_level(policy, INT64_MAX), 2);
	/* a.b without a condition is replaced where it stood, the new ones stand in front. */
	assert_int_equal(policy->rules, 5);
	assert_int_equal(policy->rule[0].scopes, 1u << KEUR_SCOPE_ADJACENT);
	assert_string_equal(policy->rule[1].rule, "c.d");
	assert_int_equal(policy_find_rule(policy, "a.b", &case_)->level, 5);
	case_.privilege = KEUR_PRIVILEGE_READ;
	assert_int_equal(policy_find_rule(policy, "a.b", &case_)->level, 1);
	assert_string_equal(policy_find_rule(policy, "a.b", &case_)->note.pack, "mine");
	assert_int_equal(policy->params, 2);
	assert_string_equal(policy->param[0].value, "3");
	trial_end(&trial);
}

/* `use` and thresholds may change alone; sections that may be missing can be left out. */
static void sections(void **state)
{
	struct trial trial;
	const struct policy *policy = &trial.policy;

	(void)state;
	load_text(&trial, "keur-policy: 1\nextends: small\nwithout: [advisory_labels, rules]\nid: mine\nversion: \"1\"\ntitle: Mine\n"
		"matrices: {use: two}\nadvisory: {medium_from: 4, source: mine, status: proposal}\n");
	if (trial.rc)
		fail_msg("%s", trial.said.data);
	assert_string_equal(policy->matrix_name, "two");
	assert_string_equal(policy->risk_note.pack, "small");
	assert_int_equal(policy->advisory.medium_from, 4);
	assert_int_equal(policy->advisory.high_from, 6);
	assert_string_equal(policy->advisory.note.pack, "mine");
	assert_string_equal(policy->advisory.question[0].note.pack, "small");
	assert_int_equal(policy->advisory.labels, 0);
	assert_int_equal(policy->rules, 0);
	assert_int_equal(policy->params, 1);
	trial_end(&trial);
}

/* A base may itself extend one; a path is found beneath the pack's own directory. */
static void chain(void **state)
{
	struct trial trial;
	struct buffer out = { 0 };

	(void)state;
	if (!opens_beneath())
		skip();
	put("other.yaml", "keur-policy: 1\nextends: small\nid: other\nversion: \"7\"\ntitle: Other\nretention: {least: P6M, source: other's, status: verified}\n");
	load_text(&trial, "keur-policy: 1\nextends: ./other.yaml\nid: mine\nversion: \"1\"\ntitle: Mine\n"
		"site: {floor: 1/2/3, source: mine, status: verified}\n");
	if (trial.rc)
		fail_msg("%s", trial.said.data);
	assert_int_equal(trial.policy.bases, 2);
	assert_string_equal(trial.policy.base[0].id, "other");
	assert_string_equal(trial.policy.base[1].id, "small");
	assert_string_equal(trial.policy.retention_note.pack, "other");
	assert_string_equal(trial.policy.site_note.pack, "mine");
	policy_describe(&trial.policy, &out);
	assert_non_null(strstr(out.data, "extends other, version 7, sha256 "));
	assert_non_null(strstr(out.data, "which extends small, version 3, sha256 "));
	assert_non_null(strstr(out.data, "Logs are kept for\n  source: other's (verified), from other\n  180 days\n"));
	assert_non_null(strstr(out.data, "  source: mine (verified)\n  1/2/3\n"));
	assert_non_null(strstr(out.data, "      source: elsewhere (verified), from small\n"));
	buffer_free(&out);
	trial_end(&trial);
}

static const struct {
	const char *text, *says;
} refusal[] = {
	{ "keur-policy: 1\nextends: smal\nid: mine\nversion: \"1\"\ntitle: Mine\n",
	  "2:10: error: there is no policy pack `smal`; did you mean `small`?\n" },
	{ "keur-policy: 1\nextends: mine\nid: mine\nversion: \"1\"\ntitle: Mine\n",
	  "2:10: error: `mine` is extended here and stands on this pack itself; no pack can be its own base\n" },
	{ "keur-policy: 1\nextends: third\nid: mine\nversion: \"1\"\ntitle: Mine\n",
	  "2:10: error: `third`, which this pack extends, has errors\n"
	  "2:10: error: `mine` is extended here and stands on this pack itself; no pack can be its own base\n" },
	{ "keur-policy: 1\nextends: ./none.yaml\nid: mine\nversion: \"1\"\ntitle: Mine\n",
	  "2:10: error: cannot open DIR/./none.yaml: No such file or directory\n" },
	{ "keur-policy: 1\nextends: ../small.yaml\nid: mine\nversion: \"1\"\ntitle: Mine\n",
	  "2:10: error: DIR/../small.yaml leads out of the directory of the file that names it; only files beneath it may be named, by a relative path\n" },
	{ "keur-policy: 1\nextends: wrong\nid: mine\nversion: \"1\"\ntitle: Mine\n",
	  "2:10: error: `wrong`, which this pack extends, has errors\n"
	  "6:12: error: a list stands here; `retention` takes a mapping with source, status and its values\n" },
	{ "keur-policy: 1\nid: mine\nversion: \"1\"\ntitle: Mine\nretention: {least: P6M, source: x, status: verified}\nextends: small\n",
	  "6:1: error: `extends` stands after a section; it belongs before the first one\n" },
	{ MINE "retention: {least: P6M}\n",
	  "6:1: error: `retention` has no source\n6:1: error: `retention` has no status; say verified, unverified or proposal\n" },
	{ MINE "events: {hop: [], source: x, status: verified}\n",
	  "6:1: error: `events` has no `personal`; it takes a list of words\n6:1: error: `events` has no `scope`; it takes a list of words\n" },
	{ MINE "classes: {entries: [{class: core, impact: 1/1/1}]}\n",
	  "6:21: error: this entry of `classes` has no source, and neither has the section\n"
	  "6:21: error: this entry of `classes` has no status, and neither has the section; say verified, unverified or proposal\n" },
	{ MINE "advisory: {medium_from: 4}\n",
	  "6:1: error: `advisory` has no source\n6:1: error: `advisory` has no status; say verified, unverified or proposal\n" },
	{ MINE "advisory: {medium_from: 6, source: x, status: proposal}\n",
	  "87:14: error: `high_from` is 6 after `medium_from` 6; thresholds go upwards\n" },
	{ "keur-policy: 1\nextends: other\nid: mine\nversion: \"1\"\ntitle: Mine\n" "sharing: {source: x, status: proposal, entries: [{recipient: a, basis: no}]}\n",
	  "6:1: error: `sharing` has no `decision_log`; it takes yes or no\n6:1: error: `sharing` has no `label_required`; it takes yes or no\n6:1: error: `sharing` has no `override_needs`; it takes a list of words\n6:1: error: `sharing` has no `own_records_only`; it takes yes or no\n6:1: error: `sharing` has no `profile`; it takes a name of lower-case letters, digits and hyphens\n" },
	{ MINE "functions: {source: x, status: proposal, entries: [{function: kite, class: core, aliases: [AMF]}]}\n",
	  "6:92: error: `AMF` is given twice: it is a name of `AMF` already (case, blanks and - _ . / do not count)\n" },
	{ MINE "criticality: {source: x, status: proposal, entries: [{level: low, classes: [core]}, {level: high, classes: [core]}]}\n",
	  "6:109: error: the class `core` stands twice in `criticality`, first at line 6\n" },
	{ MINE "rules: {source: x, status: proposal, entries: [{rule: a.b, level: 1}, {rule: a.b, level: 2}]}\n",
	  "6:71: error: this entry never counts: the one for `a.b` at line 6 has no `when` and stands before it\n" },
	{ "keur-policy: 1\nextends: small\nwithout: [caps]\nid: mine\nversion: \"1\"\ntitle: Mine\n",
	  "3:11: error: `caps` is no section that a pack can do without" },
	{ "keur-policy: 1\nextends: small\nwithout: [param]\nid: mine\nversion: \"1\"\ntitle: Mine\n",
	  "3:11: error: `param` is no section that a pack can do without; did you mean `params`?\n" },
	{ "keur-policy: 1\nextends: small\nwithout: [params]\nid: mine\nversion: \"1\"\ntitle: Mine\n"
	  "params: {source: x, status: proposal, entries: [{param: a.x, value: \"3\"}]}\n",
	  "3:11: error: `params` is left out here and given at line 7\n" },
};

static void refusals(void **state)
{
	size_t i;

	(void)state;
	put("other.yaml", "keur-policy: 1\nextends: small\nwithout: [sharing]\nid: other\nversion: \"1\"\ntitle: Other\n");
	put("third.yaml", "keur-policy: 1\nextends: mine\nid: third\nversion: \"1\"\ntitle: Third\n");
	put("wrong.yaml", "keur-policy: 1\nextends: small\nid: wrong\nversion: \"1\"\ntitle: Wrong\nretention: [P6M]\n");
	for (i = 0; i < sizeof refusal / sizeof *refusal; i++) {
		struct buffer said = { 0 };
		struct trial trial;
		const char *rest, *at;

		if (strchr(refusal[i].text, '/') && !opens_beneath())
			continue;
		load_text(&trial, refusal[i].text);
		assert_int_equal(trial.rc, -1);
		for (rest = trial.said.data; (at = strstr(rest, directory)); rest = at + strlen(directory)) {
			buffer_add(&said, rest, (size_t)(at - rest));
			buffer_string(&said, "DIR");
		}
		buffer_string(&said, rest);
		if (refusal[i].says[strlen(refusal[i].says) - 1] == '\n')
			assert_string_equal(said.data, refusal[i].says);
		else
			assert_memory_equal(said.data, refusal[i].says, strlen(refusal[i].says));
		buffer_free(&said);
		trial_end(&trial);
	}
}

static void too_deep(void **state)
{
	char name[32], text[160];
	struct trial trial;
	unsigned i;

	(void)state;
	for (i = 0; i < 9; i++) {
		snprintf(name, sizeof name, "d%u.yaml", i);
		snprintf(text, sizeof text, "keur-policy: 1\nextends: d%u\nid: d%u\nversion: \"1\"\ntitle: D\n", i + 1, i);
		put(name, text);
	}
	trial_load(&trial, "d0", directory);
	assert_int_equal(trial.rc, -1);
	assert_non_null(strstr(trial.said.data, "more than 8 packs stand on each other here; a pack that extends `d8` is one too many\n"));
	trial_end(&trial);
	for (i = 0; i < 9; i++) {
		snprintf(text, sizeof text, "%s/d%u.yaml", directory, i);
		unlink(text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(three_lines), cmocka_unit_test(by_key), cmocka_unit_test(sections), cmocka_unit_test(chain),
		cmocka_unit_test(refusals), cmocka_unit_test(too_deep),
	};

	return cmocka_run_group_tests(tests, start, end);
}
