/* Link: which changes may lower a risk.
 *
 * Who knows better may always raise one. Which way a column lowers stands in the table below; where nobody can tell, every change of a known value
 * counts as lowering. To answer what was unknown is no lowering, as the question was open: except in the columns of which the schema says that
 * absence is an answer itself, and in those by which the selectors of decisions and statements find the parts that they are for. To take a value
 * back always may lower: what follows from it is no longer known. */
#include "model/link_internal.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

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
	[COL_component_function] = NOBODY_CAN_TELL, /* one more may be another class, and with it another group and network part */
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

static int code_compare(const void *a, const void *b)
{
	uint32_t x, y;

	memcpy(&x, a, sizeof x);
	memcpy(&y, b, sizeof y);
	return (x > y) - (x < y);
}

/* The codes of a list, ascending; the caller frees them. */
static uint32_t *codes_of(const struct link *link, const struct origin *origin, enum column_id column, uint32_t *count)
{
	const struct part_column *c = &link_tables(link, origin)->column[column];
	uint32_t first = c->offset[origin->row], i, *code;

	*count = c->offset[origin->row + 1] - first;
	code = mem_resize(NULL, *count, sizeof *code);
	for (i = 0; i < *count; i++)
		code[i] = link_map(link, origin->part, ((const uint32_t *)c->data)[first + i]);
	if (*count)
		qsort(code, *count, sizeof *code, code_compare);
	return code;
}

/* Whether everything in the set or list of `inner` is in that of `outer`. Lists can be as long as the network. */
bool link_within(const struct link *link, const struct origin *inner, const struct origin *outer, enum column_id column)
{
	uint32_t *in, *out, ins, outs, i, k = 0;

	if (!schema_is_list(column))
		return (schema_get_set(column, value_at(link, inner, column)) & ~schema_get_set(column, value_at(link, outer, column))) == 0;
	in = codes_of(link, inner, column, &ins);
	out = codes_of(link, outer, column, &outs);
	for (i = 0; i < ins; i++) {
		while (k < outs && out[k] < in[i])
			k++;
		if (k == outs || out[k] != in[i])
			break;
	}
	free(in);
	free(out);
	return i == ins;
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

/* ---- What selectors read ---------------------------------------------------------------------------------------------------------- */

#define BY(key) (1u << SELECTOR_##key)

/* Columns by which a part comes under a selector, or leaves it. */
static const uint16_t read_by[COLUMN_COUNT] = {
	[COL_component_function] = BY(FUNCTION) | BY(CLASS),
	[COL_component_segment] = BY(SEGMENT),
	[COL_component_site] = BY(SITE) | BY(COUNTRY),
	[COL_component_product_name] = BY(PRODUCT),
	[COL_component_serves] = BY(SERVES),
	[COL_component_mac] = BY(SUPPLIER), /* it tells who made a part of which nobody says so */
	[COL_site_country] = BY(COUNTRY),
};

bool link_is_label(enum column_id column)
{
	return direction[column] == LABEL;
}

bool link_selects_by(enum column_id column)
{
	return read_by[column] != 0;
}

static void take_selector(struct link *link, struct text canonical, unsigned keys)
{
	struct selector selector;
	size_t t, v;

	selector_parse(&selector, canonical);
	for (t = 0; t < selector.terms; t++) {
		link->selected_by |= 1u << selector.term[t].key & keys;
		for (v = 0; selector.term[t].key == SELECTOR_SUPPLIER && v < selector.term[t].values; v++) {
			uint32_t code = dict_find(&link->model->dict, selector.term[t].value[v]);

			if (code < link->codes && link->supplier_of[code] != KEUR_NONE)
				link->selected_supplier[link->supplier_of[code]] = 1;
		}
	}
	selector_free(&selector);
}

/* Of rows that lower by being there; of all where an edit may make one such a row. What is only tried selects nothing here. */
static void take_rows(struct link *link, enum column_id covers)
{
	enum table_id table = schema_column[covers].table;
	size_t count, capacity, i;
	struct origin *origin = link_collect(link, table, &count, &capacity);
	bool edited = false;

	for (i = 0; i < link->edits.count; i++) {
		const struct link_edit *edit = &link->edits.item[i];

		edited |= !edit->free && edit->table == table;
		if (!edit->free && edit->column == covers && link_known(link, &edit->typed, covers))
			take_selector(link, dict_text(&link->model->dict, link_code(link, &edit->typed, covers)), UINT_MAX);
	}
	for (i = 0; i < count; i++)
		if (link->part[origin[i].part]->kind != PART_WHAT_IF && link_known(link, &origin[i], covers)
			&& (edited || link_addition_lowers(link, table, &origin[i])))
			take_selector(link, dict_text(&link->model->dict, link_code(link, &origin[i], covers)), UINT_MAX);
	free(origin);
}

void link_selected(struct link *link)
{
	bool any = false;
	size_t p, a;

	for (p = 0; p < link->parts; p++)
		any |= link->part[p]->kind == PART_OVERLAY;
	if (!any)
		return;
	link->selected_supplier = mem_zalloc((size_t)link->model->rows[TABLE_supplier] + 1, 1);
	take_rows(link, COL_decision_covers);
	take_rows(link, COL_statement_covers);
	/* Bulk facts are for the parts as inventories have them, but for who works there and in which country they stand. */
	for (p = 0; p < link->parts; p++)
		for (a = 0; link->part[p]->kind < PART_OVERLAY && a < link->part[p]->applies; a++)
			take_selector(link, dict_text(&link->model->dict, link_map(link, (uint16_t)p, link->part[p]->apply[a].selector)),
				BY(SUPPLIER) | BY(COUNTRY));
}

static bool is_selected(const struct link *link, enum column_id column)
{
	return read_by[column] & link->selected_by;
}

bool link_lowers(const struct link *link, enum column_id column, const struct origin *from, const struct origin *to)
{
	if (!link_known(link, to, column))
		return link_known(link, from, column);
	if (is_selected(link, column))
		return true;
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
		return !link_within(link, to, from, column);
	case FEWER_LOWERS:
		return !link_within(link, from, to, column);
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
	uint32_t code;

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
	case TABLE_party: /* of a supplier by which parts are selected */
		code = link_code(link, origin, COL_party_supplier);
		return link->selected_supplier && code != KEUR_NONE && link->supplier_of[code] != KEUR_NONE
			&& link->selected_supplier[link->supplier_of[code]];
	case TABLE_site: /* a place that an inventory only names: what stands there comes into a country */
		return link_known(link, origin, COL_site_country) && is_selected(link, COL_site_country);
	case TABLE_access:
		if (link_known(link, origin, COL_access_declared))
			return says_yes(link, origin, COL_access_declared);
		return link_known(link, origin, COL_access_source) && amount(link, origin, COL_access_source) == KEUR_SOURCE_DECLARED;
	default:
		return false;
	}
}
