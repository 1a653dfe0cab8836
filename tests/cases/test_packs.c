/* The same inventory under every pack that ships: results that differ, and each step of an explanation names the entry of the pack behind
 * it, its status and its source. No pack names a company. */
#include "run_keur.h"

#define PACKS KEUR_SOURCE_DIR "/inventories/policies/"
#define INVENTORY DEMO "network.yaml", DEMO "bss.yaml", DEMO "ran.yaml", DEMO "access.yaml", "--suppliers=" DEMO "suppliers.yaml"

/* mgw-1 has a class that is critical, a maker whose owner is distrusted, users and data. */
#define VOICE "class voice the pack's class/voice, ", "nothing else raises it class voice ", "cap by users ", "data content "

/* What the demo comes to; numbers that change when a pack or the demo does. */
static const struct expected_pack {
	const char *id;
	int critical, violated, deadlines[4]; /* by overdue, at_risk, on_track, unknown */
	const char *part;                     /* to explain */
	const char *steps[6];                 /* what is said of it beside what is said of every part */
} packs[] = {
	{ "nl-tfev", 29, 2, { 0, 0, 0, 2 }, "mgw-1", { VOICE, "the pack's deadline order " } },
	{ "eu-5g-toolbox", 23, 1, { 0, 0, 0, 0 }, "mgw-1", { VOICE } },
	{ "uk-hrv", 39, 1, { 0, 1, 0, 0 }, "mgw-1", { VOICE, "the pack's deadline network ", "required retention: " } },
	{ "de-critical-functions", 40, 2, { 0, 1, 0, 0 }, "mgw-1", { VOICE, "the pack's deadline core " } },
	{ "fi-traficom", 23, 0, { 0, 0, 0, 0 }, "hss-1", { "class subscriber the pack's class/subscriber, ",
		"nothing else raises it class subscriber ", "data subscriber key the pack's data/subscriber_key, " } },
	{ "csa2-proposal", 23, 1, { 0, 0, 0, 1 }, "mgw-1", { VOICE, "the pack's deadline publication " } },
};
enum { PACK_COUNT = sizeof packs / sizeof *packs };

static char directory[] = "/tmp/keur-packs-XXXXXX";

static json_t *assess_with(const char *pack, char path[160])
{
	char policy[64];
	json_t *result;

	snprintf(policy, sizeof policy, "--policy=%s", pack);
	result = ASSESS(2, INVENTORY, policy);
	snprintf(path, 160, "%s/%s.json", directory, pack);
	assert_int_equal(json_dump_file(result, path, 0), 0);
	return result;
}

static void check_counts_of(const struct expected_pack *pack, const json_t *result)
{
	static const char *const status[4] = { "overdue", "at_risk", "on_track", "unknown" };
	const json_t *summary = json_object_get(result, "summary"), *out = json_object_get(summary, "phase_out");
	char found[128], expected[128];

	snprintf(found, sizeof found, "critical %lld violated %lld out %lld/%lld/%lld/%lld", json_number(json_object_get(summary, "scope"), "critical"),
		json_number(json_object_get(summary, "trusted_supplier"), "violated"), json_number(out, status[0]), json_number(out, status[1]),
		json_number(out, status[2]), json_number(out, status[3]));
	snprintf(expected, sizeof expected, "critical %d violated %d out %d/%d/%d/%d", pack->critical, pack->violated, pack->deadlines[0],
		pack->deadlines[1], pack->deadlines[2], pack->deadlines[3]);
	if (strcmp(found, expected) != 0)
		fail_msg("%s: %s, expected %s", pack->id, found, expected);
}

/* A node of the result's policy that says where something is from: a line of this pack or of its base, a status, a source. */
static void check_from(const char *pack, const char *what, const json_t *from)
{
	const char *status = json_text(from, "status"), *by = json_text(from, "pack");

	if ((strcmp(by, pack) != 0 && strcmp(by, "nl-tfev") != 0) || json_number(from, "line") < 1 || !json_text(from, "source")[0]
		|| (strcmp(status, "verified") != 0 && strcmp(status, "unverified") != 0 && strcmp(status, "proposal") != 0))
		fail_msg("%s: %s is from `%s`:%lld, `%s`, `%s`", pack, what, by, json_number(from, "line"), json_text(from, "source"), status);
}

