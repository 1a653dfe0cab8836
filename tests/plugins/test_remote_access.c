/* Every rule of remote_access: provoked, unknown, and not the case. */
#include "../../plugins/remote_access/authorised.c"
#include "../../plugins/remote_access/controlled.c"
#include "../../plugins/remote_access/declared.c"
#include "../../plugins/remote_access/reach.c"
#include "../../plugins/remote_access/remote_access.c"
#include "../../plugins/remote_access/rules.c"
#include "../../plugins/remote_access/ways.c"
#include "fake_host.h"

/* One way in, with nothing wrong: everything is answered. */
static int start(void **state)
{
	(void)state;
	fake_start("2026-11-01");
	given("supplier operator standing=trusted");
	given("supplier good standing=trusted");
	given("supplier bad standing=untrusted");
	given("supplier new standing=undecided");
	given("component amf segment=core scope=critical in_service=yes nothing_known=no access_stated=yes impact_sabotage=5 depends_on=none");
	given("component vpn segment=dmz scope=management in_service=yes nothing_known=no access_stated=yes impact_sabotage=4 depends_on=none");
	given("access ra party=good from_country=NL target=amf via=none protocol=ssh privilege=operate source=declared authorised_by=noc "
	      "valid_from=2026-06-01 valid_until=2027-06-01 standing=no mfa=yes recorded=yes approved_per_session=yes cut_switch=operator "
	      "valid_now=yes party_standing=trusted");
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
	given("access ra declared=yes source=observed");
	run();
	expect("", "");
}

/* ---- Declared or not -------------------------------------------------------------------------------------------------------------- */

static void undeclared_by_its_own_word(void **state)
{
	static const char known_line[] = "undeclared_path known amf access:ra party=good (good, amf, NL)\n";

	(void)state;
	given("access ra declared=no");
	run();
	expect("", known_line);
	given("access ra observed=yes source=observed");
	run();
	expect("", known_line);
	given("access ra claim.status=confirmed");
	run();
	expect("", known_line);
	given("access ra claim.status=not_commented");
	run();
	expect("", "undeclared_path suspected amf access:ra party=good (good, amf, NL)\n");
	given("access ra claim.status=- valid_now=-");
	run();
	expect("undeclared", "undeclared_path unknown amf access:ra party=good ask=field network.as_of\n");
}

static void neither_declared_nor_observed(void **state)
{
	(void)state;
	given("access ra source=-");
	run();
	expect("", "undeclared_path unknown amf access:ra party=good ask=field access.declared\n");
}

/* An observed row; `ra` is the declaration. It leaves out what the declaration answers. */
static void observe(void)
{
	given("access seen party=good from_country=NL target=amf via=none privilege=read source=observed valid_now=yes party_standing=trusted");
}

static void observed_as_declared(void **state)
{
	(void)state;
	observe();
	run();
	expect("", "");
	given("access seen mfa=no"); /* its own answer still counts */
	run();
	expect("", "weak_controls known amf access:seen party=good level=4 (mfa, good, amf)\n");
	given("access seen mfa=- authorised_by=none");
	run();
	expect("", "unauthorised_path known amf access:seen party=good (good, amf, none, -, )\n");
}

static void observed_otherwise(void **state)
{
	static const char undeclared[] = "undeclared_path known amf access:seen party=good (good, amf, NL)\n";

	(void)state;
	observe();
	given("access seen privilege=admin");
	run();
	expect("undeclared", undeclared);
	given("access seen privilege=operate from_country=DE");
	run();
	expect("undeclared", "undeclared_path known amf access:seen party=good (good, amf, DE)\n");
	given("access seen from_country=NL");
	given("access ra claim.status=reported");
	run();
	expect("undeclared", undeclared);
	given("access ra claim.status=- valid_now=no");
	run();
	expect("undeclared", undeclared);
	given("access ra valid_now=yes target=vpn");
	run();
	expect("undeclared", undeclared);
	given("access ra target=amf party=bad party_standing=untrusted");
	run();
	expect("undeclared", undeclared);
	given("access seen claim.status=denied");
	run();
	expect("undeclared", "undeclared_path suspected amf access:seen party=good (good, amf, NL)\n");
}

