/* Tables of the result for spreadsheets: which columns there are, which fact of result.json each shows, and their rows one after another.
 * CSV and XLSX write the same tables and differ in what takes the cells. */
#ifndef KEUR_REPORT_CELLS_H
#define KEUR_REPORT_CELLS_H

#include "report/words.h"

/* What takes the cells of a row in their order, and the row's end. Text is as it is: escaping is the taker's. */
struct cells_taker {
	void (*text)(void *taker, struct text text, uint8_t risk); /* risk: 1 to 5 where the cell names one, else 0 */
	void (*number)(void *taker, int64_t number);
	void (*end)(void *taker);
};

struct cells {
	const struct result *result;
	struct words_files files;
	const struct cells_taker *to;
	void *taker;
	struct buffer cell; /* being composed */
	struct buffer room; /* scratch */
};

struct cells_field {
	const char *name;
	/* Which facts of an entry of result.json, parted by blanks; "because[]" stands for all beneath. Empty: from the inventory, which
	 * result.json does not repeat. */
	const char *fact;
	unsigned width; /* in characters, in a spreadsheet; 0: as most */
};

struct cells_table {
	const char *name;    /* of the file */
	const char *sheet;   /* of the sheet */
	const char *section; /* of result.json */
	const struct cells_field *field;
	size_t fields;
	void (*rows)(struct cells *cells); /* NULL: the fields are read off result.json; without a section: all facts of no other table */
};

enum cells_id { CELLS_COMPONENTS, CELLS_FINDINGS, CELLS_PATHS, CELLS_GAPS, CELLS_GROUPS, CELLS_SUPPLIERS, CELLS_COUNTRIES, CELLS_STATEMENTS, CELLS_OVERRIDES, CELLS_INPUTS, CELLS_FACTS, CELLS_RUN,
	CELLS_TABLES };
extern const struct cells_table cells_table[CELLS_TABLES];

void cells_start(struct cells *cells, const struct result *result, const struct cells_taker *to, void *taker);
void cells_rows(struct cells *cells, const struct cells_table *table);
void cells_finish(struct cells *cells);

void cells_text(struct cells *cells, struct text text);
void cells_string(struct cells *cells, const char *string); /* NULL: empty */
void cells_number(struct cells *cells, int64_t number);
void cells_risk(struct cells *cells, uint8_t level); /* 0: empty */
void cells_bar(struct cells *cells);                 /* between the entries of a list in cells->cell */
void cells_composed(struct cells *cells);            /* the cell composed in cells->cell */
void cells_value(struct cells *cells, enum column_id column, uint32_t row);
void cells_ids(struct cells *cells, const uint32_t *row, uint32_t rows); /* of components */
void cells_place(struct cells *cells, uint32_t table, uint32_t row);     /* appends "party a/b (file.yaml:14)" to cells->cell */
void cells_end(struct cells *cells);

/* The rows of the tables that result.json has too many of to go by way of it. */
void cells_components(struct cells *cells);
void cells_findings(struct cells *cells);
void cells_gaps(struct cells *cells);
void cells_paths(struct cells *cells);

#endif
