/* What to do, in report.html, directly under the answer: a row for each way to mend and party, then the phase-outs that are late, then the
 * questions that are worth most; with who would have to act. */
#include "report/html_sections.h"

#include "report/sink.h"

enum { STEPS_SHOWN = 30, PARTS_NAMED = 12, RULES_NAMED = 8, QUESTIONS_SHOWN = 3 };

static void named_part(struct html *html, uint32_t part, uint32_t *shown)
{
	if ((*shown)++ >= PARTS_NAMED)
		return;
	if (*shown > 1)
		TAG(html, ", ");
	html_part(html, part);
}

static void more_parts(struct html *html, uint32_t shown)
{
	if (shown <= PARTS_NAMED)
		return;
	TAG(html, " ");
	html_fill(html, N_("and {count} more"), IS_NUMBER(count, shown - PARTS_NAMED));
}

static void parts(struct html *html, const struct words_steps *steps, const struct words_step *step)
{
	uint32_t i, shown = 0, last = KEUR_NONE;

	for (i = step->first; i < step->first + step->count; i++) { /* a part's findings stand together */
		uint32_t part = result_raw(html->result, &html->result->finding[steps->finding[i]])->component;

		if (part != KEUR_NONE && part != last)
			named_part(html, part, &shown);
		last = part;
	}
	more_parts(html, shown);
	if (!shown)
		html_say(html, N_("the network as a whole"));
}

/* The rules it is about, each once. */
static void rules(struct html *html, const struct words_steps *steps, const struct words_step *step)
{
	const struct declared_rule *rule[RULES_NAMED];
	uint32_t i, k, named = 0;

	for (i = step->first; i < step->first + step->count && named < RULES_NAMED; i++) {
		rule[named] = result_rule(html->result, &html->result->finding[steps->finding[i]]);
		for (k = 0; k < named && rule[k] != rule[named]; k++)
			;
		if (k < named)
			continue;
		if (named++)
			TAG(html, ", ");
		html_code(html, rule[named - 1]->full);
	}
}

static void step(struct html *html, const struct words_steps *steps, const struct words_step *step)
{
	const struct result_finding *finding = &html->result->finding[steps->finding[step->first]];
	const struct declared_rule *rule = result_rule(html->result, finding);
	const struct words_act *act = words_act(steps, html->result, steps->finding[step->first]);
	uint32_t party = result_raw(html->result, finding)->party;

	TAG(html, "<tr><th scope=\"row\">");
	if (act) {
		html_fill(html, act->said, IS_TEXT(party, words_name(html->result, party)));
	} else { /* what its plugin says, which has it in one language */
		TAG(html, "<span lang=\"en\">");
		html_string(html, rule->help && rule->help[0] ? rule->help : rule->title);
		TAG(html, "</span>");
	}
	TAG(html, "<br><span class=\"name\">");
	rules(html, steps, step);
	if (party != KEUR_NONE) {
		TAG(html, " · ");
		html_supplier(html, party);
	}
	TAG(html, "</span></th><td>");
	parts(html, steps, step);
	TAG(html, "</td><td>");
	if (act)
		html_say(html, answerer[act->who].said);
	else
		html_unknown(html);
	TAG(html, "</td><td>");
	html_count(html, step->count, "ends {count} breach", "ends {count} breaches", { .name = NULL });
	TAG(html, "</td></tr>\n");
}

static bool is_late(const struct result *result, uint32_t i)
{
	return result->phase_out[i].status == PHASE_OUT_OVERDUE;
}

