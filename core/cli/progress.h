/* What long work is at, for whoever waits for it: one line on a terminal that is written over, after a second of work, and gone before
 * anything else is said; with --verbose a plain line for each stage, also where there is no terminal. Standard error only, and no part of
 * any result. One work at a time. */
#ifndef KEUR_CLI_PROGRESS_H
#define KEUR_CLI_PROGRESS_H

#include "base/progress.h"

#include <stdbool.h>

/* Work begins. `silent`: nothing on the terminal; `verbose`: a line when each stage ends. A line on the terminal also wants standard error to
 * be one, in the foreground, that can take a line back (TERM), and nobody who only records (CI). */
void progress_start(bool silent, bool verbose);
/* One stage ends and the next begins. `doing`: "reading", "linking"; `unit` of what is counted: "bytes", "runs"; NULL: nothing is. `each`: every
 * piece that the layers below begin is a stage of its own, as with files. */
void progress_stage(const char *doing, const char *unit, bool each);
/* What the stages from here on are for, as "trial 3"; "": nothing in particular. */
void progress_about(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* What the layers below tell. NULL when nobody would see it. */
const struct progress *progress_listener(void);
/* Work is over: the last stage ends, the line is gone and stays so. Does nothing where none began. */
void progress_end(void);
/* Work is over unless `fd` is a file: what reads a pipe may write to the same terminal. */
void progress_end_for(int fd);
/* Lines to standard error, made visible, each with its end; never beside the line of progress. */
void progress_print(const char *text);
/* Takes the line away when the process ends by signal or lack of memory: may be called from a signal handler. */
void progress_abandon(void);

#endif
