/* The plan for a withdrawn supplier, for a terminal: what stops, in which order to replace, what may stay, whether the replacement is trusted. */
#include "report/text_whatif.h"

#include <stdlib.h>

void text_keys(struct screen *screen, const struct model *model, enum table_id table, const uint32_t *row, uint32_t rows)
{
	struct buffer key = { 0 };
	uint32_t i;

	for (i = 0; i < rows && i < TEXT_SHOWN; i++) {
		if (i)
			screen_say(screen, PAINT_PLAIN, ", ");
		buffer_clear(&key);
		model_key(model, table, row[i], &key);
		screen_text(screen, PAINT_PLAIN, buffer_view(&key));
	}
	if (rows > TEXT_SHOWN) {
		screen_more(screen, rows - TEXT_SHOWN, NULL);
	}
	buffer_free(&key);
}

/* A sentence with {count}. */
static void counted(struct screen *screen, uint64_t count, const char *one, const char *many)
{
	TELL(screen, PAINT_PLAIN, say_many(one, many, count), TOLD_NUMBER("count", PAINT_BOLD, count));
}

static void part_name(struct screen *screen, const struct model *model, uint32_t component)
{
	screen_text(screen, PAINT_PLAIN, model_string(model, COL_component_id, component));
}

/* What stops at once, the services that people name first. */
static void stops(struct screen *screen, const struct model *model, const struct withdrawal *withdrawal)
{
	uint32_t i = 0, k, shown;
	unsigned service;

	screen_line(screen, 2, 6);
	counted(screen, withdrawal->parts, N_MANY("Cut at once, {count} part stops", "Cut at once, {count} parts stop"));
	counted(screen, withdrawal->dependents, N_MANY(", and {count} that depends on it", ", and {count} that depend on them"));
	screen_say(screen, PAINT_PLAIN, withdrawal->dependents ? ":" : ".");
	screen_end(screen);
	for (service = 0; service < SERVICES; service++, i = k) {
		for (k = i; k < withdrawal->dependents && withdrawal->dependent[k].service == service; k++)
			;
		if (k == i)
			continue;
		screen_line(screen, 4, 8);
		screen_say(screen, PAINT_BOLD, *service_name[service] ? say_as("service", service_name[service]) : say("other parts"));
		screen_say(screen, PAINT_PLAIN, ": ");
		for (shown = i; shown < k && shown < i + TEXT_SHOWN; shown++) {
			if (shown > i)
				screen_say(screen, PAINT_PLAIN, ", ");
			part_name(screen, model, withdrawal->dependent[shown].component);
			screen_say(screen, PAINT_DIM, " ");
			TELL(screen, PAINT_DIM, say("(by {part})"),
				TOLD_TEXT("part", PAINT_DIM, model_string(model, COL_component_id, withdrawal->dependent[shown].from)));
		}
		if (k > shown) {
			screen_more(screen, k - shown, NULL);
		}
		screen_end(screen);
	}
}

static void begin_phase(struct screen *screen, unsigned number, const char *what)
{
	screen_line(screen, 4, 8);
	screen_plain_number(screen, PAINT_BOLD, number);
	screen_say(screen, PAINT_BOLD, ". ");
	screen_say(screen, PAINT_BOLD, what);
	screen_say(screen, PAINT_PLAIN, ": ");
}

static void ways_in(struct screen *screen, const struct model *model, const struct withdrawal *withdrawal)
{
	uint32_t i, administrators = 0;

	begin_phase(screen, PHASE_WAYS_IN + 1, say("administrators and ways in"));
	counted(screen, withdrawal->accesses, N_MANY("{count} way in to close", "{count} ways in to close"));
	if (withdrawal->accesses) {
		screen_say(screen, PAINT_PLAIN, " (");
		text_keys(screen, model, TABLE_access, withdrawal->access, withdrawal->accesses);
		screen_say(screen, PAINT_PLAIN, ")");
	}
	for (i = 0; i < withdrawal->parts; i++)
		administrators += withdrawal->part[i].administers && withdrawal->part[i].roles >> KEUR_ROLE_MANAGE & 1;
	if (administrators) {
		screen_say(screen, PAINT_PLAIN, ", ");
		counted(screen, administrators, N_MANY("{count} administering part to take over", "{count} administering parts to take over"));
	}
	if (withdrawal->logs) {
		screen_say(screen, PAINT_PLAIN, ", ");
		counted(screen, withdrawal->logs, N_MANY("{count} log to take over", "{count} logs to take over"));
	}
	if (withdrawal->keys) {
		screen_say(screen, PAINT_PLAIN, ", ");
		counted(screen, withdrawal->keys, N_MANY("keys of {count} part to get back", "keys of {count} parts to get back"));
	}
	screen_end(screen);
}

