/* Opening, reading and hashing one input file. What a name may lead to is decided here, on the open descriptor, so that nothing
 * can be swapped between the check and the use. */
#include "syntax/source.h"

#include "base/fd.h"
#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* A pipe without a writer would block in open() and a terminal could become ours. Reading a regular file ignores both flags. */
enum { OPEN_FLAGS = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY };

static int refuse_kind(mode_t mode, const char *name, struct error *err)
{
	if (S_ISDIR(mode))
		return error_set(err, ERROR_IO, "%s is a directory; name a file in it", name);
	if (S_ISFIFO(mode))
		return error_set(err, ERROR_IO, "%s is a pipe; save what it delivers to a regular file first", name);
	if (S_ISSOCK(mode))
		return error_set(err, ERROR_IO, "%s is a socket, not a regular file", name);
	return error_set(err, ERROR_IO, "%s is a device, not a regular file", name);
}

/* Takes fd over: kept in source or closed. */
static int adopt(struct source *source, int fd, const char *name, struct messages *messages, struct error *err)
{
	struct stat st;
	const char *quoted = messages_quote(messages, text_of(name));

	if (fstat(fd, &st)) {
		error_system(err, errno, "cannot examine %s", quoted);
		close(fd);
		return -1;
	}
	if (!S_ISREG(st.st_mode)) {
		close(fd);
		return refuse_kind(st.st_mode, quoted, err);
	}
	*source = (struct source){ .fd = fd, .size = (uint64_t)st.st_size };
	source->file = messages_file(messages, name);
	source->digest = digest_new();
	return 0;
}

int source_open(struct source *source, const char *path, const char *name, struct messages *messages, struct error *err)
{
	struct stat st;
	int fd = open(path, OPEN_FLAGS), why = errno;

	*source = (struct source){ .fd = -1 };
	if (fd >= 0)
		return adopt(source, fd, name, messages, err);
	/* A socket and a device without a driver cannot be opened at all, and "No such device" would send the reader astray. */
	if (why == ENXIO && stat(path, &st) == 0 && !S_ISREG(st.st_mode))
		return refuse_kind(st.st_mode, messages_quote(messages, text_of(name)), err);
	return error_system(err, why, "cannot open %s", messages_quote(messages, text_of(name)));
}

int source_open_beneath(struct source *source, int at, const char *path, const char *name, struct messages *messages,
	struct error *err)
{
	const char *quoted;
	int fd = fd_open_beneath(at, path, OPEN_FLAGS), why = errno;

	*source = (struct source){ .fd = -1 };
	if (fd >= 0)
		return adopt(source, fd, name, messages, err);
	quoted = messages_quote(messages, text_of(name));
	if (why == EXDEV)
		return error_set(err, ERROR_IO, "%s leads out of the directory of the file that names it; only files beneath it"
			" may be named, by a relative path", quoted);
	if (why == ELOOP)
		return error_set(err, ERROR_IO, "%s leads through a link that is not followed here, or in a circle", quoted);
	if (why == ENXIO)
		return error_set(err, ERROR_IO, "%s is a socket or a device, not a regular file", quoted);
	if (why == ENOSYS)
		return error_set(err, ERROR_IO, "cannot open %s safely: this system lacks openat2 (Linux 5.6)", quoted);
	return error_system(err, why, "cannot open %s", quoted);
}

ptrdiff_t source_read(struct source *source, void *data, size_t size, struct error *err)
{
	ssize_t got;

	do
		got = read(source->fd, data, size);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		return error_system(err, errno, "cannot read on after byte %llu", (unsigned long long)source->read);
	source->read += (uint64_t)got;
	if (got)
		progress_at(source->progress, source->read);
	if (source->digest) {
		if (got > 0) {
			digest_add(source->digest, data, (size_t)got);
		} else if (size) {
			digest_end(source->digest, source->sha256);
			digest_free(source->digest);
			source->digest = NULL;
			source->hashed = true;
		}
	}
	return got;
}

size_t source_peek(struct source *source, void *data, size_t size)
{
	size_t have = 0;

	while (have < size) {
		ssize_t got = pread(source->fd, (char *)data + have, size - have, (off_t)have);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			break;
		have += (size_t)got;
	}
	return have;
}

int source_rewind(struct source *source, struct error *err)
{
	if (lseek(source->fd, 0, SEEK_SET) < 0)
		return error_system(err, errno, "cannot read the file a second time");
	digest_free(source->digest);
	source->digest = NULL;
	source->read = 0;
	return 0;
}

/* Lines end with LF, CRLF or a lone CR, as in every editor. */
struct line_count {
	uint32_t line, column;
	bool after_cr;
};

static void count_byte(struct line_count *count, unsigned char c)
{
	if (c == '\n' && count->after_cr) {
		count->after_cr = false;
		return;
	}
	count->after_cr = c == '\r';
	if (c == '\n' || c == '\r') {
		count->line++;
		count->column = 1;
	} else if ((c & 0xC0) != 0x80) {
		count->column++;
	}
}

/* Goes back to the first character: a byte order mark is none. Returns how many bytes were passed over, -1 when it cannot. */
static int first_character(struct source *source)
{
	unsigned char mark[3];
	struct error err;

	if (source_rewind(source, &err))
		return -1;
	if (source_peek(source, mark, 3) < 3 || memcmp(mark, "\xEF\xBB\xBF", 3) != 0)
		return 0;
	return lseek(source->fd, 3, SEEK_SET) == 3 ? 3 : -1;
}

int source_locate(struct source *source, uint64_t offset, uint32_t *line, uint32_t *column)
{
	struct line_count count = { 1, 1, false };
	unsigned char *chunk;
	struct error err;
	ptrdiff_t got = 1, i;
	int first = first_character(source);
	uint64_t at = (uint64_t)(first < 0 ? 0 : first);

	if (first < 0)
		return -1;
	chunk = mem_alloc(SOURCE_CHUNK);
	while (at < offset && got > 0) {
		got = source_read(source, chunk, offset - at < SOURCE_CHUNK ? (size_t)(offset - at) : SOURCE_CHUNK, &err);
		for (i = 0; i < got; i++)
			count_byte(&count, chunk[i]);
		at += got > 0 ? (uint64_t)got : 0;
	}
	free(chunk);
	if (at < offset)
		return -1;
	*line = count.line;
	*column = count.column;
	return 0;
}

size_t source_line(struct source *source, uint32_t line, char *out, size_t size)
{
	struct line_count count = { 1, 1, false };
	unsigned char *chunk;
	struct error err;
	ptrdiff_t got = 1, i;
	size_t length = 0;

	if (first_character(source) < 0)
		return 0;
	chunk = mem_alloc(SOURCE_CHUNK);
	while (count.line <= line && length < size && got > 0) {
		got = source_read(source, chunk, SOURCE_CHUNK, &err);
		for (i = 0; i < got && length < size; i++) {
			count_byte(&count, chunk[i]);
			if (count.line > line)
				break;
			if (count.line == line && chunk[i] != '\n' && chunk[i] != '\r')
				out[length++] = (char)chunk[i];
		}
	}
	free(chunk);
	return length;
}

void source_close(struct source *source)
{
	if (source->fd >= 0)
		close(source->fd);
	digest_free(source->digest);
	*source = (struct source){ .fd = -1 };
}
