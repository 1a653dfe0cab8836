/* Edits: each kind of address, what is recorded of them, what may lower a risk and what may not, and every refusal with its words and place. */
#include "world.h"

static const char network[] =
	"network: {country: NL, users: 4000}\n"
	"components:\n"
	"  - {id: amf, function: AMF, segment: core, users: 70, data: [log], depends_on: [dns], site: ams,\n"
	"     parties: [{supplier: acme, role: manage}, {supplier: zed, role: manage, under: acme}], logs: [{sink: siem, retention: P3M}]}\n"
	"  - {id: dns, segment: names}\n"
	"  - {id: siem}\n"
	"  - {id: old}\n"
	"access:\n"
	"  - {id: r-1, party: zed, target: amf, via: [dns], mfa: no, privilege: admin, authorised_by: none, valid_until: none}\n"
	"  - {id: r-2, target: old, standing: yes}\n"
	"links: [{from: amf, to: old, plane: control}, {from: amf, to: dns, plane: control, protocol: x}]\n"
	"parties: [{component: old, supplier: acme, role: host}]\n"
	"statements: [{table: party, covers: all, complete: yes, by: me}]\n"
	"suppliers: [{id: acme, name: ACME Ltd, decision: {decision: untrusted, from: 2024-01-01}}]\n"
	"sites: [{name: ams, country: NL, sensitive: yes}]\n";

static void begin(struct world *w, const char *edits)
{
	world_start(w);
	world_file(w, "f", network);
	world_overlay(w, "e", edits);
}

static void refuses(const char *edits, const char *said)
{
	struct world w;

	begin(&w, edits);
	assert_int_equal(world_link(&w), -1);
	assert_string_equal(w.said.data, said);
	world_end(&w);
}

/* Everything on the record, a line each. */
static void assert_record(const struct world *w, const char *expected)
{
	struct buffer out = { 0 };
	size_t i;

	buffer_string(&out, "");
	for (i = 0; i < w->link.overrides; i++) {
		const struct link_override *o = &w->link.override[i];

		buffer_format(&out, "%s %s[", link_change_name[o->change], schema_table[o->table].name);
		if (o->key)
			buffer_string(&out, o->key);
		else
			model_key(&w->model, o->table, o->row, &out);
		buffer_string(&out, "]");
		if (o->change == LINK_CHANGED)
			buffer_format(&out, ".%s %s > %s", schema_column[o->column].name, o->from, o->to);
		buffer_format(&out, " %s:%u%s", w->messages.file[o->file], o->line, o->lowers ? " lowers" : "");
		if (*o->authority)
			buffer_format(&out, " %s, %s", *o->reason ? o->reason : o->reference, o->authority);
		buffer_string(&out, "\n");
	}
	assert_string_equal(out.data, expected);
	buffer_free(&out);
}

/* ---- What they do -------------------------------------------------------------------------------------------------------------------- */

static void values(void **state)
{
	struct world w;

	(void)state;
	begin(&w, "edits:\n"
		  "  - {address: 'component[amf].users', set: '90', reason: why, authority: who}\n"
		  "  - {address: 'component[amf].data', set: log|customer}\n"
		  "  - {address: 'component[dns].function', set: dns|VPN_gateway}\n"
		  "  - {address: 'access[r-1].via', set: dns|siem, reason: why, authority: who}\n"
		  "  - {address: 'access[r-1].party', set: acme, reason: why, authority: who}\n"
		  "  - {address: 'access[r-1].recorded', set: no}\n"
		  "  - {address: 'party[amf/zed/manage/acme].audit_right', set: yes}\n"
		  "  - {address: 'log[amf/siem].events', set: none}\n"
		  "  - {address: 'log[amf/siem].retention', set: P1M}\n"
		  "  - {address: 'statement[party/all/me].observed_by', set: pam|vpn, reason: why, authority: who}\n"
		  "  - {address: 'decision[acme/untrusted/2024-01-01].authority', set: the board}\n"
		  "  - {address: 'supplier[acme].country', set: CN}\n"
		  "  - {address: 'supplier[zed].maturity', set: 2}\n"
		  "  - {address: 'site[ams].country', set: BE, reason: why, authority: who, reference: X-1}\n"
		  "  - {address: 'network[].users', set: 5000}\n");
	world_must_link(&w);
	ASSERT_VALUE(&w, "component.users", "amf", "90");
	ASSERT_VALUE(&w, "component.data", "amf", "customer|log");
	ASSERT_VALUE(&w, "component.function", "dns", "DNS|VPN gateway"); /* in the catalogue's words */
	ASSERT_VALUE(&w, "access.via", "r-1", "dns|siem");
	ASSERT_VALUE(&w, "access.party", "r-1", "acme");
	ASSERT_VALUE(&w, "party.audit_right", "amf/zed/manage/acme", "yes");
	ASSERT_VALUE(&w, "log.events", "amf/siem", "none");
	ASSERT_VALUE(&w, "log.retention", "amf/siem", "P30D");
	ASSERT_VALUE(&w, "statement.observed_by", "party/all/me", "pam|vpn");
	ASSERT_VALUE(&w, "supplier.country", "acme", "CN");
	ASSERT_VALUE(&w, "supplier.maturity", "zed", "2"); /* a supplier that no register has */
	ASSERT_VALUE(&w, "site.country", "ams", "BE");
	assert_int_equal(keur_number(&w.model.column[COL_network_users], 0), 5000);
	assert_int_equal(w.model.line[TABLE_access][0], 10); /* where the row stands, not the edit */
	assert_record(&w, "changed supplier[acme].country  > CN e:14\n"
			  "changed supplier[zed].maturity  > 2 e:15\n"
			  "changed site[ams].country NL > BE e:16 lowers why, who\n"
			  "changed party[amf/zed/manage/acme].audit_right  > yes e:9\n"
			  "changed decision[acme/untrusted/2024-01-01].authority  > the board e:13\n"
			  "changed access[r-1].party zed > acme e:7 lowers why, who\n"
			  "changed access[r-1].via dns > dns|siem e:6 lowers why, who\n"
			  "changed access[r-1].recorded  > no e:8\n"
			  "changed log[amf/siem].events  > none e:10\n"
			  "changed log[amf/siem].retention P90D > P30D e:11\n"
			  "changed statement[party/all/me].observed_by  > pam|vpn e:12 lowers why, who\n"
			  "changed component[dns].function  > DNS|VPN gateway e:5\n"
			  "changed component[amf].data log > customer|log e:4\n"
			  "changed component[amf].users 70 > 90 e:3 lowers why, who\n"
			  "changed network[].users 4000 > 5000 e:17\n");
	world_end(&w);
}

