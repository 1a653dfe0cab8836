#include "model/frames.h"

#include "base/number.h"

_Static_assert(sizeof(struct frame_finding) == 32 && sizeof(struct frame_value) == 16 && sizeof(struct frame_fault) == 32,
	"records keep their parts aligned to 8");

const char *const isolation_name[] = { [ISOLATION_STRICT] = "strict", [ISOLATION_BEST_EFFORT] = "best-effort", [ISOLATION_NONE] = "none", NULL };

static bool fault_at(struct frame_fault *fault, enum frame_fault_kind what, uint32_t table, uint64_t found, uint64_t bound)
{
	*fault = (struct frame_fault){ .what = what, .rule = KEUR_NONE, .table = table, .found = found, .bound = bound };
	return false;
}

static bool subject_exists(uint32_t table, uint32_t row, const struct frame_limits *limits)
{
	if (table < TABLE_COUNT)
		return row < limits->rows[table];
	return (table == KEUR_SUBJECT_SEGMENT && row < limits->strings) || table == KEUR_SUBJECT_NETWORK;
}

/* The component of a rule on rows lies in the range of the call: otherwise two workers could find the same thing, and which of
 * the two came first would depend on the number of workers. */
static bool check_component(const struct keur_finding *f, const struct frame_limits *limits, uint32_t on, struct frame_fault *fault)
{
	uint32_t components = limits->rows[TABLE_component];

	if (on == KEUR_ON_WHOLE && f->component == KEUR_NONE && f->affects == KEUR_AFFECTS_COMPONENT)
		return true;
	if (f->component >= components)
		return fault_at(fault, FAULT_COMPONENT, 0, f->component, components);
	if (on == KEUR_ON_ROWS && (f->component < limits->first || f->component >= limits->last))
		return fault_at(fault, FAULT_RANGE, 0, f->component, components);
	return true;
}

static bool check_all(const struct keur_finding *f, const struct frame_limits *limits, uint32_t on, struct frame_fault *fault)
{
	if (f->rule >= limits->rules)
		return fault_at(fault, FAULT_RULE, 0, f->rule, limits->rules);
	if (limits->rule[f->rule].on != on)
		return fault_at(fault, FAULT_STAGE, 0, on, limits->rule[f->rule].on);
	if (!check_component(f, limits, on, fault))
		return false;
	if (!subject_exists(f->subject_table, f->subject_row, limits))
		return fault_at(fault, FAULT_SUBJECT, f->subject_table, f->subject_row, 0);
	if (f->party != KEUR_NONE && f->party >= limits->rows[TABLE_supplier])
		return fault_at(fault, FAULT_PARTY, TABLE_supplier, f->party, limits->rows[TABLE_supplier]);
	if (f->level > 5)
		return fault_at(fault, FAULT_LEVEL, 0, f->level, 5);
	if (f->basis < KEUR_KNOWN || f->basis > KEUR_UNKNOWN)
		return fault_at(fault, FAULT_BASIS, 0, f->basis, 3);
	if (f->scenarios > KEUR_ALL_SCENARIOS)
		return fault_at(fault, FAULT_SCENARIOS, 0, f->scenarios, KEUR_ALL_SCENARIOS);
	if (f->affects > KEUR_AFFECTS_REACH)
		return fault_at(fault, FAULT_AFFECTS, 0, f->affects, KEUR_AFFECTS_REACH);
	if (f->privilege != KEUR_NONE && f->privilege > KEUR_PRIVILEGE_ROOT)
		return fault_at(fault, FAULT_PRIVILEGE, 0, f->privilege, KEUR_PRIVILEGE_ROOT);
	if (f->blame > KEUR_BLAME_ACCESS || (f->basis == KEUR_UNKNOWN && f->blame == KEUR_BLAME_NONE))
		return fault_at(fault, FAULT_BLAME, 0, f->blame, KEUR_BLAME_ACCESS);
	if (f->basis != KEUR_UNKNOWN && f->values != limits->rule[f->rule].args)
		return fault_at(fault, FAULT_VALUES, 0, f->values, limits->rule[f->rule].args);
	if (f->evidences > FRAME_EVIDENCES)
		return fault_at(fault, FAULT_EVIDENCES, 0, f->evidences, FRAME_EVIDENCES);
	if (f->path_length > FRAME_PATH)
		return fault_at(fault, FAULT_PATH_LENGTH, 0, f->path_length, FRAME_PATH);
	return true;
}

