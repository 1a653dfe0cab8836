/* A result as facts. Knows how entries are named and where an entry's facts hide in nested values; a field that it has never heard of becomes a
 * fact like the others, so that what a later keur adds is compared too. */
#include "cli/diff.h"

#include "base/mem.h"

#include <stdlib.h>

const char *const diff_list_name[DIFF_LISTS] = { "components", "groups", "findings", "gaps", "suppliers", "countries", "statements", "overrides", "inputs",
	"plugins" };

/* What tells the entries of a list apart. */
static const char *const list_key[DIFF_LISTS][3] = {
	[DIFF_COMPONENTS] = { "id" },
	[DIFF_GROUPS] = { "id" },
	[DIFF_FINDINGS] = { "id" },
	[DIFF_GAPS] = { "rule", "blame" },
	[DIFF_SUPPLIERS] = { "id" },
	[DIFF_COUNTRIES] = { "id" },
	[DIFF_STATEMENTS] = { "table", "covers", "by" },
	[DIFF_OVERRIDES] = { "address" },
	[DIFF_INPUTS] = { "path" },
	[DIFF_PLUGINS] = { "name" },
};

struct reader {
	struct diff *diff;
	struct diff_result *result;
	const struct result_tree *tree;
	struct buffer name, value;
	enum diff_list list;
};

static void add_fact(struct reader *r, struct text what, struct text value)
{
	struct diff_result *result = r->result;

	mem_reserve(&result->fact, &result->capacity, result->facts + 1, sizeof *result->fact);
	result->fact[result->facts++] = (struct diff_fact){ dict_add(&r->diff->words, what), dict_add(&r->diff->words, value) };
}

static struct text key_of(const struct result_tree *tree, uint32_t node)
{
	return (struct text){ tree->bytes + tree->node[node].key, tree->node[node].key_length };
}

/* A value on one line: scalars as they are, lists with |, objects as their values. */
static void say_value(const struct result_tree *tree, uint32_t node, struct buffer *out)
{
	char kind = tree->node[node].kind;
	bool more = false;
	uint32_t i;

	if (kind != '{' && kind != '[') {
		buffer_text(out, result_text(tree, node));
		return;
	}
	for (i = result_first(tree, node); i; i = result_next(tree, i)) {
		if (tree->node[i].kind == '0' || (kind == '{' && (text_is(key_of(tree, i), "line") || text_is(key_of(tree, i), "file"))))
			continue;
		if (more)
			buffer_string(out, kind == '[' ? "|" : ", ");
		say_value(tree, i, out);
		more = true;
	}
}

/* "access[ra-7].mfa" out of {table, key, column} */
static void say_address(const struct result_tree *tree, uint32_t node, struct buffer *out)
{
	struct text column = result_member_text(tree, node, "column");

	buffer_text(out, result_member_text(tree, node, "table"));
	buffer_string(out, "[");
	buffer_text(out, result_member_text(tree, node, "key"));
	buffer_string(out, "]");
	if (column.length) {
		buffer_string(out, ".");
		buffer_text(out, column);
	}
}

/* "untrusted"; "trusted, by A, B-7, until 2028-01-15" */
static void say_standing(const struct result_tree *tree, uint32_t node, struct buffer *out)
{
	static const struct {
		const char *member, *before;
	} more[] = { { "authority", ", by " }, { "reference", ", " }, { "until", ", until " } };
	struct text standing = result_member_text(tree, node, "standing");
	size_t i;

	buffer_text(out, standing.length ? standing : TEXT_LITERAL("trusted"));
	for (i = 0; i < sizeof more / sizeof *more; i++) {
		struct text said = result_member_text(tree, node, more[i].member);

		if (said.length) {
			buffer_string(out, more[i].before);
			buffer_text(out, said);
		}
	}
}

