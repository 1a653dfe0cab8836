/* What a limit is when nobody said. */
#ifndef KEUR_HOST_HOST_LIMITS_H
#define KEUR_HOST_HOST_LIMITS_H

#include "host/host.h"

/* Defaults for what is 0, but for findings. */
struct host_limits limits_complete(const struct host_limits *limits);
uint64_t limits_findings(const struct host_limits *limits, const struct model *model);

#endif
