/* keur check: load and validate only. */
#include "cli/command.h"
#include "base/language.h"
#include "base/number.h"
#include "cli/progress.h"
#include "cli/review.h"

#include <stdio.h>

static void print_name(const char *name)
{
	struct buffer words = { 0 };

	language_name(text_of(name), &words);
	fputs(words.data, stdout);
	buffer_free(&words);
}

static void say_loaded(const struct review *review)
{
	const struct model *model = &review->model;
	char number[40];
	unsigned t, shown = 0;

	printf("The inventory is right: ");
	for (t = 0; t < TABLE_COUNT; t++) {
		if (!model->rows[t] || t == TABLE_network)
			continue;
		number_format(model->rows[t], number);
		printf("%s%s ", shown++ ? ", " : "", number);
		print_name(model->rows[t] == 1 ? schema_table[t].name : schema_table[t].plural);
	}
	printf("%s.\n", shown ? "" : "it is empty");
	if (review->link.overrides)
		printf("%zu %s by overlays and edits.\n", review->link.overrides, review->link.overrides == 1 ? "change" : "changes");
	if (model->as_of == KEUR_NO_DATE)
		printf("It has no as_of: rules about dates will answer unknown.\n");
}

static int run(const struct command *command, int argc, char **argv)
{
	struct settings settings;
	struct review review;
	struct error err;
	bool help;
	int code = EXIT_CLEAN;

	settings_default(&settings);
	if (options_parse(command->group, argc, argv, &settings, &settings.inventory, &help, &err) != 0) {
		code = command_usage(command, "%s", err.text);
	} else if (help) {
		command_help(command);
	} else if (!settings.inventory.count) {
		code = command_usage(command, "no inventory given");
	} else {
		int done;

		review_start(&settings);
		done = review_load(&review, &settings, &err);
		review_say(&review, settings.quiet);
		progress_end();
		if (done == 0 && !settings.quiet)
			say_loaded(&review);
		if (done != 0) {
			command_fail(&err);
			code = err.code == ERROR_INPUT ? EXIT_FOUND : EXIT_COULD_NOT;
		}
		review_free(&review);
	}
	settings_free(&settings);
	return code;
}

static const struct option said_option[] = {
	OPTION_VERBOSE(offsetof(struct settings, verbose), VERBOSE_STAGES),
	OPTION_QUIET(offsetof(struct settings, quiet), "no progress, no warnings and no text beside errors"),
};
static const struct option_group options_said = { "What comes out", said_option, sizeof said_option / sizeof *said_option };

const struct command command_check = {
	"check", "INVENTORY... [options]", "load and validate an inventory, nothing more",
	"Reads an inventory as `keur assess` does and says every error in it: its place, what stood there and what would be right. Nothing is assessed and no plugin "
	"runs.\n\n"
	"Exit code: 0 right; 1 could not run; 2 the inventory, its register, overlay or policy pack has errors.",
	{ &options_input, &options_said, NULL }, run
};
