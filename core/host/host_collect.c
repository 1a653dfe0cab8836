#include "host/host_collect.h"

#include "base/mem.h"
#include "base/number.h"
#include "host/host_merge.h"
#include "host/host_words.h"

#include <stdlib.h>

/* States of collect.member, besides a column number. */
enum { MEMBER_NOT_LOOKED_AT = -1, MEMBER_NONE = -2 };

/* What was seen lately, found without the dictionary: plugins repeat themselves. Codes plus 1; 0: empty. */
enum { SLOT_BITS = 10, SLOTS = 1 << SLOT_BITS };
struct recent {
	struct blame_slot {
		uint32_t blame, kind, table, row; /* of a text: row is its length */
		uint32_t code;
	} blame[SLOTS];
	uint32_t text[SLOTS];
};

static uint32_t mix(uint32_t a, uint32_t b)
{
	return (a * 0x9E3779B1u ^ b * 0x85EBCA77u) * 0xC2B2AE3Du >> (32 - SLOT_BITS);
}

/* By length and end, in which names differ more than in how they begin. */
static uint32_t text_slot(struct text text, uint32_t salt)
{
	uint32_t end = 0;

	memcpy(&end, text.data + (text.length < 4 ? 0 : text.length - 4), text.length < 4 ? text.length : 4);
	return mix(end, (uint32_t)text.length * 8 + salt);
}

void collect_start(struct collect *collect, struct findings *findings, const struct model *model, uint32_t text)
{
	const struct declared_plugin *plugin = findings->plugin;
	uint32_t i;

	*collect = (struct collect){ .findings = findings, .model = model };
	collect->rule = mem_zalloc(plugin->rules, sizeof *collect->rule);
	for (i = 0; i < plugin->rules; i++)
		collect->rule[i] = (struct frame_rule){ plugin->rule[i].on, plugin->rule[i].args };
	memcpy(collect->limits.rows, model->rows, sizeof collect->limits.rows);
	collect->limits.strings = model->strings;
	collect->limits.text = text;
	collect->limits.rules = plugin->rules;
	collect->limits.rule = collect->rule;
	collect->recent = mem_zalloc(1, sizeof *collect->recent);
}

void collect_free(struct collect *collect)
{
	free(collect->rule);
	free(collect->member);
	free(collect->recent);
	buffer_free(&collect->words);
	*collect = (struct collect){ 0 };
}

static bool fault_of(struct frame_fault *fault, enum frame_fault_kind what, uint32_t rule)
{
	*fault = (struct frame_fault){ .what = what, .rule = rule };
	return false;
}

/* ---- Texts ----------------------------------------------------------------------------------------------------------------------- */

/* The code of a value's text; each distinct one is looked at once. */
static bool add_text(struct collect *collect, struct text text, uint32_t *code, struct frame_fault *fault)
{
	struct dict *texts = &collect->findings->texts;
	uint32_t *slot = &collect->recent->text[text_slot(text, 0)];

	*code = *slot - 1;
	if (*slot && text_equal(dict_text(texts, *code), text))
		return true;
	*code = dict_add(texts, text);
	*slot = *code + 1;
	if (*code < collect->text_state)
		return true;
	mem_reserve(&collect->member, &collect->member_capacity, texts->count, sizeof *collect->member);
	collect->member[*code] = MEMBER_NOT_LOOKED_AT;
	collect->text_state = texts->count;
	return words_are_clean(text, false) || fault_of(fault, FAULT_UTF8, KEUR_NONE);
}

static unsigned members_of(enum column_id column)
{
	const struct schema_column *c = &schema_column[column];

	if (c->type == TYPE_MEMBER || c->type == TYPE_SET)
		return schema_list[c->target].members;
	return c->type == TYPE_YES_NO ? KEUR_YES + 1 : 0;
}

