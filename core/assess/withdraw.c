#include "assess/withdraw.h"

#include "assess/contracts.h"
#include "assess/facts.h"

#include <stdlib.h>
#include <string.h>

const char *const service_name[SERVICES] = { "emergency service", "roaming", "charging", "lawful interception", "voice",
	"users of public interest", "" };
const char *const shared_name[SHARED_KEYS + 1] = { "segment", "site", "platform", "administration", "manager", "keys" };

/* Which parts stand for which service: by a function of theirs, or by a class. */
static const struct {
	const char *function, *class_;
	enum service service;
} stands_for[] = {
	{ "emergency service", NULL, SERVICE_EMERGENCY },
	{ NULL, "interconnect", SERVICE_ROAMING },
	{ NULL, "charging", SERVICE_CHARGING },
	{ NULL, "lawful interception", SERVICE_INTERCEPTION },
	{ NULL, "voice", SERVICE_VOICE },
};

struct withdrawing {
	struct withdrawal *withdrawal;
	const struct result *result;
	const struct model *model;
	struct facts facts; /* as much as selectors ask */
	struct graph graph;
	uint32_t n;
	uint8_t *roles, *certified, *keys;  /* by component */
	uint32_t *level;                    /* by component */
	struct arcs administered_by;
	struct dict strings; /* of the sealed model, which has no index any more */
};

static bool in_service(const struct model *model, uint32_t component)
{
	return model_answer(model, COL_component_in_service, component) != KEUR_NO;
}

static uint8_t service_of(const struct model *model, uint32_t component)
{
	const struct keur_column *function = &model->column[COL_component_function];
	struct text class_ = model_string(model, COL_component_class, component);
	size_t i;
	uint32_t k;

	for (i = 0; i < sizeof stands_for / sizeof *stands_for; i++) {
		if (stands_for[i].class_ && text_is(class_, stands_for[i].class_))
			return (uint8_t)stands_for[i].service;
		for (k = 0; stands_for[i].function && k < keur_list_length(function, component); k++)
			if (text_is(model_text(model, keur_list_item(function, component, k)), stands_for[i].function))
				return (uint8_t)stands_for[i].service;
	}
	return model_known(model, COL_component_serves, component) && keur_set(&model->column[COL_component_serves], component)
		? SERVICE_VITAL : SERVICE_NONE;
}

/* The highest impact on the facts, over scenarios. */
static uint8_t impact(const struct model *model, uint32_t component)
{
	static const enum column_id column[] = { COL_component_impact_espionage, COL_component_impact_manipulation, COL_component_impact_sabotage };
	uint8_t most = 0, i;

	for (i = 0; i < 3; i++)
		if (keur_byte(&model->column[column[i]], component) > most)
			most = keur_byte(&model->column[column[i]], component);
	return most;
}

/* ---- What the supplier has ------------------------------------------------------------------------------------------------------- */

static const uint8_t stops = 1u << KEUR_ROLE_MANUFACTURE | 1u << KEUR_ROLE_MANAGE | 1u << KEUR_ROLE_HOST;

static void take_roles(struct withdrawing *w)
{
	const struct model *model = w->model;
	uint32_t row;

	for (row = 0; row < model->rows[TABLE_party]; row++) {
		uint32_t component = keur_code(&model->column[COL_party_component], row);

		if (keur_code(&model->column[COL_party_supplier], row) == w->withdrawal->supplier && in_service(model, component)
			&& facts_in_force(model, COL_party_from, COL_party_until, row) != KEUR_NO)
			w->roles[component] |= (uint8_t)(1u << keur_byte(&model->column[COL_party_role], row));
	}
}

