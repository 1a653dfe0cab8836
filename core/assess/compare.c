#include "assess/compare.h"

#include <stdlib.h>
#include <string.h>

const char *const side_name[SIDES] = { "before", "after" };

/* ---- What the steps touch ------------------------------------------------------------------------------------------------------ */

static uint64_t bit_of_step(size_t step)
{
	return UINT64_C(1) << (step < STEPS_TOLD ? step : STEPS_TOLD);
}

/* Rows and suppliers by name ("access[ra-7]"), as keys may differ between the two models by row. */
struct touched {
	struct dict name;
	uint64_t *steps; /* by code */
	size_t capacity;
	struct buffer room;
};

static void touch(struct touched *touched, struct text name, uint64_t steps)
{
	size_t before = touched->capacity;
	uint32_t code = dict_add(&touched->name, name);

	if (code >= touched->capacity) {
		mem_reserve(&touched->steps, &touched->capacity, (size_t)code + 1, sizeof *touched->steps);
		memset(touched->steps + before, 0, (touched->capacity - before) * sizeof *touched->steps);
	}
	touched->steps[code] |= steps;
}

static void name_row(struct touched *touched, const struct model *model, uint32_t table, uint32_t row)
{
	buffer_clear(&touched->room);
	buffer_format(&touched->room, "%s[", schema_table[table].name);
	model_key(model, (enum table_id)table, row, &touched->room);
	buffer_string(&touched->room, "]");
}

static uint64_t touches(struct touched *touched, const struct model *model, uint32_t table, uint32_t row)
{
	uint32_t code;

	if (table >= TABLE_COUNT || row == KEUR_NONE || table == TABLE_involvement)
		return 0;
	name_row(touched, model, table, row);
	code = dict_find(&touched->name, buffer_view(&touched->room));
	return code == DICT_NONE ? 0 : touched->steps[code];
}

/* What edits address, and whom they are about. */
static void touch_step(struct touched *touched, const struct trial_step *step, const struct model *before, uint64_t bit)
{
	const struct part *part = step->part;
	const struct part_column *address = &part->rows.column[COL_edit_address];
	uint32_t row;

	for (row = 0; row < part->rows.rows[TABLE_edit].count; row++) {
		struct text text = dict_text(&part->dict, ((const uint32_t *)address->data)[row]);
		const char *close = memrchr(text.data, ']', text.length);

		if (close)
			touch(touched, (struct text){ text.data, (size_t)(close + 1 - text.data) }, bit);
	}
	if (step->kind > TRIAL_REPLACE)
		return;
	name_row(touched, before, TABLE_supplier, step->row);
	touch(touched, buffer_view(&touched->room), bit);
	if (step->kind == TRIAL_REPLACE) {
		buffer_clear(&touched->room);
		buffer_string(&touched->room, "supplier[");
		buffer_text(&touched->room, step->with);
		buffer_string(&touched->room, "]");
		touch(touched, buffer_view(&touched->room), bit);
	}
}

/* Rows that a step gave another key, or added, have a name of their own afterwards. */
static void touch_overrides(struct touched *touched, const struct result *after, const struct trial *trial)
{
	const struct link_result *link = after->link;
	uint64_t *of_file; /* each step is a file of its own */
	uint32_t last = 0;
	size_t i;

	for (i = 0; i < trial->steps; i++)
		last = trial->step[i].file > last ? trial->step[i].file : last;
	of_file = mem_zalloc((size_t)last + 1, sizeof *of_file);
	for (i = 0; i < trial->steps; i++)
		of_file[trial->step[i].file] |= bit_of_step(i);
	for (i = 0; link && i < link->overrides; i++)
		if (link->override[i].row != KEUR_NONE && link->override[i].file <= last && of_file[link->override[i].file]) {
			name_row(touched, after->model, link->override[i].table, link->override[i].row);
			touch(touched, buffer_view(&touched->room), of_file[link->override[i].file]);
		}
	free(of_file);
}

static uint64_t steps_of_finding(struct touched *touched, const struct result *result, const struct result_finding *finding)
{
	const struct finding *raw = result_raw(result, finding);
	const struct findings *findings = result->run[finding->plugin].findings;
	uint64_t steps = touches(touched, result->model, raw->subject_table, raw->subject_row)
		| touches(touched, result->model, TABLE_supplier, raw->party) | touches(touched, result->model, TABLE_component, raw->component);
	uint32_t i;

	for (i = 0; i < raw->evidences; i++)
		steps |= touches(touched, result->model, findings->evidence[raw->evidence + i].table, findings->evidence[raw->evidence + i].row);
	return steps;
}