static bool is_member(enum column_id column, uint32_t kind, int64_t number)
{
	int64_t members = members_of(column), least = schema_column[column].type == TYPE_YES_NO ? KEUR_NO : 0;

	if ((schema_column[column].type == TYPE_SET) != (kind == KEUR_VALUE_SET))
		return false;
	if (kind == KEUR_VALUE_SET)
		return members == 64 || (uint64_t)number >> members == 0;
	return number >= least && number < members;
}

/* A value of a closed list: the text names the column, the number is one of its members or a set of them. */
static bool check_member(struct collect *collect, uint32_t code, uint32_t kind, int64_t number, struct frame_fault *fault)
{
	short *state = &collect->member[code];

	if (*state == MEMBER_NOT_LOOKED_AT) {
		enum column_id column = schema_find_full(dict_text(&collect->findings->texts, code));

		*state = column == COLUMN_NONE || members_of(column) == 0 ? MEMBER_NONE : (short)column;
	}
	if (*state != MEMBER_NONE && is_member((enum column_id)*state, kind, number))
		return true;
	return fault_of(fault, FAULT_MEMBER, KEUR_NONE);
}

/* ---- Blame: kind and name in words ------------------------------------------------------------------------------------------------- */

static const char *const blame_word[] = { [KEUR_BLAME_SUPPLIER] = "supplier ", [KEUR_BLAME_SEGMENT] = "segment ",
	[KEUR_BLAME_STATEMENT] = "statement ", [KEUR_BLAME_FIELD] = "field ", [KEUR_BLAME_PRODUCT] = "product ",
	[KEUR_BLAME_ACCESS] = "access " };

static void add_value_words(struct collect *collect, const struct frame_value *value, struct text text)
{
	struct buffer *words = &collect->words;
	char room[DATE_SIZE + NUMBER_SIZE];

	switch (value->kind) {
	case KEUR_VALUE_ROW:
		model_key(collect->model, (enum table_id)value->table, value->row, words);
		return;
	case KEUR_VALUE_CODE:
		buffer_text(words, model_text(collect->model, value->row));
		return;
	case KEUR_VALUE_DAYS:
		duration_format((int32_t)value->number, room);
		break;
	case KEUR_VALUE_DATE:
		date_format((int32_t)value->number, room);
		break;
	case KEUR_VALUE_SHARE:
		share_format((int32_t)value->number, room);
		break;
	case KEUR_VALUE_NUMBER:
		buffer_format(words, "%lld", (long long)value->number);
		return;
	case KEUR_VALUE_MEMBER:
	case KEUR_VALUE_SET: {
		enum column_id column = schema_find_full(text);
		uint64_t set = (uint64_t)value->number;
		uint8_t byte = (uint8_t)value->number;

		schema_format(column, value->kind == KEUR_VALUE_SET ? (const void *)&set : (const void *)&byte, words);
		return;
	}
	default:
		buffer_text(words, text);
		return;
	}
	buffer_string(words, room);
}

static bool check_blamed(struct collect *collect, const struct frame_value *value, struct text text, struct frame_fault *fault)
{
	uint32_t code;

	if (!frames_check_value(value->kind, value->table, value->row, value->length, value->number, &collect->limits, fault))
		return false;
	if (value->length && !(FRAME_TEXT_KINDS >> value->kind & 1))
		return fault_of(fault, FAULT_NONE, KEUR_NONE);
	if (value->length && !words_are_clean(text, false))
		return fault_of(fault, FAULT_UTF8, KEUR_NONE);
	if (value->kind != KEUR_VALUE_MEMBER && value->kind != KEUR_VALUE_SET)
		return true;
	return add_text(collect, text, &code, fault) && check_member(collect, code, value->kind, value->number, fault);
}

/* Whether the slot holds this; of a text the words after the kind's are compared. */
static bool is_blamed(const struct collect *collect, const struct blame_slot *slot, uint32_t blame, const struct frame_value *value,
	struct text text)
{
	struct text words;
	size_t kind_length;