/* What the list of suppliers says goes before what parts say, which may be what a decision means for them alone. */
static void note_standing(struct reader *r, struct text supplier, struct text standing, bool by_list)
{
	struct diff_result *result = r->result;

	if (by_list && !result->listed)
		result->standings = 0;
	result->listed |= by_list;
	if (result->listed && !by_list)
		return;
	mem_reserve(&result->standing, &result->standing_capacity, result->standings + 1, sizeof *result->standing);
	result->standing[result->standings++] = (struct diff_fact){ dict_add(&r->diff->words, supplier), dict_add(&r->diff->words, standing) };
}

/* What parts say of a supplier: its fact on the part, and its standing as such. */
static void supplier_fact(struct reader *r, uint32_t node, struct text supplier)
{
	struct text standing = result_member_text(r->tree, node, "standing");

	buffer_clear(&r->name);
	buffer_string(&r->name, "standing of ");
	buffer_text(&r->name, supplier);
	buffer_clear(&r->value);
	say_standing(r->tree, node, &r->value);
	add_fact(r, buffer_view(&r->name), buffer_view(&r->value));
	note_standing(r, supplier, standing.length ? standing : TEXT_LITERAL("trusted"), false);
}

/* A member of a list: most are one value; a supplier of the chain is its standing, a row of evidence its address and its file. */
static void member_fact(struct reader *r, uint32_t node)
{
	struct text supplier = result_member_text(r->tree, node, "supplier");
	bool evidence = text_is(buffer_view(&r->name), "evidence[]");

	if (r->list == DIFF_COMPONENTS && supplier.length) {
		size_t length = r->name.length;
		struct text name = { mem_copy_string(r->name.data, length), length };

		supplier_fact(r, node, supplier);
		buffer_clear(&r->name);
		buffer_text(&r->name, name);
		free((char *)(uintptr_t)name.data);
		return;
	}
	buffer_clear(&r->value);
	if (evidence)
		say_address(r->tree, node, &r->value);
	else
		say_value(r->tree, node, &r->value);
	add_fact(r, buffer_view(&r->name), buffer_view(&r->value));
	if (evidence && result_member_text(r->tree, node, "file").length) {
		struct buffer name = { 0 };

		buffer_string(&name, "file of ");
		buffer_text(&name, buffer_view(&r->value));
		add_fact(r, buffer_view(&name), result_member_text(r->tree, node, "file"));
		buffer_free(&name);
	}
}

static void value_facts(struct reader *r, uint32_t node)
{
	const struct result_tree *tree = r->tree;
	size_t length = r->name.length;
	uint32_t i;

	switch (tree->node[node].kind) {
	case '0':
		return;
	case '{':
		for (i = result_first(tree, node); i; i = result_next(tree, i)) {
			r->name.length = length;
			buffer_string(&r->name, length ? "." : "");
			buffer_text(&r->name, key_of(tree, i));
			value_facts(r, i);
		}
		break;
	case '[':
		for (i = result_first(tree, node); i; i = result_next(tree, i)) {
			r->name.length = length;
			buffer_string(&r->name, "[]");
			member_fact(r, i);
		}
		break;
	default:
		add_fact(r, buffer_view(&r->name), result_text(tree, node));
		return;
	}
	r->name.length = length;
}

static int fact_compare(const void *a, const void *b)
{
	const struct diff_fact *x = a, *y = b;

	if (x->what != y->what)
		return x->what < y->what ? -1 : 1;
	return (x->value > y->value) - (x->value < y->value);
}

/* Sorts the facts from `first` on and takes out those that are there twice. */
static void settle_facts(struct diff_fact *fact, size_t first, size_t *facts)
{
	size_t kept = first, i;

	if (*facts - first > 1)
		qsort(fact + first, *facts - first, sizeof *fact, fact_compare);
	for (i = first; i < *facts; i++)
		if (kept == first || fact_compare(&fact[kept - 1], &fact[i]) != 0)
			fact[kept++] = fact[i];
	*facts = kept;
}

