/* Every rule of logging_coverage: provoked, unknown, and not the case. */
#include "../../plugins/logging_coverage.c"
#include "fake_host.h"

#define BASIC_EVENTS "authentication|admin_action|account_change|config_change|log_control|software_update"

/* A part whose log leaves nothing to wish for, and a way in to it. */
static int start(void **state)
{
	(void)state;
	fake_start("2026-11-01");
	given("supplier operator standing=trusted");
	given("supplier good standing=trusted");
	given("supplier soc standing=trusted");
	given("component siem segment=sec in_service=yes nothing_known=no required_events=none required_events_worst=none log_stated=yes "
	      "party_stated=yes");
	given("component amf segment=core in_service=yes nothing_known=no required_events=" BASIC_EVENTS " required_events_worst=" BASIC_EVENTS
	      " required_retention=90 log_stated=yes party_stated=yes");
	given("involvement 1 component=amf supplier=good through=direct");
	given("log l1 component=amf events=" BASIC_EVENTS "|remote_session sink=siem sink_admin=operator retention=90 time_sync=yes integrity=yes "
	      "reviewed=daily");
	given("access ra party=good target=amf via=none logged_to=siem valid_now=yes");
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

static void events(void **state)
{
	(void)state;
	given("log l1 events=authentication|admin_action|account_change|config_change|log_control");
	run();
	expect("", "missing_events known amf level=3 (amf, software_update)\n");
	given("log l1 events=admin_action|account_change|config_change|log_control");
	run();
	expect("", "missing_events known amf level=4 (amf, authentication|software_update)\n");
	given("log l2 component=amf events=authentication|software_update sink=siem sink_admin=operator retention=90 time_sync=yes integrity=yes "
	      "reviewed=daily"); /* two rows together */
	run();
	expect("", "");
}

static void events_not_known(void **state)
{
	(void)state;
	given("log l1 events=authentication|admin_action|account_change|config_change|log_control");
	given("component amf log_stated=no");
	run();
	expect("", "missing_events unknown amf level=3 ask=statement log for segment core\n");
	given("component amf log_stated=- segment=-");
	run();
	expect("", "missing_events unknown amf level=3 ask=statement log for parts without a segment\n");
	given("component amf log_stated=yes segment=core");
	given("log l2 component=amf sink=siem sink_admin=operator retention=90 time_sync=yes integrity=yes reviewed=daily");
	run();
	expect("", "missing_events unknown amf level=3 ask=field log.events\n");
	given("component amf log_stated=no");
	run();
	expect("", "missing_events unknown amf level=3 ask=field log.events\n"
		   "missing_events unknown amf level=3 ask=statement log for segment core\n");
	given("log l2 events=none");
	given("component amf log_stated=yes");
	run();
	expect("", "missing_events known amf level=3 (amf, software_update)\n");
}

static void events_of_the_worst_scope(void **state)
{
	(void)state;
	given("component amf required_events_worst=" BASIC_EVENTS "|data_access");
	run();
	expect("", "missing_events unknown amf level=4 ask=statement scope\n");
	given("log l1 events=authentication|admin_action|account_change|config_change|log_control");
	run();
	expect("", "missing_events known amf level=3 (amf, software_update)\n"
		   "missing_events unknown amf level=4 ask=statement scope\n");
	given("log l1 events=none");
	run();
	expect("missing_events", "missing_events known amf level=4 (amf, " BASIC_EVENTS ")\n");
}

static void no_log_at_all(void **state)
{
	(void)state;
	given("log l1 component=siem");
	run();
	expect("", "missing_events known amf level=4 (amf, " BASIC_EVENTS ")\n"
		   "no_external_sink known amf (amf)\n");
	given("component amf log_stated=no");
	run();
	expect("", "missing_events unknown amf level=4 ask=statement log for segment core\n"
		   "no_external_sink unknown amf ask=statement log for segment core\n");
	given("component amf log_stated=yes required_events=none");
	run();
	expect("", "missing_events unknown amf level=4 ask=statement scope\n"
		   "no_external_sink unknown amf ask=statement scope\n");
}

static void nothing_required(void **state)
{
	(void)state;
	given("log l1 component=siem");
	given("access ra logged_to=none");
	given("component amf required_events=none required_events_worst=none required_retention=- log_stated=no");
	run();
	expect("", "");
	given("component amf required_events=-  required_events_worst=-");
	run();
	expect("", "");
}

static void sink(void **state)
{
	(void)state;
	given("log l1 sink=none");
	run();
	expect("", "no_external_sink known amf (amf)\n");
	given("log l1 sink=amf");
	run();
	expect("", "no_external_sink known amf (amf)\n");
	given("log l1 sink=-");
	run();
	expect("", "no_external_sink unknown amf ask=field log.sink\n");
	given("log l2 component=amf events=start_stop sink=siem sink_admin=operator");
	run();
	expect("", "");
}

static void independent(void **state)
{
	(void)state;
	given("log l1 sink_admin=good");
	run();
	expect("", "not_independent known amf log:l1 level=4 (sink_admin, amf, good)\n");
	given("log l1 time_sync=no integrity=no");
	run();
	expect("", "not_independent known amf log:l1 level=4 (sink_admin, time_sync, integrity, amf, good)\n");
	given("log l1 sink_admin=soc"); /* not in the chain */
	run();
	expect("", "not_independent known amf log:l1 level=3 (time_sync, integrity, amf, soc)\n");
	given("log l1 sink_admin=-");
	run();
	expect("", "not_independent known amf log:l1 level=3 (time_sync, integrity, amf, -)\n"
		   "not_independent unknown amf log:l1 level=4 ask=field log.sink_admin\n");
	given("log l1 sink_admin=operator time_sync=- integrity=yes");
	given("involvement 2 component=amf supplier=operator through=direct");
	run();
	expect("", "not_independent unknown amf log:l1 level=3 ask=field log.time_sync\n");
	given("log l1 sink_admin=soc time_sync=yes integrity=-");
	given("component amf party_stated=no"); /* may be in the chain after all */
	run();
	expect("", "not_independent unknown amf log:l1 level=3 ask=field log.integrity\n"
		   "not_independent unknown amf log:l1 level=4 ask=statement party for segment core\n");
}

/* A second log, which somebody else keeps, is a cure: for the events that it has. */
static void second_log(void **state)
{
	(void)state;
	given("log l1 sink_admin=good retention=30 reviewed=never");
	given("log l2 component=amf events=" BASIC_EVENTS " sink=siem sink_admin=operator retention=90 time_sync=yes integrity=yes reviewed=daily");
	run();
	expect("", "");
	given("log l2 events=authentication");
	run();
	expect("", "not_independent known amf log:l1 level=4 (sink_admin, amf, good)\n"
		   "not_reviewed known amf log:l1 (amf)\n"
		   "short_retention known amf log:l1 (amf, 30, 90)\n");
	given("log l2 events=" BASIC_EVENTS " sink_admin=-"); /* perhaps no cure */
	run();
	expect("", "not_independent known amf log:l1 level=4 (sink_admin, amf, good)\n"
		   "not_independent unknown amf log:l2 level=4 ask=field log.sink_admin\n");
}

static void retention(void **state)
{
	(void)state;
	given("log l1 retention=89");
	run();
	expect("", "short_retention known amf log:l1 (amf, 89, 90)\n");
	given("log l1 retention=none");
	run();
	expect("", "short_retention known amf log:l1 (amf, 0, 90)\n");
	given("log l1 retention=-");
	run();
	expect("", "short_retention unknown amf log:l1 ask=field log.retention\n");
	given("component amf required_retention=-");
	run();
	expect("", "");
}

static void review(void **state)
{
	(void)state;
	given("log l1 reviewed=never");
	run();
	expect("", "not_reviewed known amf log:l1 (amf)\n");
	given("log l1 reviewed=-");
	run();
	expect("", "not_reviewed unknown amf log:l1 ask=field log.reviewed\n");
	given("log l1 reviewed=yearly");
	run();
	expect("", "");
}

/* What fails is no fact while it is not known whether the row has anything to do with what is required. */
static void doubt(void **state)
{
	(void)state;
	given("log l2 component=amf sink=siem sink_admin=good retention=90 time_sync=yes integrity=yes reviewed=never");
	run();
	expect("", "");
	given("log l1 component=siem");
	run();
	expect("not", "not_independent unknown amf log:l2 level=4 ask=field log.events\n"
		      "not_reviewed unknown amf log:l2 ask=field log.events\n");
	given("log l2 events=" BASIC_EVENTS);
	given("component amf required_events=none");
	run();
	expect("", "not_independent unknown amf log:l2 level=4 ask=statement scope\n"
		   "not_reviewed unknown amf log:l2 ask=statement scope\n");
}

static void ways_in(void **state)
{
	(void)state;
	given("access ra logged_to=none");
	run();
	expect("", ""); /* the target records remote_session */
	given("log l1 events=" BASIC_EVENTS);
	run();
	expect("", "unlogged_path known amf access:ra (good, amf)\n");
	given("access ra claim.status=reported");
	run();
	expect("unlogged_path", "unlogged_path suspected amf access:ra (good, amf)\n");
	given("access ra claim.status=- logged_to=-");
	run();
	expect("", "unlogged_path unknown amf access:ra ask=field access.logged_to\n");
	given("access ra logged_to=none via=-");
	run();
	expect("", "unlogged_path unknown amf access:ra ask=field access.via\n");
	given("access ra via=none valid_now=-");
	run();
	expect("", "unlogged_path unknown amf access:ra ask=field network.as_of\n");
	given("access ra valid_now=no");
	run();
	expect("", "");
	given("access ra valid_now=yes target=-");
	run();
	expect("", "");
	given("access ra target=amf");
	given("component amf in_service=no");
	run();
	expect("", "");
}

static void ways_over_hops(void **state)
{
	(void)state;
	given("component vpn segment=dmz in_service=yes required_events=none log_stated=yes");
	given("log l1 events=" BASIC_EVENTS);
	given("log l9 component=vpn events=start_stop");
	given("access ra logged_to=none via=vpn");
	run();
	expect("", "unlogged_path known amf access:ra (good, amf)\n");
	given("log l9 events=remote_session");
	run();
	expect("", "");
	given("log l9 events=-");
	run();
	expect("", "unlogged_path unknown amf access:ra ask=field log.events\n");
	given("log l9 events=start_stop");
	given("component vpn log_stated=no");
	run();
	expect("", "unlogged_path unknown amf access:ra ask=statement log for segment dmz\n");
	given("component vpn log_stated=yes");
	given("component amf required_events=none");
	run();
	expect("", "unlogged_path unknown amf access:ra ask=statement scope\n");
}

static void the_past(void **state)
{
	(void)state;
	given("component amf in_service=no");
	run();
	expect("", "");
	given("log l1 events=authentication|admin_action|account_change|config_change|log_control");
	run();
	expect("", "undetermined_past known amf (amf, software_update)\n");
	given("component amf log_stated=no");
	run();
	expect("", "");
	given("component amf log_stated=yes in_service=yes");
	given("access ra claim.status=reported");
	run();
	expect("", "missing_events known amf level=3 (amf, software_update)\n"
		   "undetermined_past known amf (amf, software_update)\n");
}

static void nothing_known(void **state)
{
	(void)state;
	given("log l1 component=siem");
	given("component amf nothing_known=yes");
	run();
	expect("", "");
}

/* The billing system of the Telfort letters: only logins, at the main contractor. Exposure is 4 on the facts, never 5. */
static void telfort(void **state)
{
	(void)state;
	given("component amf required_events=" BASIC_EVENTS "|data_access|data_export required_events_worst=" BASIC_EVENTS
	      "|data_access|data_export|remote_session");
	given("log l1 events=authentication sink_admin=good reviewed=never");
	given("access ra logged_to=none claim.status=reported");
	run();
	expect("", "missing_events known amf level=4 (amf, admin_action|account_change|config_change|data_access|data_export|log_control|"
		   "software_update)\n"
		   "not_independent known amf log:l1 level=4 (sink_admin, amf, good)\n"
		   "not_reviewed known amf log:l1 (amf)\n"
		   "undetermined_past known amf (amf, admin_action|account_change|config_change|data_access|data_export|log_control|"
		   "software_update)\n"
		   "unlogged_path suspected amf access:ra (good, amf)\n");
}

static void leaving_out_never_helps(void **state)
{
	static const char *const bad[] = { "log l1 events=authentication", "log l1 events=none", "log l1 sink=none", "log l1 sink_admin=good",
		"log l1 time_sync=no", "log l1 retention=30 integrity=no", "log l1 reviewed=never",
		"log l2 component=amf events=admin_action sink=none retention=none", "component amf required_events=authentication",
		"access ra logged_to=none", "access ra claim.status=reported logged_to=none" };

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		start(state);
		given(bad[i]);
		check_leaving_out("access.target"); /* remote_access answers for ways in without one */
		given("log l1 events=" BASIC_EVENTS);
		check_leaving_out("access.target");
	}
}

