#include "model/schema.h"

#include "base/language.h"
#include "base/number.h"

#define LIST(list, ...) static const char *const members_##list[] = { __VA_ARGS__ };
#include "model/schema.def"

const struct schema_list schema_list[LIST_COUNT] = {
#define LIST(list, ...) { #list, members_##list, sizeof members_##list / sizeof *members_##list },
#include "model/schema.def"
};

const char *const schema_stated_said[] = { N_AS("rows", "parties"), N_AS("rows", "ways in"), N_AS("rows", "logs"), N_AS("rows", "links"),
	N_AS("rows", "owners"), N_AS("rows", "audit findings"), N_AS("rows", "advisories"), N_AS("rows", "events") };
_Static_assert(sizeof schema_stated_said == sizeof members_stated && sizeof members_stated / sizeof *members_stated == LIST_MEMBERS_stated,
	"everything whose completeness somebody can state has a name for people");

const struct schema_table schema_table[TABLE_COUNT] = {
#define TABLE(table, plural, doc) { #table, plural, doc },
#include "model/schema.def"
};

const unsigned short schema_first[TABLE_COUNT + 1] = {
#define TABLE(table, plural, doc) COL_FIRST_##table,
#include "model/schema.def"
	COLUMN_COUNT,
};

/* The words of the FLAGS column. */
#define KEY COLUMN_KEY
#define REQUIRED COLUMN_REQUIRED
#define NONE COLUMN_NONE_ANSWER
#define DERIVED COLUMN_DERIVED
#define VIRTUAL COLUMN_VIRTUAL
#define ANSWERS COLUMN_ABSENCE_ANSWERS
/* What `target` names, by TYPE. */
#define TARGET_TEXT(target) 0
#define TARGET_COUNTRY(target) 0
#define TARGET_MEMBER(target) LIST_##target
#define TARGET_SET(target) LIST_##target
#define TARGET_YES_NO(target) 0
#define TARGET_NUMBER(target) 0
#define TARGET_NUMBER8(target) 0
#define TARGET_DAYS(target) 0
#define TARGET_DATE(target) 0
#define TARGET_SHARE(target) 0
#define TARGET_ROW(target) TABLE_##target
#define TARGET_ROWS(target) TABLE_##target
#define TARGET_TEXTS(target) 0
#define TARGET_SELECTOR(target) 0

const struct schema_column schema_column[COLUMN_COUNT] = {
#define COLUMN(table, column, name, type, target, flags, doc) \
	{ name, doc, TABLE_##table, TYPE_##type, TARGET_##type(target), (flags), sizeof(name) - 1 },
#include "model/schema.def"
};

/* The numbers of closed lists and tables that plugins were compiled with are those of the schema. */
_Static_assert(KEUR_TABLE_INVOLVEMENT == (int)TABLE_involvement && KEUR_TABLE_ACCESS == (int)TABLE_access
	&& KEUR_TABLE_SITE == (int)TABLE_site && KEUR_TABLE_DECISION == (int)TABLE_decision
	&& KEUR_TABLE_ADVISORY == (int)TABLE_advisory && KEUR_TABLE_ATTESTATION == (int)TABLE_attestation
	&& KEUR_TABLE_CRITERION == (int)TABLE_criterion && KEUR_TABLE_COUNTRY == (int)TABLE_country
	&& KEUR_TABLE_GROUP == (int)TABLE_group, "tables of plugin.h and schema.def");

/* How each type is stored: layout as plugins see it, bytes of a value or list item, and words for a message. */
static const struct {
	unsigned char layout, width;
	const char *hint;
} type_facts[] = {
	[TYPE_TEXT] = { KEUR_COLUMN_STRING, 4, "text" },
	[TYPE_COUNTRY] = { KEUR_COLUMN_STRING, 4, "a country code like NL" },
	[TYPE_MEMBER] = { KEUR_COLUMN_BYTE, 1, "one of a list" },
	[TYPE_SET] = { KEUR_COLUMN_SET, 8, "a list of words" },
	[TYPE_YES_NO] = { KEUR_COLUMN_BYTE, 1, "yes, no or unknown" },
	[TYPE_NUMBER] = { KEUR_COLUMN_NUMBER, 8, "a whole number like 12000" },
	[TYPE_NUMBER8] = { KEUR_COLUMN_BYTE, 1, "a number from 1 to 5" },
	[TYPE_DAYS] = { KEUR_COLUMN_DAYS, 4, "a duration like P3M or P90D" },
	[TYPE_DATE] = { KEUR_COLUMN_DAYS, 4, "a date like 2026-11-01" },
	[TYPE_SHARE] = { KEUR_COLUMN_DAYS, 4, "a share in percent like 33.34" },
	[TYPE_ROW] = { KEUR_COLUMN_ROW, 4, "a name" },
	[TYPE_ROWS] = { KEUR_COLUMN_ROWS, 4, "a list of names" },
	[TYPE_TEXTS] = { KEUR_COLUMN_STRINGS, 4, "a list of texts" },
	[TYPE_SELECTOR] = { KEUR_COLUMN_STRING, 4, "all, or lists by id, function, class, segment, site, country, supplier, product, serves" },
};

/* Sets are as wide as their list needs: there are many of them, and few lists have more than sixteen members. */
static size_t set_width(enum column_id column)
{
	unsigned members = schema_list[schema_column[column].target].members;

	return members <= 8 ? 1 : members <= 16 ? 2 : members <= 32 ? 4 : 8;
}

uint32_t schema_layout(enum column_id column)
{
	static const unsigned char set_layout[] = { [1] = KEUR_COLUMN_SET8, [2] = KEUR_COLUMN_SET16, [4] = KEUR_COLUMN_SET32,
		[8] = KEUR_COLUMN_SET };

	if (schema_column[column].type == TYPE_SET)
		return set_layout[set_width(column)];
	return type_facts[schema_column[column].type].layout;
}

size_t schema_width(enum column_id column)
{
	return schema_column[column].type == TYPE_SET ? set_width(column) : type_facts[schema_column[column].type].width;
}

uint64_t schema_get_set(enum column_id column, const void *value)
{
	uint64_t set = 0;

	memcpy(&set, value, set_width(column)); /* little endian */
	return set;
}

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "narrow sets are the low bytes of wide ones");