static void check_notes(const char *pack, const json_t *result)
{
	static const char *const sections[] = { "baselines", "likelihood", "risk", "site", "redundancy", "trusted_suppliers", "answered", "untrusted",
		"events", "retention" };
	static const char *const lists[] = { "classes", "functions", "caps", "data", "phase_out", "rules" };
	const json_t *policy = json_object_get(result, "policy"), *item, *method = json_object_get(policy, "method");
	size_t i, k;

	for (i = 0; i < sizeof sections / sizeof *sections; i++)
		check_from(pack, sections[i], json_object_get(json_object_get(policy, "from"), sections[i]));
	for (i = 0; i < sizeof lists / sizeof *lists; i++)
		json_array_foreach(json_object_get(policy, lists[i]), k, item)
			check_from(pack, lists[i], json_object_get(item, "from"));
	json_array_foreach(json_object_get(policy, "classes"), k, item)
		check_from(pack, "criticality", json_object_get(json_object_get(item, "criticality"), "from"));
	check_from(pack, "method", json_object_get(method, "from"));
	check_from(pack, "method's likelihood", json_object_get(method, "likelihood"));
	assert_string_equal(json_text(method, "id"), "iso-27005");
	assert_string_equal(json_text(method, "version"), "ISO/IEC 27005:2022");
	assert_int_equal(json_array_size(json_object_get(policy, "extends")), strcmp(pack, "nl-tfev") != 0);
}

/* The text without line ends and without more than one blank, so that a step can be found however it is broken. */
static char *joined(const char *text)
{
	char *out = malloc(strlen(text) + 1), *to = out;

	assert_non_null(out);
	for (; *text; text++)
		if (*text != ' ' && *text != '\n')
			*to++ = *text;
		else if (to > out && to[-1] != ' ')
			*to++ = ' ';
	*to = '\0';
	return out;
}

/* "PACK:LINE, STATUS: SOURCE" */
static bool is_from(const char *pack, const char *text)
{
	static const char *const status[] = { ", verified: ", ", unverified: ", ", proposal: " };
	size_t i;

	if (strncmp(text, pack, strlen(pack)) != 0 || text[strlen(pack)] != ':')
		return false;
	text += strlen(pack) + 1;
	if (!strspn(text, "0123456789"))
		return false;
	text += strspn(text, "0123456789");
	for (i = 0; i < 3; i++)
		if (strncmp(text, status[i], strlen(status[i])) == 0 && text[strlen(status[i])] > ' ')
			return true;
	return false;
}

/* Somewhere the step is told, with the entry of this pack or of its base behind it. */
static void check_step(const char *pack, const char *text, const char *what)
{
	const char *at;

	for (at = strstr(text, what); at; at = strstr(at + 1, what))
		if (is_from(pack, at + strlen(what)) || is_from("nl-tfev", at + strlen(what)))
			return;
	fail_msg("%s: no step `%s` with its source in: %s", pack, what, text);
}

static void check_explained(const struct expected_pack *pack, char *path)
{
	static const char *const steps[] = {
		"threat and exposure make the likelihood: ", "likelihood and impact make the risk by iso-27005 ", "baseline, nothing known raises it (",
		"weighed by the pack's rules: ", "where only trusted suppliers may be: ", "which roles must be answered: ",
		"what makes a supplier untrusted: ",
	};
	struct run run = { .argument = { "explain", path, pack->part } };
	char *text;
	size_t i;

	keur(&run);
	assert_int_equal(run.exit_code, 0);
	text = joined(run.out);
	for (i = 0; i < sizeof steps / sizeof *steps; i++)
		check_step(pack->id, text, steps[i]);
	for (i = 0; i < sizeof pack->steps / sizeof *pack->steps && pack->steps[i]; i++)
		check_step(pack->id, text, pack->steps[i]);
	free(text);
	run_free(&run);
}

static void every_pack(void **state)
{
	char path[160];
	size_t i;

	(void)state;
	for (i = 0; i < PACK_COUNT; i++) {
		json_t *result = assess_with(packs[i].id, path);

		check_counts_of(&packs[i], result);
		check_notes(packs[i].id, result);
		check_explained(&packs[i], path);
		json_decref(result);
		unlink(path);
	}
}

