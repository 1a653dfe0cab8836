#include "model/link.h"

#include "model/link_internal.h"

#include <stdlib.h>
#include <string.h>

enum { LINK_FILES = UINT16_MAX / 2 - 1 }; /* a part has a number of 16 bits, and edits of each file may need a part of their own */

static const struct messages *sorting_messages; /* qsort without a context; link runs on one thread */

static int part_compare(const void *a, const void *b)
{
	const struct part *x = *(struct part *const *)a, *y = *(struct part *const *)b;

	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	return strcmp(sorting_messages->file[x->file], sorting_messages->file[y->file]);
}

static uint32_t *no_rows(uint32_t codes)
{
	uint32_t *array = mem_resize(NULL, codes, sizeof *array);

	memset(array, 0xFF, codes * sizeof *array);
	return array;
}

/* Two files that disagree about the network: both values and both places. */
static void report_disagreement(struct link *link, enum column_id column, const struct origin *first, const struct origin *second)
{
	struct place at = link_place(link, second, TABLE_network), other = link_place(link, first, TABLE_network);
	struct buffer here = { 0 }, there = { 0 };

	link_value_text(link, second, column, &here);
	link_value_text(link, first, column, &there);
	messages_add_field(link->messages, SEVERITY_ERROR, at, schema_column[column].name,
		"network.%s is `%s` here and `%s` at %s:%u: files of one network agree, or leave it out", schema_column[column].name,
		messages_quote(link->messages, buffer_view(&here)), messages_quote(link->messages, buffer_view(&there)),
		link->messages->file[other.file], other.line);
	buffer_free(&here);
	buffer_free(&there);
}

/* The first row before row i that knows the column and says something else. */
static const struct origin *disagreeing(const struct link *link, const struct origin *origin, size_t i, enum column_id column)
{
	size_t k;

	if (origin[i].overlay || !link_known(link, &origin[i], column))
		return NULL;
	for (k = 0; k < i; k++)
		if (link_known(link, &origin[k], column) && !link_same_value(link, &origin[i], &origin[k], column))
			return &origin[k];
	return NULL;
}

/* The network's one row: files must agree where they speak. */
int link_header(struct link *link, int32_t as_of)
{
	size_t count, capacity, i;
	struct origin *origin = link_collect(link, TABLE_network, &count, &capacity);
	struct additions more_origins = { 0 };
	const struct additions *more[] = { &more_origins };
	struct model *model = link->model;
	unsigned c;

	for (i = 1; i < count; i++) {
		for (c = schema_first[TABLE_network]; c < schema_first[TABLE_network + 1]; c++) {
			const struct origin *other = disagreeing(link, origin, i, (enum column_id)c);

			if (other)
				report_disagreement(link, (enum column_id)c, other, &origin[i]);
		}
		link_add(&more_origins, 0, origin[i]);
	}
	if (count)
		link_edits_by_id(link, TABLE_network, NULL, &more_origins);
	link_edits_unused(link, TABLE_network);
	if (!link_broken(link))
		link_fill_table(link, TABLE_network, origin, count ? 1 : 0, more, 1);
	model->as_of = as_of;
	if (as_of == KEUR_NO_DATE && count && model_known(model, COL_network_as_of, 0))
		model->as_of = keur_days(&model->column[COL_network_as_of], 0);
	free(origin);
	free(more_origins.item);
	return link_broken(link) ? -1 : 0;
}

/* A period that ends before it begins is a slip of the pen, and would silently hold for no day at all. */
static void check_periods(struct link *link)
{
	static const enum column_id period[][2] = {
		{ COL_component_in_service_from, COL_component_in_service_until },
		{ COL_party_from, COL_party_until },
		{ COL_access_valid_from, COL_access_valid_until },
		{ COL_statement_from, COL_statement_until },
		{ COL_decision_from, COL_decision_until },
		{ COL_certificate_valid_from, COL_certificate_expires },
		{ COL_exception_from, COL_exception_until },
		{ COL_attestation_date, COL_attestation_until },
	};
	int32_t first, last;
	uint32_t row;
	size_t i, p;

	for (p = 0; p < link->parts; p++)
		for (i = 0; i < sizeof period / sizeof *period; i++) {
			const struct part_tables *tables = &link->part[p]->rows;
			const struct part_column *from = &tables->column[period[i][0]], *until = &tables->column[period[i][1]];
			enum table_id table = schema_column[period[i][0]].table;

			if (!from->data || !until->data)
				continue;
			for (row = 0; row < tables->rows[table].count; row++) {
				struct place at = { link->part[p]->file, tables->rows[table].line[row], 0 };

				if (!part_known(tables, period[i][0], row) || !part_known(tables, period[i][1], row))
					continue;
				first = ((const int32_t *)from->data)[row];
				last = ((const int32_t *)until->data)[row];
				if (last != KEUR_NO_DATE && first > last) /* the answer `none`: it does not end */
					messages_add(link->messages, SEVERITY_ERROR, at, "`%s` is before `%s`: no day lies between",
						schema_column[period[i][1]].name, schema_column[period[i][0]].name);
			}
		}
}

