#include "report/words.h"

#include "base/number.h"
#include "model/lookalike.h"

#include <stdlib.h>

const char *const words_kind[5] = { "", "breach", "risk", "gap", "note" };
const char *const words_factor[5] = { "", "threat", "exposure", "impact", "none" };
const char *const words_basis[4] = { "", "known", "suspected", "unknown" };
const char *const words_level[LEVELS + 1] = { N_AS("level", "none"), N_AS("level", "very low"), N_AS("level", "low"), N_AS("level", "medium"),
	N_AS("level", "high"), N_AS("level", "very high") };
const char *const words_trust[4] = { [KEUR_TRUST_NOT_REQUIRED] = N_AS("trust", "not required"), [KEUR_TRUST_MET] = N_AS("trust", "met"),
	[KEUR_TRUST_UNKNOWN] = N_AS("trust", "unknown"), [KEUR_TRUST_VIOLATED] = N_AS("trust", "violated") };

void words_message(const struct result *result, const struct result_finding *finding, const char *language, struct buffer *out)
{
	static const char head[] = "breach of ";
	const struct declared_rule *rule = result_rule(result, finding);
	struct buffer message = { 0 }, pack = { 0 }, date = { 0 };

	result_message(result, finding, language, &message);
	/* A rule of a pack is broken, not a law: no report may leave that out. */
	if (finding->kind == KEUR_KIND_BREACH && (message.length < sizeof head - 1 || memcmp(message.data, head, sizeof head - 1) != 0)) {
		buffer_format(&pack, "%s/%s", result->policy->id, result->policy->version);
		SAY_FILLED(out, say_in(language, "breach of {pack}, rule {rule}: {message}"), { "pack", buffer_view(&pack) }, { "rule", text_of(rule->full) },
			{ "message", buffer_view(&message) });
		buffer_free(&pack);
	} else if (finding->due) {
		words_date(result->policy->in_force_from, &date);
		buffer_format(&pack, "%s/%s", result->policy->id, result->policy->version);
		SAY_FILLED(out, say_in(language, "due under {pack} from {date}, rule {rule}: {message}"), { "pack", buffer_view(&pack) },
			{ "date", buffer_view(&date) }, { "rule", text_of(rule->full) }, { "message", buffer_view(&message) });
		buffer_free(&pack);
		buffer_free(&date);
	} else {
		buffer_string(out, message.length ? message.data : rule->title);
	}
	buffer_free(&message);
}

const char *words_member(enum list_id list, unsigned member)
{
	return say_as(schema_list[list].name, schema_list[list].member[member]);
}

void words_date(int32_t days, struct buffer *out)
{
	char text[DATE_SIZE];

	buffer_clear(out);
	if (days == KEUR_NO_DATE)
		return;
	date_format(days, text);
	buffer_string(out, text);
}

void words_key(const struct result *result, uint32_t table, uint32_t row, struct buffer *out)
{
	if (table == KEUR_SUBJECT_SEGMENT)
		buffer_text(out, model_text(result->model, row));
	else if (table < TABLE_COUNT && row < result->model->rows[table])
		model_key(result->model, (enum table_id)table, row, out);
}

uint8_t words_scenarios(const struct result *result, const struct result_finding *finding)
{
	uint8_t own = result_raw(result, finding)->scenarios;

	return own ? own : result_rule(result, finding)->scenarios;
}

/* ---- Places ------------------------------------------------------------------------------------------------------------------ */

/* `path` without the directories that say where the machine keeps its files: the input that it ends with, or its last part. */
static const char *shown_name(const struct result *result, const char *path)
{
	size_t length = strlen(path), best = 0;
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	uint32_t i;

	for (i = 0; i < result->inputs; i++) {
		const char *input = result->input[i].path;
		size_t size = strlen(input);

		if (size > length || size <= best || strcmp(path + length - size, input) != 0)
			continue;
		if (size < length && path[length - size - 1] != '/')
			continue;
		best = size;
		name = input;
	}
	return name;
}

void words_files_start(struct words_files *files, const struct result *result)
{
	size_t i;

	files->count = result->messages ? result->messages->files : 0;
	files->name = mem_zalloc(files->count ? files->count : 1, sizeof *files->name);
	for (i = 0; i < files->count; i++)
		files->name[i] = shown_name(result, result->messages->file[i]);
}

void words_files_free(struct words_files *files)
{
	free(files->name);
	*files = (struct words_files){ 0 };
}

