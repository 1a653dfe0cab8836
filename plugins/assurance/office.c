/* What offices say: audit findings, retired parts, interception systems, the data a supplier could reach, a sample of log entries, and whether
 * anything was reported at all. */
#include "assurance.h"

#define T(literal) KEUR_TEXT(literal)

/* ---- Audit findings ----------------------------------------------------------------------------------------------------------------------- */

enum { OPEN, PERHAPS_OPEN, SAID_TO_BE_MENDED, MENDED };

struct audit {
	uint32_t row;
	int state;
	int fails, doubts;         /* what is wrong with it; what would have to be known */
	struct words failing;
	struct keur_text missing;  /* the field of the last doubt */
	int32_t age;               /* days that it has been open, -1: not known */
};

static int audit_state(const struct task *task, uint32_t row)
{
	uint32_t status = member(task, AUDIT_STATUS, row);
	uint8_t mended = come(task, AUDIT_RESOLVED, row);
	int done = status == KEUR_PROGRESS_RESOLVED || (status == KEUR_NONE && day(task, AUDIT_RESOLVED, row) != KEUR_NO_DATE);

	if (mended == KEUR_NO || (status != KEUR_NONE && !done)) /* not yet, or never */
		return OPEN;
	if (!done || (known(task, AUDIT_RESOLVED, row) && mended == 0))
		return PERHAPS_OPEN;
	return only_claimed(task, AUDIT_CLAIM, row) ? SAID_TO_BE_MENDED : MENDED;
}

static void doubt(struct audit *audit, struct keur_text field)
{
	audit->doubts = 1;
	audit->missing = field;
}

static void judge_term(struct task *task, struct audit *audit)
{
	static const struct keur_text late = T("past its term"), none = T("no term");
	uint8_t due = come(task, AUDIT_DUE, audit->row);

	if (!known(task, AUDIT_DUE, audit->row))
		doubt(audit, (struct keur_text)T("audit_finding.due"));
	else if (day(task, AUDIT_DUE, audit->row) == KEUR_NO_DATE)
		words_enter(&audit->failing, none);
	else if (due == KEUR_YES)
		words_enter(&audit->failing, late);
	else if (due != KEUR_NO)
		doubt(audit, (struct keur_text)T("network.as_of"));
}

/* A contractor may mend it, but somebody at the operator must answer for that. */
static void judge_owner(struct task *task, struct audit *audit)
{
	static const struct keur_text nobody = T("nobody at the operator answers for it");
	uint32_t to = code(task, AUDIT_ADDRESSED_TO, audit->row);

	if (to != KEUR_NONE && to == task->operator_)
		return;
	if (known(task, AUDIT_OWNER, audit->row) && code(task, AUDIT_OWNER, audit->row) == KEUR_NONE)
		words_enter(&audit->failing, nobody);
	else if (!known(task, AUDIT_OWNER, audit->row))
		doubt(audit, (struct keur_text)T("audit_finding.owner"));
}

static void report_audit(struct task *task, struct audit *audit, uint32_t component)
{
	struct draft draft = draft_about(FINDING_OPEN, component, KEUR_TABLE_AUDIT_FINDING, audit->row);
	uint32_t level = audit->age > task->number[LONG_OPEN] ? 4u : 3u;

	say_row(&draft, KEUR_TABLE_AUDIT_FINDING, audit->row);
	say_day(&draft, day(task, AUDIT_DATE, audit->row));
	say_row(&draft, KEUR_TABLE_COMPONENT, component);
	say_text(&draft, words_text(&audit->failing));
	say_row(&draft, KEUR_TABLE_SUPPLIER, code(task, AUDIT_ADDRESSED_TO, audit->row));
	say_code(&draft, code(task, AUDIT_OWNER, audit->row));
	if (audit->age < 0)
		say_nothing(&draft);
	else
		say_number(&draft, audit->age);
	draft.finding.level = level;
	if (audit->failing.entries && audit->state != PERHAPS_OPEN) {
		if (audit->state == SAID_TO_BE_MENDED)
			draft.finding.basis = KEUR_SUSPECTED;
		submit(task, &draft);
	}
	if (component == KEUR_NONE)
		return; /* nobody in particular gets worse */
	if (audit->state == PERHAPS_OPEN)
		doubt(audit, !known(task, AUDIT_STATUS, audit->row) ? (struct keur_text)T("audit_finding.status") : (struct keur_text)T("network.as_of"));
	if (audit->age < 0)
		doubt(audit, task->view->as_of == KEUR_NO_DATE ? (struct keur_text)T("network.as_of") : (struct keur_text)T("audit_finding.date"));
	if (!audit->doubts || (audit->failing.entries && audit->age >= 0 && audit->state != PERHAPS_OPEN))
		return;
	draft.finding.level = audit->age < 0 ? 4u : level;
	ask_field(&draft, audit->missing);
	submit(task, &draft);
}

