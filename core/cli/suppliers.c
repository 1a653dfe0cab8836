/* keur suppliers new: a register to fill in, from the names that inventories use. Decides nothing. */
#include "assess/assess.h"
#include "base/number.h"
#include "cli/command.h"
#include "cli/progress.h"
#include "cli/maker_lists.h"
#include "cli/review.h"
#include "model/lookalike.h"
#include "model/mac.h"
#include "report/escape.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

struct proposals {
	const char *addresses, *enterprises;
	bool verbose, quiet;
};

/* ---- Hardware addresses of parts of which nobody says who makes them -------------------------------------------------------------- */

/* A block of addresses that a published list knows, or one of which it does not. */
struct block {
	struct text digits, name; /* name: empty when no list knows it */
	uint32_t parts;
};

static int block_compare(const void *a, const void *b)
{
	const struct block *x = a, *y = b;

	return text_compare(x->digits, y->digits);
}

/* By component of a part: whether a row there says who makes it. */
static bool *made_in(const struct part *part)
{
	const struct part_column *of = &part->rows.column[COL_party_component], *role = &part->rows.column[COL_party_role];
	bool *made = mem_zalloc(part->dict.count, sizeof *made); /* by code of the id */
	uint32_t row;

	for (row = 0; row < part->rows.rows[TABLE_party].count; row++)
		if (part_known(&part->rows, COL_party_component, row) && part_known(&part->rows, COL_party_role, row)
			&& ((const unsigned char *)role->data)[row] == KEUR_ROLE_MANUFACTURE)
			made[((const uint32_t *)of->data)[row]] = true;
	return made;
}

static struct block *collect_blocks(const struct input_set *inputs, const struct maker_list *list, struct arena *arena, size_t *count)
{
	struct block *block = NULL;
	size_t capacity = 0, f, i, kept = 0;
	uint32_t row, k;

	*count = 0;
	for (f = 0; f < inputs->files; f++) {
		const struct part *part = inputs->part[f];
		const struct part_column *mac = &part->rows.column[COL_component_mac], *id = &part->rows.column[COL_component_id];
		bool *made = made_in(part);

		for (row = 0; row < part->rows.rows[TABLE_component].count; row++) {
			if (!part_known(&part->rows, COL_component_mac, row) || made[((const uint32_t *)id->data)[row]])
				continue;
			for (k = mac->offset[row]; k < mac->offset[row + 1]; k++) {
				struct buffer digits = { 0 };
				struct text name;
				size_t length;

				mac_digits(dict_text(&part->dict, ((const uint32_t *)mac->data)[k]), &digits);
				name = maker_of_address(list, buffer_view(&digits), &length);
				length = length ? length : MAC_LEAST;
				mem_reserve(&block, &capacity, *count + 1, sizeof *block);
				if (!mac_is_local(buffer_view(&digits)))
					block[(*count)++] = (struct block){ { arena_copy(arena, digits.data, length), length }, name, 1 };
				buffer_free(&digits);
			}
		}
		free(made);
	}
	if (*count)
		qsort(block, *count, sizeof *block, block_compare);
	for (i = 0; i < *count; i++)
		if (kept && text_equal(block[kept - 1].digits, block[i].digits))
			block[kept - 1].parts++;
		else
			block[kept++] = block[i];
	*count = kept;
	return block;
}

static void print_escaped(struct text text, void (*escape)(struct buffer *, struct text))
{
	struct buffer shown = { 0 };

	escape(&shown, text);
	printf("%s", shown.data ? shown.data : "");
	buffer_free(&shown);
}

static void print_quoted(struct text text)
{
	print_escaped(text, escape_yaml);
}

static void print_revealed(struct text text)
{
	struct buffer shown = { 0 };

	lookalike_reveal(text, &shown);
	print_escaped(buffer_view(&shown), escape_visible);
	buffer_free(&shown);
}

/* Where the names of a list come from, in a comment. */
static void print_list(const struct maker_list *list)
{
	printf("proposed by ");
	print_escaped(text_of(list->path), escape_visible);
	printf(", sha256 %s", list->sha256);
}

