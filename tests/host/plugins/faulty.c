/* One plugin for each fault: built once for every FAULT_ that stands behind an #ifdef below, with that defined, and without optimisation so
 * that what is meant to go wrong does. Apart from its fault it finds one thing for each component and one for the network. */
#include "common.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ROW, ALL };

static volatile int *nowhere = (volatile int *)16;

static __attribute__((unused)) int32_t crash_now(void)
{
	*nowhere = 1;
	return 0;
}

static __attribute__((unused)) int32_t loop_forever(void)
{
	static volatile int always = 1;

	while (always)
		;
	return 0;
}

static __attribute__((unused)) int32_t fail_with(struct keur_failure *failure, const char *text)
{
	strncpy(failure->text, text, failure->size - 1);
	return -3;
}

static __attribute__((unused)) struct keur_value text_value(const char *text, uint32_t length)
{
	struct keur_value value = { .kind = KEUR_VALUE_TEXT, .text = { text, length, 0 } };

	return value;
}

#ifdef FAULT_crash_constructor
static __attribute__((constructor)) void at_load(void)
{
	crash_now();
}
#endif
#ifdef FAULT_loop_constructor
static __attribute__((constructor)) void at_load(void)
{
	loop_forever();
}
#endif
#ifdef FAULT_crash_destructor
static __attribute__((destructor)) void at_end(void)
{
	crash_now();
}
#endif

#ifdef FAULT_ifunc
/* The loader calls the resolver before anything else of the plugin. */
static void (*resolve(void))(void)
{
	crash_now();
	return NULL;
}
static void resolved(void) __attribute__((ifunc("resolve")));
static void (*volatile use_it)(void) = resolved;
#endif

#ifdef FAULT_undefined
int32_t nobody_has_this(void);
#endif

/* What is done to the one finding of a component, by the fault's name. */
static void spoil(struct keur_finding *f, uint32_t components)
{
	(void)f;
	(void)components;
#ifdef FAULT_emit_component
	f->component = components;
#endif
#ifdef FAULT_emit_range
	f->component = KEUR_NONE;
#endif
#ifdef FAULT_emit_rule
	f->rule = 2;
#endif
#ifdef FAULT_emit_rule_huge
	f->rule = 70000;
#endif
#ifdef FAULT_emit_other_call
	f->rule = ALL;
#endif
#ifdef FAULT_emit_subject
	f->subject_table = KEUR_TABLE_ACCESS;
	f->subject_row = 2;
#endif
#ifdef FAULT_emit_subject_table
	f->subject_table = 99;
#endif
#ifdef FAULT_emit_party
	f->party = 3;
#endif
#ifdef FAULT_emit_level
	f->level = 6;
#endif
#ifdef FAULT_emit_level_huge
	f->level = 1000;
#endif
#ifdef FAULT_emit_basis
	f->basis = 0;
#endif
#ifdef FAULT_emit_scenarios
	f->scenarios = 8;
#endif
#ifdef FAULT_emit_affects
	f->affects = 2;
#endif
#ifdef FAULT_emit_privilege
	f->privilege = 4;
#endif
#ifdef FAULT_emit_blame
	f->basis = KEUR_UNKNOWN;
#endif
#ifdef FAULT_emit_blamed_row
	f->basis = KEUR_UNKNOWN;
	f->blame = KEUR_BLAME_SUPPLIER;
	f->blamed = (struct keur_value){ .kind = KEUR_VALUE_ROW, .table = KEUR_TABLE_SUPPLIER, .row = 3 };
#endif
#ifdef FAULT_emit_values
	f->values = 2;
#endif
#ifdef FAULT_emit_value_kind
	static const struct keur_value value = { .kind = 12 };
	f->value = &value;
#endif
#ifdef FAULT_emit_value_reserved
	static const struct keur_value value = { .kind = KEUR_VALUE_NUMBER, .reserved = 1 };
	f->value = &value;
#endif
#ifdef FAULT_emit_value_null
	f->value = NULL;
#endif
#ifdef FAULT_emit_member
	static const struct keur_value value = { .kind = KEUR_VALUE_MEMBER, .text = KEUR_TEXT("access.privilege"), .number = 4 };
	f->value = &value;
#endif
#ifdef FAULT_emit_member_column
	static const struct keur_value value = { .kind = KEUR_VALUE_MEMBER, .text = KEUR_TEXT("access.id"), .number = 0 };
	f->value = &value;
#endif
#ifdef FAULT_emit_text_long
	static char text[5000];
	static struct keur_value value;
	memset(text, 'a', sizeof text);
	value = text_value(text, sizeof text);
	f->value = &value;
#endif
#ifdef FAULT_emit_text_huge
	static struct keur_value value;
	value = text_value(calloc(1, 4 << 20), 4 << 20);
	f->value = &value;
#endif
#ifdef FAULT_emit_encoding
	static struct keur_value value;
	value = text_value("a\xC3z", 3);
	f->value = &value;
#endif
#ifdef FAULT_emit_control
	static struct keur_value value;
	value = text_value("a\033[31mz", 7);
	f->value = &value;
#endif
#ifdef FAULT_emit_evidence
	static const struct keur_row row = { KEUR_TABLE_LINK, 39 };
	f->evidence = &row;
	f->evidences = 1;
#endif
#ifdef FAULT_emit_evidences
	static struct keur_row row[4097];
	f->evidence = row;
	f->evidences = 4097;
#endif
#ifdef FAULT_emit_path
	static const uint32_t path[2] = { 1, 40 };
	f->path = path;
	f->path_length = 2;
#endif
}

