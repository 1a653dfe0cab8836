#include "recipe.h"
#include <translate.c>

enum { SINCE, NEEDS };
static const struct keur_text need[NEEDS] = { KEUR_TEXT("component.in_service_from") };

static int32_t assess_whole(void *self, const struct keur_host *host, struct keur_call *call, const struct keur_view *view,
	struct keur_failure *failure)
{
	int32_t result = 0;
	uint32_t row;

	(void)self;
	(void)failure;
	for (row = 0; row < view->components && !result; row++) {
		struct keur_finding question_ = keur_finding_ask(0, row, KEUR_BLAME_FIELD, keur_value_text(need[SINCE]));

		result = keur_known(&view->column[SINCE], row) ? report(host, call, row, &view->column[SINCE]) : host->emit(call, &question_);
	}
	return result;
}

PLUGIN_RULE(message, question, .args = KEUR_COUNT(arg), .arg = arg);
PLUGIN("translate", .params = 0);