static void ranges(void **state)
{
	static char lines[FAKE_FINDINGS * FAKE_LINE];

	(void)state;
	given("component smf segment=core required_events=" BASIC_EVENTS " required_retention=90 log_stated=yes party_stated=yes");
	given("log l2 component=smf events=config_change sink=none retention=30 time_sync=no integrity=- reviewed=never");
	given("log l3 component=siem events=none sink=none");
	given("access rb party=soc target=smf via=siem logged_to=none valid_now=yes claim.status=denied");
	run();
	assert_true(fake.findings > 5);
	for (uint32_t i = 0; i < fake.findings; i++) {
		strcat(lines, fake.finding[i]);
		strcat(lines, "\n");
	}
	for (uint32_t range = 1; range <= 3; range++) {
		assert_int_equal(run_ranges(range), 0);
		expect("", lines);
	}
	check_stop();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(declaration),
		cmocka_unit_test_setup(nothing_to_find, start),
		cmocka_unit_test_setup(events, start),
		cmocka_unit_test_setup(events_not_known, start),
		cmocka_unit_test_setup(events_of_the_worst_scope, start),
		cmocka_unit_test_setup(no_log_at_all, start),
		cmocka_unit_test_setup(nothing_required, start),
		cmocka_unit_test_setup(sink, start),
		cmocka_unit_test_setup(independent, start),
		cmocka_unit_test_setup(second_log, start),
		cmocka_unit_test_setup(retention, start),
		cmocka_unit_test_setup(review, start),
		cmocka_unit_test_setup(doubt, start),
		cmocka_unit_test_setup(ways_in, start),
		cmocka_unit_test_setup(ways_over_hops, start),
		cmocka_unit_test_setup(the_past, start),
		cmocka_unit_test_setup(nothing_known, start),
		cmocka_unit_test_setup(telfort, start),
		cmocka_unit_test(leaving_out_never_helps),
		cmocka_unit_test_setup(ranges, start),
	};

	return cmocka_run_group_tests_name("logging_coverage", tests, NULL, NULL);
}
