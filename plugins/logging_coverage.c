/* logging_coverage: would we notice, and could we say afterwards what happened?
 *
 * Judges only parts for which the policy requires events (component.required_events on the facts, ..._worst in the worst-credible
 * scope). Its findings are about nobody in particular: a missing log hides whoever comes. Rules about a part's log work on ranges of
 * components, the one about ways in on the whole. */
#include <keur/plugin.h>

#define T(literal) KEUR_TEXT(literal)

#define COLUMNS(X) \
	X(SEGMENT, "component.segment") \
	X(IN_SERVICE, "component.in_service") \
	X(NOTHING_KNOWN, "component.nothing_known") \
	X(REQUIRED, "component.required_events") \
	X(REQUIRED_WORST, "component.required_events_worst") \
	X(RETENTION_REQUIRED, "component.required_retention") \
	X(LOG_STATED, "component.log_stated") \
	X(PARTY_STATED, "component.party_stated") \
	X(UNSTATED, "component.unstated") \
	X(LOG_COMPONENT, "log.component") \
	X(EVENTS, "log.events") \
	X(SINK, "log.sink") \
	X(SINK_ADMIN, "log.sink_admin") \
	X(RETENTION, "log.retention") \
	X(TIME_SYNC, "log.time_sync") \
	X(INTEGRITY, "log.integrity") \
	X(REVIEWED, "log.reviewed") \
	X(INVOLVED_COMPONENT, "involvement.component") \
	X(INVOLVED_SUPPLIER, "involvement.supplier") \
	X(SUPPLIER_ID, "supplier.id") \
	X(PARTY, "access.party") \
	X(TARGET, "access.target") \
	X(VIA, "access.via") \
	X(LOGGED_TO, "access.logged_to") \
	X(CLAIM, "access.claim.status") \
	X(VALID_NOW, "access.valid_now")

enum { COLUMNS(KEUR_COLUMN_PLACE) NEEDS };
static const struct keur_text need[] = { COLUMNS(KEUR_COLUMN_NEED) };

enum {
	MISSING_EVENTS,
	NO_EXTERNAL_SINK,
	NOT_INDEPENDENT,
	SHORT_RETENTION,
	NOT_REVIEWED,
	UNLOGGED_PATH,
	UNDETERMINED_PAST,
	RULES
};

