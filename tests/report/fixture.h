/* A small result built by hand: five parts, hostile names, one breach, one path that reaches, one plugin that crashed. The writers' tests
 * compare what they make of it byte by byte with tests/report/golden/. */
#ifndef KEUR_TESTS_REPORT_FIXTURE_H
#define KEUR_TESTS_REPORT_FIXTURE_H

#include "assess/result.h"
#include "base/number.h"
#include "base/out.h"
#include "base/messages.h"
#include "report/report.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* In the order of the model: by bytes. A formula, a quote, a terminal escape, a change of direction, four-byte characters. */
enum { PART_FORMULA, PART_AMF, PART_BILLING, PART_OLD, PART_HOSTILE, PARTS };
#define HOSTILE "zz\t\"q\"\x1b[31m\xE2\x80\xAE\x63\x62\x61" /* ... and "cba", in escapes because \xAEcba would be one */
static const char *const part_id[PARTS] = { "=cmd()|'calc", "amf-1", "billing-1", "old-1", HOSTILE };
static const char *const part_name[PARTS] = { "-2+3", "AMF \xF0\x9F\x93\xA1 mast", "Customer care, billing", NULL, "a\nb\xE2\x80\xA8\x63\\d" };
enum { SUPPLIER_HP, SUPPLIER_HUAWEI, SUPPLIER_MYSTERY, SUPPLIER_OPERATOR, SUPPLIER_ROWS };
static const char *const supplier_id[SUPPLIER_ROWS] = { "hp", "huawei", "mystery", "operator" };

struct fixture {
	struct model model;
	struct policy policy;
	struct messages messages;
	struct link_result link;
	struct link_override override;
	struct link_lookalike lookalike;
	struct declared_plugin plugin[2];
	struct findings run[2];
	struct result_plugin result_plugin[2];
	struct result result;
	/* what the result points to */
	struct levels level[PARTS][SCENARIOS][READINGS];
	uint8_t determined[PARTS], risk[PARTS][READINGS], breach[PARTS];
	uint32_t finding_first[PARTS + 1], finding_of[4], gap_first[PARTS + 1], gap_of[4];
	struct open_level open[2];
	uint32_t open_first[PARTS + 1];
	struct reason reason[4];
	uint32_t reason_first[PARTS + 1];
	struct trust_cause cause[3];
	uint32_t cause_first[PARTS + 1], further[PARTS];
	struct result_finding finding[2];
	uint32_t reached_critical[1];
	struct gap gap[2];
	struct result_supplier supplier[SUPPLIER_ROWS];
	uint8_t decision_state[1];
	uint32_t owner_first[SUPPLIER_ROWS + 2], owner_of[1];
	struct result_input input[2];
	struct policy_class class_[2];
	struct policy_function function[2];
	struct text function_name[2], class_name[2];
	uint32_t function_class[2];
};

static void set_text(struct model *model, enum column_id column, uint32_t row, const char *text)
{
	if (!text)
		return;
	((uint32_t *)model_data(model, column))[row] = model_intern(model, text_of(text));
	model_set_known(model, column, row);
}

static void set_byte(struct model *model, enum column_id column, uint32_t row, unsigned value)
{
	((uint8_t *)model_data(model, column))[row] = (uint8_t)value;
	model_set_known(model, column, row);
}

static void set_row(struct model *model, enum column_id column, uint32_t row, uint32_t value)
{
	((uint32_t *)model_data(model, column))[row] = value;
	model_set_known(model, column, row);
}

static void set_days(struct model *model, enum column_id column, uint32_t row, const char *date)
{
	assert_true(date_parse(text_of(date), &((int32_t *)model_data(model, column))[row]));
	model_set_known(model, column, row);
}

static void set_bits(struct model *model, enum column_id column, uint32_t row, uint64_t bits)
{
	model_put_set(model, column, row, bits);
	model_set_known(model, column, row);
}

static void create(struct model *model, const enum column_id *column, size_t columns)
{
	size_t i;

	for (i = 0; i < columns; i++)
		model_column_create(model, column[i], 8);
}

static void place_rows(struct model *model, enum table_id table, uint32_t first_line)
{
	uint32_t *line = region_alloc(&model->region, model->rows[table], sizeof *line), i;
	uint16_t *file = region_alloc(&model->region, model->rows[table], sizeof *file);

	for (i = 0; i < model->rows[table]; i++)
		line[i] = first_line + i;
	model->line[table] = line;
	model->file[table] = file;
}

