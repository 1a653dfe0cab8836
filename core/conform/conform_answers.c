/* Conformance, looked back on: how near the plugin came to limits, which rules it used, and whether it ever asked. */
#include "conform/conform_test.h"

#include "base/number.h"

static void look_at_time(struct conform_test *test)
{
	enum { WITHIN, NEAR, OVER };
	static const struct {
		enum conform_verdict verdict;
		const char *before, *after; /* the limit */
	} reach[] = {
		[WITHIN] = { CONFORM_OK, "the limit is", "for a whole network" },
		[NEAR] = { CONFORM_WARNING, "a million would take more than half of the", "that keur gives" },
		[OVER] = { CONFORM_FAILED, "a million would take longer than the", "that keur gives. Is there a loop over all rows inside another?" },
	};
	int64_t seconds = (int64_t)host_limits(&(struct host_limits){ 0 }, NULL).seconds, large = conform_of_large(test);
	int at = large > seconds ? OVER : large > seconds / 2 ? NEAR : WITHIN;

	conform_add(test->conform, CONFORM_LIMITS, reach[at].verdict, "time", "%lld ms for 10,000 components; %s %lld s %s",
		(long long)(test->time / 1000), reach[at].before, (long long)seconds, reach[at].after);
}

void conform_limits(struct conform_test *test)
{
	char findings[NUMBER_SIZE + 8], rows[NUMBER_SIZE + 8], limit[NUMBER_SIZE + 8];
	bool many = test->findings > test->rows * 4;

	look_at_time(test);
	number_format(test->findings, findings);
	number_format(test->rows, rows);
	number_format(test->most, limit);
	conform_add(test->conform, CONFORM_LIMITS, many ? CONFORM_WARNING : CONFORM_OK, "findings", "%s for %s rows; the limit is %s%s",
		findings, rows, limit, many ? ": more than anybody can read" : "");
}

static bool asks(const struct conform_test *test)
{
	uint32_t i;

	for (i = 0; i < test->conform->plugin.declared.rules; i++)
		if (test->seen[i].unknown)
			return true;
	return false;
}

/* Rows were unknown in every column that may be: a plugin that finds and never asks takes a missing fact for a good one. */
static void look_at_questions(struct conform_test *test)
{
	const struct declared_plugin *d = &test->conform->plugin.declared;
	struct buffer unasked = { 0 };
	uint64_t found = 0;
	uint32_t i;

	for (i = 0; i < d->rules; i++) {
		const struct conform_seen *seen = &test->seen[i];

		found += d->rule[i].kind == KEUR_KIND_NOTE ? 0 : seen->known;
		if (seen->unknown && !d->rule[i].questions)
			conform_add(test->conform, CONFORM_ANSWERS, CONFORM_FAILED, d->rule[i].id,
				"asks about missing facts and declares no question: the user sees that something is unknown, not what to answer");
		else if (seen->known && !seen->unknown && d->rule[i].questions)
			buffer_format(&unasked, "%s%s", unasked.length ? ", " : "", d->rule[i].id);
	}
	if (found && !asks(test))
		conform_add(test->conform, CONFORM_ANSWERS, CONFORM_WARNING, "questions",
			"it never asked, although rows were unknown in every column that it reads: absent is unknown, never \"no\". Look at "
			"keur_known() first, and emit with the basis KEUR_UNKNOWN");
	else if (unasked.length)
		conform_add(test->conform, CONFORM_ANSWERS, CONFORM_NOTE, "questions", "no built-in inventory made these rules ask: %s", unasked.data);
	buffer_free(&unasked);
}

/* A rule that only asks was never run where it finds: what stands there may as well crash. A gap may have nothing to find, and says so itself. */
static void look_at_only_asked(struct conform_test *test)
{
	const struct declared_plugin *d = &test->conform->plugin.declared;
	uint32_t i;

	for (i = 0; i < d->rules; i++)
		if (test->seen[i].unknown && !test->seen[i].known && d->rule[i].kind == KEUR_KIND_GAP)
			conform_add(test->conform, CONFORM_ANSWERS, CONFORM_NOTE, d->rule[i].id,
				"rule %s was only ever a question, which a gap may be: if it has a finding too, that was never tried", d->rule[i].id);
		else if (test->seen[i].unknown && !test->seen[i].known)
			conform_add(test->conform, CONFORM_ANSWERS, CONFORM_WARNING, d->rule[i].id,
				"rule %s was only ever a question: its finding was never tried; %s", d->rule[i].id,
				d->params ? "give values with --param" : "try it on a network of your own");
}

void conform_answers(struct conform_test *test)
{
	const struct declared_plugin *d = &test->conform->plugin.declared;
	struct buffer silent = { 0 };
	uint32_t i;

	look_at_questions(test);
	look_at_only_asked(test);
	for (i = 0; i < d->rules; i++)
		if (!test->seen[i].known && !test->seen[i].unknown)
			buffer_format(&silent, "%s%s", silent.length ? ", " : "", d->rule[i].id);
	if (silent.length)
		conform_add(test->conform, CONFORM_ANSWERS, CONFORM_NOTE, "rules", "no built-in inventory provoked %s: a test of your own should", silent.data);
	else
		conform_add(test->conform, CONFORM_ANSWERS, CONFORM_OK, "rules", "every rule was emitted at least once");
	buffer_free(&silent);
}
