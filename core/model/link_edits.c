/* Link: edits. An edit says where (an address), what (a value, or that the row goes), why and by whom. Its value is typed here by the schema, as a
 * row of a part that link makes for it; from then on it is one more origin of the row it is about.
 *
 * Ids do not change, and what decides who is who (aliases, same_as) is read before edits are: to change those the inventory is the place. */
#include "model/link_internal.h"

#include "base/nearest.h"

#include <stdlib.h>
#include <string.h>

static const char address_form[] = "write one like `access[ra-7].mfa`, or `access[ra-7]` for the whole row";

/* ---- Reading ------------------------------------------------------------------------------------------------------------------- */

static void wrong(struct link *link, const struct link_edit *edit, const char *field, const struct buffer *why)
{
	messages_add_field(link->messages, SEVERITY_ERROR, link_place(link, &edit->said, TABLE_edit), field, "%s", why->data);
}

static struct text said(const struct link *link, const struct link_edit *edit, enum column_id column)
{
	const struct part *part = link->part[edit->said.part];

	if (!part_known(&part->rows, column, edit->said.row))
		return (struct text){ "", 0 };
	return dict_text(&part->dict, ((const uint32_t *)part->rows.column[column].data)[edit->said.row]);
}

static bool readable(unsigned table)
{
	return table != TABLE_edit && !(schema_column[schema_first[table]].flags & COLUMN_DERIVED);
}

static bool find_table(struct link *link, struct link_edit *edit, struct text name, struct buffer *why)
{
	struct nearest nearest = nearest_start(name);
	unsigned t;

	edit->table = schema_find_table(name);
	if (edit->table != TABLE_COUNT && readable(edit->table))
		return true;
	for (t = 0; t < TABLE_COUNT; t++)
		if (readable(t)) {
			if (text_is(name, schema_table[t].plural)) {
				nearest.best = text_of(schema_table[t].name);
				break;
			}
			nearest_try(&nearest, text_of(schema_table[t].name));
		}
	buffer_format(why, "edit.address: there is no table `%s`", messages_quote(link->messages, name));
	if (nearest.best.length)
		buffer_format(why, ": did you mean `%.*s`?", (int)nearest.best.length, nearest.best.data);
	return false;
}

/* Columns that are read before edits are, with what to do instead. */
static const char *cannot_change(enum column_id column)
{
	const struct schema_column *s = &schema_column[column];

	if (link_is_identity(column))
		return "it decides who is who: change it where the row stands";
	if (column == COL_party_component || column == COL_log_component)
		return "a row belongs to its part: remove it, and give the other part a row of its own";
	if (s->flags & COLUMN_VIRTUAL)
		return "it is a party with the role manufacture: edit that row, like party[ID/SUPPLIER/manufacture].supplier";
	if (column == (enum column_id)schema_first[s->table] && schema_is_string(column))
		return "the row is known by it: remove the row, and add another";
	return NULL;
}

static bool find_column(struct link *link, struct link_edit *edit, struct text name, struct buffer *why)
{
	enum column_id column = schema_find_column(edit->table, name);
	const char *shown = messages_quote(link->messages, name), *cannot;
	struct text near;

	if (column == COLUMN_NONE) {
		near = schema_nearest_column(edit->table, name);
		buffer_format(why, "edit.address: %s has no column `%s`", schema_table[edit->table].name, shown);
		if (near.length)
			buffer_format(why, ": did you mean `%.*s`?", (int)near.length, near.data);
		return false;
	}
	cannot = cannot_change(column);
	if (cannot)
		buffer_format(why, "edit.address: an edit cannot change %s.%s: %s", schema_table[edit->table].name, shown, cannot);
	edit->column = column;
	return !cannot;
}