/* Each method gives its own levels to the same likelihood and impact, and says which it is. */
static void every_method(void **state)
{
	static const struct {
		const char *option, *id, *status;
		int steps;
	} methods[] = {
		{ "--matrix=iso-27005", "iso-27005", "verified", 5 },
		{ "--matrix=nist-800-30", "nist-800-30", "verified", 5 },
		{ "--matrix=ebios-4x4", "ebios-4x4", "proposal", 4 },
	};
	size_t i, k;
	json_t *part;

	(void)state;
	for (i = 0; i < sizeof methods / sizeof *methods; i++) {
		json_t *result = ASSESS(2, INVENTORY, methods[i].option), *policy = json_object_get(result, "policy");
		json_t *method = json_object_get(policy, "method"), *table = json_object_get(policy, "risk");

		assert_string_equal(json_text(policy, "matrix"), methods[i].id);
		assert_string_equal(json_text(method, "id"), methods[i].id);
		assert_string_equal(json_text(json_object_get(method, "from"), "status"), methods[i].status);
		assert_int_equal(json_number(method, "steps"), methods[i].steps);
		assert_int_equal(json_array_size(table), 5);
		/* Every level of every part is the cell of that method's table. */
		json_array_foreach(json_object_get(result, "components"), k, part) {
			static const char *const level[] = { "", "very_low", "low", "medium", "high", "very_high" };
			const char *scenario;
			json_t *answer;

			json_object_foreach(json_object_get(part, "scenarios"), scenario, answer) {
				json_t *known = json_object_get(answer, "known");
				json_t *row = json_array_get(table, (size_t)json_number(known, "likelihood") - 1);

				assert_string_equal(json_text(known, "risk"),
					level[json_integer_value(json_array_get(row, (size_t)json_number(known, "impact") - 1))]);
			}
		}
		json_decref(result);
	}
}

static void no_such_matrix(void **state)
{
	struct run run = { .argument = { "assess", INVENTORY, "--matrix=ebios" } };

	(void)state;
	keur(&run);
	assert_int_equal(run.exit_code, 1);
	assert_non_null(strstr(run.error, "the policy pack nl-tfev has no matrix `ebios`; "));
	run_free(&run);
}

/* What a pack switches off, the result says: by its own words in JSON, in the head of the summary, in Markdown. */
static void not_judged(void **state)
{
	static const struct {
		const char *entries, *section, *means;
	} part[] = {
		{ "without: [phase_out]\n", "phase_out", "untrusted suppliers have no day by which to be out" },
		{ "without: [sharing]\n", "sharing", "to whom findings may be given is not said" },
		{ "without: [stakeholder, dependency, penetration]\n", "stakeholder", "suppliers are not weighed by the stakeholder metric" },
		{ "without: [advisory, advisory_labels, advisory_clock]\n", "advisory", "advisories are not scored" },
		{ "without: [advisory_clock]\n", "advisory_clock", "no day follows from an advisory" },
		{ "caps: {source: x, status: proposal, entries: [{level: 5}]}\n", "caps", "how many users a part serves does not limit its impact" },
		{ "retention: {source: x, status: proposal, least: none}\n", "retention", "logs need not be kept for any time" },
	};
	char path[160], option[180];
	size_t i;

	(void)state;
	snprintf(path, sizeof path, "%s/mine.yaml", directory);
	snprintf(option, sizeof option, "--policy=%s", path);
	for (i = 0; i < sizeof part / sizeof *part; i++) {
		static const char *const format[] = { "--format=json", "--format=text", "--format=markdown" };
		FILE *file = fopen(path, "wb");
		char expected[300];
		size_t f;

		assert_non_null(file);
		fprintf(file, "keur-policy: 1\nextends: nl-tfev\nid: mine\nversion: \"1\"\ntitle: Mine\n%s", part[i].entries);
		fclose(file);
		snprintf(expected, sizeof expected, "\"not_judged\": [{\"section\": \"%s\", \"means\": \"%s\"}]", part[i].section, part[i].means);
		for (f = 0; f < 3; f++) {
			struct run run = { .argument = { "assess", INVENTORY, option, format[f], "--fail-on=none" } };

			keur(&run);
			if (!strstr(run.out, f ? part[i].section : expected) && f < 2)
				fail_msg("%s, %s: %s%.2000s", part[i].section, format[f], run.error, run.out);
			if (f == 2 && !strstr(run.out, "Not judged by this pack: "))
				fail_msg("%s: %.2000s", part[i].section, run.out);
			run_free(&run);
		}
	}
	unlink(path);
	{
		struct run run = { .argument = { "assess", INVENTORY, "--format=json", "--fail-on=none" } };

		keur(&run);
		assert_non_null(strstr(run.out, "\"not_judged\": []"));
		run_free(&run);
	}
}

