/* Who works under whom on a part, directly or not, by the contracts that have not ended: the rule by which plugins take a subcontractor's way in for
 * one that was declared for its main party. A search sees every contract of a part once. */
#ifndef KEUR_ASSESS_CONTRACTS_H
#define KEUR_ASSESS_CONTRACTS_H

#include "model/model.h"

struct contracts {
	const struct model *model;
	uint32_t *row, rows;       /* of table party, those under somebody: by part, main party */
	uint32_t *seen, round;     /* by supplier */
	uint32_t *queue, found;    /* the last search: its main party first, then who works under it */
	uint32_t component, party; /* the last search; KEUR_NONE: none yet */
};

void contracts_start(struct contracts *contracts, const struct model *model);
/* Whether a supplier works under main_party on a part. A question about the same part and main party as before costs nothing. */
bool contracts_under(struct contracts *contracts, uint32_t component, uint32_t supplier, uint32_t main_party);
/* By supplier: whether it works under main_party on any part. The caller frees it. */
uint8_t *contracts_anywhere(struct contracts *contracts, uint32_t main_party);
void contracts_free(struct contracts *contracts);

/* Rows of a table by a row that they name: row[first[k]] .. row[first[k + 1] - 1], ascending. Rows that name none are left out. */
struct rows_by {
	uint32_t *first, *row;
};
void rows_by_start(struct rows_by *by, const struct model *model, enum column_id column, uint32_t count);
void rows_by_free(struct rows_by *by);

#endif
