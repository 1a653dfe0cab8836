#include "base/text.h"

#include "base/mem.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

int text_compare(struct text a, struct text b)
{
	size_t shorter = a.length < b.length ? a.length : b.length;
	int order = shorter ? memcmp(a.data, b.data, shorter) : 0;

	if (order)
		return order;
	return (a.length > b.length) - (a.length < b.length);
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

struct text text_trim(struct text a)
{
	while (a.length && is_space(a.data[0])) {
		a.data++;
		a.length--;
	}
	while (a.length && is_space(a.data[a.length - 1]))
		a.length--;
	return a;
}

struct text text_line(struct text *rest)
{
	const char *feed = rest->length ? memchr(rest->data, '\n', rest->length) : NULL;
	struct text line = { rest->data, feed ? (size_t)(feed - rest->data) : rest->length };
	size_t whole = feed ? line.length + 1 : line.length;

	if (whole)
		*rest = (struct text){ rest->data + whole, rest->length - whole };
	return line;
}

size_t id_length(struct text text)
{
	size_t n = 0;

	while (n < text.length && ((text.data[n] >= 'a' && text.data[n] <= 'z')
		|| (n && ((text.data[n] >= '0' && text.data[n] <= '9') || text.data[n] == '_'))))
		n++;
	return n;
}

void buffer_add(struct buffer *buffer, const char *data, size_t length)
{
	size_t need;

	if (__builtin_add_overflow(buffer->length, length, &need) || need == SIZE_MAX)
		mem_fail();
	mem_reserve(&buffer->data, &buffer->capacity, need + 1, 1);
	if (length)
		memcpy(buffer->data + buffer->length, data, length);
	buffer->length = need;
	buffer->data[need] = '\0';
}

struct text text_number(char digits[24], int64_t number)
{
	size_t at = 24;
	uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;

	do
		digits[--at] = (char)('0' + rest % 10);
	while (rest /= 10);
	if (number < 0)
		digits[--at] = '-';
	return (struct text){ digits + at, 24 - at };
}

void buffer_text(struct buffer *buffer, struct text text)
{
	buffer_add(buffer, text.data, text.length);
}

void buffer_string(struct buffer *buffer, const char *string)
{
	buffer_add(buffer, string, strlen(string));
}

void buffer_number(struct buffer *buffer, int64_t number)
{
	char digits[24];

	buffer_text(buffer, text_number(digits, number));
}

void buffer_format_list(struct buffer *buffer, const char *format, va_list args)
{
	va_list again;
	int length;

	va_copy(again, args);
	length = vsnprintf(NULL, 0, format, args);
	if (length > 0) {
		mem_reserve(&buffer->data, &buffer->capacity, buffer->length + (size_t)length + 1, 1);
		vsnprintf(buffer->data + buffer->length, (size_t)length + 1, format, again);
		buffer->length += (size_t)length;
	}
	va_end(again);
}

void buffer_format(struct buffer *buffer, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	buffer_format_list(buffer, format, args);
	va_end(args);
}

void buffer_shell(struct buffer *buffer, const char *word)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789%+,-./:=@_";
	size_t run = strspn(word, plain);

	if (run && !word[run]) {
		buffer_add(buffer, word, run);
		return;
	}
	buffer_string(buffer, "'");
	for (; *word; word++)
		if (*word == '\'')
			buffer_string(buffer, "'\\''");
		else
			buffer_add(buffer, word, 1);
	buffer_string(buffer, "'");
}

void buffer_clear(struct buffer *buffer)
{
	buffer->length = 0;
	if (buffer->data)
		buffer->data[0] = '\0';
}

void buffer_free(struct buffer *buffer)
{
	free(buffer->data);
	*buffer = (struct buffer){ 0 };
}

/* Bytes of the sequence that starts here, or 0 when it is not a character. Ranges after Unicode 15, table 3-7. */
static size_t sequence(const unsigned char *s, size_t left)
{
	unsigned char lowest = 0x80, highest = 0xBF;
	size_t size, i;

	if (s[0] < 0x80)
		return 1;
	if (s[0] >= 0xC2 && s[0] <= 0xDF)
		size = 2;
	else if (s[0] >= 0xE0 && s[0] <= 0xEF)
		size = 3;
	else if (s[0] >= 0xF0 && s[0] <= 0xF4)
		size = 4;
	else
		return 0;
	if (size > left)
		return 0;
	if (s[0] == 0xE0)
		lowest = 0xA0;
	else if (s[0] == 0xED)
		highest = 0x9F;
	else if (s[0] == 0xF0)
		lowest = 0x90;
	else if (s[0] == 0xF4)
		highest = 0x8F;
	if (s[1] < lowest || s[1] > highest)
		return 0;
	for (i = 2; i < size; i++)
		if ((s[i] & 0xC0) != 0x80)
			return 0;
	return size;
}

size_t utf8_valid_prefix(const char *data, size_t length)
{
	const unsigned char *s = (const unsigned char *)data;
	size_t at = 0;

	while (at < length) {
		size_t step;
		uint64_t eight;

		while (length - at >= 8 && (memcpy(&eight, s + at, 8), (eight & 0x8080808080808080u) == 0))
			at += 8;
		if (at == length)
			break;
		step = sequence(s + at, length - at);
		if (!step)
			break;
		at += step;
	}
	return at;
}

size_t utf8_count(const char *data, size_t length)
{
	size_t count = 0, i;

	for (i = 0; i < length; i++)
		count += ((unsigned char)data[i] & 0xC0) != 0x80;
	return count;
}

static size_t begins_with_any(struct text text, const char *const *string, size_t strings)
{
	size_t i;

	for (i = 0; i < strings; i++) {
		size_t length = strlen(string[i]);

		if (text.length >= length && memcmp(text.data, string[i], length) == 0)
			return length;
	}
	return 0;
}

/* Excel and its kin take these as the start of a formula, also in full width, after they have dropped blanks, and after quotes. */
bool text_would_run(struct text text)
{
	static const char *const start[] = { "=", "+", "-", "@", "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0" };
	static const char *const skipped[] = { " ", "'", "\"", "\xC2\xA0", "\xE3\x80\x80" };
	static const bool may_begin[256] = { /* one of them: millions of cells begin with a letter */
		['='] = true, ['+'] = true, ['-'] = true, ['@'] = true, [' '] = true, ['\''] = true, ['"'] = true, [0xC2] = true,
		[0xE3] = true, [0xEF] = true,
	};
	size_t length;

	if (!text.length || !may_begin[(unsigned char)text.data[0]])
		return false;
	while ((length = begins_with_any(text, skipped, sizeof skipped / sizeof *skipped)) > 0) {
		text.data += length;
		text.length -= length;
	}
	return begins_with_any(text, start, sizeof start / sizeof *start) > 0;
}
