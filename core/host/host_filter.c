/* The two filters on system calls: one table, a column for each. What is not in the table is forbidden: the call is not made, the worker says
 * which one it was (see worker/dying.c) and ends. Calls that honest code makes in passing (printf asks whether it writes to a terminal, qsort
 * how much memory there is) are allowed or fail quietly, so that a verdict always means something.
 *
 * A is in force while the plugin is loaded and opened: reading opens are allowed, as the loader needs them, and landlock lets them find nothing.
 * B comes on top before the network's data arrives: nothing is opened any more, and there is no new code. Against code that means harm A and
 * landlock are the wall: it runs before B is asked for and could do without it. B holds what goes wrong by mistake.
 *
 * Made here, once, and handed to the workers ready: a worker that made them itself would take twice as long to start. */
#include "host/host_filter.h"

#include "base/fd.h"
#include "model/frames.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum action { FORBID, ALLOW, FAIL /* quietly: "not permitted" */ };

struct rule {
	int call;
	unsigned char action[2]; /* FILTER_A, FILTER_B */
	unsigned char compares;
	struct scmp_arg_cmp compare[2];
};

#define CALL(name, a, b) { SCMP_SYS(name), { a, b }, 0, { { 0 } } }
/* When an argument, masked, has a value. */
#define WHEN(name, a, b, argument, mask, value) \
	{ SCMP_SYS(name), { a, b }, 1, { { argument, SCMP_CMP_MASKED_EQ, mask, value } } }
#define WHEN_UP_TO(name, a, b, argument, value) { SCMP_SYS(name), { a, b }, 1, { { argument, SCMP_CMP_LE, value, 0 } } }
#define WHEN_ABOVE(name, a, b, argument, value) { SCMP_SYS(name), { a, b }, 1, { { argument, SCMP_CMP_GT, value, 0 } } }
#define WHEN_NOT(name, a, b, argument, value) { SCMP_SYS(name), { a, b }, 1, { { argument, SCMP_CMP_NE, value, 0 } } }

/* Memory: never writable and executable at once; what is shared is a file's, as shared memory of its own would count against no limit. */
#define PROTECTION (PROT_WRITE | PROT_EXEC)
#define SHARING (MAP_SHARED | MAP_ANONYMOUS)
#define MAP_WHEN(a, b, protection, sharing) \
	{ SCMP_SYS(mmap), { a, b }, 2, { { 2, SCMP_CMP_MASKED_EQ, PROTECTION, protection }, { 3, SCMP_CMP_MASKED_EQ, SHARING, sharing } } }

/* Of an open: anything but reading. */
#define OPEN_CHANGES (O_ACCMODE | O_CREAT | O_TRUNC | __O_TMPFILE)

