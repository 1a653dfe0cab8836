/* What a worker says, from bytes to frames; what is in those of a task is known to who gave it. */
#include "host/host_receive.h"

#include "base/mem.h"
#include "host/host_verdict.h"
#include "host/host_words.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum { READ_SIZE = FRAME_BATCH + 4096 /* a batch of findings in one read */ };

/* The one stage that may follow. */
static uint64_t stage_after(const struct host_job *job)
{
	uint32_t flags = job->start.flags;

	switch (job->stage) {
	case STAGE_START:
		return STAGE_LOAD;
	case STAGE_LOAD:
		return job->start.mode == FRAME_RUN ? STAGE_OPEN : STAGE_END + 1;
	case STAGE_OPEN:
		return flags & FRAME_DO_ROWS ? STAGE_ROWS : flags & FRAME_DO_WHOLE ? STAGE_WHOLE : STAGE_END + 1;
	case STAGE_ROWS:
		return flags & FRAME_DO_WHOLE ? STAGE_WHOLE : STAGE_END + 1;
	case STAGE_WHOLE:
	case STAGE_END:
	default:
		return STAGE_END + 1; /* none */
	}
}

static void next_stage(struct host_job *job, const unsigned char *payload)
{
	uint64_t stage;

	memcpy(&stage, payload, sizeof stage);
	if (stage != stage_after(job))
		verdict_protocol(job, "a stage out of order");
	else
		job->stage = (enum frame_stage)stage;
}

static void hand_log(struct host_job *job, const struct host_options *options, const unsigned char *payload, uint32_t length)
{
	struct buffer text = { 0 };
	uint32_t head[2];

	if (job->log_lines++ == FRAME_LOG_LINES) { /* at which workers of ours stop */
		verdict_protocol(job, "it logs without an end");
		return;
	}
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
	[FRAME_CRASHED] = sizeof(uint64_t),
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
	job->held = (struct run_isolation){ true, held.landlock, held.seccomp && job->listener >= 0 };
	if (options->isolation == ISOLATION_STRICT && (!job->held.landlock || !job->held.seccomp))
		job->over = job->unheld = true;
}

static void handle(struct host_job *job, const struct host_options *options, const struct frame_head *head,
	const unsigned char *payload)
{
	struct frame_fault fault;
	uint64_t call; /* or signal */

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
	case FRAME_CRASHED:
		memcpy(&call, payload, sizeof call);
		verdict_signal(job, (int)call);
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

/* A descriptor is taken only with the first frame, which the worker sends before it loads anything; later ones are dropped by the kernel. */
static ssize_t receive(struct host_job *job, void *to, size_t room)
{
	union {
		struct cmsghdr align;
		char room[CMSG_SPACE(sizeof(int))];
	} control;
	struct iovec piece = { to, room };
	struct msghdr message = { .msg_iov = &piece, .msg_iovlen = 1, .msg_control = control.room, .msg_controllen = sizeof control.room };
	struct cmsghdr *head;
	ssize_t n;

	if (job->held.ran)
		return recv(job->fd, to, room, MSG_DONTWAIT);
	n = recvmsg(job->fd, &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
	head = n > 0 ? CMSG_FIRSTHDR(&message) : NULL;
	if (head && head->cmsg_level == SOL_SOCKET && head->cmsg_type == SCM_RIGHTS && head->cmsg_len == CMSG_LEN(sizeof(int))) {
		if (job->listener >= 0)
			close(job->listener);
		memcpy(&job->listener, CMSG_DATA(head), sizeof(int));
	}
	return n;
}

enum received receive_from(struct host_job *job, const struct host_options *options)
{
	ssize_t n;

	mem_reserve(&job->in, &job->in_room, job->in_used + READ_SIZE, 1);
	n = receive(job, job->in + job->in_used, job->in_room - job->in_used);
	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return RECEIVED_NOTHING;
	if (n <= 0)
		return RECEIVED_END;
	job->in_used += (size_t)n;
	handle_all(job, options);
	return RECEIVED_SOME;
}
