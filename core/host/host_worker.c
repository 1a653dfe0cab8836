/* The loop over all workers: who is started next, who has said something, whose time is up, who is gone. Nothing in it waits for a single one. */
#include "host/host_worker.h"

#include "host/host_filter.h"
#include "host/host_process.h"
#include "host/host_receive.h"
#include "host/host_verdict.h"

#include <errno.h>
#include <poll.h>
#include <time.h>
#include <unistd.h>

enum {
	GRACE = 50,     /* ms between the worker's own deadline and ours */
	LOOK = 50,      /* ms between looks at workers that are silent: one may be gone while a child of it holds the socket */
	ENDING = 200,   /* ms for a process to become waitable after its socket closed */
	ENDING_LOOK = 1, /* ms between looks at such a one */
	OWN_END = 2000, /* ms that a worker has at least to end after its last frame; it needs less than one, tools that write then (valgrind) more */
	JOBS_MOST = 256,
};

static int64_t clock_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

struct crew {
	struct host_job *at[JOBS_MOST];
	size_t count, most;
	int64_t look; /* when the silent ones are looked at next */
};

static void end_phase(struct host_job *job, enum job_phase phase, int64_t deadline)
{
	job->phase = phase;
	job->deadline = deadline;
}

/* A closed socket and no end frame: how did it end? A process closes its files a moment before it can be waited for. */
static void look_at_closed(struct host_job *job, int64_t now)
{
	siginfo_t info;

	if (process_has_ended(job, &info))
		verdict_end(job, &info);
	else if (now >= job->deadline)
		verdict_protocol(job, "it closed its connection");
}

static void look_at_silent(struct host_job *job, const struct host_options *options)
{
	siginfo_t info;

	if (!process_has_ended(job, &info))
		return;
	while (!job->over && receive_from(job, options) == RECEIVED_SOME) /* what it said before */
		;
	verdict_end(job, &info);
}

static void look_at_running(struct host_job *job, const struct host_options *options, bool readable, bool look, int64_t now)
{
	if (readable && receive_from(job, options) == RECEIVED_END)
		end_phase(job, JOB_CLOSED, now + ENDING);
	else if (!readable && look)
		look_at_silent(job, options);
	if (job->phase == JOB_RUNNING && now >= job->deadline)
		verdict_time(job);
}

/* One that has answered may end by itself, until its time is up as any other's: on a busy machine an honest one takes a while. */
static void look_at_leaving(struct host_job *job, bool hung_up, int64_t now)
{
	if (!hung_up && now < job->deadline)
		return;
	if (!hung_up) {
		job->over = false;
		verdict_protocol(job, "it went on after its end");
	}
	job->phase = JOB_GONE;
}

static void look_at(struct host_job *job, const struct host_options *options, short happened, bool look, int64_t now)
{
	if (job->cancelled)
		job->over = true;
	if (job->phase == JOB_LEAVING)
		look_at_leaving(job, happened || job->cancelled, now);
	if (job->phase == JOB_RUNNING && !job->over)
		look_at_running(job, options, happened != 0, look, now);
	if (job->phase == JOB_CLOSED && !job->over)
		look_at_closed(job, now);
	if (job->over && job->phase < JOB_LEAVING)
		end_phase(job, job->status == RUN_OK && !job->cancelled ? JOB_LEAVING : JOB_GONE,
			job->deadline > now + OWN_END ? job->deadline : now + OWN_END);
}

static int wait_time(const struct crew *crew, int64_t now)
{
	int64_t until = crew->look;
	size_t i;

	for (i = 0; i < crew->count; i++) {
		if (crew->at[i]->phase != JOB_GONE && crew->at[i]->deadline < until)
			until = crew->at[i]->deadline;
		if ((crew->at[i]->phase == JOB_CLOSED || crew->at[i]->phase == JOB_GONE) && now + ENDING_LOOK < until)
			until = now + ENDING_LOOK;
	}
	return until > now ? (int)(until - now) : 0;
}

/* It waits for the answer: what it has said before comes first. */
static void answer(struct host_job *job, const struct host_options *options)
{
	uint64_t call;

	while (!job->over && receive_from(job, options) == RECEIVED_SOME)
		;
	if (!job->over && !filter_answer(job->listener, job->data_sent, &call))
		verdict_forbidden(job, call);
}