/* table[key], table[key].column, network.column. A key may hold anything, brackets too: the column is what follows the last of them. */
static bool parse_address(struct link *link, struct link_edit *edit, struct text address, struct buffer *why)
{
	const char *open = memchr(address.data, '[', address.length), *close = memrchr(address.data, ']', address.length);
	const char *end = address.data + address.length, *dot = memchr(address.data, '.', address.length);
	struct text table = { address.data, open ? (size_t)(open - address.data) : dot ? (size_t)(dot - address.data) : address.length };

	edit->column = COLUMN_NONE;
	if (!open && dot && text_is(table, schema_table[TABLE_network].name)) {
		edit->table = TABLE_network;
		return find_column(link, edit, (struct text){ dot + 1, (size_t)(end - dot - 1) }, why);
	}
	if (!open || !close || close < open || (close == open + 1 && !text_is(table, schema_table[TABLE_network].name)) || (close + 1 != end && (close[1] != '.' || close + 2 == end))) {
		buffer_format(why, "edit.address: `%s` is no address: %s", messages_quote(link->messages, address), address_form);
		return false;
	}
	if (!find_table(link, edit, table, why))
		return false;
	edit->key = edit->table == TABLE_network ? (struct text){ "", 0 } : (struct text){ open + 1, (size_t)(close - open - 1) };
	return close + 1 == end || find_column(link, edit, (struct text){ close + 2, (size_t)(end - close - 2) }, why);
}

/* A column that an edit can change: the last. */
static const char *example_column(enum table_id table)
{
	unsigned c = schema_first[table + 1] - 1u;

	while (schema_column[c].flags & COLUMN_DERIVED)
		c--;
	return schema_column[c].name;
}

static bool check_removal(struct link *link, struct link_edit *edit, bool remove, bool sets, struct buffer *why)
{
	const char *table = schema_table[edit->table].name;

	(void)link;
	if (remove && sets)
		buffer_string(why, "an edit has either `set` or `remove: yes`, not both");
	else if (remove && edit->column != COLUMN_NONE)
		buffer_format(why, "`remove` takes a whole row away: leave out `.%s`, or write `set`", schema_column[edit->column].name);
	else if (!remove && edit->column == COLUMN_NONE)
		buffer_format(why, "an edit of a whole row can only remove it: write `remove: yes`, or name a column like `%s[...].%s`", table,
			example_column(edit->table));
	else if (remove && (edit->table == TABLE_supplier || edit->table == TABLE_site || edit->table == TABLE_network))
		buffer_format(why, "a %s cannot be removed, as other rows name it: edit what it says%s", table,
			edit->table == TABLE_supplier ? ", or remove its decisions" : "");
	return why->length == 0;
}

/* Types the value. What the schema refuses has its message already. */
static void type_value(struct link *link, struct link_edit *edit, struct part *typed, struct text value)
{
	const struct schema_column *s = &schema_column[edit->column];
	struct place at = link_place(link, &edit->said, TABLE_edit);
	bool list = s->type == TYPE_SET || schema_is_list(edit->column);
	struct buffer why = { 0 };

	edit->typed.row = part_row(typed, &typed->rows, edit->table, at.line);
	edit->empties = text_is(value, "unknown");
	if (edit->empties && s->flags & (COLUMN_KEY | COLUMN_REQUIRED)) {
		buffer_format(&why, "%s.%s: `unknown` is no answer here, as %s", schema_table[s->table].name, s->name,
			s->flags & COLUMN_KEY ? "the row is known by it: remove the row, and add another" : "no row can do without it: remove the row");
		wrong(link, edit, "set", &why);
		buffer_free(&why);
	}
	if (edit->empties)
		return;
	if (text_is(value, "none")) {
		if ((s->type == TYPE_ROW || s->type == TYPE_ROWS) && !(s->flags & COLUMN_NONE_ANSWER)) {
			buffer_format(&why, "%s.%s: `none` is no answer here: give a name", schema_table[s->table].name, s->name);
			wrong(link, edit, "set", &why);
			buffer_free(&why);
			return;
		}
		list = false; /* the answer, alone */
	}
	for (;;) {
		const char *bar = list ? memchr(value.data, '|', value.length) : NULL;
		struct text item = text_trim((struct text){ value.data, bar ? (size_t)(bar - value.data) : value.length });

		if (list && (!item.length || text_is(item, "none") || text_is(item, "unknown"))) {
			buffer_format(&why, "%s.%s: `%s` cannot stand in a list with others: a list says all there is", schema_table[s->table].name,
				s->name, messages_quote(link->messages, item));
			wrong(link, edit, "set", &why);
			buffer_free(&why);
			return;
		}
		part_set(typed, &typed->rows, edit->column, item, at, link->messages);
		if (!bar)
			return;
		value = (struct text){ bar + 1, value.length - (size_t)(bar + 1 - value.data) };
	}
}

