/* XML Schema 1.0 of the native format. It says what may stand where and which values there are; that a row has its required fields
 * is left to keur, because each may be written as an attribute or as an element and XML Schema 1.0 cannot say so. */
#include "model/schema_page.h"

#include "model/schema.h"
#include "model/selector.h"

#include <stdio.h>
#include <string.h>

/* Rows that may stand within others, which they then need not name. */
static const struct within {
	enum table_id outer, table;
	enum column_id implied;
} within[] = {
	{ TABLE_component, TABLE_party, COL_party_component },
	{ TABLE_component, TABLE_log, COL_log_component },
	{ TABLE_supplier, TABLE_decision, COL_decision_supplier },
	{ TABLE_supplier, TABLE_criterion, COL_criterion_supplier },
};

enum { WITHIN = sizeof within / sizeof *within };

static bool readable(enum table_id table)
{
	return !(schema_column[schema_first[table]].flags & COLUMN_DERIVED);
}

static void add_escaped(struct buffer *out, const char *text)
{
	for (; *text; text++) {
		if (*text == '&')
			buffer_string(out, "&amp;");
		else if (*text == '<')
			buffer_string(out, "&lt;");
		else
			buffer_add(out, text, 1);
	}
}

static void add_pattern(struct buffer *out, const char *name, const char *pattern)
{
	buffer_format(out, "  <xs:simpleType name=\"%s\"><xs:restriction base=\"xs:token\"><xs:pattern value=\"%s\"/></xs:restriction>"
		"</xs:simpleType>\n", name, pattern);
}

static void add_list(struct buffer *out, const struct schema_list *list)
{
	unsigned m;

	buffer_format(out, "  <xs:simpleType name=\"list-%s\"><xs:restriction base=\"xs:token\">\n", list->name);
	for (m = 0; m < list->members; m++)
		buffer_format(out, "    <xs:enumeration value=\"%s\"/>\n", list->member[m]);
	buffer_string(out, "  </xs:restriction></xs:simpleType>\n");
}

static void add_value_types(struct buffer *out)
{
	unsigned l;

	add_pattern(out, "value-unknown", "unknown");
	add_pattern(out, "value-none", "none");
	add_pattern(out, "value-yes-no", "yes|no|true|false");
	add_pattern(out, "value-country", "[A-Z]{2}");
	add_pattern(out, "value-number", "[0-9]{1,19}");
	add_pattern(out, "value-duration", "P([0-9]+Y)?([0-9]+M)?([0-9]+W)?([0-9]+D)?");
	add_pattern(out, "value-date", "[0-9]{4}-[0-9]{2}-[0-9]{2}");
	add_pattern(out, "value-share", "[0-9]{1,3}(\\.[0-9]{1,2})?( ?%)?");
	for (l = 1; l < LIST_COUNT; l++)
		add_list(out, &schema_list[l]);
}

/* NULL: any text. */
static const char *type_of(enum column_id column, struct buffer *scratch)
{
	const struct schema_column *c = &schema_column[column];

	switch (c->type) {
	case TYPE_MEMBER:
	case TYPE_SET:
		buffer_clear(scratch);
		buffer_format(scratch, "list-%s", schema_list[c->target].name);
		return scratch->data;
	case TYPE_YES_NO:
		return "value-yes-no";
	case TYPE_COUNTRY:
		return "value-country";
	case TYPE_NUMBER:
		return "value-number";
	case TYPE_DAYS:
		return "value-duration";
	case TYPE_DATE:
		return "value-date";
	case TYPE_SHARE:
		return "value-share";
	default:
		return NULL;
	}
}

/* `<xs:element name="users" ...>` with the values of the column. */
static void add_item(struct buffer *out, const char *item, enum column_id column, size_t skip)
{
	const struct schema_column *c = &schema_column[column];
	struct buffer scratch = { 0 };
	const char *type = type_of(column, &scratch);
	bool attribute = strcmp(item, "attribute") == 0;

	buffer_format(out, "    %s<xs:%s name=\"%s\"", attribute ? "" : "  ", item, c->name + skip);
	if (!type)
		buffer_string(out, " type=\"xs:string\"");
	buffer_string(out, ">");
	if (attribute) {
		buffer_string(out, "<xs:annotation><xs:documentation>");
		add_escaped(out, c->doc);
		buffer_string(out, "</xs:documentation></xs:annotation>");
	}
	if (type)
		buffer_format(out, "<xs:simpleType><xs:union memberTypes=\"%s%s value-unknown\"/></xs:simpleType>", type,
			c->flags & COLUMN_NONE_ANSWER ? " value-none" : "");
	buffer_format(out, "</xs:%s>\n", item);
	buffer_free(&scratch);
}

static size_t group_of(const struct schema_column *c)
{
	const char *dot = memchr(c->name, '.', c->name_length);

	return dot ? (size_t)(dot + 1 - c->name) : 0;
}

/* Elements in any order and number: lists are repeated elements. */
static void begin_type(struct buffer *out, const char *name, const char *of, bool mixed)
{
	buffer_format(out, "  <xs:complexType name=\"%s%s\"%s>\n    <xs:choice minOccurs=\"0\" maxOccurs=\"unbounded\">\n", name, of,
		mixed ? " mixed=\"true\"" : "");
}

static void end_elements(struct buffer *out)
{
	buffer_string(out, "    </xs:choice>\n");
}

static void end_type(struct buffer *out)
{
	buffer_string(out, "  </xs:complexType>\n");
}

