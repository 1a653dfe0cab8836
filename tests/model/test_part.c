/* One value after the other into a part: every type as users write it, what is refused and in which words, `none` and `unknown`. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "model/part.h"

struct trial {
	struct part part;
	struct messages messages;
};

static void start(struct trial *trial)
{
	memset(trial, 0, sizeof *trial);
	messages_file(&trial->messages, "f");
}

static void end(struct trial *trial)
{
	part_free(&trial->part);
	messages_free(&trial->messages);
}

static const struct place here = { 0, 7, 0 };

static int set(struct trial *trial, const char *column, const char *value)
{
	enum column_id c = schema_find_full(text_of(column));

	if (c == COLUMN_NONE)
		fail_msg("no column %s", column);
	return part_set(&trial->part, &trial->part.rows, c, text_of(value), here, &trial->messages);
}

static void row(struct trial *trial, enum table_id table)
{
	part_row(&trial->part, &trial->part.rows, table, 7);
}

/* What stands in the newest row, by address; NULL: unknown. */
static const void *stored(struct trial *trial, enum column_id column)
{
	uint32_t newest = trial->part.rows.rows[schema_column[column].table].count - 1;

	return part_known(&trial->part.rows, column, newest)
		? (const unsigned char *)trial->part.rows.column[column].data + newest * schema_width(column)
		: NULL;
}

static int32_t days(struct trial *trial, enum column_id column)
{
	int32_t value;

	assert_non_null(stored(trial, column));
	memcpy(&value, stored(trial, column), sizeof value);
	return value;
}

static unsigned byte(struct trial *trial, enum column_id column)
{
	assert_non_null(stored(trial, column));
	return *(const unsigned char *)stored(trial, column);
}

static uint64_t bits(struct trial *trial, enum column_id column)
{
	assert_non_null(stored(trial, column));
	return schema_get_set(column, stored(trial, column));
}

static const char *string(struct trial *trial, enum column_id column)
{
	uint32_t code;

	assert_non_null(stored(trial, column));
	memcpy(&code, stored(trial, column), sizeof code);
	return code == KEUR_NONE ? "(none)" : dict_string(&trial->part.dict, code);
}

static void every_type(void **state)
{
	struct trial t;
	int64_t users;

	(void)state;
	start(&t);
	row(&t, TABLE_component);
	assert_int_equal(set(&t, "component.id", "amf-1"), 0);
	assert_int_equal(set(&t, "component.site", "ams-1"), 0);
	assert_int_equal(set(&t, "component.data", "log"), 0);
	assert_int_equal(set(&t, "component.data", "customer"), 0); /* a set takes several */
	assert_int_equal(set(&t, "component.data", "log"), 0);
	assert_int_equal(set(&t, "component.users", "4000000"), 0);
	assert_int_equal(set(&t, "component.exposed", "internet"), 0);
	assert_int_equal(set(&t, "component.critical", "yes"), 0);
	assert_int_equal(set(&t, "component.product.end_of_support", "2026-11-01"), 0);
	assert_int_equal(set(&t, "component.function", "AMF"), 0);
	assert_int_equal(set(&t, "component.function", "SMF"), 0); /* and a list too */
	assert_string_equal(string(&t, COL_component_id), "amf-1");
	assert_string_equal(string(&t, COL_component_site), "ams-1");
	assert_int_equal(bits(&t, COL_component_data), 1u << KEUR_DATA_LOG | 1u << KEUR_DATA_CUSTOMER);
	memcpy(&users, stored(&t, COL_component_users), sizeof users);
	assert_int_equal(users, 4000000);
	assert_int_equal(byte(&t, COL_component_exposed), KEUR_EXPOSED_INTERNET);
	assert_int_equal(byte(&t, COL_component_critical), KEUR_YES);
	assert_int_equal(days(&t, COL_component_end_of_support), 20758);
	row(&t, TABLE_log);
	assert_int_equal(set(&t, "log.retention", "P3M"), 0);
	assert_int_equal(set(&t, "log.integrity", "no"), 0);
	assert_int_equal(days(&t, COL_log_retention), 90);
	assert_int_equal(byte(&t, COL_log_integrity), KEUR_NO);
	row(&t, TABLE_ownership);
	assert_int_equal(set(&t, "ownership.share", "33.34 %"), 0);
	assert_int_equal(set(&t, "ownership.control", "true"), 0); /* as other programs write it */
	assert_int_equal(days(&t, COL_ownership_share), 3334);
	assert_int_equal(byte(&t, COL_ownership_control), KEUR_YES);
	row(&t, TABLE_statement);
	assert_int_equal(set(&t, "statement.covers", "segment=core|bss"), 0);
	assert_int_equal(set(&t, "statement.observed_by", "pam"), 0);
	assert_string_equal(string(&t, COL_statement_covers), "segment=core|bss");
	row(&t, TABLE_site);
	assert_int_equal(set(&t, "site.country", "NL"), 0);
	assert_string_equal(string(&t, COL_site_country), "NL");
	part_close(&t.part);
	assert_int_equal(t.part.rows.column[COL_component_function].offset[0], 0);
	assert_int_equal(t.part.rows.column[COL_component_function].offset[1], 2);
	assert_int_equal(t.messages.groups, 0);
	end(&t);
}

