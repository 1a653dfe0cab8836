/* Where answers go and who knows them, by what a question blames. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "assess/fills.h"

#include <string.h>

static const struct {
	const char *blame;
	enum fill_kind kind;
	const char *where, *name, *who, *words;
} expected[] = {
	{ "field access.mfa", FILL_FIELD, "access.mfa", NULL, "security_operations", "more than one factor at login, access.mfa" },
	{ "field access.party", FILL_FIELD, "access.party", NULL, "contract_office", "who comes in, access.party" },
	{ "field component.users", FILL_FIELD, "component.users", NULL, "product_owner", "subscribers that depend on it, component.users" },
	{ "field component.segment", FILL_FIELD, "component.segment", NULL, "network_engineering", "network segment, component.segment" },
	{ "field component", FILL_FIELD, "component.function", NULL, "network_engineering", "field component" },
	{ "field component.scope", FILL_NOTHING, NULL, NULL, "assessor", "field component.scope" },
	{ "field nothing.such", FILL_NOTHING, NULL, NULL, "assessor", "field nothing.such" },
	{ "field network.as_of", FILL_FIELD, "network.as_of", NULL, "assessor", "the day the inventory is true for, network.as_of" },
	{ "field party.role manufacture, manage", FILL_PARTY, NULL, "manufacture|manage", "contract_office", "who does this: manufacture, manage" },
	{ "supplier a for b", FILL_DECISION, NULL, "a for b", "authority", "supplier a for b" },
	{ "statement log for segment a for segment b", FILL_STATEMENT, NULL, "a for segment b", "security_operations",
		"a statement that the list of logs is complete for segment a for segment b" },
	{ "statement link for parts without a segment", FILL_STATEMENT, NULL, NULL, "network_engineering",
		"a statement that the list of links is complete for parts without a segment" },
	{ "statement party for what administers the part", FILL_NOTHING, NULL, NULL, "contract_office",
		"a statement that the list of parties is complete for what administers the part" },
	{ "statement ownership", FILL_STATEMENT, NULL, NULL, "contract_office", "a statement that the list of owners is complete" },
	{ "statement audit_finding, advisory", FILL_STATEMENT, NULL, NULL, "security_operations",
		"a statement that the list of audit findings, advisories is complete" },
	{ "statement audit_finding, nonsense", FILL_NOTHING, NULL, NULL, "assessor", "statement audit_finding, nonsense" },
	{ "statement security_plan_current, external_logging", FILL_ATTESTATION, NULL, NULL, "contract_office",
		"an attestation: security plan current, external logging" },
	{ "statement separated for nobody known", FILL_NOTHING, NULL, NULL, "contract_office", "statement separated for nobody known" },
	{ "field country[QY]", FILL_COUNTRY, NULL, "QY", "authority", "an entry in countries for QY" },
	{ "statement its supply chain", FILL_NOTHING, NULL, NULL, "contract_office",
		"what its supply chain hangs on: the statements about its parties, links, ways in and owners" },
	{ "statement scope", FILL_NOTHING, NULL, NULL, "network_engineering",
		"what its scope hangs on: segment, function, what it administers, which ways in pass through it" },
	{ "segment core", FILL_STATEMENT, NULL, "core", "security_operations", "segment core" },
	{ "product Probe 1.1", FILL_FIELD, "component.product.end_of_support", "Probe 1.1", "contract_office", "product Probe 1.1" },
	{ "function XYZ", FILL_FIELD, "component.function", "XYZ", "network_engineering", "function XYZ" },
	{ "access ra-7", FILL_FIELD, "access.authorised_by", "ra-7", "security_operations", "access ra-7" },
	{ "plugin abroad (crashed)", FILL_NOTHING, NULL, NULL, "assessor", "plugin abroad (crashed)" },
	{ "", FILL_NOTHING, NULL, NULL, "assessor", "" },
};

static void fills(void **state)
{
	static const struct model model; /* nobody is in it */
	struct arena arena = { 0 };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof expected / sizeof *expected; i++) {
		struct fill fill = fill_of(expected[i].blame, &model, &arena);
		struct buffer where = { 0 }, words = { 0 };

		if (fill.kind != expected[i].kind)
			fail_msg("%s: kind %u", expected[i].blame, fill.kind);
		if (fill.kind == FILL_FIELD)
			buffer_format(&where, "%s.%s", schema_table[fill.table].name, schema_column[fill.column].name);
		assert_string_equal(where.data ? where.data : "", expected[i].where ? expected[i].where : "");
		assert_string_equal(fill.name ? fill.name : "", expected[i].name ? expected[i].name : "");
		assert_string_equal(answerer[fill.answerer].name, expected[i].who);
		fill_words(&fill, expected[i].blame, "en", &words);
		assert_string_equal(words.data ? words.data : "", expected[i].words);
		buffer_free(&where);
		buffer_free(&words);
	}
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(fills) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
