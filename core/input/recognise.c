/* A format shows in the first thing that stands in a file: an XML root element, a JSON bracket, a CSV header cell like
 * `component.id`, a YAML key. Names of files say nothing: an export is often called .txt, and .xml is anything. Only what
 * is JSON and YAML at the same time is read as what its name promises, as the two disagree about escapes. */
#include "input/recognise.h"

#include "model/schema.h"

const char recognise_supported[] =
	"keur reads its own inventories (YAML that begins with `keur: 1`, JSON with `{\"keur\": 1`, XML with the root <keur>, CSV whose first cell is like"
	" `component.id`), 3GPP NRM exports (XML or JSON with ManagedElement or ...Function objects) and NRF registrations"
	" (JSON with nfInstances)";

static const char no_table[] = "this looks like CSV: the first cell names the table too: write `component.id` where it says `id`";

static const struct {
	const char *bytes;
	size_t length;
	const char *why;
} other_files[] = {
	{ "PK\x03\x04", 4, "this is a ZIP archive or a spreadsheet; save each sheet as CSV (UTF-8)" },
	{ "\x1F\x8B", 2, "this file is compressed; unpack it first" },
	{ "BZh", 3, "this file is compressed; unpack it first" },
	{ "\xFD" "7zXZ", 5, "this file is compressed; unpack it first" },
	{ "\x28\xB5\x2F\xFD", 4, "this file is compressed; unpack it first" },
	{ "\xD0\xCF\x11\xE0", 4, "this is an old spreadsheet or document; save each sheet as CSV (UTF-8)" },
	{ "%PDF", 4, "this is a PDF document, not an inventory" },
	{ "\x7F" "ELF", 4, "this is a program, not an inventory" },
	{ "\xFF\xFE", 2, "this file is UTF-16; save it as UTF-8" },
	{ "\xFE\xFF", 2, "this file is UTF-16; save it as UTF-8" },
};

static bool starts(struct text text, const char *with)
{
	size_t length = strlen(with);

	return text.length >= length && memcmp(text.data, with, length) == 0;
}

static struct text after(struct text text, size_t bytes)
{
	return (struct text){ text.data + bytes, text.length - bytes };
}

static bool contains(struct text text, const char *what)
{
	return memmem(text.data, text.length, what, strlen(what)) != NULL;
}

static struct text skip_blanks(struct text text)
{
	while (text.length && strchr(" \t\r\n", text.data[0]) && text.data[0])
		text = after(text, 1);
	return text;
}

static struct text skip_line(struct text text)
{
	const char *end = memchr(text.data, '\n', text.length);

	return end ? after(text, (size_t)(end + 1 - text.data)) : (struct text){ text.data, 0 };
}

/* The local name of the root element; length 0 when there is none in sight. */
static struct text root_of(struct text text)
{
	struct text name;

	for (;;) {
		const char *end;

		text = skip_blanks(text);
		if (starts(text, "<!--"))
			end = memmem(text.data, text.length, "-->", 3);
		else if (starts(text, "<?") || starts(text, "<!"))
			end = memchr(text.data, '>', text.length);
		else
			break;
		if (!end)
			return (struct text){ text.data, 0 };
		text = after(text, (size_t)(end + (starts(text, "<!--") ? 3 : 1) - text.data));
	}
	if (!starts(text, "<"))
		return (struct text){ text.data, 0 };
	text = after(text, 1);
	name = (struct text){ text.data, 0 };
	while (text.length && !strchr(" \t\r\n/>", text.data[0])) {
		bool prefix = text.data[0] == ':';

		text = after(text, 1);
		name = prefix ? (struct text){ text.data, 0 } : (struct text){ name.data, name.length + 1 };
	}
	return name;
}

static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

