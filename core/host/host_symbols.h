/* What a shared object takes from others and gives them, for who wants to tell its author: read from its bytes, as the loader will read
 * them (host_elf), without loading it. */
#ifndef KEUR_HOST_HOST_SYMBOLS_H
#define KEUR_HOST_HOST_SYMBOLS_H

#include "base/error.h"
#include "base/mem.h"

#include <keur/plugin.h>
#include <stdbool.h>
#include <stdint.h>

enum { HOST_SYMBOLS_MOST = 4096 /* ten times what the largest plugin seen takes; bounds the memory that a file made for it can cost */ };

struct host_symbols {
	const char **taken;  /* symbols that others must define: at most HOST_SYMBOLS_MOST, each cut off at 255 bytes */
	const char **needed; /* libraries, each once */
	size_t takens, neededs;
	size_t taken_room, needed_room;
	uint64_t left_out; /* symbols that it takes as well, for which there was no room */
	uint64_t others;   /* symbols that it gives beside keur_plugin_v1: a toolchain's, or the host would have refused it */
	struct keur_stamp stamp; /* of keur_plugin_v1; zero: it has none, or an empty one */
	struct arena arena;
};

/* Of the sealed copy that host_describe made and did not refuse. */
int host_symbols_read(struct host_symbols *symbols, int image, struct error *err);
/* The same of bytes; false with nothing to free: the host would refuse them. */
bool host_symbols_look(struct host_symbols *symbols, const unsigned char *bytes, size_t length);
void host_symbols_free(struct host_symbols *symbols);

#endif
