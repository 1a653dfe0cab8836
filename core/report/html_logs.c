/* What is logged, in report.html: of one part, wherever a way in passes through it, and of each segment by kind of event. What nobody says is
 * told apart from what is not there. */
#include "report/html_sections.h"

#include "base/mem.h"
#include "base/number.h"

#include <stdlib.h>

#include "report/sink.h"

enum { SEGMENTS_SHOWN = 300, SINKS_SHOWN = 5, EVENTS = 10 };

/* The members of list event; each is a column of the table by segment, with a head of its own. */
#define LIST(list, ...) enum { MEMBERS_##list = sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(const char *) };
#include "model/schema.def"
_Static_assert((int)MEMBERS_event == (int)EVENTS, "a kind of event has no column");

void html_logs_sort(struct html *html)
{
	const struct model *model = html->result->model;
	uint32_t parts = model->rows[TABLE_component], rows = model->rows[TABLE_log], i, c;
	const struct keur_column *column = &model->column[COL_log_component];

	html->log_first = mem_zalloc((size_t)parts + 2, sizeof *html->log_first);
	html->log_row = mem_zalloc((size_t)rows + 1, sizeof *html->log_row);
	for (i = 0; i < rows; i++)
		if ((c = keur_code(column, i)) != KEUR_NONE)
			html->log_first[c + 2]++;
	for (i = 0; i < parts; i++)
		html->log_first[i + 2] += html->log_first[i + 1];
	for (i = 0; i < rows; i++)
		if ((c = keur_code(column, i)) != KEUR_NONE)
			html->log_row[html->log_first[c + 1]++] = i;
}

/* What of the required events is logged, is not, and is not known to be. Answers are KEUR_YES, KEUR_NO or 0: nobody says. */
struct logged {
	uint64_t required, logged, missing, unknown;
	uint8_t somewhere, elsewhere, kept; /* any row; one that leaves the part; each required event that is logged, as long as required */
};

static uint8_t answer(bool yes, bool no)
{
	return yes ? KEUR_YES : no ? KEUR_NO : 0;
}

/* Whether rows of `long_enough` keep each required event that is logged: one that is kept too briefly does no harm beside another that is not. */
static uint8_t kept(const struct html *html, uint32_t c, const struct logged *seen, uint64_t long_enough, bool sure)
{
	const struct model *model = html->result->model;
	bool open = !sure && !(seen->required & seen->logged);
	uint32_t i;

	for (i = html->log_first[c]; i < html->log_first[c + 1]; i++) {
		uint32_t row = html->log_row[i];
		bool named = model_known(model, COL_log_events, row);
		uint64_t events = named ? keur_set(&model->column[COL_log_events], row) : UINT64_MAX;

		if (!(events & seen->required & ~long_enough))
			continue;
		if (named && model_known(model, COL_log_retention, row))
			return KEUR_NO;
		open = true;
	}
	return answer(!open && (seen->required & seen->logged), !open);
}

static struct logged look(const struct html *html, uint32_t c)
{
	const struct model *model = html->result->model;
	const struct keur_column *column = model->column;
	struct logged seen = { .required = keur_set(&column[COL_component_required_events], c) };
	bool stated = model_answer(model, COL_component_log_stated, c) == KEUR_YES, sure = stated, elsewhere = false, sinks_sure = stated;
	int32_t retention = keur_days(&column[COL_component_required_retention], c);
	uint64_t long_enough = 0;
	uint32_t i;

	for (i = html->log_first[c]; i < html->log_first[c + 1]; i++) {
		uint32_t row = html->log_row[i], sink = keur_code(&column[COL_log_sink], row);
		uint64_t events = model_known(model, COL_log_events, row) ? keur_set(&column[COL_log_events], row) : 0;

		sure &= model_known(model, COL_log_events, row);
		seen.logged |= events;
		sinks_sure &= model_known(model, COL_log_sink, row);
		elsewhere |= sink != KEUR_NONE && sink != c;
		if (model_known(model, COL_log_retention, row) && keur_days(&column[COL_log_retention], row) >= retention)
			long_enough |= events;
	}
	if (sure)
		seen.missing = seen.required & ~seen.logged;
	else
		seen.unknown = seen.required & ~seen.logged;
	seen.somewhere = answer(html->log_first[c] != html->log_first[c + 1], stated);
	seen.elsewhere = answer(elsewhere, sinks_sure);
	seen.kept = kept(html, c, &seen, long_enough, sure);
	return seen;
}