static void observed_and_not_known(void **state)
{
	(void)state;
	observe();
	given("access seen party=- party_standing=-");
	run();
	expect("undeclared", "undeclared_path unknown amf access:seen ask=field access.party\n");
	given("access seen party=good party_standing=trusted from_country=-");
	run();
	expect("undeclared", "undeclared_path unknown amf access:seen party=good ask=field access.from_country\n");
	given("access seen from_country=NL privilege=-");
	run();
	expect("undeclared", "undeclared_path unknown amf access:seen party=good ask=field access.privilege\n");
	given("access seen privilege=read");
	given("access ra valid_now=-");
	run();
	expect("undeclared", "undeclared_path unknown amf access:seen party=good ask=field network.as_of\n");
	given("access ra valid_now=yes target=vpn"); /* nothing declared there: still nobody knows who it was */
	given("access seen party=- party_standing=-");
	run();
	expect("undeclared", "undeclared_path unknown amf access:seen ask=field access.party\n");
}

static void declared_by_the_main_contractor(void **state)
{
	(void)state;
	observe();
	given("supplier sub standing=trusted");
	given("supplier sub2 standing=trusted");
	given("access seen party=sub2");
	given("party p1 component=amf supplier=sub2 role=support under=sub");
	run();
	expect("undeclared", "undeclared_path known amf access:seen party=sub2 (sub2, amf, NL)\n");
	given("party p2 component=amf supplier=sub role=support under=good");
	run();
	expect("", "");
	given("party p2 until=2026-11-01");
	run();
	expect("undeclared", "undeclared_path known amf access:seen party=sub2 (sub2, amf, NL)\n");
	given("party p2 until=2026-11-02");
	run();
	expect("", "");
	given("party p2 under=sub2"); /* a circle */
	run();
	expect("undeclared", "undeclared_path known amf access:seen party=sub2 (sub2, amf, NL)\n");
}

/* ---- Authorised ---------------------------------------------------------------------------------------------------------------------- */

static void authorisation(void **state)
{
	(void)state;
	given("access ra authorised_by=none");
	run();
	expect("", "unauthorised_path known amf access:ra party=good (good, amf, none, 20605, 20970)\n");
	given("access ra authorised_by=-");
	run();
	expect("", "unauthorised_path unknown amf access:ra party=good ask=field access.authorised_by\n");
	given("access ra valid_until=2027-06-02"); /* too long as well, which weighs less */
	run();
	expect("", "unauthorised_path known amf access:ra party=good level=3 (good, amf, -, 20605, 20971)\n"
		   "unauthorised_path unknown amf access:ra party=good ask=field access.authorised_by\n");
	given("access ra valid_until=-"); /* no end, which weighs the same */
	run();
	expect("", "unauthorised_path known amf access:ra party=good (good, amf, -, 20605, )\n");
}

static void period(void **state)
{
	(void)state;
	given("access ra valid_until=none");
	run();
	expect("", "unauthorised_path known amf access:ra party=good (good, amf, noc, 20605, )\n");
	given("access ra valid_until=2027-06-02");
	run();
	expect("", "unauthorised_path known amf access:ra party=good level=3 (good, amf, noc, 20605, 20971)\n");
	given("access ra valid_until=2027-06-01");
	run();
	expect("", "");
	given("access ra valid_from=-");
	run();
	expect("", "unauthorised_path unknown amf access:ra party=good level=3 ask=field access.valid_from\n");
	given("access ra valid_until=2027-11-02"); /* more than a year from today, whenever it began */
	run();
	expect("", "unauthorised_path known amf access:ra party=good level=3 (good, amf, noc, -, 21124)\n");
	fake.as_of = KEUR_NO_DATE;
	run();
	expect("", "unauthorised_path unknown amf access:ra party=good level=3 ask=field access.valid_from\n");
}

static void expired_or_not_begun(void **state)
{
	static const char known_line[] = "unauthorised_path known amf access:ra party=good (good, amf, noc, 20605, 20758)\n";

	(void)state;
	given("access ra valid_until=2026-11-01 valid_now=no mfa=no observed=no");
	run();
	expect("", "");
	given("access ra observed=yes");
	run();
	expect("", known_line);
	given("access ra observed=- source=observed");
	run();
	expect("", known_line);
	given("access ra source=declared");
	run();
	expect("", "unauthorised_path unknown amf access:ra party=good ask=field access.observed\n");
	given("access ra standing=yes");
	run();
	expect("", known_line);
	given("access ra standing=- observed=no");
	run();
	expect("", "unauthorised_path unknown amf access:ra party=good ask=field access.standing\n");
	given("access ra standing=yes valid_from=2027-01-01 valid_until=2027-06-01"); /* has not begun */
	run();
	expect("", "");
}

