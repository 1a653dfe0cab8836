#include "host/host_pins.h"

#include "base/digest.h"
#include "base/fd.h"
#include "host/host_file.h"
#include "host/host_words.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <unistd.h>

/* A pin takes 100 bytes. */
enum { PINS_MOST = 1024 * 1024, VERSION_MOST = 256 };

static const char heading[] = "# Plugins that keur may run: the SHA-256 of the file, the plugin's name, its version.\n"
	"# Written by `keur plugin pin`; take a line away to withdraw its approval.\n";

/* ---- Reading ---------------------------------------------------------------------------------------------------------------------- */

static int wrong(const struct pins *pins, struct text line, size_t at, struct error *err, const char *what)
{
	return error_set(err, ERROR_INPUT, "%s:%zu:%zu: %s", pins->path, pins->lines + 1, utf8_count(line.data, at) + 1, what);
}

static size_t hex_digits(struct text line)
{
	size_t n = 0;

	while (n < line.length && n < DIGEST_HEX && ((line.data[n] >= '0' && line.data[n] <= '9') || (line.data[n] >= 'a' && line.data[n] <= 'f')))
		n++;
	return n;
}

static void add_line(struct pins *pins, struct pin pin)
{
	mem_reserve(&pins->line, &pins->capacity, pins->lines + 1, sizeof *pins->line);
	pins->line[pins->lines++] = pin;
}

static int read_line(struct pins *pins, struct text line, struct error *err)
{
	size_t name_at = DIGEST_HEX + 2, name, version_at, i;
	struct pin pin = { 0 };

	if (!words_are_clean(line, false))
		return wrong(pins, line, words_clean_prefix(line), err,
			"this line is not UTF-8, or has control characters (lines end with a line feed alone)");
	if (!line.length || line.data[0] == '#') {
		pin.comment = arena_copy(&pins->arena, line.data, line.length);
		add_line(pins, pin);
		return 0;
	}
	i = hex_digits(line);
	if (i < DIGEST_HEX)
		return wrong(pins, line, i, err, "a pin begins with the file's SHA-256: 64 hexadecimal digits in lower case, as sha256sum writes them");
	if (line.length < name_at || memcmp(line.data + DIGEST_HEX, "  ", 2) != 0)
		return wrong(pins, line, DIGEST_HEX, err, "after the 64 digits come two blanks, the plugin's name, a blank and its version");
	name = id_length((struct text){ line.data + name_at, line.length - name_at });
	if (!name || name > ID_LONGEST)
		return wrong(pins, line, name_at, err, "here stands the plugin's name: lower-case letters, digits and underscores, a letter first, at most 64");
	version_at = name_at + name + 1;
	if (version_at > line.length || line.data[version_at - 1] != ' ')
		return wrong(pins, line, version_at - 1, err, "after the plugin's name come a blank and its version");
	if (line.length - version_at > VERSION_MOST)
		return wrong(pins, line, version_at, err, "the version is longer than 256 bytes");
	pin.sha256 = arena_copy(&pins->arena, line.data, DIGEST_HEX);
	pin.name = arena_copy(&pins->arena, line.data + name_at, name);
	pin.version = arena_copy(&pins->arena, line.data + version_at, line.length - version_at);
	if (pins_find_name(pins, pin.name))
		return wrong(pins, line, name_at, err, "this plugin has a pin further up: keep the one that is meant");
	if (pins_find(pins, pin.sha256))
		return wrong(pins, line, 0, err, "this file has a pin further up, under another name: keep the one that is meant");
	add_line(pins, pin);
	return 0;
}

int pins_take(struct pins *pins, const char *path, struct text rest, struct error *err)
{
	*pins = (struct pins){ .directory = -1 };
	pins->path = arena_copy(&pins->arena, path, strlen(path));
	while (rest.length)
		if (read_line(pins, text_line(&rest), err) != 0)
			return -1;
	return 0;
}

int pins_read(struct pins *pins, const char *path, bool must_exist, struct error *err)
{
	struct buffer text = { 0 };
	int found = file_take(path, PINS_MOST, &text, err), result;

	result = pins_take(pins, path, found > 0 ? buffer_view(&text) : (struct text){ "", 0 }, err);
	if (found < 0)
		result = found;
	else if (found == 0 && must_exist)
		result = error_set(err, ERROR_INPUT, "%s: there is no such file of pins; `keur plugin pin` makes it", path);
	buffer_free(&text);
	return result;
}

/* ---- Looking up and changing ------------------------------------------------------------------------------------------------------- */