/* What is nothing without a part that goes, goes with it; what names it otherwise must be changed as well, in the same file or elsewhere. */
static void removals(void **state)
{
	struct world w;

	(void)state;
	begin(&w, "edits:\n"
		  "  - {address: 'component[old]', remove: yes, reason: gone, authority: CTO}\n"
		  "  - {address: 'access[r-2].target', set: siem, reason: moved, authority: CTO}\n"
		  "  - {address: 'decision[acme/untrusted/2024-01-01]', remove: yes, reason: over, authority: board}\n"
		  "  - {address: 'link[amf/dns/control/x]', remove: yes, reason: r, authority: a}\n");
	world_must_link(&w);
	assert_keys(&w, TABLE_component, "amf\ndns\nsiem\n");
	assert_keys(&w, TABLE_link, "");
	assert_keys(&w, TABLE_party, "amf/acme/manage\namf/zed/manage/acme\n");
	assert_keys(&w, TABLE_decision, "");
	ASSERT_VALUE(&w, "access.target", "r-2", "siem");
	assert_record(&w, "removed component[old] e:3 lowers gone, CTO\n"
			  "removed link[amf/dns/control/x] e:6 lowers r, a\n"
			  "removed link[amf/old/control] e:3 lowers gone, CTO\n"
			  "removed party[old/acme/host] e:3 lowers gone, CTO\n"
			  "removed decision[acme/untrusted/2024-01-01] e:5 lowers over, board\n"
			  "changed access[r-2].target old > siem e:4 lowers moved, CTO\n");
	world_end(&w);
	refuses("edits:\n  - {address: 'component[dns]', remove: yes, reason: gone, authority: CTO}\n",
		"f:10: error: access.via names component `dns`, which the edit at e:3 removes: change or remove this row as well\n");
	refuses("edits:\n  - {address: 'component[siem]', remove: yes, reason: gone, authority: CTO}\n",
		"f:5: error: log.sink names component `siem`, which the edit at e:3 removes: change or remove this row as well\n");
	refuses("edits:\n  - {address: 'component[old]', remove: yes, reason: gone, authority: CTO}\n",
		"f:11: error: access.target names component `old`, which the edit at e:3 removes: change or remove this row as well\n");
}

/* A value of the key: the row is another one from then on, and stands where it stood. */
static void keys(void **state)
{
	struct world w;

	(void)state;
	begin(&w, "edits:\n"
		  "  - {address: 'party[amf/zed/manage/acme].supplier', set: better, reason: r, authority: a}\n"
		  "  - {address: 'party[amf/zed/manage/acme].under', set: zed, reason: r, authority: a}\n"
		  "  - {address: 'party[amf/zed/manage/acme].exit_plan', set: no}\n"
		  "  - {address: 'link[amf/old/control].to', set: siem, reason: r, authority: a}\n");
	world_must_link(&w);
	assert_keys(&w, TABLE_party, "amf/acme/manage\namf/better/manage/zed\nold/acme/host\n");
	assert_keys(&w, TABLE_link, "amf/dns/control/x\namf/siem/control\n");
	ASSERT_VALUE(&w, "party.exit_plan", "amf/better/manage/zed", "no");
	assert_int_equal(w.model.line[TABLE_party][row_of(&w, TABLE_party, "amf/better/manage/zed")], 5);
	assert_record(&w, "changed link[amf/siem/control].to old > siem e:6 lowers r, a\n"
			  "changed party[amf/better/manage/zed].supplier zed > better e:3 lowers r, a\n"
			  "changed party[amf/better/manage/zed].under acme > zed e:4 lowers r, a\n"
			  "changed party[amf/better/manage/zed].exit_plan  > no e:5\n");
	world_end(&w);
	refuses("edits:\n  - {address: 'link[amf/old/control].to', set: nowhere, reason: r, authority: a}\n",
		"f:12: error: link.to: there is no component `nowhere`\n");
	refuses("edits:\n"
		"  - {address: 'party[amf/zed/manage/acme].supplier', set: acme, reason: r, authority: a}\n"
		"  - {address: 'party[amf/acme/manage].under', set: acme, reason: r, authority: a}\n",
		"f:5: error: the same row of parties stands at f:5 already: remove one, or give both an `id`\n");
}

/* What an overlay says that fits no row is a row of its own, and on the record. */
static void rows_that_were_not_there(void **state)
{
	struct world w;

	(void)state;
	begin(&w, "access: [{id: r-3, mfa: yes}]\nsuppliers: [{id: newco}]\nsites: [{name: utr}]\nparties: [{component: amf, supplier: newco, role: host}]\n");
	world_must_link(&w);
	assert_record(&w, "added supplier[newco] e:3\nadded site[utr] e:4\nadded party[amf/newco/host] e:5\nadded access[r-3] e:2\n");
	world_end(&w);
}

