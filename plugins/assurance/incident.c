/* Incidents: how far each is dealt with, what the parts that were broken into lead to, what opens with the same login, and what the dates say.
 *
 * Rows of one incident stand together, as the table is sorted by it. An event counts when its day has come; one without a day, or in a
 * network without one, counts against the operator: a trace has been seen, a cure may be still to come. */
#include "assurance.h"

#define T(literal) KEUR_TEXT(literal)
#define EVENT_KIND_WORDS ((struct keur_text)T("event.kind"))
#define CLAIM_WORDS ((struct keur_text)T("event.claim.status"))

enum { LEVEL = 7, SURE = 8 }; /* of struct incident.hit */

struct incident {
	struct task *task;
	uint32_t first, last; /* rows of event */
	uint32_t name;        /* string code */
	uint32_t trace;       /* the first row that tells of it, KEUR_NONE: nothing has happened yet */
	int32_t day[KEUR_MILESTONE_FINAL_REPORT + 1]; /* the earliest of each kind, KEUR_NO_DATE */
	uint8_t *hit;         /* by component: 0, or the level of what is not eradicated there, and SURE when that is no mere claim */
	uint8_t *reached;     /* by component: from one of those */
	uint32_t hits;
};

static int tells(uint32_t kind)
{
	return kind == KEUR_MILESTONE_FIRST_TRACE || kind == KEUR_MILESTONE_DETECTED || kind == KEUR_MILESTONE_VERIFIED;
}

/* Whether an event row has happened: KEUR_YES, KEUR_NO, 0. */
static uint8_t happened(const struct incident *incident, uint32_t row)
{
	return come(incident->task, EVENT_DATE, row);
}

static int is_about(const struct task *task, uint32_t row, uint32_t component)
{
	return items(task, EVENT_COMPONENTS, row) == 0 || lists(task, EVENT_COMPONENTS, row, component);
}

/* ---- State ------------------------------------------------------------------------------------------------------------------------ */

enum { NO_CURE, PERHAPS_CURED, CLAIMED_CURED, CURED };

/* How sure it is that a cure (contained, eradicated) has come for a part; *row is the one that says so. */
static int cured(const struct incident *incident, uint32_t component, uint32_t kind, uint32_t *row)
{
	const struct task *task = incident->task;
	int best = NO_CURE;

	for (uint32_t e = incident->first; e < incident->last; e++) {
		int now;

		if (member(task, EVENT_KIND, e) != kind || !is_about(task, e, component) || happened(incident, e) == KEUR_NO)
			continue;
		now = only_claimed(task, EVENT_CLAIM, e) ? CLAIMED_CURED : happened(incident, e) == KEUR_YES ? CURED : PERHAPS_CURED;
		if (now > best) {
			best = now;
			*row = e;
		}
	}
	return best;
}

struct state {
	uint32_t level;   /* of the finding: 5 open, 4 contained, 0 eradicated */
	uint32_t word;    /* member of event.kind */
	int contained, eradicated;
	uint32_t contained_row, eradicated_row;
};

/* `least`: how sure a cure must be to count. */
static uint32_t level_of(const struct state *state, int least)
{
	return state->eradicated >= least ? 0u : state->contained >= least ? 4u : 5u;
}

static struct state state_of(const struct incident *incident, uint32_t component)
{
	struct state state = { .contained_row = KEUR_NONE, .eradicated_row = KEUR_NONE };

	state.contained = cured(incident, component, KEUR_MILESTONE_CONTAINED, &state.contained_row);
	state.eradicated = cured(incident, component, KEUR_MILESTONE_ERADICATED, &state.eradicated_row);
	return state;
}

/* The last thing that is known to have been done, as far as it goes: contained is not eradicated. */
static uint32_t word_of(const struct incident *incident, uint32_t level)
{
	if (level == 0)
		return KEUR_MILESTONE_ERADICATED;
	if (level == 4)
		return KEUR_MILESTONE_CONTAINED;
	for (uint32_t kind = KEUR_MILESTONE_VERIFIED; kind > KEUR_MILESTONE_FIRST_TRACE; kind--)
		for (uint32_t e = incident->first; e < incident->last; e++)
			if (member(incident->task, EVENT_KIND, e) == kind && happened(incident, e) != KEUR_NO)
				return kind;
	return KEUR_MILESTONE_FIRST_TRACE;
}

