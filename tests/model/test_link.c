/* Link: what joins, who wins, what is refused with which words and places, and that the order of files changes nothing. */
#include "world.h"

/* ---- Identity ------------------------------------------------------------------------------------------------------------------------ */

static void ids_twice(void **state)
{
	struct world w;

	(void)state;
	world_refuses("components:\n"
		      "  - {id: a, name: one}\n"
		      "  - {id: b}\n"
		      "  - {id: a, name: two}\n",
		"f:5: error: component `a` is given twice, first at f:3: an id names one part\n");
	/* Whatever the order in which they are read: the later place is the one to mend. */
	world_start(&w);
	world_file(&w, "y.yaml", "components: [{id: a}]\n");
	world_file(&w, "x.yaml", "network: {country: NL}\ncomponents: [{id: b}, {id: a}]\n");
	assert_int_equal(world_link(&w), -1);
	assert_string_equal(w.said.data, "x.yaml:3: error: component `a` is given twice, first at y.yaml:2: an id names one part\n");
	assert_string_equal(w.err.text, "the inventory has errors");
	assert_null(w.model.region.base); /* nothing is half-loaded */
	world_end(&w);
	world_refuses("components: [{id: a}]\n"
		      "access:\n  - {id: r}\n  - {id: r}\n",
		"f:5: error: the same row of access stands at f:4 already: remove one, or give both an `id`\n");
	world_refuses("components: [{id: a, parties: [{supplier: x, role: manage}, {supplier: x, role: manage, until: 2030-01-01}]}]\n",
		"f:2: error: the same row of parties stands at f:2 already: remove one, or give both an `id`\n");
	world_refuses("suppliers:\n  - {id: x}\n  - {id: x}\n", "f:4: error: supplier `x` is given twice, also at f:3\n");
}

/* An own id makes equal rows two. */
static void ids_tell_rows_apart(void **state)
{
	struct world w;

	(void)state;
	world_of(&w, "components: [{id: a}, {id: b}]\n"
		     "links:\n  - {id: l-2, from: a, to: b, plane: user}\n  - {id: l-1, from: a, to: b, plane: user}\n"
		     "  - {from: a, to: b, plane: user}\n  - {from: a, to: b, plane: user, protocol: x}\n");
	assert_keys(&w, TABLE_link, "a/b/user/x\nl-1\nl-2\na/b/user\n");
	world_end(&w);
}

static void references_to_nothing(void **state)
{
	(void)state;
	world_refuses("components:\n  - {id: billing-1, depends_on: [biling-1]}\n",
		"f:3: error: component.depends_on: there is no component `biling-1`: did you mean `billing-1`?\n");
	world_refuses("components: [{id: billing-1}]\nlinks:\n  - {from: billing-1, to: nowhere, plane: user}\n",
		"f:4: error: link.to: there is no component `nowhere`\n");
	world_refuses("components: [{id: billing-1}]\naccess:\n  - {id: r, target: billing1, via: [billing-1, x]}\n",
		"f:4: error: access.target: there is no component `billing1`: did you mean `billing-1`?\n");
	world_refuses("components: [{id: billing-1}]\naccess:\n  - {id: r, target: billing-1, via: [billing-1, billing-2]}\n",
		"f:4: error: access.via: there is no component `billing-2`: did you mean `billing-1`?\n");
	world_refuses("components: [{id: a, logs: [{sink: siem}]}]\n", "f:2: error: log.sink: there is no component `siem`\n");
	world_refuses("advisories: [{id: adv-1}]\nattestations:\n  - {what: patched, advisory: adv-2, by: unit A, answer: yes}\n",
		"f:4: error: attestation.advisory: there is no advisory `adv-2`: did you mean `adv-1`?\n");
	world_refuses("exceptions:\n  - {id: e, certificates: [c-1]}\n", "f:3: error: exception.certificates: there is no certificate `c-1`\n");
	world_refuses("components: [{id: a}]\nparties: [{component: b, supplier: x, role: manage}]\n",
		"f:3: error: party.component: there is no component `b`: did you mean `a`?\n");
}

/* Reports name parts, suppliers and each other; rows stand in the order of their keys. */
static void reports(void **state)
{
	struct world w;

	(void)state;
	world_of(&w, "components: [{id: a}, {id: b}]\n"
		     "attestations:\n"
		     "  - {what: patched, advisory: adv-2, by: unit A, date: 2019-08-24, components: [b, a], answer: yes}\n"
		     "  - {what: patched, advisory: adv-1, by: unit B, date: 2019-08-22, answer: no}\n"
		     "  - {what: decommissioned, by: archive, answer: yes}\n"
		     "events:\n"
		     "  - {incident: i, kind: detected, date: 2012-01-18, claim: {status: reported, source: letter}}\n"
		     "  - {incident: i, kind: first_trace, date: 2012-01-16, components: [a]}\n"
		     "  - {incident: h, kind: detected}\n"
		     "exceptions: [{id: e-1, certificates: [c-1], advisory: adv-2, until: none}]\n"
		     "certificates: [{id: c-1, issuer: ca, subjects: [a], use: [website, service], expires: 2020-01-01}]\n"
		     "advisories: [{id: adv-2, versions: [\"1\", \"2\"], pro_expect: yes, dam_dos: service}, {id: adv-1}]\n");
	assert_keys(&w, TABLE_attestation, "decommissioned/archive\npatched/adv-1/2019-08-22/unit B\npatched/adv-2/2019-08-24/unit A\n");
	assert_keys(&w, TABLE_event, "h/detected\ni/first_trace/2012-01-16\ni/detected/2012-01-18\n");
	ASSERT_VALUE(&w, "attestation.advisory", "patched/adv-2/2019-08-24/unit A", "adv-2");
	ASSERT_VALUE(&w, "attestation.components", "patched/adv-2/2019-08-24/unit A", "b|a");
	ASSERT_VALUE(&w, "event.claim.status", "i/detected/2012-01-18", "reported");
	ASSERT_VALUE(&w, "exception.certificates", "e-1", "c-1");
	ASSERT_VALUE(&w, "exception.until", "e-1", "none");
	ASSERT_VALUE(&w, "certificate.use", "c-1", "website|service");
	ASSERT_VALUE(&w, "certificate.issuer", "c-1", "ca");
	ASSERT_VALUE(&w, "advisory.versions", "adv-2", "1|2");
	ASSERT_VALUE(&w, "advisory.dam_dos", "adv-2", "service");
	world_end(&w);
	world_refuses("events:\n  - {incident: i, kind: detected, date: 2012-01-18}\n  - {incident: i, kind: detected, date: 2012-01-18}\n",
		"f:4: error: the same row of events stands at f:3 already: remove one, or give both an `id`\n");
	world_refuses("certificates:\n  - {id: c, issuer: x, valid_from: 2020-01-02, expires: 2020-01-01}\n",
		"f:3: error: `expires` is before `valid_from`: no day lies between\n");
}

static void functions(void **state)
{
	struct world w;

	(void)state;
	world_refuses("components: [{id: a, function: AMFF}]\n",
		"f:2: error: component.function: the pack's catalogue has no `AMFF`: did you mean `AMF`?\n");
	world_refuses("components: [{id: a, function: flux capacitor}]\n",
		"f:2: error: component.function: the pack's catalogue has no `flux capacitor`: write a function that `keur policy show` lists, "
		"leave it out when it is not known, or add it as an alias in a pack of your own\n");
	/* Aliases and spellings become the pack's name; an export's unknown name stays, with a warning. */
	world_start(&w);
	world_file(&w, "f", "components:\n  - {id: a, function: [5GC-AMF, vpn_gateway]}\n  - {id: b, function: amf}\n");
	world_export(&w, "g", "components: [{id: c, function: [GNBDUFunction, FluxFunction]}]\n");
	assert_int_equal(world_link(&w), 0);
	assert_string_equal(w.said.data,
		"g:2: warning: the pack's catalogue has no function `FluxFunction`: counted as unknown, critical in the worst-credible reading\n");
	ASSERT_VALUE(&w, "component.function", "a", "AMF|VPN gateway");
	ASSERT_VALUE(&w, "component.function", "b", "AMF");
	ASSERT_VALUE(&w, "component.function", "c", "gNB-DU|FluxFunction");
	world_end(&w);
}

