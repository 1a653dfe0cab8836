/* The native format as XML: scalars as attributes or child elements, lists and rows as repeated elements.
 *
 * The place that libxml2 gives is the end of a start tag, so messages about an attribute, or about an element that has attributes, carry
 * the line and a name; input_locate finds the column when it is needed. */
#include "input/native_read.h"

#include "syntax/xml.h"

enum element_kind {
	ELEMENT_FIELDS,   /* attributes and children are fields of `shape` */
	ELEMENT_VALUE,    /* text for `field` */
	ELEMENT_SELECTOR, /* text, or a child for each value */
	ELEMENT_SELECTOR_VALUE,
	ELEMENT_SITE,     /* text, or fields of table site */
};

enum element_end { END_NOTHING, END_ROW, END_APPLY, END_SET };

struct element {
	unsigned char kind, end, shape;
	bool parts;          /* it had attributes or children: ELEMENT_SITE and ELEMENT_SELECTOR are then no plain text */
	unsigned short last;
	const struct native_field *field;
	struct place at;
};

struct reader {
	struct native *n;
	uint32_t file;
	unsigned skip, depth;
	struct buffer selector_key; /* of the innermost selector: consecutive children with one name are one list */
	struct element element[TREE_DEPTH + 1];
};

/* Where the element begins, as far as the end of its tag tells. */
static struct place place_of(const struct reader *r, struct text name, size_t attributes, struct mark at)
{
	bool known = !attributes && at.column > name.length + 1;

	return (struct place){ r->file, at.line, known ? at.column - (uint32_t)name.length - 1 : 0 };
}

/* An attribute stands somewhere before the end of its tag. */
static struct place attribute_place(const struct reader *r, struct mark at)
{
	return (struct place){ r->file, at.line, 0 };
}

static struct element *push(struct reader *r, enum element_kind kind, unsigned shape, const struct native_field *field, struct place at)
{
	struct element *e = &r->element[r->depth++];

	*e = (struct element){ .kind = (unsigned char)kind, .shape = (unsigned char)shape, .last = NATIVE_NO_FIELD, .field = field, .at = at };
	return e;
}

static void value_of_field(struct reader *r, const struct native_field *field, unsigned shape, struct text value, struct place at)
{
	switch ((enum native_kind)field->kind) {
	case NATIVE_VALUE:
	case NATIVE_LIST:
	case NATIVE_SITE:
		native_value(r->n, (enum column_id)field->column, value, at);
		return;
	case NATIVE_SELECTOR:
		if (field->column == COLUMN_NONE)
			native_apply_to(r->n, value, at);
		else
			native_value(r->n, (enum column_id)field->column, value, at);
		return;
	case NATIVE_REFERENCE:
		native_apply_reference(r->n, value);
		return;
	case NATIVE_FORMAT:
		native_format(r->n, value, at);
		return;
	case NATIVE_ROW:
		if (field->column != COLUMN_NONE && value.length) {
			native_short_row(r->n, field, value, at);
			return;
		}
		break;
	default:
		break;
	}
	if (value.length)
		native_wrong_value(r->n, field, shape, value, at);
}

static void read_attributes(struct reader *r, struct element *e, const struct xml_attribute *attribute, size_t attributes, struct mark at)
{
	struct place place = attribute_place(r, at);
	size_t i;

	for (i = 0; i < attributes; i++) {
		const struct native_field *field;

		if (r->depth == 1 && (text_is(attribute[i].name, "schemaLocation") || text_is(attribute[i].name, "noNamespaceSchemaLocation")))
			continue;
		field = native_find(r->n, e->shape, &e->last, attribute[i].name);
		if (!field)
			native_unknown(r->n, e->shape, attribute[i].name, place);
		else if (e->kind == ELEMENT_SITE)
			native_site_value(r->n, (enum column_id)field->column, attribute[i].value, place);
		else
			value_of_field(r, field, e->shape, attribute[i].value, place);
	}
	e->parts |= attributes > 0;
}

