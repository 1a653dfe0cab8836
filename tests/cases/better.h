/* Whether one answer to the same network is better than another, for the tests that try to make it so and must not succeed. */
#ifndef TESTS_CASES_BETTER_H
#define TESTS_CASES_BETTER_H

#include "run_keur.h"

/* What was done to get the second answer. */
struct attempt {
	const char *said;
	bool hops;   /* with it went which parts a way in passes through */
	bool domain; /* with it went in which domain a part is */
};

static inline int rank(const char *const *order, const char *word)
{
	int i;

	for (i = 0; order[i]; i++)
		if (strcmp(order[i], word) == 0)
			return i;
	fail_msg("\"%s\" is no answer", word);
	return -1;
}

static const char *const risk_order[] = { "very_low", "low", "medium", "high", "very_high", NULL };
static const char *const scope_order[] = { "other", "security_element", "management", "adjacent", "critical", NULL };

static inline bool settled(const char *status)
{
	return strcmp(status, "met") == 0 || strcmp(status, "not_required") == 0;
}

/* A group that is left without members is no better group. */
static inline int better_groups(const json_t *before, const json_t *after, const struct attempt *attempt)
{
	json_t *was, *now;
	int better = 0;
	size_t i, k;

	if (attempt->domain)
		return 0;
	json_array_foreach(json_object_get(before, "groups"), i, was)
		json_array_foreach(json_object_get(after, "groups"), k, now) {
			const char *a = json_text(json_object_get(was, "risk"), "worst"), *b = json_text(json_object_get(now, "risk"), "worst");

			if (strcmp(json_text(was, "id"), json_text(now, "id")) != 0 || !a[0] || (b[0] && rank(risk_order, b) >= rank(risk_order, a)))
				continue;
			print_message("%s: group %s %s to %s\n", attempt->said, json_text(was, "id"), a, b[0] ? b : "none");
			better++;
		}
	return better;
}

/* The number of answers that became better; tells of the first few. */
static inline int better_answers(const json_t *before, const json_t *after, const struct attempt *attempt)
{
	static const char *const scenario[] = { "espionage", "manipulation", "sabotage" };
	json_t *list = json_object_get(before, "components"), *was;
	int better = 0;
	size_t i;

	json_array_foreach(list, i, was) {
		const char *id = json_text(was, "id"), *status, *now_status;
		json_t *now = component(after, id);
		char said[300] = "";
		size_t s;

		for (s = 0; s < 3; s++) {
			json_t *a = json_object_get(json_object_get(json_object_get(was, "scenarios"), scenario[s]), "worst");
			json_t *b = json_object_get(json_object_get(json_object_get(now, "scenarios"), scenario[s]), "worst");

			if (a && (!b || rank(risk_order, json_text(b, "risk")) < rank(risk_order, json_text(a, "risk"))))
				snprintf(said + strlen(said), sizeof said - strlen(said), "; %s %s to %s", scenario[s],
					json_text(a, "risk"), b ? json_text(b, "risk") : "none");
		}
		if (!attempt->hops && rank(scope_order, json_text(now, "scope_worst")) < rank(scope_order, json_text(was, "scope_worst")))
			snprintf(said + strlen(said), sizeof said - strlen(said), "; scope_worst %s to %s", json_text(was, "scope_worst"),
				json_text(now, "scope_worst"));
		status = json_text(json_object_get(was, "trusted_supplier"), "status");
		now_status = json_text(json_object_get(now, "trusted_supplier"), "status");
		if (!settled(status) && settled(now_status))
			snprintf(said + strlen(said), sizeof said - strlen(said), "; status %s to %s", status, now_status);
		if (said[0] && ++better <= 3)
			print_message("%s: %s%s\n", attempt->said, id, said);
	}
	return better + better_groups(before, after, attempt);
}

#endif
