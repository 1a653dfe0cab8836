/* The groups a part is in: with whom it stands or falls, and what that weighs. Its own levels do not change by them. */
#include "cli/explain_part.h"

#include "base/number.h"

/* "60.00 %" and, where missing facts could make it more, " to 80.00 %". */
static void say_share(struct shown *s, const struct result_tree *group)
{
	struct text known = result_member_text(group, result_member(group, 0, "known"), "share");
	struct text worst = result_member_text(group, result_member(group, 0, "worst"), "share");

	screen_text(&s->screen, PAINT_PLAIN, known);
	tell(s, " %");
	if (!text_equal(known, worst)) {
		tell(s, " to ");
		screen_text(&s->screen, PAINT_PLAIN, worst);
		tell(s, " %");
	}
	tell(s, " of ");
	screen_number(&s->screen, PAINT_PLAIN, result_member_number(group, 0, "whole"));
	tell(s, " ");
	screen_text(&s->screen, PAINT_PLAIN, result_member_text(group, 0, "basis"));
	tell(s, text_is(result_member_text(group, 0, "basis"), "users") ? ", summed over parts" : "");
}

/* "impact 4/4/5, threat 5, exposure 2": the highest over the scenarios of one reading. */
static void say_levels(struct shown *s, const struct result_tree *group, const char *reading)
{
	uint32_t scenarios = result_member(group, 0, "scenarios");
	uint64_t threat = 0, exposure = 0;
	unsigned i;

	tell(s, "impact ");
	for (i = 0; i < SCENARIOS; i++) {
		uint32_t levels = result_member(group, result_member(group, scenarios, explain_scenario[i]), reading);

		tell(s, i ? "/" : "");
		screen_plain_number(&s->screen, PAINT_PLAIN, result_member_number(group, levels, "impact"));
		if (result_member_number(group, levels, "threat") > threat)
			threat = result_member_number(group, levels, "threat");
		if (result_member_number(group, levels, "exposure") > exposure)
			exposure = result_member_number(group, levels, "exposure");
	}
	tell(s, ", threat ");
	screen_plain_number(&s->screen, PAINT_PLAIN, threat);
	tell(s, ", exposure ");
	screen_plain_number(&s->screen, PAINT_PLAIN, exposure);
}

static void say_group(struct shown *s, const struct result_tree *group)
{
	static const char *const reading[READINGS] = { "known", "worst" }, *const where[READINGS] = { "on the facts ", "at worst " };
	struct text supplier = result_member_text(group, 0, "supplier"), role = result_member_text(group, 0, "role");
	struct text region = result_member_text(group, 0, "region");
	uint32_t risk = result_member(group, 0, "risk");
	bool any = false;
	int r;

	begin(s);
	screen_text(&s->screen, PAINT_PLAIN, result_member_text(group, 0, "domain"));
	if (region.length) {
		tell(s, ", ");
		screen_text(&s->screen, PAINT_PLAIN, region);
	}
	if (!text_is(role, "manufacture")) {
		tell(s, ", ");
		screen_text(&s->screen, PAINT_PLAIN, role);
	}
	tell(s, ": ");
	if (supplier.length)
		screen_text(&s->screen, PAINT_BOLD, supplier);
	else
		screen_say(&s->screen, PAINT_BOLD, "parts of which nobody says who it is");
	tell(s, ", ");
	say_share(s, group);
	for (r = 0; r < READINGS; r++) {
		unsigned level = explain_level(result_member_text(group, risk, reading[r]));

		if (!level)
			continue;
		any = true;
		tell(s, r == READING_KNOWN ? "; " : ", ");
		tell(s, where[r]);
		say_level(s, level);
		tell(s, " (");
		say_levels(s, group, reading[r]);
		tell(s, ")");
	}
	if (text_is(result_member_text(group, 0, "breach"), "true"))
		screen_say(&s->screen, PAINT_LEVEL + 5, "; breach");
	if (!any)
		dim(s, "; a share that does not weigh");
	finish(s);
}

void explain_groups(struct shown *s)
{
	size_t i;

	if (!s->e->groups.items)
		return;
	screen_heading(&s->screen, "Groups");
	for (i = 0; i < s->e->groups.items; i++)
		say_group(s, &s->e->groups.item[i].tree);
}