/* Exactly these words, at this row, about this field. */
static void assert_wrong(enum table_id table, const char *column, const char *value, const char *text)
{
	struct trial t;

	start(&t);
	row(&t, table);
	assert_int_equal(set(&t, column, value), -1);
	assert_int_equal(t.messages.errors, 1);
	assert_string_equal(t.messages.group[0].text, text);
	assert_int_equal(t.messages.group[0].at.line, 7);
	assert_int_equal(t.messages.group[0].at.column, 0);
	if (t.messages.group[0].field)
		assert_string_equal(t.messages.group[0].field, strchr(column, '.') + 1);
	assert_null(stored(&t, schema_find_full(text_of(column))));
	end(&t);
}

static void wrong_values(void **state)
{
	(void)state;
	assert_wrong(TABLE_component, "component.exposed", "internett",
		"component.exposed: `internett` is not in its list: did you mean `internet`?");
	assert_wrong(TABLE_component, "component.exposed", "world", "component.exposed: `world` is not in its list: none, partner, internet");
	assert_wrong(TABLE_component, "component.serves", "tourists",
		"component.serves: `tourists` is not in its list: emergency, government, defence, vital, none");
	assert_wrong(TABLE_component, "component.data", "Customer", "component.data: `Customer` is not in its list: did you mean `customer`?");
	assert_wrong(TABLE_component, "component.users", "many", "component.users: `many` is not a whole number like 12000");
	assert_wrong(TABLE_component, "component.users", "4.000.000", "component.users: `4.000.000` is not a whole number like 12000: write 4000000");
	assert_wrong(TABLE_component, "component.users", "-1", "component.users: `-1` is not a whole number like 12000");
	assert_wrong(TABLE_component, "component.users", "99999999999999999999",
		"component.users: `99999999999999999999` is not a whole number like 12000");
	assert_wrong(TABLE_component, "component.critical", "maybe", "component.critical: `maybe` is not yes, no or unknown");
	assert_wrong(TABLE_component, "component.critical", "Yes", "component.critical: `Yes` is not yes, no or unknown");
	assert_wrong(TABLE_component, "component.mac", "00:53:00:12:34",
		"component.mac: `00:53:00:12:34` is not a hardware address of twelve hexadecimal digits like 00:53:00:12:34:56");
	assert_wrong(TABLE_component, "component.mac", "00:53:00:12:34:5g",
		"component.mac: `00:53:00:12:34:5g` is not a hardware address of twelve hexadecimal digits like 00:53:00:12:34:56");
	assert_wrong(TABLE_supplier, "supplier.mac_prefixes", "00:53",
		"supplier.mac_prefixes: `00:53` is not the beginning of hardware addresses, six to twelve hexadecimal digits like 00:53:00");
	assert_wrong(TABLE_supplier, "supplier.maturity", "0", "supplier.maturity: `0` is not on its scale: 1 to 4");
	assert_wrong(TABLE_supplier, "supplier.trust", "5", "supplier.trust: `5` is not on its scale: 1 to 4");
	assert_wrong(TABLE_criterion, "criterion.evidence", "suspect", "criterion.evidence: `suspect` is not in its list: did you mean `suspected`?");
	assert_wrong(TABLE_criterion, "criterion.criterion", "limb", "criterion.criterion: `limb` is not in its list: intent, ties_or_influence, "
		"government_link, compelling_legislation, ownership, pressure, supply_assurance, quality_and_cyber_practice, notices");
	assert_wrong(TABLE_party, "party.from", "2026-02-30", "party.from: `2026-02-30` is not a date like 2026-11-01");
	assert_wrong(TABLE_party, "party.from", "31-12-2026", "party.from: `31-12-2026` is not a date like 2026-11-01: write 2026-12-31");
	assert_wrong(TABLE_party, "party.from", "1/2/2026", "party.from: `1/2/2026` is not a date like 2026-11-01"); /* which is the month? */
	assert_wrong(TABLE_party, "party.from", "none", "party.from: `none` is not a date like 2026-11-01"); /* no answer here */
	assert_wrong(TABLE_log, "log.retention", "90", "log.retention: `90` is not a duration like P3M or P90D");
	assert_wrong(TABLE_log, "log.retention", "P101Y", "log.retention: `P101Y` is not a duration like P3M or P90D");
	assert_wrong(TABLE_ownership, "ownership.share", "101", "ownership.share: `101` is not a share in percent like 33.34");
	assert_wrong(TABLE_site, "site.country", "nl", "site.country: `nl` is not a country code: write NL");
	assert_wrong(TABLE_site, "site.country", "UK", "site.country: `UK` is not a country code: write GB");
	assert_wrong(TABLE_site, "site.country", "Netherlands",
		"site.country: `Netherlands` is not a country code: two letters of ISO 3166-1 like NL");
	assert_wrong(TABLE_site, "site.country", "ZX", "site.country: `ZX` is not a country code: two letters of ISO 3166-1 like NL");
	assert_wrong(TABLE_statement, "statement.covers", "segmnt=core", "a selector has no key `segmnt`: did you mean `segment`?");
	assert_wrong(TABLE_statement, "statement.covers", "everything",
		"a selector has no key `everything`: it is `all`, or lists by id, function, class, segment, site, country, supplier, product, serves");
	assert_wrong(TABLE_decision, "decision.covers", "serves=defense", "a selector's serves has no `defense`: did you mean `defence`?");
	/* What stood there is shown so that it deceives nobody. */
	assert_wrong(TABLE_component, "component.users", "1\xE2\x80\xAE" "2", "component.users: `1\\u{202E}2` is not a whole number like 12000");
}

