/* What would change, as JSON: keur-whatif/1. Each part that changes stands on a line of its own, with what is gone and what is new. */
#include "report/json_whatif.h"
#include "report/report.h"

#include <string.h>

struct whatif_report {
	const struct whatif *whatif;
	struct json_report side[SIDES];
	struct out *out;
};

static void steps(struct whatif_report *report)
{
	const struct trial *trial = report->whatif->trial;
	struct out *out = report->out;
	size_t i;
	uint32_t k;

	for (i = 0; i < trial->steps; i++) {
		const struct trial_step *step = &trial->step[i];

		if (i)
			JSON(out, ",\n  ");
		JSON(out, "{\"option\": ");
		json_string(out, step->said);
		JSON(out, ", \"changes\": ");
		out_number(out, trial_changes(step));
		if (step->kind == TRIAL_REPLACE || step->kind == TRIAL_MOVE || step->kind == TRIAL_SET) {
			JSON(out, ", \"unheard_of\": ");
			json_text_or_null(out, step->unheard);
			JSON(out, ", \"did_you_mean\": ");
			json_text_or_null(out, step->nearest);
		}
		if (step->kind == TRIAL_CLOSE) {
			JSON(out, ", \"also_closes\": [");
			for (k = 0; k < step->closes; k++) {
				json_comma(out, k > 0);
				json_key(&report->side[BEFORE], TABLE_access, step->closed[k]);
			}
			JSON(out, "], \"left_open\": [");
			for (k = 0; k < step->lefts; k++) {
				json_comma(out, k > 0);
				json_key(&report->side[BEFORE], TABLE_access, step->left[k]);
			}
			out_char(out, ']');
		}
		out_char(out, '}');
	}
}

/* "before": 1, "after": 2 of something of a part; null where the part is not. */
static void pair_of_words(struct whatif_report *report, const struct compared_part *part, const char *name, enum column_id column,
	const struct schema_list *list)
{
	struct out *out = report->out;
	int side;

	JSON(out, ", ");
	json_string(out, name);
	JSON(out, ": [");
	for (side = 0; side < SIDES; side++) {
		json_comma(out, side > 0);
		if (part->row[side] == KEUR_NONE)
			JSON(out, "null");
		else
			json_string(out, list->member[keur_byte(&report->side[side].result->model->column[column], part->row[side])]);
	}
	out_char(out, ']');
}

static void pair_of_risks(struct whatif_report *report, const struct compared_part *part, enum reading reading)
{
	struct out *out = report->out;
	int side;

	json_string(out, reading_name[reading]);
	JSON(out, ": [");
	for (side = 0; side < SIDES; side++) {
		json_comma(out, side > 0);
		json_word(out, &report->side[side].level[part->row[side] == KEUR_NONE ? 0
			: report->side[side].result->risk[part->row[side]][reading]]);
	}
	out_char(out, ']');
}

static void levels(struct out *out, const struct levels *levels)
{
	const uint8_t level[] = { levels->threat, levels->exposure, levels->likelihood, levels->impact, levels->risk };
	size_t i;

	out_char(out, '[');
	for (i = 0; i < sizeof level; i++) {
		json_comma(out, i > 0);
		out_number(out, level[i]);
	}
	out_char(out, ']');
}

static void group_pair(struct whatif_report *report, const struct compared_group *group, enum reading reading)
{
	struct out *out = report->out;
	int side;

	json_string(out, reading_name[reading]);
	JSON(out, ": [");
	for (side = 0; side < SIDES; side++) {
		json_comma(out, side > 0);
		json_word(out, &report->side[side].level[group->row[side] == KEUR_NONE ? 0
			: report->side[side].result->group[group->row[side]].risk[reading]]);
	}
	out_char(out, ']');
}

static void groups(struct whatif_report *report)
{
	const struct comparison *comparison = &report->whatif->comparison;
	struct out *out = report->out;
	uint32_t i;
	int side;

	for (i = 0; i < comparison->groups; i++) {
		const struct compared_group *group = &comparison->group[i];

		if (i)
			JSON(out, ",\n  ");
		side = group->row[AFTER] == KEUR_NONE ? BEFORE : AFTER;
		JSON(out, "{\"id\": ");
		json_key(&report->side[side], TABLE_group, group->row[side]);
		JSON(out, ", \"breach\": [");
		for (side = 0; side < SIDES; side++) {
			json_comma(out, side > 0);
			out_string(out, group->row[side] != KEUR_NONE && report->side[side].result->group[group->row[side]].breach ? "true" : "false");
		}
		JSON(out, "], \"risk\": {");
		group_pair(report, group, READING_KNOWN);
		JSON(out, ", ");
		group_pair(report, group, READING_WORST);
		JSON(out, "}}");
	}
}

