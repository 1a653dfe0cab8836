#include "syntax/yaml_problem.h"

#include "base/mem.h"

/* Enough of a line to quote what stands at the mistake; further right nothing is quoted. */
enum { LINE_BYTES = 4096 };

enum where { AT_PROBLEM, AT_CONTEXT };

struct sentence {
	const char *problem; /* libyaml's words, or how they begin */
	enum where where;
	const char *advice;
};

static const struct sentence sentences[] = {
	{ "found character that cannot start any token", AT_PROBLEM, "a value cannot begin with this character; put the value in quotes" },
	{ "mapping values are not allowed in this context", AT_PROBLEM,
		"a second `:` on this line, or a key that is indented deeper than its neighbours; put a value that holds `: ` in quotes,"
		" and give all keys of one mapping the same indentation" },
	{ "block sequence entries are not allowed in this context", AT_PROBLEM, "a list entry `- ` must begin on a line of its own" },
	{ "mapping keys are not allowed in this context", AT_PROBLEM, "a key cannot stand here; begin it on a line of its own" },
	{ "did not find expected key", AT_PROBLEM,
		"a key of the mapping was expected; give it the same indentation as the keys above it, and close quotes and brackets" },
	{ "did not find expected '-' indicator", AT_PROBLEM,
		"a list entry `- ` was expected; give it the same indentation as the entries above it" },
	{ "did not find expected ',' or ']'", AT_PROBLEM, "`,` or `]` was expected" },
	{ "did not find expected ',' or '}'", AT_PROBLEM, "`,` or `}` was expected" },
	{ "did not find expected node content", AT_PROBLEM, "a value was expected" },
	{ "did not find expected <document start>", AT_PROBLEM,
		"the document ended before this; give all top-level keys the same indentation, and keep one document per file" },
	{ "did not find expected <stream-start>", AT_PROBLEM, "a document was expected" },
	{ "could not find expected ':'", AT_PROBLEM, "`: ` was expected after a key; put text that runs over several lines in quotes" },
	{ "found unexpected end of stream", AT_CONTEXT, "the quote that opens here is never closed" },
	{ "found unexpected document indicator", AT_CONTEXT, "the quote that opens here is not closed before the document ends" },
	{ "found unknown escape character", AT_PROBLEM,
		"no such escape exists; a backslash in double quotes is written `\\\\`, or use single quotes" },
	{ "did not find expected hexdecimal number", AT_PROBLEM, "hexadecimal digits were expected in this escape" },
	{ "found invalid Unicode character escape code", AT_PROBLEM, "this escape is no Unicode character" },
	{ "did not find expected alphabetic or numeric character", AT_PROBLEM,
		"an anchor `&` or alias `*` needs a name of letters and digits; put a value that begins with it in quotes" },
	{ "found undefined tag handle", AT_PROBLEM, "tags are not accepted, only `!include`; put a value that begins with `!` in quotes" },
	{ "did not find expected tag URI", AT_PROBLEM, "tags are not accepted, only `!include`; put a value that begins with `!` in quotes" },
	{ "did not find expected '!'", AT_PROBLEM, "tags are not accepted, only `!include`; put a value that begins with `!` in quotes" },
	{ "did not find the expected '>'", AT_PROBLEM, "tags are not accepted, only `!include`; put a value that begins with `!` in quotes" },
	{ "did not find expected whitespace or line break", AT_PROBLEM, "a space was expected after the tag" },
	{ "did not find expected comment or line break", AT_PROBLEM,
		"after `|` or `>` the line must end; the text begins on the next line" },
	{ "found an indentation indicator equal to 0", AT_PROBLEM, "the indentation after `|` or `>` is 1 to 9" },
	{ "found unknown directive name", AT_PROBLEM, "directives (`%`) are not accepted" },
	{ "found duplicate %YAML directive", AT_PROBLEM, "directives (`%`) are not accepted" },
	{ "found incompatible YAML document", AT_PROBLEM, "directives (`%`) are not accepted; write YAML 1.1 or 1.2 without one" },
	{ "found duplicate %TAG directive", AT_PROBLEM, "directives (`%`) are not accepted" },
};

/* What a problem says while scanning or parsing these, it says about a directive. */
static bool about_directive(const yaml_parser_t *parser)
{
	return parser->context && strstr(parser->context, "directive");
}

