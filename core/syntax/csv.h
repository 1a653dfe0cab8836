/* CSV (RFC 4180) as spreadsheets write it: `,` or `;` or tab (recognised by the first line), optional byte order mark, quoted cells
 * with newlines and doubled quotes, LF, CRLF or CR line ends. UTF-8 only. A row of only empty cells is passed over.
 * A cell holds at most 1 MiB, a row 16 MiB. Blanks are kept; a quote inside an unquoted cell is text. */
#ifndef KEUR_SYNTAX_CSV_H
#define KEUR_SYNTAX_CSV_H

#include "syntax/source.h"
#include "syntax/tree.h"

enum { CSV_CELLS = 4096 };

struct csv_handler {
	/* cell[i] begins at mark[i]; a row with another number of cells than the first is given as it is. */
	int (*row)(void *self, const struct text *cell, const struct mark *mark, size_t cells);
	void (*separated)(void *self, char by); /* before the first row; NULL: nobody asks */
};

int csv_read(struct source *source, const struct csv_handler *handler, void *self, struct messages *messages);

#endif
