/* From findings to the result: the pack's rule table, reach, questions and their price, plugins without an answer, exit codes. The findings
 * are written by hand: no plugin runs. */
#include "assess_test.h"

#include "model/findings.h"

enum { RULE_UNTRUSTED, RULE_KEYS, RULE_WEAK, RULE_IMPACT, RULE_NOTE, RULES };

static struct declared_message weak_messages[] = { { "en", "{party} reaches {part} in {days}: {level} {events} {nothing}" },
	{ "nl", "{party} bereikt {part}" } };
static const char *weak_args[] = { "party", "part", "days", "level", "events" };
static struct declared_message weak_question[] = { { "en", "Ask {blame} about {count} parts" } };

static struct declared_rule rules[RULES] = {
	[RULE_UNTRUSTED] = { .id = "untrusted_in_scope", .full = "vendor_trust.untrusted_in_scope", .title = "untrusted", .kind = KEUR_KIND_RISK,
		.factor = KEUR_THREAT, .scenarios = KEUR_ALL_SCENARIOS, .level = 5, .on = KEUR_ON_ROWS },
	[RULE_KEYS] = { .id = "keys_held_by_supplier", .full = "vendor_trust.keys_held_by_supplier", .title = "keys", .kind = KEUR_KIND_RISK,
		.factor = KEUR_EXPOSURE, .scenarios = KEUR_ESPIONAGE | KEUR_MANIPULATION, .level = 5, .on = KEUR_ON_ROWS },
	[RULE_WEAK] = { .id = "weak", .full = "vendor_trust.weak", .title = "weak login", .kind = KEUR_KIND_RISK, .factor = KEUR_EXPOSURE,
		.scenarios = KEUR_ALL_SCENARIOS, .level = 4, .on = KEUR_ON_ROWS, .message = weak_messages, .messages = 2, .arg = weak_args,
		.args = 5, .question = weak_question, .questions = 1 },
	[RULE_IMPACT] = { .id = "impact", .full = "vendor_trust.impact", .title = "impact", .kind = KEUR_KIND_RISK, .factor = KEUR_IMPACT,
		.scenarios = KEUR_SABOTAGE, .level = 4, .on = KEUR_ON_ROWS },
	[RULE_NOTE] = { .id = "note", .full = "vendor_trust.note", .title = "a note", .kind = KEUR_KIND_NOTE, .factor = KEUR_NO_FACTOR,
		.on = KEUR_ON_ROWS },
};

static struct declared_plugin plugin = { .name = "vendor_trust", .version = "1", .summary = "", .licence = "", .path = "", .rule = rules,
	.rules = RULES };

struct run {
	struct trial t;
	struct findings findings;
	struct result result;
};

static void begin(struct run *run, const char *text)
{
	memset(run, 0, sizeof *run);
	trial_of(&run->t, text);
	run->findings.plugin = &plugin;
}

static struct finding *found(struct run *run, uint32_t rule, const char *component, uint8_t basis)
{
	struct findings *f = &run->findings;
	uint32_t c = component ? part_of(&run->t.w, component) : KEUR_NONE;

	mem_reserve(&f->finding, &f->capacity, f->count + 1, sizeof *f->finding);
	f->finding[f->count] = (struct finding){ .rule = rule, .component = c, .subject_table = component ? TABLE_component : KEUR_SUBJECT_NETWORK,
		.subject_row = component ? c : 0, .party = KEUR_NONE, .blame = DICT_NONE, .basis = basis, .privilege = 255 };
	return &f->finding[f->count++];
}

static void asks(struct run *run, uint32_t rule, const char *component, const char *blame)
{
	uint32_t code = dict_add(&run->findings.blamed, text_of(blame));

	found(run, rule, component, KEUR_UNKNOWN)->blame = code;
}

static void finish(struct run *run)
{
	findings_sort(&run->findings);
	combine(&run->result, &run->t.w.model, &run->t.w.link, &run->t.w.policy, &run->t.derived, &run->findings, 1);
	run->result.messages = &run->t.w.messages;
}

static void done(struct run *run)
{
	result_free(&run->result);
	findings_free(&run->findings);
	trial_end(&run->t);
}

