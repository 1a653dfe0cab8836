/* The form of a pack, declared: which sections there are, which keys each has, and of what kind their values are. Reader,
 * messages and the description in inventories/policies/README.md follow this table. */
#include "policy/pack.h"

static const char *const status_words[] = { "verified", "unverified", "proposal" };
static const char *const criticality_words[] = { "low", "moderate", "high", "critical" };
static const char *const scenario_words[] = { "espionage", "manipulation", "sabotage" };
static const char *const flag_words[] = { "capped", "inherits", "administers", "filter", "security_element" };
static const char *const data_critical_words[] = { "never", "always", "from_users", "for_critical" };
static const char *const kind_words[] = { "breach", "risk", "gap", "note" };
static const char *const standing_words[] = { "trusted", "untrusted" };
static const char *const asks_words[] = { "probability", "damage" };
static const char *const grade_words[] = { "low", "medium", "high" };
static const char *const legal_words[] = { "in_force", "guidance", "proposal" };
static const char *const ground_words[] = { "decision", "establishment", "management_seat", "ownership", "control" };
static const char *const override_words[] = { "approver", "reason" };
static const char *const yes_no_words[] = { "no", "yes" };

#define WORDS(array) { NULL, (array), sizeof(array) / sizeof *(array) }
const struct schema_list pack_status_words = WORDS(status_words);
const struct schema_list pack_criticality_words = WORDS(criticality_words);
static const struct schema_list scenarios = WORDS(scenario_words);
static const struct schema_list flags = WORDS(flag_words);
static const struct schema_list data_critical = WORDS(data_critical_words);
static const struct schema_list kinds = WORDS(kind_words);
static const char *const domain_cell_words[] = { "network", "region" };
static const struct schema_list domain_cells = WORDS(domain_cell_words);
static const struct schema_list standings = WORDS(standing_words);
static const struct schema_list asks = WORDS(asks_words);
static const struct schema_list grades = WORDS(grade_words);
const struct schema_list pack_legal_words = WORDS(legal_words);
const struct schema_list pack_ground_words = WORDS(ground_words);
static const struct schema_list overrides = WORDS(override_words);
static const struct schema_list yes_no = WORDS(yes_no_words);

#define LIST_OF(list) (&schema_list[LIST_##list])
/* Whether each of them is there is checked for entry and section together, see pack_note. */
#define NOTE \
	[FIELD_SOURCE] = { "source", PACK_TEXT, false, NULL }, \
	[FIELD_STATUS] = { "status", PACK_WORD, false, &pack_status_words }

const struct pack_field pack_header[HEADER_FIELDS] = {
	[HEADER_FORMAT] = { "keur-policy", PACK_NUMBER, true, NULL },
	[HEADER_EXTENDS] = { "extends", PACK_TEXT, false, NULL },
	[HEADER_WITHOUT] = { "without", PACK_TEXTS, false, NULL },
	[HEADER_ID] = { "id", PACK_NAME, true, NULL },
	[HEADER_VERSION] = { "version", PACK_TEXT, true, NULL },
	[HEADER_TITLE] = { "title", PACK_TEXT, true, NULL },
	[HEADER_ABOUT] = { "about", PACK_TEXT, true, NULL },
	[HEADER_WORD] = { "critical_word", PACK_TEXT, true, NULL },
	[HEADER_LEGAL] = { "legal_status", PACK_WORD, false, &pack_legal_words },
	[HEADER_IN_FORCE] = { "in_force_from", PACK_DATE, false, NULL },
};

static const struct pack_field note_only[] = { NOTE };

