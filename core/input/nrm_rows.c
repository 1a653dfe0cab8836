/* Rows of a network resource model: which objects are components, by which names, and who manages and talks to whom.
 *
 * A component's id is its distinguished name (TS 32.300): what stands around it, joined by commas. */
#include "input/nrm.h"

#include "base/mem.h"
#include "input/recognise.h"

#include <stdio.h>
#include <stdlib.h>

struct end_point {
	uint32_t component;
	const struct nrm_node *node;
};

struct rows {
	struct nrm *nrm;
	struct part *part;
	struct dict names; /* distinguished names of components; the code is the component's row */
	struct dict local; /* the same from their ManagedElement on, for references inside one file */
	uint32_t *local_row;
	size_t local_capacity;
	struct dict links; /* links that have a row */
	struct end_point *end, *managed;
	size_t ends, ends_capacity, manageds, managed_capacity;
};

enum { NO_ROW = UINT32_MAX };

static void warn(struct rows *r, uint32_t line, const char *format, struct text what)
{
	char text[256];
	const char *shown = messages_quote(r->nrm->messages, what);
	const char *hole = strchr(format, '@');

	snprintf(text, sizeof text, "%.*s%s%s", (int)(hole - format), format, shown, hole + 1);
	messages_add(r->nrm->messages, SEVERITY_WARNING, (struct place){ r->nrm->file, line, 0 }, "%s", text);
}

/* ---- Distinguished names ------------------------------------------------------------------------------------------------------- */

static struct text copy(struct rows *r, const struct buffer *buffer)
{
	return (struct text){ arena_copy(&r->nrm->arena, buffer->data ? buffer->data : "", buffer->length), buffer->length };
}

static bool begins_with_name(struct text text, struct text name)
{
	return text.length > name.length && text.data[name.length] == '=' && memcmp(text.data, name.data, name.length) == 0;
}

/* Where `part` stands in `whole` as complete comma-separated pieces; NULL when it does not. */
static const char *find_piece(struct text whole, struct text part)
{
	const char *at = whole.data, *end = whole.data + whole.length;

	while (part.length && (at = memmem(at, (size_t)(end - at), part.data, part.length)) != NULL) {
		const char *after = at + part.length;

		if ((at == whole.data || at[-1] == ',') && (after == end || *after == ','))
			return at;
		at++;
	}
	return NULL;
}

static struct text first_piece(struct text name)
{
	const char *comma = name.length ? memchr(name.data, ',', name.length) : NULL;

	return (struct text){ name.data, comma ? (size_t)(comma - name.data) : name.length };
}

/* Some systems write the class into the id (`ManagedElement=1`), or the whole name (`ManagedElement=1,GNBDUFunction=1`). */
static struct text name_of(struct rows *r, const struct nrm_node *node, struct text above)
{
	struct text id = node->fact[NRM_ID], prefix = node->fact[NRM_PREFIX];
	const char *comma = memrchr(id.data, ',', id.length);
	struct text last = comma ? (struct text){ comma + 1, id.length - (size_t)(comma + 1 - id.data) } : id;
	bool named = begins_with_name(last, node->class);
	struct buffer name = { 0 };
	struct text result;

	if (prefix.length && !find_piece(above, prefix)) {
		buffer_text(&name, prefix);
		if (above.length && !find_piece(prefix, above)) {
			buffer_string(&name, ",");
			buffer_text(&name, above);
		}
	} else {
		buffer_text(&name, above);
	}
	if (named && comma) {
		const char *at = find_piece(buffer_view(&name), first_piece(id));

		/* Joined where the two overlap; a name that shares nothing with what is around it is complete. */
		if (at)
			name.length = at > name.data ? (size_t)(at - name.data) - 1 : 0;
		else if (!prefix.length)
			name.length = 0;
	}
	if (name.length)
		buffer_add(&name, ",", 1);
	if (!named) {
		buffer_text(&name, node->class);
		buffer_string(&name, "=");
	}
	buffer_text(&name, id);
	result = copy(r, &name);
	buffer_free(&name);
	return result;
}

/* Blanks behind commas are no part of a name. */
static struct text without_blanks(struct rows *r, struct text name)
{
	struct buffer out = { 0 };
	struct text result;
	size_t i;