static void report_mended(struct task *task, uint32_t row)
{
	struct draft draft = draft_about(FINDING_CLOSED, KEUR_NONE, KEUR_TABLE_AUDIT_FINDING, row);

	say_row(&draft, KEUR_TABLE_AUDIT_FINDING, row);
	say_day(&draft, day(task, AUDIT_DATE, row));
	say_day(&draft, day(task, AUDIT_RESOLVED, row));
	say_days(&draft, day(task, AUDIT_DATE, row), day(task, AUDIT_RESOLVED, row));
	submit(task, &draft);
}

void judge_audits(struct task *task)
{
	for (uint32_t row = 0; row < rows(task, AUDIT_ID) && !task->result; row++) {
		struct audit audit = { .row = row, .state = audit_state(task, row), .age = -1 };
		uint32_t parts = items(task, AUDIT_COMPONENTS, row);

		if (come(task, AUDIT_DATE, row) == KEUR_NO)
			continue; /* nobody knows of it yet */
		if (audit.state == MENDED) {
			report_mended(task, row);
			continue;
		}
		if (come(task, AUDIT_DATE, row) == KEUR_YES)
			audit.age = task->view->as_of - day(task, AUDIT_DATE, row);
		judge_term(task, &audit);
		judge_owner(task, &audit);
		for (uint32_t i = 0; i < parts; i++)
			if (judged(task, item(task, AUDIT_COMPONENTS, row, i)))
				report_audit(task, &audit, item(task, AUDIT_COMPONENTS, row, i));
		if (!parts)
			report_audit(task, &audit, KEUR_NONE);
	}
}

/* ---- What is attested of a part -------------------------------------------------------------------------------------------------------------- */

/* The answer in force about one part: KEUR_YES, KEUR_NO, 0. A no is believed first; the finding rests on every row that says it. */
static uint8_t attested(const struct task *task, uint32_t what, uint32_t component, struct draft *draft)
{
	uint8_t found = 0;

	for (uint32_t a = 0; a < rows(task, ATTESTED); a++) {
		uint8_t says = answer(task, ATTESTED_ANSWER, a);

		if (member(task, ATTESTED, a) != what || (known(task, ATTESTED_COMPONENTS, a) && !lists(task, ATTESTED_COMPONENTS, a, component)))
			continue;
		/* One whose days cannot be placed proves nothing, and may well accuse. */
		if (come(task, ATTESTED_DATE, a) == KEUR_NO || come(task, ATTESTED_UNTIL, a) == KEUR_YES)
			continue;
		if (says == KEUR_YES
			&& (come(task, ATTESTED_DATE, a) == 0 || (day(task, ATTESTED_UNTIL, a) != KEUR_NO_DATE && come(task, ATTESTED_UNTIL, a) == 0)))
			continue;
		if (says == KEUR_NO)
			rests_on(draft, KEUR_TABLE_ATTESTATION, a);
		if (found != KEUR_NO)
			found = says;
	}
	return found;
}

/* ---- Retired parts --------------------------------------------------------------------------------------------------------------------------- */

