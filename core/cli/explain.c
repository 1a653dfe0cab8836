/* keur explain RESULT COMPONENT: why this scope, these levels, this status, and what would change them. Reads a result, so that an answer
 * can be defended long after the inventory is gone. */
#include "base/mem.h"
#include "base/nearest.h"
#include "cli/command.h"
#include "cli/explain_show.h"
#include "cli/progress.h"
#include "cli/result_say.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli/no_raw.h"

/* ---- Collecting ---------------------------------------------------------------------------------------------------------------- */

static void keep(struct explained_list *list, uint32_t index, struct result_tree *tree)
{
	mem_reserve(&list->item, &list->capacity, list->items + 1, sizeof *list->item);
	list->item[list->items++] = (struct explained_item){ result_tree_take(tree), index };
}

/* The values of a list, to look others up in: a part that many reach has as many findings as the network. */
static void take_names(struct dict *names, const struct result_tree *tree, uint32_t first)
{
	uint32_t i;

	for (i = first; i; i = result_next(tree, i))
		dict_add(names, result_text(tree, i));
}

static void forget_names(struct explained *e)
{
	dict_free(&e->of.findings);
	dict_free(&e->of.gaps);
	dict_free(&e->of.groups);
	dict_free(&e->of.suppliers);
}

static void take_component(struct explained *e, struct result_tree *tree)
{
	uint32_t status, i;

	result_tree_free(&e->component);
	e->component = result_tree_take(tree);
	forget_names(e);
	take_names(&e->of.findings, &e->component, result_children(&e->component, 0, "findings"));
	take_names(&e->of.gaps, &e->component, result_children(&e->component, 0, "gaps"));
	take_names(&e->of.groups, &e->component, result_children(&e->component, 0, "groups"));
	status = result_member(&e->component, 0, "trusted_supplier");
	for (i = status ? result_children(&e->component, status, "because") : 0; i; i = result_next(&e->component, i))
		dict_add(&e->of.suppliers, result_member_text(&e->component, i, "supplier"));
}

/* Does the list have it? */
static bool has(const struct dict *names, struct text name)
{
	return dict_find(names, name) != DICT_NONE;
}

/* With the rows that it rests on, as overrides name them. */
static void take_finding(struct explained *e, uint32_t index, struct result_tree *tree)
{
	uint32_t i;

	for (i = result_children(tree, 0, "evidence"); i; i = result_next(tree, i))
		explain_add_row(&e->rows, result_member_text(tree, i, "table"), result_member_text(tree, i, "key"));
	keep(&e->findings, index, tree);
}

/* Keeps the three ids that are nearest to the wanted one, best first. */
static void consider(struct explained *e, struct text id)
{
	struct nearest nearest = nearest_start(e->wanted);
	unsigned at;

	nearest_try(&nearest, id);
	if (!nearest.best.length || (e->nears == EXPLAINED_NEAR && nearest.distance >= e->near[e->nears - 1].distance))
		return;
	if (e->nears < EXPLAINED_NEAR)
		e->nears++;
	else
		free(e->near[e->nears - 1].id);
	for (at = e->nears - 1; at > 0 && e->near[at - 1].distance > nearest.distance; at--)
		e->near[at] = e->near[at - 1];
	e->near[at].id = mem_copy_string(id.data, id.length);
	e->near[at].distance = nearest.distance;
}

static int component(struct explained *e, struct result_tree *tree, struct messages *messages)
{
	struct text id = result_member_text(tree, 0, "id");

	if (!id.length) {
		messages_add(messages, SEVERITY_ERROR, result_place(tree, 0), "a part without an `id`: this is no result of keur");
		return -1;
	}
	e->components++;
	if (text_equal(id, e->wanted)) {
		take_component(e, tree);
	} else if (!e->component.nodes) {
		consider(e, id);
	}
	return 0;
}

static int collect(void *self, const char *table, uint32_t index, struct result_tree *tree, struct messages *messages)
{
	struct explained *e = self;
	char number[24];

	if (strcmp(table, "components") == 0)
		return component(e, tree, messages);
	if (strcmp(table, "network") == 0) {
		result_tree_free(&e->network);
		e->network = result_tree_take(tree);
	} else if (strcmp(table, "policy") == 0) {
		result_tree_free(&e->policy);
		e->policy = result_tree_take(tree);
	} else if (strcmp(table, "findings") == 0) {
		/* The parts stand first in the file, so by now it is known which findings matter. */
		if (e->component.nodes && has(&e->of.findings, result_member_text(tree, 0, "id")))
			take_finding(e, index, tree);
	} else if (strcmp(table, "gaps") == 0 && e->component.nodes) {
		snprintf(number, sizeof number, "%u", index);
		if (has(&e->of.gaps, text_of(number)))
			keep(&e->gaps, index, tree);
	} else if (strcmp(table, "groups") == 0) {
		if (e->component.nodes && has(&e->of.groups, result_member_text(tree, 0, "id")))
			keep(&e->groups, index, tree);
	} else if (strcmp(table, "overrides") == 0 && e->component.nodes) {
		if (explain_is_about(e, tree))
			keep(&e->overrides, index, tree);
	} else if (strcmp(table, "suppliers") == 0 && e->component.nodes) {
		if (has(&e->of.suppliers, result_member_text(tree, 0, "id")))
			keep(&e->suppliers, index, tree);
	} else if (strcmp(table, "statements") == 0 && e->component.nodes) {
		keep(&e->statements, index, tree);
	}
	return 0;
}

