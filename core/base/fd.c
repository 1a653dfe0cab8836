#include "base/fd.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

bool fd_write(int fd, const void *data, size_t length)
{
	const char *at = data;

	while (length) {
		ssize_t n = write(fd, at, length);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		at += n;
		length -= (size_t)n;
	}
	return true;
}

bool fd_unread(int fd)
{
	struct pollfd poll_fd = { .fd = fd, .events = POLLOUT };

	return poll(&poll_fd, 1, 0) == 1 && (poll_fd.revents & POLLERR);
}

int fd_memory(const char *name)
{
	return memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING);
}

bool fd_seal(int fd)
{
	return fcntl(fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL) == 0;
}

bool fd_map(int fd, struct text *view)
{
	struct stat info;
	void *bytes;

	*view = (struct text){ 0 };
	if (fstat(fd, &info) != 0)
		return false;
	bytes = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (bytes == MAP_FAILED)
		return false;
	*view = (struct text){ bytes, (size_t)info.st_size };
	return true;
}

void fd_unmap(struct text view)
{
	if (view.length)
		munmap((void *)(uintptr_t)view.data, view.length);
}

/* openat2 answers EAGAIN while somebody renames directories on the way; more than a few in a row is an attack, not luck. */
enum { OPEN_RETRIES = 8 };

int fd_open_beneath(int at, const char *path, int flags)
{
	struct open_how how = { .flags = (unsigned)flags, .resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS };
	int fd = -1, tries;

	for (tries = 0; tries < OPEN_RETRIES; tries++) {
		fd = (int)syscall(SYS_openat2, at, path, &how, sizeof how);
		if (fd >= 0 || (errno != EAGAIN && errno != EINTR))
			break;
	}
	return fd;
}
