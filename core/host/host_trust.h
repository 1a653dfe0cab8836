/* Who may run: what the pins and the trusted keys say of a plugin's bytes. */
#ifndef KEUR_HOST_HOST_TRUST_H
#define KEUR_HOST_HOST_TRUST_H

#include "host/host.h"
#include "host/host_image.h"

/* Of a sealed copy. Fills signer, pinned and unknown_key of the plugin; false with a reason. `trust` NULL: nothing is asked. */
bool trust_check(const struct host_trust *trust, struct host_plugin *plugin, const struct image *image, struct buffer *refused);

#endif
