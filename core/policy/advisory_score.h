/* Scores an advisory about a vulnerability by the pack's questions: probability is the sum of its answers' points, damage the most of
 * its answers' points. Knows points and thresholds only; which advisory concerns which component is for others to know. */
#ifndef KEUR_POLICY_ADVISORY_SCORE_H
#define KEUR_POLICY_ADVISORY_SCORE_H

#include "policy/policy.h"

#define ADVISORY_UNKNOWN UINT32_MAX /* a question that nobody answered */

/* What one reading of the answers comes to. */
struct advisory_reading {
	uint32_t points;     /* sum over the questions about probability */
	uint8_t probability; /* enum advisory_grade */
	uint8_t damage;
	const char *label;   /* of the pack, for exactly these grades; NULL: none */
	bool clock;          /* mitigation is due within advisory.clock_days */
};

struct advisory_score {
	struct advisory_reading known; /* at least this: an unanswered question counts its least points */
	struct advisory_reading worst; /* at most this: an unanswered question counts its most points */
	uint32_t unanswered;           /* questions, of both kinds */
};

/* Row of a question by name, or ADVISORY_UNKNOWN. */
uint32_t advisory_question(const struct policy *policy, struct text name);
/* Which answer of a question a word is, or ADVISORY_UNKNOWN (also for "unknown" and ""). */
uint32_t advisory_answer(const struct policy_question *question, struct text word);
/* `answer` holds one entry per question of the pack, in its order: an answer's index or ADVISORY_UNKNOWN. All zero without a method. */
struct advisory_score advisory_score(const struct policy *policy, const uint32_t *answer);

#endif
