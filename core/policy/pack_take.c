/* Second pass over a pack: from what was read to struct policy, with the checks of each entry against the others of its section.
 * Everything was right by itself before; sources and statuses are settled here. */
#include "policy/pack.h"

enum { FORMAT = 1 };

void *pack_array(struct pack *pack, size_t count, size_t size)
{
	size_t bytes;
	void *p;

	if (__builtin_mul_overflow(count, size, &bytes))
		mem_fail();
	p = arena_alloc(&pack->policy->arena, bytes);
	memset(p, 0, bytes);
	return p;
}

struct policy_note pack_note(struct pack *pack, enum section_id section, const struct pack_record *entry)
{
	const struct pack_record *whole = &pack->section[section];
	const struct pack_value *source = pack_get(pack, entry ? entry : whole, FIELD_SOURCE);
	const struct pack_value *status = pack_get(pack, entry ? entry : whole, FIELD_STATUS);
	struct mark at = entry ? entry->at : whole->at;
	const char *name = pack_section[section].name;

	/* Another source is another degree of certainty, so it brings its own status. */
	if (entry && pack_given(source) && !pack_given(status))
		pack_error(pack, source->at, "this entry of `%s` has a source of its own but no status; say verified, unverified or proposal", name);
	if (!pack_given(source))
		source = pack_get(pack, whole, FIELD_SOURCE);
	if (!pack_given(status))
		status = pack_get(pack, whole, FIELD_STATUS);
	if (!pack_given(source))
		pack_error(pack, at, entry ? "this entry of `%s` has no source, and neither has the section" : "`%s` has no source", name);
	if (!pack_given(status))
		pack_error(pack, at, entry ? "this entry of `%s` has no status, and neither has the section; say verified, unverified or proposal"
			: "`%s` has no status; say verified, unverified or proposal", name);
	if (!pack_given(source) || !pack_given(status))
		return (struct policy_note){ "", STATUS_PROPOSAL, "", 0, 0, 0 };
	return (struct policy_note){ pack_keep(pack, source), (enum policy_status)status->number, pack->origin[pack_level(at)].id,
		pack_mark(at).line, at.column, pack->origin[pack_level(at)].file };
}

static void take_header(struct pack *pack)
{
	const struct pack_value *format = pack_get(pack, &pack->header, HEADER_FORMAT);
	struct policy *policy = pack->policy;
	unsigned i;

	if (format->number != FORMAT)
		pack_error(pack, format->at, "`keur-policy` is %lld; this keur reads packs of format %d", (long long)format->number, FORMAT);
	if (pack->id && !text_is(pack_get(pack, &pack->header, HEADER_ID)->text, pack->id))
		pack_error(pack, pack_get(pack, &pack->header, HEADER_ID)->at, "`id` is `%s` but the file is named `%s.yaml`",
			pack_quote(pack, pack_get(pack, &pack->header, HEADER_ID)->text), pack_quote(pack, text_of(pack->id)));
	policy->id = pack_keep(pack, pack_get(pack, &pack->header, HEADER_ID));
	policy->version = pack_keep(pack, pack_get(pack, &pack->header, HEADER_VERSION));
	policy->title = pack_keep(pack, pack_get(pack, &pack->header, HEADER_TITLE));
	policy->about = pack_keep(pack, pack_get(pack, &pack->header, HEADER_ABOUT));
	policy->critical_word = pack_keep(pack, pack_get(pack, &pack->header, HEADER_WORD));
	if (pack_given(pack_get(pack, &pack->header, HEADER_LEGAL)))
		policy->legal_status = pack_legal_words.member[pack_get(pack, &pack->header, HEADER_LEGAL)->number];
	else
		policy->legal_status = "";
	policy->in_force_from = pack_given(pack_get(pack, &pack->header, HEADER_IN_FORCE))
		? (int32_t)pack_get(pack, &pack->header, HEADER_IN_FORCE)->number : KEUR_NO_DATE;
	if (pack_given(pack_get(pack, &pack->header, HEADER_WITHOUT)) && !pack_given(pack_get(pack, &pack->header, HEADER_EXTENDS)))
		pack_error(pack, pack_get(pack, &pack->header, HEADER_WITHOUT)->at, "`without` stands here without `extends`; it names sections of the base");
	policy->bases = pack->origins - 1;
	policy->base = pack_array(pack, policy->bases, sizeof *policy->base);
	for (i = 0; i < pack->origins; i++) {
		struct pack_origin *origin = &pack->origin[i];

		/* Notes name it for as long as the policy lives. */
		origin->id = arena_copy(&policy->arena, origin->id, strlen(origin->id));
		if (!i)
			continue;
		policy->base[i - 1] = (struct policy_base){ origin->id, arena_copy(&policy->arena, origin->version, strlen(origin->version)), "" };
		memcpy(policy->base[i - 1].sha256, origin->sha256, sizeof origin->sha256);
	}
	policy->in_force_note = (struct policy_note){ "", STATUS_PROPOSAL, pack->origin[0].id, pack_get(pack, &pack->header, HEADER_IN_FORCE)->at.line,
		pack_get(pack, &pack->header, HEADER_IN_FORCE)->at.column, pack->origin[0].file };
}

