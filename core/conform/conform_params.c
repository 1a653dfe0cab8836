/* Conformance of parameters: the host takes what is declared and nothing else, and the plugin runs with it.
 *
 * A rule that hangs on a pattern or a text finds nothing in made-up networks as long as nobody gives one that fits: values that match everything
 * and nothing are tried as well, over a network with something to find in it. Of these a plugin may refuse any, in words. */
#include "conform/conform_test.h"

#include <stdio.h>
#include <string.h>

enum { SMALL, NETWORK, GROUNDS, VALUES_MOST = 8 };
static const struct {
	struct conform_shape shape;
	const char *name, *where;
} ground[GROUNDS] = {
	[SMALL] = { { .components = 1 }, "1 component", "over one component" },
	[NETWORK] = { { .components = 40 }, "40 components", "over 40 components" },
};

struct value {
	const char *text, *shown;
};
static const struct value patterns[] = { { ".", "`.`" }, { "", "an empty one" }, { "(?!)", "`(?!)`" } };
static const struct value texts[] = { { "x", "`x`" }, { "NL", "`NL`" }, { "", "an empty one" },
	{ "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijkl", "64 letters" } };
static const struct value answers[] = { { "yes", "`yes`" }, { "no", "`no`" } };

#define ALL(array) array, sizeof(array) / sizeof(*(array))
/* Of numbers and days the bounds are tried, of files nothing: keur cannot know what stands in them. */
static const struct {
	const struct value *value;
	size_t values;
	bool may_refuse;
} tried_of[] = {
	[KEUR_PARAM_YES_NO] = { ALL(answers), false },
	[KEUR_PARAM_TEXT] = { ALL(texts), true },
	[KEUR_PARAM_PATTERN] = { ALL(patterns), true },
	[KEUR_PARAM_FILE] = { NULL, 0, false },
};

/* Names of values, for "`a`, `b` and `c`". */
struct names {
	const char *name[VALUES_MOST];
	size_t count;
};

struct attempt {
	struct conform_test *test;
	struct conform_model made[GROUNDS];
	bool runs[GROUNDS]; /* with what was given on the command line: what parameters do can be told only there */
	uint32_t index;     /* of the parameter */
	bool good;          /* so far */
	struct names ran, refused, beyond;
	const char *why;    /* the first of its refusals */
};

static void add_name(struct attempt *attempt, struct names *names, const char *name)
{
	if (names->count < VALUES_MOST)
		names->name[names->count++] = arena_copy(&attempt->test->conform->arena, name, strlen(name));
}

static void list_names(const struct names *names, struct buffer *out)
{
	size_t i;

	for (i = 0; i < names->count; i++)
		buffer_format(out, "%s%s", !i ? "" : i + 1 == names->count ? " and " : ", ", names->name[i]);
}

static const struct declared_param *param_of(const struct attempt *attempt)
{
	return &attempt->test->conform->plugin.declared.param[attempt->index];
}

/* With the value in place. */
static int run_with(struct attempt *attempt, const struct value *value, bool may_refuse, struct error *err)
{
	struct conform_test *test = attempt->test;
	const struct declared_param *param = param_of(attempt);
	bool good = true, refused = false;
	unsigned g;

	for (g = 0; good && !refused && g < GROUNDS; g++) {
		struct findings findings;

		if (!attempt->runs[g])
			continue;
		if (conform_run_once(test, &attempt->made[g].model, 0, &findings, err) != 0)
			return -1;
		refused = may_refuse && findings.status == RUN_FAILED && !findings.wordless;
		good = refused || findings.status == RUN_OK;
		if (refused && !attempt->why)
			attempt->why = arena_copy(&test->conform->arena, findings.text, strlen(findings.text));
		else if (!good && may_refuse)
			conform_add(test->conform, CONFORM_PARAMETERS, CONFORM_FAILED, param->id, "with %s, %s, it %s", value->shown, ground[g].where,
				findings.text);
		else if (!good)
			conform_add(test->conform, CONFORM_PARAMETERS, CONFORM_FAILED, param->id, "it declares that `%s` is a value, and with it%s%s%s it %s",
				value->text, g == SMALL ? "" : ", ", g == SMALL ? "" : ground[g].where, g == SMALL ? "" : ",", findings.text);
		if (findings.status == RUN_OK)
			conform_look(test, &attempt->made[g].model, &findings);
		findings_free(&findings);
	}
	if (good)
		add_name(attempt, refused ? &attempt->refused : &attempt->ran, value->shown);
	attempt->good &= good;
	return 0;
}

/* Whether the host takes the value as it should and, where it does, the plugin runs with it. */
static int try_value(struct attempt *attempt, const struct value *value, bool accepted, bool may_refuse, struct error *err)
{
	struct host_plugin *plugin = &attempt->test->conform->plugin;
	struct host_setting before = plugin->setting[attempt->index];
	struct error why;
	bool taken = host_set(plugin, param_of(attempt)->id, value->text, &why) == 0;
	int done = 0;

	if (taken != accepted) {
		conform_add(attempt->test->conform, CONFORM_PARAMETERS, CONFORM_FAILED, param_of(attempt)->id, "`%s` is %s", value->text,
			taken ? "outside its range and taken" : why.text);
		attempt->good = false;
	} else if (taken)
		done = run_with(attempt, value, may_refuse, err);
	else
		add_name(attempt, &attempt->beyond, value->shown);
	plugin->setting[attempt->index] = before;
	return done;
}

