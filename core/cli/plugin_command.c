/* keur plugin: the author's and the operator's tools, each a command of its own with options of its own. */
#include "assess/assess.h"
#include "base/nearest.h"
#include "cli/command.h"

#include <stdio.h>

static const struct command *const tools[] = { &command_plugin_list, &command_plugin_help, &command_plugin_check, &command_plugin_pin,
	&command_plugin_new, NULL };

/* The tool's own name: what follows "plugin ". */
static const char *tool_name(const struct command *tool)
{
	return tool->name + sizeof "plugin " - 1;
}

static const struct command *find_tool(const char *name)
{
	size_t i;

	for (i = 0; tools[i]; i++)
		if (strcmp(tool_name(tools[i]), name) == 0)
			return tools[i];
	return NULL;
}

static int unknown_tool(const struct command *command, const char *name)
{
	struct nearest nearest = nearest_start(text_of(name));
	size_t i;

	for (i = 0; tools[i]; i++)
		nearest_try(&nearest, text_of(tool_name(tools[i])));
	if (nearest.best.length)
		return command_usage(command, "there is no `%s`: did you mean `%.*s`?", name, (int)nearest.best.length, nearest.best.data);
	return command_usage(command, "there is no `%s`", name);
}

static void show_tools(const struct command *command)
{
	size_t i;

	command_help(command);
	printf("\nTools, each with a --help of its own:\n");
	for (i = 0; tools[i]; i++)
		printf("  keur plugin %-6s %s\n", tool_name(tools[i]), tools[i]->summary);
}

static int run(const struct command *command, int argc, char **argv)
{
	const struct command *tool;

	if (argc < 2)
		return command_usage(command, "it needs one of its tools");
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
		show_tools(command);
		return EXIT_CLEAN;
	}
	tool = find_tool(argv[1]);
	return tool ? tool->run(tool, argc - 1, argv + 1) : unknown_tool(command, argv[1]);
}

const struct command command_plugin = {
	"plugin", "list | help | check | pin | new ...", "write, look at, check and approve plugins",
	"What authors of plugins and those who run them need.\n\n"
	"Exit code: that of the tool.",
	{ NULL }, run
};