	if (!slot->code || slot->blame != blame || slot->kind != value->kind)
		return false;
	if (value->kind != KEUR_VALUE_TEXT)
		return slot->table == value->table && slot->row == value->row;
	words = dict_text(&collect->findings->blamed, slot->code - 1);
	kind_length = words.length - slot->row;
	return text_equal((struct text){ words.data + kind_length, slot->row }, text);
}

static bool add_blame(struct collect *collect, uint32_t blame, const struct frame_value *value, struct text text, uint32_t *code,
	struct frame_fault *fault)
{
	bool by_text = value->kind == KEUR_VALUE_TEXT, recent = by_text || value->kind == KEUR_VALUE_ROW || value->kind == KEUR_VALUE_CODE;
	struct blame_slot *slot;

	slot = &collect->recent->blame[by_text ? text_slot(text, blame) : mix(value->row, value->table * 8u + blame)];
	if (recent && is_blamed(collect, slot, blame, value, text)) {
		*code = slot->code - 1;
		return true;
	}
	if (!check_blamed(collect, value, text, fault))
		return false;
	buffer_clear(&collect->words);
	buffer_string(&collect->words, blame_word[blame]);
	add_value_words(collect, value, text);
	*code = dict_add(&collect->findings->blamed, buffer_view(&collect->words));
	if (recent)
		*slot = (struct blame_slot){ blame, value->kind, value->table, by_text ? (uint32_t)text.length : value->row, *code + 1 };
	return true;
}

/* ---- Records ------------------------------------------------------------------------------------------------------------------------ */

/* Room for everything that so many bytes of records can hold, so that nothing has to be asked for record by record. */
static void make_room(struct findings *f, size_t bytes)
{
	mem_reserve(&f->finding, &f->capacity, f->count + bytes / sizeof(struct frame_finding), sizeof *f->finding);
	mem_reserve(&f->value, &f->value_capacity, f->values + bytes / sizeof(struct frame_value), sizeof *f->value);
	mem_reserve(&f->evidence, &f->evidence_capacity, f->evidences + bytes / sizeof(struct keur_row), sizeof *f->evidence);
	mem_reserve(&f->path, &f->path_capacity, f->paths + bytes / sizeof(uint32_t), sizeof *f->path);
}

/* The parts of a record and where its texts begin; false when the counts do not fit its length. */
struct record {
	const struct frame_value *value, *blamed;
	const struct keur_row *evidence;
	const uint32_t *path;
	struct text rest;
};

static bool split_record(struct record *record, const struct frame_finding *f)
{
	uint32_t blamed = f->blame ? 1 : 0;
	size_t fixed = sizeof *f + (f->values + blamed) * sizeof *record->value + f->evidences * sizeof *record->evidence
		+ f->path_length * sizeof *record->path;

	if (fixed > f->length || (f->basis == KEUR_UNKNOWN ? f->values + f->evidences + f->path_length != 0 : blamed != 0))
		return false;
	record->value = (const void *)(f + 1);
	record->blamed = record->value + f->values;
	record->evidence = (const void *)(record->blamed + blamed);
	record->path = (const void *)(record->evidence + f->evidences);
	record->rest = (struct text){ (const char *)f + fixed, f->length - fixed };
	return true;
}

static bool next_text(struct text *rest, uint32_t length, struct text *text)
{
	*text = (struct text){ rest->data, length };
	if (length > rest->length)
		return false;
	rest->data += length;
	rest->length -= length;
	return true;
}

static bool add_values(struct collect *collect, const struct frame_value *value, uint32_t count, struct text *rest,
	struct frame_fault *fault)
{
	struct finding_value *out = collect->findings->value + collect->findings->values;
	struct text text;
	uint32_t i;

	for (i = 0; i < count; i++, value++, out++) {
		if (!frames_check_value(value->kind, value->table, value->row, value->length, value->number, &collect->limits, fault))
			return false;
		*out = (struct finding_value){ value->kind, value->table, value->row, DICT_NONE, value->number };
		if (!(FRAME_TEXT_KINDS >> value->kind & 1)) {
			if (value->length)
				return false;
			continue;
		}
		if (!next_text(rest, value->length, &text) || !add_text(collect, text, &out->text, fault))
			return false;
		if (value->kind != KEUR_VALUE_TEXT && !check_member(collect, out->text, value->kind, value->number, fault))
			return false;
	}
	collect->findings->values += count;
	return true;
}

