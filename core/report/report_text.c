/* What the terminal shows: enough to act on, with the way to the rest. Everything from inventories made visible. */
#include "report/report.h"

#include "report/escape.h"
#include "report/text.h"

#include <stdlib.h>

enum { BREACHES_SHOWN = 50, RISKS_SHOWN = 10, QUESTIONS_SHOWN = 10, CLAIMS_SHOWN = 10, NOTES_SHOWN = 10,
	TIED_NAMED = 3, COVERS_SHOWN = 4, PLACES_SHOWN = 10 };

static void and_more(struct screen *screen, unsigned indent, uint64_t more, const char *where)
{
	screen_line(screen, indent, indent);
	screen_more(screen, more, where);
	screen_end(screen);
}

/* ---- Breaches ------------------------------------------------------------------------------------------------------------------ */

static void evidence(struct screen *screen, const struct result *result, const struct words_files *files,
	const struct result_finding *finding)
{
	const struct findings *run = result->run[finding->plugin].findings;
	const struct finding *raw = result_raw(result, finding);
	uint32_t i, places = 0;

	screen_line(screen, 6, 6);
	for (i = 0; i < raw->evidences; i++) {
		const struct keur_row *row = &run->evidence[raw->evidence + i];
		struct words_claim claim;
		struct words_place place;

		if (!words_place(result, files, row->table, row->row, &place) || places++ >= PLACES_SHOWN)
			continue;
		if (places > 1)
			screen_say(screen, PAINT_DIM, ", ");
		screen_say(screen, PAINT_DIM, place.file);
		screen_say(screen, PAINT_DIM, ":");
		screen_plain_number(screen, PAINT_DIM, place.line);
		if (words_claim(result, row->table, row->row, &claim)) {
			screen_say(screen, PAINT_DIM, " ");
			TELL(screen, PAINT_DIM, say("(claim: {status})"), TOLD_WORD("status", PAINT_DIM, say_as("claim", claim.status)));
		}
	}
	if (places > PLACES_SHOWN)
		screen_more(screen, places - PLACES_SHOWN, NULL);
	if (places)
		screen_end(screen);
}

static void breaches(struct screen *screen, const struct result *result)
{
	struct words_files files;
	struct buffer text = { 0 };
	uint32_t i, all = 0;

	words_files_start(&files, result);
	screen_heading(screen, say("Breaches"));
	if (result->summary.due) {
		words_date(result->policy->in_force_from, &text);
		screen_line(screen, 2, 2);
		TELL(screen, PAINT_PLAIN, say("The pack's law is in force from {date}: none yet. From then on these are:"),
			TOLD_TEXT("date", PAINT_PLAIN, buffer_view(&text)));
		screen_end(screen);
		buffer_clear(&text);
	}
	for (i = 0; i < result->findings; i++) {
		const struct result_finding *finding = &result->finding[i];

		if ((finding->kind != KEUR_KIND_BREACH && !finding->due) || all++ >= BREACHES_SHOWN)
			continue;
		screen_line(screen, 2, 6);
		words_key(result, TABLE_component, result_raw(result, finding)->component, &text);
		screen_text(screen, PAINT_LEVEL + 5, text.length ? buffer_view(&text) : text_of(say("the network")));
		screen_say(screen, PAINT_PLAIN, "  ");
		buffer_clear(&text);
		words_message(result, finding, language_now(), &text);
		screen_text(screen, PAINT_PLAIN, buffer_view(&text));
		buffer_clear(&text);
		screen_end(screen);
		evidence(screen, result, &files, finding);
	}
	if (!all) {
		screen_line(screen, 2, 2);
		screen_say(screen, PAINT_PLAIN, say("none found"));
		screen_end(screen);
	}
	if (all > BREACHES_SHOWN)
		and_more(screen, 2, all - BREACHES_SHOWN, "findings.csv");
	buffer_free(&text);
	words_files_free(&files);
}

/* ---- Highest risks ------------------------------------------------------------------------------------------------------------- */