/* A trial wins over what files say, and needs no reason. */
static void what_if(void **state)
{
	struct world w;

	(void)state;
	world_start(&w);
	world_file(&w, "f", network);
	world_overlay(&w, "over", "access: [{id: r-1, recorded: no}]\n");
	world_overlay(&w, "e", "edits:\n  - {address: 'access[r-1].privilege', set: root}\n");
	world_overlay(&w, "try", "edits:\n"
				 "  - {address: 'access[r-1].privilege', set: read}\n"
				 "  - {address: 'access[r-1].recorded', set: yes}\n"
				 "  - {address: 'party[amf/zed/manage/acme].under', set: zed}\n"
				 "  - {address: 'access[r-2]', remove: yes}\n");
	w.inputs.part[3]->kind = PART_WHAT_IF;
	world_must_link(&w);
	ASSERT_VALUE(&w, "access.privilege", "r-1", "read");
	ASSERT_VALUE(&w, "access.recorded", "r-1", "yes");
	assert_record(&w, "changed party[amf/zed/manage/zed].under acme > zed try:5 lowers\n"
			  "removed access[r-2] try:6 lowers\n"
			  "changed access[r-1].privilege admin > root e:3\n"
			  "changed access[r-1].privilege root > read try:3 lowers\n"
			  "changed access[r-1].recorded  > no over:2\n"
			  "changed access[r-1].recorded no > yes try:4 lowers\n");
	world_end(&w);
}

/* The same parts linked a second time, with a change: nothing of the first time is missing. */
static void linked_again(void **state)
{
	struct buffer first = { 0 }, again = { 0 };
	struct link_result record;
	struct model model;
	struct world w;

	(void)state;
	begin(&w, "edits:\n  - {address: 'party[amf/zed/manage/acme].supplier', set: better, reason: r, authority: a}\n");
	assert_int_equal(link_parts_kept(&model, w.inputs.part, w.inputs.files, &w.policy.catalogue, KEUR_NO_DATE, &record, &w.messages, &w.err), 0);
	world_must_link(&w);
	show_model(&w, &again);
	model_close(&w.model);
	link_result_free(&w.link);
	w.model = model;
	w.link = record;
	show_model(&w, &first);
	assert_string_equal(first.data, again.data);
	buffer_free(&first);
	buffer_free(&again);
	world_end(&w);
}

/* ---- What may lower a risk -------------------------------------------------------------------------------------------------------------- */

#define NEEDS "` may lower a risk: give the edit a `reason` and an `authority`, the role that decided\n"
#define CANNOT "` may lower a risk, which a row of an overlay cannot: write under `edits:` {address: \""

/* Rows that an overlay adds: what may lower a risk by being there is said to. */
static void added(void **state)
{
	struct world w;

	(void)state;
	begin(&w, "access:\n  - {id: r-3, party: zed, target: dns, declared: yes}\n  - {id: r-4, party: zed, target: dns, source: declared}\n"
		"  - {id: r-5, party: zed, target: dns, declared: no, source: declared}\n  - {id: r-6, party: zed, target: dns}\n"
		"logs:\n  - {component: dns, sink: siem}\nparties:\n  - {component: dns, supplier: zed, role: host}\n"
		"statements:\n  - {table: log, covers: all, complete: yes, by: me, reference: R-1}\n  - {table: link, covers: all, complete: no, by: me}\n"
		"exceptions:\n  - {id: x, supplier: zed, reason: why, authority: CTO}\ndecisions:\n  - {supplier: zed, decision: trusted, authority: board, reference: B-2}\n");
	world_must_link(&w);
	assert_record(&w, "added party[dns/zed/host] e:10\nadded decision[zed/trusted] e:17 lowers B-2, board\nadded access[r-3] e:3 lowers\n"
			  "added access[r-4] e:4 lowers\nadded access[r-5] e:5\nadded access[r-6] e:6\nadded log[dns/siem] e:8 lowers\n"
			  "added statement[log/all/me] e:12 lowers R-1, me\nadded statement[link/all/me] e:13 , me\nadded exception[x] e:15 lowers why, CTO\n");
	world_end(&w);
}

/* A declaration over a way in that was observed and that nobody declared. */
static void declared_over_observed(void **state)
{
	static const struct {
		const char *row;
		bool fits;
	} cases[] = {
		{ "{id: new, party: zed, target: dns, privilege: admin, declared: yes}", false },
		{ "{id: new, party: zed, target: dns, privilege: admin, source: declared, authorised_by: none}", false },
		{ "{id: new, party: zed, target: dns, privilege: admin, declared: yes, authorised_by: CISO}", true },
		{ "{id: new, party: zed, target: dns, privilege: admin}", true },
		{ "{id: new, party: zed, target: amf, privilege: admin, declared: yes}", true },
	};
	struct buffer overlay = { 0 };
	struct world w;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		buffer_clear(&overlay);
		buffer_format(&overlay, "access:\n  - %s\n", cases[i].row);
		begin(&w, overlay.data);
		world_file(&w, "g", "access:\n  - {id: seen, party: zed, target: dns, observed: yes}\n");
		if (cases[i].fits) {
			world_must_link(&w);
		} else {
			assert_int_equal(world_link(&w), -1);
			assert_string_equal(w.said.data, "e:3: error: a declared way in to a part that has one which was observed and not "
				"declared may lower a risk: give `authorised_by`, the role that answers for it\n");
		}
		world_end(&w);
	}
	buffer_free(&overlay);
}

