/* The rows that an answer goes into: those of the question's parts in which the column is empty. */
#include "assess/combine.h"

#include <stdlib.h>

/* The column of a table by which its rows belong to a part; COLUMN_NONE: they belong to none. */
static enum column_id part_column(enum table_id table)
{
	unsigned c;

	for (c = schema_first[table]; c < schema_first[table + 1]; c++)
		if (schema_column[c].type == TYPE_ROW && schema_column[c].target == TABLE_component && !(schema_column[c].flags & COLUMN_DERIVED))
			return (enum column_id)c;
	return COLUMN_NONE;
}

/* The questions of a part are sorted, and of some parts there are thousands. */
static bool asks(const struct result *result, uint32_t component, uint32_t gap)
{
	uint32_t low = result->gap_first[component], high = result->gap_first[component + 1];

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (result->gap_of[middle] == gap)
			return true;
		if (result->gap_of[middle] < gap)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

/* What can be asked about a way in that somebody was given, and not about one that was broken open: its plugin does not ask either. */
static bool of_leave(const struct model *model, const bool *supplies, enum column_id column, uint32_t row)
{
	static const enum column_id given[] = { COL_access_from_country, COL_access_protocol, COL_access_standing, COL_access_mfa, COL_access_recorded,
		COL_access_approved_per_session, COL_access_cut_switch };
	uint32_t party = keur_code(&model->column[COL_access_party], row);
	bool reads = model_known(model, COL_access_privilege, row) && keur_byte(&model->column[COL_access_privilege], row) == KEUR_PRIVILEGE_READ;
	size_t i;

	for (i = 0; i < sizeof given / sizeof *given && given[i] != column; i++)
		;
	return i == sizeof given / sizeof *given || party == KEUR_NONE || supplies[party] || model_answer(model, COL_access_declared, row) != KEUR_NO
		|| !model_known(model, COL_access_authorised_by, row) || keur_code(&model->column[COL_access_authorised_by], row) != KEUR_NONE
		|| (model_known(model, COL_access_party_standing, row)
			&& keur_byte(&model->column[COL_access_party_standing], row) == KEUR_STANDING_TRUSTED)
		|| (column == COL_access_from_country && reads);
}

static bool missing(const struct model *model, const bool *supplies, enum column_id column, uint32_t row)
{
	if (schema_column[column].table == TABLE_access && !of_leave(model, supplies, column, row))
		return false;
	/* The operator has no contract with itself. */
	if (column >= COL_party_audit_right && column <= COL_party_exit_plan && keur_code(&model->column[COL_party_supplier], row) == model->operator_)
		return false;
	return !(schema_column[column].flags & COLUMN_VIRTUAL) && !model_known(model, column, row);
}

static void add_row(struct gap *gap, size_t *capacity, uint32_t row)
{
	mem_reserve(&gap->row, capacity, (size_t)gap->rows + 1, sizeof *gap->row);
	gap->row[gap->rows++] = row;
}

/* Rows of another table than component. */
static void rows_beside(struct result *result, uint32_t number, bool *sited, const bool *supplies)
{
	const struct model *model = result->model;
	struct gap *gap = &result->gap[number];
	enum column_id of = part_column(gap->fill.table);
	size_t capacity = 0;
	uint32_t row, c;

	if (gap->fill.table == TABLE_site) {
		memset(sited, 0, model->rows[TABLE_site] * sizeof *sited);
		for (c = 0; c < model->rows[TABLE_component]; c++) {
			uint32_t site = keur_code(&model->column[COL_component_site], c);

			if (site != KEUR_NONE && !sited[site] && asks(result, c, number))
				sited[site] = true;
		}
	}
	for (row = 0; row < model->rows[gap->fill.table]; row++) {
		uint32_t part = of == COLUMN_NONE ? KEUR_NONE : keur_code(&model->column[of], row);

		if (!missing(model, supplies, gap->fill.column, row) || (part != KEUR_NONE && !asks(result, part, number))
			|| (gap->fill.table == TABLE_site && !sited[row]))
			continue;
		add_row(gap, &capacity, row);
	}
}

/* Of parts: all that ask, when the column is empty in all of them; else those in which it is. */
static void rows_of_parts(struct result *result)
{
	const struct model *model = result->model;
	size_t *capacity = mem_zalloc(result->gaps, sizeof *capacity);
	unsigned char *some = mem_zalloc(result->gaps, 1);
	uint32_t pass, c, i;

	for (pass = 0; pass < 2; pass++)
		for (c = 0; c < model->rows[TABLE_component]; c++)
			for (i = result->gap_first[c]; i < result->gap_first[c + 1]; i++) {
				struct gap *gap = &result->gap[result->gap_of[i]];
				bool open;

				if (gap->fill.kind != FILL_FIELD || gap->fill.table != TABLE_component)
					continue;
				open = missing(model, NULL, gap->fill.column, c) || gap->fill.column == COL_component_function;
				if (!pass)
					some[result->gap_of[i]] |= !open;
				else if (open && some[result->gap_of[i]])
					add_row(gap, &capacity[result->gap_of[i]], c);
			}
	for (i = 0; i < result->gaps; i++)
		if (result->gap[i].fill.kind == FILL_FIELD && result->gap[i].fill.table == TABLE_component)
			result->gap[i].parts = !some[i];
	free(capacity);
	free(some);
}

/* Where there is a row that leaves the question open, it is that row. */
static void row_of_name(const struct model *model, struct gap *gap)
{
	uint32_t row = model_find(model, gap->fill.table, text_of(gap->fill.name));
	size_t capacity = 0;

	if (row != KEUR_NONE)
		add_row(gap, &capacity, row);
}

void fills_find(struct result *result)
{
	const struct model *model = result->model;
	bool *sited = mem_zalloc(model->rows[TABLE_site], sizeof *sited);
	bool *supplies = mem_zalloc(model->rows[TABLE_supplier], sizeof *supplies); /* does something in some part */
	uint32_t g, row;

	for (row = 0; row < model->rows[TABLE_party]; row++)
		if (keur_code(&model->column[COL_party_supplier], row) != KEUR_NONE)
			supplies[keur_code(&model->column[COL_party_supplier], row)] = true;

	rows_of_parts(result);
	for (g = 0; g < result->gaps; g++) {
		struct gap *gap = &result->gap[g];

		if (gap->fill.kind == FILL_FIELD && gap->fill.table != TABLE_component)
			rows_beside(result, g, sited, supplies);
		else if (gap->fill.kind == FILL_COUNTRY || gap->fill.kind == FILL_ADVISORY)
			row_of_name(result->model, gap);
		else if (gap->fill.kind == FILL_PARTY || ((gap->fill.kind == FILL_STATEMENT || gap->fill.kind == FILL_ATTESTATION) && !gap->fill.name))
			gap->parts = true;
	}
	free(sited);
	free(supplies);
}