static void names_or_none(struct screen *screen, const struct model *model, enum table_id table, const uint32_t *row, uint32_t rows)
{
	if (rows)
		text_keys(screen, model, table, row, rows);
	else
		screen_say(screen, PAINT_DIM, say("none"));
}

/* A phase without anything is said to be empty: the numbers are those of the other formats. */
static void certificates(struct screen *screen, const struct model *model, const struct withdrawal *withdrawal)
{
	begin_phase(screen, PHASE_MACHINES + 1, say("certificates between machines"));
	names_or_none(screen, model, TABLE_certificate, withdrawal->certificate, withdrawal->machines);
	screen_end(screen);
	begin_phase(screen, PHASE_CERTIFICATES + 1, say("other certificates"));
	names_or_none(screen, model, TABLE_certificate, withdrawal->certificate + withdrawal->machines, withdrawal->certificates - withdrawal->machines);
	screen_end(screen);
}

/* One of two sentences, the second with {date}. */
static void until(struct screen *screen, int32_t day, const char *endless, const char *ending)
{
	char room[DATE_SIZE] = "";

	if (day != KEUR_NO_DATE)
		date_format(day, room);
	TELL(screen, PAINT_PLAIN, room[0] ? ending : endless, TOLD_WORD("date", PAINT_PLAIN, room));
}

static void part_phases(struct screen *screen, const struct model *model, const struct withdrawal *withdrawal)
{
	uint32_t i, k, shown;

	for (i = 0; i < withdrawal->parts; i = k) {
		const struct withdrawn_part *first = &withdrawal->part[i];

		for (k = i; k < withdrawal->parts && withdrawal->part[k].level == first->level; k++)
			;
		begin_phase(screen, PHASE_PARTS + first->level + 1, first->level ? say("parts that stand on those") : say("parts that stand on no other of its parts"));
		for (shown = i; shown < k && shown < i + TEXT_SHOWN; shown++) {
			const struct withdrawn_part *part = &withdrawal->part[shown];

			if (shown > i)
				screen_say(screen, PAINT_PLAIN, ", ");
			part_name(screen, model, part->component);
			if (part->behind && part->behind != KEUR_NONE) {
				screen_say(screen, PAINT_DIM, " ");
				TELL(screen, PAINT_DIM, say("({count} behind it)"), TOLD_NUMBER("count", PAINT_DIM, part->behind));
			}
			if (part->stays) {
				screen_say(screen, PAINT_PLAIN, " ");
				until(screen, withdrawal->exception[part->stays - 1].until, say("(may stay without an end)"), say("(may stay until {date})"));
			}
		}
		if (k > shown) {
			screen_more(screen, k - shown, NULL);
		}
		screen_end(screen);
	}
}

static void exceptions(struct screen *screen, const struct model *model, const struct withdrawal *withdrawal)
{
	struct buffer key = { 0 };
	uint32_t i;

	for (i = 0; i < withdrawal->exceptions; i++) {
		const struct withdrawn_exception *exception = &withdrawal->exception[i];

		screen_line(screen, 2, 6);
		buffer_clear(&key);
		model_key(model, exception->kind == EXCEPTION_DECISION ? TABLE_decision : TABLE_exception, exception->row, &key);
		TELL(screen, PAINT_PLAIN, exception->kind == EXCEPTION_DECISION ? say("Decision {key}") : say("Exception {key}"),
			TOLD_TEXT("key", PAINT_BOLD, buffer_view(&key)));
		screen_say(screen, PAINT_PLAIN, " ");
		if (exception->counts) {
			counted(screen, exception->parts, N_MANY("lets {count} part stay", "lets {count} parts stay"));
			screen_say(screen, PAINT_PLAIN, " ");
			until(screen, exception->until, say("without an end"), say("until {date}"));
		} else {
			screen_say(screen, PAINT_ALARM, exception->reopened ? say("lets no part stay: the supplier has a later owner, or one without a date")
				: exception->kind == EXCEPTION_DECISION ? say("is not in force")
				: say("counts as none: not in force, or without evidence, authority or end"));
		}
		screen_say(screen, PAINT_PLAIN, ".");
		screen_end(screen);
	}
	buffer_free(&key);
}

