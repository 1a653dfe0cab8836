/* A plugin that does nothing: what is left is the start and the end of its worker. */
#include <keur/plugin.h>

static int32_t assess_whole(void *self, const struct keur_host *host, struct keur_call *call, const struct keur_view *view,
	struct keur_failure *failure)
{
	(void)self;
	(void)host;
	(void)call;
	(void)view;
	(void)failure;
	return 0;
}

static const struct keur_message message[] = { { KEUR_TEXT("en"), KEUR_TEXT("nothing") } };
static const struct keur_rule rule[] = { { .id = KEUR_TEXT("nothing"), .title = KEUR_TEXT("Nothing"), .help = KEUR_TEXT("Never found."),
	.kind = KEUR_KIND_NOTE, .factor = KEUR_NO_FACTOR, .on = KEUR_ON_WHOLE, .messages = 1, .message = message } };
static const struct keur_text need[] = { KEUR_TEXT("component.id") };

const struct keur_plugin keur_plugin_v1 = {
	.stamp = KEUR_STAMP, .name = KEUR_TEXT("idle"), .version = KEUR_TEXT("1.0"), .summary = KEUR_TEXT("Does nothing"),
	.licence = KEUR_TEXT("Apache-2.0"), .rules = KEUR_COUNT(rule), .rule = rule, .needs = KEUR_COUNT(need), .need = need,
	.assess_whole = assess_whole,
};
