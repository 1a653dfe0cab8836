/* Which characters are shown as what they are, and which people would not see. */
#include "base_test.h"

#include "base/character.h"

static bool deceives(uint32_t code)
{
	return character_deceives(code);
}

/* Default_Ignorable_Code_Point of Unicode 15.0, as Perl's \p{DI} and ICU list it, each range with its neighbours. */
static void nothing_to_see(void **state)
{
	static const struct character_range ignorable[] = {
		{ 0xAD, 0xAD }, { 0x34F, 0x34F }, { 0x61C, 0x61C }, { 0x115F, 0x1160 }, { 0x17B4, 0x17B5 }, { 0x180B, 0x180F }, { 0x200B, 0x200F },
		{ 0x202A, 0x202E }, { 0x2060, 0x206F }, { 0x3164, 0x3164 }, { 0xFE00, 0xFE0F }, { 0xFEFF, 0xFEFF }, { 0xFFA0, 0xFFA0 },
		{ 0xFFF0, 0xFFF8 }, { 0x1BCA0, 0x1BCA3 }, { 0x1D173, 0x1D17A }, { 0xE0000, 0xE0FFF },
	};
	static const uint32_t others[] = { 0x00, 0x09, 0x1F, 0x7F, 0x80, 0x9F, 0x2028, 0x2029, 0x2800, 0xFFF9, 0xFFFB, 0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF, 0x13430, 0x16FE4, 0x1D159 };
	uint32_t code;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof ignorable / sizeof *ignorable; i++)
		for (code = ignorable[i].first; code <= ignorable[i].last; code++)
			if (!deceives(code))
				fail_msg("U+%04X is shown", code);
	for (i = 0; i < sizeof others / sizeof *others; i++)
		if (!deceives(others[i]))
			fail_msg("U+%04X is shown", others[i]);
}

/* Letters, marks and blanks of any alphabet stay what they are, also beside those above. */
static void something_to_see(void **state)
{
	static const uint32_t seen[] = { ' ', 'a', '~', 0xA0, 0xAC, 0xAE, 0x300, 0x34E, 0x350, 0x600, 0x61B, 0x61D, 0x6DD, 0x115E, 0x1161, 0x17B6, 0x180A, 0x1810,
		0x2003, 0x2010, 0x2027, 0x202F, 0x205F, 0x2070, 0x27FF, 0x2801, 0xFDCF, 0xFDF0, 0x3000, 0x3163, 0x3165, 0x4E2D, 0xFDFF, 0xFE10, 0xFF9F, 0xFFA1, 0xFFFC, 0xFFFD,
		0x110BD, 0x1342F, 0x1F4E1, 0xDFFFD, 0xE1000, 0x10FFFD };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof seen / sizeof *seen; i++)
		if (deceives(seen[i]))
			fail_msg("U+%04X is not shown", seen[i]);
}

static void turning(void **state)
{
	static const char *const turns[] = { "\xE2\x80\xAA", "\xE2\x80\xAB", "\xE2\x80\xAC", "\xE2\x80\xAD", "\xE2\x80\xAE", "\xE2\x81\xA6", "\xE2\x81\xA7",
		"\xE2\x81\xA8", "\xE2\x81\xA9" };
	static const char others[] = "plain \xC3\xA9 \xE2\x82\xAC \xE2\x80\x8E\xE2\x80\x8F\xD8\x9C\xE2\x80\xA9\xE2\x80\xAF\xE2\x81\xA5\xE2\x81\xAA\xE4\xB8\xAD";
	char text[sizeof others + 8];
	size_t i;

	(void)state;
	assert_null(character_turn(others, strlen(others)));
	assert_null(character_turn("", 0));
	for (i = 0; i < sizeof turns / sizeof *turns; i++) {
		snprintf(text, sizeof text, "%s%sz", others, turns[i]);
		assert_ptr_equal(character_turn(text, strlen(text)), text + strlen(others));
		assert_ptr_equal(character_turn(turns[i], 3), turns[i]);
		assert_null(character_turn(text, strlen(others) + 2)); /* cut in two */
	}
}

static void one_by_one(void **state)
{
	static const struct {
		const char *bytes;
		uint32_t code, size;
	} cases[] = {
		{ "a", 'a', 1 }, { "\xC3\xA9", 0xE9, 2 }, { "\xE2\x80\xAE", 0x202E, 3 }, { "\xF3\xA0\x81\x81", 0xE0041, 4 }, { "\x80", CHARACTER_BAD, 1 },
		{ "\xC3", CHARACTER_BAD, 1 }, { "\xC0\xAF", CHARACTER_BAD, 1 }, { "\xED\xA0\x80", CHARACTER_BAD, 1 }, { "\xFF", CHARACTER_BAD, 1 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct character c = character_next(cases[i].bytes, strlen(cases[i].bytes));

		assert_int_equal(c.code, cases[i].code);
		assert_int_equal(c.size, cases[i].size);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(nothing_to_see), cmocka_unit_test(something_to_see), cmocka_unit_test(turning),
		cmocka_unit_test(one_by_one) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
