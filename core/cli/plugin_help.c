/* keur plugin help: what a plugin says of itself, from its declarations: rules, parameters, needs. */
#include "base/number.h"
#include "cli/command.h"
#include "cli/plugin_set.h"
#include "cli/wrap.h"
#include "report/json.h"

#include <stdio.h>
#include <unistd.h>

#include "cli/no_raw.h"

struct show {
	unsigned isolation;
	bool json;
};

static const struct option show_options[] = {
	OPTION_ISOLATION(offsetof(struct show, isolation)),
	{ "json", OPTION_FLAG, NULL, "as JSON, one object", offsetof(struct show, json), NULL, false },
};
static const struct option_group show_group = { "Options", show_options, sizeof show_options / sizeof *show_options };

static const char *const on_name[] = { "", "rows", "whole" };

/* ---- For people ------------------------------------------------------------------------------------------------------------------- */

/* Each line of a text, further in. */
static void indented(const char *text, unsigned indent, struct buffer *out)
{
	while (*text) {
		size_t length = strcspn(text, "\n");

		buffer_format(out, "%*s%.*s\n", (int)indent, "", (int)length, text);
		text += length + (text[length] == '\n');
	}
}

static void add_messages(const char *head, const struct declared_message *message, uint32_t messages, struct buffer *out)
{
	uint32_t i;

	for (i = 0; i < messages; i++)
		buffer_format(out, "    %-8s  %s%s%s%s\n", i ? "" : head, message[i].text, messages > 1 ? " [" : "", messages > 1 ? message[i].language : "",
			messages > 1 ? "]" : "");
}

static void add_rule(const struct declared_rule *rule, struct buffer *out)
{
	struct buffer scenarios = { 0 };
	uint32_t i;

	plugin_scenarios(rule->scenarios, &scenarios);
	buffer_format(out, "\n  %s\n", rule->full);
	if (rule->title[0])
		buffer_format(out, "    %s\n", rule->title);
	indented(rule->help, 4, out);
	buffer_format(out, "    %-8s  %s", "kind", words_kind[rule->kind]);
	if (rule->factor != KEUR_NO_FACTOR)
		buffer_format(out, ", raises %s to level %u for %s", words_factor[rule->factor], rule->level, scenarios.length ? scenarios.data : "no scenario");
	buffer_format(out, "; looks at %s\n", rule->on == KEUR_ON_ROWS ? "each part" : "the whole network");
	add_messages("says", rule->message, rule->messages, out);
	add_messages("asks", rule->question, rule->questions, out);
	for (i = 0; i < rule->measures; i++)
		buffer_format(out, "%s%s", i ? ", " : "    measures  ", rule->measure[i]);
	if (rule->measures)
		buffer_string(out, "\n");
	buffer_free(&scenarios);
}

enum { DEFAULT_MOST = 40 }; /* a longer default stands on a line of its own, not in the example */

static void add_param(const struct declared_plugin *d, const struct declared_param *param, struct buffer *out)
{
	struct buffer range = { 0 };
	bool shown = param->initial[0] && strlen(param->initial) <= DEFAULT_MOST;

	plugin_range(param, &range);
	buffer_format(out, "\n  --param %s.%s=%s\n    %s%s%s; ", d->name, param->id, shown ? param->initial : "VALUE", plugin_type_name[param->type],
		range.length ? " from " : "", range.length ? range.data : "");
	if (param->initial[0])
		buffer_format(out, "%s when not given\n", param->initial);
	else
		buffer_string(out, "empty when not given\n");
	indented(param->help, 4, out);
	buffer_free(&range);
}

static void describe(const struct declared_plugin *d, struct buffer *out)
{
	uint32_t i;

	buffer_format(out, "%s %s: %s\n\n  licence   %s\n  sha256    %s\n  file      ", d->name, d->version, d->summary, d->licence, d->sha256);
	escape_visible(out, text_of(d->path));
	buffer_format(out, "\n\nRules (%u), with kind and level unless the policy pack decides otherwise:\n", d->rules);
	for (i = 0; i < d->rules; i++)
		add_rule(&d->rule[i], out);
	buffer_string(out, d->params ? "\nParameters, with their defaults:\n" : "\nIt has no parameters.\n");
	for (i = 0; i < d->params; i++)
		add_param(d, &d->param[i], out);
	buffer_string(out, d->needs ? "\nReads:\n" : "\nIt reads no columns.\n");
	for (i = 0; i < d->needs; i++)
		buffer_format(out, "%s%s", i == 0 ? "  " : ", ", d->need[i]);
	if (d->needs)
		buffer_string(out, "\n");
}

static void show_text(const struct declared_plugin *d)
{
	struct buffer text = { 0 };
	unsigned width = wrap_width(PLUGIN_WIDTH);

	describe(d, &text);
	wrap_print(buffer_view(&text), width < PLUGIN_WIDTH ? width : PLUGIN_WIDTH);
	buffer_free(&text);
}

/* ---- For programs ----------------------------------------------------------------------------------------------------------------- */

static void json_list(struct out *out, const char *const *item, uint32_t items)
{
	uint32_t i;

	JSON(out, "[");
	for (i = 0; i < items; i++) {
		json_comma(out, i > 0);
		json_string(out, item[i]);
	}
	JSON(out, "]");
}