static int link_all(struct link *link, int32_t as_of)
{
	/* Links first: they are the most, and the parts' memory of a table is freed once it is in the model. */
	static const enum table_id sorted[] = { TABLE_link, TABLE_party, TABLE_decision, TABLE_ownership, TABLE_access, TABLE_log,
		TABLE_statement, TABLE_advisory, TABLE_certificate, TABLE_exception, TABLE_audit_finding, TABLE_credential, TABLE_event,
		TABLE_attestation,
		TABLE_criterion, TABLE_country }; /* what others refer to before them */
	size_t t;
	uint32_t i;

	model_set_rows(link->model, TABLE_edit, 0); /* they are applied, and kept on the record */
	check_periods(link);
	link_identities(link);
	link_resolve_functions(link);
	link_merge_strings(link);
	/* Words that link and assess look up, so that they have codes. */
	dict_add(&link->model->dict, TEXT_LITERAL("operator"));
	for (i = 0; i < link->catalogue->classes; i++)
		dict_add(&link->model->dict, link->catalogue->class_name[i]);
	model_refresh_strings(link->model);
	link->codes = (uint32_t)link->model->dict.count;
	link->component_of = no_rows(link->codes);
	link->supplier_of = no_rows(link->codes);
	link->site_of = no_rows(link->codes);
	link_edits_removed(link);
	if (link_broken(link) || link_components(link) != 0 || link_suppliers(link) != 0)
		return -1;
	link_selected(link);
	if (link_sites(link) != 0 || link_apply(link) != 0)
		return -1;
	for (t = 0; t < sizeof sorted / sizeof *sorted; t++)
		link_rows(link, sorted[t]);
	if (link_broken(link))
		return -1;
	link_component_columns(link);
	model_refresh_strings(link->model);
	link_check_selectors(link);
	link_check_added(link);
	if (link_header(link, as_of) != 0)
		return -1;
	link_check_users(link);
	link_check_places(link);
	return link->messages->errors ? -1 : 0;
}

static int link_ordered(struct model *model, struct part *const *part, size_t parts, const struct catalogue *catalogue, int32_t as_of,
	bool keep, struct link_result *result, struct messages *messages, struct error *err)
{
	struct part **ordered = mem_resize(NULL, 2 * parts + 2, sizeof *ordered);
	struct link link = { .model = model, .part = ordered, .parts = parts, .catalogue = catalogue, .result = result,
		.messages = messages, .keep = keep };
	int done;
	size_t p;

	*model = (struct model){ .region.fd = -1, .as_of = KEUR_NO_DATE };
	*result = (struct link_result){ 0 };
	if (parts > LINK_FILES) {
		free(ordered);
		return error_set(err, ERROR_INPUT, "more than %d input files: join some", LINK_FILES);
	}
	if (region_open(&model->region, err) != 0) {
		free(ordered);
		return -1;
	}
	if (parts)
		memcpy(ordered, part, parts * sizeof *ordered);
	sorting_messages = messages;
	if (parts)
		qsort(ordered, parts, sizeof *ordered, part_compare);
	link_edits_read(&link, ordered);
	ordered[link.parts] = &link.by_mac; /* link_makers counts it once it has rows */
	done = link_all(&link, as_of);
	for (p = 0; link.map && p < link.parts; p++)
		free(link.map[p]);
	free(link.map);
	free(link.component_of);
	free(link.supplier_of);
	free(link.site_of);
	free(link.selected_supplier);
	free(link.rank);
	free(link.component);
	free(link.joined.item);
	free(link.applied.item);
	free(link.overlaid.item);
	link_edits_free(&link);
	part_free(&link.by_mac);
	free(ordered);
	if (done != 0) {
		model_close(model);
		link_result_free(result);
		return error_set(err, ERROR_INPUT, "the inventory has errors");
	}
	model_refresh_strings(model);
	return 0;
}

int link_parts(struct model *model, struct part *const *part, size_t parts, const struct catalogue *catalogue, int32_t as_of,
	struct link_result *result, struct messages *messages, struct error *err)
{
	return link_ordered(model, part, parts, catalogue, as_of, false, result, messages, err);
}

int link_parts_kept(struct model *model, struct part *const *part, size_t parts, const struct catalogue *catalogue, int32_t as_of,
	struct link_result *result, struct messages *messages, struct error *err)
{
	return link_ordered(model, part, parts, catalogue, as_of, true, result, messages, err);
}

void link_result_free(struct link_result *result)
{
	free(result->override);
	free(result->lookalike);
	free(result->difference);
	arena_free(&result->arena);
	*result = (struct link_result){ 0 };
}
