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

static void print_register(const struct spelling *list, size_t count)
{
	size_t i, k;

	printf("# A supplier register to fill in. Every name found in the inventory stands here once, its other spellings as aliases.\n"
	       "# Two entries that mean one legal entity: join them. `decision` is trusted, restricted or untrusted; absent: undecided.\n"
	       "keur: 1\nsuppliers:%s\n", count ? "" : " []");
	for (i = 0; i < count; i = k) {
		size_t best = i;
		uint64_t rows = 0;

		for (k = i; k < count && text_equal(list[k].normal, list[i].normal); k++) {
			rows += list[k].parts;
			if (list[k].parts > list[best].parts)
				best = k;
		}
		printf("  - id: ");
		print_quoted(list[best].text);
		printf("   # named in %llu rows\n", (unsigned long long)rows);
		if (k - i > 1) {
			size_t a, shown = 0;

			printf("    aliases: [");
			for (a = i; a < k; a++)
				if (a != best) {
					printf("%s", shown++ ? ", " : "");
					print_quoted(list[a].text);
				}
			printf("]\n");
		}
		printf("    # name: \n    # country: \n    # decision: {decision: , from: , authority: , reference: }\n");
	}
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
