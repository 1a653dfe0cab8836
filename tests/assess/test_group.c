/* Groups: who is in which, shares on the facts and at worst, standing and impact, levels, and that they stay monotone and linear. */
#include "assess_test.h"

#include "assess/control.h"

#include <time.h>

#define SITES "sites: [{name: s1, country: NL, sensitive: no}, {name: s2, country: NL, sensitive: no}, {name: s3, country: NL, sensitive: no}]\n"
#define START NETWORK ALL_STATED SITES "apply: [{to: all, set: {exposed: none, serves: none, keys_held_by: [operator], data: none}}]\n"
#define SUPPLIERS "suppliers: [{id: good, country: SE, decision: trusted}, {id: bad, country: QZ, decision: untrusted}, {id: new, country: FI}]\n"

static uint32_t find_group(const struct model *model, const char *key)
{
	struct buffer found = { 0 };
	uint32_t row;

	for (row = 0; row < model->rows[TABLE_group]; row++) {
		buffer_clear(&found);
		model_key(model, TABLE_group, row, &found);
		if (text_is(buffer_view(&found), key))
			break;
	}
	buffer_free(&found);
	return row < model->rows[TABLE_group] ? row : KEUR_NONE;
}

/* "40.00..60.00 2..3/5 sites trusted..untrusted 0/0/0..2/2/3", or "none" when there is no such group. */
static void assert_group(const struct trial *t, const char *key, const char *expected)
{
	const struct model *model = &t->w.model;
	uint32_t row = find_group(model, key);
	static const enum column_id shown[] = { COL_group_share, COL_group_share_worst, COL_group_part, COL_group_part_worst, COL_group_whole,
		COL_group_basis, COL_group_standing, COL_group_standing_worst };
	static const char after[] = { '.', ' ', '.', '/', ' ', ' ', '.', ' ' };
	struct buffer found = { 0 };
	size_t i;

	for (i = 0; row != KEUR_NONE && i < sizeof shown / sizeof *shown; i++) {
		model_value(model, shown[i], row, &found);
		buffer_string(&found, after[i] == '.' ? ".." : (const char[]){ after[i], '\0' });
	}
	for (i = 0; row != KEUR_NONE && i < 6; i++) {
		enum column_id column = (enum column_id)((int)COL_group_impact_espionage + (int)i);

		buffer_format(&found, "%s%u", i == 0 ? "" : i == 3 ? ".." : "/",
			model_known(model, column, row) ? keur_byte(&model->column[column], row) : 0);
	}
	if (row == KEUR_NONE)
		buffer_string(&found, "none");
	if (!text_is(buffer_view(&found), expected))
		fail_msg("%s is %s, expected %s", key, found.data, expected);
	buffer_free(&found);
}

#define GNB(id, site, more) "  - {id: " id ", function: gNB, segment: ran, site: " site more "}\n"
#define OF(supplier) ", product: {supplier: " supplier "}"

static void shares_of_sites(void **state)
{
	struct trial t;

	(void)state;
	trial_of(&t, START SUPPLIERS "components:\n" GNB("g1", "s1", OF("bad")) GNB("g2", "s1", OF("good")) GNB("g3", "s2", OF("good"))
		GNB("g4", "s3", OF("new")) "  - {id: g5, function: gNB, segment: ran, product: {supplier: bad}}\n");
	/* Three sites and one part that does not say where it stands. */
	assert_group(&t, "access/manufacture/bad", "50 %..50 % 2..2/4 sites untrusted..untrusted 4/4/5..4/4/5");
	assert_group(&t, "access/manufacture/good", "50 %..50 % 2..2/4 sites trusted..trusted 2/2/3..2/2/3");
	assert_group(&t, "access/manufacture/new", "25 %..25 % 1..1/4 sites undecided..undecided 0/0/0..2/2/3");
	assert_group(&t, "access/manufacture/QZ", "50 %..50 % 2..2/4 sites .. 0/0/0..0/0/0");
	assert_group(&t, "access/manufacture", "none");
	assert_group(&t, "core/manufacture/bad", "none");
	trial_end(&t);
}

