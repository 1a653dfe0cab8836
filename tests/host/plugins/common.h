/* A plugin in few lines for the tests: one rule on rows, one on the whole, unless FAULTY says otherwise. */
#ifndef KEUR_TESTS_HOST_PLUGINS_COMMON_H
#define KEUR_TESTS_HOST_PLUGINS_COMMON_H

#include <keur/plugin.h>

#define UNUSED __attribute__((unused))

static const struct keur_message test_message[] UNUSED = { { KEUR_TEXT("en"), KEUR_TEXT("something is wrong") } };
static const struct keur_message test_question[] UNUSED = { { KEUR_TEXT("en"), KEUR_TEXT("what about {blame}? ({count})") } };

#define TEST_RULE(name, call) { .id = KEUR_TEXT(name), .title = KEUR_TEXT("a rule"), .help = KEUR_TEXT("for tests"), \
	.kind = KEUR_KIND_RISK, .factor = KEUR_EXPOSURE, .scenarios = KEUR_ALL_SCENARIOS, .level = 3u, .on = (call), \
	.messages = 1u, .questions = 1u, .message = test_message, .question = test_question }

#define TEST_HEAD(plugin_name) .stamp = KEUR_STAMP, .name = KEUR_TEXT(plugin_name), .version = KEUR_TEXT("1.0"), \
	.summary = KEUR_TEXT("a plugin for tests"), .licence = KEUR_TEXT("MIT")

static inline struct keur_finding test_finding(uint32_t rule, uint32_t component)
{
	struct keur_finding finding = { .rule = rule, .component = component, .subject_table = KEUR_TABLE_COMPONENT,
		.subject_row = component, .party = KEUR_NONE, .basis = KEUR_KNOWN, .privilege = KEUR_NONE };

	return finding;
}

#endif
