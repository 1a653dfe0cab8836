/* XML elements by libxml2's SAX2 push parser, fed in small pieces: no tree, no entities but the five of XML, no external
 * anything, UTF-8 only, depth 64, at most 256 attributes, at most 64 KiB unconsumed (a longer tag, value or comment stops). A DOCTYPE is parsed and never
 * loaded, attribute defaults in it are refused. Prefixes that were never declared are a warning. libxml2 reports the end of a start tag; `at` given here is that place. */
#ifndef KEUR_SYNTAX_XML_H
#define KEUR_SYNTAX_XML_H

#include "syntax/source.h"
#include "syntax/tree.h"

struct xml_attribute {
	struct text name;  /* local name; p:x and x are both x, xmlns is none */
	struct text value; /* entities resolved */
};

struct xml_handler {
	/* name: local name, as written */
	int (*start)(void *self, struct text name, const struct xml_attribute *attribute, size_t attributes, struct mark at);
	/* text: all character data directly inside this element before its end, concatenated and trimmed, comments left out
	 * (data longer than 64 KiB is an error); given only for an element without child elements, else empty. stray: the element has children and
	 * text of more than white space. */
	int (*end)(void *self, struct text name, struct text text, bool stray, struct mark at);
};

int xml_read(struct source *source, const struct xml_handler *handler, void *self, struct messages *messages);

#endif
