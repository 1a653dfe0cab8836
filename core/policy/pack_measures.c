/* Public measures that rules belong to, and to whom findings may be given. Both are told as they stand; nothing is computed from them. */
#include "policy/pack.h"

/* "EU-TB:SM04" has the system EU-TB. */
static struct text system_of(struct text measure)
{
	const char *colon = memchr(measure.data, ':', measure.length);

	return (struct text){ measure.data, colon && colon + 1 < measure.data + measure.length ? (size_t)(colon - measure.data) : 0 };
}

static void check_system(struct pack *pack, const struct pack_value *systems, const struct pack_text *measure)
{
	const char **known = arena_alloc(&pack->arena, (systems->items + 1) * sizeof *known);
	struct text system = system_of(measure->text);
	struct buffer hint = { 0 };
	uint32_t i;

	if (!system.length) {
		pack_error(pack, measure->at, "`%s` stands here; a measure is a system and its number there, like EU-TB:SM04", pack_quote(pack, measure->text));
		return;
	}
	for (i = 0; i < systems->items; i++) {
		if (text_equal(system, systems->item[i].text))
			return;
		known[i] = arena_copy(&pack->arena, systems->item[i].text.data, systems->item[i].text.length);
	}
	pack_suggest(&hint, system, known, systems->items);
	pack_error(pack, measure->at, "`%s` is no system of measures of this pack%s", pack_quote(pack, system), hint.data);
	buffer_free(&hint);
}

static void take_measure(struct pack *pack, const struct pack_record *entry, struct policy_measure *measure)
{
	const struct pack_value *systems = pack_get(pack, &pack->section[SECTION_MEASURES], MEASURES_SYSTEMS);
	const struct pack_value *list = pack_get(pack, entry, MEASURE_MEASURES);
	const char **name = pack_array(pack, list->items, sizeof *name);
	uint32_t i, k;

	measure->rule = pack_keep(pack, pack_get(pack, entry, MEASURE_RULE));
	measure->instead = pack_get(pack, entry, MEASURE_INSTEAD)->number == 1;
	measure->note = pack_note(pack, SECTION_MEASURES, entry);
	for (i = 0; i < list->items; i++) {
		name[i] = arena_copy(&pack->policy->arena, list->item[i].text.data, list->item[i].text.length);
		check_system(pack, systems, &list->item[i]);
		for (k = 0; k < i; k++)
			if (strcmp(name[k], name[i]) == 0)
				pack_error(pack, list->item[i].at, "`%s` is given twice", name[i]);
	}
	measure->measure = name;
	measure->measures = list->items;
}

static void take_all_measures(struct pack *pack)
{
	struct policy *policy = pack->policy;
	uint32_t i, k;

	policy->measures = pack->entries[SECTION_MEASURES];
	policy->measure = pack_array(pack, policy->measures, sizeof *policy->measure);
	for (i = 0; i < policy->measures; i++) {
		const struct pack_record *entry = pack_entry(pack, SECTION_MEASURES, i);

		take_measure(pack, entry, &policy->measure[i]);
		for (k = 0; k < i; k++)
			if (strcmp(policy->measure[k].rule, policy->measure[i].rule) == 0)
				pack_error(pack, pack_get(pack, entry, MEASURE_RULE)->at, "`%s` is given twice", policy->measure[i].rule);
	}
}

static void take_sharing(struct pack *pack)
{
	const struct pack_record *section = &pack->section[SECTION_SHARING];
	struct policy_sharing *sharing = &pack->policy->sharing;
	uint32_t i, k;

	sharing->profile = pack_keep(pack, pack_get(pack, section, SHARING_PROFILE));
	sharing->own_records_only = pack_get(pack, section, SHARING_OWN)->number == 1;
	sharing->label_required = pack_get(pack, section, SHARING_LABEL)->number == 1;
	sharing->decision_log = pack_get(pack, section, SHARING_LOG)->number == 1;
	sharing->override_approver = pack_get(pack, section, SHARING_OVERRIDE)->number & 1;
	sharing->override_reason = pack_get(pack, section, SHARING_OVERRIDE)->number >> 1 & 1;
	sharing->note = pack_note(pack, SECTION_SHARING, NULL);
	sharing->recipients = pack->entries[SECTION_SHARING];
	sharing->recipient = pack_array(pack, sharing->recipients, sizeof *sharing->recipient);
	for (i = 0; i < sharing->recipients; i++) {
		const struct pack_record *entry = pack_entry(pack, SECTION_SHARING, i);
		const struct pack_value *law = pack_get(pack, entry, RECIPIENT_LAW), *basis = pack_get(pack, entry, RECIPIENT_BASIS);
		struct policy_recipient *recipient = &sharing->recipient[i];

		recipient->name = pack_keep(pack, pack_get(pack, entry, RECIPIENT_NAME));
		recipient->basis = basis->number == 1;
		recipient->law = pack_given(law) ? pack_keep(pack, law) : "";
		recipient->note = pack_note(pack, SECTION_SHARING, entry);
		if (recipient->basis && !pack_given(law))
			pack_error(pack, basis->at, "`basis: yes` stands here without `law`, which gives it");
		if (!recipient->basis && pack_given(law))
			pack_error(pack, law->at, "`law` stands here with `basis: no`");
		for (k = 0; k < i; k++)
			if (strcmp(sharing->recipient[k].name, recipient->name) == 0)
				pack_error(pack, pack_get(pack, entry, RECIPIENT_NAME)->at, "the recipient `%s` is given twice", recipient->name);
	}
}

void pack_take_measures(struct pack *pack)
{
	if (pack->section[SECTION_MEASURES].at.line)
		pack->policy->systems_note = pack_note(pack, SECTION_MEASURES, NULL);
	take_all_measures(pack);
	if (pack->section[SECTION_SHARING].at.line)
		take_sharing(pack);
}
