/* keur ask RESULT: the questions of a result for the operator, by who can answer and by worth, to be filled in and given back as an overlay. */
#include "cli/ask.h"

#include "base/mem.h"
#include "cli/command.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/result_say.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FORMAT_YAML, FORMAT_CSV };
static const char *const format_name[] = { "yaml", "csv", NULL };
struct settings {
	unsigned format, who;
	const char *output;
	bool verbose, quiet;
};

static int write_stdout(const struct ask *ask, struct error *err)
{
	struct out *out = mem_alloc(sizeof *out);
	int rc;

	out_start(out, STDOUT_FILENO);
	ask_write_yaml(ask, out);
	rc = out_end(out, "to standard output", err);
	free(out);
	return rc;
}

/* A file of one table is begun only when the table has questions. */
static bool has(const struct ask *ask, enum ask_file file)
{
	size_t q;

	for (q = 0; q < ask->questions; q++)
		if (ask_is_in(&ask->question[q], file))
			return true;
	return false;
}

/* A file that stands there may hold answers already: it is never written over. */
static int refuse_present(const char *directory, const char *file, struct error *err)
{
	struct buffer path = { 0 };
	struct stat info;
	int rc = 0;

	buffer_format(&path, "%s/%s", directory, file);
	if (lstat(path.data, &info) == 0)
		rc = error_set(err, ERROR_IO, "%s is there already and may hold answers: give another name, or move it away", path.data);
	buffer_free(&path);
	return rc;
}

static int write_into(const struct ask *ask, const char *directory, const char *const *file, void (*write)(const struct ask *, unsigned, struct out *),
	struct error *err)
{
	struct output output;
	unsigned f;
	int rc = 0;

	for (f = 0; file[f] && !rc; f++)
		rc = file[f][0] ? refuse_present(directory, file[f], err) : 0;
	if (rc || output_open(&output, directory, false, err))
		return -1;
	for (f = 0; file[f] && !rc; f++) {
		if (!file[f][0])
			continue;
		rc = output_begin(&output, file[f], err);
		if (!rc) {
			write(ask, f, output.out);
			rc = output_done(&output, err);
		}
	}
	if (!rc)
		rc = output_commit(&output, err);
	output_close(&output);
	return rc;
}

static void write_yaml(const struct ask *ask, unsigned file, struct out *out)
{
	(void)file;
	ask_write_yaml(ask, out);
}

static void write_csv(const struct ask *ask, unsigned file, struct out *out)
{
	ask_write_csv(ask, (enum ask_file)file, out);
}

static int write_files(const struct ask *ask, const struct settings *settings, struct error *err)
{
	const char *file[ASK_FILES + 1] = { NULL }, *slash;
	char *directory;
	unsigned f;
	int rc;

	if (settings->format == FORMAT_CSV) {
		for (f = 0; f < ASK_FILES; f++)
			file[f] = has(ask, (enum ask_file)f) ? ask_file_name[f] : "";
		return write_into(ask, settings->output, file, write_csv, err);
	}
	slash = strrchr(settings->output, '/');
	file[0] = slash ? slash + 1 : settings->output;
	if (!file[0][0])
		return error_set(err, ERROR_USAGE, "--output=%s is a directory: in YAML the questions are one file", settings->output);
	directory = mem_copy_string(settings->output, slash ? (size_t)(slash - settings->output) + (slash == settings->output) : 0);
	rc = write_into(ask, slash ? directory : ".", file, write_yaml, err);
	free(directory);
	return rc;
}

static int ask_about(const char *path, const struct settings *settings)
{
	struct ask ask = { .who = settings->who };
	struct messages messages = { 0 };
	struct error err = { 0 };
	int status = EXIT_CLEAN;

	int done;

	progress_start(settings->quiet, settings->verbose);
	done = ask_read(&ask, path, &messages, &err);
	progress_end();
	if (done)
		status = result_unreadable("ask", path, &messages, &err);
	else if (settings->output ? write_files(&ask, settings, &err) : write_stdout(&ask, &err))
		status = command_fail(&err);
	ask_free(&ask);
	messages_free(&messages);
	return status;
}

/* The answerers, and before them what stands for all. */
static const char *const who_name[ANSWERERS + 2] = { "all", "authority", "contract_office", "network_engineering", "security_operations",
	"product_owner", "assessor", NULL };

static int run(const struct command *command, int argc, char **argv)
{
	struct settings settings = { .format = FORMAT_YAML };
	struct texts rest = { 0 };
	struct error err;
	bool help;
	int code = EXIT_CLEAN;

	if (options_parse(command->group, argc, argv, &settings, &rest, &help, &err) != 0)
		code = command_usage(command, "%s", err.text);
	else if (help)
		command_help(command);
	else if (rest.count != 1)
		code = command_usage(command, "one result is needed, not %zu", rest.count);
	else if (settings.format == FORMAT_CSV && !settings.output)
		code = command_usage(command, "--format=csv needs --output=DIR: each table is a file of its own");
	else
		code = ask_about(rest.item[0], &settings);
	texts_free(&rest);
	return code;
}

static const struct option options[] = {
	{ "format", OPTION_WORD, "FORMAT", "yaml (default): one overlay to fill in; csv: one file for each table, for spreadsheets", offsetof(struct settings, format),
		format_name, false },
	{ "output", OPTION_TEXT, "FILE", "where it goes, in place of standard output; with csv a directory. What is there is never written over",
		offsetof(struct settings, output), NULL, false },
	{ "who", OPTION_WORD, "WHO", "the questions of one answerer only: authority, contract_office, network_engineering, security_operations, "
		"product_owner, assessor, or all (default)", offsetof(struct settings, who), who_name, false },
	OPTION_VERBOSE(offsetof(struct settings, verbose), VERBOSE_STAGES),
	OPTION_QUIET(offsetof(struct settings, quiet), QUIET_ANSWER),
};
static const struct option_group group = { "Output", options, sizeof options / sizeof *options };

const struct command command_ask = {
	"ask", "RESULT [options]", "what is not known, to be filled in and given back",
	"Writes the questions of a result.json as an overlay to fill in, grouped by who can answer them, in the order of what an answer is worth. What "
	"stays empty stays unknown; the filled-in file goes back with `keur assess INVENTORY... --overlay=FILE`.\n\n"
	"Exit code: 0 written, or nothing to ask; 1 could not.",
	{ &group, NULL }, run
};
