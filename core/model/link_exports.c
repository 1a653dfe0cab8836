/* Link: where an export says otherwise of a part than what counts. The inventory's own word wins, and of two exports the first; nobody should have to find
 * out by comparing files that a network function which registered as one thing is kept as another. What an overlay or an edit decides is on record. */
#include "model/link_internal.h"

#include <stdlib.h>

/* Of each column; of functions, which make a part critical, every one is told. Sites may bear other names in every system. */
enum { TOLD_MOST = 3 };

static const char *keep(struct link *link, const struct buffer *text)
{
	struct text view = buffer_view(text);

	return arena_copy(&link->result->arena, view.data, view.length);
}

/* An export sees one thing of a part that may do several: a list that holds what the export says agrees with it. */
static bool agrees(const struct link *link, enum column_id column, const struct origin *ours, const struct origin *theirs)
{
	return schema_is_list(column) || schema_column[column].type == TYPE_SET ? link_within(link, theirs, ours, column)
										: link_same_value(link, ours, theirs, column);
}

static void tell(struct link *link, const struct link_difference *one, const struct origin *ours, const struct origin *theirs)
{
	struct messages *messages = link->messages;
	const struct schema_column *column = &schema_column[one->column];
	const char *here = messages_quote(messages, text_of(one->ours));

	messages_add_field(messages, SEVERITY_WARNING, link_place(link, ours, TABLE_component), column->name,
		"component.%s is `%s` here and `%s` in an export's record of the same part, `%s` at %s: `%s` counts; correct the one that is wrong",
		column->name, here, messages_quote(messages, text_of(one->theirs)), messages_quote(messages, text_of(one->record)),
		link_where(link, link_place(link, theirs, TABLE_component)), here);
}

static void record(struct link *link, enum column_id column, uint32_t row, const struct origin *ours, const struct origin *theirs)
{
	struct link_result *result = link->result;
	struct link_difference *one;
	struct buffer text = { 0 };

	mem_reserve(&result->difference, &result->difference_capacity, result->differences + 1, sizeof *result->difference);
	one = &result->difference[result->differences++];
	*one = (struct link_difference){ .component = row, .column = column };
	link_value_text(link, ours, column, &text);
	one->ours = keep(link, &text);
	buffer_clear(&text);
	link_value_text(link, theirs, column, &text);
	one->theirs = keep(link, &text);
	buffer_clear(&text);
	buffer_text(&text, dict_text(&link->model->dict, link_code(link, theirs, COL_component_id)));
	one->record = keep(link, &text);
	buffer_free(&text);
}

void link_exports_column(struct link *link, enum column_id column, const struct origin *pick)
{
	struct place more = { 0 };
	uint64_t found = 0;
	size_t i;

	if (column == COL_component_id || link_is_label(column))
		return;
	for (i = 0; i < link->joined.count; i++) {
		const struct addition *join = &link->joined.item[i];
		const struct origin *ours = &pick[join->row];

		if (!link_known(link, &join->origin, column) || !link_known(link, ours, column) || ours->template_ || link_of_overlay(link, ours)
			|| link->part[ours->part]->kind == PART_EDIT || agrees(link, column, ours, &join->origin))
			continue;
		record(link, column, join->row, ours, &join->origin);
		if (found++ < TOLD_MOST || column == COL_component_function)
			tell(link, &link->result->difference[link->result->differences - 1], ours, &join->origin);
		else if (found == TOLD_MOST + 1)
			more = link_place(link, ours, TABLE_component);
	}
	if (more.line)
		messages_add_field(link->messages, SEVERITY_WARNING, more, schema_column[column].name,
			"component.%s: exports say otherwise of the same part here and of %llu more; what stands here counts, and the result has each of them",
			schema_column[column].name, (unsigned long long)(found - TOLD_MOST - 1));
}

static int difference_compare(const void *a, const void *b)
{
	const struct link_difference *x = a, *y = b;

	if (x->component != y->component)
		return x->component < y->component ? -1 : 1;
	if (x->column != y->column)
		return x->column < y->column ? -1 : 1;
	return strcmp(x->record, y->record);
}

void link_exports_done(struct link *link)
{
	if (link->result->differences)
		qsort(link->result->difference, link->result->differences, sizeof *link->result->difference, difference_compare);
}
