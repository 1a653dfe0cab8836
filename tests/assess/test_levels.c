/* From contributions to levels: the tables cell by cell, one party's threat with that party's exposure, what is determined. */
#include "assess_test.h"

#include "assess/combine.h"

struct scale {
	struct world w;
	struct weighing weighing;
};

enum { PARTIES = 6 };

static void start(struct scale *scale)
{
	int r, s;

	memset(scale, 0, sizeof *scale);
	world_start(&scale->w);
	scale->weighing.policy = &scale->w.policy;
	scale->weighing.suppliers = PARTIES;
	for (r = 0; r < READINGS; r++) {
		scale->weighing.exposure_base[r] = 2;
		for (s = 0; s < SCENARIOS; s++)
			scale->weighing.impact[r][s] = 3;
	}
}

static void end(struct scale *scale)
{
	levels_free(&scale->weighing);
	world_end(&scale->w);
}

static void add(struct scale *scale, uint32_t party, uint8_t factor, uint8_t scenarios, uint8_t level, uint8_t basis, uint32_t gap)
{
	struct weighing *w = &scale->weighing;

	mem_reserve(&w->item, &w->capacity, w->items + 1, sizeof *w->item);
	w->item[w->items++] = (struct contribution){ .party = party, .gap = gap, .answer = gap, .factor = factor, .scenarios = scenarios, .level = level,
		.basis = basis };
}

#define NOBODY KEUR_NONE
#define ALL KEUR_ALL_SCENARIOS

static void evaluate(struct scale *scale, enum reading reading, struct levels out[SCENARIOS])
{
	levels_prepare(&scale->weighing);
	levels_evaluate(&scale->weighing, reading, out);
}

static void assert_levels(const struct levels *levels, unsigned threat, unsigned exposure, unsigned likelihood, unsigned impact, unsigned risk)
{
	assert_int_equal(levels->threat, threat);
	assert_int_equal(levels->exposure, exposure);
	assert_int_equal(levels->likelihood, likelihood);
	assert_int_equal(levels->impact, impact);
	assert_int_equal(levels->risk, risk);
}

