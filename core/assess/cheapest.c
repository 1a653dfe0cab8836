#include "assess/cheapest_internal.h"

#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 40 };         /* of the greedy search: each adds a demand, so this is far more than is ever needed */
enum { ASSESSED_MOST = 600 }; /* assessments in all; then the answer is what was found by then */
enum { ONE_BY_ONE = 40 };     /* steps that are each left out once, to see whether they are needed: an assessment each */

/* ---- The set ------------------------------------------------------------------------------------------------------------------------- */

static bool is_met(const struct cheapest *cheapest, const struct demand *demand)
{
	uint32_t i;

	for (i = 0; i < demand->candidates; i++)
		if (cheapest->candidate[demand->candidate[i]].chosen)
			return true;
	return false;
}

static bool meets_all(const uint32_t *needed, uint32_t needs, uint32_t set)
{
	uint32_t i;

	for (i = 0; i < needs; i++)
		if (!(needed[i] & set))
			return false;
	return true;
}

/* The smallest set that meets all needs, bits of candidates; of several the one of lowest number: candidates of the first breaches first. */
static uint32_t smallest_set(const uint32_t *needed, uint32_t needs, uint32_t candidates)
{
	uint32_t size, set, end = UINT32_C(1) << candidates;

	if (!needs)
		return 0;
	for (size = 1; size <= candidates; size++)
		for (set = (UINT32_C(1) << size) - 1; set < end;) {
			uint32_t low = set & -set, carry = set + low;

			if (meets_all(needed, needs, set))
				return set;
			set = carry | (((carry ^ set) >> 2) / low); /* the next with as many bits */
		}
	return end - 1;
}

static bool can_meet(const struct demand *demand, uint32_t candidate)
{
	uint32_t i;

	for (i = 0; i < demand->candidates; i++)
		if (demand->candidate[i] == candidate)
			return true;
	return false;
}

/* One after another what meets most of the demands that are left. */
static void choose_greedily(struct cheapest *cheapest)
{
	uint32_t *count = mem_zalloc((size_t)cheapest->candidates + 1, sizeof *count), i, k, best, open = 0, kept;
	const struct demand **left = mem_zalloc((size_t)cheapest->demands + 1, sizeof *left);

	for (i = 0; i < cheapest->demands; i++)
		if (!is_met(cheapest, &cheapest->demand[i]))
			left[open++] = &cheapest->demand[i];
	for (i = 0; i < open; i++)
		for (k = 0; k < left[i]->candidates; k++)
			count[left[i]->candidate[k]]++;
	while (open) {
		for (i = 1, best = 0; i < cheapest->candidates; i++)
			if (count[i] > count[best])
				best = i;
		cheapest->candidate[best].chosen = true;
		for (i = 0, kept = 0; i < open; i++) {
			if (!can_meet(left[i], best)) {
				left[kept++] = left[i];
				continue;
			}
			for (k = 0; k < left[i]->candidates; k++)
				count[left[i]->candidate[k]]--;
		}
		open = kept;
	}
	free(left);
	free(count);
}

/* ---- For real ------------------------------------------------------------------------------------------------------------------------ */

/* The base with every candidate for which `take` says so. */
static int assess_set(struct search *search, const bool *take, const struct result **result, struct error *err)
{
	struct cheapest *cheapest = search->cheapest;
	struct trial *trial = &search->trying;
	size_t i, files = search->messages->files;
	int done = 0;

	for (i = 0; done == 0 && i < search->base->steps; i++)
		done = trial_add(trial, search->base->step[i].kind, search->base->step[i].argument, search->model, search->messages, err);
	for (i = 0; done == 0 && i < cheapest->candidates; i++)
		if (take[i])
			done = trial_add_about(trial, &cheapest->candidate[i].about, search->model, search->messages, err);
	if (done == 0)
		done = search->assess(search->context, trial, result, err);
	cheapest->assessments++;
	trial_forget(trial);
	search->messages->files = files; /* each step is a place of its own: those of what was tried name nothing any more */
	return done;
}

static int assess_chosen(struct search *search, const struct result **result, struct error *err)
{
	struct cheapest *cheapest = search->cheapest;
	bool *take = mem_zalloc(cheapest->candidates, sizeof *take);
	uint32_t i;
	int done;

	for (i = 0; i < cheapest->candidates; i++)
		take[i] = cheapest->candidate[i].chosen;
	done = assess_set(search, take, result, err);
	free(take);
	return done;
}

static bool any_breach(const struct search *search, const struct result *result)
{
	uint32_t f;

	for (f = 0; f < result->findings; f++)
		if (cheapest_is_breach(search, &result->finding[f]))
			return true;
	return false;
}

/* Whether a breach is left with this set, by bits. */
static int fails(struct search *search, uint32_t set, bool *left, struct error *err)
{
	bool take[CHEAPEST_EXACT];
	const struct result *result;
	uint32_t i;
	int done;

	for (i = 0; i < search->cheapest->candidates; i++)
		take[i] = set >> i & 1;
	done = assess_set(search, take, &result, err);
	*left = done == 0 && any_breach(search, result);
	return done;
}