static const struct keur_rule rule[RULES] = {
	[MISSING_EVENTS] = {
		.id = T("missing_events"),
		.title = T("Events that nobody records"),
		.help = T("Level 4 when it is not recorded who comes in, what administrators do, or who reads or exports data; 3 for other events. "
			"Missing is a fact only where somebody states that the log rows are complete; else it is a question."),
		.kind = KEUR_KIND_RISK, .factor = KEUR_EXPOSURE, .scenarios = KEUR_ALL_SCENARIOS, .level = 4, .on = KEUR_ON_ROWS,
		KEUR_MESSAGE("{component} does not record {events}", "{component} legt niet vast: {events}"),
		KEUR_QUESTION("Which required events are recorded? Missing: {blame}; parts: {count}",
			"Welke vereiste gebeurtenissen worden vastgelegd? Ontbreekt: {blame}; onderdelen: {count}"),
		KEUR_ARGS(T("component"), T("events")),
		KEUR_MEASURES(T("EU-TB:TM05"), T("BIO2:8.15"), T("ENISA-5G:SO23-001"), T("ENISA-5G:SO23-002"), T("3GPP:TS33.117-4.2.3.6")),
	},
	[NO_EXTERNAL_SINK] = {
		.id = T("no_external_sink"),
		.title = T("Log stays on the part itself"),
		.help = T("Whoever takes over the part takes over its log. Mend it by sending the log to another system."),
		.kind = KEUR_KIND_RISK, .factor = KEUR_EXPOSURE, .scenarios = KEUR_ALL_SCENARIOS, .level = 3, .on = KEUR_ON_ROWS,
		KEUR_MESSAGE("the log of {component} goes nowhere else", "het logboek van {component} gaat nergens anders heen"),
		KEUR_QUESTION("Does the log leave the part? Missing: {blame}; parts: {count}",
			"Gaat het logboek van het onderdeel af? Ontbreekt: {blame}; onderdelen: {count}"),
		KEUR_ARGS(T("component")),
		KEUR_MEASURES(T("EU-TB:TM05"), T("ENISA-5G:SO23-003"), T("3GPP:TS33.117-4.2.3.6")),
	},
	[NOT_INDEPENDENT] = {
		.id = T("not_independent"),
		.title = T("Log that does not prove anything against a supplier"),
		.help = T("Level 4 when somebody in the part's own supply chain administers the place where its log is kept; 3 when time stamps are "
			"not synchronised or the log can be changed. Counts for required events that no other, good log row records."),
		.kind = KEUR_KIND_RISK, .factor = KEUR_EXPOSURE, .scenarios = KEUR_ALL_SCENARIOS, .level = 4, .on = KEUR_ON_ROWS,
		KEUR_MESSAGE("the log of {component}, kept by {admin}, fails on: {failing}",
			"het logboek van {component}, beheerd door {admin}, schiet tekort op: {failing}"),
		KEUR_QUESTION("Can somebody in the supply chain change the log, and is its clock right? Missing: {blame}; parts: {count}",
			"Kan iemand in de leveringsketen het logboek wijzigen, en loopt de klok goed? Ontbreekt: {blame}; onderdelen: {count}"),
		KEUR_ARGS(T("failing"), T("component"), T("admin")),
		KEUR_MEASURES(T("EU-TB:TM05"), T("BIO2:8.15"), T("ENISA-5G:SO12-014"), T("ENISA-5G:SO23-004"), T("ENISA-5G:SO15-023")),
	},
	[SHORT_RETENTION] = {
		.id = T("short_retention"),
		.title = T("Log kept too briefly"),
		.help = T("Intruders stay unnoticed for months. The policy says how long; counts for required events that no other log row keeps "
			"long enough."),
		.kind = KEUR_KIND_RISK, .factor = KEUR_EXPOSURE, .scenarios = KEUR_ESPIONAGE | KEUR_MANIPULATION, .level = 3,
		.on = KEUR_ON_ROWS,
		KEUR_MESSAGE("the log of {component} is kept for {kept}; required: {required}",
			"het logboek van {component} wordt {kept} bewaard; vereist: {required}"),
		KEUR_QUESTION("How long is the log kept? Missing: {blame}; parts: {count}",
			"Hoe lang wordt het logboek bewaard? Ontbreekt: {blame}; onderdelen: {count}"),
		KEUR_ARGS(T("component"), T("kept"), T("required")),
		KEUR_MEASURES(T("EU-TB:TM05"), T("BIO2:8.15.04")),
	},
	[NOT_REVIEWED] = {
		.id = T("not_reviewed"),
		.title = T("Log at which nobody looks"),
		.help = T("What nobody reads warns nobody. Counts for required events that no other, reviewed log row records."),
		.kind = KEUR_KIND_RISK, .factor = KEUR_EXPOSURE, .scenarios = KEUR_ALL_SCENARIOS, .level = 3, .on = KEUR_ON_ROWS,
		KEUR_MESSAGE("nobody looks at the log of {component}", "niemand bekijkt het logboek van {component}"),
		KEUR_QUESTION("How often does somebody look at the log? Missing: {blame}; parts: {count}",
			"Hoe vaak bekijkt iemand het logboek? Ontbreekt: {blame}; onderdelen: {count}"),
		KEUR_ARGS(T("component")),
		KEUR_MEASURES(T("EU-TB:TM05"), T("BIO2:8.16")),
	},
	[UNLOGGED_PATH] = {
		.id = T("unlogged_path"),
		.title = T("Way in without a session log"),
		.help = T("Sessions over it are logged nowhere, neither by the way in itself nor as remote_session by the target or a hop."),
		.kind = KEUR_KIND_RISK, .factor = KEUR_EXPOSURE, .scenarios = KEUR_ALL_SCENARIOS, .level = 4, .on = KEUR_ON_WHOLE,
		KEUR_MESSAGE("sessions of {party} on {component} are logged nowhere", "sessies van {party} op {component} worden nergens vastgelegd"),
		KEUR_QUESTION("Where are remote sessions logged? Missing: {blame}; parts: {count}",
			"Waar worden sessies op afstand vastgelegd? Ontbreekt: {blame}; onderdelen: {count}"),
		KEUR_ARGS(T("party"), T("component")),
		KEUR_MEASURES(T("EU-TB:TM03"), T("EU-TB:TM05"), T("ENISA-5G:SO23-011"), T("ENISA-5G:SO11-056")),
	},
	[UNDETERMINED_PAST] = {
		.id = T("undetermined_past"),
		.title = T("No sign of abuse proves nothing here"),
		.help = T("Required events are not recorded for a part that somebody makes a claim about, or that was taken out of service. That no "
			"sign of abuse was found then means: undetermined."),
		.kind = KEUR_KIND_NOTE, .factor = KEUR_NO_FACTOR, .scenarios = KEUR_ALL_SCENARIOS, .level = 0, .on = KEUR_ON_ROWS,
		KEUR_MESSAGE("whether {component} was abused cannot be determined: it did not record {events}",
			"of {component} is misbruikt, valt niet vast te stellen: niet vastgelegd is {events}"),
		KEUR_QUESTION("What was recorded? Missing: {blame}; parts: {count}",
			"Wat is er vastgelegd? Ontbreekt: {blame}; onderdelen: {count}"),
		KEUR_ARGS(T("component"), T("events")),
		KEUR_MEASURES(T("BIO2:8.15")),
	},
};

