/* What the result says of suppliers: evidence beside decisions, decisions that ran out, the stakeholder metric by number, owners in circles
 * and chains of owners as long as the world has suppliers. */
#include "assess_test.h"

#include <time.h>

struct run {
	struct trial t;
	struct result result;
};

static void begin_with(struct run *run, const char *pack, const char *text)
{
	memset(run, 0, sizeof *run);
	trial_with(&run->t, pack, text);
	combine(&run->result, &run->t.w.model, &run->t.w.link, &run->t.w.policy, &run->t.derived, NULL, 0);
	run->result.messages = &run->t.w.messages;
}

static void begin(struct run *run, const char *text)
{
	begin_with(run, "nl-tfev", text);
}

static void done(struct run *run)
{
	result_free(&run->result);
	trial_end(&run->t);
}

static const struct result_supplier *supplier(const struct run *run, const char *id)
{
	return &run->result.supplier[row_of(&run->t.w, TABLE_supplier, id)];
}

/* "D4/4 P4/4 266/266 danger/danger": known, then worst. */
static void assert_metric(const struct run *run, const char *id, const char *expected)
{
	const struct result_supplier *s = supplier(run, id);
	char shown[96];

	snprintf(shown, sizeof shown, "D%u/%u P%u/%u %d/%d %s/%s", s->dependency[0], s->dependency[1], s->penetration[0], s->penetration[1],
		s->threat[0], s->threat[1], policy_zone_name[s->zone[0]], policy_zone_name[s->zone[1]]);
	if (strcmp(shown, expected) != 0)
		fail_msg("%s: %s, expected %s", id, shown, expected);
}

static void assert_lapse(const struct run *run, const char *id, const char *expected)
{
	struct buffer lapse = { 0 };
	bool there = result_lapse(&run->result, row_of(&run->t.w, TABLE_supplier, id), "en", &lapse);

	assert_int_equal(there, expected[0] != '\0');
	assert_string_equal(lapse.data ? lapse.data : "", expected);
	buffer_free(&lapse);
}

/* The message of the only finding of keur's own rule; "" when there is none. */
static const char *note_of(const struct run *run, const char *rule)
{
	static struct buffer text;
	uint32_t i;

	buffer_clear(&text);
	buffer_string(&text, "");
	for (i = 0; i < run->result.findings; i++)
		if (strcmp(result_rule(&run->result, &run->result.finding[i])->full, rule) == 0) {
			if (text.length)
				buffer_string(&text, "\n");
			result_message(&run->result, &run->result.finding[i], "en", &text);
		}
	return text.length ? text.data : "";
}

/* ---- The metric ------------------------------------------------------------------------------------------------------------------------ */

#define TEN "components:\n" \
	"  - {id: c0, function: AMF, segment: a, parties: [{supplier: all, role: manage}, {supplier: one, role: manufacture}]}\n" \
	"  - {id: c1, function: AMF, segment: b, parties: [{supplier: all, role: manage}, {supplier: two, role: support}]}\n" \
	"  - {id: c2, function: AMF, segment: c, parties: [{supplier: all, role: manage}, {supplier: two, role: support}]}\n" \
	"  - {id: c3, function: AMF, segment: d, parties: [{supplier: all, role: manage}, {supplier: four, role: build}]}\n" \
	"  - {id: c4, function: AMF, segment: e, parties: [{supplier: all, role: manage}, {supplier: four, role: build}]}\n" \
	"  - {id: c5, function: AMF, segment: f, parties: [{supplier: all, role: manage}, {supplier: four, role: build}]}\n" \
	"  - {id: c6, function: AMF, segment: g, parties: [{supplier: all, role: manage}, {supplier: four, role: build}]}\n" \
	"  - {id: c7, function: AMF, segment: h, parties: [{supplier: all, role: manage}]}\n" \
	"  - {id: c8, function: AMF, segment: i, parties: [{supplier: all, role: manage}]}\n" \
	"  - {id: c9, function: AMF, segment: j, parties: [{supplier: all, role: manage}]}\n" \
	"  - {id: ca, function: AMF, segment: k, parties: [{supplier: all, role: manage}]}\n" \
	"  - {id: cb, function: AMF, segment: l, in_service_until: 2020-01-01, parties: [{supplier: gone, role: manage}]}\n" \
	"  - {id: x, function: server, segment: x, parties: [{supplier: desk, role: manage}, {supplier: four, role: host}]}\n"

