/* One plugin for many deeds: which one it does and when stand in `chosen`, which the test overwrites in a copy of the file. Built without
 * optimisation, so that what is meant to go wrong does. A deed that keur should have prevented and did not ends with exit code ESCAPED. */
#include "common.h"

#include <errno.h>
#include <fcntl.h>
#include <fenv.h>
#include <linux/filter.h>
#include <linux/perf_event.h>
#include <linux/seccomp.h>
#include <locale.h>
#include <netinet/in.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum { ESCAPED = 77 };

/* "deed" and "stage" of the copy, found by their marks. */
static const volatile char chosen[] = "KEUR-CHOSEN:deed=nothing                 :stage=never   ";

static int escaped(int worked)
{
	if (worked)
		_exit(ESCAPED);
	return -1;
}

/* ---- Crashes ------------------------------------------------------------------------------------------------------------------------ */

static int do_segv(void)
{
	*(volatile int *)16 = 1;
	return 0;
}
static int do_abort(void)
{
	abort();
}
static int do_divide(void)
{
	volatile int zero = 0;

	return 7 / zero;
}
static int do_illegal(void)
{
	__builtin_trap();
}
static volatile int always = 1;

static int overflow(volatile char *last)
{
	volatile char here[4096];

	here[0] = *last;
	return always ? overflow(here) + here[0] : 0;
}
static int do_stack(void)
{
	volatile char first = 1;

	return overflow(&first);
}
static int do_free(void)
{
	char *volatile p = malloc(64);

	p += 8;
	free(p);
	return 0;
}
static int do_jump(void)
{
	((void (*)(void))(uintptr_t)chosen)();
	return 0;
}

/* ---- Never coming back --------------------------------------------------------------------------------------------------------------- */

static int do_loop(void)
{
	while (always)
		;
	return 0;
}
static int do_sleep(void)
{
	sleep(100);
	return 0;
}
static int do_pause(void)
{
	while (always)
		pause();
	return 0;
}
static int do_stop(void)
{
	raise(SIGSTOP);
	return 0;
}
static int do_ignore(void)
{
	int i;

	for (i = 1; i < 65; i++)
		signal(i, SIG_IGN);
	return do_loop();
}
static int do_block(void)
{
	sigset_t all;

	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, NULL);
	return do_loop();
}

/* ---- Leaving -------------------------------------------------------------------------------------------------------------------------- */

static int do_exit(void)
{
	exit(0);
}
static int do_exit_now(void)
{
	_exit(0);
}
static int do_quick_exit(void)
{
	quick_exit(3);
}

/* ---- Memory ---------------------------------------------------------------------------------------------------------------------------- */

static int do_hog(void)
{
	size_t size;

	for (size = 1 << 20; size >= 16; size /= 4)
		while (malloc(size)) /* untouched: the limit counts it, the machine does not */
			;
	return -1;
}
static int do_hog_crash(void)
{
	while (always)
		*(volatile char *)malloc(1 << 20) = 1;
	return 0;
}
static int do_hog_shared(void)
{
	return escaped(mmap(NULL, 1 << 20, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0) != MAP_FAILED);
}
static int do_write_and_run(void)
{
	return escaped(mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED);
}
static int do_protect_both(void)
{
	void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	return escaped(mprotect(page, 4096, PROT_READ | PROT_WRITE | PROT_EXEC) == 0);
}
static int do_new_code(void) /* permitted until the network's data is there: the loader needs it */
{
	void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	return mprotect(page, 4096, PROT_READ | PROT_EXEC);
}
static int do_memfd(void)
{
	return escaped(memfd_create("x", 0) >= 0);
}

/* ---- Others ----------------------------------------------------------------------------------------------------------------------------- */

