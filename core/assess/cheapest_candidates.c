/* What may clear a breach, read off its finding: a way in that it rests on closed, a supplier that it blames replaced in the part where it works, keys
 * given to the operator. Each is a candidate once, when it changes anything. */
#include "assess/cheapest_internal.h"

#include <stdlib.h>
#include <string.h>

/* ---- Candidates -------------------------------------------------------------------------------------------------------------------- */

/* Its number; made when it is new and changes anything. KEUR_NONE: it changes nothing. */
static uint32_t candidate(struct search *search, const struct trial_about *about)
{
	struct cheapest *cheapest = search->cheapest;
	const uint32_t key[] = { (uint32_t)about->kind, about->row, about->within };
	struct messages unheard = { 0 };
	const char *said = NULL;
	struct error err;
	uint32_t code;
	bool useful;

	code = dict_add(&search->tried, (struct text){ (const char *)key, sizeof key });
	mem_reserve(&search->number, &search->number_capacity, search->tried.count, sizeof *search->number);
	if (code < search->numbers)
		return search->number[code];
	search->numbers = code + 1;
	search->number[code] = KEUR_NONE;
	if (cheapest->too_many || search->settled)
		return KEUR_NONE;
	useful = trial_add_about(&search->alone, about, search->model, &unheard, &err) == 0 && trial_changes(&search->alone.step[0]);
	if (useful) {
		search->leaves_open |= search->alone.step[0].lefts > 0;
		said = arena_copy(&cheapest->arena, search->alone.step[0].said, strlen(search->alone.step[0].said));
	}
	trial_forget(&search->alone);
	messages_free(&unheard);
	if (!useful)
		return KEUR_NONE;
	if (cheapest->candidates == CHEAPEST_MOST) {
		cheapest->too_many = true;
		return KEUR_NONE;
	}
	search->number[code] = cheapest->candidates;
	mem_reserve(&cheapest->candidate, &cheapest->candidate_capacity, (size_t)cheapest->candidates + 1, sizeof *cheapest->candidate);
	cheapest->candidate[cheapest->candidates] = (struct candidate){ *about, said, false };
	return cheapest->candidates++;
}

static void demand_one(struct search *search, struct demand *demand, struct trial_about about)
{
	uint32_t i, number = about.row == KEUR_NONE ? KEUR_NONE : candidate(search, &about);

	for (i = 0; i < demand->candidates; i++)
		if (demand->candidate[i] == number)
			return;
	if (number == KEUR_NONE)
		return;
	mem_reserve(&demand->candidate, &demand->capacity, (size_t)demand->candidates + 1, sizeof *demand->candidate);
	demand->candidate[demand->candidates++] = number;
}

/* A row of the network that was assessed, in the network as it is: what is tried may add and remove rows. */
static uint32_t as_it_is(const struct search *search, const struct model *now, enum table_id table, uint32_t row)
{
	struct buffer key = { 0 };
	uint32_t found;

	model_key(now, table, row, &key);
	found = key.length ? model_find(search->model, table, buffer_view(&key)) : KEUR_NONE;
	buffer_free(&key);
	return found;
}

static void can_close(struct search *search, struct demand *demand, const struct model *now, uint32_t access)
{
	if (access != KEUR_NONE)
		demand_one(search, demand, (struct trial_about){ .kind = ABOUT_CLOSE, .row = as_it_is(search, now, TABLE_access, access) });
}

static void can_replace(struct search *search, struct demand *demand, const struct model *now, uint32_t supplier, uint32_t component)
{
	struct trial_about about = { .kind = ABOUT_REPLACE };

	if (supplier == KEUR_NONE || component == KEUR_NONE || supplier == now->operator_)
		return;
	about.row = as_it_is(search, now, TABLE_supplier, supplier);
	about.within = as_it_is(search, now, TABLE_component, component);
	if (about.within != KEUR_NONE)
		demand_one(search, demand, about);
}

static void can_take_keys(struct search *search, struct demand *demand, const struct model *now, uint32_t component)
{
	const struct keur_column *keys = &now->column[COL_component_keys_held_by];

	if (component != KEUR_NONE && keur_list_length(keys, component))
		demand_one(search, demand, (struct trial_about){ .kind = ABOUT_KEYS, .row = as_it_is(search, now, TABLE_component, component) });
}

