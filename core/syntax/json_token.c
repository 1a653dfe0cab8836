#include "syntax/json_token.h"

#include "base/mem.h"

#include <stdlib.h>

/* Characters of a string that need no second look: printable ASCII but the quote and the backslash, and DEL. */
static const bool plain[256] = {
	[0x20] = 1, [0x21] = 1, [0x23 ... 0x5B] = 1, [0x5D ... 0x7F] = 1,
};

void json_tokens_start(struct json_tokens *tokens, struct source *source, struct messages *messages)
{
	*tokens = (struct json_tokens){ .line = 1 };
	window_start(&tokens->window, source, "JSON", messages);
}

void json_tokens_free(struct json_tokens *tokens)
{
	window_free(&tokens->window);
	buffer_free(&tokens->unescaped);
}

static struct mark mark_here(const struct json_tokens *t)
{
	uint64_t column = t->window.base + t->window.at - t->line_offset - t->wide + 1;

	return (struct mark){ t->line, column > UINT32_MAX ? UINT32_MAX : (uint32_t)column };
}

static struct place place(const struct json_tokens *t, struct mark at)
{
	return source_place(t->window.source, at.line, at.column);
}

/* Says what is wrong in a fixed sentence; sentences with the file's own bytes are added where they are quoted. */
static int refuse(struct json_tokens *t, struct mark at, const char *text)
{
	messages_add(t->window.messages, SEVERITY_ERROR, place(t, at), "%s", text);
	return JSON_ERROR;
}

/* Reads on, keeping the current token. */
static int more(struct json_tokens *t)
{
	size_t before = t->window.at;
	int rc;

	if (t->window.end - t->start > JSON_TOKEN_SIZE)
		return refuse(t, t->at, "this string or number is longer than 16 MiB, the most that is accepted");
	rc = window_more(&t->window, t->start);
	t->start += t->window.at - before;
	return rc;
}

/* Are there `count` bytes? -1 after a message. */
static int have(struct json_tokens *t, size_t count)
{
	while (t->window.end - t->window.at < count) {
		int rc = more(t);

		if (rc <= 0)
			return rc;
	}
	return 1;
}

static void new_line(struct json_tokens *t)
{
	t->line++;
	t->line_offset = t->window.base + t->window.at;
	t->wide = 0;
}

/* 1 when a token begins, 0 at the end, -1 after a message. */
static int skip_space(struct json_tokens *t)
{
	struct window *w = &t->window;
	bool first;
	int rc;

	for (;;) {
		while (w->at < w->end) {
			char c = w->data[w->at];

			if (c == '\n') {
				w->at++;
				/* CRLF is one end of line. */
				if (t->after_cr)
					t->line_offset = w->base + w->at;
				else
					new_line(t);
				t->after_cr = false;
				continue;
			}
			t->after_cr = false;
			if (c == '\r') {
				w->at++;
				new_line(t);
				t->after_cr = true;
			} else if (c == ' ' || c == '\t') {
				w->at++;
			} else {
				return 1;
			}
		}
		t->start = w->at;
		first = w->source->read == 0;
		rc = more(t);
		/* A byte order mark at the very start is passed over: spreadsheet and Windows tools write one. */
		if (first)
			t->line_offset = w->at;
		if (rc <= 0)
			return rc;
	}
}

static int four_digits(const char *s)
{
	int value = 0, i;

	for (i = 0; i < 4; i++) {
		char c = s[i];
		int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;

		if (digit < 0)
			return -1;
		value = value * 16 + digit;
	}
	return value;
}

static void add_character(struct buffer *buffer, unsigned c)
{
	char s[4];
	size_t length;

	if (c < 0x80) {
		s[0] = (char)c;
		length = 1;
	} else if (c < 0x800) {
		s[0] = (char)(0xC0 | c >> 6);
		s[1] = (char)(0x80 | (c & 0x3F));
		length = 2;
	} else if (c < 0x10000) {
		s[0] = (char)(0xE0 | c >> 12);
		s[1] = (char)(0x80 | (c >> 6 & 0x3F));
		s[2] = (char)(0x80 | (c & 0x3F));
		length = 3;
	} else {
		s[0] = (char)(0xF0 | c >> 18);
		s[1] = (char)(0x80 | (c >> 12 & 0x3F));
		s[2] = (char)(0x80 | (c >> 6 & 0x3F));
		s[3] = (char)(0x80 | (c & 0x3F));
		length = 4;
	}
	buffer_add(buffer, s, length);
}

static const char unclosed[] = "the string that begins here is never closed; a `\"` is missing";