/* Eleven critical parts in service: 11 of 11, 1 of 11 (9 %), 2 of 11 (18 %), 4 of 11 (36 %). */
static void metric(void **state)
{
	struct run run;

	(void)state;
	begin(&run, QUIET TEN "suppliers:\n  - {id: all, maturity: 2, trust: 3}\n  - {id: one, maturity: 4, trust: 4}\n  - {id: two, maturity: 3, trust: 3}\n"
			  "  - {id: four, maturity: 4}\n  - {id: desk, maturity: 3, trust: 4}\n  - {id: gone, maturity: 4, trust: 4}\n"
			  "  - {id: idle, maturity: 1, trust: 1}\n");
	assert_metric(&run, "all", "D4/4 P4/4 266/266 danger/danger");  /* 16 / 6 */
	assert_metric(&run, "one", "D2/2 P2/2 25/25 watch/watch");      /* 4 / 16 */
	assert_metric(&run, "two", "D3/3 P3/3 100/100 control/control"); /* 9 / 9 */
	assert_metric(&run, "four", "D4/4 P3/3 -1/300 none/danger");    /* 12 / 4, and no answer on the facts; host elsewhere: 3 */
	assert_metric(&run, "desk", "D1/1 P3/3 25/25 watch/watch");     /* 3 / 12 */
	assert_metric(&run, "gone", "D1/1 P1/1 6/6 none/none");         /* its part is out of service; 1 / 16 */
	assert_metric(&run, "idle", "D1/1 P1/1 100/100 control/control"); /* 1 / 1 */
	assert_int_equal(supplier(&run, "all")->critical[READING_KNOWN], 11);
	assert_int_equal(supplier(&run, "four")->parts, 5);
	assert_int_equal(supplier(&run, "four")->required[READING_KNOWN], 4);
	done(&run);
}

