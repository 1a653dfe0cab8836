/* One step of keur policy. */
#ifndef KEUR_CLI_POLICY_CHECK_H
#define KEUR_CLI_POLICY_CHECK_H

#include "base/error.h"
#include "cli/options.h"

/* Prints what is wrong, or that the pack is right. Returns the exit code: 0, 1 could not run, 2 the pack has errors. */
int policy_check(const char *name, const struct texts *plugins, struct error *err);

#endif
