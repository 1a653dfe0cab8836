/* A directory of its own for a test that writes files which decide what may run. */
#ifndef KEUR_TESTS_HOST_PLACE_H
#define KEUR_TESTS_HOST_PLACE_H

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <ftw.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char place[] = "/tmp/keur-trust-XXXXXX";

static inline int place_enter(void **state)
{
	(void)state;
	return mkdtemp(place) && chdir(place) == 0 ? 0 : -1;
}

static inline int place_remove_one(const char *path, const struct stat *info, int type, struct FTW *at)
{
	(void)info;
	(void)type;
	(void)at;
	return remove(path);
}

static inline int place_leave(void **state)
{
	(void)state;
	if (chdir("/") != 0)
		return -1;
	return nftw(place, place_remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static inline void place_write(const char *path, const void *data, size_t length)
{
	FILE *file = fopen(path, "wb");

	if (!file)
		fail_msg("cannot write %s", path);
	assert_int_equal(fwrite(data, 1, length, file), length);
	assert_int_equal(fclose(file), 0);
}

/* A file that says what is trusted: nobody else may write it, whatever this user's umask is. */
static inline void place_text(const char *path, const char *text)
{
	place_write(path, text, strlen(text));
	assert_int_equal(chmod(path, 0644), 0);
}

/* The file's bytes; *length of them, and a NUL. To be freed. */
static inline char *place_read(const char *path, size_t *length)
{
	int fd = open(path, O_RDONLY);
	struct stat info;
	char *bytes;

	if (fd < 0)
		fail_msg("cannot open %s", path);
	assert_int_equal(fstat(fd, &info), 0);
	bytes = calloc((size_t)info.st_size + 1, 1);
	assert_non_null(bytes);
	assert_int_equal(read(fd, bytes, (size_t)info.st_size), info.st_size);
	close(fd);
	if (length)
		*length = (size_t)info.st_size;
	return bytes;
}

static inline void place_copy(const char *from, const char *to)
{
	size_t length;
	char *bytes = place_read(from, &length);

	place_write(to, bytes, length);
	free(bytes);
}

#endif