static void unknown_says_nothing(void **state)
{
	struct trial t;

	(void)state;
	start(&t);
	row(&t, TABLE_component);
	assert_int_equal(set(&t, "component.users", "unknown"), 0);
	assert_int_equal(set(&t, "component.exposed", "unknown"), 0);
	assert_int_equal(set(&t, "component.critical", "unknown"), 0);
	assert_int_equal(set(&t, "component.segment", ""), 0);
	assert_int_equal(set(&t, "component.segment", "unknown"), 0);
	assert_int_equal(set(&t, "component.data", "unknown"), 0);
	assert_int_equal(set(&t, "component.function", "unknown"), 0);
	assert_int_equal(set(&t, "component.site", "unknown"), 0);
	assert_null(stored(&t, COL_component_users));
	assert_null(stored(&t, COL_component_segment));
	assert_null(stored(&t, COL_component_data));
	assert_null(stored(&t, COL_component_function));
	assert_null(stored(&t, COL_component_site));
	/* Not even something before. */
	assert_int_equal(set(&t, "component.segment", "core"), 0);
	assert_int_equal(set(&t, "component.segment", "unknown"), 0);
	assert_string_equal(string(&t, COL_component_segment), "core");
	/* A name that only begins like it is a name. */
	assert_int_equal(set(&t, "component.name", "unknown soldier"), 0);
	assert_string_equal(string(&t, COL_component_name), "unknown soldier");
	row(&t, TABLE_component);
	assert_int_equal(set(&t, "component.segment", "unknown"), 0);
	assert_null(stored(&t, COL_component_segment));
	assert_int_equal(t.messages.groups, 0);
	end(&t);
}

