/* The derived columns, in the order in which they need each other. */
#include "assess/facts.h"

#include <stdlib.h>

/* In force at as_of: components and ways in. */
static void in_force_columns(struct facts *facts)
{
	static const struct {
		enum column_id answer, from, until;
	} asked[] = {
		{ COL_component_in_service, COL_component_in_service_from, COL_component_in_service_until },
		{ COL_access_valid_now, COL_access_valid_from, COL_access_valid_until },
	};
	struct model *model = facts->model;
	size_t i;

	for (i = 0; i < sizeof asked / sizeof *asked; i++) {
		uint32_t rows = model->column[asked[i].answer].rows, row;
		uint8_t *data;

		model_column_create(model, asked[i].answer, 0);
		data = model_data(model, asked[i].answer);
		for (row = 0; row < rows; row++) {
			data[row] = facts_in_force(model, asked[i].from, asked[i].until, row);
			if (data[row])
				model_set_known(model, asked[i].answer, row);
		}
	}
}

static void party_standings(struct facts *facts)
{
	struct model *model = facts->model;
	uint32_t row;
	uint8_t *standing;

	model_column_create(model, COL_access_party_standing, 0);
	standing = model_data(model, COL_access_party_standing);
	for (row = 0; row < model->rows[TABLE_access]; row++) {
		uint32_t party = keur_code(&model->column[COL_access_party], row);

		if (party == KEUR_NONE)
			continue;
		/* One that leads anywhere has the standing of the part where its party is trusted least. */
		standing[row] = keur_code(&model->column[COL_access_target], row) == KEUR_NONE
			? facts_standing_anywhere(facts, party)
			: facts_standing(facts, party, keur_code(&model->column[COL_access_target], row));
		model_set_known(model, COL_access_party_standing, row);
	}
}

static int reason_compare(const void *a, const void *b)
{
	const struct reason *x = a, *y = b;

	if (x->component != y->component)
		return x->component < y->component ? -1 : 1;
	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	if (x->data != y->data)
		return x->data < y->data ? -1 : 1;
	return (x->about > y->about) - (x->about < y->about);
}

void derive(struct model *model, const struct policy *policy, struct derived *derived)
{
	struct facts facts = { .model = model, .policy = policy, .derived = derived, .components = model->rows[TABLE_component],
		.network_users = -1 };
	uint32_t r;

	*derived = (struct derived){ 0 };
	if (model->rows[TABLE_network] && model_known(model, COL_network_users, 0))
		facts.network_users = keur_number(&model->column[COL_network_users], 0);
	facts.scope = mem_zalloc(facts.components, sizeof *facts.scope);
	facts.hop = mem_zalloc(facts.components, 1);
	graph_build(&derived->graph, model);
	arcs_reverse(&derived->graph.administers, &facts.administered_by);
	in_force_columns(&facts);
	facts_classes(&facts);
	facts_statements(&facts);
	facts_scopes(&facts);
	facts_standings(&facts);
	facts_advisories(&facts);
	facts_group_names(&facts);
	dict_drop_index(&model->dict); /* nobody looks up texts any more */
	party_standings(&facts);
	facts_certificates(&facts);
	facts_chain(&facts);
	facts_phase_out(&facts);
	facts_cut_causes(&facts);
	facts_impact(&facts);
	facts_duties(&facts);
	facts_groups(&facts);
	if (derived->reasons)
		qsort(derived->reason, derived->reasons, sizeof *derived->reason, reason_compare);
	arcs_free(&facts.administered_by);
	if (facts.administers_worst.first != derived->graph.administers.first) {
		arcs_free(&facts.administers_worst);
		arcs_free(&facts.administered_by_worst);
	}
	free(facts.function_of);
	free(facts.class_of);
	free(facts.scope);
	free(facts.hop);
	free(facts.party_stated);
	free(facts.log_stated);
	free(facts.link_stated);
	free(facts.ownership_stated);
	free(facts.access_claimed);
	free(facts.access_observed);
	for (r = 0; r < facts.rules; r++) {
		free(facts.rule[r].covers);
		free(facts.rule[r].possible);
	}
	free(facts.rule);
	free(facts.rule_first);
	free(facts.everywhere);
	free(facts.ground);
	free(facts.domain_code);
}

void derived_free(struct derived *derived)
{
	graph_free(&derived->graph);
	free(derived->flags);
	free(derived->reason);
	free(derived->cause);
	free(derived->further);
	free(derived->impact_by);
	free(derived->phase_out);
	free(derived->decision_state);
	grouping_free(&derived->grouping);
	*derived = (struct derived){ 0 };
}
