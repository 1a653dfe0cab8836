#include "cli/options.h"

#include "base/mem.h"
#include "base/nearest.h"
#include "base/number.h"

#include <stdlib.h>

void texts_add(struct texts *texts, const char *item)
{
	mem_reserve(&texts->item, &texts->capacity, texts->count + 1, sizeof *texts->item);
	texts->item[texts->count++] = item;
}

void texts_free(struct texts *texts)
{
	free(texts->item);
	*texts = (struct texts){ 0 };
}

static int set_word(const struct option *option, unsigned *to, const char *value, struct error *err)
{
	struct buffer all = { 0 };
	unsigned i;

	for (i = 0; option->words[i]; i++) {
		if (strcmp(option->words[i], value) == 0) {
			*to = i;
			buffer_free(&all);
			return 0;
		}
		buffer_format(&all, "%s%s", i ? ", " : "", option->words[i]);
	}
	error_set(err, ERROR_USAGE, "--%s cannot be `%s`: it is one of %s", option->name, value, all.data);
	buffer_free(&all);
	return -1;
}

int option_set(const struct option *option, void *into, const char *value, struct error *err)
{
	void *to = (char *)into + option->offset;
	int64_t number;

	switch (option->type) {
	case OPTION_FLAG:
		if (value && strcmp(value, "yes") != 0 && strcmp(value, "no") != 0)
			return error_set(err, ERROR_USAGE, "--%s cannot be `%s`: it is yes or no", option->name, value);
		*(bool *)to = !value || strcmp(value, "yes") == 0;
		return 0;
	case OPTION_TEXT:
		*(const char **)to = value;
		return 0;
	case OPTION_TEXTS:
		texts_add(to, value);
		return 0;
	case OPTION_NUMBER:
		if (!number_parse(text_of(value), &number) || number > 1024)
			return error_set(err, ERROR_USAGE, "--%s cannot be `%s`: it is a whole number up to 1024", option->name, value);
		*(unsigned *)to = (unsigned)number;
		return 0;
	case OPTION_DATE:
		if (!date_parse(text_of(value), to))
			return error_set(err, ERROR_USAGE, "--%s cannot be `%s`: it is a date like 2026-11-01", option->name, value);
		return 0;
	case OPTION_WORD:
		return set_word(option, to, value, err);
	}
	return 0;
}

const struct option *option_find(const struct option_group *const *group, struct text name)
{
	for (; *group; group++) {
		size_t i;

		for (i = 0; i < (*group)->options; i++)
			if (text_is(name, (*group)->option[i].name))
				return &(*group)->option[i];
	}
	return NULL;
}

static int unknown_option(const struct option_group *const *group, struct text name, struct error *err)
{
	struct nearest nearest = nearest_start(name);

	for (; *group; group++) {
		size_t i;

		for (i = 0; i < (*group)->options; i++)
			nearest_try(&nearest, text_of((*group)->option[i].name));
	}
	if (nearest.best.length)
		return error_set(err, ERROR_USAGE, "there is no option --%.*s: did you mean --%.*s?", (int)name.length, name.data,
			(int)nearest.best.length, nearest.best.data);
	return error_set(err, ERROR_USAGE, "there is no option --%.*s: see --help", (int)name.length, name.data);
}

int options_parse(const struct option_group *const *group, int argc, char **argv, void *into, struct texts *rest, bool *help,
	struct error *err)
{
	int i;

	*help = false;
	for (i = 1; i < argc; i++) {
		const char *equals, *value;
		const struct option *option;
		struct text name;

		if (strcmp(argv[i], "--") == 0) {
			while (++i < argc)
				texts_add(rest, argv[i]);
			break;
		}
		if (strcmp(argv[i], "-h") == 0 || strcmp(argv[i], "--help") == 0) {
			*help = true;
			return 0;
		}
		if (argv[i][0] != '-' || argv[i][1] == '\0') {
			texts_add(rest, argv[i]);
			continue;
		}
		if (argv[i][1] != '-')
			return error_set(err, ERROR_USAGE, "there is no option %s: options begin with --, see --help", argv[i]);
		equals = strchr(argv[i], '=');
		name = (struct text){ argv[i] + 2, equals ? (size_t)(equals - argv[i] - 2) : strlen(argv[i] + 2) };
		option = option_find(group, name);
		if (!option)
			return unknown_option(group, name, err);
		value = equals ? equals + 1 : NULL;
		if (option->type == OPTION_FLAG && value)
			return error_set(err, ERROR_USAGE, "--%s takes no value", option->name);
		if (option->type != OPTION_FLAG && !value) {
			if (i + 1 == argc)
				return error_set(err, ERROR_USAGE, "--%s needs %s", option->name, option->argument);
			value = argv[++i];
		}
		if (option_set(option, into, value, err) != 0)
			return -1;
	}
	return 0;
}

void options_wrap(struct buffer *out, const char *text, unsigned indent, unsigned column)
{
	while (*text) {
		size_t length = strcspn(text, " \n");

		if (column > indent && column + 1 + length > OPTIONS_WIDTH) {
			buffer_string(out, "\n");
			column = 0;
		}
		if (column < indent) {
			buffer_format(out, "%*s", (int)(indent - column), "");
			column = indent;
		} else if (column > indent) {
			buffer_string(out, " ");
			column++;
		}
		buffer_add(out, text, length);
		column += (unsigned)length;
		text += length;
		if (*text == '\n') {
			buffer_string(out, "\n");
			column = 0;
			for (text++; *text == '\n'; text++)
				buffer_string(out, "\n");
		} else if (*text) {
			text++;
		}
	}
	if (column)
		buffer_string(out, "\n");
}

enum { HELP_COLUMN = 31 }; /* where the help of an option begins */

static void help_option(const char *head, const char *help, struct buffer *out)
{
	buffer_format(out, "  %-*s", HELP_COLUMN - 2, head);
	options_wrap(out, help, HELP_COLUMN, HELP_COLUMN);
}

void options_help(const struct option_group *const *group, struct buffer *out)
{
	for (; *group; group++) {
		size_t i;

		buffer_format(out, "\n%s:\n", (*group)->title);
		for (i = 0; i < (*group)->options; i++) {
			const struct option *option = &(*group)->option[i];
			struct buffer head = { 0 };

			buffer_format(&head, "--%s%s%s", option->name, option->argument ? "=" : "", option->argument ? option->argument : "");
			help_option(head.data, option->help, out);
			buffer_free(&head);
		}
	}
	buffer_string(out, "\nEverywhere:\n");
	help_option("--help", "this text", out);
	help_option("--", "what follows is no option", out);
}