/* Two fields that mean something only together. */
static void check_pair(struct pack *pack, const struct pack_record *entry, unsigned has, unsigned needs)
{
	const struct pack_field *field = pack_section[SECTION_DATA].entry;
	const struct pack_value *value = pack_get(pack, entry, has);

	if (pack_given(value) && !pack_given(pack_get(pack, entry, needs)))
		pack_error(pack, value->at, "`%s` stands here without `%s`", field[has].name, field[needs].name);
}

static void take_data_entry(struct pack *pack, const struct pack_record *entry, struct policy_data *data)
{
	const struct pack_value *critical = pack_get(pack, entry, DATA_CRITICAL), *from = pack_get(pack, entry, DATA_USERS_FROM);
	int i;

	pack_triple(pack_get(pack, entry, DATA_FLOOR), data->floor);
	data->critical = (enum policy_data_critical)critical->number;
	data->users_from = from->number;
	data->many_users = pack_get(pack, entry, DATA_MANY_USERS)->number;
	if (pack_given(pack_get(pack, entry, DATA_MANY_FLOOR)))
		pack_triple(pack_get(pack, entry, DATA_MANY_FLOOR), data->many_floor);
	data->personal = pack_get(pack, entry, DATA_PERSONAL)->number == 1;
	data->note = pack_note(pack, SECTION_DATA, entry);
	if (data->critical == DATA_FROM_USERS && !pack_given(from))
		pack_error(pack, critical->at, "`from_users` stands here without `users_from`, the number of users");
	if (data->critical != DATA_FROM_USERS && pack_given(from))
		pack_error(pack, from->at, "`users_from` stands here without `critical: from_users`");
	check_pair(pack, entry, DATA_MANY_USERS, DATA_MANY_FLOOR);
	check_pair(pack, entry, DATA_MANY_FLOOR, DATA_MANY_USERS);
	for (i = 0; i < SCENARIOS && pack_given(pack_get(pack, entry, DATA_MANY_FLOOR)); i++)
		if (data->many_floor[i] < data->floor[i])
			pack_error(pack, pack_get(pack, entry, DATA_MANY_FLOOR)->at, "`many_floor` is lower than `floor` for %s: %u after %u",
				policy_scenario_name[i], data->many_floor[i], data->floor[i]);
}

static void take_data(struct pack *pack)
{
	const struct schema_list *list = &schema_list[LIST_data];
	struct mark first[sizeof pack->policy->data / sizeof *pack->policy->data] = { { 0, 0 } };
	uint32_t i;

	for (i = 0; i < pack->entries[SECTION_DATA]; i++) {
		const struct pack_record *entry = pack_entry(pack, SECTION_DATA, i);
		const struct pack_value *name = pack_get(pack, entry, DATA_NAME);

		if (first[name->number].line) {
			pack_error(pack, name->at, "`%s` stands twice in `data`, first at line %s", list->member[name->number],
				pack_line(pack, first[name->number]));
			continue;
		}
		first[name->number] = name->at;
		take_data_entry(pack, entry, &pack->policy->data[name->number]);
	}
	for (i = 0; i < list->members; i++)
		if (!first[i].line)
			pack_error(pack, pack->section[SECTION_DATA].at, "`data` says nothing about `%s`", list->member[i]);
	/* For what a report says of the table as a whole; sections may leave it to their entries. */
	pack->policy->data_note = pack->policy->data[0].note;
}

