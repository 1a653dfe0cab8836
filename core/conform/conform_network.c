/* Structure (who is what to whom) is written by table; every other value follows from the type of its column.
 *
 * Management links and depends_on follow one tree, so that there is one shortest path between any two parts: which of several is shown would
 * hang on how ids sort, and that is no fault of a plugin. */
#include "conform/conform_network.h"

#include "base/number.h"
#include "model/schema.h"

enum {
	FAN_OUT = 4,     /* parts below one in the tree */
	REPORTS = 96,    /* rows of each table of reports at most: enough for every answer of each column */
	ISSUERS = 4,     /* suppliers of certificates */
	STRANGERS = 2,   /* suppliers that rows name and no register knows */
	FATES = 8,       /* of so many rows one says `none`, two say nothing */
	FIRST_DAY = 16000, LAST_DAY = 20400, AS_OF = 20758, FAR_DAY = 21500, /* 2013-10, 2025-11, 2026-11-01, 2028-11 */
};

enum kind { KIND_COMPONENT, KIND_SUPPLIER, KIND_ACCESS, KIND_SITE, KINDS };
static const char kind_letter[KINDS + 1] = "csal";

struct network {
	const struct conform_shape *shape;
	const struct policy *policy;
	struct buffer *out;
	uint32_t suppliers, sites, reports;
	uint32_t fields; /* of the row at work */
};

/* ---- Numbers and names ------------------------------------------------------------------------------------------------------------ */

/* splitmix64: a number for each row and purpose, whatever the order in which they are asked for. */
static uint32_t chance(uint32_t row, uint32_t purpose, uint32_t below)
{
	uint64_t z = ((uint64_t)purpose << 32 | row) * UINT64_C(0x9E3779B97F4A7C15) + UINT64_C(0x632BE59BD9B4E019);

	z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
	z ^= z >> 31;
	return below ? (uint32_t)((z >> 32) * below >> 32) : 0;
}

/* "c-00012", renamed "c83171-00012": what stands before the hyphen decides how it sorts. */
static void name(struct network *n, enum kind kind, uint32_t row)
{
	buffer_format(n->out, "%c", kind_letter[kind]);
	if (n->shape->renamed)
		buffer_format(n->out, "%05u", chance(row, 1000 + (uint32_t)kind, 100000));
	buffer_format(n->out, "-%05u", row);
}

