#include "report/cells.h"

#include "base/mem.h"
#include "base/number.h"
#include "report/flat.h"
#include "report/report.h"

#include <stdlib.h>

/* ---- Cells --------------------------------------------------------------------------------------------------------------------- */

void cells_start(struct cells *cells, const struct result *result, const struct cells_taker *to, void *taker)
{
	*cells = (struct cells){ .result = result, .to = to, .taker = taker };
	words_files_start(&cells->files, result);
}

void cells_finish(struct cells *cells)
{
	words_files_free(&cells->files);
	buffer_free(&cells->cell);
	buffer_free(&cells->room);
}

void cells_text(struct cells *cells, struct text text)
{
	cells->to->text(cells->taker, text, 0);
}

void cells_string(struct cells *cells, const char *string)
{
	cells_text(cells, text_of(string ? string : ""));
}

void cells_number(struct cells *cells, int64_t number)
{
	cells->to->number(cells->taker, number);
}

void cells_risk(struct cells *cells, uint8_t level)
{
	cells->to->text(cells->taker, text_of(level ? policy_level_name[level] : ""), level);
}

void cells_bar(struct cells *cells)
{
	if (cells->cell.length)
		buffer_string(&cells->cell, "|");
}

void cells_composed(struct cells *cells)
{
	cells_text(cells, buffer_view(&cells->cell));
	buffer_clear(&cells->cell);
}

void cells_value(struct cells *cells, enum column_id column, uint32_t row)
{
	const struct model *model = cells->result->model;

	if (schema_column[column].type == TYPE_NUMBER && model_known(model, column, row)) {
		cells_number(cells, keur_number(&model->column[column], row));
		return;
	}
	model_value(model, column, row, &cells->cell);
	cells_composed(cells);
}

void cells_ids(struct cells *cells, const uint32_t *row, uint32_t rows)
{
	uint32_t i;

	for (i = 0; i < rows; i++) {
		cells_bar(cells);
		buffer_text(&cells->cell, model_string(cells->result->model, COL_component_id, row[i]));
	}
	cells_composed(cells);
}

void cells_place(struct cells *cells, uint32_t table, uint32_t row)
{
	struct words_place place;

	buffer_string(&cells->cell, table < TABLE_COUNT ? schema_table[table].name : "");
	buffer_string(&cells->cell, " ");
	words_key(cells->result, table, row, &cells->cell);
	if (words_place(cells->result, &cells->files, table, row, &place)) {
		buffer_string(&cells->cell, " (");
		buffer_string(&cells->cell, place.file);
		buffer_string(&cells->cell, ":");
		buffer_number(&cells->cell, place.line);
		buffer_string(&cells->cell, ")");
	}
}

void cells_end(struct cells *cells)
{
	cells->to->end(cells->taker);
}

/* ---- Tables -------------------------------------------------------------------------------------------------------------------- */

#define FIELDS(array) (array), sizeof(array) / sizeof *(array)

/* A fact to a row. */
static const struct cells_field fact_field[] = { { "fact", "", 40 }, { "value", "", 60 } };

