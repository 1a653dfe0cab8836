/* Groups in result.json: what rests on one supplier or one country, with levels where the pack gives the share an impact. */
#include "report/json.h"

static void member_or_null(struct json_report *report, enum column_id column, uint32_t row)
{
	const struct model *model = report->result->model;

	if (model_known(model, column, row))
		json_string(report->out, schema_list[schema_column[column].target].member[keur_byte(&model->column[column], row)]);
	else
		JSON(report->out, "null");
}

static void number(struct json_report *report, enum column_id column, uint32_t row)
{
	out_number(report->out, keur_number(&report->result->model->column[column], row));
}

/* Percent with two decimals, as a number. */
static void share(struct json_report *report, enum column_id column, uint32_t row)
{
	int32_t hundredths = keur_days(&report->result->model->column[column], row);

	out_number(report->out, hundredths / 100);
	out_char(report->out, '.');
	out_char(report->out, (char)('0' + hundredths % 100 / 10));
	out_char(report->out, (char)('0' + hundredths % 10));
}

static void reading(struct json_report *report, enum column_id share_column, enum column_id part, enum column_id standing, uint32_t row)
{
	JSON(report->out, "{\"share\": ");
	share(report, share_column, row);
	JSON(report->out, ", \"part\": ");
	number(report, part, row);
	JSON(report->out, ", \"standing\": ");
	member_or_null(report, standing, row);
	out_char(report->out, '}');
}

static void levels(struct json_report *report, const struct levels *levels)
{
	struct out *out = report->out;

	if (!levels->impact) {
		JSON(out, "null");
		return;
	}
	JSON(out, "{\"threat\": ");
	out_number(out, levels->threat);
	JSON(out, ", \"exposure\": ");
	out_number(out, levels->exposure);
	JSON(out, ", \"likelihood\": ");
	out_number(out, levels->likelihood);
	JSON(out, ", \"impact\": ");
	out_number(out, levels->impact);
	JSON(out, ", \"risk\": ");
	json_word(out, &report->level[levels->risk]);
	out_char(out, '}');
}

static void group(struct json_report *report, uint32_t row)
{
	const struct result *result = report->result;
	const struct model *model = result->model;
	const struct result_group *g = &result->group[row];
	struct out *out = report->out;
	unsigned s;

	JSON(out, "{\"id\": ");
	json_key(report, TABLE_group, row);
	JSON(out, ", \"domain\": ");
	json_text_or_null(out, model_string(model, COL_group_domain, row));
	JSON(out, ", \"region\": ");
	json_text_or_null(out, model_string(model, COL_group_region, row));
	JSON(out, ", \"role\": ");
	member_or_null(report, COL_group_role, row);
	JSON(out, ", \"supplier\": ");
	json_text_or_null(out, model_known(model, COL_group_supplier, row)
		? model_string(model, COL_supplier_id, keur_code(&model->column[COL_group_supplier], row)) : (struct text){ "", 0 });
	JSON(out, ", \"country\": ");
	json_text_or_null(out, model_string(model, COL_group_country, row));
	JSON(out, ", \"components\": ");
	out_number(out, keur_list_length(&model->column[COL_group_members], row));
	JSON(out, ", \"unanswered\": ");
	number(report, COL_group_unanswered, row);
	JSON(out, ", \"basis\": ");
	member_or_null(report, COL_group_basis, row);
	JSON(out, ", \"whole\": ");
	number(report, COL_group_whole, row);
	JSON(out, ", \"whole_worst\": ");
	number(report, COL_group_whole_worst, row);
	JSON(out, ", \"known\": ");
	reading(report, COL_group_share, COL_group_part, COL_group_standing, row);
	JSON(out, ", \"worst\": ");
	reading(report, COL_group_share_worst, COL_group_part_worst, COL_group_standing_worst, row);
	JSON(out, ", \"scenarios\": {");
	for (s = 0; g->risk[READING_WORST] && s < SCENARIOS; s++) {
		json_comma(out, s > 0);
		json_word(out, &report->scenario[s]);
		JSON(out, ": {\"known\": ");
		levels(report, &g->level[s][READING_KNOWN]);
		JSON(out, ", \"worst\": ");
		levels(report, &g->level[s][READING_WORST]);
		out_char(out, '}');
	}
	JSON(out, "}, \"risk\": {\"known\": ");
	json_word(out, &report->level[g->risk[READING_KNOWN]]);
	JSON(out, ", \"worst\": ");
	json_word(out, &report->level[g->risk[READING_WORST]]);
	JSON(out, "}, \"breach\": ");
	out_string(out, g->breach ? "true}" : "false}");
}

void json_groups(struct json_report *report)
{
	uint32_t row;

	for (row = 0; row < report->result->model->rows[TABLE_group]; row++) {
		if (row)
			JSON(report->out, ",\n  ");
		group(report, row);
	}
}
