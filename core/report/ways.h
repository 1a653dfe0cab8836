/* What was found on each way in: the findings that are about a row of table access, or rest on one. */
#ifndef KEUR_REPORT_WAYS_H
#define KEUR_REPORT_WAYS_H

#include "assess/result.h"

struct ways {
	uint32_t *first, *finding; /* of row r: finding[first[r]] .. finding[first[r + 1] - 1], indexes into result.finding, ascending */
};

void ways_find(struct ways *ways, const struct result *result);
void ways_free(struct ways *ways);

#endif