/* "T2 E2 L2 I5 R3" of one scenario in one reading. */
static void assert_cell(const struct run *run, const char *id, int s, enum reading reading, const char *expected)
{
	const struct levels *l = &run->result.level[part_of(&run->t.w, id)][s][reading];
	char shown[32];

	snprintf(shown, sizeof shown, "T%u E%u L%u I%u R%u", l->threat, l->exposure, l->likelihood, l->impact, l->risk);
	if (strcmp(shown, expected) != 0)
		fail_msg("%s, %s, %s: %s, expected %s", id, policy_scenario_name[s], reading_name[reading], shown, expected);
}

/* The only finding of this rule on this component. */
static const struct result_finding *result_of(const struct run *run, uint32_t rule, const char *id)
{
	uint32_t i, c = id ? part_of(&run->t.w, id) : KEUR_NONE;

	for (i = 0; i < run->result.findings; i++) {
		const struct finding *raw = result_raw(&run->result, &run->result.finding[i]);

		if (run->result.finding[i].plugin == 0 && raw->rule == rule && raw->component == c)
			return &run->result.finding[i];
	}
	fail_msg("no finding of rule %u on %s", rule, id ? id : "the whole");
	return NULL;
}

static const struct gap *gap_of_rule(const struct run *run, const char *rule, const char *blame)
{
	uint32_t i;

	for (i = 0; i < run->result.gaps; i++)
		if (strcmp(run->result.gap[i].rule, rule) == 0 && strcmp(run->result.gap[i].blame, blame) == 0)
			return &run->result.gap[i];
	return NULL;
}

#define PARTS "components:\n" \
	      "  - {id: amf, function: AMF, segment: core}\n" \
	      "  - {id: hss, function: HSS, segment: core}\n" \
	      "  - {id: server, function: server, segment: office, users: 5}\n"
#define ACME "suppliers: [{id: acme, decision: trusted}, {id: zed, decision: untrusted}]\n"

/* ---- The rule table ---------------------------------------------------------------------------------------------------------------------- */

static void weighed_by_the_pack(void **state)
{
	struct run run;

	(void)state;
	begin(&run, QUIET PARTS);
	found(&run, RULE_UNTRUSTED, "amf", KEUR_KNOWN);
	found(&run, RULE_UNTRUSTED, "server", KEUR_KNOWN);
	found(&run, RULE_UNTRUSTED, "hss", KEUR_SUSPECTED);
	found(&run, RULE_KEYS, "hss", KEUR_KNOWN);
	found(&run, RULE_KEYS, "amf", KEUR_KNOWN);
	found(&run, RULE_WEAK, "server", KEUR_KNOWN)->level = 3;
	found(&run, RULE_NOTE, "server", KEUR_KNOWN);
	finish(&run);
	/* Where trusted suppliers are required it breaks a rule, elsewhere it is a risk. */
	assert_int_equal(result_of(&run, RULE_UNTRUSTED, "amf")->kind, KEUR_KIND_BREACH);
	assert_int_equal(result_of(&run, RULE_UNTRUSTED, "server")->kind, KEUR_KIND_RISK);
	assert_int_equal(result_of(&run, RULE_UNTRUSTED, "hss")->kind, KEUR_KIND_RISK); /* a claim breaks none */
	assert_int_equal(result_of(&run, RULE_KEYS, "hss")->kind, KEUR_KIND_BREACH);    /* of class subscriber */
	assert_int_equal(result_of(&run, RULE_KEYS, "amf")->kind, KEUR_KIND_RISK);
	assert_int_equal(result_of(&run, RULE_NOTE, "server")->kind, KEUR_KIND_NOTE);
	assert_int_equal(result_of(&run, RULE_UNTRUSTED, "amf")->level, 5); /* as declared */
	assert_int_equal(result_of(&run, RULE_WEAK, "server")->level, 3);   /* as it said itself */
	assert_int_equal(run.result.summary.breaches, 2);
	assert_string_equal(result_verdict(&run.result, part_of(&run.t.w, "amf")), "breach");
	assert_string_equal(result_verdict(&run.result, part_of(&run.t.w, "server")), "medium");
	assert_cell(&run, "amf", 0, READING_KNOWN, "T5 E5 L5 I5 R5");
	assert_cell(&run, "amf", 2, READING_KNOWN, "T5 E2 L3 I5 R4"); /* keys say nothing of sabotage */
	assert_cell(&run, "hss", 0, READING_KNOWN, "T2 E5 L3 I5 R4");
	assert_cell(&run, "hss", 0, READING_WORST, "T5 E5 L5 I5 R5");
	assert_cell(&run, "server", 0, READING_KNOWN, "T5 E3 L4 I2 R3");
	assert_int_equal(run.result.determined[part_of(&run.t.w, "server")], KEUR_ALL_SCENARIOS);
	done(&run);
}

