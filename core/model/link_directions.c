/* Link: which changes may lower a risk.
 *
 * Who knows better may always raise one. Which way a column lowers stands in the table below; where nobody can tell, every change of a known value
 * counts as lowering. To answer what was unknown is no lowering, as the question was open: except in the columns of which the schema says that
 * absence is an answer itself. To take a value back is none either, as the worst is assumed then: with the same exception. */
#include "model/link_internal.h"

/* ---- Directions ---------------------------------------------------------------------------------------------------------------- */

enum direction {
	NOBODY_CAN_TELL, /* users too: with more of its own a part counts for more, and every other part of its group for less */
	LABEL,        /* for people: no rule looks at it */
	HIGH_LOWERS,  /* the higher number, the later date, the later member of the list, `yes` over `no` */
	LOW_LOWERS,
	MORE_LOWERS,  /* sets: what has everything that was there, and more */
	FEWER_LOWERS,
	NAME_LOWERS,  /* any name over the answer none */
};

/* The order of closed lists is that of their members in schema.def. */
static const unsigned char direction[COLUMN_COUNT] = {
	[COL_component_name] = LABEL,
	[COL_component_owner] = LABEL,
	[COL_component_function] = FEWER_LOWERS,
	[COL_component_end_of_support] = HIGH_LOWERS,
	[COL_component_data] = FEWER_LOWERS,
	[COL_component_exposed] = LOW_LOWERS,
	[COL_component_serves] = FEWER_LOWERS,
	[COL_component_critical] = LOW_LOWERS,
	[COL_component_depends_on] = FEWER_LOWERS,
	[COL_advisory_components] = FEWER_LOWERS,
	[COL_certificate_issued_on] = FEWER_LOWERS,
	[COL_certificate_subjects] = FEWER_LOWERS,
	[COL_certificate_used_by] = FEWER_LOWERS,
	[COL_credential_found_on] = FEWER_LOWERS,
	[COL_audit_finding_claim_status] = LOW_LOWERS, /* a cure that is denied is none */
	[COL_event_claim_status] = HIGH_LOWERS,
	[COL_party_audit_right] = HIGH_LOWERS,
	[COL_party_notice_hours] = LOW_LOWERS,
	[COL_party_exit_plan] = HIGH_LOWERS,
	[COL_supplier_maturity] = HIGH_LOWERS,
	[COL_decision_decision] = LOW_LOWERS,
	[COL_decision_authority] = LABEL,
	[COL_decision_reference] = LABEL,
	[COL_ownership_share] = LOW_LOWERS,
	[COL_ownership_control] = LOW_LOWERS,
	[COL_access_privilege] = LOW_LOWERS,
	[COL_access_source] = LOW_LOWERS,
	[COL_access_declared] = HIGH_LOWERS,
	[COL_access_observed] = LOW_LOWERS,
	[COL_access_claim_status] = HIGH_LOWERS,
	[COL_access_claim_source] = LABEL,
	[COL_access_claim_date] = LABEL,
	[COL_access_authorised_by] = NAME_LOWERS,
	[COL_access_standing] = LOW_LOWERS,
	[COL_access_mfa] = HIGH_LOWERS,
	[COL_access_recorded] = HIGH_LOWERS,
	[COL_access_approved_per_session] = HIGH_LOWERS,
	[COL_access_cut_switch] = HIGH_LOWERS,
	[COL_access_logged_to] = NAME_LOWERS,
	[COL_log_events] = MORE_LOWERS,
	[COL_log_retention] = HIGH_LOWERS,
	[COL_log_time_sync] = HIGH_LOWERS,
	[COL_log_integrity] = HIGH_LOWERS,
	[COL_log_reviewed] = HIGH_LOWERS,
	[COL_site_sensitive] = LOW_LOWERS,
	[COL_statement_complete] = HIGH_LOWERS,
	[COL_statement_reference] = LABEL,
	[COL_statement_observed_by] = MORE_LOWERS,
	[COL_network_users] = LOW_LOWERS,
	[COL_criterion_evidence] = LOW_LOWERS,
	[COL_criterion_date] = LABEL,
	[COL_criterion_note] = LABEL,
	[COL_country_compels_answer] = LOW_LOWERS,
	[COL_country_offensive_answer] = LOW_LOWERS,
	[COL_country_agreement_answer] = LABEL, /* shown, it lowers nothing */
};

static const void *value_at(const struct link *link, const struct origin *origin, enum column_id column)
{
	return (const unsigned char *)link_tables(link, origin)->column[column].data + origin->row * schema_width(column);
}

/* What is compared where more is more: numbers, days, members. */
static int64_t amount(const struct link *link, const struct origin *origin, enum column_id column)
{
	const void *value = value_at(link, origin, column);
	int32_t days;
	int64_t number;

	switch (schema_column[column].type) {
	case TYPE_NUMBER:
		memcpy(&number, value, sizeof number);
		return number;
	case TYPE_DATE:
	case TYPE_DAYS:
	case TYPE_SHARE:
		memcpy(&days, value, sizeof days);
		return schema_column[column].type == TYPE_DATE && days == KEUR_NO_DATE ? INT64_MAX : days; /* no end at all */
	default:
		return *(const unsigned char *)value;
	}
}

