/* A stranger's plugin: parts that stand nowhere. */
#include <keur/plugin.h>

enum { SITE, NEEDS };
static const struct keur_text need[NEEDS] = { KEUR_TEXT("component.site") };

static const struct keur_text arg[] = { KEUR_TEXT("component") };
static const struct keur_message message[] = { { KEUR_TEXT("en"), KEUR_TEXT("{component} stands nowhere that anybody wrote down") } };

static const struct keur_rule rule[] = { {
	.id = KEUR_TEXT("nowhere"), .title = KEUR_TEXT("A part without a site"),
	.help = KEUR_TEXT("Whoever does not know where a part stands cannot say who enters the room. Give it a site."),
	.kind = KEUR_KIND_NOTE, .factor = KEUR_NO_FACTOR, .on = KEUR_ON_WHOLE,
	.messages = 1, .message = message, .args = KEUR_COUNT(arg), .arg = arg,
} };

static int32_t assess_whole(void *self, const struct keur_host *host, struct keur_call *call, const struct keur_view *view,
	struct keur_failure *failure)
{
	uint32_t row;

	(void)self;
	(void)failure;
	for (row = 0; row < view->column[SITE].rows; row++) {
		struct keur_value value = { .kind = KEUR_VALUE_ROW, .table = KEUR_TABLE_COMPONENT, .row = row };
		struct keur_finding finding = { .rule = 0, .component = row, .subject_table = KEUR_TABLE_COMPONENT, .subject_row = row,
			.party = KEUR_NONE, .basis = KEUR_KNOWN, .privilege = KEUR_NONE, .values = 1, .value = &value };
		int32_t result = keur_known(&view->column[SITE], row) ? 0 : host->emit(call, &finding);

		if (result)
			return result;
	}
	return 0;
}

const struct keur_plugin keur_plugin_v1 = {
	.stamp = KEUR_STAMP,
	.name = KEUR_TEXT("no_site"), .version = KEUR_TEXT("1.0"),
	.summary = KEUR_TEXT("Parts that stand nowhere"), .licence = KEUR_TEXT("Apache-2.0"),
	.rules = KEUR_COUNT(rule), .rule = rule,
	.needs = NEEDS, .need = need,
	.assess_whole = assess_whole,
};
