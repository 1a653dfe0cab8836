/* Results of tests as JUnit XML, which systems for continuous integration read. Knows nothing of what was tested. */
#ifndef KEUR_REPORT_JUNIT_H
#define KEUR_REPORT_JUNIT_H

#include "base/out.h"

#include <stdbool.h>

struct junit_case {
	const char *group; /* shown before the name */
	const char *name;
	const char *text;  /* why it failed, or what else there is to say; may be empty */
	bool failed;
};

void junit_write(const char *suite, const struct junit_case *entry, size_t cases, struct out *out);

#endif
