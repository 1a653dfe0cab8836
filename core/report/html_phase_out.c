/* The plan by which untrusted suppliers leave, in report.html, on a line of time: each part with the day by which they must be out and the day
 * on which they will be. */
#include "report/html_sections.h"

#include "base/number.h"

#include "report/sink.h"

enum { SHOWN = 300, WIDTH = 400, HEIGHT = 20, EDGE = 12, TICK = 6, YEAR = 44, HALF = 20 /* of a year's number */ };

struct span {
	int32_t first, last;
};

static void widen(struct span *span, int32_t day)
{
	if (day == KEUR_NO_DATE)
		return;
	if (span->first == KEUR_NO_DATE || day < span->first)
		span->first = day;
	if (span->last == KEUR_NO_DATE || day > span->last)
		span->last = day;
}

static unsigned place(const struct span *span, int32_t day)
{
	int64_t all = (int64_t)span->last - span->first;

	return EDGE + (all ? (unsigned)(((int64_t)day - span->first) * (WIDTH - 2 * EDGE) / all) : (WIDTH - 2 * EDGE) / 2);
}

static void line(struct html *html, const char *class_, unsigned from, unsigned to, unsigned top, unsigned bottom)
{
	TAG(html, "<line class=\"");
	escape_html(html->out, text_of(class_));
	TAG(html, "\" x1=\"");
	html_plain_number(html, from);
	TAG(html, "\" x2=\"");
	html_plain_number(html, to);
	TAG(html, "\" y1=\"");
	html_plain_number(html, top);
	TAG(html, "\" y2=\"");
	html_plain_number(html, bottom);
	TAG(html, "\"/>");
}

static void frame(struct html *html)
{
	TAG(html, "<svg class=\"time\" viewBox=\"0 0 ");
	html_plain_number(html, WIDTH);
	TAG(html, " ");
	html_plain_number(html, HEIGHT);
	TAG(html, "\"");
}

/* The first of January of the years that have room for their number. */
static void years(struct html *html, const struct span *span)
{
	unsigned last = 0;
	int32_t day, year;
	char text[DATE_SIZE];

	frame(html);
	TAG(html, " aria-hidden=\"true\">");
	date_format(span->first, text);
	for (year = (text[0] - '0') * 1000 + (text[1] - '0') * 100 + (text[2] - '0') * 10 + text[3] - '0'; year < 9999; year++) {
		struct buffer first = { 0 };
		bool right;

		buffer_format(&first, "%04d-01-01", year);
		right = date_parse(buffer_view(&first), &day);
		buffer_free(&first);
		if (!right || day > span->last)
			break;
		if (day < span->first || (last && place(span, day) < last + YEAR))
			continue;
		last = place(span, day);
		line(html, "tick", last, last, HEIGHT - TICK, HEIGHT);
		/* At an edge the number stands beside its stroke, so that it is not cut off. */
		TAG(html, "<text x=\"");
		html_plain_number(html, last < HALF ? HALF : last > WIDTH - HALF ? WIDTH - HALF : last);
		TAG(html, "\" y=\"");
		html_plain_number(html, HEIGHT - TICK - 2);
		TAG(html, "\">");
		html_plain_number(html, year);
		TAG(html, "</text>");
	}
	TAG(html, "</svg>");
}

static void picture(struct html *html, const struct span *span, const struct phase_out *out)
{
	int32_t now = html->result->model->as_of;

	if (out->deadline == KEUR_NO_DATE && out->planned == KEUR_NO_DATE) { /* a line without a day on it says nothing */
		TAG(html, "<span class=\"unknown\">");
		html_say(html, N_("no day is known, neither of the deadline nor of a plan"));
		TAG(html, "</span>");
		return;
	}
	frame(html);
	TAG(html, " role=\"img\"");
	if (out->planned == KEUR_NO_DATE)
		html_attribute(html, "aria-label", N_("Deadline {deadline}, no plan"), IS_DATE(deadline, out->deadline));
	else
		html_attribute(html, "aria-label", N_("Deadline {deadline}, planned {planned}"), IS_DATE(deadline, out->deadline), IS_DATE(planned, out->planned));
	TAG(html, ">");
	line(html, "bed", EDGE, WIDTH - EDGE, HEIGHT / 2, HEIGHT / 2);
	if (now != KEUR_NO_DATE)
		line(html, "now", place(span, now), place(span, now), 0, HEIGHT);
	if (out->deadline != KEUR_NO_DATE && out->planned != KEUR_NO_DATE)
		line(html, out->planned > out->deadline ? "late" : "early", place(span, out->planned), place(span, out->deadline), HEIGHT / 2, HEIGHT / 2);
	if (out->deadline != KEUR_NO_DATE) {
		TAG(html, "<path class=\"deadline\" transform=\"translate(");
		html_plain_number(html, place(span, out->deadline));
		TAG(html, " ");
		html_plain_number(html, HEIGHT / 2);
		TAG(html, ")\" d=\"M0 -8L8 0L0 8L-8 0Z\"/>");
	}
	if (out->planned != KEUR_NO_DATE) {
		TAG(html, "<circle class=\"planned\" cx=\"");
		html_plain_number(html, place(span, out->planned));
		TAG(html, "\" cy=\"");
		html_plain_number(html, HEIGHT / 2);
		TAG(html, "\" r=\"6\"/>");
	}
	TAG(html, "</svg>");
}