static uint32_t bits_of(const struct demand *demand)
{
	uint32_t bits = 0, i;

	for (i = 0; i < demand->candidates; i++)
		bits |= UINT32_C(1) << demand->candidate[i];
	return bits;
}

/* What is needed beside a set that fails. First what the findings say: with all but that, does it still fail? Else from the set upward: as many
 * candidates as still leave a breach, and one of the others is needed. */
static int find_need(struct search *search, uint32_t set, uint32_t *need, struct error *err)
{
	struct cheapest *cheapest = search->cheapest;
	uint32_t all = (UINT32_C(1) << cheapest->candidates) - 1, d, i, hint;
	bool left = false;
	int done = 0;

	for (d = 0; done == 0 && !left && d < cheapest->demands && cheapest->assessments < ASSESSED_MOST; d++) {
		hint = bits_of(&cheapest->demand[d]);
		if (hint & set)
			continue;
		done = fails(search, all & ~hint, &left, err);
		*need = hint;
	}
	if (left || done != 0)
		return done;
	for (i = 0; done == 0 && i < cheapest->candidates; i++) {
		if (set >> i & 1)
			continue;
		if (cheapest->assessments >= ASSESSED_MOST)
			break; /* the need is too wide then; find_exactly ends as well, with nothing shown */
		done = fails(search, set | UINT32_C(1) << i, &left, err);
		set |= left ? UINT32_C(1) << i : 0;
	}
	*need = all & ~set;
	return done;
}

/* Every need is shown by assessing, so no smaller set can do, unless a closing leaves something open: a set that fails may then be part of one
 * that does not, and the other way round. The set that meets all needs is assessed as well. */
static int find_exactly(struct search *search, struct error *err)
{
	struct cheapest *cheapest = search->cheapest;
	uint32_t needed[ASSESSED_MOST], needs = 0, set = 0, i;
	bool left = true;
	int done = 0;

	while (done == 0 && left && cheapest->assessments < ASSESSED_MOST) {
		set = smallest_set(needed, needs, cheapest->candidates);
		done = fails(search, set, &left, err);
		if (done == 0 && left)
			done = find_need(search, set, &needed[needs++], err);
	}
	cheapest->cleared = done == 0 && !left;
	cheapest->proven = cheapest->cleared && !search->leaves_open;
	cheapest->each_needed = cheapest->proven; /* by what is shown of a smaller set */
	for (i = 0; i < cheapest->candidates; i++)
		cheapest->candidate[i].chosen = set >> i & 1;
	return done;
}

/* Drops what turns out not to be needed, each step left out once. */
static int drop_one_by_one(struct search *search, struct error *err)
{
	struct cheapest *cheapest = search->cheapest;
	const struct result *result;
	uint32_t i;
	int done = 0;

	for (i = 0; done == 0 && i < cheapest->candidates; i++) {
		if (!cheapest->candidate[i].chosen)
			continue;
		cheapest->candidate[i].chosen = false;
		done = assess_chosen(search, &result, err);
		if (done == 0 && any_breach(search, result))
			cheapest->candidate[i].chosen = true;
	}
	cheapest->each_needed = done == 0;
	return done;
}

/* What breaches that are left call for is chosen again, of what was left out. */
static void take_back(struct search *search, const struct result *now, const bool *out)
{
	struct cheapest *cheapest = search->cheapest;
	uint32_t f, i;

	for (f = 0; f < now->findings; f++) {
		const struct result_finding *finding = &now->finding[f];
		struct demand demand;

		if (!cheapest_is_breach(search, finding))
			continue;
		demand = cheapest_demand_of(search, now, finding);
		for (i = 0; i < demand.candidates; i++)
			if (out[demand.candidate[i]])
				cheapest->candidate[demand.candidate[i]].chosen = true;
		free(demand.candidate);
	}
}

/* Leaves out half of the steps: those whose number among the steps has this bit, or has it not. What no breach that comes back calls for stays out when
 * that, assessed, clears everything as well. */
static int drop_half(struct search *search, uint32_t bit, bool set, bool *out, struct error *err)
{
	struct cheapest *cheapest = search->cheapest;
	const struct result *result;
	uint32_t i, number = 0, dropped = 0;
	bool left = false;
	int done;

	for (i = 0; i < cheapest->candidates; i++) {
		out[i] = cheapest->candidate[i].chosen && (number++ >> bit & 1) == set;
		cheapest->candidate[i].chosen &= !out[i];
	}
	done = assess_chosen(search, &result, err);
	if (done == 0)
		take_back(search, result, out);
	for (i = 0; i < cheapest->candidates; i++)
		dropped += out[i] && !cheapest->candidate[i].chosen;
	if (done == 0 && dropped) {
		done = assess_chosen(search, &result, err);
		left = done == 0 && any_breach(search, result);
	}
	for (i = 0; i < cheapest->candidates; i++)
		cheapest->candidate[i].chosen |= out[i] && left;
	return done;
}