static bool in_list(const struct link *link, const struct origin *origin, enum column_id column, uint32_t code)
{
	const struct part_column *c = &link_tables(link, origin)->column[column];
	uint32_t i;

	for (i = c->offset[origin->row]; i < c->offset[origin->row + 1]; i++)
		if (link_map(link, origin->part, ((const uint32_t *)c->data)[i]) == code)
			return true;
	return false;
}

/* Whether everything in the set or list of `inner` is in that of `outer`. */
static bool within(const struct link *link, const struct origin *inner, const struct origin *outer, enum column_id column)
{
	const struct part_column *c = &link_tables(link, inner)->column[column];
	uint32_t i;

	if (!schema_is_list(column))
		return (schema_get_set(column, value_at(link, inner, column)) & ~schema_get_set(column, value_at(link, outer, column))) == 0;
	for (i = c->offset[inner->row]; i < c->offset[inner->row + 1]; i++)
		if (!in_list(link, outer, column, link_map(link, inner->part, ((const uint32_t *)c->data)[i])))
			return false;
	return true;
}

/* Whether the value is the least of its column: the first of a closed list, the answer no. */
static bool is_least(const struct link *link, const struct origin *origin, enum column_id column)
{
	enum column_type type = schema_column[column].type;

	return (type == TYPE_YES_NO && amount(link, origin, column) == KEUR_NO) || (type == TYPE_MEMBER && amount(link, origin, column) == 0);
}

/* The answer none of a date that need not be there says the same as leaving it out. */
static bool is_no_date(const struct link *link, const struct origin *origin, enum column_id column)
{
	return schema_column[column].type == TYPE_DATE && amount(link, origin, column) == INT64_MAX;
}

/* To give a value where absence is an answer. */
static bool filling_lowers(const struct link *link, enum column_id column, const struct origin *to)
{
	switch ((enum direction)direction[column]) {
	case LABEL:
	case FEWER_LOWERS: /* absent there is nothing in the list */
		return false;
	case LOW_LOWERS:
		return is_least(link, to, column);
	case HIGH_LOWERS:
	case NOBODY_CAN_TELL:
		return !is_least(link, to, column) && !is_no_date(link, to, column);
	case MORE_LOWERS:
	case NAME_LOWERS:
		break;
	}
	return true;
}

/* To leave open what was known. A list that is emptied is shorter, whatever is assumed then: a part without functions is in no group. */
static bool emptying_lowers(const struct link *link, enum column_id column, const struct origin *from)
{
	bool answers = schema_column[column].flags & COLUMN_ABSENCE_ANSWERS;

	switch ((enum direction)direction[column]) {
	case FEWER_LOWERS:
		return true;
	case LOW_LOWERS:
		return answers && !is_least(link, from, column);
	case NOBODY_CAN_TELL:
		return answers && !is_no_date(link, from, column);
	default:
		return false;
	}
}

bool link_lowers(const struct link *link, enum column_id column, const struct origin *from, const struct origin *to)
{
	if (!link_known(link, to, column))
		return link_known(link, from, column) && emptying_lowers(link, column, from);
	if (!link_known(link, from, column))
		return schema_column[column].flags & COLUMN_ABSENCE_ANSWERS && filling_lowers(link, column, to);
	switch ((enum direction)direction[column]) {
	case LABEL:
		return false;
	case HIGH_LOWERS:
		return amount(link, to, column) > amount(link, from, column);
	case LOW_LOWERS:
		return amount(link, to, column) < amount(link, from, column);
	case MORE_LOWERS:
		return !within(link, to, from, column);
	case FEWER_LOWERS:
		return !within(link, from, to, column);
	case NAME_LOWERS:
		return link_code(link, to, column) != KEUR_NONE;
	case NOBODY_CAN_TELL:
		break;
	}
	return true;
}

static bool says_yes(const struct link *link, const struct origin *origin, enum column_id column)
{
	return link_known(link, origin, column) && amount(link, origin, column) == KEUR_YES;
}

/* What an intruder did, who knew and whose it was only adds; that something was seen, cut, cleaned or told is somebody's merit. */
static bool is_merit(uint8_t kind)
{
	return kind != KEUR_MILESTONE_FIRST_TRACE && kind != KEUR_MILESTONE_SUPPLIER_KNEW && kind != KEUR_MILESTONE_ATTRIBUTED;
}

/* Rows of other tables say who or what there is: nothing is less for it. */
bool link_addition_lowers(const struct link *link, enum table_id table, const struct origin *origin)
{
	switch (table) {
	case TABLE_log:
	case TABLE_exception:
		return true;
	case TABLE_event:
		return !link_known(link, origin, COL_event_kind) || is_merit((uint8_t)amount(link, origin, COL_event_kind));
	case TABLE_attestation:
		return says_yes(link, origin, COL_attestation_answer);
	case TABLE_statement:
		return says_yes(link, origin, COL_statement_complete);
	case TABLE_decision: /* one that distrusts gives way to none, but may end one that does, or give more time */
		return !link_known(link, origin, COL_decision_decision) || amount(link, origin, COL_decision_decision) != LIST_MEMBER_verdict_untrusted
			|| link_known(link, origin, COL_decision_until) || link_known(link, origin, COL_decision_phase_out_until);
	case TABLE_access:
		if (link_known(link, origin, COL_access_declared))
			return says_yes(link, origin, COL_access_declared);
		return link_known(link, origin, COL_access_source) && amount(link, origin, COL_access_source) == KEUR_SOURCE_DECLARED;
	default:
		return false;
	}
}
