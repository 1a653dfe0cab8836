/* Leaving something out never improves an answer: over the demo and the cases, each row and each field that has a worst-credible reading is left
 * out, one at a time, and no part's worst risk may fall in any scenario, no worst-credible scope may fall, and no status that was violated or
 * unknown may become met or not required.
 *
 * What counts as one thing left out:
 * - A row of a table that a statement declares complete goes together with the statements about that table that cover it: their author
 *   answered for the rows that were there, and would not have answered for fewer. A link is covered by statements about either end.
 * - Rows of a table that nobody can answer for (leave_out_columns.h says which) are claims that only add: an audit that nobody reports has no
 *   worst reading, as there is no end to what might have been found.
 * - Which parts a way in passes through is structure: without it no risk may fall, but what made a part a hop is gone, and its scope with it.
 * - In which domain a part is, is structure too: without its function it counts in no group, and the groups it left may be better.
 * - A bulk fact (`apply`) goes as a whole, and each of its fields and rows goes alone.
 * - Fields that a row cannot do without are not left out: the reader refuses that.
 * - Components are not left out: no statement is about them, and a part that nobody names cannot be assessed.
 * - Every column of the schema is one of three kinds, leave_out_columns.h says which, and a column that stands there nowhere fails the test.
 *
 * Thousands of runs take minutes: the ordinary run takes every STRIDE-th omission.
 * KEUR_LEAVE_OUT=1 in the environment takes all (ctest -C full -L full does), another number that stride. */
#include "better.h"
#include "leave_out_columns.h"

#include <yaml.h>

enum { STRIDE = 11 };

/* ---- A network as trees ----------------------------------------------------------------------------------------------------------------- */

enum { MOST_FILES = 6 };

static const struct network {
	const char *directory;
	const char *file[MOST_FILES];
	const char *option[MOST_FILES]; /* before the file's name: NULL for an inventory */
	size_t least;                   /* omissions: a walk that finds nothing would pass */
} networks[] = {
	{ DEMO, { "network.yaml", "ran.yaml", "bss.yaml", "access.yaml", "suppliers.yaml", "overlay.yaml" }, { [4] = "--suppliers=", [5] = "--overlay=" }, 1000 },
	{ CASES "diginotar/", { "network.yaml", "decisions.yaml" }, { [1] = "--suppliers=" }, 50 },
	{ CASES "kpn-2012/", { "network.yaml", "decisions.yaml" }, { [1] = "--suppliers=" }, 50 },
	{ CASES "ncsc-sharing/", { "network.yaml", "decisions.yaml" }, { [1] = "--suppliers=" }, 50 },
	{ CASES "pulse-secure/", { "network.yaml", "decisions.yaml" }, { [1] = "--suppliers=" }, 50 },
	{ CASES "telfort/", { "network.yaml", "decisions.yaml" }, { [1] = "--suppliers=" }, 20 },
};

static const struct network *network; /* at hand */
static int files;
static yaml_document_t tree[MOST_FILES];

static const yaml_node_t *node_of(int file, int number)
{
	const yaml_node_t *node = yaml_document_get_node(&tree[file], number);

	assert_non_null(node);
	return node;
}

static struct text scalar(int file, int number)
{
	const yaml_node_t *node = node_of(file, number);

	if (node->type != YAML_SCALAR_NODE)
		return (struct text){ "", 0 };
	return (struct text){ (const char *)node->data.scalar.value, node->data.scalar.length };
}

static size_t pairs(const yaml_node_t *mapping)
{
	return mapping->type == YAML_MAPPING_NODE ? (size_t)(mapping->data.mapping.pairs.top - mapping->data.mapping.pairs.start) : 0;
}

static size_t items(const yaml_node_t *sequence)
{
	return sequence->type == YAML_SEQUENCE_NODE ? (size_t)(sequence->data.sequence.items.top - sequence->data.sequence.items.start) : 0;
}

/* The node under a key, or 0. */
static int under(int file, int mapping, const char *key)
{
	const yaml_node_t *node = node_of(file, mapping);
	size_t i;

	for (i = 0; i < pairs(node); i++)
		if (text_is(scalar(file, node->data.mapping.pairs.start[i].key), key))
			return node->data.mapping.pairs.start[i].value;
	return 0;
}

