/* keur demo: a small network with seeded problems, written out and assessed. */
#include "cli/command.h"
#include "cli/output.h"
#include "cli/review.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/no_raw.h"

/* A demo file is small; what is larger is not ours. */
enum { DEMO_FILE_MOST = 1024 * 1024 };

static int read_file(int directory, const char *name, struct buffer *content, struct error *err)
{
	int fd = openat(directory, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	struct stat info;
	char room[4096];
	ssize_t n;

	if (fd < 0)
		return errno == ENOENT ? 1 : error_system(err, errno, "cannot open %s", name);
	if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode) || info.st_size > DEMO_FILE_MOST) {
		close(fd);
		return error_set(err, ERROR_IO, "%s is not a file of the demo", name);
	}
	while ((n = read(fd, room, sizeof room)) > 0)
		buffer_add(content, room, (size_t)n);
	close(fd);
	return n < 0 ? error_system(err, errno, "cannot read %s", name) : 0;
}

/* Never over something else: a file that is there must be the same. */
static int copy_file(int from, struct output *to, const char *name, struct error *err)
{
	struct buffer content = { 0 }, there = { 0 };
	int done = read_file(from, name, &content, err), exists = 0;

	if (done == 0) {
		exists = read_file(to->directory, name, &there, err);
		done = exists < 0 ? -1 : 0;
	}
	if (done == 0 && exists == 0 && !text_equal(buffer_view(&content), buffer_view(&there)))
		done = error_set(err, ERROR_IO, "%s/%s is there already and is not the demo's: choose another directory", to->name, name);
	if (done == 0 && exists == 1) {
		done = output_begin(to, name, err);
		if (done == 0) {
			out_text(to->out, buffer_view(&content));
			done = output_done(to, err);
		}
	}
	buffer_free(&content);
	buffer_free(&there);
	return done;
}

static int name_compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static int list_demo(const char *path, struct texts *names, struct arena *arena, struct error *err)
{
	DIR *directory = opendir(path);
	struct dirent *entry;

	if (!directory)
		return error_system(err, errno, "cannot open the demo inventory %s", path);
	while ((entry = readdir(directory)))
		if (entry->d_name[0] != '.')
			texts_add(names, arena_copy(arena, entry->d_name, strlen(entry->d_name)));
	closedir(directory);
	if (names->count)
		qsort(names->item, names->count, sizeof *names->item, name_compare);
	return 0;
}

static const char *below(struct arena *arena, const char *directory, const char *name)
{
	struct buffer path = { 0 };
	const char *copy;

	buffer_format(&path, "%s/%s", directory, name);
	copy = arena_copy(arena, path.data, path.length);
	buffer_free(&path);
	return copy;
}

/* Which option each file of the demo is for, by its name. */
static void use_file(struct settings *settings, struct arena *arena, const char *directory, const char *name)
{
	size_t length = strlen(name);

	if (length < 5 || strcmp(name + length - 5, ".yaml") != 0)
		return;
	if (strcmp(name, "suppliers.yaml") == 0)
		texts_add(&settings->suppliers, below(arena, directory, name));
	else if (strcmp(name, "overlay.yaml") == 0)
		texts_add(&settings->overlay, below(arena, directory, name));
	else
		texts_add(&settings->inventory, below(arena, directory, name));
}

static void say_onward(const struct settings *settings, const char *directory)
{
	struct buffer line = { 0 };
	size_t i;

	SAY_FILLED(&line, say("The inventory is in {inventory}, the result in {result}: report.html, which a browser shows, {files}."), { "inventory", text_of(directory) },
		{ "result", text_of(settings->output) },
		{ "files", TEXT_LITERAL("result.json, findings.csv, components.csv, suppliers.csv, gaps.csv, groups.csv") });
	command_print("%s", "");
	command_print("%s", line.data);
	command_print("%s", say("Onward:"));
	command_print("  keur explain %s/result.json billing-1", settings->output);
	command_print("  keur ask %s/result.json", settings->output);
	buffer_clear(&line);
	buffer_string(&line, "  keur assess");
	for (i = 0; i < settings->inventory.count; i++)
		buffer_format(&line, " %s", settings->inventory.item[i]);
	for (i = 0; i < settings->suppliers.count; i++)
		buffer_format(&line, " --suppliers %s", settings->suppliers.item[i]);
	for (i = 0; i < settings->overlay.count; i++)
		buffer_format(&line, " --overlay %s", settings->overlay.item[i]);
	command_print("%s", line.data);
	buffer_free(&line);
}

