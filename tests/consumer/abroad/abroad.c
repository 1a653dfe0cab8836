/* A stranger's plugin in C99: whatever administers others stands in the country of the network, or in one that was allowed. */
#include <keur/plugin.h>

#include <string.h>

enum { SCOPE, SCOPE_WORST, SITE, SEGMENT, IN_SERVICE, NOTHING_KNOWN, LINK_STATED, LINK_FROM, LINK_PLANE, SITE_COUNTRY, HOME, NEEDS };
static const struct keur_text need[NEEDS] = {
	KEUR_TEXT("component.scope"), KEUR_TEXT("component.scope_worst"), KEUR_TEXT("component.site"), KEUR_TEXT("component.segment"),
	KEUR_TEXT("component.in_service"), KEUR_TEXT("component.nothing_known"), KEUR_TEXT("component.link_stated"),
	KEUR_TEXT("link.from"), KEUR_TEXT("link.plane"), KEUR_TEXT("site.country"), KEUR_TEXT("network.country"),
};

enum { ALLOWED, PARAMS };
static const struct keur_param param[PARAMS] = { {
	.id = KEUR_TEXT("allowed"), .help = KEUR_TEXT("further countries where it may stand, as in ^(BE|DE)$"),
	.initial = KEUR_TEXT("^$"), .type = KEUR_PARAM_PATTERN,
} };

static const struct keur_text arg[] = { KEUR_TEXT("component"), KEUR_TEXT("country"), KEUR_TEXT("reached") };
static const struct keur_message message[] = {
	{ KEUR_TEXT("en"), KEUR_TEXT("{component} stands in {country} and administers {reached} parts") },
	{ KEUR_TEXT("nl"), KEUR_TEXT("{component} staat in {country} en beheert {reached} onderdelen") },
};
static const struct keur_message question[] = {
	{ KEUR_TEXT("en"), KEUR_TEXT("Where does it stand, and what does it administer ({blame})? {count} parts") },
	{ KEUR_TEXT("nl"), KEUR_TEXT("Waar staat het, en wat beheert het ({blame})? {count} onderdelen") },
};
static const struct keur_rule rule[] = { {
	.id = KEUR_TEXT("management"), .title = KEUR_TEXT("A management host abroad"),
	.help = KEUR_TEXT("Another country's law reaches it, and with it everything that it administers. Move it, or allow the country."),
	.kind = KEUR_KIND_RISK, .factor = KEUR_EXPOSURE, .scenarios = KEUR_ALL_SCENARIOS, .level = 4, .on = KEUR_ON_WHOLE,
	.messages = KEUR_COUNT(message), .message = message, .questions = KEUR_COUNT(question), .question = question,
	.args = KEUR_COUNT(arg), .arg = arg,
} };

struct task {
	const struct keur_host *host;
	struct keur_call *call;
	const struct keur_view *view;
	const uint64_t *allowed; /* a bit per string code */
	unsigned char *manages;  /* per component: it administers another */
	uint32_t home;           /* string code of the country, or KEUR_NONE */
};

static uint32_t byte(const struct task *task, int column, uint32_t row, uint32_t unknown)
{
	return keur_known(&task->view->column[column], row) ? keur_byte(&task->view->column[column], row) : unknown;
}

static uint32_t code(const struct task *task, int column, uint32_t row)
{
	return keur_code(&task->view->column[column], row);
}

static int is_allowed(const struct task *task, uint32_t country)
{
	return country == task->home || (task->allowed[country >> 6] >> (country & 63u) & 1u);
}

static void mark_managers(struct task *task)
{
	uint32_t row;

	for (row = 0; row < task->view->column[LINK_FROM].rows; row++)
		if (byte(task, LINK_PLANE, row, KEUR_NONE) == KEUR_PLANE_MANAGEMENT && code(task, LINK_FROM, row) != KEUR_NONE)
			task->manages[code(task, LINK_FROM, row)] = 1;
}

static void ask(struct keur_finding *finding, const char *field, uint32_t length)
{
	finding->basis = KEUR_UNKNOWN;
	finding->blame = KEUR_BLAME_FIELD;
	finding->blamed.kind = KEUR_VALUE_TEXT;
	finding->blamed.text.text = field;
	finding->blamed.text.length = length;
}
#define ASK(finding, field) ask(finding, field, (uint32_t)sizeof(field) - 1u)