/* Ids depend on rule, component and subject; a component's findings stand in the order of their rules' names. */
static void identified_and_ordered(void **state)
{
	char ids[3][19];
	struct run run;
	int round;

	(void)state;
	for (round = 0; round < 2; round++) {
		uint32_t i;

		begin(&run, QUIET PARTS);
		if (round) {
			found(&run, RULE_WEAK, "amf", KEUR_KNOWN);
			found(&run, RULE_KEYS, "amf", KEUR_KNOWN);
			found(&run, RULE_WEAK, NULL, KEUR_KNOWN);
		} else {
			found(&run, RULE_WEAK, NULL, KEUR_KNOWN);
			found(&run, RULE_KEYS, "amf", KEUR_KNOWN);
			found(&run, RULE_WEAK, "amf", KEUR_KNOWN);
		}
		finish(&run);
		assert_int_equal(run.result.findings, 3);
		assert_string_equal(result_rule(&run.result, &run.result.finding[0])->id, "keys_held_by_supplier");
		assert_string_equal(result_rule(&run.result, &run.result.finding[1])->id, "weak");
		assert_int_equal(result_raw(&run.result, &run.result.finding[2])->component, KEUR_NONE);
		for (i = 0; i < 3; i++) {
			assert_int_equal(strlen(run.result.finding[i].id), 18);
			assert_int_equal(strspn(run.result.finding[i].id + 2, "0123456789abcdef"), 16);
			if (round)
				assert_string_equal(run.result.finding[i].id, ids[i]);
			strcpy(ids[i], run.result.finding[i].id);
		}
		assert_string_not_equal(ids[0], ids[1]);
		assert_string_not_equal(ids[1], ids[2]);
		assert_int_equal(run.result.finding_first[part_of(&run.t.w, "amf") + 1] - run.result.finding_first[part_of(&run.t.w, "amf")], 2);
		done(&run);
	}
}

static void messages_in_words(void **state)
{
	struct buffer out = { 0 };
	const struct result_finding *weak;
	struct finding *finding;
	struct run run;
	const char *type;

	(void)state;
	begin(&run, QUIET PARTS ACME);
	finding = found(&run, RULE_WEAK, "amf", KEUR_KNOWN);
	finding->values = 5;
	mem_reserve(&run.findings.value, &run.findings.value_capacity, 5, sizeof *run.findings.value);
	run.findings.value[run.findings.values++]
		= (struct finding_value){ KEUR_VALUE_ROW, TABLE_supplier, row_of(&run.t.w, TABLE_supplier, "acme"), DICT_NONE, 0 };
	run.findings.value[run.findings.values++] = (struct finding_value){ KEUR_VALUE_ROW, TABLE_component, part_of(&run.t.w, "amf"), DICT_NONE, 0 };
	run.findings.value[run.findings.values++] = (struct finding_value){ KEUR_VALUE_DAYS, 0, 0, DICT_NONE, 90 };
	run.findings.value[run.findings.values++] = (struct finding_value){ KEUR_VALUE_MEMBER, 0, 0,
		dict_add(&run.findings.texts, TEXT_LITERAL("access.privilege")), KEUR_PRIVILEGE_ADMIN };
	run.findings.value[run.findings.values++] = (struct finding_value){ KEUR_VALUE_SET, 0, 0,
		dict_add(&run.findings.texts, TEXT_LITERAL("log.events")), 1 << KEUR_EVENT_LOG_CONTROL | 1 << KEUR_EVENT_START_STOP };
	finish(&run);
	weak = result_of(&run, RULE_WEAK, "amf");
	result_message(&run.result, weak, "en", &out);
	assert_string_equal(out.data, "acme reaches amf in 90 days: admin log control, start stop {nothing}");
	buffer_clear(&out);
	result_message(&run.result, weak, "nl", &out);
	assert_string_equal(out.data, "acme bereikt amf");
	buffer_clear(&out);
	result_message(&run.result, weak, "xx", &out); /* English where a language is missing */
	assert_true(strncmp(out.data, "acme reaches amf", 16) == 0);
	buffer_clear(&out);
	result_subject(&run.result, weak, &type, &out);
	assert_string_equal(type, "component");
	assert_string_equal(out.data, "amf");
	buffer_free(&out);
	done(&run);
}

