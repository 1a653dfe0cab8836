/* keur assess: the main job. */
#include "cli/command.h"
#include "cli/output.h"
#include "cli/overwrite.h"
#include "cli/progress.h"
#include "cli/review.h"
#include "report/cells.h"
#include "report/formats.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* length 0: nothing stands where a name should; `all`: in the whole list. */
static int format_unknown(const char *name, size_t length, bool all, struct error *err)
{
	struct buffer names = { 0 };
	int done;
	size_t i;

	for (i = 0; i < FORMATS; i++)
		buffer_format(&names, "%s%s", i ? ", " : "", format[i].name);
	done = length ? error_set(err, ERROR_USAGE, "--format cannot be `%.*s`: it is a list of %s", (int)length, name, names.data)
		: error_set(err, ERROR_USAGE, all ? "--format is empty: it is a list of %s" : "--format has a comma too many: it is a list of %s", names.data);
	buffer_free(&names);
	return done;
}

/* A bit for each format. */
static int parse_formats(const char *list, unsigned *formats, struct error *err)
{
	const char *at = list;

	*formats = 0;
	while (*at) {
		size_t length = strcspn(at, ","), i;

		for (i = 0; i < FORMATS; i++)
			if (strlen(format[i].name) == length && strncmp(format[i].name, at, length) == 0)
				break;
		if (i == FORMATS)
			return format_unknown(at, length, false, err);
		*formats |= 1u << i;
		at += length;
		if (*at == ',' && !*++at)
			return format_unknown("", 0, false, err);
	}
	return *formats ? 0 : format_unknown("", 0, true, err);
}

static int write_stdout(const struct result *result, enum format_id which, struct error *err)
{
	struct out *out = mem_alloc(sizeof *out);
	struct report_style style;
	int done;

	progress_end_for(STDOUT_FILENO);
	progress_stage("writing", "bytes", true);
	progress_begin(progress_listener(), format[which].name, 0);
	out_start(out, STDOUT_FILENO);
	out->progress = progress_listener();
	if (which == FORMAT_TEXT) {
		style = command_style();
		report_text(result, &style, out);
	} else if (which == FORMAT_CSV) {
		report_csv(result, &cells_table[CELLS_FINDINGS], out);
	} else {
		format[which].write(result, out);
	}
	done = out_end(out, "to standard output", err);
	free(out);
	return done;
}

/* The file of a format, or, with `table`, of a table of the format csv. */
struct target {
	const struct format *in;
	const struct cells_table *table;
	char name[OUTPUT_NAME];
};

enum { TARGETS = FORMATS + CELLS_TABLES };

static size_t list_targets(unsigned formats, struct target target[TARGETS])
{
	size_t targets = 0, i, k;

	for (i = 0; i < FORMATS; i++)
		if (formats >> i & 1 && format[i].file)
			target[targets++] = (struct target){ .in = &format[i] };
	for (k = 0; formats >> FORMAT_CSV & 1 && k < CELLS_TABLES; k++)
		target[targets++] = (struct target){ &format[FORMAT_CSV], &cells_table[k], "" };
	for (i = 0; i < targets; i++)
		snprintf(target[i].name, sizeof target[i].name, "%s%s", target[i].table ? target[i].table->name : target[i].in->file, target[i].table ? ".csv" : "");
	return targets;
}

static int write_file(struct output *output, const struct result *result, const struct target *target, struct error *err)
{
	if (output_begin(output, target->name, err) != 0)
		return -1;
	output->out->progress = progress_listener();
	progress_begin(output->out->progress, target->name, 0);
	if (target->table)
		report_csv(result, target->table, output->out);
	else
		target->in->write(result, output->out);
	return output_done(output, err);
}

