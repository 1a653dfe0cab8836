/* Levels, thresholds and matrices of a pack: caps, site, redundancy, baselines, concentration, likelihood and risk. */
#include "policy/pack.h"

#include "base/number.h"

typedef uint8_t grid[LEVELS + 1][LEVELS + 1];

/* The place of a character inside a value, where the file shows the value as it is. */
static struct mark inside(const struct pack_text *row, size_t offset)
{
	return (struct mark){ row->at.line, row->at.column + (row->plain ? (uint32_t)offset : 0) };
}

static const char *const number_words[LEVELS + 1] = { "no", "one", "two", "three", "four", "five" };

/* "1 2 3 4 5": as many levels as a row has. */
static bool take_row(struct pack *pack, const struct pack_text *row, unsigned steps, uint8_t out[LEVELS + 1])
{
	size_t length = 2 * (size_t)steps - 1, i;

	for (i = 0; i < length; i++) {
		char c = i < row->text.length ? row->text.data[i] : '\0';
		bool right = i % 2 ? c == ' ' : c >= '1' && c <= '0' + LEVELS;

		if (!right || row->text.length > length) {
			pack_error(pack, row->at, "`%s` stands here; a row is %s levels from 1 to 5 with one blank between them, like %.*s",
				pack_quote(pack, row->text), number_words[steps], (int)length, "1 2 3 3 4");
			return false;
		}
		if (i % 2 == 0)
			out[i / 2 + 1] = (uint8_t)(c - '0');
	}
	return true;
}

/* More of either may never mean less of the result. */
static void check_monotone(struct pack *pack, const struct pack_text *row, unsigned steps, grid out)
{
	unsigned r, c;

	for (r = 1; r <= steps; r++)
		for (c = 1; c <= steps; c++) {
			struct mark at = inside(&row[r - 1], 2 * (size_t)(c - 1));

			if (c > 1 && out[r][c] < out[r][c - 1])
				pack_error(pack, at, "%d stands right of %d: along a row levels may not fall", out[r][c], out[r][c - 1]);
			if (r > 1 && out[r][c] < out[r - 1][c])
				pack_error(pack, at, "%d stands below %d: down a column levels may not fall", out[r][c], out[r - 1][c]);
		}
}

static void take_grid(struct pack *pack, const struct pack_value *rows, unsigned steps, grid out)
{
	uint64_t errors = pack->messages->errors;
	uint32_t i;

	if (rows->items != steps) {
		if (steps == LEVELS)
			pack_error(pack, rows->at, "%u row%s here; `rows` takes %s", rows->items, rows->items == 1 ? " stands" : "s stand",
				pack_hint(PACK_ROWS));
		else
			pack_error(pack, rows->at, "%u row%s here; with %s steps in `scale`, `rows` takes %s rows of %s levels", rows->items,
				rows->items == 1 ? " stands" : "s stand", number_words[steps], number_words[steps], number_words[steps]);
		return;
	}
	for (i = 0; i < steps; i++)
		take_row(pack, &rows->item[i], steps, out[i + 1]);
	if (pack->messages->errors == errors)
		check_monotone(pack, rows->item, steps, out);
}

static void take_caps(struct pack *pack)
{
	struct policy *policy = pack->policy;
	uint32_t i;

	policy->caps = pack->entries[SECTION_CAPS];
	policy->cap = pack_array(pack, policy->caps, sizeof *policy->cap);
	for (i = 0; i < policy->caps; i++) {
		const struct pack_record *entry = pack_entry(pack, SECTION_CAPS, i);
		const struct pack_value *below = pack_get(pack, entry, CAP_BELOW), *level = pack_get(pack, entry, CAP_LEVEL);
		bool last = i + 1 == policy->caps;

		policy->cap[i].below = last ? INT64_MAX : below->number;
		policy->cap[i].level = (uint8_t)level->number;
		policy->cap[i].note = pack_note(pack, SECTION_CAPS, entry);
		if (last && pack_given(below))
			pack_error(pack, below->at, "the last cap holds for all more users; leave `below` out");
		if (!last && !pack_given(below))
			pack_error(pack, entry->at, "this cap has no `below`, the number of users that it ends at; only the last one has no limit");
		else if (!last && below->number <= (i ? policy->cap[i - 1].below : 0))
			pack_error(pack, below->at, "`below` is %lld after %lld; caps go upwards", (long long)below->number,
				(long long)(i ? policy->cap[i - 1].below : 0));
		if (i && policy->cap[i].level < policy->cap[i - 1].level)
			pack_error(pack, level->at, "level %u stands after %u: more users may not allow less impact", policy->cap[i].level,
				policy->cap[i - 1].level);
	}
	policy->cap_note = policy->cap[0].note;
}

