/* keur's own notes about the register: trust beside evidence against it, and owners in a circle. */
#include "assess/core_rules.h"

#include "graph/graph.h"

#include <stdlib.h>
#include <string.h>

enum { NAMED = 8, EVIDENCE_MOST = 20 };

static struct finding note_on(const struct findings *findings, enum core_rule rule, uint32_t supplier)
{
	return (struct finding){ .rule = rule, .component = KEUR_NONE, .subject_table = TABLE_supplier, .subject_row = supplier,
		.party = KEUR_NONE, .blame = DICT_NONE, .extra = (uint32_t)findings->values, .evidence = (uint32_t)findings->evidences,
		.basis = KEUR_KNOWN, .privilege = 255 };
}

static void rest_on(struct findings *findings, struct finding *finding, enum table_id table, uint32_t row)
{
	if (finding->evidences == EVIDENCE_MOST)
		return;
	mem_reserve(&findings->evidence, &findings->evidence_capacity, findings->evidences + 1, sizeof *findings->evidence);
	findings->evidence[findings->evidences++] = (struct keur_row){ table, row };
	finding->evidences++;
}

static void say(struct findings *findings, struct finding *finding, struct finding_value value)
{
	mem_reserve(&findings->value, &findings->value_capacity, findings->values + 1, sizeof *findings->value);
	findings->value[findings->values++] = value;
	finding->values++;
}

static void say_text(struct findings *findings, struct finding *finding, struct buffer *text)
{
	say(findings, finding, (struct finding_value){ KEUR_VALUE_TEXT, 0, 0, dict_add(&findings->texts, buffer_view(text)), 0 });
	buffer_free(text);
}

static void add(struct findings *findings, struct finding finding)
{
	mem_reserve(&findings->finding, &findings->capacity, findings->count + 1, sizeof *findings->finding);
	findings->finding[findings->count++] = finding;
}

/* ---- Trust beside evidence ------------------------------------------------------------------------------------------------------------ */

/* Rows of criterion about a limb, and what they show. The table is sorted by supplier, then criterion. */
static void describe(const struct model *model, uint32_t first, uint32_t end, struct findings *findings, struct finding *finding)
{
	struct buffer text = { 0 };
	uint32_t row;

	for (row = first; row < end; row++) {
		uint8_t criterion = keur_byte(&model->column[COL_criterion_criterion], row);
		uint8_t found = model_known(model, COL_criterion_evidence, row) ? keur_byte(&model->column[COL_criterion_evidence], row) : 0;

		if (criterion > KEUR_CRITERION_TIES_OR_INFLUENCE || found == KEUR_GROUNDS_NONE)
			continue;
		buffer_format(&text, "%s%s (%s)", text.length ? ", " : "", schema_list[LIST_criterion].member[criterion],
			schema_list[LIST_grounds].member[found]);
		rest_on(findings, finding, TABLE_criterion, row);
	}
	say_text(findings, finding, &text);
}

static bool trusts(const struct model *model, const uint8_t *decision_state, uint32_t decision)
{
	return decision_state[decision] == DECISION_HOLDS
		&& keur_byte(&model->column[COL_decision_decision], decision) != LIST_MEMBER_verdict_untrusted;
}

static void note_trust(struct findings *findings, const struct model *model, const uint8_t *decision_state)
{
	const struct keur_column *about = &model->column[COL_criterion_supplier], *whose = &model->column[COL_decision_supplier];
	uint32_t row, end, d = 0;

	for (row = 0; row < model->rows[TABLE_criterion]; row = end) {
		uint32_t supplier = keur_code(about, row), k;
		struct finding finding = note_on(findings, CORE_TRUSTED_DESPITE_EVIDENCE, supplier);
		bool limb = false;

		for (end = row; end < model->rows[TABLE_criterion] && keur_code(about, end) == supplier; end++)
			limb |= keur_byte(&model->column[COL_criterion_criterion], end) <= KEUR_CRITERION_TIES_OR_INFLUENCE
				&& model_known(model, COL_criterion_evidence, end)
				&& keur_byte(&model->column[COL_criterion_evidence], end) != KEUR_GROUNDS_NONE;
		while (d < model->rows[TABLE_decision] && keur_code(whose, d) < supplier)
			d++;
		for (k = d; k < model->rows[TABLE_decision] && keur_code(whose, k) == supplier && !trusts(model, decision_state, k);)
			k++;
		if (!limb || k == model->rows[TABLE_decision] || keur_code(whose, k) != supplier)
			continue;
		rest_on(findings, &finding, TABLE_decision, k);
		say(findings, &finding, (struct finding_value){ KEUR_VALUE_ROW, TABLE_supplier, supplier, DICT_NONE, 0 });
		describe(model, row, end, findings, &finding);
		add(findings, finding);
	}
}

