/* The stretch of a file that a reader looks at: read in chunks, checked to be UTF-8 text without NUL, never the whole file. At the end of a file it
 * warns of characters by which people read it otherwise than keur, in a comment or a value.
 * Keeps what the reader still needs and drops the rest. Knows no format but its name for messages. */
#ifndef KEUR_SYNTAX_WINDOW_H
#define KEUR_SYNTAX_WINDOW_H

#include "syntax/source.h"

#define WINDOW_TURNS_TOLD UINT64_MAX

struct window {
	struct source *source;
	struct messages *messages;
	const char *format; /* "JSON": what the file should have been */
	char *data;
	size_t at;       /* the reader's next byte */
	size_t end;      /* data[at .. end - 1] is valid text */
	size_t filled;   /* data[end .. filled - 1] is a character cut in two by the chunk's end, or bad */
	size_t capacity;
	uint64_t base;   /* offset of data[0] in the file */
	unsigned skipped; /* bytes of a byte order mark at the start of the file */
	bool bad, ended, failed;
	uint64_t turns;      /* characters that turn text around so far; WINDOW_TURNS_TOLD: the reader tells of them */
	uint64_t first_turn; /* where the first of them stands in the file */
	uint32_t turn;       /* which it is */
};

void window_start(struct window *window, struct source *source, const char *format, struct messages *messages);
/* Drops the bytes before index `keep` (window.at moves with the bytes; the reader's own indices must move as far) and reads on.
 * 1: end has grown; 0: the end of the file; -1: a message was
 * added (once, however often it is asked again). Bad bytes are told only when the reader gets to them, so that
 * an earlier mistake is told first. */
int window_more(struct window *window, size_t keep);
void window_free(struct window *window);

#endif