/* The same address twice: 0, or the other edit plus one. All edits of one row are chained. */
static uint32_t chain(struct link *link, uint32_t number)
{
	struct link_edits *edits = &link->edits;
	struct link_edit *edit = &edits->item[number];
	struct buffer address = { 0 };
	uint32_t code, *at;

	buffer_format(&address, "%s[", schema_table[edit->table].name);
	buffer_text(&address, edit->key);
	code = dict_add(&edits->address, buffer_view(&address));
	buffer_free(&address);
	if (code >= edits->first_capacity) {
		size_t before = edits->first_capacity;

		mem_reserve(&edits->first, &edits->first_capacity, (size_t)code + 1, sizeof *edits->first);
		memset(edits->first + before, 0, (edits->first_capacity - before) * sizeof *edits->first);
	}
	for (at = &edits->first[code]; *at; at = &edits->item[*at - 1].next)
		if (edits->item[*at - 1].free == edit->free && edits->item[*at - 1].column == edit->column)
			return *at;
	*at = number + 1;
	edits->tables |= UINT64_C(1) << edit->table;
	return 0;
}

static void given_twice(struct link *link, const struct link_edit *edit, const struct link_edit *other, struct buffer *why)
{
	struct place at = link_place(link, &other->said, TABLE_edit);

	buffer_format(why, "edit.address: `%s` has an edit already at %s: one value, one edit",
		messages_quote(link->messages, said(link, edit, COL_edit_address)), link_where(link, at));
}

/* One row of table edit. */
static void read_edit(struct link *link, struct origin origin, struct part *typed, uint16_t typed_part)
{
	const struct part *part = link->part[origin.part];
	const struct part_column *removal = &part->rows.column[COL_edit_remove];
	struct link_edits *edits = &link->edits;
	struct link_edit *edit;
	struct text value;
	struct buffer why = { 0 };
	bool remove = part_known(&part->rows, COL_edit_remove, origin.row) && ((const uint8_t *)removal->data)[origin.row] == KEUR_YES;
	uint32_t twice;

	mem_reserve(&edits->item, &edits->capacity, edits->count + 1, sizeof *edits->item);
	edit = &edits->item[edits->count];
	*edit = (struct link_edit){ .said = origin, .typed = { 0, KEUR_NONE, typed_part, 0, 1 }, .free = part->kind == PART_WHAT_IF };
	value = said(link, edit, COL_edit_set);
	if (!parse_address(link, edit, said(link, edit, COL_edit_address), &why)) {
		wrong(link, edit, "address", &why);
	} else if (!remove && !value.length && edit->column != COLUMN_NONE) {
		messages_add_field(link->messages, SEVERITY_WARNING, link_place(link, &edit->said, TABLE_edit), "address",
			"an edit that sets nothing: its question is still open");
	} else if (!check_removal(link, edit, remove, value.length > 0, &why)) {
		wrong(link, edit, "address", &why);
	} else {
		edit->key = (struct text){ arena_copy(&link->result->arena, edit->key.data, edit->key.length), edit->key.length };
		twice = chain(link, (uint32_t)edits->count);
		if (twice && !(edit->free && remove)) { /* two things to try may take the same row away */
			given_twice(link, edit, &edits->item[twice - 1], &why);
			wrong(link, edit, "address", &why);
		} else if (!twice) {
			edits->count++;
			if (!remove)
				type_value(link, edit, typed, value);
		}
	}
	buffer_free(&why);
}

static struct part *make_part(struct link *link, struct part **part, uint32_t file)
{
	struct part *made = mem_zalloc(1, sizeof *made);

	made->kind = PART_EDIT;
	made->file = file;
	link->edits.made[link->edits.mades++] = made;
	part[link->parts++] = made;
	return made;
}

