/* The published scoring of advisories: every threshold, every answer's points, and the two scores of 2019 for the Pulse Secure VPN. */
#include "policy_test.h"

#include "policy/advisory_score.h"

enum { QUESTIONS = 15 };

/* In the order of the pack. */
static const struct {
	const char *question;
	bool damage;
	const char *answers; /* word and points, as published */
} published[QUESTIONS] = {
	{ "pro_standard", false, "no 1 yes 3 unclear 3 " }, { "pro_exploit", false, "none 1 poc 4 exploit 6 " },
	{ "pro_details", false, "none 1 some 2 full 3 " }, { "pro_access", false, "physical 1 lan 4 internet 6 " },
	{ "pro_credent", false, "admin 1 user 2 none 4 " }, { "pro_complexity", false, "complex 1 average 2 easy 3 " },
	{ "pro_userint", false, "complex 1 easy 3 none 4 " }, { "pro_exploited", false, "no 1 limited 2 large_scale 3 " },
	{ "pro_expect", false, "no 1 yes 3 " }, { "pro_solution", false, "over_two_months 1 within_two_months 2 none 3 " },
	{ "dam_dos", true, "no 0 client 1 service 2 " }, { "dam_code", true, "no 0 user 1 root 2 " },
	{ "dam_rights", true, "no 0 shell 1 root_shell 2 " }, { "dam_escalation", true, "no 0 yes 1 " },
	{ "dam_leak", true, "no 0 system 1 data 2 " },
};

static void load_nl(struct trial *trial)
{
	trial_load(trial, "nl-tfev", PACKS);
	assert_int_equal(trial->rc, 0);
}

static void answer(const struct policy *policy, uint32_t *answers, const char *question, const char *word)
{
	uint32_t q = advisory_question(policy, text_of(question)), a;

	assert_int_not_equal(q, ADVISORY_UNKNOWN);
	a = advisory_answer(&policy->advisory.question[q], text_of(word));
	assert_int_not_equal(a, ADVISORY_UNKNOWN);
	answers[q] = a;
}

static void nobody(uint32_t *answers)
{
	unsigned i;

	for (i = 0; i < QUESTIONS; i++)
		answers[i] = ADVISORY_UNKNOWN;
}

static void as_published(void **state)
{
	struct trial trial;
	unsigned q;

	(void)state;
	load_nl(&trial);
	assert_string_equal(trial.policy.advisory.method, "ncsc-nl-3x3");
	assert_int_equal(trial.policy.advisory.note.status, STATUS_VERIFIED);
	assert_int_equal(trial.policy.advisory.questions, QUESTIONS);
	for (q = 0; q < QUESTIONS; q++) {
		const struct policy_question *question = &trial.policy.advisory.question[q];
		struct buffer answers = { 0 };
		uint32_t a;

		assert_string_equal(question->name, published[q].question);
		assert_int_equal(question->damage, published[q].damage);
		for (a = 0; a < question->answers; a++)
			buffer_format(&answers, "%s %u ", question->answer[a].name, question->answer[a].points);
		assert_string_equal(answers.data, published[q].answers);
		buffer_free(&answers);
	}
	trial_end(&trial);
}

static void check(struct advisory_reading reading, uint32_t points, uint8_t probability, uint8_t damage, const char *label, bool clock)
{
	assert_int_equal(reading.points, points);
	assert_int_equal(reading.probability, probability);
	assert_int_equal(reading.damage, damage);
	if (label)
		assert_string_equal(reading.label, label);
	else
		assert_null(reading.label);
	assert_int_equal(reading.clock, clock);
}

static void answer_pulse_secure(const struct policy *policy, uint32_t *answers)
{
	static const char *const given[QUESTIONS] = { "yes", "none", "some", "internet", "none", "average", "none", "no", "no", "within_two_months",
		"no", "no", "no", "no", "data" };
	unsigned q;

	for (q = 0; q < QUESTIONS; q++)
		answer(policy, answers, published[q].question, given[q]);
}

