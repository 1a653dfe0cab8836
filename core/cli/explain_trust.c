/* Who stands behind a status: the authority that trusts each supplier or distrusts it, and who says that nobody is left out. */
#include "cli/explain_part.h"

/* ", REFERENCE", if it is there. */
static void reference(struct shown *s, const struct result_tree *tree, uint32_t node)
{
	struct text name = result_member_text(tree, node, "reference");

	if (!name.length)
		return;
	tell(s, ", ");
	screen_text(&s->screen, PAINT_PLAIN, name);
}

void explain_place(struct shown *s, const struct result_tree *tree, uint32_t node)
{
	struct text file = result_member_text(tree, node, "file");

	if (!file.length)
		return;
	dim(s, " (");
	screen_text(&s->screen, PAINT_DIM, file);
	dim(s, ":");
	screen_text(&s->screen, PAINT_DIM, result_member_text(tree, node, "line"));
	dim(s, ")");
}

static void authority(struct shown *s, const struct result_tree *tree, uint32_t node)
{
	struct text name = result_member_text(tree, node, "authority");

	tell(s, " by ");
	screen_text(&s->screen, PAINT_PLAIN, name.length ? name : TEXT_LITERAL("an authority that is not named"));
	reference(s, tree, node);
}

static void trust(struct shown *s, uint32_t node)
{
	struct text until = result_member_text(s->part, node, "until");

	screen_line(&s->screen, INDENT + 2, HANG + 2);
	screen_text(&s->screen, PAINT_BOLD, result_member_text(s->part, node, "supplier"));
	if (!result_member_text(s->part, node, "authority").length && !result_member_text(s->part, node, "file").length) {
		tell(s, ": the operator itself");
		finish(s);
		return;
	}
	tell(s, ": trusted");
	authority(s, s->part, node);
	tell(s, until.length ? ", until " : ", without an end");
	screen_text(&s->screen, PAINT_PLAIN, until);
	if (result_member_text(s->part, node, "designated_by").length) {
		tell(s, "; this goes before the pack itself, which distrusts it by ");
		screen_text(&s->screen, PAINT_PLAIN, result_member_text(s->part, node, "designated_by"));
	}
	explain_place(s, s->part, node);
	finish(s);
}

/* ---- Decisions ------------------------------------------------------------------------------------------------------------------- */

static void decision(struct shown *s, const struct result_tree *tree, uint32_t node)
{
	static const struct {
		const char *state, *words;
	} known[] = {
		{ "not_yet", "; not in force yet" }, { "expired", "; no longer in force" }, { "reopened", "; open again, as what it rests on has changed" },
		{ "undated", "; in force or not, as a date is missing" },
	};
	struct text covers = result_member_text(tree, node, "covers"), from = result_member_text(tree, node, "from");
	struct text until = result_member_text(tree, node, "until");
	size_t k;

	screen_line(&s->screen, INDENT + 4, HANG + 4);
	tell(s, "decided: ");
	screen_text(&s->screen, PAINT_PLAIN, result_member_text(tree, node, "decision"));
	if (covers.length) {
		tell(s, " for ");
		screen_text(&s->screen, PAINT_PLAIN, covers);
	}
	tell(s, ",");
	authority(s, tree, node);
	tell(s, from.length ? ", from " : "");
	screen_text(&s->screen, PAINT_PLAIN, from);
	tell(s, until.length ? ", until " : ", without an end");
	screen_text(&s->screen, PAINT_PLAIN, until);
	for (k = 0; k < sizeof known / sizeof *known; k++)
		if (text_is(result_member_text(tree, node, "state"), known[k].state))
			tell(s, known[k].words);
	explain_place(s, tree, node);
	finish(s);
}

void explain_decisions(struct shown *s, struct text supplier)
{
	size_t k;

	for (k = 0; k < s->e->suppliers.items; k++) {
		const struct result_tree *tree = &s->e->suppliers.item[k].tree;
		uint32_t i;

		if (!text_equal(result_member_text(tree, 0, "id"), supplier))
			continue;
		for (i = result_children(tree, 0, "decisions"); i; i = result_next(tree, i))
			decision(s, tree, i);
		if (!result_children(tree, 0, "decisions") && text_is(result_member_text(tree, 0, "standing"), "undecided")) {
			screen_line(&s->screen, INDENT + 4, HANG + 4);
			tell(s, "nobody decided on it");
			finish(s);
		}
	}
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
	/* By which it is known who is involved. */
	static const unsigned involved = 1u << LIST_MEMBER_stated_party | 1u << LIST_MEMBER_stated_access | 1u << LIST_MEMBER_stated_link
		| 1u << LIST_MEMBER_stated_ownership;
	struct text named = result_member_text(tree, 0, "reference");
	int list = schema_find_member(LIST_stated, result_member_text(tree, 0, "table"));
	bool sure;

	if (list < 0 || !(involved >> list & 1) || !text_is(result_member_text(tree, 0, "complete"), "yes") || !in_force(s, tree)
		|| !covers(s, result_member_text(tree, 0, "covers"), &sure))
		return;
	screen_line(&s->screen, INDENT + 2, HANG + 2);
	screen_text(&s->screen, PAINT_BOLD, result_member_text(tree, 0, "by"));
	tell(s, " answers that its list of ");
	tell(s, schema_stated_said[list]);
	tell(s, " is complete");
	if (!sure) {
		tell(s, ", if it is one of ");
		screen_text(&s->screen, PAINT_PLAIN, result_member_text(tree, 0, "covers"));
	}
	if (named.length) {
		tell(s, "; ");
		screen_text(&s->screen, PAINT_PLAIN, named);
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
