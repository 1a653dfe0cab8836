/* keur ask: the demo is assessed, its questions are written, answered and given back; what was answered is not asked again, and the answers on the
 * facts and at worst have met. */
#include "run_keur.h"

#include <sys/resource.h>

static char scratch[] = "/tmp/keur-ask-XXXXXX";

static void in_scratch(const char *name, char path[400])
{
	snprintf(path, 400, "%s/%s", scratch, name);
}

static void write_file(const char *name, const char *text, size_t length)
{
	char path[400];
	FILE *file;

	in_scratch(name, path);
	file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(text, 1, length, file), length);
	assert_int_equal(fclose(file), 0);
}

static char *read_whole(const char *name)
{
	char path[400];
	int fd;

	in_scratch(name, path);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		fail_msg("%s was not written", name);
	return read_descriptor(fd, NULL);
}

/* Exchanges a piece of a file, which must be there; `all`: wherever it stands. */
static void fill_in(const char *name, const char *old, const char *now, bool all)
{
	char *text = read_whole(name), *at = strstr(text, old);

	if (!at)
		fail_msg("%s has no `%s`:\n%s", name, old, text);
	while (at) {
		size_t length = strlen(text) + strlen(now) + 1, before = (size_t)(at - text);
		char *whole = malloc(length);

		assert_non_null(whole);
		snprintf(whole, length, "%.*s%s%s", (int)before, text, now, at + strlen(old));
		free(text);
		text = whole;
		at = all ? strstr(text + before + strlen(now), old) : NULL;
	}
	write_file(name, text, strlen(text));
	free(text);
}

static void remove_file(const char *name)
{
	char path[400];

	in_scratch(name, path);
	unlink(path);
}

static struct run run_in(const char *const *argument)
{
	struct run run = { .directory = scratch };
	size_t i;

	for (i = 0; argument[i]; i++)
		run.argument[i] = argument[i];
	keur(&run);
	return run;
}
#define RUN(...) run_in((const char *const[]){ __VA_ARGS__, NULL })

#define DEMO_FILES DEMO "network.yaml", DEMO "ran.yaml", DEMO "bss.yaml", DEMO "access.yaml", "--suppliers=" DEMO "suppliers.yaml", \
	"--overlay=" DEMO "overlay.yaml"

/* Assesses into a file of the scratch directory, and takes the answer. */
static json_t *result_of(const char *name, struct run run)
{
	json_t *result;

	if (run.exit_code == 1)
		fail_msg("%s", run.error);
	write_file(name, run.out, run.length);
	result = json_loadb(run.out, run.length, JSON_REJECT_DUPLICATES, NULL);
	assert_non_null(result);
	run_free(&run);
	return result;
}

static void ask_into(const char *result, const char *option, const char *output)
{
	struct run run = option ? RUN("ask", result, option, output) : RUN("ask", result, output);

	if (run.exit_code)
		fail_msg("exit code %d; %s", run.exit_code, run.error);
	assert_string_equal(run.out, "");
	run_free(&run);
}

static void check_answered(json_t *before, json_t *after)
{
	static const char *const part[] = { "cscf-1", "sbc-1", "tas-1", "probe-7" };
	json_t *now, *risk;
	size_t i;

	assert_int_equal(json_number(json_object_get(before, "summary"), "gaps"), 14);
	assert_int_equal(json_number(json_object_get(after, "summary"), "gaps"), 1);
	assert_non_null(gap_of(after, "vendor_trust.unassessed_supplier", "supplier veldorin")); /* was not answered */
	for (i = 0; i < sizeof part / sizeof *part; i++) {
		risk = json_object_get(component(before, part[i]), "risk");
		assert_string_not_equal(json_text(risk, "known"), json_text(risk, "worst"));
		now = component(after, part[i]);
		risk = json_object_get(now, "risk");
		assert_string_equal(json_text(risk, "known"), json_text(risk, "worst"));
		assert_string_not_equal(json_text(json_object_get(now, "trusted_supplier"), "status"), "unknown");
	}
	assert_string_equal(json_text(component(after, "probe-7"), "segment"), "oss");
}

/* Paths in the two results differ, as one was given one more file; diff looks past that. */
static void check_same(void)
{
	struct run run = RUN("diff", "before.json", "after.json");

	if (run.exit_code)
		fail_msg("%s%s", run.out, run.error);
	run_free(&run);
}

/* ---- There and back ------------------------------------------------------------------------------------------------------------------------ */

