/* keur assess: the main job. */
#include "cli/command.h"
#include "cli/output.h"
#include "cli/review.h"
#include "report/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum format { FORMAT_TEXT = 1, FORMAT_JSON = 2, FORMAT_CSV = 4 };

static int parse_formats(const char *list, unsigned *formats, struct error *err)
{
	static const struct {
		const char *name;
		unsigned format;
	} known[] = { { "text", FORMAT_TEXT }, { "json", FORMAT_JSON }, { "csv", FORMAT_CSV } };
	const char *at = list;

	*formats = 0;
	while (*at) {
		size_t length = strcspn(at, ","), i;

		for (i = 0; i < sizeof known / sizeof *known; i++)
			if (strlen(known[i].name) == length && strncmp(known[i].name, at, length) == 0)
				break;
		if (i == sizeof known / sizeof *known)
			return error_set(err, ERROR_USAGE, "--format cannot be `%.*s`: it is a list of text, json, csv", (int)length, at);
		*formats |= known[i].format;
		at += length + (at[length] == ',');
	}
	return *formats ? 0 : error_set(err, ERROR_USAGE, "--format is empty: it is a list of text, json, csv");
}

static int write_stdout(const struct result *result, unsigned format, struct error *err)
{
	struct out *out = mem_alloc(sizeof *out);
	struct report_style style;
	int done;

	out_start(out, STDOUT_FILENO);
	if (format == FORMAT_JSON) {
		report_json(result, out);
	} else if (format == FORMAT_CSV) {
		report_findings_csv(result, out);
	} else {
		style = command_style();
		report_text(result, &style, out);
	}
	done = out_end(out, "to standard output", err);
	free(out);
	return done;
}

static int write_files(const struct result *result, const char *directory, unsigned formats, struct error *err)
{
	static const struct {
		unsigned format;
		const char *file;
		void (*write)(const struct result *, struct out *);
	} files[] = {
		{ FORMAT_JSON, "result.json", report_json },
		{ FORMAT_CSV, "findings.csv", report_findings_csv },
		{ FORMAT_CSV, "components.csv", report_components_csv },
		{ FORMAT_CSV, "suppliers.csv", report_suppliers_csv },
		{ FORMAT_CSV, "gaps.csv", report_gaps_csv },
		{ FORMAT_CSV, "groups.csv", report_groups_csv },
	};
	struct output output;
	int done = output_open(&output, directory, err);
	size_t i;

	for (i = 0; done == 0 && i < sizeof files / sizeof *files; i++) {
		if (!(formats & files[i].format))
			continue;
		done = output_begin(&output, files[i].file, err);
		if (done == 0) {
			files[i].write(result, output.out);
			done = output_done(&output, err);
		}
	}
	if (done == 0)
		done = output_commit(&output, err);
	output_close(&output);
	return done;
}

/* Which formats to write. A wrong choice is better said before the work than after it. */
static int choose_formats(const struct settings *settings, unsigned *formats, struct error *err)
{
	if (parse_formats(settings->format ? settings->format : settings->output ? "text,json,csv" : "text", formats, err) != 0)
		return -1;
	if (!settings->output && (*formats & (*formats - 1)))
		return error_set(err, ERROR_USAGE, "--format %s: several formats need --output DIR, standard output takes one", settings->format);
	return 0;
}

static int deliver(const struct result *result, const struct settings *settings, unsigned formats, struct error *err)
{
	if (settings->output && write_files(result, settings->output, formats, err) != 0)
		return -1;
	if (settings->output)
		formats &= FORMAT_TEXT;
	if (settings->quiet)
		formats &= ~(unsigned)FORMAT_TEXT;
	return formats ? write_stdout(result, formats, err) : 0;
}

int assess_run(const struct settings *settings)
{
	struct review review;
	struct error err;
	unsigned formats;
	int code = EXIT_COULD_NOT, done;

	if (choose_formats(settings, &formats, &err) != 0)
		return command_fail(&err);
	done = review_load(&review, settings, &err);
	review_say(&review, settings->quiet);
	if (done == 0)
		done = review_assess(&review, settings, &err);
	if (done == 0)
		done = deliver(&review.result, settings, formats, &err);
	if (done == 0 && (settings->quiet || !(formats & FORMAT_TEXT)))
		review_say_incomplete(&review);
	if (done == 0)
		code = result_exit_code(&review.result, settings->fail_on ? settings->fail_on : 6,
			settings->basis ? READING_KNOWN : READING_WORST);
	else
		command_fail(&err);
	review_free(&review);
	return code;
}

/* The settings of keur.yaml, and over them those of the command line. */
static int read_settings(const struct command *command, int argc, char **argv, struct settings *settings, struct arena *arena,
	struct error *err)
{
	struct messages messages = { 0 };
	struct buffer out = { 0 };
	bool help;
	int done;

	settings_free(settings);
	settings_default(settings);
	done = settings_read(settings, command->group, arena, &messages, err);
	messages_print(&messages, &out);
	if (out.data)
		fputs(out.data, stderr);
	if (done == 0)
		done = options_parse(command->group, argc, argv, settings, &settings->inventory, &help, err);
	buffer_free(&out);
	messages_free(&messages);
	return done;
}

static int run(const struct command *command, int argc, char **argv)
{
	struct settings settings;
	struct arena arena = { 0 };
	struct error err;
	bool help;
	int code = EXIT_CLEAN;

	settings_default(&settings);
	if (options_parse(command->group, argc, argv, &settings, &settings.inventory, &help, &err) != 0)
		code = command_usage(command, "%s", err.text);
	else if (help)
		command_help(command);
	else if (!settings.inventory.count && read_settings(command, argc, argv, &settings, &arena, &err) != 0)
		code = command_fail(&err);
	else if (!settings.inventory.count)
		code = command_usage(command, "no inventory given, and no keur.yaml here names one");
	else
		code = assess_run(&settings);
	settings_free(&settings);
	arena_free(&arena);
	return code;
}

const struct command command_assess = {
	"assess", "INVENTORY... [options]", "assess a network and write the risk matrix",
	"Reads inventories (keur YAML, XML or CSV, 3GPP NRM, NRF registrations), a supplier register and overlays, runs the plugins and writes "
	"the risk matrix with the reasons behind every cell.\n\n"
	"Without INVENTORY the settings of keur.yaml in the current directory are used; options given here go before them.\n\n"
	"Exit code: 0 assessed and clean; 1 could not run; 2 a breach, a violated or unknown trusted-supplier status on a part that needs one, or "
	"a risk at or above --fail-on; 3 some plugin gave no complete answer.",
	{ &options_input, &options_run, &options_output, NULL }, run
};