/* By the direction of each column; where nobody can tell, any value over a known one. */
static void lowering(void **state)
{
	static const struct {
		const char *edit, *refused;
	} cases[] = {
		{ "{address: 'access[r-1].mfa', set: yes}", "access[r-1].mfa: `yes` instead of `no" },
		{ "{address: 'access[r-1].mfa', set: yes, reason: only}", "access[r-1].mfa: `yes` instead of `no" },
		{ "{address: 'access[r-1].mfa', set: yes, authority: only}", "access[r-1].mfa: `yes` instead of `no" },
		{ "{address: 'access[r-1].privilege', set: operate}", "access[r-1].privilege: `operate` instead of `admin" },
		{ "{address: 'access[r-1].privilege', set: root}", NULL },
		{ "{address: 'access[r-1].authorised_by', set: CISO}", "access[r-1].authorised_by: `CISO` instead of `none" },
		{ "{address: 'access[r-1].recorded', set: yes}", NULL }, /* it was unknown */
		{ "{address: 'access[r-2].standing', set: no}", "access[r-2].standing: `no` instead of `yes" },
		{ "{address: 'component[amf].segment', set: names}", "component[amf].segment: `names` instead of `core" },
		{ "{address: 'component[siem].segment', set: names}", NULL },
		{ "{address: 'component[amf].function', set: DNS}", "component[amf].function: `DNS` instead of `AMF" },
		{ "{address: 'component[amf].function', set: DNS|AMF}", NULL },
		{ "{address: 'component[amf].data', set: none}", "component[amf].data: `none` instead of `log" },
		{ "{address: 'component[amf].data', set: log|location}", NULL },
		{ "{address: 'component[amf].users', set: 69}", "component[amf].users: `69` instead of `70" },
		{ "{address: 'component[amf].depends_on', set: dns|siem}", NULL },
		{ "{address: 'component[amf].depends_on', set: siem}", "component[amf].depends_on: `siem` instead of `dns" },
		{ "{address: 'component[amf].name', set: other}", NULL },
		{ "{address: 'component[siem].critical', set: no}", "component[siem].critical: `no` instead of `unknown" },
		{ "{address: 'component[siem].critical', set: yes}", NULL },
		{ "{address: 'log[amf/siem].retention', set: P1Y}", "log[amf/siem].retention: `P365D` instead of `P90D" },
		{ "{address: 'log[amf/siem].retention', set: none}", NULL },
		{ "{address: 'site[ams].sensitive', set: no}", "site[ams].sensitive: `no` instead of `yes" },
		{ "{address: 'network.users', set: 3999}", "network.users: `3999` instead of `4000" },
		{ "{address: 'network.country', set: BE}", "network.country: `BE` instead of `NL" },
		{ "{address: 'decision[acme/untrusted/2024-01-01].decision', set: trusted}",
			"decision[acme/untrusted/2024-01-01].decision: `trusted` instead of `untrusted" },
		{ "{address: 'access[r-2]', remove: yes}", "access[r-2]: removing it" },
		/* A part that counts for more makes the others of its group count for less. */
		{ "{address: 'component[amf].users', set: 71}", "component[amf].users: `71` instead of `70" },
		{ "{address: 'component[dns].users', set: 71}", NULL },
		/* Where absence is an answer: in service, no end, confirmed, not declared, everything. */
		{ "{address: 'component[siem].in_service_until', set: 2020-01-01}", "component[siem].in_service_until: `2020-01-01` instead of `unknown" },
		{ "{address: 'component[siem].in_service_from', set: 2030-01-01}", "component[siem].in_service_from: `2030-01-01` instead of `unknown" },
		{ "{address: 'component[siem].redundancy_group', set: x}", "component[siem].redundancy_group: `x` instead of `unknown" },
		{ "{address: 'component[siem].depends_on', set: dns}", NULL },
		{ "{address: 'party[old/acme/host].until', set: 2020-01-01}", "party[old/acme/host].until: `2020-01-01` instead of `unknown" },
		{ "{address: 'access[r-1].claim.status', set: denied}", "access[r-1].claim.status: `denied` instead of `unknown" },
		{ "{address: 'access[r-1].claim.status', set: confirmed}", NULL },
		{ "{address: 'access[r-1].declared', set: yes}", "access[r-1].declared: `yes` instead of `unknown" },
		{ "{address: 'access[r-1].declared', set: no}", NULL },
		{ "{address: 'access[r-1].source', set: declared}", "access[r-1].source: `declared` instead of `unknown" },
		{ "{address: 'access[r-1].source', set: observed}", NULL },
		{ "{address: 'access[r-2].valid_until', set: 2020-01-01}", "access[r-2].valid_until: `2020-01-01` instead of `unknown" },
		{ "{address: 'access[r-2].valid_until', set: none}", NULL },
		{ "{address: 'decision[acme/untrusted/2024-01-01].until', set: 2025-01-01}",
			"decision[acme/untrusted/2024-01-01].until: `2025-01-01` instead of `unknown" },
		{ "{address: 'decision[acme/untrusted/2024-01-01].phase_out_until', set: 2045-01-01}",
			"decision[acme/untrusted/2024-01-01].phase_out_until: `2045-01-01` instead of `unknown" },
		{ "{address: 'decision[acme/untrusted/2024-01-01].covers', set: id=old}",
			"decision[acme/untrusted/2024-01-01].covers: `id=old` instead of `unknown" },
		{ "{address: 'statement[party/all/me].observed_by', set: pam}", "statement[party/all/me].observed_by: `pam` instead of `unknown" },
		{ "{address: 'network.as_of', set: 2030-01-01}", "network.as_of: `2030-01-01` instead of `unknown" },
		/* To leave open what was known: the worst is assumed, except where absence is an answer, or a list gets shorter. */
		{ "{address: 'access[r-1].mfa', set: unknown}", NULL },
		{ "{address: 'access[r-1].valid_until', set: unknown}", NULL },
		{ "{address: 'component[amf].segment', set: unknown}", NULL },
		{ "{address: 'component[amf].depends_on', set: unknown}", "component[amf].depends_on: `unknown` instead of `dns" },
		{ "{address: 'component[amf].function', set: unknown}", "component[amf].function: `unknown` instead of `AMF" },
		{ "{address: 'site[ams].sensitive', set: unknown}", NULL },
		/* A reason that nobody can read, and an authority that is nobody. */
		{ "{address: 'access[r-1].mfa', set: yes, reason: ' ', authority: who}", "access[r-1].mfa: `yes` instead of `no" },
		{ "{address: 'access[r-1].mfa', set: yes, reason: why, authority: \"\\u200b\"}", "access[r-1].mfa: `yes` instead of `no" },
		{ "{address: 'access[r-1].mfa', set: yes, reason: \"\\u00a0\\u00ad\\u2800\\ufeff\", authority: who}", "access[r-1].mfa: `yes` instead of `no" },
		{ "{address: 'access[r-1].mfa', set: yes, reason: \"\\U000E0041\", authority: who}", "access[r-1].mfa: `yes` instead of `no" },
		{ "{address: 'access[r-1].mfa', set: yes, reason: '- . /', authority: who}", "access[r-1].mfa: `yes` instead of `no" },
		{ "{address: 'access[r-1].mfa', set: yes, reason: why, authority: none}", "access[r-1].mfa: `yes` instead of `no" },
		{ "{address: 'access[r-1].mfa', set: yes, reason: \"\\u0434\\u0430\", authority: \"\\u4e2d\"}", NULL },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buffer edits = { 0 }, said = { 0 };
		struct world w;

		buffer_format(&edits, "edits:\n  - %s\n", cases[i].edit);
		if (cases[i].refused)
			buffer_format(&said, "e:3: error: %s%s", cases[i].refused,
				strstr(cases[i].refused, "removing") ? strchr(NEEDS, '`') + 1 : NEEDS);
		begin(&w, edits.data);
		if (world_link(&w) != (cases[i].refused ? -1 : 0))
			fail_msg("%s: %s", cases[i].edit, w.said.data);
		assert_string_equal(w.said.data, said.data ? said.data : "");
		world_end(&w);
		buffer_free(&edits);
		buffer_free(&said);
	}
}

