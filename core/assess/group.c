/* Table group: within each domain of the pack, the share that rests on one supplier or on whoever controls several, and on one country.
 *
 * A part counts for the topmost of those who control its supplier; where that is not certain, at worst also for the topmost who may. A part of
 * which nobody says who it is, or that all who it is are listed, counts at worst for everybody. Parts out of service do not count, and the
 * operator is no supplier of its own: a supplier that it owns stands for itself.
 *
 * A domain that counts by region has a cell for each region, and one for the parts that nobody places. On the facts a share is what it is at
 * least: whoever is not placed may be of the whole, and none of the part. At worst all of somebody's unplaced parts stand in the region, and
 * nobody else's; or all of them in a region that nobody names, where there is nothing else. */
#include "assess/control.h"

#include "base/number.h"

#include <stdlib.h>
#include <string.h>

enum group_kind { GROUP_SUPPLIER, GROUP_COUNTRY };

/* One part in one group, while they are collected. */
struct entry {
	uint16_t domain;
	uint8_t role, kind;
	uint32_t cell;      /* of the domain; see struct grouper */
	uint32_t who;       /* row of supplier; of a country the two letters; KEUR_NONE: nobody says */
	uint32_t component;
	bool worst_only;
	uint8_t standing[READINGS];
};

/* What shares are of, by domain and cell. */
struct whole {
	uint64_t users, sites; /* sites: distinct ones, and every part without one */
};

struct grouper {
	struct facts *facts;
	struct control control[READINGS];
	struct whole *whole;             /* of cell c of domain d: whole[d * cells + c] */
	bool *users_known;               /* by domain: of every part */
	uint32_t cells, *site_cell;      /* cell 0: the whole network, or what nobody places; 1 ..: regions by name */
	uint32_t *region;                /* by cell: string code */
	struct entry *entry;
	size_t entries, capacity;
	uint32_t *site_seen, site_round; /* by site */
	uint32_t *country_code;          /* by the two letters: string code */
	uint32_t *open_seen;             /* the same for the parts that are open, of the domain and role at hand */
	uint32_t *open_part, open_round; /* by component: it is such a part, in this round */
};

/* ---- Who is in which ------------------------------------------------------------------------------------------------------------------- */

/* Nobody says in which of the domain's cells the part stands. */
static bool unplaced(const struct grouper *grouper, const struct entry *entry)
{
	return !entry->cell && grouper->facts->policy->domain[entry->domain].by_region;
}

static void enter(struct grouper *grouper, struct entry entry)
{
	entry.worst_only |= unplaced(grouper, &entry);
	mem_reserve(&grouper->entry, &grouper->capacity, grouper->entries + 1, sizeof *grouper->entry);
	grouper->entry[grouper->entries++] = entry;
}

static void enter_country(struct grouper *grouper, struct entry entry, uint32_t supplier)
{
	const struct model *model = grouper->facts->model;
	struct text country = model_string(model, COL_supplier_country, supplier);

	if (supplier == model->operator_)
		return;
	entry.kind = GROUP_COUNTRY;
	entry.who = country.length == 2 ? (uint32_t)(unsigned char)country.data[0] << 8 | (unsigned char)country.data[1] : KEUR_NONE;
	if (entry.who == KEUR_NONE)
		entry.worst_only = true;
	else
		grouper->country_code[entry.who] = keur_code(&model->column[COL_supplier_country], supplier);
	enter(grouper, entry);
}

/* At worst it may be anybody's. */
static void enter_open(struct grouper *grouper, struct entry entry)
{
	entry.worst_only = true;
	entry.who = KEUR_NONE;
	for (entry.kind = GROUP_SUPPLIER; entry.kind <= GROUP_COUNTRY; entry.kind++)
		enter(grouper, entry);
}

/* In whose group a supplier is that `top` controls. */
static uint32_t counts_for(const struct grouper *grouper, uint32_t supplier, uint32_t top)
{
	return top == grouper->facts->model->operator_ ? supplier : top;
}

