/* XML from libxml2's SAX2 events to the element handler. Entities and documents outside the file do not exist for this reader:
 * no callback that could load or expand one is given to libxml2.
 *
 * Columns count characters as libxml2 counts them: exact within tags and ASCII text, a few off behind a long text of other scripts. */
#include "syntax/xml.h"

#include "base/mem.h"
#include "syntax/window.h"
#include "syntax/xml_problem.h"

#include <libxml/parser.h>
#include <stdlib.h>

enum {
	FEED = 4096,                 /* in small pieces a huge tag is seen to be huge before libxml2 has spent seconds on it */
	UNCONSUMED = 64 * 1024,      /* the longest tag, value or comment */
	TEXT_SIZE = 64 * 1024,       /* the longest text of an element */
	XML_ATTRIBUTES = 256,        /* libxml2 compares each with all others */
};

struct level {
	uint32_t line;
	bool children, stray;
};

struct reader {
	xmlParserCtxtPtr parser;
	struct window window;
	struct source *source;
	struct messages *messages;
	const struct xml_handler *handler;
	void *self;
	bool stopped; /* a message was added or the handler said so */
	bool ended;   /* libxml2 was told that the file ends here */
	unsigned depth;
	struct level level[TREE_DEPTH + 1];
	struct buffer text; /* of the innermost element, without the blanks it begins with */
	char *values;       /* attribute values that had to be changed */
	size_t values_capacity;
	struct xml_attribute attribute[XML_ATTRIBUTES];
};

/* libxml2 counts lines and columns from 1 and points behind what it has read. */
static struct mark mark_here(const struct reader *r)
{
	const xmlParserInput *input = r->parser->input;

	return input ? (struct mark){ (uint32_t)input->line, (uint32_t)input->col } : (struct mark){ 0, 0 };
}

static struct place here(const struct reader *r)
{
	struct mark at = mark_here(r);

	return source_place(r->source, at.line, at.column);
}

static void stop(struct reader *r)
{
	r->stopped = true;
	xmlStopParser(r->parser);
}

/* libxml2 has one code for all the ways in which a file can end too early. */
static void refuse_end(struct reader *r)
{
	if (r->depth)
		messages_add(r->messages, SEVERITY_ERROR, here(r), "the file ends before `</%s>`, which would close the element of line %u",
			messages_quote(r->messages, text_of(r->parser->name ? (const char *)r->parser->name : "")), r->level[r->depth].line);
	else
		messages_add(r->messages, SEVERITY_ERROR, here(r), "the file ends before an element is complete");
	stop(r);
}

static void on_problem(void *self, xmlErrorPtr error)
{
	struct reader *r = self;

	if (r->stopped)
		return;
	if (error->code == XML_ERR_DOCUMENT_END && r->ended)
		refuse_end(r);
	else if (xml_problem(error, here(r), r->messages))
		stop(r);
}

static void on_any_problem(void *self, xmlErrorPtr error)
{
	(void)self;
	(void)error;
}

static void on_document(void *self)
{
	struct reader *r = self;
	const char *encoding = (const char *)r->parser->encoding;

	if (!encoding || strcasecmp(encoding, "UTF-8") == 0 || strcasecmp(encoding, "UTF8") == 0)
		return;
	messages_add(r->messages, SEVERITY_ERROR, source_place(r->source, 1, 1),
		"the file says that it is written in `%s`; XML is read as UTF-8 only, convert it (iconv -t UTF-8) and change the encoding in"
		" its first line", messages_quote(r->messages, text_of(encoding)));
	stop(r);
}

