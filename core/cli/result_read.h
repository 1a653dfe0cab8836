/* Reads a result that keur wrote (keur-result/1), as a stream: one part, finding or gap at a time, so that a result of gigabytes can be asked
 * about on a laptop. Knows the shape of the file, not what is done with it; fields it does not know are handed on like the others. */
#ifndef KEUR_CLI_RESULT_READ_H
#define KEUR_CLI_RESULT_READ_H

#include "base/error.h"
#include "base/messages.h"
#include "syntax/tree.h"

/* One value of the file with everything below it. Node 0 is the value itself; 0 also says "no such node". */
struct result_node {
	uint64_t key, text; /* where they begin in bytes */
	uint32_t key_length, text_length;
	uint32_t first, last, next; /* children, and the next of the same parent */
	struct mark at;
	char kind; /* '{', '[', or of a scalar: 's' text, 'n' number, 'b' boolean, '0' null */
};
struct result_tree {
	struct result_node *node;
	size_t nodes, capacity;
	char *bytes;
	size_t bytes_used, bytes_capacity;
	uint32_t file; /* in messages.file */
};
/* Where a node stands, for messages. */
static inline struct place result_place(const struct result_tree *tree, uint32_t node)
{
	return (struct place){ tree->file, tree->node[node].at.line, tree->node[node].at.column };
}

/* Called in the order of the file: for each entry of the lists `components`, `findings`, ..., and for each other top-level value, with its
 * top-level key and place in its list (0 when it is not in one). The tree is the reader's and is used again, unless the visitor takes it
 * with result_tree_take. Anything but 0 stops the reader; messages say why. */
typedef int result_visitor(void *self, const char *table, uint32_t index, struct result_tree *tree, struct messages *messages);

/* 0; or -1 with what is wrong in messages, or in err when the file cannot be opened or read. */
int result_read(const char *path, result_visitor *visitor, void *self, struct messages *messages, struct error *err);

/* The child of an object by its name; 0 when there is none. */
uint32_t result_member(const struct result_tree *tree, uint32_t node, const char *name);
/* Text of a scalar, of a number as written; empty for null, lists and objects. */
struct text result_text(const struct result_tree *tree, uint32_t node);
struct text result_member_text(const struct result_tree *tree, uint32_t node, const char *name);
/* A whole number; 0 when it is none. */
uint64_t result_number(const struct result_tree *tree, uint32_t node);
uint64_t result_member_number(const struct result_tree *tree, uint32_t node, const char *name);
/* The children of a list or object: for (i = result_first(tree, node); i; i = result_next(tree, i)). Of a child by
 * name: begin with result_children, which gives nothing when there is no such child. */
static inline uint32_t result_first(const struct result_tree *tree, uint32_t node)
{
	return node < tree->nodes ? tree->node[node].first : 0;
}
static inline uint32_t result_next(const struct result_tree *tree, uint32_t node)
{
	return tree->node[node].next;
}
/* First child of the named child. */
static inline uint32_t result_children(const struct result_tree *tree, uint32_t node, const char *name)
{
	uint32_t list = result_member(tree, node, name);

	return list ? result_first(tree, list) : 0;
}
struct result_tree result_tree_take(struct result_tree *tree);
void result_tree_free(struct result_tree *tree);

#endif