static void check_share(struct pack *pack, const struct pack_record *entry, const struct policy_share *before,
	const struct policy_share *share)
{
	char now[NUMBER_SIZE], earlier[NUMBER_SIZE];
	int i;

	share_format(share->from, now);
	share_format(before->from, earlier);
	if (share->from <= before->from)
		pack_error(pack, pack_get(pack, entry, SHARE_FROM)->at, "`from` is %s after %s; shares go upwards", now, earlier);
	for (i = 0; i < SCENARIOS; i++)
		if (share->impact[i] < before->impact[i])
			pack_error(pack, pack_get(pack, entry, SHARE_IMPACT)->at, "%s %u stands after %u: a larger share may not weigh less",
				policy_scenario_name[i], share->impact[i], before->impact[i]);
}

/* The entries of one standing, in their order. */
static void take_shares_of(struct pack *pack, bool untrusted)
{
	struct policy *policy = pack->policy;
	uint32_t first = policy->shares, i;

	for (i = 0; i < pack->entries[SECTION_CONCENTRATION]; i++) {
		const struct pack_record *entry = pack_entry(pack, SECTION_CONCENTRATION, i);
		struct policy_share *share = &policy->share[policy->shares];

		if ((pack_get(pack, entry, SHARE_STANDING)->number == 1) != untrusted)
			continue;
		share->untrusted = untrusted;
		share->from = (int32_t)pack_get(pack, entry, SHARE_FROM)->number;
		pack_triple(pack_get(pack, entry, SHARE_IMPACT), share->impact);
		share->note = pack_note(pack, SECTION_CONCENTRATION, entry);
		if (policy->shares > first)
			check_share(pack, entry, share - 1, share);
		policy->shares++;
	}
	if (policy->shares == first)
		pack_error(pack, pack->section[SECTION_CONCENTRATION].at, "`concentration` says nothing about suppliers that are %s",
			untrusted ? "untrusted" : "trusted");
}

/* Which step of the method each of keur's levels is: from 1, never falling, none left out. */
static void take_scale(struct pack *pack, const struct pack_value *scale, struct policy_matrix *matrix)
{
	static const uint8_t own[LEVELS + 1] = { 0, 1, 2, 3, 4, 5 };
	struct pack_text row = { scale->text, scale->at, false };
	unsigned i;

	matrix->steps = LEVELS;
	memcpy(matrix->scale, own, sizeof own);
	if (!pack_given(scale) || !take_row(pack, &row, LEVELS, matrix->scale))
		return;
	for (i = 1; i <= LEVELS; i++)
		if (i == 1 ? matrix->scale[i] != 1 : matrix->scale[i] < matrix->scale[i - 1] || matrix->scale[i] > matrix->scale[i - 1] + 1) {
			pack_error(pack, scale->at, "`%s` stands here; `scale` begins with 1 and rises by one or not at all, like 1 2 3 4 4",
				pack_quote(pack, scale->text));
			memcpy(matrix->scale, own, sizeof own);
			return;
		}
	matrix->steps = matrix->scale[LEVELS];
}