static int32_t plugin_open(const struct keur_host *host, struct keur_call *call, const struct keur_view *view, void **self,
	struct keur_failure *failure)
{
	struct keur_reach reach __attribute__((unused));

	(void)host;
	(void)call;
	(void)view;
	(void)self;
	(void)failure;
#ifdef FAULT_crash_open
	return crash_now();
#elif defined(FAULT_undefined)
	return nobody_has_this();
#elif defined(FAULT_fail_open)
	return fail_with(failure, "no licence for this \xC3\xA9l\xC3\xA9ment, \033[1mbold\033[0m");
#elif defined(FAULT_loop_open)
	return loop_forever();
#elif defined(FAULT_exit_open)
	exit(0);
#elif defined(FAULT_reach_open)
	return host->reach(call, 0, KEUR_SABOTAGE, &reach);
#elif defined(FAULT_param_open)
	return host->param(call, 0, NULL, NULL);
#elif defined(FAULT_column_open)
	struct keur_column column;
	return host->column(call, "access.mfa", &column);
#else
	return 0;
#endif
}

static int32_t plugin_rows(void *self, const struct keur_host *host, struct keur_call *call, const struct keur_view *view,
	uint32_t first, uint32_t last, struct keur_failure *failure)
{
	struct keur_reach reach __attribute__((unused));
	int32_t result = 0;
	uint32_t row;

	(void)self;
	(void)failure;
	(void)view;
#ifdef FAULT_crash_rows
	return crash_now();
#elif defined(FAULT_crash_late)
	if (first >= 65536)
		return crash_now();
#elif defined(FAULT_abort_rows)
	abort();
#elif defined(FAULT_exit_rows)
	exit(0);
#elif defined(FAULT_loop_rows)
	return loop_forever();
#elif defined(FAULT_loop_stop)
	while (host->stop(call) == 0)
		;
	return 0;
#elif defined(FAULT_sleep_rows)
	sleep(100);
#elif defined(FAULT_stop_self)
	raise(SIGSTOP);
#elif defined(FAULT_ignore_signals)
	for (row = 1; row < 32; row++)
		signal((int)row, SIG_IGN);
	return loop_forever();
#elif defined(FAULT_fail_rows)
	return fail_with(failure, "");
#elif defined(FAULT_close_all)
	for (row = 0; row < 100; row++)
		close((int)row);
	return loop_forever();
#elif defined(FAULT_kill_group)
	kill(0, SIGKILL);
#elif defined(FAULT_child_left)
	if (fork() == 0)
		for (;;)
			pause();
	_exit(0);
#elif defined(FAULT_write_socket)
	if (write(3, "rubbish rubbish rubbish", 23) != 23)
		return -1;
#elif defined(FAULT_forge_end)
	static const uint32_t end[] = { 13 /* FRAME_END */, 16, 0, 0, 0, 0 };
	if (write(3, end, sizeof end) != sizeof end)
		return -1;
	return loop_forever();
#elif defined(FAULT_write_model)
	*(volatile uint32_t *)(uintptr_t)view->column[0].data = 7;
#elif defined(FAULT_hog)
	while (malloc(1 << 24)) /* untouched: the limit counts it, the machine does not */
		;
	return -1;
#elif defined(FAULT_reach_row)
	return host->reach(call, 40, KEUR_SABOTAGE, &reach);
#elif defined(FAULT_reach_scenario)
	return host->reach(call, 0, KEUR_ALL_SCENARIOS, &reach);
#elif defined(FAULT_match_column)
	struct keur_column rows = view->column[1];
	const uint64_t *bits;
	rows.type = KEUR_COLUMN_ROW;
	return host->match(call, 0, &rows, &bits);
#elif defined(FAULT_pattern)
	const uint64_t *bits;
	return host->match(call, 0, &view->column[1], &bits);
#elif defined(FAULT_flood)
	for (;;) {
		struct keur_finding finding = test_finding(ROW, first);
		static const struct keur_value value = { .kind = KEUR_VALUE_NUMBER };

		finding.values = 1;
		finding.value = &value;
		if (host->emit(call, &finding))
			return -1;
	}
#endif
	for (row = first; row < last && !result; row++) {
		struct keur_finding finding = test_finding(ROW, row);
		static const struct keur_value value = { .kind = KEUR_VALUE_NUMBER, .number = 5 };

		finding.values = 1;
		finding.value = &value;
		spoil(&finding, view->components);
		result = host->emit(call, &finding);
	}
	return 0; /* whatever the host said: it knows */
}

