/* keur plugin interface, version 1.
 *
 * A plugin is a shared object that exports one data symbol, `keur_plugin_v1`, of type struct keur_plugin. It declares its rules,
 * parameters and the columns it reads; keur hands it read-only views of the whole network and takes findings back.
 *
 * Where it runs. In a process of its own that keur starts, one plugin per process, on that process's one thread: open(), then assess
 * calls, then perhaps close(), never two at once. There are no files and no network, the locale is "C", and it may be stopped at any moment. Keep no
 * state outside `self`, start no threads, write nothing to stdout; in C++ let no exception out of an entry point. What it emits
 * is taken only when every call returned 0. Same network, same parameters: same findings.
 *
 * Who owns what. Nobody frees the other's memory. What a plugin declares stays as it is for as long as the plugin is loaded; what it passes
 * to a function of the host is copied before that returns. What the host passes is read-only and lives as long as the comment beside it says.
 *
 * Text is UTF-8 without control characters, as pointer and length in bytes. The host's is NUL-ended as well; yours need not be, except where a
 * member is a plain `const char *`.
 *
 * Rules of this header, for ever: members are only appended, neither side looks past the smaller size in the stamp, a plugin built
 * against any 1.x runs on every 1.y host. No bool, enum, bit-field, size_t, long or time_t in a shared struct; every size is a multiple of 8.
 * Closed lists and tables may gain members at their end: leave alone what you do not know. Members named `reserved` are 0.
 *
 * Compiles alone as C99 and C++11 and later, on Linux with 64-bit pointers. In C name the members of a struct, `{ .stamp = KEUR_STAMP, ... }`;
 * so does C++20. Before that give them in order, or assign: `text = KEUR_TEXT("...");` (in C: `text = (struct keur_text)KEUR_TEXT("...");`). A finding
 * begins with keur_finding_about() or keur_finding_ask(), in either language. */
#ifndef KEUR_PLUGIN_H
#define KEUR_PLUGIN_H

#include <stddef.h>
#include <stdint.h>

#if defined(_WIN32)
#error "keur runs on Linux"
#endif
#if UINTPTR_MAX != UINT64_MAX
#error "keur runs where pointers have 64 bits"
#endif