void link_edits_read(struct link *link, struct part **part)
{
	size_t parts = link->parts, p, i;
	uint32_t row;

	link->edits.made = mem_zalloc(parts + 1, sizeof *link->edits.made);
	for (p = 0; p < parts; p++) {
		uint32_t rows = part[p]->rows.rows[TABLE_edit].count;
		struct part *typed = rows ? make_part(link, part, part[p]->file) : NULL;

		for (row = 0; row < rows; row++)
			if (part_known(&part[p]->rows, COL_edit_address, row)) /* else reported by the reader */
				read_edit(link, (struct origin){ row, KEUR_NONE, (uint16_t)p, 0, 1 }, typed, (uint16_t)(link->parts - 1));
	}
	if (link->edits.mades)
		link->edits.rewritten = make_part(link, part, 0);
	link->edits.rewritten_part = (uint16_t)(link->parts - 1);
	for (i = 0; i < link->edits.mades; i++)
		part_close(link->edits.made[i]);
}

void link_edits_free(struct link *link)
{
	size_t i;

	for (i = 0; i < link->edits.mades; i++) {
		part_free(link->edits.made[i]);
		free(link->edits.made[i]);
	}
	free(link->edits.made);
	free(link->edits.item);
	free(link->edits.first);
	free(link->edits.removed);
	free(link->edits.row);
	dict_free(&link->edits.address);
}

/* ---- Rows found by id ---------------------------------------------------------------------------------------------------------- */

static bool any_edits(const struct link *link, enum table_id table)
{
	return link->edits.tables >> table & 1;
}

void link_edits_removed(struct link *link)
{
	size_t i;

	for (i = 0; i < link->edits.count; i++) {
		const struct link_edit *edit = &link->edits.item[i];
		uint32_t code;

		if (edit->table != TABLE_component || edit->column != COLUMN_NONE)
			continue;
		if (!link->edits.removed)
			link->edits.removed = mem_zalloc(link->codes, sizeof *link->edits.removed);
		code = dict_find(&link->model->dict, edit->key);
		if (code < link->codes)
			link->edits.removed[code] = (uint32_t)i + 1;
	}
}

/* Edits of one row of which one removes it: the others are about nothing. */
static void only_removal(struct link *link, uint32_t first, uint32_t removal)
{
	uint32_t number;
	struct buffer why = { 0 };

	for (number = first; number; number = link->edits.item[number - 1].next) {
		struct link_edit *edit = &link->edits.item[number - 1];
		struct place at = link_place(link, &link->edits.item[removal - 1].said, TABLE_edit);

		edit->used = true;
		if (edit->column == COLUMN_NONE || link->edits.item[removal - 1].free)
			continue;
		buffer_clear(&why);
		buffer_format(&why, "this edit sets a value of a row that the edit at %s removes: keep one of them",
			link_where(link, at));
		wrong(link, edit, "address", &why);
		link->refused++;
	}
	buffer_free(&why);
}

static uint32_t first_edit(const struct link *link, enum table_id table, struct text key)
{
	struct buffer address = { 0 };
	uint32_t code;

	buffer_format(&address, "%s[", schema_table[table].name);
	buffer_text(&address, key);
	code = dict_find(&link->edits.address, buffer_view(&address));
	buffer_free(&address);
	return code == DICT_NONE ? 0 : link->edits.first[code];
}

void link_edits_gone(struct link *link, uint32_t code, const struct origin *origin)
{
	uint32_t removal = link->edits.removed[code];
	struct link_edit *edit = &link->edits.item[removal - 1];

	if (edit->used)
		return; /* the same part in another file */
	only_removal(link, first_edit(link, TABLE_component, edit->key), removal);
	link_override_row(link, LINK_REMOVED, TABLE_component, KEUR_NONE, origin, removal);
}

void link_edits_by_id(struct link *link, enum table_id table, const uint32_t *row_of, struct additions *additions)
{
	size_t i;

	if (!any_edits(link, table))
		return;
	for (i = 0; i < link->edits.count; i++) {
		struct link_edit *edit = &link->edits.item[i];
		uint32_t code, row = 0;

		if (edit->table != table || edit->column == COLUMN_NONE || edit->used)
			continue;
		if (row_of) {
			code = dict_find(&link->model->dict, edit->key);
			row = code < link->codes ? row_of[code] : KEUR_NONE;
		}
		if (row == KEUR_NONE)
			continue;
		edit->used = true;
		link_add(additions, row, edit->typed);
		additions->item[additions->count - 1].edit = (uint32_t)i + 1;
	}
}

