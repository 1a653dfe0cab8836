/* Holding a pack against another one: everything that it judges more mildly, entry by entry, in words and with its place. Every entry of a
 * pack has a source; what a reader cannot see from it is what the entry took away. Which pack another is held against: pack_load.c. */
#include "policy/policy_milder.h"

#include "base/number.h"

#include <stdlib.h>

static const char *keep(struct milder *m, struct buffer *words)
{
	const char *kept = arena_copy(m->arena, words->length ? words->data : "", words->length);

	buffer_clear(words);
	return kept;
}

static const char *keep_string(struct milder *m, const char *string)
{
	return arena_copy(m->arena, string ? string : "", string ? strlen(string) : 0);
}

void milder_add(struct milder *m, const char *section, const struct policy_note *note, bool other)
{
	struct policy_mild *row;

	mem_reserve(&m->row, &m->capacity, m->rows + 1, sizeof *m->row);
	row = &m->row[m->rows++];
	*row = (struct policy_mild){ .section = section, .other = other };
	row->what = keep(m, &m->what);
	row->here = keep(m, &m->said_here);
	row->there = keep(m, &m->said_there);
	if (note && note->source) {
		row->note = *note;
		row->note.source = keep_string(m, note->source);
		row->note.pack = keep_string(m, note->pack);
	}
}

/* ---- Classes, functions, data ---------------------------------------------------------------------------------------------------------- */

static const struct policy_class *find_class(const struct policy *policy, const char *name)
{
	uint32_t c;

	for (c = 0; c < policy->classes; c++)
		if (strcmp(policy->class_[c].name, name) == 0)
			return &policy->class_[c];
	return NULL;
}

static bool milder_class(const struct policy_class *here, const struct policy_class *there)
{
	return milder_lower(here->impact, there->impact) || (here->capped && !there->capped) || (there->inherits && !here->inherits)
		|| (there->administers && !here->administers) || (here->filter && !there->filter)
		|| (there->security_element && !here->security_element) || (there->takes & ~here->takes);
}

static bool loses_critical(const struct policy_class *here, const struct policy_class *there)
{
	return there->criticality == CRITICALITY_CRITICAL && here->criticality != CRITICALITY_CRITICAL;
}

static void classes(struct milder *m)
{
	uint32_t c;

	for (c = 0; c < m->there->classes; c++) {
		const struct policy_class *there = &m->there->class_[c], *here = find_class(m->here, there->name);

		if (here && milder_class(here, there)) {
			buffer_string(&m->what, there->name);
			policy_class_words(here, &m->said_here);
			policy_class_words(there, &m->said_there);
			milder_add(m, "classes", &here->impact_note, false);
		}
	}
	for (c = 0; c < m->there->classes; c++) {
		const struct policy_class *there = &m->there->class_[c], *here = find_class(m->here, there->name);

		if (here && loses_critical(here, there)) {
			buffer_string(&m->what, there->name);
			buffer_string(&m->said_here, policy_criticality_name[here->criticality]);
			buffer_string(&m->said_there, policy_criticality_name[there->criticality]);
			milder_add(m, "criticality", &here->note, false);
		}
	}
}

static const struct policy_class *class_of(const struct policy *policy, const struct policy_function *function)
{
	return &policy->class_[function->class_index];
}

static bool as_its_class(const struct policy *policy, const struct policy_function *function)
{
	const struct policy_class *class = class_of(policy, function);

	return memcmp(function->impact, class->impact, sizeof class->impact) == 0 && function->capped == class->capped && function->takes == class->takes;
}

static bool milder_function(const struct milder *m, const struct policy_function *here, const struct policy_function *there)
{
	const struct policy_class *class = class_of(m->here, here), *was = class_of(m->there, there);
	bool same = strcmp(class->name, was->name) == 0;

	if (same && as_its_class(m->here, here) && as_its_class(m->there, there))
		return false; /* its class is told */
	return milder_lower(here->impact, there->impact) || (here->capped && !there->capped) || (there->takes & ~here->takes)
		|| (!same && (milder_class(class, was) || loses_critical(class, was)));
}

/* By every name: a name that means another function here judges every part that goes by it. */
static void functions(struct milder *m)
{
	const struct catalogue *known = &m->there->catalogue, *own = &m->here->catalogue;
	uint32_t code;

	for (code = 0; code < known->names.count; code++) {
		const struct policy_function *there = &m->there->function[known->name_function[code]], *here;
		uint32_t found = catalogue_find(own, known->name[code]), canonical = catalogue_find(own, text_of(there->name));
		bool alias = !text_is(known->name[code], there->name);

		if (alias && found == canonical)
			continue;
		here = found == DICT_NONE ? NULL : &m->here->function[found];
		if (here && !milder_function(m, here, there))
			continue;
		buffer_text(&m->what, known->name[code]);
		buffer_string(&m->said_here, here ? "" : "a name that is not known");
		if (here && strcmp(here->name, there->name) != 0)
			buffer_format(&m->said_here, "%s: ", here->name);
		if (here)
			policy_function_words(m->here, here, &m->said_here);
		if (here && loses_critical(class_of(m->here, here), class_of(m->there, there)))
			buffer_string(&m->said_here, ", not critical");
		policy_function_words(m->there, there, &m->said_there);
		milder_add(m, "functions", here ? &here->note : NULL, !here);
	}
}

