#include "model/lookalike.h"

#include "base/character.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* A table of our own of the confusables that matter for names of firms, in the manner of Unicode TR39: it need not be complete to tell a
 * person of what is probably meant, and it does not change with a library. Accents go too: `Müller` and `Muller` are one firm more often than two. */

struct run {
	uint32_t first;
	const char *as; /* a character each; `?`: itself */
};

static const struct run runs[] = {
	/* Latin with accents: U+00C0 to U+017F */
	{ 0xC0, "AAAAAAACEEEEIIIIDNOOOOOxOUUUUYPsaaaaaaaceeeeiiiidnooooo?ouuuuypy" },
	{ 0x100, "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiIiJjKkkLlLlLlLlLlNnNnNnnNnOoOoOoOoRrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs" },
	{ 0x1C0, "l" },
	{ 0x1A0, "Oo?????????????Uu" },
	{ 0x1CD, "AaIiOoUuUuUuUuUu" },
	{ 0x1DE, "AaAa????GgKkOoOo??jDDdGg??NnAa????AaAaEeEeIiIiOoOoRrRrUuUuSsTt??Hh??????AaEeOoOoOoOoYy" },
	{ 0x251, "a" },
	{ 0x269, "ii" },
	{ 0x274, "n" },
	{ 0x280, "r??????????v???y" },
	{ 0x299, "b??h??l" },
	{ 0x261, "gg" },
	{ 0x2BC, "'" },
	/* Greek */
	{ 0x386, "A?EHI?O?Y?i" },
	{ 0x3AA, "IYaeniu" },
	{ 0x3CA, "iuouw" },
	{ 0x391, "AB??EZH?IK?MN?O?P??TY?X" },
	{ 0x3B1, "aby?e?n?ik?uv?o?p??tu?x?w" },
	{ 0x3F2, "cj" },
	/* Cyrillic */
	{ 0x400, "EE???SIIJ" },
	{ 0x410, "A?B??E?3??K?MHO?PCTY?X" },
	{ 0x430, "a?b??e?3??k?mho?pcty?x" },
	{ 0x450, "ee???siij" },
	{ 0x4AE, "Yy" },
	{ 0x4BA, "hh" },
	{ 0x4C0, "I" },
	{ 0x4CF, "l" },
	{ 0x500, "dd" },
	{ 0x51A, "QqWw" },
	/* Armenian */
	{ 0x570, "h" },
	{ 0x57D, "u" },
	{ 0x585, "o" },
	/* Latin with accents, and small capitals */
	{ 0x1D00, "a??bcd?e?ijk?m?o????????p??tu???vwz" },
	{ 0x1E00, "AaBbBbBbCcDdDdDdDdDdEeEeEeEeEeFfGgHhHhHhHhHhIiIiKkKkKkLlLlLlLlMmMmMmNnNnNnNnOoOoOoOoPpPpRrRrRrRrSsSsSsSsSsTtTtTtTtUuUuUuUuUuVvVvWwWwWwWwWwXxXxYyZzZzZzhtwyas????"
		"AaAaAaAaAaAaAaAaAaAaAaAaEeEeEeEeEeEeEeEeIiIiOoOoOoOoOoOoOoOoOoOoOoOoUuUuUuUuUuUuUuYyYyYyYy" },
	{ 0xA730, "fs" },
	/* Cherokee, Coptic, Lisu */
	{ 0x13A0, "DRT??i???YAJE??????W???M???H?Y??G?hZ???????????b??R?WS???VS???LC??P???Kd???????????GB" },
	{ 0x2C80, "AaBb????Ee????Hh??IiKk??MmNn??Oo??PpCcTtYy??Xx" },
	{ 0xA4D0, "BPdDT?GK?JC?ZF?MNLSR??VH??WXY?A?E?IOU" },
	/* Letterlike, superscripts, Roman numbers */
	{ 0x2018, "''" },
	{ 0x2032, "'" },
	{ 0x2070, "0i??456789" },
	{ 0x207F, "n0123456789" },
	{ 0x2090, "aeox?hklmnpst" },
	{ 0x2160, "I???V????X??LCDMi???v????x??lcdm" },
	{ 0x210A, "gHHHhhIILl?N" },
	{ 0x2115, "N" },
	{ 0x2119, "PQRRR" },
	{ 0x212A, "KA" },
};

/* Blocks of whole alphabets: the first character, what it looks like, how many follow in step. */
static const struct {
	uint32_t first, count;
	char as;
} alphabets[] = {
	{ 0x24B6, 26, 'A' }, { 0x24D0, 26, 'a' }, { 0xFF01, 94, '!' }, { 0x2460, 9, '1' }, { 0x249C, 26, 'a' },
	{ 0x1F110, 26, 'A' }, { 0x1F130, 26, 'A' }, { 0x1F150, 26, 'A' }, { 0x1F170, 26, 'A' },
};

enum { MATHEMATICAL = 0x1D400, MATHEMATICAL_END = 0x1D6A4, MATHEMATICAL_DIGITS = 0x1D7CE, MATHEMATICAL_DIGITS_END = 0x1D800 };