static void take_matrix(struct pack *pack, const struct pack_record *entry, struct policy_matrix *matrix)
{
	const struct pack_value *version = pack_get(pack, entry, MATRIX_VERSION);
	unsigned l, i;

	matrix->name = pack_keep(pack, pack_get(pack, entry, MATRIX_NAME));
	matrix->version = pack_given(version) ? pack_keep(pack, version) : "";
	matrix->note = pack_note(pack, SECTION_MATRICES, entry);
	take_scale(pack, pack_get(pack, entry, MATRIX_SCALE), matrix);
	take_grid(pack, pack_get(pack, entry, MATRIX_ROWS), matrix->steps, matrix->own);
	for (l = 1; l <= LEVELS; l++)
		for (i = 1; i <= LEVELS; i++)
			matrix->risk[l][i] = matrix->own[matrix->scale[l]][matrix->scale[i]];
}

static void take_matrices(struct pack *pack)
{
	struct policy *policy = pack->policy;
	const struct pack_value *use = pack_get(pack, &pack->section[SECTION_MATRICES], MATRICES_USE);
	const char **known = arena_alloc(&pack->arena, pack->entries[SECTION_MATRICES] * sizeof *known);
	struct buffer hint = { 0 };
	uint32_t i, j;

	policy->matrices = pack->entries[SECTION_MATRICES];
	policy->matrix = pack_array(pack, policy->matrices, sizeof *policy->matrix);
	for (i = 0; i < policy->matrices; i++) {
		const struct pack_record *entry = pack_entry(pack, SECTION_MATRICES, i);
		struct policy_matrix *matrix = &policy->matrix[i];

		take_matrix(pack, entry, matrix);
		known[i] = matrix->name;
		for (j = 0; j < i; j++)
			if (strcmp(policy->matrix[j].name, matrix->name) == 0)
				pack_error(pack, pack_get(pack, entry, MATRIX_NAME)->at, "the matrix `%s` is given twice", matrix->name);
		if (text_is(use->text, matrix->name)) {
			policy->matrix_used = i;
			policy->matrix_name = matrix->name;
			policy->risk_note = matrix->note;
			memcpy(policy->risk, matrix->risk, sizeof policy->risk);
		}
	}
	if (!policy->matrix_name) {
		pack_suggest(&hint, use->text, known, policy->matrices);
		pack_error(pack, use->at, "`use` names the matrix `%s`, which is not here%s", pack_quote(pack, use->text), hint.data);
		buffer_free(&hint);
	}
}

void pack_take_levels(struct pack *pack)
{
	struct policy *policy = pack->policy;
	const struct pack_record *baselines = &pack->section[SECTION_BASELINES];
	const struct pack_value *internet = pack_get(pack, baselines, BASELINE_INTERNET);

	take_caps(pack);
	pack_triple(pack_get(pack, &pack->section[SECTION_SITE], SITE_FLOOR), policy->site_floor);
	policy->site_note = pack_note(pack, SECTION_SITE, NULL);
	policy->redundancy = (uint8_t)pack_get(pack, &pack->section[SECTION_REDUNDANCY], REDUNDANCY_RELIEF)->number;
	policy->redundancy_note = pack_note(pack, SECTION_REDUNDANCY, NULL);
	policy->threat = (uint8_t)pack_get(pack, baselines, BASELINE_THREAT)->number;
	policy->exposure = (uint8_t)pack_get(pack, baselines, BASELINE_EXPOSURE)->number;
	policy->exposure_internet = (uint8_t)internet->number;
	policy->baseline_note = pack_note(pack, SECTION_BASELINES, NULL);
	if (policy->exposure_internet < policy->exposure)
		pack_error(pack, internet->at, "`exposure_internet` is %u, below `exposure` %u", policy->exposure_internet, policy->exposure);
	policy->share = pack_array(pack, pack->entries[SECTION_CONCENTRATION], sizeof *policy->share);
	take_shares_of(pack, false);
	take_shares_of(pack, true);
	take_grid(pack, pack_get(pack, &pack->section[SECTION_LIKELIHOOD], LIKELIHOOD_ROWS), LEVELS, policy->likelihood);
	policy->likelihood_note = pack_note(pack, SECTION_LIKELIHOOD, NULL);
	take_matrices(pack);
}