/* What the context mark points at, in words. */
static const char *context_name(const char *context)
{
	static const char *const names[][2] = {
		{ "while parsing a block mapping", "the mapping" },
		{ "while parsing a block collection", "the list" },
		{ "while parsing a flow sequence", "the list that `[` opens" },
		{ "while parsing a flow mapping", "the mapping that `{` opens" },
		{ "while scanning a simple key", "the text" },
		{ "while scanning a double-quoted scalar", "the quoted text" },
		{ "while scanning a quoted scalar", "the quoted text" },
		{ "while scanning a block scalar", "the text" },
		{ "while scanning a plain scalar", "the value" },
	};
	size_t i;

	for (i = 0; context && i < sizeof names / sizeof names[0]; i++)
		if (strcmp(context, names[i][0]) == 0)
			return names[i][1];
	return NULL;
}

/* The rest of the line from a column on. */
static struct text rest_of_line(struct text line, size_t column)
{
	size_t at = 0, characters = 0;

	while (at < line.length) {
		if (((unsigned char)line.data[at] & 0xC0) != 0x80 && characters++ == column)
			break;
		at++;
	}
	return (struct text){ line.data + at, line.length - at };
}

static struct text word_of(struct text rest)
{
	size_t length = 0;

	while (length < rest.length && rest.data[length] != ' ' && rest.data[length] != '\t')
		length++;
	return (struct text){ rest.data, length };
}

/* The column of a TAB among the blanks that begin the line, before `column`; SIZE_MAX when there is none. */
static size_t tab_in_indentation(struct text line, size_t column)
{
	size_t i;

	for (i = 0; i < line.length && i <= column && (line.data[i] == ' ' || line.data[i] == '\t'); i++)
		if (line.data[i] == '\t')
			return i;
	return SIZE_MAX;
}

static void reader_problem(const yaml_parser_t *parser, uint64_t skipped, struct source *source, struct messages *messages)
{
	uint32_t line = 0, column = 0;

	/* Bytes that are no UTF-8 never reach libyaml; what it still refuses are control characters and U+FFFE, U+FFFF. */
	if (source_locate(source, parser->problem_offset + skipped, &line, &column))
		line = column = 0;
	messages_add(messages, SEVERITY_ERROR, source_place(source, line, column),
		"the character U+%04X stands here, which YAML does not allow in text; is this a binary file, not YAML?",
		(unsigned)parser->problem_value);
}

static void sentence_at(const yaml_parser_t *parser, const struct sentence *sentence, struct source *source, struct messages *messages)
{
	yaml_mark_t mark = sentence->where == AT_CONTEXT ? parser->context_mark : parser->problem_mark;
	char bytes[LINE_BYTES];
	struct text line = { bytes, source_line(source, (uint32_t)mark.line + 1, bytes, sizeof bytes) };
	struct text found = word_of(rest_of_line(line, mark.column));
	size_t tab = strstr(sentence->advice, "quote that opens") ? SIZE_MAX : tab_in_indentation(line, mark.column);
	const char *context = context_name(parser->context);
	struct place at = source_place(source, (uint32_t)mark.line + 1, (uint32_t)mark.column + 1);
	char begun[96] = "";

	if (tab != SIZE_MAX && (parser->error == YAML_SCANNER_ERROR || strstr(parser->context, "block"))) {
		at.column = (uint32_t)tab + 1;
		messages_add(messages, SEVERITY_ERROR, at, "a TAB stands in the indentation; YAML is indented with spaces only");
		return;
	}
	if (context && sentence->where == AT_PROBLEM)
		snprintf(begun, sizeof begun, " (%s begins at line %zu, column %zu)", context, parser->context_mark.line + 1,
			parser->context_mark.column + 1);
	if (found.length)
		messages_add(messages, SEVERITY_ERROR, at, "`%s`: %s%s", messages_quote(messages, found), sentence->advice, begun);
	else
		messages_add(messages, SEVERITY_ERROR, at, "end of the line or file: %s%s", sentence->advice, begun);
}

void yaml_problem(const yaml_parser_t *parser, uint64_t skipped, struct source *source, struct messages *messages)
{
	static const struct sentence directive = { "", AT_CONTEXT, "directives (`%`) are not accepted" };
	struct sentence unknown = { "", AT_PROBLEM, parser->problem ? parser->problem : "this is not YAML" };
	const struct sentence *sentence = &unknown;
	size_t i;

	if (parser->error == YAML_MEMORY_ERROR)
		mem_fail();
	if (parser->error == YAML_READER_ERROR) {
		reader_problem(parser, skipped, source, messages);
		return;
	}
	for (i = 0; parser->problem && i < sizeof sentences / sizeof sentences[0]; i++)
		if (strncmp(parser->problem, sentences[i].problem, strlen(sentences[i].problem)) == 0)
			sentence = &sentences[i];
	if (about_directive(parser))
		sentence = &directive;
	sentence_at(parser, sentence, source, messages);
}
