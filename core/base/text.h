/* Text: a view of bytes that somebody else owns, and a buffer that grows. All text inside keur is valid UTF-8. */
#ifndef KEUR_BASE_TEXT_H
#define KEUR_BASE_TEXT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct text {
	const char *data; /* not NUL-ended */
	size_t length;
};

#define TEXT_LITERAL(s) ((struct text){ (s), sizeof(s) - 1 })

static inline struct text text_of(const char *string)
{
	return (struct text){ string, string ? strlen(string) : 0 };
}

static inline bool text_equal(struct text a, struct text b)
{
	return a.length == b.length && (a.length == 0 || memcmp(a.data, b.data, a.length) == 0);
}

static inline bool text_is(struct text a, const char *string)
{
	return text_equal(a, text_of(string));
}

/* Byte order, which for UTF-8 is code point order; the same in every locale. */
int text_compare(struct text a, struct text b);
struct text text_trim(struct text a); /* without ASCII white space at both ends */
/* Takes the first line off; without its line feed. */
struct text text_line(struct text *rest);

/* Whether a program for spreadsheets would take a cell, or what follows a semicolon in one, for a formula. */
bool text_would_run(struct text text);

/* Ids: lower-case letters, digits and underscores, a letter first. How many bytes at the start could be one; it is one up to the longest. */
enum { ID_LONGEST = 64 };
size_t id_length(struct text text);
static inline bool id_right(struct text text)
{
	return text.length && text.length <= ID_LONGEST && id_length(text) == text.length;
}

/* In decimal, in `digits`. */
struct text text_number(char digits[24], int64_t number);

struct buffer {
	char *data; /* NUL-ended whenever not NULL */
	size_t length, capacity;
};
void buffer_add(struct buffer *buffer, const char *data, size_t length);
void buffer_text(struct buffer *buffer, struct text text);
void buffer_string(struct buffer *buffer, const char *string);
void buffer_number(struct buffer *buffer, int64_t number); /* without printf: numbers are written millions of times over */
void buffer_format(struct buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buffer_format_list(struct buffer *buffer, const char *format, va_list args) __attribute__((format(printf, 2, 0)));
static inline struct text buffer_view(const struct buffer *buffer)
{
	return (struct text){ buffer->data ? buffer->data : "", buffer->length };
}
/* As one word of a shell: in quotes when it must be. */
void buffer_shell(struct buffer *buffer, const char *word);
void buffer_clear(struct buffer *buffer); /* keeps the memory */
void buffer_free(struct buffer *buffer);

/* Length of the valid UTF-8 prefix (no surrogates, no overlong forms, at most U+10FFFF). */
size_t utf8_valid_prefix(const char *data, size_t length);
/* Number of characters (code points) in valid UTF-8. */
size_t utf8_count(const char *data, size_t length);

#endif
