/* Conformance, as it shows when the plugin runs: over inventories of several sizes, twice, and with everything renamed so that every table is
 * sorted differently.
 *
 * Largest is one of more than FRAME_ROWS components, of which few have facts: it makes two ranges, each with a process of its own. */
#include "cli/conform.h"

#include "base/number.h"
#include "cli/conform_compare.h"
#include "cli/conform_model.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

enum {
	SECONDS = 30,           /* for one run; an honest plugin takes a hundredth of one */
	TIMED = 10000,          /* components of the inventory that the time is taken on */
	LARGE = 1000000,        /* what a real network may have */
	LOG_LINES = 10,         /* that are shown */
	MILLION = 1000000,
};

struct trial {
	struct conform_shape shape;
	const char *name, *what;
	bool waits; /* its second run is made in another second */
};
/* Small first: what fails there need not be tried on large ones. */
static const struct trial trials[] = {
	{ { .components = 0 }, "0 components", "no components", false },
	{ { .components = 1 }, "1 component", "one component", false },
	{ { .components = 40 }, "40 components", "40 components", true },
	{ { .components = 40, .unknown = true }, "40 unknown components", "40 components of which only the ids are known", false },
	{ { .components = 40, .undated = true }, "40 components on no day", "40 components without a day", false },
	{ { .components = TIMED }, "10,000 components", "10,000 components", false },
	{ { .components = 66000, .every = 16 }, "66,000 components", "66,000 components in two ranges, most without facts", false },
};

/* How often a rule was emitted, by basis. */
struct seen {
	uint64_t known, unknown;
};

struct check {
	struct conform *conform;
	struct policy policy;
	struct host_options options;
	struct seen *seen; /* by rule */
	uint64_t findings, rows; /* of the timed inventory */
	int64_t time;            /* microseconds of its first run */
	struct host_limits limits; /* that it would have outside of this test */
	bool runs; /* over one component: whatever parameters do can be told from what it does anyway */
	struct texts log;
	size_t logged;
};

void conform_add(struct conform *conform, enum conform_section section, enum conform_verdict verdict, const char *name, const char *format, ...)
{
	struct conform_item item = { .section = section, .verdict = verdict };
	struct buffer text = { 0 };
	char room[1024];
	va_list args;

	va_start(args, format);
	if (vsnprintf(room, sizeof room, format, args) >= (int)sizeof room) {
		size_t length = utf8_valid_prefix(room, sizeof room - 1);

		buffer_add(&text, room, length);
		buffer_string(&text, "...");
	} else {
		buffer_string(&text, room);
	}
	va_end(args);
	item.name = arena_copy(&conform->arena, name, strlen(name));
	item.text = arena_copy(&conform->arena, text.data ? text.data : "", text.length);
	mem_reserve(&conform->item, &conform->capacity, conform->items + 1, sizeof *conform->item);
	conform->item[conform->items++] = item;
	conform->count[verdict]++;
	buffer_free(&text);
}

static int64_t now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (int64_t)time.tv_sec * MILLION + time.tv_nsec / 1000;
}

/* ---- One run --------------------------------------------------------------------------------------------------------------------------- */

static void take_log(void *context, const char *plugin, unsigned level, const char *text)
{
	static const char *const level_name[] = { "", "debug", "info", "warning" };
	struct check *check = context;
	struct buffer line = { 0 };

	(void)plugin;
	if (check->logged++ >= LOG_LINES)
		return;
	buffer_format(&line, "%s: %s", level_name[level <= KEUR_LOG_WARNING ? level : 0], text);
	texts_add(&check->log, arena_copy(&check->conform->arena, line.data, line.length));
	buffer_free(&line);
}

static int run_once(struct check *check, const struct model *model, unsigned jobs, struct findings *findings, struct error *err)
{
	struct host_options options = check->options;

	options.jobs = jobs;
	if (host_run(&check->conform->plugin, 1, model, &options, findings, err) == 0)
		return 0;
	findings_free(findings);
	return -1;
}

