/* Landlock without a single rule: everything that a version of it can forbid is forbidden. What is open stays open. By raw system calls:
 * glibc has no functions for it, and Debian 12's headers know the first versions only. See landlock(7). */
#include "worker/confine.h"

#include <stddef.h>
#include <sys/syscall.h>
#include <unistd.h>

/* struct landlock_ruleset_attr of the newest version here; the kernel takes any size that it knows, and zeroes past it. */
struct ruleset {
	uint64_t files;  /* version 1: 13 rights; 2: refer; 3: truncate; 5: ioctl on devices */
	uint64_t ports;  /* version 4: TCP bind and connect */
	uint64_t scoped; /* version 6: abstract sockets and signals to outside */
};

/* By version - 1; later versions get what the last one here knows. */
static const struct {
	size_t size;
	struct ruleset forbid;
} version[] = {
	{ offsetof(struct ruleset, ports), { 0x1fff, 0, 0 } },
	{ offsetof(struct ruleset, ports), { 0x3fff, 0, 0 } },
	{ offsetof(struct ruleset, ports), { 0x7fff, 0, 0 } },
	{ offsetof(struct ruleset, scoped), { 0x7fff, 3, 0 } },
	{ offsetof(struct ruleset, scoped), { 0xffff, 3, 0 } },
	{ sizeof(struct ruleset), { 0xffff, 3, 3 } },
};
enum { VERSIONS = sizeof version / sizeof *version, ASK_VERSION = 1 };

unsigned confine_files(void)
{
	long kernel = syscall(SYS_landlock_create_ruleset, NULL, 0, ASK_VERSION), done;
	size_t known = kernel > VERSIONS ? VERSIONS : (size_t)kernel;
	int ruleset;

	if (kernel < 1)
		return 0;
	ruleset = (int)syscall(SYS_landlock_create_ruleset, &version[known - 1].forbid, version[known - 1].size, 0);
	if (ruleset < 0)
		return 0;
	done = syscall(SYS_landlock_restrict_self, ruleset, 0);
	close(ruleset);
	return done == 0 ? (unsigned)kernel : 0;
}
