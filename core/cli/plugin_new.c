/* keur plugin new: writes a project for a plugin from the templates that came with keur. */
#include "base/nearest.h"
#include "cli/bundled.h"
#include "cli/command.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/no_raw.h"

enum { TEMPLATE_MOST = 64 * 1024 };

struct project {
	unsigned language;
	const char *name, *directory;
	int to; /* descriptor of the directory */
	struct texts written; /* names, to take back when the rest cannot be written */
	struct arena arena;
};

static const char *const language_words[] = { "c", "cpp", NULL };
static const struct option new_options[] = {
	{ "lang", OPTION_WORD, "LANGUAGE", "c (default) or cpp", offsetof(struct project, language), language_words, false },
};
static const struct option_group new_group = { "Options", new_options, sizeof new_options / sizeof *new_options };

/* What stands for what in a template and in the names of its files, by language. */
static const struct {
	const char *mark, *value[2];
} marks[] = {
	{ "@LANGUAGE@", { "C", "CXX" } },
	{ "@EXTENSION@", { "c", "cpp" } },
	{ "@FEATURE@", { "c_std_99", "cxx_std_11" } },
	{ "@VERSION@", { KEUR_VERSION, KEUR_VERSION } },
	{ "@COMPILE@", { "mkdir -p build && cc -std=c99 -O2 -shared -fPIC $(pkg-config --cflags keur) -o build/@NAME@.so @NAME@.c $(pkg-config --libs keur)",
		"mkdir -p build && c++ -std=c++11 -O2 -shared -fPIC $(pkg-config --cflags keur) -o build/@NAME@.so @NAME@.cpp $(pkg-config --libs keur)" } },
};

/* ---- The name --------------------------------------------------------------------------------------------------------------------------- */

/* The nearest name that would do: "My-Check 2" to "my_check_2"; empty when nothing is left of it. */
static void nearest_id(const char *name, struct buffer *out)
{
	for (; *name && out->length < ID_LONGEST; name++) {
		char c = *name >= 'A' && *name <= 'Z' ? (char)(*name - 'A' + 'a') : *name;
		bool letter = c >= 'a' && c <= 'z', digit = c >= '0' && c <= '9';

		if (letter || (digit && out->length))
			buffer_add(out, &c, 1);
		else if (out->length && out->data[out->length - 1] != '_')
			buffer_string(out, "_");
	}
	if (out->length && out->data[out->length - 1] == '_')
		out->data[--out->length] = '\0';
}

static int check_name(const char *name, struct error *err)
{
	/* Names that CMake keeps for targets of its own, and those of plugins that are there already. */
	static const char *const taken[] = { "keur", "all", "test", "clean", "help", "install", "package", "depend", NULL };
	struct buffer nearest = { 0 };
	size_t i;

	if (bundled_find(name) < BUNDLED)
		return error_set(err, ERROR_USAGE, "`%s` is a bundled plugin, and no two may have one name: choose another", name);
	for (i = 0; taken[i]; i++)
		if (strcmp(name, taken[i]) == 0)
			return error_set(err, ERROR_USAGE, "`%s` is a name that keur or CMake keeps to itself: choose another", name);
	if (id_right(text_of(name)))
		return 0;
	nearest_id(name, &nearest);
	if (nearest.length)
		error_set(err, ERROR_USAGE, "a plugin cannot be called `%s`: lower-case letters, digits and underscores, a letter first, at most %d; `%s` would do",
			name, ID_LONGEST, nearest.data);
	else
		error_set(err, ERROR_USAGE, "a plugin cannot be called `%s`: lower-case letters, digits and underscores, a letter first, at most %d", name,
			ID_LONGEST);
	buffer_free(&nearest);
	return -1;
}

/* ---- Templates -------------------------------------------------------------------------------------------------------------------------- */

static void fill_in(const struct project *project, struct text text, struct buffer *out)
{
	while (text.length) {
		static const char name[] = "@NAME@";
		size_t size = 1, i;

		for (i = 0; i < sizeof marks / sizeof *marks; i++) {
			size_t length = strlen(marks[i].mark);

			if (length <= text.length && memcmp(text.data, marks[i].mark, length) == 0) {
				fill_in(project, text_of(marks[i].value[project->language]), out);
				size = length;
				break;
			}
		}
		if (i == sizeof marks / sizeof *marks && text.length >= sizeof name - 1 && memcmp(text.data, name, sizeof name - 1) == 0) {
			buffer_string(out, project->name);
			size = sizeof name - 1;
		} else if (i == sizeof marks / sizeof *marks) {
			buffer_add(out, text.data, 1);
		}
		text = (struct text){ text.data + size, text.length - size };
	}
}

