/* The conformance test's answers in words: for people, and as JUnit XML for build servers. */
#include "conform/conform.h"
#include "report/escape.h"
#include "report/junit.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

static const char *const section_name[CONFORM_SECTIONS] = { "File", "Declaration", "Parameters", "Runs", "Limits", "Answers", "Log" };
/* Shown after the name. */
static const char *const section_about[CONFORM_SECTIONS] = { [CONFORM_PARAMETERS] = ": every default and bound, and values that fit everything or nothing",
	[CONFORM_RUNS] = ": each network twice, in three ranges, and with its tables in another order", [CONFORM_LOG] = ": the first of what it said" };
static const char *const verdict_name[] = { "ok", "note", "warning", "FAILED" };

static void add_item(const struct conform_item *item, struct buffer *out)
{
	buffer_format(out, "  %-7s  ", verdict_name[item->verdict]);
	escape_visible(out, text_of(item->name));
	buffer_string(out, ": ");
	escape_visible(out, text_of(item->text));
	buffer_string(out, "\n");
}

void conform_text(const struct conform *conform, struct buffer *out)
{
	const struct declared_plugin *d = &conform->plugin.declared;
	unsigned s;
	size_t i;

	escape_visible(out, text_of(d->name));
	buffer_format(out, " %s\n", d->version);
	for (s = 0; s < CONFORM_SECTIONS; s++) {
		bool begun = false;

		for (i = 0; i < conform->items; i++) {
			if (conform->item[i].section != s)
				continue;
			if (!begun)
				buffer_format(out, "\n%s%s\n", section_name[s], section_about[s] ? section_about[s] : "");
			begun = true;
			add_item(&conform->item[i], out);
		}
	}
	buffer_format(out, "\n%s: %u ok, %u note%s, %u warning%s, %u failed\n", conform->count[CONFORM_FAILED] ? "FAILED" : "It conforms",
		conform->count[CONFORM_OK], conform->count[CONFORM_NOTE], conform->count[CONFORM_NOTE] == 1 ? "" : "s", conform->count[CONFORM_WARNING],
		conform->count[CONFORM_WARNING] == 1 ? "" : "s", conform->count[CONFORM_FAILED]);
}

int conform_junit(const struct conform *conform, const char *path, struct error *err)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOCTTY, 0666), done;
	struct junit_case *entry;
	struct out out;
	size_t i;

	if (fd < 0)
		return error_system(err, errno, "cannot write %s", path);
	entry = mem_zalloc(conform->items, sizeof *entry);
	for (i = 0; i < conform->items; i++) {
		const struct conform_item *item = &conform->item[i];

		entry[i] = (struct junit_case){ section_name[item->section], item->name, item->text, item->verdict == CONFORM_FAILED ? JUNIT_FAILED : JUNIT_PASSED };
	}
	out_start(&out, fd);
	junit_write(conform->plugin.declared.name, entry, conform->items, &out);
	done = out_end(&out, path, err);
	close(fd);
	free(entry);
	return done;
}