/* ---- Controlled ---------------------------------------------------------------------------------------------------------------------- */

static void cut_switch(void **state)
{
	(void)state;
	given("access ra cut_switch=supplier");
	run();
	expect("", "supplier_only_path known amf access:ra party=good (good, amf, supplier)\n");
	given("access ra cut_switch=none");
	run();
	expect("", "supplier_only_path known amf access:ra party=good (good, amf, none)\n");
	given("access ra claim.status=reported");
	run();
	expect("", "supplier_only_path suspected amf access:ra party=good (good, amf, none)\n");
	given("access ra claim.status=- cut_switch=-");
	run();
	expect("", "supplier_only_path unknown amf access:ra party=good ask=field access.cut_switch\n");
	given("access ra party=operator");
	run();
	expect("", "");
}

static void controls(void **state)
{
	(void)state;
	given("access ra recorded=no protocol=Telnet");
	run();
	expect("", "weak_controls known amf access:ra party=good level=3 (recorded, protocol, good, amf)\n");
	given("access ra mfa=no approved_per_session=no");
	run();
	expect("", "weak_controls known amf access:ra party=good level=4 (mfa, recorded, approved_per_session, protocol, good, amf)\n");
	given("access ra mfa=no recorded=- approved_per_session=- protocol=-"); /* cannot make it worse */
	run();
	expect("", "weak_controls known amf access:ra party=good level=4 (mfa, good, amf)\n");
	given("access ra mfa=- recorded=no");
	run();
	expect("", "weak_controls known amf access:ra party=good level=3 (recorded, good, amf)\n"
		   "weak_controls unknown amf access:ra party=good level=4 ask=field access.mfa\n");
	given("access ra mfa=yes recorded=-");
	run();
	expect("", "weak_controls unknown amf access:ra party=good level=3 ask=field access.approved_per_session\n"
		   "weak_controls unknown amf access:ra party=good level=3 ask=field access.protocol\n"
		   "weak_controls unknown amf access:ra party=good level=3 ask=field access.recorded\n");
	given("access ra claim.status=reported mfa=no");
	run();
	expect("", "weak_controls suspected amf access:ra party=good level=4 (mfa, good, amf)\n");
}

static void standing(void **state)
{
	(void)state;
	given("access ra standing=yes");
	run();
	expect("", "standing_access known amf access:ra party=good (good, amf)\n");
	given("access ra standing=-");
	run();
	expect("", "standing_access unknown amf access:ra party=good ask=field access.standing\n");
}

static void region(void **state)
{
	(void)state;
	given("country GB compels_cooperation.answer=no offensive_programme.answer=no");
	given("access ra from_country=GB");
	run();
	expect("", "outside_region known amf access:ra party=good (good, amf, GB)\n");
	given("access ra from_country=-");
	run();
	expect("", "outside_region unknown amf access:ra party=good ask=field access.from_country\n");
	given("access ra party=operator");
	run();
	expect("", "");
	given("access ra from_country=GB");
	run();
	expect("", "outside_region known amf access:ra party=operator (operator, amf, GB)\n");
}

/* What the register claims of the country: known, it weighs more; suspected, absent or half answered, it is asked about. */
static void countries(void **state)
{
	static const char outside[] = "outside_region known amf access:ra party=good (good, amf, QZ)\n";
	static const char worse[] = "outside_region known amf access:ra party=good level=4 (good, amf, QZ)\n";
	static const char both[] = "country_unknown unknown amf access:ra party=good ask=field country[QZ]\n"
				   "outside_region known amf access:ra party=good (good, amf, QZ)\n";

	(void)state;
	given("access ra from_country=QZ");
	run();
	expect("", both); /* no row at all */
	given("country QZ compels_cooperation.answer=yes compels_cooperation.evidence=known");
	run();
	expect("", worse);
	given("country QZ compels_cooperation.evidence=suspected offensive_programme.answer=no");
	run();
	expect("", both);
	given("country QZ compels_cooperation.evidence=-");
	run();
	expect("", both);
	given("country QZ compels_cooperation.answer=no");
	run();
	expect("", outside);
	given("country QZ agreement.answer=yes agreement.evidence=known");
	run();
	expect("", outside); /* which lowers nothing */
	given("country QZ offensive_programme.answer=yes offensive_programme.evidence=known");
	run();
	expect("", worse);
	given("country QZ offensive_programme.answer=-");
	run();
	expect("", both);
	/* Inside the region nobody asks. */
	given("access ra from_country=NL");
	run();
	expect("", "");
}

