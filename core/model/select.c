#include "model/select.h"

#include "base/mem.h"
#include "model/schema.h"

#include <stdlib.h>
#include <string.h>

uint64_t *select_serves(const struct keur_column *column, uint32_t components)
{
	uint64_t *serves = mem_resize(NULL, components, sizeof *serves);
	uint32_t c;

	for (c = 0; c < components; c++)
		serves[c] = keur_known(column, c) ? keur_set(column, c) : SELECT_UNKNOWN_SET;
	return serves;
}

/* `unknown`: the code that stands for "not known", beside KEUR_NONE. */
static void keep_matching(const struct selectable *s, const uint32_t *code, const unsigned char *wanted, bool possible, uint32_t unknown,
	uint64_t *bits)
{
	uint32_t c;

	for (c = 0; c < s->components; c++) {
		bool known = code && code[c] != KEUR_NONE;
		bool match = known && (wanted[code[c]] || (possible && code[c] == unknown));

		if (!match && (known || !possible))
			bits[c >> 6] &= ~(UINT64_C(1) << (c & 63));
	}
}

static void keep_serving(const struct selectable *s, const struct selector_term *term, bool possible, uint64_t *bits)
{
	uint64_t wanted = 0;
	uint32_t c;
	size_t v;

	for (v = 0; v < term->values; v++) {
		int member = schema_find_member(LIST_serves, term->value[v]);

		if (member >= 0)
			wanted |= UINT64_C(1) << member;
	}
	for (c = 0; c < s->components; c++) {
		bool known = s->serves && s->serves[c] != SELECT_UNKNOWN_SET;

		if (known ? !(s->serves[c] & wanted) : !possible)
			bits[c >> 6] &= ~(UINT64_C(1) << (c & 63));
	}
}

static void keep_functions(const struct selectable *s, const unsigned char *wanted, bool possible, uint64_t *bits)
{
	uint32_t c, i;

	for (c = 0; c < s->components; c++) {
		bool match = possible && (!s->function_first || s->function_first[c] == s->function_first[c + 1]);

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

static uint32_t keep_terms(const struct selectable *s, const struct selector *selector, bool possible, uint64_t *bits)
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

		if (term->key == SELECTOR_SERVES) {
			keep_serving(s, term, possible, bits);
			continue;
		}
		memset(wanted, 0, s->dict->count);
		for (v = 0; v < term->values; v++) {
			uint32_t code = s->find ? s->find(s, term->key, term->value[v]) : dict_find(s->dict, term->value[v]);

			if (code != DICT_NONE)
				wanted[code] = 1;
		}
		if (term->key == SELECTOR_FUNCTION)
			keep_functions(s, wanted, possible, bits);
		else if (term->key == SELECTOR_SUPPLIER)
			keep_parties(s, wanted, bits);
		else
			keep_matching(s, by_key[term->key], wanted, possible,
				term->key == SELECTOR_CLASS ? dict_find(s->dict, TEXT_LITERAL("unknown")) : KEUR_NONE, bits);
	}
	free(wanted);
	for (w = 0; w < words; w++)
		count += (uint32_t)__builtin_popcountll(bits[w]);
	return count;
}

uint32_t select_components(const struct selectable *s, const struct selector *selector, uint64_t *bits)
{
	return keep_terms(s, selector, false, bits);
}

uint32_t select_possible(const struct selectable *s, const struct selector *selector, uint64_t *bits)
{
	return keep_terms(s, selector, true, bits);
}
