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

/* Whether a part is in a scope hangs on several facts, which have questions of their own. */
static const char scope_blamed[] = "scope";

/* Takes the name of a table that statements are about off, whole words only: its place in the list, or -1. */
static int take_stated(struct text *text)
{
	unsigned t;

	for (t = 0; t < schema_list[LIST_stated].members; t++) {
		struct text rest = *text;

		if (take(&rest, schema_list[LIST_stated].member[t]) && (!rest.length || strchr(" ,", rest.data[0]))) {
			*text = rest;
			return (int)t;
		}
	}
	return -1;
}

static struct fill statement_about(int member, enum answerer who)
{
	return (struct fill){ .kind = FILL_STATEMENT, .answerer = (uint8_t)who, .stated = (uint16_t)(1u << member),
		.table = schema_find_table(text_of(schema_list[LIST_stated].member[member])) };
}

/* "log for segment core", "access for parts without a segment", "party for what administers the part", "ownership", "audit_finding, advisory" */
static struct fill of_statement(struct text statement, struct arena *arena)
{
	struct text rest = statement;
	int member = take_stated(&rest);
	struct fill fill;

	if (member >= 0) {
		fill = statement_about(member, ANSWERER_CONTRACTS);
		if (fill.table != TABLE_ownership)
			fill.answerer = (uint8_t)knows_table(fill.table);
		while (take(&rest, ", ") && (member = take_stated(&rest)) >= 0)
			fill.stated |= (uint16_t)(1u << member);
		if (take(&rest, " for segment "))
			fill.name = keep(rest, arena);
		return fill;
	}
	if (text_is(statement, scope_blamed))
		return (struct fill){ .kind = FILL_NOTHING, .answerer = ANSWERER_NETWORK };
	for (member = 0; member < (int)schema_list[LIST_attested].members; member++) { /* a row of table attestation: which, the question says */
		rest = statement;
		if (take(&rest, schema_list[LIST_attested].member[member]) && (!rest.length || strchr(" ,", rest.data[0])))
			return (struct fill){ .kind = FILL_NOTHING, .answerer = ANSWERER_CONTRACTS };
	}
	/* Of a whole chain: who is involved is what is stated first. */
	return statement_about(LIST_MEMBER_stated_party, ANSWERER_CONTRACTS);
}

bool fill_key(const struct fill *fill, struct buffer *out)
{
	if (fill->kind == FILL_NOTHING)
		return false;
	buffer_format(out, "%u %u %u %u %u%s%s", (unsigned)fill->kind, (unsigned)fill->table, fill->stated, (unsigned)fill->column,
		(unsigned)fill->answerer, fill->name ? " " : "", fill->name ? fill->name : "");
	return true;
}

void fill_stated(const struct fill *fill, struct buffer *out)
{
	uint16_t left;

	for (left = fill->stated; left; left &= (uint16_t)(left - 1))
		buffer_format(out, "%s%s", left == fill->stated ? "" : "|", schema_list[LIST_stated].member[__builtin_ctz(left)]);
}

struct fill fill_of(const char *blame, struct arena *arena)
{
	struct text text = text_of(blame);

	if (take(&text, "field "))
		return of_field(text, arena);
	if (take(&text, "statement "))
		return of_statement(text, arena);
	if (take(&text, "supplier "))
		return (struct fill){ .kind = FILL_DECISION, .answerer = ANSWERER_AUTHORITY, .table = TABLE_decision, .name = keep(text, arena) };
	if (take(&text, "segment ")) { /* who comes in there: asked of whoever sees it */
		struct fill fill = statement_about(LIST_MEMBER_stated_access, ANSWERER_SECURITY);

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
	uint16_t left;
	size_t i = 0;

	for (left = fill->stated; left; left &= (uint16_t)(left - 1)) {
		buffer_string(&of, left == fill->stated ? "" : ", ");
		buffer_string(&of, say_as_in(language, "rows", schema_stated_said[__builtin_ctz(left)]));
	}
	while (strncmp(about, known[i].head, strlen(known[i].head)) != 0)
		i++;
	SAY_FILLED(out, say_in(language, known[i].sentence), { "rows", buffer_view(&of) }, { "name", text_of(about + strlen(known[i].head)) });
	buffer_free(&of);
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
	} else if (strncmp(blame, "statement ", 10) == 0 && strcmp(blame + 10, scope_blamed) == 0) {
		buffer_string(out, say_in(language,
			N_("what its scope hangs on: segment, function, what it administers, which ways in pass through it")));
	} else if (fill->kind == FILL_STATEMENT && strncmp(blame, "statement ", 10) == 0) {
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
