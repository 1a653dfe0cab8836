#include "report/csv.h"

#include "report/escape.h"

void csv_start(struct csv *csv, struct out *out, const char *header)
{
	*csv = (struct csv){ .out = out };
	out_string(out, header);
	out_char(out, '\n');
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
	size_t i;

	separate(csv);
	if (!text.length)
		return;
	if (!escape_cell_stays(text)) {
		buffer_clear(&csv->shown);
		escape_cell(&csv->shown, text);
		text = buffer_view(&csv->shown);
	}
	if (!memchr(text.data, ',', text.length) && !memchr(text.data, '"', text.length)) {
		out_text(out, text);
		return;
	}
	out_char(out, '"');
	for (i = 0; i < text.length; i++) {
		if (text.data[i] == '"')
			out_char(out, '"');
		out_char(out, text.data[i]);
	}
	out_char(out, '"');
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