/* \uXXXX at w->at, or two of them for a character beyond U+FFFF. */
static int unicode_escape(struct json_tokens *t)
{
	struct window *w = &t->window;
	int rc = have(t, 6), unit, low;

	if (rc <= 0)
		return rc < 0 ? -1 : refuse(t, t->at, unclosed);
	unit = four_digits(w->data + w->at + 2);
	if (unit < 0)
		return refuse(t, mark_here(t), "`\\u` must be followed by four hexadecimal digits, as in `\\u00e9`");
	if (unit == 0)
		return refuse(t, mark_here(t), "`\\u0000` stands in a string; text with NUL characters is not accepted");
	if (unit >= 0xDC00 && unit < 0xE000)
		return refuse(t, mark_here(t), "the second half of a surrogate pair stands here without the first (`\\ud800` to `\\udbff`)");
	if (unit < 0xD800 || unit >= 0xE000) {
		add_character(&t->unescaped, (unsigned)unit);
		w->at += 6;
		return 1;
	}
	rc = have(t, 12);
	if (rc < 0)
		return -1;
	low = rc > 0 && w->data[w->at + 6] == '\\' && w->data[w->at + 7] == 'u' ? four_digits(w->data + w->at + 8) : -1;
	if (low < 0xDC00 || low >= 0xE000)
		return refuse(t, mark_here(t), "the first half of a surrogate pair stands here without the second (`\\udc00` to `\\udfff`)");
	add_character(&t->unescaped, 0x10000u + ((unsigned)(unit - 0xD800) << 10) + (unsigned)(low - 0xDC00));
	w->at += 12;
	return 1;
}

static int escape(struct json_tokens *t)
{
	static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
	struct window *w = &t->window;
	int rc = have(t, 2);
	const char *found;
	char c;

	if (rc <= 0)
		return rc < 0 ? -1 : refuse(t, t->at, unclosed);
	c = w->data[w->at + 1];
	if (c == 'u')
		return unicode_escape(t);
	found = memchr(from, c, sizeof from - 1);
	if (!found) {
		messages_add(w->messages, SEVERITY_ERROR, place(t, mark_here(t)),
			"`%s` is no escape of JSON; a backslash itself is written `\\\\`",
			messages_quote(w->messages, (struct text){ w->data + w->at, (unsigned char)c < 0x80 ? 2 : 1 }));
		return -1;
	}
	buffer_add(&t->unescaped, &to[found - from], 1);
	w->at += 2;
	return 1;
}

static int control_character(struct json_tokens *t, unsigned char c)
{
	if (c == '\n' || c == '\r')
		return refuse(t, mark_here(t), "a line ends inside a string; close the string with `\"`, or write the line break as `\\n`");
	messages_add(t->window.messages, SEVERITY_ERROR, place(t, mark_here(t)),
		"the control character U+%04X stands in a string; write it as `\\u%04x`%s", c, c, c == '\t' ? " or `\\t`" : "");
	return JSON_ERROR;
}

static int string(struct json_tokens *t)
{
	struct window *w = &t->window;
	size_t piece; /* from the start of the token: where what is not yet in unescaped begins */
	bool escaped = false;

	piece = 1;
	w->at++;
	for (;;) {
		unsigned char c;

		while (w->at < w->end && plain[(unsigned char)w->data[w->at]])
			w->at++;
		if (w->at == w->end) {
			int rc = more(t);

			if (rc <= 0)
				return rc < 0 ? JSON_ERROR : refuse(t, t->at, unclosed);
			continue;
		}
		c = (unsigned char)w->data[w->at];
		if (c == '"')
			break;
		if (c >= 0x80) {
			t->wide += (c & 0xC0) == 0x80;
			w->at++;
		} else if (c == '\\') {
			if (!escaped)
				buffer_clear(&t->unescaped);
			escaped = true;
			buffer_add(&t->unescaped, w->data + t->start + piece, w->at - t->start - piece);
			if (escape(t) < 0)
				return JSON_ERROR;
			piece = w->at - t->start;
		} else {
			return control_character(t, c);
		}
	}
	t->value = (struct text){ w->data + t->start + piece, w->at - t->start - piece };
	if (t->value.length > JSON_TOKEN_SIZE)
		return refuse(t, t->at, "this string is longer than 16 MiB, the most that is accepted");
	if (escaped) {
		buffer_text(&t->unescaped, t->value);
		t->value = buffer_view(&t->unescaped);
	}
	w->at++;
	return JSON_STRING;
}

/* Ends a number or a word; so everything up to it belongs to the token. */
static bool ends_word(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ',' || c == ':' || c == '[' || c == ']' || c == '{' || c == '}'
		|| c == '"';
}