static void build_components(struct model *model)
{
	static const enum column_id columns[] = { COL_component_id, COL_component_name, COL_component_function, COL_component_segment,
		COL_component_class, COL_component_scope, COL_component_scope_worst, COL_component_trust_status,
		COL_component_trust_required, COL_component_unanswered_roles, COL_component_party_stated, COL_component_unstated,
		COL_component_in_service, COL_component_in_service_until };
	static const uint8_t scope[PARTS] = { KEUR_SCOPE_OTHER, KEUR_SCOPE_CRITICAL, KEUR_SCOPE_CRITICAL, KEUR_SCOPE_OTHER,
		KEUR_SCOPE_OTHER };
	static const uint8_t worst[PARTS] = { KEUR_SCOPE_OTHER, KEUR_SCOPE_CRITICAL, KEUR_SCOPE_CRITICAL, KEUR_SCOPE_OTHER,
		KEUR_SCOPE_CRITICAL };
	static const uint8_t trust[PARTS] = { KEUR_TRUST_NOT_REQUIRED, KEUR_TRUST_UNKNOWN, KEUR_TRUST_VIOLATED,
		KEUR_TRUST_NOT_REQUIRED, KEUR_TRUST_NOT_REQUIRED };
	uint32_t i, *offset;

	model_set_rows(model, TABLE_component, PARTS);
	create(model, columns, sizeof columns / sizeof *columns);
	place_rows(model, TABLE_component, 4);
	for (i = 0; i < PARTS; i++) {
		set_text(model, COL_component_id, i, part_id[i]);
		set_text(model, COL_component_name, i, part_name[i]);
		set_byte(model, COL_component_scope, i, scope[i]);
		set_byte(model, COL_component_scope_worst, i, worst[i]);
		set_byte(model, COL_component_trust_status, i, trust[i]);
		set_byte(model, COL_component_in_service, i, i == PART_OLD ? KEUR_NO : KEUR_YES);
	}
	set_days(model, COL_component_in_service_until, PART_OLD, "2026-03-01");
	set_text(model, COL_component_segment, PART_BILLING, "bss, prod");
	set_text(model, COL_component_class, PART_AMF, "core-mobility");
	set_bits(model, COL_component_unanswered_roles, PART_AMF, 1u << KEUR_ROLE_MANAGE | 1u << KEUR_ROLE_SUPPORT);
	set_byte(model, COL_component_party_stated, PART_BILLING, KEUR_YES);
	set_bits(model, COL_component_unstated, PART_AMF, 1u << LIST_MEMBER_stated_party | 1u << LIST_MEMBER_stated_access);
	offset = model_offsets(model, COL_component_function);
	for (i = 0; i <= PARTS; i++)
		offset[i] = i <= PART_AMF ? 0 : i <= PART_BILLING ? 1 : 3;
	((uint32_t *)model_data(model, COL_component_function))[0] = model_intern(model, TEXT_LITERAL("AMF"));
	((uint32_t *)model_data(model, COL_component_function))[1] = model_intern(model, TEXT_LITERAL("billing"));
	((uint32_t *)model_data(model, COL_component_function))[2] = model_intern(model, TEXT_LITERAL("CRM"));
	model_set_known(model, COL_component_function, PART_AMF);
	model_set_known(model, COL_component_function, PART_BILLING);
}