static void look_after(struct crew *crew, const struct host_options *options)
{
	struct pollfd poll_fd[2 * JOBS_MOST]; /* its socket and its listener, by job */
	int64_t now;
	bool look;
	size_t i;

	for (i = 0; i < crew->count; i++) {
		const struct host_job *job = crew->at[i];
		bool running = job->phase == JOB_RUNNING;

		/* Of one that is leaving only the hangup, which is told unasked. */
		poll_fd[2 * i] = (struct pollfd){ .fd = job->phase == JOB_CLOSED || job->phase == JOB_GONE ? -1 : job->fd, .events = running ? POLLIN : 0 };
		poll_fd[2 * i + 1] = (struct pollfd){ .fd = running ? job->listener : -1, .events = POLLIN };
	}
	if (poll(poll_fd, 2 * crew->count, wait_time(crew, clock_now())) < 0)
		for (i = 0; i < 2 * crew->count; i++)
			poll_fd[i].revents = 0;
	now = clock_now();
	look = now >= crew->look;
	if (look)
		crew->look = now + LOOK;
	for (i = 0; i < crew->count; i++) {
		if (poll_fd[2 * i + 1].revents & POLLIN)
			answer(crew->at[i], options);
		look_at(crew->at[i], options, poll_fd[2 * i].revents, look, now);
	}
}

static unsigned crew_size(const struct host_options *options)
{
	long processors = options->jobs ? (long)options->jobs : sysconf(_SC_NPROCESSORS_ONLN);

	return processors < 1 ? 1 : processors > JOBS_MOST ? JOBS_MOST : (unsigned)processors;
}

/* What is wrong with the system, and not with a plugin. */
static int host_problem(const struct host_job *job, struct error *err)
{
	if (job->problem)
		return error_system(err, job->problem, "cannot hand a worker what it needs");
	if (!job->unheld)
		return 0;
	return error_set(err, ERROR_IO, "plugins cannot be isolated here: this system has %s; to run them with what it has, --isolation=best-effort",
		job->held.landlock ? "no filter on system calls (seccomp)" : job->held.seccomp ? "no landlock"
			: "neither landlock nor filters on system calls (seccomp)");
}

static int start_job(struct crew *crew, struct host_job *job, const struct host_options *options, struct error *err)
{
	job->stage = STAGE_START;
	if (process_start(job, options, err) != 0)
		return -1;
	end_phase(job, JOB_RUNNING, clock_now() + job->start.milliseconds + GRACE);
	crew->at[crew->count++] = job;
	return host_problem(job, err);
}

static void finish_job(struct host_job *job)
{
	process_finish(job);
	if (job->ended)
		job->ended(job);
}

/* One that hung up by itself is as good as gone, and worth the moment; one that was killed may have memory to give back. */
static bool can_finish(struct host_job *job)
{
	return job->phase == JOB_GONE && (job->status == RUN_OK || process_kill(job));
}

/* Tells of the one that has been at work longest, and of how many have ended. */
struct tally {
	const struct host_job *told;
	size_t ended, jobs;
};

static void tell(struct tally *tally, const struct crew *crew, const struct progress *progress)
{
	const struct host_job *oldest = crew->count ? crew->at[0] : NULL;

	if (oldest && oldest != tally->told)
		progress_begin(progress, oldest->plugin->name, tally->jobs);
	tally->told = oldest;
	progress_at(progress, tally->ended);
}

int jobs_run(struct host_job *job, size_t jobs, const struct host_options *options, struct error *err)
{
	struct crew crew = { .most = crew_size(options) };
	struct tally tally = { .jobs = jobs };
	size_t next = 0, i, kept;
	int result = 0;

	/* Said here, as a spawn whose exec fails looks like a worker that ended where fork stands in for vfork (valgrind). */
	if (access(options->worker, X_OK) != 0)
		return error_system(err, errno, "cannot start %s", options->worker);
	for (i = 0; i < jobs; i++)
		job[i].fd = job[i].listener = -1;
	while (result == 0 && (next < jobs || crew.count)) {
		for (; next < jobs && crew.count < crew.most && result == 0; next++)
			if (!job[next].cancelled && !job[next].over)
				result = start_job(&crew, &job[next], options, err);
		if (crew.count && result == 0)
			look_after(&crew, options);
		for (i = kept = 0; i < crew.count; i++) {
			if (result == 0)
				result = host_problem(crew.at[i], err);
			if (can_finish(crew.at[i])) {
				finish_job(crew.at[i]);
				tally.ended++;
			} else {
				crew.at[kept++] = crew.at[i];
			}
		}
		crew.count = kept;
		tell(&tally, &crew, options->progress);
	}
	for (i = 0; i < crew.count; i++)
		finish_job(crew.at[i]);
	return result;
}
