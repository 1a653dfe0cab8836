/* Scope, rule by rule: what makes a part critical, adjacent, management, security element or other; on the facts and at worst. */
#include "assess_test.h"

/* ---- Critical ------------------------------------------------------------------------------------------------------------------------ */

static void by_class(void **state)
{
	struct trial t;

	(void)state;
	trial_of(&t, QUIET "components:\n"
			   "  - {id: udm, function: UDM, segment: a}\n"
			   "  - {id: crm, function: CRM, segment: b}\n"
			   "  - {id: hsm, function: HSM, segment: c}\n"
			   "  - {id: hybrid, function: [server, AMF], segment: d}\n"
			   "  - {id: dns, function: DNS, segment: e}\n");
	assert_scope(&t, "udm", "critical", "critical");
	assert_reason(&t, "udm", REASON_CLASS, false);
	ASSERT(t, "component.class", "udm", "subscriber");
	assert_scope(&t, "crm", "other", "other");
	assert_scope(&t, "hsm", "critical", "critical");
	assert_reason(&t, "hsm", REASON_SECURITY_ELEMENT, false); /* all reasons are kept */
	assert_scope(&t, "hybrid", "critical", "critical");
	ASSERT(t, "component.class", "hybrid", "core-mobility"); /* its most sensitive function */
	assert_scope(&t, "dns", "other", "other");
	trial_end(&t);
	/* The pack says what is critical: keys are not in the European table. */
	trial_with(&t, "eu-5g-toolbox", QUIET "components: [{id: hsm, function: HSM, segment: c}, {id: udm, function: UDM, segment: a}]\n");
	assert_scope(&t, "hsm", "security_element", "security_element");
	assert_scope(&t, "udm", "critical", "critical");
	trial_end(&t);
}

static void by_data(void **state)
{
	struct trial t;

	(void)state;
	trial_of(&t, QUIET "components:\n"
			   "  - {id: traffic, function: server, segment: a, data: [traffic], users: 1}\n"
			   "  - {id: li, function: server, segment: b, data: [li_target]}\n"
			   "  - {id: keys, function: server, segment: c, data: [config, subscriber_key]}\n"
			   "  - {id: plain, function: server, segment: d, data: [config, log]}\n"
			   "  - {id: few, function: server, segment: e, data: [customer], users: 99999}\n"
			   "  - {id: many, function: server, segment: f, data: [customer], users: 100000}\n"
			   "  - {id: bills, function: server, segment: g, data: [billing], users: 100001}\n"
			   "  - {id: uncounted, function: server, segment: h, data: [customer]}\n"
			   "  - {id: both, function: server, segment: i, data: [customer, content, location]}\n");
	assert_scope(&t, "traffic", "critical", "critical");
	assert_reason(&t, "traffic", REASON_DATA, false);
	assert_int_equal(reason_of(&t, "traffic", REASON_DATA)->data, KEUR_DATA_TRAFFIC);
	assert_scope(&t, "li", "critical", "critical");
	assert_scope(&t, "keys", "critical", "critical");
	assert_int_equal(reason_of(&t, "keys", REASON_DATA)->data, KEUR_DATA_SUBSCRIBER_KEY);
	assert_scope(&t, "plain", "other", "other");
	assert_scope(&t, "few", "other", "other");
	assert_scope(&t, "many", "critical", "critical");
	assert_scope(&t, "bills", "critical", "critical");
	assert_scope(&t, "uncounted", "other", "critical"); /* the users of the network are not its own */
	assert_reason(&t, "uncounted", REASON_UNKNOWN_USERS, true);
	assert_scope(&t, "both", "critical", "critical");
	assert_reason(&t, "both", REASON_UNKNOWN_USERS, true);
	trial_end(&t);
	/* In the European pack only keys and targets. */
	trial_with(&t, "eu-5g-toolbox", QUIET "components:\n"
					      "  - {id: traffic, function: server, segment: a, data: [traffic]}\n"
					      "  - {id: many, function: server, segment: b, data: [customer], users: 9000000}\n"
					      "  - {id: li, function: server, segment: c, data: [li_target]}\n");
	assert_scope(&t, "traffic", "other", "other");
	assert_scope(&t, "many", "other", "other");
	assert_scope(&t, "li", "critical", "critical");
	trial_end(&t);
}