static int write_files(const struct result *result, const struct settings *settings, unsigned formats, struct error *err)
{
	struct target target[TARGETS];
	size_t targets = list_targets(formats, target), i;
	struct output output;
	int done = output_open(&output, settings->output, settings->output_beneath, err);

	progress_stage("writing", "bytes", true);
	for (i = 0; done == 0 && i < targets; i++)
		done = write_file(&output, result, &target[i], err);
	if (done == 0)
		done = output_commit(&output, err);
	output_close(&output);
	return done;
}

static void note_all(struct overwrite *over, const struct texts *paths)
{
	size_t i;

	for (i = 0; i < paths->count; i++)
		overwrite_reads(over, paths->item[i]);
}

/* Whether everything that is to be written may be, before the work; everything that is read was opened. */
static int check_targets(const struct review *review, const struct settings *settings, unsigned formats, struct error *err)
{
	struct target target[TARGETS];
	size_t targets = list_targets(formats, target), i;
	struct overwrite over;
	int directory, done = output_look(settings->output, settings->output_beneath, &directory, err);

	if (directory < 0)
		return done;
	overwrite_start(&over, directory, settings->output);
	for (i = 0; i < review->messages.files; i++)
		overwrite_reads(&over, review->messages.file[i]); /* inventories, registers, overlays, what they include, and packs */
	note_all(&over, &settings->plugin);
	overwrite_reads(&over, settings->pins);
	overwrite_reads(&over, settings->keys);
	for (i = 0; done == 0 && i < targets; i++)
		done = overwrite_may(&over, target[i].name, target[i].in, target[i].table, err);
	overwrite_end(&over);
	close(directory);
	return done;
}

/* Which formats to write. A wrong choice is better said before the work than after it. */
static int choose_formats(const struct settings *settings, unsigned *formats, struct error *err)
{
	if (parse_formats(settings->format ? settings->format : settings->output ? "text,json,csv" : "text", formats, err) != 0)
		return -1;
	if (!settings->output && (*formats & (*formats - 1)))
		return error_set(err, ERROR_USAGE, "--format %s: several formats need --output DIR, standard output takes one", settings->format);
	if (!settings->output && format[__builtin_ctz(*formats)].binary && isatty(STDOUT_FILENO))
		return error_set(err, ERROR_USAGE, "--format %s: a terminal cannot show it; give --output DIR, or send standard output to a file",
			settings->format);
	return 0;
}

static int deliver(const struct result *result, const struct settings *settings, unsigned formats, struct error *err)
{
	if (settings->output && write_files(result, settings, formats, err) != 0)
		return -1;
	if (settings->output)
		formats &= 1u << FORMAT_TEXT;
	if (settings->quiet)
		formats &= ~(1u << FORMAT_TEXT);
	return formats ? write_stdout(result, (enum format_id)__builtin_ctz(formats), err) : 0;
}

int assess_run(const struct settings *settings)
{
	struct review review;
	struct error err;
	unsigned formats;
	int code = EXIT_COULD_NOT, done;

	if (command_language(settings->lang, &err) != 0 || choose_formats(settings, &formats, &err) != 0)
		return command_fail(&err);
	review_start(settings);
	done = review_load(&review, settings, &err);
	review_say(&review, settings->quiet);
	if (done == 0 && settings->output)
		done = check_targets(&review, settings, formats, &err);
	if (done == 0)
		done = review_assess(&review, settings, &err);
	if (done == 0)
		done = deliver(&review.result, settings, formats, &err);
	progress_end();
	if (done == 0 && (settings->quiet || !(formats >> FORMAT_TEXT & 1)))
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
	const char *output;
	bool help;
	int done;

	settings_free(settings);
	settings_default(settings);
	done = settings_read(settings, command->group, arena, &messages, err);
	messages_print(&messages, &out);
	if (out.data)
		command_say(buffer_view(&out));
	output = settings->output;
	if (done == 0)
		done = options_parse(command->group, argc, argv, settings, &settings->inventory, &help, err);
	settings->output_beneath = output && settings->output == output; /* not the command line's */
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