static void judge_proof(struct task *task, uint32_t component)
{
	struct draft draft = draft_about(RETIRED_UNPROVEN, component, KEUR_TABLE_COMPONENT, component);
	uint8_t proof = attested(task, KEUR_ATTESTED_DECOMMISSIONED, component, &draft);

	if (proof == KEUR_YES)
		return;
	say_row(&draft, KEUR_TABLE_COMPONENT, component);
	say_day(&draft, day(task, IN_SERVICE_UNTIL, component));
	if (proof == KEUR_NO)
		say_member(&draft, (struct keur_text)T("attestation.answer"), proof);
	else
		say_nothing(&draft);
	if (answer(task, IN_SERVICE, component) != KEUR_NO)
		ask_field(&draft, (struct keur_text)T("network.as_of"));
	submit(task, &draft); /* that nobody answers for it is a fact about a part that has no levels any more */
}

/* Its last day of service has passed, or perhaps: that day is given and today is not. A part that is not in service yet was never taken down. */
static int retired(const struct task *task, uint32_t component)
{
	uint8_t in_service = answer(task, IN_SERVICE, component);

	return (in_service == KEUR_NO && come(task, IN_SERVICE_UNTIL, component) == KEUR_YES)
		|| (in_service == 0 && day(task, IN_SERVICE_UNTIL, component) != KEUR_NO_DATE);
}

void judge_retired(struct task *task)
{
	for (uint32_t c = 0; c < task->view->components && !task->result; c++)
		if (retired(task, c))
			judge_proof(task, c);
	for (uint32_t row = 0; row < rows(task, PARTY_COMPONENT) && !task->result; row++) {
		uint32_t component = code(task, PARTY_COMPONENT, row), supplier = code(task, PARTY_SUPPLIER, row), role = member(task, PARTY_ROLE, row);
		struct draft draft;

		if (component == KEUR_NONE || supplier == KEUR_NONE || supplier == task->operator_ || !retired(task, component)
			|| role == KEUR_NONE || role < KEUR_ROLE_MANAGE || come(task, PARTY_UNTIL, row) == KEUR_YES
			|| come(task, PARTY_FROM, row) == KEUR_NO)
			continue;
		draft = draft_about(RETIRED_CONNECTED, component, KEUR_TABLE_PARTY, row);
		draft.finding.party = supplier;
		say_row(&draft, KEUR_TABLE_COMPONENT, component);
		say_day(&draft, day(task, IN_SERVICE_UNTIL, component));
		say_row(&draft, KEUR_TABLE_SUPPLIER, supplier);
		say_member(&draft, (struct keur_text)T("party.role"), role);
		if (answer(task, IN_SERVICE, component) != KEUR_NO)
			ask_field(&draft, (struct keur_text)T("network.as_of"));
		submit(task, &draft);
	}
}

/* ---- Interception ------------------------------------------------------------------------------------------------------------------------------ */

static const struct demand {
	uint32_t what;
	struct keur_text word;
} demand[] = {
	{ KEUR_ATTESTED_SECURITY_PLAN_CURRENT, T("security_plan_current") },
	{ KEUR_ATTESTED_AGREEMENTS_CONCRETE, T("agreements_concrete") },
	{ KEUR_ATTESTED_SCREENING_COMPLETE, T("screening_complete") },
	{ KEUR_ATTESTED_EXTERNAL_LOGGING, T("external_logging") },
};

static void judge_profile(struct task *task, uint32_t component)
{
	struct draft draft = draft_about(INTERCEPTION_PROFILE, component, KEUR_TABLE_COMPONENT, component);
	struct words failing = { .length = 0 }, open = { .length = 0 };

	for (uint32_t d = 0; d < KEUR_COUNT(demand); d++)
		switch (attested(task, demand[d].what, component, &draft)) {
		case KEUR_NO:
			words_enter(&failing, demand[d].word);
			break;
		case 0:
			words_enter(&open, demand[d].word);
			break;
		default:
			break;
		}
	say_row(&draft, KEUR_TABLE_COMPONENT, component);
	say_text(&draft, words_text(&failing));
	if (failing.entries) {
		submit(task, &draft); /* what is open as well could not make it worse */
	} else if (open.entries) {
		ask(&draft, KEUR_BLAME_STATEMENT, words_text(&open));
		submit(task, &draft);
	}
}