static void overlays_that_lower(void **state)
{
	(void)state;
	refuses("access: [{id: r-1, mfa: yes}]\n",
		"e:2: error: access[r-1].mfa: `yes` instead of `no" CANNOT "access[r-1].mfa\", set: \"yes\", reason: \"...\", authority: \"...\"}\n");
	/* Tables one after another: both are told of at once. */
	refuses("components:\n  - {id: amf, segment: names}\nsites: [{name: ams, sensitive: no}]\nnetwork: {users: 3000}\n",
		"e:3: error: component[amf].segment: `names` instead of `core" CANNOT
		"component[amf].segment\", set: \"names\", reason: \"...\", authority: \"...\"}\n"
		"e:4: error: site[ams].sensitive: `no` instead of `yes" CANNOT "site[ams].sensitive\", set: \"no\", reason: \"...\", authority: \"...\"}\n"
		"e:5: error: network.users: `3000` instead of `4000" CANNOT "network.users\", set: \"3000\", reason: \"...\", authority: \"...\"}\n");
}

/* Bulk facts of an overlay: as edits, except that they need no address and what a part says itself is stronger. */
static void bulk_facts(void **state)
{
	struct world w;

	(void)state;
	begin(&w, "apply:\n  - to: {id: [amf, siem]}\n    set: {segment: new, exposed: internet, parties: [{supplier: zed, role: support}], logs: [{sink: dns}]}\n");
	world_must_link(&w);
	ASSERT_VALUE(&w, "component.segment", "amf", "core"); /* its own */
	ASSERT_VALUE(&w, "component.segment", "siem", "new");
	assert_record(&w, "added party[amf/zed/support] e:4\nadded party[siem/zed/support] e:4\nadded log[siem/dns] e:4 lowers\n"
			  "changed component[siem].segment  > new e:3\nchanged component[amf].exposed  > internet e:3\n"
			  "changed component[siem].exposed  > internet e:3\n");
	world_end(&w);
	refuses("apply: [{to: {id: [amf, dns]}, set: {in_service_until: 2020-01-01}}]\n",
		"e:2: error: component[amf].in_service_until: `2020-01-01` instead of `unknown" CANNOT
		"component[amf].in_service_until\", set: \"2020-01-01\", reason: \"...\", authority: \"...\"}\n"
		"e:2: error: component[dns].in_service_until: `2020-01-01` instead of `unknown" CANNOT
		"component[dns].in_service_until\", set: \"2020-01-01\", reason: \"...\", authority: \"...\"}\n");
}

