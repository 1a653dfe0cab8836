#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* A cut in the middle of a character would make the message invalid UTF-8. */
static void cut_at_character(char *text, size_t size)
{
	size_t end = size - 1;

	if (strnlen(text, size) < size - 1)
		return;
	while (end > 0 && ((unsigned char)text[end - 1] & 0xC0) == 0x80)
		end--;
	if (end > 0 && ((unsigned char)text[end - 1] & 0x80))
		end--;
	text[end] = '\0';
}

static void format_into(struct error *err, const char *format, va_list args)
{
	if (vsnprintf(err->text, sizeof err->text, format, args) < 0)
		err->text[0] = '\0';
	cut_at_character(err->text, sizeof err->text);
}

int error_set(struct error *err, enum error_code code, const char *format, ...)
{
	va_list args;

	err->code = code;
	va_start(args, format);
	format_into(err, format, args);
	va_end(args);
	return -1;
}

int error_system(struct error *err, int errnum, const char *format, ...)
{
	char reason[128];
	va_list args;
	size_t used;

	err->code = ERROR_IO;
	va_start(args, format);
	format_into(err, format, args);
	va_end(args);
	used = strlen(err->text);
	snprintf(err->text + used, sizeof err->text - used, ": %s", strerror_r(errnum, reason, sizeof reason));
	cut_at_character(err->text, sizeof err->text);
	return -1;
}
