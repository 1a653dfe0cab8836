#include "assess/trial.h"

#include "assess/contracts.h"
#include "assess/facts.h"

#include "base/dict.h"
#include "base/language.h"
#include "base/nearest.h"
#include "base/number.h"

#include <stdlib.h>
#include <string.h>

/* What steps about single parts and ways in ask of the model, made for the first of them. */
struct trial_index {
	struct contracts contracts;
	struct rows_by ways;    /* rows of access by target */
	struct rows_by parties; /* rows of party by component */
	uint64_t *closed;    /* bit per row of access: a step closes it */
};

const char *const trial_name[TRIAL_KINDS] = { "distrust", "trust", "replace", "close", "move", "set" };

const char trial_anybody_trusted[] = "a trusted supplier";

static struct trial_index *index_of(struct trial *trial, const struct model *model)
{
	if (trial->index)
		return trial->index;
	trial->index = mem_zalloc(1, sizeof *trial->index);
	contracts_start(&trial->index->contracts, model);
	rows_by_start(&trial->index->ways, model, COL_access_target, model->rows[TABLE_component]);
	rows_by_start(&trial->index->parties, model, COL_party_component, model->rows[TABLE_component]);
	trial->index->closed = mem_zalloc((size_t)model->rows[TABLE_access] / 64 + 1, sizeof *trial->index->closed);
	return trial->index;
}

/* ---- Edits --------------------------------------------------------------------------------------------------------------------- */

static void begin_edit(struct part *part, const char *address)
{
	part_row(part, &part->rows, TABLE_edit, 0);
	part_set_text(part, &part->rows, COL_edit_address, text_of(address));
}

static void edit_set(struct part *part, const char *address, struct text value)
{
	begin_edit(part, address);
	part_set_text(part, &part->rows, COL_edit_set, value);
}

static void edit_remove(struct part *part, const char *address)
{
	begin_edit(part, address);
	part_set_member(part, &part->rows, COL_edit_remove, KEUR_YES);
}

/* "access[ra-7]", "access[ra-7].mfa" */
static void address_of(const struct model *model, enum table_id table, uint32_t row, enum column_id column, struct buffer *out)
{
	buffer_clear(out);
	buffer_format(out, "%s[", schema_table[table].name);
	model_key(model, table, row, out);
	buffer_string(out, "]");
	if (column != COLUMN_NONE)
		buffer_format(out, ".%s", schema_column[column].name);
}

uint32_t trial_changes(const struct trial_step *step)
{
	return step->part->rows.rows[TABLE_edit].count;
}

/* ---- Names --------------------------------------------------------------------------------------------------------------------- */

enum { OTHERS_NAMED = 8 };

/* "core, oss, ..." */
static void add_other(struct buffer *others, struct text name, size_t before)
{
	buffer_string(others, before ? ", " : "");
	if (before < OTHERS_NAMED)
		buffer_text(others, name);
	else
		buffer_string(others, "...");
}

static int unknown(const struct model *model, const struct trial_step *step, enum table_id table, struct text name, struct error *err)
{
	struct nearest nearest = nearest_start(name);
	struct buffer others = { 0 };
	uint32_t row, named = 0;

	for (row = 0; row < model->rows[table]; row++) {
		struct text one = model_string(model, (enum column_id)schema_first[table], row);

		nearest_try(&nearest, one);
		if (one.length && named <= OTHERS_NAMED)
			add_other(&others, one, named++);
	}
	if (nearest.best.length)
		error_set(err, ERROR_USAGE, "%s: there is no %s `%.*s`: did you mean `%.*s`?", step->said, schema_table[table].name,
			(int)name.length, name.data, (int)nearest.best.length, nearest.best.data);
	else
		error_set(err, ERROR_USAGE, "%s: there is no %s `%.*s`%s%s", step->said, schema_table[table].name, (int)name.length, name.data,
			others.length ? ": there are " : "", others.length ? others.data : "");
	buffer_free(&others);
	return -1;
}