static void load(const struct network *one)
{
	network = one;
	for (files = 0; files < MOST_FILES && one->file[files]; files++) {
		char path[400];
		yaml_parser_t parser;
		FILE *file;

		snprintf(path, sizeof path, "%s%s", one->directory, one->file[files]);
		file = fopen(path, "rb");
		if (!file)
			fail_msg("%s cannot be opened", path);
		assert_true(yaml_parser_initialize(&parser));
		yaml_parser_set_input_file(&parser, file);
		if (!yaml_parser_load(&parser, &tree[files]))
			fail_msg("%s: %s", path, parser.problem);
		yaml_parser_delete(&parser);
		fclose(file);
	}
}

/* ---- What can be left out ------------------------------------------------------------------------------------------------------------------ */

enum { MOST_STATEMENTS = 64, MOST_SEGMENTS = 64 };

struct statement {
	int file, container;
	size_t index;
	struct text table;
	bool all;
	struct text segment[MOST_SEGMENTS];
	size_t segments;
};

struct omission {
	int file, container;   /* a node, and in it */
	size_t index;          /* an item or a pair */
	uint64_t statements;   /* that go with it, by bit */
	bool hops;             /* with it goes which parts a way in passes through */
	bool domain;           /* with it goes in which domain a part is */
	char address[160];
};

static struct statement statement[MOST_STATEMENTS];
static size_t statements;
static struct omission *omission;
static size_t omissions, omission_capacity;

/* Segments that a row is about. */
struct about {
	bool all;
	struct text segment[MOST_SEGMENTS];
	size_t segments;
};

static void about_segment(struct about *about, struct text segment)
{
	assert_true(about->segments < MOST_SEGMENTS);
	if (segment.length)
		about->segment[about->segments++] = segment;
}

static void about_component(struct about *about, struct text id)
{
	int f;
	size_t i;

	for (f = 0; f < files; f++) {
		int list = under(f, 1, "components");
		const yaml_node_t *rows = list ? node_of(f, list) : NULL;

		for (i = 0; rows && i < items(rows); i++) {
			int row = rows->data.sequence.items.start[i], at = under(f, row, "id"), segment = under(f, row, "segment");

			if (at && segment && text_equal(scalar(f, at), id))
				about_segment(about, scalar(f, segment));
		}
	}
}

/* A selector; what it says by other keys than segment and id counts as everything. */
static struct about about_selector(int file, int selector)
{
	const yaml_node_t *node = node_of(file, selector), *list;
	struct about about = { .all = text_is(scalar(file, selector), "all") };
	int by_segment = node->type == YAML_MAPPING_NODE ? under(file, selector, "segment") : 0;
	int by_id = node->type == YAML_MAPPING_NODE ? under(file, selector, "id") : 0;
	size_t i;

	if (!by_segment && !by_id) {
		about.all = true;
		return about;
	}
	list = node_of(file, by_segment ? by_segment : by_id);
	for (i = 0; i < (list->type == YAML_SEQUENCE_NODE ? items(list) : 1); i++) {
		struct text value = scalar(file, list->type == YAML_SEQUENCE_NODE ? list->data.sequence.items.start[i] : by_segment ? by_segment : by_id);

		if (by_segment)
			about_segment(&about, value);
		else
			about_component(&about, value);
	}
	return about;
}

static uint64_t statements_about(const char *table, const struct about *about)
{
	uint64_t found = 0;
	size_t s, i, k;

	for (s = 0; s < statements; s++) {
		bool covers = statement[s].all || about->all;

		if (!text_is(statement[s].table, table))
			continue;
		for (i = 0; i < about->segments; i++)
			for (k = 0; k < statement[s].segments; k++)
				covers |= text_equal(about->segment[i], statement[s].segment[k]);
		if (covers)
			found |= UINT64_C(1) << s;
	}
	return found;
}