/* A row that may lower a risk by being there says itself who answers for it, and why. */
static void rows_that_lower(void **state)
{
	static const struct {
		const char *row, *refused;
	} cases[] = {
		{ "decisions: [{supplier: zed, decision: trusted}]", "decision[zed/trusted]: adding it may lower a risk: give `authority`, who answers for it, and "
			"`reference`, where that can be read" },
		{ "decisions: [{supplier: zed, decision: trusted, authority: \"\\u200b\", reference: B}]", "decision[zed/trusted]: adding it may lower a risk: "
			"give `authority`, who answers for it, and `reference`, where that can be read" },
		{ "decisions: [{supplier: zed, decision: trusted, authority: board, reference: B}]", NULL },
		{ "decisions: [{supplier: acme, decision: restricted, covers: {id: [old]}, authority: board}]", "decision[acme/restricted/id=old]: adding it may "
			"lower a risk: give `authority`, who answers for it, and `reference`, where that can be read" },
		{ "decisions: [{supplier: acme, decision: untrusted, covers: {id: [old]}, until: 2020-01-01}]", "decision[acme/untrusted/id=old]: adding it may "
			"lower a risk: give `authority`, who answers for it, and `reference`, where that can be read" },
		{ "decisions: [{supplier: acme, decision: untrusted, covers: {id: [old]}}]", NULL },
		{ "statements: [{table: access, covers: all, complete: yes, by: me}]", "statement[access/all/me]: adding it may lower a risk: give `by`, who answers "
			"for it, and `reference`, where that can be read" },
		{ "statements: [{table: access, covers: all, complete: no, by: me}]", NULL },
		{ "exceptions: [{id: x, supplier: zed, authority: CTO}]", "exception[x]: adding it may lower a risk: give `authority`, who answers for it, and "
			"`reason`, why" },
		{ "attestations: [{what: screening_complete, by: me, answer: yes}]", "attestation[screening_complete/me]: adding it may lower a risk: give `by`, who "
			"answers for it, and `reference`, where that can be read" },
		{ "attestations: [{what: screening_complete, by: me, answer: no}]", NULL },
		{ "events: [{incident: i, kind: eradicated, date: 2026-01-01, reference: R-2}]", "event[i/eradicated/2026-01-01]: adding it may lower a risk: give "
			"`claim.source`, who answers for it, and `reference`, where that can be read" },
		{ "events: [{incident: i, kind: eradicated, date: 2026-01-01, claim: {source: SOC}, reference: R-2}]", NULL },
		{ "events: [{incident: i, kind: first_trace, date: 2026-01-01}]", NULL },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buffer rows = { 0 }, said = { 0 };
		struct world w;

		buffer_format(&rows, "%s\n", cases[i].row);
		if (cases[i].refused)
			buffer_format(&said, "e:2: error: %s\n", cases[i].refused);
		begin(&w, rows.data);
		assert_int_equal(world_link(&w), cases[i].refused ? -1 : 0);
		assert_string_equal(w.said.data, said.data ? said.data : "");
		world_end(&w);
		buffer_free(&rows);
		buffer_free(&said);
	}
}

/* Somebody stated that these are all the logs: one more is another statement. */
static void logs_beside_a_statement(void **state)
{
	static const char stated[] = "statements: [{table: log, covers: {segment: [names]}, complete: yes, by: me}]\n";
	struct world w;
	int again;

	(void)state;
	for (again = 0; again < 2; again++) {
		begin(&w, again ? "logs:\n  - {component: dns, sink: siem}\n  - {component: siem, sink: amf}\n"
				  "statements: [{table: log, covers: {id: [dns]}, complete: yes, by: SOC, reference: R-9}]\n"
				: "logs:\n  - {component: dns, sink: siem}\n  - {component: siem, sink: amf}\n");
		world_file(&w, "g", stated);
		assert_int_equal(world_link(&w), again ? 0 : -1);
		assert_string_equal(w.said.data, again ? ""
			: "e:3: error: a log of `dns` is added, and a statement says that all of its logs were there: that may lower a risk. Give a statement "
			  "about table log in an overlay as well, with `by` and `reference`, or change the row that is there by an edit\n");
		world_end(&w);
	}
}

static void who_is_who(void **state)
{
	(void)state;
	refuses("suppliers:\n  - {id: zed, aliases: [zet]}\n  - {id: new, name: Zed Ltd, enterprise: 7, mac_prefixes: [\"00:53:00\"]}\ncomponents: [{id: amf, same_as: [old]}]\n",
		"e:3: error: an overlay cannot give supplier.aliases: it decides who is who: write it where the row stands, in the inventory or its register\n"
		"e:4: error: an overlay cannot give supplier.enterprise: it decides who is who: write it where the row stands, in the inventory or its register\n"
		"e:4: error: an overlay cannot give supplier.mac_prefixes: it decides who is who: write it where the row stands, in the inventory or its register\n"
		"e:4: error: an overlay cannot give supplier.name: it decides who is who: write it where the row stands, in the inventory or its register\n"
		"e:5: error: an overlay cannot give component.same_as: it decides who is who: write it where the row stands, in the inventory or its register\n");
}

/* What was known goes, on the record; a row cannot lose what it is known by, or cannot do without. */
static void set_to_unknown(void **state)
{
	struct world w;

	(void)state;
	begin(&w, "edits:\n  - {address: 'access[r-1].mfa', set: unknown}\n  - {address: 'access[r-1].via', set: unknown}\n"
		  "  - {address: 'component[amf].depends_on', set: unknown, reason: why, authority: who}\n"
		  "  - {address: 'site[ams].sensitive', set: unknown}\n  - {address: 'access[r-2].mfa', set: unknown}\n");
	world_must_link(&w);
	ASSERT_VALUE(&w, "access.mfa", "r-1", "");
	ASSERT_VALUE(&w, "access.via", "r-1", "");
	ASSERT_VALUE(&w, "component.depends_on", "amf", "");
	ASSERT_VALUE(&w, "site.sensitive", "ams", "");
	assert_record(&w, "changed site[ams].sensitive yes >  e:6\nchanged access[r-1].via dns >  e:4\nchanged access[r-1].mfa no >  e:3\n"
			  "changed component[amf].depends_on dns >  e:5 lowers why, who\n");
	world_end(&w);
	refuses("edits:\n  - {address: 'party[old/acme/host].role', set: unknown}\n",
		"e:3: error: party.role: `unknown` is no answer here, as the row is known by it: remove the row, and add another\n");
	refuses("edits:\n  - {address: 'statement[party/all/me].complete', set: unknown}\n",
		"e:3: error: statement.complete: `unknown` is no answer here, as no row can do without it: remove the row\n");
}