static int take_entry(struct reader *r, uint32_t node, struct messages *messages)
{
	struct diff_entries *entries = &r->result->list[r->list];
	size_t first = r->result->facts, k;
	struct buffer key = { 0 };
	uint32_t code;

	for (k = 0; k < 3 && list_key[r->list][k]; k++) {
		uint32_t at = result_member(r->tree, node, list_key[r->list][k]);

		buffer_string(&key, k ? " " : "");
		if (at && r->list == DIFF_OVERRIDES)
			say_address(r->tree, at, &key);
		else if (at)
			say_value(r->tree, at, &key);
	}
	code = dict_add(&r->diff->words, buffer_view(&key));
	if (!key.length) {
		messages_add(messages, SEVERITY_ERROR, result_place(r->tree, node), "an entry of `%s` without `%s`: this is no result of keur",
			diff_list_name[r->list], list_key[r->list][0]);
		return -1;
	}
	buffer_free(&key);
	buffer_clear(&r->name);
	value_facts(r, node);
	settle_facts(r->result->fact, first, &r->result->facts);
	mem_reserve(&entries->entry, &entries->capacity, entries->entries + 1, sizeof *entries->entry);
	entries->entry[entries->entries++] = (struct diff_entry){ code, (uint32_t)first, (uint32_t)(r->result->facts - first) };
	if (r->list == DIFF_SUPPLIERS && result_member_text(r->tree, node, "standing").length)
		note_standing(r, result_member_text(r->tree, node, "id"), result_member_text(r->tree, node, "standing"), true);
	if (r->list == DIFF_GAPS) {
		mem_reserve(&r->result->gap, &r->result->gap_capacity, r->result->gaps + 1, sizeof *r->result->gap);
		r->result->gap[r->result->gaps++] = code;
	}
	return 0;
}

static int take_run(struct reader *r, struct result_tree *tree, struct messages *messages)
{
	uint32_t i;

	r->list = DIFF_PLUGINS;
	for (i = result_children(tree, 0, "plugins"); i; i = result_next(tree, i))
		if (take_entry(r, i, messages))
			return -1;
	result_tree_free(&r->result->run);
	r->result->run = result_tree_take(tree);
	return 0;
}

static int visit(void *self, const char *table, uint32_t index, struct result_tree *tree, struct messages *messages)
{
	static const struct {
		const char *name;
		size_t offset;
	} whole[] = { { "network", offsetof(struct diff_result, network) }, { "policy", offsetof(struct diff_result, policy) },
		{ "summary", offsetof(struct diff_result, summary) } };
	struct reader *r = self;
	unsigned k;

	(void)index;
	r->tree = tree;
	for (k = 0; k < sizeof whole / sizeof *whole; k++)
		if (strcmp(table, whole[k].name) == 0) {
			struct result_tree *kept = (struct result_tree *)(void *)((char *)r->result + whole[k].offset);

			result_tree_free(kept);
			*kept = result_tree_take(tree);
			return 0;
		}
	if (strcmp(table, "run") == 0)
		return take_run(r, tree, messages);
	for (k = 0; k < DIFF_PLUGINS; k++)
		if (strcmp(table, diff_list_name[k]) == 0 && tree->node[0].kind == '{') {
			r->list = (enum diff_list)k;
			return take_entry(r, 0, messages);
		}
	return 0;
}

/* ---- When the file has been read -------------------------------------------------------------------------------------------------- */

static int entry_compare(const void *a, const void *b, void *words)
{
	const struct diff_entry *x = a, *y = b;

	return text_compare(dict_text(words, x->key), dict_text(words, y->key));
}

/* A part names its questions by their place in the list, which is no name to compare by. */
static void name_gaps(struct reader *r)
{
	struct diff_result *result = r->result;
	uint32_t what = dict_add(&r->diff->words, TEXT_LITERAL("gaps[]"));
	const struct diff_entries *parts = &result->list[DIFF_COMPONENTS];
	size_t i, k;

	for (i = 0; i < parts->entries; i++) {
		struct diff_entry *entry = &parts->entry[i];
		size_t end = entry->first + entry->facts;

		for (k = entry->first; k < end; k++) {
			struct diff_fact *fact = &result->fact[k];
			struct text number = dict_text(&r->diff->words, fact->value);
			uint64_t place = 0;
			size_t d;

			if (fact->what != what)
				continue;
			for (d = 0; d < number.length && place <= result->gaps && number.data[d] >= '0' && number.data[d] <= '9'; d++)
				place = place * 10 + (uint64_t)(number.data[d] - '0');
			if (d && d == number.length && place < result->gaps)
				fact->value = result->gap[place];
		}
		settle_facts(result->fact, entry->first, &end);
		entry->facts = (uint32_t)(end - entry->first);
	}
}