/* By id, legal name or alias. */
static uint32_t find_supplier(const struct model *model, struct text name)
{
	uint32_t row = model_find(model, TABLE_supplier, name), i;

	if (row != KEUR_NONE)
		return row;
	for (row = 0; row < model->rows[TABLE_supplier]; row++) {
		if (text_equal(model_string(model, COL_supplier_name, row), name))
			return row;
		for (i = 0; i < keur_list_length(&model->column[COL_supplier_aliases], row); i++)
			if (text_equal(model_text(model, keur_list_item(&model->column[COL_supplier_aliases], row, i)), name))
				return row;
	}
	return KEUR_NONE;
}

const char *const trial_unheard_said[UNHEARD_KINDS] = { N_("nothing is known of a supplier {name}"), N_("no part stands in a segment {name}"),
	N_("no part stands at a site {name}") };

/* The names that the inventory has: a row's own, or those of the segments that parts stand in. The operator is no name of a supplier. */
static const enum column_id heard_in[UNHEARD_KINDS] = { COL_supplier_id, COL_component_segment, COL_site_id };

/* Whether there is one of that name; else the nearest, and what there is. */
static bool is_heard(const struct model *model, enum trial_unheard as, struct text name, struct nearest *nearest, struct buffer *others,
	struct messages *messages)
{
	enum column_id column = heard_in[as];
	struct dict seen = { 0 };
	uint32_t row, rows = model->rows[schema_column[column].table];
	struct text one;
	size_t known;

	*nearest = nearest_start(name);
	if (as == UNHEARD_SUPPLIER && find_supplier(model, name) != KEUR_NONE)
		return true;
	for (row = 0; row < rows; row++) {
		one = model_string(model, column, row);
		if (!one.length)
			continue;
		if (as != UNHEARD_SUPPLIER && text_equal(one, name))
			break;
		known = seen.count;
		if (dict_add(&seen, one) < known)
			continue;
		nearest_try(nearest, one);
		if (known <= OTHERS_NAMED)
			add_other(others, text_of(messages_quote(messages, one)), known);
	}
	dict_free(&seen);
	return row < rows;
}

/* A supplier, segment or site that comes with the trial is allowed, as a new one may be meant, but never silently. */
static void note_unheard(struct trial *trial, struct trial_step *step, const struct model *model, enum trial_unheard as, struct text name,
	struct messages *messages)
{
	struct place at = { step->file, 0, 0 };
	struct buffer said = { 0 }, others = { 0 }, quoted = { 0 };
	struct nearest nearest;

	if (is_heard(model, as, name, &nearest, &others, messages)) {
		buffer_free(&others);
		return;
	}
	step->unheard = text_of(arena_copy(&trial->arena, name.data, name.length));
	step->unheard_as = as;
	buffer_format(&quoted, "`%s`", messages_quote(messages, name));
	SAY_FILLED(&said, trial_unheard_said[as], { "name", buffer_view(&quoted) });
	if (nearest.best.length) {
		step->nearest = text_of(arena_copy(&trial->arena, nearest.best.data, nearest.best.length));
		messages_add(messages, SEVERITY_WARNING, at, "%s: did you mean `%s`?", said.data, messages_quote(messages, nearest.best));
	} else if (others.length) {
		messages_add(messages, SEVERITY_WARNING, at, "%s: there are %s", said.data, others.data);
	} else {
		messages_add(messages, SEVERITY_WARNING, at, "%s", said.data);
	}
	buffer_free(&said);
	buffer_free(&others);
	buffer_free(&quoted);
}

/* ---- Trust --------------------------------------------------------------------------------------------------------------------- */

