/* Which system calls a worker may make: a filter for the kernel, and the answers to what that cannot decide alone. */
#ifndef KEUR_HOST_HOST_FILTER_H
#define KEUR_HOST_HOST_FILTER_H

#include <stdbool.h>
#include <stdint.h>

/* A sealed file with the filter's instructions (see FRAME_FILTER_SELF); made once, open for the life of the process. -1 with errno. */
int filter_open(void);
/* A worker waits for the answer to a call: the one question that is there to be read from its listener. False: the call is forbidden, and stays
 * without an answer. */
bool filter_answer(int listener, bool data_sent, uint64_t *forbidden);
/* "openat"; NULL for a number that is no call's. The caller frees it. */
char *filter_call_name(uint64_t call);

#endif