static uint32_t steps_chosen(const struct cheapest *cheapest)
{
	uint32_t i, steps = 0;

	for (i = 0; i < cheapest->candidates; i++)
		steps += cheapest->candidate[i].chosen;
	return steps;
}

/* One at a time where that is quick. Else by halves, one pair of halves for each binary digit of a step's number, so that any two steps are parted
 * once: what another step makes superfluous shows when that one stays. Two assessments a half at most, however many steps there are. */
static int drop_useless(struct search *search, struct error *err)
{
	struct cheapest *cheapest = search->cheapest;
	bool *out = mem_zalloc((size_t)cheapest->candidates + 1, sizeof *out);
	uint32_t bit;
	int done = 0;

	search->settled = true;
	for (bit = 0; done == 0 && steps_chosen(cheapest) > ONE_BY_ONE && steps_chosen(cheapest) >> bit; bit++) {
		done = drop_half(search, bit, false, out, err);
		if (done == 0)
			done = drop_half(search, bit, true, out, err);
	}
	free(out);
	if (done == 0 && steps_chosen(cheapest) <= ONE_BY_ONE)
		done = drop_one_by_one(search, err);
	return done;
}

static void choose_all(struct cheapest *cheapest, bool chosen)
{
	uint32_t i;

	for (i = 0; i < cheapest->candidates; i++)
		cheapest->candidate[i].chosen = chosen;
}

/* Where findings demand nothing further of a set that leaves a breach, everything together is what is left: that is known to clear them. */
static int find_greedily(struct search *search, struct error *err)
{
	struct cheapest *cheapest = search->cheapest;
	const struct result *result;
	uint32_t round, known = 0;
	int done = 0;

	choose_all(cheapest, false);
	for (round = 0; done == 0 && round < ROUNDS && !cheapest->cleared && cheapest->demands > known; round++) {
		known = cheapest->demands;
		choose_greedily(cheapest);
		done = assess_chosen(search, &result, err);
		if (done == 0)
			cheapest->cleared = cheapest_take_breaches(search, result) == 0;
	}
	if (done == 0 && !cheapest->cleared) {
		choose_all(cheapest, true);
		done = assess_chosen(search, &result, err);
		cheapest->cleared = done == 0 && !any_breach(search, result);
	}
	return done == 0 && cheapest->cleared ? drop_useless(search, err) : done;
}

/* Tries everything together until that turns up nothing new; breaches that stay are cleared by neither. */
static int find_candidates(struct search *search, const struct result *now, struct error *err)
{
	struct cheapest *cheapest = search->cheapest;
	uint32_t known, f;
	int done;

	cheapest_take_breaches(search, now);
	if (cheapest->too_many)
		return 0;
	do {
		known = cheapest->candidates;
		choose_all(cheapest, true);
		done = assess_chosen(search, &now, err);
		if (done == 0)
			cheapest_take_breaches(search, now);
	} while (done == 0 && cheapest->candidates > known && !cheapest->too_many && cheapest->assessments < ASSESSED_MOST);
	choose_all(cheapest, false);
	for (f = 0; done == 0 && !cheapest->too_many && f < now->findings; f++)
		if (now->finding[f].kind == KEUR_KIND_BREACH) {
			dict_add(&search->hopeless, text_of(now->finding[f].id));
			cheapest->hopeless++;
		}
	return done;
}

int cheapest_find(struct cheapest *cheapest, struct trial *trial, const struct result *now, const struct model *model, struct messages *messages,
	cheapest_assess assess, void *context, struct error *err)
{
	struct search search = { .cheapest = cheapest, .model = model, .base = trial, .messages = messages, .assess = assess, .context = context };
	uint32_t i;
	int done;

	*cheapest = (struct cheapest){ 0 };
	done = find_candidates(&search, now, err);
	if (done == 0 && !cheapest->too_many && cheapest->candidates <= CHEAPEST_EXACT)
		done = find_exactly(&search, err);
	if (done == 0 && cheapest->cleared && !cheapest->proven)
		done = drop_one_by_one(&search, err);
	if (done == 0 && !cheapest->too_many && !cheapest->cleared)
		done = find_greedily(&search, err);
	for (i = 0; done == 0 && i < cheapest->candidates; i++)
		if (cheapest->candidate[i].chosen) {
			cheapest->chosen++;
			done = trial_add_about(trial, &cheapest->candidate[i].about, model, messages, err);
		}
	dict_free(&search.hopeless);
	dict_free(&search.tried);
	dict_free(&search.demanded);
	free(search.number);
	trial_free(&search.alone);
	trial_free(&search.trying);
	return done;
}

void cheapest_free(struct cheapest *cheapest)
{
	uint32_t i;

	for (i = 0; i < cheapest->demands; i++)
		free(cheapest->demand[i].candidate);
	free(cheapest->demand);
	free(cheapest->candidate);
	arena_free(&cheapest->arena);
	*cheapest = (struct cheapest){ 0 };
}