static void yaml(void **state)
{
	json_t *before = result_of("before.json", RUN("assess", "--format=json", DEMO_FILES)), *after;

	(void)state;
	ask_into("before.json", NULL, "--output=answers.yaml");
	/* As it is, it changes nothing. */
	after = result_of("after.json", RUN("assess", "--format=json", DEMO_FILES, "--overlay=answers.yaml"));
	json_decref(after);
	check_same();
	fill_in("answers.yaml", "# - {supplier: \"nimbara\", decision: , from: , authority: , reference: }", "- {supplier: \"nimbara\", decision: trusted, from: 2026-01-01, authority: Board, reference: B-1}", false);
	fill_in("answers.yaml", "# - {component: \"probe-7\", supplier: ,", "- {component: \"probe-7\", supplier: operator,", true);
	fill_in("answers.yaml", "# - {table: access, covers: {id: [\"probe-7\"]}, complete: , by: , observed_by: [], reference: ,",
		"- {table: access, covers: {id: [\"probe-7\"]}, complete: yes, by: Security, observed_by: [flow], reference: R-1,", false);
	fill_in("answers.yaml", "# - {table: party, covers: {id: [\"probe-7\"]}, complete: , by: , reference: ,", "- {table: party, covers: {id: [\"probe-7\"]}, complete: yes, by: Contracts, reference: R-1,", false);
	fill_in("answers.yaml", "# - {table: link, covers: {id: [\"probe-7\"]}, complete: , by: , reference: ,", "- {table: link, covers: {id: [\"probe-7\"]}, complete: yes, by: Network, reference: R-1,", false);
	fill_in("answers.yaml", "# - {table: log, covers: {id: [\"probe-7\"]}, complete: , by: , reference: ,", "- {table: log, covers: {id: [\"probe-7\"]}, complete: yes, by: Security, reference: R-1,", false);
	fill_in("answers.yaml", "# - {id: \"QY\", compels_cooperation: {answer: ,", "- {id: \"QY\", compels_cooperation: {answer: no,", false);
	fill_in("answers.yaml", "offensive_programme: {answer: ,", "offensive_programme: {answer: no,", false);
	fill_in("answers.yaml", "end_of_support\", set: ,", "end_of_support\", set: 2030-01-01,", false);
	/* Statements are for the parts of this segment: somebody answers for it. */
	fill_in("answers.yaml", "segment\", set: , reason: , authority: ,", "segment\", set: oss, reason: seen there, authority: Network,", false);
	fill_in("answers.yaml", "keys_held_by\", set: ,", "keys_held_by\", set: none,", false);
	after = result_of("after.json", RUN("assess", "--format=json", DEMO_FILES, "--overlay=answers.yaml"));
	check_answered(before, after);
	json_decref(before);
	json_decref(after);
}

static void csv(void **state)
{
	json_t *before = result_of("before.json", RUN("assess", "--format=json", DEMO_FILES)), *after;
	struct run half;

	(void)state;
	ask_into("before.json", "--format=csv", "--output=answers");
	half = RUN("assess", "--format=json", DEMO_FILES, "--overlay=answers/edits.csv", "--overlay=answers/decisions.csv", "--overlay=answers/statements.csv",
		"--overlay=answers/parties.csv", "--overlay=answers/countries.csv");
	assert_non_null(strstr(half.error, "answers/decisions.csv:1:1: warning: rows whose question is still open: 2; they are left out"));
	assert_non_null(strstr(half.error, "an edit that sets nothing: its question is still open"));
	after = result_of("after.json", half);
	json_decref(after);
	check_same();
	fill_in("answers/decisions.csv", "nimbara,,,,,", "nimbara,trusted,2026-01-01,Board,B-1,", false);
	fill_in("answers/parties.csv", "probe-7,,", "probe-7,operator,", true);
	fill_in("answers/statements.csv", "party,id=probe-7,,,,", "party,id=probe-7,yes,Contracts,,R-1", false);
	fill_in("answers/statements.csv", "link,id=probe-7,,,,", "link,id=probe-7,yes,Network,,R-1", false);
	fill_in("answers/statements.csv", "log,id=probe-7,,,,", "log,id=probe-7,yes,Security,,R-1", false);
	fill_in("answers/statements.csv", "access,id=probe-7,,,,", "access,id=probe-7,yes,Security,flow,R-1", false);
	fill_in("answers/countries.csv", "\nQY,,,,,,", "\nQY,no,,,,no,", false);
	fill_in("answers/edits.csv", "end_of_support,,", "end_of_support,2030-01-01,", false);
	fill_in("answers/edits.csv", "].segment,,,,", "].segment,oss,seen there,Network,", false);
	fill_in("answers/edits.csv", "keys_held_by,,", "keys_held_by,none,", false);
	after = result_of("after.json", RUN("assess", "--format=json", DEMO_FILES, "--overlay=answers/edits.csv", "--overlay=answers/decisions.csv",
		"--overlay=answers/statements.csv", "--overlay=answers/parties.csv", "--overlay=answers/countries.csv"));
	check_answered(before, after);
	json_decref(before);
	json_decref(after);
}

/* The columns that an answer needs stand in its row: where absence is an answer, who decided and why. A row filled in without them is refused at its
 * place, with the name of what is missing; a statement without its author is not taken for an open one. */
