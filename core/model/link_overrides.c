/* Link: the record of what overlays and edits change, and the refusal of what may lower a risk and nobody answers for. Which changes those are says
 * link_directions.c. For a value it is an edit that carries reason and authority; a row that is added may carry them itself. */
#include "model/link_internal.h"

#include "model/lookalike.h"

#include <stdlib.h>

const char *const link_change_name[LINK_CHANGES] = { "changed", "added", "removed" };

/* ---- Who answers for it ------------------------------------------------------------------------------------------------------------------ */

static const char *edit_text(const struct link *link, const struct link_edit *edit, enum column_id column)
{
	uint32_t code = edit && !edit->free ? link_code(link, &edit->said, column) : KEUR_NONE; /* a trial gives no reasons */

	return code == KEUR_NONE ? "" : dict_string(&link->model->dict, code);
}

/* Whether somebody who reads it learns something: not blank, not of characters that nobody sees, and not the word for nobody. */
static bool says_something(const char *text)
{
	return lookalike_has_letters(text_of(text)) && !text_is(text_trim(text_of(text)), "none");
}

static bool is_answered_for(const struct link *link, const struct link_edit *edit)
{
	return edit && (edit->free || (says_something(edit_text(link, edit, COL_edit_reason)) && says_something(edit_text(link, edit, COL_edit_authority))));
}

/* The columns by which a row that is added says why, and who answers for it. A row of table log has none: the statement that covers it does, see
 * link_check_logs; one of table access only those of link_declarations. */
static const struct answering {
	enum column_id authority, reason, reference;
} answering[TABLE_COUNT] = {
	[TABLE_decision] = { COL_decision_authority, COLUMN_NONE, COL_decision_reference },
	[TABLE_statement] = { COL_statement_by, COLUMN_NONE, COL_statement_reference },
	[TABLE_attestation] = { COL_attestation_by, COLUMN_NONE, COL_attestation_reference },
	[TABLE_event] = { COL_event_claim_source, COLUMN_NONE, COL_event_reference },
	[TABLE_exception] = { COL_exception_authority, COL_exception_reason, COL_exception_reference },
};

static const char *row_text(const struct link *link, const struct origin *origin, enum column_id column)
{
	uint32_t code = column == COLUMN_NONE || column == 0 ? KEUR_NONE : link_code(link, origin, column);

	return code == KEUR_NONE ? "" : dict_string(&link->model->dict, code);
}

static enum column_id why_column(const struct answering *columns)
{
	return columns->reason != COLUMN_NONE ? columns->reason : columns->reference;
}

static bool row_is_answered_for(const struct link *link, enum table_id table, const struct origin *origin)
{
	const struct answering *columns = &answering[table];

	return !columns->authority || (says_something(row_text(link, origin, columns->authority)) && says_something(row_text(link, origin, why_column(columns))));
}

/* ---- Refusals ------------------------------------------------------------------------------------------------------------------ */

/* Where a change is written: the row of an overlay, or the edit itself. */
static struct place change_place(const struct link *link, enum table_id table, const struct origin *origin, const struct link_edit *edit)
{
	return edit ? link_place(link, &edit->said, TABLE_edit) : link_place(link, origin, table);
}

/* As model_key, while components have only their rows. */
static void filled_key(const struct link *link, enum table_id table, uint32_t row, struct buffer *out)
{
	const struct model *model = link->model;
	enum column_id id = (enum column_id)schema_first[table];
	size_t before = out->length;
	unsigned c;

	if (table == TABLE_component)
		buffer_text(out, dict_text(&model->dict, link_code(link, &link->component[row], COL_component_id)));
	else if (schema_is_string(id))
		model_value(model, id, row, out);
	if (out->length > before)
		return;
	for (c = schema_first[table]; c < schema_first[table + 1]; c++) {
		if (!(schema_column[c].flags & COLUMN_KEY) || !model_known(model, (enum column_id)c, row))
			continue;
		if (out->length > before)
			buffer_string(out, "/");
		if (schema_column[c].type == TYPE_ROW && schema_column[c].target == TABLE_component
			&& keur_code(&model->column[c], row) != KEUR_NONE)
			filled_key(link, TABLE_component, keur_code(&model->column[c], row), out);
		else
			model_value(model, (enum column_id)c, row, out);
	}
}

/* Says of a change that may lower a risk, and that nobody answers for, what would be right. Only once the table is filled: before that not
 * every row has its key. */