static void add_element(struct buffer *out, const char *name, const char *type)
{
	buffer_format(out, "      <xs:element name=\"%s\" type=\"%s\"/>\n", name, type);
}

static bool same_group(const struct schema_column *a, const struct schema_column *b)
{
	return group_of(a) && group_of(a) == group_of(b) && memcmp(a->name, b->name, group_of(a)) == 0;
}

/* The fields of each group of a table, like product and claim, whose columns stand together. */
static void add_groups(struct buffer *out, enum table_id table)
{
	unsigned end = schema_first[table + 1], first, last, c;

	for (first = schema_first[table]; first < end; first = last) {
		const struct schema_column *column = &schema_column[first];
		char name[96];

		for (last = first + 1; last < end && same_group(column, &schema_column[last]); last++)
			;
		if (!group_of(column))
			continue;
		snprintf(name, sizeof name, "%s-%.*s", schema_table[table].name, (int)group_of(column) - 1, column->name);
		begin_type(out, name, "", false);
		for (c = first; c < last; c++)
			add_item(out, "element", (enum column_id)c, group_of(column));
		end_elements(out);
		for (c = first; c < last; c++)
			add_item(out, "attribute", (enum column_id)c, group_of(column));
		end_type(out);
	}
}

/* A row of a table, without the column that the row around it implies; `outer`: what may stand within it. */
static void add_row(struct buffer *out, enum table_id table, const char *suffix, enum column_id without, bool mixed)
{
	const char *group = NULL;
	unsigned c, w;

	begin_type(out, schema_table[table].name, suffix, mixed);
	for (c = schema_first[table]; c < schema_first[table + 1]; c++) {
		const struct schema_column *column = &schema_column[c];
		size_t skip = group_of(column);

		if (column->flags & COLUMN_DERIVED || c == (unsigned)without)
			continue;
		if (skip && (!group || memcmp(group, column->name, skip) != 0)) {
			group = column->name;
			buffer_format(out, "      <xs:element name=\"%.*s\" type=\"%s-%.*s\"/>\n", (int)skip - 1, group, schema_table[table].name,
				(int)skip - 1, group);
		} else if (!skip) {
			if (column->type == TYPE_SELECTOR)
				add_element(out, column->name, "selector");
			else if (c == COL_component_site)
				add_element(out, column->name, "site-within");
			else
				add_item(out, "element", (enum column_id)c, 0);
		}
	}
	for (w = 0; w < WITHIN; w++)
		if (within[w].outer == table)
			buffer_format(out, "      <xs:element name=\"%s\" type=\"%s-within\"/>\n", schema_table[within[w].table].name,
				schema_table[within[w].table].name);
	end_elements(out);
	for (c = schema_first[table]; c < schema_first[table + 1]; c++)
		if (!(schema_column[c].flags & COLUMN_DERIVED) && c != (unsigned)without && !group_of(&schema_column[c]))
			add_item(out, "attribute", (enum column_id)c, 0);
	if (table == TABLE_supplier) /* the short form of a decision within */
		add_item(out, "attribute", COL_decision_decision, 0);
	end_type(out);
}

static void add_selector(struct buffer *out)
{
	int k;

	begin_type(out, "selector", "", true);
	for (k = 0; k < SELECTOR_KEYS; k++)
		add_element(out, selector_key_name[k], "xs:string");
	end_elements(out);
	end_type(out);
}

static void add_apply(struct buffer *out)
{
	begin_type(out, "apply", "", false);
	add_element(out, "to", "selector");
	add_element(out, "set", "component-template");
	add_element(out, "reference", "xs:string");
	end_elements(out);
	buffer_string(out, "    <xs:attribute name=\"to\" type=\"xs:string\"/>\n    <xs:attribute name=\"reference\" type=\"xs:string\"/>\n");
	end_type(out);
}

static void add_root(struct buffer *out)
{
	unsigned t;

	buffer_string(out, "  <xs:element name=\"keur\">\n    <xs:complexType>\n"
		"      <xs:choice minOccurs=\"0\" maxOccurs=\"unbounded\">\n");
	for (t = 0; t < TABLE_COUNT; t++)
		if (readable((enum table_id)t))
			buffer_format(out, "        <xs:element name=\"%s\" type=\"%s\"><xs:annotation><xs:documentation>%s"
				"</xs:documentation></xs:annotation></xs:element>\n", schema_table[t].name, schema_table[t].name,
				schema_table[t].doc);
	buffer_string(out, "        <xs:element name=\"apply\" type=\"apply\"/>\n      </xs:choice>\n"
		"      <xs:attribute name=\"version\" use=\"required\" fixed=\"1\"/>\n    </xs:complexType>\n  </xs:element>\n");
}

void schema_xsd(struct buffer *out)
{
	unsigned t, w;

	buffer_string(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		"<!-- Inventories of keur in XML. Made from the schema; do not edit. -->\n"
		"<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\">\n");
	add_root(out);
	add_value_types(out);
	add_selector(out);
	for (t = 0; t < TABLE_COUNT; t++) {
		if (!readable((enum table_id)t))
			continue;
		add_row(out, (enum table_id)t, "", COLUMN_NONE, false);
		add_groups(out, (enum table_id)t);
	}
	for (w = 0; w < WITHIN; w++)
		add_row(out, within[w].table, "-within", within[w].implied, within[w].table == TABLE_decision);
	add_row(out, TABLE_site, "-within", COLUMN_NONE, true);
	add_row(out, TABLE_component, "-template", COL_component_id, false);
	add_apply(out);
	buffer_string(out, "</xs:schema>\n");
}