static void who_answers(void **state)
{
	static const char result[] = "{\"schema\": \"keur-result/1\", \"components\": [],\n \"gaps\": [{\"rule\": \"r\", \"blame\": \"b\", \"question\": \"q\", \"count\": 1,"
		" \"worth\": 0, \"who\": \"assessor\", \"fills\": {\"table\": \"access\", \"column\": \"valid_from\", \"rows\": [\"ra-1\"]}},\n"
		" {\"rule\": \"r\", \"who\": \"authority\", \"fills\": {\"table\": \"country\", \"rows\": [\"QY\"]}},\n"
		" {\"rule\": \"r\", \"who\": \"security_operations\", \"fills\": {\"table\": \"statement\", \"new\": {\"table\": \"access|log\", \"segment\": \"s\"}}}], \"run\": 0}";
	static const char inventory[] = "keur: 1\nnetwork: {operator: O, country: NL, as_of: 2026-11-01, users: 1000}\n"
		"components:\n  - {id: p, function: AMF, segment: s}\ncountries:\n  - {id: QY, compels_cooperation: {evidence: known}}\n";
	static const char late[] = "statement.table,statement.covers,statement.complete,statement.by,statement.reference,#question\n"
		"log,segment=s,,,,q\naccess,segment=s,yes,,R-1,q\n";
	static const char edit[] = "keur: 1\nedits:\n  - {address: \"country[QY].compels_cooperation.answer\", set: \"no\", reason: , authority: , reference: }\n";
	struct run run;

	(void)state;
	write_file("none.json", result, strlen(result));
	run = RUN("ask", "none.json");
	assert_non_null(strstr(run.out, "- {address: \"access[ra-1].valid_from\", set: , reason: , authority: , reference: }\n"));
	assert_non_null(strstr(run.out, "- {address: \"country[QY].offensive_programme.answer\", set: , reason: , authority: , reference: }\n"));
	assert_non_null(strstr(run.out, "# - {table: access, covers: {segment: [\"s\"]}, complete: , by: , observed_by: [], reference: , from: }\n"));
	assert_non_null(strstr(run.out, "# - {table: log, covers: {segment: [\"s\"]}, complete: , by: , reference: , from: }\n"));
	assert_non_null(strstr(run.out, "an edit that has `reason` and `authority` needs both"));
	run_free(&run);
	write_file("many.yaml", inventory, strlen(inventory));
	write_file("who.yaml", edit, strlen(edit));
	run = RUN("check", "many.yaml", "--overlay=who.yaml");
	if (run.exit_code == 0 || !strstr(run.error, "who.yaml:3") || !strstr(run.error, "give the edit a `reason` and an `authority`"))
		fail_msg("%d %s", run.exit_code, run.error);
	run_free(&run);
	write_file("late.csv", late, strlen(late));
	run = RUN("check", "many.yaml", "--overlay=late.csv");
	if (run.exit_code == 0 || !strstr(run.error, "late.csv:3") || !strstr(run.error, "`by`"))
		fail_msg("%d %s", run.exit_code, run.error);
	run_free(&run);
}

/* Every question of every case is answered, and nothing is refused; what stays is no row that keur can prepare, or follows from an answer. */
static void all_of_cases(void **state)
{
	static const struct {
		const char *name;
		size_t left;
	} cases[] = { { "diginotar", 0 }, { "kpn-2012", 0 }, { "ncsc-sharing", 3 }, { "pulse-secure", 0 }, { "telfort", 1 } };
	static const char *const answer[][2] = {
		{ "# - {", "- {" }, { "decision: ,", "decision: trusted," }, { "from: ,", "from: 2005-01-01," }, { "from: }", "from: 2005-01-01}" },
		{ "authority: ,", "authority: Board," }, { "reason: ,", "reason: seen," }, { "reference: ,", "reference: R-1," },
		{ "reference: }", "reference: R-1}" }, { "complete: ,", "complete: yes," }, { "by: ,", "by: Office," }, { "by: []", "by: [flow]" },
		{ "supplier: ,", "supplier: operator," }, { "answer: ,", "answer: no," }, { "from_country\", set: ,", "from_country\", set: NL," },
		{ "standing\", set: ,", "standing\", set: no," }, { "cut_switch\", set: ,", "cut_switch\", set: operator," },
		{ "approved_per_session\", set: ,", "approved_per_session\", set: yes," }, { "mfa\", set: ,", "mfa\", set: yes," },
		{ "recorded\", set: ,", "recorded\", set: yes," }, { "protocol\", set: ,", "protocol\", set: ssh," },
		{ "notice_hours\", set: ,", "notice_hours\", set: 24," }, { "replacement\", set: ,", "replacement\", set: none," },
		{ "owner\", set: ,", "owner\", set: CISO," },
	};
	char network[400], suppliers[400], *text;
	size_t i, a;
	json_t *after;
	bool there;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		snprintf(network, sizeof network, CASES "%s/network.yaml", cases[i].name);
		snprintf(suppliers, sizeof suppliers, "--suppliers=" CASES "%s/decisions.yaml", cases[i].name);
		json_decref(result_of("cases.json", RUN("assess", "--format=json", network, suppliers)));
		remove_file("cases.yaml");
		ask_into("cases.json", NULL, "--output=cases.yaml");
		for (a = 0; a < sizeof answer / sizeof *answer; a++) {
			text = read_whole("cases.yaml");
			there = strstr(text, answer[a][0]);
			free(text);
			if (there)
				fill_in("cases.yaml", answer[a][0], answer[a][1], true);
		}
		text = read_whole("cases.yaml");
		assert_null(strstr(text, "set: ,"));
		free(text);
		after = result_of("cases-after.json", RUN("assess", "--format=json", network, suppliers, "--overlay=cases.yaml"));
		if (json_array_size(json_object_get(after, "gaps")) != cases[i].left)
			fail_msg("%s: questions left: %zu", cases[i].name, json_array_size(json_object_get(after, "gaps")));
		json_decref(after);
	}
}