/* ---- Exports -------------------------------------------------------------------------------------------------------------------------- */

static void joined_by_same_as(void **state)
{
	struct world w;

	(void)state;
	world_start(&w);
	world_export(&w, "export", "components:\n"
				   "  - {id: ME-17, name: Export name, function: AMF, segment: exported, users: 7}\n"
				   "  - {id: ME-18, name: Alone}\n"
				   "  - {id: ME-19, segment: third, users: 9, exposed: none}\n"
				   "links:\n  - {from: ME-17, to: ME-18, plane: control}\n"
				   "parties:\n  - {component: ME-17, supplier: acme, role: manufacture}\n");
	world_file(&w, "native", "components:\n  - {id: amf-1, same_as: [ME-17, ME-19], segment: core}\n  - {id: zz}\n");
	assert_int_equal(world_link(&w), 0);
	assert_keys(&w, TABLE_component, "ME-18\namf-1\nzz\n");
	ASSERT_VALUE(&w, "component.segment", "amf-1", "core");     /* native wins */
	ASSERT_VALUE(&w, "component.name", "amf-1", "Export name"); /* the export fills */
	ASSERT_VALUE(&w, "component.users", "amf-1", "7");          /* the first of two */
	ASSERT_VALUE(&w, "component.exposed", "amf-1", "none");     /* what only the second knows */
	ASSERT_VALUE(&w, "component.function", "amf-1", "AMF");
	ASSERT_VALUE(&w, "component.same_as", "amf-1", "ME-17|ME-19");
	/* What refers to the export's id refers to the component. */
	assert_keys(&w, TABLE_link, "amf-1/ME-18/control\n");
	assert_keys(&w, TABLE_party, "amf-1/acme/manufacture\n");
	assert_int_equal(w.model.line[TABLE_component][part_of(&w, "amf-1")], 3); /* where the native one stands */
	world_end(&w);
}

/* Where both speak, the inventory counts, and of two exports the first: never without a word. */
static void exports_that_say_otherwise(void **state)
{
	struct world w;

	(void)state;
	world_start(&w);
	world_export(&w, "export", "components:\n"
				   "  - {id: N-1, name: Theirs, function: UDM, segment: core, product: {version: \"1\"}}\n"
				   "  - {id: N-2, name: Theirs, function: amf, segment: core}\n"
				   "  - {id: N-3, function: SMF, segment: core, users: 5}\n"
				   "  - {id: N-4, function: UPF, users: 6}\n"
				   "  - {id: N-5, function: UDM}\n");
	world_file(&w, "native", "components:\n"
				 "  - {id: a, name: Ours, same_as: N-1, function: server, segment: core, product: {version: \"2\"}}\n"
				 "  - {id: b, name: Ours, same_as: N-2, function: [SMF, AMF], segment: core}\n"
				 "  - {id: c, same_as: [N-3, N-4]}\n"
				 "  - {id: d, same_as: N-5, function: server}\n"
				 "apply: [{to: {segment: core}, set: {users: 100}}]\n");
	world_overlay(&w, "overlay", "edits: [{address: \"component[d].function\", set: HSS, reason: seen, authority: CISO}]\n");
	assert_int_equal(world_link(&w), 0);
	ASSERT_VALUE(&w, "component.function", "a", "server");
	ASSERT_VALUE(&w, "component.function", "b", "SMF|AMF"); /* the export sees one of two: that is no contradiction; nor is another name for people */
	ASSERT_VALUE(&w, "component.function", "c", "SMF");
	ASSERT_VALUE(&w, "component.users", "c", "5");
	ASSERT_VALUE(&w, "component.function", "d", "HSS"); /* somebody decided, and that is on record */
	assert_string_equal(w.said.data,
		"export:5: warning: component.function is `SMF` here and `UPF` in an export's record of the same part, `N-4` at export:6: `SMF` counts; "
		"correct the one that is wrong\n"
		"export:5: warning: component.users is `5` here and `6` in an export's record of the same part, `N-4` at export:6: `5` counts; "
		"correct the one that is wrong\n"
		"native:3: warning: component.function is `server` here and `UDM` in an export's record of the same part, `N-1` at export:3: `server` counts; "
		"correct the one that is wrong\n"
		"native:3: warning: component.product.version is `2` here and `1` in an export's record of the same part, `N-1` at export:3: `2` counts; "
		"correct the one that is wrong\n");
	assert_int_equal(w.link.differences, 4);
	assert_int_equal(w.link.difference[0].component, part_of(&w, "a"));
	assert_int_equal(w.link.difference[0].column, COL_component_function);
	assert_string_equal(w.link.difference[0].ours, "server");
	assert_string_equal(w.link.difference[0].theirs, "UDM");
	assert_string_equal(w.link.difference[0].record, "N-1");
	assert_int_equal(w.link.difference[3].component, part_of(&w, "c"));
	world_end(&w);
}

/* What is called otherwise in every system does not bury the functions. */
static void many_that_say_otherwise(void **state)
{
	struct buffer native = { 0 }, exported = { 0 };
	struct world w;
	unsigned i;

	(void)state;
	buffer_string(&native, "components:\n");
	buffer_string(&exported, "components:\n");
	for (i = 0; i < 8; i++) {
		buffer_format(&native, "  - {id: c%u, same_as: N-%u, segment: ours, function: SMF}\n", i, i);
		buffer_format(&exported, "  - {id: N-%u, segment: theirs, function: %s}\n", i, i < 3 ? "SMF" : "UPF");
	}
	world_start(&w);
	world_file(&w, "native", native.data);
	world_export(&w, "export", exported.data);
	assert_int_equal(world_link(&w), 0);
	assert_int_equal(w.link.differences, 8 + 5);
	assert_int_equal(w.messages.warnings, 3 + 1 + 5);
	assert_non_null(strstr(w.said.data, "native:6: warning: component.segment: exports say otherwise of the same part here and of 4 more; what stands here counts, "
					    "and the result has each of them\n"));
	assert_non_null(strstr(w.said.data, "native:10: warning: component.function is `SMF` here and `UPF` in"));
	buffer_free(&native);
	buffer_free(&exported);
	world_end(&w);
}

/* A record cannot be two parts: else the one that comes later takes its supplier away from the other. */
static void claimed_by_two(void **state)
{
	struct world w;

	(void)state;
	world_start(&w);
	world_export(&w, "export", "components:\n  - {id: ME-17}\n");
	world_file(&w, "native", "components:\n  - {id: hss-1, same_as: ME-17}\n  - {id: zz-1, same_as: ME-17}\n");
	assert_int_equal(world_link(&w), -1);
	assert_string_equal(w.said.data, "native:4: error: `ME-17` is claimed by two components, by `zz-1` here and by `hss-1` at native:3: a record of an export is one part\n");
	world_end(&w);
}

static void exports_that_repeat_themselves(void **state)
{
	struct world w;

	(void)state;
	world_start(&w);
	world_export(&w, "export", "components: [{id: a}, {id: b}]\n"
				   "links:\n  - {from: a, to: b, plane: user}\n  - {from: a, to: b, plane: user}\n  - {from: a, to: gone, plane: user}\n"
				   "  - {from: gone, to: a, plane: user}\n");
	assert_int_equal(world_link(&w), 0);
	assert_string_equal(w.said.data, "export:6: warning: left out a row of links of an export: it names a component that is in no inventory "
					 "(and 1 more like it)\n");
	assert_keys(&w, TABLE_link, "a/b/user\n");
	world_end(&w);
	/* A native row and the same of an export are one, and the native one's. */
	world_start(&w);
	world_export(&w, "export", "links: [{from: a, to: b, plane: user}]\n");
	world_file(&w, "native", "components: [{id: a}, {id: b}]\nlinks:\n  - {from: a, to: b, plane: user}\n");
	world_must_link(&w);
	assert_keys(&w, TABLE_link, "a/b/user\n");
	assert_int_equal(w.model.line[TABLE_link][0], 4);
	world_end(&w);
	/* The same id without same_as is a question for people. */
	world_start(&w);
	world_export(&w, "export", "components: [{id: a}]\n");
	world_file(&w, "native", "components: [{id: a}]\n");
	assert_int_equal(world_link(&w), -1);
	assert_string_equal(w.said.data,
		"native:2: error: component `a` is given twice, first at export:2: a record of an export joins a component through its `same_as`\n");
	world_end(&w);
}

