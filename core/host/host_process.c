/* A worker's process: how it is started, given its task, and ended with all that it may have started. */
#include "host/host_process.h"

#include "base/mem.h"
#include "host/host_filter.h"
#include "host/host_image.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PASS_MOST = 3 }; /* descriptors in one message */

/* The same file, opened anew for reading: a worker has its own place in it and cannot leave a mark there for the next. -1: not possible. */
static int reopened(int fd)
{
	char path[32];

	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	return open(path, O_RDONLY | O_CLOEXEC);
}

/* A few bytes into an empty socket: never blocks, never short. A worker that is gone shows as such when it is read from; anything else is the
 * host's problem. */
static void send_with(struct host_job *job, const void *data, size_t size, const int *fd, size_t count)
{
	int pass[PASS_MOST];
	size_t i;
	union {
		struct cmsghdr align;
		char room[CMSG_SPACE(PASS_MOST * sizeof(int))];
	} control = { .room = { 0 } };
	struct iovec piece = { (void *)(uintptr_t)data, size };
	struct msghdr message = { .msg_iov = &piece, .msg_iovlen = 1, .msg_control = control.room,
		.msg_controllen = CMSG_SPACE(count * sizeof(int)) };
	struct cmsghdr *head = CMSG_FIRSTHDR(&message);

	for (i = 0; i < count; i++)
		if ((pass[i] = reopened(fd[i])) < 0)
			job->problem = errno;
	head->cmsg_level = SOL_SOCKET;
	head->cmsg_type = SCM_RIGHTS;
	head->cmsg_len = CMSG_LEN(count * sizeof(int));
	memcpy(CMSG_DATA(head), pass, count * sizeof(int));
	if (!job->problem && sendmsg(job->fd, &message, MSG_NOSIGNAL | MSG_DONTWAIT) < 0 && errno != EPIPE && errno != ECONNRESET)
		job->problem = errno;
	for (i = 0; i < count; i++)
		if (pass[i] >= 0)
			close(pass[i]);
}

void job_send_model(struct host_job *job)
{
	const struct frame_model message = { .magic = FRAME_MAGIC };

	job->data_sent = true;
	send_with(job, &message, sizeof message, &job->model, 1);
}

/* The worker starts with its socket as descriptor 3, nothing else open, an empty environment, default signals and a process group of
 * its own, so that what it may have started can be ended with it. */
static int spawn_worker(struct host_job *job, const struct host_options *options, int socket)
{
	char name[] = "keur-worker";
	char *const arguments[] = { name, NULL }, *const environment[] = { NULL };
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t none, all;
	int problem;

	sigemptyset(&none);
	sigfillset(&all);
	if (posix_spawn_file_actions_init(&actions) != 0 || posix_spawnattr_init(&attributes) != 0)
		mem_fail();
	problem = posix_spawn_file_actions_adddup2(&actions, socket, FRAME_SOCKET);
	problem |= posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDWR, 0);
	problem |= posix_spawn_file_actions_adddup2(&actions, 0, 1);
	if (!options->show_stderr)
		problem |= posix_spawn_file_actions_adddup2(&actions, 0, 2);
	problem |= posix_spawn_file_actions_addclosefrom_np(&actions, FRAME_SOCKET + 1);
	posix_spawnattr_setsigmask(&attributes, &none);
	posix_spawnattr_setsigdefault(&attributes, &all);
	posix_spawnattr_setpgroup(&attributes, 0);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
	if (problem)
		mem_fail();
	problem = posix_spawn(&job->pid, options->worker, &actions, &attributes, arguments, environment);
	posix_spawn_file_actions_destroy(&actions);
	posix_spawnattr_destroy(&attributes);
	return problem;
}

static uint32_t megabytes_of(int fd)
{
	struct stat info;

	return fd >= 0 && fstat(fd, &info) == 0 ? (uint32_t)(info.st_size >> 20) + 1 : 0;
}

/* What it is to do and how it is held, with the descriptors that it needs for that. */
static void send_task(struct host_job *job, const struct host_options *options, int filter)
{
	bool open = options->isolation == ISOLATION_NONE;
	int pass[PASS_MOST] = { job->image }, named = open && job->plugin->path ? image_by_name(job->plugin->path, job->image) : -1;
	size_t count = 1;

	job->start.magic = FRAME_MAGIC;
	job->start.milliseconds = (uint32_t)job->limits.seconds * 1000;
	job->start.megabytes = (uint32_t)job->limits.megabytes;
	job->start.text = (uint32_t)job->limits.text;
	job->start.mapped = megabytes_of(job->image) + megabytes_of(job->params) + megabytes_of(job->model);
	job->start.isolation = options->isolation;
	if (options->log)
		job->start.flags |= FRAME_WANT_LOG;
	if (named >= 0)
		pass[0] = named;
	if (filter >= 0) {
		job->start.flags |= FRAME_HAS_FILTER;
		pass[count++] = filter;
	}
	if (job->params >= 0) {
		job->start.flags |= FRAME_HAS_PARAMS;
		pass[count++] = job->params;
	}
	send_with(job, &job->start, sizeof job->start, pass, count);
	if (named >= 0)
		close(named);
}

int process_start(struct host_job *job, const struct host_options *options, struct error *err)
{
	int pair[2], problem, filter = options->isolation == ISOLATION_NONE ? -1 : filter_open();

	if (filter < 0 && options->isolation != ISOLATION_NONE)
		return error_system(err, errno, "cannot make the filter on system calls");
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
		return error_system(err, errno, "cannot create a socket pair");
	problem = spawn_worker(job, options, pair[1]);
	close(pair[1]);
	if (problem) {
		close(pair[0]);
		job->pid = 0;
		return error_system(err, problem, "cannot start %s", options->worker);
	}
	job->fd = pair[0];
	send_task(job, options, filter);
	return 0;
}

bool process_has_ended(const struct host_job *job, siginfo_t *info)
{
	info->si_pid = 0;
	return waitid(P_PID, (id_t)job->pid, info, WEXITED | WNOHANG | WNOWAIT) == 0 && info->si_pid == job->pid;
}

/* The group is killed before the process is reaped, while its number cannot be anybody else's. */
bool process_kill(struct host_job *job)
{
	siginfo_t info;

	kill(-job->pid, SIGKILL);
	kill(job->pid, SIGKILL);
	return process_has_ended(job, &info);
}

void process_finish(struct host_job *job)
{
	siginfo_t info;

	if (job->pid > 0) {
		process_kill(job);
		while (waitid(P_PID, (id_t)job->pid, &info, WEXITED) != 0 && errno == EINTR)
			;
	}
	if (job->listener >= 0)
		close(job->listener);
	if (job->fd >= 0)
		close(job->fd);
	free(job->in);
	job->in = NULL;
	job->in_used = job->in_room = 0;
	job->pid = 0;
	job->fd = job->listener = -1;
}
