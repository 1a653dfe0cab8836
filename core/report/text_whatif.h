/* Sections of what would change, for a terminal. */
#ifndef KEUR_REPORT_TEXT_WHATIF_H
#define KEUR_REPORT_TEXT_WHATIF_H

#include "assess/whatif.h"
#include "report/text.h"

void text_withdrawals(struct screen *screen, const struct whatif *whatif);
void text_replacements(struct screen *screen, const struct whatif *whatif);

#endif
