/* Link: an edit may put a part into a segment, or at a site, where none stood. It may be new, or misspelt: link says so, with the nearest that is there.
 * What is tried (keur whatif) has its own words for it. */
#include "model/link_internal.h"

#include "base/nearest.h"

#include <stdlib.h>

enum { NAMED = 8 };

struct place_column {
	enum column_id column;
	const char *nowhere;
};
static const struct place_column place_column[] = {
	{ COL_component_segment, "no other part stands in segment" },
	{ COL_component_site, "no other part stands at site" },
};

static struct text name_of(const struct model *model, enum column_id column, uint32_t code)
{
	return schema_column[column].type == TYPE_ROW ? model_string(model, COL_site_id, code) : model_text(model, code);
}

/* Whether a part that no edit moves stands there; else the nearest place where one does, and the first of them all. */
static bool is_there(const struct link *link, enum column_id column, const unsigned char *moved, uint32_t wanted, struct nearest *nearest,
	struct buffer *others)
{
	const struct model *model = link->model;
	const struct keur_column *place = &model->column[column];
	struct dict seen = { 0 };
	uint32_t c;
	bool there = false;
	size_t i;

	*nearest = nearest_start(name_of(model, column, wanted));
	for (c = 0; !there && c < link->components; c++) {
		size_t known = seen.count;
		struct text name;

		if (moved[c] || !model_known(model, column, c))
			continue;
		there = keur_code(place, c) == wanted;
		name = name_of(model, column, keur_code(place, c));
		if (dict_add(&seen, name) < known)
			continue;
		nearest_try(nearest, name);
		if (known <= NAMED)
			buffer_format(others, "%s%s", known ? ", " : "", known < NAMED ? messages_quote(link->messages, name) : "...");
	}
	for (i = 0; !there && i < link->result->overrides; i++) /* where an edit took a part from */
		if (link->result->override[i].column == column && link->result->override[i].change == LINK_CHANGED)
			nearest_try(nearest, text_of(link->result->override[i].from));
	dict_free(&seen);
	return there;
}

static void check_edit(struct link *link, const struct place_column *of, const unsigned char *moved, const struct link_edit *edit, uint32_t component)
{
	struct messages *messages = link->messages;
	uint32_t place = keur_code(&link->model->column[of->column], component);
	struct place at = link_place(link, &edit->said, TABLE_edit);
	struct buffer others = { 0 };
	struct nearest nearest;

	if (place == KEUR_NONE || is_there(link, of->column, moved, place, &nearest, &others)) {
		buffer_free(&others);
		return;
	}
	if (nearest.best.length)
		messages_add_field(messages, SEVERITY_WARNING, at, "set", "%s `%s`: did you mean `%s`?", of->nowhere,
			messages_quote(messages, name_of(link->model, of->column, place)), messages_quote(messages, nearest.best));
	else
		messages_add_field(messages, SEVERITY_WARNING, at, "set", "%s `%s`%s%s", of->nowhere,
			messages_quote(messages, name_of(link->model, of->column, place)), others.length ? ": there are " : "",
			others.length ? others.data : "");
	buffer_free(&others);
}

void link_check_places(struct link *link)
{
	unsigned char *moved = NULL;
	uint32_t *row = NULL;
	size_t p, i, told;

	for (p = 0; p < sizeof place_column / sizeof *place_column; p++) {
		bool any = false;

		for (i = 0; i < link->edits.count && !any; i++)
			any = link->edits.item[i].column == place_column[p].column;
		if (!any)
			continue;
		if (!moved) {
			moved = mem_alloc(link->components);
			row = mem_resize(NULL, link->edits.count, sizeof *row);
		}
		memset(moved, 0, link->components);
		for (i = 0; i < link->edits.count; i++) {
			const struct link_edit *edit = &link->edits.item[i];

			row[i] = edit->column == place_column[p].column && edit->used ? model_find(link->model, TABLE_component, edit->key) : KEUR_NONE;
			if (row[i] != KEUR_NONE)
				moved[row[i]] = 1;
		}
		for (i = 0, told = 0; i < link->edits.count && told < MESSAGES_SHOWN; i++)
			if (row[i] != KEUR_NONE && !link->edits.item[i].free && !link->edits.item[i].empties) {
				check_edit(link, &place_column[p], moved, &link->edits.item[i], row[i]);
				told++;
			}
	}
	free(moved);
	free(row);
}
