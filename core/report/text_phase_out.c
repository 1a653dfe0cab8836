/* The plan by which untrusted suppliers leave, on a terminal: how many parts are late, and the first of them. */
#include "report/text.h"

#include "base/number.h"

enum { SHOWN = 10 };

static const struct {
	uint8_t status;
	enum paint paint;
	const char *name;
} order[] = {
	{ PHASE_OUT_OVERDUE, PAINT_LEVEL + 5, "overdue" },
	{ PHASE_OUT_AT_RISK, PAINT_LEVEL + 4, "at risk" },
	{ PHASE_OUT_UNKNOWN, PAINT_LEVEL + 3, "no day known" },
	{ PHASE_OUT_ON_TRACK, PAINT_LEVEL + 1, "on track" },
};

static void say_day(struct screen *screen, const char *before, int32_t days, const char *none)
{
	char date[DATE_SIZE];

	screen_say(screen, PAINT_PLAIN, before);
	if (days == KEUR_NO_DATE) {
		screen_say(screen, PAINT_PLAIN, none);
		return;
	}
	date_format(days, date);
	screen_say(screen, PAINT_PLAIN, date);
}

static void one(struct screen *screen, const struct result *result, const struct phase_out *out, size_t which)
{
	const struct policy *policy = result->policy;

	screen_line(screen, 2, 16);
	screen_say(screen, order[which].paint, order[which].name);
	screen_to(screen, 16);
	screen_text(screen, PAINT_BOLD, model_string(result->model, COL_component_id, out->component));
	say_day(screen, "  out by ", out->deadline, "a day that is not known");
	if (out->decision != KEUR_NONE) {
		screen_say(screen, PAINT_PLAIN, ", by the decision about its supplier");
	} else if (out->entry != KEUR_NONE) {
		screen_say(screen, PAINT_PLAIN, ", the pack's deadline ");
		screen_say(screen, PAINT_PLAIN, policy->deadline[out->entry].name);
		screen_say(screen, PAINT_DIM, " (");
		screen_say(screen, PAINT_DIM, policy_status_name[policy->deadline[out->entry].note.status]);
		screen_say(screen, PAINT_DIM, ")");
	}
	say_day(screen, "; planned ", out->planned, "never");
	screen_end(screen);
}

void text_phase_out(struct screen *screen, const struct result *result)
{
	uint32_t i, shown = 0, more = 0;
	size_t k;

	if (!result->phase_outs)
		return;
	screen_heading(screen, "Phase-out of untrusted suppliers");
	screen_line(screen, 2, 2);
	for (k = 0; k < sizeof order / sizeof *order; k++) {
		uint32_t count = result->summary.phase_out[order[k].status];

		screen_count(screen, count ? order[k].paint : PAINT_DIM, order[k].name, count);
		screen_say(screen, PAINT_PLAIN, "   ");
	}
	screen_end(screen);
	for (k = 0; k < sizeof order / sizeof *order; k++)
		for (i = 0; i < result->phase_outs; i++) {
			if (result->phase_out[i].status != order[k].status)
				continue;
			if (shown++ < SHOWN)
				one(screen, result, &result->phase_out[i], k);
			else
				more++;
		}
	if (!more)
		return;
	screen_line(screen, 2, 2);
	screen_say(screen, PAINT_DIM, "and ");
	screen_number(screen, PAINT_DIM, more);
	screen_say(screen, PAINT_DIM, " more, see components.csv");
	screen_end(screen);
}