/* Nobody counts as the operator itself because the operator owns it. */
static void owned_by_the_operator(void **state)
{
	struct trial t;

	(void)state;
	trial_of(&t, START SUPPLIERS "ownership: [{owner: operator, owned: bad, share: 100, control: yes}]\ncomponents:\n"
		GNB("g1", "s1", OF("bad")) GNB("g2", "s2", OF("good")));
	assert_group(&t, "access/manufacture/bad", "50 %..50 % 1..1/2 sites untrusted..untrusted 4/4/5..4/4/5");
	assert_group(&t, "access/manufacture/QZ", "50 %..50 % 1..1/2 sites .. 0/0/0..0/0/0");
	assert_group(&t, "access/manufacture/operator", "none");
	trial_end(&t);
}

static void shares_of_users(void **state)
{
	struct trial t;

	(void)state;
	trial_of(&t, START SUPPLIERS "components:\n" GNB("g1", "s1", OF("bad") ", users: 349") GNB("g2", "s1", OF("good") ", users: 551")
		GNB("g3", "s2", ", users: 100") GNB("g4", "s3", OF("bad") ", users: 5000, in_service_until: 2020-01-01"));
	/* A part out of service does not count; one of which nobody says who makes it counts at worst for everybody. */
	assert_group(&t, "access/manufacture/bad", "34.90 %..44.90 % 349..449/1000 users untrusted..untrusted 2/2/3..3/3/4");
	assert_group(&t, "access/manufacture/good", "55.10 %..65.10 % 551..651/1000 users trusted..trusted 2/2/3..2/2/3");
	assert_group(&t, "access/manufacture", "0 %..10 % 0..100/1000 users undecided..undecided 0/0/0..2/2/3");
	assert_group(&t, "access/manufacture/SE", "55.10 %..65.10 % 551..651/1000 users .. 0/0/0..0/0/0");
	trial_end(&t);
}

static void open_sites(void **state)
{
	struct trial t;

	(void)state;
	/* The open part stands where a part of `good` stands: nothing is counted twice. */
	trial_of(&t, START SUPPLIERS "components:\n" GNB("g1", "s1", OF("good")) GNB("g2", "s1", "") GNB("g3", "s2", OF("bad")) GNB("g4", "s3", OF("bad")));
	assert_group(&t, "access/manufacture/good", "33.33 %..33.33 % 1..1/3 sites trusted..trusted 0/0/0..0/0/0");
	assert_group(&t, "access/manufacture/bad", "66.66 %..100 % 2..3/3 sites untrusted..untrusted 4/4/5..4/4/5");
	trial_end(&t);
}

#define UNDATED "network: {operator: Noordzee, country: NL, users: 4000000}\n"
#define TWO_MAKERS "components:\n" GNB("g1", "s1", ", users: 60, parties: [{supplier: good, role: manufacture}, {supplier: bad, role: manufacture, " \
	"from: 2020-01-01}]") GNB("g2", "s1", OF("good") ", users: 40")

/* Without a day to judge by, a row with dates is one that may count: at worst it does. */
static void rows_of_no_day(void **state)
{
	struct trial t;

	(void)state;
	trial_of(&t, START SUPPLIERS TWO_MAKERS);
	assert_group(&t, "access/manufacture/bad", "60 %..60 % 60..60/100 users untrusted..untrusted 4/4/5..4/4/5");
	trial_end(&t);
	trial_of(&t, UNDATED ALL_STATED SITES SUPPLIERS TWO_MAKERS);
	assert_group(&t, "access/manufacture/bad", "0 %..60 % 0..60/100 users untrusted..untrusted 0/0/0..4/4/5");
	assert_group(&t, "access/manufacture/good", "100 %..100 % 100..100/100 users trusted..trusted 3/3/4..3/3/4");
	assert_group(&t, "access/manufacture/QZ", "0 %..60 % 0..60/100 users .. 0/0/0..0/0/0");
	assert_group(&t, "access/manufacture", "none");
	trial_end(&t);
}

