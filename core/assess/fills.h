/* Where the answer to a question goes and who would know it, read from what the question blames. Tables and columns decide, not rules, so that the
 * questions of a plugin that nobody here has seen are answered the same way. */
#ifndef KEUR_ASSESS_FILLS_H
#define KEUR_ASSESS_FILLS_H

#include "base/mem.h"
#include "base/text.h"
#include "model/model.h"

/* Who can answer. A closed list: only ever appended to. */
enum answerer {
	ANSWERER_AUTHORITY,  /* decides on suppliers */
	ANSWERER_CONTRACTS,
	ANSWERER_NETWORK,
	ANSWERER_SECURITY,
	ANSWERER_PRODUCT,
	ANSWERER_ASSESSOR,   /* whoever runs keur */
	ANSWERERS
};
extern const struct answerer_words {
	const char *name; /* in results: "contract_office" */
	const char *said; /* to people: "Contract office, procurement" */
} answerer[ANSWERERS];

enum fill_kind {
	FILL_NOTHING,   /* no row or column answers it: run a plugin again, for instance */
	FILL_FIELD,     /* a column of rows that are there */
	FILL_DECISION,  /* a decision on a supplier */
	FILL_STATEMENT, /* somebody who answers for the completeness of a table */
	FILL_PARTY,     /* a party for each role */
	FILL_COUNTRY,   /* what is claimed about a country: a row that is not there yet, or one that leaves it open */
	FILL_ATTESTATION, /* somebody who answers for something else than completeness */
	FILL_ADVISORY   /* the answers by which an advisory is scored, those of them that are not given */
};

struct fill {
	uint8_t kind, answerer;
	uint16_t stated;        /* one row or value for each. STATEMENT: members of LIST_stated; ATTESTATION: of LIST_attested; ADVISORY: columns, counted
				   from FILL_SCORED */
	enum table_id table;    /* FIELD: of the column; STATEMENT: about the rows of which table, the first of `stated` */
	enum column_id column;  /* FIELD */
	const char *name;       /* DECISION: supplier; COUNTRY: its code; PARTY: roles, joined by |; STATEMENT: segment, NULL: the parts asked about; ATTESTATION:
				   supplier, NULL: the parts asked about; ADVISORY: which; FIELD: NULL, or the product that all rows are of */
	const char *line;       /* ATTESTATION: product line of the supplier, or NULL */
};
enum { FILL_SCORED = COL_advisory_pro_standard, FILL_SCORED_LAST = COL_advisory_dam_leak };

/* `model`: whose suppliers and advisories are named. */
struct fill fill_of(const char *blame, const struct model *model, struct arena *arena);
/* What makes two questions one: equal for those that the same answer serves. false and nothing: no answer does. */
bool fill_key(const struct fill *fill, struct buffer *out);
/* Takes the next of `stated` off: its name. NULL: there is none left. */
const char *fill_next(const struct fill *fill, uint16_t *stated);
/* All of them, joined by |. */
void fill_stated(const struct fill *fill, struct buffer *out);
/* What is missing, for people: "more than one factor at login, access.mfa". What is no field or statement stays as it is. */
void fill_words(const struct fill *fill, const char *blame, const char *language, struct buffer *out);
/* A whole question in a person's language for a field, with {blame} (its name) and {count}; NULL: there is none, ask by the rule. */
const char *fill_question(const struct fill *fill, const char *language);

#endif
