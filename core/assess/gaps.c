/* Questions: one for every (rule, blame), counted, priced and sorted. */
#include "assess/combine.h"

#include "base/language.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static size_t hash(uint32_t plugin, uint32_t rule, uint32_t blame)
{
	uint64_t x = (uint64_t)blame * UINT64_C(0x9E3779B97F4A7C15) ^ ((uint64_t)plugin << 40) ^ ((uint64_t)rule << 20);

	x ^= x >> 31;
	x *= UINT64_C(0xBF58476D1CE4E5B9);
	return (size_t)(x ^ x >> 29);
}

static uint32_t *find_slot(struct gap_table *table, uint32_t plugin, uint32_t rule, uint32_t blame)
{
	size_t at = hash(plugin, rule, blame) & (table->slots - 1);

	while (table->slot[at]) {
		const struct gap_draft *draft = &table->draft[table->slot[at] - 1];

		if (draft->plugin == plugin && draft->rule == rule && draft->blame == blame)
			break;
		at = (at + 1) & (table->slots - 1);
	}
	return &table->slot[at];
}

uint32_t gap_of(struct gap_table *table, const struct findings *findings, uint32_t plugin, uint32_t rule, uint32_t blame)
{
	uint32_t *slot;
	size_t i;

	if (table->drafts * 2 >= table->slots) {
		free(table->slot);
		table->slots = table->slots ? table->slots * 2 : 256;
		table->slot = mem_zalloc(table->slots, sizeof *table->slot);
		for (i = 0; i < table->drafts; i++)
			*find_slot(table, table->draft[i].plugin, table->draft[i].rule, table->draft[i].blame) = (uint32_t)i + 1;
	}
	slot = find_slot(table, plugin, rule, blame);
	if (!*slot) {
		mem_reserve(&table->draft, &table->capacity, table->drafts + 1, sizeof *table->draft);
		table->draft[table->drafts++] = (struct gap_draft){ .plugin = plugin, .rule = rule, .blame = blame,
			.answer = dict_add(&table->answers, dict_text(&findings->blamed, blame)), .sample = { KEUR_NONE, KEUR_NONE, KEUR_NONE } };
		*slot = (uint32_t)table->drafts;
	}
	return *slot - 1;
}

/* In a language, else in English; *spoken false. */
static const char *rule_question(const struct declared_rule *rule, const char *language, bool *spoken)
{
	const char *english = NULL;
	uint32_t i;

	*spoken = true;
	for (i = 0; i < rule->questions; i++) {
		if (strcmp(rule->question[i].language, language) == 0)
			return rule->question[i].text;
		if (strcmp(rule->question[i].language, language_code[LANGUAGE_EN]) == 0)
			english = rule->question[i].text;
	}
	*spoken = !english;
	return english ? english : say_in(language, N_("{blame}; parts: {count}"));
}

/* Fills {blame} and {count}. */
static void write_question(const char *template_, const char *blame, uint32_t count, struct buffer *out)
{
	while (*template_) {
		if (strncmp(template_, "{blame}", 7) == 0) {
			buffer_string(out, blame);
			template_ += 7;
		} else if (strncmp(template_, "{count}", 7) == 0) {
			buffer_format(out, "%u", count);
			template_ += 7;
		} else {
			buffer_add(out, template_++, 1);
		}
	}
}

/* A question about a supplier whose decision does not hold says so. */
static void say_lapse(const struct result *result, const char *blame, const char *language, struct buffer *out)
{
	static const char head[] = "supplier ";
	struct buffer lapse = { 0 };
	uint32_t supplier;

	if (strncmp(blame, head, sizeof head - 1) != 0)
		return;
	supplier = model_find(result->model, TABLE_supplier, text_of(blame + sizeof head - 1));
	if (supplier != KEUR_NONE && result_lapse(result, supplier, language, &lapse))
		buffer_format(out, " (%s)", lapse.data);
	buffer_free(&lapse);
}

bool result_question(const struct result *result, const struct gap *gap, const char *language, struct buffer *out)
{
	const struct declared_plugin *plugin;
	struct buffer words = { 0 };
	const char *own, *question;
	bool spoken = true;

	/* It is at hand, unless it is being made. */
	if (gap->question && strcmp(language, language_code[LANGUAGE_EN]) == 0) {
		buffer_string(out, gap->question);
		return true;
	}
	plugin = result->run[gap->plugin].findings->plugin;
	own = plugin == &core_declared && gap->rule_index == CORE_UNKNOWN_FACT ? fill_question(&gap->fill, language) : NULL;
	question = own ? own : rule_question(&plugin->rule[gap->rule_index], language, &spoken);
	if (!spoken)
		language = language_code[LANGUAGE_EN]; /* one sentence, one language */
	if (own)
		buffer_string(&words, gap->blame + strcspn(gap->blame, " ") + 1);
	else
		fill_words(&gap->fill, gap->blame, language, &words);
	write_question(question, words.data ? words.data : "", gap->count, out);
	say_lapse(result, gap->blame, language, out);
	buffer_free(&words);
	return spoken;
}