void judge_interception(struct task *task)
{
	struct keur_text wanted = { 0 };

	if (!task->result)
		task->result = task->host->param(task->call, INTERCEPTION_CLASS, NULL, &wanted);
	for (uint32_t c = 0; c < task->view->components && !task->result; c++)
		if (judged(task, c) && same_text(keur_string(task->view, code(task, CLASS, c)), wanted))
			judge_profile(task, c);
}

/* ---- Data in reach ------------------------------------------------------------------------------------------------------------------------------ */

/* Rows of one table that name a supplier: row[first[s]] .. row[first[s + 1] - 1]. */
struct by_supplier {
	uint32_t *first, *row;
};

static struct by_supplier group(struct task *task, uint32_t place)
{
	uint32_t suppliers = rows(task, SUPPLIER_ID), total = rows(task, place);
	struct by_supplier by = { memory(task, ((uint64_t)suppliers + 2u) * sizeof *by.first), memory(task, (uint64_t)total * sizeof *by.row) };

	if (task->result)
		return by;
	for (uint32_t r = 0; r < total; r++)
		if (code(task, place, r) != KEUR_NONE)
			by.first[code(task, place, r) + 2u]++;
	for (uint32_t s = 2; s < suppliers + 2u; s++)
		by.first[s] += by.first[s - 1u];
	for (uint32_t r = 0; r < total; r++)
		if (code(task, place, r) != KEUR_NONE)
			by.row[by.first[code(task, place, r) + 1u]++] = r;
	return by;
}

struct reading {
	struct task *task;
	struct by_supplier ways, parties;
	uint64_t *data_from;  /* by component: the data read from there; kept, as many ways lead to one part */
	uint8_t *looked;      /* by component: data_from is known */
	uint32_t *seen_for;   /* by component: 1 + the supplier that was found to reach it last */
	uint32_t supplier;
	uint64_t data;
	uint32_t parts, unknown, entries;
	uint32_t last;        /* part of the role taken last: several roles are one way */
	struct words text;
	struct draft draft;
	struct keur_row *evidence; /* every way and role, up to what a finding may have */
	uint32_t evidences;
};

enum { MOST_WAYS = 4096 };

static void rests_on_way(struct reading *reading, uint32_t table, uint32_t row)
{
	if (reading->evidences < MOST_WAYS)
		reading->evidence[reading->evidences++] = (struct keur_row){ table, row };
}

static void see(struct reading *reading, uint32_t component)
{
	const struct task *task = reading->task;

	if (reading->seen_for[component] == reading->supplier + 1u)
		return;
	reading->seen_for[component] = reading->supplier + 1u;
	reading->parts++;
	reading->unknown += !known(task, DATA, component);
	reading->data |= known(task, DATA, component) ? keur_set(column(task, DATA), component) : 0u;
}

/* Data that can be read from a part: its own, and that of what it administers. */
static uint64_t look(struct reading *reading, uint32_t start)
{
	struct task *task = reading->task;
	struct keur_reach reach = { 0 };

	if (reading->looked[start] && reading->seen_for[start] == reading->supplier + 1u)
		return reading->data_from[start];
	if ((task->result = task->host->reach(task->call, start, KEUR_ESPIONAGE, &reach)) != 0)
		return 0;
	reading->data_from[start] = 0;
	reading->looked[start] = 1;
	for (uint32_t i = 0; i < reach.count; i++) {
		see(reading, reach.component[i]);
		reading->data_from[start] |= known(task, DATA, reach.component[i]) ? keur_set(column(task, DATA), reach.component[i]) : 0u;
	}
	return reading->data_from[start];
}

static const struct keur_text data_word[] = { T("customer"), T("billing"), T("traffic"), T("location"), T("content"), T("li_target"),
	T("subscriber_key"), T("credential"), T("config"), T("log") };

/* Whose loss hurts somebody: what is left, configuration and logs, is told where one of these stands beside it. */
static const uint64_t telling_data = (UINT64_C(1) << KEUR_DATA_CONFIG) - 1u;