bool words_place(const struct result *result, const struct words_files *files, uint32_t table, uint32_t row, struct words_place *place)
{
	const struct model *model = result->model;

	if (table >= TABLE_COUNT || row >= model->rows[table] || !model->line[table] || !model->line[table][row]
		|| model_file(model, (enum table_id)table, row) >= files->count)
		return false;
	*place = (struct words_place){ files->name[model_file(model, (enum table_id)table, row)], model->line[table][row] };
	return true;
}

bool words_claim(const struct result *result, uint32_t table, uint32_t row, struct words_claim *claim)
{
	static const struct {
		enum table_id table;
		enum column_id status, source, date;
	} claims[] = {
		{ TABLE_access, COL_access_claim_status, COL_access_claim_source, COL_access_claim_date },
		{ TABLE_audit_finding, COL_audit_finding_claim_status, COL_audit_finding_claim_source, COL_audit_finding_claim_date },
		{ TABLE_event, COL_event_claim_status, COL_event_claim_source, COL_event_claim_date },
	};
	const struct model *model = result->model;
	size_t i;

	for (i = 0; i < sizeof claims / sizeof *claims; i++) {
		if (claims[i].table != (enum table_id)table || row >= model->rows[table] || !model_known(model, claims[i].status, row))
			continue;
		*claim = (struct words_claim){ schema_list[LIST_claim].member[keur_byte(&model->column[claims[i].status], row)],
			model_string(model, claims[i].source, row), KEUR_NO_DATE };
		if (model_known(model, claims[i].date, row))
			claim->date = keur_days(&model->column[claims[i].date], row);
		return true;
	}
	return false;
}

/* ---- Causes of a status ------------------------------------------------------------------------------------------------------ */

/* Whoever manages a part can do most to it. */
static int telling_role(uint64_t roles)
{
	static const uint8_t order[] = { KEUR_ROLE_MANAGE, KEUR_ROLE_HOST, KEUR_ROLE_BUILD, KEUR_ROLE_SUPPORT, KEUR_ROLE_INTEGRATE,
		KEUR_ROLE_MANUFACTURE };
	size_t i;

	for (i = 0; i < sizeof order; i++)
		if (roles >> order[i] & 1)
			return order[i];
	return -1;
}

static void involved(const struct model *model, uint32_t row, struct words_cause *cause)
{
	const struct keur_column *column = model->column;

	cause->supplier = keur_code(&column[COL_involvement_supplier], row);
	cause->how = schema_list[LIST_through].member[keur_byte(&column[COL_involvement_through], row)];
	cause->standing = schema_list[LIST_standing].member[keur_byte(&column[COL_involvement_standing], row)];
	if (keur_byte(&column[COL_involvement_standing], row) == KEUR_STANDING_UNTRUSTED && model_known(model, COL_supplier_untrusted_by, cause->supplier)
		&& keur_byte(&column[COL_supplier_untrusted_by], cause->supplier) != GROUND_DECISION)
		cause->ground = policy_ground_name[keur_byte(&column[COL_supplier_untrusted_by], cause->supplier)];
	cause->under = keur_code(&column[COL_involvement_under], row);
	cause->roles = keur_set(&column[COL_involvement_roles], row);
	cause->role = telling_role(cause->roles);
}

bool words_next_cause(const struct result *result, uint32_t component, uint32_t *next, struct words_cause *cause)
{
	const struct model *model = result->model;
	uint32_t first = result->cause_first[component], count = result->cause_first[component + 1] - first;
	uint32_t about_nobody = *next >> 30, at = *next & 0x3FFFFFFF; /* what is said about nobody comes last, each once */
	bool unanswered = false;
	uint32_t i;

	*cause = (struct words_cause){ .supplier = KEUR_NONE, .how = "", .standing = "", .under = KEUR_NONE, .role = -1 };
	if (keur_byte(&model->column[COL_component_trust_status], component) == KEUR_TRUST_MET)
		return false; /* its causes are trusts */
	for (; at < count; at++) {
		uint32_t row = result->cause[first + at].involvement;

		if (row == KEUR_NONE)
			continue;
		involved(model, row, cause);
		*next = at + 1;
		return true;
	}
	for (i = 0; i < count; i++)
		unanswered |= result->cause[first + i].involvement == KEUR_NONE;
	if (unanswered && about_nobody < 1) {
		uint64_t roles = keur_set(&model->column[COL_component_unanswered_roles], component);

		*next = at | UINT32_C(1) << 30;
		if (roles) {
			cause->how = "unanswered";
			cause->roles = roles;
			cause->role = telling_role(roles);
			return true;
		}
	}
	if (unanswered && about_nobody < 2) {
		*next = at | UINT32_C(2) << 30;
		cause->tables = model_known(model, COL_component_unstated, component)
			? keur_set(&model->column[COL_component_unstated], component) : 0;
		if (cause->tables || model_answer(model, COL_component_party_stated, component) != KEUR_YES) {
			cause->how = "unstated";
			return true;
		}
		if (!keur_set(&model->column[COL_component_unanswered_roles], component)) {
			cause->how = "doubtful";
			return true;
		}
	}
	return false;
}

