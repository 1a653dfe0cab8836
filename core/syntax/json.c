/* The grammar of JSON over its tokens: nesting, commas, colons, duplicate keys. A byte order mark is passed over; a NUL character
 * (`\u0000`) is refused although the standard permits it, because text in keur ends at one. */
#include "syntax/json.h"

#include "syntax/json_token.h"
#include "syntax/keys.h"

#include <stdlib.h>

struct reader {
	struct json_tokens tokens;
	struct keys keys;
	struct source *source;
	struct messages *messages;
	const struct tree_handler *handler;
	void *self;
	enum json_duplicates duplicates;
	unsigned repeated; /* duplicate keys told as errors */
	unsigned depth;
	struct mark opened[TREE_DEPTH + 1];
	char open[TREE_DEPTH + 1]; /* '{' or '[' per depth */
};

static struct place here(const struct reader *r)
{
	return source_place(r->source, r->tokens.at.line, r->tokens.at.column);
}

/* "expected" ends the sentence "... stands where ... was expected". */
static int unexpected(struct reader *r, int token, const char *expected)
{
	if (token == JSON_ERROR)
		return -1;
	if (token == JSON_END && r->depth)
		messages_add(r->messages, SEVERITY_ERROR, here(r),
			"the file ends where %s was expected; the `%c` of line %u, column %u is not closed",
			expected, r->open[r->depth], r->opened[r->depth].line, r->opened[r->depth].column);
	else if (token == JSON_END)
		messages_add(r->messages, SEVERITY_ERROR, here(r), "the file ends where %s was expected", expected);
	else
		messages_add(r->messages, SEVERITY_ERROR, here(r), "`%s` stands where %s was expected",
			json_token_quote(&r->tokens, token), expected);
	return -1;
}

static int duplicate(struct reader *r, const struct mark *first)
{
	const char *name = messages_quote(r->messages, r->tokens.value);

	if (r->duplicates == JSON_DUPLICATES_WARN) {
		/* Without the first place, so that one habit of an exporter is one message. */
		messages_add(r->messages, SEVERITY_WARNING, here(r), "the key `%s` stands twice in one object", name);
		return 0;
	}
	messages_add(r->messages, SEVERITY_ERROR, here(r),
		"the key `%s` stands twice in this object, first at line %u, column %u; remove one", name, first->line, first->column);
	return ++r->repeated < MESSAGES_SHOWN ? 0 : -1;
}

static int begin(struct reader *r, int token)
{
	if (r->depth == TREE_DEPTH) {
		messages_add(r->messages, SEVERITY_ERROR, here(r), "nested more than %d deep; no inventory needs more", TREE_DEPTH);
		return -1;
	}
	r->depth++;
	r->open[r->depth] = (char)token;
	r->opened[r->depth] = r->tokens.at;
	if (token == '[')
		return r->handler->list_begin(r->self, r->tokens.at);
	keys_open(&r->keys);
	return r->handler->map_begin(r->self, r->tokens.at);
}

static int end(struct reader *r)
{
	if (r->open[r->depth--] == '[')
		return r->handler->list_end(r->self, r->tokens.at);
	keys_close(&r->keys);
	return r->handler->map_end(r->self, r->tokens.at);
}

static int scalar(struct reader *r, int token)
{
	enum scalar_kind kind = token == JSON_STRING ? SCALAR_QUOTED : token == JSON_NUMBER ? SCALAR_NUMBER
		: token == JSON_BOOLEAN ? SCALAR_BOOLEAN : SCALAR_NULL;

	return r->handler->scalar(r->self, r->tokens.value, kind, r->tokens.at);
}

/* A key and its colon. */
static int key(struct reader *r, int token)
{
	const struct mark *first;

	if (token != JSON_STRING)
		return unexpected(r, token, "a key in double quotes");
	first = keys_add(&r->keys, r->tokens.value, r->tokens.at);
	if (first && duplicate(r, first))
		return -1;
	if (r->handler->key(r->self, r->tokens.value, r->tokens.at))
		return -1;
	token = json_next(&r->tokens);
	return token == ':' ? 0 : unexpected(r, token, "`:` after a key");
}

static int trailing_comma(struct reader *r, int token)
{
	messages_add(r->messages, SEVERITY_ERROR, here(r), "a `,` stands before this `%c`; remove it, JSON has none after the last entry",
		(char)token);
	return -1;
}

/* A value, or the first token inside an empty collection. 1: a collection was opened, 0: a scalar was given. */
static int value(struct reader *r, int token)
{
	switch (token) {
	case '{':
	case '[':
		return begin(r, token) ? -1 : 1;
	case JSON_STRING:
	case JSON_NUMBER:
	case JSON_BOOLEAN:
	case JSON_NULL:
		return scalar(r, token) ? -1 : 0;
	default:
		return unexpected(r, token, "a value");
	}
}

static int read_value(struct reader *r)
{
	int opened = value(r, json_next(&r->tokens));
	bool after_comma = false;

	while (opened >= 0 && r->depth) {
		char close = r->open[r->depth] == '{' ? '}' : ']';
		int token = json_next(&r->tokens);

		if (!opened && !after_comma) {
			/* After an entry. */
			if (token == close) {
				if (end(r))
					return -1;
			} else if (token == ',') {
				after_comma = true;
			} else {
				return unexpected(r, token, close == '}' ? "`,` or `}`" : "`,` or `]`");
			}
			continue;
		}
		if (token == close) {
			if (after_comma)
				return trailing_comma(r, token);
			if (end(r))
				return -1;
			opened = 0;
			continue;
		}
		after_comma = false;
		if (close == '}') {
			if (key(r, token))
				return -1;
			token = json_next(&r->tokens);
		}
		opened = value(r, token);
	}
	return opened < 0 ? -1 : 0;
}

int json_read(struct source *source, enum json_duplicates duplicates, const struct tree_handler *handler, void *self,
	struct messages *messages)
{
	struct reader r = { .source = source, .messages = messages, .handler = handler, .self = self, .duplicates = duplicates };
	int token, rc;

	json_tokens_start(&r.tokens, source, messages);
	rc = read_value(&r);
	if (rc == 0) {
		token = json_next(&r.tokens);
		if (token != JSON_END)
			rc = unexpected(&r, token, "the end of the file (one value is all a JSON file holds)");
	}
	json_tokens_free(&r.tokens);
	keys_free(&r.keys);
	return rc || r.repeated ? -1 : 0;
}
