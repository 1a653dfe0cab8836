/* keur plugin check: the conformance test for authors. */
#include "cli/command.h"
#include "cli/plugin_set.h"
#include "cli/progress.h"
#include "cli/wrap.h"
#include "conform/conform.h"

#include <stdio.h>

#include "cli/no_raw.h"

struct check {
	struct texts param;
	const char *junit;
	unsigned isolation;
};

static const struct option check_options[] = {
	{ "param", OPTION_TEXTS, "NAME.KEY=VALUE", "set a parameter of the plugin; may be given again", offsetof(struct check, param), NULL, false },
	OPTION_ISOLATION(offsetof(struct check, isolation)),
	{ "junit", OPTION_TEXT, "FILE", "write the answers there as JUnit XML as well", offsetof(struct check, junit), NULL, false },
};
static const struct option_group check_group = { "Options", check_options, sizeof check_options / sizeof *check_options };

static void show(const struct conform *conform)
{
	unsigned width = wrap_width(PLUGIN_WIDTH);
	struct buffer text = { 0 };

	conform_text(conform, &text);
	wrap_print(buffer_view(&text), width < PLUGIN_WIDTH ? width : PLUGIN_WIDTH);
	buffer_free(&text);
}

/* The exit code; -1 with err. */
static int check_file(const struct check *check, const char *path, struct error *err)
{
	struct conform conform = { 0 };
	struct places places = { 0 };
	int done = places_find(&places, err);

	/* Without isolation the plugin writes to our standard error as it likes. */
	progress_start(check->isolation == ISOLATION_NONE, false);
	progress_stage("trying the plugin", NULL, false);
	if (done == 0)
		done = conform_check(&conform, path, &(struct conform_options){ .worker = places.worker, .policies = places.policies,
			.isolation = check->isolation, .param = check->param.item, .params = check->param.count }, err);
	progress_end();
	if (done == 0) {
		show(&conform);
		if (check->junit)
			done = conform_junit(&conform, check->junit, err);
	}
	if (done == 0)
		done = conform.count[CONFORM_FAILED] ? EXIT_FOUND : EXIT_CLEAN;
	conform_free(&conform);
	places_free(&places);
	return done;
}

static int run(const struct command *command, int argc, char **argv)
{
	struct check check = { 0 };
	struct texts rest = { 0 };
	struct error err;
	bool help;
	int code = EXIT_CLEAN;

	if (options_parse(command->group, argc, argv, &check, &rest, &help, &err) != 0)
		code = command_usage(command, "%s", err.text);
	else if (help)
		command_help(command);
	else if (rest.count != 1)
		code = command_usage(command, rest.count ? "one plugin at a time" : "it needs a plugin: a file");
	else if ((code = check_file(&check, rest.item[0], &err)) < 0)
		code = command_fail(&err);
	texts_free(&check.param);
	texts_free(&rest);
	return code;
}

const struct command command_plugin_check = {
	"plugin check", "FILE.so [options]", "whether a plugin keeps its promises, by running it over built-in networks",
	"The conformance test for authors: the file and its interface, what it declares, its parameters at their bounds and with values "
	"that fit everything or nothing, then runs over made-up networks of 0, 1, 40 and 10,000 components: twice each, in "
	"three ranges with a process each, and with every table in another order. Findings must be the same. Warnings and notes are advice.\n\n"
	"Exit code: 0 it conforms; 2 it does not; 1 could not run.",
	{ &check_group, NULL }, run
};
