/* Link: selectors that name nothing. A statement or a decision for no component is most likely a misspelt one, and says nothing. */
#include "model/link_internal.h"

#include "base/nearest.h"

#include <stdlib.h>
#include <string.h>

/* ---- What to say about one ----------------------------------------------------------------------------------------------------- */

static const uint32_t *codes_of(const struct selectable *s, enum selector_key key, uint32_t *count)
{
	*count = s->components;
	switch (key) {
	case SELECTOR_ID:
		return s->id;
	case SELECTOR_CLASS:
		return s->class_;
	case SELECTOR_SEGMENT:
		return s->segment;
	case SELECTOR_SITE:
		return s->site;
	case SELECTOR_COUNTRY:
		return s->country;
	case SELECTOR_PRODUCT:
		return s->product;
	case SELECTOR_FUNCTION:
		*count = s->function_first ? s->function_first[s->components] : 0;
		return s->function;
	case SELECTOR_SUPPLIER: /* rows, not codes */
		*count = s->parties;
		return s->party_supplier;
	case SELECTOR_SERVES: /* sets, see serves() */
	case SELECTOR_KEYS:
		break;
	}
	*count = 0;
	return NULL;
}

static bool serves(const struct selectable *s, struct text value)
{
	int member = schema_find_member(LIST_serves, value);
	uint32_t c;

	for (c = 0; s->serves && member >= 0 && c < s->components; c++)
		if (s->serves[c] >> member & 1) /* an unknown set has every bit: it may */
			return true;
	return false;
}

static bool has(const struct selectable *s, enum selector_key key, struct text value)
{
	uint32_t count, i, code = s->find(s, key, value);
	const uint32_t *codes = codes_of(s, key, &count);

	if (key == SELECTOR_SERVES)
		return serves(s, value);
	for (i = 0; codes && code != KEUR_NONE && i < count; i++)
		if (codes[i] == code)
			return true;
	return false;
}

/* The nearest value that some component has. */
static struct text nearest_value(struct link *link, const struct selectable *s, enum selector_key key, struct text value)
{
	struct nearest nearest = nearest_start(value);
	uint32_t count, i, supplier = KEUR_NONE, code = dict_find(s->dict, value);
	const uint32_t *codes = codes_of(s, key, &count);

	if (link->shown_selectors++ >= MESSAGES_SHOWN)
		return nearest.best; /* the search is linear, and no more are shown */
	if (key == SELECTOR_SUPPLIER && code < link->codes)
		supplier = link->supplier_of[code]; /* another name that some row uses of a supplier whose id is wanted */
	for (i = 0; codes && i < count; i++) {
		if (codes[i] == KEUR_NONE || (i && codes[i] == codes[i - 1]))
			continue;
		if (key != SELECTOR_SUPPLIER)
			nearest_try(&nearest, dict_text(s->dict, codes[i]));
		else if (codes[i] == supplier)
			return model_string(link->model, COL_supplier_id, supplier);
		else
			nearest_try(&nearest, model_string(link->model, COL_supplier_id, codes[i]));
	}
	return nearest.best;
}

static const struct selector_term *unmatched(const struct selectable *s, const struct selector *selector)
{
	size_t t, v;

	for (t = 0; t < selector->terms; t++) {
		for (v = 0; v < selector->term[t].values; v++)
			if (has(s, selector->term[t].key, selector->term[t].value[v]))
				break;
		if (v == selector->term[t].values)
			return &selector->term[t];
	}
	return NULL;
}

void link_selects_nothing(struct link *link, const struct selectable *s, const struct selector *selector, const char *what,
	const char *field, struct place at)
{
	const struct selector_term *term = unmatched(s, selector);
	struct buffer why = { 0 };

	if (term) {
		struct text near = nearest_value(link, s, term->key, term->value[0]);

		buffer_format(&why, ": none has %s `%s`", selector_key_name[term->key], messages_quote(link->messages, term->value[0]));
		if (near.length)
			buffer_format(&why, ", did you mean `%s`?", messages_quote(link->messages, near));
	} else if (selector->terms > 1) {
		buffer_string(&why, ": none has all that it asks for at once");
	}
	messages_add_field(link->messages, SEVERITY_WARNING, at, field, "this %s is for no component: look at its `%s`%s", what, field,
		why.data ? why.data : "");
	buffer_free(&why);
}

/* ---- Statements and decisions -------------------------------------------------------------------------------------------------- */

/* What the finished components have; arrays of our own, because the model holds rows and nothing where nobody knows. */
struct finished {
	struct selectable selectable;
	uint32_t *id, *segment, *product, *site, *country, *class_, *party_component, *party_supplier;
	uint64_t *serves;
};

