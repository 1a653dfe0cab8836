/* Findings as they arrive: checked, converted, and in the end put in order, freed of repetitions and of traces of the order of arrival. */
#ifndef KEUR_HOST_HOST_COLLECT_H
#define KEUR_HOST_HOST_COLLECT_H

#include "model/findings.h"
#include "model/frames.h"
#include "model/model.h"

struct recent;

struct collect {
	struct findings *findings;
	const struct model *model;
	struct frame_limits limits;      /* first and last are those of the batch at hand */
	struct frame_rule *rule;
	short *member;                   /* by code of findings.texts: the column it names, see host_collect.c */
	size_t member_capacity, text_state;
	struct recent *recent;
	struct buffer words;
};

/* text: the most bytes of one value's text. */
void collect_start(struct collect *collect, struct findings *findings, const struct model *model, uint32_t text);
/* The payload of one frame. `on`: the call that emitted it. The number of findings, or -1 with a fault. */
int64_t collect_batch(struct collect *collect, const unsigned char *payload, uint32_t length, uint32_t on, struct frame_fault *fault);
/* Sorts and merges. several: more than one worker contributed. */
void collect_end(struct collect *collect, bool several);
void collect_free(struct collect *collect);

#endif
