/* What the terminal shows: enough to act on, with the way to the rest. English; everything from inventories made visible. */
#include "report/report.h"

#include "report/text.h"

enum { BREACHES_SHOWN = 50, RISKS_SHOWN = 10, QUESTIONS_SHOWN = 10, CLAIMS_SHOWN = 10 };

static void and_more(struct screen *screen, unsigned indent, uint64_t more, const char *where)
{
	screen_line(screen, indent, indent);
	screen_say(screen, PAINT_DIM, "and ");
	screen_number(screen, PAINT_DIM, more);
	screen_say(screen, PAINT_DIM, " more, see ");
	screen_say(screen, PAINT_DIM, where);
	screen_end(screen);
}

/* ---- Breaches ------------------------------------------------------------------------------------------------------------------ */

static void evidence(struct screen *screen, const struct result *result, const struct words_files *files,
	const struct result_finding *finding)
{
	const struct findings *run = result->run[finding->plugin].findings;
	const struct finding *raw = result_raw(result, finding);
	bool more = false;
	uint32_t i;

	screen_line(screen, 6, 6);
	for (i = 0; i < raw->evidences; i++) {
		const struct keur_row *row = &run->evidence[raw->evidence + i];
		struct words_place place;

		if (!words_place(result, files, row->table, row->row, &place))
			continue;
		if (more)
			screen_say(screen, PAINT_DIM, ", ");
		screen_say(screen, PAINT_DIM, place.file);
		screen_say(screen, PAINT_DIM, ":");
		screen_plain_number(screen, PAINT_DIM, place.line);
		more = true;
	}
	if (more)
		screen_end(screen);
}

static void breaches(struct screen *screen, const struct result *result)
{
	struct words_files files;
	struct buffer text = { 0 };
	uint32_t i, all = 0;

	words_files_start(&files, result);
	screen_heading(screen, "Breaches");
	for (i = 0; i < result->findings; i++) {
		const struct result_finding *finding = &result->finding[i];

		if (finding->kind != KEUR_KIND_BREACH || all++ >= BREACHES_SHOWN)
			continue;
		screen_line(screen, 2, 6);
		words_key(result, TABLE_component, result_raw(result, finding)->component, &text);
		screen_text(screen, PAINT_LEVEL + 5, text.length ? buffer_view(&text) : TEXT_LITERAL("the network"));
		screen_say(screen, PAINT_PLAIN, "  ");
		buffer_clear(&text);
		words_message(result, finding, &text);
		screen_text(screen, PAINT_PLAIN, buffer_view(&text));
		buffer_clear(&text);
		screen_end(screen);
		evidence(screen, result, &files, finding);
	}
	if (!all) {
		screen_line(screen, 2, 2);
		screen_say(screen, PAINT_PLAIN, "none found");
		screen_end(screen);
	}
	if (all > BREACHES_SHOWN)
		and_more(screen, 2, all - BREACHES_SHOWN, "findings.csv");
	buffer_free(&text);
	words_files_free(&files);
}

/* ---- Highest risks ------------------------------------------------------------------------------------------------------------- */

/* The scenario that draws the component, and whether its level is certain. */
static bool certain(const struct result *result, uint32_t component)
{
	unsigned s;

	for (s = 0; s < SCENARIOS; s++)
		if ((result->determined[component] >> s & 1)
			&& result->level[component][s][READING_KNOWN].risk == result->risk[component][READING_WORST])
			return true;
	return false;
}

void text_risk(struct screen *screen, const struct result *result, uint32_t component)
{
	uint8_t known = result->risk[component][READING_KNOWN], worst = result->risk[component][READING_WORST];
	unsigned s = result_worst_scenario(result, component, READING_WORST);

	if (certain(result, component)) {
		screen_say(screen, PAINT_LEVEL + worst, screen_level(worst));
		return;
	}
	if (!(result->determined[component] >> s & 1))
		screen_say(screen, PAINT_BOLD, "undetermined: ");
	screen_say(screen, PAINT_PLAIN, "at least ");
	screen_say(screen, PAINT_LEVEL + known, screen_level(known));
	screen_say(screen, PAINT_PLAIN, ", at most ");
	screen_say(screen, PAINT_LEVEL + worst, screen_level(worst));
}

