/* The schema and the constants that plugins are compiled with are the same lists; every table and column is found by its name. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "model/schema.h"

/* Every constant of plugin.h for a member of a closed list. Its list and member follow from its name. */
struct constant {
	const char *name;
	unsigned value;
};

#define IS(constant) { #constant, constant }

static const struct constant constants[] = {
	IS(KEUR_SCOPE_OTHER), IS(KEUR_SCOPE_SECURITY_ELEMENT), IS(KEUR_SCOPE_MANAGEMENT), IS(KEUR_SCOPE_ADJACENT), IS(KEUR_SCOPE_CRITICAL),
	IS(KEUR_ROLE_MANUFACTURE), IS(KEUR_ROLE_INTEGRATE), IS(KEUR_ROLE_BUILD), IS(KEUR_ROLE_MANAGE), IS(KEUR_ROLE_SUPPORT), IS(KEUR_ROLE_HOST),
	IS(KEUR_PLANE_USER), IS(KEUR_PLANE_CONTROL), IS(KEUR_PLANE_MANAGEMENT), IS(KEUR_PLANE_SIGNALLING), IS(KEUR_PLANE_TIMING),
	IS(KEUR_PRIVILEGE_READ), IS(KEUR_PRIVILEGE_OPERATE), IS(KEUR_PRIVILEGE_ADMIN), IS(KEUR_PRIVILEGE_ROOT),
	IS(KEUR_EVENT_AUTHENTICATION), IS(KEUR_EVENT_ADMIN_ACTION), IS(KEUR_EVENT_ACCOUNT_CHANGE), IS(KEUR_EVENT_CONFIG_CHANGE),
	IS(KEUR_EVENT_DATA_ACCESS), IS(KEUR_EVENT_DATA_EXPORT), IS(KEUR_EVENT_REMOTE_SESSION), IS(KEUR_EVENT_LOG_CONTROL),
	IS(KEUR_EVENT_SOFTWARE_UPDATE), IS(KEUR_EVENT_START_STOP),
	IS(KEUR_DATA_CUSTOMER), IS(KEUR_DATA_BILLING), IS(KEUR_DATA_TRAFFIC), IS(KEUR_DATA_LOCATION), IS(KEUR_DATA_CONTENT),
	IS(KEUR_DATA_LI_TARGET), IS(KEUR_DATA_SUBSCRIBER_KEY), IS(KEUR_DATA_CREDENTIAL), IS(KEUR_DATA_CONFIG), IS(KEUR_DATA_LOG),
	IS(KEUR_EXPOSED_NONE), IS(KEUR_EXPOSED_PARTNER), IS(KEUR_EXPOSED_INTERNET),
	IS(KEUR_CLAIM_CONFIRMED), IS(KEUR_CLAIM_REPORTED), IS(KEUR_CLAIM_DENIED), IS(KEUR_CLAIM_NOT_COMMENTED),
	IS(KEUR_SOURCE_DECLARED), IS(KEUR_SOURCE_OBSERVED),
	IS(KEUR_CUT_NONE), IS(KEUR_CUT_SUPPLIER), IS(KEUR_CUT_OPERATOR),
	IS(KEUR_REVIEWED_NEVER), IS(KEUR_REVIEWED_YEARLY), IS(KEUR_REVIEWED_MONTHLY), IS(KEUR_REVIEWED_WEEKLY), IS(KEUR_REVIEWED_DAILY),
	IS(KEUR_REVIEWED_CONTINUOUS),
	IS(KEUR_STANDING_TRUSTED), IS(KEUR_STANDING_UNDECIDED), IS(KEUR_STANDING_UNTRUSTED),
	IS(KEUR_THROUGH_DIRECT), IS(KEUR_THROUGH_SUBCONTRACT), IS(KEUR_THROUGH_ADMINISTERS), IS(KEUR_THROUGH_ACCESS), IS(KEUR_THROUGH_KEYS),
	IS(KEUR_THROUGH_OWNER),
	IS(KEUR_STATED_PARTY), IS(KEUR_STATED_ACCESS), IS(KEUR_STATED_LOG), IS(KEUR_STATED_LINK), IS(KEUR_STATED_OWNERSHIP),
	IS(KEUR_STATED_AUDIT_FINDING), IS(KEUR_STATED_ADVISORY), IS(KEUR_STATED_EVENT),
	IS(KEUR_MILESTONE_FIRST_TRACE), IS(KEUR_MILESTONE_DETECTED), IS(KEUR_MILESTONE_VERIFIED), IS(KEUR_MILESTONE_CONTAINED),
	IS(KEUR_MILESTONE_ERADICATED), IS(KEUR_MILESTONE_RESTORED), IS(KEUR_MILESTONE_CLOSED), IS(KEUR_MILESTONE_NOTIFIED_AUTHORITY),
	IS(KEUR_MILESTONE_NOTIFIED_CUSTOMERS), IS(KEUR_MILESTONE_SUPPLIER_KNEW), IS(KEUR_MILESTONE_OPERATOR_TOLD),
	IS(KEUR_MILESTONE_ATTRIBUTED), IS(KEUR_MILESTONE_NOT_OURS), IS(KEUR_MILESTONE_SERVICE_CUT), IS(KEUR_MILESTONE_CALLED_SOLVED), IS(KEUR_MILESTONE_FINAL_REPORT),
	IS(KEUR_GRADE_LOW), IS(KEUR_GRADE_MEDIUM), IS(KEUR_GRADE_HIGH),
	IS(KEUR_ATTESTED_DECOMMISSIONED), IS(KEUR_ATTESTED_SCREENING_COMPLETE), IS(KEUR_ATTESTED_SECURITY_PLAN_CURRENT),
	IS(KEUR_ATTESTED_AGREEMENTS_CONCRETE), IS(KEUR_ATTESTED_EXTERNAL_LOGGING), IS(KEUR_ATTESTED_PATCHED), IS(KEUR_ATTESTED_MITIGATED),
	IS(KEUR_ATTESTED_NOT_AFFECTED), IS(KEUR_ATTESTED_SEPARATED),
	IS(KEUR_PROGRESS_OPEN), IS(KEUR_PROGRESS_ACCEPTED), IS(KEUR_PROGRESS_RESOLVED),
	IS(KEUR_SHARED_USERS), IS(KEUR_SHARED_SITES),
	IS(KEUR_TRUST_NOT_REQUIRED), IS(KEUR_TRUST_MET), IS(KEUR_TRUST_UNKNOWN), IS(KEUR_TRUST_VIOLATED),
	IS(KEUR_CRITERION_INTENT), IS(KEUR_CRITERION_TIES_OR_INFLUENCE), IS(KEUR_CRITERION_GOVERNMENT_LINK),
	IS(KEUR_CRITERION_COMPELLING_LEGISLATION), IS(KEUR_CRITERION_OWNERSHIP), IS(KEUR_CRITERION_PRESSURE), IS(KEUR_CRITERION_SUPPLY_ASSURANCE),
	IS(KEUR_CRITERION_QUALITY_AND_CYBER_PRACTICE), IS(KEUR_CRITERION_NOTICES),
	IS(KEUR_GROUND_DECISION), IS(KEUR_GROUND_ESTABLISHMENT), IS(KEUR_GROUND_MANAGEMENT_SEAT), IS(KEUR_GROUND_OWNERSHIP), IS(KEUR_GROUND_CONTROL),
	IS(KEUR_GROUNDS_NONE), IS(KEUR_GROUNDS_SUSPECTED), IS(KEUR_GROUNDS_KNOWN), IS(KEUR_EVIDENCE_KNOWN), IS(KEUR_EVIDENCE_SUSPECTED),
};

