#include "host/host_worker.h"

#include "base/mem.h"
#include "host/host_filter.h"
#include "host/host_image.h"
#include "host/host_verdict.h"
#include "host/host_words.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
	GRACE = 100,        /* ms between the worker's own deadline and ours */
	LOOK = 50,          /* ms between looks at workers that are silent: one may be gone while a child of it holds the socket */
	ENDING = 200,       /* ms for a process to become waitable after its socket closed */
	OWN_END = 2000,     /* ms a worker may take to end after its last frame; it needs less than one */
	READ_SIZE = FRAME_BATCH + 4096, /* a batch of findings in one read */
	JOBS_MOST = 256,
};

static int64_t clock_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* ---- Frames -------------------------------------------------------------------------------------------------------------------- */

static void next_stage(struct host_job *job, const unsigned char *payload)
{
	uint64_t stage;

	memcpy(&stage, payload, sizeof stage);
	if (stage <= job->stage || stage >= STAGE_END)
		verdict_protocol(job, "a stage out of order");
	else
		job->stage = (enum frame_stage)stage;
}

static void hand_log(struct host_job *job, const struct host_options *options, const unsigned char *payload, uint32_t length)
{
	struct buffer text = { 0 };
	uint32_t head[2];

	memcpy(head, payload, sizeof head);
	if (head[1] > length - sizeof head || head[1] > FRAME_FAILURE || head[0] < KEUR_LOG_DEBUG || head[0] > KEUR_LOG_WARNING)
		return;
	words_clean(&text, (const char *)payload + sizeof head, head[1]);
	if (options->log)
		options->log(options->log_context, job->plugin->name, head[0], text.length ? text.data : "");
	buffer_free(&text);
}

/* Payload that a kind must have at least. */
static const uint32_t payload_least[] = {
	[FRAME_STAGE] = sizeof(uint64_t),
	[FRAME_DECLARED] = 8,
	[FRAME_READY] = sizeof(uint64_t),
	[FRAME_FINDINGS] = sizeof(struct frame_finding),
	[FRAME_LOG] = 8,
	[FRAME_FAILED] = sizeof(struct frame_failed),
	[FRAME_REFUSED] = sizeof(struct frame_failed),
	[FRAME_FAULT] = sizeof(struct frame_fault),
	[FRAME_HELD] = sizeof(struct frame_held),
	[FRAME_FORBIDDEN] = sizeof(uint64_t),
	[FRAME_ABI] = sizeof(struct frame_failed),
	[FRAME_END] = sizeof(struct frame_end),
};

/* With strict isolation a worker that could not have all of it ends by itself, before it loads anything. */
static void take_held(struct host_job *job, const struct host_options *options, const unsigned char *payload)
{
	struct frame_held held;

	memcpy(&held, payload, sizeof held);
	if (job->stage != STAGE_START || job->held.ran) {
		verdict_protocol(job, "its isolation at the wrong time");
		return;
	}
	job->held = (struct run_isolation){ true, held.landlock, held.seccomp != 0 };
	if (options->isolation == ISOLATION_STRICT && (!held.landlock || !held.seccomp))
		job->over = job->unheld = true;
}

static void handle(struct host_job *job, const struct host_options *options, const struct frame_head *head,
	const unsigned char *payload)
{
	struct frame_fault fault;
	uint64_t call;

	if (head->length < payload_least[head->kind]) {
		verdict_protocol(job, "a frame that is too short");
		return;
	}
	switch ((enum frame_kind)head->kind) {
	case FRAME_STAGE:
		next_stage(job, payload);
		break;
	case FRAME_LOG:
		hand_log(job, options, payload, head->length);
		break;
	case FRAME_HELD:
		take_held(job, options, payload);
		break;
	case FRAME_FORBIDDEN:
		memcpy(&call, payload, sizeof call);
		verdict_forbidden(job, call);
		break;
	case FRAME_FAILED:
	case FRAME_REFUSED:
	case FRAME_ABI:
		verdict_own(job, (enum frame_kind)head->kind, payload, head->length);
		break;
	case FRAME_FAULT:
		memcpy(&fault, payload, sizeof fault);
		job_fault(job, &fault);
		break;
	case FRAME_DECLARED:
	case FRAME_READY:
	case FRAME_FINDINGS:
	case FRAME_END:
	default:
		switch (job->frame(job, (enum frame_kind)head->kind, payload, head->length)) {
		case JOB_COMPLETE:
			job_verdict(job, RUN_OK, "%s", "");
			break;
		case JOB_GOES_ON:
		case JOB_OVER:
		default:
			break;
		}
	}
}