/* Which of them makes fewer parts critical cannot be said of a number of users and of what a credential is for. */
static bool incomparable(const struct policy_data *here, const struct policy_data *there)
{
	return (here->critical == DATA_FROM_USERS && there->critical == DATA_FOR_CRITICAL)
		|| (here->critical == DATA_FOR_CRITICAL && there->critical == DATA_FROM_USERS);
}

static bool milder_data(const struct policy_data *here, const struct policy_data *there)
{
	bool many = here->many_users && there->many_users && here->many_users <= there->many_users;

	if (milder_lower(here->floor, there->floor) || (there->personal && !here->personal))
		return true;
	if (there->many_users && milder_lower(many ? here->many_floor : here->floor, there->many_floor))
		return true;
	if (here->critical == there->critical)
		return here->critical == DATA_FROM_USERS && here->users_from > there->users_from;
	return there->critical == DATA_ALWAYS || here->critical == DATA_NEVER;
}

static void data(struct milder *m)
{
	unsigned d;

	for (d = 0; d < schema_list[LIST_data].members; d++) {
		const struct policy_data *here = &m->here->data[d], *there = &m->there->data[d];
		bool less = milder_data(here, there);

		if (!less && !incomparable(here, there))
			continue;
		buffer_string(&m->what, schema_list[LIST_data].member[d]);
		policy_data_words(here, &m->said_here);
		policy_data_words(there, &m->said_there);
		milder_add(m, "data", &here->note, !less);
	}
}

/* ---- Levels ---------------------------------------------------------------------------------------------------------------------------- */

static void caps(struct milder *m)
{
	int64_t from = 0;
	char number[NUMBER_SIZE + 8];
	uint32_t i, k;

	for (i = 0; i < m->there->caps; from = m->there->cap[i++].below) {
		for (k = 0; k + 1 < m->here->caps && from >= m->here->cap[k].below; k++)
			;
		if (!m->here->caps || m->here->cap[k].level >= m->there->cap[i].level)
			continue;
		number_format((uint64_t)from, number);
		buffer_format(&m->what, "from %s users", number);
		buffer_format(&m->said_here, "%u", m->here->cap[k].level);
		buffer_format(&m->said_there, "%u", m->there->cap[i].level);
		milder_add(m, "caps", &m->here->cap[k].note, false);
	}
}

static void triple(struct buffer *out, const uint8_t level[SCENARIOS])
{
	buffer_format(out, "%u/%u/%u", level[0], level[1], level[2]);
}

static void thresholds(struct milder *m)
{
	const struct policy *here = m->here, *there = m->there;

	if (milder_lower(here->site_floor, there->site_floor)) {
		triple(&m->said_here, here->site_floor);
		triple(&m->said_there, there->site_floor);
		milder_add(m, "site", &here->site_note, false);
	}
	if (here->redundancy > there->redundancy) {
		buffer_format(&m->said_here, "own sabotage less by %u", here->redundancy);
		buffer_format(&m->said_there, "less by %u", there->redundancy);
		milder_add(m, "redundancy", &here->redundancy_note, false);
	}
	if (here->threat < there->threat || here->exposure < there->exposure || here->exposure_internet < there->exposure_internet) {
		buffer_format(&m->said_here, "threat %u, exposure %u, exposure to the internet %u", here->threat, here->exposure, here->exposure_internet);
		buffer_format(&m->said_there, "%u, %u, %u", there->threat, there->exposure, there->exposure_internet);
		milder_add(m, "baselines", &here->baseline_note, false);
	}
}

static void shares(struct milder *m)
{
	uint32_t i, k;

	for (i = 0; i < m->there->shares; i++) {
		const struct policy_share *there = &m->there->share[i];
		const struct policy_note *note = m->here->shares ? &m->here->share[0].note : NULL;
		uint8_t now[SCENARIOS], was[SCENARIOS];
		char share[NUMBER_SIZE];

		policy_share_impact(m->here, there->from, there->untrusted, now);
		policy_share_impact(m->there, there->from, there->untrusted, was);
		if (!milder_lower(now, was))
			continue;
		for (k = 0; k < m->here->shares; k++)
			if (m->here->share[k].untrusted == there->untrusted && m->here->share[k].from <= there->from)
				note = &m->here->share[k].note;
		share_format(there->from, share);
		buffer_format(&m->what, "%s from %s", there->untrusted ? "untrusted" : "trusted", share);
		triple(&m->said_here, now);
		triple(&m->said_there, was);
		milder_add(m, "concentration", note, false);
	}
}

static bool loses_class(const struct milder *m, const struct policy_domain *here, const struct policy_domain *there)
{
	uint32_t c, k;

	for (c = 0; c < m->there->classes; c++)
		for (k = 0; there->in[c] && k < m->here->classes; k++)
			if (strcmp(m->here->class_[k].name, m->there->class_[c].name) == 0 && !here->in[k])
				return true;
	return false;
}

