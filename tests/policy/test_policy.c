/* The two packs that ship with keur against tables of their own, taken from the method and not from the packs. */
#include "policy_test.h"

struct expected {
	const char *function, *class_name;
	uint8_t impact[SCENARIOS];
	bool capped;
	unsigned char nl, eu; /* enum policy_criticality */
};

enum { L = CRITICALITY_LOW, M = CRITICALITY_MODERATE, H = CRITICALITY_HIGH, C = CRITICALITY_CRITICAL };

/* T1 */
static const struct policy_rule *find_rule(const struct policy *policy, const char *rule, uint32_t scope, struct text class_name,
	uint32_t privilege, uint8_t required)
{
	struct policy_case case_ = { scope, class_name, privilege, required, LEVELS, NULL, 0, 0 };

	return policy_find_rule(policy, rule, &case_);
}

static const struct expected expected[] = {
	{ "UDM", "subscriber", { 5, 5, 5 }, false, C, C }, { "UDR", "subscriber", { 5, 5, 5 }, false, C, C },
	{ "AUSF", "subscriber", { 5, 5, 5 }, false, C, C }, { "HSS", "subscriber", { 5, 5, 5 }, false, C, C },
	{ "HLR", "subscriber", { 5, 5, 5 }, false, C, C }, { "AuC", "subscriber", { 5, 5, 5 }, false, C, C },
	{ "AMF", "core-mobility", { 5, 5, 5 }, false, C, C }, { "SMF", "core-mobility", { 5, 5, 5 }, false, C, C },
	{ "MME", "core-mobility", { 5, 5, 5 }, false, C, C }, { "MSC", "core-mobility", { 5, 5, 5 }, false, C, C },
	{ "SGSN", "core-mobility", { 5, 5, 5 }, false, C, C },
	{ "PCF", "core-service", { 4, 5, 5 }, false, C, C }, { "PCRF", "core-service", { 4, 5, 5 }, false, C, C },
	{ "NRF", "core-service", { 4, 5, 5 }, false, C, C }, { "NSSF", "core-service", { 4, 5, 5 }, false, C, C },
	{ "SCP", "core-service", { 4, 5, 5 }, false, C, C }, { "NWDAF", "core-service", { 4, 5, 5 }, false, C, C },
	{ "UPF", "user-plane", { 5, 4, 4 }, true, C, C }, { "SGW", "user-plane", { 5, 4, 4 }, true, C, C },
	{ "PGW", "user-plane", { 5, 4, 4 }, true, C, C },
	{ "SEPP", "interconnect", { 5, 4, 4 }, false, C, C }, { "NEF", "interconnect", { 5, 4, 4 }, false, C, C },
	{ "STP", "interconnect", { 5, 4, 4 }, false, C, C }, { "DRA", "interconnect", { 5, 4, 4 }, false, C, C },
	{ "CHF", "charging", { 4, 4, 4 }, true, C, C }, { "OCS", "charging", { 4, 4, 4 }, true, C, C },
	{ "CSCF", "voice", { 5, 4, 4 }, true, C, C }, { "TAS", "voice", { 5, 4, 4 }, true, C, C },
	{ "SBC", "voice", { 5, 4, 4 }, true, C, C }, { "MGW", "voice", { 5, 4, 4 }, true, C, C },
	{ "SMSC", "voice", { 5, 4, 4 }, true, C, C }, { "emergency service", "emergency", { 4, 5, 5 }, false, C, C },
	{ "ADMF", "lawful-interception", { 5, 5, 3 }, false, C, C }, { "MDF", "lawful-interception", { 5, 5, 3 }, false, C, C },
	{ "LI mediation", "lawful-interception", { 5, 5, 3 }, false, C, C },
	{ "NFVO", "mano", { 5, 5, 5 }, false, C, C }, { "VNFM", "mano", { 5, 5, 5 }, false, C, C },
	{ "VIM", "mano", { 5, 5, 5 }, false, C, C }, { "orchestrator", "mano", { 5, 5, 5 }, false, C, C },
	{ "hypervisor", "mano", { 5, 5, 5 }, false, C, C },
	{ "HSM", "keys", { 5, 5, 4 }, false, C, H }, { "PKI", "keys", { 5, 5, 4 }, false, C, H },
	{ "EMS", "mgmt", { 3, 4, 4 }, false, H, H }, { "OSS", "mgmt", { 3, 4, 4 }, false, H, H },
	{ "SMO", "mgmt", { 3, 4, 4 }, false, H, H },
	{ "PAM", "access-security", { 4, 4, 4 }, false, H, H }, { "jump host", "access-security", { 4, 4, 4 }, false, H, H },
	{ "VPN gateway", "access-security", { 4, 4, 4 }, false, H, H }, { "MFA", "access-security", { 4, 4, 4 }, false, H, H },
	{ "identity", "access-security", { 4, 4, 4 }, false, H, H },
	{ "SIEM", "monitoring", { 3, 4, 2 }, false, H, H }, { "log store", "monitoring", { 3, 4, 2 }, false, H, H },
	{ "firewall", "filter", { 3, 4, 4 }, true, H, H }, { "IPS", "filter", { 3, 4, 4 }, true, H, H },
	{ "security gateway", "filter", { 3, 4, 4 }, true, H, H },
	{ "billing", "bss", { 4, 3, 3 }, true, H, H }, { "mediation", "bss", { 4, 3, 3 }, true, H, H },
	{ "rating", "bss", { 4, 3, 3 }, true, H, H }, { "CRM", "bss", { 3, 3, 2 }, true, H, H },
	{ "gNB-CU-CP", "ran-control", { 4, 4, 4 }, true, H, H }, { "gNB-CU-UP", "ran-control", { 4, 4, 4 }, true, H, H },
	{ "RNC", "ran-control", { 4, 4, 4 }, true, H, H }, { "BSC", "ran-control", { 4, 4, 4 }, true, H, H },
	{ "near-RT RIC", "ran-control", { 4, 4, 4 }, true, H, H },
	{ "gNB-DU", "ran-radio", { 3, 3, 4 }, true, M, H }, { "O-RU", "ran-radio", { 3, 3, 4 }, true, M, H },
	{ "BTS", "ran-radio", { 3, 3, 4 }, true, M, H }, { "eNB", "ran-radio", { 4, 4, 4 }, true, M, H },
	{ "gNB", "ran-radio", { 4, 4, 4 }, true, M, H },
	{ "core router", "transport-core", { 4, 4, 5 }, true, H, H }, { "optical core", "transport-core", { 4, 4, 5 }, true, H, H },
	{ "IPX router", "transport-core", { 4, 4, 5 }, true, H, H },
	{ "router", "transport-access", { 3, 3, 4 }, true, M, M }, { "switch", "transport-access", { 3, 3, 4 }, true, M, M },
	{ "microwave", "transport-access", { 3, 3, 4 }, true, M, M }, { "optical", "transport-access", { 3, 3, 4 }, true, M, M },
	{ "DNS", "name", { 3, 5, 5 }, false, H, M },
	{ "PTP", "time", { 1, 3, 4 }, false, H, M }, { "NTP", "time", { 1, 3, 4 }, false, H, M },
	{ "GNSS", "time", { 1, 3, 4 }, false, H, M },
	{ "server", "general", { 2, 2, 2 }, true, L, L }, { "database", "general", { 2, 2, 2 }, true, L, L },
	{ "application", "general", { 2, 2, 2 }, true, L, L }, { "workstation", "general", { 2, 2, 2 }, true, L, L },
	{ "service", "general", { 2, 2, 2 }, true, L, L }, { "other", "general", { 2, 2, 2 }, true, L, L },
};

