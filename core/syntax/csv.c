/* CSV rows. A row lies in the window as a whole; cells are views into it, doubled quotes are made single in place. */
#include "syntax/csv.h"

#include "base/mem.h"
#include "syntax/window.h"

#include <stdlib.h>

enum {
	CELL_SIZE = 1024 * 1024,     /* a longer cell is a quote that somebody forgot */
	ROW_SIZE = 16 * 1024 * 1024, /* bounds the memory of a row of many long cells */
};

struct cell {
	size_t from, length; /* from: counted from the start of the row */
};

struct reader {
	struct window window;
	struct source *source;
	struct messages *messages;
	char separator;
	size_t row;         /* where the row begins in the window */
	size_t cells;
	uint32_t line;
	uint64_t line_offset; /* where the line begins in the file */
	uint64_t wide;        /* bytes of this line so far that continue a character */
	bool with_lf, lone_cr; /* how rows have ended so far */
	struct cell cell[CSV_CELLS];
	struct mark mark[CSV_CELLS];
	struct text text[CSV_CELLS];
};

static struct mark mark_here(const struct reader *r)
{
	uint64_t column = r->window.base + r->window.at - r->line_offset - r->wide + 1;

	return (struct mark){ r->line, column > UINT32_MAX ? UINT32_MAX : (uint32_t)column };
}

static int refuse(struct reader *r, struct mark at, const char *text)
{
	messages_add(r->messages, SEVERITY_ERROR, source_place(r->source, at.line, at.column), "%s", text);
	return -1;
}

/* Reads on, keeping the current row. 1, 0 at the end, -1. */
static int more(struct reader *r)
{
	size_t before = r->window.at;
	int rc = window_more(&r->window, r->row);

	r->row += r->window.at - before;
	return rc;
}

/* The next byte, or -1 at the end of the file, or -2 after a message. */
static int peek(struct reader *r)
{
	struct window *w = &r->window;

	if (w->at == w->end) {
		int rc = more(r);

		if (rc <= 0)
			return rc - 1;
	}
	return (unsigned char)w->data[w->at];
}

/* Over a line end, of which LF, CRLF and CR are each one. 0 or -1. */
static int pass_line_end(struct reader *r)
{
	struct window *w = &r->window;

	if (w->data[w->at++] == '\r') {
		int c = peek(r);

		if (c == -2)
			return -1;
		if (c == '\n')
			w->at++;
	}
	r->line++;
	r->line_offset = w->base + w->at;
	r->wide = 0;
	return 0;
}

/* Over the end of a row. A CR alone among rows that end otherwise is one that editors do not show: a row would hide behind it. */
static int pass_row_end(struct reader *r)
{
	struct mark at = mark_here(r);

	if (pass_line_end(r))
		return -1;
	if (r->window.data[r->window.at - 1] == '\n')
		r->with_lf = true;
	else
		r->lone_cr = true;
	return r->with_lf && r->lone_cr ? refuse(r, at, "this row ends other than those before it: some with a CR (U+000D) alone, which editors need not show"
		" as the end of a line, some with LF; end all rows the same way, and put a cell that holds a CR in quotes") : 0;
}

static const char too_long[] = "this cell is longer than 1 MiB, the most that is accepted";

static int unquoted(struct reader *r, struct cell *cell)
{
	struct window *w = &r->window;
	int c;

	cell->from = w->at - r->row;
	while ((c = peek(r)) >= 0 && c != r->separator && c != '\n' && c != '\r') {
		r->wide += (c & 0xC0) == 0x80;
		w->at++;
		if (w->at - r->row - cell->from > CELL_SIZE)
			return refuse(r, r->mark[r->cells], too_long);
	}
	cell->length = w->at - r->row - cell->from;
	return c == -2 ? -1 : 0;
}