static void events(struct html *html, const char *class_, const char *said, uint64_t set)
{
	if (!set)
		return;
	TAG(html, "<span class=\"");
	escape_html(html->out, text_of(class_));
	TAG(html, "\">");
	html_say(html, said);
	TAG(html, " ");
	if (set == (UINT64_C(1) << schema_list[LIST_event].members) - 1)
		html_say(html, N_("all kinds of events"));
	else
		html_members(html, LIST_event, set);
	TAG(html, "</span>");
}

static void sinks(struct html *html, uint32_t c)
{
	const struct model *model = html->result->model;
	uint32_t i;

	for (i = html->log_first[c]; i < html->log_first[c + 1] && i < html->log_first[c] + SINKS_SHOWN; i++) {
		uint32_t row = html->log_row[i];

		TAG(html, "<span class=\"sink\">");
		if (!model_known(model, COL_log_sink, row))
			html_say(html, N_("goes nobody knows where"));
		else if (keur_code(&model->column[COL_log_sink], row) == KEUR_NONE)
			html_say(html, N_("stays on the part itself"));
		else
			html_fill(html, N_("goes to {part}"), IS_PART(part, keur_code(&model->column[COL_log_sink], row)));
		TAG(html, ", ");
		html_say(html, N_("kept"));
		TAG(html, " ");
		html_value(html, COL_log_retention, row);
		TAG(html, "</span>");
	}
	if (i == html->log_first[c + 1])
		return;
	TAG(html, "<span class=\"sink\">");
	html_fill(html, N_("and {count} more, which the inventory has"), IS_NUMBER(count, html->log_first[c + 1] - i));
	TAG(html, "</span>");
}

void html_logged(struct html *html, uint32_t c)
{
	struct logged seen = look(html, c);

	events(html, "good", N_("logged:"), seen.logged);
	events(html, "bad", N_("not logged:"), seen.missing);
	events(html, "doubt", N_("not known to be logged:"), seen.unknown);
	if (!seen.required) {
		TAG(html, "<span class=\"name\">");
		html_say(html, N_("nothing is required of its log"));
		TAG(html, "</span>");
	} else if (seen.somewhere == KEUR_NO) {
		TAG(html, "<span class=\"bad\">");
		html_say(html, N_("it has no log"));
		TAG(html, "</span>");
	} else if (seen.somewhere != KEUR_YES) {
		TAG(html, "<span class=\"doubt\">");
		html_say(html, N_("no log is named"));
		TAG(html, "</span>");
	}
	sinks(html, c);
}

/* ---- By segment --------------------------------------------------------------------------------------------------------------------- */

enum question { SOMEWHERE, ELSEWHERE, KEPT, QUESTIONS };

/* Of how many parts something is asked, is so, and is not known. */
struct tally {
	uint32_t asked, yes, unknown;
};

struct segment {
	uint32_t code, parts;
	struct tally event[EVENTS], whole[QUESTIONS];
};

static int segment_compare(const void *a, const void *b)
{
	const struct segment *x = a, *y = b;

	if (x->parts != y->parts)
		return x->parts > y->parts ? -1 : 1;
	return (x->code > y->code) - (x->code < y->code);
}

static void count(struct tally *tally, uint8_t said)
{
	tally->asked++;
	tally->yes += said == KEUR_YES;
	tally->unknown += said != KEUR_YES && said != KEUR_NO;
}

static void add(struct segment *segment, const struct logged *seen)
{
	unsigned e;

	segment->parts++;
	if (!seen->required)
		return;
	count(&segment->whole[SOMEWHERE], seen->somewhere);
	count(&segment->whole[ELSEWHERE], seen->elsewhere);
	count(&segment->whole[KEPT], seen->kept);
	for (e = 0; e < EVENTS; e++)
		if (seen->required >> e & 1)
			count(&segment->event[e], answer(seen->logged >> e & 1, seen->missing >> e & 1));
}