static void enter_supplier(struct grouper *grouper, struct entry entry, uint32_t supplier)
{
	uint32_t counts[READINGS], i, k;
	const uint32_t *top[READINGS];
	bool worst_only = entry.worst_only;
	int r;

	if (control_is_open(&grouper->control[READING_KNOWN], supplier) || control_is_open(&grouper->control[READING_WORST], supplier))
		enter_open(grouper, entry);
	for (r = 0; r < READINGS; r++) {
		top[r] = control_tops(&grouper->control[r], supplier, &counts[r]);
		entry.standing[r] = control_standing(&grouper->control[r], supplier, entry.component);
	}
	for (r = 0; r < READINGS; r++)
		for (i = 0; i < counts[r]; i++) {
			uint32_t who = counts_for(grouper, supplier, top[r][i]);

			for (k = 0; r == READING_WORST && k < counts[READING_KNOWN] && counts_for(grouper, supplier, top[READING_KNOWN][k]) != who; k++)
				;
			if (who == grouper->facts->model->operator_ || (r == READING_WORST && k < counts[READING_KNOWN]))
				continue;
			entry.who = who;
			entry.worst_only = worst_only || r == READING_WORST;
			enter(grouper, entry);
			if (who != supplier)
				enter_country(grouper, entry, who);
		}
	entry.worst_only = worst_only;
	enter_country(grouper, entry, supplier);
}

/* The part in one domain: rows first to last - 1 of party are its own. */
static void enter_part(struct grouper *grouper, struct entry entry, const struct policy_domain *domain, uint32_t first, uint32_t last)
{
	const struct model *model = grouper->facts->model;
	uint32_t row;

	for (entry.role = 0; entry.role < schema_list[LIST_role].members; entry.role++) {
		bool answered = false;

		if (!(domain->roles >> entry.role & 1))
			continue;
		for (row = first; row < last; row++) {
			uint32_t supplier = keur_code(&model->column[COL_party_supplier], row);
			uint8_t now = facts_in_force(model, COL_party_from, COL_party_until, row);

			if (keur_byte(&model->column[COL_party_role], row) != entry.role || supplier == KEUR_NONE || now == KEUR_NO)
				continue;
			entry.worst_only = now != KEUR_YES; /* without a day to judge by, perhaps */
			answered |= now == KEUR_YES;
			enter_supplier(grouper, entry, supplier);
		}
		entry.worst_only = false;
		if (answered && bit(grouper->facts->party_stated, entry.component))
			continue;
		enter_open(grouper, entry);
	}
}

static bool belongs(const struct facts *facts, const struct policy_domain *domain, uint32_t component)
{
	uint16_t class_ = facts->class_of[component];

	return (class_ != NO_CLASS && domain->in[class_]) || domain->scopes >> facts->scope[component][READING_KNOWN] & 1;
}

static uint32_t cell_of(const struct grouper *grouper, const struct policy_domain *domain, uint32_t component)
{
	uint32_t site = domain->by_region ? keur_code(&grouper->facts->model->column[COL_component_site], component) : KEUR_NONE;

	return site == KEUR_NONE ? 0 : grouper->site_cell[site];
}

static int region_compare(const void *a, const void *b, void *dict)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return text_compare(dict_text(dict, x), dict_text(dict, y));
}