/* "ra-7: customer|traffic" */
static void enter_way(struct reading *reading, struct keur_text way, uint64_t data)
{
	static const struct keur_text colon = T(": "), bar = T("|"), nothing = T("-");
	struct words one = { .length = 0 };

	words_add(&one, way);
	words_add(&one, colon);
	if (!data)
		words_add(&one, nothing);
	for (uint32_t d = 0; d < KEUR_COUNT(data_word); d++)
		if (data >> d & 1u) {
			if (one.entries++)
				words_add(&one, bar);
			words_add(&one, data_word[d]);
		}
	words_enter(&reading->text, words_text(&one));
	reading->entries++;
}

static void take_way(struct reading *reading, uint32_t row)
{
	struct task *task = reading->task;
	uint32_t target = code(task, ACCESS_TARGET, row);
	uint64_t data;

	if (target == KEUR_NONE || answer(task, ACCESS_VALID, row) == KEUR_NO)
		return;
	if (only_claimed(task, ACCESS_CLAIM, row) && !reading->entries)
		reading->draft.finding.basis = KEUR_SUSPECTED;
	else if (!only_claimed(task, ACCESS_CLAIM, row))
		reading->draft.finding.basis = KEUR_KNOWN;
	if (member(task, ACCESS_PRIVILEGE, row) == KEUR_PRIVILEGE_READ) {
		see(reading, target);
		data = known(task, DATA, target) ? keur_set(column(task, DATA), target) : 0u;
	} else {
		data = look(reading, target);
	}
	rests_on_way(reading, KEUR_TABLE_ACCESS, row);
	enter_way(reading, keur_string(task->view, code(task, ACCESS_ID, row)), data);
}

static void take_role(struct reading *reading, uint32_t row)
{
	struct task *task = reading->task;
	uint32_t component = code(task, PARTY_COMPONENT, row), role = member(task, PARTY_ROLE, row);
	uint64_t data;

	if (component == KEUR_NONE || role == KEUR_NONE || role < KEUR_ROLE_MANAGE || come(task, PARTY_UNTIL, row) == KEUR_YES
		|| come(task, PARTY_FROM, row) == KEUR_NO)
		return;
	reading->draft.finding.basis = KEUR_KNOWN;
	rests_on_way(reading, KEUR_TABLE_PARTY, row);
	if (reading->last == component)
		return;
	reading->last = component;
	data = look(reading, component);
	enter_way(reading, keur_string(task->view, code(task, COMPONENT_ID, component)), data);
}

static void judge_supplier(struct reading *reading)
{
	struct task *task = reading->task;
	uint32_t s = reading->supplier;

	reading->data = 0;
	reading->parts = reading->unknown = reading->entries = 0;
	reading->last = KEUR_NONE;
	reading->text = (struct words){ .length = 0 };
	reading->draft = draft_about(DATA_IN_REACH, KEUR_NONE, KEUR_TABLE_SUPPLIER, s);
	reading->evidences = 0;
	for (uint32_t i = reading->ways.first[s]; i < reading->ways.first[s + 1u] && !task->result; i++)
		take_way(reading, reading->ways.row[i]);
	for (uint32_t i = reading->parties.first[s]; i < reading->parties.first[s + 1u] && !task->result; i++)
		take_role(reading, reading->parties.row[i]);
	if (!(reading->data & telling_data) && !reading->unknown)
		return;
	say_row(&reading->draft, KEUR_TABLE_SUPPLIER, s);
	say_set(&reading->draft, (struct keur_text)T("component.data"), reading->data);
	say_number(&reading->draft, reading->parts);
	say_number(&reading->draft, reading->unknown);
	say_text(&reading->draft, words_text(&reading->text));
	reading->draft.finding.value = reading->draft.value;
	reading->draft.finding.evidence = reading->evidence;
	reading->draft.finding.evidences = reading->evidences;
	if (!task->result)
		task->result = task->host->emit(task->call, &reading->draft.finding);
}