/* A pack in a file of its own, as it extends the default. */
static void put_pack(const char *path, const char *id, const char *entries)
{
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	fprintf(file, "keur-policy: 1\nextends: nl-tfev\nid: %s\nversion: \"1\"\ntitle: Mine\n%s", id, entries);
	fclose(file);
}

#define ENTRIES(entries) "{source: x, status: proposal, entries: [" entries "]}\n"

/* What a pack weakens (each way by itself: policy/test_policy_milder): told with what stands here, what stands there, and where. */
static void milder(void **state)
{
	char path[160], option[180];
	struct run run = { .argument = { "assess", INVENTORY, option, "--format=json", "--fail-on=none" } };

	(void)state;
	snprintf(path, sizeof path, "%s/mine.yaml", directory);
	snprintf(option, sizeof option, "--policy=%s", path);
	put_pack(path, "mine", "without: [measures]\nlikelihood: {source: x, status: proposal, rows: [1 1 1 1 1, 1 1 1 1 1, 1 1 1 1 1, 1 1 1 1 1, 1 1 1 1 1]}\n");
	keur(&run);
	assert_non_null(strstr(run.out, "\"held_against\": {\"id\": \"nl-tfev\", \"version\": \"1\", "));
	assert_non_null(strstr(run.out, "\"imitated\": false}"));
	assert_non_null(strstr(run.out, "{\"section\": \"likelihood\", \"what\": \"threat 5, exposure 1 to 5\", \"here\": \"1 1 1 1 1\", \"there\": \"2 3 4 5 5\", "
		"\"milder\": \"yes\", \"from\": {\"pack\": \"mine\", \"line\": 7, \"source\": \"x\", \"status\": \"proposal\"}}"));
	assert_non_null(strstr(run.out, "{\"section\": \"measures\", \"what\": \"vendor_trust.unassessed_supplier\", \"here\": null, \"there\": \"BIO2:5.22.02\", "
		"\"milder\": \"yes\", \"from\": null}"));
	assert_non_null(strstr(run.out, "{\"section\": \"likelihood\", \"means\": \"whatever threat and exposure are, the likelihood is the same\"}"));
	run_free(&run);
	unlink(path);
}

/* People see it too; a pack that only sharpens has nothing to say; the default is held against nothing. */
static void milder_for_people(void **state)
{
	static const struct {
		const char *argument[3], *says;
	} asked[] = {
		{ { "assess", "--format=text", "--fail-on=none" }, "vendor_trust.chain_untrusted: note; there " },
		{ { "assess", "--format=text", "--lang=nl" }, "regels die milder zijn dan in nl-tfev/1" },
		{ { "assess", "--format=markdown", "--fail-on=none" }, "entries that are milder than in nl-tfev/1" },
		{ { "assess", "--format=html", "--fail-on=none" }, "What this pack judges more mildly" },
		{ { "policy", "check" }, "Held against nl-tfev/1 it is milder in these entries" },
		{ { "policy", "show" }, "rules vendor_trust.chain_untrusted: note" },
	};
	char path[160], option[180];
	size_t i;

	(void)state;
	snprintf(path, sizeof path, "%s/mine.yaml", directory);
	snprintf(option, sizeof option, "--policy=%s", path);
	put_pack(path, "mine", "rules: " ENTRIES("{rule: vendor_trust.chain_untrusted, kind: note}, {rule: vendor_trust.chain_untrusted, when: {required: yes}, kind: note}"));
	for (i = 0; i < sizeof asked / sizeof *asked; i++) {
		struct run run = { .argument = { asked[i].argument[0], asked[i].argument[1], path } };
		struct run assess = { .argument = { "assess", INVENTORY, option, asked[i].argument[1], asked[i].argument[2] } };
		struct run *which = strcmp(asked[i].argument[0], "assess") == 0 ? &assess : &run;
		char *text;

		keur(which);
		text = joined(which->out);
		if (!strstr(text, asked[i].says))
			fail_msg("%s %s: %s%.4000s", asked[i].argument[0], asked[i].argument[1], which->error, which->out);
		free(text);
		run_free(which);
	}
	put_pack(path, "mine", "retention: {least: P6M, source: x, status: proposal}\n");
	{
		struct run run = { .argument = { "policy", "check", path } };

		keur(&run);
		assert_non_null(strstr(run.out, "Held against nl-tfev/1 nothing in it is milder.\n"));
		run_free(&run);
	}
	unlink(path);
	{
		struct run run = { .argument = { "assess", INVENTORY, "--format=json", "--fail-on=none" } };

		keur(&run);
		assert_non_null(strstr(run.out, "\"held_against\": null,\n  \"milder\": []"));
		run_free(&run);
	}
}

