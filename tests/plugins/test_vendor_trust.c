/* Every rule of vendor_trust: provoked, unknown, and not the case. */
#include "../../plugins/vendor_trust.c"
#include "fake_host.h"

/* Nothing to find: everything is answered and everybody trusted. */
static int start(void **state)
{
	(void)state;
	fake_start("2026-11-01");
	given("supplier operator standing=trusted");
	given("supplier good standing=trusted");
	given("supplier bad standing=untrusted");
	given("supplier new standing=undecided");
	given("supplier parent standing=untrusted");
	given("component amf segment=core scope=critical class=core-mobility in_service=yes nothing_known=no party_stated=yes link_stated=yes "
	      "unanswered_roles=none data=none keys_held_by=none exposed=none product.name=Core product.version=7 "
	      "product.end_of_support=none");
	given("party p1 component=amf supplier=good role=manufacture");
	given("involvement 1 component=amf supplier=good through=direct standing=trusted roles=manufacture under=none party=p1 access=none");
	return 0;
}

static void declaration(void **state)
{
	(void)state;
	check_declaration();
}

static void nothing_to_find(void **state)
{
	(void)state;
	run();
	expect("", "");
}

static void direct_by_scope(void **state)
{
	(void)state;
	given("involvement 1 supplier=bad standing=untrusted roles=build|manage");
	run();
	expect("", "untrusted_in_critical known amf supplier:bad party=bad (bad, amf, build|manage)\n");
	given("component amf scope=adjacent");
	run();
	expect("", "untrusted_adjacent known amf supplier:bad party=bad (bad, amf, build|manage)\n");
	given("component amf scope=management");
	run();
	expect("", "untrusted_in_scope known amf supplier:bad party=bad (bad, amf, build|manage)\n");
	given("component amf scope=-");
	run();
	expect("", "untrusted_in_scope known amf supplier:bad party=bad (bad, amf, build|manage)\n");
}

static void chain(void **state)
{
	(void)state;
	given("access ra-1 party=bad target=amf privilege=admin valid_now=yes");
	given("involvement 1 supplier=bad standing=untrusted through=subcontract roles=manage under=good");
	run();
	expect("", "chain_untrusted known amf supplier:bad party=bad (bad, amf, subcontract, good, manage)\n");
	given("involvement 1 through=administers under=none");
	run();
	expect("", "chain_untrusted known amf supplier:bad party=bad (bad, amf, administers, -, manage)\n");
	given("involvement 1 through=keys party=none roles=none");
	given("component amf keys_held_by=bad");
	run();
	expect("", "chain_untrusted known amf supplier:bad party=bad (bad, amf, keys, -, -)\n");
}

static void chain_through_access(void **state)
{
	(void)state;
	given("access ra-1 party=bad target=amf privilege=admin valid_now=yes");
	given("involvement 1 supplier=bad standing=untrusted through=access roles=none under=none party=none access=ra-1");
	run();
	expect("", "chain_untrusted known amf supplier:bad party=bad (bad, amf, access, -, -)\n");
	given("access ra-1 claim.status=confirmed");
	run();
	expect("", "chain_untrusted known amf supplier:bad party=bad (bad, amf, access, -, -)\n");
	given("access ra-1 claim.status=denied");
	run();
	expect("", "chain_untrusted suspected amf supplier:bad party=bad (bad, amf, access, -, -)\n");
	given("access ra-1 claim.status=- privilege=-");
	run();
	expect("", "chain_untrusted unknown amf supplier:bad party=bad ask=field access.privilege\n");
	given("access ra-1 privilege=admin valid_now=-");
	run();
	expect("", "chain_untrusted unknown amf supplier:bad party=bad ask=field network.as_of\n");
}

