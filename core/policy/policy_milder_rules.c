/* Holding a pack against another one: exceptions of rules, deadlines, measures and parameters. Of exceptions the first that fits counts, so
 * that they are not held against each other one by one: every case that the conditions of either pack tell apart is put to both. */
#include "policy/policy_milder.h"

#include "base/number.h"

#include <stdlib.h>

/* Cases times entries of one rule. A shipped pack has a few hundred; whoever writes so many conditions is told that nobody compared them. */
enum { CASES_MOST = 4000000 };

/* The entries of one rule in the order in which they count. */
struct entries {
	const struct policy_rule **rule;
	uint32_t count;
};

static int by_name(const void *a, const void *b)
{
	const struct policy_rule *x, *y;
	int order;

	memcpy(&x, a, sizeof x);
	memcpy(&y, b, sizeof y);
	order = strcmp(x->rule, y->rule);
	return order ? order : x < y ? -1 : x > y;
}

static const struct policy_rule **sorted(const struct policy *policy)
{
	const struct policy_rule **rule = mem_zalloc((size_t)policy->rules + 1, sizeof *rule);
	uint32_t i;

	for (i = 0; i < policy->rules; i++)
		rule[i] = &policy->rule[i];
	if (policy->rules)
		qsort(rule, policy->rules, sizeof *rule, by_name);
	return rule;
}

static struct entries take_entries(const struct policy_rule **rule, uint32_t count, uint32_t *at, const char *name)
{
	struct entries entries = { rule + *at, 0 };

	while (*at < count && strcmp(rule[*at]->rule, name) == 0) {
		(*at)++;
		entries.count++;
	}
	return entries;
}

/* What the conditions of the entries of one rule in both packs tell apart. */
struct cases {
	const char **class_name, **domain;
	size_t classes, class_capacity, domains, domain_capacity;
	int32_t *share;
	size_t shares, share_capacity;
	bool scopes, privileges, required, strengths, groups;
};

static void add_name(const char ***names, size_t *count, size_t *capacity, const char *name)
{
	size_t i;

	for (i = 0; i < *count; i++)
		if (strcmp((*names)[i], name) == 0)
			return;
	mem_reserve(names, capacity, *count + 1, sizeof **names);
	(*names)[(*count)++] = name;
}

static void tell_apart(struct cases *cases, const struct entries *entries)
{
	uint32_t i, k;

	for (i = 0; i < entries->count; i++) {
		const struct policy_rule *rule = entries->rule[i];

		cases->scopes |= rule->scopes != 0;
		cases->privileges |= rule->privileges != 0;
		cases->required |= rule->required != 0;
		cases->strengths |= rule->from_level != 0;
		cases->groups |= policy_rule_of_groups(rule);
		for (k = 0; k < rule->classes; k++)
			add_name(&cases->class_name, &cases->classes, &cases->class_capacity, rule->class_name[k]);
		for (k = 0; k < rule->domains; k++)
			add_name(&cases->domain, &cases->domains, &cases->domain_capacity, rule->domain[k]->name);
		if (rule->share_over >= 0) {
			mem_reserve(&cases->share, &cases->share_capacity, cases->shares + 1, sizeof *cases->share);
			cases->share[cases->shares++] = rule->share_over;
		}
	}
}

static size_t cases_of(const struct cases *cases)
{
	return (cases->scopes ? 5u : 1u) * (cases->privileges ? 5u : 1u) * (cases->required ? 2u : 1u) * (cases->strengths ? (size_t)LEVELS : 1u)
		* (cases->classes + 1) * (cases->groups ? 1 + (cases->domains + 1) * 2 * (cases->shares + 1) : 1);
}

/* A domain that no condition names; NULL where the pack has none of that name. */
static const struct policy_domain *domain_of(const struct policy *policy, const char *name)
{
	static const struct policy_domain some_other;
	uint32_t i;

	if (!name)
		return &some_other;
	for (i = 0; i < policy->domains; i++)
		if (strcmp(policy->domain[i].name, name) == 0)
			return &policy->domain[i];
	return NULL;
}

static const struct policy_rule *first_that_fits(const struct entries *entries, const struct policy_case *case_)
{
	uint32_t i;

	for (i = 0; i < entries->count; i++)
		if (policy_rule_fits(entries->rule[i], case_))
			return entries->rule[i];
	return NULL;
}

struct pair {
	const void *here, *there;
};

/* One rule, while the cases are put to both packs; each pair of entries is told once. */
struct asking {
	struct milder *m;
	struct entries here, there;
	struct pair *pair;
	size_t pairs, capacity;
};

