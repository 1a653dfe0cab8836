#include "assess/fills.h"

#include "base/language.h"

#include <string.h>

const struct answerer_words answerer[ANSWERERS] = {
	[ANSWERER_AUTHORITY] = { "authority", N_("Authority or supplier board") },
	[ANSWERER_CONTRACTS] = { "contract_office", N_("Contract office, procurement") },
	[ANSWERER_NETWORK] = { "network_engineering", N_("Network engineering") },
	[ANSWERER_SECURITY] = { "security_operations", N_("Security operations") },
	[ANSWERER_PRODUCT] = { "product_owner", N_("Product owner") },
	[ANSWERER_ASSESSOR] = { "assessor", N_("Whoever runs keur") },
};

/* ---- Who knows what ---------------------------------------------------------------------------------------------------------------- */

/* By table; then the columns that somebody else knows. A table that is not named is network engineering's. */
static const struct {
	enum table_id table;
	enum answerer answerer;
} table_known[] = {
	{ TABLE_component, ANSWERER_NETWORK },   { TABLE_party, ANSWERER_CONTRACTS },   { TABLE_supplier, ANSWERER_AUTHORITY },
	{ TABLE_decision, ANSWERER_AUTHORITY },  { TABLE_ownership, ANSWERER_AUTHORITY }, { TABLE_link, ANSWERER_NETWORK },
	{ TABLE_access, ANSWERER_SECURITY },     { TABLE_log, ANSWERER_SECURITY },      { TABLE_site, ANSWERER_NETWORK },
	{ TABLE_network, ANSWERER_ASSESSOR },    { TABLE_statement, ANSWERER_CONTRACTS },  { TABLE_advisory, ANSWERER_SECURITY },
	{ TABLE_certificate, ANSWERER_SECURITY }, { TABLE_exception, ANSWERER_SECURITY },  { TABLE_audit_finding, ANSWERER_SECURITY },
	{ TABLE_credential, ANSWERER_SECURITY }, { TABLE_event, ANSWERER_SECURITY },       { TABLE_attestation, ANSWERER_CONTRACTS },
	{ TABLE_criterion, ANSWERER_AUTHORITY }, { TABLE_country, ANSWERER_AUTHORITY },
};
static const struct {
	enum column_id column;
	enum answerer answerer;
} column_known[] = {
	{ COL_component_data, ANSWERER_PRODUCT },         { COL_component_users, ANSWERER_PRODUCT },
	{ COL_component_serves, ANSWERER_PRODUCT },       { COL_component_product_name, ANSWERER_PRODUCT },
	{ COL_component_product_version, ANSWERER_PRODUCT }, { COL_component_end_of_support, ANSWERER_CONTRACTS },
	{ COL_component_product_supplier, ANSWERER_CONTRACTS }, { COL_component_keys_held_by, ANSWERER_SECURITY },
	{ COL_component_critical, ANSWERER_AUTHORITY },   { COL_access_party, ANSWERER_CONTRACTS },
	{ COL_access_from_country, ANSWERER_CONTRACTS },  { COL_log_sink_admin, ANSWERER_CONTRACTS },
};

/* Questions of keur's own about a field, as one asks a person. */
static const struct {
	enum column_id column;
	const char *question;
} asked[] = {
	{ COL_component_segment, N_("In which network segment does each of these parts stand ({blame})? Parts: {count}") },
	{ COL_component_site, N_("Where do these parts stand ({blame})? Parts: {count}") },
	{ COL_component_data, N_("Which classes of data do these parts hold ({blame})? Parts: {count}") },
	{ COL_component_users, N_("How many subscribers depend on these parts ({blame})? Parts: {count}") },
	{ COL_component_exposed, N_("Who outside can send to these parts: nobody, partners, or the internet ({blame})? Parts: {count}") },
	{ COL_component_serves, N_("Do emergency services, government, defence or vital users depend on these parts ({blame})? Parts: {count}") },
	{ COL_site_region, N_("In which region, as the policy pack counts them, does the site stand ({blame})? Parts there: {count}") },
	{ COL_site_sensitive, N_("Is the site military, government, an airport, or critical in another way ({blame})? Parts there: {count}") },
};