static void take_required(struct pack *pack)
{
	struct policy *policy = pack->policy;
	const struct pack_record *events = &pack->section[SECTION_EVENTS];

	policy->required_scopes = (uint32_t)pack_get(pack, &pack->section[SECTION_TRUSTED], TRUSTED_SCOPES)->number;
	policy->required_sensitive = pack_get(pack, &pack->section[SECTION_TRUSTED], TRUSTED_SENSITIVE)->number == 1;
	policy->required_note = pack_note(pack, SECTION_TRUSTED, NULL);
	policy->answered_roles = (uint32_t)pack_get(pack, &pack->section[SECTION_ANSWERED], ANSWERED_ROLES)->number;
	policy->roles_note = pack_note(pack, SECTION_ANSWERED, NULL);
	policy->events_scope = (uint64_t)pack_get(pack, events, EVENTS_SCOPE)->number;
	policy->events_personal = (uint64_t)pack_get(pack, events, EVENTS_PERSONAL)->number;
	policy->events_hop = (uint64_t)pack_get(pack, events, EVENTS_HOP)->number;
	policy->events_note = pack_note(pack, SECTION_EVENTS, NULL);
	policy->retention = (int32_t)pack_get(pack, &pack->section[SECTION_RETENTION], RETENTION_LEAST)->number;
	policy->retention_note = pack_note(pack, SECTION_RETENTION, NULL);
}

void pack_take_classes(struct pack *pack, const struct pack_value *value, const char *const **class_name, uint32_t *classes)
{
	const char **name = pack_array(pack, value->items, sizeof *name);
	uint32_t i, c;

	for (i = 0; i < value->items; i++) {
		for (c = 0; c < pack->policy->classes; c++)
			if (text_is(value->item[i].text, pack->policy->class_[c].name))
				name[i] = pack->policy->class_[c].name;
		if (!name[i])
			pack_unknown_class(pack, &value->item[i]);
	}
	*class_name = name;
	*classes = value->items;
}

static bool within(uint32_t some, uint32_t all)
{
	return !all || (some && !(some & ~all));
}

static bool classes_within(const struct policy_rule *some, const struct policy_rule *all)
{
	uint32_t i, k;

	for (i = 0; i < some->classes; i++) {
		for (k = 0; k < all->classes && some->class_name[i] != all->class_name[k]; k++)
			;
		if (k == all->classes)
			return !all->classes;
	}
	return !all->classes || some->classes;
}

/* Wherever `later` fits, `first` does too. */
static bool hides(const struct policy_rule *first, const struct policy_rule *later)
{
	return !policy_rule_of_groups(first) && within(later->scopes, first->scopes) && classes_within(later, first)
		&& within(later->privileges, first->privileges) && (!first->required || first->required == later->required)
		&& first->from_level <= later->from_level;
}

/* An entry that can never count because an earlier one of the same rule fits wherever it does. */
static void check_hidden(struct pack *pack, uint32_t index, struct mark at)
{
	const struct policy_rule *rule = pack->policy->rule;
	uint32_t i;

	for (i = 0; i < index; i++)
		if (strcmp(rule[i].rule, rule[index].rule) == 0 && hides(&rule[i], &rule[index])) {
			bool any = !rule[i].scopes && !rule[i].classes && !rule[i].privileges && !rule[i].required && !rule[i].from_level;

			pack_error(pack, at, "this entry never counts: the one for `%s` at line %s %s and stands before it", rule[index].rule,
				pack_line(pack, pack_get(pack, pack_entry(pack, SECTION_RULES, i), RULE_ID)->at),
				any ? "has no `when`" : "fits wherever it does");
			return;
		}
}

/* Conditions that no part can meet: trusted suppliers are required elsewhere; its classes are critical, and the scope is another. */
static void check_possible(struct pack *pack, const struct pack_record *entry, const struct policy_rule *rule)
{
	const struct policy *policy = pack->policy;
	uint32_t i, c;

	if (rule->required == KEUR_YES && rule->scopes && !(rule->scopes & policy->required_scopes) && !policy->required_sensitive)
		pack_error(pack, pack_get(pack, entry, RULE_REQUIRED)->at,
			"this entry can never fit: the pack requires trusted suppliers in none of its scopes");
	if (!rule->scopes || rule->scopes >> KEUR_SCOPE_CRITICAL & 1 || !rule->classes)
		return;
	for (i = 0; i < rule->classes; i++)
		for (c = 0; c < policy->classes; c++)
			if (rule->class_name[i] == policy->class_[c].name && policy->class_[c].criticality != CRITICALITY_CRITICAL)
				return;
	for (i = 0; i < rule->classes; i++)
		if (!rule->class_name[i])
			return; /* told as unknown */
	pack_error(pack, pack_get(pack, entry, RULE_SCOPE)->at, "this entry can never fit: parts of its classes are critical, and its scopes are others");
}