/* An element manager's provider abroad, everything in order but that it always stands open. */
static void provider_abroad(void **state)
{
	(void)state;
	given("country IN compels_cooperation.answer=no offensive_programme.answer=no");
	given("access ra from_country=IN standing=yes");
	run();
	expect("", "outside_region known amf access:ra party=good (good, amf, IN)\n"
		   "standing_access known amf access:ra party=good (good, amf)\n");
}

static void retired(void **state)
{
	(void)state;
	given("component amf in_service=no access_stated=no");
	given("access ra mfa=no declared=no party=bad party_standing=untrusted");
	run();
	expect("", "retired_reachable known amf access:ra party=bad (bad, amf)\n");
	given("access ra valid_now=-");
	run();
	expect("", "retired_reachable unknown amf access:ra party=bad ask=field network.as_of\n");
	given("access ra valid_now=yes claim.status=reported");
	run();
	expect("", "retired_reachable suspected amf access:ra party=bad (bad, amf)\n");
	given("access ra valid_now=no");
	run();
	expect("", "");
	given("access ra valid_now=yes claim.status=-");
	given("component amf in_service=-");
	run();
	expect("retired", "retired_reachable unknown amf access:ra party=bad ask=field network.as_of\n");
	expect("weak", "weak_controls known amf access:ra party=bad level=4 (mfa, bad, amf)\n");
}

/* ---- Reach --------------------------------------------------------------------------------------------------------------------------- */

/* ems administers gnb; hss depends on ems. */
static void grow(void)
{
	given("component ems segment=oss scope=management in_service=yes nothing_known=no access_stated=yes impact_sabotage=4 depends_on=none");
	given("component gnb segment=ran scope=other in_service=yes nothing_known=no access_stated=yes impact_sabotage=4 depends_on=none");
	given("component hss segment=core scope=critical in_service=yes nothing_known=no access_stated=yes impact_sabotage=5 depends_on=ems");
	given("link l1 from=ems to=gnb plane=management");
}

static void reach_of_a_way_in(void **state)
{
	(void)state;
	grow();
	given("access ra party=bad party_standing=untrusted target=ems via=vpn");
	run();
	expect("", "untrusted_reach known ems access:ra party=bad reach (bad, ems, 2, 1, hss) path=vpn>ems>hss\n");
	given("access ra claim.status=reported");
	run();
	expect("", "untrusted_reach suspected ems access:ra party=bad reach (bad, ems, 2, 1, hss) path=vpn>ems>hss\n");
	given("access ra claim.status=- party=new party_standing=undecided");
	run();
	expect("", "untrusted_reach unknown ems access:ra party=new reach ask=supplier new\n");
	given("access ra party=- party_standing=-");
	run();
	expect("", "untrusted_reach unknown ems access:ra reach ask=field access.party\n");
	given("access ra party=bad party_standing=untrusted");
	given("component hss in_service=no");
	run();
	expect("", "untrusted_reach known ems access:ra party=bad reach (bad, ems, 1, 0, gnb) path=vpn>ems>gnb\n");
}

/* Somebody who can only read does not get further; with an unknown privilege that is the fact, and the rest a question. */
static void reach_of_a_reader(void **state)
{
	(void)state;
	grow();
	given("access ra party=bad party_standing=untrusted target=ems privilege=read");
	run();
	expect("", "untrusted_reach known ems access:ra party=bad only=e (bad, ems, 0, 0, ems)\n");
	given("access ra privilege=-");
	run();
	expect("", "untrusted_reach known ems access:ra party=bad only=e (bad, ems, 0, 0, ems)\n"
		   "untrusted_reach unknown ems access:ra party=bad reach ask=field access.privilege\n");
	given("access ra party=new party_standing=undecided privilege=read");
	run();
	expect("", "untrusted_reach unknown ems access:ra party=new only=e ask=supplier new\n");
}

/* Where the way in leads no further, vendor_trust has said it already; unless it knows the party from elsewhere only. */
static void one_fact_one_finding(void **state)
{
	static const char line[] = "untrusted_reach known amf access:ra party=bad reach (bad, amf, 0, 0, amf) path=amf\n";

	(void)state;
	given("access ra party=bad party_standing=untrusted");
	run();
	expect("", line);
	given("involvement 1 component=amf supplier=bad standing=untrusted through=access party=none access=ra");
	run();
	expect("", "");
	given("access claimed party=bad target=vpn valid_now=no");
	given("involvement 1 access=claimed");
	run();
	expect("", line);
	given("involvement 1 access=none");
	run();
	expect("", "");
	given("access ra privilege=read");
	run();
	expect("", "");
}