static enum answerer knows_table(enum table_id table)
{
	size_t i;

	for (i = 0; i < sizeof table_known / sizeof *table_known; i++)
		if (table_known[i].table == table)
			return table_known[i].answerer;
	return ANSWERER_NETWORK;
}

static enum answerer knows_column(enum column_id column)
{
	size_t i;

	for (i = 0; i < sizeof column_known / sizeof *column_known; i++)
		if (column_known[i].column == column)
			return column_known[i].answerer;
	return knows_table(schema_column[column].table);
}

/* ---- What is blamed ------------------------------------------------------------------------------------------------------------------ */

/* Takes `prefix` off; false when the text does not begin so. */
static bool take(struct text *text, const char *prefix)
{
	size_t length = strlen(prefix);

	if (text->length < length || memcmp(text->data, prefix, length) != 0)
		return false;
	text->data += length;
	text->length -= length;
	return true;
}

static const char *keep(struct text text, struct arena *arena)
{
	return arena_copy(arena, text.data, text.length);
}

/* "component.data", "party.role manufacture, manage", or "component": everything about a part, beginning with what it does. */
static struct fill of_field(struct text field, struct arena *arena)
{
	struct fill fill = { .kind = FILL_FIELD, .column = schema_find_full(field) };
	struct text roles = field;

	if (take(&roles, "party.role ")) {
		char *name = arena_copy(arena, roles.data, roles.length), *to = name, *from = name;

		for (; *from; from++)
			if (*from != ' ')
				*to++ = *from == ',' ? '|' : *from;
		*to = '\0';
		return (struct fill){ .kind = FILL_PARTY, .answerer = ANSWERER_CONTRACTS, .table = TABLE_party, .name = name };
	}
	if (take(&roles, "country[") && roles.length >= 2)
		return (struct fill){ .kind = FILL_COUNTRY, .answerer = ANSWERER_AUTHORITY, .table = TABLE_country,
			.name = keep((struct text){ roles.data, 2 }, arena) };
	if (text_is(field, schema_table[TABLE_component].name))
		fill.column = COL_component_function;
	if (fill.column == COLUMN_NONE || (schema_column[fill.column].flags & COLUMN_DERIVED))
		return (struct fill){ .kind = FILL_NOTHING, .answerer = ANSWERER_ASSESSOR };
	fill.table = schema_column[fill.column].table;
	fill.answerer = (uint8_t)knows_column(fill.column);
	return fill;
}

/* What no row of its own answers: it hangs on several facts, which have questions of their own. */
static const char scope_blamed[] = "scope", chain_blamed[] = "its supply chain", administrators_blamed[] = "what administers the part";

/* Takes a member of a list off, whole words only: its place in the list, or -1. */
static int take_member(struct text *text, enum list_id list)
{
	unsigned m;

	for (m = 0; m < schema_list[list].members; m++) {
		struct text rest = *text;

		if (take(&rest, schema_list[list].member[m]) && (!rest.length || strchr(" ,", rest.data[0]))) {
			*text = rest;
			return (int)m;
		}
	}
	return -1;
}

/* Takes "audit_finding, advisory" off, members of a list: which they are; 0: the text does not begin so. */
static uint16_t take_members(struct text *text, enum list_id list)
{
	struct text rest = *text;
	uint16_t taken = 0;
	int member;

	do {
		member = take_member(&rest, list);
		if (member < 0)
			return 0;
		taken |= (uint16_t)(1u << member);
	} while (take(&rest, ", "));
	*text = rest;
	return taken;
}

static struct fill statement_about(uint16_t stated, enum answerer who)
{
	return (struct fill){ .kind = FILL_STATEMENT, .answerer = (uint8_t)who, .stated = stated,
		.table = schema_find_table(text_of(schema_list[LIST_stated].member[__builtin_ctz(stated)])) };
}