static void by_missing_facts(void **state)
{
	struct trial t;

	(void)state;
	trial_with_export(&t,
		NETWORK HERE ALL_STATED "apply: [{to: {segment: [a, c]}, set: {" FACTS ", data: none}}, {to: {segment: b}, set: {" FACTS "}}]\n"
					"components:\n"
					"  - {id: nothing-held, function: server, segment: a}\n"
					"  - {id: dark, function: server, segment: b}\n"
					"  - {id: what, segment: c}\n",
		"components: [{id: strange, function: FluxFunction, segment: d, data: none}, {id: half, function: [server, FluxFunction], segment: e, data: none}]\n");
	assert_scope(&t, "nothing-held", "other", "other");
	assert_scope(&t, "dark", "other", "critical");
	assert_reason(&t, "dark", REASON_UNKNOWN_DATA, true);
	assert_scope(&t, "what", "other", "critical");
	assert_reason(&t, "what", REASON_UNKNOWN_FUNCTION, true);
	ASSERT(t, "component.class", "what", "unknown");
	assert_scope(&t, "strange", "other", "critical");
	assert_reason(&t, "strange", REASON_UNKNOWN_FUNCTION, true);
	assert_scope(&t, "half", "other", "critical"); /* one function of two is enough */
	ASSERT(t, "component.class", "half", "general");
	trial_end(&t);
}

static void designated(void **state)
{
	struct trial t;

	(void)state;
	memset(&t, 0, sizeof t);
	world_start(&t.w);
	world_file(&t.w, "f", QUIET "components: [{id: a, function: server, segment: a}, {id: b, function: server, segment: b}]\n");
	world_overlay(&t.w, "over", "components: [{id: b, critical: yes}]\n");
	trial_derive(&t);
	assert_scope(&t, "a", "other", "other");
	assert_scope(&t, "b", "critical", "critical");
	assert_reason(&t, "b", REASON_DESIGNATED, false);
	assert_no_reason(&t, "b", REASON_CLASS);
	trial_end(&t);
}

/* Credentials count where they are for a critical part. */
static void credentials(void **state)
{
	static const char parts[] = "components:\n"
				    "  - {id: amf, function: AMF, segment: core, depends_on: [used]}\n"
				    "  - {id: used, function: server, segment: a, data: [credential]}\n"
				    "  - {id: manages, function: server, segment: b, data: [credential]}\n"
				    "  - {id: apart, function: server, segment: c, data: [credential]}\n"
				    "  - {id: dim, segment: d, depends_on: [perhaps]}\n"
				    "  - {id: perhaps, function: server, segment: e, data: [credential]}\n"
				    "links: [{from: manages, to: amf, plane: management}, {from: apart, to: amf, plane: user}]\n";
	struct buffer text = { 0 };
	struct trial t;

	(void)state;
	buffer_format(&text, QUIET "%s", parts);
	trial_of(&t, text.data);
	assert_scope(&t, "used", "critical", "critical");
	assert_reason(&t, "used", REASON_DATA, false);
	assert_scope(&t, "manages", "critical", "critical");
	assert_scope(&t, "apart", "other", "other"); /* its links are complete */
	assert_scope(&t, "dim", "other", "critical");
	assert_scope(&t, "perhaps", "other", "critical"); /* for a part that may be critical */
	trial_end(&t);
	buffer_clear(&text);
	buffer_format(&text, NETWORK HERE APPLIED "%s", parts);
	trial_of(&t, text.data);
	assert_scope(&t, "used", "critical", "critical");
	assert_scope(&t, "apart", "other", "critical"); /* nobody answers for its links */
	assert_reason(&t, "apart", REASON_DATA, true);
	trial_end(&t);
	buffer_free(&text);
}

/* ---- Adjacent ------------------------------------------------------------------------------------------------------------------------ */

static void adjacency(void **state)
{
	struct trial t;

	(void)state;
	trial_of(&t, QUIET "components:\n"
			   "  - {id: amf, function: AMF, segment: core}\n"
			   "  - {id: beside, function: server, segment: core}\n"
			   "  - {id: elsewhere, function: server, segment: office}\n"
			   "  - {id: anywhere, function: server}\n"
			   "  - {id: dim, segment: dusk}\n"
			   "  - {id: beside-dim, function: server, segment: dusk}\n");
	assert_scope(&t, "beside", "adjacent", "adjacent");
	assert_reason(&t, "beside", REASON_SEGMENT, false);
	assert_int_equal(reason_of(&t, "beside", REASON_SEGMENT)->about, part_of(&t.w, "amf"));
	assert_scope(&t, "elsewhere", "other", "other");
	assert_scope(&t, "anywhere", "other", "adjacent");
	assert_reason(&t, "anywhere", REASON_UNKNOWN_SEGMENT, true);
	assert_scope(&t, "beside-dim", "other", "adjacent"); /* of a part that is critical at worst */
	assert_reason(&t, "beside-dim", REASON_SEGMENT, true);
	trial_end(&t);
	/* Where nothing is critical, nobody is beside it. */
	trial_of(&t, QUIET "components: [{id: a, function: server}, {id: b, function: server, segment: s}]\n");
	assert_scope(&t, "a", "other", "other");
	trial_end(&t);
	/* A critical part whose own segment is not known may stand in any. */
	trial_of(&t, QUIET "components: [{id: amf, function: AMF}, {id: b, function: server, segment: s}]\n");
	assert_scope(&t, "amf", "critical", "critical");
	assert_scope(&t, "b", "other", "adjacent");
	trial_end(&t);
	/* One that is out of service draws nobody in. */
	trial_of(&t, QUIET "components: [{id: amf, function: AMF, segment: s, in_service_until: 2026-11-01}, {id: b, function: server, segment: s}]\n");
	assert_scope(&t, "b", "other", "other");
	trial_end(&t);
}