/* Regions become cells in the order of their names, whatever file names them first. */
static void find_regions(struct grouper *grouper)
{
	struct model *model = grouper->facts->model;
	uint32_t rows = model->rows[TABLE_site], site, count = 0, i;
	uint32_t *code = mem_resize(NULL, rows, sizeof *code);

	for (site = 0; site < rows; site++)
		if (model_known(model, COL_site_region, site))
			code[count++] = keur_code(&model->column[COL_site_region], site);
	if (count)
		qsort_r(code, count, sizeof *code, region_compare, &model->dict);
	grouper->region = mem_zalloc(count + 1, sizeof *grouper->region);
	for (grouper->cells = 1, i = 0; i < count; i++)
		if (!i || code[i] != code[i - 1])
			grouper->region[grouper->cells++] = code[i];
	free(code);
	grouper->site_cell = mem_zalloc(rows, sizeof *grouper->site_cell);
	for (site = 0; site < rows; site++) {
		uint32_t low = 1, high = grouper->cells, of;

		if (!model_known(model, COL_site_region, site))
			continue;
		of = keur_code(&model->column[COL_site_region], site);
		while (low + 1 < high) {
			uint32_t middle = low + (high - low) / 2;

			if (region_compare(&grouper->region[middle], &of, &model->dict) <= 0)
				low = middle;
			else
				high = middle;
		}
		grouper->site_cell[site] = low;
	}
}

static void collect(struct grouper *grouper)
{
	struct facts *facts = grouper->facts;
	const struct model *model = facts->model;
	uint32_t row = 0, c, d;

	for (c = 0; c < facts->components; c++) {
		uint32_t first = row;

		while (row < model->rows[TABLE_party] && keur_code(&model->column[COL_party_component], row) == c)
			row++;
		if (model_answer(model, COL_component_in_service, c) == KEUR_NO)
			continue;
		for (d = 0; d < facts->policy->domains; d++)
			if (belongs(facts, &facts->policy->domain[d], c))
				enter_part(grouper, (struct entry){ .domain = (uint16_t)d, .component = c,
					.cell = cell_of(grouper, &facts->policy->domain[d], c),
					.standing = { KEUR_STANDING_UNDECIDED, KEUR_STANDING_UNDECIDED } }, &facts->policy->domain[d], first, row);
	}
}

static int entry_compare(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	if (x->domain != y->domain)
		return x->domain < y->domain ? -1 : 1;
	if (x->role != y->role)
		return x->role < y->role ? -1 : 1;
	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	if (x->cell != y->cell)
		return x->cell < y->cell ? -1 : 1;
	if (x->who != y->who)
		return x->who < y->who ? -1 : 1;
	if (x->component != y->component)
		return x->component < y->component ? -1 : 1;
	return x->worst_only - y->worst_only;
}

/* The groups of one domain, role and kind, in all of its cells. */
static bool same_block(const struct entry *a, const struct entry *b)
{
	return a->domain == b->domain && a->role == b->role && a->kind == b->kind;
}

static bool same_group(const struct entry *a, const struct entry *b)
{
	return same_block(a, b) && a->cell == b->cell && a->who == b->who;
}

/* By group, each part once: it counts on the facts when it does by any of its suppliers there. */
static void order(struct grouper *grouper)
{
	struct entry *entry = grouper->entry;
	size_t i, kept = 0;
	int r;

	if (grouper->entries)
		qsort(entry, grouper->entries, sizeof *entry, entry_compare);
	for (i = 0; i < grouper->entries; i++) {
		if (kept && same_group(&entry[kept - 1], &entry[i]) && entry[kept - 1].component == entry[i].component) {
			for (r = 0; r < READINGS; r++)
				if ((r == READING_WORST || !entry[i].worst_only) && entry[kept - 1].standing[r] < entry[i].standing[r])
					entry[kept - 1].standing[r] = entry[i].standing[r];
			continue;
		}
		entry[kept++] = entry[i];
	}
	grouper->entries = kept;
}

/* ---- Shares ------------------------------------------------------------------------------------------------------------------------------ */

static uint64_t add(uint64_t a, uint64_t b)
{
	return a > UINT64_MAX / 2 - b ? UINT64_MAX / 2 : a + b;
}

/* Whether the part brings a site that was not there in this round; one whose site is not known is a place of its own. */
static bool new_site(const struct grouper *grouper, uint32_t *seen, uint32_t component)
{
	uint32_t site = keur_code(&grouper->facts->model->column[COL_component_site], component);

	if (site == KEUR_NONE)
		return true;
	if (seen[site] == grouper->site_round)
		return false;
	seen[site] = grouper->site_round;
	return true;
}