/* "diginotar PKIoverheid": a supplier, and one of its product lines; both may have spaces, so that the longest known name is the supplier's. */
static bool take_supplier(struct fill *fill, struct text about, const struct model *model, struct arena *arena)
{
	size_t length;

	for (length = about.length; length; length--)
		if ((length == about.length || about.data[length] == ' ')
			&& model_find(model, TABLE_supplier, (struct text){ about.data, length }) != KEUR_NONE)
			break;
	if (!length)
		return false;
	fill->name = keep((struct text){ about.data, length }, arena);
	if (length + 1 < about.length)
		fill->line = keep((struct text){ about.data + length + 1, about.length - length - 1 }, arena);
	return true;
}

/* The answers of an advisory that nobody gave. */
static struct fill of_advisory(uint32_t row, const struct model *model, struct text id, struct arena *arena)
{
	struct fill fill = { .kind = FILL_ADVISORY, .answerer = (uint8_t)knows_table(TABLE_advisory), .table = TABLE_advisory, .name = keep(id, arena) };
	unsigned c;

	_Static_assert(FILL_SCORED_LAST - FILL_SCORED < 16, "a bit of `stated` for each");
	for (c = FILL_SCORED; c <= FILL_SCORED_LAST; c++)
		if (!model_known(model, (enum column_id)c, row))
			fill.stated |= (uint16_t)(1u << (c - FILL_SCORED));
	if (!fill.stated)
		fill.kind = FILL_NOTHING;
	return fill;
}

/* "log for segment core", "access for parts without a segment", "ownership", "audit_finding, advisory"; "separated for diginotar PKIoverheid",
 * "external_logging, screening_complete"; an advisory's id */
static struct fill of_statement(struct text statement, const struct model *model, struct arena *arena)
{
	struct text rest = statement;
	uint16_t stated = take_members(&rest, LIST_stated);
	struct fill fill;
	uint32_t advisory;

	if (stated) {
		fill = statement_about(stated, ANSWERER_CONTRACTS);
		if (fill.table != TABLE_ownership)
			fill.answerer = (uint8_t)knows_table(fill.table);
		if (take(&rest, " for segment "))
			fill.name = keep(rest, arena);
		else if (take(&rest, " for ") && text_is(rest, administrators_blamed))
			fill.kind = FILL_NOTHING; /* which parts those are is not said here: they are asked about themselves */
		return fill;
	}
	stated = take_members(&rest, LIST_attested);
	if (stated) {
		fill = (struct fill){ .kind = FILL_ATTESTATION, .answerer = (uint8_t)knows_table(TABLE_attestation), .table = TABLE_attestation,
			.stated = stated };
		if (take(&rest, " for ") && !take_supplier(&fill, rest, model, arena))
			return (struct fill){ .kind = FILL_NOTHING, .answerer = fill.answerer };
		return fill;
	}
	if (text_is(statement, scope_blamed))
		return (struct fill){ .kind = FILL_NOTHING, .answerer = ANSWERER_NETWORK };
	advisory = model_find(model, TABLE_advisory, statement);
	if (advisory != KEUR_NONE)
		return of_advisory(advisory, model, statement, arena);
	if (text_is(statement, chain_blamed))
		return (struct fill){ .kind = FILL_NOTHING, .answerer = ANSWERER_CONTRACTS };
	return (struct fill){ .kind = FILL_NOTHING, .answerer = ANSWERER_ASSESSOR };
}

const char *fill_next(const struct fill *fill, uint16_t *stated)
{
	unsigned bit;

	if (!*stated)
		return NULL;
	bit = (unsigned)__builtin_ctz(*stated);
	*stated &= (uint16_t)(*stated - 1);
	return fill->kind == FILL_ADVISORY ? schema_column[FILL_SCORED + bit].name
		: schema_list[fill->kind == FILL_ATTESTATION ? LIST_attested : LIST_stated].member[bit];
}

bool fill_key(const struct fill *fill, struct buffer *out)
{
	if (fill->kind == FILL_NOTHING)
		return false;
	buffer_format(out, "%u %u %u %u %u%s%s", (unsigned)fill->kind, (unsigned)fill->table, fill->stated, (unsigned)fill->column,
		(unsigned)fill->answerer, fill->name ? " " : "", fill->name ? fill->name : "");
	buffer_format(out, "\n%s", fill->line ? fill->line : "");
	return true;
}