/* Order of urgency: worst risk, known risk, likelihood, impact; the first by id of equals. Larger is more urgent. */
static uint32_t urgency(const struct result *result, uint32_t component)
{
	unsigned s = result_worst_scenario(result, component, READING_WORST);
	const struct levels *levels = &result->level[component][s][READING_WORST];

	return (uint32_t)result->risk[component][READING_WORST] << 24 | (uint32_t)result->risk[component][READING_KNOWN] << 16
		| (uint32_t)levels->likelihood << 8 | levels->impact;
}

static unsigned most_urgent(const struct result *result, uint32_t top[RISKS_SHOWN])
{
	uint32_t least = 0, c;
	unsigned count = 0, at;

	for (c = 0; c < result->model->rows[TABLE_component]; c++) {
		uint32_t now;

		/* Most parts of a large network stop at the first comparison. */
		if (!result->risk[c][READING_WORST] || (count == RISKS_SHOWN && result->risk[c][READING_WORST] < least >> 24))
			continue;
		now = urgency(result, c);
		if (count == RISKS_SHOWN && now <= least)
			continue;
		if (count < RISKS_SHOWN)
			count++;
		for (at = count - 1; at > 0 && urgency(result, top[at - 1]) < now; at--)
			top[at] = top[at - 1];
		top[at] = c;
		least = urgency(result, top[count - 1]);
	}
	return count;
}

static void factors(struct screen *screen, const struct result *result, uint32_t component)
{
	unsigned s = result_worst_scenario(result, component, READING_WORST);
	const struct levels *levels = &result->level[component][s][READING_WORST];

	screen_say(screen, PAINT_DIM, "  ");
	screen_say(screen, PAINT_DIM, policy_scenario_name[s]);
	screen_say(screen, PAINT_DIM, ": threat ");
	screen_number(screen, PAINT_DIM, levels->threat);
	screen_say(screen, PAINT_DIM, " exposure ");
	screen_number(screen, PAINT_DIM, levels->exposure);
	screen_say(screen, PAINT_DIM, " impact ");
	screen_number(screen, PAINT_DIM, levels->impact);
}

static void risks(struct screen *screen, const struct result *result)
{
	const struct model *model = result->model;
	uint32_t top[RISKS_SHOWN];
	unsigned count = most_urgent(result, top), i;

	screen_heading(screen, "Highest risks");
	for (i = 0; i < count; i++) {
		struct text name = model_string(model, COL_component_name, top[i]);
		unsigned scope = keur_byte(&model->column[COL_component_scope], top[i]);
		unsigned scope_worst = keur_byte(&model->column[COL_component_scope_worst], top[i]);

		screen_line(screen, i < 9 ? 3 : 2, 8);
		screen_number(screen, PAINT_DIM, i + 1);
		screen_say(screen, PAINT_DIM, ". ");
		screen_text(screen, PAINT_BOLD, model_string(model, COL_component_id, top[i]));
		if (name.length) {
			screen_say(screen, PAINT_PLAIN, "  ");
			screen_text(screen, PAINT_PLAIN, name);
		}
		screen_say(screen, PAINT_DIM, ", ");
		screen_say(screen, PAINT_DIM, schema_list[LIST_scope].member[scope]);
		if (scope != scope_worst) {
			screen_say(screen, PAINT_DIM, " (at worst ");
			screen_say(screen, PAINT_DIM, schema_list[LIST_scope].member[scope_worst]);
			screen_say(screen, PAINT_DIM, ")");
		}
		screen_end(screen);
		screen_line(screen, 6, 8);
		text_risk(screen, result, top[i]);
		factors(screen, result, top[i]);
		screen_end(screen);
	}
	if (!count) {
		screen_line(screen, 2, 2);
		screen_say(screen, PAINT_PLAIN, "no part is in service");
		screen_end(screen);
	}
}

