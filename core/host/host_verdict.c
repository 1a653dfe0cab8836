/* Verdicts: how a worker's failure is called, and in which words. */
#include "host/host_verdict.h"

#include "host/host_filter.h"
#include "host/host_words.h"

#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>

const char *job_where(const struct host_job *job, char room[64])
{
	switch (job->stage) {
	case STAGE_START:
		return "before it was loaded";
	case STAGE_LOAD:
		return "while it was loaded";
	case STAGE_OPEN:
		return "in open()";
	case STAGE_ROWS:
		snprintf(room, 64, "in assess_rows(%u, %u)", job->start.first, job->start.last);
		return room;
	case STAGE_WHOLE:
		return "in assess_whole()";
	case STAGE_END:
	default:
		return "between its calls";
	}
}

void job_verdict(struct host_job *job, enum run_status status, const char *format, ...)
{
	char text[2 * FRAME_FAILURE]; /* a plugin's own words and ours */
	va_list args;

	if (job->over)
		return;
	job->over = true;
	job->status = status;
	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	buffer_clear(&job->text);
	buffer_add(&job->text, text, utf8_valid_prefix(text, strlen(text))); /* it may have been cut inside a character */
}

void verdict_protocol(struct host_job *job, const char *how)
{
	char room[64];

	job_verdict(job, RUN_PROTOCOL, "broke the protocol %s: %s", job_where(job, room), how);
}

void verdict_time(struct host_job *job)
{
	char room[64];

	job_verdict(job, RUN_TIMEOUT, "took longer than %u s %s", job->start.milliseconds / 1000, job_where(job, room));
}

void job_fault(struct host_job *job, const struct frame_fault *fault)
{
	struct buffer words = { 0 };
	char room[64];

	if (fault->what == FAULT_TIME) {
		verdict_time(job);
		return;
	}
	if (fault->what == FAULT_MEMORY) {
		job_verdict(job, RUN_MEMORY, "ran out of memory %s (its limit is %u MB)", job_where(job, room), job->start.megabytes);
		return;
	}
	words_fault(&words, job->plugin, fault);
	job_verdict(job, RUN_NONSENSE, "gave nonsense %s: %s", job_where(job, room), words.data);
	buffer_free(&words);
}

void verdict_own(struct host_job *job, enum frame_kind kind, const unsigned char *payload, uint32_t length)
{
	struct frame_failed failed;
	struct buffer text = { 0 };
	char room[64];

	memcpy(&failed, payload, sizeof failed);
	if (failed.length > length - sizeof failed) {
		verdict_protocol(job, "a text longer than its frame");
		return;
	}
	words_clean(&text, (const char *)payload + sizeof failed, failed.length);
	if (kind == FRAME_REFUSED || kind == FRAME_ABI)
		job_verdict(job, kind == FRAME_ABI ? RUN_ABI : RUN_REFUSED, "%s", text.length ? text.data : "it gave no reason");
	else if (text.length)
		job_verdict(job, RUN_FAILED, "failed %s with code %d: %s", job_where(job, room), failed.code, text.data);
	else
		job_verdict(job, RUN_FAILED, "failed %s with code %d and did not say why", job_where(job, room), failed.code);
	job->wordless = kind == FRAME_FAILED && !text.length;
	buffer_free(&text);
}

void verdict_signal(struct host_job *job, int number)
{
	const char *name = sigabbrev_np(number);
	char room[64];

	if (name)
		job_verdict(job, RUN_CRASHED, "crashed %s (SIG%s)", job_where(job, room), name);
	else
		job_verdict(job, RUN_CRASHED, "crashed %s (signal %d)", job_where(job, room), number);
}

/* How a process ended that said nothing. */
void verdict_end(struct host_job *job, const siginfo_t *info)
{
	char room[64];
	const char *where = job_where(job, room);

	if (info->si_code == CLD_EXITED) {
		job_verdict(job, RUN_ENDED, "ended its process %s (exit code %d) and gave no result", where, info->si_status);
		return;
	}
	if (info->si_status == SIGXCPU) {
		verdict_time(job);
		return;
	}
	if (info->si_status == SIGSYS) {
		job_verdict(job, RUN_FORBIDDEN, "was stopped %s at a system call that plugins may not make: which one is not known, as its signals "
			"were blocked (starting a thread does that) or it went the 32-bit way", where);
		return;
	}
	verdict_signal(job, info->si_status);
}

void verdict_forbidden(struct host_job *job, uint64_t call)
{
	char *name = filter_call_name(call), room[64];

	if (name)
		job_verdict(job, RUN_FORBIDDEN, "was stopped %s at a system call that plugins may not make: %s", job_where(job, room), name);
	else
		job_verdict(job, RUN_FORBIDDEN, "was stopped %s at a system call that plugins may not make: number %d", job_where(job, room),
			(int)call);
	free(name);
}