static void build_others(struct model *model)
{
	static const enum column_id columns[] = { COL_supplier_id, COL_party_component, COL_party_supplier, COL_party_role,
		COL_party_under, COL_access_id, COL_access_mfa, COL_statement_table, COL_statement_covers, COL_statement_complete,
		COL_statement_by, COL_statement_reference, COL_statement_from, COL_statement_observed_by, COL_network_operator,
		COL_network_country, COL_network_as_of, COL_involvement_component, COL_involvement_supplier, COL_involvement_through,
		COL_involvement_standing, COL_involvement_roles, COL_involvement_under, COL_involvement_party, COL_decision_supplier,
		COL_decision_decision, COL_decision_until, COL_decision_reference, COL_supplier_standing, COL_supplier_country,
		COL_supplier_management_seat, COL_criterion_supplier, COL_criterion_criterion, COL_criterion_evidence, COL_criterion_source,
		COL_ownership_owner, COL_ownership_owned, COL_ownership_share, COL_country_id, COL_country_compels_answer,
		COL_country_compels_evidence, COL_country_compels_source };
	uint32_t i;

	model_set_rows(model, TABLE_supplier, SUPPLIER_ROWS);
	model_set_rows(model, TABLE_party, 1);
	model_set_rows(model, TABLE_access, 1);
	model_set_rows(model, TABLE_statement, 1);
	model_set_rows(model, TABLE_network, 1);
	model_set_rows(model, TABLE_involvement, 2);
	model_set_rows(model, TABLE_decision, 1);
	model_set_rows(model, TABLE_criterion, 2);
	model_set_rows(model, TABLE_ownership, 1);
	model_set_rows(model, TABLE_country, 1);
	create(model, columns, sizeof columns / sizeof *columns);
	place_rows(model, TABLE_party, 14);
	place_rows(model, TABLE_access, 31);
	place_rows(model, TABLE_decision, 51);
	place_rows(model, TABLE_criterion, 61);
	place_rows(model, TABLE_ownership, 71);
	place_rows(model, TABLE_country, 81);
	for (i = 0; i < SUPPLIER_ROWS; i++) {
		set_text(model, COL_supplier_id, i, supplier_id[i]);
		set_byte(model, COL_supplier_standing, i, i == SUPPLIER_OPERATOR ? KEUR_STANDING_TRUSTED : i == SUPPLIER_HUAWEI ? KEUR_STANDING_UNTRUSTED : KEUR_STANDING_UNDECIDED);
	}
	set_text(model, COL_supplier_country, SUPPLIER_HUAWEI, "NL");
	set_text(model, COL_supplier_management_seat, SUPPLIER_HUAWEI, "CN");
	set_row(model, COL_decision_supplier, 0, SUPPLIER_HP);
	set_byte(model, COL_decision_decision, 0, LIST_MEMBER_verdict_trusted);
	set_days(model, COL_decision_until, 0, "2025-12-31");
	set_text(model, COL_decision_reference, 0, "=SB-25-001");
	for (i = 0; i < 2; i++) {
		set_row(model, COL_criterion_supplier, i, SUPPLIER_HUAWEI);
		set_byte(model, COL_criterion_criterion, i, i);
		set_byte(model, COL_criterion_evidence, i, i ? KEUR_GROUNDS_SUSPECTED : KEUR_GROUNDS_KNOWN);
	}
	set_text(model, COL_criterion_source, 1, "A \"report\", page 3");
	set_row(model, COL_ownership_owner, 0, SUPPLIER_HUAWEI);
	set_row(model, COL_ownership_owned, 0, SUPPLIER_HP);
	((int32_t *)model_data(model, COL_ownership_share))[0] = 6000;
	model_set_known(model, COL_ownership_share, 0);
	set_text(model, COL_country_id, 0, "QZ");
	set_byte(model, COL_country_compels_answer, 0, KEUR_YES);
	set_byte(model, COL_country_compels_evidence, 0, KEUR_EVIDENCE_KNOWN);
	set_text(model, COL_country_compels_source, 0, "a law");
	model->operator_ = SUPPLIER_OPERATOR;
	set_row(model, COL_party_component, 0, PART_BILLING);
	set_row(model, COL_party_supplier, 0, SUPPLIER_HUAWEI);
	set_byte(model, COL_party_role, 0, KEUR_ROLE_MANAGE);
	set_row(model, COL_party_under, 0, SUPPLIER_HP);
	set_text(model, COL_access_id, 0, "ra-7");
	set_byte(model, COL_access_mfa, 0, KEUR_YES);
	set_byte(model, COL_statement_table, 0, 0);
	set_text(model, COL_statement_covers, 0, "segment=bss, prod");
	set_byte(model, COL_statement_complete, 0, KEUR_YES);
	set_text(model, COL_statement_by, 0, "Contract \"office\"");
	set_text(model, COL_statement_reference, 0, "C-2026-17");
	set_days(model, COL_statement_from, 0, "2026-09-01");
	set_bits(model, COL_statement_observed_by, 0, 3);
	set_text(model, COL_network_operator, 0, "Noordzee Mobiel");
	set_text(model, COL_network_country, 0, "NL");
	set_days(model, COL_network_as_of, 0, "2026-11-01");
	assert_true(date_parse(TEXT_LITERAL("2026-11-01"), &model->as_of));
	set_row(model, COL_involvement_component, 0, PART_AMF);
	set_row(model, COL_involvement_supplier, 0, SUPPLIER_MYSTERY);
	set_byte(model, COL_involvement_through, 0, KEUR_THROUGH_DIRECT);
	set_byte(model, COL_involvement_standing, 0, KEUR_STANDING_UNDECIDED);
	set_bits(model, COL_involvement_roles, 0, 1u << KEUR_ROLE_MANUFACTURE);
	set_row(model, COL_involvement_component, 1, PART_BILLING);
	set_row(model, COL_involvement_supplier, 1, SUPPLIER_HUAWEI);
	set_byte(model, COL_involvement_through, 1, KEUR_THROUGH_SUBCONTRACT);
	set_byte(model, COL_involvement_standing, 1, KEUR_STANDING_UNTRUSTED);
	set_bits(model, COL_involvement_roles, 1, 1u << KEUR_ROLE_BUILD | 1u << KEUR_ROLE_MANAGE);
	set_row(model, COL_involvement_under, 1, SUPPLIER_HP);
	set_row(model, COL_involvement_party, 1, 0);
}

