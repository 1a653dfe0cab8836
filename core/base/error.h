/* One failure, described by who noticed it, owned by the caller. Functions that can fail return 0 or -1 and fill it. */
#ifndef KEUR_BASE_ERROR_H
#define KEUR_BASE_ERROR_H

#include <stdint.h>

enum error_code {
	ERROR_NONE = 0,
	ERROR_USAGE,  /* the command line or a setting */
	ERROR_INPUT,  /* what a file says */
	ERROR_IO,     /* the system said no */
	ERROR_PLUGIN, /* a plugin or its worker */
};

struct error {
	enum error_code code;
	char text[512]; /* UTF-8, no trailing newline, cut at a character boundary */
};

/* Both always return -1, so that `return error_set(...)` reads as one thought. */
int error_set(struct error *err, enum error_code code, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* Adds ": strerror(errnum)". */
int error_system(struct error *err, int errnum, const char *format, ...) __attribute__((format(printf, 3, 4)));

#endif
