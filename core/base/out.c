#include "base/out.h"

#include <errno.h>
#include <unistd.h>

void out_start(struct out *out, int fd)
{
	out->fd = fd;
	out->failed = 0;
	out->take = NULL;
	out->progress = NULL;
	out->written = 0;
	out->used = 0;
}

void out_start_taking(struct out *out, void (*take)(void *taker, const char *data, size_t length), void *taker)
{
	out_start(out, -1);
	out->take = take;
	out->taker = taker;
}

void out_flush(struct out *out)
{
	size_t done = 0;

	if (out->take) {
		out->take(out->taker, out->data, out->used);
		out->used = 0;
		return;
	}
	out->written += out->used;
	progress_at(out->progress, out->written);
	while (!out->failed && done < out->used) {
		ssize_t n = write(out->fd, out->data + done, out->used - done);

		if (n > 0)
			done += (size_t)n;
		else if (n < 0 && errno != EINTR)
			out->failed = errno;
		else if (n == 0)
			out->failed = EIO;
	}
	out->used = 0;
}

void out_add(struct out *out, const char *data, size_t length)
{
	while (length > sizeof out->data - out->used) {
		size_t part = sizeof out->data - out->used;

		memcpy(out->data + out->used, data, part);
		out->used += part;
		data += part;
		length -= part;
		out_flush(out);
	}
	if (length)
		memcpy(out->data + out->used, data, length);
	out->used += length;
}

void out_number(struct out *out, int64_t number)
{
	char digits[24];

	out_text(out, text_number(digits, number));
}

int out_end(struct out *out, const char *name, struct error *err)
{
	out_flush(out);
	/* Whoever reads standard output may stop when enough was read: `keur assess ... | head`. */
	if (out->failed && !(out->failed == EPIPE && out->fd == STDOUT_FILENO))
		return error_system(err, out->failed, "cannot write %s", name);
	return 0;
}
