/* keur: from inventories to a risk matrix. Finds the command and hands over. */
#include "assess/assess.h"
#include "base/nearest.h"
#include "cli/command.h"
#include "cli/explain.h"
#include "cli/output.h"

#include <malloc.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

static int run_explain(const struct command *command, int argc, char **argv)
{
	(void)command;
	return cmd_explain(argc, argv);
}

const struct command command_explain = {
	"explain", "RESULT COMPONENT", "why this scope, these levels, this status; what would change it",
	"Reads a result.json and explains one component.\n\nExit code: 0, or 1.",
	{ NULL }, run_explain
};

const struct command *const commands[] = { &command_demo, &command_assess, &command_check, &command_explain, &command_suppliers,
	&command_policy, NULL };

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

	buffer_format(&out, "usage: keur %s %s\n\n%s\n", command->name, command->synopsis, command->about);
	options_help(command->group, &out);
	fputs(out.data, stdout);
	buffer_free(&out);
}

static void help(FILE *to)
{
	size_t i;

	fputs("keur answers for a mobile network: which parts are critical, who can really reach into them, would we\n"
	      "notice, and which may only come from trusted suppliers.\n\nusage: keur COMMAND ...\n\n", to);
	for (i = 0; commands[i]; i++)
		fprintf(to, "  %-10s %s\n", commands[i]->name, commands[i]->summary);
	fputs("\n`keur COMMAND --help` says more. `keur demo` shows it at work.\n", to);
}

static int unknown_command(const char *name)
{
	struct nearest nearest = nearest_start(text_of(name));
	size_t i;

	for (i = 0; commands[i]; i++)
		nearest_try(&nearest, text_of(commands[i]->name));
	if (nearest.best.length)
		fprintf(stderr, "keur: there is no command `%s`: did you mean `%.*s`?\n", name, (int)nearest.best.length, nearest.best.data);
	else
		fprintf(stderr, "keur: there is no command `%s`: see keur --help\n", name);
	return EXIT_COULD_NOT;
}

static void out_of_memory(void)
{
	static const char text[] = "keur: error: out of memory\n";

	output_abandon();
	if (write(STDERR_FILENO, text, sizeof text - 1) < 0)
		_exit(EXIT_COULD_NOT);
	_exit(EXIT_COULD_NOT);
}

static void interrupted(int number)
{
	output_abandon();
	signal(number, SIG_DFL);
	raise(number);
}

int main(int argc, char **argv)
{
	static const int deadly[] = { SIGINT, SIGTERM, SIGHUP };
	int code = -1;
	size_t i;

	/* Columns are large and go one by one: each in a mapping of its own goes back to the system when it is freed. glibc would move the
	 * limit up with every free. */
	mallopt(M_MMAP_THRESHOLD, 256 * 1024);
	mem_set_failure(out_of_memory);
	signal(SIGPIPE, SIG_IGN); /* a closed pipe is a write error like any other */
	for (i = 0; i < sizeof deadly / sizeof *deadly; i++)
		signal(deadly[i], interrupted);
	if (argc < 2) {
		help(stderr);
		return EXIT_COULD_NOT;
	}
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "help") == 0) {
		help(stdout);
		code = EXIT_CLEAN;
	} else if (strcmp(argv[1], "--version") == 0) {
		puts("keur " KEUR_VERSION);
		code = EXIT_CLEAN;
	}
	for (i = 0; code < 0 && commands[i]; i++)
		if (strcmp(argv[1], commands[i]->name) == 0)
			code = commands[i]->run(commands[i], argc - 1, argv + 1);
	if (code < 0)
		code = unknown_command(argv[1]);
	if (fflush(stdout) != 0 || ferror(stdout)) {
		fputs("keur: error: cannot write to standard output\n", stderr);
		return EXIT_COULD_NOT;
	}
	return code;
}
