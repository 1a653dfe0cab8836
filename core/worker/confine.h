/* What a worker gives up, and when. The order is that of the process's life; each step is called once, from main.c only:
 *
 *   confine_start         first of all: no core dumps, dies with its host, no new privileges, nothing open but its socket
 *   confine_limit         once the task is known: CPU time and memory
 *   confine_before_load   before foreign code is mapped: permitted libraries loaded, then files (landlock) and system calls (filter A) taken away
 *   confine_before_model  after open(), before the network's data arrives: no file, no new code any more (filter B). Landlock and filter A are
 *                         what holds code that means harm, which could do without this step; B holds mistakes
 *
 * Knows no plugin and no frame but the words for levels: a plugin cannot tell how tightly it is held, so that a change here changes none. */
#ifndef KEUR_WORKER_CONFINE_H
#define KEUR_WORKER_CONFINE_H

#include "base/sanitizer.h"
#include "model/frames.h"

#include <stdbool.h>
#include <stdint.h>

void confine_start(int keep);
void confine_limit(uint32_t milliseconds, uint32_t megabytes);
/* libraries: FRAME_LIB_*; filters: descriptor of a struct frame_filters. Says what is in force; with ISOLATION_STRICT the caller goes on only
 * when that is all. */
struct frame_held confine_before_load(enum frame_isolation level, uint32_t libraries, int filters);
/* False when filter B could not be put in force although filter A is. */
bool confine_before_model(void);

/* ---- For confine.c: one kind of confinement each ------------------------------------------------------------------------------- */

/* Every right to files, to TCP ports and to processes outside that the kernel's landlock knows; the version of it, 0: none. */
unsigned confine_files(void);
/* The filters on system calls. False: there are none, or not in force. */
bool confine_take_filters(int fd);
bool confine_calls(enum frame_filter which);

#endif
