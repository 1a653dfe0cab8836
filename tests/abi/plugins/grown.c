/* Uses every struct of the contract, each list with more than one element, so that a host that counts in its own sizes instead of the
 * plugin's reads beside them. Built with the frozen header, with this one and with a later one; all find the same. */
#include <keur/plugin.h>

#ifdef KEUR_NEWER
#define LATER , .later = 77
#define LATER_IS_NOTHING(p) ((p)->later == 0 && (p)->later_list == NULL)
#define HOST_LATER_IS_NOTHING(host) ((host)->later == NULL)
#else
#define LATER
#define LATER_IS_NOTHING(p) 1
#define HOST_LATER_IS_NOTHING(host) 1
#endif

enum { ID, SEGMENT, PRODUCT, SUPPLIER_ID, NEEDS };
static const struct keur_text need[NEEDS] = { KEUR_TEXT("component.id"), KEUR_TEXT("component.segment"), KEUR_TEXT("component.product.name"),
	KEUR_TEXT("supplier.id") };

static const struct keur_text arg[] = { KEUR_TEXT("part"), KEUR_TEXT("number") };
static const struct keur_message message[] = {
	{ .language = KEUR_TEXT("en"), .text = KEUR_TEXT("{part} has {number}") LATER },
	{ .language = KEUR_TEXT("nl"), .text = KEUR_TEXT("{part} heeft {number}") LATER },
	{ .language = KEUR_TEXT("de"), .text = KEUR_TEXT("{part} hat {number}") LATER },
};
static const struct keur_message question[] = {
	{ .language = KEUR_TEXT("en"), .text = KEUR_TEXT("what about {blame}? ({count})") LATER },
	{ .language = KEUR_TEXT("nl"), .text = KEUR_TEXT("hoe zit het met {blame}? ({count})") LATER },
};
#define RULE(name, call) { .id = KEUR_TEXT(name), .title = KEUR_TEXT("title of " name), .help = KEUR_TEXT("help of " name), \
	.kind = KEUR_KIND_RISK, .factor = KEUR_EXPOSURE, .scenarios = KEUR_SABOTAGE, .level = 3, .on = (call), .messages = 3, .questions = 2, \
	.args = 2, .message = message, .question = question, .arg = arg LATER }
enum { PART, REACHED, ASKED, RULES };
static const struct keur_rule rule[RULES] = {
	[PART] = RULE("part", KEUR_ON_ROWS), [REACHED] = RULE("reached", KEUR_ON_WHOLE), [ASKED] = RULE("asked", KEUR_ON_ROWS),
};
enum { STEP, PATTERN, FAIL, PARAMS };
static const struct keur_param param[PARAMS] = {
	[STEP] = { .id = KEUR_TEXT("step"), .help = KEUR_TEXT("every which part"), .initial = KEUR_TEXT("3"), .type = KEUR_PARAM_NUMBER, .least = 1,
		.most = 9 LATER },
	[PATTERN] = { .id = KEUR_TEXT("pattern"), .help = KEUR_TEXT("products"), .initial = KEUR_TEXT("^box-[024]$"), .type = KEUR_PARAM_PATTERN LATER },
	[FAIL] = { .id = KEUR_TEXT("fail"), .help = KEUR_TEXT("say so and fail"), .initial = KEUR_TEXT("no"), .type = KEUR_PARAM_YES_NO LATER },
};

struct self {
	int64_t step, fail;
};

static int32_t say(struct keur_failure *failure, const char *text)
{
	uint32_t i;

	for (i = 0; text[i] && i + 1 < failure->size; i++)
		failure->text[i] = text[i];
	failure->text[i] = '\0';
	return 1;
}

static int same_bytes(const void *a, const void *b, size_t size)
{
	const unsigned char *x = a, *y = b;
	size_t i;

	for (i = 0; i < size && x[i] == y[i]; i++)
		;
	return i == size;
}

/* What the host passes has nothing where this host knows nothing, whatever stood there, and columns lie as far apart as this header says. */
static int32_t look(const struct keur_host *host, struct keur_call *call, const struct keur_view *view, struct keur_failure *failure)
{
	uint32_t i, k;

	if (!HOST_LATER_IS_NOTHING(host) || !LATER_IS_NOTHING(view) || !LATER_IS_NOTHING(failure))
		return say(failure, "something stands in members that this host cannot know");
	if (view->columns != NEEDS)
		return say(failure, "another number of columns");
	for (i = 0; i < NEEDS; i++) {
		struct keur_column column;

		for (k = 0; k < sizeof column; k++)
			((unsigned char *)&column)[k] = 0xAA;
		if (host->column(call, need[i].text, &column) != 0)
			return say(failure, "column() has failed");
		if (!same_bytes(&column, &view->column[i], sizeof column) || !LATER_IS_NOTHING(&column) || column.type != KEUR_COLUMN_STRING)
			return say(failure, "a column that is not as expected");
		if (column.rows != (view->components == 0 ? 0 : i == SUPPLIER_ID ? 3 : view->components))
			return say(failure, "a column with another number of rows");
	}
	return 0;
}