/* Scenarios and readings that are not the same: threat, exposure, likelihood, impact, risk before and after. */
static void scenarios(struct whatif_report *report, const struct compared_part *part)
{
	struct out *out = report->out;
	bool more = false;
	unsigned s, r;

	JSON(out, ", \"scenarios\": {");
	for (s = 0; s < SCENARIOS && part->row[BEFORE] != KEUR_NONE && part->row[AFTER] != KEUR_NONE; s++)
		for (r = 0; r < READINGS; r++) {
			const struct levels *was = &report->side[BEFORE].result->level[part->row[BEFORE]][s][r];
			const struct levels *is = &report->side[AFTER].result->level[part->row[AFTER]][s][r];

			if (memcmp(was, is, sizeof *was) == 0)
				continue;
			json_comma(out, more);
			more = true;
			out_char(out, '"');
			out_add(out, policy_scenario_name[s], strlen(policy_scenario_name[s]));
			out_char(out, '.');
			out_add(out, reading_name[r], strlen(reading_name[r]));
			JSON(out, "\": [");
			levels(out, was);
			JSON(out, ", ");
			levels(out, is);
			out_char(out, ']');
		}
	out_char(out, '}');
}

static void because(struct whatif_report *report, const struct compared_why *why)
{
	const struct trial *trial = report->whatif->trial;
	struct out *out = report->out;
	bool more = false;
	size_t i;

	JSON(out, ", \"by\": [");
	for (i = 0; i < trial->steps && i < STEPS_TOLD; i++)
		if (why->steps >> i & 1) {
			json_comma(out, more);
			json_string(out, trial->step[i].said);
			more = true;
		}
	if (why->steps & STEPS_LATER)
		JSON(out, "], \"by_a_later_step\": true}");
	else
		JSON(out, "]}");
}

static void one_why(struct whatif_report *report, const struct compared_why *why)
{
	struct json_report *side = &report->side[why->side];
	const struct result *result = side->result;
	const struct result_finding *finding;
	const struct trust_cause *cause;
	struct reason_words words;
	struct buffer room = { 0 };
	struct out *out = report->out;

	if (why->side == BEFORE)
		JSON(out, "{\"is\": \"gone\", ");
	else
		JSON(out, "{\"is\": \"new\", ");
	switch ((enum why)why->kind) {
	case WHY_FINDING:
		finding = &result->finding[why->index];
		JSON(out, "\"finding\": ");
		json_string(out, finding->id);
		JSON(out, ", \"rule\": ");
		json_string(out, result_rule(result, finding)->full);
		JSON(out, ", \"kind\": ");
		json_string(out, words_kind[finding->kind]);
		JSON(out, ", \"level\": ");
		out_number(out, finding->level);
		JSON(out, ", \"basis\": ");
		json_string(out, words_basis[result_raw(result, finding)->basis]);
		JSON(out, ", \"message\": ");
		words_message(result, finding, "en", &room);
		escape_json(out, buffer_view(&room));
		break;
	case WHY_REASON:
		words = result_reason(result, &result->reason[why->index], &room);
		JSON(out, "\"scope_reason\": ");
		json_string(out, words.fact);
		JSON(out, ", \"value\": ");
		json_text_or_null(out, text_of(words.value));
		break;
	case WHY_CAUSE:
		cause = &result->cause[why->index];
		JSON(out, "\"trust_cause\": ");
		if (cause->involvement == KEUR_NONE) {
			JSON(out, "null");
		} else {
			uint32_t row = cause->involvement;

			json_key(side, TABLE_supplier, keur_code(&result->model->column[COL_involvement_supplier], row));
			JSON(out, ", \"through\": ");
			json_string(out, schema_list[LIST_through].member[keur_byte(&result->model->column[COL_involvement_through], row)]);
			JSON(out, ", \"standing\": ");
			json_string(out, schema_list[LIST_standing].member[keur_byte(&result->model->column[COL_involvement_standing], row)]);
		}
		break;
	}
	because(report, why);
	buffer_free(&room);
}

