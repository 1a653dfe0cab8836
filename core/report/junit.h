/* Results of tests as JUnit XML, which systems for continuous integration read. Knows nothing of what was tested. */
#ifndef KEUR_REPORT_JUNIT_H
#define KEUR_REPORT_JUNIT_H

#include "base/out.h"

#include <stdbool.h>
#include <stdint.h>

enum junit_outcome { JUNIT_PASSED, JUNIT_FAILED, JUNIT_ERROR, JUNIT_SKIPPED, JUNIT_OUTCOMES };

struct junit_case {
	const char *group; /* shown before the name */
	const char *name;
	const char *text;  /* why it failed, or what else there is to say; may be empty */
	enum junit_outcome outcome;
};

/* One after another, with the number of cases of each outcome said beforehand. */
void junit_start(const char *suite, const uint32_t count[JUNIT_OUTCOMES], struct out *out);
void junit_add(const struct junit_case *entry, struct out *out);
void junit_end(struct out *out);
/* All at once. */
void junit_write(const char *suite, const struct junit_case *entry, size_t cases, struct out *out);

#endif
