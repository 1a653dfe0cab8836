/* Where every member of every shared struct of version 1.0 lies, for ever, and how many bytes it has. Moving, widening or dropping one, or
 * another value for a constant, does not compile; what was appended later is not named here. Written down once more on purpose.
 *
 * Included after <keur/plugin.h>; as C11 and as C++11. With LAYOUT_EXACT no struct may be larger than 1.0 had it: for the frozen header. */
#ifdef __cplusplus
#define LAYOUT_ASSERT(condition, text) static_assert(condition, text)
#else
#define LAYOUT_ASSERT(condition, text) _Static_assert(condition, text)
#endif
#ifdef LAYOUT_EXACT
#define GROWS(type, size) LAYOUT_ASSERT(sizeof(struct type) == (size), "struct " #type)
#else
#define GROWS(type, size) LAYOUT_ASSERT(sizeof(struct type) >= (size) && sizeof(struct type) % 8 == 0, "struct " #type)
#endif
#define NEVER_GROWS(type, size) LAYOUT_ASSERT(sizeof(struct type) == (size), "struct " #type)
#define AT(type, member, offset, size) \
	LAYOUT_ASSERT(offsetof(struct type, member) == (offset) && sizeof(((struct type *)0)->member) == (size), "struct " #type ": " #member)
#define VALUE(name, value) LAYOUT_ASSERT(name == (value), #name)

NEVER_GROWS(keur_text, 16);
AT(keur_text, text, 0, 8);
AT(keur_text, length, 8, 4);
AT(keur_text, reserved, 12, 4);

GROWS(keur_column, 32);
AT(keur_column, data, 0, 8);
AT(keur_column, valid, 8, 8);
AT(keur_column, offset, 16, 8);
AT(keur_column, rows, 24, 4);
AT(keur_column, type, 28, 4);

GROWS(keur_view, 40);
AT(keur_view, column, 0, 8);
AT(keur_view, bytes, 8, 8);
AT(keur_view, string, 16, 8);
AT(keur_view, columns, 24, 4);
AT(keur_view, strings, 28, 4);
AT(keur_view, components, 32, 4);
AT(keur_view, as_of, 36, 4);

NEVER_GROWS(keur_value, 40);
AT(keur_value, kind, 0, 4);
AT(keur_value, table, 4, 4);
AT(keur_value, row, 8, 4);
AT(keur_value, reserved, 12, 4);
AT(keur_value, number, 16, 8);
AT(keur_value, text, 24, 16);

GROWS(keur_row, 8);
AT(keur_row, table, 0, 4);
AT(keur_row, row, 4, 4);

GROWS(keur_finding, 120);
AT(keur_finding, rule, 0, 4);
AT(keur_finding, component, 4, 4);
AT(keur_finding, subject_table, 8, 4);
AT(keur_finding, subject_row, 12, 4);
AT(keur_finding, party, 16, 4);
AT(keur_finding, level, 20, 4);
AT(keur_finding, basis, 24, 4);
AT(keur_finding, scenarios, 28, 4);
AT(keur_finding, affects, 32, 4);
AT(keur_finding, privilege, 36, 4);
AT(keur_finding, blame, 40, 4);
AT(keur_finding, values, 44, 4);
AT(keur_finding, evidences, 48, 4);
AT(keur_finding, path_length, 52, 4);
AT(keur_finding, value, 56, 8);
AT(keur_finding, evidence, 64, 8);
AT(keur_finding, path, 72, 8);
AT(keur_finding, blamed, 80, 40);

GROWS(keur_reach, 24);
AT(keur_reach, component, 0, 8);
AT(keur_reach, from, 8, 8);
AT(keur_reach, count, 16, 4);
AT(keur_reach, reserved, 20, 4);

GROWS(keur_host, 64);
AT(keur_host, column, 0, 8);
AT(keur_host, reach, 8, 8);
AT(keur_host, match, 16, 8);
AT(keur_host, param, 24, 8);
AT(keur_host, emit, 32, 8);
AT(keur_host, stop, 40, 8);
AT(keur_host, log, 48, 8);
AT(keur_host, scratch, 56, 8);

GROWS(keur_failure, 16);
AT(keur_failure, text, 0, 8);
AT(keur_failure, size, 8, 4);
AT(keur_failure, reserved, 12, 4);

GROWS(keur_message, 32);
AT(keur_message, language, 0, 16);
AT(keur_message, text, 16, 16);

GROWS(keur_rule, 120);
AT(keur_rule, id, 0, 16);
AT(keur_rule, title, 16, 16);
AT(keur_rule, help, 32, 16);
AT(keur_rule, kind, 48, 4);
AT(keur_rule, factor, 52, 4);
AT(keur_rule, scenarios, 56, 4);
AT(keur_rule, level, 60, 4);
AT(keur_rule, on, 64, 4);
AT(keur_rule, messages, 68, 4);
AT(keur_rule, questions, 72, 4);
AT(keur_rule, args, 76, 4);
AT(keur_rule, measures, 80, 4);
AT(keur_rule, reserved, 84, 4);
AT(keur_rule, message, 88, 8);
AT(keur_rule, question, 96, 8);
AT(keur_rule, arg, 104, 8);
AT(keur_rule, measure, 112, 8);

GROWS(keur_param, 72);
AT(keur_param, id, 0, 16);
AT(keur_param, help, 16, 16);
AT(keur_param, initial, 32, 16);
AT(keur_param, type, 48, 4);
AT(keur_param, reserved, 52, 4);
AT(keur_param, least, 56, 8);
AT(keur_param, most, 64, 8);

NEVER_GROWS(keur_stamp, 64);
AT(keur_stamp, magic, 0, 8);
AT(keur_stamp, minor, 8, 4);
AT(keur_stamp, plugin_size, 12, 4);
AT(keur_stamp, rule_size, 16, 4);
AT(keur_stamp, param_size, 20, 4);
AT(keur_stamp, message_size, 24, 4);
AT(keur_stamp, text_size, 28, 4);
AT(keur_stamp, column_size, 32, 4);
AT(keur_stamp, view_size, 36, 4);
AT(keur_stamp, value_size, 40, 4);
AT(keur_stamp, finding_size, 44, 4);
AT(keur_stamp, host_size, 48, 4);
AT(keur_stamp, reach_size, 52, 4);
AT(keur_stamp, failure_size, 56, 4);
AT(keur_stamp, row_size, 60, 4);

GROWS(keur_plugin, 200);
AT(keur_plugin, stamp, 0, 64);
AT(keur_plugin, name, 64, 16);
AT(keur_plugin, version, 80, 16);
AT(keur_plugin, summary, 96, 16);
AT(keur_plugin, licence, 112, 16);
AT(keur_plugin, rules, 128, 4);
AT(keur_plugin, params, 132, 4);
AT(keur_plugin, needs, 136, 4);
AT(keur_plugin, threading, 140, 4);
AT(keur_plugin, rule, 144, 8);
AT(keur_plugin, param, 152, 8);
AT(keur_plugin, need, 160, 8);
AT(keur_plugin, open, 168, 8);
AT(keur_plugin, assess_rows, 176, 8);
AT(keur_plugin, assess_whole, 184, 8);
AT(keur_plugin, close, 192, 8);

VALUE(KEUR_NO, 1); VALUE(KEUR_YES, 2);
VALUE(KEUR_ESPIONAGE, 1); VALUE(KEUR_MANIPULATION, 2); VALUE(KEUR_SABOTAGE, 4); VALUE(KEUR_ALL_SCENARIOS, 7);
VALUE(KEUR_THREAT, 1); VALUE(KEUR_EXPOSURE, 2); VALUE(KEUR_IMPACT, 3); VALUE(KEUR_NO_FACTOR, 4);
VALUE(KEUR_KNOWN, 1); VALUE(KEUR_SUSPECTED, 2); VALUE(KEUR_UNKNOWN, 3);
VALUE(KEUR_SCOPE_OTHER, 0); VALUE(KEUR_SCOPE_SECURITY_ELEMENT, 1); VALUE(KEUR_SCOPE_MANAGEMENT, 2); VALUE(KEUR_SCOPE_ADJACENT, 3);
VALUE(KEUR_SCOPE_CRITICAL, 4);
VALUE(KEUR_ROLE_MANUFACTURE, 0); VALUE(KEUR_ROLE_INTEGRATE, 1); VALUE(KEUR_ROLE_BUILD, 2); VALUE(KEUR_ROLE_MANAGE, 3);
VALUE(KEUR_ROLE_SUPPORT, 4); VALUE(KEUR_ROLE_HOST, 5);
VALUE(KEUR_PLANE_USER, 0); VALUE(KEUR_PLANE_CONTROL, 1); VALUE(KEUR_PLANE_MANAGEMENT, 2); VALUE(KEUR_PLANE_SIGNALLING, 3);
VALUE(KEUR_PLANE_TIMING, 4);
VALUE(KEUR_PRIVILEGE_READ, 0); VALUE(KEUR_PRIVILEGE_OPERATE, 1); VALUE(KEUR_PRIVILEGE_ADMIN, 2); VALUE(KEUR_PRIVILEGE_ROOT, 3);
VALUE(KEUR_EVENT_AUTHENTICATION, 0); VALUE(KEUR_EVENT_ADMIN_ACTION, 1); VALUE(KEUR_EVENT_ACCOUNT_CHANGE, 2);
VALUE(KEUR_EVENT_CONFIG_CHANGE, 3); VALUE(KEUR_EVENT_DATA_ACCESS, 4); VALUE(KEUR_EVENT_DATA_EXPORT, 5);
VALUE(KEUR_EVENT_REMOTE_SESSION, 6); VALUE(KEUR_EVENT_LOG_CONTROL, 7); VALUE(KEUR_EVENT_SOFTWARE_UPDATE, 8);
VALUE(KEUR_EVENT_START_STOP, 9);
VALUE(KEUR_DATA_CUSTOMER, 0); VALUE(KEUR_DATA_BILLING, 1); VALUE(KEUR_DATA_TRAFFIC, 2); VALUE(KEUR_DATA_LOCATION, 3);
VALUE(KEUR_DATA_CONTENT, 4); VALUE(KEUR_DATA_LI_TARGET, 5); VALUE(KEUR_DATA_SUBSCRIBER_KEY, 6); VALUE(KEUR_DATA_CREDENTIAL, 7);
VALUE(KEUR_DATA_CONFIG, 8); VALUE(KEUR_DATA_LOG, 9);
VALUE(KEUR_EXPOSED_NONE, 0); VALUE(KEUR_EXPOSED_PARTNER, 1); VALUE(KEUR_EXPOSED_INTERNET, 2);
VALUE(KEUR_CLAIM_CONFIRMED, 0); VALUE(KEUR_CLAIM_REPORTED, 1); VALUE(KEUR_CLAIM_DENIED, 2); VALUE(KEUR_CLAIM_NOT_COMMENTED, 3);
VALUE(KEUR_SOURCE_DECLARED, 0); VALUE(KEUR_SOURCE_OBSERVED, 1);
VALUE(KEUR_CUT_NONE, 0); VALUE(KEUR_CUT_SUPPLIER, 1); VALUE(KEUR_CUT_OPERATOR, 2);
VALUE(KEUR_REVIEWED_NEVER, 0); VALUE(KEUR_REVIEWED_YEARLY, 1); VALUE(KEUR_REVIEWED_MONTHLY, 2); VALUE(KEUR_REVIEWED_WEEKLY, 3);
VALUE(KEUR_REVIEWED_DAILY, 4); VALUE(KEUR_REVIEWED_CONTINUOUS, 5);
VALUE(KEUR_STANDING_TRUSTED, 0); VALUE(KEUR_STANDING_UNDECIDED, 1); VALUE(KEUR_STANDING_UNTRUSTED, 2);
VALUE(KEUR_THROUGH_DIRECT, 0); VALUE(KEUR_THROUGH_SUBCONTRACT, 1); VALUE(KEUR_THROUGH_ADMINISTERS, 2);
VALUE(KEUR_THROUGH_ACCESS, 3); VALUE(KEUR_THROUGH_KEYS, 4); VALUE(KEUR_THROUGH_OWNER, 5);
VALUE(KEUR_STATED_PARTY, 0); VALUE(KEUR_STATED_ACCESS, 1); VALUE(KEUR_STATED_LOG, 2); VALUE(KEUR_STATED_LINK, 3);
VALUE(KEUR_STATED_OWNERSHIP, 4);
VALUE(KEUR_TRUST_NOT_REQUIRED, 0); VALUE(KEUR_TRUST_MET, 1); VALUE(KEUR_TRUST_UNKNOWN, 2); VALUE(KEUR_TRUST_VIOLATED, 3);
VALUE(KEUR_TABLE_COMPONENT, 0); VALUE(KEUR_TABLE_PARTY, 1); VALUE(KEUR_TABLE_SUPPLIER, 2); VALUE(KEUR_TABLE_DECISION, 3);
VALUE(KEUR_TABLE_OWNERSHIP, 4); VALUE(KEUR_TABLE_LINK, 5); VALUE(KEUR_TABLE_ACCESS, 6); VALUE(KEUR_TABLE_LOG, 7);
VALUE(KEUR_TABLE_SITE, 8); VALUE(KEUR_TABLE_STATEMENT, 9); VALUE(KEUR_TABLE_NETWORK, 10); VALUE(KEUR_TABLE_INVOLVEMENT, 11);
VALUE(KEUR_COLUMN_BYTE, 1); VALUE(KEUR_COLUMN_SET, 2); VALUE(KEUR_COLUMN_NUMBER, 3); VALUE(KEUR_COLUMN_DAYS, 4);
VALUE(KEUR_COLUMN_STRING, 5); VALUE(KEUR_COLUMN_ROW, 6); VALUE(KEUR_COLUMN_STRINGS, 7); VALUE(KEUR_COLUMN_ROWS, 8);
VALUE(KEUR_COLUMN_SET8, 9); VALUE(KEUR_COLUMN_SET16, 10); VALUE(KEUR_COLUMN_SET32, 11);
VALUE(KEUR_VALUE_TEXT, 1); VALUE(KEUR_VALUE_NUMBER, 2); VALUE(KEUR_VALUE_DAYS, 3); VALUE(KEUR_VALUE_DATE, 4);
VALUE(KEUR_VALUE_SHARE, 5); VALUE(KEUR_VALUE_CODE, 6); VALUE(KEUR_VALUE_ROW, 7); VALUE(KEUR_VALUE_MEMBER, 8);
VALUE(KEUR_VALUE_SET, 9);
VALUE(KEUR_BLAME_NONE, 0); VALUE(KEUR_BLAME_SUPPLIER, 1); VALUE(KEUR_BLAME_SEGMENT, 2); VALUE(KEUR_BLAME_STATEMENT, 3);
VALUE(KEUR_BLAME_FIELD, 4); VALUE(KEUR_BLAME_PRODUCT, 5); VALUE(KEUR_BLAME_ACCESS, 6);
VALUE(KEUR_AFFECTS_COMPONENT, 0); VALUE(KEUR_AFFECTS_REACH, 1);
VALUE(KEUR_LOG_DEBUG, 1); VALUE(KEUR_LOG_INFO, 2); VALUE(KEUR_LOG_WARNING, 3);
VALUE(KEUR_KIND_BREACH, 1); VALUE(KEUR_KIND_RISK, 2); VALUE(KEUR_KIND_GAP, 3); VALUE(KEUR_KIND_NOTE, 4);
VALUE(KEUR_ON_ROWS, 1); VALUE(KEUR_ON_WHOLE, 2);
VALUE(KEUR_PARAM_NUMBER, 1); VALUE(KEUR_PARAM_YES_NO, 2); VALUE(KEUR_PARAM_DAYS, 3); VALUE(KEUR_PARAM_TEXT, 4);
VALUE(KEUR_PARAM_PATTERN, 5); VALUE(KEUR_PARAM_FILE, 6);
VALUE(KEUR_ABI_MAGIC, UINT64_C(0x31764e5255454b00)); VALUE(KEUR_NONE, UINT32_C(0xFFFFFFFF)); VALUE(KEUR_NO_DATE, (-2147483647 - 1));
VALUE(KEUR_SUBJECT_SEGMENT, 0x100); VALUE(KEUR_SUBJECT_NETWORK, 0x101);

#undef LAYOUT_ASSERT
#undef GROWS
#undef NEVER_GROWS
#undef AT
#undef VALUE