static void handle_all(struct host_job *job, const struct host_options *options)
{
	size_t at = 0;

	while (!job->over && job->in_used - at >= sizeof(struct frame_head)) {
		struct frame_head head;

		memcpy(&head, job->in + at, sizeof head);
		if (head.kind < FRAME_STAGE || head.kind > FRAME_END || head.length > FRAME_LARGEST || head.length % 8) {
			verdict_protocol(job, "bytes that are no frame");
			return;
		}
		if (job->in_used - at - sizeof head < head.length) {
			/* Room for the rest, beside what one read brings. */
			mem_reserve(&job->in, &job->in_room, sizeof head + head.length + READ_SIZE, 1);
			break;
		}
		handle(job, options, &head, job->in + at + sizeof head);
		at += sizeof head + head.length;
	}
	memmove(job->in, job->in + at, job->in_used - at);
	job->in_used -= at;
}

/* ---- Processes ----------------------------------------------------------------------------------------------------------------- */

static int send_with(int fd, const void *data, size_t size, const int *pass, size_t count)
{
	union {
		struct cmsghdr align;
		char room[CMSG_SPACE(3 * sizeof(int))];
	} control = { .room = { 0 } };
	struct iovec piece = { (void *)(uintptr_t)data, size };
	struct msghdr message = { .msg_iov = &piece, .msg_iovlen = 1, .msg_control = control.room,
		.msg_controllen = CMSG_SPACE(count * sizeof(int)) };
	struct cmsghdr *head = CMSG_FIRSTHDR(&message);

	head->cmsg_level = SOL_SOCKET;
	head->cmsg_type = SCM_RIGHTS;
	head->cmsg_len = CMSG_LEN(count * sizeof(int));
	memcpy(CMSG_DATA(head), pass, count * sizeof(int));
	/* A few bytes into an empty socket: never blocks, never short. A worker that is gone shows as such when it is read from. */
	return sendmsg(fd, &message, MSG_NOSIGNAL | MSG_DONTWAIT) == (ssize_t)size ? 0 : -1;
}

