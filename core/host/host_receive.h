/* Reading from a worker. */
#ifndef KEUR_HOST_HOST_RECEIVE_H
#define KEUR_HOST_HOST_RECEIVE_H

#include "host/host_worker.h"

enum received { RECEIVED_SOME, RECEIVED_NOTHING /* for now */, RECEIVED_END /* it has closed its end */ };

/* One read, and everything that is complete with it; a verdict may be the outcome. Does not wait. */
enum received receive_from(struct host_job *job, const struct host_options *options);

#endif
