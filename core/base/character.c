#include "base/character.h"

#include "base/text.h"

struct character character_next(const char *data, size_t left)
{
	static const unsigned char lead_bits[5] = { 0, 0x7F, 0x1F, 0x0F, 0x07 };
	const unsigned char *s = (const unsigned char *)data;
	size_t size = s[0] < 0x80 ? 1 : s[0] < 0xE0 ? 2 : s[0] < 0xF0 ? 3 : 4;
	uint32_t code;
	size_t i;

	if (size == 1)
		return (struct character){ s[0], 1 };
	if (size > left || utf8_valid_prefix(data, size) != size)
		return (struct character){ CHARACTER_BAD, 1 };
	code = s[0] & lead_bits[size];
	for (i = 1; i < size; i++)
		code = code << 6 | (s[i] & 0x3Fu);
	return (struct character){ code, (uint32_t)size };
}

bool character_within(const struct character_range *range, size_t ranges, uint32_t code)
{
	size_t low = 0, high = ranges;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (code > range[middle].last)
			low = middle + 1;
		else
			high = middle;
	}
	return low < ranges && code >= range[low].first;
}

/* Controls; Default_Ignorable_Code_Point of Unicode 15.0 (DerivedCoreProperties.txt), whole: joiners, fillers of Hangul, variation selectors, tags, and
 * what is reserved for more of them; ends of lines that are no control; annotation, hieroglyph and shorthand controls (category Cf); letters and signs
 * that are drawn blank (Braille, Khitan filler, null notehead); and the 66 that are no characters and never will be. Not blanks, which look like what they are, nor
 * the marks of category Cf that are seen. */
bool character_deceives(uint32_t code)
{
	static const struct character_range hidden[] = {
		{ 0x00, 0x1F }, { 0x7F, 0x9F }, { 0xAD, 0xAD }, { 0x34F, 0x34F }, { 0x61C, 0x61C }, { 0x115F, 0x1160 }, { 0x17B4, 0x17B5 },
		{ 0x180B, 0x180F }, { 0x200B, 0x200F }, { 0x2028, 0x202E }, { 0x2060, 0x206F }, { 0x2800, 0x2800 }, { 0x3164, 0x3164 },
		{ 0xFDD0, 0xFDEF }, { 0xFE00, 0xFE0F }, { 0xFEFF, 0xFEFF }, { 0xFFA0, 0xFFA0 }, { 0xFFF0, 0xFFFB }, { 0x13430, 0x1343F },
		{ 0x16FE4, 0x16FE4 }, { 0x1BCA0, 0x1BCA3 }, { 0x1D159, 0x1D159 }, { 0x1D173, 0x1D17A }, { 0xE0000, 0xE0FFF },
	};

	return (code & 0xFFFE) == 0xFFFE || character_within(hidden, sizeof hidden / sizeof *hidden, code);
}

/* By memchr for the byte they begin with: most text has none of them. */
const char *character_turn(const char *data, size_t length)
{
	const char *at = data, *end = data + length;

	while (end - at >= 3 && (at = memchr(at, 0xE2, (size_t)(end - at) - 2))) {
		unsigned char middle = (unsigned char)at[1], last = (unsigned char)at[2];

		if ((middle == 0x80 && last >= 0xAA && last <= 0xAE) || (middle == 0x81 && last >= 0xA6 && last <= 0xA9))
			return at;
		at++;
	}
	return NULL;
}