void job_send_model(struct host_job *job, int model)
{
	const struct frame_model message = { .magic = FRAME_MAGIC };

	send_with(job->fd, &message, sizeof message, &model, 1);
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

static int start_job(struct host_job *job, const struct host_options *options, struct error *err)
{
	bool open = options->isolation == ISOLATION_NONE;
	int pair[2], problem, pass[3] = { job->image }, filters = open ? -1 : filter_open(), named = -1;
	size_t count = 1;

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
	job->stage = STAGE_START;
	job->start.magic = FRAME_MAGIC;
	job->start.milliseconds = (uint32_t)job->limits.seconds * 1000;
	job->start.megabytes = (uint32_t)job->limits.megabytes;
	job->start.text = (uint32_t)job->limits.text;
	job->start.isolation = options->isolation;
	if (options->log)
		job->start.flags |= FRAME_WANT_LOG;
	if (open && job->plugin->path)
		named = image_by_name(job->plugin->path, job->image);
	if (named >= 0)
		pass[0] = named;
	if (filters >= 0) {
		job->start.flags |= FRAME_HAS_FILTERS;
		pass[count++] = filters;
	}
	if (job->params >= 0) {
		job->start.flags |= FRAME_HAS_PARAMS;
		pass[count++] = job->params;
	}
	job->deadline = clock_now() + job->start.milliseconds + GRACE;
	send_with(job->fd, &job->start, sizeof job->start, pass, count);
	if (named >= 0)
		close(named);
	return 0;
}

static bool has_ended(const struct host_job *job, siginfo_t *info)
{
	info->si_pid = 0;
	return waitid(P_PID, (id_t)job->pid, info, WEXITED | WNOHANG | WNOWAIT) == 0 && info->si_pid == job->pid;
}

/* A worker whose end frame came is about to end by itself: a moment lets tools that write at the end (valgrind, coverage) do so. Its socket closes
 * with it. */
static void let_end(const struct host_job *job)
{
	struct pollfd closed = { .fd = job->fd }; /* no events asked for: a hangup is always told */

	poll(&closed, 1, OWN_END);
}

/* Ends the process and all it may have started, reaps it, closes the socket. The group is killed before it is reaped, while its number
 * cannot be anybody else's. */
static void finish_job(struct host_job *job)
{
	siginfo_t info;

	if (job->pid > 0) {
		if (job->status == RUN_OK)
			let_end(job);
		kill(-job->pid, SIGKILL);
		kill(job->pid, SIGKILL);
		while (waitid(P_PID, (id_t)job->pid, &info, WEXITED) != 0 && errno == EINTR)
			;
	}
	if (job->fd >= 0)
		close(job->fd);
	free(job->in);
	job->in = NULL;
	job->in_used = job->in_room = 0;
	job->pid = 0;
	job->fd = -1;
	if (job->ended)
		job->ended(job);
}

/* The socket is closed and no end frame came: how did it end? A process closes its files a moment before it can be waited for. */
static void socket_closed(struct host_job *job)
{
	int64_t until = clock_now() + ENDING;
	siginfo_t info;

	while (!has_ended(job, &info)) {
		struct timespec moment = { 0, 200000 };

		if (clock_now() >= until) {
			verdict_protocol(job, "it closed its connection");
			return;
		}
		nanosleep(&moment, NULL);
	}
	verdict_end(job, &info);
}

/* One read; false when there is nothing to read for now. */
static bool receive(struct host_job *job, const struct host_options *options)
{
	ssize_t n;

	mem_reserve(&job->in, &job->in_room, job->in_used + READ_SIZE, 1);
	n = recv(job->fd, job->in + job->in_used, job->in_room - job->in_used, MSG_DONTWAIT);
	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return false;
	if (n <= 0) {
		socket_closed(job);
		return true;
	}
	job->in_used += (size_t)n;
	handle_all(job, options);
	return true;
}

/* ---- The loop ------------------------------------------------------------------------------------------------------------------ */

struct crew {
	struct host_job *at[JOBS_MOST];
	size_t count, most;
};

static int wait_time(const struct crew *crew, int64_t now)
{
	int64_t wait = LOOK;
	size_t i;

	for (i = 0; i < crew->count; i++)
		if (crew->at[i]->deadline - now < wait)
			wait = crew->at[i]->deadline - now;
	return wait < 0 ? 0 : (int)wait;
}

static void look_after(struct crew *crew, const struct host_options *options)
{
	struct pollfd poll_fd[JOBS_MOST];
	siginfo_t info;
	int64_t now;
	size_t i;
	int ready;

	for (i = 0; i < crew->count; i++)
		poll_fd[i] = (struct pollfd){ .fd = crew->at[i]->fd, .events = POLLIN };
	ready = poll(poll_fd, crew->count, wait_time(crew, clock_now()));
	now = clock_now();
	for (i = 0; i < crew->count; i++) {
		struct host_job *job = crew->at[i];

		if (job->cancelled)
			job->over = true;
		else if (ready > 0 && poll_fd[i].revents)
			receive(job, options);
		else if (ready == 0 && has_ended(job, &info)) {
			while (!job->over && receive(job, options)) /* what it said before */
				;
			verdict_end(job, &info);
		}
		if (now >= job->deadline)
			verdict_time(job);
	}
}

static unsigned crew_size(const struct host_options *options)
{
	long processors = options->jobs ? (long)options->jobs : sysconf(_SC_NPROCESSORS_ONLN);

	return processors < 1 ? 1 : processors > JOBS_MOST ? JOBS_MOST : (unsigned)processors;
}

static int cannot_isolate(const struct host_job *job, struct error *err)
{
	const char *lacks = job->held.landlock ? "no filters on system calls (seccomp)" : job->held.seccomp ? "no landlock"
		: "neither landlock nor filters on system calls (seccomp)";

	return error_set(err, ERROR_IO, "plugins cannot be isolated here: this system has %s; to run them with what it has, "
		"--isolation=best-effort", lacks);
}

int jobs_run(struct host_job *job, size_t jobs, const struct host_options *options, struct error *err)
{
	struct crew crew = { .most = crew_size(options) };
	size_t next = 0, i, kept;
	int result = 0;

	/* Said here, as a spawn whose exec fails looks like a worker that ended where fork stands in for vfork (valgrind). */
	if (access(options->worker, X_OK) != 0)
		return error_system(err, errno, "cannot start %s", options->worker);
	for (i = 0; i < jobs; i++)
		job[i].fd = -1;
	while (result == 0 && (next < jobs || crew.count)) {
		while (next < jobs && crew.count < crew.most && result == 0) {
			if (!job[next].cancelled && !job[next].over) {
				result = start_job(&job[next], options, err);
				if (result == 0)
					crew.at[crew.count++] = &job[next];
			}
			next++;
		}
		if (crew.count && result == 0)
			look_after(&crew, options);
		for (i = kept = 0; i < crew.count; i++) {
			if (crew.at[i]->unheld)
				result = cannot_isolate(crew.at[i], err);
			if (crew.at[i]->over)
				finish_job(crew.at[i]);
			else
				crew.at[kept++] = crew.at[i];
		}
		crew.count = kept;
	}
	for (i = 0; i < crew.count; i++)
		finish_job(crew.at[i]);
	return result;
}