/* The method's table of threat and exposure against impact, as it is printed there. */
static void every_cell(void **state)
{
	static const struct {
		const char *pairs, *risks;
	} rows[] = {
		{ "22 23 32", "12233" },
		{ "24 25 33 34 42 43 52", "22344" },
		{ "35 44 53", "23445" },
		{ "45 54 55", "34455" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *at;

		for (at = rows[i].pairs; *at; at += at[2] ? 3 : 2) {
			unsigned threat = (unsigned)(at[0] - '0'), exposure = (unsigned)(at[1] - '0'), impact;

			for (impact = 1; impact <= 5; impact++) {
				struct levels out[SCENARIOS];
				struct scale scale;
				int s;

				start(&scale);
				for (s = 0; s < SCENARIOS; s++)
					scale.weighing.impact[READING_KNOWN][s] = (uint8_t)impact;
				add(&scale, NOBODY, KEUR_THREAT, ALL, (uint8_t)threat, KEUR_KNOWN, NO_GAP);
				add(&scale, NOBODY, KEUR_EXPOSURE, ALL, (uint8_t)exposure, KEUR_KNOWN, NO_GAP);
				evaluate(&scale, READING_KNOWN, out);
				for (s = 0; s < SCENARIOS; s++) {
					assert_int_equal(out[s].threat, threat);
					assert_int_equal(out[s].exposure, exposure);
					if (out[s].risk != (unsigned)(rows[i].risks[impact - 1] - '0'))
						fail_msg("T%uE%u impact %u: risk %u", threat, exposure, impact, out[s].risk);
				}
				end(&scale);
			}
		}
	}
}

/* Baselines hold without any finding; a factor is the highest of its findings, never their sum or product. */
static void highest_of_each(void **state)
{
	struct levels out[SCENARIOS];
	struct scale scale;

	(void)state;
	start(&scale);
	evaluate(&scale, READING_KNOWN, out);
	assert_levels(&out[0], 2, 2, 2, 3, 2);
	add(&scale, NOBODY, KEUR_THREAT, ALL, 1, KEUR_KNOWN, NO_GAP); /* nothing lowers */
	add(&scale, NOBODY, KEUR_EXPOSURE, KEUR_ESPIONAGE, 3, KEUR_KNOWN, NO_GAP);
	add(&scale, NOBODY, KEUR_EXPOSURE, KEUR_ESPIONAGE, 4, KEUR_KNOWN, NO_GAP);
	add(&scale, NOBODY, KEUR_EXPOSURE, KEUR_ESPIONAGE, 3, KEUR_KNOWN, NO_GAP);
	add(&scale, NOBODY, KEUR_IMPACT, KEUR_SABOTAGE, 5, KEUR_KNOWN, NO_GAP);
	add(&scale, NOBODY, KEUR_IMPACT, KEUR_MANIPULATION, 2, KEUR_KNOWN, NO_GAP); /* only raises */
	evaluate(&scale, READING_KNOWN, out);
	assert_levels(&out[0], 2, 4, 3, 3, 3);
	assert_levels(&out[1], 2, 2, 2, 3, 2);
	assert_levels(&out[2], 2, 2, 2, 5, 3);
	end(&scale);
}

/* A distrusted cabinet maker is not multiplied by a trusted vendor's weak login. */
static void party_by_party(void **state)
{
	struct levels out[SCENARIOS];
	struct scale scale;

	(void)state;
	start(&scale);
	add(&scale, 1, KEUR_THREAT, ALL, 5, KEUR_KNOWN, NO_GAP);
	add(&scale, 2, KEUR_EXPOSURE, ALL, 4, KEUR_KNOWN, NO_GAP);
	evaluate(&scale, READING_KNOWN, out);
	/* T5E2 and T2E4 are both 3; the higher threat is shown. */
	assert_levels(&out[0], 5, 2, 3, 3, 3);
	/* The vendor itself distrusted: its own login counts. */
	add(&scale, 2, KEUR_THREAT, ALL, 4, KEUR_KNOWN, NO_GAP);
	evaluate(&scale, READING_KNOWN, out);
	assert_levels(&out[0], 4, 4, 4, 3, 4);
	/* What is about nobody (logging) counts for everybody. */
	add(&scale, NOBODY, KEUR_EXPOSURE, KEUR_MANIPULATION, 3, KEUR_KNOWN, NO_GAP);
	evaluate(&scale, READING_KNOWN, out);
	assert_levels(&out[0], 4, 4, 4, 3, 4);
	assert_levels(&out[1], 5, 3, 4, 3, 4);
	add(&scale, NOBODY, KEUR_THREAT, KEUR_SABOTAGE, 5, KEUR_KNOWN, NO_GAP);
	evaluate(&scale, READING_KNOWN, out);
	assert_levels(&out[2], 5, 4, 5, 3, 4);
	end(&scale);
}

static void readings(void **state)
{
	struct levels known[SCENARIOS], worst[SCENARIOS];
	struct scale scale;

	(void)state;
	start(&scale);
	scale.weighing.exposure_base[READING_WORST] = 3;
	scale.weighing.impact[READING_WORST][0] = 5;
	add(&scale, 1, KEUR_THREAT, ALL, 5, KEUR_SUSPECTED, NO_GAP); /* a claim counts at worst only */
	add(&scale, 1, KEUR_EXPOSURE, ALL, 4, KEUR_UNKNOWN, 0);
	evaluate(&scale, READING_KNOWN, known);
	levels_evaluate(&scale.weighing, READING_WORST, worst);
	assert_levels(&known[0], 2, 2, 2, 3, 2);
	assert_levels(&worst[0], 5, 4, 5, 5, 5);
	assert_levels(&worst[1], 5, 4, 5, 3, 4);
	end(&scale);
}

/* ---- Determined ------------------------------------------------------------------------------------------------------------------------ */

static uint8_t determined(uint8_t factor, uint8_t unknown, uint8_t known, uint8_t suspected)
{
	struct scale scale;
	uint8_t found;

	start(&scale);
	if (unknown)
		add(&scale, NOBODY, factor, unknown, 5, KEUR_UNKNOWN, 0);
	if (known)
		add(&scale, 1, factor, known, 3, KEUR_KNOWN, NO_GAP);
	if (suspected)
		add(&scale, NOBODY, factor, suspected, 5, KEUR_SUSPECTED, NO_GAP);
	levels_prepare(&scale.weighing);
	found = levels_determined(&scale.weighing);
	end(&scale);
	return found;
}

static void what_is_determined(void **state)
{
	struct scale scale;
	uint8_t factor;

	(void)state;
	for (factor = KEUR_THREAT; factor <= KEUR_IMPACT; factor++) {
		assert_int_equal(determined(factor, 0, 0, 0), ALL);
		assert_int_equal(determined(factor, ALL, 0, 0), 0);
		assert_int_equal(determined(factor, KEUR_ESPIONAGE, 0, 0), KEUR_MANIPULATION | KEUR_SABOTAGE);
		assert_int_equal(determined(factor, ALL, ALL, 0), ALL); /* a known one beside the unknown one */
		assert_int_equal(determined(factor, ALL, KEUR_SABOTAGE, 0), KEUR_SABOTAGE);
		assert_int_equal(determined(factor, 0, 0, ALL), ALL);
		assert_int_equal(determined(factor, ALL, 0, ALL), 0); /* a claim settles nothing */
	}
	/* One factor known does not settle another. */
	start(&scale);
	add(&scale, NOBODY, KEUR_THREAT, ALL, 5, KEUR_KNOWN, NO_GAP);
	add(&scale, NOBODY, KEUR_EXPOSURE, KEUR_SABOTAGE, 5, KEUR_UNKNOWN, 0);
	levels_prepare(&scale.weighing);
	assert_int_equal(levels_determined(&scale.weighing), KEUR_ESPIONAGE | KEUR_MANIPULATION);
	end(&scale);
	/* Facts that the host itself lacks. */
	start(&scale);
	scale.weighing.impact[READING_WORST][1] = 4;
	levels_prepare(&scale.weighing);
	assert_int_equal(levels_determined(&scale.weighing), KEUR_ESPIONAGE | KEUR_SABOTAGE);
	add(&scale, NOBODY, KEUR_IMPACT, ALL, 4, KEUR_KNOWN, NO_GAP);
	assert_int_equal(levels_determined(&scale.weighing), ALL);
	end(&scale);
	start(&scale);
	scale.weighing.exposure_base[READING_WORST] = 3;
	levels_prepare(&scale.weighing);
	assert_int_equal(levels_determined(&scale.weighing), 0);
	end(&scale);
}

/* ---- By definition ---------------------------------------------------------------------------------------------------------------------- */

/* With one question's worst answers added to what counts. */
static void by_definition(const struct scale *scale, enum reading reading, uint32_t gap, struct levels out[SCENARIOS])
{
	const struct weighing *w = &scale->weighing;
	const struct policy *policy = &scale->w.policy;
	int s;

	for (s = 0; s < SCENARIOS; s++) {
		uint32_t p;

		out[s] = (struct levels){ .impact = w->impact[reading][s] };
		for (p = 0; p <= PARTIES; p++) {
			uint32_t party = p == PARTIES ? NOBODY : p;
			uint8_t threat = policy->threat, exposure = w->exposure_base[reading], likelihood;
			size_t i;

			for (i = 0; i < w->items; i++) {
				const struct contribution *item = &w->item[i];

				if (!(item->scenarios >> s & 1)
					|| (reading == READING_KNOWN && item->basis != KEUR_KNOWN && (gap == NO_GAP || item->gap != gap)))
					continue;
				if (item->factor == KEUR_IMPACT && item->level > out[s].impact)
					out[s].impact = item->level;
				if (item->party != NOBODY && item->party != party)
					continue;
				if (item->factor == KEUR_THREAT && item->level > threat)
					threat = item->level;
				if (item->factor == KEUR_EXPOSURE && item->level > exposure)
					exposure = item->level;
			}
			likelihood = policy->likelihood[threat][exposure];
			if (likelihood > out[s].likelihood)
				out[s].likelihood = likelihood;
		}
		out[s].risk = policy->risk[out[s].likelihood][out[s].impact];
	}
}

static uint32_t draw(uint64_t *random, uint32_t below)
{
	*random = *random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)(*random >> 33) % below;
}

