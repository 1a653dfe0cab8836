/* The plan by which untrusted suppliers leave, on a terminal: how many parts are late, and the first of them. */
#include "report/text.h"

#include "base/number.h"

enum { SHOWN = 10 };

static const struct {
	uint8_t status;
	enum paint paint;
	const char *name;
} order[] = {
	{ PHASE_OUT_OVERDUE, PAINT_LEVEL + 5, N_AS("phase-out", "overdue") },
	{ PHASE_OUT_AT_RISK, PAINT_LEVEL + 4, N_AS("phase-out", "at risk") },
	{ PHASE_OUT_UNKNOWN, PAINT_LEVEL + 3, N_AS("phase-out", "no day known") },
	{ PHASE_OUT_ON_TRACK, PAINT_LEVEL + 1, N_AS("phase-out", "on track") },
};

static void say_day(struct screen *screen, const char *day, const char *none, int32_t days)
{
	char date[DATE_SIZE] = "";

	if (days != KEUR_NO_DATE)
		date_format(days, date);
	TELL(screen, PAINT_PLAIN, date[0] ? day : none, TOLD_WORD("date", PAINT_PLAIN, date));
}

static void one(struct screen *screen, const struct result *result, const struct phase_out *out, size_t which)
{
	const struct policy *policy = result->policy;

	screen_line(screen, 2, 16);
	screen_say(screen, order[which].paint, say_as("phase-out", order[which].name));
	screen_to(screen, 16);
	screen_text(screen, PAINT_BOLD, model_string(result->model, COL_component_id, out->component));
	screen_say(screen, PAINT_PLAIN, "  ");
	say_day(screen, say("out by {date}"), say("out by a day that is not known"), out->deadline);
	if (out->decision != KEUR_NONE) {
		screen_say(screen, PAINT_PLAIN, say(", by the decision about its supplier"));
	} else if (out->entry != KEUR_NONE) {
		TELL(screen, PAINT_PLAIN, say(", the pack's deadline {name}"), TOLD_WORD("name", PAINT_PLAIN, policy->deadline[out->entry].name));
		TELL(screen, PAINT_DIM, " ({status})",
			TOLD_WORD("status", PAINT_DIM, say_as("status", policy_status_name[policy->deadline[out->entry].note.status])));
	}
	say_day(screen, say("; planned {date}"), say("; no plan"), out->planned);
	screen_end(screen);
}

void text_phase_out(struct screen *screen, const struct result *result)
{
	uint32_t i, shown = 0, more = 0;
	size_t k;

	if (!result->phase_outs)
		return;
	screen_heading(screen, say("Phase-out of untrusted suppliers"));
	screen_line(screen, 2, 2);
	for (k = 0; k < sizeof order / sizeof *order; k++) {
		uint32_t count = result->summary.phase_out[order[k].status];

		screen_count(screen, count ? order[k].paint : PAINT_DIM, say_as("phase-out", order[k].name), count);
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
	screen_more(screen, more, "components.csv");
	screen_end(screen);
}
