/* Whom a pack distrusts by itself, and until when such suppliers must be out. Which supplier and which part that is, assess/ finds out. */
#include "policy/pack.h"

#include "base/number.h"

enum { ABOUT_COUNTRIES = 1u << GROUND_ESTABLISHMENT | 1u << GROUND_MANAGEMENT_SEAT | 1u << GROUND_OWNERSHIP | 1u << GROUND_CONTROL };

static bool is_country(struct text text)
{
	return text.length == 2 && text.data[0] >= 'A' && text.data[0] <= 'Z' && text.data[1] >= 'A' && text.data[1] <= 'Z';
}

static void take_untrusted(struct pack *pack)
{
	const struct pack_record *section = &pack->section[SECTION_UNTRUSTED];
	const struct pack_value *grounds = pack_get(pack, section, UNTRUSTED_GROUNDS), *countries = pack_get(pack, section, UNTRUSTED_COUNTRIES);
	struct policy_untrusted *untrusted = &pack->policy->untrusted;
	const char **country = pack_array(pack, countries->items, sizeof *country);
	uint32_t i, k;

	untrusted->grounds = (uint32_t)grounds->number;
	untrusted->note = pack_note(pack, SECTION_UNTRUSTED, NULL);
	untrusted->country = country;
	untrusted->countries = countries->items;
	if (!(untrusted->grounds >> GROUND_DECISION & 1))
		pack_error(pack, grounds->at, "`grounds` leaves out `decision`; what an authority decides about a supplier always counts");
	if (pack_given(countries) && !(untrusted->grounds & ABOUT_COUNTRIES))
		pack_error(pack, countries->at, "`countries` stands here, but no ground is about a country; establishment, management_seat, ownership and control are");
	for (i = 0; i < countries->items; i++) {
		struct text text = countries->item[i].text;

		country[i] = arena_copy(&pack->policy->arena, text.data, text.length);
		if (!is_country(text))
			pack_error(pack, countries->item[i].at, "`%s` stands here; a country is two capital letters, as in ISO 3166-1", pack_quote(pack, text));
		for (k = 0; k < i; k++)
			if (strcmp(country[k], country[i]) == 0)
				pack_error(pack, countries->item[i].at, "`%s` is given twice", country[i]);
	}
}

/* A fixed day, or months from a trigger, or neither: then only the operator knows the day. */
static void take_day(struct pack *pack, const struct pack_record *entry, struct policy_deadline *deadline)
{
	const struct pack_value *until = pack_get(pack, entry, DEADLINE_UNTIL), *trigger = pack_get(pack, entry, DEADLINE_TRIGGER);
	const struct pack_value *months = pack_get(pack, entry, DEADLINE_MONTHS);

	deadline->until = pack_given(until) ? (int32_t)until->number : KEUR_NO_DATE;
	deadline->trigger = pack_given(trigger) ? (int32_t)trigger->number : KEUR_NO_DATE;
	deadline->months = (uint32_t)months->number;
	if (pack_given(months) && (months->number < 1 || months->number > 1200))
		pack_error(pack, months->at, "`months` is %lld; it takes a number of months from 1 to 1200", (long long)months->number);
	else if (pack_given(until) && pack_given(months))
		pack_error(pack, months->at, "`months` stands beside `until`; a deadline is a day, or so many months from a trigger");
	else if (pack_given(until) && pack_given(trigger) && until->number < trigger->number)
		pack_error(pack, until->at, "`until` is before `trigger`; nobody can be too late before it begins");
	else if (pack_given(trigger) && !pack_given(months) && !pack_given(until))
		pack_error(pack, trigger->at, "`trigger` stands here without `months`, the time that runs from it");
	else if (pack_given(trigger) && pack_given(months))
		deadline->until = date_months_later(deadline->trigger, deadline->months);
}

static bool covers(const struct policy_deadline *first, const struct policy_deadline *later)
{
	return !first->classes && (!first->sensitive || first->sensitive == later->sensitive) && (!first->scopes || (later->scopes && !(later->scopes & ~first->scopes)));
}

static void take_deadlines(struct pack *pack)
{
	struct policy *policy = pack->policy;
	uint32_t i, k;

	policy->deadlines = pack->entries[SECTION_PHASE_OUT];
	policy->deadline = pack_array(pack, policy->deadlines, sizeof *policy->deadline);
	for (i = 0; i < policy->deadlines; i++) {
		const struct pack_record *entry = pack_entry(pack, SECTION_PHASE_OUT, i);
		struct policy_deadline *deadline = &policy->deadline[i];

		deadline->name = pack_keep(pack, pack_get(pack, entry, DEADLINE_NAME));
		if (pack_given(pack_get(pack, entry, DEADLINE_SENSITIVE)))
			deadline->sensitive = pack_get(pack, entry, DEADLINE_SENSITIVE)->number ? KEUR_YES : KEUR_NO;
		deadline->scopes = (uint32_t)pack_get(pack, entry, DEADLINE_SCOPE)->number;
		pack_take_classes(pack, pack_get(pack, entry, DEADLINE_CLASS), &deadline->class_name, &deadline->classes);
		deadline->note = pack_note(pack, SECTION_PHASE_OUT, entry);
		take_day(pack, entry, deadline);
		for (k = 0; k < i; k++) {
			if (strcmp(policy->deadline[k].name, deadline->name) == 0)
				pack_error(pack, pack_get(pack, entry, DEADLINE_NAME)->at, "the deadline `%s` is given twice", deadline->name);
			else if (covers(&policy->deadline[k], deadline))
				pack_error(pack, entry->at, "the deadline `%s` never counts: `%s` at line %s fits wherever it does and stands before it",
					deadline->name, policy->deadline[k].name, pack_line(pack, pack_entry(pack, SECTION_PHASE_OUT, k)->at));
		}
	}
}

void pack_take_phase_out(struct pack *pack)
{
	if (pack->section[SECTION_UNTRUSTED].at.line)
		take_untrusted(pack);
	take_deadlines(pack);
}
