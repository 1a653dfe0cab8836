/* Conformance of parameters: the host takes what is declared and nothing else, and the plugin runs with it. */
#include "conform/conform_test.h"

#include <stdio.h>

/* Whether the host takes the value as it should and, where it does, the plugin runs with it. */
static int try_value(struct conform_test *test, uint32_t index, const char *value, bool accepted, const struct model *model, bool *good,
	struct error *err)
{
	struct host_plugin *plugin = &test->conform->plugin;
	const struct declared_param *param = &plugin->declared.param[index];
	struct host_setting before = plugin->setting[index];
	struct findings findings;
	struct error why;
	bool taken = host_set(plugin, param->id, value, &why) == 0;
	int done = 0;

	if (taken != accepted) {
		conform_add(test->conform, CONFORM_PARAMETERS, CONFORM_FAILED, param->id, "`%s` is %s", value, taken ? "outside its range and taken" : why.text);
		*good = false;
	} else if (taken) {
		done = conform_run_once(test, model, 0, &findings, err);
		if (done == 0 && findings.status != RUN_OK) {
			conform_add(test->conform, CONFORM_PARAMETERS, CONFORM_FAILED, param->id,
				"it declares that `%s` is a value, and with it it %s", value, findings.text);
			*good = false;
		}
		if (done == 0)
			findings_free(&findings);
	}
	plugin->setting[index] = before;
	return done;
}

static int try_range(struct conform_test *test, uint32_t index, const struct model *model, bool *good, struct error *err)
{
	const struct declared_param *param = &test->conform->plugin.declared.param[index];
	const struct {
		int64_t value;
		bool accepted, exists;
	} bound[] = {
		{ param->least, true, param->least > INT64_MIN },
		{ param->most, true, true },
		{ param->least - (param->least > INT64_MIN), false, param->least > INT64_MIN + 1 },
		{ param->most + (param->most < INT64_MAX), false, param->most < INT64_MAX },
	};
	char room[32];
	int done = 0;
	size_t i;

	for (i = 0; done == 0 && i < sizeof bound / sizeof *bound; i++)
		if (bound[i].exists) {
			snprintf(room, sizeof room, "%lld", (long long)bound[i].value);
			done = try_value(test, index, room, bound[i].accepted, model, good, err);
		}
	if (*good && (param->least == INT64_MIN || param->most == INT64_MAX))
		conform_add(test->conform, CONFORM_PARAMETERS, CONFORM_WARNING, param->id,
			"its range leaves every number open: give the least and the most that make sense, so that a slip of the pen is refused");
	return done;
}

/* What parameters do can be told only where the plugin runs with what was given on the command line. */
static int runs_anyway(struct conform_test *test, const struct model *model, bool *runs, struct error *err)
{
	struct findings findings;

	if (conform_run_once(test, model, 0, &findings, err) != 0)
		return -1;
	*runs = findings.status == RUN_OK;
	findings_free(&findings);
	return 0;
}

int conform_params(struct conform_test *test, struct error *err)
{
	static const struct conform_shape small = { .components = 1 };
	const struct declared_plugin *d = &test->conform->plugin.declared;
	struct conform_model made;
	int done = conform_model_make(&made, &small, &test->policy, err);
	bool runs = false;
	uint32_t i;

	if (done == 0)
		done = runs_anyway(test, &made.model, &runs, err);
	for (i = 0; done == 0 && runs && i < d->params; i++) {
		const struct declared_param *param = &d->param[i];
		bool good = true;

		if (param->initial[0])
			done = try_value(test, i, param->initial, true, &made.model, &good, err);
		if (done == 0 && (param->type == KEUR_PARAM_NUMBER || param->type == KEUR_PARAM_DAYS))
			done = try_range(test, i, &made.model, &good, err);
		if (done == 0 && param->type == KEUR_PARAM_YES_NO) {
			done = try_value(test, i, "yes", true, &made.model, &good, err);
			if (done == 0)
				done = try_value(test, i, "no", true, &made.model, &good, err);
		}
		if (done == 0 && good)
			conform_add(test->conform, CONFORM_PARAMETERS, CONFORM_OK, param->id, param->type == KEUR_PARAM_NUMBER || param->type == KEUR_PARAM_DAYS
				? "runs with its default, its least and its most; the values beyond are refused"
				: "runs with every value that was tried");
	}
	conform_model_free(&made);
	return done;
}
