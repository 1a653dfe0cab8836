#include "report/xlsx_files.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>

static int failed; /* of one workbook at a time */

/* ---- Files ---------------------------------------------------------------------------------------------------------------------- */

int xlsx_files_open(void)
{
	const char *directory = getenv("TMPDIR");
	char name[4096];
	int fd;

	if (!directory || !*directory)
		directory = "/tmp";
	fd = open(directory, O_TMPFILE | O_RDWR | O_EXCL | O_CLOEXEC, 0600);
	if (fd >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL))
		return fd;
	if (snprintf(name, sizeof name, "%s/keur-XXXXXX", directory) >= (int)sizeof name) {
		errno = ENAMETOOLONG;
		return -1;
	}
	fd = mkostemp(name, O_CLOEXEC);
	if (fd >= 0)
		unlink(name);
	return fd;
}

void xlsx_files_watch(void)
{
	failed = 0;
}

int xlsx_files_failed(void)
{
	return failed;
}

/* The descriptor itself is what a stream keeps: after an error the library leaves its files open. */
static int descriptor(void *file)
{
	return (int)(intptr_t)file;
}

static ssize_t file_read(void *file, char *data, size_t size)
{
	ssize_t n = read(descriptor(file), data, size);

	if (n < 0 && !failed)
		failed = errno;
	return n;
}

/* 0 stands for an error here. */
static ssize_t file_write(void *file, const char *data, size_t size)
{
	size_t done = 0;

	while (done < size) {
		ssize_t n = write(descriptor(file), data + done, size - done);

		if (n > 0) {
			done += (size_t)n;
		} else if (n == 0 || errno != EINTR) {
			if (!failed)
				failed = n ? errno : EIO;
			return 0;
		}
	}
	return (ssize_t)done;
}

static int file_seek(void *file, off64_t *offset, int whence)
{
	off_t at = lseek(descriptor(file), *offset, whence);

	*offset = at;
	return at < 0 ? -1 : 0;
}

static int file_close(void *file)
{
	return close(descriptor(file));
}

/* The library's own function of this name, in whose place it calls this one: a symbol of the program goes before a library's. Where a library was linked so that
 * it does not (-Bsymbolic), all is as if nobody watched. */
__attribute__((visibility("default"))) FILE *lxw_tmpfile(char *directory)
{
	static const cookie_io_functions_t functions = { file_read, file_write, file_seek, file_close };
	int fd = xlsx_files_open();
	FILE *stream;

	(void)directory;
	if (fd < 0) {
		failed = failed ? failed : errno;
		return NULL;
	}
	stream = fopencookie((void *)(intptr_t)fd, "w+b", functions);
	if (!stream)
		close(fd);
	return stream;
}

/* ---- The archive ---------------------------------------------------------------------------------------------------------------- */

enum { LOCAL_SIZE = 30, ENTRY_SIZE = 46, END_SIZE = 22 };

static uint64_t number(const unsigned char *at, unsigned bytes)
{
	uint64_t value = 0;

	while (bytes--)
		value = value << 8 | at[bytes];
	return value;
}

static bool read_at(int fd, uint64_t at, unsigned char *data, size_t size, const char *signature)
{
	return pread(fd, data, size, (off_t)at) == (ssize_t)size && memcmp(data, signature, 4) == 0;
}

bool xlsx_files_whole(int fd)
{
	unsigned char end[END_SIZE], entry[ENTRY_SIZE], local[LOCAL_SIZE];
	uint64_t at, from, to, entries, next = 0;
	struct stat info;

	if (fstat(fd, &info) != 0 || info.st_size < END_SIZE || !read_at(fd, (uint64_t)info.st_size - END_SIZE, end, sizeof end, "PK\5\6"))
		return false;
	entries = number(end + 10, 2);
	at = from = number(end + 16, 4);
	to = from + number(end + 12, 4);
	if (from == UINT32_MAX)
		return true; /* larger than 4 GiB: what its end says is elsewhere, and such an end comes last */
	while (entries--) {
		if (!read_at(fd, at, entry, sizeof entry, "PK\1\2") || number(entry + 42, 4) != next || !read_at(fd, next, local, sizeof local, "PK\3\4"))
			return false;
		next += LOCAL_SIZE + number(local + 26, 2) + number(local + 28, 2) + number(entry + 20, 4);
		at += ENTRY_SIZE + number(entry + 28, 2) + number(entry + 30, 2) + number(entry + 32, 2);
	}
	return next == from && at == to && to == (uint64_t)info.st_size - END_SIZE;
}
