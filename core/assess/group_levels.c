/* Groups after the plugins: threat and exposure are the highest among their parts, party by party as in a part of its own; impact is that of
 * the share; likelihood and risk by the same tables. */
#include "assess/combine.h"

#include <stdlib.h>
#include <string.h>

static size_t hash(uint32_t group, uint32_t party)
{
	uint64_t x = ((uint64_t)group << 32 | party) * UINT64_C(0x9E3779B97F4A7C15);

	return (size_t)(x ^ x >> 29);
}

static uint32_t *find_slot(const struct group_table *table, uint32_t group, uint32_t party)
{
	size_t at = hash(group, party) & (table->slots - 1);

	while (table->slot[at] && (table->entry[table->slot[at] - 1].group != group || table->entry[table->slot[at] - 1].party != party))
		at = (at + 1) & (table->slots - 1);
	return &table->slot[at];
}

static struct group_party *entry_of(struct group_table *table, uint32_t group, uint32_t party)
{
	uint32_t *slot;
	size_t i;

	if (table->entries * 2 >= table->slots) {
		free(table->slot);
		table->slots = table->slots ? table->slots * 2 : 256;
		table->slot = mem_zalloc(table->slots, sizeof *table->slot);
		for (i = 0; i < table->entries; i++)
			*find_slot(table, table->entry[i].group, table->entry[i].party) = (uint32_t)i + 1;
	}
	slot = find_slot(table, group, party);
	if (!*slot) {
		mem_reserve(&table->entry, &table->capacity, table->entries + 1, sizeof *table->entry);
		table->entry[table->entries++] = (struct group_party){ .group = group, .party = party };
		*slot = (uint32_t)table->entries;
	}
	return &table->entry[*slot - 1];
}

static void raise_to(uint8_t level[SCENARIOS], uint8_t scenarios, uint8_t to)
{
	int s;

	for (s = 0; s < SCENARIOS; s++)
		if ((scenarios >> s & 1) && level[s] < to)
			level[s] = to;
}

static void raise_party(struct group_table *table, uint32_t group, const struct contribution *item, bool known)
{
	struct group_party *entry;
	int r;

	if (item->factor != KEUR_THREAT && item->factor != KEUR_EXPOSURE)
		return;
	entry = entry_of(table, group, item->party);
	for (r = known ? READING_KNOWN : READING_WORST; r < READINGS; r++)
		raise_to(item->factor == KEUR_THREAT ? entry->threat[r] : entry->exposure[r], item->scenarios, item->level);
}

void groups_take(struct combining *combining, uint32_t c)
{
	const struct grouping *grouping = &combining->result->grouping;
	const struct weighing *w = &combining->weighing;
	uint32_t m;
	size_t i;
	int r;

	for (m = grouping->first ? grouping->first[c] : 0; grouping->first && m < grouping->first[c + 1]; m++) {
		const struct group_member *member = &grouping->member[m];

		if (!grouping->domain[member->group]->weighs)
			continue;
		for (r = member->worst_only ? READING_WORST : READING_KNOWN; r < READINGS; r++)
			raise_to(entry_of(&combining->groups, member->group, KEUR_NONE)->exposure[r], KEUR_ALL_SCENARIOS, w->exposure_base[r]);
		for (i = 0; i < w->items; i++)
			raise_party(&combining->groups, member->group, &w->item[i], w->item[i].basis == KEUR_KNOWN && !member->worst_only);
	}
}

void groups_raise(struct combining *combining, const struct finding *finding, const struct contribution *item)
{
	struct result_group *group = &combining->result->group[finding->subject_row];
	int r, s;

	raise_party(&combining->groups, finding->subject_row, item, item->basis == KEUR_KNOWN);
	for (r = item->basis == KEUR_KNOWN ? READING_KNOWN : READING_WORST; item->factor == KEUR_IMPACT && r < READINGS; r++)
		for (s = 0; s < SCENARIOS; s++)
			if ((item->scenarios >> s & 1) && group->level[s][r].impact < item->level)
				group->level[s][r].impact = item->level;
	if (item->gap != NO_GAP) { /* a question about the group is one about its parts */
		const struct keur_column *members = &combining->model->column[COL_group_members];
		struct gap_draft *draft = &combining->gaps.draft[item->gap];
		uint32_t i;

		for (i = 0; i < keur_list_length(members, finding->subject_row); i++) {
			uint32_t c = keur_list_item(members, finding->subject_row, i);
			uint8_t scope = keur_byte(&combining->model->column[COL_component_scope_worst], c);

			if (draft->count < 3)
				draft->sample[draft->count] = c;
			draft->count++;
			if (draft->scope < scope)
				draft->scope = scope;
		}
	}
}

/* ---- Levels ---------------------------------------------------------------------------------------------------------------------------- */

static int party_compare(const void *a, const void *b)
{
	const struct group_party *x = a, *y = b;

	if (x->group != y->group)
		return x->group < y->group ? -1 : 1;
	return (x->party > y->party) - (x->party < y->party);
}

/* Entries sorted by party: nobody in particular (KEUR_NONE) is the last. */
struct parties {
	const struct group_party *entry;
	size_t count;
};