static const struct pack_field class_entry[] = {
	NOTE,
	[CLASS_NAME] = { "class", PACK_NAME, true, NULL },
	[CLASS_IMPACT] = { "impact", PACK_TRIPLE, true, NULL },
	[CLASS_FLAGS] = { "flags", PACK_WORDS, false, &flags },
	[CLASS_TAKES] = { "takes", PACK_WORDS, false, &scenarios },
};
static const struct pack_field criticality_entry[] = {
	NOTE,
	[CRITICALITY_LEVEL] = { "level", PACK_WORD, true, &pack_criticality_words },
	[CRITICALITY_CLASSES] = { "classes", PACK_TEXTS, true, NULL },
};
static const struct pack_field function_entry[] = {
	NOTE,
	[FUNCTION_NAME] = { "function", PACK_TEXT, true, NULL },
	[FUNCTION_CLASS] = { "class", PACK_TEXT, true, NULL },
	[FUNCTION_IMPACT] = { "impact", PACK_TRIPLE, false, NULL },
	[FUNCTION_CAPPED] = { "capped", PACK_YES_NO, false, &yes_no },
	[FUNCTION_TAKES] = { "takes", PACK_WORDS, false, &scenarios },
	[FUNCTION_ALIASES] = { "aliases", PACK_TEXTS, false, NULL },
};
static const struct pack_field data_entry[] = {
	NOTE,
	[DATA_NAME] = { "data", PACK_WORD, true, LIST_OF(data) },
	[DATA_FLOOR] = { "floor", PACK_TRIPLE, true, NULL },
	[DATA_CRITICAL] = { "critical", PACK_WORD, true, &data_critical },
	[DATA_USERS_FROM] = { "users_from", PACK_NUMBER, false, NULL },
	[DATA_MANY_USERS] = { "many_users", PACK_NUMBER, false, NULL },
	[DATA_MANY_FLOOR] = { "many_floor", PACK_TRIPLE, false, NULL },
	[DATA_PERSONAL] = { "personal", PACK_YES_NO, false, &yes_no },
};
static const struct pack_field cap_entry[] = {
	NOTE,
	[CAP_LEVEL] = { "level", PACK_LEVEL, true, NULL },
	[CAP_BELOW] = { "below", PACK_NUMBER, false, NULL },
};
static const struct pack_field site_fields[] = {
	NOTE,
	[SITE_FLOOR] = { "floor", PACK_TRIPLE, true, NULL },
};
static const struct pack_field redundancy_fields[] = {
	NOTE,
	[REDUNDANCY_RELIEF] = { "relief", PACK_RELIEF, true, NULL },
};
static const struct pack_field baseline_fields[] = {
	NOTE,
	[BASELINE_THREAT] = { "threat", PACK_LEVEL, true, NULL },
	[BASELINE_EXPOSURE] = { "exposure", PACK_LEVEL, true, NULL },
	[BASELINE_INTERNET] = { "exposure_internet", PACK_LEVEL, true, NULL },
};
static const struct pack_field share_entry[] = {
	NOTE,
	[SHARE_STANDING] = { "standing", PACK_WORD, true, &standings },
	[SHARE_FROM] = { "from", PACK_SHARE, true, NULL },
	[SHARE_IMPACT] = { "impact", PACK_TRIPLE, true, NULL },
};
static const struct pack_field likelihood_fields[] = {
	NOTE,
	[LIKELIHOOD_ROWS] = { "rows", PACK_ROWS, true, NULL },
};
static const struct pack_field matrices_fields[] = {
	NOTE,
	[MATRICES_USE] = { "use", PACK_TEXT, true, NULL },
};
static const struct pack_field matrix_entry[] = {
	NOTE,
	[MATRIX_NAME] = { "name", PACK_NAME, true, NULL },
	[MATRIX_ROWS] = { "rows", PACK_ROWS, true, NULL },
	[MATRIX_VERSION] = { "version", PACK_TEXT, false, NULL },
	[MATRIX_SCALE] = { "scale", PACK_TEXT, false, NULL },
};
static const struct pack_field trusted_fields[] = {
	NOTE,
	[TRUSTED_SCOPES] = { "scopes", PACK_WORDS, true, LIST_OF(scope) },
	[TRUSTED_SENSITIVE] = { "sensitive_sites", PACK_YES_NO, false, &yes_no },
};
static const struct pack_field answered_fields[] = {
	NOTE,
	[ANSWERED_ROLES] = { "roles", PACK_WORDS, true, LIST_OF(role) },
};
static const struct pack_field events_fields[] = {
	NOTE,
	[EVENTS_SCOPE] = { "scope", PACK_WORDS, true, LIST_OF(event) },
	[EVENTS_PERSONAL] = { "personal", PACK_WORDS, true, LIST_OF(event) },
	[EVENTS_HOP] = { "hop", PACK_WORDS, true, LIST_OF(event) },
};
static const struct pack_field retention_fields[] = {
	NOTE,
	[RETENTION_LEAST] = { "least", PACK_DAYS, true, NULL },
};
static const struct pack_field rule_entry[] = {
	NOTE,
	[RULE_ID] = { "rule", PACK_RULE, true, NULL },
	[RULE_SCOPE] = { "when.scope", PACK_WORDS, false, LIST_OF(scope) },
	[RULE_CLASS] = { "when.class", PACK_TEXTS, false, NULL },
	[RULE_PRIVILEGE] = { "when.privilege", PACK_WORDS, false, LIST_OF(privilege) },
	[RULE_REQUIRED] = { "when.required", PACK_YES_NO, false, &yes_no },
	[RULE_FROM_LEVEL] = { "when.level", PACK_LEVEL, false, NULL },
	[RULE_LEVEL] = { "level", PACK_LEVEL, false, NULL },
	[RULE_KIND] = { "kind", PACK_WORD, false, &kinds },
	[RULE_DOMAIN] = { "when.domain", PACK_TEXTS, false, NULL },
	[RULE_STANDING] = { "when.standing", PACK_WORD, false, &standings },
	[RULE_SHARE_OVER] = { "when.share_over", PACK_SHARE, false, NULL },
};
static const struct pack_field param_entry[] = {
	NOTE,
	[PARAM_ID] = { "param", PACK_RULE, true, NULL },
	[PARAM_VALUE] = { "value", PACK_TEXT, true, NULL },
};

