/* What assurance declares: the columns it reads, its rules with their texts, its parameters. Data only. Factors, levels and scenarios are
 * proposals of keur; a policy pack's table of rules changes them. */
#ifndef KEUR_PLUGINS_ASSURANCE_RULES_H
#define KEUR_PLUGINS_ASSURANCE_RULES_H

#include <keur/plugin.h>

#define COLUMNS(X) \
	X(COMPONENT_ID, "component.id") \
	X(SEGMENT, "component.segment") \
	X(CLASS, "component.class") \
	X(SCOPE_WORST, "component.scope_worst") \
	X(IN_SERVICE, "component.in_service") \
	X(IN_SERVICE_UNTIL, "component.in_service_until") \
	X(NOTHING_KNOWN, "component.nothing_known") \
	X(PRODUCT, "component.product.name") \
	X(VERSION, "component.product.version") \
	X(DATA, "component.data") \
	X(USERS, "component.users") \
	X(IMPACT_SABOTAGE, "component.impact_sabotage") \
	X(PARTY_COMPONENT, "party.component") \
	X(PARTY_SUPPLIER, "party.supplier") \
	X(PARTY_ROLE, "party.role") \
	X(PARTY_FROM, "party.from") \
	X(PARTY_UNTIL, "party.until") \
	X(NOTICE_HOURS, "party.notice_hours") \
	X(SUPPLIER_ID, "supplier.id") \
	X(SUPPLIER_STANDING, "supplier.standing") \
	X(ACCESS_ID, "access.id") \
	X(ACCESS_PARTY, "access.party") \
	X(ACCESS_TARGET, "access.target") \
	X(ACCESS_PRIVILEGE, "access.privilege") \
	X(ACCESS_VALID, "access.valid_now") \
	X(ACCESS_CLAIM, "access.claim.status") \
	X(ACCESS_CLAIM_DATE, "access.claim.date") \
	X(STATEMENT_TABLE, "statement.table") \
	X(STATEMENT_COMPLETE, "statement.complete") \
	X(ADVISORY_ID, "advisory.id") \
	X(ADVISORY_SUPPLIER, "advisory.supplier") \
	X(ADVISORY_PRODUCT, "advisory.product") \
	X(ADVISORY_VERSIONS, "advisory.versions") \
	X(ADVISORY_COMPONENTS, "advisory.components") \
	X(PUBLISHED, "advisory.published") \
	X(EXPLOIT_DATE, "advisory.exploit_date") \
	X(POINTS, "advisory.points") \
	X(POINTS_BEFORE, "advisory.points_before") \
	X(PROBABILITY, "advisory.probability") \
	X(PROBABILITY_WORST, "advisory.probability_worst") \
	X(DAMAGE, "advisory.damage") \
	X(DAMAGE_WORST, "advisory.damage_worst") \
	X(LABEL, "advisory.label") \
	X(CLOCK, "advisory.clock") \
	X(CLOCK_WORST, "advisory.clock_worst") \
	X(CLOCK_FROM, "advisory.clock_from") \
	X(CLOCK_FROM_WORST, "advisory.clock_from_worst") \
	X(CLOCK_WITHIN, "advisory.clock_within") \
	X(CERTIFICATE_ID, "certificate.id") \
	X(ISSUER, "certificate.issuer") \
	X(CERTIFICATE_LINE, "certificate.product_line") \
	X(ISSUED_ON, "certificate.issued_on") \
	X(SUBJECTS, "certificate.subjects") \
	X(USED_BY, "certificate.used_by") \
	X(M2M, "certificate.m2m") \
	X(EXPIRES, "certificate.expires") \
	X(REVOKED, "certificate.revoked") \
	X(REPLACEMENT, "certificate.replacement") \
	X(ISSUER_STANDING, "certificate.issuer_standing") \
	X(REPLACEMENT_STANDING, "certificate.replacement_standing") \
	X(EXCEPTION_ID, "exception.id") \
	X(EXCEPTION_RULE, "exception.rule") \
	X(EXCEPTION_COMPONENTS, "exception.components") \
	X(EXCEPTION_SUPPLIER, "exception.supplier") \
	X(EXCEPTION_LINE, "exception.product_line") \
	X(EXCEPTION_ADVISORY, "exception.advisory") \
	X(EXCEPTION_CERTIFICATES, "exception.certificates") \
	X(EXCEPTION_REASON, "exception.reason") \
	X(EXCEPTION_EVIDENCE, "exception.evidence") \
	X(EXCEPTION_FROM, "exception.from") \
	X(EXCEPTION_UNTIL, "exception.until") \
	X(EXCEPTION_AUTHORITY, "exception.authority") \
	X(AUDIT_ID, "audit_finding.id") \
	X(AUDIT_COMPONENTS, "audit_finding.components") \
	X(AUDIT_SUPPLIER, "audit_finding.supplier") \
	X(AUDIT_DATE, "audit_finding.date") \
	X(AUDIT_DUE, "audit_finding.due") \
	X(AUDIT_OWNER, "audit_finding.owner") \
	X(AUDIT_ADDRESSED_TO, "audit_finding.addressed_to") \
	X(AUDIT_STATUS, "audit_finding.status") \
	X(AUDIT_RESOLVED, "audit_finding.resolved") \
	X(AUDIT_CLAIM, "audit_finding.claim.status") \
	X(CREDENTIAL_ID, "credential.id") \
	X(WORKS_ON, "credential.works_on") \
	X(FOUND_ON, "credential.found_on") \
	X(CREDENTIAL_PRIVILEGE, "credential.privilege") \
	X(ROTATED, "credential.rotated") \
	X(INCIDENT, "event.incident") \
	X(EVENT_KIND, "event.kind") \
	X(EVENT_DATE, "event.date") \
	X(EVENT_TO, "event.to") \
	X(EVENT_SUPPLIER, "event.supplier") \
	X(EVENT_COMPONENTS, "event.components") \
	X(EVENT_LINE, "event.product_line") \
	X(EVENT_CUSTOMERS, "event.customers") \
	X(EVENT_CLAIM, "event.claim.status") \
	X(ATTESTED, "attestation.what") \
	X(ATTESTED_COMPONENTS, "attestation.components") \
	X(ATTESTED_SUPPLIER, "attestation.supplier") \
	X(ATTESTED_LINE, "attestation.product_line") \
	X(ATTESTED_ADVISORY, "attestation.advisory") \
	X(ATTESTED_ANSWER, "attestation.answer") \
	X(ATTESTED_DATE, "attestation.date") \
	X(ATTESTED_UNTIL, "attestation.until")

