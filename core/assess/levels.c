/* From contributions to levels by the pack's tables. Never multiplies. */
#include "assess/combine.h"

#include <stdlib.h>
#include <string.h>

static uint32_t place_of(struct weighing *w, uint32_t party)
{
	uint32_t place;

	if (party == KEUR_NONE)
		return 0; /* nobody */
	place = w->place_of[party];
	if (place && place < w->parties && w->party[place] == party)
		return place;
	mem_reserve(&w->party, &w->party_capacity, w->parties + 1, sizeof *w->party);
	w->party[w->parties] = party;
	w->place_of[party] = (uint32_t)w->parties;
	return (uint32_t)w->parties++;
}

void levels_prepare(struct weighing *w)
{
	size_t i;

	if (!w->place_of)
		w->place_of = mem_zalloc(w->suppliers, sizeof *w->place_of);
	w->parties = 1;
	for (i = 0; i < w->items; i++)
		w->item[i].place = place_of(w, w->item[i].party);
	if (w->parties > w->room) {
		w->room = w->parties * 2;
		w->threat = mem_resize(w->threat, w->room, sizeof *w->threat);
		w->exposure = mem_resize(w->exposure, w->room, sizeof *w->exposure);
	}
}

static void raise_level(uint8_t level[SCENARIOS], const struct contribution *item)
{
	int s;

	for (s = 0; s < SCENARIOS; s++)
		if ((item->scenarios >> s & 1) && level[s] < item->level)
			level[s] = item->level;
}

static bool counts(const struct contribution *item, enum reading reading)
{
	return reading == READING_WORST || item->basis == KEUR_KNOWN;
}

/* One party's threat with that party's exposure; what is about nobody counts for each. */
static void consider(const struct weighing *w, size_t p, int s, struct levels *out)
{
	uint8_t threat = w->threat[p][s] > w->threat[0][s] ? w->threat[p][s] : w->threat[0][s];
	uint8_t exposure = w->exposure[p][s] > w->exposure[0][s] ? w->exposure[p][s] : w->exposure[0][s];
	uint8_t likelihood = w->policy->likelihood[threat][exposure];

	if (likelihood > out->likelihood
		|| (likelihood == out->likelihood && (threat > out->threat || (threat == out->threat && exposure > out->exposure)))) {
		out->likelihood = likelihood;
		out->threat = threat;
		out->exposure = exposure;
	}
}

/* The likeliest combination. */
static void likeliest(const struct weighing *w, int s, struct levels *out)
{
	size_t p;

	for (p = 0; p < w->parties; p++)
		consider(w, p, s, out);
}

static int by_answer(const void *a, const void *b, void *items)
{
	const struct contribution *item = items;
	uint32_t x, y;

	memcpy(&x, a, sizeof x);
	memcpy(&y, b, sizeof y);
	if (item[x].answer != item[y].answer)
		return item[x].answer < item[y].answer ? -1 : 1;
	if (item[x].place != item[y].place)
		return item[x].place < item[y].place ? -1 : 1;
	return (x > y) - (x < y);
}

void levels_order(struct weighing *w)
{
	size_t i;

	mem_reserve(&w->order, &w->order_capacity, w->items, sizeof *w->order);
	for (i = 0; i < w->items; i++)
		w->order[i] = (uint32_t)i;
	if (w->items > 1)
		qsort_r(w->order, w->items, sizeof *w->order, by_answer, w->item);
}

static void raise_item(struct weighing *w, const struct contribution *item, uint8_t impact[SCENARIOS])
{
	if (item->factor == KEUR_THREAT)
		raise_level(w->threat[item->place], item);
	else if (item->factor == KEUR_EXPOSURE)
		raise_level(w->exposure[item->place], item);
	else if (item->factor == KEUR_IMPACT)
		raise_level(impact, item);
}

void levels_with_question(struct weighing *w, size_t first, size_t end, const struct levels known[SCENARIOS],
	struct levels out[SCENARIOS])
{
	uint8_t impact[SCENARIOS], threat[SCENARIOS], exposure[SCENARIOS];
	bool about_all = false;
	size_t i, k;
	int s;