static const struct pack_field advisory_fields[] = {
	NOTE,
	[ADVISORY_METHOD] = { "method", PACK_NAME, true, NULL },
	[ADVISORY_MEDIUM] = { "medium_from", PACK_NUMBER, true, NULL },
	[ADVISORY_HIGH] = { "high_from", PACK_NUMBER, true, NULL },
};
static const struct pack_field question_entry[] = {
	NOTE,
	[QUESTION_NAME] = { "question", PACK_ID, true, NULL },
	[QUESTION_ASKS] = { "asks", PACK_WORD, true, &asks },
	[QUESTION_WORDS] = { "words", PACK_TEXT, true, NULL },
	[QUESTION_ANSWERS] = { "answers", PACK_TEXTS, true, NULL },
};
static const struct pack_field label_entry[] = {
	NOTE,
	[LABEL_NAME] = { "label", PACK_TEXT, true, NULL },
	[LABEL_PROBABILITY] = { "probability", PACK_WORD, true, &grades },
	[LABEL_DAMAGE] = { "damage", PACK_WORD, true, &grades },
};
static const struct pack_field clock_fields[] = {
	NOTE,
	[CLOCK_PROBABILITY] = { "probability", PACK_WORD, true, &grades },
	[CLOCK_DAMAGE] = { "damage", PACK_WORD, true, &grades },
	[CLOCK_WITHIN] = { "within", PACK_DAYS, true, NULL },
};
static const struct pack_field domain_entry[] = {
	NOTE,
	[DOMAIN_NAME] = { "domain", PACK_NAME, true, NULL },
	[DOMAIN_CLASSES] = { "classes", PACK_TEXTS, false, NULL },
	[DOMAIN_SCOPES] = { "scopes", PACK_WORDS, false, LIST_OF(scope) },
	[DOMAIN_ROLES] = { "roles", PACK_WORDS, false, LIST_OF(role) },
	[DOMAIN_BY] = { "by", PACK_WORD, false, &domain_cells },
	[DOMAIN_WEIGHS] = { "weighs", PACK_YES_NO, false, &yes_no },
};

static const struct pack_field stakeholder_fields[] = {
	NOTE,
	[ZONE_FROM_WATCH] = { "watch", PACK_RATIO, true, NULL },
	[ZONE_FROM_CONTROL] = { "control", PACK_RATIO, true, NULL },
	[ZONE_FROM_DANGER] = { "danger", PACK_RATIO, true, NULL },
};
static const struct pack_field dependency_entry[] = {
	NOTE,
	[DEPENDENCY_LEVEL] = { "level", PACK_LEVEL, true, NULL },
	[DEPENDENCY_FROM] = { "from", PACK_SHARE, true, NULL },
};
static const struct pack_field penetration_entry[] = {
	NOTE,
	[PENETRATION_LEVEL] = { "level", PACK_LEVEL, true, NULL },
	[PENETRATION_SCOPES] = { "scopes", PACK_WORDS, false, LIST_OF(scope) },
	[PENETRATION_ROLES] = { "roles", PACK_WORDS, false, LIST_OF(role) },
	[PENETRATION_PRIVILEGES] = { "privileges", PACK_WORDS, false, LIST_OF(privilege) },
	[PENETRATION_THROUGH] = { "through", PACK_WORDS, false, LIST_OF(through) },
};
static const struct pack_field untrusted_fields[] = {
	NOTE,
	[UNTRUSTED_GROUNDS] = { "grounds", PACK_WORDS, true, &pack_ground_words },
	[UNTRUSTED_COUNTRIES] = { "countries", PACK_TEXTS, false, NULL },
};
static const struct pack_field deadline_entry[] = {
	NOTE,
	[DEADLINE_NAME] = { "deadline", PACK_NAME, true, NULL },
	[DEADLINE_SCOPE] = { "when.scope", PACK_WORDS, false, LIST_OF(scope) },
	[DEADLINE_CLASS] = { "when.class", PACK_TEXTS, false, NULL },
	[DEADLINE_SENSITIVE] = { "when.sensitive_site", PACK_YES_NO, false, &yes_no },
	[DEADLINE_UNTIL] = { "until", PACK_DATE, false, NULL },
	[DEADLINE_TRIGGER] = { "trigger", PACK_DATE, false, NULL },
	[DEADLINE_MONTHS] = { "months", PACK_NUMBER, false, NULL },
};
static const struct pack_field measures_fields[] = {
	NOTE,
	[MEASURES_SYSTEMS] = { "systems", PACK_TEXTS, true, NULL },
};
static const struct pack_field measure_entry[] = {
	NOTE,
	[MEASURE_RULE] = { "rule", PACK_RULE, true, NULL },
	[MEASURE_MEASURES] = { "measures", PACK_TEXTS, true, NULL },
	[MEASURE_INSTEAD] = { "instead", PACK_YES_NO, false, &yes_no },
};
static const struct pack_field sharing_fields[] = {
	NOTE,
	[SHARING_PROFILE] = { "profile", PACK_NAME, true, NULL },
	[SHARING_OWN] = { "own_records_only", PACK_YES_NO, true, &yes_no },
	[SHARING_LABEL] = { "label_required", PACK_YES_NO, true, &yes_no },
	[SHARING_OVERRIDE] = { "override_needs", PACK_WORDS, true, &overrides },
	[SHARING_LOG] = { "decision_log", PACK_YES_NO, true, &yes_no },
};
static const struct pack_field recipient_entry[] = {
	NOTE,
	[RECIPIENT_NAME] = { "recipient", PACK_NAME, true, NULL },
	[RECIPIENT_BASIS] = { "basis", PACK_YES_NO, true, &yes_no },
	[RECIPIENT_LAW] = { "law", PACK_TEXT, false, NULL },
};