void fill_stated(const struct fill *fill, struct buffer *out)
{
	uint16_t left = fill->stated;
	const char *name, *between = "";

	for (; (name = fill_next(fill, &left)) != NULL; between = "|")
		buffer_format(out, "%s%s", between, name);
}

struct fill fill_of(const char *blame, const struct model *model, struct arena *arena)
{
	struct text text = text_of(blame);

	if (take(&text, "field "))
		return of_field(text, arena);
	if (take(&text, "statement "))
		return of_statement(text, model, arena);
	if (take(&text, "supplier "))
		return (struct fill){ .kind = FILL_DECISION, .answerer = ANSWERER_AUTHORITY, .table = TABLE_decision, .name = keep(text, arena) };
	if (take(&text, "segment ")) { /* who comes in there: asked of whoever sees it */
		struct fill fill = statement_about(1u << LIST_MEMBER_stated_access, ANSWERER_SECURITY);

		fill.name = keep(text, arena);
		return fill;
	}
	if (take(&text, "product "))
		return (struct fill){ .kind = FILL_FIELD, .answerer = ANSWERER_CONTRACTS, .table = TABLE_component,
			.column = COL_component_end_of_support, .name = keep(text, arena) };
	if (take(&text, "function "))
		return (struct fill){ .kind = FILL_FIELD, .answerer = ANSWERER_NETWORK, .table = TABLE_component,
			.column = COL_component_function, .name = keep(text, arena) };
	if (take(&text, "access "))
		return (struct fill){ .kind = FILL_FIELD, .answerer = ANSWERER_SECURITY, .table = TABLE_access,
			.column = COL_access_authorised_by, .name = keep(text, arena) };
	return (struct fill){ .kind = FILL_NOTHING, .answerer = ANSWERER_ASSESSOR };
}

/* What plugins blame begins with a word of the interface: include/keur/plugin.h, keur_ask_*. */
static void blamed_words(const char *blame, const char *language, struct buffer *out)
{
	static const struct {
		const char *head, *sentence;
	} known[] = {
		{ "supplier ", N_("supplier {name}") }, { "segment ", N_("segment {name}") }, { "product ", N_("product {name}") },
		{ "function ", N_("function {name}") }, { "access ", N_("way in {name}") }, { "plugin ", N_("plugin {name}") },
		{ "field ", N_("field {name}") },
	};
	size_t i;

	for (i = 0; i < sizeof known / sizeof *known && strcmp(language, "en") != 0; i++)
		if (strncmp(blame, known[i].head, strlen(known[i].head)) == 0) {
			SAY_FILLED(out, say_in(language, known[i].sentence), { "name", text_of(blame + strlen(known[i].head)) });
			return;
		}
	buffer_string(out, blame);
}

/* Where somebody has to answer for completeness; all that there is, or only of what is named after "for". */
static void statement_words(const struct fill *fill, const char *about, const char *language, struct buffer *out)
{
	static const struct {
		const char *head, *sentence;
	} known[] = {
		{ "for segment ", N_("a statement that the list of {rows} is complete for segment {name}") },
		{ "for parts without a segment", N_("a statement that the list of {rows} is complete for parts without a segment") },
		{ "for what administers the part", N_("a statement that the list of {rows} is complete for what administers the part") },
		{ "for ", N_("a statement that the list of {rows} is complete for {name}") },
		{ "", N_("a statement that the list of {rows} is complete") }, /* every text begins so */
	};
	struct buffer of = { 0 };
	uint16_t left = fill->stated;
	const char *name, *between = "";
	size_t i = 0;

	for (; (name = fill_next(fill, &left)) != NULL; between = ", ") {
		int member = schema_find_member(LIST_stated, text_of(name));

		buffer_string(&of, between);
		buffer_string(&of, member < 0 ? name : say_as_in(language, "rows", schema_stated_said[member]));
	}
	while (strncmp(about, known[i].head, strlen(known[i].head)) != 0)
		i++;
	SAY_FILLED(out, say_in(language, known[i].sentence), { "rows", buffer_view(&of) }, { "name", text_of(about + strlen(known[i].head)) });
	buffer_free(&of);
}