static uint32_t find(const struct selectable *selectable, enum selector_key key, struct text value)
{
	const struct link *link = selectable->context;

	if (key == SELECTOR_SUPPLIER)
		return model_find(link->model, TABLE_supplier, value);
	if (key == SELECTOR_FUNCTION) {
		uint32_t function = catalogue_find(link->catalogue, value);

		if (function != DICT_NONE)
			value = link->catalogue->function[function];
	}
	return dict_find(selectable->dict, value);
}

/* The class of a component's function number k (of its last one where it has fewer). Which of several classes a hybrid has is the
 * policy's to say; a selector that names one of them is for something. */
static uint32_t class_of(const struct link *link, uint32_t component, uint32_t k)
{
	const struct keur_column *column = &link->model->column[COL_component_function];
	uint32_t length = keur_list_length(column, component), f;

	f = length == 0 ? DICT_NONE
			: catalogue_find(link->catalogue,
				  model_text(link->model, keur_list_item(column, component, k < length ? k : length - 1)));
	return dict_find(&link->model->dict,
		f == DICT_NONE ? TEXT_LITERAL("unknown") : link->catalogue->class_name[link->catalogue->function_class[f]]);
}

static uint32_t *column_codes(const struct link *link, enum column_id column)
{
	uint32_t rows = link->model->rows[schema_column[column].table], row, *code = mem_resize(NULL, rows, sizeof *code);

	for (row = 0; row < rows; row++)
		code[row] = keur_code(&link->model->column[column], row);
	return code;
}

/* Replaces rows of sites by what `column` says of them. */
static uint32_t *site_codes(const struct link *link, enum column_id column)
{
	uint32_t *code = column_codes(link, COL_component_site), c;

	for (c = 0; c < link->components; c++)
		if (code[c] != KEUR_NONE)
			code[c] = keur_code(&link->model->column[column], code[c]);
	return code;
}

static void finish(const struct link *link, struct finished *finished)
{
	const struct keur_column *functions = &link->model->column[COL_component_function];

	finished->id = column_codes(link, COL_component_id);
	finished->segment = column_codes(link, COL_component_segment);
	finished->product = column_codes(link, COL_component_product_name);
	finished->site = site_codes(link, COL_site_id);
	finished->country = site_codes(link, COL_site_country);
	finished->class_ = mem_resize(NULL, link->components, sizeof *finished->class_);
	finished->party_component = column_codes(link, COL_party_component);
	finished->party_supplier = column_codes(link, COL_party_supplier);
	finished->serves = select_serves(&link->model->column[COL_component_serves], link->components);
	finished->selectable = (struct selectable){ .components = link->components, .dict = &link->model->dict, .id = finished->id,
		.class_ = finished->class_, .segment = finished->segment, .site = finished->site, .country = finished->country,
		.product = finished->product, .function_first = functions->offset, .function = functions->data,
		.serves = finished->serves, .party_component = finished->party_component, .party_supplier = finished->party_supplier,
		.parties = link->model->rows[TABLE_party], .find = find, .context = link };
}

static void finished_free(struct finished *finished)
{
	free(finished->id);
	free(finished->segment);
	free(finished->product);
	free(finished->site);
	free(finished->country);
	free(finished->class_);
	free(finished->party_component);
	free(finished->party_supplier);
	free(finished->serves);
}

/* Parts seldom say whom they serve: that none says so is no slip of the pen. */
static bool by_purpose(const struct selector *selector)
{
	size_t t;

	for (t = 0; t < selector->terms; t++)
		if (selector->term[t].key == SELECTOR_SERVES)
			return true;
	return false;
}

/* By row of the table of `covers`: 1 once its selector found a component, or when it has none to look at. */
static void look(const struct link *link, const struct selectable *s, enum column_id covers, unsigned char *found, uint64_t *bits)
{
	uint32_t row;

	for (row = 0; row < link->model->rows[schema_column[covers].table]; row++) {
		struct text canonical = model_string(link->model, covers, row);
		struct selector selector;

		if (found[row] || !canonical.length) {
			found[row] = 1;
			continue;
		}
		selector_parse(&selector, canonical);
		found[row] = select_components(s, &selector, bits) > 0 || (by_purpose(&selector) && select_possible(s, &selector, bits) > 0);
		selector_free(&selector);
	}
}

static void report(struct link *link, const struct selectable *s, enum column_id covers, const unsigned char *found)
{
	const struct model *model = link->model;
	enum table_id table = schema_column[covers].table;
	uint32_t row;

	for (row = 0; row < model->rows[table]; row++) {
		struct selector selector;

		if (found[row])
			continue;
		selector_parse(&selector, model_string(model, covers, row));
		link_selects_nothing(link, s, &selector, schema_table[table].name, schema_column[covers].name,
			(struct place){ model_file(model, table, row), model->line[table][row], 0 });
		selector_free(&selector);
	}
}