static void collect_statements(void)
{
	int f;
	size_t i;

	for (f = 0; f < files; f++) {
		int list = under(f, 1, "statements");
		const yaml_node_t *rows = list ? node_of(f, list) : NULL;

		for (i = 0; rows && i < items(rows); i++) {
			int row = rows->data.sequence.items.start[i];
			struct about about = about_selector(f, under(f, row, "covers"));
			struct statement *s = &statement[statements++];

			assert_true(statements <= MOST_STATEMENTS);
			*s = (struct statement){ f, list, i, scalar(f, under(f, row, "table")), about.all, { { 0 } }, about.segments };
			memcpy(s->segment, about.segment, sizeof s->segment);
		}
	}
}

static void leave_out(int file, int container, size_t index, uint64_t with, const char *address)
{
	if (omissions == omission_capacity) {
		omission_capacity = omission_capacity ? 2 * omission_capacity : 1024;
		omission = realloc(omission, omission_capacity * sizeof *omission);
		assert_non_null(omission);
	}
	omission[omissions] = (struct omission){ file, container, index, with, false, false, "" };
	snprintf(omission[omissions++].address, sizeof omission->address, "%s: %s", network->file[file], address);
}

static void rows(int file, int list, enum table_id table, const char *address, const struct about *within);

/* Fields of one row; `prefix` is "product." within product. */
static void fields(int file, int row, enum table_id table, const char *prefix, const char *address, const struct about *within)
{
	const yaml_node_t *node = node_of(file, row);
	size_t i;

	for (i = 0; i < pairs(node); i++) {
		int value = node->data.mapping.pairs.start[i].value;
		struct text key = scalar(file, node->data.mapping.pairs.start[i].key);
		enum table_id nested = prefix[0] ? TABLE_COUNT : schema_find_plural(key);
		enum column_id column;
		char name[60], deeper[160];

		snprintf(name, sizeof name, "%s%.*s", prefix, (int)key.length, key.data);
		snprintf(deeper, sizeof deeper, "%.100s.%.50s", address, name);
		if (nested != TABLE_COUNT && nested != table && node_of(file, value)->type == YAML_SEQUENCE_NODE) {
			rows(file, value, nested, deeper, within);
			continue;
		}
		column = schema_find_column(table, text_of(name));
		if (column == COLUMN_NONE) {
			assert_int_equal(node_of(file, value)->type, YAML_MAPPING_NODE);
			strcat(name, ".");
			fields(file, value, table, name, address, within);
			continue;
		}
		if (!(schema_column[column].flags & COLUMN_REQUIRED) && column_kind(column) != STRUCTURAL)
			leave_out(file, row, i, 0, deeper);
		if (column == COL_access_via)
			omission[omissions - 1].hops = true;
		if (column == COL_component_function)
			omission[omissions - 1].domain = true;
	}
}

/* What the row of `list` is about, as far as statements go. */
static struct about about_row(int file, int row, enum table_id table, const struct about *within)
{
	static const struct { enum table_id table; const char *field; } refers[] = { { TABLE_link, "from" }, { TABLE_link, "to" }, { TABLE_access, "target" } };
	struct about about = { 0 };
	size_t i;

	if (table == TABLE_ownership)
		about.all = true;
	if (within)
		return *within;
	for (i = 0; i < sizeof refers / sizeof *refers; i++)
		if (refers[i].table == table && under(file, row, refers[i].field))
			about_component(&about, scalar(file, under(file, row, refers[i].field)));
	return about;
}

static void rows(int file, int list, enum table_id table, const char *address, const struct about *within)
{
	const yaml_node_t *node = node_of(file, list);
	size_t i;

	for (i = 0; i < items(node); i++) {
		int row = node->data.sequence.items.start[i];
		struct about about = about_row(file, row, table, within);
		int id = under(file, row, "id");
		char deeper[160];

		if (id)
			snprintf(deeper, sizeof deeper, "%.100s[%.*s]", address, (int)scalar(file, id).length, scalar(file, id).data);
		else
			snprintf(deeper, sizeof deeper, "%.100s[%zu, line %zu]", address, i, node_of(file, row)->start_mark.line + 1);
		if (table == TABLE_component && under(file, row, "segment"))
			about_segment(&about, scalar(file, under(file, row, "segment")));
		if (table != TABLE_component && !rows_only_add(table))
			leave_out(file, list, i, statements_about(schema_table[table].name, &about), deeper);
		if (table == TABLE_access)
			omission[omissions - 1].hops = true;
		fields(file, row, table, "", deeper, table == TABLE_component ? &about : NULL);
	}
}