/* Where the part administers nothing for certain: a question, if it may. Returns whether there is anything to say. */
static int may_manage(const struct task *task, uint32_t row, struct keur_finding *finding)
{
	if (byte(task, SCOPE_WORST, row, KEUR_SCOPE_OTHER) == KEUR_SCOPE_MANAGEMENT) {
		ASK(finding, "component.function");
		return 1;
	}
	if (byte(task, LINK_STATED, row, KEUR_NO) == KEUR_YES)
		return 0;
	ASK(finding, "link"); /* nobody says that there are no others */
	finding->blame = KEUR_BLAME_STATEMENT;
	return 1;
}

static int32_t judge(const struct task *task, uint32_t row)
{
	uint32_t site = code(task, SITE, row), country = site == KEUR_NONE ? KEUR_NONE : code(task, SITE_COUNTRY, site);
	struct keur_value value[3] = { { .kind = KEUR_VALUE_ROW, .table = KEUR_TABLE_COMPONENT, .row = row },
		{ .kind = KEUR_VALUE_CODE, .row = country }, { .kind = KEUR_VALUE_NUMBER } };
	struct keur_row evidence[2] = { { KEUR_TABLE_COMPONENT, row }, { KEUR_TABLE_SITE, site } };
	struct keur_finding finding = { .rule = 0, .component = row, .subject_table = KEUR_TABLE_COMPONENT, .subject_row = row,
		.party = KEUR_NONE, .basis = KEUR_KNOWN, .privilege = KEUR_NONE, .affects = KEUR_AFFECTS_REACH,
		.values = 3, .value = value, .evidences = 2, .evidence = evidence };
	struct keur_reach reach;
	int32_t result;

	if (country != KEUR_NONE && task->home != KEUR_NONE && is_allowed(task, country))
		return 0;
	if (!task->manages[row] && byte(task, SCOPE, row, KEUR_SCOPE_OTHER) != KEUR_SCOPE_MANAGEMENT && !may_manage(task, row, &finding))
		return 0;
	if (finding.basis == KEUR_KNOWN) {
		if (site == KEUR_NONE)
			ASK(&finding, "component.site");
		else if (country == KEUR_NONE)
			ASK(&finding, "site.country");
		else if (task->home == KEUR_NONE)
			ASK(&finding, "network.country");
	}
	if (finding.basis == KEUR_KNOWN) {
		result = task->host->reach(task->call, row, KEUR_ESPIONAGE, &reach);
		if (result)
			return result;
		value[2].number = reach.count - 1; /* without itself */
	}
	return task->host->emit(task->call, &finding);
}

static int32_t assess_whole(void *self, const struct keur_host *host, struct keur_call *call, const struct keur_view *view,
	struct keur_failure *failure)
{
	struct task task = { .host = host, .call = call, .view = view, .home = KEUR_NONE };
	int32_t result = host->match(call, ALLOWED, &view->column[SITE_COUNTRY], &task.allowed);
	uint32_t row;

	(void)self;
	if (result)
		return result;
	task.manages = host->scratch(call, view->components + 1u);
	if (!task.manages) {
		strncpy(failure->text, "not enough memory for a byte for each part", failure->size - 1u);
		return 1;
	}
	if (view->column[HOME].rows)
		task.home = code(&task, HOME, 0);
	mark_managers(&task);
	for (row = 0; row < view->components && !result; row++)
		if (byte(&task, IN_SERVICE, row, KEUR_YES) == KEUR_YES && byte(&task, NOTHING_KNOWN, row, KEUR_NO) != KEUR_YES)
			result = judge(&task, row);
	return result;
}

const struct keur_plugin keur_plugin_v1 = {
	.stamp = KEUR_STAMP,
	.name = KEUR_TEXT("abroad"), .version = KEUR_TEXT("1.0"),
	.summary = KEUR_TEXT("Management hosts that stand abroad"), .licence = KEUR_TEXT("MIT"),
	.rules = KEUR_COUNT(rule), .rule = rule, .params = PARAMS, .param = param, .needs = NEEDS, .need = need,
	.assess_whole = assess_whole,
};