/* ---- What it leads to -------------------------------------------------------------------------------------------------------------- */

/* The reached part where sabotage weighs most, of equals the first; the start itself when nothing else is reached. */
static uint32_t most_important(const struct task *task, const struct keur_reach *reach, uint32_t start)
{
	uint32_t best = start;
	uint8_t most = 0;

	for (uint32_t i = 0; i < reach->count; i++) {
		uint32_t part = reach->component[i];
		uint8_t impact = answer(task, IMPACT_SABOTAGE, part);

		if (part != start && judged(task, part) && impact > most) {
			most = impact;
			best = part;
		}
	}
	return best;
}

static uint32_t before(const struct keur_reach *reach, uint32_t part)
{
	for (uint32_t i = 0; i < reach->count; i++)
		if (reach->component[i] == part)
			return reach->from[i];
	return KEUR_NONE;
}

/* From the start to `end`, into memory of the host. */
static uint32_t path_to(struct task *task, const struct keur_reach *reach, uint32_t end, const uint32_t **path)
{
	uint32_t length = 0, *step;

	for (uint32_t part = end; part != KEUR_NONE; part = before(reach, part))
		length++;
	step = memory(task, (uint64_t)length * sizeof *step);
	if (!step)
		return 0;
	*path = step;
	step += length;
	for (uint32_t part = end; part != KEUR_NONE; part = before(reach, part))
		*--step = part;
	return length;
}

/* Parts that matter come first: critical ones, then the others. */
static void list_parts(const struct task *task, const uint8_t *in, uint8_t value, struct words *words, uint32_t *count)
{
	*count = 0;
	for (int critical = 1; critical >= 0; critical--)
		for (uint32_t c = 0; c < task->view->components; c++) {
			if (in[c] != value || !judged(task, c) || (member(task, SCOPE_WORST, c) == KEUR_SCOPE_CRITICAL) != critical)
				continue;
			words_component(task, words, c);
			++*count;
		}
}

/* Whether a trace on this very part is more than a claim. */
static int is_sure(const struct incident *incident, uint32_t component)
{
	const struct task *task = incident->task;

	for (uint32_t e = incident->first; e < incident->last; e++)
		if (tells(member(task, EVENT_KIND, e)) && happened(incident, e) != KEUR_NO && lists(task, EVENT_COMPONENTS, e, component)
			&& !only_claimed(task, EVENT_CLAIM, e))
			return 1;
	return 0;
}

static void report_open(struct incident *incident, uint32_t component, uint32_t row)
{
	struct task *task = incident->task;
	int sure = is_sure(incident, component);
	struct state state = state_of(incident, component);
	uint32_t known_level = level_of(&state, PERHAPS_CURED), worst_level = level_of(&state, CURED), beyond = 0;
	struct keur_reach reach = { 0 };
	struct words reached = { .length = 0 };
	struct draft draft = draft_about(INCIDENT_OPEN, component, KEUR_TABLE_EVENT, row);

	if (worst_level == 0)
		return;
	incident->hit[component] = (uint8_t)(known_level && sure ? known_level | SURE : worst_level);
	incident->hits++;
	if ((task->result = task->host->reach(task->call, component, KEUR_SABOTAGE, &reach)) != 0)
		return;
	for (uint32_t i = 0; i < reach.count; i++) {
		incident->reached[reach.component[i]] = 1;
		if (reach.component[i] == component)
			continue;
		beyond++;
		words_component(task, &reached, reach.component[i]);
	}
	draft.finding.affects = KEUR_AFFECTS_REACH;
	draft.finding.path_length = path_to(task, &reach, most_important(task, &reach, component), &draft.finding.path);
	rests_on(&draft, KEUR_TABLE_EVENT, state.contained_row);
	rests_on(&draft, KEUR_TABLE_EVENT, state.eradicated_row);
	say_code(&draft, incident->name);
	say_row(&draft, KEUR_TABLE_COMPONENT, component);
	say_member(&draft, EVENT_KIND_WORDS, word_of(incident, known_level));
	say_day(&draft, incident->day[member(task, EVENT_KIND, row)]);
	say_number(&draft, beyond);
	say_text(&draft, words_text(&reached));
	if (known_level) {
		draft.finding.level = known_level;
		draft.finding.basis = sure ? KEUR_KNOWN : KEUR_SUSPECTED;
		submit(task, &draft);
	}
	if (worst_level > known_level) {
		draft.value[2].number = word_of(incident, worst_level);
		draft.finding.level = worst_level;
		draft.finding.basis = KEUR_SUSPECTED;
		if (level_of(&state, CLAIMED_CURED) > known_level) /* not a claim, but a date that is missing */
			ask_field(&draft, task->view->as_of == KEUR_NO_DATE ? (struct keur_text)T("network.as_of")
									     : (struct keur_text)T("event.date"));
		submit(task, &draft);
	}
}

