/* Says, as authors do, what it is at: on stderr and by log(). And whether a debugger could look at it, and by which name it would look. */
#define _GNU_SOURCE
#include <keur/plugin.h>

#include <dlfcn.h>
#include <stdio.h>
#include <sys/prctl.h>

static const struct keur_message message[] = { { KEUR_TEXT("en"), KEUR_TEXT("nothing") } };
static const struct keur_rule rule[] = { {
	.id = KEUR_TEXT("nothing"), .title = KEUR_TEXT("Nothing"), .help = KEUR_TEXT("Never found."),
	.kind = KEUR_KIND_NOTE, .factor = KEUR_NO_FACTOR, .on = KEUR_ON_WHOLE, .messages = 1, .message = message,
} };

static int32_t assess_whole(void *self, const struct keur_host *host, struct keur_call *call, const struct keur_view *view,
	struct keur_failure *failure)
{
	Dl_info info = { 0 };

	(void)self;
	(void)view;
	(void)failure;
	dladdr(&keur_plugin_v1, &info);
	fprintf(stderr, "dumpable %d, loaded as %s\n", prctl(PR_GET_DUMPABLE, 0, 0, 0, 0), info.dli_fname ? info.dli_fname : "?");
	host->log(call, KEUR_LOG_WARNING, "look here", 9);
	return 0;
}

const struct keur_plugin keur_plugin_v1 = {
	.stamp = KEUR_STAMP,
	.name = KEUR_TEXT("debugged"), .version = KEUR_TEXT("1.0"), .summary = KEUR_TEXT("For authors"), .licence = KEUR_TEXT("Apache-2.0"),
	.rules = KEUR_COUNT(rule), .rule = rule,
	.assess_whole = assess_whole,
};