/* ---- Questions ----------------------------------------------------------------------------------------------------------------- */

static void right(struct screen *screen, enum paint paint, uint64_t number, unsigned end)
{
	char text[NUMBER_SIZE + 8];

	number_format(number, text);
	screen_to(screen, strlen(text) < end ? end - (unsigned)strlen(text) : 0);
	screen_say(screen, paint, text);
}

static void questions(struct screen *screen, const struct result *result)
{
	uint32_t i;

	screen_heading(screen, "Questions, by what an answer could change");
	if (!result->gaps) {
		screen_line(screen, 2, 2);
		screen_say(screen, PAINT_PLAIN, "none: every fact that the method asks for is there");
		screen_end(screen);
		return;
	}
	screen_line(screen, 6, 0);
	screen_say(screen, PAINT_DIM, "parts");
	screen_to(screen, 17);
	screen_say(screen, PAINT_DIM, "worth");
	screen_end(screen);
	for (i = 0; i < result->gaps && i < QUESTIONS_SHOWN; i++) {
		const struct gap *gap = &result->gap[i];

		screen_line(screen, 0, 24);
		right(screen, PAINT_BOLD, gap->count, 11);
		right(screen, PAINT_DIM, gap->worth, 22);
		screen_to(screen, 24);
		screen_say(screen, PAINT_PLAIN, gap->question);
		screen_say(screen, PAINT_DIM, "  ");
		screen_say(screen, PAINT_DIM, gap->rule);
		screen_end(screen);
	}
	screen_line(screen, 2, 2);
	screen_say(screen, PAINT_DIM, "worth: pairs of part and scenario whose answer on the facts could change by this alone");
	screen_end(screen);
	if (result->gaps > QUESTIONS_SHOWN)
		and_more(screen, 2, result->gaps - QUESTIONS_SHOWN, "gaps.csv");
}

/* ---- What others say ----------------------------------------------------------------------------------------------------------- */

static void say_value(struct screen *screen, const struct result *result, const char *before, enum column_id column, uint32_t row)
{
	struct buffer text = { 0 };

	model_value(result->model, column, row, &text);
	if (text.length) {
		screen_say(screen, PAINT_PLAIN, before);
		screen_text(screen, PAINT_PLAIN, buffer_view(&text));
	}
	buffer_free(&text);
}

/* Canonical text of a selector as people read it: "segment bss-prod, bss-usage; class mgmt". Blanks also let the line break. */
static void covers(struct screen *screen, const struct result *result, uint32_t row)
{
	struct text text = model_string(result->model, COL_statement_covers, row);
	struct buffer words = { 0 };
	size_t i;

	for (i = 0; i < text.length; i++) {
		char c = text.data[i];

		if (c == '|')
			buffer_string(&words, ", ");
		else if (c == ';')
			buffer_string(&words, "; ");
		else if (c == '=')
			buffer_string(&words, " ");
		else if (c != '\\')
			buffer_add(&words, &c, 1);
		else if (i + 1 < text.length)
			buffer_add(&words, &text.data[++i], 1); /* escaped: itself */
	}
	screen_text(screen, PAINT_PLAIN, buffer_view(&words));
	buffer_free(&words);
}