/* One finding per supplier: the closest way in which it is involved. */
static void first_that_fits(void **state)
{
	(void)state;
	given("involvement 1 supplier=bad standing=untrusted through=owner under=good");
	given("involvement 2 component=amf supplier=bad through=administers standing=untrusted under=none party=none access=none");
	given("involvement 3 component=amf supplier=bad through=direct standing=untrusted roles=host under=none party=none access=none");
	given("involvement 4 component=amf supplier=parent through=administers standing=untrusted under=none party=none access=none");
	run();
	expect("", "chain_untrusted known amf supplier:parent party=parent (parent, amf, administers, -, -)\n"
		   "untrusted_in_critical known amf supplier:bad party=bad (bad, amf, host)\n");
}

static void undecided(void **state)
{
	(void)state;
	given("involvement 1 supplier=new standing=undecided");
	run();
	expect("", "unassessed_supplier unknown amf supplier:new party=new ask=supplier new\n");
	given("involvement 1 standing=-");
	run();
	expect("", "unassessed_supplier unknown amf supplier:new party=new ask=supplier new\n");
}

static void controlling_owners(void **state)
{
	(void)state;
	given("involvement 2 component=amf supplier=parent through=owner standing=untrusted under=good party=none access=none");
	run();
	expect("", "owner_untrusted known amf supplier:parent party=parent level=5 (parent, amf, good, -)\n");
	given("ownership o1 owner=parent owned=good share=6000 control=no");
	run();
	expect("", "owner_untrusted known amf supplier:parent party=parent level=5 (parent, amf, good, 6000)\n");
	given("ownership o1 share=1000 control=yes");
	run();
	expect("", "owner_untrusted known amf supplier:parent party=parent level=5 (parent, amf, good, 1000)\n");
	given("involvement 2 standing=undecided");
	run();
	expect("", "unassessed_supplier unknown amf supplier:parent party=parent ask=supplier parent\n");
}

static void minority_owners(void **state)
{
	(void)state;
	given("ownership o1 owner=parent owned=good share=2500 control=no");
	run();
	expect("", "owner_untrusted known amf supplier:parent party=parent level=4 (parent, amf, good, 2500)\n");
	given("ownership o1 share=2499");
	run();
	expect("", "");
	given("ownership o1 share=5000");
	run();
	expect("", "owner_untrusted known amf supplier:parent party=parent level=4 (parent, amf, good, 5000)\n");
	given("ownership o1 share=3000 from=2026-11-02");
	run();
	expect("", "");
	given("ownership o1 from=2026-11-01 control=-");
	run();
	expect("", "owner_untrusted known amf supplier:parent party=parent level=4 (parent, amf, good, 3000)\n"
		   "owner_untrusted unknown amf supplier:parent party=parent level=5 ask=field ownership.control\n");
	given("ownership o1 control=no share=-");
	run();
	expect("", "owner_untrusted unknown amf supplier:parent party=parent level=5 ask=field ownership.share\n");
	given("ownership o1 owner=new share=3000");
	run();
	expect("", "unassessed_supplier unknown amf supplier:new party=new level=4 ask=supplier new\n");
	given("ownership o1 owner=operator");
	run();
	expect("", "");
}

/* The host says which owners of a part are only counted; of those without control that weigh the same 32 are told. */
static void owners_beyond_number(void **state)
{
	char row[96], line[160], expected[8192] = "";
	int i;

	(void)state;
	given("involvement 2 component=amf supplier=parent through=owner standing=untrusted under=good party=none access=none further=yes");
	run();
	expect("", "");
	given("involvement 2 further=no");
	run();
	expect("", "owner_untrusted known amf supplier:parent party=parent level=5 (parent, amf, good, -)\n");
	given("involvement 2 further=yes");
	for (i = 0; i < 40; i++) {
		snprintf(row, sizeof row, "supplier fund-%02d standing=untrusted", i);
		given(row);
		snprintf(row, sizeof row, "ownership o-%02d owner=fund-%02d owned=good share=3000 control=no", i, i);
		given(row);
		snprintf(line, sizeof line, "owner_untrusted known amf supplier:fund-%02d party=fund-%02d level=4 (fund-%02d, amf, good, 3000)\n", i, i, i);
		if (i < 32)
			strcat(expected, line);
	}
	given("supplier near standing=untrusted");
	given("ownership o-99 owner=near owned=good share=6000 control=no"); /* weighs more */
	strcat(expected, "owner_untrusted known amf supplier:near party=near level=5 (near, amf, good, 6000)\n");
	run();
	expect("", expected);
}

