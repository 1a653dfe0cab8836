/* result.jsonl: the same objects as in result.json, one to a line, each with a `type` in front: "component", "finding", "summary" ... Made
 * from what report_json writes, as it comes, so that both say the same; whoever reads it line by line needs no more memory than a line. */
#include "report/report.h"

#include "base/mem.h"
#include "report/escape.h"

#include <stdlib.h>

/* The depths of result.json: 1 its members, 2 the entries of its lists. */
struct lines {
	struct out *out;
	unsigned depth;
	bool quoted, escaped;
	bool list;     /* the member at hand is a list */
	bool scalar;   /* it is neither list nor object */
	bool value;    /* its name has ended */
	bool begun;    /* a line has its type only: what comes next is parted from that */
	bool broken;   /* a line of result.json has ended: the blanks that follow are only for the eyes */
	char name[64]; /* of the member at hand */
	size_t named;
};

static void start_line(struct lines *lines, bool entry)
{
	size_t length = lines->named;
	bool y = entry && length > 3 && memcmp(lines->name + length - 3, "ies", 3) == 0;

	/* "components" has entries of type "component", "countries" of "country". */
	if (y)
		length -= 3;
	else if (entry && length > 1 && lines->name[length - 1] == 's')
		length--;
	out_add(lines->out, "{\"type\": \"", 10);
	out_add(lines->out, lines->name, length);
	out_add(lines->out, "y\"" + !y, (size_t)1 + y);
	lines->begun = true;
}

static void member_character(struct lines *lines, char c)
{
	if (lines->quoted && !lines->value && c != '"') {
		if (lines->named < sizeof lines->name)
			lines->name[lines->named++] = c;
	} else if (lines->value && (lines->scalar || c == '"')) {
		if (!lines->scalar) { /* "schema": "keur-result/1" */
			start_line(lines, false);
			lines->begun = false;
			out_add(lines->out, ", \"", 3);
			out_add(lines->out, lines->name, lines->named);
			out_add(lines->out, "\": ", 3);
			lines->scalar = true;
		}
		if (c != '\n')
			out_char(lines->out, c);
	}
}

static void end_member(struct lines *lines)
{
	if (lines->scalar)
		out_add(lines->out, "}\n", 2);
	lines->scalar = lines->value = lines->list = false;
	lines->named = 0;
}

/* Of a line's object: what does not stand for the eyes only. */
static void line_character(struct lines *lines, char c)
{
	if (c == '\n') {
		lines->broken = true;
		return;
	}
	if (lines->broken && c == ' ')
		return;
	if (lines->begun)
		out_add(lines->out, ", ", 2);
	else if (lines->broken)
		out_char(lines->out, ' ');
	lines->begun = lines->broken = false;
	out_char(lines->out, c);
}

/* Where a line's object begins: a member that is one, or an entry of a member that is a list. */
static unsigned line_depth(const struct lines *lines)
{
	return lines->list ? 3 : 2;
}

static void open_container(struct lines *lines, char c)
{
	lines->depth++;
	if (lines->depth == 2)
		lines->list = c == '[';
	if (lines->depth == line_depth(lines) && c == '{')
		start_line(lines, lines->list);
	else if (lines->depth > line_depth(lines))
		line_character(lines, c);
}

static void close_container(struct lines *lines, char c)
{
	lines->begun = lines->broken = false;
	if (lines->depth >= line_depth(lines) && lines->depth > 1)
		out_char(lines->out, c);
	if (lines->depth == line_depth(lines))
		out_char(lines->out, '\n');
	lines->depth--;
}

static void take_character(struct lines *lines, char c)
{
	bool was_quoted = lines->quoted;

	if (lines->quoted) {
		lines->quoted = lines->escaped || c != '"';
		lines->escaped = !lines->escaped && c == '\\';
	} else if (c == '"') {
		lines->quoted = true;
	}
	if (!was_quoted && (c == '{' || c == '[')) {
		open_container(lines, c);
	} else if (!was_quoted && (c == '}' || c == ']')) {
		if (lines->depth == 1)
			end_member(lines);
		close_container(lines, c);
	} else if (lines->depth == 1) {
		if (!was_quoted && c == ':')
			lines->value = true;
		else if (!was_quoted && c == ',')
			end_member(lines);
		else
			member_character(lines, c);
	} else if (lines->depth >= line_depth(lines)) {
		line_character(lines, c);
	}
}

/* How much of what comes stands within a line and goes there as it is: nearly all of it, up to where the line's object or one for the eyes ends. */
static size_t plain_run(struct lines *lines, const char *data, size_t length)
{
	unsigned least = line_depth(lines), depth = lines->depth;
	bool quoted = lines->quoted, escaped = lines->escaped;
	size_t run;

	if (depth < least || depth < 2 || lines->begun || lines->broken)
		return 0;
	for (run = 0; run < length; run++) {
		char c;

		if (quoted && !escaped)
			run += escape_plain_prefix(data + run, length - run);
		if (run == length)
			break;
		c = data[run];
		if (quoted) {
			quoted = escaped || c != '"';
			escaped = !escaped && c == '\\';
			continue;
		}
		if (c == '"')
			quoted = true;
		else if (c == '\n' || ((c == '}' || c == ']') && depth == least))
			break;
		else if (c == '{' || c == '[')
			depth++;
		else if (c == '}' || c == ']')
			depth--;
	}
	lines->depth = depth;
	lines->quoted = quoted;
	lines->escaped = escaped;
	return run;
}

static void take(void *taker, const char *data, size_t length)
{
	struct lines *lines = taker;
	size_t i = 0;

	while (i < length) {
		size_t run = plain_run(lines, data + i, length - i);

		out_add(lines->out, data + i, run);
		i += run;
		if (i < length)
			take_character(lines, data[i++]);
	}
}

void report_jsonl(const struct result *result, struct out *out)
{
	struct out *json = mem_alloc(sizeof *json);
	struct lines lines = { .out = out };

	out_start_taking(json, take, &lines);
	report_json(result, json);
	out_flush(json);
	free(json);
}