struct sorting {
	struct gap gap;
	uint32_t draft;
};

static int sorting_compare(const void *a, const void *b)
{
	const struct gap *x = &((const struct sorting *)a)->gap, *y = &((const struct sorting *)b)->gap;
	int order;

	if (x->scope != y->scope)
		return x->scope > y->scope ? -1 : 1;
	if (x->worth != y->worth)
		return x->worth > y->worth ? -1 : 1;
	if (x->pairs != y->pairs)
		return x->pairs > y->pairs ? -1 : 1;
	order = strcmp(x->rule, y->rule);
	return order ? order : strcmp(x->blame, y->blame);
}

void gaps_finish(struct gap_table *table, struct result *result, uint32_t *place)
{
	struct sorting *sorting = mem_zalloc(table->drafts, sizeof *sorting);
	struct buffer question = { 0 };
	uint32_t kept = 0, i;

	for (i = 0; i < table->drafts; i++) {
		const struct gap_draft *draft = &table->draft[i];
		const struct findings *findings = result->run[draft->plugin].findings;
		const struct declared_rule *rule = &findings->plugin->rule[draft->rule];
		struct gap *gap = &sorting[kept].gap;

		place[i] = NO_GAP;
		if (!draft->count)
			continue;
		*gap = (struct gap){ .rule = rule->full, .blame = dict_string(&findings->blamed, draft->blame), .count = draft->count,
			.sample = { draft->sample[0], draft->sample[1], draft->sample[2] }, .pairs = draft->pairs, .worth = draft->worth,
			.scope = draft->scope, .plugin = draft->plugin, .rule_index = draft->rule };
		gap->fill = fill_of(gap->blame, result->model, &result->arena);
		buffer_clear(&question);
		result_question(result, gap, language_code[LANGUAGE_EN], &question);
		gap->question = arena_copy(&result->arena, question.data ? question.data : "", question.length);
		sorting[kept++].draft = i;
	}
	if (kept)
		qsort(sorting, kept, sizeof *sorting, sorting_compare);
	result->gap = mem_zalloc(kept, sizeof *result->gap);
	result->gaps = kept;
	for (i = 0; i < kept; i++) {
		result->gap[i] = sorting[i].gap;
		place[sorting[i].draft] = i;
	}
	free(sorting);
	buffer_free(&question);
}

static int asked_compare(const void *a, const void *b, void *context)
{
	const struct result *result = context;
	const struct asked *x = a, *y = b;
	uint32_t p = result->gap[x->gap].worth, q = result->gap[y->gap].worth;

	if (p != q)
		return p > q ? -1 : 1;
	return (x->gap > y->gap) - (x->gap < y->gap);
}

/* Whether its rule only asks, and finds nothing. */
static bool only_asks(const struct result *result, const struct gap *gap)
{
	return result->run[gap->plugin].findings->plugin->rule[gap->rule_index].kind == KEUR_KIND_GAP;
}

struct asked *result_by_worth(const struct result *result)
{
	struct asked *asked = mem_zalloc(result->gaps, sizeof *asked);
	uint32_t *first = mem_resize(NULL, result->gaps, sizeof *first), i, code; /* by code of `answers` */
	struct dict answers = { 0 };
	struct buffer key = { 0 };

	for (i = 0; i < result->gaps; i++)
		asked[i] = (struct asked){ .gap = i, .told = i, .count = result->gap[i].count };
	if (result->gaps)
		qsort_r(asked, result->gaps, sizeof *asked, asked_compare, (void *)(uintptr_t)result);
	for (i = 0; i < result->gaps; i++) {
		uint32_t known = (uint32_t)answers.count;
		struct asked *same;

		buffer_clear(&key);
		if (!fill_key(&result->gap[asked[i].gap].fill, &key))
			continue;
		code = dict_add(&answers, buffer_view(&key));
		if (code == known) {
			first[code] = i;
			continue;
		}
		asked[i].again = true;
		same = &asked[first[code]];
		same->also++;
		if (same->count < asked[i].count)
			same->count = asked[i].count;
		if (!only_asks(result, &result->gap[same->told]) && only_asks(result, &result->gap[asked[i].gap]))
			same->told = asked[i].gap;
	}
	free(first);
	dict_free(&answers);
	buffer_free(&key);
	return asked;
}

void gap_table_free(struct gap_table *table)
{
	free(table->draft);
	free(table->slot);
	dict_free(&table->answers);
}