void text_risk(struct screen *screen, const struct result *result, uint32_t component)
{
	uint8_t known = result->risk[component][READING_KNOWN], worst = result->risk[component][READING_WORST];
	unsigned s = result_worst_scenario(result, component, READING_WORST);

	if (known == worst) { /* whatever the missing facts are */
		screen_say(screen, PAINT_LEVEL + worst, screen_level(worst));
		return;
	}
	if (!(result->determined[component] >> s & 1)) {
		screen_say(screen, PAINT_BOLD, say("undetermined:"));
		screen_say(screen, PAINT_PLAIN, " ");
	}
	TELL(screen, PAINT_PLAIN, say("at least {least}, at most {most}"), TOLD_WORD("least", PAINT_LEVEL + known, screen_level(known)),
		TOLD_WORD("most", PAINT_LEVEL + worst, screen_level(worst)));
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
	TELL(screen, PAINT_DIM, say("{scenario}: threat {threat} exposure {exposure} impact {impact}"),
		TOLD_WORD("scenario", PAINT_DIM, say_as("scenario", policy_scenario_name[s])), TOLD_NUMBER("threat", PAINT_DIM, levels->threat),
		TOLD_NUMBER("exposure", PAINT_DIM, levels->exposure), TOLD_NUMBER("impact", PAINT_DIM, levels->impact));
}

/* Parts as urgent as that. */
static uint32_t as_urgent(const struct result *result, uint32_t urgent)
{
	uint32_t c, count = 0;

	for (c = 0; c < result->model->rows[TABLE_component]; c++)
		count += result->risk[c][READING_WORST] == urgent >> 24 && urgency(result, c) == urgent;
	return count;
}

static void one_risk(struct screen *screen, const struct result *result, uint32_t component, unsigned place)
{
	const struct model *model = result->model;
	struct text name = model_string(model, COL_component_name, component);
	unsigned scope = keur_byte(&model->column[COL_component_scope], component);
	unsigned scope_worst = keur_byte(&model->column[COL_component_scope_worst], component);

	screen_line(screen, place < 10 ? 3 : 2, 8);
	screen_number(screen, PAINT_DIM, place);
	screen_say(screen, PAINT_DIM, ". ");
	screen_text(screen, PAINT_BOLD, model_string(model, COL_component_id, component));
	if (name.length) {
		screen_say(screen, PAINT_PLAIN, "  ");
		screen_text(screen, PAINT_PLAIN, name);
	}
	screen_say(screen, PAINT_DIM, ", ");
	screen_say(screen, PAINT_DIM, words_member(LIST_scope, scope));
	if (scope != scope_worst) {
		screen_say(screen, PAINT_DIM, " ");
		TELL(screen, PAINT_DIM, say("(at worst {scope})"), TOLD_WORD("scope", PAINT_DIM, words_member(LIST_scope, scope_worst)));
	}
	screen_end(screen);
	screen_line(screen, 6, 8);
	text_risk(screen, result, component);
	factors(screen, result, component);
	screen_end(screen);
}

/* Ten of three thousand that are equal would be an arbitrary choice. */
static void tied(struct screen *screen, const struct result *result, const uint32_t *first, unsigned count, uint32_t parts)
{
	unsigned i;

	screen_line(screen, 3, 8);
	TELL(screen, PAINT_BOLD, say("{count} parts tie"), TOLD_NUMBER("count", PAINT_BOLD, parts));
	screen_say(screen, PAINT_PLAIN, ": ");
	for (i = 0; i < count && i < TIED_NAMED; i++) {
		screen_say(screen, PAINT_PLAIN, i ? ", " : "");
		screen_text(screen, PAINT_BOLD, model_string(result->model, COL_component_id, first[i]));
	}
	screen_say(screen, PAINT_DIM, parts > i ? ", ..." : "");
	screen_end(screen);
	screen_line(screen, 6, 8);
	text_risk(screen, result, first[0]);
	factors(screen, result, first[0]);
	screen_end(screen);
}

