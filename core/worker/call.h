/* struct keur_call: what the worker knows of one plugin's run, and the table of functions that the plugin calls. */
#ifndef KEUR_WORKER_CALL_H
#define KEUR_WORKER_CALL_H

#include "graph/graph.h"
#include "model/frames.h"
#include "model/model.h"
#include "worker/plugin.h"

#include <stdbool.h>
#include <stdint.h>

struct scratch_block;
struct match;

/* What a host function returns when the plugin has to return: it was refused something or its time is up. */
enum { CALL_STOPPED = -1 };

struct keur_call {
	const struct plugin *plugin;
	struct frame_limits limits;
	uint32_t on;           /* KEUR_ON_ROWS, KEUR_ON_WHOLE; 0 in open() */
	int32_t stopped;       /* CALL_STOPPED after the first refusal */
	uint32_t flags;        /* of frame_start */
	uint32_t ticks;        /* calls since the clock was last looked at */
	uint32_t log_lines;
	bool starved;          /* scratch() had to refuse */
	uint64_t deadline;     /* nanoseconds of CLOCK_MONOTONIC */
	struct keur_view *view;
	unsigned char *column; /* of the view, in the plugin's stride */
	enum column_id *need;  /* what each is */
	struct model model;
	struct graph graph;    /* built by the first reach() */
	struct reach reach;
	bool graph_built;
	const struct frame_param *param;
	const char *param_bytes; /* start of the file they stand in */
	struct match *match;     /* patterns done so far */
	struct scratch_block *scratch, *kept; /* of the current call, and of open() */
	uint64_t scratch_used, scratch_most; /* bytes; the most is all the memory there is */
	struct batch {
		unsigned char *frame; /* head and records */
		size_t used, room;
		uint64_t findings, checksum;
	} batch;
};

/* Before open(): table, limits, a view with the right columns and no rows. */
void call_start(struct keur_call *call, const struct plugin *plugin, const struct frame_start *start, int params);
/* The same view, filled. */
void call_model(struct keur_call *call, int fd);
/* Entry and leaving of one call of the plugin. */
void call_enter(struct keur_call *call, uint32_t on);
void call_leave(struct keur_call *call);
const struct keur_host *call_table(const struct plugin *plugin);
/* Says what went wrong, once, and stops the plugin. Always CALL_STOPPED. */
int32_t call_fault(struct keur_call *call, const struct frame_fault *fault);
/* Not 0 when the plugin has to return. The clock is read at every 64th stop() or emit(): reading it costs as much as a finding. */
enum { CALL_TICKS = 64 };
int32_t call_clock(struct keur_call *call);
static inline int32_t call_time(struct keur_call *call)
{
	return call->stopped || ++call->ticks < CALL_TICKS ? call->stopped : call_clock(call);
}

int32_t emit_finding(struct keur_call *call, const struct keur_finding *finding);
void emit_flush(struct keur_call *call);
int32_t match_column(struct keur_call *call, uint32_t param, const struct keur_column *column, const uint64_t **bits);

#endif