/* Names as inventories and exports spell them. */
static const struct {
	const char *name, *function;
} alias[] = {
	{ "5GC-AMF", "AMF" }, { "AMFFunction", "AMF" }, { "amf", "AMF" }, { "GNBDUFunction", "gNB-DU" },
	{ "GNBCUCPFunction", "gNB-CU-CP" }, { "GNBCUUPFunction", "gNB-CU-UP" }, { "NearRTRIC", "near-RT RIC" },
	{ "OCUCPFunction", "gNB-CU-CP" }, { "NearRTRICFunction", "near-RT RIC" }, { "ENBFunction", "eNB" }, { "eNodeB", "eNB" }, { "gNodeB", "gNB" }, { "MMEFunction", "MME" }, { "VPN-gateway", "VPN gateway" },
	{ "vpn_gateway", "VPN gateway" }, { "HLR/HSS", "HSS" }, { "P-GW", "PGW" }, { "S-GW", "SGW" }, { "SIP proxy", "CSCF" },
	{ "P-CSCF", "CSCF" }, { "I-CSCF", "CSCF" }, { "S-CSCF", "CSCF" }, { "session border controller", "SBC" },
	{ "jump server", "jump host" }, { "bastion", "jump host" }, { "element manager", "EMS" }, { "NMS", "OSS" },
	{ "privileged access management", "PAM" }, { "webmail", "application" }, { "website", "application" },
	{ "web server", "application" }, { "VoIP", "VoIP platform" }, { "112", "emergency service" },
	{ "emergency call platform", "emergency service" }, { "payment terminals", "payment terminals" },
	{ "certificate authority", "PKI" }, { "CDR store", "mediation" }, { "Data Warehouse", "data warehouse" },
	{ "customer care", "CRM" }, { "DNS resolver", "DNS" }, { "log-store", "log store" }, { "MSC/VLR", "MSC" },
};