/* `component.id` as the first cell, alone or followed by a separator. */
static bool is_csv(struct text text)
{
	bool quoted = starts(text, "\"");
	size_t i = quoted, dots = 0;

	while (i < text.length && (is_word(text.data[i]) || text.data[i] == '.'))
		dots += text.data[i++] == '.';
	if (!dots || text.data[quoted] == '.')
		return false;
	if (quoted && i < text.length && text.data[i] == '"')
		i++;
	else if (quoted)
		return false;
	return i == text.length || (text.data[i] && strchr(",;\t\r\n", text.data[i]));
}

/* A header of plain names, several to a line: CSV as everything else writes it. */
static bool is_other_csv(struct text text)
{
	size_t separators = 0, blanks = 0, i;

	for (i = 0; i < text.length && !strchr("\r\n", text.data[i]); i++) {
		if (strchr(",;\t", text.data[i]))
			separators++;
		else if (text.data[i] == ' ')
			blanks++;
		else if (!is_word(text.data[i]) && !strchr("\"./()", text.data[i]))
			return false;
	}
	return separators > 1 || (separators && !blanks);
}

/* A key with a colon, or a list entry. */
static bool is_yaml(struct text text)
{
	size_t i = 0;

	if (starts(text, "- ") || starts(text, "-\n"))
		return true;
	while (i < text.length && (is_word(text.data[i]) || strchr("\"'", text.data[i])) && text.data[i])
		i++;
	if (!i || i == text.length || text.data[i] != ':')
		return false;
	return i + 1 == text.length || (text.data[i + 1] && strchr(" \t\r\n", text.data[i + 1]));
}

/* The first line of YAML that is neither blank, comment, directive nor document start. */
static struct text first_yaml_line(struct text text)
{
	for (;;) {
		text = skip_blanks(text);
		if (!starts(text, "#") && !starts(text, "%") && !starts(text, "---"))
			return text;
		text = skip_line(text);
	}
}

static enum input_format of_json(struct text text)
{
	struct text rest = skip_blanks(after(text, 1));

	if (text.data[0] == '{' && (starts(rest, "\"keur\"") || starts(rest, "keur")))
		return INPUT_YAML;
	if (contains(text, "\"nfInstances\"") || contains(text, "\"nfInstanceId\""))
		return INPUT_NRF_JSON;
	return INPUT_NRM_JSON;
}

enum input_format recognise(struct text head, const char **why)
{
	struct text text, root;
	size_t i;

	*why = NULL;
	for (i = 0; i < sizeof other_files / sizeof *other_files; i++) {
		if (head.length < other_files[i].length || memcmp(head.data, other_files[i].bytes, other_files[i].length) != 0)
			continue;
		*why = other_files[i].why;
		return INPUT_UNKNOWN;
	}
	if (head.length && memchr(head.data, '\0', head.length)) {
		*why = "this is a binary file, not an inventory";
		return INPUT_UNKNOWN;
	}
	text = skip_blanks(starts(head, "\xEF\xBB\xBF") ? after(head, 3) : head);
	if (!text.length) {
		*why = head.length ? "this file holds only blanks" : "this file is empty";
		return INPUT_UNKNOWN;
	}
	if (text.data[0] == '<') {
		root = root_of(text);
		return text_is(root, "keur") ? INPUT_XML : INPUT_NRM_XML;
	}
	if (text.data[0] == '{' || text.data[0] == '[')
		return of_json(text);
	if (is_csv(text))
		return INPUT_CSV;
	text = first_yaml_line(text);
	if (!text.length || is_yaml(text)) /* comments only: the YAML reader says what is missing */
		return INPUT_YAML;
	if (text.data[0] == '{')
		return of_json(text);
	*why = is_other_csv(text) ? no_table : recognise_supported;
	return INPUT_UNKNOWN;
}

bool recognise_json(struct text head, const char *name)
{
	struct text text = skip_blanks(starts(head, "\xEF\xBB\xBF") ? after(head, 3) : head);
	const char *dot = strrchr(name, '.');

	return dot && strcasecmp(dot, ".json") == 0 && text.length && (text.data[0] == '{' || text.data[0] == '[');
}