static void none_is_an_answer(void **state)
{
	struct trial t;

	(void)state;
	start(&t);
	row(&t, TABLE_component);
	assert_int_equal(set(&t, "component.id", "c"), 0);
	assert_int_equal(set(&t, "component.data", "none"), 0);
	assert_int_equal(set(&t, "component.product.end_of_support", "none"), 0);
	assert_int_equal(set(&t, "component.keys_held_by", "none"), 0);
	assert_int_equal(set(&t, "component.segment", "none"), 0); /* no answer there: a segment of that name */
	assert_int_equal(bits(&t, COL_component_data), 0);
	assert_int_equal(days(&t, COL_component_end_of_support), KEUR_NO_DATE);
	assert_string_equal(string(&t, COL_component_segment), "none");
	row(&t, TABLE_log);
	assert_int_equal(set(&t, "log.sink", "none"), 0);
	assert_int_equal(set(&t, "log.retention", "none"), 0);
	assert_string_equal(string(&t, COL_log_sink), "(none)");
	assert_int_equal(days(&t, COL_log_retention), 0);
	row(&t, TABLE_access);
	assert_int_equal(set(&t, "access.authorised_by", "none"), 0);
	assert_int_equal(set(&t, "access.cut_switch", "none"), 0); /* a member of its list */
	assert_string_equal(string(&t, COL_access_authorised_by), "(none)");
	assert_int_equal(byte(&t, COL_access_cut_switch), KEUR_CUT_NONE);
	part_close(&t.part);
	assert_true(part_known(&t.part.rows, COL_component_keys_held_by, 0));
	assert_int_equal(t.part.rows.column[COL_component_keys_held_by].offset[1], 0);
	assert_int_equal(t.messages.groups, 0);
	end(&t);
}

