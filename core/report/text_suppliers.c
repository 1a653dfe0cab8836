/* Suppliers on a terminal: those with evidence against them or far up in the stakeholder metric, and what the register does not say. */
#include "report/text.h"

#include <stdlib.h>

enum { LISTED = 10, NAMED = 6 };

static bool has_evidence(const struct result_supplier *supplier)
{
	unsigned i;

	for (i = 0; i < schema_list[LIST_criterion].members; i++)
		if (supplier->grounds[i] > 1 + KEUR_GROUNDS_NONE)
			return true;
	return false;
}

/* Where it is run from is another country than where it is established, which for some rules weighs like control. */
static bool is_run_from_abroad(const struct model *model, uint32_t row)
{
	return model_known(model, COL_supplier_country, row) && model_known(model, COL_supplier_management_seat, row)
		&& keur_code(&model->column[COL_supplier_country], row) != keur_code(&model->column[COL_supplier_management_seat], row);
}

/* What nobody may overlook in a list of a thousand suppliers. */
static bool is_told(const struct result *result, uint32_t row)
{
	const struct result_supplier *supplier = &result->supplier[row];
	struct buffer lapse = { 0 };
	bool lapsed;

	if (!words_lists_supplier(result, row) || !supplier->parts)
		return false;
	lapsed = result_lapse(result, row, language_now(), &lapse) || result_overridden(result, row, language_now(), &lapse);
	buffer_free(&lapse);
	return lapsed || is_run_from_abroad(result->model, row) || has_evidence(supplier) || supplier->zone[READING_KNOWN] >= ZONE_CONTROL;
}

static void part_of_line(struct screen *screen, bool *more)
{
	screen_say(screen, PAINT_PLAIN, *more ? "; " : "");
	*more = true;
}

static void say_metric(struct screen *screen, const struct result_supplier *supplier)
{
	static const enum paint paint[ZONES] = { PAINT_LEVEL + 1, PAINT_LEVEL + 2, PAINT_LEVEL + 4, PAINT_LEVEL + 5 };
	uint8_t zone = supplier->zone[READING_KNOWN];
	struct buffer number = { 0 };

	TELL(screen, PAINT_PLAIN, say("stakeholder zone {zone}"), TOLD_WORD("zone", paint[zone], say_as("zone", policy_zone_name[zone])));
	words_hundredths(supplier->threat[READING_KNOWN], &number);
	if (number.data)
		language_marks(number.data);
	TELL(screen, PAINT_PLAIN, say(", {metric} = (dependency {dependency} x penetration {penetration}) / (maturity {maturity} x trust {trust})"),
		TOLD_TEXT("metric", PAINT_PLAIN, buffer_view(&number)), TOLD_NUMBER("dependency", PAINT_PLAIN, supplier->dependency[READING_KNOWN]),
		TOLD_NUMBER("penetration", PAINT_PLAIN, supplier->penetration[READING_KNOWN]), TOLD_NUMBER("maturity", PAINT_PLAIN, supplier->maturity),
		TOLD_NUMBER("trust", PAINT_PLAIN, supplier->trust));
	buffer_free(&number);
}

static void say_evidence(struct screen *screen, const struct result_supplier *supplier, uint8_t grounds, bool *more)
{
	const char *between = "";
	unsigned i;

	for (i = 0; i < schema_list[LIST_criterion].members; i++) {
		if (supplier->grounds[i] != 1 + grounds)
			continue;
		if (!between[0]) {
			part_of_line(screen, more);
			screen_say(screen, PAINT_PLAIN, words_member(LIST_grounds, grounds));
			screen_say(screen, PAINT_PLAIN, ": ");
		}
		screen_say(screen, PAINT_PLAIN, between);
		screen_say(screen, PAINT_PLAIN, words_member(LIST_criterion, i));
		between = ", ";
	}
}

static void told(struct screen *screen, const struct result *result, uint32_t row)
{
	const struct result_supplier *supplier = &result->supplier[row];
	struct buffer lapse = { 0 };
	bool more = false;

	screen_line(screen, 2, 6);
	text_supplier(screen, PAINT_BOLD, result, row);
	screen_say(screen, PAINT_PLAIN, " (");
	screen_say(screen, PAINT_PLAIN, words_member(LIST_standing, keur_byte(&result->model->column[COL_supplier_standing], row)));
	screen_say(screen, PAINT_PLAIN, ")  ");
	say_evidence(screen, supplier, KEUR_GROUNDS_KNOWN, &more);
	say_evidence(screen, supplier, KEUR_GROUNDS_SUSPECTED, &more);
	if (result_lapse(result, row, language_now(), &lapse)) {
		part_of_line(screen, &more);
		screen_text(screen, PAINT_PLAIN, buffer_view(&lapse));
	}
	buffer_clear(&lapse);
	if (result_overridden(result, row, language_now(), &lapse)) {
		part_of_line(screen, &more);
		screen_text(screen, PAINT_LEVEL + 4, buffer_view(&lapse));
	}
	if (is_run_from_abroad(result->model, row)) {
		part_of_line(screen, &more);
		TELL(screen, PAINT_PLAIN, say("established in {country}, managed from {seat}"),
			TOLD_TEXT("country", PAINT_PLAIN, model_string(result->model, COL_supplier_country, row)),
			TOLD_TEXT("seat", PAINT_PLAIN, model_string(result->model, COL_supplier_management_seat, row)));
	}
	if (supplier->zone[READING_KNOWN] >= ZONE_CONTROL) {
		part_of_line(screen, &more);
		say_metric(screen, supplier);
	}
	buffer_free(&lapse);
	screen_end(screen);
}

