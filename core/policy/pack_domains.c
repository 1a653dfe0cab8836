/* Domains of a pack: the parts of the network within which the share of a supplier counts, and the conditions of the rule table about such
 * shares. */
#include "policy/pack.h"

static void take_classes(struct pack *pack, const struct pack_value *names, struct policy_domain *domain)
{
	uint32_t i, c;

	for (i = 0; i < names->items; i++) {
		for (c = 0; c < pack->policy->classes && !text_is(names->item[i].text, pack->policy->class_[c].name); c++)
			;
		if (c == pack->policy->classes)
			pack_unknown_class(pack, &names->item[i]);
		else
			domain->in[c] = 1;
	}
}

static void take_domain(struct pack *pack, const struct pack_record *entry, struct policy_domain *domain)
{
	const struct pack_value *classes = pack_get(pack, entry, DOMAIN_CLASSES), *scopes = pack_get(pack, entry, DOMAIN_SCOPES);
	const struct pack_value *roles = pack_get(pack, entry, DOMAIN_ROLES), *weighs = pack_get(pack, entry, DOMAIN_WEIGHS);
	const struct pack_value *by = pack_get(pack, entry, DOMAIN_BY);

	domain->name = pack_keep(pack, pack_get(pack, entry, DOMAIN_NAME));
	domain->in = pack_array(pack, pack->policy->classes, 1);
	take_classes(pack, classes, domain);
	domain->scopes = (uint32_t)scopes->number;
	domain->roles = pack_given(roles) ? (uint32_t)roles->number : 1u << KEUR_ROLE_MANUFACTURE;
	domain->by_region = pack_given(by) && by->number;
	domain->weighs = !pack_given(weighs) || weighs->number;
	domain->note = pack_note(pack, SECTION_DOMAINS, entry);
	if (!classes->items == !domain->scopes)
		pack_error(pack, entry->at, "the domain `%s` needs `classes` or `scopes`, one of the two: which parts belong to it", domain->name);
	if (!domain->roles)
		pack_error(pack, roles->at, "`roles` is empty; leave it out for manufacture");
}

void pack_take_domains(struct pack *pack)
{
	struct policy *policy = pack->policy;
	uint32_t i, k;

	policy->domain = pack_array(pack, pack->entries[SECTION_DOMAINS], sizeof *policy->domain);
	for (i = 0; i < pack->entries[SECTION_DOMAINS]; i++) {
		const struct pack_record *entry = pack_entry(pack, SECTION_DOMAINS, i);

		take_domain(pack, entry, &policy->domain[i]);
		for (k = 0; k < i; k++)
			if (strcmp(policy->domain[k].name, policy->domain[i].name) == 0)
				pack_error(pack, pack_get(pack, entry, DOMAIN_NAME)->at, "the domain `%s` is given twice", policy->domain[i].name);
		policy->domains = i + 1;
	}
}

static void unknown_domain(struct pack *pack, const struct pack_text *name)
{
	const char **known = arena_alloc(&pack->arena, (pack->policy->domains + 1) * sizeof *known);
	struct buffer hint = { 0 };
	uint32_t i;

	for (i = 0; i < pack->policy->domains; i++)
		known[i] = pack->policy->domain[i].name;
	if (pack->policy->domains)
		pack_suggest(&hint, name->text, known, pack->policy->domains);
	pack_error(pack, name->at, "`%s` is no domain of this pack%s", pack_quote(pack, name->text), hint.data ? hint.data : "");
	buffer_free(&hint);
}

void pack_take_group_rule(struct pack *pack, const struct pack_record *entry, struct policy_rule *rule)
{
	const struct pack_value *names = pack_get(pack, entry, RULE_DOMAIN), *standing = pack_get(pack, entry, RULE_STANDING);
	const struct pack_value *share = pack_get(pack, entry, RULE_SHARE_OVER);
	const struct policy_domain **domain = pack_array(pack, names->items, sizeof *domain);
	uint32_t i, k;

	for (i = 0; i < names->items; i++) {
		for (k = 0; k < pack->policy->domains; k++)
			if (text_is(names->item[i].text, pack->policy->domain[k].name))
				domain[i] = &pack->policy->domain[k];
		if (!domain[i])
			unknown_domain(pack, &names->item[i]);
	}
	if (pack_given(names) && !names->items)
		pack_error(pack, names->at, "`when.domain` is empty; leave it out where it does not matter");
	rule->domain = domain;
	rule->domains = names->items;
	rule->standing = (uint8_t)(!pack_given(standing) ? 0 : standing->number ? 1 + KEUR_STANDING_UNTRUSTED : 1 + KEUR_STANDING_TRUSTED);
	rule->share_over = pack_given(share) ? (int32_t)share->number : -1;
}