static uint32_t last_name(struct diff *diff, uint32_t path)
{
	struct buffer name = { 0 };
	const char *slash = strrchr(dict_string(&diff->words, path), '/');
	uint32_t code;

	if (!slash)
		return path;
	buffer_string(&name, slash + 1);
	code = dict_add(&diff->words, buffer_view(&name));
	buffer_free(&name);
	return code;
}

/* Paths are relative to what all inputs of a run have in common, which one more file can change: inputs go by their last name where only one
 * has it, and so does the file of a row of evidence. */
static void name_inputs(struct reader *r)
{
	struct diff_result *result = r->result;
	struct diff_entries *inputs = &result->list[DIFF_INPUTS];
	uint32_t *name = mem_zalloc(inputs->entries, sizeof *name), *path = mem_zalloc(inputs->entries, sizeof *path), what;
	size_t i, k, f;

	for (i = 0; i < inputs->entries; i++) {
		path[i] = inputs->entry[i].key;
		name[i] = last_name(r->diff, path[i]);
	}
	for (i = 0; i < inputs->entries; i++) {
		bool alone = true;

		for (k = 0; k < inputs->entries && alone; k++)
			alone = k == i || name[k] != name[i];
		if (alone)
			inputs->entry[i].key = name[i];
	}
	what = dict_find(&r->diff->words, TEXT_LITERAL("path"));
	for (f = 0; f < result->facts; f++) {
		struct diff_fact *fact = &result->fact[f];
		struct text said = dict_text(&r->diff->words, fact->what);

		if (fact->what != what && (said.length < 8 || memcmp(said.data, "file of ", 8) != 0))
			continue;
		for (i = 0; i < inputs->entries; i++)
			if (path[i] == fact->value) {
				fact->value = inputs->entry[i].key;
				break;
			}
	}
	free(name);
	free(path);
}

static int twice(const struct reader *r, struct messages *messages)
{
	unsigned l;
	size_t i;

	for (l = 0; l < DIFF_LISTS; l++) {
		struct diff_entries *list = &r->result->list[l];
		bool sorted = true;

		for (i = 1; i < list->entries && sorted; i++)
			sorted = entry_compare(&list->entry[i - 1], &list->entry[i], &r->diff->words) < 0;
		if (!sorted)
			qsort_r(list->entry, list->entries, sizeof *list->entry, entry_compare, &r->diff->words);
		for (i = 1; l <= DIFF_FINDINGS && i < list->entries; i++)
			if (list->entry[i - 1].key == list->entry[i].key) {
				messages_add(messages, SEVERITY_ERROR, (struct place){ r->result->network.file, 1, 1 },
					"`%s` has `%s` twice: this is no result of keur", diff_list_name[l],
					messages_quote(messages, dict_text(&r->diff->words, list->entry[i].key)));
				return -1;
			}
	}
	return 0;
}

int diff_read(struct diff *diff, enum diff_side side, const char *path, struct messages *messages, struct error *err)
{
	struct reader r = { .diff = diff, .result = &diff->side[side] };
	int rc;

	r.result->path = path;
	rc = result_read(path, visit, &r, messages, err);
	if (!rc) {
		name_gaps(&r);
		name_inputs(&r);
		settle_facts(r.result->standing, 0, &r.result->standings);
		rc = twice(&r, messages);
		if (rc)
			error_set(err, ERROR_INPUT, "%s cannot be read", path);
	}
	buffer_free(&r.name);
	buffer_free(&r.value);
	return rc;
}
