/* What a worker gives up, and when. The order is that of the process's life; each step is called once, from main.c only:
 *
 *   confine_start         first of all: no core dumps, dies with its host, no new privileges, nothing open but its socket
 *   confine_limit         once the task is known: CPU time and memory
 *   confine_before_load   before foreign code is mapped: permitted libraries loaded, then files (landlock) and system calls taken away
 *
 * What is still open while a plugin is loaded and opened (reading opens, which find nothing, and new code) is closed by the host, before it sends
 * the network's data: the worker cannot forget to, nor be made to. See host_filter.c.
 *
 * Knows no plugin and no frame but the words for levels: a plugin cannot tell how tightly it is held, so that a change here changes none. */
#ifndef KEUR_WORKER_CONFINE_H
#define KEUR_WORKER_CONFINE_H

#include "base/sanitizer.h"
#include "model/frames.h"

#include <stdbool.h>
#include <stdint.h>

void confine_start(int keep);
/* megabytes: private memory; mapped: what else may be mapped, beside the program's own. */
void confine_limit(enum frame_isolation level, uint32_t milliseconds, uint32_t megabytes, uint32_t mapped);
/* libraries: FRAME_LIB_*; filter: descriptor of the filter's instructions. Says what is in force; with ISOLATION_STRICT the caller goes on only
 * when that is all. *listener: what the host has to be given, -1: nothing. */
struct frame_held confine_before_load(enum frame_isolation level, uint32_t libraries, int filter, int *listener);

/* ---- For confine.c: one kind of confinement each ------------------------------------------------------------------------------- */

/* Every right to files, to TCP ports and to processes outside that the kernel's landlock knows; the version of it, 0: none. */
unsigned confine_files(void);
/* The filter on system calls; the descriptor through which it asks the host. Negative: not in force. */
int confine_calls(int filter);

#endif
