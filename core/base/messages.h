/* What the readers and the linker have to say about the input: errors and warnings with their places.
 *
 * Equal texts are one group with a count and the place of the first (lowest file, line, column), so that a column misspelt
 * 10,000 times is one message. The texts name what stood there and what would be right. Nothing here prints. */
#ifndef KEUR_BASE_MESSAGES_H
#define KEUR_BASE_MESSAGES_H

#include "base/mem.h"
#include "base/text.h"

#include <stdint.h>

enum { MESSAGES_SHOWN = 20 }; /* groups a report of errors shows at most: more help nobody, the rest is counted */

enum severity { SEVERITY_WARNING, SEVERITY_ERROR };

struct place {
	uint32_t file;   /* index into messages.file; MESSAGES_NO_FILE when the message is about no file */
	uint32_t line;   /* from 1; 0: the file as a whole */
	uint32_t column; /* in characters, from 1; 0: not known yet, see `field` of struct message */
};
#define MESSAGES_NO_FILE UINT32_MAX

struct message {
	enum severity severity;
	struct place at;
	const char *text;  /* owned by the collector */
	const char *field; /* when column is 0: the field whose place would complete it, else NULL */
	uint64_t count;
};

struct messages {
	struct arena arena;
	const char **file; /* names as the user gave them */
	size_t files, files_capacity;
	struct message *group;
	size_t groups, groups_capacity;
	uint32_t *slot; /* open addressing over the groups by text */
	size_t slots;
	uint64_t errors, warnings; /* counted before grouping */
};

uint32_t messages_file(struct messages *messages, const char *name);
void messages_add(struct messages *messages, enum severity severity, struct place at, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
/* The same with the field that `at` should point to, for places of which only the record's line is kept. */
void messages_add_field(struct messages *messages, enum severity severity, struct place at, const char *field,
	const char *format, ...) __attribute__((format(printf, 5, 6)));
/* Sorts groups: errors first, then by file, line, column, text. */
void messages_sort(struct messages *messages);
/* One line per group: "file:line:column: error: text (and 9999 more like it)". */
void messages_print(const struct messages *messages, struct buffer *out);
void messages_free(struct messages *messages);

/* Untrusted bytes as they may stand in a message: what people could not see as \u{..}, at most 64 characters. */
const char *messages_quote(struct messages *messages, struct text value);

#endif
