/* Suppliers and countries in result.json: what is known about each, what was decided, and how each weighs. One to a line. */
#include "base/number.h"
#include "report/json.h"

static void value(struct json_report *report, enum column_id column, uint32_t row)
{
	buffer_clear(&report->room);
	if (model_known(report->result->model, column, row))
		model_value(report->result->model, column, row, &report->room);
	json_text_or_null(report->out, buffer_view(&report->room));
}

static void fields(struct json_report *report, const struct json_field *field, size_t count, uint32_t row)
{
	size_t i;

	for (i = 0; i < count; i++) {
		json_comma(report->out, i > 0);
		json_string(report->out, field[i].key);
		JSON(report->out, ": ");
		value(report, field[i].column, row);
	}
}

static void decisions(struct json_report *report, uint32_t supplier)
{
	static const struct json_field field[] = {
		{ "decision", COL_decision_decision }, { "covers", COL_decision_covers }, { "basis", COL_decision_basis },
		{ "from", COL_decision_from }, { "until", COL_decision_until }, { "authority", COL_decision_authority },
		{ "reference", COL_decision_reference },
	};
	const struct result *result = report->result;
	const struct model *model = result->model;
	uint32_t first = result_first_decision(result, supplier), row;

	JSON(report->out, ", \"decisions\": [");
	for (row = first; row < model->rows[TABLE_decision] && keur_code(&model->column[COL_decision_supplier], row) == supplier; row++) {
		json_comma(report->out, row > first);
		JSON(report->out, "{\"state\": ");
		json_string(report->out, words_decision_state[result->decision_state[row]]);
		JSON(report->out, ", ");
		fields(report, field, sizeof field / sizeof *field, row);
		json_place(report, report->out, TABLE_decision, row);
		out_char(report->out, '}');
	}
	JSON(report->out, "], \"lapse\": ");
	buffer_clear(&report->room);
	result_lapse(result, supplier, "en", &report->room);
	json_text_or_null(report->out, buffer_view(&report->room));
	JSON(report->out, ", \"overridden\": ");
	buffer_clear(&report->room);
	result_overridden(result, supplier, "en", &report->room);
	json_text_or_null(report->out, buffer_view(&report->room));
}

static void criteria(struct json_report *report, uint32_t supplier)
{
	static const struct json_field field[] = {
		{ "criterion", COL_criterion_criterion }, { "evidence", COL_criterion_evidence }, { "source", COL_criterion_source },
		{ "date", COL_criterion_date }, { "note", COL_criterion_note },
	};
	const struct result *result = report->result;
	const struct model *model = result->model;
	const struct schema_list *list = &schema_list[LIST_criterion];
	uint32_t *next = &report->next_criterion;
	bool more = false;
	unsigned i;

	JSON(report->out, ", \"criteria\": [");
	while (*next < model->rows[TABLE_criterion] && keur_code(&model->column[COL_criterion_supplier], *next) < supplier)
		++*next;
	for (; *next < model->rows[TABLE_criterion] && keur_code(&model->column[COL_criterion_supplier], *next) == supplier; ++*next) {
		json_comma(report->out, more);
		more = true;
		out_char(report->out, '{');
		fields(report, field, sizeof field / sizeof *field, *next);
		json_place(report, report->out, TABLE_criterion, *next);
		out_char(report->out, '}');
	}
	JSON(report->out, "], \"unanswered\": [");
	for (more = false, i = 0; i < list->members; i++)
		if (!result->supplier[supplier].grounds[i]) {
			json_comma(report->out, more);
			more = true;
			json_string(report->out, list->member[i]);
		}
	JSON(report->out, "]");
}