static int quoted(struct reader *r, struct cell *cell)
{
	static const char unclosed[] = "the quote that opens here is not closed before the end of the file; a `\"` inside a cell is doubled";
	struct window *w = &r->window;
	struct mark opened = r->mark[r->cells];
	int c;

	w->at++;
	cell->from = w->at - r->row;
	cell->length = 0;
	for (;;) {
		c = peek(r);
		if (c < 0)
			return c == -2 ? -1 : refuse(r, opened, unclosed);
		if (c == '\n' || c == '\r') {
			size_t from = w->at - r->row, length;

			if (pass_line_end(r))
				return -1;
			length = w->at - r->row - from;
			memmove(w->data + r->row + cell->from + cell->length, w->data + r->row + from, length);
			cell->length += length;
		} else if (c == '"') {
			w->at++;
			c = peek(r);
			if (c != '"')
				break;
			w->data[r->row + cell->from + cell->length++] = '"';
			w->at++;
		} else {
			r->wide += (c & 0xC0) == 0x80;
			w->data[r->row + cell->from + cell->length++] = (char)c;
			w->at++;
		}
		if (cell->length > CELL_SIZE)
			return refuse(r, opened, "the quote that opens here is not closed within 1 MiB, the most that is accepted in a cell;"
				" a `\"` inside a cell is doubled");
	}
	if (c == -2)
		return -1;
	if (c >= 0 && c != r->separator && c != '\n' && c != '\r')
		return refuse(r, mark_here(r), "text stands after the closing quote of a cell; a `\"` inside a quoted cell is doubled");
	return 0;
}

/* 1: a row, 0: the end of the file, -1: a message. */
static int read_row(struct reader *r)
{
	int c;

	r->row = r->window.at;
	r->cells = 0;
	c = peek(r);
	if (c < 0)
		return c == -2 ? -1 : 0;
	for (;; r->cells++) {
		if (r->cells == CSV_CELLS)
			return refuse(r, mark_here(r), "a row has more than 4,096 cells, the most that is accepted");
		r->mark[r->cells] = mark_here(r);
		if ((peek(r) == '"' ? quoted : unquoted)(r, &r->cell[r->cells]))
			return -1;
		if (r->window.at - r->row > ROW_SIZE)
			return refuse(r, r->mark[0], "this row is longer than 16 MiB, the most that is accepted");
		c = peek(r);
		if (c != r->separator)
			break;
		r->window.at++;
	}
	r->cells++;
	if (c == -2 || (c >= 0 && pass_row_end(r)))
		return -1;
	return 1;
}

static int give_row(struct reader *r, const struct csv_handler *handler, void *self)
{
	size_t i;
	bool empty = true;

	for (i = 0; i < r->cells; i++) {
		r->text[i] = (struct text){ r->window.data + r->row + r->cell[i].from, r->cell[i].length };
		empty = empty && !r->cell[i].length;
	}
	return empty ? 0 : handler->row(self, r->text, r->mark, r->cells);
}

/* The one of the three that stands most often outside quotes in the first line; the comma when none does. */
static char separator_of(const char *data, size_t length)
{
	static const char candidates[] = { ',', ';', '\t' };
	size_t count[3] = { 0 }, i, best = 0;
	bool inside = false;

	for (i = 0; i < length && (inside || (data[i] != '\n' && data[i] != '\r')); i++) {
		const char *found = memchr(candidates, data[i], sizeof candidates);

		inside ^= data[i] == '"';
		if (found && !inside)
			count[found - candidates]++;
	}
	for (i = 1; i < 3; i++)
		if (count[i] > count[best])
			best = i;
	return candidates[best];
}

static int read_rows(struct reader *r, const struct csv_handler *handler, void *self)
{
	int rc = more(r);

	if (rc <= 0)
		return rc;
	r->line_offset = r->window.at;
	r->separator = separator_of(r->window.data + r->window.at, r->window.end - r->window.at);
	if (handler->separated)
		handler->separated(self, r->separator);
	while ((rc = read_row(r)) > 0)
		if (give_row(r, handler, self))
			return -1;
	return rc;
}

int csv_read(struct source *source, const struct csv_handler *handler, void *self, struct messages *messages)
{
	struct reader *r = mem_zalloc(1, sizeof *r);
	int rc;

	r->source = source;
	r->messages = messages;
	r->line = 1;
	window_start(&r->window, source, "CSV", messages);
	rc = read_rows(r, handler, self);
	window_free(&r->window);
	free(r);
	return rc;
}