/* Each part that a trace of the incident names. */
static void judge_parts(struct incident *incident)
{
	struct task *task = incident->task;

	for (uint32_t e = incident->first; e < incident->last && !task->result; e++) {
		if (!tells(member(task, EVENT_KIND, e)) || happened(incident, e) == KEUR_NO)
			continue;
		for (uint32_t i = 0; i < items(task, EVENT_COMPONENTS, e) && !task->result; i++) {
			uint32_t component = item(task, EVENT_COMPONENTS, e, i);

			if (!incident->hit[component] && judged(task, component))
				report_open(incident, component, e);
		}
	}
}

static void report_spared(struct incident *incident)
{
	struct task *task = incident->task;
	struct words parts = { .length = 0 };
	struct draft draft = draft_about(INCIDENT_SPARED, KEUR_NONE, KEUR_TABLE_EVENT, incident->trace);
	uint32_t count;

	if (!incident->hits)
		return;
	list_parts(task, incident->reached, 0, &parts, &count);
	say_code(&draft, incident->name);
	say_number(&draft, count);
	say_text(&draft, words_text(&parts));
	if (count)
		submit(task, &draft);
}

/* ---- The same login ------------------------------------------------------------------------------------------------------------------ */

/* The last day on which the intruder was seen: a login changed later than that is a new one. */
static int32_t last_trace(const struct incident *incident)
{
	int32_t last = KEUR_NO_DATE;

	for (uint32_t kind = 0; kind <= KEUR_MILESTONE_CONTAINED; kind++)
		if (incident->day[kind] > last)
			last = incident->day[kind];
	return last;
}

static void mark_reached(struct incident *incident, uint32_t component)
{
	struct keur_reach reach = { 0 };

	if (incident->reached[component])
		return;
	incident->task->result = incident->task->host->reach(incident->task->call, component, KEUR_SABOTAGE, &reach);
	for (uint32_t i = 0; !incident->task->result && i < reach.count; i++)
		incident->reached[reach.component[i]] = 1;
}

static void report_login(struct incident *incident, uint32_t credential, uint32_t component, uint32_t from)
{
	struct task *task = incident->task;
	struct draft draft = draft_about(SAME_CREDENTIAL, component, KEUR_TABLE_CREDENTIAL, credential);
	int32_t changed = day(task, ROTATED, credential), last = last_trace(incident);
	uint32_t privilege = member(task, CREDENTIAL_PRIVILEGE, credential), *path;

	if (changed != KEUR_NO_DATE && last != KEUR_NO_DATE && changed > last && come(task, ROTATED, credential) == KEUR_YES)
		return;
	path = memory(task, 2u * sizeof *path);
	if (!path)
		return;
	mark_reached(incident, component);
	if (task->result)
		return;
	path[0] = from;
	path[1] = component;
	draft.finding.path = path;
	draft.finding.path_length = 2;
	draft.finding.privilege = privilege;
	draft.finding.level = incident->hit[from] & LEVEL;
	draft.finding.basis = incident->hit[from] & SURE ? KEUR_KNOWN : KEUR_SUSPECTED;
	draft.finding.scenarios = privilege == KEUR_PRIVILEGE_READ || privilege == KEUR_NONE ? KEUR_ESPIONAGE : 0u;
	draft.finding.affects = privilege == KEUR_PRIVILEGE_READ || privilege == KEUR_NONE ? KEUR_AFFECTS_COMPONENT : KEUR_AFFECTS_REACH;
	rests_on(&draft, KEUR_TABLE_EVENT, incident->trace);
	say_row(&draft, KEUR_TABLE_CREDENTIAL, credential);
	say_row(&draft, KEUR_TABLE_COMPONENT, component);
	say_row(&draft, KEUR_TABLE_COMPONENT, from);
	say_code(&draft, incident->name);
	if (!known(task, ROTATED, credential)) {
		draft.finding.scenarios = 0;
		draft.finding.affects = KEUR_AFFECTS_REACH;
		ask_field(&draft, (struct keur_text)T("credential.rotated"));
		submit(task, &draft);
		return;
	}
	submit(task, &draft);
	if (privilege == KEUR_NONE) {
		draft.finding.scenarios = 0;
		draft.finding.affects = KEUR_AFFECTS_REACH;
		ask_field(&draft, (struct keur_text)T("credential.privilege"));
		submit(task, &draft);
	}
}