static void build_policy(struct fixture *f)
{
	static const struct policy_note proposal = { "keur method, T1", STATUS_PROPOSAL, "nl-tfev", 12, 1, 0 }, nist = { "NIST SP 800-30, G-5", STATUS_UNVERIFIED, "nl-tfev", 206, 1, 0 };
	struct policy *policy = &f->policy;
	unsigned i, k;

	policy->id = "nl-tfev";
	policy->version = "1";
	policy->title = "Netherlands, in the manner of the TFEV review of 2019";
	policy->about = "An approximation from public sources. It is not the list in the order to an operator, which is secret.";
	memset(policy->sha256, 'a', 64);
	policy->critical_word = "approximated";
	policy->legal_status = "in_force";
	policy->in_force_from = KEUR_NO_DATE;
	policy->matrix_name = "ISO 27005, 5x5";
	policy->threat = 2;
	policy->exposure = 2;
	policy->exposure_internet = 3;
	policy->class_ = f->class_;
	policy->classes = 2;
	f->class_[0] = (struct policy_class){ .name = "core-mobility", .impact = { 5, 5, 5 }, .criticality = CRITICALITY_CRITICAL, .note = proposal, .impact_note = proposal };
	f->class_[1] = (struct policy_class){ .name = "bss", .impact = { 4, 3, 3 }, .criticality = CRITICALITY_HIGH, .note = proposal,
		.impact_note = proposal };
	f->function[0] = (struct policy_function){ .name = "AMF", .impact = { 5, 5, 5 }, .note = proposal };
	f->function[1] = (struct policy_function){ .name = "billing", .class_index = 1, .impact = { 4, 3, 2 }, .note = proposal };
	f->class_name[0] = TEXT_LITERAL("core-mobility");
	f->class_name[1] = TEXT_LITERAL("bss");
	f->function_name[0] = TEXT_LITERAL("AMF");
	f->function_name[1] = TEXT_LITERAL("billing");
	f->function_class[1] = 1;
	policy->function = f->function;
	policy->catalogue = (struct catalogue){ .function = f->function_name, .function_class = f->function_class,
		.class_name = f->class_name, .functions = 2, .classes = 2 };
	policy->data_note = policy->site_note = policy->cap_note = policy->baseline_note = policy->required_note = proposal;
	policy->events_note = policy->redundancy_note = policy->roles_note = proposal;
	policy->retention_note = (struct policy_note){ "Telecommunicatiewet, 11.13", STATUS_VERIFIED, "nl-tfev", 249, 1, 0 };
	for (i = 0; i < 16; i++)
		policy->data[i].note = proposal;
	policy->likelihood_note = policy->risk_note = nist;
	policy->required_scopes = 1u << KEUR_SCOPE_CRITICAL;
	for (i = 1; i <= LEVELS; i++)
		for (k = 1; k <= LEVELS; k++)
			policy->risk[i][k] = policy->likelihood[i][k] = (uint8_t)((i + k) / 2);
}

