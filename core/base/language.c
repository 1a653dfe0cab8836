#include "base/language.h"

#include "base/mem.h"

#include <errno.h>
#include <libintl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char domain[] = "keur";
const char *const language_code[LANGUAGES + 1] = { "en", "nl", NULL };

/* gettext asks the locale of messages and, unless that is "C", LANGUAGE. C.UTF-8 is part of the C library; locales of countries are often not
 * installed. The locale is put on around each look-up only: while it is on, the C library's own messages are translated as well, and those
 * would differ from machine to machine. */
static struct {
	unsigned language;
	locale_t locale;
} now;

static bool has_catalogue(const char *code)
{
	struct buffer wanted = { 0 };
	locale_t before = uselocale(now.locale);
	const char *head = dgettext(domain, ""); /* the catalogue's own head */
	bool found;

	uselocale(before);
	buffer_format(&wanted, "\nLanguage: %s\n", code);
	found = strstr(head, wanted.data) != NULL;
	buffer_free(&wanted);
	return found;
}

int language_choose(unsigned language, const char *catalogues, struct error *err)
{
	const char *code = language_code[language];

	now.language = LANGUAGE_EN;
	if (language == LANGUAGE_EN)
		return 0;
	if (!now.locale)
		now.locale = newlocale(LC_MESSAGES_MASK, "C.UTF-8", (locale_t)0);
	if (!now.locale)
		return error_system(err, errno, "--lang %s: this system lacks the locale C.UTF-8", code);
	if (setenv("LANGUAGE", code, 1) != 0 || !bindtextdomain(domain, catalogues) || !bind_textdomain_codeset(domain, "UTF-8"))
		return error_system(err, errno, "--lang %s", code);
	if (!has_catalogue(code))
		return error_set(err, ERROR_IO, "--lang %s: %s/%s/LC_MESSAGES/%s.mo is missing or is not a catalogue of keur: install keur again, or use --lang en",
			code, catalogues, code, domain);
	now.language = language;
	return 0;
}

const char *language_now(void)
{
	return language_code[now.language];
}

const char *say(const char *english)
{
	const char *said;
	locale_t before;

	if (now.language == LANGUAGE_EN || !*english)
		return english;
	before = uselocale(now.locale);
	said = dgettext(domain, english);
	uselocale(before);
	return said;
}

const char *say_many(const char *one, const char *many, uint64_t count)
{
	const char *said;
	locale_t before;

	if (now.language == LANGUAGE_EN)
		return count == 1 ? one : many;
	before = uselocale(now.locale);
	said = dngettext(domain, one, many, count);
	uselocale(before);
	return said;
}

/* ---- Names of the formats ---------------------------------------------------------------------------------------------------------- */

void language_name(struct text name, struct buffer *out)
{
	size_t i;

	for (i = 0; i < name.length; i++)
		buffer_add(out, name.data[i] == '_' ? " " : name.data + i, 1);
}

/* Each once: there are as many as members of closed lists. */
static const char *in_words(const char *english)
{
	static struct word {
		const char *name;
		struct word *next;
		struct buffer said;
	} *words;
	struct word *word;

	if (!strchr(english, '_') || strchr(english, ' '))
		return english;
	for (word = words; word && strcmp(word->name, english) != 0; word = word->next)
		;
	if (!word) {
		word = mem_zalloc(1, sizeof *word);
		word->name = mem_copy_string(english, strlen(english));
		language_name(text_of(english), &word->said);
		word->next = words;
		words = word;
	}
	return word->said.data;
}

const char *say_as(const char *context, const char *english)
{
	struct buffer key = { 0 };
	const char *said;

	if (now.language == LANGUAGE_EN || !*english)
		return in_words(english);
	/* As catalogues have it. */
	buffer_format(&key, "%s\004%s", context, english);
	said = say(key.data);
	if (said == key.data)
		said = english;
	buffer_free(&key);
	return said;
}

const char *say_in(const char *language, const char *english)
{
	return strcmp(language, language_code[LANGUAGE_EN]) == 0 ? english : say(english);
}

const char *say_as_in(const char *language, const char *context, const char *english)
{
	return strcmp(language, language_code[LANGUAGE_EN]) == 0 ? in_words(english) : say_as(context, english);
}

void say_filled(struct buffer *out, const char *sentence, const struct slot_text *said, size_t count)
{
	struct text piece;
	bool slot;
	size_t i;

	while (language_piece(&sentence, &piece, &slot)) {
		for (i = 0; slot && i < count && !text_is(piece, said[i].name); i++)
			;
		buffer_text(out, slot && i < count ? said[i].text : piece);
	}
}

bool language_piece(const char **at, struct text *piece, bool *slot)
{
	const char *start = *at, *end = *start == '{' ? strchr(start, '}') : NULL;

	*slot = end != NULL;
	if (end) {
		*piece = (struct text){ start + 1, (size_t)(end - start - 1) };
		*at = end + 1;
		return true;
	}
	end = start;
	while (*end && (end == start || *end != '{'))
		end++;
	*piece = (struct text){ start, (size_t)(end - start) };
	*at = end;
	return end != start;
}

void language_days(const char *language, int32_t days, struct buffer *out)
{
	char number[NUMBER_SIZE + 8];

	if (strcmp(language, language_code[LANGUAGE_EN]) == 0) {
		number_format((uint64_t)days, number);
		SAY_FILLED(out, days == 1 ? "{count} day" : "{count} days", { "count", text_of(number) });
	} else {
		language_number((uint64_t)days, number);
		SAY_FILLED(out, say_many("{count} day", "{count} days", (uint64_t)days), { "count", text_of(number) });
	}
}

/* English and Dutch have point and comma the other way round. */
void language_marks(char *number)
{
	for (; now.language == LANGUAGE_NL && *number; number++)
		*number = *number == ',' ? '.' : *number == '.' ? ',' : *number;
}

void language_number(uint64_t number, char out[NUMBER_SIZE + 8])
{
	number_format(number, out);
	language_marks(out);
}

void language_share(int32_t hundredths, char out[NUMBER_SIZE])
{
	share_format(hundredths, out);
	language_marks(out);
}