/* Spellings of one name: list[from] .. list[to - 1]. */
struct name {
	struct text text; /* the most frequent spelling */
	size_t from, to;
	uint64_t rows;
	struct buffer look[2]; /* as lookalike_skeleton makes them */
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

static bool look_alike(const struct name *a, const struct name *b)
{
	unsigned i, k;

	for (i = 0; i < 2; i++)
		for (k = 0; k < 2; k++)
			if (a->look[i].length == b->look[k].length && memcmp(a->look[i].data ? a->look[i].data : "", b->look[k].data ? b->look[k].data : "",
				a->look[i].length) == 0)
				return true;
	return false;
}

static void print_prefix(struct text digits)
{
	size_t i;

	printf("\"");
	for (i = 0; i < digits.length; i++)
		printf("%s%c", i && i % 2 == 0 ? ":" : "", digits.data[i] >= 'a' ? digits.data[i] - 32 : digits.data[i]);
	printf("\"");
}

/* Proposals only: whoever holds a block may have made a board and not the part. */
static void print_blocks(const struct block *block, size_t count, const struct maker_list *list)
{
	size_t i;

	if (!count)
		return;
	printf("# Parts with a hardware address of which nobody says who makes them. Check, complete and uncomment, or add mac_prefixes above.\n");
	if (list->path) {
		printf("# Names ");
		print_list(list);
		printf(".\n");
	} else {
		printf("# No list of names is installed (Debian: ieee-data) or given with --addresses.\n");
	}
	for (i = 0; i < count; i++) {
		printf("#  - id: ");
		if (block[i].name.length)
			print_quoted(block[i].name);
		printf("   # %u address%s\n#    mac_prefixes: [", block[i].parts, block[i].parts == 1 ? "" : "es");
		print_prefix(block[i].digits);
		printf("]\n");
	}
}

/* Of a number without a name: what IANA's list calls it. */
static void print_enterprise(struct text name, const struct maker_list *list)
{
	static const char head[] = "iana-pen:";
	struct text number, proposed;
	int64_t right;

	if (name.length < sizeof head || memcmp(name.data, head, sizeof head - 1) != 0)
		return;
	number = (struct text){ name.data + sizeof head - 1, name.length - (sizeof head - 1) };
	if (!number_parse(number, &right))
		return; /* a name like any other */
	printf("    enterprise: %.*s\n", (int)number.length, number.data);
	proposed = maker_of_number(list, number);
	if (proposed.length) {
		printf("    # perhaps ");
		print_quoted(proposed);
		printf(" (");
		print_list(list);
		printf("); give the entry an id of your own\n");
	}
}

static void print_criteria(void)
{
	unsigned i;

	printf("    # maturity:   # 1 (weak) to 4 (strong)\n    # trust:      # 1 to 4: how far its interests agree with yours\n"
	       "    # criteria:   # evidence: known, suspected or none; leave out what is not known\n");
	for (i = 0; i < schema_list[LIST_criterion].members; i++)
		printf("    #   - {criterion: %s, evidence: , source: , date: }\n", schema_list[LIST_criterion].member[i]);
}

static void print_register(const struct spelling *list, size_t count, const struct maker_list *enterprises)
{
	size_t names, i, k;
	struct name *name = join_spellings(list, count, &names);

	printf("# A supplier register to fill in. Every name found in the inventory stands here once, its other spellings as aliases,\n"
	       "# the most frequent first. Two entries that mean one legal entity: join them.\n"
	       "# `decision` is trusted, restricted or untrusted; absent: undecided.\n"
	       "keur: 1\nsuppliers:%s\n", names ? "" : " []");
	for (i = 0; i < 2 * names; i++)
		lookalike_skeleton(name[i / 2].text, i % 2, &name[i / 2].look[i % 2]);
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
			} else if (k != i && look_alike(&name[i], &name[k])) {
				/* Side by side with what deceives made visible: they read the same. */
				printf("    # looks like ");
				print_revealed(name[k].text);
				printf(", this being ");
				print_revealed(name[i].text);
				printf(": an alias, if they are one\n");
			}
		print_enterprise(name[i].text, enterprises);
		printf("    # name: \n    # country: \n    # management_seat: \n    # decision: {decision: , from: , authority: , reference: }\n");
		print_criteria();
	}
	for (i = 0; i < 2 * names; i++)
		buffer_free(&name[i / 2].look[i % 2]);
	free(name);
}