/* ---- Bulk facts ------------------------------------------------------------------------------------------------------------------------ */

static void own_value_wins(void **state)
{
	struct world w;

	(void)state;
	world_of(&w, "components:\n"
		     "  - {id: a, function: gNB, users: 5}\n"
		     "  - {id: b, function: gNB, segment: ran}\n"
		     "  - {id: c, function: AMF, data: none}\n"
		     "apply:\n"
		     "  - {to: all, set: {users: 100, data: [customer]}}\n"
		     "  - {to: {function: [gnb]}, set: {segment: radio, exposed: none, keys_held_by: [operator]}}\n");
	ASSERT_VALUE(&w, "component.users", "a", "5");
	ASSERT_VALUE(&w, "component.users", "b", "100");
	ASSERT_VALUE(&w, "component.segment", "a", "radio");
	ASSERT_VALUE(&w, "component.segment", "b", "ran");
	ASSERT_VALUE(&w, "component.segment", "c", "");
	ASSERT_VALUE(&w, "component.data", "a", "customer");
	ASSERT_VALUE(&w, "component.data", "c", "none"); /* an answer is a value */
	ASSERT_VALUE(&w, "component.exposed", "b", "none");
	ASSERT_VALUE(&w, "component.exposed", "c", "");
	ASSERT_VALUE(&w, "component.keys_held_by", "a", "operator");
	world_end(&w);
}

static void every_selector_key(void **state)
{
	struct world w;

	(void)state;
	world_start(&w);
	world_file(&w, "f", "components:\n"
			    "  - {id: a, function: AMF, segment: core, site: {name: ams, country: NL}, product: {supplier: Acme, name: box}}\n"
			    "  - {id: b, function: EMS, segment: oam, site: {name: fra, country: DE}, product: {supplier: bolt, name: tool}}\n"
			    "suppliers: [{id: acme-corp, name: ACME}, {id: bolt}]\n"
			    "apply:\n"
			    "  - {to: {id: a}, set: {name: by id}}\n"
			    "  - {to: {function: 5GC-AMF}, set: {users: 1}}\n"
			    "  - {to: {class: [core-mobility]}, set: {exposed: none}}\n"
			    "  - {to: {segment: core}, set: {owner: by segment}}\n"
			    "  - {to: {site: ams}, set: {redundancy_group: by site}}\n"
			    "  - {to: {country: NL}, set: {in_service_from: 2020-01-01}}\n"
			    "  - {to: {supplier: acme-corp}, set: {serves: none}}\n"
			    "  - {to: {product: box}, set: {data: none}}\n"
			    "  - {to: {segment: core, country: DE}, set: {critical: yes}}\n");
	assert_int_equal(world_link(&w), 0);
	assert_int_equal(w.messages.groups, 1); /* the last is for nobody */
	assert_non_null(strstr(w.said.data, "f:15: warning: "));
	ASSERT_VALUE(&w, "component.name", "a", "by id");
	ASSERT_VALUE(&w, "component.users", "a", "1");
	ASSERT_VALUE(&w, "component.exposed", "a", "none");
	ASSERT_VALUE(&w, "component.owner", "a", "by segment");
	ASSERT_VALUE(&w, "component.redundancy_group", "a", "by site");
	ASSERT_VALUE(&w, "component.in_service_from", "a", "2020-01-01");
	ASSERT_VALUE(&w, "component.serves", "a", "none");
	ASSERT_VALUE(&w, "component.data", "a", "none");
	ASSERT_VALUE(&w, "component.critical", "a", "");
	ASSERT_VALUE(&w, "component.name", "b", "");
	ASSERT_VALUE(&w, "component.users", "b", "");
	ASSERT_VALUE(&w, "component.exposed", "b", "");
	ASSERT_VALUE(&w, "component.owner", "b", "");
	ASSERT_VALUE(&w, "component.redundancy_group", "b", "");
	ASSERT_VALUE(&w, "component.in_service_from", "b", "");
	ASSERT_VALUE(&w, "component.serves", "b", "");
	ASSERT_VALUE(&w, "component.data", "b", "");
	ASSERT_VALUE(&w, "component.critical", "b", "");
	world_end(&w);
}

/* What an export says of a native component counts for selectors as well. */
static void selectors_see_what_exports_fill(void **state)
{
	struct world w;

	(void)state;
	world_start(&w);
	world_export(&w, "export", "components: [{id: ME-1, function: gNB-DU, segment: ran}]\n");
	world_file(&w, "native", "components: [{id: du-1, same_as: [ME-1]}]\n"
				 "apply:\n  - {to: {segment: ran}, set: {users: 3}}\n  - {to: {function: gNB-DU}, set: {exposed: none}}\n"
				 "  - {to: {class: ran-radio}, set: {serves: none}}\n");
	world_must_link(&w);
	ASSERT_VALUE(&w, "component.users", "du-1", "3");
	ASSERT_VALUE(&w, "component.exposed", "du-1", "none");
	ASSERT_VALUE(&w, "component.serves", "du-1", "none");
	world_end(&w);
}

static void applies_that_contradict(void **state)
{
	struct world w;

	(void)state;
	world_refuses("components: [{id: a, segment: core}]\n"
		      "apply:\n"
		      "  - {to: all, set: {users: 1}}\n"
		      "  - {to: {segment: core}, set: {users: 2}}\n",
		"f:5: error: two applies give one component different users, the other at f:4: make them not overlap\n");
	/* Not where the component answers itself, nor where they agree. */
	world_of(&w, "components: [{id: a, segment: core, users: 3}]\n"
		     "apply:\n  - {to: all, set: {users: 1, exposed: none}}\n  - {to: {segment: core}, set: {users: 2, exposed: none}}\n");
	ASSERT_VALUE(&w, "component.users", "a", "3");
	ASSERT_VALUE(&w, "component.exposed", "a", "none");
	world_end(&w);
	/* In two files: the other one's place is named with its file. */
	world_start(&w);
	world_file(&w, "a.yaml", "components: [{id: a}]\napply: [{to: all, set: {segment: x}}]\n");
	world_file(&w, "b.yaml", "apply: [{to: all, set: {segment: y}}]\n");
	assert_int_equal(world_link(&w), -1);
	assert_string_equal(w.said.data,
		"b.yaml:2: error: two applies give one component different segment, the other at a.yaml:3: make them not overlap\n");
	world_end(&w);
}

/* Errors of `applies` that each say another thing of all of 60 components. */
static uint64_t contradictions(unsigned applies, const char *set)
{
	struct buffer text = { 0 };
	struct world w;
	uint64_t errors;
	unsigned i;

	world_start(&w);
	buffer_string(&text, "components:\n");
	for (i = 0; i < 60; i++)
		buffer_format(&text, "  - {id: c%u}\n", i);
	buffer_string(&text, "apply:\n");
	for (i = 0; i < applies; i++) {
		buffer_string(&text, "  - {to: all, set: ");
		buffer_format(&text, set[0] == 'u' ? "{users: %u}}\n" : set[0] == 'p' ? "{parties: [{supplier: s%u, role: support}]}}\n" : "{logs: [{sink: c0, retention: P%uD}]}}\n",
			i % 50 + 1);
	}
	world_file(&w, "f", text.data);
	assert_int_equal(world_link(&w), -1);
	errors = w.messages.errors;
	buffer_free(&text);
	world_end(&w);
	return errors;
}

