/* The answer of an assessment in one sentence that names what it counts, for people who never see a terminal. Writes nothing. */
#include "report/words.h"

#include <stdlib.h>

/* "3 parts": a count with its noun. */
static void counted(struct buffer *out, const char *said, uint64_t count)
{
	char number[NUMBER_SIZE + 8];

	language_number(count, number);
	SAY_FILLED(out, said, { "count", text_of(number) });
}

/* Parts of which a rule is broken, each once. */
static uint32_t broken_in(const struct result *result, uint32_t *critical)
{
	const struct model *model = result->model;
	uint8_t *broken = mem_zalloc((size_t)model->rows[TABLE_component] + 1, 1);
	uint32_t i, parts = 0;

	*critical = 0;
	for (i = 0; i < result->findings; i++) {
		uint32_t c = result_raw(result, &result->finding[i])->component;

		if (result->finding[i].kind != KEUR_KIND_BREACH || c == KEUR_NONE || broken[c])
			continue;
		broken[c] = 1;
		parts++;
		*critical += keur_byte(&model->column[COL_component_scope], c) == KEUR_SCOPE_CRITICAL;
	}
	free(broken);
	return parts;
}

static void say_breaches(const struct result *result, struct buffer *out)
{
	uint32_t breaches = result->summary.breaches, groups = result->summary.group_breaches, critical, parts = broken_in(result, &critical);
	struct buffer where = { 0 }, of = { 0 };
	char number[NUMBER_SIZE + 8];

	if (!breaches) {
		buffer_string(out, say("No rule of the policy pack is found broken"));
		return;
	}
	if (parts && critical == parts) {
		counted(&where, say_many("{count} critical part", "{count} critical parts", parts), parts);
	} else if (parts) {
		counted(&where, say_many("{count} part", "{count} parts", parts), parts);
		if (critical) {
			language_number(critical, number);
			SAY_FILLED(&where, say(", of which {count} critical"), { "count", text_of(number) });
		}
	}
	if (groups) {
		counted(&of, say_many("{count} group of parts", "{count} groups of parts", groups), groups);
		if (where.length)
			buffer_string(&where, say(" and "));
		buffer_text(&where, buffer_view(&of));
	}
	language_number(breaches, number);
	if (where.length)
		SAY_FILLED(out, say_many("A rule of the policy pack is broken, in {where}", "Rules of the policy pack are broken {count} times, in {where}", breaches),
			{ "count", text_of(number) }, { "where", buffer_view(&where) });
	else
		counted(out, say_many("A rule of the policy pack is broken", "Rules of the policy pack are broken {count} times", breaches), breaches);
	buffer_free(&where);
	buffer_free(&of);
}

static void say_trust(const struct result *result, struct buffer *out)
{
	uint32_t violated = result->summary.trust[KEUR_TRUST_VIOLATED], unknown = result->summary.trust[KEUR_TRUST_UNKNOWN];
	uint32_t met = result->summary.trust[KEUR_TRUST_MET];

	if (!violated && !unknown && !met)
		return;
	buffer_string(out, "; ");
	if (violated) {
		counted(out, say_many("{count} part that needs trusted suppliers has one that is not trusted",
			"{count} parts that need trusted suppliers have one that is not trusted", violated), violated);
		if (unknown)
			counted(out, say_many(", and of {count} more it is not known", ", and of {count} more it is not known", unknown), unknown);
	} else if (unknown) {
		counted(out, say_many("of {count} part that needs trusted suppliers it is not known whether it has only these",
			"of {count} parts that need trusted suppliers it is not known whether they have only these", unknown), unknown);
	} else {
		counted(out, say_many("the {count} part that needs trusted suppliers has only these", "all {count} parts that need trusted suppliers have only these", met), met);
	}
}

static void say_risk(const struct result *result, struct buffer *out)
{
	uint32_t known = result->summary.high_known, missing = result->summary.high_only_missing;

	buffer_string(out, "; ");
	if (known) {
		counted(out, say_many("{count} part carries a high or very high risk on the known facts",
			"{count} parts carry a high or very high risk on the known facts", known), known);
		if (missing)
			counted(out, say_many(", {count} more only because facts are missing", ", {count} more only because facts are missing", missing), missing);
	} else if (missing) {
		counted(out, say_many("on the known facts no part carries a high risk, {count} may because facts are missing",
			"on the known facts no part carries a high risk, {count} may because facts are missing", missing), missing);
	} else {
		buffer_string(out, say("no part carries a high or very high risk"));
	}
}

void words_sentence(const struct result *result, struct buffer *out)
{
	say_breaches(result, out);
	say_trust(result, out);
	say_risk(result, out);
	buffer_string(out, ".");
}

bool words_sentence_groups(const struct result *result, struct buffer *out)
{
	const uint32_t (*risk)[LEVELS + 1] = result->summary.group_risk;
	uint32_t known = risk[READING_KNOWN][4] + risk[READING_KNOWN][5], worst = risk[READING_WORST][4] + risk[READING_WORST][5];
	uint32_t missing = worst > known ? worst - known : 0;

	if (!worst)
		return false;
	if (known) {
		counted(out, say_many("{count} group of parts that rest on one supplier or country carries a high or very high risk on the known facts",
			"{count} groups of parts that rest on one supplier or country carry a high or very high risk on the known facts", known), known);
		if (missing)
			counted(out, say_many(", {count} more only because facts are missing", ", {count} more only because facts are missing", missing), missing);
	} else {
		counted(out, say_many("{count} group of parts that rest on one supplier or country may carry a high risk because facts are missing",
			"{count} groups of parts that rest on one supplier or country may carry a high risk because facts are missing", missing), missing);
	}
	buffer_string(out, ".");
	return true;
}

const char *words_lower_bound(const struct result *result)
{
	return result->summary.not_assessed ? say("This is a lower bound: not everything was assessed.") : "";
}
