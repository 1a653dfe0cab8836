/* Documented exceptions to rules that were broken all the same. An exception changes no level and undoes no breach; who asks what is done about a
 * breach is told of it. Where a plugin takes an exception into account itself, there is no breach to ask about. */
#include "assess/facts.h"
#include "assess/result.h"

static bool is_given(const struct model *model, enum column_id column, uint32_t row)
{
	return model_known(model, column, row) && keur_code(&model->column[column], row) != KEUR_NONE;
}

/* One without reason, evidence, authority or end counts as none. */
static bool counts(const struct model *model, uint32_t row)
{
	return is_given(model, COL_exception_reason, row) && is_given(model, COL_exception_evidence, row) && is_given(model, COL_exception_authority, row)
		&& model_known(model, COL_exception_until, row) && keur_days(&model->column[COL_exception_until], row) != KEUR_NO_DATE
		&& facts_in_force(model, COL_exception_from, COL_exception_until, row) == KEUR_YES;
}

/* A limit that is not given allows everything. */
static bool row_allows(const struct model *model, enum column_id column, uint32_t row, uint32_t asked)
{
	return !model_known(model, column, row) || (asked != KEUR_NONE && keur_code(&model->column[column], row) == asked);
}

static bool list_allows(const struct model *model, enum column_id column, uint32_t row, uint32_t asked)
{
	uint32_t i;

	if (!model_known(model, column, row))
		return true;
	for (i = 0; i < keur_list_length(&model->column[column], row); i++)
		if (keur_list_item(&model->column[column], row, i) == asked)
			return asked != KEUR_NONE;
	return false;
}

static bool line_allows(const struct model *model, uint32_t row, uint32_t component)
{
	return !model_known(model, COL_exception_product_line, row)
		|| (is_given(model, COL_component_product_name, component)
			&& text_equal(model_string(model, COL_exception_product_line, row), model_string(model, COL_component_product_name, component)));
}

/* An exception from a rule in general, with no limit at all, excuses nothing. */
static bool is_limited(const struct model *model, uint32_t row)
{
	static const enum column_id limit[] = { COL_exception_components, COL_exception_supplier, COL_exception_advisory, COL_exception_certificates };
	size_t i;

	for (i = 0; i < sizeof limit / sizeof *limit; i++)
		if (model_known(model, limit[i], row))
			return true;
	return false;
}

static uint32_t subject_in(const struct finding *finding, enum table_id table)
{
	return finding->subject_table == (uint32_t)table ? finding->subject_row : KEUR_NONE;
}

uint32_t result_exception(const struct result *result, const struct result_finding *finding)
{
	const struct model *model = result->model;
	const struct finding *raw = result_raw(result, finding);
	const char *rule = result_rule(result, finding)->full;
	uint32_t row;

	if (raw->component == KEUR_NONE)
		return KEUR_NONE;
	for (row = 0; row < model->rows[TABLE_exception]; row++)
		if (text_is(model_string(model, COL_exception_rule, row), rule) && is_limited(model, row)
			&& list_allows(model, COL_exception_components, row, raw->component)
			&& row_allows(model, COL_exception_supplier, row, raw->party) && line_allows(model, row, raw->component)
			&& row_allows(model, COL_exception_advisory, row, subject_in(raw, TABLE_advisory))
			&& list_allows(model, COL_exception_certificates, row, subject_in(raw, TABLE_certificate)) && counts(model, row))
			return row;
	return KEUR_NONE;
}