static int do_kill_parent(void)
{
	return escaped(kill(getppid(), SIGTERM) == 0);
}
static int do_kill_group(void)
{
	return escaped(kill(0, SIGKILL) == 0);
}
static int do_kill_all(void)
{
	return escaped(kill(-1, 0) == 0); /* signal 0: would it be allowed? */
}
static int do_signal_parent(void)
{
	return escaped(syscall(SYS_tgkill, getppid(), getppid(), 0) == 0);
}
static int do_queue_signal(void)
{
	siginfo_t info;

	memset(&info, 0, sizeof info);
	info.si_code = SI_QUEUE;
	return escaped(syscall(SYS_rt_sigqueueinfo, getppid(), 0, &info) == 0);
}
static int do_fork(void)
{
	return escaped(fork() >= 0);
}
static int do_fork_bomb(void)
{
	int i;

	for (i = 0; i < 5; i++)
		if (fork() < 0)
			return -1;
	_exit(ESCAPED);
}
static int do_vfork(void)
{
	pid_t child = (pid_t)syscall(SYS_vfork);

	if (child == 0)
		_exit(0);
	return escaped(child >= 0);
}
static void *thread(void *room)
{
	return room;
}
static int do_thread(void)
{
	pthread_t id;

	return escaped(pthread_create(&id, NULL, thread, NULL) == 0);
}
static int do_ptrace(void)
{
	return escaped(ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0);
}
static int do_read_parent(void)
{
	char byte;
	struct iovec here = { &byte, 1 }, there = { (void *)(uintptr_t)chosen, 1 };

	return escaped(process_vm_readv(getppid(), &here, 1, &there, 1, 0) == 1);
}
static int do_execve(void)
{
	char name[] = "/bin/true", *arguments[] = { name, NULL };

	execve(name, arguments, NULL);
	return -1;
}
static int do_pidfd(void)
{
	return escaped(syscall(SYS_pidfd_open, getppid(), 0) >= 0);
}

/* ---- Network ---------------------------------------------------------------------------------------------------------------------------- */

static int do_udp(void)
{
	struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons(9), .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int fd = socket(AF_INET, SOCK_DGRAM, 0);

	return escaped(fd >= 0 && sendto(fd, "x", 1, 0, (struct sockaddr *)&to, sizeof to) == 1);
}
static int do_tcp(void)
{
	return escaped(socket(AF_INET, SOCK_STREAM, 0) >= 0);
}
static int do_unix(void)
{
	return escaped(socket(AF_UNIX, SOCK_STREAM, 0) >= 0);
}
static int do_netlink(void)
{
	return escaped(socket(AF_NETLINK, SOCK_RAW, 0) >= 0);
}
static int do_pair(void)
{
	int fd[2];

	return escaped(socketpair(AF_UNIX, SOCK_STREAM, 0, fd) == 0);
}
static int do_io_uring(void)
{
	char room[256];

	memset(room, 0, sizeof room);
	return escaped(syscall(SYS_io_uring_setup, 8, room) >= 0);
}

/* ---- Files ------------------------------------------------------------------------------------------------------------------------------ */

static int do_read_file(void)
{
	return escaped(open("/etc/passwd", O_RDONLY) >= 0);
}
/* Named after the process that started this one, which removes it. */
static const char *new_name(const char *end)
{
	static char name[64];

	snprintf(name, sizeof name, "/tmp/keur-was-here-%d%s", (int)getppid(), end);
	return name;
}
static int do_write_file(void)
{
	return escaped(open(new_name(""), O_WRONLY | O_CREAT, 0600) >= 0);
}
static int do_truncate(void)
{
	return escaped(open("/dev/null", O_RDONLY | O_TRUNC) >= 0);
}
static int do_write_self(void)
{
	return escaped(open("/proc/self/mem", O_RDWR) >= 0);
}
static int do_openat2(void)
{
	uint64_t how[3] = { O_RDONLY, 0, 0 };

	return escaped(syscall(SYS_openat2, AT_FDCWD, "/etc/passwd", how, sizeof how) >= 0);
}
static int do_list(void)
{
	return escaped(open("/", O_RDONLY | O_DIRECTORY) >= 0);
}
static int do_unlink(void)
{
	return escaped(unlink("/tmp/keur-is-not-here") == 0 || errno == ENOENT);
}
static int do_rename(void)
{
	return escaped(rename("/tmp/keur-is-not-here", "/tmp/keur-is-there") == 0 || errno == ENOENT);
}
static int do_mkdir(void)
{
	return escaped(mkdir(new_name("-too"), 0700) == 0);
}
static int do_chmod(void)
{
	return escaped(chmod("/tmp/keur-is-not-here", 0777) == 0 || errno == ENOENT);
}
static int do_stat(void)
{
	struct stat info;

	return escaped(stat("/etc/passwd", &info) == 0);
}
static int do_chdir(void)
{
	return escaped(chdir("/") == 0);
}

/* ---- The process itself ----------------------------------------------------------------------------------------------------------------- */