static void measure_wholes(struct grouper *grouper)
{
	const struct facts *facts = grouper->facts;
	const struct model *model = facts->model;
	uint32_t d, c;

	grouper->whole = mem_zalloc((size_t)facts->policy->domains * grouper->cells, sizeof *grouper->whole);
	grouper->users_known = mem_zalloc(facts->policy->domains, sizeof *grouper->users_known);
	for (d = 0; d < facts->policy->domains; d++) {
		bool users_known = true, any = false;

		grouper->site_round++;
		for (c = 0; c < facts->components; c++) {
			struct whole *whole = &grouper->whole[(size_t)d * grouper->cells];

			if (model_answer(model, COL_component_in_service, c) == KEUR_NO || !belongs(facts, &facts->policy->domain[d], c))
				continue;
			whole += cell_of(grouper, &facts->policy->domain[d], c);
			users_known &= model_known(model, COL_component_users, c);
			if (model_known(model, COL_component_users, c))
				whole->users = add(whole->users, (uint64_t)keur_number(&model->column[COL_component_users], c));
			any |= whole->users > 0;
			whole->sites += new_site(grouper, grouper->site_seen, c);
		}
		grouper->users_known[d] = users_known && any;
	}
}

static bool is_open(const struct grouper *grouper, uint32_t component)
{
	return grouper->open_part[component] == grouper->open_round;
}

/* On the facts; at worst what the open parts do not bring already: of a country a part may be open and known at once. */
static uint64_t users_of(const struct grouper *grouper, const struct entry *entry, size_t count, bool worst)
{
	uint64_t users = 0;
	size_t i;

	for (i = 0; i < count; i++)
		if (worst ? !is_open(grouper, entry[i].component) : !entry[i].worst_only)
			users = add(users, (uint64_t)keur_number(&grouper->facts->model->column[COL_component_users], entry[i].component));
	return users;
}

/* Distinct sites on the facts, and at worst together with those of the open parts, of which `open` are marked in open_seen. */
static void count_sites(struct grouper *grouper, const struct entry *entry, size_t count, uint64_t open, uint64_t part[READINGS])
{
	const struct keur_column *site = &grouper->facts->model->column[COL_component_site];
	int pass;
	size_t i;

	grouper->site_round++;
	part[READING_KNOWN] = 0;
	part[READING_WORST] = open;
	for (pass = 0; pass < 2; pass++)
		for (i = 0; i < count; i++) {
			uint32_t at = keur_code(site, entry[i].component);

			if (entry[i].worst_only != (pass == 1) || !new_site(grouper, grouper->site_seen, entry[i].component))
				continue;
			part[READING_KNOWN] += pass == 0;
			part[READING_WORST] += at == KEUR_NONE ? !is_open(grouper, entry[i].component)
				: grouper->open_seen[at] != grouper->open_round;
		}
}

/* Hundredths of a percent, rounded down. */
static int32_t share_of(uint64_t part, uint64_t whole)
{
	while (part > UINT64_MAX / 10000) {
		part >>= 1;
		whole >>= 1;
	}
	return whole ? (int32_t)(part * 10000 / whole) : 0;
}

/* ---- The table --------------------------------------------------------------------------------------------------------------------------- */

/* What may be in a group beside its own parts; KEUR_NONE: there is no such group. */
struct joining {
	uint32_t who;       /* the group's own, as in its entries */
	uint32_t open;      /* the group of the parts of its cell of which nobody says who it is */
	uint32_t elsewhere; /* the group of the same supplier or country that nobody places */
};

struct table {
	struct grouper *grouper;
	struct model *model;
	struct grouping *grouping;
	uint32_t row;
	uint32_t members; /* written so far */
	struct joining *joining; /* by row */
	size_t joined, joined_capacity;
	struct { /* of the domain, role and kind at hand, what nobody places: rows first to end - 1, and the part of those that are open too */
		uint32_t first, end;
		uint64_t open_part;
		uint32_t open_row;
	} elsewhere;
};

