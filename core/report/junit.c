#include "report/junit.h"

#include "report/sink.h"

static void count(struct out *out, uint32_t number)
{
	OWN(out, "=\"");
	out_number(out, number);
	OWN(out, "\"");
}

void junit_start(const char *suite, const uint32_t number[JUNIT_OUTCOMES], struct out *out)
{
	OWN(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n<testsuite name=\"");
	sink_xml(out, suite);
	OWN(out, "\" tests");
	count(out, number[JUNIT_PASSED] + number[JUNIT_FAILED] + number[JUNIT_ERROR] + number[JUNIT_SKIPPED]);
	OWN(out, " failures");
	count(out, number[JUNIT_FAILED]);
	OWN(out, " errors");
	count(out, number[JUNIT_ERROR]);
	OWN(out, " skipped");
	count(out, number[JUNIT_SKIPPED]);
	OWN(out, ">\n");
}

static void with_message(const struct junit_case *entry, struct out *out)
{
	OWN(out, " message=\"");
	sink_xml(out, entry->text);
	OWN(out, "\">");
	sink_xml(out, entry->text);
}

void junit_add(const struct junit_case *entry, struct out *out)
{
	OWN(out, "<testcase classname=\"");
	sink_xml(out, entry->group);
	OWN(out, "\" name=\"");
	sink_xml(out, entry->name);
	if (!entry->text[0] && entry->outcome == JUNIT_PASSED) {
		OWN(out, "\"/>\n");
		return;
	}
	OWN(out, "\">");
	switch (entry->outcome) {
	case JUNIT_FAILED:
		OWN(out, "<failure");
		with_message(entry, out);
		OWN(out, "</failure></testcase>\n");
		break;
	case JUNIT_ERROR:
		OWN(out, "<error");
		with_message(entry, out);
		OWN(out, "</error></testcase>\n");
		break;
	case JUNIT_SKIPPED:
		OWN(out, "<skipped");
		with_message(entry, out);
		OWN(out, "</skipped></testcase>\n");
		break;
	default:
		OWN(out, "<system-out>");
		sink_xml(out, entry->text);
		OWN(out, "</system-out></testcase>\n");
	}
}

void junit_end(struct out *out)
{
	OWN(out, "</testsuite>\n</testsuites>\n");
}

void junit_write(const char *suite, const struct junit_case *entry, size_t cases, struct out *out)
{
	uint32_t number[JUNIT_OUTCOMES] = { 0 };
	size_t i;

	for (i = 0; i < cases; i++)
		number[entry[i].outcome]++;
	junit_start(suite, number, out);
	for (i = 0; i < cases; i++)
		junit_add(&entry[i], out);
	junit_end(out);
}
