/* The conformance test of a plugin: what its author should know before anybody else runs it. Finds out and keeps the answers; how they are
 * shown is conform_report's. */
#ifndef KEUR_CLI_CONFORM_H
#define KEUR_CLI_CONFORM_H

#include "cli/options.h"
#include "cli/places.h"
#include "host/host.h"
#include "policy/policy.h"

enum conform_verdict { CONFORM_OK, CONFORM_NOTE, CONFORM_WARNING, CONFORM_FAILED };
enum conform_section { CONFORM_FILE, CONFORM_DECLARATION, CONFORM_PARAMETERS, CONFORM_RUNS, CONFORM_LIMITS, CONFORM_ANSWERS, CONFORM_LOG,
	CONFORM_SECTIONS };

struct conform_item {
	enum conform_section section;
	enum conform_verdict verdict;
	const char *name; /* of what was looked at, one or two words */
	const char *text; /* a sentence */
};

struct conform {
	struct conform_item *item;
	size_t items, capacity;
	unsigned count[CONFORM_FAILED + 1]; /* by verdict */
	struct host_plugin plugin;
	bool described;
	bool reads_clock;
	enum frame_isolation isolation; /* of the workers that try it */
	struct arena arena;
};

void conform_add(struct conform *conform, enum conform_section section, enum conform_verdict verdict, const char *name, const char *format, ...)
	__attribute__((format(printf, 5, 6)));

/* Parameters as of the command line: NAME.KEY=VALUE, or KEY=VALUE. -1: the test could not be made. */
int conform_check(struct conform *conform, const char *path, const struct texts *param, const struct places *places, struct error *err);
void conform_free(struct conform *conform);

/* What can be said without running it. conform_declaration.c */
int conform_file(struct conform *conform, struct error *err);
void conform_declaration(struct conform *conform);

/* For a terminal, at most `width` wide. conform_report.c */
void conform_text(const struct conform *conform, unsigned width, struct buffer *out);
int conform_junit(const struct conform *conform, const char *path, struct error *err);

#endif
