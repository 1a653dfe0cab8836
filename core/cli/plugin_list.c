/* keur plugin list: the bundled plugins and those given, what each is, and whether this keur would take it: now, or once it is pinned. */
#include "cli/command.h"
#include "cli/plugin_set.h"
#include "cli/trust_files.h"
#include "cli/wrap.h"
#include "report/json.h"

#include <stdio.h>
#include <unistd.h>

#include "cli/no_raw.h"

struct list {
	struct texts plugin;
	const char *pins, *keys;
	unsigned isolation;
	bool json;
};

static const struct option list_options[] = {
	{ "plugin", OPTION_TEXTS, "FILE", "one more plugin beside the bundled ones; may be given again", offsetof(struct list, plugin), NULL, true },
	{ "pins", OPTION_TEXT, "FILE", "which of them are pinned (default ~/.config/keur/plugins.lock)", offsetof(struct list, pins), NULL, true },
	{ "keys", OPTION_TEXT, "FILE", "whose signatures count (default ~/.config/keur/trusted.keys)", offsetof(struct list, keys), NULL, true },
	OPTION_ISOLATION(offsetof(struct list, isolation)),
	{ "json", OPTION_FLAG, NULL, "as JSON, one object", offsetof(struct list, json), NULL, false },
};
static const struct option_group list_group = { "Options", list_options, sizeof list_options / sizeof *list_options };

static bool is_pinned(const struct pins *pins, const struct declared_plugin *d)
{
	const struct pin *pin = pins_find(pins, d->sha256);

	return pin && strcmp(pin->name, d->name) == 0;
}

static void say_taken(const struct plugin_set *set, size_t i, const struct pins *pins, struct buffer *line)
{
	const struct declared_plugin *d = &set->plugin[i].declared;

	buffer_format(line, "ok, %s", i < set->bundled ? "bundled" : is_pinned(pins, d) ? "pinned" : "not pinned");
	if (d->signer)
		buffer_format(line, ", signed by %s", d->signer);
	buffer_format(line, ", %s, %s, %u rule%s: %s", d->version, d->licence, d->rules, d->rules == 1 ? "" : "s", d->summary);
}

static void list_text(const struct plugin_set *set, const struct pins *pins)
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
			say_taken(set, i, pins, &line);
		}
		wrap_text(buffer_view(&line), width < PLUGIN_WIDTH ? width : PLUGIN_WIDTH, &wrapped);
	}
	command_print_lines(buffer_view(&wrapped));
	buffer_free(&line);
	buffer_free(&wrapped);
}

static int list_json(const struct plugin_set *set, const struct pins *pins, struct error *err)
{
	struct out out;
	size_t i;

	out_start(&out, STDOUT_FILENO);
	JSON(&out, "{\"schema\": \"keur-plugins/1\",\n \"plugins\": [");
	for (i = 0; i < set->plugins; i++) {
		const struct declared_plugin *d = &set->plugin[i].declared;

		out_string(&out, i ? ",\n  {" : "\n  {");
		plugin_json_head(&set->plugin[i], &out);
		JSON(&out, ", \"bundled\": ");
		out_string(&out, i < set->bundled ? "true" : "false");
		JSON(&out, ", \"pinned\": ");
		out_string(&out, i >= set->bundled && is_pinned(pins, d) ? "true" : "false");
		JSON(&out, ", \"signer\": ");
		json_text_or_null(&out, text_of(d->signer));
		JSON(&out, ", \"rules\": ");
		out_number(&out, d->rules);
		JSON(&out, "}");
	}
	JSON(&out, "]}\n");
	return out_end(&out, "standard output", err);
}

static int list_all(const struct list *list, struct error *err)
{
	struct trust_files trust = { .pins.directory = -1 };
	struct host_trust signed_only;
	struct plugin_set set;
	int done = plugin_set_start(&set, err);
	size_t i;

	set.isolation = list->isolation;
	if (done == 0 && (list->plugin.count || list->pins || list->keys))
		done = trust_files_open(&trust, list->pins, list->keys, false, err);
	/* What is not pinned is shown too. */
	signed_only = trust.host;
	signed_only.pins = NULL;
	set.trust = &signed_only;
	if (done == 0) {
		plugin_set_add_bundled(&set);
		for (i = 0; i < list->plugin.count; i++)
			texts_add(&set.path, list->plugin.item[i]);
		done = plugin_set_describe(&set, err);
	}
	if (done == 0 && list->json)
		done = list_json(&set, &trust.pins, err);
	else if (done == 0)
		list_text(&set, &trust.pins);
	plugin_set_free(&set);
	trust_files_close(&trust);
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
	"Each is looked at and asked to describe itself in a worker; none is run. One that is refused says why; one that is not pinned runs after "
	"`keur plugin pin`.\n\n"
	"Exit code: 0, also when one is refused; 1: could not run.",
	{ &list_group, NULL }, run
};
