/* An input file: opened once, a regular file, read as a stream and hashed on the way.
 * Knows bytes and positions, nothing of formats. */
#ifndef KEUR_SYNTAX_SOURCE_H
#define KEUR_SYNTAX_SOURCE_H

#include "base/digest.h"
#include "base/error.h"
#include "base/messages.h"
#include "base/progress.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SOURCE_CHUNK = 64 * 1024 };

struct source {
	int fd;
	uint32_t file;  /* in messages.file */
	uint64_t size;  /* bytes when it was opened */
	uint64_t read;  /* bytes delivered so far in this pass */
	struct digest *digest; /* over the first pass; NULL afterwards */
	unsigned char sha256[DIGEST_SIZE]; /* valid once the first pass met the end of the file */
	bool hashed;
	const struct progress *progress; /* told of each piece that is read; NULL: nobody */
};

/* `name` is used in messages and is listed there only when opening succeeds. Fails for anything but a regular file (a directory, a pipe, a device say so by name). */
int source_open(struct source *source, const char *path, const char *name, struct messages *messages, struct error *err);
/* The same below directory `at` and never above it, nor through a link that leads out (openat2, RESOLVE_BENEATH). */
int source_open_beneath(struct source *source, int at, const char *path, const char *name, struct messages *messages,
	struct error *err);
/* Up to `size` bytes; 0 at the end; -1 with err. Hashes in the first pass. */
ptrdiff_t source_read(struct source *source, void *data, size_t size, struct error *err);
/* The first bytes without moving on (format recognition); returns how many. */
size_t source_peek(struct source *source, void *data, size_t size);
/* A further pass from the start, not hashed: how a message finds the column it needs. */
int source_rewind(struct source *source, struct error *err);
/* Line and column (characters, from 1) of a byte, and the first bytes of a line without its end. Both read the file again from
 * its start, so they are for the last message about a file. -1 and nothing written, or 0 bytes, when it cannot be found. */
int source_locate(struct source *source, uint64_t offset, uint32_t *line, uint32_t *column);
size_t source_line(struct source *source, uint32_t line, char *out, size_t size);
static inline struct place source_place(const struct source *source, uint32_t line, uint32_t column)
{
	return (struct place){ source->file, line, column };
}
void source_close(struct source *source);

#endif