/* Who makes a part may have another beside it, unless somebody says that all are listed. */
static void not_stated_complete(void **state)
{
	struct trial t;

	(void)state;
	trial_of(&t, NETWORK "statements:\n  - {table: party, covers: {id: [g1]}, complete: yes, by: me}\n" SITES SUPPLIERS "components:\n"
		GNB("g1", "s1", OF("bad") ", users: 30") GNB("g2", "s1", OF("good") ", users: 70"));
	assert_group(&t, "access/manufacture/bad", "30 %..100 % 30..100/100 users untrusted..untrusted 2/2/3..4/4/5");
	assert_group(&t, "access/manufacture/good", "70 %..70 % 70..70/100 users trusted..trusted 2/2/3..2/2/3");
	assert_group(&t, "access/manufacture", "0 %..70 % 0..70/100 users undecided..undecided 0/0/0..4/4/5");
	trial_end(&t);
}

#define OWNED(owner, owned, more) "  - {owner: " owner ", owned: " owned more "}\n"

static void one_controller(void **state)
{
	struct trial t;

	(void)state;
	trial_of(&t, START "suppliers: [{id: a, country: SE, decision: trusted}, {id: b, country: FI, decision: trusted}, {id: holding, country: QZ}, {id: jv},"
		" {id: shadow, decision: untrusted}]\n"
		"ownership:\n" OWNED("holding", "a", ", control: yes") OWNED("holding", "b", ", share: 50.01") OWNED("a", "jv", ", control: yes")
		OWNED("b", "jv", ", control: yes") OWNED("shadow", "holding", ", share: 30") /* control is not known */
		"components:\n" GNB("g1", "s1", OF("a") ", users: 10") GNB("g2", "s1", OF("b") ", users: 20") GNB("g3", "s1", OF("jv") ", users: 30")
		GNB("g4", "s1", OF("operator") ", users: 40"));
	assert_group(&t, "access/manufacture/a", "none");
	assert_group(&t, "access/manufacture/jv", "none");
	assert_group(&t, "access/manufacture/operator", "none");
	/* Two ways up to the same owner count once; decisions on a and b do not cover owners that came later. */
	assert_group(&t, "access/manufacture/holding", "60 %..60 % 60..60/100 users undecided..untrusted 2/2/3..4/4/5");
	/* Who may control all of it counts at worst. */
	assert_group(&t, "access/manufacture/shadow", "0 %..60 % 0..60/100 users untrusted..untrusted 0/0/0..4/4/5");
	/* The country of the maker, and of whoever controls it. */
	assert_group(&t, "access/manufacture/SE", "10 %..60 % 10..60/100 users .. 0/0/0..0/0/0");
	assert_group(&t, "access/manufacture/QZ", "60 %..60 % 60..60/100 users .. 0/0/0..0/0/0");
	trial_end(&t);
}

static void circles_and_joint_ventures(void **state)
{
	struct trial t;

	(void)state;
	trial_of(&t, START "suppliers: [{id: x}, {id: y}, {id: below}, {id: left}, {id: right}, {id: joint}]\n"
		"ownership:\n" OWNED("x", "y", ", control: yes") OWNED("y", "x", ", control: yes") OWNED("x", "below", ", control: yes")
		OWNED("left", "joint", ", control: yes") OWNED("right", "joint", ", control: yes")
		"components:\n" GNB("g1", "s1", OF("y") ", users: 25") GNB("g2", "s1", OF("below") ", users: 25") GNB("g3", "s1", OF("joint") ", users: 50"));
	assert_group(&t, "access/manufacture/x", "50 %..50 % 50..50/100 users undecided..undecided 2/2/3..4/4/5");
	assert_group(&t, "access/manufacture/left", "50 %..50 % 50..50/100 users undecided..undecided 2/2/3..4/4/5");
	assert_group(&t, "access/manufacture/right", "50 %..50 % 50..50/100 users undecided..undecided 2/2/3..4/4/5");
	assert_int_equal(find_group(&t.w.model, "access/manufacture/y"), KEUR_NONE);
	trial_end(&t);
}