static const struct constant tables[] = {
	IS(KEUR_TABLE_COMPONENT), IS(KEUR_TABLE_PARTY), IS(KEUR_TABLE_SUPPLIER), IS(KEUR_TABLE_DECISION), IS(KEUR_TABLE_OWNERSHIP),
	IS(KEUR_TABLE_LINK), IS(KEUR_TABLE_ACCESS), IS(KEUR_TABLE_LOG), IS(KEUR_TABLE_SITE), IS(KEUR_TABLE_STATEMENT), IS(KEUR_TABLE_NETWORK),
	IS(KEUR_TABLE_INVOLVEMENT), IS(KEUR_TABLE_ADVISORY), IS(KEUR_TABLE_CERTIFICATE), IS(KEUR_TABLE_EXCEPTION),
	IS(KEUR_TABLE_AUDIT_FINDING), IS(KEUR_TABLE_CREDENTIAL), IS(KEUR_TABLE_EVENT), IS(KEUR_TABLE_ATTESTATION), IS(KEUR_TABLE_CRITERION),
	IS(KEUR_TABLE_COUNTRY), IS(KEUR_TABLE_EDIT), IS(KEUR_TABLE_GROUP),
};

/* Lists that no constant stands for: plugins see none of their columns, or ask for "any". */
static const char *const without_constants[] = { "no_list", "serves", "observer", "verdict", "default_setting", "exploit",
	"details", "reached_from", "login", "difficulty", "interaction", "exploited", "solution", "denial", "execution", "rights", "leak",
	"certifies" };

