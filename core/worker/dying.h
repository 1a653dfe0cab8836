/* Last words: a forbidden call says which one it was, a crash for want of memory says so. */
#ifndef KEUR_WORKER_DYING_H
#define KEUR_WORKER_DYING_H

#include <stdbool.h>
#include <stdint.h>

/* megabytes: the limit on memory. Before anything foreign runs. */
void dying_start(uint32_t megabytes);
/* Whether next to nothing is left of the memory. */
bool dying_of_hunger(void);

#endif
