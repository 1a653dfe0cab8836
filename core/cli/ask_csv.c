/* Questions as CSV, one file for each table. Columns whose name begins with # are for people: the reader passes them over, and in a file with
 * `#question` it passes over rows that are not completed, so that a half-filled file is one that answers half. */
#include "cli/ask.h"

#include "report/csv.h"

const char *const ask_file_name[ASK_FILES] = { "edits.csv", "decisions.csv", "statements.csv", "parties.csv" };

static const char *const header[ASK_FILES] = {
	[ASK_EDITS] = "edit.address,edit.set,edit.reason,edit.authority,edit.reference,#who,#worth,#question",
	[ASK_DECISIONS] = "decision.supplier,decision.decision,decision.from,decision.authority,decision.reference,#who,#worth,#question",
	[ASK_STATEMENTS] = "statement.table,statement.covers,statement.complete,statement.by,statement.observed_by,statement.reference,"
		"statement.from,#who,#worth,#question",
	[ASK_PARTIES] = "party.component,party.supplier,party.role,#who,#worth,#question",
};
static const enum fill_kind kind_of[ASK_FILES] = { FILL_FIELD, FILL_DECISION, FILL_STATEMENT, FILL_PARTY };

struct writer {
	const struct ask *ask;
	const struct ask_question *question;
	struct csv csv;
	struct buffer cell;
};

static void empty(struct writer *w, unsigned cells)
{
	while (cells--)
		csv_string(&w->csv, "");
}

/* What is there for people, and the end of the row. */
static void close_row(struct writer *w)
{
	csv_string(&w->csv, answerer[w->question->fill.answerer].said);
	csv_number(&w->csv, w->question->worth);
	buffer_clear(&w->cell);
	ask_say(w->ask, w->question, &w->cell);
	csv_text(&w->csv, buffer_view(&w->cell));
	csv_end_record(&w->csv);
}

static void edit_row(struct writer *w, uint32_t key)
{
	const struct fill *fill = &w->question->fill;

	buffer_clear(&w->cell);
	buffer_string(&w->cell, schema_table[fill->table].name);
	if (fill->table != TABLE_network) {
		buffer_string(&w->cell, "[");
		buffer_text(&w->cell, ask_text(w->ask, key));
		buffer_string(&w->cell, "]");
	}
	buffer_format(&w->cell, ".%s", schema_column[fill->column].name);
	csv_text(&w->csv, buffer_view(&w->cell));
	empty(w, 4);
	close_row(w);
}

/* A selector's values may hold what separates them. */
static void add_value(struct buffer *out, struct text value)
{
	size_t i;

	for (i = 0; i < value.length; i++) {
		if (strchr("|;=\\", value.data[i]))
			buffer_string(out, "\\");
		buffer_add(out, value.data + i, 1);
	}
}

static void statement_row(struct writer *w)
{
	uint32_t i;

	csv_string(&w->csv, schema_table[w->question->fill.table].name);
	buffer_clear(&w->cell);
	if (w->question->fill.table == TABLE_ownership)
		buffer_string(&w->cell, "all");
	else
		buffer_string(&w->cell, w->question->fill.name ? "segment=" : "id=");
	if (w->question->fill.name)
		add_value(&w->cell, text_of(w->question->fill.name));
	for (i = 0; w->question->fill.table != TABLE_ownership && !w->question->fill.name && i < w->question->rows; i++) {
		buffer_string(&w->cell, i ? "|" : "");
		add_value(&w->cell, ask_text(w->ask, w->question->row[i]));
	}
	csv_text(&w->csv, buffer_view(&w->cell));
	empty(w, 5);
	close_row(w);
}

static void party_rows(struct writer *w, uint32_t part)
{
	struct text roles = text_of(w->question->fill.name);

	while (roles.length) {
		const char *bar = memchr(roles.data, '|', roles.length);
		size_t length = bar ? (size_t)(bar - roles.data) : roles.length;

		csv_text(&w->csv, ask_text(w->ask, part));
		empty(w, 1);
		csv_text(&w->csv, (struct text){ roles.data, length });
		close_row(w);
		roles.data += length + (bar ? 1 : 0);
		roles.length -= length + (bar ? 1 : 0);
	}
}

static void rows(struct writer *w, enum ask_file file)
{
	uint32_t i;

	if (file == ASK_DECISIONS) {
		csv_string(&w->csv, w->question->fill.name);
		empty(w, 4);
		close_row(w);
	} else if (file == ASK_STATEMENTS) {
		if (w->question->fill.name || w->question->rows)
			statement_row(w);
	} else {
		for (i = 0; i < w->question->rows; i++) {
			if (file == ASK_EDITS)
				edit_row(w, w->question->row[i]);
			else
				party_rows(w, w->question->row[i]);
		}
	}
}

bool ask_write_csv(const struct ask *ask, enum ask_file file, struct out *out)
{
	struct writer w = { .ask = ask };
	size_t q, any = 0;

	for (q = 0; q < ask->questions; q++)
		any += ask->question[q].fill.kind == kind_of[file];
	if (!any)
		return false;
	csv_start(&w.csv, out, header[file]);
	for (q = 0; q < ask->questions; q++) {
		w.question = &ask->question[q];
		if (w.question->fill.kind == kind_of[file])
			rows(&w, file);
	}
	csv_free(&w.csv);
	buffer_free(&w.cell);
	return true;
}