/* KEUR_ROLE_MANAGE of member "manage" of list "role". */
static void constant_name(const char *list, const char *member, char out[64])
{
	size_t i;

	snprintf(out, 64, "KEUR_%s_%s", list, member);
	for (i = 0; out[i]; i++)
		if (out[i] >= 'a' && out[i] <= 'z')
			out[i] = (char)(out[i] - 32);
}

static const struct constant *find_constant(const struct constant *in, size_t count, const char *name)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (strcmp(in[i].name, name) == 0)
			return &in[i];
	return NULL;
}

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void lists_are_the_constants(void **state)
{
	size_t listed = 0, i;
	unsigned l, m;

	(void)state;
	for (l = 0; l < LIST_COUNT; l++) {
		for (i = 0; i < COUNT(without_constants) && strcmp(schema_list[l].name, without_constants[i]) != 0; i++)
			;
		if (i < COUNT(without_constants))
			continue;
		for (m = 0; m < schema_list[l].members; m++, listed++) {
			const struct constant *constant;
			char name[64];

			constant_name(schema_list[l].name, schema_list[l].member[m], name);
			constant = find_constant(constants, COUNT(constants), name);
			if (!constant)
				fail_msg("%s is not in plugin.h", name);
			if (constant->value != m)
				fail_msg("%s is %u, in the schema %u", name, constant->value, m);
		}
	}
	assert_int_equal(listed, COUNT(constants)); /* and none is left over */
}

static void tables_are_the_constants(void **state)
{
	unsigned t;

	(void)state;
	assert_int_equal(TABLE_COUNT, COUNT(tables));
	for (t = 0; t < TABLE_COUNT; t++) {
		char name[64];

		constant_name("table", schema_table[t].name, name);
		assert_string_equal(tables[t].name, name);
		assert_int_equal(tables[t].value, t);
	}
}