/* One step above an owner in control counts like one above the party itself. Shares of shares are not multiplied: who has a part of somebody that
 * has a part controls nothing, and is not looked for. */
static void owners_of_owners(void **state)
{
	(void)state;
	given("supplier holding standing=trusted");
	given("supplier fund standing=trusted");
	given("involvement 2 component=amf supplier=holding through=owner standing=trusted under=good party=none access=none");
	given("ownership o1 owner=holding owned=good share=10000 control=yes");
	run();
	expect("", "");
	given("ownership o2 owner=parent owned=holding share=3000 control=no");
	run();
	expect("", "owner_untrusted known amf supplier:parent party=parent level=4 (parent, amf, holding, 3000)\n");
	given("ownership o2 share=2499");
	run();
	expect("", "");
	given("ownership o2 share=-");
	run();
	expect("", "owner_untrusted unknown amf supplier:parent party=parent level=5 ask=field ownership.share\n");
	given("ownership o2 owner=fund share=4900");
	given("ownership o3 owner=parent owned=fund share=4900 control=no");
	run();
	expect("", "");
}

/* Who owns a party whose way in is only claimed is only suspected to matter. */
static void owner_of_a_claim(void **state)
{
	(void)state;
	given("access ra-1 party=good target=amf privilege=admin valid_now=yes claim.status=reported");
	given("involvement 1 through=access party=none access=ra-1");
	given("ownership o1 owner=parent owned=good share=3000 control=no");
	run();
	expect("", "owner_untrusted suspected amf supplier:parent party=parent level=4 (parent, amf, good, 3000)\n");
}

static void chain_not_known(void **state)
{
	(void)state;
	given("component amf party_stated=no");
	run();
	expect("", "chain_unknown unknown amf ask=statement party for segment core\n");
	given("component amf party_stated=- segment=-");
	run();
	expect("", "chain_unknown unknown amf ask=statement party for parts without a segment\n");
	given("component amf party_stated=yes link_stated=no segment=core");
	run();
	expect("", "chain_unknown unknown amf ask=statement link for segment core\n");
	given("component amf link_stated=yes unanswered_roles=manufacture|support");
	run();
	expect("", "chain_unknown unknown amf ask=field party.role manufacture, support\n");
}

static void keys(void **state)
{
	(void)state;
	given("component amf data=customer keys_held_by=operator");
	run();
	expect("", "");
	given("component amf keys_held_by=operator|good|bad");
	run();
	expect("", "keys_held_by_supplier known amf supplier:bad party=bad (bad, amf)\n"
		   "keys_held_by_supplier known amf supplier:good party=good (good, amf)\n");
	given("component amf keys_held_by=-");
	run();
	expect("", "chain_unknown unknown amf ask=field component.keys_held_by\n"
		   "keys_held_by_supplier unknown amf ask=field component.keys_held_by\n");
	given("component amf data=-"); /* may hold some */
	run();
	expect("", "chain_unknown unknown amf ask=field component.keys_held_by\n"
		   "keys_held_by_supplier unknown amf ask=field component.keys_held_by\n");
	given("component amf data=none"); /* nothing of it can be read; who else is in its chain is still open */
	run();
	expect("", "chain_unknown unknown amf ask=field component.keys_held_by\n");
	given("component amf class=unknown");
	run();
	expect("", "chain_unknown unknown amf ask=field component.keys_held_by\n"
		   "keys_held_by_supplier unknown amf only=ems ask=field component.keys_held_by\n");
	given("component amf keys_held_by=good"); /* whether its keys can stop it hangs on what it is */
	run();
	expect("", "keys_held_by_supplier known amf supplier:good party=good (good, amf)\n"
		   "keys_held_by_supplier unknown amf supplier:good party=good only=s ask=field component.function\n");
	given("component amf class=lawful-interception");
	run();
	expect("", "keys_held_by_supplier known amf supplier:good party=good only=ems (good, amf)\n");
	given("component amf keys_held_by=-");
	run();
	expect("", "chain_unknown unknown amf ask=field component.keys_held_by\n"
		   "keys_held_by_supplier unknown amf only=ems ask=field component.keys_held_by\n");
}