static void count_findings(struct check *check, const struct findings *findings)
{
	size_t i;

	for (i = 0; i < findings->count; i++) {
		struct seen *seen = &check->seen[findings->finding[i].rule];

		if (findings->finding[i].basis == KEUR_UNKNOWN)
			seen->unknown++;
		else
			seen->known++;
	}
}

/* Seconds that a large network would take, going by the one that was timed. */
static int64_t of_large(const struct check *check)
{
	return check->time * (LARGE / TIMED) / MILLION;
}

/* False when the run itself went wrong, which is said. */
static bool ended_well(struct check *check, const struct trial *trial, const struct findings *findings, const char *when)
{
	if (findings->status == RUN_OK)
		return true;
	conform_add(check->conform, CONFORM_RUNS, CONFORM_FAILED, trial->name, "%s, it %s: %s", when, run_status[findings->status].said, findings->text);
	return false;
}

/* ---- Comparisons ----------------------------------------------------------------------------------------------------------------------- */

/* Another run, which must find the same. */
static int repeat(struct check *check, const struct trial *trial, struct conform_run first, const struct model *model, unsigned jobs, const char *when,
	const char *advice, bool *same, struct error *err)
{
	struct buffer difference = { 0 };
	struct findings again;

	if (run_once(check, model, jobs, &again, err) != 0)
		return -1;
	*same = ended_well(check, trial, &again, when);
	if (*same && !conform_same(first, (struct conform_run){ &again, model }, model == first.model, &difference)) {
		conform_add(check->conform, CONFORM_RUNS, CONFORM_FAILED, trial->name, "%s, it found something else: %s. %s", when, difference.data, advice);
		*same = false;
	}
	buffer_free(&difference);
	findings_free(&again);
	return 0;
}

static int repeat_renamed(struct check *check, const struct trial *trial, struct conform_run first, bool *same, struct error *err)
{
	struct conform_shape shape = trial->shape;
	struct conform_model other;
	int done;

	shape.renamed = true;
	done = conform_model_make(&other, &shape, &check->policy, err);
	if (done == 0)
		done = repeat(check, trial, first, &other.model, 2, "with the rows in another order",
			"Look at every row that counts, not at the first that fits, and keep nothing from one row to the next", same, err);
	conform_model_free(&other);
	return done;
}

/* A clock that is read to the second shows only in another second. */
static void wait_for_another_second(int64_t began)
{
	int64_t left = began + MILLION + MILLION / 10 - now();
	struct timespec time = { left / MILLION, left % MILLION * 1000 };

	if (left > 0)
		nanosleep(&time, NULL);
}

static int try_all(struct check *check, const struct trial *trial, const struct model *model, bool *good, struct error *err)
{
	struct findings first;
	struct conform_run run = { &first, model };
	int64_t began = now(), took;
	char number[NUMBER_SIZE + 8];
	int done = 0;
	unsigned t;

	if (run_once(check, model, 1, &first, err) != 0)
		return -1;
	took = now() - began;
	*good = ended_well(check, trial, &first, "over this network");
	if (*good && trial->shape.components == TIMED) {
		check->time = took;
		*good = of_large(check) <= (int64_t)check->limits.seconds; /* else the other runs would take as long, and tell no more */
		check->findings = first.count;
		check->limits = host_limits(&(struct host_limits){ 0 }, model);
		for (t = 0; t < TABLE_COUNT; t++)
			check->rows += model->rows[t];
	}
	if (first.status == RUN_OK)
		count_findings(check, &first);
	if (*good) {
		if (trial->waits)
			wait_for_another_second(began);
		done = repeat(check, trial, run, model, 1, "over the same network again",
			"The same network must give the same findings: nothing may hang on time, addresses, memory that was never set, or what was called before", good,
			err);
	}
	if (done == 0 && *good)
		done = repeat(check, trial, run, model, 2, "with two workers at once", "A range may rest on nothing but its own rows and the columns", good, err);
	if (done == 0 && *good && !trial->shape.unknown)
		done = repeat_renamed(check, trial, run, good, err);
	number_format(first.count, number);
	if (done == 0 && *good)
		conform_add(check->conform, CONFORM_RUNS, CONFORM_OK, trial->name, "%s finding%s, the same each time", number, first.count == 1 ? "" : "s");
	findings_free(&first);
	return done;
}

