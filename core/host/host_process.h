/* A worker's process. Knows no frames but the one that gives it its task. */
#ifndef KEUR_HOST_HOST_PROCESS_H
#define KEUR_HOST_HOST_PROCESS_H

#include "host/host_worker.h"

#include <signal.h>

/* Starts it and sends it job->start, completed; job->problem when that could not be sent. -1: none was started. */
int process_start(struct host_job *job, const struct host_options *options, struct error *err);
/* Whether it has ended, and how; it stays to be reaped. */
bool process_has_ended(const struct host_job *job, siginfo_t *info);
/* Ends it and all it may have started, without waiting for that; whether it has ended already. Memory takes its time to be given back. */
bool process_kill(struct host_job *job);
/* The same, waits, reaps it, closes the socket, frees what was received. */
void process_finish(struct host_job *job);

#endif
