/* What would have to be done about the breaches, and by whom: those that are mended in the same way and are about one party are one step. Writes nothing. */
#include "report/words.h"

#include <stdlib.h>

static const struct words_act act[] = {
	{ "assurance.late_patch", N_("Mend the weakness, or document an exception with evidence, an authority and an end"), ANSWERER_SECURITY },
	{ "logging_coverage.missing_events", N_("Have the required events recorded"), ANSWERER_SECURITY },
	{ "logging_coverage.no_external_sink", N_("Send the log to another system"), ANSWERER_SECURITY },
	{ "logging_coverage.not_independent", N_("Keep the log where nobody of the part's own supply chain can change it"), ANSWERER_SECURITY },
	{ "logging_coverage.not_reviewed", N_("Have somebody look at the log regularly"), ANSWERER_SECURITY },
	{ "logging_coverage.short_retention", N_("Keep the log as long as the policy pack requires"), ANSWERER_SECURITY },
	{ "logging_coverage.unlogged_path", N_("Log the sessions of {party}"), ANSWERER_SECURITY },
	{ "remote_access.outside_region", N_("Have {party} work from inside the region, or close its way in from outside"), ANSWERER_CONTRACTS },
	{ "remote_access.retired_reachable", N_("Close the ways in to what is out of service, and prove that it was taken down"), ANSWERER_NETWORK },
	{ "remote_access.standing_access", N_("Open the way in of {party} for a session only, and close it after"), ANSWERER_SECURITY },
	{ "remote_access.supplier_only_path", N_("Make sure that the operator itself can cut the way in of {party}"), ANSWERER_NETWORK },
	{ "remote_access.unauthorised_path", N_("Close the way in of {party}, or declare it and have it authorised for a limited time"), ANSWERER_SECURITY },
	{ "remote_access.undeclared_path", N_("Close the way in of {party}, or declare it and have it authorised for a limited time"), ANSWERER_SECURITY },
	{ "remote_access.untrusted_reach", N_("Cut the way by which {party} gets in, and from there to other parts"), ANSWERER_NETWORK },
	{ "remote_access.weak_controls", N_("Guard the way in of {party}: a second factor, recorded sessions, approval of each"), ANSWERER_SECURITY },
	{ "vendor_trust.chain_untrusted", N_("Have a trusted supplier do what {party} does in the chain of suppliers"), ANSWERER_CONTRACTS },
	{ "vendor_trust.concentration", N_("Lower the share of {party}: spread it over more suppliers"), ANSWERER_CONTRACTS },
	{ "vendor_trust.keys_held_by_supplier", N_("Take the keys back from {party}"), ANSWERER_SECURITY },
	{ "vendor_trust.owner_untrusted", N_("Replace the supplier that {party} owns"), ANSWERER_CONTRACTS },
	{ "vendor_trust.unsupported_product", N_("Replace or update the product that its maker no longer supports"), ANSWERER_PRODUCT },
	{ "vendor_trust.untrusted_adjacent", N_("Replace {party}, or move the part to another segment behind a filter"), ANSWERER_NETWORK },
	{ "vendor_trust.untrusted_in_critical", N_("Replace the product or service of {party} by that of a trusted supplier"), ANSWERER_CONTRACTS },
	{ "vendor_trust.untrusted_in_scope", N_("Replace the product or service of {party} by that of a trusted supplier"), ANSWERER_CONTRACTS },
};

/* Whoever broke in supplies nothing: there is one thing to do about it. */
static const struct words_act against_intruder = { "", N_("Close the way in of {party}, and find out what it was used for"), ANSWERER_SECURITY };

const struct words_act *words_act(const struct words_steps *steps, const struct result *result, uint32_t finding)
{
	uint32_t party = result_raw(result, &result->finding[finding])->party;
	const char *rule = result_rule(result, &result->finding[finding])->full;
	size_t i;

	if (party != KEUR_NONE && steps->intruder[party])
		return &against_intruder;
	for (i = 0; i < sizeof act / sizeof *act; i++)
		if (strcmp(act[i].rule, rule) == 0)
			return &act[i];
	return NULL;
}

struct deciding {
	const struct words_steps *steps;
	const struct result *result;
};