/* Before its law is in force nothing is a breach of a pack: what will be one is told as due, on the day itself as a breach. */
static void due(void **state)
{
	json_t *before = ASSESS(2, INVENTORY, "--policy=eu-5g-toolbox"), *early, *late;
	long long breaches = json_number(json_object_get(before, "summary"), "breaches");
	char path[160], option[180];
	struct run run = { .argument = { "assess", INVENTORY, option, "--fail-on=none" } };
	json_t *finding;
	size_t i, dues = 0;

	(void)state;
	assert_true(breaches > 0);
	snprintf(path, sizeof path, "%s/mine.yaml", directory);
	snprintf(option, sizeof option, "--policy=%s", path);
	{
		FILE *file = fopen(path, "wb");

		assert_non_null(file);
		fputs("keur-policy: 1\nextends: eu-5g-toolbox\nid: mine\nversion: \"1\"\ntitle: Mine\nin_force_from: 2026-11-02\n", file);
		fclose(file);
	}
	early = ASSESS(2, INVENTORY, option, "--as-of=2026-11-01");
	late = ASSESS(2, INVENTORY, option, "--as-of=2026-11-02");
	assert_int_equal(json_number(json_object_get(early, "summary"), "breaches"), 0);
	assert_int_equal(json_number(json_object_get(early, "summary"), "due"), breaches);
	json_array_foreach(json_object_get(early, "findings"), i, finding)
		if (json_is_true(json_object_get(finding, "due"))) {
			assert_string_equal(json_text(finding, "kind"), "risk");
			assert_non_null(strstr(json_text(finding, "message"), "due under mine/1 from 2026-11-02, rule "));
			dues++;
		}
	assert_int_equal(dues, breaches);
	assert_int_equal(json_number(json_object_get(late, "summary"), "breaches"), breaches);
	assert_int_equal(json_number(json_object_get(late, "summary"), "due"), 0);
	keur(&run);
	assert_non_null(strstr(run.out, "The pack's law is in force from 2026-11-02: none yet."));
	assert_non_null(strstr(run.out, "; breaches due from 2026-11-02: "));
	run_free(&run);
	json_decref(before);
	json_decref(early);
	json_decref(late);
	unlink(path);
}