static void risks(struct screen *screen, const struct result *result)
{
	uint32_t top[RISKS_SHOWN], least, parts = 0;
	unsigned count = most_urgent(result, top), shown = count, i;

	screen_heading(screen, say("Highest risks"));
	if (count == RISKS_SHOWN) {
		least = urgency(result, top[count - 1]);
		parts = as_urgent(result, least);
		while (shown && urgency(result, top[shown - 1]) == least)
			shown--;
		if (parts <= count - shown)
			shown = count;
	}
	for (i = 0; i < shown; i++)
		one_risk(screen, result, top[i], i + 1);
	if (shown < count)
		tied(screen, result, top + shown, count - shown, parts);
	if (!count) {
		screen_line(screen, 2, 2);
		screen_say(screen, PAINT_PLAIN, say("no part is in service"));
		screen_end(screen);
	}
}

/* ---- Parts out of service, and notes --------------------------------------------------------------------------------------------- */

static bool is_aside(const struct result *result, const struct result_finding *finding)
{
	uint32_t component = result_raw(result, finding)->component;

	if (finding->kind == KEUR_KIND_BREACH)
		return false; /* told above */
	return finding->kind == KEUR_KIND_NOTE || (component != KEUR_NONE && !result->risk[component][READING_WORST]);
}

static void asides(struct screen *screen, const struct result *result)
{
	struct buffer text = { 0 };
	uint32_t i, all = 0;

	for (i = 0; i < result->findings; i++) {
		const struct result_finding *finding = &result->finding[i];

		if (!is_aside(result, finding) || all++ >= NOTES_SHOWN)
			continue;
		if (all == 1)
			screen_heading(screen, say("Notes, and findings on parts out of service"));
		screen_line(screen, 2, 6);
		buffer_clear(&text);
		words_message(result, finding, language_now(), &text);
		screen_text(screen, PAINT_PLAIN, buffer_view(&text));
		screen_say(screen, PAINT_DIM, "  ");
		screen_say(screen, PAINT_DIM, result_rule(result, finding)->full);
		screen_end(screen);
	}
	if (all > NOTES_SHOWN)
		and_more(screen, 2, all - NOTES_SHOWN, "findings.csv");
	buffer_free(&text);
}

/* ---- Questions ----------------------------------------------------------------------------------------------------------------- */

static void right(struct screen *screen, enum paint paint, uint64_t number, unsigned end)
{
	char text[NUMBER_SIZE + 8];

	language_number(number, text);
	screen_to(screen, strlen(text) < end ? end - (unsigned)strlen(text) : 0);
	screen_say(screen, paint, text);
}

static void right_word(struct screen *screen, const char *word, unsigned end)
{
	unsigned width = (unsigned)escape_width(text_of(word));

	screen_to(screen, width < end ? end - width : 0);
	screen_say(screen, PAINT_DIM, word);
}

static void question(struct screen *screen, const struct result *result, const struct asked *asked)
{
	const struct gap *gap = &result->gap[asked->told];
	struct buffer words = { 0 };

	screen_line(screen, 0, 24);
	right(screen, PAINT_BOLD, asked->count, 11);
	right(screen, PAINT_DIM, result->gap[asked->gap].worth, 22);
	screen_to(screen, 24);
	result_question(result, gap, language_now(), &words);
	screen_text(screen, PAINT_PLAIN, buffer_view(&words));
	screen_say(screen, PAINT_DIM, "  ");
	screen_say(screen, PAINT_DIM, gap->rule);
	screen_say(screen, PAINT_DIM, "  ");
	TELL(screen, PAINT_DIM, say("can answer: {who}"), TOLD_WORD("who", PAINT_DIM, say(answerer[gap->fill.answerer].said)));
	screen_end(screen);
	buffer_free(&words);
}

