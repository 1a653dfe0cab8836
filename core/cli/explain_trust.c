/* Who stands behind a status that is met: the authority that trusts each supplier, and who says that nobody is left out. */
#include "cli/explain_part.h"

static void trust(struct shown *s, uint32_t node)
{
	struct text authority = result_member_text(s->part, node, "authority"), reference = result_member_text(s->part, node, "reference");
	struct text until = result_member_text(s->part, node, "until"), file = result_member_text(s->part, node, "file");

	screen_line(&s->screen, INDENT + 2, HANG + 2);
	screen_text(&s->screen, PAINT_BOLD, result_member_text(s->part, node, "supplier"));
	if (!authority.length && !file.length) {
		tell(s, ": the operator itself");
		finish(s);
		return;
	}
	tell(s, ": trusted by ");
	screen_text(&s->screen, PAINT_PLAIN, authority.length ? authority : TEXT_LITERAL("an authority that is not named"));
	if (reference.length) {
		tell(s, ", ");
		screen_text(&s->screen, PAINT_PLAIN, reference);
	}
	tell(s, until.length ? ", until " : ", without an end");
	screen_text(&s->screen, PAINT_PLAIN, until);
	if (file.length) {
		dim(s, " (");
		screen_text(&s->screen, PAINT_DIM, file);
		dim(s, ":");
		screen_text(&s->screen, PAINT_DIM, result_member_text(s->part, node, "line"));
		dim(s, ")");
	}
	finish(s);
}

/* ---- Statements ------------------------------------------------------------------------------------------------------------------ */

/* The next piece of canonical text up to one of `ends`, unescaped. */
static char next_piece(struct text *text, const char *ends, struct buffer *piece)
{
	buffer_clear(piece);
	while (text->length) {
		char c = *text->data++;

		text->length--;
		if (c == '\\' && text->length) {
			buffer_add(piece, text->data++, 1);
			text->length--;
		} else if (strchr(ends, c)) {
			return c;
		} else {
			buffer_add(piece, &c, 1);
		}
	}
	return '\0';
}

/* Whether a value of a selector's key fits the part. Site, country, supplier and product are not in a result: *sure says so. */
static bool fits(const struct shown *s, struct text key, struct text value, bool *sure)
{
	uint32_t i;

	if (text_is(key, "id") || text_is(key, "segment") || text_is(key, "class"))
		return text_equal(value, result_member_text(s->part, 0, text_is(key, "id") ? "id" : text_is(key, "class") ? "class" : "segment"));
	if (text_is(key, "function")) {
		for (i = result_children(s->part, 0, "functions"); i; i = result_next(s->part, i))
			if (text_equal(value, result_text(s->part, i)))
				return true;
		return false;
	}
	*sure = false;
	return true;
}

static bool covers(const struct shown *s, struct text selector, bool *sure)
{
	struct buffer key = { 0 }, value = { 0 };
	bool all = true;

	*sure = true;
	if (text_is(selector, "all"))
		return true;
	while (selector.length && all) {
		bool any = false;
		char end;

		next_piece(&selector, "=", &key);
		do {
			end = next_piece(&selector, "|;", &value);
			any |= fits(s, buffer_view(&key), buffer_view(&value), sure);
		} while (end == '|');
		all = any;
	}
	buffer_free(&key);
	buffer_free(&value);
	return all;
}

static bool in_force(const struct shown *s, const struct result_tree *statement)
{
	struct text as_of = result_member_text(&s->e->network, 0, "as_of");
	struct text from = result_member_text(statement, 0, "from"), until = result_member_text(statement, 0, "until");

	if (!as_of.length)
		return !from.length && !until.length;
	return (!from.length || text_compare(from, as_of) <= 0) && (!until.length || text_is(until, "none") || text_compare(until, as_of) > 0);
}

static void statement(struct shown *s, const struct result_tree *tree)
{
	static const struct {
		const char *table, *list;
	} lists[] = { { "party", "parties" }, { "access", "ways in" }, { "link", "links" }, { "ownership", "owners" } };
	struct text reference = result_member_text(tree, 0, "reference"), table = result_member_text(tree, 0, "table");
	bool sure;
	size_t i;

	for (i = 0; i < sizeof lists / sizeof *lists; i++)
		if (text_is(table, lists[i].table))
			break;
	if (i == sizeof lists / sizeof *lists || !text_is(result_member_text(tree, 0, "complete"), "yes") || !in_force(s, tree)
		|| !covers(s, result_member_text(tree, 0, "covers"), &sure))
		return;
	screen_line(&s->screen, INDENT + 2, HANG + 2);
	screen_text(&s->screen, PAINT_BOLD, result_member_text(tree, 0, "by"));
	tell(s, " answers that its list of ");
	tell(s, lists[i].list);
	tell(s, " is complete");
	if (!sure) {
		tell(s, ", if it is one of ");
		screen_text(&s->screen, PAINT_PLAIN, result_member_text(tree, 0, "covers"));
	}
	if (reference.length) {
		tell(s, "; ");
		screen_text(&s->screen, PAINT_PLAIN, reference);
	}
	finish(s);
}

void explain_trusts(struct shown *s)
{
	uint32_t status = result_member(s->part, 0, "trusted_supplier"), i;
	size_t k;

	if (!status || !text_is(result_member_text(s->part, status, "status"), "met"))
		return;
	for (i = result_children(s->part, status, "trusts"); i; i = result_next(s->part, i))
		trust(s, i);
	for (k = 0; k < s->e->statements.items; k++)
		statement(s, &s->e->statements.item[k].tree);
}