static void judge_logins(struct incident *incident)
{
	struct task *task = incident->task;

	for (uint32_t k = 0; k < rows(task, CREDENTIAL_ID) && !task->result; k++) {
		uint32_t from = KEUR_NONE;

		for (uint32_t i = 0; i < items(task, FOUND_ON, k) && from == KEUR_NONE; i++)
			if (incident->hit[item(task, FOUND_ON, k, i)])
				from = item(task, FOUND_ON, k, i);
		for (uint32_t i = 0; i < items(task, WORKS_ON, k) && from == KEUR_NONE; i++)
			if (incident->hit[item(task, WORKS_ON, k, i)])
				from = item(task, WORKS_ON, k, i);
		for (uint32_t i = 0; from != KEUR_NONE && i < items(task, WORKS_ON, k); i++)
			if (item(task, WORKS_ON, k, i) != from && judged(task, item(task, WORKS_ON, k, i)))
				report_login(incident, k, item(task, WORKS_ON, k, i), from);
	}
}

/* ---- Dates --------------------------------------------------------------------------------------------------------------------------- */

static int32_t detected(const struct incident *incident)
{
	int32_t detection = incident->day[KEUR_MILESTONE_DETECTED];

	return detection == KEUR_NO_DATE ? incident->day[KEUR_MILESTONE_VERIFIED] : detection;
}

static void report_timeline(struct incident *incident)
{
	static const uint32_t shown[] = { KEUR_MILESTONE_DETECTED, KEUR_MILESTONE_VERIFIED, KEUR_MILESTONE_CONTAINED, KEUR_MILESTONE_NOTIFIED_AUTHORITY,
		KEUR_MILESTONE_NOTIFIED_CUSTOMERS, KEUR_MILESTONE_ERADICATED, KEUR_MILESTONE_CLOSED };
	struct draft draft = draft_about(INCIDENT_TIMELINE, KEUR_NONE, KEUR_TABLE_EVENT, incident->trace);
	int32_t start = incident->day[KEUR_MILESTONE_FIRST_TRACE];
	uint32_t others = 0;

	if (start == KEUR_NO_DATE)
		start = detected(incident);
	if (start == KEUR_NO_DATE)
		return;
	say_code(&draft, incident->name);
	say_day(&draft, start);
	for (uint32_t i = 0; i < KEUR_COUNT(shown); i++) {
		say_days(&draft, start, incident->day[shown[i]]);
		others += incident->day[shown[i]] != KEUR_NO_DATE;
	}
	for (uint32_t e = incident->first; e < incident->last; e++)
		if (happened(incident, e) == KEUR_YES)
			rests_on(&draft, KEUR_TABLE_EVENT, e);
	if (others)
		submit(incident->task, &draft);
}

/* "72 h", "30 d" */
static void enter_limit(struct words *words, int64_t days)
{
	static const struct keur_text comma = T(", "), hours = T(" h"), whole = T(" d");

	if (words->entries++)
		words_add(words, comma);
	words_number(words, days <= 3 ? days * 24 : days);
	words_add(words, days <= 3 ? hours : whole);
}

