#include "cli/result_agree.h"

#include "base/mem.h"
#include "policy/policy.h"

#include <stdlib.h>
#include <string.h>

static int disagree(struct messages *messages, uint32_t file, struct mark at, const char *text)
{
	messages_add(messages, SEVERITY_ERROR, (struct place){ file, at.line, at.column }, "%s", text);
	return -1;
}

/* An id that has not been there before. */
static int add_named(struct result_named *named, const char *what, const struct result_tree *tree, struct messages *messages)
{
	uint32_t node = result_member(tree, 0, "id"), code;
	struct text id = result_text(tree, node);
	size_t before = named->ids.count;

	if (!node || !id.length) {
		messages_add(messages, SEVERITY_ERROR, result_place(tree, 0), "a %s without an `id`: this is no result of keur", what);
		return -1;
	}
	code = dict_add(&named->ids, id);
	if (named->ids.count == before) {
		messages_add(messages, SEVERITY_ERROR, result_place(tree, node), "the %s `%s` stands twice in this result, first at line %u; assess again, or take the"
			" result as keur wrote it", what, messages_quote(messages, id), named->line[code]);
		return -1;
	}
	mem_reserve(&named->line, &named->capacity, named->ids.count, sizeof *named->line);
	named->line[code] = tree->node[node].at.line;
	return 0;
}

/* The level of a word; 0: none, or out of service. */
static unsigned level_of(struct text word)
{
	unsigned level;

	for (level = LEVELS; level && !text_is(word, policy_level_name[level]); level--)
		;
	return level;
}

static int part(struct result_agree *agree, const struct result_tree *tree, struct messages *messages)
{
	uint32_t risk = result_member(tree, 0, "risk"), i;

	if (add_named(&agree->part, "part", tree, messages))
		return -1;
	if (risk && level_of(result_member_text(tree, risk, "known")) > level_of(result_member_text(tree, risk, "worst"))) {
		messages_add(messages, SEVERITY_ERROR, result_place(tree, risk), "the risk of `%s` is higher on the facts than at worst: the result contradicts itself",
			messages_quote(messages, result_member_text(tree, 0, "id")));
		return -1;
	}
	for (i = result_children(tree, 0, "findings"); i; i = result_next(tree, i)) {
		size_t before = agree->expected.count;

		dict_add(&agree->expected, result_text(tree, i));
		if (agree->expected.count == before)
			continue;
		mem_reserve(&agree->expected_at, &agree->expected_capacity, agree->expected.count, sizeof *agree->expected_at);
		agree->expected_at[before] = tree->node[i].at;
	}
	for (i = result_children(tree, 0, "gaps"); i; i = result_next(tree, i))
		if (result_number(tree, i) >= agree->gap_most) {
			agree->gap_most = result_number(tree, i) + 1;
			agree->gap_at = tree->node[i].at;
		}
	return 0;
}

static int finding(struct result_agree *agree, const struct result_tree *tree, struct messages *messages)
{
	uint32_t node = result_member(tree, 0, "component");
	struct text about = result_text(tree, node);

	if (add_named(&agree->finding, "finding", tree, messages))
		return -1;
	if (!about.length || dict_find(&agree->part.ids, about) != DICT_NONE)
		return 0;
	messages_add(messages, SEVERITY_ERROR, result_place(tree, node), "a finding is about `%s`, which is no part of this result: it contradicts itself",
		messages_quote(messages, about));
	return -1;
}

int result_agree_entry(struct result_agree *agree, const char *table, const struct result_tree *tree, struct messages *messages)
{
	uint32_t node;

	if (strcmp(table, "components") == 0)
		return part(agree, tree, messages);
	if (strcmp(table, "findings") == 0)
		return finding(agree, tree, messages);
	agree->gaps += strcmp(table, "gaps") == 0;
	if (strcmp(table, "summary") != 0)
		return 0;
	if ((node = result_member(tree, 0, "components"))) {
		agree->parts_said = result_number(tree, node);
		agree->parts_at = tree->node[node].at;
	}
	if ((node = result_member(tree, 0, "gaps"))) {
		agree->gaps_said = result_number(tree, node);
		agree->gaps_at = tree->node[node].at;
	}
	return 0;
}

int result_agree_end(struct result_agree *agree, uint32_t file, struct messages *messages)
{
	uint32_t code;

	if (agree->parts_at.line && agree->parts_said != agree->part.ids.count)
		return disagree(messages, file, agree->parts_at, "the summary counts other parts than the result has: it was cut or joined; assess again");
	if (agree->gaps_at.line && agree->gaps_said != agree->gaps)
		return disagree(messages, file, agree->gaps_at, "the summary counts other gaps than the result has: it was cut or joined; assess again");
	if (agree->gap_at.line && agree->gap_most > agree->gaps)
		return disagree(messages, file, agree->gap_at, "a part names a gap that this result does not have: it contradicts itself");
	for (code = 0; code < agree->expected.count; code++)
		if (dict_find(&agree->finding.ids, dict_text(&agree->expected, code)) == DICT_NONE) {
			messages_add(messages, SEVERITY_ERROR, (struct place){ file, agree->expected_at[code].line, agree->expected_at[code].column },
				"a part names the finding `%s`, which this result does not have: it contradicts itself",
				messages_quote(messages, dict_text(&agree->expected, code)));
			return -1;
		}
	return 0;
}

void result_agree_free(struct result_agree *agree)
{
	dict_free(&agree->part.ids);
	dict_free(&agree->finding.ids);
	dict_free(&agree->expected);
	free(agree->part.line);
	free(agree->finding.line);
	free(agree->expected_at);
	*agree = (struct result_agree){ 0 };
}