static uint32_t find(const struct policy *policy, const char *name)
{
	uint32_t f = catalogue_find(&policy->catalogue, text_of(name));

	if (f == DICT_NONE)
		fail_msg("%s does not know %s", policy->id, name);
	return f;
}

static const struct policy_class *class_of(const struct policy *policy, const char *name)
{
	uint32_t c;

	for (c = 0; c < policy->classes; c++)
		if (strcmp(policy->class_[c].name, name) == 0)
			return &policy->class_[c];
	fail_msg("%s has no class %s", policy->id, name);
	return NULL;
}

static void load(struct trial *trial, const char *name)
{
	trial_load(trial, name, PACKS);
	if (trial->rc)
		fail_msg("%s%s", trial->said.data, trial->err.text);
	assert_int_equal(trial->messages.groups, 0);
}

static void check_functions(const struct policy *policy, bool nl)
{
	size_t i;

	for (i = 0; i < sizeof expected / sizeof *expected; i++) {
		const struct expected *e = &expected[i];
		uint32_t f = find(policy, e->function);
		const struct policy_function *function = &policy->function[f];
		const struct policy_class *class = &policy->class_[function->class_index];

		assert_string_equal(function->name, e->function);
		assert_string_equal(class->name, e->class_name);
		if (memcmp(function->impact, e->impact, sizeof e->impact) != 0)
			fail_msg("impact of %s", e->function);
		assert_int_equal(function->capped, e->capped);
		assert_int_equal(class->criticality, nl ? e->nl : e->eu);
		assert_int_equal(policy->catalogue.function_class[f], function->class_index);
		assert_true(text_is(policy->catalogue.function[f], e->function));
		assert_true(text_is(policy->catalogue.class_name[function->class_index], e->class_name));
	}
	for (i = 0; i < sizeof alias / sizeof *alias; i++)
		assert_string_equal(policy->function[find(policy, alias[i].name)].name, alias[i].function);
	assert_int_equal(catalogue_find(&policy->catalogue, TEXT_LITERAL("flux capacitor")), DICT_NONE);
	assert_int_equal(policy->catalogue.classes, policy->classes);
}

/* The words of T1 and of "Inheritance". */
static void check_classes(const struct policy *policy)
{
	static const char *const inherits[] = { "mgmt", "access-security", "name", "time", "general" };
	static const char *const administers[] = { "mgmt", "access-security" };
	static const char *const security[] = { "keys", "access-security", "monitoring", "filter" };
	unsigned inheriting = 0, administering = 0, elements = 0, filters = 0, i;

	for (i = 0; i < sizeof inherits / sizeof *inherits; i++)
		assert_true(class_of(policy, inherits[i])->inherits);
	for (i = 0; i < sizeof administers / sizeof *administers; i++)
		assert_true(class_of(policy, administers[i])->administers);
	for (i = 0; i < sizeof security / sizeof *security; i++)
		assert_true(class_of(policy, security[i])->security_element);
	assert_true(class_of(policy, "filter")->filter);
	for (i = 0; i < policy->classes; i++) {
		inheriting += policy->class_[i].inherits;
		administering += policy->class_[i].administers;
		elements += policy->class_[i].security_element;
		filters += policy->class_[i].filter;
		assert_true(policy->class_[i].takes & PASSES_SABOTAGE);
	}
	assert_int_equal(inheriting, 5);
	assert_int_equal(administering, 2);
	assert_int_equal(elements, 4);
	assert_int_equal(filters, 1);
	assert_int_equal(policy->function[find(policy, "AMF")].takes, KEUR_SABOTAGE);
	assert_int_equal(policy->function[find(policy, "PAM")].takes, KEUR_SABOTAGE);
	assert_int_equal(policy->function[find(policy, "DNS")].takes, KEUR_SABOTAGE | KEUR_MANIPULATION);
	assert_int_equal(policy->function[find(policy, "PKI")].takes, KEUR_SABOTAGE | KEUR_MANIPULATION);
	assert_int_equal(policy->function[find(policy, "NTP")].takes, KEUR_SABOTAGE | KEUR_MANIPULATION);
	assert_int_equal(policy->function[find(policy, "identity")].takes, KEUR_SABOTAGE | KEUR_MANIPULATION);
	assert_int_equal(policy->function[find(policy, "HSM")].takes, KEUR_ALL_SCENARIOS);
	assert_int_equal(policy->function[find(policy, "server")].takes, KEUR_ALL_SCENARIOS);
	assert_int_equal(class_of(policy, "unknown")->criticality, CRITICALITY_CRITICAL);
	for (i = 0; i < SCENARIOS; i++)
		assert_int_equal(policy->unknown_impact[i], 5);
}

