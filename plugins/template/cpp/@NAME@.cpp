// @NAME@: parts that stand in a country where they should not.
#include <keur/plugin.h>

namespace {

enum { SITE, COUNTRY, NOTHING_KNOWN, NEEDS };
const keur_text need[NEEDS] = { KEUR_TEXT("component.site"), KEUR_TEXT("site.country"), KEUR_TEXT("component.nothing_known") };

enum { COUNTRIES, PARAMS };
const keur_param param[PARAMS] = { { KEUR_TEXT("countries"),
	KEUR_TEXT("where parts may stand: a pattern for codes of ISO 3166-1, as in ^(NL|BE)$"), KEUR_TEXT("^NL$"), KEUR_PARAM_PATTERN, 0, 0, 0 } };

const keur_text arg[] = { KEUR_TEXT("component"), KEUR_TEXT("country") };
const keur_text measure[] = { KEUR_TEXT("EU-TB:SM04") };
const keur_message message[] = { { KEUR_TEXT("en"), KEUR_TEXT("{component} stands in {country}") } };
const keur_message question[] = { { KEUR_TEXT("en"), KEUR_TEXT("In which country does it stand? Missing: {blame}; parts: {count}") } };

enum { ABROAD, RULES };
const keur_rule rule[RULES] = { { KEUR_TEXT("abroad"), KEUR_TEXT("A part abroad"),
	KEUR_TEXT("Another state can reach what stands on its ground. Mend it by moving the part, or by permitting the country."),
	KEUR_KIND_RISK, KEUR_EXPOSURE, KEUR_ALL_SCENARIOS, 3 /* level */, KEUR_ON_ROWS,
	KEUR_COUNT(message), KEUR_COUNT(question), KEUR_COUNT(arg), KEUR_COUNT(measure), 0, message, question, arg, measure } };

int32_t report(const keur_host *host, keur_call *call, uint32_t row, keur_text country)
{
	const keur_row evidence = { KEUR_TABLE_COMPONENT, row };
	const keur_value value[] = { keur_value_row(KEUR_TABLE_COMPONENT, row), keur_value_text(country) }; // as arg[]
	keur_finding finding = keur_finding_about(ABROAD, row);

	finding.values = KEUR_COUNT(value);
	finding.value = value;
	finding.evidences = 1;
	finding.evidence = &evidence;
	return host->emit(call, &finding);
}

// A fact that is missing is asked for: absent is unknown, never "no".
int32_t ask(const keur_host *host, keur_call *call, uint32_t row, keur_text missing)
{
	const keur_finding finding = keur_finding_ask(ABROAD, row, KEUR_BLAME_FIELD, keur_value_text(missing));

	return host->emit(call, &finding);
}

int32_t assess_rows(void *, const keur_host *host, keur_call *call, const keur_view *view, uint32_t first, uint32_t last, keur_failure *)
{
	const keur_column *column = view->column; // in the order of need[]
	const uint64_t *permitted;                // a bit for each string
	int32_t result = host->match(call, COUNTRIES, &column[COUNTRY], &permitted);

	for (uint32_t row = first; row < last && !result; row++) {
		const uint32_t site = keur_code(&column[SITE], row);
		const uint32_t country = site == KEUR_NONE ? KEUR_NONE : keur_code(&column[COUNTRY], site);

		if (keur_byte(&column[NOTHING_KNOWN], row) == KEUR_YES)
			continue; // keur asks one question about it
		if (country == KEUR_NONE)
			result = ask(host, call, row, need[site == KEUR_NONE ? SITE : COUNTRY]);
		else if (!(permitted[country >> 6] >> (country & 63u) & 1u))
			result = report(host, call, row, keur_string(view, country));
	}
	return result; // what the host said, when it stopped us
}

} // namespace

extern "C" KEUR_EXPORT const keur_plugin keur_plugin_v1 = { KEUR_STAMP, KEUR_TEXT("@NAME@"), KEUR_TEXT("0.1"), KEUR_TEXT("Parts abroad"),
	KEUR_TEXT("Apache-2.0"), RULES, PARAMS, NEEDS, 0, rule, param, need, nullptr, assess_rows, nullptr, nullptr };
