/* report.junit.xml: a test for each plugin (did it answer?), for each group whose share weighs, and for each part (is it in order?), for systems of continuous integration. A part
 * fails for what ends keur with exit code 2 when nothing else is asked for: a breach, suppliers that must be trusted and are not or may not
 * be, a risk that may be high. Parts out of service are skipped. Projection: see junit_field. */
#include "report/formats.h"

#include "report/junit.h"
#include "report/words.h"

#include "report/sink.h"

enum { FINDINGS_SHOWN = 20 };

const struct projected junit_field[] = {
	{ "testsuite name", "policy.id policy.version" },
	{ "testcase classname", "components[].scope" },
	{ "testcase name", "components[].id run.plugins[].name groups[].id" },
	{ "failure", "components[].verdict components[].trusted_supplier.status findings[].message groups[].risk" },
	{ "error", "run.plugins[].status run.plugins[].text" },
	{ NULL, NULL },
};

static enum junit_outcome outcome(const struct result *result, uint32_t c)
{
	unsigned trust = keur_byte(&result->model->column[COL_component_trust_status], c);

	if (result->breach[c])
		return JUNIT_FAILED;
	if (!result->risk[c][READING_WORST])
		return JUNIT_SKIPPED;
	return trust == KEUR_TRUST_VIOLATED || trust == KEUR_TRUST_UNKNOWN || result->risk[c][READING_WORST] >= 4 ? JUNIT_FAILED : JUNIT_PASSED;
}

/* The verdict, then what was found, the worst first. */
static void why(const struct result *result, uint32_t c, struct buffer *text)
{
	static const uint8_t order[] = { KEUR_KIND_BREACH, KEUR_KIND_RISK };
	uint32_t first = result->finding_first[c], end = result->finding_first[c + 1], shown = 0, all = 0, i;
	size_t k;

	buffer_string(text, result_verdict(result, c));
	buffer_string(text, "; trusted supplier: ");
	buffer_string(text, schema_list[LIST_trust].member[keur_byte(&result->model->column[COL_component_trust_status], c)]);
	for (k = 0; k < sizeof order; k++)
		for (i = first; i < end; i++) {
			const struct result_finding *finding = &result->finding[result->finding_of[i]];

			if (finding->kind != order[k] || (all++, shown >= FINDINGS_SHOWN))
				continue;
			shown++;
			buffer_string(text, "; ");
			words_message(result, finding, "en", text);
		}
	if (all > shown)
		buffer_format(text, "; and %u more", all - shown);
}

static void plugins(const struct result *result, struct buffer *text, struct out *out)
{
	uint32_t i;

	for (i = 0; i < result->runs; i++) {
		const struct findings *findings = result->run[i].findings;
		struct junit_case entry = { "plugin", findings->plugin->name, "", JUNIT_PASSED };

		buffer_clear(text);
		if (findings->status != RUN_OK) {
			buffer_string(text, "not assessed: ");
			buffer_string(text, run_status[findings->status].said);
			buffer_string(text, ": ");
			buffer_string(text, findings->text ? findings->text : "");
			entry.text = text->data;
			entry.outcome = JUNIT_ERROR;
		}
		junit_add(&entry, out);
	}
}

static enum junit_outcome group_outcome(const struct result_group *group)
{
	return group->breach || group->risk[READING_WORST] >= 4 ? JUNIT_FAILED : JUNIT_PASSED;
}

/* Groups whose share weighs count like parts. */
static void groups(const struct result *result, struct buffer *text, struct out *out)
{
	struct buffer name = { 0 };
	uint32_t row;

	for (row = 0; row < result->model->rows[TABLE_group]; row++) {
		const struct result_group *group = &result->group[row];
		struct junit_case entry = { "group", "", "", group_outcome(group) };

		if (!group->risk[READING_WORST] && !group->breach)
			continue;
		buffer_clear(&name);
		words_key(result, TABLE_group, row, &name);
		entry.name = name.length ? name.data : "";
		buffer_clear(text);
		buffer_string(text, group->breach ? "breach; risk at worst: " : "risk at worst: ");
		buffer_string(text, group->risk[READING_WORST] ? policy_level_name[group->risk[READING_WORST]] : "none");
		if (entry.outcome == JUNIT_FAILED)
			entry.text = text->data;
		junit_add(&entry, out);
	}
	buffer_free(&name);
}

void report_junit(const struct result *result, struct out *out)
{
	const struct model *model = result->model;
	uint32_t count[JUNIT_OUTCOMES] = { 0 }, c;
	struct buffer text = { 0 };

	for (c = 0; c < result->runs; c++)
		count[result->run[c].findings->status == RUN_OK ? JUNIT_PASSED : JUNIT_ERROR]++;
	for (c = 0; c < model->rows[TABLE_component]; c++)
		count[outcome(result, c)]++;
	for (c = 0; c < model->rows[TABLE_group]; c++)
		if (result->group[c].risk[READING_WORST] || result->group[c].breach)
			count[group_outcome(&result->group[c])]++;
	buffer_string(&text, "keur ");
	buffer_string(&text, result->policy->id);
	buffer_string(&text, "/");
	buffer_string(&text, result->policy->version);
	junit_start(text.data, count, out);
	plugins(result, &text, out);
	groups(result, &text, out);
	for (c = 0; c < model->rows[TABLE_component]; c++) {
		struct junit_case entry = { schema_list[LIST_scope].member[keur_byte(&model->column[COL_component_scope], c)],
			model_string(model, COL_component_id, c).data, "", outcome(result, c) };

		buffer_clear(&text);
		if (entry.outcome == JUNIT_FAILED)
			why(result, c, &text);
		else if (entry.outcome == JUNIT_SKIPPED)
			buffer_string(&text, "out of service");
		entry.text = text.length ? text.data : "";
		junit_add(&entry, out);
	}
	junit_end(out);
	buffer_free(&text);
}