static void bulk_facts(int file, int list)
{
	const yaml_node_t *node = node_of(file, list);
	size_t i;

	for (i = 0; i < items(node); i++) {
		int row = node->data.sequence.items.start[i], set = under(file, row, "set");
		struct about about = about_selector(file, under(file, row, "to"));
		uint64_t with = 0;
		char address[80];

		if (under(file, set, "depends_on"))
			continue; /* structural; where it stands alone there is nothing else */
		if (under(file, set, "parties"))
			with |= statements_about("party", &about);
		if (under(file, set, "logs"))
			with |= statements_about("log", &about);
		snprintf(address, sizeof address, "apply[line %zu]", node_of(file, row)->start_mark.line + 1);
		leave_out(file, list, i, with, address);
		fields(file, set, TABLE_component, "", address, &about);
	}
}

static void collect(void)
{
	int f;
	size_t i;

	collect_statements();
	for (f = 0; f < files; f++) {
		const yaml_node_t *root = node_of(f, 1);

		for (i = 0; i < pairs(root); i++) {
			struct text key = scalar(f, root->data.mapping.pairs.start[i].key);
			int value = root->data.mapping.pairs.start[i].value;

			if (text_is(key, "keur"))
				continue;
			if (text_is(key, "network"))
				fields(f, value, TABLE_network, "", "network", NULL);
			else if (text_is(key, "apply"))
				bulk_facts(f, value);
			else
				rows(f, value, schema_find_plural(key), schema_table[schema_find_plural(key)].plural, NULL);
		}
	}
}

/* ---- The network without it ---------------------------------------------------------------------------------------------------------------------- */

static bool left_out(const struct omission *o, int file, int container, size_t index)
{
	size_t s;

	if (!o)
		return false;
	if (o->file == file && o->container == container && o->index == index)
		return true;
	for (s = 0; s < statements; s++)
		if (o->statements >> s & 1 && statement[s].file == file && statement[s].container == container && statement[s].index == index)
			return true;
	return false;
}

/* As JSON, which is YAML too. */
static void write_node(FILE *out, int file, int number, const struct omission *o)
{
	const yaml_node_t *node = node_of(file, number);
	bool mapping = node->type == YAML_MAPPING_NODE;
	size_t i, count = mapping ? pairs(node) : items(node), written = 0;

	if (node->type == YAML_SCALAR_NODE) {
		fputc('"', out);
		for (i = 0; i < node->data.scalar.length; i++) {
			if (node->data.scalar.value[i] == '"' || node->data.scalar.value[i] == '\\')
				fputc('\\', out);
			fputc(node->data.scalar.value[i], out);
		}
		fputc('"', out);
		return;
	}
	fputc(mapping ? '{' : '[', out);
	for (i = 0; i < count; i++) {
		if (left_out(o, file, number, i))
			continue;
		fputs(written++ ? ",\n" : "", out);
		if (mapping) {
			write_node(out, file, node->data.mapping.pairs.start[i].key, o);
			fputs(": ", out);
			write_node(out, file, node->data.mapping.pairs.start[i].value, o);
		} else {
			write_node(out, file, node->data.sequence.items.start[i], o);
		}
	}
	fputc(mapping ? '}' : ']', out);
}

static char scratch[] = "/tmp/keur-leave-out-XXXXXX";

/* The files that the omission touches; `whole`: as they were. */
static void write_network(const struct omission *o, bool whole)
{
	int f;

	for (f = 0; f < files; f++) {
		char path[400];
		FILE *out;

		if (o && o->file != f && !o->statements)
			continue;
		snprintf(path, sizeof path, "%s/%s", scratch, network->file[f]);
		out = fopen(path, "wb");
		assert_non_null(out);
		write_node(out, f, 1, whole ? NULL : o);
		assert_int_equal(fclose(out), 0);
	}
}

