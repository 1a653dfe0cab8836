/* Whether a result agrees with itself: each part and finding once, nothing named that is not there, counts that are those of what stands there. Of one
 * that somebody joined or cut by hand every answer would be half an answer. Knows the shape of the file, not what is done with it. */
#ifndef KEUR_CLI_RESULT_AGREE_H
#define KEUR_CLI_RESULT_AGREE_H

#include "base/dict.h"
#include "cli/result_read.h"

/* Things that have an id of their own, in the order of the file. */
struct result_named {
	struct dict ids;
	uint32_t *line; /* by code of the id */
	size_t capacity;
};

struct result_agree {
	struct result_named part, finding;
	struct dict expected; /* findings that parts name, before they have been seen */
	struct mark *expected_at;
	size_t expected_capacity;
	uint64_t parts_said, gaps_said, gap_most, gaps;
	struct mark parts_at, gaps_at, gap_at; /* line 0: nobody says so */
};

/* The next entry, before anybody uses it. 0, or -1 with a message. */
int result_agree_entry(struct result_agree *agree, const char *table, const struct result_tree *tree, struct messages *messages);
/* All has been read. */
int result_agree_end(struct result_agree *agree, uint32_t file, struct messages *messages);
void result_agree_free(struct result_agree *agree);

#endif
