#include "syntax/yaml_breaks.h"

#include "base/character.h"

#include <stdio.h>
#include <string.h>

static const char line_end[] = "the character U+%04X stands here, which YAML takes for the end of a line and editors do not show as one; take it out, or"
	" write `\\u%04x` within double quotes where a value holds it";
static const char lone_cr[] = "a CR (U+000D) stands here without an LF behind it, which YAML takes for the end of a line and editors need not show as one;"
	" end lines with LF or CRLF, or write `\\r` within double quotes where a value holds it";
static const char turn[] = "the character U+%04X stands here, which turns what follows around, so that people read this line otherwise than keur does; take it"
	" out, or write `\\u%04x` within double quotes where a value holds it";

/* The first of the characters that begin with this byte; NULL when there is none before `most`. */
static const char *find(const char *data, size_t length, size_t most, unsigned char lead)
{
	const char *at = data, *end = data + length;

	while ((at = memchr(at, lead, most - (size_t)(at - data)))) {
		if (lead == '\r' && (at + 1 == end || at[1] != '\n'))
			return at;
		if (lead == 0xC2 && end - at >= 2 && (unsigned char)at[1] == 0x85)
			return at;
		if (lead == 0xE2 && end - at >= 3
			&& (memcmp(at + 1, "\x80\xA8", 2) == 0 || memcmp(at + 1, "\x80\xA9", 2) == 0 || character_turn(at, 3)))
			return at;
		at++;
	}
	return NULL;
}

/* By memchr for each lead byte: most of an inventory has none of them. */
size_t yaml_breaks_none(const char *data, size_t length, size_t most)
{
	static const unsigned char lead[] = { '\r', 0xC2, 0xE2 };
	size_t i;

	for (i = 0; i < sizeof lead; i++) {
		const char *at = find(data, length, most, lead[i]);

		if (at)
			most = (size_t)(at - data);
	}
	return most;
}

void yaml_breaks_say(const char *data, char *out, size_t size)
{
	uint32_t code;

	if (*data == '\r') {
		snprintf(out, size, "%s", lone_cr);
		return;
	}
	code = character_next(data, (unsigned char)*data == 0xC2 ? 2 : 3).code;
	snprintf(out, size, character_turn(data, 3) ? turn : line_end, (unsigned)code, (unsigned)code);
}
