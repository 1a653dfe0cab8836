/* What the commands share: how they fail, how they are used, their help. */
#include "cli/command.h"

#include "model/frames.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

const char *const isolation_words[4] = { [ISOLATION_STRICT] = "strict", [ISOLATION_BEST_EFFORT] = "best-effort", [ISOLATION_NONE] = "none" };

int command_fail(const struct error *err)
{
	fprintf(stderr, "keur: error: %s\n", err->text);
	return EXIT_COULD_NOT;
}

int command_usage(const struct command *command, const char *format, ...)
{
	va_list args;

	fprintf(stderr, "keur %s: ", command->name);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fprintf(stderr, "\nusage: keur %s %s\n       keur %s --help\n", command->name, command->synopsis, command->name);
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
