/* The pack in result.json: what it is, what it stands on, and the numbers with which a reader can follow every level, each with the pack,
 * the line, the source and the status that stand behind it. */
#include "base/number.h"
#include "report/json.h"

static void triple(struct out *out, const uint8_t level[SCENARIOS])
{
	unsigned s;

	out_char(out, '[');
	for (s = 0; s < SCENARIOS; s++) {
		json_comma(out, s > 0);
		out_number(out, level[s]);
	}
	out_char(out, ']');
}

/* Rows 1 to 5, columns 1 to 5. */
static void table(struct out *out, const uint8_t (*level)[LEVELS + 1])
{
	unsigned row, column;

	for (row = 1; row <= LEVELS; row++) {
		out_string(out, row > 1 ? ", [" : "[[");
		for (column = 1; column <= LEVELS; column++) {
			json_comma(out, column > 1);
			out_number(out, level[row][column]);
		}
		out_char(out, ']');
	}
	out_char(out, ']');
}

/* Which entry of which pack says so. */
void json_from(struct out *out, const struct policy_note *note)
{
	JSON(out, "{\"pack\": ");
	json_text_or_null(out, text_of(note->pack));
	JSON(out, ", \"line\": ");
	out_number(out, note->line);
	JSON(out, ", \"source\": ");
	json_string(out, note->source ? note->source : "");
	JSON(out, ", \"status\": ");
	json_string(out, policy_status_name[note->status]);
	out_char(out, '}');
}

/* By which method likelihood and impact make a risk; the grids of a result have five rows and columns whatever its steps. */
static void method(struct json_report *report)
{
	const struct policy *policy = report->result->policy;
	const struct policy_matrix *matrix = policy->matrices ? &policy->matrix[policy->matrix_used] : NULL;
	struct out *out = report->out;
	unsigned i;

	JSON(out, ", \"method\": {\"id\": ");
	json_string(out, policy->matrix_name);
	JSON(out, ", \"version\": ");
	json_text_or_null(out, text_of(matrix ? matrix->version : ""));
	JSON(out, ", \"steps\": ");
	out_number(out, matrix ? matrix->steps : LEVELS);
	JSON(out, ", \"scale\": [");
	for (i = 1; i <= LEVELS; i++) {
		json_comma(out, i > 1);
		out_number(out, matrix ? matrix->scale[i] : i);
	}
	JSON(out, "], \"from\": ");
	json_from(out, &policy->risk_note);
	JSON(out, ", \"likelihood\": ");
	json_from(out, &policy->likelihood_note);
	out_char(out, '}');
}

/* What the pack stands on, and the law that it follows. */
static void standing_on(struct json_report *report)
{
	const struct policy *policy = report->result->policy;
	struct out *out = report->out;
	char date[DATE_SIZE];
	uint32_t i;

	JSON(out, ", \"extends\": [");
	for (i = 0; i < policy->bases; i++) {
		json_comma(out, i > 0);
		JSON(out, "{\"id\": ");
		json_string(out, policy->base[i].id);
		JSON(out, ", \"version\": ");
		json_string(out, policy->base[i].version);
		JSON(out, ", \"sha256\": ");
		json_string(out, policy->base[i].sha256);
		out_char(out, '}');
	}
	JSON(out, "], \"legal_status\": ");
	json_text_or_null(out, text_of(policy->legal_status));
	JSON(out, ", \"in_force_from\": ");
	if (policy->in_force_from == KEUR_NO_DATE) {
		JSON(out, "null");
	} else {
		date_format(policy->in_force_from, date);
		json_string(out, date);
	}
}

static void impact(struct out *out, const char *name, const uint8_t level[SCENARIOS], bool capped, const struct policy_note *note)
{
	JSON(out, "{\"name\": ");
	json_string(out, name);
	JSON(out, ", \"impact\": ");
	triple(out, level);
	JSON(out, ", \"capped\": ");
	out_string(out, capped ? "true" : "false");
	JSON(out, ", \"from\": ");
	json_from(out, note);
}

