#include "report/formats.h"

/* Flags, method, time and date of a ZIP entry as libxlsxwriter writes it; Excel and LibreOffice, with which somebody may have worked on it, set others. */
#define XLSX_ENTRY "\0\0\x08\0\0\0!\0"
/* As TEXT_LITERAL, in a constant. */
#define MARK(literal) { literal, sizeof(literal) - 1 }

const struct format format[FORMATS] = {
	[FORMAT_TEXT] = { .name = "text", .about = "matrix and summary for a terminal" },
	[FORMAT_JSON] = { .name = "json", .file = "result.json", .about = "everything", .write = report_json,
		.begins = MARK("{\"schema\": \"keur-result/"), .full = true },
	[FORMAT_JSONL] = { .name = "jsonl", .file = "result.jsonl", .about = "everything, an object to a line", .write = report_jsonl,
		.begins = MARK("{\"type\": \"schema\", \"schema\": \"keur-result/"), .full = true },
	[FORMAT_CSV] = { .name = "csv", .about = "everything as tables, a file each", .full = true },
	[FORMAT_XLSX] = { .name = "xlsx", .file = "report.xlsx", .about = "everything as tables, a sheet each", .write = report_xlsx,
		.begins = MARK("PK\x03\x04"), .holds = MARK(XLSX_ENTRY), .full = true, .binary = true },
	[FORMAT_HTML] = { .name = "html", .file = "report.html", .about = "one page to read and print, for everybody", .write = report_html,
		.begins = MARK("<!DOCTYPE html>"), .holds = MARK("<title>keur: "), .full = true },
	[FORMAT_SARIF] = { .name = "sarif", .file = "report.sarif", .about = "findings and missing facts, SARIF 2.1.0", .write = report_sarif,
		.begins = MARK("{"), .holds = MARK("\"driver\": {\"name\": \"keur\""), .field = sarif_field },
	[FORMAT_OSCAL] = { .name = "oscal", .file = "assessment-results.oscal.json", .about = "assessment results, OSCAL 1.1.2",
		.write = report_oscal, .begins = MARK("{\"assessment-results\": {"), .holds = MARK("\"title\": \"keur: "), .field = oscal_field },
	[FORMAT_JUNIT] = { .name = "junit", .file = "report.junit.xml", .about = "a test for each part", .write = report_junit,
		.begins = MARK("<?xml"), .holds = MARK("<testsuite name=\"keur "), .field = junit_field },
	[FORMAT_MARKDOWN] = { .name = "markdown", .file = "summary.md", .about = "one page", .write = report_markdown,
		.begins = MARK("# keur: "), .field = markdown_field },
	[FORMAT_DOT] = { .name = "dot", .file = "paths.dot", .about = "the remote ways in as a graph for Graphviz", .write = report_dot,
		.begins = MARK("digraph paths {\n"), .field = dot_field },
};