static void reach_of_a_hop(void **state)
{
	(void)state;
	grow();
	given("link l2 from=vpn to=ems plane=management");
	given("access ra party=bad party_standing=untrusted target=amf via=gnb|vpn");
	given("involvement 1 component=amf supplier=bad standing=untrusted through=access party=none access=ra");
	run();
	expect("", "untrusted_reach known vpn access:ra party=bad reach (bad, vpn, 3, 1, hss) path=gnb>vpn>ems>hss\n");
	given("access ra via=vpn|gnb"); /* the last hop administers nothing */
	run();
	expect("", "");
	given("access ra via=vpn privilege=-");
	run();
	expect("untrusted_reach unknown", "untrusted_reach unknown vpn access:ra party=bad reach ask=field access.privilege\n");
}

static void reach_of_a_party(void **state)
{
	(void)state;
	grow();
	given("party p1 component=ems supplier=bad role=manage");
	given("party p2 component=ems supplier=bad role=support");
	given("party p3 component=amf supplier=bad role=manage"); /* reaches nothing further: left to vendor_trust */
	given("involvement 0 component=amf supplier=bad standing=untrusted through=direct party=p3 access=none");
	given("involvement 1 component=ems supplier=bad standing=untrusted through=direct party=p1 access=none");
	run();
	expect("", "untrusted_reach known ems supplier:bad party=bad reach (bad, ems, 2, 1, hss) path=ems>hss\n");
	given("access ra party=bad party_standing=untrusted target=ems via=vpn"); /* says the same, with the way in */
	run();
	expect("", "untrusted_reach known ems access:ra party=bad reach (bad, ems, 2, 1, hss) path=vpn>ems>hss\n");
	given("access ra claim.status=reported"); /* only perhaps */
	run();
	expect("", "untrusted_reach known ems supplier:bad party=bad reach (bad, ems, 2, 1, hss) path=ems>hss\n"
		   "untrusted_reach suspected ems access:ra party=bad reach (bad, ems, 2, 1, hss) path=vpn>ems>hss\n");
}

static void party_that_does_not_operate(void **state)
{
	(void)state;
	grow();
	given("party p1 component=ems supplier=bad role=manufacture");
	run();
	expect("", "");
	given("party p1 role=host until=2026-11-01");
	run();
	expect("", "");
	given("party p1 until=2026-11-02 supplier=new");
	run();
	expect("", "untrusted_reach unknown ems supplier:new party=new reach ask=supplier new\n");
	given("party p1 supplier=good");
	run();
	expect("", "");
}

/* The intruder of the KPN letter: a login on one router, and the emergency number behind what depends on it. */
static void down_to_the_emergency_number(void **state)
{
	(void)state;
	given("supplier intruder standing=untrusted");
	given("component router segment=ip scope=other in_service=yes access_stated=yes impact_sabotage=4 depends_on=none");
	given("component voip segment=voice scope=critical in_service=yes access_stated=yes impact_sabotage=4 depends_on=router");
	given("component emergency segment=voice scope=critical in_service=yes access_stated=yes impact_sabotage=5 depends_on=voip");
	given("access ra party=intruder party_standing=untrusted target=router privilege=operate");
	given("involvement 1 component=router supplier=intruder standing=untrusted through=access party=none access=ra");
	run();
	expect("", "untrusted_reach known router access:ra party=intruder reach (intruder, router, 2, 2, emergency) "
		   "path=router>voip>emergency\n");
}

/* ---- Ways in that nobody can name ------------------------------------------------------------------------------------------------------ */

static void unobserved(void **state)
{
	(void)state;
	given("component amf access_stated=no");
	run();
	expect("", "unobserved unknown amf ask=segment core\n"
		   "untrusted_reach unknown amf ask=segment core\n");
	given("component amf access_stated=- segment=-");
	run();
	expect("", "unobserved unknown amf ask=statement access for parts without a segment\n"
		   "untrusted_reach unknown amf ask=statement access for parts without a segment\n");
	given("component amf nothing_known=yes");
	run();
	expect("", "");
	given("component amf nothing_known=no in_service=no");
	run();
	expect("unobserved", "");
}