static void row(struct html *html, const struct span *span, const struct phase_out *out)
{
	static const char *const said[PHASE_OUT_STATUSES] = { [PHASE_OUT_ON_TRACK] = N_("on track"), [PHASE_OUT_AT_RISK] = N_("at risk"),
		[PHASE_OUT_OVERDUE] = N_("overdue"), [PHASE_OUT_UNKNOWN] = N_("no day known") };
	static const uint8_t sign[PHASE_OUT_STATUSES] = { [PHASE_OUT_ON_TRACK] = 1, [PHASE_OUT_AT_RISK] = 2, [PHASE_OUT_OVERDUE] = 3, [PHASE_OUT_UNKNOWN] = 2 };

	TAG(html, "<tr><th scope=\"row\">");
	html_part(html, out->component);
	TAG(html, "</th><td><span class=\"sign t");
	html_plain_number(html, sign[out->status]);
	TAG(html, "\">");
	html_say(html, said[out->status]);
	TAG(html, "</span></td><td class=\"when\">");
	html_date(html, out->deadline);
	TAG(html, "<br><span class=\"name\">");
	if (out->decision != KEUR_NONE) {
		html_say(html, N_("by the decision about its supplier"));
	} else if (out->entry != KEUR_NONE) {
		html_fill(html, N_("the pack's deadline {entry}"), IS_STRING(entry, html->result->policy->deadline[out->entry].name));
		TAG(html, " (");
		html_own(html, "status", policy_status_name[html->result->policy->deadline[out->entry].note.status]);
		TAG(html, ")");
	}
	TAG(html, "</span></td><td>");
	if (out->planned == KEUR_NO_DATE)
		html_say(html, N_("no plan"));
	else
		html_date(html, out->planned);
	TAG(html, "</td><td>");
	picture(html, span, out);
	TAG(html, "</td></tr>\n");
}

static void table(struct html *html, const struct span *span)
{
	static const uint8_t order[PHASE_OUT_STATUSES] = { PHASE_OUT_OVERDUE, PHASE_OUT_AT_RISK, PHASE_OUT_UNKNOWN, PHASE_OUT_ON_TRACK };
	const struct result *result = html->result;
	uint32_t i, shown = 0, most = html_most(html, SHOWN);
	size_t k;

	TAG(html, "<div class=\"wide\" role=\"group\"");
	html_attribute(html, "aria-label", N_("Deadlines by part"), { .name = NULL });
	TAG(html, "><table><caption>");
	html_say(html, N_("Deadlines by part. Diamond: the deadline; circle: the plan; dashed line: the day of this report"));
	TAG(html, "</caption><thead><tr><th scope=\"col\">");
	html_say(html, N_("part"));
	TAG(html, "</th><th scope=\"col\">");
	html_say(html, N_("status"));
	TAG(html, "</th><th scope=\"col\">");
	html_say(html, N_("deadline"));
	TAG(html, "</th><th scope=\"col\">");
	html_say(html, N_("planned"));
	TAG(html, "</th><th scope=\"col\" class=\"timed\">");
	html_say(html, N_("line of time"));
	if (span->first != KEUR_NO_DATE)
		years(html, span);
	TAG(html, "</th></tr></thead><tbody>\n");
	for (k = 0; k < PHASE_OUT_STATUSES; k++)
		for (i = 0; i < result->phase_outs; i++)
			if (result->phase_out[i].status == order[k] && shown++ < most)
				row(html, span, &result->phase_out[i]);
	html_table_end(html);
	if (shown > most)
		html_more(html, shown - most);
}

void html_phase_out(struct html *html)
{
	const struct result *result = html->result;
	struct span span = { KEUR_NO_DATE, KEUR_NO_DATE };
	uint32_t i;

	html_section(html, "phase-out", N_("Phase-out of untrusted suppliers"));
	if (!result->phase_outs) {
		html_paragraph(html, N_("No part has a supplier that must leave it."));
		html_section_end(html);
		return;
	}
	TAG(html, "<p>");
	html_fill(html, N_("Overdue {overdue}, at risk {risk}, no day known {unknown}, on track {track}."),
		IS_NUMBER(overdue, result->summary.phase_out[PHASE_OUT_OVERDUE]), IS_NUMBER(risk, result->summary.phase_out[PHASE_OUT_AT_RISK]),
		IS_NUMBER(unknown, result->summary.phase_out[PHASE_OUT_UNKNOWN]), IS_NUMBER(track, result->summary.phase_out[PHASE_OUT_ON_TRACK]));
	TAG(html, "</p>\n");
	widen(&span, result->model->as_of);
	for (i = 0; i < result->phase_outs; i++) {
		widen(&span, result->phase_out[i].deadline);
		widen(&span, result->phase_out[i].planned);
	}
	table(html, &span);
	html_section_end(html);
}
