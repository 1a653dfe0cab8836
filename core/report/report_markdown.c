/* summary.md: what one page can say, for a ticket or a wiki: the answer, the matrix, breaches, highest risks, questions. Text of others stands
 * within a line only, never at its beginning. Projection: see markdown_field. */
#include "report/formats.h"

#include "base/number.h"

#include "report/words.h"

#include "report/sink.h"

#include <stdlib.h>

enum { BREACHES_SHOWN = 50, RISKS_SHOWN = 20, QUESTIONS_SHOWN = 20 };

const struct projected markdown_field[] = {
	{ "heading", "network.operator network.as_of" },
	{ "answer", "summary.breaches summary.trusted_supplier summary.high.known summary.high.only_missing summary.undetermined summary.not_assessed" },
	{ "pack", "policy.id policy.version policy.title policy.about policy.not_judged policy.held_against policy.milder" },
	{ "matrix", "summary.matrix" },
	{ "table of trusted suppliers", "summary.trusted_supplier" },
	{ "table of breaches", "findings[].component findings[].message findings[].rule" },
	{ "table of risks", "components[].id components[].scope components[].risk components[].trusted_supplier.status" },
	{ "table of groups", "groups[].id groups[].risk" },
	{ "table of questions", "gaps[].question gaps[].count gaps[].worth" },
	{ "not assessed", "run.plugins[].name run.plugins[].status" },
	{ "inputs", "inputs[].path inputs[].sha256" },
	{ NULL, NULL },
};

static void number(struct out *out, uint64_t value)
{
	char text[NUMBER_SIZE + 8];

	language_number(value, text);
	sink_markdown(out, text);
}

static void bold(struct out *out, const char *said)
{
	OWN(out, "**");
	sink_said(out, said);
	OWN(out, "**");
}

/* A value of a sentence: text of others, or a number. */
struct filled {
	const char *name;
	struct text text;
	uint64_t number;
	bool counts;
};

static void fill(struct out *out, const char *sentence, const struct filled *filled, size_t count)
{
	struct text piece;
	bool slot;
	size_t i;

	while (language_piece(&sentence, &piece, &slot)) {
		for (i = 0; slot && i < count && !text_is(piece, filled[i].name); i++)
			;
		if (!slot || i == count)
			sink_said_text(out, piece);
		else if (filled[i].counts)
			number(out, filled[i].number);
		else
			escape_markdown(out, filled[i].text);
	}
}
#define FILL(out, sentence, ...) \
	fill(out, sentence, (const struct filled[]){ __VA_ARGS__ }, sizeof((const struct filled[]){ __VA_ARGS__ }) / sizeof(struct filled))
#define FILL_TEXT(name, text) { name, text, 0, false }
#define FILL_NUMBER(name, number) { name, { "", 0 }, number, true }

static void heading(struct out *out, const char *said)
{
	OWN(out, "## ");
	sink_said(out, said);
	OWN(out, "\n\n");
}

static void table(struct out *out, const char *const *head)
{
	size_t i, columns;

	for (columns = 0; head[columns]; columns++) {
		OWN(out, "| ");
		sink_said(out, head[columns]);
		OWN(out, " ");
	}
	OWN(out, "|\n");
	for (i = 0; i < columns; i++)
		OWN(out, "|---");
	OWN(out, "|\n");
}

/* In English as result.json has it. */
static void level(struct out *out, unsigned level)
{
	static const char *const name[LEVELS + 1] = { N_AS("level", "none"), N_AS("level", "very_low"), N_AS("level", "low"), N_AS("level", "medium"),
		N_AS("level", "high"), N_AS("level", "very_high") };

	sink_markdown(out, say_as("level", name[level]));
}