static void take_ways_in(struct withdrawing *w)
{
	const struct model *model = w->model;
	struct withdrawal *withdrawal = w->withdrawal;
	uint32_t row, s = withdrawal->supplier, i;
	struct contracts contracts;
	uint8_t *mine = mem_zalloc(model->rows[TABLE_access], 1), *anywhere;
	struct rows_by ways;

	contracts_start(&contracts, model);
	anywhere = contracts_anywhere(&contracts, s);
	rows_by_start(&ways, model, COL_access_target, w->n);
	for (i = 0; i < ways.first[w->n]; i++) { /* one part after another: a search each */
		uint32_t party = keur_code(&model->column[COL_access_party], ways.row[i]);

		if (party != KEUR_NONE && anywhere[party])
			mine[ways.row[i]] = contracts_under(&contracts, keur_code(&model->column[COL_access_target], ways.row[i]), party, s);
	}
	withdrawal->access = mem_resize(NULL, model->rows[TABLE_access], sizeof *withdrawal->access);
	for (row = 0; row < model->rows[TABLE_access]; row++) {
		uint32_t party = keur_code(&model->column[COL_access_party], row);

		if (party == KEUR_NONE || facts_way_in(model, row) == KEUR_NO)
			continue;
		if (party == s || (party != model->operator_
			&& (keur_code(&model->column[COL_access_target], row) == KEUR_NONE ? anywhere[party] : mine[row])))
			withdrawal->access[withdrawal->accesses++] = row;
	}
	rows_by_free(&ways);
	contracts_free(&contracts);
	free(mine);
	free(anywhere);
	for (row = 0; row < model->rows[TABLE_log]; row++)
		withdrawal->logs += keur_code(&model->column[COL_log_sink_admin], row) == s && model_known(model, COL_log_sink_admin, row);
	for (row = 0; row < w->n; row++)
		for (i = 0; i < keur_list_length(&model->column[COL_component_keys_held_by], row); i++)
			if (keur_list_item(&model->column[COL_component_keys_held_by], row, i) == s) {
				w->keys[row] = 1;
				withdrawal->keys++;
			}
}

/* Certificates in use, those between machines first: nobody is there to click a warning away. */
static void take_certificates(struct withdrawing *w)
{
	const struct model *model = w->model;
	struct withdrawal *withdrawal = w->withdrawal;
	uint32_t rows = model->rows[TABLE_certificate], row, i;
	int pass;

	withdrawal->certificate = mem_resize(NULL, rows, sizeof *withdrawal->certificate);
	for (pass = 0; pass < 2; pass++)
		for (row = 0; row < rows; row++) {
			bool machine = model_answer(model, COL_certificate_m2m, row) == KEUR_YES;

			if (keur_code(&model->column[COL_certificate_issuer], row) != withdrawal->supplier || machine != !pass
				|| facts_in_force(model, COL_certificate_valid_from, COL_certificate_expires, row) == KEUR_NO)
				continue;
			withdrawal->certificate[withdrawal->certificates++] = row;
			withdrawal->machines += machine;
			for (i = 0; i < keur_list_length(&model->column[COL_certificate_used_by], row); i++)
				w->certified[keur_list_item(&model->column[COL_certificate_used_by], row, i)] = 1;
		}
}

/* ---- What stops -------------------------------------------------------------------------------------------------------------------- */

static bool is_root(const struct withdrawing *w, uint32_t component)
{
	return in_service(w->model, component) && ((w->roles[component] & stops) || w->certified[component]);
}

static int dependent_compare(const void *a, const void *b, void *context)
{
	const struct withdrawn_dependent *x = a, *y = b;
	const struct model *model = context;
	uint8_t i, k;

	if (x->service != y->service)
		return x->service < y->service ? -1 : 1;
	i = impact(model, x->component);
	k = impact(model, y->component);
	if (i != k)
		return i > k ? -1 : 1;
	return (x->component > y->component) - (x->component < y->component);
}