/* ---- Rows found by their keys -------------------------------------------------------------------------------------------------- */

static void add_key(const struct link *link, const struct origin *origin, enum column_id column, struct buffer *out)
{
	uint32_t row = origin->component;
	bool owner = (column == COL_party_component || column == COL_log_component) && row != KEUR_NONE;
	uint32_t code = owner ? KEUR_NONE : KEUR_NONE - 1;

	if (schema_column[column].type == TYPE_ROW && !owner) {
		code = link_code(link, origin, column);
		row = code == KEUR_NONE ? KEUR_NONE
			: schema_column[column].target == TABLE_supplier ? link->supplier_of[code] : link->component_of[code];
	}
	if (schema_column[column].type == TYPE_ROW && row != KEUR_NONE && schema_column[column].target == TABLE_supplier)
		buffer_text(out, model_string(link->model, COL_supplier_id, row));
	else if (schema_column[column].type == TYPE_ROW && row != KEUR_NONE)
		buffer_text(out, dict_text(&link->model->dict, link_code(link, &link->component[row], COL_component_id)));
	else
		link_value_text(link, origin, column, out);
}

void link_row_key(const struct link *link, enum table_id table, const struct origin *origin, struct buffer *out)
{
	enum column_id id = (enum column_id)schema_first[table];
	size_t before = out->length;
	unsigned c;

	if (schema_is_string(id) && link_known(link, origin, id)) {
		link_value_text(link, origin, id, out);
		if (out->length > before)
			return;
	}
	for (c = schema_first[table]; c < schema_first[table + 1]; c++) {
		bool owner = (c == COL_party_component || c == COL_log_component) && origin->component != KEUR_NONE;

		if (!(schema_column[c].flags & COLUMN_KEY) || (!owner && !link_known(link, origin, (enum column_id)c)))
			continue;
		if (out->length > before)
			buffer_string(out, "/");
		add_key(link, origin, (enum column_id)c, out);
	}
}

static bool is_key(enum column_id column)
{
	return schema_column[column].flags & COLUMN_KEY;
}

/* A copy of the row with the edit's value in its key. What was copied before is copied again: few rows have two such edits. */
static struct origin rewrite(struct link *link, enum table_id table, const struct origin *origin, const struct link_edit *edit)
{
	struct link_edits *edits = &link->edits;
	const struct origin *typed = &edit->typed;
	struct origin new = *origin;
	uint32_t line = (uint32_t)edits->rows;

	mem_reserve(&edits->row, &edits->row_capacity, edits->rows + 1, sizeof *edits->row);
	edits->row[edits->rows++] = (struct link_rewritten){ link_place(link, origin, table), *origin, edit->free };
	part_copy_row(edits->rewritten, link->part[origin->part], origin->template_, table, origin->row, link->map[origin->part], line);
	part_copy_value(edits->rewritten, &link->part[typed->part]->rows.column[edit->column], edit->column, typed->row,
		link->map[typed->part]);
	new.row = edits->rewritten->rows.rows[table].count - 1;
	new.template_ = 0;
	new.part = link->edits.rewritten_part;
	return new;
}

/* The edits of one row, whose index in `origin` is `row`. False: it goes. */
static bool apply_edits(struct link *link, enum table_id table, struct origin *origin, uint32_t row, uint32_t first, struct additions *additions)
{
	uint32_t number;

	for (number = first; number; number = link->edits.item[number - 1].next)
		if (link->edits.item[number - 1].column == COLUMN_NONE) {
			if (!link->edits.item[number - 1].used)
				link_override_row(link, LINK_REMOVED, table, KEUR_NONE, origin, number);
			only_removal(link, first, number);
			return false;
		}
	for (number = first; number; number = link->edits.item[number - 1].next) {
		struct link_edit *edit = &link->edits.item[number - 1];

		/* A further row of the same key is an overlay's, or an export's: it joins this one, unless the key changes. */
		if (edit->used && !is_key(edit->column))
			continue;
		if (edit->used && link->part[origin->part]->kind == PART_FOREIGN)
			return false;
		if (!edit->used) {
			link_add(additions, row, edit->typed);
			additions->item[additions->count - 1].edit = number;
		}
		if (is_key(edit->column))
			*origin = rewrite(link, table, origin, edit);
		edit->used = true;
	}
	return true;
}

