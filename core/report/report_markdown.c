/* summary.md: what one page can say, for a ticket or a wiki: the answer, the matrix, breaches, highest risks, questions. Text of others stands
 * within a line only, never at its beginning. Projection: see markdown_field. */
#include "report/formats.h"

#include "base/number.h"

#include "report/words.h"

#include "report/sink.h"

enum { BREACHES_SHOWN = 50, RISKS_SHOWN = 20, QUESTIONS_SHOWN = 20 };

const struct projected markdown_field[] = {
	{ "heading", "network.operator network.as_of" },
	{ "answer", "summary.breaches summary.high.known summary.high.only_missing summary.undetermined summary.not_assessed" },
	{ "pack", "policy.id policy.version policy.title policy.about policy.not_judged" },
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

	number_format(value, text);
	sink_markdown(out, text);
}

static void head(const struct result *result, struct out *out)
{
	const struct model *model = result->model;
	struct text operator_ = model->rows[TABLE_network] ? model_string(model, COL_network_operator, 0) : TEXT_LITERAL("");
	struct buffer date = { 0 };

	OWN(out, "# keur: ");
	escape_markdown(out, operator_.length ? operator_ : TEXT_LITERAL("a network without a name"));
	words_date(model->as_of, &date);
	if (date.length) {
		OWN(out, ", as of ");
		escape_markdown(out, buffer_view(&date));
	}
	buffer_free(&date);
	OWN(out, "\n\n");
	if (model->as_of == KEUR_NO_DATE)
		OWN(out, "**No date: every rule about dates answers unknown.**\n\n");
}

/* Whoever reads only one line reads this one. */
static void answer(const struct result *result, struct out *out)
{
	struct policy_left_out part[POLICY_PARTS];
	unsigned p, count;
	bool complete = true;
	uint32_t i;

	OWN(out, "**");
	number(out, result->summary.breaches);
	if (result->summary.breaches == 1)
		OWN(out, " breach; ");
	else
		OWN(out, " breaches; ");
	number(out, result->summary.high_known);
	OWN(out, " high on facts; ");
	number(out, result->summary.high_only_missing);
	OWN(out, " more only because facts are missing.** ");
	number(out, result->summary.components);
	OWN(out, " parts, ");
	number(out, result->summary.in_service);
	OWN(out, " in service; ");
	number(out, result->summary.undetermined);
	OWN(out, " undetermined.\n\n");
	for (i = 0; i < result->runs; i++) {
		const struct findings *findings = result->run[i].findings;

		if (findings->status == RUN_OK)
			continue;
		if (complete)
			OWN(out, "## Not assessed\n\n");
		complete = false;
		OWN(out, "- **plugin ");
		sink_markdown(out, findings->plugin->name);
		OWN(out, "** ");
		sink_markdown(out, run_status[findings->status].said);
		OWN(out, ": what it would have found counts as unknown\n");
	}
	if (!complete)
		OWN(out, "\n");
	OWN(out, "Policy pack **");
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
}

static void matrix(const struct result *result, enum reading reading, struct out *out)
{
	unsigned likelihood, impact;

	if (reading == READING_WORST)
		OWN(out, "### Worst credible\n\n");
	else
		OWN(out, "### On the known facts\n\n");
	OWN(out, "| likelihood \\\\ impact | 1 | 2 | 3 | 4 | 5 |\n|---|---|---|---|---|---|\n");
	for (likelihood = LEVELS; likelihood >= 1; likelihood--) {
		OWN(out, "| ");
		out_number(out, likelihood);
		for (impact = 1; impact <= LEVELS; impact++) {
			OWN(out, " | ");
			number(out, result->summary.matrix[reading][likelihood][impact]);
			OWN(out, " ");
			sink_markdown(out, policy_level_name[result->policy->risk[likelihood][impact]]);
		}
		OWN(out, " |\n");
	}
	OWN(out, "\n");
}