/* A decision without a scope, of the day of the answer. */
static void add_decision(struct trial_step *step, const struct model *model, struct text supplier, unsigned verdict, struct messages *messages)
{
	struct part *part = step->part;
	struct place at = { step->file, 0, 0 };
	struct buffer id = { 0 };
	char day[DATE_SIZE];
	unsigned marks, i;

	for (marks = 0; marks == 0 || model_find(model, TABLE_decision, buffer_view(&id)) != KEUR_NONE; marks++) {
		buffer_clear(&id);
		buffer_string(&id, "what-if"); /* an id of its own: it must not be that of a decision that goes */
		for (i = 0; i < marks; i++)
			buffer_string(&id, "'");
		buffer_string(&id, " ");
		buffer_text(&id, supplier);
	}
	part_row(part, &part->rows, TABLE_decision, 0);
	part_set_text(part, &part->rows, COL_decision_id, buffer_view(&id));
	part_set_text(part, &part->rows, COL_decision_supplier, supplier);
	part_set_member(part, &part->rows, COL_decision_decision, verdict);
	part_set_text(part, &part->rows, COL_decision_authority, TEXT_LITERAL("what-if"));
	buffer_free(&id);
	if (model->as_of == KEUR_NO_DATE)
		return;
	date_format(model->as_of, day);
	part_set(part, &part->rows, COL_decision_from, text_of(day), at, messages);
}

/* Whatever was decided on a supplier gives way to one decision without a scope, of the day of the answer. */
static int decide(const struct trial *trial, struct trial_step *step, const struct model *model, struct messages *messages, struct error *err)
{
	struct part *part = step->part;
	struct buffer room = { 0 };
	uint32_t row;
	size_t i;

	step->row = find_supplier(model, text_of(step->argument));
	if (step->row == KEUR_NONE)
		return unknown(model, step, TABLE_supplier, text_of(step->argument), err);
	if (step->row == model->operator_)
		return error_set(err, ERROR_USAGE, "%s: the operator itself needs no decision: whom it is controlled by may", step->said);
	for (i = 0; &trial->step[i] != step; i++)
		if (trial->step[i].kind <= TRIAL_TRUST && trial->step[i].row == step->row)
			return error_set(err, ERROR_USAGE, "%s: %s decides on the same supplier", step->said, trial->step[i].said);
	for (row = 0; row < model->rows[TABLE_decision]; row++) {
		if (keur_code(&model->column[COL_decision_supplier], row) != step->row)
			continue;
		address_of(model, TABLE_decision, row, COLUMN_NONE, &room);
		edit_remove(part, room.data);
	}
	add_decision(step, model, model_string(model, COL_supplier_id, step->row),
		step->kind == TRIAL_TRUST ? LIST_MEMBER_verdict_trusted : LIST_MEMBER_verdict_untrusted, messages);
	buffer_free(&room);
	return 0;
}

/* ---- Another supplier ---------------------------------------------------------------------------------------------------------- */

/* Where a supplier does something, or holds something. Who owns it, what was decided or found about it, stays about it. */
static const enum column_id done_by[] = {
	COL_party_supplier, COL_party_under, COL_component_keys_held_by, COL_access_party, COL_log_sink_admin, COL_certificate_issuer,
	COL_certificate_replacement,
};

/* The list with one name for another. */
static bool replaced_list(const struct model *model, enum column_id column, uint32_t row, uint32_t from, struct text to, struct buffer *out)
{
	const struct keur_column *c = &model->column[column];
	uint32_t i, n = keur_list_length(c, row);
	bool any = false;

	buffer_clear(out);
	for (i = 0; i < n; i++) {
		uint32_t item = keur_list_item(c, row, i);

		if (i)
			buffer_string(out, "|");
		buffer_text(out, item == from ? to : model_string(model, COL_supplier_id, item));
		any |= item == from;
	}
	return any;
}

