/* Output files, all or none: each is written under a temporary name and synced, and only when the last one is complete are they renamed.
 * An interrupted run leaves the old files or nothing; a full disk never leaves new files beside old ones. */
#ifndef KEUR_CLI_OUTPUT_H
#define KEUR_CLI_OUTPUT_H

#include "base/error.h"
#include "base/out.h"

enum { OUTPUT_FILES = 32, OUTPUT_NAME = 64 };

struct output {
	int directory;
	const char *name; /* of the directory, for messages */
	char final[OUTPUT_FILES][OUTPUT_NAME];
	unsigned files;
	struct out *out; /* the file at work, between output_begin and output_done */
};

/* Creates the directory (0700) when it is not there. One output at a time. */
int output_open(struct output *output, const char *directory, struct error *err);
/* One more file (0600). */
int output_begin(struct output *output, const char *file, struct error *err);
/* The file at work is complete on the disk, still under its temporary name. */
int output_done(struct output *output, struct error *err);
/* Every file gets its name. */
int output_commit(struct output *output, struct error *err);
void output_close(struct output *output); /* drops what is not committed */
/* Removes the temporary files of the output at work, for the end of the process by signal or lack of memory. */
void output_abandon(void);

#endif