static void report_notice(struct incident *incident)
{
	struct task *task = incident->task;
	struct words limits = { .length = 0 };
	struct draft draft = draft_about(LATE_NOTICE, KEUR_NONE, KEUR_TABLE_EVENT, incident->trace);
	int32_t aware = detected(incident), told = incident->day[KEUR_MILESTONE_NOTIFIED_AUTHORITY], as_of = task->view->as_of;
	int32_t report = incident->day[KEUR_MILESTONE_FINAL_REPORT], until = told == KEUR_NO_DATE ? as_of : told;

	if (aware == KEUR_NO_DATE || until == KEUR_NO_DATE)
		return;
	for (uint32_t p = EARLY_WARNING; p <= NOTIFICATION; p++)
		if ((int64_t)until - aware > task->number[p])
			enter_limit(&limits, task->number[p]);
	if (report == KEUR_NO_DATE)
		report = as_of;
	if (told != KEUR_NO_DATE && report != KEUR_NO_DATE && (int64_t)report - told > task->number[FINAL_REPORT])
		enter_limit(&limits, task->number[FINAL_REPORT]);
	say_code(&draft, incident->name);
	say_number(&draft, (int64_t)until - aware);
	say_day(&draft, told);
	say_text(&draft, words_text(&limits));
	if (limits.entries)
		submit(task, &draft);
}

/* Called solved or closed, while nothing shows that it was eradicated. */
static void report_called_solved(struct incident *incident)
{
	struct task *task = incident->task;
	int32_t done = incident->day[KEUR_MILESTONE_ERADICATED];

	for (uint32_t e = incident->first; e < incident->last; e++) {
		uint32_t kind = member(task, EVENT_KIND, e);
		struct draft draft = draft_about(CALLED_SOLVED, KEUR_NONE, KEUR_TABLE_EVENT, e);

		if ((kind != KEUR_MILESTONE_CALLED_SOLVED && kind != KEUR_MILESTONE_CLOSED) || happened(incident, e) == KEUR_NO)
			continue;
		if (done != KEUR_NO_DATE && (!known(task, EVENT_DATE, e) || done <= day(task, EVENT_DATE, e)))
			continue;
		say_code(&draft, incident->name);
		say_day(&draft, day(task, EVENT_DATE, e));
		say_member(&draft, EVENT_KIND_WORDS, word_of(incident, incident->day[KEUR_MILESTONE_CONTAINED] == KEUR_NO_DATE ? 5u : 4u));
		submit(task, &draft);
	}
}

static void say_conflict(struct task *task, uint32_t table, uint32_t row, uint32_t subject, int32_t date, struct keur_text list,
	uint32_t claim, struct keur_value other, int32_t limit)
{
	struct draft draft = draft_about(DATES_CONFLICT, subject, table, row);

	say_row(&draft, table, row);
	say_day(&draft, date);
	say_member(&draft, list, claim);
	say(&draft, other);
	say_day(&draft, limit);
	submit(task, &draft);
}

/* What was found or done on a part after it left service. */
static void compare_service(struct task *task, uint32_t table, uint32_t row, uint32_t component, int32_t date, struct keur_text list, uint32_t claim)
{
	int32_t until = day(task, IN_SERVICE_UNTIL, component);

	if (date != KEUR_NO_DATE && until != KEUR_NO_DATE && date >= until)
		say_conflict(task, table, row, component, date, list, claim, keur_value_row(KEUR_TABLE_COMPONENT, component), until);
}

/* A step that came before the one it follows. */
static void report_order(struct incident *incident)
{
	struct task *task = incident->task;

	for (uint32_t e = incident->first; e < incident->last; e++) {
		uint32_t kind = member(task, EVENT_KIND, e);

		for (uint32_t earlier = KEUR_MILESTONE_FIRST_TRACE; kind <= KEUR_MILESTONE_CLOSED && earlier < kind; earlier++)
			if (incident->day[earlier] != KEUR_NO_DATE && day(task, EVENT_DATE, e) != KEUR_NO_DATE
				&& day(task, EVENT_DATE, e) < incident->day[earlier] && earlier <= KEUR_MILESTONE_DETECTED) {
				struct keur_value other = { .kind = KEUR_VALUE_MEMBER, .number = earlier, .text = EVENT_KIND_WORDS };

				say_conflict(task, KEUR_TABLE_EVENT, e, KEUR_NONE, day(task, EVENT_DATE, e), CLAIM_WORDS,
					member(task, EVENT_CLAIM, e), other, incident->day[earlier]);
				break;
			}
	}
}