/* The tables above are the whole of the header: no constant of these families is missing here. */
static void the_header_has_no_others(void **state)
{
	FILE *file = fopen(KEUR_SOURCE_DIR "/include/keur/plugin.h", "rb");
	char word[128], line[1024];

	(void)state;
	assert_non_null(file);
	while (fgets(line, sizeof line, file)) {
		const char *at = line, *comment = strstr(line, "/*");

		if (strstr(line, "#define"))
			continue;
		while ((at = strstr(at, "KEUR_")) != NULL && (!comment || at < comment)) {
			size_t length = strspn(at, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"), i;

			snprintf(word, sizeof word, "%.*s", (int)length, at);
			for (i = 0; i < COUNT(constants); i++) {
				const char *end = strchr(constants[i].name + 5, '_');

				/* Of a family that stands above: KEUR_ROLE_... */
				if (strncmp(word, constants[i].name, (size_t)(end + 1 - constants[i].name)) == 0)
					break;
			}
			if (i < COUNT(constants) && !find_constant(constants, COUNT(constants), word))
				fail_msg("%s is not in this test", word);
			at += length;
		}
	}
	fclose(file);
}

static void numbers_code_asks_for(void **state)
{
	(void)state;
	assert_int_equal(schema_find_member(LIST_stated, TEXT_LITERAL("party")), LIST_MEMBER_stated_party);
	assert_int_equal(schema_find_member(LIST_stated, TEXT_LITERAL("access")), LIST_MEMBER_stated_access);
	assert_int_equal(schema_find_member(LIST_stated, TEXT_LITERAL("log")), LIST_MEMBER_stated_log);
	assert_int_equal(schema_find_member(LIST_stated, TEXT_LITERAL("link")), LIST_MEMBER_stated_link);
	assert_int_equal(schema_find_member(LIST_stated, TEXT_LITERAL("ownership")), LIST_MEMBER_stated_ownership);
	assert_int_equal(schema_find_member(LIST_verdict, TEXT_LITERAL("trusted")), LIST_MEMBER_verdict_trusted);
	assert_int_equal(schema_find_member(LIST_verdict, TEXT_LITERAL("restricted")), LIST_MEMBER_verdict_restricted);
	assert_int_equal(schema_find_member(LIST_verdict, TEXT_LITERAL("untrusted")), LIST_MEMBER_verdict_untrusted);
}

static void every_column_by_name(void **state)
{
	unsigned c, d, t;

	(void)state;
	for (t = 0; t < TABLE_COUNT; t++) {
		assert_int_equal(schema_find_table(text_of(schema_table[t].name)), t);
		assert_int_equal(schema_find_plural(text_of(schema_table[t].plural)), t);
		assert_true(schema_first[t] < schema_first[t + 1]);
		assert_true(strlen(schema_table[t].doc) > 0);
	}
	assert_int_equal(schema_first[TABLE_COUNT], COLUMN_COUNT);
	for (c = 0; c < COLUMN_COUNT; c++) {
		const struct schema_column *column = &schema_column[c];
		struct buffer full = { 0 };
		bool derived = column->flags & COLUMN_DERIVED, virtual = column->flags & COLUMN_VIRTUAL;

		assert_true(c >= schema_first[column->table] && c < schema_first[column->table + 1]);
		assert_int_equal(column->name_length, strlen(column->name));
		assert_true(strlen(column->doc) > 0);
		assert_int_equal(schema_find_column(column->table, text_of(column->name)), derived ? COLUMN_NONE : c);
		buffer_format(&full, "%s.%s", schema_table[column->table].name, column->name);
		assert_int_equal(schema_find_full(buffer_view(&full)), virtual ? COLUMN_NONE : c);
		buffer_free(&full);
		for (d = schema_first[column->table]; d < c; d++)
			assert_string_not_equal(schema_column[d].name, column->name);
		if (column->type == TYPE_MEMBER || column->type == TYPE_SET) {
			assert_true(column->target < LIST_COUNT && column->target != LIST_no_list);
			assert_true(schema_list[column->target].members <= 64);
		}
		if (column->type == TYPE_ROW || column->type == TYPE_ROWS)
			assert_true(column->target < TABLE_COUNT);
		assert_int_equal(schema_is_list((enum column_id)c), column->type == TYPE_ROWS || column->type == TYPE_TEXTS);
	}
}

static void names_that_are_none(void **state)
{
	(void)state;
	assert_int_equal(schema_find_column(TABLE_component, TEXT_LITERAL("segmnt")), COLUMN_NONE);
	assert_int_equal(schema_find_column(TABLE_component, TEXT_LITERAL("")), COLUMN_NONE);
	assert_int_equal(schema_find_column(TABLE_party, TEXT_LITERAL("segment")), COLUMN_NONE);
	assert_int_equal(schema_find_table(TEXT_LITERAL("components")), TABLE_COUNT);
	assert_int_equal(schema_find_plural(TEXT_LITERAL("component")), TABLE_COUNT);
	assert_int_equal(schema_find_full(TEXT_LITERAL("")), COLUMN_NONE);
	assert_int_equal(schema_find_full(TEXT_LITERAL("component")), COLUMN_NONE);
	assert_int_equal(schema_find_full(TEXT_LITERAL(".id")), COLUMN_NONE);
	assert_int_equal(schema_find_full(TEXT_LITERAL("component.")), COLUMN_NONE);
	assert_int_equal(schema_find_full(TEXT_LITERAL("componentx.id")), COLUMN_NONE);
	assert_int_equal(schema_find_member(LIST_role, TEXT_LITERAL("Manage")), -1); /* exact */
	assert_true(text_is(schema_nearest_column(TABLE_component, TEXT_LITERAL("segmnt")), "segment"));
	assert_true(text_is(schema_nearest_column(TABLE_component, TEXT_LITERAL("scop")), "")); /* derived ones are nothing to write */
	assert_true(text_is(schema_nearest_member(LIST_exposed, TEXT_LITERAL("internett")), "internet"));
	assert_true(text_is(schema_nearest_plural(TEXT_LITERAL("component")), "components"));
	assert_true(text_is(schema_nearest_plural(TEXT_LITERAL("gadgets")), ""));
}

/* A set is as wide as its list needs. */
static void layouts(void **state)
{
	static const struct {
		const char *column;
		uint32_t layout;
		size_t width;
	} cases[] = {
		{ "component.id", KEUR_COLUMN_STRING, 4 }, { "component.function", KEUR_COLUMN_STRINGS, 4 }, { "component.site", KEUR_COLUMN_ROW, 4 },
		{ "component.keys_held_by", KEUR_COLUMN_ROWS, 4 }, { "component.users", KEUR_COLUMN_NUMBER, 8 },
		{ "component.exposed", KEUR_COLUMN_BYTE, 1 }, { "component.critical", KEUR_COLUMN_BYTE, 1 },
		{ "component.impact_sabotage", KEUR_COLUMN_BYTE, 1 }, { "component.serves", KEUR_COLUMN_SET8, 1 },
		{ "component.data", KEUR_COLUMN_SET16, 2 }, { "log.events", KEUR_COLUMN_SET16, 2 }, { "log.retention", KEUR_COLUMN_DAYS, 4 },
		{ "party.from", KEUR_COLUMN_DAYS, 4 }, { "ownership.share", KEUR_COLUMN_DAYS, 4 }, { "statement.covers", KEUR_COLUMN_STRING, 4 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		enum column_id c = schema_find_full(text_of(cases[i].column));

		assert_int_equal(schema_layout(c), cases[i].layout);
		assert_int_equal(schema_width(c), cases[i].width);
		assert_true(strlen(schema_type_hint(c)) > 0);
	}
}

static void values_in_words(void **state)
{
	struct buffer out = { 0 };
	unsigned char yes = KEUR_YES, no = KEUR_NO, level = 4, member = KEUR_EXPOSED_INTERNET;
	uint16_t set = 1u << KEUR_DATA_CUSTOMER | 1u << KEUR_DATA_LOG, empty = 0;
	int64_t number = 4000000;
	int32_t date = 20758, days = 90, nothing = 0, never = KEUR_NO_DATE, share = 3334;

	(void)state;
#define SHOWN(column, value, expected) \
	do { \
		buffer_clear(&out); \
		schema_format(column, &(value), &out); \
		assert_string_equal(out.data, expected); \
	} while (0)
	SHOWN(COL_access_mfa, yes, "yes");
	SHOWN(COL_access_mfa, no, "no");
	SHOWN(COL_component_exposed, member, "internet");
	SHOWN(COL_component_impact_espionage, level, "4");
	SHOWN(COL_component_data, set, "customer|log");
	SHOWN(COL_component_data, empty, "none");
	SHOWN(COL_component_users, number, "4000000");
	SHOWN(COL_network_as_of, date, "2026-11-01");
	SHOWN(COL_access_valid_until, never, "none");
	SHOWN(COL_log_retention, days, "P90D");
	SHOWN(COL_log_retention, nothing, "none");
	SHOWN(COL_ownership_share, share, "33.34 %");
#undef SHOWN
	assert_int_equal(schema_get_set(COL_component_data, &set), 1u << KEUR_DATA_CUSTOMER | 1u << KEUR_DATA_LOG);
	buffer_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lists_are_the_constants),
		cmocka_unit_test(tables_are_the_constants),
		cmocka_unit_test(the_header_has_no_others),
		cmocka_unit_test(numbers_code_asks_for),
		cmocka_unit_test(every_column_by_name),
		cmocka_unit_test(names_that_are_none),
		cmocka_unit_test(layouts),
		cmocka_unit_test(values_in_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