void judge_data(struct task *task)
{
	uint64_t components = task->view->components;
	struct reading reading = { .task = task, .ways = group(task, ACCESS_PARTY), .parties = group(task, PARTY_SUPPLIER) };

	reading.data_from = memory(task, components * sizeof *reading.data_from);
	reading.looked = memory(task, components);
	reading.evidence = memory(task, MOST_WAYS * sizeof *reading.evidence);
	reading.seen_for = memory(task, components * sizeof *reading.seen_for);
	for (reading.supplier = 0; reading.supplier < rows(task, SUPPLIER_ID) && !task->result; reading.supplier++)
		if (reading.supplier != task->operator_)
			judge_supplier(&reading);
}

/* ---- A sample of log entries --------------------------------------------------------------------------------------------------------------------- */

enum { FIELDS = 6 };
static const struct keur_text field_word[FIELDS] = { T("action"), T("object"), T("result"), T("origin"), T("actor"), T("time") };

static int is_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/* Whether `line` has `name` with a value behind it: name=value, name="...", "name": value. An empty one is none. */
static int has_value(struct keur_text line, struct keur_text name)
{
	for (uint32_t i = 0; name.length && i + name.length < line.length; i++) {
		uint32_t at = i + name.length;
		struct keur_text here = { line.text + i, name.length, 0u };

		if (!same_text(here, name) || (i && is_name(line.text[i - 1])) || is_name(line.text[at]))
			continue;
		if (line.text[at] == '"')
			at++;
		while (at < line.length && line.text[at] == ' ')
			at++;
		if (at >= line.length || (line.text[at] != '=' && line.text[at] != ':'))
			continue;
		at++;
		while (at < line.length && line.text[at] == ' ')
			at++;
		if (at + 1 < line.length && line.text[at] == '"')
			return line.text[at + 1] != '"';
		return at < line.length && line.text[at] != ',' && line.text[at] != '}' && line.text[at] != ' ';
	}
	return 0;
}

/* The piece of `text` that begins at *at, up to `sign`; *at moves behind it. */
static struct keur_text piece(struct keur_text text, char sign, uint32_t *at)
{
	struct keur_text found = { text.text + *at, 0u, 0u };

	while (*at < text.length && text.text[*at] != sign)
		++*at;
	found.length = (uint32_t)(text.text + *at - found.text);
	++*at;
	while (found.length && (found.text[0] == ' ' || found.text[0] == '"')) {
		found.text++;
		found.length--;
	}
	while (found.length && (found.text[found.length - 1] == ' ' || found.text[found.length - 1] == '"' || found.text[found.length - 1] == '\r'))
		found.length--;
	return found;
}

/* Which cell of a CSV header is the field, under any of its names; KEUR_NONE: none. */
static uint32_t cell_of(struct keur_text header, char sign, struct keur_text names)
{
	uint32_t cell = 0;

	for (uint32_t at = 0; at <= header.length; cell++) {
		struct keur_text here = piece(header, sign, &at);

		for (uint32_t n = 0; n <= names.length;)
			if (same_text(here, piece(names, '|', &n)) && here.length)
				return cell;
	}
	return KEUR_NONE;
}

static int cell_filled(struct keur_text line, char sign, uint32_t cell)
{
	for (uint32_t at = 0; at <= line.length; cell--) {
		struct keur_text here = piece(line, sign, &at);

		if (cell == 0)
			return here.length > 0;
	}
	return 0;
}

static int line_has(struct keur_text line, struct keur_text names)
{
	for (uint32_t n = 0; n <= names.length;)
		if (has_value(line, piece(names, '|', &n)))
			return 1;
	return 0;
}

struct sample {
	struct keur_text name[FIELDS]; /* of each field, separated by | */
	uint32_t cell[FIELDS];         /* of a CSV */
	char sign;                     /* of a CSV, else 0 */
	uint32_t lines, good, missing[FIELDS];
};

static void take_header(struct sample *sample, struct keur_text line)
{
	static const char signs[] = { ',', ';', '\t' };
	uint32_t best = 1;

	for (uint32_t s = 0; s < sizeof signs; s++) {
		uint32_t found = 0;

		for (uint32_t f = 0; f < FIELDS; f++)
			found += cell_of(line, signs[s], sample->name[f]) != KEUR_NONE;
		if (found <= best)
			continue;
		best = found;
		sample->sign = signs[s];
	}
	for (uint32_t f = 0; sample->sign && f < FIELDS; f++)
		sample->cell[f] = cell_of(line, sample->sign, sample->name[f]);
}