const struct pin *pins_find(const struct pins *pins, const char *sha256)
{
	size_t i;

	for (i = 0; i < pins->lines; i++)
		if (!pins->line[i].comment && strcmp(pins->line[i].sha256, sha256) == 0)
			return &pins->line[i];
	return NULL;
}

const struct pin *pins_find_name(const struct pins *pins, const char *name)
{
	size_t i;

	for (i = 0; i < pins->lines; i++)
		if (!pins->line[i].comment && strcmp(pins->line[i].name, name) == 0)
			return &pins->line[i];
	return NULL;
}

const struct pin *pins_older(const struct pins *pins, const char *name, const char *sha256)
{
	const struct pin *older = pins_find_name(pins, name);

	return older ? older : pins_find(pins, sha256);
}

/* Two pins of one file would be a mistake when they are read again. */
static void remove_others(struct pins *pins, const struct pin *kept)
{
	struct pin *to = pins->line, *from;

	for (from = pins->line; from < pins->line + pins->lines; from++)
		if (from == kept || from->comment || strcmp(from->sha256, kept->sha256) != 0)
			*to++ = *from;
	pins->lines = (size_t)(to - pins->line);
}

void pins_set(struct pins *pins, const char *name, const char *version, const char *sha256)
{
	const struct pin *older = pins_older(pins, name, sha256);
	struct pin pin = { .sha256 = arena_copy(&pins->arena, sha256, strlen(sha256)), .name = arena_copy(&pins->arena, name, strlen(name)) };
	size_t length = strlen(version), at = older ? (size_t)(older - pins->line) : pins->lines;

	/* What would not be read again is cut off, at a character. */
	if (length > VERSION_MOST)
		length = utf8_valid_prefix(version, VERSION_MOST);
	pin.version = arena_copy(&pins->arena, version, length);
	if (older)
		pins->line[at] = pin;
	else
		add_line(pins, pin);
	remove_others(pins, &pins->line[at]);
}

/* ---- Writing ---------------------------------------------------------------------------------------------------------------------- */

static int make_directories(const char *path, struct error *err)
{
	char *copy = mem_copy_string(path, strlen(path)), *slash = copy;
	int result = 0;

	while (result == 0 && (slash = strchr(slash + 1, '/')) != NULL) {
		*slash = '\0';
		if (mkdir(copy, 0700) != 0 && errno != EEXIST)
			result = error_system(err, errno, "cannot make the directory %s", copy);
		*slash = '/';
	}
	free(copy);
	return result;
}

int pins_open(struct pins *pins, const char *path, struct error *err)
{
	struct buffer refused = { 0 };
	int directory, result = -1;

	*pins = (struct pins){ .directory = -1 };
	if (make_directories(path, err) != 0)
		return -1;
	directory = file_directory(path, &refused);
	if (directory < 0)
		error_set(err, ERROR_INPUT, "%s: %s", path, refused.data);
	else if (flock(directory, LOCK_EX) != 0)
		error_system(err, errno, "cannot keep others from changing %s", path);
	else
		result = pins_read(pins, path, false, err);
	buffer_free(&refused);
	pins->directory = directory;
	return result;
}

int pins_save(const struct pins *pins, struct error *err)
{
	const char *base = file_base(pins->path);
	struct buffer text = { 0 }, other = { 0 };
	int file, result = 0;
	size_t i;

	if (!pins->lines || !pins->line[0].comment)
		buffer_string(&text, heading);
	for (i = 0; i < pins->lines; i++) {
		const struct pin *pin = &pins->line[i];

		if (pin->comment)
			buffer_format(&text, "%s\n", pin->comment);
		else
			buffer_format(&text, "%s  %s %s\n", pin->sha256, pin->name, pin->version);
	}
	/* The directory is ours alone and locked: what bears this name was left by a run that ended halfway. */
	buffer_format(&other, ".%s.new", base);
	unlinkat(pins->directory, other.data, 0);
	file = openat(pins->directory, other.data, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (file < 0 || !fd_write(file, text.data, text.length) || fsync(file) != 0
		|| renameat(pins->directory, other.data, pins->directory, base) != 0 || fsync(pins->directory) != 0) {
		result = error_system(err, errno, "cannot write %s", pins->path);
		unlinkat(pins->directory, other.data, 0);
	}
	if (file >= 0)
		close(file);
	buffer_free(&text);
	buffer_free(&other);
	return result;
}

void pins_free(struct pins *pins)
{
	if (!pins)
		return;
	if (pins->directory >= 0)
		close(pins->directory);
	free(pins->line);
	arena_free(&pins->arena);
	*pins = (struct pins){ .directory = -1 };
}
