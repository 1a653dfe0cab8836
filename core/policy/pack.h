/* A policy pack while it is read: the declared table of its sections and keys, the entries as they stand in the file, and the
 * steps from there to struct policy. Knows the form of a pack; what its numbers mean is for assess/ to know.
 *
 * Two passes, so that one mistake is told once: first every key and value by itself (pack_read), then, when nothing was wrong,
 * how they fit together (pack_take, pack_check). */
#ifndef KEUR_POLICY_PACK_H
#define KEUR_POLICY_PACK_H

#include "policy/policy.h"
#include "syntax/source.h"
#include "syntax/tree.h"

enum pack_type {
	PACK_TEXT,
	PACK_NAME,   /* lower-case letters, digits, `-` */
	PACK_RULE,   /* plugin.rule */
	PACK_ID,     /* lower-case letters, digits, `_` */
	PACK_NUMBER,
	PACK_LEVEL,  /* 1 to 5 */
	PACK_RELIEF, /* 0 to 4 levels less */
	PACK_TRIPLE, /* 4/5/5: espionage, manipulation, sabotage */
	PACK_SHARE,
	PACK_RATIO,  /* 0.9: hundredths */
	PACK_DAYS,   /* or `none` */
	PACK_DATE,
	PACK_YES_NO,
	PACK_WORD,   /* one of `list`: its index */
	PACK_WORDS,  /* several: one bit each */
	PACK_TEXTS,
	PACK_ROWS,   /* texts of levels, five of five where nothing else is said */
};

struct pack_field {
	const char *name; /* "when.scope": key `scope` of the mapping `when` */
	enum pack_type type;
	bool required;
	const struct schema_list *list;
};

enum section_id {
	SECTION_CLASSES,
	SECTION_CRITICALITY,
	SECTION_FUNCTIONS,
	SECTION_DATA,
	SECTION_CAPS,
	SECTION_SITE,
	SECTION_REDUNDANCY,
	SECTION_BASELINES,
	SECTION_CONCENTRATION,
	SECTION_LIKELIHOOD,
	SECTION_MATRICES,
	SECTION_TRUSTED,
	SECTION_ANSWERED,
	SECTION_EVENTS,
	SECTION_RETENTION,
	SECTION_RULES,
	SECTION_PARAMS,
	SECTION_STAKEHOLDER,
	SECTION_DEPENDENCY,
	SECTION_PENETRATION,
	SECTION_ADVISORY,
	SECTION_ADVISORY_LABELS,
	SECTION_ADVISORY_CLOCK,
	SECTION_UNTRUSTED,
	SECTION_PHASE_OUT,
	SECTION_MEASURES,
	SECTION_SHARING,
	SECTION_DOMAINS,
	SECTIONS
};

/* Field numbers, in the order of the tables in pack_table.c. The first two are the same everywhere but in the header. */
enum { FIELD_SOURCE, FIELD_STATUS, FIELD_OWN };
enum { HEADER_FORMAT, HEADER_EXTENDS, HEADER_WITHOUT, HEADER_ID, HEADER_VERSION, HEADER_TITLE, HEADER_ABOUT, HEADER_WORD, HEADER_LEGAL,
	HEADER_IN_FORCE, HEADER_FIELDS };
enum { CLASS_NAME = FIELD_OWN, CLASS_IMPACT, CLASS_FLAGS, CLASS_TAKES };
enum { CRITICALITY_LEVEL = FIELD_OWN, CRITICALITY_CLASSES };
enum { FUNCTION_NAME = FIELD_OWN, FUNCTION_CLASS, FUNCTION_IMPACT, FUNCTION_CAPPED, FUNCTION_TAKES, FUNCTION_ALIASES };
enum { DATA_NAME = FIELD_OWN, DATA_FLOOR, DATA_CRITICAL, DATA_USERS_FROM, DATA_MANY_USERS, DATA_MANY_FLOOR, DATA_PERSONAL };
enum { CAP_LEVEL = FIELD_OWN, CAP_BELOW };
enum { SITE_FLOOR = FIELD_OWN };
enum { REDUNDANCY_RELIEF = FIELD_OWN };
enum { BASELINE_THREAT = FIELD_OWN, BASELINE_EXPOSURE, BASELINE_INTERNET };
enum { SHARE_STANDING = FIELD_OWN, SHARE_FROM, SHARE_IMPACT };
enum { LIKELIHOOD_ROWS = FIELD_OWN };
enum { MATRICES_USE = FIELD_OWN };
enum { MATRIX_NAME = FIELD_OWN, MATRIX_ROWS, MATRIX_VERSION, MATRIX_SCALE };
enum { TRUSTED_SCOPES = FIELD_OWN, TRUSTED_SENSITIVE };
enum { ANSWERED_ROLES = FIELD_OWN };
enum { EVENTS_SCOPE = FIELD_OWN, EVENTS_PERSONAL, EVENTS_HOP };
enum { RETENTION_LEAST = FIELD_OWN };
enum { RULE_ID = FIELD_OWN, RULE_SCOPE, RULE_CLASS, RULE_PRIVILEGE, RULE_REQUIRED, RULE_FROM_LEVEL, RULE_LEVEL, RULE_KIND,
	RULE_DOMAIN, RULE_STANDING, RULE_SHARE_OVER };
