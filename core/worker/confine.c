#include "worker/confine.h"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

/* Private writable memory; the mapped model does not count. The graph of 10 million components takes 400 MB of it. */
#define MEMORY_MOST ((rlim_t)4 << 30)

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

void confine_limit(uint32_t milliseconds)
{
	/* A second more than the wall clock allows: this only catches a worker whose host has been stopped. */
	rlim_t seconds = milliseconds / 1000 + 2;

	limit(RLIMIT_CPU, seconds, seconds + 1);
	if (!CONFINE_SANITIZED)
		limit(RLIMIT_DATA, MEMORY_MOST, MEMORY_MOST);
}

void confine_before_load(void)
{
}

void confine_before_model(void)
{
}
