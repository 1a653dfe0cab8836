/* What stands around the recipes of the guide: a rule, and the plugin. A harness includes this first, then the recipe's parts, then says PLUGIN. */
#include <keur/plugin.h>

#define PLUGIN_RULE(messages_, questions_, ...) \
	static const struct keur_rule rule[] = { { \
		.id = KEUR_TEXT("found"), .title = KEUR_TEXT("Something was found"), .help = KEUR_TEXT("Mend it."), \
		.kind = KEUR_KIND_RISK, .factor = KEUR_EXPOSURE, .scenarios = KEUR_SABOTAGE, .level = 3, .on = KEUR_ON_WHOLE, \
		.messages = KEUR_COUNT(messages_), .message = messages_, .questions = KEUR_COUNT(questions_), .question = questions_, __VA_ARGS__ } }

#define PLUGIN(name_, ...) \
	const struct keur_plugin keur_plugin_v1 = { \
		.stamp = KEUR_STAMP, .name = KEUR_TEXT(name_), .version = KEUR_TEXT("1.0"), .summary = KEUR_TEXT("a recipe of the guide"), \
		.licence = KEUR_TEXT("Apache-2.0"), .rules = 1, .rule = rule, .needs = NEEDS, .need = need, .assess_whole = assess_whole, __VA_ARGS__ }

#define ENGLISH(name, text) static const struct keur_message name[] = { { KEUR_TEXT("en"), KEUR_TEXT(text) } }