#define COLUMN_PLACE(place, name) place,
enum { COLUMNS(COLUMN_PLACE) NEEDS };

enum {
	INCIDENT_OPEN,
	SAME_CREDENTIAL,
	LINE_NOT_SEPARATED,
	WITHDRAWN_CERTIFICATE,
	REPLACEMENT_NOT_TRUSTED,
	CERTIFICATE_ENDED,
	UNPATCHED,
	LATE_PATCH,
	RESCORED,
	ESCALATION_OPEN,
	FINDING_OPEN,
	FINDING_CLOSED,
	RETIRED_UNPROVEN,
	RETIRED_CONNECTED,
	INTERCEPTION_PROFILE,
	INCIDENT_TIMELINE,
	LATE_NOTICE,
	CALLED_SOLVED,
	INCIDENT_SPARED,
	DATES_CONFLICT,
	ATTRIBUTION,
	CUSTOMERS_HIT,
	SILENT_SUPPLIER,
	REPLACE_FIRST,
	EXCEPTION_USED,
	EXCEPTION_VOID,
	DATA_IN_REACH,
	LOG_ENTRIES,
	NOTHING_REPORTED,
	RULES
};

enum { LONG_OPEN, EARLY_WARNING, NOTIFICATION, FINAL_REPORT, INTERCEPTION_CLASS, LOG_SAMPLE, LOG_FIELDS, PARAMS };

#endif
