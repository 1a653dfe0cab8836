/* JSON tokens (RFC 8259, strict) with their places. A token lies in the window as a whole, however the chunks fall. */
#ifndef KEUR_SYNTAX_JSON_TOKEN_H
#define KEUR_SYNTAX_JSON_TOKEN_H

#include "syntax/tree.h"
#include "syntax/window.h"

/* Longest string or number: text beyond it is no inventory, and it bounds the memory. */
enum { JSON_TOKEN_SIZE = 16 * 1024 * 1024 };

/* The six structural characters stand for themselves. */
enum json_token { JSON_ERROR = -1, JSON_END = 0, JSON_STRING = 's', JSON_NUMBER = 'n', JSON_BOOLEAN = 'b', JSON_NULL = '0' };

struct json_tokens {
	struct window window;
	size_t start;         /* where the current token begins in the window */
	uint32_t line;
	uint64_t line_offset; /* where the line begins in the file */
	uint64_t wide;        /* bytes of this line so far that continue a character */
	bool after_cr;
	struct buffer unescaped;
	struct text value;    /* of a string, number, boolean; valid until the next call */
	struct mark at;       /* of the current token */
};

void json_tokens_start(struct json_tokens *tokens, struct source *source, struct messages *messages);
/* enum json_token or one of {}[]:, */
int json_next(struct json_tokens *tokens);
/* The current token as a message may show it. */
const char *json_token_quote(struct json_tokens *tokens, int token);
void json_tokens_free(struct json_tokens *tokens);

#endif