static void twice(void **state)
{
	static const char *const pairs[][3] = {
		{ "component.segment", "a", "b" }, { "component.segment", "a", "a" }, { "component.users", "1", "2" },
		{ "component.exposed", "none", "partner" }, { "component.critical", "yes", "yes" }, { "component.site", "a", "b" },
		{ "component.in_service_from", "2026-01-01", "2026-01-02" }, { "component.product.end_of_support", "none", "2026-01-01" },
		{ "component.product.end_of_support", "2026-01-01", "none" }, { "component.data", "log", "none" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		struct trial t;
		struct buffer text = { 0 };

		start(&t);
		row(&t, TABLE_component);
		assert_int_equal(set(&t, pairs[i][0], pairs[i][1]), 0);
		assert_int_equal(set(&t, pairs[i][0], pairs[i][2]), -1);
		buffer_format(&text, "%s is given twice for one row: keep one", pairs[i][0]);
		assert_string_equal(t.messages.group[0].text, text.data);
		buffer_free(&text);
		end(&t);
	}
}

/* An export is left as it is: a country that is none stays unknown, with a warning. */
static void countries_of_exports(void **state)
{
	struct trial t;

	(void)state;
	start(&t);
	t.part.kind = PART_FOREIGN;
	row(&t, TABLE_site);
	assert_int_equal(set(&t, "site.country", "Nederland"), 0);
	assert_null(stored(&t, COL_site_country));
	assert_int_equal(t.messages.errors, 0);
	assert_int_equal(t.messages.warnings, 1);
	assert_string_equal(t.messages.group[0].text, "site.country: `Nederland` is not a country code: left unknown");
	end(&t);
}

static void required_columns(void **state)
{
	struct trial t;

	(void)state;
	start(&t);
	row(&t, TABLE_party);
	assert_int_equal(set(&t, "party.supplier", "acme"), 0);
	assert_int_equal(part_row_complete(&t.part, &t.part.rows, TABLE_party, here, &t.messages), -1);
	messages_sort(&t.messages);
	assert_int_equal(t.messages.groups, 2);
	assert_string_equal(t.messages.group[0].text, "a row of parties without `component`: every party needs one");
	assert_string_equal(t.messages.group[1].text, "a row of parties without `role`: every party needs one");
	assert_int_equal(set(&t, "party.component", "c"), 0);
	assert_int_equal(set(&t, "party.role", "manage"), 0);
	assert_int_equal(part_row_complete(&t.part, &t.part.rows, TABLE_party, here, &t.messages), 0);
	end(&t);
}

/* Many rows, of which few say something: each value stays with its row, lists too. */
static void sparse_rows(void **state)
{
	enum { ROWS = 3000 };
	struct trial t;
	uint32_t i;

	(void)state;
	start(&t);
	for (i = 0; i < ROWS; i++) {
		char text[16];

		assert_int_equal(part_row(&t.part, &t.part.rows, TABLE_component, i + 1), i);
		snprintf(text, sizeof text, "%u", i);
		if (i % 7 == 3)
			assert_int_equal(set(&t, "component.users", text), 0);
		if (i % 130 == 5)
			assert_int_equal(set(&t, "component.segment", text), 0);
		if (i % 11 == 0)
			assert_int_equal(set(&t, "component.function", text), 0);
		if (i % 22 == 0)
			assert_int_equal(set(&t, "component.function", "second"), 0);
		if (i % 100 == 99)
			assert_int_equal(set(&t, "component.keys_held_by", "none"), 0);
	}
	part_close(&t.part);
	for (i = 0; i < ROWS; i++) {
		const struct part_tables *rows = &t.part.rows;
		const struct part_column *function = &rows->column[COL_component_function];

		assert_int_equal(rows->rows[TABLE_component].line[i], i + 1);
		assert_int_equal(part_known(rows, COL_component_users, i), i % 7 == 3);
		if (i % 7 == 3)
			assert_int_equal(((int64_t *)rows->column[COL_component_users].data)[i], i);
		assert_int_equal(part_known(rows, COL_component_segment, i), i % 130 == 5);
		assert_int_equal(part_known(rows, COL_component_function, i), i % 11 == 0);
		assert_int_equal(function->offset[i + 1] - function->offset[i], i % 22 == 0 ? 2 : i % 11 == 0);
		if (i % 11 == 0)
			assert_int_equal(atoi(dict_string(&t.part.dict, ((uint32_t *)function->data)[function->offset[i]])), i);
		assert_int_equal(part_known(rows, COL_component_keys_held_by, i), i % 100 == 99);
		assert_false(part_known(rows, COL_component_name, i));
	}
	assert_int_equal(t.messages.groups, 0);
	end(&t);
	part_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_type),
		cmocka_unit_test(wrong_values),
		cmocka_unit_test(unknown_says_nothing),
		cmocka_unit_test(none_is_an_answer),
		cmocka_unit_test(twice),
		cmocka_unit_test(countries_of_exports),
		cmocka_unit_test(required_columns),
		cmocka_unit_test(sparse_rows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
