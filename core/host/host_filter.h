/* Which system calls a worker may make, as filters for the kernel. */
#ifndef KEUR_HOST_HOST_FILTER_H
#define KEUR_HOST_HOST_FILTER_H

#include <stdint.h>

/* A sealed file with both, see struct frame_filters; made once, open for the life of the process. -1 with errno. */
int filter_open(void);
/* "openat"; NULL for a number that is no call's. The caller frees it. */
char *filter_call_name(uint64_t call);

#endif