	for (i = 0; i < name.length; i++)
		if (name.data[i] != ' ' || i == 0 || (name.data[i - 1] != ',' && name.data[i - 1] != ' '))
			buffer_add(&out, name.data + i, 1);
	result = copy(r, &out);
	buffer_free(&out);
	return result;
}

static uint32_t find_component(const struct rows *r, struct text name)
{
	uint32_t row = dict_find(&r->names, name), code;

	if (row != DICT_NONE)
		return row;
	code = dict_find(&r->local, name);
	return code == DICT_NONE ? NO_ROW : r->local_row[code];
}

/* ---- Components ---------------------------------------------------------------------------------------------------------------- */

static void add_local_name(struct rows *r, struct text name, uint32_t row)
{
	static const char element[] = "ManagedElement=";
	const char *at = memmem(name.data, name.length, element, sizeof element - 1);
	size_t before = r->local.count;
	uint32_t code;

	if (!at || at == name.data)
		return;
	code = dict_add(&r->local, (struct text){ at, name.length - (size_t)(at - name.data) });
	mem_reserve(&r->local_row, &r->local_capacity, r->local.count, sizeof *r->local_row);
	r->local_row[code] = r->local.count > before ? row : NO_ROW; /* twice: it says nothing */
}

/* NO_ROW when one of this name is there already. */
static uint32_t add_component(struct rows *r, struct text name, uint32_t line)
{
	size_t before = r->names.count;
	uint32_t row = dict_add(&r->names, name);

	if (r->names.count == before) {
		messages_add(r->nrm->messages, SEVERITY_WARNING, (struct place){ r->nrm->file, line, 0 },
			"an object that this file describes twice: the second description is passed over");
		return NO_ROW;
	}
	if (name.length > PART_ID_MOST)
		part_too_long("a distinguished name", NULL, name, PART_ID_MOST, (struct place){ r->nrm->file, line, 0 }, r->nrm->messages);
	part_row(r->part, &r->part->rows, TABLE_component, line);
	part_set_text(r->part, &r->part->rows, COL_component_id, name);
	add_local_name(r, name, row);
	return row;
}

static void add_text(struct rows *r, enum column_id column, struct text value)
{
	if (value.length)
		part_set_text(r->part, &r->part->rows, column, value);
}

static void add_facts(struct rows *r, const struct nrm_node *node, struct text site)
{
	struct part_tables *rows = &r->part->rows;
	struct text vendor = node->fact[NRM_VENDOR];

	add_text(r, COL_component_name, node->fact[NRM_LABEL].length ? node->fact[NRM_LABEL] : node->fact[NRM_NAME]);
	add_text(r, COL_component_site, node->fact[NRM_LOCATION].length ? node->fact[NRM_LOCATION] : site);
	add_text(r, COL_component_product_version, node->fact[NRM_VERSION]);
	if (!vendor.length)
		return;
	part_row(r->part, rows, TABLE_party, node->line);
	part_set_text(r->part, rows, COL_party_component, dict_text(&r->names, (uint32_t)r->names.count - 1));
	part_set_text(r->part, rows, COL_party_supplier, vendor);
	part_set_member(r->part, rows, COL_party_role, (unsigned)schema_find_member(LIST_role, text_of("manufacture")));
}

/* Classes whose name is not known to catalogues. */
static struct text function_of(struct text class)
{
	static const struct {
		const char *class, *function;
	} other[] = {
		{ "distributed-unit-functions", "gNB-DU" },
		{ "central-unit-functions", "gNB-CU" },
		{ "central-unit-control-plane-functions", "gNB-CU-CP" },
		{ "central-unit-user-plane-functions", "gNB-CU-UP" },
		{ "radio-unit-functions", "O-RU" },
	};
	size_t i;

	for (i = 0; i < sizeof other / sizeof *other; i++)
		if (text_is(class, other[i].class))
			return text_of(other[i].function);
	return class;
}

/* Each function once, on the newest component. */
static void add_function(struct rows *r, struct text function)
{
	const struct part_column *c = &r->part->rows.column[COL_component_function];
	uint32_t row = r->part->rows.rows[TABLE_component].count - 1, i;
	uint32_t code = dict_add(&r->part->dict, function);

	if (part_known(&r->part->rows, COL_component_function, row))
		for (i = c->offset[row]; i < c->items; i++)
			if (((const uint32_t *)c->data)[i] == code)
				return;
	part_set_code(r->part, &r->part->rows, COL_component_function, code);
}