/* Takes everything up to a delimiter as the value. */
static int word(struct json_tokens *t)
{
	struct window *w = &t->window;

	for (;;) {
		while (w->at < w->end && !ends_word(w->data[w->at])) {
			t->wide += ((unsigned char)w->data[w->at] & 0xC0) == 0x80;
			w->at++;
		}
		if (w->at == w->end) {
			int rc = more(t);

			if (rc < 0)
				return -1;
			if (rc > 0)
				continue;
		}
		break;
	}
	t->value = (struct text){ w->data + t->start, w->at - t->start };
	return 1;
}

static size_t digits(struct text s, size_t at)
{
	while (at < s.length && s.data[at] >= '0' && s.data[at] <= '9')
		at++;
	return at;
}

/* -?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?; a sentence when it is not, else NULL */
static const char *number_mistake(struct text s)
{
	size_t at = s.data[0] == '-', next = digits(s, at);

	if (next == at)
		return at < s.length && s.data[at] == '.' ? "a number needs a digit before its point" : "a number needs a digit after its sign";
	if (s.data[at] == '0' && next > at + 1)
		return "a number must not begin with 0; leave it out, or put the value in quotes";
	at = next;
	if (at < s.length && s.data[at] == '.') {
		next = digits(s, ++at);
		if (next == at)
			return "a number needs a digit after its point";
		at = next;
	}
	if (at < s.length && (s.data[at] == 'e' || s.data[at] == 'E')) {
		at++;
		if (at < s.length && (s.data[at] == '+' || s.data[at] == '-'))
			at++;
		next = digits(s, at);
		if (next == at)
			return "a number needs a digit in its exponent";
		at = next;
	}
	return at == s.length ? NULL : "a number holds digits, one point and one exponent only; put other text in quotes";
}

static int refuse_word(struct json_tokens *t, const char *advice)
{
	struct messages *messages = t->window.messages;

	messages_add(messages, SEVERITY_ERROR, place(t, t->at), "`%s` is not JSON: %s", messages_quote(messages, t->value), advice);
	return JSON_ERROR;
}

static bool same_but_case(struct text a, const char *b)
{
	return a.length == strlen(b) && strncasecmp(a.data, b, a.length) == 0;
}

static int other(struct json_tokens *t)
{
	char first = t->window.data[t->start];

	if (word(t) < 0)
		return JSON_ERROR;
	if ((first >= '0' && first <= '9') || first == '-') {
		const char *mistake = number_mistake(t->value);

		return mistake ? refuse_word(t, mistake) : JSON_NUMBER;
	}
	if (text_is(t->value, "true") || text_is(t->value, "false"))
		return JSON_BOOLEAN;
	if (text_is(t->value, "null"))
		return JSON_NULL;
	if (same_but_case(t->value, "true") || same_but_case(t->value, "false") || same_but_case(t->value, "null"))
		return refuse_word(t, "`true`, `false` and `null` are written in lower case");
	if (same_but_case(t->value, "none") || same_but_case(t->value, "undefined"))
		return refuse_word(t, "an absent value is written `null`");
	if (same_but_case(t->value, "nan") || same_but_case(t->value, "infinity"))
		return refuse_word(t, "there is no such number in it; write `null`");
	if (first == '\'')
		return refuse_word(t, "strings stand between double quotes `\"`");
	if (first == '/' || first == '#')
		return refuse_word(t, "it has no comments; remove this one");
	if (first == '.' || first == '+')
		return refuse_word(t, "a number begins with a digit or `-`");
	return refuse_word(t, "a value is a string in double quotes, a number, `true`, `false`, `null`, `{` or `[`");
}

int json_next(struct json_tokens *t)
{
	struct window *w = &t->window;
	int rc = skip_space(t);
	char c;

	t->start = w->at;
	t->at = mark_here(t);
	if (rc <= 0)
		return rc < 0 ? JSON_ERROR : JSON_END;
	c = w->data[w->at];
	switch (c) {
	case '{':
	case '}':
	case '[':
	case ']':
	case ':':
	case ',':
		w->at++;
		return c;
	case '"':
		return string(t);
	default:
		return other(t);
	}
}

const char *json_token_quote(struct json_tokens *t, int token)
{
	char c = (char)token;

	if (token == JSON_STRING || token == JSON_NUMBER || token == JSON_BOOLEAN)
		return messages_quote(t->window.messages, t->value);
	if (token == JSON_NULL)
		return "null";
	return messages_quote(t->window.messages, (struct text){ &c, 1 });
}