/* More users than the network has, in one part or in alike ones at one place. Parts that stand in for each other serve the same ones. */
static void too_many_users(void **state)
{
	struct world w;

	(void)state;
	world_start(&w);
	world_file(&w, "f", "network: {users: 100}\n"
			    "components:\n  - {id: a, function: AMF, site: x, users: 101}\n  - {id: b, function: DNS, site: x, users: 60, product: {name: P}}\n"
			    "  - {id: c, function: DNS, site: x, users: 41, product: {name: P}}\n  - {id: d, function: DNS, site: y, users: 60}\n"
			    "  - {id: e, function: HSS, site: x, users: 100, redundancy_group: g, product: {name: P}}\n  - {id: f, function: HSS, site: x, users: 90, redundancy_group: g, product: {name: P}}\n"
			    "  - {id: h, function: EMS, site: x, users: 90, product: {name: P}}\n  - {id: i, function: EMS, site: x, users: 90, product: {name: Q}}\n");
	world_overlay(&w, "e", "edits:\n  - {address: 'component[d].users', set: 9000000000000000000, reason: why, authority: who}\n");
	assert_int_equal(world_link(&w), 0);
	assert_string_equal(w.said.data,
		"f:4: warning: component.users is 101, and the network has 100: shares in groups are counted by it\n"
		"f:5: warning: the parts with function DNS and the same product at x have more users together than the network, which has 100: shares in groups are counted by "
		"them\n"
		"e:3: warning: component.users is 9000000000000000000, and the network has 100: shares in groups are counted by it\n");
	world_end(&w);
}

static void contradictions(void **state)
{
	struct world w;

	(void)state;
	world_start(&w);
	world_file(&w, "f", network);
	world_overlay(&w, "b", "components: [{id: amf, exposed: internet}]\n");
	world_overlay(&w, "a", "components: [{id: amf, exposed: partner}]\n");
	world_overlay(&w, "c", "edits: [{address: 'access[r-1].recorded', set: no}]\n");
	world_overlay(&w, "d", "access: [{id: r-1, recorded: yes}]\n");
	assert_int_equal(world_link(&w), -1);
	assert_string_equal(w.said.data, "b:2: error: component.exposed is `internet` here and `partner` at a:2: overlays and edits must not contradict each other\n"
					 "c:2: error: access.recorded is `no` here and `yes` at d:2: overlays and edits must not contradict each other\n");
	world_end(&w);
	refuses("edits:\n  - {address: 'access[r-1].mfa', set: no}\n  - {address: 'access[r-1].mfa', set: no}\n",
		"e:4: error: edit.address: `access[r-1].mfa` has an edit already at e:3: one value, one edit\n");
	refuses("edits:\n  - {address: 'access[r-2].mfa', set: no}\n  - {address: 'access[r-2]', remove: yes, reason: r, authority: a}\n",
		"e:3: error: this edit sets a value of a row that the edit at e:4 removes: keep one of them\n");
}

/* ---- Refusals ------------------------------------------------------------------------------------------------------------------------------ */