/* ---- Attribution, customers, suppliers ------------------------------------------------------------------------------------------------- */

static void report_attribution(struct incident *incident, uint32_t row)
{
	struct task *task = incident->task;
	struct draft draft = draft_about(ATTRIBUTION, KEUR_NONE, KEUR_TABLE_EVENT, row);
	uint32_t withdrawn = KEUR_NONE;

	for (uint32_t e = incident->first; e < incident->last; e++)
		if (member(task, EVENT_KIND, e) == KEUR_MILESTONE_NOT_OURS && happened(incident, e) != KEUR_NO && !only_claimed(task, EVENT_CLAIM, e))
			withdrawn = e;
	rests_on(&draft, KEUR_TABLE_EVENT, withdrawn);
	say_code(&draft, incident->name);
	say_code(&draft, code(task, EVENT_TO, row));
	say_day(&draft, day(task, EVENT_DATE, row));
	say_member(&draft, CLAIM_WORDS, member(task, EVENT_CLAIM, row));
	if (withdrawn == KEUR_NONE)
		say_nothing(&draft);
	else
		say_row(&draft, KEUR_TABLE_EVENT, withdrawn);
	submit(task, &draft);
}

static void report_customers(struct incident *incident, uint32_t row)
{
	struct task *task = incident->task;
	struct draft draft = draft_about(CUSTOMERS_HIT, KEUR_NONE, KEUR_TABLE_EVENT, row);
	struct words parts = { .length = 0 };
	int64_t customers = 0;

	for (uint32_t i = 0; i < items(task, EVENT_COMPONENTS, row); i++) {
		uint32_t component = item(task, EVENT_COMPONENTS, row, i);

		words_component(task, &parts, component);
		if (known(task, USERS, component) && keur_number(column(task, USERS), component) > customers)
			customers = keur_number(column(task, USERS), component);
	}
	if (known(task, EVENT_CUSTOMERS, row))
		customers = keur_number(column(task, EVENT_CUSTOMERS), row);
	say_code(&draft, incident->name);
	say_text(&draft, words_text(&parts));
	say_day(&draft, day(task, EVENT_DATE, row));
	say_number(&draft, customers);
	submit(task, &draft);
}

/* The shortest term in any of the supplier's contracts; *asked: a row of party that does not say. */
static int64_t notice_hours(const struct task *task, uint32_t supplier, uint32_t *asked)
{
	int64_t least = -1;

	*asked = KEUR_NONE;
	for (uint32_t row = 0; row < rows(task, PARTY_SUPPLIER); row++) {
		int64_t hours;

		if (code(task, PARTY_SUPPLIER, row) != supplier)
			continue;
		if (!known(task, NOTICE_HOURS, row)) {
			if (*asked == KEUR_NONE)
				*asked = row;
			continue;
		}
		hours = keur_number(column(task, NOTICE_HOURS), row);
		if (least < 0 || hours < least)
			least = hours;
	}
	return least;
}

static void report_silence(struct incident *incident, uint32_t row)
{
	struct task *task = incident->task;
	uint32_t supplier = code(task, EVENT_SUPPLIER, row), told = KEUR_NONE, asked;
	int32_t knew = day(task, EVENT_DATE, row), heard = task->view->as_of;
	struct draft draft = draft_about(SILENT_SUPPLIER, KEUR_NONE, KEUR_TABLE_EVENT, row);
	int64_t hours;

	if (supplier == KEUR_NONE || knew == KEUR_NO_DATE)
		return;
	for (uint32_t e = incident->first; e < incident->last; e++)
		if (member(task, EVENT_KIND, e) == KEUR_MILESTONE_OPERATOR_TOLD && day(task, EVENT_DATE, e) != KEUR_NO_DATE
			&& (told == KEUR_NONE || day(task, EVENT_DATE, e) < heard) && happened(incident, e) != KEUR_NO) {
			told = e;
			heard = day(task, EVENT_DATE, e);
		}
	hours = notice_hours(task, supplier, &asked);
	rests_on(&draft, KEUR_TABLE_EVENT, told);
	say_row(&draft, KEUR_TABLE_SUPPLIER, supplier);
	say_code(&draft, incident->name);
	say_day(&draft, knew);
	say_days(&draft, knew, heard);
	say_row(&draft, KEUR_TABLE_SUPPLIER, told == KEUR_NONE ? KEUR_NONE : code(task, EVENT_SUPPLIER, told));
	if (hours < 0)
		say_nothing(&draft);
	else
		say_number(&draft, hours);
	submit(task, &draft);
	if (hours < 0 && asked != KEUR_NONE && code(task, PARTY_COMPONENT, asked) != KEUR_NONE) {
		draft.finding.component = code(task, PARTY_COMPONENT, asked);
		ask_field(&draft, (struct keur_text)T("party.notice_hours"));
		submit(task, &draft);
	}
}

