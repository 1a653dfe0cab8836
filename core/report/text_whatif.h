/* Sections of what would change, for a terminal. */
#ifndef KEUR_REPORT_TEXT_WHATIF_H
#define KEUR_REPORT_TEXT_WHATIF_H

#include "assess/whatif.h"
#include "report/text.h"

enum { TEXT_SHOWN = 12 }; /* of a list of names; the rest is counted */

/* The keys of rows with commas, cut. */
void text_keys(struct screen *screen, const struct model *model, enum table_id table, const uint32_t *row, uint32_t rows);
void text_withdrawals(struct screen *screen, const struct whatif *whatif);
void text_replacements(struct screen *screen, const struct whatif *whatif);

#endif