static int try_one(struct check *check, const struct trial *trial, bool *good, struct error *err)
{
	struct conform_model made;
	int done = conform_model_make(&made, &trial->shape, &check->policy, err);

	if (done == 0)
		done = try_all(check, trial, &made.model, good, err);
	conform_model_free(&made);
	return done;
}

/* ---- Parameters --------------------------------------------------------------------------------------------------------------------------- */

/* Whether the host takes the value as it should and, where it does, the plugin runs with it. */
static int try_value(struct check *check, uint32_t index, const char *value, bool accepted, const struct model *model, bool *good, struct error *err)
{
	struct host_plugin *plugin = &check->conform->plugin;
	const struct declared_param *param = &plugin->declared.param[index];
	struct host_setting before = plugin->setting[index];
	struct findings findings;
	struct error why;
	bool taken = host_set(plugin, param->id, value, &why) == 0;
	int done = 0;

	if (taken != accepted) {
		conform_add(check->conform, CONFORM_PARAMETERS, CONFORM_FAILED, param->id, "`%s` is %s", value, taken ? "outside its range and taken" : why.text);
		*good = false;
	} else if (taken) {
		done = run_once(check, model, 1, &findings, err);
		if (done == 0 && findings.status != RUN_OK) {
			conform_add(check->conform, CONFORM_PARAMETERS, CONFORM_FAILED, param->id, "it declares that `%s` is a value, and with it it %s: %s", value,
				run_status[findings.status].said, findings.text);
			*good = false;
		}
		if (done == 0)
			findings_free(&findings);
	}
	plugin->setting[index] = before;
	return done;
}

static int try_range(struct check *check, uint32_t index, const struct model *model, bool *good, struct error *err)
{
	const struct declared_param *param = &check->conform->plugin.declared.param[index];
	const struct {
		int64_t value;
			bool accepted, exists;
	} bound[] = { { param->least, true, param->least > INT64_MIN }, { param->most, true, true }, { param->least - (param->least > INT64_MIN), false, param->least > INT64_MIN + 1 },
		{ param->most + (param->most < INT64_MAX), false, param->most < INT64_MAX } };
	char room[32];
	int done = 0;
	size_t i;

	for (i = 0; done == 0 && i < sizeof bound / sizeof *bound; i++)
		if (bound[i].exists) {
			snprintf(room, sizeof room, "%lld", (long long)bound[i].value);
			done = try_value(check, index, room, bound[i].accepted, model, good, err);
		}
	if (*good && (param->least == INT64_MIN || param->most == INT64_MAX))
		conform_add(check->conform, CONFORM_PARAMETERS, CONFORM_WARNING, param->id,
			"its range leaves every number open: give the least and the most that make sense, so that a slip of the pen is refused");
	return done;
}

static int try_parameters(struct check *check, struct error *err)
{
	static const struct conform_shape small = { .components = 1 };
	const struct declared_plugin *d = &check->conform->plugin.declared;
	struct conform_model made;
	int done = conform_model_make(&made, &small, &check->policy, err);
	uint32_t i;

	for (i = 0; done == 0 && i < d->params; i++) {
		const struct declared_param *param = &d->param[i];
		bool good = true;

		if (param->initial[0])
			done = try_value(check, i, param->initial, true, &made.model, &good, err);
		if (done == 0 && (param->type == KEUR_PARAM_NUMBER || param->type == KEUR_PARAM_DAYS))
			done = try_range(check, i, &made.model, &good, err);
		if (done == 0 && param->type == KEUR_PARAM_YES_NO) {
			done = try_value(check, i, "yes", true, &made.model, &good, err);
			if (done == 0)
				done = try_value(check, i, "no", true, &made.model, &good, err);
		}
		if (done == 0 && good)
			conform_add(check->conform, CONFORM_PARAMETERS, CONFORM_OK, param->id, param->type == KEUR_PARAM_NUMBER || param->type == KEUR_PARAM_DAYS
				? "runs with its default, its least and its most; the values beyond are refused"
				: "runs with every value that was tried");
	}
	conform_model_free(&made);
	return done;
}

