/* Link: what overlays and edits may change, and the record of it.
 *
 * Who knows better may always raise a risk. What may lower one needs a reason and somebody who answers for it, which only an edit carries. Which
 * way a column lowers stands in the table below; where nobody can tell, a known value that is replaced counts as lowered. To answer what
 * was unknown is no lowering: the question was open. */
#include "model/link_internal.h"

#include <stdlib.h>

const char *const link_change_name[LINK_CHANGES] = { "changed", "added", "removed" };

/* ---- Directions ---------------------------------------------------------------------------------------------------------------- */

enum direction {
	NOBODY_CAN_TELL,
	LABEL,        /* for people: no rule looks at it */
	HIGH_LOWERS,  /* the higher number, the later date, the later member of the list, `yes` over `no` */
	LOW_LOWERS,
	MORE_LOWERS,  /* sets: what has everything that was there, and more */
	FEWER_LOWERS,
	NAME_LOWERS,  /* any name over the answer none */
};

/* The order of closed lists is that of their members in schema.def. */
static const unsigned char direction[COLUMN_COUNT] = {
	[COL_component_name] = LABEL,
	[COL_component_owner] = LABEL,
	[COL_component_function] = FEWER_LOWERS,
	[COL_component_end_of_support] = HIGH_LOWERS,
	[COL_component_data] = FEWER_LOWERS,
	[COL_component_users] = LOW_LOWERS,
	[COL_component_exposed] = LOW_LOWERS,
	[COL_component_serves] = FEWER_LOWERS,
	[COL_component_critical] = LOW_LOWERS,
	[COL_component_depends_on] = FEWER_LOWERS,
	[COL_party_audit_right] = HIGH_LOWERS,
	[COL_party_notice_hours] = LOW_LOWERS,
	[COL_party_exit_plan] = HIGH_LOWERS,
	[COL_supplier_maturity] = HIGH_LOWERS,
	[COL_decision_decision] = LOW_LOWERS,
	[COL_decision_authority] = LABEL,
	[COL_decision_reference] = LABEL,
	[COL_ownership_share] = LOW_LOWERS,
	[COL_ownership_control] = LOW_LOWERS,
	[COL_access_privilege] = LOW_LOWERS,
	[COL_access_declared] = HIGH_LOWERS,
	[COL_access_observed] = LOW_LOWERS,
	[COL_access_claim_status] = HIGH_LOWERS,
	[COL_access_claim_source] = LABEL,
	[COL_access_claim_date] = LABEL,
	[COL_access_authorised_by] = NAME_LOWERS,
	[COL_access_standing] = LOW_LOWERS,
	[COL_access_mfa] = HIGH_LOWERS,
	[COL_access_recorded] = HIGH_LOWERS,
	[COL_access_approved_per_session] = HIGH_LOWERS,
	[COL_access_cut_switch] = HIGH_LOWERS,
	[COL_access_logged_to] = NAME_LOWERS,
	[COL_log_events] = MORE_LOWERS,
	[COL_log_retention] = HIGH_LOWERS,
	[COL_log_time_sync] = HIGH_LOWERS,
	[COL_log_integrity] = HIGH_LOWERS,
	[COL_log_reviewed] = HIGH_LOWERS,
	[COL_site_sensitive] = LOW_LOWERS,
	[COL_statement_complete] = HIGH_LOWERS,
	[COL_statement_reference] = LABEL,
	[COL_statement_observed_by] = MORE_LOWERS,
	[COL_network_users] = LOW_LOWERS,
	[COL_criterion_evidence] = LOW_LOWERS,
	[COL_criterion_date] = LABEL,
	[COL_criterion_note] = LABEL,
	[COL_country_compels_answer] = LOW_LOWERS,
	[COL_country_offensive_answer] = LOW_LOWERS,
	[COL_country_agreement_answer] = LABEL, /* shown, it lowers nothing */
};

static const void *value_at(const struct link *link, const struct origin *origin, enum column_id column)
{
	return (const unsigned char *)link_tables(link, origin)->column[column].data + origin->row * schema_width(column);
}

/* What is compared where more is more: numbers, days, members. */
static int64_t amount(const struct link *link, const struct origin *origin, enum column_id column)
{
	const void *value = value_at(link, origin, column);
	int32_t days;
	int64_t number;

	switch (schema_column[column].type) {
	case TYPE_NUMBER:
		memcpy(&number, value, sizeof number);
		return number;
	case TYPE_DATE:
	case TYPE_DAYS:
	case TYPE_SHARE:
		memcpy(&days, value, sizeof days);
		return schema_column[column].type == TYPE_DATE && days == KEUR_NO_DATE ? INT64_MAX : days; /* no end at all */
	default:
		return *(const unsigned char *)value;
	}
}

