/* keur policy list, show: the packs and every entry with its source and status. */
#include "assess/assess.h"
#include "cli/command.h"
#include "cli/places.h"
#include "policy/policy.h"

#include <stdio.h>

enum {
	WIDTH = 80,        /* where there is no terminal that has one */
	WIDTH_LEAST = 40,  /* narrower, and wrapping helps nobody */
	HANGING_MOST = 30, /* a first column ends before this */
};

static int list(const struct places *places, struct error *err)
{
	struct buffer names = { 0 };
	int done = policy_list(places->policies, &names, err);

	if (done == 0 && names.data)
		fputs(names.data, stdout);
	buffer_free(&names);
	return done;
}

/* Where a line goes on when it is wrapped: further in than it began, and behind the two blanks that end a first column. */
static unsigned hanging(struct text line)
{
	size_t from = 0, at;

	while (from < line.length && line.data[from] == ' ')
		from++;
	if (!from)
		return 0;
	for (at = from; at + 1 < line.length && at < HANGING_MOST; at++)
		if (line.data[at] == ' ' && line.data[at + 1] == ' ') {
			while (at < line.length && line.data[at] == ' ')
				at++;
			return (unsigned)at;
		}
	return (unsigned)from + 2;
}

static size_t word_end(struct text line, size_t at)
{
	while (at < line.length && line.data[at] == ' ')
		at++;
	while (at < line.length && line.data[at] != ' ')
		at++;
	return at;
}

/* Breaks a line between words; a word longer than a line stays whole. */
static void wrap_line(struct text line, unsigned width, struct buffer *out)
{
	unsigned indent = hanging(line);
	size_t at = 0, column = 0;

	while (at < line.length) {
		size_t end = word_end(line, at), from = at, size;

		size = utf8_count(line.data + at, end - at);
		if (column > indent && column + size > width) {
			while (from < end && line.data[from] == ' ')
				from++;
			buffer_format(out, "\n%*s", (int)indent, "");
			column = indent;
			size = utf8_count(line.data + from, end - from);
		}
		buffer_add(out, line.data + from, end - from);
		column += size;
		at = end;
	}
	buffer_string(out, "\n");
}

static void wrap(struct text text, unsigned width, struct buffer *out)
{
	while (text.length) {
		const char *end = memchr(text.data, '\n', text.length);
		size_t length = end ? (size_t)(end - text.data) : text.length, whole = end ? length + 1 : length;

		wrap_line((struct text){ text.data, length }, width, out);
		text = (struct text){ text.data + whole, text.length - whole };
	}
}

static int show(const struct places *places, const char *name, struct error *err)
{
	struct messages messages = { 0 };
	struct buffer text = { 0 }, wrapped = { 0 };
	unsigned width = command_style().width;
	struct policy policy;
	int done = policy_load(&policy, name, places->policies, &messages, err);

	messages_sort(&messages);
	messages_print(&messages, &text);
	if (text.data)
		fputs(text.data, stderr);
	if (done == 0) {
		buffer_clear(&text);
		policy_describe(&policy, &text);
		wrap(buffer_view(&text), width < WIDTH_LEAST ? WIDTH : width, &wrapped);
		fputs(wrapped.data ? wrapped.data : "", stdout);
		policy_free(&policy);
	}
	buffer_free(&text);
	buffer_free(&wrapped);
	messages_free(&messages);
	return done;
}

static int run(const struct command *command, int argc, char **argv)
{
	struct texts rest = { 0 };
	struct places places = { 0 };
	struct error err;
	bool help;
	int code = EXIT_CLEAN;

	if (options_parse(command->group, argc, argv, NULL, &rest, &help, &err) != 0)
		code = command_usage(command, "%s", err.text);
	else if (help)
		command_help(command);
	else if (rest.count == 1 && strcmp(rest.item[0], "list") == 0)
		code = places_find(&places, &err) == 0 && list(&places, &err) == 0 ? EXIT_CLEAN : command_fail(&err);
	else if ((rest.count == 1 || rest.count == 2) && strcmp(rest.item[0], "show") == 0)
		code = places_find(&places, &err) == 0 && show(&places, rest.count == 2 ? rest.item[1] : "nl-tfev", &err) == 0 ? EXIT_CLEAN : command_fail(&err);
	else if (rest.count && strcmp(rest.item[0], "list") != 0 && strcmp(rest.item[0], "show") != 0)
		code = command_usage(command, "it does `list` and `show`, not `%s`", rest.item[0]);
	else if (rest.count)
		code = command_usage(command, "too many names after `%s`", rest.item[0]);
	else
		code = command_usage(command, "it needs `list` or `show`");
	places_free(&places);
	texts_free(&rest);
	return code;
}

const struct command command_policy = {
	"policy", "list | show [PACK|FILE]", "the policy packs, and every entry of one with its source and status",
	"Every number and list of the method is an entry of a pack. Each says where it comes from and whether that was verified. "
	"PACK is a name that `list` gives (default nl-tfev), FILE a pack of your own.\n\n"
	"Exit code: 0, or 1.",
	{ NULL }, run
};
