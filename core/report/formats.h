/* The formats in which a result can be had: one table, which the command line, its help and the tests go by. Full formats show every fact of
 * the result; the others are projections, which declare what they show. */
#ifndef KEUR_REPORT_FORMATS_H
#define KEUR_REPORT_FORMATS_H

#include "report/report.h"

#include <stdbool.h>
#include <stddef.h>

/* Where a fact of result.json stands in another format. */
struct projected {
	const char *shown; /* a path in the format where it has paths ("runs[].results[].ruleId"), else words */
	const char *fact;  /* "findings[].rule"; empty: what the format asks for, said by keur or derived */
};

struct format {
	const char *name; /* "sarif" */
	const char *file; /* "report.sarif"; NULL: several, or none */
	const char *about;
	void (*write)(const struct result *result, struct out *out); /* NULL: text and csv, which want more */
	struct text begins; /* what each file of this format has begun with, in every version; of another tool's file `holds` tells it */
	struct text holds;  /* stands within its first 4,000 bytes; empty: nothing in particular */
	bool full, binary;
	const struct projected *field; /* of a projection; its last has no name */
};

enum format_id { FORMAT_TEXT, FORMAT_JSON, FORMAT_JSONL, FORMAT_CSV, FORMAT_XLSX, FORMAT_HTML, FORMAT_SARIF, FORMAT_OSCAL, FORMAT_JUNIT, FORMAT_MARKDOWN,
	FORMAT_DOT, FORMATS };
extern const struct format format[FORMATS];

/* Declared by the writers. */
extern const struct projected sarif_field[], oscal_field[], junit_field[], markdown_field[], dot_field[];

#endif
