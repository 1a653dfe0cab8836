/* What stands in report.html as it is: the style and the script of page/, which the build makes constants of. */
#ifndef KEUR_REPORT_PAGE_H
#define KEUR_REPORT_PAGE_H

#include "base/out.h"

extern const struct text page_css, page_js;

/* No text of others goes this way: only these two. */
static inline void page_put(struct out *out, struct text source)
{
	out_text(out, source);
}

#endif
