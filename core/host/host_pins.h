/* Pins: which plugins somebody has looked at and approved, by the SHA-256 of the very bytes. A text file, one pin a line:
 *
 *   <64 hexadecimal digits>  <plugin's name> <its version>
 *
 * blank lines and lines that begin with # are kept. Knows not what a plugin is. */
#ifndef KEUR_HOST_HOST_PINS_H
#define KEUR_HOST_HOST_PINS_H

#include "base/error.h"
#include "base/mem.h"
#include "base/text.h"

struct pin {
	const char *sha256, *name, *version;
	const char *comment; /* a line that is no pin, as it stands there; else NULL */
};

struct pins {
	struct pin *line;
	size_t lines, capacity;
	const char *path;
	int directory; /* locked until pins_free, when it was opened for a change; else -1 */
	struct arena arena;
};

/* must_exist: a file that is not there is an error, else it holds no pins. File and directory must be the user's own and every line right: -1
 * with "file:line:column: what would be right", or with what to run to mend it. pins_free after either. */
int pins_read(struct pins *pins, const char *path, bool must_exist, struct error *err);
/* The same with the bytes of the file, which nobody opens. */
int pins_take(struct pins *pins, const char *path, struct text bytes, struct error *err);
/* pins_read, to be changed: makes the directory when it is missing, and keeps others from changing the file meanwhile. */
int pins_open(struct pins *pins, const char *path, struct error *err);
const struct pin *pins_find(const struct pins *pins, const char *sha256);
const struct pin *pins_find_name(const struct pins *pins, const char *name);
/* In whose place pins_set would put a pin: the one of that name, else the one of these bytes under another name. */
const struct pin *pins_older(const struct pins *pins, const char *name, const char *sha256);
/* Pins these bytes, in the place of older pins of that name and of these bytes. The version may be any text without line breaks. */
void pins_set(struct pins *pins, const char *name, const char *version, const char *sha256);
/* Writes the file: under another name first, then renamed. 0600. */
int pins_save(const struct pins *pins, struct error *err);
void pins_free(struct pins *pins);

#endif