static uint64_t steps_of_cause(struct touched *touched, const struct result *result, const struct trust_cause *cause)
{
	const struct model *model = result->model;
	uint64_t steps = touches(touched, model, TABLE_component, cause->component);

	if (cause->involvement == KEUR_NONE)
		return steps;
	return steps | touches(touched, model, TABLE_supplier, keur_code(&model->column[COL_involvement_supplier], cause->involvement))
		| touches(touched, model, TABLE_party, keur_code(&model->column[COL_involvement_party], cause->involvement))
		| touches(touched, model, TABLE_access, keur_code(&model->column[COL_involvement_access], cause->involvement));
}

static uint64_t steps_of_reason(struct touched *touched, const struct result *result, const struct reason *reason)
{
	uint64_t steps = touches(touched, result->model, TABLE_component, reason->component);

	if (reason->about != KEUR_NONE)
		steps |= touches(touched, result->model, reason->kind == REASON_HOP ? TABLE_access : TABLE_component, reason->about);
	return steps;
}

/* ---- One part ------------------------------------------------------------------------------------------------------------------ */

struct comparing {
	struct comparison *comparison;
	struct touched touched;
	bool only; /* there is one step */
	struct buffer mine, other; /* scratch */
};

/* The first finding of a part with this id or a later one: they are sorted by it. */
static uint32_t find_finding(const struct result *result, uint32_t component, const char *id)
{
	uint32_t low = result->finding_first[component], high = result->finding_first[component + 1];

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (strcmp(result->finding[result->finding_of[middle]].id, id) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool has_finding(const struct result *result, uint32_t component, const char *id)
{
	uint32_t i = find_finding(result, component, id);

	return i < result->finding_first[component + 1] && strcmp(result->finding[result->finding_of[i]].id, id) == 0;
}

/* A finding is the same when its level and kind are. */
static bool same_finding(const struct result *result, uint32_t component, const struct result_finding *finding)
{
	uint32_t i;

	for (i = find_finding(result, component, finding->id); i < result->finding_first[component + 1]; i++) {
		const struct result_finding *other = &result->finding[result->finding_of[i]];

		if (strcmp(other->id, finding->id) != 0)
			break;
		if (other->level == finding->level && other->kind == finding->kind)
			return true;
	}
	return false;
}

static void reason_name(const struct result *result, const struct reason *reason, struct buffer *out)
{
	struct buffer room = { 0 };
	struct reason_words words = result_reason(result, reason, &room);

	buffer_clear(out);
	buffer_format(out, "%s %s %d", words.fact, words.value, reason->worst_only);
	buffer_free(&room);
}

static bool has_reason(struct comparing *comparing, const struct result *result, uint32_t component, struct text name)
{
	uint32_t i;

	for (i = result->reason_first[component]; i < result->reason_first[component + 1]; i++) {
		reason_name(result, &result->reason[i], &comparing->other);
		if (text_equal(buffer_view(&comparing->other), name))
			return true;
	}
	return false;
}

static void cause_name(const struct result *result, const struct trust_cause *cause, struct buffer *out)
{
	const struct model *model = result->model;
	uint32_t row = cause->involvement;

	buffer_clear(out);
	if (row == KEUR_NONE)
		return;
	buffer_text(out, model_string(model, COL_supplier_id, keur_code(&model->column[COL_involvement_supplier], row)));
	buffer_format(out, " %u %u", keur_byte(&model->column[COL_involvement_through], row), keur_byte(&model->column[COL_involvement_standing], row));
}

static bool has_cause(struct comparing *comparing, const struct result *result, uint32_t component, struct text name)
{
	uint32_t i;

	for (i = result->cause_first[component]; i < result->cause_first[component + 1]; i++) {
		cause_name(result, &result->cause[i], &comparing->other);
		if (text_equal(buffer_view(&comparing->other), name))
			return true;
	}
	return false;
}

static void add_why(struct comparing *comparing, enum why kind, enum side side, uint32_t index, uint64_t steps)
{
	struct comparison *comparison = comparing->comparison;
	size_t capacity = comparison->why_capacity;

	mem_reserve(&comparison->why, &capacity, (size_t)comparison->whys + 1, sizeof *comparison->why);
	comparison->why_capacity = (uint32_t)capacity;
	if (comparing->only)
		steps = bit_of_step(0);
	comparison->why[comparison->whys++] = (struct compared_why){ (uint8_t)kind, (uint8_t)side, index, steps };
}

/* What one side has of a part and the other has not; `there`: the part on the other side, KEUR_NONE. */
static void look_for_why(struct comparing *comparing, enum side side, uint32_t component, uint32_t there, unsigned changed)
{
	const struct result *result = comparing->comparison->result[side], *other = comparing->comparison->result[!side];
	bool met;
	uint32_t i;

	for (i = result->finding_first[component]; i < result->finding_first[component + 1]; i++) {
		const struct result_finding *finding = &result->finding[result->finding_of[i]];

		/* Of one that is there on both sides with another level the new one tells. */
		if (there != KEUR_NONE && (same_finding(other, there, finding) || (side == BEFORE && has_finding(other, there, finding->id))))
			continue;
		add_why(comparing, WHY_FINDING, side, result->finding_of[i], steps_of_finding(&comparing->touched, result, finding));
	}
	/* Of a part that is met, causes name who is trusted: the other side says why it is not. */
	met = keur_byte(&result->model->column[COL_component_trust_status], component) == KEUR_TRUST_MET;
	for (i = result->cause_first[component]; changed & CHANGED_STATUS && !met && i < result->cause_first[component + 1]; i++) {
		cause_name(result, &result->cause[i], &comparing->mine);
		if (there != KEUR_NONE && has_cause(comparing, other, there, buffer_view(&comparing->mine)))
			continue;
		add_why(comparing, WHY_CAUSE, side, i, steps_of_cause(&comparing->touched, result, &result->cause[i]));
	}
	for (i = result->reason_first[component]; changed & CHANGED_SCOPE && i < result->reason_first[component + 1]; i++) {
		reason_name(result, &result->reason[i], &comparing->mine);
		if (there != KEUR_NONE && has_reason(comparing, other, there, buffer_view(&comparing->mine)))
			continue;
		add_why(comparing, WHY_REASON, side, i, steps_of_reason(&comparing->touched, result, &result->reason[i]));
	}
}

/* Whether one side has a finding that the other has not as it is. */
static bool has_other_findings(const struct result *result, uint32_t component, const struct result *other, uint32_t there)
{
	uint32_t i;

	for (i = result->finding_first[component]; i < result->finding_first[component + 1]; i++)
		if (!same_finding(other, there, &result->finding[result->finding_of[i]]))
			return true;
	return false;
}

static unsigned changes(const struct result *before, uint32_t b, const struct result *after, uint32_t a)
{
	static const enum column_id scope[] = { COL_component_scope, COL_component_scope_worst };
	unsigned changed = 0, i;

	if (b == KEUR_NONE || a == KEUR_NONE)
		return CHANGED_THERE;
	for (i = 0; i < 2; i++)
		if (keur_byte(&before->model->column[scope[i]], b) != keur_byte(&after->model->column[scope[i]], a))
			changed |= CHANGED_SCOPE;
	if (keur_byte(&before->model->column[COL_component_trust_status], b) != keur_byte(&after->model->column[COL_component_trust_status], a))
		changed |= CHANGED_STATUS;
	if (memcmp(before->risk[b], after->risk[a], sizeof before->risk[b]) != 0)
		changed |= CHANGED_RISK;
	if (before->breach[b] != after->breach[a])
		changed |= CHANGED_BREACH;
	if (memcmp(before->level[b], after->level[a], sizeof before->level[b]) != 0)
		changed |= CHANGED_LEVELS;
	if (has_other_findings(before, b, after, a) || has_other_findings(after, a, before, b))
		changed |= CHANGED_FINDINGS;
	return changed;
}

static void compare_part(struct comparing *comparing, uint32_t b, uint32_t a)
{
	struct comparison *comparison = comparing->comparison;
	const struct result *before = comparison->result[BEFORE], *after = comparison->result[AFTER];
	unsigned changed = changes(before, b, after, a);
	size_t capacity = comparison->part_capacity;
	struct compared_part *part;
	unsigned was, is;

	if (!changed)
		return;
	mem_reserve(&comparison->part, &capacity, (size_t)comparison->parts + 1, sizeof *comparison->part);
	comparison->part_capacity = (uint32_t)capacity;
	part = &comparison->part[comparison->parts++];
	*part = (struct compared_part){ { b, a }, (uint8_t)changed, comparison->whys, 0 };
	if (b != KEUR_NONE)
		look_for_why(comparing, BEFORE, b, a, changed);
	if (a != KEUR_NONE)
		look_for_why(comparing, AFTER, a, b, changed);
	part->whys = comparison->whys - part->why;
	was = b == KEUR_NONE ? 0 : before->risk[b][READING_WORST];
	is = a == KEUR_NONE ? 0 : after->risk[a][READING_WORST];
	comparison->lower += is < was;
	comparison->higher += is > was;
}

/* ---- Groups -------------------------------------------------------------------------------------------------------------------- */

static void add_group(struct comparison *comparison, uint32_t before, uint32_t after)
{
	static const struct result_group none;
	const struct result_group *was = before == KEUR_NONE ? &none : &comparison->result[BEFORE]->group[before];
	const struct result_group *is = after == KEUR_NONE ? &none : &comparison->result[AFTER]->group[after];

	if (was->breach == is->breach && memcmp(was->risk, is->risk, sizeof was->risk) == 0
		&& memcmp(was->level, is->level, sizeof was->level) == 0)
		return;
	mem_reserve(&comparison->group, &comparison->group_capacity, (size_t)comparison->groups + 1, sizeof *comparison->group);
	comparison->group[comparison->groups++] = (struct compared_group){ { before, after } };
}

/* Groups have no order of their own that two networks share: they are found by their names. */
static void compare_groups(struct comparing *comparing)
{
	struct comparison *comparison = comparing->comparison;
	const struct model *before = comparison->result[BEFORE]->model, *after = comparison->result[AFTER]->model;
	uint32_t befores = before->rows[TABLE_group], afters = after->rows[TABLE_group], row, code, *other;
	struct dict names = { 0 };

	other = mem_resize(NULL, befores, sizeof *other); /* by code, which is the row: keys differ */
	for (row = 0; row < befores; row++) {
		name_row(&comparing->touched, before, TABLE_group, row);
		dict_add(&names, buffer_view(&comparing->touched.room));
		other[row] = KEUR_NONE;
	}
	for (row = 0; row < afters; row++) {
		name_row(&comparing->touched, after, TABLE_group, row);
		code = dict_find(&names, buffer_view(&comparing->touched.room));
		if (code < befores)
			other[code] = row;
		else
			add_group(comparison, KEUR_NONE, row);
	}
	for (row = 0; row < befores; row++)
		add_group(comparison, row, other[row]);
	free(other);
	dict_free(&names);
}

/* ---- All of them --------------------------------------------------------------------------------------------------------------- */

static int id_compare(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static const char **breach_ids(const struct result *result, uint32_t *count)
{
	const char **id = mem_resize(NULL, result->summary.breaches, sizeof *id);
	uint32_t f;

	*count = 0;
	for (f = 0; f < result->findings; f++)
		if (result->finding[f].kind == KEUR_KIND_BREACH)
			id[(*count)++] = result->finding[f].id;
	if (*count)
		qsort(id, *count, sizeof *id, id_compare);
	return id;
}

static void compare_breaches(struct comparison *comparison)
{
	uint32_t count[SIDES], side, i;
	const char **id[SIDES];

	for (side = 0; side < SIDES; side++)
		id[side] = breach_ids(comparison->result[side], &count[side]);
	for (side = 0; side < SIDES; side++)
		for (i = 0; i < count[side]; i++)
			if (!count[!side] || !bsearch(&id[side][i], id[!side], count[!side], sizeof *id[!side], id_compare))
				comparison->breaches[side]++;
	for (side = 0; side < SIDES; side++)
		free(id[side]);
}

void compare_results(struct comparison *comparison, const struct result *before, const struct result *after, const struct trial *trial)
{
	uint32_t b = 0, a = 0, befores = before->model->rows[TABLE_component], afters = after->model->rows[TABLE_component];
	struct comparing comparing = { .comparison = comparison };
	size_t s;

	*comparison = (struct comparison){ .result = { before, after } };
	for (s = 0; s < trial->steps; s++)
		touch_step(&comparing.touched, &trial->step[s], before->model, bit_of_step(s));
	comparing.only = trial->steps == 1;
	touch_overrides(&comparing.touched, after, trial);
	while (b < befores || a < afters) {
		int order = b == befores ? 1 : a == afters ? -1
			: text_compare(model_string(before->model, COL_component_id, b), model_string(after->model, COL_component_id, a));

		compare_part(&comparing, order <= 0 ? b : KEUR_NONE, order >= 0 ? a : KEUR_NONE);
		b += order <= 0;
		a += order >= 0;
	}
	compare_groups(&comparing);
	compare_breaches(comparison);
	dict_free(&comparing.touched.name);
	free(comparing.touched.steps);
	buffer_free(&comparing.touched.room);
	buffer_free(&comparing.mine);
	buffer_free(&comparing.other);
}

void comparison_free(struct comparison *comparison)
{
	free(comparison->part);
	free(comparison->group);
	free(comparison->why);
	*comparison = (struct comparison){ 0 };
}