/* Whether an owner controls: `control`, or more than half; null when what is given does not say. */
static void owners(struct json_report *report, uint32_t supplier)
{
	static const struct json_field field[] = {
		{ "share", COL_ownership_share }, { "control", COL_ownership_control }, { "from", COL_ownership_from },
	};
	const struct result *result = report->result;
	const struct model *model = result->model;
	uint32_t i;

	JSON(report->out, ", \"owners\": [");
	for (i = result->owner_first[supplier]; i < result->owner_first[supplier + 1]; i++) {
		uint32_t row = result->owner_of[i], owner = keur_code(&model->column[COL_ownership_owner], row);
		uint8_t controls = ownership_controls(model, row);

		json_comma(report->out, i > result->owner_first[supplier]);
		JSON(report->out, "{\"id\": ");
		escape_json(report->out, model_string(model, COL_supplier_id, owner));
		JSON(report->out, ", \"standing\": ");
		json_string(report->out, schema_list[LIST_standing].member[keur_byte(&model->column[COL_supplier_standing], owner)]);
		JSON(report->out, ", \"controls\": ");
		if (controls)
			json_string(report->out, controls == KEUR_YES ? "yes" : "no");
		else
			JSON(report->out, "null");
		JSON(report->out, ", ");
		fields(report, field, sizeof field / sizeof *field, row);
		json_place(report, report->out, TABLE_ownership, row);
		out_char(report->out, '}');
	}
	JSON(report->out, "]");
}

static void both(struct json_report *report, const char *name, uint32_t known, uint32_t worst)
{
	JSON(report->out, ", \"");
	out_string(report->out, name);
	JSON(report->out, "\": {\"known\": ");
	out_number(report->out, known);
	JSON(report->out, ", \"worst\": ");
	out_number(report->out, worst);
	out_char(report->out, '}');
}

static void number_or_null(struct json_report *report, const char *name, uint32_t number)
{
	JSON(report->out, ", \"");
	out_string(report->out, name);
	JSON(report->out, "\": ");
	if (number)
		out_number(report->out, number);
	else
		JSON(report->out, "null");
}

static void stakeholder(struct json_report *report, const struct result_supplier *supplier)
{
	int r;

	if (!report->result->policy->stakeholder.given) {
		JSON(report->out, ", \"stakeholder\": null");
		return;
	}
	JSON(report->out, ", \"stakeholder\": {\"threat\": {");
	for (r = 0; r < READINGS; r++) {
		json_comma(report->out, r > 0);
		json_word(report->out, &report->reading[r]);
		JSON(report->out, ": ");
		buffer_clear(&report->room);
		words_hundredths(supplier->threat[r], &report->room);
		json_text_or_null(report->out, buffer_view(&report->room)); /* text: no reader rounds it */
	}
	JSON(report->out, "}, \"zone\": {");
	for (r = 0; r < READINGS; r++) {
		json_comma(report->out, r > 0);
		json_word(report->out, &report->reading[r]);
		JSON(report->out, ": ");
		if (supplier->threat[r] < 0)
			JSON(report->out, "null");
		else
			json_string(report->out, policy_zone_name[supplier->zone[r]]);
	}
	out_char(report->out, '}');
	both(report, "dependency", supplier->dependency[READING_KNOWN], supplier->dependency[READING_WORST]);
	both(report, "penetration", supplier->penetration[READING_KNOWN], supplier->penetration[READING_WORST]);
	number_or_null(report, "maturity", supplier->maturity);
	number_or_null(report, "trust", supplier->trust);
	out_char(report->out, '}');
}