/* Ids that a program for spreadsheets would run are made safe in the file, and are read back as they were. */
static void guarded(void **state)
{
	static const char *const id[] = { "-x", "=a", "+b", "@c", "'-d", "e;=f" };
	static const char first[] = "keur: 1\nnetwork: {operator: O, country: NL, as_of: 2026-11-01, users: 1000}\ncomponents:\n";
	char text[2000], cell[60], filled[100], blame[60];
	json_t *result;
	size_t i;

	(void)state;
	snprintf(text, sizeof text, "%s", first);
	for (i = 0; i < sizeof id / sizeof *id; i++)
		snprintf(text + strlen(text), sizeof text - strlen(text), "  - {id: p%zu, function: AMF, segment: s, product: {supplier: \"%s\"}}\n", i, id[i]);
	strcat(text, "suppliers:\n");
	for (i = 0; i < sizeof id / sizeof *id; i++)
		snprintf(text + strlen(text), sizeof text - strlen(text), "  - {id: \"%s\"}\n", id[i]);
	write_file("many.yaml", text, strlen(text));
	result = result_of("many.json", RUN("assess", "--format=json", "many.yaml"));
	for (i = 0; i < sizeof id / sizeof *id; i++) {
		snprintf(blame, sizeof blame, "supplier %s", id[i]);
		assert_non_null(gap_of(result, "vendor_trust.unassessed_supplier", blame));
	}
	json_decref(result);
	ask_into("many.json", "--format=csv", "--output=guarded");
	for (i = 0; i < sizeof id / sizeof *id; i++) {
		snprintf(cell, sizeof cell, i < 5 ? "\n'%s,,,,," : "\ne;'=f,,,,,", id[i]);
		snprintf(filled, sizeof filled, "%.*s,trusted,2026-01-01,Board,B-1,", (int)(strlen(cell) - 5), cell);
		fill_in("guarded/decisions.csv", cell, filled, false);
	}
	result = result_of("many.json", RUN("assess", "--format=json", "many.yaml", "--overlay=guarded/decisions.csv"));
	for (i = 0; i < sizeof id / sizeof *id; i++) {
		snprintf(blame, sizeof blame, "supplier %s", id[i]);
		assert_null(gap_of(result, "vendor_trust.unassessed_supplier", blame));
	}
	json_decref(result);
}

/* Many parts of one segment are one line; and whoever fills it in has answered for all of them. */
static void bulk(void **state)
{
	static const char part[] = "  - {id: du-%s%d, function: gNB-DU, segment: ran-%s}\n";
	char text[2000] = "keur: 1\nnetwork: {operator: O, country: NL, as_of: 2026-11-01, users: 1000}\ncomponents:\n";
	json_t *result;
	char *asked;
	int i;

	(void)state;
	for (i = 0; i < 12; i++)
		snprintf(text + strlen(text), sizeof text - strlen(text), part, i < 10 ? "a" : "b", i, i < 10 ? "a" : "b");
	write_file("many.yaml", text, strlen(text));
	result = result_of("many.json", RUN("assess", "--format=json", "many.yaml"));
	assert_int_equal(json_number(gap_of(result, "keur.unknown_value", "field component.data"), "count"), 12);
	json_decref(result);
	ask_into("many.json", NULL, "--output=many-answers.yaml");
	asked = read_whole("many-answers.yaml");
	assert_non_null(strstr(asked, "  # - {to: {segment: [\"ran-a\"]}, set: {data: }, reference: }  # parts: 10\n"));
	assert_non_null(strstr(asked, "  # - {to: {segment: [\"ran-b\"]}, set: {data: }, reference: }  # parts: 2\n"));
	assert_non_null(strstr(asked, "  # - {table: ownership, covers: all, complete: , by: , reference: , from: }\n"));
	assert_null(strstr(asked, "component[du-a3]")); /* nobody is asked part by part */
	assert_null(strstr(asked, "{component: \"du-a3\""));
	free(asked);
	fill_in("many-answers.yaml", "# - {to: {segment: [\"ran-a\"]}, set: {data: }", "- {to: {segment: [\"ran-a\"]}, set: {data: [config]}", false);
	fill_in("many-answers.yaml", "# - {to: {segment: [\"ran-b\"]}, set: {product: {name: }}", "- {to: {segment: [\"ran-b\"]}, set: {product: {name: Box}}", false);
	result = result_of("many.json", RUN("assess", "--format=json", "many.yaml", "--overlay=many-answers.yaml"));
	assert_int_equal(json_number(gap_of(result, "keur.unknown_value", "field component.data"), "count"), 2);
	json_decref(result);
}

