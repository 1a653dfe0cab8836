/* Anchors and aliases of YAML: what stands between an anchor and the end of its value is recorded as events and given again for
 * each alias, within a budget, so that a few lines cannot become millions. Knows nothing of libyaml. */
#ifndef KEUR_SYNTAX_YAML_ALIAS_H
#define KEUR_SYNTAX_YAML_ALIAS_H

#include "base/dict.h"
#include "base/mem.h"
#include "syntax/tree.h"

/* Far above what hand-written files with anchors reach; a bomb passes it in a few milliseconds. */
enum { YAML_REPLAYED_EVENTS = 1000000, YAML_RECORDED_BYTES = 64 * 1024 * 1024 };

enum yaml_record_kind { RECORD_MAP_BEGIN, RECORD_MAP_END, RECORD_LIST_BEGIN, RECORD_LIST_END, RECORD_KEY, RECORD_SCALAR, RECORD_ALIAS };

struct yaml_record {
	enum yaml_record_kind what;
	enum scalar_kind kind;
	struct mark at;
	struct text text; /* in the arena */
	size_t anchor;    /* of an alias */
};

struct yaml_anchor {
	size_t first, count; /* its records; count 0 while its value is open */
	unsigned depth;      /* of its value */
	struct mark at;
};

struct yaml_aliases {
	struct yaml_record *record;
	size_t records, records_capacity;
	struct arena text;
	size_t bytes; /* of records and their text */
	struct yaml_anchor *anchor;
	size_t anchors, anchors_capacity;
	struct dict names;
	size_t *latest; /* by name: the anchor that bears it at this point of the file */
	size_t latest_capacity;
	size_t open[TREE_DEPTH + 1]; /* anchors whose value is open, outermost first */
	unsigned opened;
	uint64_t replayed;
};

#define YAML_NO_ANCHOR SIZE_MAX

/* The next recorded event begins the anchor's value. */
void yaml_anchor_begin(struct yaml_aliases *aliases, struct text name, unsigned depth, struct mark at);
/* A value at this depth is complete. */
void yaml_anchor_end(struct yaml_aliases *aliases, unsigned depth);
/* false: the budget of recorded bytes is spent. */
bool yaml_record(struct yaml_aliases *aliases, struct yaml_record record);
/* YAML_NO_ANCHOR when no anchor bears the name. */
size_t yaml_anchor_find(const struct yaml_aliases *aliases, struct text name);

enum yaml_replay { YAML_REPLAY_DONE, YAML_REPLAY_STOPPED, YAML_REPLAY_TOO_MANY, YAML_REPLAY_TOO_DEEP };
/* Gives the anchor's events to the handler, with the places where they were written. `depth` collections are open. */
enum yaml_replay yaml_replay(struct yaml_aliases *aliases, size_t anchor, unsigned depth, const struct tree_handler *handler, void *self);
void yaml_aliases_free(struct yaml_aliases *aliases);

#endif