static int try_range(struct attempt *attempt, struct error *err)
{
	const struct declared_param *param = param_of(attempt);
	const struct {
		int64_t value;
		bool accepted, exists;
		const char *name;
	} bound[] = {
		{ param->least, true, param->least > INT64_MIN, "its least " },
		{ param->most, true, true, "its most " },
		{ param->least - (param->least > INT64_MIN), false, param->least > INT64_MIN + 1, "" },
		{ param->most + (param->most < INT64_MAX), false, param->most < INT64_MAX, "" },
	};
	char room[32], shown[64];
	int done = 0;
	size_t i;

	for (i = 0; done == 0 && !attempt->test->timed_out && i < sizeof bound / sizeof *bound; i++)
		if (bound[i].exists) {
			snprintf(room, sizeof room, "%lld", (long long)bound[i].value);
			snprintf(shown, sizeof shown, "%s`%s`", bound[i].name, room);
			done = try_value(attempt, &(struct value){ room, shown }, bound[i].accepted, false, err);
		}
	if (attempt->good && (param->least == INT64_MIN || param->most == INT64_MAX))
		conform_add(attempt->test->conform, CONFORM_PARAMETERS, CONFORM_WARNING, param->id,
			"its range leaves every number open: give the least and the most that make sense, so that a slip of the pen is refused");
	return done;
}

static void say_file(struct attempt *attempt)
{
	bool given = attempt->test->conform->plugin.setting[attempt->index].value != NULL;

	if (given)
		conform_add(attempt->test->conform, CONFORM_PARAMETERS, CONFORM_OK, param_of(attempt)->id, "runs with the file that was given");
	else
		conform_add(attempt->test->conform, CONFORM_PARAMETERS, CONFORM_NOTE, param_of(attempt)->id,
			"runs without a file, and none was tried: give one with --param %s=FILE", param_of(attempt)->id);
}

static void say_tried(struct attempt *attempt)
{
	struct buffer text = { 0 };

	buffer_string(&text, "runs with ");
	list_names(&attempt->ran, &text);
	buffer_format(&text, ", %s%s", ground[SMALL].where, attempt->runs[NETWORK] ? " and over 40" : "");
	if (attempt->beyond.count) {
		buffer_string(&text, "; ");
		list_names(&attempt->beyond, &text);
		buffer_format(&text, "%s refused", attempt->beyond.count == 1 ? " is" : " are");
	}
	if (attempt->refused.count) {
		buffer_string(&text, "; with ");
		list_names(&attempt->refused, &text);
		buffer_format(&text, " it does not, and says so: it %s", attempt->why);
	}
	conform_add(attempt->test->conform, CONFORM_PARAMETERS, attempt->refused.count ? CONFORM_NOTE : CONFORM_OK, param_of(attempt)->id, "%s", text.data);
	buffer_free(&text);
}

static int try_param(struct attempt *attempt, struct error *err)
{
	const struct declared_param *param = param_of(attempt);
	bool range = param->type == KEUR_PARAM_NUMBER || param->type == KEUR_PARAM_DAYS;
	int done = 0;
	size_t i;

	attempt->good = true;
	attempt->ran.count = attempt->refused.count = attempt->beyond.count = 0;
	attempt->why = NULL;
	if (param->type == KEUR_PARAM_FILE) {
		say_file(attempt);
		return 0;
	}
	done = try_value(attempt, &(struct value){ param->initial, "its default" }, true, false, err);
	if (done == 0 && range && !attempt->test->timed_out)
		done = try_range(attempt, err);
	for (i = 0; done == 0 && !range && !attempt->test->timed_out && i < tried_of[param->type].values; i++)
		done = try_value(attempt, &tried_of[param->type].value[i], true, tried_of[param->type].may_refuse, err);
	if (done == 0 && attempt->good)
		say_tried(attempt);
	return done;
}

/* Without any of the values: what it does not run over at all, it need not be tried on with each of them. */
static int runs_anyway(struct attempt *attempt, unsigned g, struct error *err)
{
	struct conform_test *test = attempt->test;
	struct findings findings;

	if (conform_run_once(test, &attempt->made[g].model, 0, &findings, err) != 0)
		return -1;
	attempt->runs[g] = findings.status == RUN_OK;
	if (test->timed_out) /* of the others conform_runs will tell */
		conform_add(test->conform, CONFORM_RUNS, CONFORM_FAILED, ground[g].name, "over this network, it %s. Is there a loop without an end?",
			findings.text);
	findings_free(&findings);
	return 0;
}

int conform_params(struct conform_test *test, struct error *err)
{
	struct attempt attempt = { .test = test, .made = { { .model.region.fd = -1 }, { .model.region.fd = -1 } } };
	const struct declared_plugin *d = &test->conform->plugin.declared;
	unsigned g;
	int done = 0;

	for (g = 0; done == 0 && !test->timed_out && (!g || (d->params && attempt.runs[SMALL])) && g < GROUNDS; g++) {
		done = conform_model_make(&attempt.made[g], &ground[g].shape, &test->policy, err);
		if (done == 0)
			done = runs_anyway(&attempt, g, err);
	}
	if (done == 0 && d->params && !attempt.runs[SMALL])
		conform_add(test->conform, CONFORM_PARAMETERS, CONFORM_NOTE, "not tried", "its parameters: it does not run over one component with what was given");
	for (; done == 0 && attempt.runs[SMALL] && !test->timed_out && attempt.index < d->params; attempt.index++)
		done = try_param(&attempt, err);
	for (g = 0; g < GROUNDS; g++)
		conform_model_free(&attempt.made[g]);
	return done;
}
