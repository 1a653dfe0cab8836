/* The language of reports: the asked one whatever the environment says, and nobody else's words with it. */
#include "base_test.h"

#include "base/language.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

static const char catalogues[] = KEUR_BINARY_DIR "/" KEUR_LOCALEDIR;

static void the_asked_one(void **state)
{
	struct error err;

	(void)state;
	setenv("LANGUAGE", "nl", 1);
	setenv("LC_ALL", "nl_NL.UTF-8", 1);
	assert_string_equal(language_now(), "en");
	assert_string_equal(say_as("level", "high"), "high");
	setenv("LANGUAGE", "de", 1);
	assert_int_equal(language_choose(LANGUAGE_NL, catalogues, &err), 0);
	assert_string_equal(language_now(), "nl");
	assert_string_equal(say_as("level", "high"), "hoog");
	assert_string_equal(say_as_in("en", "level", "high"), "high");
	assert_string_equal(say_as_in("nl", "level", "high"), "hoog");
	/* Where nobody has translated, English. */
	assert_string_equal(say("no such sentence"), "no such sentence");
	assert_string_equal(say_as("level", "no such level"), "no such level");
	assert_string_equal(say_many("{n} thing without words", "{n} things without words", 2), "{n} things without words");
	assert_string_equal(say(""), "");
	assert_int_equal(language_choose(LANGUAGE_EN, catalogues, &err), 0);
	assert_string_equal(say_as("level", "high"), "high");
}

/* The C library translates its own messages where it finds a catalogue: that would differ from machine to machine. */
static void nothing_else(void **state)
{
	struct error err;
	char number[32];

	(void)state;
	assert_int_equal(language_choose(LANGUAGE_NL, catalogues, &err), 0);
	say_as("level", "high");
	assert_string_equal(strerror(ENOENT), "No such file or directory");
	snprintf(number, sizeof number, "%.1f %'d", 1.5, 1234567);
	assert_string_equal(number, "1.5 1234567");
	language_choose(LANGUAGE_EN, catalogues, &err);
}

static void missing(void **state)
{
	struct error err = { 0 };

	(void)state;
	assert_int_equal(language_choose(LANGUAGE_NL, KEUR_BINARY_DIR "/nowhere", &err), -1);
	assert_non_null(strstr(err.text, KEUR_BINARY_DIR "/nowhere/nl/LC_MESSAGES/keur.mo is missing"));
	assert_string_equal(language_now(), "en");
	assert_int_equal(language_choose(LANGUAGE_NL, catalogues, &err), 0);
	assert_string_equal(language_now(), "nl");
	language_choose(LANGUAGE_EN, catalogues, &err);
}

static void numbers(void **state)
{
	char number[NUMBER_SIZE + 8], share[NUMBER_SIZE];
	char metric[] = "1,016.05";
	struct error err;

	(void)state;
	language_number(4200000, number);
	language_share(3334, share);
	assert_string_equal(number, "4,200,000");
	assert_string_equal(share, "33.34 %");
	assert_int_equal(language_choose(LANGUAGE_NL, catalogues, &err), 0);
	language_number(4200000, number);
	language_share(3334, share);
	assert_string_equal(number, "4.200.000");
	assert_string_equal(share, "33,34 %");
	language_marks(metric);
	assert_string_equal(metric, "1.016,05");
	language_choose(LANGUAGE_EN, catalogues, &err);
}

static void sentences(void **state)
{
	struct buffer out = { 0 };

	(void)state;
	/* A brace that closes nothing, one that names nobody, and a value with braces of its own. */
	SAY_FILLED(&out, "{a} of {b}, {c}; {a} {", { "a", TEXT_LITERAL("one") }, { "b", TEXT_LITERAL("{a}") });
	assert_string_equal(out.data, "one of {a}, c; one {");
	buffer_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(the_asked_one), cmocka_unit_test(nothing_else), cmocka_unit_test(missing),
		cmocka_unit_test(numbers), cmocka_unit_test(sentences) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