/* Each is held against one other, however many components they share and however many applies there are: work, messages and rows grow as the file does. */
static void contradictions_grow_with_the_file(void **state)
{
	static const char *const sets[] = { "users", "parties", "logs" };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof sets / sizeof *sets; i++) {
		assert_int_equal(contradictions(2000, sets[i]), 2000 - 2000 / 50);
		assert_int_equal(contradictions(4000, sets[i]), 4000 - 4000 / 50);
	}
}

static void parties_and_logs_of_applies(void **state)
{
	struct world w;

	(void)state;
	world_of(&w, "components:\n"
		     "  - {id: a, parties: [{supplier: own, role: manage}]}\n"
		     "  - {id: b, logs: [{events: [authentication], sink: none}]}\n"
		     "  - {id: c}\n"
		     "  - {id: siem}\n"
		     "apply:\n"
		     "  - to: {id: [a, b, c]}\n"
		     "    set:\n"
		     "      product: {supplier: maker, name: box}\n"
		     "      parties: [{supplier: acme, role: manage}, {supplier: bolt, role: manage, under: acme}, {supplier: acme, role: support}]\n"
		     "      logs: [{events: [admin_action], sink: siem, retention: P3M}, {events: [log_control], sink: none}]\n");
	/* By role: the part's own manager replaces both of the apply, whose others stay. */
	assert_keys(&w, TABLE_party, "a/acme/support\na/maker/manufacture\na/own/manage\n"
				     "b/acme/manage\nb/acme/support\nb/bolt/manage/acme\nb/maker/manufacture\n"
				     "c/acme/manage\nc/acme/support\nc/bolt/manage/acme\nc/maker/manufacture\n");
	assert_keys(&w, TABLE_log, "a/siem\na/none\nb/none\nc/siem\nc/none\n");
	ASSERT_VALUE(&w, "log.events", "a/siem", "admin_action");
	ASSERT_VALUE(&w, "log.events", "b/none", "authentication");
	ASSERT_VALUE(&w, "component.product.name", "c", "box");
	world_end(&w);
}

/* Three applies: the one that is told of is the one that set the role, not the one that stands between. */
static void roles_twice(void **state)
{
	struct world w;

	(void)state;
	world_refuses("components: [{id: a}]\n"
		      "apply:\n"
		      "  - {to: all, set: {parties: [{supplier: x, role: manage}]}}\n"
		      "  - {to: all, set: {parties: [{supplier: x, role: support}]}}\n"
		      "  - {to: all, set: {parties: [{supplier: y, role: manage}]}}\n",
		"f:6: error: two applies give one component different parties in the same role, the other at f:4: make them not overlap\n");
	world_refuses("components: [{id: a}]\n"
		      "apply:\n  - {to: all, set: {logs: [{sink: none}]}}\n  - {to: all, set: {logs: [{sink: a}]}}\n",
		"f:5: error: two applies give one component different logs, the other at f:4: make them not overlap\n");
	/* The same said twice is no contradiction. */
	world_of(&w, "components: [{id: a, segment: s}]\n"
		     "apply:\n  - {to: all, set: {parties: [{supplier: operator, role: manage}]}}\n"
		     "  - {to: {segment: s}, set: {parties: [{supplier: operator, role: manage}, {supplier: x, role: support}]}}\n");
	assert_keys(&w, TABLE_party, "a/operator/manage\na/x/support\n");
	world_end(&w);
}

static void applies_for_nobody(void **state)
{
	struct world w;

	(void)state;
	world_start(&w);
	world_file(&w, "f", "components: [{id: a, segment: core}]\napply:\n  - {to: {segment: cor}, set: {users: 1}}\n");
	assert_int_equal(world_link(&w), 0);
	assert_int_equal(w.messages.warnings, 1);
	assert_non_null(strstr(w.said.data, "f:4: warning: "));
	world_end(&w);
}

/* ---- Overlay ---------------------------------------------------------------------------------------------------------------------------- */

static const struct link_override *override_of(const struct world *w, enum column_id column, uint32_t row)
{
	size_t i;

	for (i = 0; i < w->link.overrides; i++)
		if (w->link.override[i].column == column && w->link.override[i].row == row)
			return &w->link.override[i];
	fail_msg("no override of %s", schema_column[column].name);
	return NULL;
}

static void assert_override(const struct world *w, enum column_id column, uint32_t row, const char *from, const char *to, uint32_t line)
{
	const struct link_override *o = override_of(w, column, row);

	assert_string_equal(o->from, from);
	assert_string_equal(o->to, to);
	assert_int_equal(o->line, line);
	assert_string_equal(w->messages.file[o->file], "over");
}

static void overlays_change(void **state)
{
	struct world w;

	(void)state;
	world_start(&w);
	world_overlay(&w, "over", "components:\n"
				  "  - {id: a, critical: yes, exposed: internet, segment: core, data: [log, customer]}\n"
				  "access:\n  - {id: r, mfa: no, via: [b]}\n"
				  "suppliers:\n  - {id: acme, country: CN, decision: untrusted}\n"
				  "sites:\n  - {name: ams, sensitive: yes}\n"
				  "network: {users: 5}\n");
	world_file(&w, "f", "network: {country: NL, users: 4}\n"
			    "components: [{id: a, exposed: none, segment: core, site: ams}, {id: b}]\n"
			    "access: [{id: r, mfa: yes}]\nsuppliers: [{id: acme}]\nsites: [{name: ams, sensitive: no}]\n");
	world_must_link(&w);
	ASSERT_VALUE(&w, "component.critical", "a", "yes");
	ASSERT_VALUE(&w, "component.exposed", "a", "internet");
	ASSERT_VALUE(&w, "component.data", "a", "customer|log");
	ASSERT_VALUE(&w, "access.mfa", "r", "no");
	ASSERT_VALUE(&w, "access.via", "r", "b");
	ASSERT_VALUE(&w, "supplier.country", "acme", "CN");
	ASSERT_VALUE(&w, "site.sensitive", "ams", "yes");
	assert_int_equal(keur_number(&w.model.column[COL_network_users], 0), 5);
	assert_int_equal(w.model.rows[TABLE_decision], 1);
	assert_override(&w, COL_component_critical, part_of(&w, "a"), "", "yes", 3);
	assert_override(&w, COL_component_exposed, part_of(&w, "a"), "none", "internet", 3);
	assert_override(&w, COL_component_data, part_of(&w, "a"), "", "customer|log", 3);
	assert_override(&w, COL_access_mfa, 0, "yes", "no", 5);
	assert_override(&w, COL_access_via, 0, "", "b", 5);
	assert_override(&w, COL_supplier_country, row_of(&w, TABLE_supplier, "acme"), "", "CN", 7);
	assert_override(&w, COL_site_sensitive, row_of(&w, TABLE_site, "ams"), "no", "yes", 9);
	assert_override(&w, COL_network_users, 0, "4", "5", 10);
	assert_int_equal(w.link.overrides, 9); /* the segment was the same before; the decision is a row that was not there */
	assert_int_equal(w.model.line[TABLE_component][part_of(&w, "a")], 3); /* where the part itself stands */
	world_end(&w);
}

/* Over what an apply said. */
static void overlays_win(void **state)
{
	struct world w;

	(void)state;
	world_start(&w);
	world_overlay(&w, "over1", "components: [{id: a, exposed: partner}]\n");
	world_overlay(&w, "over2", "components: [{id: a, exposed: partner, name: A}]\n");
	world_file(&w, "f", "components: [{id: a}]\napply: [{to: all, set: {exposed: none, segment: one}}]\n");
	world_must_link(&w);
	ASSERT_VALUE(&w, "component.exposed", "a", "partner");
	ASSERT_VALUE(&w, "component.segment", "a", "one");
	assert_int_equal(w.link.overrides, 2);
	assert_string_equal(w.link.override[1].from, "none");
	assert_string_equal(w.link.override[1].to, "partner");
	world_end(&w);
}

