/* Output files: written under a temporary name, synced, renamed; an interrupted run leaves the old files or nothing. */
#ifndef KEUR_CLI_OUTPUT_H
#define KEUR_CLI_OUTPUT_H

#include "base/error.h"
#include "base/out.h"

struct output {
	int directory;
	const char *name;     /* of the directory, for messages */
	char temporary[64];
	const char *final;
	struct out *out;
};

/* Creates the directory (0700) when it is not there. */
int output_open(struct output *output, const char *directory, struct error *err);
/* A file to write (0600); output.out until output_done or output_drop. */
int output_begin(struct output *output, const char *file, struct error *err);
int output_done(struct output *output, struct error *err);
void output_close(struct output *output); /* drops a file that is not done */
/* Removes the temporary file of the output at work, for the end of the process by signal or lack of memory. */
void output_abandon(void);

#endif
