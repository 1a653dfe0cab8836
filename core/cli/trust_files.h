/* The user's trust: which file of pins and which of keys, from the options or from the user's own directory of settings. */
#ifndef KEUR_CLI_TRUST_FILES_H
#define KEUR_CLI_TRUST_FILES_H

#include "base/error.h"
#include "base/text.h"
#include "host/host.h"
#include "host/host_pins.h"
#include "host/host_signature.h"

struct trust_files {
	struct host_trust host; /* for host_options; points into what follows */
	struct pins pins;
	struct signers signers;
	struct buffer options;
};

/* $XDG_CONFIG_HOME/keur/NAME, or ~/.config/keur/NAME; NULL when no home is known. To be freed. */
char *trust_files_place(const char *name);
/* pins, keys: as given, then they must be there; NULL: the user's own, when there are any. trust_files_close after either. */
int trust_files_open(struct trust_files *trust, const char *pins, const char *keys, bool require_signed, struct error *err);
/* Only the keys: for who is about to make a pin. */
int trust_files_open_keys(struct trust_files *trust, const char *keys, struct error *err);
void trust_files_close(struct trust_files *trust);

#endif
