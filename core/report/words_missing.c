/* What a report lacks because a plugin gave no complete answer: which plugins, for which of its sections, and the sentences that say so. It goes by
 * the tables that plugins declare to read and by the rules that they declare, and knows none by name. Writes nothing. */
#include "report/words.h"

#include "base/number.h"

#include <string.h>

/* What a section is about: findings that rest on rows of a table may be missing from it. */
static const struct {
	enum table_id table; /* TABLE_COUNT: everything */
	bool levels;         /* its levels come from those of parts, which any rule with a factor raises */
} about[WORDS_SECTIONS] = {
	[WORDS_FINDINGS] = { TABLE_COUNT, true }, [WORDS_WAYS] = { TABLE_access, false }, [WORDS_LOGS] = { TABLE_log, false },
	[WORDS_SUPPLIERS] = { TABLE_supplier, false }, [WORDS_GROUPS] = { TABLE_group, true },
};

static bool reads(const struct declared_plugin *plugin, enum table_id table)
{
	size_t length = strlen(schema_table[table].name);
	uint32_t i;

	for (i = 0; i < plugin->needs; i++)
		if (strncmp(plugin->need[i], schema_table[table].name, length) == 0 && plugin->need[i][length] == '.')
			return true;
	return false;
}

static bool raises(const struct declared_plugin *plugin)
{
	uint32_t i;

	for (i = 0; i < plugin->rules && plugin->rule[i].factor == KEUR_NO_FACTOR; i++)
		;
	return i < plugin->rules;
}

/* One that could not even be described might have judged anything. */
static bool feeds(const struct declared_plugin *plugin, enum words_section section)
{
	return !plugin->rules || about[section].table == TABLE_COUNT || reads(plugin, about[section].table)
		|| (about[section].levels && raises(plugin));
}

bool words_unassessed(const struct result *result, enum words_section section, struct buffer *out)
{
	bool any = false;
	uint32_t i;

	for (i = 0; i < result->runs; i++) {
		const struct findings *run = result->run[i].findings;

		if (run->status == RUN_OK || !feeds(run->plugin, section))
			continue;
		if (any)
			buffer_string(out, ", ");
		buffer_string(out, run->plugin->name);
		any = true;
	}
	return any;
}

static bool say_plugins(const struct result *result, enum words_section section, const char *said, struct buffer *out)
{
	struct buffer plugins = { 0 };
	bool any = words_unassessed(result, section, &plugins);

	if (any)
		SAY_FILLED(out, said, { "plugins", buffer_view(&plugins) });
	buffer_free(&plugins);
	return any;
}

bool words_may_lack(const struct result *result, enum words_section section, const char *language, struct buffer *out)
{
	return say_plugins(result, section,
		say_in(language, "Not assessed by {plugins}: findings may be missing here. Where none is shown, nothing is ruled out."), out);
}

void words_or_unanswered(const struct result *result, struct buffer *out)
{
	say_plugins(result, WORDS_FINDINGS, say(" or {plugins} gave no complete answer"), out);
}

void words_least(const struct result *result, uint64_t count, struct buffer *out)
{
	char number[NUMBER_SIZE + 8];

	language_number(count, number);
	if (result_incomplete(result))
		SAY_FILLED(out, say("at least {count}"), { "count", text_of(number) });
	else
		buffer_string(out, number);
}