/* A decision for some parts counts for those, also when it is about who controls their maker. */
static void scoped_decisions(void **state)
{
	struct trial t;

	(void)state;
	trial_of(&t, START "suppliers:\n  - {id: maker, decision: trusted}\n  - {id: owner}\n"
		"decisions:\n  - {supplier: owner, decision: restricted, covers: {segment: [ran]}, from: 2020-01-01}\n"
		"ownership:\n  - {owner: owner, owned: maker, control: yes, from: 2019-01-01}\n"
		"components:\n" GNB("g1", "s1", OF("maker") ", users: 10") "  - {id: amf, function: AMF, segment: core, users: 10, product: {supplier: maker}}\n");
	assert_group(&t, "access/manufacture/owner", "100 %..100 % 10..10/10 users undecided..undecided 3/3/4..4/4/5");
	assert_group(&t, "core/manufacture/owner", "100 %..100 % 10..10/10 users untrusted..untrusted 4/4/5..4/4/5");
	trial_end(&t);
}

/* ---- Regions ----------------------------------------------------------------------------------------------------------------------------- */

#define PLACES(north, south, third) "sites: [{name: n, country: NL, sensitive: no" north "}, {name: s, country: NL, sensitive: no" south \
	"}, {name: x, country: NL, sensitive: no" third "}]\n"
#define NORTH ", region: north"
#define SOUTH ", region: south"
#define IN(places) NETWORK ALL_STATED places "apply: [{to: all, set: {exposed: none, serves: none, keys_held_by: [operator], data: none}}]\n" SUPPLIERS

static void shares_of_regions(void **state)
{
	struct trial t;

	(void)state;
	trial_with(&t, "uk-hrv", IN(PLACES(NORTH, SOUTH, SOUTH)) "components:\n" GNB("g1", "n", OF("bad") ", users: 300") GNB("g2", "n", OF("good") ", users: 200")
		GNB("g3", "s", OF("good") ", users: 400") GNB("g4", "x", OF("good") ", users: 100"));
	/* Little of the whole, much of the north. */
	assert_group(&t, "access/manufacture/bad", "30 %..30 % 300..300/1000 users untrusted..untrusted 2/2/3..2/2/3");
	assert_group(&t, "access-by-region/north/manufacture/bad", "60 %..60 % 300..300/500 users untrusted..untrusted 4/4/5..4/4/5");
	assert_group(&t, "access-by-region/north/manufacture/good", "40 %..40 % 200..200/500 users trusted..trusted 0/0/0..0/0/0");
	assert_group(&t, "access-by-region/south/manufacture/good", "100 %..100 % 500..500/500 users trusted..trusted 3/3/4..3/3/4");
	assert_group(&t, "access-by-region/north/manufacture/QZ", "60 %..60 % 300..300/500 users .. 0/0/0..0/0/0");
	assert_group(&t, "access-by-region/south/manufacture/bad", "none");
	assert_group(&t, "access-by-region/manufacture/bad", "none");
	trial_end(&t);
}