/* ---- Reach ------------------------------------------------------------------------------------------------------------------------------ */

static void raises_what_it_reaches(void **state)
{
	const struct result_finding *weak;
	struct run run;

	(void)state;
	begin(&run, QUIET "components:\n"
			  "  - {id: vpn, function: server, segment: v, users: 5}\n"
			  "  - {id: ems, function: server, segment: e, users: 5}\n"
			  "  - {id: amf, function: AMF, segment: core, depends_on: [dns]}\n"
			  "  - {id: dns, function: DNS, segment: d}\n"
			  "  - {id: udm, function: UDM, segment: u, depends_on: [amf]}\n"
			  "  - {id: far, function: server, segment: f, users: 5}\n"
			  "links: [{from: vpn, to: ems, plane: management}, {from: ems, to: dns, plane: management}, {from: far, to: vpn, plane: user}]\n");
	found(&run, RULE_WEAK, "vpn", KEUR_KNOWN)->affects = KEUR_AFFECTS_REACH;
	finish(&run);
	assert_cell(&run, "vpn", 0, READING_KNOWN, "T2 E4 L3 I3 R3");
	assert_cell(&run, "ems", 0, READING_KNOWN, "T2 E4 L3 I3 R3");
	assert_cell(&run, "dns", 0, READING_KNOWN, "T2 E4 L3 I3 R3");
	/* Dependence carries manipulation and sabotage, not espionage. */
	assert_cell(&run, "amf", 0, READING_KNOWN, "T2 E2 L2 I5 R3");
	assert_cell(&run, "amf", 1, READING_KNOWN, "T2 E4 L3 I5 R4");
	assert_cell(&run, "udm", 2, READING_KNOWN, "T2 E4 L3 I5 R4");
	assert_cell(&run, "far", 1, READING_KNOWN, "T2 E2 L2 I2 R2");
	weak = result_of(&run, RULE_WEAK, "vpn");
	assert_int_equal(weak->reached, 5);
	assert_int_equal(weak->criticals, 2);
	assert_int_equal(run.result.reached_critical[weak->critical], part_of(&run.t.w, "amf"));
	assert_int_equal(run.result.reached_critical[weak->critical + 1], part_of(&run.t.w, "udm"));
	/* It is listed with each critical part that it reaches. */
	assert_int_equal(run.result.finding_of[run.result.finding_first[part_of(&run.t.w, "udm")]], (uint32_t)(weak - run.result.finding));
	done(&run);
}

/* ---- Questions -------------------------------------------------------------------------------------------------------------------------- */

static void questions(void **state)
{
	const struct gap *gap;
	struct run run;

	(void)state;
	begin(&run, QUIET PARTS);
	asks(&run, RULE_UNTRUSTED, "amf", "supplier mystery");
	asks(&run, RULE_UNTRUSTED, "hss", "supplier mystery");
	asks(&run, RULE_UNTRUSTED, "server", "supplier mystery");
	asks(&run, RULE_WEAK, "server", "field access.mfa");
	asks(&run, RULE_WEAK, "server", "field access.mfa"); /* equal ones are one */
	finish(&run);
	assert_int_equal(run.result.findings, 0); /* a question is no finding */
	assert_int_equal(run.result.gaps, 2);
	gap = gap_of_rule(&run, "vendor_trust.untrusted_in_scope", "supplier mystery");
	assert_ptr_equal(gap, &run.result.gap[0]); /* critical parts first */
	assert_int_equal(gap->count, 3);
	assert_int_equal(gap->sample[0], part_of(&run.t.w, "amf"));
	assert_int_equal(gap->sample[2], part_of(&run.t.w, "server"));
	assert_int_equal(gap->pairs, 9);
	/* T5 alone turns R3 into R4 on both critical parts; the server stays low: T5E2 against impact 2 is R2, as T2E2 is. */
	assert_int_equal(gap->worth, 6);
	assert_int_equal(gap->scope, KEUR_SCOPE_CRITICAL);
	gap = gap_of_rule(&run, "vendor_trust.weak", "field access.mfa");
	assert_int_equal(gap->count, 1);
	assert_int_equal(gap->sample[1], KEUR_NONE);
	assert_int_equal(gap->worth, 0);
	assert_string_equal(gap->question, "Ask more than one factor at login, access.mfa about 1 parts");
	assert_cell(&run, "amf", 0, READING_KNOWN, "T2 E2 L2 I5 R3");
	assert_cell(&run, "amf", 0, READING_WORST, "T5 E2 L3 I5 R4");
	assert_cell(&run, "server", 0, READING_WORST, "T5 E4 L5 I2 R4");
	assert_int_equal(run.result.determined[part_of(&run.t.w, "amf")], 0);
	assert_int_equal(run.result.summary.undetermined, 3);
	done(&run);
}

