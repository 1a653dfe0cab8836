/* The bare library: every SAX2 event of an XML file by libxml2, to handlers that do nothing. What keur is measured against.
 * A push parser in pieces of 64 KiB: the cheapest of the library's ways to read a file (see README.md). */
#include <libxml/parser.h>
#include <stdio.h>
#include <string.h>

static void on_start(void *self, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespaces, const xmlChar **namespace_,
	int attributes, int defaulted, const xmlChar **attribute)
{
	(void)name, (void)prefix, (void)uri, (void)namespaces, (void)namespace_, (void)attributes, (void)defaulted, (void)attribute;
	++*(unsigned long *)self;
}

static void on_end(void *self, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	(void)name, (void)prefix, (void)uri;
	++*(unsigned long *)self;
}

static void on_text(void *self, const xmlChar *text, int length)
{
	(void)text, (void)length;
	++*(unsigned long *)self;
}

int main(int argc, char **argv)
{
	static char piece[65536];
	FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
	unsigned long events = 0;
	xmlSAXHandler handler;
	xmlParserCtxtPtr context;
	size_t length;
	int error = 0;

	memset(&handler, 0, sizeof handler);
	handler.initialized = XML_SAX2_MAGIC;
	handler.startElementNs = on_start;
	handler.endElementNs = on_end;
	handler.characters = on_text;
	context = file ? xmlCreatePushParserCtxt(&handler, &events, NULL, 0, argv[1]) : NULL;
	if (!context) {
		fputs("usage: bench_xml_scan FILE\n", stderr);
		return 1;
	}
	while (!error && (length = fread(piece, 1, sizeof piece, file)) > 0)
		error = xmlParseChunk(context, piece, (int)length, 0);
	if (!error)
		error = xmlParseChunk(context, piece, 0, 1);
	if (error)
		fprintf(stderr, "%s:%d: error %d\n", argv[1], context->input ? context->input->line : 0, error);
	xmlFreeParserCtxt(context);
	xmlCleanupParser();
	fclose(file);
	printf("%lu events\n", events);
	return error ? 1 : 0;
}
