/* Files that decide what may run: plugins, pins, keys. Opened without following links, looked at through the open descriptor, so that
 * nothing can be exchanged between question and use. Knows not what is in them. */
#ifndef KEUR_HOST_HOST_FILE_H
#define KEUR_HOST_HOST_FILE_H

#include "base/error.h"
#include "base/text.h"

#include <sys/stat.h>

/* For reading; -1 with a reason in `refused`, and errno ENOENT when there is no such file. */
int file_open(int directory, const char *path, struct buffer *refused);
enum file_kind {
	FILE_TRUST, /* says what is trusted: nobody else may write it */
	FILE_MADE,  /* made by a linker, which lets the group write it under umask 002: the user's own group may, as it could exchange what the
	             * linker read all the same */
};

/* A regular file, of root or the user, that others cannot write; otherwise false with a reason that begins with a verb. */
bool file_check(const char *path, enum file_kind kind, const struct stat *info, struct buffer *refused);
/* The directory that holds the file at `path`, looked at as FILE_TRUST: who can write there can exchange the file. The directories above it are
 * not looked at: they are the business of whoever chose the path. -1 with a reason, and errno ENOENT when there is none. */
int file_directory(const char *path, struct buffer *refused);
/* Where the name begins in a path. */
const char *file_base(const char *path);
/* All of a small file. False with a reason. */
bool file_read(int file, size_t most, struct buffer *out, struct buffer *refused);
/* Opens, checks and reads a file and its directory: 1, 0 when there is none, -1 with err: "PATH: what is wrong". */
int file_take(const char *path, size_t most, struct buffer *out, struct error *err);

#endif