/* Of a part of which only the id is known keur asks one thing, whatever plugins ask. */
static void one_question_for_nothing_known(void **state)
{
	const struct gap *gap;
	struct run run;
	uint32_t c;
	int s;

	(void)state;
	begin(&run, NETWORK "components: [{id: only}]\n");
	c = part_of(&run.t.w, "only");
	asks(&run, RULE_UNTRUSTED, "only", "statement party");
	asks(&run, RULE_WEAK, "only", "field access.mfa");
	asks(&run, RULE_IMPACT, "only", "field component.users");
	finish(&run);
	assert_int_equal(run.result.gaps, 1);
	gap = gap_of_rule(&run, "keur.nothing_known", "field component");
	assert_non_null(gap);
	assert_int_equal(gap->count, 1);
	assert_int_equal(run.result.gap_first[c + 1] - run.result.gap_first[c], 1);
	assert_int_equal(run.result.determined[c], 0);
	for (s = 0; s < SCENARIOS; s++)
		assert_cell(&run, "only", s, READING_WORST, "T5 E5 L5 I5 R5");
	assert_int_equal(run.result.risk[c][READING_KNOWN], 1); /* very low to very high */
	assert_string_equal(result_verdict(&run.result, c), "very_high");
	assert_int_equal(result_exit_code(&run.result, 4, READING_WORST), EXIT_FOUND);
	done(&run);
}

/* Two rules that blame the same have one answer: what neither could change alone, that answer can. */
static void one_answer(void **state)
{
	struct run run;

	(void)state;
	begin(&run, QUIET PARTS);
	asks(&run, RULE_UNTRUSTED, "server", "supplier mystery");
	asks(&run, RULE_WEAK, "server", "supplier mystery");
	finish(&run);
	assert_int_equal(run.result.gaps, 2);
	assert_int_equal(gap_of_rule(&run, "vendor_trust.untrusted_in_scope", "supplier mystery")->worth, 3);
	assert_int_equal(gap_of_rule(&run, "vendor_trust.weak", "supplier mystery")->worth, 3);
	done(&run);
	begin(&run, QUIET PARTS);
	asks(&run, RULE_UNTRUSTED, "server", "supplier mystery");
	asks(&run, RULE_WEAK, "server", "field access.mfa");
	finish(&run);
	assert_int_equal(gap_of_rule(&run, "vendor_trust.untrusted_in_scope", "supplier mystery")->worth, 0);
	assert_int_equal(gap_of_rule(&run, "vendor_trust.weak", "field access.mfa")->worth, 0);
	done(&run);
}

/* Each fact of its own that is missing is a question of keur's. */
static void facts_of_keur(void **state)
{
	static const char *const blames[] = { "field component.data", "field component.exposed", "field component.segment",
		"field component.serves", "field component.site" };
	struct run run;
	size_t i;

	(void)state;
	begin(&run, NETWORK ALL_STATED "components: [{id: server, function: server, users: 5, keys_held_by: none}]\n");
	finish(&run);
	for (i = 0; i < sizeof blames / sizeof *blames; i++)
		if (!gap_of_rule(&run, "keur.unknown_value", blames[i]))
			fail_msg("no question about %s", blames[i]);
	assert_cell(&run, "server", 0, READING_KNOWN, "T2 E2 L2 I2 R2");
	assert_cell(&run, "server", 0, READING_WORST, "T2 E3 L2 I5 R3");
	done(&run);
	begin(&run, QUIET PARTS);
	finish(&run);
	assert_int_equal(run.result.gaps, 0);
	assert_int_equal(run.result.summary.undetermined, 0);
	done(&run);
}

/* ---- Not assessed ------------------------------------------------------------------------------------------------------------------------ */

