#include "model/findings.h"

#include <stdlib.h>

const struct run_status_words run_status[RUN_STATUSES] = {
	[RUN_OK] = { "ok", "answered" },
	[RUN_FAILED] = { "failed", "failed" },
	[RUN_CRASHED] = { "crashed", "crashed" },
	[RUN_ENDED] = { "ended", "ended without a result" },
	[RUN_TIMEOUT] = { "timeout", "took too long" },
	[RUN_MEMORY] = { "out_of_memory", "ran out of memory" },
	[RUN_FORBIDDEN] = { "forbidden_call", "made a forbidden call" },
	[RUN_PROTOCOL] = { "protocol_error", "broke the protocol" },
	[RUN_NONSENSE] = { "nonsense", "gave nonsense" },
	[RUN_LIMIT] = { "over_limit", "found more than its limit" },
	[RUN_ABI] = { "wrong_abi", "has the wrong ABI" },
	[RUN_REFUSED] = { "refused", "refused" },
};

void run_isolation_note(struct run_isolation *all, const struct run_isolation *one)
{
	if (!one->ran)
		return;
	all->landlock = !all->ran || one->landlock < all->landlock ? one->landlock : all->landlock;
	all->seccomp = (!all->ran || all->seccomp) && one->seccomp;
	all->ran = true;
}

void declared_free(struct declared_plugin *plugin)
{
	if (!plugin)
		return;
	arena_free(&plugin->arena);
	*plugin = (struct declared_plugin){ 0 };
}

void findings_free(struct findings *findings)
{
	if (!findings)
		return;
	free(findings->text);
	free(findings->finding);
	free(findings->value);
	free(findings->evidence);
	free(findings->path);
	dict_free(&findings->texts);
	dict_free(&findings->blamed);
	*findings = (struct findings){ 0 };
}

/* ---- Sorting: stable, so that of equal findings the first emitted stays first ---------------------------------------------------- */

enum { DIGIT_BITS = 11, DIGITS = 3, BUCKETS = 1 << DIGIT_BITS, FEW = 16 };

struct key {
	uint32_t component, index;
};

static int order(const struct finding *a, const struct finding *b)
{
	if (a->component != b->component)
		return a->component < b->component ? -1 : 1;
	if (a->rule != b->rule)
		return a->rule < b->rule ? -1 : 1;
	if (a->subject_table != b->subject_table)
		return a->subject_table < b->subject_table ? -1 : 1;
	if (a->subject_row != b->subject_row)
		return a->subject_row < b->subject_row ? -1 : 1;
	return (a->party > b->party) - (a->party < b->party);
}

/* Plugins mostly find things in the order of the components, and often in all of it. */
static bool is_sorted(const struct findings *findings)
{
	size_t i;

	for (i = 1; i < findings->count; i++)
		if (order(&findings->finding[i - 1], &findings->finding[i]) > 0)
			return false;
	return true;
}

/* By component, least significant digit first; a digit that is the same everywhere costs nothing. */
static struct key *sort_by_component(struct key *key, struct key *other, size_t count)
{
	uint32_t(*bucket)[BUCKETS] = mem_zalloc(DIGITS, sizeof *bucket);
	unsigned digit, shift;
	size_t i;

	for (i = 0; i < count; i++)
		for (digit = 0; digit < DIGITS; digit++)
			bucket[digit][key[i].component >> (digit * DIGIT_BITS) & (BUCKETS - 1)]++;
	for (digit = 0; digit < DIGITS; digit++) {
		uint32_t place = 0, b;
		struct key *swap;

		shift = digit * DIGIT_BITS;
		if (bucket[digit][key[0].component >> shift & (BUCKETS - 1)] == count)
			continue;
		for (b = 0; b < BUCKETS; b++) {
			uint32_t size = bucket[digit][b];

			bucket[digit][b] = place;
			place += size;
		}
		for (i = 0; i < count; i++)
			other[bucket[digit][key[i].component >> shift & (BUCKETS - 1)]++] = key[i];
		swap = key;
		key = other;
		other = swap;
	}
	free(bucket);
	return key;
}

static int key_compare(const void *a, const void *b, void *findings)
{
	const struct key *x = a, *y = b;
	const struct finding *all = findings;
	int by = order(&all[x->index], &all[y->index]);

	return by ? by : (x->index > y->index) - (x->index < y->index);
}

static void sort_group(struct key *key, size_t count, struct finding *all)
{
	size_t i, k;

	if (count > FEW) {
		qsort_r(key, count, sizeof *key, key_compare, all);
		return;
	}
	for (i = 1; i < count; i++) {
		struct key moving = key[i];

		for (k = i; k > 0 && order(&all[key[k - 1].index], &all[moving.index]) > 0; k--)
			key[k] = key[k - 1];
		key[k] = moving;
	}
}

void findings_sort(struct findings *findings)
{
	size_t count = findings->count, i, end;
	struct finding *sorted;
	struct key *key, *other, *by_component;

	if (is_sorted(findings))
		return;
	if (count > UINT32_MAX)
		mem_fail();
	key = mem_resize(NULL, count, sizeof *key);
	other = mem_resize(NULL, count, sizeof *other);
	for (i = 0; i < count; i++)
		key[i] = (struct key){ findings->finding[i].component, (uint32_t)i };
	by_component = sort_by_component(key, other, count);
	sorted = mem_resize(NULL, count, sizeof *sorted);
	for (i = 0; i < count; i = end) {
		for (end = i + 1; end < count && by_component[end].component == by_component[i].component; end++)
			;
		if (end - i > 1)
			sort_group(by_component + i, end - i, findings->finding);
	}
	for (i = 0; i < count; i++)
		sorted[i] = findings->finding[by_component[i].index];
	free(key);
	free(other);
	free(findings->finding);
	findings->finding = sorted;
	findings->capacity = count;
}