/* Takes `@COMPONENT` off the end. Without a component of that name it belongs to the supplier's. */
static void take_within(struct trial_step *step, const struct model *model)
{
	const char *at = memrchr(step->with.data, '@', step->with.length);
	uint32_t component;

	if (!at)
		return;
	component = model_find(model, TABLE_component, text_of(at + 1));
	if (component == KEUR_NONE)
		return;
	step->within = component;
	step->with.length = (size_t)(at - step->with.data);
}

static void replace_in_row(struct trial_step *step, const struct model *model, enum column_id column, uint32_t row, struct buffer *address,
	struct buffer *value)
{
	bool is_list = schema_is_list(column);

	if (!model_known(model, column, row))
		return;
	if (is_list ? !replaced_list(model, column, row, step->row, step->with, value) : keur_code(&model->column[column], row) != step->row)
		return;
	address_of(model, schema_column[column].table, row, column, address);
	edit_set(step->part, address->data, is_list ? buffer_view(value) : step->with);
}

/* The rows of a table that are about one part, of those that say who does or holds something; keys of a part stay where they are when somebody is
 * replaced there only. NULL: none are. */
static const struct rows_by *rows_of_parts(const struct trial_index *index, enum table_id table)
{
	return table == TABLE_party ? &index->parties : table == TABLE_access ? &index->ways : NULL;
}

static int replace(struct trial *trial, struct trial_step *step, const struct model *model, struct messages *messages, struct error *err)
{
	const char *equals = strchr(step->argument, '=');
	struct buffer address = { 0 }, value = { 0 };
	struct text from;
	uint32_t row, with, k;
	size_t i;

	if (!equals || equals == step->argument || !equals[1])
		return error_set(err, ERROR_USAGE, "%s: write OLD=NEW", step->said);
	from = text_of(arena_copy(&trial->arena, step->argument, (size_t)(equals - step->argument)));
	step->with = text_of(equals + 1);
	take_within(step, model);
	step->row = find_supplier(model, from);
	if (step->row == KEUR_NONE)
		return unknown(model, step, TABLE_supplier, from, err);
	with = find_supplier(model, step->with);
	if (with == step->row)
		return error_set(err, ERROR_USAGE, "%s: these are one supplier", step->said);
	if (with != KEUR_NONE) { /* the model's strings move when it is sealed */
		struct text id = model_string(model, COL_supplier_id, with);

		step->with = text_of(arena_copy(&trial->arena, id.data, id.length));
	} else if (!text_is(step->with, trial_anybody_trusted)) {
		note_unheard(trial, step, model, UNHEARD_SUPPLIER, step->with, messages);
	}
	for (i = 0; i < sizeof done_by / sizeof *done_by; i++) {
		enum table_id table = schema_column[done_by[i]].table;
		const struct rows_by *about = step->within == KEUR_NONE ? NULL : rows_of_parts(index_of(trial, model), table);

		for (row = 0; step->within == KEUR_NONE && row < model->rows[table]; row++)
			replace_in_row(step, model, done_by[i], row, &address, &value);
		for (k = about ? about->first[step->within] : 0; about && k < about->first[step->within + 1]; k++)
			replace_in_row(step, model, done_by[i], about->row[k], &address, &value);
	}
	if (text_is(step->with, trial_anybody_trusted) && trial_changes(step))
		add_decision(step, model, step->with, LIST_MEMBER_verdict_trusted, messages);
	buffer_free(&address);
	buffer_free(&value);
	return 0;
}

/* ---- A way in ------------------------------------------------------------------------------------------------------------------ */

enum cover { COVER_NONE, COVER_PERHAPS, COVER_CERTAIN };

static bool is_observed(const struct model *model, uint32_t row)
{
	return model_answer(model, COL_access_observed, row) == KEUR_YES
		|| (model_known(model, COL_access_source, row) && keur_byte(&model->column[COL_access_source], row) == KEUR_SOURCE_OBSERVED);
}

static bool is_declared(const struct model *model, uint32_t row)
{
	uint8_t declared = model_answer(model, COL_access_declared, row);

	return declared ? declared == KEUR_YES
			: model_known(model, COL_access_source, row) && keur_byte(&model->column[COL_access_source], row) == KEUR_SOURCE_DECLARED;
}