/* NULL: refused, which is no better answer; `why` then has the message. */
static json_t *assess_network(char **why)
{
	struct run run = { .directory = scratch, .argument = { "assess", "--format=json", "--jobs=1" } };
	char argument[MOST_FILES][100];
	json_t *result = NULL;
	int f;

	for (f = 0; f < files; f++) {
		snprintf(argument[f], sizeof argument[f], "%s%s", network->option[f] ? network->option[f] : "", network->file[f]);
		run.argument[3 + f] = argument[f];
	}
	keur(&run);
	if (run.exit_code != 1)
		result = json_loadb(run.out, run.length, 0, NULL);
	*why = result ? NULL : strdup(run.error);
	run_free(&run);
	return result;
}

/* ---- Better or not ------------------------------------------------------------------------------------------------------------------------------- */

/* The number of answers that became better; tells of the first few. */
static int compare(const json_t *before, const json_t *after, const struct omission *without)
{
	char said[180];

	snprintf(said, sizeof said, "without %s", without->address);
	return better_answers(before, after, &(struct attempt){ said, without->hops, without->domain });
}

static void clear(void)
{
	char path[400];
	int f;

	for (f = 0; f < files; f++) {
		snprintf(path, sizeof path, "%s/%s", scratch, network->file[f]);
		unlink(path);
		yaml_document_delete(&tree[f]);
	}
	files = 0;
	omissions = statements = 0;
}

/* Every stride-th omission of one network; returns how many made something better. */
static size_t leave_out_of(const struct network *one, size_t stride)
{
	size_t i, runs = 0, refused = 0, bad = 0;
	json_t *before;
	char *why;

	load(one);
	collect();
	if (omissions < one->least)
		fail_msg("%s: only %zu omissions", one->directory, omissions);
	write_network(NULL, true);
	before = assess_network(&why);
	if (!before)
		fail_msg("%s itself is refused: %s", one->directory, why);
	for (i = 0; i < omissions; i += stride) {
		json_t *after;

		write_network(&omission[i], false);
		after = assess_network(&why);
		runs++;
		if (after) {
			bad += compare(before, after, &omission[i]) > 0;
		} else {
			refused++;
			print_message("without %s: %s", omission[i].address, why);
		}
		free(why);
		json_decref(after);
		write_network(&omission[i], true);
	}
	json_decref(before);
	print_message("%s: %zu of %zu omissions, %zu refused, %zu made something better\n", one->directory, runs, omissions, refused, bad);
	clear();
	return bad;
}

static void leaving_out_never_helps(void **state)
{
	const char *wanted = getenv("KEUR_LEAVE_OUT");
	size_t stride = wanted && atoi(wanted) > 0 ? (size_t)atoi(wanted) : STRIDE, bad = 0, n;

	(void)state;
	assert_non_null(mkdtemp(scratch));
	for (n = 0; n < sizeof networks / sizeof *networks; n++)
		bad += leave_out_of(&networks[n], stride);
	assert_int_equal(bad, 0);
}

/* ---- Every column is of some kind -------------------------------------------------------------------------------------------------------- */

/* The names in the table are columns, each once. */
static size_t check_names(const struct table_kinds *kinds)
{
	const char *const list[] = { kinds->worst, kinds->descriptive, kinds->structural };
	enum table_id table = schema_find_table(text_of(kinds->table));
	size_t wrong = 0, i, k;

	if (table == TABLE_COUNT)
		fail_msg("there is no table %s", kinds->table);
	for (i = 0; i < 3; i++) {
		const char *at = list[i];

		while (*at) {
			size_t length = strcspn(at, " ");
			char name[80];
			enum column_id column;

			snprintf(name, sizeof name, "%.*s", (int)length, at);
			column = schema_find_column(table, text_of(name));
			for (k = i + 1; k < 3; k++)
				wrong += named_in(list[k], name);
			if (column == COLUMN_NONE || (schema_column[column].flags & (COLUMN_DERIVED | COLUMN_REQUIRED))) {
				print_error("leave_out_columns.h: %s.%s is no column that can be left out\n", kinds->table, name);
				wrong++;
			}
			at += length + (at[length] == ' ');
		}
	}
	return wrong;
}

