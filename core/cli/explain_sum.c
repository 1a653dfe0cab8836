#include "cli/explain_sum.h"

#include "base/mem.h"

#include <stdlib.h>

static unsigned factor_of(struct text name)
{
	unsigned k;

	for (k = KEUR_IMPACT; k > 0; k--)
		if (text_is(name, explain_factor[k]))
			break;
	return k;
}

static unsigned scenarios_of(const struct result_tree *tree, uint32_t node)
{
	unsigned set = 0, k;
	uint32_t i;

	for (i = result_children(tree, node, "scenarios"); i; i = result_next(tree, i))
		for (k = 0; k < SCENARIOS; k++)
			if (text_is(result_text(tree, i), explain_scenario[k]))
				set |= 1u << k;
	return set;
}

struct explain_raise explain_sum_read(struct explain_sum *sum, const struct result_tree *tree, uint32_t node)
{
	uint64_t level = result_member_number(tree, node, "level");
	struct text party = result_member_text(tree, node, "party");

	return (struct explain_raise){ .party = party.length ? dict_add(&sum->parties, party) + 1 : 0,
		.factor = factor_of(result_member_text(tree, node, "factor")), .level = level <= LEVELS ? (unsigned)level : 0,
		.scenarios = scenarios_of(tree, node) };
}

struct explain_raise explain_sum_finding(struct explain_sum *sum, const struct shown *s, const struct result_tree *finding)
{
	struct explain_raise raise = explain_sum_read(sum, finding, 0);
	bool elsewhere = !text_equal(result_member_text(finding, 0, "component"), s->e->wanted);
	unsigned k;

	raise.known = text_is(result_member_text(finding, 0, "basis"), "known");
	/* From elsewhere it may get here in fewer scenarios than it has there. */
	for (k = 0; k < SCENARIOS && elsewhere && raise.factor; k++)
		if (s->level[k][raise.known ? READING_KNOWN : READING_WORST][raise.factor] < raise.level)
			raise.scenarios &= ~(1u << k);
	return raise;
}

void explain_sum_add(struct explain_sum *sum, struct explain_raise raise)
{
	mem_reserve(&sum->raise, &sum->capacity, sum->raises + 1, sizeof *sum->raise);
	sum->raise[sum->raises++] = raise;
}

/* The pack's table `name` out of the result; false: it is not there. */
static bool read_table(const struct result_tree *policy, const char *name, unsigned table[LEVELS + 1][LEVELS + 1])
{
	uint32_t row, cell, node = result_member(policy, 0, name);
	unsigned r = 0, c;

	for (row = node ? result_first(policy, node) : 0; row && r < LEVELS; row = result_next(policy, row)) {
		r++;
		for (c = 0, cell = result_first(policy, row); cell && c < LEVELS; cell = result_next(policy, cell)) {
			uint64_t level = result_number(policy, cell);

			if (level < 1 || level > LEVELS)
				return false;
			table[r][++c] = (unsigned)level;
		}
		if (c < LEVELS)
			return false;
	}
	return r == LEVELS;
}

/* A level of the pack's baseline; 0: none. */
static unsigned baseline(const struct result_tree *policy, const char *name)
{
	uint32_t node = result_member(policy, 0, "baseline");
	uint64_t level = node ? result_member_number(policy, node, name) : 0;

	return level <= LEVELS ? (unsigned)level : 0;
}

bool explain_sum_start(struct explain_sum *sum, const struct shown *s, size_t sources)
{
	const struct result_tree *policy = &s->e->policy;

	sum->source = mem_zalloc(sources, sizeof *sum->source);
	sum->raised = mem_zalloc(sum->parties.count + 1, sizeof *sum->raised);
	sum->threat = baseline(policy, "threat");
	sum->exposure = baseline(policy, "exposure");
	sum->internet = baseline(policy, "exposure_internet");
	return read_table(policy, "likelihood", sum->likelihood) && read_table(policy, "risk", sum->risk) && sum->threat && sum->exposure;
}

static void raise_to(struct explain_pair *pair, unsigned factor, unsigned level, size_t by)
{
	if (level <= pair->level[factor])
		return;
	pair->level[factor] = level;
	pair->by[factor] = by;
}

static bool counts(const struct explain_sum *sum, const struct explain_raise *raise, unsigned reading)
{
	return !sum->source[raise->source].mended && (reading == READING_WORST || raise->known || sum->source[raise->source].confirmed);
}

unsigned explain_sum_up(struct explain_sum *sum, unsigned reading, unsigned scenario, struct explain_pair *pair)
{
	static const struct explain_pair nothing = { .by = { SIZE_MAX, SIZE_MAX, SIZE_MAX } };
	struct explain_pair *nobody = &sum->raised[0];
	unsigned best = 0, factor;
	size_t i;

	sum->steps += sum->raises + sum->parties.count + 1;
	for (i = 0; i <= sum->parties.count; i++)
		sum->raised[i] = nothing;
	for (factor = KEUR_THREAT; factor <= KEUR_EXPOSURE; factor++)
		raise_to(nobody, factor, sum->base[reading][scenario][factor], SIZE_MAX);
	for (i = 0; i < sum->raises; i++) {
		const struct explain_raise *raise = &sum->raise[i];

		if ((raise->factor == KEUR_THREAT || raise->factor == KEUR_EXPOSURE) && (raise->scenarios >> scenario & 1) && counts(sum, raise, reading))
			raise_to(&sum->raised[raise->party], raise->factor, raise->level, raise->source);
	}
	*pair = nothing;
	for (i = 0; i <= sum->parties.count; i++) {
		struct explain_pair *one = &sum->raised[i];
		unsigned threat, exposure, likelihood;

		for (factor = KEUR_THREAT; factor <= KEUR_EXPOSURE; factor++)
			raise_to(one, factor, nobody->level[factor], nobody->by[factor]);
		threat = one->level[KEUR_THREAT];
		exposure = one->level[KEUR_EXPOSURE];
		likelihood = sum->likelihood[threat][exposure];
		if (likelihood > best || (likelihood == best && (threat > pair->level[KEUR_THREAT]
			|| (threat == pair->level[KEUR_THREAT] && exposure > pair->level[KEUR_EXPOSURE])))) {
			best = likelihood;
			*pair = *one;
		}
	}
	return best;
}

bool explain_sum_calibrate(struct explain_sum *sum, const struct shown *s, enum reading reading)
{
	struct explain_pair pair;
	bool follows = true;
	unsigned k, factor;

	for (k = 0; k < SCENARIOS; k++) {
		const unsigned *level = s->level[k][reading];
		unsigned *base = sum->base[reading][k];

		base[KEUR_THREAT] = sum->threat;
		base[KEUR_EXPOSURE] = sum->exposure;
		explain_sum_up(sum, reading, k, &pair);
		for (factor = KEUR_THREAT; factor <= KEUR_EXPOSURE; factor++)
			if (level[factor] > pair.level[factor])
				base[factor] = level[factor];
		explain_sum_up(sum, reading, k, &pair);
		follows &= pair.level[KEUR_THREAT] == level[KEUR_THREAT] && pair.level[KEUR_EXPOSURE] == level[KEUR_EXPOSURE]
			&& level[KEUR_IMPACT] > 0;
	}
	return follows;
}

void explain_sum_free(struct explain_sum *sum)
{
	dict_free(&sum->parties);
	free(sum->raise);
	free(sum->raised);
	free(sum->source);
	*sum = (struct explain_sum){ 0 };
}
