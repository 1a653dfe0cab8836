/* Which system calls a worker may make: one table with a column for the time before the network's data is in the worker, and one for the time
 * after. What is not in the table is forbidden: the call is not made, the worker says which one it was (see worker/dying.c) and ends. Calls that
 * honest code makes in passing (printf asks whether it writes to a terminal, qsort how much memory there is) are allowed or fail quietly, so
 * that a verdict always means something.
 *
 * The table becomes one filter, which the worker puts in force before it loads anything foreign. Where the columns differ, the filter asks the
 * host, and the host goes by whether it has sent the data: code that is in the worker by then has no part in it.
 *
 * Made here, once, and handed to the workers ready: a worker that made it itself would take twice as long to start. */
#include "host/host_filter.h"

#include "base/fd.h"
#include "base/sanitizer.h"
#include "model/frames.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

enum { BEFORE, AFTER };
enum action { FORBID, ALLOW, FAIL /* quietly: "not permitted" */ };

struct rule {
	int call;
	unsigned char action[2]; /* before and after the network's data is there */
	unsigned char compares;
	struct scmp_arg_cmp compare[2];
};

#define CALL(name, before, after) { SCMP_SYS(name), { before, after }, 0, { { 0 } } }
/* When an argument, masked, has a value. */
#define WHEN(name, before, after, argument, mask, value) \
	{ SCMP_SYS(name), { before, after }, 1, { { argument, SCMP_CMP_MASKED_EQ, mask, value } } }
#define WHEN_UP_TO(name, before, after, argument, value) { SCMP_SYS(name), { before, after }, 1, { { argument, SCMP_CMP_LE, value, 0 } } }
#define WHEN_ABOVE(name, before, after, argument, value) { SCMP_SYS(name), { before, after }, 1, { { argument, SCMP_CMP_GT, value, 0 } } }
#define WHEN_NOT(name, before, after, argument, value) { SCMP_SYS(name), { before, after }, 1, { { argument, SCMP_CMP_NE, value, 0 } } }

/* Memory: never writable and executable at once; what is shared is a file's, and nothing grows or is filled by itself: each of those would
 * count against no limit. */
#define PROTECTION (PROT_WRITE | PROT_EXEC)
#define SHARING (MAP_SHARED | MAP_ANONYMOUS | MAP_GROWSDOWN | MAP_LOCKED | MAP_HUGETLB | MAP_POPULATE)
#define MAP_WHEN(before, after, protection, sharing) \
	{ SCMP_SYS(mmap), { before, after }, 2, { { 2, SCMP_CMP_MASKED_EQ, PROTECTION, protection }, { 3, SCMP_CMP_MASKED_EQ, SHARING, sharing } } }

/* A sanitizer takes care of its stack itself, and ends the process when it cannot. */
#define OWN_STACK (SANITIZED ? ALLOW : FAIL)

/* Of an open: anything but reading a file. */
#define OPEN_CHANGES (O_ACCMODE | O_CREAT | O_TRUNC | __O_TMPFILE | O_PATH)

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
	CALL(fstat, ALLOW, ALLOW), WHEN(newfstatat, ALLOW, FAIL, 3, AT_EMPTY_PATH, AT_EMPTY_PATH), WHEN(newfstatat, FAIL, FAIL, 3, AT_EMPTY_PATH, 0),
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

	/* Signals, to itself: the worker puts its number in. Who is told of a crash and of a forbidden call is not for plugins to choose, nor
	 * that nobody is: what nobody handles goes into the kernel's log. */
	CALL(rt_sigaction, FAIL, FAIL), CALL(rt_sigprocmask, FAIL, FAIL), CALL(sigaltstack, OWN_STACK, OWN_STACK), CALL(rt_sigreturn, ALLOW, ALLOW),
	WHEN(tgkill, ALLOW, ALLOW, 0, ~0u, FRAME_FILTER_SELF), WHEN(kill, ALLOW, ALLOW, 0, ~0u, FRAME_FILTER_SELF),

	/* Time and luck. */
	CALL(clock_gettime, ALLOW, ALLOW), CALL(clock_getres, ALLOW, ALLOW), CALL(gettimeofday, ALLOW, ALLOW), CALL(time, ALLOW, ALLOW),
	CALL(nanosleep, ALLOW, ALLOW), CALL(clock_nanosleep, ALLOW, ALLOW), CALL(pause, ALLOW, ALLOW), CALL(sched_yield, ALLOW, ALLOW),
	CALL(restart_syscall, ALLOW, ALLOW), CALL(futex, ALLOW, ALLOW), CALL(getrandom, ALLOW, ALLOW),
};