/* Events whose absence hides who came, what was done, and what was taken. */
static const uint64_t telling_events = UINT64_C(1) << KEUR_EVENT_AUTHENTICATION | UINT64_C(1) << KEUR_EVENT_ADMIN_ACTION
	| UINT64_C(1) << KEUR_EVENT_DATA_ACCESS | UINT64_C(1) << KEUR_EVENT_DATA_EXPORT;

static uint32_t missing_level(uint64_t missing)
{
	return missing == 0 ? 0u : missing & telling_events ? 4u : 3u;
}

struct logging {
	struct keur_task task;
	struct keur_index logs;   /* rows of log by component */
	struct keur_index ways;   /* rows of access by target; for ranges only */
	uint32_t operator_;  /* row of supplier */
};

/* A part under judgement and what its log rows hold together. */
struct part {
	uint32_t component, segment;
	uint64_t required, required_worst; /* events; the second includes the first */
	uint64_t recorded;   /* by any row whose events are known */
	int stated;          /* somebody answers that its log rows are complete */
	int open;            /* a row does not say what it records */
};

static struct part part_of(const struct logging *logging, uint32_t component)
{
	const struct keur_task *task = &logging->task;
	struct part part = { .component = component, .segment = keur_code_at(task, SEGMENT, component) };

	part.required = keur_set_at(task, REQUIRED, component);
	part.required_worst = keur_set_at(task, REQUIRED_WORST, component) | part.required;
	part.stated = keur_answer_at(task, LOG_STATED, component) == KEUR_YES;
	for (uint32_t i = keur_index_begin(&logging->logs, component); i < keur_index_end(&logging->logs, component); i++) {
		part.recorded |= keur_set_at(task, EVENTS, logging->logs.row[i]);
		part.open |= !keur_known_at(task, EVENTS, logging->logs.row[i]);
	}
	return part;
}

