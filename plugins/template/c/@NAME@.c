/* @NAME@: parts that stand in a country where they should not. */
#include <keur/plugin.h>

enum { SITE, COUNTRY, NOTHING_KNOWN, NEEDS };
static const struct keur_text need[NEEDS] = { KEUR_TEXT("component.site"), KEUR_TEXT("site.country"), KEUR_TEXT("component.nothing_known") };

enum { COUNTRIES, PARAMS };
static const struct keur_param param[PARAMS] = { {
	.id = KEUR_TEXT("countries"), .help = KEUR_TEXT("where parts may stand: a pattern for codes of ISO 3166-1, as in ^(NL|BE)$"),
	.initial = KEUR_TEXT("^NL$"), .type = KEUR_PARAM_PATTERN,
} };

static const struct keur_text arg[] = { KEUR_TEXT("component"), KEUR_TEXT("country") };
static const struct keur_text measure[] = { KEUR_TEXT("EU-TB:SM04") };
static const struct keur_message message[] = { { KEUR_TEXT("en"), KEUR_TEXT("{component} stands in {country}") } };
static const struct keur_message question[] = { { KEUR_TEXT("en"), KEUR_TEXT("In which country does it stand? Missing: {blame}; parts: {count}") } };

enum { ABROAD, RULES };
static const struct keur_rule rule[RULES] = { {
	.id = KEUR_TEXT("abroad"), .title = KEUR_TEXT("A part abroad"),
	.help = KEUR_TEXT("Another state can reach what stands on its ground. Mend it by moving the part, or by permitting the country."),
	.kind = KEUR_KIND_RISK, .factor = KEUR_EXPOSURE, .scenarios = KEUR_ALL_SCENARIOS, .level = 3, .on = KEUR_ON_ROWS,
	.messages = KEUR_COUNT(message), .questions = KEUR_COUNT(question), .args = KEUR_COUNT(arg), .measures = KEUR_COUNT(measure),
	.message = message, .question = question, .arg = arg, .measure = measure,
} };

static int32_t report(const struct keur_host *host, struct keur_call *call, uint32_t row, struct keur_text country)
{
	struct keur_row evidence = { KEUR_TABLE_COMPONENT, row };
	struct keur_value value[] = { keur_value_row(KEUR_TABLE_COMPONENT, row), keur_value_text(country) }; /* as arg[] */
	struct keur_finding finding = keur_finding_about(ABROAD, row);

	finding.values = KEUR_COUNT(value);
	finding.value = value;
	finding.evidences = 1;
	finding.evidence = &evidence;
	return host->emit(call, &finding);
}

/* A fact that is missing is asked for: absent is unknown, never "no". */
static int32_t ask(const struct keur_host *host, struct keur_call *call, uint32_t row, struct keur_text missing)
{
	struct keur_finding finding = keur_finding_ask(ABROAD, row, KEUR_BLAME_FIELD, keur_value_text(missing));

	return host->emit(call, &finding);
}

static int32_t assess_rows(void *self, const struct keur_host *host, struct keur_call *call, const struct keur_view *view,
	uint32_t first, uint32_t last, struct keur_failure *failure)
{
	const struct keur_column *column = view->column; /* in the order of need[] */
	const uint64_t *permitted;                        /* a bit for each string */
	int32_t result = host->match(call, COUNTRIES, &column[COUNTRY], &permitted);
	uint32_t row;

	(void)self;
	(void)failure;
	for (row = first; row < last && !result; row++) {
		uint32_t site = keur_code(&column[SITE], row);
		uint32_t country = site == KEUR_NONE ? KEUR_NONE : keur_code(&column[COUNTRY], site);

		if (keur_byte(&column[NOTHING_KNOWN], row) == KEUR_YES)
			continue; /* keur asks one question about it */
		if (country == KEUR_NONE)
			result = ask(host, call, row, need[site == KEUR_NONE ? SITE : COUNTRY]);
		else if (!(permitted[country >> 6] >> (country & 63u) & 1u))
			result = report(host, call, row, keur_string(view, country));
	}
	return result; /* what the host said, when it stopped us */
}

KEUR_EXPORT const struct keur_plugin keur_plugin_v1 = {
	.stamp = KEUR_STAMP,
	.name = KEUR_TEXT("@NAME@"), .version = KEUR_TEXT("0.1"), .summary = KEUR_TEXT("Parts abroad"), .licence = KEUR_TEXT("Apache-2.0"),
	.rules = RULES, .params = PARAMS, .needs = NEEDS, .rule = rule, .param = param, .need = need,
	.assess_rows = assess_rows,
};
