#include "report/flat.h"

#include <string.h>

static void cut(struct buffer *buffer, size_t length)
{
	buffer->length = length;
	if (buffer->data)
		buffer->data[length] = '\0';
}

/* Back to the path of the container at hand, with the index of its entry when it is a list. */
static void place_entry(struct flat *flat)
{
	cut(&flat->path, flat->level[flat->depth].path);
	cut(&flat->place, flat->level[flat->depth].place);
	if (flat->depth && flat->level[flat->depth].list) {
		buffer_string(&flat->path, "[]");
		buffer_format(&flat->place, "[%u]", flat->level[flat->depth].index);
	}
}

static void open_container(struct flat *flat, bool list)
{
	if (flat->depth == FLAT_DEPTH)
		return; /* keur writes nothing that deep */
	flat->depth++;
	flat->level[flat->depth].list = list;
	flat->level[flat->depth].index = 0;
	flat->level[flat->depth].path = flat->path.length;
	flat->level[flat->depth].place = flat->place.length;
	place_entry(flat);
	flat->key = !list;
}

static void end_value(struct flat *flat)
{
	cut(&flat->path, flat->level[flat->depth].path);
	cut(&flat->place, flat->level[flat->depth].place);
}

static void close_container(struct flat *flat)
{
	if (!flat->depth)
		return;
	end_value(flat);
	flat->depth--;
	if (flat->end)
		flat->end(flat->taker, flat->path.data ? flat->path.data : "");
	flat->key = false;
}

static unsigned hexadecimal(const char *digits)
{
	unsigned code = 0, i;

	for (i = 0; i < 4; i++)
		code = code << 4 | (unsigned)(digits[i] <= '9' ? digits[i] - '0' : (digits[i] | 32) - 'a' + 10);
	return code;
}

static void add_utf8(struct buffer *out, unsigned code)
{
	char text[4];
	size_t size = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4, i;

	for (i = size; i-- > 1; code >>= 6)
		text[i] = (char)(0x80 | (code & 0x3F));
	text[0] = (char)(size == 1 ? code : (0xF0u << (4 - size) & 0xFF) | code);
	buffer_add(out, text, size);
}

/* The escapes of what stands between the quotes, undone in place: the text never gets longer. */
static void unescape(struct buffer *token)
{
	static const char plain[] = "bfnrt", meant[] = "\b\f\n\r\t";
	struct buffer out = { 0 };
	size_t i;

	if (!token->length || !memchr(token->data, '\\', token->length))
		return;
	for (i = 0; i < token->length; i++) {
		const char *letter;
		unsigned code;

		if (token->data[i] != '\\' || i + 1 >= token->length) {
			buffer_add(&out, &token->data[i], 1);
			continue;
		}
		i++;
		letter = strchr(plain, token->data[i]);
		if (letter) {
			buffer_add(&out, &meant[letter - plain], 1);
		} else if (token->data[i] != 'u' || i + 4 >= token->length) {
			buffer_add(&out, &token->data[i], 1);
		} else {
			code = hexadecimal(token->data + i + 1);
			i += 4;
			if (code >= 0xD800 && code < 0xDC00 && i + 6 < token->length && token->data[i + 1] == '\\') {
				code = 0x10000 + ((code & 0x3FF) << 10) + (hexadecimal(token->data + i + 3) & 0x3FF);
				i += 6;
			}
			add_utf8(&out, code);
		}
	}
	buffer_clear(token);
	buffer_text(token, buffer_view(&out));
	buffer_free(&out);
}

static void take_value(struct flat *flat, enum flat_kind kind)
{
	flat->value(flat->taker, flat->path.data ? flat->path.data : "", flat->place.data ? flat->place.data : "", kind,
		buffer_view(&flat->token));
	buffer_clear(&flat->token);
}

static void end_string(struct flat *flat)
{
	unescape(&flat->token);
	if (!flat->key) {
		take_value(flat, FLAT_STRING);
		return;
	}
	if (flat->path.length) {
		buffer_string(&flat->path, ".");
		buffer_string(&flat->place, ".");
	}
	buffer_text(&flat->path, buffer_view(&flat->token));
	buffer_text(&flat->place, buffer_view(&flat->token));
	buffer_clear(&flat->token);
	flat->key = false;
}

static void end_word(struct flat *flat)
{
	char first = flat->token.data[0];

	flat->started = false;
	take_value(flat, first == 'n' ? FLAT_NULL : first == 't' || first == 'f' ? FLAT_ANSWER : FLAT_NUMBER);
}

static void take_character(struct flat *flat, char c)
{
	if (flat->quoted) {
		if (!flat->escaped && c == '"') {
			flat->quoted = false;
			end_string(flat);
			return;
		}
		flat->escaped = !flat->escaped && c == '\\';
		buffer_add(&flat->token, &c, 1);
		return;
	}
	if (flat->started && strchr(",}] \n", c))
		end_word(flat);
	switch (c) {
	case '"':
		flat->quoted = true;
		break;
	case '{':
	case '[':
		open_container(flat, c == '[');
		break;
	case '}':
	case ']':
		close_container(flat);
		break;
	case ',':
		flat->level[flat->depth].index++;
		place_entry(flat);
		flat->key = !flat->level[flat->depth].list;
		break;
	case ':':
	case ' ':
	case '\n':
		break;
	default:
		flat->started = true;
		buffer_add(&flat->token, &c, 1);
	}
}

void flat_take(void *flat, const char *data, size_t length)
{
	size_t i;

	for (i = 0; i < length; i++)
		take_character(flat, data[i]);
}

void flat_free(struct flat *flat)
{
	buffer_free(&flat->path);
	buffer_free(&flat->place);
	buffer_free(&flat->token);
}