/* ---- Owners in a circle --------------------------------------------------------------------------------------------------------------- */

/* Who owns whom, by the owner; each pair once. The table is sorted by owner, then owned. */
static void owns(struct arcs *arcs, const struct model *model)
{
	const struct keur_column *owner = &model->column[COL_ownership_owner], *owned = &model->column[COL_ownership_owned];
	uint32_t rows = model->rows[TABLE_ownership], row = 0, v, kept = 0;

	arcs->nodes = model->rows[TABLE_supplier];
	arcs->first = mem_resize(NULL, (size_t)arcs->nodes + 1, sizeof *arcs->first);
	arcs->arc = mem_resize(NULL, rows, sizeof *arcs->arc);
	for (v = 0; v < arcs->nodes; v++) {
		arcs->first[v] = kept;
		for (; row < rows && keur_code(owner, row) == v; row++)
			if (kept == arcs->first[v] || arcs->arc[kept - 1] != keur_code(owned, row))
				arcs->arc[kept++] = keur_code(owned, row);
	}
	arcs->first[arcs->nodes] = kept;
}

static bool owns_itself(const struct arcs *arcs, uint32_t v)
{
	uint32_t i;

	for (i = arcs->first[v]; i < arcs->first[v + 1]; i++)
		if (arcs->arc[i] == v)
			return true;
	return false;
}

/* One note for each circle, about the first of those in it. */
static void note_circles(struct findings *findings, const struct model *model)
{
	uint32_t *circle, *size, *next, *first, *first_row, circles, v, row = 0;
	struct arcs arcs;

	if (!model->rows[TABLE_ownership])
		return;
	owns(&arcs, model);
	circle = mem_resize(NULL, arcs.nodes, sizeof *circle);
	circles = arcs_strong_components(&arcs, circle);
	size = mem_zalloc(circles, sizeof *size);
	first = mem_resize(NULL, circles, sizeof *first); /* members of a circle, in order of rows: first and next */
	next = mem_resize(NULL, arcs.nodes, sizeof *next);
	first_row = mem_resize(NULL, (size_t)arcs.nodes + 1, sizeof *first_row); /* by owner: its rows of ownership, which are sorted so */
	for (v = 0; v <= arcs.nodes; v++) {
		first_row[v] = row;
		while (row < model->rows[TABLE_ownership] && keur_code(&model->column[COL_ownership_owner], row) == v)
			row++;
	}
	for (v = arcs.nodes; v-- > 0;) {
		next[v] = size[circle[v]]++ ? first[circle[v]] : KEUR_NONE;
		first[circle[v]] = v;
	}
	for (v = 0; v < arcs.nodes; v++) {
		struct finding finding = note_on(findings, CORE_OWNERSHIP_CIRCLE, v);
		struct buffer names = { 0 };
		uint32_t member, named = 0;

		if (first[circle[v]] != v || (size[circle[v]] < 2 && !owns_itself(&arcs, v)))
			continue;
		for (member = v; member != KEUR_NONE && named < NAMED; member = next[member], named++) {
			buffer_string(&names, named ? ", " : "");
			buffer_text(&names, model_string(model, COL_supplier_id, member));
		}
		if (size[circle[v]] > named)
			buffer_format(&names, " (+%u)", size[circle[v]] - named); /* no words: it is a value in sentences of any language */
		for (member = v; member != KEUR_NONE && finding.evidences < EVIDENCE_MOST; member = next[member])
			for (row = first_row[member]; row < first_row[member + 1]; row++) /* rest_on() takes no more than it has room for */
				if (circle[keur_code(&model->column[COL_ownership_owned], row)] == circle[v])
					rest_on(findings, &finding, TABLE_ownership, row);
		say_text(findings, &finding, &names);
		add(findings, finding);
	}
	free(circle);
	free(size);
	free(first);
	free(first_row);
	free(next);
	arcs_free(&arcs);
}

void core_supplier_notes(struct findings *findings, const struct model *model, const uint8_t *decision_state)
{
	note_trust(findings, model, decision_state);
	note_circles(findings, model);
}
