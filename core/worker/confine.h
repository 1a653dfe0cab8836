/* What a worker gives up, and when. The order is that of the process's life; each step is called once, from main.c only:
 *
 *   confine_start         first of all: no core dumps, dies with its host, no new privileges, nothing open but its socket
 *   confine_limit         once the deadline is known: CPU time and memory
 *   confine_before_load   before foreign code is mapped: permitted libraries loaded, then files and calls taken away
 *   confine_before_model  after open(), before the network's data arrives: no way left to tell anybody
 *
 * Knows no plugin and no frame: a plugin cannot tell how tightly it is held, so that a change here changes none. */
#ifndef KEUR_WORKER_CONFINE_H
#define KEUR_WORKER_CONFINE_H

#include <stdint.h>

/* A worker built with AddressSanitizer: its shadow memory is many times any limit. */
#if defined(__SANITIZE_ADDRESS__)
#define CONFINE_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define CONFINE_SANITIZED 1
#endif
#endif
#ifndef CONFINE_SANITIZED
#define CONFINE_SANITIZED 0
#endif

void confine_start(int keep);
void confine_limit(uint32_t milliseconds);
void confine_before_load(void);
void confine_before_model(void);

#endif