static unsigned add_functions(struct rows *r, const struct nrm_node *node)
{
	const struct nrm_node *child;
	unsigned found = 0;

	for (child = node->child; child; child = child->next) {
		if (child->kind == NRM_FUNCTION) {
			add_function(r, function_of(child->class));
			found++;
		} else if (child->kind == NRM_OTHER) {
			found += add_functions(r, child);
		}
	}
	return found;
}

/* An element that contains no function may say by type what it is. */
static void add_types(struct rows *r, const struct nrm_node *node)
{
	const char *at = node->fact[NRM_TYPES].data, *end = at + node->fact[NRM_TYPES].length;

	for (; at < end; at += strlen(at) + 1)
		add_function(r, text_of(at));
}

static bool holds_function(const struct nrm_node *node)
{
	const struct nrm_node *child;

	for (child = node->child; child; child = child->next)
		if (child->kind == NRM_FUNCTION)
			return true;
	return false;
}

static void remember(struct end_point **list, size_t *count, size_t *capacity, uint32_t component, const struct nrm_node *node)
{
	mem_reserve(list, capacity, *count + 1, sizeof **list);
	(*list)[(*count)++] = (struct end_point){ component, node };
}

static uint32_t make_component(struct rows *r, const struct nrm_node *node, struct text name, struct text site)
{
	uint32_t row = add_component(r, name, node->line);

	if (row == NO_ROW)
		return row;
	if (node->kind == NRM_ELEMENT) {
		if (!add_functions(r, node))
			add_types(r, node);
	} else {
		add_function(r, function_of(node->class));
	}
	add_facts(r, node, site);
	if (node->fact[NRM_MANAGERS].length)
		remember(&r->managed, &r->manageds, &r->managed_capacity, row, node);
	return row;
}

/* `owner`: the component that the node is inside; `inside` its kind. Depth is bounded by the readers. */
static void walk(struct rows *r, const struct nrm_node *node, struct text above, struct text site, uint32_t owner, enum nrm_kind inside)
{
	for (; node; node = node->next) {
		struct text name = name_of(r, node, above);
		struct text here = site;
		uint32_t row = owner;
		enum nrm_kind kind = inside;

		switch (node->kind) {
		case NRM_SUBNET:
			break;
		case NRM_GROUP:
			here = node->fact[NRM_LOCATION].length ? node->fact[NRM_LOCATION] : site;
			if (!holds_function(node))
				warn(r, node->line, "a @ without functions is passed over", node->class);
			break;
		case NRM_ELEMENT:
		case NRM_MANAGER:
			row = make_component(r, node, name, site);
			kind = node->kind;
			break;
		case NRM_FUNCTION:
			kind = NRM_FUNCTION;
			if (inside == NRM_FUNCTION)
				warn(r, node->line, "objects of class @ stand inside another function and are passed over", node->class);
			else if (inside != NRM_ELEMENT)
				row = make_component(r, node, name, site);
			break;
		case NRM_ENDPOINT:
			remember(&r->end, &r->ends, &r->ends_capacity, owner, node);
			break;
		case NRM_OTHER:
			if (inside != NRM_ELEMENT && inside != NRM_FUNCTION && holds_function(node))
				row = make_component(r, node, name, site);
			break;
		}
		walk(r, node->child, name, here, row, kind);
	}
}

/* ---- Links --------------------------------------------------------------------------------------------------------------------- */

/* Both ends of a link tell of it, and two functions may have many: one row each for the same pair, plane and protocol. */
static void add_link(struct rows *r, uint32_t from, uint32_t to, const char *plane, struct text protocol, uint32_t line)
{
	bool directed = strcmp(plane, "management") == 0;
	uint32_t low = from < to || directed ? from : to, high = low == from ? to : from;
	struct part_tables *rows = &r->part->rows;
	struct buffer key = { 0 };
	size_t before = r->links.count;

	buffer_format(&key, "%u %u %s ", low, high, plane);
	buffer_text(&key, protocol);
	dict_add(&r->links, buffer_view(&key));
	buffer_free(&key);
	if (r->links.count == before)
		return;
	part_row(r->part, rows, TABLE_link, line);
	part_set_text(r->part, rows, COL_link_from, dict_text(&r->names, from));
	part_set_text(r->part, rows, COL_link_to, dict_text(&r->names, to));
	part_set_member(r->part, rows, COL_link_plane, (unsigned)schema_find_member(LIST_plane, text_of(plane)));
	add_text(r, COL_link_protocol, protocol);
}