static int32_t plugin_open(const struct keur_host *host, struct keur_call *call, const struct keur_view *view, void **self,
	struct keur_failure *failure)
{
	struct self *own = host->scratch(call, sizeof *own);
	int32_t result = look(host, call, view, failure);

	if (result)
		return result;
	if (!own)
		return say(failure, "no memory");
	result = host->param(call, STEP, &own->step, NULL);
	if (!result)
		result = host->param(call, FAIL, &own->fail, NULL);
	if (!result && own->fail == KEUR_YES)
		result = say(failure, "as you wished");
	*self = own;
	return result;
}

static struct keur_finding finding_of(uint32_t index, uint32_t component, const struct keur_value *value)
{
	struct keur_finding finding = { .rule = index, .component = component, .subject_table = KEUR_TABLE_COMPONENT, .subject_row = component,
		.party = KEUR_NONE, .basis = KEUR_KNOWN, .privilege = KEUR_NONE, .values = 2, .value = value LATER };

	return finding;
}

static int32_t assess_rows(void *self, const struct keur_host *host, struct keur_call *call, const struct keur_view *view, uint32_t first,
	uint32_t last, struct keur_failure *failure)
{
	const struct self *own = self;
	const uint64_t *bits;
	int32_t result = look(host, call, view, failure);
	uint32_t row;

	if (!result)
		result = host->match(call, PATTERN, &view->column[PRODUCT], &bits);
	for (row = first; row < last && !result; row++) {
		const struct keur_value value[2] = {
			{ .kind = KEUR_VALUE_ROW, .table = KEUR_TABLE_COMPONENT, .row = row }, { .kind = KEUR_VALUE_NUMBER, .number = row } };
		const struct keur_row evidence[3] = { { .table = KEUR_TABLE_COMPONENT, .row = row LATER },
			{ .table = KEUR_TABLE_SUPPLIER, .row = row % 3 LATER }, { .table = KEUR_TABLE_ACCESS, .row = row % 2 LATER } };
		uint32_t product = keur_code(&view->column[PRODUCT], row);
		struct keur_finding finding = finding_of(PART, row, value);

		finding.evidences = 3;
		finding.evidence = evidence;
		if (product != KEUR_NONE && (bits[product >> 6] >> (product & 63) & 1))
			finding.level = 5;
		if (row % (uint32_t)own->step == 0)
			result = host->emit(call, &finding);
		finding = finding_of(ASKED, row, value);
		finding.basis = KEUR_UNKNOWN;
		finding.blame = KEUR_BLAME_FIELD;
		finding.blamed.kind = KEUR_VALUE_TEXT;
		finding.blamed.text = need[SEGMENT];
		if (!result && !keur_known(&view->column[SEGMENT], row))
			result = host->emit(call, &finding);
	}
	return result;
}

static int32_t assess_whole(void *self, const struct keur_host *host, struct keur_call *call, const struct keur_view *view,
	struct keur_failure *failure)
{
	uint32_t last = view->components - 1, i;
	struct keur_reach reach;
	struct keur_value value[2] = { { .kind = KEUR_VALUE_ROW, .table = KEUR_TABLE_COMPONENT }, { .kind = KEUR_VALUE_NUMBER } };
	struct keur_finding finding;
	int32_t result = look(host, call, view, failure);

	(void)self;
	for (i = 0; i < sizeof reach; i++)
		((unsigned char *)&reach)[i] = 0xAA;
	if (!result)
		result = host->reach(call, last - 3, KEUR_ESPIONAGE, &reach);
	if (result)
		return result;
	if (reach.count != 4 || reach.component[3] != last || reach.from[3] != last - 1 || !LATER_IS_NOTHING(&reach))
		return say(failure, "reach() does not say what it should");
	value[0].row = last;
	value[1].number = reach.count;
	finding = finding_of(REACHED, last, value);
	finding.path = reach.component;
	finding.path_length = reach.count;
	finding.affects = KEUR_AFFECTS_REACH;
	return host->emit(call, &finding);
}

const struct keur_plugin keur_plugin_v1 = {
	.stamp = KEUR_STAMP,
	.name = KEUR_TEXT("grown"), .version = KEUR_TEXT("1.0"), .summary = KEUR_TEXT("the same from every header"), .licence = KEUR_TEXT("MIT"),
	.rules = RULES, .rule = rule, .params = PARAMS, .param = param, .needs = NEEDS, .need = need,
	.open = plugin_open, .assess_rows = assess_rows, .assess_whole = assess_whole LATER
};
