/* The escapers of escape.h that replace single characters: each is a table of what stands for which character. */
#include "report/escape.h"

#include "base/mem.h"

#include <stdlib.h>

typedef const char *const substitutes[128]; /* by ASCII character; NULL: itself */

static void put(struct out *out, const char *data, size_t length, substitutes substitute)
{
	size_t i;

	for (i = 0; i < length; i++) {
		unsigned char c = (unsigned char)data[i];

		if (c < 128 && substitute[c])
			out_string(out, substitute[c]);
		else
			out_char(out, data[i]);
	}
}

typedef void putter(struct out *out, const char *data, size_t length, substitutes substitute);

static void put_visible(struct out *out, struct text text, substitutes substitute, putter *how)
{
	struct buffer visible = { 0 };

	if (escape_is_plain(text)) {
		how(out, text.data, text.length, substitute);
		return;
	}
	escape_visible(&visible, text);
	how(out, visible.data, visible.length, substitute);
	buffer_free(&visible);
}

static void substitute_in(struct out *out, struct text text, substitutes substitute)
{
	put_visible(out, text, substitute, put);
}

void escape_xml(struct out *out, struct text text)
{
	static substitutes substitute = { ['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;", ['\''] = "&#39;" };

	substitute_in(out, text, substitute);
}

void escape_yaml(struct buffer *out, struct text text)
{
	size_t at = 0;

	buffer_add(out, "\"", 1);
	while (at < text.length) {
		struct character c = character_next(text.data + at, text.length - at);

		if (c.code == CHARACTER_BAD)
			buffer_string(out, "\xEF\xBF\xBD");
		else if (c.code == '"' || c.code == '\\')
			buffer_format(out, "\\%c", (int)c.code);
		else if (!character_deceives(c.code))
			buffer_add(out, text.data + at, c.size);
		else if (c.code < 0x100)
			buffer_format(out, "\\x%02X", (unsigned)c.code);
		else
			buffer_format(out, c.code < 0x10000 ? "\\u%04X" : "\\U%08X", (unsigned)c.code);
		at += c.size;
	}
	buffer_add(out, "\"", 1);
}

/* What XML needs escaped is what HTML needs escaped, wherever the page has quotes around attributes. */
void escape_html(struct out *out, struct text text)
{
	escape_xml(out, text);
}

static bool is_mention(char c)
{
	return c == '@' || c == '#';
}

/* Addresses of mail, @team and #12 become links whether or not a backslash stands there, as readers look for them in the text that is
 * left. They do not look into code, so what makes one is written as such. */
static void put_markdown(struct out *out, const char *data, size_t length, substitutes substitute)
{
	size_t i;

	for (i = 0; i < length; i++) {
		bool mention = is_mention(data[i]);

		if (mention && (!i || !is_mention(data[i - 1])))
			out_char(out, '`');
		put(out, data + i, 1, substitute);
		if (mention && (i + 1 == length || !is_mention(data[i + 1])))
			out_char(out, '`');
	}
}

/* Not those that mean something only at the beginning of a line, where no text is put: - + ( ) ; and what never does. */
void escape_markdown(struct out *out, struct text text)
{
	static substitutes substitute = {
		['\\'] = "\\\\", ['`'] = "\\`", ['*'] = "\\*", ['_'] = "\\_", ['{'] = "\\{", ['}'] = "\\}", ['['] = "\\[", [']'] = "\\]",
		['<'] = "\\<", ['>'] = "\\>", ['!'] = "\\!", ['|'] = "\\|", ['~'] = "\\~", ['&'] = "\\&", [':'] = "\\:",
		['.'] = "\\.", ['$'] = "\\$", ['^'] = "\\^", ['='] = "\\=", ['"'] = "\\\"",
	};

	put_visible(out, text, substitute, put_markdown);
}

static void take(void *taker, const char *data, size_t length)
{
	buffer_add(taker, data, length);
}

void escape_json_markdown(struct out *out, struct text text)
{
	struct out *room = mem_alloc(sizeof *room);
	struct buffer taken = { 0 };

	out_start_taking(room, take, &taken);
	escape_markdown(room, text);
	out_flush(room);
	escape_json(out, buffer_view(&taken));
	buffer_free(&taken);
	free(room);
}

