/* What is done with descriptors in more than one place: writing all of it, memory that can be sealed, a view of a file. Says nothing of what
 * failed but errno. */
#ifndef KEUR_BASE_FD_H
#define KEUR_BASE_FD_H

#include "base/text.h"

#include <sys/stat.h>

/* All of it, or false. */
bool fd_write(int fd, const void *data, size_t length);
/* Whether whoever read the other end of a pipe or socket has gone. */
bool fd_unread(int fd);
/* An empty file in memory, closed in programs that are started; -1: none. The name is for /proc alone. */
int fd_memory(const char *name);
/* Nobody can change it from now on, not even us. */
bool fd_seal(int fd);
/* All of a file, to be read; false for an empty one too, which cannot be mapped (EINVAL). Who can shorten the file can kill the reader: map what
 * is sealed. */
bool fd_map(int fd, struct text *view);
void fd_unmap(struct text view); /* which may be empty */

/* One file under two names, or through two links. */
static inline bool fd_same_file(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}
/* open() of what lies below directory `at`, never above it nor through a link that leads out (openat2, RESOLVE_BENEATH). -1 with errno: EXDEV for what leads
 * out, ENOSYS where the system cannot. */
int fd_open_beneath(int at, const char *path, int flags);

#endif