static void claims(struct screen *screen, const struct result *result)
{
	uint32_t row, rows = result->model->rows[TABLE_statement];

	if (!rows)
		return;
	screen_heading(screen, "Claims that keur takes as given");
	for (row = 0; row < rows && row < CLAIMS_SHOWN; row++) {
		bool complete = model_answer(result->model, COL_statement_complete, row) == KEUR_YES;

		screen_line(screen, 2, 6);
		say_value(screen, result, "", COL_statement_by, row);
		screen_say(screen, PAINT_PLAIN, complete ? " says that all rows of " : " says that rows of ");
		say_value(screen, result, "", COL_statement_table, row);
		screen_say(screen, PAINT_PLAIN, complete ? " are there for " : " are missing for ");
		covers(screen, result, row);
		say_value(screen, result, ", observed by ", COL_statement_observed_by, row);
		say_value(screen, result, ", from ", COL_statement_from, row);
		say_value(screen, result, ", until ", COL_statement_until, row);
		say_value(screen, result, "; ", COL_statement_reference, row);
		screen_end(screen);
	}
	if (rows > CLAIMS_SHOWN)
		and_more(screen, 2, rows - CLAIMS_SHOWN, "result.json");
}

static void overrides(struct screen *screen, const struct result *result)
{
	const struct link_result *link = result->link;
	struct words_files files;
	struct buffer key = { 0 };
	size_t i;

	if (!link || !link->overrides)
		return;
	words_files_start(&files, result);
	screen_heading(screen, "Facts changed by an overlay");
	for (i = 0; i < link->overrides && i < CLAIMS_SHOWN; i++) {
		const struct link_override *change = &link->override[i];
		const struct schema_column *column = &schema_column[change->column];

		screen_line(screen, 2, 6);
		screen_say(screen, PAINT_PLAIN, schema_table[column->table].name);
		screen_say(screen, PAINT_PLAIN, "[");
		words_key(result, column->table, change->row, &key);
		screen_text(screen, PAINT_BOLD, buffer_view(&key));
		buffer_clear(&key);
		screen_say(screen, PAINT_PLAIN, "].");
		screen_say(screen, PAINT_PLAIN, column->name);
		screen_say(screen, PAINT_PLAIN, ": ");
		screen_say(screen, PAINT_PLAIN, change->from[0] ? change->from : "unknown");
		screen_say(screen, PAINT_PLAIN, " → ");
		screen_say(screen, PAINT_BOLD, change->to[0] ? change->to : "unknown");
		if (change->file < files.count) {
			screen_say(screen, PAINT_PLAIN, "  ");
			screen_say(screen, PAINT_DIM, files.name[change->file]);
			screen_say(screen, PAINT_DIM, ":");
			screen_plain_number(screen, PAINT_DIM, change->line);
		}
		screen_end(screen);
	}
	if (link->overrides > CLAIMS_SHOWN)
		and_more(screen, 2, link->overrides - CLAIMS_SHOWN, "result.json");
	buffer_free(&key);
	words_files_free(&files);
}

/* ---- The one line that a log keeps --------------------------------------------------------------------------------------------- */

static void last_line(struct screen *screen, const struct result *result)
{
	out_char(screen->out, '\n');
	screen->width = UINT16_MAX; /* one line however narrow the terminal is, for those who grep */
	screen_line(screen, 0, 0);
	screen_number(screen, PAINT_BOLD, result->summary.breaches);
	screen_say(screen, PAINT_BOLD, result->summary.breaches == 1 ? " breach; " : " breaches; ");
	screen_number(screen, PAINT_BOLD, result->summary.high_known);
	screen_say(screen, PAINT_BOLD, " high on facts; ");
	screen_number(screen, PAINT_BOLD, result->summary.high_only_missing);
	screen_say(screen, PAINT_BOLD, " more only because facts are missing");
	screen_end(screen);
}

void report_text(const struct result *result, const struct report_style *style, struct out *out)
{
	struct screen screen;

	screen_start(&screen, style, out);
	text_head(&screen, result);
	text_matrix(&screen, result);
	text_scope(&screen, result);
	text_trust(&screen, result);
	breaches(&screen, result);
	risks(&screen, result);
	questions(&screen, result);
	claims(&screen, result);
	overrides(&screen, result);
	last_line(&screen, result);
	screen_finish(&screen);
}
