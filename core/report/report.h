/* Report writers: each takes the frozen result and writes one format to a buffered output. */
#ifndef KEUR_REPORT_REPORT_H
#define KEUR_REPORT_REPORT_H

#include "assess/result.h"
#include "base/out.h"

struct whatif; /* assess/whatif.h */

struct report_style {
	bool colour;
	unsigned width; /* columns of the terminal; 0: 100 */
};

void report_text(const struct result *result, const struct report_style *style, struct out *out); /* matrix and summary */
void report_json(const struct result *result, struct out *out);
void report_findings_csv(const struct result *result, struct out *out);
void report_components_csv(const struct result *result, struct out *out);
void report_suppliers_csv(const struct result *result, struct out *out);
void report_gaps_csv(const struct result *result, struct out *out);
void report_groups_csv(const struct result *result, struct out *out);
/* What would change, and why. */
void report_whatif_text(const struct whatif *whatif, const struct report_style *style, struct out *out);
void report_whatif_json(const struct whatif *whatif, struct out *out);

#endif
