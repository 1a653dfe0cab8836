/* JSON events (RFC 8259) with positions by a streaming tokenizer. Duplicate keys are reported as they are asked for: strictly
 * (an error, our own files) or leniently (a warning, foreign exports; both values reach the handler in order). A byte
 * order mark is passed over; NUL characters (`\u0000`), strings over 16 MiB and depth over TREE_DEPTH are refused. */
#ifndef KEUR_SYNTAX_JSON_H
#define KEUR_SYNTAX_JSON_H

#include "syntax/source.h"
#include "syntax/tree.h"

enum json_duplicates { JSON_DUPLICATES_ERROR, JSON_DUPLICATES_WARN };

int json_read(struct source *source, enum json_duplicates duplicates, const struct tree_handler *handler, void *self,
	struct messages *messages);

#endif