static struct declared_rule *rule(struct declared_plugin *plugin, uint32_t index, const char *id, const char *full, uint8_t kind,
	uint8_t factor, uint8_t level, const char *message)
{
	struct declared_rule *r = &plugin->rule[index];

	*r = (struct declared_rule){ .id = id, .full = full, .title = "title", .help = "help", .kind = kind, .factor = factor,
		.scenarios = KEUR_ALL_SCENARIOS, .level = level, .on = 1, .messages = 1 };
	r->message = arena_alloc(&plugin->arena, sizeof *r->message);
	*r->message = (struct declared_message){ "en", message };
	return r;
}

static void arguments(struct declared_plugin *plugin, struct declared_rule *r, const char *first, const char *second)
{
	r->arg = arena_alloc(&plugin->arena, 2 * sizeof *r->arg);
	r->arg[0] = first;
	r->arg[1] = second;
	r->args = second ? 2 : 1;
	r->measure = arena_alloc(&plugin->arena, sizeof *r->measure);
	r->measure[0] = "EU-TB:SM04";
	r->measures = 1;
}

static void build_runs(struct fixture *f)
{
	struct declared_plugin *plugin = f->plugin;
	struct findings *run = f->run;

	plugin[0].name = "vendor_trust";
	plugin[0].version = "1.0";
	memset(plugin[0].sha256, 'b', 64);
	plugin[0].rule = arena_alloc(&plugin[0].arena, 2 * sizeof *plugin[0].rule);
	plugin[0].rules = 2;
	arguments(&plugin[0], rule(&plugin[0], 0, "chain_untrusted", "vendor_trust.chain_untrusted", KEUR_KIND_BREACH, KEUR_THREAT, 5,
		"{party} is involved as {roles}"), "party", "roles");
	arguments(&plugin[0], rule(&plugin[0], 1, "untrusted_reach", "vendor_trust.untrusted_reach", KEUR_KIND_RISK, KEUR_THREAT, 5,
		"{name} reaches in"), "name", NULL);
	plugin[1].name = "logging";
	plugin[1].version = "1.0";
	plugin[1].signer = "A. Uthor, Utrecht";
	run[0].plugin = &plugin[0];
	run[1].plugin = &plugin[1];
	run[0].held = (struct run_isolation){ true, 7, true };
	run[1].held = (struct run_isolation){ true, 0, true };
	run[1].status = RUN_CRASHED;
	run[1].text = mem_copy_string("killed by signal 11", 19);

	run[0].count = 2;
	run[0].finding = mem_zalloc(2, sizeof *run[0].finding);
	run[0].value = mem_zalloc(3, sizeof *run[0].value);
	run[0].values = 3;
	run[0].evidence = mem_zalloc(2, sizeof *run[0].evidence);
	run[0].evidences = 2;
	run[0].path = mem_zalloc(2, sizeof *run[0].path);
	run[0].paths = 2;
	run[0].value[0] = (struct finding_value){ .kind = KEUR_VALUE_ROW, .table = TABLE_supplier, .row = SUPPLIER_HUAWEI };
	run[0].value[1] = (struct finding_value){ .kind = KEUR_VALUE_SET, .text = dict_add(&run[0].texts, TEXT_LITERAL("involvement.roles")),
		.number = 1 << KEUR_ROLE_BUILD | 1 << KEUR_ROLE_MANAGE };
	run[0].value[2] = (struct finding_value){ .kind = KEUR_VALUE_CODE, .row = model_intern(&f->model, text_of(part_id[PART_HOSTILE])) };
	run[0].evidence[0] = (struct keur_row){ TABLE_party, 0 };
	run[0].evidence[1] = (struct keur_row){ TABLE_involvement, 1 };
	run[0].path[0] = PART_HOSTILE;
	run[0].path[1] = PART_BILLING;
	run[0].finding[0] = (struct finding){ .rule = 0, .component = PART_BILLING, .subject_table = TABLE_component,
		.subject_row = PART_BILLING, .party = SUPPLIER_HUAWEI, .blame = DICT_NONE, .extra = 0, .values = 2, .evidences = 2,
		.basis = KEUR_KNOWN, .privilege = 255 };
	run[0].finding[1] = (struct finding){ .rule = 1, .component = PART_BILLING, .subject_table = TABLE_access, .subject_row = 0,
		.party = KEUR_NONE, .blame = DICT_NONE, .extra = 2, .values = 1, .path_length = 2, .basis = KEUR_SUSPECTED,
		.scenarios = KEUR_ESPIONAGE, .affects = KEUR_AFFECTS_REACH, .privilege = KEUR_PRIVILEGE_READ };
}

