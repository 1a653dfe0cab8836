/* One plugin for each reason to fail the conformance test, or to be warned by it: built once for every UNFIT_ that stands below, with that
 * defined, and once without any, which conforms. */
#include <keur/plugin.h>

#include <stdlib.h>
#include <string.h>
#include <time.h>

/* On a terminal of 80 columns the second half would stand where a line of keur's own does. */
#ifdef FORGED
#define SUMMARY "for tests                                                            signer    The authority itself, for all parts of every network there is"
#else
#define SUMMARY "for tests"
#endif

enum { SEGMENT, SITE, NEEDS };
static const struct keur_text need[NEEDS] = {
	KEUR_TEXT("component.segment"),
#ifdef UNFIT_need
	KEUR_TEXT("component.sites"),
#else
	KEUR_TEXT("component.site"),
#endif
};

static const struct keur_text arg[] = { KEUR_TEXT("part"), KEUR_TEXT("number") };
static const struct keur_text measure[] = { KEUR_TEXT("BIO2:8.15") };
static const struct keur_message message[] = {
	{ KEUR_TEXT("en"), KEUR_TEXT("{part} has {number}") },
#ifdef UNFIT_dutch
	{ KEUR_TEXT("nl"), KEUR_TEXT("{part} heeft iets") },
#endif
};
#ifndef UNFIT_unasked
static const struct keur_message question[] = {
	{ KEUR_TEXT("en"), KEUR_TEXT("Where are {count} parts? {blame}") },
#ifdef UNFIT_dutch
	{ KEUR_TEXT("nl"), KEUR_TEXT("Waar staat alles? {blame}") },
#endif
};
#endif

enum { FOUND, NEVER, LEFT = 1 };
static const struct keur_rule rule[] = {
	[FOUND] = {
		.id = KEUR_TEXT("found"), .title = KEUR_TEXT("Something"),
#ifndef UNFIT_help
		.help = KEUR_TEXT("For tests."),
#endif
#ifdef UNFIT_gap
		.kind = KEUR_KIND_GAP,
#else
		.kind = KEUR_KIND_RISK,
#endif
		.factor = KEUR_EXPOSURE, .scenarios = KEUR_SABOTAGE, .level = 2, .on = KEUR_ON_ROWS,
		.messages = KEUR_COUNT(message), .message = message, .args = KEUR_COUNT(arg), .arg = arg, .measures = KEUR_COUNT(measure), .measure = measure,
#ifndef UNFIT_unasked
		.questions = KEUR_COUNT(question), .question = question,
#endif
	},
#ifdef UNFIT_never
	[NEVER] = { .id = KEUR_TEXT("never"), .title = KEUR_TEXT("Nothing"), .help = KEUR_TEXT("For tests."), .kind = KEUR_KIND_NOTE,
		.factor = KEUR_NO_FACTOR, .on = KEUR_ON_ROWS, .messages = 1, .message = message, .args = KEUR_COUNT(arg), .arg = arg },
#endif
#ifdef UNFIT_leak
	[LEFT] = { .id = KEUR_TEXT("left"), .title = KEUR_TEXT("What rows left"), .help = KEUR_TEXT("For tests."), .kind = KEUR_KIND_NOTE,
		.factor = KEUR_NO_FACTOR, .on = KEUR_ON_WHOLE, .messages = 1, .message = message, .args = KEUR_COUNT(arg), .arg = arg },
#endif
};

enum { STEP, WORD };
static const struct keur_param param[] = { [STEP] = {
	.id = KEUR_TEXT("step"), .help = KEUR_TEXT("a number"), .type = KEUR_PARAM_NUMBER,
#ifdef UNFIT_initial
	.initial = KEUR_TEXT("7"), .least = 0, .most = 5,
#else
	.initial = KEUR_TEXT("2"), .least = 0, .most = 5,
#endif
},
#ifdef UNFIT_pattern
	[WORD] = { .id = KEUR_TEXT("segments"), .help = KEUR_TEXT("a pattern"), .initial = KEUR_TEXT("^nowhere$"), .type = KEUR_PARAM_PATTERN },
#endif
#if defined UNFIT_word || defined UNFIT_choosy || defined UNFIT_wordless
	[WORD] = { .id = KEUR_TEXT("word"), .help = KEUR_TEXT("a text"), .initial = KEUR_TEXT("a"), .type = KEUR_PARAM_TEXT },
#endif
#ifdef UNFIT_file
	[WORD] = { .id = KEUR_TEXT("list"), .help = KEUR_TEXT("a file"), .type = KEUR_PARAM_FILE },
#endif
};

