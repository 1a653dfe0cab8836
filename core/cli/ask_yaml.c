/* Questions as one YAML file that is an overlay already: what is there to be changed stands as edits with an empty `set`, which leaves things
 * unknown; a row that is not there yet stands behind a # until somebody completes it. Many parts of one segment get one line. */
#include "cli/ask.h"

#include "model/link.h"
#include "report/escape.h"

struct writer {
	const struct ask *ask;
	struct out *out;
	const struct ask_question *question;
	struct buffer words, shown;
};

static void put(struct writer *w, const char *text)
{
	out_string(w->out, text);
}

static void visible(struct writer *w, struct text text)
{
	buffer_clear(&w->shown);
	escape_visible(&w->shown, text);
	out_text(w->out, buffer_view(&w->shown));
}

static void quoted(struct writer *w, struct text text)
{
	buffer_clear(&w->shown);
	escape_yaml(&w->shown, text);
	out_text(w->out, buffer_view(&w->shown));
}

static void quoted_code(struct writer *w, uint32_t code)
{
	quoted(w, ask_text(w->ask, code));
}

/* ---- Head ------------------------------------------------------------------------------------------------------------------------------- */

static void head(struct writer *w)
{
	const struct ask *ask = w->ask;
	unsigned who = ANSWERERS;
	size_t q;

	put(w, "# What is not known about ");
	visible(w, result_member_text(&ask->network, 0, "operator"));
	put(w, ", as of ");
	visible(w, result_member_text(&ask->network, 0, "as_of").length ? result_member_text(&ask->network, 0, "as_of") : TEXT_LITERAL("no day"));
	put(w, ", under ");
	visible(w, result_member_text(&ask->policy, 0, "id"));
	put(w, "/");
	visible(w, result_member_text(&ask->policy, 0, "version"));
	put(w, ".\n#\n"
	       "# Fill in what you know and give this file back: keur assess INVENTORY... --overlay=THIS-FILE\n"
	       "# An edit whose `set` stays empty leaves its question open. Rows behind a # are not there yet: complete one, then take its # away.\n"
	       "# Who answers for it stands with the answer: an edit that has `reason` and `authority` needs both, a decision `authority` and\n"
	       "# `reference`, a statement `by` and `reference`, an attestation `date`, `by` and `reference`. Without them an answer that may lower a risk is refused.\n"
	       "# worth: how many answers (a part in a scenario) could change on the facts by this alone.\n#\n");
	for (q = 0; q < ask->questions; q++) {
		const struct ask_question *question = &ask->question[q];

		if (question->fill.answerer != who) {
			who = question->fill.answerer;
			put(w, "# ");
			put(w, answerer[who].said);
			put(w, "\n");
		}
		put(w, "#   ");
		out_number(w->out, question->number);
		put(w, ". ");
		buffer_clear(&w->words);
		ask_say(ask, question, &w->words);
		visible(w, buffer_view(&w->words));
		put(w, "  parts ");
		out_number(w->out, question->count);
		put(w, ", worth ");
		out_number(w->out, (int64_t)question->worth);
		put(w, "\n");
	}
	if (!ask->questions)
		put(w, "# Nothing is missing.\n");
	put(w, "keur: 1\n");
}

/* The line before the entries of a question. */
static void introduce(struct writer *w)
{
	enum { NAMED = 5 };
	uint32_t i;

	put(w, "  # ");
	out_number(w->out, w->question->number);
	put(w, ". ");
	put(w, answerer[w->question->fill.answerer].said);
	put(w, ", worth ");
	out_number(w->out, (int64_t)w->question->worth);
	put(w, ": ");
	buffer_clear(&w->words);
	ask_say(w->ask, w->question, &w->words);
	visible(w, buffer_view(&w->words));
	put(w, "\n  #    asked by ");
	visible(w, ask_text(w->ask, w->question->rule));
	for (i = 0; !ask_is_edits(w->question) && i < w->question->rows && i < NAMED; i++) {
		put(w, i ? ", " : " for ");
		visible(w, ask_text(w->ask, w->question->row[i]));
	}
	if (i && w->question->rows > NAMED) {
		put(w, " and more: ");
		out_number(w->out, w->question->rows - NAMED);
	}
	put(w, "\n");
}