static void set_levels(struct fixture *f, uint32_t component, unsigned known, unsigned worst)
{
	const struct levels calm = { 2, 2, (uint8_t)known, (uint8_t)known, (uint8_t)known };
	const struct levels bad = { 5, 4, (uint8_t)worst, (uint8_t)worst, (uint8_t)worst };
	unsigned s;

	for (s = 0; s < SCENARIOS; s++) {
		f->level[component][s][READING_KNOWN] = known == LEVELS ? bad : calm;
		f->level[component][s][READING_WORST] = worst == LEVELS ? bad : calm;
	}
	f->risk[component][READING_KNOWN] = (uint8_t)known;
	f->risk[component][READING_WORST] = (uint8_t)worst;
	f->result.summary.risk[READING_KNOWN][known]++;
	f->result.summary.risk[READING_WORST][worst]++;
	f->result.summary.matrix[READING_KNOWN][known][known]++;
	f->result.summary.matrix[READING_WORST][worst][worst]++;
}

static void build_result(struct fixture *f)
{
	struct result *result = &f->result;
	uint32_t i;

	*result = (struct result){ .model = &f->model, .policy = &f->policy, .link = &f->link, .messages = &f->messages,
		.level = f->level, .determined = f->determined, .risk = f->risk, .breach = f->breach, .finding_first = f->finding_first,
		.finding_of = f->finding_of, .gap_first = f->gap_first, .gap_of = f->gap_of, .open = f->open, .open_first = f->open_first, .reason = f->reason,
		.reason_first = f->reason_first, .cause = f->cause, .cause_first = f->cause_first, .further = f->further, .finding = f->finding, .findings = 2,
		.reached_critical = f->reached_critical, .gap = f->gap, .gaps = 2, .run = f->result_plugin, .runs = 2, .input = f->input,
		.inputs = 2, .isolation = ISOLATION_BEST_EFFORT, .supplier = f->supplier, .decision_state = f->decision_state,
		.owner_first = f->owner_first, .owner_of = f->owner_of };
	f->decision_state[0] = DECISION_EXPIRED;
	for (i = SUPPLIER_HP + 1; i <= SUPPLIER_ROWS; i++)
		f->owner_first[i] = 1; /* hp has the one */
	f->supplier[SUPPLIER_HP] = (struct result_supplier){ .parts = 1, .critical = { 1, 1 }, .required = { 1, 1 }, .dependency = { 4, 4 },
		.penetration = { 2, 2 }, .maturity = 3, .threat = { -1, 266 }, .zone = { ZONE_NONE, ZONE_DANGER } };
	f->supplier[SUPPLIER_HUAWEI] = (struct result_supplier){ .parts = 2, .critical = { 2, 2 }, .required = { 2, 2 },
		.grounds = { 1 + KEUR_GROUNDS_KNOWN, 1 + KEUR_GROUNDS_SUSPECTED }, .dependency = { 4, 4 }, .penetration = { 4, 4 }, .maturity = 2,
		.trust = 3, .threat = { 266, 266 }, .zone = { ZONE_DANGER, ZONE_DANGER } };
	f->supplier[SUPPLIER_MYSTERY] = (struct result_supplier){ .parts = 1, .required = { 0, 1 }, .dependency = { 1, 2 }, .penetration = { 1, 1 },
		.threat = { -1, 200 }, .zone = { ZONE_NONE, ZONE_CONTROL } };
	f->policy.stakeholder = (struct policy_stakeholder){ .given = true, .zone_from = { 0, 20, 90, 250 }, .note = { "EBIOS RM", STATUS_UNVERIFIED } };
	set_levels(f, PART_FORMULA, 1, 1);
	set_levels(f, PART_AMF, 2, 5);
	set_levels(f, PART_BILLING, 5, 5);
	set_levels(f, PART_HOSTILE, 1, 5);
	f->determined[PART_FORMULA] = f->determined[PART_BILLING] = KEUR_ALL_SCENARIOS;
	f->determined[PART_AMF] = KEUR_SABOTAGE;
	f->level[PART_AMF][2][READING_WORST] = f->level[PART_AMF][2][READING_KNOWN];
	f->breach[PART_BILLING] = 1;

	f->finding[0] = (struct result_finding){ .id = "f-3a9c0102030405aa", .finding = 0, .kind = KEUR_KIND_BREACH, .level = 5 };
	f->finding[1] = (struct result_finding){ .id = "f-00000000000000ff", .finding = 1, .kind = KEUR_KIND_RISK, .level = 5, .reached = 7,
		.critical = 0, .criticals = 1 };
	f->reached_critical[0] = PART_BILLING;
	f->finding_of[0] = 0;
	f->finding_of[1] = 1;
	for (i = 0; i <= PARTS; i++)
		f->finding_first[i] = i <= PART_BILLING ? 0 : 2;
	f->gap[0] = (struct gap){ "vendor_trust.unassessed_supplier", "supplier mystery", "Decide on supplier mystery", 4200,
		{ PART_AMF, PART_HOSTILE, KEUR_NONE }, 12600, 12600, KEUR_SCOPE_CRITICAL,
		{ FILL_DECISION, ANSWERER_AUTHORITY, 0, TABLE_decision, COLUMN_NONE, "mystery", NULL }, false, NULL, 0, 0, 0 };
	f->gap[1] = (struct gap){ "keur.nothing_known", "=component", "What is \xE2\x80\xAEthis?", 1, { PART_HOSTILE, KEUR_NONE, KEUR_NONE }, 3, 0,
		KEUR_SCOPE_OTHER, { FILL_FIELD, ANSWERER_NETWORK, 0, TABLE_component, COL_component_function, NULL, NULL }, true, NULL, 0, 0, 0 };
	f->open[0] = (struct open_level){ 0, 0, KEUR_THREAT, 5, KEUR_ALL_SCENARIOS };
	f->open[1] = (struct open_level){ 1, KEUR_NONE, KEUR_IMPACT, 4, KEUR_ESPIONAGE | KEUR_SABOTAGE };
	for (i = 0; i <= PARTS; i++)
		f->open_first[i] = i <= PART_AMF ? 0 : i <= PART_HOSTILE ? 1 : 2;
	f->gap_of[0] = 0;
	f->gap_of[1] = 0;
	f->gap_of[2] = 1;
	for (i = 0; i <= PARTS; i++)
		f->gap_first[i] = i <= PART_AMF ? 0 : i <= PART_HOSTILE ? 1 : 3;
	f->reason[0] = (struct reason){ PART_AMF, REASON_CLASS, 0, 0, KEUR_NONE };
	f->reason[1] = (struct reason){ PART_BILLING, REASON_DATA, 0, 2, KEUR_NONE };
	f->reason[2] = (struct reason){ PART_HOSTILE, REASON_UNKNOWN_FUNCTION, 1, 0, KEUR_NONE };
	for (i = 0; i <= PARTS; i++)
		f->reason_first[i] = i <= PART_AMF ? 0 : i <= PART_BILLING ? 1 : i <= PART_HOSTILE ? 2 : 3;
	f->cause[0] = (struct trust_cause){ PART_AMF, 0, KEUR_NONE };
	f->cause[1] = (struct trust_cause){ PART_AMF, KEUR_NONE, KEUR_NONE };
	f->cause[2] = (struct trust_cause){ PART_BILLING, 1, KEUR_NONE };
	for (i = 0; i <= PARTS; i++)
		f->cause_first[i] = i <= PART_AMF ? 0 : i <= PART_BILLING ? 2 : 3;
	f->result_plugin[0].findings = &f->run[0];
	f->result_plugin[1].findings = &f->run[1];
	f->input[0] = (struct result_input){ .path = "net/network.yaml" };
	memset(f->input[0].sha256, '1', 64);
	f->input[1] = (struct result_input){ .path = "overlay.yaml" };
	memset(f->input[1].sha256, '2', 64);

	result->summary.components = PARTS;
	result->summary.in_service = PARTS - 1;
	result->summary.scope[KEUR_SCOPE_CRITICAL] = 2;
	result->summary.scope[KEUR_SCOPE_OTHER] = 3;
	result->summary.scope_worst[KEUR_SCOPE_CRITICAL] = 3;
	result->summary.scope_worst[KEUR_SCOPE_OTHER] = 2;
	result->summary.trust[KEUR_TRUST_VIOLATED] = result->summary.trust[KEUR_TRUST_UNKNOWN] = 1;
	result->summary.trust[KEUR_TRUST_NOT_REQUIRED] = 3;
	result->summary.breaches = 1;
	result->summary.gaps = 2;
	result->summary.undetermined = 2;
	result->summary.not_assessed = PARTS - 1;
	result->summary.high_known = 1;
	result->summary.high_only_missing = 2;
}