static void find_dependents(struct withdrawing *w)
{
	const struct arcs *supports = &w->graph.supports;
	struct withdrawal *withdrawal = w->withdrawal;
	uint32_t *queue = mem_resize(NULL, w->n, sizeof *queue), head = 0, tail = 0, c, i;
	uint8_t *seen = mem_zalloc(w->n, 1);

	withdrawal->dependent = mem_resize(NULL, w->n, sizeof *withdrawal->dependent);
	for (c = 0; c < w->n; c++)
		if (is_root(w, c)) {
			seen[c] = 1;
			queue[tail++] = c;
		}
	for (; head < tail; head++)
		for (i = supports->first[queue[head]]; i < supports->first[queue[head] + 1]; i++) {
			c = supports->arc[i];
			if (seen[c] || !in_service(w->model, c))
				continue;
			seen[c] = 1;
			queue[tail++] = c;
			withdrawal->dependent[withdrawal->dependents++] = (struct withdrawn_dependent){ c, queue[head], service_of(w->model, c) };
		}
	if (withdrawal->dependents)
		qsort_r(withdrawal->dependent, withdrawal->dependents, sizeof *withdrawal->dependent, dependent_compare, (void *)(uintptr_t)w->model);
	free(queue);
	free(seen);
}

/* How many parts of the supplier lie below each part, one after another. Circles count as one. */
static void find_levels(struct withdrawing *w)
{
	const struct arcs *supports = &w->graph.supports;
	uint32_t *number = mem_resize(NULL, w->n, sizeof *number), *order = mem_resize(NULL, w->n, sizeof *order), *first, *deep;
	uint32_t count = arcs_strong_components(supports, number), c, i, k;
	uint8_t *has_root;

	first = mem_zalloc((size_t)count + 2, sizeof *first);
	deep = mem_zalloc((size_t)count + 1, sizeof *deep);
	has_root = mem_zalloc((size_t)count + 1, 1);
	for (c = 0; c < w->n; c++) {
		first[number[c] + 1]++;
		has_root[number[c]] |= is_root(w, c);
	}
	for (i = 0; i < count; i++)
		first[i + 1] += first[i];
	for (c = 0; c < w->n; c++)
		order[first[number[c]]++] = c;
	/* An arc leads to the same number or a lower one: what is needed comes before what needs it. */
	for (k = w->n; k-- > 0;) {
		uint32_t from = number[order[k]];

		for (i = supports->first[order[k]]; i < supports->first[order[k] + 1]; i++) {
			uint32_t to = number[supports->arc[i]];

			if (to != from && deep[to] < deep[from] + has_root[from])
				deep[to] = deep[from] + has_root[from];
		}
	}
	for (c = 0; c < w->n; c++)
		w->level[c] = deep[number[c]];
	free(number);
	free(order);
	free(first);
	free(deep);
	free(has_root);
}

static int part_compare(const void *a, const void *b, void *context)
{
	const struct withdrawn_part *x = a, *y = b;
	const struct model *model = context;
	uint32_t i, k;

	if (x->level != y->level)
		return x->level < y->level ? -1 : 1;
	if (x->administers != y->administers)
		return x->administers ? -1 : 1;
	i = impact(model, x->component) * 8u + keur_byte(&model->column[COL_component_scope], x->component);
	k = impact(model, y->component) * 8u + keur_byte(&model->column[COL_component_scope], y->component);
	if (i != k)
		return i > k ? -1 : 1;
	if (x->behind != y->behind)
		return x->behind > y->behind ? -1 : 1;
	return (x->component > y->component) - (x->component < y->component);
}

/* A supplier with more parts than this has none of what is behind them counted, a search each: their order cannot rest on some of the numbers. */
enum { COUNTED_BEHIND = 2000 };

static void list_parts(struct withdrawing *w)
{
	const struct arcs *administers = &w->graph.administers, *supports = &w->graph.supports;
	struct withdrawal *withdrawal = w->withdrawal;
	struct graph depends = { .supports = *supports, .administers = { mem_zalloc((size_t)w->n + 1, sizeof(uint32_t)), NULL, w->n } };
	struct reach reach;
	uint32_t c, roots = 0;

	for (c = 0; c < w->n; c++)
		roots += is_root(w, c);
	reach_start(&reach, w->n);
	withdrawal->part = mem_resize(NULL, w->n, sizeof *withdrawal->part);
	for (c = 0; c < w->n; c++) {
		struct withdrawn_part *part = &withdrawal->part[withdrawal->parts];

		if (!is_root(w, c))
			continue;
		*part = (struct withdrawn_part){ .component = c, .roles = w->roles[c], .by_certificate = w->certified[c], .level = w->level[c],
			.administers = administers->first[c + 1] > administers->first[c] };
		withdrawal->parts++;
		if (roots > COUNTED_BEHIND) {
			part->behind = KEUR_NONE;
		} else if (supports->first[c + 1] > supports->first[c]) {
			reach_search(&reach, &depends, c, KEUR_SABOTAGE);
			part->behind = reach.count - 1;
		}
		if (part->level + 1 > withdrawal->phases)
			withdrawal->phases = part->level + 1;
	}
	withdrawal->phases += PHASE_PARTS;
	if (withdrawal->parts)
		qsort_r(withdrawal->part, withdrawal->parts, sizeof *withdrawal->part, part_compare, (void *)(uintptr_t)w->model);
	reach_free(&reach);
	free(depends.administers.first);
}