static bool asks_for_statement(const json_t *gap)
{
	return strncmp(json_text(gap, "blame"), "statement ", 10) == 0;
}

/* Every rule of the bundled plugins that wants somebody to answer for something: whoever says yes in the rows that were written is not asked again.
 * What has no row hangs on what has one. */
static void every_statement(void **state)
{
	static const char text[] =
		"keur: 1\nnetwork: {operator: O, country: NL, as_of: 2026-11-01, users: 1000}\n"
		"components:\n"
		"  - {id: li, function: MDF, segment: sec}\n"
		"  - {id: amf, function: AMF, segment: core}\n"
		"  - {id: smf, function: SMF, segment: core, logs: [{events: [authentication], sink_admin: sa}], product: {supplier: ca}}\n"
		"  - {id: upf, function: UPF, product: {supplier: ca}}\n"
		"  - {id: ems, function: EMS, segment: oss}\n"
		"  - {id: gov, function: service}\n"
		"links: [{from: ems, to: amf, plane: management, protocol: SSH}, {from: ems, to: smf, plane: management, protocol: SSH}]\n"
		"statements:\n"
		"  - {table: party, covers: {id: [amf, smf]}, complete: yes, by: X}\n"
		"  - {table: link, covers: {id: [amf, smf]}, complete: yes, by: X}\n"
		"  - {table: access, covers: {id: [amf, smf]}, complete: yes, by: X, observed_by: [flow]}\n"
		"suppliers: [{id: ca auth, decision: trusted}, {id: ca, decision: trusted}, {id: sa}]\n"
		"certificates: [{id: b, issuer: ca auth, product_line: Line B, subjects: [gov], expires: 2027-01-01}]\n"
		"events: [{incident: i, kind: detected, date: 2026-10-01, supplier: ca auth, product_line: A}]\n";
	static const struct {
		const char *rule, *blame;
		bool row;
	} expected[] = {
		{ "assurance.nothing_reported", "statement audit_finding, advisory", true },
		{ "assurance.interception_profile", "statement security_plan_current, agreements_concrete, screening_complete, external_logging", true },
		{ "assurance.line_not_separated", "statement separated for ca auth Line B", true },
		{ "vendor_trust.chain_unknown", "statement party for segment oss", true },
		{ "vendor_trust.chain_unknown", "statement link for parts without a segment", true },
		{ "vendor_trust.chain_unknown", "statement ownership", true },
		{ "vendor_trust.chain_unknown", "statement access for what administers the part", false },
		{ "vendor_trust.chain_unknown", "statement party for what administers the part", false },
		{ "remote_access.unobserved", "statement access for parts without a segment", true },
		{ "logging_coverage.missing_events", "statement log for segment core", true },
		{ "logging_coverage.not_independent", "statement its supply chain", false },
	};
	static const char *const format[] = { "yaml", "csv" };
	json_t *result, *gap;
	size_t i, k;

	(void)state;
	write_file("many.yaml", text, strlen(text));
	result = result_of("many.json", RUN("assess", "--format=json", "many.yaml"));
	for (i = 0; i < sizeof expected / sizeof *expected; i++) {
		gap = gap_of(result, expected[i].rule, expected[i].blame);
		if (!gap) {
			json_array_foreach(json_object_get(result, "gaps"), k, gap)
				if (asks_for_statement(gap))
					print_message("%s: %s\n", json_text(gap, "rule"), json_text(gap, "blame"));
			fail_msg("%s does not ask: %s", expected[i].rule, expected[i].blame);
		}
		assert_int_equal(json_is_object(json_object_get(gap, "fills")), expected[i].row);
	}
	json_decref(result);
	for (i = 0; i < sizeof format / sizeof *format; i++) {
		if (i) {
			ask_into("many.json", "--format=csv", "--output=said");
			fill_in("said/statements.csv", ",,,,,", ",yes,X,flow,R,", true);
			fill_in("said/attestations.csv", ",,,,,\"Contract", ",yes,2026-01-01,X,R,\"Contract", true);
			result = result_of("after.json", RUN("assess", "--format=json", "many.yaml", "--overlay=said/statements.csv",
				"--overlay=said/attestations.csv"));
		} else {
			ask_into("many.json", NULL, "--output=said.yaml");
			fill_in("said.yaml", "complete: , by: ,", "complete: yes, by: X,", true);
			fill_in("said.yaml", "reference: , from: }", "reference: R, from: 2026-01-01}", true);
			fill_in("said.yaml", "observed_by: []", "observed_by: [flow]", true);
			fill_in("said.yaml", "answer: , date: , by: , reference: }", "answer: yes, date: 2026-01-01, by: X, reference: R}", true);
			fill_in("said.yaml", "# - {table: ", "- {table: ", true);
			fill_in("said.yaml", "# - {what: ", "- {what: ", true);
			result = result_of("after.json", RUN("assess", "--format=json", "many.yaml", "--overlay=said.yaml"));
		}
		json_array_foreach(json_object_get(result, "gaps"), k, gap)
			if (asks_for_statement(gap) && strcmp(json_text(gap, "blame"), "statement scope") != 0)
				fail_msg("%s: %s still asks: %s", format[i], json_text(gap, "rule"), json_text(gap, "blame"));
		json_decref(result);
	}
}