static void blame_scope(struct keur_draft *draft)
{
	keur_blame_text(draft, KEUR_BLAME_STATEMENT, (struct keur_text)T("scope"));
}
static void blame_log(struct keur_task *task, struct keur_draft *draft, uint32_t segment)
{
	keur_blame_statement(task, draft, (struct keur_text)T("log"), segment);
}
static void say_events(struct keur_draft *draft, uint64_t events)
{
	keur_say_set(draft, (struct keur_text)T("log.events"), events);
}

/* ---- What is recorded at all ---------------------------------------------------------------------------------------------------------- */

static struct keur_draft draft_missing(const struct part *part, uint32_t rule_index, uint64_t missing)
{
	struct keur_draft draft = keur_draft_on(rule_index, part->component, KEUR_KNOWN);

	keur_say_row(&draft, KEUR_TABLE_COMPONENT, part->component);
	say_events(&draft, missing);
	return draft;
}

/* Events that the part certainly does not record. */
static uint64_t missing_for_certain(const struct part *part)
{
	return part->stated && !part->open ? part->required & ~part->recorded : 0u;
}

static void judge_events(struct keur_task *task, const struct part *part)
{
	uint64_t certain = missing_for_certain(part), perhaps = part->required_worst & ~part->recorded;
	struct keur_draft finding = draft_missing(part, MISSING_EVENTS, certain), question = draft_missing(part, MISSING_EVENTS, perhaps);

	if (certain) {
		finding.finding.level = missing_level(certain);
		keur_submit(task, &finding);
	}
	if (missing_level(perhaps) <= missing_level(certain))
		return;
	question.finding.level = missing_level(perhaps);
	if (!part->stated) {
		blame_log(task, &question, part->segment);
		keur_submit(task, &question);
	}
	if (part->open) {
		keur_blame_field(&question, (struct keur_text)T("log.events"));
		keur_submit(task, &question);
	}
	if (part->stated && !part->open) {
		blame_scope(&question);
		keur_submit(task, &question);
	}
}

/* Whether row `log` sends the log somewhere else: MET, FAILED, or OPEN. */
static uint8_t leaves(const struct keur_task *task, uint32_t log, uint32_t component)
{
	uint32_t sink = keur_code_at(task, SINK, log);

	if (!keur_known_at(task, SINK, log))
		return KEUR_DEMAND_OPEN;
	return sink == KEUR_NONE || sink == component ? (uint8_t)KEUR_DEMAND_FAILED : (uint8_t)KEUR_DEMAND_MET;
}

static void judge_sink(struct logging *logging, const struct part *part)
{
	struct keur_task *task = &logging->task;
	uint32_t begin = keur_index_begin(&logging->logs, part->component), end = keur_index_end(&logging->logs, part->component);
	struct keur_draft draft;
	int unknown_sink = 0;

	for (uint32_t i = begin; i < end; i++) {
		uint8_t verdict = leaves(task, logging->logs.row[i], part->component);

		if (verdict == KEUR_DEMAND_MET)
			return;
		unknown_sink |= verdict == KEUR_DEMAND_OPEN;
	}
	draft = keur_draft_on(NO_EXTERNAL_SINK, part->component, KEUR_KNOWN);
	for (uint32_t i = begin; i < end; i++)
		keur_rests_on(&draft, KEUR_TABLE_LOG, logging->logs.row[i]);
	keur_say_row(&draft, KEUR_TABLE_COMPONENT, part->component);
	if (unknown_sink)
		keur_blame_field(&draft, (struct keur_text)T("log.sink"));
	else if (!part->stated)
		blame_log(task, &draft, part->segment);
	else if (!part->required)
		blame_scope(&draft);
	keur_submit(task, &draft);
}

/* ---- What is recorded well -------------------------------------------------------------------------------------------------------------- */

/* Somebody in the part's chain administers the sink. The operator itself does not count; where the log stays on the part there is no
 * sink to administer, and no_external_sink says so. */