static int on_root(struct reader *r, struct text name, const struct xml_attribute *attribute, size_t attributes, struct mark at)
{
	struct element *e = push(r, ELEMENT_FIELDS, NATIVE_TOP, NULL, place_of(r, name, attributes, at));
	size_t i;

	for (i = 0; i < attributes; i++)
		if (text_is(attribute[i].name, "version"))
			break;
	if (i == attributes) {
		messages_add_field(r->n->messages, SEVERITY_ERROR, e->at, "keur", "the root element lacks its version: write <keur version=\"%d\">",
			NATIVE_VERSION);
		r->n->stopped = true;
		return -1;
	}
	read_attributes(r, e, attribute, attributes, at);
	return r->n->stopped ? -1 : 0;
}

/* A child element that is a field of its parent. */
static void begin_field(struct reader *r, const struct native_field *field, const struct xml_attribute *attribute, size_t attributes,
	struct mark at)
{
	struct text name = { field->name, field->length };
	struct place place = place_of(r, name, attributes, at);
	unsigned shape = r->element[r->depth - 1].shape;
	struct element *e;

	switch ((enum native_kind)field->kind) {
	case NATIVE_ROW:
		if (field->table == TABLE_network && r->n->part->rows.rows[TABLE_network].count)
			messages_add_field(r->n->messages, SEVERITY_ERROR, place, "network", "`network` stands twice: keep one");
		/* fall through */
	case NATIVE_ROWS:
		native_row_begin(r->n, field->shape, place);
		e = push(r, ELEMENT_FIELDS, field->shape, field, place);
		e->end = END_ROW;
		break;
	case NATIVE_APPLIES:
		native_apply_begin(r->n, place);
		e = push(r, ELEMENT_FIELDS, field->shape, field, place);
		e->end = END_APPLY;
		break;
	case NATIVE_SET:
		native_set_begin(r->n, place);
		e = push(r, ELEMENT_FIELDS, field->shape, field, place);
		e->end = END_SET;
		break;
	case NATIVE_GROUP:
		e = push(r, ELEMENT_FIELDS, field->shape, field, place);
		break;
	case NATIVE_SITE:
		native_site_begin(r->n, place);
		e = push(r, ELEMENT_SITE, TABLE_site, field, place);
		break;
	case NATIVE_SELECTOR:
		native_selector_begin(r->n);
		buffer_clear(&r->selector_key);
		e = push(r, ELEMENT_SELECTOR, shape, field, place);
		break;
	default:
		e = push(r, ELEMENT_VALUE, shape, field, place);
	}
	if (e->kind == ELEMENT_FIELDS || e->kind == ELEMENT_SITE)
		read_attributes(r, e, attribute, attributes, at);
	else if (attributes)
		messages_add_field(r->n->messages, SEVERITY_ERROR, place, messages_quote(r->n->messages, name),
			"`%.*s` takes no attributes here, only text", (int)field->length, field->name);
}

static int on_start(void *self, struct text name, const struct xml_attribute *attribute, size_t attributes, struct mark at)
{
	struct reader *r = self;
	struct element *parent = r->depth ? &r->element[r->depth - 1] : NULL;
	const struct native_field *field;
	struct place place = place_of(r, name, attributes, at);

	if (!parent)
		return on_root(r, name, attribute, attributes, at);
	if (r->skip) {
		r->skip++;
		return 0;
	}
	parent->parts = true;
	if (parent->kind == ELEMENT_SELECTOR) {
		if (!text_equal(buffer_view(&r->selector_key), name)) {
			buffer_clear(&r->selector_key);
			buffer_text(&r->selector_key, name);
			if (native_selector_key(r->n, name, place) != 0)
				r->skip = 1;
		}
		if (!r->skip)
			push(r, ELEMENT_SELECTOR_VALUE, 0, parent->field, place);
		return 0;
	}
	if (parent->kind == ELEMENT_VALUE || parent->kind == ELEMENT_SELECTOR_VALUE) {
		const char *shown = messages_quote(r->n->messages, name);

		messages_add_field(r->n->messages, SEVERITY_ERROR, place, shown, "an element `%s` stands where only text belongs", shown);
		r->skip = 1;
		return 0;
	}
	field = native_find(r->n, parent->shape, &parent->last, name);
	if (!field) {
		native_unknown(r->n, parent->shape, name, place);
		r->skip = 1;
	} else if (r->depth == 1 && !native_allowed(r->n, field, place)) {
		r->skip = 1;
	} else {
		begin_field(r, field, attribute, attributes, at);
	}
	return r->n->stopped ? -1 : 0;
}