static void overlays_of_nothing(void **state)
{
	struct world w;

	(void)state;
	world_start(&w);
	world_overlay(&w, "over", "components: [{id: amf-2, critical: yes}]\n");
	world_file(&w, "f", "components: [{id: amf-1}]\n");
	assert_int_equal(world_link(&w), -1);
	assert_string_equal(w.said.data, "over:2: error: component.id: there is no component `amf-2`: did you mean `amf-1`?\n");
	world_end(&w);
}

/* ---- Suppliers -------------------------------------------------------------------------------------------------------------------------- */

static void names_of_suppliers(void **state)
{
	struct world w;

	(void)state;
	world_of(&w, "suppliers:\n"
		     "  - {id: hp, name: HP Inc., aliases: [Hewlett-Packard, HPE], enterprise: 11}\n"
		     "  - {id: acme}\n"
		     "components:\n"
		     "  - id: a\n"
		     "    parties:\n"
		     "      - {supplier: hp, role: manage}\n"
		     "      - {supplier: hp inc, role: build}\n"
		     "      - {supplier: hewlett packard, role: host}\n"
		     "      - {supplier: H-P-E, role: support}\n"
		     "      - {supplier: iana-pen:11, role: integrate}\n"
		     "      - {supplier: Mystery Ltd, role: manufacture}\n"
		     "    keys_held_by: [mystery-ltd, operator]\n"
		     "access:\n  - {id: r, party: ACME}\n");
	assert_keys(&w, TABLE_supplier, "Mystery Ltd\nacme\nhp\noperator\n"); /* of two spellings the first in byte order */
	assert_keys(&w, TABLE_party, "a/Mystery Ltd/manufacture\na/hp/integrate\na/hp/build\na/hp/manage\na/hp/support\na/hp/host\n");
	ASSERT_VALUE(&w, "component.keys_held_by", "a", "Mystery Ltd|operator");
	ASSERT_VALUE(&w, "access.party", "r", "acme");
	ASSERT_VALUE(&w, "supplier.registered", "hp", "yes");
	ASSERT_VALUE(&w, "supplier.registered", "Mystery Ltd", "no");
	ASSERT_VALUE(&w, "supplier.registered", "operator", "no");
	ASSERT_VALUE(&w, "supplier.name", "hp", "HP Inc.");
	ASSERT_VALUE(&w, "supplier.name", "Mystery Ltd", "");
	world_end(&w);
}

/* What only looks the same counts as another supplier, and is told of with both places; an alias settles it. */
static void names_that_look_alike(void **state)
{
	static const struct {
		const char *name, *shown; /* NULL: nothing to tell */
	} names[] = {
		{ "Nok\xD1\x96" "a", "Nok\\u{456}a" },                 /* Cyrillic i */
		{ "\xD0\x9Dokia", NULL },                             /* Cyrillic En looks like H */
		{ "N\xCE\xBFkia", "N\\u{3BF}kia" },                   /* Greek omicron */
		{ "N0kia", "N0kia" },
		{ "Nok1a", "Nok1a" },                                /* 1 for that of NOKIA */
		{ "NOKlA", "NOKlA" },                                /* l for the capital I of NOKIA */
		{ "No\xE2\x80\x8Bkia", "No\\u{200B}kia" },            /* zero width */
		{ "Nok\xC2\xADia", "Nok\\u{AD}ia" },                  /* soft hyphen */
		{ "Noki\xCC\x81" "a", "Noki\\u{301}a" },               /* combining accent */
		{ "Noki\xC3\xA1", "Noki\\u{E1}" },                    /* the letter with it */
		{ "\xEF\xBC\xAE\xEF\xBD\x8F\xEF\xBD\x8B\xEF\xBD\x89\xEF\xBD\x81", "\\u{FF2E}\\u{FF4F}\\u{FF4B}\\u{FF49}\\u{FF41}" },
		{ "\xF0\x9D\x90\x8Dokia", "\\u{1D40D}okia" },         /* mathematical bold */
		{ "Nok\xC2\xA0ia", "Nok\\u{A0}ia" },                  /* blanks that a name is not matched without */
		{ "\xE1\x9A\x80Nokia", "\\u{1680}Nokia" },
		{ "\xE2\xA0\x80Nokia", "\\u{2800}Nokia" },
		{ "Nokia\xE3\x85\xA4", "Nokia\\u{3164}" },
		{ "No\xE1\xB8\xB5ia", "No\\u{1E35}ia" },             /* Latin further up, small capitals, Coptic, Cherokee, enclosed */
		{ "\xC9\xB4okia", "\\u{274}okia" },
		{ "N\xE2\xB2\x9Fkia", "N\\u{2C9F}kia" },
		{ "Noki\xE1\x8E\xAA", "Noki\\u{13AA}" },
		{ "\xF0\x9F\x84\xBDokia", "\\u{1F13D}okia" },
		{ "Nokia Networks", NULL },
		{ "Nokian", NULL },
	};
	struct world w;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof names / sizeof *names; i++) {
		struct buffer text = { 0 }, expected = { 0 };

		buffer_format(&text, "suppliers:\n  - {id: nokia-corp, aliases: [Nokia, NOKIA]}\n"
				     "components:\n  - {id: a, parties: [{supplier: %s, role: manage}]}\n", names[i].name);
		if (names[i].shown)
			buffer_format(&expected, "f:5: warning: supplier `%s` looks like `%s` (f:3) and counts as another: if they are one, give it as an "
				"alias in the register\n", names[i].shown, strcmp(names[i].name, "NOKlA") == 0 || strcmp(names[i].name, "Nok1a") == 0 ? "NOKIA" : "Nokia");
		else
			buffer_string(&expected, "");
		world_start(&w);
		world_file(&w, "f", text.data);
		assert_int_equal(world_link(&w), 0);
		assert_string_equal(w.said.data, expected.data);
		assert_int_equal(w.model.rows[TABLE_supplier], 3);
		world_end(&w);
		buffer_free(&text);
		buffer_free(&expected);
	}
	/* Between two that nobody registered, and once for each however many rows and names it has; a name is never part of another. */
	world_start(&w);
	world_file(&w, "f", "components:\n  - {id: a, product: {supplier: Telf0rt}}\n  - {id: b, product: {supplier: Telfort}}\n"
			    "  - {id: c, product: {supplier: TELFORT}, keys_held_by: [operator, telfort, te1fort]}\n"
			    "  - {id: d, product: {supplier: AZTECH}}\nsuppliers: [{id: zte}]\n");
	assert_int_equal(world_link(&w), 0);
	assert_string_equal(w.said.data,
		"f:3: warning: supplier `Telf0rt` looks like `telfort` (f:5) and counts as another: if they are one, give it as an alias in the register\n"
		"f:5: warning: supplier `te1fort` looks like `telfort` (f:5) and counts as another: if they are one, give it as an alias in the register\n");
	assert_keys(&w, TABLE_supplier, "AZTECH\nTELFORT\nTelf0rt\noperator\nte1fort\nzte\n");
	/* For the result: by rows of the model. */
	assert_int_equal(w.link.lookalikes, 2);
	assert_int_equal(w.link.lookalike[0].supplier, 2);
	assert_int_equal(w.link.lookalike[0].like, 1);
	assert_string_equal(w.link.lookalike[0].name, "Telf0rt");
	assert_string_equal(w.link.lookalike[0].as, "telfort");
	assert_int_equal(w.link.lookalike[0].line, 3);
	assert_int_equal(w.link.lookalike[1].supplier, 4);
	assert_int_equal(w.link.lookalike[1].like, 1);
	world_end(&w);
	/* In letters that look like no others case goes all the same; a name that nobody sees is like another such. */
	world_start(&w);
	world_file(&w, "f", "components: [{id: a, product: {supplier: \"\xD0\x9B\xD0\x94\"}, keys_held_by: [\"\xD0\xBB\xD0\xB4\", \"\\u200b\", \"\\u2060\", vvork, work]}]\n");
	assert_int_equal(world_link(&w), 0);
	assert_int_equal(w.link.lookalikes, 3);
	world_end(&w);
	/* Two registers' entries; and settled. */
	world_start(&w);
	world_file(&w, "f", "suppliers:\n  - {id: modern}\n  - {id: modem}\n");
	assert_int_equal(world_link(&w), 0);
	assert_string_equal(w.said.data,
		"f:3: warning: supplier `modern` looks like `modem` (f:4) and counts as another: if they are one, give it as an alias in the register\n");
	world_end(&w);
	world_of(&w, "suppliers:\n  - {id: nokia, aliases: [N0kia, \"No\xE2\x80\x8Bkia\"]}\ncomponents: [{id: a, product: {supplier: N0kia}}]\n");
	assert_keys(&w, TABLE_party, "a/nokia/manufacture\n");
	world_end(&w);
}

