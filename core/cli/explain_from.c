/* Which entry of which pack stands behind a step: its line, its status and its source, as the result gives them. */
#include "cli/explain_part.h"

uint32_t explain_section(const struct shown *s, const char *name)
{
	uint32_t all = result_member(&s->e->policy, 0, "from");

	return all ? result_member(&s->e->policy, all, name) : 0;
}

uint32_t explain_entry(const struct shown *s, const char *list, const char *key, struct text name)
{
	const struct result_tree *policy = &s->e->policy;
	uint32_t i;

	for (i = result_children(policy, 0, list); i; i = result_next(policy, i))
		if (text_equal(result_member_text(policy, i, key), name))
			return i;
	return 0;
}

uint32_t explain_entry_from(const struct shown *s, uint32_t entry)
{
	return entry ? result_member(&s->e->policy, entry, "from") : 0;
}

bool explain_from_text(const struct shown *s, uint32_t from, struct buffer *out)
{
	const struct result_tree *policy = &s->e->policy;
	struct text source = from ? result_member_text(policy, from, "source") : (struct text){ "", 0 };

	if (!source.length)
		return false; /* a result of an earlier keur */
	buffer_text(out, result_member_text(policy, from, "pack"));
	buffer_string(out, ":");
	buffer_text(out, result_member_text(policy, from, "line"));
	buffer_string(out, ", ");
	buffer_text(out, result_member_text(policy, from, "status"));
	buffer_string(out, ": ");
	buffer_text(out, source);
	return true;
}

void explain_from(struct shown *s, const char *before, uint32_t from)
{
	struct buffer text = { 0 };

	if (explain_from_text(s, from, &text)) {
		dim(s, before);
		screen_text(&s->screen, PAINT_DIM, buffer_view(&text));
	}
	buffer_free(&text);
}

void explain_from_line(struct shown *s, const char *what, struct text name, uint32_t from)
{
	if (!from)
		return;
	screen_line(&s->screen, INDENT + 2, HANG + 2);
	dim(s, what);
	explain_name(s, PAINT_DIM, name);
	explain_from(s, "  ", from);
	finish(s);
}