/* ---- Management ---------------------------------------------------------------------------------------------------------------------- */

static void administrators(void **state)
{
	struct trial t;

	(void)state;
	trial_of(&t, QUIET "components:\n"
			   "  - {id: amf, function: AMF, segment: core}\n"
			   "  - {id: beside, function: server, segment: core}\n"
			   "  - {id: wall, function: firewall, segment: dmz}\n"
			   "  - {id: m-1, function: server, segment: oam-1}\n"
			   "  - {id: m-2, function: server, segment: oam-2}\n"
			   "  - {id: m-3, function: server, segment: oam-3}\n"
			   "  - {id: m-beside, function: server, segment: oam-4}\n"
			   "  - {id: m-wall, function: server, segment: oam-5}\n"
			   "  - {id: user, function: server, segment: office}\n"
			   "  - {id: under, function: server, segment: under}\n"
			   "links:\n"
			   "  - {from: m-1, to: amf, plane: management}\n"
			   "  - {from: m-2, to: m-1, plane: management}\n"
			   "  - {from: m-3, to: m-2, plane: management}\n"
			   "  - {from: m-beside, to: beside, plane: management}\n"
			   "  - {from: m-wall, to: wall, plane: management}\n"
			   "  - {from: user, to: amf, plane: user}\n"
			   "  - {from: m-1, to: under, plane: management}\n");
	assert_scope(&t, "m-1", "management", "management");
	assert_reason(&t, "m-1", REASON_ADMINISTERS, false);
	assert_int_equal(reason_of(&t, "m-1", REASON_ADMINISTERS)->about, part_of(&t.w, "amf"));
	assert_scope(&t, "m-2", "management", "management"); /* of another management part */
	assert_scope(&t, "m-3", "management", "management");
	assert_int_equal(reason_of(&t, "m-3", REASON_ADMINISTERS)->about, part_of(&t.w, "m-2"));
	assert_scope(&t, "m-beside", "management", "management");
	assert_scope(&t, "m-wall", "management", "management"); /* of a security element */
	assert_scope(&t, "wall", "security_element", "security_element");
	assert_scope(&t, "user", "other", "other");
	assert_scope(&t, "under", "other", "other"); /* being administered is not enough */
	trial_end(&t);
}

/* The higher scope stays, and the reasons for the lower one are kept. */
static void all_reasons_are_kept(void **state)
{
	struct trial t;

	(void)state;
	trial_of(&t, QUIET "components:\n"
			   "  - {id: amf, function: AMF, segment: core}\n"
			   "  - {id: beside, function: firewall, segment: core}\n"
			   "  - {id: vpn, function: VPN gateway, segment: dmz}\n"
			   "links: [{from: beside, to: amf, plane: management}]\n"
			   "access: [{id: r, party: operator, target: amf, via: [vpn], privilege: admin}]\n");
	assert_scope(&t, "beside", "adjacent", "adjacent");
	assert_reason(&t, "beside", REASON_SEGMENT, false);
	assert_reason(&t, "beside", REASON_SECURITY_ELEMENT, false);
	assert_reason(&t, "beside", REASON_ADMINISTERS, false);
	assert_scope(&t, "vpn", "management", "management");
	assert_reason(&t, "vpn", REASON_HOP, false);
	assert_reason(&t, "vpn", REASON_SECURITY_ELEMENT, false);
	trial_end(&t);
}

