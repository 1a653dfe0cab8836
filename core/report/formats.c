#include "report/formats.h"

const struct format format[FORMATS] = {
	[FORMAT_TEXT] = { .name = "text", .about = "matrix and summary for a terminal" },
	[FORMAT_JSON] = { .name = "json", .file = "result.json", .about = "everything", .write = report_json, .full = true },
	[FORMAT_JSONL] = { .name = "jsonl", .file = "result.jsonl", .about = "everything, an object to a line", .write = report_jsonl, .full = true },
	[FORMAT_CSV] = { .name = "csv", .about = "everything as tables, a file each", .full = true },
	[FORMAT_XLSX] = { .name = "xlsx", .file = "report.xlsx", .about = "everything as tables, a sheet each", .write = report_xlsx, .full = true,
		.binary = true },
	[FORMAT_HTML] = { .name = "html", .file = "report.html", .about = "one page to read and print, for everybody", .write = report_html, .full = true },
	[FORMAT_SARIF] = { .name = "sarif", .file = "report.sarif", .about = "findings and missing facts, SARIF 2.1.0", .write = report_sarif,
		.field = sarif_field },
	[FORMAT_OSCAL] = { .name = "oscal", .file = "assessment-results.oscal.json", .about = "assessment results, OSCAL 1.1.2",
		.write = report_oscal, .field = oscal_field },
	[FORMAT_JUNIT] = { .name = "junit", .file = "report.junit.xml", .about = "a test for each part", .write = report_junit,
		.field = junit_field },
	[FORMAT_MARKDOWN] = { .name = "markdown", .file = "summary.md", .about = "one page", .write = report_markdown, .field = markdown_field },
	[FORMAT_DOT] = { .name = "dot", .file = "paths.dot", .about = "the remote ways in as a graph for Graphviz", .write = report_dot,
		.field = dot_field },
};
