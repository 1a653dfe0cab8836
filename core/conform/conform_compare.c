#include "conform/conform_compare.h"

#include "assess/result.h"
#include "conform/conform_network.h"
#include "report/words.h"

#include <stdlib.h>
#include <string.h>

/* Every finding as a line that people can read; what differs in the lines is what differs. */
struct lines {
	char **line;
	size_t count;
	struct arena arena;
	struct buffer room, other, evidence;
};

static int line_compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The key of a row, of a segment or of the network. */
static void add_row(const struct model *model, uint32_t table, uint32_t row, struct buffer *out)
{
	if (table == KEUR_SUBJECT_NETWORK)
		buffer_string(out, "the network");
	else if (table == KEUR_SUBJECT_SEGMENT)
		buffer_text(out, model_text(model, row));
	else if (table == TABLE_involvement) { /* has no key of its own */
		model_key(model, TABLE_component, keur_code(&model->column[COL_involvement_component], row), out);
		buffer_string(out, "/");
		model_key(model, TABLE_supplier, keur_code(&model->column[COL_involvement_supplier], row), out);
	} else
		model_key(model, (enum table_id)table, row, out);
}

static const char *table_name(uint32_t table)
{
	return table < TABLE_COUNT ? schema_table[table].name : table == KEUR_SUBJECT_SEGMENT ? "segment" : "";
}

static void add_evidence(struct lines *lines, struct conform_run run, const struct finding *f, bool exact)
{
	char **row = mem_zalloc(f->evidences, sizeof *row);
	uint32_t i;

	for (i = 0; i < f->evidences; i++) {
		const struct keur_row *evidence = &run.findings->evidence[f->evidence + i];

		buffer_clear(&lines->evidence);
		buffer_format(&lines->evidence, " %s[", table_name(evidence->table));
		add_row(run.model, evidence->table, evidence->row, &lines->evidence);
		buffer_string(&lines->evidence, "]");
		if (!exact) {
			buffer_clear(&lines->other);
			conform_plain(buffer_view(&lines->evidence), &lines->other);
		}
		row[i] = mem_copy_string(exact ? lines->evidence.data : lines->other.data, exact ? lines->evidence.length : lines->other.length);
	}
	if (!exact && f->evidences)
		qsort(row, f->evidences, sizeof *row, line_compare);
	for (i = 0; i < f->evidences; i++) {
		buffer_string(&lines->room, i ? "" : ", resting on");
		buffer_string(&lines->room, row[i]);
		free(row[i]);
	}
	free(row);
}

static void add_values(struct lines *lines, struct conform_run run, const struct finding *f)
{
	uint32_t i;

	for (i = 0; i < f->values; i++) {
		const struct finding_value *value = &run.findings->value[f->extra + i];

		buffer_format(&lines->room, ", value %u: %u %u %lld ", i + 1, value->table, value->row, (long long)value->number);
		if (value->text != DICT_NONE)
			buffer_text(&lines->room, dict_text(&run.findings->texts, value->text));
	}
	for (i = 0; i < f->path_length; i++) {
		buffer_string(&lines->room, i ? " " : ", path ");
		add_row(run.model, TABLE_component, run.findings->path[f->path + i], &lines->room);
	}
}

static void add_scenarios(uint8_t scenarios, struct buffer *out)
{
	unsigned i;

	for (i = 0; i < SCENARIOS; i++)
		if (scenarios >> i & 1)
			buffer_format(out, ", %s", policy_scenario_name[i]);
}

static char *describe(struct lines *lines, struct conform_run run, const struct finding *f, bool exact)
{
	struct buffer *room = &lines->room;

	buffer_clear(room);
	buffer_string(room, run.findings->plugin->rule[f->rule].full);
	if (f->component != KEUR_NONE) {
		buffer_string(room, " on ");
		add_row(run.model, TABLE_component, f->component, room);
	}
	if (f->subject_table != TABLE_component || f->subject_row != f->component) {
		buffer_format(room, " about %s ", table_name(f->subject_table));
		add_row(run.model, f->subject_table, f->subject_row, room);
	}
	if (f->party != KEUR_NONE) {
		buffer_string(room, " by ");
		add_row(run.model, TABLE_supplier, f->party, room);
	}
	buffer_format(room, ", %s", words_basis[f->basis]);
	if (f->level)
		buffer_format(room, ", level %u", f->level);
	add_scenarios(f->scenarios, room);
	if (f->affects == KEUR_AFFECTS_REACH)
		buffer_string(room, ", with what it reaches");
	if (f->privilege != 255)
		buffer_format(room, ", privilege %s", schema_list[LIST_privilege].member[f->privilege]);
	if (f->blame != DICT_NONE) {
		buffer_string(room, ", missing: ");
		buffer_text(room, dict_text(&run.findings->blamed, f->blame));
	}
	if (!exact) {
		buffer_clear(&lines->other);
		conform_plain(buffer_view(room), &lines->other);
		buffer_clear(room);
		buffer_text(room, buffer_view(&lines->other));
	}
	add_evidence(lines, run, f, exact);
	if (exact)
		add_values(lines, run, f);
	return arena_copy(&lines->arena, room->data, room->length);
}