static void take_line(struct sample *sample, struct keur_text line)
{
	uint32_t lacking = 0;

	sample->lines++;
	for (uint32_t f = 0; f < FIELDS; f++) {
		int there = !sample->sign ? line_has(line, sample->name[f])
			: sample->cell[f] != KEUR_NONE && cell_filled(line, sample->sign, sample->cell[f]);

		lacking += !there;
		sample->missing[f] += !there;
	}
	sample->good += lacking == 0;
}

void judge_log_sample(struct task *task)
{
	struct draft draft = draft_about(LOG_ENTRIES, KEUR_NONE, KEUR_SUBJECT_NETWORK, 0);
	struct words missing = { .length = 0 };
	struct keur_text file = { 0 }, names = { 0 };
	struct sample sample = { .sign = 0 };
	uint32_t most = 0, at = 0;

	if (!task->result)
		task->result = task->host->param(task->call, LOG_SAMPLE, NULL, &file);
	if (!task->result)
		task->result = task->host->param(task->call, LOG_FIELDS, NULL, &names);
	if (task->result || !file.length)
		return;
	for (uint32_t f = 0; f < FIELDS && at <= names.length; f++)
		sample.name[f] = piece(names, ',', &at);
	at = 0;
	for (int first = 1; at < file.length && !(task->result = task->host->stop(task->call)); first = 0) {
		uint32_t start = at;
		struct keur_text line = { file.text + start, 0u, 0u };

		while (at < file.length && file.text[at] != '\n')
			at++;
		line.length = at++ - start;
		if (first)
			take_header(&sample, line);
		if (line.length && !(first && sample.sign))
			take_line(&sample, line);
	}
	if (!sample.lines)
		return;
	for (uint32_t f = 0; f < FIELDS; f++)
		most = sample.missing[f] > most ? sample.missing[f] : most;
	for (uint32_t f = 0; most && f < FIELDS; f++)
		if (sample.missing[f] == most)
			words_enter(&missing, field_word[f]);
	say(&draft, (struct keur_value){ .kind = KEUR_VALUE_SHARE, .number = (int64_t)sample.good * 10000 / sample.lines });
	say_number(&draft, sample.lines);
	say_text(&draft, words_text(&missing));
	submit(task, &draft);
}

/* ---- Nothing at all ----------------------------------------------------------------------------------------------------------------------------- */

static int stated(const struct task *task, uint32_t table)
{
	for (uint32_t row = 0; row < rows(task, STATEMENT_TABLE); row++)
		if (member(task, STATEMENT_TABLE, row) == table && answer(task, STATEMENT_COMPLETE, row) == KEUR_YES)
			return 1;
	return 0;
}

/* One question for the whole network, asked of the parts that matter: no row here makes a part worse, so no levels hang on the answer. */
void judge_nothing(struct task *task)
{
	static const struct { uint32_t place, table; struct keur_text word; } asked[] = {
		{ AUDIT_ID, KEUR_STATED_AUDIT_FINDING, T("audit_finding") },
		{ ADVISORY_ID, KEUR_STATED_ADVISORY, T("advisory") },
		{ EVENT_KIND, KEUR_STATED_EVENT, T("event") },
	};
	struct words blame = { .length = 0 };

	for (uint32_t i = 0; i < KEUR_COUNT(asked); i++)
		if (rows(task, asked[i].place) == 0 && !stated(task, asked[i].table))
			words_enter(&blame, asked[i].word);
	for (uint32_t c = 0; blame.entries && c < task->view->components && !task->result; c++) {
		struct draft draft = draft_about(NOTHING_REPORTED, c, KEUR_TABLE_COMPONENT, c);

		if (!judged(task, c) || member(task, SCOPE_WORST, c) == KEUR_SCOPE_OTHER)
			continue;
		say_row(&draft, KEUR_TABLE_COMPONENT, c);
		ask(&draft, KEUR_BLAME_STATEMENT, words_text(&blame));
		submit(task, &draft);
	}
}
