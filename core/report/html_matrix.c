/* The risk matrix as pictures: on the known facts and worst credible, side by side; all scenarios together and each by itself. Every field
 * says its level in letters and by a pattern as well as in colour. Without scripts all stand below each other; with scripts one pair is
 * shown at a time, and a field filters the list of parts. */
#include "report/html_sections.h"

#include "report/sink.h"

enum { VIEWS = 1 + SCENARIOS, CELL = 72, GAP = 2, FIELD = CELL - 2 * GAP, LEFT = 92, TOP = 8, WIDTH = LEFT + LEVELS * CELL + 4, HEIGHT = TOP + LEVELS * CELL + 56 };

typedef uint32_t counts[VIEWS][READINGS][LEVELS + 1][LEVELS + 1];

static const char *const letters[LEVELS + 1] = { "", N_AS("matrix", "VL"), N_AS("matrix", "L"), N_AS("matrix", "M"), N_AS("matrix", "H"), N_AS("matrix", "VH") };
static const char *const view_name[VIEWS] = { "combined", "espionage", "manipulation", "sabotage" };
static const char *const view_said[VIEWS] = { N_("All scenarios"), N_("Espionage"), N_("Manipulation"), N_("Sabotage") };
static const char *const reading_said[READINGS] = { N_("On the known facts"), N_("Worst credible") };

static void count(const struct result *result, counts count)
{
	uint32_t c;
	unsigned s, r;

	memset(count, 0, sizeof(counts));
	memcpy(count[0], result->summary.matrix, sizeof count[0]);
	for (c = 0; c < result->model->rows[TABLE_component]; c++)
		for (s = 0; result->risk[c][READING_WORST] && s < SCENARIOS; s++)
			for (r = 0; r < READINGS; r++)
				count[1 + s][r][result->level[c][s][r].likelihood][result->level[c][s][r].impact]++;
}

/* Left side of a column and upper side of a row, counted from 1 at the lower left. */
static unsigned column_x(unsigned column)
{
	return LEFT + (column - 1) * CELL;
}

static unsigned row_y(unsigned row)
{
	return TOP + (LEVELS - row) * CELL;
}

static void at(struct html *html, unsigned x, unsigned y)
{
	TAG(html, " x=\"");
	html_plain_number(html, x);
	TAG(html, "\" y=\"");
	html_plain_number(html, y);
	TAG(html, "\"");
}

/* Of the field whose corner is at x, y. */
static void square(struct html *html, unsigned x, unsigned y)
{
	at(html, x + GAP, y + GAP);
	TAG(html, " width=\"");
	html_plain_number(html, FIELD);
	TAG(html, "\" height=\"");
	html_plain_number(html, FIELD);
	TAG(html, "\" rx=\"4\"");
}

/* context: of the word, NULL: none. */
static void word(struct html *html, unsigned x, unsigned y, const char *class_, const char *context, const char *said)
{
	TAG(html, "<text class=\"");
	escape_html(html->out, text_of(class_));
	TAG(html, "\"");
	at(html, x, y);
	TAG(html, ">");
	html_own(html, context, said);
	TAG(html, "</text>");
}

/* What the script goes by: which parts are in the field. */
static void field_data(struct html *html, unsigned view, unsigned reading, unsigned likelihood, unsigned impact)
{
	TAG(html, " data-view=\"");
	html_plain_number(html, view);
	TAG(html, "\" data-reading=\"");
	html_plain_number(html, reading);
	TAG(html, "\" data-cell=\"");
	html_plain_number(html, likelihood);
	html_plain_number(html, impact);
	TAG(html, "\"");
}

static void field(struct html *html, unsigned view, unsigned reading, unsigned likelihood, unsigned impact, uint32_t parts)
{
	unsigned level = html->result->policy->risk[likelihood][impact], x = column_x(impact), y = row_y(likelihood);

	if (parts) {
		TAG(html, "<a class=\"cell\" href=\"#parts\"");
		field_data(html, view, reading, likelihood, impact);
		html_attribute_said(html, "aria-label", say_many("Likelihood {likelihood}, impact {impact}, risk {risk}: {count} part",
			"Likelihood {likelihood}, impact {impact}, risk {risk}: {count} parts", parts), IS_LEVEL(likelihood, likelihood),
			IS_LEVEL(impact, impact), IS_LEVEL(risk, level), IS_NUMBER(count, parts));
		TAG(html, ">");
	} else {
		TAG(html, "<g class=\"cell empty\">");
	}
	TAG(html, "<rect class=\"f l");
	html_plain_number(html, level);
	TAG(html, "\"");
	square(html, x, y);
	TAG(html, "/>");
	if (level >= 3) { /* a pattern, for who does not see colours */
		TAG(html, "<rect");
		square(html, x, y);
		TAG(html, " fill=\"url(#hatch");
		html_plain_number(html, level);
		TAG(html, ")\"/>");
	}
	word(html, x + 10, y + 19, level >= 5 ? "sign five" : "sign", "matrix", letters[level]);
	TAG(html, "<text class=\"count");
	if (level >= 5)
		TAG(html, " five");
	if (parts >= 100000)
		TAG(html, " small\"");
	else if (parts >= 1000)
		TAG(html, " less\"");
	else
		TAG(html, "\"");
	at(html, x + CELL / 2, y + 49);
	TAG(html, ">");
	if (parts)
		html_number(html, parts);
	else
		TAG(html, "·");
	TAG(html, "</text>");
	if (parts)
		TAG(html, "</a>\n");
	else
		TAG(html, "</g>\n");
}

