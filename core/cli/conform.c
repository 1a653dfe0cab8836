/* The conformance test as a whole: describe, look at the declaration, run, look back. */
#include "cli/conform_check.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	SECONDS = 30,   /* for one run; an honest plugin takes a hundredth of one */
	LOG_LINES = 10, /* that are shown */
};

void conform_add(struct conform *conform, enum conform_section section, enum conform_verdict verdict, const char *name, const char *format, ...)
{
	struct conform_item item = { .section = section, .verdict = verdict };
	struct buffer text = { 0 };
	char room[1024];
	va_list args;

	va_start(args, format);
	if (vsnprintf(room, sizeof room, format, args) >= (int)sizeof room) {
		size_t length = utf8_valid_prefix(room, sizeof room - 1);

		buffer_add(&text, room, length);
		buffer_string(&text, "...");
	} else {
		buffer_string(&text, room);
	}
	va_end(args);
	item.name = arena_copy(&conform->arena, name, strlen(name));
	item.text = arena_copy(&conform->arena, text.data ? text.data : "", text.length);
	mem_reserve(&conform->item, &conform->capacity, conform->items + 1, sizeof *conform->item);
	conform->item[conform->items++] = item;
	conform->count[verdict]++;
	buffer_free(&text);
}

static void take_log(void *context, const char *plugin, unsigned level, const char *text)
{
	static const char *const level_name[] = { "", "debug", "info", "warning" };
	struct conform_check *check = context;
	struct buffer line = { 0 };

	(void)plugin;
	if (check->logged++ >= LOG_LINES)
		return;
	buffer_format(&line, "%s: %s", level_name[level <= KEUR_LOG_WARNING ? level : 0], text);
	texts_add(&check->log, arena_copy(&check->conform->arena, line.data, line.length));
	buffer_free(&line);
}

static void show_log(struct conform_check *check)
{
	size_t i;

	for (i = 0; i < check->log.count; i++)
		conform_add(check->conform, CONFORM_LOG, CONFORM_NOTE, "log", "%s", check->log.item[i]);
	if (check->logged > LOG_LINES)
		conform_add(check->conform, CONFORM_LOG, CONFORM_NOTE, "log", "and %zu lines more", check->logged - LOG_LINES);
}

static int set_parameters(struct conform *conform, const struct texts *param, struct error *err)
{
	size_t i;

	for (i = 0; i < param->count; i++) {
		const char *given = param->item[i], *equals = strchr(given, '='), *dot = equals ? memchr(given, '.', (size_t)(equals - given)) : NULL;
		const char *key = dot ? dot + 1 : given;

		if (!equals)
			return error_set(err, ERROR_USAGE, "--param `%s`: write %s.KEY=VALUE", given, conform->plugin.declared.name);
		if (dot && !text_is((struct text){ given, (size_t)(dot - given) }, conform->plugin.declared.name))
			return error_set(err, ERROR_USAGE, "--param `%s`: the plugin is called %s", given, conform->plugin.declared.name);
		if (host_set(&conform->plugin, arena_copy(&conform->arena, key, (size_t)(equals - key)), equals + 1, err) != 0)
			return -1;
	}
	return 0;
}

int conform_check(struct conform *conform, const char *path, const struct texts *param, const struct places *places, struct error *err)
{
	struct conform_check check = { .conform = conform };
	struct messages messages = { 0 };
	int done;

	check.options = (struct host_options){ .worker = places->worker, .isolation = conform->isolation, .limits.seconds = SECONDS, .log = take_log, .log_context = &check };
	if (policy_load(&check.policy, "nl-tfev", places->policies, &messages, err) != 0) {
		messages_free(&messages);
		return -1;
	}
	done = host_describe(&conform->plugin, path, &check.options, err);
	conform->described = done == 0;
	if (done == 0)
		done = conform_file(conform, err);
	if (done == 0 && !conform->plugin.refused) {
		check.seen = mem_zalloc(conform->plugin.declared.rules, sizeof *check.seen);
		conform_declaration(conform);
		done = set_parameters(conform, param, err);
		if (done == 0)
			done = conform_params(&check, err);
		if (done == 0)
			done = conform_runs(&check, err);
		if (done == 0 && check.rows)
			conform_limits(&check);
		if (done == 0 && check.good)
			conform_answers(&check);
		show_log(&check);
	}
	free(check.seen);
	texts_free(&check.log);
	policy_free(&check.policy);
	messages_free(&messages);
	return done;
}

void conform_free(struct conform *conform)
{
	if (conform->described)
		host_plugin_free(&conform->plugin);
	free(conform->item);
	arena_free(&conform->arena);
	*conform = (struct conform){ 0 };
}
