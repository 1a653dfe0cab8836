#include "assess/trial_internal.h"

#include "base/dict.h"
#include "base/language.h"
#include "base/nearest.h"
#include "base/number.h"

#include <stdlib.h>
#include <string.h>

const char *const trial_name[TRIAL_KINDS] = { "distrust", "trust", "replace", "close", "move", "set" };

const char trial_anybody_trusted[] = "a trusted supplier";

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

void trial_remove_row(struct trial_step *step, const struct model *model, enum table_id table, uint32_t row)
{
	struct buffer address = { 0 };

	address_of(model, table, row, COLUMN_NONE, &address);
	edit_remove(step->part, address.data);
	buffer_free(&address);
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
	for (row = 0; row < model->rows[TABLE_decision]; row++)
		if (keur_code(&model->column[COL_decision_supplier], row) == step->row)
			trial_remove_row(step, model, TABLE_decision, row);
	add_decision(step, model, model_string(model, COL_supplier_id, step->row),
		step->kind == TRIAL_TRUST ? LIST_MEMBER_verdict_trusted : LIST_MEMBER_verdict_untrusted, messages);
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

/* OLD=NEW[@PART], read in one of the ways in which that can be parted: each of the names may hold `=` and `@` itself. */
struct reading {
	uint32_t from, within;
	struct text with;
	unsigned sure; /* 0: with a new name and everywhere; 1: with a new name in a part; 2: every name is known */
};

struct readings {
	struct reading best;
	struct text part;      /* what would be the part when none is called so */
	bool any, several;     /* several: as sure as the best */
};

static void take_reading(struct readings *readings, const struct model *model, struct reading reading)
{
	if (find_supplier(model, reading.with) != KEUR_NONE || text_is(reading.with, trial_anybody_trusted))
		reading.sure = 2;
	else
		reading.sure = reading.within != KEUR_NONE;
	if (readings->any && reading.sure < readings->best.sure)
		return;
	readings->several = readings->any && reading.sure == readings->best.sure;
	readings->any = true;
	readings->best = reading;
}

/* Everything that may stand behind the `=`. A new supplier has no `@` in its name: it is a part that is misspelt. */
static void read_replacing(struct readings *readings, const struct model *model, uint32_t from, struct text rest)
{
	const char *at = memchr(rest.data, '@', rest.length);
	uint32_t within;

	if (!at || find_supplier(model, rest) != KEUR_NONE)
		take_reading(readings, model, (struct reading){ .from = from, .within = KEUR_NONE, .with = rest });
	for (; at; at = memchr(at + 1, '@', (size_t)(rest.data + rest.length - at - 1))) {
		struct text part = { at + 1, (size_t)(rest.data + rest.length - at - 1) };

		if (at == rest.data || !part.length)
			continue;
		within = model_find(model, TABLE_component, part);
		if (within != KEUR_NONE)
			take_reading(readings, model, (struct reading){ .from = from, .within = within, .with = { rest.data, (size_t)(at - rest.data) } });
		else if (!readings->part.length)
			readings->part = part;
	}
}

static int read_replacement(struct trial_step *step, const struct model *model, struct error *err)
{
	struct text whole = text_of(step->argument);
	const char *first = strchr(step->argument, '='), *equals;
	struct readings readings = { 0 };
	bool heard = false;

	if (!first || first == step->argument || !first[1])
		return error_set(err, ERROR_USAGE, "%s: write OLD=NEW", step->said);
	for (equals = first; equals && equals[1]; equals = strchr(equals + 1, '=')) {
		uint32_t from = find_supplier(model, (struct text){ whole.data, (size_t)(equals - whole.data) });

		heard |= from != KEUR_NONE;
		if (from != KEUR_NONE)
			read_replacing(&readings, model, from, text_of(equals + 1));
	}
	if (!heard)
		return unknown(model, step, TABLE_supplier, (struct text){ whole.data, (size_t)(first - whole.data) }, err);
	if (!readings.any && readings.part.length)
		return unknown(model, step, TABLE_component, readings.part, err);
	if (!readings.any)
		return error_set(err, ERROR_USAGE, "%s: write OLD=NEW, or OLD=NEW@PART", step->said);
	if (readings.several)
		return error_set(err, ERROR_USAGE, "%s: this can be read in more than one way, as names in it hold `=` or `@`: give another name of the supplier, "
			"like its legal name", step->said);
	step->row = readings.best.from;
	step->with = readings.best.with;
	step->within = readings.best.within;
	return 0;
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
	struct buffer address = { 0 }, value = { 0 };
	uint32_t row, with, k;
	size_t i;

	if (step->row == KEUR_NONE && read_replacement(step, model, err) != 0)
		return -1;
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
		const struct rows_by *about = step->within == KEUR_NONE ? NULL : rows_of_parts(trial_index(trial, model), table);

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

static int close_access(struct trial *trial, struct trial_step *step, const struct model *model, struct error *err)
{
	step->row = model_find(model, TABLE_access, text_of(step->argument));
	if (step->row == KEUR_NONE)
		return unknown(model, step, TABLE_access, text_of(step->argument), err);
	trial_close(trial, step, model);
	return 0;
}

/* ---- Single values ------------------------------------------------------------------------------------------------------------- */

static int move(struct trial *trial, struct trial_step *step, const struct model *model, struct messages *messages, struct error *err)
{
	const char *last = strrchr(step->argument, '='), *equals = last;
	struct buffer address = { 0 };

	if (!last || last == step->argument || !last[1])
		return error_set(err, ERROR_USAGE, "%s: write COMPONENT=SEGMENT", step->said);
	/* Either name may hold a `=`: the longest that is one of a part. */
	while (equals && equals > step->argument
		&& (step->row = model_find(model, TABLE_component, (struct text){ step->argument, (size_t)(equals - step->argument) })) == KEUR_NONE)
		equals = memrchr(step->argument, '=', (size_t)(equals - step->argument));
	if (step->row == KEUR_NONE)
		return unknown(model, step, TABLE_component, (struct text){ step->argument, (size_t)(last - step->argument) }, err);
	address_of(model, TABLE_component, step->row, COL_component_segment, &address);
	edit_set(step->part, address.data, text_of(equals + 1));
	note_unheard(trial, step, model, UNHEARD_SEGMENT, text_of(equals + 1), messages);
	buffer_free(&address);
	return 0;
}

/* The `=` behind the address. A key may hold anything, what looks like the end of an address too: the first that names a row, else the first. */
static const char *address_end(const char *argument, const struct model *model)
{
	const char *open = strchr(argument, '['), *close, *at, *first = NULL;
	enum table_id table = open ? schema_find_table((struct text){ argument, (size_t)(open - argument) }) : TABLE_COUNT;

	for (close = open ? strchr(open, ']') : NULL; close; close = strchr(close + 1, ']')) {
		if (close[1] != '.')
			continue;
		for (at = close + 2; (*at >= 'a' && *at <= 'z') || *at == '_' || *at == '.'; at++)
			;
		if (*at != '=')
			continue;
		if (table < TABLE_COUNT && model_find(model, table, (struct text){ open + 1, (size_t)(close - open - 1) }) != KEUR_NONE)
			return at;
		first = first ? first : at;
	}
	return open ? first : strchr(argument, '='); /* network.users=4 */
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
	const char *equals = address_end(step->argument, model);
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

static struct trial_step *begin_step(struct trial *trial, enum trial_kind kind, const char *argument, struct messages *messages)
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
	return step;
}

int trial_add(struct trial *trial, enum trial_kind kind, const char *argument, const struct model *model, struct messages *messages,
	struct error *err)
{
	struct trial_step *step = begin_step(trial, kind, argument, messages);

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

/* As somebody would write it; what it does is taken from the rows. */
static void say_about(const struct trial_about *about, const struct model *model, struct buffer *out)
{
	switch (about->kind) {
	case ABOUT_REPLACE:
		buffer_text(out, model_string(model, COL_supplier_id, about->row));
		buffer_format(out, "=%s@", trial_anybody_trusted);
		buffer_text(out, model_string(model, COL_component_id, about->within));
		break;
	case ABOUT_CLOSE:
		model_key(model, TABLE_access, about->row, out);
		break;
	case ABOUT_KEYS:
		address_of(model, TABLE_component, about->row, COL_component_keys_held_by, out);
		buffer_string(out, "=operator");
		break;
	}
}

int trial_add_about(struct trial *trial, const struct trial_about *about, const struct model *model, struct messages *messages, struct error *err)
{
	static const enum trial_kind kind[] = { [ABOUT_REPLACE] = TRIAL_REPLACE, [ABOUT_CLOSE] = TRIAL_CLOSE, [ABOUT_KEYS] = TRIAL_SET };
	struct buffer text = { 0 };
	struct trial_step *step;

	say_about(about, model, &text);
	step = begin_step(trial, kind[about->kind], text.data, messages);
	step->row = about->row;
	switch (about->kind) {
	case ABOUT_REPLACE:
		step->within = about->within;
		step->with = text_of(trial_anybody_trusted);
		buffer_free(&text);
		return replace(trial, step, model, messages, err);
	case ABOUT_CLOSE:
		trial_close(trial, step, model);
		break;
	case ABOUT_KEYS:
		address_of(model, TABLE_component, about->row, COL_component_keys_held_by, &text);
		edit_set(step->part, text.data, TEXT_LITERAL("operator"));
		break;
	}
	buffer_free(&text);
	return 0;
}

void trial_forget(struct trial *trial)
{
	size_t i;

	for (i = 0; i < trial->steps; i++) {
		struct trial_step *step = &trial->step[i];

		trial_reopen(trial, step);
		part_free(step->part);
		free(step->part);
	}
	trial->steps = 0;
	arena_free(&trial->arena);
}

void trial_free(struct trial *trial)
{
	trial_forget(trial);
	trial_index_free(trial->index);
	free(trial->step);
	*trial = (struct trial){ 0 };
}