#define LEVEL_FIELDS(scenario, reading) \
	{ #scenario "_" #reading "_threat", "scenarios." #scenario "." #reading ".threat", 6 }, \
	{ #scenario "_" #reading "_exposure", "scenarios." #scenario "." #reading ".exposure", 6 }, \
	{ #scenario "_" #reading "_likelihood", "scenarios." #scenario "." #reading ".likelihood", 6 }, \
	{ #scenario "_" #reading "_impact", "scenarios." #scenario "." #reading ".impact", 6 }, \
	{ #scenario "_" #reading, "scenarios." #scenario "." #reading ".risk", 0 }

static const struct cells_field component_field[] = {
	{ "id", "id", 20 }, { "name", "", 30 }, { "functions", "functions[]", 20 }, { "class", "class", 0 }, { "segment", "segment", 0 },
	{ "site", "", 0 }, { "users", "users", 0 }, { "data", "data[]", 20 }, { "in_service_from", "in_service.from", 0 },
	{ "in_service_until", "in_service.until", 0 }, { "scope", "scope", 0 }, { "scope_worst", "scope_worst", 0 },
	{ "reasons", "reasons[]", 40 }, { "trusted_supplier", "trusted_supplier.status", 0 }, { "because", "trusted_supplier.because[]", 40 },
	{ "trusts", "trusted_supplier.trusts[]", 30 }, { "verdict", "verdict", 0 }, { "risk_known", "risk.known", 0 },
	{ "risk_worst", "risk.worst", 0 }, LEVEL_FIELDS(espionage, known), LEVEL_FIELDS(espionage, worst),
	LEVEL_FIELDS(manipulation, known), LEVEL_FIELDS(manipulation, worst), LEVEL_FIELDS(sabotage, known), LEVEL_FIELDS(sabotage, worst),
	{ "undetermined", "scenarios.espionage.determined scenarios.manipulation.determined scenarios.sabotage.determined", 20 },
	{ "not_assessed_by", "not_assessed_by[]", 20 }, { "findings", "findings[]", 20 }, { "gaps", "gaps[]", 20 },
	{ "open", "open[]", 20 }, { "impact_by", "impact_by[]", 30 }, { "groups", "groups[]", 20 }, { "phase_out", "phase_out.status", 10 },
	{ "phase_out_deadline", "phase_out.deadline", 12 }, { "phase_out_planned", "phase_out.planned", 12 },
	{ "phase_out_by", "phase_out.entry phase_out.decision", 20 },
};

static const struct cells_field finding_field[] = {
	{ "id", "id", 20 }, { "rule", "rule", 32 }, { "kind", "kind", 8 }, { "level", "level", 6 }, { "basis", "basis", 0 },
	{ "factor", "factor", 0 }, { "scenarios", "scenarios[]", 20 }, { "component", "component", 20 }, { "party", "party", 0 },
	{ "subject_type", "subject.type", 0 }, { "subject", "subject.id", 20 }, { "message", "message", 80 }, { "args", "args", 40 },
	{ "path", "path[]", 30 }, { "reaches", "reaches.count", 8 }, { "reaches_critical", "reaches.critical[]", 30 },
	{ "evidence", "evidence[]", 40 }, { "measures", "measures[]", 20 }, { "pack_rule", "pack_rule", 12 }, { "due", "due", 6 },
};

static const struct cells_field gap_field[] = {
	{ "rule", "rule", 32 }, { "blame", "blame", 30 }, { "question", "question", 70 }, { "count", "count", 8 },
	{ "worth", "worth", 8 }, { "pairs", "pairs", 8 }, { "scope", "scope", 0 }, { "sample", "sample[]", 40 },
	{ "who", "who", 0 }, { "fills", "fills", 40 }, { "number", "", 8 },
};

/* Columns of table access in their order, then what was found on it. */
static const struct cells_field path_field[] = {
	{ "id", "", 20 }, { "party", "", 0 }, { "from_country", "", 8 }, { "target", "", 20 }, { "via", "", 30 }, { "protocol", "", 0 },
	{ "privilege", "", 0 }, { "source", "", 0 }, { "declared", "", 8 }, { "observed", "", 8 }, { "claim_status", "", 0 },
	{ "claim_source", "", 0 }, { "claim_date", "", 0 }, { "authorised_by", "", 0 }, { "valid_from", "", 0 }, { "valid_until", "", 0 },
	{ "standing", "", 8 }, { "mfa", "", 8 }, { "recorded", "", 8 }, { "approved_per_session", "", 8 }, { "cut_switch", "", 8 },
	{ "logged_to", "", 0 }, { "valid_now", "", 8 }, { "party_standing", "", 0 }, { "target_scope", "", 0 }, { "place", "", 20 },
	{ "findings", "", 60 },
};

static const struct cells_field group_field[] = {
	{ "id", "id", 30 }, { "domain", "domain", 20 }, { "region", "region", 20 }, { "role", "role", 0 }, { "supplier", "supplier", 0 },
	{ "country", "country", 8 }, { "components", "components", 8 }, { "unanswered", "unanswered", 8 }, { "basis", "basis", 0 }, { "part", "known.part", 8 },
	{ "part_worst", "worst.part", 8 }, { "whole", "whole", 8 },
	{ "whole_worst", "whole_worst", 8 }, { "share", "known.share", 8 }, { "share_worst", "worst.share", 8 },
	{ "standing", "known.standing", 0 }, { "standing_worst", "worst.standing", 0 }, { "risk_known", "risk.known", 0 },
	{ "risk_worst", "risk.worst", 0 }, { "breach", "breach", 8 }, LEVEL_FIELDS(espionage, known), LEVEL_FIELDS(espionage, worst),
	LEVEL_FIELDS(manipulation, known), LEVEL_FIELDS(manipulation, worst), LEVEL_FIELDS(sabotage, known), LEVEL_FIELDS(sabotage, worst),
};

static const struct cells_field supplier_field[] = {
	{ "id", "id", 20 }, { "name", "name", 30 }, { "country", "country", 8 }, { "management_seat", "management_seat", 8 },
	{ "registered", "registered", 0 }, { "standing", "standing", 0 }, { "looks_like", "looks_like[]", 40 }, { "designated_by", "designated_by", 0 }, { "lapse", "lapse", 40 }, { "overridden", "overridden", 40 }, { "decisions", "decisions[]", 60 },
	{ "criteria", "criteria[]", 60 }, { "unanswered", "unanswered[]", 40 }, { "owners", "owners[]", 40 }, { "parts", "parts", 8 },
	{ "critical_known", "critical.known", 8 }, { "critical_worst", "critical.worst", 8 }, { "required_known", "required.known", 8 },
	{ "required_worst", "required.worst", 8 }, { "dependency_known", "stakeholder.dependency.known", 8 },
	{ "dependency_worst", "stakeholder.dependency.worst", 8 }, { "penetration_known", "stakeholder.penetration.known", 8 },
	{ "penetration_worst", "stakeholder.penetration.worst", 8 }, { "maturity", "stakeholder.maturity", 8 },
	{ "trust", "stakeholder.trust", 8 }, { "threat_known", "stakeholder.threat.known", 8 },
	{ "threat_worst", "stakeholder.threat.worst", 8 }, { "zone_known", "stakeholder.zone.known", 0 },
	{ "zone_worst", "stakeholder.zone.worst", 0 },
};

static const struct cells_field country_field[] = {
	{ "id", "id", 8 }, { "compels_cooperation", "compels_cooperation", 50 }, { "offensive_programme", "offensive_programme", 50 },
	{ "agreement", "agreement", 50 }, { "file", "file", 20 }, { "line", "line", 8 },
};

static const struct cells_field statement_field[] = {
	{ "table", "table", 0 }, { "covers", "covers", 40 }, { "complete", "complete", 0 }, { "by", "by", 20 },
	{ "reference", "reference", 20 }, { "from", "from", 0 }, { "until", "until", 0 }, { "observed_by", "observed_by[]", 20 },
};

static const struct cells_field override_field[] = {
	{ "table", "address.table", 0 }, { "key", "address.key", 30 }, { "column", "address.column", 20 }, { "change", "change", 0 },
	{ "from", "from", 20 }, { "to", "to", 20 }, { "file", "file", 30 }, { "line", "line", 8 }, { "lowers", "lowers", 8 },
	{ "reason", "reason", 40 }, { "authority", "authority", 20 }, { "reference", "reference", 20 },
};

static const struct cells_field input_field[] = { { "path", "path", 40 }, { "sha256", "sha256", 66 } };

const struct cells_table cells_table[CELLS_TABLES] = {
	[CELLS_COMPONENTS] = { "components", "components", "components", FIELDS(component_field), cells_components },
	[CELLS_FINDINGS] = { "findings", "findings", "findings", FIELDS(finding_field), cells_findings },
	[CELLS_PATHS] = { "paths", "paths", "", FIELDS(path_field), cells_paths },
	[CELLS_GAPS] = { "gaps", "missing facts", "gaps", FIELDS(gap_field), cells_gaps },
	[CELLS_GROUPS] = { "groups", "groups", "groups", FIELDS(group_field), NULL },
	[CELLS_SUPPLIERS] = { "suppliers", "suppliers", "suppliers", FIELDS(supplier_field), NULL },
	[CELLS_COUNTRIES] = { "countries", "countries", "countries", FIELDS(country_field), NULL },
	[CELLS_STATEMENTS] = { "statements", "statements", "statements", FIELDS(statement_field), NULL },
	[CELLS_OVERRIDES] = { "overrides", "overrides", "overrides", FIELDS(override_field), NULL },
	[CELLS_INPUTS] = { "inputs", "inputs", "inputs", FIELDS(input_field), NULL },
	[CELLS_FACTS] = { "facts", "all other facts", "", FIELDS(fact_field), NULL },
	[CELLS_RUN] = { "run", "run", "run", FIELDS(fact_field), NULL }, /* by itself: only this is another one on another machine */
};

/* ---- Tables read off result.json ------------------------------------------------------------------------------------------------ */

struct reading_off {
	struct cells *cells;
	const struct cells_table *table;
	size_t prefix;         /* length of "groups[]." */
	struct buffer *cell;   /* of the row at hand, by field */
	bool *number;          /* it is one */
	bool *ended;           /* an entry of the list in it has ended */
};

/* "reasons[]" covers itself and what stands beneath. */
static bool covers(const char *fact, const char *path)
{
	size_t length = strlen(fact);

	return strncmp(path, fact, length) == 0 && (!path[length] || path[length] == '.' || path[length] == '[');
}

/* Between what a cell says already and what comes: entries of a list are parted by `|`, members of one by commas; members have names. */
static void part(struct reading_off *off, size_t i, const char *beneath)
{
	bool member = beneath[0] == '.' || (beneath[0] == '[' && beneath[2] == '.');

	if (off->cell[i].length)
		buffer_string(&off->cell[i], member && !off->ended[i] ? ", " : "|");
	off->ended[i] = false;
	if (!member)
		return;
	buffer_string(&off->cell[i], beneath + (beneath[0] == '.' ? 1 : 3));
	buffer_string(&off->cell[i], " ");
}

static void take_field(void *taker, const char *path, const char *place, enum flat_kind kind, struct text value)
{
	struct reading_off *off = taker;
	size_t i;

	(void)place;
	if (strncmp(path, off->table->section, off->prefix - 3) != 0 || strncmp(path + off->prefix - 3, "[].", 3) != 0 || kind == FLAT_NULL)
		return;
	for (i = 0; i < off->table->fields; i++) {
		const char *fact = off->table->field[i].fact, *beneath = path + off->prefix + strlen(fact);

		if (!covers(fact, path + off->prefix))
			continue;
		off->number[i] = kind == FLAT_NUMBER && !*beneath && !memchr(value.data, '.', value.length);
		/* Of a list, "beneath" begins with the name of a member: its brackets belong to the fact. */
		if (*beneath == '.' && fact[strlen(fact) - 1] == ']')
			beneath -= 2;
		part(off, i, beneath);
		if (kind == FLAT_ANSWER)
			buffer_string(&off->cell[i], value.data[0] == 't' ? "yes" : "no");
		else
			buffer_text(&off->cell[i], value);
	}
}

/* "suppliers[].owners[]" ends an entry of the list in field "owners[]". */
static void end_list_entry(struct reading_off *off, const char *path)
{
	size_t i;

	for (i = 0; i < off->table->fields; i++)
		if (strncmp(path, off->table->section, off->prefix - 3) == 0 && strlen(path) > off->prefix
			&& strcmp(path + off->prefix, off->table->field[i].fact) == 0)
			off->ended[i] = true;
}

static void end_entry(void *taker, const char *path)
{
	struct reading_off *off = taker;
	int64_t number;
	size_t i;

	end_list_entry(off, path);
	if (strlen(path) != off->prefix - 1 || strncmp(path, off->table->section, off->prefix - 3) != 0)
		return;
	for (i = 0; i < off->table->fields; i++) {
		if (off->number[i] && number_parse(buffer_view(&off->cell[i]), &number))
			cells_number(off->cells, number);
		else
			cells_text(off->cells, buffer_view(&off->cell[i]));
		buffer_clear(&off->cell[i]);
		off->number[i] = off->ended[i] = false;
	}
	cells_end(off->cells);
}

static bool stands_in(const struct cells_table *table, const char *path)
{
	size_t i;

	if (table->section[0])
		return covers(table->section, path);
	for (i = 0; i < CELLS_TABLES; i++)
		if (cells_table[i].section[0] && covers(cells_table[i].section, path))
			return false;
	return true;
}

static void take_fact(void *taker, const char *path, const char *place, enum flat_kind kind, struct text value)
{
	struct cells *cells = ((struct reading_off *)taker)->cells;
	int64_t number;

	if (!stands_in(((struct reading_off *)taker)->table, path))
		return;
	cells_string(cells, place);
	if (kind == FLAT_NUMBER && number_parse(value, &number))
		cells_number(cells, number);
	else if (kind == FLAT_ANSWER)
		cells_string(cells, value.data[0] == 't' ? "yes" : "no");
	else
		cells_text(cells, kind == FLAT_NULL ? (struct text){ "", 0 } : value);
	cells_end(cells);
}

static void read_off(struct cells *cells, const struct cells_table *table)
{
	struct reading_off off = { .cells = cells, .table = table, .prefix = strlen(table->section) + 3 };
	struct flat flat = { .value = take_field, .end = end_entry, .taker = &off };
	struct out *out = mem_alloc(sizeof *out);
	size_t i;

	off.cell = mem_zalloc(table->fields, sizeof *off.cell);
	off.number = mem_zalloc(table->fields, sizeof *off.number);
	off.ended = mem_zalloc(table->fields, sizeof *off.ended);
	if (table->field == fact_field)
		flat = (struct flat){ .value = take_fact, .taker = &off };
	out_start_taking(out, flat_take, &flat);
	report_json_brief(cells->result, out);
	out_flush(out);
	flat_free(&flat);
	for (i = 0; i < table->fields; i++)
		buffer_free(&off.cell[i]);
	free(off.cell);
	free(off.number);
	free(off.ended);
	free(out);
}

void cells_rows(struct cells *cells, const struct cells_table *table)
{
	if (table->rows)
		table->rows(cells);
	else
		read_off(cells, table);
}
