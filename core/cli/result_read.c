#include "cli/result_read.h"

#include "base/mem.h"
#include "base/number.h"
#include "cli/progress.h"
#include "cli/result_agree.h"
#include "syntax/json.h"
#include "syntax/source.h"

#include <stdlib.h>

static const char schema_wanted[] = "keur-result/1";

struct reader {
	result_visitor *visitor;
	void *self;
	struct messages *messages;
	struct result_tree tree;
	uint32_t open[TREE_DEPTH];     /* nodes that are open in the tree; json_read lets no file nest deeper */
	unsigned depth;                /* how many */
	unsigned outer;                /* depth in the file of the entry's parent: 0 nothing open yet, 1 the result, 2 a list of entries */
	struct buffer table;           /* top-level key */
	struct text key;               /* of the next value inside the tree: in tree.bytes */
	uint64_t key_at;
	uint32_t index;
	bool head, has_components, has_run;
	struct result_agree agree;
};

/* ---- Building a tree ------------------------------------------------------------------------------------------------------------ */

static uint64_t keep_text(struct result_tree *tree, struct text text)
{
	uint64_t at = tree->bytes_used;

	mem_reserve(&tree->bytes, &tree->bytes_capacity, tree->bytes_used + text.length + 1, 1);
	if (text.length)
		memcpy(tree->bytes + at, text.data, text.length);
	tree->bytes_used += text.length;
	return at;
}

static uint32_t add_node(struct reader *r, char kind, struct text text, struct mark at)
{
	struct result_tree *tree = &r->tree;
	uint32_t number = (uint32_t)tree->nodes, parent;
	uint64_t text_at = keep_text(tree, text);

	if (tree->nodes >= UINT32_MAX - 1)
		mem_fail();
	mem_reserve(&tree->node, &tree->capacity, tree->nodes + 1, sizeof *tree->node);
	tree->node[tree->nodes++] = (struct result_node){ .key = r->key_at, .key_length = (uint32_t)r->key.length, .text = text_at,
		.text_length = (uint32_t)text.length, .at = at, .kind = kind };
	r->key = (struct text){ NULL, 0 };
	if (!r->depth)
		return number;
	parent = r->open[r->depth - 1];
	if (tree->node[parent].last)
		tree->node[tree->node[parent].last].next = number;
	else
		tree->node[parent].first = number;
	tree->node[parent].last = number;
	return number;
}

static int wrong(struct reader *r, struct mark at, const char *what, struct text value, const char *instead)
{
	messages_add(r->messages, SEVERITY_ERROR, (struct place){ r->tree.file, at.line, at.column }, "%s%s%s%s%s", what, value.length ? " `" : "",
		value.length ? messages_quote(r->messages, value) : "", value.length ? "`" : "", instead);
	return -1;
}

/* A whole entry has been read. */
static int entry(struct reader *r)
{
	const char *table = r->table.data ? r->table.data : "";
	uint32_t index = r->outer == 2 ? r->index++ : 0;
	int rc;

	if (!r->head) {
		struct text schema = result_text(&r->tree, 0);

		r->head = true;
		if (!text_is(schema, schema_wanted))
			return wrong(r, r->tree.node[0].at, "the schema", schema, " is not one that this keur reads: keur-result/1");
	}
	if (result_agree_entry(&r->agree, table, &r->tree, r->messages))
		return -1;
	rc = r->visitor(r->self, table, index, &r->tree, r->messages);
	r->tree.nodes = 0;
	r->tree.bytes_used = 0;
	return rc;
}

/* ---- Events -------------------------------------------------------------------------------------------------------------------- */

static int begin(struct reader *r, char kind, struct mark at)
{
	if (r->outer == 0) {
		if (kind != '{')
			return wrong(r, at, "this is no result of keur: a list stands where an object was expected", (struct text){ "", 0 }, "");
		r->outer = 1;
		return 0;
	}
	if (r->outer == 1 && !r->depth && kind == '[') {
		if (!r->head)
			return wrong(r, at, "the schema is a list; it should be text", (struct text){ "", 0 }, ": keur-result/1");
		r->outer = 2;
		r->index = 0;
		return 0;
	}
	r->open[r->depth] = add_node(r, kind, (struct text){ "", 0 }, at);
	r->depth++;
	return 0;
}

static int end(struct reader *r)
{
	if (r->depth)
		return --r->depth ? 0 : entry(r);
	if (r->outer)
		r->outer--;
	return 0;
}

static int map_begin(void *self, struct mark at)
{
	return begin(self, '{', at);
}

