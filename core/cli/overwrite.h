/* What a run may write over: its own earlier results, and nothing else. A file that the run reads, or that keur did not write, is somebody's work: it is
 * refused before anything is written. Knows what keur's files begin with, nothing of writing them. */
#ifndef KEUR_CLI_OVERWRITE_H
#define KEUR_CLI_OVERWRITE_H

#include "base/error.h"
#include "base/fd.h"
#include "report/cells.h"
#include "report/formats.h"

struct overwrite {
	int directory;
	const char *name;     /* of the directory, for messages */
	struct stat *read;    /* what the run reads */
	size_t files;
	bool has_result;      /* a result.json of keur's is there */
};

/* The directory, as an output has it open. overwrite_end afterwards. */
void overwrite_start(struct overwrite *over, int directory, const char *name);
/* A file that the run reads; NULL, or a name that leads to none: nothing. */
void overwrite_reads(struct overwrite *over, const char *path);
/* -1 with err when `file` may not be written there. table: of the format csv; else NULL. */
int overwrite_may(const struct overwrite *over, const char *file, const struct format *in, const struct cells_table *table, struct error *err);
void overwrite_end(struct overwrite *over);

#endif
