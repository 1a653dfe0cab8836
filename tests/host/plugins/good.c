/* Uses everything the host offers. */
#include "common.h"

#ifndef GOOD_NAME /* somebody else's plugin that looks the same */
#define GOOD_NAME "good"
#endif

#include <string.h>

enum { SEGMENTLESS, ODD, QUESTION, CHAIN, PAIR };
enum { STEP, PATTERN, DATA, WORD, STRICT, PERIOD };
enum { NEED_ID, NEED_SEGMENT, NEED_PRODUCT };

static const struct keur_message odd_message[] = { { KEUR_TEXT("en"), KEUR_TEXT("{part} is a {product}, step {step}") },
	{ KEUR_TEXT("nl"), KEUR_TEXT("{part} is een {product}, stap {step}") } };
static const struct keur_text odd_arg[] = { KEUR_TEXT("part"), KEUR_TEXT("product"), KEUR_TEXT("step") };
static const struct keur_text need[] = { KEUR_TEXT("component.id"), KEUR_TEXT("component.segment"), KEUR_TEXT("component.product.name") };
static const struct keur_param param[] = {
	[STEP] = { .id = KEUR_TEXT("step"), .help = KEUR_TEXT("every so many parts"), .initial = KEUR_TEXT("2"), .type = KEUR_PARAM_NUMBER,
		.least = 1, .most = 1000 },
	[PATTERN] = { .id = KEUR_TEXT("product"), .help = KEUR_TEXT("products"), .initial = KEUR_TEXT("^box-[13]$"),
		.type = KEUR_PARAM_PATTERN },
	[DATA] = { .id = KEUR_TEXT("data"), .help = KEUR_TEXT("a file"), .initial = KEUR_TEXT(""), .type = KEUR_PARAM_FILE },
	[WORD] = { .id = KEUR_TEXT("word"), .help = KEUR_TEXT("a word"), .initial = KEUR_TEXT("nothing"), .type = KEUR_PARAM_TEXT },
	[STRICT] = { .id = KEUR_TEXT("strict"), .help = KEUR_TEXT("yes or no"), .initial = KEUR_TEXT("no"), .type = KEUR_PARAM_YES_NO },
	[PERIOD] = { .id = KEUR_TEXT("period"), .help = KEUR_TEXT("how long"), .initial = KEUR_TEXT("P90D"), .type = KEUR_PARAM_DAYS,
		.least = 1, .most = 365 },
};
static const struct keur_rule rule[] = {
	[SEGMENTLESS] = TEST_RULE("segmentless", KEUR_ON_ROWS),
	[ODD] = { .id = KEUR_TEXT("odd"), .title = KEUR_TEXT("odd"), .help = KEUR_TEXT("odd"), .kind = KEUR_KIND_NOTE,
		.factor = KEUR_NO_FACTOR, .on = KEUR_ON_ROWS, .messages = 2u, .message = odd_message, .args = 3u, .arg = odd_arg },
	[QUESTION] = TEST_RULE("question", KEUR_ON_ROWS),
	[CHAIN] = TEST_RULE("chain", KEUR_ON_WHOLE),
	[PAIR] = TEST_RULE("pair", KEUR_ON_ROWS),
};

struct self {
	int64_t step;
};

static int32_t plugin_open(const struct keur_host *host, struct keur_call *call, const struct keur_view *view, void **self,
	struct keur_failure *failure)
{
	struct self *s = host->scratch(call, sizeof *s);

	(void)failure;
	if (!s || view->components != 0 || view->columns != 3)
		return -7;
	*self = s;
	return host->param(call, STEP, &s->step, NULL);
}

static int32_t ask(const struct keur_host *host, struct keur_call *call, uint32_t row)
{
	struct keur_finding finding = test_finding(QUESTION, row);

	finding.basis = KEUR_UNKNOWN;
	finding.blame = row % 2 ? KEUR_BLAME_ACCESS : KEUR_BLAME_FIELD;
	if (row % 2) {
		finding.blamed = (struct keur_value){ .kind = KEUR_VALUE_ROW, .table = KEUR_TABLE_ACCESS, .row = row / 2 % 2 };
	} else {
		finding.blamed = (struct keur_value){ .kind = KEUR_VALUE_TEXT, .text = KEUR_TEXT("component.segment") };
	}
	return host->emit(call, &finding);
}

