/* Plans for a withdrawn supplier and checks of its replacement, as parts of keur-whatif/1. */
#include "report/json_whatif.h"

static void row_list(struct json_report *side, enum table_id table, const uint32_t *row, uint32_t rows)
{
	uint32_t i;

	out_char(side->out, '[');
	for (i = 0; i < rows; i++) {
		json_comma(side->out, i > 0);
		json_key(side, table, row[i]);
	}
	out_char(side->out, ']');
}

static void flag(struct out *out, bool value)
{
	if (value)
		JSON(out, "true");
	else
		JSON(out, "false");
}

static void day_or_null(struct out *out, int32_t day)
{
	char room[DATE_SIZE];

	if (day == KEUR_NO_DATE) {
		JSON(out, "null");
		return;
	}
	date_format(day, room);
	json_string(out, room);
}

static void parts(struct json_report *side, const struct withdrawal *withdrawal)
{
	struct out *out = side->out;
	uint32_t i, role;

	for (i = 0; i < withdrawal->parts; i++) {
		const struct withdrawn_part *part = &withdrawal->part[i];
		bool more = false;

		if (i)
			JSON(out, ",\n    ");
		JSON(out, "{\"id\": ");
		json_key(side, TABLE_component, part->component);
		JSON(out, ", \"roles\": [");
		for (role = 0; role < schema_list[LIST_role].members; role++)
			if (part->roles >> role & 1) {
				json_comma(out, more);
				json_string(out, schema_list[LIST_role].member[role]);
				more = true;
			}
		JSON(out, "], \"certificates\": ");
		flag(out, part->by_certificate);
		JSON(out, ", \"administers\": ");
		flag(out, part->administers);
		JSON(out, ", \"phase\": ");
		out_number(out, PHASE_PARTS + part->level + 1);
		JSON(out, ", \"behind\": ");
		if (part->behind == KEUR_NONE)
			JSON(out, "null");
		else
			out_number(out, part->behind);
		JSON(out, ", \"stays_by\": ");
		if (part->stays)
			json_key(side, withdrawal->exception[part->stays - 1].kind == EXCEPTION_DECISION ? TABLE_decision : TABLE_exception,
				withdrawal->exception[part->stays - 1].row);
		else
			JSON(out, "null");
		JSON(out, ", \"stays_until\": ");
		day_or_null(out, part->stays ? withdrawal->exception[part->stays - 1].until : KEUR_NO_DATE);
		out_char(out, '}');
	}
}

static void dependents(struct json_report *side, const struct withdrawal *withdrawal)
{
	struct out *out = side->out;
	uint32_t i;

	for (i = 0; i < withdrawal->dependents; i++) {
		const struct withdrawn_dependent *dependent = &withdrawal->dependent[i];

		if (i)
			JSON(out, ",\n    ");
		JSON(out, "{\"id\": ");
		json_key(side, TABLE_component, dependent->component);
		JSON(out, ", \"depends_on\": ");
		json_key(side, TABLE_component, dependent->from);
		JSON(out, ", \"service\": ");
		json_text_or_null(out, text_of(service_name[dependent->service]));
		out_char(out, '}');
	}
}

static void exceptions(struct json_report *side, const struct withdrawal *withdrawal)
{
	struct out *out = side->out;
	uint32_t i;

	for (i = 0; i < withdrawal->exceptions; i++) {
		const struct withdrawn_exception *exception = &withdrawal->exception[i];

		json_comma(out, i > 0);
		JSON(out, "{\"table\": ");
		json_string(out, exception->kind == EXCEPTION_DECISION ? "decision" : "exception");
		JSON(out, ", \"key\": ");
		json_key(side, exception->kind == EXCEPTION_DECISION ? TABLE_decision : TABLE_exception, exception->row);
		JSON(out, ", \"counts\": ");
		flag(out, exception->counts);
		JSON(out, ", \"reopened\": ");
		flag(out, exception->reopened);
		JSON(out, ", \"until\": ");
		day_or_null(out, exception->until);
		JSON(out, ", \"parts\": ");
		out_number(out, exception->parts);
		out_char(out, '}');
	}
}

