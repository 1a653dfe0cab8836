/* What a shared object gives and takes, for who wants to tell its author: read from its bytes, without loading it. */
#ifndef KEUR_HOST_HOST_SYMBOLS_H
#define KEUR_HOST_HOST_SYMBOLS_H

#include "base/error.h"
#include "base/mem.h"

#include <keur/plugin.h>
#include <stdbool.h>
#include <stdint.h>

struct host_symbols {
	const char **given;  /* symbols that it defines for others */
	const char **taken;  /* symbols that others must define */
	const char **needed; /* libraries */
	size_t givens, takens, neededs;
	size_t given_room, taken_room, needed_room;
	struct keur_stamp stamp; /* of keur_plugin_v1; zero when it could not be found */
	bool read;               /* false: it has no table of symbols that can be read */
	struct arena arena;
};

/* Of the sealed copy that host_describe made. */
int host_symbols_read(struct host_symbols *symbols, int image, struct error *err);
void host_symbols_free(struct host_symbols *symbols);

#endif