const char *words_through(struct text how, bool under)
{
	static const struct {
		const char *how, *alone, *with;
	} words[] = {
		{ "direct", N_("directly"), NULL },
		{ "subcontract", N_("as a subcontractor"), N_("under {supplier}") },
		{ "administers", N_("in what administers it"), N_("in what administers it, under {supplier}") },
		{ "access", N_("by a remote way in"), N_("by a remote way in, under {supplier}") },
		{ "keys", N_("holds its keys"), NULL },
		{ "owner", N_("as an owner"), N_("owns {supplier}") },
	};
	size_t i;

	for (i = 0; i < sizeof words / sizeof *words; i++)
		if (text_is(how, words[i].how))
			return under && words[i].with ? words[i].with : words[i].alone;
	return NULL;
}

const char *const words_decision_state[5] = { "holds", "not_yet", "undated", "reopened", "expired" };

bool words_lapse(const struct result *result, const struct words_cause *cause, const char *language, struct buffer *out)
{
	return cause->supplier != KEUR_NONE && strcmp(cause->standing, schema_list[LIST_standing].member[KEUR_STANDING_UNDECIDED]) == 0
		&& result_lapse(result, cause->supplier, language, out);
}

bool words_lists_supplier(const struct result *result, uint32_t supplier)
{
	return supplier != result->model->operator_ || model_answer(result->model, COL_supplier_registered, supplier) == KEUR_YES;
}

static bool broke_in(const struct model *model, uint32_t row)
{
	uint8_t declared = model_answer(model, COL_access_declared, row);
	bool seen = model_answer(model, COL_access_observed, row) == KEUR_YES
		|| (model_known(model, COL_access_source, row) && keur_byte(&model->column[COL_access_source], row) == KEUR_SOURCE_OBSERVED);

	return model_known(model, COL_access_authorised_by, row) && keur_code(&model->column[COL_access_authorised_by], row) == KEUR_NONE
		&& (declared ? declared == KEUR_NO : seen);
}

bool *words_intruders(const struct result *result)
{
	static const enum column_id held[] = { COL_party_supplier, COL_party_under, COL_component_keys_held_by, COL_log_sink_admin, COL_certificate_issuer,
		COL_certificate_replacement, COL_credential_holder, COL_ownership_owner };
	const struct model *model = result->model;
	uint32_t suppliers = model->rows[TABLE_supplier], row, i, who;
	bool *intruder = mem_zalloc(suppliers, sizeof *intruder), *works = mem_zalloc(suppliers, sizeof *works);
	size_t h;

	for (row = 0; row < model->rows[TABLE_access]; row++) {
		who = keur_code(&model->column[COL_access_party], row);
		if (who != KEUR_NONE)
			*(broke_in(model, row) ? &intruder[who] : &works[who]) = true;
	}
	for (h = 0; h < sizeof held / sizeof *held; h++) {
		const struct keur_column *column = &model->column[held[h]];

		for (row = 0; row < model->rows[schema_column[held[h]].table]; row++) {
			if (!schema_is_list(held[h])) {
				who = keur_code(column, row);
				if (who != KEUR_NONE)
					works[who] = true;
				continue;
			}
			for (i = 0; i < keur_list_length(column, row); i++)
				works[keur_list_item(column, row, i)] = true;
		}
	}
	for (row = 0; row < suppliers; row++)
		intruder[row] = intruder[row] && !works[row];
	free(works);
	return intruder;
}