/* A text for each language: {"en": "...", "nl": "..."} */
static void json_messages(struct out *out, const struct declared_message *message, uint32_t messages)
{
	uint32_t i, k;
	bool more = false;

	JSON(out, "{");
	for (i = 0; i < messages; i++) {
		for (k = 0; k < i && strcmp(message[k].language, message[i].language) != 0; k++)
			;
		if (k < i)
			continue; /* a key stands once in an object: the first counts, as it does for reports */
		json_comma(out, more);
		more = true;
		json_string(out, message[i].language);
		JSON(out, ": ");
		json_string(out, message[i].text);
	}
	JSON(out, "}");
}

static void json_scenarios(struct out *out, uint8_t scenarios)
{
	const char *name[SCENARIOS];
	uint32_t names = 0;
	unsigned i;

	for (i = 0; i < SCENARIOS; i++)
		if (scenarios >> i & 1)
			name[names++] = policy_scenario_name[i];
	json_list(out, name, names);
}

static void json_rule(struct out *out, const struct declared_rule *rule)
{
	JSON(out, "{\"id\": ");
	json_string(out, rule->full);
	JSON(out, ", \"title\": ");
	json_string(out, rule->title);
	JSON(out, ", \"help\": ");
	json_string(out, rule->help);
	JSON(out, ", \"kind\": ");
	json_string(out, words_kind[rule->kind]);
	JSON(out, ", \"factor\": ");
	json_text_or_null(out, text_of(rule->factor == KEUR_NO_FACTOR ? "" : words_factor[rule->factor]));
	JSON(out, ", \"scenarios\": ");
	json_scenarios(out, rule->scenarios);
	JSON(out, ", \"level\": ");
	out_number(out, rule->level);
	JSON(out, ", \"on\": ");
	json_string(out, on_name[rule->on]);
	JSON(out, ", \"message\": ");
	json_messages(out, rule->message, rule->messages);
	JSON(out, ", \"question\": ");
	json_messages(out, rule->question, rule->questions);
	JSON(out, ", \"args\": ");
	json_list(out, rule->arg, rule->args);
	JSON(out, ", \"measures\": ");
	json_list(out, rule->measure, rule->measures);
	JSON(out, "}");
}

static void json_param(struct out *out, const struct declared_param *param)
{
	bool ranged = param->type == KEUR_PARAM_NUMBER || param->type == KEUR_PARAM_DAYS;

	JSON(out, "{\"id\": ");
	json_string(out, param->id);
	JSON(out, ", \"type\": ");
	json_string(out, plugin_type_name[param->type]);
	JSON(out, ", \"default\": ");
	json_string(out, param->initial);
	JSON(out, ", \"least\": ");
	if (ranged)
		out_number(out, param->least);
	else
		JSON(out, "null");
	JSON(out, ", \"most\": ");
	if (ranged)
		out_number(out, param->most);
	else
		JSON(out, "null");
	JSON(out, ", \"help\": ");
	json_string(out, param->help);
	JSON(out, "}");
}

static int show_json(const struct host_plugin *plugin, struct error *err)
{
	const struct declared_plugin *d = &plugin->declared;
	struct out out;
	uint32_t i;

	out_start(&out, STDOUT_FILENO);
	JSON(&out, "{\"schema\": \"keur-plugin/1\",\n ");
	plugin_json_head(plugin, &out);
	JSON(&out, ",\n \"rules\": [");
	for (i = 0; i < d->rules; i++) {
		out_string(&out, i ? ",\n  " : "\n  ");
		json_rule(&out, &d->rule[i]);
	}
	JSON(&out, "],\n \"params\": [");
	for (i = 0; i < d->params; i++) {
		out_string(&out, i ? ",\n  " : "\n  ");
		json_param(&out, &d->param[i]);
	}
	JSON(&out, "],\n \"needs\": ");
	json_list(&out, d->need, d->needs);
	JSON(&out, "}\n");
	return out_end(&out, "standard output", err);
}

/* ---- The tool ----------------------------------------------------------------------------------------------------------------------- */

static int show(const struct show *show, const char *name, struct error *err)
{
	struct plugin_set set;
	int done = plugin_set_start(&set, err);

	set.isolation = show->isolation;
	if (done == 0)
		done = plugin_set_add(&set, name, err);
	if (done == 0)
		done = plugin_set_describe(&set, err);
	if (done == 0 && set.plugin[0].refused)
		done = error_set(err, ERROR_PLUGIN, "%s", set.plugin[0].refused);
	else if (done == 0 && show->json)
		done = show_json(&set.plugin[0], err);
	else if (done == 0)
		show_text(&set.plugin[0].declared);
	plugin_set_free(&set);
	return done;
}

static int run(const struct command *command, int argc, char **argv)
{
	struct show options = { 0 };
	struct texts rest = { 0 };
	struct error err;
	bool help;
	int code = EXIT_CLEAN;

	if (options_parse(command->group, argc, argv, &options, &rest, &help, &err) != 0)
		code = command_usage(command, "%s", err.text);
	else if (help)
		command_help(command);
	else if (rest.count != 1)
		code = command_usage(command, rest.count ? "one plugin at a time" : "it needs a plugin: a name that `keur plugin list` gives, or a file");
	else if (show(&options, rest.item[0], &err) != 0)
		code = command_fail(&err);
	texts_free(&rest);
	return code;
}

const struct command command_plugin_help = {
	"plugin help", "NAME|FILE [options]", "what a plugin finds, which parameters it has, what it reads",
	"Written from what the plugin declares: its rules with what they raise, say and ask; its parameters with default and range, ready to be "
	"copied; the columns it reads. NAME is a bundled plugin, FILE any other, by its path.\n\n"
	"Exit code: 0; 1: could not run, or keur refuses the file.",
	{ &show_group, NULL }, run
};