static void questions(struct screen *screen, const struct result *result)
{
	struct asked *asked;
	uint32_t i, shown = 0, told = 0;

	screen_heading(screen, say("Questions, by what an answer could change"));
	if (!result->gaps) {
		screen_line(screen, 2, 2);
		screen_say(screen, PAINT_PLAIN, say("none: every fact that the method asks for is there"));
		screen_end(screen);
		return;
	}
	screen_line(screen, 0, 0);
	right_word(screen, say("parts"), 11);
	right_word(screen, say("worth"), 22);
	screen_end(screen);
	asked = result_by_worth(result);
	for (i = 0; i < result->gaps && shown < QUESTIONS_SHOWN; i++) {
		if (asked[i].again)
			continue;
		question(screen, result, &asked[i]);
		told += 1 + asked[i].also;
		shown++;
	}
	free(asked);
	screen_line(screen, 2, 2);
	screen_say(screen, PAINT_DIM, say("worth: pairs of part and scenario whose answer on the facts could change by this alone"));
	screen_end(screen);
	if (result->gaps > told)
		and_more(screen, 2, result->gaps - told, "gaps.csv");
}

/* ---- What others say ----------------------------------------------------------------------------------------------------------- */

static void say_value(struct screen *screen, const struct result *result, const char *said, enum column_id column, uint32_t row)
{
	struct buffer text = { 0 };

	model_value(result->model, column, row, &text);
	if (text.length)
		TELL(screen, PAINT_PLAIN, say(said), TOLD_TEXT("value", PAINT_PLAIN, buffer_view(&text)));
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
	if (text_is(text, "all"))
		screen_say(screen, PAINT_PLAIN, say_as("covers", N_AS("covers", "all")));
	else
		screen_text(screen, PAINT_PLAIN, buffer_view(&words));
	buffer_free(&words);
}

static bool same_value(const struct model *model, enum column_id column, uint32_t a, uint32_t b)
{
	struct buffer x = { 0 }, y = { 0 };
	bool same;

	model_value(model, column, a, &x);
	model_value(model, column, b, &y);
	same = text_equal(buffer_view(&x), buffer_view(&y));
	buffer_free(&x);
	buffer_free(&y);
	return same;
}

/* The same author about the same table. */
static bool same_claim(const struct model *model, uint32_t a, uint32_t b)
{
	return keur_byte(&model->column[COL_statement_table], a) == keur_byte(&model->column[COL_statement_table], b)
		&& model_answer(model, COL_statement_complete, a) == model_answer(model, COL_statement_complete, b)
		&& text_equal(model_string(model, COL_statement_by, a), model_string(model, COL_statement_by, b));
}

/* What all claims of one author about one table have in common is said once. */
static void claim(struct screen *screen, const struct result *result, uint32_t first)
{
	static const struct {
		const char *said; /* after the claim */
		enum column_id column;
	} common[] = {
		{ N_(", observed by {value}"), COL_statement_observed_by }, { N_(", from {value}"), COL_statement_from },
		{ N_(", until {value}"), COL_statement_until }, { "; {value}", COL_statement_reference },
	};
	const struct model *model = result->model;
	bool complete = model_answer(model, COL_statement_complete, first) == KEUR_YES, same[4] = { true, true, true, true };
	uint32_t row, count = 0;
	struct buffer table = { 0 };
	const char *sentence;
	size_t i;

	screen_line(screen, 2, 6);
	model_value(model, COL_statement_table, first, &table);
	sentence = complete ? say("{who} says that all rows of {table} are there for {parts}") : say("{who} says that rows of {table} are missing for {parts}");
	TELL_ON(screen, PAINT_PLAIN, &sentence, TOLD_TEXT("who", PAINT_PLAIN, model_string(model, COL_statement_by, first)),
		TOLD_WORD("table", PAINT_PLAIN, say_as("stated", table.data ? table.data : "")));
	for (row = first; row < model->rows[TABLE_statement]; row++) {
		if (!same_claim(model, first, row))
			continue;
		for (i = 0; i < 4; i++)
			same[i] = same[i] && same_value(model, common[i].column, first, row);
		if (count++ >= COVERS_SHOWN)
			continue;
		screen_say(screen, PAINT_PLAIN, count > 1 ? say("; for ") : "");
		covers(screen, result, row);
	}
	if (count > COVERS_SHOWN)
		TELL(screen, PAINT_PLAIN, say("; and {count} more, see {file}"), TOLD_NUMBER("count", PAINT_PLAIN, count - COVERS_SHOWN),
			TOLD_WORD("file", PAINT_PLAIN, "result.json"));
	TELL(screen, PAINT_PLAIN, sentence, TOLD_NOTHING);
	for (i = 0; i < 4; i++)
		if (same[i])
			say_value(screen, result, common[i].said, common[i].column, first);
	screen_end(screen);
	buffer_free(&table);
}