/* The numbers of the pack with which a reader can follow the levels. */
static void numbers(struct json_report *report)
{
	const struct policy *policy = report->result->policy;
	struct out *out = report->out;
	bool more = false;
	uint32_t i;

	JSON(out, ",\n  \"likelihood\": ");
	table(out, policy->likelihood);
	JSON(out, ",\n  \"risk\": ");
	table(out, policy->risk);
	JSON(out, ",\n  \"classes\": [");
	for (i = 0; i < policy->classes; i++) {
		json_comma(out, i > 0);
		impact(out, policy->class_[i].name, policy->class_[i].impact, policy->class_[i].capped, &policy->class_[i].impact_note);
		JSON(out, ", \"criticality\": {\"level\": ");
		json_string(out, policy_criticality_name[policy->class_[i].criticality]);
		JSON(out, ", \"from\": ");
		json_from(out, &policy->class_[i].note);
		JSON(out, "}}");
	}
	JSON(out, "],\n  \"functions\": [");
	for (i = 0; i < policy->catalogue.functions; i++) {
		const struct policy_function *function = &policy->function[i];
		const struct policy_class *class_ = &policy->class_[function->class_index];

		if (memcmp(function->impact, class_->impact, sizeof function->impact) == 0 && function->capped == class_->capped)
			continue;
		json_comma(out, more);
		impact(out, function->name, function->impact, function->capped, &function->note);
		out_char(out, '}');
		more = true;
	}
	JSON(out, "],\n  \"caps\": [");
	for (i = 0; i < policy->caps; i++) {
		json_comma(out, i > 0);
		JSON(out, "{\"below\": ");
		if (policy->cap[i].below == INT64_MAX)
			JSON(out, "null");
		else
			out_number(out, policy->cap[i].below);
		JSON(out, ", \"level\": ");
		out_number(out, policy->cap[i].level);
		JSON(out, ", \"from\": ");
		json_from(out, &policy->cap[i].note);
		out_char(out, '}');
	}
	JSON(out, "],\n  \"data\": [");
	for (i = 0; i < schema_list[LIST_data].members; i++) {
		json_comma(out, i > 0);
		JSON(out, "{\"name\": ");
		json_string(out, schema_list[LIST_data].member[i]);
		JSON(out, ", \"floor\": ");
		triple(out, policy->data[i].floor);
		if (policy->data[i].many_users) {
			JSON(out, ", \"many_users\": ");
			out_number(out, policy->data[i].many_users);
			JSON(out, ", \"many_floor\": ");
			triple(out, policy->data[i].many_floor);
		}
		JSON(out, ", \"from\": ");
		json_from(out, &policy->data[i].note);
		out_char(out, '}');
	}
	JSON(out, "],\n  \"phase_out\": [");
	for (i = 0; i < policy->deadlines; i++) {
		json_comma(out, i > 0);
		JSON(out, "{\"name\": ");
		json_string(out, policy->deadline[i].name);
		JSON(out, ", \"from\": ");
		json_from(out, &policy->deadline[i].note);
		out_char(out, '}');
	}
	JSON(out, "],\n  \"rules\": [");
	for (i = 0; i < policy->rules; i++) {
		json_comma(out, i > 0);
		JSON(out, "{\"rule\": ");
		json_string(out, policy->rule[i].rule);
		JSON(out, ", \"from\": ");
		json_from(out, &policy->rule[i].note);
		out_char(out, '}');
	}
	JSON(out, "]");
}

/* The sections that are one thing: where each of their values is from. */
static void sections(struct json_report *report)
{
	const struct policy *policy = report->result->policy;
	const struct {
		const char *name;
		const struct policy_note *note;
	} section[] = {
		{ "baselines", &policy->baseline_note }, { "likelihood", &policy->likelihood_note }, { "risk", &policy->risk_note },
		{ "site", &policy->site_note }, { "redundancy", &policy->redundancy_note }, { "trusted_suppliers", &policy->required_note },
		{ "answered", &policy->roles_note }, { "untrusted", &policy->untrusted.note }, { "events", &policy->events_note },
		{ "retention", &policy->retention_note },
	};
	bool more = false;
	size_t i;

	JSON(report->out, ",\n  \"from\": {");
	for (i = 0; i < sizeof section / sizeof *section; i++) {
		if (!section[i].note->source)
			continue;
		json_comma(report->out, more);
		json_string(report->out, section[i].name);
		JSON(report->out, ": ");
		json_from(report->out, section[i].note);
		more = true;
	}
	out_char(report->out, '}');
}