/* An advisory whose answers are missing is asked for them, each in its own column; whoever broke in is asked nothing, and neither is the operator for
 * a contract with itself. */
static void whom_to_ask(void **state)
{
	static const char text[] =
		"keur: 1\nnetwork: {operator: O, country: NL, as_of: 2026-11-01, users: 1000}\n"
		"components:\n"
		"  - {id: vpn, function: VPN gateway, segment: dmz, product: {supplier: maker, name: Gate, version: '1'},\n"
		"     parties: [{supplier: operator, role: manage}, {supplier: maker, role: support}]}\n"
		"suppliers: [{id: maker, decision: trusted}, {id: thief, decision: untrusted}]\n"
		"access:\n"
		"  - {id: broken, party: thief, target: vpn, via: none, privilege: operate, declared: no, observed: yes, authorised_by: none}\n"
		"  - {id: left, party: thief, target: vpn, via: none, privilege: operate, declared: yes, observed: yes, authorised_by: CISO}\n"
		"advisories: [{id: adv-1, components: [vpn], published: 2026-01-01, pro_standard: \"yes\"}]\n"
		"events: [{incident: i, kind: supplier_knew, date: 2026-09-01, supplier: maker}, {incident: i, kind: detected, date: 2026-10-01, components: [vpn]}]\n";
	json_t *result, *gap;
	char *asked;

	(void)state;
	write_file("many.yaml", text, strlen(text));
	result = result_of("many.json", RUN("assess", "--format=json", "many.yaml"));
	gap = gap_of(result, "assurance.unpatched", "statement adv-1");
	assert_non_null(gap);
	assert_string_equal(json_text(gap, "who"), "security_operations");
	json_decref(result);
	remove_file("said.yaml");
	ask_into("many.json", NULL, "--output=said.yaml");
	asked = read_whole("said.yaml");
	assert_non_null(strstr(asked, "- {address: \"advisory[adv-1].pro_exploit\", set: , reference: }  # ("));
	assert_non_null(strstr(asked, "- {address: \"advisory[adv-1].dam_leak\", set: , reference: }  # ("));
	assert_null(strstr(asked, "pro_standard"));
	assert_non_null(strstr(asked, "access[left].mfa"));
	assert_null(strstr(asked, "access[broken].mfa"));
	assert_null(strstr(asked, "access[broken].from_country"));
	assert_null(strstr(asked, "access[broken].cut_switch"));
	assert_null(strstr(asked, "access[broken].standing"));
	assert_non_null(strstr(asked, "party[vpn/maker/support].notice_hours"));
	assert_null(strstr(asked, "party[vpn/operator/manage].notice_hours"));
	free(asked);
}

/* ---- What it writes ------------------------------------------------------------------------------------------------------------------------ */

static void golden(void **state)
{
	struct run run = RUN("ask", "before.json");
	const char *write = getenv("KEUR_GOLDEN");
	int fd = open(KEUR_SOURCE_DIR "/tests/cases/golden/ask.yaml", O_RDONLY | O_CLOEXEC);
	char *expected;
	FILE *file;

	(void)state;
	assert_int_equal(run.exit_code, 0);
	if (write && strcmp(write, "write") == 0) {
		file = fopen(KEUR_SOURCE_DIR "/tests/cases/golden/ask.yaml", "wb");
		assert_non_null(file);
		fputs(run.out, file);
		assert_int_equal(fclose(file), 0);
		fd = open(KEUR_SOURCE_DIR "/tests/cases/golden/ask.yaml", O_RDONLY | O_CLOEXEC);
	}
	assert_true(fd >= 0);
	expected = read_descriptor(fd, NULL);
	assert_string_equal(run.out, expected);
	free(expected);
	run_free(&run);
}