static void shared(struct json_report *side, const struct withdrawal *withdrawal)
{
	struct out *out = side->out;
	uint32_t i;

	for (i = 0; i < withdrawal->shareds; i++) {
		const struct withdrawn_shared *thing = &withdrawal->shared[i];

		json_comma(out, i > 0);
		JSON(out, "{\"what\": ");
		json_string(out, shared_name[thing->kind]);
		JSON(out, ", \"name\": ");
		if (thing->kind == SHARED_SEGMENT)
			escape_json(out, model_text(side->result->model, thing->what));
		else
			json_key(side, shared_table(thing), thing->what);
		JSON(out, ", \"inside\": ");
		out_number(out, thing->inside);
		JSON(out, ", \"outside\": ");
		out_number(out, thing->outside);
		JSON(out, ", \"sample\": ");
		row_list(side, TABLE_component, thing->sample, 2);
		out_char(out, '}');
	}
}

void json_withdrawals(struct json_report *before, const struct whatif *whatif)
{
	struct out *out = before->out;
	size_t w;

	for (w = 0; w < whatif->withdrawals; w++) {
		const struct withdrawal *withdrawal = &whatif->withdrawal[w];

		if (w)
			JSON(out, ",\n  ");
		JSON(out, "{\"supplier\": ");
		json_key(before, TABLE_supplier, withdrawal->supplier);
		JSON(out, ", \"phases\": ");
		out_number(out, withdrawal->phases);
		JSON(out, ",\n   \"access\": ");
		row_list(before, TABLE_access, withdrawal->access, withdrawal->accesses);
		JSON(out, ", \"logs_administered\": ");
		out_number(out, withdrawal->logs);
		JSON(out, ", \"keys_held\": ");
		out_number(out, withdrawal->keys);
		JSON(out, ",\n   \"certificates\": {\"between_machines\": ");
		row_list(before, TABLE_certificate, withdrawal->certificate, withdrawal->machines);
		JSON(out, ", \"other\": ");
		row_list(before, TABLE_certificate, withdrawal->certificate + withdrawal->machines, withdrawal->certificates - withdrawal->machines);
		JSON(out, "},\n   \"parts\": [\n    ");
		parts(before, withdrawal);
		JSON(out, "],\n   \"stops_with_them\": [\n    ");
		dependents(before, withdrawal);
		JSON(out, "],\n   \"exceptions\": [");
		exceptions(before, withdrawal);
		JSON(out, "],\n   \"only_one_line\": ");
		if (!withdrawal->lines) {
			JSON(out, "null}");
			continue;
		}
		JSON(out, "{\"inside\": ");
		out_number(out, withdrawal->inside);
		JSON(out, ", \"outside\": ");
		out_number(out, withdrawal->outside);
		JSON(out, ", \"shown\": ");
		flag(out, !withdrawal->shareds && !withdrawal->unshown);
		JSON(out, ", \"not_known\": ");
		out_number(out, withdrawal->unshown);
		JSON(out, ", \"shared\": [");
		shared(before, withdrawal);
		JSON(out, "]}}");
	}
}

void json_replacements(struct json_report *after, const struct whatif *whatif)
{
	struct out *out = after->out;
	size_t i;
	uint32_t samples;

	for (i = 0; i < whatif->replacements; i++) {
		const struct replacement *replacement = &whatif->replacement[i];

		if (i)
			JSON(out, ",\n  ");
		JSON(out, "{\"option\": ");
		json_string(out, replacement->step->said);
		JSON(out, ", \"parts\": ");
		out_number(out, replacement->parts);
		JSON(out, ", \"required\": ");
		out_number(out, replacement->required);
		JSON(out, ", \"undecided\": ");
		out_number(out, replacement->undecided);
		JSON(out, ", \"untrusted\": ");
		out_number(out, replacement->untrusted);
		JSON(out, ", \"passes\": ");
		flag(out, replacement_passes(replacement));
		JSON(out, ", \"sample\": ");
		for (samples = 0; samples < 3 && replacement->sample[samples] != KEUR_NONE; samples++)
			;
		row_list(after, TABLE_component, replacement->sample, samples);
		out_char(out, '}');
	}
}