static void fixture_build(struct fixture *f)
{
	struct error err;

	memset(f, 0, sizeof *f);
	assert_int_equal(region_open(&f->model.region, &err), 0);
	messages_file(&f->messages, "/srv/reviews/2026/net/network.yaml");
	messages_file(&f->messages, "/srv/reviews/2026/overlay.yaml");
	build_components(&f->model);
	build_others(&f->model);
	build_policy(f);
	build_runs(f);
	f->override = (struct link_override){ .table = TABLE_access, .column = COL_access_mfa, .from = "no", .to = "yes", .reason = "new gateway",
		.authority = "CISO", .reference = "", .file = 1, .line = 12, .lowers = true };
	f->lookalike = (struct link_lookalike){ .supplier = SUPPLIER_MYSTERY, .like = SUPPLIER_HP, .name = "H\xD0\xA0", .as = "hp",
		.name_seen = "H\\u{420}", .as_seen = "hp", .file = 0, .line = 7 };
	f->link = (struct link_result){ .override = &f->override, .overrides = 1, .lookalike = &f->lookalike, .lookalikes = 1 };
	build_result(f);
}

static void fixture_free(struct fixture *f)
{
	unsigned i;

	for (i = 0; i < 2; i++) {
		free(f->run[i].text);
		free(f->run[i].finding);
		free(f->run[i].value);
		free(f->run[i].evidence);
		free(f->run[i].path);
		dict_free(&f->run[i].texts);
		arena_free(&f->plugin[i].arena);
	}
	messages_free(&f->messages);
	model_close(&f->model);
}

