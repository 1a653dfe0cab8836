/* Parts of keur-whatif/1 with a file of their own. */
#ifndef KEUR_REPORT_JSON_WHATIF_H
#define KEUR_REPORT_JSON_WHATIF_H

#include "assess/whatif.h"
#include "base/number.h"
#include "report/json.h"

void json_withdrawals(struct json_report *before, const struct whatif *whatif);
void json_replacements(struct json_report *after, const struct whatif *whatif);

#endif