/* ---- What may stay ---------------------------------------------------------------------------------------------------------------- */

static void add_exception(struct withdrawing *w, struct withdrawn_exception exception, const uint64_t *bits)
{
	struct withdrawal *withdrawal = w->withdrawal;
	uint32_t i;

	withdrawal->exception = mem_resize(withdrawal->exception, withdrawal->exceptions + 1, sizeof *withdrawal->exception);
	for (i = 0; i < withdrawal->parts; i++) {
		struct withdrawn_part *part = &withdrawal->part[i];

		if (!bit(bits, part->component))
			continue;
		exception.parts++;
		if (exception.counts && !part->stays)
			part->stays = withdrawal->exceptions + 1;
	}
	withdrawal->exception[withdrawal->exceptions++] = exception;
}

static int32_t until_of(const struct model *model, enum column_id column, uint32_t row)
{
	return model_known(model, column, row) ? keur_days(&model->column[column], row) : KEUR_NO_DATE;
}

/* Decisions that let it stay somewhere: restricted, or trusted with a scope. */
static bool is_scoped(const struct withdrawing *w, uint32_t row)
{
	const struct model *model = w->model;
	struct text covers = model_string(model, COL_decision_covers, row);

	return keur_code(&model->column[COL_decision_supplier], row) == w->withdrawal->supplier
		&& keur_byte(&model->column[COL_decision_decision], row) != LIST_MEMBER_verdict_untrusted && covers.length && !text_is(covers, "all");
}

static bool has_scoped(const struct withdrawing *w)
{
	uint32_t row;

	for (row = 0; row < w->model->rows[TABLE_decision]; row++)
		if (is_scoped(w, row))
			return true;
	return false;
}

static void scoped_decisions(struct withdrawing *w)
{
	const struct model *model = w->model;
	struct selection selection;
	uint32_t row, i;

	for (row = 0; row < model->strings; row++)
		dict_add(&w->strings, model_text(model, row));
	selection_start(&selection, &w->facts);
	selection.selectable.dict = &w->strings;
	for (row = 0; row < model->rows[TABLE_decision]; row++) {
		uint8_t decision = keur_byte(&model->column[COL_decision_decision], row);
		struct text covers = model_string(model, COL_decision_covers, row);
		bool counts = w->result->decision_state[row] == DECISION_HOLDS;
		uint64_t *bits;

		if (!is_scoped(w, row))
			continue;
		bits = selection_bits(&selection, covers, NULL, NULL);
		add_exception(w, (struct withdrawn_exception){ EXCEPTION_DECISION, counts, row, until_of(model, COL_decision_until, row), 0,
			w->result->decision_state[row] == DECISION_REOPENED }, bits);
		if (counts && decision == LIST_MEMBER_verdict_restricted && !w->withdrawal->lines) {
			w->withdrawal->lines = true;
			for (i = 0; i < w->withdrawal->parts; i++)
				if (bit(bits, w->withdrawal->part[i].component))
					w->withdrawal->inside++;
				else
					w->withdrawal->outside++;
		}
		free(bits);
	}
	selection_free(&selection);
}

static bool is_given(const struct model *model, enum column_id column, uint32_t row)
{
	return model_known(model, column, row) && keur_code(&model->column[column], row) != KEUR_NONE;
}