enum { PARAM_ID = FIELD_OWN, PARAM_VALUE };
enum { ZONE_FROM_WATCH = FIELD_OWN, ZONE_FROM_CONTROL, ZONE_FROM_DANGER };
enum { DEPENDENCY_LEVEL = FIELD_OWN, DEPENDENCY_FROM };
enum { PENETRATION_LEVEL = FIELD_OWN, PENETRATION_SCOPES, PENETRATION_ROLES, PENETRATION_PRIVILEGES, PENETRATION_THROUGH };
enum { ADVISORY_METHOD = FIELD_OWN, ADVISORY_MEDIUM, ADVISORY_HIGH };
enum { QUESTION_NAME = FIELD_OWN, QUESTION_ASKS, QUESTION_WORDS, QUESTION_ANSWERS };
enum { LABEL_NAME = FIELD_OWN, LABEL_PROBABILITY, LABEL_DAMAGE };
enum { UNTRUSTED_GROUNDS = FIELD_OWN, UNTRUSTED_COUNTRIES };
enum { DEADLINE_NAME = FIELD_OWN, DEADLINE_SCOPE, DEADLINE_CLASS, DEADLINE_SENSITIVE, DEADLINE_UNTIL, DEADLINE_TRIGGER, DEADLINE_MONTHS };
enum { MEASURES_SYSTEMS = FIELD_OWN };
enum { MEASURE_RULE = FIELD_OWN, MEASURE_MEASURES, MEASURE_INSTEAD };
enum { SHARING_PROFILE = FIELD_OWN, SHARING_OWN, SHARING_LABEL, SHARING_OVERRIDE, SHARING_LOG };
enum { RECIPIENT_NAME = FIELD_OWN, RECIPIENT_BASIS, RECIPIENT_LAW };
enum { CLOCK_PROBABILITY = FIELD_OWN, CLOCK_DAMAGE, CLOCK_WITHIN };
enum { DOMAIN_NAME = FIELD_OWN, DOMAIN_CLASSES, DOMAIN_SCOPES, DOMAIN_ROLES, DOMAIN_BY, DOMAIN_WEIGHS };

enum { FLAG_CAPPED = 1, FLAG_INHERITS = 2, FLAG_ADMINISTERS = 4, FLAG_FILTER = 8, FLAG_SECURITY = 16 }; /* bits of CLASS_FLAGS */

/* How the entries of a pack meet those of the pack that it extends. */
enum pack_meets {
	MEETS_BY_KEY,   /* one with the key of a base's entry (its first own field and its conditions) replaces that; others are added */
	MEETS_IN_FRONT, /* the same, but others are added before the base's: the first that fits counts */
	MEETS_LATER,    /* added; what stands later counts */
	MEETS_WHOLE,    /* thresholds belong together: the base's go */
};

struct pack_section {
	const char *name;
	const struct pack_field *field; /* of the section itself */
	const struct pack_field *entry; /* of each of its `entries`; NULL: it has none */
	unsigned char fields, entry_fields;
	bool optional;
	enum pack_meets meets;
};

extern const struct pack_section pack_section[SECTIONS];
extern const struct pack_field pack_header[HEADER_FIELDS];
extern const struct schema_list pack_legal_words, pack_status_words, pack_criticality_words;

struct pack_text {
	struct text text;
	struct mark at;
	bool plain; /* stands in the file as it is, so that a column inside it can be told */
};

struct pack_value {
	struct mark at;  /* line 0: not given */
	uint32_t items;  /* PACK_TEXTS, PACK_ROWS */
	bool named;      /* `text` is set: it may name its entry in a message */
	int64_t number;  /* numbers, levels, days, shares; index of a word, bits of words, bytes of a triple */
	union {
		struct text text;
		const struct pack_text *item;
	};
};

/* A mapping as it was read: values by field number. */
struct pack_record {
	struct mark at;
	uint32_t first; /* in pack.value */
};

enum { PACK_DEPTH = 8 }; /* packs that stand on each other; more is a mistake */
/* A line says of which pack it is: the one that is loaded, 0, what it extends, 1, and so on. No pack is near so long. */
#define PACK_LINES (UINT32_C(1) << 24)
enum { PACK_MOST = 1 << 20 }; /* bytes */