static void cycles(void **state)
{
	struct trial t;

	(void)state;
	trial_of(&t, QUIET "components: [{id: amf, function: AMF, segment: core}, {id: x, function: server, segment: x}, {id: y, function: server, segment: y},\n"
			   "  {id: p, function: server, segment: p}, {id: q, function: server, segment: q}]\n"
			   "links: [{from: x, to: y, plane: management}, {from: y, to: x, plane: management}, {from: y, to: amf, plane: management},\n"
			   "  {from: p, to: q, plane: management}, {from: q, to: p, plane: management}]\n");
	assert_scope(&t, "x", "management", "management");
	assert_scope(&t, "y", "management", "management");
	assert_scope(&t, "p", "other", "other"); /* only each other */
	assert_scope(&t, "q", "other", "other");
	trial_end(&t);
}

static void hops(void **state)
{
	struct trial t;

	(void)state;
	trial_of(&t, QUIET "components:\n"
			   "  - {id: amf, function: AMF, segment: core}\n"
			   "  - {id: ems, function: server, segment: oam}\n"
			   "  - {id: h-1, function: server, segment: h1}\n"
			   "  - {id: h-2, function: server, segment: h2}\n"
			   "  - {id: h-ems, function: server, segment: h3}\n"
			   "  - {id: h-old, function: server, segment: h4}\n"
			   "  - {id: h-claim, function: server, segment: h5}\n"
			   "  - {id: h-office, function: server, segment: h6}\n"
			   "  - {id: office, function: server, segment: office}\n"
			   "links: [{from: ems, to: amf, plane: management}]\n"
			   "access:\n"
			   "  - {id: r-1, party: operator, target: amf, via: [h-1, h-2], privilege: read}\n"
			   "  - {id: r-2, party: operator, target: ems, via: [h-ems]}\n"
			   "  - {id: r-3, party: operator, target: amf, via: [h-old], valid_until: 2026-11-01, observed: no}\n"
			   "  - {id: r-4, party: operator, target: amf, via: [h-claim], claim: {status: reported}}\n"
			   "  - {id: r-5, party: operator, target: office, via: [h-office]}\n");
	assert_scope(&t, "h-1", "management", "management");
	assert_scope(&t, "h-2", "management", "management");
	assert_reason(&t, "h-2", REASON_HOP, false);
	assert_int_equal(reason_of(&t, "h-2", REASON_HOP)->about, row_of(&t.w, TABLE_access, "r-1"));
	assert_scope(&t, "h-ems", "management", "management"); /* into a management part */
	assert_scope(&t, "h-old", "other", "other");           /* over */
	assert_scope(&t, "h-claim", "other", "management");    /* a claim counts at worst */
	assert_scope(&t, "h-office", "other", "other");        /* into nothing of interest */
	ASSERT(t, "component.hop", "h-1", "yes");
	ASSERT(t, "component.hop", "h-office", "yes");
	ASSERT(t, "component.hop", "h-old", "no");
	ASSERT(t, "component.hop", "amf", "no");
	trial_end(&t);
}

/* A way in that does not say where it leads may lead anywhere: what it passes through is a hop, and management at worst. */
static void hops_to_somewhere(void **state)
{
	struct trial t;

	(void)state;
	trial_of(&t, QUIET "components: [{id: amf, function: AMF, segment: core}, {id: h, function: server, segment: h}, {id: x, function: server, segment: x}]\n"
			   "access: [{id: r, party: operator, via: [h]}]\n");
	ASSERT(t, "component.hop", "h", "yes");
	assert_scope(&t, "h", "other", "management");
	assert_reason(&t, "h", REASON_HOP, true);
	assert_scope(&t, "x", "other", "other");
	trial_end(&t);
}

static void may_administer(void **state)
{
	static const char parts[] = "components:\n"
				    "  - {id: ems, function: EMS, segment: oam}\n"
				    "  - {id: jump, function: jump host, segment: dmz}\n"
				    "  - {id: server, function: server, segment: office}\n";
	struct trial t;
	struct buffer text = { 0 };

	(void)state;
	buffer_format(&text, QUIET "%s", parts);
	trial_of(&t, text.data);
	assert_scope(&t, "ems", "other", "other");
	assert_scope(&t, "jump", "security_element", "security_element");
	trial_end(&t);
	buffer_clear(&text);
	buffer_format(&text, NETWORK HERE APPLIED "statements:\n" STATED("access") "%s", parts);
	trial_of(&t, text.data);
	assert_scope(&t, "ems", "other", "management");
	assert_reason(&t, "ems", REASON_MAY_ADMINISTER, true);
	assert_no_reason(&t, "ems", REASON_MAY_BE_HOP);
	assert_scope(&t, "jump", "security_element", "management");
	assert_scope(&t, "server", "other", "other"); /* the class decides */
	trial_end(&t);
	buffer_clear(&text);
	buffer_format(&text, NETWORK HERE APPLIED "statements:\n" STATED("link") "%s", parts);
	trial_of(&t, text.data);
	assert_scope(&t, "ems", "other", "management");
	assert_reason(&t, "ems", REASON_MAY_BE_HOP, true);
	assert_no_reason(&t, "ems", REASON_MAY_ADMINISTER);
	trial_end(&t);
	/* A statement that is over, or says no, closes nothing. */
	buffer_clear(&text);
	buffer_format(&text, NETWORK HERE APPLIED "statements:\n" STATED("access") "  - {table: link, covers: {segment: oam}, complete: yes, by: me, until: 2026-11-01}\n"
						  "  - {table: link, covers: {segment: dmz}, complete: no, by: me}\n%s", parts);
	trial_of(&t, text.data);
	assert_scope(&t, "ems", "other", "management");
	assert_scope(&t, "jump", "security_element", "management");
	trial_end(&t);
	buffer_free(&text);
}

