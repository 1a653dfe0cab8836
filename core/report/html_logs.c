/* What is logged, in report.html: of one part, wherever a way in passes through it, and of each segment by kind of event. What nobody says is
 * told apart from what is not there. */
#include "report/html_sections.h"

#include "base/mem.h"
#include "base/number.h"

#include <stdlib.h>

#include "report/sink.h"

enum { SEGMENTS_SHOWN = 300, EVENTS = 10 };

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

/* What of the required events is logged, is not, and is not known to be. */
struct logged {
	uint64_t required, logged, missing, unknown;
	bool somewhere, elsewhere, kept; /* any row; one that leaves the part; one kept as long as required */
};

static struct logged look(const struct html *html, uint32_t c)
{
	const struct model *model = html->result->model;
	const struct keur_column *column = model->column;
	struct logged seen = { .required = keur_set(&column[COL_component_required_events], c) };
	bool sure = model_answer(model, COL_component_log_stated, c) == KEUR_YES;
	int32_t retention = keur_days(&column[COL_component_required_retention], c);
	uint32_t i;

	for (i = html->log_first[c]; i < html->log_first[c + 1]; i++) {
		uint32_t row = html->log_row[i], sink = keur_code(&column[COL_log_sink], row);

		seen.somewhere = true;
		sure &= model_known(model, COL_log_events, row);
		if (model_known(model, COL_log_events, row))
			seen.logged |= keur_set(&column[COL_log_events], row);
		seen.elsewhere |= sink != KEUR_NONE && sink != c;
		seen.kept |= model_known(model, COL_log_retention, row) && keur_days(&column[COL_log_retention], row) >= retention;
	}
	if (sure)
		seen.missing = seen.required & ~seen.logged;
	else
		seen.unknown = seen.required & ~seen.logged;
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

	for (i = html->log_first[c]; i < html->log_first[c + 1]; i++) {
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
}

void html_logged(struct html *html, uint32_t c)
{
	struct logged seen = look(html, c);

	events(html, "good", N_("logged:"), seen.logged);
	events(html, "bad", N_("not logged:"), seen.missing);
	events(html, "doubt", N_("not known to be logged:"), seen.unknown);
	if (!seen.somewhere && !seen.missing && !seen.unknown)
		events(html, "name", N_("nothing is required of its log"), 0);
	if (!seen.somewhere) {
		TAG(html, "<span class=\"doubt\">");
		html_say(html, N_("no log is named"));
		TAG(html, "</span>");
	}
	sinks(html, c);
}

/* ---- By segment --------------------------------------------------------------------------------------------------------------------- */

struct segment {
	uint32_t code, parts, somewhere, elsewhere, kept, asked;
	uint32_t required[EVENTS], logged[EVENTS], unknown[EVENTS];
};

static int segment_compare(const void *a, const void *b)
{
	const struct segment *x = a, *y = b;

	if (x->parts != y->parts)
		return x->parts > y->parts ? -1 : 1;
	return (x->code > y->code) - (x->code < y->code);
}

static void add(struct segment *segment, const struct logged *seen)
{
	unsigned e;

	segment->parts++;
	if (!seen->required)
		return;
	segment->asked++;
	segment->somewhere += seen->somewhere;
	segment->elsewhere += seen->elsewhere;
	segment->kept += seen->kept;
	for (e = 0; e < EVENTS; e++) {
		segment->required[e] += (uint32_t)(seen->required >> e & 1);
		segment->logged[e] += (uint32_t)((seen->required & seen->logged) >> e & 1);
		segment->unknown[e] += (uint32_t)(seen->unknown >> e & 1);
	}
}

/* "3/5", and how many of the rest nobody says anything about. */
static void of(struct html *html, uint32_t count, uint32_t all, uint32_t unknown)
{
	if (!all) {
		TAG(html, "<td class=\"n none\">–</td>");
		return;
	}
	if (count == all)
		TAG(html, "<td class=\"n full\">");
	else if (unknown)
		TAG(html, "<td class=\"n some open\">");
	else
		TAG(html, "<td class=\"n some\">");
	html_number(html, count);
	TAG(html, "/");
	html_number(html, all);
	if (unknown) {
		TAG(html, "<br>");
		html_number(html, unknown);
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
		of(html, segment->logged[e], segment->required[e], segment->unknown[e]);
	of(html, segment->somewhere, segment->asked, 0);
	of(html, segment->elsewhere, segment->asked, 0);
	of(html, segment->kept, segment->asked, 0);
	TAG(html, "</tr>\n");
}

/* Segments of parts in service; the number of them. */
static uint32_t collect(struct html *html, struct segment **segment)
{
	const struct model *model = html->result->model;
	uint32_t *place = mem_zalloc((size_t)model->strings + 1, sizeof *place), count = 0, c; /* 1 + index, by code; the last: not known */
	size_t capacity = 0;

	*segment = NULL;
	for (c = 0; c < model->rows[TABLE_component]; c++) {
		uint32_t code = keur_code(&model->column[COL_component_segment], c), at = code == KEUR_NONE ? model->strings : code;
		struct logged seen;

		if (!html->result->risk[c][READING_WORST])
			continue;
		if (!place[at]) {
			mem_reserve(segment, &capacity, (size_t)count + 1, sizeof **segment);
			(*segment)[count++] = (struct segment){ .code = code };
			place[at] = count;
		}
		seen = look(html, c);
		add(&(*segment)[place[at] - 1], &seen);
	}
	free(place);
	if (count)
		qsort(*segment, count, sizeof **segment, segment_compare);
	return count;
}

void html_logging(struct html *html)
{
	static const char *const head[] = { N_("segment"), N_("parts"), N_("login"), N_("admin"), N_("account"), N_("config"), N_("data read"), N_("export"),
		N_("session"), N_("log control"), N_("update"), N_("start, stop"), N_("any log"), N_("sent off the part"), N_("kept long enough"), NULL };
	struct segment *segment;
	uint32_t count = collect(html, &segment), i;

	html_section(html, "logging", N_("Would we notice: logging by segment"));
	html_paragraph(html, N_("Each field: of the parts whose log must have that kind of event, how many have it; below, with a question mark, those of which "
		"nobody says. A dash: the pack asks for nothing there."));
	TAG(html, "<div class=\"dense\">");
	html_table(html, N_("Logging by segment, parts in service"), head, 1);
	for (i = 0; i < count && i < SEGMENTS_SHOWN; i++)
		segment_row(html, &segment[i]);
	html_table_end(html);
	TAG(html, "</div>\n");
	if (count > SEGMENTS_SHOWN)
		html_more(html, count - SEGMENTS_SHOWN);
	html_section_end(html);
	free(segment);
}
