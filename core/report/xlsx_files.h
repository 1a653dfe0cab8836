/* The temporary files that a workbook is made of, and whether they took all that was written. libxlsxwriter does not look: on a full disk it goes on, and
 * packs what is left. */
#ifndef KEUR_REPORT_XLSX_FILES_H
#define KEUR_REPORT_XLSX_FILES_H

#include <stdbool.h>

/* A temporary file without a name, in TMPDIR or /tmp; -1 with errno. */
int xlsx_files_open(void);
/* From here on is watched what the library writes to files of its own. */
void xlsx_files_watch(void);
/* errno of the first write that failed since; 0: none. */
int xlsx_files_failed(void);
/* Whether the ZIP archive is whole: its entries one after another without a gap, then their directory, then the end. */
bool xlsx_files_whole(int fd);

#endif