static void one_answerer(void **state)
{
	struct run run = RUN("ask", "before.json", "--who=authority");

	(void)state;
	assert_int_equal(run.exit_code, 0);
	assert_non_null(strstr(run.out, "#   1. Is nimbara trusted?"));
	assert_null(strstr(run.out, "Network engineering"));
	assert_null(strstr(run.out, "\nedits:"));
	run_free(&run);
}

static void nothing_to_ask(void **state)
{
	static const char result[] = "{\"schema\": \"keur-result/1\", \"components\": [], \"gaps\": [], \"run\": 0}";
	struct run run;

	(void)state;
	write_file("none.json", result, strlen(result));
	run = RUN("ask", "none.json");
	assert_int_equal(run.exit_code, 0);
	assert_non_null(strstr(run.out, "# Nothing is missing.\nkeur: 1\n"));
	run_free(&run);
}

/* As many answers as suppliers, each asked by two rules: told once for each rule, and in proportion. */
static void many_answers(void **state)
{
	enum { ANSWERS = 40000 };
	struct rusage began, ended; /* what it computes, not how busy the machine is */
	struct run run;
	char path[400];
	FILE *file;
	int i;

	(void)state;
	in_scratch("many.json", path);
	file = fopen(path, "wb");
	assert_non_null(file);
	fputs("{\"schema\": \"keur-result/1\", \"components\": [],\n \"gaps\": [", file);
	for (i = 0; i < 3 * ANSWERS; i++)
		fprintf(file, "%s{\"rule\": \"%s\", \"blame\": \"supplier s%d\", \"question\": \"q\", \"count\": 1, \"worth\": 0, \"who\": \"authority\", \"fills\":"
			" {\"table\": \"decision\", \"new\": {\"supplier\": \"s%d\"}}}", i ? ",\n" : "", i % 3 ? "r.a" : "r.b", i / 3, i / 3);
	for (i = 0; i < 3; i++)
		fprintf(file, ",\n{\"rule\": \"r.c\", \"blame\": \"access a%d\", \"question\": \"q\", \"count\": 1, \"worth\": 0, \"who\": \"authority\", \"fills\":"
			" {\"table\": \"access\", \"column\": \"authorised_by\", \"access\": \"a%d\"}}", i, i);
	fputs("], \"run\": 0}", file);
	assert_int_equal(fclose(file), 0);
	getrusage(RUSAGE_CHILDREN, &began);
	run = RUN("ask", "many.json");
	getrusage(RUSAGE_CHILDREN, &ended);
	assert_int_equal(run.exit_code, 0);
	assert_non_null(strstr(run.out, "r.b, r.a"));
	assert_null(strstr(run.out, "r.a, r.a"));
	assert_non_null(strstr(run.out, "40003. ")); /* each way in is a question of its own */
	assert_true(ended.ru_utime.tv_sec - began.ru_utime.tv_sec < 10);
	run_free(&run);
}

/* Names out of a stranger's inventory cannot end a line, a comment or a quoted text. */
static void hostile(void **state)
{
	static const char result[] = "{\"schema\": \"keur-result/1\", \"network\": {\"operator\": \"a\\nkeur: 2\"}, \"components\": [{\"id\": \"x\\\"y\\n- z\\u2028edits: \\u0085\", \"gaps\": [0, 1, 2]}],\n"
		" \"gaps\": [{\"rule\": \"r\\nr\", \"blame\": \"b\", \"question\": \"q\\nq\\u2028keur: 2\\u0085\", \"count\": 1, \"worth\": 0, \"who\": \"authority\", \"fills\": {\"table\": \"component\","
		" \"column\": \"users\", \"parts\": true}},\n  {\"rule\": \"r\", \"blame\": \"b\", \"question\": \"q\", \"count\": 1, \"worth\": 0, \"who\": \"nobody\", \"fills\": {\"table\":"
		" \"decision\", \"new\": {\"supplier\": \"s\\\"\\n}\"}}},\n  {\"rule\": \"r\", \"who\": \"authority\", \"fills\": {\"table\": \"party\", \"parts\": true, \"new\": {\"role\": \"manage|host\\nedits: []\"}}},\n"
		"  {\"rule\": \"r\", \"who\": 3, \"fills\": {\"table\": \"none such\", \"rows\": [1, {}]}}], \"run\": 0}";
	struct run run;
	const char *line;

	(void)state;
	write_file("hostile.json", result, strlen(result));
	run = RUN("ask", "hostile.json");
	assert_int_equal(run.exit_code, 0);
	assert_null(strstr(run.out, "\nkeur: 2"));
	assert_null(strstr(run.out, "\n- z"));
	assert_null(strstr(run.out, "\n}"));
	assert_non_null(strstr(run.out, "- {address: \"component[x\\\"y\\x0A- z\\u2028edits: \\x85].users\", set: , reference: }\n"));
	assert_null(strstr(run.out, "\nedits: []"));
	assert_null(strstr(run.out, "\xE2\x80\xA8"));
	assert_null(strstr(run.out, "\xC2\x85"));
	for (line = run.out; *line; line = strchr(line, '\n') + 1)
		assert_true(*line == '#' || *line == ' ' || *line == '\n' || strchr("kdspae", *line) != NULL);
	run_free(&run);
}

