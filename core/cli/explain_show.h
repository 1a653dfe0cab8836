/* What a result says about one part, gathered from it, and how that is shown. */
#ifndef KEUR_CLI_EXPLAIN_SHOW_H
#define KEUR_CLI_EXPLAIN_SHOW_H

#include "base/dict.h"
#include "cli/result_read.h"
#include "report/report.h"

enum { EXPLAINED_NEAR = 3 };

struct explained_item {
	struct result_tree tree;
	uint32_t index; /* in the list it stands in */
};
struct explained_list {
	struct explained_item *item;
	size_t items, capacity;
};

struct explained {
	struct text wanted;
	struct result_tree network, policy, component;
	struct explained_list findings, gaps; /* that touch the component */
	struct explained_list groups;         /* that it is in */
	struct explained_list suppliers;      /* on which the component's status hangs */
	struct explained_list statements;     /* all */
	struct explained_list overrides;      /* that change something of it, or of a row that its findings rest on */
	struct {
		struct dict findings, gaps, groups, suppliers;
	} of;             /* the component's lists of these, by name; suppliers: on which its status hangs */
	struct dict rows; /* that its findings rest on (explain_add_row) */
	uint64_t components;
	struct {
		char *id;
		unsigned distance;
	} near[EXPLAINED_NEAR]; /* ids like the wanted one, while it has not been found */
	unsigned nears;
};

void explain_add_row(struct dict *rows, struct text table, struct text key);
bool explain_is_about(const struct explained *explained, const struct result_tree *override);
void explain_show(struct explained *explained, const struct report_style *style, struct out *out);

#endif