static void put_byte(struct table *table, enum column_id column, uint8_t value)
{
	((uint8_t *)model_data(table->model, column))[table->row] = value;
	model_set_known(table->model, column, table->row);
}

static void put_code(struct table *table, enum column_id column, uint32_t value)
{
	((uint32_t *)model_data(table->model, column))[table->row] = value;
	model_set_known(table->model, column, table->row);
}

static void put_number(struct table *table, enum column_id column, uint64_t value)
{
	((int64_t *)model_data(table->model, column))[table->row] = (int64_t)value;
	model_set_known(table->model, column, table->row);
}

static void put_share(struct table *table, enum column_id column, int32_t share)
{
	((int32_t *)model_data(table->model, column))[table->row] = share;
	model_set_known(table->model, column, table->row);
}

static void put_impact(struct table *table, enum column_id first, int32_t share, bool untrusted)
{
	uint8_t impact[SCENARIOS];
	int s;

	policy_share_impact(table->grouper->facts->policy, share, untrusted, impact);
	for (s = 0; s < SCENARIOS; s++)
		if (impact[s])
			put_byte(table, (enum column_id)((int)first + s), impact[s]);
}

static void put_members(struct table *table, const struct entry *entry, size_t count)
{
	uint32_t *offset = model_offsets(table->model, COL_group_members), *member = model_data(table->model, COL_group_members);
	size_t i;

	for (i = 0; i < count; i++)
		if (!entry[i].worst_only)
			member[table->members++] = entry[i].component;
	offset[table->row + 1] = table->members;
	model_set_known(table->model, COL_group_members, table->row);
}

/* Standing and impact of a group of one supplier, or of the parts of which nobody says who it is: there, undecided. */
static void put_weight(struct table *table, const struct entry *entry, size_t count, size_t open, const int32_t share[READINGS])
{
	const struct facts *facts = table->grouper->facts;
	uint8_t standing[READINGS] = { KEUR_STANDING_TRUSTED, KEUR_STANDING_TRUSTED };
	bool any[READINGS] = { false, false };
	size_t i;
	int r;

	for (i = 0; i < count; i++)
		for (r = 0; r < READINGS; r++)
			if (r == READING_WORST || !entry[i].worst_only) {
				any[r] = true;
				if (standing[r] < entry[i].standing[r])
					standing[r] = entry[i].standing[r];
			}
	if (!any[READING_KNOWN])
		standing[READING_KNOWN] = entry->who == KEUR_NONE ? KEUR_STANDING_UNDECIDED : facts_standing(facts, entry->who, KEUR_NONE);
	/* The open parts may be such as it is not trusted for. */
	if (open && entry->who != KEUR_NONE && standing[READING_WORST] < facts_standing_anywhere(facts, entry->who))
		standing[READING_WORST] = facts_standing_anywhere(facts, entry->who);
	if (standing[READING_WORST] < standing[READING_KNOWN])
		standing[READING_WORST] = standing[READING_KNOWN];
	put_byte(table, COL_group_standing, standing[READING_KNOWN]);
	put_byte(table, COL_group_standing_worst, standing[READING_WORST]);
	if (!facts->policy->domain[entry->domain].weighs)
		return;
	put_impact(table, COL_group_impact_espionage, share[READING_KNOWN], standing[READING_KNOWN] == KEUR_STANDING_UNTRUSTED);
	put_impact(table, COL_group_impact_espionage_worst, share[READING_WORST], standing[READING_WORST] != KEUR_STANDING_TRUSTED);
}

/* The group of the same supplier or country, of the parts that nobody places. */
static uint32_t find_elsewhere(const struct table *table, uint32_t who)
{
	uint32_t low = table->elsewhere.first, high = table->elsewhere.end;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (table->joining[middle].who < who)
			low = middle + 1;
		else
			high = middle;
	}
	return low < table->elsewhere.end && table->joining[low].who == who ? low : KEUR_NONE;
}