static int32_t plugin_whole(void *self, const struct keur_host *host, struct keur_call *call, const struct keur_view *view,
	struct keur_failure *failure)
{
	struct keur_finding finding = test_finding(ALL, KEUR_NONE);

	(void)self;
	(void)view;
	(void)failure;
#ifdef FAULT_crash_whole
	crash_now();
#elif defined(FAULT_fail_whole)
	return fail_with(failure, "the whole is less than its parts");
#elif defined(FAULT_emit_whole_component)
	finding.component = 40;
#elif defined(FAULT_emit_whole_rule)
	finding.rule = ROW;
#endif
	finding.subject_table = KEUR_SUBJECT_NETWORK;
	return host->emit(call, &finding);
}

static const struct keur_message row_message[] = { { KEUR_TEXT("en"), KEUR_TEXT("it is {number}") } };
static const struct keur_text row_arg[] = { KEUR_TEXT("number") };
static const struct keur_rule rule[] = {
	[ROW] = { .id = KEUR_TEXT("row"), .title = KEUR_TEXT("a rule"), .help = KEUR_TEXT("for tests"), .kind = KEUR_KIND_RISK,
		.factor = KEUR_EXPOSURE, .scenarios = KEUR_ALL_SCENARIOS, .level = 3u,
#ifdef FAULT_declare_call
		.on = 3u,
#else
		.on = KEUR_ON_ROWS,
#endif
#ifdef FAULT_declare_message
		.messages = 1u, .message = test_question,
#else
		.messages = 1u, .message = row_message,
#endif
		.questions = 1u, .question = test_question, .args = 1u, .arg = row_arg },
#ifdef FAULT_declare_twice
	[ALL] = TEST_RULE("row", KEUR_ON_WHOLE),
#else
	[ALL] = TEST_RULE("all", KEUR_ON_WHOLE),
#endif
};
static const struct keur_text need[] = {
#ifdef FAULT_declare_need
	KEUR_TEXT("access.mfaa"),
#else
	KEUR_TEXT("component.id"),
#endif
	KEUR_TEXT("component.name"),
};

