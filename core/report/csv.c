#include "report/csv.h"

#include "report/escape.h"

void csv_start(struct csv *csv, struct out *out, const char *header)
{
	*csv = (struct csv){ .out = out };
	out_string(out, header);
	out_char(out, '\n');
}

/* Excel and its kin take these as the start of a formula; tab and line ends are dropped before they look. */
static bool runs(char c)
{
	return c == '=' || c == '+' || c == '-' || c == '@' || c == '\t' || c == '\r' || c == '\n';
}

static void separate(struct csv *csv)
{
	if (csv->started)
		out_char(csv->out, ',');
	csv->started = true;
}

void csv_text(struct csv *csv, struct text text)
{
	struct out *out = csv->out;
	bool formula = text.length && runs(text.data[0]), quoted = false;
	size_t i;

	separate(csv);
	if (!escape_is_plain(text)) {
		buffer_clear(&csv->shown);
		escape_visible(&csv->shown, text);
		text = buffer_view(&csv->shown);
	}
	for (i = 0; i < text.length && !quoted; i++)
		quoted = text.data[i] == ',' || text.data[i] == '"';
	if (quoted)
		out_char(out, '"');
	if (formula)
		out_char(out, '\'');
	for (i = 0; quoted && i < text.length; i++) {
		if (text.data[i] == '"')
			out_char(out, '"');
		out_char(out, text.data[i]);
	}
	if (quoted)
		out_char(out, '"');
	else
		out_text(out, text);
}

void csv_string(struct csv *csv, const char *string)
{
	csv_text(csv, text_of(string ? string : ""));
}

void csv_number(struct csv *csv, uint64_t number)
{
	separate(csv);
	out_number(csv->out, (int64_t)number);
}

void csv_end_record(struct csv *csv)
{
	out_char(csv->out, '\n');
	csv->started = false;
}

void csv_free(struct csv *csv)
{
	buffer_free(&csv->shown);
}
