/* The conformance test of a plugin: what its author should know before anybody else runs it. Finds out and keeps the answers; knows no command
 * line and prints nothing. */
#ifndef KEUR_CONFORM_CONFORM_H
#define KEUR_CONFORM_CONFORM_H

#include "base/mem.h"
#include "base/text.h"
#include "host/host.h"

enum conform_verdict { CONFORM_OK, CONFORM_NOTE, CONFORM_WARNING, CONFORM_FAILED };
enum conform_section { CONFORM_FILE, CONFORM_DECLARATION, CONFORM_PARAMETERS, CONFORM_RUNS, CONFORM_LIMITS, CONFORM_ANSWERS, CONFORM_LOG,
	CONFORM_SECTIONS };

struct conform_item {
	enum conform_section section;
	enum conform_verdict verdict;
	const char *name; /* of what was looked at, one or two words */
	const char *text; /* a sentence */
};

struct conform_options {
	const char *worker;   /* path of keur-worker */
	const char *policies; /* directory of the packs: the networks take their functions from one */
	enum frame_isolation isolation; /* of the workers that try it */
	const char *const *param; /* NAME.KEY=VALUE, or KEY=VALUE */
	size_t params;
};

struct conform {
	struct conform_item *item; /* in the order in which things were looked at */
	size_t items, capacity;
	unsigned count[CONFORM_FAILED + 1]; /* by verdict */
	struct host_plugin plugin;
	bool described;
	struct arena arena;
};

/* -1: the test could not be made. Freed by conform_free in any case; `conform` begins as zero. */
int conform_check(struct conform *conform, const char *path, const struct conform_options *options, struct error *err);
void conform_free(struct conform *conform);

/* For people: lines as long as they come, under the name of each section. conform_report.c */
void conform_text(const struct conform *conform, struct buffer *out);
/* JUnit XML for the author's continuous integration. */
int conform_junit(const struct conform *conform, const char *path, struct error *err);

#endif