static void every_column_has_a_kind(void **state)
{
	size_t missing = 0, i;
	unsigned c;

	(void)state;
	for (i = 0; i < sizeof table_kinds / sizeof *table_kinds; i++)
		missing += check_names(&table_kinds[i]);
	for (c = 0; c < COLUMN_COUNT; c++) {
		const struct schema_column *column = &schema_column[c];

		if (column_kind((enum column_id)c) == STRUCTURAL && column->table != TABLE_edit && !(column->flags & COLUMN_ABSENCE_ANSWERS)) { /* an overlay must not fill it in freely */
			print_error("%s.%s is structure, and schema.def does not say ANSWERS of it\n", schema_table[column->table].name, column->name);
			missing++;
		}
		if ((column->flags & (COLUMN_DERIVED | COLUMN_REQUIRED)) || column_kind((enum column_id)c) != NO_KIND)
			continue;
		print_error("%s.%s has no kind: say in leave_out_columns.h what leaving it out means\n", schema_table[column->table].name, column->name);
		missing++;
	}
	assert_int_equal(missing, 0);
}

static int scope_at_worst(const json_t *part)
{
	return rank(scope_order, json_text(part, "scope_worst"));
}

/* Whether the answer says that something is missing: a question that was not asked, or a part whose scope at worst stands on it. */
static bool shows(const json_t *before, const json_t *after)
{
	json_t *item;
	size_t i;

	json_array_foreach(json_object_get(after, "gaps"), i, item)
		if (!gap_of(before, json_text(item, "rule"), json_text(item, "blame")))
			return true;
	json_array_foreach(json_object_get(after, "components"), i, item)
		if (scope_at_worst(item) > scope_at_worst(component(before, json_text(item, "id"))))
			return true;
	return false;
}

/* What is structural shows in coverage: without it a question is asked that was not asked, or a scope at worst is higher. Over the demo, of which
 * all structure is known. Of depends_on nothing can show, as nobody says which parts a part might depend on. */
static void structure_shows(void **state)
{
	static const struct {
		const char *file, *old, *now;
	} structure[] = {
		{ "network.yaml", "    function: AMF\n    segment: core-5g\n", "    function: AMF\n" },
		{ "network.yaml", "    function: AMF\n", "" },
		{ "access.yaml", "    target: hss-1\n    via: [vpn-1, pam-1]\n", "    target: hss-1\n" },
		{ "access.yaml", "    target: hss-1\n    via: [vpn-1, pam-1]\n", "    via: [vpn-1, pam-1]\n" },
	};
	json_t *before, *after;
	char *why;
	size_t i;

	(void)state;
	load(&networks[0]);
	write_network(NULL, true);
	before = assess_network(&why);
	assert_non_null(before);
	for (i = 0; i < sizeof structure / sizeof *structure; i++) {
		char path[400], *text, *at;
		FILE *file;
		int fd;

		snprintf(path, sizeof path, "%s%s", DEMO, structure[i].file);
		fd = open(path, O_RDONLY | O_CLOEXEC);
		assert_true(fd >= 0);
		text = read_descriptor(fd, NULL);
		at = strstr(text, structure[i].old);
		if (!at)
			fail_msg("%s has no %s", structure[i].file, structure[i].old);
		snprintf(path, sizeof path, "%s/%s", scratch, structure[i].file);
		file = fopen(path, "wb");
		assert_non_null(file);
		fprintf(file, "%.*s%s%s", (int)(at - text), text, structure[i].now, at + strlen(structure[i].old));
		assert_int_equal(fclose(file), 0);
		free(text);
		after = assess_network(&why);
		if (!after)
			fail_msg("%s", why);
		if (!shows(before, after))
			fail_msg("%s: nothing shows that this is missing: %s", structure[i].file, structure[i].old);
		json_decref(after);
		write_network(NULL, true);
	}
	json_decref(before);
	clear();
}

static int clean_up(void **state)
{
	(void)state;
	rmdir(scratch);
	free(omission);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(every_column_has_a_kind), cmocka_unit_test(leaving_out_never_helps),
		cmocka_unit_test(structure_shows) };

	return cmocka_run_group_tests(tests, NULL, clean_up);
}
