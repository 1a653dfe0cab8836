/* Link: joins parts into one model, or says what is wrong with them and makes nothing.
 *
 * In this order: components of all native and foreign parts by id (foreign ones join through same_as), bulk facts (apply), overlay,
 * function names by the catalogue, references, suppliers by id, name or alias (unknown ones get a row that is not registered), sites;
 * then every table is sorted. */
#ifndef KEUR_MODEL_LINK_H
#define KEUR_MODEL_LINK_H

#include "model/catalogue.h"
#include "model/model.h"
#include "model/part.h"

/* A change made by an overlay: for the record in the result. */
struct link_override {
	enum column_id column;
	uint32_t row;           /* in the model */
	const char *from, *to;  /* as a user would write them; "" for unknown */
	uint32_t file, line;
};

struct link_result {
	struct link_override *override;
	size_t overrides, capacity;
	struct arena arena;
};

/* Takes the parts apart while it works (memory of a column is freed once it is in the model); part_free is still the caller's. as_of: from
 * the command line, or KEUR_NO_DATE to take the inventory's. 0, or -1 with errors in messages (some may be found before stopping). */
int link_parts(struct model *model, struct part *const *part, size_t parts, const struct catalogue *catalogue, int32_t as_of,
	struct link_result *result, struct messages *messages, struct error *err);
void link_result_free(struct link_result *result);

#endif
