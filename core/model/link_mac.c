/* Link: who makes a part of which nobody says it, by its hardware address. Only prefixes that a register gives count, so that the answer is the
 * same on every machine. */
#include "model/link_internal.h"

#include "model/mac.h"

#include <stdlib.h>
#include <string.h>

/* Prefixes of the register, and whose they are. */
struct prefixes {
	struct dict digits;
	uint32_t *supplier; /* by code of digits: row */
	size_t capacity;
};

static void collect(struct link *link, struct prefixes *prefixes)
{
	const struct model *model = link->model;
	const struct keur_column *column = &model->column[COL_supplier_mac_prefixes];
	uint32_t s, i;

	for (s = 0; s < model->rows[TABLE_supplier]; s++)
		for (i = 0; i < keur_list_length(column, s); i++) {
			struct text written = model_text(model, keur_list_item(column, s, i));
			struct buffer digits = { 0 };
			size_t before = prefixes->digits.count;
			uint32_t code;

			mac_digits(written, &digits);
			code = dict_add(&prefixes->digits, buffer_view(&digits));
			buffer_free(&digits);
			mem_reserve(&prefixes->supplier, &prefixes->capacity, prefixes->digits.count, sizeof *prefixes->supplier);
			if (prefixes->digits.count > before)
				prefixes->supplier[code] = s;
			else if (prefixes->supplier[code] != s)
				messages_add_field(link->messages, SEVERITY_ERROR,
					(struct place){ model_file(model, TABLE_supplier, s), model->line[TABLE_supplier][s], 0 }, "mac_prefixes",
					"supplier.mac_prefixes: `%s` belongs to `%s` already: a prefix stands for one maker",
					messages_quote(link->messages, written),
					messages_quote(link->messages, model_string(model, COL_supplier_id, prefixes->supplier[code])));
		}
}

/* The longest prefix counts: makers of small series share a short one. */
static uint32_t maker_of(const struct prefixes *prefixes, struct text address)
{
	struct buffer digits = { 0 };
	uint32_t supplier = KEUR_NONE;
	size_t length;

	mac_digits(address, &digits);
	for (length = digits.length; supplier == KEUR_NONE && length >= MAC_LEAST && !mac_is_local(buffer_view(&digits)); length--) {
		uint32_t code = dict_find(&prefixes->digits, (struct text){ digits.data, length });

		if (code != DICT_NONE)
			supplier = prefixes->supplier[code];
	}
	buffer_free(&digits);
	return supplier;
}

enum { SEVERAL = KEUR_NONE - 1 };

/* The maker that the addresses of a record name; SEVERAL when they disagree. */
static uint32_t maker_in(const struct link *link, const struct prefixes *prefixes, const struct origin *origin)
{
	const struct part_column *column = &link_tables(link, origin)->column[COL_component_mac];
	uint32_t maker = KEUR_NONE, i;

	if (!link_known(link, origin, COL_component_mac))
		return KEUR_NONE;
	for (i = column->offset[origin->row]; i < column->offset[origin->row + 1]; i++) {
		uint32_t code = link_map(link, origin->part, ((const uint32_t *)column->data)[i]);
		uint32_t named = maker_of(prefixes, dict_text(&link->model->dict, code));

		if (named != KEUR_NONE && maker != KEUR_NONE && named != maker)
			return SEVERAL;
		maker = named == KEUR_NONE ? maker : named;
	}
	return maker;
}

/* By component: whether a party makes it. */
static unsigned char *made(const struct link *link, const struct origin *origin, size_t rows)
{
	unsigned char *is_made = mem_zalloc(link->components, 1);
	size_t i;

	for (i = 0; i < rows; i++) {
		const struct part_column *role = &link_tables(link, &origin[i])->column[COL_party_role];
		uint32_t component = origin[i].component;

		if (component == KEUR_NONE) {
			uint32_t code = link_code(link, &origin[i], COL_party_component);

			component = code == KEUR_NONE ? KEUR_NONE : link->component_of[code];
		}
		if (component != KEUR_NONE && link_known(link, &origin[i], COL_party_role)
			&& ((const unsigned char *)role->data)[origin[i].row] == KEUR_ROLE_MANUFACTURE)
			is_made[component] = 1;
	}
	return is_made;
}

static void add_party(struct link *link, uint32_t component, uint32_t supplier)
{
	const struct model *model = link->model;
	struct part *part = &link->by_mac;
	unsigned file = model_file(model, TABLE_supplier, supplier);

	if (!part->rows.rows[TABLE_party].count)
		part->file = file;
	/* Where the register says whose prefix it is; lines of a second register would be looked for in the first. */
	part_row(part, &part->rows, TABLE_party, part->file == file ? model->line[TABLE_supplier][supplier] : 0);
	part_set_code(part, &part->rows, COL_party_component, link_code(link, &link->component[component], COL_component_id));
	part_set_code(part, &part->rows, COL_party_supplier, keur_code(&model->column[COL_supplier_id], supplier));
	part_set_member(part, &part->rows, COL_party_role, KEUR_ROLE_MANUFACTURE);
}

static void tell_several(struct link *link, uint32_t component)
{
	messages_add_field(link->messages, SEVERITY_WARNING, link_place(link, &link->component[component], TABLE_component), "mac",
		"component.mac: these addresses have prefixes of several makers in the register: who makes the part stays unknown");
}

void link_makers(struct link *link, struct origin **origin, size_t *rows, size_t *capacity)
{
	struct prefixes prefixes = { 0 };
	uint32_t *maker, c, added = 0;
	unsigned char *is_made;
	size_t i;

	if (!link->model->column[COL_supplier_mac_prefixes].data)
		return;
	collect(link, &prefixes);
	maker = mem_resize(NULL, link->components, sizeof *maker);
	for (c = 0; c < link->components; c++)
		maker[c] = maker_in(link, &prefixes, &link->component[c]);
	for (i = 0; i < link->joined.count; i++)
		if (maker[link->joined.item[i].row] == KEUR_NONE)
			maker[link->joined.item[i].row] = maker_in(link, &prefixes, &link->joined.item[i].origin);
	is_made = made(link, *origin, *rows);
	for (c = 0; c < link->components; c++)
		if (maker[c] == SEVERAL && !is_made[c])
			tell_several(link, c);
		else if (maker[c] != KEUR_NONE && maker[c] != SEVERAL && !is_made[c])
			add_party(link, c, maker[c]);
	added = link->by_mac.rows.rows[TABLE_party].count;
	if (added)
		link->parts++; /* it stands behind the others already */
	mem_reserve(origin, capacity, *rows + added, sizeof **origin);
	for (c = 0; c < added; c++)
		(*origin)[(*rows)++] = (struct origin){ c, KEUR_NONE, (uint16_t)(link->parts - 1), 0, 0 };
	free(is_made);
	free(maker);
	free(prefixes.supplier);
	dict_free(&prefixes.digits);
}