static void refuse(struct link *link, const struct link_override *change, const struct link_edit *edit)
{
	struct messages *messages = link->messages;
	struct buffer address = { 0 }, key = { 0 }, what = { 0 };
	struct place at = { change->file, change->line, 0 };
	const char *column = change->change == LINK_CHANGED ? schema_column[change->column].name : "";

	model_refresh_strings(link->model);
	if (edit && edit->table == change->table)
		buffer_text(&key, edit->key);
	else
		filled_key(link, change->table, change->row, &key);
	if (change->change == LINK_ADDED) {
		const struct answering *columns = &answering[change->table];

		messages_add_field(messages, SEVERITY_ERROR, at, schema_column[columns->authority].name,
			"%s[%s]: adding it may lower a risk: give `%s`, who answers for it, and `%s`, %s", schema_table[change->table].name,
			messages_quote(messages, buffer_view(&key)), schema_column[columns->authority].name, schema_column[why_column(columns)].name,
			columns->reason != COLUMN_NONE ? "why" : "where that can be read");
		link->refused++;
		buffer_free(&key);
		return;
	}
	if (change->table == TABLE_network)
		buffer_format(&address, "network.%s", column);
	else
		buffer_format(&address, "%s[%s]%s%s", schema_table[change->table].name, messages_quote(messages, buffer_view(&key)),
			*column ? "." : "", column);
	if (*column)
		buffer_format(&what, "`%s` instead of `%s`", *change->to ? messages_quote(messages, text_of(change->to)) : "unknown",
			*change->from ? messages_quote(messages, text_of(change->from)) : "unknown");
	else
		buffer_string(&what, "removing it");
	if (edit)
		messages_add_field(messages, SEVERITY_ERROR, at, "address",
			"%s: %s may lower a risk: give the edit a `reason` and an `authority`, the role that decided", address.data, what.data);
	else
		messages_add_field(messages, SEVERITY_ERROR, at, column,
			"%s: %s may lower a risk, which a row of an overlay cannot: write under `edits:` {address: \"%s\", set: \"%s\", "
			"reason: \"...\", authority: \"...\"}",
			address.data, what.data, address.data, messages_quote(messages, text_of(change->to)));
	link->refused++;
	buffer_free(&key);
	buffer_free(&address);
	buffer_free(&what);
}

static void contradict(struct link *link, enum column_id column, const struct origin *from, const struct origin *to, const struct link_edit *edit)
{
	enum table_id table = schema_column[column].table;
	struct place at = change_place(link, table, to, edit), other = link_place(link, from, table);
	struct buffer before = { 0 }, after = { 0 };

	link_value_text(link, from, column, &before);
	link_value_text(link, to, column, &after);
	link->refused++;
	messages_add_field(link->messages, SEVERITY_ERROR, at, edit ? "set" : schema_column[column].name,
		"%s.%s is `%s` here and `%s` at %s: overlays and edits must not contradict each other", schema_table[table].name,
		schema_column[column].name, messages_quote(link->messages, buffer_view(&after)),
		messages_quote(link->messages, buffer_view(&before)), link_where(link, other));
	buffer_free(&before);
	buffer_free(&after);
}

/* ---- The record ---------------------------------------------------------------------------------------------------------------- */

static const char *keep_text(struct link *link, struct text text)
{
	return arena_copy(&link->result->arena, text.data, text.length);
}

static struct link_override *record(struct link *link, const struct link_edit *edit, struct place at)
{
	struct link_result *result = link->result;
	struct link_override *new;

	mem_reserve(&result->override, &result->capacity, result->overrides + 1, sizeof *result->override);
	new = &result->override[result->overrides++];
	*new = (struct link_override){ .column = COLUMN_NONE, .row = KEUR_NONE, .from = "", .to = "", .file = at.file, .line = at.line };
	new->reason = keep_text(link, text_of(edit_text(link, edit, COL_edit_reason)));
	new->authority = keep_text(link, text_of(edit_text(link, edit, COL_edit_authority)));
	new->reference = keep_text(link, text_of(edit_text(link, edit, COL_edit_reference)));
	return new;
}

void link_override(struct link *link, enum column_id column, uint32_t row, const struct origin *from, const struct origin *to, uint32_t number)
{
	const struct link_edit *edit = number ? &link->edits.item[number - 1] : NULL;
	enum table_id table = schema_column[column].table;
	struct buffer before = { 0 }, after = { 0 };
	struct link_override *new;
	bool contradicts;

	link_value_text(link, from, column, &before);
	link_value_text(link, to, column, &after);
	if (!text_equal(buffer_view(&before), buffer_view(&after))) {
		contradicts = from->overlay && link_known(link, from, column) && !(edit && edit->free);
		if (contradicts)
			contradict(link, column, from, to, edit);
		new = record(link, edit, change_place(link, table, to, edit));
		new->change = LINK_CHANGED;
		new->table = table;
		new->column = column;
		new->row = row;
		new->from = keep_text(link, buffer_view(&before));
		new->to = keep_text(link, buffer_view(&after));
		new->lowers = link_lowers(link, column, from, to);
		new->refused = new->lowers && !contradicts && !link_is_identity(column) && !is_answered_for(link, edit);
		new->edit = number;
	}
	buffer_free(&before);
	buffer_free(&after);
}