static void nobody_says_where(void **state)
{
	struct trial t;

	(void)state;
	trial_with(&t, "uk-hrv", IN(PLACES(NORTH, SOUTH, "")) "components:\n" GNB("g1", "n", OF("bad") ", users: 100") GNB("g2", "n", OF("good") ", users: 400")
		GNB("g3", "s", OF("good") ", users: 300") GNB("g4", "x", OF("bad") ", users: 200"));
	/* On the facts of the whole that it may be of; at worst its own 200 stand here, and then elsewhere nothing does. */
	assert_group(&t, "access-by-region/north/manufacture/bad", "14.28 %..42.85 % 100..300/700 users untrusted..untrusted 2/2/3..3/3/4");
	assert_group(&t, "access-by-region/north/manufacture/good", "57.14 %..80 % 400..400/700 users trusted..trusted 2/2/3..3/3/4");
	assert_group(&t, "access-by-region/south/manufacture/good", "60 %..100 % 300..300/500 users trusted..trusted 2/2/3..3/3/4");
	assert_group(&t, "access-by-region/manufacture/bad", "0 %..100 % 0..200/200 users untrusted..untrusted 0/0/0..4/4/5");
	trial_end(&t);
	/* By sites, and one of which nobody says who makes it: at worst it is everybody's, and stands anywhere. */
	trial_with(&t, "uk-hrv", IN(PLACES(NORTH, NORTH, "")) "components:\n" GNB("g1", "n", OF("bad")) GNB("g2", "s", OF("good")) GNB("g3", "x", ""));
	assert_group(&t, "access-by-region/north/manufacture/bad", "33.33 %..66.66 % 1..2/3 sites untrusted..untrusted 2/2/3..4/4/5");
	assert_group(&t, "access-by-region/manufacture", "0 %..100 % 0..1/1 sites undecided..undecided 0/0/0..4/4/5");
	trial_end(&t);
}

/* ---- Levels ------------------------------------------------------------------------------------------------------------------------------ */

static struct declared_rule rules[] = {
	{ .id = "threat", .full = "test.threat", .title = "threat", .kind = KEUR_KIND_RISK, .factor = KEUR_THREAT, .scenarios = KEUR_ALL_SCENARIOS,
		.level = 5, .on = KEUR_ON_ROWS },
	{ .id = "exposure", .full = "test.exposure", .title = "exposure", .kind = KEUR_KIND_RISK, .factor = KEUR_EXPOSURE,
		.scenarios = KEUR_ALL_SCENARIOS, .level = 5, .on = KEUR_ON_ROWS },
	{ .id = "share", .full = "vendor_trust.concentration", .title = "share", .kind = KEUR_KIND_RISK, .factor = KEUR_IMPACT,
		.scenarios = KEUR_SABOTAGE, .level = 5, .on = KEUR_ON_WHOLE },
};
static struct declared_plugin plugin = { .name = "test", .version = "1", .summary = "", .licence = "", .path = "", .rule = rules, .rules = 3 };

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

static void found(struct run *run, uint32_t rule, const char *component, const char *party, uint8_t basis)
{
	struct findings *f = &run->findings;
	uint32_t c = part_of(&run->t.w, component);

	mem_reserve(&f->finding, &f->capacity, f->count + 1, sizeof *f->finding);
	f->finding[f->count++] = (struct finding){ .rule = rule, .component = c, .subject_table = TABLE_component, .subject_row = c,
		.party = party ? model_find(&run->t.w.model, TABLE_supplier, text_of(party)) : KEUR_NONE, .blame = DICT_NONE, .basis = basis,
		.privilege = 255 };
}

static void finish(struct run *run)
{
	findings_sort(&run->findings);
	combine(&run->result, &run->t.w.model, &run->t.w.link, &run->t.w.policy, &run->t.derived, &run->findings, 1);
}

static void done(struct run *run)
{
	result_free(&run->result);
	findings_free(&run->findings);
	trial_end(&run->t);
}

static void assert_level(const struct run *run, const char *key, int s, enum reading reading, const char *expected)
{
	const struct levels *l = &run->result.group[find_group(&run->t.w.model, key)].level[s][reading];
	char shown[32];

	snprintf(shown, sizeof shown, "T%u E%u L%u I%u R%u", l->threat, l->exposure, l->likelihood, l->impact, l->risk);
	if (strcmp(shown, expected) != 0)
		fail_msg("%s, %s, %s: %s, expected %s", key, policy_scenario_name[s], reading_name[reading], shown, expected);
}