/* ---- Rows ------------------------------------------------------------------------------------------------------------------------------- */

static void decision(struct writer *w)
{
	put(w, "  # - {supplier: ");
	quoted(w, text_of(w->question->fill.name));
	put(w, ", decision: , from: , authority: , reference: }\n");
}

static void selector(struct writer *w, bool by_segment, uint32_t segment, const uint32_t *id, uint32_t ids)
{
	uint32_t i;

	put(w, by_segment ? "{segment: [" : "{id: [");
	if (by_segment)
		quoted_code(w, segment);
	for (i = 0; !by_segment && i < ids; i++) {
		put(w, i ? ", " : "");
		quoted_code(w, id[i]);
	}
	put(w, "]}");
}

static void statement_row(struct writer *w, const char *name)
{
	enum table_id table = schema_find_table(text_of(name));

	put(w, "  # - {table: ");
	put(w, name);
	put(w, ", covers: ");
	if (ask_covers_all(table)) {
		put(w, "all"); /* of whom parts have their suppliers is not a matter of these parts */
	} else if (w->question->fill.name) {
		put(w, "{segment: [");
		quoted(w, text_of(w->question->fill.name));
		put(w, "]}");
	} else {
		selector(w, false, DICT_NONE, w->question->row, w->question->rows);
	}
	put(w, table == TABLE_access ? ", complete: , by: , observed_by: [], reference: , from: }\n" : ", complete: , by: , reference: , from: }\n");
}

/* About the parts named, one statement for each segment would claim too much: their ids. */
static void statement(struct writer *w)
{
	uint16_t left = w->question->fill.stated;
	const char *name;

	while (ask_is_about(w->question) && (name = fill_next(&w->question->fill, &left)) != NULL)
		statement_row(w, name);
}

static void attestation(struct writer *w)
{
	const struct fill *fill = &w->question->fill;
	uint16_t left = fill->stated;
	const char *what;
	uint32_t i;

	while (ask_is_about(w->question) && (what = fill_next(fill, &left)) != NULL) {
		put(w, "  # - {what: ");
		put(w, what);
		put(w, fill->name ? ", supplier: " : ", components: [");
		if (fill->name)
			quoted(w, text_of(fill->name));
		for (i = 0; !fill->name && i < w->question->rows; i++) {
			put(w, i ? ", " : "");
			quoted_code(w, w->question->row[i]);
		}
		put(w, fill->line ? ", product_line: " : fill->name ? "" : "]");
		if (fill->line)
			quoted(w, text_of(fill->line));
		put(w, ", answer: , date: , by: , reference: }\n");
	}
}

static void country(struct writer *w)
{
	put(w, "  # - {id: ");
	quoted(w, text_of(w->question->fill.name));
	put(w, ", compels_cooperation: {answer: , evidence: , source: , date: }, offensive_programme: {answer: , evidence: , source: , date: }}\n");
}

/* One role after the other out of "manufacture|manage". */
static bool next_role(struct text *roles, struct text *role)
{
	const char *bar = roles->length ? memchr(roles->data, '|', roles->length) : NULL;

	*role = (struct text){ roles->data, bar ? (size_t)(bar - roles->data) : roles->length };
	roles->data += role->length + (bar ? 1 : 0);
	roles->length -= role->length + (bar ? 1 : 0);
	return role->length > 0;
}

static void parties(struct writer *w)
{
	uint32_t i;

	for (i = 0; i < w->question->rows; i++) {
		struct text roles = text_of(w->question->fill.name), role;

		while (next_role(&roles, &role)) {
			put(w, "  # - {component: ");
			quoted_code(w, w->question->row[i]);
			put(w, ", supplier: , role: ");
			out_text(w->out, role);
			put(w, "}\n");
		}
	}
}

/* "product.end_of_support" as {product: {end_of_support: }} */
static void empty_value(struct writer *w, const char *column)
{
	const char *dot = strchr(column, '.');

	put(w, "{");
	out_add(w->out, column, dot ? (size_t)(dot - column) : strlen(column));
	put(w, ": ");
	if (dot)
		empty_value(w, dot + 1);
	put(w, "}");
}

