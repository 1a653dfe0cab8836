#include "report/junit.h"

#include "report/escape.h"

/* What people could not see is made visible first, so that what remains may stand in XML. */
static void escape_xml(struct out *out, const char *string)
{
	struct buffer visible = { 0 };
	size_t i;

	escape_visible(&visible, text_of(string));
	for (i = 0; i < visible.length; i++)
		switch (visible.data[i]) {
		case '&':
			out_string(out, "&amp;");
			break;
		case '<':
			out_string(out, "&lt;");
			break;
		case '>':
			out_string(out, "&gt;");
			break;
		case '"':
			out_string(out, "&quot;");
			break;
		default:
			out_char(out, visible.data[i]);
		}
	buffer_free(&visible);
}

static void attribute(struct out *out, const char *name, const char *value)
{
	out_char(out, ' ');
	out_string(out, name);
	out_string(out, "=\"");
	escape_xml(out, value);
	out_char(out, '"');
}

static void count(struct out *out, const char *name, size_t number)
{
	out_char(out, ' ');
	out_string(out, name);
	out_string(out, "=\"");
	out_number(out, (int64_t)number);
	out_char(out, '"');
}

void junit_write(const char *suite, const struct junit_case *entry, size_t cases, struct out *out)
{
	size_t failed = 0, i;

	for (i = 0; i < cases; i++)
		failed += entry[i].failed;
	out_string(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n<testsuite");
	attribute(out, "name", suite);
	count(out, "tests", cases);
	count(out, "failures", failed);
	count(out, "errors", 0);
	count(out, "skipped", 0);
	out_string(out, ">\n");
	for (i = 0; i < cases; i++) {
		out_string(out, "<testcase");
		attribute(out, "classname", entry[i].group);
		attribute(out, "name", entry[i].name);
		if (!entry[i].text[0]) {
			out_string(out, "/>\n");
			continue;
		}
		out_string(out, entry[i].failed ? "><failure" : "><system-out");
		if (entry[i].failed)
			attribute(out, "message", entry[i].text);
		out_char(out, '>');
		escape_xml(out, entry[i].text);
		out_string(out, entry[i].failed ? "</failure></testcase>\n" : "</system-out></testcase>\n");
	}
	out_string(out, "</testsuite>\n</testsuites>\n");
}
