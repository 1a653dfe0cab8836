/* What the parts of the conformance test share while it is made. For conform*.c only. */
#ifndef KEUR_CLI_CONFORM_CHECK_H
#define KEUR_CLI_CONFORM_CHECK_H

#include "cli/conform.h"
#include "cli/conform_model.h"

enum { CONFORM_TIMED = 10000 /* components of the inventory that the time is taken on */ };

/* How often a rule was emitted, by basis. */
struct conform_seen {
	uint64_t known, unknown;
};

struct conform_check {
	struct conform *conform;
	struct policy policy;
	struct host_options options;
	struct conform_seen *seen; /* by rule */
	uint64_t findings, rows, most; /* of the timed inventory; the limit of findings there */
	int64_t time;              /* microseconds of its first run */
	bool good;                 /* every run went well */
	struct texts log;
	size_t logged;
};

/* Over ranges of so many components, 0: one range. -1 when the host could not, and then nothing is to be freed. */
int conform_run_once(struct conform_check *check, const struct model *model, uint32_t range, struct findings *findings, struct error *err);
/* Over every built-in inventory. conform_runs.c */
int conform_runs(struct conform_check *check, struct error *err);
/* Seconds that a million components would take, going by those that were timed. */
int64_t conform_of_large(const struct conform_check *check);
/* Every default and bound, unless it fails anyway over the network that they are tried on. conform_params.c */
int conform_params(struct conform_check *check, struct error *err);
/* After the runs: how near it came to limits, which rules it used, whether it asked. conform_answers.c */
void conform_limits(struct conform_check *check);
void conform_answers(struct conform_check *check);

#endif