static void head(const struct result *result, struct out *out)
{
	const struct model *model = result->model;
	struct text operator_ = model->rows[TABLE_network] ? model_string(model, COL_network_operator, 0) : TEXT_LITERAL("");
	struct buffer date = { 0 };

	OWN(out, "# keur: ");
	escape_markdown(out, operator_.length ? operator_ : text_of(say("a network without a name")));
	words_date(model->as_of, &date);
	if (date.length) {
		FILL(out, say(", as of {date}"), FILL_TEXT("date", buffer_view(&date)));
	}
	buffer_free(&date);
	OWN(out, "\n\n");
	if (model->as_of == KEUR_NO_DATE) {
		bold(out, say("No date: every rule about dates answers unknown."));
		OWN(out, "\n\n");
	}
}

/* By what this pack is milder than the one that it is held against. */
static void milder(const struct policy *policy, struct out *out)
{
	struct buffer name = { 0 };
	uint32_t i;

	if (!policy->held_against.id)
		return;
	buffer_format(&name, "%s/%s", policy->held_against.id, policy->held_against.version);
	if (policy->imitates) {
		OWN(out, "**");
		FILL(out, say("This is not the pack {pack} that ships with keur: id and version are the same, the bytes are not."),
			FILL_TEXT("pack", buffer_view(&name)));
		OWN(out, "**\n\n");
	}
	if (policy->milds) {
		FILL(out, say_many("{count} entry that is milder than in {pack}, or cannot be compared:",
			"{count} entries that are milder than in {pack}, or cannot be compared:", policy->milds),
			FILL_NUMBER("count", policy->milds), FILL_TEXT("pack", buffer_view(&name)));
		OWN(out, "\n\n");
	}
	for (i = 0; i < policy->milds; i++) {
		const struct policy_mild *row = &policy->mild[i];
		struct buffer entry = { 0 };

		buffer_format(&entry, "%s%s%s", row->section, row->what[0] ? " " : "", row->what);
		OWN(out, "- ");
		FILL(out, say("{entry}: {here}; there {there}"), FILL_TEXT("entry", buffer_view(&entry)),
			FILL_TEXT("here", text_of(row->here[0] ? row->here : say("nothing"))),
			FILL_TEXT("there", text_of(row->there[0] ? row->there : say("nothing"))));
		OWN(out, "\n");
		buffer_free(&entry);
	}
	if (policy->milds)
		OWN(out, "\n");
	buffer_free(&name);
}

/* Whoever reads only one line reads this one. */
static void answer(const struct result *result, struct out *out)
{
	struct policy_left_out part[POLICY_PARTS];
	unsigned p, count;
	const char *least = words_lower_bound(result);
	struct buffer said = { 0 };
	bool complete = true;
	uint32_t i;

	words_sentence(result, &said);
	OWN(out, "**");
	sink_markdown(out, said.data);
	OWN(out, "** ");
	if (least[0]) {
		bold(out, least);
		OWN(out, " ");
	}
	buffer_free(&said);
	FILL(out, say_many("{count} part, {in_service} in service; {undetermined} undetermined.",
		"{count} parts, {in_service} in service; {undetermined} undetermined.", result->summary.components),
		FILL_NUMBER("count", result->summary.components), FILL_NUMBER("in_service", result->summary.in_service),
		FILL_NUMBER("undetermined", result->summary.undetermined));
	OWN(out, "\n\n");
	for (i = 0; i < result->runs; i++) {
		const struct findings *findings = result->run[i].findings;

		if (findings->status == RUN_OK)
			continue;
		if (complete)
			heading(out, say("Not assessed"));
		complete = false;
		OWN(out, "- **");
		FILL(out, say("plugin {name}"), FILL_TEXT("name", text_of(findings->plugin->name)));
		OWN(out, "** ");
		FILL(out, say("{status}: what it would have found counts as unknown"),
			FILL_TEXT("status", text_of(say_as("run", run_status[findings->status].said))));
		OWN(out, "\n");
	}
	if (!complete)
		OWN(out, "\n");
	SAID(out, "Policy pack");
	OWN(out, " **");
	sink_markdown(out, result->policy->id);
	OWN(out, "/");
	sink_markdown(out, result->policy->version);
	OWN(out, "**, ");
	sink_markdown(out, result->policy->title);
	OWN(out, ". ");
	sink_markdown(out, result->policy->about);
	OWN(out, "\n\n");
	for (p = 0, count = policy_left_out(result->policy, part); p < count; p++) {
		if (p)
			OWN(out, "; ");
		else
			OWN(out, "Not judged by this pack: ");
		sink_markdown(out, part[p].means);
	}
	if (count)
		OWN(out, ".\n\n");
	milder(result->policy, out);
}