/* A declaration that nobody has confirmed covers nothing. */
static bool may_cover(const struct model *model, uint32_t row)
{
	return is_declared(model, row) && (!model_known(model, COL_access_claim_status, row)
		|| keur_byte(&model->column[COL_access_claim_status], row) == KEUR_CLAIM_CONFIRMED);
}

/* Whether a declared row covers an observed one of the same target: the same country, the same party or one above it, and at least its privilege.
 * What is not known may be so. By the rules of the plugin that finds undeclared ways in. */
static enum cover covers(struct trial_index *index, const struct model *model, uint32_t declared, uint32_t observed)
{
	static const enum column_id same[] = { COL_access_party, COL_access_from_country };
	const struct keur_column *privilege = &model->column[COL_access_privilege];
	uint32_t target = keur_code(&model->column[COL_access_target], declared);
	uint8_t valid = facts_in_force(model, COL_access_valid_from, COL_access_valid_until, declared); /* derived columns may not be there yet */
	enum cover cover = COVER_CERTAIN;
	size_t i;

	if (valid == KEUR_NO)
		return COVER_NONE;
	if (!valid || !keur_known(privilege, declared) || !keur_known(privilege, observed))
		cover = COVER_PERHAPS;
	else if (keur_byte(privilege, declared) < keur_byte(privilege, observed))
		return COVER_NONE;
	for (i = 0; i < sizeof same / sizeof *same; i++) {
		uint32_t x = keur_code(&model->column[same[i]], declared), y = keur_code(&model->column[same[i]], observed);

		if (x == KEUR_NONE || y == KEUR_NONE)
			cover = COVER_PERHAPS;
		else if (x != y && !(same[i] == COL_access_party && contracts_under(&index->contracts, target, y, x)))
			return COVER_NONE;
	}
	return cover;
}

/* A row that is closed is no longer one that an earlier step left open. */
static void mark_closed(struct trial *trial, uint32_t row)
{
	size_t i;
	uint32_t k, kept;

	trial->index->closed[row / 64] |= UINT64_C(1) << row % 64;
	for (i = 0; i < trial->steps; i++) {
		struct trial_step *step = &trial->step[i];

		for (k = 0, kept = 0; k < step->lefts; k++)
			if (step->left[k] != row)
				step->left[kept++] = step->left[k];
		step->lefts = kept;
	}
}

/* What was observed of a declared way in is that way in: closing one closes the other, or it would be left over as an undeclared one. A row that
 * another declaration covers as well stays. So does one that only may be the same way in: it is left open, and listed. */
static void close_observed(struct trial *trial, struct trial_step *step, const struct model *model)
{
	struct trial_index *index = trial->index;
	uint32_t target = keur_code(&model->column[COL_access_target], step->row), first, ways, i, k;
	uint8_t *cover;

	if (target == KEUR_NONE || !may_cover(model, step->row))
		return;
	first = index->ways.first[target];
	ways = index->ways.first[target + 1] - first;
	cover = mem_zalloc(ways, 1);
	for (i = 0; i < ways; i++) {
		uint32_t row = index->ways.row[first + i];

		if (row != step->row && !bit(index->closed, row) && is_observed(model, row) && !is_declared(model, row) && !model_answer(model, COL_access_declared, row))
			cover[i] = (uint8_t)covers(index, model, step->row, row);
	}
	for (k = 0; k < ways; k++) {
		uint32_t other = index->ways.row[first + k];

		if (bit(index->closed, other) || !may_cover(model, other))
			continue;
		for (i = 0; i < ways; i++)
			if (cover[i] && covers(index, model, other, index->ways.row[first + i]) == COVER_CERTAIN)
				cover[i] = COVER_NONE;
	}
	step->closed = arena_alloc(&trial->arena, ways * sizeof *step->closed);
	step->left = arena_alloc(&trial->arena, ways * sizeof *step->left);
	for (i = 0; i < ways; i++)
		if (cover[i] == COVER_CERTAIN)
			step->closed[step->closes++] = index->ways.row[first + i];
		else if (cover[i] == COVER_PERHAPS)
			step->left[step->lefts++] = index->ways.row[first + i];
	free(cover);
}