/* What a name looks the same without, beside what nobody sees: marks above letters, strokes, dots and blanks, and signs of format that some fonts draw. */
static const struct character_range light[] = {
	{ 0xA0, 0xA0 }, { 0xB7, 0xB7 }, { 0x2D7, 0x2D7 }, { 0x300, 0x36F }, { 0x387, 0x387 }, { 0x483, 0x489 }, { 0x58A, 0x58A }, { 0x70F, 0x70F },
	{ 0x8E2, 0x8E2 }, { 0x1680, 0x1680 }, { 0x1806, 0x1806 }, { 0x1AB0, 0x1AFF }, { 0x1DC0, 0x1DFF }, { 0x2000, 0x2015 }, { 0x2022, 0x2022 },
	{ 0x2024, 0x2024 }, { 0x2027, 0x202F }, { 0x2043, 0x2043 }, { 0x205F, 0x205F }, { 0x20D0, 0x20FF }, { 0x2212, 0x2212 }, { 0x3000, 0x3000 },
	{ 0xA66F, 0xA66F }, { 0xFE20, 0xFE2F }, { 0xFE58, 0xFE58 }, { 0xFE63, 0xFE63 }, { 0xFF0D, 0xFF0F }, { 0xFF3F, 0xFF3F }, { 0xFFFC, 0xFFFC },
	{ 0x110BD, 0x110BD }, { 0x13440, 0x13455 }, { 0x1F3FB, 0x1F3FF },
};

/* One character of text that was read as UTF-8; a stray byte counts for itself. */
static uint32_t next(struct text text, size_t *at)
{
	static const uint32_t least[] = { 0, 0x80, 0x800, 0x10000 };
	unsigned char lead = (unsigned char)text.data[(*at)++];
	unsigned more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0, i;
	uint32_t c = more ? lead & (0x3Fu >> more) : lead;

	for (i = 0; i < more && *at < text.length && ((unsigned char)text.data[*at] & 0xC0) == 0x80; i++)
		c = c << 6 | ((unsigned char)text.data[(*at)++] & 0x3F);
	return i < more || c < least[more] ? lead : c;
}

/* What a character beyond ASCII looks like: an ASCII one, 0: nothing, or itself. */
static uint32_t looks(uint32_t c)
{
	size_t i;

	if (character_deceives(c) || character_within(light, sizeof light / sizeof *light, c))
		return 0;
	for (i = 0; i < sizeof alphabets / sizeof *alphabets; i++)
		if (c >= alphabets[i].first && c - alphabets[i].first < alphabets[i].count)
			return (uint32_t)alphabets[i].as + (c - alphabets[i].first);
	if (c >= MATHEMATICAL && c < MATHEMATICAL_END)
		return (uint32_t)"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"[(c - MATHEMATICAL) % 52];
	if (c >= MATHEMATICAL_DIGITS && c < MATHEMATICAL_DIGITS_END)
		return '0' + (c - MATHEMATICAL_DIGITS) % 10;
	for (i = 0; i < sizeof runs / sizeof *runs; i++)
		if (c >= runs[i].first && c - runs[i].first < strlen(runs[i].as) && runs[i].as[c - runs[i].first] != '?')
			return (uint32_t)(unsigned char)runs[i].as[c - runs[i].first];
	/* Letters of their own shape: case goes all the same. */
	if ((c >= 0x391 && c <= 0x3A9) || (c >= 0x410 && c <= 0x42F))
		return c + 0x20;
	return c >= 0x400 && c <= 0x40F ? c + 0x50 : c;
}

static void add_character(struct buffer *out, uint32_t c)
{
	char bytes[4];
	size_t length = 0;

	if (c < 0x80) {
		bytes[length++] = (char)c;
	} else if (c < 0x800) {
		bytes[length++] = (char)(0xC0 | c >> 6);
	} else if (c < 0x10000) {
		bytes[length++] = (char)(0xE0 | c >> 12);
		bytes[length++] = (char)(0x80 | (c >> 6 & 0x3F));
	} else {
		bytes[length++] = (char)(0xF0 | c >> 18);
		bytes[length++] = (char)(0x80 | (c >> 12 & 0x3F));
		bytes[length++] = (char)(0x80 | (c >> 6 & 0x3F));
	}
	if (c >= 0x80)
		bytes[length++] = (char)(0x80 | (c & 0x3F));
	buffer_add(out, bytes, length);
}

/* Among ASCII too: I, l, 1 and | are one stroke, 0 and O one circle, m is rn, w is vv. Case goes, as it goes when names are matched; before that, a
 * capital I may be meant as such, or look like an l. */
static void add_look(struct buffer *out, uint32_t c, bool capital_i_is_i)
{
	if (c == 0 || (c < 0x80 && strchr(" -_./", (int)c)))
		return;
	if ((c == 'I' && !capital_i_is_i) || c == '1' || c == '|')
		c = 'l';
	else if (c == '0')
		c = 'o';
	else if (c >= 'A' && c <= 'Z')
		c += 32;
	if (c == 'm')
		buffer_string(out, "rn");
	else if (c == 'w')
		buffer_string(out, "vv");
	else
		add_character(out, c);
}

void lookalike_skeleton(struct text name, bool capital_i_is_i, struct buffer *out)
{
	size_t at = 0;

	while (at < name.length) {
		uint32_t c = next(name, &at);

		add_look(out, c < 0x7F && c >= 0x20 ? c : looks(c), capital_i_is_i);
	}
}

bool lookalike_has_letters(struct text text)
{
	size_t at = 0;

	while (at < text.length) {
		uint32_t c = looks(next(text, &at));

		if (c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'))
			return true;
	}
	return false;
}

void lookalike_reveal(struct text name, struct buffer *out)
{
	size_t at = 0;

	while (at < name.length) {
		uint32_t c = next(name, &at);

		if (c >= 0x20 && c < 0x7F)
			add_character(out, c);
		else
			buffer_format(out, "\\u{%X}", c);
	}
}
