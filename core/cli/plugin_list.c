/* keur plugin list: the bundled plugins and those given, what each is, and whether this keur would take it. */
#include "cli/command.h"
#include "cli/plugin_set.h"
#include "cli/wrap.h"
#include "report/json.h"

#include <stdio.h>
#include <unistd.h>

struct list {
	struct texts plugin;
	unsigned isolation;
	bool json;
};

static const struct option list_options[] = {
	{ "plugin", OPTION_TEXTS, "FILE", "one more plugin beside the bundled ones; may be given again", offsetof(struct list, plugin), NULL, true },
	OPTION_ISOLATION(offsetof(struct list, isolation)),
	{ "json", OPTION_FLAG, NULL, "as JSON, one object", offsetof(struct list, json), NULL, false },
};
static const struct option_group list_group = { "Options", list_options, sizeof list_options / sizeof *list_options };

static void list_text(const struct plugin_set *set)
{
	struct buffer line = { 0 }, wrapped = { 0 };
	unsigned width = wrap_width(PLUGIN_WIDTH), column = 0;
	size_t i;

	for (i = 0; i < set->plugins; i++)
		if (strlen(set->plugin[i].declared.name) > column)
			column = (unsigned)strlen(set->plugin[i].declared.name);
	for (i = 0; i < set->plugins; i++) {
		const struct host_plugin *plugin = &set->plugin[i];
		const struct declared_plugin *d = &plugin->declared;

		buffer_clear(&line);
		buffer_string(&line, "  ");
		escape_visible(&line, text_of(d->name));
		buffer_format(&line, "%*s  ", line.length < column + 2 ? (int)(column + 2 - line.length) : 0, "");
		if (plugin->refused) {
			buffer_string(&line, "refused: ");
			escape_visible(&line, text_of(plugin->refused));
		} else {
			buffer_format(&line, "ok, %s, %s, %u rule%s: %s", d->version, d->licence, d->rules, d->rules == 1 ? "" : "s", d->summary);
		}
		wrap_text(buffer_view(&line), width < PLUGIN_WIDTH ? width : PLUGIN_WIDTH, &wrapped);
	}
	fputs(wrapped.data ? wrapped.data : "", stdout);
	buffer_free(&line);
	buffer_free(&wrapped);
}

static int list_json(const struct plugin_set *set, struct error *err)
{
	struct out out;
	size_t i;

	out_start(&out, STDOUT_FILENO);
	JSON(&out, "{\"schema\": \"keur-plugins/1\",\n \"plugins\": [");
	for (i = 0; i < set->plugins; i++) {
		out_string(&out, i ? ",\n  {" : "\n  {");
		plugin_json_head(&set->plugin[i], &out);
		JSON(&out, ", \"rules\": ");
		out_number(&out, set->plugin[i].declared.rules);
		JSON(&out, "}");
	}
	JSON(&out, "]}\n");
	return out_end(&out, "standard output", err);
}

static int list_all(const struct list *list, struct error *err)
{
	struct plugin_set set;
	int done = plugin_set_start(&set, err);
	size_t i;

	set.isolation = list->isolation;
	if (done == 0) {
		plugin_set_add_bundled(&set);
		for (i = 0; i < list->plugin.count; i++)
			texts_add(&set.path, list->plugin.item[i]);
		done = plugin_set_describe(&set, err);
	}
	if (done == 0 && list->json)
		done = list_json(&set, err);
	else if (done == 0)
		list_text(&set);
	plugin_set_free(&set);
	return done;
}

static int run(const struct command *command, int argc, char **argv)
{
	struct list list = { 0 };
	struct texts rest = { 0 };
	struct error err;
	bool help;
	int code = EXIT_CLEAN;

	if (options_parse(command->group, argc, argv, &list, &rest, &help, &err) != 0)
		code = command_usage(command, "%s", err.text);
	else if (help)
		command_help(command);
	else if (rest.count)
		code = command_usage(command, "`%s` is no option: a plugin is given with --plugin FILE", rest.item[0]);
	else if (list_all(&list, &err) != 0)
		code = command_fail(&err);
	texts_free(&list.plugin);
	texts_free(&rest);
	return code;
}

const struct command command_plugin_list = {
	"plugin list", "[options]", "the bundled plugins and those given, and whether keur takes them",
	"Each is looked at and asked to describe itself in a worker; none is run. One that is refused says why.\n\n"
	"Exit code: 0, also when one is refused; 1: could not run.",
	{ &list_group, NULL }, run
};