/* A country that the pack designates, and a decision that trusts all the same: both are told wherever the supplier's status is. */
static void overridden(void **state)
{
	static const char *const says = "the pack distrusts it by establishment; the decision T-1 (trusted) goes before that";
	char path[160], option[180], net[160], *text;
	FILE *file;

	(void)state;
	snprintf(path, sizeof path, "%s/mine.yaml", directory);
	snprintf(net, sizeof net, "%s/net.yaml", directory);
	snprintf(option, sizeof option, "--policy=%s", path);
	put_pack(path, "mine", "untrusted: {grounds: [decision, establishment], countries: [CN], source: x, status: proposal}\n");
	file = fopen(net, "wb");
	assert_non_null(file);
	fputs("keur: 1\nnetwork: {operator: X, country: NL, as_of: 2026-11-01, users: 1000000}\ncomponents:\n- id: amf-1\n  function: AMF\n  segment: core\n  keys_held_by: none\n"
		"  parties: [{supplier: maker, role: manufacture}, {supplier: operator, role: manage}, {supplier: operator, role: support}]\n"
		"suppliers: [{id: maker, country: CN, decisions: [{decision: trusted, from: 2024-01-01, authority: ministry, reference: T-1}]}]\n"
		"statements:\n- {table: party, covers: all, complete: yes, by: X}\n- {table: link, covers: all, complete: yes, by: X}\n- {table: ownership, covers: all, complete: yes, by: X}\n"
		"- {table: access, covers: all, complete: yes, by: X, observed_by: [pam]}\n", file);
	fclose(file);
	{
		struct run run = { .argument = { "assess", net, option, "--format=json", "--fail-on=none" } }, explain = { .argument = { "explain", path, "amf-1" } };

		keur(&run);
		assert_non_null(strstr(run.out, says));
		assert_non_null(strstr(run.out, "\"trusts\": [{\"supplier\": \"maker\", \"authority\": \"ministry\", \"reference\": \"T-1\", \"until\": null, "
			"\"designated_by\": \"establishment\""));
		file = fopen(path, "wb");
		assert_non_null(file);
		fputs(run.out, file);
		fclose(file);
		run_free(&run);
		keur(&explain);
		text = joined(explain.out);
		assert_non_null(strstr(text, "maker: trusted by ministry, T-1, without an end; this goes before the pack itself, which distrusts it by establishment"));
		free(text);
		run_free(&explain);
	}
	put_pack(path, "mine", "untrusted: {grounds: [decision, establishment], countries: [CN], source: x, status: proposal}\n");
	{
		struct run run = { .argument = { "assess", net, option, "--fail-on=none" } }, page = { .argument = { "assess", net, option, "--format=html" } };
		const char *at;

		keur(&run);
		text = joined(run.out);
		at = strstr(text, says); /* with the trusted suppliers, and with what is told of suppliers */
		assert_non_null(at);
		assert_non_null(strstr(at + 1, says));
		free(text);
		run_free(&run);
		keur(&page);
		at = strstr(page.out, says);
		assert_non_null(at);
		assert_non_null(strstr(at + 1, says));
		run_free(&page);
	}
	unlink(path);
	unlink(net);
}

/* Another pack under the name of one that ships: used, and said wherever it is. A copy of it, byte for byte, is that pack. */
static void imitation(void **state)
{
	static const char *const says = "id and version are the same, the bytes are not";
	char path[160], option[180], *text, *own;
	size_t length;
	FILE *file;

	(void)state;
	snprintf(path, sizeof path, "%s/mine.yaml", directory);
	snprintf(option, sizeof option, "--policy=%s", path);
	own = read_descriptor(open(PACKS "nl-tfev.yaml", O_RDONLY | O_CLOEXEC), &length);
	file = fopen(path, "wb");
	assert_non_null(file);
	fwrite(own, 1, length, file);
	fclose(file);
	{
		struct run run = { .argument = { "assess", INVENTORY, option, "--format=json", "--fail-on=none" } };

		keur(&run);
		assert_null(strstr(run.error, says));
		assert_non_null(strstr(run.out, "\"held_against\": null"));
		run_free(&run);
	}
	put_pack(path, "nl-tfev", "retention: {least: P1D, source: x, status: proposal}\n");
	{
		struct run run = { .argument = { "assess", INVENTORY, option, "--format=json", "--fail-on=none" } };

		keur(&run);
		assert_non_null(strstr(run.error, "mine.yaml: warning: this is not the pack nl-tfev/1 that ships with keur: "));
		assert_non_null(strstr(run.out, "\"imitated\": true}"));
		run_free(&run);
	}
	{
		struct run run = { .argument = { "assess", INVENTORY, option, "--fail-on=none" } };

		keur(&run);
		text = joined(run.out);
		assert_non_null(strstr(text, says));
		free(text);
		run_free(&run);
	}
	free(own);
	unlink(path);
}