static void apply_row(void *self, bool by_segment, uint32_t segment, const uint32_t *id, uint32_t ids)
{
	struct writer *w = self;
	const struct fill *fill = &w->question->fill;

	put(w, "  # - {to: ");
	selector(w, by_segment, segment, id, ids);
	put(w, ", set: ");
	if (fill->kind == FILL_PARTY) {
		struct text roles = text_of(fill->name), role;
		const char *between = "{parties: [";

		while (next_role(&roles, &role)) {
			put(w, between);
			put(w, "{supplier: , role: ");
			out_text(w->out, role);
			put(w, "}");
			between = ", ";
		}
		put(w, "]}");
	} else {
		empty_value(w, schema_column[fill->column].name);
	}
	put(w, ", reference: }");
	if (by_segment) {
		put(w, "  # parts: ");
		out_number(w->out, ids);
	}
	put(w, "\n");
}

static void apply(struct writer *w)
{
	ask_by_segment(w->ask, w->question, apply_row, w);
}

static void edits(struct writer *w)
{
	enum column_id column[ASK_COLUMNS];
	unsigned columns, c;
	uint32_t i;

	ask_columns(w->question, column, &columns);
	for (i = 0; i < w->question->rows; i++)
		for (c = 0; c < columns; c++) {
			ask_address(w->ask, w->question, w->question->row[i], column[c], &w->words);
			put(w, "  - {address: ");
			quoted(w, buffer_view(&w->words));
			put(w, ask_may_lower(w->question) || link_selects_by(column[c]) ? ", set: , reason: , authority: , reference: }" : ", set: , reference: }");
			if (w->question->fill.kind == FILL_ADVISORY) { /* each its own */
				buffer_clear(&w->words);
				ask_choices(column[c], &w->words);
				put(w, "  #");
				out_text(w->out, buffer_view(&w->words));
			}
			put(w, "\n");
		}
}

/* ---- Sections ---------------------------------------------------------------------------------------------------------------------------- */

/* An `apply` only fills in what is unknown, and cannot say who answers for what may lower a risk. */
static bool is_bulk(const struct ask_question *question)
{
	return question->rows > ASK_SEVERAL && (question->fill.kind == FILL_PARTY
		|| (question->fill.kind == FILL_FIELD && question->fill.table == TABLE_component && question->fill.column != COL_component_segment
			&& !ask_may_lower(question)));
}

static bool is_decision(const struct ask_question *q)
{
	return q->fill.kind == FILL_DECISION;
}
static bool is_statement(const struct ask_question *q)
{
	return q->fill.kind == FILL_STATEMENT;
}
static bool is_party(const struct ask_question *q)
{
	return q->fill.kind == FILL_PARTY && !is_bulk(q);
}
static bool is_edit(const struct ask_question *q)
{
	return ask_is_edits(q) && !is_bulk(q);
}
static bool is_attestation(const struct ask_question *q)
{
	return q->fill.kind == FILL_ATTESTATION;
}
static bool is_country(const struct ask_question *q)
{
	return q->fill.kind == FILL_COUNTRY && !ask_is_edits(q);
}

static void section(struct writer *w, const char *key, const char *about, bool (*belongs)(const struct ask_question *), void (*write)(struct writer *))
{
	bool any = false;
	size_t q;

	for (q = 0; q < w->ask->questions; q++) {
		if (!belongs(&w->ask->question[q]))
			continue;
		if (!any) {
			put(w, "\n# ");
			put(w, about);
			put(w, "\n");
			put(w, key);
			put(w, ":\n");
			any = true;
		}
		w->question = &w->ask->question[q];
		introduce(w);
		write(w);
	}
}

void ask_write_yaml(const struct ask *ask, struct out *out)
{
	struct writer w = { .ask = ask, .out = out };

	head(&w);
	section(&w, "decisions", "Decisions on suppliers.", is_decision, decision);
	section(&w, "countries", "What is claimed about countries.", is_country, country);
	section(&w, "statements", "Who answers that rows are complete.", is_statement, statement);
	section(&w, "attestations", "Who answers that something is so, and since when.", is_attestation, attestation);
	section(&w, "parties", "Who does what in a part.", is_party, parties);
	section(&w, "apply", "Facts of many parts: one answer for each segment; a part that differs keeps, or gets, a value of its own.", is_bulk, apply);
	section(&w, "edits", "Single facts.", is_edit, edits);
	buffer_free(&w.words);
	buffer_free(&w.shown);
}