static void domains(struct milder *m)
{
	uint32_t i, k;

	for (i = 0; i < m->there->domains; i++) {
		const struct policy_domain *there = &m->there->domain[i], *here = NULL;
		bool less;

		for (k = 0; k < m->here->domains; k++)
			if (strcmp(m->here->domain[k].name, there->name) == 0)
				here = &m->here->domain[k];
		less = !here || loses_class(m, here, there) || (there->scopes & ~here->scopes) || (there->roles & ~here->roles)
			|| (there->weighs && !here->weighs);
		if (!less && here->by_region == there->by_region)
			continue;
		buffer_string(&m->what, there->name);
		if (here)
			policy_domain_words(m->here, here, &m->said_here);
		policy_domain_words(m->there, there, &m->said_there);
		milder_add(m, "domains", here ? &here->note : NULL, !less);
	}
}

/* ---- Tables ---------------------------------------------------------------------------------------------------------------------------- */

static bool lower_row(const uint8_t here[LEVELS + 1], const uint8_t there[LEVELS + 1])
{
	unsigned c;

	for (c = 1; c <= LEVELS; c++)
		if (here[c] < there[c])
			return true;
	return false;
}

static void cells(struct buffer *out, const uint8_t level[LEVELS + 1])
{
	buffer_format(out, "%u %u %u %u %u", level[1], level[2], level[3], level[4], level[5]);
}

static void likelihood(struct milder *m)
{
	unsigned t;

	for (t = 1; t <= LEVELS; t++) {
		if (!lower_row(m->here->likelihood[t], m->there->likelihood[t]))
			continue;
		buffer_format(&m->what, "threat %u, exposure 1 to 5", t);
		cells(&m->said_here, m->here->likelihood[t]);
		cells(&m->said_there, m->there->likelihood[t]);
		milder_add(m, "likelihood", &m->here->likelihood_note, false);
	}
}

/* One that the other pack does not have is held against the one that is in force there. */
static void matrices(struct milder *m)
{
	uint32_t i, k;
	unsigned l;

	for (i = 0; i < m->here->matrices; i++) {
		const struct policy_matrix *here = &m->here->matrix[i], *there = &m->there->matrix[m->there->matrix_used];

		for (k = 0; k < m->there->matrices; k++)
			if (strcmp(m->there->matrix[k].name, here->name) == 0)
				there = &m->there->matrix[k];
		for (l = 1; l <= LEVELS; l++) {
			if (!lower_row(here->risk[l], there->risk[l]))
				continue;
			buffer_format(&m->what, "%s, likelihood %u, impact 1 to 5", here->name, l);
			cells(&m->said_here, here->risk[l]);
			cells(&m->said_there, there->risk[l]);
			milder_add(m, "matrices", &here->note, false);
		}
	}
	if (strcmp(m->here->matrix_name, m->there->matrix_name) != 0) {
		buffer_string(&m->what, "in force");
		buffer_string(&m->said_here, m->here->matrix_name);
		buffer_string(&m->said_there, m->there->matrix_name);
		milder_add(m, "matrices", &m->here->risk_note, true);
	}
}

void milder_levels(struct milder *m)
{
	classes(m);
	functions(m);
	data(m);
	caps(m);
	thresholds(m);
	shares(m);
	domains(m);
	likelihood(m);
	matrices(m);
}

void policy_hold_against(struct policy *policy, const struct policy *there)
{
	struct milder m = { .here = policy, .there = there, .arena = &policy->arena };

	milder_levels(&m);
	milder_duties(&m);
	milder_rules(&m);
	policy->held_against = (struct policy_base){ arena_copy(&policy->arena, there->id, strlen(there->id)),
		arena_copy(&policy->arena, there->version, strlen(there->version)), "" };
	memcpy(policy->held_against.sha256, there->sha256, sizeof there->sha256);
	policy->imitates = strcmp(policy->id, there->id) == 0 && strcmp(policy->version, there->version) == 0;
	policy->milds = (uint32_t)m.rows;
	if (m.rows) {
		policy->mild = arena_alloc(&policy->arena, m.rows * sizeof *policy->mild);
		memcpy(policy->mild, m.row, m.rows * sizeof *policy->mild);
	}
	free(m.row);
	buffer_free(&m.what);
	buffer_free(&m.said_here);
	buffer_free(&m.said_there);
}

void policy_milder_words(const struct policy *policy, struct buffer *out)
{
	uint32_t i;

	for (i = 0; i < policy->milds; i++) {
		const struct policy_mild *row = &policy->mild[i];

		buffer_format(out, "  %s%s%s: %s; there %s%s", row->section, row->what[0] ? " " : "", row->what, row->here[0] ? row->here : "nothing",
			row->there[0] ? row->there : "nothing", row->other ? " (other, not by itself milder)" : "");
		if (row->note.source && row->note.line)
			buffer_format(out, " [%s:%u, %s]", row->note.pack, row->note.line, policy_status_name[row->note.status]);
		buffer_string(out, "\n");
	}
}