/* An exception to a rule about something else than trust, or for an advisory, is about that: it lets no part stay. */
static bool is_about_trust(const struct model *model, uint32_t row)
{
	static const char trust[] = "vendor_trust.";
	struct text rule = model_string(model, COL_exception_rule, row);

	return !is_given(model, COL_exception_advisory, row)
		&& (!is_given(model, COL_exception_rule, row) || (rule.length >= sizeof trust - 1 && memcmp(rule.data, trust, sizeof trust - 1) == 0));
}

/* A part that an exception names, and that is known to be of another product line than it is limited to, is not meant. */
static bool in_line(const struct model *model, uint32_t row, uint32_t component)
{
	return !is_given(model, COL_exception_product_line, row) || !is_given(model, COL_component_product_name, component)
		|| text_equal(model_string(model, COL_exception_product_line, row), model_string(model, COL_component_product_name, component));
}

/* Exceptions on paper: without evidence, authority or end they count as none. Those that name certificates and no part
 * let no part stay. */
static void documented_exceptions(struct withdrawing *w)
{
	const struct model *model = w->model;
	const struct keur_column *components = &model->column[COL_exception_components];
	uint64_t *bits = mem_zalloc((size_t)w->n / 64 + 1, sizeof *bits);
	uint32_t row, i;

	for (row = 0; row < model->rows[TABLE_exception]; row++) {
		int32_t until = until_of(model, COL_exception_until, row);

		if (!model_known(model, COL_exception_supplier, row)
			|| keur_code(&model->column[COL_exception_supplier], row) != w->withdrawal->supplier || !is_about_trust(model, row))
			continue;
		memset(bits, 0, ((size_t)w->n / 64 + 1) * sizeof *bits);
		for (i = 0; i < keur_list_length(components, row); i++)
			if (in_line(model, row, keur_list_item(components, row, i)))
				bits[keur_list_item(components, row, i) / 64] |= UINT64_C(1) << keur_list_item(components, row, i) % 64;
		add_exception(w, (struct withdrawn_exception){ EXCEPTION_DOCUMENTED, until != KEUR_NO_DATE && is_given(model, COL_exception_evidence, row)
			&& is_given(model, COL_exception_authority, row)
			&& facts_in_force(model, COL_exception_from, COL_exception_until, row) == KEUR_YES, row, until, 0, false }, bits);
	}
	free(bits);
}

/* ---- Only this line is hit? -------------------------------------------------------------------------------------------------------- */

/* Something that a part has. */
struct trait {
	uint32_t what, component;
	uint8_t kind, inside;
};
struct traits {
	struct trait *trait;
	size_t count, capacity;
};

static void add_trait(struct traits *traits, enum shared_kind kind, uint32_t what, uint32_t component, bool inside)
{
	if (what == KEUR_NONE)
		return;
	mem_reserve(&traits->trait, &traits->capacity, traits->count + 1, sizeof *traits->trait);
	traits->trait[traits->count++] = (struct trait){ what, component, (uint8_t)kind, inside };
}

static int trait_compare(const void *a, const void *b)
{
	const struct trait *x = a, *y = b;

	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	if (x->what != y->what)
		return x->what < y->what ? -1 : 1;
	return (x->component > y->component) - (x->component < y->component);
}

static void take_traits(struct withdrawing *w, struct traits *traits, uint32_t component, bool inside)
{
	const struct model *model = w->model;
	const struct keur_column *depends_on = &model->column[COL_component_depends_on], *keys = &model->column[COL_component_keys_held_by];
	uint32_t i;

	add_trait(traits, SHARED_SEGMENT, keur_code(&model->column[COL_component_segment], component), component, inside);
	add_trait(traits, SHARED_SITE, keur_code(&model->column[COL_component_site], component), component, inside);
	for (i = 0; i < keur_list_length(depends_on, component); i++)
		add_trait(traits, SHARED_PLATFORM, keur_list_item(depends_on, component, i), component, inside);
	for (i = w->administered_by.first[component]; i < w->administered_by.first[component + 1]; i++)
		add_trait(traits, SHARED_ADMINISTRATION, w->administered_by.arc[i], component, inside);
	for (i = 0; i < keur_list_length(keys, component); i++)
		if (keur_list_item(keys, component, i) != model->operator_) /* who looks after everything is no link between some of it */
			add_trait(traits, SHARED_KEYS, keur_list_item(keys, component, i), component, inside);
}