static void picture(struct html *html, unsigned view, unsigned reading, const uint32_t (*parts)[LEVELS + 1])
{
	unsigned likelihood, impact, i;

	TAG(html, "<figure><figcaption>");
	html_say(html, reading_said[reading]);
	TAG(html, "</figcaption>\n<svg viewBox=\"0 0 ");
	html_plain_number(html, WIDTH);
	TAG(html, " ");
	html_plain_number(html, HEIGHT);
	TAG(html, "\" role=\"group\" aria-labelledby=\"m");
	html_plain_number(html, view);
	html_plain_number(html, reading);
	TAG(html, "t m");
	html_plain_number(html, view);
	html_plain_number(html, reading);
	TAG(html, "d\"><title id=\"m");
	html_plain_number(html, view);
	html_plain_number(html, reading);
	TAG(html, "t\">");
	html_fill(html, N_("Risk matrix: {view}, {reading}"), IS_OWN(view, NULL, view_said[view]), IS_OWN(reading, NULL, reading_said[reading]));
	TAG(html, "</title><desc id=\"m");
	html_plain_number(html, view);
	html_plain_number(html, reading);
	TAG(html, "d\">");
	html_say(html, N_("Likelihood upwards, impact to the right, both from very low to very high; each field has the number of its parts."));
	TAG(html, "</desc>\n");
	for (likelihood = LEVELS; likelihood >= 1; likelihood--) {
		word(html, LEFT - 8, row_y(likelihood) + CELL / 2 + 5, "row", "level", words_level[likelihood]);
		for (impact = 1; impact <= LEVELS; impact++)
			field(html, view, reading, likelihood, impact, parts[likelihood][impact]);
	}
	for (i = 1; i <= LEVELS; i++)
		word(html, column_x(i) + CELL / 2, TOP + LEVELS * CELL + 20, "column", "level", words_level[i]);
	word(html, LEFT + LEVELS * CELL / 2, TOP + LEVELS * CELL + 46, "axis", NULL, N_("impact"));
	TAG(html, "<g transform=\"translate(14 ");
	html_plain_number(html, TOP + LEVELS * CELL / 2);
	TAG(html, ") rotate(-90)\">");
	word(html, 0, 0, "axis", NULL, N_("likelihood"));
	TAG(html, "</g></svg></figure>\n");
}

/* Once for all pictures. */
static void patterns(struct html *html)
{
	TAG(html, "<svg class=\"defs\" width=\"0\" height=\"0\" aria-hidden=\"true\" focusable=\"false\"><defs>"
		"<pattern id=\"hatch3\" width=\"10\" height=\"10\" patternUnits=\"userSpaceOnUse\"><circle class=\"ink\" cx=\"5\" cy=\"5\" r=\"1\"/></pattern>"
		"<pattern id=\"hatch4\" width=\"9\" height=\"9\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><path class=\"line\" d=\"M0 0V9\"/></pattern>"
		"<pattern id=\"hatch5\" width=\"9\" height=\"9\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><path class=\"line\" d=\"M0 0V9M0 0H9\"/></pattern>"
		"</defs></svg>\n");
}

static void risk_row(struct html *html, enum reading reading)
{
	unsigned level;

	TAG(html, "<tr><th scope=\"row\">");
	html_say(html, reading_said[reading]);
	TAG(html, "</th>");
	for (level = LEVELS; level >= 1; level--) {
		TAG(html, "<td class=\"n\">");
		html_number(html, html->result->summary.risk[reading][level]);
		TAG(html, "</td>");
	}
	TAG(html, "</tr>\n");
}

static void method(struct html *html)
{
	const struct policy *policy = html->result->policy;
	const struct policy_matrix *matrix = policy->matrices ? &policy->matrix[policy->matrix_used] : NULL;

	html_paragraph(html, N_("Parts in service, each once by its worst scenario, or by the scenario chosen. In the worst-credible reading missing facts turn out badly; "
		"on the known facts they are left out."));
	TAG(html, "<p>");
	html_fill(html, N_("Method: {method}."), IS_ENGLISH(method, policy->matrix_name));
	if (matrix && matrix->steps < LEVELS) {
		TAG(html, " ");
		html_fill(html, N_("It has {steps} steps: the upper rows and columns that are one step have the same levels."), IS_NUMBER(steps, matrix->steps));
	}
	TAG(html, "</p>\n");
}

void html_matrix(struct html *html)
{
	static const char *const head[] = { N_("reading"), N_("very high"), N_("high"), N_("medium"), N_("low"), N_("very low"), NULL };
	counts parts;
	unsigned view;
	int r;

	count(html->result, parts);
	html_section(html, "matrix", N_("Risk matrix"));
	html_may_lack(html, WORDS_FINDINGS);
	method(html);
	patterns(html);
	TAG(html, "<div class=\"tabs\" hidden role=\"group\"");
	html_attribute(html, "aria-label", N_("Scenario"), { .name = NULL });
	TAG(html, ">");
	for (view = 0; view < VIEWS; view++) {
		TAG(html, "<button type=\"button\" aria-pressed=\"false\" data-show=\"");
		html_plain_number(html, view);
		TAG(html, "\">");
		html_say(html, view_said[view]);
		TAG(html, "</button>");
	}
	TAG(html, "</div>\n");
	for (view = 0; view < VIEWS; view++) {
		TAG(html, "<div class=\"view\" id=\"matrix-");
		escape_html(html->out, text_of(view_name[view]));
		TAG(html, "\"><h3>");
		html_say(html, view_said[view]);
		TAG(html, "</h3><div class=\"pair\">\n");
		for (r = 0; r < READINGS; r++)
			picture(html, view, (unsigned)r, parts[view][r]);
		TAG(html, "</div></div>\n");
	}
	html_table(html, N_("Parts by risk, all scenarios"), head, 1);
	for (r = READINGS - 1; r >= 0; r--)
		risk_row(html, (enum reading)r);
	html_table_end(html);
	html_section_end(html);
}