static void matrix(const struct result *result, enum reading reading, struct out *out)
{
	unsigned likelihood, impact;

	OWN(out, "### ");
	sink_said(out, reading == READING_WORST ? say("Worst credible") : say("On the known facts"));
	OWN(out, "\n\n| ");
	SAID(out, "likelihood");
	OWN(out, " \\\\ ");
	SAID(out, "impact");
	OWN(out, " | 1 | 2 | 3 | 4 | 5 |\n|---|---|---|---|---|---|\n");
	for (likelihood = LEVELS; likelihood >= 1; likelihood--) {
		OWN(out, "| ");
		out_number(out, likelihood);
		for (impact = 1; impact <= LEVELS; impact++) {
			OWN(out, " | ");
			number(out, result->summary.matrix[reading][likelihood][impact]);
			OWN(out, " ");
			level(out, result->policy->risk[likelihood][impact]);
		}
		OWN(out, " |\n");
	}
	OWN(out, "\n");
}

static void trust(const struct result *result, struct out *out)
{
	unsigned i;

	heading(out, say("Trusted suppliers"));
	table(out, (const char *const[]){ say("status"), say("parts"), NULL });
	for (i = 0; i < schema_list[LIST_trust].members; i++) {
		OWN(out, "| ");
		sink_markdown(out, words_member(LIST_trust, i));
		OWN(out, " | ");
		number(out, result->summary.trust[i]);
		OWN(out, " |\n");
	}
	OWN(out, "\n");
}

static void and_more(struct out *out, uint32_t all, uint32_t shown)
{
	OWN(out, "\n");
	if (all <= shown)
		return;
	FILL(out, say("And {count} more, in the other reports."), FILL_NUMBER("count", all - shown));
	OWN(out, "\n\n");
}

static void breaches(const struct result *result, struct out *out)
{
	struct buffer text = { 0 };
	uint32_t i, all = 0;

	heading(out, say("Breaches"));
	if (result->summary.due) {
		words_date(result->policy->in_force_from, &text);
		FILL(out, say("The pack's law is in force from {date}: none yet. From then on these are:"), FILL_TEXT("date", buffer_view(&text)));
		OWN(out, "\n\n");
	}
	for (i = 0; i < result->findings; i++) {
		const struct result_finding *finding = &result->finding[i];

		if ((finding->kind != KEUR_KIND_BREACH && !finding->due) || all++ >= BREACHES_SHOWN)
			continue;
		if (all == 1)
			table(out, (const char *const[]){ say("part"), say("what"), say("finding"), NULL });
		OWN(out, "| ");
		buffer_clear(&text);
		words_key(result, TABLE_component, result_raw(result, finding)->component, &text);
		escape_markdown(out, text.length ? buffer_view(&text) : text_of(say("the network")));
		OWN(out, " | ");
		buffer_clear(&text);
		words_message(result, finding, language_now(), &text);
		escape_markdown(out, buffer_view(&text));
		OWN(out, " | ");
		sink_markdown(out, finding->id);
		OWN(out, " |\n");
	}
	if (!all) {
		SAID(out, "None found.");
		OWN(out, "\n");
	}
	and_more(out, all, BREACHES_SHOWN);
	buffer_free(&text);
}

static void one_risk(const struct result *result, uint32_t c, struct out *out)
{
	const struct model *model = result->model;

	OWN(out, "| ");
	escape_markdown(out, model_string(model, COL_component_id, c));
	OWN(out, " | ");
	sink_markdown(out, words_member(LIST_scope, keur_byte(&model->column[COL_component_scope], c)));
	OWN(out, " | ");
	level(out, result->risk[c][READING_KNOWN]);
	OWN(out, " | ");
	level(out, result->risk[c][READING_WORST]);
	OWN(out, " | ");
	sink_markdown(out, words_member(LIST_trust, keur_byte(&model->column[COL_component_trust_status], c)));
	OWN(out, " |\n");
}

