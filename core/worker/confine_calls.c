/* The filter on system calls, put in force. It comes ready from the host, which says in one table what is allowed; only the process's own
 * number, for signals to itself, is put in here. */
#include "worker/confine.h"

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

int confine_calls(int filter)
{
	struct sock_fprog program = { 0 };
	struct stat info;
	void *bytes;
	unsigned i;
	long listener;

	if (filter < 0 || fstat(filter, &info) != 0)
		return -1;
	bytes = mmap(NULL, (size_t)info.st_size, PROT_READ | PROT_WRITE, MAP_PRIVATE, filter, 0);
	if (bytes == MAP_FAILED)
		return -1;
	program.filter = bytes;
	program.len = (unsigned short)((size_t)info.st_size / sizeof *program.filter);
	for (i = 0; i < program.len; i++)
		if (BPF_CLASS(program.filter[i].code) == BPF_JMP && program.filter[i].k == FRAME_FILTER_SELF)
			program.filter[i].k = (uint32_t)getpid();
	/* For all threads, would there be more than one. */
	listener = syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER,
		SECCOMP_FILTER_FLAG_NEW_LISTENER | SECCOMP_FILTER_FLAG_TSYNC | SECCOMP_FILTER_FLAG_TSYNC_ESRCH, &program);
	munmap(bytes, (size_t)info.st_size);
	return (int)listener;
}