static bool blank(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* libxml2 leaves `&` in attribute values as `&#38;`, for a tree builder to resolve; every other reference is resolved or refused
 * before. Such a value is a NUL-ended copy of its own, while one without references lies in the input before its closing quote. */
static void take_attributes(struct reader *r, const xmlChar **attribute, size_t attributes)
{
	size_t i, used = 0;

	for (i = 0; i < attributes; i++) {
		struct text value = { (const char *)attribute[5 * i + 3], (size_t)(attribute[5 * i + 4] - attribute[5 * i + 3]) };

		if (!value.data[value.length] && memchr(value.data, '&', value.length)) {
			size_t all = 0, j;
			char *out;

			/* Room for all of them at once, so that none moves. */
			for (j = 0; !used && j < attributes; j++)
				all += (size_t)(attribute[5 * j + 4] - attribute[5 * j + 3]);
			mem_reserve(&r->values, &r->values_capacity, used ? used : all, 1);
			out = r->values + used;
			for (j = 0; j < value.length; j++) {
				*out++ = value.data[j];
				if (value.length - j >= 5 && memcmp(value.data + j, "&#38;", 5) == 0)
					j += 4;
			}
			value = (struct text){ r->values + used, (size_t)(out - r->values) - used };
			used += value.length;
		}
		r->attribute[i] = (struct xml_attribute){ text_of((const char *)attribute[5 * i]), value };
	}
}

static void on_start(void *self, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespaces,
	const xmlChar **declared, int attributes, int defaulted, const xmlChar **attribute)
{
	struct reader *r = self;
	struct level *level = &r->level[r->depth];

	(void)prefix;
	(void)uri;
	(void)declared;
	(void)defaulted;
	if (r->stopped)
		return;
	if (r->depth == TREE_DEPTH) {
		messages_add(r->messages, SEVERITY_ERROR, here(r), "nested more than %d deep; no inventory needs more", TREE_DEPTH);
		stop(r);
		return;
	}
	if (attributes + namespaces > XML_ATTRIBUTES) {
		messages_add(r->messages, SEVERITY_ERROR, here(r), "the element `%s` has %d attributes; %d is the most that is accepted",
			messages_quote(r->messages, text_of((const char *)name)), attributes + namespaces, XML_ATTRIBUTES);
		stop(r);
		return;
	}
	level->children = true;
	level->stray = level->stray || r->text.length;
	r->text.length = 0;
	r->level[++r->depth] = (struct level){ (uint32_t)r->parser->input->line, false, false };
	take_attributes(r, attribute, (size_t)attributes);
	if (r->handler->start(r->self, text_of((const char *)name), r->attribute, (size_t)attributes, mark_here(r)))
		stop(r);
}

static void on_end(void *self, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	struct reader *r = self;
	struct level *level = &r->level[r->depth];
	struct text text = { "", 0 };

	(void)prefix;
	(void)uri;
	if (r->stopped)
		return;
	if (!level->children) {
		text = buffer_view(&r->text);
		while (text.length && blank(text.data[text.length - 1]))
			text.length--;
	}
	r->text.length = 0;
	r->depth--;
	if (r->handler->end(r->self, text_of((const char *)name), text, level->stray, mark_here(r)))
		stop(r);
}

static void on_text(void *self, const xmlChar *data, int length)
{
	struct reader *r = self;
	struct level *level = &r->level[r->depth];
	const char *s = (const char *)data;
	size_t left = (size_t)length;

	if (!r->text.length)
		for (; left && blank(*s); left--)
			s++;
	if (!left || r->stopped)
		return;
	if (level->children) {
		level->stray = true;
		return;
	}
	if (r->text.length + left > TEXT_SIZE) {
		messages_add(r->messages, SEVERITY_ERROR, here(r), "the text of one element is longer than 64 KiB, the most that is accepted");
		stop(r);
		return;
	}
	buffer_add(&r->text, s, left);
}

/* Called for every entity but the five of XML, where it is used and also where it is declared: declaring one does no harm. */
static xmlEntityPtr on_entity(void *self, const xmlChar *name)
{
	struct reader *r = self;
	xmlParserInputState state = r->parser->instate;

	if (state == XML_PARSER_DTD || state == XML_PARSER_ENTITY_DECL || state == XML_PARSER_ENTITY_VALUE)
		return NULL;
	if (!r->stopped)
		messages_add(r->messages, SEVERITY_ERROR, here(r),
			"the entity `&%s;` stands here; only `&amp;`, `&lt;`, `&gt;`, `&quot;`, `&apos;` and `&#...;` are accepted, write the text itself",
			messages_quote(r->messages, text_of((const char *)name)));
	stop(r);
	return NULL;
}

/* An attribute that nobody wrote must not appear, nor be dropped in silence. */
static void on_attribute_declaration(void *self, const xmlChar *element, const xmlChar *name, int type, int use, const xmlChar *value,
	xmlEnumerationPtr choices)
{
	struct reader *r = self;

	(void)type;
	(void)use;
	xmlFreeEnumeration(choices);
	if (!value || r->stopped)
		return;
	messages_add(r->messages, SEVERITY_ERROR, here(r),
		"the DOCTYPE gives the attribute `%s` of `%s` a default, which is not accepted; write the attribute where it is meant",
		messages_quote(r->messages, text_of((const char *)name)), messages_quote(r->messages, text_of((const char *)element)));
	stop(r);
}

static xmlSAXHandler callbacks = {
	.initialized = XML_SAX2_MAGIC,
	.startDocument = on_document,
	.startElementNs = on_start,
	.endElementNs = on_end,
	.characters = on_text,
	.ignorableWhitespace = on_text,
	.cdataBlock = on_text,
	.getEntity = on_entity,
	.attributeDecl = on_attribute_declaration,
	.serror = on_problem,
};

static int feed(struct reader *r, const char *data, size_t length)
{
	while (length && !r->stopped) {
		size_t piece = length < FEED ? length : FEED;
		const xmlParserInput *input;

		xmlParseChunk(r->parser, data, (int)piece, 0);
		data += piece;
		length -= piece;
		input = r->parser->input;
		if (!r->stopped && input && input->end - input->cur > UNCONSUMED) {
			messages_add(r->messages, SEVERITY_ERROR, here(r),
				"the tag, comment or declaration that begins here is longer than 64 KiB, the most that is accepted");
			stop(r);
		}
	}
	return r->stopped ? -1 : 0;
}

static int read_all(struct reader *r)
{
	int rc;

	while ((rc = window_more(&r->window, r->window.at)) > 0) {
		size_t at = r->window.at;

		r->window.at = r->window.end;
		if (feed(r, r->window.data + at, r->window.end - at))
			return -1;
	}
	if (rc < 0)
		return -1;
	r->ended = true;
	xmlParseChunk(r->parser, "", 0, 1);
	if (!r->stopped && !r->parser->wellFormed) {
		messages_add(r->messages, SEVERITY_ERROR, here(r), "the file ends before the XML in it is complete");
		return -1;
	}
	return r->stopped ? -1 : 0;
}

int xml_read(struct source *source, const struct xml_handler *handler, void *self, struct messages *messages)
{
	struct reader *r = mem_zalloc(1, sizeof *r);
	xmlStructuredErrorFunc old = xmlStructuredError;
	void *old_context = xmlStructuredErrorContext;
	int rc;

	r->source = source;
	r->messages = messages;
	r->handler = handler;
	r->self = self;
	/* What libxml2 has to say outside a parser would go to standard error. */
	xmlSetStructuredErrorFunc(NULL, on_any_problem);
	window_start(&r->window, source, "XML", messages);
	r->parser = xmlCreatePushParserCtxt(&callbacks, r, NULL, 0, NULL);
	if (!r->parser)
		mem_fail();
	xmlCtxtUseOptions(r->parser, XML_PARSE_NONET);
	rc = read_all(r);
	/* Holds the declarations of a DOCTYPE, when there was one. */
	if (r->parser->myDoc)
		xmlFreeDoc(r->parser->myDoc);
	xmlFreeParserCtxt(r->parser);
	xmlSetStructuredErrorFunc(old_context, old);
	window_free(&r->window);
	buffer_free(&r->text);
	free(r->values);
	free(r);
	return rc;
}
