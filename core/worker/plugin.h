/* The loaded plugin, read by its own sizes: an older plugin's structs are shorter than ours, a newer one's longer, and nobody looks past
 * the smaller of the two. Knows no host. */
#ifndef KEUR_WORKER_PLUGIN_H
#define KEUR_WORKER_PLUGIN_H

#include "base/text.h"

#include <keur/plugin.h>

struct plugin {
	struct keur_stamp size;   /* theirs */
	struct keur_plugin entry; /* what both know of it, the rest zero */
};

/* Loads the image behind a descriptor and looks at its stamp; refuses in words. by_name: through the name of the file, for debuggers. */
void plugin_load(struct plugin *plugin, int image, bool by_name);
/* The index-th of an array of theirs as ours. */
struct keur_rule plugin_rule(const struct plugin *plugin, uint32_t index);
struct keur_param plugin_param(const struct plugin *plugin, uint32_t index);
struct keur_text plugin_need(const struct plugin *plugin, uint32_t index);
struct keur_message plugin_message(const struct plugin *plugin, const struct keur_message *array, uint32_t index);
/* The declaration as bytes, see model/frames.h; refuses counts past the bounds. */
void plugin_declare(const struct plugin *plugin, struct buffer *out);
/* Copies what both know and zeroes the rest of ours. */
void plugin_copy(void *ours, size_t our_size, const void *theirs, size_t their_size);
/* Zeroed room for a struct that both will look into: the larger of the two sizes. */
void *plugin_room(uint32_t count, size_t our_size, uint32_t their_size);

#endif