/* "Only this line is hit" is a claim: what speaks against it. */
static void only_one_line(struct screen *screen, const struct model *model, const struct withdrawal *withdrawal)
{
	struct buffer key = { 0 };
	uint32_t i;

	if (!withdrawal->lines)
		return;
	screen_line(screen, 2, 6);
	TELL(screen, PAINT_PLAIN, say("That only some of its parts are hit ({inside} may stay, {outside} may not)"),
		TOLD_NUMBER("inside", PAINT_BOLD, withdrawal->inside), TOLD_NUMBER("outside", PAINT_BOLD, withdrawal->outside));
	screen_say(screen, PAINT_PLAIN, " ");
	if (withdrawal->shareds)
		screen_say(screen, PAINT_ALARM, say("is not shown: both sides share"));
	else if (withdrawal->unshown)
		screen_say(screen, PAINT_ALARM, say("is not shown:"));
	else
		screen_say(screen, PAINT_PLAIN, say("agrees with the inventory: they share no segment, site, platform, administration or keys."));
	if (!withdrawal->shareds && withdrawal->unshown) {
		screen_say(screen, PAINT_PLAIN, " ");
		counted(screen, withdrawal->unshown, N_MANY("{count} part has no segment or nobody who answers for its parties and links",
			"{count} parts have no segment or nobody who answers for their parties and links"));
	}
	screen_end(screen);
	for (i = 0; i < withdrawal->shareds && i < TEXT_SHOWN; i++) {
		const struct withdrawn_shared *thing = &withdrawal->shared[i];

		screen_line(screen, 4, 8);
		screen_say(screen, PAINT_PLAIN, say_as("shared", shared_name[thing->kind]));
		screen_say(screen, PAINT_PLAIN, " ");
		buffer_clear(&key);
		if (thing->kind == SHARED_SEGMENT)
			buffer_text(&key, model_text(model, thing->what));
		else
			model_key(model, shared_table(thing), thing->what, &key);
		screen_text(screen, PAINT_BOLD, buffer_view(&key));
		screen_say(screen, PAINT_PLAIN, ": ");
		TELL(screen, PAINT_PLAIN, say("{inner} inside, {outer} outside"),
			TOLD_TEXT("inner", PAINT_PLAIN, model_string(model, COL_component_id, thing->sample[0])),
			TOLD_TEXT("outer", PAINT_PLAIN, model_string(model, COL_component_id, thing->sample[1])));
		screen_end(screen);
	}
	buffer_free(&key);
}

void text_withdrawals(struct screen *screen, const struct whatif *whatif)
{
	const struct model *model = whatif->comparison.result[BEFORE]->model;
	struct buffer heading = { 0 };
	size_t w;

	for (w = 0; w < whatif->withdrawals; w++) {
		const struct withdrawal *withdrawal = &whatif->withdrawal[w];

		buffer_clear(&heading);
		SAY_FILLED(&heading, say("Leaving {supplier}"), { "supplier", model_string(model, COL_supplier_id, withdrawal->supplier) });
		screen_heading(screen, heading.data);
		stops(screen, model, withdrawal);
		screen_line(screen, 2, 6);
		screen_say(screen, PAINT_PLAIN, say("In this order:"));
		screen_end(screen);
		ways_in(screen, model, withdrawal);
		certificates(screen, model, withdrawal);
		part_phases(screen, model, withdrawal);
		exceptions(screen, model, withdrawal);
		only_one_line(screen, model, withdrawal);
	}
	buffer_free(&heading);
}

void text_replacements(struct screen *screen, const struct whatif *whatif)
{
	const struct model *model = whatif->comparison.result[AFTER]->model;
	size_t i;
	uint32_t k;

	if (whatif->replacements)
		screen_heading(screen, say("Whether the replacement is trusted itself"));
	for (i = 0; i < whatif->replacements; i++) {
		const struct replacement *replacement = &whatif->replacement[i];

		screen_line(screen, 2, 6);
		screen_text(screen, PAINT_BOLD, replacement->step->with);
		screen_say(screen, PAINT_PLAIN, ": ");
		if (replacement_passes(replacement)) {
			counted(screen, replacement->required, N_MANY("trusted on all of {count} part that needs a trusted supplier.",
				"trusted on all of {count} parts that need a trusted supplier."));
		} else {
			screen_say(screen, PAINT_ALARM, say("DOES NOT PASS"));
			TELL(screen, PAINT_PLAIN, say_many(": of {count} part that needs a trusted supplier it is undecided on {undecided} and untrusted on {untrusted}",
				": of {count} parts that need a trusted supplier it is undecided on {undecided} and untrusted on {untrusted}", replacement->required),
				TOLD_NUMBER("count", PAINT_BOLD, replacement->required), TOLD_NUMBER("undecided", PAINT_BOLD, replacement->undecided),
				TOLD_NUMBER("untrusted", PAINT_BOLD, replacement->untrusted));
			for (k = 0; k < 3 && replacement->sample[k] != KEUR_NONE; k++) {
				screen_say(screen, PAINT_PLAIN, k ? ", " : ": ");
				part_name(screen, model, replacement->sample[k]);
			}
			if (replacement->undecided + replacement->untrusted > k)
				screen_more(screen, replacement->undecided + replacement->untrusted - k, NULL);
		}
		screen_end(screen);
	}
}