static uint8_t admin_verdict(const struct logging *logging, uint32_t log, const struct part *part)
{
	const struct keur_task *task = &logging->task;
	uint32_t admin = keur_code_at(task, SINK_ADMIN, log);

	if (leaves(task, log, part->component) == KEUR_DEMAND_FAILED)
		return KEUR_DEMAND_MET;
	if (admin == KEUR_NONE)
		return KEUR_DEMAND_OPEN;
	if (admin == logging->operator_)
		return KEUR_DEMAND_MET;
	if (keur_involvement_row(keur_column_at(task, INVOLVED_COMPONENT), keur_column_at(task, INVOLVED_SUPPLIER), part->component, admin) != KEUR_NONE)
		return KEUR_DEMAND_FAILED;
	return keur_answer_at(task, PARTY_STATED, part->component) == KEUR_YES && keur_set_at(task, UNSTATED, part->component) == 0
		? (uint8_t)KEUR_DEMAND_MET : (uint8_t)KEUR_DEMAND_OPEN;
}
static uint8_t time_verdict(const struct logging *logging, uint32_t log, const struct part *part)
{
	(void)part;
	return keur_answer_at(&logging->task, TIME_SYNC, log);
}
static uint8_t integrity_verdict(const struct logging *logging, uint32_t log, const struct part *part)
{
	(void)part;
	return keur_answer_at(&logging->task, INTEGRITY, log);
}
static uint8_t retention_verdict(const struct logging *logging, uint32_t log, const struct part *part)
{
	const struct keur_task *task = &logging->task;

	if (!keur_known_at(task, RETENTION_REQUIRED, part->component))
		return KEUR_DEMAND_MET;
	if (!keur_known_at(task, RETENTION, log))
		return KEUR_DEMAND_OPEN;
	return keur_days(keur_column_at(task, RETENTION), log) < keur_days(keur_column_at(task, RETENTION_REQUIRED), part->component)
		? (uint8_t)KEUR_DEMAND_FAILED : (uint8_t)KEUR_DEMAND_MET;
}
static uint8_t review_verdict(const struct logging *logging, uint32_t log, const struct part *part)
{
	uint32_t reviewed = keur_member_at(&logging->task, REVIEWED, log);

	(void)part;
	return reviewed == KEUR_NONE ? (uint8_t)KEUR_DEMAND_OPEN : reviewed == KEUR_REVIEWED_NEVER ? (uint8_t)KEUR_DEMAND_FAILED : (uint8_t)KEUR_DEMAND_MET;
}

typedef uint8_t log_verdict(const struct logging *logging, uint32_t log, const struct part *part);

enum { CHECK_ADMIN, CHECK_TIME, CHECK_INTEGRITY, CHECK_RETENTION, CHECK_REVIEW, CHECKS };
enum { CHECKS_OF_INDEPENDENCE = CHECK_INTEGRITY + 1 };

static log_verdict *const check[CHECKS] = { admin_verdict, time_verdict, integrity_verdict, retention_verdict, review_verdict };
static const struct keur_demand demand[CHECKS] = {
	[CHECK_ADMIN] = { T("sink_admin"), T("log.sink_admin"), 4 },
	[CHECK_TIME] = { T("time_sync"), T("log.time_sync"), 3 },
	[CHECK_INTEGRITY] = { T("integrity"), T("log.integrity"), 3 },
	[CHECK_RETENTION] = { T("retention"), T("log.retention"), 3 },
	[CHECK_REVIEW] = { T("reviewed"), T("log.reviewed"), 3 },
};

/* A log row that fails a check matters only for required events that no row passing it records: a second, independent log is a cure.
 * `good`: per check, the events of the rows that pass it. */
static void collect_good(const struct logging *logging, const struct part *part, uint64_t good[CHECKS])
{
	for (uint32_t i = keur_index_begin(&logging->logs, part->component); i < keur_index_end(&logging->logs, part->component); i++)
		for (uint32_t c = 0; c < CHECKS; c++)
			if (check[c](logging, logging->logs.row[i], part) == KEUR_DEMAND_MET)
				good[c] |= keur_set_at(&logging->task, EVENTS, logging->logs.row[i]);
}