static void at_random(void **state)
{
	struct scale scale;
	uint64_t random = 8;
	int round, i, s;

	(void)state;
	start(&scale);
	for (round = 0; round < 3000; round++) {
		struct levels found[SCENARIOS], known[SCENARIOS], expected[SCENARIOS];
		size_t first, next;

		scale.weighing.items = 0;
		for (i = (int)draw(&random, 12); i-- > 0;) {
			uint8_t basis = (uint8_t)(1 + draw(&random, 3));

			add(&scale, draw(&random, 3) ? draw(&random, PARTIES) : NOBODY, (uint8_t)(KEUR_THREAT + draw(&random, 3)),
				(uint8_t)(1 + draw(&random, 7)), (uint8_t)(1 + draw(&random, 5)), basis,
				basis == KEUR_UNKNOWN ? draw(&random, 4) : NO_GAP);
		}
		for (s = 0; s < SCENARIOS; s++) {
			scale.weighing.impact[READING_KNOWN][s] = (uint8_t)(1 + draw(&random, 5));
			scale.weighing.impact[READING_WORST][s] = 5;
		}
		evaluate(&scale, READING_WORST, found);
		by_definition(&scale, READING_WORST, NO_GAP, expected);
		for (s = 0; s < SCENARIOS; s++)
			assert_int_equal(found[s].risk, expected[s].risk);
		levels_evaluate(&scale.weighing, READING_KNOWN, known);
		by_definition(&scale, READING_KNOWN, NO_GAP, expected);
		for (s = 0; s < SCENARIOS; s++) {
			assert_int_equal(known[s].likelihood, expected[s].likelihood);
			assert_int_equal(known[s].impact, expected[s].impact);
			assert_int_equal(known[s].risk, expected[s].risk);
			assert_int_equal(scale.w.policy.likelihood[known[s].threat][known[s].exposure], known[s].likelihood);
		}
		/* Each question alone, one after the other: none leaves a trace for the next. */
		levels_order(&scale.weighing);
		for (first = 0; first < scale.weighing.items; first = next) {
			const struct weighing *w = &scale.weighing;
			uint32_t gap = w->item[w->order[first]].gap;

			for (next = first; next < w->items && w->item[w->order[next]].gap == gap; next++)
				;
			if (gap == NO_GAP)
				continue;
			levels_with_question(&scale.weighing, first, next, known, found);
			by_definition(&scale, READING_KNOWN, gap, expected);
			for (s = 0; s < SCENARIOS; s++) {
				assert_int_equal(found[s].likelihood, expected[s].likelihood);
				assert_int_equal(found[s].risk, expected[s].risk);
			}
		}
	}
	end(&scale);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_cell),
		cmocka_unit_test(highest_of_each),
		cmocka_unit_test(party_by_party),
		cmocka_unit_test(readings),
		cmocka_unit_test(what_is_determined),
		cmocka_unit_test(at_random),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
