/* The conformance test as a whole: describe, look at the declaration, run, look back. */
#include "conform/conform_test.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SECONDS = 10 /* for one run; an honest plugin takes a hundredth of one */ };

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
	struct conform_test *test = context;
	struct buffer line = { 0 };

	(void)plugin;
	if (test->logged++ >= CONFORM_LOG_LINES)
		return;
	buffer_format(&line, "%s: %s", level_name[level <= KEUR_LOG_WARNING ? level : 0], text);
	test->log[test->logged - 1] = arena_copy(&test->conform->arena, line.data, line.length);
	buffer_free(&line);
}

static void show_log(struct conform_test *test)
{
	size_t i;

	for (i = 0; i < test->logged && i < CONFORM_LOG_LINES; i++)
		conform_add(test->conform, CONFORM_LOG, CONFORM_NOTE, "log", "%s", test->log[i]);
	if (test->logged > CONFORM_LOG_LINES)
		conform_add(test->conform, CONFORM_LOG, CONFORM_NOTE, "log", "and %zu lines more", test->logged - CONFORM_LOG_LINES);
}

static int set_parameters(struct conform *conform, const struct conform_options *options, struct error *err)
{
	size_t i;

	for (i = 0; i < options->params; i++) {
		const char *given = options->param[i], *equals = strchr(given, '='), *dot = equals ? memchr(given, '.', (size_t)(equals - given)) : NULL;
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

/* Everything that takes a plugin which the host did not refuse. */
static int try_plugin(struct conform_test *test, const struct conform_options *options, struct error *err)
{
	int done;

	test->seen = mem_zalloc(test->conform->plugin.declared.rules, sizeof *test->seen);
	conform_declaration(test->conform);
	done = set_parameters(test->conform, options, err);
	if (done == 0)
		done = conform_params(test, err);
	if (done == 0)
		done = conform_runs(test, err);
	if (done == 0 && test->rows)
		conform_limits(test);
	if (done == 0 && test->good)
		conform_answers(test);
	if (done == 0)
		conform_mistakes(test);
	show_log(test);
	free(test->seen);
	return done;
}

int conform_check(struct conform *conform, const char *path, const struct conform_options *options, struct error *err)
{
	struct conform_test test = { .conform = conform };
	struct messages messages = { 0 };
	int done = policy_load(&test.policy, "nl-tfev", options->policies, &messages, err);

	messages_free(&messages);
	if (done != 0)
		return -1;
	test.options = (struct host_options){ .worker = options->worker, .isolation = options->isolation, .limits.seconds = SECONDS,
		.log = take_log, .log_context = &test };
	done = host_describe(&conform->plugin, path, &test.options, err);
	conform->described = done == 0;
	if (done == 0)
		done = conform_file(&test, err);
	if (done == 0 && !conform->plugin.refused)
		done = try_plugin(&test, options, err);
	policy_free(&test.policy);
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