static bool told(struct asking *asking, const void *here, const void *there)
{
	size_t i;

	for (i = 0; i < asking->pairs; i++)
		if (asking->pair[i].here == here && asking->pair[i].there == there)
			return true;
	mem_reserve(&asking->pair, &asking->capacity, asking->pairs + 1, sizeof *asking->pair);
	asking->pair[asking->pairs++] = (struct pair){ here, there };
	return false;
}

static void words_of(const struct policy_rule *rule, struct buffer *out)
{
	if (rule)
		policy_rule_words(rule, out);
	else
		buffer_string(out, "as its plugin declares");
}

/* What a plugin declares is not known here: against it only the worst is surely no milder. */
static void compare(struct asking *asking, const struct policy_rule *here, const struct policy_rule *there)
{
	uint8_t kind = here ? here->kind : 0, was = there ? there->kind : 0, level = here ? here->level : 0, before = there ? there->level : 0;
	bool less = (kind && was && kind > was) || (level && before && level < before);
	bool other = (kind && !was && kind != KEUR_KIND_BREACH) || (!kind && was && was != KEUR_KIND_NOTE) || (level && !before && level < LEVELS)
		|| (!level && before > 1);
	struct milder *m = asking->m;

	if ((!less && !other) || told(asking, here, there))
		return;
	buffer_string(&m->what, (here ? here : there)->rule);
	words_of(here, &m->said_here);
	words_of(there, &m->said_there);
	milder_add(m, "rules", here ? &here->note : NULL, !less);
}

static void ask_group(struct asking *asking, const struct cases *cases, struct policy_case *case_)
{
	static const uint8_t standing[2] = { KEUR_STANDING_TRUSTED, KEUR_STANDING_UNTRUSTED };
	size_t d, s, share;

	for (d = 0; d <= cases->domains; d++) {
		const char *name = d < cases->domains ? cases->domain[d] : NULL;
		const struct policy_domain *here = domain_of(asking->m->here, name), *there = domain_of(asking->m->there, name);

		for (s = 0; here && there && s < 2; s++)
			for (share = 0; share <= cases->shares; share++) {
				const struct policy_rule *now, *was;

				case_->standing = standing[s];
				case_->share = share < cases->shares ? cases->share[share] + 1 : 0;
				case_->domain = here;
				now = first_that_fits(&asking->here, case_);
				case_->domain = there;
				was = first_that_fits(&asking->there, case_);
				compare(asking, now, was);
			}
	}
	case_->domain = NULL;
}

static void ask(struct asking *asking, const struct cases *cases)
{
	static const uint32_t privilege[5] = { KEUR_NONE, KEUR_PRIVILEGE_READ, KEUR_PRIVILEGE_OPERATE, KEUR_PRIVILEGE_ADMIN, KEUR_PRIVILEGE_ROOT };
	struct policy_case case_ = { 0 };
	unsigned scope, p, required, level;
	size_t c;

	for (scope = 0; scope < (cases->scopes ? 5u : 1u); scope++)
		for (p = 0; p < (cases->privileges ? 5u : 1u); p++)
			for (required = 0; required < (cases->required ? 2u : 1u); required++)
				for (level = cases->strengths ? 1 : LEVELS; level <= LEVELS; level++)
					for (c = 0; c <= cases->classes; c++) {
						case_ = (struct policy_case){ .scope = scope, .privilege = privilege[p], .level = (uint8_t)level,
							.required = required ? KEUR_YES : KEUR_NO, .class_name = text_of(c < cases->classes ? cases->class_name[c] : "") };
						if (cases->groups)
							ask_group(asking, cases, &case_);
						compare(asking, first_that_fits(&asking->here, &case_), first_that_fits(&asking->there, &case_));
					}
}

static void one_rule(struct milder *m, struct entries here, struct entries there)
{
	struct asking asking = { .m = m, .here = here, .there = there };
	struct cases cases = { 0 };

	tell_apart(&cases, &here);
	tell_apart(&cases, &there);
	if (cases_of(&cases) * (here.count + there.count) <= CASES_MOST) {
		ask(&asking, &cases);
	} else {
		buffer_string(&m->what, (here.count ? here : there).rule[0]->rule);
		buffer_format(&m->said_here, "%u entries, too many to be compared", here.count);
		buffer_format(&m->said_there, "%u entries", there.count);
		milder_add(m, "rules", here.count ? &here.rule[0]->note : NULL, true);
	}
	free(asking.pair);
	free(cases.class_name);
	free(cases.domain);
	free(cases.share);
}

static void exceptions(struct milder *m)
{
	const struct policy_rule **here = sorted(m->here), **there = sorted(m->there);
	uint32_t i = 0, k = 0;

	while (i < m->here->rules || k < m->there->rules) {
		const char *name = i == m->here->rules || (k < m->there->rules && strcmp(there[k]->rule, here[i]->rule) < 0) ? there[k]->rule : here[i]->rule;
		struct entries now = take_entries(here, m->here->rules, &i, name), was = take_entries(there, m->there->rules, &k, name);

		one_rule(m, now, was);
	}
	free(here);
	free(there);
}

