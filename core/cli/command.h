/* The commands. Each parses its own arguments (argv[0] is the command's name) and returns the exit code. Only cli/ prints. */
#ifndef KEUR_CLI_COMMAND_H
#define KEUR_CLI_COMMAND_H

#include "assess/assess.h" /* the exit codes */
#include "base/error.h"
#include "base/language.h"
#include "cli/options.h"
#include "model/frames.h"
#include "report/report.h"

struct command {
	const char *name;
	const char *synopsis; /* what follows the name */
	const char *summary;  /* one line */
	const char *about;    /* for --help and the manual: paragraphs, plain text */
	const struct option_group *group[5]; /* its options, NULL-ended */
	int (*run)(const struct command *command, int argc, char **argv);
};

extern const struct command command_ask, command_assess, command_check, command_demo, command_diff, command_explain, command_plugin, command_policy,
	command_suppliers, command_whatif;
/* The tools of `keur plugin`. */
extern const struct command command_plugin_list, command_plugin_help, command_plugin_check, command_plugin_pin,
	command_plugin_new;

/* In the order of the help, NULL-ended. */
extern const struct command *const commands[];

/* The option of everything that starts workers: sets an unsigned, enum frame_isolation. */
#define OPTION_ISOLATION(offset) \
	{ "isolation", OPTION_WORD, "LEVEL", "strict (default): no files, no network, no other processes, or not at all; best-effort: what this " \
		"system has of that; none: for debuggers", (offset), isolation_name, true }

/* What everything that may take long has: bools of its settings. */
#define OPTION_VERBOSE(offset, help) { "verbose", OPTION_FLAG, NULL, help, (offset), NULL, false }
#define OPTION_QUIET(offset, help) { "quiet", OPTION_FLAG, NULL, help, (offset), NULL, false }
#define VERBOSE_STAGES "each stage of the work with its count and time, to standard error"
#define VERBOSE_STAGES_LOGS "each stage of the work with its count and time, and what plugins log, to standard error"
#define QUIET_TEXT "no progress, no warnings and no text on the terminal: errors, and what was asked for in files"
#define QUIET_ANSWER "no progress: the answer and errors only"

/* To standard error. Names of files may hold anything: what would move a cursor or reorder a line is shown, not sent. */
void command_error(const char *format, ...) __attribute__((format(printf, 1, 2))); /* one line: "keur: error: ..." */
void command_say(struct text lines);                                               /* lines, each with its end */
/* To standard output, made visible in the same way. */
void command_print(const char *format, ...) __attribute__((format(printf, 1, 2))); /* one line, whatever is in it, with its end */
void command_print_lines(struct text lines);                                       /* words of others in them went through escape_words */
/* Both print to stderr and return EXIT_COULD_NOT. */
int command_fail(const struct error *err);
int command_usage(const struct command *command, const char *format, ...) __attribute__((format(printf, 2, 3)));
void command_help(const struct command *command);
/* The option of everything that people read: sets an unsigned, enum language. */
#define OPTION_LANG(offset) \
	{ "lang", OPTION_WORD, "LANGUAGE", "language of what people read: en (default) or nl; what machines read stays English", (offset), \
		language_code, false }
/* What that option asks for; the catalogues stand beside the program. */
int command_language(unsigned language, struct error *err);
/* Colour and width of standard output: none of either when it is no terminal. */
struct report_style command_style(void);

#endif
