#include "syntax/yaml_breaks.h"

#include <stdbool.h>
#include <string.h>

static const struct hidden {
	const char *bytes, *said;
} hidden[] = {
	{ "\r", "a CR (U+000D) stands here without an LF behind it, which YAML takes for the end of a line and editors need not show as one; end lines"
		" with LF or CRLF, or write `\\r` within double quotes where a value holds it" },
	{ "\xC2\x85", "the character U+0085 stands here, which YAML takes for the end of a line and editors do not show as one; take it out, or write"
		" `\\u0085` within double quotes where a value holds it" },
	{ "\xE2\x80\xA8", "the character U+2028 stands here, which YAML takes for the end of a line and editors do not show as one; take it out, or"
		" write `\\u2028` within double quotes where a value holds it" },
	{ "\xE2\x80\xA9", "the character U+2029 stands here, which YAML takes for the end of a line and editors do not show as one; take it out, or"
		" write `\\u2029` within double quotes where a value holds it" },
};

static bool begins(const struct hidden *one, const char *data, size_t length)
{
	size_t size = strlen(one->bytes);

	if (length < size || memcmp(data, one->bytes, size) != 0)
		return false;
	return one->bytes[0] != '\r' || length == 1 || data[1] != '\n';
}

/* By memchr for each lead byte: most of an inventory has none of them. */
size_t yaml_breaks_none(const char *data, size_t length, size_t most)
{
	size_t i;

	for (i = 0; i < sizeof hidden / sizeof *hidden; i++) {
		const char *at = data;

		while ((at = memchr(at, (unsigned char)hidden[i].bytes[0], most - (size_t)(at - data)))) {
			if (begins(&hidden[i], at, length - (size_t)(at - data)))
				most = (size_t)(at - data);
			else
				at++;
		}
	}
	return most;
}

const char *yaml_breaks_say(const char *data)
{
	size_t i;

	for (i = 1; i < sizeof hidden / sizeof *hidden; i++)
		if (data[0] == hidden[i].bytes[0] && data[strlen(hidden[i].bytes) - 1] == hidden[i].bytes[strlen(hidden[i].bytes) - 1])
			return hidden[i].said;
	return hidden[0].said;
}