/* ---- Saying no ------------------------------------------------------------------------------------------------------------------------------ */

static void assert_refuses(struct run run, const char *expected)
{
	assert_int_equal(run.exit_code, 1);
	assert_string_equal(run.out, "");
	if (!strstr(run.error, expected))
		fail_msg("expected: %s\n     got: %s", expected, run.error);
	run_free(&run);
}

static void refusals(void **state)
{
	static const char old[] = "{\"schema\": \"keur-result/1\", \"components\": [{\"id\": \"x\"}],\n \"gaps\": [{\"rule\": \"r\"}], \"run\": 0}";
	char *text = read_whole("before.json");

	(void)state;
	write_file("before.yaml", "mine\n", 5);
	assert_refuses(RUN("ask", "before.json", "--output=before.yaml"), "./before.yaml is there already and may hold answers: give another name, or move it away");
	assert_refuses(RUN("ask", "before.json", "--format=csv", "--output=answers"), "answers/edits.csv is there already");
	assert_refuses(RUN("ask", "before.json", "--output=answers/"), "--output=answers/ is a directory: in YAML the questions are one file");
	assert_refuses(RUN("ask", "before.json", "--format=csv"), "--format=csv needs --output=DIR: each table is a file of its own");
	assert_refuses(RUN("ask", "before.json", "--format=xml"), "--format cannot be `xml`: it is one of yaml, csv");
	assert_refuses(RUN("ask", "before.json", "--who=boss"), "--who cannot be `boss`: it is one of all, authority, contract_office");
	assert_refuses(RUN("ask"), "one result is needed, not 0");
	assert_refuses(RUN("ask", "before.json", "after.json"), "one result is needed, not 2");
	assert_refuses(RUN("ask", "many.yaml"), "many.yaml: this is an inventory; ask reads a result.json");
	assert_refuses(RUN("ask", "nothing.json"), "nothing.json");
	write_file("bad.json", old, strlen(old));
	assert_refuses(RUN("ask", "bad.json"), "bad.json:2:11: error: a question that does not say who can answer it: the result is of an earlier keur, assess again");
	write_file("bad.json", text, strlen(text) / 2);
	assert_refuses(RUN("ask", "bad.json"), "bad.json:");
	write_file("bad.json", "{\"schema\": \"keur-result/9\"}", 27);
	assert_refuses(RUN("ask", "bad.json"), "is not one that this keur reads: keur-result/1");
	free(text);
}

static int make_scratch(void **state)
{
	(void)state;
	return mkdtemp(scratch) ? 0 : -1;
}

static int clean_up(void **state)
{
	static const char *const file[] = { "before.json", "after.json", "answers.yaml", "answers/edits.csv", "answers/decisions.csv", "answers/statements.csv",
		"answers/parties.csv", "answers/countries.csv", "guarded/edits.csv", "guarded/decisions.csv", "guarded/statements.csv", "guarded/parties.csv", "late.csv", "who.yaml", "cases.json", "cases.yaml", "cases-after.json", "said.yaml", "said/edits.csv",
		"said/decisions.csv", "said/statements.csv", "said/parties.csv", "said/attestations.csv", "many.yaml", "many.json", "many-answers.yaml", "none.json", "hostile.json", "bad.json", "before.yaml" };
	char path[400];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof file / sizeof *file; i++)
		remove_file(file[i]);
	in_scratch("answers", path);
	rmdir(path);
	in_scratch("guarded", path);
	rmdir(path);
	in_scratch("said", path);
	rmdir(path);
	return rmdir(scratch);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(yaml), cmocka_unit_test(csv), cmocka_unit_test(who_answers), cmocka_unit_test(all_of_cases), cmocka_unit_test(guarded), cmocka_unit_test(bulk), cmocka_unit_test(every_statement), cmocka_unit_test(whom_to_ask),
		cmocka_unit_test(golden), cmocka_unit_test(one_answerer),
		cmocka_unit_test(nothing_to_ask), cmocka_unit_test(many_answers), cmocka_unit_test(hostile), cmocka_unit_test(refusals),
	};

	return cmocka_run_group_tests(tests, make_scratch, clean_up);
}