/* ---- Afterwards ---------------------------------------------------------------------------------------------------------------------------- */

static void look_at_time(struct check *check)
{
	enum conform_verdict verdict = of_large(check) > (int64_t)check->limits.seconds ? CONFORM_FAILED : of_large(check) > (int64_t)check->limits.seconds / 2 ? CONFORM_WARNING : CONFORM_OK;

	conform_add(check->conform, CONFORM_LIMITS, verdict, "time", "%lld ms for 10,000 components%s", (long long)(check->time / 1000),
		verdict == CONFORM_FAILED
			? ": a million would take longer than the 300 s that keur gives. Is there a loop over all rows inside another?"
		: verdict == CONFORM_WARNING ? ": a million would take more than half of the 300 s that keur gives"
					     : "; keur gives 300 s for a whole network");
}

static void look_at_limits(struct check *check)
{
	char findings[NUMBER_SIZE + 8], rows[NUMBER_SIZE + 8], limit[NUMBER_SIZE + 8];
	bool many = check->findings > check->rows * 4;
	struct rusage usage;

	look_at_time(check);
	number_format(check->findings, findings);
	number_format(check->rows, rows);
	number_format(check->limits.findings, limit);
	conform_add(check->conform, CONFORM_LIMITS, many ? CONFORM_WARNING : CONFORM_OK, "findings", "%s for %s rows; the limit is %s%s", findings, rows, limit,
		many ? ": more than anybody can read" : "");
	if (getrusage(RUSAGE_CHILDREN, &usage) == 0)
		conform_add(check->conform, CONFORM_LIMITS, CONFORM_OK, "memory", "its largest worker had %ld MB, with the network and the C library",
			usage.ru_maxrss / 1024);
}

static bool asks(const struct check *check)
{
	uint32_t i;

	for (i = 0; i < check->conform->plugin.declared.rules; i++)
		if (check->seen[i].unknown)
			return true;
	return false;
}

/* Rows were unknown in every column that may be: a plugin that finds and never asks takes a missing fact for a good one. */
static void look_at_questions(struct check *check)
{
	const struct declared_plugin *d = &check->conform->plugin.declared;
	struct buffer unasked = { 0 };
	uint64_t found = 0;
	uint32_t i;

	for (i = 0; i < d->rules; i++) {
		const struct seen *seen = &check->seen[i];

		found += d->rule[i].kind == KEUR_KIND_NOTE ? 0 : seen->known;
		if (seen->unknown && !d->rule[i].questions)
			conform_add(check->conform, CONFORM_ANSWERS, CONFORM_FAILED, d->rule[i].id,
				"asks about missing facts and declares no question: the user sees that something is unknown, not what to answer");
		else if (seen->known && !seen->unknown && d->rule[i].questions)
			buffer_format(&unasked, "%s%s", unasked.length ? ", " : "", d->rule[i].id);
	}
	if (found && !asks(check))
		conform_add(check->conform, CONFORM_ANSWERS, CONFORM_WARNING, "questions",
			"it never asked, although rows were unknown in every column that it reads: absent is unknown, never \"no\". Look at keur_known() first, and emit with the basis KEUR_UNKNOWN");
	else if (unasked.length)
		conform_add(check->conform, CONFORM_ANSWERS, CONFORM_NOTE, "questions", "no built-in inventory made these rules ask: %s", unasked.data);
	buffer_free(&unasked);
}