/* T2 */
static void check_data(const struct policy *policy, bool nl)
{
	static const struct {
		uint8_t floor[SCENARIOS];
		enum policy_data_critical critical;
		bool personal;
	} data[] = {
		[KEUR_DATA_LI_TARGET] = { { 5, 5, 2 }, DATA_ALWAYS, true },
		[KEUR_DATA_SUBSCRIBER_KEY] = { { 5, 5, 2 }, DATA_ALWAYS, false },
		[KEUR_DATA_CONTENT] = { { 5, 3, 1 }, DATA_ALWAYS, true },
		[KEUR_DATA_LOCATION] = { { 4, 3, 1 }, DATA_ALWAYS, true },
		[KEUR_DATA_TRAFFIC] = { { 4, 3, 1 }, DATA_ALWAYS, true },
		[KEUR_DATA_CREDENTIAL] = { { 4, 5, 4 }, DATA_FOR_CRITICAL, false },
		[KEUR_DATA_CUSTOMER] = { { 3, 3, 2 }, DATA_FROM_USERS, true },
		[KEUR_DATA_BILLING] = { { 3, 3, 2 }, DATA_FROM_USERS, true },
		[KEUR_DATA_CONFIG] = { { 3, 4, 2 }, DATA_NEVER, false },
		[KEUR_DATA_LOG] = { { 3, 4, 2 }, DATA_NEVER, false },
	};
	unsigned i;

	assert_int_equal(sizeof data / sizeof *data, schema_list[LIST_data].members);
	for (i = 0; i < sizeof data / sizeof *data; i++) {
		const struct policy_data *d = &policy->data[i];
		bool many = i == KEUR_DATA_CUSTOMER || i == KEUR_DATA_BILLING;
		bool always = i == KEUR_DATA_LI_TARGET || i == KEUR_DATA_SUBSCRIBER_KEY;

		assert_memory_equal(d->floor, data[i].floor, SCENARIOS);
		assert_int_equal(d->critical, nl ? data[i].critical : always ? DATA_ALWAYS : DATA_NEVER);
		assert_int_equal(d->personal, data[i].personal);
		assert_int_equal(d->users_from, nl && many ? 100000 : 0);
		assert_int_equal(d->many_users, many ? 1000000 : 0);
		if (many)
			assert_memory_equal(d->many_floor, ((const uint8_t[]){ 4, 3, 2 }), SCENARIOS);
	}
	assert_memory_equal(policy->site_floor, ((const uint8_t[]){ 4, 4, 4 }), SCENARIOS);
	assert_int_equal(policy_cap_level(policy, 0), 2);
	assert_int_equal(policy_cap_level(policy, 9999), 2);
	assert_int_equal(policy_cap_level(policy, 10000), 3);
	assert_int_equal(policy_cap_level(policy, 99999), 3);
	assert_int_equal(policy_cap_level(policy, 100000), 4);
	assert_int_equal(policy_cap_level(policy, 999999), 4);
	assert_int_equal(policy_cap_level(policy, 1000000), 5);
	assert_int_equal(policy_cap_level(policy, INT64_MAX), 5);
}

static void check_grid(const uint8_t level[LEVELS + 1][LEVELS + 1], const char *const rows[LEVELS])
{
	int r, c;

	for (r = 0; r < LEVELS; r++)
		for (c = 0; c < LEVELS; c++)
			assert_int_equal(level[r + 1][c + 1], rows[r][c] - '0');
}