static const struct rule rules[] = {
	/* What it has open: its socket, and /dev/null three times. */
	CALL(read, ALLOW, ALLOW), CALL(readv, ALLOW, ALLOW), CALL(pread64, ALLOW, ALLOW), CALL(write, ALLOW, ALLOW), CALL(writev, ALLOW, ALLOW),
	CALL(lseek, ALLOW, ALLOW), CALL(close, ALLOW, ALLOW), CALL(poll, ALLOW, ALLOW), CALL(ppoll, ALLOW, ALLOW),
	WHEN(sendmsg, ALLOW, ALLOW, 0, ~0u, FRAME_SOCKET), WHEN(recvmsg, ALLOW, ALLOW, 0, ~0u, FRAME_SOCKET),
	/* Not the commands that make the kernel send signals. */
	WHEN(fcntl, ALLOW, ALLOW, 1, ~0u, F_GETFD), WHEN(fcntl, ALLOW, ALLOW, 1, ~0u, F_SETFD), WHEN(fcntl, ALLOW, ALLOW, 1, ~0u, F_GETFL),
	WHEN(fcntl, ALLOW, ALLOW, 1, ~0u, F_GET_SEALS),
	CALL(ioctl, FAIL, FAIL),

	/* Files. */
	WHEN(openat, ALLOW, FORBID, 2, OPEN_CHANGES, O_RDONLY), WHEN(open, ALLOW, FORBID, 1, OPEN_CHANGES, O_RDONLY),
	CALL(fstat, ALLOW, ALLOW), WHEN(newfstatat, ALLOW, ALLOW, 3, AT_EMPTY_PATH, AT_EMPTY_PATH), WHEN(newfstatat, FAIL, FAIL, 3, AT_EMPTY_PATH, 0),
	CALL(stat, FAIL, FAIL), CALL(lstat, FAIL, FAIL), CALL(statx, FAIL, FAIL), CALL(access, FAIL, FAIL), CALL(faccessat, FAIL, FAIL),
	CALL(faccessat2, FAIL, FAIL), CALL(readlink, FAIL, FAIL), CALL(readlinkat, FAIL, FAIL), CALL(getcwd, FAIL, FAIL),

	/* Memory. */
	MAP_WHEN(ALLOW, ALLOW, 0, MAP_ANONYMOUS), MAP_WHEN(ALLOW, ALLOW, PROT_WRITE, MAP_ANONYMOUS), MAP_WHEN(ALLOW, FORBID, PROT_EXEC, MAP_ANONYMOUS),
	MAP_WHEN(ALLOW, ALLOW, 0, 0), MAP_WHEN(ALLOW, ALLOW, PROT_WRITE, 0), MAP_WHEN(ALLOW, FORBID, PROT_EXEC, 0),
	MAP_WHEN(ALLOW, ALLOW, 0, MAP_SHARED), MAP_WHEN(ALLOW, ALLOW, PROT_WRITE, MAP_SHARED),
	WHEN(mprotect, ALLOW, ALLOW, 2, PROTECTION, 0), WHEN(mprotect, ALLOW, ALLOW, 2, PROTECTION, PROT_WRITE),
	WHEN(mprotect, ALLOW, FORBID, 2, PROTECTION, PROT_EXEC),
	/* What malloc advises; not what breaks pages of memory, which an administrator's process might. */
	WHEN_UP_TO(madvise, ALLOW, ALLOW, 2, MADV_FREE), WHEN_ABOVE(madvise, FAIL, FAIL, 2, MADV_FREE),
	CALL(munmap, ALLOW, ALLOW), CALL(mremap, ALLOW, ALLOW), CALL(brk, ALLOW, ALLOW),

	/* Itself. */
	CALL(getpid, ALLOW, ALLOW), CALL(gettid, ALLOW, ALLOW), CALL(getppid, ALLOW, ALLOW), CALL(getuid, ALLOW, ALLOW), CALL(geteuid, ALLOW, ALLOW),
	CALL(getgid, ALLOW, ALLOW), CALL(getegid, ALLOW, ALLOW), CALL(getrusage, ALLOW, ALLOW), CALL(getrlimit, ALLOW, ALLOW),
	WHEN(prlimit64, ALLOW, ALLOW, 2, ~UINT64_C(0), 0), WHEN_NOT(prlimit64, FAIL, FAIL, 2, 0), CALL(sched_getaffinity, ALLOW, ALLOW),
	CALL(sysinfo, ALLOW, ALLOW), CALL(uname, ALLOW, ALLOW), CALL(prctl, FAIL, FAIL), CALL(exit, ALLOW, ALLOW), CALL(exit_group, ALLOW, ALLOW),

	/* Signals, to itself: the worker puts its number in. Who is told of a forbidden call is not for plugins to choose. */
	WHEN_NOT(rt_sigaction, ALLOW, ALLOW, 0, SIGSYS), WHEN(rt_sigaction, FAIL, FAIL, 0, ~0u, SIGSYS),
	CALL(rt_sigprocmask, ALLOW, ALLOW), CALL(rt_sigreturn, ALLOW, ALLOW), CALL(sigaltstack, ALLOW, ALLOW),
	WHEN(tgkill, ALLOW, ALLOW, 0, ~0u, FRAME_FILTER_SELF), WHEN(kill, ALLOW, ALLOW, 0, ~0u, FRAME_FILTER_SELF),

	/* Time and luck. */
	CALL(clock_gettime, ALLOW, ALLOW), CALL(clock_getres, ALLOW, ALLOW), CALL(gettimeofday, ALLOW, ALLOW), CALL(time, ALLOW, ALLOW),
	CALL(nanosleep, ALLOW, ALLOW), CALL(clock_nanosleep, ALLOW, ALLOW), CALL(pause, ALLOW, ALLOW), CALL(sched_yield, ALLOW, ALLOW),
	CALL(restart_syscall, ALLOW, ALLOW), CALL(futex, ALLOW, ALLOW), CALL(getrandom, ALLOW, ALLOW),

	/* The second filter. */
	WHEN(seccomp, ALLOW, FORBID, 0, ~0u, SECCOMP_SET_MODE_FILTER),
};

