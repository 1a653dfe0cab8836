/* The native format as YAML and as JSON, which are one tree: a stack of the maps and lists that are open, each knowing what its keys or entries are. */
#include "input/native_read.h"

#include "syntax/json.h"
#include "syntax/yaml.h"

enum frame_kind {
	FRAME_MAP,             /* keys are fields of `shape` */
	FRAME_ROWS,            /* a list of rows, or of apply entries */
	FRAME_VALUES,          /* a list for one column */
	FRAME_SELECTOR,        /* a map of lists */
	FRAME_SELECTOR_VALUES,
};

enum frame_end { END_NOTHING, END_ROW, END_SITE, END_APPLY, END_SET };

struct frame {
	unsigned char kind, end, shape;
	bool unknown;                     /* FRAME_VALUES: `unknown` among the items */
	unsigned short last;              /* FRAME_MAP: the key before */
	const struct native_field *field; /* that began this frame; of a map: whose value is due */
	uint32_t items;
};

struct reader {
	struct native *n;
	uint32_t file;
	bool json, version_seen, skip_value;
	unsigned skip;  /* depth inside a value that an error message made us pass over */
	unsigned depth; /* frames open; frame[depth - 1] is the innermost */
	struct frame frame[TREE_DEPTH + 1];
};

static struct place place_of(const struct reader *r, struct mark at)
{
	return (struct place){ r->file, at.line, at.column };
}

static struct frame *push(struct reader *r, enum frame_kind kind, const struct native_field *field)
{
	struct frame *f = &r->frame[r->depth++];

	*f = (struct frame){ .kind = (unsigned char)kind, .last = NATIVE_NO_FIELD, .field = field };
	return f;
}

static struct frame *push_map(struct reader *r, unsigned shape, enum frame_end end)
{
	struct frame *f = push(r, FRAME_MAP, NULL);

	f->shape = (unsigned char)shape;
	f->end = (unsigned char)end;
	return f;
}

static int no_inventory(struct reader *r, struct mark at)
{
	messages_add(r->n->messages, SEVERITY_ERROR, place_of(r, at),
		r->json ? "an inventory in JSON begins with {\"keur\": %d, which says that it is in keur's own format"
			: "an inventory in YAML begins with `keur: %d`, which says that it is in keur's own format", NATIVE_VERSION);
	r->n->stopped = true;
	return -1;
}

/* The shape of the innermost map. */
static unsigned shape_here(const struct reader *r)
{
	unsigned d = r->depth;

	while (d > 1 && r->frame[d - 1].kind != FRAME_MAP)
		d--;
	return r->frame[d - 1].kind == FRAME_MAP ? r->frame[d - 1].shape : NATIVE_TOP;
}

static int wrong_kind(struct reader *r, const struct native_field *field, const char *stands, struct mark at)
{
	native_wrong_kind(r->n, field, shape_here(r), stands, place_of(r, at));
	return 0;
}

static int wrong_value(struct reader *r, const struct native_field *field, struct text value, struct mark at)
{
	native_wrong_value(r->n, field, shape_here(r), value, place_of(r, at));
	return 0;
}

/* A value that is to be passed over begins, or another map or list inside it. */
static bool skips(struct reader *r)
{
	if (!r->skip && !r->skip_value)
		return false;
	r->skip_value = false;
	r->skip++;
	return true;
}

/* A map or list that stands where it does not belong: told once, then passed over. */
static int refuse(struct reader *r, const struct native_field *field, const char *stands, struct mark at)
{
	wrong_kind(r, field, stands, at);
	r->frame[r->depth - 1].items++;
	r->skip = 1;
	return 0;
}

static int begin_row(struct reader *r, const struct native_field *field, struct mark at)
{
	if (field->kind == NATIVE_APPLIES) {
		native_apply_begin(r->n, place_of(r, at));
		push_map(r, field->shape, END_APPLY);
	} else {
		native_row_begin(r->n, field->shape, place_of(r, at));
		push_map(r, field->shape, END_ROW);
	}
	return 0;
}

