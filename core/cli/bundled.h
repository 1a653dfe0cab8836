/* The plugins that come with keur. By name, not by looking what lies in the directory: one that is missing must count as not assessed, and
 * what somebody dropped there must not run. */
#ifndef KEUR_CLI_BUNDLED_H
#define KEUR_CLI_BUNDLED_H

#include "base/mem.h"
#include "base/text.h"
#include "cli/places.h"

enum { BUNDLED = 4 };
extern const char *const bundled[BUNDLED];

/* Which of them has this name; BUNDLED: none. */
size_t bundled_find(const char *name);
/* Then: "there is no bundled plugin `nam`: did you mean `name`?", or which there are. Appends. */
void bundled_unknown(const char *name, struct buffer *out);
/* The path of bundled[i], owned by the arena. */
const char *bundled_path(const struct places *places, size_t i, struct arena *arena);

#endif