static struct keur_draft draft_on_log(const struct part *part, uint32_t log, uint32_t rule_index)
{
	struct keur_draft draft = keur_draft_on(rule_index, part->component, KEUR_KNOWN);

	keur_draft_about(&draft, KEUR_TABLE_LOG, log);
	keur_rests_on(&draft, KEUR_TABLE_LOG, log);
	return draft;
}

/* Verdicts of one row, met where the row is not needed. Returns whether what fails is a fact: it is not while the row does not say what
 * it records, or where only the worst-credible scope requires it; then `doubt` has the blame. */
static int judge_row(const struct logging *logging, const struct part *part, uint32_t log, const uint64_t good[CHECKS],
	uint8_t verdict[CHECKS], struct keur_draft *doubt)
{
	const struct keur_task *task = &logging->task;
	uint64_t events = keur_known_at(task, EVENTS, log) ? keur_set_at(task, EVENTS, log) : UINT64_MAX;
	int fact = 1;

	for (uint32_t c = 0; c < CHECKS; c++) {
		verdict[c] = check[c](logging, log, part);
		if (!(events & part->required_worst & ~good[c]))
			verdict[c] = KEUR_DEMAND_MET;
		if (verdict[c] == KEUR_DEMAND_FAILED && !(events & part->required & ~good[c]))
			fact = 0;
	}
	if (!keur_known_at(task, EVENTS, log)) {
		keur_blame_field(doubt, (struct keur_text)T("log.events"));
		return 0;
	}
	if (!fact)
		blame_scope(doubt);
	return fact;
}

static void take_doubt(struct keur_draft *draft, const struct keur_draft *doubt)
{
	draft->finding.basis = doubt->finding.basis;
	draft->finding.blame = doubt->finding.blame;
	draft->finding.blamed = doubt->finding.blamed;
}

static void report_independence(struct logging *logging, const struct part *part, uint32_t log, uint8_t verdict[CHECKS],
	const struct keur_draft *doubt)
{
	struct keur_task *task = &logging->task;
	uint32_t admin = keur_code_at(task, SINK_ADMIN, log);
	struct keur_draft draft = draft_on_log(part, log, NOT_INDEPENDENT);

	keur_say_nothing(&draft); /* becomes the list */
	keur_say_row(&draft, KEUR_TABLE_COMPONENT, part->component);
	keur_say_row(&draft, KEUR_TABLE_SUPPLIER, admin);
	if (verdict[CHECK_ADMIN] == KEUR_DEMAND_OPEN && admin != KEUR_NONE) { /* whether the named admin is in the chain */
		struct keur_draft question = draft;

		question.finding.level = demand[CHECK_ADMIN].level;
		if (keur_answer_at(task, PARTY_STATED, part->component) == KEUR_YES)
			keur_blame_text(&question, KEUR_BLAME_STATEMENT, (struct keur_text)T("its supply chain"));
		else
			keur_blame_statement(task, &question, (struct keur_text)T("party"), part->segment);
		keur_submit(task, &question);
		verdict[CHECK_ADMIN] = KEUR_DEMAND_MET;
	}
	take_doubt(&draft, doubt);
	keur_submit_demands(task, &draft, demand, verdict, CHECKS_OF_INDEPENDENCE, 1);
}

static void report_check(struct keur_task *task, struct keur_draft *draft, uint32_t which, uint8_t verdict, const struct keur_draft *doubt)
{
	if (verdict == KEUR_DEMAND_MET)
		return;
	if (verdict == KEUR_DEMAND_OPEN)
		keur_blame_field(draft, demand[which].field);
	else
		take_doubt(draft, doubt);
	keur_submit(task, draft);
}