static void check_matrices(const struct policy *policy)
{
	/* VL L M H VH as 1 to 5, first row: likelihood or threat 1. */
	static const char *const likelihood[] = { "11222", "12233", "22334", "23345", "23455" };
	static const char *const iso[] = { "11222", "12233", "22344", "23445", "34455" };
	static const char *const nist[] = { "11122", "12223", "12334", "12345", "12345" };
	/* L L L M, L L M M, M M H H, M H H H; level 5 is step 4. */
	static const char *const ebios[] = { "22233", "22333", "33444", "34444", "34444" };
	/* "Together": risk for impact 1 to 5, by threat and exposure. */
	static const struct {
		uint8_t threat, exposure;
		const char *risk;
	} together[] = {
		{ 2, 2, "12233" }, { 2, 3, "12233" }, { 3, 2, "12233" },
		{ 3, 3, "22344" }, { 2, 4, "22344" }, { 2, 5, "22344" }, { 3, 4, "22344" }, { 4, 2, "22344" }, { 4, 3, "22344" },
		{ 5, 2, "22344" }, { 3, 5, "23445" }, { 4, 4, "23445" }, { 5, 3, "23445" }, { 4, 5, "34455" }, { 5, 4, "34455" },
		{ 5, 5, "34455" },
	};
	size_t i, c;

	check_grid(policy->likelihood, likelihood);
	check_grid(policy->risk, iso);
	assert_string_equal(policy->matrix_name, "iso-27005");
	assert_int_equal(policy->matrices, 3);
	assert_string_equal(policy->matrix[1].name, "nist-800-30");
	check_grid(policy->matrix[0].risk, iso);
	check_grid(policy->matrix[1].risk, nist);
	assert_string_equal(policy->matrix[2].name, "ebios-4x4");
	check_grid(policy->matrix[2].risk, ebios);
	assert_int_equal(policy->matrix[2].steps, 4);
	for (i = 1; i <= LEVELS; i++)
		assert_int_equal(policy->matrix[2].scale[i], i < LEVELS ? i : 4);
	for (i = 0; i < sizeof together / sizeof *together; i++)
		for (c = 0; c < LEVELS; c++)
			assert_int_equal(policy->risk[policy->likelihood[together[i].threat][together[i].exposure]][c + 1],
				together[i].risk[c] - '0');
	assert_int_equal(policy->risk_note.status, STATUS_VERIFIED);
	assert_int_equal(policy->likelihood_note.status, STATUS_UNVERIFIED);
	assert_int_equal(policy->threat, 2);
	assert_int_equal(policy->exposure, 2);
	assert_int_equal(policy->exposure_internet, 3);
	assert_int_equal(policy->redundancy, 1);
}

static void check_shares(const struct policy *policy)
{
	static const struct policy_share share[] = {
		{ false, 5000, { 2, 2, 3 }, { NULL, STATUS_PROPOSAL, NULL, 0, 0, 0 } }, { false, 7500, { 3, 3, 4 }, { NULL, STATUS_PROPOSAL, NULL, 0, 0, 0 } },
		{ true, 1000, { 2, 2, 3 }, { NULL, STATUS_PROPOSAL, NULL, 0, 0, 0 } }, { true, 3500, { 3, 3, 4 }, { NULL, STATUS_PROPOSAL, NULL, 0, 0, 0 } },
		{ true, 5000, { 4, 4, 5 }, { NULL, STATUS_PROPOSAL, NULL, 0, 0, 0 } },
	};
	size_t i;

	assert_int_equal(policy->shares, sizeof share / sizeof *share);
	for (i = 0; i < policy->shares; i++) {
		assert_int_equal(policy->share[i].untrusted, share[i].untrusted);
		assert_int_equal(policy->share[i].from, share[i].from);
		assert_memory_equal(policy->share[i].impact, share[i].impact, SCENARIOS);
		assert_int_equal(policy->share[i].note.status, share[i].note.status);
	}
}

static void check_required(const struct policy *policy)
{
	assert_int_equal(policy->required_scopes, 1u << KEUR_SCOPE_CRITICAL);
	assert_int_equal(policy->answered_roles, 1u << KEUR_ROLE_MANUFACTURE | 1u << KEUR_ROLE_MANAGE | 1u << KEUR_ROLE_SUPPORT);
	assert_int_equal(policy->events_scope, 1u << KEUR_EVENT_AUTHENTICATION | 1u << KEUR_EVENT_ADMIN_ACTION
		| 1u << KEUR_EVENT_ACCOUNT_CHANGE | 1u << KEUR_EVENT_CONFIG_CHANGE | 1u << KEUR_EVENT_LOG_CONTROL
		| 1u << KEUR_EVENT_SOFTWARE_UPDATE);
	assert_int_equal(policy->events_personal, 1u << KEUR_EVENT_DATA_ACCESS | 1u << KEUR_EVENT_DATA_EXPORT);
	assert_int_equal(policy->events_hop, 1u << KEUR_EVENT_REMOTE_SESSION);
	assert_int_equal(policy->retention, 90);
	assert_string_equal(policy->critical_word, "approximated");
	assert_non_null(strstr(policy->about, "approximation"));
}