/* "3/5", and how many of the rest nobody says anything about. Only where all of the rest is known to be wrong does it say so. */
static void of(struct html *html, const struct tally *tally)
{
	if (!tally->asked) {
		TAG(html, "<td class=\"n none\">–</td>");
		return;
	}
	if (tally->yes == tally->asked)
		TAG(html, "<td class=\"n full\">");
	else if (tally->unknown)
		TAG(html, "<td class=\"n some open\">");
	else
		TAG(html, "<td class=\"n some\">");
	html_number(html, tally->yes);
	TAG(html, "/");
	html_number(html, tally->asked);
	if (tally->unknown) {
		TAG(html, "<br>");
		html_number(html, tally->unknown);
		TAG(html, "\xC2\xA0?");
	}
	TAG(html, "</td>");
}

static void segment_row(struct html *html, const struct segment *segment)
{
	unsigned e;

	TAG(html, "<tr><th scope=\"row\">");
	if (segment->code == KEUR_NONE)
		html_unknown(html);
	else
		html_text(html, model_text(html->result->model, segment->code));
	TAG(html, "</th><td class=\"n\">");
	html_number(html, segment->parts);
	TAG(html, "</td>");
	for (e = 0; e < EVENTS; e++)
		of(html, &segment->event[e]);
	for (e = 0; e < QUESTIONS; e++)
		of(html, &segment->whole[e]);
	TAG(html, "</tr>\n");
}

/* Segments of parts in service; the number of them. */
static uint32_t collect(struct html *html, struct segment **segment)
{
	const struct model *model = html->result->model;
	uint32_t *place = mem_zalloc((size_t)model->strings + 1, sizeof *place), segments = 0, c; /* 1 + index, by code; the last: not known */
	size_t capacity = 0;

	*segment = NULL;
	for (c = 0; c < model->rows[TABLE_component]; c++) {
		uint32_t code = keur_code(&model->column[COL_component_segment], c), at = code == KEUR_NONE ? model->strings : code;
		struct logged seen;

		if (!html->result->risk[c][READING_WORST])
			continue;
		if (!place[at]) {
			mem_reserve(segment, &capacity, (size_t)segments + 1, sizeof **segment);
			(*segment)[segments++] = (struct segment){ .code = code };
			place[at] = segments;
		}
		seen = look(html, c);
		add(&(*segment)[place[at] - 1], &seen);
	}
	free(place);
	if (segments)
		qsort(*segment, segments, sizeof **segment, segment_compare);
	return segments;
}

void html_logging(struct html *html)
{
	static const char *const head[] = { N_("segment"), N_("parts"), N_("login"), N_("admin"), N_("account"), N_("config"), N_("data read"), N_("export"),
		N_("session"), N_("log control"), N_("update"), N_("start, stop"), N_("any log"), N_("sent off the part"), N_("kept long enough"), NULL };
	_Static_assert(sizeof head / sizeof *head == 2 + EVENTS + QUESTIONS + 1, "a head for each column");
	struct segment *segment;
	uint32_t segments = collect(html, &segment), i;

	html_section(html, "logging", N_("Would we notice: logging by segment"));
	html_may_lack(html, WORDS_LOGS);
	html_paragraph(html, N_("Each field: of the parts whose log must have that kind of event, how many have it; below, with a question mark, those of which "
		"nobody says. A dash: the pack asks for nothing there. The last three: of the parts of which any is asked, those that have a log, those whose log "
		"goes elsewhere too, and those that keep every event that is asked and logged for as long as the pack says."));
	TAG(html, "<div class=\"dense\">");
	html_table(html, N_("Logging by segment, parts in service"), head, 1);
	for (i = 0; i < segments && i < SEGMENTS_SHOWN; i++)
		segment_row(html, &segment[i]);
	html_table_end(html);
	TAG(html, "</div>\n");
	if (segments > SEGMENTS_SHOWN)
		html_more(html, segments - SEGMENTS_SHOWN);
	html_section_end(html);
	free(segment);
}