/* ---- One incident ------------------------------------------------------------------------------------------------------------------------ */

static void find_days(struct incident *incident)
{
	const struct task *task = incident->task;

	for (uint32_t kind = 0; kind <= KEUR_MILESTONE_FINAL_REPORT; kind++)
		incident->day[kind] = KEUR_NO_DATE;
	for (uint32_t e = incident->first; e < incident->last; e++) {
		uint32_t kind = member(task, EVENT_KIND, e);
		int32_t date = day(task, EVENT_DATE, e);

		if (kind > KEUR_MILESTONE_FINAL_REPORT || happened(incident, e) == KEUR_NO)
			continue;
		if (tells(kind)) {
			if (incident->trace == KEUR_NONE)
				incident->trace = e;
		}
		if (date != KEUR_NO_DATE && (incident->day[kind] == KEUR_NO_DATE || date < incident->day[kind]))
			incident->day[kind] = date;
	}
}

static void judge_incident(struct incident *incident)
{
	struct task *task = incident->task;

	find_days(incident);
	if (incident->trace != KEUR_NONE) {
		judge_parts(incident);
		judge_logins(incident);
		report_spared(incident);
		report_timeline(incident);
		report_notice(incident);
	}
	report_called_solved(incident);
	report_order(incident);
	for (uint32_t e = incident->first; e < incident->last && !task->result; e++) {
		if (happened(incident, e) == KEUR_NO)
			continue;
		switch (member(task, EVENT_KIND, e)) {
		case KEUR_MILESTONE_ATTRIBUTED:
			report_attribution(incident, e);
			break;
		case KEUR_MILESTONE_SERVICE_CUT:
			report_customers(incident, e);
			break;
		case KEUR_MILESTONE_SUPPLIER_KNEW:
			report_silence(incident, e);
			break;
		default:
			break;
		}
	}
}

void judge_incidents(struct task *task)
{
	static const struct keur_text access_claim = T("access.claim.status");
	uint32_t events = rows(task, INCIDENT), components = task->view->components;
	uint8_t *marks = events ? memory(task, 2u * (uint64_t)components) : NULL;
	struct incident incident = { .task = task };

	for (uint32_t row = 0; row < rows(task, ACCESS_TARGET) && !task->result; row++) {
		uint32_t target = code(task, ACCESS_TARGET, row);

		if (target != KEUR_NONE && known(task, ACCESS_CLAIM, row))
			compare_service(task, KEUR_TABLE_ACCESS, row, target, day(task, ACCESS_CLAIM_DATE, row), access_claim,
				member(task, ACCESS_CLAIM, row));
	}
	if (!marks)
		return;
	for (uint32_t e = 0; e < events && !task->result; e++)
		for (uint32_t i = 0; tells(member(task, EVENT_KIND, e)) && i < items(task, EVENT_COMPONENTS, e); i++)
			compare_service(task, KEUR_TABLE_EVENT, e, item(task, EVENT_COMPONENTS, e, i), day(task, EVENT_DATE, e), CLAIM_WORDS,
				member(task, EVENT_CLAIM, e));
	for (incident.first = 0; incident.first < events && !task->result; incident.first = incident.last) {
		incident.name = code(task, INCIDENT, incident.first);
		for (incident.last = incident.first + 1; incident.last < events; incident.last++)
			if (code(task, INCIDENT, incident.last) != incident.name)
				break;
		incident.hit = marks;
		incident.reached = marks + components;
		for (uint32_t c = 0; c < 2u * components; c++)
			marks[c] = 0;
		incident.trace = KEUR_NONE;
		incident.hits = 0;
		judge_incident(&incident);
	}
}
