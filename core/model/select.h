/* Which components a selector names. Works on arrays, so that link can ask before there is a model and assess after. */
#ifndef KEUR_MODEL_SELECT_H
#define KEUR_MODEL_SELECT_H

#include "base/dict.h"
#include "model/selector.h"

#include <keur/plugin.h>

#include <stdint.h>

#define SELECT_UNKNOWN_SET UINT64_MAX

/* selectable.serves from the finished column; the caller frees it. */
uint64_t *select_serves(const struct keur_column *column, uint32_t components);

/* What selectors can ask about, by component; codes of `dict`, KEUR_NONE: unknown. Arrays may be NULL: nobody knows. */
struct selectable {
	uint32_t components;
	const struct dict *dict;
	const uint32_t *id, *class_, *segment, *site, *country, *product;
	const uint32_t *function_first, *function;                     /* lists: canonical names */
	const uint32_t *party_component, *party_supplier;              /* pairs, in any order */
	const uint64_t *serves;                                        /* sets of list serves; SELECT_UNKNOWN_SET: not known */
	uint32_t parties;
	/* Spellings to canonical codes: a function or supplier as a user wrote it; DICT_NONE when there is none. */
	uint32_t (*find)(const struct selectable *selectable, enum selector_key key, struct text value);
	const void *context; /* for find */
};

/* Sets bits[c / 64] bit c % 64 for each component that matches; bits has room for all and is overwritten. Returns how many. */
uint32_t select_components(const struct selectable *selectable, const struct selector *selector, uint64_t *bits);
/* The same, with those that may match because what the selector asks of them is not known. */
uint32_t select_possible(const struct selectable *selectable, const struct selector *selector, uint64_t *bits);

#endif
