/* keur suppliers new: a register to fill in, from the names that inventories use. Decides nothing. */
#include "assess/assess.h"
#include "cli/command.h"
#include "cli/review.h"

#include <stdio.h>
#include <stdlib.h>

/* One way of writing a supplier's name. */
struct spelling {
	struct text text;
	struct text normal; /* without case, blanks, hyphens, dots: what tells spellings of one name apart from other names */
	uint32_t parts;     /* rows that use it */
};

static int spelling_compare(const void *a, const void *b)
{
	const struct spelling *x = a, *y = b;
	int order = text_compare(x->normal, y->normal);

	return order ? order : text_compare(x->text, y->text);
}

static void count_column(const struct part *part, enum column_id column, uint32_t *used)
{
	const struct part_column *c = &part->rows.column[column];
	size_t values = schema_is_list(column) ? c->items : part->rows.rows[schema_column[column].table].count, i;

	for (i = 0; c->valid && i < values; i++) {
		uint32_t code = ((const uint32_t *)c->data)[i];

		if (code != KEUR_NONE && (schema_is_list(column) || part_known(&part->rows, column, (uint32_t)i)))
			used[code]++;
	}
}

static struct spelling *collect(const struct input_set *inputs, struct arena *arena, size_t *count)
{
	struct spelling *list = NULL;
	size_t capacity = 0, f, code, i, kept = 0;
	unsigned c;

	*count = 0;
	for (f = 0; f < inputs->files; f++) {
		const struct part *part = inputs->part[f];
		uint32_t *used = mem_zalloc(part->dict.count, sizeof *used);

		for (c = 0; c < COLUMN_COUNT; c++)
			if ((schema_column[c].type == TYPE_ROW || schema_column[c].type == TYPE_ROWS)
				&& schema_column[c].target == TABLE_supplier)
				count_column(part, (enum column_id)c, used);
		for (code = 0; code < part->dict.count; code++) {
			struct buffer normal = { 0 };
			struct text text = dict_text(&part->dict, (uint32_t)code);

			if (!used[code] || text_is(text, "operator"))
				continue;
			catalogue_normalise(text, &normal);
			mem_reserve(&list, &capacity, *count + 1, sizeof *list);
			list[(*count)++] = (struct spelling){ { arena_copy(arena, text.data, text.length), text.length },
				{ arena_copy(arena, normal.data ? normal.data : "", normal.length), normal.length }, used[code] };
			buffer_free(&normal);
		}
		free(used);
	}
	if (*count)
		qsort(list, *count, sizeof *list, spelling_compare);
	for (i = 0; i < *count; i++) {
		if (kept && text_equal(list[kept - 1].text, list[i].text))
			list[kept - 1].parts += list[i].parts;
		else
			list[kept++] = list[i];
	}
	*count = kept;
	return list;
}

/* A YAML double-quoted scalar, whatever the name holds. */
static void print_quoted(struct text text)
{
	size_t i;

	putchar('"');
	for (i = 0; i < text.length; i++) {
		unsigned char c = (unsigned char)text.data[i];

		if (c == '"' || c == '\\')
			printf("\\%c", c);
		else if (c < 0x20 || c == 0x7F)
			printf("\\x%02X", c);
		else
			putchar(c);
	}
	putchar('"');
}

/* Spellings of one name: list[from] .. list[to - 1]. */
struct name {
	struct text text; /* the most frequent spelling */
	size_t from, to;
	uint64_t rows;
};

static int name_compare(const void *a, const void *b)
{
	const struct name *x = a, *y = b;

	if (x->rows != y->rows)
		return x->rows > y->rows ? -1 : 1;
	return text_compare(x->text, y->text);
}

static struct name *join_spellings(const struct spelling *list, size_t count, size_t *names)
{
	struct name *name = mem_zalloc(count, sizeof *name);
	size_t i, k;

	*names = 0;
	for (i = 0; i < count; i = k) {
		struct name *now = &name[(*names)++];
		uint32_t most = 0;

		now->from = i;
		for (k = i; k < count && text_equal(list[k].normal, list[i].normal); k++) {
			now->rows += list[k].parts;
			if (list[k].parts > most)
				now->text = list[k].text;
			most = list[k].parts > most ? list[k].parts : most;
		}
		now->to = k;
	}
	if (*names)
		qsort(name, *names, sizeof *name, name_compare);
	return name;
}