/* ---- Deadlines ------------------------------------------------------------------------------------------------------------------------- */

static bool later(const struct policy_deadline *here, const struct policy_deadline *there)
{
	if (!here)
		return true;
	if (there->until != KEUR_NO_DATE)
		return here->until == KEUR_NO_DATE || here->until > there->until;
	return here->until == KEUR_NO_DATE && there->months && (!here->months || here->months > there->months);
}

/* A day against one that only the operator knows, or that has not come, may be later or earlier. */
static bool perhaps_later(const struct policy_deadline *here, const struct policy_deadline *there)
{
	return here && here->until != KEUR_NO_DATE && there->until == KEUR_NO_DATE;
}

static void day(struct buffer *out, const struct policy_deadline *deadline)
{
	char date[DATE_SIZE];

	if (!deadline)
		return;
	buffer_format(out, "%s: ", deadline->name);
	if (deadline->until != KEUR_NO_DATE)
		date_format(deadline->until, date);
	if (deadline->until != KEUR_NO_DATE)
		buffer_string(out, date);
	else if (deadline->months)
		buffer_format(out, "%u months from a day that has not come", deadline->months);
	else
		buffer_string(out, "a day that only the operator knows");
}

static void deadlines(struct milder *m)
{
	struct asking asking = { .m = m };
	uint32_t c, scope;
	uint8_t sensitive;

	for (c = 0; c < m->there->classes; c++)
		for (scope = 0; scope < schema_list[LIST_scope].members; scope++)
			for (sensitive = KEUR_NO; sensitive <= KEUR_YES; sensitive++) {
				struct text class_name = text_of(m->there->class_[c].name);
				const struct policy_deadline *here = policy_find_deadline(m->here, scope, class_name, sensitive);
				const struct policy_deadline *there = policy_find_deadline(m->there, scope, class_name, sensitive);

				if (!there || (!later(here, there) && !perhaps_later(here, there)) || told(&asking, here, there))
					continue;
				buffer_string(&m->what, there->name);
				day(&m->said_here, here);
				day(&m->said_there, there);
				milder_add(m, "phase_out", here ? &here->note : NULL, !later(here, there));
			}
	free(asking.pair);
}

/* ---- Measures, parameters -------------------------------------------------------------------------------------------------------------- */

static bool names_measure(const struct policy *policy, const char *rule, const char *measure)
{
	uint32_t i, k;

	for (i = 0; i < policy->measures; i++)
		for (k = 0; k < policy->measure[i].measures && strcmp(policy->measure[i].rule, rule) == 0; k++)
			if (strcmp(policy->measure[i].measure[k], measure) == 0)
				return true;
	return false;
}

static void measures(struct milder *m)
{
	uint32_t i, k;

	for (i = 0; i < m->there->measures; i++) {
		const struct policy_measure *there = &m->there->measure[i];

		for (k = 0; k < there->measures; k++)
			if (!names_measure(m->here, there->rule, there->measure[k]))
				buffer_format(&m->said_there, "%s%s", m->said_there.length ? ", " : "", there->measure[k]);
		if (!m->said_there.length)
			continue;
		buffer_string(&m->what, there->rule);
		milder_add(m, "measures", NULL, false);
	}
}

/* Only a plugin knows which value of its parameters is the milder one. */
static void params(struct milder *m)
{
	uint32_t i, k;

	for (i = 0; i < m->there->params; i++) {
		const struct policy_param *there = &m->there->param[i], *here = NULL;

		for (k = 0; k < m->here->params; k++)
			if (strcmp(m->here->param[k].param, there->param) == 0)
				here = &m->here->param[k];
		if (here && strcmp(here->value, there->value) == 0)
			continue;
		buffer_string(&m->what, there->param);
		buffer_string(&m->said_here, here ? here->value : "as its plugin declares");
		buffer_string(&m->said_there, there->value);
		milder_add(m, "params", here ? &here->note : NULL, true);
	}
	for (k = 0; k < m->here->params; k++) {
		const struct policy_param *here = &m->here->param[k];

		for (i = 0; i < m->there->params && strcmp(m->there->param[i].param, here->param) != 0; i++)
			;
		if (i < m->there->params)
			continue;
		buffer_string(&m->what, here->param);
		buffer_string(&m->said_here, here->value);
		buffer_string(&m->said_there, "as its plugin declares");
		milder_add(m, "params", &here->note, true);
	}
}

void milder_rules(struct milder *m)
{
	exceptions(m);
	deadlines(m);
	measures(m);
	params(m);
}
