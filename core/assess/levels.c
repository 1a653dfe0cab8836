/* From contributions to levels by the pack's tables. Never multiplies. */
#include "assess/combine.h"

#include <stdlib.h>
#include <string.h>

void levels_prepare(struct weighing *w)
{
	size_t i, p;

	w->parties = 1; /* 0: nobody */
	for (i = 0; i < w->items; i++) {
		struct contribution *item = &w->item[i];

		if (item->party == KEUR_NONE) {
			item->place = 0;
			continue;
		}
		for (p = 1; p < w->parties && w->party[p] != item->party; p++)
			;
		if (p == w->parties) {
			mem_reserve(&w->party, &w->party_capacity, w->parties + 1, sizeof *w->party);
			w->party[w->parties++] = item->party;
		}
		item->place = (uint32_t)p;
	}
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

static bool counts(const struct contribution *item, enum reading reading, uint32_t gap)
{
	return reading == READING_WORST || item->basis == KEUR_KNOWN || (gap != NO_GAP && item->gap == gap);
}

/* The likeliest combination of one party's threat with that party's exposure; what is about nobody counts for each. */
static void likeliest(const struct weighing *w, int s, struct levels *out)
{
	size_t p;

	for (p = 0; p < w->parties; p++) {
		uint8_t threat = w->threat[p][s] > w->threat[0][s] ? w->threat[p][s] : w->threat[0][s];
		uint8_t exposure = w->exposure[p][s] > w->exposure[0][s] ? w->exposure[p][s] : w->exposure[0][s];
		uint8_t likelihood = w->policy->likelihood[threat][exposure];

		if (likelihood > out->likelihood
			|| (likelihood == out->likelihood
				&& (threat > out->threat || (threat == out->threat && exposure > out->exposure)))) {
			out->likelihood = likelihood;
			out->threat = threat;
			out->exposure = exposure;
		}
	}
}

void levels_evaluate(struct weighing *w, enum reading reading, uint32_t gap, struct levels out[SCENARIOS])
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

		if (!counts(item, reading, gap))
			continue;
		if (item->factor == KEUR_THREAT)
			raise_level(w->threat[item->place], item);
		else if (item->factor == KEUR_EXPOSURE)
			raise_level(w->exposure[item->place], item);
		else if (item->factor == KEUR_IMPACT)
			raise_level(impact, item);
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
	free(w->threat);
	free(w->exposure);
}