/* Somebody who answers for "separated" of a supplier, or of each part. */
static void attestation_words(const struct fill *fill, const char *language, struct buffer *out)
{
	struct buffer words = { 0 }, about = { 0 };
	uint16_t left = fill->stated;
	const char *name, *between = "";

	for (; (name = fill_next(fill, &left)) != NULL; between = ", ") {
		buffer_string(&words, between);
		buffer_string(&words, say_as_in(language, schema_list[LIST_attested].name, name));
	}
	if (fill->name)
		buffer_format(&about, "%s%s%s", fill->name, fill->line ? ", " : "", fill->line ? fill->line : "");
	SAY_FILLED(out, say_in(language, fill->name ? N_("an attestation for {name}: {what}") : N_("an attestation: {what}")),
		{ "name", buffer_view(&about) }, { "what", buffer_view(&words) });
	buffer_free(&about);
	buffer_free(&words);
}

/* "more than one factor at login" of "more than one factor at login; per access path". */
static void column_words(enum column_id column, const char *language, struct buffer *out)
{
	const char *doc = schema_column[column].doc;
	struct buffer head = { 0 };

	buffer_add(&head, doc, strcspn(doc, ";:"));
	buffer_string(out, say_as_in(language, "column", head.data));
	buffer_free(&head);
}

/* "manufacture, manage" */
static void role_words(const char *roles, const char *language, struct buffer *out)
{
	while (*roles) {
		size_t length = strcspn(roles, ",");
		int role = schema_find_member(LIST_role, (struct text){ roles, length });

		if (role >= 0)
			buffer_string(out, say_as_in(language, schema_list[LIST_role].name, schema_list[LIST_role].member[role]));
		else
			buffer_add(out, roles, length);
		roles += length;
		if (*roles) {
			roles += strspn(roles, ", ");
			buffer_string(out, ", ");
		}
	}
}

void fill_words(const struct fill *fill, const char *blame, const char *language, struct buffer *out)
{
	struct buffer words = { 0 };

	if (fill->kind == FILL_FIELD && !fill->name && strncmp(blame, "field ", 6) == 0 && strchr(blame, '.')) {
		column_words(fill->column, language, out);
		buffer_format(out, ", %s", blame + 6);
	} else if (fill->kind == FILL_COUNTRY) {
		SAY_FILLED(out, say_in(language, N_("an entry in countries for {country}")), { "country", text_of(fill->name) });
	} else if (fill->kind == FILL_PARTY) {
		role_words(blame + strlen("field party.role "), language, &words);
		SAY_FILLED(out, say_in(language, N_("who does this: {roles}")), { "roles", buffer_view(&words) });
	} else if (fill->kind == FILL_ATTESTATION) {
		attestation_words(fill, language, out);
	} else if (fill->kind == FILL_ADVISORY) {
		SAY_FILLED(out, say_in(language, N_("answers of advisory {name}")), { "name", text_of(fill->name) });
	} else if (strncmp(blame, "statement ", 10) != 0) {
		blamed_words(blame, language, out);
	} else if (strcmp(blame + 10, scope_blamed) == 0) {
		buffer_string(out, say_in(language,
			N_("what its scope hangs on: segment, function, what it administers, which ways in pass through it")));
	} else if (strcmp(blame + 10, chain_blamed) == 0) {
		buffer_string(out, say_in(language,
			N_("what its supply chain hangs on: the statements about its parties, links, ways in and owners")));
	} else if (fill->stated) {
		const char *about = strstr(blame, " for ");

		statement_words(fill, about ? about + 1 : "", language, out);
	} else {
		blamed_words(blame, language, out);
	}
	buffer_free(&words);
}

const char *fill_question(const struct fill *fill, const char *language)
{
	size_t i;

	for (i = 0; i < sizeof asked / sizeof *asked; i++)
		if (fill->kind == FILL_FIELD && asked[i].column == fill->column)
			return say_in(language, asked[i].question);
	return NULL;
}
