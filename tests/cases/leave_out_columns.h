/* What it means to leave out a column: a table that every column of the schema stands in, so that whoever adds one has to say. */
#ifndef TESTS_CASES_LEAVE_OUT_COLUMNS_H
#define TESTS_CASES_LEAVE_OUT_COLUMNS_H

#include "model/schema.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

enum column_kind {
	NO_KIND,
	HAS_WORST,   /* unknown counts as the worst credible answer: left out, nothing may get better */
	DESCRIPTIVE, /* for people, or to find a row by: left out, nothing may get better either */
	STRUCTURAL,  /* what hangs together with what: unknown, nobody in particular gets worse; it shows in coverage, as a question or not at all */
};

/* By table: the columns of each kind, by name. A name that is no column of the table fails the test that reads this. */
static const struct table_kinds {
	const char *table, *worst, *descriptive, *structural;
} table_kinds[] = {
	{ "component",
		"function segment site product.supplier product.name product.version product.end_of_support data users exposed serves in_service_from "
		"in_service_until keys_held_by redundancy_group",
		"name owner mac",
		"critical " /* a designation is the authority's act: without one the pack decides, and there is nothing to assume */
		"depends_on same_as" },
	{ "party", "audit_right notice_hours exit_plan from until under", "id", "" },
	{ "supplier", "country maturity trust management_seat", "name enterprise mac_prefixes aliases", "" },
	/* What a claim is about and from when to when is the claim itself: left out, another one is made, about everything and always. */
	{ "decision", "basis", "id authority reference phase_out_until", "covers from until" },
	{ "ownership", "share control from", "id", "" },
	{ "link", "protocol", "id", "" },
	{ "access",
		"party from_country target via protocol privilege source declared observed claim.status authorised_by valid_from valid_until standing mfa "
		"recorded approved_per_session cut_switch logged_to",
		"claim.source claim.date", "" },
	{ "log", "events sink sink_admin retention time_sync integrity reviewed", "id", "" },
	{ "site", "country sensitive region", "", "" },
	{ "statement", "observed_by", "id reference", "from until" },
	{ "network", "country as_of users", "operator", "" },
	/* Claims that only add, see rows_only_add(): which parts one is about is structure. */
	{ "advisory",
		"published update_date exploit_date pro_standard pro_exploit pro_details pro_access pro_credent pro_complexity pro_userint pro_exploited "
		"pro_expect pro_solution dam_dos dam_code dam_rights dam_escalation dam_leak",
		"title reference", "supplier product versions components" },
	{ "certificate", "valid_from expires revoked replacement m2m use", "reference", "product_line issued_on subjects used_by" },
	{ "exception", "rule components supplier product_line advisory certificates reason evidence from until authority", "reference", "" },
	{ "audit_finding", "date due owner addressed_to status resolved claim.status", "title source claim.source claim.date", "components supplier" },
	{ "credential", "privilege rotated", "", "holder found_on" },
	{ "event", "date claim.status customers", "id reference claim.source claim.date", "to supplier components product_line" },
	{ "attestation", "supplier advisory date components product_line until", "id reference", "" },
	{ "criterion", "evidence", "id source date note", "" },
	{ "country",
		"agreement.answer agreement.evidence",
		"compels_cooperation.source compels_cooperation.date offensive_programme.source offensive_programme.date agreement.source agreement.date",
		/* Empty by default: what is claimed about a country only adds. */
		"compels_cooperation.answer compels_cooperation.evidence offensive_programme.answer offensive_programme.evidence" },
	{ "edit", "", "reason authority reference", "set remove" }, /* an edit is an act: without it the inventory stands as it was */
};

static inline bool named_in(const char *names, const char *name)
{
	size_t length = strlen(name);
	const char *at;

	for (at = names; (at = strstr(at, name)); at += length)
		if ((at == names || at[-1] == ' ') && (at[length] == ' ' || !at[length]))
			return true;
	return false;
}

static inline enum column_kind column_kind(enum column_id column)
{
	const struct schema_column *c = &schema_column[column];
	size_t i;

	for (i = 0; i < sizeof table_kinds / sizeof *table_kinds; i++) {
		const struct table_kinds *k = &table_kinds[i];

		if (strcmp(k->table, schema_table[c->table].name) != 0)
			continue;
		return named_in(k->worst, c->name) ? HAS_WORST : named_in(k->descriptive, c->name) ? DESCRIPTIVE : named_in(k->structural, c->name) ? STRUCTURAL
			: NO_KIND;
	}
	return NO_KIND;
}

/* Tables of which nobody can state that all rows are there. */
static inline bool rows_only_add(enum table_id table)
{
	static const char only_add[] = "advisory audit_finding certificate credential event country edit";

	return named_in(only_add, schema_table[table].name);
}

#endif