static bool add_lists(struct collect *collect, const struct frame_finding *f, const struct record *record, struct frame_fault *fault)
{
	struct findings *all = collect->findings;

	if (!frames_check_evidence(record->evidence, f->evidences, &collect->limits, fault)
		|| !frames_check_path(record->path, f->path_length, &collect->limits, fault))
		return false;
	if (f->evidences)
		memcpy(all->evidence + all->evidences, record->evidence, f->evidences * sizeof *all->evidence);
	all->evidences += f->evidences;
	if (f->path_length)
		memcpy(all->path + all->paths, record->path, f->path_length * sizeof *all->path);
	all->paths += f->path_length;
	return true;
}

/* A fault of FAULT_NONE: bytes that no worker of ours would have sent. */
static bool add_record(struct collect *collect, const struct frame_finding *f, uint32_t on, struct frame_fault *fault)
{
	struct findings *all = collect->findings;
	struct finding *out = &all->finding[all->count];
	struct record record;
	struct keur_finding wide;
	struct text text;

	fault->what = FAULT_NONE;
	wide.rule = f->rule;
	wide.component = f->component;
	wide.subject_table = f->subject_table;
	wide.subject_row = f->subject_row;
	wide.party = f->party;
	wide.level = f->level;
	wide.basis = f->basis;
	wide.scenarios = f->scenarios;
	wide.affects = f->affects;
	wide.privilege = f->privilege == FRAME_NO_PRIVILEGE ? KEUR_NONE : f->privilege;
	wide.blame = f->blame;
	wide.values = f->values;
	wide.evidences = f->evidences;
	wide.path_length = f->path_length;
	if (!frames_check(&wide, &collect->limits, on, fault) || !split_record(&record, f))
		return false;
	*out = (struct finding){
		.rule = f->rule,
		.component = f->component,
		.subject_table = f->subject_table,
		.subject_row = f->subject_table == KEUR_SUBJECT_NETWORK ? 0 : f->subject_row,
		.party = f->party,
		.blame = DICT_NONE,
		.extra = (uint32_t)all->values,
		.evidence = (uint32_t)all->evidences,
		.path = (uint32_t)all->paths,
		.evidences = f->evidences,
		.path_length = f->path_length,
		.values = f->values,
		.level = f->level,
		.basis = f->basis,
		.scenarios = f->scenarios,
		.affects = f->affects,
		.privilege = f->privilege,
	};
	if (f->values && !add_values(collect, record.value, f->values, &record.rest, fault))
		return false;
	if (f->blame && (!next_text(&record.rest, record.blamed->length, &text)
		|| !add_blame(collect, f->blame, record.blamed, text, &out->blame, fault)))
		return false;
	if (record.rest.length >= 8 || !add_lists(collect, f, &record, fault))
		return false;
	all->count++;
	return true;
}

int64_t collect_batch(struct collect *collect, const unsigned char *payload, uint32_t length, uint32_t on, struct frame_fault *fault)
{
	int64_t count = 0;
	uint32_t at = 0;

	make_room(collect->findings, length);
	while (at < length) {
		const struct frame_finding *f = (const void *)(payload + at);

		if (length - at < sizeof *f || f->length < sizeof *f || f->length > length - at || f->length % 8) {
			fault->what = FAULT_NONE;
			return -1;
		}
		if (!add_record(collect, f, on, fault)) {
			if (fault->what != FAULT_NONE && f->rule < collect->limits.rules)
				fault->rule = f->rule;
			return -1;
		}
		at += f->length;
		count++;
	}
	return count;
}

void collect_end(struct collect *collect, bool several)
{
	merge_findings(collect->findings, several);
}
