/* Why a part has its trusted-supplier status: on whom or what it hangs, and by when the untrusted ones must be out. */
#include "cli/explain_part.h"

#include "report/text.h"

/* Set of list stated; a result of an earlier keur does not say which. */
static uint64_t stated_tables(const struct shown *s, uint32_t node)
{
	uint64_t set = 0;
	uint32_t i;
	int member;

	for (i = result_children(s->part, node, "tables"); i; i = result_next(s->part, i)) {
		member = schema_find_member(LIST_stated, result_text(s->part, i));
		set |= member < 0 ? 0 : UINT64_C(1) << member;
	}
	return set;
}

static void cause(struct shown *s, uint32_t node)
{
	struct text who = result_member_text(s->part, node, "supplier"), how = result_member_text(s->part, node, "how");
	uint32_t under = result_children(s->part, node, "through");

	screen_line(&s->screen, INDENT + 2, HANG + 2);
	if (!who.length && text_is(how, "unstated")) {
		text_unstated(&s->screen, stated_tables(s, node));
	} else if (!who.length && text_is(how, "doubtful")) {
		text_doubtful(&s->screen);
	} else if (!who.length) {
		tell(s, "nobody is named for: ");
		explain_say_list(s, s->part, node, "roles");
	} else {
		screen_text(&s->screen, PAINT_BOLD, who);
		tell(s, " is ");
		screen_text(&s->screen, PAINT_PLAIN, result_member_text(s->part, node, "standing"));
		if (result_member_text(s->part, node, "ground").length) {
			tell(s, " by the pack: ");
			explain_name(s, PAINT_PLAIN, result_member_text(s->part, node, "ground"));
		}
		tell(s, text_is(how, "owner") || text_is(how, "keys") ? "; " : "; involved ");
		text_involvement(&s->screen, how, under ? result_text(s->part, under) : (struct text){ "", 0 });
		if (result_children(s->part, node, "roles")) {
			tell(s, ": ");
			explain_say_list(s, s->part, node, "roles");
		}
		finish(s);
		explain_decisions(s, who);
		return;
	}
	finish(s);
}

/* By when the untrusted suppliers must be out, and whether the plan gets there. */
static void phase_out(struct shown *s)
{
	static const struct {
		const char *status, *words;
		enum paint paint;
	} known[] = {
		{ "overdue", "overdue", PAINT_LEVEL + 5 }, { "at_risk", "at risk", PAINT_LEVEL + 4 }, { "on_track", "on track", PAINT_LEVEL + 1 },
		{ "unknown", "no day is known, or no date to compare it with", PAINT_LEVEL + 3 },
	};
	uint32_t out = result_member(s->part, 0, "phase_out");
	struct text status, deadline, planned, entry;
	size_t k;

	if (!out)
		return;
	status = result_member_text(s->part, out, "status");
	deadline = result_member_text(s->part, out, "deadline");
	planned = result_member_text(s->part, out, "planned");
	entry = result_member_text(s->part, out, "entry");
	begin(s);
	tell(s, "Phase-out: ");
	for (k = 0; k < sizeof known / sizeof *known; k++)
		if (text_is(status, known[k].status))
			screen_say(&s->screen, known[k].paint, known[k].words);
	tell(s, deadline.length ? "; untrusted suppliers are out by " : "");
	screen_text(&s->screen, PAINT_BOLD, deadline);
	tell(s, planned.length ? "; planned by " : "; no plan");
	screen_text(&s->screen, PAINT_BOLD, planned);
	if (result_member_text(s->part, out, "decision").length) {
		tell(s, "; the day is that of the decision ");
		screen_text(&s->screen, PAINT_PLAIN, result_member_text(s->part, out, "decision"));
	}
	finish(s);
	if (entry.length)
		explain_from_line(s, "the pack's deadline ", entry, explain_entry_from(s, explain_entry(s, "phase_out", "name", entry)));
}

void explain_status(struct shown *s)
{
	static const struct {
		const char *name, *meaning;
		enum paint paint;
	} known[] = {
		{ "violated", ": only trusted suppliers may be involved here, and somebody is not", PAINT_LEVEL + 5 },
		{ "unknown", ": only trusted suppliers may be involved here, and an answer is missing", PAINT_LEVEL + 3 },
		{ "met", ": everybody who is involved is trusted", PAINT_LEVEL + 1 },
		{ "not_required", ": the pack demands no trusted suppliers in this scope", PAINT_BOLD },
	};
	uint32_t trust = result_member(s->part, 0, "trusted_supplier"), i;
	struct text name = trust ? result_member_text(s->part, trust, "status") : (struct text){ "", 0 };
	size_t k;

	screen_heading(&s->screen, "Why this trusted-supplier status");
	begin(s);
	if (s->retired) {
		explain_out_of_service(s);
		tell(s, ": nothing is demanded of it any more");
		name = (struct text){ "", 0 };
	}
	for (k = 0; k < sizeof known / sizeof *known; k++)
		if (text_is(name, known[k].name)) {
			explain_name(s, known[k].paint, name);
			tell(s, known[k].meaning);
		}
	finish(s);
	if (name.length) {
		explain_from_line(s, "where only trusted suppliers may be:", (struct text){ "", 0 }, explain_section(s, "trusted_suppliers"));
		explain_from_line(s, "which roles must be answered:", (struct text){ "", 0 }, explain_section(s, "answered"));
		explain_from_line(s, "what makes a supplier untrusted:", (struct text){ "", 0 }, explain_section(s, "untrusted"));
	}
	for (i = trust ? result_children(s->part, trust, "because") : 0; i; i = result_next(s->part, i))
		cause(s, i);
	if (trust && result_member(s->part, trust, "further_owners")) {
		screen_line(&s->screen, INDENT + 2, HANG + 2);
		text_further(&s->screen, "", result_member_number(s->part, trust, "further_owners"));
		finish(s);
	}
	explain_trusts(s);
	phase_out(s);
}