size_t words_lookalike(const struct result *result, uint32_t supplier)
{
	size_t low = 0, high = result->link ? result->link->lookalikes : 0;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (result->link->lookalike[middle].supplier < supplier)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

void words_supplier(const struct result *result, uint32_t supplier, struct buffer *out, struct text *like)
{
	struct text id = model_string(result->model, COL_supplier_id, supplier);
	size_t at = words_lookalike(result, supplier);

	*like = (struct text){ "", 0 };
	if (!result->link || at == result->link->lookalikes || result->link->lookalike[at].supplier != supplier) {
		buffer_text(out, id);
		return;
	}
	lookalike_reveal(id, out);
	*like = text_of(result->link->lookalike[at].as_seen);
}

void words_hundredths(int32_t hundredths, struct buffer *out)
{
	if (hundredths >= 0)
		buffer_format(out, "%d.%02d", hundredths / 100, hundredths % 100);
}

/* ---- What the pack rests on ------------------------------------------------------------------------------------------------- */

static bool same_note(const struct policy_note *a, const struct policy_note *b)
{
	return a->status == b->status && strcmp(a->source ? a->source : "", b->source ? b->source : "") == 0;
}

static void count_note(struct words_sources *sources, const struct policy_note *note)
{
	const char *name = note->source ? note->source : "";
	bool known = false;
	size_t i;

	sources->status[note->status]++;
	for (i = 0; i < sources->entries; i++) {
		if (strcmp(sources->entry[i].source, name) != 0)
			continue;
		known = true;
		if (sources->entry[i].status != note->status)
			continue;
		sources->entry[i].count++;
		return;
	}
	mem_reserve(&sources->entry, &sources->capacity, sources->entries + 1, sizeof *sources->entry);
	sources->entry[sources->entries++] = (struct words_source){ name, note->status, 1 };
	sources->sources += !known;
}

void words_sources_count(struct words_sources *sources, const struct policy *policy)
{
	const struct policy_note *single[] = { &policy->data_note, &policy->site_note, &policy->redundancy_note, &policy->baseline_note,
		&policy->likelihood_note, &policy->risk_note, &policy->required_note, &policy->roles_note, &policy->events_note,
		&policy->retention_note };
	uint32_t i;

	*sources = (struct words_sources){ 0 };
	for (i = 0; i < policy->classes; i++) {
		count_note(sources, &policy->class_[i].note);
		count_note(sources, &policy->class_[i].impact_note);
	}
	for (i = 0; i < policy->catalogue.functions; i++)
		count_note(sources, &policy->function[i].note);
	/* A class of data that only repeats what stands above it is no entry of its own. */
	for (i = 0; i < schema_list[LIST_data].members; i++)
		if (!same_note(&policy->data[i].note, &policy->data_note))
			count_note(sources, &policy->data[i].note);
	for (i = 0; i < policy->caps; i++)
		count_note(sources, &policy->cap[i].note);
	for (i = 0; i < policy->shares; i++)
		count_note(sources, &policy->share[i].note);
	for (i = 0; i < policy->domains; i++)
		count_note(sources, &policy->domain[i].note);
	for (i = 0; i < sizeof single / sizeof *single; i++)
		count_note(sources, single[i]);
	if (policy->untrusted.grounds)
		count_note(sources, &policy->untrusted.note);
	for (i = 0; i < policy->deadlines; i++)
		count_note(sources, &policy->deadline[i].note);
	for (i = 0; i < policy->measures; i++)
		count_note(sources, &policy->measure[i].note);
	if (policy->sharing.profile)
		count_note(sources, &policy->sharing.note);
	for (i = 0; i < policy->sharing.recipients; i++)
		count_note(sources, &policy->sharing.recipient[i].note);
	for (i = 0; i < policy->advisory.questions; i++)
		count_note(sources, &policy->advisory.question[i].note);
	for (i = 0; i < policy->advisory.labels; i++)
		count_note(sources, &policy->advisory.label[i].note);
	if (policy->advisory.clock_days)
		count_note(sources, &policy->advisory.clock_note);
	for (i = 0; i < policy->rules; i++)
		count_note(sources, &policy->rule[i].note);
	for (i = 0; i < policy->params; i++)
		count_note(sources, &policy->param[i].note);
	if (policy->stakeholder.given)
		count_note(sources, &policy->stakeholder.note);
	for (i = 0; i < policy->stakeholder.dependencies; i++)
		count_note(sources, &policy->stakeholder.dependency[i].note);
	for (i = 0; i < policy->stakeholder.penetrations; i++)
		count_note(sources, &policy->stakeholder.penetration[i].note);
}

void words_sources_free(struct words_sources *sources)
{
	free(sources->entry);
	*sources = (struct words_sources){ 0 };
}