#ifdef __cplusplus
extern "C" {
#endif

#define KEUR_ABI_MAGIC UINT64_C(0x31764e5255454b00) /* bytes of "\0KEURNv1", little endian; the last one is the major version */
#define KEUR_ABI_MINOR 1u /* counts up with every addition; a host of a lower one takes the plugin and gives what it has */

#define KEUR_NONE UINT32_MAX /* "no row", "no string code" */

/* ---- Values of closed lists -------------------------------------------------------------------------------------------------
 * A column of a closed list holds one of these as uint8_t; a set column holds a mask with bit (1 << value) for each member. The words
 * that inventories use for them are those of the schema page, in the same order. */

enum { KEUR_NO = 1, KEUR_YES = 2 }; /* yes/no columns; "unknown" is a row that is not valid */

enum { KEUR_ESPIONAGE = 1, KEUR_MANIPULATION = 2, KEUR_SABOTAGE = 4, KEUR_ALL_SCENARIOS = 7 }; /* scenario bits */

enum { KEUR_THREAT = 1, KEUR_EXPOSURE = 2, KEUR_IMPACT = 3, KEUR_NO_FACTOR = 4 }; /* what a rule raises */

enum { /* how sure a finding is */
	KEUR_KNOWN = 1,     /* facts, or a decision by an authority */
	KEUR_SUSPECTED = 2, /* a claim that is not confirmed; counts in the worst-credible answer only */
	KEUR_UNKNOWN = 3    /* a fact is missing: the level is that of its bad answer; becomes a question, see blame */
};

/* component.scope, component.scope_worst: of ascending weight */
enum { KEUR_SCOPE_OTHER, KEUR_SCOPE_SECURITY_ELEMENT, KEUR_SCOPE_MANAGEMENT, KEUR_SCOPE_ADJACENT, KEUR_SCOPE_CRITICAL };

/* party.role, involvement.roles, component.unanswered_roles */
enum { KEUR_ROLE_MANUFACTURE, KEUR_ROLE_INTEGRATE, KEUR_ROLE_BUILD, KEUR_ROLE_MANAGE, KEUR_ROLE_SUPPORT, KEUR_ROLE_HOST };

/* link.plane */
enum { KEUR_PLANE_USER, KEUR_PLANE_CONTROL, KEUR_PLANE_MANAGEMENT, KEUR_PLANE_SIGNALLING, KEUR_PLANE_TIMING };

/* access.privilege: each includes those before it */
enum { KEUR_PRIVILEGE_READ, KEUR_PRIVILEGE_OPERATE, KEUR_PRIVILEGE_ADMIN, KEUR_PRIVILEGE_ROOT };

enum { /* log.events, component.required_events, component.required_events_worst */
	KEUR_EVENT_AUTHENTICATION, KEUR_EVENT_ADMIN_ACTION, KEUR_EVENT_ACCOUNT_CHANGE, KEUR_EVENT_CONFIG_CHANGE,
	KEUR_EVENT_DATA_ACCESS, KEUR_EVENT_DATA_EXPORT, KEUR_EVENT_REMOTE_SESSION, KEUR_EVENT_LOG_CONTROL,
	KEUR_EVENT_SOFTWARE_UPDATE, KEUR_EVENT_START_STOP
};

enum { /* component.data */
	KEUR_DATA_CUSTOMER, KEUR_DATA_BILLING, KEUR_DATA_TRAFFIC, KEUR_DATA_LOCATION, KEUR_DATA_CONTENT, KEUR_DATA_LI_TARGET,
	KEUR_DATA_SUBSCRIBER_KEY, KEUR_DATA_CREDENTIAL, KEUR_DATA_CONFIG, KEUR_DATA_LOG
};

enum { KEUR_EXPOSED_NONE, KEUR_EXPOSED_PARTNER, KEUR_EXPOSED_INTERNET };            /* component.exposed */
enum { KEUR_CLAIM_CONFIRMED, KEUR_CLAIM_REPORTED, KEUR_CLAIM_DENIED, KEUR_CLAIM_NOT_COMMENTED }; /* access.claim.status */
enum { KEUR_SOURCE_DECLARED, KEUR_SOURCE_OBSERVED };                                /* access.source */
enum { KEUR_CUT_NONE, KEUR_CUT_SUPPLIER, KEUR_CUT_OPERATOR };                       /* access.cut_switch: who can close it */
enum { KEUR_REVIEWED_NEVER, KEUR_REVIEWED_YEARLY, KEUR_REVIEWED_MONTHLY, KEUR_REVIEWED_WEEKLY, KEUR_REVIEWED_DAILY,
	KEUR_REVIEWED_CONTINUOUS };                                                 /* log.reviewed */

/* Derived by the host, see the schema page: what the trusted-supplier computation found. */
enum { KEUR_STANDING_TRUSTED, KEUR_STANDING_UNDECIDED, KEUR_STANDING_UNTRUSTED }; /* involvement.standing, access.party_standing, supplier.standing */
enum { KEUR_THROUGH_DIRECT, KEUR_THROUGH_SUBCONTRACT, KEUR_THROUGH_ADMINISTERS, KEUR_THROUGH_ACCESS, KEUR_THROUGH_KEYS,
	KEUR_THROUGH_OWNER };                                                      /* involvement.through */
enum { KEUR_STATED_PARTY, KEUR_STATED_ACCESS, KEUR_STATED_LOG, KEUR_STATED_LINK, KEUR_STATED_OWNERSHIP,
	KEUR_STATED_AUDIT_FINDING, KEUR_STATED_ADVISORY, KEUR_STATED_EVENT }; /* statement.table, component.unstated */
enum { KEUR_TRUST_NOT_REQUIRED, KEUR_TRUST_MET, KEUR_TRUST_UNKNOWN, KEUR_TRUST_VIOLATED }; /* component.trust_status */
enum { KEUR_SHARED_USERS, KEUR_SHARED_SITES }; /* group.basis */

enum { /* event.kind */
	KEUR_MILESTONE_FIRST_TRACE, KEUR_MILESTONE_DETECTED, KEUR_MILESTONE_VERIFIED, KEUR_MILESTONE_CONTAINED, KEUR_MILESTONE_ERADICATED,
	KEUR_MILESTONE_RESTORED, KEUR_MILESTONE_CLOSED, KEUR_MILESTONE_NOTIFIED_AUTHORITY, KEUR_MILESTONE_NOTIFIED_CUSTOMERS,
	KEUR_MILESTONE_SUPPLIER_KNEW, KEUR_MILESTONE_OPERATOR_TOLD, KEUR_MILESTONE_ATTRIBUTED, KEUR_MILESTONE_NOT_OURS,
	KEUR_MILESTONE_SERVICE_CUT, KEUR_MILESTONE_CALLED_SOLVED, KEUR_MILESTONE_FINAL_REPORT
};
enum { KEUR_GRADE_LOW, KEUR_GRADE_MEDIUM, KEUR_GRADE_HIGH };                        /* advisory.probability, .damage */
enum { /* attestation.what */
	KEUR_ATTESTED_DECOMMISSIONED, KEUR_ATTESTED_SCREENING_COMPLETE, KEUR_ATTESTED_SECURITY_PLAN_CURRENT, KEUR_ATTESTED_AGREEMENTS_CONCRETE,
	KEUR_ATTESTED_EXTERNAL_LOGGING, KEUR_ATTESTED_PATCHED, KEUR_ATTESTED_MITIGATED, KEUR_ATTESTED_NOT_AFFECTED, KEUR_ATTESTED_SEPARATED
};
enum { KEUR_PROGRESS_OPEN, KEUR_PROGRESS_ACCEPTED, KEUR_PROGRESS_RESOLVED };        /* audit_finding.status */
enum { /* criterion.criterion */
	KEUR_CRITERION_INTENT, KEUR_CRITERION_TIES_OR_INFLUENCE, KEUR_CRITERION_GOVERNMENT_LINK, KEUR_CRITERION_COMPELLING_LEGISLATION,
	KEUR_CRITERION_OWNERSHIP, KEUR_CRITERION_PRESSURE, KEUR_CRITERION_SUPPLY_ASSURANCE, KEUR_CRITERION_QUALITY_AND_CYBER_PRACTICE,
	KEUR_CRITERION_NOTICES
};
enum { KEUR_GROUND_DECISION, KEUR_GROUND_ESTABLISHMENT, KEUR_GROUND_MANAGEMENT_SEAT, KEUR_GROUND_OWNERSHIP, KEUR_GROUND_CONTROL }; /* supplier.untrusted_by */
enum { KEUR_GROUNDS_NONE, KEUR_GROUNDS_SUSPECTED, KEUR_GROUNDS_KNOWN };             /* criterion.evidence */
enum { KEUR_EVIDENCE_KNOWN, KEUR_EVIDENCE_SUSPECTED };                              /* decision.basis, country.*.evidence */

enum { /* tables, for evidence and subjects */
	KEUR_TABLE_COMPONENT, KEUR_TABLE_PARTY, KEUR_TABLE_SUPPLIER, KEUR_TABLE_DECISION, KEUR_TABLE_OWNERSHIP, KEUR_TABLE_LINK,
	KEUR_TABLE_ACCESS, KEUR_TABLE_LOG, KEUR_TABLE_SITE, KEUR_TABLE_STATEMENT, KEUR_TABLE_NETWORK, KEUR_TABLE_INVOLVEMENT,
	KEUR_TABLE_ADVISORY, KEUR_TABLE_CERTIFICATE, KEUR_TABLE_EXCEPTION, KEUR_TABLE_AUDIT_FINDING, KEUR_TABLE_CREDENTIAL, KEUR_TABLE_EVENT,
	KEUR_TABLE_ATTESTATION,
	KEUR_TABLE_CRITERION, KEUR_TABLE_COUNTRY,
	KEUR_TABLE_EDIT, /* no rows for plugins: what edits change is changed before a plugin looks */
	KEUR_TABLE_GROUP
};
/* Subjects of a finding that are not rows of a table. */
#define KEUR_SUBJECT_SEGMENT UINT32_C(0x100) /* subject_row: a string code, of component.segment */
#define KEUR_SUBJECT_NETWORK UINT32_C(0x101) /* the network as a whole; subject_row: 0 */

/* ---- Text ------------------------------------------------------------------------------------------------------------------ */

struct keur_text {
	const char *text; /* may be NULL when length is 0 */
	uint32_t length;  /* bytes, without a NUL */
	uint32_t reserved;
};
/* Initialiser from a string literal. */
#define KEUR_TEXT(literal) { (literal), (uint32_t)(sizeof(literal) - 1), 0u }

/* ---- Columns: plain arrays over the whole table, read-only, valid until close() ----------------------------------------------
 *
 * A column keeps its type for ever; only a set may become wider when its list grows, which keur_set() takes care of. A row that is not known
 * is unknown, never "no": see keur_known(). An answer "none" is known: KEUR_NONE for a row or a string, an empty set or list, the lowest number
 * of its type for a date or a duration. */

enum {
	KEUR_COLUMN_BYTE = 1,    /* uint8_t: closed list, yes/no, or a small number such as an impact from 1 to 5; keur_byte() */
	KEUR_COLUMN_SET = 2,     /* uint64_t bit mask; keur_set() reads all four widths */
	KEUR_COLUMN_NUMBER = 3,  /* int64_t; keur_number() */
	KEUR_COLUMN_DAYS = 4,    /* int32_t: a duration in days, a date in days since 1970-01-01, a share in hundredths of a percent; keur_days() */
	KEUR_COLUMN_STRING = 5,  /* uint32_t string code, equal for equal strings; keur_code(), then keur_string() */
	KEUR_COLUMN_ROW = 6,     /* uint32_t row of another table; keur_code() */
	KEUR_COLUMN_STRINGS = 7, /* list of string codes: data[offset[row]] .. data[offset[row + 1] - 1]; keur_list_length(), keur_list_item() */
	KEUR_COLUMN_ROWS = 8,    /* list of rows, the same way */
	KEUR_COLUMN_SET8 = 9,    /* uint8_t bit mask */
	KEUR_COLUMN_SET16 = 10,  /* uint16_t bit mask */
	KEUR_COLUMN_SET32 = 11   /* uint32_t bit mask */
};

struct keur_column {
	const void *data;       /* an element per row, of lists all items one after the other; NULL when no row has a value */
	const uint64_t *valid;  /* bit (row & 63) of word (row >> 6): the row is known; NULL when none is */
	const uint32_t *offset; /* of lists: rows + 1 entries, or NULL when no row has a value; of others NULL */
	uint32_t rows;          /* of the table; 0 in open() */
	uint32_t type;          /* KEUR_COLUMN_* */
};

/* What open() and the assess calls see of the network: the same struct at the same address until close(). open() is called before the network's
 * data is there: the view has the columns with their types, and as_of when somebody gave one, and no rows, no strings and no components.
 * It is filled before the assess calls. */
struct keur_view {
	const struct keur_column *column; /* `columns` of them: column[i] is keur_plugin.need[i] */
	const char *bytes;                /* all strings, each NUL-ended; keur_string() */
	const uint32_t *string;           /* strings + 1 entries: bytes + string[code] is a string, string[code + 1] where the next begins */
	uint32_t columns;                 /* keur_plugin.needs */
	uint32_t strings;                 /* codes are 0 to strings - 1 */
	uint32_t components;              /* rows of table component */
	int32_t as_of; /* the day the answer is for, days since 1970-01-01; KEUR_NO_DATE: not known, rules about dates answer unknown */
};
#define KEUR_NO_DATE INT32_MIN

/* Whether the row has an answer; `row` is below column->rows here and in all that follows. */
static inline int keur_known(const struct keur_column *column, uint32_t row)
{
	return column->valid != NULL && (int)(column->valid[row >> 6] >> (row & 63u) & 1u);
}
/* The accessors below are for rows that are known; for a row that is not they return 0, KEUR_NONE or the length 0. Each reads the types that
 * its name says and no other. */
static inline uint8_t keur_byte(const struct keur_column *column, uint32_t row)
{
	return column->data ? ((const uint8_t *)column->data)[row] : (uint8_t)0;
}
static inline uint64_t keur_set(const struct keur_column *column, uint32_t row)
{
	if (!column->data)
		return 0u;
	switch (column->type) {
	case KEUR_COLUMN_SET8:
		return ((const uint8_t *)column->data)[row];
	case KEUR_COLUMN_SET16:
		return ((const uint16_t *)column->data)[row];
	case KEUR_COLUMN_SET32:
		return ((const uint32_t *)column->data)[row];
	default:
		return ((const uint64_t *)column->data)[row];
	}
}
static inline int64_t keur_number(const struct keur_column *column, uint32_t row)
{
	return column->data ? ((const int64_t *)column->data)[row] : 0;
}
static inline int32_t keur_days(const struct keur_column *column, uint32_t row)
{
	return column->data ? ((const int32_t *)column->data)[row] : 0;
}
/* String code, or row of the other table; KEUR_NONE: not known, or the answer was "none". */
static inline uint32_t keur_code(const struct keur_column *column, uint32_t row)
{
	return column->data && keur_known(column, row) ? ((const uint32_t *)column->data)[row] : KEUR_NONE;
}
static inline uint32_t keur_list_length(const struct keur_column *column, uint32_t row)
{
	return column->offset ? column->offset[row + 1] - column->offset[row] : 0u;
}
/* `index` is below keur_list_length(). */
static inline uint32_t keur_list_item(const struct keur_column *column, uint32_t row, uint32_t index)
{
	return ((const uint32_t *)column->data)[column->offset[row] + index];
}
/* Valid until close(); the empty text for KEUR_NONE. */
static inline struct keur_text keur_string(const struct keur_view *view, uint32_t code)
{
	struct keur_text text = { "", 0u, 0u };
	if (code < view->strings) {
		text.text = view->bytes + view->string[code];
		text.length = (uint32_t)(view->string[code + 1] - view->string[code] - 1u);
	}
	return text;
}

/* ---- Findings ---------------------------------------------------------------------------------------------------------------- */

/* Kinds of values; each uses the members of struct keur_value that it names, the others stay 0. */
enum {
	KEUR_VALUE_TEXT = 1,   /* text, at most 4,096 bytes; shown as it is */
	KEUR_VALUE_NUMBER = 2, /* number */
	KEUR_VALUE_DAYS = 3,   /* number: a duration in days, within int32_t as the next two */
	KEUR_VALUE_DATE = 4,   /* number: days since 1970-01-01 */
	KEUR_VALUE_SHARE = 5,  /* number: hundredths of a percent */
	KEUR_VALUE_CODE = 6,   /* row: a string code */
	KEUR_VALUE_ROW = 7,    /* table, row: shown as its key */
	KEUR_VALUE_MEMBER = 8, /* text: "table.column"; number: a value of its closed list; shown as its word */
	KEUR_VALUE_SET = 9     /* text: "table.column"; number: a bit mask of its closed list */
};

/* Never grows: it stands inside struct keur_finding. */
struct keur_value {
	uint32_t kind;  /* KEUR_VALUE_* */
	uint32_t table; /* KEUR_TABLE_* */
	uint32_t row;   /* of that table, or a string code; never KEUR_NONE */
	uint32_t reserved;
	int64_t number;
	struct keur_text text;
};

/* A row of evidence. */
struct keur_row {
	uint32_t table; /* KEUR_TABLE_* */
	uint32_t row;   /* of that table */
};

/* What is to blame for a missing fact: whom or what a person would ask about. Equal (rule, blame) become one question with a count. */
enum {
	KEUR_BLAME_NONE = 0,
	KEUR_BLAME_SUPPLIER = 1,  /* blamed: its row */
	KEUR_BLAME_SEGMENT = 2,   /* blamed: its code */
	KEUR_BLAME_STATEMENT = 3, /* nobody says that the rows of a table are complete; blamed: the text "link for segment core" */
	KEUR_BLAME_FIELD = 4,     /* blamed: the text "table.column" */
	KEUR_BLAME_PRODUCT = 5,   /* blamed: its name and version, as text */
	KEUR_BLAME_ACCESS = 6     /* blamed: its row */
};

enum {
	KEUR_AFFECTS_COMPONENT = 0, /* the finding raises its component */
	KEUR_AFFECTS_REACH = 1      /* ... and every part that reach() from its component gives, each scenario by its own arcs */
};

/* What emit() takes a copy of; it and what it points to are the plugin's, on the stack for instance. When basis is KEUR_UNKNOWN, of values,
 * evidence and path only the bounds of their counts are looked at: a question has none; of blame and blamed, only then. Zeroes are no start: party 0 is
 * a supplier, privilege 0 is READ. See keur_finding_about(). */
struct keur_finding {
	uint32_t rule;          /* index into keur_plugin.rule; the rule's `on` is the call that emits */
	uint32_t component;     /* row of table component: the part that it raises */
	uint32_t subject_table; /* KEUR_TABLE_* or KEUR_SUBJECT_*: what it is about; equal (rule, component, subject, party) are one */
	uint32_t subject_row;   /* finding, see emit(). Of that table, or as KEUR_SUBJECT_* says */
	uint32_t party;         /* row of table supplier, or KEUR_NONE: about nobody in particular */
	uint32_t level;         /* 1 to 5, or 0: as the policy pack's rule table says, else as the rule declares */
	uint32_t basis;         /* KEUR_KNOWN, KEUR_SUSPECTED, KEUR_UNKNOWN */
	uint32_t scenarios;     /* scenario bits, or 0: as the rule declares */
	uint32_t affects;       /* KEUR_AFFECTS_* */
	uint32_t privilege;     /* KEUR_PRIVILEGE_*, or KEUR_NONE; the pack's rule table may depend on it */
	uint32_t blame;         /* KEUR_BLAME_*; required when basis is KEUR_UNKNOWN */
	uint32_t values;        /* keur_rule.args */
	uint32_t evidences;     /* at most 4,096 */
	uint32_t path_length;   /* at most 65,535 */
	const struct keur_value *value;  /* for the message's placeholders, in the order of keur_rule.arg; NULL when there are none, as below */
	const struct keur_row *evidence; /* the rows it rests on, most telling first; the host adds file and line */
	const uint32_t *path;            /* rows of table component, from the way in to the component */
	struct keur_value blamed;        /* who or what; shown after the kind, as in "supplier mystery" */
};

/* The usual ways to fill these; what is not given is as a plugin leaves it alone. */
#ifdef __cplusplus
#define KEUR_ZERO {}
#else
#define KEUR_ZERO { 0 }
#endif
static inline struct keur_value keur_value_row(uint32_t table, uint32_t row) /* shown as its key */
{
	struct keur_value value = KEUR_ZERO;

	value.kind = KEUR_VALUE_ROW;
	value.table = table;
	value.row = row;
	return value;
}
static inline struct keur_value keur_value_text(struct keur_text text) /* at most 4,096 bytes, unless the user set another limit */
{
	struct keur_value value = KEUR_ZERO;

	value.kind = KEUR_VALUE_TEXT;
	value.text = text;
	return value;
}
static inline struct keur_value keur_value_number(int64_t number)
{
	struct keur_value value = KEUR_ZERO;

	value.kind = KEUR_VALUE_NUMBER;
	value.number = number;
	return value;
}
/* About a part: a fact, about nobody in particular, with level and scenarios as the rule declares. Values, evidence and path are still to come. */
static inline struct keur_finding keur_finding_about(uint32_t rule, uint32_t component)
{
	struct keur_finding finding = KEUR_ZERO;

	finding.rule = rule;
	finding.component = component;
	finding.subject_table = KEUR_TABLE_COMPONENT;
	finding.subject_row = component;
	finding.party = KEUR_NONE;
	finding.basis = KEUR_KNOWN;
	finding.privilege = KEUR_NONE;
	return finding;
}
/* The same with a question in place of the fact: who or what would have to be known, see KEUR_BLAME_*. */
static inline struct keur_finding keur_finding_ask(uint32_t rule, uint32_t component, uint32_t blame, struct keur_value blamed)
{
	struct keur_finding finding = keur_finding_about(rule, component);

	finding.basis = KEUR_UNKNOWN;
	finding.blame = blame;
	finding.blamed = blamed;
	return finding;
}

/* ---- The host's side -------------------------------------------------------------------------------------------------------- */

struct keur_call; /* opaque; the plugin passes on what it was given, and keeps it no longer than the call */

/* Levels of log(). */
enum { KEUR_LOG_DEBUG = 1, KEUR_LOG_INFO = 2, KEUR_LOG_WARNING = 3 };

/* Written by reach(): the plugin's own struct, the host's arrays, valid until the next reach() and at most until the call returns. */
struct keur_reach {
	const uint32_t *component; /* every part reached, the start included, ascending */
	const uint32_t *from;      /* beside each: the part before it on a shortest path, KEUR_NONE for the start */
	uint32_t count;            /* of both; at least 1 */
	uint32_t reserved;
};

/* The table is the host's and valid until close(). Its functions may be called from inside open() and the assess calls only, on the thread that
 * was called; in open() all but reach, match and emit. A host that is older than the plugin's header gives NULL for what it lacks.
 *
 * Those that return int32_t return 0, or a negative code and leave what they were to fill in untouched: the host has stopped the plugin
 * (time, limits) or refused what it was given. The plugin returns that code at once; whatever it returns then, the host knows why. */
struct keur_host {
	/* A column by name ("access.mfa"), NUL-ended, that stands in keur_plugin.need: the same as view->column has. Any other is refused. */
	int32_t (*column)(struct keur_call *call, const char *name, struct keur_column *out);
	/* What administration of component row `start` reaches, for exactly one scenario bit: management links from-to, and for
	 * manipulation and sabotage also depends_on backwards. Parts out of service are passed through and listed like any other. */
	int32_t (*reach)(struct keur_call *call, uint32_t start, uint32_t scenario, struct keur_reach *out);
	/* Matches pattern parameter `param` (an index into keur_plugin.param) against every distinct string of a column of strings, of no other:
	 * bit (code & 63) of (*bits)[code >> 6], owned by the host, valid until close(). A match anywhere in the string counts; patterns
	 * anchor themselves. The same question again costs nothing. Work is counted and limited: a pattern that needs too much is refused. */
	int32_t (*match)(struct keur_call *call, uint32_t param, const struct keur_column *column, const uint64_t **bits);
	/* Value of parameter `param` (an index): number for numbers, yes/no (KEUR_YES, KEUR_NO) and days; text for text, patterns and the
	 * bytes of a file (anything, of any encoding; empty when none was given), otherwise as the user wrote it. Either may be NULL.
	 * Checked against type and range before the plugin was started. Valid until close(). */
	int32_t (*param)(struct keur_call *call, uint32_t param, int64_t *number, struct keur_text *text);
	/* Takes a copy. Also the place where the host stops a plugin that runs too long. A finding that cannot be (a row that does not exist, a
	 * level above 5, the rule of another call) ends the run, at once or a little later. In assess_rows the component must lie in the
	 * range of the call; only a rule on the whole may leave it KEUR_NONE. Findings with equal rule, component, subject, party, basis and
	 * (when that is KEUR_UNKNOWN) blame are one: the first, at the highest of their levels, with the evidence of all. */
	int32_t (*emit)(struct keur_call *call, const struct keur_finding *finding);
	/* Not 0: time is up, return at once what it returned. For loops that emit nothing; cheap enough for each turn of them. */
	int32_t (*stop)(struct keur_call *call);
	/* For the author: `length` bytes of UTF-8, of which the first 1,024 are kept; shown by `keur plugin check` and with `keur assess --verbose`, never
	 * part of a result. level: KEUR_LOG_*. */
	void (*log)(struct keur_call *call, uint32_t level, const char *text, uint32_t length);
	/* `bytes` of zeroed memory, 16-aligned, freed by the host when the current call returns (in open: after close). NULL when memory,
	 * or what a plugin may use of it, is used up. */
	void *(*scratch)(struct keur_call *call, uint64_t bytes);
};

/* Room of the host's, for what went wrong when an entry point returns non-zero; during that call only. Write UTF-8 and a NUL into it; it is
 * shown to the user, so say what would be right. */
struct keur_failure {
	char *text;    /* room for `size` bytes, NUL included; an empty text at first */
	uint32_t size; /* at least 256 */
	uint32_t reserved;
};

/* ---- What a plugin declares: constant data, read without calling anything -------------------------------------------------------------- */

enum { KEUR_KIND_BREACH = 1, KEUR_KIND_RISK = 2, KEUR_KIND_GAP = 3, KEUR_KIND_NOTE = 4 };
enum { KEUR_ON_ROWS = 1, KEUR_ON_WHOLE = 2 }; /* assess_rows, assess_whole */

struct keur_message {
	struct keur_text language; /* "en", "nl"; every rule has "en" */
	struct keur_text text;     /* placeholders in braces, each one of keur_rule.arg: "{party} reaches {part}"; no other braces */
};

struct keur_rule {
	struct keur_text id;    /* lower case, digits, underscore, a letter first, at most 64 bytes; unique; shown as plugin.id; stays for ever */
	struct keur_text title; /* one line */
	struct keur_text help;  /* why it matters and what would mend it; may have line breaks */
	uint32_t kind;          /* KEUR_KIND_*: default, the pack's rule table decides */
	uint32_t factor;        /* KEUR_THREAT, ...: what a finding raises to its level */
	uint32_t scenarios;     /* default scenario bits; 0 only for KEUR_NO_FACTOR */
	uint32_t level;         /* default level 1 to 5; 0 only for KEUR_NO_FACTOR */
	uint32_t on;            /* KEUR_ON_ROWS or KEUR_ON_WHOLE: which call emits it */
	uint32_t messages;      /* at most 16 */
	uint32_t questions;     /* at most 16; 0 for a rule that never asks */
	uint32_t args;          /* at most 32 */
	uint32_t measures;      /* at most 64 */
	uint32_t reserved;
	const struct keur_message *message;  /* the finding in words, per language */
	const struct keur_message *question; /* what to ask when a fact is missing; placeholders {blame} and {count} only */
	const struct keur_text *arg;         /* names of the message's placeholders */
	const struct keur_text *measure;     /* public measures it maps to: "EU-TB:SM04" */
};

enum {
	KEUR_PARAM_NUMBER = 1, /* a whole number from least to most */
	KEUR_PARAM_YES_NO = 2,
	KEUR_PARAM_DAYS = 3,   /* a duration like P90D, or a number of days, from least to most */
	KEUR_PARAM_TEXT = 4,
	KEUR_PARAM_PATTERN = 5, /* a regular expression of PCRE2, see match() */
	KEUR_PARAM_FILE = 6    /* a file that the host reads, see param() */
};

struct keur_param {
	struct keur_text id;      /* as of a rule; users write plugin.id=value */
	struct keur_text help;    /* may have line breaks */
	struct keur_text initial; /* default, as a user would write it: "12", "yes", "P90D"; of a file: empty */
	uint32_t type;            /* KEUR_PARAM_* */
	uint32_t reserved;
	int64_t least, most;      /* range of numbers and days, both included; of others 0 */
};

/* The frozen head: 64 bytes that no version will ever change. Fill it with KEUR_STAMP. Each size is that of the struct in the header that the
 * plugin was built with. struct keur_text and struct keur_value stand inside other structs and therefore never grow. A struct that comes
 * with a later version has no place here: it will begin with its own size. */
struct keur_stamp {
	uint64_t magic; /* KEUR_ABI_MAGIC */
	uint32_t minor; /* KEUR_ABI_MINOR; for people: sizes decide */
	uint32_t plugin_size, rule_size, param_size, message_size, text_size;
	uint32_t column_size, view_size, value_size, finding_size, host_size, reach_size, failure_size, row_size;
};

/* Entry points return 0, or anything else for "failed, see failure": then nothing that the plugin emitted counts, and the user reads the text. */
struct keur_plugin {
	struct keur_stamp stamp;
	struct keur_text name;    /* as of a rule; not "keur" */
	struct keur_text version; /* the plugin's own; any text */
	struct keur_text summary; /* one line */
	struct keur_text licence; /* SPDX */
	uint32_t rules;           /* 1 to 256 */
	uint32_t params;          /* at most 64 */
	uint32_t needs;           /* at most 256 */
	uint32_t threading;       /* 0: one thread; other values are reserved */
	const struct keur_rule *rule;
	const struct keur_param *param;
	const struct keur_text *need; /* "table.column", derived ones too; a column that the host lacks is a load error that names it */

	/* May be NULL. *self is NULL before, and the plugin's own after. For reading parameters; the network is not there yet. Called once for each
	 * instance: a process that calls both assess_rows and assess_whole gives each an instance of its own, as in a large network they run in
	 * different processes. */
	int32_t (*open)(const struct keur_host *host, struct keur_call *call, const struct keur_view *view, void **self,
		struct keur_failure *failure);
	/* Components first to last - 1, in a process of its own for each range; NULL when no rule works on rows. */
	int32_t (*assess_rows)(void *self, const struct keur_host *host, struct keur_call *call, const struct keur_view *view,
		uint32_t first, uint32_t last, struct keur_failure *failure);
	/* Once, over everything; NULL when no rule works on the whole. */
	int32_t (*assess_whole)(void *self, const struct keur_host *host, struct keur_call *call, const struct keur_view *view,
		struct keur_failure *failure);
	/* May be NULL, may never be called. */
	void (*close)(void *self);
};

/* Initialiser of struct keur_stamp; it stands first in struct keur_plugin. */
#define KEUR_STAMP \
	{ KEUR_ABI_MAGIC, KEUR_ABI_MINOR, (uint32_t)sizeof(struct keur_plugin), (uint32_t)sizeof(struct keur_rule), \
		(uint32_t)sizeof(struct keur_param), (uint32_t)sizeof(struct keur_message), (uint32_t)sizeof(struct keur_text), \
		(uint32_t)sizeof(struct keur_column), (uint32_t)sizeof(struct keur_view), (uint32_t)sizeof(struct keur_value), \
		(uint32_t)sizeof(struct keur_finding), (uint32_t)sizeof(struct keur_host), (uint32_t)sizeof(struct keur_reach), \
		(uint32_t)sizeof(struct keur_failure), (uint32_t)sizeof(struct keur_row) }

/* Elements of an array, for the counts beside pointers. */
#define KEUR_COUNT(array) ((uint32_t)(sizeof(array) / sizeof((array)[0])))

#define KEUR_EXPORT __attribute__((visibility("default")))

/* The one symbol. Define it as: const struct keur_plugin keur_plugin_v1 = { KEUR_STAMP, ... }; C++ takes linkage and visibility from here. */
extern KEUR_EXPORT const struct keur_plugin keur_plugin_v1;

/* ---- Helpers ------------------------------------------------------------------------------------------------------------------------
 *
 * What most checks need, as inline functions of the plugin's own: no part of what host and plugin agree on, and nothing that has to be used. A
 * struct keur_task stands on the stack of each call; the first error of the host stays in task.result and silences everything after it, so loops
 * look at that alone and the entry point returns it. */

/* A plugin may list its columns once, as COLUMNS(X) with lines X(SCOPE, "component.scope"): enum { COLUMNS(KEUR_COLUMN_PLACE) NEEDS } gives their
 * places in the view, { COLUMNS(KEUR_COLUMN_NEED) } is keur_plugin.need. */
#define KEUR_COLUMN_PLACE(place, name) place,
#define KEUR_COLUMN_NEED(place, name) KEUR_TEXT(name),

/* Members of struct keur_rule that come as count and array, in C only: KEUR_MESSAGE("...", "...") in English and Dutch, KEUR_ARGS(KEUR_TEXT("party")). */
#define KEUR_TEXT_LIST(...) (const struct keur_text[]){ __VA_ARGS__ }
#define KEUR_TEXT_COUNT(...) KEUR_COUNT(((const struct keur_text[]){ __VA_ARGS__ }))
#define KEUR_TWO_LANGUAGES(english, dutch) \
	(const struct keur_message[]){ { KEUR_TEXT("en"), KEUR_TEXT(english) }, { KEUR_TEXT("nl"), KEUR_TEXT(dutch) } }
#define KEUR_MESSAGE(english, dutch) .messages = 2u, .message = KEUR_TWO_LANGUAGES(english, dutch)
#define KEUR_QUESTION(english, dutch) .questions = 2u, .question = KEUR_TWO_LANGUAGES(english, dutch)
#define KEUR_ARGS(...) .args = KEUR_TEXT_COUNT(__VA_ARGS__), .arg = KEUR_TEXT_LIST(__VA_ARGS__)
#define KEUR_MEASURES(...) .measures = KEUR_TEXT_COUNT(__VA_ARGS__), .measure = KEUR_TEXT_LIST(__VA_ARGS__)

/* Text that grows; what it outgrows stays in scratch memory until the call returns, at most once its own size. */
struct keur_words {
	char *text;            /* NUL-ended once something was added */
	uint32_t length, room; /* bytes */
};

/* The call in hand. */
struct keur_task {
	const struct keur_host *host;
	struct keur_call *call;
	const struct keur_view *view;
	struct keur_failure *failure;
	int32_t result;                /* 0, or the first error: what the entry point returns */
	struct keur_words blame, list; /* room for one text each, for whoever needs it next */
};

static inline struct keur_task keur_task_start(const struct keur_host *host, struct keur_call *call, const struct keur_view *view,
	struct keur_failure *failure)
{
	struct keur_task task = KEUR_ZERO;

	task.host = host;
	task.call = call;
	task.view = view;
	task.failure = failure;
	return task;
}
/* The plugin's own reason to fail, unless something failed before. */
static inline void keur_task_fail(struct keur_task *task, const char *text)
{
	uint32_t i = 0;

	if (task->result)
		return;
	task->result = -1;
	if (!task->failure || !task->failure->text || task->failure->size == 0)
		return;
	for (; text[i] && i + 1 < task->failure->size; i++)
		task->failure->text[i] = text[i];
	task->failure->text[i] = '\0';
}
/* Zeroed, until the call returns; NULL after a failure. */
static inline void *keur_task_memory(struct keur_task *task, uint64_t bytes)
{
	void *memory = task->result ? NULL : task->host->scratch(task->call, bytes ? bytes : 1u);

	if (!memory)
		keur_task_fail(task, "out of scratch memory");
	return memory;
}

/* Answers by place in the view. A row that is not known never reads as an answer. */
static inline const struct keur_column *keur_column_at(const struct keur_task *task, uint32_t place)
{
	return &task->view->column[place];
}
static inline int keur_known_at(const struct keur_task *task, uint32_t place, uint32_t row)
{
	return keur_known(keur_column_at(task, place), row);
}
/* KEUR_YES, KEUR_NO, or 0: not known. */
static inline uint8_t keur_answer_at(const struct keur_task *task, uint32_t place, uint32_t row)
{
	return keur_known_at(task, place, row) ? keur_byte(keur_column_at(task, place), row) : (uint8_t)0;
}
/* A member of a closed list, or KEUR_NONE: not known. */
static inline uint32_t keur_member_at(const struct keur_task *task, uint32_t place, uint32_t row)
{
	return keur_known_at(task, place, row) ? keur_byte(keur_column_at(task, place), row) : KEUR_NONE;
}
/* A set, empty when it is not known. */
static inline uint64_t keur_set_at(const struct keur_task *task, uint32_t place, uint32_t row)
{
	return keur_known_at(task, place, row) ? keur_set(keur_column_at(task, place), row) : 0u;
}
/* A row or string code, or KEUR_NONE: not known, or the answer `none`. */
static inline uint32_t keur_code_at(const struct keur_task *task, uint32_t place, uint32_t row)
{
	return keur_code(keur_column_at(task, place), row);
}
/* A date, or KEUR_NO_DATE: not known, or the answer `none`. */
static inline int32_t keur_date_at(const struct keur_task *task, uint32_t place, uint32_t row)
{
	return keur_known_at(task, place, row) ? keur_days(keur_column_at(task, place), row) : KEUR_NO_DATE;
}
/* The bit of a member in a set. */
static inline uint64_t keur_bit(uint32_t value)
{
	return UINT64_C(1) << value;
}

/* Text. */
static inline char keur_lower(char letter)
{
	return letter >= 'A' && letter <= 'Z' ? (char)(letter - 'A' + 'a') : letter;
}
/* The same letters, upper or lower case of ASCII. */
static inline int keur_same_word(const char *a, uint32_t a_length, const char *b, uint32_t b_length)
{
	uint32_t i;

	if (a_length != b_length)
		return 0;
	for (i = 0; i < a_length; i++)
		if (keur_lower(a[i]) != keur_lower(b[i]))
			return 0;
	return 1;
}
/* Whether `word` is one of a comma-separated list, as a parameter may be. */
static inline int keur_list_has(struct keur_text list, struct keur_text word)
{
	uint32_t start, end, last;

	for (start = 0; start <= list.length; start = end + 1) {
		for (end = start; end < list.length && list.text[end] != ','; end++)
			;
		for (last = end; start < last && list.text[start] == ' '; start++)
			;
		while (last > start && list.text[last - 1] == ' ')
			last--;
		if (last > start && keur_same_word(list.text + start, last - start, word.text, word.length))
			return 1;
	}
	return 0;
}

enum { KEUR_WORDS_LONGEST = 2000 }; /* bytes; the host refuses values that are much longer */

/* Bytes of a character at the start that the host takes in no text: a control character, or one that turns the text around it. 0: another one. */
static inline uint32_t keur_hidden_character(const char *text, uint32_t left)
{
	const unsigned char *s = (const unsigned char *)text;

	if (s[0] < 0x20 || s[0] == 0x7f)
		return 1;
	if (left > 1 && s[0] == 0xc2 && s[1] < 0xa0)
		return 2; /* U+0080 to U+009F */
	if (left > 2 && s[0] == 0xe2 && ((s[1] == 0x80 && s[2] >= 0xaa && s[2] <= 0xae) || (s[1] == 0x81 && s[2] >= 0xa6 && s[2] <= 0xa9)))
		return 3; /* U+202A to U+202E, U+2066 to U+2069 */
	return 0;
}
/* Cut where it would be longer than KEUR_WORDS_LONGEST, never within a character. Names from inventories may have characters that the host does
 * not take: a question mark stands for each. */
static inline void keur_words_add(struct keur_task *task, struct keur_words *words, struct keur_text more)
{
	uint32_t i;

	if (more.length > KEUR_WORDS_LONGEST - words->length) {
		more.length = KEUR_WORDS_LONGEST - words->length;
		while (more.length && ((unsigned char)more.text[more.length] & 0xc0u) == 0x80u)
			more.length--;
	}
	if (words->room - words->length <= more.length) {
		uint32_t room = 2u * (words->length + more.length) + 64u;
		char *text = (char *)keur_task_memory(task, room);

		if (!text)
			return;
		for (i = 0; i < words->length; i++)
			text[i] = words->text[i];
		words->text = text;
		words->room = room;
	}
	for (i = 0; i < more.length;) {
		uint32_t hidden = keur_hidden_character(more.text + i, more.length - i);

		words->text[words->length++] = hidden ? '?' : more.text[i];
		i += hidden ? hidden : 1;
	}
	words->text[words->length] = '\0';
}
/* One more entry of a list "a, b, c". */
static inline void keur_words_enter(struct keur_task *task, struct keur_words *words, struct keur_text entry)
{
	static const struct keur_text comma = KEUR_TEXT(", ");

	if (words->length)
		keur_words_add(task, words, comma);
	keur_words_add(task, words, entry);
}
static inline struct keur_text keur_words_text(const struct keur_words *words)
{
	struct keur_text text = KEUR_TEXT("");

	if (words->text) {
		text.text = words->text;
		text.length = words->length;
	}
	return text;
}

enum { KEUR_DRAFT_VALUES = 8, KEUR_DRAFT_EVIDENCE = 4 };

/* A finding being put together, with room for what it points to; keur_submit() emits it. What does not fit is left out. */
struct keur_draft {
	struct keur_finding finding;
	struct keur_value value[KEUR_DRAFT_VALUES]; /* in the order of the rule's args */
	struct keur_row evidence[KEUR_DRAFT_EVIDENCE];
};

/* About the component itself, or the whole (KEUR_NONE), and nobody in particular, at the rule's own level and scenarios. */
static inline struct keur_draft keur_draft_on(uint32_t rule, uint32_t component, uint32_t basis)
{
	struct keur_draft draft = KEUR_ZERO;

	draft.finding = keur_finding_about(rule, component);
	draft.finding.basis = basis;
	return draft;
}
static inline void keur_draft_about(struct keur_draft *draft, uint32_t table, uint32_t row)
{
	draft->finding.subject_table = table;
	draft->finding.subject_row = row;
}
/* A row of evidence; KEUR_NONE is none. */
static inline void keur_rests_on(struct keur_draft *draft, uint32_t table, uint32_t row)
{
	if (row == KEUR_NONE || draft->finding.evidences == KEUR_DRAFT_EVIDENCE)
		return;
	draft->evidence[draft->finding.evidences].table = table;
	draft->evidence[draft->finding.evidences++].row = row;
}

/* The next placeholder. What is not known is shown as "-", the same in every language. */
static inline void keur_say(struct keur_draft *draft, struct keur_value value)
{
	if (draft->finding.values < KEUR_DRAFT_VALUES)
		draft->value[draft->finding.values++] = value;
}
static inline void keur_say_text(struct keur_draft *draft, struct keur_text text)
{
	keur_say(draft, keur_value_text(text));
}
static inline void keur_say_nothing(struct keur_draft *draft)
{
	struct keur_text nothing = KEUR_TEXT("-");

	keur_say_text(draft, nothing);
}
static inline void keur_say_row(struct keur_draft *draft, uint32_t table, uint32_t row)
{
	if (row == KEUR_NONE)
		keur_say_nothing(draft);
	else
		keur_say(draft, keur_value_row(table, row));
}
static inline void keur_say_code(struct keur_draft *draft, uint32_t string)
{
	struct keur_value value = KEUR_ZERO;

	value.kind = KEUR_VALUE_CODE;
	value.row = string;
	if (string == KEUR_NONE)
		keur_say_nothing(draft);
	else
		keur_say(draft, value);
}
/* kind: KEUR_VALUE_NUMBER, _DAYS, _DATE or _SHARE. */
static inline void keur_say_number(struct keur_draft *draft, uint32_t kind, int64_t number)
{
	struct keur_value value = keur_value_number(number);

	value.kind = kind;
	keur_say(draft, value);
}
static inline void keur_say_date(struct keur_draft *draft, int32_t day)
{
	if (day == KEUR_NO_DATE)
		keur_say_nothing(draft);
	else
		keur_say_number(draft, KEUR_VALUE_DATE, day);
}
/* column: "table.column" of the closed list. */
static inline void keur_say_member(struct keur_draft *draft, struct keur_text column, uint32_t member)
{
	struct keur_value value = keur_value_text(column);

	value.kind = KEUR_VALUE_MEMBER;
	value.number = member;
	if (member == KEUR_NONE)
		keur_say_nothing(draft);
	else
		keur_say(draft, value);
}
static inline void keur_say_set(struct keur_draft *draft, struct keur_text column, uint64_t mask)
{
	struct keur_value value = keur_value_text(column);

	value.kind = KEUR_VALUE_SET;
	value.number = (int64_t)mask;
	if (mask == 0)
		keur_say_nothing(draft);
	else
		keur_say(draft, value);
}

/* Asking: the finding rests on a fact that is missing. kind: KEUR_BLAME_*. */
static inline void keur_blame(struct keur_draft *draft, uint32_t kind, struct keur_value blamed)
{
	draft->finding.basis = KEUR_UNKNOWN;
	draft->finding.blame = kind;
	draft->finding.blamed = blamed;
}
static inline void keur_blame_text(struct keur_draft *draft, uint32_t kind, struct keur_text text)
{
	keur_blame(draft, kind, keur_value_text(text));
}
/* field: "table.column". */
static inline void keur_blame_field(struct keur_draft *draft, struct keur_text field)
{
	keur_blame_text(draft, KEUR_BLAME_FIELD, field);
}
static inline void keur_blame_supplier(struct keur_draft *draft, uint32_t supplier)
{
	keur_blame(draft, KEUR_BLAME_SUPPLIER, keur_value_row(KEUR_TABLE_SUPPLIER, supplier));
}
/* "party for segment bss-prod": statements are asked for per segment, so that one answer covers many parts. Uses task->blame. */
static inline void keur_blame_statement(struct keur_task *task, struct keur_draft *draft, struct keur_text table, uint32_t segment)
{
	static const struct keur_text within = KEUR_TEXT(" for segment "), outside = KEUR_TEXT(" for parts without a segment");

	task->blame.length = 0;
	keur_words_add(task, &task->blame, table);
	keur_words_add(task, &task->blame, segment == KEUR_NONE ? outside : within);
	if (segment != KEUR_NONE)
		keur_words_add(task, &task->blame, keur_string(task->view, segment));
	keur_blame_text(draft, KEUR_BLAME_STATEMENT, keur_words_text(&task->blame));
}

/* A finding for which no row was named rests on the component's own. */
static inline void keur_submit(struct keur_task *task, struct keur_draft *draft)
{
	if (task->result)
		return;
	if (draft->finding.evidences == 0)
		keur_rests_on(draft, KEUR_TABLE_COMPONENT, draft->finding.component);
	draft->finding.value = draft->value;
	draft->finding.evidence = draft->evidence;
	task->result = task->host->emit(task->call, &draft->finding);
}

/* Several demands on one row: one finding. Verdicts are as yes/no answers, so that a column can be one. */
enum { KEUR_DEMAND_OPEN = 0, KEUR_DEMAND_FAILED = KEUR_NO, KEUR_DEMAND_MET = KEUR_YES };

struct keur_demand {
	struct keur_text word;  /* in the list of what failed */
	struct keur_text field; /* what to ask for when there is no answer */
	uint32_t level;         /* when it fails */
};

/* One finding that lists what failed, at the highest of their levels, and where `ask` is not 0 one question for each open demand that could raise it.
 * The first placeholder of `draft` is the list. Returns the level of what failed. Uses task->list. */
static inline uint32_t keur_submit_demands(struct keur_task *task, const struct keur_draft *draft, const struct keur_demand *demand,
	const uint8_t *verdict, uint32_t demands, int ask)
{
	struct keur_draft finding;
	uint32_t level = 0, i;

	task->list.length = 0;
	for (i = 0; i < demands; i++) {
		if (verdict[i] != KEUR_DEMAND_FAILED)
			continue;
		keur_words_enter(task, &task->list, demand[i].word);
		if (demand[i].level > level)
			level = demand[i].level;
	}
	if (level) {
		finding = *draft;
		finding.value[0] = keur_value_text(keur_words_text(&task->list));
		finding.finding.level = level;
		keur_submit(task, &finding);
	}
	for (i = 0; i < demands && ask; i++) {
		if (verdict[i] != KEUR_DEMAND_OPEN || demand[i].level <= level)
			continue;
		finding = *draft;
		finding.value[0] = keur_value_text(demand[i].word);
		finding.finding.level = demand[i].level;
		keur_blame_field(&finding, demand[i].field);
		keur_submit(task, &finding);
	}
	return level;
}

/* Rows of one table that refer to rows first .. last - 1 of another, in their own order: row[keur_index_begin(x)] .. row[keur_index_end(x) - 1].
 * In scratch memory, until the call returns. */
struct keur_index {
	const uint32_t *start, *row;
	uint32_t first, last;
};

/* place: of a column of rows. */
static inline struct keur_index keur_index_by(struct keur_task *task, uint32_t place, uint32_t first, uint32_t last)
{
	const struct keur_column *reference = keur_column_at(task, place);
	uint32_t *start = (uint32_t *)keur_task_memory(task, ((uint64_t)last - first + 2u) * sizeof(*start)), *row, total = 0, r, to;
	struct keur_index index = KEUR_ZERO;

	if (!start)
		return index;
	/* start[k + 1] counts the rows of k, becomes where they end, and while they are filled in from the back, where they begin. */
	for (r = 0; r < reference->rows; r++) {
		to = keur_code(reference, r);
		if (to >= first && to < last) {
			start[to - first + 1u]++;
			total++;
		}
	}
	for (r = 1; r <= last - first; r++)
		start[r] += start[r - 1];
	start[last - first + 1u] = total;
	row = (uint32_t *)keur_task_memory(task, (uint64_t)total * sizeof(*row));
	if (!row)
		return index;
	for (r = reference->rows; r-- > 0;) {
		to = keur_code(reference, r);
		if (to >= first && to < last)
			row[--start[to - first + 1u]] = r;
	}
	index.start = start + 1;
	index.row = row;
	index.first = first;
	index.last = last;
	return index;
}
static inline uint32_t keur_index_begin(const struct keur_index *index, uint32_t to)
{
	return index->start && to >= index->first && to < index->last ? index->start[to - index->first] : 0u;
}
static inline uint32_t keur_index_end(const struct keur_index *index, uint32_t to)
{
	return index->start && to >= index->first && to < index->last ? index->start[to - index->first + 1u] : 0u;
}

/* First row of a sorted column of rows that is not before `to`; tables are sorted by their first column. */
static inline uint32_t keur_first_row(const struct keur_column *sorted, uint32_t to)
{
	uint32_t low = 0, high = sorted->rows;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2u;

		if (keur_code(sorted, middle) < to)
			low = middle + 1u;
		else
			high = middle;
	}
	return low;
}
/* The part before `part` on the path from the start, or KEUR_NONE for the start and for what was not reached. */
static inline uint32_t keur_reached_from(const struct keur_reach *reach, uint32_t part)
{
	uint32_t low = 0, high = reach->count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2u;

		if (reach->component[middle] < part)
			low = middle + 1u;
		else
			high = middle;
	}
	return low < reach->count && reach->component[low] == part ? reach->from[low] : KEUR_NONE;
}
/* The row of table involvement for a supplier in a component, or KEUR_NONE; from the columns involvement.component and .supplier. */
static inline uint32_t keur_involvement_row(const struct keur_column *component_of, const struct keur_column *supplier_of, uint32_t component,
	uint32_t supplier)
{
	uint32_t row;

	for (row = keur_first_row(component_of, component); row < component_of->rows && keur_code(component_of, row) == component; row++)
		if (keur_code(supplier_of, row) == supplier)
			return row;
	return KEUR_NONE;
}
/* The row of table supplier that means the operator itself, or KEUR_NONE; place: of supplier.id. */
static inline uint32_t keur_operator_row(const struct keur_task *task, uint32_t place)
{
	const struct keur_column *id = keur_column_at(task, place);
	uint32_t row;

	for (row = 0; row < id->rows; row++) {
		struct keur_text text = keur_string(task->view, keur_code(id, row));

		if (keur_same_word(text.text, text.length, "operator", 8))
			return row;
	}
	return KEUR_NONE;
}

#ifdef __cplusplus
}
#endif

#endif
