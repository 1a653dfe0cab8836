/* paths.dot: the remote ways in as a graph for Graphviz: who comes in, from where, through which parts, to which. A way in is one chain of arrows,
 * named at its last; nodes have names of keur's own, and what others call them stands in labels only. Projection: see dot_field. */
#include "report/formats.h"

#include "base/mem.h"
#include "report/ways.h"
#include "report/words.h"

#include <stdlib.h>

#include "report/sink.h"

const struct projected dot_field[] = {
	{ "node of a part: label", "components[].id components[].scope components[].risk.worst" },
	{ "node of a party: label", "" },
	{ "edge: label", "" },
	{ "edge: colour and width", "findings[].kind" },
	{ "edge: dashed, and a note", "run.plugins[].name run.plugins[].status" },
	{ NULL, NULL },
};

struct dot {
	const struct result *result;
	struct out *out;
	struct ways ways;
	uint8_t *drawn; /* parts that are on a way in */
	struct buffer unassessed; /* plugins that had to judge them and gave no complete answer */
};

static void draw_part(struct dot *dot, uint32_t c)
{
	const struct result *result = dot->result;
	const struct model *model = result->model;
	unsigned scope;

	if (c >= model->rows[TABLE_component] || dot->drawn[c])
		return;
	scope = keur_byte(&model->column[COL_component_scope], c);
	dot->drawn[c] = 1;
	OWN(dot->out, "  c");
	out_number(dot->out, c);
	OWN(dot->out, " [label=\"");
	escape_dot(dot->out, model_string(model, COL_component_id, c));
	OWN(dot->out, "\\n");
	sink_dot(dot->out, schema_list[LIST_scope].member[scope]);
	if (result->risk[c][READING_WORST]) {
		OWN(dot->out, ", at worst ");
		sink_dot(dot->out, policy_level_name[result->risk[c][READING_WORST]]);
	}
	if (result->breach[c])
		OWN(dot->out, "\\nbreach");
	if (scope == KEUR_SCOPE_CRITICAL)
		OWN(dot->out, "\" shape=box peripheries=2];\n");
	else
		OWN(dot->out, "\" shape=box];\n");
}

static void party(struct dot *dot, uint32_t row)
{
	const struct model *model = dot->result->model;
	struct text country = model_string(model, COL_access_from_country, row);
	uint32_t supplier = keur_code(&model->column[COL_access_party], row);

	OWN(dot->out, "  p");
	out_number(dot->out, row);
	OWN(dot->out, " [label=\"");
	if (model_known(model, COL_access_party, row) && supplier < model->rows[TABLE_supplier])
		escape_dot(dot->out, model_string(model, COL_supplier_id, supplier));
	else
		OWN(dot->out, "nobody knows who");
	OWN(dot->out, "\\nfrom ");
	if (country.length)
		escape_dot(dot->out, country);
	else
		OWN(dot->out, "an unknown country");
	OWN(dot->out, "\" shape=ellipse];\n");
}

/* The worst that was found on this way in: 1 a breach, 2 a risk, 3 something else, 0 nothing. */
static unsigned worst(const struct dot *dot, uint32_t row)
{
	unsigned found = 0;
	uint32_t i;

	for (i = dot->ways.first[row]; i < dot->ways.first[row + 1]; i++) {
		unsigned kind = dot->result->finding[dot->ways.finding[i]].kind;
		unsigned rank = kind == KEUR_KIND_BREACH ? 1 : kind == KEUR_KIND_RISK ? 2 : 3;

		if (!found || rank < found)
			found = rank;
	}
	return found;
}

static void arrow_style(struct dot *dot, unsigned found)
{
	if (found == 1)
		OWN(dot->out, "color=red penwidth=3");
	else if (found == 2)
		OWN(dot->out, "color=orange penwidth=2");
	else
		OWN(dot->out, "color=black");
	if (dot->unassessed.length)
		OWN(dot->out, " style=dashed");
}

static void arrow_label(struct dot *dot, uint32_t row, unsigned found)
{
	const struct model *model = dot->result->model;
	struct buffer privilege = { 0 };

	OWN(dot->out, " label=\"");
	escape_dot(dot->out, model_string(model, COL_access_id, row));
	OWN(dot->out, "\\n");
	model_value(model, COL_access_privilege, row, &privilege);
	escape_dot(dot->out, privilege.length ? buffer_view(&privilege) : TEXT_LITERAL("unknown privilege"));
	if (model_answer(model, COL_access_valid_now, row) == KEUR_NO)
		OWN(dot->out, ", not valid now");
	if (found == 1)
		OWN(dot->out, "\\nbreach");
	else if (found == 2)
		OWN(dot->out, "\\nrisk");
	if (dot->unassessed.length) {
		OWN(dot->out, "\\nnot assessed by ");
		escape_dot(dot->out, buffer_view(&dot->unassessed));
	}
	OWN(dot->out, "\"");
	buffer_free(&privilege);
}

static void way(struct dot *dot, uint32_t row)
{
	const struct model *model = dot->result->model;
	const struct keur_column *via = &model->column[COL_access_via];
	uint32_t hops = keur_known(via, row) ? keur_list_length(via, row) : 0, i, target = keur_code(&model->column[COL_access_target], row);
	unsigned found = worst(dot, row);

	party(dot, row);
	for (i = 0; i < hops; i++)
		draw_part(dot, keur_list_item(via, row, i));
	if (target < model->rows[TABLE_component]) {
		draw_part(dot, target);
	} else {
		OWN(dot->out, "  n");
		out_number(dot->out, row);
		OWN(dot->out, " [label=\"an unknown target\" shape=plaintext];\n");
	}
	OWN(dot->out, "  p");
	out_number(dot->out, row);
	for (i = 0; i < hops; i++) {
		OWN(dot->out, " -> c");
		out_number(dot->out, keur_list_item(via, row, i));
		OWN(dot->out, " [");
		arrow_style(dot, found);
		OWN(dot->out, "];\n  c");
		out_number(dot->out, keur_list_item(via, row, i));
	}
	if (target < model->rows[TABLE_component]) {
		OWN(dot->out, " -> c");
		out_number(dot->out, target);
	} else {
		OWN(dot->out, " -> n");
		out_number(dot->out, row);
	}
	OWN(dot->out, " [");
	arrow_style(dot, found);
	arrow_label(dot, row, found);
	OWN(dot->out, "];\n");
}

void report_dot(const struct result *result, struct out *out)
{
	struct dot dot = { .result = result, .out = out };
	uint32_t row;

	ways_find(&dot.ways, result);
	dot.drawn = mem_zalloc((size_t)result->model->rows[TABLE_component] + 1, 1);
	OWN(out, "digraph paths {\n  rankdir=LR;\n");
	if (words_unassessed(result, WORDS_WAYS, &dot.unassessed)) {
		OWN(out, "  unassessed [label=\"Not assessed by ");
		escape_dot(out, buffer_view(&dot.unassessed));
		OWN(out, ":\\nfindings may be missing here; where none is shown, nothing is ruled out\" shape=note color=red];\n");
	}
	for (row = 0; row < result->model->rows[TABLE_access]; row++)
		way(&dot, row);
	OWN(out, "}\n");
	ways_free(&dot.ways);
	buffer_free(&dot.unassessed);
	free(dot.drawn);
}