static int32_t odd(const struct keur_host *host, struct keur_call *call, uint32_t row, uint32_t product, int64_t step)
{
	struct keur_finding finding = test_finding(ODD, row);
	struct keur_row evidence = { KEUR_TABLE_COMPONENT, row };
	struct keur_value value[3] = {
		{ .kind = KEUR_VALUE_ROW, .table = KEUR_TABLE_COMPONENT, .row = row },
		{ .kind = KEUR_VALUE_CODE, .row = product },
		{ .kind = KEUR_VALUE_NUMBER, .number = step },
	};

	finding.party = row % 3;
	finding.values = 3;
	finding.value = value;
	finding.evidences = 1;
	finding.evidence = &evidence;
	return host->emit(call, &finding);
}

/* The same thing twice, with different evidence. */
static int32_t pair(const struct keur_host *host, struct keur_call *call, uint32_t row)
{
	struct keur_finding finding = test_finding(PAIR, row);
	struct keur_row first[2] = { { KEUR_TABLE_ACCESS, 0 }, { KEUR_TABLE_COMPONENT, row } };
	struct keur_row second[2] = { { KEUR_TABLE_COMPONENT, row }, { KEUR_TABLE_ACCESS, 1 } };
	int32_t result;

	finding.evidences = 2;
	finding.evidence = first;
	finding.level = 4;
	result = host->emit(call, &finding);
	if (result)
		return result;
	finding.evidence = second;
	finding.level = 5;
	return host->emit(call, &finding);
}

static int32_t plugin_rows(void *self, const struct keur_host *host, struct keur_call *call, const struct keur_view *view,
	uint32_t first, uint32_t last, struct keur_failure *failure)
{
	const struct self *s = self;
	const uint64_t *bits;
	struct keur_column product;
	uint32_t row;
	int32_t result;

	(void)failure;
	result = host->column(call, "component.product.name", &product);
	if (!result)
		result = host->match(call, PATTERN, &product, &bits);
	for (row = first; row < last && !result; row++) {
		uint32_t code = keur_code(&product, row);

		if (!keur_known(&view->column[NEED_SEGMENT], row)) {
			struct keur_finding finding = test_finding(SEGMENTLESS, row);

			result = host->emit(call, &finding);
		}
		if (!result && row % (uint32_t)s->step == 1 && bits[code >> 6] >> (code & 63) & 1)
			result = odd(host, call, row, code, s->step);
		if (!result && row % 5 == 0)
			result = ask(host, call, row);
		if (!result && row % 11 == 0)
			result = pair(host, call, row);
		if (!result)
			result = host->stop(call);
	}
	host->log(call, KEUR_LOG_INFO, "rows done", 9);
	return result;
}

static int32_t plugin_whole(void *self, const struct keur_host *host, struct keur_call *call, const struct keur_view *view,
	struct keur_failure *failure)
{
	struct keur_finding finding = test_finding(CHAIN, 0);
	struct keur_reach reach;
	uint32_t path[4], i;
	int32_t result;

	(void)self;
	(void)failure;
	if (view->components < 4)
		return 0;
	result = host->reach(call, view->components - 4, KEUR_ESPIONAGE, &reach);
	if (result)
		return result;
	for (i = 0; i < 4 && i < reach.count; i++)
		path[i] = reach.component[i];
	finding.component = view->components - 1;
	finding.subject_table = KEUR_SUBJECT_NETWORK;
	finding.path = path;
	finding.path_length = i;
	finding.affects = KEUR_AFFECTS_REACH;
	finding.privilege = KEUR_PRIVILEGE_ADMIN;
	return host->emit(call, &finding);
}

KEUR_EXPORT const struct keur_plugin keur_plugin_v1 = {
	TEST_HEAD(GOOD_NAME),
	.rules = KEUR_COUNT(rule), .rule = rule,
	.params = KEUR_COUNT(param), .param = param,
	.needs = KEUR_COUNT(need), .need = need,
	.open = plugin_open, .assess_rows = plugin_rows, .assess_whole = plugin_whole,
};