static void support(void **state)
{
	(void)state;
	given("component amf product.end_of_support=2026-11-01");
	run();
	expect("", "");
	given("component amf product.end_of_support=2026-10-31");
	run();
	expect("", "unsupported_product known amf level=3 (amf, Core, 7, 20757)\n");
	given("component amf exposed=-");
	run();
	expect("", "unsupported_product known amf level=3 (amf, Core, 7, 20757)\n"
		   "unsupported_product unknown amf level=4 ask=field component.exposed\n");
	given("component amf exposed=internet product.version=-");
	run();
	expect("", "unsupported_product known amf level=4 (amf, Core, -, 20757)\n");
	given("component amf exposed=partner product.end_of_support=2024-10-31");
	run();
	expect("", "unsupported_product known amf level=4 (amf, Core, -, 20027)\n");
}

static void support_not_known(void **state)
{
	(void)state;
	given("component amf product.end_of_support=-");
	run();
	expect("", "unsupported_product unknown amf level=4 ask=product Core 7\n");
	given("component amf product.version=-");
	run();
	expect("", "unsupported_product unknown amf level=4 ask=product Core\n");
	given("component amf product.name=-");
	run();
	expect("", "unsupported_product unknown amf level=4 ask=field component.product.name\n");
	given("component amf product.end_of_support=2020-01-01");
	fake.as_of = KEUR_NO_DATE;
	run();
	expect("", "unsupported_product unknown amf level=4 ask=field network.as_of\n");
}

static void not_judged(void **state)
{
	(void)state;
	given("involvement 1 supplier=bad standing=untrusted");
	given("component amf party_stated=no product.end_of_support=- in_service=no");
	run();
	expect("", "");
	given("component amf in_service=yes nothing_known=yes");
	run();
	expect("", "");
	given("component amf in_service=- nothing_known=no"); /* may be in service */
	run();
	expect("untrusted_in_critical", "untrusted_in_critical known amf supplier:bad party=bad (bad, amf, manufacture)\n");
}

static void leaving_out_never_helps(void **state)
{
	static const char *const bad[] = { "component amf data=customer keys_held_by=good", "component amf data=none keys_held_by=good",
		"component amf class=keys keys_held_by=good", "component amf product.end_of_support=2026-01-01",
		"component amf product.end_of_support=2020-01-01", "component amf product.end_of_support=2026-01-01 exposed=internet",
		"ownership o1 owner=parent owned=good share=3000 control=no from=2020-01-01",
		"ownership o1 owner=parent owned=good share=1000 control=yes", "ownership o1 owner=new owned=good share=7000 control=no" };

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		start(state);
		given("access ra party=bad target=amf privilege=admin valid_now=yes claim.status=reported");
		given("involvement 2 component=amf supplier=bad through=access standing=untrusted party=none access=ra");
		given(bad[i]);
		check_leaving_out("");
	}
}

