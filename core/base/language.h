/* The language of what people read. Sentences of keur stand in the sources in English and are marked there; a catalogue beside the program has
 * them in another language. The environment has no say: same inputs and same --lang, same bytes. What machines read (JSON, CSV, SARIF, ...),
 * messages about input and --help are English and never asked here. */
#ifndef KEUR_BASE_LANGUAGE_H
#define KEUR_BASE_LANGUAGE_H

#include "base/error.h"
#include "base/number.h"

#include <stdbool.h>
#include <stdint.h>

enum language { LANGUAGE_EN, LANGUAGE_NL, LANGUAGES };
extern const char *const language_code[LANGUAGES + 1]; /* "en", "nl", as --lang has it; NULL-ended */

/* From here on sentences are of this language. `catalogues`: the directory with nl/LC_MESSAGES/keur.mo. Fails when the catalogue is not there:
 * a report is never half English because a file is missing. Before the first call everything is English. */
int language_choose(unsigned language, const char *catalogues, struct error *err);
const char *language_now(void); /* "nl" */

/* Each takes a sentence as the sources have it and gives that of the language. What stays the reader's to fill in stands in braces, "{count}
 * parts", which language_piece takes apart. A sentence is said whole: pieces put together are English in Dutch words. */
const char *say(const char *english);
const char *say_many(const char *one, const char *many, uint64_t count); /* "{count} part", "{count} parts" */
/* A word that has another translation elsewhere: "open" of a question and of a way in. context: a literal or the name of a closed list. */
const char *say_as(const char *context, const char *english);
/* A name of the formats as people read it in English, appended: "very high" for very_high. say_as and its like do so
 * themselves. */
void language_name(struct text name, struct buffer *out);
/* "180 days", in one of the languages above; appended. */
void language_days(const char *language, int32_t days, struct buffer *out);

/* For what is said in English to machines and in the language of the report to people: language "en", or that of language_now(). */
const char *say_in(const char *language, const char *english);
const char *say_as_in(const char *language, const char *context, const char *english);
/* A sentence with its places filled. */
struct slot_text {
	const char *name;
	struct text text;
};
void say_filled(struct buffer *out, const char *sentence, const struct slot_text *said, size_t count);
#define SAY_FILLED(out, sentence, ...) \
	say_filled(out, sentence, (const struct slot_text[]){ __VA_ARGS__ }, sizeof((const struct slot_text[]){ __VA_ARGS__ }) / sizeof(struct slot_text))

/* Marks a sentence of a table, which is said where it is shown. */
#define N_(english) (english)
#define N_AS(context, english) (english)
#define N_MANY(one, many) (one), (many) /* for say_many */

/* The next piece of a sentence: text as it stands, or what is between braces. False at its end. *at starts at the sentence. */
bool language_piece(const char **at, struct text *piece, bool *slot);

/* Numbers as the language writes them: 4,200,000 and 33.34 % in English, 4.200.000 and 33,34 % in Dutch. */
void language_number(uint64_t number, char out[NUMBER_SIZE + 8]);
void language_marks(char *number); /* an English number: points and commas as the language has them */
void language_share(int32_t hundredths, char out[NUMBER_SIZE]);

#endif