/* The worst risk of the supplier in any region, named or not. */
static uint8_t worst_in_regions(const struct run *run, const char *supplier, int s)
{
	const struct model *model = &run->t.w.model;
	uint32_t who = model_find(model, TABLE_supplier, text_of(supplier)), row;
	uint8_t worst = 0;

	for (row = 0; row < model->rows[TABLE_group]; row++)
		if (text_is(model_string(model, COL_group_domain, row), "access-by-region") && model_known(model, COL_group_supplier, row)
			&& keur_code(&model->column[COL_group_supplier], row) == who && worst < run->result.group[row].level[s][READING_WORST].risk)
			worst = run->result.group[row].level[s][READING_WORST].risk;
	return worst;
}

/* Threat in one part, exposure in another, of its own or of nobody's: wherever they stand together, leaving a region out does not part them. */
static void no_region_never_lowers(void **state)
{
#define STATIONS "components:\n" GNB("g1", "n", OF("bad") ", users: 100") GNB("g2", "s", ", users: 10") GNB("g3", "x", OF("good") ", users: 300") \
	GNB("g4", "x", OF("bad") ", users: 40")
	static const char *const networks[] = {
		IN(PLACES(NORTH, NORTH, NORTH)) STATIONS, IN(PLACES("", NORTH, NORTH)) STATIONS, IN(PLACES(NORTH, "", NORTH)) STATIONS,
		IN(PLACES(NORTH, NORTH, "")) STATIONS, IN(PLACES("", "", NORTH)) STATIONS, IN(PLACES("", "", "")) STATIONS,
	};
	static const char *const exposed[] = { "g1", "g2", "g4" };
	static const char *const supplier[] = { "bad", "good" };
	uint8_t whole[2][SCENARIOS] = { { 0 } };
	size_t i, k, e;
	int s;

	(void)state;
	for (e = 0; e < 3; e++)
		for (i = 0; i < sizeof networks / sizeof *networks; i++) {
			struct run run;

			memset(&run, 0, sizeof run);
			trial_with(&run.t, "uk-hrv", networks[i]);
			run.findings.plugin = &plugin;
			found(&run, 0, "g1", "bad", KEUR_KNOWN);
			found(&run, 1, exposed[e], "bad", KEUR_KNOWN);
			finish(&run);
			for (k = 0; k < 2; k++)
				for (s = 0; s < SCENARIOS; s++) {
					uint8_t now = worst_in_regions(&run, supplier[k], s);

					assert_true(now > 0);
					if (i == 0)
						whole[k][s] = now;
					else if (now < whole[k][s])
						fail_msg("network %zu, exposed %s: %s falls from %u to %u", i, exposed[e], supplier[k], whole[k][s], now);
				}
			done(&run);
		}
}

#define TWO START SUPPLIERS "components:\n" GNB("g1", "s1", OF("bad") ", users: 60") GNB("g2", "s1", OF("bad") ", users: 40")

/* The highest among the parts, party by party: one party's threat meets its own exposure or that of nobody, in whichever part. */
static void party_by_party(void **state)
{
	struct run run;

	(void)state;
	begin(&run, TWO);
	found(&run, 0, "g1", "bad", KEUR_KNOWN);
	found(&run, 1, "g2", "good", KEUR_KNOWN);
	finish(&run);
	assert_level(&run, "access/manufacture/bad", 2, READING_KNOWN, "T5 E2 L3 I5 R4");
	done(&run);
	begin(&run, TWO);
	found(&run, 0, "g1", "bad", KEUR_KNOWN);
	found(&run, 1, "g2", "bad", KEUR_KNOWN);
	finish(&run);
	assert_level(&run, "access/manufacture/bad", 2, READING_KNOWN, "T5 E5 L5 I5 R5");
	done(&run);
	begin(&run, TWO);
	found(&run, 0, "g1", "bad", KEUR_KNOWN);
	found(&run, 1, "g2", NULL, KEUR_SUSPECTED);
	finish(&run);
	assert_level(&run, "access/manufacture/bad", 0, READING_KNOWN, "T5 E2 L3 I4 R4");
	assert_level(&run, "access/manufacture/bad", 0, READING_WORST, "T5 E5 L5 I4 R5");
	assert_int_equal(run.result.summary.groups, 1);
	assert_int_equal(run.result.summary.group_risk[READING_WORST][5], 1);
	assert_int_equal(run.result.summary.group_risk[READING_KNOWN][4], 1);
	assert_int_equal(result_exit_code(&run.result, 4, READING_KNOWN), EXIT_FOUND);
	done(&run);
}

