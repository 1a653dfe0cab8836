/* The worker's end of the socket pair: receives the task, sends frames. A host that is gone ends the process; nothing here returns a
 * failure. Knows frames, no plugin. */
#ifndef KEUR_WORKER_WIRE_H
#define KEUR_WORKER_WIRE_H

#include "model/frames.h"

enum { WIRE_FDS = 3 };

/* Exactly `size` bytes and the descriptors that came with them; those that did not come are -1. */
void wire_receive(void *data, size_t size, int fd[WIRE_FDS]);
/* One frame from up to two pieces, padded. */
void wire_send(enum frame_kind kind, const void *head, size_t head_length, const void *text, size_t length);
/* One frame with a descriptor, which the host gets as its own. */
void wire_send_with(enum frame_kind kind, const void *payload, size_t length, int fd);
/* A frame that is ready as it stands: head and payload. */
void wire_send_frame(const void *frame, size_t length);
void wire_stage(enum frame_stage stage);
/* Says why and ends. */
_Noreturn void wire_refuse(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* The same, because it speaks another version of the contract. */
_Noreturn void wire_refuse_abi(const char *format, ...) __attribute__((format(printf, 1, 2)));
_Noreturn void wire_fail(int32_t code, const char *text, size_t length);
/* Says what, and returns: the host ends the process. */
void wire_fault(const struct frame_fault *fault);
_Noreturn void wire_end(uint64_t findings, uint64_t checksum);

#endif