static uint64_t amount(const struct grouper *grouper, uint32_t domain, uint32_t cell)
{
	const struct whole *whole = &grouper->whole[(size_t)domain * grouper->cells + cell];

	return grouper->users_known[domain] ? whole->users : whole->sites;
}

/* What the group has, and of what, in both readings. */
static void measure_group(struct table *table, const struct entry *entry, size_t count, bool is_open_group, uint64_t open_part,
	uint64_t part[READINGS], uint64_t whole[READINGS])
{
	struct grouper *grouper = table->grouper;
	uint64_t all = amount(grouper, entry->domain, entry->cell), more;
	uint32_t elsewhere;
	int r;

	if (is_open_group) {
		part[READING_KNOWN] = 0;
		part[READING_WORST] = open_part;
	} else if (grouper->users_known[entry->domain]) {
		part[READING_KNOWN] = users_of(grouper, entry, count, false);
		part[READING_WORST] = add(users_of(grouper, entry, count, true), open_part);
	} else {
		count_sites(grouper, entry, count, open_part, part);
	}
	for (r = 0; r < READINGS; r++) {
		part[r] = part[r] > all ? all : part[r];
		whole[r] = all;
	}
	if (unplaced(grouper, entry))
		whole[READING_WORST] = part[READING_WORST]; /* they may be all there is in a region that nobody names */
	if (!entry->cell)
		return;
	elsewhere = table->joining[table->row].elsewhere;
	more = elsewhere == KEUR_NONE ? table->elsewhere.open_part
		: (uint64_t)keur_number(&table->model->column[COL_group_part_worst], elsewhere);
	whole[READING_KNOWN] = add(all, amount(grouper, entry->domain, 0));
	whole[READING_WORST] = add(all, more);
	part[READING_WORST] = add(part[READING_WORST], more);
}

/* One group. `open`: entries of the parts of its cell and role of which nobody says who it is. */
static void put_group(struct table *table, const struct entry *entry, size_t count, const struct entry *open, size_t opens, uint64_t open_part)
{
	struct grouper *grouper = table->grouper;
	uint64_t part[READINGS], whole[READINGS];
	int32_t share[READINGS];
	int r;

	table->joining[table->row] = (struct joining){ entry->who, KEUR_NONE, entry->cell ? find_elsewhere(table, entry->who) : KEUR_NONE };
	measure_group(table, entry, count, entry == open, open_part, part, whole);
	for (r = 0; r < READINGS; r++)
		share[r] = share_of(part[r], whole[r]);
	put_code(table, COL_group_domain, grouper->facts->domain_code[entry->domain]);
	if (entry->cell)
		put_code(table, COL_group_region, grouper->region[entry->cell]);
	put_byte(table, COL_group_role, entry->role);
	if (entry->kind == GROUP_COUNTRY)
		put_code(table, COL_group_country, grouper->country_code[entry->who]);
	else if (entry->who != KEUR_NONE)
		put_code(table, COL_group_supplier, entry->who);
	put_members(table, entry, count);
	put_number(table, COL_group_unanswered, opens);
	put_byte(table, COL_group_basis, grouper->users_known[entry->domain] ? KEUR_SHARED_USERS : KEUR_SHARED_SITES);
	put_number(table, COL_group_part, part[READING_KNOWN]);
	put_number(table, COL_group_part_worst, part[READING_WORST]);
	put_number(table, COL_group_whole, whole[READING_KNOWN]);
	put_number(table, COL_group_whole_worst, whole[READING_WORST]);
	put_share(table, COL_group_share, share[READING_KNOWN]);
	put_share(table, COL_group_share_worst, share[READING_WORST]);
	if (entry->kind == GROUP_SUPPLIER)
		put_weight(table, entry, count, opens || (entry->cell && table->elsewhere.open_part), share);
	table->grouping->domain[table->row] = &grouper->facts->policy->domain[entry->domain];
	table->row++;
}