/* Text where elements belong; or the short form of a nested decision. */
static void text_of_fields(struct reader *r, struct element *e, struct text name, struct text text, bool stray)
{
	const char *what = r->n->shape[e->shape].what;

	if (stray)
		messages_add_field(r->n->messages, SEVERITY_ERROR, e->at, messages_quote(r->n->messages, name),
			"text stands between the elements of %s", what);
	if (!text.length)
		return;
	if (e->field && e->field->kind == NATIVE_ROW && e->field->column != COLUMN_NONE && !e->parts)
		native_value(r->n, (enum column_id)e->field->column, text, e->at);
	else
		messages_add_field(r->n->messages, SEVERITY_ERROR, e->at, messages_quote(r->n->messages, name),
			"text stands in an element of %s that has fields: write them as attributes", what);
}

static void end_site(struct reader *r, const struct element *e, struct text text, bool stray)
{
	if (!e->parts) {
		native_value(r->n, (enum column_id)e->field->column, text, e->at);
		return;
	}
	if (stray || text.length)
		messages_add_field(r->n->messages, SEVERITY_ERROR, e->at, "site",
			"text stands in a site that has fields: write its name as an attribute");
	native_site_end(r->n);
}

static void end_selector(struct reader *r, const struct element *e, struct text name, struct text text, bool stray)
{
	if (e->parts || !text.length) {
		if (stray)
			messages_add_field(r->n->messages, SEVERITY_ERROR, e->at, messages_quote(r->n->messages, name),
				"text stands between the elements of a selector");
		native_selector_end(r->n, (enum column_id)e->field->column, e->at);
	} else if (e->field->column == COLUMN_NONE) {
		native_apply_to(r->n, text, e->at);
	} else {
		native_value(r->n, (enum column_id)e->field->column, text, e->at);
	}
}

static int on_end(void *self, struct text name, struct text text, bool stray, struct mark at)
{
	struct reader *r = self;
	struct element *e, *parent;

	(void)at;
	if (r->skip) {
		r->skip--;
		return 0;
	}
	e = &r->element[--r->depth];
	parent = r->depth ? e - 1 : NULL;
	switch ((enum element_kind)e->kind) {
	case ELEMENT_VALUE:
		if (parent->kind == ELEMENT_SITE)
			native_site_value(r->n, (enum column_id)e->field->column, text, e->at);
		else
			value_of_field(r, e->field, parent->shape, text, e->at);
		break;
	case ELEMENT_SITE:
		end_site(r, e, text, stray);
		break;
	case ELEMENT_SELECTOR:
		end_selector(r, e, name, text, stray);
		break;
	case ELEMENT_SELECTOR_VALUE:
		native_selector_value(r->n, text);
		native_selector_key_end(r->n, e->at);
		break;
	case ELEMENT_FIELDS:
		text_of_fields(r, e, name, text, stray);
		break;
	}
	switch ((enum element_end)e->end) {
	case END_ROW:
	case END_SET:
		return native_row_end(r->n);
	case END_APPLY:
		return native_apply_end(r->n);
	case END_NOTHING:
		break;
	}
	return r->n->stopped ? -1 : 0;
}

int native_xml_read(struct native *n, struct source *source)
{
	static const struct xml_handler handler = { on_start, on_end };
	struct reader r = { .n = n, .file = source->file };
	uint64_t before = n->messages->errors;
	int result = xml_read(source, &handler, &r, n->messages);

	buffer_free(&r.selector_key);
	return result != 0 || n->messages->errors != before ? -1 : 0;
}
