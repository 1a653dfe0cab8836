/* What tests need of the XLSX writer beyond report.h. */
#ifndef KEUR_REPORT_REPORT_XLSX_H
#define KEUR_REPORT_REPORT_XLSX_H

#include "report/report.h"

#include <stdint.h>

enum { XLSX_ROWS = 1048576 }; /* that a sheet can have; what is more goes to another sheet */
enum { XLSX_TEXT = 32767 };   /* UTF-16 units that a cell can hold */

/* With `rows` to a sheet, its header included. */
void report_xlsx_split(const struct result *result, uint32_t rows, struct out *out);

#endif