static void plugins_without_an_answer(void **state)
{
	const struct gap *gap;
	struct run run;
	char blame[64];
	int status;

	(void)state;
	for (status = RUN_FAILED; status < RUN_STATUSES; status++) {
		begin(&run, QUIET PARTS);
		run.findings.status = (enum run_status)status;
		finish(&run);
		snprintf(blame, sizeof blame, "plugin vendor_trust (%s)", run_status[status].said);
		gap = gap_of_rule(&run, "keur.not_assessed", blame);
		assert_non_null(gap);
		assert_int_equal(gap->count, 3);
		/* Unknown in every factor that its rules declare. */
		assert_cell(&run, "server", 2, READING_WORST, "T5 E5 L5 I5 R5");
		assert_cell(&run, "server", 0, READING_WORST, "T5 E5 L5 I2 R4");
		assert_cell(&run, "server", 0, READING_KNOWN, "T2 E2 L2 I2 R2");
		assert_int_equal(run.result.summary.not_assessed, 3);
		assert_int_equal(result_exit_code(&run.result, 6, READING_KNOWN), EXIT_INCOMPLETE);
		done(&run);
	}
}

/* ---- Exit codes and counts ---------------------------------------------------------------------------------------------------------------- */

static void exit_codes(void **state)
{
	struct run run;

	(void)state;
	begin(&run, QUIET "components: [{id: server, function: server, segment: a, users: 5, product: {supplier: operator}}]\n");
	finish(&run);
	assert_int_equal(result_exit_code(&run.result, 4, READING_WORST), EXIT_CLEAN);
	assert_int_equal(result_exit_code(&run.result, 3, READING_WORST), EXIT_CLEAN);
	assert_int_equal(result_exit_code(&run.result, 2, READING_WORST), EXIT_FOUND); /* its risk is low: 2 */
	assert_int_equal(result_exit_code(&run.result, 6, READING_WORST), EXIT_CLEAN);
	done(&run);
	/* Gaps alone, unless the worst answer reaches the level. */
	begin(&run, QUIET "components: [{id: server, function: server, segment: a, users: 5, product: {supplier: operator}}]\n");
	asks(&run, RULE_UNTRUSTED, "server", "supplier x");
	asks(&run, RULE_WEAK, "server", "supplier x");
	finish(&run);
	assert_int_equal(result_exit_code(&run.result, 4, READING_WORST), EXIT_FOUND);
	assert_int_equal(result_exit_code(&run.result, 4, READING_KNOWN), EXIT_CLEAN);
	done(&run);
	/* A required part whose status is not met, even with no level asked for. */
	begin(&run, QUIET "components: [{id: amf, function: AMF, segment: core}]\n");
	finish(&run);
	ASSERT(run.t, "component.trust_status", "amf", "unknown");
	assert_int_equal(result_exit_code(&run.result, 6, READING_KNOWN), EXIT_FOUND);
	done(&run);
	/* A breach. */
	begin(&run, QUIET "components: [{id: pki, function: PKI, segment: a, in_service_until: 2026-01-01}]\n");
	found(&run, RULE_KEYS, "pki", KEUR_KNOWN);
	finish(&run);
	assert_int_equal(run.result.summary.breaches, 1);
	assert_int_equal(result_exit_code(&run.result, 6, READING_KNOWN), EXIT_FOUND);
	done(&run);
}

static void out_of_service(void **state)
{
	struct run run;
	uint32_t old, planned;

	(void)state;
	begin(&run, QUIET "components: [{id: amf, function: AMF, segment: core}, {id: old, function: AMF, segment: core, in_service_until: 2026-11-01},\n"
			  "  {id: until-tomorrow, function: server, segment: x, in_service_until: 2026-11-02},\n"
			  "  {id: planned, function: server, segment: x, in_service_from: 2026-11-02},\n"
			  "  {id: begins, function: server, segment: x, in_service_from: 2026-11-01}]\n");
	old = part_of(&run.t.w, "old");
	found(&run, RULE_WEAK, "old", KEUR_KNOWN);
	asks(&run, RULE_UNTRUSTED, "old", "supplier x");
	finish(&run);
	assert_int_equal(run.result.risk[old][READING_KNOWN], 0); /* no cell */
	assert_int_equal(run.result.risk[old][READING_WORST], 0);
	assert_string_equal(result_verdict(&run.result, old), "retired");
	planned = part_of(&run.t.w, "planned"); /* that it is retired would be untrue */
	assert_int_equal(run.result.risk[planned][READING_WORST], 0);
	assert_string_equal(result_verdict(&run.result, planned), "planned");
	assert_true(run.result.risk[part_of(&run.t.w, "begins")][READING_WORST] > 0); /* its first day */
	assert_int_equal(result_of(&run, RULE_WEAK, "old")->level, 4); /* what was found is told */
	assert_int_equal(run.result.gaps, 0);
	assert_int_equal(run.result.summary.components, 5);
	assert_int_equal(run.result.summary.in_service, 3);
	done(&run);
}