/* Of whom the register should say more: on a part where the pack demands trusted suppliers, and no intruder. */
static bool is_asked(const struct result *result, const bool *intruder, uint32_t row)
{
	return words_lists_supplier(result, row) && result->supplier[row].required[READING_WORST] && !intruder[row];
}

/* One line for all of them of whom the register lacks something. */
static void lacking(struct screen *screen, const struct result *result, const bool *intruder, bool (*lacks)(const struct result *result, uint32_t row), const char *one,
	const char *many)
{
	uint32_t row, count = 0, of = 0, named = 0;

	for (row = 0; row < result->model->rows[TABLE_supplier]; row++) {
		bool asked = is_asked(result, intruder, row);

		of += asked;
		count += asked && lacks(result, row);
	}
	if (!count)
		return;
	screen_line(screen, 2, 6);
	TELL(screen, PAINT_PLAIN, say_many(one, many, of), TOLD_NUMBER("count", PAINT_PLAIN, count), TOLD_NUMBER("all", PAINT_PLAIN, of));
	screen_say(screen, PAINT_PLAIN, " ");
	for (row = 0; row < result->model->rows[TABLE_supplier] && named < NAMED; row++) {
		if (!is_asked(result, intruder, row) || !lacks(result, row))
			continue;
		screen_say(screen, PAINT_PLAIN, named++ ? ", " : "");
		text_supplier(screen, PAINT_PLAIN, result, row);
	}
	screen_say(screen, PAINT_DIM, count > named ? say(", ... (suppliers.csv)") : "");
	screen_end(screen);
}

static bool lacks_evidence(const struct result *result, uint32_t row)
{
	unsigned i;

	for (i = 0; i < schema_list[LIST_criterion].members; i++)
		if (!result->supplier[row].grounds[i])
			return true;
	return false;
}

static bool lacks_metric(const struct result *result, uint32_t row)
{
	return !result->supplier[row].maturity || !result->supplier[row].trust;
}

/* Names taken for others': what the same supplier has may stand under both, and neither shows how much that is. */
static void look_alike(struct screen *screen, const struct result *result)
{
	const struct link_result *link = result->link;
	size_t i;

	for (i = 0; i < link->lookalikes && i < LISTED; i++) {
		const struct link_lookalike *one = &link->lookalike[i];

		screen_line(screen, 2, 6);
		TELL(screen, PAINT_LEVEL + 4, say("{name} looks like {other}"), TOLD_WORD("name", PAINT_BOLD, one->name_seen),
			TOLD_WORD("other", PAINT_BOLD, one->as_seen));
		screen_say(screen, PAINT_PLAIN, " ");
		screen_say(screen, PAINT_PLAIN, one->like == result->model->operator_
			? say("and counts as a supplier: if the operator is meant, write `operator`, exactly so")
			: say("and counts as another: if they are one, its parts stand under two names, and no share of it is right"));
		screen_end(screen);
	}
	if (link->lookalikes > LISTED) {
		screen_line(screen, 2, 2);
		TELL(screen, PAINT_DIM, say("and {count} more such names, see suppliers.csv"),
			TOLD_NUMBER("count", PAINT_DIM, link->lookalikes - LISTED));
		screen_end(screen);
	}
}

void text_suppliers(struct screen *screen, const struct result *result)
{
	uint32_t row, shown = 0, more = 0, involved = 0;
	bool headed = false, *intruder = words_intruders(result);

	for (row = 0; row < result->model->rows[TABLE_supplier]; row++)
		involved += is_asked(result, intruder, row);
	if (result->link && result->link->lookalikes) {
		screen_heading(screen, say("Suppliers"));
		headed = true;
		look_alike(screen, result);
	}
	for (row = 0; row < result->model->rows[TABLE_supplier]; row++) {
		if (!is_told(result, row))
			continue;
		if (!headed)
			screen_heading(screen, say("Suppliers"));
		headed = true;
		if (shown++ < LISTED)
			told(screen, result, row);
		else
			more++;
	}
	if (more) {
		screen_line(screen, 2, 2);
		screen_more(screen, more, "suppliers.csv");
		screen_end(screen);
	}
	if (involved && !headed)
		screen_heading(screen, say("Suppliers"));
	lacking(screen, result, intruder, lacks_evidence,
		N_MANY("Evidence on some criterion is missing for {count} of {all} supplier on required parts:",
			"Evidence on some criterion is missing for {count} of {all} suppliers on required parts:"));
	if (result->policy->stakeholder.given)
		lacking(screen, result, intruder, lacks_metric,
			N_MANY("Maturity or trust (stakeholder metric) is missing for {count} of {all} supplier on required parts:",
				"Maturity or trust (stakeholder metric) is missing for {count} of {all} suppliers on required parts:"));
	free(intruder);
}