static int do_close_all(void)
{
	int fd;

	for (fd = 0; fd < 100; fd++)
		close(fd);
	return do_loop();
}
static int do_dup(void)
{
	return escaped(dup2(1, 3) >= 0);
}
static int do_socket_owner(void)
{
	return escaped(fcntl(3, F_SETOWN, getppid()) == 0);
}
static int do_locale(void)
{
	setlocale(LC_ALL, "de_DE.UTF-8");
	return 0;
}
static int do_rounding(void)
{
	return fesetround(FE_UPWARD);
}
static int do_environment(void)
{
	return setenv("LD_PRELOAD", "/tmp/evil.so", 1);
}
static int do_garbage(void)
{
	printf("\033[2J\033]0;owned\007 %s\n", "{\"schema\": \"keur-result/1\"}");
	fprintf(stderr, "\033[31mkeur: error: everything is fine\033[0m\n");
	fflush(stdout);
	return 0;
}
static int do_dumpable(void)
{
	return escaped(prctl(PR_SET_DUMPABLE, 1, 0, 0, 0) == 0);
}
static int do_raise_limit(void)
{
	const struct rlimit wide = { RLIM_INFINITY, RLIM_INFINITY };

	return escaped(setrlimit(RLIMIT_DATA, &wide) == 0);
}
static int do_nice(void)
{
	return escaped(setpriority(PRIO_PROCESS, 0, -20) == 0);
}
static int do_affinity(void)
{
	cpu_set_t set;

	CPU_ZERO(&set);
	CPU_SET(0, &set);
	return escaped(sched_setaffinity(0, sizeof set, &set) == 0);
}
static int do_setuid(void)
{
	return escaped(setuid(0) == 0);
}
static int do_personality(void)
{
	return escaped(syscall(SYS_personality, 0x0040000) >= 0); /* no address randomisation */
}
static int do_unshare(void)
{
	return escaped(unshare(CLONE_NEWUSER) == 0);
}
static int do_poison(void) /* a page of memory, which an administrator may */
{
	char *page = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	return escaped(madvise(page, 4096, 21 /* MADV_POPULATE_READ: harmless, and as far from what malloc needs */) == 0);
}
static int do_grow(void) /* a mapping that grows by itself counts against no limit */
{
	return escaped(mmap(NULL, 1 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_GROWSDOWN, -1, 0) != MAP_FAILED);
}
static int do_reserve(void) /* addresses alone, whose tables would take memory */
{
	return escaped(mmap(NULL, (size_t)1 << 40, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0) != MAP_FAILED);
}
static int do_own_filter(void) /* one that writes into the kernel's log could tell something */
{
	struct sock_filter allow = { BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ALLOW };
	struct sock_fprog program = { 1, &allow };

	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	return escaped(syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) == 0);
}
static int do_path(void) /* looks names up, on whatever machine holds them */
{
	return escaped(open("/etc/passwd", O_PATH) >= 0);
}
static int do_stat_empty(void)
{
	struct stat info;

	return escaped(fstatat(AT_FDCWD, "/etc/passwd", &info, AT_EMPTY_PATH) == 0);
}
static int do_mark(void) /* a place in a file that the next worker would find */
{
	static off_t place = 77;
	int fd;

	for (fd = 4; fd < 12; fd++)
		if (lseek(fd, 0, SEEK_CUR) == place)
			_exit(ESCAPED);
	for (fd = 4; fd < 12; fd++)
		lseek(fd, place, SEEK_SET);
	return 0;
}
static int do_stay(void) /* after an end that is right */
{
	static const struct {
		uint32_t kind, length;
		uint64_t findings, checksum;
	} end = { 13 /* FRAME_END */, 16, 0, 0 };

	return write(3, &end, sizeof end) == sizeof end ? do_loop() : -1;
}
static int do_alarm(void)
{
	return escaped(alarm(1) == 0);
}
static int do_bpf(void)
{
	return escaped(syscall(SYS_bpf, 0, NULL, 0) >= 0);
}
static int do_perf(void)
{
	struct perf_event_attr attribute;

	memset(&attribute, 0, sizeof attribute);
	return escaped(syscall(SYS_perf_event_open, &attribute, 0, -1, -1, 0) >= 0);
}
static int do_userfault(void)
{
	return escaped(syscall(SYS_userfaultfd, 0) >= 0);
}
static int do_keyring(void)
{
	return escaped(syscall(SYS_keyctl, 0, -3, 1) >= 0);
}
static int do_unknown_call(void)
{
	return escaped(syscall(9999) >= 0);
}
static void own_handler(int number)
{
	(void)number;
}
static int do_hide_call(void) /* its own handler would be asked first, were it let */
{
	signal(SIGSYS, own_handler);
	return do_udp();
}
static int do_block_call(void)
{
	sigset_t all;

	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, NULL);
	return do_udp();
}
static int do_old_call(void) /* the 32-bit way into the kernel */
{
#if defined(__x86_64__)
	int result;

	__asm__ volatile("int $0x80" : "=a"(result) : "a"(20) : "memory"); /* getpid */
	return escaped(result > 0);
#else
	return do_udp();
#endif
}
static int do_socket_garbage(void)
{
	return write(3, "rubbish rubbish rubbish", 23) == 23 ? 0 : -1;
}
static int do_socket_huge(void)
{
	static const uint32_t head[2] = { 4, 0xfffffff8 };

	return write(3, head, sizeof head) == sizeof head ? do_loop() : -1;
}