/* Of whom its name is taken for another's, which hides how much one supplier has. */
static void looks_like(struct json_report *report, uint32_t supplier)
{
	const struct link_result *link = report->result->link;
	struct out *out = report->out;
	bool more = false;
	size_t i;

	for (i = words_lookalike(report->result, supplier); link && i < link->lookalikes && link->lookalike[i].supplier == supplier; i++) {
		const struct link_lookalike *one = &link->lookalike[i];

		out_string(out, more ? ", " : ", \"looks_like\": [");
		more = true;
		JSON(out, "{\"supplier\": ");
		escape_json(out, model_string(report->result->model, COL_supplier_id, one->like));
		JSON(out, ", \"name\": ");
		json_string(out, one->name);
		JSON(out, ", \"name_visible\": ");
		json_string(out, one->name_seen);
		JSON(out, ", \"as\": ");
		json_string(out, one->as);
		JSON(out, ", \"as_visible\": ");
		json_string(out, one->as_seen);
		if (one->line) {
			JSON(out, ", \"file\": ");
			json_text_or_null(out, one->file < report->files.count ? text_of(report->files.name[one->file]) : (struct text){ "", 0 });
			JSON(out, ", \"line\": ");
			out_number(out, one->line);
			out_char(out, '}');
		} else {
			JSON(out, ", \"file\": null, \"line\": null}");
		}
	}
	if (more)
		out_char(out, ']');
}

static void supplier(struct json_report *report, uint32_t row)
{
	static const struct json_field field[] = {
		{ "name", COL_supplier_name }, { "country", COL_supplier_country }, { "management_seat", COL_supplier_management_seat },
		{ "registered", COL_supplier_registered }, { "standing", COL_supplier_standing },
		{ "designated_by", COL_supplier_designated_by },
	};
	const struct result_supplier *supplier = &report->result->supplier[row];

	JSON(report->out, "{\"id\": ");
	escape_json(report->out, model_string(report->result->model, COL_supplier_id, row));
	JSON(report->out, ", ");
	fields(report, field, sizeof field / sizeof *field, row);
	looks_like(report, row);
	decisions(report, row);
	criteria(report, row);
	owners(report, row);
	JSON(report->out, ", \"parts\": ");
	out_number(report->out, supplier->parts);
	both(report, "critical", supplier->critical[READING_KNOWN], supplier->critical[READING_WORST]);
	both(report, "required", supplier->required[READING_KNOWN], supplier->required[READING_WORST]);
	stakeholder(report, supplier);
	out_char(report->out, '}');
}

void json_suppliers(struct json_report *report)
{
	const struct model *model = report->result->model;
	bool more = false;
	uint32_t s;

	report->next_criterion = 0;
	for (s = 0; s < model->rows[TABLE_supplier]; s++) {
		if (!words_lists_supplier(report->result, s))
			continue;
		if (more)
			JSON(report->out, ",\n  ");
		more = true;
		supplier(report, s);
	}
}

static void claim(struct json_report *report, const char *name, const struct json_field *field, uint32_t row)
{
	JSON(report->out, ", \"");
	out_string(report->out, name);
	JSON(report->out, "\": {");
	fields(report, field, 4, row);
	out_char(report->out, '}');
}

void json_countries(struct json_report *report)
{
	static const struct json_field field[3][4] = {
		{ { "answer", COL_country_compels_answer }, { "evidence", COL_country_compels_evidence }, { "source", COL_country_compels_source },
			{ "date", COL_country_compels_date } },
		{ { "answer", COL_country_offensive_answer }, { "evidence", COL_country_offensive_evidence },
			{ "source", COL_country_offensive_source }, { "date", COL_country_offensive_date } },
		{ { "answer", COL_country_agreement_answer }, { "evidence", COL_country_agreement_evidence },
			{ "source", COL_country_agreement_source }, { "date", COL_country_agreement_date } },
	};
	static const char *const name[] = { "compels_cooperation", "offensive_programme", "agreement" };
	uint32_t row;
	unsigned i;

	for (row = 0; row < report->result->model->rows[TABLE_country]; row++) {
		if (row)
			JSON(report->out, ",\n  ");
		JSON(report->out, "{\"id\": ");
		escape_json(report->out, model_string(report->result->model, COL_country_id, row));
		for (i = 0; i < 3; i++)
			claim(report, name[i], field[i], row);
		json_place(report, report->out, TABLE_country, row);
		out_char(report->out, '}');
	}
}