static int on_map_begin(void *self, struct mark at)
{
	struct reader *r = self;
	struct frame *f = r->depth ? &r->frame[r->depth - 1] : NULL;
	const struct native_field *field;

	if (!f) {
		push_map(r, NATIVE_TOP, END_NOTHING);
		return 0;
	}
	if (skips(r))
		return 0;
	field = f->field;
	switch ((enum frame_kind)f->kind) {
	case FRAME_ROWS:
		return begin_row(r, field, at);
	case FRAME_VALUES:
	case FRAME_SELECTOR_VALUES:
		return refuse(r, field, "a map", at);
	case FRAME_SELECTOR:
		messages_add(r->n->messages, SEVERITY_ERROR, place_of(r, at), "a map stands where a selector has a name or a list of names");
		r->skip = 1;
		r->n->selector_values = 1;
		return 0;
	case FRAME_MAP:
		break;
	}
	switch ((enum native_kind)field->kind) {
	case NATIVE_SELECTOR:
		native_selector_begin(r->n);
		push(r, FRAME_SELECTOR, field);
		return 0;
	case NATIVE_SITE:
		native_site_begin(r->n, place_of(r, at));
		push_map(r, TABLE_site, END_SITE);
		return 0;
	case NATIVE_GROUP:
		push_map(r, field->shape, END_NOTHING);
		return 0;
	case NATIVE_ROW:
		return begin_row(r, field, at);
	case NATIVE_SET:
		native_set_begin(r->n, place_of(r, at));
		push_map(r, field->shape, END_SET);
		return 0;
	default:
		return refuse(r, field, "a map", at);
	}
}

static int on_map_end(void *self, struct mark at)
{
	struct reader *r = self;
	struct frame *f;

	if (r->skip) {
		r->skip--;
		return 0;
	}
	f = &r->frame[--r->depth];
	if (f->kind == FRAME_SELECTOR) {
		native_selector_end(r->n, (enum column_id)f->field->column, place_of(r, at));
		return 0;
	}
	switch ((enum frame_end)f->end) {
	case END_ROW:
	case END_SET:
		return native_row_end(r->n);
	case END_SITE:
		native_site_end(r->n);
		return 0;
	case END_APPLY:
		return native_apply_end(r->n);
	case END_NOTHING:
		break;
	}
	return r->depth || r->version_seen ? 0 : no_inventory(r, (struct mark){ 1, 1 });
}

/* An included file may be the bare list of its table. */
static int bare_list(struct reader *r, struct mark at)
{
	unsigned short last = NATIVE_NO_FIELD;
	const struct native_field *field;

	if (r->n->only == TABLE_COUNT)
		return no_inventory(r, at);
	field = native_find(r->n, NATIVE_TOP, &last, text_of(schema_table[r->n->only].plural));
	r->version_seen = true;
	push(r, FRAME_ROWS, field);
	return 0;
}

static int on_list_begin(void *self, struct mark at)
{
	struct reader *r = self;
	struct frame *f = r->depth ? &r->frame[r->depth - 1] : NULL;

	if (!f)
		return bare_list(r, at);
	if (skips(r))
		return 0;
	switch ((enum frame_kind)f->kind) {
	case FRAME_SELECTOR:
		push(r, FRAME_SELECTOR_VALUES, f->field);
		return 0;
	case FRAME_MAP:
		if (f->field->kind == NATIVE_ROWS || f->field->kind == NATIVE_APPLIES)
			push(r, FRAME_ROWS, f->field);
		else if (f->field->kind == NATIVE_LIST)
			push(r, FRAME_VALUES, f->field);
		else
			return refuse(r, f->field, "a list", at);
		return 0;
	default:
		return refuse(r, f->field, "a list within a list", at);
	}
}

static int on_list_end(void *self, struct mark at)
{
	struct reader *r = self;
	struct frame *f;

	if (r->skip) {
		r->skip--;
		return 0;
	}
	f = &r->frame[--r->depth];
	if (f->kind == FRAME_VALUES)
		native_list_end(r->n, (enum column_id)f->field->column, f->items, f->unknown, place_of(r, at));
	else if (f->kind == FRAME_SELECTOR_VALUES)
		native_selector_key_end(r->n, place_of(r, at));
	return 0;
}

static int on_key(void *self, struct text key, struct mark at)
{
	struct reader *r = self;
	struct frame *f = &r->frame[r->depth - 1];

	if (r->skip)
		return 0;
	if (f->kind == FRAME_SELECTOR) {
		r->skip_value = native_selector_key(r->n, key, place_of(r, at)) != 0;
		return 0;
	}
	f->field = native_find(r->n, f->shape, &f->last, key);
	if (r->depth == 1) {
		if (!r->version_seen && (!f->field || f->field->kind != NATIVE_FORMAT))
			return no_inventory(r, at);
		r->version_seen = true;
		if (f->field && !native_allowed(r->n, f->field, place_of(r, at))) {
			r->skip_value = true;
			return 0;
		}
	}
	if (!f->field) {
		native_unknown(r->n, f->shape, key, place_of(r, at));
		r->skip_value = true;
	}
	return 0;
}

