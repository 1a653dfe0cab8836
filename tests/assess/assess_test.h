/* What the tests of core/assess share: an inventory as text, derived, and asked about scope, reasons, chain, status and impact. */
#ifndef KEUR_TESTS_ASSESS_TEST_H
#define KEUR_TESTS_ASSESS_TEST_H

#include "../model/world.h"

#include "assess/assess.h"

/* Nothing missing that no test is about: every table complete, seen by a system, and the facts that apply to all. */
#define NETWORK "network: {operator: Noordzee, country: NL, as_of: 2026-11-01, users: 4000000}\n"
#define STATED(table) "  - {table: " table ", covers: all, complete: yes, by: me, observed_by: [pam]}\n"
#define ALL_STATED "statements:\n" STATED("party") STATED("access") STATED("log") STATED("link") STATED("ownership")
#define HERE "sites: [{name: here, country: NL, sensitive: no}]\n"
#define FACTS "exposed: none, serves: none, keys_held_by: [operator], site: here"
/* Every component takes these from here unless it says otherwise; what it should not know stands in segment `dark`. */
#define APPLIED "apply: [{to: all, set: {" FACTS ", data: none}}]\n"
#define QUIET NETWORK HERE ALL_STATED APPLIED

struct trial {
	struct world w;
	struct derived derived;
};

static inline void trial_derive(struct trial *t)
{
	if (world_link(&t->w) != 0)
		fail_msg("%s%s", t->w.said.data, t->w.err.text);
	derive(&t->w.model, &t->w.policy, &t->derived);
}

static inline void trial_with(struct trial *t, const char *pack, const char *text)
{
	memset(t, 0, sizeof *t);
	world_start_with(&t->w, pack);
	world_file(&t->w, "f", text);
	trial_derive(t);
}

static inline void trial_of(struct trial *t, const char *text)
{
	trial_with(t, "nl-tfev", text);
}

/* Two files, the second an export. */
static inline void trial_with_export(struct trial *t, const char *text, const char *exported)
{
	memset(t, 0, sizeof *t);
	world_start(&t->w);
	world_file(&t->w, "f", text);
	world_export(&t->w, "export", exported);
	trial_derive(t);
}

static inline void trial_end(struct trial *t)
{
	derived_free(&t->derived);
	world_end(&t->w);
}

#define ASSERT(t, column, key, expected) ASSERT_VALUE(&(t).w, column, key, expected)

static inline void assert_scope(const struct trial *t, const char *id, const char *known, const char *worst)
{
	char found[1100], expected[1100];

	snprintf(found, sizeof found, "%.500s", value_of(&t->w, "component.scope", id));
	snprintf(found + strlen(found), sizeof found - strlen(found), " / %.500s", value_of(&t->w, "component.scope_worst", id));
	snprintf(expected, sizeof expected, "%.500s / %.500s", known, worst);
	if (strcmp(found, expected) != 0)
		fail_msg("%s is %s, expected %s", id, found, expected);
}

/* The reason is there exactly once, or not at all. about: an id of a component or access, or NULL: any. */
static inline const struct reason *reason_of(const struct trial *t, const char *id, enum reason_kind kind)
{
	const struct reason *found = NULL;
	uint32_t c = part_of(&t->w, id), i;

	for (i = 0; i < t->derived.reasons; i++)
		if (t->derived.reason[i].component == c && t->derived.reason[i].kind == kind)
			found = &t->derived.reason[i];
	return found;
}

static inline void assert_reason(const struct trial *t, const char *id, enum reason_kind kind, bool worst_only)
{
	const struct reason *reason = reason_of(t, id, kind);

	if (!reason)
		fail_msg("%s has no reason of kind %d", id, (int)kind);
	assert_int_equal(reason->worst_only, worst_only);
}

static inline void assert_no_reason(const struct trial *t, const char *id, enum reason_kind kind)
{
	if (reason_of(t, id, kind))
		fail_msg("%s has a reason of kind %d", id, (int)kind);
}

/* "E/M/S E/M/S": known, then worst. */
static inline void assert_impact(const struct trial *t, const char *id, const char *expected)
{
	static const enum column_id column[] = { COL_component_impact_espionage, COL_component_impact_manipulation,
		COL_component_impact_sabotage, COL_component_impact_espionage_worst, COL_component_impact_manipulation_worst,
		COL_component_impact_sabotage_worst };
	uint32_t c = part_of(&t->w, id);
	char found[16];
	int i;

	for (i = 0; i < 6; i++) {
		found[2 * i] = (char)('0' + keur_byte(&t->w.model.column[column[i]], c));
		found[2 * i + 1] = "// //"[i % 5];
	}
	found[5] = ' ';
	found[11] = '\0';
	if (strcmp(found, expected) != 0)
		fail_msg("impact of %s is %s, expected %s", id, found, expected);
}

#endif