static int close_access(struct trial *trial, struct trial_step *step, const struct model *model, struct error *err)
{
	struct buffer address = { 0 };
	uint32_t i;

	step->row = model_find(model, TABLE_access, text_of(step->argument));
	if (step->row == KEUR_NONE)
		return unknown(model, step, TABLE_access, text_of(step->argument), err);
	if (bit(index_of(trial, model)->closed, step->row))
		return 0; /* a step before this one closes it */
	mark_closed(trial, step->row);
	address_of(model, TABLE_access, step->row, COLUMN_NONE, &address);
	edit_remove(step->part, address.data);
	close_observed(trial, step, model);
	for (i = 0; i < step->closes; i++) {
		mark_closed(trial, step->closed[i]);
		address_of(model, TABLE_access, step->closed[i], COLUMN_NONE, &address);
		edit_remove(step->part, address.data);
	}
	buffer_free(&address);
	return 0;
}

/* ---- Single values ------------------------------------------------------------------------------------------------------------- */

static int move(struct trial *trial, struct trial_step *step, const struct model *model, struct messages *messages, struct error *err)
{
	const char *equals = strrchr(step->argument, '=');
	struct buffer address = { 0 };
	struct text id;

	if (!equals || equals == step->argument || !equals[1])
		return error_set(err, ERROR_USAGE, "%s: write COMPONENT=SEGMENT", step->said);
	id = (struct text){ step->argument, (size_t)(equals - step->argument) };
	step->row = model_find(model, TABLE_component, id);
	if (step->row == KEUR_NONE)
		return unknown(model, step, TABLE_component, id, err);
	address_of(model, TABLE_component, step->row, COL_component_segment, &address);
	edit_set(step->part, address.data, text_of(equals + 1));
	note_unheard(trial, step, model, UNHEARD_SEGMENT, text_of(equals + 1), messages);
	buffer_free(&address);
	return 0;
}

/* The `=` behind the address: keys may hold one, names of columns do not. */
static const char *address_end(const char *argument)
{
	const char *close, *at;

	for (close = strchr(argument, ']'); close; close = strchr(close + 1, ']')) {
		if (close[1] != '.')
			continue;
		for (at = close + 2; (*at >= 'a' && *at <= 'z') || *at == '_' || *at == '.'; at++)
			;
		if (*at == '=')
			return at;
	}
	return strchr(argument, '[') ? NULL : strchr(argument, '='); /* network.users=4 */
}

/* What the value of a column names that the schema lets be anything; UNHEARD_KINDS: nothing of the kind. */
static enum trial_unheard names_what(enum column_id column)
{
	if (column == COL_component_segment)
		return UNHEARD_SEGMENT;
	if (column == COLUMN_NONE || (schema_column[column].type != TYPE_ROW && schema_column[column].type != TYPE_ROWS))
		return UNHEARD_KINDS;
	return schema_column[column].target == TABLE_supplier ? UNHEARD_SUPPLIER : schema_column[column].target == TABLE_site ? UNHEARD_SITE : UNHEARD_KINDS;
}

/* "access[ra-7].party": what is wrong with it, link says. */
static enum column_id column_of(struct text address)
{
	const char *open = memchr(address.data, '[', address.length), *close = memrchr(address.data, ']', address.length);
	enum table_id table = open ? schema_find_table((struct text){ address.data, (size_t)(open - address.data) }) : TABLE_COUNT;

