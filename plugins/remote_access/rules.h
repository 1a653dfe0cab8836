/* Names of what remote_access declares: the columns it reads, its rules, its parameters. Their texts: rules.c. */
#ifndef KEUR_PLUGINS_REMOTE_ACCESS_RULES_H
#define KEUR_PLUGINS_REMOTE_ACCESS_RULES_H

#include <keur/plugin.h>

#define T(literal) KEUR_TEXT(literal)

#define COLUMNS(X) \
	X(SEGMENT, "component.segment") \
	X(SCOPE, "component.scope") \
	X(IN_SERVICE, "component.in_service") \
	X(NOTHING_KNOWN, "component.nothing_known") \
	X(ACCESS_STATED, "component.access_stated") \
	X(IMPACT_SABOTAGE, "component.impact_sabotage") \
	X(PARTY_COMPONENT, "party.component") \
	X(PARTY_SUPPLIER, "party.supplier") \
	X(PARTY_ROLE, "party.role") \
	X(PARTY_UNDER, "party.under") \
	X(PARTY_FROM, "party.from") \
	X(PARTY_UNTIL, "party.until") \
	X(SUPPLIER_ID, "supplier.id") \
	X(SUPPLIER_STANDING, "supplier.standing") \
	X(PARTY, "access.party") \
	X(COUNTRY, "access.from_country") \
	X(TARGET, "access.target") \
	X(VIA, "access.via") \
	X(PROTOCOL, "access.protocol") \
	X(PRIVILEGE, "access.privilege") \
	X(SOURCE, "access.source") \
	X(DECLARED, "access.declared") \
	X(OBSERVED, "access.observed") \
	X(CLAIM, "access.claim.status") \
	X(AUTHORISED_BY, "access.authorised_by") \
	X(VALID_FROM, "access.valid_from") \
	X(VALID_UNTIL, "access.valid_until") \
	X(STANDING, "access.standing") \
	X(MFA, "access.mfa") \
	X(RECORDED, "access.recorded") \
	X(APPROVED, "access.approved_per_session") \
	X(CUT_SWITCH, "access.cut_switch") \
	X(VALID_NOW, "access.valid_now") \
	X(PARTY_STANDING, "access.party_standing") \
	X(COUNTRY_ID, "country.id") \
	X(COMPELS, "country.compels_cooperation.answer") \
	X(COMPELS_EVIDENCE, "country.compels_cooperation.evidence") \
	X(OFFENSIVE, "country.offensive_programme.answer") \
	X(OFFENSIVE_EVIDENCE, "country.offensive_programme.evidence") \
	X(INVOLVED_COMPONENT, "involvement.component") \
	X(INVOLVED_SUPPLIER, "involvement.supplier") \
	X(INVOLVED_STANDING, "involvement.standing") \
	X(INVOLVED_ACCESS, "involvement.access")

enum { COLUMNS(KEUR_COLUMN_PLACE) NEEDS };

enum {
	UNDECLARED_PATH,
	UNAUTHORISED_PATH,
	SUPPLIER_ONLY_PATH,
	UNTRUSTED_REACH,
	WEAK_CONTROLS,
	STANDING_ACCESS,
	OUTSIDE_REGION,
	COUNTRY_UNKNOWN,
	RETIRED_REACHABLE,
	UNOBSERVED,
	RULES
};

enum { REGION, CLEARTEXT, LONGEST_AUTHORISATION, PARAMS };

extern const struct keur_text need[NEEDS];
extern const struct keur_rule rule[RULES];
extern const struct keur_param param[PARAMS];

#endif
