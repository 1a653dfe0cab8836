/* keur diff OLD NEW: what moved between two results, and why. Reads results only, so that last year's need not be assessed again. */
#include "cli/diff.h"

#include "base/fd.h"
#include "base/mem.h"
#include "cli/command.h"
#include "cli/progress.h"
#include "cli/result_say.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { FORMAT_TEXT, FORMAT_JSON, FORMAT_CSV };
static const char *const format_name[] = { "text", "json", "csv", NULL };

struct settings {
	unsigned format;
	bool verbose, quiet;
};

static bool same_file(const char *a, const char *b)
{
	struct stat x, y;

	return stat(a, &x) == 0 && stat(b, &y) == 0 && fd_same_file(&x, &y);
}

static int write_diff(const struct diff *diff, unsigned format, struct error *err)
{
	struct out *out = mem_alloc(sizeof *out);
	struct report_style style = command_style();
	int rc;

	out_start(out, STDOUT_FILENO);
	if (format == FORMAT_JSON)
		diff_write_json(diff, out);
	else if (format == FORMAT_CSV)
		diff_write_csv(diff, out);
	else
		diff_write_text(diff, &style, out);
	rc = out_end(out, "to standard output", err);
	free(out);
	return rc;
}

static int compare(const char *const *path, const struct settings *settings)
{
	struct diff *diff = mem_zalloc(1, sizeof *diff);
	struct messages messages = { 0 };
	struct error err = { 0 };
	int status = EXIT_CLEAN;
	unsigned s;

	progress_start(settings->quiet, settings->verbose);
	for (s = 0; s < DIFF_SIDES && status == EXIT_CLEAN; s++)
		if (diff_read(diff, (enum diff_side)s, path[s], &messages, &err))
			status = result_unreadable("diff", path[s], &messages, &err);
	if (status == EXIT_CLEAN) {
		progress_stage("comparing", NULL, false);
		diff_compare(diff);
		diff_explain(diff);
		progress_end();
		status = write_diff(diff, settings->format, &err) ? command_fail(&err) : diff->differs ? EXIT_FOUND : EXIT_CLEAN;
	}
	diff_free(diff);
	free(diff);
	messages_free(&messages);
	return status;
}

static int run(const struct command *command, int argc, char **argv)
{
	struct settings settings = { .format = FORMAT_TEXT };
	struct texts rest = { 0 };
	struct error err;
	bool help;
	int code = EXIT_CLEAN;

	if (options_parse(command->group, argc, argv, &settings, &rest, &help, &err) != 0)
		code = command_usage(command, "%s", err.text);
	else if (help)
		command_help(command);
	else if (rest.count != 2)
		code = command_usage(command, "two results are needed, the old one and the new one, not %zu", rest.count);
	else if (same_file(rest.item[0], rest.item[1]))
		code = command_usage(command, "`%s` and `%s` are the same file", rest.item[0], rest.item[1]);
	else
		code = compare(rest.item, &settings);
	texts_free(&rest);
	return code;
}

static const struct option options[] = {
	{ "format", OPTION_WORD, "FORMAT", "text (default), json, or csv: one changed fact to a line", offsetof(struct settings, format), format_name, false },
	OPTION_VERBOSE(offsetof(struct settings, verbose), VERBOSE_STAGES),
	OPTION_QUIET(offsetof(struct settings, quiet), QUIET_ANSWER),
};
static const struct option_group group = { "Output", options, sizeof options / sizeof *options };

const struct command command_diff = {
	"diff", "OLD NEW [options]", "what moved between two results, and why",
	"Compares two result.json files: parts, findings, questions, groups and suppliers that are new, gone or changed, each with its cause as far "
	"as the two results show it: a decision, a fact, the policy pack, a plugin, keur itself, or the day. Where several fit all are named; where "
	"none is visible it says so.\n\n"
	"Exit code: 0 the answers are the same; 1 could not compare; 2 they differ.",
	{ &group, NULL }, run
};
