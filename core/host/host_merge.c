#include "host/host_merge.h"

#include <stdlib.h>

/* Codes in the order of the findings instead of the order in which workers happened to answer. */
static uint32_t renumber(struct dict *into, const struct dict *from, uint32_t *map, uint32_t code)
{
	if (map[code] == DICT_NONE)
		map[code] = dict_add(into, dict_text(from, code));
	return map[code];
}

static uint32_t *new_map(const struct dict *dict)
{
	uint32_t *map = mem_resize(NULL, dict->count, sizeof *map);

	if (dict->count)
		memset(map, 0xFF, dict->count * sizeof *map);
	return map;
}

static void renumber_all(struct findings *f)
{
	uint32_t *text = new_map(&f->texts), *blame = new_map(&f->blamed);
	struct dict texts = { 0 }, blamed = { 0 };
	size_t i;
	uint32_t k;

	for (i = 0; i < f->count; i++) {
		struct finding *finding = &f->finding[i];

		if (finding->blame != DICT_NONE)
			finding->blame = renumber(&blamed, &f->blamed, blame, finding->blame);
		for (k = 0; k < finding->values; k++) {
			struct finding_value *value = &f->value[finding->extra + k];

			if (value->text != DICT_NONE)
				value->text = renumber(&texts, &f->texts, text, value->text);
		}
	}
	dict_free(&f->texts);
	dict_free(&f->blamed);
	f->texts = texts;
	f->blamed = blamed;
	free(text);
	free(blame);
}

static bool same_thing(const struct finding *a, const struct finding *b)
{
	return a->rule == b->rule && a->component == b->component && a->subject_table == b->subject_table
		&& a->subject_row == b->subject_row && a->party == b->party;
}

/* Rows that repeated findings may bring together: more would help nobody and could be made to cost much. */
enum { MERGED_MOST = 64 };

static void merge_evidence(struct findings *f, struct finding *first, const struct finding *other)
{
	uint32_t count = first->evidences, i, k;
	struct keur_row row[MERGED_MOST];

	if (count >= MERGED_MOST || other->evidences == 0)
		return;
	if (count)
		memcpy(row, f->evidence + first->evidence, count * sizeof *row);
	for (i = 0; i < other->evidences && count < MERGED_MOST; i++) {
		struct keur_row candidate = f->evidence[other->evidence + i];

		for (k = 0; k < count && (row[k].table != candidate.table || row[k].row != candidate.row); k++)
			;
		if (k == count)
			row[count++] = candidate;
	}
	if (count == first->evidences)
		return;
	mem_reserve(&f->evidence, &f->evidence_capacity, f->evidences + count, sizeof *f->evidence);
	memcpy(f->evidence + f->evidences, row, count * sizeof *row);
	first->evidence = (uint32_t)f->evidences;
	first->evidences = (uint16_t)count;
	f->evidences += count;
}

static int blame_compare(const void *a, const void *b, void *all)
{
	const struct finding *finding = all;
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	if (finding[x].basis != finding[y].basis)
		return finding[x].basis < finding[y].basis ? -1 : 1;
	if (finding[x].blame != finding[y].blame)
		return finding[x].blame < finding[y].blame ? -1 : 1;
	return (x > y) - (x < y);
}

/* What is said twice counts at its strongest. A level of 0 is the table's, which nobody here knows: an explicit one wins. */
static void take_stronger(struct finding *kept, const struct finding *other)
{
	if (other->level > kept->level)
		kept->level = other->level;
	kept->scenarios = kept->scenarios && other->scenarios ? kept->scenarios | other->scenarios : 0;
	if (other->affects > kept->affects)
		kept->affects = other->affects;
}

/* The findings first to end - 1 are about the same thing: one of each basis and blame stays, the first emitted, as strong as the strongest, in the
 * order of emission. They are written from `to` on. */
static size_t merge_run(struct findings *f, size_t first, size_t end, size_t to)
{
	uint32_t *index = mem_resize(NULL, end - first, sizeof *index);
	bool *gone = mem_zalloc(end - first, sizeof *gone);
	size_t i, kept = 0;

	for (i = first; i < end; i++)
		index[i - first] = (uint32_t)i;
	qsort_r(index, end - first, sizeof *index, blame_compare, f->finding);
	for (i = 1; i < end - first; i++)
		if (f->finding[index[i]].blame == f->finding[index[kept]].blame
			&& f->finding[index[i]].basis == f->finding[index[kept]].basis) {
			take_stronger(&f->finding[index[kept]], &f->finding[index[i]]);
			merge_evidence(f, &f->finding[index[kept]], &f->finding[index[i]]);
			gone[index[i] - first] = true;
		} else {
			kept = i;
		}
	for (i = first; i < end; i++)
		if (!gone[i - first])
			f->finding[to++] = f->finding[i];
	free(index);
	free(gone);
	return to;
}

static void merge_all(struct findings *f)
{
	size_t i, end, to = 0;

	for (i = 0; i < f->count; i = end) {
		for (end = i + 1; end < f->count && same_thing(&f->finding[i], &f->finding[end]); end++)
			;
		if (end - i > 1)
			to = merge_run(f, i, end, to);
		else
			f->finding[to++] = f->finding[i];
	}
	f->count = to;
}

void merge_findings(struct findings *findings, bool several)
{
	findings_sort(findings);
	if (several)
		renumber_all(findings);
	merge_all(findings);
	dict_drop_index(&findings->texts);
	dict_drop_index(&findings->blamed);
}