static uint8_t kind(const struct policy *policy, const char *rule, uint32_t scope, const char *class_name, uint8_t required)
{
	const struct policy_rule *r = find_rule(policy, rule, scope, text_of(class_name), KEUR_NONE, required);

	return r ? r->kind : 0;
}

/* T3 */
static void check_rules(const struct policy *policy)
{
	static const char *const by_required[] = { "vendor_trust.untrusted_in_scope", "vendor_trust.chain_untrusted",
		"vendor_trust.owner_untrusted", "remote_access.untrusted_reach" };
	static const char *const by_scope[] = { "remote_access.undeclared_path", "remote_access.unauthorised_path",
		"remote_access.supplier_only_path" };
	static const char keys[] = "vendor_trust.keys_held_by_supplier";
	size_t i;

	for (i = 0; i < sizeof by_required / sizeof *by_required; i++) {
		assert_int_equal(kind(policy, by_required[i], KEUR_SCOPE_CRITICAL, "bss", KEUR_YES), KEUR_KIND_BREACH);
		assert_int_equal(kind(policy, by_required[i], KEUR_SCOPE_MANAGEMENT, "", KEUR_NO), KEUR_KIND_RISK);
	}
	for (i = 0; i < sizeof by_scope / sizeof *by_scope; i++) {
		assert_int_equal(kind(policy, by_scope[i], KEUR_SCOPE_CRITICAL, "", KEUR_YES), KEUR_KIND_BREACH);
		assert_int_equal(kind(policy, by_scope[i], KEUR_SCOPE_MANAGEMENT, "mgmt", KEUR_NO), KEUR_KIND_BREACH);
		assert_int_equal(kind(policy, by_scope[i], KEUR_SCOPE_ADJACENT, "bss", KEUR_NO), KEUR_KIND_RISK);
		assert_int_equal(kind(policy, by_scope[i], KEUR_SCOPE_OTHER, "general", KEUR_NO), KEUR_KIND_RISK);
	}
	assert_int_equal(kind(policy, keys, KEUR_SCOPE_CRITICAL, "lawful-interception", KEUR_YES), KEUR_KIND_BREACH);
	assert_int_equal(kind(policy, keys, KEUR_SCOPE_CRITICAL, "subscriber", KEUR_YES), KEUR_KIND_BREACH);
	assert_int_equal(kind(policy, keys, KEUR_SCOPE_SECURITY_ELEMENT, "keys", KEUR_NO), KEUR_KIND_BREACH);
	assert_int_equal(kind(policy, keys, KEUR_SCOPE_CRITICAL, "bss", KEUR_YES), KEUR_KIND_RISK);
	assert_null(find_rule(policy, "logging_coverage.missing_events", KEUR_SCOPE_CRITICAL, text_of("bss"), KEUR_NONE, KEUR_YES));
}

static void check_note(const struct policy_note *note)
{
	assert_non_null(note->source);
	assert_true(note->source[0] != '\0');
	assert_true(note->status <= STATUS_PROPOSAL);
}

static void check_notes(const struct policy *policy)
{
	uint32_t i;

	for (i = 0; i < policy->classes; i++) {
		check_note(&policy->class_[i].note);
		check_note(&policy->class_[i].impact_note);
		assert_int_equal(policy->class_[i].impact_note.status, STATUS_PROPOSAL);
	}
	for (i = 0; i < policy->catalogue.functions; i++)
		check_note(&policy->function[i].note);
	for (i = 0; i < schema_list[LIST_data].members; i++)
		check_note(&policy->data[i].note);
	for (i = 0; i < policy->rules; i++)
		check_note(&policy->rule[i].note);
	for (i = 0; i < policy->params; i++)
		check_note(&policy->param[i].note);
	check_note(&policy->data_note);
	check_note(&policy->site_note);
	check_note(&policy->cap_note);
	check_note(&policy->redundancy_note);
	check_note(&policy->baseline_note);
	check_note(&policy->required_note);
	check_note(&policy->roles_note);
	check_note(&policy->events_note);
	check_note(&policy->retention_note);
}

static const char *param(const struct policy *policy, const char *name)
{
	uint32_t i;

	for (i = 0; i < policy->params; i++)
		if (strcmp(policy->param[i].param, name) == 0)
			return policy->param[i].value;
	return "";
}

