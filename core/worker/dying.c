#include "worker/dying.h"

#include "worker/confine.h"
#include "worker/wire.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

/* The handlers run while anything may be broken, the stack included: they have one of their own, call no allocator, and only ever end the
 * process. A plugin that puts its own in their place loses words, nothing else. */
enum { STACK = 32 * 1024 };
static unsigned char stack[STACK];
static size_t probe; /* bytes */

static void forbidden(int number, siginfo_t *info, void *context)
{
	uint64_t call = (uint64_t)(unsigned)info->si_syscall;

	(void)number;
	(void)context;
	wire_send(FRAME_FORBIDDEN, &call, sizeof call, NULL, 0);
	_exit(EXIT_FAILURE);
}

bool dying_of_hunger(void)
{
	void *room = probe ? mmap(NULL, probe, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) : NULL;

	if (room && room != MAP_FAILED)
		munmap(room, probe);
	return room == MAP_FAILED;
}

/* A pointer that malloc did not give, or an exception for want of memory that nobody caught? Either way it ends here: a process that dies of the
 * signal itself has its address written into the kernel's log. */
static void crashed(int number)
{
	struct frame_fault fault = { .what = FAULT_MEMORY, .rule = KEUR_NONE };
	uint64_t signal_ = (uint64_t)number;

	if (dying_of_hunger())
		wire_fault(&fault);
	else
		wire_send(FRAME_CRASHED, &signal_, sizeof signal_, NULL, 0);
	_exit(EXIT_FAILURE);
}

void dying_start(uint32_t megabytes)
{
	static const int crashes[] = { SIGSEGV, SIGBUS, SIGABRT, SIGILL, SIGFPE, SIGTRAP };
	const stack_t own = { .ss_sp = stack, .ss_size = sizeof stack };
	struct sigaction action = { .sa_sigaction = forbidden, .sa_flags = SA_SIGINFO | SA_ONSTACK };
	size_t i;

	sigaltstack(&own, NULL);
	sigaction(SIGSYS, &action, NULL);
	if (SANITIZED)
		return; /* memory is not limited, and crashes are the sanitizer's */
	probe = ((size_t)megabytes << 20) / 8; /* what asks for memory asks for some */
	action = (struct sigaction){ .sa_handler = crashed, .sa_flags = SA_ONSTACK };
	for (i = 0; i < sizeof crashes / sizeof *crashes; i++)
		sigaction(crashes[i], &action, NULL);
}