/* ---- Comparing ----------------------------------------------------------------------------------------------------------------- */

static inline struct out *temporary(FILE **file)
{
	struct out *out = mem_alloc(sizeof *out);

	*file = tmpfile();
	assert_non_null(*file);
	out_start(out, fileno(*file));
	return out;
}

/* What was written, NUL-ended; closes. */
static inline char *written(struct out *out, FILE *file, size_t *length)
{
	struct error err;
	off_t size;
	char *text;

	assert_int_equal(out_end(out, "a temporary file", &err), 0);
	size = lseek(fileno(file), 0, SEEK_END);
	text = mem_zalloc((size_t)size + 1, 1);
	assert_int_equal(pread(fileno(file), text, (size_t)size, 0), size);
	*length = (size_t)size;
	fclose(file);
	free(out);
	return text;
}

/* The same bytes as golden/NAME. With KEUR_GOLDEN=write in the environment the file is made anew, to be looked at and committed. */
static inline void assert_golden(const char *name, const char *text, size_t length)
{
	char path[512], *expected;
	FILE *file;
	long size;

	snprintf(path, sizeof path, "%s/tests/report/golden/%s", KEUR_SOURCE_DIR, name);
	if (getenv("KEUR_GOLDEN") && strcmp(getenv("KEUR_GOLDEN"), "write") == 0) {
		file = fopen(path, "wb");
		assert_non_null(file);
		assert_int_equal(fwrite(text, 1, length, file), length);
		fclose(file);
		return;
	}
	file = fopen(path, "rb");
	assert_non_null(file);
	fseek(file, 0, SEEK_END);
	size = ftell(file);
	rewind(file);
	expected = mem_zalloc((size_t)size + 1, 1);
	assert_int_equal(fread(expected, 1, (size_t)size, file), size);
	fclose(file);
	assert_string_equal(text, expected);
	assert_int_equal(length, size);
	free(expected);
}

#endif