/* A manager that the file only names is a component of which only the name is known: leaving it out would hide who administers. */
static uint32_t manager(struct rows *r, struct text name, uint32_t line)
{
	uint32_t row = find_component(r, name);

	if (row != NO_ROW)
		return row;
	messages_add(r->nrm->messages, SEVERITY_WARNING, (struct place){ r->nrm->file, line, 0 },
		"managedBy names what this file does not describe: taken as a component of which only the name is known");
	row = add_component(r, name, line);
	if (memmem(name.data, name.length, "ManagementNode=", 15))
		add_function(r, TEXT_LITERAL("ManagementNode"));
	return row;
}

static void add_managers(struct rows *r)
{
	size_t i;

	for (i = 0; i < r->manageds; i++) {
		const struct nrm_node *node = r->managed[i].node;
		const char *at = node->fact[NRM_MANAGERS].data, *end = at + node->fact[NRM_MANAGERS].length;

		for (; at < end; at += strlen(at) + 1) {
			uint32_t from = manager(r, without_blanks(r, text_of(at)), node->line);

			if (from != r->managed[i].component)
				add_link(r, from, r->managed[i].component, "management", (struct text){ "", 0 }, node->line);
		}
	}
}

/* The component that a reference leads to or into. */
static uint32_t far_component(struct rows *r, struct text name)
{
	name = without_blanks(r, name);
	while (name.length) {
		uint32_t row = find_component(r, name);
		const char *comma = memrchr(name.data, ',', name.length);

		if (row != NO_ROW)
			return row;
		name.length = comma ? (size_t)(comma - name.data) : 0;
	}
	return NO_ROW;
}

/* The reference points of TS 23.501 and TS 38.401: user plane when named so, and N3, N9, N6. */
static const char *plane_of(struct text class)
{
	char last = class.data[class.length - 1];

	if (last == 'U' || last == 'u' || text_is(class, "EP_N3") || text_is(class, "EP_N9") || text_is(class, "EP_N6"))
		return "user";
	return "control";
}

static void add_end_points(struct rows *r)
{
	size_t i;

	for (i = 0; i < r->ends; i++) {
		const struct nrm_node *node = r->end[i].node;
		uint32_t far = far_component(r, node->fact[NRM_FAR_END]);

		if (far == NO_ROW || r->end[i].component == NO_ROW)
			warn(r, node->line, "@ cannot be mapped to a link: its far end is not named or not in this file", node->class);
		else if (far != r->end[i].component)
			add_link(r, r->end[i].component, far, plane_of(node->class),
				(struct text){ node->class.data + 3, node->class.length - 3 }, node->line);
	}
}

static void tell_passed(const struct nrm *nrm)
{
	uint32_t c;

	for (c = 0; c < nrm->passed.count; c++)
		messages_add(nrm->messages, SEVERITY_WARNING, (struct place){ nrm->file, nrm->pass[c].line, 0 },
			"objects of class %s are no components: %llu passed over", messages_quote(nrm->messages, dict_text(&nrm->passed, c)),
			(unsigned long long)nrm->pass[c].count);
}

int nrm_finish(struct nrm *nrm)
{
	struct rows r = { .nrm = nrm, .part = nrm->part };
	int result = 0;

	walk(&r, nrm->frame[0].child, (struct text){ "", 0 }, (struct text){ "", 0 }, NO_ROW, NRM_OTHER);
	add_managers(&r);
	add_end_points(&r);
	if (r.names.count) {
		tell_passed(nrm);
	} else {
		messages_add(nrm->messages, SEVERITY_ERROR, (struct place){ nrm->file, 0, 0 }, "nothing in this file is known to keur: %s",
			recognise_supported);
		result = -1;
	}
	dict_free(&r.names);
	dict_free(&r.local);
	dict_free(&r.links);
	free(r.local_row);
	free(r.end);
	free(r.managed);
	return result;
}