static char lower(char c)
{
	return (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

/* Whether `longer` is `shorter` and further words. */
static bool continues(struct text longer, struct text shorter)
{
	size_t i;

	if (longer.length <= shorter.length || !strchr(" -_./,(", longer.data[shorter.length]))
		return false;
	for (i = 0; i < shorter.length; i++)
		if (lower(longer.data[i]) != lower(shorter.data[i]))
			return false;
	return true;
}

static void print_aliases(const struct spelling *list, const struct name *name)
{
	size_t i, shown = 0;

	if (name->to - name->from < 2)
		return;
	printf("    aliases: [");
	for (i = name->from; i < name->to; i++)
		if (!text_equal(list[i].text, name->text)) {
			printf("%s", shown++ ? ", " : "");
			print_quoted(list[i].text);
		}
	printf("]\n");
}

static void print_register(const struct spelling *list, size_t count)
{
	size_t names, i, k;
	struct name *name = join_spellings(list, count, &names);

	printf("# A supplier register to fill in. Every name found in the inventory stands here once, its other spellings as aliases,\n"
	       "# the most frequent first. Two entries that mean one legal entity: join them.\n"
	       "# `decision` is trusted, restricted or untrusted; absent: undecided.\n"
	       "keur: 1\nsuppliers:%s\n", names ? "" : " []");
	for (i = 0; i < names; i++) {
		printf("  - id: ");
		print_quoted(name[i].text);
		printf("   # named in %llu row%s\n", (unsigned long long)name[i].rows, name[i].rows == 1 ? "" : "s");
		print_aliases(list, &name[i]);
		for (k = 0; k < names; k++)
			if (continues(name[i].text, name[k].text) || continues(name[k].text, name[i].text)) {
				printf("    # perhaps the same as ");
				print_quoted(name[k].text);
				printf("\n");
			}
		printf("    # name: \n    # country: \n    # decision: {decision: , from: , authority: , reference: }\n");
	}
	free(name);
}

static int new_register(const struct texts *paths)
{
	struct review review = { .model.region.fd = -1 };
	struct arena arena = { 0 };
	struct error err = { 0 };
	size_t i, count;
	int done = 0;

	for (i = 0; done == 0 && i < paths->count; i++)
		done = input_read(&review.inputs, INPUT_INVENTORY, paths->item[i], paths->item[i], &review.messages, &err);
	if (done == 0 && review.messages.errors)
		done = error_set(&err, ERROR_INPUT, "the inventory has errors");
	review_say(&review, false);
	if (done == 0) {
		struct spelling *list = collect(&review.inputs, &arena, &count);

		print_register(list, count);
		free(list);
	}
	arena_free(&arena);
	review_free(&review);
	return done == 0 ? EXIT_CLEAN : command_fail(&err);
}

static int run(const struct command *command, int argc, char **argv)
{
	struct texts rest = { 0 };
	struct error err;
	bool help;
	int code;

	if (options_parse(command->group, argc, argv, NULL, &rest, &help, &err) != 0) {
		code = command_usage(command, "%s", err.text);
	} else if (help) {
		command_help(command);
		code = EXIT_CLEAN;
	} else if (rest.count && strcmp(rest.item[0], "new") != 0) {
		code = command_usage(command, "it does `new`, not `%s`", rest.item[0]);
	} else if (rest.count < 2) {
		code = command_usage(command, "%s", rest.count ? "no inventory given" : "it needs `new` and an inventory");
	} else {
		struct texts paths = { rest.item + 1, rest.count - 1, 0 };

		code = new_register(&paths);
	}
	texts_free(&rest);
	return code;
}

const struct command command_suppliers = {
	"suppliers", "new INVENTORY...", "a supplier register to fill in, from the names that inventories use",
	"Writes a register to standard output: every name found, spellings side by side, no decision.\n\nExit code: 0, or 1.",
	{ NULL }, run
};