	for (s = 0; s < SCENARIOS; s++) {
		impact[s] = known[s].impact;
		out[s] = known[s];
	}
	for (i = first; i < end; i++)
		about_all |= w->item[w->order[i]].place == 0;
	/* What is about nobody changes every party; otherwise only the parties named. Each is put back as it was. */
	if (about_all) {
		memcpy(threat, w->threat[0], sizeof threat);
		memcpy(exposure, w->exposure[0], sizeof exposure);
		for (i = first; i < end; i++)
			if (w->item[w->order[i]].place == 0)
				raise_item(w, &w->item[w->order[i]], impact);
		for (s = 0; s < SCENARIOS; s++)
			likeliest(w, s, &out[s]);
	}
	for (i = first; i < end; i = k) {
		size_t place = w->item[w->order[i]].place;
		uint8_t own_threat[SCENARIOS], own_exposure[SCENARIOS];

		for (k = i + 1; k < end && w->item[w->order[k]].place == place; k++)
			;
		if (!place)
			continue;
		memcpy(own_threat, w->threat[place], sizeof own_threat);
		memcpy(own_exposure, w->exposure[place], sizeof own_exposure);
		for (; i < k; i++)
			raise_item(w, &w->item[w->order[i]], impact);
		for (s = 0; s < SCENARIOS; s++)
			consider(w, place, s, &out[s]);
		memcpy(w->threat[place], own_threat, sizeof own_threat);
		memcpy(w->exposure[place], own_exposure, sizeof own_exposure);
	}
	if (about_all) {
		memcpy(w->threat[0], threat, sizeof threat);
		memcpy(w->exposure[0], exposure, sizeof exposure);
	}
	for (s = 0; s < SCENARIOS; s++) {
		out[s].impact = impact[s];
		out[s].risk = w->policy->risk[out[s].likelihood][impact[s]];
	}
}

void levels_evaluate(struct weighing *w, enum reading reading, struct levels out[SCENARIOS])
{
	uint8_t impact[SCENARIOS];
	size_t i;
	int s;

	memset(w->threat, 0, w->parties * sizeof *w->threat);
	memset(w->exposure, 0, w->parties * sizeof *w->exposure);
	memcpy(impact, w->impact[reading], sizeof impact);
	for (s = 0; s < SCENARIOS; s++) {
		w->threat[0][s] = w->policy->threat;
		w->exposure[0][s] = w->exposure_base[reading];
	}
	for (i = 0; i < w->items; i++) {
		const struct contribution *item = &w->item[i];

		if (counts(item, reading))
			raise_item(w, item, impact);
	}
	for (s = 0; s < SCENARIOS; s++) {
		out[s] = (struct levels){ .impact = impact[s] };
		likeliest(w, s, &out[s]);
		out[s].risk = w->policy->risk[out[s].likelihood][impact[s]];
	}
}

uint8_t levels_determined(const struct weighing *w)
{
	uint8_t unknown[KEUR_IMPACT + 1] = { 0 }, known[KEUR_IMPACT + 1] = { 0 };
	size_t i;
	int s;

	for (i = 0; i < w->items; i++) {
		const struct contribution *item = &w->item[i];

		if (item->factor > KEUR_IMPACT)
			continue;
		if (item->basis == KEUR_UNKNOWN)
			unknown[item->factor] |= item->scenarios;
		else if (item->basis == KEUR_KNOWN)
			known[item->factor] |= item->scenarios;
	}
	/* What the host itself does not know: impact that missing facts could raise, exposure that might be to the internet. */
	for (s = 0; s < SCENARIOS; s++)
		if (w->impact[READING_WORST][s] > w->impact[READING_KNOWN][s])
			unknown[KEUR_IMPACT] |= (uint8_t)(1u << s);
	if (w->exposure_base[READING_WORST] > w->exposure_base[READING_KNOWN])
		unknown[KEUR_EXPOSURE] = KEUR_ALL_SCENARIOS;
	return (uint8_t)(KEUR_ALL_SCENARIOS
		& ~((unknown[KEUR_THREAT] & ~known[KEUR_THREAT]) | (unknown[KEUR_EXPOSURE] & ~known[KEUR_EXPOSURE])
			| (unknown[KEUR_IMPACT] & ~known[KEUR_IMPACT])));
}

void levels_free(struct weighing *w)
{
	free(w->item);
	free(w->party);
	free(w->place_of);
	free(w->order);
	free(w->threat);
	free(w->exposure);
}
