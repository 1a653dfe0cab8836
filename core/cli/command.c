/* What the commands share: how they fail, how they are used, their help. */
#include "cli/command.h"

#include "cli/places.h"
#include "cli/progress.h"
#include "report/escape.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* "keur", " about", ": ", and the rest, made visible. */
static void say_line(const char *about, const char *format, va_list args)
{
	struct buffer text = { 0 }, line = { 0 };

	buffer_format(&line, "keur%s: ", about);
	buffer_format_list(&text, format, args);
	escape_visible(&line, buffer_view(&text));
	buffer_string(&line, "\n");
	progress_print(line.data);
	buffer_free(&text);
	buffer_free(&line);
}

void command_error(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say_line(": error", format, args);
	va_end(args);
}

void command_say(struct text lines)
{
	struct buffer out = { 0 };

	buffer_text(&out, lines);
	progress_print(out.data ? out.data : "");
	buffer_free(&out);
}

void command_print(const char *format, ...)
{
	struct buffer text = { 0 }, line = { 0 };
	va_list args;

	va_start(args, format);
	buffer_format_list(&text, format, args);
	va_end(args);
	escape_visible(&line, buffer_view(&text));
	fputs(line.data ? line.data : "", stdout);
	fputs("\n", stdout);
	buffer_free(&text);
	buffer_free(&line);
}

void command_print_lines(struct text lines)
{
	struct buffer out = { 0 };

	escape_lines(&out, lines);
	fputs(out.data ? out.data : "", stdout);
	buffer_free(&out);
}

int command_fail(const struct error *err)
{
	progress_end();
	command_error("%s", err->text);
	return EXIT_COULD_NOT;
}

int command_usage(const struct command *command, const char *format, ...)
{
	struct buffer about = { 0 };
	va_list args;

	buffer_format(&about, " %s", command->name);
	va_start(args, format);
	say_line(about.data, format, args);
	va_end(args);
	buffer_free(&about);
	fprintf(stderr, "usage: keur %s %s\n       keur %s --help\n", command->name, command->synopsis, command->name);
	return EXIT_COULD_NOT;
}

void command_help(const struct command *command)
{
	struct buffer out = { 0 };

	buffer_format(&out, "usage: keur %s %s\n\n", command->name, command->synopsis);
	options_wrap(&out, command->about, 0, 0);
	options_help(command->group, &out);
	fputs(out.data, stdout);
	buffer_free(&out);
}

int command_language(unsigned language, struct error *err)
{
	struct places places = { 0 };
	int done = places_find(&places, err);

	if (done == 0)
		done = language_choose(language, places.catalogues, err);
	places_free(&places);
	return done;
}

struct report_style command_style(void)
{
	const char *plain = getenv("NO_COLOR"), *terminal = getenv("TERM");
	struct report_style style = { 0 };
	struct winsize size;

	if (!isatty(STDOUT_FILENO))
		return style;
	style.colour = !(plain && *plain) && terminal && *terminal && strcmp(terminal, "dumb") != 0;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
		style.width = size.ws_col;
	return style;
}
