/* Conformance, plain mistakes in what was found: no run goes wrong by them, and no reader can make sense of them. Of each kind and rule the first
 * is told. */
#include "conform/conform_test.h"

#include "base/nearest.h"

#include <string.h>

/* "table.column" of what might have been meant; of a column without its table, the one that the plugin reads. */
static struct text nearest_field(struct conform *conform, struct text name)
{
	const struct declared_plugin *d = &conform->plugin.declared;
	struct nearest nearest = nearest_start(name);
	unsigned c;

	for (c = 0; c < d->needs; c++) {
		const char *dot = strchr(d->need[c], '.');

		if (dot && text_is(name, dot + 1))
			return text_of(d->need[c]);
	}
	for (c = 0; c < COLUMN_COUNT; c++) {
		struct buffer full = { 0 };

		if (schema_column[c].flags & COLUMN_VIRTUAL)
			continue;
		buffer_format(&full, "%s.%s", schema_table[schema_column[c].table].name, schema_column[c].name);
		nearest_try(&nearest, (struct text){ arena_copy(&conform->arena, full.data, full.length), full.length });
		buffer_free(&full);
	}
	return nearest.best;
}

static void look_at_blame(struct conform_test *test, const struct findings *findings, const struct finding *f)
{
	static const char field[] = "field ";
	const struct declared_rule *rule = &test->conform->plugin.declared.rule[f->rule];
	struct text blamed, name, near;
	const char *blank;

	if (f->blame == DICT_NONE || test->seen[f->rule].wrong_field)
		return;
	blamed = dict_text(&findings->blamed, f->blame);
	if (blamed.length < sizeof field - 1 || memcmp(blamed.data, field, sizeof field - 1) != 0)
		return;
	blamed.data += sizeof field - 1;
	blamed.length -= sizeof field - 1;
	/* "party.role manufacture": what of the column is missing may follow. */
	blank = memchr(blamed.data, ' ', blamed.length);
	name = (struct text){ blamed.data, blank ? (size_t)(blank - blamed.data) : blamed.length };
	if (schema_find_full(name) != COLUMN_NONE)
		return;
	test->seen[f->rule].wrong_field = true;
	near = nearest_field(test->conform, name);
	if (near.length)
		conform_add(test->conform, CONFORM_ANSWERS, CONFORM_NOTE, rule->id, "asks for the field \"%.*s\", which is no column; did it mean \"%.*s\"?",
			(int)name.length, name.data, (int)near.length, near.data);
	else
		conform_add(test->conform, CONFORM_ANSWERS, CONFORM_NOTE, rule->id, "asks for the field \"%.*s\", which is no column: write \"table.column\"",
			(int)blamed.length, blamed.data);
}

static bool passes(const uint32_t *path, uint32_t length, uint32_t component)
{
	uint32_t i;

	for (i = 0; i < length; i++)
		if (path[i] == component)
			return true;
	return false;
}

/* Where all that is reached from the component is raised, the path may go on to one of these. */
static bool ends_well(const struct finding *f, const uint32_t *path)
{
	if (f->component == KEUR_NONE)
		return true;
	return f->affects == KEUR_AFFECTS_REACH ? passes(path, f->path_length, f->component) : path[f->path_length - 1u] == f->component;
}

static void look_at_path(struct conform_test *test, const struct model *model, const struct findings *findings, const struct finding *f)
{
	const struct declared_rule *rule = &test->conform->plugin.declared.rule[f->rule];
	struct conform_seen *seen = &test->seen[f->rule];
	const uint32_t *path = &findings->path[f->path];
	struct buffer end = { 0 }, component = { 0 };
	uint32_t i;

	if (!seen->wrong_end && !ends_well(f, path)) {
		seen->wrong_end = true;
		model_key(model, TABLE_component, path[f->path_length - 1u], &end);
		model_key(model, TABLE_component, f->component, &component);
		conform_add(test->conform, CONFORM_ANSWERS, CONFORM_NOTE, rule->id,
			"a path of it ends at %s, and the finding is on %s: a path leads from the way in to the finding's component", end.data, component.data);
		buffer_free(&end);
		buffer_free(&component);
	}
	for (i = 1; i < f->path_length && !seen->repeats; i++)
		if (path[i] == path[i - 1]) {
			seen->repeats = true;
			model_key(model, TABLE_component, path[i], &component);
			conform_add(test->conform, CONFORM_ANSWERS, CONFORM_NOTE, rule->id, "a path of it names %s twice, right after itself", component.data);
			buffer_free(&component);
		}
}

void conform_look(struct conform_test *test, const struct model *model, const struct findings *findings)
{
	size_t i;

	for (i = 0; i < findings->count; i++) {
		const struct finding *f = &findings->finding[i];
		struct conform_seen *seen = &test->seen[f->rule];

		if (f->basis == KEUR_UNKNOWN)
			seen->unknown++;
		else
			seen->known++;
		test->first_party += f->party == 0;
		look_at_blame(test, findings, f);
		if (f->path_length)
			look_at_path(test, model, findings, f);
	}
}

static bool reads_suppliers(const struct declared_plugin *d)
{
	uint32_t i;

	for (i = 0; i < d->needs; i++) {
		const struct schema_column *column = &schema_column[schema_find_full(text_of(d->need[i]))];

		if (column->table == TABLE_supplier || ((column->type == TYPE_ROW || column->type == TYPE_ROWS) && column->target == TABLE_supplier))
			return true;
	}
	return false;
}

void conform_mistakes(struct conform_test *test)
{
	const struct declared_plugin *d = &test->conform->plugin.declared;
	uint64_t all = 0;
	uint32_t i;

	for (i = 0; i < d->rules; i++)
		all += test->seen[i].known + test->seen[i].unknown;
	if (all && test->first_party == all && !reads_suppliers(d))
		conform_add(test->conform, CONFORM_ANSWERS, CONFORM_NOTE, "party",
			"every finding is about supplier row 0, and no column is read that knows suppliers: KEUR_NONE is \"about nobody in particular\"");
}