static void no_target(void **state)
{
	(void)state;
	given("access ra target=-");
	run();
	expect("", "unobserved unknown amf ask=field access.target\n"
		   "unobserved unknown vpn ask=field access.target\n"
		   "untrusted_reach unknown amf ask=field access.target\n"
		   "untrusted_reach unknown vpn ask=field access.target\n");
	given("access ra valid_now=no valid_until=2026-10-01 observed=no");
	run();
	expect("", "");
	given("access ra observed=yes");
	run();
	expect("unobserved", "unobserved unknown amf ask=field access.target\n"
			     "unobserved unknown vpn ask=field access.target\n");
}

static void validity_not_known(void **state)
{
	(void)state;
	given("access ra valid_now=- mfa=no");
	run();
	expect("", "weak_controls unknown amf access:ra party=good level=4 ask=field network.as_of\n");
}

/* But for two columns: what a way in passes on its way, and what a part depends on, are read as given. */
static void leaving_out_never_helps(void **state)
{
	static const char *const bad[] = { "declared=no source=-", "declared=no source=observed", "source=observed", "authorised_by=none", "valid_until=2028-01-01", "valid_until=none",
		"valid_until=2026-10-01 valid_now=no observed=yes", "valid_until=2026-10-01 valid_now=no observed=no standing=yes",
		"cut_switch=supplier", "mfa=no recorded=no", "recorded=no protocol=telnet", "approved_per_session=no", "standing=yes",
		"from_country=CN", "party=bad party_standing=untrusted", "party=bad party_standing=untrusted privilege=read",
		"party=new party_standing=undecided privilege=root", "claim.status=reported source=- declared=no mfa=no" };

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		char line[FAKE_LINE];

		start(state);
		grow();
		given("party p1 component=ems supplier=new role=manage under=bad from=2026-01-01 until=2027-01-01");
		observe();
		given("access seen mfa=- target=vpn");
		snprintf(line, sizeof line, "access ra target=ems via=vpn %s", bad[i]);
		given(line);
		check_leaving_out("access.via component.depends_on");
	}
}

static void stops(void **state)
{
	(void)state;
	grow();
	observe();
	given("access ra party=bad party_standing=untrusted target=ems via=vpn mfa=no standing=- cut_switch=none");
	given("party p1 component=ems supplier=new role=manage");
	given("component amf access_stated=no");
	check_stop();
	for (uint32_t range = 1; range <= 5; range++) {
		assert_int_equal(run_ranges(range), 0);
		expect("unobserved", "unobserved unknown amf ask=segment core\n");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(declaration),
		cmocka_unit_test_setup(countries, start),
		cmocka_unit_test_setup(nothing_to_find, start),
		cmocka_unit_test_setup(undeclared_by_its_own_word, start),
		cmocka_unit_test_setup(neither_declared_nor_observed, start),
		cmocka_unit_test_setup(observed_as_declared, start),
		cmocka_unit_test_setup(observed_otherwise, start),
		cmocka_unit_test_setup(observed_and_not_known, start),
		cmocka_unit_test_setup(declared_by_the_main_contractor, start),
		cmocka_unit_test_setup(authorisation, start),
		cmocka_unit_test_setup(period, start),
		cmocka_unit_test_setup(expired_or_not_begun, start),
		cmocka_unit_test_setup(cut_switch, start),
		cmocka_unit_test_setup(controls, start),
		cmocka_unit_test_setup(standing, start),
		cmocka_unit_test_setup(region, start),
		cmocka_unit_test_setup(provider_abroad, start),
		cmocka_unit_test_setup(retired, start),
		cmocka_unit_test_setup(reach_of_a_way_in, start),
		cmocka_unit_test_setup(reach_of_a_reader, start),
		cmocka_unit_test_setup(one_fact_one_finding, start),
		cmocka_unit_test_setup(reach_of_a_hop, start),
		cmocka_unit_test_setup(reach_of_a_party, start),
		cmocka_unit_test_setup(party_that_does_not_operate, start),
		cmocka_unit_test_setup(down_to_the_emergency_number, start),
		cmocka_unit_test_setup(unobserved, start),
		cmocka_unit_test_setup(no_target, start),
		cmocka_unit_test_setup(validity_not_known, start),
		cmocka_unit_test(leaving_out_never_helps),
		cmocka_unit_test_setup(stops, start),
	};

	return cmocka_run_group_tests_name("remote_access", tests, NULL, NULL);
}