/* Who makes a part of which nobody says it, by the prefixes of the register. */
static void makers_by_address(void **state)
{
	struct world w;

	(void)state;
	world_of(&w, "components:\n"
		     "  - {id: a, mac: [\"00:53:01:AA:BB:CC\"]}\n"
		     "  - {id: b, mac: [0053.02ab.cdef]}\n"                                                 /* the longer prefix counts */
		     "  - {id: c, mac: [\"00:53:01:AA:BB:CC\"], product: {supplier: other}}\n"              /* somebody says it */
		     "  - {id: d, mac: [\"00:53:09:AA:BB:CC\"]}\n"                                          /* nobody's */
		     "  - {id: e, mac: [\"02:53:01:AA:BB:CC\"]}\n"                                          /* chosen by whoever set it up */
		     "  - {id: f, mac: [00-53-01-aa-bb-cc, 00-53-09-aa-bb-cc]}\n"
		     "  - {id: g, segment: s, mac: [00-53-01-aa-bb-cc]}\n"
		     "suppliers:\n  - {id: acme, mac_prefixes: [00:53:01, \"00:53:02\", 02:53:01]}\n  - {id: bolt, mac_prefixes: [\"00:53:02:A\"]}\n"
		     "apply: [{to: {segment: s}, set: {parties: [{supplier: known, role: manufacture}]}}]\n");
	assert_keys(&w, TABLE_party, "a/acme/manufacture\nb/bolt/manufacture\nc/other/manufacture\nf/acme/manufacture\ng/known/manufacture\n");
	assert_int_equal(w.model.line[TABLE_party][0], 11); /* where the register says whose prefix it is */
	world_end(&w);
	world_start(&w);
	world_file(&w, "f", "components:\n  - {id: a, mac: [\"00:53:01:AA:BB:CC\", \"00:53:02:AA:BB:CC\"]}\n"
			    "suppliers:\n  - {id: acme, mac_prefixes: [\"00:53:01\"]}\n  - {id: bolt, mac_prefixes: [\"00:53:02\"]}\n");
	assert_int_equal(world_link(&w), 0);
	assert_string_equal(w.said.data, "f:3: warning: component.mac: these addresses have prefixes of several makers in the register: who makes the part "
		"stays unknown\n");
	assert_keys(&w, TABLE_party, "");
	world_end(&w);
	world_refuses("components: [{id: a}]\nsuppliers:\n  - {id: acme, mac_prefixes: [\"00:53:01\"]}\n  - {id: bolt, mac_prefixes: [00-53-01]}\n",
		"f:5: error: supplier.mac_prefixes: `00-53-01` belongs to `acme` already: a prefix stands for one maker\n");
}

static void names_that_two_claim(void **state)
{
	(void)state;
	world_refuses("suppliers:\n  - {id: hp, aliases: [Compaq]}\n  - {id: dell, aliases: [COMPAQ]}\n",
		"f:3: error: supplier name `Compaq` belongs to `dell` already: a name stands for one legal entity\n");
	world_refuses("suppliers:\n  - {id: hp}\n  - {id: H.P.}\n",
		"f:3: error: supplier name `hp` belongs to `H.P.` already: a name stands for one legal entity\n");
	/* An id comes before an alias, wherever it stands. */
	world_refuses("suppliers:\n  - {id: a, aliases: [b]}\n  - {id: b}\n",
		"f:3: error: supplier name `b` belongs to `b` already: a name stands for one legal entity\n");
}

static void periods_that_end_before_they_begin(void **state)
{
	(void)state;
	world_refuses("components: [{id: a, in_service_from: 2026-05-02, in_service_until: 2026-05-01}]\n",
		"f:2: error: `in_service_until` is before `in_service_from`: no day lies between\n");
	world_refuses("components: [{id: a, parties: [{supplier: x, role: manage, from: 2026-05-02, until: 2025-05-02}]}]\n",
		"f:2: error: `until` is before `from`: no day lies between\n");
	/* `none` is no day: it says that there is no end. */
	{
		struct world w;

		world_of(&w, "access: [{id: a, valid_from: 2026-05-02, valid_until: none}]\n");
		assert_true(model_known(&w.model, COL_access_valid_until, 0));
		world_end(&w);
	}
}

static void the_operator(void **state)
{
	struct world w;

	(void)state;
	world_of(&w, "components: [{id: a}]\n");
	assert_keys(&w, TABLE_supplier, "operator\n");
	assert_int_equal(w.model.operator_, 0);
	world_end(&w);
	world_of(&w, "suppliers:\n  - {id: operator, name: Noordzee}\n  - {id: acme}\n"
		     "components: [{id: a, parties: [{supplier: noordzee, role: manage}, {supplier: operator, role: host}]}]\n");
	assert_keys(&w, TABLE_supplier, "acme\noperator\n");
	assert_int_equal(w.model.operator_, 1);
	assert_keys(&w, TABLE_party, "a/operator/manage\na/operator/host\n");
	world_end(&w);
	/* A firm that calls itself so, or is spelt so, is not the operator. */
	world_start(&w);
	world_file(&w, "f", "components: [{id: a, parties: [{supplier: Operator, role: manage}]}]\n");
	assert_int_equal(world_link(&w), 0);
	assert_string_equal(w.said.data,
		"f:2: warning: supplier `Operator` looks like `operator` and counts as another: if they are one, write `operator`, exactly so\n");
	assert_keys(&w, TABLE_supplier, "Operator\noperator\n");
	assert_int_equal(w.model.operator_, 1);
	assert_keys(&w, TABLE_party, "a/Operator/manage\n");
	world_end(&w);
	world_refuses("suppliers:\n  - {id: noordzee, aliases: [operator]}\n",
		"f:3: error: supplier name `operator` belongs to `operator` already: a name stands for one legal entity\n");
	world_refuses("suppliers:\n  - {id: none}\n", "f:3: error: supplier.id: `none` is an answer of the format (nobody), not a name: give the supplier "
		"another id, and `none` as an alias if exports name it so\n");
}

/* ---- Sites and header ------------------------------------------------------------------------------------------------------------------ */

static void sites(void **state)
{
	struct world w;

	(void)state;
	world_start(&w);
	world_file(&w, "a", "components:\n  - {id: x, site: {name: ams, country: NL}}\n  - {id: y, site: utr}\n");
	world_file(&w, "b", "sites: [{name: ams, sensitive: no}, {name: empty}]\n");
	world_file(&w, "c", "components: [{id: z, site: {name: ams, country: NL, sensitive: no}}]\n");
	world_must_link(&w);
	assert_keys(&w, TABLE_site, "ams\nempty\nutr\n");
	ASSERT_VALUE(&w, "site.country", "ams", "NL");
	ASSERT_VALUE(&w, "site.sensitive", "ams", "no");
	ASSERT_VALUE(&w, "site.country", "utr", "");
	ASSERT_VALUE(&w, "component.site", "x", "ams");
	ASSERT_VALUE(&w, "component.site", "y", "utr");
	world_end(&w);
	world_start(&w);
	world_file(&w, "a", "components: [{id: x, site: {name: ams, country: NL}}]\n");
	world_file(&w, "b", "sites:\n  - {name: ams, country: BE}\n");
	assert_int_equal(world_link(&w), -1);
	assert_non_null(strstr(w.said.data, "b:3: error: site.country is not what a:2 says of the same site"));
	world_end(&w);
}

