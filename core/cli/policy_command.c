/* keur policy list, show, check: the packs, every entry with its source and status, and whether a pack is right. */
#include "assess/assess.h"
#include "cli/command.h"
#include "cli/places.h"
#include "cli/policy_check.h"
#include "cli/wrap.h"
#include "policy/policy.h"

#include <stdio.h>

#include "cli/no_raw.h"

enum { WIDTH = 80 }; /* where there is no terminal that has one */

static int list(const struct places *places, struct error *err)
{
	struct buffer names = { 0 };
	int done = policy_list(places->policies, &names, err);

	if (done == 0)
		command_print_lines(buffer_view(&names));
	buffer_free(&names);
	return done;
}

static int show(const struct places *places, const char *name, struct error *err)
{
	struct messages messages = { 0 };
	struct buffer text = { 0 };
	struct policy policy;
	int done = policy_load(&policy, name, places->policies, &messages, err);

	messages_sort(&messages);
	messages_print(&messages, &text);
	if (text.data)
		command_say(buffer_view(&text));
	if (done == 0) {
		buffer_clear(&text);
		policy_describe(&policy, &text);
		wrap_print(buffer_view(&text), wrap_width(WIDTH));
		policy_free(&policy);
	}
	buffer_free(&text);
	messages_free(&messages);
	return done;
}

struct policy_options {
	struct texts plugin;
};

static int run(const struct command *command, int argc, char **argv)
{
	struct policy_options options = { 0 };
	struct texts rest = { 0 };
	struct places places = { 0 };
	struct error err;
	bool help;
	int code = EXIT_CLEAN;

	if (options_parse(command->group, argc, argv, &options, &rest, &help, &err) != 0)
		code = command_usage(command, "%s", err.text);
	else if (help)
		command_help(command);
	else if (rest.count == 1 && strcmp(rest.item[0], "list") == 0)
		code = places_find(&places, &err) == 0 && list(&places, &err) == 0 ? EXIT_CLEAN : command_fail(&err);
	else if ((rest.count == 1 || rest.count == 2) && strcmp(rest.item[0], "show") == 0)
		code = places_find(&places, &err) == 0 && show(&places, rest.count == 2 ? rest.item[1] : POLICY_DEFAULT, &err) == 0 ? EXIT_CLEAN : command_fail(&err);
	else if (rest.count == 2 && strcmp(rest.item[0], "check") == 0)
		code = policy_check(rest.item[1], &options.plugin, &err);
	else if (rest.count == 1 && strcmp(rest.item[0], "check") == 0)
		code = command_usage(command, "`check` needs the name of a pack, or a file");
	else if (rest.count && strcmp(rest.item[0], "list") != 0 && strcmp(rest.item[0], "show") != 0 && strcmp(rest.item[0], "check") != 0)
		code = command_usage(command, "it does `list`, `show` and `check`, not `%s`", rest.item[0]);
	else if (rest.count)
		code = command_usage(command, "too many names after `%s`", rest.item[0]);
	else
		code = command_usage(command, "it needs `list`, `show` or `check`");
	places_free(&places);
	texts_free(&rest);
	texts_free(&options.plugin);
	return code;
}

static const struct option check_option[] = {
	{ "plugin", OPTION_TEXTS, "FILE", "one more plugin whose rules the pack may name; may be given again", offsetof(struct policy_options, plugin), NULL,
		false },
};
static const struct option_group options_check = { "What check knows", check_option, 1 };

const struct command command_policy = {
	"policy", "list | show [PACK|FILE] | check PACK|FILE", "the policy packs, and every entry of one with its source and status",
	"Every number and list of the method is an entry of a pack. Each says where it comes from and whether that was verified. "
	"PACK is a name that `list` gives (default nl-tfev), FILE a pack of your own. `check` says what is wrong with one, each with its "
	"place, also in what it says about the rules of plugins.\n\n"
	"Exit code: 0; 1 could not run; 2 the pack has errors.",
	{ &options_check, NULL }, run
};
