#include "worker/confine.h"

#include <dlfcn.h>
#include <linux/capability.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Linux gives as much to everybody who asks for nothing else. */
#define STACK_MOST ((rlim_t)8 << 20)

/* The program, its libraries and their stack. */
#define OWN_MEGABYTES 256

static void limit(__rlimit_resource_t resource, rlim_t soft, rlim_t hard)
{
	struct rlimit wanted = { soft, hard }, now;

	/* What the system allows less of already stays. */
	if (getrlimit(resource, &now) == 0 && now.rlim_max < hard) {
		wanted.rlim_max = now.rlim_max;
		wanted.rlim_cur = now.rlim_max < soft ? now.rlim_max : soft;
	}
	setrlimit(resource, &wanted);
}

void confine_start(int keep)
{
	/* A core file would hold the network's data. Where cores go to a program the limit of 0 is not looked at: hence "not dumpable" as
	 * well, which also keeps other processes of the same user from attaching. */
	limit(RLIMIT_CORE, 0, 0);
	prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
	prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	close_range((unsigned)keep + 1, ~0U, 0);
}

void confine_limit(enum frame_isolation level, uint32_t milliseconds, uint32_t megabytes, uint32_t mapped)
{
	/* Two seconds more than the wall clock allows: this only catches a worker whose host has been stopped. */
	rlim_t seconds = milliseconds / 1000 + 2, bytes = (rlim_t)megabytes << 20, all = ((rlim_t)megabytes + mapped + OWN_MEGABYTES) << 20;

	limit(RLIMIT_CPU, seconds, seconds + 1);
	limit(RLIMIT_STACK, STACK_MOST, STACK_MOST); /* which the limit on memory does not count */
	if (SANITIZED)
		return;
	limit(RLIMIT_DATA, bytes, bytes); /* private writable memory; the mapped model does not count */
	if (level != ISOLATION_NONE)
		limit(RLIMIT_AS, all, all); /* addresses: what is only reserved costs memory for its tables */
}

/* Only those that the plugin names: libstdc++ alone takes as long to load as the rest of a worker's start. Once files are taken away the loader
 * finds none any more, but what is loaded already serves. */
static void preload(uint32_t libraries)
{
	static const struct {
		uint32_t bit;
		const char *name;
	} permitted[] = { { FRAME_LIB_M, "libm.so.6" }, { FRAME_LIB_GCC_S, "libgcc_s.so.1" }, { FRAME_LIB_STDCPP, "libstdc++.so.6" } };
	size_t i;

	for (i = 0; i < sizeof permitted / sizeof *permitted; i++)
		if (libraries & permitted[i].bit)
			dlopen(permitted[i].name, RTLD_NOW | RTLD_LOCAL); /* where it is missing the plugin's own load says so */
}

/* An administrator's powers are of no use in here; who has none loses none. */
static void drop_capabilities(void)
{
	struct __user_cap_header_struct head = { _LINUX_CAPABILITY_VERSION_3, 0 };
	struct __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = { { 0 } };

	syscall(SYS_capset, &head, none);
}

struct frame_held confine_before_load(enum frame_isolation level, uint32_t libraries, int filter, int *listener)
{
	struct frame_held held = { 0, 0 };

	*listener = -1;
	preload(libraries);
	if (level == ISOLATION_NONE) {
		prctl(PR_SET_DUMPABLE, 1, 0, 0, 0); /* or no debugger of an ordinary user could read its memory */
		return held;
	}
	drop_capabilities();
	held.landlock = confine_files();
	*listener = confine_calls(filter);
	held.seccomp = *listener >= 0;
	return held;
}