/* A file between them that says nothing of the kind does not hide it. */
static void sites_contradict_across_a_third(void **state)
{
	struct world w;

	(void)state;
	world_start(&w);
	world_file(&w, "a", "sites: [{name: ams, country: NL}]\n");
	world_file(&w, "b", "sites: [{name: ams, sensitive: no}]\n");
	world_file(&w, "c", "sites: [{name: ams, country: BE}]\n");
	assert_int_equal(world_link(&w), -1);
	assert_non_null(strstr(w.said.data, "c:2: error: site.country is not what a:2 says of the same site"));
	world_end(&w);
}

static void header(void **state)
{
	struct world w;

	(void)state;
	world_start(&w);
	world_file(&w, "a", "network: {operator: Noordzee, country: NL}\n");
	world_file(&w, "b", "components: [{id: x}]\n");
	world_file(&w, "c", "network: {as_of: 2026-11-01, country: NL, users: 4}\n");
	world_must_link(&w);
	assert_int_equal(w.model.rows[TABLE_network], 1);
	ASSERT_VALUE(&w, "network.operator", "Noordzee", "Noordzee");
	ASSERT_VALUE(&w, "network.as_of", "Noordzee", "2026-11-01");
	ASSERT_VALUE(&w, "network.users", "Noordzee", "4");
	assert_int_equal(w.model.as_of, 20758);
	world_end(&w);
	/* The command line's day counts before the inventory's. */
	world_start(&w);
	w.as_of = 20000;
	world_file(&w, "a", "network: {as_of: 2026-11-01}\n");
	world_must_link(&w);
	assert_int_equal(w.model.as_of, 20000);
	world_end(&w);
	world_of(&w, "components: [{id: x}]\n");
	assert_int_equal(w.model.rows[TABLE_network], 0);
	assert_int_equal(w.model.as_of, KEUR_NO_DATE);
	world_end(&w);
	world_start(&w);
	world_file(&w, "a", "network: {country: NL}\n");
	world_file(&w, "b", "network: {operator: x}\n");
	world_file(&w, "c", "network: {country: BE}\n");
	assert_int_equal(world_link(&w), -1);
	assert_string_equal(w.said.data,
		"c:2: error: network.country is `BE` here and `NL` at a:2: files of one network agree, or leave it out\n");
	world_end(&w);
}

/* ---- Order ------------------------------------------------------------------------------------------------------------------------------ */

/* Evidence stands beneath its supplier or in a table of its own; countries are a table of their own. */
static void evidence_and_countries(void **state)
{
	struct world w;

	(void)state;
	world_start(&w);
	world_file(&w, "a", "suppliers:\n  - id: zed\n    criteria:\n      - {criterion: ties_or_influence, evidence: suspected, source: paper, date: 2025-03-01, note: which}\n"
			    "      - {criterion: intent, evidence: none}\n      - {criterion: ties_or_influence, evidence: known, source: report}\n"
			    "  - {id: acme, trust: 4, management_seat: QY, mac_prefixes: [\"00:53:00\"]}\n"
			    "countries:\n  - {id: QZ, compels_cooperation: {answer: yes, evidence: known, source: law, date: 2017-06-27}}\n"
			    "  - {id: QY, offensive_programme: {answer: no}, agreement: {answer: yes}}\n");
	world_file(&w, "b", "criteria: [{supplier: acme, criterion: notices, evidence: known}]\n");
	world_must_link(&w);
	assert_keys(&w, TABLE_criterion, "acme/notices\nzed/intent\nzed/ties_or_influence/paper\nzed/ties_or_influence/report\n");
	ASSERT_VALUE(&w, "criterion.evidence", "zed/ties_or_influence/paper", "suspected");
	ASSERT_VALUE(&w, "criterion.evidence", "zed/intent", "none");
	ASSERT_VALUE(&w, "criterion.date", "zed/ties_or_influence/paper", "2025-03-01");
	ASSERT_VALUE(&w, "criterion.note", "zed/ties_or_influence/paper", "which");
	assert_keys(&w, TABLE_country, "QY\nQZ\n");
	ASSERT_VALUE(&w, "country.compels_cooperation.answer", "QZ", "yes");
	ASSERT_VALUE(&w, "country.compels_cooperation.evidence", "QZ", "known");
	ASSERT_VALUE(&w, "country.offensive_programme.answer", "QZ", "");
	ASSERT_VALUE(&w, "country.offensive_programme.answer", "QY", "no");
	ASSERT_VALUE(&w, "country.agreement.answer", "QY", "yes");
	ASSERT_VALUE(&w, "supplier.trust", "acme", "4");
	ASSERT_VALUE(&w, "supplier.management_seat", "acme", "QY");
	world_end(&w);
	world_refuses("criteria:\n  - {supplier: zed, criterion: intent, evidence: known}\n  - {supplier: zed, criterion: intent, evidence: none}\n",
		"f:4: error: the same row of criteria stands at f:3 already: remove one, or give both an `id`\n");
}

static void tables_in_order(void **state)
{
	struct world w;

	(void)state;
	world_of(&w, "components: [{id: b}, {id: B}, {id: a, segment: s}, {id: a-1}, {id: \"10\"}, {id: \"9\"}, {id: \"\xC3\xA9\"}, {id: abcdefgh2}, {id: abcdefgh1},\n"
		     "  {id: abcdefghijklmnopqrst2}, {id: abcdefghijklmnopqrst10}, {id: abcdefgh}]\n"
		     "links:\n  - {from: b, to: a, plane: user}\n  - {from: a, to: b, plane: management}\n  - {from: a, to: b, plane: control}\n"
		     "  - {from: a, to: B, plane: user, protocol: z}\n  - {from: a, to: B, plane: user, protocol: y}\n  - {from: a, to: B, plane: user}\n"
		     "decisions:\n  - {supplier: z, decision: trusted}\n  - {supplier: y, decision: untrusted, from: 2026-02-01}\n"
		     "  - {supplier: y, decision: untrusted, from: 1969-01-01}\n  - {supplier: y, decision: trusted, covers: {segment: s}}\n"
		     "  - {supplier: y, decision: trusted, covers: all}\n"
		     "access: [{id: r-2}, {id: r-10}, {id: r-1}]\n");
	/* Bytes, in every locale. */
	assert_keys(&w, TABLE_component, "10\n9\nB\na\na-1\nabcdefgh\nabcdefgh1\nabcdefgh2\nabcdefghijklmnopqrst10\nabcdefghijklmnopqrst2\nb\n\xC3\xA9\n");
	assert_keys(&w, TABLE_link, "a/B/user/y\na/B/user/z\na/B/user\na/b/control\na/b/management\nb/a/user\n");
	assert_keys(&w, TABLE_decision, "y/trusted/all\ny/trusted/segment=s\ny/untrusted/1969-01-01\ny/untrusted/2026-02-01\nz/trusted\n");
	assert_keys(&w, TABLE_access, "r-1\nr-10\nr-2\n");
	world_end(&w);
}