static void judge_quality(struct logging *logging, const struct part *part)
{
	struct keur_task *task = &logging->task;
	uint64_t good[CHECKS] = { 0 }, wanting = 0;

	collect_good(logging, part, good);
	for (uint32_t c = 0; c < CHECKS; c++)
		wanting |= part->required_worst & ~good[c];
	if (!wanting)
		return; /* every required event is in a row that passes each check */
	for (uint32_t i = keur_index_begin(&logging->logs, part->component); i < keur_index_end(&logging->logs, part->component) && !task->result; i++) {
		uint32_t log = logging->logs.row[i];
		uint8_t verdict[CHECKS];
		struct keur_draft doubt = draft_on_log(part, log, NOT_INDEPENDENT), kept = draft_on_log(part, log, SHORT_RETENTION);
		struct keur_draft reviewed = draft_on_log(part, log, NOT_REVIEWED);
		int32_t days = keur_date_at(task, RETENTION, log);

		judge_row(logging, part, log, good, verdict, &doubt);
		report_independence(logging, part, log, verdict, &doubt);

		keur_say_row(&kept, KEUR_TABLE_COMPONENT, part->component);
		keur_say_number(&kept, KEUR_VALUE_DAYS, days < 0 ? 0 : days); /* `none`: not at all */
		keur_say_number(&kept, KEUR_VALUE_DAYS, keur_days(keur_column_at(task, RETENTION_REQUIRED), part->component));
		report_check(task, &kept, CHECK_RETENTION, verdict[CHECK_RETENTION], &doubt);

		keur_say_row(&reviewed, KEUR_TABLE_COMPONENT, part->component);
		report_check(task, &reviewed, CHECK_REVIEW, verdict[CHECK_REVIEW], &doubt);
	}
}

/* ---- The past --------------------------------------------------------------------------------------------------------------------------- */

/* A claim about the part, or its end of service: a reason why somebody asks what happened there. Every claim is evidence: which of them is
 * the first hangs on how ids sort. */
static int asked_about_past(const struct logging *logging, uint32_t component, struct keur_draft *draft)
{
	const struct keur_task *task = &logging->task;
	int asked = keur_answer_at(task, IN_SERVICE, component) == KEUR_NO;

	for (uint32_t i = keur_index_begin(&logging->ways, component); i < keur_index_end(&logging->ways, component); i++) {
		if (!keur_known_at(task, CLAIM, logging->ways.row[i]))
			continue;
		keur_rests_on(draft, KEUR_TABLE_ACCESS, logging->ways.row[i]);
		asked = 1;
	}
	return asked;
}

static void judge_past(struct logging *logging, const struct part *part)
{
	uint64_t missing = missing_for_certain(part);
	struct keur_draft draft = draft_missing(part, UNDETERMINED_PAST, missing);

	if (missing && asked_about_past(logging, part->component, &draft))
		keur_submit(&logging->task, &draft);
}

/* ---- Ways in ----------------------------------------------------------------------------------------------------------------------------- */

/* Whether a log of the part records remote sessions: MET, FAILED, or OPEN with what is missing. */
static uint8_t records_sessions(struct logging *logging, uint32_t component, struct keur_draft *draft)
{
	struct part part = part_of(logging, component);

	if (part.recorded & keur_bit(KEUR_EVENT_REMOTE_SESSION))
		return KEUR_DEMAND_MET;
	if (!part.stated)
		blame_log(&logging->task, draft, part.segment);
	else if (part.open)
		keur_blame_field(draft, (struct keur_text)T("log.events"));
	else
		return KEUR_DEMAND_FAILED;
	return KEUR_DEMAND_OPEN;
}

