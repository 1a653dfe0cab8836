/* Findings on their way out: checked, copied into the batch, sent when it is full. */
#include "base/mem.h"
#include "worker/call.h"
#include "worker/wire.h"

#include <stdlib.h>
#include <xxhash.h>

enum { HEAD = sizeof(struct frame_head) };

void emit_flush(struct keur_call *call)
{
	struct batch *batch = &call->batch;
	struct frame_head head = { FRAME_FINDINGS, (uint32_t)(batch->used - HEAD) };

	if (batch->used <= HEAD)
		return;
	memcpy(batch->frame, &head, sizeof head);
	batch->checksum = XXH3_64bits_withSeed(batch->frame + HEAD, head.length, batch->checksum);
	wire_send_frame(batch->frame, batch->used);
	batch->used = HEAD;
}

/* Room for one more record, at the batch's end; records of 8-byte multiples keep it aligned. */
static unsigned char *make_room(struct keur_call *call, size_t length)
{
	struct batch *batch = &call->batch;

	if (batch->room - batch->used < length) {
		emit_flush(call);
		if (batch->room < length + HEAD) {
			size_t room = length + HEAD > FRAME_BATCH ? length + HEAD : FRAME_BATCH;

			batch->frame = mem_resize(batch->frame, room, 1);
			batch->room = room;
			batch->used = HEAD;
		}
	}
	return batch->frame + batch->used;
}

static bool fault_at(struct frame_fault *fault, enum frame_fault_kind what)
{
	*fault = (struct frame_fault){ .what = what, .rule = fault->rule };
	return false;
}

/* A value as it travels; only the kinds that have a text take theirs along. */
static bool value_record(struct frame_value *out, const struct keur_value *value, const struct frame_limits *limits,
	struct frame_fault *fault)
{
	bool text = value->kind == KEUR_VALUE_TEXT || value->kind == KEUR_VALUE_MEMBER || value->kind == KEUR_VALUE_SET;

	*out = (struct frame_value){ value->kind, value->table, value->row, text ? value->text.length : 0, value->number };
	if (out->length && !value->text.text)
		return fault_at(fault, FAULT_POINTER);
	return frames_check_value(out, limits, fault);
}

static unsigned char *put(unsigned char *at, const void *data, size_t length)
{
	if (length)
		memcpy(at, data, length);
	return at + length;
}

/* Everything that can be refused is refused before the record takes its place. */
static bool emit_record(struct keur_call *call, const struct keur_finding *finding, struct frame_fault *fault)
{
	bool known = finding->basis != KEUR_UNKNOWN; /* a question needs what is to blame and nothing else */
	const struct frame_limits *limits = &call->limits;
	uint32_t value_size = call->plugin->size.value_size, row_size = call->plugin->size.row_size, i;
	struct frame_value value[FRAME_VALUES], blamed = { 0 };
	const char *text[FRAME_VALUES] = { 0 };
	struct frame_finding record = {
		.rule = finding->rule,
		.component = finding->component,
		.subject_table = finding->subject_table,
		.subject_row = finding->subject_row,
		.party = finding->party,
		.level = finding->level,
		.basis = finding->basis,
		.scenarios = finding->scenarios,
		.affects = finding->affects,
		.privilege = finding->privilege,
		.blame = finding->blame,
		.values = known ? finding->values : 0,
		.evidences = known ? finding->evidences : 0,
		.path_length = known ? finding->path_length : 0,
	};
	size_t length = sizeof record;
	unsigned char *start, *at;

	if (!frames_check(&record, limits, call->on, fault))
		return false;
	fault->rule = record.rule;
	if ((record.values && !finding->value) || (record.evidences && !finding->evidence) || (record.path_length && !finding->path))
		return fault_at(fault, FAULT_POINTER);
	for (i = 0; i < record.values; i++) {
		const struct keur_value *v = (const void *)((const char *)finding->value + (size_t)i * value_size);

		if (!value_record(&value[i], v, limits, fault))
			return false;
		text[i] = v->text.text;
		length += sizeof *value + value[i].length;
	}
	if (record.blame) {
		if (!value_record(&blamed, &finding->blamed, limits, fault))
			return false;
		length += sizeof blamed + blamed.length;
	}
	length += (size_t)record.evidences * sizeof(struct keur_row) + (size_t)record.path_length * sizeof(uint32_t);
	length = (length + 7) & ~(size_t)7;

	start = at = make_room(call, length);
	record.length = (uint32_t)length;
	memset(start + length - 8, 0, 8);
	at = put(at, &record, sizeof record);
	at = put(at, value, record.values * sizeof *value);
	if (record.blame)
		at = put(at, &blamed, sizeof blamed);
	for (i = 0; i < record.evidences; i++)
		at = put(at, (const char *)finding->evidence + (size_t)i * row_size, sizeof(struct keur_row));
	if (!frames_check_evidence((const void *)(at - record.evidences * sizeof(struct keur_row)), record.evidences, limits, fault))
		return false;
	at = put(at, finding->path, record.path_length * sizeof(uint32_t));
	if (!frames_check_path(finding->path, record.path_length, limits, fault))
		return false;
	for (i = 0; i < record.values; i++)
		at = put(at, text[i], value[i].length);
	put(at, finding->blamed.text.text, blamed.length);
	call->batch.used += length;
	call->batch.findings++;
	return true;
}

int32_t emit_finding(struct keur_call *call, const struct keur_finding *finding)
{
	struct frame_fault fault = { .rule = KEUR_NONE };
	struct keur_finding ours;
	uint32_t rule;

	if (call_time(call))
		return call->stopped;
	if (!call->on) {
		fault.what = FAULT_STAGE;
		return call_fault(call, &fault);
	}
	if (!finding) {
		fault.what = FAULT_POINTER;
		return call_fault(call, &fault);
	}
	if (call->plugin->size.finding_size < sizeof ours) {
		plugin_copy(&ours, sizeof ours, finding, call->plugin->size.finding_size);
		finding = &ours;
	}
	rule = finding->rule;
	if (emit_record(call, finding, &fault))
		return 0;
	if (fault.rule == KEUR_NONE && rule < call->limits.rules)
		fault.rule = rule;
	return call_fault(call, &fault);
}