/* Whether a finding about a row of a table is covered by an exception with these limits. */
static bool is_excused(const char *limits, enum table_id subject, uint32_t row)
{
	struct run run;
	struct finding *finding;
	char text[4000];
	bool covered;

	snprintf(text, sizeof text, QUIET PARTS ACME "advisories: [{id: a, components: [amf], published: 2026-01-01}, {id: b, components: [amf], published: 2026-01-01}]\n"
		"certificates: [{id: a, issuer: zed}, {id: b, issuer: zed}]\n"
		"exceptions: [{id: e, reason: r, evidence: p, authority: CISO, from: 2026-01-01, until: 2027-01-01, %s}]\n", limits);
	begin(&run, text);
	finding = found(&run, RULE_WEAK, "amf", KEUR_KNOWN);
	finding->subject_table = subject;
	finding->subject_row = row;
	finish(&run);
	covered = result_exception(&run.result, result_of(&run, RULE_WEAK, "amf")) != KEUR_NONE;
	done(&run);
	return covered;
}

static void excused(void **state)
{
	static const struct {
		const char *limits;
		bool advisory, certificate; /* covered, where the finding is about the first of these */
	} tried[] = {
		{ "rule: vendor_trust.weak, components: [amf]", true, true },
		{ "rule: vendor_trust.weak, components: [hss, amf]", true, true },
		{ "rule: vendor_trust.weak, components: [hss]", false, false },
		{ "rule: vendor_trust.weak, components: none", false, false },
		{ "rule: vendor_trust.weak, supplier: zed", false, false }, /* it is about nobody */
		{ "rule: vendor_trust.weak, advisory: a", true, false },
		{ "rule: vendor_trust.weak, advisory: b", false, false },
		{ "rule: vendor_trust.weak, certificates: [a]", false, true },
		{ "rule: vendor_trust.weak, certificates: [b]", false, false },
		{ "rule: vendor_trust.weak, components: [amf], product_line: none such", false, false },
		{ "rule: vendor_trust.weaker, components: [amf]", false, false },
		{ "rule: vendor_trust.weak", false, false },
		{ "components: [amf]", false, false },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof tried / sizeof *tried; i++) {
		assert_int_equal(is_excused(tried[i].limits, TABLE_advisory, 0), tried[i].advisory);
		assert_int_equal(is_excused(tried[i].limits, TABLE_certificate, 0), tried[i].certificate);
	}
}

static void counts(void **state)
{
	const struct result *result;
	uint32_t total = 0, l, i;
	struct run run;
	int r;

	(void)state;
	begin(&run, QUIET PARTS);
	found(&run, RULE_UNTRUSTED, "amf", KEUR_KNOWN);
	found(&run, RULE_IMPACT, "server", KEUR_KNOWN);
	asks(&run, RULE_WEAK, "server", "field access.mfa");
	finish(&run);
	result = &run.result;
	assert_int_equal(result->summary.scope[KEUR_SCOPE_CRITICAL], 2);
	assert_int_equal(result->summary.scope[KEUR_SCOPE_OTHER], 1);
	assert_int_equal(result->summary.trust[KEUR_TRUST_UNKNOWN], 2);
	assert_int_equal(result->summary.trust[KEUR_TRUST_NOT_REQUIRED], 1);
	assert_int_equal(result->summary.high_known, 1);
	assert_int_equal(result->summary.high_only_missing, 1); /* the server, if its login is weak */
	assert_int_equal(result->summary.matrix[READING_KNOWN][3][5], 1);
	assert_int_equal(result->summary.matrix[READING_KNOWN][2][5], 1);
	assert_int_equal(result->summary.matrix[READING_KNOWN][2][4], 1); /* the server by its worst scenario, sabotage */
	assert_int_equal(result->summary.matrix[READING_WORST][3][4], 1);
	assert_int_equal(result_worst_scenario(result, part_of(&run.t.w, "server"), READING_KNOWN), 2);
	for (r = 0; r < READINGS; r++)
		for (l = 1; l <= LEVELS; l++)
			for (i = 1; i <= LEVELS; i++)
				total += result->summary.matrix[r][l][i];
	assert_int_equal(total, 6); /* each part once in each reading */
	done(&run);
}