#ifdef UNFIT_export
KEUR_EXPORT int helper_for_everybody(void);
int helper_for_everybody(void)
{
	return 1;
}
#endif

static int32_t say(struct keur_failure *failure, const char *text)
{
	strncpy(failure->text, text, failure->size - 1);
	return -1;
}

static int32_t plugin_open(const struct keur_host *host, struct keur_call *call, const struct keur_view *view, void **self,
	struct keur_failure *failure)
{
	int64_t step;
	int32_t result = host->param(call, 0, &step, NULL);

	(void)view;
	(void)self;
#ifdef UNFIT_bound
	if (!result && step == 0)
		return say(failure, "a step of 0 leads nowhere");
#endif
#if defined UNFIT_choosy || defined UNFIT_wordless
	{
		struct keur_text word = KEUR_TEXT("");

		result = host->param(call, WORD, NULL, &word);
		if (!result && word.length == 2)
#ifdef UNFIT_choosy
			return say(failure, "one word of one letter, or of many");
#else
			return -1;
#endif
	}
#endif
	return result ? result : step < 0 ? say(failure, "no") : 0;
}

/* The fault: what the number of a row is, and whether it is found at all. */
static int64_t number_of(const struct keur_view *view, uint32_t row, uint32_t first, int *found)
{
	(void)view;
	(void)first;
	(void)found;
#ifdef UNFIT_address
	return (int64_t)(uintptr_t)number_of >> 12;
#endif
#ifdef UNFIT_clock
	return (int64_t)time(NULL);
#endif
#ifdef UNFIT_order /* the first that fits, and no other */
	{
		uint32_t other;

		for (other = 0; other < row; other++)
			if (keur_known(&view->column[SITE], other))
				*found = 0;
	}
#endif
#ifdef UNFIT_state /* what a row gives hangs on how many came before it */
	{
		static int64_t before;

		*found = before++ % 3 == 0;
	}
#endif
#ifdef UNFIT_split /* something for each call */
	*found = row == first;
#endif
	return 7;
}

#ifdef UNFIT_field
static const struct keur_text blamed = KEUR_TEXT("component.sites");
#elif defined UNFIT_blameword
static const struct keur_text blamed = KEUR_TEXT("component.site of the part");
#else
static const struct keur_text blamed = KEUR_TEXT("component.site");
#endif

static int32_t emit(const struct keur_host *host, struct keur_call *call, uint32_t rule_, uint32_t row, int known, int64_t number)
{
	struct keur_value value[2];
	struct keur_finding finding;
#ifdef UNFIT_path
	uint32_t path[3];

	path[0] = path[1] = row;
	path[2] = 0;
#endif

	memset(value, 0, sizeof value);
	memset(&finding, 0, sizeof finding);
	value[0].kind = KEUR_VALUE_ROW;
	value[0].table = KEUR_TABLE_COMPONENT;
	value[0].row = row;
	value[1].kind = KEUR_VALUE_NUMBER;
	value[1].number = number;
	finding.rule = rule_;
	finding.component = row;
	finding.subject_table = KEUR_TABLE_COMPONENT;
	finding.subject_row = row;
	finding.party = KEUR_NONE;
	finding.privilege = KEUR_NONE;
	finding.basis = known ? KEUR_KNOWN : KEUR_UNKNOWN;
	finding.blame = known ? KEUR_BLAME_NONE : KEUR_BLAME_FIELD;
	finding.blamed.kind = KEUR_VALUE_TEXT;
	finding.blamed.text = blamed;
	finding.values = 2;
	finding.value = value;
#ifdef UNFIT_party
	finding.party = 0;
#endif
#ifdef UNFIT_beyond /* on to what is reached from it */
	finding.affects = KEUR_AFFECTS_REACH;
#endif
#ifdef UNFIT_path /* the part, itself again, and what is none of it */
	finding.path_length = 3;
	finding.path = path;
#endif
	return host->emit(call, &finding);
}

