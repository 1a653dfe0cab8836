/* Saying no to a file that a command wanted to read as a result. */
#ifndef KEUR_CLI_RESULT_SAY_H
#define KEUR_CLI_RESULT_SAY_H

#include "base/error.h"
#include "base/messages.h"

/* Prints why to standard error; an inventory is told from a damaged result. Returns EXIT_COULD_NOT. */
int result_unreadable(const char *command, const char *path, struct messages *messages, const struct error *err);

#endif