/* An empty list would read like "any": the condition was meant, so it must name something. */
static void check_condition(struct pack *pack, const struct pack_record *entry, unsigned field, bool empty)
{
	const struct pack_value *value = pack_get(pack, entry, field);

	if (pack_given(value) && empty)
		pack_error(pack, value->at, "`%s` is empty; leave it out where it does not matter", pack_section[SECTION_RULES].entry[field].name);
}

static void take_rules(struct pack *pack)
{
	struct policy *policy = pack->policy;
	uint32_t i;

	policy->rules = pack->entries[SECTION_RULES];
	policy->rule = pack_array(pack, policy->rules, sizeof *policy->rule);
	for (i = 0; i < policy->rules; i++) {
		const struct pack_record *entry = pack_entry(pack, SECTION_RULES, i);
		const struct pack_value *kind = pack_get(pack, entry, RULE_KIND), *required = pack_get(pack, entry, RULE_REQUIRED);
		struct policy_rule *rule = &policy->rule[i];

		rule->rule = pack_keep(pack, pack_get(pack, entry, RULE_ID));
		rule->scopes = (uint32_t)pack_get(pack, entry, RULE_SCOPE)->number;
		rule->privileges = (uint32_t)pack_get(pack, entry, RULE_PRIVILEGE)->number;
		rule->required = (uint8_t)(!pack_given(required) ? 0 : required->number ? KEUR_YES : KEUR_NO);
		rule->from_level = (uint8_t)pack_get(pack, entry, RULE_FROM_LEVEL)->number;
		rule->level = (uint8_t)pack_get(pack, entry, RULE_LEVEL)->number;
		rule->kind = (uint8_t)(pack_given(kind) ? kind->number + KEUR_KIND_BREACH : 0);
		pack_take_classes(pack, pack_get(pack, entry, RULE_CLASS), &rule->class_name, &rule->classes);
		rule->note = pack_note(pack, SECTION_RULES, entry);
		pack_take_group_rule(pack, entry, rule);
		check_condition(pack, entry, RULE_SCOPE, !rule->scopes);
		check_condition(pack, entry, RULE_CLASS, !rule->classes);
		check_condition(pack, entry, RULE_PRIVILEGE, !rule->privileges);
		if (!rule->level && !rule->kind)
			pack_error(pack, entry->at, "this entry for `%s` changes nothing: it has neither `level` nor `kind`", rule->rule);
		check_hidden(pack, i, entry->at);
		check_possible(pack, entry, rule);
	}
}

static void take_params(struct pack *pack)
{
	struct policy *policy = pack->policy;
	uint32_t i, j;

	policy->params = pack->entries[SECTION_PARAMS];
	policy->param = pack_array(pack, policy->params, sizeof *policy->param);
	for (i = 0; i < policy->params; i++) {
		const struct pack_record *entry = pack_entry(pack, SECTION_PARAMS, i);
		struct policy_param *param = &policy->param[i];

		param->param = pack_keep(pack, pack_get(pack, entry, PARAM_ID));
		param->value = pack_keep(pack, pack_get(pack, entry, PARAM_VALUE));
		param->note = pack_note(pack, SECTION_PARAMS, entry);
		for (j = 0; j < i; j++)
			if (strcmp(policy->param[j].param, param->param) == 0)
				pack_error(pack, pack_get(pack, entry, PARAM_ID)->at, "`%s` is given twice", param->param);
	}
}

int pack_take(struct pack *pack)
{
	uint64_t errors = pack->messages->errors;

	take_header(pack);
	pack_take_catalogue(pack);
	take_data(pack);
	pack_take_levels(pack);
	pack_take_domains(pack);
	take_required(pack);
	take_rules(pack);
	take_params(pack);
	pack_take_phase_out(pack);
	pack_take_measures(pack);
	pack_take_advisory(pack);
	pack_take_stakeholder(pack);
	return pack->messages->errors > errors ? -1 : 0;
}