/* Drawn the wrong way: at worst it counts both ways. */
static void links_towards_a_manager(void **state)
{
	struct trial t;

	(void)state;
	trial_of(&t, QUIET "components:\n"
			   "  - {id: amf, function: AMF, segment: core}\n"
			   "  - {id: ems, function: EMS, segment: oam}\n"
			   "  - {id: oss, function: OSS, segment: oss}\n"
			   "  - {id: gnb, function: gNB, segment: ran}\n"
			   "links: [{from: amf, to: ems, plane: management}, {from: oss, to: ems, plane: management}, {from: gnb, to: ems, plane: control}]\n");
	assert_scope(&t, "ems", "other", "management");
	assert_reason(&t, "ems", REASON_ADMINISTERS, true);
	assert_scope(&t, "oss", "other", "management"); /* administers what may be management */
	assert_scope(&t, "gnb", "other", "other");
	trial_end(&t);
}

/* ---- Duties that follow ---------------------------------------------------------------------------------------------------------------- */

static void duties(void **state)
{
	struct trial t;

	(void)state;
	trial_of(&t, QUIET "components:\n"
			   "  - {id: amf, function: AMF, segment: core}\n"
			   "  - {id: office, function: server, segment: office}\n"
			   "  - {id: crm, function: CRM, segment: bss, data: [customer], users: 5}\n"
			   "  - {id: vpn, function: VPN gateway, segment: dmz}\n"
			   "access: [{id: r, party: operator, target: amf, via: [vpn], privilege: admin}]\n");
	ASSERT(t, "component.required_events", "amf", "authentication|admin_action|account_change|config_change|log_control|software_update");
	ASSERT(t, "component.required_events", "office", "none");
	ASSERT(t, "component.required_events", "crm", "data_access|data_export");
	ASSERT(t, "component.required_events", "vpn",
		"authentication|admin_action|account_change|config_change|remote_session|log_control|software_update");
	ASSERT(t, "component.required_events_worst", "office", "none");
	ASSERT(t, "component.required_retention", "amf", "P90D");
	ASSERT(t, "component.required_retention", "office", "");
	ASSERT(t, "component.trust_required", "amf", "yes");
	ASSERT(t, "component.trust_required", "office", "no");
	trial_end(&t);
}

static void nothing_known(void **state)
{
	struct trial t;

	(void)state;
	trial_of(&t, NETWORK "components:\n  - {id: only}\n  - {id: named, name: x}\n  - {id: party, parties: [{supplier: x, role: manage}]}\n"
			     "  - {id: logged, logs: [{sink: none}]}\n  - {id: linked}\n"
			     "links: [{from: linked, to: only, plane: user}]\n");
	ASSERT(t, "component.nothing_known", "only", "yes");
	ASSERT(t, "component.nothing_known", "named", "no");
	ASSERT(t, "component.nothing_known", "party", "no");
	ASSERT(t, "component.nothing_known", "logged", "no");
	ASSERT(t, "component.nothing_known", "linked", "yes");
	assert_scope(&t, "only", "other", "critical");
	trial_end(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(by_class),
		cmocka_unit_test(by_data),
		cmocka_unit_test(by_missing_facts),
		cmocka_unit_test(designated),
		cmocka_unit_test(credentials),
		cmocka_unit_test(adjacency),
		cmocka_unit_test(administrators),
		cmocka_unit_test(all_reasons_are_kept),
		cmocka_unit_test(cycles),
		cmocka_unit_test(hops),
		cmocka_unit_test(hops_to_somewhere),
		cmocka_unit_test(may_administer),
		cmocka_unit_test(links_towards_a_manager),
		cmocka_unit_test(duties),
		cmocka_unit_test(nothing_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
