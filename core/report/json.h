/* Writing JSON: no tree, no format strings; pieces go straight into the output buffer. Inline, because a result has a hundred of them in
 * each of a million lines. */
#ifndef KEUR_REPORT_JSON_H
#define KEUR_REPORT_JSON_H

#include "report/escape.h"
#include "report/words.h"

/* Constant text, which the compiler sees to; it expands the copy. */
#define JSON(out, literal) json_raw((out), "" literal, sizeof(literal) - 1)
static inline __attribute__((always_inline)) void json_raw(struct out *out, const char *text, size_t length)
{
	if (length <= sizeof out->data - out->used) {
		memcpy(out->data + out->used, text, length);
		out->used += length;
	} else {
		out_add(out, text, length);
	}
}

/* A short name, quoted beforehand. Copied whole, which is faster than copying its length. */
enum { JSON_WORD = 32 };
struct json_word {
	char text[JSON_WORD];
	unsigned length;
};
static inline void json_word(struct out *out, const struct json_word *word)
{
	if (JSON_WORD <= sizeof out->data - out->used) {
		memcpy(out->data + out->used, word->text, JSON_WORD);
		out->used += word->length;
	} else {
		out_add(out, word->text, word->length);
	}
}
/* `name` quoted, or null when it is NULL. Names of closed lists are short and plain. */
void json_word_set(struct json_word *word, const char *name);

static inline void json_comma(struct out *out, bool wanted)
{
	if (wanted)
		JSON(out, ", ");
}
static inline void json_string(struct out *out, const char *string)
{
	escape_json(out, text_of(string));
}
/* Words of keur's own, which need no escaping; null when there are none. */
static inline void json_own(struct out *out, const char *string)
{
	size_t length = strlen(string);

	if (!length) {
		JSON(out, "null");
	} else if (length + 2 <= sizeof out->data - out->used) {
		out->data[out->used] = '"';
		memcpy(out->data + out->used + 1, string, length);
		out->data[out->used + length + 1] = '"';
		out->used += length + 2;
	} else {
		json_string(out, string);
	}
}
/* A string, or null when it is empty: what is not known is not "". */
static inline void json_text_or_null(struct out *out, struct text text)
{
	if (text.length)
		escape_json(out, text);
	else
		JSON(out, "null");
}

/* What every line needs, looked up once. */
struct json_report {
	const struct result *result;
	struct out *out;
	struct words_files files;
	struct json_word scope[5], level[LEVELS + 1], trust[4];
	struct json_word reading[READINGS], scenario[SCENARIOS], role[6], stated[LIST_MEMBERS_stated], data[16];
	struct buffer decisions; /* every decision as a trust rests on it, one after another: many parts repeat them */
	size_t *decision;        /* where each begins, and the end of the last */
	struct buffer room; /* scratch */
	uint32_t next_criterion; /* row of table criterion: suppliers come in the same order */
};

void json_start(struct json_report *report); /* result and out are set */
void json_end(struct json_report *report);
void json_network(struct json_report *report);
void json_summary(struct json_report *report, const char *name);
void json_policy(struct json_report *report);
/* {pack, line, source, status} of an entry. */
void json_from(struct out *out, const struct policy_note *note);
void json_components(struct json_report *report);
/* A column of a row and its key in the object. */
struct json_field {
	const char *key;
	enum column_id column;
};

void json_suppliers(struct json_report *report);
void json_countries(struct json_report *report);
void json_findings(struct json_report *report);
void json_gaps(struct json_report *report);
void json_groups(struct json_report *report);
/* , "file": ..., "line": ...: where a row stands; null both where it has no place, as what keur computes. */
void json_place(const struct json_report *report, struct out *out, uint32_t table, uint32_t row);
/* The id of a component or of another table's row as a string. */
void json_key(struct json_report *report, uint32_t table, uint32_t row);

#endif
