/* The filters on system calls, put in force. They come ready from the host, which says in one table what is allowed; only the process's own
 * number, for signals to itself, is put in here. */
#include "worker/confine.h"

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static const struct frame_filters *filters;
static struct sock_filter *program[2];

static void put_self(struct sock_filter *instruction, uint32_t length)
{
	uint32_t i;

	for (i = 0; i < length; i++)
		if (BPF_CLASS(instruction[i].code) == BPF_JMP && instruction[i].k == FRAME_FILTER_SELF)
			instruction[i].k = (uint32_t)getpid();
}

bool confine_take_filters(int fd)
{
	struct stat info;
	void *bytes;
	size_t size;

	if (fd < 0 || fstat(fd, &info) != 0 || (size_t)info.st_size < sizeof *filters)
		return false;
	bytes = mmap(NULL, (size_t)info.st_size, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
	if (bytes == MAP_FAILED)
		return false;
	filters = bytes;
	size = ((size_t)filters->length[0] + filters->length[1]) * sizeof **program;
	if (size > (size_t)info.st_size - sizeof *filters)
		return false;
	program[FILTER_A] = (struct sock_filter *)(void *)((char *)bytes + sizeof *filters);
	program[FILTER_B] = program[FILTER_A] + filters->length[FILTER_A];
	put_self(program[FILTER_A], filters->length[FILTER_A]);
	return true;
}

bool confine_calls(enum frame_filter which)
{
	const struct sock_fprog whole = { (unsigned short)filters->length[which], program[which] };

	return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &whole) == 0;
}