/* `all` finds every component there is. */
static bool only_all(const struct model *model, enum column_id column)
{
	uint32_t row;

	for (row = 0; row < model->column[column].rows; row++)
		if (model_known(model, column, row) && !text_is(model_string(model, column, row), "all"))
			return false;
	return true;
}

void link_check_selectors(struct link *link)
{
	static const enum column_id covers[] = { COL_statement_covers, COL_decision_covers };
	const struct model *model = link->model;
	const struct keur_column *function = &model->column[COL_component_function];
	unsigned char *found[2];
	struct finished finished;
	uint64_t *bits;
	uint32_t c, k, most = 1;
	unsigned i;

	/* A register alone has no components, and needs none. */
	if (!link->components || (only_all(model, covers[0]) && only_all(model, covers[1])))
		return;
	finish(link, &finished);
	bits = mem_zalloc((size_t)link->components / 64 + 1, sizeof *bits);
	for (i = 0; i < 2; i++)
		found[i] = mem_zalloc(model->rows[schema_column[covers[i]].table], 1);
	for (k = 0; k < most; k++) {
		for (c = 0; c < link->components; c++) {
			finished.class_[c] = class_of(link, c, k);
			if (keur_list_length(function, c) > most)
				most = keur_list_length(function, c);
		}
		for (i = 0; i < 2; i++)
			look(link, &finished.selectable, covers[i], found[i], bits);
	}
	for (i = 0; i < 2; i++) {
		report(link, &finished.selectable, covers[i], found[i]);
		free(found[i]);
	}
	free(bits);
	finished_free(&finished);
}

/* ---- Logs that an overlay adds -------------------------------------------------------------------------------------------------- */

/* By row of the table: 1 where an overlay added it. */
static unsigned char *added_rows(const struct link *link, enum table_id table)
{
	unsigned char *added = mem_zalloc(link->model->rows[table], 1);
	size_t i;

	for (i = 0; i < link->result->overrides; i++)
		if (link->result->override[i].change == LINK_ADDED && link->result->override[i].table == table)
			added[link->result->override[i].row] = 1;
	return added;
}

/* Marks the parts of which statements say that their log rows are complete: 1 by an inventory, 2 by an overlay. Of hybrids in each of their classes. */
static void mark_stated(const struct link *link, struct finished *finished, unsigned char *by)
{
	const struct model *model = link->model;
	const struct keur_column *table = &model->column[COL_statement_table], *function = &model->column[COL_component_function];
	uint64_t *bits = mem_zalloc((size_t)link->components / 64 + 1, sizeof *bits);
	unsigned char *added = added_rows(link, TABLE_statement);
	uint32_t row, c, k, most = 1;

	for (k = 0; k < most; k++) {
		for (c = 0; c < link->components; c++) {
			finished->class_[c] = class_of(link, c, k);
			if (keur_list_length(function, c) > most)
				most = keur_list_length(function, c);
		}
		for (row = 0; row < model->rows[TABLE_statement]; row++) {
			struct selector selector;
			unsigned char mark;

			if (keur_byte(table, row) != LIST_MEMBER_stated_log || model_answer(model, COL_statement_complete, row) != KEUR_YES)
				continue;
			mark = added[row] ? 2 : 1;
			selector_parse(&selector, model_string(model, COL_statement_covers, row));
			select_components(&finished->selectable, &selector, bits);
			for (c = 0; c < link->components; c++)
				if (bits[c >> 6] >> (c & 63) & 1)
					by[c] |= mark;
			selector_free(&selector);
		}
	}
	free(added);
	free(bits);
}

void link_check_logs(struct link *link)
{
	const struct link_result *result = link->result;
	const struct model *model = link->model;
	struct finished finished;
	unsigned char *by;
	size_t i;
	bool any = false;

	for (i = 0; i < result->overrides; i++)
		any |= result->override[i].change == LINK_ADDED && result->override[i].table == TABLE_log;
	if (!any || !link->components || !model->rows[TABLE_statement])
		return;
	finish(link, &finished);
	by = mem_zalloc(link->components, 1);
	mark_stated(link, &finished, by);
	for (i = 0; i < result->overrides; i++) {
		const struct link_override *added = &result->override[i];
		uint32_t component;

		if (added->change != LINK_ADDED || added->table != TABLE_log)
			continue;
		component = keur_code(&model->column[COL_log_component], added->row);
		if (component == KEUR_NONE || by[component] != 1)
			continue;
		messages_add_field(link->messages, SEVERITY_ERROR, (struct place){ added->file, added->line, 0 }, "component",
			"a log of `%s` is added, and a statement says that all of its logs were there: that may lower a risk. Give a statement about table "
			"log in an overlay as well, with `by` and `reference`, or change the row that is there by an edit",
			messages_quote(link->messages, model_string(model, COL_component_id, component)));
		link->refused++;
	}
	free(by);
	finished_free(&finished);
}