static void raise_all(uint8_t to[SCENARIOS], const uint8_t by[SCENARIOS])
{
	int s;

	for (s = 0; s < SCENARIOS; s++)
		if (to[s] < by[s])
			to[s] = by[s];
}

/* `from` into `into`, where each party stands once with its highest levels: the group's own parts and those that may be in it. */
static size_t merge_parties(const struct parties *from, size_t count, struct group_party **into, size_t *capacity)
{
	struct group_party *entry;
	size_t all = 0, kept = 0, i;
	int r;

	for (i = 0; i < count; i++)
		all += from[i].count;
	mem_reserve(into, capacity, all + 1, sizeof *entry);
	entry = *into;
	for (all = 0, i = 0; i < count; all += from[i++].count)
		if (from[i].count)
			memcpy(entry + all, from[i].entry, from[i].count * sizeof *entry);
	for (i = 0; i < all; i++)
		entry[i].group = 0;
	if (count > 1 && all)
		qsort(entry, all, sizeof *entry, party_compare);
	for (i = 0; i < all; i++) {
		if (!kept || entry[kept - 1].party != entry[i].party) {
			entry[kept++] = entry[i];
			continue;
		}
		for (r = 0; r < READINGS; r++) {
			raise_all(entry[kept - 1].threat[r], entry[i].threat[r]);
			raise_all(entry[kept - 1].exposure[r], entry[i].exposure[r]);
		}
	}
	return kept;
}

/* One party together with nobody in particular, or with `party` NULL nobody alone. */
static void consider(const struct policy *policy, const struct group_party *party, const struct group_party *nobody, enum reading r, int s,
	struct levels *out)
{
	const struct group_party *who[] = { party, nobody };
	uint8_t threat = policy->threat, exposure = 1, likelihood;
	int k;

	for (k = 0; k < 2; k++) {
		if (!who[k])
			continue;
		threat = who[k]->threat[r][s] > threat ? who[k]->threat[r][s] : threat;
		exposure = who[k]->exposure[r][s] > exposure ? who[k]->exposure[r][s] : exposure;
	}
	likelihood = policy->likelihood[threat][exposure];
	if (likelihood > out->likelihood
		|| (likelihood == out->likelihood && (threat > out->threat || (threat == out->threat && exposure > out->exposure)))) {
		out->likelihood = likelihood;
		out->threat = threat;
		out->exposure = exposure;
	}
}

/* `these`: the parties of its parts, in the worst reading also of those that may be in it. */
static void weigh_group(struct combining *combining, uint32_t g, struct parties these, enum reading r)
{
	static const enum column_id impact[READINGS] = { COL_group_impact_espionage, COL_group_impact_espionage_worst };
	const struct model *model = combining->model;
	struct result_group *group = &combining->result->group[g];
	const struct group_party *nobody = these.count && these.entry[these.count - 1].party == KEUR_NONE ? &these.entry[these.count - 1] : NULL;
	size_t p;
	int s;

	for (s = 0; s < SCENARIOS; s++) {
		enum column_id column = (enum column_id)((int)impact[r] + s);
		struct levels levels = { .impact = group->level[s][r].impact };

		if (model_known(model, column, g) && levels.impact < keur_byte(&model->column[column], g))
			levels.impact = keur_byte(&model->column[column], g);
		if (!levels.impact)
			continue;
		consider(combining->policy, NULL, nobody, r, s, &levels);
		for (p = 0; p < these.count; p++)
			consider(combining->policy, &these.entry[p], nobody, r, s, &levels);
		levels.risk = combining->policy->risk[levels.likelihood][levels.impact];
		group->level[s][r] = levels;
		if (group->risk[r] < levels.risk)
			group->risk[r] = levels.risk;
	}
}

void groups_finish(struct combining *combining)
{
	struct group_table *table = &combining->groups;
	const struct grouping *grouping = &combining->result->grouping;
	uint32_t rows = combining->model->rows[TABLE_group], g;
	struct parties *parties = mem_zalloc(rows, sizeof *parties);
	struct parties *from = NULL;
	struct group_party *merged = NULL;
	size_t capacity = 0, merged_capacity = 0, i;

	if (table->entries)
		qsort(table->entry, table->entries, sizeof *table->entry, party_compare);
	for (i = 0; i < table->entries; i++) {
		struct parties *own = &parties[table->entry[i].group];

		if (!own->count++)
			own->entry = &table->entry[i];
	}
	for (g = 0; g < rows; g++) {
		struct group_others others = grouping->others[g];

		if (!grouping->domain[g]->weighs || !model_known(combining->model, COL_group_standing, g))
			continue;
		mem_reserve(&from, &capacity, others.count + 1, sizeof *from);
		from[0] = parties[g];
		for (i = 0; i < others.count; i++)
			from[i + 1] = parties[grouping->joined[others.first + i]];
		weigh_group(combining, g, parties[g], READING_KNOWN);
		if (others.count) {
			size_t kept = merge_parties(from, others.count + 1, &merged, &merged_capacity);

			weigh_group(combining, g, (struct parties){ merged, kept }, READING_WORST);
		} else {
			weigh_group(combining, g, parties[g], READING_WORST);
		}
	}
	free(merged);
	free(from);
	free(parties);
	free(table->entry);
	free(table->slot);
	*table = (struct group_table){ 0 };
}