/* A scalar as the value of a key. */
static int scalar_of_field(struct reader *r, const struct frame *f, struct text value, struct mark at)
{
	const struct native_field *field = f->field;

	switch ((enum native_kind)field->kind) {
	case NATIVE_VALUE:
	case NATIVE_LIST:
	case NATIVE_SITE:
		if (f->end == END_SITE)
			native_site_value(r->n, (enum column_id)field->column, value, place_of(r, at));
		else
			native_value(r->n, (enum column_id)field->column, value, place_of(r, at));
		return 0;
	case NATIVE_SELECTOR:
		if (field->column == COLUMN_NONE)
			native_apply_to(r->n, value, place_of(r, at));
		else
			native_value(r->n, (enum column_id)field->column, value, place_of(r, at));
		return 0;
	case NATIVE_REFERENCE:
		native_apply_reference(r->n, value);
		return 0;
	case NATIVE_FORMAT:
		native_format(r->n, value, place_of(r, at));
		return r->n->stopped ? -1 : 0;
	case NATIVE_ROW:
		if (field->column != COLUMN_NONE && value.length)
			return native_short_row(r->n, field, value, place_of(r, at));
		break;
	default:
		break;
	}
	return value.length ? wrong_value(r, field, value, at) : 0; /* a key left empty says nothing */
}

static int on_scalar(void *self, struct text value, enum scalar_kind kind, struct mark at)
{
	struct reader *r = self;
	struct frame *f = r->depth ? &r->frame[r->depth - 1] : NULL;

	/* The schema types every value, quoted or not. JSON writes as null what YAML leaves empty. */
	if (kind == SCALAR_NULL)
		value.length = 0;
	if (!f)
		return no_inventory(r, at);
	if (r->skip)
		return 0;
	if (r->skip_value) {
		r->skip_value = false;
		return 0;
	}
	switch ((enum frame_kind)f->kind) {
	case FRAME_MAP:
		return scalar_of_field(r, f, value, at);
	case FRAME_VALUES:
		f->items++;
		f->unknown |= text_is(value, "unknown");
		native_value(r->n, (enum column_id)f->field->column, value, place_of(r, at));
		return 0;
	case FRAME_SELECTOR:
		native_selector_value(r->n, value);
		native_selector_key_end(r->n, place_of(r, at));
		return 0;
	case FRAME_SELECTOR_VALUES:
		native_selector_value(r->n, value);
		return 0;
	case FRAME_ROWS:
		break;
	}
	return wrong_value(r, f->field, value, at);
}

static int on_include(void *self, struct text path, struct mark at)
{
	struct reader *r = self;
	struct frame *f = &r->frame[r->depth - 1];

	if (r->skip_value)
		r->skip_value = false;
	else
		native_add_include(r->n, path, f->field, place_of(r, at));
	return 0;
}

static int native_tree_read(struct native *n, struct source *source, bool json)
{
	static const struct tree_handler handler = { on_map_begin, on_map_end, on_list_begin, on_list_end, on_key, on_scalar, on_include };
	static const struct tree_handler included = { on_map_begin, on_map_end, on_list_begin, on_list_end, on_key, on_scalar, NULL };
	struct reader r = { .n = n, .file = source->file, .json = json };
	uint64_t before = n->messages->errors;
	int done = json ? json_read(source, JSON_DUPLICATES_ERROR, &included, &r, n->messages)
			: yaml_read(source, n->only == TABLE_COUNT ? &handler : &included, &r, n->messages);

	if (done != 0)
		return -1;
	if (!r.version_seen && n->messages->errors == before) /* a file of comments only */
		no_inventory(&r, (struct mark){ 1, 1 });
	return n->messages->errors == before ? 0 : -1;
}

int native_yaml_read(struct native *n, struct source *source)
{
	return native_tree_read(n, source, false);
}

int native_json_read(struct native *n, struct source *source)
{
	return native_tree_read(n, source, true);
}