/* ---- keur's own notes -------------------------------------------------------------------------------------------------------------------- */

static uint32_t notes(const struct run *run, const char *rule)
{
	uint32_t i, count = 0;

	for (i = 0; i < run->result.findings; i++)
		count += strcmp(result_rule(&run->result, &run->result.finding[i])->full, rule) == 0;
	return count;
}

static void borders_of_segments(void **state)
{
	struct buffer out = { 0 };
	struct run run;

	(void)state;
	begin(&run, QUIET "components: [{id: amf, function: AMF, segment: core}, {id: a, function: server, segment: x}, {id: wall, function: firewall, segment: y},\n"
			  "  {id: b, function: server, segment: z}, {id: c, function: server, segment: z}, {id: d, function: server}]\n"
			  "links: [{from: amf, to: a, plane: user}, {from: a, to: amf, plane: control}, {from: wall, to: amf, plane: user}, {from: a, to: b, plane: user},\n"
			  "  {from: b, to: c, plane: user}, {from: d, to: amf, plane: user}]\n");
	finish(&run);
	assert_int_equal(notes(&run, "keur.segment_not_separated"), 1); /* core to x; not over the filter, not between others */
	assert_int_equal(run.result.finding[0].kind, KEUR_KIND_NOTE);
	result_message(&run.result, &run.result.finding[0], "en", &out);
	assert_string_equal(out.data, "segment core holds critical parts and is linked to x without a filter between");
	buffer_free(&out);
	done(&run);
}

/* A part that a network function registered as something else: said with both words and the record, beside the part. */
static void exports_that_say_otherwise(void **state)
{
	struct buffer out = { 0 };
	struct run run = { 0 };
	const struct result_finding *note;

	(void)state;
	world_start(&run.t.w);
	world_file(&run.t.w, "f", NETWORK "components: [{id: hss-1, same_as: N-1, function: server, segment: core}, {id: a, function: server}]\n"
		"links: [{from: hss-1, to: a, plane: user}]\n");
	world_export(&run.t.w, "export", "components: [{id: N-1, function: UDM, segment: other}]\n");
	assert_int_equal(world_link(&run.t.w), 0);
	derive(&run.t.w.model, &run.t.w.policy, &run.t.derived);
	run.findings.plugin = &plugin;
	finish(&run);
	assert_int_equal(notes(&run, "keur.export_differs"), 1);
	note = &run.result.finding[run.result.finding_of[run.result.finding_first[part_of(&run.t.w, "hss-1")]]];
	assert_int_equal(note->kind, KEUR_KIND_NOTE);
	result_message(&run.result, note, "en", &out);
	assert_string_equal(out.data, "hss-1 counts with function `server`, segment `core`, and its record in an export says function `UDM` (N-1), segment `other` (N-1): "
				      "correct the one that is wrong");
	buffer_free(&out);
	done(&run);
}

static void no_components(void **state)
{
	struct run run;

	(void)state;
	begin(&run, NETWORK);
	finish(&run);
	assert_int_equal(run.result.summary.components, 0);
	assert_int_equal(run.result.gaps, 0);
	assert_int_equal(result_exit_code(&run.result, 1, READING_WORST), EXIT_CLEAN);
	done(&run);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(weighed_by_the_pack),
		cmocka_unit_test(identified_and_ordered),
		cmocka_unit_test(messages_in_words),
		cmocka_unit_test(raises_what_it_reaches),
		cmocka_unit_test(questions),
		cmocka_unit_test(one_answer),
		cmocka_unit_test(one_question_for_nothing_known),
		cmocka_unit_test(facts_of_keur),
		cmocka_unit_test(plugins_without_an_answer),
		cmocka_unit_test(exit_codes),
		cmocka_unit_test(out_of_service),
		cmocka_unit_test(excused),
		cmocka_unit_test(counts),
		cmocka_unit_test(borders_of_segments),
		cmocka_unit_test(exports_that_say_otherwise),
		cmocka_unit_test(no_components),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