/* Zones begin exactly at 0.2, 0.9 and 2.5, before rounding. */
static void zones(void **state)
{
	static const struct {
		int maturity, trust;
		const char *expected;
	} cases[] = { /* exposure 3: one supplier that manages a part of no scope */
		{ 4, 4, "D1/1 P3/3 18/18 none/none" }, { 3, 4, "D1/1 P3/3 25/25 watch/watch" }, { 1, 4, "D1/1 P3/3 75/75 watch/watch" },
		{ 1, 3, "D1/1 P3/3 100/100 control/control" }, { 1, 2, "D1/1 P3/3 150/150 control/control" }, { 1, 1, "D1/1 P3/3 300/300 danger/danger" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buffer text = { 0 };
		struct run run;

		buffer_format(&text, QUIET "components: [{id: x, function: server, segment: x, parties: [{supplier: s, role: manage}]}]\n"
					   "suppliers: [{id: s, maturity: %d, trust: %d}]\n", cases[i].maturity, cases[i].trust);
		begin(&run, text.data);
		assert_metric(&run, "s", cases[i].expected);
		done(&run);
		buffer_free(&text);
	}
}

/* Ways in: what is claimed, of unknown privilege or leads nowhere known counts in the worst reading only. */
static void penetration(void **state)
{
	struct run run;

	(void)state;
	begin(&run, QUIET "components:\n  - {id: c, function: AMF, segment: core}\n  - {id: x, function: server, segment: x}\n"
			  "access:\n  - {id: a1, party: reads, target: c, privilege: read}\n  - {id: a2, party: operates, target: c, privilege: operate}\n"
			  "  - {id: a3, party: rules, target: c, privilege: admin}\n  - {id: a4, party: rules-x, target: x, privilege: admin}\n"
			  "  - {id: a5, party: unknown-how, target: c}\n  - {id: a6, party: claimed, target: c, privilege: root, claim: {status: reported}}\n"
			  "  - {id: a7, party: nowhere, privilege: admin}\n  - {id: a8, party: over, target: c, privilege: admin, valid_until: 2020-01-01, observed: no}\n");
	assert_int_equal(supplier(&run, "reads")->penetration[READING_KNOWN], 2);
	assert_int_equal(supplier(&run, "operates")->penetration[READING_KNOWN], 3);
	assert_int_equal(supplier(&run, "rules")->penetration[READING_KNOWN], 4);
	assert_int_equal(supplier(&run, "rules-x")->penetration[READING_KNOWN], 3);
	assert_int_equal(supplier(&run, "unknown-how")->penetration[READING_KNOWN], 1);
	assert_int_equal(supplier(&run, "unknown-how")->penetration[READING_WORST], 4);
	assert_int_equal(supplier(&run, "claimed")->penetration[READING_KNOWN], 1);
	assert_int_equal(supplier(&run, "claimed")->penetration[READING_WORST], 4);
	assert_int_equal(supplier(&run, "nowhere")->penetration[READING_KNOWN], 1);
	assert_int_equal(supplier(&run, "nowhere")->penetration[READING_WORST], 4);
	assert_int_equal(supplier(&run, "over")->penetration[READING_WORST], 1);
	done(&run);
}

/* ---- Evidence and decisions ------------------------------------------------------------------------------------------------------------ */

static void evidence(void **state)
{
	struct run run;

	(void)state;
	begin(&run, QUIET "components: [{id: c, function: AMF, segment: core, parties: [{supplier: x, role: manage}]}]\n"
			  "suppliers:\n  - id: x\n    decision: trusted\n    criteria:\n      - {criterion: intent, evidence: suspected, source: a}\n"
			  "      - {criterion: intent, evidence: known, source: b}\n      - {criterion: pressure, evidence: known}\n"
			  "      - {criterion: notices, evidence: none}\n      - {criterion: ownership}\n"
			  "  - id: y\n    decision: untrusted\n    criteria: [{criterion: intent, evidence: known}]\n"
			  "  - id: z\n    decision: trusted\n    criteria: [{criterion: pressure, evidence: known}, {criterion: intent, evidence: none}]\n"
			  "  - id: over\n    decision: {decision: trusted, until: 2020-01-01}\n    criteria: [{criterion: intent, evidence: known}]\n");
	assert_int_equal(supplier(&run, "x")->grounds[KEUR_CRITERION_INTENT], 1 + KEUR_GROUNDS_KNOWN); /* the strongest of two */
	assert_int_equal(supplier(&run, "x")->grounds[KEUR_CRITERION_NOTICES], 1 + KEUR_GROUNDS_NONE);
	assert_int_equal(supplier(&run, "x")->grounds[KEUR_CRITERION_OWNERSHIP], 0); /* a row without an answer */
	assert_int_equal(supplier(&run, "x")->grounds[KEUR_CRITERION_GOVERNMENT_LINK], 0);
	ASSERT(run.t, "supplier.standing", "x", "trusted"); /* evidence decides nothing */
	assert_string_equal(note_of(&run, "keur.trusted_despite_evidence"),
		"x is trusted by decision, and the register holds evidence against it: intent (suspected), intent (known)");
	done(&run);
}

static void lapses(void **state)
{
	struct run run;
	uint32_t i;
	bool asked = false;

	(void)state;
	begin(&run, QUIET "components: [{id: c, function: AMF, segment: core, parties: [{supplier: old, role: manage}]}]\n"
			  "suppliers:\n"
			  "  - {id: old, decisions: [{decision: trusted, reference: SB-24-009, from: 2024-01-01, until: 2024-12-31}, {decision: trusted, reference: SB-25-001, from: 2025-01-01, until: 2025-12-31}]}\n"
			  "  - {id: today, decision: {decision: trusted, authority: Board, until: 2026-11-01}}\n"
			  "  - {id: holds, decision: {decision: trusted, until: 2026-11-02}}\n"
			  "  - {id: later, decision: {decision: untrusted, from: 2027-01-01}}\n"
			  "  - {id: bought, decision: {decision: restricted, covers: {segment: core}, reference: SB-3, from: 2025-01-01}}\n"
			  "  - {id: never}\n"
			  "ownership: [{owner: never, owned: bought, share: 10, control: no, from: 2026-01-01}]\n");
	assert_lapse(&run, "old", "the decision SB-25-001 (trusted) expired on 2025-12-31");
	assert_lapse(&run, "today", "the decision of Board (trusted) expired on 2026-11-01");
	assert_lapse(&run, "holds", "");
	assert_lapse(&run, "later", "the decision (untrusted) holds only from 2027-01-01");
	assert_lapse(&run, "bought", "the decision SB-3 (restricted) does not cover an owner of later date, or of none");
	assert_lapse(&run, "never", "");
	for (i = 0; i < run.result.gaps; i++)
		asked |= strstr(run.result.gap[i].question, "(the decision SB-25-001 (trusted) expired on 2025-12-31)") != NULL;
	assert_false(asked); /* the plugin that asks does not run here; see the cases */
	done(&run);
	begin(&run, "components: [{id: c}]\nsuppliers: [{id: x, decision: {decision: trusted, until: 2025-12-31}}]\n");
	assert_lapse(&run, "x", "the decision (trusted) has a period, and no day is given to judge it by");
	done(&run);
}

/* ---- Owners ---------------------------------------------------------------------------------------------------------------------------- */

static void circles(void **state)
{
	struct run run;

	(void)state;
	begin(&run, QUIET "components: [{id: c, function: AMF, segment: core, parties: [{supplier: a, role: manage}]}]\n"
			  "ownership:\n  - {owner: a, owned: b, control: yes}\n  - {owner: b, owned: c, control: yes}\n  - {owner: c, owned: a, control: yes}\n"
			  "  - {owner: c, owned: b, share: 1}\n  - {owner: d, owned: a, control: yes}\n  - {owner: self, owned: self, share: 5}\n");
	assert_string_equal(note_of(&run, "keur.ownership_circle"),
		"these suppliers own one another in a circle: a, b, c; each counts as an owner of the others\n"
		"these suppliers own one another in a circle: self; each counts as an owner of the others");
	assert_int_equal(run.t.w.model.rows[TABLE_involvement], 5); /* a, b, c, d; the operator holds the keys */
	done(&run);
}

enum { LONG = 100000, LAYERS = 16, WIDE = 64 };

static double seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* A chain of a hundred thousand owners, closed into a ring at the far end, whose last is distrusted: found, and in time that grows with its
 * length. A quadratic walk takes ten thousand million steps, which is minutes; the bound is a hundred times what it takes. */
static void long_chain(void **state)
{
	struct buffer text = { 0 };
	struct run run;
	double begun;
	int i;

	(void)state;
	buffer_string(&text, QUIET "components: [{id: c, function: AMF, segment: core, parties: [{supplier: s-000000, role: manage}]}]\n"
				   "suppliers: [{id: s-100000, decision: untrusted}]\nownership:\n");
	for (i = 0; i < LONG; i++)
		buffer_format(&text, "  - {owner: s-%06d, owned: s-%06d, control: yes}\n", i + 1, i);
	buffer_format(&text, "  - {owner: s-%06d, owned: s-%06d, share: 1, control: no}\n", LONG / 2, LONG);
	begun = seconds();
	begin(&run, text.data);
	assert_true(seconds() - begun < 60);
	ASSERT(run.t, "component.trust_status", "c", "violated");
	assert_int_equal(run.t.w.model.rows[TABLE_involvement], LONG + 2);
	assert_int_equal(strncmp(note_of(&run, "keur.ownership_circle"),
		"these suppliers own one another in a circle: s-050000, s-050001, s-050002, s-050003, s-050004, s-050005, s-050006, s-050007 "
		"(+49993); ", 134), 0);
	done(&run);
	buffer_free(&text);
}

static uint32_t causes_of(const struct run *run, const char *part)
{
	uint32_t c = row_of(&run->t.w, TABLE_component, part);

	return run->result.cause_first[c + 1] - run->result.cause_first[c];
}

/* Of a chain of a hundred the nearest 32 are told for each part, and of each standing: whoever is distrusted behind them is told. The rest is counted,
 * and stands in the table all the same. */
static void chain_is_told_once(void **state)
{
	static const struct {
		const char *decided, *status;
		uint32_t causes, further;
	} expected[] = {
		{ "", "unknown", 1 + 32 + 1, 100 - 32 }, /* and what nobody answers */
		{ "suppliers: [{id: s-090, decision: untrusted}]\n", "violated", 1, 0 },
		{ "suppliers: [{id: s-000, decision: untrusted}, {id: s-090, decision: untrusted}]\n", "violated", 2, 0 },
	};
	size_t i;
	int link;

	(void)state;
	for (i = 0; i < sizeof expected / sizeof *expected; i++) {
		struct buffer text = { 0 };
		struct run run;
		uint32_t row, further = 0;

		buffer_string(&text, QUIET "components:\n  - {id: a, function: AMF, segment: core, parties: [{supplier: s-000, role: manage}]}\n"
					   "  - {id: b, function: AMF, segment: core, parties: [{supplier: s-050, role: manage}]}\n");
		buffer_string(&text, expected[i].decided);
		buffer_string(&text, "ownership:\n");
		for (link = 0; link < 100; link++)
			buffer_format(&text, "  - {owner: s-%03d, owned: s-%03d, control: yes}\n", link + 1, link);
		begin(&run, text.data);
		ASSERT(run.t, "component.trust_status", "a", expected[i].status);
		assert_int_equal(causes_of(&run, "a"), expected[i].causes);
		assert_int_equal(run.result.further[row_of(&run.t.w, TABLE_component, "a")], expected[i].further);
		assert_int_equal(run.t.w.model.rows[TABLE_involvement], 101 + 1 + 51 + 1); /* the operator holds the keys */
		for (row = 0; row < run.t.w.model.rows[TABLE_involvement]; row++)
			further += model_answer(&run.t.w.model, COL_involvement_further, row) == KEUR_YES;
		/* Undecided owners of a and of b that are beyond 32; the distrusted ones are of another standing. */
		assert_int_equal(further, i == 0 ? 68 + 18 : 67 + 17);
		assert_int_equal(supplier(&run, "s-100")->parts, 2); /* behind both, told or not */
		done(&run);
		buffer_free(&text);
	}
}

/* Layers of diamonds: 64 to the power of 16 paths, 64 times 16 suppliers. */
static void diamonds(void **state)
{
	struct buffer text = { 0 };
	struct run run;
	double begun;
	int layer, a, b;

	(void)state;
	buffer_string(&text, QUIET "components: [{id: c, function: AMF, segment: core, parties: [{supplier: l00-00, role: manage}]}]\nownership:\n");
	for (layer = 0; layer + 1 < LAYERS; layer++)
		for (a = 0; a < WIDE; a++)
			for (b = 0; b < WIDE; b++)
				buffer_format(&text, "  - {owner: l%02d-%02d, owned: l%02d-%02d, %s}\n", layer + 1, b, layer, a,
					b % 2 ? "control: yes" : "share: 10"); /* what nobody says of the others leaves them open */
	begun = seconds();
	begin(&run, text.data);
	assert_true(seconds() - begun < 60);
	/* Of each layer those that control, the first supplier and the operator. */
	assert_int_equal(run.t.w.model.rows[TABLE_involvement], 2 + (LAYERS - 1) * WIDE / 2);
	ASSERT(run.t, "component.trust_status", "c", "unknown");
	assert_string_equal(note_of(&run, "keur.ownership_circle"), "");
	done(&run);
	buffer_free(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(metric),
		cmocka_unit_test(zones),
		cmocka_unit_test(penetration),
		cmocka_unit_test(evidence),
		cmocka_unit_test(lapses),
		cmocka_unit_test(circles),
		cmocka_unit_test(long_chain),
		cmocka_unit_test(chain_is_told_once),
		cmocka_unit_test(diamonds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
