/* Parameters: values as users write them, checked by their type and range. */
#ifndef KEUR_HOST_HOST_SETTINGS_H
#define KEUR_HOST_HOST_SETTINGS_H

#include "host/host.h"

/* The defaults; false with the reason when the plugin's own default breaks its own rules. */
bool settings_start(struct host_plugin *plugin, struct buffer *refused);
/* All values in a sealed file, see model/frames.h; *fd -1 when there are none. */
int settings_seal(const struct host_plugin *plugin, int *fd, struct error *err);

#endif
