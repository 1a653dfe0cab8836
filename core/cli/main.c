/* keur: from inventories to a risk matrix. Finds the command and hands over. */
#include "assess/assess.h"
#include "base/fd.h"
#include "base/nearest.h"
#include "cli/command.h"
#include "cli/output.h"
#include "cli/progress.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

const struct command *const commands[] = { &command_demo, &command_assess, &command_check, &command_explain, &command_ask, &command_diff, &command_whatif,
	&command_suppliers,
	&command_policy, &command_plugin, NULL };

static void help(FILE *to)
{
	size_t i;

	fputs("keur answers for a mobile network: which parts are critical, who can really reach into them, would we\n"
	      "notice, and which may only come from trusted suppliers.\n\nusage: keur COMMAND ...\n\n", to);
	for (i = 0; commands[i]; i++)
		fprintf(to, "  %-10s %s\n", commands[i]->name, commands[i]->summary);
	fputs("\n`keur COMMAND --help` says more. `keur demo` shows it at work.\n", to);
}

static const struct command *find_command(const char *name)
{
	size_t i;

	for (i = 0; commands[i]; i++)
		if (strcmp(name, commands[i]->name) == 0)
			return commands[i];
	return NULL;
}

static int unknown_command(const char *name)
{
	struct nearest nearest = nearest_start(text_of(name));
	struct buffer line = { 0 };
	size_t i;

	for (i = 0; commands[i]; i++)
		nearest_try(&nearest, text_of(commands[i]->name));
	nearest_try(&nearest, TEXT_LITERAL("--help"));
	nearest_try(&nearest, TEXT_LITERAL("--version"));
	buffer_format(&line, "keur: there is no %s `%s`: ", name[0] == '-' ? "option" : "command", name);
	if (nearest.best.length)
		buffer_format(&line, "did you mean `%.*s`?\n", (int)nearest.best.length, nearest.best.data);
	else
		buffer_string(&line, "see keur --help\n");
	command_say(buffer_view(&line));
	buffer_free(&line);
	return EXIT_COULD_NOT;
}

/* keur help [COMMAND [TOOL]]: what the command itself says to --help. */
static int help_on(int argc, char **argv)
{
	static char option[] = "--help";
	const struct command *command = argc ? find_command(argv[0]) : NULL;
	char *words[] = { argc ? argv[0] : NULL, argc > 1 ? argv[1] : option, option, NULL };

	if (argc && !command)
		return unknown_command(argv[0]);
	if (command)
		return command->run(command, argc > 1 ? 3 : 2, words);
	help(stdout);
	return EXIT_CLEAN;
}

static void out_of_memory(void)
{
	static const char memory[] = "keur: error: out of memory\n";
	static const char limit[] = "keur: error: the limit on the size of files is too low (ulimit -f): the network in memory counts as a file\n";
	const char *text = errno == EFBIG ? limit : memory;

	output_abandon();
	progress_abandon();
	if (write(STDERR_FILENO, text, strlen(text)) < 0)
		_exit(EXIT_COULD_NOT);
	_exit(EXIT_COULD_NOT);
}

static void interrupted(int number)
{
	output_abandon();
	progress_abandon();
	signal(number, SIG_DFL);
	raise(number);
}

/* A descriptor that the caller closed would be given to the next file that is opened, and messages would end up in it. Opened for
 * the wrong direction, so that using it is an error. */
static void fill_descriptors(void)
{
	int fd;

	for (fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0 && errno == EBADF)
			if (open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd)
				_exit(EXIT_COULD_NOT);
}

static void catch_signals(void)
{
	static const int deadly[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGALRM, SIGUSR1, SIGUSR2, SIGXCPU, SIGVTALRM, SIGPROF, SIGIO, SIGPWR };
	size_t i;

	/* A closed pipe and a file grown too large are write errors like any other; of standard output the first is none, see out_end() and main(). */
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
	for (i = 0; i < sizeof deadly / sizeof *deadly; i++)
		if (signal(deadly[i], interrupted) == SIG_IGN)
			signal(deadly[i], SIG_IGN); /* nohup, or a background job: stays ignored */
}

static int run(int argc, char **argv)
{
	const struct command *command;

	if (argc < 2) {
		help(stderr);
		return EXIT_COULD_NOT;
	}
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "help") == 0)
		return help_on(argc - 2, argv + 2);
	if (strcmp(argv[1], "--version") == 0) {
		puts("keur " KEUR_VERSION);
		return EXIT_CLEAN;
	}
	command = find_command(argv[1]);
	return command ? command->run(command, argc - 1, argv + 1) : unknown_command(argv[1]);
}

int main(int argc, char **argv)
{
	int code;

	fill_descriptors();
	/* Columns are large and go one by one: each in a mapping of its own goes back to the system when it is freed. glibc would move the
	 * limit up with every free. */
	mallopt(M_MMAP_THRESHOLD, 256 * 1024);
	mem_set_failure(out_of_memory);
	catch_signals();
	code = run(argc, argv);
	progress_end();
	if ((fflush(stdout) != 0 || ferror(stdout)) && !fd_unread(STDOUT_FILENO)) {
		fputs("keur: error: cannot write to standard output\n", stderr);
		return EXIT_COULD_NOT;
	}
	return code;
}
