/* Findings that raise every part reached from their own: all starts at once, a bit for each. */
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

			if (finding->affects != KEUR_AFFECTS_REACH || finding->component == KEUR_NONE)
				continue;
			mem_reserve(&combining->reaching, &combining->reaching_capacity, combining->reachings + 1,
				sizeof *combining->reaching);
			r = &combining->reaching[combining->reachings++];
			*r = (struct reaching){ .plugin = p, .finding = (uint32_t)f, .gap = NO_GAP, .party = finding->party,
				.component = finding->component, .scenarios = rules_scenarios(combining, p, finding), .basis = finding->basis,
				.factor = findings->plugin->rule[finding->rule].factor, .result = KEUR_NONE };
			rules_weigh(combining, p, finding, &r->level, &kind);
			if (finding->basis == KEUR_UNKNOWN)
				r->gap = gap_of(&combining->gaps, p, finding->rule, finding->blame);
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
	reach_matrix_build(&combining->espionage, graph, start, combining->starts, KEUR_ESPIONAGE);
	reach_matrix_build(&combining->wide, graph, start, combining->starts, KEUR_SABOTAGE);
	free(start);
}

void reaching_take(struct combining *combining, uint32_t c)
{
	uint32_t w, i;

	for (w = 0; w < combining->wide.words; w++) {
		uint64_t narrow = combining->espionage.word[(size_t)c * combining->wide.words + w];
		uint64_t bits = combining->wide.word[(size_t)c * combining->wide.words + w];

		for (; bits; bits &= bits - 1) {
			uint32_t start = w * 64 + (uint32_t)__builtin_ctzll(bits);
			uint8_t carried = KEUR_MANIPULATION | KEUR_SABOTAGE;

			if (narrow >> (start & 63) & 1)
				carried |= KEUR_ESPIONAGE;
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
	}
}
