#include "assess/contracts.h"

#include "assess/facts.h"

#include <stdlib.h>

static uint32_t component_of(const struct contracts *contracts, uint32_t i)
{
	return keur_code(&contracts->model->column[COL_party_component], contracts->row[i]);
}

static uint32_t main_of(const struct contracts *contracts, uint32_t i)
{
	return keur_code(&contracts->model->column[COL_party_under], contracts->row[i]);
}

static int row_compare(const void *a, const void *b, void *context)
{
	const struct model *model = context;
	static const enum column_id order[] = { COL_party_component, COL_party_under };
	uint32_t row, other;
	size_t i;

	memcpy(&row, a, sizeof row);
	memcpy(&other, b, sizeof other);
	for (i = 0; i < sizeof order / sizeof *order; i++) {
		uint32_t x = keur_code(&model->column[order[i]], row), y = keur_code(&model->column[order[i]], other);

		if (x != y)
			return x < y ? -1 : 1;
	}
	return (row > other) - (row < other);
}

void contracts_start(struct contracts *contracts, const struct model *model)
{
	uint32_t row;

	*contracts = (struct contracts){ .model = model, .component = KEUR_NONE, .party = KEUR_NONE };
	contracts->row = mem_resize(NULL, model->rows[TABLE_party], sizeof *contracts->row);
	for (row = 0; row < model->rows[TABLE_party]; row++)
		if (keur_code(&model->column[COL_party_under], row) != KEUR_NONE && keur_code(&model->column[COL_party_supplier], row) != KEUR_NONE
			&& keur_code(&model->column[COL_party_component], row) != KEUR_NONE
			&& facts_in_force(model, COL_party_from, COL_party_until, row) != KEUR_NO)
			contracts->row[contracts->rows++] = row;
	if (contracts->rows)
		qsort_r(contracts->row, contracts->rows, sizeof *contracts->row, row_compare, (void *)(uintptr_t)model);
	contracts->seen = mem_zalloc(model->rows[TABLE_supplier], sizeof *contracts->seen);
	contracts->queue = mem_resize(NULL, model->rows[TABLE_supplier], sizeof *contracts->queue);
}

/* The first contract of a part under a main party, or where it would stand. */
static uint32_t find(const struct contracts *contracts, uint32_t component, uint32_t main_party)
{
	uint32_t low = 0, high = contracts->rows;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2, at = component_of(contracts, middle);

		if (at < component || (at == component && main_of(contracts, middle) < main_party))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void search(struct contracts *contracts, uint32_t component, uint32_t main_party)
{
	uint32_t head, i;

	if (contracts->component == component && contracts->party == main_party)
		return;
	contracts->component = component;
	contracts->party = main_party;
	contracts->round++;
	contracts->seen[main_party] = contracts->round;
	contracts->queue[0] = main_party;
	contracts->found = 1;
	for (head = 0; head < contracts->found; head++)
		for (i = find(contracts, component, contracts->queue[head]); i < contracts->rows && component_of(contracts, i) == component
			&& main_of(contracts, i) == contracts->queue[head]; i++) {
			uint32_t supplier = keur_code(&contracts->model->column[COL_party_supplier], contracts->row[i]);

			if (contracts->seen[supplier] == contracts->round)
				continue;
			contracts->seen[supplier] = contracts->round;
			contracts->queue[contracts->found++] = supplier;
		}
}

bool contracts_under(struct contracts *contracts, uint32_t component, uint32_t supplier, uint32_t main_party)
{
	search(contracts, component, main_party);
	return supplier != main_party && contracts->seen[supplier] == contracts->round;
}

uint8_t *contracts_anywhere(struct contracts *contracts, uint32_t main_party)
{
	uint8_t *anywhere = mem_zalloc(contracts->model->rows[TABLE_supplier], 1);
	uint32_t i, k;

	for (i = 0; i < contracts->rows; i++) {
		if (main_of(contracts, i) != main_party || (i && main_of(contracts, i - 1) == main_party && component_of(contracts, i - 1) == component_of(contracts, i)))
			continue;
		search(contracts, component_of(contracts, i), main_party);
		for (k = 1; k < contracts->found; k++)
			anywhere[contracts->queue[k]] = 1;
	}
	return anywhere;
}

void contracts_free(struct contracts *contracts)
{
	free(contracts->row);
	free(contracts->seen);
	free(contracts->queue);
}

void rows_by_start(struct rows_by *by, const struct model *model, enum column_id column, uint32_t count)
{
	uint32_t rows = model->rows[schema_column[column].table], row, i;

	by->first = mem_zalloc((size_t)count + 2, sizeof *by->first);
	by->row = mem_resize(NULL, rows, sizeof *by->row);
	for (row = 0; row < rows; row++)
		if (keur_code(&model->column[column], row) != KEUR_NONE)
			by->first[keur_code(&model->column[column], row) + 2]++;
	for (i = 0; i < count; i++)
		by->first[i + 2] += by->first[i + 1];
	for (row = 0; row < rows; row++)
		if (keur_code(&model->column[column], row) != KEUR_NONE)
			by->row[by->first[keur_code(&model->column[column], row) + 1]++] = row;
}

void rows_by_free(struct rows_by *by)
{
	free(by->first);
	free(by->row);
}