/* "</script" and "<!--" begin with what stands in no JSON but in strings. */
void escape_html_json(struct out *out, struct text text)
{
	struct out *room;
	struct buffer visible = { 0 }, taken = { 0 };
	size_t i;

	if (escape_is_plain(text) && (!text.length || !memchr(text.data, '<', text.length))) {
		escape_json(out, text);
		return;
	}
	escape_visible(&visible, text);
	room = mem_alloc(sizeof *room);
	out_start_taking(room, take, &taken);
	escape_json(room, buffer_view(&visible));
	out_flush(room);
	for (i = 0; i < taken.length; i++)
		if (taken.data[i] == '<')
			out_string(out, "\\u003c");
		else
			out_char(out, taken.data[i]);
	buffer_free(&visible);
	buffer_free(&taken);
	free(room);
}

void escape_json_message(struct out *out, struct text text)
{
	struct buffer visible = { 0 }, message = { 0 };
	size_t i;

	escape_visible(&visible, text);
	for (i = 0; i < visible.length; i++) {
		char c = visible.data[i];

		if (c == '(' && i > 0 && visible.data[i - 1] == ']')
			buffer_string(&message, "\\u{{28}}");
		else if (c == '{' || c == '}')
			buffer_format(&message, "%c%c", c, c);
		else
			buffer_add(&message, &c, 1);
	}
	escape_json(out, buffer_view(&message));
	buffer_free(&visible);
	buffer_free(&message);
}

void escape_uri(struct out *out, struct text text)
{
	static const char digit[] = "0123456789ABCDEF";
	size_t i;

	for (i = 0; i < text.length; i++) {
		unsigned char c = (unsigned char)text.data[i];

		if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c && strchr("-._~/", c))) {
			out_char(out, (char)c);
		} else {
			out_char(out, '%');
			out_char(out, digit[c >> 4]);
			out_char(out, digit[c & 15]);
		}
	}
}

/* In labels Graphviz reads \n, \l, \N ... and the entities of HTML. */
void escape_dot(struct out *out, struct text text)
{
	static substitutes substitute = { ['"'] = "\\\"", ['\\'] = "\\\\", ['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;" };

	substitute_in(out, text, substitute);
}

/* ---- Cells of spreadsheets --------------------------------------------------------------------------------------------------- */

/* Tabs and line ends have been made visible. */
static void guard(struct buffer *out, struct text text)
{
	size_t from = 0;

	for (;;) {
		const char *semicolon = memchr(text.data + from, ';', text.length - from);
		size_t end = semicolon ? (size_t)(semicolon - text.data) + 1 : text.length;

		if (text_would_run((struct text){ text.data + from, text.length - from }))
			buffer_add(out, "'", 1);
		buffer_add(out, text.data + from, end - from);
		if (!semicolon)
			return;
		from = end;
	}
}

bool escape_cell_stays(struct text text)
{
	const char *semicolon;

	if (!escape_is_plain(text))
		return false;
	for (; text.length && !text_would_run(text); text.length -= (size_t)(semicolon + 1 - text.data), text.data = semicolon + 1) {
		semicolon = memchr(text.data, ';', text.length);
		if (!semicolon)
			return true;
	}
	return !text.length;
}

void escape_cell(struct buffer *out, struct text text)
{
	struct buffer visible = { 0 };

	if (!text.length)
		return;
	if (escape_is_plain(text)) {
		guard(out, text);
		return;
	}
	escape_visible(&visible, text);
	guard(out, buffer_view(&visible));
	buffer_free(&visible);
}

static bool is_hexadecimal(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
}

/* _x0041_, which a spreadsheet reads as the character of that number. */
static bool is_character_number(const char *at, const char *end)
{
	return end - at >= 7 && at[0] == '_' && at[1] == 'x' && is_hexadecimal(at[2]) && is_hexadecimal(at[3]) && is_hexadecimal(at[4])
		&& is_hexadecimal(at[5]) && at[6] == '_';
}

void escape_cell_xlsx(struct buffer *out, struct text text)
{
	struct buffer cell = { 0 };
	const char *at, *from, *end;

	escape_cell(&cell, text);
	if (!cell.length)
		return;
	from = cell.data;
	end = cell.data + cell.length;
	for (at = from; (at = memchr(at, '_', (size_t)(end - at))) != NULL; at++)
		if (is_character_number(at, end)) {
			buffer_add(out, from, (size_t)(at - from));
			buffer_string(out, "_x005F");
			from = at;
		}
	buffer_add(out, from, (size_t)(end - from));
	buffer_free(&cell);
}