static void share(struct withdrawal *withdrawal, const struct traits *traits)
{
	size_t i, k;

	for (i = 0; i < traits->count; i = k) {
		struct withdrawn_shared shared = { .kind = traits->trait[i].kind, .what = traits->trait[i].what, .sample = { KEUR_NONE, KEUR_NONE } };

		for (k = i; k < traits->count && traits->trait[k].kind == shared.kind && traits->trait[k].what == shared.what; k++) {
			uint32_t *count = traits->trait[k].inside ? &shared.inside : &shared.outside;

			if (k > i && traits->trait[k].component == traits->trait[k - 1].component)
				continue;
			if (!(*count)++)
				shared.sample[!traits->trait[k].inside] = traits->trait[k].component;
		}
		if (!shared.inside || !shared.outside)
			continue;
		withdrawal->shared = mem_resize(withdrawal->shared, withdrawal->shareds + 1, sizeof *withdrawal->shared);
		withdrawal->shared[withdrawal->shareds++] = shared;
	}
}

static void find_shared(struct withdrawing *w)
{
	const struct model *model = w->model;
	struct withdrawal *withdrawal = w->withdrawal;
	struct traits traits = { 0 };
	uint8_t *side = mem_zalloc(w->n, 1); /* 1: outside, 2: inside */
	uint32_t i, row;

	for (i = 0; i < withdrawal->parts; i++) {
		const struct withdrawn_part *part = &withdrawal->part[i];
		bool inside = part->stays && withdrawal->exception[part->stays - 1].kind == EXCEPTION_DECISION;

		if (!part->roles)
			continue; /* only a user of its certificates */
		side[part->component] = inside ? 2 : 1;
		take_traits(w, &traits, part->component, inside);
		withdrawal->unshown += !model_known(model, COL_component_segment, part->component)
			|| model_answer(model, COL_component_party_stated, part->component) != KEUR_YES
			|| model_answer(model, COL_component_link_stated, part->component) != KEUR_YES;
	}
	for (row = 0; row < model->rows[TABLE_party]; row++) {
		uint32_t component = keur_code(&model->column[COL_party_component], row);

		if (side[component] && keur_code(&model->column[COL_party_supplier], row) != model->operator_ && keur_byte(&model->column[COL_party_role], row) == KEUR_ROLE_MANAGE
			&& facts_in_force(model, COL_party_from, COL_party_until, row) != KEUR_NO)
			add_trait(&traits, SHARED_MANAGER, keur_code(&model->column[COL_party_supplier], row), component, side[component] == 2);
	}
	if (traits.count)
		qsort(traits.trait, traits.count, sizeof *traits.trait, trait_compare);
	share(withdrawal, &traits);
	free(traits.trait);
	free(side);
}

/* ------------------------------------------------------------------------------------------------------------------------------------- */

void withdraw(struct withdrawal *withdrawal, const struct result *before, const struct trial_step *step)
{
	struct withdrawing w = { .withdrawal = withdrawal, .result = before, .model = before->model, .n = before->model->rows[TABLE_component] };

	*withdrawal = (struct withdrawal){ .step = step, .supplier = step->row };
	w.facts = (struct facts){ .model = (struct model *)(uintptr_t)before->model, .policy = before->policy, .components = w.n };
	w.roles = mem_zalloc(w.n, 1);
	w.certified = mem_zalloc(w.n, 1);
	w.keys = mem_zalloc(w.n, 1);
	w.level = mem_zalloc(w.n, sizeof *w.level);
	graph_build(&w.graph, before->model);
	arcs_reverse(&w.graph.administers, &w.administered_by);
	take_roles(&w);
	take_ways_in(&w);
	take_certificates(&w);
	find_dependents(&w);
	find_levels(&w);
	list_parts(&w);
	if (has_scoped(&w))
		scoped_decisions(&w);
	documented_exceptions(&w);
	if (withdrawal->lines)
		find_shared(&w);
	arcs_free(&w.administered_by);
	graph_free(&w.graph);
	free(w.roles);
	free(w.certified);
	free(w.keys);
	free(w.level);
	dict_free(&w.strings);
}