/* Of a country of which nobody says which it is there is nothing to tell. */
static bool has_row(const struct entry *entry)
{
	return entry->kind == GROUP_SUPPLIER || entry->who != KEUR_NONE;
}

/* The groups of one cell of a domain, of one role and kind: entries first to end - 1. Those that are open stand last. */
static void put_groups(struct table *table, const struct entry *entry, size_t first, size_t end)
{
	struct grouper *grouper = table->grouper;
	size_t open = end, at, next, i;
	uint32_t first_row = table->row, open_row = KEUR_NONE, row;
	uint64_t open_part = 0;

	while (open > first && entry[open - 1].who == KEUR_NONE)
		open--;
	grouper->open_round = ++grouper->site_round;
	for (i = open; i < end; i++) {
		uint32_t c = entry[i].component;

		grouper->open_part[c] = grouper->open_round;
		if (grouper->users_known[entry[first].domain])
			open_part = add(open_part, (uint64_t)keur_number(&grouper->facts->model->column[COL_component_users], c));
		else
			open_part += new_site(grouper, grouper->open_seen, c);
	}
	for (at = first; at < end; at = next) {
		for (next = at + 1; next < end && entry[next].who == entry[at].who; next++)
			;
		if (!has_row(&entry[at]))
			continue;
		if (at == open)
			open_row = table->row;
		put_group(table, entry + at, next - at, entry + open, end - open, open_part);
	}
	for (row = first_row; row < table->row; row++)
		table->joining[row].open = open_row;
	if (unplaced(grouper, &entry[first])) {
		table->elsewhere.first = first_row;
		table->elsewhere.end = table->row;
		table->elsewhere.open_part = open_part;
		table->elsewhere.open_row = open_row;
	}
}

static void join(struct table *table, uint32_t row)
{
	if (row == KEUR_NONE)
		return;
	mem_reserve(&table->grouping->joined, &table->joined_capacity, table->joined + 1, sizeof *table->grouping->joined);
	table->grouping->joined[table->joined++] = row;
}

/* All cells of a domain, of one role and kind: what nobody places first. */
static void put_block(struct table *table, const struct entry *entry, size_t first, size_t end)
{
	struct grouping *grouping = table->grouping;
	uint32_t first_row = table->row, row, start;
	size_t i;

	table->elsewhere.first = table->elsewhere.end = 0;
	table->elsewhere.open_part = 0;
	table->elsewhere.open_row = KEUR_NONE;
	for (i = first + 1; i <= end; i++)
		if (i == end || entry[i].cell != entry[first].cell) {
			put_groups(table, entry, first, i);
			first = i;
		}
	/* What nobody places may meet the open parts of every cell. */
	start = (uint32_t)table->joined;
	for (row = first_row; row < table->row && table->elsewhere.end; row++)
		if (table->joining[row].open == row)
			join(table, row);
	for (row = table->elsewhere.first; row < table->elsewhere.end; row++)
		grouping->others[row] = (struct group_others){ start, (uint32_t)table->joined - start };
	for (row = table->elsewhere.end ? table->elsewhere.end : first_row; row < table->row; row++) {
		start = (uint32_t)table->joined;
		if (table->joining[row].open != row)
			join(table, table->joining[row].open);
		join(table, table->joining[row].elsewhere);
		if (table->joining[row].elsewhere != table->elsewhere.open_row)
			join(table, table->elsewhere.open_row);
		grouping->others[row] = (struct group_others){ start, (uint32_t)table->joined - start };
	}
}

