/* Whether files can be opened beneath a directory here. That needs openat2, which older valgrinds do not know. */
#ifndef KEUR_TESTS_BENEATH_H
#define KEUR_TESTS_BENEATH_H

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdbool.h>
#include <sys/syscall.h>
#include <unistd.h>

static inline bool opens_beneath(void)
{
	struct open_how how = { .flags = O_PATH };
	long fd = syscall(SYS_openat2, AT_FDCWD, "/", &how, sizeof how);

	if (fd >= 0)
		close((int)fd);
	return fd >= 0 || errno != ENOSYS;
}

#endif