static bool in_list(const struct link *link, const struct origin *origin, enum column_id column, uint32_t code)
{
	const struct part_column *c = &link_tables(link, origin)->column[column];
	uint32_t i;

	for (i = c->offset[origin->row]; i < c->offset[origin->row + 1]; i++)
		if (link_map(link, origin->part, ((const uint32_t *)c->data)[i]) == code)
			return true;
	return false;
}

/* Whether everything in the set or list of `inner` is in that of `outer`. */
static bool within(const struct link *link, const struct origin *inner, const struct origin *outer, enum column_id column)
{
	const struct part_column *c = &link_tables(link, inner)->column[column];
	uint32_t i;

	if (!schema_is_list(column))
		return (schema_get_set(column, value_at(link, inner, column)) & ~schema_get_set(column, value_at(link, outer, column))) == 0;
	for (i = c->offset[inner->row]; i < c->offset[inner->row + 1]; i++)
		if (!in_list(link, outer, column, link_map(link, inner->part, ((const uint32_t *)c->data)[i])))
			return false;
	return true;
}

/* Of two values that differ. */
static bool lowers(const struct link *link, enum column_id column, const struct origin *from, const struct origin *to)
{
	if (column == COL_component_critical)
		return amount(link, to, column) == KEUR_NO; /* also where nobody had designated it: its class or data may */
	if (!link_known(link, from, column))
		return false;
	switch ((enum direction)direction[column]) {
	case LABEL:
		return false;
	case HIGH_LOWERS:
		return amount(link, to, column) > amount(link, from, column);
	case LOW_LOWERS:
		return amount(link, to, column) < amount(link, from, column);
	case MORE_LOWERS:
		return !within(link, to, from, column);
	case FEWER_LOWERS:
		return !within(link, from, to, column);
	case NAME_LOWERS:
		return link_code(link, to, column) != KEUR_NONE;
	case NOBODY_CAN_TELL:
		break;
	}
	return true;
}

/* What may lower a risk by being there at all. Rows of other tables say who or what there is: nothing is less for it. */
static bool addition_lowers(const struct link *link, enum table_id table, const struct origin *origin)
{
	switch (table) {
	case TABLE_log:
	case TABLE_attestation:
	case TABLE_exception:
		return true;
	case TABLE_statement:
		return link_known(link, origin, COL_statement_complete) && amount(link, origin, COL_statement_complete) == KEUR_YES;
	case TABLE_decision:
		return link_known(link, origin, COL_decision_decision) && amount(link, origin, COL_decision_decision) != LIST_MEMBER_verdict_untrusted;
	case TABLE_access:
		if (link_known(link, origin, COL_access_declared))
			return amount(link, origin, COL_access_declared) == KEUR_YES;
		return link_known(link, origin, COL_access_source) && amount(link, origin, COL_access_source) == KEUR_SOURCE_DECLARED;
	default:
		return false;
	}
}

/* ---- Refusals ------------------------------------------------------------------------------------------------------------------ */

static const char *edit_text(const struct link *link, const struct link_edit *edit, enum column_id column)
{
	uint32_t code = edit && !edit->free ? link_code(link, &edit->said, column) : KEUR_NONE; /* a trial gives no reasons */

	return code == KEUR_NONE ? "" : dict_string(&link->model->dict, code);
}

static bool is_answered_for(const struct link *link, const struct link_edit *edit)
{
	return edit && (edit->free || (*edit_text(link, edit, COL_edit_reason) && *edit_text(link, edit, COL_edit_authority)));
}

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
	if (change->table == TABLE_network)
		buffer_format(&address, "network.%s", column);
	else
		buffer_format(&address, "%s[%s]%s%s", schema_table[change->table].name, messages_quote(messages, buffer_view(&key)),
			*column ? "." : "", column);
	if (*column)
		buffer_format(&what, "`%s` instead of `%s`", messages_quote(messages, text_of(change->to)),
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
		new->lowers = lowers(link, column, from, to);
		new->refused = new->lowers && !contradicts && !is_answered_for(link, edit);
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
	new->lowers = change == LINK_ADDED && addition_lowers(link, table, origin);
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
			|| (model_known(model, COL_access_authorised_by, row) && keur_code(by, row) != KEUR_NONE))
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
