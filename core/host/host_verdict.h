/* Verdicts: one function for each way in which a worker's life can go wrong; job_verdict (host_worker.h) keeps the first. */
#ifndef KEUR_HOST_HOST_VERDICT_H
#define KEUR_HOST_HOST_VERDICT_H

#include "host/host_worker.h"

#include <signal.h>

/* Bytes or frames that no worker of ours sends. */
void verdict_protocol(struct host_job *job, const char *how);
void verdict_time(struct host_job *job);
/* FRAME_FAILED, FRAME_REFUSED, FRAME_ABI: in the plugin's own words, or the worker's. */
void verdict_own(struct host_job *job, enum frame_kind kind, const unsigned char *payload, uint32_t length);
/* The number of a system call. */
void verdict_forbidden(struct host_job *job, uint64_t call);
void verdict_signal(struct host_job *job, int number);
/* A process that ended without a word. */
void verdict_end(struct host_job *job, const siginfo_t *info);

#endif
