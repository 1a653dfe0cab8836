#include "report/escape.h"

#include "report/columns.h"

enum { PLAIN, ESCAPED, WIDE }; /* WIDE: part of a character of several bytes, which has to be looked at as a whole */

static const unsigned char class_of[256] = {
	[0x00 ... 0x1F] = ESCAPED,
	['"'] = ESCAPED,
	['\\'] = ESCAPED,
	[0x7F] = ESCAPED,
	[0x80 ... 0xFF] = WIDE,
};

unsigned escape_columns(uint32_t code)
{
	if (code < 0x300)
		return 1;
	if (character_within(no_column, sizeof no_column / sizeof *no_column, code))
		return 0;
	return character_within(two_columns, sizeof two_columns / sizeof *two_columns, code) ? 2 : 1;
}

size_t escape_width(struct text text)
{
	size_t at = 0, width = 0;

	while (at < text.length) {
		struct character c = character_next(text.data + at, text.length - at);

		width += escape_columns(c.code);
		at += c.size;
	}
	return width;
}

static void unicode_escape(struct out *out, uint32_t code)
{
	static const char digit[] = "0123456789abcdef";
	char text[6] = { '\\', 'u', digit[code >> 12 & 15], digit[code >> 8 & 15], digit[code >> 4 & 15], digit[code & 15] };

	out_add(out, text, sizeof text);
}

static void json_character(struct out *out, const char *data, struct character c)
{
	static const char letter[256] = {
		['\b'] = 'b', ['\f'] = 'f', ['\n'] = 'n', ['\r'] = 'r', ['\t'] = 't', ['"'] = '"', ['\\'] = '\\',
	};

	if (c.code == CHARACTER_BAD) {
		out_add(out, "\xEF\xBF\xBD", 3);
	} else if (c.code < 256 && letter[c.code]) {
		out_char(out, '\\');
		out_char(out, letter[c.code]);
	} else if (!character_deceives(c.code)) {
		out_add(out, data, c.size);
	} else if (c.code >= 0x10000) {
		unicode_escape(out, 0xD7C0 + (c.code >> 10)); /* a surrogate pair: 0xD800 - (0x10000 >> 10) */
		unicode_escape(out, 0xDC00 + (c.code & 0x3FF));
	} else {
		unicode_escape(out, c.code);
	}
}

/* Eight bytes at a time: a byte sets its top bit in one of the terms when it is a control, a quote, a backslash, DEL or not ASCII. A borrow
 * may raise a false alarm in a neighbour, never hide one. */
static inline bool word_is_plain(uint64_t word)
{
	const uint64_t ones = 0x0101010101010101u, tops = 0x8080808080808080u;
	uint64_t quote = word ^ ones * '"', slash = word ^ ones * '\\', del = word ^ ones * 0x7F;

	return !((word | (word - ones * 0x20) | (quote - ones) | (slash - ones) | (del - ones)) & tops);
}

size_t escape_plain_prefix(const char *data, size_t length)
{
	size_t at = 0;
	uint64_t word;

	while (length - at >= 8 && (memcpy(&word, data + at, 8), word_is_plain(word)))
		at += 8;
	while (at < length && class_of[(unsigned char)data[at]] == PLAIN)
		at++;
	return at;
}

/* Looks and copies in one go, quotes included; false, with nothing written, when there is something to escape or too little room. Most names
 * are plain and short. */
static bool copy_plain(struct out *out, struct text text)
{
	char *to = out->data + out->used;
	size_t at = 0;
	uint64_t word;

	if (text.length + 2 > sizeof out->data - out->used)
		return false;
	*to++ = '"';
	for (; text.length - at >= 8; at += 8) {
		memcpy(&word, text.data + at, 8);
		if (!word_is_plain(word))
			return false;
		memcpy(to + at, &word, 8);
	}
	if (at && at < text.length) { /* the rest again with some of what stands before it */
		memcpy(&word, text.data + text.length - 8, 8);
		if (!word_is_plain(word))
			return false;
		memcpy(to + text.length - 8, &word, 8);
	} else {
		for (; at < text.length; at++) {
			if (class_of[(unsigned char)text.data[at]] != PLAIN)
				return false;
			to[at] = text.data[at];
		}
	}
	to[text.length] = '"';
	out->used += text.length + 2;
	return true;
}

void escape_json(struct out *out, struct text text)
{
	size_t at = 0;

	if (copy_plain(out, text))
		return;
	out_char(out, '"');
	for (;;) {
		size_t run = escape_plain_prefix(text.data + at, text.length - at);
		struct character c;

		out_add(out, text.data + at, run);
		at += run;
		if (at == text.length)
			break;
		c = character_next(text.data + at, text.length - at);
		json_character(out, text.data + at, c);
		at += c.size;
	}
	out_char(out, '"');
}

bool escape_is_plain(struct text text)
{
	size_t at = escape_plain_prefix(text.data, text.length);

	while (at < text.length) {
		struct character c = character_next(text.data + at, text.length - at);

		if (c.code == CHARACTER_BAD || character_deceives(c.code))
			return false;
		at += c.size;
		at += escape_plain_prefix(text.data + at, text.length - at);
	}
	return true;
}

static void add_visible(struct buffer *out, const char *data, struct character c)
{
	if (c.code == CHARACTER_BAD)
		buffer_format(out, "\\x%02X", (unsigned char)*data);
	else if (character_deceives(c.code))
		buffer_format(out, "\\u{%X}", c.code);
	else
		buffer_add(out, data, c.size);
}

void escape_visible(struct buffer *out, struct text text)
{
	size_t at = 0;

	while (at < text.length) {
		size_t run = escape_plain_prefix(text.data + at, text.length - at);
		struct character c;

		buffer_add(out, text.data + at, run);
		at += run;
		if (at == text.length)
			break;
		c = character_next(text.data + at, text.length - at);
		add_visible(out, text.data + at, c);
		at += c.size;
	}
}

/* Space separators of Unicode 15.0 (category Zs). */
static bool is_blank(uint32_t code)
{
	static const struct character_range blank[] = {
		{ 0x20, 0x20 }, { 0xA0, 0xA0 }, { 0x1680, 0x1680 }, { 0x2000, 0x200A }, { 0x202F, 0x202F }, { 0x205F, 0x205F }, { 0x3000, 0x3000 },
	};

	return character_within(blank, sizeof blank / sizeof *blank, code);
}

void escape_words(struct buffer *out, struct text text, unsigned most)
{
	unsigned blanks = 0;
	size_t at = 0;

	while (at < text.length) {
		struct character c = character_next(text.data + at, text.length - at);

		blanks = is_blank(c.code) ? blanks + 1 : 0;
		if (blanks <= most)
			add_visible(out, text.data + at, c);
		at += c.size;
	}
}

void escape_lines(struct buffer *out, struct text lines)
{
	while (lines.length) {
		escape_visible(out, text_line(&lines));
		buffer_string(out, "\n");
	}
}