static const char *const files[][2] = {
	{ "core", "network: {operator: N, country: NL, as_of: 2026-11-01}\n"
		  "components:\n  - {id: amf-1, function: AMF, same_as: [ME-1], site: {name: ams, country: NL}, depends_on: [dns-1]}\n"
		  "  - {id: dns-1, function: DNS, site: utr}\n"
		  "suppliers: [{id: acme, aliases: [Acme Networks]}]\n" },
	{ "oam", "network: {users: 4000}\n"
		 "components:\n  - {id: ems-1, function: EMS, segment: oam, site: {name: ams, sensitive: no},\n"
		 "     parties: [{supplier: acme networks, role: support}, {supplier: Zed, role: manage, under: acme}]}\n"
		 "links: [{from: ems-1, to: amf-1, plane: management}, {from: ems-1, to: dns-1, plane: management}]\n" },
	{ "export", "components:\n  - {id: ME-1, name: from export, segment: core, users: 17}\n  - {id: ME-2, function: gNB, site: mast}\n"
		    "parties: [{component: ME-1, supplier: ZED, role: manufacture}]\n" },
	{ "ways", "access: [{id: r-1, party: zed, target: ME-1, via: [ems-1], privilege: admin, logged_to: dns-1}]\n"
		  "statements: [{table: party, covers: {segment: core}, complete: yes, by: me}]\n" },
	{ "bulk", "apply:\n  - {to: {segment: [oam, core]}, set: {parties: [{supplier: operator, role: host}], exposed: none}}\n"
		  "  - {to: {site: utr}, set: {logs: [{sink: ems-1, events: [authentication]}], segment: names}}\n" },
	{ "over", "components: [{id: amf-1, critical: yes}, {id: ems-1, users: 40}]\nsuppliers: [{id: acme, decisions: [{decision: trusted, authority: board, reference: B-1}]}]\n" },
};
enum { FILES = sizeof files / sizeof *files };

static void read_in_order(struct world *w, const int *order)
{
	int i;

	world_start(w);
	for (i = 0; i < FILES; i++) {
		const char *name = files[order[i]][0], *text = files[order[i]][1];

		if (strcmp(name, "export") == 0)
			world_export(w, name, text);
		else if (strcmp(name, "over") == 0)
			world_overlay(w, name, text);
		else
			world_file(w, name, text);
	}
	world_must_link(w);
}

static void same_model_in_any_order(void **state)
{
	int order[FILES] = { 0, 1, 2, 3, 4, 5 }, round, i;
	struct buffer first = { 0 };
	uint64_t random = 99;
	struct world w;

	(void)state;
	read_in_order(&w, order);
	show_model(&w, &first);
	ASSERT_VALUE(&w, "component.segment", "amf-1", "core");
	ASSERT_VALUE(&w, "access.party", "r-1", "ZED"); /* of three spellings the first */
	assert_keys(&w, TABLE_supplier, "ZED\nacme\noperator\n");
	world_end(&w);
	for (round = 0; round < 40; round++) {
		struct buffer again = { 0 };

		for (i = FILES; i-- > 1;) {
			int other, swap = order[i];

			random = random * UINT64_C(6364136223846793005) + 1442695040888963407u;
			other = (int)(random >> 33) % (i + 1);
			order[i] = order[other];
			order[other] = swap;
		}
		read_in_order(&w, order);
		show_model(&w, &again);
		assert_string_equal(again.data, first.data);
		assert_int_equal(w.link.overrides, 3); /* the decision is a row that was not there */
		buffer_free(&again);
		world_end(&w);
	}
	buffer_free(&first);
}

static int string_compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* 300,000 links in no order: the same as qsort over their keys as text. */
static void many_links(void **state)
{
	enum { PARTS = 5000, LINKS = 300000 };
	char **key = malloc(LINKS * sizeof *key);
	uint64_t random = 4;
	uint32_t i, kept = 0, row;
	struct world w;

	(void)state;
	world_start(&w);
	/* An export, so that a link twice is told of by nobody. */
	world_read(&w, INPUT_INVENTORY, "header", "network: {operator: N}\n");
	{
		struct part *part = w.inputs.part[0];

		part->kind = PART_FOREIGN;
		for (i = 0; i < PARTS; i++) {
			char id[8];

			snprintf(id, sizeof id, "p%04u", (i * 7919) % PARTS);
			part_row(part, &part->rows, TABLE_component, i + 1);
			part_set_text(part, &part->rows, COL_component_id, text_of(id));
		}
		for (i = 0; i < LINKS; i++) {
			char from[8], to[8], whole[32];
			unsigned plane;

			random = random * UINT64_C(6364136223846793005) + 1442695040888963407u;
			snprintf(from, sizeof from, "p%04u", (unsigned)(random >> 40) % PARTS);
			snprintf(to, sizeof to, "p%04u", (unsigned)(random >> 20) % 50);
			plane = (unsigned)(random >> 60) % 3; /* user, control, management: in the order of their letters reversed */
			part_row(part, &part->rows, TABLE_link, i + 1);
			part_set_text(part, &part->rows, COL_link_from, text_of(from));
			part_set_text(part, &part->rows, COL_link_to, text_of(to));
			part_set_member(part, &part->rows, COL_link_plane, plane);
			snprintf(whole, sizeof whole, "%s/%s/%u", from, to, plane);
			key[i] = strdup(whole);
		}
		part_close(part);
	}
	world_must_link(&w);
	qsort(key, LINKS, sizeof *key, string_compare);
	for (i = 0, row = 0; i < LINKS; i++) {
		if (i == 0 || strcmp(key[i], key[i - 1]) != 0) {
			struct buffer shown = { 0 };

			model_value(&w.model, COL_link_from, row, &shown);
			buffer_string(&shown, "/");
			model_value(&w.model, COL_link_to, row, &shown);
			buffer_format(&shown, "/%u", keur_byte(&w.model.column[COL_link_plane], row));
			assert_string_equal(shown.data, key[i]);
			buffer_free(&shown);
			row++;
			kept++;
		}
	}
	assert_int_equal(w.model.rows[TABLE_link], kept);
	for (i = 0; i < LINKS; i++)
		free(key[i]);
	free(key);
	world_end(&w);
}

static void nothing_at_all(void **state)
{
	struct world w;
	unsigned t;

	(void)state;
	world_start(&w);
	world_must_link(&w); /* no file */
	for (t = 0; t < TABLE_COUNT; t++)
		assert_int_equal(w.model.rows[t], t == TABLE_supplier); /* the operator */
	assert_int_equal(model_find(&w.model, TABLE_component, TEXT_LITERAL("a")), KEUR_NONE);
	world_end(&w);
	world_of(&w, "network: {country: NL}\n");
	assert_int_equal(w.model.rows[TABLE_component], 0);
	world_end(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ids_twice),
		cmocka_unit_test(ids_tell_rows_apart),
		cmocka_unit_test(references_to_nothing),
		cmocka_unit_test(reports),
		cmocka_unit_test(functions),
		cmocka_unit_test(joined_by_same_as),
		cmocka_unit_test(exports_that_say_otherwise),
		cmocka_unit_test(many_that_say_otherwise),
		cmocka_unit_test(claimed_by_two),
		cmocka_unit_test(exports_that_repeat_themselves),
		cmocka_unit_test(own_value_wins),
		cmocka_unit_test(every_selector_key),
		cmocka_unit_test(selectors_see_what_exports_fill),
		cmocka_unit_test(applies_that_contradict),
		cmocka_unit_test(contradictions_grow_with_the_file),
		cmocka_unit_test(parties_and_logs_of_applies),
		cmocka_unit_test(roles_twice),
		cmocka_unit_test(applies_for_nobody),
		cmocka_unit_test(overlays_change),
		cmocka_unit_test(overlays_win),
		cmocka_unit_test(overlays_of_nothing),
		cmocka_unit_test(names_of_suppliers),
		cmocka_unit_test(names_that_look_alike),
		cmocka_unit_test(makers_by_address),
		cmocka_unit_test(names_that_two_claim),
		cmocka_unit_test(periods_that_end_before_they_begin),
		cmocka_unit_test(the_operator),
		cmocka_unit_test(sites),
		cmocka_unit_test(sites_contradict_across_a_third),
		cmocka_unit_test(header),
		cmocka_unit_test(evidence_and_countries),
		cmocka_unit_test(tables_in_order),
		cmocka_unit_test(same_model_in_any_order),
		cmocka_unit_test(many_links),
		cmocka_unit_test(nothing_at_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