#ifdef FAULT_declare_param
static const struct keur_param param[] = { { .id = KEUR_TEXT("step"), .initial = KEUR_TEXT("0"), .type = KEUR_PARAM_NUMBER, .least = 1,
	.most = 9 } };
#elif defined(FAULT_declare_reserved)
static const struct keur_param param[] = { { .id = KEUR_TEXT("tell"), .initial = KEUR_TEXT("yes"), .type = KEUR_PARAM_YES_NO, .reserved = 7 } };
#elif defined(FAULT_declare_file)
static const struct keur_param param[] = { { .id = KEUR_TEXT("data"), .initial = KEUR_TEXT("/etc/passwd"), .type = KEUR_PARAM_FILE } };
#elif defined(FAULT_match_column)
static const struct keur_param param[] = { { .id = KEUR_TEXT("name"), .initial = KEUR_TEXT("x"), .type = KEUR_PARAM_PATTERN } };
#elif defined(FAULT_pattern)
/* Every start offset, every way to cut the rest into pieces. */
static const struct keur_param param[] = { { .id = KEUR_TEXT("name"), .initial = KEUR_TEXT("(?:[a-z0-9]+)*(?:\\w+)*(?:.+)*(?:.+)*[XY]"),
	.type = KEUR_PARAM_PATTERN } };
#endif

#ifdef FAULT_no_symbol
KEUR_EXPORT const struct keur_plugin other_name = {
#elif defined(FAULT_symbol_major)
extern KEUR_EXPORT const struct keur_plugin keur_plugin_v2;
const struct keur_plugin keur_plugin_v2 = {
#else
KEUR_EXPORT const struct keur_plugin keur_plugin_v1 = {
#endif
	.stamp = KEUR_STAMP,
#ifdef FAULT_declare_name
	.name = KEUR_TEXT("Faulty Plugin"),
#elif defined(FAULT_declare_keur)
	.name = KEUR_TEXT("keur"),
#elif defined(FAULT_declare_encoding)
	.name = { "faulty\xC3", 7u, 0u },
#else
	.name = KEUR_TEXT("faulty"),
#endif
	.version = KEUR_TEXT("1.0"),
	.summary = KEUR_TEXT("does one thing wrong"),
	.licence = KEUR_TEXT("MIT"),
#ifdef FAULT_stamp_magic
	.stamp.magic = 0x1234u,
#elif defined(FAULT_stamp_major)
	.stamp.magic = KEUR_ABI_MAGIC + (UINT64_C(1) << 56),
#elif defined(FAULT_stamp_minor)
	.stamp.minor = 4000000000u,
#elif defined(FAULT_stamp_small)
	.stamp.finding_size = 64u,
#elif defined(FAULT_stamp_large)
	.stamp.plugin_size = 4096u,
#elif defined(FAULT_stamp_text)
	.stamp.text_size = 24u,
#endif
#ifdef FAULT_declare_pointer
	.rules = KEUR_COUNT(rule), .rule = (const struct keur_rule *)16,
#elif defined(FAULT_declare_null)
	.rules = KEUR_COUNT(rule), .rule = NULL,
#elif defined(FAULT_declare_count)
	.rules = 100000u, .rule = rule,
#elif defined(FAULT_declare_nothing)
	.rules = 0u,
#else
	.rules = KEUR_COUNT(rule), .rule = rule,
#endif
#if defined(FAULT_declare_param) || defined(FAULT_declare_reserved) || defined(FAULT_declare_file) || defined(FAULT_pattern) || defined(FAULT_match_column)
	.params = 1u, .param = param,
#endif
	.needs = KEUR_COUNT(need), .need = need,
#ifdef FAULT_declare_threads
	.threading = 1u,
#endif
	.open = plugin_open,
	.assess_rows = plugin_rows,
#ifndef FAULT_declare_entry
	.assess_whole = plugin_whole,
#endif
};