static void check_pack(const char *name, bool nl)
{
	struct trial trial;
	const struct policy *policy = &trial.policy;

	load(&trial, name);
	assert_string_equal(policy->id, name);
	check_functions(policy, nl);
	check_classes(policy);
	check_data(policy, nl);
	check_matrices(policy);
	check_shares(policy);
	check_required(policy);
	check_rules(policy);
	check_notes(policy);
	assert_non_null(strstr(param(policy, "remote_access.region"), "NL"));
	assert_null(strstr(param(policy, "remote_access.region"), "GB"));
	assert_int_equal(strlen(param(policy, "remote_access.region")), 30 * 3 - 1); /* 27 of the EU and IS, LI, NO */
	assert_non_null(strstr(param(policy, "remote_access.cleartext"), "telnet"));
	trial_end(&trial);
}

static void nl_tfev(void **state)
{
	struct trial trial;

	(void)state;
	check_pack("nl-tfev", true);
	load(&trial, "nl-tfev");
	assert_int_equal(class_of(&trial.policy, "subscriber")->note.status, STATUS_PROPOSAL);
	assert_int_equal(trial.policy.required_note.status, STATUS_VERIFIED);
	assert_int_equal(trial.policy.retention_note.status, STATUS_UNVERIFIED);
	trial_end(&trial);
}

static void eu_5g_toolbox(void **state)
{
	static const char *const not_in_eu_table[] = { "lawful-interception", "name", "time", "general" };
	struct trial trial;
	unsigned i;

	(void)state;
	check_pack("eu-5g-toolbox", false);
	load(&trial, "eu-5g-toolbox");
	assert_int_equal(class_of(&trial.policy, "subscriber")->note.status, STATUS_UNVERIFIED);
	for (i = 0; i < sizeof not_in_eu_table / sizeof *not_in_eu_table; i++)
		assert_int_equal(class_of(&trial.policy, not_in_eu_table[i])->note.status, STATUS_PROPOSAL);
	trial_end(&trial);
}

/* All know the same functions by the same names. */
static void same_functions(void **state)
{
	struct trial nl, eu;
	uint32_t f;

	(void)state;
	load(&nl, "nl-tfev");
	load(&eu, "eu-5g-toolbox");
	assert_int_equal(nl.policy.catalogue.functions, eu.policy.catalogue.functions);
	assert_int_equal(nl.policy.catalogue.names.count, eu.policy.catalogue.names.count);
	for (f = 0; f < nl.policy.catalogue.functions; f++) {
		assert_string_equal(nl.policy.function[f].name, eu.policy.function[f].name);
		assert_string_equal(nl.policy.function[f].aliases, eu.policy.function[f].aliases);
	}
	trial_end(&nl);
	trial_end(&eu);
}

/* A pack is read on every run: libyaml costs some 270 instructions a byte. */
static void size(void **state)
{
	char *nl = read_text(PACKS "/nl-tfev.yaml"), *eu = read_text(PACKS "/eu-5g-toolbox.yaml");

	(void)state;
	assert_true(strlen(nl) <= 28 * 1024);
	assert_true(strlen(eu) <= 24 * 1024);
	free(nl);
	free(eu);
}

static void small(void **state)
{
	struct trial trial;
	const struct policy *policy = &trial.policy;
	const struct policy_class *edge;
	const struct policy_rule *rule;

	(void)state;
	trial_load(&trial, SMALL, "");
	assert_int_equal(trial.rc, 0);
	assert_string_equal(policy->version, "3");
	assert_int_equal(strlen(policy->sha256), 64);
	edge = class_of(policy, "edge");
	assert_string_equal(edge->impact_note.source, "elsewhere");
	assert_int_equal(edge->impact_note.status, STATUS_VERIFIED);
	assert_int_equal(edge->note.status, STATUS_UNVERIFIED);
	assert_true(edge->capped && edge->filter && !edge->inherits && !edge->administers && !edge->security_element);
	assert_int_equal(policy->function[1].takes, KEUR_SABOTAGE);
	assert_false(policy->function[1].capped);
	assert_int_equal(policy->function[1].impact[0], 3);
	assert_int_equal(policy->events_hop, 0);
	assert_int_equal(policy->share[2].from, 3550);
	assert_int_equal(policy->unknown_impact[2], 4);

	rule = find_rule(policy, "a.b", KEUR_SCOPE_CRITICAL, text_of("core"), KEUR_PRIVILEGE_ROOT, KEUR_YES);
	assert_ptr_equal(rule, &policy->rule[0]);
	assert_int_equal(rule->kind, KEUR_KIND_BREACH);
	assert_int_equal(rule->level, 5);
	rule = find_rule(policy, "a.b", KEUR_SCOPE_CRITICAL, text_of("core"), KEUR_PRIVILEGE_READ, KEUR_YES);
	assert_ptr_equal(rule, &policy->rule[2]);
	rule = find_rule(policy, "a.b", KEUR_SCOPE_CRITICAL, text_of("core"), KEUR_NONE, KEUR_YES);
	assert_ptr_equal(rule, &policy->rule[2]);
	rule = find_rule(policy, "a.b", KEUR_SCOPE_ADJACENT, text_of("core"), KEUR_PRIVILEGE_ROOT, KEUR_YES);
	assert_ptr_equal(rule, &policy->rule[2]);
	rule = find_rule(policy, "a.b", KEUR_SCOPE_CRITICAL, text_of(""), KEUR_PRIVILEGE_ROOT, KEUR_NO);
	assert_ptr_equal(rule, &policy->rule[1]);
	assert_int_equal(rule->kind, KEUR_KIND_NOTE);
	assert_int_equal(rule->level, 0);
	assert_null(find_rule(policy, "a.c", KEUR_SCOPE_CRITICAL, text_of("core"), KEUR_PRIVILEGE_ROOT, KEUR_YES));
	trial_end(&trial);
	policy_free(NULL);
}