/* keur policy check: 0 for each that ships, 2 with the place for what contradicts itself or the plugins. */
static void checked(void **state)
{
	static const struct {
		const char *entry, *says;
	} wrong[] = {
		{ "rules: {source: x, status: proposal, entries: [{rule: vendor_trust.chain_untrustd, kind: note}]}\n",
		  "mine.yaml:6:48: error: `vendor_trust.chain_untrustd` is no rule of the plugin vendor_trust; did you mean `vendor_trust.chain_untrusted`?" },
		{ "params: {source: x, status: proposal, entries: [{param: remote_access.regio, value: NL}]}\n",
		  "mine.yaml:6:49: error: `remote_access.regio` is no parameter of the plugin remote_access; did you mean `remote_access.region`?" },
		{ "measures: {entries: [{rule: keur.nothing, measures: [\"EU-TB:SM01\"], source: x, status: proposal}]}\n",
		  "mine.yaml:6:22: error: `keur.nothing` is no rule of the plugin keur; did you mean `keur.nothing_known`?" },
		{ "rules: {source: x, status: proposal, entries: [{rule: vendr_trust.chain_untrusted, kind: note}]}\n",
		  "mine.yaml:6:48: error: `vendr_trust.chain_untrusted` names a plugin that is not at hand; did you mean `vendor_trust`? If not: give its file with --plugin=FILE" },
		{ "params: {source: x, status: proposal, entries: [{param: dns_blocklists.suffix, value: nl}]}\n",
		  "mine.yaml:6:49: error: `dns_blocklists.suffix` names a plugin that is not at hand; give its file with --plugin=FILE" },
		{ "without: [phase_out, sharing, phase_out]\n", "mine.yaml:6:31: error: `phase_out` stands twice in `without`; remove one" },
		{ "caps: {source: x, status: proposal, entries: [{below: 9, level: 3}, {level: 2}]}\n",
		  "mine.yaml:6:77: error: level 2 stands after 3: more users may not allow less impact" },
	};
	char path[160];
	size_t i;

	(void)state;
	for (i = 0; i < PACK_COUNT; i++) {
		struct run run = { .argument = { "policy", "check", packs[i].id } };

		keur(&run);
		if (run.exit_code != 0)
			fail_msg("%s", run.error);
		assert_non_null(strstr(run.out, " is right: "));
		run_free(&run);
	}
	snprintf(path, sizeof path, "%s/mine.yaml", directory);
	for (i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct run run = { .argument = { "policy", "check", path } };
		FILE *file = fopen(path, "wb");

		assert_non_null(file);
		fprintf(file, "keur-policy: 1\nextends: nl-tfev\nid: mine\nversion: \"1\"\ntitle: Mine\n%s", wrong[i].entry);
		fclose(file);
		keur(&run);
		assert_int_equal(run.exit_code, 2);
		if (!strstr(run.error, wrong[i].says))
			fail_msg("%s", run.error);
		run_free(&run);
	}
	unlink(path);
}

/* Who is trusted is decided elsewhere. The names are those of the companies that public lists name. */
static void no_company(void **state)
{
	static const char *const names[] = { "huawei", "zte", "hytera", "hikvision", "dahua", "kaspersky", "ericsson", "nokia", "samsung", "cisco",
		"china mobile", "china telecom", "china unicom" };
	size_t i, k;

	(void)state;
	for (i = 0; i < PACK_COUNT; i++) {
		char path[256];
		size_t length;
		char *text, *at;

		snprintf(path, sizeof path, PACKS "%s.yaml", packs[i].id);
		text = read_descriptor(open(path, O_RDONLY | O_CLOEXEC), &length);
		for (at = text; *at; at++)
			if (*at >= 'A' && *at <= 'Z')
				*at = (char)(*at - 'A' + 'a');
		for (k = 0; k < sizeof names / sizeof *names; k++)
			if (strstr(text, names[k]))
				fail_msg("%s names %s", packs[i].id, names[k]);
		free(text);
	}
}

static int start(void **state)
{
	(void)state;
	return mkdtemp(directory) ? 0 : -1;
}

static int end(void **state)
{
	(void)state;
	return rmdir(directory);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_pack), cmocka_unit_test(every_method), cmocka_unit_test(no_such_matrix), cmocka_unit_test(not_judged),
		cmocka_unit_test(milder), cmocka_unit_test(milder_for_people), cmocka_unit_test(imitation), cmocka_unit_test(due), cmocka_unit_test(overridden), cmocka_unit_test(checked),
		cmocka_unit_test(no_company),
	};

	return cmocka_run_group_tests(tests, start, end);
}