const char *schema_type_hint(enum column_id column)
{
	return type_facts[schema_column[column].type].hint;
}

enum column_id schema_find_column(enum table_id table, struct text name)
{
	unsigned c;

	for (c = schema_first[table]; c < schema_first[table + 1]; c++)
		if (schema_column[c].name_length == name.length && memcmp(schema_column[c].name, name.data, name.length) == 0
			&& !(schema_column[c].flags & COLUMN_DERIVED))
			return (enum column_id)c;
	return COLUMN_NONE;
}

enum table_id schema_find_table(struct text name)
{
	unsigned t;

	for (t = 0; t < TABLE_COUNT; t++)
		if (text_is(name, schema_table[t].name))
			break;
	return (enum table_id)t;
}

enum table_id schema_find_plural(struct text name)
{
	unsigned t;

	for (t = 0; t < TABLE_COUNT; t++)
		if (text_is(name, schema_table[t].plural))
			break;
	return (enum table_id)t;
}

int schema_find_member(enum list_id list, struct text name)
{
	unsigned i;

	for (i = 0; name.length && i < schema_list[list].members; i++)
		if (name.data[0] == schema_list[list].member[i][0] && text_is(name, schema_list[list].member[i]))
			return (int)i;
	return -1;
}

enum column_id schema_find_full(struct text name)
{
	const char *dot = name.length ? memchr(name.data, '.', name.length) : NULL;
	enum table_id table;
	struct text rest;
	unsigned c;

	if (!dot)
		return COLUMN_NONE;
	table = schema_find_table((struct text){ name.data, (size_t)(dot - name.data) });
	if (table == TABLE_COUNT)
		return COLUMN_NONE;
	rest = (struct text){ dot + 1, name.length - (size_t)(dot + 1 - name.data) };
	for (c = schema_first[table]; c < schema_first[table + 1]; c++)
		if (text_is(rest, schema_column[c].name) && !(schema_column[c].flags & COLUMN_VIRTUAL))
			return (enum column_id)c;
	return COLUMN_NONE;
}

struct text schema_nearest_column(enum table_id table, struct text name)
{
	struct nearest nearest = nearest_start(name);
	unsigned c;

	for (c = schema_first[table]; c < schema_first[table + 1]; c++)
		if (!(schema_column[c].flags & COLUMN_DERIVED))
			nearest_try(&nearest, text_of(schema_column[c].name));
	return nearest.best;
}

struct text schema_nearest_member(enum list_id list, struct text name)
{
	struct nearest nearest = nearest_start(name);
	unsigned i;

	for (i = 0; i < schema_list[list].members; i++)
		nearest_try(&nearest, text_of(schema_list[list].member[i]));
	return nearest.best;
}

struct text schema_nearest_plural(struct text name)
{
	struct nearest nearest = nearest_start(name);
	unsigned t;

	for (t = 0; t < TABLE_COUNT; t++)
		nearest_try(&nearest, text_of(schema_table[t].plural));
	return nearest.best;
}

static void format_set(const struct schema_list *list, uint64_t set, struct buffer *out)
{
	unsigned i, shown = 0;

	if (!set)
		buffer_string(out, "none");
	for (i = 0; i < list->members; i++)
		if (set >> i & 1)
			buffer_format(out, "%s%s", shown++ ? "|" : "", list->member[i]);
}

static void format_days(enum column_type type, int32_t days, struct buffer *out)
{
	char room[DATE_SIZE];

	if (type == TYPE_SHARE)
		share_format(days, room);
	else if (type == TYPE_DATE && days != KEUR_NO_DATE)
		date_format(days, room);
	else if (type == TYPE_DAYS && days)
		duration_format(days, room);
	else
		memcpy(room, "none", sizeof "none");
	buffer_string(out, room);
}

void schema_format(enum column_id column, const void *value, struct buffer *out)
{
	const struct schema_column *s = &schema_column[column];
	unsigned char byte;
	uint64_t set;
	int64_t number;
	int32_t days;

	switch (s->type) {
	case TYPE_MEMBER:
		memcpy(&byte, value, sizeof byte);
		buffer_string(out, schema_list[s->target].member[byte]);
		break;
	case TYPE_YES_NO:
		memcpy(&byte, value, sizeof byte);
		buffer_string(out, byte == KEUR_YES ? "yes" : "no");
		break;
	case TYPE_NUMBER8:
		memcpy(&byte, value, sizeof byte);
		buffer_format(out, "%d", byte);
		break;
	case TYPE_SET:
		set = schema_get_set(column, value);
		format_set(&schema_list[s->target], set, out);
		break;
	case TYPE_NUMBER:
		memcpy(&number, value, sizeof number);
		buffer_format(out, "%lld", (long long)number);
		break;
	case TYPE_DATE:
	case TYPE_DAYS:
	case TYPE_SHARE:
		memcpy(&days, value, sizeof days);
		format_days(s->type, days, out);
		break;
	case TYPE_TEXT:
	case TYPE_COUNTRY:
	case TYPE_ROW:
	case TYPE_ROWS:
	case TYPE_TEXTS:
	case TYPE_SELECTOR:
		break;
	}
}
