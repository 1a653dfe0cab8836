/* Functions and classes, dates, users: the plain answers about components. */
#include "assess/facts.h"

#include <stdlib.h>

uint8_t facts_in_force(const struct model *model, enum column_id from, enum column_id until, uint32_t row)
{
	bool has_from = model_known(model, from, row), has_until = model_known(model, until, row);
	int32_t begins = keur_days(&model->column[from], row), ends = keur_days(&model->column[until], row);

	if (has_until && ends == KEUR_NO_DATE) /* the answer none: no end */
		has_until = false;
	if (!has_from && !has_until)
		return KEUR_YES;
	if (model->as_of == KEUR_NO_DATE)
		return 0;
	return (has_from && begins > model->as_of) || (has_until && ends <= model->as_of) ? KEUR_NO : KEUR_YES;
}

uint8_t facts_way_in(const struct model *model, uint32_t access)
{
	uint8_t valid = model_answer(model, COL_access_valid_now, access), seen = model_answer(model, COL_access_observed, access);
	bool claimed = model_known(model, COL_access_claim_status, access)
		&& keur_byte(&model->column[COL_access_claim_status], access) != KEUR_CLAIM_CONFIRMED;

	if (!seen && model_known(model, COL_access_source, access)
		&& keur_byte(&model->column[COL_access_source], access) == KEUR_SOURCE_OBSERVED)
		seen = KEUR_YES;
	/* What is seen, or stands open, is there, whatever its authorisation says. */
	if (valid == KEUR_NO && seen != KEUR_YES && model_answer(model, COL_access_standing, access) != KEUR_YES)
		return seen == KEUR_NO ? KEUR_NO : 0;
	return claimed || valid == 0 ? 0 : KEUR_YES;
}

int64_t facts_users(const struct facts *facts, uint32_t component)
{
	if (model_known(facts->model, COL_component_users, component))
		return keur_number(&facts->model->column[COL_component_users], component);
	return facts->network_users < 0 ? INT64_MAX : facts->network_users;
}

void facts_reason(struct facts *facts, struct reason reason)
{
	struct derived *derived = facts->derived;

	mem_reserve(&derived->reason, &derived->reason_capacity, (size_t)derived->reasons + 1, sizeof *derived->reason);
	derived->reason[derived->reasons++] = reason;
}

/* The more sensitive of two classes: by criticality, then by the sum of their impacts, then by the pack's order. */
static bool more_sensitive(const struct policy *policy, uint16_t a, uint16_t b)
{
	const struct policy_class *x = &policy->class_[a], *y = &policy->class_[b];
	int sum_x = x->impact[0] + x->impact[1] + x->impact[2], sum_y = y->impact[0] + y->impact[1] + y->impact[2];

	if (x->criticality != y->criticality)
		return x->criticality > y->criticality;
	return sum_x > sum_y;
}

static void lookup_functions(struct facts *facts)
{
	const struct model *model = facts->model;
	const struct keur_column *function = &model->column[COL_component_function];
	uint32_t items = function->offset ? function->offset[facts->components] : 0, i;
	unsigned char *seen = mem_zalloc(model->strings, 1);

	facts->function_of = mem_resize(NULL, model->strings, sizeof *facts->function_of);
	for (i = 0; i < model->strings; i++)
		facts->function_of[i] = KEUR_NONE;
	for (i = 0; i < items; i++) {
		uint32_t code = ((const uint32_t *)function->data)[i];

		if (seen[code])
			continue;
		seen[code] = 1;
		facts->function_of[code] = catalogue_find(&facts->policy->catalogue, model_text(model, code));
	}
	free(seen);
}

static uint8_t flags_of(const struct policy_class *class_)
{
	return (uint8_t)((class_->administers ? PART_ADMINISTERS : 0) | (class_->security_element ? PART_SECURITY_ELEMENT : 0)
		| (class_->filter ? PART_FILTER : 0));
}

void facts_classes(struct facts *facts)
{
	struct model *model = facts->model;
	const struct keur_column *function = &model->column[COL_component_function];
	uint32_t *class_code = mem_resize(NULL, (size_t)facts->policy->classes + 1, sizeof *class_code), c, i, *data;

	lookup_functions(facts);
	facts->class_of = mem_zalloc(facts->components, sizeof *facts->class_of);
	facts->derived->flags = mem_zalloc(facts->components, 1);
	for (i = 0; i < facts->policy->classes; i++)
		class_code[i] = model_intern(model, text_of(facts->policy->class_[i].name));
	class_code[facts->policy->classes] = model_intern(model, TEXT_LITERAL("unknown"));
	model_column_create(model, COL_component_class, 0);
	data = model_data(model, COL_component_class);
	for (c = 0; c < facts->components; c++) {
		uint16_t best = NO_CLASS;
		uint8_t *flags = &facts->derived->flags[c];

		if (keur_list_length(function, c) == 0)
			*flags |= PART_FUNCTION_UNKNOWN;
		for (i = 0; i < keur_list_length(function, c); i++) {
			uint32_t f = facts->function_of[keur_list_item(function, c, i)];
			uint16_t class_;

			if (f == KEUR_NONE) {
				*flags |= PART_FUNCTION_UNKNOWN;
				continue;
			}
			class_ = (uint16_t)facts->policy->function[f].class_index;
			*flags |= flags_of(&facts->policy->class_[class_]);
			if (best == NO_CLASS || more_sensitive(facts->policy, class_, best))
				best = class_;
		}
		facts->class_of[c] = best;
		data[c] = class_code[best == NO_CLASS ? facts->policy->classes : best];
	}
	model_set_all_known(model, COL_component_class);
	free(class_code);
}
