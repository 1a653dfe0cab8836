/* What the parts of the conformance test share while it is made. For this folder only. */
#ifndef KEUR_CONFORM_CONFORM_TEST_H
#define KEUR_CONFORM_CONFORM_TEST_H

#include "conform/conform.h"
#include "conform/conform_model.h"

enum {
	CONFORM_TIMED = 10000,  /* components of the inventory that the time is taken on */
	CONFORM_LOG_LINES = 10, /* that are shown */
};

/* How often a rule was emitted, by basis, and which mistakes in it were told. */
struct conform_seen {
	uint64_t known, unknown;
	bool wrong_field, wrong_end, repeats;
};

struct conform_test {
	struct conform *conform;
	struct policy policy;
	struct host_options options;
	struct conform_seen *seen; /* by rule */
	uint64_t findings, rows, most; /* of the timed inventory; the limit of findings there */
	uint64_t first_party;      /* findings about the first supplier */
	int64_t time;              /* microseconds of its first run */
	bool reads_clock;          /* it can tell one second from another */
	bool good;                 /* every run went well */
	bool timed_out;            /* a run did: no other is worth the wait */
	const char *log[CONFORM_LOG_LINES];
	size_t logged;             /* lines that came, shown or not */
};

void conform_add(struct conform *conform, enum conform_section section, enum conform_verdict verdict, const char *name, const char *format, ...)
	__attribute__((format(printf, 5, 6)));

/* What can be said without running it. conform_declaration.c */
int conform_file(struct conform_test *test, struct error *err);
void conform_declaration(struct conform *conform);
/* Over ranges of so many components, 0: one range. -1 when the host could not, and then nothing is to be freed. */
int conform_run_once(struct conform_test *test, const struct model *model, uint32_t range, struct findings *findings, struct error *err);
/* Every default, bound and some values more, unless it fails anyway over the network that they are tried on. conform_params.c */
int conform_params(struct conform_test *test, struct error *err);
/* Over every built-in inventory. conform_runs.c */
int conform_runs(struct conform_test *test, struct error *err);
/* Counts what a run found, and tells plain mistakes in it; conform_mistakes when there are no more runs. conform_mistakes.c */
void conform_look(struct conform_test *test, const struct model *model, const struct findings *findings);
void conform_mistakes(struct conform_test *test);
/* Seconds that a million components would take, going by those that were timed. */
int64_t conform_of_large(const struct conform_test *test);
/* After the runs: how near it came to limits, which rules it used, whether it asked. conform_answers.c */
void conform_limits(struct conform_test *test);
void conform_answers(struct conform_test *test);

#endif