struct demo {
	unsigned isolation, lang;
	bool verbose, quiet;
};

static int demo_in(const char *directory, const struct demo *demo, struct error *err)
{
	struct settings settings;
	struct places places = { 0 };
	struct texts names = { 0 };
	struct arena arena = { 0 };
	struct output output = { .directory = -1 };
	int from = -1, code = -1, done;
	size_t i;

	settings_default(&settings);
	settings.isolation = demo->isolation;
	settings.lang = demo->lang;
	settings.verbose = demo->verbose;
	settings.quiet = demo->quiet;
	done = places_find(&places, err);
	if (done == 0)
		done = list_demo(places.demo, &names, &arena, err);
	if (done == 0 && (from = open(places.demo, O_RDONLY | O_DIRECTORY | O_CLOEXEC)) < 0)
		done = error_system(err, errno, "cannot open %s", places.demo);
	if (done == 0)
		done = output_open(&output, directory, false, err);
	for (i = 0; done == 0 && i < names.count; i++) {
		done = copy_file(from, &output, names.item[i], err);
		use_file(&settings, &arena, directory, names.item[i]);
	}
	if (done == 0)
		done = output_commit(&output, err);
	output_close(&output);
	if (done == 0) {
		settings.output = below(&arena, directory, "result");
		settings.format = "text,json,csv,html";
		code = assess_run(&settings);
		if (code != EXIT_COULD_NOT && !demo->quiet)
			say_onward(&settings, directory);
	}
	if (from >= 0)
		close(from);
	places_free(&places);
	texts_free(&names);
	settings_free(&settings);
	arena_free(&arena);
	return done == 0 ? code : -1;
}

static const struct option demo_options[] = { OPTION_ISOLATION(offsetof(struct demo, isolation)) };
static const struct option_group demo_group = { "Plugins", demo_options, sizeof demo_options / sizeof *demo_options };
static const struct option said_options[] = {
	OPTION_LANG(offsetof(struct demo, lang)),
	OPTION_VERBOSE(offsetof(struct demo, verbose), VERBOSE_STAGES_LOGS),
	OPTION_QUIET(offsetof(struct demo, quiet), "no progress and no text on the terminal beside errors: only the files"),
};
static const struct option_group said_group = { "What comes out", said_options, sizeof said_options / sizeof *said_options };

static int run(const struct command *command, int argc, char **argv)
{
	struct demo demo = { .isolation = ISOLATION_STRICT, .lang = LANGUAGE_EN };
	struct texts rest = { 0 };
	struct error err;
	bool help;
	int code;

	if (options_parse(command->group, argc, argv, &demo, &rest, &help, &err) != 0)
		code = command_usage(command, "%s", err.text);
	else if (help)
		command_help(command), code = EXIT_CLEAN;
	else if (rest.count > 1)
		code = command_usage(command, "one directory at most");
	else if ((code = demo_in(rest.count ? rest.item[0] : "keur-demo", &demo, &err)) < 0)
		code = command_fail(&err);
	texts_free(&rest);
	return code;
}

const struct command command_demo = {
	"demo", "[DIR] [options]", "write a small network with seeded problems and assess it",
	"Writes the demo inventory to DIR (default keur-demo), assesses it into DIR/result and shows the answer.\n\n"
	"Exit code: that of the assessment; 2, because of the seeded problems.",
	{ &demo_group, &said_group, NULL }, run
};
