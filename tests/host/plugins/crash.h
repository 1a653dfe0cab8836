/* Ways to end badly. Built without optimisation, so that what is meant to go wrong does. */
#ifndef KEUR_TESTS_HOST_PLUGINS_CRASH_H
#define KEUR_TESTS_HOST_PLUGINS_CRASH_H

#include "common.h"

#include <signal.h>
#include <stdlib.h>

#define ROWS_RULE TEST_RULE("row", KEUR_ON_ROWS)
#define WHOLE_RULE TEST_RULE("all", KEUR_ON_WHOLE)

#define OPEN_ARGS const struct keur_host *host, struct keur_call *call, const struct keur_view *view, void **self, \
	struct keur_failure *failure
#define ROWS_ARGS void *self, const struct keur_host *host, struct keur_call *call, const struct keur_view *view, uint32_t first, \
	uint32_t last, struct keur_failure *failure
#define WHOLE_ARGS void *self, const struct keur_host *host, struct keur_call *call, const struct keur_view *view, \
	struct keur_failure *failure
#define IGNORE_OPEN (void)host, (void)call, (void)view, (void)self, (void)failure
#define IGNORE_ROWS IGNORE_OPEN, (void)first, (void)last

static inline int32_t crash_now(void)
{
	volatile int *nowhere = (volatile int *)16;

	*nowhere = 1;
	return 0;
}

static inline int32_t crash_rows(ROWS_ARGS)
{
	IGNORE_ROWS;
	return crash_now();
}

#define PLUGIN_WITH(plugin_name, open_call, rows_call, whole_call, ...) \
	static const struct keur_rule rule[] = { __VA_ARGS__ }; \
	KEUR_EXPORT const struct keur_plugin keur_plugin_v1 = { \
		TEST_HEAD(plugin_name), .rules = KEUR_COUNT(rule), .rule = rule, \
		.open = (open_call), .assess_rows = (rows_call), .assess_whole = (whole_call), \
	};

#endif