static void supplier_name(struct network *n, uint32_t row)
{
	if (row == 0)
		buffer_string(n->out, "operator");
	else
		name(n, KIND_SUPPLIER, row);
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

void conform_plain(struct text text, struct buffer *out)
{
	size_t i = 0, digits;

	while (i < text.length) {
		char c = text.data[i++];

		buffer_add(out, &c, 1);
		if (!c || !strchr(kind_letter, c) || (i > 1 && is_letter(text.data[i - 2])))
			continue;
		for (digits = 0; i + digits < text.length && text.data[i + digits] >= '0' && text.data[i + digits] <= '9'; digits++)
			;
		if (digits == 5 && i + 5 < text.length && text.data[i + 5] == '-')
			i += 5;
	}
}

/* ---- Values by type --------------------------------------------------------------------------------------------------------------- */

enum fate { FATE_KNOWN, FATE_UNKNOWN, FATE_NONE };

static enum fate fate_of(const struct network *n, enum column_id column, uint32_t row)
{
	const struct schema_column *c = &schema_column[column];
	uint32_t fate = chance(row, 2000 + (uint32_t)column, FATES);

	if (c->flags & (COLUMN_KEY | COLUMN_REQUIRED))
		return FATE_KNOWN;
	if (n->shape->unknown || fate < 2)
		return FATE_UNKNOWN;
	return fate == 2 && c->flags & COLUMN_NONE_ANSWER ? FATE_NONE : FATE_KNOWN;
}

/* Whatever begins lies before whatever ends: a period that ends before it begins is an error. */
static void date(struct network *n, const struct schema_column *c, uint32_t row, uint32_t purpose)
{
	char room[DATE_SIZE];
	size_t length = strlen(c->name);
	bool ends = (length >= 5 && strcmp(c->name + length - 5, "until") == 0) || strcmp(c->name, "product.end_of_support") == 0
		|| strcmp(c->name, "expires") == 0;
	int32_t least = ends ? LAST_DAY : FIRST_DAY, most = ends ? FAR_DAY : LAST_DAY;

	date_format(least + (int32_t)chance(row, purpose, (uint32_t)(most - least)), room);
	buffer_string(n->out, room);
}

static void some_members(struct network *n, const struct schema_list *list, uint32_t row, uint32_t purpose)
{
	const char *before = "[";
	unsigned i;

	for (i = 0; i < list->members; i++)
		if (chance(row, purpose + i, 2) || (i + 1 == list->members && before[0] == '[')) {
			buffer_format(n->out, "%s%s", before, list->member[i]);
			before = ", ";
		}
	buffer_string(n->out, "]");
}

static const char *const country_code[] = { "NL", "DE", "BE", "US", "CN", "IN", "SE", "KR" };
enum { COUNTRIES = sizeof country_code / sizeof *country_code, CLAIMED = 32 };

static void value(struct network *n, enum column_id column, uint32_t row)
{
	const struct schema_column *c = &schema_column[column];
	uint32_t purpose = 3000 + (uint32_t)column * 64;

	switch (c->type) {
	case TYPE_COUNTRY:
		buffer_string(n->out, country_code[chance(row, purpose, COUNTRIES)]);
		break;
	case TYPE_MEMBER:
		buffer_string(n->out, schema_list[c->target].member[chance(row, purpose, schema_list[c->target].members)]);
		break;
	case TYPE_SET:
		some_members(n, &schema_list[c->target], row, purpose);
		break;
	case TYPE_YES_NO:
		buffer_string(n->out, chance(row, purpose, 2) ? "yes" : "no");
		break;
	case TYPE_NUMBER:
	case TYPE_NUMBER8:
		buffer_format(n->out, "%u", 1 + chance(row, purpose, 4));
		break;
	case TYPE_DAYS:
		buffer_format(n->out, "P%uD", 1 + chance(row, purpose, 400));
		break;
	case TYPE_DATE:
		date(n, c, row, purpose);
		break;
	case TYPE_SHARE:
		buffer_format(n->out, "%u.%02u", chance(row, purpose, 100), chance(row, purpose + 1, 100));
		break;
	case TYPE_TEXTS:
		buffer_format(n->out, "[%c-other-%u]", c->name[0], row); /* names nobody else has */
		break;
	default:
		buffer_format(n->out, "%.*s %c", (int)strcspn(c->name, "."), c->name, (int)('A' + chance(row, purpose, 6)));
		break;
	}
}

/* ---- Columns whose values belong to the structure ----------------------------------------------------------------------------------- */

static uint32_t parent(uint32_t component)
{
	return (component - 1) / FAN_OUT;
}

static uint32_t any_component(const struct network *n, uint32_t row, uint32_t purpose)
{
	return chance(row, purpose, n->shape->components);
}

static uint32_t any_supplier(const struct network *n, uint32_t row, uint32_t purpose)
{
	return chance(row, purpose, n->suppliers + STRANGERS);
}

static void segment(struct network *n, uint32_t component)
{
	buffer_format(n->out, "seg-%u", component % (3 + n->shape->components / 50));
}

static void selector(struct network *n, uint32_t row)
{
	switch (row % 3) {
	case 0:
		buffer_string(n->out, "all");
		break;
	case 1:
		buffer_string(n->out, "{segment: [");
		segment(n, row / 3);
		buffer_string(n->out, "]}");
		break;
	default:
		buffer_format(n->out, "{class: [%s]}", n->policy->class_[row / 3 % n->policy->classes].name);
		break;
	}
}

static void function(struct network *n, uint32_t row)
{
	buffer_format(n->out, "[\"%s\"", n->policy->function[chance(row, 1, n->policy->catalogue.functions)].name);
	if (chance(row, 2, 8) == 0)
		buffer_format(n->out, ", \"%s\"", n->policy->function[chance(row, 3, n->policy->catalogue.functions)].name);
	buffer_string(n->out, "]");
}

/* Tables of reports have no structure of their own: they name any row of what they are about. */
static bool refers(struct network *n, enum column_id column, uint32_t row)
{
	const struct schema_column *c = &schema_column[column];
	uint32_t purpose = 100 + (uint32_t)column;

	if (c->table < TABLE_advisory || (c->type != TYPE_ROW && c->type != TYPE_ROWS))
		return false;
	if (c->type == TYPE_ROWS)
		buffer_string(n->out, "[");
	if (column == COL_certificate_issuer) /* few issuers have many certificates, and incidents */
		supplier_name(n, 1 + row % ISSUERS);
	else if (c->target == TABLE_supplier)
		supplier_name(n, any_supplier(n, row, purpose));
	else if (c->target == TABLE_component)
		name(n, KIND_COMPONENT, any_component(n, row, purpose));
	else
		buffer_format(n->out, "%.1s-%05u", schema_table[c->target].name, chance(row, purpose, n->reports));
	if (c->type == TYPE_ROWS)
		buffer_string(n->out, "]");
	return true;
}

/* Writes the value of a column of the structure; false: its type decides. */
static bool structure(struct network *n, enum column_id column, uint32_t row)
{
	char room[DATE_SIZE];

	switch (column) {
	case COL_component_function:
		function(n, row);
		return true;
	case COL_component_segment:
		segment(n, row);
		return true;
	case COL_component_critical:
		buffer_string(n->out, "yes"); /* a designation can only add */
		return true;
	case COL_component_users:
		buffer_format(n->out, "%u", chance(row, 4, 3000000));
		return true;
	case COL_statement_complete: /* of each table some that close it, whatever the dice */
		buffer_string(n->out, row / schema_list[LIST_stated].members == 1 ? "no" : "yes");
		return true;
	case COL_statement_until:
		date_format(FAR_DAY, room);
		buffer_string(n->out, room);
		return true;
	case COL_component_redundancy_group:
		buffer_format(n->out, "group-%u", row / 2);
		return true;
	case COL_component_site:
		name(n, KIND_SITE, row % n->sites);
		return true;
	case COL_component_depends_on:
		buffer_string(n->out, "[");
		name(n, KIND_COMPONENT, parent(row));
		buffer_string(n->out, "]");
		return true;
	case COL_component_keys_held_by:
		buffer_string(n->out, "[");
		supplier_name(n, any_supplier(n, row, 5));
		buffer_string(n->out, "]");
		return true;
	case COL_access_party:
		supplier_name(n, any_supplier(n, row, 6));
		return true;
	case COL_access_target:
		name(n, KIND_COMPONENT, any_component(n, row, 7));
		return true;
	case COL_access_via:
		buffer_string(n->out, "[");
		name(n, KIND_COMPONENT, any_component(n, row, 8));
		buffer_string(n->out, "]");
		return true;
	case COL_access_logged_to:
		name(n, KIND_COMPONENT, any_component(n, row, 9));
		return true;
	case COL_access_protocol:
		buffer_string(n->out, chance(row, 10, 3) ? "SSH" : "telnet");
		return true;
	case COL_log_sink_admin:
		supplier_name(n, any_supplier(n, row, 11));
		return true;
	case COL_supplier_name:
		buffer_format(n->out, "Supplier %u", row); /* which nobody else may have */
		return true;
	case COL_supplier_enterprise:
		buffer_format(n->out, "%u", 100000 + row);
		return true;
	case COL_supplier_mac_prefixes: /* those that are kept for documentation */
		buffer_format(n->out, "[\"00:00:5E:00:53:%02X\"]", row & 0xFF);
		return true;
	case COL_component_mac:
		buffer_format(n->out, "[\"00:00:5E:00:53:%02X\"]", chance(row, 12, n->suppliers));
		return true;
	default:
		return refers(n, column, row);
	}
}

/* ---- Rows ----------------------------------------------------------------------------------------------------------------------------- */

static void field(struct network *n, const char *name_)
{
	buffer_format(n->out, "%s%s: ", n->fields++ ? ", " : "  - {", name_);
}

static void row_end(struct network *n)
{
	buffer_string(n->out, "}\n");
	n->fields = 0;
}

/* The columns of a row that no key gave already: those `from` and after. "product.name" goes into a group of its own, whose columns stand
 * together in the schema. */
static void columns(struct network *n, enum table_id table, uint32_t row, enum column_id from)
{
	size_t group = 0; /* length of the name of the one that is open */
	const char *open = "";
	unsigned c;

	for (c = from; c < schema_first[table + 1]; c++) {
		const struct schema_column *column = &schema_column[c];
		const char *dot = strchr(column->name, '.');
		size_t length = dot ? (size_t)(dot - column->name) : 0;
		enum fate fate = fate_of(n, (enum column_id)c, row);

		if (column->flags & (COLUMN_DERIVED | COLUMN_VIRTUAL | COLUMN_KEY) || fate == FATE_UNKNOWN || strcmp(column->name, "id") == 0)
			continue;
		if (group && (length != group || strncmp(open, column->name, group) != 0)) {
			buffer_string(n->out, "}");
			group = 0;
		}
		if (dot && !group) {
			buffer_format(n->out, ", %.*s: {%s: ", (int)length, column->name, dot + 1);
			group = length;
			open = column->name;
		} else {
			buffer_format(n->out, ", %s: ", dot ? dot + 1 : column->name);
		}
		if (fate == FATE_NONE || (c == COL_component_depends_on && row == 0))
			buffer_string(n->out, "none");
		else if (!structure(n, (enum column_id)c, row))
			value(n, (enum column_id)c, row);
	}
	if (group)
		buffer_string(n->out, "}");
}

static void component(struct network *n, uint32_t row)
{
	field(n, "id");
	name(n, KIND_COMPONENT, row);
	columns(n, TABLE_component, row, COL_FIRST_component);
	row_end(n);
}

/* One to three roles, each once, by different suppliers; the second sometimes works under another. */
static void parties(struct network *n, uint32_t component_)
{
	bool usual = chance(component_, 24, 3); /* much rests on one maker */
	uint32_t count = 1 + chance(component_, 20, 3), first = usual ? 1 : any_supplier(n, component_, 21), i;
	uint32_t role = usual ? KEUR_ROLE_MANUFACTURE : chance(component_, 22, 6);

	for (i = 0; i < count; i++) {
		uint32_t row = component_ * 3 + i;

		field(n, "component");
		name(n, KIND_COMPONENT, component_);
		field(n, "supplier");
		supplier_name(n, (first + i) % (n->suppliers + STRANGERS));
		field(n, "role");
		buffer_string(n->out, schema_list[LIST_role].member[(role + i) % 6]);
		if (i == 1 && chance(component_, 23, 2)) {
			field(n, "under"); /* somebody without a row of its own here: involved in one way only */
			supplier_name(n, 1 + (first + count) % (n->suppliers + STRANGERS - 1));
		}
		columns(n, TABLE_party, row, COL_FIRST_party);
		row_end(n);
	}
}

static void one_link(struct network *n, uint32_t from, uint32_t to, unsigned plane, uint32_t row)
{
	field(n, "from");
	name(n, KIND_COMPONENT, from);
	field(n, "to");
	name(n, KIND_COMPONENT, to);
	field(n, "plane");
	buffer_string(n->out, schema_list[LIST_plane].member[plane]);
	if (fate_of(n, COL_link_id, row) == FATE_KNOWN) {
		field(n, "protocol");
		value(n, COL_link_protocol, row);
	}
	row_end(n);
}

/* From its parent on the management plane, and on another plane from anywhere. */
static void links(struct network *n, uint32_t component_)
{
	unsigned plane = chance(component_, 24, schema_list[LIST_plane].members);

	if (component_ && chance(component_, 25, 4))
		one_link(n, parent(component_), component_, KEUR_PLANE_MANAGEMENT, component_);
	if (plane != KEUR_PLANE_MANAGEMENT)
		one_link(n, any_component(n, component_, 26), component_, plane, component_);
}

static void access_row(struct network *n, uint32_t row)
{
	if (row % 3)
		return;
	field(n, "id");
	name(n, KIND_ACCESS, row);
	columns(n, TABLE_access, row, COL_FIRST_access);
	row_end(n);
}

static void log_row(struct network *n, uint32_t row)
{
	if (row % 4 == 3)
		return;
	field(n, "component");
	name(n, KIND_COMPONENT, row);
	if (row % 4) {
		field(n, "sink");
		if (row % 4 == 1)
			name(n, KIND_COMPONENT, any_component(n, row, 27));
		else
			buffer_string(n->out, "none");
	}
	columns(n, TABLE_log, row, COL_FIRST_log);
	row_end(n);
}

static void site(struct network *n, uint32_t row)
{
	field(n, "name");
	name(n, KIND_SITE, row);
	columns(n, TABLE_site, row, COL_site_id + 1);
	row_end(n);
}

static void supplier(struct network *n, uint32_t row)
{
	if (row == 0)
		return; /* the operator is there by itself */
	field(n, "id");
	supplier_name(n, row);
	columns(n, TABLE_supplier, row, COL_FIRST_supplier);
	row_end(n);
}

static void decision(struct network *n, uint32_t row)
{
	if (row == 0 || row % 5 == 4)
		return;
	field(n, "supplier");
	supplier_name(n, row);
	field(n, "decision");
	buffer_string(n->out, schema_list[LIST_verdict].member[row % 3]);
	if (row % 2 || row % 3 == LIST_MEMBER_verdict_restricted) { /* which needs to say for what */
		field(n, "covers");
		selector(n, row * 3 + 1 + row % 2);
	}
	field(n, "from");
	value(n, COL_decision_from, row);
	columns(n, TABLE_decision, row, COL_FIRST_decision);
	row_end(n);
}

static void ownership(struct network *n, uint32_t row)
{
	if (row % 3 == 1 || row < 2)
		return; /* chains of three: who owns two of a part's suppliers is involved in two ways */
	field(n, "owner");
	supplier_name(n, row - 1);
	field(n, "owned");
	supplier_name(n, row);
	columns(n, TABLE_ownership, row, COL_FIRST_ownership);
	row_end(n);
}

static void statement(struct network *n, uint32_t row)
{
	const struct schema_list *stated = &schema_list[LIST_stated];

	field(n, "table");
	buffer_string(n->out, stated->member[row % stated->members]);
	field(n, "covers");
	selector(n, row % stated->members == KEUR_STATED_LOG ? row / stated->members : row + row / stated->members);
	field(n, "by");
	buffer_format(n->out, "office %u", row);
	columns(n, TABLE_statement, row, COL_FIRST_statement);
	row_end(n);
}

static void criterion(struct network *n, uint32_t row)
{
	const struct schema_list *criteria = &schema_list[LIST_criterion];

	field(n, "supplier");
	supplier_name(n, 1 + row / 2 % (n->suppliers - 1));
	field(n, "criterion");
	buffer_string(n->out, criteria->member[row % criteria->members]);
	field(n, "source");
	buffer_format(n->out, "paper %u", row);
	columns(n, TABLE_criterion, row, COL_FIRST_criterion);
	row_end(n);
}

static void country(struct network *n, uint32_t row)
{
	field(n, "id");
	if (row < COUNTRIES)
		buffer_string(n->out, country_code[row]);
	else
		buffer_format(n->out, "X%c", (int)('A' + row - COUNTRIES)); /* of those that the standard leaves to its users */
	columns(n, TABLE_country, row, COL_country_id + 1);
	row_end(n);
}

/* Reports about parts and suppliers: rows of a table that only its columns tell apart, and its key. */
static void report(struct network *n, enum table_id id, uint32_t row)
{
	field(n, "id");
	buffer_format(n->out, "%.1s-%05u", schema_table[id].name, row);
	columns(n, id, row, (enum column_id)schema_first[id]);
	row_end(n);
}

static void advisory(struct network *n, uint32_t row)
{
	report(n, TABLE_advisory, row);
}

static void certificate(struct network *n, uint32_t row)
{
	report(n, TABLE_certificate, row);
}

static void exception(struct network *n, uint32_t row)
{
	report(n, TABLE_exception, row);
}

static void audit_finding(struct network *n, uint32_t row)
{
	report(n, TABLE_audit_finding, row);
}

static void credential(struct network *n, uint32_t row)
{
	report(n, TABLE_credential, row);
}

/* Incidents of up to seven events each, in the order of their kinds or not. */
static void event(struct network *n, uint32_t row)
{
	field(n, "incident");
	buffer_format(n->out, "incident %u", row / 7);
	field(n, "kind");
	buffer_string(n->out, schema_list[LIST_milestone].member[row * 7 % schema_list[LIST_milestone].members]);
	field(n, "date");
	value(n, COL_event_date, row);
	field(n, "to");
	buffer_format(n->out, "office %u", row); /* equal events would be one */
	if (chance(row, 29, 2)) {
		field(n, "supplier");
		refers(n, COL_certificate_issuer, row); /* somebody who has certificates in use */
	}
	columns(n, TABLE_event, row, COL_FIRST_event);
	row_end(n);
}

static void attestation(struct network *n, uint32_t row)
{
	field(n, "what");
	buffer_string(n->out, schema_list[LIST_attested].member[row % schema_list[LIST_attested].members]);
	field(n, "by");
	buffer_format(n->out, "office %u", row);
	if (row % schema_list[LIST_attested].members == KEUR_ATTESTED_SEPARATED || chance(row, 31, 2)) {
		field(n, "supplier");
		refers(n, COL_certificate_issuer, row);
	}
	if (chance(row, 33, 2)) {
		field(n, "advisory");
		refers(n, COL_attestation_advisory, row);
	}
	field(n, "date");
	value(n, COL_attestation_date, row);
	columns(n, TABLE_attestation, row, COL_FIRST_attestation);
	row_end(n);
}

static void table(struct network *n, enum table_id id, uint32_t rows, void (*row)(struct network *n, uint32_t row))
{
	size_t before = n->out->length, head;
	uint32_t i;

	buffer_format(n->out, "%s:\n", schema_table[id].plural);
	head = n->out->length;
	for (i = 0; i < rows; i++)
		row(n, n->shape->renamed ? rows - 1 - i : i);
	if (n->out->length > head)
		return;
	n->out->length = before; /* a table without rows is left out */
	n->out->data[before] = '\0';
}

void conform_network(const struct conform_shape *shape, const struct policy *policy, struct buffer *out)
{
	struct network n = { .shape = shape, .policy = policy, .out = out, .suppliers = shape->components > 1000 ? 40 : 8,
		.sites = 1 + shape->components / 8, .reports = shape->components < REPORTS ? shape->components : REPORTS };
	uint32_t components = shape->components, facts = shape->unknown ? 0 : components;
	char day[DATE_SIZE];

	date_format(AS_OF, day);
	buffer_string(out, "keur: 1\nnetwork: {operator: Conformance, country: NL, users: 4000000");
	if (!shape->undated)
		buffer_format(out, ", as_of: %s", day);
	buffer_string(out, "}\n");
	table(&n, TABLE_component, components, component);
	if (shape->unknown)
		return;
	table(&n, TABLE_supplier, n.suppliers, supplier);
	table(&n, TABLE_decision, n.suppliers, decision);
	table(&n, TABLE_ownership, n.suppliers, ownership);
	table(&n, TABLE_party, facts, parties);
	table(&n, TABLE_link, facts, links);
	table(&n, TABLE_access, facts, access_row);
	table(&n, TABLE_log, facts, log_row);
	table(&n, TABLE_site, n.sites, site);
	table(&n, TABLE_statement, 48, statement);
	table(&n, TABLE_advisory, n.reports, advisory);
	table(&n, TABLE_certificate, n.reports, certificate);
	table(&n, TABLE_exception, n.reports, exception);
	table(&n, TABLE_audit_finding, n.reports, audit_finding);
	table(&n, TABLE_credential, n.reports, credential);
	table(&n, TABLE_event, n.reports, event);
	table(&n, TABLE_attestation, n.reports, attestation);
	table(&n, TABLE_criterion, 2 * n.suppliers, criterion);
	table(&n, TABLE_country, CLAIMED, country);
}