/* By known, then by worst risk, then in the order of the ids. */
static void risks(const struct result *result, struct out *out)
{
	uint32_t c, all = 0;
	unsigned known, worst;

	heading(out, say("Highest risks"));
	table(out, (const char *const[]){ say("part"), say("scope"), say("known"), say("worst credible"), say("trusted supplier"), NULL });
	for (worst = LEVELS; worst >= 4; worst--)
		for (known = LEVELS; known >= 1; known--)
			for (c = 0; c < result->model->rows[TABLE_component]; c++)
				if (result->risk[c][READING_WORST] == worst && result->risk[c][READING_KNOWN] == known && all++ < RISKS_SHOWN)
					one_risk(result, c, out);
	and_more(out, all, RISKS_SHOWN);
}

static void groups(const struct result *result, struct out *out)
{
	struct buffer name = { 0 };
	uint32_t row, all = 0;

	for (row = 0; row < result->model->rows[TABLE_group]; row++) {
		const struct result_group *group = &result->group[row];

		if ((!group->breach && group->risk[READING_WORST] < 4) || all++ >= RISKS_SHOWN)
			continue;
		if (all == 1) {
			heading(out, say("Groups: what rests on one supplier or country"));
			table(out, (const char *const[]){ say("group"), say("known"), say("worst credible"), NULL });
		}
		OWN(out, "| ");
		buffer_clear(&name);
		words_key(result, TABLE_group, row, &name);
		escape_markdown(out, buffer_view(&name));
		OWN(out, " | ");
		level(out, group->risk[READING_KNOWN]);
		OWN(out, " | ");
		level(out, group->risk[READING_WORST]);
		if (group->breach)
			SAID(out, ", breach");
		OWN(out, " |\n");
	}
	if (all)
		and_more(out, all, RISKS_SHOWN);
	buffer_free(&name);
}

static void questions(const struct result *result, struct out *out)
{
	struct asked *asked = result_by_worth(result);
	struct buffer words = { 0 };
	uint32_t i, all = 0;

	heading(out, say("Questions, by what an answer could change"));
	table(out, (const char *const[]){ say("question"), say("parts"), say("worth"), NULL });
	for (i = 0; i < result->gaps; i++) {
		if (asked[i].again || all++ >= QUESTIONS_SHOWN)
			continue;
		OWN(out, "| ");
		buffer_clear(&words);
		result_question(result, &result->gap[asked[i].told], language_now(), &words);
		escape_markdown(out, buffer_view(&words));
		OWN(out, " | ");
		number(out, asked[i].count);
		OWN(out, " | ");
		number(out, result->gap[asked[i].gap].worth);
		OWN(out, " |\n");
	}
	and_more(out, all, QUESTIONS_SHOWN);
	free(asked);
	buffer_free(&words);
}

static void inputs(const struct result *result, struct out *out)
{
	uint32_t i;

	heading(out, say("Inputs"));
	table(out, (const char *const[]){ say("file"), "SHA-256", NULL });
	for (i = 0; i < result->inputs; i++) {
		OWN(out, "| ");
		sink_markdown(out, result->input[i].path);
		OWN(out, " | ");
		sink_markdown(out, result->input[i].sha256);
		OWN(out, " |\n");
	}
}

void report_markdown(const struct result *result, struct out *out)
{
	head(result, out);
	answer(result, out);
	heading(out, say("Risk matrix"));
	SAID(out, "Parts in service, each once by its worst scenario.");
	OWN(out, "\n\n");
	matrix(result, READING_WORST, out);
	matrix(result, READING_KNOWN, out);
	trust(result, out);
	breaches(result, out);
	risks(result, out);
	groups(result, out);
	questions(result, out);
	inputs(result, out);
}
