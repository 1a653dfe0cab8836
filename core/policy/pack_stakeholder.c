/* The stakeholder metric of a pack: its zones, and from where on dependency and penetration weigh how much. Optional: a pack without it
 * says nothing about how suppliers weigh. */
#include "policy/pack.h"

enum { STEPS = 4 }; /* the metric's scales go from 1 to 4 */

static uint8_t step(struct pack *pack, const struct pack_value *value, const char *name)
{
	if (value->number > STEPS)
		pack_error(pack, value->at, "`%s` is %lld; the metric's scales go from 1 to %d", name, (long long)value->number, STEPS);
	return (uint8_t)value->number;
}

static void take_zones(struct pack *pack, struct policy_stakeholder *stakeholder)
{
	const struct pack_record *section = &pack->section[SECTION_STAKEHOLDER];
	int z;

	for (z = ZONE_WATCH; z < ZONES; z++) {
		const struct pack_value *value = pack_get(pack, section, ZONE_FROM_WATCH + (unsigned)z - ZONE_WATCH);

		stakeholder->zone_from[z] = (int32_t)value->number;
		if (stakeholder->zone_from[z] <= stakeholder->zone_from[z - 1])
			pack_error(pack, value->at, "`%s` does not begin above the zone before it: zones go upwards from 0", policy_zone_name[z]);
	}
	stakeholder->note = pack_note(pack, SECTION_STAKEHOLDER, NULL);
}

static void take_dependencies(struct pack *pack, struct policy_stakeholder *stakeholder)
{
	uint32_t i;

	stakeholder->dependencies = pack->entries[SECTION_DEPENDENCY];
	stakeholder->dependency = pack_array(pack, stakeholder->dependencies, sizeof *stakeholder->dependency);
	for (i = 0; i < stakeholder->dependencies; i++) {
		const struct pack_record *entry = pack_entry(pack, SECTION_DEPENDENCY, i);
		struct policy_dependency *dependency = &stakeholder->dependency[i];

		dependency->level = step(pack, pack_get(pack, entry, DEPENDENCY_LEVEL), "level");
		dependency->from = (int32_t)pack_get(pack, entry, DEPENDENCY_FROM)->number;
		dependency->note = pack_note(pack, SECTION_DEPENDENCY, entry);
		if (i && (dependency->from <= dependency[-1].from || dependency->level <= dependency[-1].level))
			pack_error(pack, entry->at, "this entry of `dependency` does not stand above the one before it: levels and shares go upwards");
	}
}

static void take_penetrations(struct pack *pack, struct policy_stakeholder *stakeholder)
{
	uint32_t i;

	stakeholder->penetrations = pack->entries[SECTION_PENETRATION];
	stakeholder->penetration = pack_array(pack, stakeholder->penetrations, sizeof *stakeholder->penetration);
	for (i = 0; i < stakeholder->penetrations; i++) {
		const struct pack_record *entry = pack_entry(pack, SECTION_PENETRATION, i);
		struct policy_penetration *penetration = &stakeholder->penetration[i];

		penetration->level = step(pack, pack_get(pack, entry, PENETRATION_LEVEL), "level");
		penetration->scopes = (uint32_t)pack_get(pack, entry, PENETRATION_SCOPES)->number;
		penetration->roles = (uint32_t)pack_get(pack, entry, PENETRATION_ROLES)->number;
		penetration->privileges = (uint32_t)pack_get(pack, entry, PENETRATION_PRIVILEGES)->number;
		penetration->throughs = (uint32_t)pack_get(pack, entry, PENETRATION_THROUGH)->number;
		penetration->note = pack_note(pack, SECTION_PENETRATION, entry);
		if (!penetration->roles && !penetration->privileges && !penetration->throughs)
			pack_error(pack, entry->at, "this entry of `penetration` is about nothing: it names no role, privilege or way");
	}
}

void pack_take_stakeholder(struct pack *pack)
{
	static const enum section_id part[] = { SECTION_DEPENDENCY, SECTION_PENETRATION };
	struct policy_stakeholder *stakeholder = &pack->policy->stakeholder;
	bool there = pack->section[SECTION_STAKEHOLDER].at.line != 0;
	size_t i;

	for (i = 0; i < sizeof part / sizeof *part; i++)
		if ((pack->section[part[i]].at.line != 0) != there)
			pack_error(pack, there ? pack->section[SECTION_STAKEHOLDER].at : pack->section[part[i]].at,
				"`stakeholder`, `dependency` and `penetration` make up one metric: `%s` is missing",
				there ? pack_section[part[i]].name : "stakeholder");
	if (!there || pack->messages->errors)
		return;
	stakeholder->given = true;
	take_zones(pack, stakeholder);
	take_dependencies(pack, stakeholder);
	take_penetrations(pack, stakeholder);
}
