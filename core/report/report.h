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

struct cells_table;

void report_text(const struct result *result, const struct report_style *style, struct out *out); /* matrix and summary */
void report_json(const struct result *result, struct out *out);
void report_json_brief(const struct result *result, struct out *out); /* without components, findings and gaps */
void report_jsonl(const struct result *result, struct out *out);
void report_csv(const struct result *result, const struct cells_table *table, struct out *out);
void report_xlsx(const struct result *result, struct out *out);
void report_html(const struct result *result, struct out *out);
void report_sarif(const struct result *result, struct out *out);
void report_oscal(const struct result *result, struct out *out);
void report_junit(const struct result *result, struct out *out);
void report_markdown(const struct result *result, struct out *out);
void report_dot(const struct result *result, struct out *out);
/* What would change, and why. */
void report_whatif_text(const struct whatif *whatif, const struct report_style *style, struct out *out);
void report_whatif_json(const struct whatif *whatif, struct out *out);

#endif
