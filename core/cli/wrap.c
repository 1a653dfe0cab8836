#include "cli/wrap.h"

#include "cli/command.h"
#include "report/escape.h"

enum {
	WIDTH_LEAST = 40,  /* narrower, and wrapping helps nobody */
	HANGING_MOST = 30, /* a first column ends before this */
};

/* Where a line goes on when it is wrapped: further in than it began, and behind the two blanks that end a first column. */
static unsigned hanging(struct text line)
{
	size_t from = 0, at;

	while (from < line.length && line.data[from] == ' ')
		from++;
	if (!from)
		return 0;
	for (at = from; at + 1 < line.length && at < HANGING_MOST; at++)
		if (line.data[at] == ' ' && line.data[at + 1] == ' ') {
			while (at < line.length && line.data[at] == ' ')
				at++;
			return (unsigned)at;
		}
	return (unsigned)from + 2;
}

static size_t word_end(struct text line, size_t at)
{
	while (at < line.length && line.data[at] == ' ')
		at++;
	while (at < line.length && line.data[at] != ' ')
		at++;
	return at;
}

/* Breaks a line between words; a word longer than a line stays whole. Behind the first column of a line that is broken, blanks are one: by more of them words
 * could be moved to where another line would begin. */
static void wrap_line(struct text line, unsigned width, struct buffer *out)
{
	bool broken = utf8_count(line.data, line.length) > width;
	unsigned indent = hanging(line);
	size_t at = 0, column = 0;

	while (at < line.length) {
		size_t end = word_end(line, at), from = at, size;

		while (broken && column >= indent && column && from + 1 < end && line.data[from] == ' ' && line.data[from + 1] == ' ')
			from++;
		at = from;

		size = utf8_count(line.data + at, end - at);
		if (column > indent && column + size > width) {
			while (from < end && line.data[from] == ' ')
				from++;
			buffer_format(out, "\n%*s", (int)indent, "");
			column = indent;
			size = utf8_count(line.data + from, end - from);
		}
		buffer_add(out, line.data + from, end - from);
		column += size;
		at = end;
	}
	buffer_string(out, "\n");
}

void wrap_text(struct text text, unsigned width, struct buffer *out)
{
	while (text.length)
		wrap_line(text_line(&text), width, out);
}

void wrap_print(struct text text, unsigned width)
{
	struct buffer shown = { 0 }, wrapped = { 0 };

	escape_lines(&shown, text);
	wrap_text(buffer_view(&shown), width, &wrapped);
	command_print_lines(buffer_view(&wrapped));
	buffer_free(&shown);
	buffer_free(&wrapped);
}

unsigned wrap_width(unsigned otherwise)
{
	unsigned width = command_style().width;

	return width < WIDTH_LEAST ? otherwise : width;
}