static void trust(const struct result *result, struct out *out)
{
	unsigned i;

	OWN(out, "## Trusted suppliers\n\n| status | parts |\n|---|---|\n");
	for (i = 0; i < schema_list[LIST_trust].members; i++) {
		OWN(out, "| ");
		sink_markdown(out, schema_list[LIST_trust].member[i]);
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
	OWN(out, "And ");
	number(out, all - shown);
	OWN(out, " more, in the other reports.\n\n");
}

static void breaches(const struct result *result, struct out *out)
{
	struct buffer text = { 0 };
	uint32_t i, all = 0;

	OWN(out, "## Breaches\n\n");
	for (i = 0; i < result->findings; i++) {
		const struct result_finding *finding = &result->finding[i];

		if (finding->kind != KEUR_KIND_BREACH || all++ >= BREACHES_SHOWN)
			continue;
		if (all == 1)
			OWN(out, "| part | what | finding |\n|---|---|---|\n");
		OWN(out, "| ");
		buffer_clear(&text);
		words_key(result, TABLE_component, result_raw(result, finding)->component, &text);
		escape_markdown(out, text.length ? buffer_view(&text) : TEXT_LITERAL("the network"));
		OWN(out, " | ");
		buffer_clear(&text);
		words_message(result, finding, &text);
		escape_markdown(out, buffer_view(&text));
		OWN(out, " | ");
		sink_markdown(out, finding->id);
		OWN(out, " |\n");
	}
	if (!all)
		OWN(out, "None found.\n");
	and_more(out, all, BREACHES_SHOWN);
	buffer_free(&text);
}

static void one_risk(const struct result *result, uint32_t c, struct out *out)
{
	const struct model *model = result->model;

	OWN(out, "| ");
	escape_markdown(out, model_string(model, COL_component_id, c));
	OWN(out, " | ");
	sink_markdown(out, schema_list[LIST_scope].member[keur_byte(&model->column[COL_component_scope], c)]);
	OWN(out, " | ");
	sink_markdown(out, policy_level_name[result->risk[c][READING_KNOWN]]);
	OWN(out, " | ");
	sink_markdown(out, policy_level_name[result->risk[c][READING_WORST]]);
	OWN(out, " | ");
	sink_markdown(out, schema_list[LIST_trust].member[keur_byte(&model->column[COL_component_trust_status], c)]);
	OWN(out, " |\n");
}

/* By known, then by worst risk, then in the order of the ids. */
static void risks(const struct result *result, struct out *out)
{
	uint32_t c, all = 0;
	unsigned known, worst;

	OWN(out, "## Highest risks\n\n| part | scope | known | worst credible | trusted supplier |\n|---|---|---|---|---|\n");
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
		if (all == 1)
			OWN(out, "## Groups: what rests on one supplier or country\n\n| group | known | worst credible |\n|---|---|---|\n");
		OWN(out, "| ");
		buffer_clear(&name);
		words_key(result, TABLE_group, row, &name);
		escape_markdown(out, buffer_view(&name));
		OWN(out, " | ");
		sink_markdown(out, group->risk[READING_KNOWN] ? policy_level_name[group->risk[READING_KNOWN]] : "none");
		OWN(out, " | ");
		sink_markdown(out, group->risk[READING_WORST] ? policy_level_name[group->risk[READING_WORST]] : "none");
		if (group->breach)
			OWN(out, ", breach");
		OWN(out, " |\n");
	}
	if (all)
		and_more(out, all, RISKS_SHOWN);
	buffer_free(&name);
}

static void questions(const struct result *result, struct out *out)
{
	uint32_t i;

	OWN(out, "## Questions, by what an answer could change\n\n| question | parts | worth |\n|---|---|---|\n");
	for (i = 0; i < result->gaps && i < QUESTIONS_SHOWN; i++) {
		OWN(out, "| ");
		sink_markdown(out, result->gap[i].question);
		OWN(out, " | ");
		number(out, result->gap[i].count);
		OWN(out, " | ");
		number(out, result->gap[i].worth);
		OWN(out, " |\n");
	}
	and_more(out, result->gaps, QUESTIONS_SHOWN);
}

static void inputs(const struct result *result, struct out *out)
{
	uint32_t i;

	OWN(out, "## Inputs\n\n| file | SHA-256 |\n|---|---|\n");
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
	OWN(out, "## Risk matrix\n\nParts in service, each once by its worst scenario.\n\n");
	matrix(result, READING_WORST, out);
	matrix(result, READING_KNOWN, out);
	trust(result, out);
	breaches(result, out);
	risks(result, out);
	groups(result, out);
	questions(result, out);
	inputs(result, out);
}