static int read_template(int from, const char *file, struct buffer *content, struct error *err)
{
	int fd = openat(from, file, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	char room[4096];
	ssize_t n = 0;

	if (fd < 0)
		return error_system(err, errno, "cannot open the template %s", file);
	while (content->length < TEMPLATE_MOST && (n = read(fd, room, sizeof room)) > 0)
		buffer_add(content, room, (size_t)n);
	close(fd);
	return n < 0 ? error_system(err, errno, "cannot read the template %s", file) : 0;
}

static int write_file(struct project *project, const char *file, struct text content, struct error *err)
{
	int fd = openat(project->to, file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666), done;
	struct out out;

	if (fd < 0)
		return error_system(err, errno, "cannot write %s/%s", project->directory, file);
	texts_add(&project->written, arena_copy(&project->arena, file, strlen(file)));
	out_start(&out, fd);
	out_text(&out, content);
	done = out_end(&out, file, err);
	if (close(fd) != 0 && done == 0)
		done = error_system(err, errno, "cannot write %s/%s", project->directory, file);
	return done;
}

static int copy_template(struct project *project, int from, const char *file, struct error *err)
{
	struct buffer content = { 0 }, filled = { 0 }, name = { 0 };
	int done = read_template(from, file, &content, err);

	if (done == 0) {
		fill_in(project, text_of(file), &name);
		fill_in(project, buffer_view(&content), &filled);
		done = write_file(project, name.data, buffer_view(&filled), err);
	}
	buffer_free(&content);
	buffer_free(&filled);
	buffer_free(&name);
	return done;
}

static int copy_templates(struct project *project, const char *templates, const char *folder, struct error *err)
{
	struct buffer path = { 0 };
	struct dirent *entry;
	DIR *directory;
	int done = 0;

	buffer_format(&path, "%s/%s", templates, folder);
	directory = opendir(path.data);
	if (!directory)
		done = error_system(err, errno, "cannot open the templates %s", path.data);
	while (done == 0 && (entry = readdir(directory)))
		if (entry->d_name[0] != '.')
			done = copy_template(project, dirfd(directory), entry->d_name, err);
	if (directory)
		closedir(directory);
	buffer_free(&path);
	return done;
}

/* ---- The project ------------------------------------------------------------------------------------------------------------------------ */

static void take_back(struct project *project)
{
	size_t i;

	for (i = 0; i < project->written.count; i++)
		unlinkat(project->to, project->written.item[i], 0);
	rmdir(project->directory);
}

static int write_project(struct project *project, struct error *err)
{
	struct places places = { 0 };
	int done = places_find(&places, err);

	if (done == 0 && mkdir(project->directory, 0777) != 0)
		done = errno == EEXIST ? error_set(err, ERROR_IO, "%s is there already: give another directory, `keur plugin new %s DIR`", project->directory, project->name)
				       : error_system(err, errno, "cannot create %s", project->directory);
	if (done == 0) {
		project->to = open(project->directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
		if (project->to < 0)
			done = error_system(err, errno, "cannot open %s", project->directory);
		if (done == 0)
			done = copy_templates(project, places.templates, "common", err);
		if (done == 0)
			done = copy_templates(project, places.templates, language_words[project->language], err);
		if (done != 0)
			take_back(project);
		if (project->to >= 0)
			close(project->to);
	}
	places_free(&places);
	return done;
}

static void say_onward(const struct project *project)
{
	struct buffer directory = { 0 };

	buffer_shell(&directory, project->directory);
	command_print("A plugin in %s, ready to be built:", project->directory);
	command_print("  cd %s", directory.data);
	command_print("  cmake -B build && cmake --build build && ctest --test-dir build");
	command_print("  keur plugin check build/%s.so", project->name);
	command_print("Its README.md says the rest; change %s.%s into what you want to find.", project->name, project->language ? "cpp" : "c");
	buffer_free(&directory);
}

static int run(const struct command *command, int argc, char **argv)
{
	struct project project = { .to = -1 };
	struct texts rest = { 0 };
	struct error err;
	bool help;
	int code = EXIT_CLEAN;

	if (options_parse(command->group, argc, argv, &project, &rest, &help, &err) != 0) {
		code = command_usage(command, "%s", err.text);
	} else if (help) {
		command_help(command);
	} else if (rest.count < 1 || rest.count > 2) {
		code = command_usage(command, rest.count ? "a name and a directory, no more" : "it needs a name for the plugin");
	} else {
		project.name = rest.item[0];
		project.directory = rest.item[rest.count - 1];
		if (check_name(project.name, &err) != 0 || write_project(&project, &err) != 0)
			code = command_fail(&err);
		else
			say_onward(&project);
	}
	texts_free(&project.written);
	arena_free(&project.arena);
	texts_free(&rest);
	return code;
}

const struct command command_plugin_new = {
	"plugin new", "NAME [DIR] [options]", "write a project for a plugin of your own: source, build, tests",
	"Writes the directory DIR (default NAME), which must not be there yet: a plugin that finds something useful in under 80 lines, a "
	"CMakeLists.txt that builds it against the installed keur and tests it, a network to try it on with what it finds there, and a README.\n\n"
	"Exit code: 0, or 1.",
	{ &new_group, NULL }, run
};