static void look_at_answers(struct check *check)
{
	const struct declared_plugin *d = &check->conform->plugin.declared;
	struct buffer silent = { 0 };
	uint32_t i;

	look_at_questions(check);
	for (i = 0; i < d->rules; i++)
		if (!check->seen[i].known && !check->seen[i].unknown)
			buffer_format(&silent, "%s%s", silent.length ? ", " : "", d->rule[i].id);
	if (silent.length)
		conform_add(check->conform, CONFORM_ANSWERS, CONFORM_NOTE, "rules", "no built-in inventory provoked %s: a test of your own should", silent.data);
	else
		conform_add(check->conform, CONFORM_ANSWERS, CONFORM_OK, "rules", "every rule was emitted at least once");
	buffer_free(&silent);
}

static void show_log(struct check *check)
{
	size_t i;

	for (i = 0; i < check->log.count; i++)
		conform_add(check->conform, CONFORM_LOG, CONFORM_NOTE, "log", "%s", check->log.item[i]);
	if (check->logged > LOG_LINES)
		conform_add(check->conform, CONFORM_LOG, CONFORM_NOTE, "log", "and %zu lines more", check->logged - LOG_LINES);
}

/* ---- All of it ------------------------------------------------------------------------------------------------------------------------------ */

static int set_parameters(struct conform *conform, const struct texts *param, struct error *err)
{
	size_t i;

	for (i = 0; i < param->count; i++) {
		const char *given = param->item[i], *equals = strchr(given, '='), *dot = equals ? memchr(given, '.', (size_t)(equals - given)) : NULL;
		const char *key = dot ? dot + 1 : given;

		if (!equals)
			return error_set(err, ERROR_USAGE, "--param `%s`: write %s.KEY=VALUE", given, conform->plugin.declared.name);
		if (dot && !text_is((struct text){ given, (size_t)(dot - given) }, conform->plugin.declared.name))
			return error_set(err, ERROR_USAGE, "--param `%s`: the plugin is called %s", given, conform->plugin.declared.name);
		if (host_set(&conform->plugin, arena_copy(&conform->arena, key, (size_t)(equals - key)), equals + 1, err) != 0)
			return -1;
	}
	return 0;
}

static int run_trials(struct check *check, struct error *err)
{
	bool good = true;
	size_t i;
	int done = 0;

	for (i = 0; done == 0 && good && i < sizeof trials / sizeof *trials; i++) {
		done = try_one(check, &trials[i], &good, err);
		check->runs = check->runs || (good && trials[i].shape.components == 1);
	}
	if (done == 0 && !good && i < sizeof trials / sizeof *trials)
		conform_add(check->conform, CONFORM_RUNS, CONFORM_NOTE, "not tried", "%s and larger: mend the above first", trials[i].what);
	if (done == 0 && check->rows)
		look_at_limits(check);
	if (done == 0 && good)
		look_at_answers(check);
	return done;
}

int conform_check(struct conform *conform, const char *path, const struct texts *param, const struct places *places, struct error *err)
{
	struct check check = { .conform = conform };
	struct messages messages = { 0 };
	int done;

	check.options = (struct host_options){ .worker = places->worker, .limits = { .seconds = SECONDS }, .log = take_log, .log_context = &check };
	if (policy_load(&check.policy, "nl-tfev", places->policies, &messages, err) != 0) {
		messages_free(&messages);
		return -1;
	}
	done = host_describe(&conform->plugin, path, &check.options, err);
	conform->described = done == 0;
	if (done == 0)
		done = conform_file(conform, err);
	if (done == 0 && !conform->plugin.refused) {
		check.seen = mem_zalloc(conform->plugin.declared.rules, sizeof *check.seen);
		conform_declaration(conform);
		done = set_parameters(conform, param, err);
		if (done == 0)
			done = run_trials(&check, err);
		if (done == 0 && check.runs)
			done = try_parameters(&check, err);
		show_log(&check);
	}
	free(check.seen);
	texts_free(&check.log);
	policy_free(&check.policy);
	messages_free(&messages);
	return done;
}

void conform_free(struct conform *conform)
{
	if (conform->described)
		host_plugin_free(&conform->plugin);
	free(conform->item);
	arena_free(&conform->arena);
	*conform = (struct conform){ 0 };
}
