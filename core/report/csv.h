/* Records of CSV: RFC 4180 with LF line ends, every cell visible and never a formula. Knows cells, not what they say. */
#ifndef KEUR_REPORT_CSV_H
#define KEUR_REPORT_CSV_H

#include "base/out.h"
#include "base/text.h"

struct csv {
	struct out *out;
	struct buffer shown; /* scratch */
	bool started;        /* the record has a cell */
};

void csv_start(struct csv *csv, struct out *out, const char *header);
void csv_text(struct csv *csv, struct text text);
void csv_string(struct csv *csv, const char *string); /* NULL: an empty cell */
void csv_number(struct csv *csv, uint64_t number);
void csv_end_record(struct csv *csv);
void csv_free(struct csv *csv);

#endif
