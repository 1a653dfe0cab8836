/* What overlays and edits changed about a part: of the part itself, of rows that have it in their key, and of rows that its findings rest on. */
#include "cli/explain_part.h"

#include <string.h>

/* "billing-1/hp/integrate" has the piece "billing-1". */
static bool has_piece(struct text key, struct text piece)
{
	while (key.length) {
		const char *slash = memchr(key.data, '/', key.length);
		size_t length = slash ? (size_t)(slash - key.data) : key.length;

		if (text_equal((struct text){ key.data, length }, piece))
			return true;
		key = slash ? (struct text){ slash + 1, key.length - length - 1 } : (struct text){ "", 0 };
	}
	return false;
}

static void row_name(struct text table, struct text key, struct buffer *out)
{
	buffer_text(out, table);
	buffer_string(out, "[");
	buffer_text(out, key);
}

void explain_add_row(struct dict *rows, struct text table, struct text key)
{
	struct buffer name = { 0 };

	row_name(table, key, &name);
	dict_add(rows, buffer_view(&name));
	buffer_free(&name);
}

bool explain_is_about(const struct explained *e, const struct result_tree *override)
{
	uint32_t address = result_member(override, 0, "address");
	struct text table = result_member_text(override, address, "table"), key = result_member_text(override, address, "key");
	struct buffer name = { 0 };
	bool about;

	row_name(table, key, &name);
	about = has_piece(key, e->wanted) || dict_find(&e->rows, buffer_view(&name)) != DICT_NONE;
	buffer_free(&name);
	return about;
}

static void value(struct shown *s, const struct result_tree *tree, const char *name)
{
	struct text text = result_member_text(tree, 0, name);

	screen_text(&s->screen, PAINT_BOLD, text.length ? text : TEXT_LITERAL("unknown"));
}

static void override(struct shown *s, const struct result_tree *tree)
{
	uint32_t address = result_member(tree, 0, "address");
	struct text column = result_member_text(tree, address, "column"), reason = result_member_text(tree, 0, "reason");
	struct text authority = result_member_text(tree, 0, "authority"), file = result_member_text(tree, 0, "file");

	begin(s);
	screen_text(&s->screen, PAINT_PLAIN, result_member_text(tree, address, "table"));
	tell(s, "[");
	screen_text(&s->screen, PAINT_PLAIN, result_member_text(tree, address, "key"));
	tell(s, "]");
	if (column.length) {
		tell(s, ".");
		screen_text(&s->screen, PAINT_PLAIN, column);
		tell(s, ": ");
		value(s, tree, "from");
		tell(s, " → ");
		value(s, tree, "to");
	} else {
		tell(s, " ");
		screen_text(&s->screen, PAINT_BOLD, result_member_text(tree, 0, "change"));
	}
	if (text_is(result_member_text(tree, 0, "lowers"), "true"))
		tell(s, ", which may lower a risk");
	if (reason.length) {
		tell(s, ": ");
		screen_text(&s->screen, PAINT_PLAIN, reason);
	}
	if (authority.length) {
		tell(s, " (");
		screen_text(&s->screen, PAINT_PLAIN, authority);
		tell(s, ")");
	}
	if (file.length) {
		dim(s, "  ");
		screen_text(&s->screen, PAINT_DIM, file);
		dim(s, ":");
		screen_text(&s->screen, PAINT_DIM, result_member_text(tree, 0, "line"));
	}
	finish(s);
}

void explain_overrides(struct shown *s)
{
	size_t i;

	if (s->e->overrides.items)
		screen_heading(&s->screen, "Changed by overlays and edits");
	for (i = 0; i < s->e->overrides.items; i++)
		override(s, &s->e->overrides.item[i].tree);
}