/* The list that is given, none, or the first that the system has. */
static int read_list(struct maker_list *list, const char *given, const char *const *paths,
	int (*read)(struct maker_list *, const char *, struct error *), struct error *err)
{
	if (!given)
		return maker_read_first(list, paths, read, err);
	return strcmp(given, "none") == 0 ? 0 : read(list, given, err);
}

static int new_register(const struct texts *paths, const struct proposals *settings)
{
	struct maker_list addresses = { .path = NULL }, enterprises = { .path = NULL };
	struct review review = { .model.region.fd = -1 };
	struct arena arena = { 0 };
	struct error err = { 0 };
	size_t i, count;
	int done = 0;

	progress_start(settings->quiet, settings->verbose);
	progress_stage("reading", "bytes", true);
	review.inputs.progress = progress_listener();
	for (i = 0; done == 0 && i < paths->count; i++)
		done = input_read(&review.inputs, INPUT_INVENTORY, paths->item[i], paths->item[i], &review.messages, &err);
	if (done == 0 && review.messages.errors)
		done = error_set(&err, ERROR_INPUT, "the inventory has errors");
	if (done == 0)
		done = read_list(&addresses, settings->addresses, maker_address_lists, maker_read_addresses, &err);
	if (done == 0)
		done = read_list(&enterprises, settings->enterprises, maker_enterprise_lists, maker_read_enterprises, &err);
	review_say(&review, settings->quiet);
	progress_end();
	if (done == 0) {
		struct spelling *list = collect(&review.inputs, &arena, &count);

		struct block *block;

		print_register(list, count, &enterprises);
		free(list);
		block = collect_blocks(&review.inputs, &addresses, &arena, &count);
		print_blocks(block, count, &addresses);
		free(block);
	}
	maker_list_free(&addresses);
	maker_list_free(&enterprises);
	arena_free(&arena);
	review_free(&review);
	return done == 0 ? EXIT_CLEAN : command_fail(&err);
}

static int run(const struct command *command, int argc, char **argv)
{
	struct proposals settings = { 0 };
	struct texts rest = { 0 };
	struct error err;
	bool help;
	int code;

	if (options_parse(command->group, argc, argv, &settings, &rest, &help, &err) != 0) {
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

		code = new_register(&paths, &settings);
	}
	texts_free(&rest);
	return code;
}

static const struct option options[] = {
	{ "addresses", OPTION_TEXT, "FILE", "list of blocks of hardware addresses, in place of the system's (ieee-data's oui.txt, nmap's, Wireshark's); `none`: no list",
		offsetof(struct proposals, addresses), NULL, false },
	{ "enterprises", OPTION_TEXT, "FILE", "list of IANA private enterprise numbers, in place of the system's; `none`: no list",
		offsetof(struct proposals, enterprises), NULL, false },
};
static const struct option_group group = { "Names to propose", options, sizeof options / sizeof *options };
static const struct option said[] = {
	OPTION_VERBOSE(offsetof(struct proposals, verbose), VERBOSE_STAGES),
	OPTION_QUIET(offsetof(struct proposals, quiet), "no progress and no warnings: the register and errors only"),
};
static const struct option_group said_group = { "What comes out", said, sizeof said / sizeof *said };

const struct command command_suppliers = {
	"suppliers", "new INVENTORY... [options]", "a supplier register to fill in, from the names that inventories use",
	"Writes a register to standard output: every name found, spellings side by side, no decision, and the criteria to give evidence on.\n\nNames for hardware "
	"addresses and enterprise numbers are proposed from published lists where these are installed, each time with the list's hash: for a person to "
	"check, and for nothing else. An assessment looks at the register only.\n\nExit code: 0, or 1.",
	{ &group, &said_group, NULL }, run
};