/* A part of which nobody says who makes it is at worst one of everybody's. */
static void open_parts_weigh_at_worst(void **state)
{
	struct run run;

	(void)state;
	begin(&run, START SUPPLIERS "components:\n" GNB("g1", "s1", OF("good") ", users: 60") GNB("g2", "s1", ", users: 40"));
	found(&run, 0, "g2", NULL, KEUR_KNOWN);
	finish(&run);
	assert_level(&run, "access/manufacture/good", 2, READING_KNOWN, "T2 E2 L2 I3 R2");
	assert_level(&run, "access/manufacture/good", 2, READING_WORST, "T5 E2 L3 I4 R4");
	assert_level(&run, "access/manufacture", 2, READING_KNOWN, "T0 E0 L0 I0 R0");
	assert_level(&run, "access/manufacture", 2, READING_WORST, "T5 E2 L3 I4 R4");
	done(&run);
}

/* A finding about a group raises it; the pack's conditions on domain, standing and share decide on its kind. */
static void findings_about_groups(void **state)
{
	const struct policy_domain *access;
	struct policy_rule cap = { .rule = "vendor_trust.concentration", .kind = KEUR_KIND_BREACH, .domain = &access, .domains = 1,
		.standing = 1 + KEUR_STANDING_UNTRUSTED };
	struct run run;
	int32_t over;

	(void)state;
	for (over = 5999; over <= 6000; over++) {
		uint32_t row;

		begin(&run, START SUPPLIERS "components:\n" GNB("g1", "s1", OF("bad") ", users: 60") GNB("g2", "s1", OF("good") ", users: 40"));
		for (access = run.t.w.policy.domain; strcmp(access->name, "access") != 0; access++)
			;
		cap.share_over = over;
		run.t.w.policy.rule = &cap;
		run.t.w.policy.rules = 1;
		row = find_group(&run.t.w.model, "access/manufacture/bad");
		mem_reserve(&run.findings.finding, &run.findings.capacity, 2, sizeof *run.findings.finding);
		run.findings.finding[run.findings.count++] = (struct finding){ .rule = 2, .component = KEUR_NONE, .subject_table = TABLE_group,
			.subject_row = row, .party = KEUR_NONE, .blame = DICT_NONE, .basis = KEUR_KNOWN, .privilege = 255 };
		run.findings.finding[run.findings.count++] = (struct finding){ .rule = 2, .component = KEUR_NONE, .subject_table = TABLE_group,
			.subject_row = find_group(&run.t.w.model, "access/manufacture/good"), .party = KEUR_NONE, .blame = DICT_NONE,
			.basis = KEUR_KNOWN, .privilege = 255, .scenarios = KEUR_ESPIONAGE, .level = 2 };
		finish(&run);
		assert_int_equal(run.result.group[row].breach, over < 6000);
		assert_int_equal(run.result.summary.breaches, over < 6000);
		assert_int_equal(run.result.summary.group_breaches, over < 6000);
		assert_int_equal(result_exit_code(&run.result, 6, READING_WORST), over < 6000 ? EXIT_FOUND : EXIT_CLEAN);
		assert_level(&run, "access/manufacture/good", 0, READING_KNOWN, "T2 E2 L2 I2 R2");
		assert_level(&run, "access/manufacture/good", 1, READING_KNOWN, "T0 E0 L0 I0 R0");
		done(&run);
	}
}

/* ---- Much of everything -------------------------------------------------------------------------------------------------------------------- */