/* Advisory of 1 May 2019: 26 points, medium/high; with exploit code on 21 August 31 points, high/high, and the week of the BIO begins. */
static void pulse_secure(void **state)
{
	uint32_t answers[QUESTIONS];
	struct advisory_score score;
	struct trial trial;

	(void)state;
	load_nl(&trial);
	answer_pulse_secure(&trial.policy, answers);
	score = advisory_score(&trial.policy, answers);
	check(score.known, 26, GRADE_MEDIUM, GRADE_HIGH, "Normal", false);
	check(score.worst, 26, GRADE_MEDIUM, GRADE_HIGH, "Normal", false);
	assert_int_equal(score.unanswered, 0);
	answer(&trial.policy, answers, "pro_exploit", "exploit");
	score = advisory_score(&trial.policy, answers);
	check(score.known, 31, GRADE_HIGH, GRADE_HIGH, "Urgent", true);
	assert_int_equal(trial.policy.advisory.clock_days, 7);
	trial_end(&trial);
}

/* A missing answer is never the mild one in the worst reading, and never raises the known one. */
static void unanswered(void **state)
{
	uint32_t answers[QUESTIONS];
	struct advisory_score score;
	struct trial trial;

	(void)state;
	load_nl(&trial);
	nobody(answers);
	score = advisory_score(&trial.policy, answers);
	check(score.known, 10, GRADE_LOW, GRADE_LOW, NULL, false);
	check(score.worst, 38, GRADE_HIGH, GRADE_HIGH, "Urgent", true);
	assert_int_equal(score.unanswered, QUESTIONS);
	answer_pulse_secure(&trial.policy, answers);
	answers[advisory_question(&trial.policy, text_of("pro_exploit"))] = ADVISORY_UNKNOWN;
	score = advisory_score(&trial.policy, answers);
	check(score.known, 26, GRADE_MEDIUM, GRADE_HIGH, "Normal", false);
	check(score.worst, 31, GRADE_HIGH, GRADE_HIGH, "Urgent", true);
	assert_int_equal(score.unanswered, 1);
	assert_int_equal(advisory_question(&trial.policy, text_of("pro_magic")), ADVISORY_UNKNOWN);
	assert_int_equal(advisory_answer(&trial.policy.advisory.question[0], text_of("unknown")), ADVISORY_UNKNOWN);
	trial_end(&trial);
}

/* 18 is low, 19 and 27 are medium, 28 is high; damage is the most of its answers, however many there are. */
static void thresholds(void **state)
{
	static const struct {
		const char *word[10];
		uint32_t points;
		uint8_t probability;
	} given[] = {
		{ { "yes", "poc", "none", "physical", "admin", "complex", "easy", "no", "no", "within_two_months" }, 18, GRADE_LOW },
		{ { "yes", "poc", "some", "physical", "admin", "complex", "easy", "no", "no", "within_two_months" }, 19, GRADE_MEDIUM },
		{ { "yes", "poc", "some", "internet", "none", "complex", "easy", "no", "no", "within_two_months" }, 27, GRADE_MEDIUM },
		{ { "yes", "poc", "some", "internet", "none", "average", "easy", "no", "no", "within_two_months" }, 28, GRADE_HIGH },
	};
	struct trial trial;
	size_t i, q;

	(void)state;
	load_nl(&trial);
	for (i = 0; i < sizeof given / sizeof *given; i++) {
		uint32_t answers[QUESTIONS];
		struct advisory_score score;

		nobody(answers);
		for (q = 0; q < 10; q++)
			answer(&trial.policy, answers, published[q].question, given[i].word[q]);
		answer(&trial.policy, answers, "dam_dos", "client");
		answer(&trial.policy, answers, "dam_code", "user");
		answer(&trial.policy, answers, "dam_rights", "shell");
		answer(&trial.policy, answers, "dam_escalation", "yes");
		answer(&trial.policy, answers, "dam_leak", "no");
		score = advisory_score(&trial.policy, answers);
		assert_int_equal(score.known.points, given[i].points);
		assert_int_equal(score.known.probability, given[i].probability);
		assert_int_equal(score.known.damage, GRADE_MEDIUM);
	}
	trial_end(&trial);
}

/* A pack without the sections scores nothing. */
static void no_method(void **state)
{
	static const struct policy policy;
	struct advisory_score score = advisory_score(&policy, NULL);

	(void)state;
	assert_int_equal(score.worst.probability, GRADE_NONE);
	assert_string_equal(policy_grade_name[score.worst.damage], "unknown");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(as_published), cmocka_unit_test(pulse_secure), cmocka_unit_test(unanswered),
		cmocka_unit_test(thresholds), cmocka_unit_test(no_method),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