#ifdef UNFIT_leak /* counts in one call, tells in the other: one process may have both, or not */
static uint32_t counted;
static int32_t plugin_whole(void *self, const struct keur_host *host, struct keur_call *call, const struct keur_view *view,
	struct keur_failure *failure)
{
	(void)self;
	(void)view;
	(void)failure;
	return counted > 1 ? emit(host, call, LEFT, 0, 1, 7) : 0;
}
#endif

static int32_t plugin_rows(void *self, const struct keur_host *host, struct keur_call *call, const struct keur_view *view, uint32_t first,
	uint32_t last, struct keur_failure *failure)
{
	uint32_t row;

	(void)self;
	(void)failure;
#ifdef UNFIT_lonely
	if (view->components == 1)
		return say(failure, "one is not enough");
#endif
#ifdef UNFIT_loop
	for (;;)
		;
#endif
#ifdef UNFIT_many /* a value that is good for one component and not for many */
	{
		int64_t step = 0;

		if (!host->param(call, STEP, &step, NULL) && step == 5 && view->components > 1)
			abort();
	}
#endif
#ifdef UNFIT_word
	{
		struct keur_text word = KEUR_TEXT("");

		if (!host->param(call, WORD, NULL, &word) && word.length > 60 && view->components > 1)
			abort();
	}
#endif
#ifdef UNFIT_pattern /* what it does where the pattern fits, nobody ever saw */
	{
		const uint64_t *bits;
		int32_t result = host->match(call, WORD, &view->column[SEGMENT], &bits);

		if (result)
			return result;
		for (row = first; row < last; row++)
			if (keur_known(&view->column[SEGMENT], row)) {
				uint32_t code = keur_code(&view->column[SEGMENT], row);

				if (code != KEUR_NONE && bits[code >> 6] >> (code & 63) & 1)
					abort();
			}
	}
#endif
#ifdef UNFIT_large
	if (view->components > 5000)
		abort();
#endif
#ifdef UNFIT_slow
	{
		struct timespec begun, now;

		clock_gettime(CLOCK_MONOTONIC, &begun);
		do
			clock_gettime(CLOCK_MONOTONIC, &now);
		while (view->components > 5000 && (now.tv_sec - begun.tv_sec) * 10 + (now.tv_nsec - begun.tv_nsec) / 100000000 < 32);
	}
#endif
#ifdef UNFIT_leak
	counted += last - first;
#endif
#ifdef UNFIT_log
	host->log(call, KEUR_LOG_INFO, "one line", 8);
#endif
	for (row = first; row < last; row++) {
		int known = keur_known(&view->column[SITE], row), found = 1;
		int64_t number;
		int32_t result;

#ifdef UNFIT_asking
		known = 0;
#endif
#ifdef UNFIT_silent
		if (!known)
			continue;
#endif
		number = number_of(view, row, first, &found);
		result = found ? emit(host, call, FOUND, row, known, number) : 0;
		if (result)
			return result;
	}
	return 0;
}

KEUR_EXPORT const struct keur_plugin keur_plugin_v1 = {
	.stamp = KEUR_STAMP,
	.name = KEUR_TEXT("unfit"), .version = KEUR_TEXT("1.0"), .summary = KEUR_TEXT(SUMMARY), .licence = KEUR_TEXT("MIT"),
	.rules = KEUR_COUNT(rule), .rule = rule, .params = KEUR_COUNT(param), .param = param, .needs = NEEDS, .need = need,
	.open = plugin_open, .assess_rows = plugin_rows,
#ifdef UNFIT_leak
	.assess_whole = plugin_whole,
#endif
};
