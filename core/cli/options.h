/* Options as tables: one source for parsing, --help, the manual and completion. */
#ifndef KEUR_CLI_OPTIONS_H
#define KEUR_CLI_OPTIONS_H

#include "base/error.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum option_type {
	OPTION_FLAG,  /* bool */
	OPTION_TEXT,  /* const char * */
	OPTION_TEXTS, /* struct texts, may be given again */
	OPTION_NUMBER, /* unsigned */
	OPTION_DATE,  /* int32_t */
	OPTION_WORD,  /* unsigned: index into words */
};

enum { OPTIONS_WIDTH = 100 }; /* of help texts */

struct texts {
	const char **item;
	size_t count, capacity;
};

struct option {
	const char *name; /* without "--" */
	enum option_type type;
	const char *argument; /* "FILE"; NULL for flags */
	const char *help;
	size_t offset; /* in the struct that parsing fills */
	const char *const *words; /* OPTION_WORD, NULL-ended */
	bool trusted_only; /* may not come from a keur.yaml, which may have come with a stranger's inventory */
};

struct option_group {
	const char *title;
	const struct option *option;
	size_t options;
};

/* Sets one option in *into. `value` NULL: it was given none; a flag in keur.yaml has yes or no. */
int option_set(const struct option *option, void *into, const char *value, struct error *err);
const struct option *option_find(const struct option_group *const *group, struct text name);
/* Options out of argv into *into; what is left stays in *rest. "--" ends options. *help is set by --help. */
int options_parse(const struct option_group *const *group, int argc, char **argv, void *into, struct texts *rest, bool *help,
	struct error *err);
/* Adds paragraphs of plain text, each line indented and at most OPTIONS_WIDTH wide. `column`: how far the line has come already. */
void options_wrap(struct buffer *out, const char *text, unsigned indent, unsigned column);
void options_help(const struct option_group *const *group, struct buffer *out);
void texts_add(struct texts *texts, const char *item);
void texts_free(struct texts *texts);

#endif