static void claims(struct screen *screen, const struct result *result)
{
	uint32_t row, rows = result->model->rows[TABLE_statement], first[CLAIMS_SHOWN], shown = 0, more = 0, i;

	if (!rows)
		return;
	screen_heading(screen, say("Claims that keur takes as given"));
	for (row = 0; row < rows; row++) {
		for (i = 0; i < shown && !same_claim(result->model, first[i], row); i++)
			;
		if (i < shown)
			continue;
		if (shown == CLAIMS_SHOWN) {
			more++;
			continue;
		}
		first[shown++] = row;
		claim(screen, result, row);
	}
	if (more)
		and_more(screen, 2, more, "result.json");
}

/* Where, what it was and what it became; and who answers for it where it may lower a risk. */
static void override(struct screen *screen, const struct result *result, const struct link_override *change, const struct words_files *files)
{
	struct buffer key = { 0 };

	screen_line(screen, 2, 6);
	screen_say(screen, PAINT_PLAIN, schema_table[change->table].name);
	screen_say(screen, PAINT_PLAIN, "[");
	if (change->key)
		buffer_string(&key, change->key);
	else
		words_key(result, change->table, change->row, &key);
	screen_text(screen, PAINT_BOLD, buffer_view(&key));
	buffer_free(&key);
	if (change->change == LINK_CHANGED) {
		screen_say(screen, PAINT_PLAIN, "].");
		screen_say(screen, PAINT_PLAIN, schema_column[change->column].name);
		screen_say(screen, PAINT_PLAIN, ": ");
		screen_text(screen, PAINT_PLAIN, text_of(change->from[0] ? change->from : say_as("value", "unknown")));
		screen_say(screen, PAINT_PLAIN, " → ");
		screen_text(screen, PAINT_BOLD, text_of(change->to));
	} else {
		screen_say(screen, PAINT_PLAIN, "] ");
		screen_say(screen, PAINT_BOLD, say_as("change", link_change_name[change->change]));
	}
	if (change->file < files->count) {
		screen_say(screen, PAINT_PLAIN, "  ");
		screen_say(screen, PAINT_DIM, files->name[change->file]);
		screen_say(screen, PAINT_DIM, ":");
		screen_plain_number(screen, PAINT_DIM, change->line);
	}
	if (change->lowers)
		TELL(screen, PAINT_BOLD, "  {said}", TOLD_WORD("said", PAINT_BOLD, say("may lower a risk")));
	if (change->reason[0]) {
		screen_say(screen, PAINT_PLAIN, "  ");
		screen_text(screen, PAINT_PLAIN, text_of(change->reason));
	}
	if (change->authority[0]) {
		screen_say(screen, PAINT_PLAIN, " (");
		screen_text(screen, PAINT_PLAIN, text_of(change->authority));
		screen_say(screen, PAINT_PLAIN, ")");
	}
	screen_end(screen);
}

static void overrides(struct screen *screen, const struct result *result)
{
	const struct link_result *link = result->link;
	struct words_files files;
	size_t i, shown = 0;
	int pass;

	if (!link || !link->overrides)
		return;
	words_files_start(&files, result);
	screen_heading(screen, say("Facts changed by overlays and edits"));
	for (pass = 0; pass < 2; pass++) /* what lowers first: somebody answers for it */
		for (i = 0; i < link->overrides && shown < CLAIMS_SHOWN; i++)
			if (link->override[i].lowers == !pass) {
				override(screen, result, &link->override[i], &files);
				shown++;
			}
	if (link->overrides > CLAIMS_SHOWN)
		and_more(screen, 2, link->overrides - CLAIMS_SHOWN, "result.json");
	words_files_free(&files);
}