	if (table == TABLE_COUNT || !close || close + 1 >= address.data + address.length)
		return COLUMN_NONE;
	return schema_find_column(table, (struct text){ close + 2, (size_t)(address.data + address.length - close - 2) });
}

static int set(struct trial *trial, struct trial_step *step, const struct model *model, struct messages *messages, struct error *err)
{
	const char *equals = address_end(step->argument);
	enum column_id column;
	enum trial_unheard as;
	struct text value;

	if (!equals || !equals[1])
		return error_set(err, ERROR_USAGE, "%s: write ADDRESS=VALUE, like access[ra-7].mfa=yes", step->said);
	value = text_of(equals + 1);
	edit_set(step->part, arena_copy(&trial->arena, step->argument, (size_t)(equals - step->argument)), value);
	column = column_of((struct text){ step->argument, (size_t)(equals - step->argument) });
	as = names_what(column);
	while (as != UNHEARD_KINDS && value.length) {
		const char *bar = schema_is_list(column) ? memchr(value.data, '|', value.length) : NULL;
		struct text one = text_trim((struct text){ value.data, bar ? (size_t)(bar - value.data) : value.length });

		if (one.length && !text_is(one, "none") && !text_is(one, "unknown"))
			note_unheard(trial, step, model, as, one, messages);
		value = bar ? (struct text){ bar + 1, value.length - (size_t)(bar + 1 - value.data) } : (struct text){ "", 0 };
	}
	return 0;
}

/* -------------------------------------------------------------------------------------------------------------------------------- */

int trial_add(struct trial *trial, enum trial_kind kind, const char *argument, const struct model *model, struct messages *messages,
	struct error *err)
{
	struct buffer said = { 0 };
	struct trial_step *step;

	mem_reserve(&trial->step, &trial->capacity, trial->steps + 1, sizeof *trial->step);
	step = &trial->step[trial->steps++];
	buffer_format(&said, "--%s %s", trial_name[kind], argument);
	*step = (struct trial_step){ .kind = kind, .said = arena_copy(&trial->arena, said.data, said.length),
		.argument = arena_copy(&trial->arena, argument, strlen(argument)), .row = KEUR_NONE, .within = KEUR_NONE, .part = mem_zalloc(1, sizeof *step->part) };
	buffer_free(&said);
	step->file = messages_file(messages, step->said);
	step->part->kind = PART_WHAT_IF;
	step->part->file = step->file;
	switch (kind) {
	case TRIAL_DISTRUST:
	case TRIAL_TRUST:
		return decide(trial, step, model, messages, err);
	case TRIAL_REPLACE:
		return replace(trial, step, model, messages, err);
	case TRIAL_CLOSE:
		return close_access(trial, step, model, err);
	case TRIAL_MOVE:
		return move(trial, step, model, messages, err);
	case TRIAL_SET:
		return set(trial, step, model, messages, err);
	case TRIAL_KINDS:
		break;
	}
	return -1;
}

void trial_forget(struct trial *trial)
{
	size_t i;
	uint32_t k;

	for (i = 0; i < trial->steps; i++) {
		const struct trial_step *step = &trial->step[i];

		if (trial->index && step->kind == TRIAL_CLOSE && step->row != KEUR_NONE)
			trial->index->closed[step->row / 64] &= ~(UINT64_C(1) << step->row % 64);
		for (k = 0; k < step->closes; k++)
			trial->index->closed[step->closed[k] / 64] &= ~(UINT64_C(1) << step->closed[k] % 64);
		part_free(step->part);
		free(step->part);
	}
	trial->steps = 0;
	arena_free(&trial->arena);
}

void trial_free(struct trial *trial)
{
	trial_forget(trial);
	if (trial->index) {
		contracts_free(&trial->index->contracts);
		rows_by_free(&trial->index->ways);
		rows_by_free(&trial->index->parties);
		free(trial->index->closed);
		free(trial->index);
	}
	free(trial->step);
	*trial = (struct trial){ 0 };
}