static int add(scmp_filter_ctx filter, const struct rule *rule)
{
	static const uint32_t act[] = { [FORBID] = SCMP_ACT_TRAP, [ALLOW] = SCMP_ACT_ALLOW, [FAIL] = SCMP_ACT_ERRNO(EPERM) };

	return seccomp_rule_add_array(filter, rule->action[BEFORE] == rule->action[AFTER] ? act[rule->action[BEFORE]] : SCMP_ACT_NOTIFY, rule->call,
		rule->compares, rule->compare);
}

/* Writes the filter as the kernel takes it. 0, or negative errno. */
static int write_filter(int fd)
{
	scmp_filter_ctx filter;
	int problem;
	size_t i;

	/* What this libseccomp can write, whatever the kernel that it runs on can take: the worker finds that out. */
	if (seccomp_api_set(6) != 0)
		return -ENOSYS;
	filter = seccomp_init(SCMP_ACT_TRAP);
	if (!filter)
		return -ENOMEM;
	/* A tree, as a kernel walks the filter once for each call that exists when it is put in force: with a list that takes longer than all
	 * else that a worker does. Calls by another architecture's numbers fail as if there were none. */
	problem = seccomp_attr_set(filter, SCMP_FLTATR_CTL_OPTIMIZE, 2);
	if (!problem)
		problem = seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_ERRNO(ENOSYS));
	for (i = 0; !problem && i < sizeof rules / sizeof *rules; i++)
		problem = add(filter, &rules[i]);
	if (!problem)
		problem = seccomp_export_bpf(filter, fd);
	seccomp_release(filter);
	return problem;
}

int filter_open(void)
{
	static int filter = -1;
	int fd, problem;

	if (filter >= 0)
		return filter;
	fd = fd_memory("keur-filter");
	if (fd < 0)
		return -1;
	problem = -write_filter(fd);
	if (!problem && !fd_seal(fd))
		problem = errno;
	if (!problem)
		return filter = fd;
	close(fd);
	errno = problem;
	return -1;
}

/* ---- Questions ------------------------------------------------------------------------------------------------------------------------- */

/* Larger than any kernel's, which write as much as theirs. */
union question {
	struct seccomp_notif asked;
	unsigned char room[256];
};
union answer {
	struct seccomp_notif_resp said;
	unsigned char room[256];
};

static enum action after(int call)
{
	size_t i;

	for (i = 0; i < sizeof rules / sizeof *rules; i++)
		if (rules[i].call == call && rules[i].action[BEFORE] != rules[i].action[AFTER])
			return (enum action)rules[i].action[AFTER];
	return FORBID;
}

bool filter_answer(int listener, bool data_sent, uint64_t *forbidden)
{
	union question question = { .room = { 0 } };
	union answer answer = { .room = { 0 } };

	if (ioctl(listener, SECCOMP_IOCTL_NOTIF_RECV, &question) != 0)
		return true; /* it is gone, or was interrupted and asks again */
	answer.said.id = question.asked.id;
	if (!data_sent) {
		answer.said.flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE;
	} else if (after(question.asked.data.nr) == FAIL) {
		answer.said.error = -EPERM;
	} else {
		*forbidden = (uint64_t)question.asked.data.nr;
		return false;
	}
	ioctl(listener, SECCOMP_IOCTL_NOTIF_SEND, &answer);
	return true;
}

char *filter_call_name(uint64_t call)
{
	return seccomp_syscall_resolve_num_arch(SCMP_ARCH_NATIVE, (int)call);
}
