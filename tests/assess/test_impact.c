/* Impact before findings: class, cap by users, floors of data and site, redundancy, inheritance; on the facts and at worst. */
#include "assess_test.h"

#include <time.h>

static void by_class(void **state)
{
	struct trial t;

	(void)state;
	trial_of(&t, QUIET "components:\n"
			   "  - {id: udm, function: UDM, segment: a}\n"
			   "  - {id: pcf, function: PCF, segment: b}\n"
			   "  - {id: siem, function: SIEM, segment: c}\n"
			   "  - {id: ntp, function: NTP, segment: d}\n"
			   "  - {id: hybrid, function: [NTP, DNS, server], segment: e}\n"
			   "  - {id: what, segment: f}\n");
	assert_impact(&t, "udm", "5/5/5 5/5/5");
	assert_impact(&t, "pcf", "4/5/5 4/5/5");
	assert_impact(&t, "siem", "3/4/2 3/4/2");
	assert_impact(&t, "ntp", "1/3/4 1/3/4");
	assert_impact(&t, "hybrid", "3/5/5 3/5/5");
	assert_impact(&t, "what", "1/1/1 5/5/5");
	trial_end(&t);
}

/* Just below and from each border; without a number the network's, without that no cap. */
static void capped_by_users(void **state)
{
	static const struct {
		const char *users, *network, *expected;
	} cases[] = {
		{ ", users: 0", "", "2/2/2 2/2/2" },
		{ ", users: 9999", "", "2/2/2 2/2/2" },
		{ ", users: 10000", "", "3/3/3 3/3/3" },
		{ ", users: 99999", "", "3/3/3 3/3/3" },
		{ ", users: 100000", "", "4/4/4 4/4/4" },
		{ ", users: 999999", "", "4/4/4 4/4/4" },
		{ ", users: 1000000", "", "5/4/4 5/4/4" },
		{ "", ", users: 50000", "3/3/3 3/3/3" },
		{ "", ", users: 2000000", "5/4/4 5/4/4" },
		{ "", "", "5/4/4 5/4/4" },
		{ ", users: 5", ", users: 2000000", "2/2/2 2/2/2" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buffer text = { 0 };
		struct trial t;

		buffer_format(&text, "network: {as_of: 2026-11-01%s}\n" HERE ALL_STATED APPLIED
				     "components: [{id: upf, function: UPF, segment: a%s}, {id: amf, function: AMF, segment: b%s}]\n",
			cases[i].network, cases[i].users, cases[i].users);
		trial_of(&t, text.data);
		assert_impact(&t, "upf", cases[i].expected);
		assert_impact(&t, "amf", "5/5/5 5/5/5"); /* its class has no cap */
		trial_end(&t);
		buffer_free(&text);
	}
}

static void floors(void **state)
{
	struct trial t;

	(void)state;
	trial_of(&t, NETWORK "sites: [{name: here, sensitive: no}, {name: base, sensitive: yes}, {name: dim}]\n" ALL_STATED
			     "apply: [{to: {segment: [a]}, set: {data: none, serves: none, site: here}}]\n"
			     "components:\n"
			     "  - {id: none, function: server, segment: a, users: 5}\n"
			     "  - {id: content, function: server, segment: a, users: 5, data: [content]}\n"
			     "  - {id: li, function: server, segment: a, users: 5, data: [li_target, log]}\n"
			     "  - {id: few, function: server, segment: a, users: 999999, data: [customer]}\n"
			     "  - {id: many, function: server, segment: a, users: 1000000, data: [customer]}\n"
			     "  - {id: uncounted, function: server, segment: a, data: [billing]}\n"
			     "  - {id: base, function: server, segment: a, users: 5, site: base}\n"
			     "  - {id: dim, function: server, segment: a, users: 5, site: dim}\n"
			     "  - {id: serves, function: server, segment: a, users: 5, serves: [vital]}\n"
			     "  - {id: where, function: server, segment: b, users: 5, data: none, serves: none}\n"
			     "  - {id: whom, function: server, segment: b, users: 5, data: none, site: here}\n"
			     "  - {id: what, function: server, segment: b, users: 5, serves: none, site: here}\n");
	assert_impact(&t, "none", "2/2/2 2/2/2");
	assert_impact(&t, "content", "5/3/2 5/3/2"); /* a floor raises past the cap */
	assert_impact(&t, "li", "5/5/2 5/5/2");
	assert_impact(&t, "few", "3/3/2 3/3/2");
	assert_impact(&t, "many", "4/3/2 4/3/2");
	assert_impact(&t, "uncounted", "3/3/2 4/3/2");
	assert_impact(&t, "base", "4/4/4 4/4/4");
	assert_impact(&t, "dim", "2/2/2 4/4/4");
	assert_impact(&t, "serves", "4/4/4 4/4/4");
	assert_impact(&t, "where", "2/2/2 4/4/4");
	assert_impact(&t, "whom", "2/2/2 4/4/4");
	assert_impact(&t, "what", "2/2/2 5/5/4"); /* the highest floor of any data */
	trial_end(&t);
}

/* ---- Redundancy -------------------------------------------------------------------------------------------------------------------- */

/* Two AMFs of a group; what each case adds decides whether sabotage of the first one weighs less. */
static void assert_relief(const char *what, const char *first, const char *second, const char *rest, bool relief)
{
	struct buffer text = { 0 };
	struct trial t;

	buffer_format(&text, NETWORK "sites: [{name: here, sensitive: no}, {name: there, sensitive: no}]\n" ALL_STATED
				     "apply: [{to: all, set: {data: none, exposed: none, serves: none, keys_held_by: [operator]}}]\n"
				     "components:\n  - {id: one, function: AMF, segment: a, %s}\n  - {id: two, function: AMF, segment: b, %s}\n"
				     "  - {id: m, function: EMS, segment: m, site: here}\n  - {id: n, function: EMS, segment: n, site: there}\n"
				     "suppliers: [{id: good, decision: trusted}, {id: fine, decision: trusted}, {id: bad, decision: untrusted}]\n%s",
		first, second, rest);
	trial_of(&t, text.data);
	if ((keur_byte(&t.w.model.column[COL_component_impact_sabotage], part_of(&t.w, "one")) == 4) != relief)
		fail_msg("%s: sabotage %s, expected %s", what, value_of(&t.w, "component.impact_sabotage", "one"), relief ? "4" : "5");
	ASSERT(t, "component.impact_espionage", "one", "5");
	ASSERT(t, "component.impact_manipulation", "one", "5");
	ASSERT(t, "component.impact_sabotage_worst", "one", "5"); /* the known answer only */
	trial_end(&t);
	buffer_free(&text);
}

#define ONE "redundancy_group: g, site: here"
#define TWO "redundancy_group: g, site: there"

static void redundancy(void **state)
{
	(void)state;
	assert_relief("another site", ONE, TWO, "", true);
	assert_relief("the same site", ONE, "redundancy_group: g, site: here", "", false);
	assert_relief("own site not known", "redundancy_group: g", TWO, "", false);
	assert_relief("other site not known", ONE, "redundancy_group: g", "", false);
	assert_relief("no group", "site: here", TWO, "", false);
	assert_relief("another group", ONE, "redundancy_group: h, site: there", "", false);
	assert_relief("the other is out of service", ONE, TWO ", in_service_until: 2026-01-01", "", false);
	assert_relief("a trusted maker of both", ONE ", parties: [{supplier: good, role: manufacture}]",
		TWO ", parties: [{supplier: good, role: manufacture}]", "", true);
	assert_relief("a distrusted maker of both", ONE ", parties: [{supplier: bad, role: manufacture}]",
		TWO ", parties: [{supplier: bad, role: manufacture}]", "", false);
	assert_relief("an undecided maker of both", ONE ", parties: [{supplier: who, role: manufacture}]",
		TWO ", parties: [{supplier: who, role: manufacture}]", "", false);
	assert_relief("two distrusted makers", ONE ", parties: [{supplier: bad, role: manufacture}]",
		TWO ", parties: [{supplier: who, role: manufacture}]", "", true);
	assert_relief("a distrusted owner of both makers", ONE ", parties: [{supplier: good, role: manufacture}]",
		TWO ", parties: [{supplier: fine, role: manufacture}]",
		"ownership: [{owner: bad, owned: good, control: yes}, {owner: bad, owned: fine, control: yes}]\n", false);
	assert_relief("a trusted manager of both", ONE ", parties: [{supplier: good, role: manage}]", TWO ", parties: [{supplier: good, role: manage}]",
		"", false);
	assert_relief("two trusted managers", ONE ", parties: [{supplier: good, role: manage}]", TWO ", parties: [{supplier: fine, role: manage}]", "",
		true);
	assert_relief("the operator manages both", ONE ", parties: [{supplier: operator, role: manage}]",
		TWO ", parties: [{supplier: operator, role: manage}]", "", true);
	assert_relief("one administrator", ONE, TWO, "links: [{from: m, to: one, plane: management}, {from: m, to: two, plane: management}]\n", false);
	assert_relief("an administrator each", ONE, TWO, "links: [{from: m, to: one, plane: management}, {from: n, to: two, plane: management}]\n",
		true);
	assert_relief("it administers the other", ONE, TWO, "links: [{from: one, to: two, plane: management}]\n", false);
	assert_relief("the other administers it", ONE, TWO, "links: [{from: two, to: one, plane: management}]\n", false);
	assert_relief("an administrator of both administrators", ONE, TWO,
		"links: [{from: m, to: one, plane: management}, {from: m, to: n, plane: management}, {from: n, to: two, plane: management}]\n", false);
}

static void redundancy_and_ways_in(void **state)
{
	(void)state;
	assert_relief("a trusted party's ways into both", ONE, TWO,
		"access: [{id: r-1, party: good, target: one, via: none, privilege: admin}, {id: r-2, party: good, target: two, via: none, privilege: admin}]\n", false);
	assert_relief("its maker's ways into both", ONE ", parties: [{supplier: good, role: manufacture}]",
		TWO ", parties: [{supplier: good, role: manufacture}]",
		"access: [{id: r-1, party: good, target: one, via: none, privilege: admin}, {id: r-2, party: good, target: two, via: none, privilege: admin}]\n", false);
	assert_relief("ways in to read", ONE, TWO,
		"access: [{id: r-1, party: good, target: one, via: none, privilege: read}, {id: r-2, party: good, target: two, via: none, privilege: admin}]\n", true);
	assert_relief("a way in that is over", ONE, TWO,
		"access: [{id: r-1, party: good, target: one, via: none, privilege: admin, valid_until: 2026-01-01, observed: no},\n"
		"  {id: r-2, party: good, target: two, via: none, privilege: admin}]\n", true);
	assert_relief("ways in of two parties", ONE, TWO,
		"access: [{id: r-1, party: good, target: one, via: none, privilege: admin}, {id: r-2, party: fine, target: two, via: none, privilege: admin}]\n", true);
	assert_relief("a way in of nobody knows whom", ONE, TWO,
		"access: [{id: r-1, target: one, via: none, privilege: admin}, {id: r-2, party: operator, target: two, via: none, privilege: admin}]\n", false);
	assert_relief("one hop", ONE, TWO,
		"access: [{id: r-1, party: good, target: one, via: [m], privilege: admin}, {id: r-2, party: fine, target: two, via: [n, m], privilege: admin}]\n", false);
	assert_relief("hops of their own", ONE, TWO,
		"access: [{id: r-1, party: good, target: one, via: [m], privilege: admin}, {id: r-2, party: fine, target: two, via: [n], privilege: admin}]\n", true);
	assert_relief("the operator's ways into both", ONE, TWO,
		"access: [{id: r-1, party: operator, target: one, via: none, privilege: admin}, {id: r-2, party: operator, target: two, via: none, privilege: admin}]\n", true);
}

/* At least 1, and one other that can take over is enough. */
static void redundancy_of_several(void **state)
{
	struct trial t;

	(void)state;
	trial_of(&t, NETWORK "sites: [{name: here, sensitive: no}, {name: there, sensitive: no}]\n" ALL_STATED
			     "apply: [{to: all, set: {data: none, exposed: none, serves: none, keys_held_by: [operator]}}]\n"
			     "components:\n"
			     "  - {id: a, function: AMF, segment: s, redundancy_group: g, site: here}\n"
			     "  - {id: b, function: AMF, segment: s, redundancy_group: g, site: here}\n"
			     "  - {id: c, function: AMF, segment: s, redundancy_group: g, site: there}\n"
			     "  - {id: d, function: NTP, segment: s, redundancy_group: h, site: here}\n"
			     "  - {id: e, function: NTP, segment: s, redundancy_group: h, site: there}\n");
	assert_impact(&t, "a", "5/5/4 5/5/5");
	assert_impact(&t, "b", "5/5/4 5/5/5");
	assert_impact(&t, "c", "5/5/4 5/5/5");
	assert_impact(&t, "d", "1/3/3 1/3/4");
	trial_end(&t);
}

/* ---- Inheritance ------------------------------------------------------------------------------------------------------------------- */

static void from_what_is_administered(void **state)
{
	struct trial t;

	(void)state;
	trial_of(&t, QUIET "components:\n"
			   "  - {id: amf, function: AMF, segment: core, users: 5}\n"
			   "  - {id: gnb-1, function: gNB, segment: ran, users: 4000}\n"
			   "  - {id: gnb-2, function: gNB, segment: ran, users: 5999}\n"
			   "  - {id: gnb-3, function: gNB, segment: ran, users: 1}\n"
			   "  - {id: small, function: server, segment: m1}\n"
			   "  - {id: large, function: server, segment: m2}\n"
			   "  - {id: core-m, function: server, segment: m3}\n"
			   "  - {id: top, function: server, segment: m4}\n"
			   "links:\n"
			   "  - {from: small, to: gnb-1, plane: management}\n  - {from: small, to: gnb-2, plane: management}\n"
			   "  - {from: large, to: gnb-1, plane: management}\n  - {from: large, to: gnb-2, plane: management}\n  - {from: large, to: gnb-3, plane: management}\n"
			   "  - {from: core-m, to: amf, plane: management}\n"
			   "  - {from: top, to: large, plane: management}\n  - {from: top, to: core-m, plane: management}\n");
	assert_impact(&t, "gnb-1", "2/2/2 2/2/2");
	assert_impact(&t, "small", "2/2/2 2/2/2");  /* 9,999 users together */
	assert_impact(&t, "large", "3/3/3 3/3/3");  /* 10,000: the cap of the sum, over the uncapped 4/4/4 */
	assert_impact(&t, "core-m", "2/2/2 2/2/2"); /* min(5, cap of 5 users) */
	/* 10,005 users and those of what it administers itself, whose number is the network's. */
	assert_impact(&t, "top", "5/5/5 5/5/5");
	trial_end(&t);
}

static void from_what_depends(void **state)
{
	struct trial t;

	(void)state;
	trial_of(&t, QUIET "components:\n"
			   "  - {id: udm, function: UDM, segment: a, depends_on: [smf, dns, pki, hsm, ntp, identity, server, pam]}\n"
			   "  - {id: smf, function: SIEM, segment: b}\n"
			   "  - {id: dns, function: DNS, segment: c}\n"
			   "  - {id: pki, function: PKI, segment: d}\n"
			   "  - {id: hsm, function: HSM, segment: e}\n"
			   "  - {id: ntp, function: NTP, segment: f}\n"
			   "  - {id: identity, function: identity, segment: g}\n"
			   "  - {id: server, function: server, segment: h}\n"
			   "  - {id: pam, function: PAM, segment: i, depends_on: [under-pam]}\n"
			   "  - {id: under-pam, function: SIEM, segment: j}\n"
			   "  - {id: old, function: UDM, segment: k, in_service_until: 2026-01-01, depends_on: [spare]}\n"
			   "  - {id: spare, function: NTP, segment: l}\n");
	assert_impact(&t, "smf", "3/4/5 3/4/5");       /* sabotage always */
	assert_impact(&t, "dns", "3/5/5 3/5/5");
	assert_impact(&t, "pki", "5/5/5 5/5/5");
	assert_impact(&t, "hsm", "5/5/5 5/5/5");
	assert_impact(&t, "ntp", "1/5/5 1/5/5");       /* timing: manipulation too */
	assert_impact(&t, "identity", "4/5/5 4/5/5");
	assert_impact(&t, "server", "5/5/5 5/5/5");    /* general parts: all three */
	assert_impact(&t, "pam", "4/4/5 4/4/5");
	assert_impact(&t, "under-pam", "3/4/5 3/4/5"); /* onwards */
	assert_impact(&t, "spare", "1/3/4 1/3/4");     /* what is out of service passes nothing on */
	trial_end(&t);
}

static void both_ways_and_cycles(void **state)
{
	struct trial t;

	(void)state;
	trial_of(&t, QUIET "components:\n"
			   "  - {id: a, function: server, segment: a, users: 5}\n"
			   "  - {id: b, function: server, segment: b, users: 5}\n"
			   "  - {id: c, function: server, segment: c, users: 5}\n"
			   "  - {id: amf, function: AMF, segment: d, users: 2000000}\n"
			   "  - {id: x, function: server, segment: e, users: 5, depends_on: [y]}\n"
			   "  - {id: y, function: server, segment: f, users: 5, depends_on: [z]}\n"
			   "  - {id: z, function: server, segment: g, users: 5, depends_on: [x, a]}\n"
			   "  - {id: dns, function: DNS, segment: h, users: 5}\n"
			   "links: [{from: a, to: b, plane: management}, {from: b, to: c, plane: management}, {from: c, to: a, plane: management},\n"
			   "  {from: b, to: amf, plane: management}, {from: x, to: dns, plane: management}]\n");
	assert_impact(&t, "a", "5/5/5 5/5/5"); /* all of the cycle administer the AMF */
	assert_impact(&t, "b", "5/5/5 5/5/5");
	assert_impact(&t, "c", "5/5/5 5/5/5");
	assert_impact(&t, "x", "2/2/2 2/2/2"); /* five users under it */
	assert_impact(&t, "y", "2/2/2 2/2/2");
	trial_end(&t);
	/* A long chain of management, and a long one of dependence. */
	{
		struct buffer text = { 0 }, links = { 0 };
		int i;

		buffer_string(&text, QUIET "components:\n");
		buffer_string(&links, "links:\n");
		for (i = 0; i < 300; i++) {
			buffer_format(&text, "  - {id: m%03d, function: server, segment: m%03d, users: 10000}\n", i, i);
			buffer_format(&text, "  - {id: d%03d, function: server, segment: d%03d, users: 5, depends_on: [d%03d]}\n", i, i, i + 1);
			buffer_format(&links, "  - {from: m%03d, to: m%03d, plane: management}\n", i, i + 1);
		}
		buffer_string(&text, "  - {id: m300, function: AMF, segment: end, users: 10000}\n  - {id: d300, function: server, segment: z, users: 5}\n");
		buffer_string(&text, "  - {id: udm, function: UDM, segment: udm, depends_on: [d000]}\n");
		buffer_text(&text, buffer_view(&links));
		trial_of(&t, text.data);
		assert_impact(&t, "m299", "3/3/3 3/3/3");
		assert_impact(&t, "m290", "4/4/4 4/4/4"); /* 100,000 users below it */
		assert_impact(&t, "m000", "5/5/5 5/5/5");
		assert_impact(&t, "d300", "5/5/5 5/5/5");
		trial_end(&t);
		buffer_free(&text);
		buffer_free(&links);
	}
}

/* What may administer anything, and links that may count both ways, raise the worst answer only. */
static void at_worst(void **state)
{
	struct trial t;

	(void)state;
	trial_of(&t, NETWORK HERE APPLIED "statements:\n" STATED("access")
		"components: [{id: ems, function: EMS, segment: a}, {id: server, function: server, segment: b, users: 5}]\n");
	assert_impact(&t, "ems", "3/4/4 5/5/5");
	assert_impact(&t, "server", "2/2/2 2/2/2");
	trial_end(&t);
	trial_of(&t, QUIET "components: [{id: ems, function: EMS, segment: a}, {id: amf, function: AMF, segment: b}]\n"
			   "links: [{from: amf, to: ems, plane: management}]\n");
	assert_impact(&t, "ems", "3/4/4 5/5/5");
	assert_impact(&t, "amf", "5/5/5 5/5/5");
	trial_end(&t);
}

/* However long a chain is, and whichever way it stands in the inventory: what its end needs rises to what stands at its head. */
static void long_chains(void **state)
{
	enum { LONG = 50000 };
	int backwards, i;

	(void)state;
	for (backwards = 0; backwards < 2; backwards++) {
		struct buffer text = { 0 };
		clock_t began = clock();
		struct trial t;

		buffer_string(&text, QUIET "components:\n");
		for (i = 0; i < LONG; i++) {
			int head = backwards ? LONG - 1 : 0, next = backwards ? i - 1 : i + 1;

			buffer_format(&text, "  - {id: c%05d, function: %s, segment: s%d, users: 5, depends_on: ", i, i == head ? "AMF" : "server", i);
			if (next >= 0 && next < LONG)
				buffer_format(&text, "[c%05d]}\n", next);
			else
				buffer_string(&text, "none}\n");
		}
		trial_of(&t, text.data);
		assert_true((clock() - began) / CLOCKS_PER_SEC < 30); /* seconds; a square of the length would take many minutes */
		/* All of a chain of general parts takes what depends on it: all three scenarios. */
		assert_impact(&t, backwards ? "c00000" : "c49999", "5/5/5 5/5/5");
		trial_end(&t);
		buffer_free(&text);
	}
}

/* A tree adds up branch by branch; where two ways lead to the same part, its users count once. */
static void sums_of_trees_and_diamonds(void **state)
{
	struct trial t;

	(void)state;
	trial_of(&t, QUIET "components:\n"
		"  - {id: top, function: EMS, segment: a, users: 1}\n  - {id: left, function: EMS, segment: b, users: 1}\n"
		"  - {id: right, function: EMS, segment: c, users: 1}\n"
		"  - {id: gnb-1, function: gNB, segment: d, users: 6000}\n  - {id: gnb-2, function: gNB, segment: e, users: 6000}\n"
		"links:\n  - {from: top, to: left, plane: management}\n  - {from: top, to: right, plane: management}\n"
		"  - {from: left, to: gnb-1, plane: management}\n  - {from: right, to: gnb-2, plane: management}\n");
	/* 12,002 users below the top: impact 3 at most; of its class 3/4/4. */
	assert_impact(&t, "left", "3/4/4 3/4/4");
	assert_impact(&t, "top", "3/4/4 3/4/4");
	trial_end(&t);
	trial_of(&t, QUIET "components:\n"
		"  - {id: dns, function: DNS, segment: a, users: 1}\n  - {id: one, function: DNS, segment: b, users: 1}\n"
		"  - {id: two, function: DNS, segment: c, users: 1}\n  - {id: upf, function: UPF, segment: d, users: 600000}\n"
		"links:\n  - {from: dns, to: one, plane: management}\n  - {from: dns, to: two, plane: management}\n"
		"  - {from: one, to: upf, plane: management}\n  - {from: two, to: upf, plane: management}\n");
	/* 600,002 users below the first allow 4; counted twice, they would be over a million and allow the 5 of the UPF. */
	assert_impact(&t, "one", "4/5/5 4/5/5");
	assert_impact(&t, "dns", "4/5/5 4/5/5");
	trial_end(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(by_class),
		cmocka_unit_test(capped_by_users),
		cmocka_unit_test(floors),
		cmocka_unit_test(redundancy),
		cmocka_unit_test(redundancy_and_ways_in),
		cmocka_unit_test(redundancy_of_several),
		cmocka_unit_test(from_what_is_administered),
		cmocka_unit_test(from_what_depends),
		cmocka_unit_test(both_ways_and_cycles),
		cmocka_unit_test(at_worst),
		cmocka_unit_test(long_chains),
		cmocka_unit_test(sums_of_trees_and_diamonds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