static void list(void **state)
{
	struct buffer names = { 0 };
	struct error err;

	(void)state;
	assert_int_equal(policy_list(PACKS, &names, &err), 0);
	assert_string_equal(names.data, "csa2-proposal\nde-critical-functions\neu-5g-toolbox\nfi-traficom\nnl-tfev\nuk-hrv\n");
	assert_int_equal(policy_list("/nonexistent", &names, &err), -1);
	assert_string_equal(err.text, "cannot read the directory of policy packs /nonexistent: No such file or directory");
	buffer_free(&names);
}

static void describe(void **state)
{
	static const char *const says[] = {
		"small, version 3: A small pack\nFor tests.\nsha256 ",
		"  source: a test (proposal)\n  core                 5/4/3\n",
		"2/2/2, capped by users, separates segments, takes manipulation sabotage\n      source: elsewhere (verified)\n",
		"  source: a test (unverified)\n  core                 critical\n  edge                 low\n",
		"  AMF                  core: AMFFunction, 5GC-AMF\n",
		"  Edge Box             edge, 3/3/3, not capped, takes sabotage only\n",
		"  customer             3/3/2, from 1,000,000 users 4/3/2, critical from 500 users, personal\n",
		"  credential           4/5/4, critical if for a critical part\n",
		"  under 100: 2\n  under 1,000: 4\n  more: 5\n",
		"  untrusted from 35.50 %: 3/3/4\n",
		"Risk, one (in force)", "Risk, two (not in force)", "  5: 5 5 5 5 5\n",
		"  source: a test (verified)\n  adjacent, critical\n",
		"on hops of remote ways in: none\n",
		"  90 days\n",
		"  a.b: level 5 breach; scope critical; class core; privilege admin, root; where trusted suppliers are required\n",
		"  a.b: note; where trusted suppliers are not required\n",
		"  a.x: 1,2\n",
		"Advisories, points: probability is the sum of points, medium from 3, high from 6; damage",
		"  likely         probability, likely?: no 1, maybe 2, yes 4\n",
		"  Now: high/high\n",
		"  within 14 days from the day of medium/high\n",
		"A supplier is untrusted by\n  source: a test (proposal)\n  decision, establishment; designated countries QZ\n",
		"  soon: 2027-01-01; scope critical; class core\n",
		"  later: 2027-02-28, 13 months from 2026-01-31; scope critical\n",
		"  own: a day that only the operator knows; on sensitive sites\n",
		"  a.b (instead): EU-TB:SM04, BIO2:8.15\n",
		"Sharing, profile some: ", "  without a legal basis: refused, unless with a named approver and a reason\n",
		"  friend: legal basis A law\n  stranger: no legal basis\n",
	};
	struct buffer out = { 0 };
	struct trial trial;
	size_t i;

	(void)state;
	trial_load(&trial, SMALL, "");
	policy_describe(&trial.policy, &out);
	for (i = 0; i < sizeof says / sizeof *says; i++)
		if (!strstr(out.data, says[i]))
			fail_msg("not said: %s", says[i]);
	buffer_free(&out);
	trial_end(&trial);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nl_tfev),
		cmocka_unit_test(eu_5g_toolbox),
		cmocka_unit_test(same_functions),
		cmocka_unit_test(size),
		cmocka_unit_test(small),
		cmocka_unit_test(list),
		cmocka_unit_test(describe),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
