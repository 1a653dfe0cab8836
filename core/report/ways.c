#include "report/ways.h"

#include <stdlib.h>

/* The rows of access that a finding names one after another; *next starts at 0. A row may come twice. */
static bool next_way(const struct result *result, const struct result_finding *finding, uint32_t *next, uint32_t *row)
{
	const struct findings *run = result->run[finding->plugin].findings;
	const struct finding *raw = result_raw(result, finding);

	while (*next <= raw->evidences) {
		uint32_t at = (*next)++;
		const struct keur_row *named = at ? &run->evidence[raw->evidence + at - 1] : NULL;
		uint32_t table = named ? named->table : raw->subject_table;

		*row = named ? named->row : raw->subject_row;
		if (table == TABLE_access && *row < result->model->rows[TABLE_access])
			return true;
	}
	return false;
}

/* Counts, or with `finding` set takes, each finding once for each row. last: 1 + the finding that named the row last. */
static void go_through(const struct result *result, uint32_t *count, uint32_t *last, uint32_t *finding)
{
	uint32_t i, row, next;

	for (i = 0; i < result->findings; i++)
		for (next = 0; next_way(result, &result->finding[i], &next, &row);) {
			if (last[row] == i + 1)
				continue;
			last[row] = i + 1;
			if (finding)
				finding[count[row]] = i;
			count[row]++;
		}
}

void ways_find(struct ways *ways, const struct result *result)
{
	uint32_t rows = result->model->rows[TABLE_access], i, sum = 0;
	uint32_t *last = mem_zalloc((size_t)rows + 1, sizeof *last), *at = mem_zalloc((size_t)rows + 1, sizeof *at);

	ways->first = mem_zalloc((size_t)rows + 1, sizeof *ways->first);
	go_through(result, ways->first, last, NULL);
	for (i = 0; i <= rows; i++) {
		uint32_t count = ways->first[i];

		ways->first[i] = at[i] = sum;
		sum += count;
		last[i] = 0;
	}
	ways->finding = mem_zalloc((size_t)sum + 1, sizeof *ways->finding);
	go_through(result, at, last, ways->finding);
	free(last);
	free(at);
}

void ways_free(struct ways *ways)
{
	free(ways->first);
	free(ways->finding);
}