static void lines_make(struct lines *lines, struct conform_run run, bool exact)
{
	size_t i;

	*lines = (struct lines){ .count = run.findings->count };
	lines->line = mem_zalloc(lines->count, sizeof *lines->line);
	for (i = 0; i < lines->count; i++)
		lines->line[i] = describe(lines, run, &run.findings->finding[i], exact);
	if (!exact && lines->count)
		qsort(lines->line, lines->count, sizeof *lines->line, line_compare);
}

static void lines_free(struct lines *lines)
{
	free(lines->line);
	arena_free(&lines->arena);
	buffer_free(&lines->room);
	buffer_free(&lines->other);
	buffer_free(&lines->evidence);
}

/* What is in one sorted list and not in the other: how many, and the first. */
static size_t only_in(const struct lines *a, const struct lines *b, const char **first)
{
	size_t i = 0, k = 0, only = 0;

	while (i < a->count) {
		int order = k < b->count ? strcmp(a->line[i], b->line[k]) : -1;

		if (order < 0 && !only++)
			*first = a->line[i];
		i += order <= 0;
		k += order >= 0;
	}
	return only;
}

static void tell(const struct lines *a, const struct lines *b, const char *which, struct buffer *out)
{
	const char *first = "";
	size_t only = only_in(a, b, &first);

	if (only)
		buffer_format(out, "%sonly %s, %zu finding%s%s: %s", out->length ? "; " : "", which, only, only == 1 ? "" : "s",
			only == 1 ? "" : ", the first", first);
}

static bool bytes_equal(const void *a, const void *b, size_t bytes)
{
	return !bytes || memcmp(a, b, bytes) == 0;
}

static bool dict_equal(const struct dict *a, const struct dict *b)
{
	return a->count == b->count && a->bytes_used == b->bytes_used && bytes_equal(a->bytes, b->bytes, a->bytes_used)
		&& (!a->count || bytes_equal(a->offset, b->offset, (a->count + 1) * sizeof *a->offset));
}

/* Wherever their values, evidence and path stand: in several ranges they arrive in another order. */
static bool finding_equal(const struct findings *in_a, const struct finding *a, const struct findings *in_b, const struct finding *b)
{
	struct finding same = *a;

	same.extra = b->extra;
	same.evidence = b->evidence;
	same.path = b->path;
	return bytes_equal(&same, b, offsetof(struct finding, privilege) + sizeof b->privilege) /* not what pads it */
		&& bytes_equal(&in_a->value[a->extra], &in_b->value[b->extra], b->values * sizeof *in_b->value)
		&& bytes_equal(&in_a->evidence[a->evidence], &in_b->evidence[b->evidence], b->evidences * sizeof *in_b->evidence)
		&& bytes_equal(&in_a->path[a->path], &in_b->path[b->path], b->path_length * sizeof *in_b->path);
}

/* Mostly they are the same, which needs no words. */
static bool findings_equal(const struct findings *a, const struct findings *b)
{
	size_t i;

	if (a->count != b->count || !dict_equal(&a->texts, &b->texts) || !dict_equal(&a->blamed, &b->blamed))
		return false;
	for (i = 0; i < a->count; i++)
		if (!finding_equal(a, &a->finding[i], b, &b->finding[i]))
			return false;
	return true;
}

_Static_assert(offsetof(struct finding, rule) == 0 && offsetof(struct finding, privilege) == 45, "nothing pads a finding but at its end");

bool conform_same(struct conform_run a, struct conform_run b, bool exact, struct buffer *difference)
{
	struct lines in_a, in_b;
	bool same;
	size_t i;

	if (exact && findings_equal(a.findings, b.findings))
		return true;
	lines_make(&in_a, a, exact);
	lines_make(&in_b, b, exact);
	same = in_a.count == in_b.count;
	for (i = 0; same && i < in_a.count; i++)
		same = strcmp(in_a.line[i], in_b.line[i]) == 0;
	if (!same) {
		qsort(in_a.line, in_a.count, sizeof *in_a.line, line_compare);
		qsort(in_b.line, in_b.count, sizeof *in_b.line, line_compare);
		tell(&in_a, &in_b, "the first time", difference);
		tell(&in_b, &in_a, exact ? "the second time" : "with the other names", difference);
	}
	lines_free(&in_a);
	lines_free(&in_b);
	return same;
}