/* Silence of a pack about these is no clean answer. */
static void left_out(struct json_report *report)
{
	struct policy_left_out part[POLICY_PARTS];
	unsigned count = policy_left_out(report->result->policy, part), i;

	JSON(report->out, ", \"not_judged\": [");
	for (i = 0; i < count; i++) {
		json_comma(report->out, i > 0);
		JSON(report->out, "{\"section\": ");
		json_string(report->out, part[i].section);
		JSON(report->out, ", \"means\": ");
		json_string(report->out, part[i].means);
		out_char(report->out, '}');
	}
	out_char(report->out, ']');
}

/* Against what the pack is held, and what it judges more mildly than that. */
static void milder(struct json_report *report)
{
	const struct policy *policy = report->result->policy;
	const struct policy_base *there = &policy->held_against;
	struct out *out = report->out;
	uint32_t i;

	JSON(out, ",\n  \"held_against\": ");
	if (there->id) {
		JSON(out, "{\"id\": ");
		json_string(out, there->id);
		JSON(out, ", \"version\": ");
		json_string(out, there->version);
		JSON(out, ", \"sha256\": ");
		json_string(out, there->sha256);
		JSON(out, ", \"imitated\": ");
		out_string(out, policy->imitates ? "true}" : "false}");
	} else {
		JSON(out, "null");
	}
	JSON(out, ",\n  \"milder\": [");
	for (i = 0; i < policy->milds; i++) {
		const struct policy_mild *row = &policy->mild[i];

		json_comma(out, i > 0);
		JSON(out, "{\"section\": ");
		json_string(out, row->section);
		JSON(out, ", \"what\": ");
		json_text_or_null(out, text_of(row->what));
		JSON(out, ", \"here\": ");
		json_text_or_null(out, text_of(row->here));
		JSON(out, ", \"there\": ");
		json_text_or_null(out, text_of(row->there));
		JSON(out, ", \"milder\": ");
		json_string(out, row->other ? "unknown" : "yes");
		JSON(out, ", \"from\": ");
		if (row->note.source)
			json_from(out, &row->note);
		else
			JSON(out, "null");
		out_char(out, '}');
	}
	out_char(out, ']');
}

void json_policy(struct json_report *report)
{
	const struct policy *policy = report->result->policy;
	struct words_sources sources;
	struct out *out = report->out;
	size_t i;

	words_sources_count(&sources, policy);
	JSON(out, " \"policy\": {\"id\": ");
	json_string(out, policy->id);
	JSON(out, ", \"version\": ");
	json_string(out, policy->version);
	JSON(out, ", \"title\": ");
	json_string(out, policy->title);
	JSON(out, ", \"about\": ");
	json_string(out, policy->about);
	JSON(out, ", \"sha256\": ");
	json_string(out, policy->sha256);
	standing_on(report);
	JSON(out, ", \"critical\": ");
	json_string(out, policy->critical_word);
	JSON(out, ", \"matrix\": ");
	json_string(out, policy->matrix_name);
	method(report);
	JSON(out, ", \"baseline\": {\"threat\": ");
	out_number(out, policy->threat);
	JSON(out, ", \"exposure\": ");
	out_number(out, policy->exposure);
	JSON(out, ", \"exposure_internet\": ");
	out_number(out, policy->exposure_internet);
	JSON(out, "}, \"sources\": ");
	out_number(out, sources.sources);
	JSON(out, ", \"status\": {");
	for (i = 0; i < 3; i++) {
		json_comma(out, i > 0);
		json_string(out, policy_status_name[i]);
		JSON(out, ": ");
		out_number(out, sources.status[i]);
	}
	JSON(out, "}, \"entries\": [");
	for (i = 0; i < sources.entries; i++) {
		json_comma(out, i > 0);
		JSON(out, "{\"source\": ");
		json_string(out, sources.entry[i].source);
		JSON(out, ", \"status\": ");
		json_string(out, policy_status_name[sources.entry[i].status]);
		JSON(out, ", \"count\": ");
		out_number(out, sources.entry[i].count);
		out_char(out, '}');
	}
	JSON(out, "]");
	left_out(report);
	milder(report);
	sections(report);
	numbers(report);
	JSON(out, "},\n");
	words_sources_free(&sources);
}
