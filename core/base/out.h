/* Buffered output to a descriptor. The first failure sticks and is reported by out_end, so writers need not check each call. */
#ifndef KEUR_BASE_OUT_H
#define KEUR_BASE_OUT_H

#include "base/error.h"
#include "base/progress.h"
#include "base/text.h"

struct out {
	int fd;
	int failed; /* errno of the first failure */
	void (*take)(void *taker, const char *data, size_t length); /* not NULL: takes what is written, instead of fd */
	void *taker;
	const struct progress *progress; /* told how many bytes were written; NULL: nobody */
	uint64_t written;
	size_t used;
	char data[32 * 1024];
};

void out_start(struct out *out, int fd);
/* To a function, in pieces that end anywhere. */
void out_start_taking(struct out *out, void (*take)(void *taker, const char *data, size_t length), void *taker);
void out_add(struct out *out, const char *data, size_t length);
void out_flush(struct out *out);
static inline void out_char(struct out *out, char c)
{
	if (out->used == sizeof out->data)
		out_flush(out);
	out->data[out->used++] = c;
}
static inline void out_text(struct out *out, struct text text)
{
	out_add(out, text.data, text.length);
}
static inline void out_string(struct out *out, const char *string)
{
	out_add(out, string, strlen(string));
}
void out_number(struct out *out, int64_t number);
/* Flushes; -1 with err when anything failed since out_start. */
int out_end(struct out *out, const char *name, struct error *err);

#endif