static void judge_way(struct logging *logging, uint32_t row)
{
	struct keur_task *task = &logging->task;
	uint32_t target = keur_code_at(task, TARGET, row), party = keur_code_at(task, PARTY, row), claim = keur_member_at(task, CLAIM, row);
	struct keur_draft draft;
	struct part part;

	if (target == KEUR_NONE || keur_answer_at(task, VALID_NOW, row) == KEUR_NO || keur_code_at(task, LOGGED_TO, row) != KEUR_NONE
		|| keur_answer_at(task, IN_SERVICE, target) == KEUR_NO)
		return;
	part = part_of(logging, target);
	if (!part.required_worst)
		return;
	draft = keur_draft_on(UNLOGGED_PATH, target, claim == KEUR_NONE || claim == KEUR_CLAIM_CONFIRMED ? KEUR_KNOWN : KEUR_SUSPECTED);
	keur_draft_about(&draft, KEUR_TABLE_ACCESS, row);
	keur_rests_on(&draft, KEUR_TABLE_ACCESS, row);
	keur_say_row(&draft, KEUR_TABLE_SUPPLIER, party);
	keur_say_row(&draft, KEUR_TABLE_COMPONENT, target);
	if (!part.required)
		blame_scope(&draft);
	if (records_sessions(logging, target, &draft) == KEUR_DEMAND_MET)
		return;
	for (uint32_t i = 0; i < keur_list_length(keur_column_at(task, VIA), row); i++)
		if (records_sessions(logging, keur_list_item(keur_column_at(task, VIA), row, i), &draft) == KEUR_DEMAND_MET)
			return;
	/* The nearest question comes last and stands. */
	if (!keur_known_at(task, VIA, row))
		keur_blame_field(&draft, (struct keur_text)T("access.via"));
	if (!keur_known_at(task, VALID_NOW, row))
		keur_blame_field(&draft, (struct keur_text)T("network.as_of"));
	if (!keur_known_at(task, LOGGED_TO, row))
		keur_blame_field(&draft, (struct keur_text)T("access.logged_to"));
	keur_submit(task, &draft);
}

/* ---- Entry points -------------------------------------------------------------------------------------------------------------------------- */

static int32_t assess_rows(void *self, const struct keur_host *host, struct keur_call *call, const struct keur_view *view,
	uint32_t first, uint32_t last, struct keur_failure *failure)
{
	struct logging logging = { .task = keur_task_start(host, call, view, failure) };
	struct keur_task *task = &logging.task;

	(void)self;
	logging.operator_ = keur_operator_row(task, SUPPLIER_ID);
	logging.logs = keur_index_by(task, LOG_COMPONENT, first, last);
	logging.ways = keur_index_by(task, TARGET, first, last);
	for (uint32_t component = first; component < last && !task->result; component++) {
		struct part part;

		if (keur_answer_at(task, NOTHING_KNOWN, component) == KEUR_YES)
			continue;
		part = part_of(&logging, component);
		if (!part.required_worst)
			continue;
		judge_past(&logging, &part);
		if (keur_answer_at(task, IN_SERVICE, component) == KEUR_NO)
			continue;
		judge_events(task, &part);
		judge_sink(&logging, &part);
		judge_quality(&logging, &part);
	}
	return task->result;
}

static int32_t assess_whole(void *self, const struct keur_host *host, struct keur_call *call, const struct keur_view *view,
	struct keur_failure *failure)
{
	struct logging logging = { .task = keur_task_start(host, call, view, failure) };
	struct keur_task *task = &logging.task;

	(void)self;
	logging.logs = keur_index_by(task, LOG_COMPONENT, 0, view->components);
	for (uint32_t row = 0; row < keur_column_at(task, TARGET)->rows && !task->result; row++)
		judge_way(&logging, row);
	return task->result;
}

const struct keur_plugin keur_plugin_v1 = {
	.stamp = KEUR_STAMP,
	.name = T("logging_coverage"),
	.version = T("1.0"),
	.summary = T("Whether abuse would be noticed, and could be traced afterwards"),
	.licence = T("Apache-2.0"),
	.rules = RULES, .rule = rule,
	.needs = NEEDS, .need = need,
	.assess_rows = assess_rows,
	.assess_whole = assess_whole,
};