static void free_list(struct explained_list *list)
{
	size_t i;

	for (i = 0; i < list->items; i++)
		result_tree_free(&list->item[i].tree);
	free(list->item);
}

static void explained_free(struct explained *e)
{
	unsigned i;

	result_tree_free(&e->network);
	result_tree_free(&e->policy);
	result_tree_free(&e->component);
	free_list(&e->findings);
	free_list(&e->gaps);
	free_list(&e->groups);
	free_list(&e->suppliers);
	free_list(&e->statements);
	free_list(&e->overrides);
	forget_names(e);
	dict_free(&e->rows);
	for (i = 0; i < e->nears; i++)
		free(e->near[i].id);
}

/* ---- Saying no ----------------------------------------------------------------------------------------------------------------- */

static int no_such_part(const struct explained *e, const char *path, struct messages *messages)
{
	const char *wanted = messages_quote(messages, e->wanted);
	struct buffer line = { 0 };
	unsigned i;

	buffer_format(&line, "keur: error: %s: no part has the id `%s`", messages_quote(messages, text_of(path)), wanted);
	if (!e->nears)
		buffer_format(&line, "; the result has %llu %s, components.csv lists them", (unsigned long long)e->components, e->components == 1 ? "part" : "parts");
	for (i = 0; i < e->nears; i++)
		buffer_format(&line, "%s`%s`", i == 0 ? ": did you mean " : i + 1 == e->nears ? " or " : ", ",
			messages_quote(messages, text_of(e->near[i].id)));
	buffer_string(&line, e->nears ? "?\n" : "\n");
	progress_print(line.data);
	buffer_free(&line);
	return EXIT_COULD_NOT;
}

/* ---- The command --------------------------------------------------------------------------------------------------------------- */

struct settings {
	bool verbose, quiet;
};

static int explain(const char *path, const char *wanted, const struct settings *settings)
{
	struct explained e = { .wanted = text_of(wanted) };
	struct report_style style = command_style();
	struct messages messages = { 0 };
	struct error err = { 0 };
	int status, done;

	progress_start(settings->quiet, settings->verbose);
	done = result_read(path, collect, &e, &messages, &err);
	progress_end();
	if (done) {
		status = result_unreadable("explain", path, &messages, &err);
	} else if (!e.component.nodes) {
		status = no_such_part(&e, path, &messages);
	} else {
		struct out *out = mem_alloc(sizeof *out);

		out_start(out, STDOUT_FILENO);
		explain_show(&e, &style, out);
		status = out_end(out, "to standard output", &err) ? result_unreadable("explain", path, &messages, &err) : EXIT_CLEAN;
		free(out);
	}
	explained_free(&e);
	messages_free(&messages);
	return status;
}

static int run(const struct command *command, int argc, char **argv)
{
	struct settings settings = { 0 };
	struct texts rest = { 0 };
	struct error err;
	bool help;
	int code = EXIT_CLEAN;

	if (options_parse(command->group, argc, argv, &settings, &rest, &help, &err) != 0)
		code = command_usage(command, "%s", err.text);
	else if (help)
		command_help(command);
	else if (rest.count != 2)
		code = command_usage(command, "a result and the id of one part are needed, not %zu %s", rest.count, rest.count == 1 ? "name" : "names");
	else
		code = explain(rest.item[0], rest.item[1], &settings);
	texts_free(&rest);
	return code;
}

static const struct option options[] = {
	OPTION_VERBOSE(offsetof(struct settings, verbose), VERBOSE_STAGES),
	OPTION_QUIET(offsetof(struct settings, quiet), QUIET_ANSWER),
};
static const struct option_group group = { "What comes out", options, sizeof options / sizeof *options };

const struct command command_explain = {
	"explain", "RESULT COMPONENT [options]", "why this scope, these levels, this status; what would change them",
	"Says why a part has its scope, its levels and its trusted-supplier status, and what would change them. RESULT is a result.json that "
	"keur assess wrote, COMPONENT the id of a part in it; an id that begins with a hyphen goes after `--`.\n\n"
	"Exit code: 0 explained; 1 no such part, or the result cannot be read.",
	{ &group, NULL }, run
};