static int list_begin(void *self, struct mark at)
{
	return begin(self, '[', at);
}

static int collection_end(void *self, struct mark at)
{
	(void)at;
	return end(self);
}

static int key(void *self, struct text name, struct mark at)
{
	struct reader *r = self;

	if (r->depth) {
		r->key_at = keep_text(&r->tree, name);
		r->key = name; /* only its length is used */
		return 0;
	}
	if (!r->head && !text_is(name, "schema"))
		return wrong(r, at, "this is no result of keur: its first key is", name, ", not `schema`");
	buffer_clear(&r->table);
	buffer_text(&r->table, name);
	r->has_components |= text_is(name, "components");
	r->has_run |= text_is(name, "run");
	return 0;
}

static int scalar(void *self, struct text value, enum scalar_kind kind, struct mark at)
{
	static const char letter[] = { [SCALAR_PLAIN] = 's', [SCALAR_QUOTED] = 's', [SCALAR_NUMBER] = 'n', [SCALAR_BOOLEAN] = 'b',
		[SCALAR_NULL] = '0' };
	struct reader *r = self;

	if (r->outer == 0)
		return wrong(r, at, "this is no result of keur: it holds nothing but", value, "");
	add_node(r, letter[kind], kind == SCALAR_NULL ? (struct text){ "", 0 } : value, at);
	return r->depth ? 0 : entry(r);
}

int result_read(const char *path, result_visitor *visitor, void *self, struct messages *messages, struct error *err)
{
	static const struct tree_handler handler = { .map_begin = map_begin, .map_end = collection_end, .list_begin = list_begin,
		.list_end = collection_end, .key = key, .scalar = scalar };
	struct reader r = { .visitor = visitor, .self = self, .messages = messages };
	struct source source;
	int rc;

	if (source_open(&source, path, path, messages, err))
		return -1;
	r.tree.file = source.file;
	source.progress = progress_listener();
	progress_stage("reading", "bytes", true);
	progress_begin(source.progress, path, source.size);
	rc = json_read(&source, JSON_DUPLICATES_ERROR, &handler, &r, messages);
	if (!rc && !r.has_components)
		rc = wrong(&r, (struct mark){ 1, 1 }, "this is no result of keur: it has no `components`", (struct text){ "", 0 }, "");
	else if (!rc && !r.has_run)
		rc = wrong(&r, (struct mark){ 1, 1 }, "the result has no `run`, which stands last: it is not complete", (struct text){ "", 0 }, "");
	else if (!rc)
		rc = result_agree_end(&r.agree, source.file, messages);
	source_close(&source);
	result_agree_free(&r.agree);
	result_tree_free(&r.tree);
	buffer_free(&r.table);
	if (rc)
		error_set(err, ERROR_INPUT, "%s cannot be read", path);
	return rc ? -1 : 0;
}

/* ---- Looking at a tree ---------------------------------------------------------------------------------------------------------- */

uint32_t result_member(const struct result_tree *tree, uint32_t node, const char *name)
{
	size_t length = strlen(name);
	uint32_t child;

	if (node >= tree->nodes || tree->node[node].kind != '{')
		return 0;
	for (child = tree->node[node].first; child; child = tree->node[child].next) {
		const struct result_node *n = &tree->node[child];

		if (n->key_length == length && memcmp(tree->bytes + n->key, name, length) == 0)
			return child;
	}
	return 0;
}

struct text result_text(const struct result_tree *tree, uint32_t node)
{
	if (node >= tree->nodes || !tree->node[node].text_length)
		return (struct text){ "", 0 };
	return (struct text){ tree->bytes + tree->node[node].text, tree->node[node].text_length };
}

struct text result_member_text(const struct result_tree *tree, uint32_t node, const char *name)
{
	uint32_t child = result_member(tree, node, name);

	return child ? result_text(tree, child) : (struct text){ "", 0 };
}

uint64_t result_number(const struct result_tree *tree, uint32_t node)
{
	int64_t number;

	return number_parse(result_text(tree, node), &number) ? (uint64_t)number : 0;
}

uint64_t result_member_number(const struct result_tree *tree, uint32_t node, const char *name)
{
	uint32_t child = result_member(tree, node, name);

	return child ? result_number(tree, child) : 0;
}

struct result_tree result_tree_take(struct result_tree *tree)
{
	struct result_tree taken = *tree;

	*tree = (struct result_tree){ .file = taken.file };
	return taken;
}

void result_tree_free(struct result_tree *tree)
{
	free(tree->node);
	free(tree->bytes);
	*tree = (struct result_tree){ 0 };
}