/* A row that a finding rests on. */
static void can_change(struct search *search, struct demand *demand, const struct model *now, uint32_t table, uint32_t row)
{
	if (row == KEUR_NONE)
		return;
	if (table == TABLE_access) {
		can_close(search, demand, now, row);
		can_replace(search, demand, now, keur_code(&now->column[COL_access_party], row), keur_code(&now->column[COL_access_target], row));
	} else if (table == TABLE_party) {
		can_replace(search, demand, now, keur_code(&now->column[COL_party_supplier], row), keur_code(&now->column[COL_party_component], row));
		can_replace(search, demand, now, keur_code(&now->column[COL_party_under], row), keur_code(&now->column[COL_party_component], row));
	} else if (table == TABLE_component) {
		can_take_keys(search, demand, now, row);
	}
}

/* Involvement rows of a part, which are sorted by it. */
static void by_involvement(struct search *search, struct demand *demand, const struct model *now, uint32_t component, uint32_t party)
{
	const struct keur_column *of = &now->column[COL_involvement_component];
	uint32_t low = 0, high = now->rows[TABLE_involvement], row;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (keur_code(of, middle) < component)
			low = middle + 1;
		else
			high = middle;
	}
	for (row = low; row < now->rows[TABLE_involvement] && keur_code(of, row) == component; row++) {
		if (keur_code(&now->column[COL_involvement_supplier], row) != party)
			continue;
		can_change(search, demand, now, TABLE_access, keur_code(&now->column[COL_involvement_access], row));
		can_change(search, demand, now, TABLE_party, keur_code(&now->column[COL_involvement_party], row));
		/* Whom it owns, or works under. */
		can_replace(search, demand, now, keur_code(&now->column[COL_involvement_under], row), component);
		if (keur_byte(&now->column[COL_involvement_through], row) == KEUR_THROUGH_KEYS)
			can_take_keys(search, demand, now, component);
	}
}

struct demand cheapest_demand_of(struct search *search, const struct result *now, const struct result_finding *finding)
{
	const struct finding *raw = result_raw(now, finding);
	const struct findings *findings = now->run[finding->plugin].findings;
	struct demand demand = { 0 };
	uint32_t i;

	can_change(search, &demand, now->model, raw->subject_table, raw->subject_table == TABLE_component ? KEUR_NONE : raw->subject_row);
	for (i = 0; i < raw->evidences; i++)
		can_change(search, &demand, now->model, findings->evidence[raw->evidence + i].table, findings->evidence[raw->evidence + i].row);
	can_replace(search, &demand, now->model, raw->party, raw->component);
	if (raw->component != KEUR_NONE && raw->party != KEUR_NONE)
		by_involvement(search, &demand, now->model, raw->component, raw->party);
	return demand;
}

/* ---- Demands ------------------------------------------------------------------------------------------------------------------------ */

static int number_compare(const void *a, const void *b)
{
	uint32_t x, y;

	memcpy(&x, a, sizeof x);
	memcpy(&y, b, sizeof y);
	return (x > y) - (x < y);
}

/* Without what is chosen already, which did not clear it. Whether anything is left to demand. */
static bool add_demand(struct search *search, struct demand demand)
{
	struct cheapest *cheapest = search->cheapest;
	uint32_t i, kept = 0;

	for (i = 0; i < demand.candidates; i++)
		if (!cheapest->candidate[demand.candidate[i]].chosen)
			demand.candidate[kept++] = demand.candidate[i];
	demand.candidates = kept;
	if (!kept) {
		free(demand.candidate);
		return false;
	}
	qsort(demand.candidate, kept, sizeof *demand.candidate, number_compare);
	if (dict_add(&search->demanded, (struct text){ (const char *)demand.candidate, kept * sizeof *demand.candidate }) < cheapest->demands) {
		free(demand.candidate);
		return true;
	}
	mem_reserve(&cheapest->demand, &cheapest->demand_capacity, (size_t)cheapest->demands + 1, sizeof *cheapest->demand);
	cheapest->demand[cheapest->demands++] = demand;
	return true;
}

bool cheapest_is_breach(const struct search *search, const struct result_finding *finding)
{
	return finding->kind == KEUR_KIND_BREACH && dict_find(&search->hopeless, text_of(finding->id)) == DICT_NONE;
}

uint32_t cheapest_take_breaches(struct search *search, const struct result *now)
{
	uint32_t f, left = 0;

	for (f = 0; f < now->findings && !search->cheapest->too_many; f++) {
		const struct result_finding *finding = &now->finding[f];

		if (!cheapest_is_breach(search, finding))
			continue;
		add_demand(search, cheapest_demand_of(search, now, finding));
		left++;
	}
	return left;
}