bool frames_check(const struct keur_finding *finding, const struct frame_limits *limits, uint32_t on, struct frame_fault *fault)
{
	if (check_all(finding, limits, on, fault))
		return true;
	fault->rule = finding->rule < limits->rules ? finding->rule : KEUR_NONE;
	return false;
}

bool frames_check_value(uint32_t kind, uint32_t table, uint32_t row, uint32_t length, int64_t number, const struct frame_limits *limits,
	struct frame_fault *fault)
{
	if (length > limits->text)
		return fault_at(fault, FAULT_TEXT_LENGTH, 0, length, limits->text);
	switch (kind) {
	case KEUR_VALUE_TEXT:
	case KEUR_VALUE_NUMBER:
		return true;
	case KEUR_VALUE_DATE:
		return (number >= DATE_LEAST && number <= DATE_MOST) || fault_at(fault, FAULT_NUMBER, 0, (uint64_t)number, 0);
	case KEUR_VALUE_DAYS:
	case KEUR_VALUE_SHARE:
		return (number >= INT32_MIN && number <= INT32_MAX) || fault_at(fault, FAULT_NUMBER, 0, (uint64_t)number, 0);
	case KEUR_VALUE_CODE:
		return row < limits->strings || fault_at(fault, FAULT_VALUE_ROW, KEUR_SUBJECT_SEGMENT, row, limits->strings);
	case KEUR_VALUE_ROW:
		return (table < TABLE_COUNT && row < limits->rows[table]) || fault_at(fault, FAULT_VALUE_ROW, table, row, 0);
	case KEUR_VALUE_MEMBER:
	case KEUR_VALUE_SET:
		return length > 0 || fault_at(fault, FAULT_MEMBER, 0, 0, 0);
	default:
		return fault_at(fault, FAULT_VALUE, 0, kind, 0);
	}
}

bool frames_check_evidence(const struct keur_row *evidence, uint32_t count, const struct frame_limits *limits,
	struct frame_fault *fault)
{
	uint32_t i;

	for (i = 0; i < count; i++)
		if (evidence[i].table >= TABLE_COUNT || evidence[i].row >= limits->rows[evidence[i].table])
			return fault_at(fault, FAULT_EVIDENCE, evidence[i].table, evidence[i].row, 0);
	return true;
}

bool frames_check_path(const uint32_t *path, uint32_t count, const struct frame_limits *limits, struct frame_fault *fault)
{
	uint32_t components = limits->rows[TABLE_component], i;

	for (i = 0; i < count; i++)
		if (path[i] >= components)
			return fault_at(fault, FAULT_PATH, TABLE_component, path[i], components);
	return true;
}

/* ---- Declarations as bytes --------------------------------------------------------------------------------------------------- */

void frames_put_number(struct buffer *out, uint32_t number)
{
	buffer_add(out, (const char *)&number, sizeof number);
}

void frames_put_long(struct buffer *out, int64_t number)
{
	buffer_add(out, (const char *)&number, sizeof number);
}

void frames_put_text(struct buffer *out, const char *text, uint32_t length)
{
	frames_put_number(out, length);
	buffer_add(out, text, length);
	buffer_add(out, "", 1);
}

static const unsigned char *take(struct frame_reader *reader, size_t bytes)
{
	const unsigned char *at = reader->at;

	if (reader->bad || (size_t)(reader->end - at) < bytes) {
		reader->bad = true;
		return NULL;
	}
	reader->at += bytes;
	return at;
}

uint32_t frames_number(struct frame_reader *reader)
{
	const unsigned char *at = take(reader, sizeof(uint32_t));
	uint32_t number = 0;

	if (at)
		memcpy(&number, at, sizeof number);
	return number;
}

int64_t frames_long(struct frame_reader *reader)
{
	const unsigned char *at = take(reader, sizeof(int64_t));
	int64_t number = 0;

	if (at)
		memcpy(&number, at, sizeof number);
	return number;
}

struct text frames_text(struct frame_reader *reader)
{
	uint32_t length = frames_number(reader);
	const unsigned char *at = take(reader, (size_t)length + 1);

	if (at && at[length] != '\0')
		reader->bad = true;
	if (!at || reader->bad)
		return (struct text){ "", 0 };
	return (struct text){ (const char *)at, length };
}
