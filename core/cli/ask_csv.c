/* Questions as CSV, one file for each table. Columns whose name begins with # are for people: the reader passes them over, and in a file with
 * `#question` it passes over rows that are not completed, so that a half-filled file is one that answers half. */
#include "cli/ask.h"

#include "model/link.h"
#include "report/csv.h"

const char *const ask_file_name[ASK_FILES] = { "edits.csv", "decisions.csv", "statements.csv", "parties.csv", "countries.csv", "attestations.csv" };

static const char *const header[ASK_FILES] = {
	[ASK_EDITS] = "edit.address,edit.set,edit.reason,edit.authority,edit.reference,#needs,#who,#worth,#question",
	[ASK_DECISIONS] = "decision.supplier,decision.decision,decision.from,decision.authority,decision.reference,#who,#worth,#question",
	[ASK_STATEMENTS] = "statement.table,statement.covers,statement.complete,statement.by,statement.observed_by,statement.reference,"
		"statement.from,#who,#worth,#question",
	[ASK_PARTIES] = "party.component,party.supplier,party.role,#who,#worth,#question",
	[ASK_COUNTRIES] = "country.id,country.compels_cooperation.answer,country.compels_cooperation.evidence,country.compels_cooperation.source,"
		"country.compels_cooperation.date,country.offensive_programme.answer,country.offensive_programme.evidence,"
		"country.offensive_programme.source,country.offensive_programme.date,#who,#worth,#question",
	[ASK_ATTESTATIONS] = "attestation.what,attestation.supplier,attestation.product_line,attestation.components,attestation.answer,"
		"attestation.date,attestation.by,attestation.reference,#who,#worth,#question",
};

bool ask_is_in(const struct ask_question *question, enum ask_file file)
{
	static const enum fill_kind kind[ASK_FILES] = { FILL_FIELD, FILL_DECISION, FILL_STATEMENT, FILL_PARTY, FILL_COUNTRY, FILL_ATTESTATION };

	return ask_is_edits(question) ? file == ASK_EDITS : question->fill.kind == kind[file];
}

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
static void close_row_of(struct writer *w, enum column_id column)
{
	csv_string(&w->csv, answerer[w->question->fill.answerer].said);
	csv_number(&w->csv, w->question->worth);
	buffer_clear(&w->cell);
	ask_say(w->ask, w->question, &w->cell);
	if (w->question->fill.kind == FILL_ADVISORY) /* each its own */
		ask_choices(column, &w->cell);
	csv_text(&w->csv, buffer_view(&w->cell));
	csv_end_record(&w->csv);
}

static void close_row(struct writer *w)
{
	close_row_of(w, COLUMN_NONE);
}

static void edit_rows(struct writer *w, uint32_t key)
{
	enum column_id column[ASK_COLUMNS];
	unsigned columns, c;

	ask_columns(w->question, column, &columns);
	for (c = 0; c < columns; c++) {
		ask_address(w->ask, w->question, key, column[c], &w->cell);
		csv_text(&w->csv, buffer_view(&w->cell));
		empty(w, 4);
		csv_string(&w->csv, ask_may_lower(w->question) || link_selects_by(column[c]) ? "reason and authority" : "");
		close_row_of(w, column[c]);
	}
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

static void statement_row(struct writer *w, const char *name)
{
	enum table_id table = schema_find_table(text_of(name));
	uint32_t i;

	csv_string(&w->csv, schema_table[table].name);
	buffer_clear(&w->cell);
	if (ask_covers_all(table)) {
		buffer_string(&w->cell, "all");
	} else if (w->question->fill.name) {
		buffer_string(&w->cell, "segment=");
		add_value(&w->cell, text_of(w->question->fill.name));
	} else {
		buffer_string(&w->cell, "id=");
		for (i = 0; i < w->question->rows; i++) {
			buffer_string(&w->cell, i ? "|" : "");
			add_value(&w->cell, ask_text(w->ask, w->question->row[i]));
		}
	}
	csv_text(&w->csv, buffer_view(&w->cell));
	empty(w, 5);
	close_row(w);
}

static void attestation_row(struct writer *w, const char *what)
{
	const struct fill *fill = &w->question->fill;
	uint32_t i;

	csv_string(&w->csv, what);
	csv_string(&w->csv, fill->name ? fill->name : "");
	csv_string(&w->csv, fill->line ? fill->line : "");
	buffer_clear(&w->cell);
	for (i = 0; !fill->name && i < w->question->rows; i++) {
		buffer_string(&w->cell, i ? "|" : "");
		buffer_text(&w->cell, ask_text(w->ask, w->question->row[i])); /* a list, not a selector */
	}
	csv_text(&w->csv, buffer_view(&w->cell));
	empty(w, 4);
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
	uint16_t left = w->question->fill.stated;
	const char *name;
	uint32_t i;

	if (file == ASK_DECISIONS) {
		csv_string(&w->csv, w->question->fill.name);
		empty(w, 4);
		close_row(w);
	} else if (file == ASK_COUNTRIES) {
		csv_string(&w->csv, w->question->fill.name);
		empty(w, 8);
		close_row(w);
	} else if (file == ASK_STATEMENTS || file == ASK_ATTESTATIONS) {
		while (ask_is_about(w->question) && (name = fill_next(&w->question->fill, &left)) != NULL) {
			if (file == ASK_STATEMENTS)
				statement_row(w, name);
			else
				attestation_row(w, name);
		}
	} else {
		for (i = 0; i < w->question->rows; i++) {
			if (file == ASK_EDITS)
				edit_rows(w, w->question->row[i]);
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
		any += ask_is_in(&ask->question[q], file);
	if (!any)
		return false;
	csv_start(&w.csv, out, header[file]);
	for (q = 0; q < ask->questions; q++) {
		w.question = &ask->question[q];
		if (ask_is_in(w.question, file))
			rows(&w, file);
	}
	csv_free(&w.csv);
	buffer_free(&w.cell);
	return true;
}