static int add(scmp_filter_ctx filter, const struct rule *rule, unsigned which)
{
	static const uint32_t act[] = { [FORBID] = SCMP_ACT_TRAP, [ALLOW] = SCMP_ACT_ALLOW, [FAIL] = SCMP_ACT_ERRNO(EPERM) };

	/* A begins with everything forbidden, B with everything allowed that A allows. */
	if (which == FILTER_A ? rule->action[FILTER_A] == FORBID : rule->action[FILTER_B] == rule->action[FILTER_A])
		return 0;
	return seccomp_rule_add_array(filter, act[rule->action[which]], rule->call, rule->compares, rule->compare);
}

/* Appends a filter as the kernel takes it; its length in bytes, or negative. */
static off_t append(int fd, unsigned which)
{
	/* What this libseccomp can write, whatever the kernel that it runs on can take: the worker finds that out. */
	const unsigned api = 3;
	scmp_filter_ctx filter = seccomp_api_set(api) == 0 ? seccomp_init(which == FILTER_A ? SCMP_ACT_TRAP : SCMP_ACT_ALLOW) : NULL;
	off_t start = lseek(fd, 0, SEEK_CUR);
	int problem = filter ? 0 : -ENOMEM;
	size_t i;

	/* A tree, as a kernel walks the filter once for each call that exists when it is put in force: with a list that takes longer than all
	 * else that a worker does. */
	if (!problem)
		problem = seccomp_attr_set(filter, SCMP_FLTATR_CTL_OPTIMIZE, 2);
	if (!problem)
		problem = seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS);
	for (i = 0; !problem && i < sizeof rules / sizeof *rules; i++)
		problem = add(filter, &rules[i], which);
	if (!problem)
		problem = seccomp_export_bpf(filter, fd);
	seccomp_release(filter);
	errno = -problem;
	return problem ? -1 : lseek(fd, 0, SEEK_CUR) - start;
}

static bool fill(int fd)
{
	struct frame_filters head = { { 0, 0 } };
	off_t length;
	unsigned i;

	if (!fd_write(fd, &head, sizeof head))
		return false;
	for (i = 0; i < 2; i++) {
		length = append(fd, i);
		if (length < 0)
			return false;
		head.length[i] = (uint32_t)((size_t)length / sizeof(struct sock_filter));
	}
	return pwrite(fd, &head, sizeof head, 0) == sizeof head && fd_seal(fd);
}

int filter_open(void)
{
	static int filters = -1;
	int fd, problem;

	if (filters >= 0)
		return filters;
	fd = fd_memory("keur-filters");
	if (fd >= 0 && fill(fd))
		return filters = fd;
	problem = errno;
	if (fd >= 0)
		close(fd);
	errno = problem;
	return -1;
}

char *filter_call_name(uint64_t call)
{
	return seccomp_syscall_resolve_num_arch(SCMP_ARCH_NATIVE, (int)call);
}