void link_override_row(struct link *link, enum link_change change, enum table_id table, uint32_t row, const struct origin *origin, uint32_t number)
{
	const struct link_edit *edit = number ? &link->edits.item[number - 1] : NULL;
	struct link_override *new = record(link, edit, change_place(link, table, origin, edit));
	struct buffer key = { 0 };

	new->change = change;
	new->table = table;
	new->row = row;
	new->lowers = change == LINK_ADDED && link_addition_lowers(link, table, origin);
	if (change == LINK_ADDED && answering[table].authority) {
		new->authority = keep_text(link, text_of(row_text(link, origin, answering[table].authority)));
		new->reason = keep_text(link, text_of(row_text(link, origin, answering[table].reason)));
		new->reference = keep_text(link, text_of(row_text(link, origin, answering[table].reference)));
		new->refused = new->lowers && link->part[origin->part]->kind != PART_WHAT_IF && !row_is_answered_for(link, table, origin);
	}
	if (change == LINK_REMOVED) {
		link_row_key(link, table, origin, &key);
		new->key = keep_text(link, buffer_view(&key));
		new->lowers = true;
		new->edit = number;
		new->refused = edit->table == table && !is_answered_for(link, edit); /* else that of the row that takes this one along */
	}
	buffer_free(&key);
}

static bool says_declared(const struct model *model, uint32_t row)
{
	uint8_t declared = model_answer(model, COL_access_declared, row);

	return declared ? declared == KEUR_YES
			: model_known(model, COL_access_source, row) && keur_byte(&model->column[COL_access_source], row) == KEUR_SOURCE_DECLARED;
}

static bool says_observed(const struct model *model, uint32_t row)
{
	return model_answer(model, COL_access_observed, row) == KEUR_YES
		|| (model_known(model, COL_access_source, row) && keur_byte(&model->column[COL_access_source], row) == KEUR_SOURCE_OBSERVED);
}

void link_identities(struct link *link)
{
	size_t p;
	unsigned t, column;
	uint32_t row;

	for (p = 0; p < link->parts; p++)
		for (column = 0; link->part[p]->kind == PART_OVERLAY && column < COLUMN_COUNT; column++)
			for (t = 0; link_is_identity((enum column_id)column) && t < 2; t++) {
				struct origin origin = { 0, KEUR_NONE, (uint16_t)p, (uint8_t)t, 1 };
				const struct part_tables *tables = link_tables(link, &origin);
				enum table_id table = schema_column[column].table;

				for (row = 0; row < tables->rows[table].count; row++) {
					origin.row = row;
					if (!part_known(tables, (enum column_id)column, row))
						continue;
					messages_add_field(link->messages, SEVERITY_ERROR, link_place(link, &origin, table), schema_column[column].name,
						"an overlay cannot give %s.%s: it decides who is who: write it where the row stands, in the inventory or its "
						"register", schema_table[table].name, schema_column[column].name);
					link->refused++;
				}
			}
}

/* A declaration that an overlay adds may make an undeclared way in to the same part look declared: somebody must answer for it. */
void link_declarations(struct link *link, const struct origin *origin, uint32_t rows)
{
	const struct model *model = link->model;
	const struct keur_column *target = &model->column[COL_access_target], *by = &model->column[COL_access_authorised_by];
	uint8_t *seen = mem_zalloc(link->components, 1);
	uint32_t row;

	for (row = 0; row < rows; row++)
		if (!origin[row].overlay && keur_code(target, row) != KEUR_NONE && says_observed(model, row) && !says_declared(model, row))
			seen[keur_code(target, row)] = 1;
	for (row = 0; row < rows; row++) {
		if (!origin[row].overlay || keur_code(target, row) == KEUR_NONE || !seen[keur_code(target, row)] || !says_declared(model, row)
			|| (model_known(model, COL_access_authorised_by, row) && keur_code(by, row) != KEUR_NONE
				&& says_something(dict_string(&model->dict, keur_code(by, row)))))
			continue;
		messages_add_field(link->messages, SEVERITY_ERROR, link_place(link, &origin[row], TABLE_access), "authorised_by",
			"a declared way in to a part that has one which was observed and not declared may lower a risk: give `authorised_by`, the role "
			"that answers for it");
		link->refused++;
	}
	free(seen);
}

void link_overrides_refuse(struct link *link)
{
	struct link_result *result = link->result;

	for (; link->overrides_seen < result->overrides; link->overrides_seen++) {
		const struct link_override *change = &result->override[link->overrides_seen];

		if (change->refused)
			refuse(link, change, change->edit ? &link->edits.item[change->edit - 1] : NULL);
	}
}
