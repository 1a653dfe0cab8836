/* Findings that raise every part reached from their own. Starts that reach little keep a list; those that reach much share matrices, a bit each. */
#include "assess/combine.h"

#include <stdlib.h>

int reaching_compare(const void *a, const void *b)
{
	const struct reaching *x = a, *y = b;

	if (x->component != y->component)
		return x->component < y->component ? -1 : 1;
	if (x->plugin != y->plugin)
		return x->plugin < y->plugin ? -1 : 1;
	return (x->finding > y->finding) - (x->finding < y->finding);
}

/* A list entry takes 12 bytes, a start in the matrices two bits for every part: lists pay far below this share of the network. */
enum { FAR_SHARE = 256, NEAR_LEAST = 64 };

static int near_compare(const void *a, const void *b)
{
	const struct near *x = a, *y = b;

	if (x->component != y->component)
		return x->component < y->component ? -1 : 1;
	return (x->start > y->start) - (x->start < y->start);
}

static void add_near(struct combining *combining, const struct reach *reach, uint32_t start, uint32_t *at)
{
	uint32_t i;

	for (i = 0; i < reach->count; i++) {
		mem_reserve(&combining->near, &combining->near_capacity, combining->nears + 1, sizeof *combining->near);
		at[reach->component[i]] = (uint32_t)combining->nears;
		combining->near[combining->nears++]
			= (struct near){ reach->component[i], start, KEUR_MANIPULATION | KEUR_SABOTAGE };
		if (combining->nears >= KEUR_NONE)
			mem_fail();
	}
}

static void split_by_reach(struct combining *combining, const struct graph *graph, const uint32_t *start)
{
	uint32_t n = graph->administers.nodes, most = n / FAR_SHARE > NEAR_LEAST ? n / FAR_SHARE : NEAR_LEAST, s, i;
	uint32_t *at = mem_zalloc(n, sizeof *at), *far = mem_resize(NULL, combining->starts, sizeof *far);
	struct reach reach;

	reach_start(&reach, n);
	combining->far = mem_resize(NULL, combining->starts, sizeof *combining->far);
	for (s = 0; s < combining->starts; s++) {
		if (!reach_collect(&reach, graph, start[s], KEUR_SABOTAGE, most)) {
			far[combining->fars] = start[s];
			combining->far[combining->fars++] = s;
			continue;
		}
		add_near(combining, &reach, s, at);
		reach_collect(&reach, graph, start[s], KEUR_ESPIONAGE, most);
		for (i = 0; i < reach.count; i++) /* a part of the wider reach */
			combining->near[at[reach.component[i]]].carried |= KEUR_ESPIONAGE;
	}
	reach_free(&reach);
	if (combining->nears)
		qsort(combining->near, combining->nears, sizeof *combining->near, near_compare);
	reach_matrix_build(&combining->espionage, graph, far, combining->fars, KEUR_ESPIONAGE);
	reach_matrix_build(&combining->wide, graph, far, combining->fars, KEUR_SABOTAGE);
	free(far);
	free(at);
}

void reaching_collect(struct combining *combining, const struct graph *graph)
{
	uint32_t p, i, *start;
	size_t f;

	for (p = 0; p < combining->plugins; p++) {
		const struct findings *findings = combining->result->run[p].findings;

		for (f = 0; f < findings->count; f++) {
			const struct finding *finding = &findings->finding[f];
			struct reaching *r;
			uint8_t kind;
			bool due;

			if (finding->affects != KEUR_AFFECTS_REACH || finding->component == KEUR_NONE)
				continue;
			mem_reserve(&combining->reaching, &combining->reaching_capacity, combining->reachings + 1,
				sizeof *combining->reaching);
			r = &combining->reaching[combining->reachings++];
			*r = (struct reaching){ .plugin = p, .finding = (uint32_t)f, .gap = NO_GAP, .party = finding->party,
				.component = finding->component, .scenarios = rules_scenarios(combining, p, finding), .basis = finding->basis,
				.factor = findings->plugin->rule[finding->rule].factor, .result = KEUR_NONE };
			rules_weigh(combining, p, finding, &r->level, &kind, &due);
			if (finding->basis == KEUR_UNKNOWN)
				r->gap = gap_of(&combining->gaps, findings, p, finding->rule, finding->blame);
		}
	}
	if (!combining->reachings)
		return;
	qsort(combining->reaching, combining->reachings, sizeof *combining->reaching, reaching_compare);
	start = mem_resize(NULL, combining->reachings, sizeof *start);
	combining->start_first = mem_resize(NULL, combining->reachings + 1, sizeof *combining->start_first);
	for (i = 0; i < combining->reachings; i++) {
		if (i == 0 || combining->reaching[i].component != combining->reaching[i - 1].component) {
			combining->start_first[combining->starts] = i;
			start[combining->starts++] = combining->reaching[i].component;
		}
		combining->reaching[i].start = combining->starts - 1;
	}
	combining->start_first[combining->starts] = (uint32_t)combining->reachings;
	split_by_reach(combining, graph, start);
	free(start);
}

/* Every finding of one start, for a component it reaches. */
static void take_start(struct combining *combining, uint32_t c, uint32_t start, uint8_t carried)
{
	uint32_t i;

	for (i = combining->start_first[start]; i < combining->start_first[start + 1]; i++) {
		struct reaching *r = &combining->reaching[i];

		if (!(r->scenarios & carried))
			continue;
		r->reached++;
		component_contribute(combining, (struct contribution){ .party = r->party, .gap = r->gap, .factor = r->factor,
			.scenarios = r->scenarios & carried, .level = r->level, .basis = r->basis });
		if (r->basis == KEUR_UNKNOWN || r->component == c
			|| keur_byte(&combining->model->column[COL_component_scope], c) != KEUR_SCOPE_CRITICAL)
			continue;
		mem_reserve(&combining->attachment, &combining->attachment_capacity, combining->attachments + 1,
			sizeof *combining->attachment);
		combining->attachment[combining->attachments++] = (struct attachment){ c, i };
	}
}

void reaching_take(struct combining *combining, uint32_t c)
{
	uint32_t w, words = combining->wide.words;

	while (combining->near_at < combining->nears && combining->near[combining->near_at].component < c)
		combining->near_at++; /* of a part out of service, which takes nothing */
	for (; combining->near_at < combining->nears && combining->near[combining->near_at].component == c; combining->near_at++)
		take_start(combining, c, combining->near[combining->near_at].start, combining->near[combining->near_at].carried);
	for (w = 0; w < words; w++) {
		uint64_t narrow = combining->espionage.word[(size_t)c * words + w], bits = combining->wide.word[(size_t)c * words + w];

		for (; bits; bits &= bits - 1) {
			unsigned bit = (unsigned)__builtin_ctzll(bits);

			take_start(combining, c, combining->far[w * 64 + bit],
				(uint8_t)(KEUR_MANIPULATION | KEUR_SABOTAGE | (narrow >> bit & 1 ? KEUR_ESPIONAGE : 0)));
		}
	}
}