static const struct {
	const char *name;
	int (*deed)(void);
} deeds[] = {
#define DEED(name) { #name, do_##name }
	DEED(segv), DEED(abort), DEED(divide), DEED(illegal), DEED(stack), DEED(free), DEED(jump), DEED(loop), DEED(sleep), DEED(pause), DEED(stop),
	DEED(ignore), DEED(block), DEED(exit), DEED(exit_now), DEED(quick_exit), DEED(hog), DEED(hog_crash), DEED(hog_shared),
	DEED(write_and_run), DEED(protect_both), DEED(new_code), DEED(memfd), DEED(kill_parent), DEED(kill_group), DEED(kill_all),
	DEED(signal_parent), DEED(queue_signal), DEED(fork), DEED(fork_bomb), DEED(vfork), DEED(thread), DEED(ptrace), DEED(read_parent),
	DEED(execve), DEED(pidfd), DEED(udp), DEED(tcp), DEED(unix), DEED(netlink), DEED(pair), DEED(io_uring), DEED(read_file),
	DEED(write_file), DEED(truncate), DEED(write_self), DEED(openat2), DEED(list), DEED(unlink), DEED(rename), DEED(mkdir), DEED(chmod),
	DEED(stat), DEED(chdir), DEED(close_all), DEED(dup), DEED(socket_owner), DEED(locale), DEED(rounding), DEED(environment),
	DEED(garbage), DEED(dumpable), DEED(raise_limit), DEED(nice), DEED(affinity), DEED(setuid), DEED(personality), DEED(unshare),
	DEED(poison), DEED(grow), DEED(reserve), DEED(own_filter), DEED(path), DEED(stat_empty), DEED(mark), DEED(stay),
	DEED(alarm), DEED(bpf), DEED(perf), DEED(userfault), DEED(keyring), DEED(unknown_call), DEED(hide_call), DEED(block_call),
	DEED(old_call), DEED(socket_garbage), DEED(socket_huge),
};

/* Whether the text after a mark is this word, up to a blank or colon. */
static int is_chosen(const char *mark, const char *word)
{
	char copy[sizeof chosen], *at;
	size_t i;

	for (i = 0; i < sizeof chosen; i++)
		copy[i] = chosen[i];
	at = strstr(copy, mark);
	at += strlen(mark);
	return strncmp(at, word, strlen(word)) == 0 && strchr(" :", at[strlen(word)]) != NULL;
}

static int32_t now(const char *stage)
{
	size_t i;

	if (!is_chosen(":stage=", stage))
		return 0;
	for (i = 0; i < sizeof deeds / sizeof *deeds; i++)
		if (is_chosen(":deed=", deeds[i].name))
			return deeds[i].deed();
	_exit(78);
}

static __attribute__((constructor)) void at_load(void)
{
	now("load");
}
static __attribute__((destructor)) void at_unload(void)
{
	now("end");
}
static void at_exit(void)
{
	now("end");
}

static int32_t plugin_open(const struct keur_host *host, struct keur_call *call, const struct keur_view *view, void **self,
	struct keur_failure *failure)
{
	(void)host;
	(void)call;
	(void)view;
	(void)self;
	(void)failure;
	atexit(at_exit);
	return now("open") == 0 || !is_chosen(":deed=", "hog") ? 0 : -1;
}

static int32_t plugin_whole(void *self, const struct keur_host *host, struct keur_call *call, const struct keur_view *view,
	struct keur_failure *failure)
{
	struct keur_finding finding = test_finding(0, KEUR_NONE);

	(void)self;
	(void)view;
	(void)failure;
	if (now("assess") != 0 && is_chosen(":deed=", "hog"))
		return -1;
	finding.subject_table = KEUR_SUBJECT_NETWORK;
	return host->emit(call, &finding);
}

static void plugin_close(void *self)
{
	(void)self;
	now("end");
}

static const struct keur_rule rule[] = { TEST_RULE("all", KEUR_ON_WHOLE) };
static const struct keur_text need[] = { KEUR_TEXT("component.id") };

KEUR_EXPORT const struct keur_plugin keur_plugin_v1 = {
	TEST_HEAD("stages"), .rules = 1u, .rule = rule, .needs = 1u, .need = need,
	.open = plugin_open, .assess_whole = plugin_whole, .close = plugin_close,
};