void link_edits_of_rows(struct link *link, enum table_id table, struct origin *origin, size_t *rows, struct additions *additions)
{
	struct buffer address = { 0 };
	size_t i, kept = 0, prefix;

	if (!any_edits(link, table))
		return;
	buffer_format(&address, "%s[", schema_table[table].name);
	prefix = address.length;
	for (i = 0; i < *rows; i++) {
		uint32_t code;

		address.length = prefix;
		link_row_key(link, table, &origin[i], &address);
		code = dict_find(&link->edits.address, buffer_view(&address));
		if (code != DICT_NONE && !apply_edits(link, table, &origin[i], (uint32_t)kept, link->edits.first[code], additions))
			continue;
		origin[kept++] = origin[i];
	}
	*rows = kept;
	part_close(link->edits.rewritten);
	buffer_free(&address);
}

void link_edits_add(struct link *link, struct additions *additions, uint32_t row, const struct origin *sorted, uint32_t number)
{
	struct link_edit *edit = &link->edits.item[number - 1];
	const struct origin *was = &sorted[row];

	if (!is_key(edit->column)) {
		link_add(additions, row, edit->typed);
		additions->item[additions->count - 1].edit = number;
		return;
	}
	while (link->part[was->part] == link->edits.rewritten)
		was = &link->edits.row[link->edits.rewritten->rows.rows[schema_column[edit->column].table].line[was->row]].was;
	link_override(link, edit->column, row, was, &edit->typed, number);
}

bool link_edits_merges(const struct link *link, enum table_id table, const struct origin *origin)
{
	const struct link_edits *edits = &link->edits;

	return link->part[origin->part] == edits->rewritten && edits->row[edits->rewritten->rows.rows[table].line[origin->row]].free;
}

/* ---- Rows that nobody has ------------------------------------------------------------------------------------------------------ */

/* Keys of a table as parts give them. Linear, like the search for a misspelt component. */
static struct text nearest_key(struct link *link, const struct link_edit *edit, struct buffer *best)
{
	struct nearest nearest = nearest_start(edit->key);
	struct buffer key = { 0 };
	size_t count, capacity, i;
	struct origin *origin = link_collect(link, edit->table, &count, &capacity);

	for (i = 0; i < count; i++) {
		struct text before = nearest.best;

		buffer_clear(&key);
		link_row_key(link, edit->table, &origin[i], &key);
		nearest_try(&nearest, buffer_view(&key));
		if (nearest.best.data != before.data || nearest.best.length != before.length) { /* it points into the scratch */
			buffer_clear(best);
			buffer_text(best, nearest.best);
			nearest.best = buffer_view(best);
		}
	}
	free(origin);
	buffer_free(&key);
	return nearest.best;
}

void link_edits_unused(struct link *link, enum table_id table)
{
	size_t i;

	if (!any_edits(link, table))
		return;
	for (i = 0; i < link->edits.count; i++) {
		struct link_edit *edit = &link->edits.item[i];
		struct buffer why = { 0 }, room = { 0 };
		struct text near = { "", 0 };

		if (edit->table != table || edit->used)
			continue;
		if (table == TABLE_network)
			buffer_string(&why, "edit.address: no file says anything of the network itself: give the row `network` to one");
		else
			buffer_format(&why, "edit.address: there is no %s `%s`", schema_table[table].name, messages_quote(link->messages, edit->key));
		if (table != TABLE_network && link->shown_missing < MESSAGES_SHOWN) {
			link->shown_missing++;
			near = nearest_key(link, edit, &room);
		}
		if (near.length)
			buffer_format(&why, ": did you mean `%s`?", messages_quote(link->messages, near));
		wrong(link, edit, "address", &why);
		link->refused++;
		buffer_free(&why);
		buffer_free(&room);
	}
}