/* What is to be done about it, and about whom: rules that are mended in the same way share their words. */
static int kin_compare(const struct deciding *deciding, uint32_t a, uint32_t b)
{
	const struct result *result = deciding->result;
	uint32_t p = result_raw(result, &result->finding[a])->party, q = result_raw(result, &result->finding[b])->party;
	const struct words_act *one = words_act(deciding->steps, result, a), *other = words_act(deciding->steps, result, b);
	int order = strcmp(one ? one->said : result_rule(result, &result->finding[a])->full,
		other ? other->said : result_rule(result, &result->finding[b])->full);

	return order ? order : (p > q) - (p < q);
}

static int finding_compare(const void *a, const void *b, void *deciding)
{
	uint32_t x, y;
	int kin;

	memcpy(&x, a, sizeof x);
	memcpy(&y, b, sizeof y);
	kin = kin_compare(deciding, x, y);
	return kin ? kin : (x > y) - (x < y);
}

/* What ends most breaches first; of equals what the result tells first. */
static int step_compare(const void *a, const void *b, void *data)
{
	const struct words_step *x = a, *y = b;
	const uint32_t *finding = data;

	if (x->count != y->count)
		return x->count > y->count ? -1 : 1;
	return (finding[x->first] > finding[y->first]) - (finding[x->first] < finding[y->first]);
}

void words_steps(struct words_steps *steps, const struct result *result)
{
	struct deciding deciding = { steps, result };
	uint32_t i, all = 0;

	*steps = (struct words_steps){ .finding = mem_zalloc((size_t)result->findings + 1, sizeof *steps->finding), .intruder = words_intruders(result) };
	for (i = 0; i < result->findings; i++)
		if (result->finding[i].kind == KEUR_KIND_BREACH)
			steps->finding[all++] = i;
	steps->step = mem_zalloc((size_t)all + 1, sizeof *steps->step);
	if (!all)
		return;
	qsort_r(steps->finding, all, sizeof *steps->finding, finding_compare, &deciding);
	for (i = 0; i < all; i++) {
		if (!i || kin_compare(&deciding, steps->finding[i - 1], steps->finding[i]) != 0)
			steps->step[steps->steps++].first = i;
		steps->step[steps->steps - 1].count++;
	}
	qsort_r(steps->step, steps->steps, sizeof *steps->step, step_compare, steps->finding);
}

void words_steps_free(struct words_steps *steps)
{
	free(steps->finding);
	free(steps->step);
	free(steps->intruder);
	*steps = (struct words_steps){ 0 };
}

struct text words_name(const struct result *result, uint32_t supplier)
{
	struct text name;

	if (supplier >= result->model->rows[TABLE_supplier])
		return text_of(say("a party that is not known"));
	name = model_string(result->model, COL_supplier_name, supplier);
	return name.length ? name : model_string(result->model, COL_supplier_id, supplier);
}

uint32_t words_further(const struct result *result, const struct result_finding *finding)
{
	uint32_t landed = result_raw(result, finding)->component;

	/* A part out of service is reached by nobody, also not where the way in ends. */
	return finding->reached - (finding->reached && landed != KEUR_NONE && result->risk[landed][READING_WORST]);
}

struct text words_measure(const char *measure)
{
	static const struct {
		const char *system, *said;
	} known[] = {
		{ "BIO2", N_("BIO2 (Baseline Informatiebeveiliging Overheid)") }, { "ENISA-5G", N_("security controls for 5G of ENISA") },
		{ "EU-TB", N_("EU toolbox for 5G security") }, { "NIS2-IR", N_("NIS2 implementing regulation") },
		{ "NL-BVIT", N_("Besluit veiligheid en integriteit telecommunicatie") },
		{ "UK-CoP", N_("UK Telecommunications Security Code of Practice") }, { "UK-REG", N_("UK Electronic Communications (Security Measures) Regulations") },
	};
	const char *colon = strchr(measure, ':');
	struct text system = { measure, colon ? (size_t)(colon - measure) : strlen(measure) };
	size_t i;

	for (i = 0; i < sizeof known / sizeof *known; i++)
		if (text_is(system, known[i].system))
			return text_of(say(known[i].said));
	return system;
}
