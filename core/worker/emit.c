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
	*fault = (struct frame_fault){ .what = what, .rule = KEUR_NONE };
	return false;
}

static inline uint32_t text_length(const struct keur_value *value)
{
	return value->kind < 32 && (FRAME_TEXT_KINDS >> value->kind & 1) ? value->text.length : 0;
}

/* Whether a value fits into its record; what it says is for the host to judge. */
static inline bool value_fits(const struct keur_call *call, const struct keur_value *value, uint32_t length)
{
	return value->kind <= UINT8_MAX && length <= call->limits.text && (length == 0 || value->text.text) && !(value->reserved | value->text.reserved)
		&& (value->kind != KEUR_VALUE_ROW || value->table <= UINT8_MAX);
}

static bool refuse_value(const struct keur_call *call, const struct keur_value *value, struct frame_fault *fault)
{
	uint32_t length = text_length(value);

	if (length && !value->text.text)
		return fault_at(fault, FAULT_POINTER);
	if (value->reserved || value->text.reserved)
		return fault_at(fault, FAULT_RESERVED);
	return frames_check_value(value->kind, value->table, value->row, length, value->number, &call->limits, fault);
}

/* The numbers of a finding that have less room in the record than in the plugin's struct, and those that say how much of the plugin's memory
 * is read here. */
static inline bool finding_fits(const struct keur_finding *f, const struct frame_limits *limits)
{
	return f->rule < limits->rules && (f->basis == KEUR_UNKNOWN || f->values == limits->rule[f->rule].args)
		&& ((f->level | f->basis | f->scenarios | f->affects | f->blame) >> 8) == 0 && f->subject_table >> 16 == 0
		&& (f->privilege == KEUR_NONE || f->privilege < FRAME_NO_PRIVILEGE) && f->values <= FRAME_VALUES
		&& f->evidences <= FRAME_EVIDENCES && f->path_length <= FRAME_PATH;
}

static inline unsigned char *put_value(unsigned char *at, const struct keur_value *value, uint32_t length)
{
	struct frame_value record = { (uint8_t)value->kind, (uint8_t)value->table, (uint16_t)length, value->row, value->number };

	memcpy(at, &record, sizeof record);
	return at + sizeof record;
}

static inline unsigned char *put_text(unsigned char *at, const struct keur_value *value, uint32_t length)
{
	if (length)
		memcpy(at, value->text.text, length);
	return at + length;
}

static unsigned char *put_evidence(unsigned char *at, const struct keur_row *evidence, uint32_t count, uint32_t size)
{
	uint32_t i;

	for (i = 0; i < count; i++, evidence = (const void *)((const char *)evidence + size)) {
		if (size >= sizeof *evidence)
			memcpy(at, evidence, sizeof *evidence);
		else
			plugin_copy(at, sizeof *evidence, evidence, size);
		at += sizeof *evidence;
	}
	return at;
}

/* A fact: values, evidence and path. Everything that can be refused is refused before the record takes its place. The size of a value is the
 * same for ever, see plugin.c. */
static bool emit_fact(struct keur_call *call, const struct keur_finding *f, struct frame_finding *record, struct frame_fault *fault)
{
	uint32_t text[FRAME_VALUES], values = f->values, i;
	size_t length = sizeof *record + values * sizeof(struct frame_value) + f->evidences * sizeof(struct keur_row)
		+ f->path_length * sizeof(uint32_t);
	unsigned char *start, *at;

	if ((values && !f->value) || (f->evidences && !f->evidence) || (f->path_length && !f->path))
		return fault_at(fault, FAULT_POINTER);
	for (i = 0; i < values; i++) {
		text[i] = text_length(&f->value[i]);
		length += text[i];
		if (!value_fits(call, &f->value[i], text[i]) && !refuse_value(call, &f->value[i], fault))
			return false;
	}
	length = (length + 7) & ~(size_t)7;
	record->length = (uint32_t)length;
	record->values = (uint8_t)values;
	record->evidences = (uint16_t)f->evidences;
	record->path_length = (uint16_t)f->path_length;
	start = at = make_room(call, length);
	memset(start + length - 8, 0, 8);
	memcpy(at, record, sizeof *record);
	at += sizeof *record;
	for (i = 0; i < values; i++)
		at = put_value(at, &f->value[i], text[i]);
	at = put_evidence(at, f->evidence, f->evidences, call->plugin->size.row_size);
	if (f->path_length)
		memcpy(at, f->path, f->path_length * sizeof(uint32_t));
	at += f->path_length * sizeof(uint32_t);
	for (i = 0; i < values; i++)
		at = put_text(at, &f->value[i], text[i]);
	call->batch.used += length;
	return true;
}

/* A question: who or what is to blame, and nothing else. */
static bool emit_question(struct keur_call *call, const struct keur_finding *f, struct frame_finding *record, struct frame_fault *fault)
{
	uint32_t text = text_length(&f->blamed);
	size_t length = (sizeof *record + sizeof(struct frame_value) + text + 7) & ~(size_t)7;
	unsigned char *at;

	if (f->blame == KEUR_BLAME_NONE)
		return frames_check(f, &call->limits, call->on, fault);
	if (!value_fits(call, &f->blamed, text) && !refuse_value(call, &f->blamed, fault))
		return false;
	record->length = (uint32_t)length;
	record->blame = (uint8_t)f->blame;
	at = make_room(call, length);
	memset(at + length - 8, 0, 8);
	memcpy(at, record, sizeof *record);
	put_text(put_value(at + sizeof *record, &f->blamed, text), &f->blamed, text);
	call->batch.used += length;
	return true;
}

static bool emit_record(struct keur_call *call, const struct keur_finding *f, struct frame_fault *fault)
{
	struct frame_finding record = {
		.rule = (uint16_t)f->rule,
		.component = f->component,
		.subject_row = f->subject_row,
		.party = f->party,
		.subject_table = (uint16_t)f->subject_table,
		.level = (uint8_t)f->level,
		.basis = (uint8_t)f->basis,
		.scenarios = (uint8_t)f->scenarios,
		.affects = (uint8_t)f->affects,
		.privilege = (uint8_t)f->privilege,
	};

	if (!finding_fits(f, &call->limits) && !frames_check(f, &call->limits, call->on, fault))
		return false;
	if (!(f->basis == KEUR_UNKNOWN ? emit_question(call, f, &record, fault) : emit_fact(call, f, &record, fault)))
		return false;
	call->batch.findings++;
	return true;
}

static int32_t refuse_finding(struct keur_call *call, enum frame_fault_kind what)
{
	struct frame_fault fault = { .what = what, .rule = KEUR_NONE };

	return call_fault(call, &fault);
}

int32_t emit_finding(struct keur_call *call, const struct keur_finding *finding)
{
	struct frame_fault fault;
	struct keur_finding ours;

	if (call_time(call))
		return call->stopped;
	if (!call->on)
		return refuse_finding(call, FAULT_STAGE);
	if (!finding)
		return refuse_finding(call, FAULT_POINTER);
	if (call->plugin->size.finding_size < sizeof ours) {
		plugin_copy(&ours, sizeof ours, finding, call->plugin->size.finding_size);
		finding = &ours;
	}
	if (emit_record(call, finding, &fault))
		return 0;
	if (finding->rule < call->limits.rules)
		fault.rule = finding->rule;
	return call_fault(call, &fault);
}