/* By component: its groups. Only those of suppliers, as those of countries have no levels. */
static void index_members(const struct grouper *grouper, struct grouping *grouping)
{
	uint32_t n = grouper->facts->components, c, row = 0;
	const struct entry *entry = grouper->entry;
	size_t i;
	int pass;

	grouping->first = mem_zalloc((size_t)n + 2, sizeof *grouping->first);
	grouping->member = mem_resize(NULL, grouper->entries, sizeof *grouping->member);
	for (pass = 0; pass < 2; pass++) {
		for (i = 0, row = 0; i < grouper->entries; i++) {
			if (i && !same_group(&entry[i - 1], &entry[i]))
				row += has_row(&entry[i - 1]);
			if (entry[i].kind != GROUP_SUPPLIER)
				continue;
			if (pass == 0)
				grouping->first[entry[i].component + 2]++;
			else
				grouping->member[grouping->first[entry[i].component + 1]++]
					= (struct group_member){ row, entry[i].worst_only };
		}
		for (c = 0; pass == 0 && c < n; c++)
			grouping->first[c + 2] += grouping->first[c + 1];
	}
}

static void write_table(struct grouper *grouper)
{
	struct facts *facts = grouper->facts;
	struct table table = { .grouper = grouper, .model = facts->model, .grouping = &facts->derived->grouping };
	const struct entry *entry = grouper->entry;
	uint32_t rows = 0, members = 0;
	size_t i, first;
	unsigned c;

	for (i = 0; i < grouper->entries; i++) {
		rows += has_row(&entry[i]) && (!i || !same_group(&entry[i - 1], &entry[i]));
		members += has_row(&entry[i]) && !entry[i].worst_only;
	}
	model_set_rows(table.model, TABLE_group, rows);
	for (c = schema_first[TABLE_group]; c < schema_first[TABLE_group + 1]; c++)
		model_column_create(table.model, (enum column_id)c, c == COL_group_members ? members : 0);
	table.grouping->others = mem_zalloc(rows, sizeof *table.grouping->others);
	table.joining = mem_zalloc(rows, sizeof *table.joining);
	table.grouping->domain = mem_zalloc(rows, sizeof *table.grouping->domain);
	for (first = 0, i = 1; i <= grouper->entries; i++)
		if (i == grouper->entries || !same_block(&entry[first], &entry[i])) {
			put_block(&table, entry, first, i);
			first = i;
		}
	free(table.joining);
	index_members(grouper, table.grouping);
}

void facts_group_names(struct facts *facts)
{
	uint32_t d;

	facts->domain_code = mem_zalloc(facts->policy->domains, sizeof *facts->domain_code);
	for (d = 0; d < facts->policy->domains; d++)
		facts->domain_code[d] = model_intern(facts->model, text_of(facts->policy->domain[d].name));
}

void facts_groups(struct facts *facts)
{
	struct grouper grouper = { .facts = facts };
	int r;

	for (r = 0; r < READINGS; r++)
		control_start(&grouper.control[r], facts, (enum reading)r);
	grouper.site_seen = mem_zalloc(facts->model->rows[TABLE_site], sizeof *grouper.site_seen);
	grouper.open_seen = mem_zalloc(facts->model->rows[TABLE_site], sizeof *grouper.open_seen);
	grouper.country_code = mem_zalloc(1 << 16, sizeof *grouper.country_code);
	grouper.open_part = mem_zalloc(facts->components, sizeof *grouper.open_part);
	find_regions(&grouper);
	collect(&grouper);
	order(&grouper);
	measure_wholes(&grouper);
	write_table(&grouper);
	for (r = 0; r < READINGS; r++)
		control_free(&grouper.control[r]);
	free(grouper.country_code);
	free(grouper.site_seen);
	free(grouper.open_seen);
	free(grouper.open_part);
	free(grouper.whole);
	free(grouper.users_known);
	free(grouper.site_cell);
	free(grouper.region);
	free(grouper.entry);
}

void grouping_free(struct grouping *grouping)
{
	free(grouping->first);
	free(grouping->member);
	free(grouping->others);
	free(grouping->joined);
	free(grouping->domain);
	*grouping = (struct grouping){ 0 };
}