static void refused(void **state)
{
	static const struct {
		const char *edit, *said;
	} cases[] = {
		{ "{address: mfa, set: yes}",
			"edit.address: `mfa` is no address: write one like `access[ra-7].mfa`, or `access[ra-7]` for the whole row" },
		{ "{address: 'access[].mfa', set: yes}",
			"edit.address: `access[].mfa` is no address: write one like `access[ra-7].mfa`, or `access[ra-7]` for the whole row" },
		{ "{address: 'access[r-1]mfa', set: yes}",
			"edit.address: `access[r-1]mfa` is no address: write one like `access[ra-7].mfa`, or `access[ra-7]` for the whole row" },
		{ "{address: 'access[r-1].', set: yes}",
			"edit.address: `access[r-1].` is no address: write one like `access[ra-7].mfa`, or `access[ra-7]` for the whole row" },
		{ "{address: 'acess[r-1].mfa', set: yes}", "edit.address: there is no table `acess`: did you mean `access`?" },
		{ "{address: 'parties[r-1].from', set: yes}", "edit.address: there is no table `parties`: did you mean `party`?" },
		{ "{address: 'involvement[x].standing', set: trusted}", "edit.address: there is no table `involvement`" },
		{ "{address: 'access[r-1].mfaa', set: yes}", "edit.address: access has no column `mfaa`: did you mean `mfa`?" },
		{ "{address: 'component[amf].scope', set: critical}", "edit.address: component has no column `scope`" },
		{ "{address: 'component[amf].id', set: amf2}",
			"edit.address: an edit cannot change component.id: the row is known by it: remove the row, and add another" },
		{ "{address: 'component[amf].product.supplier', set: x}",
			"edit.address: an edit cannot change component.product.supplier: it is a party with the role manufacture: edit that row, like "
			"party[ID/SUPPLIER/manufacture].supplier" },
		{ "{address: 'supplier[acme].aliases', set: x}",
			"edit.address: an edit cannot change supplier.aliases: it decides who is who: change it where the row stands" },
		{ "{address: 'party[amf/acme/manage].component', set: dns}",
			"edit.address: an edit cannot change party.component: a row belongs to its part: remove it, and give the other part a row of its own" },
		{ "{address: 'access[r-11].mfa', set: yes}", "edit.address: there is no access `r-11`: did you mean `r-1`?" },
		{ "{address: 'component[amg].users', set: 1}", "edit.address: there is no component `amg`: did you mean `amf`?" },
		{ "{address: 'supplier[acmee].country', set: NL}", "edit.address: there is no supplier `acmee`: did you mean `acme`?" },
		{ "{address: 'site[amss].country', set: NL}", "edit.address: there is no site `amss`: did you mean `ams`?" },
		{ "{address: 'party[amf/zed/manage].from', set: 2024-01-01}",
			"edit.address: there is no party `amf/zed/manage`: did you mean `amf/acme/manage`?" },
		{ "{address: 'access[r-1].mfa', set: perhaps}", "access.mfa: `perhaps` is not yes, no or unknown" },
		{ "{address: 'access[r-1].privilege', set: rooot}", "access.privilege: `rooot` is not in its list: did you mean `root`?" },
		{ "{address: 'component[amf].data', set: log|none}",
			"component.data: `none` cannot stand in a list with others: a list says all there is" },
		{ "{address: 'component[amf].data', set: log||billing}", "component.data: `` cannot stand in a list with others: a list says all there is" },
		{ "{address: 'access[r-1].target', set: none}", "access.target: `none` is no answer here: give a name" },
		{ "{address: 'access[r-1].target', set: amff, reason: r, authority: a}",
			"access.target: there is no component `amff`: did you mean `amf`?" },
		{ "{address: 'component[amf].function', set: AMFF}", "component.function: the pack's catalogue has no `AMFF`: did you mean `AMF`?" },
		{ "{address: 'access[r-1]', set: yes}",
			"an edit of a whole row can only remove it: write `remove: yes`, or name a column like `access[...].logged_to`" },
		{ "{address: 'access[r-1].mfa', remove: yes}", "`remove` takes a whole row away: leave out `.mfa`, or write `set`" },
		{ "{address: 'access[r-1]', set: yes, remove: yes}", "an edit has either `set` or `remove: yes`, not both" },
		{ "{address: 'supplier[acme]', remove: yes}",
			"a supplier cannot be removed, as other rows name it: edit what it says, or remove its decisions" },
		{ "{address: 'site[ams]', remove: yes}", "a site cannot be removed, as other rows name it: edit what it says" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buffer edits = { 0 }, said = { 0 };

		buffer_format(&edits, "edits:\n  - %s\n", cases[i].edit);
		buffer_format(&said, "e:3: error: %s\n", cases[i].said);
		refuses(edits.data, said.data);
		buffer_free(&edits);
		buffer_free(&said);
	}
}

/* A question that nobody has answered yet changes nothing, and says so. */
static void still_open(void **state)
{
	struct world w;

	(void)state;
	begin(&w, "edits:\n  - {address: 'access[r-1].mfa'}\n  - {address: 'access[r-1].recorded', set: ''}\n");
	assert_int_equal(world_link(&w), 0);
	assert_string_equal(w.said.data, "e:3: warning: an edit that sets nothing: its question is still open (and 1 more like it)\n");
	assert_int_equal(w.link.overrides, 0);
	world_end(&w);
}

/* Only what is given as an overlay may change what another file says. */
static void in_an_inventory(void **state)
{
	struct world w;

	(void)state;
	world_start(&w);
	world_file(&w, "f", "edits: [{address: 'access[r-1].mfa', set: yes}]\n");
	world_say(&w);
	assert_string_equal(w.said.data, "f:2:1: error: `edits` may not stand in this file: what changes an inventory is kept apart from it: give the file "
					 "with --overlay\n");
	world_end(&w);
}

/* The other formats, as they are: JSON, XML, and CSV with an answer that nobody gave. */
static void xml_and_csv(void **state)
{
	static const char *const text[][2] = {
		{ "{\"keur\": 1, \"edits\": [{\"address\": \"access[r-1].recorded\", \"set\": \"no\"}]}", "" },
		{ "<keur version=\"1\"><edit address=\"access[r-1].recorded\" set=\"no\"/></keur>", "" },
		{ "edit.address,set,remove,reason,authority\naccess[r-1].recorded,no,,,\naccess[r-1].standing,,,,\n",
			"g:3: warning: an edit that sets nothing: its question is still open\n" },
		{ "edit.address,edit.set\ncomponent[amf].data,log|customer\naccess[r-1].recorded,no\n", "" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof text / sizeof *text; i++) {
		struct world w;
		char path[128];
		FILE *file;

		world_start(&w);
		world_file(&w, "f", network);
		snprintf(path, sizeof path, "%s/g", w.directory);
		file = fopen(path, "wb");
		assert_non_null(file);
		assert_true(fputs(text[i][0], file) >= 0);
		assert_int_equal(fclose(file), 0);
		assert_int_equal(input_read(&w.inputs, INPUT_OVERLAY, path, "g", &w.messages, &w.err), 0);
		unlink(path);
		assert_int_equal(world_link(&w), 0);
		assert_string_equal(w.said.data, text[i][1]);
		ASSERT_VALUE(&w, "access.recorded", "r-1", "no");
		if (i == 3)
			ASSERT_VALUE(&w, "component.data", "amf", "customer|log");
		world_end(&w);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values),
		cmocka_unit_test(removals),
		cmocka_unit_test(keys),
		cmocka_unit_test(rows_that_were_not_there),
		cmocka_unit_test(what_if),
		cmocka_unit_test(linked_again),
		cmocka_unit_test(lowering),
		cmocka_unit_test(added),
		cmocka_unit_test(declared_over_observed),
		cmocka_unit_test(overlays_that_lower),
		cmocka_unit_test(bulk_facts),
		cmocka_unit_test(rows_that_lower),
		cmocka_unit_test(logs_beside_a_statement),
		cmocka_unit_test(who_is_who),
		cmocka_unit_test(set_to_unknown),
		cmocka_unit_test(too_many_users),
		cmocka_unit_test(contradictions),
		cmocka_unit_test(refused),
		cmocka_unit_test(still_open),
		cmocka_unit_test(in_an_inventory),
		cmocka_unit_test(xml_and_csv),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