/* One of the packs that are loaded together. */
struct pack_origin {
	uint32_t file;  /* in messages */
	const char *id, *version;
	char sha256[65];
};

struct pack {
	struct policy *policy;
	struct messages *messages;
	struct source *source;
	const char *id;     /* that the pack must give itself because it is looked for under that name; NULL: any */
	struct pack *base;  /* what it extends */
	struct pack_origin origin[PACK_DEPTH]; /* by the level of a line; known of those that are read */
	unsigned origins;
	struct arena arena; /* what only loading needs */
	struct pack_value *value;
	size_t values, values_capacity;
	struct pack_record *record; /* entries, section after section as they stand in the file */
	size_t records, records_capacity;
	struct pack_record header, section[SECTIONS]; /* section[s].at.line 0: missing */
	uint32_t entry[SECTIONS], entries[SECTIONS];  /* first and number in record */
};

static inline struct mark pack_mark(struct mark at)
{
	return (struct mark){ at.line % PACK_LINES, at.column };
}
static inline unsigned pack_level(struct mark at)
{
	return at.line / PACK_LINES;
}

/* First pass: the whole file into values and records. -1 when anything is wrong by itself. */
int pack_read(struct pack *pack);
/* What pack->base says goes under what the pack says. -1 after messages. */
int pack_merge(struct pack *pack);
/* Second pass: into policy, checked against each other. -1 when anything does not fit. */
int pack_take(struct pack *pack);
/* Steps of pack_take with tables of their own: classes, criticality and functions; levels, thresholds and matrices. */
void pack_take_catalogue(struct pack *pack);
void pack_take_levels(struct pack *pack);
/* Whom the pack distrusts by itself, and until when such suppliers must be out: pack_phase_out.c. Public measures, sharing: pack_measures.c. */
void pack_take_phase_out(struct pack *pack);
void pack_take_measures(struct pack *pack);
/* Scopes and classes of a condition; an empty list is told. pack_take.c */
void pack_take_classes(struct pack *pack, const struct pack_value *value, const char *const **class_name, uint32_t *classes);
/* How advisories are scored; optional sections. */
void pack_take_advisory(struct pack *pack);
/* The stakeholder metric; optional sections. */
void pack_take_stakeholder(struct pack *pack);
/* After the classes: parts of the network, and what the rule table says about groups in them. pack_domains.c */
void pack_take_domains(struct pack *pack);
void pack_take_group_rule(struct pack *pack, const struct pack_record *entry, struct policy_rule *rule);

/* One value of a field from a scalar; for PACK_WORDS and lists, one of its members. -1 after a message. */
int pack_parse(struct pack *pack, const struct pack_field *field, struct text text, struct mark at, struct pack_value *value);
#define PACK_SUFFIX ".yaml"
/* Sets err to "there is no policy pack `name`", with the one that was probably meant. policy.c */
int pack_missing(const char *name, const char *directory, struct messages *messages, struct error *err);
/* What is right for a field, for messages. */
const char *pack_hint(enum pack_type type);
/* Appends "; did you mean `x`?" or, with nothing near, "; known are a, b, c". Returns what was near, or nothing. */
struct text pack_suggest(struct buffer *out, struct text wanted, const char *const *known, size_t count);

/* "`x` is no class of this pack", with the nearest. */
void pack_unknown_class(struct pack *pack, const struct pack_text *name);
/* "31", or "31 of nl-tfev" in a pack that this one extends. */
const char *pack_line(struct pack *pack, struct mark at);
void pack_error(struct pack *pack, struct mark at, const char *format, ...) __attribute__((format(printf, 3, 4)));
const char *pack_quote(struct pack *pack, struct text text);

static inline const struct pack_value *pack_get(const struct pack *pack, const struct pack_record *record, unsigned field)
{
	return &pack->value[record->first + field];
}
static inline bool pack_given(const struct pack_value *value)
{
	return value->at.line != 0;
}
static inline const struct pack_record *pack_entry(const struct pack *pack, enum section_id section, uint32_t index)
{
	return &pack->record[pack->entry[section] + index];
}
static inline void pack_triple(const struct pack_value *value, uint8_t out[SCENARIOS])
{
	out[0] = (uint8_t)value->number;
	out[1] = (uint8_t)(value->number >> 8);
	out[2] = (uint8_t)(value->number >> 16);
}
/* A copy that lives as long as the policy. */
static inline const char *pack_keep(struct pack *pack, const struct pack_value *value)
{
	return arena_copy(&pack->policy->arena, value->text.data, value->text.length);
}
/* Zeroed, as long as the policy. */
void *pack_array(struct pack *pack, size_t count, size_t size);
/* Source and status of an entry, its own or its section's; an error when either is missing. entry NULL: of the section. */
struct policy_note pack_note(struct pack *pack, enum section_id section, const struct pack_record *entry);

#endif