void withdrawal_free(struct withdrawal *withdrawal)
{
	free(withdrawal->part);
	free(withdrawal->dependent);
	free(withdrawal->access);
	free(withdrawal->certificate);
	free(withdrawal->exception);
	free(withdrawal->shared);
}

/* By supplier: 1 for the replacement and those who control it, as far as is known. *doubt: somebody who is not trusted may do so as well. */
static uint8_t *controllers(const struct model *model, uint32_t supplier, bool *doubt)
{
	uint32_t n = model->rows[TABLE_supplier], *queue = mem_resize(NULL, n, sizeof *queue), head, tail = 0, i;
	uint8_t *above = mem_zalloc(n, 1);
	struct rows_by owned;

	*doubt = false;
	rows_by_start(&owned, model, COL_ownership_owned, n);
	above[supplier] = 1;
	queue[tail++] = supplier;
	for (head = 0; head < tail; head++)
		for (i = owned.first[queue[head]]; i < owned.first[queue[head] + 1]; i++) {
			uint32_t owner = keur_code(&model->column[COL_ownership_owner], owned.row[i]);
			uint8_t controls = ownership_controls(model, owned.row[i]);

			if (controls == KEUR_NO)
				continue;
			if (controls != KEUR_YES || owner == KEUR_NONE) {
				*doubt |= owner == KEUR_NONE || keur_byte(&model->column[COL_supplier_standing], owner) != KEUR_STANDING_TRUSTED;
				continue;
			}
			if (above[owner])
				continue;
			above[owner] = 1;
			queue[tail++] = owner;
		}
	rows_by_free(&owned);
	free(queue);
	return above;
}

/* By part: the least trusted of the replacement and those who control it. They are involved wherever it is. */
static uint8_t *standings(const struct model *model, uint32_t supplier)
{
	const struct keur_column *standing = &model->column[COL_involvement_standing];
	uint8_t *worst = mem_zalloc(model->rows[TABLE_component], 1), *above;
	uint32_t row;
	bool doubt;

	above = controllers(model, supplier, &doubt);
	if (doubt)
		memset(worst, KEUR_STANDING_UNDECIDED, model->rows[TABLE_component]);
	for (row = 0; row < model->rows[TABLE_involvement]; row++) {
		uint32_t part = keur_code(&model->column[COL_involvement_component], row);

		if (above[keur_code(&model->column[COL_involvement_supplier], row)] && keur_byte(standing, row) > worst[part])
			worst[part] = keur_byte(standing, row);
	}
	free(above);
	return worst;
}

void replacement_check(struct replacement *replacement, const struct result *after, const struct trial_step *step)
{
	const struct model *model = after->model;
	const struct keur_column *supplier = &model->column[COL_involvement_supplier], *component = &model->column[COL_involvement_component];
	uint32_t row, samples = 0;
	uint8_t *worst;

	*replacement = (struct replacement){ .step = step, .supplier = model_find(model, TABLE_supplier, step->with),
		.sample = { KEUR_NONE, KEUR_NONE, KEUR_NONE } };
	if (replacement->supplier == KEUR_NONE)
		return;
	worst = standings(model, replacement->supplier);
	for (row = 0; row < model->rows[TABLE_involvement]; row++) {
		uint32_t part = keur_code(component, row);
		uint8_t standing;

		if (keur_code(supplier, row) != replacement->supplier)
			continue;
		replacement->parts++;
		if (model_answer(model, COL_component_trust_required, part) == KEUR_NO)
			continue;
		replacement->required++;
		standing = worst[part];
		replacement->undecided += standing == KEUR_STANDING_UNDECIDED;
		replacement->untrusted += standing == KEUR_STANDING_UNTRUSTED;
		if (standing != KEUR_STANDING_TRUSTED && samples < 3)
			replacement->sample[samples++] = part;
	}
	free(worst);
}