static void parts(struct whatif_report *report)
{
	const struct comparison *comparison = &report->whatif->comparison;
	struct out *out = report->out;
	uint32_t i, k;

	for (i = 0; i < comparison->parts; i++) {
		const struct compared_part *part = &comparison->part[i];
		int side = part->row[AFTER] == KEUR_NONE ? BEFORE : AFTER;

		if (i)
			JSON(out, ",\n  ");
		JSON(out, "{\"id\": ");
		json_key(&report->side[side], TABLE_component, part->row[side]);
		pair_of_words(report, part, "scope", COL_component_scope, &schema_list[LIST_scope]);
		pair_of_words(report, part, "scope_worst", COL_component_scope_worst, &schema_list[LIST_scope]);
		pair_of_words(report, part, "trusted_supplier", COL_component_trust_status, &schema_list[LIST_trust]);
		JSON(out, ", \"breach\": [");
		for (side = 0; side < SIDES; side++) {
			json_comma(out, side > 0);
			if (part->row[side] != KEUR_NONE && report->side[side].result->breach[part->row[side]])
				JSON(out, "true");
			else
				JSON(out, "false");
		}
		JSON(out, "], \"risk\": {");
		pair_of_risks(report, part, READING_KNOWN);
		JSON(out, ", ");
		pair_of_risks(report, part, READING_WORST);
		out_char(out, '}');
		scenarios(report, part);
		JSON(out, ", \"why\": [");
		for (k = 0; k < part->whys; k++) {
			json_comma(out, k > 0);
			one_why(report, &comparison->why[part->why + k]);
		}
		JSON(out, "]}");
	}
}

static void cheapest(struct whatif_report *report)
{
	const struct cheapest *found = report->whatif->cheapest;
	struct out *out = report->out;
	bool more = false;
	uint32_t i;

	if (!found) {
		JSON(out, "null");
		return;
	}
	JSON(out, "{\"cleared\": ");
	out_string(out, found->cleared ? "true" : "false");
	JSON(out, ", \"proven_smallest\": ");
	out_string(out, found->proven ? "true" : "false");
	JSON(out, ", \"each_needed\": ");
	out_string(out, found->each_needed ? "true" : "false");
	JSON(out, ", \"too_many\": ");
	out_string(out, found->too_many ? "true" : "false");
	JSON(out, ", \"candidates\": ");
	out_number(out, found->candidates);
	JSON(out, ", \"hopeless\": ");
	out_number(out, found->hopeless);
	JSON(out, ", \"assessments\": ");
	out_number(out, found->assessments);
	JSON(out, ", \"steps\": [");
	for (i = 0; i < found->candidates; i++)
		if (found->candidate[i].chosen) {
			json_comma(out, more);
			more = true;
			json_string(out, found->candidate[i].said);
		}
	JSON(out, "]}");
}

void report_whatif_json(const struct whatif *whatif, struct out *out)
{
	struct whatif_report report = { .whatif = whatif, .out = out };
	int side;

	for (side = 0; side < SIDES; side++) {
		report.side[side] = (struct json_report){ .result = whatif->comparison.result[side], .out = out };
		json_start(&report.side[side]);
	}
	JSON(out, "{\"schema\": \"keur-whatif/1\",\n");
	json_network(&report.side[BEFORE]);
	JSON(out, " \"policy\": {\"id\": ");
	json_string(out, whatif->comparison.result[BEFORE]->policy->id);
	JSON(out, ", \"version\": ");
	json_string(out, whatif->comparison.result[BEFORE]->policy->version);
	JSON(out, "},\n \"steps\": [\n  ");
	steps(&report);
	JSON(out, "],\n");
	for (side = 0; side < SIDES; side++)
		json_summary(&report.side[side], side_name[side]);
	JSON(out, " \"changes\": {\"components\": ");
	out_number(out, whatif->comparison.parts);
	JSON(out, ", \"lower\": ");
	out_number(out, whatif->comparison.lower);
	JSON(out, ", \"higher\": ");
	out_number(out, whatif->comparison.higher);
	JSON(out, ", \"breaches_gone\": ");
	out_number(out, whatif->comparison.breaches[BEFORE]);
	JSON(out, ", \"breaches_new\": ");
	out_number(out, whatif->comparison.breaches[AFTER]);
	JSON(out, "},\n \"components\": [\n  ");
	parts(&report);
	JSON(out, "],\n \"groups\": [\n  ");
	groups(&report);
	JSON(out, "],\n \"withdrawals\": [\n  ");
	json_withdrawals(&report.side[BEFORE], whatif);
	JSON(out, "],\n \"replacements\": [\n  ");
	json_replacements(&report.side[AFTER], whatif);
	JSON(out, "],\n \"cheapest\": ");
	cheapest(&report);
	JSON(out, "}\n");
	for (side = 0; side < SIDES; side++)
		json_end(&report.side[side]);
}
