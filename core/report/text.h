/* Parts of the terminal report. */
#ifndef KEUR_REPORT_TEXT_H
#define KEUR_REPORT_TEXT_H

#include "base/number.h"
#include "report/screen.h"
#include "report/words.h"

void text_matrix(struct screen *screen, const struct result *result);
void text_head(struct screen *screen, const struct result *result);
void text_scope(struct screen *screen, const struct result *result);
void text_suppliers(struct screen *screen, const struct result *result);
void text_coverage(struct screen *screen, const struct result *result);
void text_groups(struct screen *screen, const struct result *result);
void text_groups_total(struct screen *screen, const struct result *result); /* a line on those that are high, where there are any */
void text_trust(struct screen *screen, const struct result *result);
void text_phase_out(struct screen *screen, const struct result *result);
/* Its name, and beside it whom it is taken for. */
void text_supplier(struct screen *screen, enum paint paint, const struct result *result, uint32_t supplier);
/* How somebody is involved, in words that need no glossary; how: "direct", "subcontract", ...; under: the main contractor or who is owned. */
void text_involvement(struct screen *screen, struct text how, struct text under);
/* "nobody answers that its lists of parties and ways in are complete"; tables: set of list stated. */
void text_unstated(struct screen *screen, uint64_t tables);
void text_doubtful(struct screen *screen); /* who is involved rests on a claim or a missing fact */
/* Owners behind those that are told, when there are any. */
void text_further(struct screen *screen, const char *before, uint64_t further);
/* "undetermined: at least low, at most very high", or the level when it is certain. */
void text_risk(struct screen *screen, const struct result *result, uint32_t component);

#endif
