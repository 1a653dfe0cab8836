/* Output files, all or none: each is written under a temporary name and synced, and only when the last one is complete are they renamed.
 * An interrupted run leaves the old files or nothing; a full disk, or a file that cannot be replaced, never leaves new files beside old ones. */
#ifndef KEUR_CLI_OUTPUT_H
#define KEUR_CLI_OUTPUT_H

#include "base/error.h"
#include "base/out.h"

#include <stdbool.h>

enum { OUTPUT_FILES = 32, OUTPUT_NAME = 64 };

struct output {
	int directory;
	const char *name; /* of the directory, for messages */
	char final[OUTPUT_FILES][OUTPUT_NAME];
	unsigned files;
	struct out *out; /* the file at work, between output_begin and output_done */
};

/* Creates the directory (0700) when it is not there, and removes what a run that was killed left in it. `beneath`: it must lie beneath the current directory,
 * and no link leads out. One output at a time. */
int output_open(struct output *output, const char *directory, bool beneath, struct error *err);
/* The directory as it is now, only to look at; *fd -1: it is not there yet. */
int output_look(const char *directory, bool beneath, int *fd, struct error *err);
/* One more file (0600). */
int output_begin(struct output *output, const char *file, struct error *err);
/* The file at work is complete on the disk, still under its temporary name. */
int output_done(struct output *output, struct error *err);
/* Every file gets its name, or none: where one cannot, the others get their old content back, as far as the file system can swap files. */
int output_commit(struct output *output, struct error *err);
void output_close(struct output *output); /* drops what is not committed */
/* Removes the temporary files of the output at work, for the end of the process by signal or lack of memory. */
void output_abandon(void);

#endif
