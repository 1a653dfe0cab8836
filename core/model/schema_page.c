#include "model/schema_page.h"

#include "model/schema.h"

static const char *value_of(enum column_id column)
{
	const struct schema_column *c = &schema_column[column];

	switch (c->type) {
	case TYPE_TEXT:
		return "text";
	case TYPE_COUNTRY:
		return "country code (`NL`)";
	case TYPE_YES_NO:
		return "`yes`, `no`";
	case TYPE_NUMBER:
		return "whole number";
	case TYPE_NUMBER8:
		return "1 to 5";
	case TYPE_DAYS:
		return "duration (`P3M`)";
	case TYPE_DATE:
		return "date (`2026-11-01`)";
	case TYPE_SHARE:
		return "percent (`33.34`)";
	case TYPE_TEXTS:
		return "texts";
	case TYPE_SELECTOR:
		return "selector";
	default:
		return NULL;
	}
}

static void add_value(struct buffer *out, enum column_id column)
{
	const struct schema_column *c = &schema_column[column];
	const char *value = value_of(column);

	if (value)
		buffer_string(out, value);
	else if (c->type == TYPE_ROW)
		buffer_format(out, "a %s", schema_table[c->target].name);
	else if (c->type == TYPE_ROWS)
		buffer_format(out, "list of %s", schema_table[c->target].plural);
	else
		buffer_format(out, "%s [%s](#list-%s)", c->type == TYPE_SET ? "several of" : "one of", schema_list[c->target].name,
			schema_list[c->target].name);
	if (c->flags & COLUMN_NONE_ANSWER)
		buffer_string(out, ", `none`");
}

/* A bar would end the cell. */
static void add_cell(struct buffer *out, const char *text)
{
	for (; *text; text++) {
		if (*text == '|')
			buffer_string(out, "\\");
		buffer_add(out, text, 1);
	}
}

static void add_columns(struct buffer *out, enum table_id table, bool derived)
{
	bool head = false;
	unsigned c;

	for (c = schema_first[table]; c < schema_first[table + 1]; c++) {
		const struct schema_column *column = &schema_column[c];

		if (!(column->flags & COLUMN_DERIVED) == derived)
			continue;
		if (!head)
			buffer_string(out, derived ? "\n| computed by keur, for plugins | value | meaning |\n|---|---|---|\n"
						   : "\n| field | value | meaning |\n|---|---|---|\n");
		head = true;
		buffer_format(out, "| `%s`%s%s%s | ", column->name, column->flags & COLUMN_REQUIRED ? ", required" : "",
			column->flags & COLUMN_KEY ? ", key" : "", column->flags & COLUMN_ABSENCE_ANSWERS ? ", *absent: an answer*" : "");
		add_value(out, (enum column_id)c);
		buffer_string(out, " | ");
		add_cell(out, column->doc);
		buffer_string(out, " |\n");
	}
}

void schema_page(struct buffer *out)
{
	unsigned t, l, m;

	for (t = 0; t < TABLE_COUNT; t++) {
		const struct schema_table *table = &schema_table[t];

		buffer_format(out, "### `%s`: %s\n", table->name, table->doc);
		if (!(schema_column[schema_first[t]].flags & COLUMN_DERIVED))
			buffer_format(out, "\nIn YAML `%s`, in XML `<%s>`, in CSV `%s.%s`.\n", table->plural, table->name, table->name,
				schema_column[schema_first[t]].name);
		add_columns(out, (enum table_id)t, false);
		add_columns(out, (enum table_id)t, true);
		buffer_string(out, "\n");
	}
	buffer_string(out, "### Closed lists\n\n| list | members |\n|---|---|\n");
	for (l = 1; l < LIST_COUNT; l++) { /* the first stands for no list */
		buffer_format(out, "| <a id=\"list-%s\"></a>%s | ", schema_list[l].name, schema_list[l].name);
		for (m = 0; m < schema_list[l].members; m++)
			buffer_format(out, "%s`%s`", m ? ", " : "", schema_list[l].member[m]);
		buffer_string(out, " |\n");
	}
}