/* Those of one day are one row. */
static void late(struct html *html)
{
	const struct result *result = html->result;
	uint32_t i, k, rows = 0;

	for (i = 0; i < result->phase_outs && rows < STEPS_SHOWN; i++) {
		uint32_t shown = 0;

		if (!is_late(result, i))
			continue;
		for (k = 0; k < i && !(is_late(result, k) && result->phase_out[k].deadline == result->phase_out[i].deadline); k++)
			;
		if (k < i)
			continue;
		rows++;
		TAG(html, "<tr><th scope=\"row\">");
		html_fill(html, N_("Carry out the phase-out that is late: untrusted suppliers were to be out by {date}"), IS_DATE(date, result->phase_out[i].deadline));
		TAG(html, "<br><span class=\"name\"><a href=\"#phase-out\">");
		html_say(html, N_("Phase-out"));
		TAG(html, "</a></span></th><td>");
		for (k = i; k < result->phase_outs; k++)
			if (is_late(result, k) && result->phase_out[k].deadline == result->phase_out[i].deadline)
				named_part(html, result->phase_out[k].component, &shown);
		more_parts(html, shown);
		TAG(html, "</td><td>");
		html_say(html, answerer[ANSWERER_CONTRACTS].said);
		TAG(html, "</td><td>");
		html_count(html, shown, "{count} part is overdue", "{count} parts are overdue", { .name = NULL });
		TAG(html, "</td></tr>\n");
	}
}

static void question(struct html *html, uint32_t number)
{
	const struct gap *gap = &html->result->gap[number];
	uint32_t i, shown = 0;

	TAG(html, "<tr><th scope=\"row\">");
	html_say(html, N_("Find out:"));
	TAG(html, " ");
	html_question(html, number);
	TAG(html, "<br><span class=\"name\">");
	if (html_asks(html, number)) {
		TAG(html, "<a href=\"#q");
		html_plain_number(html, number);
		TAG(html, "\">");
		html_fill(html, N_("question {number}"), IS_NUMBER(number, html->place[number] + 1));
		TAG(html, "</a>");
	}
	TAG(html, "</span></th><td>");
	for (i = 0; i < 3 && gap->sample[i] != KEUR_NONE; i++)
		named_part(html, gap->sample[i], &shown);
	if (gap->count > shown) {
		TAG(html, " ");
		html_fill(html, N_("and {count} more"), IS_NUMBER(count, gap->count - shown));
	}
	TAG(html, "</td><td>");
	html_say(html, answerer[gap->fill.answerer].said);
	TAG(html, "</td><td>");
	html_count(html, gap->worth, "may change {count} level", "may change {count} levels", { .name = NULL });
	TAG(html, "</td></tr>\n");
}

void html_steps(struct html *html)
{
	static const char *const head[] = { N_("what to do"), N_("where"), N_("who decides or acts"), N_("effect"), NULL };
	const struct result *result = html->result;
	uint32_t questions, i;
	struct words_steps steps;

	/* Those that are worth anything come first. */
	for (questions = i = 0; i < result->gaps && questions < QUESTIONS_SHOWN && result->gap[html->asked[i].gap].worth; i++)
		questions += !html->asked[i].again;
	words_steps(&steps, result);
	html_section(html, "steps", N_("What to do"));
	html_may_lack(html, WORDS_FINDINGS);
	if (!steps.steps && !questions && !result->summary.phase_out[PHASE_OUT_OVERDUE]) {
		html_paragraph(html, result_incomplete(result) ? N_("Nothing was found that has to be done, and not everything was assessed.")
			: N_("Nothing was found that has to be done."));
	} else {
		html_table(html, N_("What ends the breaches, what is late, and which answers are worth most"), head, HTML_NO_NUMBERS);
		for (i = 0; i < steps.steps && i < STEPS_SHOWN; i++)
			step(html, &steps, &steps.step[i]);
		late(html);
		for (i = 0; questions; i++)
			if (!html->asked[i].again) {
				question(html, html->asked[i].told);
				questions--;
			}
		html_table_end(html);
	}
	if (steps.steps > STEPS_SHOWN)
		html_more(html, steps.steps - STEPS_SHOWN);
	if (steps.steps)
		html_paragraph(html, N_("`keur whatif --cheapest` computes the smallest set of closings and replacements that ends all breaches, and what "
			"the matrix would be then."));
	html_section_end(html);
	words_steps_free(&steps);
}