/* ---- The one line that a log keeps --------------------------------------------------------------------------------------------- */

static void total(struct screen *screen, const struct result *result)
{
	struct buffer date = { 0 };

	TELL(screen, PAINT_BOLD, say_many("{breaches} breach; {high} high on facts; {missing} more only because facts are missing",
		"{breaches} breaches; {high} high on facts; {missing} more only because facts are missing", result->summary.breaches),
		TOLD_NUMBER("breaches", PAINT_BOLD, result->summary.breaches), TOLD_NUMBER("high", PAINT_BOLD, result->summary.high_known),
		TOLD_NUMBER("missing", PAINT_BOLD, result->summary.high_only_missing));
	if (result->summary.due) {
		words_date(result->policy->in_force_from, &date);
		screen_say(screen, PAINT_BOLD, "; ");
		TELL(screen, PAINT_BOLD, say("breaches due from {date}: {count}"), TOLD_TEXT("date", PAINT_BOLD, buffer_view(&date)),
			TOLD_NUMBER("count", PAINT_BOLD, result->summary.due));
		buffer_free(&date);
	}
	screen_end(screen);
}

/* The same for whoever reads the report and not the log. */
static void answer(struct screen *screen, const struct result *result)
{
	const char *least = words_lower_bound(result);
	struct buffer said = { 0 };

	out_char(screen->out, '\n');
	words_sentence(result, &said);
	screen_line(screen, 2, 2);
	screen_text(screen, PAINT_BOLD, buffer_view(&said));
	if (least[0]) {
		screen_say(screen, PAINT_BOLD, " ");
		screen_say(screen, PAINT_LEVEL + 5, least);
	}
	screen_end(screen);
	buffer_free(&said);
}

static void last_line(struct screen *screen, const struct result *result)
{
	screen->width = UINT16_MAX; /* one line however narrow the terminal is, for those who grep */
	screen_line(screen, 0, 0);
	total(screen, result);
}

/* ---- What to do next -------------------------------------------------------------------------------------------------------------- */

static void hint(struct screen *screen, const char *text)
{
	screen_line(screen, 2, 6);
	screen_say(screen, PAINT_PLAIN, say(text));
	screen_end(screen);
}

static void hints(struct screen *screen, const struct result *result)
{
	const struct model *model = result->model;
	bool registered = false, dated = model->as_of != KEUR_NO_DATE, stated = model->rows[TABLE_statement] > 0;
	uint32_t s;

	for (s = 0; s < model->rows[TABLE_supplier]; s++)
		registered |= s != model->operator_ && model_answer(model, COL_supplier_registered, s) == KEUR_YES;
	if (registered && dated && stated)
		return;
	screen_heading(screen, say("Next"));
	if (!registered)
		hint(screen, N_("No supplier is registered: `keur suppliers new` writes a register of every name found, to fill in and give with --suppliers."));
	if (!dated)
		hint(screen, N_("No date is given: add `as_of` to the inventory's network, or --as-of DATE."));
	if (!stated)
		hint(screen, N_("Nobody answers that rows are complete, so what is absent counts as unknown: see \"statements\" in inventories/README.md (installed: share/keur/README.md)."));
}

void report_text(const struct result *result, const struct report_style *style, struct out *out)
{
	struct screen screen;

	screen_start(&screen, style, out);
	text_head(&screen, result);
	text_matrix(&screen, result);
	answer(&screen, result);
	text_groups_total(&screen, result);
	text_scope(&screen, result);
	text_coverage(&screen, result);
	text_trust(&screen, result);
	text_phase_out(&screen, result);
	text_suppliers(&screen, result);
	text_groups(&screen, result);
	breaches(&screen, result);
	risks(&screen, result);
	asides(&screen, result);
	questions(&screen, result);
	claims(&screen, result);
	overrides(&screen, result);
	hints(&screen, result);
	out_char(out, '\n');
	text_groups_total(&screen, result);
	last_line(&screen, result);
	screen_finish(&screen);
}
