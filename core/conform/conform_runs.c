/* Conformance, as it shows when the plugin runs: over inventories of several sizes, twice, in three ranges, and with everything renamed so that
 * every table is sorted differently.
 *
 * Ranges have a process each, and what looks at the whole network has one more, as in a network of more than FRAME_ROWS components: a
 * plugin that carries something over from one call to the next finds something else there. */
#include "conform/conform_test.h"

#include "base/number.h"
#include "conform/conform_compare.h"

#include <time.h>

enum {
	MICROSECONDS = 1000000, /* of one second */
	LARGE = 1000000,        /* components that a real network may have */
	RANGES = 3,
};

struct trial {
	struct conform_shape shape;
	const char *name, *what;
	bool waits; /* its second run is made in another second, of a plugin that can tell */
};
/* Small first: what fails there, or did before, need not be tried on large ones. */
static const struct trial trials[] = {
	{ { .components = 0 }, "0 components", "no components", false },
	{ { .components = 1 }, "1 component", "one component", false },
	{ { .components = 40 }, "40 components", "40 components", true },
	{ { .components = 40, .unknown = true }, "40 unknown components", "40 components of which only the ids are known", false },
	{ { .components = 40, .undated = true }, "40 components on no day", "40 components without a day", false },
	{ { .components = CONFORM_TIMED }, "10,000 components", "10,000 components", false },
};

static int64_t now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (int64_t)time.tv_sec * MICROSECONDS + time.tv_nsec / 1000;
}

int conform_run_once(struct conform_test *test, const struct model *model, uint32_t range, struct findings *findings, struct error *err)
{
	struct host_options options = test->options;

	options.jobs = 2;
	options.range = range;
	if (host_run(&test->conform->plugin, 1, model, &options, findings, err) != 0) {
		findings_free(findings);
		return -1;
	}
	test->timed_out |= findings->status == RUN_TIMEOUT;
	return 0;
}

/* Seconds that a large network would take, going by the one that was timed. */
int64_t conform_of_large(const struct conform_test *test)
{
	return test->time * (LARGE / CONFORM_TIMED) / MICROSECONDS;
}

/* False when the run itself went wrong, which is said. */
static bool ended_well(struct conform_test *test, const struct trial *trial, const struct findings *findings, const char *when)
{
	if (findings->status == RUN_OK)
		return true;
	conform_add(test->conform, CONFORM_RUNS, CONFORM_FAILED, trial->name, "%s, it %s", when, findings->text);
	return false;
}

/* ---- Comparisons ----------------------------------------------------------------------------------------------------------------------- */

/* Another run, which must find the same. */
static int repeat(struct conform_test *test, const struct trial *trial, struct conform_run first, const struct model *model, uint32_t range,
	const char *when, const char *advice, bool *same, struct error *err)
{
	struct buffer difference = { 0 };
	struct findings again;

	if (conform_run_once(test, model, range, &again, err) != 0)
		return -1;
	*same = ended_well(test, trial, &again, when);
	if (*same && !conform_same(first, (struct conform_run){ &again, model }, model == first.model, &difference)) {
		conform_add(test->conform, CONFORM_RUNS, CONFORM_FAILED, trial->name, "%s, it found something else: %s. %s", when, difference.data, advice);
		*same = false;
	}
	buffer_free(&difference);
	findings_free(&again);
	return 0;
}

static int repeat_renamed(struct conform_test *test, const struct trial *trial, struct conform_run first, bool *same, struct error *err)
{
	struct conform_shape shape = trial->shape;
	struct conform_model other;
	int done;

	shape.renamed = true;
	done = conform_model_make(&other, &shape, &test->policy, err);
	if (done == 0)
		done = repeat(test, trial, first, &other.model, 0, "with the rows in another order",
			"Look at every row that counts, not at the first that fits, and keep nothing from one row to the next", same, err);
	conform_model_free(&other);
	return done;
}

/* A clock that is read to the second shows only in another second. */
static void wait_for_another_second(int64_t began)
{
	int64_t left = began + MICROSECONDS + MICROSECONDS / 10 - now();
	struct timespec time = { left / MICROSECONDS, left % MICROSECONDS * 1000 };

	if (left > 0)
		nanosleep(&time, NULL);
}

static int try_all(struct conform_test *test, const struct trial *trial, const struct model *model, bool *good, struct error *err)
{
	struct findings first;
	struct conform_run run = { &first, model };
	int64_t began = now(), took;
	char number[NUMBER_SIZE + 8];
	int done = 0;
	unsigned t;

	if (conform_run_once(test, model, 0, &first, err) != 0)
		return -1;
	took = now() - began;
	*good = ended_well(test, trial, &first, "over this network");
	if (*good && trial->shape.components == CONFORM_TIMED) {
		test->time = took;
		/* Else the other runs would take as long, and tell no more. */
		*good = conform_of_large(test) <= (int64_t)host_limits(&(struct host_limits){ 0 }, NULL).seconds;
		test->findings = first.count;
		for (t = 0; t < TABLE_COUNT; t++)
			test->rows += model->rows[t];
		test->most = host_limits(&(struct host_limits){ 0 }, model).findings;
	}
	if (first.status == RUN_OK)
		conform_look(test, model, &first);
	if (*good) {
		if (trial->waits && test->reads_clock)
			wait_for_another_second(began);
		done = repeat(test, trial, run, model, 0, "over the same network again",
			"The same network must give the same findings: nothing may hang on time, addresses, memory that was never set, or what was called before", good,
			err);
	}
	if (done == 0 && *good && trial->shape.components > RANGES)
		done = repeat(test, trial, run, model, trial->shape.components / RANGES + 1, "in three ranges with a process each",
			"Rows may rest on nothing but themselves and the columns, and the whole on nothing that the rows left behind", good, err);
	if (done == 0 && *good && !trial->shape.unknown)
		done = repeat_renamed(test, trial, run, good, err);
	number_format(first.count, number);
	if (done == 0 && *good)
		conform_add(test->conform, CONFORM_RUNS, CONFORM_OK, trial->name, "%s finding%s, the same each time", number, first.count == 1 ? "" : "s");
	findings_free(&first);
	return done;
}

static int try_one(struct conform_test *test, const struct trial *trial, bool *good, struct error *err)
{
	struct conform_model made;
	int done = conform_model_make(&made, &trial->shape, &test->policy, err);

	if (done == 0)
		done = try_all(test, trial, &made.model, good, err);
	conform_model_free(&made);
	return done;
}

int conform_runs(struct conform_test *test, struct error *err)
{
	size_t i;
	int done = 0;

	test->good = !test->timed_out;
	if (test->timed_out) {
		conform_add(test->conform, CONFORM_RUNS, CONFORM_NOTE, "not tried", "everything else: mend the above first");
		return 0;
	}
	for (i = 0; done == 0 && test->good && i < sizeof trials / sizeof *trials; i++) {
		if (trials[i].shape.components == CONFORM_TIMED && test->conform->count[CONFORM_FAILED])
			break;
		done = try_one(test, &trials[i], &test->good, err);
	}
	if (done == 0 && i < sizeof trials / sizeof *trials)
		conform_add(test->conform, CONFORM_RUNS, CONFORM_NOTE, "not tried", "%s%s: mend the above first", trials[i].what,
			trials[i].shape.components == CONFORM_TIMED ? "" : " and larger");
	return done;
}