/* Chains, ladders of two owners each and a circle over all, as many as a register may hold. */
static void long_chains(void **state)
{
	enum { SUPPLIERS_MANY = 100000 };
	struct buffer text = { 0 };
	struct trial t;
	uint32_t i;
	clock_t began;

	(void)state;
	buffer_string(&text, START "components:\n" GNB("g1", "s1", OF("s099999") ", users: 60") "suppliers:\n");
	for (i = 0; i < SUPPLIERS_MANY; i++)
		buffer_format(&text, "  - {id: s%06u}\n", i);
	buffer_string(&text, "ownership:\n");
	for (i = 2; i < SUPPLIERS_MANY; i++)
		buffer_format(&text, "  - {owner: s%06u, owned: s%06u, control: yes}\n  - {owner: s%06u, owned: s%06u, control: yes}\n", i - 1, i, i - 2, i);
	memset(&t, 0, sizeof t);
	world_start_with(&t.w, "nl-tfev");
	world_file(&t.w, "f", text.data);
	assert_int_equal(world_link(&t.w), 0);
	began = clock();
	derive(&t.w.model, &t.w.policy, &t.derived);
	assert_true((clock() - began) / CLOCKS_PER_SEC < 20); /* seconds; quadratic would take hours */
	assert_group(&t, "access/manufacture/s000000", "100 %..100 % 60..60/60 users undecided..undecided 3/3/4..4/4/5");
	assert_group(&t, "access/manufacture/s000001", "100 %..100 % 60..60/60 users undecided..undecided 3/3/4..4/4/5");
	trial_end(&t);
	buffer_free(&text);
}

/* A chain whose every link has another owner beside it: as many at the top as links. Those that are not kept count at worst. */
static void another_owner_each(void **state)
{
	enum { LINKS = 100000 };
	struct buffer text = { 0 };
	struct trial t;
	uint32_t i;
	clock_t began;

	(void)state;
	buffer_string(&text, START "components:\n" GNB("g1", "s1", OF("s099999") ", users: 60") "suppliers:\n");
	for (i = 0; i < LINKS; i++)
		buffer_format(&text, "  - {id: s%06u}\n  - {id: t%06u}\n", i, i);
	buffer_string(&text, "ownership:\n");
	for (i = 1; i < LINKS; i++)
		buffer_format(&text, "  - {owner: s%06u, owned: s%06u, control: yes}\n  - {owner: t%06u, owned: s%06u, control: yes}\n", i - 1, i, i, i);
	memset(&t, 0, sizeof t);
	world_start_with(&t.w, "nl-tfev");
	world_file(&t.w, "f", text.data);
	assert_int_equal(world_link(&t.w), 0);
	began = clock();
	derive(&t.w.model, &t.w.policy, &t.derived);
	assert_true((clock() - began) / CLOCKS_PER_SEC < 20); /* seconds; the sets alone would take some 40 GB */
	assert_group(&t, "access/manufacture/s000000", "100 %..100 % 60..60/60 users undecided..undecided 3/3/4..4/4/5");
	assert_group(&t, "access/manufacture/t000063", "100 %..100 % 60..60/60 users undecided..undecided 3/3/4..4/4/5");
	assert_group(&t, "access/manufacture/t000064", "none");
	assert_group(&t, "access/manufacture", "0 %..100 % 0..60/60 users undecided..undecided 0/0/0..4/4/5");
	trial_end(&t);
	buffer_free(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shares_of_sites),
		cmocka_unit_test(owned_by_the_operator),
		cmocka_unit_test(shares_of_users),
		cmocka_unit_test(open_sites),
		cmocka_unit_test(rows_of_no_day),
		cmocka_unit_test(not_stated_complete),
		cmocka_unit_test(one_controller),
		cmocka_unit_test(circles_and_joint_ventures),
		cmocka_unit_test(scoped_decisions),
		cmocka_unit_test(shares_of_regions),
		cmocka_unit_test(nobody_says_where),
		cmocka_unit_test(no_region_never_lowers),
		cmocka_unit_test(party_by_party),
		cmocka_unit_test(open_parts_weigh_at_worst),
		cmocka_unit_test(findings_about_groups),
		cmocka_unit_test(long_chains),
		cmocka_unit_test(another_owner_each),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