#define COUNT(array) (unsigned char)(sizeof(array) / sizeof *(array))
#define FIELDS(array) (array), NULL, COUNT(array), 0
#define ENTRIES(array) note_only, (array), COUNT(note_only), COUNT(array)

const struct pack_section pack_section[SECTIONS] = {
	[SECTION_CLASSES] = { "classes", ENTRIES(class_entry), false },
	[SECTION_CRITICALITY] = { "criticality", ENTRIES(criticality_entry), false, MEETS_LATER },
	[SECTION_FUNCTIONS] = { "functions", ENTRIES(function_entry), false },
	[SECTION_DATA] = { "data", ENTRIES(data_entry), false },
	[SECTION_CAPS] = { "caps", ENTRIES(cap_entry), false, MEETS_WHOLE },
	[SECTION_SITE] = { "site", FIELDS(site_fields), false },
	[SECTION_REDUNDANCY] = { "redundancy", FIELDS(redundancy_fields), false },
	[SECTION_BASELINES] = { "baselines", FIELDS(baseline_fields), false },
	[SECTION_CONCENTRATION] = { "concentration", ENTRIES(share_entry), false, MEETS_WHOLE },
	[SECTION_LIKELIHOOD] = { "likelihood", FIELDS(likelihood_fields), false },
	[SECTION_MATRICES] = { "matrices", matrices_fields, matrix_entry, COUNT(matrices_fields), COUNT(matrix_entry), false },
	[SECTION_TRUSTED] = { "trusted_suppliers", FIELDS(trusted_fields), false },
	[SECTION_ANSWERED] = { "answered", FIELDS(answered_fields), false },
	[SECTION_EVENTS] = { "events", FIELDS(events_fields), false },
	[SECTION_RETENTION] = { "retention", FIELDS(retention_fields), false },
	[SECTION_RULES] = { "rules", ENTRIES(rule_entry), true, MEETS_IN_FRONT },
	[SECTION_PARAMS] = { "params", ENTRIES(param_entry), true },
	[SECTION_STAKEHOLDER] = { "stakeholder", FIELDS(stakeholder_fields), true },
	[SECTION_DEPENDENCY] = { "dependency", ENTRIES(dependency_entry), true, MEETS_WHOLE },
	[SECTION_PENETRATION] = { "penetration", ENTRIES(penetration_entry), true, MEETS_WHOLE },
	[SECTION_ADVISORY] = { "advisory", advisory_fields, question_entry, COUNT(advisory_fields), COUNT(question_entry), true },
	[SECTION_ADVISORY_LABELS] = { "advisory_labels", ENTRIES(label_entry), true },
	[SECTION_ADVISORY_CLOCK] = { "advisory_clock", FIELDS(clock_fields), true },
	[SECTION_UNTRUSTED] = { "untrusted", FIELDS(untrusted_fields), true },
	[SECTION_PHASE_OUT] = { "phase_out", ENTRIES(deadline_entry), true, MEETS_WHOLE },
	[SECTION_MEASURES] = { "measures", measures_fields, measure_entry, COUNT(measures_fields), COUNT(measure_entry), true },
	[SECTION_SHARING] = { "sharing", sharing_fields, recipient_entry, COUNT(sharing_fields), COUNT(recipient_entry), true },
	[SECTION_DOMAINS] = { "domains", ENTRIES(domain_entry), true },
};