/* The same findings whatever the ranges; and none of one part under another. */
static void ranges(void **state)
{
	static const char lines[] = "chain_unknown unknown smf ask=field component.keys_held_by\n"
				    "chain_unknown unknown upf ask=field component.keys_held_by\n"
				    "chain_unknown unknown upf ask=statement link for parts without a segment\n"
				    "chain_unknown unknown upf ask=statement party for parts without a segment\n"
				    "keys_held_by_supplier unknown smf only=ems ask=field component.keys_held_by\n"
				    "keys_held_by_supplier unknown upf only=ems ask=field component.keys_held_by\n"
				    "unassessed_supplier unknown smf supplier:new party=new ask=supplier new\n"
				    "unsupported_product unknown smf level=4 ask=field component.product.name\n"
				    "unsupported_product unknown upf level=4 ask=field component.product.name\n"
				    "untrusted_adjacent known smf supplier:bad party=bad (bad, smf, -)\n"
				    "untrusted_in_scope known upf supplier:bad party=bad (bad, upf, -)\n";

	(void)state;
	given("component smf scope=adjacent in_service=yes party_stated=yes link_stated=yes");
	given("component idle in_service=no");
	given("component upf scope=other in_service=yes");
	given("decision d1 supplier=bad decision=untrusted");
	given("involvement 2 component=smf supplier=bad through=direct standing=untrusted");
	given("involvement 3 component=smf supplier=new through=direct standing=undecided");
	given("involvement 4 component=upf supplier=bad through=direct standing=untrusted");
	given("involvement 5 component=upf supplier=good through=direct standing=trusted");
	for (uint32_t range = 1; range <= 5; range++) {
		assert_int_equal(run_ranges(range), 0);
		expect("", lines);
	}
	check_stop();
}

/* The billing system of the Telfort letters: the subcontractor is found, and is the only fact. */
static void telfort(void **state)
{
	(void)state;
	given("supplier hp standing=trusted");
	given("supplier huawei standing=untrusted");
	given("component amf data=customer|traffic");
	given("party p1 supplier=hp role=integrate");
	given("party p2 component=amf supplier=huawei role=manage under=hp");
	given("involvement 1 supplier=hp roles=integrate");
	given("involvement 2 component=amf supplier=huawei through=subcontract standing=untrusted roles=build|manage under=hp party=p2 access=none");
	run();
	expect("", "chain_untrusted known amf supplier:huawei party=huawei (huawei, amf, subcontract, hp, build|manage)\n");
	given("involvement 2 standing=undecided");
	run();
	expect("", "unassessed_supplier unknown amf supplier:huawei party=huawei ask=supplier huawei\n");
}

/* The share and its impact are the host's; the finding carries the highest, with the scenarios that have it. */
static void concentration(void **state)
{
	(void)state;
	given("decision d1 supplier=bad decision=untrusted");
	given("group 1 domain=access role=manufacture supplier=bad basis=sites part=6 whole=10 share=60 impact_espionage=4 impact_manipulation=4 impact_sabotage=5");
	run();
	expect("", "concentration known - group:1 party=bad level=5 only=s (60, access, bad, manufacture, 6, 10, sites)\n");
	given("group 1 impact_espionage=5 impact_manipulation=-");
	run();
	expect("", "concentration known - group:1 party=bad level=5 only=es (60, access, bad, manufacture, 6, 10, sites)\n");
	/* A share without impact on the facts, or of a country, says nothing. */
	given("group 1 impact_espionage=- impact_sabotage=-");
	run();
	expect("", "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(declaration),
		cmocka_unit_test_setup(nothing_to_find, start),
		cmocka_unit_test_setup(direct_by_scope, start),
		cmocka_unit_test_setup(chain, start),
		cmocka_unit_test_setup(chain_through_access, start),
		cmocka_unit_test_setup(first_that_fits, start),
		cmocka_unit_test_setup(undecided, start),
		cmocka_unit_test_setup(controlling_owners, start),
		cmocka_unit_test_setup(minority_owners, start),
		cmocka_unit_test_setup(owners_beyond_number, start),
		cmocka_unit_test_setup(owners_of_owners, start),
		cmocka_unit_test_setup(owner_of_a_claim, start),
		cmocka_unit_test_setup(chain_not_known, start),
		cmocka_unit_test_setup(keys, start),
		cmocka_unit_test_setup(support, start),
		cmocka_unit_test_setup(support_not_known, start),
		cmocka_unit_test_setup(not_judged, start),
		cmocka_unit_test(leaving_out_never_helps),
		cmocka_unit_test_setup(ranges, start),
		cmocka_unit_test_setup(telfort, start),
		cmocka_unit_test_setup(concentration, start),
	};

	return cmocka_run_group_tests_name("vendor_trust", tests, NULL, NULL);
}
