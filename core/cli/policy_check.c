/* keur policy check: a pack against itself, which loading does, and against what the plugins at hand declare. */
#include "cli/policy_check.h"

#include "assess/core_rules.h"
#include "base/nearest.h"
#include "cli/command.h"
#include "cli/plugin_set.h"
#include "policy/policy.h"

#include <stdio.h>

#include "cli/no_raw.h"

struct checking {
	const struct plugin_set *set;
	struct messages *messages;
};

static const struct declared_plugin *find_plugin(const struct checking *checking, struct text name)
{
	size_t i;

	if (text_is(name, core_declared.name))
		return &core_declared;
	for (i = 0; i < checking->set->plugins; i++)
		if (!checking->set->plugin[i].refused && text_is(name, checking->set->plugin[i].declared.name))
			return &checking->set->plugin[i].declared;
	return NULL;
}

/* A name that nothing answers to does nothing, silently: that of a plugin too, as it may be a misspelt one. A third party's is made known. */
static void refuse_plugin(struct checking *checking, const char *full, struct text name, const struct policy_note *note)
{
	struct nearest nearest = nearest_start(name);
	struct buffer meant = { 0 };
	size_t i;

	nearest_try(&nearest, text_of(core_declared.name));
	for (i = 0; i < checking->set->plugins; i++)
		if (!checking->set->plugin[i].refused)
			nearest_try(&nearest, text_of(checking->set->plugin[i].declared.name));
	if (nearest.best.length)
		buffer_format(&meant, "did you mean `%.*s`? If not: ", (int)nearest.best.length, nearest.best.data);
	messages_add(checking->messages, SEVERITY_ERROR, (struct place){ note->file, note->line, note->column },
		"`%s` names a plugin that is not at hand; %sgive its file with --plugin=FILE", full, meant.data ? meant.data : "");
	buffer_free(&meant);
}

/* "plugin.rule" or "plugin.param": whether there is such a plugin, and whether it has it. */
static void check_name(struct checking *checking, const char *full, bool param, const struct policy_note *note)
{
	const char *dot = strchr(full, '.');
	const struct declared_plugin *plugin = find_plugin(checking, (struct text){ full, (size_t)(dot - full) });
	struct nearest nearest = nearest_start(text_of(dot + 1));
	uint32_t i, count = !plugin ? 0 : param ? plugin->params : plugin->rules;

	for (i = 0; i < count; i++) {
		const char *name = param ? plugin->param[i].id : plugin->rule[i].id;

		if (strcmp(name, dot + 1) == 0)
			return;
		nearest_try(&nearest, text_of(name));
	}
	if (!plugin) {
		refuse_plugin(checking, full, (struct text){ full, (size_t)(dot - full) }, note);
		return;
	}
	if (nearest.best.length)
		messages_add(checking->messages, SEVERITY_ERROR, (struct place){ note->file, note->line, note->column },
			"`%s` is no %s of the plugin %s; did you mean `%s.%.*s`?", full, param ? "parameter" : "rule", plugin->name, plugin->name,
			(int)nearest.best.length, nearest.best.data);
	else
		messages_add(checking->messages, SEVERITY_ERROR, (struct place){ note->file, note->line, note->column },
			"`%s` is no %s of the plugin %s; `keur plugin help %s` shows what it has", full, param ? "parameter" : "rule", plugin->name,
			plugin->name);
}

static void check_names(struct checking *checking, const struct policy *policy)
{
	uint32_t i;

	for (i = 0; i < policy->rules; i++)
		check_name(checking, policy->rule[i].rule, false, &policy->rule[i].note);
	for (i = 0; i < policy->measures; i++)
		check_name(checking, policy->measure[i].rule, false, &policy->measure[i].note);
	for (i = 0; i < policy->params; i++)
		check_name(checking, policy->param[i].param, true, &policy->param[i].note);
}

static int describe(struct plugin_set *set, const struct texts *plugins, struct error *err)
{
	size_t i;

	plugin_set_add_bundled(set);
	for (i = 0; i < plugins->count; i++)
		texts_add(&set->path, plugins->item[i]);
	if (plugin_set_describe(set, err) != 0)
		return -1;
	for (i = 0; i < set->plugins; i++)
		if (set->plugin[i].refused)
			return error_set(err, ERROR_PLUGIN, "%s", set->plugin[i].refused);
	return 0;
}

static void say_right(const struct policy *policy)
{
	struct buffer milder = { 0 };
	uint32_t i;

	command_print("%s/%s is right: %u classes, %u functions, %u matrices, %u exceptions of rules.", policy->id, policy->version,
		policy->classes, policy->catalogue.functions, policy->matrices, policy->rules);
	for (i = 0; i < policy->bases; i++)
		command_print("%s %s/%s.", i ? "Which extends" : "It extends", policy->base[i].id, policy->base[i].version);
	if (!policy->held_against.id)
		return;
	policy_milder_words(policy, &milder);
	command_print(policy->milds ? "Held against %s/%s it is milder in these entries, or cannot be compared:" : "Held against %s/%s nothing in it is milder.",
		policy->held_against.id, policy->held_against.version);
	command_print_lines(buffer_view(&milder));
	buffer_free(&milder);
}

int policy_check(const char *name, const struct texts *plugins, struct error *err)
{
	struct messages messages = { 0 };
	struct buffer text = { 0 };
	struct plugin_set set;
	struct checking checking = { &set, &messages };
	struct policy policy = { 0 };
	int done = plugin_set_start(&set, err), code = EXIT_COULD_NOT;

	if (done == 0)
		done = describe(&set, plugins, err);
	if (done == 0)
		done = policy_load(&policy, name, set.places.policies, &messages, err);
	if (done == 0)
		check_names(&checking, &policy);
	if (done == 0 && messages.errors)
		done = error_set(err, ERROR_INPUT, "policy pack %s: %llu error%s", policy.id, (unsigned long long)messages.errors,
			messages.errors == 1 ? "" : "s");
	messages_sort(&messages);
	messages_print(&messages, &text);
	if (text.data)
		command_say(buffer_view(&text));
	if (done == 0) {
		say_right(&policy);
		code = EXIT_CLEAN;
	} else {
		command_fail(err);
		code = err->code == ERROR_INPUT ? EXIT_FOUND : EXIT_COULD_NOT;
	}
	policy_free(&policy);
	plugin_set_free(&set);
	messages_free(&messages);
	buffer_free(&text);
	return code;
}
