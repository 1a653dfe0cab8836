/* Workers: runs jobs, a few at a time, each in a process of its own, and keeps their time. host_process.h starts and ends a process,
 * host_receive.h reads what it says, host_verdict.h says how it failed; what is in the frames of a task is known to who gave the job. */
#ifndef KEUR_HOST_HOST_WORKER_H
#define KEUR_HOST_HOST_WORKER_H

#include "host/host.h"
#include "model/frames.h"

#include <sys/types.h>

enum job_phase {
	JOB_NOT_STARTED,
	JOB_RUNNING,
	JOB_CLOSED,  /* its socket is closed, its process not yet gone */
	JOB_LEAVING, /* it has answered and is about to end */
	JOB_GONE,    /* to be ended and reaped */
};

enum job_answer { JOB_GOES_ON, JOB_COMPLETE, JOB_OVER /* its verdict has been given */ };

struct host_job {
	/* Set by who gives the job. */
	struct declared_plugin *plugin; /* for words; name, path */
	struct frame_start start;       /* magic, mode, range; time and log are filled in */
	int image, params, model;       /* descriptors; params, model -1: none */
	struct host_limits limits;      /* complete */
	/* A frame that is not about the worker itself. */
	enum job_answer (*frame)(struct host_job *job, enum frame_kind kind, const unsigned char *payload, uint32_t length);
	/* Once, after the worker is gone; may cancel others. NULL: nobody to tell. */
	void (*ended)(struct host_job *job);
	void *owner;
	size_t index;
	bool cancelled; /* not started any more, or ended without a verdict */
	/* The verdict. */
	enum run_status status;
	struct buffer text;
	bool over;
	bool wordless; /* it failed and did not say why */
	struct run_isolation held;
	bool unheld; /* isolation is strict, and this system cannot */
	int problem; /* errno of what the host could not do for it */
	/* While it runs. */
	pid_t pid;
	int fd, listener; /* its socket, and where its filter asks; -1: none */
	bool data_sent;   /* the model is on its way to it */
	enum frame_stage stage;
	enum job_phase phase;
	int64_t deadline; /* of the phase: milliseconds, host clock */
	uint32_t log_lines;
	unsigned char *in;
	size_t in_used, in_room;
};

/* Runs jobs in their order; -1: the host could not. No process and no descriptor of theirs is left afterwards, either way. */
int jobs_run(struct host_job *job, size_t jobs, const struct host_options *options, struct error *err);
/* Gives the verdict, unless there is one. */
void job_verdict(struct host_job *job, enum run_status status, const char *format, ...) __attribute__((format(printf, 3, 4)));
void job_fault(struct host_job *job, const struct frame_fault *fault);
/* Sends the model to a worker that has said it is ready. */
void job_send_model(struct host_job *job);
/* "in assess_rows(0, 40)" */
const char *job_where(const struct host_job *job, char room[64]);

#endif
