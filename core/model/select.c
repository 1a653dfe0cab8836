#include "model/select.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

static void keep_matching(const struct selectable *s, const uint32_t *code, const unsigned char *wanted, uint64_t *bits)
{
	uint32_t c;

	for (c = 0; c < s->components; c++)
		if (!code || code[c] == KEUR_NONE || !wanted[code[c]])
			bits[c >> 6] &= ~(UINT64_C(1) << (c & 63));
}

static void keep_functions(const struct selectable *s, const unsigned char *wanted, uint64_t *bits)
{
	uint32_t c, i;

	for (c = 0; c < s->components; c++) {
		int match = 0;

		for (i = s->function_first ? s->function_first[c] : 0; s->function_first && i < s->function_first[c + 1]; i++)
			match |= wanted[s->function[i]];
		if (!match)
			bits[c >> 6] &= ~(UINT64_C(1) << (c & 63));
	}
}

static void keep_parties(const struct selectable *s, const unsigned char *wanted, uint64_t *bits)
{
	size_t words = (size_t)s->components / 64 + 1, w;
	uint64_t *found = mem_zalloc(words, sizeof *found);
	uint32_t i;

	for (i = 0; i < s->parties; i++)
		if (s->party_supplier[i] != KEUR_NONE && wanted[s->party_supplier[i]])
			found[s->party_component[i] >> 6] |= UINT64_C(1) << (s->party_component[i] & 63);
	for (w = 0; w < words; w++)
		bits[w] &= found[w];
	free(found);
}

uint32_t select_components(const struct selectable *s, const struct selector *selector, uint64_t *bits)
{
	size_t words = (size_t)s->components / 64 + 1, w, t, v;
	unsigned char *wanted = mem_zalloc(s->dict->count, 1);
	uint32_t count = 0;

	memset(bits, 0xFF, words * sizeof *bits);
	bits[words - 1] = s->components % 64 ? (UINT64_C(1) << (s->components % 64)) - 1 : 0;
	for (t = 0; t < selector->terms; t++) {
		const struct selector_term *term = &selector->term[t];
		const uint32_t *by_key[SELECTOR_KEYS] = { [SELECTOR_ID] = s->id, [SELECTOR_CLASS] = s->class_,
			[SELECTOR_SEGMENT] = s->segment, [SELECTOR_SITE] = s->site, [SELECTOR_COUNTRY] = s->country,
			[SELECTOR_PRODUCT] = s->product };

		memset(wanted, 0, s->dict->count);
		for (v = 0; v < term->values; v++) {
			uint32_t code = s->find ? s->find(s, term->key, term->value[v]) : dict_find(s->dict, term->value[v]);

			if (code != DICT_NONE)
				wanted[code] = 1;
		}
		if (term->key == SELECTOR_FUNCTION)
			keep_functions(s, wanted, bits);
		else if (term->key == SELECTOR_SUPPLIER)
			keep_parties(s, wanted, bits);
		else
			keep_matching(s, by_key[term->key], wanted, bits);
	}
	free(wanted);
	for (w = 0; w < words; w++)
		count += (uint32_t)__builtin_popcountll(bits[w]);
	return count;
}
