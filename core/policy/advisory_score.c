#include "policy/advisory_score.h"

uint32_t advisory_question(const struct policy *policy, struct text name)
{
	uint32_t i;

	for (i = 0; i < policy->advisory.questions; i++)
		if (text_is(name, policy->advisory.question[i].name))
			return i;
	return ADVISORY_UNKNOWN;
}

uint32_t advisory_answer(const struct policy_question *question, struct text word)
{
	uint32_t i;

	for (i = 0; i < question->answers; i++)
		if (text_is(word, question->answer[i].name))
			return i;
	return ADVISORY_UNKNOWN;
}

/* Points of a question: of its answer, else the least or the most that any answer gives. */
static uint32_t points(const struct policy_question *question, uint32_t answer, bool worst)
{
	uint32_t best = question->answer[0].points, i;

	if (answer < question->answers)
		return question->answer[answer].points;
	for (i = 1; i < question->answers; i++)
		if (worst ? question->answer[i].points > best : question->answer[i].points < best)
			best = question->answer[i].points;
	return best;
}

static struct advisory_reading read_answers(const struct policy_advisory *advisory, const uint32_t *answer, bool worst)
{
	struct advisory_reading reading = { 0, GRADE_LOW, GRADE_LOW, NULL, false };
	uint32_t i;

	for (i = 0; i < advisory->questions; i++) {
		uint32_t given = points(&advisory->question[i], answer[i], worst);

		if (!advisory->question[i].damage)
			reading.points += given;
		else if (given + GRADE_LOW > reading.damage)
			reading.damage = (uint8_t)(given + GRADE_LOW);
	}
	if (reading.points >= advisory->medium_from)
		reading.probability = reading.points >= advisory->high_from ? GRADE_HIGH : GRADE_MEDIUM;
	for (i = 0; i < advisory->labels; i++)
		if (advisory->label[i].probability == reading.probability && advisory->label[i].damage == reading.damage)
			reading.label = advisory->label[i].name;
	reading.clock = advisory->clock_days > 0 && reading.probability >= advisory->clock_probability
		&& reading.damage >= advisory->clock_damage;
	return reading;
}

struct advisory_score advisory_score(const struct policy *policy, const uint32_t *answer)
{
	const struct policy_advisory *advisory = &policy->advisory;
	struct advisory_score score = { 0 };
	uint32_t i;

	if (!advisory->method)
		return score;
	score.known = read_answers(advisory, answer, false);
	score.worst = read_answers(advisory, answer, true);
	for (i = 0; i < advisory->questions; i++)
		score.unanswered += answer[i] >= advisory->question[i].answers;
	return score;
}
